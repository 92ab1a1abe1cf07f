// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/signed_request.h"

#include "core/crypto/hash.h"
#include "core/wire/limits.h"
#include "core/wire/reading.h"

namespace indaro::wire {

using base::Result;

void writeBlocks(base::ByteWriter &out, std::span<const base::Bytes> blocks)
{
    INDARO_CHECK(blocks.size() <= MaxRosterBlocks);
    out.u16(static_cast<std::uint16_t>(blocks.size()));
    for (const base::Bytes &block : blocks)
        out.blob(block);
}

Result<std::vector<base::Bytes>> takeBlocks(base::ByteReader &in)
{
    const std::size_t count = in.u16();
    if (count > MaxRosterBlocks)
        return tooLarge(count);
    std::vector<base::Bytes> out;
    for (std::size_t i = 0; i < count && in.isValid(); ++i) {
        const base::ByteView block = in.blob();
        if (block.size() > MaxRosterBlock)
            return tooLarge(block.size());
        out.emplace_back(block.begin(), block.end());
    }
    if (!in.isValid())
        return damaged("blocks");
    return out;
}

base::Bytes signRequest(base::ByteWriter out, std::span<const base::Bytes> blocks, std::string_view context,
                        const crypto::SignKeyPair &keys)
{
    writeBlocks(out, blocks);
    out.raw(crypto::sign(keys, context, crypto::hash(out.bytes())));
    return std::move(out).take();
}

Result<RequestEnd> takeRequestEnd(base::ByteReader &in, base::ByteView body)
{
    RequestEnd end;
    INDARO_TRY_ASSIGN(end.blocks, takeBlocks(in));
    end.signature = takeArray<64>(in);
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    end.signedPart = body.first(body.size() - end.signature.size());
    return end;
}

Result<void> verifyRequest(base::ByteView signedPart, const crypto::Signature &signature, std::string_view context,
                           const crypto::SignPublicKey &signKey)
{
    return crypto::verify(signKey, context, crypto::hash(signedPart), signature);
}

} // namespace indaro::wire
