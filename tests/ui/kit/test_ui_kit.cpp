// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/cut_text.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/list_header.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/two_lines.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtGui/QAccessible>
#include <QtGui/QHelpEvent>
#include <QtGui/QKeyEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QFrame>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMenu>
#include <QtWidgets/QMessageBox>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolTip>
#include <QtWidgets/QVBoxLayout>

#include <fstream>

using namespace indaro;
using namespace indaro::ui::kit;
using namespace Qt::StringLiterals;

namespace {

/// How often `needle` lies in this process's own writable memory. Searches chunk by chunk, skipping [first,
/// last).
std::size_t countInMemory(const std::string &needle)
{
    std::ifstream maps("/proc/self/maps");
    std::vector<std::pair<std::uint64_t, std::uint64_t>> areas;
    std::string line;
    while (std::getline(maps, line)) {
        if (line.find(" rw") == std::string::npos)
            continue;
        const auto dash = line.find('-');
        areas.emplace_back(std::stoull(line.substr(0, dash), nullptr, 16), std::stoull(line.substr(dash + 1), nullptr, 16));
    }
    std::ifstream memory("/proc/self/mem", std::ios::binary);
    std::size_t hits = 0;
    std::vector<char> chunk;
    for (const auto &[from, to] : areas) {
        chunk.assign(to - from, 0);
        memory.clear();
        memory.seekg(static_cast<std::streamoff>(from));
        memory.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        const auto *data = chunk.data();
        const auto got = static_cast<std::size_t>(memory.gcount());
        for (std::size_t at = 0; at + needle.size() <= got; ++at) {
            if (std::memcmp(data + at, needle.data(), needle.size()) == 0)
                ++hits;
        }
    }
    return hits;
}

/// The secret is never a literal: it is made from its parts so that the test's own text does not count as a
/// hit.
std::string mixed(const std::string &text)
{
    std::string out = text;
    for (char &c : out)
        c = static_cast<char>(c ^ 0x2A);
    return out;
}

} // namespace

class TestUiKit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        applyTheme(*qApp, ThemeKind::Light);
    }

    void aDateIsReadInEveryWayPeopleWriteIt_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("iso");
        const std::pair<QString, QString> cases[] = {{u"5-7-1999"_s, u"1999-07-05"_s},
                                                     {u"05071999"_s, u"1999-07-05"_s},
                                                     {u"05/07/1999"_s, u"1999-07-05"_s},
                                                     {u"5.7.1999"_s, u"1999-07-05"_s},
                                                     {u" 5 7 1999 "_s, u"1999-07-05"_s},
                                                     {u"1999-07-05"_s, u"1999-07-05"_s},
                                                     {u"7/1999"_s, u"1999-07"_s},
                                                     {u"071999"_s, u"1999-07"_s},
                                                     {u"1999-07"_s, u"1999-07"_s},
                                                     {u"1999"_s, u"1999"_s},
                                                     {u"29/02/2024"_s, u"2024-02-29"_s},
                                                     {u"29/02/2023"_s, QString()},
                                                     {u"31/04/1999"_s, QString()},
                                                     {u"5/7/99"_s, QString()},
                                                     {u"13/1999"_s, QString()},
                                                     {u"99"_s, QString()},
                                                     {u"demain"_s, QString()},
                                                     {u"1/1/20255"_s, QString()},
                                                     {u"0"_s, QString()},
                                                     {u"1700"_s, QString()},
                                                     {QString(), QString()},
                                                     {u"1/2/3/2001"_s, QString()},
                                                     {u"00/00/2000"_s, QString()},
                                                     {u"5//7//1999"_s, u"1999-07-05"_s}};
        for (const auto &[typed, iso] : cases)
            QTest::newRow(qPrintable(u"'%1'"_s.arg(typed))) << typed << iso;
    }
    void aDateIsReadInEveryWayPeopleWriteIt()
    {
        QFETCH(QString, typed);
        QFETCH(QString, iso);
        QCOMPARE(parsePartialDate(typed).value_or(QString()), iso);
    }

    void datesAndAmountsAreWrittenAsInBurundi()
    {
        QCOMPARE(dateText(u"1999-07-05"_s), u"05/07/1999"_s);
        QCOMPARE(dateText(u"1999-07"_s), u"07/1999"_s);
        QCOMPARE(dateText(u"1999"_s), u"1999"_s);
        QCOMPARE(dateText(u"2026-11-24T21:40"_s), u"24/11/2026 21:40"_s);
        QCOMPARE(dateText(u"hier"_s), u"hier"_s);
        QCOMPARE(amountText(25000), u"25.000\u00a0FBu"_s);
        QCOMPARE(amountText(999), u"999\u00a0FBu"_s);
        QCOMPARE(amountText(-1234567), u"-1.234.567\u00a0FBu"_s);
        QCOMPARE(dateTimeText(0), u"01/01/1970 02:00"_s);
        QCOMPARE(kirundiMonth(8), u"Myandagaro (8)"_s);
        QCOMPARE(kirundiMonth(13), QString());
    }

    void aReasonIsChosenFromTheMenuAndToldBeforeItIsShown()
    {
        ReasonButton button(ReasonButton::Place::Interview, nullptr);
        QSignalSpy chosen(&button, &ReasonButton::reasonChosen);
        QSignalSpy cleared(&button, &ReasonButton::clearChosen);
        const auto actions = button.menu()->actions();
        actions.at(1)->trigger();
        QCOMPARE(chosen.size(), 1);
        QCOMPARE(chosen.at(0).at(0).value<base::Missing>(), base::Missing::DoesNotKnow);
        QVERIFY(!button.reason().has_value());
        button.setReason(base::Missing::Stopped);
        QVERIFY(button.text().replace(u'\n', u' ').contains(missingText(base::Missing::Stopped)));
        actions.last()->trigger();
        QCOMPARE(cleared.size(), 1);
        const ReasonButton register_(ReasonButton::Place::Register, nullptr);
        for (const QAction *action : register_.menu()->actions())
            QVERIFY(action->data() != QVariant(static_cast<int>(base::Missing::Stopped)));
    }

    void cellsStandSideBySideOnlyWhereThereIsRoom()
    {
        QWidget form;
        auto *grid = new FlowGrid(2, 280, &form);
        QList<QLineEdit *> fields;
        for (int i = 0; i < 4; ++i) {
            fields.append(new QLineEdit(&form));
            grid->addCell(fields.back(), i == 2);
        }
        form.resize(700, 400);
        form.show();
        QCOMPARE(fields[0]->y(), fields[1]->y());
        QVERIFY(fields[1]->x() > fields[0]->geometry().right());
        QCOMPARE(fields[2]->width(), 700); // wide: a row of its own
        QVERIFY(fields[3]->y() > fields[2]->y());
        QCOMPARE(fields[3]->x(), 0);
        const int tall = grid->heightForWidth(400);
        QVERIFY(tall > grid->heightForWidth(700));
        form.resize(400, tall);
        QCoreApplication::processEvents();
        QVERIFY(fields[1]->y() > fields[0]->geometry().bottom());
        QCOMPARE(fields[1]->width(), 400);
        QVERIFY(form.minimumSizeHint().width() < 280);
    }

    void aWrappedLineInACellIsNotCut()
    {
        QWidget form;
        auto *grid = new FlowGrid(2, 100, &form);
        auto *row = new FormRow(new QLineEdit, &form);
        row->setLabel(u"Code"_s);
        row->setHint(u"4 digits or more, for this sitting only. Without it a pause locks the program."_s);
        grid->addCell(row);
        grid->addCell(new QLabel(u"x"_s));
        form.resize(260, 400);
        form.show();
        QVERIFY(QTest::qWaitForWindowExposed(&form));
        for (const auto *label : row->findChildren<QLabel *>())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
        QCOMPARE(row->height(), row->heightForWidth(row->width()));
    }

    void longWordsOfAButtonTakeTwoLines()
    {
        const QFontMetrics metrics(qApp->font());
        const QString text = u"Amahitamwo y’iyi mudasobwa · Réglages"_s;
        const int whole = metrics.horizontalAdvance(text);
        QCOMPARE(inTwoLines(text, metrics, whole), text);
        const QStringList lines = inTwoLines(text, metrics, whole * 2 / 3).split(u'\n');
        QCOMPARE(lines.size(), 2);
        QCOMPARE(lines.join(u' '), text);
        for (const QString &line : lines)
            QVERIFY(metrics.horizontalAdvance(line) <= whole * 2 / 3);
        QVERIFY(inTwoLines(text, metrics, whole / 4).contains(u'…'));
        QVERIFY(!inTwoLines(u"Amahitamwo"_s, metrics, 20).contains(u'\n'));
    }

    void aButtonGoesOnInTheNextLineWhereThereIsNoRoom()
    {
        QWidget page;
        auto *rows = new QVBoxLayout(&page);
        auto *button =
            new PushButton(u"Garura kopi yo kuzigama kuri iyi mudasobwa° · Restaurer une sauvegarde ici"_s, &page);
        auto *below = new QLabel(u"x"_s, &page);
        rows->addWidget(button, 0, Qt::AlignLeft);
        rows->addWidget(below);
        rows->addStretch();
        const int oneLine = button->sizeHint().height();
        page.resize(1000, 400);
        page.show();
        QVERIFY(QTest::qWaitForWindowExposed(&page));
        QCOMPARE(button->height(), oneLine);
        QCOMPARE(button->width(), button->sizeHint().width());
        page.resize(260, 400);
        QTRY_VERIFY(button->height() > oneLine + button->fontMetrics().height());
        QCOMPARE(button->height(), button->heightForWidth(button->width()));
        QVERIFY(button->width() <= 260 && below->y() > button->geometry().bottom());
        button->setText(u"Ikindi"_s); // other words at the same width
        QTRY_COMPARE(button->height(), oneLine);
        QCOMPARE(inLines(u"Ibindi° · Plus"_s, button->fontMetrics(), 80), u"Ibindi°\nPlus"_s);
    }

    void aListNeverScrollsSidewaysAndTheMouseSaysWhatIsCut()
    {
        CutTextTips tips;
        qApp->installEventFilter(&tips);
        QTableWidget table(1, 3);
        table.setHorizontalHeaderLabels({u"Izina° · Nom"_s, u"Igihe yakiriwe° · Date d’arrivée"_s, u"Ubu"_s});
        const QString name = u"Ndayizeye Nshimirimana <b>Marie-Espérance</b> Goreth "_s;
        table.setItem(0, 0, new QTableWidgetItem(name.repeated(8))); // more than the four lines a row grows to
        setUpList(&table, {4, 2, 1});
        table.resize(900, 200);
        table.show();
        QVERIFY(QTest::qWaitForWindowExposed(&table));
        const auto *heads = table.horizontalHeader();
        QTRY_COMPARE(heads->height(), heads->sizeHint().height());
        const int wide = heads->height();
        table.resize(300, 200);
        QTRY_VERIFY(heads->height() > wide); // the long head has two lines now
        int sum = 0;
        for (int column = 0; column < 3; ++column)
            sum += table.columnWidth(column);
        QCOMPARE(sum, table.viewport()->width());
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        const QPoint cell = table.visualRect(table.model()->index(0, 0)).center();
        QHelpEvent help(QEvent::ToolTip, cell, table.viewport()->mapToGlobal(cell));
        QCoreApplication::sendEvent(table.viewport(), &help);
        QVERIFY2(QToolTip::text().contains(u"&lt;b&gt;Marie"_s), qPrintable(QToolTip::text())); // never as markup
        QToolTip::hideText();
    }

    void aSecretIsEditedByKeys()
    {
        SecretField field;
        QTest::keyClicks(&field, u"abd"_s);
        QTest::keyClick(&field, Qt::Key_Left);
        QTest::keyClicks(&field, u"c"_s);
        QTest::keyClick(&field, Qt::Key_End);
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_Eacute, QString(u'é'), Qt::NoModifier);
        QTest::keyClicks(&field, u"x"_s);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QCOMPARE(base::asText(field.secret().view()), "abcdé");
        QTest::keyClick(&field, Qt::Key_Backspace);
        QTest::keyClick(&field, Qt::Key_Home);
        QTest::keyClick(&field, Qt::Key_Delete);
        QCOMPARE(base::asText(field.takeSecret().view()), "bcd");
        QVERIFY(field.isEmpty());
        QTest::keyClick(&field, Qt::Key_Backspace);
        QTest::keyClick(&field, Qt::Key_Delete);
        QVERIFY(field.isEmpty());
    }

    void aReaderIsToldHowLongASecretIsAndNoMore()
    {
        SecretField field;
        field.setAccessibleName(u"Passphrase"_s);
        QTest::keyClicks(&field, u"ab"_s);
        QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_Eacute, QString(u'é'), Qt::NoModifier);
        QCOMPARE(field.characters(), std::size_t(3));
        const auto *spoken = QAccessible::queryAccessibleInterface(&field);
        QVERIFY(spoken != nullptr);
        QVERIFY(spoken->role() == QAccessible::EditableText);
        QVERIFY(spoken->state().passwordEdit);
        QCOMPARE(spoken->text(QAccessible::Name), u"Passphrase"_s);
        QCOMPARE(spoken->text(QAccessible::Value), u"•••"_s);
    }

    void aCardIsCalledWhatStandsFirstInIt()
    {
        QFrame card;
        setCard(&card);
        auto *hidden = new QLabel(u"not there"_s, &card);
        hidden->hide();
        new QLabel(u"Room A"_s, &card);
        new QLabel(u"four beds"_s, &card);
        const auto *spoken = QAccessible::queryAccessibleInterface(&card);
        QVERIFY(spoken != nullptr && spoken->role() == QAccessible::Grouping);
        QCOMPARE(spoken->text(QAccessible::Name), u"Room A"_s);
        card.setAccessibleName(u"The room"_s);
        QCOMPARE(spoken->text(QAccessible::Name), u"The room"_s);
    }

    void aBannerSaysItsKind()
    {
        Banner banner;
        banner.showMessage(Banner::Kind::Warning, u"The stick is full."_s);
        const auto labels = banner.findChildren<QLabel *>();
        QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel *label) {
            return label->text().isEmpty() && label->accessibleName() == Banner::tr("Attention");
        }));
    }

    void aSecretIsStartedAnewAfterSelectAll()
    {
        SecretField field;
        QTest::keyClicks(&field, u"wrong"_s);
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QCOMPARE(base::asText(field.secret().view()), "wrong"); // nothing goes before something is typed
        QTest::keyClicks(&field, u"r"_s);
        QTest::keyClicks(&field, u"ight"_s);
        QCOMPARE(base::asText(field.secret().view()), "right");
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_Left); // marked no more
        QTest::keyClicks(&field, u"s"_s);
        QCOMPARE(base::asText(field.secret().view()), "righst");
        QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
        QTest::keyClick(&field, Qt::Key_Backspace);
        QVERIFY(field.isEmpty());
    }

    void aSecretTooLongIsCutAtItsCapacity()
    {
        SecretField field;
        for (std::size_t i = 0; i < SecretField::Capacity + 20; ++i)
            QTest::keyClick(&field, Qt::Key_A);
        QCOMPARE(field.secret().size(), SecretField::Capacity);
    }

    void aSecretLeavesNoCopyInMemory()
    {
        const std::string hidden = mixed("Umuravyo77-kizingiza");
        {
            SecretField field;
            field.resize(400, 40);
            field.show();
            for (const char c : hidden)
                QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_unknown, QChar(c ^ 0x2A), Qt::NoModifier);
            field.grab();
            field.setShown(true);
            field.grab(); // painted glyph by glyph
            std::string plain = mixed(hidden);
            const std::size_t while_typed = countInMemory(plain);
            std::fill(plain.begin(), plain.end(), 'x');
            QVERIFY(while_typed >= 2); // the scan can find it: in the field itself and in `plain`
        }
        std::string plain = mixed(hidden);
        const std::size_t narrow = countInMemory(plain);
        std::string wide;
        for (const char c : plain) {
            wide += c;
            wide += '\0';
        }
        const std::size_t utf16 = countInMemory(wide);
        // Only the needle itself (and the scan's copy of the area holding it) may be found.
        QVERIFY2(narrow <= 2, qPrintable(QString::number(narrow)));
        QVERIFY2(utf16 <= 2, qPrintable(QString::number(utf16)));
        std::fill(plain.begin(), plain.end(), 'x');
    }

    void everyPairOfColoursIsLegible()
    {
        for (const auto kind : {ThemeKind::Light, ThemeKind::Dark}) {
            const Colors &c = colors(kind);
            const std::pair<QColor, QColor> texts[] = {
                {c.text, c.window},         {c.text, c.surface},      {c.text, c.side},
                {c.text, c.selection},      {c.muted, c.window},      {c.muted, c.surface},
                {c.muted, c.side},          {c.accent, c.surface},    {c.accent, c.window},
                {c.onAccent, c.accent},     {c.infoText, c.infoBack}, {c.warningText, c.warningBack},
                {c.errorText, c.errorBack}, {c.goodText, c.goodBack}, {c.accent, c.selection},
                {c.muted, c.selection},     {c.accent, c.side},       {c.errorText, c.surface}};
            for (const auto &[text, back] : texts) {
                QVERIFY2(contrastRatio(text, back) >= 4.5,
                         qPrintable(u"%1 on %2: %3"_s.arg(text.name(), back.name()).arg(contrastRatio(text, back))));
            }
            // What marks the keyboard on a ground of these colours: the ring, and the ground itself where it changes.
            for (const auto &back : {c.selection, c.infoBack, c.warningBack, c.errorBack, c.goodBack})
                QVERIFY2(contrastRatio(c.focus, back) >= 3.0, qPrintable(back.name()));
            QVERIFY(contrastRatio(c.accent, c.surface) >= 3.0);
            QVERIFY(contrastRatio(c.onAccent, c.accent) >= 3.0);
            for (const auto &back : {c.window, c.surface, c.side}) {
                QVERIFY2(contrastRatio(c.border, back) >= 3.0,
                         qPrintable(u"border on %1: %2"_s.arg(back.name()).arg(contrastRatio(c.border, back))));
                QVERIFY(contrastRatio(c.focus, back) >= 3.0);
                QVERIFY(contrastRatio(c.errorText, back) >= 4.5);
            }
        }
        QCOMPARE(qRound(contrastRatio(Qt::black, Qt::white)), 21);
    }

    void everyErrorHasASentenceALossAndANextStep()
    {
        QStringList seen;
        for (const base::Errc code : base::allErrc()) {
            const ErrorText text = errorText(base::Error{code});
            const std::string name(base::errcName(code));
            QVERIFY2(!text.what.isEmpty() && !text.lost.isEmpty() && !text.next.isEmpty(), name.c_str());
            QVERIFY2(!seen.contains(text.what), name.c_str());
            seen.append(text.what);
        }
        QVERIFY(errorText(base::Error{base::Errc::RecoveryCodeInvalid, {{"group", std::int64_t{7}}}}).what.contains(u"7"));
    }

    void aFormRowShowsWhatIsWrongUntilItIsRight()
    {
        auto *line = new QLineEdit;
        FormRow row(line);
        row.setLabel(u"&Name"_s);
        row.setHint(u"as written"_s);
        row.setMessage(u"too long"_s);
        QVERIFY(row.hasMessage());
        QCOMPARE(line->accessibleName(), u"Name"_s);
        QCOMPARE(line->accessibleDescription(), u"too long"_s);
        row.clearMessage();
        QCOMPARE(line->accessibleDescription(), u"as written"_s);
    }

    void aBannerActsAndCanReplaceItself()
    {
        Banner banner;
        int pressed = 0;
        banner.showAction(Banner::Kind::Warning, u"one"_s, u"Do"_s, [&] {
            ++pressed;
            banner.showMessage(Banner::Kind::Good, u"two"_s);
        });
        banner.findChild<QPushButton *>()->click();
        QCOMPARE(pressed, 1);
        QCOMPARE(banner.text(), u"two"_s);
    }

    void everyIconOfTheFrameExistsAndFollowsTheTheme()
    {
        applyTheme(*qApp, ThemeKind::Light);
        const QImage light = icon(u"go-home"_s).pixmap(QSize(44, 44)).toImage();
        applyTheme(*qApp, ThemeKind::Dark);
        const QImage dark = icon(u"go-home"_s).pixmap(QSize(44, 44)).toImage();
        applyTheme(*qApp, ThemeKind::Light);
        QVERIFY(!light.isNull());
        QVERIFY(light != dark);
        QVERIFY(icon(u"no-such-icon"_s).isNull());
    }

    void theLanguageFallsBackToTheSourceWhenACatalogueIsMissing()
    {
        Translations translations(u":/nowhere"_s);
        QSignalSpy changed(&translations, &Translations::languageChanged);
        translations.setLanguage(Language::Kirundi);
        QCOMPARE(changed.size(), 1);
        QCOMPARE(QLocale().name(), u"rn_BI"_s);
        QVERIFY(!errorText(base::Error{base::Errc::DiskFull}).what.isEmpty());
        QCOMPARE(Translations::fromCode(Translations::code(Language::Kirundi)), Language::Kirundi);
        QCOMPARE(Translations::fromCode(u"??"_s), Language::French);
    }

    void aFullStickIsNotALostRecord()
    {
        const auto stick = errorText(base::Error{base::Errc::DiskFull, {{"errno", std::int64_t(28)}}});
        const auto vault = errorText(base::Error{base::Errc::DiskFull, {{"code", std::int64_t(13)}}});
        QCOMPARE(stick.what, vault.what);
        QVERIFY(stick.lost != vault.lost);
        QVERIFY(stick.next != vault.next);
    }

    void aTextIsFoundWhicheverClassAsksForIt()
    {
        const auto text = [](const char *source, int n = -1) {
            return QCoreApplication::translate("indaro::ui::pages::AnyPage", source, nullptr, n);
        };
        Translations translations;
        translations.setLanguage(Language::French);
        QCOMPARE(text("Cancel"), u"Annuler"_s);
        QCOMPARE(text("%n person(s)", 0), u"0 personne"_s);
        QCOMPARE(text("%n person(s)", 1), u"1 personne"_s);
        QCOMPARE(text("%n person(s)", 2), u"2 personnes"_s);
        QVERIFY(text("Make new recovery cards?").endsWith(u"\u202f?"_s)); // no line breaks before the mark
        translations.setLanguage(Language::Kirundi);
        QCOMPARE(text("Cancel"), u"Heba° · Annuler"_s);
        QCOMPARE(text("%n person(s)", 0), u"abantu 0° · 0 personne"_s);
        QCOMPARE(text("%n person(s)", 1), u"umuntu 1° · 1 personne"_s);
        QCOMPARE(text("Vault"), u"Vault"_s);
        translations.setLanguage(Language::English);
        QCOMPARE(text("Cancel"), u"Cancel"_s);
        QCOMPARE(text("%n person(s)", 0), u"0 people"_s);
        QCOMPARE(text("%n person(s)", 1), u"1 person"_s);
        QCOMPARE(text("%n person(s)", 2), u"2 people"_s);
    }

    void longAnswersOfAQuestionAreNotCut()
    {
        QWidget window;
        window.resize(1100, 700);
        window.show();
        MessageBoxAsk ask;
        Question question;
        question.title = u"Arrêter"_s;
        question.text = u"Pourquoi la séance se termine-t-elle ?"_s;
        question.choices = {u"Continuer"_s, u"Assez pour aujourd’hui, d’un commun accord"_s,
                            u"La personne est fatiguée ou bouleversée"_s, u"La personne a demandé d’arrêter"_s};
        int chosen = -1;
        ask.ask(&window, question, [&chosen](int choice) { chosen = choice; });
        auto *box = window.findChild<QMessageBox *>();
        QVERIFY(box != nullptr);
        QTRY_VERIFY(box->isVisible());
        for (const QAbstractButton *button : box->buttons())
            QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->text()));
        QTest::keyClick(box, Qt::Key_Escape);
        QTRY_COMPARE(chosen, 0);
    }

    void enterPressesTheButtonThatHasTheKeyboard()
    {
        struct Around final : QWidget
        {
            void keyPressEvent(QKeyEvent *event) override { isLeft = !pressFocused(*event); }
            bool isLeft = false;
        } window;
        auto *button = new QPushButton(&window);
        auto *box = new QCheckBox(&window);
        int presses = 0;
        connect(button, &QPushButton::clicked, this, [&presses] { ++presses; });
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        button->setFocus();
        QTest::keyClick(button, Qt::Key_Return);
        QTest::keyClick(button, Qt::Key_Enter, Qt::KeypadModifier);
        QCOMPARE(presses, 2);
        QTest::keyClick(button, Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(presses, 2);
        box->setFocus();
        QTest::keyClick(box, Qt::Key_Return);
        QVERIFY(window.isLeft && !box->isChecked());
    }

    void backgroundWorkForADeadPageIsDropped()
    {
        bool isDelivered = false;
        auto *page = new QObject;
        runInBackground(
            page, [] { return 7; }, [&](int) { isDelivered = true; });
        delete page;
        int answer = 0;
        QObject alive;
        runInBackground(
            &alive, [] { return 8; }, [&](int value) { answer = value; });
        QTRY_COMPARE(answer, 8);
        QVERIFY(!isDelivered);
    }
};

QTEST_MAIN(TestUiKit)
#include "test_ui_kit.moc"
