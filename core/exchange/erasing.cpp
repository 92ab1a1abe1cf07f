// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/erasing.h"

#include "core/casework/audit/audit.h"
#include "core/model/field_table.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

namespace {

QString nameOf(const sync::DeviceId &device, std::size_t place)
{
    return u"E-%1-%2"_s.arg(seriesText(device)).arg(place);
}

bool isIn(const std::vector<sync::DeviceId> &devices, const sync::DeviceId &device)
{
    return std::ranges::find(devices, device) != devices.end();
}

Result<Erasure> describe(casework::Desk &desk, sync::Trust &trust, const sync::ErasureOrder &order, std::size_t place)
{
    INDARO_TRY_ASSIGN(auto certificate, casework::certificateOf(desk, trust, order));
    Erasure erasure{nameOf(order.operation.device, place), order, {}, std::move(certificate), {}};
    if (order.isAlone())
        return erasure;
    const auto &dot = order.operation;
    INDARO_TRY_ASSIGN(const auto written, desk.log.rows().ofDevice(dot.device, dot.stream, dot.sequence, 1));
    if (!written.empty() && written.front().dot == dot)
        erasure.author = written.front().user;
    for (const auto &device : trust.state().devices) {
        if (device.isRevoked && !isIn(erasure.certificate.progress.confirmed, device.id))
            erasure.unreachable.push_back(device.id);
    }
    return erasure;
}

} // namespace

Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange)
{
    if (!exchange.trust().isMember())
        return {};
    const auto state = exchange.trust().state();
    const auto *author = state.user(desk.log.user());
    if (author == nullptr || (author->rights & wire::rights::Erase) == 0)
        return Error(Errc::RosterRefused, {{"why", std::string("the author lacks the right")}});
    return {};
}

Result<Erasure> erasePerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person, std::string_view agreed)
{
    INDARO_TRY(mayErase(desk, exchange));
    INDARO_TRY_ASSIGN(const auto before, sync::erasureOrders(desk.db));
    const std::size_t place = before.size() + 1;
    const std::string detail = nameOf(desk.log.device(), place).toStdString() + " " + std::string(agreed);
    INDARO_TRY(casework::recordAuditNow(desk, casework::AuditVerb::PersonErased, std::nullopt, detail));
    INDARO_TRY_ASSIGN(const auto order, sync::orderErasure(desk.log, exchange.trust(), exchange.engine(),
                                                           {model::fields::case_file::Table, person}, {}));
    INDARO_TRY(casework::followErasures(desk));
    return describe(desk, exchange.trust(), order, place);
}

Result<std::vector<Erasure>> loadErasures(casework::Desk &desk, ExchangeDesk &exchange)
{
    INDARO_TRY_ASSIGN(const auto orders, sync::erasureOrders(desk.db));
    std::vector<Erasure> erasures;
    for (const auto &order : orders) {
        INDARO_TRY_ASSIGN(auto erasure, describe(desk, exchange.trust(), order, erasures.size() + 1));
        erasures.push_back(std::move(erasure));
    }
    return erasures;
}

Result<void> finishErasures(casework::Desk &desk, sync::Trust &trust)
{
    INDARO_TRY_ASSIGN(const auto orders, sync::erasureOrders(desk.db));
    for (const auto &order : orders) {
        const auto finished = sync::finishErasure(desk.log, trust, order);
        // WrongState: somebody has not confirmed.
        if (!finished && finished.error().code != Errc::WrongState && finished.error().code != Errc::RosterRefused)
            return finished.error();
    }
    return {};
}

} // namespace indaro::exchange
