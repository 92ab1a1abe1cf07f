// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QDate>
#include <QStringList>

#include <optional>
#include <string>
#include <vector>

namespace indaro::casework {

/// The register of complaints [domain.md 3.5, 5: 6.6]: the box is opened by two people, whoever complains may stay unknown,
/// and every complaint is answered. One about somebody who works here is read by directors alone, whoever wrote it down.

struct BoxOpening
{
    sync::RecordId id;
    base::UtcMs openedAt = 0;
    std::optional<sync::UserId> openedBy{};
    std::optional<sync::UserId> second{};
    QString way{}; ///< second, cards; alone: there is no other account
    int found = 0;
    QString note{};
};

struct ComplaintDraft
{
    std::optional<CaseId> person{};          ///< who complains, where she wants that known; then it goes with her file
    std::optional<sync::RecordId> opening{}; ///< of the box it lay in
    base::Value receivedOn{};                ///< a date; Null: today
    base::Value way{};                       ///< codelist complaint_way; needed
    base::Value kinds{};                     ///< Set, codelist complaint_kind; needed
    base::Value words{};
};

struct Complaint
{
    sync::RecordId id;
    bool isReserved = false; ///< about somebody who works here
    bool isHidden = false;   ///< not for the signed-in person's role: only that it exists, since when, and whether answered
    std::optional<CaseId> person{};
    std::optional<sync::RecordId> opening{};
    QString receivedOn{}; ///< of a hidden one the day it was written down
    bool isAnswered = false;
    QString way{};
    QStringList kinds{};
    QString words{};
    QString done{};
    QString result{}; ///< codelist complaint_result
    QString answeredOn{};
    base::UtcMs recordedAt = 0;
    std::optional<base::UtcMs> toldAt{}; ///< a body outside the house
    QString toldTo{};

    [[nodiscard]] bool isOpen() const { return !isAnswered; }
    /// Abuse or exploitation by staff: somebody outside the house must know.
    [[nodiscard]] bool mustBeTold() const { return kinds.contains(u"abuse") && !toldAt; }
    /// The last day to answer [domain.md 5: 6.6, P]; nobody knows it of one without a whole day.
    [[nodiscard]] QDate answerBy() const;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// `agreed`: session::Approval::auditDetail of the second person, who has proved to be there. Ticks the routine of the
/// house. Errors: SecondPersonNeeded (nobody, or the signed-in person again), InvalidArgument (no number).
[[nodiscard]] base::Result<sync::RecordId> recordBoxOpening(Desk &desk, const base::Value &found, const base::Value &note,
                                                            const std::string &agreed);
/// Newest first.
[[nodiscard]] base::Result<std::vector<BoxOpening>> listBoxOpenings(Desk &desk);

/// Anybody may write one down. Errors: InvalidArgument (no way, no kind), DateInFuture, UnknownRecord (no such person or
/// opening).
[[nodiscard]] base::Result<sync::RecordId> recordComplaint(Desk &desk, const ComplaintDraft &draft);
/// What was done and what became of it; with `answeredOn` it is answered. Errors: UnknownRecord, AccessRefused (reserved,
/// and no director), InvalidArgument (answered without a word of what was done, or without a result).
[[nodiscard]] base::Result<void> answerComplaint(Desk &desk, sync::RecordId complaint, const base::Value &done,
                                                 const base::Value &result, const base::Value &answeredOn);
/// A body outside the house was told. Errors: UnknownRecord, AccessRefused, InvalidArgument (nobody).
[[nodiscard]] base::Result<void> tellComplaint(Desk &desk, sync::RecordId complaint, const base::Value &to);
/// Open ones first, the longest waiting first; then the answered, newest first.
[[nodiscard]] base::Result<std::vector<Complaint>> listComplaints(Desk &desk);

} // namespace indaro::casework
