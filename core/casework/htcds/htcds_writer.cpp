// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_writer.h"

#include "core/casework/house/house.h"
#include "core/casework/htcds/htcds_lines.h"
#include "core/casework/people/derived_values.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

namespace v = model::fields;

/// Both cells of a decision are read together; the trouble is the status'.
constexpr QStringView StatusField = u"vic_TraffickingStatus";
constexpr QStringView OrganField = u"vic_TraffickingStatusDecisionMakingOrg";

const QString &cellOf(const std::map<QString, QString> &cells, QStringView column)
{
    static const QString none;
    const auto found = cells.find(column.toString());
    return found == cells.end() ? none : found->second;
}

bool isClosed(const PersonValues &person)
{
    return std::ranges::any_of(person.of(v::retention::Table), [](const ValueRow &row) {
        const auto closed = row.values.find(v::retention::ClosedAt.field);
        const auto reopened = row.values.find(v::retention::ReopenedAt.field);
        return closed != row.values.end() && !closed->second.isNull() &&
               (reopened == row.values.end() || reopened->second.isNull());
    });
}

/// What every row of a table has beside its values.
sync::FieldValues ownValues(std::uint16_t table, const RecordId &file, Desk &desk)
{
    const Value self = idValue(file);
    const Value user = idValue(RecordId::sameAs(desk.log.user()));
    const Value now = std::int64_t{desk.clock.nowUtc()};
    switch (table) {
    case v::registry::Table:
        return {{v::registry::CaseFile, self}, {v::registry::ChangedAt, now}, {v::registry::ChangedBy, user}};
    case v::status_decision::Table:
        return {{v::status_decision::CaseFile, self},
                {v::status_decision::RecordedAt, now},
                {v::status_decision::RecordedBy, user}};
    case v::episode::Table:
        return {{v::episode::CaseFile, self}};
    case v::perpetrator::Table:
        return {{v::perpetrator::CaseFile, self}};
    case v::note::Table:
        return {{v::note::CaseFile, self}, {v::note::Kind, "observation"}, {v::note::WrittenAt, now}};
    case v::referral::Table:
        return {{v::referral::CaseFile, self}};
    case v::need::Table:
        return {{v::need::CaseFile, self}, {v::need::ChangedAt, now}, {v::need::ChangedBy, user}};
    case v::plan_action::Table:
        return {{v::plan_action::CaseFile, self}, {v::plan_action::ChangedAt, now}, {v::plan_action::ChangedBy, user}};
    default:
        return {};
    }
}

/// What says that a line of a group is not only kept as text.
QString columnThatCame(const QString &group, const std::map<QString, QString> &cells)
{
    for (const HtcdsField &field : htcdsFields()) {
        if (field.lines == group && !cellOf(cells, field.name).trimmed().isEmpty())
            return field.name;
    }
    return {};
}

/// Chance that is the same on every laptop: what a case code is drawn with.
class DrawnFromId final : public base::Random
{
public:
    explicit DrawnFromId(const RecordId &id) : m_id(base::asText(id.bytes())) {}
    void fill(std::span<std::byte> buffer) override
    {
        for (std::byte &byte : buffer) {
            if (m_used % RecordId::Size == 0)
                m_block = sync::derivedId({"htcds_code", m_id, std::to_string(m_used)});
            byte = m_block->bytes()[m_used++ % RecordId::Size];
        }
    }

private:
    std::string m_id;
    std::optional<RecordId> m_block{};
    std::size_t m_used = 0;
};

} // namespace

HtcdsWriter::HtcdsWriter(Desk &where) : m_desk(where), m_today(model::localDay(where.clock.nowUtc())) {}

QString HtcdsWriter::digestOf(const QString &text)
{
    return QString::fromStdString(base::toHex(crypto::hash(base::asBytes(text.toStdString()))));
}

HtcdsWriter::Reads HtcdsWriter::readAll(const std::map<QString, QString> &cells, std::vector<CellTrouble> &troubles) const
{
    Reads reads;
    for (const HtcdsField &field : htcdsFields()) {
        const auto cell = cells.find(field.name);
        if (cell == cells.end() || cell->second.trimmed().isEmpty())
            continue;
        ReadCell read = readHtcdsCell(field, cell->second, m_today);
        if (field.name == StatusField)
            read = readDecision(cell->second, cellOf(cells, OrganField));
        if (field.name == OrganField) { // its values are the decision's
            const auto code = readHtcdsCode(field, cell->second);
            read.canonical = code ? code->standard : QString();
            read.trouble = code ? QString() : u"code"_s;
        }
        if (field.name == StatusField && read.trouble == "code"_L1 && readHtcdsCode(field, cell->second))
            read.trouble.clear(); // it is the organ that is not understood
        if (field.conversion == HtcdsConversion::Derived && !field.codeList.isEmpty() && !readHtcdsCode(field, cell->second))
            read.trouble = u"code"_s;
        if (!read.trouble.isEmpty())
            troubles.push_back({field.name, read.trouble});
        reads.emplace(field.name, std::move(read));
    }
    return reads;
}

Result<void> HtcdsWriter::start()
{
    INDARO_TRY_ASSIGN(const auto house, houseRecords(m_desk));
    if (!house.empty())
        m_house = base::asText(house.front().record.bytes());
    return {};
}

Result<RecordId> HtcdsWriter::idOf(const Line &line) const
{
    const std::string identifier = line.identifier.toStdString();
    for (int life = 0;; ++life) {
        const RecordId id = sync::derivedId({"htcds_file", m_house, identifier, std::to_string(life)});
        INDARO_TRY_ASSIGN(const bool isGone, rows::isErased(m_desk, id));
        if (!isGone)
            return id;
    }
}

void HtcdsWriter::begin(const Line &line)
{
    m_targets.clear();
    QString whole = line.identifier + u'\x1E';
    for (const auto &[column, text] : line.cells) {
        if (!text.isEmpty())
            whole += column + u'\x1F' + text + u'\x1E';
    }
    m_lineDigest = digestOf(whole).toStdString();
}

Result<RecordId> HtcdsWriter::newRow(const PersonValues &person, std::uint16_t table, std::string_view what)
{
    const RecordId id =
        sync::derivedId({"htcds_row", base::asText(person.id.bytes()), std::to_string(table), m_lineDigest, what});
    const bool isHers = std::ranges::find(person.of(table), id, &ValueRow::id) != person.of(table).end();
    INDARO_TRY_ASSIGN(const bool isThere, m_desk.log.exists({table, id}));
    return isThere && !isHers ? RecordId::make(m_desk.random) : id; // moved into another file since
}

Result<RecordId> HtcdsWriter::rowFor(const PersonValues &person, std::uint16_t table)
{
    if (table == v::case_file::Table || table == v::identity::Table || table == v::registry::Table)
        return person.id;
    if (const auto chosen = m_targets.find(table); chosen != m_targets.end())
        return chosen->second;
    // What was decided or written down before is never changed, and of several nobody knows which one is meant.
    const auto &rows = person.of(table);
    const bool isAdded = table == v::note::Table || table == v::status_decision::Table || rows.size() != 1;
    if (!isAdded)
        return m_targets.emplace(table, rows.front().id).first->second;
    INDARO_TRY_ASSIGN(const RecordId id, newRow(person, table, {}));
    return m_targets.emplace(table, id).first->second;
}

Result<void> HtcdsWriter::put(PersonValues &person, const sync::FieldValues &values)
{
    for (const auto &[field, value] : values) {
        INDARO_TRY_ASSIGN(const RecordId id, rowFor(person, field.table));
        ValueRow &row = person.row(field.table, id);
        row.values.insert_or_assign(field.field, value);
        if (field.table == v::note::Table)
            row.values.insert_or_assign(v::note::Kind.field, Value("observation"));
    }
    return {};
}

Result<void> HtcdsWriter::putLines(PersonValues &person, const std::map<QString, QString> &cells,
                                   std::vector<CellTrouble> &troubles)
{
    const auto fill = [&person](std::uint16_t table, const RecordId &id, const sync::FieldValues &values) {
        for (const auto &[field, value] : values)
            person.row(table, id).values.insert_or_assign(field.field, value);
    };
    for (const auto &[group, trouble] : {std::pair(u"referral"_s, u"referral"_s), std::pair(u"plan"_s, u"plan"_s)}) {
        const QString column = columnThatCame(group, cells);
        if (column.isEmpty())
            continue;
        const bool isReferral = group == "referral"_L1;
        const auto lines = linesThatCame(group, cells);
        bool isWhole = !lines.empty();
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].empty())
                continue;
            const auto record = isReferral ? referralOfLine(lines[i], m_today) : actionOfLine(lines[i], m_today);
            if (!record) {
                isWhole = false;
                continue;
            }
            const std::uint16_t table = isReferral ? v::referral::Table : v::plan_action::Table;
            INDARO_TRY_ASSIGN(const RecordId id, newRow(person, table, std::to_string(i)));
            fill(table, id, record->values);
            if (isReferral)
                continue;
            INDARO_TRY_ASSIGN(const RecordId need, newRow(person, v::need::Table, record->objective.toStdString()));
            fill(v::need::Table, need, record->need);
            fill(table, id, {{v::plan_action::Need, idValue(need)}});
        }
        if (!isWhole)
            troubles.push_back({column, trouble});
    }
    // Who sent her is told by her stay, and no stay is made of a table.
    if (!cellOf(cells, u"cas_ReferringOrganisation").trimmed().isEmpty())
        troubles.push_back({u"cas_ReferringOrganisation"_s, u"referral"_s});
    return {};
}

Result<void> HtcdsWriter::bearRows(const PersonValues &before, PersonValues &after)
{
    for (auto &[table, rows] : after.rows) {
        for (ValueRow &row : rows) {
            const auto &old = before.of(table);
            const auto was = std::ranges::find(old, row.id, &ValueRow::id);
            if (was == old.end()) {
                sync::FieldValues values = ownValues(table, after.id, m_desk);
                for (const auto &[field, value] : row.values) {
                    const bool isOwn =
                        std::ranges::any_of(values, [&](const auto &own) { return own.first.field == field; });
                    if (!value.isNull() && !isOwn)
                        values.emplace_back(sync::FieldId{table, field}, value);
                }
                INDARO_TRY(m_desk.log.birth({table, row.id}, values));
                continue;
            }
            for (const auto &[field, value] : row.values) {
                const auto stood = was->values.find(field);
                if (stood == was->values.end() || !(stood->second == value))
                    INDARO_TRY(m_desk.log.edit(sync::FieldId{table, field}, row.id, value));
            }
        }
    }
    return {};
}

Result<void> HtcdsWriter::bearKeptText(const RecordId &file, std::uint16_t table, const QString &name, const QString &text)
{
    // The three tables have the same fields (field_table.h).
    const sync::FieldId column{table, v::kept_value::Column.field};
    const sync::FieldId value{table, v::kept_value::Value.field};
    const sync::FieldValues values{{sync::FieldId{table, v::kept_value::CaseFile.field}, idValue(file)},
                                   {column, name.toStdString()},
                                   {value, text.toStdString()}};
    std::vector<sync::FieldValue> about;
    for (const auto &[field, one] : values)
        about.push_back({field.field, one});
    const auto id = sync::derivedIdOf(model::schema().findTable(table)->derived, about);
    INDARO_CHECK(id);
    INDARO_TRY_ASSIGN(const bool isThere, m_desk.log.exists({table, *id}));
    if (isThere) {
        INDARO_TRY(m_desk.log.edit(value, *id, text.toStdString()));
        return {};
    }
    INDARO_TRY(m_desk.log.birth({table, *id}, values));
    return {};
}

Result<void> HtcdsWriter::bearKept(const RecordId &file, const std::map<QString, KeptCell> &keep)
{
    for (const auto &[name, kept] : keep) {
        const std::uint16_t table = findHtcdsField(name)->kept.table;
        if (!kept.cell.isEmpty())
            INDARO_TRY(bearKeptText(file, table, name, kept.cell));
        if (!kept.said.isEmpty())
            INDARO_TRY(bearKeptText(file, table, name + KeptRegisterMark.toString(), kept.said));
    }
    return {};
}

Result<HtcdsWriter::NewFile> HtcdsWriter::create(const RecordId &id, const Line &line, std::vector<CellTrouble> &troubles)
{
    begin(line);
    const auto &cells = line.cells;
    const Reads reads = readAll(cells, troubles);
    PersonValues person{id};
    DrawnFromId random(id);
    const QString code = line.caseCode.isEmpty() ? QString::fromStdString(model::makeCaseCode(random)) : line.caseCode;
    person.row(v::case_file::Table, person.id);
    person.row(v::identity::Table, person.id);
    for (const auto &[name, read] : reads)
        INDARO_TRY(put(person, read.values));
    PersonDraft draft;
    draft.givenNames = person.value(v::identity::GivenNames);
    draft.familyName = person.value(v::identity::FamilyName);
    draft.birthDate = person.value(v::identity::BirthDate);
    INDARO_TRY(put(person, {{v::case_file::CaseCode, code.toStdString()},
                            {v::case_file::ExternalNumber, model::toValue(line.number)},
                            {v::case_file::DisplayName, displayNameOf(draft)},
                            {v::case_file::Status, "registered"},
                            {v::case_file::IsMinor, minorOf(draft, m_today)},
                            {v::case_file::OpenedAt, std::int64_t{m_desk.clock.nowUtc()}}}));
    INDARO_TRY(putLines(person, cells, troubles));
    INDARO_TRY(bearRows(PersonValues{person.id}, person));
    INDARO_TRY(bearKept(person.id, cellsToKeep(person, cells, reads)));
    if (!line.mark.isEmpty())
        INDARO_TRY(bearKeptText(person.id, v::kept_value::Table, KeptRowName.toString(), line.mark));
    return NewFile{person.id, code};
}

Result<HtcdsWriter::Merged> HtcdsWriter::merge(const RecordId &file, const Line &line, std::vector<CellTrouble> &troubles)
{
    begin(line);
    const auto &cells = line.cells;
    const QString &number = line.number;
    INDARO_TRY_ASSIGN(const auto found, rows::loadPersonValues(m_desk, file));
    if (!found.contains(file))
        return base::Error(base::Errc::UnknownRecord);
    const PersonValues &before = found.at(file);
    if (isClosed(before))
        return Merged::Closed;
    // What stands there already is neither read nor a trouble: the same table again changes nothing.
    const ExportedCells now = exportedCells(before, PassingOn());
    const QStringList columns = htcdsColumns();
    std::map<QString, QString> open;
    for (const HtcdsField &field : htcdsFields()) {
        const QString &cell = cellOf(cells, field.name);
        const QString stands = now.cells.value(columns.indexOf(field.name));
        if (cell.trimmed().isEmpty() || cell == stands)
            continue;
        const ReadCell read = readHtcdsCell(field, cell, m_today);
        const bool isSame = read.trouble.isEmpty() && !read.canonical.isEmpty() && read.canonical == stands;
        if (isSame)
            continue;
        if (stands.isEmpty() && !before.kept.contains(field.name))
            open.emplace(field.name, cell);
        else
            troubles.push_back({field.name, u"differs"_s});
    }
    // A decision is both cells or none, and lines of a group go together.
    if (open.contains(StatusField.toString()) != open.contains(OrganField.toString())) {
        for (const QStringView one : {StatusField, OrganField}) {
            if (!cellOf(cells, one).isEmpty() && now.cells.value(columns.indexOf(one.toString())).isEmpty())
                open.insert_or_assign(one.toString(), cellOf(cells, one));
        }
    }
    const Reads reads = readAll(open, troubles);
    PersonValues after = before;
    for (const auto &[name, read] : reads)
        INDARO_TRY(put(after, read.values));
    const QString known = before.text(v::case_file::ExternalNumber);
    const bool isNewNumber = known.isEmpty() && !number.isEmpty();
    if (isNewNumber)
        INDARO_TRY(put(after, {{v::case_file::ExternalNumber, number.toStdString()}}));
    else if (!number.isEmpty() && known.trimmed() != number.trimmed())
        troubles.push_back({HtcdsExternalNumber.toString(), u"differs"_s});
    INDARO_TRY(putLines(after, open, troubles));
    INDARO_TRY(bearRows(before, after));
    INDARO_TRY(bearKept(file, cellsToKeep(after, open, reads)));
    return open.empty() && !isNewNumber ? Merged::Nothing : Merged::Filled;
}

} // namespace indaro::casework
