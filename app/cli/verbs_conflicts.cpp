// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/value_json.h"
#include "app/cli/verbs.h"
#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/commands.h"
#include "core/exchange/exchange_desk.h"
#include "core/model/field_table.h"

#include <QJsonArray>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// What `conflicts` prints and `resolve` takes: "table.record.field"; field 0 is the deletion of the record.
QString nameOf(const sync::OpenConflict &open)
{
    return u"%1.%2.%3"_s.arg(open.key.table).arg(QString::fromStdString(open.key.record.toText())).arg(open.conflict.field);
}

QString kindName(sync::ConflictKind kind)
{
    switch (kind) {
    case sync::ConflictKind::Edit:
        return u"edit"_s;
    case sync::ConflictKind::Deletion:
        return u"deletion"_s;
    case sync::ConflictKind::MissingAndCodes:
        return u"missing-and-codes"_s;
    }
    return {};
}

QJsonObject describe(const sync::OpenConflict &open)
{
    const sync::TableDefinition *table = model::schema().findTable(open.key.table);
    const sync::FieldDefinition *field = table != nullptr ? table->findField(open.conflict.field) : nullptr;
    QJsonArray alternatives;
    for (std::size_t i = 0; i < open.conflict.alternatives.size(); ++i) {
        const auto &one = open.conflict.alternatives[i];
        alternatives.append(QJsonObject{{u"number"_s, qint64(i + 1)},
                                        {u"value"_s, toJson(one.value)},
                                        {u"isShown"_s, i == 0},
                                        {u"laptop"_s, exchange::seriesText(one.writer.device)},
                                        {u"user"_s, QString::fromStdString(one.user.toText())},
                                        {u"atUtc"_s, qint64(sync::utcMsOf(one.time))}});
    }
    return {{u"conflict"_s, nameOf(open)},
            {u"table"_s, table != nullptr ? fromView(table->name) : QString::number(open.key.table)},
            {u"record"_s, QString::fromStdString(open.key.record.toText())},
            {u"field"_s, field != nullptr ? QJsonValue(fromView(field->column)) : QJsonValue()},
            {u"kind"_s, kindName(open.conflict.kind)},
            {u"alternatives"_s, alternatives}};
}

QString lineOf(const QJsonObject &conflict)
{
    QString text =
        u"%1  %2 %3 (%4)\n"_s.arg(conflict[u"conflict"_s].toString(), conflict[u"table"_s].toString(),
                                  conflict[u"field"_s].toString(u"whole record"_s), conflict[u"kind"_s].toString());
    for (const QJsonValue one : conflict[u"alternatives"_s].toArray()) {
        const QJsonValue value = one[u"value"_s];
        const QString shown =
            value.isObject() ? u"(%1)"_s.arg(value[u"missing"_s].toString()) : value.toVariant().toString();
        text += u"    %1%2 %3  [laptop %4]\n"_s.arg(one[u"number"_s].toInt())
                    .arg(one[u"isShown"_s].toBool() ? u"*"_s : u" "_s, shown, one[u"laptop"_s].toString());
    }
    return text;
}

/// What the options decide: one of the values, a new text, or what becomes of the record.
base::Result<void> decide(OpenVault &open, Program &program, const sync::OpenConflict &conflict, const std::string &agreed)
{
    const Arguments &given = program.arguments;
    const auto &alternatives = conflict.conflict.alternatives;
    const sync::FieldId field{conflict.key.table, conflict.conflict.field};
    const bool isDeletion = conflict.conflict.kind == sync::ConflictKind::Deletion;
    if (isDeletion != (given.has(u"delete"_s) || given.has(u"keep"_s)))
        return base::Error(base::Errc::InvalidArgument,
                           {{"what", std::string(isDeletion ? "--delete or --keep" : "--choose or --text")}});
    if (isDeletion)
        return casework::settleDeletion(
            open.desk(), conflict.key,
            given.has(u"keep"_s) ? sync::ChangeLog::Keep::Record : sync::ChangeLog::Keep::Deletion, conflict.seen, agreed);
    if (given.has(u"text"_s))
        return casework::settleConflict(open.desk(), field, conflict.key.record, given.value(u"text"_s).toStdString(),
                                        casework::Settling::Combined, conflict.seen);
    const auto number = given.value(u"choose"_s).toUInt();
    if (number < 1 || number > alternatives.size())
        return base::Error(base::Errc::InvalidArgument, {{"what", std::string("--choose")}});
    const auto &chosen = alternatives[number - 1];
    return casework::settleConflict(open.desk(), field, conflict.key.record, chosen.value, casework::Settling::Chosen,
                                    conflict.seen, chosen.writer.device);
}

/// "table.record.field" as nameOf writes it.
base::Result<std::pair<sync::RecordKey, std::uint16_t>> readName(const QString &name)
{
    const QStringList parts = name.split(u'.');
    const auto record =
        parts.size() == 3 ? sync::RecordId::fromText(parts[1].toStdString()) : std::optional<sync::RecordId>();
    bool isTable = false;
    bool isField = false;
    const std::uint16_t table = parts.front().toUShort(&isTable);
    const std::uint16_t field = parts.back().toUShort(&isField);
    if (!record || !isTable || !isField)
        return base::Error(base::Errc::NotFound);
    return std::pair(sync::RecordKey{table, *record}, field);
}

/// What was decided stands open again, with all it was decided between.
VerbResult undo(OpenVault &open, const QString &name)
{
    INDARO_TRY_ASSIGN(const auto which, readName(name));
    INDARO_TRY(casework::takeBack(open.desk(), {which.first.table, which.second}, which.first.record));
    INDARO_TRY_ASSIGN(const auto left, open.desk().log.conflictCount());
    return Reply{u"Open again. Open conflicts: %1\n"_s.arg(left), {{u"ok"_s, true}, {u"left"_s, qint64(left)}}, {}};
}

} // namespace

VerbResult conflicts(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(const auto all, open->desk().log.conflicts());
    INDARO_TRY(
        casework::recordAuditNow(open->desk(), casework::AuditVerb::ListExported, std::nullopt, "conflicts " + agreed));
    QString text;
    QJsonArray list;
    for (const auto &one : all) {
        list.append(describe(one));
        text += lineOf(list.last().toObject());
    }
    return Reply{text, {{u"ok"_s, true}, {u"count"_s, list.size()}, {u"conflicts"_s, list}}, {}};
}

VerbResult resolve(Program &program)
{
    const Arguments &given = program.arguments;
    int ways = 0;
    for (const QString &way : {u"choose"_s, u"text"_s, u"delete"_s, u"keep"_s, u"undo"_s})
        ways += given.has(way) ? 1 : 0;
    if (ways != 1)
        return base::Error(base::Errc::InvalidArgument,
                           {{"what", std::string("one of --choose, --text, --delete, --keep, --undo")}});
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    if (given.has(u"undo"_s))
        return undo(*open, given.rest.front());
    std::string agreed = "alone";
    if (given.has(u"delete"_s)) { // a deletion needs two people [contracts.md 9]
        INDARO_TRY_ASSIGN(agreed, open->secondPerson(program));
    }
    INDARO_TRY_ASSIGN(const auto all, open->desk().log.conflicts());
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto &one) { return nameOf(one) == given.rest.front(); });
    if (found == all.end())
        return base::Error(base::Errc::NotFound);
    INDARO_TRY(decide(*open, program, *found, agreed));
    INDARO_TRY_ASSIGN(const auto left, open->desk().log.conflictCount());
    return Reply{u"Settled. Open conflicts left: %1\n"_s.arg(left), {{u"ok"_s, true}, {u"left"_s, qint64(left)}}, {}};
}

} // namespace indaro::cli
