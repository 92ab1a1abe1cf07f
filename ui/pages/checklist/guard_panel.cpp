// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checklist/guard_panel.h"

#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

GuardPanel::GuardPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_steps(new QWidget(this)),
      m_stepColumn(new QVBoxLayout(m_steps)), m_who(kit::makeLabel(kit::TextRole::Body, this)), m_reason(new QLineEdit),
      m_reasonRow(new kit::FormRow(m_reason, this)), m_urgent(new kit::PushButton(this)), m_waive(new kit::PushButton(this)),
      m_notNow(new kit::PushButton(this))
{
    setObjectName(QStringLiteral("guards"));
    kit::setCard(this);
    m_reason->setObjectName(QStringLiteral("guardReason"));
    m_urgent->setObjectName(QStringLiteral("guardUrgent"));
    m_waive->setObjectName(QStringLiteral("guardWaive"));
    m_stepColumn->setContentsMargins(0, 0, 0, 0);
    m_stepColumn->setSpacing(kit::space::One);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_steps, m_who, m_reasonRow})
        column->addWidget(part);
    for (QPushButton *button : {m_urgent, m_waive, m_notNow}) {
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        column->addWidget(button, 0, Qt::AlignLeft);
    }
    setMaximumWidth(kit::space::ReadingWidth);
    connect(m_urgent, &QPushButton::clicked, this, [this] { waive(true); });
    connect(m_waive, &QPushButton::clicked, this, [this] { waive(false); });
    connect(m_notNow, &QPushButton::clicked, this, &GuardPanel::dismiss);
    connect(m_reason, &QLineEdit::textChanged, this, [this] { m_reasonRow->clearMessage(); });
    hide();
    retranslate();
}

void GuardPanel::ask(const casework::GuardedAction &action, std::function<void()> goOn)
{
    ask(std::vector{action}, std::move(goOn));
}

void GuardPanel::ask(std::vector<casework::GuardedAction> actions, std::function<void()> goOn)
{
    m_actions = std::move(actions);
    m_goOn = std::move(goOn);
    m_context.workspace->ask(
        this,
        [actions = m_actions](casework::Desk &desk) -> base::Result<std::shared_ptr<const Blockades>> {
            auto blockades = std::make_shared<Blockades>();
            for (const casework::GuardedAction &action : actions) {
                INDARO_TRY_ASSIGN(casework::Blockade blockade, casework::blockadeOf(desk, action));
                blockades->push_back(std::move(blockade));
            }
            return blockades;
        },
        [this, visit = ++m_visit](const base::Result<std::shared_ptr<const Blockades>> &asked) {
            if (visit != m_visit)
                return;
            if (!asked)
                return m_context.navigator->showNotice(kit::errorText(asked.error()).whole());
            show(*asked);
        });
}

void GuardPanel::dismiss()
{
    ++m_visit;
    m_actions.clear();
    m_goOn = nullptr;
    m_blockades.reset();
    m_reason->clear();
    hide();
}

void GuardPanel::show(std::shared_ptr<const Blockades> blockades)
{
    if (std::ranges::none_of(*blockades, &casework::Blockade::isBlocked)) { // somebody has ticked them meanwhile
        const auto goOn = std::move(m_goOn);
        dismiss();
        return goOn();
    }
    m_blockades = std::move(blockades);
    m_reason->clear();
    retranslate();
    setVisible(true);
    kit::scrollTo(this);
}

void GuardPanel::showSteps()
{
    qDeleteAll(m_steps->findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    for (std::size_t i = 0; i < m_blockades->size(); ++i) {
        const casework::Blockade &blockade = (*m_blockades)[i];
        if (m_blockades->size() > 1 && blockade.isBlocked()) {
            auto *name = kit::makeLabel(kit::TextRole::FieldLabel, m_steps);
            name->setText(blockade.displayName);
            m_stepColumn->addWidget(name);
        }
        for (const casework::ChecklistLine &line : blockade.list.lines)
            addStep(m_actions[i].person, *line.line.step);
    }
}

void GuardPanel::addStep(const casework::CaseId &person, const sop::Step &step)
{
    auto *text = kit::makeLabel(kit::TextRole::Body, m_steps);
    text->setText(QStringLiteral("%1  %2").arg(
        step.id, StepTexts::words(step.title, step.kirundi, m_context.translations->language())));
    auto *open = new kit::PushButton(m_steps);
    kit::setButtonRole(open, kit::ButtonRole::Quiet);
    open->setText(tr("Open step %1").arg(step.id));
    open->setObjectName(QStringLiteral("openStep ") + step.id);
    connect(open, &QPushButton::clicked, this, [this, person, id = step.id] {
        m_context.navigator->openPage(ChecklistPageId, OpenChecklist{person, id});
    });
    m_stepColumn->addWidget(text);
    m_stepColumn->addWidget(open, 0, Qt::AlignLeft);
}

void GuardPanel::waive(bool isUrgent)
{
    const QString reason = m_reason->text().trimmed();
    if (reason.isEmpty()) {
        m_reasonRow->setMessage(tr("Write the reason first: it stands in the file."));
        m_reason->setFocus();
        return;
    }
    setEnabled(false);
    m_context.workspace->ask(
        this,
        [actions = m_actions, reason, isUrgent](casework::Desk &desk) -> base::Result<void> {
            for (const casework::GuardedAction &action : actions)
                INDARO_TRY(casework::waiveGuards(desk, action, reason, isUrgent));
            return {};
        },
        [this, visit = m_visit](const base::Result<void> &done) {
            setEnabled(true);
            if (visit != m_visit)
                return;
            if (!done)
                return m_reasonRow->setMessage(kit::errorText(done.error()).whole());
            const auto goOn = std::move(m_goOn);
            dismiss();
            goOn();
        });
}

void GuardPanel::retranslate()
{
    m_reasonRow->setLabel(tr("Why it &cannot wait"));
    m_urgent->setText(tr("Go on now, the director will be told"));
    m_waive->setText(tr("Waive (director)"));
    m_notNow->setText(tr("Not now"));
    if (m_blockades == nullptr)
        return;
    m_title->setText(tr("The procedure asks for this first, before: %1").arg(StepTexts::action(m_actions.front().action)));
    showSteps();
    const bool mayWaive = std::ranges::all_of(*m_blockades, &casework::Blockade::mayWaive);
    const bool mayWaiveUrgently = std::ranges::all_of(
        *m_blockades, [](const casework::Blockade &each) { return !each.isBlocked() || each.mayWaiveUrgently; });
    QStringList who;
    if (mayWaiveUrgently)
        who.append(tr("If it cannot wait, whoever is on duty may go on without it, with the reason. The director sees it on "
                      "the home page, and after a day the step stands open again."));
    else if (!mayWaive)
        who.append(tr("Only a director may waive it. Nobody is kept from saving a life: help first, and write it down "
                      "afterwards."));
    if (mayWaive)
        who.append(tr("As a director you may waive it, with the reason."));
    m_who->setText(who.join(u'\n'));
    m_urgent->setVisible(mayWaiveUrgently);
    m_waive->setVisible(mayWaive);
    m_reasonRow->setVisible(mayWaive || mayWaiveUrgently);
}

} // namespace indaro::ui::pages
