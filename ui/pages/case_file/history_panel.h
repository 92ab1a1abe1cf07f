// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Who changed what, when, on which laptop: of one field or of the whole file.
class HistoryPanel final : public QFrame
{
    Q_OBJECT
public:
    HistoryPanel(const kit::PageContext &context, QWidget *parent);
    void showPerson(sync::RecordId person);
    /// Empties the table.
    void showNobody();
    void showField(sync::FieldId field, sync::RecordId record);
    /// Of other records than a person's; `keys` runs on the store thread.
    void showRecords(std::function<base::Result<std::vector<sync::RecordKey>>(casework::Desk &)> keys);
    void retranslate();

private:
    void showChanges();
    void fill(const base::Result<std::vector<casework::FieldChange>> &changes, bool isNewestFirst);
    kit::PageContext m_context;
    QLabel *m_title;
    QLabel *m_problem;
    QPushButton *m_all;
    QTableWidget *m_table;
    std::optional<sync::RecordId> m_person;
    std::vector<casework::FieldChange> m_changes; ///< as shown, newest first
};

} // namespace indaro::ui::pages
