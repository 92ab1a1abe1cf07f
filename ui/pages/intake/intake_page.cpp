// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/intake_page.h"

#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/forms/form_view.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/review_panel.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QtCore/QFile>
#include <QtGui/QAction>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using base::Result;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

/// What opening the page reads in one go.
struct IntakePage::Loaded
{
    std::optional<casework::LoadedInterview> interview;
    std::vector<casework::InterviewLine> lines;
    std::vector<casework::OpenAlert> alerts;
    QString caseCode;
};

namespace {

ui::forms::ChoiceOverlay frenchOverlay()
{
    QFile csv(u":/indaro/codelists/htcds-codes.csv"_s);
    if (!csv.open(QIODevice::ReadOnly))
        return {};
    return ui::forms::ChoiceOverlay::parse(csv);
}

QString alertText(const QString &kind)
{
    if (kind == "danger_to_life"_L1)
        return IntakePage::tr("Danger to life. Tell the person in charge now; safety comes before the interview.");
    if (kind == "suicidal_thoughts"_L1)
        return IntakePage::tr("Thoughts of suicide. Do not leave her alone; call the nurse or psychologist now.");
    if (kind == "trafficker_near"_L1)
        return IntakePage::tr("Those who exploited her may be near. Tell the person in charge of safety now.");
    if (kind == "child_without_guardian"_L1)
        return IntakePage::tr("A child without an adult who answers for her or him. Call the child protection service.");
    return IntakePage::tr("An answer asks for action at once. See the urgent task in the file.");
}

} // namespace

IntakePage::IntakePage(const kit::PageContext &context, QWidget *parent)
    : Page(context, parent), m_formFolder(u":/indaro/forms"_s), m_stack(new QStackedWidget(this)),
      m_start(new SittingPanel(this)), m_work(new QWidget(this)), m_view(new forms::FormView(this)),
      m_review(new ReviewPanel(this)), m_blank(new BlankScreen(this)), m_banner(new kit::Banner(this)),
      m_alerts(new kit::Banner(this)), m_headLine(kit::makeLabel(kit::TextRole::Muted, this)),
      m_notesPart(new QWidget(this)), m_notesTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_notes(new QPlainTextEdit(this)), m_swap(new QAction(this)), m_notesAction(new QAction(this)),
      m_pause(new QAction(this)), m_stop(new QAction(this)), m_reviewAction(new QAction(this))
{
    build();
    buildActions();
    retranslate();
}

IntakePage::~IntakePage()
{
    m_view->setInstance(nullptr, {}); // it points into the session
}

void IntakePage::build()
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_alerts);
    column->addWidget(m_banner);
    column->addWidget(m_stack, 1);

    auto *work = new QVBoxLayout(m_work);
    work->setContentsMargins(0, 0, 0, 0);
    work->setSpacing(0);
    m_headLine->setContentsMargins(kit::space::Two, kit::space::Half, kit::space::Two, kit::space::Half);
    auto *head = new QHBoxLayout;
    head->setContentsMargins(0, 0, kit::space::One, 0);
    head->addWidget(m_headLine, 1);
    for (QAction *action : {m_swap, m_notesAction}) {
        auto *button = new QToolButton(m_work);
        button->setDefaultAction(action);
        button->setAutoRaise(true);
        button->setFocusPolicy(Qt::ClickFocus);
        head->addWidget(button);
    }
    work->addLayout(head);
    auto *row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    auto *notes = new QVBoxLayout(m_notesPart);
    notes->addWidget(m_notesTitle);
    notes->addWidget(m_notes, 1);
    m_notesPart->setFixedWidth(260);
    m_notesPart->hide();
    m_notes->setTabChangesFocus(true);
    row->addWidget(m_notesPart);
    work->addLayout(row, 1);

    for (QWidget *part : std::initializer_list<QWidget *>{m_start, m_work, m_review, m_blank})
        m_stack->addWidget(part);

    connect(m_start, &SittingPanel::beginRequested, this, [this] { m_session ? beginSitting() : startNew(); });
    connect(m_start, &SittingPanel::otherFormRequested, this, [this] { addOtherForm(); });
    connect(m_start, &SittingPanel::resumeRequested, this, [this](const QByteArray &bytes) {
        const base::ByteView view = base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        if (const auto interview = casework::InterviewId::fromBytes(view))
            resume(*interview);
    });
    connect(m_view, &forms::FormView::answered, this, [this](const QString &path) { m_session->save(path); });
    connect(m_view, &forms::FormView::typed, this, [this](const QString &p, const QString &t) { m_session->keepTyping(p, t); });
    connect(m_view, &forms::FormView::placeChanged, this, [this](const QString &path) {
        if (m_session)
            m_session->keepPlace(path);
    });
    connect(m_view, &forms::FormView::finished, this, [this] { review(); });
    connect(m_review, &ReviewPanel::questionChosen, this, [this](const QString &path) {
        showWork(m_work);
        m_view->goTo(path);
    });
    connect(m_review, &ReviewPanel::backRequested, this, [this] { showWork(m_work); });
    connect(m_review, &ReviewPanel::writeRequested, this, [this] { writeConfirmed(); });
    connect(m_review, &ReviewPanel::signRequested, this, [this] { askToSign(); });
    connect(m_blank, &BlankScreen::unlocked, this, [this] { showWork(m_beforeBlank); });
    connect(m_blank, &BlankScreen::refused, this, [this] { this->context().navigator->lockNow(); });
    m_notesPause.setSingleShot(true);
    m_notesPause.setInterval(300);
    connect(m_notes, &QPlainTextEdit::textChanged, &m_notesPause, qOverload<>(&QTimer::start));
    connect(&m_notesPause, &QTimer::timeout, this, [this] { saveView(); });
}

void IntakePage::buildActions()
{
    m_pause->setShortcut(QKeySequence(Qt::Key_F9));
    m_swap->setShortcut(QKeySequence(Qt::Key_F8));
    m_notesAction->setShortcut(QKeySequence(Qt::Key_F7));
    m_notesAction->setCheckable(true);
    m_swap->setCheckable(true);
    connect(m_swap, &QAction::toggled, this, [this](bool isKirundi) {
        m_view->setLarge(isKirundi ? forms::LargeLanguage::Kirundi : forms::LargeLanguage::French);
    });
    connect(m_notesAction, &QAction::toggled, this, [this](bool isOn) {
        m_notesPart->setVisible(isOn);
        if (isOn)
            m_notes->setFocus();
    });
    connect(m_pause, &QAction::triggered, this, [this] { blank(); });
    connect(m_stop, &QAction::triggered, this, [this] { stopSitting(); });
    connect(m_reviewAction, &QAction::triggered, this, [this] { review(); });
}

kit::PageId IntakePage::id() const
{
    return IntakePageId;
}

QString IntakePage::title() const
{
    return tr("Interview");
}

void IntakePage::loadLibrary(std::function<void()> done)
{
    if (!m_forms.empty())
        return done();
    kit::runInBackground(
        this, [folder = m_formFolder] { return loadForms(folder); },
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
    m_view->setInstance(nullptr, {});
    m_session.reset();
    m_sitting.reset();
    m_alertKinds.clear();
    m_banner->dismiss();
    m_alerts->dismiss();
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
    context().workspace->ask(
        this,
        [person = *m_person](casework::Desk &desk) -> Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->lines, casework::listInterviews(desk, person));
            INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, person));
            loaded->caseCode = QString::fromStdString(code.textOr(""));
            return loaded;
        },
        [this, visit = m_visit](Result<std::shared_ptr<Loaded>> loaded) {
            if (visit != m_visit)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_caseCode = loaded.value()->caseCode;
            m_start->showInterviews(loaded.value()->lines, m_forms);
            Q_EMIT titleChanged();
        });
}

void IntakePage::startNew()
{
    const FormEntry *form = findForm(m_forms, m_start->chosenForm());
    if (form == nullptr || !m_person)
        return;
    m_start->setEnabled(false); // one press, one interview
    const casework::InterviewStart start{*m_person, form->id, form->version,
                                         m_start->isKirundiLarge() ? u"rn"_s : u"fr"_s, form->content};
    context().workspace->ask(
        this, [start](casework::Desk &desk) { return casework::startInterview(desk, start); },
        [this, visit = m_visit](Result<casework::InterviewId> interview) {
            m_start->setEnabled(true);
            if (visit != m_visit)
                return; // another person's page by now; the interview waits in the first one's file
            if (!interview)
                return m_banner->showError(interview.error());
            resume(interview.value());
        });
}

void IntakePage::resume(casework::InterviewId interview)
{
    context().workspace->ask(
        this,
        [interview](casework::Desk &desk) -> Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->interview, casework::loadInterview(desk, interview));
            INDARO_TRY_ASSIGN(loaded->alerts, casework::listOpenAlerts(desk, loaded->interview->caseFile));
            INDARO_TRY_ASSIGN(const auto code,
                              desk.log.load(model::fields::case_file::CaseCode, loaded->interview->caseFile));
            loaded->caseCode = QString::fromStdString(code.textOr(""));
            return loaded;
        },
        [this, visit = m_visit](Result<std::shared_ptr<Loaded>> loaded) {
            if (visit != m_visit)
                return;
            if (!loaded)
                return m_banner->showError(loaded.error());
            openLoaded(loaded.value());
        });
}

void IntakePage::openLoaded(std::shared_ptr<Loaded> loaded)
{
    const casework::LoadedInterview &interview = *loaded->interview;
    if (interview.formContent.isEmpty()) {
        if (const FormEntry *form = findForm(m_forms, interview.formId))
            return openForm(std::move(loaded), *form);
        return m_banner->showMessage(kit::Banner::Kind::Error,
                                     tr("The form of this interview is not part of this program. Its answers are safe in the file."));
    }
    kit::runInBackground(
        this, [content = interview.formContent, id = interview.formId] { return loadForm(content, id); },
        [this, loaded, visit = m_visit](Result<FormEntry> form) {
            if (visit != m_visit)
                return;
            if (!form)
                return m_banner->showError(form.error());
            openForm(loaded, form.value());
        });
}

void IntakePage::openForm(std::shared_ptr<Loaded> loaded, const FormEntry &form)
{
    casework::LoadedInterview interview = std::move(*loaded->interview);
    const bool isFresh = interview.sittings.empty();
    const casework::Sitting *cut = interview.findOpenSitting();
    const std::optional<casework::Sitting> open = cut != nullptr ? std::optional(*cut) : std::nullopt;
    m_person = interview.caseFile;
    m_caseCode = loaded->caseCode;
    m_view->setInstance(nullptr, {});
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
    connect(m_session.get(), &InterviewSession::alertRaised, this, [this](const QString &kind) { showAlerts({kind}); });
    {
        const QSignalBlocker quiet(m_notes);
        m_notes->setPlainText(m_session->loaded().interviewerView);
    }
    m_notes->setReadOnly(m_session->isSigned());
    m_swap->setChecked(m_session->loaded().mainLanguage == "rn"_L1);
    m_view->setInstance(&m_session->form(), frenchOverlay(), m_session->isSigned());
    QStringList kinds;
    for (const casework::OpenAlert &alert : loaded->alerts)
        kinds.push_back(alert.kind);
    showAlerts(kinds);
    if (!m_session->unknownPaths().isEmpty())
        m_banner->showMessage(kit::Banner::Kind::Warning,
                              tr("This interview was begun with another version of the form. %n answers have no question here; they are kept.",
                                 nullptr, static_cast<int>(m_session->unknownPaths().size())));
    if (m_session->isSigned())
        return enterForm(false);
    if (open) {
        m_sitting = open->id;
        m_sittingSince = open->startedAt;
        m_head = open->head;
        m_start->setHead(m_head);
        return enterForm(true);
    }
    if (isFresh)
        return beginSitting();
    m_start->setHead(m_session->loaded().sittings.back().head);
    m_start->setResuming(true);
    showWork(m_start);
}

void IntakePage::beginSitting()
{
    m_head = m_start->head();
    m_blank->setCode(m_start->takeCode());
    m_start->setEnabled(false);
    if (isSitting()) { // the head or the code of the running one
        context().workspace->ask(
            this, [sitting = *m_sitting, head = m_head](casework::Desk &desk) { return casework::changeSitting(desk, sitting, head); },
            [this, visit = m_visit](const Result<void> &done) {
                m_start->setEnabled(true);
                if (visit != m_visit)
                    return;
                if (!done)
                    m_banner->showError(done.error());
                enterForm(false);
            });
        return;
    }
    context().workspace->ask(
        this, [id = m_session->loaded().id, head = m_head](casework::Desk &desk) { return casework::openSitting(desk, id, head); },
        [this, visit = m_visit](Result<casework::SittingId> sitting) {
            m_start->setEnabled(true);
            if (visit != m_visit)
                return; // the sitting is found open, and can be gone on with, in its own file
            if (!sitting)
                return m_banner->showError(sitting.error());
            m_sitting = sitting.value();
            m_sittingSince = context().clock->nowUtc();
            enterForm(false);
        });
}

void IntakePage::enterForm(bool isCut)
{
    const casework::LoadedInterview &loaded = m_session->loaded();
    m_session->prefill(u"case_id"_s, QString::fromStdString(loaded.caseFile.toText()));
    m_session->prefill(u"case_code"_s, m_caseCode);
    m_session->prefill(u"interviewer_code"_s, m_head.interviewer);
    m_session->prefill(u"session_place"_s, m_head.place);
    m_session->prefill(u"interpreter_code"_s, m_head.interpreter);
    m_view->setInstance(&m_session->form(), frenchOverlay(), m_session->isSigned());
    if (!loaded.lastPath.isEmpty())
        m_view->goTo(loaded.lastPath);
    m_session->save(m_view->currentPath());
    if (isCut) {
        if (!loaded.typingPath.isEmpty())
            m_view->restoreTyping(loaded.typingPath, loaded.typingText);
        const QString when = kit::dateTimeText(loaded.lastSavedAt.value_or(m_sittingSince));
        m_banner->showAction(kit::Banner::Kind::Info,
                             tr("This sitting was cut off. You are back where it stood at %1; nothing that was saved is lost.").arg(when),
                             tr("Code for pauses …"), [this] {
                                 m_start->setResuming(true);
                                 showWork(m_start);
                             });
    }
    showWork(m_work);
}

void IntakePage::addOtherForm()
{
    context().files->openFile(this, tr("Open a form"), tr("Forms (*.xlsx)"), [this](const QString &path) {
        QFile file(path);
        if (!file.open(QIODevice::ReadOnly))
            return m_banner->showError(base::Error(base::Errc::FileNotReadable));
        auto form = loadForm(file.readAll(), path.section(u'/', -1).section(u'.', 0, 0));
        if (!form)
            return m_banner->showError(form.error());
        const QString id = form->id;
        if (findForm(m_forms, id) == nullptr)
            m_forms.push_back(std::move(form).value());
        m_start->showForms(m_forms);
        m_start->selectForm(id);
    });
}

void IntakePage::showAlerts(const QStringList &kinds)
{
    for (const QString &kind : kinds) {
        if (!m_alertKinds.contains(kind))
            m_alertKinds.push_back(kind);
    }
    QStringList lines;
    for (const QString &kind : std::as_const(m_alertKinds))
        lines.push_back(alertText(kind));
    if (!lines.isEmpty())
        m_alerts->showMessage(kit::Banner::Kind::Error, lines.join(u'\n'));
}

void IntakePage::stopSitting()
{
    if (!isSitting())
        return;
    (void)m_view->commitTyped();
    kit::Question question;
    question.title = tr("Stop the sitting");
    question.text = tr("Why does this sitting end? Every answer so far is kept.");
    question.choices = {tr("Go on"), tr("Enough for today"), tr("She is tired or upset"), tr("She asked to stop"),
                        tr("Something else came up")};
    context().ask->ask(this, question, [this](int choice) {
        static const QStringList Reasons = {{}, u"enough"_s, u"tired"_s, u"asked"_s, u"other"_s};
        if (choice > 0)
            endSitting(Reasons.value(choice));
    });
}

void IntakePage::endSitting(const QString &reason)
{
    saveView();
    context().workspace->ask(
        this, [sitting = *m_sitting, reason](casework::Desk &desk) { return casework::closeSitting(desk, sitting, reason); },
        [this, visit = m_visit](const Result<void> &done) {
            if (visit != m_visit)
                return;
            if (!done)
                return m_banner->showError(done.error());
            m_sitting.reset();
            m_start->setResuming(true);
            showWork(m_start);
            m_banner->showMessage(kit::Banner::Kind::Good, tr("The sitting is closed. You can go on with the interview at any time."));
        });
}

void IntakePage::review()
{
    if (!m_session || m_session->isSigned())
        return;
    (void)m_view->commitTyped();
    std::vector<std::pair<QString, QString>> properties;
    for (const auto &entity : m_session->form().entityValues()) {
        if (entity.repeatPath.isEmpty())
            properties.insert(properties.end(), entity.properties.begin(), entity.properties.end());
    }
    m_review->showProblems(*m_view->texts());
    showWork(m_review);
    context().workspace->ask(
        this,
        [person = m_session->loaded().caseFile, properties](casework::Desk &desk) {
            return casework::compareWithRegister(desk, person, properties);
        },
        [this, visit = m_visit](Result<casework::RegisterComparison> comparison) {
            if (visit != m_visit)
                return;
            if (!comparison)
                return m_banner->showError(comparison.error());
            if (m_session)
                m_review->showComparison(*m_view->texts(), comparison.value());
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
            review();
        });
}

void IntakePage::askToSign()
{
    kit::Question question;
    question.title = tr("Sign the interview");
    question.text = tr("A signed interview is not changed any more.");
    question.detail = tr("Answers of questions that are hidden now are dropped. A correction is made in a new interview.");
    question.choices = {tr("Not yet"), tr("Sign")};
    context().ask->ask(this, question, [this](int choice) {
        if (choice == 1)
            sign();
    });
}

void IntakePage::sign()
{
    QStringList hidden;
    for (const auto &answer : m_session->form().answers()) {
        if (!answer.relevant)
            hidden.push_back(answer.path);
    }
    saveView();
    context().workspace->ask(
        this, [id = m_session->loaded().id, hidden](casework::Desk &desk) { return casework::signInterview(desk, id, hidden); },
        [this, visit = m_visit](const Result<void> &done) {
            if (visit != m_visit)
                return;
            if (!done)
                return m_banner->showError(done.error());
            m_sitting.reset();
            m_view->setInstance(nullptr, {});
            const casework::InterviewId id = m_session->loaded().id;
            m_session.reset();
            resume(id);
            context().navigator->showNotice(tr("The interview is signed."));
        });
}

void IntakePage::updateHead()
{
    if (!m_session)
        return m_headLine->clear();
    QStringList parts = {m_caseCode};
    if (m_session->isSigned())
        parts.push_back(tr("signed %1").arg(kit::dateTimeText(m_session->loaded().signedAt.value_or(0))));
    else if (isSitting())
        parts.push_back(tr("sitting since %1").arg(kit::timeText(m_sittingSince)));
    for (const QString &part : {m_head.interviewer, m_head.interpreter, m_head.language, m_head.place}) {
        if (!part.isEmpty() && !m_session->isSigned())
            parts.push_back(part);
    }
    m_headLine->setText(parts.join(u"  ·  "_s));
}

void IntakePage::showWork(QWidget *part)
{
    m_stack->setCurrentWidget(part);
    // A paused screen shows nothing of the interview, banners and buttons included.
    const bool isBlank = part == m_blank;
    if (isBlank) {
        m_alerts->hide();
        m_banner->hide();
    } else if (!m_alertKinds.isEmpty() && m_session) {
        showAlerts({});
    }
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

void IntakePage::saveView()
{
    m_notesPause.stop();
    if (m_session)
        m_session->saveInterviewerView(m_notes->toPlainText().trimmed());
}

bool IntakePage::flushEdits()
{
    if (!m_session)
        return true;
    saveView();
    // What cannot be an answer was kept by keepTyping: nothing holds anybody back but a paused screen.
    (void)m_view->commitTyped();
    if (isSitting())
        m_session->save(m_view->currentPath()); // again what could not be written; nothing when all is there
    return m_stack->currentWidget() != m_blank;
}

void IntakePage::retranslate()
{
    m_swap->setText(tr("Kirundi large"));
    m_swap->setToolTip(tr("Show Kirundi as the large line (F8)"));
    m_notesAction->setText(tr("My notes"));
    m_notesAction->setToolTip(tr("What you see and think, apart from her words (F7)"));
    m_pause->setText(tr("Pause"));
    m_pause->setToolTip(tr("Hide the questions (F9 or F12)"));
    m_stop->setText(tr("Stop …"));
    m_reviewAction->setText(tr("Review"));
    m_notesTitle->setText(tr("Interviewer's view, kept apart from her words"));
    updateHead();
}

kit::PageEntry intakePage()
{
    return {IntakePageId, kit::PageEntry::Place::None, [] { return IntakePage::tr("Interview"); },
            u"view-conversation-balloon"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new IntakePage(context, parent); }};
}

} // namespace indaro::ui::pages
