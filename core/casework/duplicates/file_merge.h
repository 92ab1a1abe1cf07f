// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/duplicates.h"

#include <string>

namespace indaro::casework {

/// Two files that are one person's become one [domain.md 10.2]. The older file is kept, on whichever laptop it is decided;
/// everything that belongs to the other is moved to it, record by record, through the change log, so that every history
/// stays and all of it can be undone. What exists once for each person is put together field by field, as whoever merges
/// chooses. The other file stays, empty, with its code: whoever opens it comes to the one that is kept.
///
/// Nothing that somebody refused is given up by it: where one file says no and the other says yes on a later day, the no
/// holds until she has been asked again, and where one of the two may not leave the house, neither may the whole. Store
/// thread. Errors of all: the store's, and where said.

/// What exists once for each person, of two files side by side. `members` belong together: an age and the day it was
/// estimated, the six fields of an origin.
struct ComparedField
{
    sync::FieldId lead;
    std::vector<sync::FieldId> members{};
    std::vector<base::Value> kept{}, other{}; ///< of each member
    bool isSet = false;                       ///< both together is a choice
    bool isDiffering = false;                 ///< both say something, and not the same

    [[nodiscard]] bool isEmpty() const; ///< in both
};

struct ComparedFile
{
    CaseId id;
    QString caseCode{}, displayName{};
    QString status{}; ///< codelist case_status
    std::optional<base::UtcMs> openedAt{};
    std::size_t stays = 0;
    std::size_t records = 0; ///< that would be moved, of those that are on this laptop
    bool isInHouse = false;
    bool isClosed = false;
};

struct FileComparison
{
    ComparedFile kept, other;
    std::vector<ComparedField> fields{}; ///< only what the account may read
    MatchScore score{};
    std::optional<DuplicateAnswer> answer{};
};

/// Errors: AccessRefused (identities), UnknownRecord, InvalidArgument (one file), WrongState (one of them was taken into
/// another already).
[[nodiscard]] base::Result<FileComparison> compareFiles(Desk &desk, CaseId one, CaseId other);

enum class MergeSide : std::uint8_t { Kept, Other, Both }; ///< Both: of a Set
struct MergeChoice
{
    sync::FieldId lead;
    MergeSide side;
};
/// What holds where nobody chose: what the kept file says, the other's where it says nothing, the codes of both.
[[nodiscard]] MergeSide proposedSide(const ComparedField &field);

/// Puts the two together; one transaction. Closed files are opened for it. `agreed`: session::Approval::auditDetail of the
/// second person: who deletes is never alone, and who puts two people's files together is not either [contracts.md 9].
/// Gives the record of the merge. Errors: AccessRefused, SecondPersonNeeded, InvalidArgument (one file; no reason; both
/// sides of a field that takes one), UnknownRecord, StayOpen (she cannot be in the house twice: end one of the stays first),
/// WrongState (one of them was taken into another already), SyncKeyMissing (this laptop is not given all of the files).
[[nodiscard]] base::Result<sync::RecordId> mergeFiles(Desk &desk, CaseId one, CaseId other,
                                                      const std::vector<MergeChoice> &choices, const base::Value &reason,
                                                      const std::string &agreed);

/// A merge that was made, and perhaps undone.
struct FileMerge
{
    sync::RecordId id;
    CaseId kept, other;
    QString keptCode{}, otherCode{};
    base::UtcMs mergedAt = 0;
    std::optional<sync::UserId> mergedBy{};
    QString reason{};
    std::optional<base::UtcMs> undoneAt{};
    QString undoneWhy{};
};
/// Of this file, as the kept one or the other; newest first. Errors: the store's.
[[nodiscard]] base::Result<std::vector<FileMerge>> listMergesOf(Desk &desk, CaseId file);

/// Something an undoing left as it is, because somebody has changed it since.
struct NotUndone
{
    sync::RecordKey record;
    std::uint16_t field = 0; ///< 0: the record itself
};
struct UndoneMerge
{
    std::size_t moved = 0;    ///< records that are the other file's again
    std::size_t restored = 0; ///< fields that say again what they said
    std::vector<NotUndone> left{};
};
/// How long a merge can be undone: as long as the log surely keeps what stood before (MERGE.md).
inline constexpr base::UtcMs MergeCanBeUndone = base::UtcMs(700) * 24 * 3600 * 1000;
/// Takes it apart: what was moved goes back with what was written into it since, fields say what they said before unless
/// somebody changed them since; what is new since then stays with the kept file. `agreed` as above. Errors: AccessRefused,
/// SecondPersonNeeded, UnknownRecord, InvalidArgument (no reason), WrongState (undone already; the kept file was itself
/// taken into another one: that first; too long ago), FileSealed (the kept file is closed: open it first).
[[nodiscard]] base::Result<UndoneMerge> undoMerge(Desk &desk, sync::RecordId merge, const base::Value &why,
                                                  const std::string &agreed);

/// The file to open when this one is asked for: itself, or the one it was taken into. Whatever the account may read.
[[nodiscard]] base::Result<CaseId> keptFileOf(Desk &desk, CaseId file);
/// Every file that is this person's by merges that hold, this one among them: who is erased is erased in all of them.
[[nodiscard]] base::Result<std::vector<CaseId>> filesOfPerson(Desk &desk, CaseId file);

/// What another laptop wrote into a file without knowing that it had been taken into another one is moved after it; what
/// exists once for each person fills the kept file, or stands there as an open conflict for somebody to decide; and the
/// other file's copies follow the kept one's consent. After operations came; inside the caller's transaction; a few lookups
/// when there is nothing. Errors: the store's.
[[nodiscard]] base::Result<void> followMerges(Desk &desk);

} // namespace indaro::casework
