// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/condition_words.h"
#include "core/forms/workbook_writer.h"

#include <QTest>

using namespace indaro;
using namespace indaro::documents;
using namespace Qt::StringLiterals;

namespace {

forms::FormDefinition makeForm(const QList<QStringList> &rows)
{
    std::vector<QStringList> survey{{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s, u"constraint"_s, u"calculation"_s}};
    survey.insert(survey.end(), rows.begin(), rows.end());
    const forms::TextSheet sheet{u"survey"_s, survey};
    const forms::TextSheet choices{u"choices"_s,
                                   {{u"list_name"_s, u"name"_s, u"label"_s},
                                    {u"yn"_s, u"yes"_s, u"Oui"_s},
                                    {u"yn"_s, u"no"_s, u"Non"_s},
                                    {u"need"_s, u"food"_s, u"Manger"_s},
                                    {u"need"_s, u"sleep"_s, u"Dormir"_s}}};
    return forms::FormDefinition::fromBytes(forms::makeWorkbook({sheet, choices}).value(), u"essai"_s).value();
}

/// Six questions, then the one whose condition is asked about, then two more.
forms::FormDefinition formWith(const QString &relevant, const QString &constraint = {})
{
    return makeForm({{u"select_one yn"_s, u"alone"_s, u"Seule ?"_s},
                     {u"note"_s, u"said"_s, u"Dites-lui qu’elle peut arrêter."_s},
                     {u"select_multiple need"_s, u"needs"_s, u"Besoins ?"_s},
                     {u"integer"_s, u"age"_s, u"Âge ?"_s},
                     {u"date"_s, u"came"_s, u"Arrivée ?"_s},
                     {u"text"_s, u"who"_s, u"Qui ?"_s},
                     {u"calculate"_s, u"child"_s, {}, {}, {}, u"if(${age} < 18 or ${alone} = 'yes', 'yes', 'no')"_s},
                     {u"text"_s, u"asked"_s, u"Demandé ?"_s, relevant, constraint},
                     {u"text"_s, u"last"_s, u"Fin ?"_s}});
}

Label choiceLabel(const forms::FormItem &, const forms::Choice &choice)
{
    const QString french = choice.label.textOrFallback({});
    return {french, french == "Oui"_L1 ? u"Ego"_s : QString(), french, KirundiStatus::Unreviewed};
}

} // namespace

class TestConditionWords : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aConditionIsSaidInWords_data()
    {
        QTest::addColumn<QString>("relevant");
        QTest::addColumn<QString>("french");
        QTest::addColumn<QString>("kirundi");
        const auto row = [](const char *relevant, const char *french, const char *kirundi = "") {
            QTest::newRow(relevant) << QString::fromUtf8(relevant) << QString::fromUtf8(french)
                                    << QString::fromUtf8(kirundi);
        };
        row("${alone} = 'yes'", "la réponse à la question 1 est « Oui »", "inyishu y’ikibazo ca 1 ari « Ego »");
        row("'no' = ${alone}", "la réponse à la question 1 est « Non »");
        row("${alone} != 'yes'", "la réponse à la question 1 n’est pas « Oui »", "inyishu y’ikibazo ca 1 atari « Ego »");
        row("selected(${alone}, 'yes')", "la réponse à la question 1 est « Oui »");
        row("selected(${needs}, 'food')", "« Manger » est coché à la question 2", "« Manger » iri mu nyishu z’ikibazo ca 2");
        row("not(selected(${needs}, 'food'))", "« Manger » n’est pas coché à la question 2");
        row("${needs} != '' and selected(${needs}, 'sleep')", "« Dormir » est coché à la question 2");
        row("${who} != ''", "la question 5 a une réponse", "ikibazo ca 5 gifise inyishu");
        row("string-length(${who}) > 0", "la question 5 a une réponse");
        row("${who} = ''", "la question 5 n’a pas de réponse", "ikibazo ca 5 kidafise inyishu");
        row("${age} < 18", "la réponse à la question 3 est moins que 18", "inyishu y’ikibazo ca 3: < 18");
        row("18 <= ${age}", "la réponse à la question 3 est 18 ou plus");
        row("not(${age} >= 18)", "la réponse à la question 3 est moins que 18");
        row("count-selected(${needs}) > 1", "le nombre de cases cochées à la question 2 est plus que 1",
            "igitigiri c’inyishu z’ikibazo ca 2: > 1");
        row("${came} < date('2026-11-01')", "la réponse à la question 4 est avant 01/11/2026");
        row("${came} <= today()", "la réponse à la question 4 n’est pas après aujourd’hui");
        row("${alone} = 'yes' and ${age} < 18",
            "la réponse à la question 1 est « Oui » et la réponse à la question 3 est moins que 18",
            "inyishu y’ikibazo ca 1 ari « Ego » kandi inyishu y’ikibazo ca 3: < 18");
        row("${age} < 18 and (${alone} = 'yes' or ${who} != '')",
            "la réponse à la question 3 est moins que 18 et (la réponse à la question 1 est « Oui » ou la question 5 a une "
            "réponse)");
        row("not(${alone} = 'yes' and ${age} < 18)",
            "la réponse à la question 1 n’est pas « Oui » ou la réponse à la question 3 est 18 ou plus");
        // What is calculated is said by what it is calculated from.
        row("${child} = 'yes'", "la réponse à la question 3 est moins que 18 ou la réponse à la question 1 est « Oui »");
        row("${child} = 'no'", "la réponse à la question 3 est 18 ou plus et la réponse à la question 1 n’est pas « Oui »");
        row("${child} != 'yes'",
            "la réponse à la question 3 est 18 ou plus et la réponse à la question 1 n’est pas « Oui »");
        // No words for it: the formula, with the numbers of the questions.
        row("${age} + 2 > 20", "« ([3] + 2) > 20 »", "« ([3] + 2) > 20 »");
        row("(${age} + 2) * 3 > 20", "« (([3] + 2) × 3) > 20 »");
        row("regex(${who}, 'a.*') and ${alone} = 'yes'", "« regex([5], 'a.*') » et la réponse à la question 1 est « Oui »");
        row("${alone} = 'elsewhere'", "la réponse à la question 1 est « elsewhere »");
    }

    void aConditionIsSaidInWords()
    {
        QFETCH(QString, relevant);
        QFETCH(QString, french);
        QFETCH(QString, kirundi);
        const auto form = formWith(relevant);
        const QuestionNumbers numbers(form);
        const forms::FormItem &item = *form.findByName(u"asked"_s);
        const auto said = conditionOf(*item.relevant, item, numbers, choiceLabel);
        QVERIFY(said.has_value());
        QCOMPARE(said->french, french);
        if (!kirundi.isEmpty())
            QCOMPARE(said->kirundi, kirundi);
        QCOMPARE(said->isWhole, !french.contains(u'['));
    }

    void whatAlwaysHoldsIsNotSaid()
    {
        const auto form = formWith(u"true() or ${age} < 18"_s);
        const QuestionNumbers numbers(form);
        const forms::FormItem &item = *form.findByName(u"asked"_s);
        QVERIFY(!conditionOf(*item.relevant, item, numbers, choiceLabel));
    }

    void whatNeverHoldsIsSaidSo()
    {
        for (const QString &never : {u"false()"_s, u"${age} < 18 and false()"_s, u"not(true())"_s}) {
            const auto form = formWith(never);
            const QuestionNumbers numbers(form);
            const forms::FormItem &item = *form.findByName(u"asked"_s);
            const auto said = conditionOf(*item.relevant, item, numbers, choiceLabel);
            QVERIFY2(said && said->isNever, qPrintable(never));
            QCOMPARE(skipWords(*said, item.index, numbers).french, u"→ Ne se pose pas."_s);
        }
    }

    void aSkipLeadsToTheNextQuestion()
    {
        const auto form = formWith(u"${alone} = 'yes'"_s);
        const QuestionNumbers numbers(form);
        const forms::FormItem &item = *form.findByName(u"asked"_s);
        QCOMPARE(numbers.of(item.index), std::optional(6));
        const Label skip = skipWords(*conditionOf(*item.relevant, item, numbers, choiceLabel), item.index, numbers);
        QCOMPARE(skip.french, u"→ Si la réponse à la question 1 est « Oui », continuez ; sinon, allez à la question 7."_s);
        QCOMPARE(skip.kirundi, u"→ Nimba inyishu y’ikibazo ca 1 ari « Ego », bandanya; atari ivyo, genda ku kibazo ca 7."_s);
        QVERIFY(skip.kirundiStatus == KirundiStatus::Unreviewed);
        // The last question has none to go to; a formula is no "if".
        const forms::FormItem &last = *form.findByName(u"last"_s);
        QCOMPARE(skipWords({u"A"_s, u"B"_s, true}, last.index, numbers).french, u"→ Seulement si A."_s);
        QCOMPARE(skipWords({u"A"_s, u"B"_s, false}, item.index, numbers).kirundi, u"→ Gusa nimba B."_s);
    }

    void numbersStayWithinTheirRepeat()
    {
        const auto form = makeForm({{u"text"_s, u"first"_s, u"A ?"_s},
                                    {u"begin_repeat"_s, u"child"_s, u"Enfant"_s},
                                    {u"text"_s, u"name"_s, u"Nom ?"_s},
                                    {u"text"_s, u"school"_s, u"École ?"_s, u"${name} != ''"_s},
                                    {u"end_repeat"_s},
                                    {u"text"_s, u"end"_s, u"Fin ?"_s}});
        const QuestionNumbers numbers(form);
        QCOMPARE(numbers.count(), 4);
        QCOMPARE(numbers.after(form.findByName(u"name"_s)->index), std::optional(3));
        QVERIFY(!numbers.after(form.findByName(u"school"_s)->index)); // the block ends, another may follow
        QCOMPARE(numbers.after(form.findByName(u"child"_s)->index), std::optional(4));
        // From inside the repeat, its own question.
        const forms::FormItem &item = *form.findByName(u"school"_s);
        QCOMPARE(conditionOf(*item.relevant, item, numbers, choiceLabel)->french, u"la question 2 a une réponse"_s);
    }

    void aRuleIsSaidInWords_data()
    {
        QTest::addColumn<QString>("constraint");
        QTest::addColumn<QString>("french");
        QTest::newRow("range") << u". >= 0 and . <= 120"_s << u"de 0 à 120"_s;
        QTest::newRow("least") << u". > 3"_s << u"la réponse est plus que 3"_s;
        QTest::newRow("one") << u"not(selected(., 'none')) or count-selected(.) = 1"_s
                             << u"la réponse n’est pas « none » ou le nombre de cases cochées est 1"_s;
        QTest::newRow("pattern") << u"regex(., '[0-9]+')"_s << QString();
    }

    void aRuleIsSaidInWords()
    {
        QFETCH(QString, constraint);
        QFETCH(QString, french);
        const auto form = formWith({}, constraint);
        const QuestionNumbers numbers(form);
        const forms::FormItem &item = *form.findByName(u"asked"_s);
        QCOMPARE(ruleWords(*item.constraint, item, numbers, choiceLabel).french, french);
    }
};

QTEST_GUILESS_MAIN(TestConditionWords)
#include "test_condition_words.moc"
