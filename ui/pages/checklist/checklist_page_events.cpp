// SPDX-License-Identifier: GPL-3.0-or-later
// What happened and is recorded from the checklist, because deadlines count from it.
#include "core/casework/checklists/guards.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/checklist/step_texts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QStandardItemModel>

namespace indaro::ui::pages {

namespace {

/// What is done by recording it, and may have to wait for its steps.
std::optional<sop::Action> actionOf(sop::Event event)
{
    switch (event) {
    case sop::Event::Closure:
        return sop::Action::Closure;
    case sop::Event::Plan:
        return sop::Action::PlanApprove;
    case sop::Event::Complaint:
        return sop::Action::JusticeComplaint;
    default:
        return {};
    }
}

} // namespace

/// What is told in confidence is kept where only those read it who may.
void ChecklistPage::showEventChoices()
{
    auto *choices = qobject_cast<QStandardItemModel *>(m_event->model());
    const int row = m_event->findData(int(sop::Event::Disclosure));
    if (choices == nullptr || row < 0)
        return;
    choices->item(row)->setEnabled(m_list->mayReadHealth);
    if (!m_list->mayReadHealth && m_event->currentIndex() == row)
        m_event->setCurrentIndex(row == 0 ? 1 : 0);
}

void ChecklistPage::recordEvent()
{
    const auto day = kit::parsePartialDate(m_eventDate->text());
    if (!day || day->size() != 10)
        return m_dateRow->setMessage(tr("Write the day as 24/11/2026."));
    m_dateRow->clearMessage();
    const QString typed = m_eventTime->text().trimmed();
    const QTime time = QTime::fromString(typed, QStringLiteral("H:m"));
    if (!typed.isEmpty() && !time.isValid())
        return m_timeRow->setMessage(tr("Write the time as 21:40, or leave it empty."));
    m_timeRow->clearMessage();
    const QString when = time.isValid() ? *day + QLatin1Char('T') + time.toString(Qt::ISODate).left(5) : *day;
    const auto event = static_cast<sop::Event>(m_event->currentData().toInt());
    m_recordEvent->setEnabled(false);
    context().workspace->ask(
        this,
        [person = *m_owner, event, when, note = m_eventNote->text(),
         today = *day == model::localDay(context().clock->nowUtc()).toString(Qt::ISODate)](
            casework::Desk &desk) -> base::Result<casework::Unguarded> {
            const std::optional<sop::Action> action = actionOf(event);
            // Decided here and now, it waits for its steps; what is told of another day has happened.
            if (action && today && event != sop::Event::Complaint)
                INDARO_TRY(casework::checkGuards(desk, {*action, person}));
            INDARO_TRY(casework::recordEvent(desk, person, event, when, note));
            return action ? casework::tellUnguarded(desk, {*action, person}) : casework::Unguarded();
        },
        [this, event, owner = m_owner](const base::Result<casework::Unguarded> &done) {
            m_recordEvent->setEnabled(true);
            if (owner != m_owner)
                return;
            if (!done && done.error().code == base::Errc::StepsOpen)
                return m_guards->ask({*actionOf(event), *m_owner}, [this] { recordEvent(); });
            if (!done)
                return m_dateRow->setMessage(kit::errorText(done.error()).whole());
            m_eventDate->clear();
            m_eventTime->clear();
            m_eventNote->clear();
            QString told =
                done->steps.isEmpty()
                    ? tr("Recorded. The deadlines that count from it are in the list.")
                    : tr("Recorded. The procedure asks before it: %1.").arg(done->steps.join(QStringLiteral(", ")));
            if (!done->isNoted)
                told += QLatin1Char(' ') + StepTexts::notNoted();
            context().navigator->showNotice(told);
            refresh();
        });
}

} // namespace indaro::ui::pages
