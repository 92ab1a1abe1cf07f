// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/transport/sync_desk.h"
#include "core/wire/invitation.h"

#include <QUrl>

#include <optional>
#include <string>

namespace indaro::transport {

/// How this laptop reaches a server. Lives in the vault's file (local_meta) and never syncs: the token is this laptop's.
struct ServerAccess
{
    std::string url; ///< as serverUrl() gives it
    crypto::SignPublicKey serverKey{};
    wire::Token token{};
    /// SHA-256 of the public key (SubjectPublicKeyInfo) of a certificate that people compared when joining: what stands
    /// for the system's trust where a house or an authority made its own certificate.
    std::optional<crypto::Digest> certificate;
    /// The roster the server is known to have: hash over the heads that were sent.
    std::optional<crypto::Digest> rosterSent;
    std::uint64_t bytesPerSecond = 0; ///< of the link, last time
    /// No server: a laptop of the house that offers itself (house_server.h), and which. Such an access is never kept.
    std::optional<wire::DeviceId> neighbour{};
};

/// Of this address; without one, of the server used last. Errors: StoreDamaged, and the store's.
[[nodiscard]] base::Result<std::optional<ServerAccess>> findServer(store::Connection &db, const std::string &url = {});
/// Replaces what is kept for its address and makes it the one used last. Errors: the store's.
[[nodiscard]] base::Result<void> keepServer(store::Connection &db, const ServerAccess &access);

/// What an admin laptop that has let another in puts into its answer (sync::approveEnrolment's secret), so that the new
/// one reaches the server without an invitation: address, server key, the new laptop's own token, certificate.
[[nodiscard]] base::Bytes encodeAdmission(const ServerAccess &access);
/// On the new laptop, after it has joined: keeps it and gives the address; nothing was said: empty. Errors: WireDamaged,
/// WireTooNew, RosterRefused (a server the house's roster does not name), and the store's.
[[nodiscard]] base::Result<std::string> keepAdmission(store::Connection &db, const sync::Trust &trust,
                                                      base::ByteView secret);

/// One spelling: https:// when no scheme is typed, no slash at the end. Plain http is for the same machine, or when
/// `allowsPlain` was chosen for the house's own network: nobody could read the records on the way, but everybody could
/// take the token. Errors: InvalidArgument (address), AddressNotSecure.
[[nodiscard]] base::Result<QUrl> serverUrl(const QString &typed, bool allowsPlain);

/// Hash over the heads of this laptop's roster.
[[nodiscard]] crypto::Digest rosterMark(const sync::Trust &trust);

} // namespace indaro::transport
