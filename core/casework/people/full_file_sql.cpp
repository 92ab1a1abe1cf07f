// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/full_file.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/paper/serial_register.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
namespace fields = model::fields;
using namespace Qt::StringLiterals;

namespace {

bool isLeftOut(const sync::TableDefinition &table)
{
    return table.table == fields::file_opening::Table || table.name.starts_with("attachment_part");
}

/// The records of this table whose owner field holds the person, or an interview of hers.
Result<std::vector<sync::RecordId>> recordsIn(Desk &desk, const sync::TableDefinition &table, CaseId person)
{
    const sync::FieldDefinition *owner = table.findField(table.owner.field);
    const std::string name(table.name);
    std::string sql = "SELECT id FROM " + name + " WHERE " + std::string(owner->column);
    sql += table.owner.through == fields::interview::Table ? " IN (SELECT id FROM interview WHERE case_file = ?1)" : " = ?1";
    sql += " ORDER BY (SELECT min(o.time) FROM operation o WHERE o.record = " + name + ".id), id";
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql));
    rows.bind(1, person);
    std::vector<sync::RecordId> ids;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            ids.push_back(*id);
        return {};
    }));
    return ids;
}

Result<std::vector<sync::RecordId>> recordsOf(Desk &desk, const sync::TableDefinition &table, CaseId person)
{
    using Kind = sync::Ownership::Kind;
    if (isLeftOut(table) || table.owner.kind == Kind::Nobody)
        return std::vector<sync::RecordId>();
    if (table.owner.kind == Kind::Field && table.owner.through != fields::case_file::Table &&
        table.owner.through != fields::interview::Table)
        return std::vector<sync::RecordId>(); // parts of what is listed already
    if (table.owner.kind == Kind::Field)
        return recordsIn(desk, table, person);
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({table.table, person}));
    return isThere ? std::vector{person} : std::vector<sync::RecordId>();
}

Result<void> refuseUnlessDirector(Desk &desk)
{
    return desk.access.isDirector() ? Result<void>() : Error(Errc::AccessRefused);
}

} // namespace

Result<FullFile> loadFullFile(Desk &desk, CaseId person)
{
    INDARO_TRY(refuseUnlessDirector(desk));
    INDARO_TRY_ASSIGN(const Record file, loadRecord(desk, fields::case_file::Table, person));
    FullFile full{person, file.text(fields::case_file::CaseCode), file.text(fields::case_file::DisplayName), {}};
    for (const sync::TableDefinition &table : model::schema().tables()) {
        INDARO_TRY_ASSIGN(const auto ids, recordsOf(desk, table, person));
        for (const sync::RecordId &id : ids) {
            INDARO_TRY_ASSIGN(auto record, loadRecord(desk, table.table, id));
            full.records.push_back(std::move(record));
        }
    }
    return full;
}

Result<std::vector<Record>> loadCompartments(Desk &desk, CaseId person, std::uint8_t compartments)
{
    std::vector<Record> records;
    for (const sync::TableDefinition &table : model::schema().tables()) {
        const bool isWanted = (compartments & (1U << static_cast<unsigned>(table.compartment))) != 0;
        if (!isWanted || table.name.starts_with("answer_") || table.name.starts_with("attachment_"))
            continue;
        INDARO_TRY_ASSIGN(const auto ids, recordsOf(desk, table, person));
        for (const sync::RecordId &id : ids) {
            INDARO_TRY_ASSIGN(auto record, loadRecord(desk, table.table, id));
            records.push_back(std::move(record));
        }
    }
    return records;
}

Result<FullFile> loadRecordsForPaper(Desk &desk, CaseId person, const std::vector<std::uint16_t> &tables)
{
    INDARO_TRY_ASSIGN(const Record file, loadRecord(desk, fields::case_file::Table, person));
    FullFile some{person, file.text(fields::case_file::CaseCode), file.text(fields::case_file::DisplayName), {}};
    for (const std::uint16_t number : tables) {
        const sync::TableDefinition *table = model::schema().findTable(number);
        INDARO_CHECK(table != nullptr);
        INDARO_TRY_ASSIGN(const auto ids, recordsOf(desk, *table, person));
        for (const sync::RecordId &id : ids) {
            INDARO_TRY_ASSIGN(auto record, loadRecord(desk, number, id));
            some.records.push_back(std::move(record));
        }
    }
    return some;
}

namespace {

/// In the caller's transaction.
Result<QStringList> nextSerials(Desk &desk, int numbers)
{
    QStringList serials;
    for (int i = 0; i < numbers; ++i) {
        INDARO_TRY_ASSIGN(const QString serial, nextSerial(desk));
        serials.append(serial);
    }
    return serials;
}

/// In the caller's transaction.
Result<void> noteForm(Desk &desk, CaseId person, std::string_view form, const QStringList &serials, const Receiver &receiver)
{
    INDARO_TRY(notePaper(desk, person, formFor(QString::fromUtf8(form.data(), qsizetype(form.size())), receiver)));
    std::string detail(form);
    if (!serials.isEmpty()) {
        detail += ' ' + serials.join(u' ').toStdString();
        INDARO_TRY(rows::useNumbers(desk, form, serials));
    }
    return recordAudit(desk, AuditVerb::FormPrinted, person, detail);
}

} // namespace

Result<QStringList> noteFormPrinted(Desk &desk, CaseId person, std::string_view form, int numbers, const Receiver &receiver)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const QStringList serials, nextSerials(desk, numbers));
    INDARO_TRY(noteForm(desk, person, form, serials, receiver));
    INDARO_TRY(transaction.commit());
    return serials;
}

Result<QStringList> takeFormNumbers(Desk &desk, int numbers)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const QStringList serials, nextSerials(desk, numbers));
    if (!serials.isEmpty())
        INDARO_TRY(rows::noteTaken(desk, serials));
    INDARO_TRY(transaction.commit());
    return serials;
}

Result<void> noteNumberedForm(Desk &desk, CaseId person, std::string_view form, const QStringList &serials,
                              const Receiver &receiver)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(noteForm(desk, person, form, serials, receiver));
    return transaction.commit();
}

Result<QString> noteFullFilePrinted(Desk &desk, CaseId person, std::string_view agreed, const Receiver &receiver)
{
    INDARO_TRY(refuseUnlessDirector(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(notePaper(desk, person, {receiver, u"file"_s}));
    INDARO_TRY_ASSIGN(const QString serial, nextSerial(desk));
    INDARO_TRY(rows::noteTaken(desk, {serial}));
    INDARO_TRY(recordAudit(desk, AuditVerb::FullFilePrinted, person, serial.toStdString() + ' ' + std::string(agreed)));
    INDARO_TRY(transaction.commit());
    return serial;
}

} // namespace indaro::casework
