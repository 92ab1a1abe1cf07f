// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>

namespace indaro::casework {

/// Something the house keeps for her. Papers withheld are a means of control: giving them back is a safety act
/// [domain.md 4.14].
struct CustodyDraft
{
    base::Value kind; ///< codelist custody_item; needed
    base::Value description;
    std::int64_t amount = 1; ///< pieces; of money, whole units of `currency`
    base::Value currency;
    base::Value heldWhere;
    base::Value signedHow;     ///< yes, no, refused
    base::Value staffSigned{}; ///< whoever of the house took it: yes, no
};

/// What happens to it afterwards. The whole of it when no amount is given.
struct CustodyStep
{
    base::Value move; ///< codelist custody_move: lent, returned, handed_over, left_behind, missing; taken_in: back from lent
    std::optional<std::int64_t> amount{};
    base::Value signedHow;
    base::Value givenTo;   ///< of what is handed over: the service
    base::Value heldWhere; ///< of what is taken in again
    base::Value staffSigned{};
};

struct CustodyMovement
{
    sync::RecordId id;
    QString move{};
    std::int64_t amount = 0;
    base::UtcMs movedAt = 0;
    std::optional<sync::UserId> movedBy{};
    QString signedHow{}; ///< yes, no; "refused": she would not; empty: nobody said
    QString givenTo{};
    QString signedOn{}; ///< a day: signed later than it moved
    QString staffSigned{};

    /// She signed, then or later, or would not; of a move that nobody signs (missing, left behind): true.
    [[nodiscard]] bool isSignedByPerson() const;
    /// Whoever of the house moved it; the account that wrote it down stands for a signature nobody was asked for.
    [[nodiscard]] bool isSignedByHouse() const { return staffSigned != QLatin1String("no"); }
    [[nodiscard]] bool isSigned() const { return isSignedByPerson() && isSignedByHouse(); }
};

/// One thing with what was in, what is out, and what is still here.
struct CustodyItem
{
    sync::RecordId id; ///< of the movement it first came in with
    CaseId person;
    QString kind{};
    QString description{};
    QString currency{};
    QString heldWhere{};
    std::int64_t received = 0;
    std::int64_t held = 0; ///< in the house now; below zero: laptops gave out more than there was
    std::int64_t lent = 0; ///< out for a time
    std::int64_t returned = 0;
    std::int64_t handedOver = 0;
    std::int64_t missing = 0;
    bool isLeftBehind = false;                ///< she left without it: still held
    std::vector<CustodyMovement> movements{}; ///< oldest first

    [[nodiscard]] bool isOverdrawn() const { return held < 0 || lent < 0; }
    /// Nothing of it is owed to her any more.
    [[nodiscard]] bool isSettled() const { return held == 0 && lent == 0; }
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Errors: InvalidArgument (no kind), WrongState (not in the house), ValueOutOfRange (nothing).
[[nodiscard]] base::Result<sync::RecordId> takeIntoCustody(Desk &desk, CaseId person, const CustodyDraft &draft);
/// Also after she has left. Errors: UnknownRecord (no such item), InvalidArgument (no such move; handed over to nobody),
/// ValueOutOfRange(max=…: more than is held; of what comes back, than was lent).
[[nodiscard]] base::Result<void> moveCustody(Desk &desk, sync::RecordId item, const CustodyStep &step);
/// All that was ever kept for her, oldest first.
[[nodiscard]] base::Result<std::vector<CustodyItem>> listCustodyOf(Desk &desk, CaseId person);
/// What is not settled: what an exit must ask about, and what is still here of those who left. Of everybody when no person
/// is given.
[[nodiscard]] base::Result<std::vector<CustodyItem>> listStillHeld(Desk &desk, const std::optional<CaseId> &person = {});

/// A movement that is not signed by both [domain.md 4.14]: her word against the house's.
struct UnsignedMovement
{
    CaseId person;
    QString displayName{};
    QString kind{};
    QString description{};
    CustodyMovement movement;
};
/// Newest first; of everybody, also of who has left, when no person is given.
[[nodiscard]] base::Result<std::vector<UnsignedMovement>> listUnsignedMovements(Desk &desk,
                                                                                const std::optional<CaseId> &person = {});
enum class CustodySigner : std::uint8_t { Person, House };
/// It is signed now, later than it moved; what was written then stays. Errors: UnknownRecord (no such movement), WrongState
/// (signed already).
[[nodiscard]] base::Result<void> signMovement(Desk &desk, sync::RecordId movement, CustodySigner signer);

} // namespace indaro::casework
