// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/access.h"
#include "core/casework/row_values.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "tests/bench/bench.h"
#include "tests/bench/raw_store.h"

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

namespace indaro::bench {

namespace {

namespace f = model::fields;
using base::Value;
using namespace Qt::StringLiterals;

/// Of a house that has worked for ten years, one file in so many is open: 95 in a hundred are closed.
constexpr int OpenEvery = 20;

/// Cases of ten years with rows of everything that is counted: stays, episodes, registry, referrals, marks, services,
/// agreements, decisions, proceedings, contacts after the exit; and of the house calls, incidents and training.
class CaseMaker
{
public:
    CaseMaker(sync::ChangeLog &log, base::Random &random, QDate today) : m_log(log), m_ids(random), m_today(today) {}

    void make(int cases)
    {
        for (int done = 0; done < cases;) {
            auto transaction = must(m_log.connection().begin());
            for (int i = 0; i < 200 && done < cases; ++i, ++done)
                addCase();
            must(transaction.commit());
        }
    }

    /// Who lives here: her file is open.
    [[nodiscard]] const std::vector<sync::RecordId> &open() const { return m_open; }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    Value oneOf(std::initializer_list<const char *> codes) { return *(codes.begin() + upTo(int(codes.size()) - 1)); }
    QDate someDay() { return m_today.addDays(-upTo(3650)); }
    static Value text(QDate day) { return Value(day.toString(Qt::ISODate).toStdString()); }
    static Value moment(QDate day) { return Value(std::int64_t(day.startOfDay().toMSecsSinceEpoch())); }
    void bear(std::uint16_t table, sync::RecordId id, const sync::FieldValues &values)
    {
        sync::FieldValues known;
        for (const auto &value : values) {
            if (!value.second.isNull())
                known.push_back(value);
        }
        (void)must(m_log.birth({table, id}, known));
    }

    void addCase()
    {
        const auto id = sync::RecordId::make(m_ids);
        const auto owner = casework::idValue(id);
        bear(f::case_file::Table, id,
             {{f::case_file::Sex, oneOf({"F", "F", "F", "M"})}, {f::case_file::EstimatedAge, upTo(50)}});
        bear(f::identity::Table, id,
             {{f::identity::BirthDate, text(m_today.addDays(-4000 - upTo(15000)))},
              {f::identity::OriginPlace, oneOf({"BDI012004", "BDI001001", "BDI006001", "BDI018001"})}});
        const bool isClosed = m_made++ % OpenEvery != 0;
        for (int stays = 1 + upTo(1); stays > 0; --stays)
            addStay(owner, isClosed ? someDay() : m_today.addDays(-upTo(60)), isClosed);
        for (int episodes = 1 + upTo(1); episodes > 0; --episodes)
            bear(f::episode::Table, sync::RecordId::make(m_ids),
                 {{f::episode::CaseFile, owner},
                  {f::episode::ExploitationType, oneOf({"travail_force", "servitude_domestique", "exploitation_sexuelle"})},
                  {f::episode::DestinationCountry, oneOf({"SA", "OM", "TZ"})},
                  {f::episode::Controls, oneOf({"DebtBondage", "DebtBondage WithholdsDocuments"})}});
        bear(f::registry::Table, id,
             {{f::registry::CaseFile, owner}, {f::registry::RelationToTrafficker, oneOf({"Familial", "Acquainted"})}});
        addHelp(owner);
        addStatusAndJustice(owner);
        addOfHouse(owner);
        if (isClosed)
            close(owner);
        else
            m_open.push_back(id);
    }

    void addStay(const Value &owner, QDate arrived, bool isOver)
    {
        const auto stay = sync::RecordId::make(m_ids);
        const QDate left = std::min(arrived.addDays(upTo(150)), m_today);
        bear(f::stay::Table, stay,
             {{f::stay::CaseFile, owner},
              {f::stay::ArrivedAt, text(arrived)},
              {f::stay::LeftAt, isOver ? text(left) : Value()},
              {f::stay::ReferredBy, oneOf({"iom", "police", "self"})},
              {f::stay::ExitReason, isOver ? oneOf({"repatriation", "own_choice"}) : Value()}});
        bear(f::step_mark::Table, sync::RecordId::make(m_ids),
             {{f::step_mark::CaseFile, owner},
              {f::step_mark::Step, oneOf({"2.1", "2.13", "2.14"})},
              {f::step_mark::State, "done"},
              {f::step_mark::MarkedAt, moment(arrived.addDays(1))}});
        bear(f::consent::Table, sync::RecordId::make(m_ids),
             {{f::consent::CaseFile, owner},
              {f::consent::Purpose, oneOf({"keep_file", "stay"})},
              {f::consent::Decision, "yes"},
              {f::consent::GivenOn, text(arrived)},
              {f::consent::RecordedAt, moment(arrived.addDays(upTo(2)))}});
        if (!isOver)
            return;
        bear(f::stay_location::Table, stay,
             {{f::stay_location::CaseFile, owner}, {f::stay_location::ExitDestination, oneOf({"family", "abroad"})}});
        bear(f::follow_up_plan::Table, stay, {{f::follow_up_plan::CaseFile, owner}, {f::follow_up_plan::Agreed, "yes"}});
        bear(f::follow_up::Table, sync::RecordId::make(m_ids),
             {{f::follow_up::CaseFile, owner},
              {f::follow_up::Stay, casework::idValue(stay)},
              {f::follow_up::Number, 1 + upTo(2)},
              {f::follow_up::HappenedAt, moment(left.addDays(7))},
              {f::follow_up::Result, oneOf({"well", "not_reached"})}});
    }

    void addHelp(const Value &owner)
    {
        const auto referral = sync::RecordId::make(m_ids);
        const QDate day = someDay();
        bear(f::referral::Table, referral,
             {{f::referral::CaseFile, owner},
              {f::referral::Services, oneOf({"health", "health legal_aid"})},
              {f::referral::Priority, oneOf({"urgent", "normal"})},
              {f::referral::Status, "printed"},
              {f::referral::PrintedAt, moment(day)},
              {f::referral::AnsweredAt, moment(day.addDays(upTo(20)))}});
        bear(f::referral_step::Table, sync::RecordId::make(m_ids),
             {{f::referral_step::CaseFile, owner},
              {f::referral_step::Referral, casework::idValue(referral)},
              {f::referral_step::Status, oneOf({"accepted", "refused"})},
              {f::referral_step::RecordedAt, moment(day.addDays(upTo(20)))}});
        bear(f::unmet_need::Table, sync::RecordId::make(m_ids),
             {{f::unmet_need::CaseFile, owner},
              {f::unmet_need::Service, oneOf({"health", "housing"})},
              {f::unmet_need::Reason, oneOf({"nobody", "full"})},
              {f::unmet_need::NotedOn, text(someDay())}});
        bear(f::service_given::Table, sync::RecordId::make(m_ids),
             {{f::service_given::CaseFile, owner},
              {f::service_given::Service, oneOf({"food", "legal_aid"})},
              {f::service_given::Answer, "given_here"},
              {f::service_given::GivenOn, text(someDay())}});
        bear(f::service_given_health::Table, sync::RecordId::make(m_ids),
             {{f::service_given_health::CaseFile, owner},
              {f::service_given_health::Service, oneOf({"health", "mhpss"})},
              {f::service_given_health::Answer, "given_here"},
              {f::service_given_health::GivenOn, text(someDay())}});
    }

    void addStatusAndJustice(const Value &owner)
    {
        const QDate day = someDay();
        bear(f::status_decision::Table, sync::RecordId::make(m_ids),
             {{f::status_decision::CaseFile, owner},
              {f::status_decision::Author, oneOf({"house", "authority"})},
              {f::status_decision::Status, oneOf({"presumed", "identified"})},
              {f::status_decision::DecidedOn, text(day)},
              {f::status_decision::RecordedAt, moment(day)}});
        bear(f::case_event::Table, sync::RecordId::make(m_ids),
             {{f::case_event::CaseFile, owner},
              {f::case_event::Kind, "presumption"},
              {f::case_event::HappenedAt, text(day)},
              {f::case_event::RecordedAt, moment(day)}});
        for (const char *kind : {"complaint", "hearing"})
            bear(f::justice_event::Table, sync::RecordId::make(m_ids),
                 {{f::justice_event::CaseFile, owner},
                  {f::justice_event::Kind, kind},
                  {f::justice_event::HappenedOn, text(someDay())},
                  {f::justice_event::RecordedAt, moment(someDay())}});
    }

    /// One call the house said no to for each person it took in, an incident for every third, training for every tenth.
    void addOfHouse(const Value &owner)
    {
        bear(f::hold::Table, sync::RecordId::make(m_ids),
             {{f::hold::People, 1 + upTo(3)},
              {f::hold::Refusal, oneOf({"no_place", "medical"})},
              {f::hold::ReferredBy, oneOf({"iom", "police"})},
              {f::hold::ReleasedAt, moment(someDay())}});
        if (m_made % 3 == 0) {
            const auto incident = sync::RecordId::make(m_ids);
            bear(f::incident::Table, incident,
                 {{f::incident::CaseFile, upTo(1) == 0 ? owner : Value()},
                  {f::incident::Kinds, oneOf({"threat", "theft threat"})},
                  {f::incident::Severity, oneOf({"minor", "serious"})},
                  {f::incident::HappenedAt, moment(someDay())}});
            bear(f::incident_story_health::Table, incident, {{f::incident_story_health::Kinds, "injury"}});
        }
        if (m_made % 10 == 0)
            bear(f::training::Table, sync::RecordId::make(m_ids),
                 {{f::training::PersonName, oneOf({"a guard", "a volunteer"})},
                  {f::training::Kind, oneOf({"induction", "first_aid"})},
                  {f::training::TrainedOn, text(someDay())}});
    }

    /// Nothing else is written in it afterwards.
    void close(const Value &owner)
    {
        bear(f::retention::Table, sync::RecordId::make(m_ids),
             {{f::retention::CaseFile, owner},
              {f::retention::ClosedAt, moment(m_today)},
              {f::retention::KeepUntil, text(m_today.addYears(5))}});
    }

    sync::ChangeLog &m_log;
    base::Random &m_ids;
    QDate m_today;
    std::mt19937 m_random{7};
    std::vector<sync::RecordId> m_open;
    int m_made = 0;
};

/// Every column of every row of these tables, read once: the least anybody who looks at them pays. Nothing: there are none.
std::optional<double> scanMs(store::Connection &db, const std::vector<std::uint16_t> &tables)
{
    const Stopwatch watch;
    std::size_t bytes = 0;
    for (const std::uint16_t number : tables) {
        const auto *table = model::schema().findTable(number);
        auto rows = must(db.prepare("SELECT * FROM " + std::string(table->name)));
        while (must(rows.step())) {
            for (int column = 0; column < rows.columnCount(); ++column)
                bytes += rows.textView(column).size();
        }
    }
    return bytes > 0 ? std::optional(watch.ms()) : std::nullopt;
}

/// Milliseconds of one chart, and how many scans of its tables that is. Nothing: they are empty, and there is no ratio.
struct Chart
{
    double ms = 0;
    std::optional<double> ratio{};
};
Chart chart(casework::Desk &desk, const reports::Question &question)
{
    const auto tables = reports::tablesOf(question.indicator, question.dimensions());
    Samples counts, scans;
    bool isEmpty = false;
    for (int times = 0; times < 3; ++times) {
        const auto scan = scanMs(desk.log.connection(), tables);
        isEmpty = isEmpty || !scan;
        scans.add(scan.value_or(0));
        const Stopwatch watch;
        (void)must(reports::count(desk, question));
        counts.add(watch.ms());
    }
    const double ms = counts.median();
    return {ms, isEmpty ? std::nullopt : std::optional(ms / std::max(scans.median(), 0.001))};
}

/// A number of nothing measures nothing.
void mustCount(casework::Desk &desk, const reports::Question &question)
{
    if (must(reports::count(desk, question)).total.count > 0)
        return;
    std::fprintf(stderr, "no rows for %s\n", reports::infoOf(question.indicator).code.data());
    std::exit(1);
}

void printRatio(const std::string &what, const std::optional<double> &ratio)
{
    if (ratio)
        print(what + ", ratio to one scan", *ratio, "");
}

/// The late steps of the house: counted, again, and after one record of one person was written.
void benchLateSteps(casework::Desk &desk, const reports::Period &period, const sync::RecordId &person)
{
    using reports::Dimension;
    reports::CountCache cache;
    const reports::Question overdue{reports::Indicator::OverdueSteps, period, Dimension::Step, {}, {}};
    const auto countMs = [&] {
        const Stopwatch watch;
        (void)must(cache.count(desk, overdue));
        return watch.ms();
    };
    print("reports: overdue steps, the first time of a day", countMs(), "ms", 200);
    print("reports: overdue steps, again", countMs(), "ms", 200);
    Samples after;
    for (int times = 0; times < 3; ++times) {
        auto transaction = must(desk.log.connection().begin());
        (void)must(desk.log.birth({f::risk_assessment::Table, sync::RecordId::make(desk.random)},
                                  {{f::risk_assessment::CaseFile, casework::idValue(person)},
                                   {f::risk_assessment::About, "here"},
                                   {f::risk_assessment::Level, "high"},
                                   {f::risk_assessment::AssessedAt, desk.clock.nowUtc()}}));
        must(transaction.commit());
        after.add(countMs());
    }
    print("reports: overdue steps, after one write", after.median(), "ms", 200);
}

} // namespace

int benchReports(const Options &options)
{
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const auto key = crypto::randomSecret(32);
    ProductStore product(options.folder / "reports.db", key, clock, random);
    const QDate today = model::localDay(clock.nowUtc());
    CaseMaker maker(*product.log, random, today);
    maker.make(options.cases);
    casework::Desk desk{product.db, *product.log, clock, random, casework::Access::everything()};
    const reports::Period all{today.addDays(-3650), today};
    using reports::Dimension;
    using reports::Indicator;

    const reports::Question people{Indicator::NewPeople, all, Dimension::AgeBand, Dimension::Sex, {}};
    const Chart byAge = chart(desk, people);
    print("reports: people by age and sex", byAge.ms, "ms", 200);
    printRatio("reports: people by age and sex", byAge.ratio);
    const Chart occupancy = chart(desk, {Indicator::Occupancy, all, Dimension::Month, {}, {}});
    print("reports: occupancy by month", occupancy.ms, "ms", 200);
    printRatio("reports: occupancy by month", occupancy.ratio);
    double slowest = 0;
    std::string slowestName;
    std::optional<double> largest;
    std::string largestName;
    for (const Indicator indicator : reports::allIndicators()) {
        if (indicator == Indicator::OverdueSteps) // the due board of everybody, not a count of rows: below
            continue;
        const auto &info = reports::infoOf(indicator);
        const reports::Question question{indicator,
                                         all,
                                         info.isOfPersons ? Dimension::Exploitation : Dimension::Month,
                                         info.isOfPersons ? Dimension::Sex : Dimension::None,
                                         {}};
        mustCount(desk, question);
        const Chart one = chart(desk, question);
        if (one.ms > slowest) {
            slowest = one.ms;
            slowestName = info.code.data();
        }
        if (one.ratio && (!largest || *one.ratio > *largest)) {
            largest = one.ratio;
            largestName = info.code.data();
        }
    }
    print("reports: the slowest of all indicators", slowest, "ms:" + slowestName, 200);
    if (largest)
        print("reports: the largest ratio to one scan", *largest, largestName);
    reports::CountCache cache;
    (void)must(cache.count(desk, people));
    const Stopwatch watch;
    (void)must(cache.count(desk, people));
    print("reports: the same chart again", watch.ms(), "ms");
    if (!maker.open().empty())
        benchLateSteps(desk, all, maker.open().front());
    return 0;
}

} // namespace indaro::bench
