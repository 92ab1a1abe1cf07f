// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/queries.h"

#include <QString>

#include <optional>
#include <vector>

/// Who opened which file, and on what ground: the read log [security.md 1.5]. Store thread; every call may give the store's
/// errors.
namespace indaro::casework {

/// What of a person's file somebody opens.
enum class OpenedThing : std::uint8_t {
    File,
    Plan,
    Procedure,
    Interview,
    Referral,
    Attachment,
    Stay, ///< her days in the house: whoever is on duty sees to them, and no reason is asked
};
/// Why she may: the names in the log.
enum class OpeningGround : std::uint8_t { OwnCase, Director, Outside, BrokenGlass, OnDuty };

/// Why somebody opens what is not hers: a code of file_access_reason, and words beside it (needed with "other").
struct OpeningReason
{
    QString code{};
    QString words{};
};

struct Opening
{
    CaseId person;
    OpenedThing thing = OpenedThing::File;
    std::optional<sync::RecordId> object{}; ///< the interview, the referral, the attachment
    OpeningReason reason{};
};

/// A reason once given stands this long, for the whole file: a shift.
inline constexpr base::UtcMs ReasonStands = base::UtcMs(8) * 3600 * 1000;
/// The same account and the same thing within this time are one line of the log.
inline constexpr base::UtcMs OneOpening = base::UtcMs(3600) * 1000;

/// Every opening passes here before anything is shown. Writes the line of the log, and of an opening outside one's own cases
/// the reason, which goes with the file when it is erased. A case is one's own when one is its case worker or opened it.
/// Nothing: it is not her case and she is no director, or the file is closed, and no reason was given yet; nothing is
/// written then. Errors: InvalidArgument (no such reason, or "other" without words; args table, field), TextTooLong,
/// UnknownRecord.
[[nodiscard]] base::Result<std::optional<OpeningGround>> noteOpening(Desk &desk, const Opening &opening);

namespace rows {
/// Who made a record: the first birth in its history; empty where that is not kept any more.
[[nodiscard]] base::Result<std::optional<sync::UserId>> authorOf(Desk &desk, const sync::RecordKey &record);
} // namespace rows

/// The list of people was shown, or a search found so many of them; nothing of what was searched. The same again within
/// OneOpening is no line.
[[nodiscard]] base::Result<void> noteListShown(Desk &desk, std::optional<int> found);

/// A scan that came with a referral nobody has filed yet was looked at. It is about the scan, so that the line is found with
/// the file it goes into. The same again within OneOpening is no line. `number`: the sender's.
[[nodiscard]] base::Result<void> noteUnfiledScanOpened(Desk &desk, sync::RecordId scan, std::string_view number);

/// The detail of a line FileOpened, taken apart; nothing when it is another's or was erased.
struct OpeningLine
{
    OpeningGround ground;
    OpenedThing thing;
    std::optional<sync::RecordId> object{};
    std::optional<sync::RecordId> opening{}; ///< the record of the reason
};
[[nodiscard]] std::optional<OpeningLine> readOpeningLine(std::string_view detail);

// Breaking the glass: what a role does not see of one file, opened for a time by somebody who says why.

inline constexpr base::UtcMs GlassStaysBroken = base::UtcMs(30) * 60 * 1000;

/// Bit c: sync::Compartment c. The case compartment is not among them.
using Compartments = std::uint8_t;
[[nodiscard]] constexpr Compartments bitOf(sync::Compartment compartment) noexcept
{
    return static_cast<Compartments>(1U << static_cast<unsigned>(compartment));
}

/// For GlassStaysBroken from now, of this file, to this account alone. The director is told until she has looked at it.
/// Who does not work with files, such as a night guard, never opens the identity [contracts.md 4].
/// Errors: InvalidArgument (no reason, or nothing to open; args table, field), TextTooLong, UnknownRecord, AccessRefused.
[[nodiscard]] base::Result<sync::RecordId> breakGlass(Desk &desk, CaseId person, Compartments compartments,
                                                      const OpeningReason &reason);
/// What is open so to the signed-in account now.
[[nodiscard]] base::Result<Compartments> brokenGlass(Desk &desk, CaseId person);
/// The files in which something is.
[[nodiscard]] base::Result<std::vector<std::pair<CaseId, Compartments>>> brokenGlasses(Desk &desk);

/// What the signed-in account sees of this file through the glass it broke, and until when; nothing while none is broken.
struct BehindGlass
{
    Compartments compartments = 0;
    base::UtcMs until = 0;
    std::vector<Record> records{};
};
[[nodiscard]] base::Result<std::optional<BehindGlass>> loadBehindGlass(Desk &desk, CaseId person);

/// An opening outside somebody's own cases, or a broken glass, of whichever laptop.
struct ReasonedOpening
{
    sync::RecordId record;
    std::optional<CaseId> person; ///< none: her file is not here
    QString caseCode, displayName;
    sync::UserId account;
    QString by{}; ///< the name of the member of staff
    base::UtcMs at = 0;
    bool isGlass = false;
    OpeningReason reason{};
    Compartments compartments = 0;
    std::optional<base::UtcMs> until{}, seenAt{};
};
/// Those that began within the time, oldest first. Errors: AccessRefused (only a director).
[[nodiscard]] base::Result<std::vector<ReasonedOpening>> listReasonedOpenings(Desk &desk, base::UtcMs from,
                                                                              base::UtcMs until);
/// Broken glasses no director has looked at yet, oldest first; none for who is no director.
[[nodiscard]] base::Result<std::vector<ReasonedOpening>> listUnseenGlasses(Desk &desk);
/// The director has looked at it. Errors: AccessRefused, UnknownRecord, WrongState (somebody has).
[[nodiscard]] base::Result<void> seeGlass(Desk &desk, sync::RecordId glass);

// The case worker of a file.

/// None: nobody was named, and it is the case of whoever opened the file.
[[nodiscard]] base::Result<std::optional<sync::UserId>> caseWorkerOf(Desk &desk, CaseId person);
/// Errors: AccessRefused (neither a director's nor one's own case), NotFound (no such account), UnknownRecord.
[[nodiscard]] base::Result<void> nameCaseWorker(Desk &desk, CaseId person, const std::optional<sync::UserId> &account);

} // namespace indaro::casework
