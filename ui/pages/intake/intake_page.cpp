// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/intake_page.h"

#include "core/casework/workspace.h"
#include "ui/forms/form_view.h"
#include "ui/kit/date_text.h"
#include "ui/kit/low_area.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/intake/adoption_panel.h"
#include "ui/pages/intake/alert_banner.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/correction_panel.h"
#include "ui/pages/intake/foreign_answers.h"
#include "ui/pages/intake/form_opener.h"
#include "ui/pages/intake/interview_loader.h"
#include "ui/pages/intake/interview_media.h"
#include "ui/pages/intake/interview_panel.h"
#include "ui/pages/intake/interview_questions.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/late_panel.h"
#include "ui/pages/intake/recorded_panel.h"
#include "ui/pages/intake/review_panel.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

IntakePage::IntakePage(const kit::PageContext &context, QWidget *parent)
    : Page(context, parent), m_loader(new InterviewLoader(*context.workspace, this)), m_stack(new QStackedWidget(this)),
      m_start(new SittingPanel(this)), m_work(new InterviewPanel(this)), m_review(new ReviewPanel(this)),
      m_recorded(new RecordedPanel(this)), m_adoption(new AdoptionPanel(this)), m_versions(new CorrectionPanel(this)),
      m_blank(new BlankScreen(this)), m_alerts(new AlertBanner(this)), m_banner(new kit::Banner(this)),
      m_guards(new GuardPanel(context, this)), m_forWhom(new ForWhom(context, u"interview"_s, {}, this)),
      m_second(new SecondPersonPanel(this)), m_progress(new kit::ProgressPanel(this)),
      m_opener(new FormOpener(context.files, m_progress, this)), m_foreign(new ForeignAnswers(m_work->formView(), this)),
      m_late(new LatePanel(this)), m_pause(new QAction(this)), m_stop(new QAction(this)), m_reviewAction(new QAction(this)),
      m_correct(new QAction(this)), m_giveUp(new QAction(this)), m_print(new QAction(this)), m_pdf(new QAction(this))
{
    build();
    buildActions();
    retranslate();
}

IntakePage::~IntakePage()
{
    formView()->setInstance(nullptr, {}); // it points into the session
}

void IntakePage::setFormFolder(const QString &folder)
{
    m_loader->setFormFolder(folder);
}

forms::FormView *IntakePage::formView() const
{
    return m_work->formView();
}

void IntakePage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *above = new kit::LowArea(this);
    above->column()->addWidget(m_alerts);
    above->column()->addWidget(m_banner);
    auto *guards = new QHBoxLayout; // as far from the edge as what stands below it
    guards->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, 0);
    guards->addWidget(m_guards);
    guards->addWidget(m_second);
    m_second->hide();
    above->column()->addLayout(guards);
    above->column()->addWidget(m_forWhom);
    m_progress->setContentsMargins(kit::space::Three, 0, kit::space::Three, 0);
    above->column()->addWidget(m_progress);
    above->column()->addWidget(m_late);
    column->addWidget(above);
    column->addWidget(m_stack, 1);
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_start, m_work, m_review, m_recorded, m_adoption, m_versions, m_blank})
        m_stack->addWidget(part);

    connect(m_loader, &InterviewLoader::formsRead, this, [this] {
        m_start->showForms(m_loader->forms());
        sayWhatIsClosed();
    });
    connect(m_loader, &InterviewLoader::opened, this, &IntakePage::openForm);
    connect(m_loader, &InterviewLoader::formUnknown, this, &IntakePage::showRecorded);
    connect(m_loader, &InterviewLoader::failed, this, [this](const base::Error &error) {
        m_start->setEnabled(true);
        if (error.code == base::Errc::StepsOpen && m_person)
            return m_guards->ask({sop::Action::InterviewStart, *m_person}, [this] { loadNew(); });
        m_banner->showError(error);
    });
    connect(m_opener, &FormOpener::opened, this, &IntakePage::addForm);
    connect(m_opener, &FormOpener::failed, this, [this](const base::Error &error) { m_banner->showError(error); });
    connect(m_start, &SittingPanel::beginRequested, this, &IntakePage::begin);
    connect(m_start, &SittingPanel::otherFormRequested, m_opener, &FormOpener::choose);
    connect(m_start, &SittingPanel::paperRequested, this, [this] {
        if (m_person)
            (void)context().navigator->openPage(PaperEntryPageId, OpenPaperEntry{*m_person});
    });
    connect(m_start, &SittingPanel::resumeRequested, this, [this](const QByteArray &bytes) {
        const base::ByteView view = base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (const auto interview = casework::InterviewId::fromBytes(view))
            m_loader->openInterview(*interview);
    });
    const forms::FormView *view = formView();
    connect(view, &forms::FormView::answered, this, [this](const QString &path) {
        m_session->save(path);
        m_session->forgetTyping(path); // the gesture settled it
    });
    connect(view, &forms::FormView::typed, this,
            [this](const QString &p, const QString &t) { m_session->keepTyping(p, t); });
    connect(view, &forms::FormView::forgotten, this, [this](const QString &path) { m_session->forgetTyping(path); });
    connect(view, &forms::FormView::placeChanged, this, [this](const QString &path) {
        if (m_session)
            m_session->keepPlace(path);
    });
    connect(view, &forms::FormView::finished, this, &IntakePage::review);
    connect(m_work, &InterviewPanel::notesEdited, this, [this](const QString &text) {
        if (m_session)
            m_session->saveInterviewerView(text);
    });
    connect(m_review, &ReviewPanel::questionChosen, this, [this](const QString &path) {
        showWork(m_work);
        formView()->goTo(path);
    });
    connect(m_review, &ReviewPanel::backRequested, this, [this] { showWork(m_work); });
    connect(m_review, &ReviewPanel::writeRequested, this, &IntakePage::writeConfirmed);
    connect(m_review, &ReviewPanel::signRequested, this, [this] {
        askToSign(*this->context().ask, this, static_cast<int>(formView()->unfinishedPaths().size()), [this] { sign(); });
    });
    connect(m_adoption, &AdoptionPanel::accepted, this, &IntakePage::adopt);
    connect(m_adoption, &AdoptionPanel::refused, this, [this] { showWork(m_start); });
    connect(m_versions, &CorrectionPanel::backRequested, this, [this] { showWork(m_work); });
    connect(m_versions, &CorrectionPanel::correctionRequested, this, &IntakePage::beginCorrection);
    connect(m_versions, &CorrectionPanel::versionChosen, m_loader, &InterviewLoader::openInterview);
    connect(m_late, &LatePanel::noteRequested, this, &IntakePage::noteLate);
    connect(m_late, &LatePanel::dropRequested, this, &IntakePage::dropLate);
    connect(m_blank, &BlankScreen::unlocked, this, [this] {
        showWork(m_beforeBlank);
        if (m_signer)
            closeSignedElsewhere(*m_signer);
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { printAgreed(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, m_second, &QWidget::hide);
    connect(m_blank, &BlankScreen::refused, this, [this] { this->context().navigator->lockNow(); });
}

kit::PageId IntakePage::id() const
{
    return IntakePageId;
}

QString IntakePage::title() const
{
    return tr("Interview");
}

void IntakePage::open(const kit::PageArgument &argument)
{
    const auto *open = argument.as<OpenInterview>();
    if (open == nullptr)
        return;
    if (m_session && open->interview && m_session->loaded().id == *open->interview && isSitting())
        return m_session->lookAgain(); // only came back: what was disputed may have been decided on another page
    if (m_session && !open->interview && m_person == open->person && isSitting())
        return m_session->lookAgain();
    m_opener->cancel();
    m_loader->abandon();
    formView()->setInstance(nullptr, {});
    m_session.reset();
    m_sitting.reset();
    m_signer.reset();
    m_late->show(nullptr, nullptr);
    m_blank->setCode({});
    m_alerts->clear();
    m_banner->dismiss();
    m_guards->dismiss();
    m_second->hide();
    m_forWhom->reset();
    m_notAsked.clear();
    m_start->setEnabled(true); // whatever the visit before was waiting for
    m_person = open->person;
    m_isFromPaper = open->isFromPaper && !open->interview;
    m_paperSerial = open->paperSerial;
    m_loader->loadForms([this, visit = ++m_visit, interview = open->interview] {
        if (visit == m_visit)
            interview ? m_loader->openInterview(*interview) : showStart();
    });
}

void IntakePage::showStart()
{
    m_start->setResuming(false);
    showWork(m_start);
    sayItIsFromPaper();
    ask([person = *m_person](casework::Desk &desk) { return readInterviewsOf(desk, person); },
        [this](const InterviewsOfPerson &read) {
            m_caseCode = read.caseCode;
            m_start->showInterviews(read.lines, m_loader->forms());
            Q_EMIT titleChanged();
        });
}

void IntakePage::addForm(const FormEntry &form)
{
    m_banner->dismiss();
    if (!m_loader->addForm(form))
        m_banner->showMessage(kit::Banner::Kind::Info,
                              tr("Indaro has a form with this identifier already; the one that came with it is used."));
    m_start->showForms(m_loader->forms());
    m_start->selectForm(form.id);
}

/// The questions are not to be had: the answers are, as they were recorded.
void IntakePage::showRecorded(const OpenedInterview &opened)
{
    m_start->setEnabled(true);
    m_caseCode = opened.caseCode;
    const casework::LoadedInterview &interview = opened.interview;
    m_banner->keepSaying(
        [this, id = interview.formId, version = interview.formVersion, isComing = interview.form.has_value()] {
            const QString form = version.isEmpty() ? id : tr("%1, version %2").arg(id, version);
            m_banner->showMessage(
                kit::Banner::Kind::Error,
                isComing
                    ? tr("The form of this interview (%1) has not all come from the other computer yet. Exchange again to "
                         "go on with it. Its answers are safe; they stand below as they were recorded.")
                          .arg(form)
                    : tr("The form of this interview (%1) is not on this computer. Import that very version in the settings "
                         "to go on with it. Its answers are safe; they stand below as they were recorded.")
                          .arg(form));
        });
    m_recorded->show(interview);
    showWork(m_recorded);
}

void IntakePage::openForm(const OpenedInterview &opened, const FormEntry &form)
{
    m_start->setEnabled(true);
    if (m_isFromPaper && m_banner->text() == paperLine())
        m_banner->dismiss(); // it stands in the head of the interview from now on
    m_person = opened.interview.caseFile;
    m_caseCode = opened.caseCode;
    makeSession(opened, form);
    QStringList kinds;
    for (const casework::OpenAlert &alert : opened.alerts)
        kinds.push_back(alert.kind);
    m_alerts->add(kinds);
    sayKept();
    const casework::LoadedInterview &loaded = m_session->loaded();
    if (m_session->isSigned())
        return showSigned();
    if (const casework::Sitting *cut = loaded.findOpenSitting()) {
        m_sitting = *cut;
        m_start->setHead(cut->head);
        enterForm();
        return m_banner->keepSaying([this] { sayWhereItWasCut(); });
    }
    if (loaded.sittings.empty() && !loaded.corrects)
        return openSitting();
    m_start->setHead(loaded.sittings.empty() ? loaded.formerHead.value_or(casework::SittingDraft())
                                             : loaded.sittings.back().head);
    m_start->setResuming(true);
    showWork(m_start);
    m_banner->keepSaying([this] { sayHowItGoesOn(); });
}

void IntakePage::makeSession(const OpenedInterview &opened, const FormEntry &form)
{
    formView()->setInstance(nullptr, {});
    m_form = form;
    m_session = std::make_unique<InterviewSession>(*context().workspace, *context().clock, form.definition, opened.interview,
                                                   opened.lists, opened.lastSaved, nullptr);
    m_media = std::make_unique<InterviewMedia>(context(), form.definition, m_session->loaded());
    formView()->setShelf(m_media.get());
    connect(m_session.get(), &InterviewSession::saving, this,
            [this] { context().navigator->showSaveState(kit::SaveState::Saving); });
    connect(m_session.get(), &InterviewSession::saved, this,
            [this] { context().navigator->showSaveState(kit::SaveState::Saved); });
    connect(m_session.get(), &InterviewSession::failed, this, [this](const base::Error &error) {
        context().navigator->showSaveState(kit::SaveState::NotSaved);
        m_banner->showError(error);
    });
    connect(m_session.get(), &InterviewSession::signedElsewhere, this, &IntakePage::closeSignedElsewhere);
    connect(m_session.get(), &InterviewSession::alertRaised, this, [this](const QString &kind) { m_alerts->add({kind}); });
    m_work->setNotes(m_session->loaded().interviewerView, m_session->isSigned());
    m_work->setKirundiLarge(m_session->loaded().mainLanguage == "rn"_L1);
}

void IntakePage::begin()
{
    if (!m_start->isAcceptable())
        return;
    if (!m_session)
        startNew();
    else if (isSitting())
        changeSitting();
    else
        openSitting();
}

void IntakePage::updateHead()
{
    if (!m_session)
        return m_work->setHead({});
    QStringList parts = {m_caseCode};
    const casework::LoadedInterview &loaded = m_session->loaded();
    if (loaded.corrects)
        parts.push_back(versionName(loaded.correction));
    if (loaded.signedAt)
        parts.push_back(tr("signed %1").arg(kit::dateTimeText(*loaded.signedAt)));
    else if (isSitting())
        parts.push_back(tr("sitting since %1").arg(kit::timeText(m_sitting->startedAt)));
    if (loaded.paper)
        parts.push_back(paperEntryText(*loaded.paper));
    const casework::SittingDraft head = isSitting() ? m_sitting->head : casework::SittingDraft();
    for (const QString &part : {head.interviewer, head.interpreter, head.language, head.place}) {
        if (!part.isEmpty() && !m_session->isSigned())
            parts.push_back(part);
    }
    m_work->setHead(parts.join(u"  ·  "_s));
}

void IntakePage::showWork(QWidget *part)
{
    m_stack->setCurrentWidget(part);
    // A paused screen shows nothing of the interview, banners and buttons included.
    m_alerts->setConcealed(part == m_blank);
    if (part != m_work)
        m_second->hide();
    if (part == m_blank) {
        m_banner->hide();
        m_guards->dismiss();
    }
    updateHead();
    Q_EMIT toolbarActionsChanged();
    if (part == m_start && isVisible())
        m_start->focusInterviewer(); // or the stack would give the keyboard to whatever button comes first
}

kit::IdleRule IntakePage::idleRule() const
{
    kit::IdleRule rule;
    if (isSitting() && m_blank->hasCode()) {
        rule.lockAfter = 20min;
        rule.blankAfter = 3min;
    }
    return rule;
}

void IntakePage::blank()
{
    if (m_stack->currentWidget() == m_blank)
        return;
    (void)flushEdits();
    if (!isSitting() || !m_blank->hasCode()) {
        context().navigator->lockNow(); // without a code there is no way back but signing in
        return;
    }
    m_beforeBlank = m_stack->currentWidget();
    m_blank->begin();
    showWork(m_blank);
    m_blank->setFocus();
}

bool IntakePage::flushEdits()
{
    if (!m_session)
        return true;
    m_work->flushNotes();
    // What cannot be an answer was kept by keepTyping: nothing holds anybody back but a paused screen.
    (void)formView()->commitTyped();
    if (isSitting())
        m_session->save(formView()->currentPath()); // again what could not be written; nothing when all is there
    return m_stack->currentWidget() != m_blank;
}

kit::PageEntry intakePage()
{
    return {IntakePageId, kit::PageEntry::Place::None, [] { return IntakePage::tr("Interview"); },
            u"view-conversation-balloon"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new IntakePage(context, parent); }};
}

} // namespace indaro::ui::pages
