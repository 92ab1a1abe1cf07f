// SPDX-License-Identifier: GPL-3.0-or-later
// The imported forms of a vault, and what was answered with them.
#include "app/cli/value_json.h"
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/import_export/submission_import.h"
#include "core/forms/form_package.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QSaveFile>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

using base::Result;

constexpr std::size_t TableLimit = 64 * 1024 * 1024;

Result<QByteArray> readAll(const QString &path, std::size_t limit)
{
    INDARO_TRY_ASSIGN(const base::Bytes content, base::readFile(path.toStdU16String(), limit));
    return QByteArray(reinterpret_cast<const char *>(content.data()), static_cast<qsizetype>(content.size()));
}

struct FormToUse
{
    std::optional<casework::FormRecordId> record{};
    casework::FormFacts facts{};
    forms::FormDefinition definition;
};

/// The workbook given with --definition (of a form that comes with the program), else the newest version kept.
Result<FormToUse> findForm(Program &program, casework::Desk &desk, const QString &formId)
{
    const QString path = program.arguments.value(u"definition"_s);
    const QString version = program.arguments.value(u"form-version"_s);
    if (!path.isEmpty()) {
        INDARO_TRY_ASSIGN(const QByteArray bytes, readAll(path, casework::LargestForm));
        INDARO_TRY_ASSIGN(auto definition, forms::FormDefinition::fromBytes(bytes, QFileInfo(path).completeBaseName()));
        auto facts = casework::factsOf(definition, formId);
        return FormToUse{std::nullopt, std::move(facts), std::move(definition)};
    }
    INDARO_TRY_ASSIGN(const auto all, casework::listForms(desk));
    const auto found = std::find_if(all.begin(), all.end(), [&](const casework::StoredForm &form) {
        return form.facts.formId == formId && form.isWhole() && (version.isEmpty() || form.facts.version == version);
    });
    if (found == all.end())
        return base::Error(base::Errc::NotFound);
    INDARO_TRY_ASSIGN(const QByteArray bytes, casework::loadFormContent(desk, found->id));
    INDARO_TRY_ASSIGN(auto definition, forms::FormDefinition::fromBytes(bytes, formId));
    return FormToUse{found->id, found->facts, std::move(definition)};
}

std::optional<casework::ExportFormat> formatOf(const QString &name)
{
    if (name.isEmpty() || name == "csv"_L1)
        return casework::ExportFormat::Csv;
    if (name == "xlsx"_L1)
        return casework::ExportFormat::Xlsx;
    if (name == "odk"_L1)
        return casework::ExportFormat::Odk;
    return std::nullopt;
}

/// A code for programs and words for people.
std::pair<QString, QString> reasonOf(casework::OddValue::Why why)
{
    using Why = casework::OddValue::Why;
    switch (why) {
    case Why::NotUnderstood:
        return {u"notUnderstood"_s, u"kept as written, the form would not have taken it"_s};
    case Why::NotOffered:
        return {u"notOffered"_s, u"kept, the form does not offer it after the answers before"_s};
    case Why::AgainstConstraint:
        return {u"constraint"_s, u"kept, against a rule of the form"_s};
    case Why::NotAsked:
        return {u"notAsked"_s, u"kept, the form would not have asked it"_s};
    case Why::Unanswered:
        return {u"unanswered"_s, u"not answered, the form asks for it"_s};
    case Why::CalculatedOtherwise:
        break;
    }
    return {u"calculated"_s, u"kept, the form works out something else"_s};
}

} // namespace

VerbResult listForms(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const auto all, casework::listForms(open->desk()));
    QString text;
    QJsonArray array;
    for (const casework::StoredForm &form : all) {
        const QString state = !form.isWhole() ? u"still coming"_s : form.isRetired ? u"retired"_s : u"offered"_s;
        text += QStringList{form.facts.formId,
                            form.facts.version,
                            form.facts.title,
                            form.facts.languages.join(u", "_s),
                            QString::number(form.facts.questions),
                            QString::number(form.drafts + form.signedInterviews),
                            state}
                    .join(u'\t') +
                u'\n';
        array.append(QJsonObject{{u"form"_s, form.facts.formId},
                                 {u"version"_s, form.facts.version},
                                 {u"title"_s, form.facts.title},
                                 {u"languages"_s, QJsonArray::fromStringList(form.facts.languages)},
                                 {u"questions"_s, form.facts.questions},
                                 {u"drafts"_s, form.drafts},
                                 {u"signed"_s, form.signedInterviews},
                                 {u"state"_s, state},
                                 {u"parts"_s, form.parts},
                                 {u"partsHere"_s, form.partsHere}});
    }
    return Reply{text, {{u"ok"_s, true}, {u"forms"_s, array}}, {}};
}

VerbResult formImport(Program &program)
{
    const QString path = program.arguments.rest.front();
    INDARO_TRY_ASSIGN(const auto package, forms::FormPackage::fromFile(path.toStdU16String()));
    INDARO_TRY_ASSIGN(const QByteArray bytes, package.toBytes());
    const QString name = QFileInfo(path).completeBaseName();
    INDARO_TRY_ASSIGN(const auto definition, forms::FormDefinition::fromBytes(bytes, name));
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    const casework::NewForm form{casework::factsOf(definition, name), QFileInfo(path).fileName(), bytes};
    INDARO_TRY_ASSIGN(const casework::KeptForm kept, casework::keepForm(open->desk(), form));
    return Reply{
        u"%1 %2: %3\n"_s.arg(form.facts.formId, form.facts.version, kept.wasThere ? u"was kept already"_s : u"kept"_s),
        {{u"ok"_s, true}, {u"form"_s, form.facts.formId}, {u"version"_s, form.facts.version}, {u"new"_s, !kept.wasThere}},
        {}};
}

VerbResult exportInterviews(Program &program)
{
    const auto format = formatOf(program.arguments.value(u"format"_s));
    if (!format)
        return base::Error(base::Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    const QString formId = program.arguments.rest.front();
    INDARO_TRY_ASSIGN(const FormToUse form, findForm(program, open->desk(), formId));
    INDARO_TRY_ASSIGN(const casework::Receiver receiver, receiverOf(program));
    const casework::InterviewChoice choice{formId, program.arguments.value(u"form-version"_s),
                                           program.arguments.has(u"drafts"_s), *format != casework::ExportFormat::Xlsx,
                                           receiver};
    INDARO_TRY_ASSIGN(const auto exported,
                      casework::exportInterviews(open->desk(), choice, form.definition, "interviews " + agreed));
    INDARO_TRY_ASSIGN(const QByteArray bytes, casework::packExport(exported, *format));
    const QString path = program.arguments.value(u"out"_s);
    QSaveFile file(path); // a half-written export never has the name
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) ||
        file.write(bytes) != bytes.size() || !file.commit())
        return base::Error(base::Errc::FileNotWritable);
    QString text = u"%1 interviews written to %2\n"_s.arg(exported.interviews).arg(path);
    if (exported.withheld > 0)
        text += u"%1 of people who said no to copies outside the house: left out\n"_s.arg(exported.withheld);
    if (exported.withoutConsent > 0)
        text += u"%1 of people who did not agree to this receiver: left out\n"_s.arg(exported.withoutConsent);
    if (exported.answersLeftOut > 0)
        text += u"%1 answers withheld or not agreed to: left out\n"_s.arg(exported.answersLeftOut);
    for (const QString &name : exported.filesLeftOut)
        text += u"not on this laptop, left out: %1\n"_s.arg(name);
    return Reply{text,
                 {{u"ok"_s, true},
                  {u"interviews"_s, exported.interviews},
                  {u"withheld"_s, exported.withheld},
                  {u"without_consent"_s, exported.withoutConsent},
                  {u"answers_left_out"_s, exported.answersLeftOut},
                  {u"media"_s, static_cast<int>(exported.files.size())},
                  {u"media_left_out"_s, static_cast<int>(exported.filesLeftOut.size())},
                  {u"file"_s, path}},
                 u"This file is not encrypted: delete it as soon as it has done its work."_s};
}

VerbResult importSubmissions(Program &program)
{
    const QString path = program.arguments.rest.at(1);
    INDARO_TRY_ASSIGN(const QByteArray bytes, readAll(path, TableLimit));
    INDARO_TRY_ASSIGN(const auto tables, casework::readSubmissionTables(bytes, QFileInfo(path).fileName()));
    casework::SubmissionFiles files; // pictures as they are: those that say more than they show are refused
    if (auto beside = casework::readSubmissionFiles(bytes))
        files.content = std::move(beside).value();
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const FormToUse form, findForm(program, open->desk(), program.arguments.rest.front()));
    INDARO_TRY_ASSIGN(const auto report,
                      casework::importSubmissions(open->desk(),
                                                  {form.record, form.facts.formId, form.facts.version, &form.definition},
                                                  tables, files));
    QString text = u"%1 interviews taken in, %2 were here already, %3 new files\n"_s.arg(report.taken)
                       .arg(report.alreadyHere)
                       .arg(report.newFiles);
    for (const QString &column : report.notRead)
        text += u"column not read: %1\n"_s.arg(column);
    for (const QString &name : report.filesMissing)
        text +=
            u"named by an answer, and not in the file or not to be kept (take pictures in with the desktop program): %1\n"_s
                .arg(name);
    for (const QString &table : report.otherTables)
        text += u"table of no repeat, left out: %1\n"_s.arg(table);
    for (const QString &line : report.orphans)
        text += u"row of no submission, left out: %1\n"_s.arg(line);
    QJsonArray odd;
    for (const casework::OddValue &value : report.oddValues) {
        const QString table = value.table.isEmpty() ? QString() : value.table + u", "_s;
        const auto [code, words] = reasonOf(value.why);
        text += u"%1line %2, %3: %4\n"_s.arg(table).arg(value.line).arg(value.column, words);
        odd.append(
            QJsonObject{{u"table"_s, value.table}, {u"line"_s, value.line}, {u"column"_s, value.column}, {u"why"_s, code}});
    }
    for (const QString &line : report.noIdentity)
        text += u"line %1 has no instanceID: left out\n"_s.arg(line);
    return Reply{text,
                 {{u"ok"_s, true},
                  {u"taken"_s, report.taken},
                  {u"alreadyHere"_s, report.alreadyHere},
                  {u"newFiles"_s, report.newFiles},
                  {u"notRead"_s, QJsonArray::fromStringList(report.notRead)},
                  {u"odd"_s, odd},
                  {u"otherTables"_s, QJsonArray::fromStringList(report.otherTables)},
                  {u"orphans"_s, QJsonArray::fromStringList(report.orphans)},
                  {u"filesTaken"_s, report.filesTaken},
                  {u"filesMissing"_s, QJsonArray::fromStringList(report.filesMissing)},
                  {u"listRows"_s, report.listRows},
                  {u"noInstanceId"_s, QJsonArray::fromStringList(report.noIdentity)}},
                 {}};
}

} // namespace indaro::cli
