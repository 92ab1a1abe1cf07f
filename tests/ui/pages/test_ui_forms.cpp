// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_package.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "core/model/said_age.h"
#include "ui/forms/choice_editors.h"
#include "ui/forms/choice_table.h"
#include "ui/forms/form_view.h"
#include "ui/forms/image_map.h"
#include "ui/forms/label_markup.h"
#include "ui/forms/label_media.h"
#include "ui/forms/media_shelf.h"
#include "ui/forms/other_calendars.h"
#include "ui/forms/partial_dates.h"
#include "ui/forms/progress_rail.h"
#include "ui/forms/question_widget.h"
#include "ui/forms/repeat_table.h"
#include "ui/forms/signature_pad.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"

#include <QtCore/QBuffer>
#include <QtCore/QTimer>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolButton>

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

std::shared_ptr<const FormDefinition> formOf(const QList<QStringList> &survey, const QList<QStringList> &choices)
{
    const Workbook workbook = Workbook::fromSheets({sheet(u"survey"_s, survey), sheet(u"choices"_s, choices)});
    return std::make_shared<const FormDefinition>(FormDefinition::fromWorkbook(workbook, u"form"_s).value());
}

/// For whoever wants to look: INDARO_PICTURES names the folder.
void picture(QWidget &widget, const QString &name)
{
    if (const QString folder = qEnvironmentVariable("INDARO_PICTURES"); !folder.isEmpty())
        widget.grab().save(folder + u'/' + name + u".png"_s);
}

/// Keeps nothing for long, and gives a picture of its own for whatever is chosen.
struct MemoryShelf final : MediaShelf
{
    void choose(QWidget *context, const Place &place, std::function<void()> begun, Kept done) override
    {
        begun();
        QImage image(800, 400, QImage::Format_RGB32);
        image.fill(Qt::red);
        QByteArray bytes;
        QBuffer buffer(&bytes);
        QVERIFY(buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "JPEG"));
        keep(context, place, bytes, std::move(done));
    }
    void keep(QWidget *context, const Place &place, const QByteArray &bytes, Kept done) override
    {
        QTimer::singleShot(0, context, [this, done = std::move(done), stem = place.item->name, bytes] {
            if (refusal)
                return done(base::Error(*refusal));
            const QString name = u"%1-%2.jpg"_s.arg(stem).arg(kept.size() + 1);
            kept[name] = bytes;
            done(name);
        });
    }
    void load(QWidget *context, const QString &name, Loaded loaded) override
    {
        QTimer::singleShot(0, context, [this, name, loaded = std::move(loaded)] {
            loaded(kept.contains(name) ? base::Result<QByteArray>(kept[name])
                                       : base::Result<QByteArray>(base::Error(base::Errc::UnknownRecord)));
        });
    }
    void discard(const QString &name) override { discarded << name; }
    std::optional<base::Errc> refusal;
    QMap<QString, QByteArray> kept;
    QStringList discarded;
};

/// A form without groups, French only, all of it on one screen.
struct OneSection
{
    base::SystemClock clock;
    std::shared_ptr<const FormDefinition> definition;
    FormInstance form;
    FormView view;

    explicit OneSection(QList<QStringList> rows, QList<QStringList> choices = {}, MediaShelf *shelf = nullptr)
        : definition(make(std::move(rows), std::move(choices))), form(definition, Screen::environment(clock))
    {
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        view.resize(1100, 700);
        view.setShelf(shelf);
        view.setInstance(&form, {});
        view.show();
        view.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&view));
    }
    /// Survey rows: type, name, French label, appearance, parameters, relevant, required, constraint.
    static std::shared_ptr<const FormDefinition> make(QList<QStringList> rows, QList<QStringList> choices)
    {
        rows.prepend({u"type"_s, u"name"_s, u"label::French (fr)"_s, u"appearance"_s, u"parameters"_s, u"relevant"_s,
                      u"required"_s, u"constraint"_s, u"repeat_count"_s});
        choices.prepend({u"list_name"_s, u"name"_s, u"label::French (fr)"_s});
        return formOf(rows, choices);
    }
    QuestionWidget *question(const QString &name) { return view.findQuestion(u"/data/"_s + name); }
    template <class T> T *field(const QString &name) { return question(name)->template findChild<T *>(); }
    QString value(const QString &name) { return form.state(u"/data/"_s + name)->value; }
    QString message(const QString &name)
    {
        const auto *label = question(name)->findChild<QLabel *>(u"message"_s);
        return label->isVisible() ? label->text() : QString();
    }
    /// Everything that is written at a question.
    QString words(const QString &name)
    {
        QStringList all;
        for (const QLabel *label : question(name)->findChildren<QLabel *>())
            all << label->text();
        return all.join(u'\n');
    }
};

} // namespace

class TestUiForms : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSelectWhoseFileDidNotComeSaysSo()
    {
        OneSection screen({{u"select_one_from_file places.csv"_s, u"place"_s, u"Lieu"_s},
                           {u"select_one_from_file places.csv"_s, u"shop"_s, u"Commerce"_s, u"minimal"_s},
                           {u"select_one yn"_s, u"ok"_s, u"Ca va"_s}},
                          {{u"yn"_s, u"yes"_s, u"Oui"_s}});
        QVERIFY(screen.message(u"place"_s).contains(u"places.csv"_s));
        QVERIFY(screen.message(u"shop"_s).contains(u"places.csv"_s));
        QVERIFY(screen.message(u"ok"_s).isEmpty());
        screen.view.goTo(u"/data/place"_s);
        QTest::keyClick(&screen.view, Qt::Key_3, Qt::AltModifier); // and the interview goes on
        QCOMPARE(screen.form.state(u"/data/place"_s)->missing, std::optional(base::Missing::NotAsked));
    }

    void aHeadWithoutATableStillHasItsWords()
    {
        OneSection screen({{u"select_one yn"_s, u"first"_s, u"Avant"_s, u"label"_s},
                           {u"select_one yn"_s, u"head"_s, u"Maintenant"_s, u"label"_s},
                           {u"select_one yn"_s, u"row"_s, u"Une ligne"_s, u"list-nolabel"_s}},
                          {{u"yn"_s, u"yes"_s, u"Oui"_s}, {u"yn"_s, u"no"_s, u"Non"_s}});
        QVERIFY(screen.question(u"first"_s)->isVisible());
        QVERIFY(screen.words(u"first"_s).contains(u"Avant"_s));
        QVERIFY(screen.words(u"first"_s).contains(u"Oui · [to be translated] | Non"_s));
        QVERIFY(!screen.question(u"first"_s)->takesAnswer());
        QVERIFY(screen.question(u"head"_s) == nullptr); // its words are over the row
    }

    void whatIsRequiredHoldsNothingBackUnlessItIsAGate()
    {
        OneSection partner({{u"text"_s, u"a"_s, u"A"_s, {}, {}, {}, u"yes"_s}, {u"text"_s, u"b"_s, u"B"_s}});
        QCOMPARE(partner.message(u"a"_s), u"The form asks for an answer here."_s);
        QCOMPARE(partner.message(u"b"_s), QString());
        Screen own;
        const auto *gate = own.question("/data/a/ok")->findChild<QLabel *>(u"message"_s);
        QCOMPARE(gate->text(), u"Needed before the next sections open."_s);
    }

    void theFirstValueOfARangeIsGivenByAKey()
    {
        OneSection screen({{u"range"_s, u"level"_s, u"Niveau"_s, u""_s, u"start=3 end=9 step=1"_s}});
        auto *slider = screen.field<QSlider>(u"level"_s);
        slider->setFocus();
        QCOMPARE(screen.value(u"level"_s), QString());
        QTest::keyClick(slider, Qt::Key_Home);
        QCOMPARE(screen.value(u"level"_s), u"3"_s);
        QTest::keyClick(slider, Qt::Key_Right);
        QCOMPARE(screen.value(u"level"_s), u"4"_s);
        QTest::keyClick(slider, Qt::Key_Left); // from now on the slider's own way
        QCOMPARE(screen.value(u"level"_s), u"3"_s);
    }

    void aRemovedRowComesBackThoughNothingWasAnswered()
    {
        OneSection screen(
            {{u"begin repeat"_s, u"child"_s, u"Enfant"_s}, {u"text"_s, u"call"_s, u"Nom"_s}, {u"end repeat"_s}});
        QVERIFY(screen.form.addRepeat(u"/data/child"_s).hasValue());
        screen.view.showChanges(true);
        QCOMPARE(screen.form.childPaths(u"/data/child"_s).size(), 2);
        screen.view.findChild<QPushButton *>(u"remove"_s)->click();
        QTRY_COMPARE(screen.form.childPaths(u"/data/child"_s).size(), 1);
        QPushButton *undo = nullptr;
        for (QPushButton *button : screen.view.findChildren<QPushButton *>()) {
            if (button->text() == FormView::tr("Undo"))
                undo = button;
        }
        QVERIFY(undo != nullptr && undo->isVisible());
        undo->click();
        QCOMPARE(screen.form.childPaths(u"/data/child"_s).size(), 2);
    }

    void maskedTextIsNotShown()
    {
        OneSection screen({{u"text"_s, u"pin"_s, u"Code"_s, u"masked"_s}});
        auto *field = screen.field<QLineEdit>(u"pin"_s);
        QCOMPARE(field->echoMode(), QLineEdit::Password);
        QTest::keyClicks(field, u"1234"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(screen.value(u"pin"_s), u"1234"_s);
    }

    /// Counted, not timed: a key in a repeat of 200 rows gives the screen no more to do than in one of 3.
    void aKeyInALongRepeatCostsWhatItCostsInAShortOne()
    {
        struct Counter : QObject
        {
            int events = 0;
            bool eventFilter(QObject *, QEvent *) override
            {
                ++events;
                return false;
            }
        };
        const auto costOf = [](int rows) {
            OneSection screen({{u"begin repeat"_s, u"child"_s, u"Enfant"_s},
                               {u"text"_s, u"call"_s, u"Nom"_s},
                               {u"integer"_s, u"age"_s, u"Age"_s},
                               {u"end repeat"_s}});
            for (int row = 1; row < rows; ++row)
                (void)screen.form.addRepeat(u"/data/child"_s);
            screen.view.showChanges(true);
            QTest::qWait(0);
            auto *field = screen.question(u"child[1]/call"_s)->findChild<QLineEdit *>();
            field->setFocus();
            QCoreApplication::processEvents();
            Counter counter;
            qApp->installEventFilter(&counter);
            QTest::keyClicks(field, u"Ali"_s);
            QCoreApplication::processEvents();
            const int keys = counter.events;
            const auto widgets = screen.view.findChildren<QWidget *>().size();
            qApp->removeEventFilter(&counter);
            return std::pair(keys, static_cast<int>(widgets));
        };
        const auto [fewEvents, fewWidgets] = costOf(3);
        const auto [manyEvents, manyWidgets] = costOf(200);
        QVERIFY(fewEvents > 3);
        QVERIFY2(manyEvents <= fewEvents * 3 / 2, qPrintable(u"%1 events, %2 with 3 rows"_s.arg(manyEvents).arg(fewEvents)));
        QVERIFY2(manyWidgets <= fewWidgets + 5,
                 qPrintable(u"%1 widgets, %2 with 3 rows"_s.arg(manyWidgets).arg(fewWidgets)));
    }

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

    void aLabelIsDrawnAndCanDoNothing_data()
    {
        QTest::addColumn<QString>("written");
        QTest::addColumn<QString>("html");
        QTest::addColumn<QString>("plain");
        const auto row = [](const char *name, const QString &written, const QString &html, const QString &plain) {
            QTest::newRow(name) << written << html << plain;
        };
        row("words", u"5 < 6 & co\n2"_s, u"5 &lt; 6 &amp; co<br>2"_s, u"5 < 6 & co\n2"_s);
        row("bold and italic", u"**Ne pas** lire *ceci* __ni__ _cela_"_s,
            u"<b>Ne pas</b> lire <i>ceci</i> <b>ni</b> <i>cela</i>"_s, u"Ne pas lire ceci ni cela"_s);
        row("no marks", u"2 * 3 * 4, a_b_c, ____, 5*"_s, u"2 * 3 * 4, a_b_c, ____, 5*"_s, u"2 * 3 * 4, a_b_c, ____, 5*"_s);
        row("escaped", u"\\*étoile\\* et \\#1"_s, u"*étoile* et #1"_s, u"*étoile* et #1"_s);
        row("heading", u"# Un\ntexte"_s, u"<div style='font-size:x-large;font-weight:600'>Un</div>texte"_s, u"Un\ntexte"_s);
        row("list", u"Soit\n- un\n* deux"_s, u"Soit<br>• un<br>• deux"_s, u"Soit\n• un\n• deux"_s);
        row("colour", u"<span style=\"color:#b00000; background:url(http://x/)\">Non</span>"_s,
            u"<span style='color:#b00000'>Non</span>"_s, u"Non"_s);
        row("colour nobody could read", u"<font color=\"white\">Non</font>"_s, u"<span>Non</span>"_s, u"Non"_s);
        row("link", u"[la loi](http://x.bi/a) <a href='http://x.bi'>ici</a>"_s,
            u"<u>la loi</u> (http://x.bi/a) <u>ici</u>"_s, u"la loi (http://x.bi/a) ici"_s);
        row("picture", u"<img src='http://x/p.png'>"_s, u"&lt;img src='http://x/p.png'&gt;"_s,
            u"<img src='http://x/p.png'>"_s);
        row("never closed", u"<b><i>gras</b> maigre"_s, u"<b><i>gras</i></b> maigre"_s, u"gras maigre"_s);
        row("closes what is not its own", u"</div></table>gras"_s, u"&lt;/table&gt;gras"_s, u"</table>gras"_s);
        row("entities", u"&lt;b&gt;&nbsp;&amp;"_s, u"&lt;b&gt;\u00a0&amp;"_s, u"<b>\u00a0&"_s);
        row("an answer in it", u"**"_s + shielded(u"<b>*Rose*_x_"_s) + u"** ?"_s, u"<b>&lt;b&gt;*Rose*_x_</b> ?"_s,
            u"<b>*Rose*_x_ ?"_s);
    }
    void aLabelIsDrawnAndCanDoNothing()
    {
        QFETCH(QString, written);
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        QTEST(markupToHtml(written), "html");
        QTEST(markupToPlain(written), "plain");
    }

    void aPartnersLanguagesStandInAndRightToLeftIsKept()
    {
        const auto definition = formOf({{u"type"_s, u"name"_s, u"label::English (en)"_s, u"label::Arabic (ar)"_s},
                                        {u"text"_s, u"who"_s, u"Who?"_s, u"من؟"_s},
                                        {u"note"_s, u"hello"_s, u"Hello ${who}"_s, {}}},
                                       {});
        base::SystemClock clock;
        FormInstance form{definition, Screen::environment(clock)};
        const FormTexts texts(form, {});
        const Bilingual label = texts.label(u"/data/who"_s, *definition->findByName(u"who"_s));
        QCOMPARE(label.french.text, u"Who?"_s);
        QCOMPARE(label.french.mark, Line::Mark::Borrowed);
        QCOMPARE(label.kirundi.text, u"من؟"_s);
        QVERIFY(label.kirundi.isRightToLeft && !label.french.isRightToLeft);
        QVERIFY2(texts.html(label, true).contains(u"dir='rtl'>من؟"_s), qPrintable(texts.html(label, true)));
        QVERIFY(form.setAnswer(u"/data/who"_s, u"<img src='x'> *Rose*"_s));
        const Bilingual hello = texts.label(u"/data/hello"_s, *definition->findByName(u"hello"_s));
        QCOMPARE(hello.kirundi.mark, Line::Mark::Missing); // said, not left blank
        QVERIFY2(texts.html(hello, false).contains(u"Hello &lt;img src='x'&gt; *Rose*"_s),
                 qPrintable(texts.html(hello, false)));
        QCOMPARE(texts.plain(hello), u"Hello <img src='x'> *Rose* · [to be translated]"_s);
    }

    /// Where French is missing the other language lends its words: they stand there once, not in both lines.
    void wordsThatAreLentStandOnce()
    {
        const auto definition = formOf({{u"type"_s, u"name"_s, u"label::English (en)"_s, u"label::French (fr)"_s},
                                        {u"text"_s, u"who"_s, u"Who?"_s, {}},
                                        {u"text"_s, u"where"_s, u"Where?"_s, u"Où ?"_s}},
                                       {});
        base::SystemClock clock;
        FormInstance form{definition, Screen::environment(clock)};
        const FormTexts texts(form, {});
        const Bilingual lent = texts.label(u"/data/who"_s, *definition->findByName(u"who"_s));
        QCOMPARE(texts.plain(lent), u"Who? · [to be translated]"_s);
        QCOMPARE(texts.html(lent, true).count(u"Who?"_s), 1);
        QVERIFY(texts.html(lent, true).contains(u"[to be translated]"_s));
        const Bilingual both = texts.label(u"/data/where"_s, *definition->findByName(u"where"_s));
        QCOMPARE(texts.plain(both), u"Où ? · Where?"_s);
    }

    void aDateIsAsExactAsItIsKnown()
    {
        OneSection screen({{u"date"_s, u"born"_s, u"Née"_s, u"year"_s},
                           {u"date"_s, u"since"_s, u"Depuis"_s, u"month-year no-calendar"_s},
                           {u"date"_s, u"day"_s, u"Jour"_s}});
        const auto typed = [&](const QString &name, const QString &text) {
            screen.view.goTo(u"/data/"_s + name);
            auto *field = screen.field<QLineEdit>(name);
            field->selectAll();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
            return screen.value(name);
        };
        const int year = screen.form.today().year();
        QCOMPARE(typed(u"born"_s, u"1998"_s), u"1998-01-01"_s);
        QCOMPARE(screen.field<QLineEdit>(u"born"_s)->text(), u"1998"_s);
        QCOMPARE(typed(u"born"_s, u"17 ans"_s), u"%1-01-01"_s.arg(year - 17));
        QCOMPARE(typed(u"born"_s, u"environ 20"_s), u"%1-01-01"_s.arg(year - 20));
        QCOMPARE(typed(u"born"_s, u"imyaka 9"_s), u"%1-01-01"_s.arg(year - 9));
        QCOMPARE(typed(u"born"_s, u"17"_s), u"%1-01-01"_s.arg(year - 9)); // a day? an age? refused
        QVERIFY(screen.question(u"born"_s)->isRefused());
        QCOMPARE(typed(u"since"_s, u"06/1998"_s), u"1998-06-01"_s);
        QCOMPARE(screen.field<QLineEdit>(u"since"_s)->text(), u"06/1998"_s);
        QVERIFY(screen.question(u"since"_s)->findChild<QToolButton *>(QString(), Qt::FindChildrenRecursively)->text() !=
                u"▾"_s);
        QCOMPARE(typed(u"day"_s, u"1998"_s), QString());
        QVERIFY2(screen.message(u"day"_s).contains(u"day, month and year"_s), qPrintable(screen.message(u"day"_s)));
        QCOMPARE(typed(u"day"_s, u"05/07/1998"_s), u"1998-07-05"_s);
        QVERIFY(screen.message(u"day"_s).isEmpty());
    }

    void anAgeStaysWhatWasSaidWhenAndByWhom()
    {
        OneSection screen({{u"date"_s, u"born"_s, u"Née"_s, u"year"_s}});
        screen.view.setInterviewer(u"J. N."_s);
        screen.view.goTo(u"/data/born"_s);
        auto *field = screen.field<QLineEdit>(u"born"_s);
        QTest::keyClicks(field, u"environ 17 ans"_s);
        QTest::keyClick(field, Qt::Key_Return);
        const QDate today = screen.form.today();
        const auto state = screen.form.state(u"/data/born"_s);
        QCOMPARE(state->value, u"%1-01-01"_s.arg(today.year() - 17)); // what expressions count with
        const auto said = model::SaidAge::parse(state->remark);
        QVERIFY(said && *said == (model::SaidAge{17, false, today, u"J. N."_s}));
        QCOMPARE(field->text(), ageText(*said));
        const QString beside = screen.question(u"born"_s)->findChild<QLabel *>(u"besideDate"_s)->text();
        QVERIFY2(beside.contains(QString::number(today.year() - 17)) && beside.contains(u"J. N."_s) &&
                     beside.contains(ui::kit::dateText(today)),
                 qPrintable(beside));
        QCOMPARE(screen.view.texts()->answer(u"/data/born"_s, *screen.definition->findByName(u"born"_s), state->whole(), {}),
                 beside);

        picture(screen.view, u"said-age"_s);
        // Years later it is still that day's estimate, also when the field is entered and left.
        FormInstance later(screen.definition, Screen::environment(screen.clock));
        auto stored = screen.form.answers();
        stored.front().value = model::KeptAnswer{u"1998-01-01"_s, u"17y 2015-03-01 A. B."_s}.whole();
        QVERIFY(later.restore(stored).isEmpty());
        QCOMPARE(later.state(u"/data/born"_s)->value, u"1998-01-01"_s);
        screen.view.setInstance(&later, {});
        screen.view.goTo(u"/data/born"_s);
        QTest::keyClick(screen.field<QLineEdit>(u"born"_s), Qt::Key_Return);
        QCOMPARE(later.state(u"/data/born"_s)->remark, u"17y 2015-03-01 A. B."_s);
        QVERIFY(later.setAnswer(u"/data/born"_s, u"1999"_s).hasValue()); // somebody knows it now
        QVERIFY(later.state(u"/data/born"_s)->remark.isEmpty());
        QVERIFY(later.setAnswer(u"/data/born"_s, stored.front().value).hasValue());
        QVERIFY(later.setMissing(u"/data/born"_s, base::Missing::Refused).hasValue());
        QVERIFY(later.state(u"/data/born"_s)->remark.isEmpty());
    }

    void aDateIsShownInTheCalendarTheFormAsksIn()
    {
        using Calendar = OtherCalendar;
        QCOMPARE(dayIn(Calendar::Ethiopian, QDate(2022, 9, 11)), (CalendarDay{2015, 1, 1}));
        QCOMPARE(dayIn(Calendar::Ethiopian, QDate(2023, 9, 11)), (CalendarDay{2015, 13, 6})); // a leap day
        QCOMPARE(dayIn(Calendar::Ethiopian, QDate(2023, 9, 12)), (CalendarDay{2016, 1, 1}));
        QCOMPARE(dayIn(Calendar::Coptic, QDate(2024, 9, 11)), (CalendarDay{1741, 1, 1}));
        QCOMPARE(dayIn(Calendar::Persian, QDate(2024, 3, 20)), (CalendarDay{1403, 1, 1}));
        QCOMPARE(dayIn(Calendar::Islamic, QDate(2024, 7, 8)), (CalendarDay{1446, 1, 1}));
        QVERIFY(!dayIn(Calendar::Myanmar, QDate(2024, 7, 8)) && !dayIn(Calendar::Coptic, QDate(100, 1, 1)));
        OneSection screen({{u"date"_s, u"day"_s, u"Jour"_s, u"ethiopian"_s}, {u"date"_s, u"other"_s, u"B"_s, u"myanmar"_s}});
        screen.view.goTo(u"/data/day"_s);
        QTest::keyClicks(screen.field<QLineEdit>(u"day"_s), u"11/09/2022"_s);
        QTest::keyClick(screen.field<QLineEdit>(u"day"_s), Qt::Key_Return);
        QCOMPARE(screen.value(u"day"_s), u"2022-09-11"_s);
        QVERIFY2(screen.words(u"day"_s).contains(u"day 1, month 1, year 2015"_s), qPrintable(screen.words(u"day"_s)));
        QVERIFY(screen.words(u"other"_s).contains(u"cannot work out"_s)); // said before anything is typed
        picture(screen.view, u"other-calendars"_s);
    }

    void aDrawingIsAnsweredWhereItIsHit()
    {
        const QByteArray body = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 100 100' width='100' height='100'>"
                                "<g transform='translate(10,0)'><path id='head' d='M0 0 L40 0 L0 40 Z' fill='#aaa'/></g>"
                                "<rect id='arm' x='60' y='60' width='30' height='30' fill='#bbb'/></svg>";
        QVERIFY(ImageMap::isHarmless(body));
        for (const char *hostile :
             {"<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/x.png'/></svg>",
              "<svg xmlns='http://www.w3.org/2000/svg' xmlns:x='http://www.w3.org/1999/xlink'><g x:href='http://h/'/></svg>",
              "<svg xmlns='http://www.w3.org/2000/svg'><rect fill='url(http://h/)'/></svg>",
              "<!DOCTYPE svg [<!ENTITY a 'aa'>]><svg xmlns='http://www.w3.org/2000/svg'>&a;</svg>",
              "<svg xmlns='http://www.w3.org/2000/svg'><style>@import 'x';</style></svg>",
              "<svg xmlns='http://www.w3.org/2000/svg'><use href='#a'/></svg>", "<html/>", "<svg", ""})
            QVERIFY2(!ImageMap::isHarmless(hostile), hostile);
        QVERIFY(!ImageMap::isHarmless("<svg xmlns='http://www.w3.org/2000/svg'>" + QByteArray("<g>").repeated(90) +
                                      QByteArray("</g>").repeated(90) + "</svg>"));

        FormPackage package;
        package.workbook =
            makeWorkbook({{u"survey"_s,
                           {{u"type"_s, u"name"_s, u"label"_s, u"appearance"_s, u"media::image"_s},
                            {u"select_multiple parts"_s, u"where"_s, u"Où ?"_s, u"image-map"_s, u"body.svg"_s}}},
                          {u"choices"_s,
                           {{u"list_name"_s, u"name"_s, u"label"_s},
                            {u"parts"_s, u"arm"_s, u"Bras"_s},
                            {u"parts"_s, u"head"_s, u"Tête"_s},
                            {u"parts"_s, u"leg"_s, u"Jambe"_s}}}})
                .value();
        package.workbookName = u"body.xlsx"_s;
        package.files = {{u"body.svg"_s, body}};
        const auto definition =
            std::make_shared<const FormDefinition>(FormDefinition::fromPackage(package, u"body"_s).value());
        base::SystemClock clock;
        FormInstance form(definition, Screen::environment(clock));
        FormView view;
        view.resize(1100, 700);
        view.setInstance(&form, {});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *question = view.findQuestion(u"/data/where"_s);
        auto *map = question->findChild<ImageMap *>();
        QVERIFY(map != nullptr && map->canDraw());
        const QRectF head = map->placeOf(u"head"_s);
        const double unit = head.width() / 40;
        QVERIFY(qAbs(head.left() - 10 * unit) < 1); // where its group moved it
        const QPoint inHead = (head.topLeft() + QPointF(5, 5) * unit).toPoint();
        const QPoint besideHead = (head.bottomRight() - QPointF(3, 3) * unit).toPoint(); // in its box, not in the triangle
        QCOMPARE(map->codeAt(inHead), u"head"_s);
        QVERIFY(map->codeAt(besideHead).isEmpty());
        QTest::mouseClick(map, Qt::LeftButton, {}, inHead);
        QCOMPARE(form.state(u"/data/where"_s)->value, u"head"_s);
        QTest::mouseClick(map, Qt::LeftButton, {}, map->placeOf(u"arm"_s).center().toPoint());
        QCOMPARE(form.state(u"/data/where"_s)->value, u"arm head"_s);
        QTest::mouseClick(map, Qt::LeftButton, {}, inHead);
        QCOMPARE(form.state(u"/data/where"_s)->value, u"arm"_s);
        view.goTo(u"/data/where"_s); // and by the list below it, which has what is not drawn
        QTest::keyClick(qApp->focusWidget(), Qt::Key_3);
        QCOMPARE(form.state(u"/data/where"_s)->value, u"arm leg"_s);
        picture(view, u"image-map"_s);
    }

    void aPictureIsDrawnOn()
    {
        MemoryShelf shelf;
        OneSection screen({{u"image"_s, u"photo"_s, u"Photo"_s, u"annotate"_s}}, {}, &shelf);
        const auto button = [&](const char *name) {
            return screen.question(u"photo"_s)->findChild<QPushButton *>(QString::fromLatin1(name));
        };
        QVERIFY(!button("drawMedia")->isVisible()); // on nothing there is nothing to mark
        QTest::mouseClick(button("chooseMedia"), Qt::LeftButton);
        QTRY_VERIFY(button("drawMedia")->isVisible());
        QTest::mouseClick(button("drawMedia"), Qt::LeftButton);
        auto *pad = screen.question(u"photo"_s)->findChild<SignaturePad *>();
        QVERIFY(pad->isVisible());
        QCOMPARE(pad->size(), QSize(560, 280)); // as the picture lies
        QTest::mousePress(pad, Qt::LeftButton, {}, {100, 100});
        QTest::mouseMove(pad, {300, 100});
        QTest::mouseRelease(pad, Qt::LeftButton, {}, {300, 100});
        picture(screen.view, u"annotate"_s);
        QTest::mouseClick(button("acceptDrawing"), Qt::LeftButton);
        QTRY_COMPARE(screen.value(u"photo"_s), u"photo-2.jpg"_s);
        QCOMPARE(shelf.discarded, QStringList{u"photo-1.jpg"_s});
        const QImage marked = QImage::fromData(shelf.kept[u"photo-2.jpg"_s]);
        QCOMPARE(marked.size(), QSize(800, 400)); // as fine as it was
        QVERIFY(marked.pixelColor(286, 143) != marked.pixelColor(286, 300));
        QVERIFY(!pad->isVisible());
    }

    void numbersPlacesAndScalesAreCheckedBesideTheQuestion()
    {
        OneSection screen({{u"integer"_s, u"sum"_s, u"Somme"_s, u"thousands-sep"_s},
                           {u"range"_s, u"pain"_s, u"Douleur"_s, {}, u"start=0 end=10 step=2"_s},
                           {u"geopoint"_s, u"where"_s, u"Lieu"_s}});
        const auto fields = [&](const QString &name) { return screen.question(name)->findChildren<QLineEdit *>(); };
        screen.view.goTo(u"/data/sum"_s);
        QTest::keyClicks(fields(u"sum"_s)[0], u"1250000"_s);
        QTest::keyClick(fields(u"sum"_s)[0], Qt::Key_Return);
        QCOMPARE(screen.value(u"sum"_s), u"1250000"_s);
        QCOMPARE(fields(u"sum"_s)[0]->text(), u"1\u202f250\u202f000"_s);

        QTest::keyClicks(fields(u"pain"_s)[0], u"11"_s);
        QTest::keyClick(fields(u"pain"_s)[0], Qt::Key_Return);
        QCOMPARE(screen.value(u"pain"_s), QString());
        QVERIFY2(screen.message(u"pain"_s).contains(u"0 to 10"_s), qPrintable(screen.message(u"pain"_s)));
        QTest::keyClick(screen.field<QSlider>(u"pain"_s), Qt::Key_Left);
        QCOMPARE(screen.value(u"pain"_s), u"8"_s);
        QCOMPARE(fields(u"pain"_s)[0]->text(), u"8"_s);

        const auto place = [&](const QString &latitude, const QString &longitude) {
            screen.view.goTo(u"/data/where"_s);
            fields(u"where"_s)[0]->selectAll();
            fields(u"where"_s)[1]->selectAll();
            QTest::keyClicks(fields(u"where"_s)[0], latitude);
            QTest::keyClicks(fields(u"where"_s)[1], longitude);
            QTest::keyClick(fields(u"where"_s)[1], Qt::Key_Return);
            return screen.value(u"where"_s);
        };
        QCOMPARE(place(u"95"_s, u"29,36"_s), QString());
        QVERIFY(screen.message(u"where"_s).contains(u"latitude"_s));
        QCOMPARE(place(u"3,38 S"_s, u"29,36"_s), u"-3.38 29.36"_s);
        QVERIFY(screen.message(u"where"_s).isEmpty());
    }

    void aPictureIsTakenLookedAtTakenAwayAndPutBack()
    {
        MemoryShelf shelf;
        OneSection screen({{u"image"_s, u"photo"_s, u"Photo"_s}, {u"audio"_s, u"voice"_s, u"Voix"_s}}, {}, &shelf);
        const auto button = [&](const char *name, const QString &question = u"photo"_s) {
            return screen.question(question)->findChild<QPushButton *>(QString::fromLatin1(name));
        };
        QVERIFY(screen.words(u"photo"_s).contains(u"kept encrypted"_s));
        QVERIFY(!button("largerMedia")->isVisible() && !button("removeMedia")->isVisible());
        screen.view.goTo(u"/data/photo"_s);
        QCOMPARE(qApp->focusWidget(), button("chooseMedia"));
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        QTRY_COMPARE(screen.value(u"photo"_s), u"photo-1.jpg"_s);
        auto *view = screen.question(u"photo"_s)->findChild<QLabel *>(u"mediaView"_s);
        QTRY_COMPARE(view->pixmap().size(), QSize(240, 120));
        QTest::mouseClick(button("largerMedia"), Qt::LeftButton);
        QVERIFY(view->pixmap().width() > 400);
        QTest::mouseClick(button("removeMedia"), Qt::LeftButton);
        QCOMPARE(screen.value(u"photo"_s), QString());
        QVERIFY(view->pixmap().isNull());
        QCOMPARE(shelf.discarded, QStringList{u"photo-1.jpg"_s});
        QTest::mouseClick(button("undoRemoveMedia"), Qt::LeftButton);
        QCOMPARE(screen.value(u"photo"_s), u"photo-1.jpg"_s);
        QTRY_COMPARE(view->pixmap().size(), QSize(240, 120));

        shelf.refusal = base::Errc::PictureDamaged; // what is there stays, and why is said beside it
        QTest::mouseClick(button("removeMedia"), Qt::LeftButton);
        QTest::mouseClick(button("chooseMedia"), Qt::LeftButton);
        QTRY_VERIFY(screen.words(u"photo"_s).contains(u"cut off or damaged"_s));
        QCOMPARE(screen.value(u"photo"_s), QString());

        shelf.refusal.reset();
        QTest::mouseClick(button("chooseMedia", u"voice"_s), Qt::LeftButton);
        QTRY_COMPARE(screen.value(u"voice"_s), u"voice-2.jpg"_s);
        QTRY_VERIFY(screen.words(u"voice"_s).contains(u"cannot be played"_s));
        QVERIFY(!button("largerMedia", u"voice"_s)->isVisible());
        screen.view.goTo(u"/data/photo"_s); // else the keyboard is in it
        QVERIFY(screen.form.setAnswer(u"/data/voice"_s, u"elsewhere.mp3"_s).hasValue());
        screen.view.showChanges(false);
        QTRY_VERIFY(screen.words(u"voice"_s).contains(u"only its name came"_s));
    }

    void aSignatureIsDrawnBegunAgainAndKept()
    {
        MemoryShelf shelf;
        OneSection screen({{u"image"_s, u"sign"_s, u"Signature"_s, u"signature"_s}}, {}, &shelf);
        const auto button = [&](const char *name) {
            return screen.question(u"sign"_s)->findChild<QPushButton *>(QString::fromLatin1(name));
        };
        QVERIFY(screen.words(u"sign"_s).contains(u"signs on paper"_s)); // for who has no mouse
        screen.view.goTo(u"/data/sign"_s);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_Space);
        auto *pad = screen.question(u"sign"_s)->findChild<SignaturePad *>();
        QVERIFY(pad->isVisible() && pad->isEmpty() && !button("acceptDrawing")->isEnabled());
        const auto stroke = [pad](QPoint from, QPoint to) {
            QTest::mousePress(pad, Qt::LeftButton, {}, from);
            QTest::mouseMove(pad, (from + to) / 2);
            QTest::mouseMove(pad, to);
            QTest::mouseRelease(pad, Qt::LeftButton, {}, to);
        };
        stroke({10, 10}, {200, 100});
        QVERIFY(button("acceptDrawing")->isEnabled());
        QTest::mouseClick(button("clearDrawing"), Qt::LeftButton);
        QVERIFY(pad->isEmpty() && !button("acceptDrawing")->isEnabled());
        stroke({10, 80}, {200, 80});
        QTest::mouseClick(button("acceptDrawing"), Qt::LeftButton);
        QTRY_COMPARE(screen.value(u"sign"_s), u"sign-1.jpg"_s);
        QVERIFY(!pad->isVisible());
        const QImage drawn = QImage::fromData(shelf.kept[u"sign-1.jpg"_s]);
        QCOMPARE(drawn.size(), pad->size() * 2);
        QVERIFY(qGray(drawn.pixel(100, 160)) < 60); // ink, on the second line
        QCOMPARE(qGray(drawn.pixel(105, 60)), 255); // nothing of the first
        QVERIFY(button("removeMedia")->isVisible() && !button("drawMedia")->isVisible());
    }

    void choicesLieAsTheFormAsks()
    {
        QList<QStringList> choices;
        for (int i = 1; i <= 20; ++i)
            choices.push_back({u"long"_s, u"c%1"_s.arg(i), u"Choix %1"_s.arg(i)});
        for (int i = 1; i <= 6; ++i)
            choices.push_back({u"six"_s, u"s%1"_s.arg(i), u"Mot%1"_s.arg(i)});
        OneSection screen({{u"select_one six"_s, u"three"_s, u"Trois"_s, u"columns-3"_s},
                           {u"select_one six"_s, u"scale"_s, u"Échelle"_s, u"likert"_s},
                           {u"select_one six"_s, u"fast"_s, u"Vite"_s, u"quick"_s},
                           {u"select_one six"_s, u"drop"_s, u"Liste"_s, u"autocomplete"_s},
                           {u"select_multiple long"_s, u"many"_s, u"Plusieurs"_s}},
                          choices);
        const auto at = [&](const QString &name, int i) {
            const auto rows = screen.question(name)->findChildren<ChoiceRow *>();
            return rows.at(i)->mapTo(&screen.view, QPoint(0, 0));
        };
        QCOMPARE(at(u"three"_s, 0).y(), at(u"three"_s, 2).y());
        QVERIFY(at(u"three"_s, 3).y() > at(u"three"_s, 0).y());
        QCOMPARE(at(u"three"_s, 3).x(), at(u"three"_s, 0).x());
        QCOMPARE(at(u"scale"_s, 5).y(), at(u"scale"_s, 0).y());
        QVERIFY(screen.question(u"drop"_s)->findChild<QComboBox *>() != nullptr);

        screen.view.goTo(u"/data/fast"_s);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_2);
        QCOMPARE(screen.value(u"fast"_s), u"s2"_s);
        QTRY_COMPARE(screen.view.currentPath(), u"/data/drop"_s);

        auto *search = screen.question(u"many"_s)->findChild<QLineEdit *>();
        const auto rows = screen.question(u"many"_s)->findChildren<ChoiceRow *>();
        rows[0]->button()->click();
        QTest::keyClicks(search, u"choix 17"_s);
        QVERIFY(rows[16]->isVisible() && rows[0]->isVisible()); // the one found, and the one that is ticked
        QVERIFY(!rows[1]->isVisible());
    }

    /// Counted, not timed: a list of thousands makes few widgets, and nothing at all after an answer beside it.
    void aListOfThousandsIsSearchedAndStaysAsItIs()
    {
        QList<QStringList> choices;
        for (int i = 0; i < 5000; ++i)
            choices.push_back({u"place"_s, u"v%1"_s.arg(i), u"Colline %1"_s.arg(i)});
        OneSection screen({{u"select_multiple place"_s, u"seen"_s, u"Où est-elle passée ?"_s},
                           {u"select_one place"_s, u"home"_s, u"D’où vient-elle ?"_s},
                           {u"text"_s, u"why"_s, u"Pourquoi ?"_s}},
                          choices);
        const auto rows = [&] {
            QStringList words;
            for (const auto *row : screen.question(u"seen"_s)->findChildren<ChoiceRow *>())
                words << row->button()->accessibleName();
            return words;
        };
        QCOMPARE(rows().size(), qsizetype(MostRows));
        QVERIFY(screen.words(u"seen"_s).contains(QString::number(5000 - MostRows))); // how many more there are
        auto *search = screen.question(u"seen"_s)->findChild<QLineEdit *>();
        QTest::keyClicks(search, u"colline 4321"_s);
        QCOMPARE(rows().size(), 1);
        screen.question(u"seen"_s)->findChild<ChoiceRow *>()->button()->click();
        QCOMPARE(screen.value(u"seen"_s), u"v4321"_s);
        search->clear();
        QCOMPARE(rows().size(), qsizetype(MostRows + 1)); // what is ticked stays in sight
        QVERIFY(rows().last().contains(u"4321"_s));
        screen.question(u"seen"_s)->findChildren<ChoiceRow *>().last()->button()->click();
        QCOMPARE(screen.value(u"seen"_s), QString());
        QCOMPARE(rows().size(), qsizetype(MostRows + 1)); // unticked by mistake it is still there

        auto *box = screen.field<QComboBox>(u"home"_s);
        QCOMPARE(box->count(), 5001);
        const QSignalSpy filled(box->model(), &QAbstractItemModel::modelReset);
        box->setEditText(u"Colline 4999"_s + box->itemText(1).mid(u"Colline 0"_s.size()));
        QTest::keyClick(box->lineEdit(), Qt::Key_Return);
        QCOMPARE(screen.value(u"home"_s), u"v4999"_s);
        QVERIFY(screen.form.setAnswer(u"/data/why"_s, u"le travail"_s).hasValue());
        screen.view.showChanges(false);
        QCOMPARE(filled.count(), 0);
        QVERIFY(box->currentText().startsWith(u"Colline 4999"_s));
        screen.view.setLarge(LargeLanguage::Kirundi); // other words
        QCOMPARE(filled.count(), 1);
        QCOMPARE(box->currentData().toString(), u"v4999"_s);
    }

    void questionsWithTheSameChoicesStandInATable()
    {
        const QList<QStringList> often = {{u"often"_s, u"never"_s, u"Jamais"_s},
                                          {u"often"_s, u"some"_s, u"Parfois"_s},
                                          {u"often"_s, u"daily"_s, u"Chaque jour"_s}};
        OneSection screen({{u"select_one often"_s, u"head"_s, u"À quelle fréquence ?"_s, u"label"_s},
                           {u"select_one often"_s, u"sleep"_s, u"Dort mal"_s, u"list-nolabel"_s},
                           {u"select_one often"_s, u"eat"_s, u"Mange peu"_s, u"list-nolabel"_s},
                           {u"text"_s, u"other"_s, u"Autre"_s}},
                          often);
        const auto *table = screen.view.findChild<ChoiceTable *>();
        QVERIFY(table != nullptr);
        QVERIFY(screen.question(u"head"_s) == nullptr); // it names the columns and takes no answer
        const auto heads = table->findChildren<QLabel *>();
        QCOMPARE(std::count_if(heads.begin(), heads.end(),
                               [](const QLabel *l) { return l->isVisible() && l->text().contains(u"Parfois"_s); }),
                 1);
        const auto centre = [&](const QString &name, int i) {
            const QWidget *button = screen.question(name)->findChildren<ChoiceRow *>().at(i)->button();
            return button->mapTo(&screen.view, button->rect().center());
        };
        QTRY_COMPARE(centre(u"sleep"_s, 0).y(), centre(u"sleep"_s, 2).y());
        QVERIFY(std::abs(centre(u"sleep"_s, 2).x() - centre(u"eat"_s, 2).x()) <= 1);
        const auto daily = std::find_if(heads.begin(), heads.end(),
                                        [](const QLabel *l) { return l->isVisible() && l->text().contains(u"Chaque"_s); });
        const int over = (*daily)->mapTo(&screen.view, (*daily)->rect().center()).x();
        QVERIFY2(std::abs(over - centre(u"eat"_s, 2).x()) <= 2,
                 qPrintable(u"%1 %2"_s.arg(over).arg(centre(u"eat"_s, 2).x())));
        screen.view.goTo(u"/data/eat"_s);
        QTest::keyClick(qApp->focusWidget(), Qt::Key_3);
        QCOMPARE(screen.value(u"eat"_s), u"daily"_s);
        QCOMPARE(screen.question(u"eat"_s)->findChildren<ChoiceRow *>().at(2)->button()->accessibleName().left(11),
                 u"Chaque jour"_s);
        QCOMPARE(sectionsOf(screen.form).front().asked, 3);
        screen.view.resize(420, 700); // no room for columns: each question shows its choices
        QTRY_VERIFY(centre(u"sleep"_s, 2).y() > centre(u"sleep"_s, 0).y());
        const auto *words = screen.question(u"sleep"_s)->findChild<ChoiceRow *>()->findChild<QLabel *>();
        QVERIFY(words->isVisible());
    }

    void anAnswerThatIsNotAskedAnyMoreStaysInSight()
    {
        OneSection screen(
            {{u"integer"_s, u"age"_s, u"Âge"_s}, {u"text"_s, u"guardian"_s, u"Tuteur"_s, {}, {}, u"${age} < 18"_s}});
        QVERIFY(screen.form.setAnswer(u"/data/age"_s, u"16"_s));
        QVERIFY(screen.form.setAnswer(u"/data/guardian"_s, u"sa tante"_s));
        screen.view.showChanges(false);
        const auto hidden = [&] {
            const auto *line = screen.view.findChild<QLabel *>(u"hiddenAnswer"_s);
            return line != nullptr && line->isVisible() ? line->text() : QString();
        };
        QVERIFY(hidden().isEmpty());
        QVERIFY(screen.form.setAnswer(u"/data/age"_s, u"30"_s));
        screen.view.showChanges(false);
        QVERIFY(!screen.question(u"guardian"_s)->isVisible());
        QVERIFY2(hidden().contains(u"Tuteur — sa tante"_s), qPrintable(hidden()));
        QVERIFY(screen.form.setAnswer(u"/data/age"_s, u"16"_s));
        screen.view.showChanges(false);
        QVERIFY(hidden().isEmpty());
        QCOMPARE(screen.field<QLineEdit>(u"guardian"_s)->text(), u"sa tante"_s);
    }

    void whatIsMissingIsListedAndLeadsToItsQuestion()
    {
        OneSection screen({{u"text"_s, u"a"_s, u"**Nom**"_s},
                           {u"text"_s, u"b"_s, u"Village"_s, {}, {}, {}, u"yes"_s},
                           {u"integer"_s, u"c"_s, u"Âge"_s, {}, {}, {}, {}, u". < 120"_s}});
        auto *list = screen.view.findChild<QListWidget *>(u"missingList"_s);
        const auto lines = [&] {
            QStringList all;
            for (int i = 0; i < list->count(); ++i)
                all << list->item(i)->text();
            return all;
        };
        QCOMPARE(lines(), (QStringList{u"! Village"_s, u"○ Nom"_s, u"○ Âge"_s}));
        screen.view.goTo(u"/data/c"_s);
        screen.field<QLineEdit>(u"c"_s)->setText(u"130"_s);
        QTest::keyClick(screen.field<QLineEdit>(u"c"_s), Qt::Key_Return);
        QTest::keyClick(screen.field<QLineEdit>(u"a"_s), Qt::Key_A);
        QTest::keyClick(screen.field<QLineEdit>(u"a"_s), Qt::Key_Return);
        QCOMPARE(lines(), (QStringList{u"! Village"_s, u"! Âge"_s}));
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualItemRect(list->item(1)).center());
        QCOMPARE(screen.view.currentPath(), u"/data/c"_s);
    }

    void aRepeatIsATableOfItsRowsAndNoAnswerIsLostWhenItShrinks()
    {
        OneSection screen({{u"integer"_s, u"many"_s, u"Combien ?"_s},
                           {u"begin_repeat"_s, u"child"_s, u"Enfant"_s, {}, {}, {}, {}, {}, u"${many}"_s},
                           {u"text"_s, u"name"_s, u"Nom"_s},
                           {u"date"_s, u"born"_s, u"Né"_s, u"year"_s},
                           {u"end_repeat"_s}});
        QVERIFY(screen.form.setAnswer(u"/data/many"_s, u"3"_s));
        for (int i = 1; i <= 3; ++i)
            QVERIFY(screen.form.setAnswer(u"/data/child[%1]/name"_s.arg(i), u"Enfant %1"_s.arg(i)));
        QVERIFY(screen.form.setAnswer(u"/data/child[3]/born"_s, u"2015"_s));
        screen.view.showChanges(true);
        const auto table = [&] { return screen.view.findChildren<RepeatTable *>().back(); };
        QCOMPARE(table()->rowCount(), 3);
        QCOMPARE(table()->item(2, 1)->text(), u"Enfant 3"_s);
        QCOMPARE(table()->item(2, 2)->text(), u"2015"_s);
        QCOMPARE(table()->item(0, 3)->text(), u"1 of 2 answered"_s);
        QVERIFY(screen.question(u"child[1]/name"_s) != nullptr && screen.question(u"child[3]/name"_s) == nullptr);
        QTest::keyClick(screen.field<QLineEdit>(u"child[1]/born"_s), Qt::Key_Return); // on to the next row
        QTRY_COMPARE(screen.view.currentPath(), u"/data/child[2]/name"_s);
        screen.view.goTo(u"/data/child[3]/born"_s);
        QCOMPARE(screen.view.currentPath(), u"/data/child[3]/born"_s);
        QVERIFY(screen.view.findChild<QPushButton *>(u"add"_s) == nullptr); // the form says how many

        QVERIFY(screen.form.setAnswer(u"/data/many"_s, u"2"_s));
        screen.view.showChanges(true);
        QCOMPARE(table()->rowCount(), 3);
        QVERIFY2(table()->item(2, 3)->text().contains(u"No longer counted"_s), qPrintable(table()->item(2, 3)->text()));
        QVERIFY(!table()->item(1, 3)->text().contains(u"No longer counted"_s));
        screen.view.goTo(u"/data/child[3]/name"_s);
        QTest::mouseClick(screen.view.findChildren<QPushButton *>(u"remove"_s).back(), Qt::LeftButton);
        QTRY_COMPARE(screen.form.childPaths(u"/data/child"_s).size(), 2);
        for (QPushButton *button : screen.view.findChildren<QPushButton *>()) {
            if (button->text() == u"Undo"_s)
                QTest::mouseClick(button, Qt::LeftButton);
        }
        QTRY_COMPARE(screen.form.childPaths(u"/data/child"_s).size(), 3);
        QCOMPARE(screen.value(u"child[3]/name"_s), u"Enfant 3"_s);
    }

    void aPictureOfAPackageIsShownAndNothingElseIsFetched()
    {
        QImage image(800, 400, QImage::Format_RGB32);
        image.fill(Qt::red);
        QBuffer png;
        QVERIFY(png.open(QIODevice::WriteOnly) && image.save(&png, "PNG"));
        const QByteArray drawing =
            "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><image href='file:///x'/></svg>";
        const QString form =
            QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/validmeasures__liberiaCoverage.xlsx"_s;
        FormPackage package = FormPackage::fromFile(form.toStdU16String()).value();
        package.files = {{u"iron.jpg"_s, png.data()}, {u"rutf.png"_s, drawing}};
        const auto definition =
            std::make_shared<const FormDefinition>(FormDefinition::fromPackage(package, u"form"_s).value());
        base::SystemClock clock;
        FormInstance instance{definition, Screen::environment(clock)};
        const FormTexts texts(instance, {});
        QWidget page;
        const auto picture = [&](const QString &name) {
            return makePicture(texts, definition->findByName(name)->media, {420, 280}, u"Le fer"_s, &page);
        };
        QCOMPARE(picture(u"ifa2"_s)->pixmap().size(), QSize(420, 210));
        QCOMPARE(picture(u"ifa2"_s)->accessibleName(), u"Le fer"_s);
        QVERIFY(picture(u"cov_status"_s)->pixmap().isNull()); // a drawing could name other files
        QVERIFY(picture(u"cov_status"_s)->text().contains(u"rutf.png"_s));
        QVERIFY(picture(u"mnp1"_s)->text().contains(u"mnp.jpg"_s)); // did not come with the form
        QVERIFY(makePicture(texts, {}, {9, 9}, {}, &page) == nullptr);
    }

    void aChoicesPictureCanBeLookedAtCloselyAndItsSoundIsNamed()
    {
        const auto png = [](int width) {
            QImage image(width, width / 2, QImage::Format_RGB32);
            image.fill(Qt::blue);
            QBuffer bytes;
            [[maybe_unused]] const bool done = bytes.open(QIODevice::WriteOnly) && image.save(&bytes, "PNG");
            return bytes.data();
        };
        const Sheet survey = sheet(u"survey"_s, {{u"type"_s, u"name"_s, u"label::French (fr)"_s},
                                                 {u"select_one card"_s, u"which"_s, u"Lequel ?"_s}});
        const Sheet choices =
            sheet(u"choices"_s, {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"media::image"_s,
                                  u"media::big-image"_s, u"media::audio"_s, u"media::video"_s},
                                 {u"card"_s, u"a"_s, u"Permis"_s, u"small.png"_s, u"large.png"_s},
                                 {u"card"_s, u"b"_s, u"Passeport"_s, u"small.png"_s, u""_s, u"said.mp3"_s, u"shown.mp4"_s}});
        FormPackage files;
        files.files = {{u"small.png"_s, png(200)}, {u"large.png"_s, png(900)}};
        const auto definition = std::make_shared<const FormDefinition>(
            FormDefinition::fromWorkbook(Workbook::fromSheets({survey, choices}), u"cards"_s, files).value());
        base::SystemClock clock;
        FormInstance form{definition, Screen::environment(clock)};
        FormView view;
        view.resize(1100, 700);
        view.setInstance(&form, {});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        auto *question = view.findQuestion(u"/data/which"_s);
        const auto rows = question->findChildren<ChoiceRow *>();
        QCOMPARE(rows.size(), 2);
        auto *picture = rows[0]->findChild<QLabel *>(u"picture"_s);
        QPushButton *larger = rows[0]->larger();
        QVERIFY(larger != nullptr && rows[1]->larger() == nullptr); // that one has a small picture alone
        const int small = picture->pixmap().width();
        larger->click();
        QVERIFY(picture->pixmap().width() > small);
        QVERIFY(picture->pixmap().width() <= rows[0]->width());
        QCOMPARE(form.state(u"/data/which"_s)->value, QString()); // looking is no answer
        larger->click();
        QCOMPARE(picture->pixmap().width(), small);
        const auto words = rows[1]->findChildren<QLabel *>();
        QVERIFY(std::any_of(words.begin(), words.end(),
                            [](const QLabel *label) { return label->text().contains(u"said.mp3, shown.mp4"_s); }));
    }

    void aPublicFormNeverScrollsSideways_data()
    {
        QTest::addColumn<QString>("file");
        QTest::newRow("every type") << u"getodk__all-question-types-v2024091201-3"_s;
        QTest::newRow("tables") << u"hedera-platform__svf_study_2021"_s;
        QTest::newRow("scales and tables") << u"pma-2020__SDP_Location_2018-v3-jef"_s;
    }
    /// At 200 % on a small screen; INDARO_PICTURES names a folder for what it looks like on both.
    void aPublicFormNeverScrollsSideways()
    {
        QFETCH(QString, file);
        const QString path = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/"_s + file + u".xlsx"_s;
        const auto definition = std::make_shared<const FormDefinition>(FormDefinition::load(path.toStdU16String()).value());
        base::SystemClock clock;
        FormInstance form{definition, Screen::environment(clock)};
        ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light);
        FormView view;
        const QString pictures = qEnvironmentVariable("INDARO_PICTURES");
        for (const QSize size : {QSize(683, 384), QSize(1366, 700)}) {
            if (size.width() > 683 && pictures.isEmpty())
                continue;
            view.resize(size);
            view.setInstance(&form, {});
            view.show();
            QVERIFY(QTest::qWaitForWindowExposed(&view));
            const auto sections = sectionsOf(form);
            QStringList wide;
            for (std::size_t i = 0; i < std::min<std::size_t>(sections.size(), 12); ++i) {
                if (!sections[i].isRelevant || sections[i].isBlocked)
                    continue;
                view.goTo(sections[i].paths.front());
                QCoreApplication::processEvents();
                const auto *scroll = view.findChild<QScrollArea *>();
                if (scroll->horizontalScrollBar()->maximum() > 0)
                    wide << sections[i].paths.front();
                if (!pictures.isEmpty()) {
                    scroll->widget()->resize(scroll->widget()->width(),
                                             scroll->widget()->heightForWidth(scroll->widget()->width()));
                    scroll->widget()->grab().save(
                        u"%1/%2-%3-%4.png"_s.arg(pictures, file.left(12)).arg(size.width()).arg(i));
                    view.grab().save(u"%1/%2-%3-%4-view.png"_s.arg(pictures, file.left(12)).arg(size.width()).arg(i));
                }
            }
            QVERIFY2(wide.isEmpty(), qPrintable(wide.join(u' ')));
        }
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
