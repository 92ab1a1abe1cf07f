// SPDX-License-Identifier: GPL-3.0-or-later
// A checklist on paper: of one person for whom somebody chose, of the house, or blank.
#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/checklist_paper.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/noted_paper.h"

#include <QAction>

namespace indaro::ui::pages {

/// The list of the house is for the house.
void ChecklistPage::allowPrint()
{
    for (QAction *each : {m_print, m_pdf}) {
        if (m_owner) {
            m_forWhom->allow(each);
        } else {
            each->setEnabled(true);
            each->setToolTip({});
        }
    }
}

void ChecklistPage::putChecklist(bool isBlank, PaperRoad road)
{
    if (m_list == nullptr)
        return;
    if (m_owner && !isBlank)
        return putListFor(m_forWhom->paper(), road);
    const auto its = checklistPaper(*m_list, m_caseCode, isBlank);
    if (!its)
        return m_banner->showError(its.error());
    give(*its, road, [isBlank](casework::Desk &desk) {
        const auto verb = isBlank ? casework::AuditVerb::BlankFormPrinted : casework::AuditVerb::ChecklistPrinted;
        return casework::recordAuditNow(desk, verb, std::nullopt, "checklist");
    });
}

void ChecklistPage::putListFor(const casework::PaperFor &paper, PaperRoad road)
{
    context().workspace->ask(
        this, [person = *m_owner, paper](casework::Desk &desk) { return casework::withheldOnPaper(desk, person, paper); },
        [this, person = *m_owner, paper, list = m_list, code = m_caseCode,
         road](const base::Result<casework::Withheld> &withheld) {
            if (!withheld)
                return m_banner->showError(withheld.error());
            const auto its = checklistPaper(*list, code, false, *withheld);
            if (!its)
                return m_banner->showError(its.error());
            give(
                *its, road,
                [person, paper](casework::Desk &desk) {
                    return casework::notePaperPrinted(desk, person, casework::AuditVerb::ChecklistPrinted, "checklist",
                                                      paper);
                },
                [this] { m_forWhom->reset(); });
        });
}

void ChecklistPage::give(const print::Paper &its, PaperRoad road, std::function<base::Result<void>(casework::Desk &)> note,
                         std::function<void()> done)
{
    putOnPaper(
        context(), this, road,
        {.papers = {its},
         .fileName = m_caseCode.isEmpty() ? tr("checklist") + QStringLiteral(".pdf") : m_caseCode + QStringLiteral(".pdf"),
         .note = std::move(note),
         .failed = [this](const base::Error &error) { m_banner->showError(error); },
         .done = std::move(done)});
}

} // namespace indaro::ui::pages
