// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "core/exchange/exchange_desk.h"

#include <optional>
#include <string>
#include <vector>

/// What the screens may say about the exchange. Everything called stored or received is proven by a signature. Store thread.
namespace indaro::exchange {

struct Laptop
{
    sync::DeviceId id;
    QString name; ///< as staff call it; its series while no name has come
    QString series;
    bool isThis = false, isAdmin = false, isShutOut = false;
    std::optional<base::UtcMs> lastNews; ///< when its last new word came here
    std::uint64_t lacking = 0;           ///< changes of this laptop it has not said to hold
};

/// Somebody who works in the house, and whether the roster lets her decide about laptops on an administrator's laptop.
struct Colleague
{
    sync::UserId id;
    QString name;
    bool mayDecide = false;
    bool isSelf = false;
};

struct Server
{
    std::string url;
    crypto::SignPublicKey key{};
    bool hasAccess = false; ///< this laptop has a token for it
    std::optional<base::UtcMs> lastReceipt;
    bool isStopped = false; ///< an alarm about it is open
};

/// Changes written here, in operations.
struct Counts
{
    std::uint64_t written = 0;
    std::uint64_t waiting = 0; ///< nobody else is known to have them: this disk is the only place
    std::uint64_t stored = 0;  ///< a server has signed for
    std::uint64_t house = 0;   ///< of those waiting: may travel by stick or inside the house only
};

enum class RoadKind : std::uint8_t { Server, Folder, House };
struct LastExchange
{
    base::UtcMs at;
    RoadKind road;
};

struct Standing
{
    enum class Membership : std::uint8_t {
        None, ///< not set up: this laptop belongs to no house yet
        Member,
        NotListed, ///< a copy of a laptop that may not vouch for it: must be let in by people
        ShutOut
    } membership = Membership::None;
    bool isContested = false;
    bool mayEnrol = false; ///< this person on this laptop
    bool mayShutOut = false;
    bool isJoining = false;   ///< somebody has begun to join a house here (findJoining)
    bool isLettingIn = false; ///< a laptop was let in and has not said that it belongs to the house (findLettingIn)
    Counts counts;
    std::vector<Laptop> laptops;       ///< this one first, then by name; shut out ones last
    std::vector<Colleague> colleagues; ///< everybody with a name, by name
    std::vector<Server> servers;
    std::vector<sync::Alarm> alarms;
    std::vector<sync::QuarantineLine> quarantine;
    std::size_t conflicts = 0;
    std::size_t waitingForOthers = 0; ///< envelopes that came before one they build on
    std::optional<LastExchange> last;
    bool isSlow = false;         ///< the link is metered or very slow (preference of this laptop)
    bool isAutomatic = true;     ///< exchanges with the server by itself
    bool isHouseOffered = false; ///< others may come over the network this laptop is on
};
/// Errors: the store's.
[[nodiscard]] base::Result<Standing> loadStanding(casework::Desk &desk, ExchangeDesk &exchange);

/// Lets somebody let laptops in and shut them out, or takes that right away; the audit keeps who decided it. Errors:
/// WrongState (oneself), RosterRefused (this person or laptop may not), and the store's.
[[nodiscard]] base::Result<void> setMayDecide(casework::Desk &desk, ExchangeDesk &exchange, const sync::UserId &person,
                                              bool mayDecide);

/// Notes that everything was exchanged over a road. Writes at most once a quarter of an hour when nothing moved: an idle
/// exchange must not wear the disk. Errors: the store's.
[[nodiscard]] base::Result<void> noteExchanged(casework::Desk &desk, RoadKind road, bool hasMoved);
[[nodiscard]] base::Result<void> setSlow(casework::Desk &desk, bool isSlow);
[[nodiscard]] base::Result<void> setAutomatic(casework::Desk &desk, bool isAutomatic);
[[nodiscard]] base::Result<void> setHouseOffered(casework::Desk &desk, bool isOffered);

/// Where the last change in one person's file has got to.
struct FileProgress
{
    bool isMember = false;        ///< false: this laptop exchanges with nobody
    bool isHouseOnly = false;     ///< travels by stick or inside the house only
    bool isCut = false;           ///< sealed, ready to leave
    bool isStored = false;        ///< a server has signed for all of it
    std::vector<QString> laptops; ///< names of those that have said to hold all of it
};
/// Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<FileProgress> loadFileProgress(casework::Desk &desk, ExchangeDesk &exchange,
                                                          casework::CaseId person);
/// Of several, in their order; of a file that is gone meanwhile as of a laptop that exchanges with nobody. What this laptop
/// wrote last is looked through once for all of them. Errors: the store's.
[[nodiscard]] base::Result<std::vector<FileProgress>> loadFilesProgress(casework::Desk &desk, ExchangeDesk &exchange,
                                                                        const std::vector<casework::CaseId> &people);

} // namespace indaro::exchange
