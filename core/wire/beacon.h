// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/wire/ids.h"

#include <optional>
#include <string>
#include <vector>

/// How a laptop that offers itself on the house's own network is found without typing its address: the few messages of
/// multicast DNS service discovery (RFC 6762, RFC 6763) that takes, in IPv4's form. Everybody on the network can read
/// them, so they say as little as can be: the service is called what any machine with a web page calls its own, the
/// machine goes by a new random name each time, and only who knows the shelter's id sees that the name is one of its
/// house. What is found is a hint, nothing more: who answers at the address is proved by the roster's keys (house.h).
namespace indaro::wire {

inline constexpr std::uint16_t BeaconPort = 5353;
inline constexpr std::uint8_t BeaconGroup[4] = {224, 0, 0, 251};
inline constexpr std::size_t MaxBeaconMessage = 9000; // RFC 6762 section 17

/// 32 hexadecimal digits: 8 random bytes, then 8 of a hash over them and the shelter's id. New at each call.
[[nodiscard]] std::string makeBeaconName(const ShelterId &shelter);
[[nodiscard]] bool isBeaconOf(const ShelterId &shelter, std::string_view name);

struct Beacon
{
    std::string name;
    std::uint16_t port = 0; ///< of its HTTPS, on the machine that sent the message
    bool isGone = false;    ///< it says that it does not offer itself any more
    friend bool operator==(const Beacon &, const Beacon &) = default;
};

/// "Who offers itself?"
[[nodiscard]] base::Bytes encodeBeaconQuestion();
/// Whether a message asks that. What is no DNS message asks nothing.
[[nodiscard]] bool asksForBeacons(base::ByteView message);
/// `address`: of the interface it leaves by. Precondition: the name is one of makeBeaconName().
[[nodiscard]] base::Bytes encodeBeacon(const Beacon &beacon, std::span<const std::uint8_t, 4> address);
/// Every service of the kind that a message announces, whoever it is; what cannot be read is left out.
[[nodiscard]] std::vector<Beacon> decodeBeacons(base::ByteView message);

} // namespace indaro::wire
