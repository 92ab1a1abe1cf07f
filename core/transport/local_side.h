// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/server_access.h"
#include "core/transport/sync_desk.h"

#include <span>

/// The steps of a round with a server that touch the vault: each is one job on the store thread. No network in here.
namespace indaro::transport {

/// What somebody who has sent this vector lacks, house stream left out.
struct Backlog
{
    std::uint64_t changes = 0; ///< operations
    std::uint64_t bytes = 0;
    std::uint64_t envelopes = 0;
};

struct Opening
{
    ServerAccess access;
    wire::ShelterId shelter;
    wire::HaveVector have;
    base::Bytes request; ///< body of POST …/sync
    bool needsRosterSent = false;
    bool namesAllHeads = true; ///< of the roster, in the request: only then "I know them" says all
    bool isLoading = false;    ///< a snapshot that a former attempt began
};
/// Alarms that say that this server is not what it should be. The house works on; with the server only when a person has
/// looked [security.md 2.12]. Errors: RoadStopped (alarm=…), and the store's.
[[nodiscard]] base::Result<void> checkRoad(SyncDesk &desk, const ServerAccess &access);

/// Writes the request. Errors: NotEnrolled,
/// DeviceRevoked, AccessRefused (never joined there), RoadStopped (an alarm about this server is open: alarm=…),
/// SyncKeyMissing, and the store's.
/// `neighbour`: instead of a server, the house stream included. `takesSnapshot`: one may come with the answer.
[[nodiscard]] base::Result<Opening> openRound(SyncDesk &desk, const std::string &url,
                                              const std::optional<ServerAccess> &neighbour, bool takesSnapshot = false);

/// What the envelopes of one piece became.
struct Intake
{
    std::size_t applied = 0, waiting = 0, held = 0, quarantined = 0, refused = 0;
    std::vector<sync::ChangedField> changed;
    void add(const sync::Taken &taken);
    void add(const Intake &more);
};
/// Roster blocks, and what the server says it has. Less than before is an alarm. Errors: RoadStopped, RosterRefused …, and
/// the store's.
[[nodiscard]] base::Result<Intake> takeHead(SyncDesk &desk, const ServerAccess &access, const wire::SyncAnswerHead &head);
/// Errors: the store's.
[[nodiscard]] base::Result<Intake> takeEnvelopes(SyncDesk &desk, const ServerAccess &access,
                                                 std::span<const base::Bytes> envelopes);

struct Upload
{
    base::Bytes body; ///< empty: nothing more to send
    struct Item
    {
        wire::StreamKey key;
        std::uint64_t number;
        std::size_t bytes;
    };
    std::vector<Item> items;
    std::size_t offset = 0; ///< bytes of the first envelope that are there already and not in `body`
    Backlog left;           ///< this piece included, and about what is not cut yet
};
/// The next piece: cuts as much of what is pending as fits, so that the envelopes follow the link as it turns out to be.
/// `kept`: what the server says it kept of the first one. Errors: SyncKeyMissing, and the store's.
[[nodiscard]] base::Result<Upload> nextUpload(SyncDesk &desk, const ServerAccess &access, const wire::HaveVector &theirs,
                                              std::size_t pieceSize, std::size_t envelopeSize,
                                              const std::optional<wire::KeptUpload> &kept = {});

/// Keeps the receipts and moves `theirs` on. Errors: RoadStopped, QuotaFull, ServerBusy (it could not store), ServerRefused
/// (word=…), DeviceRevoked (this laptop was shut out), and the store's.
struct Acknowledged
{
    wire::HaveVector theirs;
    bool needsRoster = false;  ///< it does not know a laptop: send the roster, then again
    bool mustAskAgain = false; ///< it has less than it said (restored, or another process): start the round anew
    std::size_t receipts = 0;
};
[[nodiscard]] base::Result<Acknowledged> takeUploadAnswer(SyncDesk &desk, const ServerAccess &access,
                                                          wire::HaveVector theirs, const std::vector<Upload::Item> &items,
                                                          const wire::UploadAnswer &answer);

/// The first words with a laptop that offers itself: is it the one it says, on this very connection? Then the access, still
/// without a token, and the body of POST /v1/house. Errors: NotEnrolled, DeviceRevoked, SyncUnknownDevice (not of the
/// roster, or shut out), CertificateNotTrusted (somebody is in between), InvalidArgument (this laptop itself), WireDamaged,
/// WireTooNew.
struct Meeting
{
    ServerAccess access;
    base::Bytes visit;
};
[[nodiscard]] base::Result<Meeting> meetNeighbour(SyncDesk &desk, const std::string &url, base::ByteView offer,
                                                  const crypto::Digest &certificate);

/// Body of POST …/roster: everything this laptop knows.
[[nodiscard]] base::Result<base::Bytes> rosterBody(SyncDesk &desk);

} // namespace indaro::transport
