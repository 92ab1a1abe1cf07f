// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/standing.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/exchange/joining.h"
#include "core/sync/local_meta.h"
#include "core/sync/news.h"
#include "core/transport/house_side.h"
#include "core/transport/server_access.h"

#include <algorithm>

namespace indaro::exchange {

using base::Result;
using sync::Stream;

namespace {

constexpr std::string_view LastKey = "exchange.last";
constexpr std::string_view SlowKey = "exchange.slow";
constexpr std::string_view ByHandKey = "exchange.by_hand";
constexpr base::UtcMs IdleNoteEvery = 15 * 60'000;

Result<bool> readSwitch(store::Connection &db, std::string_view key)
{
    INDARO_TRY_ASSIGN(const auto value, sync::findMeta(db, key));
    return value && !value->empty() && value->front() != std::byte{0};
}

Result<void> writeSwitch(store::Connection &db, std::string_view key, bool isOn)
{
    const std::byte value{static_cast<std::uint8_t>(isOn ? 1 : 0)};
    INDARO_TRY_ASSIGN(auto transaction, db.begin());
    INDARO_TRY(sync::setMeta(db, key, base::ByteView(&value, 1)));
    return transaction.commit();
}

Result<std::optional<LastExchange>> readLast(store::Connection &db)
{
    INDARO_TRY_ASSIGN(const auto value, sync::findMeta(db, LastKey));
    if (!value)
        return std::optional<LastExchange>();
    base::ByteReader in(*value);
    const auto at = static_cast<base::UtcMs>(in.u64());
    const auto road = in.u8();
    if (!in.isValid() || road > 2)
        return std::optional<LastExchange>();
    return std::optional(LastExchange{at, static_cast<RoadKind>(road)});
}

std::set<sync::DeviceId> othersOf(ExchangeDesk &exchange)
{
    std::set<sync::DeviceId> others;
    for (const auto &device : exchange.trust().state().devices) {
        if (!device.isRevoked && device.id != exchange.trust().secrets().device)
            others.insert(device.id);
    }
    return others;
}

Result<Counts> loadCounts(casework::Desk &desk, ExchangeDesk &exchange)
{
    Counts counts;
    const auto others = othersOf(exchange);
    for (const Stream stream : {Stream::General, Stream::House}) {
        INDARO_TRY_ASSIGN(const auto proof, sync::proofOf(desk.log.connection(), desk.log.device(), stream,
                                                          desk.log.lastSequence(stream), others));
        const std::uint64_t waiting = proof.written - std::min(proof.written, proof.safe());
        counts.written += proof.written;
        counts.waiting += waiting;
        counts.stored += proof.stored;
        counts.house += stream == Stream::House ? waiting : 0;
    }
    return counts;
}

Result<std::vector<Laptop>> loadLaptops(casework::Desk &desk, ExchangeDesk &exchange)
{
    std::vector<Laptop> laptops;
    INDARO_TRY_ASSIGN(const auto news, sync::lastNews(desk.log.connection()));
    for (const auto &device : exchange.trust().state().devices) {
        Laptop laptop{device.id, {}, seriesText(device.id), device.id == desk.log.device(), device.isAdmin, device.isRevoked,
                      {},        0};
        INDARO_TRY_ASSIGN(laptop.name, casework::laptopName(desk, device.id));
        if (laptop.name.isEmpty())
            laptop.name = laptop.series;
        if (const auto heard = news.find(device.id); heard != news.end() && !laptop.isThis)
            laptop.lastNews = heard->second;
        for (const Stream stream : {Stream::General, Stream::House}) {
            INDARO_TRY_ASSIGN(const auto received,
                              sync::receivedBy(desk.log.connection(), device.id, desk.log.device(), stream));
            const auto written = desk.log.lastSequence(stream);
            laptop.lacking += laptop.isThis ? 0 : written - std::min(written, received);
        }
        laptops.push_back(std::move(laptop));
    }
    std::ranges::sort(laptops, [](const Laptop &one, const Laptop &other) {
        return std::tuple(!one.isThis, one.isShutOut, one.name) < std::tuple(!other.isThis, other.isShutOut, other.name);
    });
    return laptops;
}

/// local_side.h stops the road for the same alarms.
bool isAbout(const sync::Alarm &alarm, const crypto::SignPublicKey &server)
{
    return alarm.detail.find("server:" + base::toHex(server)) != std::string::npos;
}

Result<std::vector<Server>> loadServers(casework::Desk &desk, ExchangeDesk &exchange, const std::vector<sync::Alarm> &alarms)
{
    std::vector<Server> servers;
    for (const auto &named : exchange.trust().state().servers) {
        Server server{named.url, named.signKey, false, {}, false};
        INDARO_TRY_ASSIGN(const auto access, transport::findServer(desk.log.connection(), named.url));
        server.hasAccess = access && access->serverKey == named.signKey;
        INDARO_TRY_ASSIGN(server.lastReceipt, sync::lastReceipt(desk.log.connection(), named.signKey));
        server.isStopped = std::ranges::any_of(alarms, [&](const auto &alarm) { return isAbout(alarm, named.signKey); });
        servers.push_back(std::move(server));
    }
    return servers;
}

Standing::Membership membershipOf(ExchangeDesk &exchange)
{
    if (!exchange.trust().isMember())
        return Standing::Membership::None;
    const auto self = exchange.trust().self();
    if (!self)
        return Standing::Membership::NotListed;
    return self->isRevoked ? Standing::Membership::ShutOut : Standing::Membership::Member;
}

void readRights(Standing &standing, ExchangeDesk &exchange, const sync::UserId &person)
{
    const auto self = exchange.trust().self();
    const auto state = exchange.trust().state();
    const auto *user = state.user(person);
    if (!self || !self->isAdmin || self->isRevoked || user == nullptr)
        return;
    standing.mayEnrol = (user->rights & wire::rights::Enrol) != 0;
    standing.mayShutOut = (user->rights & wire::rights::Revoke) != 0;
}

Result<std::vector<Colleague>> loadColleagues(casework::Desk &desk, ExchangeDesk &exchange)
{
    std::vector<Colleague> colleagues;
    INDARO_TRY_ASSIGN(const auto staff, casework::listStaff(desk));
    const auto state = exchange.trust().state();
    for (const auto &member : staff) {
        const auto *user = state.user(member.id);
        const bool mayDecide =
            user != nullptr && (user->rights & wire::rights::Enrol) != 0 && (user->rights & wire::rights::Revoke) != 0;
        colleagues.push_back({member.id, member.name, mayDecide, member.id == desk.log.user()});
    }
    return colleagues;
}

} // namespace

Result<Standing> loadStanding(casework::Desk &desk, ExchangeDesk &exchange)
{
    Standing standing;
    standing.membership = membershipOf(exchange);
    INDARO_TRY_ASSIGN(standing.conflicts, desk.log.conflictCount());
    INDARO_TRY_ASSIGN(standing.isSlow, readSwitch(desk.log.connection(), SlowKey));
    INDARO_TRY_ASSIGN(const bool isByHand, readSwitch(desk.log.connection(), ByHandKey));
    standing.isAutomatic = !isByHand;
    INDARO_TRY_ASSIGN(const auto joining, findJoining(desk, exchange));
    standing.isJoining = joining.has_value();
    INDARO_TRY_ASSIGN(standing.isHouseOffered, transport::isHouseOffered(desk.log.connection()));
    if (!exchange.trust().isMember())
        return standing;
    INDARO_TRY(exchange.followCompartments(desk));
    standing.isContested = exchange.trust().chain().isContested();
    readRights(standing, exchange, desk.log.user());
    INDARO_TRY_ASSIGN(const auto lettingIn, findLettingIn(desk));
    standing.isLettingIn = lettingIn.has_value();
    INDARO_TRY_ASSIGN(standing.counts, loadCounts(desk, exchange));
    INDARO_TRY_ASSIGN(standing.laptops, loadLaptops(desk, exchange));
    INDARO_TRY_ASSIGN(standing.colleagues, loadColleagues(desk, exchange));
    INDARO_TRY_ASSIGN(standing.alarms, sync::openAlarms(desk.log.connection()));
    INDARO_TRY_ASSIGN(standing.servers, loadServers(desk, exchange, standing.alarms));
    INDARO_TRY_ASSIGN(standing.quarantine, exchange.engine().quarantine());
    INDARO_TRY_ASSIGN(standing.waitingForOthers, sync::EnvelopeRows(desk.log.connection()).waitingCount());
    INDARO_TRY_ASSIGN(standing.last, readLast(desk.log.connection()));
    return standing;
}

Result<void> setMayDecide(casework::Desk &desk, ExchangeDesk &exchange, const sync::UserId &person, bool mayDecide)
{
    INDARO_TRY(desk.access.mustDo(casework::Thing::House));
    if (person == desk.log.user())
        return base::Error(base::Errc::WrongState);
    const auto state = exchange.trust().state();
    const auto *present = state.user(person);
    wire::RosterUser user{person, 0, present != nullptr ? present->groups : wire::AllGroups};
    if (mayDecide)
        user.rights = wire::rights::All;
    INDARO_TRY(exchange.trust().setUser(user, desk.log.user()));
    return casework::recordAuditNow(desk, casework::AuditVerb::LaptopRightsChanged, std::nullopt,
                                    person.toText() + (mayDecide ? " may decide" : " may not decide"));
}

Result<void> noteExchanged(casework::Desk &desk, RoadKind road, bool hasMoved)
{
    const auto now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(const auto last, readLast(desk.log.connection()));
    if (last && last->road == road && !hasMoved && now >= last->at && now - last->at < IdleNoteEvery)
        return {};
    base::ByteWriter out;
    out.u64(static_cast<std::uint64_t>(now));
    out.u8(static_cast<std::uint8_t>(road));
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY(sync::setMeta(desk.log.connection(), LastKey, out.bytes()));
    return transaction.commit();
}

Result<void> setSlow(casework::Desk &desk, bool isSlow)
{
    return writeSwitch(desk.log.connection(), SlowKey, isSlow);
}

Result<void> setAutomatic(casework::Desk &desk, bool isAutomatic)
{
    return writeSwitch(desk.log.connection(), ByHandKey, !isAutomatic);
}

Result<void> setHouseOffered(casework::Desk &desk, bool isOffered)
{
    return transport::setHouseOffered(desk.log.connection(), isOffered);
}

} // namespace indaro::exchange
