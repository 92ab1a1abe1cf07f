// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/window.h"

#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QGridLayout>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;
using namespace indaro::ui;

/// Where Tab goes: widgets are made in another order than they are read in, as pages make them that learn what to show.
class TestReadingOrder : public QObject
{
    Q_OBJECT

    struct Frame : kit::Window
    {
        Frame() : body(new QWidget), column(new QVBoxLayout(body)) { setCentralWidget(body); }
        QLineEdit *line(const QString &name, QWidget *parent = nullptr)
        {
            auto *made = new QLineEdit(parent != nullptr ? parent : body);
            made->setObjectName(name);
            return made;
        }
        QPushButton *button(const QString &name, kit::ButtonRole role = kit::ButtonRole::Normal)
        {
            auto *made = new QPushButton(name, body);
            made->setObjectName(name);
            kit::setButtonRole(made, role);
            return made;
        }
        void showInFront()
        {
            show();
            activateWindow();
            if (!QTest::qWaitForWindowActive(this))
                qFatal("the window does not come to the front");
        }
        /// The names of where Tab stops, from `first` once round.
        QString round(QWidget *first, Qt::Key key = Qt::Key_Tab)
        {
            QStringList names;
            first->setFocus();
            do {
                names.append(QApplication::focusWidget()->objectName());
                QTest::keyClick(QApplication::focusWidget(), key);
            } while (QApplication::focusWidget() != first && names.size() < 20);
            return names.join(u' ');
        }
        QWidget *body;
        QVBoxLayout *column;
    };

private Q_SLOTS:
    void layoutsSayIt()
    {
        Frame frame;
        auto *last = frame.line(u"g"_s);
        auto *grid = new QGridLayout;
        grid->addWidget(frame.line(u"d"_s), 1, 1);
        grid->addWidget(frame.line(u"c"_s), 1, 0);
        grid->addWidget(frame.line(u"b"_s), 0, 1);
        auto *first = frame.line(u"a"_s);
        grid->addWidget(first, 0, 0);
        auto *cells = new kit::FlowGrid(2, 100);
        auto *f = frame.line(u"f"_s);
        cells->addCell(frame.line(u"e"_s));
        cells->addCell(f);
        frame.column->addLayout(grid);
        frame.column->addLayout(cells);
        frame.column->addWidget(last);
        frame.showInFront();
        QCOMPARE(frame.round(first), u"a b c d e f g"_s);
        QCOMPARE(frame.round(first, Qt::Key_Backtab), u"a g f e d c b"_s);
    }

    void aProxyIsNoShortCut()
    {
        Frame frame;
        auto *area = new QWidget(frame.body);
        auto *rows = new QVBoxLayout(area);
        auto *a = frame.line(u"a"_s, area);
        auto *b = frame.line(u"b"_s, area);
        auto *c = frame.line(u"c"_s, area);
        for (auto *each : {a, b, c})
            rows->addWidget(each);
        frame.column->addWidget(area);
        area->setFocusProxy(b);
        frame.showInFront();
        area->setFocus();
        QCOMPARE(QApplication::focusWidget(), b);
        QCOMPARE(frame.round(b), u"b c a"_s);
    }

    void theMeantButtonComesFirst()
    {
        Frame frame;
        auto *no = frame.button(u"no"_s);
        auto *yes = frame.button(u"yes"_s, kit::ButtonRole::Primary);
        auto *erase = frame.button(u"erase"_s, kit::ButtonRole::Danger);
        auto *field = frame.line(u"field"_s);
        auto *row = new QHBoxLayout;
        row->addWidget(no);
        row->addStretch();
        row->addWidget(yes);
        auto *other = new QHBoxLayout;
        other->addWidget(frame.button(u"keep"_s));
        other->addWidget(erase); // nobody should come there first
        frame.column->addWidget(field);
        frame.column->addLayout(row);
        frame.column->addLayout(other);
        frame.showInFront();
        QCOMPARE(frame.round(field), u"field yes no keep erase"_s);
    }

    void whatIsMadeLaterStandsWhereItIsPut()
    {
        Frame frame;
        auto *first = frame.line(u"a"_s);
        frame.column->addWidget(first);
        frame.column->addWidget(frame.line(u"c"_s));
        frame.showInFront();
        QCOMPARE(frame.round(first), u"a c"_s);
        auto *late = frame.line(u"b"_s);
        frame.column->insertWidget(1, late);
        QTRY_VERIFY(late->isVisible());
        QCOMPARE(frame.round(first), u"a b c"_s);
    }

    void boxesAreOneStopAndPagesBehindAreNone()
    {
        Frame frame;
        auto *stack = new QStackedWidget(frame.body);
        auto *behind = frame.line(u"behind"_s);
        auto *scrolled = new QWidget;
        auto *rows = new QVBoxLayout(scrolled);
        auto *number = new QSpinBox(scrolled);
        number->setObjectName(u"number"_s);
        auto *box = new QComboBox(scrolled);
        box->setObjectName(u"box"_s);
        box->setEditable(true);
        rows->addWidget(box);
        rows->addWidget(number);
        auto *area = new QScrollArea;
        area->setFocusPolicy(Qt::NoFocus);
        area->setWidget(scrolled);
        stack->addWidget(behind);
        stack->addWidget(area);
        stack->setCurrentWidget(area);
        auto *last = frame.line(u"last"_s);
        auto *off = frame.line(u"off"_s);
        off->setEnabled(false);
        for (QWidget *each : std::initializer_list<QWidget *>{stack, off, last})
            frame.column->addWidget(each);
        frame.showInFront();
        QCOMPARE(frame.round(last), u"last box number"_s);
    }

    void anOrderOfItsOwnIsKept()
    {
        Frame frame;
        auto *first = frame.line(u"a"_s);
        auto *part = new QWidget(frame.body);
        part->setProperty("hasOrderOfItsOwn", true);
        auto *row = new QHBoxLayout(part);
        auto *c = frame.line(u"c"_s, part);
        auto *b = frame.line(u"b"_s, part);
        row->addWidget(c);
        row->addWidget(b);
        QWidget::setTabOrder(b, c);
        frame.column->addWidget(first);
        frame.column->addWidget(part);
        frame.column->addWidget(frame.line(u"d"_s));
        frame.showInFront();
        QCOMPARE(frame.round(first), u"a b c d"_s);
    }

    void whatGoesLeavesTheKeyboardToTheNext()
    {
        Frame frame;
        auto *a = frame.line(u"a"_s);
        auto *c = frame.line(u"c"_s);
        auto *b = frame.line(u"b"_s);
        for (auto *each : {a, b, c})
            frame.column->addWidget(each);
        frame.showInFront();
        b->setFocus();
        b->hide();
        QCOMPARE(QApplication::focusWidget(), c);
        c->setEnabled(false);
        QCOMPARE(QApplication::focusWidget(), a);
    }

    void theLastThatGoesDoesNotLeadRoundToTheFirst()
    {
        Frame frame;
        auto *back = frame.line(u"back"_s);
        auto *field = frame.line(u"field"_s);
        auto *send = frame.line(u"send"_s);
        for (auto *each : {back, field, send})
            frame.column->addWidget(each);
        frame.showInFront();
        send->setFocus();
        send->hide();
        QCOMPARE(QApplication::focusWidget(), field);
        send->show();
        QCOMPARE(frame.round(send), u"send back field"_s); // but Tab does
    }
};

QTEST_MAIN(TestReadingOrder)
#include "test_reading_order.moc"
