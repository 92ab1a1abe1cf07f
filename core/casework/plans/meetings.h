// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// A conference about one person, with its minutes [domain.md 5: 4.7, 5.C C5]. What it decides to be done becomes an action
/// of the plan (ActionDraft::meeting), with a name and a day. Minutes are read by everybody who reads files: what is said of
/// body or mind belongs in a need of that area.
struct MeetingDraft
{
    base::Value kind{};   ///< codelist meeting_kind; needed
    base::Value heldAt{}; ///< local, 2026-11-24 or 2026-11-24T15:00; Null: now
    base::Value place{};
    base::Value chair{};
    base::Value present{}; ///< a line each; needed
    base::Value person{};  ///< whether she took part, was represented or did not want to [domain.md 5: 4.7]
    base::Value minutes{};
    base::Value decisions{};
    base::Value nextOn{}; ///< a date
};

struct Meeting
{
    sync::RecordId id;
    bool isHidden = false;
    QString kind{};
    QString heldAt{};
    QString place{};
    QString chair{};
    QString present{};
    QString person{};
    QString minutes{};
    QString decisions{};
    QString nextOn{};
    std::optional<base::UtcMs> closedAt{}; ///< the minutes are what they are
    std::optional<sync::UserId> recordedBy{};
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Errors: UnknownRecord, InvalidArgument (no kind, nobody present), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordMeeting(Desk &desk, CaseId person, const MeetingDraft &draft);
/// Errors: as above, and WrongState (closed).
[[nodiscard]] base::Result<void> changeMeeting(Desk &desk, sync::RecordId meeting, const MeetingDraft &draft);
/// Read and found right: the minutes are not changed any more. Errors: UnknownRecord, WrongState (closed), InvalidArgument
/// (no minutes).
[[nodiscard]] base::Result<void> closeMeeting(Desk &desk, sync::RecordId meeting);
/// Newest first.
[[nodiscard]] base::Result<std::vector<Meeting>> listMeetingsOf(Desk &desk, CaseId person);

} // namespace indaro::casework
