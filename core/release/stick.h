// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/crypto/minisign.h"
#include "core/release/version.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace indaro::release {

/// A release as it lies on a stick (packaging/bundle.sh):
///   RELEASE               what it is, below
///   SHA256SUMS            every file of it, as `sha256sum` writes them
///   SHA256SUMS.N.minisig  signatures over SHA256SUMS, N = 1 … 9
///   bookworm-amd64/*.deb  the packages for each system, with all they need
/// RELEASE is lines of "key value": `indaro-release 1` first, then `version 0.2.0`, `day 2026-11-28`, `system bookworm
/// amd64`.

/// How many of the holders of keys must have signed [security.md 1 (14): 2 of 3].
inline constexpr int NeededSignatures = 2;

struct System
{
    std::string codename;     ///< "bookworm"
    std::string architecture; ///< "amd64"
    friend bool operator==(const System &, const System &) = default;
    /// The folder of its packages.
    [[nodiscard]] std::string folder() const { return codename + '-' + architecture; }
};

/// A public key with the name of its file, by which people know its holder.
struct ReleaseKey
{
    std::string name;
    crypto::MinisignKey key;
};

struct StickFile
{
    std::string path; ///< relative, with '/'
    std::uint64_t bytes = 0;
};

/// A release whose signatures and every file are right.
struct Release
{
    Version version;
    std::string day; ///< "2026-11-28"
    std::vector<System> systems;
    std::vector<StickFile> files;      ///< all that is listed; what else lies on the stick is not of the release
    std::vector<std::string> signedBy; ///< names of keys, each once
    std::string comment;               ///< what the first signer wrote, signed with it
};

/// Told how much of the files has been read, 0 … 1000; answering false stops (Cancelled).
using Progress = std::function<bool(int permille)>;

/// The keys this computer trusts: the *.pub of a folder that only the administrator may write.
/// Errors: ReleaseKeysMissing (fewer than are needed), ReleaseDamaged (file=…).
[[nodiscard]] base::Result<std::vector<ReleaseKey>> readReleaseKeys(const std::filesystem::path &folder);

/// Reads and checks everything: nothing of the stick is believed before NeededSignatures different keys have signed for
/// it, and then every listed file is read through. Errors: ReleaseNotOne (no release in this folder), ReleaseNotSigned
/// (good=…, needed=…), ReleaseDamaged (file=…), Cancelled.
[[nodiscard]] base::Result<Release> readStick(const std::filesystem::path &folder, const std::vector<ReleaseKey> &keys,
                                              const Progress &progress = {});

/// Whether it may follow what is here: higher than the program that runs and not lower than the highest there ever was (the
/// same version again, after one that was undone, may be tried anew), and made for this system. Errors: ReleaseNotNewer
/// (offered=…, here=…), ReleaseOtherSystem (here=…).
[[nodiscard]] base::Result<void> mayFollow(const Release &release, const Version &installed,
                                           const std::optional<Version> &mark, const System &here);

/// From /etc/os-release and the build. Errors: ReleaseOtherSystem (it does not say).
[[nodiscard]] base::Result<System> thisSystem(const std::filesystem::path &osRelease = "/etc/os-release");

/// Below `root`, which is "/" except in tests.
[[nodiscard]] inline std::filesystem::path releaseKeyFolder(const std::filesystem::path &root)
{
    return root / "usr/share/indaro/release-keys";
}
[[nodiscard]] inline std::filesystem::path versionMarkFile(const std::filesystem::path &root)
{
    return root / "var/lib/indaro/newest-version";
}

} // namespace indaro::release
