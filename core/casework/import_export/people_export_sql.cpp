// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/import_export/record_map.h"
#include "core/model/field_table.h"
#include "core/sync/change_log.h"

#include <set>
#include <vector>

namespace indaro::casework {

using base::Result;
using base::Value;

namespace {

namespace f = model::fields;

constexpr std::size_t ChunkBytes = 256 * 1024;

void appendText(std::string &out, std::string_view text)
{
    constexpr char Hex[] = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) >= 0x20) {
            out += c;
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (c == '\t') {
            out += "\\t";
        } else {
            out += "\\u00";
            out += Hex[static_cast<unsigned char>(c) >> 4U];
            out += Hex[static_cast<unsigned char>(c) & 15U];
        }
    }
    out += '"';
}

void appendValue(std::string &out, const Value &value)
{
    if (const auto *text = value.text()) {
        appendText(out, *text);
    } else if (const auto *number = value.integer()) {
        out += std::to_string(*number);
    } else if (const auto *reason = value.missing(); reason != nullptr && *reason != base::Missing::NotAsked) {
        out += "{\"";
        out += MissingKey;
        out += "\":\"";
        out += missingName(*reason);
        out += "\"}";
    } else {
        out += "null";
    }
}

/// One table read once in the order of its ids. A row is hers when it has the id of her case file.
class Cursor
{
public:
    Cursor(store::Statement rows, std::size_t columns) : m_rows(std::move(rows)), m_columns(columns) {}

    Result<void> next()
    {
        INDARO_TRY_ASSIGN(const bool isThere, m_rows.step());
        m_id = isThere ? m_rows.id<sync::RecordTag>(0) : std::nullopt;
        return {};
    }
    Result<bool> moveTo(const sync::RecordId &id)
    {
        while (m_id && *m_id < id)
            INDARO_TRY(next());
        return m_id && *m_id == id;
    }
    [[nodiscard]] const std::optional<sync::RecordId> &id() const { return m_id; }
    [[nodiscard]] Value value(std::size_t column) const { return m_rows.value(static_cast<int>(column) + 1); }
    [[nodiscard]] std::size_t columns() const { return m_columns; }

private:
    store::Statement m_rows;
    std::size_t m_columns;
    std::optional<sync::RecordId> m_id;
};

std::string_view columnOf(sync::FieldId field)
{
    return model::schema().findTable(field.table)->findField(field.field)->column;
}

Result<Cursor> openCursor(Desk &desk, std::uint16_t table)
{
    std::string sql = "SELECT id";
    std::size_t columns = 0;
    for (const MappedKey &key : RecordMap::people().keys) {
        if (key.field.table == table) {
            sql += ", " + std::string(columnOf(key.field));
            ++columns;
        }
    }
    if (table == f::health::Table)
        sql += ", " + std::string(columnOf(f::health::ViolenceOriginal));
    sql += " FROM " + std::string(model::schema().findTable(table)->name) + " ORDER BY id";
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(sql));
    Cursor cursor(std::move(rows), columns);
    INDARO_TRY(cursor.next());
    return cursor;
}

/// The spelling and order the codes were imported with, while they are still the same codes.
Value asImported(const Value &codes, const Value &original)
{
    if (codes.text() != nullptr && original.text() != nullptr && sync::canonicalSet(*original.text()) == *codes.text())
        return original;
    return codes;
}

Result<void> appendPerson(std::string &out, const sync::RecordId &id, std::vector<Cursor> &cursors, const PassingOn &leave)
{
    const RecordMap &map = RecordMap::people();
    std::vector<bool> isThere(cursors.size());
    std::vector<std::size_t> column(cursors.size(), 0);
    for (std::size_t part = 0; part < cursors.size(); ++part) {
        INDARO_TRY_ASSIGN(const bool found, cursors[part].moveTo(id));
        isThere[part] = found;
    }
    out += "{\"id\":\"" + id.toText() + '"';
    for (const MappedKey &key : map.keys) {
        const std::size_t at = column[key.part]++;
        if (!isThere[key.part])
            continue;
        Cursor &cursor = cursors[key.part];
        Value value = cursor.value(at);
        if (value.isNull() || !leave.allowsField(key.field) || !leave.allowsText(model::toText(value)))
            continue;
        if (key.field == f::health::ViolenceSuffered)
            value = asImported(value, cursor.value(cursor.columns()));
        out += ",\"" + key.key + "\":";
        appendValue(out, value);
    }
    out += "}\n";
    return {};
}

/// Files that were taken into another one: nobody is in a list twice, nor told of twice.
Result<std::set<sync::RecordId>> mergedFiles(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare("SELECT id FROM case_file WHERE status = 'merged'"));
    std::set<sync::RecordId> merged;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool isThere, rows.step());
        if (!isThere)
            return merged;
        if (const auto id = rows.id<sync::RecordTag>(0))
            merged.insert(*id);
    }
}

/// Who goes to a receiver that is named, and notes it. Of a file for the house nobody is read twice.
Result<PassingOnOfAll> decideLeave(Desk &desk, const Receiver &receiver, const std::set<sync::RecordId> &merged)
{
    std::vector<sync::RecordId> people;
    if (!receiver.isHouse()) {
        INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT id FROM case_file ORDER BY id"));
        for (;;) {
            INDARO_TRY_ASSIGN(const bool isThere, rows.step());
            if (!isThere)
                break;
            if (const auto id = rows.id<sync::RecordTag>(0); id && !desk.log.isHouseOnly(*id) && !merged.contains(*id))
                people.push_back(*id);
        }
    }
    INDARO_TRY_ASSIGN(auto leave, PassingOnOfAll::load(desk, receiver, people));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const sync::RecordId &person : people) {
        if (leave.of(person).isAllowed())
            INDARO_TRY(noteDisclosure(desk, person, "people", receiver, leave.of(person).groups()));
    }
    INDARO_TRY(transaction.commit());
    return leave;
}

} // namespace

Result<ExportedPeople> exportPeople(Desk &desk, std::string_view detail, const ExportSink &sink, const Receiver &receiver)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY(recordAuditNow(desk, AuditVerb::ListExported, std::nullopt, detail));
    INDARO_TRY_ASSIGN(const auto merged, mergedFiles(desk));
    INDARO_TRY_ASSIGN(const auto leave, decideLeave(desk, receiver, merged));
    const RecordMap &map = RecordMap::people();
    std::vector<Cursor> cursors;
    cursors.reserve(map.parts.size());
    for (const std::uint16_t table : map.parts) {
        INDARO_TRY_ASSIGN(Cursor cursor, openCursor(desk, table));
        cursors.push_back(std::move(cursor));
    }
    ExportedPeople done;
    std::string lines;
    while (cursors.front().id()) {
        const sync::RecordId id = *cursors.front().id();
        if (merged.contains(id)) {
            ++done.merged;
        } else if (desk.log.isHouseOnly(id)) {
            ++done.withheld;
        } else if (!leave.of(id).isAllowed()) {
            ++done.withoutConsent;
        } else {
            INDARO_TRY(appendPerson(lines, id, cursors, leave.of(id)));
            ++done.people;
        }
        if (lines.size() >= ChunkBytes) {
            INDARO_TRY(sink(lines));
            lines.clear();
        }
        INDARO_TRY(cursors.front().next());
    }
    if (!lines.empty())
        INDARO_TRY(sink(lines));
    return done;
}

Result<std::unordered_set<std::string>> loadCaseCodes(Desk &desk)
{
    std::unordered_set<std::string> codes;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT case_code FROM case_file WHERE case_code IS NOT NULL"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool isThere, rows.step());
        if (!isThere)
            return codes;
        codes.insert(rows.text(0));
    }
}

} // namespace indaro::casework
