// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/forms/adoption.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/house/house_only.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/import_export/submission_import.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/queries.h"
#include "core/forms/form_comparison.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "core/forms/zip_writer.h"
#include "core/model/case_code.h"
#include "core/model/said_age.h"
#include "core/sync/apply.h"
#include "core/sync/derived_id.h"
#include "desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using tests::DeskFixture;
namespace fields = model::fields;

namespace {

/// Bytes that do not repeat, as those of a zip.
QByteArray bytesOf(qsizetype size, unsigned char seed)
{
    QByteArray bytes(size, '\0');
    unsigned value = seed;
    for (char &byte : bytes) {
        value = value * 1664525U + 1013904223U;
        byte = static_cast<char>(value >> 24U);
    }
    return bytes;
}

NewForm formOf(const QString &version, const QByteArray &content, const QString &id = u"unicef_intake"_s)
{
    return {
        {id, version, u"Accueil, version %1"_s.arg(version), {u"French"_s, u"Kirundi"_s}, 42}, u"accueil.xlsx"_s, content};
}

std::vector<sync::Operation> operationsOf(DeskFixture &laptop)
{
    return laptop.log->rows().ofDevice(laptop.log->device(), sync::Stream::General, 1, 100'000).value();
}

/// As the exchange gives them to another laptop.
void take(DeskFixture &laptop, const std::vector<sync::Operation> &operations)
{
    auto transaction = laptop.db->begin();
    INDARO_CHECK(sync::applyOperations(*laptop.log, operations).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

forms::FormDefinition definitionOf(const QList<QStringList> &rows)
{
    forms::Sheet survey;
    survey.name = u"survey"_s;
    for (const QStringList &row : rows)
        survey.rows.push_back({static_cast<int>(survey.rows.size()) + 1, row});
    forms::Sheet choices;
    choices.name = u"choices"_s;
    choices.rows = {{1, {u"list_name"_s, u"name"_s, u"label"_s}},
                    {2, {u"help"_s, u"med"_s, u"Soins"_s}},
                    {3, {u"help"_s, u"law"_s, u"Droit"_s}}};
    return forms::FormDefinition::fromWorkbook(forms::Workbook::fromSheets({survey, choices}), u"visit"_s).value();
}

/// A first version, and a second one in which "town" moved, "old" went, "phone" came and "age" is asked otherwise.
forms::FormDefinition firstVersion()
{
    return definitionOf({{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s},
                         {u"text"_s, u"town"_s, u"Ville"_s},
                         {u"integer"_s, u"age"_s, u"Âge"_s},
                         {u"text"_s, u"old"_s, u"Ancien"_s},
                         {u"select_multiple help"_s, u"needs"_s, u"Besoins"_s},
                         {u"begin_repeat"_s, u"child"_s, u"Enfants"_s},
                         {u"text"_s, u"call"_s, u"Nom"_s},
                         {u"end_repeat"_s}});
}

forms::FormDefinition secondVersion()
{
    return definitionOf({{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s},
                         {u"begin_group"_s, u"place"_s, u"Lieu"_s},
                         {u"text"_s, u"town"_s, u"Ville"_s},
                         {u"end_group"_s},
                         {u"integer"_s, u"age"_s, u"Quel âge"_s, u"${town} != ''"_s},
                         {u"text"_s, u"phone"_s, u"Téléphone"_s},
                         {u"select_multiple help"_s, u"needs"_s, u"Besoins"_s},
                         {u"begin_group"_s, u"family"_s, u"Famille"_s},
                         {u"begin_repeat"_s, u"child"_s, u"Enfants"_s},
                         {u"text"_s, u"call"_s, u"Nom"_s},
                         {u"end_repeat"_s},
                         {u"end_group"_s}});
}

AnswerDraft answer(const QString &path, const QString &type, const QString &value)
{
    return {path, type, value, std::nullopt, sync::Compartment::Identity};
}

const ExportTable &tableOf(const InterviewExport &exported, const QString &name)
{
    const auto found = std::find_if(exported.tables.begin(), exported.tables.end(),
                                    [&](const ExportTable &table) { return table.name == name; });
    INDARO_CHECK(found != exported.tables.end());
    return *found;
}

QString cellOf(const ExportTable &table, std::size_t row, const QString &column)
{
    const auto at = table.columns.indexOf(column);
    return at < 0 ? u"no column"_s : table.rows.at(row).at(at);
}

std::vector<SubmissionTable> tablesOf(const QByteArray &bytes)
{
    return readSubmissionTables(bytes, u"visit.csv"_s).value();
}

QString valueAt(const LoadedInterview &interview, const QString &path)
{
    const auto found = std::find_if(interview.answers.begin(), interview.answers.end(),
                                    [&](const SavedAnswer &answer) { return answer.path == path; });
    return found == interview.answers.end() ? u"none"_s : found->value;
}

/// "why table line column" of what does not fit.
QStringList linesOf(const std::vector<OddValue> &odd)
{
    QStringList lines;
    for (const OddValue &one : odd)
        lines << u"%1 %2 %3 %4"_s.arg(static_cast<int>(one.why)).arg(one.table).arg(one.line).arg(one.column);
    lines.sort();
    return lines;
}

LoadedInterview submissionOf(DeskFixture &laptop, const char *instanceId)
{
    return loadInterview(*laptop.desk, sync::derivedId({"submission", instanceId})).value();
}

} // namespace

class TestFormStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFormComesBackAsItWasKept()
    {
        DeskFixture here;
        for (const qsizetype size : {qsizetype{16}, qsizetype{32768}, qsizetype{32769}, qsizetype{300'003}}) {
            const QByteArray content = bytesOf(size, 7);
            const auto kept = keepForm(*here.desk, formOf(QString::number(size), content));
            QVERIFY(kept.hasValue());
            QVERIFY(!kept->wasThere);
            QCOMPARE(loadFormContent(*here.desk, kept->id).value(), content);
        }
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms.size(), std::size_t(4));
        QCOMPARE(forms[0].facts.formId, u"unicef_intake"_s);
        QCOMPARE(forms[0].facts.languages, (QStringList{u"French"_s, u"Kirundi"_s}));
        QCOMPARE(forms[0].facts.questions, 42);
        QCOMPARE(forms[0].fileName, u"accueil.xlsx"_s);
        QVERIFY(std::all_of(forms.begin(), forms.end(), [](const StoredForm &form) { return form.isWhole(); }));
        auto longest = here.db->prepare("SELECT max(length(content)), min(length(content)) FROM form_part").value();
        QVERIFY(longest.step().value());
        QVERIFY(longest.integer(0) <= 32 * 1024 && longest.integer(1) > 1); // one byte would read as a reason
    }

    void theSameBytesAreThereAlreadyAndOtherBytesAreRefused()
    {
        DeskFixture here;
        const auto first = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 1))).value();
        const auto again = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 1))).value();
        QVERIFY(again.wasThere);
        QVERIFY(again.id == first.id);
        const auto other = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 2)));
        QVERIFY(!other);
        QCOMPARE(other.error().code, base::Errc::FormVersionTaken);
        QCOMPARE(QString::fromStdString(other.error().text("version")), u"3"_s);
        QVERIFY(keepForm(*here.desk, formOf(u"4"_s, bytesOf(900, 2))).hasValue());
        QCOMPARE(listForms(*here.desk)->size(), std::size_t(2));
        const auto huge = keepForm(*here.desk, formOf(u"5"_s, QByteArray(LargestForm + 1, 'x')));
        QCOMPARE(huge.error().code, base::Errc::FileTooLarge);
        QCOMPARE(huge.error().number("limit"), LargestForm);
        QCOMPARE(keepForm(*here.desk, formOf(u"6"_s, {})).error().code, base::Errc::InvalidArgument);
        QCOMPARE(listForms(*here.desk)->size(), std::size_t(2)); // nothing of what was refused
    }

    void theNewestVersionIsOfferedUnlessItIsRetired()
    {
        DeskFixture here;
        QVERIFY(keepForm(*here.desk, formOf(u"2.10"_s, bytesOf(100, 1))).hasValue());
        QVERIFY(keepForm(*here.desk, formOf(u"2.9"_s, bytesOf(100, 2))).hasValue()); // an older one, brought in later
        QVERIFY(keepForm(*here.desk, formOf(u"1"_s, bytesOf(100, 3), u"visit"_s)).hasValue());
        const auto offer = [&] {
            QStringList texts;
            for (const StoredForm &form : offeredForms(listForms(*here.desk).value()))
                texts << form.facts.formId + u' ' + form.facts.version;
            texts.sort();
            return texts;
        };
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.10"_s, u"visit 1"_s}));
        const auto newest = findForm(*here.desk, u"unicef_intake"_s, u"2.10"_s).value();
        QVERIFY(newest.has_value());
        QVERIFY(setFormRetired(*here.desk, *newest, true).hasValue());
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.9"_s, u"visit 1"_s}));
        QVERIFY(setFormRetired(*here.desk, *newest, false).hasValue());
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.10"_s, u"visit 1"_s}));
        QCOMPARE(setFormRetired(*here.desk, sync::RecordId::make(here.random), true).error().code,
                 base::Errc::UnknownRecord);
    }

    void versionsAreComparedAsPeopleReadThem()
    {
        QVERIFY(compareVersions(u"2.9"_s, u"2.10"_s) < 0);
        QVERIFY(compareVersions(u"20240201"_s, u"20231231"_s) > 0);
        QVERIFY(compareVersions(u"v2"_s, u"v02"_s) == 0);
        QVERIFY(compareVersions({}, u"1"_s) < 0);
        QVERIFY(compareVersions(u"1"_s, u"1b"_s) < 0);
    }

    void anInterviewKeepsTheVersionItWasBegunWith()
    {
        DeskFixture here;
        const auto person = here.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const QByteArray old = bytesOf(70'000, 1);
        const auto form = keepForm(*here.desk, formOf(u"1"_s, old)).value().id;
        const auto interview = startInterview(*here.desk, {person, u"unicef_intake"_s, u"1"_s, u"rn"_s, form}).value();
        QVERIFY(keepForm(*here.desk, formOf(u"2"_s, bytesOf(70'000, 2))).hasValue());
        QVERIFY(setFormRetired(*here.desk, form, true).hasValue());
        const auto loaded = loadInterview(*here.desk, interview).value();
        QVERIFY(loaded.form == form);
        QCOMPARE(loaded.formVersion, u"1"_s);
        QCOMPARE(loaded.formContent, old);
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms[1].facts.version, u"1"_s);
        QCOMPARE(forms[1].drafts, 1);
        QVERIFY(signInterview(*here.desk, interview, {}).hasValue());
        QCOMPARE(listForms(*here.desk).value()[1].signedInterviews, 1);
        QCOMPARE(startInterview(*here.desk, {person, u"x"_s, {}, {}, sync::RecordId::make(here.random)}).error().code,
                 base::Errc::UnknownRecord);
    }

    void aFormThatHasNotAllComeIsNotOpened()
    {
        DeskFixture here;
        DeskFixture there{77};
        const auto person = here.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const QByteArray content = bytesOf(200'000, 1);
        const auto form = keepForm(*here.desk, formOf(u"1"_s, content)).value().id;
        const auto interview = startInterview(*here.desk, {person, u"unicef_intake"_s, u"1"_s, u"rn"_s, form}).value();
        auto all = operationsOf(here);
        const auto isPart = [](const sync::Operation &operation) { return operation.table == fields::form_part::Table; };
        const auto last = std::find_if(all.rbegin(), all.rend(), isPart);
        const sync::Operation lastPart = *last;
        all.erase(std::next(last).base());
        take(there, all);
        const auto listed = listForms(*there.desk).value();
        QCOMPARE(listed.size(), std::size_t(1));
        QVERIFY(!listed[0].isWhole());
        QVERIFY(offeredForms(listed).empty());
        const auto early = loadFormContent(*there.desk, form);
        QCOMPARE(early.error().code, base::Errc::FormStillComing);
        QCOMPARE(early.error().number("parts"), 7);
        QCOMPARE(early.error().number("here"), 6);
        QVERIFY(!findForm(*there.desk, u"unicef_intake"_s, u"1"_s).value().has_value());
        auto waiting = loadInterview(*there.desk, interview).value();
        QVERIFY(waiting.form == form && waiting.formContent.isEmpty());
        take(there, {lastPart});
        QCOMPARE(loadFormContent(*there.desk, form).value(), content);
        QCOMPARE(loadInterview(*there.desk, interview)->formContent, content);
    }

    void whatTwoLaptopsBroughtInIsListedOnce()
    {
        DeskFixture here;
        DeskFixture there{77};
        const auto mine = keepForm(*here.desk, formOf(u"1"_s, bytesOf(100'000, 1))).value().id;
        const auto theirs = keepForm(*there.desk, formOf(u"1"_s, bytesOf(100'000, 1))).value().id;
        QVERIFY(keepForm(*there.desk, formOf(u"2"_s, bytesOf(500, 3))).hasValue());
        QVERIFY(keepForm(*here.desk, formOf(u"2"_s, bytesOf(500, 2))).hasValue());
        take(here, operationsOf(there));
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms.size(), std::size_t(3));
        QVERIFY(forms[0].hasTwin && forms[1].hasTwin); // version 2, in two contents
        QVERIFY(!forms[2].hasTwin);
        QVERIFY(setFormRetired(*here.desk, theirs, true).hasValue());
        QVERIFY(listForms(*here.desk).value()[2].isRetired);
        QVERIFY(loadFormContent(*here.desk, mine).hasValue() && loadFormContent(*here.desk, theirs).hasValue());
    }

    void aDamagedFormSaysSo()
    {
        DeskFixture here;
        const auto form = keepForm(*here.desk, formOf(u"1"_s, bytesOf(500, 1))).value().id;
        {
            const store::Connection::WritePermit permit(*here.db);
            QVERIFY(here.db->execute("UPDATE form_part SET content = zeroblob(500)").hasValue());
        }
        QCOMPARE(loadFormContent(*here.desk, form).error().code, base::Errc::FormDamaged);
    }

    void twoVersionsAreComparedQuestionByQuestion()
    {
        const auto older = firstVersion();
        const auto newer = secondVersion();
        QStringList seen;
        for (const forms::ItemChange &change : forms::compareForms(older, newer)) {
            const QString kind = change.kind == forms::ItemChange::Kind::Added     ? u"+"_s
                                 : change.kind == forms::ItemChange::Kind::Removed ? u"-"_s
                                                                                   : u"~"_s;
            seen << kind + change.path;
            if (change.path == "/data/age"_L1) {
                QCOMPARE(change.aspects.size(), std::size_t(2));
                QVERIFY(change.aspects[0] == (forms::AspectChange{forms::Aspect::Label, {}, u"Âge"_s, u"Quel âge"_s}));
                QVERIFY(change.aspects[1].aspect == forms::Aspect::Relevant && change.aspects[1].before.isEmpty());
            }
        }
        QCOMPARE(seen, (QStringList{u"+/data/place"_s, u"~/data/place/town"_s, u"~/data/age"_s, u"+/data/phone"_s,
                                    u"+/data/family"_s, u"~/data/family/child"_s, u"~/data/family/child/call"_s,
                                    u"-/data/old"_s}));
        QVERIFY(forms::compareForms(older, firstVersion()).empty());

        // A translation of a choice is a change, whatever language stands first, and titles are read in French.
        const auto inTwo = [](const QString &french) {
            const forms::TextSheet survey{u"survey"_s,
                                          {{u"type"_s, u"name"_s, u"label::English (en)"_s, u"label::French (fr)"_s},
                                           {u"select_one yn"_s, u"ok"_s, u"Well?"_s, u"Ça va ?"_s}}};
            const forms::TextSheet choices{u"choices"_s,
                                           {{u"list_name"_s, u"name"_s, u"label::English (en)"_s, u"label::French (fr)"_s},
                                            {u"yn"_s, u"y"_s, u"Yes"_s, french}}};
            return forms::FormDefinition::fromBytes(forms::makeWorkbook({survey, choices}).value(), u"visit"_s).value();
        };
        const auto changes = forms::compareForms(inTwo(u"Oui"_s), inTwo(u"Oui, bien"_s));
        QCOMPARE(changes.size(), std::size_t(1));
        QCOMPARE(changes[0].label, u"Ça va ?"_s);
        QCOMPARE(changes[0].aspects.size(), std::size_t(1));
        QVERIFY(changes[0].aspects[0].aspect == forms::Aspect::Choices);
        QVERIFY(changes[0].aspects[0].after.contains(u"Oui, bien"_s));
    }

    void aDraftIsTakenOverWithAListOfWhatMoves()
    {
        DeskFixture here;
        const auto person = here.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const auto older = keepForm(*here.desk, formOf(u"1"_s, bytesOf(900, 1), u"visit"_s)).value().id;
        const auto newer = keepForm(*here.desk, formOf(u"2"_s, bytesOf(900, 2), u"visit"_s)).value().id;
        const auto interview = startInterview(*here.desk, {person, u"visit"_s, u"1"_s, u"fr"_s, older}).value();
        const std::vector<AnswerDraft> given{
            answer(u"/data/town"_s, u"text"_s, u"Gitega"_s), answer(u"/data/age"_s, u"integer"_s, u"31"_s),
            answer(u"/data/old"_s, u"text"_s, u"x"_s), answer(u"/data/needs"_s, u"select_multiple"_s, u"med gone"_s),
            answer(u"/data/child[2]/call"_s, u"text"_s, u"Aline"_s)};
        QVERIFY(saveAnswers(*here.desk, interview, given, u"/data/age"_s).hasValue());
        QVERIFY(keepTyping(*here.desk, interview, u"/data/town"_s, u"Gitega no"_s).hasValue());

        const auto first = firstVersion();
        const auto second = secondVersion();
        const auto plan = planAdoption(loadInterview(*here.desk, interview)->answers, first, second);
        QCOMPARE(plan.staying, 2);
        QCOMPARE(plan.moving.size(), std::size_t(2));
        QCOMPARE(plan.homeless.size(), std::size_t(1));
        QCOMPARE(plan.homeless[0].path, u"/data/old"_s);
        QCOMPARE(plan.notOffered.size(), std::size_t(1));
        QCOMPARE(plan.newQuestions, QStringList{u"/data/phone"_s});

        QVERIFY(saveAnswer(*here.desk, interview, answer(u"/data/late"_s, u"text"_s, u"x"_s)).hasValue());
        const AdoptingForm form{newer, u"2"_s, &second};
        QCOMPARE(adoptDraft(*here.desk, interview, plan, form).error().code, base::Errc::WrongState); // look again
        QVERIFY(saveAnswer(*here.desk, interview, answer(u"/data/late"_s, u"text"_s, {})).hasValue());
        QVERIFY(adoptDraft(*here.desk, interview, plan, form).hasValue());
        const auto loaded = loadInterview(*here.desk, interview).value();
        QCOMPARE(loaded.formVersion, u"2"_s);
        QVERIFY(loaded.form == newer);
        QMap<QString, QString> values;
        for (const SavedAnswer &saved : loaded.answers)
            values[saved.path] = saved.value;
        QCOMPARE(values, (QMap<QString, QString>{{u"/data/place/town"_s, u"Gitega"_s},
                                                 {u"/data/age"_s, u"31"_s},
                                                 {u"/data/old"_s, u"x"_s}, // kept
                                                 {u"/data/needs"_s, u"gone med"_s},
                                                 {u"/data/family/child[2]/call"_s, u"Aline"_s}}));
        QCOMPARE(loaded.unfinished.size(), std::size_t(1));
        QCOMPARE(loaded.unfinished[0].path, u"/data/place/town"_s);
        QVERIFY(signInterview(*here.desk, interview, {}).hasValue());
        QCOMPARE(adoptDraft(*here.desk, interview, plan, form).error().code, base::Errc::WrongState);
    }

    void interviewsLeaveAsTablesAndAsSubmissions()
    {
        DeskFixture here;
        const auto person =
            here.bear({{fields::case_file::DisplayName, "Rose"}, {fields::case_file::CaseCode, "K7Q2-M9XT-4"}}, {});
        const auto form = firstVersion();
        const auto interview = startInterview(*here.desk, {person, u"visit"_s, u"1"_s, u"fr"_s}).value();
        std::vector<AnswerDraft> given{answer(u"/data/town"_s, u"text"_s, u"Gitega, \"centre\""_s),
                                       answer(u"/data/old"_s, u"text"_s, u"=1+1"_s),
                                       answer(u"/data/needs"_s, u"select_multiple"_s, u"law med"_s),
                                       answer(u"/data/child[1]/call"_s, u"text"_s, u"Aline"_s),
                                       answer(u"/data/child[2]/call"_s, u"text"_s, u"Bosco"_s),
                                       answer(u"/data/elsewhere"_s, u"text"_s, u"of another version"_s)};
        given.push_back({u"/data/age"_s, u"integer"_s, {}, base::Missing::Refused, sync::Compartment::Identity});
        QVERIFY(saveAnswers(*here.desk, interview, given, {}).hasValue());
        const InterviewChoice onlySigned{u"visit"_s};
        QCOMPARE(exportInterviews(*here.desk, onlySigned, form, "test").error().code, base::Errc::NotFound); // a draft
        QVERIFY(signInterview(*here.desk, interview, {}).hasValue());
        const auto exported = exportInterviews(*here.desk, onlySigned, form, "interviews agreed").value();
        QCOMPARE(exported.interviews, 1);
        const ExportTable &main = tableOf(exported, u"visit"_s);
        QCOMPARE(cellOf(main, 0, u"indaro-case_code"_s), u"K7Q2-M9XT-4"_s);
        QCOMPARE(cellOf(main, 0, u"town"_s), u"Gitega, \"centre\""_s);
        QCOMPARE(cellOf(main, 0, u"age"_s), QString());
        QCOMPARE(cellOf(main, 0, u"indaro-missing"_s), u"age=refused"_s);
        QCOMPARE(cellOf(main, 0, u"elsewhere"_s), u"of another version"_s);
        const ExportTable &children = tableOf(exported, u"visit-child"_s);
        QCOMPARE(children.rows.size(), std::size_t(2));
        QCOMPARE(cellOf(children, 1, u"call"_s), u"Bosco"_s);
        QCOMPARE(cellOf(children, 1, u"PARENT_KEY"_s), cellOf(main, 0, u"KEY"_s));
        const QString csv = QString::fromUtf8(toCsv(main));
        QVERIFY(csv.contains(u"\"Gitega, \"\"centre\"\"\""_s));
        QVERIFY(csv.contains(u"'=1+1"_s)); // no spreadsheet works that out
        const QString xml = QString::fromUtf8(exported.submissions.front().xml);
        QVERIFY2(xml.contains(u"<town>Gitega, &quot;centre&quot;</town>"_s) && xml.contains(u"<age></age>"_s),
                 xml.toUtf8().constData());
        QVERIFY(xml.contains(u"<child><call>Aline</call></child><child><call>Bosco</call></child>"_s));
        QVERIFY(xml.contains(u"instanceID>"_s + exported.submissions.front().instanceId));
        auto audit = here.db->prepare("SELECT verb, detail FROM audit ORDER BY sequence DESC LIMIT 1").value();
        QVERIFY(audit.step().value());
        QCOMPARE(QString::fromStdString(audit.text(1)), u"interviews agreed"_s);
        QVERIFY(packExport(exported, ExportFormat::Odk)->startsWith("PK"));
        QVERIFY(packExport(exported, ExportFormat::Xlsx)->startsWith("PK"));
        const auto file = forms::makeWorkbook({{u"survey"_s, {main.columns, main.rows.front()}}}).value();
        const auto workbook = forms::Workbook::read(file).value(); // which reads the sheets of forms
        const forms::Sheet *sheet = workbook.findSheet(u"survey"_s);
        QVERIFY(sheet != nullptr);
        QCOMPARE(sheet->rows.size(), std::size_t(2));
        QCOMPARE(sheet->rows.at(0).cells.size(), main.columns.size());
        QCOMPARE(sheet->rows.at(1).cell(main.columns.indexOf(u"old"_s)), u"=1+1"_s); // a text, no formula
    }

    void correctionsOfTwoLaptopsMeetAndAnExportSaysWhichHolds()
    {
        DeskFixture here;
        DeskFixture there{77};
        const auto form = firstVersion();
        const auto person =
            here.bear({{fields::case_file::DisplayName, "Rose"}, {fields::case_file::CaseCode, "K7Q2-M9XT-4"}}, {});
        const auto first = startInterview(*here.desk, {person, u"visit"_s, u"1"_s, u"fr"_s}).value();
        QVERIFY(saveAnswer(*here.desk, first, answer(u"/data/town"_s, u"text"_s, u"Gitega"_s)).hasValue());
        QVERIFY(signInterview(*here.desk, first, {}).hasValue());
        take(there, operationsOf(here));

        // Both correct it, and neither knows of the other.
        const auto correct = [&](DeskFixture &laptop, const QString &town) {
            laptop.clock.advance(60'000);
            const auto id = startCorrection(*laptop.desk, first, town).value();
            INDARO_CHECK(saveAnswer(*laptop.desk, id, answer(u"/data/town"_s, u"text"_s, town)).hasValue());
            return id;
        };
        const auto mine = correct(here, u"Gitega-Nord"_s);
        const auto theirs = correct(there, u"Giheta"_s);
        QVERIFY(signInterview(*here.desk, mine, {}).hasValue());
        there.clock.advance(60'000);
        QVERIFY(signInterview(*there.desk, theirs, {}).hasValue());
        take(here, operationsOf(there));
        take(there, operationsOf(here));
        for (DeskFixture *laptop : {&here, &there}) {
            const auto versions = listVersions(*laptop->desk, first).value();
            QCOMPARE(versions.size(), std::size_t(3));
            QVERIFY(findValid(versions)->id == theirs); // signed later
            QVERIFY(findValid(versions)->isParallel && !versions[0].isParallel);
            const auto lines = listInterviews(*laptop->desk, person).value();
            QCOMPARE(std::count_if(lines.begin(), lines.end(), [](const auto &line) { return !line.isCorrected; }), 1);
            QCOMPARE(valueAt(loadInterview(*laptop->desk, first).value(), u"/data/town"_s), u"Gitega"_s);
        }

        // The next one settles it.
        const auto third = startCorrection(*here.desk, theirs, u"les deux"_s).value();
        take(there, operationsOf(here));
        QVERIFY(giveUpCorrection(*there.desk, third).hasValue()); // while it is signed here
        QVERIFY(signInterview(*here.desk, third, {}).hasValue());
        take(here, operationsOf(there));
        take(there, operationsOf(here));
        for (DeskFixture *laptop : {&here, &there}) {
            const auto versions = listVersions(*laptop->desk, first).value();
            QVERIFY(findValid(versions)->id == third); // what was signed is signed
            QCOMPARE(findValid(versions)->correction, 2);
            QCOMPARE(loadInterview(*laptop->desk, third)->status, u"signed"_s);
        }

        const auto exported = exportInterviews(*there.desk, {u"visit"_s}, form, "test").value();
        QCOMPARE(exported.interviews, 1);
        const ExportTable &table = tableOf(exported, u"visit"_s);
        QCOMPARE(cellOf(table, 0, u"town"_s), u"Giheta"_s);
        QCOMPARE(cellOf(table, 0, u"indaro-correction"_s), u"2"_s);
        QVERIFY(cellOf(table, 0, u"indaro-first_signed"_s) != cellOf(table, 0, u"indaro-signed"_s));
        const auto &submission = exported.submissions.front();
        QVERIFY(submission.instanceId != cellOf(table, 0, u"KEY"_s)); // the first version's, as ODK Central's
        const QString xml = QString::fromUtf8(submission.xml);
        QVERIFY2(xml.contains(u"deprecatedID>uuid:"_s) && !xml.contains(cellOf(table, 0, u"KEY"_s)), qPrintable(xml));
        const auto held = listHeldForms(*there.desk).value();
        QCOMPARE(held, (std::vector<HeldForm>{{u"visit"_s, 1}}));
    }

    void submissionsOfOtherProgramsBecomeSignedInterviews()
    {
        DeskFixture here;
        const std::string code = model::makeCaseCode(here.random);
        (void)here.bear({{fields::case_file::DisplayName, "Rose"}, {fields::case_file::CaseCode, code}}, {});
        const auto definition = definitionOf({{u"type"_s, u"name"_s, u"label"_s},
                                              {u"begin_group"_s, u"place"_s, u"Lieu"_s},
                                              {u"text"_s, u"town"_s, u"Ville"_s},
                                              {u"end_group"_s},
                                              {u"integer"_s, u"age"_s, u"Âge"_s},
                                              {u"select_multiple help"_s, u"needs"_s, u"Besoins"_s},
                                              {u"select_one help"_s, u"first"_s, u"D'abord"_s}});
        const SubmissionForm form{std::nullopt, u"visit"_s, u"1"_s, &definition};
        const QByteArray central = "\xEF\xBB\xBFSubmissionDate,place-town,age,needs,first,shoe_size,KEY\r\n"
                                   "2026-10-01T10:00:00.000Z,\"Gitega\nNord\",31,med law,Droit,41,uuid:aaa\r\n"
                                   "2026-10-02T10:00:00.000Z,Ngozi,about 30,med,nonsense,,uuid:bbb\r\n"
                                   "2026-10-02T10:00:00.000Z,Rutana,,,,,\r\n";
        const auto report = importSubmissions(*here.desk, form, tablesOf(central)).value();
        QCOMPARE(report.taken, 2);
        QCOMPARE(report.newFiles, 2);
        QCOMPARE(report.notRead, QStringList{u"shoe_size"_s});
        QCOMPARE(report.noIdentity, QStringList{u"4"_s});
        QCOMPARE(report.oddValues.size(), std::size_t(2)); // "about 30", "nonsense": in the interview all the same
        const auto again = importSubmissions(*here.desk, form, tablesOf(central)).value();
        QCOMPARE(again.taken, 0);
        QCOMPARE(again.alreadyHere, 2);
        QCOMPARE(again.newFiles, 0);

        const QByteArray kobo = "start;case_code;place/town;needs;needs/med;needs/law;_uuid;_submission_time\n"
                                "2026-10-03T08:00:00.000+02:00;" +
                                QByteArray::fromStdString(code) + ";Gitega;;0;1;ccc;2026-10-03T08:30:00\n";
        const auto fromKobo = importSubmissions(*here.desk, form, tablesOf(kobo)).value();
        QCOMPARE(fromKobo.taken, 1);
        QCOMPARE(fromKobo.newFiles, 0); // into her file
        const auto exported = exportInterviews(*here.desk, {u"visit"_s}, definition, "test").value();
        const ExportTable &table = tableOf(exported, u"visit"_s);
        QCOMPARE(table.rows.size(), std::size_t(3));
        QCOMPARE(cellOf(table, 0, u"place-town"_s), u"Gitega\nNord"_s);
        QCOMPARE(cellOf(table, 0, u"first"_s), u"law"_s); // by its only label
        QCOMPARE(cellOf(table, 0, u"KEY"_s), u"uuid:aaa"_s);
        QCOMPARE(cellOf(table, 1, u"age"_s), u"about 30"_s);
        QCOMPARE(cellOf(table, 2, u"needs"_s), u"law"_s);
        QCOMPARE(cellOf(table, 2, u"indaro-begun"_s), u"2026-10-03T06:00:00.000Z"_s);

        DeskFixture there{77}; // another laptop took the first file in, too
        QCOMPARE(importSubmissions(*there.desk, form, tablesOf(central))->taken, 2);
        take(here, operationsOf(there));
        QCOMPARE(exportInterviews(*here.desk, {u"visit"_s}, definition, "test")->interviews, 3);
        auto codes = here.db->prepare("SELECT count(*) FROM conflict WHERE record_table = 1 AND field = 1").value();
        QVERIFY(codes.step().value());
        QCOMPARE(codes.integer(0), 0); // both gave the same case code

        DeskFixture back{78}; // and what we export comes in again
        QCOMPARE(importSubmissions(*back.desk, form, tablesOf(toCsv(table)))->taken, 3);
        const auto returned = exportInterviews(*back.desk, {u"visit"_s}, definition, "test").value();
        for (const QString &column : {u"place-town"_s, u"age"_s, u"needs"_s, u"first"_s, u"KEY"_s, u"indaro-signed"_s}) {
            for (std::size_t row = 0; row < 3; ++row)
                QCOMPARE(cellOf(tableOf(returned, u"visit"_s), row, column), cellOf(table, row, column));
        }
        QCOMPARE(importSubmissions(*here.desk, form, tablesOf("a,b\n1,2\n")).error().code, base::Errc::NotFound);
        QCOMPARE(readCsv("a,b\n\"1,2\n").error().number("line"), 2);
    }

    void whatLiesBesideSubmissionsComesWithThem()
    {
        const auto definition = definitionOf({{u"type"_s, u"name"_s, u"label"_s},
                                              {u"image"_s, u"photo"_s, u"Photo"_s},
                                              {u"file"_s, u"paper"_s, u"Papier"_s},
                                              {u"audio"_s, u"voice"_s, u"Voix"_s}});
        const SubmissionForm form{std::nullopt, u"visit"_s, u"1"_s, &definition};
        const QByteArray pdf = "%PDF-1.4\n" + QByteArray(70'000, 'x');
        const QByteArray archive = forms::makeZip({{u"visit.csv"_s, "photo,paper,voice,KEY\n1.jpg,a.pdf,gone.mp3,uuid:m\n"},
                                                   {u"media/1.jpg"_s, "not the picture that was sent"},
                                                   {u"media/a.pdf"_s, pdf}})
                                       .value();
        SubmissionFiles files{readSubmissionFiles(archive).value(), {}};
        QCOMPARE(files.content.size(), 2);
        int prepared = 0;
        files.prepare = [&prepared](AttachmentKind kind, const QByteArray &content) -> base::Result<QByteArray> {
            ++prepared;
            return kind == AttachmentKind::Image ? base::Result<QByteArray>(base::Error(base::Errc::PictureDamaged))
                                                 : content;
        };
        const auto tables = readSubmissionTables(archive, u"visit.zip"_s).value();
        DeskFixture here;
        DeskFixture there{77};
        for (DeskFixture *laptop : {&here, &there}) {
            const auto report = importSubmissions(*laptop->desk, form, tables, files).value();
            QCOMPARE(report.taken, 1);
            QCOMPARE(report.filesTaken, 1);
            QCOMPARE(report.filesMissing, (QStringList{u"1.jpg"_s, u"gone.mp3"_s}));
        }
        QCOMPARE(prepared, 4);
        take(here, operationsOf(there)); // the same on both: one record, and nothing to decide
        const auto exported = exportInterviews(*here.desk, {u"visit"_s}, definition, "test").value();
        QCOMPARE(exported.interviews, 1);
        QCOMPARE(exported.files.size(), std::size_t(1));
        QCOMPARE(exported.files.front().content, pdf);
        QCOMPARE(exported.files.front().name, u"a.pdf"_s);
        auto conflicts = here.db->prepare("SELECT count(*) FROM attachment_identity").value();
        QVERIFY(conflicts.step().value());
        QCOMPARE(conflicts.integer(0), 1);
        QVERIFY(readSubmissionFiles("a,b\n1,2\n")->isEmpty());
    }

    void rowsOfRepeatsAndRulesOfTheForm()
    {
        const auto definition = definitionOf(
            {{u"type"_s, u"name"_s, u"label"_s, u"relevant"_s, u"constraint"_s, u"calculation"_s, u"required"_s},
             {u"integer"_s, u"age"_s, u"A"_s, u""_s, u". < 120"_s},
             {u"text"_s, u"school"_s, u"S"_s, u"${age} < 18"_s},
             {u"text"_s, u"town"_s, u"T"_s, u""_s, u""_s, u""_s, u"yes"_s},
             {u"calculate"_s, u"double"_s, u""_s, u""_s, u""_s, u"${age} * 2"_s},
             {u"begin_group"_s, u"home"_s, u"H"_s},
             {u"begin_repeat"_s, u"child"_s, u"C"_s},
             {u"text"_s, u"call"_s, u"N"_s},
             {u"select_one help"_s, u"need"_s, u"B"_s},
             {u"begin_repeat"_s, u"pet"_s, u"P"_s},
             {u"text"_s, u"kind"_s, u"K"_s},
             {u"end_repeat"_s},
             {u"end_repeat"_s},
             {u"end_group"_s}});
        const SubmissionForm form{std::nullopt, u"visit"_s, u"1"_s, &definition};
        // As ODK Central gives it: a table for each repeat, whose rows name what they hang on.
        const QByteArray central =
            forms::makeZip({{u"visit.csv"_s, "SubmissionDate,age,school,town,double,SET-OF-child,KEY\n"
                                             "2026-10-01T10:00:00.000Z,31,Lycee,Gitega,61,x,uuid:a\n"
                                             "2026-10-01T10:00:00.000Z,150,,,,x,uuid:b\n"},
                            {u"visit-home-child.csv"_s, "call,need,PARENT_KEY,KEY\n"
                                                        "Aline,Soins,uuid:a,uuid:a/home/child[1]\n"
                                                        "Bosco,dance,uuid:b,uuid:b/home/child[1]\n"
                                                        "Chloe,law,uuid:a,uuid:a/home/child[2]\n"
                                                        "Nobody,law,uuid:z,uuid:z/home/child[1]\n"},
                            {u"visit-home-child-pet.csv"_s, "kind,shape,PARENT_KEY,KEY\n"
                                                            "cat,round,uuid:a/home/child[2],uuid:a/home/child[2]/pet[1]\n"
                                                            "hen,,uuid:a/home/child[2],uuid:a/home/child[2]/pet[2]\n"},
                            {u"media/photo.jpg"_s, "x"},
                            {u"visit-audit.csv"_s, "event,PARENT_KEY\nsave,uuid:a\n"}})
                .value();
        DeskFixture here;
        const auto report = importSubmissions(*here.desk, form, tablesOf(central)).value();
        QCOMPARE(report.taken, 2);
        QCOMPARE(report.notRead, QStringList{u"visit-home-child-pet: shape"_s});
        QCOMPARE(report.otherTables, QStringList{u"visit-audit"_s});
        QCOMPARE(report.orphans, QStringList{u"visit-home-child: 5"_s});
        using Why = OddValue::Why;
        const auto line = [](Why why, const char *rest) {
            return QString::number(static_cast<int>(why)) + u' ' + QLatin1StringView(rest);
        };
        QCOMPARE(linesOf(report.oddValues),
                 (QStringList{line(Why::NotUnderstood, "visit-home-child 3 need"), line(Why::AgainstConstraint, " 3 age"),
                              line(Why::NotAsked, " 2 school"), line(Why::Unanswered, " 3 town"),
                              line(Why::CalculatedOtherwise, " 2 double")}));
        const auto first = submissionOf(here, "uuid:a");
        QCOMPARE(valueAt(first, u"/data/home/child[1]/call"_s), u"Aline"_s);
        QCOMPARE(valueAt(first, u"/data/home/child[1]/need"_s), u"med"_s); // by its label
        QCOMPARE(valueAt(first, u"/data/home/child[2]/call"_s), u"Chloe"_s);
        QCOMPARE(valueAt(first, u"/data/home/child[2]/pet[2]/kind"_s), u"hen"_s);
        QCOMPARE(valueAt(first, u"/data/school"_s), u"Lycee"_s); // kept as it was sent
        QCOMPARE(valueAt(first, u"/data/double"_s), u"61"_s);
        const auto second = submissionOf(here, "uuid:b");
        QCOMPARE(valueAt(second, u"/data/double"_s), u"300"_s); // worked out
        QCOMPARE(valueAt(second, u"/data/home/child[1]/need"_s), u"dance"_s);
        const auto again = importSubmissions(*here.desk, form, tablesOf(central)).value();
        QCOMPARE(again.alreadyHere, 2);
        QCOMPARE(again.orphans, report.orphans);

        // KoboToolbox's workbook: sheets that count their rows.
        const QByteArray kobo =
            forms::makeWorkbook(
                {{u"Visit"_s,
                  {{u"age"_s, u"town"_s, u"_uuid"_s, u"_index"_s},
                   {u"20"_s, u"Ngozi"_s, u"k1"_s, u"1"_s},
                   {u"21"_s, u"Rutana"_s, u"k2"_s, u"2"_s}}},
                 {u"child"_s,
                  {{u"home/child/call"_s, u"_index"_s, u"_parent_table_name"_s, u"_parent_index"_s, u"_submission__uuid"_s},
                   {u"Dora"_s, u"1"_s, u"Visit"_s, u"2"_s, u"k2"_s}}},
                 {u"pet"_s,
                  {{u"home/child/pet/kind"_s, u"_index"_s, u"_parent_table_name"_s, u"_parent_index"_s},
                   {u"dog"_s, u"1"_s, u"child"_s, u"1"_s}}}})
                .value();
        const auto fromKobo = importSubmissions(*here.desk, form, tablesOf(kobo)).value();
        QCOMPARE(fromKobo.taken, 2);
        QCOMPARE(fromKobo.notRead, QStringList());
        QCOMPARE(fromKobo.orphans, QStringList());
        QCOMPARE(valueAt(submissionOf(here, "uuid:k2"), u"/data/home/child[1]/pet[1]/kind"_s), u"dog"_s);
        QCOMPARE(valueAt(submissionOf(here, "uuid:k1"), u"/data/double"_s), u"40"_s);

        // And what we export comes in again, rows and all.
        const auto exported = exportInterviews(*here.desk, {u"visit"_s}, definition, "test").value();
        DeskFixture there{77};
        const auto back =
            importSubmissions(*there.desk, form, tablesOf(packExport(exported, ExportFormat::Csv).value())).value();
        QCOMPARE(back.taken, 4);
        QCOMPARE(back.orphans, QStringList());
        for (const char *id : {"uuid:a", "uuid:b", "uuid:k2"}) {
            for (const SavedAnswer &answer : submissionOf(here, id).answers)
                QCOMPARE(valueAt(submissionOf(there, id), answer.path), answer.value);
        }
        QCOMPARE(readSubmissionTables("PK\x03\x04 broken", u"x.zip"_s).error().code, base::Errc::FormDamaged);
        QCOMPARE(readSubmissionTables(QByteArray::fromHex("d0cf11e0a1b11ae1"), u"x.xls"_s).error().code,
                 base::Errc::FormOldXls);
    }

    void whatWasSaidInsteadOfAnAnswerComesBack()
    {
        const auto definition = definitionOf({{u"type"_s, u"name"_s, u"label"_s},
                                              {u"date"_s, u"birth_date"_s, u"Née"_s},
                                              {u"text"_s, u"town"_s, u"Ville"_s},
                                              {u"begin_group"_s, u"home"_s, u"Maison"_s},
                                              {u"begin_repeat"_s, u"child"_s, u"Enfants"_s},
                                              {u"text"_s, u"call"_s, u"Nom"_s},
                                              {u"date"_s, u"born"_s, u"Né"_s},
                                              {u"end_repeat"_s},
                                              {u"end_group"_s}});
        DeskFixture here;
        const auto person =
            here.bear({{fields::case_file::DisplayName, "Rose"}, {fields::case_file::CaseCode, "AAAA-7"}}, {});
        const InterviewId id = startInterview(*here.desk, {person, u"visit"_s, u"1"_s, u"fr"_s}).value();
        const auto said = [](const char *value, const char *age) {
            return model::KeptAnswer{QLatin1StringView(value), QLatin1StringView(age)}.whole();
        };
        const auto reason = [](const QString &path, const QString &type, base::Missing why) {
            return AnswerDraft{path, type, {}, why, sync::Compartment::Identity};
        };
        for (const AnswerDraft &draft : {answer(u"/data/birth_date"_s, u"date"_s, said("2009", "17y 2026-11-20 J. N.; K.")),
                                         reason(u"/data/town"_s, u"text"_s, base::Missing::Refused),
                                         answer(u"/data/home/child[1]/call"_s, u"text"_s, u"Aline"_s),
                                         answer(u"/data/home/child[1]/born"_s, u"date"_s, said("2026-05", "6m 2026-11-20")),
                                         reason(u"/data/home/child[2]/call"_s, u"text"_s, base::Missing::DoesNotKnow)})
            QVERIFY(saveAnswer(*here.desk, id, draft).hasValue());
        QVERIFY(signInterview(*here.desk, id, {}).hasValue());
        const auto exported = exportInterviews(*here.desk, {u"visit"_s}, definition, "test").value();
        const QString key = cellOf(tableOf(exported, u"visit"_s), 0, u"KEY"_s);
        const SubmissionForm form{std::nullopt, u"visit"_s, u"1"_s, &definition};
        const auto again =
            importSubmissions(*here.desk, form, tablesOf(packExport(exported, ExportFormat::Csv).value())).value();
        QCOMPARE(again.alreadyHere, 1); // where it was held it does not come twice
        QCOMPARE(again.taken, 0);

        DeskFixture there{77};
        for (const ExportFormat format : {ExportFormat::Csv, ExportFormat::Xlsx}) {
            const auto report = importSubmissions(*there.desk, form, tablesOf(packExport(exported, format).value())).value();
            QCOMPARE(report.taken + report.alreadyHere, 1);
            QCOMPARE(report.notRead, QStringList());
            QCOMPARE(linesOf(report.oddValues), QStringList()); // refused is no answer that is owed
        }
        const auto back = submissionOf(there, key.toLatin1().constData());
        const auto before = loadInterview(*here.desk, id).value();
        for (const SavedAnswer &each : before.answers) {
            const auto found = std::find_if(back.answers.begin(), back.answers.end(),
                                            [&](const SavedAnswer &other) { return other.path == each.path; });
            QVERIFY2(found != back.answers.end(), qPrintable(each.path));
            QCOMPARE(found->value, each.value);
            QCOMPARE(found->missing, each.missing);
        }

        // Somebody who found the paper wrote the true date into the table: the age goes with the other one.
        ExportTable changed = tableOf(exported, u"visit"_s);
        changed.rows[0][changed.columns.indexOf(u"birth_date"_s)] = u"2001-04-02"_s;
        DeskFixture third{78};
        QCOMPARE(importSubmissions(*third.desk, form, tablesOf(toCsv(changed)))->taken, 1);
        QCOMPARE(valueAt(submissionOf(third, key.toLatin1().constData()), u"/data/birth_date"_s), u"2001-04-02"_s);
    }

    void submissionsWriteTheListsOfTheirForm()
    {
        forms::Sheet survey{
            u"survey"_s,
            {{1, {u"type"_s, u"name"_s, u"label"_s, u"save_to"_s}}, {2, {u"text"_s, u"family"_s, u"F"_s, u"family"_s}}},
            {}};
        forms::Sheet entities{
            u"entities"_s, {{1, {u"list_name"_s, u"label"_s}}, {2, {u"households"_s, u"${family}"_s}}}, {}};
        const auto definition =
            forms::FormDefinition::fromWorkbook(forms::Workbook::fromSheets({survey, entities}), u"visit"_s).value();
        const SubmissionForm form{std::nullopt, u"visit"_s, u"1"_s, &definition};
        DeskFixture here;
        QCOMPARE(importSubmissions(*here.desk, form, tablesOf("family,KEY\nNkurunziza,uuid:h\n"))->listRows, 1);
        DeskFixture there{77}; // another laptop takes the same file in: the same entity
        QCOMPARE(importSubmissions(*there.desk, form, tablesOf("family,KEY\nNkurunziza,uuid:h\n"))->listRows, 1);
        take(here, operationsOf(there));
        auto rows = here.db->prepare("SELECT label, properties FROM entity").value();
        QVERIFY(rows.step().value());
        QCOMPARE(rows.text(0), std::string("Nkurunziza"));
        QCOMPARE(rows.text(1), std::string("{\"family\":\"Nkurunziza\"}"));
        QVERIFY(!rows.step().value());
    }

    void whoRefusesCopiesOutsideIsInNoExport() // house/house_only.h
    {
        DeskFixture here;
        const auto form = firstVersion();
        const auto hold = [&](const char *name) {
            const auto person = here.bear({{fields::case_file::DisplayName, name}}, {});
            const auto interview = startInterview(*here.desk, {person, u"visit"_s, u"1"_s, u"fr"_s}).value();
            const std::vector<AnswerDraft> given{answer(u"/data/town"_s, u"text"_s, QLatin1StringView(name))};
            INDARO_CHECK(saveAnswers(*here.desk, interview, given, {}).hasValue());
            INDARO_CHECK(signInterview(*here.desk, interview, {}).hasValue());
            return person;
        };
        const auto rose = hold("Rose");
        const auto aline = hold("Aline");
        QVERIFY(decideCopyOutside(*here.desk, rose, false).hasValue());
        const auto exported = exportInterviews(*here.desk, {u"visit"_s}, form, "test").value();
        QCOMPARE(exported.interviews, 1);
        QCOMPARE(exported.withheld, 1);
        QCOMPARE(exported.submissions.size(), std::size_t{1});
        QCOMPARE(cellOf(tableOf(exported, u"visit"_s), 0, u"town"_s), u"Aline"_s);
        std::string people;
        const auto done = exportPeople(*here.desk, "test", [&people](std::string_view lines) {
            people += lines;
            return base::Result<void>();
        });
        QCOMPARE(done->people, std::int64_t{1});
        QCOMPARE(done->withheld, std::int64_t{1});
        QVERIFY(people.find(aline.toText()) != std::string::npos && people.find(rose.toText()) == std::string::npos);
        QVERIFY(decideCopyOutside(*here.desk, aline, false).hasValue());
        QCOMPARE(exportInterviews(*here.desk, {u"visit"_s}, form, "test")->interviews, 0);
    }
};

QTEST_GUILESS_MAIN(TestFormStore)
#include "test_form_store.moc"
