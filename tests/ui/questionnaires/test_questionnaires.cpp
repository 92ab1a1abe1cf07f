// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/question_numbers.h"
#include "core/forms/workbook_writer.h"
#include "tests/ui/paper_faults.h"
#include "ui/forms/label_markup.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/questionnaires/blank_questionnaire.h"
#include "ui/pages/questionnaires/questionnaire_sheet.h"

#include <QDir>
#include <QRegularExpression>
#include <QTest>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

using Definition = std::shared_ptr<const indaro::forms::FormDefinition>;

QString withoutBlanks(QString text)
{
    return text.removeIf([](QChar c) { return c.isSpace(); });
}

QString textOf(const QList<print::Page> &pages)
{
    return withoutBlanks(tests::wordsOn(pages).join(QString()));
}

void keep(const QList<print::Page> &pages, const QString &name)
{
    if (const QString folder = qEnvironmentVariable("INDARO_SCREENSHOTS"); !folder.isEmpty())
        QVERIFY(print::exportPdf(pages, (folder + u'/' + name + u".pdf"_s).toStdString()).hasValue());
}

Definition makeForm(const std::vector<QStringList> &rows, const std::vector<QStringList> &choices)
{
    std::vector<QStringList> survey{{u"type"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s,
                                     u"hint::French (fr)"_s, u"relevant"_s, u"constraint"_s, u"required"_s}};
    survey.insert(survey.end(), rows.begin(), rows.end());
    std::vector<QStringList> lists{{u"list_name"_s, u"name"_s, u"label::French (fr)"_s, u"label::Kirundi (rn)"_s}};
    lists.insert(lists.end(), choices.begin(), choices.end());
    const QByteArray bytes =
        indaro::forms::makeWorkbook({indaro::forms::TextSheet{u"survey"_s, survey}, {u"choices"_s, lists}}).value();
    return std::make_shared<const indaro::forms::FormDefinition>(
        indaro::forms::FormDefinition::fromBytes(bytes, u"essai"_s).value());
}

Definition visit()
{
    return makeForm({{u"begin_group"_s, u"who"_s, u"Qui elle est"_s, u"Uwo ari we"_s},
                     {u"select_one yn"_s,
                      u"alone"_s,
                      u"Êtes-vous venue seule ?"_s,
                      u"Mwaje mwenyene?"_s,
                      u"Sans pression."_s,
                      {},
                      {},
                      u"yes"_s},
                     {u"text"_s, u"with"_s, u"Avec qui ?"_s, u"Na nde?"_s, {}, u"${alone} = 'no'"_s},
                     {u"integer"_s, u"age"_s, u"Âge ?"_s, u"Imyaka?"_s, {}, {}, u". >= 0 and . <= 120"_s},
                     {u"date"_s, u"came"_s, u"Quand ${with} est-il venu ?"_s, u"Yaje ryari?"_s},
                     {u"end_group"_s},
                     {u"begin_repeat"_s, u"child"_s, u"Enfant"_s, u"Umwana"_s},
                     {u"text"_s, u"call"_s, u"Nom ?"_s, u"Izina?"_s},
                     {u"end_repeat"_s},
                     {u"begin_group"_s, u"end"_s, u"La fin"_s, u"Iherezo"_s, {}, u"${age} < 18"_s},
                     {u"select_multiple need"_s, u"needs"_s, u"Besoins ?"_s, u"Ibikenewe?"_s},
                     {u"note"_s, u"thanks"_s, u"Remerciez-la."_s, u"Mumushimire."_s},
                     {u"end_group"_s},
                     {u"text"_s, u"story"_s, u"Racontez."_s, u"Muravuge."_s}},
                    {{u"yn"_s, u"yes"_s, u"Oui"_s, u"Ego"_s},
                     {u"yn"_s, u"no"_s, u"Non"_s, u"Oya"_s},
                     {u"need"_s, u"food"_s, u"Manger"_s, u"Gufungura"_s},
                     {u"need"_s, u"sleep"_s, u"Dormir"_s, u"Kuryama"_s}});
}

/// Answers by path; everything relevant.
class Answers final : public pages::SheetContent
{
public:
    explicit Answers(QHash<QString, pages::SheetAnswer> answers) : m_answers(std::move(answers)) {}
    bool isBlank() const override { return false; }
    int rows(const QString &, const indaro::forms::FormItem &) const override { return 1; }
    bool isRelevant(const QString &path) const override { return !path.endsWith("/with"_L1); }
    pages::SheetAnswer answer(const QString &path, const indaro::forms::FormItem &) const override
    {
        return m_answers.value(path);
    }

private:
    QHash<QString, pages::SheetAnswer> m_answers;
};

struct Laid
{
    documents::Part part{};
    documents::DocumentData data{};
    [[nodiscard]] const documents::Field *field(const QString &name) const
    {
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields)
                    if (field.name == name)
                        return &field;
        return nullptr;
    }
    [[nodiscard]] QStringList notes() const
    {
        QStringList notes;
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields)
                    if (field.kind == documents::FieldKind::Note)
                        notes << field.label.french;
        return notes;
    }
};

} // namespace

class TestQuestionnaires final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyQuestionOfEveryFormIsOnPaper_data()
    {
        QTest::addColumn<QString>("file");
        for (const QString &folder : {u"/resources/forms"_s, u"/tests/fixtures/forms/open"_s}) {
            const QDir root(QStringLiteral(INDARO_SOURCE_DIR) + folder);
            QStringList files = root.entryList({u"*.xlsx"_s}, QDir::Files);
            for (const QString &sub : root.entryList(QDir::Dirs | QDir::NoDotAndDotDot))
                for (const QString &file : QDir(root.filePath(sub)).entryList({u"*.xlsx"_s}, QDir::Files))
                    files << sub + u'/' + file;
            for (const QString &file : std::as_const(files))
                QTest::newRow(qPrintable(file)) << root.filePath(file);
        }
    }

    void everyQuestionOfEveryFormIsOnPaper()
    {
        QFETCH(QString, file);
        const auto loaded = indaro::forms::FormDefinition::load(file.toStdString());
        QVERIFY2(loaded.hasValue(), qPrintable(file));
        const auto form = std::make_shared<const indaro::forms::FormDefinition>(*loaded);
        const auto pages = tests::laidOut(pages::blankQuestionnaire(form));
        QVERIFY2(pages.hasValue(), pages ? "" : pages.error().toString().c_str());
        const QString fault = tests::faultOf(*pages);
        QVERIFY2(fault.isEmpty(), qPrintable(fault));
        const QString text = textOf(*pages);
        static const QRegularExpression placeOfAnAnswer(
            u"\\$\\{[^}]*\\}"_s); // (two forms write it wrong: "$ {", "${" alone)
        for (const QString &words : tests::wordsOn(*pages))
            QVERIFY2(!placeOfAnAnswer.match(words).hasMatch(), qPrintable(words));
        const documents::QuestionNumbers numbers(*form);
        for (int number = 1; number <= numbers.count(); ++number)
            QVERIFY2(text.contains(u"%1."_s.arg(number)) || text.contains(u"%1*."_s.arg(number)),
                     qPrintable(u"question %1"_s.arg(number)));
        const indaro::forms::FormInstance empty(form, indaro::forms::FormEnvironment());
        const ui::forms::FormTexts texts(empty, pages::frenchOverlay());
        for (const indaro::forms::FormItem &item : form->items()) {
            if (!numbers.of(item.index) || item.label.isEmpty())
                continue;
            const QString label = ui::forms::markupToPlain(texts.label(item.path, item).french.text);
            bool hasReference = false;
            for (const QString &words : item.label.byLanguage)
                hasReference = hasReference || words.contains(u"${"_s);
            if (!hasReference)
                QVERIFY2(text.contains(withoutBlanks(label)), qPrintable(item.name + u": "_s + label));
        }
        QString name = QFileInfo(file).completeBaseName();
        keep(*pages, u"questionnaire-"_s + name);
    }

    void howToGoOnStandsInWords()
    {
        const auto pages = tests::laidOut(pages::blankQuestionnaire(visit())).value();
        keep(pages, u"questionnaire-visit"_s);
        const QString text = textOf(pages);
        for (const QString &expected :
             {u"1*. Êtes-vous venue seule ?"_s, u"Mwaje mwenyene?"_s, u"Sans pression."_s,
              u"→ Si la réponse à la question 1 est « Non », continuez ; sinon, allez à la question 3."_s,
              u"→ Nimba inyishu y’ikibazo ca 1 ari « Oya », bandanya; atari ivyo, genda ku kibazo ca 3."_s, u"de 0 à 120"_s,
              u"kuva 0 gushika 120"_s, u"4. Quand ...... [2] est-il venu ?"_s, u"▸ Enfant (3)"_s,
              u"→ Si la réponse à la question 3 est moins que 18, continuez ; sinon, allez à la question 7."_s,
              u"plusieurs cases possibles"_s, u"Gufungura"_s, u"Remerciez-la."_s, u"Signature de la personne"_s})
            QVERIFY2(text.contains(withoutBlanks(expected)), qPrintable(expected));
        QCOMPARE(text.count(withoutBlanks(u"5. Nom ?"_s)), 3); // one number, in each block
    }

    void whoItIsForStandsOnIt()
    {
        const auto serial = documents::Serial::fromText(u"QKRT-2026-0042"_s).value();
        const auto pages = tests::laidOut(pages::blankQuestionnaire(visit(), {u"K7Q2-M9XT-4"_s, serial})).value();
        const QString text = textOf(pages);
        QVERIFY(text.contains(u"K7Q2-M9XT-4"_s) && text.contains(u"QKRT-2026-0042"_s));
        QCOMPARE(pages.front().qrs.size(), qsizetype(1));
        QVERIFY(textOf(tests::laidOut(pages::blankQuestionnaire(visit())).value()).contains(u"Codedudossier"_s));
    }

    /// The same numbers, words and boxes as the blank one; what was answered stands in them.
    void filledItHasTheSameLayout()
    {
        const Definition form = visit();
        const indaro::forms::FormInstance empty(form, indaro::forms::FormEnvironment());
        const ui::forms::FormTexts texts(empty, pages::frenchOverlay());
        const Answers answers({{u"/data/who/alone"_s, {{u"yes"_s}, u"Oui"_s, {}}},
                               {u"/data/who/age"_s, {{}, u"17"_s, u"(ne suit pas une règle du formulaire)"_s}},
                               {u"/data/who/came"_s, {{}, {}, u"— sans réponse"_s}},
                               {u"/data/end/needs"_s, {{u"food"_s, u"gone"_s}, u"Manger, gone"_s, {}}},
                               {u"/data/story"_s, {{u"x"_s}, u"mot "_s.repeated(900).trimmed(), {}}}});
        Laid filled;
        pages::QuestionnaireSheet(texts, answers).addTo(filled.part, filled.data);
        const QStringList notes = filled.notes();
        for (const QString &expected :
             {u"1. Êtes-vous venue seule ?"_s, u"3. Âge ?"_s, u"7. Racontez."_s, u"(ne suit pas une règle du formulaire)"_s,
              u"— sans réponse"_s, u"gone"_s, u"Ne se demandait pas, d’après les réponses : Avec qui ? (2)"_s})
            QVERIFY2(notes.contains(expected), qPrintable(expected));
        QCOMPARE(filled.data.fields.value(u"/data/who/alone"_s).values, QStringList{u"yes"_s});
        QCOMPARE(filled.field(u"/data/who/alone"_s)->options.size(), qsizetype(2));
        QCOMPARE(filled.data.fields.value(u"/data/who/age"_s).values, QStringList{u"17"_s});
        QVERIFY(filled.field(u"/data/who/came"_s) == nullptr); // the remark says why
        const QString story = filled.data.fields.value(u"/data/story"_s).values.value(0) + u' ' +
                              filled.data.fields.value(u"/data/story #1"_s).values.value(0) + u' ' +
                              filled.data.fields.value(u"/data/story #2"_s).values.value(0);
        QCOMPARE(story.count(u"mot"_s), qsizetype(900)); // in pieces, and nothing lost
    }

    void aCountOfARepeatIsKept()
    {
        const auto form = makeForm({{u"begin_repeat"_s, u"child"_s, u"Enfant"_s, u"Umwana"_s},
                                    {u"text"_s, u"call"_s, u"Nom ?"_s, u"Izina?"_s},
                                    {u"end_repeat"_s}},
                                   {});
        QCOMPARE(pages::blankRows(*form, *form->findByName(u"child"_s)), 3);
    }
};

QTEST_MAIN(TestQuestionnaires)
#include "test_questionnaires.moc"
