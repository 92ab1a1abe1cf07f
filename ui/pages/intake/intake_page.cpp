// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/intake_page.h"

#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/workspace.h"
#include "core/model/gazetteer.h"
#include "ui/forms/form_view.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/alert_banner.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/form_opener.h"
#include "ui/pages/intake/interview_panel.h"
#include "ui/pages/intake/interview_questions.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/review_panel.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QFile>
#include <QtGui/QAction>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using base::Result;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

ui::forms::ChoiceOverlay frenchOverlay()
{
    QFile csv(u":/indaro/codelists/htcds-codes.csv"_s);
    if (!csv.open(QIODevice::ReadOnly))
        return {};
    return ui::forms::ChoiceOverlay::parse(csv);
}

} // namespace

IntakePage::IntakePage(const kit::PageContext &context, QWidget *parent)
    : Page(context, parent), m_formFolder(u":/indaro/forms"_s), m_stack(new QStackedWidget(this)),
      m_start(new SittingPanel(this)), m_work(new InterviewPanel(this)), m_review(new ReviewPanel(this)),
      m_blank(new BlankScreen(this)), m_alerts(new AlertBanner(this)), m_banner(new kit::Banner(this)),
      m_progress(new kit::ProgressPanel(this)), m_opener(new FormOpener(context.files, m_progress, this)),
      m_pause(new QAction(this)), m_stop(new QAction(this)), m_reviewAction(new QAction(this))
{
    build();
    buildActions();
    retranslate();
}

IntakePage::~IntakePage()
{
    formView()->setInstance(nullptr, {}); // it points into the session
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
    column->addWidget(m_alerts);
    column->addWidget(m_banner);
    m_progress->setContentsMargins(kit::space::Three, 0, kit::space::Three, 0);
    column->addWidget(m_progress);
    column->addWidget(m_stack, 1);
    for (QWidget *part : std::initializer_list<QWidget *>{m_start, m_work, m_review, m_blank})
        m_stack->addWidget(part);

    connect(m_opener, &FormOpener::opened, this, &IntakePage::addForm);
    connect(m_opener, &FormOpener::failed, this, [this](const base::Error &error) { m_banner->showError(error); });
    connect(m_start, &SittingPanel::beginRequested, this, &IntakePage::begin);
    connect(m_start, &SittingPanel::otherFormRequested, m_opener, &FormOpener::choose);
    connect(m_start, &SittingPanel::resumeRequested, this, [this](const QByteArray &bytes) {
        const base::ByteView view = base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (const auto interview = casework::InterviewId::fromBytes(view))
            resume(*interview);
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
    connect(m_blank, &BlankScreen::unlocked, this, [this] { showWork(m_beforeBlank); });
    connect(m_blank, &BlankScreen::refused, this, [this] { this->context().navigator->lockNow(); });
}

void IntakePage::buildActions()
{
    m_pause->setShortcut(QKeySequence(Qt::Key_F9));
    connect(m_pause, &QAction::triggered, this, [this] { blank(); });
    connect(m_stop, &QAction::triggered, this, &IntakePage::stopSitting);
    connect(m_reviewAction, &QAction::triggered, this, &IntakePage::review);
}

kit::PageId IntakePage::id() const
{
    return IntakePageId;
}

QString IntakePage::title() const
{
    return tr("Interview");
}

template <class Job, class Done> void IntakePage::ask(Job job, Done done)
{
    using Answer = std::invoke_result_t<Job, casework::Desk &>;
    context().workspace->ask(this, std::move(job), [this, visit = m_visit, done = std::move(done)](Answer answer) mutable {
        if (visit != m_visit)
            return; // another person's page by now; what was begun waits in the first one's file
        m_start->setEnabled(true);
        if (!answer)
            return m_banner->showError(answer.error());
        if constexpr (std::is_void_v<typename Answer::Value>)
            done();
        else
            done(std::move(answer).value());
    });
}

void IntakePage::loadLibrary(std::function<void()> done)
{
    if (!m_forms.empty())
        return done();
    kit::runInBackground(
        this,
        [folder = m_formFolder] {
            (void)model::Gazetteer::burundi(); // read before somebody types a place
            return loadForms(folder);
        },
        [this, done = std::move(done)](std::vector<FormEntry> entries) {
            m_forms = std::move(entries);
            m_start->showForms(m_forms);
            done();
        });
}

void IntakePage::open(const kit::PageArgument &argument)
{
    const auto *open = argument.as<OpenInterview>();
    if (open == nullptr)
        return;
    if (m_session && open->interview && m_session->loaded().id == *open->interview && isSitting())
        return; // only came back
    if (m_session && !open->interview && m_person == open->person && isSitting())
        return;
    m_opener->cancel();
    formView()->setInstance(nullptr, {});
    m_session.reset();
    m_sitting.reset();
    m_blank->setCode({});
    m_alerts->clear();
    m_banner->dismiss();
    m_start->setEnabled(true); // whatever the visit before was waiting for
    m_person = open->person;
    loadLibrary([this, visit = ++m_visit, interview = open->interview] {
        if (visit == m_visit)
            interview ? resume(*interview) : showStart();
    });
}

void IntakePage::showStart()
{
    m_start->setResuming(false);
    showWork(m_start);
    ask([person = *m_person](casework::Desk &desk) { return readInterviewsOf(desk, person); },
        [this](const InterviewsOfPerson &read) {
            m_caseCode = read.caseCode;
            m_start->showInterviews(read.lines, m_forms);
            Q_EMIT titleChanged();
        });
}

void IntakePage::addForm(const FormEntry &form)
{
    m_banner->dismiss();
    const FormEntry *known = findForm(m_forms, form.id);
    if (known != nullptr && known->isShipped) {
        m_banner->showMessage(kit::Banner::Kind::Info,
                              tr("Indaro has a form with this identifier already; the one that came with it is used."));
    } else {
        std::erase_if(m_forms, [&form](const FormEntry &each) { return each.id == form.id; });
        m_forms.push_back(form);
    }
    m_start->showForms(m_forms);
    m_start->selectForm(form.id);
}

void IntakePage::startNew()
{
    const FormEntry *form = findForm(m_forms, m_start->chosenForm());
    if (form == nullptr || !m_person)
        return;
    m_start->setEnabled(false); // one press, one interview
    const casework::InterviewStart start{*m_person, form->id, form->version, m_start->isKirundiLarge() ? u"rn"_s : u"fr"_s,
                                         form->content};
    ask([start](casework::Desk &desk) { return casework::startInterview(desk, start); },
        [this](casework::InterviewId interview) { resume(interview); });
}

void IntakePage::resume(casework::InterviewId interview)
{
    ask([interview](casework::Desk &desk) { return readInterview(desk, interview); },
        [this](OpenedInterview opened) {
            const casework::LoadedInterview &read = opened.interview;
            if (read.formContent.isEmpty()) {
                if (const FormEntry *form = findForm(m_forms, read.formId))
                    return openForm(std::move(opened), *form);
                return m_banner->showMessage(
                    kit::Banner::Kind::Error,
                    tr("The form of this interview is not part of this program. Its answers are safe in the file."));
            }
            kit::runInBackground(
                this, [content = read.formContent, id = read.formId] { return loadForm(content, id); },
                [this, opened, visit = m_visit](const Result<FormEntry> &form) {
                    if (visit != m_visit)
                        return;
                    if (!form)
                        return m_banner->showError(form.error());
                    openForm(opened, form.value());
                });
        });
}

void IntakePage::openForm(OpenedInterview opened, const FormEntry &form)
{
    m_person = opened.interview.caseFile;
    m_caseCode = opened.caseCode;
    makeSession(std::move(opened.interview), form);
    QStringList kinds;
    for (const casework::OpenAlert &alert : opened.alerts)
        kinds.push_back(alert.kind);
    m_alerts->add(kinds);
    if (!m_session->unknownPaths().isEmpty())
        m_banner->showMessage(
            kit::Banner::Kind::Warning,
            tr("This interview was begun with another version of the form. %n answers have no question here; they are kept.",
               nullptr, static_cast<int>(m_session->unknownPaths().size())));
    const casework::LoadedInterview &loaded = m_session->loaded();
    if (m_session->isSigned())
        return enterForm();
    if (const casework::Sitting *cut = loaded.findOpenSitting()) {
        m_sitting = cut->id;
        m_sittingSince = cut->startedAt;
        m_head = cut->head;
        m_start->setHead(m_head);
        enterForm();
        return sayWhereItWasCut();
    }
    if (loaded.sittings.empty())
        return openSitting();
    m_start->setHead(loaded.sittings.back().head);
    m_start->setResuming(true);
    showWork(m_start);
}

void IntakePage::makeSession(casework::LoadedInterview interview, const FormEntry &form)
{
    formView()->setInstance(nullptr, {});
    m_session = std::make_unique<InterviewSession>(*context().workspace, *context().clock, form.definition,
                                                   std::move(interview), nullptr);
    connect(m_session.get(), &InterviewSession::saving, this,
            [this] { context().navigator->showSaveState(kit::SaveState::Saving); });
    connect(m_session.get(), &InterviewSession::saved, this,
            [this] { context().navigator->showSaveState(kit::SaveState::Saved); });
    connect(m_session.get(), &InterviewSession::failed, this, [this](const base::Error &error) {
        context().navigator->showSaveState(kit::SaveState::NotSaved);
        m_banner->showError(error);
    });
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

void IntakePage::openSitting()
{
    m_head = m_start->head();
    m_blank->setCode(m_start->takeCode());
    m_start->setEnabled(false);
    ask([id = m_session->loaded().id, head = m_head](casework::Desk &desk) { return casework::openSitting(desk, id, head); },
        [this](casework::SittingId sitting) {
            m_sitting = sitting;
            m_sittingSince = context().clock->nowUtc();
            enterForm();
        });
}

/// The head or the code of the running sitting.
void IntakePage::changeSitting()
{
    m_head = m_start->head();
    m_blank->setCode(m_start->takeCode());
    m_banner->dismiss();
    ask([sitting = *m_sitting, head = m_head](casework::Desk &desk) { return casework::changeSitting(desk, sitting, head); },
        [this] { updateHead(); });
    showWork(m_work);
}

void IntakePage::prefill()
{
    m_session->prefill(u"case_id"_s, QString::fromStdString(m_session->loaded().caseFile.toText()));
    m_session->prefill(u"case_code"_s, m_caseCode);
    m_session->prefill(u"interviewer_code"_s, m_head.interviewer);
    m_session->prefill(u"session_place"_s, m_head.place);
    m_session->prefill(u"interpreter_code"_s, m_head.interpreter);
}

void IntakePage::enterForm()
{
    const QString place = m_session->lastPath(); // restoring moves it
    prefill();
    forms::FormView *view = formView();
    view->setInstance(&m_session->form(), frenchOverlay(), m_session->isSigned());
    restoreUnfinished();
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
    const QString when = kit::dateTimeText(m_session->loaded().lastSavedAt.value_or(m_sittingSince));
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

void IntakePage::endSitting(const QString &reason)
{
    if (!isSitting())
        return; // asked twice
    (void)flushEdits();
    ask([sitting = *m_sitting, reason](casework::Desk &desk) { return casework::closeSitting(desk, sitting, reason); },
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
    std::vector<std::pair<QString, QString>> properties;
    for (const auto &entity : m_session->form().entityValues()) {
        if (entity.repeatPath.isEmpty())
            properties.insert(properties.end(), entity.properties.begin(), entity.properties.end());
    }
    m_review->showProblems(*formView()->texts(), formView()->unfinishedPaths());
    showWork(m_review);
    ask([person = m_session->loaded().caseFile,
         properties](casework::Desk &desk) { return casework::compareWithRegister(desk, person, properties); },
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
    QStringList hidden;
    for (const auto &answer : m_session->form().answers()) {
        if (!answer.relevant)
            hidden.push_back(answer.path);
    }
    (void)flushEdits();
    ask([id = m_session->loaded().id, hidden](casework::Desk &desk) { return casework::signInterview(desk, id, hidden); },
        [this] {
            m_sitting.reset();
            m_blank->setCode({});
            formView()->setInstance(nullptr, {});
            const casework::InterviewId id = m_session->loaded().id;
            m_session.reset();
            resume(id);
            context().navigator->showNotice(tr("The interview is signed."));
        });
}

void IntakePage::updateHead()
{
    if (!m_session)
        return m_work->setHead({});
    QStringList parts = {m_caseCode};
    if (m_session->isSigned())
        parts.push_back(tr("signed %1").arg(kit::dateTimeText(m_session->loaded().signedAt.value_or(0))));
    else if (isSitting())
        parts.push_back(tr("sitting since %1").arg(kit::timeText(m_sittingSince)));
    for (const QString &part : {m_head.interviewer, m_head.interpreter, m_head.language, m_head.place}) {
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
    if (part == m_blank)
        m_banner->hide();
    updateHead();
    Q_EMIT toolbarActionsChanged();
}

QList<QAction *> IntakePage::toolbarActions() const
{
    if (!m_session || (m_stack->currentWidget() != m_work && m_stack->currentWidget() != m_review))
        return {};
    if (m_session->isSigned())
        return {};
    return {m_pause, m_stop, m_reviewAction};
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

void IntakePage::retranslate()
{
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hide the questions (F9 or F12)"));
    m_stop->setText(tr("Stop …"));
    m_reviewAction->setText(tr("Review"));
    updateHead();
}

kit::PageEntry intakePage()
{
    return {IntakePageId, kit::PageEntry::Place::None, [] { return IntakePage::tr("Interview"); },
            u"view-conversation-balloon"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new IntakePage(context, parent); }};
}

} // namespace indaro::ui::pages
