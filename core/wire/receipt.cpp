// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/receipt.h"

#include "core/wire/limits.h"
#include "core/wire/reading.h"

namespace indaro::wire {

namespace {

constexpr std::string_view Magic = "INRC";
constexpr std::uint8_t Version = 1;

} // namespace

base::Bytes signReceipt(const Receipt &receipt, const crypto::SignKeyPair &serverKeys)
{
    base::ByteWriter out;
    out.raw(base::asBytes(Magic));
    out.u8(Version);
    out.raw(receipt.shelter.bytes());
    out.raw(receipt.key.device.bytes());
    out.u8(static_cast<std::uint8_t>(receipt.key.stream));
    out.u64(receipt.number);
    out.raw(receipt.hash);
    out.u64(receipt.total);
    out.u64(static_cast<std::uint64_t>(receipt.time));
    out.raw(crypto::sign(serverKeys, ReceiptContext, out.bytes()));
    INDARO_CHECK(out.bytes().size() == ReceiptSize);
    return std::move(out).take();
}

base::Result<Receipt> openReceipt(base::ByteView bytes, const crypto::SignPublicKey &serverKey)
{
    base::ByteReader in(bytes);
    INDARO_TRY(takeStart(in, Magic, Version));
    if (bytes.size() != ReceiptSize)
        return damaged("length");
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    const std::uint8_t stream = in.u8();
    const Receipt receipt{shelter,  {device, static_cast<Stream>(stream)}, in.u64(), takeArray<32>(in),
                          in.u64(), static_cast<base::UtcMs>(in.u64())};
    if (stream >= StreamCount)
        return damaged("stream");
    if (receipt.number < 1 || receipt.number > MaxNumber || receipt.total > MaxNumber)
        return damaged("number");
    INDARO_TRY(crypto::verify(serverKey, ReceiptContext, bytes.first(ReceiptSize - 64), takeArray<64>(in)));
    return receipt;
}

} // namespace indaro::wire
