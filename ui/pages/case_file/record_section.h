// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <map>

QT_BEGIN_NAMESPACE
class QLabel;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FlowGrid;
}

namespace indaro::ui::pages {

class ValueEdit;

/// A card of the case file: fields of one or several records of the person, each saving itself. A value that changed
/// elsewhere is shown at once, except in a field somebody is typing in.
class RecordSection final : public QFrame
{
    Q_OBJECT
public:
    RecordSection(const kit::PageContext &context, QWidget *parent);

    /// Adds editors; `isWide` ones take the whole row.
    void addField(sync::FieldId field, bool isWide = false);
    /// Puts a widget above the fields; the section owns it.
    void addOnTop(QWidget *part);
    void setTitle(const QString &title);
    void setLanguage(const QString &language);
    /// Which record each table's fields belong to, and what they hold. What is still typed in a field whose record
    /// changes is saved to the record it was typed for first. Fields without a record are empty and take nothing.
    void show(const std::vector<casework::Record> &records);
    void flush();

Q_SIGNALS:
    /// "?" → the history of a field was asked for.
    void historyAsked(indaro::sync::FieldId field, indaro::sync::RecordId record);

private:
    void save(ValueEdit *edit, const base::Value &value);
    kit::PageContext m_context;
    QLabel *m_title;
    QVBoxLayout *m_column;
    kit::FlowGrid *m_grid;
    std::map<std::uint16_t, sync::RecordId> m_records;
    std::vector<ValueEdit *> m_edits;
};

} // namespace indaro::ui::pages
