// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/stays/follow_ups.h"
#include "core/model/field_table.h"
#include "tests/support/short_pack.h"
#include "tests/ui/scenarios/scenario.h"
#include "ui/pages/checklist/step_texts.h"

#include <map>
#include <set>

using namespace indaro;
using namespace indaro::tests;
using Program = HouseProgram;

namespace {

constexpr int StayDays = 728;  // whole steps of a fortnight
constexpr int AfterDays = 380; // the last contact is after twelve months
constexpr int DaysBetween = 14;
constexpr int MostRounds = 6;
constexpr base::UtcMs Day = 24 * Hour;

/// What one deadline is, whatever day it is looked at.
QString keyOf(const casework::DueThing &thing)
{
    const QString owner = thing.owner ? QString::fromStdString(thing.owner->toText()) : u"house"_s;
    const QString plan =
        thing.plan ? QString::fromStdString(thing.plan->record.toText()) + u'/' + QString::number(int(thing.plan->kind))
                   : QString();
    return QStringList{QString::number(int(thing.kind)), owner, thing.step, thing.occurrence,
                       QString::number(thing.number),    plan}
        .join(u'/');
}

/// How a line of Home begins: until when, and whose it is.
QString beginningOf(const casework::DueThing &thing)
{
    sop::Line when;
    when.due = thing.due;
    when.isWholeDay = thing.isWholeDay;
    when.urgency = thing.urgency;
    QStringList parts{pages::StepTexts::due(when), thing.owner ? thing.displayName : said("house")};
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

/// A director who opens Home every two weeks, and does everything that is late or due today.
struct Worker
{
    Program &program;
    std::map<QString, int> asked; ///< how often each deadline stood there as late or due today
    QString problem{};            ///< the first thing that was wrong

    std::vector<casework::DueThing> due()
    {
        return program.run([](casework::Desk &desk) { return casework::loadDueBoard(desk); }).value().things;
    }
    pages::HomePage *openHome()
    {
        auto *home = program.open<pages::HomePage>(pages::HomePageId);
        home->refresh();
        program.workspace->drain();
        QCoreApplication::processEvents();
        return home;
    }
    /// The lines of one group as they stand on the page, all of them.
    static QStringList linesOf(pages::HomePage *home, const QString &group)
    {
        auto *frame = home->findChild<QFrame *>(group);
        auto *more = frame->findChild<QPushButton *>(u"more"_s);
        if (more->isVisible() && more->text() != said("Show fewer"))
            more->click();
        QCoreApplication::processEvents();
        QStringList lines;
        for (const auto *line : frame->findChildren<QPushButton *>()) {
            if (line->isVisible() && line->text().contains(u"  ·  "_s))
                lines.append(line->text());
        }
        return lines;
    }
    /// What the page says is what is due: every deadline in its group, and nothing else.
    void compare(pages::HomePage *home, const std::vector<casework::DueThing> &things)
    {
        const std::pair<QString, sop::Urgency> groups[] = {{u"dueLate"_s, sop::Urgency::Late},
                                                           {u"dueToday"_s, sop::Urgency::Today},
                                                           {u"dueComing"_s, sop::Urgency::Coming}};
        for (const auto &[name, urgency] : groups) {
            QStringList shown = linesOf(home, name);
            for (const casework::DueThing &thing : things) {
                if (thing.urgency != urgency)
                    continue;
                const auto line =
                    std::ranges::find_if(shown, [&](const QString &each) { return each.startsWith(beginningOf(thing)); });
                if (line == shown.end())
                    return note(u"not on the page: "_s + beginningOf(thing) + u" "_s + keyOf(thing));
                shown.erase(line);
            }
            if (!shown.isEmpty())
                return note(u"on the page, and not due: "_s + shown.join(u'\n'));
        }
    }
    void note(const QString &what)
    {
        if (problem.isEmpty())
            problem = what;
    }
    bool finish(const casework::DueThing &thing)
    {
        return program
            .run([thing](casework::Desk &desk) -> base::Result<void> {
                if (thing.kind == casework::DueKind::Step)
                    return casework::markStep(
                        desk, thing.owner, {.step = thing.step, .occurrence = thing.occurrence, .evidence = {}, .note = {}});
                if (thing.kind == casework::DueKind::Contact) {
                    INDARO_TRY(casework::recordFollowUp(
                        desk, *thing.owner, {.number = thing.number, .way = "phone", .result = "well", .note = {}}));
                    return {};
                }
                if (thing.kind == casework::DueKind::Plan && thing.plan->kind == casework::PlanDueKind::Action)
                    return casework::reportAction(desk, thing.plan->record, "done", "fait");
                return base::Error(base::Errc::InvalidArgument); // nothing else was begun
            })
            .hasValue();
    }
    /// One morning: until the page asks for nothing more, for one step done may be what another counts from.
    void live()
    {
        for (int round = 0; round < MostRounds; ++round) {
            const auto things = due();
            compare(openHome(), things);
            bool isWorkLeft = false;
            for (const casework::DueThing &thing : things) {
                if (thing.urgency == sop::Urgency::Coming)
                    continue;
                isWorkLeft = true;
                if (++asked[keyOf(thing)] > 1)
                    note(u"asked for again: "_s + beginningOf(thing) + u" "_s + keyOf(thing));
                if (!finish(thing))
                    note(u"could not be done: "_s + keyOf(thing));
            }
            if (!isWorkLeft || !problem.isEmpty())
                return;
        }
        note(u"the page never had enough"_s);
    }
};

} // namespace

/// A stay of two years and the year after it, on the first page [issue 5, Proof]. Day by day and without a screen:
/// tests/core/casework/test_two_years.cpp.
class TestTwoYearsOnHome : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyDeadlineIsAskedForOnceAndOnlyOnce_data() { addLanguages(); }
    void everyDeadlineIsAskedForOnceAndOnlyOnce()
    {
        QFETCH(const kit::Language, language);
        Program program(language);
        const auto prepare = [&] {
            return program.run(
                [](casework::Desk &desk) { return desk.log.connection().execute("PRAGMA synchronous = OFF"); });
        };
        QVERIFY(prepare().hasValue()); // no power is cut in the middle, and there are thousands of commits
        QVERIFY(program
                    .run([user = program.user, pack = shortPack()](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY(casework::takePack(desk, pack, casework::PackTrust::Local));
                        return casework::saveStaff(
                            desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s});
                    })
                    .hasValue());
        const auto rose = program.admit("Rose", "F", 30);
        QVERIFY(
            program
                .run([rose](casework::Desk &desk) -> base::Result<void> {
                    INDARO_TRY_ASSIGN(
                        const auto need,
                        casework::addNeed(
                            desk, rose, {.area = "trade", .state = "soon", .what = "coudre", .goal = {}, .goalWords = "x"}));
                    for (const char *day : {"2027-03-10", "2027-11-10", "2028-05-10"})
                        INDARO_TRY(casework::addAction(
                            desk, need, {.what = "cours", .responsible = "Odette", .provider = {}, .dueOn = day}));
                    return {};
                })
                .hasValue());
        Worker odette{program, {}};
        for (int day = 0; day <= StayDays + AfterDays && odette.problem.isEmpty(); day += DaysBetween) {
            odette.live();
            if (day == StayDays) {
                casework::Exit exit;
                exit.reason = "planned_reintegration";
                exit.contactAgreed = "yes";
                exit.contactWay = "phone";
                QVERIFY(
                    program.run([=](casework::Desk &desk) { return casework::recordExit(desk, rose, exit); }).hasValue());
            }
            if (day % 210 == 112) { // the laptop is shut down and started again
                program.cutPower();
                QVERIFY(prepare().hasValue());
            }
            program.clock.advance(DaysBetween * Day);
        }
        shotOf(program, "two-years");
        QVERIFY2(odette.problem.isEmpty(), qPrintable(odette.problem));
        int contacts = 0;
        int actions = 0;
        for (const auto &[what, times] : odette.asked) {
            QVERIFY2(times == 1, qPrintable(u"%1: %2 times"_s.arg(what).arg(times)));
            contacts += what.startsWith(u"%1/"_s.arg(int(casework::DueKind::Contact))) ? 1 : 0;
            actions += what.startsWith(u"%1/"_s.arg(int(casework::DueKind::Plan))) ? 1 : 0;
        }
        QCOMPARE(contacts, 5);
        QCOMPARE(actions, 3);
        QVERIFY(odette.asked.size() > 100);
    }
};

QTEST_MAIN(TestTwoYearsOnHome)
#include "test_two_years_on_home.moc"
