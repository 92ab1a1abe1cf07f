// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/stays/house_tonight.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "core/sync/local_meta.h"
#include "core/sync/training_mark.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "tests/support/temp_store.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/case_file/case_file_page.h"
#include "ui/pages/checklist/checklist_page.h"
#include "ui/pages/home/home_page.h"
#include "ui/pages/house_work/complaints_page.h"
#include "ui/pages/house_work/routines_page.h"
#include "ui/pages/house_work/self_check_page.h"
#include "ui/pages/house_work/stock_page.h"
#include "ui/pages/house_work/visits_page.h"
#include "ui/pages/manual/manual_page.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/admit_page.h"
#include "ui/pages/people/people_page.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/plan/plan_page.h"
#include "ui/pages/registry/registry_page.h"
#include "ui/pages/registry/trafficking_cases_page.h"
#include "ui/pages/reports/reports_page.h"
#include "ui/pages/statistics/statistics_page.h"
#include "ui/pages/stay/evacuation_page.h"
#include "ui/pages/stay/exit_page.h"
#include "ui/pages/stay/house_page.h"
#include "ui/pages/stay/incidents_page.h"
#include "ui/pages/stay/roll_call_page.h"
#include "ui/pages/stay/stay_page.h"
#include "ui/pages/training/exercises_page.h"
#include "ui/print/document_view.h"
#include "ui/shell/main_window.h"

#include <QAction>
#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QTest>
#include <QTreeWidget>

#include <algorithm>

/// The frame with the pages of a stay, offscreen, and what a test does in them.
namespace indaro::tests {

using namespace Qt::StringLiterals;
namespace kit = ui::kit;
namespace pages = ui::pages;
namespace shell = ui::shell;

inline constexpr base::UtcMs Hour = 3'600'000;

/// The frame with the pages of the house, in English, at ten in the evening; the power can be cut.
struct HouseProgram
{
    bool isCryptoReady = crypto::initialise().hasValue();
    TempStore temp;
    FakeClock clock;
    SeededRandom random{77};
    ScriptedAsk ask;
    ScriptedFileAsk files;
    kit::Translations translations;
    sync::UserId user = sync::UserId::make(random);
    std::unique_ptr<casework::Workspace> workspace;
    std::unique_ptr<shell::MainWindow> window;

    bool isTraining = false;

    /// `practises`: a vault to practise in, with the exercises and the manual.
    explicit HouseProgram(kit::Language language = kit::Language::English, bool practises = false) : isTraining(practises)
    {
        INDARO_CHECK(isCryptoReady);
        clock.advance(20 * Hour);
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        translations.setLanguage(language);
        auto db = temp.open(store::Connection::Mode::Create).value();
        INDARO_CHECK(store::migrate(db, casework::migrations(), {}).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue());
        INDARO_CHECK(sync::setMeta(db, sync::meta::Series, base::asBytes("BCDF")).hasValue());
        if (isTraining)
            INDARO_CHECK(sync::markAsTraining(db).hasValue());
        start(std::move(db));
    }
    void start(store::Connection db)
    {
        workspace = std::make_unique<casework::Workspace>(std::move(db), user, clock, random);
        kit::PageContext context;
        context.workspace = workspace.get();
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        context.files = &files;
        shell::PageRegistry registry;
        for (auto entry : {pages::homePage(),
                           pages::peoplePage(),
                           pages::admitPage(),
                           pages::caseFilePage(),
                           pages::housePage(),
                           pages::rollCallPage(),
                           pages::evacuationPage(),
                           pages::stayPage(),
                           pages::incidentsPage(),
                           pages::exitPage(),
                           pages::planPage(),
                           pages::checklistPage(),
                           pages::routinesPage(),
                           pages::complaintsPage(),
                           pages::selfCheckPage(),
                           pages::visitsPage(),
                           pages::stockPage(),
                           pages::registryPage(),
                           pages::traffickingCasesPage(),
                           pages::statisticsPage(),
                           pages::reportsPage()})
            registry.add(std::move(entry));
        shell::FrameSetup setup{context, u"Odette"_s, [] {}};
        if (isTraining) {
            registry.add(pages::exercisesPage());
            registry.add(pages::manualPage({}));
            setup.manual = pages::ManualPageId;
        }
        window = std::make_unique<shell::MainWindow>(std::move(registry), std::move(setup));
        window->resize(1366, 768);
        window->openPage(pages::HomePageId);
        window->show();
        window->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window.get()));
    }
    void cutPower()
    {
        workspace->drain();
        window.reset();
        workspace.reset();
        start(temp.open(store::Connection::Mode::ReadWrite).value());
    }
    template <class Job> auto run(Job job)
    {
        using Answer = std::invoke_result_t<Job, casework::Desk &>;
        auto answer = std::make_shared<std::optional<Answer>>();
        workspace->ask(workspace.get(), std::move(job), [answer](Answer result) { answer->emplace(std::move(result)); });
        if (!QTest::qWaitFor([&] { return answer->has_value(); }))
            qFatal("no answer");
        return **answer;
    }
    template <class Page> Page *open(kit::PageId id, kit::PageArgument argument = {})
    {
        INDARO_CHECK(window->openPage(id, std::move(argument)));
        return qobject_cast<Page *>(window->currentPage());
    }
    casework::HouseTonight tonight()
    {
        return run([](casework::Desk &desk) { return casework::loadHouseTonight(desk); }).value();
    }
    casework::CaseId admit(const char *name, const char *sex, int age)
    {
        casework::Admission admission;
        admission.person.displayName = name;
        admission.person.sex = sex;
        admission.person.estimatedAge = age;
        return run([admission](casework::Desk &desk) -> base::Result<casework::CaseId> {
                   INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                   // She has agreed to stay: a bed may be given.
                   INDARO_TRY(casework::waiveGuards(desk, {sop::Action::Allocation, admitted.id}, u"Essai."_s, false));
                   return admitted.id;
               })
            .value();
    }
    void room(const char *name, const char *roomFor, int beds)
    {
        QVERIFY(run([=](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY_ASSIGN(
                        const auto id,
                        casework::addRoom(
                            desk, {.name = name, .roomFor = roomFor, .usableCapacity = {}, .state = {}, .stateWhy = {}}));
                    for (int i = 1; i <= beds; ++i) {
                        INDARO_TRY(casework::addPlace(desk, id,
                                                      {.label = base::Value(std::string(name) + std::to_string(i)),
                                                       .kind = "bed",
                                                       .state = {},
                                                       .stateWhy = {}}));
                    }
                    return {};
                }).hasValue());
    }
    QString bedOf(casework::CaseId who)
    {
        const auto house = tonight();
        const auto *sleeper = house.findSleeper(who);
        return sleeper == nullptr || sleeper->berth() == nullptr ? QString()
                                                                 : house.findPlace(sleeper->berth()->place)->label;
    }
    void shot(const char *name) const
    {
        const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
        if (folder.isEmpty())
            return;
        QApplication::processEvents();
        window->grab().save(QDir(folder).filePath(QLatin1String(name) + u".png"_s));
    }
};

inline QPushButton *buttonOf(QWidget *in, const QString &text)
{
    for (auto *each : in->findChildren<QPushButton *>()) {
        if (each->text() == text && each->isVisible())
            return each;
    }
    return nullptr;
}

/// What stands on the screen for an English text.
inline QString said(const char *english)
{
    const QString text = QCoreApplication::translate("indaro", english);
    return text.isEmpty() ? QString::fromLatin1(english) : text;
}

/// The visible button that says this among other words.
inline QPushButton *buttonWith(QWidget *in, const QString &part)
{
    for (auto *each : in->findChildren<QPushButton *>()) {
        if (each->text().contains(part) && each->isVisible())
            return each;
    }
    return nullptr;
}

inline void act(kit::Page *page, const QString &text)
{
    for (auto *action : page->toolbarActions()) {
        if (action->text() == text)
            return action->trigger();
    }
    QFAIL(qPrintable(u"no action "_s + text));
}

inline bool hasAction(kit::Page *page, const QString &text)
{
    const auto actions = page->toolbarActions();
    return std::any_of(actions.begin(), actions.end(), [&](const QAction *action) { return action->text() == text; });
}

/// Whether a line or a button in sight says this.
inline bool says(QWidget *in, const QString &part)
{
    for (const auto *label : in->findChildren<QLabel *>()) {
        if (label->isVisible() && label->text().contains(part))
            return true;
    }
    return false;
}

/// The visible editor of a field.
inline pages::ValueEdit *fieldOf(QWidget *in, sync::FieldId field)
{
    for (auto *edit : in->findChildren<pages::ValueEdit *>()) {
        if (edit->field() == field && edit->isVisible())
            return edit;
    }
    return nullptr;
}

/// As typed; keys QTest has no name for (an apostrophe of French) come as their text.
inline void typeKeys(QWidget *widget, const QString &text)
{
    for (const QChar letter : text) {
        if (letter.unicode() < 0x80)
            QTest::keyClick(widget, letter.toLatin1());
        else
            QTest::sendKeyEvent(QTest::Click, widget, static_cast<Qt::Key>(letter.toUpper().unicode()), QString(letter), {});
    }
}

inline void typeInto(QWidget *in, sync::FieldId field, const QString &text)
{
    auto *edit = fieldOf(in, field);
    QVERIFY(edit != nullptr);
    if (auto *box = edit->findChild<QComboBox *>()) {
        const int index = box->findData(text);
        QVERIFY2(index >= 0, qPrintable(text));
        box->setCurrentIndex(index);
        Q_EMIT box->activated(index);
    } else if (auto *several = edit->findChild<QPlainTextEdit *>()) {
        typeKeys(several, text);
    } else {
        typeKeys(edit->findChild<QLineEdit *>(), text);
    }
    edit->flush();
}

inline QTreeWidgetItem *lineOf(kit::Page *page, const QString &part)
{
    auto *tree = page->findChild<QTreeWidget *>();
    const auto found = tree->findItems(part, Qt::MatchContains | Qt::MatchRecursive);
    return found.isEmpty() ? nullptr : found.last();
}

/// The paper as it will be printed, for who looks at it.
inline void keepPaper(const QList<ui::print::Page> &paper, const QString &name)
{
    constexpr double PointsPerMm = 4;
    const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS");
    for (qsizetype i = 0; i < paper.size() && !folder.isEmpty(); ++i) {
        QImage image(int(210 * PointsPerMm), int(297 * PointsPerMm), QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        ui::print::paintPage(painter, paper[i], PointsPerMm);
        painter.end();
        QVERIFY(image.save(QDir(folder).filePath(u"%1-%2.png"_s.arg(name).arg(i + 1))));
    }
}

} // namespace indaro::tests
