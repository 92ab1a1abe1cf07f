// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class PartnerKeyPanel;
class RecordSection;

/// One organisation of the directory: all that is known of it, that somebody asked it today, and its fields to be changed,
/// each of which saves itself. GUI thread.
class DirectoryDetail final : public QFrame
{
    Q_OBJECT
public:
    DirectoryDetail(const kit::PageContext &context, QWidget *parent);

    void show(const casework::DirectoryEntry &entry);
    /// Shows the fields to be changed, and puts the keyboard there.
    void beginChanging();
    void flush();
    void retranslate();

Q_SIGNALS:
    void changed();
    void failed(const indaro::base::Error &error);

private:
    using Command = std::function<base::Result<void>(casework::Desk &, casework::DirectoryId)>;
    void run(Command command, const QString &notice);
    void showTexts();
    void loadRecord();

    kit::PageContext m_context;
    std::optional<casework::DirectoryEntry> m_entry;
    bool m_isChanging = false;
    bool m_takesFocus = false; ///< once its fields can take something
    QLabel *m_name;
    QLabel *m_asked; ///< when somebody asked last; an alarm when it is long ago
    QLabel *m_facts;
    QPushButton *m_verified;
    QPushButton *m_change;
    QPushButton *m_gone;
    RecordSection *m_fields;
    PartnerKeyPanel *m_key;
};

} // namespace indaro::ui::pages
