// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/chart_palette.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/number_table.h"
#include "ui/kit/theme.h"

#include <QtCore/QSet>
#include <QtGui/QAccessible>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QGraphicsView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QScrollBar>

using namespace indaro;
using namespace indaro::ui::charts;
using namespace Qt::StringLiterals;
namespace kit = ui::kit;
using reports::CellPlace;
using reports::Dimension;
using reports::Indicator;

namespace {

reports::Cell people(int count)
{
    return {count, count, 0, {}};
}

/// People by sex.
reports::Table bySex(const std::vector<std::pair<QString, int>> &rows)
{
    reports::Table table;
    table.question = {Indicator::People, reports::Period::ofYear(2026), Dimension::Sex, Dimension::None, {}};
    table.rows.dimension = Dimension::Sex;
    int total = 0;
    for (const auto &[code, count] : rows) {
        table.rows.codes.push_back(code);
        table.rowTotals.push_back(people(count));
        total += count;
    }
    table.total = people(total);
    return table;
}

/// People by age, and by sex or by another dimension of two codes.
reports::Table byAgeAnd(Dimension columns, std::vector<QString> codes, bool isSeveral)
{
    reports::Table table;
    table.question = {Indicator::People, reports::Period::ofYear(2026), Dimension::AgeBand, columns, {}};
    table.rows = {Dimension::AgeBand, {u"under_12"_s, u"18_24"_s}, false};
    table.columns = {columns, std::move(codes), isSeveral};
    table.cells = {people(1), people(2), people(30), people(4)};
    table.rowTotals = {people(3), people(34)};
    table.columnTotals = {people(31), people(6)};
    table.total = people(37);
    return table;
}

reports::Table overMonths()
{
    reports::Table table;
    table.question = {Indicator::Occupancy, reports::Period::ofQuarter(2026, 1), Dimension::Month, Dimension::None, {}};
    table.rows = {Dimension::Month, {u"2026-01"_s, u"2026-02"_s, u"2026-03"_s}, false};
    table.rowTotals = {{310, 12, 0, 10.04}, {0, 0, 0, {}}, {372, 14, 0, 12.46}};
    table.total = {682, 20, 0, 11.2};
    return table;
}

/// A view as wide as a page on a small screen, in front.
struct Shown
{
    ChartView view;
    QGraphicsView *canvas = view.findChild<QGraphicsView *>();

    explicit Shown(ChartData data, int width = 600)
    {
        view.setData(std::move(data));
        view.resize(width, view.sizeHint().height());
        view.show();
        view.activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(&view));
        view.setFocus();
        QCoreApplication::processEvents();
    }
};

/// How many pixels have nearly this colour.
int countOf(const QImage &image, const QColor &colour)
{
    int found = 0;
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            found += image.pixelColor(x, y) == colour ? 1 : 0;
    }
    return found;
}

} // namespace

class TestUiCharts : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { kit::applyTheme(*qApp, kit::ThemeKind::Light); }

    void whatIsDrawnIsWhatWasCounted()
    {
        const ChartData data = chartOf(bySex({{u"F"_s, 12}, {u"M"_s, 3}}), u"fr"_s);
        QCOMPARE(data.kind, ChartKind::Bars);
        QCOMPARE(data.numbers.size(), std::size_t(2));
        QCOMPARE(data.at(0, 0).value, std::optional(12.0));
        QCOMPARE(data.at(0, 0).text, u"12"_s);
        QCOMPARE(data.at(1, 0).place, (CellPlace{u"M"_s, std::nullopt}));
        QCOMPARE(data.total.text, u"15"_s);
        QVERIFY(data.isExact);
        QVERIFY(!data.rows.contains(u"F"_s)); // in words
        QVERIFY(chartOf(bySex({}), u"fr"_s).kind == ChartKind::None);
    }

    void onlyPartsThatAddUpAreStacked()
    {
        QCOMPARE(chartOf(byAgeAnd(Dimension::Sex, {u"F"_s, u"M"_s}, false), u"en"_s).kind, ChartKind::Stacked);
        QCOMPARE(chartOf(byAgeAnd(Dimension::Control, {u"debt"_s, u"threat"_s}, true), u"en"_s).kind, ChartKind::Grouped);
    }

    void averagesAreDrawnOverTimeAndBrokenWhereNothingWasMeasured()
    {
        const ChartData data = chartOf(overMonths(), u"fr"_s);
        QCOMPARE(data.kind, ChartKind::Line);
        QCOMPARE(data.at(0, 0).text, u"10"_s);
        QCOMPARE(data.at(0, 0).inTable, u"10 (310)"_s);
        QCOMPARE(data.at(2, 0).text, u"12,5"_s);
        QCOMPARE(chartOf(overMonths(), u"en"_s).at(2, 0).text, u"12.5"_s);
        QVERIFY(!data.at(1, 0).value);
        QCOMPARE(data.rows, (QStringList{u"01/2026"_s, u"02/2026"_s, u"03/2026"_s}));
        QCOMPARE(data.period, u"T1 2026"_s);
        Shown shown(data);
        QVERIFY(shown.view.height() > 200);
    }

    void whatIsSuppressedHasNoLength()
    {
        reports::PublishedTable table;
        table.question = {Indicator::People, reports::Period::ofYear(2026), Dimension::Sex, Dimension::None, {}};
        table.rows = {Dimension::Sex, {u"F"_s, u"M"_s, u"unknown"_s}, false};
        table.rowTotals = {
            {reports::Shown::Number, 25, {}}, {reports::Shown::Small, 0, {}}, {reports::Shown::Hidden, 0, {}}};
        table.total = {reports::Shown::Number, 40, {}};
        const ChartData data = chartOf(table, u"fr"_s);
        QVERIFY(!data.isExact);
        QCOMPARE(data.at(0, 0).value, std::optional(25.0));
        QVERIFY(!data.at(1, 0).value);
        QCOMPARE(data.at(1, 0).text, u"< 11"_s);
        QVERIFY(!data.at(2, 0).value);
        QCOMPARE(data.at(2, 0).text, u"…"_s);
        QVERIFY(data.spoken(1, 0).contains(u"< 11"_s));
    }

    void everyPatternCanBeToldApartAndSeen()
    {
        for (const auto theme : {kit::ThemeKind::Light, kit::ThemeKind::Dark}) {
            const kit::Colors &colors = kit::colors(theme);
            QSet<int> patterns;
            for (int series = 0; series < LookCount; ++series) {
                const BarLook look = lookOf(series, colors);
                QVERIFY2(kit::contrastRatio(look.colour, colors.surface) >= 4.5, qPrintable(look.colour.name()));
                if (series < 6)
                    patterns.insert(int(look.pattern));
                for (int other = 0; other < series; ++other)
                    QVERIFY2(!(lookOf(other, colors) == look), qPrintable(u"%1 and %2"_s.arg(other).arg(series)));
            }
            QCOMPARE(patterns.size(), 6);
        }
    }

    void arrowKeysGoOverTheBarsAndEnterChooses()
    {
        Shown shown(chartOf(bySex({{u"F"_s, 12}, {u"M"_s, 3}, {u"unknown"_s, 1}}), u"en"_s));
        QSignalSpy chosen(&shown.view, &ChartView::cellChosen);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"F"_s, std::nullopt}));
        QTest::keyClick(shown.canvas, Qt::Key_Down);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"M"_s, std::nullopt}));
        QTest::keyClick(shown.canvas, Qt::Key_End);
        QTest::keyClick(shown.canvas, Qt::Key_Down); // there is none below
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"unknown"_s, std::nullopt}));
        QTest::keyClick(shown.canvas, Qt::Key_Up);
        QTest::keyClick(shown.canvas, Qt::Key_Return);
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.first().first().value<CellPlace>(), (CellPlace{u"M"_s, std::nullopt}));
    }

    void inAStackTheArrowsGoInTwoDirections()
    {
        Shown shown(chartOf(byAgeAnd(Dimension::Sex, {u"F"_s, u"M"_s}, false), u"en"_s));
        QTest::keyClick(shown.canvas, Qt::Key_Down);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"18_24"_s, u"F"_s}));
        QTest::keyClick(shown.canvas, Qt::Key_Right);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"18_24"_s, u"M"_s}));
        QTest::keyClick(shown.canvas, Qt::Key_Right);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"18_24"_s, u"M"_s}));
        QTest::keyClick(shown.canvas, Qt::Key_Home);
        QCOMPARE(shown.view.current(), std::optional(CellPlace{u"under_12"_s, u"F"_s}));
    }

    void aClickChoosesTheBarUnderTheMouse()
    {
        Shown shown(chartOf(bySex({{u"F"_s, 12}, {u"M"_s, 3}}), u"en"_s));
        QSignalSpy chosen(&shown.view, &ChartView::cellChosen);
        const QWidget *room = shown.canvas->viewport();
        // The upper half is the first row, whatever the length of its bar.
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, QPoint(room->width() - 30, room->height() / 5));
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.last().first().value<CellPlace>(), (CellPlace{u"F"_s, std::nullopt}));
        QTest::mouseClick(shown.canvas->viewport(), Qt::LeftButton, {}, QPoint(room->width() - 30, room->height() / 2));
        QCOMPARE(chosen.last().first().value<CellPlace>(), (CellPlace{u"M"_s, std::nullopt}));
    }

    void aScreenReaderFindsEveryBar()
    {
        Shown shown(chartOf(bySex({{u"F"_s, 12}, {u"M"_s, 3}}), u"en"_s));
        auto *spoken = QAccessible::queryAccessibleInterface(shown.canvas);
        QVERIFY(spoken != nullptr);
        QCOMPARE(spoken->childCount(), 2);
        const QString first = spoken->child(0)->text(QAccessible::Name);
        QVERIFY2(first.contains(u"12"_s) && first.contains(reports::labelOf(Dimension::Sex, u"F", u"en")),
                 qPrintable(first));
        QCOMPARE(spoken->child(1)->text(QAccessible::Value), u"3"_s);
        QCOMPARE(spoken->indexOfChild(spoken->child(1)), 1);
        QTest::keyClick(shown.canvas, Qt::Key_Down);
        QVERIFY(spoken->child(1)->state().focused);
        QVERIFY(!spoken->child(0)->state().focused);
        shown.view.setData(chartOf(bySex({{u"F"_s, 7}}), u"en"_s));
        QCOMPARE(spoken->childCount(), 1);
        QVERIFY(spoken->child(0)->text(QAccessible::Name).contains(u"7"_s));
    }

    void longNamesWrapAndNothingScrollsSideways()
    {
        reports::Table table = bySex({{u"F"_s, 12}});
        const QString name = u"un nom qui est beaucoup trop long pour tenir sur une seule ligne de cet écran"_s;
        table.rows.codes = {name}; // a code of no list is its own name
        const ChartData wide = chartOf(table, u"fr"_s);
        Shown narrow(wide, 300);
        const int high = narrow.canvas->height();
        Shown roomy(wide, 1200);
        QVERIFY2(high > roomy.canvas->height(), qPrintable(u"%1, %2"_s.arg(high).arg(roomy.canvas->height())));
        QCOMPARE(narrow.canvas->horizontalScrollBar()->maximum(), 0);
        QCOMPARE(narrow.canvas->verticalScrollBar()->maximum(), 0);
        QVERIFY(narrow.view.minimumSizeHint().width() <= 300);
    }

    void aLongerBarHasMoreOfItsColour()
    {
        const QColor accent = kit::colors(kit::ThemeKind::Light).accent;
        const auto inkOf = [&](int first, int second) {
            Shown shown(chartOf(bySex({{u"F"_s, first}, {u"M"_s, second}}), u"en"_s));
            return countOf(shown.view.grab().toImage(), accent);
        };
        const int half = inkOf(10, 5);
        QVERIFY2(half > 500, qPrintable(QString::number(half)));
        QVERIFY(inkOf(10, 10) > half * 5 / 4);
        QVERIFY(inkOf(10, 0) < half * 4 / 5);
    }

    void theLegendNamesEverySeries()
    {
        Shown shown(chartOf(byAgeAnd(Dimension::Sex, {u"F"_s, u"M"_s}, false), u"en"_s));
        QStringList words;
        for (const auto *label : shown.view.findChildren<QLabel *>()) {
            if (label->isVisible() && !label->text().isEmpty())
                words.append(label->text());
        }
        QCOMPARE(words, (QStringList{reports::labelOf(Dimension::Sex, u"F", u"en"),
                                     reports::labelOf(Dimension::Sex, u"M", u"en")}));
        shown.view.setData(chartOf(bySex({{u"F"_s, 12}}), u"en"_s));
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        for (const auto *label : shown.view.findChildren<QLabel *>())
            QVERIFY(!label->isVisible() || label->text().isEmpty());
    }

    void theCopiedPictureIsLightWhateverTheTheme()
    {
        const ChartData data = chartOf(byAgeAnd(Dimension::Sex, {u"F"_s, u"M"_s}, false), u"fr"_s);
        kit::applyTheme(*qApp, kit::ThemeKind::Dark);
        ChartView view;
        view.setData(data);
        const QImage picture = view.picture(u"INTERNE"_s);
        const QImage bare = view.picture({});
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        QCOMPARE(picture.pixelColor(1, 1), kit::colors(kit::ThemeKind::Light).surface);
        QVERIFY(countOf(picture, kit::colors(kit::ThemeKind::Light).accent) > 500);
        QVERIFY(picture.width() >= 1000);
        QVERIFY(picture != bare); // the mark is on it
    }

    void theTableSaysTheSame()
    {
        NumberTable table;
        table.setData(chartOf(byAgeAnd(Dimension::Sex, {u"F"_s, u"M"_s}, false), u"en"_s), u"Total"_s);
        QCOMPARE(table.rowCount(), 3);
        QCOMPARE(table.columnCount(), 4);
        for (int column = 0; column < 4; ++column) // a head stands above its numbers
            QCOMPARE(table.headerData(column, Qt::Horizontal, Qt::TextAlignmentRole),
                     table.data(table.index(0, column), Qt::TextAlignmentRole));
        QCOMPARE(table.data(table.index(1, 1), Qt::DisplayRole).toString(), u"30"_s);
        QCOMPARE(table.placeOf(table.index(1, 1)), std::optional(CellPlace{u"18_24"_s, u"F"_s}));
        QCOMPARE(table.placeOf(table.index(1, 3)), std::optional(CellPlace{u"18_24"_s, std::nullopt}));
        QCOMPARE(table.placeOf(table.index(2, 3)), std::optional(CellPlace{}));
        QVERIFY(!table.placeOf(table.index(0, 0)));
        QVERIFY(table.toText().endsWith(u"Total\t31\t6\t37\n"_s));
        // Many columns become lines, and no number is lost.
        reports::Table wide = byAgeAnd(Dimension::Sex, {u"a"_s, u"b"_s, u"c"_s, u"d"_s, u"e"_s}, false);
        wide.cells.clear();
        for (int i = 0; i < 10; ++i)
            wide.cells.push_back(people(100 + i));
        wide.columnTotals.assign(5, people(50));
        table.setData(chartOf(wide, u"en"_s), u"Total"_s);
        QCOMPARE(table.columnCount(), 3);
        QCOMPARE(table.rowCount(), 2 * 5 + 2 + 5 + 1);
        QCOMPARE(table.placeOf(table.index(8, 2)), std::optional(CellPlace{u"18_24"_s, u"c"_s}));
        QCOMPARE(table.data(table.index(8, 2), Qt::DisplayRole).toString(), u"107"_s);
    }
};

QTEST_MAIN(TestUiCharts)
#include "test_ui_charts.moc"
