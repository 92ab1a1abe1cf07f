// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay.h"
#include "tests/support/wire_shelter.h"

namespace indaro::tests {

using relay::Caller;
using relay::Relay;

/// A shelter known to a relay, with both laptops let in.
struct Joined
{
    Joined(Relay &relay, base::Random &random) : shelter(random)
    {
        const auto code = relay.inviteShelter(base::UtcMs{86'400'000}).value();
        tokenA = relay.join(shelter.joinRequest(shelter.a, code, shelter.blockBytes())).value().token;
        const auto second = relay.inviteDevice(shelter.id, base::UtcMs{86'400'000}).value();
        tokenB = relay.join(shelter.joinRequest(shelter.b, second, {})).value().token;
    }
    Caller a(Relay &relay) const { return relay.authenticate(tokenA).value(); }
    Caller b(Relay &relay) const { return relay.authenticate(tokenB).value(); }

    WireShelter shelter;
    wire::Token tokenA{};
    wire::Token tokenB{};
};

inline std::vector<wire::ItemStatus> upload(Relay &relay, const Caller &caller, const std::vector<base::Bytes> &envelopes)
{
    return relay.upload(caller, joined(envelopes)).value().items;
}

} // namespace indaro::tests
