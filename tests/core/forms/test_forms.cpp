// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_instance.h"
#include "core/forms/form_report.h"
#include "core/forms/workbook.h"

#include <QBuffer>
#include <QDateTime>
#include <QElapsedTimer>
#include <QFile>
#include <QTest>

#include <quazip.h>
#include <quazipfile.h>

using namespace Qt::StringLiterals;
using namespace indaro::forms;
using indaro::base::Errc;

namespace {

class FixedClock final : public indaro::base::Clock
{
public:
    [[nodiscard]] indaro::base::UtcMs nowUtc() const override
    {
        return QDateTime::fromString(u"2026-01-15T12:34:56-07:00"_s, Qt::ISODate).toMSecsSinceEpoch();
    }
    [[nodiscard]] std::int64_t monotonicMs() const override { return 0; }
};

QByteArray fixture(const QString &name)
{
    QFile file(QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/"_s + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

std::shared_ptr<const FormDefinition> open(const QString &name)
{
    auto form = FormDefinition::fromBytes(fixture(name), name);
    return form ? std::make_shared<const FormDefinition>(std::move(form).value()) : nullptr;
}

Sheet sheet(const QString &name, const QList<QStringList> &rows)
{
    Sheet out;
    out.name = name;
    int number = 0;
    for (const QStringList &cells : rows)
        out.rows.push_back({++number, cells});
    return out;
}

std::shared_ptr<const FormDefinition> make(const QList<QStringList> &survey, const QList<QStringList> &choices = {},
                                           const QList<QStringList> &entities = {})
{
    auto form = FormDefinition::fromWorkbook(
        Workbook::fromSheets({sheet(u"survey"_s, survey), sheet(u"choices"_s, choices), sheet(u"entities"_s, entities)}),
        u"test"_s);
    return form ? std::make_shared<const FormDefinition>(std::move(form).value()) : nullptr;
}

QByteArray zipOf(const QMap<QString, QByteArray> &parts)
{
    QBuffer buffer;
    QuaZip zip(&buffer);
    zip.open(QuaZip::mdCreate);
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        QuaZipFile file(&zip);
        file.open(QIODevice::WriteOnly, QuaZipNewInfo(part.key()));
        file.write(part.value());
        file.close();
    }
    zip.close();
    return buffer.data();
}

const QByteArray WorkbookPart = R"(<workbook><sheets><sheet name="survey" id="r1"/></sheets></workbook>)";
const QByteArray RelationPart = R"(<Relationships><Relationship Id="r1" Target="worksheets/s.xml"/></Relationships>)";

} // namespace

class TestForms : public QObject
{
    Q_OBJECT

    FixedClock m_clock;
    FormEnvironment environment(const QByteArray &zone = "Africa/Bujumbura")
    {
        FormEnvironment made;
        made.clock = &m_clock;
        made.timeZone = zone;
        return made;
    }

private Q_SLOTS:
    void theTypographyOfWhatIsShownIsKept()
    {
        const auto form = FormDefinition::load(INDARO_SOURCE_DIR "/resources/forms/intake/intake.xlsx");
        QVERIFY(form.hasValue());
        const FormItem *help = form.value().findByName(u"b_help"_s);
        QVERIFY(help != nullptr);
        QVERIFY(help->label.textOrFallback(u"French (fr)"_s).startsWith(u"L\u2019aide"_s));
    }

    void htcdsOpensUnmodified()
    {
        const auto form = open(u"open/unmigration__htcds_xlsform.xlsx"_s);
        QVERIFY(form);
        const FormReport report = makeReport(*Workbook::read(fixture(u"open/unmigration__htcds_xlsform.xlsx"_s)), *form);
        QVERIFY(report.questions >= 34);
        QCOMPARE(report.choices, 331);
        QVERIFY(form->findByName(u"con_Consent"_s)->type == QuestionType::SelectOne);
        QVERIFY(!form->findByName(u"prs_Gender"_s)->required); // the workbook writes 'false' as text
    }

    void hostileFilesAreNamedNotOpened()
    {
        const auto code = [](const QByteArray &bytes) {
            const auto form = FormDefinition::fromBytes(bytes, u"x"_s);
            return form ? Errc::Internal : form.error().code;
        };
        QCOMPARE(code(QByteArray()), Errc::FormNotXlsx);
        QCOMPARE(code("plain text"), Errc::FormNotXlsx);
        QCOMPARE(code(QByteArray::fromHex("d0cf11e0a1b11ae1")), Errc::FormOldXls);
        const QByteArray whole = fixture(u"open/unmigration__htcds_xlsform.xlsx"_s);
        QCOMPARE(code(whole.left(whole.size() / 2)), Errc::FormDamaged);
        QCOMPARE(code(zipOf({{u"a.txt"_s, "b"}})), Errc::FormNotXlsx);
        QCOMPARE(code(zipOf({{u"xl/workbook.xml"_s, WorkbookPart},
                             {u"xl/_rels/workbook.xml.rels"_s, RelationPart},
                             {u"xl/worksheets/s.xml"_s, "<worksheet/>"}})),
                 Errc::FormNoSurvey);
        const QByteArray bomb = "<!DOCTYPE a [<!ENTITY b \"bbbbbbbbbb\">]><worksheet><sheetData><row><c "
                                "t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData></worksheet>";
        QCOMPARE(code(zipOf({{u"xl/workbook.xml"_s, WorkbookPart},
                             {u"xl/_rels/workbook.xml.rels"_s, RelationPart},
                             {u"xl/worksheets/s.xml"_s, bomb}})),
                 Errc::FormDamaged);
        const QByteArray huge(210 * 1024 * 1024, ' ');
        QCOMPARE(code(zipOf({{u"xl/workbook.xml"_s, WorkbookPart},
                             {u"xl/_rels/workbook.xml.rels"_s, RelationPart},
                             {u"xl/worksheets/s.xml"_s, huge}})),
                 Errc::FormTooLarge);
    }

    void cellsThatDoNotSayWhereTheyStandAreCounted()
    {
        const QByteArray rows = R"(<worksheet><sheetData><row><c t="str"><v>type</v></c><c t="str"><v>name</v></c>)"
                                R"(<c t="str"><v>label</v></c></row><row><c t="str"><v>begin group</v></c><c s="3"/>)"
                                R"(<c t="str"><v>l’âge</v></c></row></sheetData></worksheet>)";
        const auto workbook = Workbook::read(zipOf({{u"xl/workbook.xml"_s, WorkbookPart},
                                                    {u"xl/_rels/workbook.xml.rels"_s, RelationPart},
                                                    {u"xl/worksheets/s.xml"_s, rows}}));
        QVERIFY(workbook.hasValue());
        QCOMPARE(workbook->sheets().front().rows.at(1).cells, QStringList({u"begin group"_s, QString(), u"l\u2019âge"_s}));
    }

    void cellsWithAnErrorOfTheSpreadsheetSayWhereTheyStand()
    {
        const QByteArray rows = R"(<worksheet><sheetData><row><c t="str"><v>type</v></c><c t="str"><v>name</v></c></row>)"
                                R"(<row r="5"><c t="str"><v>text</v></c><c t="e"><v>#REF!</v></c></row>)"
                                R"(<row><c r="AB6" t="e"><v>#N/A</v></c></row></sheetData></worksheet>)";
        const auto workbook = Workbook::read(zipOf({{u"xl/workbook.xml"_s, WorkbookPart},
                                                    {u"xl/_rels/workbook.xml.rels"_s, RelationPart},
                                                    {u"xl/worksheets/s.xml"_s, rows}}));
        QVERIFY(workbook.hasValue());
        const auto &broken = workbook->sheets().front().brokenCells;
        QCOMPARE(broken.size(), std::size_t(2));
        QCOMPARE(broken[0].name(), u"B5"_s);
        QCOMPARE(broken[1].name(), u"AB6"_s);
        const auto form = FormDefinition::fromWorkbook(*workbook, u"x"_s);
        QVERIFY(form.hasValue());
        const auto found = std::find_if(form->findings().begin(), form->findings().end(),
                                        [](const Finding &each) { return each.code == FindingCode::ErrorCell; });
        QVERIFY(found != form->findings().end());
        QCOMPARE(found->row, 5);
        QCOMPARE(found->column, u"name"_s);
    }

    void hiddenAnswersReadAsEmptyAndComeBack()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s, u"calculation"_s},
                                {u"text"_s, u"a"_s, u"A"_s},
                                {u"integer"_s, u"b"_s, u"B"_s, u"${a} = 'yes'"_s},
                                {u"calculate"_s, u"c"_s, u""_s, u""_s, u"coalesce(1 * ${b}, 0) + 1"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/a"_s, u"yes"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/b"_s, u"5"_s).hasValue());
        QCOMPARE(instance.state(u"/data/c"_s)->value, u"6"_s);
        QVERIFY(instance.setAnswer(u"/data/a"_s, u"no"_s).hasValue());
        QCOMPARE(instance.state(u"/data/c"_s)->value, u"1"_s);
        QCOMPARE(instance.state(u"/data/b"_s)->value, u"5"_s);
        QVERIFY(!instance.setAnswer(u"/data/b"_s, u"five"_s).hasValue());
        QVERIFY(instance.setMissing(u"/data/a"_s, indaro::base::Missing::Refused).hasValue());
        QCOMPARE(instance.state(u"/data/a"_s)->missing, indaro::base::Missing::Refused);
    }

    void aHiddenQuestionComparesAsEmpty()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s},
                                {u"text"_s, u"a"_s, u"A"_s, u"false()"_s},
                                {u"text"_s, u"b"_s, u"B"_s, u"${a} != 'yes'"_s},
                                {u"text"_s, u"c"_s, u"C"_s, u"${a} = ''"_s},
                                {u"text"_s, u"d"_s, u"D"_s, u"'yes' = ${a} or count(${a}) > 0"_s}});
        QVERIFY(form);
        const FormInstance instance(form, environment());
        QVERIFY(instance.state(u"/data/b"_s)->relevant);
        QVERIFY(instance.state(u"/data/c"_s)->relevant);
        QVERIFY(!instance.state(u"/data/d"_s)->relevant);
    }

    void anAnswerNotOfferedAnyMoreDoesNotCountAndComesBack()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s, u"calculation"_s},
                                {u"text"_s, u"where"_s, u"Where"_s},
                                {u"select_one place"_s, u"one"_s, u"One"_s, u"Province=${where}"_s},
                                {u"select_multiple place"_s, u"many"_s, u"Many"_s, u"Province=${where} or name='m1'"_s},
                                {u"calculate"_s, u"seen"_s, u""_s, u""_s, u"concat(${one}, '+', ${many})"_s}},
                               {{u"list_name"_s, u"name"_s, u"label"_s, u"Province"_s},
                                {u"place"_s, u"g1"_s, u"Gasorwe"_s, u"muyinga"_s},
                                {u"place"_s, u"m1"_s, u"Mwumba"_s, u"ngozi"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"muyinga"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/one"_s, u"g1"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/many"_s, u"g1 m1"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"ngozi"_s).hasValue());
        QCOMPARE(instance.state(u"/data/seen"_s)->value, u"+m1"_s);
        QCOMPARE(instance.state(u"/data/one"_s)->answer, AnswerState::Unanswered);
        QCOMPARE(instance.state(u"/data/one"_s)->notOffered, u"g1"_s);
        QCOMPARE(instance.state(u"/data/many"_s)->notOffered, u"g1 m1"_s);
        FormInstance again(form, environment()); // a power cut meanwhile: kept as a hidden answer
        QVERIFY(again.restore(instance.answers()).isEmpty());
        QCOMPARE(again.state(u"/data/one"_s)->notOffered, u"g1"_s);
        QVERIFY(again.setAnswer(u"/data/where"_s, u"muyinga"_s).hasValue());
        QCOMPARE(again.state(u"/data/one"_s)->value, u"g1"_s);
        QCOMPARE(again.state(u"/data/many"_s)->value, u"g1 m1"_s);
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"muyinga"_s).hasValue());
        QCOMPARE(instance.state(u"/data/seen"_s)->value, u"g1+g1 m1"_s);
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"ngozi"_s).hasValue());
        QVERIFY(instance.clearAnswer(u"/data/one"_s).hasValue()); // now a person took it away
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"muyinga"_s).hasValue());
        QCOMPARE(instance.state(u"/data/one"_s)->value, QString());
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"ngozi"_s).hasValue());
        static_cast<void>(instance.dropNotOffered()); // signed
        QVERIFY(instance.setAnswer(u"/data/where"_s, u"muyinga"_s).hasValue());
        QCOMPARE(instance.state(u"/data/many"_s)->value, u"m1"_s);
    }

    void aCodeOfAnotherVersionOfTheFormIsKept()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s},
                                {u"select_multiple place"_s, u"plain"_s, u"Plain"_s},
                                {u"select_one place"_s, u"filtered"_s, u"Filtered"_s, u"name='g1'"_s}},
                               {{u"list_name"_s, u"name"_s, u"label"_s}, {u"place"_s, u"g1"_s, u"Gasorwe"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        const std::vector<StoredAnswer> stored{
            {u"/data/plain"_s, QuestionType::SelectMultiple, AnswerState::Answered, {}, u"g1 newer"_s, true},
            {u"/data/filtered"_s, QuestionType::SelectOne, AnswerState::Answered, {}, u"older"_s, true}};
        QVERIFY(instance.restore(stored).isEmpty());
        QCOMPARE(instance.state(u"/data/filtered"_s)->value, u"older"_s);
        const auto answers = instance.answers();
        for (const StoredAnswer &one : stored)
            QVERIFY(std::ranges::find(answers, one) != answers.end());
    }

    void aRepeatCountThatIsWorkedOutIsAnAnswerOfItsOwn()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"repeat_count"_s},
                                {u"integer"_s, u"n"_s, u"N"_s},
                                {u"begin repeat"_s, u"child"_s, u"Child"_s, u"${n} + 1"_s},
                                {u"text"_s, u"first"_s, u"First"_s},
                                {u"end repeat"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/n"_s, u"2"_s).hasValue());
        QCOMPARE(instance.state(u"/data/child_count"_s)->value, u"3"_s);
        QCOMPARE(instance.childPaths(u"/data/child"_s).size(), 3);
    }

    void repeatsKeepAnsweredRowsAndComeBackFromStorage()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"repeat_count"_s, u"calculation"_s},
                                {u"integer"_s, u"n"_s, u"N"_s},
                                {u"begin repeat"_s, u"child"_s, u"Child"_s, u"${n}"_s},
                                {u"text"_s, u"first"_s, u"First"_s},
                                {u"calculate"_s, u"hello"_s, u""_s, u""_s, u"concat('Hi ', ${first})"_s},
                                {u"end repeat"_s},
                                {u"calculate"_s, u"total"_s, u""_s, u""_s, u"count(${child})"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/n"_s, u"3"_s).hasValue());
        QCOMPARE(instance.childPaths(u"/data/child"_s).size(), 3);
        QVERIFY(instance.setAnswer(u"/data/child[2]/first"_s, u"Inamahoro"_s).hasValue());
        QCOMPARE(instance.state(u"/data/child[2]/hello"_s)->value, u"Hi Inamahoro"_s);
        QVERIFY(instance.setAnswer(u"/data/n"_s, u"1"_s).hasValue());
        QCOMPARE(instance.state(u"/data/total"_s)->value, u"2"_s);
        FormInstance again(form, environment());
        QVERIFY(again.restore(instance.answers()).isEmpty());
        QVERIFY(again.answers() == instance.answers());
        QCOMPARE(again.restore({{u"/data/gone"_s, QuestionType::Text, AnswerState::Answered, {}, u"x"_s, true}}),
                 QStringList{u"/data/gone"_s});
    }

    void alertsGatesAndEntitiesFollowTheAnswers()
    {
        const auto form =
            make({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s, u"indaro::alert"_s, u"indaro::alert_when"_s,
                   u"indaro::gate"_s},
                  {u"text"_s, u"given"_s, u"Given"_s, u"given_name"_s},
                  {u"select_one yn"_s, u"danger"_s, u"D"_s, u""_s, u"danger"_s, u". = 'yes'"_s, u"consent"_s}},
                 {{u"list_name"_s, u"name"_s, u"label"_s}, {u"yn"_s, u"yes"_s, u"Y"_s}, {u"yn"_s, u"no"_s, u"N"_s}},
                 {{u"list_name"_s, u"label"_s, u"create_if"_s}, {u"people"_s, u"${given}"_s, u"${given} != ''"_s}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.alerts().empty());
        QVERIFY(!instance.gates().front().satisfied);
        QVERIFY(!instance.entityValues().front().create);
        QVERIFY(instance.setAnswer(u"/data/danger"_s, u"yes"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/given"_s, u"Kaneza"_s).hasValue());
        QCOMPARE(instance.alerts().size(), 1u);
        QVERIFY(instance.gates().front().satisfied);
        QVERIFY(instance.entityValues().front().create);
        QCOMPARE(instance.entityValues().front().properties.front().second, u"Kaneza"_s);
    }

    void aHyphenBesideAClassOfLettersStandsForItself()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"constraint"_s},
                                {u"text"_s, u"mail"_s, u"M"_s, u"regex(., '^[\\w-\\.]+@([\\w-]+\\.)+[a-z-\\d]{2,}$')"_s}});
        QVERIFY(form && form->findings().empty());
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/mail"_s, u"rose-a.exemple@courrier.example"_s).hasValue());
        QVERIFY(instance.state(u"/data/mail"_s)->constraintHolds);
        QVERIFY(instance.setAnswer(u"/data/mail"_s, u"rose exemple@courrier.example"_s).hasValue());
        QVERIFY(!instance.state(u"/data/mail"_s)->constraintHolds);
    }

    void badRowsBecomeFindings()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s},
                                {u"db:person"_s, u"p"_s, u"P"_s},
                                {u"text"_s, u"q"_s, u"Q"_s, u"${nobody} ="_s},
                                {u"text"_s, u"r"_s, u"R"_s, u"${nobody} = 1"_s}});
        QVERIFY(form);
        QCOMPARE(form->findings().size(), 3u);
        QVERIFY(form->findings()[0].code == FindingCode::DialectType);
        QVERIFY(form->findings()[1].code == FindingCode::ExpressionSyntax);
        QVERIFY(form->findings()[2].code == FindingCode::UnknownReference);
    }

    void reevaluationIsQuick()
    {
        const auto form = open(u"open/getodk__whova_form.xlsx"_s);
        QVERIFY(form);
        FormInstance instance(form, environment());
        QElapsedTimer timer;
        timer.start();
        for (int i = 0; i < 20; ++i)
            instance.reevaluate();
        const double each = static_cast<double>(timer.nsecsElapsed()) / 20e6;
        qInfo("530 questions, 555 expressions: %.2f ms a pass", each);
        QVERIFY(each < 100); // a few ms alone; the bound is for a machine under load and sanitizers
    }
};

QTEST_GUILESS_MAIN(TestForms)
#include "test_forms.moc"
