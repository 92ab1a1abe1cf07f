// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/base/value.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <map>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class ValueEdit;

/// A few fields that are written together by one command, on the page instead of in a dialog: an exit, a return, a
/// note. Stays open, with the reason, when the command refuses.
class ActionPanel final : public QFrame
{
    Q_OBJECT
public:
    using Values = std::map<sync::FieldId, base::Value>;
    /// Runs on the store thread.
    using Command = std::function<base::Result<void>(casework::Desk &, sync::RecordId person, const Values &)>;

    ActionPanel(const kit::PageContext &context, std::initializer_list<sync::FieldId> fields, Command command, QWidget *parent);
    void setTexts(const QString &title, const QString &button);
    /// Empties the fields and shows the panel.
    void begin(sync::RecordId person);

private:
    void submit();
    kit::PageContext m_context;
    Command m_command;
    std::optional<sync::RecordId> m_person;
    QLabel *m_title;
    QLabel *m_problem;
    QPushButton *m_submit;
    QPushButton *m_cancel;
    std::vector<ValueEdit *> m_edits;
};

} // namespace indaro::ui::pages
