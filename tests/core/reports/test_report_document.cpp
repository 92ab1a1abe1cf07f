// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/publications.h"
#include "core/reports/report_document.h"
#include "tests/core/reports/commission_of.h"
#include "tests/core/reports/invented_tables.h"
#include "tests/core/reports/random_house.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QSet>
#include <QTest>

#include <algorithm>
#include <functional>

using namespace indaro;
using namespace indaro::reports;
using namespace Qt::StringLiterals;
using base::Errc;
using documents::Label;

namespace {

constexpr std::int64_t GoldenScale = 1200;
constexpr ReportLanguages Both[] = {ReportLanguages::French, ReportLanguages::KirundiFrench};

void add(QStringList &lines, const Label &label)
{
    if (label.isEmpty())
        return;
    lines << (label.kirundi == label.french ? label.french : label.french + u" / "_s + label.kirundi);
}

QStringList linesOf(const ReportTable &table)
{
    QStringList lines;
    for (const Label &column : table.columns)
        add(lines, column);
    for (const ReportRow &row : table.rows) {
        add(lines, row.name);
        lines << row.cells;
    }
    return lines;
}

/// Every word of a report, in the order it is read.
QStringList linesOf(const ReportDocument &report)
{
    QStringList lines;
    add(lines, report.title);
    add(lines, report.periodWords);
    add(lines, report.channelWords);
    for (const ReportNumber &number : report.numbers) {
        add(lines, number.name);
        lines << number.text;
    }
    for (const Label &sentence : report.summary)
        add(lines, sentence);
    for (const ReportSection &section : report.sections) {
        add(lines, section.title);
        for (const Label &sentence : section.sentences)
            add(lines, sentence);
        for (const ReportChart &chart : section.charts) {
            add(lines, chart.title);
            for (const ReportBar &bar : chart.bars) {
                add(lines, bar.name);
                lines << bar.text;
            }
            add(lines, chart.note);
        }
        if (section.table)
            lines << linesOf(*section.table);
        for (const Label &note : section.notes)
            add(lines, note);
    }
    for (const ReportDefinition &definition : report.definitions) {
        add(lines, definition.name);
        add(lines, definition.words);
    }
    add(lines, report.translationWords);
    for (const Label &words : report.suppressedWords)
        add(lines, words);
    if (report.suppressed)
        lines << linesOf(*report.suppressed);
    return lines;
}

Cell cellOf(std::int64_t count, std::optional<double> measure = {}, std::int64_t sum = 0)
{
    return {count, count, sum, measure};
}

std::vector<Table> marchTables()
{
    const Period march = Period::ofMonth(2026, 3);
    Table nights{.question = {Indicator::BedNights, march, Dimension::None, Dimension::None, {}}};
    nights.total = cellOf(1234);
    Table stays{.question = {Indicator::StayLength, march, Dimension::None, Dimension::None, {}}};
    stays.total = cellOf(2, 12.5);
    Table refused{.question = {Indicator::Refusals, march, Dimension::RefusalReason, Dimension::None, {}}};
    refused.total = cellOf(1, {}, 3);
    refused.rows = {Dimension::RefusalReason, {u"capacity"_s}, false};
    refused.rowTotals = {cellOf(1, {}, 3)};
    Table people{.question = {Indicator::People, march, Dimension::Sex, Dimension::None, {}}};
    people.rows = {Dimension::Sex, {u"F"_s, u"M"_s, u"X"_s}, false};
    people.rowTotals = {cellOf(9), cellOf(1), cellOf(0)};
    people.total = cellOf(10);
    Table none{.question = {Indicator::Incidents, march, Dimension::IncidentSeverity, Dimension::None, {}}};
    return {nights, stays, refused, people, none};
}

QString spaced(QString text)
{
    return text.replace(u'_', QChar(0x00a0));
}

} // namespace

class TestReportDocument : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSentencesOfAMonthInFrench()
    {
        const auto report =
            makeReport(ReportName::MonthlyHouse, Period::ofMonth(2026, 3), ReportLanguages::French, marchTables());
        QVERIFY(report.hasValue());
        QCOMPARE(report->title.french, u"Rapport mensuel de la maison"_s);
        QCOMPARE(report->periodWords.french, u"mars 2026 (01/03/2026 – 31/03/2026)"_s);
        QVERIFY(report->channelWords.french.startsWith(u"INTERNE – chiffres exacts"_s));
        QStringList summary;
        for (const Label &sentence : report->summary)
            add(summary, sentence);
        QCOMPARE(summary, (QStringList{u"1.234 nuitées ont été passées dans la maison."_s, u"2 séjours ont pris fin."_s,
                                       spaced(u"Durée moyenne d’un séjour, en jours_: 12,5."_s),
                                       u"Une demande a été refusée."_s, u"Au total, 3 personnes étaient concernées."_s,
                                       u"10 personnes étaient hébergées."_s, u"Aucun incident n’a été enregistré."_s}));
        QCOMPARE(report->sections.size(), std::size_t{3});
        const ReportSection &people = report->sections[1];
        QCOMPARE(people.title.french, spaced(u"Personnes hébergées_: sexe"_s));
        QCOMPARE(people.sentences.value(0).french, spaced(u"Le plus souvent_: féminin (9), masculin (1)."_s));
        // Nobody is in the third row, and inside the house that is known.
        QCOMPARE(linesOf(*people.table),
                 (QStringList{u"sexe"_s, u"personnes"_s, u"féminin"_s, u"9"_s, u"masculin"_s, u"1"_s, u"Total"_s, u"10"_s}));
        QCOMPARE(people.charts.at(0).bars.size(), std::size_t{2});
        QCOMPARE(report->sections[2].title.french, u"Rien pendant cette période"_s);
        QCOMPARE(report->sections[2].notes.value(0).french, spaced(u"Incidents_: gravité"_s));
        QVERIFY(!report->sections[2].table);
        QVERIFY(report->suppressedWords.isEmpty() && !report->suppressed);
    }

    void kirundiStandsBesideTheFrenchWhereItIsAttested()
    {
        const auto report =
            makeReport(ReportName::MonthlyHouse, Period::ofMonth(2026, 3), ReportLanguages::KirundiFrench, marchTables());
        QVERIFY(report.hasValue());
        const QStringList lines = linesOf(*report);
        QVERIFY(lines.contains(u"Rapport mensuel de la maison / Icegeranyo c’inzu c’ukwezi"_s));
        QVERIFY(lines.contains(u"mars 2026 (01/03/2026 – 31/03/2026) / Ntwarante 2026 (01/03/2026 – 31/03/2026)"_s));
        QVERIFY(lines.contains(u"féminin / igitsina gore"_s));
        QCOMPARE(report->sections[1].sentences.value(0).kirundi,
                 u"Ibiboneka kenshi: igitsina gore (9), igitsina gabo (1)."_s);
        QCOMPARE(report->sections[1].sentences.value(0).kirundiStatus, documents::KirundiStatus::Unreviewed);
        QVERIFY(lines.contains(u"10 personnes étaient hébergées. / Abantu bari mu nzu: 10."_s));
        // A sentence that has no Kirundi stands once, in French.
        QVERIFY(lines.contains(spaced(u"Durée moyenne d’un séjour, en jours_: 12,5."_s)));
    }

    /// What is zero, or not told, is said in one sentence, however many figures it is true of.
    void theSameIsSaidOnce()
    {
        for (const auto name : {ReportName::MonthlyHouse, ReportName::DonorSheet}) {
            const Period period = tests::inventedPeriod(name);
            std::vector<Table> exact;
            std::vector<PublishedTable> published;
            const auto asked = questionsOf(name, period).value();
            for (const Question &question : asked) {
                exact.push_back(tests::inventedTable(question, 0));
                published.push_back(tests::inventedPublished(question, 0));
            }
            const auto report = channelOf(name) == Channel::Inside
                                    ? makeReport(name, period, ReportLanguages::French, exact).value()
                                    : makeReport(name, period, ReportLanguages::French, published, {}).value();
            QVERIFY2(report.summary.size() <= 2, qPrintable(linesOf(report).join(u'\n')));
            QCOMPARE(report.sections.size(), std::size_t{1});
            QVERIFY(!report.sections[0].table && report.sections[0].charts.empty());
        }
        QStringList said;
        std::vector<Table> some;
        const Period march = tests::inventedPeriod(ReportName::MonthlyHouse);
        const auto asked = questionsOf(ReportName::MonthlyHouse, march).value();
        for (const Question &question : asked)
            some.push_back(tests::inventedTable(question, 12));
        const auto report = makeReport(ReportName::MonthlyHouse, march, ReportLanguages::French, some).value();
        for (const Label &sentence : report.summary)
            said << sentence.french;
        QCOMPARE(said.size(), QSet<QString>(said.begin(), said.end()).size());
    }

    void aStepOfTheProcedureHasItsName()
    {
        const Period march = tests::inventedPeriod(ReportName::MonthlyHouse);
        const std::vector<Table> late{
            tests::inventedTable({Indicator::OverdueSteps, march, Dimension::Step, Dimension::None, {}}, 20)};
        const Label meal{u"2.1 Eau, repas, repos"_s, u"2.1 Amazi, imfungurwa"_s, u"2.1 Water, food, rest"_s};
        const auto lines = [&](ReportLanguages languages) {
            return linesOf(makeReport(ReportName::MonthlyHouse, march, languages, late, {{u"2.1"_s, meal}}).value());
        };
        QVERIFY(lines(ReportLanguages::French).contains(meal.french));
        QVERIFY(lines(ReportLanguages::KirundiFrench).contains(meal.french + u" / "_s + meal.kirundi));
        QVERIFY(lines(ReportLanguages::French).contains(u"4.9"_s)); // of a procedure that is not here
    }

    /// The number is of the day it was counted, and the sentence says which.
    void whatIsLateIsSaidOfTheDayItWasCounted()
    {
        const Period march = tests::inventedPeriod(ReportName::MonthlyHouse);
        Table late = tests::inventedTable({Indicator::OverdueSteps, march, Dimension::Step, Dimension::None, {}}, 20);
        late.countedAt = QDateTime(QDate(2031, 3, 9), QTime(8, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
        const auto sentences = [&] {
            QStringList all;
            const auto report = makeReport(ReportName::MonthlyHouse, march, ReportLanguages::KirundiFrench, {late}).value();
            for (const Label &sentence : report.summary)
                all << sentence.french << sentence.kirundi;
            return all.join(u'\n');
        };
        const QString many = sentences();
        QVERIFY2(many.contains(u"Au 09/03/2031, "_s + QString::number(late.total.count) + u" étapes"_s), qPrintable(many));
        QVERIFY2(many.contains(u"(09/03/2031)"_s), qPrintable(many));
        late.total = {};
        late.rowTotals.assign(late.rowTotals.size(), {});
        const QString none = sentences();
        QVERIFY2(none.contains(u"Au 09/03/2031, aucune étape"_s), qPrintable(none));
    }

    void theBulletinAnswersFourQuestions()
    {
        const Period year = tests::inventedPeriod(ReportName::AnnualBulletin);
        std::vector<PublishedTable> tables;
        const auto asked = questionsOf(ReportName::AnnualBulletin, year).value();
        for (const Question &question : asked)
            tables.push_back(tests::inventedPublished(question, 700));
        const auto report = makeReport(ReportName::AnnualBulletin, year, ReportLanguages::French, tables, {}).value();
        QCOMPARE(report.sections.size(), std::size_t{4});
        for (const ReportSection &section : report.sections)
            QCOMPARE(section.charts.size(), std::size_t{2});
        QCOMPARE(report.numbers.at(1).name.french, u"Dont identifiées par une autorité"_s);
        const auto &countries = report.sections[1].charts[1].bars;
        QVERIFY(std::ranges::is_sorted(countries, std::greater<>(), [](const ReportBar &bar) {
            return bar.name.french == u"non connu"_s ? -1 : *bar.number;
        }));
    }

    /// Every word of the five reports for the same invented figures. After a deliberate change:
    /// INDARO_UPDATE_GOLDEN=1 test_report_document writes the files anew, and somebody reads what changed in them.
    void theTextOfAReportIsTheOneThatWasRead_data()
    {
        QTest::addColumn<int>("name");
        QTest::addColumn<bool>("isFrench");
        for (int name = 0; name < int(ReportCount); ++name) {
            const QString code = toCode(static_cast<ReportName>(name));
            QTest::newRow(qPrintable(code + u"-fr"_s)) << name << true;
            QTest::newRow(qPrintable(code + u"-rn"_s)) << name << false;
        }
    }
    void theTextOfAReportIsTheOneThatWasRead()
    {
        QFETCH(int, name);
        QFETCH(bool, isFrench);
        const auto asked = static_cast<ReportName>(name);
        const auto languages = isFrench ? ReportLanguages::French : ReportLanguages::KirundiFrench;
        const Period period = tests::inventedPeriod(asked);
        std::vector<Table> exact;
        std::vector<PublishedTable> published;
        std::vector<Suppressed> suppressed;
        const auto questions = questionsOf(asked, period).value();
        for (const Question &question : questions) {
            exact.push_back(tests::inventedTable(question, GoldenScale));
            published.push_back(tests::inventedPublished(question, GoldenScale));
            for (const QString &row : published.back().rows.codes)
                suppressed.push_back({question, {row, {}}, row.size() % 2 == 0 ? Shown::Small : Shown::Hidden});
        }
        const auto report = channelOf(asked) == Channel::Inside
                                ? makeReport(asked, period, languages, exact).value()
                                : makeReport(asked, period, languages, published, suppressed).value();
        const QString text = linesOf(report).join(u'\n') + u'\n';
        QFile golden(QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/reports/%1-%2.txt")
                         .arg(QString(toCode(asked)), isFrench ? u"fr"_s : u"rn"_s));
        if (qEnvironmentVariableIsSet("INDARO_UPDATE_GOLDEN")) {
            QVERIFY(QFileInfo(golden).dir().mkpath(u"."_s));
            QVERIFY(golden.open(QIODevice::WriteOnly) && golden.write(text.toUtf8()) > 0);
            return;
        }
        QVERIFY2(golden.open(QIODevice::ReadOnly), qPrintable(golden.fileName()));
        const QStringList is = text.split(u'\n');
        const QStringList was = QString::fromUtf8(golden.readAll()).split(u'\n');
        for (qsizetype line = 0; line < std::min(is.size(), was.size()); ++line)
            QVERIFY2(is[line] == was[line],
                     qPrintable(u"line %1: \"%2\" was \"%3\""_s.arg(line + 1).arg(is[line], was[line])));
        QCOMPARE(is.size(), was.size());
    }

    void oneAndNoneAreNotPlural()
    {
        auto tables = marchTables();
        tables[0].total = cellOf(0);
        tables[1].total = cellOf(1, 4.0);
        const auto report =
            makeReport(ReportName::MonthlyHouse, Period::ofMonth(2026, 3), ReportLanguages::French, tables).value();
        const QStringList lines = linesOf(report);
        QVERIFY(lines.contains(u"Aucune nuitée n’a été passée dans la maison."_s));
        QVERIFY(lines.contains(u"Un séjour a pris fin."_s));
        QVERIFY(lines.contains(spaced(u"Durée moyenne d’un séjour, en jours_: 4."_s)));
    }

    void howFullTheHouseIsIsSaidWhereItHasPlaces()
    {
        const Period march = Period::ofMonth(2026, 3);
        Table nights{.question = {Indicator::Occupancy, march, Dimension::None, Dimension::None, {}}};
        nights.total = cellOf(310, 10.0);
        const auto said = [&](const std::optional<int> &places) {
            QStringList sentences;
            const auto report =
                makeReport(ReportName::MonthlyHouse, march, ReportLanguages::French, {nights}, {}, places).value();
            for (const Label &sentence : report.summary)
                sentences << sentence.french;
            return sentences;
        };
        const QString average = spaced(u"Nombre moyen de personnes par nuit_: 10."_s);
        QCOMPARE(said({}), QStringList{average});
        const QString share = spaced(u"Part des places utilisables aujourd’hui (16 au total)_: 63_%."_s);
        QCOMPARE(said(16), (QStringList{average, share}));
    }

    void everyIndicatorOfAReportHasItsSentences()
    {
        static const QRegularExpression code(u"^[a-z_]+$"_s);
        for (std::size_t i = 0; i < ReportCount; ++i) {
            const auto name = static_cast<ReportName>(i);
            const Period period = tests::inventedPeriod(name);
            for (const std::int64_t scale : {0, 1, 700}) {
                std::vector<Table> exact;
                std::vector<PublishedTable> published;
                const auto asked = questionsOf(name, period).value();
                for (const Question &question : asked) {
                    exact.push_back(tests::inventedTable(question, scale));
                    published.push_back(tests::inventedPublished(question, scale));
                }
                const auto report = channelOf(name) == Channel::Inside
                                        ? makeReport(name, period, ReportLanguages::French, exact)
                                        : makeReport(name, period, ReportLanguages::French, published, {});
                QVERIFY(report.hasValue());
                for (const Label &sentence : report->summary) {
                    QVERIFY2(sentence.french.endsWith(u'.') && !code.match(sentence.french).hasMatch() &&
                                 !sentence.french.contains(u'%'),
                             qPrintable(sentence.french));
                }
                QVERIFY(!report->summary.isEmpty() && report->definitions.size() == report->numbers.size());
            }
        }
    }

    /// The numbers of small and hidden cells are in these tables, where no filter would leave them; all end in 7.
    void whatIsSuppressedIsNeverWritten()
    {
        static const QRegularExpression seven(u"(^|[^0-9])7([^0-9]|$)"_s);
        for (std::size_t i = 1; i < ReportCount; ++i) {
            const auto name = static_cast<ReportName>(i);
            const Period period = tests::inventedPeriod(name);
            std::vector<PublishedTable> tables;
            std::vector<Suppressed> suppressed;
            const auto asked = questionsOf(name, period).value();
            for (const Question &question : asked) {
                tables.push_back(tests::inventedPublished(question, 700));
                suppressed.push_back({question, {}, Shown::Hidden});
            }
            for (const auto languages : Both) {
                const auto report = makeReport(name, period, languages, tables, suppressed).value();
                QVERIFY(report.suppressed.has_value() || name == ReportName::AnnualBulletin);
                QCOMPARE(report.suppressedWords.size(), qsizetype{2});
                int small = 0;
                for (const ReportNumber &number : report.numbers)
                    QVERIFY2(number.text != u"7"_s, qPrintable(number.name.french));
                for (std::size_t s = 0; s < report.sections.size(); ++s) {
                    for (const ReportChart &chart : report.sections[s].charts) {
                        for (const ReportBar &bar : chart.bars) {
                            QVERIFY2(!seven.match(bar.text).hasMatch(), qPrintable(bar.text));
                            QCOMPARE(bar.number.has_value(), bar.text != u"< 11"_s && bar.text != u"…"_s);
                            small += bar.number ? 0 : 1;
                        }
                    }
                    for (const Label &sentence : report.sections[s].sentences)
                        QVERIFY2(!sentence.french.contains(u"(7)"_s), qPrintable(sentence.french));
                    if (!report.sections[s].table)
                        continue;
                    for (const ReportRow &row : report.sections[s].table->rows)
                        for (const QString &cell : row.cells) {
                            QVERIFY2(!seven.match(cell).hasMatch(), qPrintable(cell));
                            small += cell == u"< 11"_s || cell == u"…"_s ? 1 : 0;
                        }
                }
                QVERIFY(small > 0 || name == ReportName::AnnualBulletin);
            }
        }
    }

    /// A figure that stands because an earlier one was published is not exact, and the paper says so.
    void aLaterEditionSaysThatFiguresStand()
    {
        const Period period = tests::inventedPeriod(ReportName::AnnualBulletin);
        const std::vector<PublishedTable> tables{
            tests::inventedPublished(questionsOf(ReportName::AnnualBulletin, period).value().front(), 700)};
        const auto wordsOf = [&](bool isLater) {
            const auto report =
                makeReport(ReportName::AnnualBulletin, period, ReportLanguages::French, tables, {}, isLater).value();
            QStringList words;
            for (const Label &each : report.suppressedWords)
                words << each.french;
            return words.join(u'\n');
        };
        QVERIFY(!wordsOf(false).contains(u"jusqu’à 21"_s));
        QVERIFY(wordsOf(true).contains(u"jusqu’à 21"_s));
    }

    void anInsideReportIsNotMadeOfPublishedTablesNorTheOtherWayRound()
    {
        QCOMPARE(makeReport(ReportName::AnnualBulletin, Period::ofYear(2025), ReportLanguages::French, std::vector<Table>{})
                     .error()
                     .code,
                 Errc::InvalidArgument);
        QCOMPARE(makeReport(ReportName::MonthlyHouse, Period::ofMonth(2025, 1), ReportLanguages::French,
                            std::vector<PublishedTable>{}, {})
                     .error()
                     .code,
                 Errc::InvalidArgument);
        QCOMPARE(makeReport(ReportName::MonthlyHouse, Period::ofYear(2025), ReportLanguages::French, std::vector<Table>{})
                     .error()
                     .code,
                 Errc::InvalidArgument);
    }

    void theNumbersAreThoseThatWereCounted()
    {
        tests::DeskFixture fixture(29);
        tests::RandomHouse house(fixture, 29);
        house.fill(60);
        auto &desk = *fixture.desk;
        const Period month = Period::ofMonth(2025, 6);
        const auto exact = countReport(desk, ReportName::MonthlyHouse, month).value();
        const auto report = loadReport(desk, ReportName::MonthlyHouse, month, ReportLanguages::French).value();
        std::size_t section = 0;
        int compared = 0;
        for (const Table &table : exact) {
            const bool isEmpty = table.total.count == 0 &&
                                 std::ranges::none_of(table.notCounted, &NotCounted::count); // named together, at the end
            if (table.question.rows == Dimension::None || isEmpty)
                continue;
            const ReportSection &shown = report.sections.at(section++);
            if (!shown.table)
                continue;
            const qsizetype at =
                shown.table->columns.size() - (infoOf(table.question.indicator).measure == Measure::None ? 2 : 3);
            QCOMPARE(QString(shown.table->rows.back().cells.value(at)).remove(u'.'), QString::number(table.total.count));
            std::size_t row = 0;
            for (const Cell &cell : table.rowTotals) {
                if (cell.count == 0)
                    continue;
                QCOMPARE(QString(shown.table->rows.at(row++).cells.value(at)).remove(u'.'), QString::number(cell.count));
                ++compared;
            }
        }
        QVERIFY(section == report.sections.size() || section + 1 == report.sections.size());
        QVERIFY(compared > 10);
    }

    void nothingThatLeavesNamesAPersonACodeOrAPlaceBelowAProvince()
    {
        tests::DeskFixture fixture(31);
        tests::RandomHouse house(fixture, 31);
        house.fill(90);
        const Period year = Period::ofYear(2025);
        std::vector<Period> sent = year.parts(PeriodKind::Quarter);
        sent.push_back(year);
        tests::CommissionOf commission(32, fixture, sent);
        auto &desk = *commission.desk;
        QCOMPARE(loadReport(desk, ReportName::AnnualBulletin, year, ReportLanguages::French).error().code, Errc::NotFound);
        QCOMPARE(loadReport(*fixture.desk, ReportName::AnnualBulletin, year, ReportLanguages::French).error().code,
                 Errc::WrongState); // a house hands out none
        QCOMPARE(mayPrintReport(*fixture.desk, ReportName::AnnualBulletin).error().code, Errc::WrongState);
        QVERIFY(mayPrintReport(desk, ReportName::AnnualBulletin).hasValue());
        const Release seen = previewRelease(desk, year).value();
        QVERIFY(publish(desk, year, seen, "second=abc").hasValue());
        QStringList canaries;
        auto rows = fixture.log->connection()
                        .prepare("SELECT case_code FROM case_file WHERE case_code IS NOT NULL UNION "
                                 "SELECT display_name FROM case_file WHERE display_name IS NOT NULL")
                        .value();
        while (rows.step().value())
            canaries << QString::fromStdString(std::string(rows.textView(0)));
        QVERIFY(canaries.size() > 90);
        canaries << u"Elsewhere"_s; // a province of no list, as somebody typed it
        for (const QString &place : {u"Giteranyi"_s, u"Butihinda"_s, u"Gashoho"_s, u"Gasorwe"_s, u"Mwakiro"_s})
            canaries << place; // communes
        for (std::size_t i = 1; i < ReportCount; ++i) {
            const auto name = static_cast<ReportName>(i);
            for (const auto languages : Both) {
                const auto report = loadReport(desk, name, tests::inventedPeriod(name), languages);
                QVERIFY2(report.hasValue(), toCode(name).latin1());
                const QString text = linesOf(*report).join(u'\n');
                QVERIFY(text.size() > 200);
                for (const QString &canary : canaries)
                    QVERIFY2(!text.contains(canary), qPrintable(canary));
            }
        }
        // Nor does the one that stays inside.
        const auto inside =
            loadReport(*fixture.desk, ReportName::MonthlyHouse, Period::ofMonth(2025, 6), ReportLanguages::KirundiFrench)
                .value();
        for (const QString &canary : canaries)
            QVERIFY2(!linesOf(inside).join(u'\n').contains(canary), qPrintable(canary));
    }

    /// The clock stands in November 2026: three quarters are over, and the year is not.
    void aQuarterIsHandedOutBeforeItsYearIsOver()
    {
        tests::DeskFixture fixture(37);
        tests::RandomHouse house(fixture, 37);
        house.fill(80);
        tests::CommissionOf commission(38, fixture,
                                       {Period::ofQuarter(2026, 1), Period::ofQuarter(2026, 2), Period::ofQuarter(2026, 3)});
        auto &desk = *commission.desk;
        const Release seen = previewRelease(desk, Period::ofYear(2026)).value();
        QVERIFY(std::ranges::all_of(seen.tables, [](const PublishedTable &table) {
            return table.question.period.kind() == PeriodKind::Quarter &&
                   table.question.period != Period::ofQuarter(2026, 4);
        }));
        QVERIFY(publish(desk, Period::ofYear(2026), seen, "second=abc").hasValue());
        const auto load = [&](ReportName name, const Period &period) {
            return loadReport(desk, name, period, ReportLanguages::French);
        };
        QVERIFY(load(ReportName::QuarterlyCommission, Period::ofQuarter(2026, 3)).hasValue());
        QCOMPARE(load(ReportName::QuarterlyCommission, Period::ofQuarter(2026, 4)).error().code, Errc::NotFound);
        QCOMPARE(load(ReportName::AnnualBulletin, Period::ofYear(2026)).error().code, Errc::NotFound);
        QCOMPARE(previewRelease(desk, Period::ofYear(2027)).error().code, Errc::NotFound);
    }

    void theLastPeriodThatIsOverIsProposed()
    {
        const QDate today(2026, 1, 3);
        QCOMPARE(lastPeriodOf(ReportName::MonthlyHouse, today).code(), u"2025-12"_s);
        QCOMPARE(lastPeriodOf(ReportName::QuarterlyCommission, today).code(), u"2025-Q4"_s);
        QCOMPARE(lastPeriodOf(ReportName::AnnualBulletin, today).code(), u"2025"_s);
    }
};

QTEST_GUILESS_MAIN(TestReportDocument)
#include "test_report_document.moc"
