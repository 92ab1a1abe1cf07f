// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/combo_box.h"
#include "ui/kit/cut_text.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/shown_texts.h"
#include "ui/kit/two_lines.h"
#include "ui/kit/whole_lines.h"

#include <QtGui/QHelpEvent>
#include <QtTest/QtTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

using namespace indaro::ui::kit;
using namespace Qt::StringLiterals;

namespace {

const QString Pair = u"Rondera izina canke inomero° · Chercher par nom ou numéro"_s;
const QString French = u"Chercher par nom ou numéro"_s;

void showAs(QWidget &window, int width, int height)
{
    window.resize(width, height);
    window.show();
    QVERIFY(QTest::qWaitForWindowExposed(&window));
}

int linesOf(const QTableView &table, int row)
{
    return table.rowHeight(row) / table.fontMetrics().lineSpacing();
}

} // namespace

/// A draft and its French are long, and screens small: what says less of which words, and that none is cut.
class TestRoomForWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPairIsPartedAndPutBesideAnother()
    {
        QCOMPARE(withoutDraft(Pair), French);
        QCOMPARE(withoutDraft(u"Injira ubu.°\nEntrez maintenant."_s), u"Entrez maintenant."_s);
        QCOMPARE(withoutDraft(French), French);
        QCOMPARE(withoutDraft(u"La maison · la nuit"_s), u"La maison · la nuit"_s);
        QCOMPARE(besideEachOther({u"A° · B"_s, u"C.°\nD."_s}, u" | "_s), u"A° | C.°\nB | D."_s);
        QCOMPARE(besideEachOther({u"A° · B"_s, u"D."_s}, u" | "_s), u"A° | D.\nB | D."_s); // no draft of the second
        QCOMPARE(besideEachOther({u"B"_s, u"D"_s}, u" | "_s), u"B | D"_s);
    }

    void anEmptyFieldSaysTheFrenchWhereThePairFindsNoRoom()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *field = new QLineEdit(&window);
        layout->addWidget(field);
        setHint(field, Pair);
        const int whole = field->fontMetrics().horizontalAdvance(Pair);
        showAs(window, whole + 120, 80);
        QCOMPARE(field->placeholderText(), Pair);
        window.resize(whole - 20, 80);
        QTRY_COMPARE(field->placeholderText(), French);
        QCOMPARE(hintOf(field), Pair);
        QVERIFY(shownTexts(window).contains(Pair)); // which a review of the Kirundi asks for
        CutTextTips tips;
        qApp->installEventFilter(&tips);
        QHelpEvent help(QEvent::ToolTip, field->rect().center(), field->mapToGlobal(field->rect().center()));
        QCoreApplication::sendEvent(field, &help);
        QVERIFY(QToolTip::text().contains(u"Rondera izina"_s));
        window.resize(whole + 120, 80);
        QTRY_COMPARE(field->placeholderText(), Pair);
        setHint(field, u"dd/mm/yyyy"_s);
        QCOMPARE(field->placeholderText(), u"dd/mm/yyyy"_s);
        QLineEdit other;
        other.setPlaceholderText(u"--:--"_s);
        QCOMPARE(hintOf(&other), u"--:--"_s);
    }

    void aClosedBoxSaysTheFrenchWhereThePairFindsNoRoom()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *box = new NarrowBox(&window, 8);
        layout->addWidget(box);
        box->addItems({Pair, u"x"_s});
        showAs(window, 240, 80);
        QCOMPARE(box->shownText(), French);
        QCOMPARE(box->currentText(), Pair);
        QVERIFY(box->minimumSizeHint().width() < 240);
        window.resize(box->fontMetrics().horizontalAdvance(Pair) + 120, 80);
        QTRY_COMPARE(box->shownText(), Pair);
        box->setCurrentIndex(1);
        QCOMPARE(box->shownText(), u"x"_s);
    }

    void aRowGrowsToFourLinesAndNoFurther()
    {
        QTableWidget table(60, 2);
        setUpList(&table, {1, 1});
        table.setHorizontalHeaderLabels({u"a"_s, u"b"_s});
        for (int row = 0; row < table.rowCount(); ++row) {
            table.setItem(row, 0, new QTableWidgetItem(u"court"_s));
            table.setItem(row, 1, new QTableWidgetItem(u"court"_s));
        }
        table.item(1, 1)->setText(u"deux lignes de mots, pas une"_s);
        table.item(2, 1)->setText(u"mot "_s.repeated(200).trimmed());
        table.item(50, 1)->setText(u"deux lignes de mots, pas une"_s);
        showAs(table, 300, 300);
        QTRY_COMPARE(linesOf(table, 1), 2);
        QVERIFY(linesOf(table, 0) <= 1);
        QCOMPARE(linesOf(table, 2), 4);
        table.scrollTo(table.model()->index(50, 0)); // measured when it comes into sight
        QTRY_COMPARE(linesOf(table, 50), 2);
        table.item(49, 1)->setText(u"deux lignes de mots, pas une"_s);
        QTRY_COMPARE(linesOf(table, 49), 2);
        table.scrollTo(table.model()->index(0, 0));
        table.resize(700, 300);
        QTRY_VERIFY(linesOf(table, 1) <= 1);
        showWholeRows(&table);
        QTRY_VERIFY(linesOf(table, 2) > 4);
    }

    void aDraftAndItsFrenchPartBetweenTheTwo()
    {
        QTableWidget table(1, 1);
        setUpList(&table, {1});
        table.setHorizontalHeaderLabels({u"a"_s});
        const QString words = u"Oya° · On ne le lui a pas demandé"_s; // whose first line would take more than the draft
        table.setItem(0, 0, new QTableWidgetItem(words));
        showAs(table, table.fontMetrics().horizontalAdvance(words) - 20, 200);
        QTRY_COMPARE(linesOf(table, 0), 2);
        const QImage image = table.viewport()->grab().toImage();
        const QRect place = table.visualRect(table.model()->index(0, 0));
        // What is dark in the upper half ends with the draft.
        const int middle = (place.top() + place.bottom()) / 2;
        int last = 0;
        for (int x = place.left() + 2; x < std::min(place.right() - 2, image.width()); ++x) {
            for (int y = place.top() + 2; y < middle; ++y) {
                if (qGray(image.pixel(x, y)) < 128)
                    last = x;
            }
        }
        QVERIFY(last > place.left());
        QVERIFY2(last < place.left() + table.fontMetrics().horizontalAdvance(u"Oya° · On"_s),
                 qPrintable(QString::number(last)));
        QCOMPARE(table.item(0, 0)->text(), words); // what a reader is told is as before
    }

    void aDayOrANumberIsNotCutWhereAllFindRoom()
    {
        QTableWidget table(1, 3);
        setUpList(&table, {1, 9, 9});
        table.setHorizontalHeaderLabels({u"a"_s, u"b"_s, u"c"_s});
        showAs(table, 400, 200);
        QVERIFY(table.columnWidth(0) < table.fontMetrics().horizontalAdvance(u"28/11/2026"_s));
        table.setItem(0, 0, new QTableWidgetItem(u"28/11/2026 22:12"_s));
        table.setItem(0, 1, new QTableWidgetItem(u"DPCT-2026-0002"_s));
        QTRY_VERIFY(table.columnWidth(0) >= table.fontMetrics().horizontalAdvance(u"28/11/2026"_s));
        QVERIFY(table.columnWidth(1) >= table.fontMetrics().horizontalAdvance(u"DPCT-2026-0002"_s));
        int all = 0;
        for (int column = 0; column < 3; ++column)
            all += table.columnWidth(column);
        QVERIFY(all <= table.horizontalHeader()->width());
    }

    void aNumberWiderThanItsColumnGoesOnAfterADash()
    {
        QTableWidget table(1, 1);
        setUpList(&table, {1});
        table.setHorizontalHeaderLabels({u"a"_s});
        const QString number = u"DPCT-2026-0002"_s;
        const int whole = table.fontMetrics().horizontalAdvance(number);
        table.setItem(0, 0, new QTableWidgetItem(number));
        showAs(table, whole - 8, 200);
        QTRY_COMPARE(linesOf(table, 0), 2);
        QCOMPARE(table.item(0, 0)->text(), number); // what is copied or read aloud is as before
        table.resize(2 * whole, 200);
        QTRY_VERIFY(linesOf(table, 0) <= 1);
    }

    void rowsOfAListAreAsHighAsTheirWords()
    {
        QListWidget list;
        new WholeLines(&list);
        list.setStyleSheet(u"QListWidget::item { padding: 8px 8px 8px 12px; }"_s);
        for (int i = 0; i < 40; ++i) // of growing length: some end just at the edge
            list.addItem(u"Ingene bikorwa° · Procédures "_s + QString(i, u'i'));
        showAs(list, 240, 300);
        QVERIFY(list.verticalScrollBar()->isVisible());
        const int padding = 12 + 8 + 2 * (list.style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1);
        for (int row = 0; row < list.count(); ++row) {
            const QRect place = list.visualItemRect(list.item(row));
            const QRect room(0, 0, list.viewport()->width() - padding, 1000);
            const int needed = list.fontMetrics().boundingRect(room, Qt::TextWordWrap, list.item(row)->text()).height() + 16;
            QVERIFY2(place.height() >= needed, qPrintable(list.item(row)->text()));
            QVERIFY(place.height() <= needed + 12);
        }
    }
};

QTEST_MAIN(TestRoomForWords)
#include "test_room_for_words.moc"
