// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "core/reports/report_plans.h"
#include "tests/core/reports/random_house.h"
#include "tests/core/reports/reference_count.h"

#include <QTest>

#include <random>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

/// Set INDARO_SEED to try one again.
unsigned seedOfToday()
{
    const unsigned seed =
        qEnvironmentVariableIsSet("INDARO_SEED") ? qEnvironmentVariable("INDARO_SEED").toUInt() : std::random_device()();
    qInfo("seed %u", seed);
    return seed;
}

QString textOf(const Question &question)
{
    return question.key();
}

/// The median, the slow way: what is left when the smallest and the largest were taken away again and again.
double medianOf(std::vector<double> values)
{
    while (values.size() > 2) {
        values.erase(std::ranges::min_element(values));
        values.erase(std::ranges::max_element(values));
    }
    return values.size() == 2 ? (values[0] + values[1]) / 2 : values[0];
}

/// What the table says of one cell and what the slow count says, or nothing when they agree.
QString difference(const Table &table, const CellPlace &place, const tests::ReferenceCell &slow)
{
    const IndicatorInfo &info = infoOf(table.question.indicator);
    const Cell cell = cellAt(table, place);
    const auto count = info.unit == Unit::People ? std::int64_t(slow.who.size()) : slow.count;
    const auto persons = info.isOfPersons ? std::int64_t(slow.who.size()) : 0;
    std::optional<double> measure;
    if (info.measure == Measure::AverageDays && slow.count > 0)
        measure = double(slow.sum) / double(slow.count);
    if ((info.measure == Measure::MedianDays || info.measure == Measure::MedianHours) && !slow.measured.empty())
        measure = medianOf(slow.measured);
    const bool isSameMeasure =
        info.measure == Measure::AverageANight || // its own test below
        (measure.has_value() == cell.measure.has_value() && (!measure || std::abs(*measure - *cell.measure) < 1e-9));
    if (cell.count == count && cell.persons == persons && cell.sum == slow.sum && isSameMeasure)
        return {};
    return u"%1 [%2, %3]: %4/%5/%6 instead of %7/%8/%9"_s
        .arg(textOf(table.question), place.row.value_or(u"all"_s), place.column.value_or(u"all"_s))
        .arg(cell.count)
        .arg(cell.persons)
        .arg(cell.sum)
        .arg(count)
        .arg(persons)
        .arg(slow.sum);
}

QStringList differences(const Table &table, const tests::ReferenceCount &slow)
{
    QStringList all;
    const auto compare = [&](const QString &row, const QString &column) {
        const auto found = slow.cells.find({row, column});
        CellPlace place;
        if (!row.isEmpty())
            place.row = row;
        if (!column.isEmpty())
            place.column = column;
        const QString one = difference(table, place, found == slow.cells.end() ? tests::ReferenceCell() : found->second);
        if (!one.isEmpty())
            all << one;
    };
    // Every cell of the table, and every cell the slow count knows: none may be missing.
    std::set<std::pair<QString, QString>> places{{QString(), QString()}};
    for (const QString &row : table.rows.codes) {
        places.insert({row, QString()});
        for (const QString &column : table.columns.codes)
            places.insert({row, column});
    }
    for (const QString &column : table.columns.codes)
        places.insert({QString(), column});
    for (const auto &[place, cell] : slow.cells)
        places.insert(place);
    for (const auto &[row, column] : places)
        compare(row, column);
    std::map<QString, std::int64_t> notCounted;
    for (const NotCounted &each : table.notCounted)
        notCounted[each.why] = each.count;
    if (notCounted != slow.notCounted)
        all << textOf(table.question) + u": not counted is not the same"_s;
    return all;
}

class RandomQuestions
{
public:
    explicit RandomQuestions(unsigned seed, QDate today) : m_random(seed), m_today(today) {}

    Question next()
    {
        Question question;
        do
            question.indicator = static_cast<Indicator>(upTo(int(IndicatorCount) - 1));
        while (question.indicator == Indicator::OverdueSteps);
        const int year = m_today.year() - upTo(3);
        switch (upTo(3)) {
        case 0:
            question.period = Period::ofYear(year);
            break;
        case 1:
            question.period = Period::ofQuarter(year, 1 + upTo(3));
            break;
        case 2:
            question.period = Period::ofMonth(year, 1 + upTo(11));
            break;
        default: {
            const QDate from = m_today.addDays(-upTo(900));
            question.period = {from, from.addDays(upTo(400))};
        }
        }
        question.rows = dimension(question.indicator);
        question.columns = question.rows == Dimension::None ? Dimension::None : dimension(question.indicator);
        if (question.columns == question.rows)
            question.columns = Dimension::None;
        if (upTo(2) == 0) {
            const Dimension by = dimension(question.indicator);
            static const QStringList codes{u"F"_s,        u"18_24"_s, u"Muyinga"_s,     u"SA"_s,      u"travail_force"_s,
                                           u"unknown"_s,  u"iom"_s,   u"DebtBondage"_s, u"in_time"_s, u"health"_s,
                                           u"goals_met"_s};
            if (by != Dimension::None)
                question.filters.push_back({by, {codes[upTo(int(codes.size()) - 1)], u"unknown"_s}});
        }
        return checkQuestion(question) ? question : next();
    }

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    Dimension dimension(Indicator indicator)
    {
        const auto all = allDimensions();
        for (int tries = 0; tries < 200; ++tries) {
            const Dimension one = all[std::size_t(upTo(int(all.size()) - 1))];
            if (allows(indicator, one))
                return one;
        }
        return Dimension::None;
    }
    std::mt19937 m_random;
    QDate m_today;
};

} // namespace

class TestCounting : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCountIsWhatTheSlowCountSays()
    {
        const unsigned seed = seedOfToday();
        tests::DeskFixture fixture(seed);
        tests::RandomHouse house(fixture, seed);
        house.fill(45);
        house.closeFiles();
        RandomQuestions questions(seed, model::localDay(fixture.clock.nowUtc()));
        for (int i = 0; i < 160; ++i) {
            const Question question = questions.next();
            const auto table = count(*fixture.desk, question);
            QVERIFY2(table.hasValue(), qPrintable(textOf(question)));
            const QStringList wrong = differences(*table, tests::referenceCount(*fixture.desk, question));
            QVERIFY2(wrong.isEmpty(), qPrintable(u"seed %1: "_s.arg(seed) + wrong.join(u'\n')));
        }
    }

    void everyIndicatorIsAsked()
    {
        const unsigned seed = seedOfToday();
        tests::DeskFixture fixture(seed);
        tests::RandomHouse house(fixture, seed);
        house.fill(160); // so many that chance leaves no indicator without anything to count
        house.closeFiles();
        for (const Indicator indicator : allIndicators()) {
            if (indicator == Indicator::OverdueSteps)
                continue;
            const Question question{indicator, Period::ofYear(2026), {}, {}, {}};
            const auto table = count(*fixture.desk, question);
            QVERIFY(table.hasValue());
            QVERIFY2(table->total.count > 0, qPrintable(textOf(question))); // else nothing was compared above
            QVERIFY(differences(*table, tests::referenceCount(*fixture.desk, question)).isEmpty());
        }
    }

    /// Neither why an act was done without her agreement, nor what never happened, nor a hearing without her is an act, and
    /// of two corrections that were written at once one counts.
    void ofTheProceedingsOnlyWhatHappenedCounts()
    {
        tests::DeskFixture fixture(12);
        const auto person = casework::idValue(fixture.bear({{f::case_file::Sex, "F"}}, {}));
        std::int64_t written = 1000;
        const auto bear = [&](const char *kind, sync::FieldValues more) {
            const auto id = sync::RecordId::make(fixture.random);
            more.push_back({f::justice_event::CaseFile, person});
            more.push_back({f::justice_event::Kind, kind});
            more.push_back({f::justice_event::HappenedOn, "2026-03-04"});
            more.push_back({f::justice_event::RecordedAt, Value(written += 1000)});
            auto transaction = fixture.db->begin();
            INDARO_CHECK(fixture.log->birth({f::justice_event::Table, id}, more).hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
            return casework::idValue(id);
        };
        const Value complaint = bear("complaint", {});
        bear("no_consent", {{f::justice_event::Follows, complaint}});
        bear("hearing", {{f::justice_event::State, "not_attended"}});
        bear("written_in_error", {{f::justice_event::Corrects, bear("judgment", {})}});
        const Value hearing = bear("hearing", {{f::justice_event::State, "held"}});
        bear("statement", {{f::justice_event::Corrects, hearing}});
        bear("hearing", {{f::justice_event::State, "held"}, {f::justice_event::Corrects, hearing}});
        const auto table =
            count(*fixture.desk, {Indicator::JusticeEvents, Period::ofYear(2026), Dimension::JusticeKind, {}, {}}).value();
        QCOMPARE(table.total.count, 2);
        QCOMPARE(cellAt(table, {u"complaint"_s, {}}).count, 1);
        QCOMPARE(cellAt(table, {u"hearing"_s, {}}).count, 1);
    }

    void aWrongCountIsFound()
    {
        tests::DeskFixture fixture(7);
        tests::RandomHouse house(fixture, 7);
        house.fill(20);
        const Question question{Indicator::People, Period::ofYear(2026), Dimension::Sex, {}, {}};
        Table table = count(*fixture.desk, question).value();
        const auto slow = tests::referenceCount(*fixture.desk, question);
        QVERIFY(differences(table, slow).isEmpty());
        ++table.rowTotals.front().count;
        QCOMPARE(differences(table, slow).size(), 1);
    }

    void anAverageANightIsNightsThroughNightsThatAreOver()
    {
        tests::DeskFixture fixture(3); // today: 2026-11-24
        const auto person = fixture.bear({{f::case_file::Sex, "F"}}, {});
        auto transaction = fixture.db->begin();
        QVERIFY(fixture.log
                    ->birth({f::stay::Table, sync::RecordId::make(fixture.random)},
                            {{f::stay::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                             {f::stay::ArrivedAt, "2026-11-14"}})
                    .hasValue());
        QVERIFY(transaction->commit().hasValue());
        const auto november = count(*fixture.desk, {Indicator::Occupancy, Period::ofMonth(2026, 11), {}, {}, {}});
        QCOMPARE(november->total.count, 10); // 14 to 23
        QVERIFY(std::abs(*november->total.measure - 10.0 / 23) < 1e-9);
        const auto byMonth = count(*fixture.desk, {Indicator::Occupancy, Period::ofYear(2026), Dimension::Month, {}, {}});
        QVERIFY(std::abs(*cellAt(*byMonth, {u"2026-11"_s, {}}).measure - 10.0 / 23) < 1e-9);
        QCOMPARE(cellAt(*byMonth, {u"2026-10"_s, {}}).count, 0);
        QCOMPARE(byMonth->rows.codes.size(), std::size_t{11}); // December has not begun
    }

    void overdueStepsAreThoseOfTheDueBoard()
    {
        tests::DeskFixture fixture(11);
        tests::RandomHouse house(fixture, 11);
        house.fill(6);
        const auto due = casework::listDueSteps(*fixture.desk).value();
        const auto late = std::ranges::count_if(
            due, [](const casework::DueStep &step) { return step.owner && step.line.urgency == sop::Urgency::Late; });
        QVERIFY(late > 0);
        const auto table = count(*fixture.desk, {Indicator::OverdueSteps, Period::ofYear(2026), Dimension::Step, {}, {}});
        QCOMPARE(table->total.count, std::int64_t(late));
    }

    void whoIsBehindACellAreThoseItCounts()
    {
        const unsigned seed = seedOfToday();
        tests::DeskFixture fixture(seed);
        tests::RandomHouse house(fixture, seed);
        house.fill(40);
        const Question question{Indicator::People, Period::ofYear(2026), Dimension::Exploitation, Dimension::Sex, {}};
        const Table table = count(*fixture.desk, question).value();
        std::int64_t kept = 0;
        for (const QString &row : table.rows.codes) {
            for (const QString &column : table.columns.codes) {
                const auto behind = peopleBehind(*fixture.desk, question, {row, column}).value();
                const auto persons = cellAt(table, {row, column}).persons;
                QVERIFY(std::int64_t(behind.size()) <= persons); // of who was erased nothing is shown
                kept += persons - std::int64_t(behind.size());
            }
        }
        if (column(table, u"M"_s)) // numbers are only kept of women in this house: men are all there
            QCOMPARE(std::int64_t(peopleBehind(*fixture.desk, question, {{}, u"M"_s}).value().size()),
                     cellAt(table, {{}, u"M"_s}).persons);
        QVERIFY(kept >= 0);
    }

    void aQuestionThatCannotBeAskedIsRefused()
    {
        tests::DeskFixture fixture;
        const Period year = Period::ofYear(2026);
        const auto errorOf = [&](const Question &question) {
            const auto table = count(*fixture.desk, question);
            return table ? Errc::Internal : table.error().code;
        };
        QCOMPARE(errorOf({Indicator::Training, year, Dimension::Sex, {}, {}}), Errc::InvalidArgument);
        QCOMPARE(errorOf({Indicator::People, year, {}, Dimension::Sex, {}}), Errc::InvalidArgument);
        QCOMPARE(errorOf({Indicator::People, year, Dimension::Sex, Dimension::Sex, {}}), Errc::InvalidArgument);
        QCOMPARE(errorOf({Indicator::People, {}, Dimension::Sex, {}, {}}), Errc::InvalidArgument);
        QCOMPARE(errorOf({Indicator::People, year, {}, {}, {{Dimension::Service, {u"health"_s}}}}), Errc::InvalidArgument);
        QVERIFY(fixture.log->setElsewhere(std::uint8_t(1U << unsigned(sync::Compartment::Identity))).hasValue());
        QCOMPARE(errorOf({Indicator::People, year, Dimension::AgeBand, {}, {}}), Errc::SyncKeyMissing);
        QCOMPARE(errorOf({Indicator::People, year, Dimension::Sex, {}, {}}), Errc::Internal); // needs none of it
    }

    void onlyWhatChangedIsCountedAnew()
    {
        const unsigned seed = seedOfToday();
        tests::DeskFixture fixture(seed);
        tests::RandomHouse house(fixture, seed);
        house.fill(15);
        CountCache cache;
        const Question people{Indicator::People, Period::ofYear(2026), Dimension::Exploitation, {}, {}};
        const Question incidents{Indicator::Incidents, Period::ofYear(2026), Dimension::IncidentSeverity, {}, {}};
        for (int times = 0; times < 3; ++times) {
            QVERIFY(cache.count(*fixture.desk, people).hasValue());
            QVERIFY(cache.count(*fixture.desk, incidents).hasValue());
        }
        QCOMPARE(cache.counted(), 2);
        auto transaction = fixture.db->begin();
        QVERIFY(fixture.log
                    ->birth({f::incident::Table, sync::RecordId::make(fixture.random)},
                            {{f::incident::Severity, "minor"}, {f::incident::HappenedAt, fixture.clock.nowUtc()}})
                    .hasValue());
        QVERIFY(transaction->commit().hasValue());
        QVERIFY(cache.count(*fixture.desk, people).hasValue());
        QCOMPARE(cache.counted(), 2);
        QVERIFY(cache.count(*fixture.desk, incidents).hasValue());
        QCOMPARE(cache.counted(), 3);
        for (int i = 0; i < 60; ++i) { // whatever changes, what is remembered is never older than what is counted
            house.changeSomething();
            QVERIFY(cache.count(*fixture.desk, people).value() == count(*fixture.desk, people).value());
            QVERIFY(cache.count(*fixture.desk, incidents).value() == count(*fixture.desk, incidents).value());
        }
    }

    void whatIsOverdueIsRememberedUntilTheNextStepIsLate()
    {
        tests::DeskFixture fixture(11);
        tests::RandomHouse house(fixture, 11);
        house.fill(6);
        CountCache cache;
        const Question overdue{Indicator::OverdueSteps, Period::ofYear(2026), Dimension::Step, {}, {}};
        const Table first = cache.count(*fixture.desk, overdue).value();
        QVERIFY(first.total.count > 0 && first.holdsUntil);
        QVERIFY(cache.count(*fixture.desk, overdue).value() == first);
        QCOMPARE(cache.counted(), 1);
        for (int i = 0; i < 40; ++i) {
            fixture.clock.advance(base::UtcMs(37) * 60'000);
            if (i % 4 == 0)
                house.changeSomething();
            QVERIFY(cache.count(*fixture.desk, overdue).value() == count(*fixture.desk, overdue).value());
        }
        QVERIFY(cache.counted() > 1);
        const int before = cache.counted();
        auto transaction = fixture.db->begin(); // of anything: what a step waits for is said by the procedure
        QVERIFY(fixture.log
                    ->birth({f::incident::Table, sync::RecordId::make(fixture.random)},
                            {{f::incident::Severity, "minor"}, {f::incident::HappenedAt, fixture.clock.nowUtc()}})
                    .hasValue());
        QVERIFY(transaction->commit().hasValue());
        QVERIFY(cache.count(*fixture.desk, overdue).hasValue());
        QCOMPARE(cache.counted(), before + 1);
    }

    void whatWasRolledBackIsForgotten()
    {
        tests::DeskFixture fixture(5);
        CountCache cache;
        const Question incidents{Indicator::Incidents, Period::ofYear(2026), {}, {}, {}};
        QCOMPARE(cache.count(*fixture.desk, incidents)->total.count, 0);
        {
            auto transaction = fixture.db->begin();
            QVERIFY(fixture.log
                        ->birth({f::incident::Table, sync::RecordId::make(fixture.random)},
                                {{f::incident::Severity, "minor"}, {f::incident::HappenedAt, fixture.clock.nowUtc()}})
                        .hasValue());
            QCOMPARE(cache.count(*fixture.desk, incidents)->total.count, 1);
        }
        QCOMPARE(cache.count(*fixture.desk, incidents)->total.count, 0);
    }

    void whatIsLateTodayIsInNoReportOfAMonthThatIsOver()
    {
        tests::DeskFixture fixture(11); // today: 2026-11-24
        tests::RandomHouse house(fixture, 11);
        house.fill(6);
        const auto saysLate = [&](int month) {
            const auto tables = countReport(*fixture.desk, ReportName::MonthlyHouse, Period::ofMonth(2026, month)).value();
            return std::ranges::count_if(
                tables, [](const Table &table) { return table.question.indicator == Indicator::OverdueSteps; });
        };
        QCOMPARE(saysLate(11), 1);
        QCOMPARE(saysLate(10), 0);
        QCOMPARE(saysLate(12), 0); // nor of one that has not begun
        QCOMPARE(std::ranges::count_if(allIndicators(), isOfToday), 1);
    }

    void aReportIsAllOfItsTablesOrARefusal()
    {
        tests::DeskFixture fixture(9);
        tests::RandomHouse house(fixture, 9);
        house.fill(8);
        const Period month = Period::ofMonth(2026, 11); // of today
        const auto tables = countReport(*fixture.desk, ReportName::MonthlyHouse, month).value();
        QCOMPARE(tables.size(), questionsOf(ReportName::MonthlyHouse, month)->size());
        QVERIFY(!countReport(*fixture.desk, ReportName::MonthlyHouse, Period::ofYear(2026)));
        QVERIFY(fixture.log->setElsewhere(std::uint8_t(1U << unsigned(sync::Compartment::Health))).hasValue());
        QCOMPARE(countReport(*fixture.desk, ReportName::MonthlyHouse, month).error().code, Errc::SyncKeyMissing);
    }

private:
    static bool column(const Table &table, const QString &code)
    {
        return std::ranges::find(table.columns.codes, code) != table.columns.codes.end();
    }
};

QTEST_APPLESS_MAIN(TestCounting)
#include "test_counting.moc"
