// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/migrations.h"
#include "core/casework/workspace.h"
#include "core/forms/workbook_writer.h"
#include "core/model/field_table.h"
#include "core/sop/pack_signature.h"
#include "core/sync/local_meta.h"
#include "tests/support/closed_guards.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "tests/ui/start/survey.h"
#include "ui/forms/form_view.h"
#include "ui/forms/place_suggestions.h"
#include "ui/forms/question_widget.h"
#include "ui/kit/ask.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/checklist/step_panel.h"
#include "ui/pages/intake/blank_screen.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/intake/interviews_page.h"
#include "ui/pages/intake/sitting_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/settings/forms_section.h"
#include "ui/pages/settings/pack_editor.h"
#include "ui/pages/settings/packs_section.h"
#include "ui/shell/main_window.h"

#include <QtCore/QDir>
#include <QtCore/QTemporaryDir>
#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QTextBrowser>
#include <QtWidgets/QTreeWidget>

#include <map>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

struct ScriptedAsk final : kit::Ask
{
    void ask(QWidget *, const kit::Question &question, std::function<void(int)> answered) override
    {
        asked.append(question.title);
        answered(next);
    }
    QStringList asked;
    int next = 0;
};

/// The program's frame with the intake page in it; the power can be cut and the page opened again.
struct Program
{
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{23};
    ScriptedAsk ask;
    tests::ScriptedFileAsk files;
    kit::Translations translations;
    sync::UserId user = sync::UserId::make(random);
    std::optional<sync::RecordId> person;
    std::unique_ptr<casework::Workspace> workspace;
    kit::PageContext pageContext;
    std::unique_ptr<shell::MainWindow> window;
    int locks = 0;

    Program()
    {
        kit::applyTheme(*qApp, qEnvironmentVariableIsSet("INDARO_DARK") ? kit::ThemeKind::Dark : kit::ThemeKind::Light);
        auto db = temp.open(store::Connection::Mode::Create).value();
        [[maybe_unused]] const bool made =
            store::migrate(db, casework::migrations(), {}).hasValue() &&
            sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue();
        start(std::move(db));
        person = sync::RecordId::make(random);
        bool isThere = false;
        workspace->ask(
            window.get(),
            [id = *person](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                INDARO_TRY(desk.log.birth({fields::case_file::Table, id}, {{fields::case_file::CaseCode, "K7Q2-M9XT-4"},
                                                                           {fields::case_file::DisplayName, "Rose"}}));
                INDARO_TRY(desk.log.birth({fields::identity::Table, id}, {{fields::identity::FamilyName, "Niyonzima"}}));
                INDARO_TRY(transaction.commit());
                return tests::closeInterviewGuards(desk, id);
            },
            [&](const base::Result<void> &done) { isThere = done.hasValue(); });
        [[maybe_unused]] const bool born = QTest::qWaitFor([&] { return isThere; });
    }

    void start(store::Connection db)
    {
        workspace = std::make_unique<casework::Workspace>(std::move(db), user, clock, random);
        shell::PageRegistry registry;
        kit::PageEntry intake = pages::intakePage();
        intake.make = [](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
            auto *made = new pages::IntakePage(context, parent);
            made->setFormFolder(QStringLiteral(INDARO_SOURCE_DIR) + u"/resources/forms"_s);
            return made;
        };
        registry.add(pages::interviewsPage());
        registry.add(pages::checklistPage());
        registry.add(std::move(intake));
        pageContext.workspace = workspace.get();
        pageContext.clock = &clock;
        pageContext.translations = &translations;
        pageContext.ask = &ask;
        pageContext.files = &files;
        window = std::make_unique<shell::MainWindow>(std::move(registry),
                                                     shell::FrameSetup{pageContext, u"m1"_s, [this] { ++locks; }});
        window->resize(1366, 768);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    /// What is not committed when this is called is lost, as with kill -9: the window never gets to say farewell.
    void cutThePower()
    {
        workspace->drain();
        for (QWidget *widget : window->findChildren<QWidget *>())
            widget->blockSignals(true);
        window.reset();
        workspace.reset();
        start(temp.open(store::Connection::Mode::ReadWrite).value());
    }
    bool openPage(std::optional<sync::RecordId> interview)
    {
        return window->openPage(pages::IntakePageId, pages::OpenInterview{*person, interview});
    }
    pages::IntakePage *page() { return qobject_cast<pages::IntakePage *>(window->currentPage()); }
    ui::forms::FormView *view() { return page()->formView(); }
    QWidget *shown() { return page()->findChild<QStackedWidget *>()->currentWidget(); }
    bool isInForm() { return page()->session() != nullptr && view()->isVisible() && view()->texts() != nullptr; }
    bool begin(const QByteArray &code, const QString &formId = {})
    {
        if (!openPage(std::nullopt))
            return false;
        auto *button = page()->findChild<QPushButton *>(u"begin"_s);
        if (!QTest::qWaitFor([&] { return button->isVisible() && button->isEnabled(); }))
            return false;
        if (!formId.isEmpty())
            page()->findChild<pages::SittingPanel *>()->selectForm(formId);
        QTest::keyClicks(page()->findChild<QLineEdit *>(u"interviewer"_s), u"J. N."_s);
        auto *codeField = page()->findChild<kit::SecretField *>(u"code"_s);
        codeField->setFocus();
        for (const char digit : code)
            QTest::keyClick(codeField, digit);
        QTest::mouseClick(button, Qt::LeftButton);
        return QTest::qWaitFor([&] { return isInForm(); });
    }
    QString path(const char *name)
    {
        const auto *item = page()->session()->form().definition().findByName(QString::fromLatin1(name));
        return item != nullptr ? item->path : QString();
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(qApp->focusWidget(), key, modifiers);
        QCoreApplication::processEvents();
    }
    /// Goes to a question and types there, then Enter.
    void answer(const char *name, const QString &keys)
    {
        view()->goTo(path(name));
        QTest::keyClicks(qApp->focusWidget(), keys);
        press(Qt::Key_Return);
    }
    QString value(const char *name) { return page()->session()->form().state(path(name))->value; }
    casework::LoadedInterview stored(sync::RecordId interview)
    {
        std::optional<base::Result<casework::LoadedInterview>> loaded;
        workspace->ask(
            window.get(), [interview](casework::Desk &desk) { return casework::loadInterview(desk, interview); },
            [&](base::Result<casework::LoadedInterview> done) { loaded.emplace(std::move(done)); });
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return loaded.has_value(); });
        return loaded->value();
    }
    void trigger(const QString &text)
    {
        for (QAction *action : page()->toolbarActions()) {
            if (action->text() == text)
                action->trigger();
        }
    }
    bool isSaid(const QString &text)
    {
        const auto banners = page()->findChildren<kit::Banner *>();
        return std::any_of(banners.begin(), banners.end(),
                           [&](const kit::Banner *banner) { return banner->isVisible() && banner->text().contains(text); });
    }
    std::int64_t number(const char *query)
    {
        std::optional<std::int64_t> number;
        workspace->ask(
            window.get(),
            [query](casework::Desk &desk) -> base::Result<std::int64_t> {
                INDARO_TRY_ASSIGN(auto select, desk.db.prepare(query));
                INDARO_TRY_ASSIGN([[maybe_unused]] const bool found, select.step());
                return select.integer(0);
            },
            [&](const base::Result<std::int64_t> &done) { number = done ? *done : -1; });
        [[maybe_unused]] const bool done = QTest::qWaitFor([&] { return number.has_value(); });
        return number.value_or(-1);
    }
    void consent()
    {
        for (const char *name : {"consent_understood", "consent_interview", "consent_keep_file"})
            answer(name, u"1"_s);
        answer("age_gate", QString::number(choiceNumber("age_gate", u"adult"_s)));
    }
    int choiceNumber(const char *name, const QString &code)
    {
        int number = 0;
        for (const auto *choice : page()->session()->form().choices(path(name))) {
            ++number;
            if (choice->name == code)
                return number;
        }
        return 0;
    }
    /// A picture for whoever wants to look: INDARO_SCREENSHOTS names the folder, INDARO_LANGUAGE the language ("fr").
    void picture(const QString &name, QWidget *of = nullptr)
    {
        const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        const QString language = qEnvironmentVariable("INDARO_LANGUAGE");
        if (!language.isEmpty())
            translations.setLanguage(kit::Translations::fromCode(language));
        for (int turn = 0; turn < 8; ++turn) // a layout tells the next one outside it by an event
            QCoreApplication::processEvents();
        QDir().mkpath(folder);
        (of != nullptr ? of : window.get())->grab().save(folder + u'/' + name + u".png"_s);
        if (!language.isEmpty())
            translations.setLanguage(kit::Language::English);
        QCoreApplication::processEvents(); // the words of the test are there again
    }
    /// What somebody who reads French sees cut, on the whole screen and at 200 %, of the page in front or of `of`.
    QStringList cutInFrench(QWidget *of = nullptr)
    {
        QMainWindow host;
        auto *scroll = new QScrollArea(&host);
        QMainWindow *seen = window.get();
        if (of != nullptr) {
            scroll->setWidgetResizable(true);
            scroll->setWidget(of);
            host.setCentralWidget(scroll);
            host.show();
            seen = &host;
        }
        translations.setLanguage(kit::Language::French);
        QStringList faults;
        for (const QSize &size : {tests::HalfScreen, tests::WholeScreen}) {
            tests::settleAt(*seen, size);
            workspace->drain(); // some read again in the other language
            tests::settleAt(*seen, size);
            faults += tests::cutWords(*seen, size);
            if (const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS"); !folder.isEmpty())
                seen->grab().save(u"%1/%2-%3-%4.png"_s.arg(folder, QString::fromLatin1(QTest::currentTestFunction()))
                                      .arg(++m_looks)
                                      .arg(size.width()));
        }
        translations.setLanguage(kit::Language::English);
        tests::settleAt(*seen, tests::WholeScreen); // what is taken out of the window before is not told
        if (of != nullptr) {
            scroll->takeWidget(); // the test's own
            of->show();
        }
        for (int i = 0; i < 2; ++i) {
            tests::settleAt(*window, tests::WholeScreen);
            workspace->drain();
        }
        for (const QString &fault : faults)
            qWarning("%s", qPrintable(fault));
        return faults;
    }
    int m_looks = 0;
};

std::map<QString, QString> answersOf(const casework::LoadedInterview &interview)
{
    std::map<QString, QString> answers;
    for (const casework::SavedAnswer &answer : interview.answers)
        answers[answer.path] = answer.missing ? u"?"_s + QString::number(static_cast<int>(*answer.missing)) : answer.value;
    return answers;
}

} // namespace

class TestUiIntake : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anInterviewWaitsForTheStepsBeforeIt() // guards of the procedure
    {
        Program program;
        const auto mother = program.person;
        program.person = sync::RecordId::make(program.random); // of whom no step was taken
        bool isThere = false;
        program.workspace->ask(
            program.window.get(),
            [id = *program.person](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
                INDARO_TRY(desk.log.birth({fields::case_file::Table, id},
                                          {{fields::case_file::DisplayName, "Aline"}, {fields::case_file::IsMinor, "no"}}));
                return transaction.commit();
            },
            [&](const base::Result<void> &done) { isThere = done.hasValue(); });
        QTRY_VERIFY(isThere);
        QVERIFY(program.openPage(std::nullopt));
        auto *begin = program.page()->findChild<QPushButton *>(u"begin"_s);
        QTRY_VERIFY(begin->isVisible() && begin->isEnabled());
        auto *guards = program.page()->findChild<pages::GuardPanel *>();
        QVERIFY(!guards->isVisible());
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_VERIFY(guards->isVisible());
        QVERIFY(program.page()->session() == nullptr);
        program.picture(u"0-guard"_s);
        // It leads to the step, which is ticked there; what is done goes on from here.
        auto *open = guards->findChild<QPushButton *>(u"openStep 2.6"_s);
        QVERIFY(open != nullptr);
        QTest::mouseClick(open, Qt::LeftButton);
        auto *checklist = qobject_cast<pages::ChecklistPage *>(program.window->currentPage());
        QVERIFY(checklist != nullptr);
        auto *step = checklist->findChild<pages::StepPanel *>();
        const auto done = [step]() -> QPushButton * {
            for (auto *button : step->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == pages::StepPanel::tr("&Done"))
                    return button;
            }
            return nullptr;
        };
        QTRY_VERIFY(done() != nullptr);
        done()->click();
        QTRY_COMPARE(program.workspace->pendingJobs(), 0);
        program.window->back();
        QTRY_VERIFY(begin->isVisible() && begin->isEnabled());
        QVERIFY(!guards->isVisible());
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_VERIFY(program.isInForm());
        QVERIFY(!guards->isVisible());
        program.person = mother;
    }

    void signingWaitsForTheStepsToo()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        const sync::RecordId id = program.page()->session()->loaded().id;
        const auto mark = [&](sop::StepState state) {
            bool isMarked = false;
            program.workspace->ask(
                program.workspace.get(),
                [person = program.person, state](casework::Desk &desk) {
                    return casework::markStep(desk, person, {.step = u"2.6"_s, .state = state});
                },
                [&](const base::Result<void> &done) { isMarked = done.hasValue(); });
            return QTest::qWaitFor([&] { return isMarked; });
        };
        QVERIFY(mark(sop::StepState::Open)); // what was said of it was not so
        program.trigger(u"Review"_s);
        program.ask.next = 1;
        auto *sign = program.page()->findChild<QPushButton *>(u"sign"_s);
        QTRY_VERIFY(sign->isVisible());
        QTest::mouseClick(sign, Qt::LeftButton);
        auto *guards = program.page()->findChild<pages::GuardPanel *>();
        QTRY_VERIFY(guards->isVisible());
        QVERIFY(!program.page()->session()->isSigned());
        QVERIFY(program.stored(id).status != u"signed"_s);
        QVERIFY(guards->findChild<QPushButton *>(u"openStep 2.6"_s) != nullptr);
        QVERIFY(mark(sop::StepState::Done));
        program.ask.next = 1;
        QTest::mouseClick(sign, Qt::LeftButton);
        QTRY_VERIFY(program.page()->session() != nullptr && program.page()->session()->isSigned());
        QCOMPARE(program.stored(id).status, u"signed"_s);
    }

    void anInterviewIsHeldCutOffAndGoesOnWhereItWas()
    {
        Program program;
        QVERIFY(program.openPage(std::nullopt));
        QTRY_VERIFY(program.page()->findChild<QPushButton *>(u"begin"_s)->isEnabled());
        program.picture(u"1-start"_s);
        QVERIFY(program.begin("2580"));
        program.picture(u"2-session"_s);
        QCOMPARE(program.value("session_date"), u"2026-11-24"_s); // the form's own default
        program.answer("session_place", u"salle 2"_s);
        program.consent();
        program.view()->goTo(program.path("consent_understood"));
        program.picture(u"3-consent"_s);
        QCOMPARE(program.value("consent_interview"), u"yes"_s);
        program.answer("family_name", u"Niyonsaba"_s);
        program.answer("given_names", u"Ana"_s);
        program.view()->goTo(program.path("phone"));
        program.press(Qt::Key_1, Qt::AltModifier);
        program.view()->goTo(program.path("family_name"));
        program.picture(u"4-person"_s);
        program.view()->goTo(program.path("occupation"));
        QSignalSpy kept(program.view(), &ui::forms::FormView::typed);
        QTest::keyClicks(qApp->focusWidget(), u"coutur"_s);
        QTRY_VERIFY(!kept.isEmpty()); // the pause after which a text is kept; the power goes before Enter
        const auto before = program.page()->session()->form().answers();
        const sync::RecordId id = program.page()->session()->loaded().id;
        program.cutThePower();

        QVERIFY(program.openPage(id));
        QTRY_VERIFY(program.isInForm());
        QCOMPARE(program.view()->currentPath(), program.path("occupation"));
        QCOMPARE(program.value("occupation"), u"coutur"_s);
        bool isSaid = false;
        for (const auto *banner : program.page()->findChildren<kit::Banner *>())
            isSaid = isSaid || (banner->isVisible() && banner->text().contains(u"cut off"_s));
        QVERIFY(isSaid);
        program.picture(u"5-reopened"_s);
        for (const auto &answer : before) {
            const auto now = program.page()->session()->form().state(answer.path);
            QVERIFY2(now.has_value(), qPrintable(answer.path));
            if (answer.path != program.path("occupation"))
                QCOMPARE(now->value, answer.value);
            QCOMPARE(now->missing, answer.missing);
        }
        program.workspace->drain();
        const auto stored = program.stored(id);
        QCOMPARE(answersOf(stored).at(program.path("phone")), u"?2"_s);
    }

    void answersGoToTheirCompartmentsAndConsentsAndAlertsAreRecorded()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.answer("suicidal_thoughts", QString::number(program.choiceNumber("suicidal_thoughts", u"yes"_s)));
        bool isShown = false;
        for (const auto *banner : program.page()->findChildren<kit::Banner *>())
            isShown = isShown || (banner->isVisible() && banner->text().contains(u"suicide"_s));
        QVERIFY(isShown); // at once, before anything is written
        program.picture(u"6-alert"_s);
        program.answer("family_name", u"Niyonsaba"_s);
        program.view()->goTo(program.path("health_complaint"));
        QTest::keyClicks(qApp->focusWidget(), u"1"_s);
        program.workspace->drain();
        const sync::RecordId id = program.page()->session()->loaded().id;
        for (const auto &answer : program.stored(id).answers) {
            if (answer.path.endsWith(u"/family_name"_s))
                QCOMPARE(answer.compartment, sync::Compartment::Identity);
            if (answer.path.contains(u"/i_health/"_s))
                QCOMPARE(answer.compartment, sync::Compartment::Health);
        }
        int consents = -1;
        std::vector<casework::OpenAlert> alerts;
        program.workspace->ask(
            program.window.get(),
            [person =
                 *program.person](casework::Desk &desk) -> base::Result<std::pair<int, std::vector<casework::OpenAlert>>> {
                INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT count(*) FROM consent WHERE decision = 'yes'"));
                INDARO_TRY_ASSIGN([[maybe_unused]] const bool found, select.step());
                INDARO_TRY_ASSIGN(auto open, casework::listOpenAlerts(desk, person));
                return std::pair(static_cast<int>(select.integer(0)), std::move(open));
            },
            [&](base::Result<std::pair<int, std::vector<casework::OpenAlert>>> done) {
                alerts = done.value().second;
                consents = done.value().first;
            });
        QTRY_COMPARE(consents, 2);
        QCOMPARE(alerts.size(), std::size_t(1));
        QCOMPARE(alerts[0].kind, u"suicidal_thoughts"_s);
    }

    void aPauseHidesEverythingUntilTheCodeIsTyped()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        QVERIFY(program.page()->idleRule().blankAfter.has_value());
        program.view()->goTo(program.path("session_place"));
        QTest::keyClicks(qApp->focusWidget(), u"salle"_s);
        program.press(Qt::Key_F12);
        auto *blank = program.page()->findChild<pages::BlankScreen *>();
        QCOMPARE(program.shown(), blank);
        QVERIFY(!program.view()->isVisible());
        QVERIFY(program.page()->toolbarActions().isEmpty());
        QVERIFY(!program.window->openPage(pages::InterviewsPageId));
        program.picture(u"7-pause"_s);
        QTest::keyClick(blank, Qt::Key_A);
        auto *field = blank->findChild<kit::SecretField *>();
        QVERIFY(field->isVisible());
        blank->setFirstWait(std::chrono::milliseconds(1));
        QTest::keyClick(field, '1');
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(program.shown(), blank);
        QVERIFY(!field->isEnabled()); // no try before the wait is over
        program.picture(u"7-wrong-code"_s);
        QTRY_VERIFY(field->isEnabled());
        for (const char digit : QByteArray("2580"))
            QTest::keyClick(field, digit);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(program.view()->isVisible());
        QCOMPARE(program.value("session_place"), u"salle"_s);
        program.press(Qt::Key_F12);
        QElapsedTimer waited;
        for (int i = 0; i < pages::BlankScreen::Attempts; ++i) {
            QTest::keyClick(blank, Qt::Key_A);
            QTRY_VERIFY(field->isEnabled());
            QVERIFY(i == 0 || waited.elapsed() >= (15LL << (i - 1))); // twice as long each time
            blank->setFirstWait(std::chrono::milliseconds(20));
            QCOMPARE(program.locks, 0);
            QTest::keyClick(field, '9');
            waited.start();
            QTest::keyClick(field, Qt::Key_Return);
        }
        QCOMPARE(program.locks, 1);
    }

    void aCodeThatIsGuessedAtOnceIsNotTaken()
    {
        Program program;
        QVERIFY(program.openPage(std::nullopt));
        auto *button = program.page()->findChild<QPushButton *>(u"begin"_s);
        QTRY_VERIFY(button->isVisible() && button->isEnabled());
        auto *code = program.page()->findChild<kit::SecretField *>(u"code"_s);
        for (const QByteArray &typed : {QByteArray("123"), QByteArray("1111")}) {
            code->clear();
            for (const char digit : typed)
                QTest::keyClick(code, digit);
            QTest::mouseClick(button, Qt::LeftButton);
            QVERIFY(button->isEnabled());
            QVERIFY(program.page()->session() == nullptr);
            QVERIFY(code->hasFocus());
            bool isSaid = false;
            for (const auto *row : program.page()->findChildren<kit::FormRow *>())
                isSaid = isSaid || (row->isAncestorOf(code) && row->hasMessage());
            QVERIFY2(isSaid, typed.constData());
        }
        program.picture(u"1-code-refused"_s);
        for (const char digit : QByteArray("2"))
            QTest::keyClick(code, digit); // 1111 and a 2
        QTest::mouseClick(button, Qt::LeftButton);
        QTRY_VERIFY(program.isInForm());
        QVERIFY(program.page()->idleRule().blankAfter.has_value());
    }

    void everyUnfinishedTextComesBackAfterACut()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.answer("known_as", u"Ana"_s);
        program.answer("children_number", u"deux"_s); // no number: kept as a text
        program.answer("birth_date", u"en ete"_s);
        program.view()->goTo(program.path("occupation"));
        QSignalSpy kept(program.view(), &ui::forms::FormView::typed);
        QTest::keyClicks(qApp->focusWidget(), u"coutur"_s);
        QTRY_VERIFY(!kept.isEmpty());
        const auto fieldOf = [&program](const char *name) {
            return program.view()->findQuestion(program.path(name))->findChild<QLineEdit *>()->text();
        };
        program.view()->goTo(program.path("session_place"));
        program.view()->goTo(program.path("children_number")); // another section, and back
        QCOMPARE(fieldOf("children_number"), u"deux"_s);
        const sync::RecordId id = program.page()->session()->loaded().id;
        program.cutThePower();

        QVERIFY(program.openPage(id));
        QTRY_VERIFY(program.isInForm());
        QCOMPARE(program.value("occupation"), u"coutur"_s); // can be an answer
        program.view()->goTo(program.path("children_number"));
        QCOMPARE(fieldOf("children_number"), u"deux"_s);
        QCOMPARE(fieldOf("birth_date"), u"en ete"_s);
        QVERIFY(program.view()->findQuestion(program.path("birth_date"))->isRefused());
        QCOMPARE(program.value("known_as"), u"Ana"_s);
        QCOMPARE(program.view()->unfinishedPaths().size(), 2);
        program.picture(u"15-unfinished"_s);
        // Looking at the review and signing: said, before they go.
        program.page()->toolbarActions().last()->trigger();
        program.picture(u"16-review-unfinished"_s);
        program.view()->goTo(program.path("children_number"));
        auto *line = program.view()->findQuestion(program.path("children_number"))->findChild<QLineEdit *>();
        line->selectAll();
        QTest::keyClicks(line, u"2"_s);
        QTest::keyClick(line, Qt::Key_Return);
        program.workspace->drain();
        QCOMPARE(program.stored(id).unfinished.size(), std::size_t(1));
        QCOMPARE(answersOf(program.stored(id)).at(program.path("children_number")), u"2"_s);
    }

    void withoutACodeAPauseLocksForReal()
    {
        Program program;
        QVERIFY(program.begin({}));
        QVERIFY(!program.page()->idleRule().blankAfter.has_value());
        program.page()->blank();
        QCOMPARE(program.locks, 1);
    }

    void theRegisterIsComparedConfirmedAndTheInterviewSigned()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.answer("family_name", u"Niyonsaba"_s);
        program.answer("given_names", u"Ana"_s);
        for (QAction *action : program.page()->toolbarActions()) {
            if (action->text() == u"Review"_s)
                action->trigger();
        }
        auto *table = program.page()->findChild<QTableWidget *>(u"differences"_s);
        QTRY_COMPARE(table->rowCount(), 2);
        program.picture(u"8-review"_s);
        QCOMPARE(table->item(0, 2)->text(), u"Niyonzima"_s);
        QCOMPARE(table->item(0, 3)->text(), u"Niyonsaba"_s);
        QCOMPARE(table->item(0, 0)->checkState(), Qt::Unchecked); // the register says something else: somebody decides
        QCOMPARE(table->item(1, 0)->checkState(), Qt::Checked);
        table->item(0, 0)->setCheckState(Qt::Checked);
        QTest::mouseClick(program.page()->findChild<QPushButton *>(u"write"_s), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 0);
        program.ask.next = 1;
        const sync::RecordId id = program.page()->session()->loaded().id;
        QTest::mouseClick(program.page()->findChild<QPushButton *>(u"sign"_s), Qt::LeftButton);
        QTRY_VERIFY(program.page()->session() != nullptr && program.page()->session()->isSigned());
        QCOMPARE(program.stored(id).status, u"signed"_s);
        QTRY_VERIFY(program.isInForm());
        program.view()->goTo(program.path("family_name"));
        program.picture(u"9-signed"_s);
        program.answer("family_name", u"Autre"_s);
        QCOMPARE(program.value("family_name"), u"Niyonsaba"_s);
    }

    void aSignedInterviewIsCorrectedAndWhatWasSignedStays()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.answer("given_names", u"Ana"_s);
        program.answer("birth_date", u"01/06/2008"_s);
        QCOMPARE(program.value("age_now"), u"18"_s);
        program.answer("suicidal_thoughts", QString::number(program.choiceNumber("suicidal_thoughts", u"yes"_s)));
        program.ask.next = 1;
        const auto review = [&] {
            program.trigger(u"Review"_s);
            QTest::mouseClick(program.page()->findChild<QPushButton *>(u"sign"_s), Qt::LeftButton);
            return QTest::qWaitFor([&] { return program.isInForm() && program.page()->session()->isSigned(); });
        };
        QVERIFY(review());
        const sync::RecordId first = program.page()->session()->loaded().id;
        const auto asSigned = program.stored(first);
        program.clock.advance(400LL * 24 * 3600 * 1000);

        // Without a reason nothing begins.
        program.trigger(u"Correct this interview …"_s);
        auto *begin = program.page()->findChild<QPushButton *>(u"beginCorrection"_s);
        auto *reason = program.page()->findChild<QPlainTextEdit *>(u"correctionReason"_s);
        QTRY_VERIFY(begin->isVisible() && reason->hasFocus());
        program.picture(u"9a-versions"_s);
        QVERIFY(program.cutInFrench().isEmpty());
        QTest::mouseClick(begin, Qt::LeftButton);
        QCOMPARE(program.page()->session()->loaded().id, first);
        QTest::keyClicks(reason, u"Elle a dit Anna."_s);
        QTest::mouseClick(begin, Qt::LeftButton);
        auto *sitDown = program.page()->findChild<QPushButton *>(u"begin"_s);
        QTRY_VERIFY(program.page()->session()->isCorrection() && sitDown->isVisible() && sitDown->isEnabled());
        QVERIFY(program.isSaid(u"Reason: Elle a dit Anna."_s));
        program.translations.setLanguage(kit::Language::French); // what is said above the page follows
        QTRY_VERIFY(program.isSaid(u"Vous corrigez l’entretien"_s));
        QVERIFY(program.isSaid(u"Elle a dit Anna."_s) && !program.isSaid(u"You are correcting"_s));
        program.translations.setLanguage(kit::Language::English);
        QTRY_VERIFY(program.isSaid(u"Reason: Elle a dit Anna."_s));
        QCOMPARE(program.page()->findChild<QLineEdit *>(u"interviewer"_s)->text(), u"J. N."_s);
        QTest::mouseClick(sitDown, Qt::LeftButton);
        QTRY_VERIFY(program.isInForm());
        const sync::RecordId second = program.page()->session()->loaded().id;
        QCOMPARE(program.value("given_names"), u"Ana"_s);
        QCOMPARE(program.value("session_date"), u"2026-11-24"_s); // of the interview, not of today
        QCOMPARE(program.value("age_now"), u"18"_s);              // and so is her age
        program.answer("given_names", u"Anna"_s);
        program.workspace->drain();
        QCOMPARE(program.number("SELECT count(*) FROM task"), 1); // the alert is the one that was raised
        QCOMPARE(program.number("SELECT count(DISTINCT interview) FROM consent"), 1);
        program.trigger(u"Review"_s);
        auto *changes = program.page()->findChild<QLabel *>(u"changes"_s);
        QTRY_VERIFY(changes->text().contains(u"Ana → Anna"_s));
        QVERIFY(!changes->text().contains(u'\n')); // nothing else moved in 400 days
        program.picture(u"9b-correction-review"_s);
        QVERIFY(program.cutInFrench().isEmpty());
        QVERIFY(review());
        QCOMPARE(program.page()->session()->loaded().id, second);
        QTRY_VERIFY(program.isSaid(u"This is a corrected version. Reason: Elle a dit Anna."_s));
        program.picture(u"9c-corrected"_s);
        QCOMPARE(answersOf(program.stored(first)), answersOf(asSigned)); // as first signed
        QCOMPARE(program.stored(first).signedAt, asSigned.signedAt);

        // The first version says that it is one, and leads to what holds.
        QVERIFY(program.openPage(first));
        QTRY_VERIFY(program.isSaid(u"This version was corrected."_s));
        program.translations.setLanguage(kit::Language::French);
        QTRY_VERIFY(!program.isSaid(u"This version was corrected."_s));
        program.translations.setLanguage(kit::Language::English);
        QTRY_VERIFY(program.isSaid(u"This version was corrected."_s));
        QCOMPARE(program.value("given_names"), u"Ana"_s);
        program.trigger(u"Correct this interview …"_s);
        QTRY_VERIFY(program.shown()->isVisible() && program.shown()->findChild<QPushButton *>(u"backFromVersions"_s));
        QVERIFY(!begin->isVisible());
        program.picture(u"9d-history"_s);
        QVERIFY(program.cutInFrench().isEmpty());

        // A correction may be given up: it stays readable, and what was signed holds.
        QVERIFY(program.openPage(second));
        QTRY_VERIFY(program.isSaid(u"corrected version"_s));
        program.trigger(u"Correct this interview …"_s);
        QTRY_VERIFY(begin->isVisible());
        QTest::keyClicks(reason, u"Encore."_s);
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_VERIFY(program.page()->session() != nullptr && !program.page()->session()->isSigned());
        program.trigger(u"Give up this correction …"_s);
        QTRY_VERIFY(program.page()->session() != nullptr && program.page()->session()->loaded().id == second);
        QCOMPARE(program.number("SELECT count(*) FROM interview WHERE status = 'given_up'"), 1);
    }

    void aSittingStopsWithAReasonAndTheDraftIsListed()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        const sync::RecordId id = program.page()->session()->loaded().id;
        program.ask.next = 2;
        for (QAction *action : program.page()->toolbarActions()) {
            if (action->text().startsWith(u"Stop"_s))
                action->trigger();
        }
        QTRY_COMPARE(program.stored(id).sittings.at(0).stopReason, u"tired"_s);
        QVERIFY(program.window->openPage(pages::InterviewsPageId));
        auto *table = program.window->currentPage()->findChild<QTableWidget *>();
        QTRY_COMPARE(table->rowCount(), 1);
        program.picture(u"10-drafts"_s);
    }

    void notesTakeThePlaceOfTheQuestionsWhereBothDoNotFit()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.view()->goTo(program.path("session_place"));
        auto *notes = program.page()->findChild<QPlainTextEdit *>(u"interviewerNotes"_s);
        const auto scrollsSideways = [&program] {
            return program.view()->findChild<QScrollArea *>()->horizontalScrollBar()->maximum() > 0;
        };
        program.press(Qt::Key_F7);
        QVERIFY(notes->isVisible() && program.view()->isVisible() && !scrollsSideways());
        program.picture(u"20-notes-beside"_s);
        program.press(Qt::Key_F7);
        for (int i = 0; i < 2; ++i) { // 1366 x 768 at 200 %; smaller only once the side bar is
            program.window->resize(683, 384);
            QCoreApplication::processEvents();
        }
        QTRY_VERIFY(!scrollsSideways());
        program.press(Qt::Key_F7);
        QVERIFY(notes->isVisible() && !program.view()->isVisible());
        QVERIFY(notes->hasFocus());
        QTest::keyClicks(notes, u"fatiguee"_s);
        program.picture(u"20-notes-instead"_s);
        program.press(Qt::Key_F7);
        QVERIFY(!notes->isVisible() && program.view()->isVisible());
        QVERIFY(program.view()->findQuestion(program.path("session_place"))->isAncestorOf(qApp->focusWidget()));
        program.picture(u"20-notes-back"_s);
        const sync::RecordId id = program.page()->session()->loaded().id;
        QVERIFY(program.page()->flushEdits());
        program.workspace->drain();
        QCOMPARE(program.stored(id).interviewerView, u"fatiguee"_s);
    }

    void aLaterSittingGivesItsOwnNumberAndHead()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        const sync::RecordId id = program.page()->session()->loaded().id;
        QCOMPARE(program.value("sitting_number"), u"1"_s);
        QCOMPARE(program.value("interviewer_code"), u"J. N."_s);
        const QString firstDay = program.value("session_date");
        const QString firstHour = program.value("session_start");
        QCOMPARE(firstHour.size(), 5);
        program.answer("session_start", u"0815"_s); // of this sitting only
        program.consent();
        program.answer("session_end", u"0930"_s);
        program.answer("session_place", u"salle 2"_s); // by hand: it stays
        program.ask.next = 1;
        const auto stop = [&program] {
            for (QAction *action : program.page()->toolbarActions()) {
                if (action->text().startsWith(u"Stop"_s))
                    action->trigger();
            }
        };
        auto *button = program.page()->findChild<QPushButton *>(u"begin"_s);
        auto *interviewer = program.page()->findChild<QLineEdit *>(u"interviewer"_s);
        for (const int number : {2, 3}) {
            stop();
            QTRY_VERIFY(button->isVisible() && button->isEnabled());
            program.clock.advance(25LL * 3'600'000);
            interviewer->setText(u"C. B. %1"_s.arg(number));
            QTest::mouseClick(button, Qt::LeftButton);
            QTRY_VERIFY(program.isInForm());
            QCOMPARE(program.value("sitting_number"), QString::number(number));
            QCOMPARE(program.value("interviewer_code"), u"C. B. %1"_s.arg(number));
            QVERIFY(program.value("session_start") != firstHour);
            QVERIFY(program.value("session_start") != u"08:15"_s);
            QVERIFY(program.value("session_end").isEmpty());
        }
        program.answer("session_start", u"0820"_s);
        QVERIFY(program.value("session_date") > firstDay);
        QCOMPARE(program.value("session_place"), u"salle 2"_s);
        program.workspace->drain();
        QCOMPARE(answersOf(program.stored(id)).at(program.path("sitting_number")), u"3"_s);
        program.cutThePower(); // opened again in the middle of the third
        QVERIFY(program.openPage(id));
        QTRY_VERIFY(program.isInForm());
        QCOMPARE(program.value("sitting_number"), u"3"_s);
        QCOMPARE(program.value("session_start"), u"08:20"_s); // the same sitting
    }

    void anotherFormIsReadWithoutHoldingTheScreenAndCanBeGivenUp()
    {
        Program program;
        QVERIFY(program.openPage(std::nullopt));
        auto *begin = program.page()->findChild<QPushButton *>(u"begin"_s);
        QTRY_VERIFY(begin->isEnabled());
        const auto button = [&program](const QString &text) -> QPushButton * {
            for (auto *each : program.page()->findChildren<QPushButton *>()) {
                if (each->isVisible() && each->text() == text)
                    return each;
            }
            return nullptr;
        };
        auto *panel = program.page()->findChild<pages::SittingPanel *>();
        auto *progress = program.page()->findChild<kit::ProgressPanel *>();
        program.files.path = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/getodk__whova_form.xlsx"_s;
        const QString before = panel->chosenForm();

        QTest::mouseClick(button(u"Another form …"_s), Qt::LeftButton);
        QTRY_VERIFY(progress->isVisible()); // reading has begun and nobody waits for it
        program.picture(u"17-form-is-read"_s);
        QTest::mouseClick(button(u"Cancel"_s), Qt::LeftButton);
        QVERIFY(!progress->isVisible());

        QTest::mouseClick(button(u"Another form …"_s), Qt::LeftButton);
        QTRY_VERIFY(progress->isVisible());
        QTRY_VERIFY(!progress->isVisible());
        QVERIFY(panel->chosenForm() != before);
        QTest::mouseClick(begin, Qt::LeftButton);
        QTRY_VERIFY(program.isInForm());
        QVERIFY(!program.stored(program.page()->session()->loaded().id).formContent.isEmpty());

        Program other; // what is no workbook is said, and everything stays
        QVERIFY(other.openPage(std::nullopt));
        QTRY_VERIFY(other.page()->findChild<QPushButton *>(u"begin"_s)->isEnabled());
        other.files.path = QStringLiteral(INDARO_SOURCE_DIR) + u"/README.md"_s;
        other.page()->findChild<pages::SittingPanel *>()->otherFormRequested();
        const auto isSaid = [&other] {
            const auto banners = other.page()->findChildren<kit::Banner *>();
            return std::any_of(banners.begin(), banners.end(), [](const kit::Banner *b) { return b->isVisible(); });
        };
        QTRY_VERIFY(isSaid());
    }

    void aFormIsImportedOnlyWhenSomebodyKeepsIt()
    {
        Program program;
        const auto kept = [&program] {
            std::optional<std::vector<casework::StoredForm>> forms;
            program.workspace->ask(
                program.window.get(), [](casework::Desk &desk) { return casework::listForms(desk); },
                [&forms](base::Result<std::vector<casework::StoredForm>> read) { forms = std::move(read).value(); });
            [[maybe_unused]] const bool isRead = QTest::qWaitFor([&] { return forms.has_value(); });
            return *forms;
        };
        pages::FormsSection section(program.pageContext, nullptr);
        section.resize(720, 768);
        section.show();
        section.refresh();
        auto *empty = section.findChild<kit::EmptyState *>();
        QTRY_VERIFY(empty->isVisible());
        program.files.path = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/getodk__whova_form.xlsx"_s;
        auto *keep = section.findChild<QPushButton *>(u"keepForm"_s);
        auto *findings = section.findChild<QTextBrowser *>(u"findings"_s);
        auto *list = section.findChild<QListWidget *>(u"formList"_s);

        empty->started();
        QTRY_VERIFY(keep->isVisible());
        QVERIFY(findings->toPlainText().contains(u"row"_s)); // with the place of each remark
        program.picture(u"20-form-report"_s, &section);
        QVERIFY(program.cutInFrench(&section).isEmpty());
        QVERIFY(findings->toPlainText().contains(u"stands without quotes"_s)); // in English again
        QVERIFY(kept().empty());
        const auto buttons = section.findChildren<QPushButton *>();
        const auto button = [&buttons](const QString &text) {
            const auto found = std::find_if(buttons.begin(), buttons.end(), [&](const QPushButton *each) {
                return each->text() == text && each->isVisible();
            });
            return found != buttons.end() ? *found : nullptr;
        };
        QTest::mouseClick(button(u"Try it out"_s), Qt::LeftButton);
        auto *back = section.findChild<QPushButton *>(u"closePreview"_s);
        QTRY_VERIFY(back->isVisible());
        QVERIFY(section.findChild<ui::forms::FormView *>()->texts() != nullptr);
        program.picture(u"21-form-preview"_s, &section);
        QTest::mouseClick(back, Qt::LeftButton);
        QVERIFY(keep->isVisible());
        QTest::mouseClick(button(u"Do not keep it"_s), Qt::LeftButton);
        QVERIFY(empty->isVisible() && kept().empty());

        empty->started();
        QTRY_VERIFY(keep->isVisible());
        QTest::mouseClick(keep, Qt::LeftButton);
        QTRY_COMPARE(list->count(), 1);
        QVERIFY(list->isVisible() && !empty->isVisible());
        program.picture(u"22-forms"_s, &section);
        QVERIFY(program.cutInFrench(&section).isEmpty());
        const auto forms = kept();
        QCOMPARE(forms.size(), std::size_t(1));

        section.findChild<QPushButton *>(u"importForm"_s)->click(); // the very same: there is nothing to keep
        QTRY_VERIFY(findings->isVisible());
        QVERIFY(!keep->isVisible());
        QTest::mouseClick(button(u"Do not keep it"_s), Qt::LeftButton);

        QVERIFY(program.begin("2580", forms[0].facts.formId)); // offered beside the shipped ones
        QVERIFY(program.stored(program.page()->session()->loaded().id).form == forms[0].id);
        QTest::mouseClick(button(u"Do not offer it any more"_s), Qt::LeftButton);
        QTRY_VERIFY(kept()[0].isRetired);
        QTRY_VERIFY(list->item(0)->text().contains(u"not offered any more"_s));
        QVERIFY(list->item(0)->text().contains(u"1 interview"_s));
        program.cutThePower();
        QVERIFY(program.openPage(std::nullopt));
        auto *panel = program.page()->findChild<pages::SittingPanel *>();
        QTRY_VERIFY(program.page()->findChild<QPushButton *>(u"begin"_s)->isEnabled());
        panel->selectForm(forms[0].facts.formId);
        QVERIFY(panel->chosenForm() != forms[0].facts.formId);
    }

    void aPackIsTakenInWhenItsDigitsWereCompared()
    {
        Program program;
        const QTemporaryDir stick;
        sop::Pack pack = sop::readShippedPack().value().pack;
        pack.revision += 1;
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        const auto write = [&](const QByteArray &bytes) {
            program.files.path = stick.filePath(u"procedure.toml"_s);
            QFile file(program.files.path);
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size());
        };
        pages::PacksSection section(program.pageContext, nullptr);
        section.resize(720, 768);
        section.show();
        section.refresh();
        const auto button = [&section](const char *name) {
            return section.findChild<QPushButton *>(QString::fromLatin1(name));
        };
        auto *list = section.findChild<QListWidget *>(u"packList"_s);
        QTRY_COMPARE(list->count(), 1); // the one that came with the program

        // Changed on the way: refused, and only a director could make it the house's own.
        QByteArray tampered = sop::signPack(sop::writePack(pack), keys);
        tampered.replace("24 hours", "99 hours");
        write(tampered);
        QTest::mouseClick(button("importPack"), Qt::LeftButton);
        QTRY_VERIFY(button("takePackAsOwn")->isVisible());
        QVERIFY(!button("takePack")->isVisible() && !button("acceptPackKey")->isVisible());
        program.picture(u"30-pack-tampered"_s, &section);
        QTest::mouseClick(section.findChildren<QPushButton *>().last(), Qt::LeftButton);
        QTRY_VERIFY(button("importPack")->isVisible());
        QCOMPARE(list->count(), 1);

        write(sop::signPack(sop::writePack(pack), keys));
        QTest::mouseClick(button("importPack"), Qt::LeftButton);
        QTRY_VERIFY(button("acceptPackKey")->isVisible());
        QCOMPARE(section.findChild<QLabel *>(u"packDigits"_s)->text(), sop::keyDigits(keys.publicKey));
        program.picture(u"31-pack-signed"_s, &section);
        QTest::mouseClick(button("acceptPackKey"), Qt::LeftButton);
        QTRY_COMPARE(list->count(), 2);
        QVERIFY(list->item(0)->text().contains(sop::keyDigits(keys.publicKey)));
        program.picture(u"32-packs"_s, &section);

        // The next one by the same key needs no telephone call; and it goes out again as it came.
        pack.revision += 1;
        write(sop::signPack(sop::writePack(pack), keys));
        QTest::mouseClick(button("importPack"), Qt::LeftButton);
        QTRY_VERIFY(button("takePack")->isVisible());
        QTest::mouseClick(button("takePack"), Qt::LeftButton);
        QTRY_COMPARE(list->count(), 3);
        list->setCurrentRow(0);
        program.files.path = stick.filePath(u"out.toml"_s);
        QTest::mouseClick(button("savePack"), Qt::LeftButton);
        QTRY_VERIFY(QFile::exists(program.files.path));
        QFile out(program.files.path);
        QVERIFY(out.open(QIODevice::ReadOnly));
        QCOMPARE(out.readAll(), sop::signPack(sop::writePack(pack), keys));
    }

    void theHouseWritesItsOwnProcedure()
    {
        Program program;
        pages::PacksSection section(program.pageContext, nullptr);
        section.resize(720, 768);
        section.show();
        section.refresh();
        const auto button = [&section](const char *name) {
            return section.findChild<QPushButton *>(QString::fromLatin1(name));
        };
        auto *list = section.findChild<QListWidget *>(u"packList"_s);
        QTRY_COMPARE(list->count(), 1);
        QTest::mouseClick(button("editPack"), Qt::LeftButton);
        auto *editor = section.findChild<pages::PackEditor *>();
        QTRY_VERIFY(editor->isVisible());
        QTRY_VERIFY(button("keepPack")->isEnabled());
        program.picture(u"33-pack-editor"_s, &section);
        QTest::mouseClick(button("copyStep"), Qt::LeftButton);
        auto *title = editor->findChild<QLineEdit *>(u"stepTitle"_s);
        title->selectAll();
        QTest::keyClick(title, Qt::Key_Delete);
        section.flush();
        QTRY_VERIFY(!button("keepPack")->isEnabled()); // a step without words is none
        QTest::keyClicks(title, u"Compter les draps"_s);
        section.flush();
        QTRY_VERIFY(button("keepPack")->isEnabled());
        // The power goes: what was written is there again.
        pages::PacksSection again(program.pageContext, nullptr);
        again.resize(720, 768);
        again.show();
        again.refresh();
        auto *open = again.findChild<QPushButton *>(u"editPack"_s);
        QTRY_VERIFY(again.findChild<QListWidget *>(u"packList"_s)->count() == 1);
        QTest::mouseClick(open, Qt::LeftButton);
        auto *keep = again.findChild<QPushButton *>(u"keepPack"_s);
        QTRY_VERIFY(keep->isVisible() && keep->isEnabled());
        keep->click();
        QTRY_COMPARE(again.findChild<QListWidget *>(u"packList"_s)->count(), 2);
        std::optional<base::Result<casework::PackInUse>> newest;
        program.workspace->ask(
            program.window.get(), [](casework::Desk &desk) { return casework::newestPack(desk); },
            [&newest](base::Result<casework::PackInUse> pack) { newest.emplace(std::move(pack)); });
        QTRY_VERIFY(newest.has_value());
        const sop::Pack shipped = sop::readShippedPack().value().pack;
        QCOMPARE((*newest)->pack->id, shipped.id + u"-own"_s);
        QCOMPARE((*newest)->pack->stepCount(), shipped.stepCount() + 1);
        QCOMPARE((*newest)->pack->phases[0].steps[1].title.fr, u"Compter les draps"_s);
    }

    void aStepSaysWhatProvesItAndWhatWaitsForIt()
    {
        Program program;
        QScrollArea area;
        area.setWidgetResizable(true);
        area.setWidget(new pages::PacksSection(program.pageContext, nullptr));
        area.resize(900, 700);
        area.show();
        auto &section = *qobject_cast<pages::PacksSection *>(area.widget());
        section.refresh();
        QTRY_COMPARE(section.findChild<QListWidget *>(u"packList"_s)->count(), 1);
        section.findChild<QPushButton *>(u"editPack"_s)->click();
        auto *editor = section.findChild<pages::PackEditor *>();
        auto *keep = section.findChild<QPushButton *>(u"keepPack"_s);
        QTRY_VERIFY(editor->isVisible() && keep->isEnabled());
        auto *records = editor->findChild<QComboBox *>(u"stepRecords"_s);
        QVERIFY(!records->isEnabled()); // no record is about a routine of the house
        const auto tick = [editor](const char *name) { return editor->findChild<QCheckBox *>(QString::fromLatin1(name)); };
        const auto choose = [](QComboBox *box, const QString &value) {
            const int at = box->findData(value);
            QVERIFY2(at >= 0, qPrintable(value));
            box->setCurrentIndex(at);
            Q_EMIT box->activated(at);
        };
        auto *tree = editor->findChild<QTreeWidget *>();
        const sop::Pack shipped = sop::readShippedPack().value().pack;
        const sop::Step before = *shipped.findStep(u"2.12");
        tree->setCurrentItem(tree->findItems(u"2.12  "_s, Qt::MatchStartsWith | Qt::MatchRecursive).value(0));
        QCOMPARE(records->currentData().toString(), before.evidence.first());
        QVERIFY(records->findData(u"record:referral-answer"_s) < 0); // for a step that comes with each referral only
        program.picture(u"34-pack-step-rules"_s, &section);
        // Looked at, nothing is changed; and what is changed stands on the checklist below.
        choose(records, u"record:risk-with-person"_s);
        tick("evidence-signature")->click();
        tick("evidence-form")->click();
        tick("guard-family-contact")->click();
        QVERIFY(!tick("stepUrgent")->isEnabled()); // nothing waits: there is nothing to go on without
        tick("guard-exit")->click();
        tick("stepUrgent")->click();
        choose(editor->findChild<QComboBox *>(u"stepCondition"_s), u"${child} != 'no'"_s);
        const auto labels = editor->findChildren<QLabel *>();
        QVERIFY(std::ranges::any_of(labels, [](const QLabel *label) {
            return label->text().contains(u"In the program: an assessment of the risks with the person; Signature"_s) &&
                   label->text().contains(u"What waits for it: planned exit"_s) &&
                   label->text().contains(u"For a child, also where the age is in doubt"_s);
        }));
        section.flush();
        QTRY_VERIFY(keep->isEnabled());
        // A condition nobody can follow is a fault, said before it is kept.
        auto *expression = editor->findChild<QLineEdit *>(u"stepExpression"_s);
        QTest::keyClicks(expression, u" and ${chidl}"_s);
        section.flush();
        QTRY_VERIFY(std::ranges::any_of(labels, [](const QLabel *label) { return label->text().contains(u"chidl"_s); }));
        QVERIFY(!keep->isEnabled());
        for (int i = 0; i < 13; ++i)
            QTest::keyClick(expression, Qt::Key_Backspace);
        section.flush();
        QTRY_VERIFY(keep->isEnabled());
        keep->click();
        QTRY_COMPARE(section.findChild<QListWidget *>(u"packList"_s)->count(), 2);
        std::optional<base::Result<casework::PackInUse>> newest;
        program.workspace->ask(
            program.window.get(), [](casework::Desk &desk) { return casework::newestPack(desk); },
            [&newest](base::Result<casework::PackInUse> pack) { newest.emplace(std::move(pack)); });
        QTRY_VERIFY(newest.has_value());
        const sop::Step kept = *(*newest)->pack->findStep(u"2.12");
        QCOMPARE(kept.evidence, (QStringList{u"record:risk-with-person"_s, u"signature"_s}));
        QCOMPARE(kept.guards, std::vector{sop::Action::Exit});
        QVERIFY(kept.allowsUrgentWaiver);
        QCOMPARE(kept.applies, u"${child} != 'no'"_s);
        QCOMPARE(kept.due, before.due);
        QCOMPARE(kept.blocks, before.blocks);
    }

    void aStepCountsFromAnotherComesBackAndSaysWhereItsRuleComesFrom()
    {
        Program program;
        pages::PacksSection section(program.pageContext, nullptr);
        section.resize(900, 700);
        section.show();
        section.refresh();
        QTRY_COMPARE(section.findChild<QListWidget *>(u"packList"_s)->count(), 1);
        section.findChild<QPushButton *>(u"editPack"_s)->click();
        auto *editor = section.findChild<pages::PackEditor *>();
        auto *keep = section.findChild<QPushButton *>(u"keepPack"_s);
        QTRY_VERIFY(editor->isVisible() && keep->isEnabled());
        const auto box = [editor](const char *name) { return editor->findChild<QComboBox *>(QString::fromLatin1(name)); };
        const auto line = [editor](const char *name) { return editor->findChild<QLineEdit *>(QString::fromLatin1(name)); };
        const auto choose = [](QComboBox *from, int at) {
            QVERIFY(at >= 0);
            from->setCurrentIndex(at);
            Q_EMIT from->activated(at);
        };
        const auto isSaid = [editor](const QString &words) {
            const auto labels = editor->findChildren<QLabel *>();
            return std::ranges::any_of(labels, [&](const QLabel *label) { return label->text().contains(words); });
        };
        const sop::Pack shipped = sop::readShippedPack().value().pack;
        // Counted from another step already: looked at, nothing is changed.
        const auto counted = [](const sop::Step &each) { return each.due && !each.due->step.isEmpty(); };
        const sop::Step *fromStep = nullptr;
        for (const sop::Phase &phase : shipped.phases) {
            const auto found = std::ranges::find_if(phase.steps, counted);
            fromStep = found != phase.steps.end() && fromStep == nullptr ? &*found : fromStep;
        }
        QVERIFY(fromStep != nullptr);
        auto *tree = editor->findChild<QTreeWidget *>();
        const auto go = [tree](const QString &id) {
            tree->setCurrentItem(tree->findItems(id + u"  "_s, Qt::MatchStartsWith | Qt::MatchRecursive).value(0));
        };
        go(fromStep->id);
        QCOMPARE(box("stepDueAnchor")->currentData().toString(), u"step:"_s + fromStep->due->step);

        go(u"2.12"_s);
        const sop::Step before = *shipped.findStep(u"2.12");
        QVERIFY(box("stepDueAnchor")->findData(u"step:2.12"_s) < 0); // never from itself
        choose(box("stepDueKind"), 1);
        choose(box("stepDueAnchor"), box("stepDueAnchor")->findData(u"step:2.1"_s));
        line("stepDueSpan")->selectAll();
        QTest::keyClicks(line("stepDueSpan"), u"2 days"_s);
        QVERIFY(!box("stepUntil")->isEnabled()); // it comes once
        QTest::keyClicks(line("stepRepeat"), u"soon"_s);
        QVERIFY(isSaid(u"Write it as in"_s));
        line("stepRepeat")->selectAll();
        QTest::keyClicks(line("stepRepeat"), u"1 week"_s);
        QVERIFY(!isSaid(u"Write it as in"_s));
        choose(box("stepUntil"), box("stepUntil")->findData(u"exit"_s));
        choose(box("stepForm"), box("stepForm")->findData(u"needs"_s));
        auto *sources = editor->findChild<QListWidget *>(u"stepSources"_s);
        QCOMPARE(std::size_t(sources->count()), shipped.sources.size());
        QListWidgetItem *added = nullptr;
        for (int row = 0; row < sources->count() && added == nullptr; ++row)
            added = sources->item(row)->checkState() == Qt::Checked ? nullptr : sources->item(row);
        const QString key = added->text().section(u' ', 0, 0);
        added->setCheckState(Qt::Checked);
        auto *toConfirm = editor->findChild<QCheckBox *>(u"stepToConfirm"_s);
        toConfirm->setChecked(!before.isToConfirm);
        QVERIFY(isSaid(u"After: Step 2.1, 2 days"_s) && isSaid(u"It comes back every 1 week, until:"_s));
        QVERIFY(isSaid(u"Printed form: Needs assessment"_s) && isSaid(shipped.findSource(key)->title));
        program.picture(u"36-pack-step-due"_s, &section);
        const auto records = box("stepRecords"); // what comes back is proven by a tick alone
        if (!records->currentData().toString().isEmpty())
            choose(records, 0);
        editor->findChild<QCheckBox *>(u"evidence-tick"_s)->setChecked(true);
        section.flush();
        QTRY_VERIFY(keep->isEnabled());
        // In a ring with the step it counts from nobody could begin: said, and not kept.
        go(u"2.1"_s);
        choose(box("stepDueKind"), 1);
        choose(box("stepDueAnchor"), box("stepDueAnchor")->findData(u"step:2.12"_s));
        section.flush();
        QTRY_VERIFY(isSaid(u" → "_s) && !keep->isEnabled());
        choose(box("stepDueAnchor"), box("stepDueAnchor")->findData(u"admission"_s));
        section.flush();
        QTRY_VERIFY(keep->isEnabled());
        keep->click();
        QTRY_COMPARE(section.findChild<QListWidget *>(u"packList"_s)->count(), 2);
        std::optional<base::Result<casework::PackInUse>> newest;
        program.workspace->ask(
            program.window.get(), [](casework::Desk &desk) { return casework::newestPack(desk); },
            [&newest](base::Result<casework::PackInUse> pack) { newest.emplace(std::move(pack)); });
        QTRY_VERIFY(newest.has_value());
        const sop::Step kept = *(*newest)->pack->findStep(u"2.12");
        QVERIFY(kept.due.has_value());
        QCOMPARE(kept.due->step, u"2.1"_s);
        QCOMPARE(kept.due->spans, (std::vector{sop::Span{2, sop::Span::Unit::Days}}));
        QVERIFY(kept.repeat == (sop::Span{1, sop::Span::Unit::Weeks}) && kept.until == sop::Event::Exit);
        QCOMPARE(kept.form, u"needs"_s);
        QCOMPARE(kept.sources, before.sources + QStringList{key});
        QCOMPARE(kept.isToConfirm, !before.isToConfirm);
        QCOMPARE((*newest)->pack->findStep(fromStep->id)->due, fromStep->due);
    }

    void theStepsOfAProcedureFitASmallScreenInKirundi()
    {
        Program program;
        program.translations.setLanguage(kit::Language::Kirundi);
        QScrollArea area;
        auto *section = new pages::PacksSection(program.pageContext, nullptr);
        area.setWidget(section);
        area.setWidgetResizable(true);
        area.resize(600, 384); // beside the settings' list, at 200 %
        area.show();
        section->refresh();
        QTRY_COMPARE(section->findChild<QListWidget *>(u"packList"_s)->count(), 1);
        section->findChild<QPushButton *>(u"editPack"_s)->click();
        auto *editor = section->findChild<pages::PackEditor *>();
        QTRY_VERIFY(editor->isVisible());
        QCoreApplication::processEvents();
        QCOMPARE(area.horizontalScrollBar()->maximum(), 0);
        program.picture(u"35-pack-step-rules-kirundi"_s, section);
    }

    void aNewerVersionTakesOverADraftWhenSomebodySaysSo()
    {
        const auto workbook = [](const QString &version, const QList<QStringList> &rows) {
            indaro::forms::TextSheet survey{u"survey"_s, {{u"type"_s, u"name"_s, u"label::French (fr)"_s}}};
            survey.rows.insert(survey.rows.end(), rows.begin(), rows.end());
            const indaro::forms::TextSheet settings{
                u"settings"_s, {{u"form_title"_s, u"form_id"_s, u"version"_s}, {u"Visite"_s, u"visit"_s, version}}};
            return indaro::forms::makeWorkbook({survey, settings}).value();
        };
        const QByteArray first = workbook(u"1"_s, {{u"text"_s, u"town"_s, u"Ville"_s}, {u"text"_s, u"old"_s, u"Ancien"_s}});
        const QByteArray second = workbook(u"2"_s, {{u"begin_group"_s, u"place"_s, u"Lieu"_s},
                                                    {u"text"_s, u"town"_s, u"Quelle ville"_s},
                                                    {u"end_group"_s},
                                                    {u"text"_s, u"phone"_s, u"Telephone"_s}});
        Program program;
        const auto keep = [&program](const QByteArray &content) {
            bool isKept = false;
            program.workspace->ask(
                program.window.get(),
                [content](casework::Desk &desk) -> base::Result<casework::KeptForm> {
                    INDARO_TRY_ASSIGN(const auto form, indaro::forms::FormDefinition::fromBytes(content, {}));
                    return casework::keepForm(desk, {casework::factsOf(form, {}), u"visit.xlsx"_s, content});
                },
                [&isKept](const base::Result<casework::KeptForm> &kept) { isKept = kept.hasValue(); });
            return QTest::qWaitFor([&] { return isKept; });
        };
        QVERIFY(keep(first));
        QVERIFY(program.begin("2580", u"visit"_s));
        const auto id = program.page()->session()->loaded().id;
        program.answer("town", u"Gitega"_s);
        program.answer("old", u"x"_s);
        bool isClosed = false;
        program.workspace->ask( // as the button Stop does, whose questions another test answers
            program.window.get(),
            [sitting = program.page()->session()->loaded().sittings.back().id](casework::Desk &desk) {
                return casework::closeSitting(desk, sitting, u"finished"_s);
            },
            [&isClosed](const base::Result<void> &closed) { isClosed = closed.hasValue(); });
        QTRY_VERIFY(isClosed);
        QVERIFY(keep(second));

        pages::FormsSection section(program.pageContext, nullptr);
        section.resize(720, 768);
        section.show();
        section.refresh();
        auto *list = section.findChild<QListWidget *>(u"formList"_s);
        QTRY_COMPARE(list->count(), 2);
        const auto buttons = section.findChildren<QPushButton *>();
        const auto compare = std::find_if(buttons.begin(), buttons.end(),
                                          [](const QPushButton *each) { return each->text() == u"Compare versions"_s; });
        QVERIFY(compare != buttons.end() && (*compare)->isVisible());
        (*compare)->click();
        auto *changes = section.findChild<QTextBrowser *>(u"formChanges"_s);
        QTRY_VERIFY(changes->isVisible());
        for (const QString &words : {u"New: Telephone (phone)"_s, u"Gone: Ancien (old)"_s, u"Quelle ville"_s})
            QVERIFY2(changes->toPlainText().contains(words), qPrintable(changes->toPlainText()));
        program.picture(u"24-versions"_s, &section);
        QVERIFY(program.cutInFrench(&section).isEmpty());
        section.hide();

        program.cutThePower();
        QVERIFY(program.openPage(id));
        QPushButton *offer = nullptr;
        const auto findOffer = [&] {
            for (auto *button : program.page()->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == u"See what would move …"_s)
                    offer = button;
            }
            return offer != nullptr;
        };
        QTRY_VERIFY(findOffer());
        offer->click();
        auto *plan = program.page()->findChild<QTextBrowser *>(u"adoptionPlan"_s);
        QTRY_VERIFY(plan->isVisible());
        QVERIFY(plan->toPlainText().contains(u"Ancien (old): x"_s));
        QVERIFY(plan->toPlainText().contains(u"Telephone (phone)"_s));
        program.picture(u"25-adoption"_s);
        QVERIFY(program.cutInFrench().isEmpty());
        QVERIFY(plan->toPlainText().contains(u"These are asked now"_s)); // in English again
        QCOMPARE(program.stored(id).formVersion, u"1"_s);                // nothing before somebody says so
        program.page()->findChild<QPushButton *>(u"adopt"_s)->click();
        QTRY_COMPARE(program.stored(id).formVersion, u"2"_s);
        const auto answers = answersOf(program.stored(id));
        QCOMPARE(answers.at(u"/data/place/town"_s), u"Gitega"_s);
        QCOMPARE(answers.at(u"/data/old"_s), u"x"_s); // kept

        QPushButton *back = nullptr; // and all of it can be taken back
        const auto findBack = [&] {
            for (auto *button : program.page()->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == u"Back to version 1 …"_s)
                    back = button;
            }
            return back != nullptr;
        };
        QTRY_VERIFY(findBack());
        const auto banners = program.page()->findChildren<kit::Banner *>();
        QVERIFY(std::any_of(banners.begin(), banners.end(), [](const kit::Banner *banner) {
            return banner->isVisible() && banner->text().contains(u"old: x"_s); // what has no question now is to be seen
        }));
        back->click();
        QTRY_VERIFY(plan->isVisible());
        program.page()->findChild<QPushButton *>(u"adopt"_s)->click();
        QTRY_COMPARE(program.stored(id).formVersion, u"1"_s);
        const auto again = answersOf(program.stored(id));
        QCOMPARE(again.at(u"/data/town"_s), u"Gitega"_s);
        QCOMPARE(again.at(u"/data/old"_s), u"x"_s);
        QTRY_VERIFY(program.page()->session() != nullptr && program.page()->session()->unknownPaths().isEmpty());
    }

    void aShippedFormIsKeptWithTheFirstInterviewHeldWithIt()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        const auto first = program.stored(program.page()->session()->loaded().id);
        QVERIFY(first.form && !first.formContent.isEmpty()); // another program will open it with these very questions
        program.cutThePower();
        QVERIFY(program.begin("2580"));
        const auto second = program.stored(program.page()->session()->loaded().id);
        QVERIFY(second.form == first.form);                        // once
        pages::FormsSection section(program.pageContext, nullptr); // and is no form that somebody brought in
        section.resize(720, 768);
        section.show();
        section.refresh();
        auto *list = section.findChild<QListWidget *>(u"formList"_s);
        auto *withShipped = section.findChild<QCheckBox *>(u"withShipped"_s);
        QTRY_VERIFY(withShipped->isVisible());
        QCOMPARE(list->count(), 0);
        withShipped->click();
        QCOMPARE(list->count(), 1);
    }

    void anInterviewWithoutItsFormIsReadAsItWasRecorded()
    {
        Program program;
        std::optional<sync::RecordId> interview;
        program.workspace->ask(
            program.window.get(),
            [person = *program.person](casework::Desk &desk) -> base::Result<sync::RecordId> {
                INDARO_TRY_ASSIGN(const auto id, casework::startInterview(desk, {person, u"far_away"_s, u"7"_s, u"fr"_s}));
                INDARO_TRY(casework::saveAnswer(desk, id, {u"/data/town"_s, u"text"_s, u"Gitega"_s}));
                return id;
            },
            [&](const base::Result<sync::RecordId> &made) { interview = made.value(); });
        QTRY_VERIFY(interview.has_value());
        QVERIFY(program.openPage(interview));
        auto *recorded = program.page()->findChild<QTextBrowser *>(u"recordedAnswers"_s);
        QTRY_VERIFY(recorded->isVisible());
        QVERIFY(recorded->toPlainText().contains(u"Gitega"_s));
        const auto banners = program.page()->findChildren<kit::Banner *>();
        QVERIFY(std::any_of(banners.begin(), banners.end(), [](const kit::Banner *banner) {
            return banner->isVisible() && banner->text().contains(u"far_away, version 7"_s);
        }));
        program.picture(u"23-recorded"_s);
    }

    void aPlaceIsFoundInBothDivisionsAndReachesTheRegister()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.view()->goTo(program.path("origin_place"));
        auto *question = program.view()->findQuestion(program.path("origin_place"));
        auto *line = question->findChild<QLineEdit *>();
        auto *found = question->findChild<ui::forms::PlaceSuggestions *>();
        QTest::keyClicks(line, u"gasorwe"_s);
        QVERIFY(found->isVisible());
        QStringList lines;
        for (int row = 0; row < found->count(); ++row)
            lines.push_back(found->item(row)->text());
        const QString all = lines.join(u'\n');
        QVERIFY2(all.contains(u"Gasorwe, Muyinga (18 provinces), today: Gasorwe, Muyinga, Buhumuza"_s) ||
                     all.contains(u"today: Muyinga, Buhumuza"_s),
                 qPrintable(all));
        QVERIFY2(all.contains(u"(5 provinces)"_s), qPrintable(all));
        program.picture(u"18-place-typing"_s);
        QTest::keyClick(line, Qt::Key_Down);
        QTest::keyClick(line, Qt::Key_Return); // takes the first
        QVERIFY(!found->isVisible());
        QVERIFY2(program.value("origin_place").startsWith(u"Gasorwe, "_s) && program.value("origin_place").endsWith(u']'),
                 qPrintable(program.value("origin_place")));
        program.picture(u"19-place-chosen"_s);
        program.answer("last_residence", u"Bukavu"_s); // in no list: stays as it was said
        QCOMPARE(program.value("last_residence"), u"Bukavu"_s);
        program.page()->toolbarActions().last()->trigger();
        auto *table = program.page()->findChild<QTableWidget *>(u"differences"_s);
        QTRY_COMPARE(table->rowCount(), 1); // six fields, one line
        QVERIFY(table->item(0, 3)->text().startsWith(u"Gasorwe, "_s));
        QCOMPARE(table->item(0, 0)->checkState(), Qt::Checked);
        program.picture(u"20-place-review"_s);
        QTest::mouseClick(program.page()->findChild<QPushButton *>(u"write"_s), Qt::LeftButton);
        QTRY_COMPARE(table->rowCount(), 0);
        std::optional<std::string> code;
        program.workspace->ask(
            program.window.get(),
            [person = *program.person](casework::Desk &desk) {
                return desk.log.load(fields::identity::OriginPlace, person);
            },
            [&](const base::Result<base::Value> &read) { code = read.value().textOr("none"); });
        QTRY_VERIFY(code.has_value());
        QVERIFY2(code->starts_with("BDI"), code->c_str());

        // A chosen place that is typed over is one no more.
        program.view()->goTo(program.path("origin_place"));
        auto *again = program.view()->findQuestion(program.path("origin_place"))->findChild<QLineEdit *>();
        again->setFocus();
        again->end(false);
        QTest::keyClicks(again, u" Est"_s);
        QTest::keyClick(again, Qt::Key_Return);
        QVERIFY(!program.value("origin_place").contains(u'['));
    }

    void theUnmodifiedHtcdsWorkbookIsFilledSavedAndReopened()
    {
        Program program;
        QVERIFY(program.begin("2580", u"htcds_xlsform"_s));
        QVERIFY(program.page()->session()->form().definition().findByName(u"prs_Gender"_s) != nullptr);
        program.answer("prs_First_Name", u"Ana"_s);
        program.answer("prs_Gender", u"1"_s);
        program.view()->goTo(program.path("vic_MethodOfRecruitment"));
        QTest::keyClicks(qApp->focusWidget(), u"12"_s);
        const QString methods = program.value("vic_MethodOfRecruitment");
        QCOMPARE(methods.split(u' ').size(), 2);
        program.view()->goTo(program.path("prs_Gender"));
        program.picture(u"13-htcds"_s);
        const auto &texts = *program.view()->texts();
        const auto &definition = program.page()->session()->form().definition();
        const auto *gender = definition.findByName(u"prs_Gender"_s);
        const auto *first = definition.findChoiceList(gender->listName)->choices.data();
        QVERIFY(texts.choice(gender->path, *gender, *first).french.text !=
                first->label.textOrFallback({})); // French laid over
        QCOMPARE(texts.choice(gender->path, *gender, *first).kirundi.mark, ui::forms::Line::Mark::Missing);
        const sync::RecordId id = program.page()->session()->loaded().id;
        program.cutThePower();
        QVERIFY(program.openPage(id));
        QTRY_VERIFY(program.isInForm());
        QCOMPARE(program.value("prs_First_Name"), u"Ana"_s);
        QCOMPARE(program.value("vic_MethodOfRecruitment"), methods);
        std::optional<std::string> codes;
        program.workspace->ask(
            program.window.get(),
            [](casework::Desk &desk) -> base::Result<std::string> {
                INDARO_TRY_ASSIGN(
                    auto select,
                    desk.db.prepare("SELECT codes FROM answer_identity WHERE path LIKE '%MethodOfRecruitment'"));
                INDARO_TRY_ASSIGN(const bool found, select.step());
                return found ? select.text(0) : std::string();
            },
            [&](const base::Result<std::string> &done) { codes = done.value(); });
        QTRY_VERIFY(codes.has_value());
        QCOMPARE(codes->size(), static_cast<std::size_t>(methods.size()));
    }

    void anAnswerOfTheLongestFormIsNotFeltByTheHand()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        program.view()->goTo(program.path("family_name"));
        QElapsedTimer timer;
        timer.start();
        constexpr int Rounds = 10;
        for (int i = 0; i < Rounds; ++i)
            program.answer(i % 2 == 0 ? "given_names" : "known_as", u"a"_s);
        qInfo("one answer, keys and screen included: %lld ms", timer.elapsed() / Rounds);
        QVERIFY(timer.elapsed() / Rounds < 250); // generous: the machine of the tests is shared
    }

    void theWholeInterviewIsHeldByKeyboardInTheLanguageOfTheHouse()
    {
        Program program;
        program.translations.setLanguage(kit::Language::French);
        QVERIFY(program.begin("2580"));
        program.consent();
        program.view()->goTo(program.path("a_session"));
        program.view()->goTo(program.path("session_place"));
        auto *rail = program.page()->findChild<QListWidget *>(u"progressRail"_s);
        QStringList visited;
        for (int i = 0; i < 40 && program.page()->findChild<QTableWidget *>(u"differences"_s)->isHidden(); ++i) {
            const QString section = rail->currentItem()->text().section(u'\n', 0, 0);
            if (visited.contains(section))
                break; // past the last one is the review
            visited.push_back(section);
            program.picture(u"30-fr-%1"_s.arg(i, 2, 10, QChar(u'0')));
            if (program.view()->currentPath().isEmpty())
                program.press(Qt::Key_Return); // from what is read out first to the first question
            const QString path = program.view()->currentPath();
            QVERIFY2(program.view()->findQuestion(path) != nullptr, qPrintable(section));
            QVERIFY2(qApp->focusWidget() != nullptr && program.view()->findQuestion(path)->isAncestorOf(qApp->focusWidget()),
                     qPrintable(section));
            if (!program.page()->session()->form().state(path)->value.isEmpty()) {
                program.press(Qt::Key_PageDown, Qt::ControlModifier);
                continue;
            }
            program.press(Qt::Key_3, Qt::AltModifier);
            QCOMPARE(program.page()->session()->form().state(path)->missing, std::optional(base::Missing::NotAsked));
            program.press(Qt::Key_PageDown, Qt::ControlModifier);
        }
        QVERIFY2(visited.size() >= 12, qPrintable(visited.join(u", "_s)));
        program.picture(u"31-fr-review"_s);
        program.workspace->drain();
    }

    void kirundiCanBeTheLargeLineAndPicturesOfTheRest()
    {
        Program program;
        QVERIFY(program.begin("2580"));
        program.consent();
        for (QAction *action : program.page()->findChildren<QAction *>()) {
            if (action->text().startsWith(u"Kirundi"_s))
                action->trigger();
        }
        QCOMPARE(program.view()->texts()->large(), ui::forms::LargeLanguage::Kirundi);
        for (const char *name : {"consent_understood", "urgent_signs", "family_name", "recruit_place", "suicidal_thoughts",
                                 "wishes", "needs"}) {
            program.view()->goTo(program.path(name));
            program.picture(u"11-kirundi-"_s + QString::fromLatin1(name));
        }
        for (QAction *action : program.page()->findChildren<QAction *>()) {
            if (action->text().startsWith(u"My notes"_s))
                action->trigger();
        }
        program.view()->goTo(program.path("ep_type"));
        program.picture(u"12-notes"_s);
        program.window->resize(683, 384); // 1366 × 768 at 200 %
        QCoreApplication::processEvents();
        program.picture(u"14-double-scale"_s);
    }
};

QTEST_MAIN(TestUiIntake)
#include "test_ui_intake.moc"
