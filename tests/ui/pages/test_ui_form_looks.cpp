// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_package.h"
#include "core/forms/workbook.h"
#include "tests/ui/start/survey.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/form_view.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/words/finding_words.h"

#include <QtCore/QBuffer>
#include <QtCore/QDir>
#include <QtGui/QImage>
#include <QtTest/QtTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QMainWindow>
#include <QtWidgets/QScrollArea>

using namespace indaro;
using namespace indaro::forms;
using namespace indaro::ui::forms;
using namespace Qt::StringLiterals;

namespace {

/// Every question has both languages, long ones: what fits with them fits with less.
struct Asked
{
    QString type;
    QString appearance;
    QString parameters = {};
};

Sheet sheet(const QString &name, const QList<QStringList> &rows)
{
    Sheet made;
    made.name = name;
    int number = 0;
    for (const QStringList &row : rows)
        made.rows.push_back({++number, row});
    return made;
}

QByteArray png()
{
    QImage image(320, 200, QImage::Format_RGB32);
    image.fill(Qt::darkCyan);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    [[maybe_unused]] const bool done = buffer.open(QIODevice::WriteOnly) && image.save(&buffer, "PNG");
    return bytes;
}

/// One section of a form, with these questions.
std::shared_ptr<const FormDefinition> formOf(const QString &group, const QList<Asked> &asked)
{
    QList<QStringList> rows{{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s, u"hint::French (fr)"_s,
                             u"hint::Kirundi (rn)"_s, u"appearance"_s, u"parameters"_s, u"required"_s,
                             u"constraint_message::French (fr)"_s, u"media::image"_s, u"choice_filter"_s}};
    rows.append({group.isEmpty() ? u"begin_group"_s : u"begin_repeat"_s,
                 u"part"_s,
                 u"Partie du formulaire d’un partenaire"_s,
                 u"Igice c’urupapuro rw’uwundi"_s,
                 {},
                 {},
                 u"field-list"_s});
    int number = 0;
    for (const Asked &one : asked) {
        ++number;
        rows.append(
            {one.type,
             u"q%1"_s.arg(number),
             u"%1 · %2 : racontez ce qui s’est passé pendant le **voyage** depuis la commune de Giteranyi, avec vos mots"_s
                 .arg(one.type.section(u' ', 0, 0), one.appearance),
             u"Mudondere ivyabaye mu rugendo kuva mu komine ya Giteranyi mu majambo yanyu"_s,
             u"Une réponse approximative suffit ; rien n’est obligatoire ici."_s,
             u"Inyishu iyo ari yo yose irakwiye."_s,
             one.appearance,
             one.parameters,
             number % 3 == 0 ? u"yes"_s : u""_s,
             {},
             number % 4 == 0 ? u"card.png"_s : u""_s});
    }
    rows.append({group.isEmpty() ? u"end_group"_s : u"end_repeat"_s});
    const Sheet choices = sheet(
        u"choices"_s, {{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s, u"media::image"_s},
                       {u"yn"_s, u"yes"_s, u"Oui"_s, u"Ego"_s},
                       {u"yn"_s, u"no"_s, u"Non"_s, u"Oya"_s},
                       {u"yn"_s, u"dk"_s, u"Je ne sais pas ou je préfère ne pas répondre"_s, u"Sindabizi"_s},
                       {u"who"_s, u"a"_s, u"Un membre de la famille proche"_s, u"Uwo mu muryango"_s, u"card.png"_s},
                       {u"who"_s, u"b"_s, u"Une personne rencontrée en route"_s, {}, u"card.png"_s},
                       {u"who"_s, u"c"_s, u"Employeur"_s, u"Umukoresha"_s},
                       {u"who"_s, u"other"_s, u"Autre"_s, u"Uwundi"_s}});
    FormPackage files;
    files.files = {{u"card.png"_s, png()}};
    return std::make_shared<const FormDefinition>(
        FormDefinition::fromWorkbook(Workbook::fromSheets({sheet(u"survey"_s, rows), choices}), u"partner"_s, files)
            .value());
}

FormEnvironment environment(const base::Clock &clock)
{
    FormEnvironment made;
    made.clock = &clock;
    return made;
}

} // namespace

/// Forms of partners at 1366 × 768 and at 200 %, in the languages of the house [forms.md 2, tiers 1 to 3].
class TestUiFormLooks : public QObject
{
    Q_OBJECT
    ui::kit::Translations m_translations;

    static QStringList cutWordsOf(QMainWindow &window, const QSize &size)
    {
        tests::settleAt(window, size);
        return tests::cutWords(window, size);
    }

private Q_SLOTS:
    void initTestCase() { ui::kit::applyTheme(*qApp, ui::kit::ThemeKind::Light); }

    void everyAppearanceFits_data()
    {
        QTest::addColumn<QString>("group");
        QTest::addColumn<QList<Asked>>("asked");
        const QString one = u"select_one "_s;
        const QString many = u"select_multiple "_s;
        QTest::newRow("choices") << u""_s
                                 << QList<Asked>{{one + u"yn"_s, u""_s},          {one + u"yn"_s, u"quick"_s},
                                                 {one + u"who"_s, u"minimal"_s},  {one + u"who"_s, u"autocomplete"_s},
                                                 {one + u"who"_s, u"search"_s},   {many + u"who"_s, u"minimal"_s},
                                                 {many + u"who"_s, u""_s},        {u"rank who"_s, u""_s},
                                                 {one + u"who or_other"_s, u""_s}};
        QTest::newRow("columns") << u""_s
                                 << QList<Asked>{{one + u"who"_s, u"columns"_s},    {one + u"who"_s, u"columns-2"_s},
                                                 {many + u"who"_s, u"columns-4"_s}, {one + u"who"_s, u"columns-pack"_s},
                                                 {one + u"yn"_s, u"horizontal"_s},  {one + u"yn"_s, u"horizontal-compact"_s},
                                                 {one + u"yn"_s, u"likert"_s},      {one + u"who"_s, u"compact-2"_s},
                                                 {one + u"who"_s, u"no-buttons"_s}};
        QTest::newRow("tables") << u""_s
                                << QList<Asked>{{one + u"yn"_s, u"label"_s},        {one + u"yn"_s, u"list-nolabel"_s},
                                                {one + u"yn"_s, u"list-nolabel"_s}, {one + u"who"_s, u"list"_s},
                                                {many + u"who"_s, u"label"_s},      {many + u"who"_s, u"list-nolabel"_s}};
        QTest::newRow("texts") << u""_s
                               << QList<Asked>{{u"text"_s, u""_s},
                                               {u"text"_s, u"multiline"_s},
                                               {u"text"_s, u"numbers"_s},
                                               {u"text"_s, u"masked"_s},
                                               {u"text"_s, u"url"_s},
                                               {u"integer"_s, u""_s},
                                               {u"integer"_s, u"thousands-sep"_s},
                                               {u"decimal"_s, u""_s},
                                               {u"range"_s, u""_s, u"start=0 end=10 step=1"_s},
                                               {u"range"_s, u"rating"_s, u"start=1 end=5 step=1"_s},
                                               {u"range"_s, u"picker"_s, u"start=0 end=10 step=1"_s},
                                               {u"range"_s, u"vertical no-ticks"_s, u"start=0 end=1 step=0.1"_s},
                                               {u"acknowledge"_s, u""_s},
                                               {u"note"_s, u""_s}};
        QTest::newRow("dates") << u""_s << QList<Asked>{{u"date"_s, u""_s},           {u"date"_s, u"no-calendar"_s},
                                                        {u"date"_s, u"month-year"_s}, {u"date"_s, u"year"_s},
                                                        {u"date"_s, u"ethiopian"_s},  {u"date"_s, u"islamic"_s},
                                                        {u"time"_s, u""_s},           {u"dateTime"_s, u""_s}};
        QTest::newRow("media") << u""_s << QList<Asked>{{u"image"_s, u""_s},        {u"image"_s, u"signature"_s},
                                                        {u"image"_s, u"draw"_s},    {u"image"_s, u"annotate"_s},
                                                        {u"image"_s, u"new"_s},     {u"audio"_s, u""_s},
                                                        {u"video"_s, u""_s},        {u"file"_s, u""_s},
                                                        {u"barcode"_s, u""_s},      {u"geopoint"_s, u""_s},
                                                        {u"geopoint"_s, u"maps"_s}, {u"geotrace"_s, u""_s},
                                                        {u"geoshape"_s, u""_s}};
        QTest::newRow("rows") << u"repeat"_s
                              << QList<Asked>{{u"text"_s, u""_s},
                                              {one + u"who"_s, u"minimal"_s},
                                              {one + u"yn"_s, u"horizontal"_s},
                                              {u"date"_s, u"month-year"_s},
                                              {u"integer"_s, u""_s}};
    }
    void everyAppearanceFits()
    {
        QFETCH(QString, group);
        QFETCH(QList<Asked>, asked);
        base::SystemClock clock;
        QStringList faults;
        for (const auto language : {ui::kit::Language::French, ui::kit::Language::Kirundi}) {
            m_translations.setLanguage(language);
            FormInstance form{formOf(group, asked), environment(clock)};
            QMainWindow window;
            auto *view = new FormView;
            window.setCentralWidget(view);
            view->setInstance(&form, {});
            window.show();
            QVERIFY(QTest::qWaitForWindowExposed(&window));
            if (!group.isEmpty())
                QVERIFY(form.addRepeat(u"/data/part"_s).hasValue());
            view->goTo(group.isEmpty() ? u"/data/part/q1"_s : u"/data/part[1]/q1"_s);
            for (const QSize size : {tests::HalfScreen, tests::WholeScreen}) {
                const QString name =
                    u"looks-%1-%2-%3"_s
                        .arg(QString::fromLatin1(QTest::currentDataTag()), ui::kit::Translations::code(language))
                        .arg(size.width());
                for (const QString &fault : cutWordsOf(window, size))
                    faults.append(name + u": "_s + fault);
                if (const QString folder = qEnvironmentVariable("INDARO_PICTURES"); !folder.isEmpty()) {
                    window.grab().save(u"%1/%2.png"_s.arg(folder, name));
                    auto *scroll = view->findChild<QScrollArea *>();
                    scroll->widget()->grab().save(u"%1/%2-whole.png"_s.arg(folder, name));
                }
            }
        }
        for (const QString &fault : faults)
            qWarning("%s", qPrintable(fault));
        QVERIFY(faults.isEmpty());
    }

    /// What the linter of forms can find, in the languages of form-check and of the report on the screen.
    void everyFindingIsSaidInBothLanguages()
    {
        for (const FindingCode code : allFindingCodes()) {
            for (const QString &suggestion : {QString(), u"SUGGESTED"_s}) {
                const Finding finding{code, u"survey"_s, 3, u"COLUMN"_s, u"ARGUMENT"_s, 4, suggestion, 7};
                const auto english = ui::words::textOf(finding, u"en"_s);
                const auto french = ui::words::textOf(finding, u"fr"_s);
                for (const QString &sentence : {english.what, english.advice, french.what, french.advice}) {
                    QVERIFY2(!sentence.isEmpty(), qPrintable(toString(code)));
                    QVERIFY2(!sentence.contains(u"{a}"_s) && !sentence.contains(u"{s}"_s) && !sentence.contains(u'|'),
                             qPrintable(sentence));
                }
                QVERIFY2(english.what != french.what && english.advice != french.advice, qPrintable(toString(code)));
            }
        }
    }

    /// Somebody else sits down while a form is open.
    void everyWordFollowsTheLanguageOfTheScreens()
    {
        m_translations.setLanguage(ui::kit::Language::English);
        base::SystemClock clock;
        FormInstance form{formOf(u"repeat"_s, {{u"text"_s, u""_s}, {u"rank who"_s, u""_s}, {u"date"_s, u"year"_s}}),
                          environment(clock)};
        QVERIFY(form.addRepeat(u"/data/part"_s).hasValue());
        FormView view;
        view.resize(1100, 700);
        view.setInstance(&form, {});
        view.show();
        QVERIFY(QTest::qWaitForWindowExposed(&view));
        const auto words = [&view] {
            QStringList all;
            for (const auto *button : view.findChildren<QAbstractButton *>())
                all << button->text();
            for (const auto *line : view.findChildren<QLineEdit *>())
                all << line->placeholderText() << line->toolTip();
            all.removeAll(QString());
            return all;
        };
        const QStringList english = words();
        QVERIFY(english.contains(u"Remove"_s));
        m_translations.setLanguage(ui::kit::Language::French);
        QCoreApplication::processEvents();
        const QStringList french = words();
        QVERIFY(french.contains(u"Supprimer"_s) || french.contains(u"Retirer"_s));
        for (const QString &word : french) // ▾ is said in every language
            QVERIFY2(word == u"▾"_s || !english.contains(word), qPrintable(word));
    }
};

QTEST_MAIN(TestUiFormLooks)
#include "test_ui_form_looks.moc"
