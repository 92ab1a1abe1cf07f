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
#include <random>

namespace indaro::bench {

namespace {

namespace f = model::fields;
using base::Value;
using namespace Qt::StringLiterals;

/// Cases of ten years, each with a stay or two, episodes, referrals, marks and services.
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

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    Value oneOf(std::initializer_list<const char *> codes) { return *(codes.begin() + upTo(int(codes.size()) - 1)); }
    QDate someDay() { return m_today.addDays(-upTo(3650)); }
    static Value text(QDate day) { return Value(day.toString(Qt::ISODate).toStdString()); }
    static Value moment(QDate day) { return Value(std::int64_t(day.startOfDay().toMSecsSinceEpoch())); }
    void bear(std::uint16_t table, sync::RecordId id, const sync::FieldValues &values)
    {
        (void)must(m_log.birth({table, id}, values));
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
        for (int stays = 1 + upTo(1); stays > 0; --stays) {
            const QDate arrived = someDay();
            bear(f::stay::Table, sync::RecordId::make(m_ids),
                 {{f::stay::CaseFile, owner},
                  {f::stay::ArrivedAt, text(arrived)},
                  {f::stay::LeftAt, text(std::min(arrived.addDays(upTo(150)), m_today))},
                  {f::stay::ReferredBy, oneOf({"iom", "police", "self"})},
                  {f::stay::ExitReason, oneOf({"repatriation", "own_choice"})}});
            bear(f::step_mark::Table, sync::RecordId::make(m_ids),
                 {{f::step_mark::CaseFile, owner},
                  {f::step_mark::Step, oneOf({"2.1", "2.13", "2.14"})},
                  {f::step_mark::State, "done"},
                  {f::step_mark::MarkedAt, moment(arrived.addDays(1))}});
        }
        for (int episodes = 1 + upTo(1); episodes > 0; --episodes)
            bear(f::episode::Table, sync::RecordId::make(m_ids),
                 {{f::episode::CaseFile, owner},
                  {f::episode::ExploitationType, oneOf({"travail_force", "servitude_domestique", "exploitation_sexuelle"})},
                  {f::episode::DestinationCountry, oneOf({"SA", "OM", "TZ"})},
                  {f::episode::Controls, oneOf({"DebtBondage", "DebtBondage WithholdsDocuments"})}});
        bear(f::referral::Table, sync::RecordId::make(m_ids),
             {{f::referral::CaseFile, owner},
              {f::referral::Services, oneOf({"health", "health legal_aid"})},
              {f::referral::Priority, oneOf({"urgent", "normal"})},
              {f::referral::Status, "printed"},
              {f::referral::PrintedAt, moment(someDay())}});
        bear(f::service_given::Table, sync::RecordId::make(m_ids),
             {{f::service_given::CaseFile, owner},
              {f::service_given::Service, oneOf({"food", "legal_aid"})},
              {f::service_given::Answer, "given_here"},
              {f::service_given::GivenOn, text(someDay())}});
    }

    sync::ChangeLog &m_log;
    base::Random &m_ids;
    QDate m_today;
    std::mt19937 m_random{7};
};

/// Every column of every row of these tables, read once: the least anybody who looks at them pays.
double scanMs(store::Connection &db, const std::vector<std::uint16_t> &tables)
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
    return bytes > 0 ? watch.ms() : 0;
}

/// Milliseconds of one chart, and how many scans of its tables that is.
std::pair<double, double> chart(casework::Desk &desk, const reports::Question &question)
{
    const auto tables = reports::tablesOf(question.indicator, question.dimensions());
    Samples counts, scans;
    for (int times = 0; times < 3; ++times) {
        scans.add(scanMs(desk.log.connection(), tables));
        const Stopwatch watch;
        (void)must(reports::count(desk, question));
        counts.add(watch.ms());
    }
    return {counts.median(), counts.median() / std::max(scans.median(), 0.001)};
}

} // namespace

int benchReports(const Options &options)
{
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const auto key = crypto::randomSecret(32);
    ProductStore product(options.folder / "reports.db", key, clock, random);
    const QDate today = model::localDay(clock.nowUtc());
    CaseMaker(*product.log, random, today).make(options.cases);
    casework::Desk desk{product.db, *product.log, clock, random, casework::Access::everything()};
    const reports::Period all{today.addDays(-3650), today};
    using reports::Dimension;
    using reports::Indicator;

    const reports::Question people{Indicator::NewPeople, all, Dimension::AgeBand, Dimension::Sex, {}};
    const auto [ms, ratio] = chart(desk, people);
    print("reports: people by age and sex", ms, "ms", 200);
    print("reports: people by age and sex, ratio to one scan", ratio, "");
    const auto occupancy = chart(desk, {Indicator::Occupancy, all, Dimension::Month, {}, {}});
    print("reports: occupancy by month", occupancy.first, "ms", 200);
    print("reports: occupancy by month, ratio to one scan", occupancy.second, "");
    double slowest = 0;
    double slowestRatio = 0;
    for (const Indicator indicator : reports::allIndicators()) {
        if (indicator == Indicator::OverdueSteps) // the due board of every open file, not a count of rows: below
            continue;
        const bool isOfPersons = reports::infoOf(indicator).isOfPersons;
        const auto one = chart(desk, {indicator,
                                      all,
                                      isOfPersons ? Dimension::Exploitation : Dimension::Month,
                                      isOfPersons ? Dimension::Sex : Dimension::None,
                                      {}});
        slowest = std::max(slowest, one.first);
        slowestRatio = std::max(slowestRatio, one.second);
    }
    print("reports: the slowest of all indicators", slowest, "ms", 200);
    print("reports: the largest ratio to one scan", slowestRatio, "");
    reports::CountCache cache;
    (void)must(cache.count(desk, people));
    const Stopwatch watch;
    (void)must(cache.count(desk, people));
    print("reports: the same chart again", watch.ms(), "ms");
    const reports::Question overdue{Indicator::OverdueSteps, all, Dimension::Step, {}, {}};
    const Stopwatch first;
    (void)must(cache.count(desk, overdue));
    print("reports: overdue steps, counted", first.ms(), "ms");
    const Stopwatch again;
    (void)must(cache.count(desk, overdue));
    print("reports: overdue steps, again", again.ms(), "ms", 200);
    return 0;
}

} // namespace indaro::bench
