// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <map>
#include <random>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::UtcMs;
using base::Value;
using casework::idValue;
using sync::RecordId;
namespace f = model::fields;

namespace {

constexpr UtcMs Minute = 60'000;
constexpr UtcMs Day = UtcMs{24} * 60 * Minute;

const Question LateNow{Indicator::OverdueSteps, Period::ofYear(2026), Dimension::Step, {}, {}};

/// A house in which whatever a step may wait for is written, changed, moved to another file, closed and opened again.
class StepHouse
{
public:
    StepHouse(tests::DeskFixture &fixture, unsigned seed) : m_fixture(fixture), m_random(seed) {}

    void fill(int people)
    {
        for (int i = 0; i < people; ++i)
            addPerson();
        for (int i = 0; i < people * 3; ++i)
            changeSomething();
    }
    [[nodiscard]] const std::vector<RecordId> &open() const { return m_open; }

    void edit(sync::FieldId field, const RecordId &record, const Value &value)
    {
        auto transaction = m_fixture.db->begin();
        if (const auto written = m_fixture.log->edit(field, record, value); isTaken(written))
            INDARO_CHECK(transaction->commit().hasValue());
    }
    RecordId bear(std::uint16_t table, const sync::FieldValues &values)
    {
        const auto id = RecordId::make(m_fixture.random);
        bearWithId(table, id, values);
        return id;
    }

    void changeSomething()
    {
        const RecordId person = someone();
        const Value owner = idValue(person);
        const UtcMs at = now() - UtcMs(upTo(20'000)) * Minute;
        switch (upTo(19)) {
        case 0:
            addPerson();
            break;
        case 1:
            addStay(person);
            break;
        case 2:
            mark(owner, Value());
            break;
        case 3:
            mark(owner, Value());
            m_marks.push_back(mark(Value(), m_calls.empty() ? Value() : idValue(m_calls.back())));
            break;
        case 4: // the first who came by the call keeps what was ticked for it
            if (!m_marks.empty())
                edit(f::step_mark::CaseFile, m_marks[std::size_t(upTo(int(m_marks.size()) - 1))], owner);
            break;
        case 5:
            m_calls.push_back(
                bear(f::hold::Table,
                     {{f::hold::CaseFile, owner}, {f::hold::Others, digits(someone())}, {f::hold::AnnouncedAt, at}}));
            break;
        case 6:
            bear(f::incident::Table, {{f::incident::CaseFile, owner},
                                      {f::incident::Others, digits(someone())},
                                      {f::incident::Severity, oneOf({"minor", "serious"})},
                                      {f::incident::HappenedAt, at},
                                      {f::incident::ReportedAt, at + Minute}});
            break;
        case 7:
            edit(f::case_file::IsMinor, person, oneOf({"yes", "no", "in_doubt"}));
            edit(f::case_file::FamilyUnit, person, idValue(m_units[std::size_t(upTo(2))]));
            break;
        case 8:
            edit(f::identity::BirthDate, person, oneOf({"1999", "2008-11-26", "2008-11-25", "2015-03-01"}));
            edit(f::identity::Nationality, person, oneOf({"BI", "TZ"}));
            break;
        case 9:
            bear(f::consent::Table, {{f::consent::CaseFile, owner},
                                     {f::consent::Purpose, oneOf({"stay", "keep_file", "justice", "after_exit"})},
                                     {f::consent::Decision, oneOf({"yes", "yes", "no"})},
                                     {f::consent::GivenOn, dayOf(at)},
                                     {f::consent::ExpiresOn, chance(30) ? dayOf(now() + Day) : Value()},
                                     {f::consent::RecordedAt, at}});
            break;
        case 10:
            bear(f::case_event::Table,
                 {{f::case_event::CaseFile, owner},
                  {f::case_event::Kind, oneOf({"presumption", "not-victim", "hearing", "exit-planned", "closure"})},
                  {f::case_event::HappenedAt, dayOf(at)},
                  {f::case_event::RecordedAt, at}});
            break;
        case 11:
            addReferral(owner, at);
            break;
        case 12:
            addInterview(owner, at);
            break;
        case 13:
            bear(f::risk_assessment::Table, {{f::risk_assessment::CaseFile, owner},
                                             {f::risk_assessment::About, oneOf({"here", "return"})},
                                             {f::risk_assessment::Level, oneOf({"low", "high"})},
                                             {f::risk_assessment::AssessedAt, at}});
            break;
        case 14:
            bear(f::justice_event::Table, {{f::justice_event::CaseFile, owner},
                                           {f::justice_event::Kind, oneOf({"complaint", "hearing", "judgment"})},
                                           {f::justice_event::HappenedOn, dayOf(at)},
                                           {f::justice_event::RecordedAt, at}});
            break;
        case 15:
            close(person, at);
            break;
        case 16:
            reopen();
            break;
        case 17: // two files were one person's: what is in one goes to the other
            if (!m_events.empty())
                edit(f::allocation::CaseFile, m_events[std::size_t(upTo(int(m_events.size()) - 1))], owner);
            break;
        case 18: {
            const auto bed = bear(f::allocation::Table, {{f::allocation::CaseFile, owner}, {f::allocation::SinceAt, at}});
            m_events.push_back(bed);
            bear(f::paper_entry::Table, {{f::paper_entry::CaseFile, owner},
                                         {f::paper_entry::Record, idValue(bed)},
                                         {f::paper_entry::RecordTable, std::int64_t(f::allocation::Table)},
                                         {f::paper_entry::PaperOn, dayOf(at - Day)}});
            break;
        }
        default:
            bear(f::status_decision::Table, {{f::status_decision::CaseFile, owner},
                                             {f::status_decision::Author, oneOf({"house", "authority"})},
                                             {f::status_decision::Status, oneOf({"presumed", "identified", "not_victim"})},
                                             {f::status_decision::DecidedOn, dayOf(at)},
                                             {f::status_decision::RecordedAt, at}});
        }
    }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool chance(int percent) { return upTo(99) < percent; }
    Value oneOf(std::initializer_list<const char *> codes) { return *(codes.begin() + upTo(int(codes.size()) - 1)); }
    [[nodiscard]] UtcMs now() const { return m_fixture.clock.nowUtc(); }
    static Value dayOf(UtcMs at) { return Value(model::localDay(at).toString(Qt::ISODate).toStdString()); }
    static Value digits(const RecordId &id)
    {
        return Value(base::toHex(base::ByteView(id.bytes().data(), id.bytes().size())));
    }
    const RecordId &someone() { return m_open[std::size_t(upTo(int(m_open.size()) - 1))]; }

    /// A file that was closed meanwhile takes nothing: then nothing is written.
    template <class Written> static bool isTaken(const Written &written)
    {
        INDARO_CHECK(written.hasValue() || written.error().code == base::Errc::FileSealed);
        return written.hasValue();
    }
    void bearWithId(std::uint16_t table, const RecordId &id, const sync::FieldValues &values)
    {
        sync::FieldValues known;
        for (const auto &value : values) {
            if (!value.second.isNull())
                known.push_back(value);
        }
        auto transaction = m_fixture.db->begin();
        if (const auto written = m_fixture.log->birth({table, id}, known); isTaken(written))
            INDARO_CHECK(transaction->commit().hasValue());
    }
    void addPerson()
    {
        m_open.push_back(m_fixture.bear({{f::case_file::Sex, "F"},
                                         {f::case_file::IsMinor, oneOf({"yes", "no"})},
                                         {f::case_file::OpenedAt, now() - UtcMs(upTo(30)) * Day}},
                                        {{f::identity::BirthDate, oneOf({"1990", "2008-11-25"})}}));
        addStay(m_open.back());
    }
    void addStay(const RecordId &person)
    {
        const UtcMs arrived = now() - UtcMs(upTo(30 * 24 * 60)) * Minute;
        const QString text = model::localTime(arrived).toString(u"yyyy-MM-ddTHH:mm"_s);
        bear(f::stay::Table, {{f::stay::CaseFile, idValue(person)},
                              {f::stay::ArrivedAt, Value(text.toStdString())},
                              {f::stay::LeftAt, chance(30) ? dayOf(arrived + 3 * Day) : Value()}});
    }
    RecordId mark(const Value &owner, const Value &call)
    {
        const bool isWaived = chance(25);
        return bear(f::step_mark::Table,
                    {{f::step_mark::CaseFile, owner},
                     {f::step_mark::Hold, call},
                     {f::step_mark::Step, oneOf({"1.1", "1.2", "2.1", "2.6", "2.13", "2.14", "10.4"})},
                     {f::step_mark::State, isWaived ? Value("waived") : oneOf({"done", "done", "open", "refused"})},
                     {f::step_mark::Urgent, isWaived ? Value("yes") : Value()},
                     {f::step_mark::MarkedAt, now() - UtcMs(upTo(23 * 60)) * Minute}});
    }
    void addReferral(const Value &owner, UtcMs at)
    {
        const auto referral = bear(f::referral::Table, {{f::referral::CaseFile, owner},
                                                        {f::referral::Serial, Value(std::to_string(upTo(99'999)))},
                                                        {f::referral::Services, oneOf({"health", "police"})},
                                                        {f::referral::Status, "printed"},
                                                        {f::referral::PrintedAt, at}});
        if (chance(60))
            bear(f::referral_step::Table, {{f::referral_step::CaseFile, owner},
                                           {f::referral_step::Referral, idValue(referral)},
                                           {f::referral_step::Status, oneOf({"accepted", "revoked", "returned"})},
                                           {f::referral_step::RecordedAt, at + Minute}});
    }
    /// An answer hangs on its interview alone.
    void addInterview(const Value &owner, UtcMs at)
    {
        if (m_interviews.empty() || chance(60))
            m_interviews.push_back(bear(f::interview::Table, {{f::interview::CaseFile, owner},
                                                              {f::interview::Status, oneOf({"draft", "signed"})},
                                                              {f::interview::StartedAt, at},
                                                              {f::interview::SignedAt, at + Minute}}));
        const auto &interview = m_interviews[std::size_t(upTo(int(m_interviews.size()) - 1))];
        bear(f::answer_health::Table, {{f::answer_health::Interview, idValue(interview)},
                                       {f::answer_health::Path, "/data/violence_recent"},
                                       {f::answer_health::Text, oneOf({"yes", "no"})},
                                       {f::answer_health::AnsweredAt, at}});
    }
    void close(const RecordId &person, UtcMs at)
    {
        if (m_open.size() < 4)
            return;
        m_closed.push_back(
            {person, bear(f::retention::Table, {{f::retention::CaseFile, idValue(person)},
                                                {f::retention::ClosedAt, at},
                                                {f::retention::KeepUntil, chance(80) ? Value("2031-01-01") : Value()}})});
        std::erase(m_open, m_closed.back().first); // nothing else is written in a closed file
        if (chance(25))
            addStay(person); // but that she came back, and nobody opened it again
    }
    void reopen()
    {
        if (m_closed.empty())
            return;
        const auto [person, retention] = m_closed.back();
        m_closed.pop_back();
        edit(f::retention::ReopenedAt, retention, now());
        m_open.push_back(person);
    }

    tests::DeskFixture &m_fixture;
    std::mt19937 m_random;
    std::vector<RecordId> m_open;
    std::vector<std::pair<RecordId, RecordId>> m_closed; ///< and their retention
    std::vector<RecordId> m_calls, m_marks, m_events, m_interviews;
    std::vector<RecordId> m_units{RecordId::make(m_fixture.random), RecordId::make(m_fixture.random),
                                  RecordId::make(m_fixture.random)};
};

/// What is late, from the checklist of one person after the other as her page shows it.
std::map<QString, std::int64_t> lateByThePages(tests::DeskFixture &fixture)
{
    std::vector<RecordId> people;
    {
        auto rows = fixture.db->prepare("SELECT id FROM case_file WHERE id IN (SELECT case_file FROM stay)").value();
        while (rows.step().value())
            people.push_back(*rows.id<sync::RecordTag>(0));
    }
    std::map<QString, std::int64_t> late;
    for (const RecordId &person : people) {
        const auto list = casework::loadChecklist(*fixture.desk, person).value();
        const bool isClosed = std::ranges::any_of(list.situation.happenings, [](const sop::Happening &happening) {
            return happening.event == sop::Event::Closure;
        });
        for (const casework::ChecklistLine &line : list.lines) {
            const sop::Step &step = *line.line.step;
            const bool isContact =
                step.form == u"follow-up"_s && step.due && step.due->event == sop::Event::Exit && !step.due->isBefore;
            const bool follows = step.due && step.due->event == sop::Event::Closure;
            if (line.line.urgency == sop::Urgency::Late && !isContact && (!isClosed || follows))
                ++late[step.id];
        }
    }
    return late;
}

std::map<QString, std::int64_t> lateIn(const Table &table)
{
    std::map<QString, std::int64_t> late;
    for (const QString &step : table.rows.codes)
        late[step] = cellAt(table, {step, {}}).count;
    return late;
}

unsigned seedOfNow()
{
    const unsigned seed =
        qEnvironmentVariableIsSet("INDARO_SEED") ? qEnvironmentVariable("INDARO_SEED").toUInt() : std::random_device()();
    qInfo("seed %u", seed);
    return seed;
}

} // namespace

class TestLateSteps : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whatIsRememberedIsWhatIsCountedAnew()
    {
        const unsigned seed = seedOfNow();
        tests::DeskFixture fixture(seed);
        StepHouse house(fixture, seed);
        house.fill(10);
        CountCache cache;
        std::mt19937 random(seed + 1);
        const auto upTo = [&](int most) { return std::uniform_int_distribution<int>(0, most)(random); };
        const Period all{QDate(2026, 1, 1), QDate(2027, 12, 31)};
        const Indicator timely[] = {Indicator::FirstMeal, Indicator::ConsentData, Indicator::MedicalCheck,
                                    Indicator::NeedsAssessment};
        bool wasAnyLate = false;
        for (int i = 0; i < 60; ++i) {
            for (int writes = upTo(2); writes > 0; --writes)
                house.changeSomething();
            fixture.clock.advance(upTo(9) == 0 ? Day : upTo(1) * UtcMs(upTo(150)) * Minute);
            const Table kept = cache.count(*fixture.desk, LateNow).value();
            QVERIFY2(kept == count(*fixture.desk, LateNow).value(), qPrintable(u"round %1"_s.arg(i)));
            QVERIFY2(lateIn(kept) == lateByThePages(fixture), qPrintable(u"round %1, by the pages"_s.arg(i)));
            wasAnyLate = wasAnyLate || kept.total.count > 0;
            for (const Indicator indicator : timely) {
                const Question question{indicator, all, Dimension::Timeliness, {}, {}};
                QVERIFY2(cache.count(*fixture.desk, question).value() == count(*fixture.desk, question).value(),
                         qPrintable(u"round %1, %2"_s.arg(i).arg(infoOf(indicator).code)));
            }
        }
        QVERIFY(wasAnyLate);
    }

    void onlyWhoWasWrittenAboutIsAskedAnew()
    {
        tests::DeskFixture fixture(17);
        StepHouse house(fixture, 17);
        house.fill(20);
        fixture.clock.advance(Minute / 2); // what was made up is on the minute: nothing is due at this very moment
        CountCache cache;
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        const int everybody = cache.askedForLate();
        QVERIFY(everybody >= 20);
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        QCOMPARE(cache.askedForLate(), everybody);

        const RecordId person = house.open().front();
        house.bear(f::risk_assessment::Table, {{f::risk_assessment::CaseFile, idValue(person)},
                                               {f::risk_assessment::About, "here"},
                                               {f::risk_assessment::Level, "high"},
                                               {f::risk_assessment::AssessedAt, fixture.clock.nowUtc()}});
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        QCOMPARE(cache.askedForLate(), everybody + 1);

        house.bear(f::training::Table, {{f::training::PersonName, "a guard"}, {f::training::Kind, "first_aid"}});
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        QCOMPARE(cache.askedForLate(), everybody + 1); // of nobody who lives here

        fixture.clock.advance(Day);
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        QVERIFY(cache.askedForLate() >= 2 * everybody); // ages, and agreements that end, are of a day
    }

    void anotherProcedureConcernsEverybody()
    {
        tests::DeskFixture fixture(18);
        StepHouse house(fixture, 18);
        house.fill(8);
        CountCache cache;
        QVERIFY(cache.count(*fixture.desk, LateNow).hasValue());
        const int everybody = cache.askedForLate();
        QVERIFY(
            casework::moveToPack(*fixture.desk, house.open().front(), {}).hasValue()); // keeps the shipped one as a record
        const Table kept = cache.count(*fixture.desk, LateNow).value();
        QCOMPARE(cache.askedForLate(), 2 * everybody);
        QVERIFY(kept == count(*fixture.desk, LateNow).value());
    }

    void timelinessIsRememberedUntilTheFirstIsMissed()
    {
        tests::DeskFixture fixture(19);
        StepHouse house(fixture, 19);
        const auto person = fixture.bear({{f::case_file::Sex, "F"}}, {});
        const QString arrived = model::localTime(fixture.clock.nowUtc()).toString(u"yyyy-MM-ddTHH:mm"_s);
        house.bear(f::stay::Table,
                   {{f::stay::CaseFile, idValue(person)}, {f::stay::ArrivedAt, Value(arrived.toStdString())}});
        CountCache cache;
        const Question meal{Indicator::FirstMeal, Period::ofYear(2026), Dimension::Timeliness, {}, {}};
        QCOMPARE(cellAt(cache.count(*fixture.desk, meal).value(), {u"not_yet"_s, {}}).count, 1);
        fixture.clock.advance(10 * Minute);
        QVERIFY(cache.count(*fixture.desk, meal).hasValue());
        QCOMPARE(cache.counted(), 1);
        fixture.clock.advance(60 * Minute);
        QCOMPARE(cellAt(cache.count(*fixture.desk, meal).value(), {u"missed"_s, {}}).count, 1);
        QCOMPARE(cache.counted(), 2);
        fixture.clock.advance(10 * Minute);
        QVERIFY(cache.count(*fixture.desk, meal).hasValue());
        QCOMPARE(cache.counted(), 2); // it stays missed
    }
};

QTEST_APPLESS_MAIN(TestLateSteps)
#include "test_late_steps.moc"
