// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/house_mode.h"

#include "core/casework/audit/audit.h"
#include "core/casework/desk.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using casework::Desk;
namespace fields = model::fields;

namespace {

constexpr std::string_view CommissionMode = "commission";

} // namespace

Result<HouseMode> houseMode(Desk &desk)
{
    INDARO_TRY_ASSIGN(const bool isCommission, casework::isCommissionVault(desk));
    return isCommission ? HouseMode::Commission : HouseMode::Shelter;
}

Result<void> setHouseMode(Desk &desk, HouseMode mode)
{
    if (!desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"thing", std::string("director")}});
    INDARO_TRY_ASSIGN(const HouseMode before, houseMode(desk));
    if (before == mode)
        return {};
    {
        INDARO_TRY_ASSIGN(auto count,
                          desk.log.connection().prepare("SELECT EXISTS (SELECT 1 FROM case_file), EXISTS (SELECT "
                                                        "1 FROM count_packet WHERE direction = 'received')"));
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool found, count.step());
        const bool isUsed = count.integer(mode == HouseMode::Commission ? 0 : 1) != 0;
        if (isUsed)
            return Error(Errc::WrongState);
    }
    INDARO_TRY_ASSIGN(const auto records, casework::houseRecords(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const Value value = mode == HouseMode::Commission ? Value(CommissionMode) : Value();
    const auto house = std::ranges::find(records, fields::house::Table, &sync::RecordKey::table);
    if (house == records.end()) {
        const auto id = sync::RecordId::make(desk.random);
        INDARO_TRY(desk.log.birth({fields::house::Table, id}, {{fields::house::Mode, value}}));
    } else {
        INDARO_TRY(desk.log.edit(fields::house::Mode, house->record, value));
    }
    INDARO_TRY(casework::recordAudit(desk, casework::AuditVerb::HouseModeChanged, std::nullopt,
                                     mode == HouseMode::Commission ? "commission" : "shelter"));
    return transaction.commit();
}

} // namespace indaro::reports
