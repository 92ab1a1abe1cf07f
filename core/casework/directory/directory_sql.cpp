// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory.h"

#include "core/casework/directory/shipped_institutions.h"
#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;

namespace {

constexpr std::string_view SelectEntries =
    "SELECT e.id, e.category, e.name, e.place, e.area, e.services, e.hours, e.cost, e.phone, e.email, e.contact, e.consent, "
    "e.note, e.source, e.verified_on, s.name, e.closed FROM directory_entry e LEFT JOIN staff s ON s.id = e.verified_by";

DirectoryEntry readEntry(const store::Statement &row, DirectoryId id)
{
    DirectoryEntry entry{.id = id};
    entry.category = toText(row, 1);
    entry.name = toText(row, 2);
    entry.place = toText(row, 3);
    entry.area = toText(row, 4);
    entry.services = toText(row, 5).split(u' ', Qt::SkipEmptyParts);
    entry.hours = toText(row, 6);
    entry.cost = toText(row, 7);
    entry.phone = toText(row, 8);
    entry.email = toText(row, 9);
    entry.contact = toText(row, 10);
    entry.consent = toText(row, 11);
    entry.note = toText(row, 12);
    entry.source = toText(row, 13);
    if (const QDate day = QDate::fromString(toText(row, 14), Qt::ISODate); day.isValid())
        entry.verifiedOn = day;
    entry.verifiedBy = toText(row, 15);
    entry.isClosed = row.textView(16) == "yes";
    return entry;
}

sync::FieldValues shippedValues(const ShippedInstitution &institution)
{
    const DirectoryEntry &entry = institution.entry;
    return {{fields::directory_entry::Shipped, institution.shipped},
            {fields::directory_entry::Category, toValue(entry.category)},
            {fields::directory_entry::Name, toValue(entry.name)},
            {fields::directory_entry::Place, toValue(entry.place)},
            {fields::directory_entry::Services, toValue(entry.services.join(u' '))},
            {fields::directory_entry::Hours, toValue(entry.hours)},
            {fields::directory_entry::Cost, toValue(entry.cost)},
            {fields::directory_entry::Phone, toValue(entry.phone)},
            {fields::directory_entry::Contact, toValue(entry.contact)},
            {fields::directory_entry::Note, toValue(entry.note)},
            {fields::directory_entry::Source, toValue(entry.source)}};
}

/// In the caller's transaction.
Result<void> bearIfShipped(Desk &desk, DirectoryId id)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::directory_entry::Table, id}));
    if (isThere)
        return {};
    const auto &all = shippedInstitutions();
    const auto found = std::ranges::find(all, id, [](const ShippedInstitution &one) { return one.entry.id; });
    if (found == all.end())
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::directory_entry::Table)}});
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : shippedValues(*found))
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth({fields::directory_entry::Table, id}, values.values()));
    return {};
}

Result<void> changeEntry(Desk &desk, DirectoryId id, const sync::FieldValues &facts)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearIfShipped(desk, id));
    INDARO_TRY(changeRecord(desk, id, facts));
    return transaction.commit();
}

} // namespace

std::optional<QDate> DirectoryEntry::callOn() const
{
    return verifiedOn ? std::optional(verifiedOn->addMonths(CallEveryMonths)) : std::nullopt;
}

bool DirectoryEntry::isToCall(QDate today) const
{
    return !isClosed && (!verifiedOn || today >= *callOn());
}

Result<std::vector<DirectoryEntry>> listDirectory(Desk &desk)
{
    std::vector<DirectoryEntry> entries;
    std::set<DirectoryId> known;
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(SelectEntries));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        known.insert(*id);
        entries.push_back(readEntry(rows, *id));
        return {};
    }));
    for (const ShippedInstitution &one : shippedInstitutions()) {
        if (!known.contains(one.entry.id))
            entries.push_back(one.entry);
    }
    std::ranges::stable_sort(entries, [](const DirectoryEntry &a, const DirectoryEntry &b) {
        return std::pair(a.isClosed, model::foldName(a.name)) < std::pair(b.isClosed, model::foldName(b.name));
    });
    return entries;
}

Result<DirectoryId> addToDirectory(Desk &desk, const DirectoryDraft &draft)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    if (draft.name.textOr({}).empty())
        return neededField(fields::directory_entry::Name);
    if (draft.category.textOr({}).empty())
        return neededField(fields::directory_entry::Category);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const DirectoryId id, bearRecord(desk, fields::directory_entry::Table,
                                                       {{fields::directory_entry::Name, draft.name},
                                                        {fields::directory_entry::Category, draft.category},
                                                        {fields::directory_entry::Services, draft.services},
                                                        {fields::directory_entry::Place, draft.place},
                                                        {fields::directory_entry::Area, draft.area},
                                                        {fields::directory_entry::Phone, draft.phone},
                                                        {fields::directory_entry::Contact, draft.contact}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> adoptDirectoryEntry(Desk &desk, DirectoryId entry)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(bearIfShipped(desk, entry));
    return transaction.commit();
}

Result<void> noteVerified(Desk &desk, DirectoryId entry)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    return changeEntry(
        desk, entry,
        {{fields::directory_entry::VerifiedOn, today}, {fields::directory_entry::VerifiedBy, ownAccount(desk)}});
}

Result<void> setDirectoryEntryClosed(Desk &desk, DirectoryId entry, bool isClosed)
{
    INDARO_TRY(desk.access.checkWrite(fields::directory_entry::Table));
    return changeEntry(desk, entry, {{fields::directory_entry::Closed, isClosed ? Value("yes") : Value()}});
}

} // namespace indaro::casework
