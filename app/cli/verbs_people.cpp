// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/value_json.h"
#include "app/cli/verbs.h"
#include "core/casework/audit/audit.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/import_export/people_import.h"
#include "core/casework/people/person_index.h"
#include "core/casework/people/queries.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QFile>
#include <QJsonArray>
#include <QSaveFile>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// Its known fields by column name.
QJsonObject toJson(const casework::Record &record)
{
    QJsonObject out{{u"id"_s, fromView(record.id.toText())}};
    const sync::TableDefinition *table = model::schema().findTable(record.table);
    for (std::size_t i = 0; table != nullptr && i < table->fields.size() && i < record.values.size(); ++i) {
        if (!record.values[i].isNull())
            out.insert(fromView(table->fields[i].column), cli::toJson(record.values[i]));
    }
    return out;
}

QJsonArray toJson(const std::vector<casework::Record> &records)
{
    QJsonArray out;
    for (const auto &record : records)
        out.append(toJson(record));
    return out;
}

void appendText(QString &out, const QString &name, const QJsonValue &value)
{
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto it = object.begin(); it != object.end(); ++it)
            appendText(out, name + u'.' + it.key(), it.value());
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            appendText(out, u"%1[%2]"_s.arg(name).arg(i + 1), array.at(i));
    } else {
        out += name + u": "_s + value.toVariant().toString().replace(u'\n', u"\n    "_s) + u'\n';
    }
}

QString withheldText(const casework::ExportedPeople &done)
{
    QString text;
    if (done.withheld > 0)
        text += u"%1 said no to copies outside the house: left out\n"_s.arg(done.withheld);
    if (done.withoutConsent > 0)
        text += u"%1 did not agree to this receiver: left out\n"_s.arg(done.withoutConsent);
    return text;
}

} // namespace

base::Result<casework::Receiver> receiverOf(const Program &program)
{
    const QString given = program.arguments.value(u"for"_s);
    if (given.isEmpty())
        return casework::Receiver{};
    casework::Receiver receiver{given.section(u':', 0, 0), given.section(u':', 1).trimmed()};
    if (model::CodeList::byName(u"consent_recipient"_s).find(receiver.kind) == nullptr)
        return base::Error(base::Errc::InvalidArgument);
    return receiver;
}

VerbResult importPeople(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::int64_t count,
                      casework::importPeople(open->desk(), program.arguments.rest.front().toStdU16String()));
    return Reply{u"%1 people taken in.\n"_s.arg(count), {{u"ok"_s, true}, {u"people"_s, qint64(count)}}, {}};
}

VerbResult exportPeople(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const casework::Receiver receiver, receiverOf(program));
    const std::string detail = "people " + agreed;
    if (program.arguments.rest.isEmpty()) {
        INDARO_TRY_ASSIGN(const auto done, casework::exportPeople(open->desk(), detail, writeOut, receiver));
        return Reply{{}, {}, withheldText(done), true};
    }
    const QString path = program.arguments.rest.front();
    QSaveFile file(path); // a half-written export never has the name
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(QFile::ReadOwner | QFile::WriteOwner))
        return base::Error(base::Errc::FileNotWritable);
    const auto sink = [&file](std::string_view lines) -> base::Result<void> {
        if (file.write(lines.data(), static_cast<qint64>(lines.size())) != static_cast<qint64>(lines.size()))
            return base::Error(base::Errc::FileNotWritable);
        return {};
    };
    INDARO_TRY_ASSIGN(const auto done, casework::exportPeople(open->desk(), detail, sink, receiver));
    if (!file.commit())
        return base::Error(base::Errc::FileNotWritable);
    return Reply{u"%1 people written to %2\n"_s.arg(done.people).arg(path) + withheldText(done),
                 {{u"ok"_s, true},
                  {u"people"_s, qint64(done.people)},
                  {u"withheld"_s, qint64(done.withheld)},
                  {u"without_consent"_s, qint64(done.withoutConsent)},
                  {u"file"_s, path}},
                 u"This file is not encrypted: delete it as soon as it has done its work."_s};
}

VerbResult list(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::ListExported, std::nullopt, "list " + agreed));
    INDARO_TRY_ASSIGN(auto index, casework::PersonIndex::load(open->desk()));
    index.setToday(model::localDay(program.clock.nowUtc()).toString(Qt::ISODate));
    INDARO_TRY_ASSIGN(const auto withheld, casework::loadAllWithheld(open->desk()));
    QString text;
    QJsonArray people;
    for (const auto id : index.search(program.arguments.value(u"search"_s), {}, casework::PersonOrder::Name)) {
        casework::PersonRow row = index.row(id);
        if (const auto hers = withheld.find(row.id); hers != withheld.end())
            casework::leaveOut(row, hers->second);
        const QString age = row.age ? QString::number(*row.age) : QString();
        text +=
            QStringList{row.caseCode, row.displayName, row.fullName, row.sex, age, row.arrivedAt, row.status}.join(u'\t') +
            u'\n';
        people.append(QJsonObject{{u"id"_s, fromView(row.id.toText())},
                                  {u"caseCode"_s, row.caseCode},
                                  {u"displayName"_s, row.displayName},
                                  {u"fullName"_s, row.fullName},
                                  {u"sex"_s, row.sex},
                                  {u"age"_s, row.age ? QJsonValue(*row.age) : QJsonValue()},
                                  {u"arrivedAt"_s, row.arrivedAt},
                                  {u"status"_s, row.status},
                                  {u"isMinor"_s, row.isMinor},
                                  {u"isPresent"_s, row.isPresent}});
    }
    return Reply{text, {{u"ok"_s, true}, {u"count"_s, people.size()}, {u"people"_s, people}}, {}};
}

VerbResult show(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const casework::CaseId id, casework::loadPersonByCode(open->desk(), program.arguments.rest.front()));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::FileOpened, id, agreed));
    INDARO_TRY_ASSIGN(casework::CaseFile file, casework::loadCaseFile(open->desk(), id));
    INDARO_TRY_ASSIGN(const auto withheld, casework::loadWithheld(open->desk(), id)); // what is printed here may go anywhere
    casework::leaveOut(file, withheld);
    QJsonArray family;
    for (const auto &member : file.family)
        family.append(
            QJsonObject{{u"caseCode"_s, member.caseCode}, {u"displayName"_s, member.displayName}, {u"role"_s, member.role}});
    const QJsonObject json{{u"ok"_s, true},
                           {u"id"_s, fromView(id.toText())},
                           {u"isPresent"_s, file.isPresent},
                           {u"case_file"_s, toJson(file.file)},
                           {u"identity"_s, toJson(file.identity)},
                           {u"health"_s, toJson(file.health)},
                           {u"stays"_s, toJson(file.stays)},
                           {u"stay_locations"_s, toJson(file.stayLocations)},
                           {u"episodes"_s, toJson(file.episodes)},
                           {u"perpetrators"_s, toJson(file.perpetrators)},
                           {u"interviews"_s, toJson(file.interviews)},
                           {u"consents"_s, toJson(file.consents)},
                           {u"referrals"_s, toJson(file.referrals)},
                           {u"notes"_s, toJson(file.notes)},
                           {u"tasks"_s, toJson(file.tasks)},
                           {u"family"_s, family}};
    QString text;
    for (const QString &section :
         {u"case_file"_s, u"identity"_s, u"health"_s, u"stays"_s, u"stay_locations"_s, u"episodes"_s, u"perpetrators"_s,
          u"interviews"_s, u"consents"_s, u"referrals"_s, u"notes"_s, u"tasks"_s, u"family"_s})
        appendText(text, section, json.value(section));
    return Reply{text, json, {}};
}

} // namespace indaro::cli
