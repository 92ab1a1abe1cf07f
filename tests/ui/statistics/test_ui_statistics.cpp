// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/journal.h"
#include "core/casework/house/house.h"
#include "core/model/partial_date.h"
#include "core/reports/counting.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/number_table.h"
#include "ui/kit/widgets.h"
#include "ui/pages/statistics/statistics_paper.h"
#include "ui/pages/statistics/statistics_texts.h"

#include <QClipboard>
#include <QFile>
#include <QGraphicsView>
#include <QTableView>
#include <QTableWidget>
#include <QTemporaryDir>

#include <cmath>
#include <tuple>

using namespace indaro;
using namespace indaro::tests;
using casework::AuditVerb;
using reports::CellPlace;
using reports::Dimension;
using reports::Indicator;

namespace {

/// A house with two women and a boy, on the page of the numbers, for an account of this role.
struct NumbersProgram : HouseProgram
{
    kit::Page *page = nullptr;

    explicit NumbersProgram(const char *role = "director")
    {
        for (const auto &[name, sex, age] :
             {std::tuple("Rose", "F", 30), std::tuple("Aline", "F", 20), std::tuple("Jean", "M", 8)})
            people.push_back(admit(name, sex, age));
        INDARO_CHECK(
            run([user = user, role](casework::Desk &desk) {
                return casework::saveStaff(
                    desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = QString::fromLatin1(role)});
            }).hasValue());
        const bool isDirector = std::string_view(role) == "director";
        INDARO_CHECK(QTest::qWaitFor([this, isDirector] {
            return workspace->access() && !workspace->access()->roles().empty() &&
                   workspace->access()->isDirector() == isDirector;
        }));
    }
    void openNumbers()
    {
        page = open<kit::Page>(pages::StatisticsPageId);
        QTRY_VERIFY(chart() != nullptr && total()->isVisible());
    }
    [[nodiscard]] ui::charts::ChartView *chart() const { return page->findChild<ui::charts::ChartView *>(); }
    [[nodiscard]] QLabel *total() const { return page->findChild<QLabel *>(u"total"_s); }
    [[nodiscard]] QTableWidget *behind() const { return page->findChild<QTableWidget *>(u"behind"_s); }
    [[nodiscard]] QTableView *table() const { return page->findChild<QTableView *>(u"numbers"_s); }
    void choose(const char *box, const QVariant &data)
    {
        auto *choice = page->findChild<QComboBox *>(QLatin1String(box));
        const int index = choice->findData(data);
        QVERIFY2(index >= 0, box);
        choice->setCurrentIndex(index);
    }
    void divideBySex()
    {
        choose("rows", u"sex"_s);
        QTRY_COMPARE(chart()->data().rows.size(), 2);
    }
    [[nodiscard]] int lines(AuditVerb verb)
    {
        const auto journal = run([](casework::Desk &desk) { return casework::listJournal(desk, {}); }).value();
        return int(std::ranges::count_if(
            journal, [verb](const auto &line) { return line.entry.verb == casework::auditVerbName(verb); }));
    }
    std::vector<casework::CaseId> people;
};

QString allTexts(const QList<ui::print::Page> &pages)
{
    QString text;
    for (const auto &page : pages) {
        for (const auto &item : page.texts)
            text += item.text + u'\n';
    }
    return text;
}

} // namespace

class TestUiStatistics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyIndicatorIsOfferedOnce()
    {
        std::vector<Indicator> offered;
        for (const auto &group : pages::indicatorGroups()) {
            QVERIFY(!group.title.isEmpty());
            offered.insert(offered.end(), group.indicators.begin(), group.indicators.end());
        }
        const auto all = reports::allIndicators();
        QVERIFY(std::ranges::equal(offered, all));
    }

    void aBarLeadsToThePeopleBehindItAndToTheirFile()
    {
        NumbersProgram program;
        program.openNumbers();
        QTRY_COMPARE(program.total()->text(), u"3"_s);
        program.divideBySex();
        const auto &data = program.chart()->data();
        QCOMPARE(data.at(0, 0).value, std::optional(2.0));
        QCOMPARE(data.at(1, 0).value, std::optional(1.0));
        QTRY_COMPARE(program.table()->model()->rowCount(), 3); // two rows and the total
        program.shot("statistics");
        auto *bars = program.chart()->findChild<QGraphicsView *>();
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_Down);
        QCOMPARE(program.chart()->current(), std::optional(CellPlace{u"M"_s, std::nullopt}));
        QVERIFY(!program.behind()->isVisible());
        QTest::keyClick(bars, Qt::Key_Return);
        QTRY_VERIFY(program.behind()->isVisible());
        QCOMPARE(program.behind()->rowCount(), 1);
        QCOMPARE(program.behind()->item(0, 1)->text(), u"Jean"_s);
        QCOMPARE(program.lines(AuditVerb::ListShown), 1);
        program.shot("statistics-behind");
        QTest::keyClick(program.behind(), Qt::Key_Return);
        QTRY_VERIFY(qobject_cast<pages::CaseFilePage *>(program.window->currentPage()) != nullptr);
    }

    void aNumberOfTheTableLeadsThereToo()
    {
        NumbersProgram program;
        program.openNumbers();
        program.divideBySex();
        auto *table = program.table();
        QTRY_VERIFY(table->isVisible());
        table->setCurrentIndex(table->model()->index(2, 1)); // the total
        table->setFocus();
        QTest::keyClick(table, Qt::Key_Return);
        QTRY_COMPARE(program.behind()->rowCount(), 3);
    }

    void twoDimensionsAndAChoiceOfThemAreCounted()
    {
        NumbersProgram program;
        program.openNumbers();
        program.choose("rows", u"age_band"_s);
        program.choose("columns", u"sex"_s);
        QTRY_VERIFY(program.chart()->data().kind == ui::charts::ChartKind::Stacked);
        QCOMPARE(program.chart()->data().total.text, u"3"_s);
        program.choose("filterBy", u"sex"_s);
        program.choose("filterCode", u"F"_s);
        program.page->findChild<QPushButton *>(u"addFilter"_s)->click();
        QTRY_COMPARE(program.total()->text(), u"2"_s);
        auto *line = program.page->findChild<QPushButton *>(u"filterLine"_s);
        QVERIFY(line != nullptr && line->isVisible());
        line->click();
        QTRY_COMPARE(program.total()->text(), u"3"_s);
    }

    void anIndicatorOffersWhatItAllowsAndNothingElse()
    {
        NumbersProgram program;
        program.openNumbers();
        program.divideBySex();
        auto *rows = program.page->findChild<QComboBox *>(u"rows"_s);
        program.choose("indicator", u"training"_s);
        QCOMPARE(rows->currentIndex(), 0); // training is not divided by the sex of a person
        QCOMPARE(rows->findData(u"sex"_s), -1);
        QVERIFY(rows->findData(u"training_kind"_s) > 0);
        QVERIFY(!program.page->findChild<QComboBox *>(u"columns"_s)->isEnabled());
    }

    void daysOfOnesOwnAreCountedOnceBothAreRight()
    {
        NumbersProgram program;
        program.openNumbers();
        QTRY_COMPARE(program.total()->text(), u"3"_s);
        program.choose("periodKind", int(reports::PeriodKind::Days));
        auto *from = program.page->findChild<QLineEdit *>(u"periodFrom"_s);
        auto *until = program.page->findChild<QLineEdit *>(u"periodUntil"_s);
        QVERIFY(from->isVisible() && until->isVisible());
        typeKeys(from, u"05/01/1999"_s);
        typeKeys(until, u"04/01/1999"_s);
        QTest::keyClick(until, Qt::Key_Return);
        QTRY_VERIFY(says(program.page, u"Write two days"_s));
        QCOMPARE(program.total()->text(), u"3"_s); // what was counted last stays
        until->clear();
        typeKeys(until, u"06/02/1999"_s);
        QTest::keyClick(until, Qt::Key_Return);
        QTRY_COMPARE(program.total()->text(), u"0"_s);
        QTRY_VERIFY(program.page->findChild<kit::EmptyState *>()->isVisible());
        buttonOf(program.page, u"Count all of this year"_s)->click();
        QTRY_COMPARE(program.total()->text(), u"3"_s);
    }

    void theWayOfCountingStandsWithTheNumber()
    {
        NumbersProgram program;
        program.openNumbers();
        auto *words = program.page->findChild<QLabel *>(u"definition"_s);
        QVERIFY(!words->isVisible());
        buttonOf(program.page, u"How is this counted?"_s)->click();
        QTRY_VERIFY(words->isVisible());
        QVERIFY(words->text().contains(reports::definitionOf(Indicator::People, u"en")));
        buttonOf(program.page, u"Close the explanation"_s)->click();
        QVERIFY(!words->isVisible());
    }

    void howFullTheHouseIsStandsUnderThePeopleOfANight()
    {
        NumbersProgram program;
        program.clock.advance(4 * 24 * Hour);
        program.openNumbers();
        const auto *share = program.page->findChild<QLabel *>(u"shareOfPlaces"_s);
        program.choose("indicator", u"occupancy"_s);
        QTRY_COMPARE(program.chart()->data().title, reports::titleOf(Indicator::Occupancy, u"en"));
        QVERIFY(!share->isVisible()); // no bed is set up
        program.room("Blue", "women", 3);
        QTRY_VERIFY(share->isVisible());
        const reports::Question asked{
            Indicator::Occupancy,
            reports::Period::around(model::localDay(program.clock.nowUtc()), reports::PeriodKind::Year),
            {},
            {},
            {}};
        const auto table = program.run([asked](casework::Desk &desk) { return reports::count(desk, asked); }).value();
        QVERIFY(table.total.count > 0);
        QCOMPARE(share->text(), pages::shareOfPlacesText(int(std::lround(*table.total.measure * 100 / 3)), 3));
        program.choose("indicator", u"bed_nights"_s);
        QTRY_VERIFY(!share->isVisible());
    }

    void whoComesInMeanwhileIsCounted()
    {
        NumbersProgram program;
        program.openNumbers();
        QTRY_COMPARE(program.total()->text(), u"3"_s);
        program.admit("Odile", "F", 40);
        QTRY_COMPARE(program.total()->text(), u"4"_s);
    }

    void whatIsTakenOffTheScreenIsMarkedAndNoted()
    {
        NumbersProgram program;
        program.openNumbers();
        program.divideBySex();
        QTRY_VERIFY(program.table()->isVisible());
        const QTemporaryDir folder;
        program.ask.choice = 1; // where to save, not the printer
        program.files.path = folder.filePath(u"numbers.pdf"_s);
        act(program.page, u"Save as PDF"_s);
        QTRY_VERIFY(QFile(program.files.path).size() > 1000);
        QTRY_COMPARE(program.lines(AuditVerb::NumbersPrinted), 1);
        program.files.path = folder.filePath(u"numbers.csv"_s);
        act(program.page, u"Save the table for a spreadsheet"_s);
        QTRY_VERIFY(QFile(program.files.path).size() > 0);
        QFile file(program.files.path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString csv = QString::fromUtf8(file.readAll());
        QVERIFY2(csv.contains(u"INTERNAL, exact numbers"_s), qPrintable(csv));
        QCOMPARE(program.lines(AuditVerb::NumbersPrinted), 2);
        act(program.page, u"Copy the table"_s);
        QTRY_VERIFY(QGuiApplication::clipboard()->text().startsWith(u"INTERNAL"_s));
        act(program.page, u"Copy the picture"_s);
        QTRY_VERIFY(!QGuiApplication::clipboard()->image().isNull());
        QCOMPARE(program.lines(AuditVerb::NumbersPrinted), 4);
    }

    void onlyADirectorTakesNumbersOffTheScreen()
    {
        NumbersProgram program("data_focal_point");
        program.openNumbers();
        program.divideBySex();
        for (const QAction *action : program.page->toolbarActions())
            QVERIFY2(!action->isVisible(), qPrintable(action->text()));
        // And who is behind a number is not shown to a role that does not read files.
        auto *bars = program.chart()->findChild<QGraphicsView *>();
        bars->setFocus();
        QTest::keyClick(bars, Qt::Key_Return);
        QTRY_VERIFY(says(program.page, u"not who is behind it"_s));
        QVERIFY(!program.behind()->isVisible());
    }

    void thePaperSaysWhatIsCountedAndThatItIsForInside()
    {
        NumbersProgram program;
        const reports::Question question{
            Indicator::People, reports::Period::ofYear(2026), Dimension::AgeBand, Dimension::Sex, {}};
        const auto table = program.run([question](casework::Desk &desk) { return reports::count(desk, question); }).value();
        const auto paper = tests::laidOut(pages::statisticsPaper(table, QDate(2026, 11, 24))).value();
        keepPaper(paper, u"statistics-paper"_s);
        const QString text = allTexts(paper);
        QVERIFY(text.contains(u"INTERNE, chiffres exacts"_s));
        QVERIFY(text.contains(reports::titleOf(Indicator::People, u"fr")));
        QVERIFY(!text.contains(u"Rose"_s) && !text.contains(u"Jean"_s));
        const auto bars = pages::chartPage(ui::charts::chartOf(table, u"fr"_s), u"Noto Sans"_s, u"INTERNE"_s);
        QVERIFY(bars.has_value());
        const auto isOnPage = [&](const QRectF &rect) { return QRectF(0, 0, 210, 297).contains(rect); };
        QVERIFY(bars->shapes.size() >= 3);
        for (const auto &shape : bars->shapes)
            QVERIFY(isOnPage(shape.rect.normalized().adjusted(0, 0, 0.01, 0.01)));
        for (const auto &item : bars->texts)
            QVERIFY2(isOnPage(item.rect), qPrintable(item.text));
    }

    void noCellOfTheSpreadsheetIsAFormula()
    {
        reports::Table table;
        table.question = {Indicator::People, reports::Period::ofYear(2026), Dimension::Sex, Dimension::None, {}};
        table.rows = {Dimension::Sex, {u"=1+1"_s, u"@x"_s, u"a;\"b\""_s, u"'=2"_s}, false};
        table.rowTotals.assign(4, {4, 4, 0, {}});
        table.total = {16, 16, 0, {}};
        const QString csv = QString::fromUtf8(pages::statisticsCsv(table, u"fr"_s));
        QVERIFY(csv.startsWith(QChar(0xFEFF)) || csv.startsWith(u"INTERNE"_s));
        QVERIFY2(csv.contains(u"'=1+1;4\r\n"_s), qPrintable(csv));
        QVERIFY(csv.contains(u"'@x;4\r\n"_s));
        QVERIFY(csv.contains(u"\"a;\"\"b\"\"\";4\r\n"_s));
        QVERIFY(csv.contains(u"\n''=2;4\r\n"_s)); // as in every other exchange: reading it undoes one sign only
        const auto lines = csv.split(u"\r\n"_s);
        for (const QString &line : lines)
            QVERIFY2(line.isEmpty() || !u"=+-@"_s.contains(line.front()), qPrintable(line));
    }
};

QTEST_MAIN(TestUiStatistics)
#include "test_ui_statistics.moc"
