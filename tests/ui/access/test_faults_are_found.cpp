// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/contrast.h"
#include "tests/ui/access/keyboard.h"
#include "tests/ui/access/screen_reader.h"
#include "tests/ui/start/survey.h"
#include "ui/kit/theme.h"

#include <QtGui/QPainter>
#include <QtGui/QStandardItemModel>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QBoxLayout>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QFormLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStyledItemDelegate>
#include <QtWidgets/QTableView>
#include <QtWidgets/QToolButton>

using namespace Qt::StringLiterals;

namespace indaro::tests {

/// Paints a cross and has no text.
class Drawing final : public QWidget
{
    Q_OBJECT
public:
    explicit Drawing(QWidget *parent) : QWidget(parent) { setFixedSize(40, 40); }

protected:
    void paintEvent(QPaintEvent *) override { QPainter(this).drawLine(0, 0, 40, 40); }
};

/// A badge in a cell: words on a box of its own colour.
class Badge final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    Badge(const char *fill, const char *words, QObject *parent)
        : QStyledItemDelegate(parent), m_fill(QLatin1StringView(fill)), m_words(QLatin1StringView(words))
    {
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QString text = index.data().toString();
        const QRect box = option.rect.adjusted(6, 6, 0, -6);
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        painter->setBrush(m_fill);
        painter->drawRoundedRect(QRect(box.topLeft(), QSize(option.fontMetrics.horizontalAdvance(text) + 24, box.height())),
                                 6, 6);
        painter->setPen(m_words);
        painter->drawText(box.adjusted(12, 0, 0, 0), Qt::AlignVCenter, text);
    }
    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {240, 40}; }

private:
    QColor m_fill, m_words;
};

/// The rules that every page is looked at by, on windows made wrong: what finds nothing wrong there would find nothing at
/// all.
class TestFaultsAreFound : public QObject
{
    Q_OBJECT

    struct Window : QMainWindow
    {
        Window() : body(new QWidget), column(new QVBoxLayout(body))
        {
            setCentralWidget(body);
            column->setAlignment(Qt::AlignTop);
        }
        template <class T> T *add(T *widget)
        {
            column->addWidget(widget);
            return widget;
        }
        QPushButton *addButton(const QString &text) { return add(new QPushButton(text)); }
        QLineEdit *addLine(const QString &name)
        {
            auto *line = add(new QLineEdit);
            line->setAccessibleName(name);
            return line;
        }
        void showInFront()
        {
            settleAt(*this, HalfScreen);
            show();
            activateWindow();
            if (!QTest::qWaitForWindowActive(this))
                qFatal("the window does not come to the front");
            settleAt(*this, HalfScreen);
        }
        QWidget *body;
        QVBoxLayout *column;
    };
    static bool has(const QStringList &faults, const char *what, const QString &whom = {})
    {
        for (const QString &fault : faults) {
            if (fault.contains(QString::fromUtf8(what)) && fault.contains(whom))
                return true;
        }
        for (const QString &fault : faults)
            qWarning("%s", qPrintable(fault));
        return false;
    }
    static void pale(QWidget *widget, const char *color)
    {
        widget->setStyleSheet(u"color: %1; background: #ffffff;"_s.arg(QLatin1StringView(color)));
    }

private Q_SLOTS:
    void init() { ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light); }

    void aGoodWindowHasNone()
    {
        for (const auto theme : {ui::kit::ThemeKind::Dark, ui::kit::ThemeKind::Light}) {
            ui::kit::applyTheme(*qApp, theme);
            Window window;
            auto *form = new QWidget(window.body);
            auto *rows = new QFormLayout(form);
            rows->addRow(u"Name"_s, new QLineEdit);
            auto *example = new QLineEdit;
            example->setPlaceholderText(u"Rose"_s);
            rows->addRow(u"Other name"_s, example);
            auto *box = new QComboBox;
            box->addItems({u"Room A"_s, u"Room B"_s});
            rows->addRow(u"Room"_s, box);
            window.add(form);
            window.add(ui::kit::makeLabel(ui::kit::TextRole::Muted, window.body))->setText(u"Nothing is lost."_s);
            window.add(new QCheckBox(u"She has agreed"_s));
            auto *list = window.add(new QListWidget);
            list->setAccessibleName(u"Rooms"_s);
            list->addItems({u"Room A"_s, u"Room B"_s});
            list->setTabKeyNavigation(false);
            auto *save = window.addButton(u"&Save"_s);
            ui::kit::setButtonRole(save, ui::kit::ButtonRole::Primary);
            ui::kit::setButtonRole(window.addButton(u"Take it back"_s), ui::kit::ButtonRole::Danger);
            ui::kit::setButtonRole(window.addButton(u"Not now"_s), ui::kit::ButtonRole::Quiet);
            window.showInFront();
            QCOMPARE(readerFaults(window, u"good"_s), QStringList());
            QCOMPARE(keyboardFaults(window, u"good"_s, KeyboardRules::Everything).join(u'\n'), QString());
            QCOMPARE(cutWords(window, window.size()).join(u'\n'), QString());
            QCOMPARE(contrastFaults(window, u"good"_s), QStringList());
        }
    }

    void namesThatAreNone()
    {
        Window window;
        window.add(new QLineEdit)->setPlaceholderText(u"an example is no name"_s);
        auto *picture = window.add(new QToolButton);
        picture->setObjectName(u"bare"_s);
        auto *dots = window.addButton(u"…"_s);
        dots->setObjectName(u"dots"_s);
        window.addLine(u"QLineEdit"_s);
        window.addLine(u"F&amily"_s);
        window.add(new QComboBox)->setObjectName(u"nameless"_s);
        window.add(new QListWidget)->addItem(u"Room A"_s);
        window.showInFront();
        const QStringList faults = readerFaults(window, u"names"_s);
        QVERIFY(has(faults, "has no name", u"QLineEdit"_s));
        QVERIFY(has(faults, "has no name", u"bare"_s));
        QVERIFY(has(faults, "has no name", u"nameless"_s));
        QVERIFY(has(faults, "has no name", u"QListWidget"_s));
        QVERIFY(has(faults, "without words", u"dots"_s));
        QVERIFY(has(faults, "as the program calls it"));
        QVERIFY(has(faults, "mark of a key", u"F&amily"_s));
        QVERIFY(faults.first().startsWith(u"names: "));
    }

    void alikeIsToldOnlyWhereItMatters()
    {
        Window window;
        window.addButton(u"Change"_s);
        window.addButton(u"Change"_s);
        for (const auto &name : {u"Room A"_s, u"Room B"_s}) {
            auto *card = window.add(new QFrame);
            card->setAccessibleName(name);
            (new QVBoxLayout(card))->addWidget(new QPushButton(u"Close it"_s));
        }
        for (int i = 0; i < 2; ++i)
            (new QVBoxLayout(window.add(new QFrame)))->addWidget(new QPushButton(u"Open it"_s));
        window.showInFront();
        const QStringList faults = readerFaults(window, u"alike"_s);
        QVERIFY(has(faults, "cannot be told apart", u"Change"_s));
        QVERIFY(has(faults, "cannot be told apart", u"Open it"_s)); // of which of the two?
        QCOMPARE(faults.filter(u"Close it"_s), QStringList());      // a reader says the card
    }

    void picturesAndDrawings()
    {
        Window window;
        QPixmap dot(16, 16);
        dot.fill(Qt::red);
        window.add(new QLabel)->setPixmap(dot);
        auto *decoration = window.add(new QLabel);
        decoration->setObjectName(u"decoration"_s);
        decoration->setPixmap(dot);
        decoration->setProperty("isDecoration", true);
        window.add(new Drawing(nullptr));
        auto *keys = window.add(new Drawing(nullptr));
        keys->setFocusPolicy(Qt::StrongFocus);
        keys->setAccessibleName(u"A cross"_s);
        window.showInFront();
        const QStringList faults = readerFaults(window, u"pictures"_s);
        QVERIFY(has(faults, "a picture without words"));
        QVERIFY(has(faults, "paints itself and says nothing"));
        QVERIFY(has(faults, "not told what it is", u"A cross"_s));
        QCOMPARE(faults.filter(u"decoration"_s), QStringList());
        QCOMPARE(faults.size(), 3);
    }

    void listsThatSayNothing()
    {
        Window window;
        QStandardItemModel model(2, 2);
        model.setHeaderData(1, Qt::Horizontal, QString());
        QPixmap dot(8, 8);
        dot.fill(Qt::red);
        for (int row = 0; row < 2; ++row) {
            model.setData(model.index(row, 0), u"Rose"_s);
            model.setData(model.index(row, 1), dot, Qt::DecorationRole);
        }
        auto *table = window.add(new QTableView);
        table->setModel(&model);
        table->setAccessibleName(u"People"_s);
        window.showInFront();
        const QStringList faults = readerFaults(window, u"lists"_s);
        QVERIFY(has(faults, "column 1 has no head"));
        QVERIFY(has(faults, "row 0, column 1 says nothing"));
        for (int row = 0; row < 2; ++row)
            model.setData(model.index(row, 1), u"urgent"_s, Qt::AccessibleTextRole);
        model.setHeaderData(1, Qt::Horizontal, u"State"_s);
        QCOMPARE(readerFaults(window, u"lists"_s), QStringList());
    }

    void linksWithoutKeys()
    {
        Window window;
        auto *link = window.add(new QLabel(u"<a href=\"x\">More</a>"_s));
        window.showInFront();
        QVERIFY(has(readerFaults(window, u"link"_s), "a link out of reach"));
        link->setTextInteractionFlags(Qt::LinksAccessibleByKeyboard);
        QCOMPARE(readerFaults(window, u"link"_s), QStringList());
    }

    void whatTabDoesNotReach()
    {
        Window window;
        window.addLine(u"First"_s);
        auto *mouse = window.addButton(u"For the mouse only"_s);
        mouse->setFocusPolicy(Qt::NoFocus);
        auto *keys = window.addButton(u"By its own keys"_s);
        keys->setFocusPolicy(Qt::NoFocus);
        keys->setToolTip(u"By its own keys (Ctrl+U)"_s);
        window.addLine(u"Second"_s);
        window.showInFront();
        const QStringList faults = keyboardFaults(window, u"reach"_s, KeyboardRules::Everything);
        QVERIFY(has(faults, "out of reach", u"For the mouse only"_s));
        QCOMPARE(faults.size(), 1);
    }

    void tabThatIsCaught()
    {
        Window window;
        window.addLine(u"First"_s);
        window.add(new QPlainTextEdit)->setAccessibleName(u"Tab writes a tab"_s);
        window.addLine(u"Second"_s);
        window.showInFront();
        QVERIFY(has(keyboardFaults(window, u"caught"_s, KeyboardRules::Everything), "Tab ends at", u"Tab writes a tab"_s));
    }

    void tabThatGoesBack()
    {
        Window window;
        auto *a = window.addLine(u"Top"_s);
        auto *b = window.addLine(u"Middle"_s);
        auto *c = window.addLine(u"Bottom"_s);
        QWidget::setTabOrder(a, c);
        QWidget::setTabOrder(c, b);
        auto *row = new QHBoxLayout;
        auto *left = new QPushButton(u"Before"_s);
        auto *right = new QPushButton(u"After"_s);
        row->addWidget(left);
        row->addWidget(right);
        window.column->addLayout(row);
        QWidget::setTabOrder(b, right);
        QWidget::setTabOrder(right, left);
        window.showInFront();
        const QStringList faults = keyboardFaults(window, u"order"_s, KeyboardRules::Everything);
        QVERIFY(has(faults, "Tab goes back", u"from QLineEdit “Bottom”"_s));
        QVERIFY(has(faults, "Tab goes back", u"from QPushButton “After”"_s));
    }

    void columnsAreReadOneAfterTheOther()
    {
        Window window;
        auto *columns = new QHBoxLayout;
        for (const auto *side : {"left", "right"}) {
            auto *part = new QWidget;
            auto *rows = new QVBoxLayout(part);
            for (int i = 0; i < 3; ++i)
                rows->addWidget(new QPushButton(u"%1 %2"_s.arg(QLatin1StringView(side)).arg(i)));
            columns->addWidget(part);
        }
        window.column->addLayout(columns);
        window.showInFront();
        QCOMPARE(keyboardFaults(window, u"columns"_s, KeyboardRules::Everything).join(u'\n'), QString());
    }

    void theKeyboardThatIsNotSeen()
    {
        Window window;
        window.addLine(u"First"_s);
        auto *flat = window.addButton(u"Looks alike"_s);
        flat->setStyleSheet(u"QPushButton, QPushButton:focus { border: 1px solid #505d66; outline: none; }"_s);
        auto *faint = window.addButton(u"Hardly changes"_s);
        faint->setStyleSheet(u"QPushButton { border: 2px solid #505d66; outline: none; }"
                             "QPushButton:focus { border: 2px solid #606d76; outline: none; }"_s);
        window.showInFront();
        const QStringList faults = keyboardFaults(window, u"mark"_s, KeyboardRules::Everything);
        QVERIFY(has(faults, "looks the same", u"Looks alike"_s));
        QVERIFY(has(faults, "looks the same", u"Hardly changes"_s));
        QCOMPARE(faults.size(), 2);
    }

    void wordsTooPale()
    {
        Window window;
        pale(window.add(new QLabel(u"Grey words on white"_s)), "#999999");
        pale(window.add(new QLabel(u"Just dark enough"_s)), "#757575");
        auto *large = window.add(new QLabel(u"Large and grey"_s));
        large->setStyleSheet(u"color: #8c8c8c; background: #ffffff; font-size: 26px;"_s);
        auto *off = window.addButton(u"Switched off"_s);
        pale(off, "#bbbbbb");
        off->setEnabled(false);
        pale(window.addButton(u"Pale button"_s), "#aaaaaa");
        auto *line = window.addLine(u"Example"_s);
        line->setPlaceholderText(u"A pale example"_s);
        QPalette colors = line->palette();
        colors.setColor(QPalette::PlaceholderText, QColor(0xB0B0B0));
        line->setPalette(colors);
        auto *list = window.add(new QListWidget);
        list->setAccessibleName(u"List"_s);
        list->addItem(u"A pale row"_s);
        list->item(0)->setForeground(QColor(0xC0C0C0));
        list->addItem(u"A dark row"_s);
        pale(window.add(new QLabel(u"–"_s)), "#c8c8c8");
        pale(window.add(new QLabel(u"—"_s)), "#333333");
        window.showInFront();
        const QStringList faults = contrastFaults(window, u"pale"_s);
        QVERIFY(has(faults, "“–” is "));
        QVERIFY(has(faults, "“Grey words on white” #999999 on #ffffff is 2.85:1, not 4.5:1"));
        QVERIFY(has(faults, "“Pale button”"));
        QVERIFY(has(faults, "“A pale example”"));
        QVERIFY(has(faults, "“A pale row”"));
        QCOMPARE(faults.size(), 5);
    }

    void wordsOnABadge()
    {
        const std::tuple<const char *, const char *, bool> badges[] = {
            {"#7a1510", "#ffffff", true},  // as the row itself, and well read on the badge
            {"#43340f", "#f7e1b0", true},  //
            {"#303030", "#505050", false}, // far from the row, and not from the badge
            {"#e8e8e8", "#a8a8a8", false}, // pale on pale
        };
        for (const auto &[fill, words, isReadable] : badges) {
            Window window;
            auto *list = window.add(new QListWidget);
            list->setAccessibleName(u"List"_s);
            list->setStyleSheet(u"background: #ffffff;"_s);
            list->setItemDelegate(new Badge(fill, words, list));
            list->addItem(u"to be decided"_s);
            window.showInFront();
            const QStringList faults = contrastFaults(window, u"badge"_s);
            if (isReadable)
                QCOMPARE(faults.join(u'\n'), QString());
            else
                QVERIFY(has(faults, words, u"on %1 is"_s.arg(QLatin1StringView(fill))));
        }
    }

    void theFrameOfTheKeyboardIsNoWord()
    {
        for (const bool isReadable : {true, false}) {
            Window window;
            auto *button = window.addButton(u"Begin an exchange with the other laptops of the house here"_s);
            if (!isReadable)
                pale(button, "#a8a8a8");
            window.showInFront();
            button->setFocus();
            const QStringList faults = contrastFaults(window, u"frame"_s);
            if (isReadable)
                QCOMPARE(faults.join(u'\n'), QString());
            else
                QVERIFY(has(faults, "#a8a8a8 on #ffffff"));
        }
    }

    void secondLinesAndEdges()
    {
        Window window;
        auto *two = window.add(new QLabel(u"Dark<br><span style=\"color: #a0a0a0\">pale below it</span>"_s));
        two->setTextFormat(Qt::RichText);
        two->setStyleSheet(u"background: #ffffff;"_s);
        auto *edge = window.addLine(u"No edge"_s);
        edge->setStyleSheet(u"border: 1px solid #eeeeee; background: #ffffff;"_s);
        auto *hidden = window.add(new QLabel(u"white on white"_s));
        pale(hidden, "#ffffff");
        window.showInFront();
        const QStringList faults = contrastFaults(window, u"edges"_s);
        QVERIFY(has(faults, "#a0a0a0", u"pale below it"_s));
        QVERIFY(has(faults, "its edge is", u"No edge"_s));
        QVERIFY(has(faults, "is not seen at all", u"white on white"_s));
    }

    void wordsThatAreCut()
    {
        Window window;
        auto *label = new QLabel(u"These words are wider than their label"_s, window.body);
        label->setGeometry(10, 10, 60, 20);
        auto *button = new QPushButton(u"These as well"_s, window.body);
        button->setGeometry(10, 40, 30, 30);
        auto *outside = new QLabel(u"Beyond the edge"_s, window.body);
        outside->setGeometry(640, 80, 200, 24);
        auto *over = new QLabel(u"The one below"_s, window.body);
        over->setGeometry(10, 120, 200, 24);
        auto *under = new QLabel(u"The one above"_s, window.body);
        under->setGeometry(100, 130, 200, 24);
        window.showInFront();
        const QStringList faults = cutWords(window, HalfScreen);
        QVERIFY(has(faults, "These words are wider"));
        QVERIFY(has(faults, "These as well"));
        QVERIFY(has(faults, "stands outside", u"Beyond the edge"_s));
        QVERIFY(has(faults, "lies over", u"The one below"_s));
    }
};

} // namespace indaro::tests

QTEST_MAIN(indaro::tests::TestFaultsAreFound)
#include "test_faults_are_found.moc"
