// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/house.h"

#include "core/wire/limits.h"
#include "core/wire/reading.h"
#include "core/wire/signed_request.h"

namespace indaro::wire {

namespace {

constexpr std::string_view OfferMagic = "INHO";
constexpr std::string_view VisitMagic = "INHJ";
constexpr std::uint8_t Version = 1;

} // namespace

base::Bytes signHouseOffer(const HouseOffer &offer, const crypto::SignKeyPair &keys)
{
    base::ByteWriter out;
    out.raw(base::asBytes(OfferMagic));
    out.u8(Version);
    out.raw(offer.device.bytes());
    out.raw(offer.certificate);
    out.raw(crypto::sign(keys, HouseOfferContext, out.bytes()));
    return std::move(out).take();
}

base::Result<HouseOfferView> parseHouseOffer(base::ByteView body)
{
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, OfferMagic, Version));
    const auto device = takeId<DeviceId>(in);
    HouseOfferView view{{device, takeArray<32>(in)}, {}, takeArray<64>(in)};
    if (!in.isValid() || !in.atEnd())
        return damaged("length");
    view.signedPart = body.first(body.size() - view.signature.size());
    return view;
}

base::Result<void> verifyHouseOffer(const HouseOfferView &view, const crypto::SignPublicKey &signKey)
{
    return crypto::verify(signKey, HouseOfferContext, view.signedPart, view.signature);
}

base::Bytes signHouseVisit(const HouseVisit &visit, const crypto::SignKeyPair &keys)
{
    base::ByteWriter out;
    out.raw(base::asBytes(VisitMagic));
    out.u8(Version);
    out.raw(visit.shelter.bytes());
    out.raw(visit.device.bytes());
    out.raw(visit.certificate);
    return signRequest(std::move(out), visit.rosterBlocks, HouseVisitContext, keys);
}

base::Result<HouseVisitView> parseHouseVisit(base::ByteView body)
{
    if (body.size() > MaxUpload)
        return tooLarge(body.size());
    base::ByteReader in(body);
    INDARO_TRY(takeStart(in, VisitMagic, Version));
    const auto shelter = takeId<ShelterId>(in);
    const auto device = takeId<DeviceId>(in);
    HouseVisitView view{{shelter, device, takeArray<32>(in), {}}, {}, {}};
    INDARO_TRY_ASSIGN(auto end, takeRequestEnd(in, body));
    view.visit.rosterBlocks = std::move(end.blocks);
    view.signature = end.signature;
    view.signedPart = end.signedPart;
    return view;
}

base::Result<void> verifyHouseVisit(const HouseVisitView &view, const crypto::SignPublicKey &signKey)
{
    return verifyRequest(view.signedPart, view.signature, HouseVisitContext, signKey);
}

} // namespace indaro::wire
