// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/entities.h"
#include "core/forms/form_instance.h"
#include "core/forms/workbook.h"

#include <QTest>
#include <QUuid>

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

std::shared_ptr<const FormDefinition> make(const Rows &survey, const Rows &entities)
{
    auto form = FormDefinition::fromWorkbook(
        Workbook::fromSheets({sheet(u"survey"_s, survey), sheet(u"entities"_s, entities)}), u"test"_s);
    return form ? std::make_shared<const FormDefinition>(std::move(form).value()) : nullptr;
}

/// Counts up, so that each id is another one.
class CountingRandom final : public indaro::base::Random
{
public:
    void fill(std::span<std::byte> out) override
    {
        ++m_count;
        for (std::byte &one : out)
            one = std::byte(m_count);
    }

private:
    int m_count = 0;
};

/// The house's list of people.
class House final : public EntityLists
{
public:
    std::optional<TextTable> entityList(const QString &dataset) const override
    {
        if (dataset != "people"_L1)
            return {};
        return TextTable{{u"name"_s, u"label"_s, u"__version"_s, u"commune"_s},
                         {{u"p1"_s, u"Kaneza"_s, u"3"_s, u"Gasorwe"_s}, {u"p2"_s, u"Iradukunda"_s, u"7"_s, u"Mwumba"_s}},
                         {}};
    }
};

const QStringList Head{u"list_name"_s, u"label"_s, u"entity_id"_s, u"create_if"_s, u"update_if"_s, u"repeat"_s};

QString word(EntityAction::Kind kind)
{
    return kind == EntityAction::Kind::Create ? u"create"_s : kind == EntityAction::Kind::Update ? u"update"_s : u"both"_s;
}

} // namespace

class TestEntities : public QObject
{
    Q_OBJECT

    CountingRandom m_random;
    House m_house;

    FormEnvironment environment()
    {
        FormEnvironment made;
        made.random = &m_random;
        made.entityLists = &m_house;
        return made;
    }

private Q_SLOTS:
    /// The whole truth table: entity_id, create_if and update_if are there or not, hold or not.
    void whichActionFollows_data()
    {
        QTest::addColumn<QString>("id");
        QTest::addColumn<QString>("createIf");
        QTest::addColumn<QString>("updateIf");
        QTest::addColumn<QString>("expected"); // with yes answered, then with no
        const QString yes = u"${ok} = 'yes'"_s;
        const QString no = u"${ok} != 'yes'"_s;
        QTest::newRow("always a new one") << QString() << QString() << QString() << u"create create"_s;
        QTest::newRow("a new one on a condition") << QString() << yes << QString() << u"create -"_s;
        QTest::newRow("always a known one") << u"${known}"_s << QString() << QString() << u"update update"_s;
        QTest::newRow("a known one on a condition") << u"${known}"_s << QString() << yes << u"update -"_s;
        QTest::newRow("new or known") << u"${known}"_s << yes << no << u"create update"_s;
        QTest::newRow("both at once") << u"${known}"_s << yes << yes << u"both -"_s;
        QTest::newRow("update_if alone") << QString() << QString() << yes << u"- -"_s;
        QTest::newRow("both conditions without an id") << QString() << yes << yes << u"- -"_s;
        QTest::newRow("create_if with an id") << u"${known}"_s << yes << QString() << u"- -"_s;
        QTest::newRow("a text that is not true") << QString() << u"'no'"_s << QString() << u"- -"_s;
        QTest::newRow("a condition not understood") << QString() << u"${ok} ="_s << QString() << u"- -"_s;
    }
    void whichActionFollows()
    {
        QFETCH(QString, id);
        QFETCH(QString, createIf);
        QFETCH(QString, updateIf);
        QFETCH(QString, expected);
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s},
                                {u"text"_s, u"known"_s, u"K"_s},
                                {u"text"_s, u"ok"_s, u"O"_s},
                                {u"text"_s, u"where"_s, u"W"_s, u"commune"_s}},
                               {Head, {u"people"_s, u"${known}"_s, id, createIf, updateIf}});
        QVERIFY(form);
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/known"_s, u"p2"_s).hasValue());
        QStringList found;
        for (const QString &answer : {u"yes"_s, u"no"_s}) {
            QVERIFY(instance.setAnswer(u"/data/ok"_s, answer).hasValue());
            const auto actions = entityActions(instance);
            QVERIFY(actions.size() <= 1);
            found.append(actions.empty() ? u"-"_s : word(actions.front().kind));
            if (actions.empty())
                continue;
            QCOMPARE(actions.front().dataset, u"people"_s);
            QCOMPARE(actions.front().label, u"p2"_s);
            QCOMPARE(actions.front().baseVersion, actions.front().kind == EntityAction::Kind::Create ? QString() : u"7"_s);
            QCOMPARE(actions.front().id == "p2"_L1, !id.isEmpty());
            QVERIFY(!id.isEmpty() || !QUuid(actions.front().id).isNull());
        }
        QCOMPARE(found.join(u' '), expected);
    }

    void aCorrectedInterviewCorrectsTheSameEntity()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s, u"relevant"_s},
                                {u"text"_s, u"given"_s, u"G"_s, u"given_name"_s},
                                {u"integer"_s, u"age"_s, u"A"_s, u"age"_s},
                                {u"text"_s, u"school"_s, u"S"_s, u"school"_s, u"${age} < 18"_s}},
                               {Head, {u"people"_s, u"${given}"_s}});
        QVERIFY(form && form->findings().empty());
        FormInstance instance(form, environment());
        QVERIFY(instance.setAnswer(u"/data/given"_s, u"Kaneza"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/age"_s, u"17"_s).hasValue());
        const auto first = entityActions(instance);
        QCOMPARE(first.size(), 1u);
        QCOMPARE(first[0].properties, (std::vector<std::pair<QString, QString>>{
                                          {u"given_name"_s, u"Kaneza"_s}, {u"age"_s, u"17"_s}, {u"school"_s, QString()}}));
        QCOMPARE(entityActions(instance), first);
        FormInstance corrected(form, environment());
        QVERIFY(corrected.restore(instance.answers()).isEmpty());
        QCOMPARE(entityActions(corrected), first);
        QVERIFY(corrected.setAnswer(u"/data/age"_s, u"19"_s).hasValue());
        const auto second = entityActions(corrected);
        QCOMPARE(second[0].id, first[0].id);
        QCOMPARE(second[0].properties.size(), 2u); // what is hidden leaves the record
        FormInstance other(form, environment());
        QVERIFY(entityActions(other)[0].id != first[0].id);
    }

    void eachRowOfARepeatIsAnEntity()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s},
                                {u"text"_s, u"family"_s, u"F"_s, u"households#family"_s},
                                {u"begin repeat"_s, u"child"_s, u"C"_s},
                                {u"begin group"_s, u"who"_s, u"W"_s},
                                {u"text"_s, u"given"_s, u"G"_s, u"children#given_name"_s},
                                {u"end group"_s},
                                {u"end repeat"_s}},
                               {Head,
                                {u"households"_s, u"${family}"_s},
                                {u"children"_s, u"concat(${given}, ' ', ${family})"_s, u""_s, u"${given} != ''"_s}});
        QVERIFY(form && form->findings().empty());
        FormInstance instance(form, environment());
        QVERIFY(instance.addRepeat(u"/data/child"_s).hasValue());
        QVERIFY(instance.addRepeat(u"/data/child"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/family"_s, u"Ndayisenga"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/child[1]/who/given"_s, u"Aline"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/child[3]/who/given"_s, u"Eric"_s).hasValue());
        const auto actions = entityActions(instance);
        QCOMPARE(actions.size(), 3u);
        QCOMPARE(actions[0].dataset, u"households"_s);
        QCOMPARE(actions[0].properties.front().second, u"Ndayisenga"_s);
        QCOMPARE(actions[1].label, u"Aline Ndayisenga"_s);
        QCOMPARE(actions[1].repeatPath, u"/data/child[1]"_s);
        QCOMPARE(actions[2].repeatPath, u"/data/child[3]"_s);
        QCOMPARE((QSet<QString>{actions[0].id, actions[1].id, actions[2].id}).size(), 3);
        QVERIFY(instance.removeRepeat(u"/data/child[1]"_s).hasValue()); // Eric's id goes with his row
        const auto later = entityActions(instance);
        QCOMPARE(later.size(), 2u);
        QCOMPARE(later[1].label, u"Eric Ndayisenga"_s);
        QCOMPARE(later[1].repeatPath, u"/data/child[2]"_s);
        QCOMPARE(later[1].id, actions[2].id);
        FormInstance again(form, environment());
        QVERIFY(again.restore(instance.answers()).isEmpty());
        QCOMPARE(entityActions(again), later);
    }

    void withoutRandomNumbersAnIdIsStillTheSame()
    {
        const auto form =
            make({{u"type"_s, u"name"_s, u"label"_s}, {u"text"_s, u"a"_s, u"A"_s}}, {Head, {u"people"_s, u"'x'"_s}});
        QVERIFY(form);
        FormInstance instance(form, {});
        QVERIFY(entityActions(instance).front().id.isEmpty());
        const std::vector<StoredAnswer> older{
            {u"/data/meta/instanceID"_s, QuestionType::Metadata, AnswerState::Answered, {}, u"uuid:1"_s, true}};
        QVERIFY(instance.restore(older).isEmpty());
        const QString id = entityActions(instance).front().id;
        QVERIFY(!QUuid(id).isNull());
        FormInstance again(form, {});
        QVERIFY(again.restore(older).isEmpty());
        QCOMPARE(entityActions(again).front().id, id);
    }

    void anUpdateOfNobodyIsLeftOut()
    {
        const auto form = make({{u"type"_s, u"name"_s, u"label"_s}, {u"text"_s, u"who"_s, u"W"_s}},
                               {Head, {u"people"_s, u""_s, u"${who}"_s}});
        QVERIFY(form && form->findings().empty());
        FormInstance instance(form, environment());
        QVERIFY(entityActions(instance).empty());
        QVERIFY(instance.setAnswer(u"/data/who"_s, u"p1"_s).hasValue());
        QCOMPARE(entityActions(instance).front().id, u"p1"_s);
    }

    void listsOfTheHouseAreOfferedAndRead()
    {
        const auto form =
            make({{u"type"_s, u"name"_s, u"label"_s, u"choice_filter"_s, u"calculation"_s},
                  {u"select_one_from_file people.csv"_s, u"who"_s, u"W"_s, u"commune != 'Mwumba'"_s},
                  {u"select_one_from_file people.csv"_s, u"anyone"_s, u"A"_s},
                  {u"calculate"_s, u"version"_s, u""_s, u""_s, u"pulldata('people', '__version', 'name', ${who})"_s},
                  {u"calculate"_s, u"name"_s, u""_s, u""_s, u"jr:choice-name(${who}, '${who}')"_s},
                  {u"calculate"_s, u"many"_s, u""_s, u""_s, u"count(instance('people')/root/item)"_s}},
                 {Head, {u"people"_s, u""_s, u"${who}"_s}});
        QVERIFY(form && form->findings().empty()); // a list the form itself writes comes from the house
        FormInstance instance(form, environment());
        QCOMPARE(instance.choices(u"/data/who"_s).size(), 1u);
        QCOMPARE(instance.choices(u"/data/anyone"_s).size(), 2u);
        QCOMPARE(instance.choices(u"/data/anyone"_s).back()->label.textOrFallback(QString()), u"Iradukunda"_s);
        QVERIFY(instance.setAnswer(u"/data/who"_s, u"p1"_s).hasValue());
        QCOMPARE(instance.state(u"/data/version"_s)->value, u"3"_s);
        QCOMPARE(instance.state(u"/data/name"_s)->value, u"Kaneza"_s);
        QCOMPARE(instance.state(u"/data/many"_s)->value, u"2"_s);
        QCOMPARE(entityActions(instance).front().baseVersion, u"3"_s);
        FormInstance alone(form, {});
        QVERIFY(alone.choices(u"/data/anyone"_s).empty());
    }

    void versionsOfTheSpecification()
    {
        for (const QString &known : {u"2022.1.0"_s, u"2024.1.0"_s, u"2025.1.3"_s})
            QVERIFY2(isKnownEntitiesVersion(known), qPrintable(known));
        for (const QString &newer : {u"2025.2.0"_s, u"2026.1.0"_s, u"soon"_s, QString()})
            QVERIFY2(!isKnownEntitiesVersion(newer), qPrintable(newer));
    }
};

QTEST_GUILESS_MAIN(TestEntities)
#include "test_entities.moc"
