// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/code_list.h"
#include "core/reports/indicators.h"
#include "core/reports/period.h"
#include "core/reports/report_plans.h"
#include "core/reports/table.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <set>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

Table tableOf(std::int64_t women, std::int64_t men, const QString &extra = {})
{
    Table table{.question = {Indicator::NewPeople, Period::ofYear(2026), Dimension::Sex, {}, {}}};
    table.rows = {Dimension::Sex, {u"F"_s, u"M"_s}, false};
    table.rowTotals = {{women, women, 0, {}}, {men, men, 0, {}}};
    table.total = {women + men, women + men, 0, {}};
    if (!extra.isEmpty()) {
        table.rows.codes.push_back(extra);
        table.rowTotals.push_back({1, 1, 0, {}});
        table.total = {women + men + 1, women + men + 1, 0, {}};
    }
    return table;
}

} // namespace

class TestPeriodsAndTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void periodsAreReadAndWrittenInOneSpelling_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("spelling");
        QTest::newRow("a year") << u"2026"_s << u"2026"_s;
        QTest::newRow("a quarter") << u"2026-Q3"_s << u"2026-Q3"_s;
        QTest::newRow("a month") << u"2024-02"_s << u"2024-02"_s;
        QTest::newRow("days") << u"2026-01-05..2026-02-03"_s << u"2026-01-05..2026-02-03"_s;
        QTest::newRow("days that are a month") << u"2024-02-01..2024-02-29"_s << u"2024-02"_s;
        QTest::newRow("days that are a year") << u"2026-01-01..2026-12-31"_s << u"2026"_s;
        for (const auto *wrong : {"", "26", "2026-13", "2026-Q5", "2026-Q0", "2026-02-30..2026-03-01",
                                  "2026-03-02..2026-03-01", "2026-1", "nonsense", "1812", "2026-Qx"})
            QTest::newRow(wrong) << QString::fromLatin1(wrong) << QString();
    }
    void periodsAreReadAndWrittenInOneSpelling()
    {
        QFETCH(QString, text);
        QFETCH(QString, spelling);
        const auto period = Period::parse(text);
        QCOMPARE(period.hasValue(), !spelling.isEmpty());
        if (period) {
            QCOMPARE(period->code(), spelling);
            QVERIFY(Period::parse(period->code()).value() == *period);
        }
    }

    void aYearHasFourQuartersAndTwelveMonths()
    {
        const Period year = Period::ofYear(2024);
        QCOMPARE(year.days(), 366);
        QCOMPARE(year.parts(PeriodKind::Quarter).size(), std::size_t{4});
        QCOMPARE(year.parts(PeriodKind::Month).size(), std::size_t{12});
        const Period days = Period::parse(u"2024-02-10..2024-05-01").value();
        QCOMPARE(days.parts(PeriodKind::Month).size(), std::size_t{2}); // March and April are whole
        QCOMPARE(days.parts(PeriodKind::Quarter).size(), std::size_t{0});
    }

    void everyIndicatorSaysWhatItIs()
    {
        std::set<QString> codes;
        for (const Indicator indicator : allIndicators()) {
            const IndicatorInfo &info = infoOf(indicator);
            QVERIFY(codes.insert(QString(info.code)).second);
            QCOMPARE(findIndicator(QString(info.code)), std::optional(indicator));
            // Without its line the code would stand there; that a title is the same word is no fault.
            QVERIFY2(model::CodeList::byName(u"report_indicator"_s).find(QString(info.code)) != nullptr, info.code.latin1());
            for (const auto *language : {u"en", u"fr", u"rn"}) {
                QVERIFY2(!titleOf(indicator, language).isEmpty(), info.code.latin1());
                QVERIFY2(definitionOf(indicator, language).size() > 20, info.code.latin1());
            }
            QVERIFY(!titleOf(info.unit, u"fr").isEmpty());
            QCOMPARE(titleOf(info.measure, u"fr").isEmpty(), info.measure == Measure::None);
            QVERIFY(!tablesOf(indicator, {}).empty());
            for (const Dimension dimension : info.dimensions)
                QVERIFY(!infoOf(dimension).isPersonal); // those come by themselves
        }
        for (const Dimension dimension : allDimensions()) {
            QVERIFY(codes.insert(u"by "_s + infoOf(dimension).code).second);
            QCOMPARE(findDimension(QString(infoOf(dimension).code)), std::optional(dimension));
            QVERIFY2(model::CodeList::byName(u"report_dimension"_s).find(QString(infoOf(dimension).code)) != nullptr &&
                         !titleOf(dimension, u"fr").isEmpty(),
                     infoOf(dimension).code.latin1());
        }
        for (std::size_t name = 0; name < ReportCount; ++name) {
            const auto report = static_cast<ReportName>(name);
            QCOMPARE(findReport(QString(toCode(report))), std::optional(report));
            QVERIFY(titleOf(report, u"fr") != QString(toCode(report)));
        }
    }

    void everyPlannedTableCanBeAsked()
    {
        for (std::size_t name = 0; name < ReportCount; ++name) {
            const auto report = static_cast<ReportName>(name);
            const Period period = Period::around(QDate(2026, 5, 5), periodKindOf(report));
            const auto questions = questionsOf(report, period);
            QVERIFY(questions.hasValue());
            std::set<QString> keys;
            for (const Question &question : *questions) {
                QVERIFY2(checkQuestion(question), qPrintable(question.key()));
                QVERIFY(keys.insert(question.key()).second);
                if (channelOf(report) != Channel::HandedOut)
                    continue;
                const auto released = wholeReleaseQuestions(2026); // nothing is handed out that is in no release
                QVERIFY2(std::ranges::find(released, question) != released.end(), qPrintable(question.key()));
            }
            QVERIFY(!questionsOf(report, Period::parse(u"2026-01-02..2026-01-05").value()));
        }
    }

    void provincesAreThoseOfTheirDivision()
    {
        QCOMPARE(codesOf(Dimension::ProvinceOld).size(), std::size_t{19}); // and the unknown
        QCOMPARE(codesOf(Dimension::ProvinceNew).size(), std::size_t{6});
        QCOMPARE(codesOf(Dimension::ProvinceNew).back(), QString(UnknownCode));
        QVERIFY(codesOf(Dimension::Country).empty());
        QCOMPARE(labelOf(Dimension::Sex, u"F", u"fr"), u"féminin"_s);
        QCOMPARE(labelOf(Dimension::Sex, u"unknown", u"en"), u"not known"_s);
        QCOMPARE(labelOf(Dimension::Sex, u"refused", u"en"), u"refused to answer"_s);
        QCOMPARE(labelOf(Dimension::Month, u"2026-05", u"fr"), u"2026-05"_s);
    }

    void whatThePartsOfTheDataAre()
    {
        const Dimension age[] = {Dimension::AgeBand};
        const Dimension kinds[] = {Dimension::IncidentKind};
        using sync::Compartment;
        const auto has = [](const std::vector<Compartment> &all, Compartment one) {
            return std::ranges::find(all, one) != all.end();
        };
        QVERIFY(!has(compartmentsOf(Indicator::People, {}), Compartment::Identity));
        QVERIFY(has(compartmentsOf(Indicator::People, age), Compartment::Identity));
        QVERIFY(has(compartmentsOf(Indicator::Incidents, kinds), Compartment::Health));
    }

    void tablesOfHousesAddUp()
    {
        const Table sum = addUp({tableOf(20, 3), tableOf(5, 0, u"X"_s)}).value();
        QCOMPARE(sum.total.count, 29);
        QCOMPARE(cellAt(sum, {u"F"_s, {}}).persons, 25);
        QCOMPARE(cellAt(sum, {u"X"_s, {}}).count, 1);
        QCOMPARE(sum.rows.codes, (std::vector<QString>{u"F"_s, u"M"_s, u"X"_s}));
        Table other = tableOf(1, 1);
        other.question.period = Period::ofYear(2025);
        QVERIFY(!addUp({tableOf(1, 1), other}));
        QVERIFY(!addUp({}));
    }

    void anAverageIsMadeAnewAndAMedianLeftOut()
    {
        Table one{.question = {Indicator::StayLength, Period::ofYear(2026), {}, {}, {}}};
        one.total = {2, 2, 20, 10.0};
        Table two = one;
        two.total = {8, 8, 160, 20.0};
        QVERIFY(std::abs(*addUp({one, two})->total.measure - 18) < 1e-9);
        one.question.indicator = two.question.indicator = Indicator::StayMedian;
        QVERIFY(!addUp({one, two})->total.measure);
    }

    void tablesComeBackFromTheirText()
    {
        Table table = tableOf(20, 3, u"X"_s);
        table.notCounted = {{u"day_unknown"_s, 2}};
        table.total.measure = 2.5;
        const auto text = QJsonDocument(toJson(table)).toJson();
        QVERIFY(tableFromJson(QJsonDocument::fromJson(text).object()).value() == table);
        const auto broken = [&](auto change) {
            QJsonObject json = toJson(table);
            change(json);
            return !tableFromJson(json).hasValue();
        };
        QVERIFY(broken([](QJsonObject &json) { json.remove(u"total"_s); }));
        QVERIFY(broken([](QJsonObject &json) { json[u"total"_s] = QJsonArray{-1, 0, 0}; }));
        QVERIFY(broken([](QJsonObject &json) { json[u"row_codes"_s] = QJsonArray{u"F"_s, u"F"_s, u"M"_s}; }));
        QVERIFY(broken([](QJsonObject &json) { json[u"row_totals"_s] = QJsonArray{}; }));
        QVERIFY(broken([](QJsonObject &json) { json[u"question"_s] = QJsonObject{{u"indicator"_s, u"no such"_s}}; }));
    }

    void aQuestionHasOneKey()
    {
        Question one{Indicator::People, Period::ofYear(2026), Dimension::Sex, {}, {}};
        Question two = one;
        one.filters = {{Dimension::AgeBand, {u"12_17"_s, u"under_12"_s}}, {Dimension::Status, {u"presumed"_s}}};
        two.filters = {{Dimension::Status, {u"presumed"_s}}, {Dimension::AgeBand, {u"under_12"_s, u"12_17"_s}}};
        QCOMPARE(one.key(), two.key());
        QCOMPARE(questionFromJson(toJson(one))->key(), one.key());
    }
};

QTEST_APPLESS_MAIN(TestPeriodsAndTables)
#include "test_periods_and_tables.moc"
