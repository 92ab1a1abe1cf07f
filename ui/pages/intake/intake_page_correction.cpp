// SPDX-License-Identifier: GPL-3.0-or-later
// The versions of a signed interview, and a correction from its reason to its review.
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/form_mapping.h"
#include "ui/forms/form_view.h"
#include "ui/kit/date_text.h"
#include "ui/models/author_text.h"
#include "ui/pages/intake/correction_panel.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_loader.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/review_panel.h"

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

/// The version a correction would take the place of if it were signed now.
struct Holding
{
    casework::InterviewVersion version;
    std::vector<casework::SavedAnswer> answers{};
};

Result<Holding> readHolding(casework::Desk &desk, casework::InterviewId correction)
{
    INDARO_TRY_ASSIGN(const auto versions, casework::listVersions(desk, correction));
    const casework::InterviewVersion *valid = casework::findValid(versions);
    if (valid == nullptr)
        return base::Error(base::Errc::WrongState);
    Holding holding{*valid};
    INDARO_TRY_ASSIGN(holding.answers, casework::loadAnswers(desk, valid->id));
    return holding;
}

/// What stands in the form now and would be signed.
std::vector<casework::SavedAnswer> answersIn(const indaro::forms::FormInstance &form)
{
    std::vector<casework::SavedAnswer> answers;
    const auto present = form.answers();
    for (const indaro::forms::StoredAnswer &answer : present) {
        const bool isMissing = answer.state == indaro::forms::AnswerState::Missing;
        if (answer.relevant && (isMissing || !answer.value.isEmpty()))
            answers.push_back({answer.path, indaro::forms::toString(answer.type), isMissing ? QString() : answer.value,
                               isMissing ? answer.missing : std::nullopt});
    }
    return answers;
}

} // namespace

/// What a reader of a signed interview must know before anything else: whether it is the version that holds.
void IntakePage::sayVersion(const VersionsOfInterview &read)
{
    if (!m_session)
        return;
    const casework::InterviewVersion *shown = read.find(m_session->loaded().id);
    const casework::InterviewVersion *valid = read.findValid();
    if (shown == nullptr || valid == nullptr)
        return;
    using Kind = kit::Banner::Kind;
    const QString name = versionName(valid->correction);
    const QString signedOn = kit::dateTimeText(valid->signedAt.value_or(0));
    if (shown->isValid && shown->isParallel)
        return m_banner->showAction(
            Kind::Warning,
            tr("Two laptops corrected this interview, and neither knew of the other. This correction "
               "was signed later and holds; compare it with the other one."),
            tr("All versions …"), [this] { showVersions(); });
    if (shown->isValid && shown->corrects)
        return m_banner->showAction(
            Kind::Info, tr("This is a corrected version. Reason: %1\nWhat was signed before is kept.").arg(shown->reason),
            tr("All versions …"), [this] { showVersions(); });
    if (shown->isValid)
        return;
    const QString text = shown->status == "signed"_L1
                             ? tr("This version was corrected. %1, signed %2, holds now.").arg(name, signedOn)
                             : tr("This correction was given up. %1, signed %2, holds.").arg(name, signedOn);
    m_banner->showAction(Kind::Warning, text, tr("Read the version that holds"),
                         [this, id = valid->id] { m_loader->openInterview(id); });
}

void IntakePage::sayCorrecting()
{
    const casework::LoadedInterview &loaded = m_session->loaded();
    m_banner->showMessage(
        kit::Banner::Kind::Info,
        tr("You are correcting the interview signed on %1. Reason: %2\nWhat was signed holds and is kept; "
           "this takes its place when it is signed.")
            .arg(kit::dateTimeText(loaded.firstSignedAt.value_or(loaded.startedAt)), loaded.correctionReason));
}

/// Before a sitting of an interview that was begun earlier.
void IntakePage::sayHowItGoesOn()
{
    if (!m_session)
        return;
    if (m_session->isCorrection())
        sayCorrecting();
    else if (!offerBack())
        offerNewer();
}

void IntakePage::showVersions()
{
    if (!m_session || !m_session->isSigned())
        return;
    ask([id = m_session->loaded().id](casework::Desk &desk) { return readVersions(desk, id); },
        [this](const VersionsOfInterview &read) {
            if (!m_session || formView()->texts() == nullptr)
                return;
            m_banner->dismiss();
            showWork(m_versions);
            m_versions->show(read, m_session->loaded().id, *formView()->texts());
        });
}

void IntakePage::beginCorrection()
{
    if (!m_session)
        return;
    m_versions->setEnabled(false); // one press, one correction
    ask([id = m_session->loaded().id,
         reason = m_versions->reason()](casework::Desk &desk) { return casework::startCorrection(desk, id, reason); },
        [this](casework::InterviewId correction) {
            m_versions->clearReason();
            m_loader->openInterview(correction);
        });
}

void IntakePage::enableVersions()
{
    m_versions->setEnabled(true);
}

void IntakePage::giveUpCorrection()
{
    if (!m_session || !m_session->isCorrection())
        return;
    (void)flushEdits();
    ask([id = m_session->loaded().id](casework::Desk &desk) { return casework::giveUpCorrection(desk, id); },
        [this] {
            const casework::InterviewId before = *m_session->loaded().corrects;
            m_sitting.reset();
            formView()->setInstance(nullptr, {});
            m_session.reset();
            m_loader->openInterview(before);
            context().navigator->showNotice(tr("The correction is given up; what was signed holds."));
        });
}

/// What signing would change is measured at the version that holds now, which may have been signed while this one was
/// worked on.
void IntakePage::compareWithBefore()
{
    m_banner->dismiss(); // that it is a correction is said below, with what it changes
    ask([id = m_session->loaded().id](casework::Desk &desk) { return readHolding(desk, id); },
        [this](const Holding &holding) {
            if (!m_session || formView()->texts() == nullptr)
                return;
            const casework::LoadedInterview &loaded = m_session->loaded();
            QString about =
                tr("Compared with: %1, signed %2.")
                    .arg(versionName(holding.version.correction), kit::dateTimeText(holding.version.signedAt.value_or(0)));
            if (holding.version.id != *loaded.corrects && holding.version.signedBy)
                about += u' ' + tr("It was signed while you worked on this one, by %1; signing this one undoes what it says "
                                   "otherwise.")
                                    .arg(models::writerText(*holding.version.signedBy));
            const auto changes = casework::changesBetween(holding.answers, answersIn(m_session->form()));
            m_review->showChanges(about, changeLines(*formView()->texts(), changes));
            indaro::forms::FormEnvironment environment;
            environment.clock = context().clock;
            indaro::forms::FormInstance before(m_form.definition, environment);
            (void)before.restore(casework::restorable(*m_form.definition, holding.answers));
            compare(casework::registerAnswers(before, loaded.caseFile));
        });
}

} // namespace indaro::ui::pages
