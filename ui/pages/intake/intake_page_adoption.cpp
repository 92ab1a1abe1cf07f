// SPDX-License-Identifier: GPL-3.0-or-later
// A draft that a newer version of its form may take over.
#include "ui/pages/intake/adoption_panel.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_loader.h"
#include "ui/pages/intake/interview_session.h"

namespace indaro::ui::pages {

void IntakePage::offerNewer()
{
    const casework::LoadedInterview &interview = m_session->loaded();
    const FormEntry *newer = findForm(m_loader->forms(), interview.formId);
    if (newer == nullptr || casework::compareVersions(interview.formVersion, newer->version) >= 0)
        return;
    m_banner->showAction(kit::Banner::Kind::Info,
                         tr("Version %1 of this form is here now. This interview was begun with version %2 and can go on "
                            "with either.")
                             .arg(newer->version, interview.formVersion),
                         tr("See what would move …"), [this, form = *newer] {
                             m_loader->readDefinition(form, [this](const FormEntry &read) { planAdoption(read); });
                         });
}

void IntakePage::planAdoption(const FormEntry &newer)
{
    if (!m_session || isSitting() || !newer.definition)
        return;
    m_newer = newer;
    const casework::LoadedInterview &interview = m_session->loaded();
    const indaro::forms::FormDefinition &older = m_session->form().definition();
    m_plan = casework::planAdoption(interview.answers, older, *newer.definition);
    m_banner->dismiss();
    m_adoption->show(m_plan, interview.formVersion, newer.version, older, *newer.definition);
    showWork(m_adoption);
}

void IntakePage::adopt()
{
    if (!m_session || !m_newer)
        return;
    ask(
        [id = m_session->loaded().id, plan = m_plan, newer = *m_newer](casework::Desk &desk) {
            return casework::adoptDraft(desk, id, plan, {newer.record, newer.version, newer.definition.get()});
        },
        [this] { m_loader->openInterview(m_session->loaded().id); });
}

} // namespace indaro::ui::pages
