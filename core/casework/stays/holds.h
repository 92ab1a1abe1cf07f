// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/person_draft.h"
#include "core/casework/stays/rooms.h"

#include <QMap>

#include <optional>

namespace indaro::casework {

/// What a caller says of somebody who is coming [domain.md 5: 1.1, 1.3]. No name: what they are called here until they
/// come, or nothing.
struct HoldDraft
{
    base::Value shownAs;
    base::Value people; ///< how many; Null: as many as the four below, at least one
    base::Value women;
    base::Value men;
    base::Value girls;
    base::Value boys;
    base::Value ages;        ///< in words: "30, 15, a baby"
    base::Value urgentNeeds; ///< Set, codelist urgent_need
    base::Value referredBy;  ///< codelist referral_source
    base::Value fromWhom;    ///< the service that called
    std::optional<RoomId> room{};
    base::UtcMs expiresAt = 0;
};

/// What became of it. Nothing is written when a hold runs out: it is a matter of the hour, so that it is true after a
/// night without the program too.
enum class HoldStanding : std::uint8_t { Waiting, Expired, Arrived, Released, Refused };

struct Hold
{
    sync::RecordId id;
    HoldStanding standing = HoldStanding::Waiting;
    QString shownAs{};
    int people = 1;
    std::optional<int> women{};
    std::optional<int> men{};
    std::optional<int> girls{};
    std::optional<int> boys{};
    QString ages{};
    QString urgentNeeds{};
    QString referredBy{};
    QString fromWhom{};
    std::optional<RoomId> room{};
    base::UtcMs announcedAt = 0;
    base::UtcMs expiresAt = 0;
    QString releasedWhy{};
    QString refusal{};
    QString alternatives{};
    std::optional<CaseId> person{}; ///< the first of those who came
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Keeps places until `expiresAt`. Errors: ValueOutOfRange (that hour has passed), UnknownRecord (no such room).
[[nodiscard]] base::Result<sync::RecordId> announce(Desk &desk, const HoldDraft &draft);
/// Errors: UnknownRecord, ValueOutOfRange, WrongState (it came to an end; one that only ran out is taken up again).
[[nodiscard]] base::Result<void> extendHold(Desk &desk, sync::RecordId hold, base::UtcMs expiresAt);
/// They do not come. Errors: UnknownRecord, WrongState.
[[nodiscard]] base::Result<void> releaseHold(Desk &desk, sync::RecordId hold, const base::Value &why);
/// They came: `person` is the first of them, admitted already (people/commands.h). Also after the hour has passed.
/// `others`: who came with her by the same announcement; it goes when any of them is erased. Errors: UnknownRecord,
/// WrongState.
[[nodiscard]] base::Result<void> holdArrived(Desk &desk, sync::RecordId hold, CaseId person,
                                             const std::vector<CaseId> &others = {});
/// The house cannot take them; `alternatives`: where else they were sent [domain.md 5: 1.6]. Errors: UnknownRecord,
/// WrongState, InvalidArgument (no code).
[[nodiscard]] base::Result<void> refuseHold(Desk &desk, sync::RecordId hold, const base::Value &refusal,
                                            const base::Value &alternatives);
/// The same for a call that was never held. Errors: InvalidArgument (no code).
[[nodiscard]] base::Result<sync::RecordId> refuse(Desk &desk, const HoldDraft &draft, const base::Value &refusal,
                                                  const base::Value &alternatives);

/// Newest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<Hold>> listHolds(Desk &desk);
/// What the register is filled with when they come.
[[nodiscard]] StayDraft stayDraftOf(const Hold &hold);

struct Refusals
{
    int requests = 0;
    int people = 0;
};
/// Refused calls of a span of time, by reason: evidence of the need [domain.md 4.5].
struct RefusalCount
{
    QMap<QString, Refusals> byReason;
    Refusals all;
    Refusals lackOfPlace; ///< no place, none for this sex, none apart for a child
};
[[nodiscard]] base::Result<RefusalCount> countRefusals(Desk &desk, base::UtcMs from, base::UtcMs until);

} // namespace indaro::casework
