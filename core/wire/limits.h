// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>

/// What a reader refuses without looking further. A writer stays below; a file or a message beyond is hostile
/// or damaged.
namespace indaro::wire {

inline constexpr std::size_t KiB = 1024;
inline constexpr std::size_t MiB = 1024 * KiB;

inline constexpr std::size_t MaxEnvelope = 4 * MiB;
inline constexpr std::size_t MaxInflatedSection = 32 * MiB; ///< what the decompressor of a section may give
inline constexpr std::size_t MaxOperations = 100'000;       ///< in one envelope
inline constexpr std::size_t MaxText = 1 * MiB;             ///< one value

inline constexpr std::size_t MaxRosterBlock = 1 * MiB;
inline constexpr std::size_t MaxRosterBlocks = 4096; ///< of one shelter
inline constexpr std::size_t MaxDevices = 256;       ///< revoked ones included; a laptop is replaced every few years
inline constexpr std::size_t MaxUsers = 1024;
inline constexpr std::size_t MaxEpochs = 2048;
inline constexpr std::size_t MaxServers = 8;
inline constexpr std::size_t MaxUrl = 255;

inline constexpr std::size_t MaxVectorEntries = 2 * MaxDevices;
inline constexpr std::size_t MaxHeads = 8; ///< branches of a roster one request may name

inline constexpr std::size_t MaxSnapshotParts = 4096;
inline constexpr std::size_t MaxSnapshotPart = 512 * KiB; ///< writers cut at 256 KiB

inline constexpr std::size_t MaxUpload = 8 * MiB;      ///< body of one upload
inline constexpr std::size_t MaxUploadItems = 4096;    ///< envelopes in it
inline constexpr std::size_t MaxAnswer = 8 * MiB;      ///< body of one sync answer, one whole envelope more at most
inline constexpr std::size_t MaxSmallBody = 64 * KiB;  ///< requests without envelopes or roster blocks
inline constexpr std::size_t MaxPackage = 4 * MiB;     ///< one sealed package in the mailbox
inline constexpr std::size_t MaxCountPacket = 1 * MiB; ///< one sealed packet of counts for the commission

/// Numbers stay below this so that they fit every database's signed 64 bits.
inline constexpr std::uint64_t MaxNumber = (std::uint64_t{1} << 62) - 1;

} // namespace indaro::wire
