// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <functional>
#include <memory>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Stands in a page whose action the procedure holds back (Errc::StepsOpen): which steps are missing, a way to each, who may
/// waive them, and the waiver itself with its reason where the signed-in person may. Hidden until asked. GUI thread.
///
///     if (error.code == base::Errc::StepsOpen)
///         return m_guards->ask({sop::Action::Allocation, person}, [this] { allocate(); });
class GuardPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit GuardPanel(const kit::PageContext &context, QWidget *parent);

    /// Shows what holds this action back; `goOn` takes it again, after the waiver or when nothing holds it back any more.
    void ask(const casework::GuardedAction &action, std::function<void()> goOn);
    /// The same action for several at once, a family that gets its beds: one reason for all of them.
    void ask(std::vector<casework::GuardedAction> actions, std::function<void()> goOn);
    /// The page is about something else now.
    void dismiss();
    void retranslate();

private:
    /// What holds back the actions of the same places in m_actions.
    using Blockades = std::vector<casework::Blockade>;
    void show(std::shared_ptr<const Blockades> blockades);
    void showSteps();
    void addStep(const casework::CaseId &person, const sop::Step &step);
    void waive(bool isUrgent);

    kit::PageContext m_context;
    std::vector<casework::GuardedAction> m_actions;
    std::function<void()> m_goOn;
    std::shared_ptr<const Blockades> m_blockades; ///< null: nothing is asked
    int m_visit = 0;                              ///< counts ask(): an answer to an earlier one is nobody's any more
    QLabel *m_title;
    QWidget *m_steps;
    QVBoxLayout *m_stepColumn;
    QLabel *m_who;
    QLineEdit *m_reason;
    kit::FormRow *m_reasonRow;
    QPushButton *m_urgent;
    QPushButton *m_waive;
    QPushButton *m_notNow;
};

} // namespace indaro::ui::pages
