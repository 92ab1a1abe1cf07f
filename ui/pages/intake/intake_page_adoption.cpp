// SPDX-License-Identifier: GPL-3.0-or-later
// A draft that a newer version of its form may take over.
#include "ui/forms/partial_dates.h"
#include "ui/kit/reason_button.h"
#include "ui/pages/intake/adoption_panel.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_loader.h"
#include "ui/pages/intake/interview_session.h"

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

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

/// The answers that have no question in this version, by the names of their questions.
QString IntakePage::keptText() const
{
    constexpr int Shown = 6;
    const QStringList &paths = m_session->unknownPaths();
    QStringList answers;
    for (const casework::SavedAnswer &answer : m_session->loaded().answers) {
        if (paths.contains(answer.path) && answers.size() < Shown)
            answers << u"%1: %2"_s.arg(answer.path.section(u'/', 2),
                                       answer.missing ? kit::missingText(*answer.missing)
                                                      : forms::shownDateAnswer(answer.value, forms::DatePrecision::Day));
    }
    if (paths.size() > answers.size())
        answers << u"…"_s;
    return tr("This interview was begun with another version of the form. %n answers have no question here; they are kept.",
              nullptr, static_cast<int>(paths.size())) +
           u'\n' + answers.join(u"; "_s);
}

void IntakePage::sayKept()
{
    if (!m_session->unknownPaths().isEmpty())
        m_banner->keepSaying([this] {
            if (m_session)
                m_banner->showMessage(kit::Banner::Kind::Warning, keptText());
        });
}

/// An adoption can be taken back while the interview stays open: the answers go where they were, and what was answered since
/// is kept. False: there is none.
bool IntakePage::offerBack()
{
    const casework::LoadedInterview &interview = m_session->loaded();
    if (!m_before || m_before->first != interview.id || m_before->second.version == interview.formVersion)
        return false;
    QString text = tr("This interview goes on with version %1.").arg(interview.formVersion);
    if (!m_session->unknownPaths().isEmpty())
        text += u'\n' + keptText();
    m_banner->showAction(kit::Banner::Kind::Info, text, tr("Back to version %1 …").arg(m_before->second.version),
                         [this] { planAdoption(m_before->second); });
    return true;
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
        [id = m_session->loaded().id, plan = m_plan, newer = *m_newer](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto record, keepForInterviews(desk, newer));
            return casework::adoptDraft(desk, id, plan, {record, newer.version, newer.definition.get()});
        },
        [this] {
            FormEntry before = m_form;
            before.record = m_session->loaded().form;
            m_before.emplace(m_session->loaded().id, std::move(before));
            m_loader->openInterview(m_session->loaded().id);
        });
}

} // namespace indaro::ui::pages
