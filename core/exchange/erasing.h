// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/erasure.h"
#include "core/casework/people/person_draft.h"
#include "core/exchange/exchange_desk.h"

#include <array>
#include <optional>
#include <string_view>
#include <vector>

/// Erasing one person everywhere [decisions.md 16], and what has come of it. Store thread.
namespace indaro::exchange {

/// Why. A choice and no text: what somebody writes here would say of whom, for as long as the audit is kept.
enum class ErasureReason : std::uint8_t { Asked, TermOver, Mistake, Ordered, Other };
inline constexpr std::array ErasureReasons{ErasureReason::Asked, ErasureReason::TermOver, ErasureReason::Mistake,
                                           ErasureReason::Ordered, ErasureReason::Other};
/// "asked", "term_over", …: in the audit, on the command line and on paper. Never rename one.
[[nodiscard]] std::string_view erasureReasonName(ErasureReason reason) noexcept;
[[nodiscard]] std::optional<ErasureReason> erasureReason(std::string_view name) noexcept;

/// One laptop of the house, seen from an order.
struct ErasureLaptop
{
    enum class State : std::uint8_t {
        Confirmed,
        Behind,    ///< carried out, and the old keys must stay for it yet
        Waiting,   ///< has not said so
        OutOfReach ///< shut out before it confirmed: what is on it stays on it
    } state;
    sync::DeviceId id;
    QString name, series; ///< as staff call it; the series where it has no name
    bool isThis = false;
    std::optional<base::UtcMs> confirmedAt; ///< when its word came here; of this laptop, when it was carried out
    std::optional<base::UtcMs> lastNews;    ///< when its last new word of any kind came here
};

struct Erasure
{
    QString name; ///< "E-BCDF-417", the same on every laptop; on a laptop in no house "E-BCDF-A2". Says nothing of whom
    sync::ErasureOrder order;
    bool isFromHere = false;              ///< ordered on this laptop
    std::optional<sync::UserId> author{}; ///< none where neither the log nor the audit of this laptop says it
    casework::ErasureCertificate certificate;
    std::vector<sync::DeviceId> unreachable{}; ///< shut out before they confirmed: what is on them stays on them
    QString authorName{}, secondName{};        ///< empty: not known here
    bool isByOneAlone = false;                 ///< nobody else could agree
    QString orderedOn{};                       ///< the laptop's name, else its series
    std::optional<ErasureReason> reason{};     ///< known on the laptop it was ordered on only
    bool hasKeptNumbers = false;               ///< of deidentifyPerson(); known on the laptop it was ordered on only
    std::vector<ErasureLaptop> laptops{};      ///< this one first, then by name
    /// Nobody will finish it: the laptop it was given on was shut out, or whoever gave it may not erase any more.
    bool mustBeOrderedAgain = false;
    QString orderedAgainAs{}; ///< the later order that stands for it; empty: none
};

/// Errors: RosterRefused (why=…) when the house has not given the person who is signed in the right, or this laptop is no
/// administrator's ("the issuer is no admin"). Who works alone may.
[[nodiscard]] base::Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange);

/// The same of one person and for this reason, before anybody else is asked to agree. Errors: those, and StepsOpen
/// (casework::checkGuards).
[[nodiscard]] base::Result<void> mayErase(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                          std::optional<ErasureReason> reason);

/// Two people have agreed [contracts.md 9]; `agreed` is what the audit keeps of it, with the order's name and never hers.
/// The line is written first: an order nobody wrote down would be worse than the line of one that failed.
/// The steps of the procedure that guard an erasure hold it back, unless she asked for it, a court ordered it or it cures a
/// mistake. Errors: mayErase's of the person, sync::orderErasure's, and the store's.
[[nodiscard]] base::Result<Erasure> erasePerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                                std::string_view agreed, std::optional<ErasureReason> reason = {});

/// The same, but what is kept of her can be counted and says nothing of whom (casework::KeptNumbers): for a closed file
/// whose day has come [domain.md 4.25]. Errors: WrongState (the file is open), and erasePerson's.
[[nodiscard]] base::Result<Erasure> deidentifyPerson(casework::Desk &desk, ExchangeDesk &exchange, casework::CaseId person,
                                                     std::string_view agreed);

/// Gives an order anew that nobody will finish, as one of this laptop; `name` is the former's. `agreed` as for
/// erasePerson(). Errors: NotFound (no such order here, or not of whom), WrongState (it needs no other), and those of
/// erasePerson().
[[nodiscard]] base::Result<Erasure> orderAgain(casework::Desk &desk, ExchangeDesk &exchange, const QString &name,
                                               std::string_view agreed);

/// All that are known here, whoever ordered them on whichever laptop, oldest first. Of another laptop's: what has been
/// heard here. Errors: the store's.
[[nodiscard]] base::Result<std::vector<Erasure>> loadErasures(casework::Desk &desk, ExchangeDesk &exchange);

/// Drops the old keys of every erasure of this laptop that all laptops have confirmed, and notes what has come of the
/// others': due when a vault of a house opens. Whoever has not the right leaves it to the next who has.
/// Errors: the store's.
[[nodiscard]] base::Result<void> finishErasures(casework::Desk &desk, sync::Trust &trust);

} // namespace indaro::exchange
