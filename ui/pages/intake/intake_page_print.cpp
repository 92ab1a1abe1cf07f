// SPDX-License-Identifier: GPL-3.0-or-later
// A signed interview leaves the page on paper: the director and a second person [contracts.md 9].
#include "core/casework/interviews/interview_print.h"
#include "core/casework/paper/serial_register.h"
#include "core/model/partial_date.h"
#include "core/session/vault.h"
#include "ui/forms/form_view.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_paper.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <utility>

namespace indaro::ui::pages {

using base::Result;

namespace {

/// What is read for the paper in one job with its line in the audit.
struct Released
{
    VersionsOfInterview versions;
    casework::InterviewRelease release;
};

Result<Released> releaseInterview(casework::Desk &desk, casework::InterviewId id, const std::string &agreed,
                                  const casework::Receiver &receiver)
{
    Released released;
    INDARO_TRY_ASSIGN(released.versions, readVersions(desk, id));
    INDARO_TRY_ASSIGN(released.release, casework::releaseForPrint(desk, id, agreed, receiver));
    return released;
}

} // namespace

/// Whether it may be is asked first: nobody fetches a colleague for nothing.
void IntakePage::beginPrint(bool asPdf)
{
    if (!m_session || !m_session->isSigned())
        return;
    m_printWish = std::pair(m_session->loaded().id, asPdf);
    context().workspace->ask(
        this, [id = m_printWish->first](casework::Desk &desk) { return casework::mayPrintInterview(desk, id); },
        [this, visit = m_visit](const Result<void> &may) {
            if (visit != m_visit || !m_session || !m_printWish)
                return;
            if (may)
                return m_second->start(context().vault);
            if (may.error().code != base::Errc::AccessRefused)
                return m_banner->showError(may.error());
            m_banner->showMessage(
                kit::Banner::Kind::Warning,
                tr("A whole interview is printed by a director, with a second person who agrees. Ask yours."));
        });
}

void IntakePage::printAgreed(const std::string &agreed)
{
    m_second->hide();
    const auto wish = std::exchange(m_printWish, std::nullopt);
    if (!wish || !m_session || m_session->loaded().id != wish->first)
        return; // another interview is open by now
    const casework::Receiver receiver = m_forWhom->paper().receiver;
    m_forWhom->reset();
    ask([id = wish->first, agreed, receiver](casework::Desk &desk) { return releaseInterview(desk, id, agreed, receiver); },
        [this, asPdf = wish->second](const Released &released) {
            if (!m_session || formView()->texts() == nullptr)
                return;
            const auto paper =
                interviewPaper({*formView()->texts(), m_session->loaded(), m_caseCode, m_form.title, released.versions,
                                released.release, m_session->unknownPaths(), model::localDay(context().clock->nowUtc())});
            if (!paper)
                return m_banner->showError(paper.error());
            const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
            const auto isThere = [this, failed, serial = released.release.serial] {
                context().workspace->ask(
                    this,
                    [serial](casework::Desk &desk) {
                        return casework::noteNumbersUsed(desk, casework::InterviewPaper, {serial});
                    },
                    [failed](const Result<void> &used) {
                        if (!used)
                            failed(used.error());
                    });
            };
            PaperWork::of(this)->layOutToGive(
                {*paper},
                [this, failed, isThere, asPdf, name = m_caseCode + QStringLiteral(".pdf")](const QList<print::Page> &pages) {
                    if (asPdf)
                        writePdfOf(context(), this, pages, name, failed, isThere, isThere);
                    else
                        printPagesOf(this, pages, failed, isThere);
                },
                failed);
        });
}

} // namespace indaro::ui::pages
