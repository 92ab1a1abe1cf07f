// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/workbook.h"
#include "ui/forms/form_view.h"
#include "ui/forms/progress_rail.h"
#include "ui/forms/question_widget.h"
#include "ui/kit/theme.h"

#include <QtCore/QBuffer>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>

using namespace indaro;
using namespace indaro::forms;
using namespace indaro::ui::forms;
using namespace Qt::StringLiterals;

namespace {

Sheet sheet(const QString &name, const QList<QStringList> &rows)
{
    Sheet made;
    made.name = name;
    int number = 0;
    for (const QStringList &row : rows)
        made.rows.push_back({++number, row});
    return made;
}

std::shared_ptr<const FormDefinition> smallForm()
{
    const Sheet survey =
        sheet(u"survey"_s,
              {{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s, u"relevant"_s, u"constraint"_s,
                u"required"_s, u"appearance"_s, u"indaro::gate"_s, u"indaro::kirundi_status"_s, u"indaro::sensitive"_s},
               {u"begin_group"_s, u"a"_s, u"Accord"_s, u"Ukwemera"_s},
               {u"select_one yn"_s,
                u"ok"_s,
                u"D’accord ?"_s,
                u"Urabishaka?"_s,
                {},
                {},
                u"yes"_s,
                u"horizontal"_s,
                u"yes"_s,
                u"attested_high"_s},
               {u"text"_s, u"who"_s, u"Qui ?"_s, u"Ni nde?"_s, {}, {}, {}, {}, {}, u"unreviewed"_s},
               {u"end_group"_s},
               {u"begin_group"_s, u"b"_s, u"Histoire"_s, {}},
               {u"integer"_s, u"age"_s, u"Âge"_s, {}, {}, u". < 120"_s, {}, {}, {}, u"to_translate"_s, u"yes"_s},
               {u"text"_s, u"minor"_s, u"Tuteur"_s, u"Umurezi"_s, u"${age} < 18"_s},
               {u"decimal"_s, u"pay"_s, u"Salaire"_s, u"Umushahara"_s},
               {u"date"_s, u"since"_s, u"Depuis"_s, u"Kuva"_s, {}, {}, {}, u"month-year"_s},
               {u"time"_s, u"hour"_s, u"Heure"_s, u"Isaha"_s},
               {u"select_multiple signs"_s,
                u"signs"_s,
                u"Signes"_s,
                u"Ibimenyetso"_s,
                {},
                u"not(selected(., 'none')) or count-selected(.) = 1"_s},
               {u"text"_s, u"story"_s, u"Récit"_s, u"Inkuru"_s, {}, {}, {}, u"multiline"_s},
               {u"begin_repeat"_s, u"child"_s, u"Enfant"_s, u"Umwana"_s},
               {u"text"_s, u"name"_s, u"Nom"_s, u"Izina"_s},
               {u"end_repeat"_s},
               {u"end_group"_s}});
    const Sheet choices =
        sheet(u"choices"_s,
              {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s, u"indaro::kirundi_status"_s},
               {u"yn"_s, u"yes"_s, u"Oui"_s, u"Ego"_s, u"attested_high"_s},
               {u"yn"_s, u"no"_s, u"Non"_s, u"Oya"_s, u"attested_high"_s},
               {u"signs"_s, u"pain"_s, u"Douleur"_s, {}, u"to_translate"_s},
               {u"signs"_s, u"fever"_s, u"Fièvre"_s, u"Ubushuhe"_s, u"unreviewed"_s},
               {u"signs"_s, u"none"_s, u"Aucun"_s, u"Nta na kimwe"_s, u"unreviewed"_s}});
    return std::make_shared<const FormDefinition>(
        FormDefinition::fromWorkbook(Workbook::fromSheets({survey, choices}), u"small"_s).value());
}

struct Screen
{
    base::SystemClock clock;
    std::shared_ptr<const FormDefinition> definition = smallForm();
    FormInstance form{definition, environment(clock)};
    FormView view;

    Screen()
    {
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        view.resize(1100, 700);
        view.setInstance(&form, {});
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
    }
    static FormEnvironment environment(const base::Clock &clock)
    {
        FormEnvironment made;
        made.clock = &clock;
        return made;
    }
    QuestionWidget *question(const char *path) { return view.findQuestion(QString::fromLatin1(path)); }
    template <class T> T *field(const char *path) { return question(path)->findChild<T *>(); }
    QString value(const char *path) { return form.state(QString::fromLatin1(path))->value; }
    void type(const QString &text)
    {
        for (const QChar c : text)
            QTest::sendKeyEvent(QTest::Click, qApp->focusWidget(),
                                c.unicode() < 128 ? QTest::asciiToKey(c.toLatin1()) : Qt::Key_unknown, QString(c),
                                Qt::NoModifier);
    }
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier)
    {
        QTest::keyClick(qApp->focusWidget() != nullptr ? qApp->focusWidget() : &view, key, modifiers);
        QCoreApplication::processEvents();
    }
    void consent()
    {
        view.goTo(u"/data/a/ok"_s);
        type(u"1"_s);
        press(Qt::Key_PageDown, Qt::ControlModifier);
    }
};

} // namespace

class TestUiForms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextShowsBothLanguagesAndWhatIsDoubtful()
    {
        Screen screen;
        const FormTexts &texts = *screen.view.texts();
        const auto label = [&](const char *name) {
            const FormItem *item = screen.definition->findByName(QString::fromLatin1(name));
            return texts.plain(texts.label(item->path, *item));
        };
        QCOMPARE(label("ok"), u"D’accord ? · Urabishaka?"_s);
        QCOMPARE(label("who"), u"Qui ? · Ni nde?°"_s);
        QCOMPARE(label("age"), u"Âge · [to be translated]"_s);
        const FormItem *signs = screen.definition->findByName(u"signs"_s);
        const auto *pain = screen.definition->findChoiceList(u"signs"_s)->findChoice(u"pain"_s);
        QCOMPARE(texts.plain(texts.choice(signs->path, *signs, *pain)), u"Douleur · [to be translated]"_s);
        screen.view.setLarge(LargeLanguage::Kirundi);
        QCOMPARE(label("who"), u"Ni nde?° · Qui ?"_s);
    }

    void aGateBlocksOnlyTheSectionsAfterIt()
    {
        Screen screen;
        auto *rail = screen.view.findChild<ProgressRail *>();
        QCOMPARE(rail->count(), 2);
        QVERIFY(!(rail->item(1)->flags() & Qt::ItemIsEnabled));
        screen.press(Qt::Key_PageDown, Qt::ControlModifier); // leads to the gate, not past it
        QVERIFY(screen.question("/data/a/ok") != nullptr);
        screen.consent();
        QVERIFY(rail->item(1)->flags() & Qt::ItemIsEnabled);
        QVERIFY(screen.question("/data/b/age") != nullptr);
    }

    void theWholeFormIsFilledByKeyboard()
    {
        Screen screen;
        screen.consent();
        screen.view.goTo(u"/data/b/age"_s);
        screen.type(u"16"_s);
        screen.press(Qt::Key_Return);
        QCOMPARE(screen.value("/data/b/age"), u"16"_s);
        QVERIFY(screen.question("/data/b/minor")->isVisible());
        QCOMPARE(screen.view.currentPath(), u"/data/b/minor"_s);
        screen.type(u"tante"_s);
        screen.press(Qt::Key_Return);
        screen.type(u"12,5"_s);
        screen.press(Qt::Key_Return);
        QCOMPARE(screen.value("/data/b/pay"), u"12.5"_s);
        screen.type(u"02/2009"_s);
        screen.press(Qt::Key_Return);
        QVERIFY2(screen.value("/data/b/since").startsWith(u"2009-02"_s), qPrintable(screen.value("/data/b/since")));
        screen.type(u"9h05"_s);
        screen.press(Qt::Key_Return);
        QVERIFY2(screen.value("/data/b/hour").startsWith(u"09:05"_s), qPrintable(screen.value("/data/b/hour")));
        screen.type(u"12"_s);
        QCOMPARE(screen.value("/data/b/signs"), u"pain fever"_s);
        screen.type(u"3"_s); // "none" excludes the others
        QCOMPARE(screen.value("/data/b/signs"), u"none"_s);
        screen.press(Qt::Key_Return);
        QTest::keyClicks(qApp->focusWidget(), u"ligne"_s);
        screen.press(Qt::Key_Return, Qt::ControlModifier);
        QCOMPARE(screen.value("/data/b/story"), u"ligne"_s);
    }

    void whatCannotBeAnAnswerIsSaidBesideTheQuestionAndKept()
    {
        Screen screen;
        screen.consent();
        QSignalSpy kept(&screen.view, &FormView::typed);
        screen.view.goTo(u"/data/b/age"_s);
        screen.type(u"douze"_s);
        screen.press(Qt::Key_Return);
        QCOMPARE(kept.size(), 1);
        QCOMPARE(kept.at(0).at(1).toString(), u"douze"_s);
        QCOMPARE(screen.field<QLineEdit>("/data/b/age")->text(), u"douze"_s);
        QVERIFY(!screen.view.commitTyped());
        screen.view.goTo(u"/data/b/age"_s);
        screen.field<QLineEdit>("/data/b/age")->selectAll();
        screen.type(u"130"_s);
        screen.press(Qt::Key_Return);
        QVERIFY(screen.view.commitTyped());
        QCOMPARE(screen.form.problems(), QStringList{u"/data/b/age"_s});
        auto *rail = screen.view.findChild<ProgressRail *>();
        QVERIFY2(rail->item(1)->text().contains(u"1"_s) && rail->item(1)->text().contains(u"look at"_s),
                 qPrintable(rail->item(1)->text()));
    }

    void everyQuestionTakesAReasonByKeyboard()
    {
        Screen screen;
        screen.consent();
        screen.view.goTo(u"/data/b/age"_s);
        screen.press(Qt::Key_1, Qt::AltModifier);
        QCOMPARE(screen.form.state(u"/data/b/age"_s)->missing, std::optional(base::Missing::Refused));
        screen.view.goTo(u"/data/b/age"_s);
        screen.press(Qt::Key_4, Qt::AltModifier);
        QCOMPARE(screen.form.state(u"/data/b/age"_s)->missing, std::optional(base::Missing::Stopped));
        screen.view.goTo(u"/data/b/age"_s);
        screen.press(Qt::Key_0, Qt::AltModifier);
        QCOMPARE(screen.form.state(u"/data/b/age"_s)->answer, AnswerState::Unanswered);
    }

    void aFrenchKeyboardGivesDigitsWithoutShift()
    {
        Screen screen;
        screen.view.goTo(u"/data/a/ok"_s);
        screen.press(Qt::Key_Ampersand); // what the key of the 1 sends
        QCOMPARE(screen.value("/data/a/ok"), u"yes"_s);
        screen.press(Qt::Key_Eacute);
        QCOMPARE(screen.value("/data/a/ok"), u"no"_s);
        screen.press(Qt::Key_Ampersand, Qt::ShiftModifier); // of another keyboard
        QCOMPARE(screen.value("/data/a/ok"), u"no"_s);
        screen.view.goTo(u"/data/a/who"_s);
        screen.press(Qt::Key_Eacute, Qt::AltModifier);
        QCOMPARE(screen.form.state(u"/data/a/who"_s)->missing, std::optional(base::Missing::DoesNotKnow));
    }

    void aKeyAnswersNoQuestionThatIsOffTheScreen()
    {
        QList<QStringList> rows = {{u"type"_s, u"name"_s, u"label::French (fr)"_s}, {u"begin_group"_s, u"a"_s, u"Accord"_s}};
        for (int i = 0; i < 30; ++i)
            rows.push_back({u"note"_s, u"n%1"_s.arg(i), u"À lire à haute voix d’abord."_s});
        rows << QStringList{u"select_one yn"_s, u"ok"_s, u"D’accord ?"_s} << QStringList{u"end_group"_s};
        const Sheet choices = sheet(u"choices"_s, {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s},
                                                   {u"yn"_s, u"yes"_s, u"Oui"_s},
                                                   {u"yn"_s, u"no"_s, u"Non"_s}});
        const auto definition = std::make_shared<const FormDefinition>(
            FormDefinition::fromWorkbook(Workbook::fromSheets({sheet(u"survey"_s, rows), choices}), u"long"_s).value());
        base::SystemClock clock;
        FormInstance form{definition, Screen::environment(clock)};
        FormView view;
        view.resize(900, 500);
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
        view.setInstance(&form, {});
        const QString path = u"/data/a/ok"_s;
        QTRY_VERIFY(qApp->focusWidget() != nullptr && !view.findQuestion(path)->isAncestorOf(qApp->focusWidget()));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_1);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_1, Qt::AltModifier);
        QCOMPARE(form.state(path)->answer, AnswerState::Unanswered);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Return);
        QVERIFY(view.findQuestion(path)->isAncestorOf(qApp->focusWidget()));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_1);
        QCOMPARE(form.state(path)->value, u"yes"_s);
    }

    void aTextIsPassedOnWhileTypingGoesOn()
    {
        Screen screen;
        QSignalSpy kept(&screen.view, &FormView::typed);
        screen.view.goTo(u"/data/a/who"_s);
        QTimer typist;
        connect(&typist, &QTimer::timeout, this, [&screen] { screen.type(u"a"_s); });
        typist.start(40); // never a pause
        QVERIFY(kept.wait(20'000));
        QVERIFY(typist.isActive());
    }

    void aTextIsPassedOnAfterAPause()
    {
        Screen screen;
        QSignalSpy kept(&screen.view, &FormView::typed);
        screen.view.goTo(u"/data/a/who"_s);
        screen.type(u"Ros"_s);
        QTRY_COMPARE(kept.size(), 1);
        QCOMPARE(kept.at(0).at(1).toString(), u"Ros"_s);
        QCOMPARE(screen.value("/data/a/who"), QString());
    }

    void aRepeatRowComesGoesAndComesBack()
    {
        Screen screen;
        screen.consent();
        const auto rows = [&] { return screen.form.childPaths(u"/data/b/child"_s); };
        const auto start = rows().size();
        QTest::mouseClick(screen.view.findChild<QPushButton *>(u"add"_s), Qt::LeftButton);
        QTRY_COMPARE(rows().size(), start + 1);
        const QString last = rows().back() + u"/name"_s;
        screen.view.goTo(last);
        screen.type(u"Pio"_s);
        screen.press(Qt::Key_Return);
        QCOMPARE(screen.form.state(last)->value, u"Pio"_s);
        const auto removes = screen.view.findChildren<QPushButton *>(u"remove"_s);
        QTest::mouseClick(removes.back(), Qt::LeftButton);
        QTRY_COMPARE(rows().size(), start);
        for (QPushButton *button : screen.view.findChildren<QPushButton *>()) {
            if (button->text() == u"Undo"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(rows().size(), start + 1);
        QCOMPARE(screen.form.state(last)->value, u"Pio"_s);
    }

    void frenchLabelsAreLaidOverAFormThatHasNone()
    {
        QBuffer csv;
        csv.setData(
            "code_list,code,label_en,label_fr,label_fr_draft\nGender,Female,Female,,Femme\nISO3166-1,BI,Burundi,Burundi,\n");
        QVERIFY(csv.open(QIODevice::ReadOnly));
        const ChoiceOverlay overlay = ChoiceOverlay::parse(csv);
        QCOMPARE(overlay.find(u"gender"_s, u"female"_s)->text, u"Femme"_s);
        QVERIFY(overlay.find(u"gender"_s, u"female"_s)->isDraft);
        QVERIFY(!overlay.find(u"citizenship"_s, u"bi"_s)->isDraft);
        QVERIFY(overlay.find(u"gender"_s, u"other"_s) == nullptr);
    }
};

QTEST_MAIN(TestUiForms)
#include "test_ui_forms.moc"
