// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the page of a referral that puts it on paper: the form, the form again as a copy, the reminder.
#include "core/casework/checklists/guards.h"
#include "core/casework/referrals/ladder.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/referrals/document_binding.h"
#include "ui/pages/referrals/referral_page.h"
#include "ui/pages/referrals/reminder_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

void ReferralPage::printReminder()
{
    if (!m_referral)
        return;
    const auto paper = reminderPaper(*m_referral, m_house, model::localDay(context().workspace->clock().nowUtc()));
    if (!paper)
        return showProblem(paper.error());
    putOnPaper(context(), this, PaperRoad::Printer,
               {.papers = {*paper},
                .note = [id = m_referral->id](casework::Desk &desk) { return casework::noteReminderPrinted(desk, id); },
                .failed = [this](const base::Error &error) { showProblem(error); },
                .done = [this] { reload(); }});
}

void ReferralPage::askInTurn(std::vector<casework::GuardedAction> actions, std::function<void()> goOn)
{
    if (actions.empty())
        return goOn();
    const casework::GuardedAction first = actions.front();
    actions.erase(actions.begin());
    m_guards->ask(first, [this, rest = std::move(actions), goOn = std::move(goOn)] { askInTurn(rest, goOn); });
}

void ReferralPage::finish(bool toPrinter)
{
    if (!m_referral)
        return;
    m_pause.stop();
    // Saved and asked as one job: the paper never shows anything but what is on the screen now, also when an earlier save
    // was refused.
    std::optional<casework::ReferralContent> typed;
    if (m_referral->status == casework::ReferralStatus::Draft)
        typed = content();
    context().workspace->ask(
        this,
        [id = m_referral->id, typed](casework::Desk &desk) -> base::Result<casework::Referral> {
            if (typed)
                INDARO_TRY(casework::saveReferral(desk, id, *typed));
            // What is missing on the form is said first: it is at hand.
            INDARO_TRY_ASSIGN(const casework::Referral asTyped, casework::loadReferral(desk, id));
            INDARO_TRY_ASSIGN(const casework::ConsentFacts consents, casework::loadConsentFacts(desk, asTyped.caseFile));
            INDARO_TRY(casework::checkReferralConsent(asTyped.content, consents));
            for (const casework::GuardedAction &action : casework::printingGuards(asTyped))
                INDARO_TRY(casework::checkGuards(desk, action));
            return casework::checkReferralPrint(desk, id);
        },
        [this, toPrinter, id = m_referral->id](const base::Result<casework::Referral> &asked) {
            if (!m_referral || m_referral->id != id)
                return; // the page is about another one by now
            if (!asked && asked.error().code == base::Errc::StepsOpen) {
                clearProblems();
                return askInTurn(printing(), [this, toPrinter] { finish(toPrinter); });
            }
            if (!asked) {
                showProblem(asked.error());
                return reloadConsents(); // one noted elsewhere may be why
            }
            clearProblems();
            handOut(*asked, toPrinter);
        });
}

/// It says "printed" when the printer has it or the PDF is written; printed again, the paper says that it is a copy.
void ReferralPage::handOut(const casework::Referral &referral, bool toPrinter)
{
    print::Paper paper{*m_template, m_styles, documentOf(*m_template, referral, m_house)};
    if (casework::isPrintedAgain(referral))
        paper.finish = print::markCopy;
    putOnPaper(context(), this, toPrinter ? PaperRoad::Printer : PaperRoad::Pdf,
               {.papers = {paper},
                .fileName = u"%1.pdf"_s.arg(referral.serial),
                .note = [id = referral.id, content = referral.content](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY(casework::markReferralPrinted(desk, id, content));
                    return {};
                },
                .failed =
                    [this](const base::Error &error) {
                        showProblem(error);
                        reloadConsents();
                    },
                .done =
                    [this, toPrinter, id = referral.id] {
                        if (!toPrinter)
                            context().navigator->showNotice(tr("The PDF is saved."));
                        if (m_referral && m_referral->id == id)
                            reload();
                    }});
}

} // namespace indaro::ui::pages
