// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/retention/forgotten.h"

#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "core/sync/snapshot.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Result;
using sync::OperationKind;
using sync::RecordId;
using sync::RecordKey;

namespace {

constexpr std::string_view Forgotten = "casework.forgotten"; ///< u64
constexpr std::string_view UnfiledPath = "incoming/";        ///< how rows::scansOf begins

Result<std::vector<RecordId>> idsOf(Desk &desk, std::string_view sql, const std::optional<RecordId> &about = {})
{
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(sql));
    if (about)
        rows.bind(1, *about);
    std::vector<RecordId> ids;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            ids.push_back(*id);
        return {};
    }));
    return ids;
}

/// A scan that was deleted while it was nobody's. What somebody took out of a file can be put back, and stays.
Result<bool> isForgottenScan(Desk &desk, const RecordKey &head)
{
    INDARO_TRY_ASSIGN(const auto operations, desk.log.rows().ofRecord(head));
    bool isDeleted = false;
    bool isUnfiled = false;
    for (const sync::Operation &operation : operations) {
        isDeleted = isDeleted || operation.kind == OperationKind::Delete;
        if (operation.kind == OperationKind::Birth)
            isUnfiled = operation.values.empty(); // emptied before this part of it came
        for (const auto &[field, value] : operation.values) {
            if (field == fields::attachment_identity::CaseFile.field && !value.isNull())
                return false;
            if (field == fields::attachment_identity::Path.field)
                isUnfiled = isUnfiled || value.textOr({}).starts_with(UnfiledPath);
        }
    }
    return isDeleted && isUnfiled;
}

Result<bool> letGoOfScan(Desk &desk, const RecordId &scan)
{
    const RecordKey head{fields::attachment_identity::Table, scan};
    INDARO_TRY_ASSIGN(const bool isForgotten, isForgottenScan(desk, head));
    if (!isForgotten)
        return false;
    INDARO_TRY(sync::emptyDeleted(desk.log, head));
    INDARO_TRY_ASSIGN(const auto parts, idsOf(desk, "SELECT id FROM attachment_part_identity WHERE attachment = ?1", scan));
    const store::Connection::WritePermit permit(desk.log.connection());
    for (const RecordId &part : parts)
        INDARO_TRY(sync::eraseRecord(desk.log, {fields::attachment_part_identity::Table, part}));
    return true;
}

} // namespace

Result<std::uint64_t> forgottenCount(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto row, sync::findMeta(desk.log.connection(), Forgotten));
    if (!row)
        return std::uint64_t{0};
    base::ByteReader in(*row);
    return in.u64();
}

Result<bool> letGoOfForgotten(Desk &desk)
{
    bool isAnyGone = false;
    INDARO_TRY_ASSIGN(const auto contents,
                      idsOf(desk, "SELECT p.id FROM referral_package p WHERE p.direction = 'in' AND NOT EXISTS (SELECT 1 "
                                  "FROM referral_package_content c WHERE c.id = p.id)"));
    for (const RecordId &id : contents) {
        INDARO_TRY_ASSIGN(const bool isGone, sync::emptyDeleted(desk.log, {fields::referral_package_content::Table, id}));
        isAnyGone = isAnyGone || isGone;
    }
    INDARO_TRY_ASSIGN(const auto scans,
                      idsOf(desk, "SELECT DISTINCT p.attachment FROM attachment_part_identity p WHERE NOT EXISTS (SELECT 1 "
                                  "FROM attachment_identity a WHERE a.id = p.attachment)"));
    for (const RecordId &scan : scans) {
        INDARO_TRY_ASSIGN(const bool isGone, letGoOfScan(desk, scan));
        isAnyGone = isAnyGone || isGone;
    }
    if (!isAnyGone)
        return false;
    INDARO_TRY_ASSIGN(const std::uint64_t before, forgottenCount(desk));
    base::ByteWriter out;
    out.u64(before + 1);
    INDARO_TRY(sync::setMeta(desk.log.connection(), Forgotten, out.bytes()));
    return true;
}

} // namespace indaro::casework
