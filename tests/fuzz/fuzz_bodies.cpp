// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/exchange.h"
#include "core/wire/house.h"
#include "core/wire/invitation.h"
#include "core/wire/packet_mail.h"
#include "core/wire/receipt.h"
#include "tests/fuzz/fuzzed.h"

namespace indaro {

namespace {

template <class T> void mustBeCanonical(const base::Result<T> &value, base::Bytes (*encode)(const T &), base::ByteView body)
{
    if (!value)
        return;
    const base::Bytes again = encode(*value);
    INDARO_CHECK(std::equal(again.begin(), again.end(), body.begin(), body.end()));
}

void readAnswer(base::ByteView body)
{
    // However it arrives in pieces, it is the same.
    wire::SyncAnswerReader whole({});
    const bool isGood = whole.feed(body).hasValue() && whole.isComplete();
    wire::SyncAnswerReader pieces({});
    bool goesOn = true;
    for (std::size_t at = 0; at < body.size() && goesOn; at += 7)
        goesOn = pieces.feed(body.subspan(at, std::min<std::size_t>(7, body.size() - at))).hasValue();
    INDARO_CHECK((goesOn && pieces.isComplete()) == isGood);
    INDARO_CHECK(!isGood || whole.takeEnvelopes() == pieces.takeEnvelopes());
}

base::Bytes encodeBlocks(const std::vector<base::Bytes> &blocks)
{
    return wire::encodeRosterBlocks(blocks);
}

} // namespace

/// Bodies of HTTP requests and answers, of the server and of the house; the first byte says which. One content has one
/// encoding: what can be read is what would be written.
INDARO_FUZZED(bodies, input)
{
    if (input.empty())
        return;
    const auto body = input.subspan(1);
    switch (std::to_integer<unsigned>(input.front()) % 11) {
    case 0:
        return mustBeCanonical(wire::decodeSyncRequest(body), &wire::encodeSyncRequest, body);
    case 1:
        return readAnswer(body);
    case 2:
        return mustBeCanonical(wire::decodeUploadAnswer(body), &wire::encodeUploadAnswer, body);
    case 3:
        return mustBeCanonical(wire::decodeRosterBlocks(body), &encodeBlocks, body);
    case 4:
        if (const auto join = wire::parseJoinRequest(body))
            INDARO_CHECK(!wire::verifyJoinRequest(*join, crypto::SignPublicKey{}));
        return;
    case 5:
        return mustBeCanonical(wire::decodeJoinAnswer(body), &wire::encodeJoinAnswer, body);
    case 6:
        if (const auto offer = wire::parseHouseOffer(body))
            INDARO_CHECK(!wire::verifyHouseOffer(*offer, crypto::SignPublicKey{}));
        return;
    case 7:
        if (const auto visit = wire::parseHouseVisit(body))
            INDARO_CHECK(!wire::verifyHouseVisit(*visit, crypto::SignPublicKey{}));
        INDARO_CHECK(!wire::openReceipt(body, crypto::SignPublicKey{}));
        return;
    case 8:
        return mustBeCanonical(wire::decodePacketNews(body), &wire::encodePacketNews, body);
    case 9:
        return mustBeCanonical(wire::decodePacketList(body), &wire::encodePacketList, body);
    default:
        INDARO_CHECK(!wire::openPacketReceipt(body, crypto::SignPublicKey{}));
        (void)wire::openReceiverRequest(body); // with a key of its own it may even hold
        (void)wire::recipientOf(body);
        return;
    }
}

} // namespace indaro
