// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house_only.h"

#include "core/casework/interviews/answer_rows.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <QDateTime>

#include <map>

namespace indaro::casework {

using base::Result;
namespace fields = model::fields;

Result<void> decideCopyOutside(Desk &desk, sync::RecordId person, bool isAllowed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, person}));
    if (!isThere)
        return base::Error(base::Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    if (!isAllowed)
        INDARO_TRY(desk.log.setHouseOnly(person, true)); // first, so that the refusal itself stays in the house
    const auto today = QDateTime::fromMSecsSinceEpoch(desk.clock.nowUtc()).date().toString(Qt::ISODate).toStdString();
    const sync::RecordKey key{fields::consent::Table, sync::derivedId({CopyOutsidePurpose, rows::idText(person)})};
    INDARO_TRY(rows::put(desk, key,
                         {{fields::consent::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                          {fields::consent::Purpose, CopyOutsidePurpose},
                          {fields::consent::Decision, isAllowed ? "yes" : "no"},
                          {fields::consent::GivenOn, today},
                          {fields::consent::WithdrawnOn, base::Value()}}));
    INDARO_TRY(followCopyOutside(desk));
    return transaction.commit();
}

Result<void> followCopyOutside(Desk &desk)
{
    std::map<sync::RecordId, bool> isRefused; // by her newest decision; of two on one day the no
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                         "SELECT case_file, decision = 'no' OR withdrawn_on IS NOT NULL AS refused "
                                         "FROM consent WHERE purpose = ?1 ORDER BY given_on, refused"));
        rows.bind(1, CopyOutsidePurpose);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, rows.step());
            if (!found)
                break;
            if (const auto person = rows.id<sync::RecordTag>(0))
                isRefused.insert_or_assign(*person, rows.integer(1) != 0);
        }
    }
    for (const auto &[person, refused] : isRefused)
        INDARO_TRY(desk.log.setHouseOnly(person, refused));
    return {};
}

} // namespace indaro::casework
