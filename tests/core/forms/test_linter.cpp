// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_report.h"
#include "core/forms/nearest_name.h"

#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro::forms;

namespace {

using Rows = QList<QStringList>;

Sheet sheet(const QString &name, const Rows &rows)
{
    Sheet out;
    out.name = name;
    int number = 0;
    for (const QStringList &cells : rows)
        out.rows.push_back({++number, cells});
    return out;
}

/// Head and rows of a form in both languages, so that only what is meant to be found is found.
struct Form
{
    Rows survey;
    Rows choices{};
    Rows settings{};
    Rows entities{};
};

const QStringList Labels{u"label::French (fr)"_s, u"label::Kirundi (rn)"_s};

Workbook workbookOf(const Form &form)
{
    std::vector<Sheet> sheets{sheet(u"survey"_s, form.survey)};
    if (!form.choices.isEmpty())
        sheets.push_back(sheet(u"choices"_s, form.choices));
    if (!form.settings.isEmpty())
        sheets.push_back(sheet(u"settings"_s, form.settings));
    if (!form.entities.isEmpty())
        sheets.push_back(sheet(u"entities"_s, form.entities));
    return Workbook::fromSheets(std::move(sheets));
}

FormReport reportOf(const Workbook &workbook, const FormPackage &files = {})
{
    const auto form = FormDefinition::fromWorkbook(workbook, u"test"_s, files);
    return form ? makeReport(workbook, *form) : FormReport();
}

FormReport reportOf(const QString &path)
{
    QFile file(QStringLiteral(INDARO_SOURCE_DIR) + u'/' + path);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto workbook = Workbook::read(file.readAll());
    return workbook ? reportOf(*workbook) : FormReport();
}

/// "UnknownReference survey 3 relevant ageh -> age" and perhaps " (4)".
QString lineOf(const Finding &finding)
{
    QString line = u"%1 %2 %3 %4 %5"_s.arg(toString(finding.code), finding.sheet, QString::number(finding.row),
                                           finding.column, finding.argument);
    if (!finding.suggestion.isEmpty())
        line += u" -> "_s + finding.suggestion;
    return finding.other == 0 ? line : line + u" (%1)"_s.arg(finding.other);
}

QStringList linesOf(const FormReport &report)
{
    QStringList lines;
    for (const Finding &finding : report.findings)
        lines.append(lineOf(finding));
    return lines;
}

/// A question with its texts in both languages and one more cell.
QStringList row(const QString &type, const QString &name, const QString &more = {}, const QString &last = {})
{
    return {type, name, u"A"_s, u"B"_s, more, last};
}

QStringList head(const QString &more = {}, const QString &last = {})
{
    return {u"type"_s, u"name"_s, Labels.at(0), Labels.at(1), more, last};
}

const QStringList ChoiceHead{u"list_name"_s, u"name"_s, Labels.at(0), Labels.at(1)};

QStringList choice(const QString &list, const QString &name)
{
    return {list, name, u"A"_s, u"B"_s};
}

} // namespace

class TestLinter : public QObject
{
    Q_OBJECT

    static void add(const char *name, const Form &form, const QStringList &expected)
    {
        QTest::newRow(name) << form.survey << form.choices << form.settings << form.entities << expected;
    }

private Q_SLOTS:
    void eachMistakeIsFoundAlone_data()
    {
        QTest::addColumn<QList<QStringList>>("survey");
        QTest::addColumn<QList<QStringList>>("choices");
        QTest::addColumn<QList<QStringList>>("settings");
        QTest::addColumn<QList<QStringList>>("entities");
        QTest::addColumn<QStringList>("expected");
        const Rows yesNo{ChoiceHead, choice(u"yn"_s, u"yes"_s), choice(u"yn"_s, u"no"_s)};

        add("nothing",
            {{head(u"relevant"_s), row(u"select_one yn"_s, u"a"_s), row(u"text"_s, u"b"_s, u"${a} = 'yes'"_s)}, yesNo}, {});
        add("reference with the nearest name",
            {{head(u"relevant"_s), row(u"integer"_s, u"age"_s), row(u"text"_s, u"b"_s, u"${agee} > 5"_s)}},
            {u"UnknownReference survey 3 relevant agee -> age"_s});
        add("reference in a label",
            {{{u"type"_s, u"name"_s, Labels.at(0), Labels.at(1)},
              {u"text"_s, u"given"_s, u"A"_s, u"B"_s},
              {u"note"_s, u"n"_s, u"Bonjour ${givn}"_s, u"B"_s}}},
            {u"UnknownReference survey 3 label::French (fr) givn -> given"_s});
        add("path that leads nowhere",
            {{head(u"relevant"_s), row(u"text"_s, u"first"_s),
              row(u"text"_s, u"b"_s, u"../frist = 'x' and /data/first != ''"_s)}},
            {u"UnknownReference survey 3 relevant ../frist -> first"_s});
        add("word without quotes",
            {{head(u"relevant"_s), row(u"select_one yn"_s, u"a"_s), row(u"text"_s, u"b"_s, u"${a} = yes or a = 'no'"_s)},
             yesNo},
            {u"BareWord survey 3 relevant yes -> 'yes'"_s, u"BareWord survey 3 relevant a -> ${a}"_s});
        add("cycle",
            {{head(u"calculation"_s), row(u"calculate"_s, u"a"_s, u"${c} + 1"_s), row(u"calculate"_s, u"b"_s, u"${a} + 1"_s),
              row(u"calculate"_s, u"c"_s, u"${b} + 1"_s)}},
            {u"DependencyCycle survey 2 calculation a → c → b → a"_s});
        add("group that waits for its own question",
            {{head(u"relevant"_s),
              row(u"begin group"_s, u"g"_s, u"${q} = 'x'"_s),
              row(u"text"_s, u"q"_s),
              {u"end group"_s}}},
            {u"DependencyCycle survey 2 relevant g → q → g"_s});
        add("condition on itself", {{head(u"relevant"_s), row(u"text"_s, u"q"_s, u"${q} != ''"_s)}},
            {u"DependencyCycle survey 2 relevant q → q"_s});
        add("calculation that keeps its value",
            {{head(u"calculation"_s), row(u"calculate"_s, u"a"_s, u"once(${a})"_s),
              row(u"calculate"_s, u"b"_s, u"once(uuid())"_s)}},
            {});
        add("never shown",
            {{head(u"relevant"_s),
              row(u"begin group"_s, u"g"_s, u"false()"_s),
              row(u"text"_s, u"q"_s, u"1 = 2"_s),
              {u"end group"_s},
              row(u"text"_s, u"r"_s, u"not(true()) and ${q} = 'x'"_s)}},
            {u"NeverShown survey 2 relevant g"_s, u"NeverShown survey 5 relevant r"_s});
        add("choice that does not exist",
            {{head(u"relevant"_s), row(u"select_one yn"_s, u"a"_s), row(u"text"_s, u"b"_s, u"${a} = 'yess'"_s),
              row(u"text"_s, u"c"_s, u"selected(${a}, 'no') or selected(${a}, 'never')"_s),
              row(u"text"_s, u"d"_s, u"${a} = 'yes' or ${a} = ''"_s)},
             yesNo},
            {u"UnknownCode survey 3 relevant yess -> yes"_s, u"NeverShown survey 3 relevant b"_s,
             u"UnknownCode survey 4 relevant never"_s});
        add("default that is not offered",
            {{head(u"default"_s), row(u"select_multiple yn"_s, u"a"_s, u"yes perhaps"_s)}, yesNo},
            {u"UnknownCode survey 2 default yes perhaps"_s});
        add("patterns",
            {{head(u"constraint"_s), row(u"text"_s, u"a"_s, u"regex(., '[0-9]+')"_s),
              row(u"text"_s, u"b"_s, u"regex(., '^[0-9]+$')"_s), row(u"text"_s, u"c"_s, u"regex(., '^([0-9]+$')"_s)}},
            {u"UnanchoredPattern survey 2 constraint regex(., '[0-9]+')"_s,
             u"BadPattern survey 4 constraint regex(., '^([0-9]+$')"_s});
        add("translations",
            {{{u"type"_s, u"name"_s, Labels.at(0), Labels.at(1), u"hint::French (fr)"_s, u"indaro::kirundi_status"_s},
              {u"text"_s, u"a"_s, u"A"_s, u""_s, u"Aide"_s},
              {u"text"_s, u"b"_s, u"A"_s, u""_s, u""_s, u"to_translate"_s}}},
            {u"MissingTranslation survey 2 label::Kirundi (rn) a"_s, u"MissingTranslation survey 2 hint::Kirundi (rn) a"_s,
             u"TranslationAwaited survey 3 label::Kirundi (rn) b"_s});
        add("languages", {{{u"type"_s, u"name"_s, u"label::English (en)"_s}, {u"text"_s, u"a"_s, u"A"_s}}},
            {u"MissingLanguage survey 1 label::English (en) fr"_s, u"MissingLanguage survey 1 label::English (en) rn"_s});
        add("codes with blanks",
            {{head(), row(u"select_one one"_s, u"a"_s), row(u"select_multiple many"_s, u"b"_s)},
             {ChoiceHead, choice(u"one"_s, u"a b"_s), choice(u"many"_s, u"c d"_s)}},
            {u"ChoiceNameWithSpace choices 2 name a b -> a_b"_s, u"ChoiceFallsApart choices 3 name c d -> c_d"_s});
        add("names twice", {{head(), row(u"text"_s, u"a"_s), row(u"text"_s, u"a"_s), row(u"text"_s, u"1 b"_s)}},
            {u"DuplicateName survey 3 name a (2)"_s, u"InvalidName survey 4 name 1 b -> _1_b"_s});
        add("one name in two groups",
            {{head(u"relevant"_s),
              row(u"begin group"_s, u"g"_s),
              row(u"text"_s, u"a"_s),
              {u"end group"_s},
              row(u"text"_s, u"a"_s),
              row(u"text"_s, u"b"_s, u"${a} = '1'"_s)}},
            {u"AmbiguousReference survey 6 relevant a -> /data/g/a"_s});
        add("codes twice",
            {{head(), row(u"select_one yn"_s, u"a"_s)},
             {ChoiceHead, choice(u"yn"_s, u"yes"_s), choice(u"yn"_s, u"no"_s), choice(u"yn"_s, u"yes"_s),
              choice(u"yn"_s, u""_s)}},
            {u"DuplicateChoice choices 4 name yes (2)"_s, u"EmptyChoiceName choices 5 name yn"_s});
        add("codes twice, as the settings allow",
            {{head(), row(u"select_one yn"_s, u"a"_s)},
             {ChoiceHead, choice(u"yn"_s, u"yes"_s), choice(u"yn"_s, u"yes"_s)},
             {{u"form_id"_s, u"allow_choice_duplicates"_s}, {u"x"_s, u"yes"_s}}},
            {});
        add("required, but not to be answered",
            {{head(u"required"_s, u"readonly"_s), row(u"note"_s, u"a"_s, u"yes"_s),
              row(u"text"_s, u"b"_s, u"yes"_s, u"yes"_s), row(u"text"_s, u"c"_s, u"yes"_s)}},
            {u"RequiredNote survey 2 required a"_s, u"RequiredNote survey 3 required b"_s});
        add("lists",
            {{head(), row(u"select_one spares"_s, u"a"_s), row(u"select_one yn"_s, u"b"_s), row(u"calculate"_s, u"c"_s)},
             yesNo + Rows{choice(u"spare"_s, u"x"_s), choice(u"spare"_s, u"y"_s)}},
            {u"UnknownChoiceList survey 2 type spares -> spare"_s, u"UnusedChoiceList choices 4 list_name spare (2)"_s});
        add("list read by an expression",
            {{head(u"calculation"_s), row(u"calculate"_s, u"c"_s, u"instance('yn')/*/item[name = 'yes']/label"_s)}, yesNo},
            {});
        add("filter columns",
            {{head(u"choice_filter"_s), row(u"select_one place"_s, u"a"_s, u"provnce = 'x' and province != 'y'"_s)},
             {ChoiceHead + QStringList{u"province"_s}, choice(u"place"_s, u"p"_s) + QStringList{u"x"_s}}},
            {u"UnknownFilterColumn survey 2 choice_filter provnce -> province"_s});
        add("columns", {{head(u"relevent"_s, u"my notes"_s), row(u"text"_s, u"a"_s, u"1 = 1"_s, u"x"_s)}},
            {u"MistypedColumn survey 1 relevent relevent -> relevant"_s, u"UnknownColumn survey 1 my notes my notes"_s});
        add("columns twice", {{head(u"relevant"_s, u"relevance"_s), row(u"text"_s, u"a"_s, u"1 = 1"_s)}},
            {u"DuplicateColumn survey 1 relevance relevance -> relevant"_s});
        add("settings",
            {{head(), row(u"text"_s, u"a"_s)},
             {},
             {{u"form_id"_s, u"verson"_s, u"default_language"_s}, {u"x"_s, u"1"_s, u"Klingon"_s}}},
            {u"MistypedColumn settings 1 verson verson -> version"_s,
             u"UnknownLanguage settings 2 default_language Klingon"_s});
        add("appearance",
            {{head(u"appearance"_s), row(u"text"_s, u"a"_s, u"multline w3"_s), row(u"text"_s, u"b"_s, u"xyzzy"_s),
              row(u"text"_s, u"c"_s, u"ex:org.example.app(a='1')"_s)}},
            {u"UnknownAppearance survey 2 appearance multline -> multiline"_s,
             u"UnknownAppearance survey 3 appearance xyzzy"_s});
        add("parameters", {{head(u"parameters"_s), row(u"range"_s, u"a"_s, u"start=0 stpe=2 end=ten"_s)}},
            {u"BadParameter survey 2 parameters stpe=2 -> step"_s, u"BadParameter survey 2 parameters end=ten"_s});
        add("types",
            {{head(),
              row(u"interger"_s, u"a"_s),
              row(u"db:person"_s, u"b"_s),
              {u""_s, u"c"_s},
              row(u"end group"_s, u"d"_s)}},
            {u"UnknownType survey 2 type interger -> integer"_s, u"DialectType survey 3 type db:person"_s,
             u"NameWithoutType survey 4 type c"_s, u"UnbalancedGroup survey 5 type end group"_s});
        add("expressions",
            {{head(u"calculation"_s, u"trigger"_s), row(u"calculate"_s, u"a"_s, u"1 +"_s),
              row(u"calculate"_s, u"b"_s, u"contat('a')"_s), row(u"calculate"_s, u"c"_s, u"today() + 1"_s, u"${aa}"_s),
              row(u"calculate"_s, u"d"_s, u"//a"_s), row(u"calculate"_s, u"e"_s, u"if(number() > 1, 'a', 'b')"_s)}},
            {u"ExpressionSyntax survey 2 calculation 1 +"_s, u"UnknownFunction survey 3 calculation contat -> concat"_s,
             u"DateStoredAsNumber survey 4 calculation today() + 1"_s, u"UnknownTrigger survey 4 trigger aa"_s,
             u"UnpromisedPath survey 5 calculation //a"_s,
             u"UnpromisedPath survey 6 calculation if(number() > 1, 'a', 'b')"_s});
        add("names and labels",
            {{{u"type"_s, u"name"_s, Labels.at(0), Labels.at(1)}, {u"text"_s, u""_s, u"A"_s, u"B"_s}, {u"text"_s, u"b"_s}}},
            {u"MissingName survey 2 name text"_s, u"MissingLabel survey 3 label::French (fr) b"_s});
        add("yes or no", {{head(u"required"_s), row(u"text"_s, u"a"_s, u"oui"_s)}}, {u"BadYesNo survey 2 required oui"_s});
        const QStringList entityHead{u"list_name"_s, u"label"_s,     u"entity_id"_s,
                                     u"create_if"_s, u"update_if"_s, u"repeat"_s};
        add("entities that break a rule",
            {{head(u"save_to"_s), row(u"text"_s, u"a"_s, u"given_name"_s)},
             {},
             {},
             {entityHead,
              {u"people"_s, u"${a}"_s, u""_s, u""_s, u"true()"_s},
              {u"people"_s, u"${a}"_s, u"${a}"_s, u"true()"_s},
              {u"people"_s},
              {u"people"_s, u""_s, u"${a}"_s, u"true()"_s, u"true()"_s},
              {u"per.sons"_s, u"${a}"_s},
              {u"__people"_s, u"${a}"_s},
              {u"people"_s, u"${a}"_s},
              {u"people"_s, u"${a}"_s, u""_s, u"${a} != ''"_s}}},
            {u"EntityIdMissing entities 2 update_if people"_s, u"EntityUpdateMissing entities 3 create_if people"_s,
             u"EntityLabelMissing entities 4 label people"_s, u"EntityLabelMissing entities 5 label people"_s,
             u"EntityName entities 6 list_name per.sons"_s, u"EntityName entities 7 list_name __people"_s,
             u"EntityTwice entities 9 list_name people (8)"_s});
        add("answers that cannot be saved",
            {{head(u"save_to"_s),
              row(u"text"_s, u"a"_s, u"given_name"_s),
              row(u"text"_s, u"b"_s, u"given_name"_s),
              row(u"text"_s, u"c"_s, u"Name"_s),
              row(u"text"_s, u"d"_s, u"__id"_s),
              row(u"begin group"_s, u"e"_s, u"group"_s),
              {u"end group"_s},
              row(u"begin repeat"_s, u"f"_s),
              row(u"text"_s, u"g"_s, u"child"_s),
              {u"end repeat"_s},
              row(u"begin repeat"_s, u"h"_s),
              row(u"text"_s, u"i"_s, u"other"_s),
              {u"end repeat"_s},
              row(u"text"_s, u"j"_s, u"peple#age"_s)},
             {},
             {},
             {entityHead, {u"people"_s, u"${a}"_s, u""_s, u""_s, u""_s, u"${k}"_s}}},
            {u"SaveToTwice survey 3 save_to given_name (2)"_s, u"SaveToName survey 4 save_to Name"_s,
             u"SaveToName survey 5 save_to __id"_s, u"SaveToGroup survey 6 save_to group"_s,
             u"EntityScope survey 9 save_to child"_s, u"EntityScope survey 12 save_to other"_s,
             u"SaveToList survey 14 save_to peple#age -> people"_s, u"UnknownReference entities 2 repeat k"_s});
        add("two entities",
            {{head(u"save_to"_s), row(u"text"_s, u"a"_s, u"age"_s), row(u"text"_s, u"b"_s, u"child#age"_s)},
             {},
             {},
             {entityHead, {u"people"_s, u"${a}"_s}, {u"child"_s, u"${b}"_s}}},
            {u"SaveToList survey 2 save_to age -> people#age"_s});
        add("entities of a newer program",
            {{head(u"save_to"_s), row(u"text"_s, u"a"_s, u"age"_s)},
             {},
             {{u"form_id"_s, u"entities_version"_s}, {u"x"_s, u"2027.1.0"_s}},
             {entityHead, {u"people"_s, u"${a}"_s}}},
            {u"EntityVersion settings 2 entities_version 2027.1.0"_s});
        add("save_to alone", {{head(u"save_to"_s), row(u"text"_s, u"a"_s, u"given_name"_s)}},
            {u"SaveToWithoutEntity survey 2 save_to given_name"_s});
        add("choices from a file", {{head(), row(u"select_one_from_file people.csv"_s, u"a"_s)}},
            {u"MissingFile survey 2 type people.csv"_s});
    }
    void eachMistakeIsFoundAlone()
    {
        QFETCH(QList<QStringList>, survey);
        QFETCH(QList<QStringList>, choices);
        QFETCH(QList<QStringList>, settings);
        QFETCH(QList<QStringList>, entities);
        QFETCH(QStringList, expected);
        const QStringList found = linesOf(reportOf(workbookOf({survey, choices, settings, entities})));
        QCOMPARE(found.join(u'\n'), expected.join(u'\n'));
    }

    void filesAreJudgedWithTheForm()
    {
        FormPackage package;
        package.files = {{u"people.csv"_s, "code;nom\r\nk1;Kaneza\r\nk1;Kaneza bis\r\n"},
                         {u"villes.csv"_s, QByteArray("name,label\nmuyinga,Muyinga la pr\xe9sente\n")},
                         {u"broken.xml"_s, "<root><item></root>"},
                         {u"notes.txt"_s, "to the author"},
                         {u"house.png"_s, "picture"}};
        package.leftOut = {u"old/people.csv"_s};
        const QString image = u"image::French (fr)"_s;
        const Form form{{head(u"parameters"_s, u"calculation"_s) << u"choice_filter"_s << image << u"appearance"_s,
                         row(u"select_one_from_file people.csv"_s, u"a"_s, u"value=code label=name"_s) << u"comune = 'x'"_s,
                         row(u"select_one_from_file peple.csv"_s, u"b"_s) << u""_s << u"hose.png"_s,
                         row(u"select_one_from_file villes.csv"_s, u"c"_s) << u""_s << u"house.png"_s,
                         row(u"xml-external"_s, u"broken"_s),
                         row(u"calculate"_s, u"d"_s, u""_s, u"pulldata('people', 'nam', 'code', ${a})"_s),
                         row(u"calculate"_s, u"e"_s, u""_s, u"instance('peopel')/root/item[code = ${a}]/nom"_s),
                         row(u"calculate"_s, u"f"_s, u""_s, u"instance('people')/root/item[cod = ${a}]/nom"_s),
                         row(u"select_one found"_s, u"g"_s) << u""_s << u""_s << u"search('people', 'near', 'nom', 'K')"_s},
                        {ChoiceHead, choice(u"found"_s, u"1"_s)}};
        const QStringList expected{u"SameFileTwice  0  old/people.csv"_s,
                                   u"UnusedFile  0  notes.txt"_s,
                                   u"DuplicateChoice people.csv 3 code k1 (2)"_s,
                                   u"UnknownFileColumn survey 2 parameters name"_s,
                                   u"UnknownFileColumn survey 2 choice_filter comune"_s,
                                   u"MissingFile survey 3 type peple.csv -> people.csv"_s,
                                   u"MissingMedia survey 3 image::French (fr) hose.png -> house.png"_s,
                                   u"FileNotUtf8 survey 4 type villes.csv"_s,
                                   u"BadFile survey 5 type broken.xml (1)"_s,
                                   u"UnknownFileColumn survey 6 calculation nam"_s,
                                   u"UnknownInstance survey 7 calculation peopel -> people"_s,
                                   u"UnknownFileColumn survey 8 calculation cod"_s,
                                   u"SearchNotUnderstood survey 9 appearance search('people', 'near', 'nom', 'K')"_s};
        const QStringList found = linesOf(reportOf(workbookOf(form), package));
        const QSet<QString> wanted(expected.begin(), expected.end());
        const QSet<QString> got(found.begin(), found.end());
        QCOMPARE(QStringList((got - wanted).values()).join(u'\n'), QString());
        QCOMPARE(QStringList((wanted - got).values()).join(u'\n'), QString());
        QCOMPARE(found.size(), expected.size());
    }

    void groupsInsideTooManyGroupsAreLevelled()
    {
        Rows survey{head()};
        for (int i = 0; i < 66; ++i)
            survey.append(row(u"begin group"_s, u"g%1"_s.arg(i)));
        survey.append(row(u"text"_s, u"a"_s));
        for (int i = 0; i < 66; ++i)
            survey.append({u"end group"_s});
        survey.append(row(u"text"_s, u"b"_s));
        QCOMPARE(linesOf(reportOf(workbookOf({survey}))),
                 QStringList({u"TooDeep survey 66 type g64"_s, u"TooDeep survey 67 type g65"_s}));
        const auto form = FormDefinition::fromWorkbook(workbookOf({survey}), u"test"_s);
        QCOMPARE(form->findByName(u"a"_s)->path.count(u'/'), 66);
        QCOMPARE(form->findByName(u"b"_s)->path, u"/data/b"_s);
    }

    /// Each code but that of a damaged cell, which has no tiny workbook of texts, has its case above.
    void everyCodeHasACase()
    {
        QFile source(QStringLiteral(INDARO_SOURCE_DIR "/tests/core/forms/test_linter.cpp"));
        QVERIFY(source.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(source.readAll());
        for (const FindingCode code : allFindingCodes())
            QVERIFY2(code == FindingCode::ErrorCell || text.contains(u"{u\""_s + toString(code) + u' ') ||
                         text.contains(u" u\""_s + toString(code) + u' '),
                     qPrintable(toString(code)));
        Workbook workbook = workbookOf({{head(), row(u"text"_s, u"a"_s)}});
        Sheet damaged = workbook.sheets().front();
        damaged.brokenCells = {{7, 1}, {8, 27}};
        QCOMPARE(linesOf(reportOf(Workbook::fromSheets({damaged}))),
                 QStringList({u"ErrorCell survey 7 name B7"_s, u"ErrorCell survey 8  AB8"_s}));
    }

    void languagesAreCounted()
    {
        const FormReport report =
            reportOf(workbookOf({{{u"type"_s, u"name"_s, Labels.at(0), Labels.at(1)},
                                  {u"text"_s, u"a"_s, u"A"_s},
                                  {u"select_one yn"_s, u"b"_s, u"A"_s, u"B"_s}},
                                 {ChoiceHead, {u"yn"_s, u"y"_s, u"A"_s}, {u"yn"_s, u"n"_s, u""_s, u"B"_s}}}));
        QCOMPARE(report.languages.size(), 2u);
        QCOMPARE(report.languages[0].missing, 1);
        QCOMPARE(report.languages[0].choiceRows, std::vector<int>{3});
        QCOMPARE(report.languages[1].missing, 2);
        QCOMPARE(report.languages[1].surveyRows, std::vector<int>{2});
        const QJsonObject json = report.toJson();
        QCOMPARE(json.value(u"languages"_s).toArray().at(1).toObject().value(u"missing"_s).toInt(), 2);
        QCOMPARE(json.value(u"findings"_s).toArray().at(0).toObject().value(u"severity"_s).toString(), u"warning"_s);
    }

    /// "fr" beside "French (fr)", KIRUNDI in another sheet: the same language, and nothing of it is lost.
    void spellingsOfALanguageAreOneLanguage()
    {
        const Workbook workbook = workbookOf(
            {{{u"type"_s, u"name"_s, u"label::Français"_s, u"label::Kirundi"_s, u"hint : fr"_s, u"media::image::FR"_s,
               u"constraint_message::French (fr)"_s, u"hint::rn"_s, u"constraint_message#kirundi"_s},
              {u"select_one yn"_s, u"a"_s, u"A"_s, u"B"_s, u"H"_s, u""_s, u"M"_s, u"I"_s, u"K"_s}},
             {{u"list_name"_s, u"name"_s, u"label::fr"_s, u"label::KIRUNDI (RN)"_s},
              {u"yn"_s, u"y"_s, u"Oui"_s, u"Ego"_s}}});
        const auto form = FormDefinition::fromWorkbook(workbook, u"test"_s);
        QVERIFY(form.hasValue());
        QCOMPARE(form->languages().size(), std::size_t(2));
        QCOMPARE(linesOf(reportOf(workbook)).join(u'\n'), QString());
        const FormItem *asked = form->findByName(u"a"_s);
        const QString french = form->findLanguage(u"fr"_s)->header;
        const QString kirundi = form->findLanguage(u"rn"_s)->header;
        QCOMPARE(french, u"Français"_s);
        QCOMPARE(asked->hint.text(french), u"H"_s);
        QCOMPARE(asked->hint.text(kirundi), u"I"_s);
        QCOMPARE(asked->constraintMessage.text(french), u"M"_s);
        QCOMPARE(asked->constraintMessage.text(kirundi), u"K"_s);
        QCOMPARE(form->findChoiceList(u"yn"_s)->choices.front().label.text(kirundi), u"Ego"_s);
    }

    /// A language whose code is not known by its name, and two of the same name.
    void aNameAndItsCodeAreOneLanguageAndTwoCodesAreTwo()
    {
        const Workbook workbook = workbookOf({{{u"type"_s, u"name"_s, u"label::Lingala"_s, u"hint::lingala (ln)"_s,
                                                u"hint::ln"_s, u"label::Português (pt-BR)"_s, u"label::Português (pt-PT)"_s},
                                               {u"text"_s, u"a"_s, u"A"_s, u"H"_s, u""_s, u"B"_s, u"P"_s}}});
        const auto form = FormDefinition::fromWorkbook(workbook, u"test"_s);
        QVERIFY(form.hasValue());
        QStringList headers;
        for (const FormLanguage &language : form->languages())
            headers.append(language.header);
        QCOMPARE(headers, QStringList({u"Lingala"_s, u"Português (pt-BR)"_s, u"Português (pt-PT)"_s}));
        QCOMPARE(form->findByName(u"a"_s)->hint.text(u"Lingala"_s), u"H"_s);
    }

    void namesAreGuessedFromSlipsOnly()
    {
        const QStringList names{u"age"_s, u"given_name"_s, u"family_name"_s, u"x1"_s};
        QCOMPARE(nearestName(u"Age"_s, names), u"age"_s);
        QCOMPARE(nearestName(u"given-nmae"_s, names), u"given_name"_s);
        QCOMPARE(nearestName(u"zzz"_s, names), QString());
        QCOMPARE(nearestName(u"age"_s, names), QString());
        QCOMPARE(nearestName(u"b"_s, {u"a"_s}), QString());
        QCOMPARE(nearestName(u"x2"_s, names), QString());
        QCOMPARE(nearestName(QString(5000, u'a'), names), QString());
    }

    /// What is found in forms of others stays the same until somebody decides otherwise.
    void formsOfOthersAreFoundTheSame_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("expected");
        QFile file(QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/forms/form-check-counts.tsv"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QSet<QString> listed;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts).mid(1)) {
            listed.insert(line.section(u'\t', 0, 0));
            QTest::newRow(qPrintable(line.section(u'\t', 0, 0))) << line.section(u'\t', 0, 0) << line.section(u'\t', 1);
        }
        for (const QString &form :
             QDir(QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/forms/open")).entryList({u"*.xlsx"_s}))
            QVERIFY2(listed.contains(form), qPrintable(form));
    }
    void formsOfOthersAreFoundTheSame()
    {
        QFETCH(QString, form);
        QFETCH(QString, expected);
        const FormReport report = reportOf(u"tests/fixtures/forms/open/"_s + form);
        QMap<QString, int> countByCode;
        for (const Finding &finding : report.findings)
            ++countByCode[toString(finding.code)];
        QStringList counts{QString::number(report.expressions), QString::number(report.expressionsFailed)};
        QStringList codes;
        for (auto code = countByCode.begin(); code != countByCode.end(); ++code)
            codes.append(u"%1 %2"_s.arg(code.key()).arg(code.value()));
        counts.append(codes.join(u", "_s));
        QCOMPARE(counts.join(u'\t'), expected);
    }

    /// Our own forms have no error and no warning; the survey of HTCDS is unmodified and in English. What waits for a
    /// Kirundi speaker is a note, not a warning.
    void ourOwnFormsAreClean_data()
    {
        QTest::addColumn<QStringList>("allowed");
        QTest::newRow("intake/intake.xlsx") << QStringList{};
        QTest::newRow("first_contact/first_contact.xlsx") << QStringList{};
        QTest::newRow("indicators/indicators.xlsx") << QStringList{};
        QTest::newRow("htcds/htcds_xlsform.xlsx")
            << QStringList{u"MissingLanguage survey 1 label fr"_s, u"MissingLanguage survey 1 label rn"_s};
    }
    void ourOwnFormsAreClean()
    {
        QFETCH(QStringList, allowed);
        const FormReport report = reportOf(u"resources/forms/"_s + QString::fromUtf8(QTest::currentDataTag()));
        QVERIFY(report.questions > 0);
        QVERIFY(report.worst() != Severity::Error);
        QStringList found;
        for (const Finding &finding : report.findings) {
            if (severityOf(finding.code) != Severity::Note)
                found.append(lineOf(finding));
        }
        QCOMPARE(found.join(u'\n'), allowed.join(u'\n'));
    }

    void aHostileSheetDoesNotMakeAnybodyWait()
    {
        Rows survey{head(u"calculation"_s)};
        constexpr int Many = 5'000;
        for (int i = 0; i < Many; ++i)
            survey.append(row(u"calculate"_s, u"question_%1"_s.arg(i), u"${question_%1} + ${nothing_%1}"_s.arg(i + 1)));
        QElapsedTimer timer;
        timer.start();
        const FormReport report = reportOf(workbookOf({survey}));
        QCOMPARE(report.findings.size(), std::size_t(Many + 1)); // the last question reads one that is not there
        qInfo("%d rows: %lld ms", Many, static_cast<long long>(timer.elapsed()));
        QVERIFY(timer.elapsed() < 20'000);
    }
};

QTEST_GUILESS_MAIN(TestLinter)
#include "test_linter.moc"
