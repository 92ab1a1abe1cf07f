// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/shutting_out.h"

#include "core/casework/audit/audit.h"
#include "core/casework/people/person_index.h"
#include "core/model/field_table.h"
#include "core/sync/news.h"

#include <algorithm>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

Result<RiskReport> loadRisk(casework::Desk &desk, ExchangeDesk &exchange, const sync::DeviceId &device)
{
    INDARO_TRY_ASSIGN(const auto line, exchange.findDevice(hex(device.bytes())));
    RiskReport report{device, {}, seriesText(device), line.isRevoked, {}, {}, {}};
    INDARO_TRY_ASSIGN(report.name, casework::laptopName(desk, device));
    INDARO_TRY_ASSIGN(const auto news, sync::lastNews(desk.log.connection()));
    if (const auto heard = news.find(device); heard != news.end())
        report.lastNews = heard->second;
    INDARO_TRY_ASSIGN(const auto writers, sync::writersOn(desk.log.connection(), device));
    for (const auto &writer : writers) {
        INDARO_TRY_ASSIGN(const auto staff, casework::findStaff(desk, writer));
        report.users.push_back(staff.value_or(casework::StaffMember{.id = writer, .name = {}, .position = {}, .phone = {}}));
    }
    INDARO_TRY_ASSIGN(const auto held, sync::heldOn(desk.log.connection(), device, model::fields::case_file::Table));
    INDARO_TRY_ASSIGN(const auto people, casework::PersonIndex::load(desk));
    for (const auto id : people.search(QStringView())) {
        const auto row = people.row(id);
        report.people.push_back({row.caseCode, row.arrivedAt, row.isMinor, row.isPresent, held.contains(row.id)});
    }
    std::ranges::sort(report.people, {}, [](const PersonAtRisk &one) { return std::pair(!one.isCertain, one.caseCode); });
    return report;
}

Result<void> shutLaptopOut(casework::Desk &desk, ExchangeDesk &exchange, const sync::DeviceId &device,
                           const std::vector<sync::UserId> &disabled)
{
    INDARO_TRY(desk.access.mustDo(casework::Thing::House));
    if (device == desk.log.device())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto cuts, exchange.engine().cutsOf(device));
    INDARO_TRY(exchange.trust().revoke(device, cuts, disabled, desk.log.user()));
    INDARO_TRY(
        casework::recordAuditNow(desk, casework::AuditVerb::LaptopShutOut, std::nullopt, base::toHex(device.bytes())));
    return exchange.engine().followRoster();
}

} // namespace indaro::exchange
