// SPDX-License-Identifier: GPL-3.0-or-later
// The sitting of an intake page, from its opening to the signature.
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/entities/entity_draft.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/late_answers.h"
#include "core/casework/interviews/queries.h"
#include "ui/forms/form_view.h"
#include "ui/kit/date_text.h"
#include "ui/kit/translations.h"
#include "ui/models/author_text.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/consents/use_question.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/foreign_answers.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_loader.h"
#include "ui/pages/intake/interview_media.h"
#include "ui/pages/intake/interview_panel.h"
#include "ui/pages/intake/interview_questions.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/late_panel.h"
#include "ui/pages/intake/review_panel.h"
#include "ui/pages/intake/sitting_panel.h"

#include <QtWidgets/QStackedWidget>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using base::Result;
using namespace Qt::StringLiterals;

void IntakePage::startNew()
{
    const FormEntry *form = findForm(m_loader->forms(), m_start->chosenForm());
    if (form == nullptr || !m_person)
        return;
    m_start->setEnabled(false); // one press, one interview
    const bool asksItself = form->definition != nullptr &&
                            std::ranges::any_of(form->definition->items(), [](const indaro::forms::FormItem &item) {
                                return item.name == "consent_interview"_L1; // its own gate [domain.md 7.A]
                            });
    m_notAsked.clear();
    const auto say = asksItself ? UseQuestion::Say([](const QString &) {}) : [this](const QString &text) {
        m_notAsked = text;
        UseQuestion::inBanner(m_banner)(text);
    };
    UseQuestion::ask(
        context(), this, say, *m_person, casework::consent_uses::Interview,
        [this, visit = m_visit] {
            if (visit == m_visit)
                loadNew();
        },
        [this] { m_start->setEnabled(true); });
}

void IntakePage::loadNew()
{
    const FormEntry *form = findForm(m_loader->forms(), m_start->chosenForm());
    if (form == nullptr || !m_person)
        return;
    m_start->setEnabled(false);
    m_loader->startInterview({*m_person, form->id, form->version, m_start->isKirundiLarge() ? u"rn"_s : u"fr"_s}, *form);
}

void IntakePage::openSitting()
{
    m_blank->setCode(m_start->takeCode());
    m_start->setEnabled(false);
    ask([id = m_session->loaded().id,
         head = m_start->head()](casework::Desk &desk) { return casework::openSitting(desk, id, head); },
        [this](const casework::Sitting &sitting) {
            m_sitting = sitting;
            m_session->addSitting(sitting);
            if (!m_session->isCorrection()) {
                m_banner->dismiss();       // another version is offered between sittings only
                if (!m_notAsked.isEmpty()) // it stays said while the first questions are asked
                    UseQuestion::inBanner(m_banner)(std::exchange(m_notAsked, {}));
                sayKept();
            }
            enterForm();
        });
}

/// The head or the code of the running sitting.
void IntakePage::changeSitting()
{
    m_sitting->head = m_start->head();
    formView()->setInterviewer(m_sitting->head.interviewer);
    m_blank->setCode(m_start->takeCode());
    m_banner->dismiss();
    ask([sitting = m_sitting->id,
         head = m_sitting->head](casework::Desk &desk) { return casework::changeSitting(desk, sitting, head); },
        [this] { updateHead(); });
    showWork(m_work);
}

void IntakePage::enterForm()
{
    const QString place = m_session->lastPath();   // restoring moves it
    if (isSitting() && !m_session->isCorrection()) // the head of the interview that is corrected stays
        m_session->fillHead(m_caseCode, *m_sitting);
    forms::FormView *view = formView();
    view->setInterviewer(isSitting() ? m_sitting->head.interviewer : QString());
    view->setInstance(&m_session->form(), frenchOverlay(), m_session->isSigned());
    m_work->followForm();
    view->setEnabled(true);
    if (!m_session->isSigned()) // else they are shown beside it
        restoreUnfinished();
    m_foreign->begin(m_session.get());
    if (!place.isEmpty())
        view->goTo(place);
    m_session->save(view->currentPath());
    showWork(m_work);
}

void IntakePage::restoreUnfinished()
{
    const std::vector<casework::UnfinishedText> texts = m_session->unfinished(); // changes while it is read
    for (const casework::UnfinishedText &kept : texts)
        formView()->restoreTyping(kept.path, kept.text);
}

void IntakePage::sayWhereItWasCut()
{
    if (!m_session || !isSitting())
        return;
    const QString when = kit::dateTimeText(m_session->loaded().lastSavedAt.value_or(m_sitting->startedAt));
    m_banner->showAction(
        kit::Banner::Kind::Info,
        tr("This sitting was cut off. You are back where it stood at %1; nothing that was saved is lost.").arg(when),
        tr("Code for pauses …"), [this] {
            m_start->setResuming(true);
            showWork(m_start);
        });
}

void IntakePage::stopSitting()
{
    if (!isSitting())
        return;
    (void)formView()->commitTyped();
    askWhyToStop(*context().ask, this, [this](const QString &reason) { endSitting(reason); });
}

/// Pictures and recordings that were taken out and not put back.
void IntakePage::dropDiscarded()
{
    const QStringList names = m_media->takeDiscarded();
    if (!names.isEmpty() && !m_session->hasUnwritten())
        ask([id = m_session->loaded().id,
             names](casework::Desk &desk) { return casework::dropUnnamedAttachments(desk, id, names); },
            [] {});
}

void IntakePage::endSitting(const QString &reason)
{
    if (!isSitting())
        return; // asked twice
    (void)flushEdits();
    dropDiscarded();
    ask([sitting = m_sitting->id, reason](casework::Desk &desk) { return casework::closeSitting(desk, sitting, reason); },
        [this] {
            m_sitting.reset();
            m_blank->setCode({});
            m_start->setResuming(true);
            showWork(m_start);
            m_banner->showMessage(kit::Banner::Kind::Good,
                                  tr("The sitting is closed. You can go on with the interview at any time."));
        });
}

void IntakePage::review()
{
    if (!m_session || m_session->isSigned())
        return;
    (void)formView()->commitTyped();
    m_review->showProblems(*formView()->texts(), formView()->unfinishedPaths());
    m_review->showEntities(casework::entityDrafts(m_session->form(), m_session->loaded().caseFile));
    showWork(m_review);
    if (m_session->isCorrection())
        return compareWithBefore();
    m_review->showChanges({}, {});
    compare({});
}

/// `former`: what the version before said.
void IntakePage::compare(const std::vector<std::pair<QString, QString>> &former)
{
    ask([person = m_session->loaded().caseFile, former, day = m_session->form().today(),
         properties = casework::registerAnswers(m_session->form(), m_session->loaded().caseFile)](
            casework::Desk &desk) { return casework::compareWithRegister(desk, person, properties, former, day); },
        [this](const casework::RegisterComparison &comparison) {
            if (m_session)
                m_review->showComparison(*formView()->texts(), comparison,
                                         kit::Translations::code(context().translations->language()));
        });
}

void IntakePage::writeConfirmed()
{
    context().workspace->ask(
        this,
        [person = m_session->loaded().caseFile, lines = m_review->confirmed()](casework::Desk &desk) {
            return casework::applyToRegister(desk, person, lines);
        },
        [this, visit = m_visit](const Result<void> &done) {
            if (visit != m_visit)
                return;
            if (!done)
                m_banner->showError(done.error());
            review(); // also after a refusal: the register has moved, and what it says now is shown
        });
}

void IntakePage::sign()
{
    (void)m_session->form().dropNotOffered();
    QStringList hidden;
    for (const auto &answer : m_session->form().answers()) {
        if (!answer.relevant)
            hidden.push_back(answer.path);
    }
    (void)flushEdits();
    dropDiscarded();
    const auto entities = casework::entityDrafts(m_session->form(), m_session->loaded().caseFile);
    const bool isCorrection = m_session->isCorrection();
    const auto consents = isCorrection ? casework::consentsOf(m_session->form()) : std::vector<casework::ConsentDraft>();
    context().workspace->ask(
        this,
        [id = m_session->loaded().id, person = m_session->loaded().caseFile, isCorrection, hidden, consents,
         drafts = entities.drafts](casework::Desk &desk) -> Result<void> {
            if (!isCorrection) // what stands already is only put right
                INDARO_TRY(casework::checkGuards(desk, {sop::Action::InterviewSign, person}));
            return casework::signInterview(desk, id, hidden, drafts, consents);
        },
        [this, isCorrection, visit = m_visit](const Result<void> &done) {
            if (visit != m_visit)
                return;
            if (done)
                return showSignedNow(isCorrection);
            if (done.error().code != base::Errc::StepsOpen)
                return m_banner->showError(done.error());
            m_guards->ask({sop::Action::InterviewSign, m_session->loaded().caseFile}, [this] { sign(); });
        });
}

void IntakePage::showSignedNow(bool isCorrection)
{
    m_sitting.reset();
    m_blank->setCode({});
    formView()->setInstance(nullptr, {});
    const casework::InterviewId id = m_session->loaded().id;
    m_session.reset();
    m_loader->openInterview(id);
    context().navigator->showNotice(isCorrection ? tr("The correction is signed, and holds from now on.")
                                                 : tr("The interview is signed."));
}

/// Another computer has signed what is open here: it can only be read from now on, and what stands in the fields is kept.
void IntakePage::closeSignedElsewhere(const casework::Author &signer)
{
    m_signer = signer;
    if (m_stack->currentWidget() == m_blank)
        return; // when the code has been typed
    m_work->flushNotes();
    (void)formView()->commitTyped();
    formView()->setEnabled(false); // until it is shown again: what is typed now would be nowhere
    m_session->save(formView()->currentPath());
    ask([](casework::Desk &) { return Result<void>(); }, // after all that
        [this] {
            if (!m_session || m_session->hasUnwritten()) {
                formView()->setEnabled(true);
                return; // the disk took it not; the banner says so, and it is still in the fields
            }
            m_sitting.reset();
            m_blank->setCode({});
            m_loader->openInterview(m_session->loaded().id);
        });
}

void IntakePage::showSigned()
{
    enterForm();
    m_late->show(&m_session->loaded(), formView()->texts());
    if (!m_signer) {
        return ask([id = m_session->loaded().id](casework::Desk &desk) { return readVersions(desk, id); },
                   [this](const VersionsOfInterview &read) { m_banner->keepSaying([this, read] { sayVersion(read); }); });
    }
    const casework::Author signer = *std::exchange(m_signer, std::nullopt);
    context().navigator->showSaveState(kit::SaveState::Saved); // beside the interview
    m_banner->keepSaying([this, signer] {
        m_banner->showMessage(
            kit::Banner::Kind::Info,
            tr("This interview was signed while it was open here. It can be read and not changed any more. "
               "Everything saved before is in it; what was typed here since is kept on this computer.") +
                u'\n' + models::authorText(signer));
    });
}

void IntakePage::noteLate()
{
    ask([id = m_session->loaded().id, title = tr("Typed after the interview was signed"),
         body = m_late->words()](casework::Desk &desk) { return casework::noteLateAnswers(desk, id, title, body); },
        [this] {
            m_late->show(nullptr, nullptr);
            context().navigator->showNotice(tr("It is a note in the file now."));
        });
}

void IntakePage::dropLate()
{
    askToLetGo(*context().ask, this, [this] {
        ask([id = m_session->loaded().id](casework::Desk &desk) { return casework::dropLateAnswers(desk, id); },
            [this] { m_late->show(nullptr, nullptr); });
    });
}

} // namespace indaro::ui::pages
