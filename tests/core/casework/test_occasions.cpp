// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/openings.h"
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/consents/consents.h"
#include "core/casework/house/due_board.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/referrals/unmet_needs.h"
#include "core/casework/stays/absences.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/stock.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
#include "desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;
using base::Errc;

namespace {

constexpr base::UtcMs Hour = 3'600'000;
constexpr base::UtcMs Day = 24 * Hour;

base::Bytes bytesOf(const sync::RecordId &id)
{
    return {id.bytes().begin(), id.bytes().end()};
}

struct House : tests::DeskFixture
{
    explicit House(unsigned seed = 20261124) : DeskFixture(seed)
    {
        clock.advance(20 * Hour);
        INDARO_CHECK(
            saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s})
                .hasValue());
    }
    CaseId admit(const char *urgentNeeds = nullptr)
    {
        Admission admission;
        admission.person.displayName = "Rose";
        admission.person.sex = "F";
        admission.person.estimatedAge = 30;
        if (urgentNeeds != nullptr)
            admission.stay.urgentNeeds = urgentNeeds;
        return admitPerson(*desk, admission).value().id;
    }
    sync::RecordId write(std::uint16_t table, const sync::RecordId &id, const sync::FieldValues &values)
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->birth({table, id}, values).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
        return id;
    }
    void edit(sync::FieldId field, const sync::RecordId &id, const base::Value &value)
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->edit(field, id, value).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    /// What this laptop has written, as the exchange gives it to another.
    void giveTo(House &other)
    {
        const auto written = log->rows().ofDevice(log->device(), sync::Stream::General, 1, 100'000).value();
        auto transaction = other.db->begin();
        INDARO_CHECK(sync::applyOperations(*other.log, written).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    /// Marks of this call that are part of her file.
    std::int64_t carried(sync::RecordId hold, CaseId who)
    {
        auto marks = db->prepare("SELECT count(*) FROM step_mark WHERE hold = ?1 AND case_file = ?2");
        marks->bind(1, hold);
        marks->bind(2, who);
        INDARO_CHECK(marks->step().value());
        return marks->integer(0);
    }
    /// An answer on paper of an interview, as it is typed.
    void answer(CaseId who, const char *path, const char *code)
    {
        const auto interview = write(fields::interview::Table, sync::RecordId::make(random),
                                     {{fields::interview::CaseFile, bytesOf(who)}, {fields::interview::Status, "draft"}});
        write(fields::answer_health::Table, sync::RecordId::make(random),
              {{fields::answer_health::Interview, bytesOf(interview)},
               {fields::answer_health::Path, path},
               {fields::answer_health::Text, code},
               {fields::answer_health::AnsweredAt, clock.nowUtc()}});
    }
    sync::RecordId refer(CaseId who, const char *serial, const char *services, bool isPrinted)
    {
        sync::FieldValues values{
            {fields::referral::CaseFile, bytesOf(who)},
            {fields::referral::Serial, serial},
            {fields::referral::Services, services},
            {fields::referral::WrittenAt, model::localDay(clock.nowUtc()).toString(Qt::ISODate).toStdString()}};
        if (isPrinted)
            values.emplace_back(fields::referral::PrintedAt, clock.nowUtc());
        return write(fields::referral::Table, sync::RecordId::make(random), values);
    }
    Checklist listOf(CaseId who)
    {
        Checklist list = loadChecklist(*desk, who).value();
        m_pack = list.pack; // its lines point into it
        return list;
    }
    std::vector<ChecklistLine> lines(CaseId who, const char *step)
    {
        std::vector<ChecklistLine> found = listOf(who).lines;
        std::erase_if(found, [&](const ChecklistLine &line) { return line.line.step->id != QLatin1StringView(step); });
        return found;
    }
    std::optional<ChecklistLine> line(CaseId who, const char *step, const QString &occurrence = {})
    {
        for (const ChecklistLine &each : lines(who, step)) {
            if (each.line.occurrence == occurrence)
                return each;
        }
        return {};
    }
    bool isWaiting(CaseId who, const char *step)
    {
        const auto found = line(who, step);
        INDARO_CHECK(found.has_value());
        return found->line.urgency == sop::Urgency::Waiting;
    }
    sync::RecordId announced()
    {
        HoldDraft call;
        call.shownAs = "Femme de Kobero";
        call.people = std::int64_t{2};
        call.expiresAt = clock.nowUtc() + 12 * Hour;
        return announce(*desk, call).value();
    }
    static const ChecklistLine *find(const HoldSteps &steps, const char *step)
    {
        const auto found = std::ranges::find_if(
            steps.lines, [&](const ChecklistLine &line) { return line.line.step->id == QLatin1StringView(step); });
        return found == steps.lines.end() ? nullptr : &*found;
    }
    std::shared_ptr<const sop::Pack> m_pack;
};

NewMark done(const char *step, const char *note = "")
{
    return {QString::fromLatin1(step), {}, sop::StepState::Done, {}, QString::fromUtf8(note)};
}

} // namespace

/// What the records of a person and of a call say, so that nobody writes it a second time [checklists/occasions.h,
/// checklists/hold_steps.h].
class TestOccasions : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void violenceThatIsToldStartsTheHours_data()
    {
        QTest::addColumn<QString>("how");
        for (const char *how : {"health", "added later", "recent", "longer", "ticked", "on arrival"})
            QTest::newRow(how) << QString::fromLatin1(how);
    }

    void violenceThatIsToldStartsTheHours()
    {
        QFETCH(const QString, how);
        House house;
        const CaseId rose = house.admit(how == u"on arrival" ? "violence_72h" : nullptr);
        const base::UtcMs arrived = house.clock.nowUtc();
        if (how != u"on arrival")
            QVERIFY(house.isWaiting(rose, "2.3")); // not known is no reason to hide it
        house.clock.advance(5 * Hour);
        if (how == u"added later") {
            house.edit(fields::health::ViolenceSuffered, rose, "physique");
            QVERIFY(house.lines(rose, "2.3").empty()); // it was said that it was another
            house.clock.advance(Hour);
            house.edit(fields::health::ViolenceSuffered, rose, "physique sexuelle");
        }
        if (how == u"health")
            house.edit(fields::health::ViolenceSuffered, rose, "sexuelle");
        if (how == u"recent")
            house.answer(rose, "/data/c_urgent/c_health/violence_recent", "h72");
        if (how == u"longer")
            house.answer(rose, "/data/c_urgent/c_health/violence_recent", "longer");
        if (how == u"ticked")
            house.answer(rose, "/data/g_exploitation/episode[1]/ep_sexual_violence", "yes");
        const auto offered = house.line(rose, "2.3");
        QVERIFY(offered && offered->line.due);
        const base::UtcMs told = how == u"on arrival" ? arrived : house.clock.nowUtc();
        QVERIFY2(std::abs(*offered->line.due - told - 3 * Hour) < 60'000, qPrintable(QString::number(*offered->line.due)));
        house.clock.advance(4 * Hour);
        QVERIFY(house.line(rose, "2.3")->line.urgency == sop::Urgency::Late);
    }

    void whatWasNotSaidOrWasImportedStartsNothing()
    {
        House house;
        const CaseId rose = house.admit();
        house.answer(rose, "/data/c_urgent/c_health/violence_recent", "not_asked");
        house.answer(rose, "/data/c_urgent/c_health/violence_recent", "no");
        QVERIFY(house.isWaiting(rose, "2.3"));
        house.edit(fields::health::ViolenceOriginal, rose, "Sexuelle");
        house.edit(fields::health::ViolenceSuffered, rose, "sexuelle");
        QVERIFY(house.isWaiting(rose, "2.3")); // told long before the list was imported
    }

    void anAnswerThatWasCorrectedCountsNoMore()
    {
        House house;
        const CaseId rose = house.admit();
        const auto first =
            house.write(fields::interview::Table, sync::RecordId::make(house.random),
                        {{fields::interview::CaseFile, bytesOf(rose)}, {fields::interview::Status, "signed"}});
        house.write(fields::answer_health::Table, sync::RecordId::make(house.random),
                    {{fields::answer_health::Interview, bytesOf(first)},
                     {fields::answer_health::Path, "/data/c_urgent/c_health/violence_recent"},
                     {fields::answer_health::Text, "h72"},
                     {fields::answer_health::AnsweredAt, house.clock.nowUtc()}});
        QVERIFY(!house.isWaiting(rose, "2.3"));
        house.write(fields::interview::Table, sync::RecordId::make(house.random),
                    {{fields::interview::CaseFile, bytesOf(rose)},
                     {fields::interview::Status, "signed"},
                     {fields::interview::Corrects, bytesOf(first)}});
        QVERIFY(house.isWaiting(rose, "2.3"));
    }

    void aReferralToThePoliceAndAWayToCourtAreKnown()
    {
        House house;
        const CaseId rose = house.admit();
        ConsentAct agreed{.use = "justice",
                          .decision = "yes",
                          .explainedBy = "social_worker",
                          .language = "run",
                          .givenBy = "person",
                          .way = "signature"};
        QVERIFY(recordConsent(*house.desk, rose, agreed).hasValue());
        QVERIFY(house.isWaiting(rose, "8.2"));
        QVERIFY(house.isWaiting(rose, "8.4b"));
        house.refer(rose, "BCDF-2026-0001", "health", true);
        QVERIFY(house.isWaiting(rose, "8.2")); // it asked nothing of the police
        house.refer(rose, "BCDF-2026-0002", "police", false);
        QVERIFY(house.isWaiting(rose, "8.2")); // it has not left the house
        const auto revoked = house.refer(rose, "BCDF-2026-0004", "police", true);
        house.edit(fields::referral::Status, revoked, "revoked");
        QVERIFY(house.isWaiting(rose, "8.2")); // it was taken back
        house.refer(rose, "BCDF-2026-0003", "health police", true);
        QCOMPARE(house.line(rose, "8.2")->line.due, std::optional(house.clock.nowUtc()));

        AbsenceDraft toCourt;
        toCourt.reason = "hearing";
        QVERIFY(leaveForATime(*house.desk, rose, toCourt).hasValue());
        QCOMPARE(house.lines(rose, "8.4b").size(), std::size_t{1});
        QVERIFY(house.lines(rose, "8.4b").front().line.due);
        QVERIFY(house.lines(rose, "8.4c").front().line.due);
        for (const char *step : {"8.3", "8.4"})
            QVERIFY2(house.isWaiting(rose, step), step); // nobody is late with what could not be known
        // Recorded by hand as well, it is one hearing.
        QVERIFY(
            recordEvent(*house.desk, rose, sop::Event::Hearing, model::localDay(house.clock.nowUtc()).toString(Qt::ISODate))
                .hasValue());
        QCOMPARE(house.lines(rose, "8.4b").size(), std::size_t{1});
        // What only a person can hear of is recorded by hand.
        QVERIFY(house.isWaiting(rose, "8.5"));
        QVERIFY(house.isWaiting(rose, "8.6"));
        const QString today = model::localDay(house.clock.nowUtc()).toString(Qt::ISODate);
        QVERIFY(recordEvent(*house.desk, rose, sop::Event::Judgment, today).hasValue());
        QVERIFY(recordEvent(*house.desk, rose, sop::Event::AccusedFree, today).hasValue());
        QVERIFY(house.lines(rose, "8.5").front().line.due);
        QVERIFY(house.lines(rose, "8.6").front().line.due);
    }

    void whoIsDetainedIsToldToTheLegalAssistantAtOnce()
    {
        House house;
        const CaseId rose = house.admit();
        QVERIFY(house.line(rose, "3.8")); // not known is no reason to hide it
        house.edit(fields::case_file::Detained, rose, "no");
        QVERIFY(!house.line(rose, "3.8"));
        house.edit(fields::case_file::Detained, rose, "yes");
        QVERIFY(house.line(rose, "3.8"));
        QCOMPARE(house.listOf(rose).situation.facts.value(u"detained"_s), u"yes"_s);
    }

    void theStepsOfAReferralAreThoseOfEach()
    {
        House house;
        const CaseId rose = house.admit();
        for (const char *step : {"7.1", "7.3", "7.4", "7.5", "7.7", "7.8"})
            QVERIFY2(house.isWaiting(rose, step), step);
        house.refer(rose, "BCDF-2026-0001", "health", false);
        const auto sent = house.refer(rose, "BCDF-2026-0002", "legal_aid", true);
        for (const char *step : {"7.1", "7.3", "7.4"})
            QCOMPARE(house.lines(rose, step).size(), std::size_t{2});
        QVERIFY(house.line(rose, "7.4", u"BCDF-2026-0001"_s)->line.isOpen());
        QVERIFY(!house.line(rose, "7.4", u"BCDF-2026-0002"_s)->line.isOpen()); // it is on paper
        for (const char *step : {"7.5", "7.7"}) {
            QVERIFY(house.line(rose, step, u"BCDF-2026-0002"_s)->line.isOpen());
            QVERIFY(!house.line(rose, step, u"BCDF-2026-0001"_s));
        }
        QVERIFY(markStep(*house.desk, rose, {u"7.1"_s, u"BCDF-2026-0002"_s}).hasValue());
        QVERIFY(house.line(rose, "7.1", u"BCDF-2026-0001"_s)->line.isOpen());
        // Refused, the gap waits to be written down; the ladder is over.
        house.clock.advance(Day);
        house.edit(fields::referral::AnsweredAt, sent, house.clock.nowUtc());
        for (const char *step : {"7.5", "7.7"})
            QVERIFY2(!house.line(rose, step, u"BCDF-2026-0002"_s)->line.isOpen(), step);
        QVERIFY(house.line(rose, "7.8", u"BCDF-2026-0002"_s)->line.isOpen());
        QVERIFY(
            recordUnmetNeed(*house.desk, rose, {.referral = sent, .service = "legal_aid", .reason = "refused"}).hasValue());
        QVERIFY(!house.line(rose, "7.8", u"BCDF-2026-0002"_s)->line.isOpen());
        // Accepted, there is none.
        const auto taken = house.refer(rose, "BCDF-2026-0003", "health", true);
        house.edit(fields::referral::AnsweredAt, taken, house.clock.nowUtc());
        house.edit(fields::referral::Status, taken, "accepted");
        QVERIFY(!house.line(rose, "7.8", u"BCDF-2026-0003"_s)->line.isOpen());
    }

    void aCallHasItsSteps()
    {
        House house;
        const HoldSteps call = stepsOfCall(*house.desk).value();
        QStringList ids;
        for (const ChecklistLine &line : call.lines) {
            ids.append(line.line.step->id);
            QVERIFY(line.line.isOpen());
        }
        QCOMPARE(ids, (QStringList{u"1.1"_s, u"1.2"_s, u"1.3"_s, u"1.4"_s, u"1.5"_s, u"1.6"_s}));

        const auto hold = house.announced();
        HoldSteps steps = loadHoldSteps(*house.desk, hold).value();
        for (const char *step : {"1.1", "1.3"})
            QVERIFY2(!House::find(steps, step)->line.isOpen(), step); // done by keeping the place
        for (const char *step : {"1.2", "1.4", "1.5"})
            QVERIFY2(House::find(steps, step)->line.isOpen(), step); // only somebody can say so
        QVERIFY(markHoldStep(*house.desk, hold, done("1.4", "Devant l’église, à 15 h")).hasValue());
        house.clock.advance(2 * Hour);
        steps = loadHoldSteps(*house.desk, hold).value();
        QVERIFY(!House::find(steps, "1.4")->line.isOpen());
        QCOMPARE(House::find(steps, "1.4")->marks.front().note, u"Devant l’église, à 15 h"_s);
        QCOMPARE(House::find(steps, "1.4")->marks.front().by, u"Odette"_s);
        QVERIFY(House::find(steps, "1.2")->line.urgency == sop::Urgency::Late);
        // It is no routine of the house.
        const Checklist routines = loadChecklist(*house.desk, {}).value();
        for (const ChecklistLine &line : routines.lines)
            QVERIFY(line.marks.empty());
        // Taken back, said again.
        QVERIFY(markHoldStep(*house.desk, hold, {u"1.4"_s, {}, sop::StepState::Open}).hasValue());
        QVERIFY(House::find(loadHoldSteps(*house.desk, hold).value(), "1.4")->line.isOpen());
        QCOMPARE(markHoldStep(*house.desk, hold, done("2.1")).error().code, Errc::NotFound);
        QCOMPARE(markHoldStep(*house.desk, hold, {u"1.2"_s, {}, sop::StepState::NotApplicable}).error().code,
                 Errc::InvalidArgument);
        QCOMPARE(loadHoldSteps(*house.desk, sync::RecordId::make(house.random)).error().code, Errc::UnknownRecord);
    }

    void whatWasTickedDuringTheCallGoesWithIt()
    {
        House house;
        HoldDraft call;
        call.shownAs = "Femme de Kobero";
        call.expiresAt = house.clock.nowUtc() + 12 * Hour;
        const auto hold = announceWithSteps(*house.desk, call, {done("1.2"), done("1.5")}).value();
        const HoldSteps steps = loadHoldSteps(*house.desk, hold).value();
        QVERIFY(!House::find(steps, "1.2")->line.isOpen() && !House::find(steps, "1.5")->line.isOpen());
        QVERIFY(House::find(steps, "1.4")->line.isOpen());
        // All or nothing.
        const auto before = listHolds(*house.desk)->size();
        QVERIFY(!announceWithSteps(*house.desk, call, {done("2.1")}));
        QCOMPARE(listHolds(*house.desk)->size(), before);
    }

    void whoDecidedIsKeptOfACallTheHouseSaysNoTo()
    {
        House house;
        HoldDraft call;
        call.fromWhom = "Police de Muyinga";
        const auto hold = refuseWithSteps(*house.desk, call, "no_place", "Gitega", {done("1.2", "Complet")}).value();
        QCOMPARE(House::find(loadHoldSteps(*house.desk, hold).value(), "1.2")->marks.front().note, u"Complet"_s);
        QVERIFY(listHolds(*house.desk)->front().standing == HoldStanding::Refused);
        QVERIFY(!refuseWithSteps(*house.desk, call, {}, {}, {})); // without a reason nothing is counted
        QCOMPARE(listHolds(*house.desk)->size(), std::size_t{1});
    }

    void theDirectorIsAskedWhetherItIsTheRightPlace()
    {
        House house;
        const auto asked = [&] {
            std::vector<DueThing> things = loadDueBoard(*house.desk)->things;
            std::erase_if(things, [](const DueThing &thing) { return thing.kind != DueKind::Call; });
            return things;
        };
        QVERIFY(asked().empty());
        const auto hold = house.announced();
        auto things = asked();
        QCOMPARE(things.size(), std::size_t{1});
        QCOMPARE(things[0].step, u"1.2"_s);
        QCOMPARE(things[0].displayName, u"Femme de Kobero"_s);
        QCOMPARE(things[0].who.value(0), u"DIR"_s);
        QVERIFY(things[0].urgency == sop::Urgency::Today && things[0].isOwn);
        house.clock.advance(2 * Hour);
        QVERIFY(asked().at(0).urgency == sop::Urgency::Late);
        QVERIFY(markHoldStep(*house.desk, hold, done("1.2")).hasValue());
        QVERIFY(asked().empty());
        QVERIFY(markHoldStep(*house.desk, hold, {u"1.2"_s, {}, sop::StepState::Open}).hasValue());
        QCOMPARE(asked().size(), std::size_t{1});
        QVERIFY(releaseHold(*house.desk, hold, "ne vient pas").hasValue());
        QVERIFY(asked().empty());
    }

    void belongingsAreSettledWhenAllIsOutAndSigned_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<bool>("isSettled");
        QTest::newRow("all back and signed") << u"returned yes"_s << true;
        QTest::newRow("she would not sign") << u"returned refused"_s << true;
        QTest::newRow("not signed") << u"returned no"_s << false;
        QTest::newRow("handed over") << u"handed_over yes"_s << true;
        QTest::newRow("lent") << u"lent yes"_s << false;
        QTest::newRow("missing") << u"missing yes"_s << false;
    }

    void belongingsAreSettledWhenAllIsOutAndSigned()
    {
        QFETCH(const QString, what);
        QFETCH(const bool, isSettled);
        const std::string move = what.section(u' ', 0, 0).toStdString();
        const QString how = what.section(u' ', 1);
        House house;
        const CaseId rose = house.admit();
        const auto isOpen = [&](const char *step) {
            const auto found = house.line(rose, step);
            return found && found->line.isOpen();
        };
        const base::Value signedHow =
            how == u"refused" ? base::Value(base::Missing::Refused) : base::Value(how.toStdString());
        CustodyDraft passport{
            .kind = "passport", .description = {}, .currency = {}, .heldWhere = {}, .signedHow = signedHow};
        const auto first = takeIntoCustody(*house.desk, rose, passport).value();
        QCOMPARE(isOpen("2.9"), how == u"no"); // a refusal is an answer
        passport.amount = 2;
        const auto second = takeIntoCustody(*house.desk, rose, passport).value();
        const auto goesOut = [&](sync::RecordId item, const std::string &way) {
            QVERIFY(moveCustody(*house.desk, item,
                                {.move = way, .amount = {}, .signedHow = signedHow, .givenTo = "OIM", .heldWhere = {}})
                        .hasValue());
        };
        goesOut(first, "returned");
        const QString day = model::localDay(house.clock.nowUtc()).toString(Qt::ISODate);
        QVERIFY(recordEvent(*house.desk, rose, sop::Event::ExitPlanned, day).hasValue());
        QVERIFY(isOpen("9.5")); // the other is still here
        goesOut(second, move);
        QCOMPARE(isOpen("9.5"), !isSettled);
    }

    void whatSheGotBackInTheMiddleOfHerStayIsNoLeaving()
    {
        House house;
        const CaseId rose = house.admit();
        const auto item =
            takeIntoCustody(*house.desk, rose,
                            {.kind = "passport", .description = {}, .currency = {}, .heldWhere = {}, .signedHow = "yes"})
                .value();
        QVERIFY(moveCustody(*house.desk, item,
                            {.move = "returned", .amount = {}, .signedHow = "yes", .givenTo = {}, .heldWhere = {}})
                    .hasValue());
        QVERIFY(house.line(rose, "9.5")->line.isOpen());
        Exit exit;
        exit.reason = "planned_reintegration";
        QVERIFY(recordExit(*house.desk, rose, exit).hasValue());
        QVERIFY(!house.line(rose, "9.5")->line.isOpen());
    }

    void aCountOfTheStockIsTheRoutineThatAsksForIt()
    {
        House house;
        house.admit(); // the house has begun
        house.clock.advance(6 * Day);
        const auto move = [&](const char *what) {
            return recordStockMove(*house.desk, {.kind = "hygiene_kit", .move = what, .amount = 5}).hasValue();
        };
        const auto counted = [&] {
            const Checklist routines = loadChecklist(*house.desk, {}).value();
            return std::ranges::count_if(routines.lines, [](const ChecklistLine &line) {
                return line.line.step->id == u"0.6"_s && !line.line.isOpen();
            });
        };
        QVERIFY(move("received"));
        QCOMPARE(counted(), 0);
        QVERIFY(move("counted"));
        QVERIFY(move("counted")); // the next kind, the same morning
        QCOMPARE(counted(), 1);
        house.clock.advance(7 * Day);
        const Checklist routines = loadChecklist(*house.desk, {}).value();
        QVERIFY(std::ranges::any_of(routines.lines, [](const ChecklistLine &line) {
            return line.line.step->id == u"0.6"_s && line.line.isOpen() && line.line.urgency == sop::Urgency::Coming;
        }));
    }

    void whatWasTickedForTheCallStandsInTheFileOfEach()
    {
        House house;
        const auto hold = house.announced();
        QVERIFY(markHoldStep(*house.desk, hold, done("1.2", "Il y a de la place")).hasValue());
        QVERIFY(markHoldStep(*house.desk, hold, done("1.4", "Devant l’église")).hasValue());
        house.clock.advance(3 * Hour);
        const CaseId rose = house.admit();
        const CaseId aline = house.admit();
        QVERIFY(holdArrived(*house.desk, hold, rose, {aline}).hasValue());
        for (const CaseId &each : {rose, aline}) {
            for (const char *step : {"1.1", "1.2", "1.3", "1.4"})
                QVERIFY2(!house.line(each, step)->line.isOpen(), step);
            QVERIFY(!house.line(each, "1.5")); // asked of a caller: with her here it is late for nobody
            QVERIFY(!house.line(each, "1.6"));
        }
        QCOMPARE(house.line(rose, "1.4")->marks.front().note, u"Devant l’église"_s);
        // What was said is of the file now: it goes when she is erased, and nothing more is said of the call.
        QCOMPARE(house.carried(hold, rose), std::int64_t{2});
        QCOMPARE(markHoldStep(*house.desk, hold, done("1.5")).error().code, Errc::WrongState);
    }

    /// The telephone is at one desk, the door at another, and they exchange at night.
    void whatAnotherLaptopTickedBeforeItKnewOfTheirComingGoesWithThem()
    {
        House door, telephone(20261125);
        const auto isDone = [](House &laptop, CaseId who, const char *step) {
            const auto line = laptop.line(who, step);
            return line && !line->line.isOpen();
        };
        const auto hold = door.announced();
        const auto other = door.announced(); // of somebody else, who has not come
        door.giveTo(telephone);
        const CaseId rose = door.admit();
        const CaseId aline = door.admit();
        QVERIFY(holdArrived(*door.desk, hold, rose, {aline}).hasValue());
        telephone.clock.advance(Hour);
        QVERIFY(markHoldStep(*telephone.desk, hold, done("1.4", "Devant l’église")).hasValue());
        QVERIFY(markHoldStep(*telephone.desk, other, done("1.2", "Il y a de la place")).hasValue());
        QVERIFY(!isDone(door, rose, "1.4"));
        telephone.giveTo(door);
        door.giveTo(telephone);
        for (House *laptop : {&door, &telephone}) {
            for (const CaseId &each : {rose, aline}) {
                QVERIFY(isDone(*laptop, each, "1.4"));
                QCOMPARE(laptop->line(each, "1.4")->marks.front().note, u"Devant l’église"_s);
                QVERIFY(!isDone(*laptop, each, "1.2")); // that was said of the other call
            }
        }
        // It is part of the file as soon as somebody opens it, so that it goes when she is erased.
        QCOMPARE(door.carried(hold, rose), std::int64_t{0});
        QVERIFY(noteOpening(*door.desk, {.person = rose, .reason = {u"on_duty"_s, {}}}).hasValue());
        QCOMPARE(door.carried(hold, rose), std::int64_t{1});
        QCOMPARE(door.line(rose, "1.4")->marks.size(), std::size_t{1}); // and not twice
        QCOMPARE(door.line(aline, "1.4")->marks.size(), std::size_t{1});
        QVERIFY(!House::find(loadHoldSteps(*door.desk, other).value(), "1.2")->line.isOpen()); // and the other stays a call
        QCOMPARE(door.carried(other, rose), std::int64_t{0});
        door.giveTo(telephone);
        QCOMPARE(telephone.carried(hold, rose), std::int64_t{1});
    }

    void whetherItIsTheRightPlaceIsAnsweredBySomebody()
    {
        House house;
        const auto hold = house.announced();
        house.clock.advance(2 * Hour);
        const CaseId rose = house.admit();
        QVERIFY(holdArrived(*house.desk, hold, rose).hasValue());
        QVERIFY(!house.line(rose, "1.3")->line.isOpen());
        const auto asked = house.line(rose, "1.2");
        QVERIFY(asked->line.isOpen() && asked->line.urgency == sop::Urgency::Late);
        QVERIFY(markStep(*house.desk, rose, {u"1.2"_s, {}, sop::StepState::Done, {}, u"Oui"_s}).hasValue());
        QVERIFY(!house.line(rose, "1.2")->line.isOpen());
        QVERIFY(!house.line(rose, "1.4"));
    }
};

QTEST_GUILESS_MAIN(TestOccasions)
#include "test_occasions.moc"
