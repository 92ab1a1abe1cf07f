// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/pack_store.h"

#include "core/casework/checklists/step_marks.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/crypto/hash.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
namespace fields = model::fields;

namespace {

constexpr qint64 PackPartBytes = qint64{32} * 1024;

base::ByteView packBytes(const QByteArray &file)
{
    return base::asBytes({file.constData(), static_cast<std::size_t>(file.size())});
}

base::Value packText(const QString &text)
{
    return base::Value(text.toStdString());
}

const PackInUse &shipped()
{
    static const PackInUse pack = [] {
        auto reading = sop::readShippedPack();
        return PackInUse{std::make_shared<const sop::Pack>(reading ? std::move(reading->pack) : sop::Pack{}), {}};
    }();
    return pack;
}

bool isSame(std::span<const std::byte> left, base::ByteView right)
{
    return std::equal(left.begin(), left.end(), right.begin(), right.end());
}

/// A key that signed a pack which was taken in as signed.
Result<bool> isKeyKnown(Desk &desk, const crypto::SignPublicKey &key)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT key FROM sop_pack WHERE standing = 'signed'"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return false;
        if (isSame(select.blob(0), base::ByteView(key.data(), key.size())))
            return true;
    }
}

Result<QByteArray> joinPackParts(Desk &desk, const PackRecordId &id, std::span<const std::byte> hash)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT content FROM sop_pack_part WHERE pack = ?1 ORDER BY number"));
    select.bind(1, id);
    QByteArray file;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            break;
        const std::string_view part = base::asText(select.blob(0));
        file.append(part.data(), static_cast<qsizetype>(part.size()));
        if (file.size() > sop::LargestPack)
            return Error(Errc::SopPackDamaged);
    }
    const crypto::Digest digest = crypto::hash(packBytes(file));
    if (!isSame(hash, base::ByteView(digest.data(), digest.size())))
        return Error(Errc::SopPackDamaged);
    return file;
}

/// What every record of a pack says of its file.
sync::FieldValues packValues(const QByteArray &file, const sop::Pack &pack, const char *standing)
{
    const crypto::Digest hash = crypto::hash(packBytes(file));
    return {{fields::sop_pack::PackId, packText(pack.id)},
            {fields::sop_pack::Revision, std::int64_t{pack.revision}},
            {fields::sop_pack::Title, packText(pack.title.fr)},
            {fields::sop_pack::Issuer, packText(pack.issuer)},
            {fields::sop_pack::Standing, packText(QString::fromLatin1(standing))},
            {fields::sop_pack::Size, static_cast<std::int64_t>(file.size())},
            {fields::sop_pack::Hash, base::Bytes(hash.begin(), hash.end())},
            {fields::sop_pack::Parts, static_cast<std::int64_t>((file.size() + PackPartBytes - 1) / PackPartBytes)}};
}

/// `partId`: names the record of a part.
template <class PartId> Result<void> bearParts(Desk &desk, const QByteArray &file, const PackRecordId &id, PartId partId)
{
    const qint64 parts = (file.size() + PackPartBytes - 1) / PackPartBytes;
    const base::ByteView bytes = packBytes(file);
    for (qint64 part = 0; part < parts; ++part) { // all about as long: none is of one byte
        const auto from = static_cast<std::size_t>(file.size() * part / parts);
        const auto cut = bytes.subspan(from, static_cast<std::size_t>(file.size() * (part + 1) / parts) - from);
        INDARO_TRY(desk.log.birth({fields::sop_pack_part::Table, partId(part)},
                                  {{fields::sop_pack_part::Pack, idValue(id)},
                                   {fields::sop_pack_part::Number, static_cast<std::int64_t>(part)},
                                   {fields::sop_pack_part::Content, base::Bytes(cut.begin(), cut.end())}}));
    }
    return {};
}

Result<PackRecordId> writePackRecords(Desk &desk, const QByteArray &file, const PackWeighing &pack, bool isLocal)
{
    const PackRecordId id = PackRecordId::make(desk.random);
    const auto user = desk.log.user();
    const auto &key = pack.signature.key;
    sync::FieldValues values = packValues(file, pack.reading.pack, isLocal ? "local" : "signed");
    values.emplace_back(fields::sop_pack::TakenAt, desk.clock.nowUtc());
    values.emplace_back(fields::sop_pack::TakenBy, base::Bytes(user.bytes().begin(), user.bytes().end()));
    if (!isLocal)
        values.emplace_back(fields::sop_pack::Key, base::Bytes(key.begin(), key.end()));
    INDARO_TRY(desk.log.birth({fields::sop_pack::Table, id}, values));
    INDARO_TRY(bearParts(desk, file, id, [&](qint64) { return sync::RecordId::make(desk.random); }));
    return id;
}

/// A revision of the shipped pack this program carries beside the newest; read once.
std::shared_ptr<const sop::Pack> earlierShipped(int revision)
{
    static thread_local std::map<int, std::shared_ptr<const sop::Pack>> read;
    const auto known = read.find(revision);
    if (known != read.end())
        return known->second;
    const QByteArray file = sop::earlierShippedPackFile(revision);
    auto reading = file.isEmpty() ? Result<sop::PackReading>(Error(Errc::SopPackTooNew)) : sop::readPack(file);
    auto pack = reading ? std::make_shared<const sop::Pack>(std::move(reading->pack)) : nullptr;
    return read[revision] = std::move(pack);
}

/// Whether the trust that was given is enough. Errors: as takePack.
Result<void> checkTrust(const PackWeighing &pack, PackTrust trust)
{
    if (trust == PackTrust::Local)
        return {};
    switch (pack.signature.standing) {
    case sop::PackSignature::Standing::Unsigned:
        return Error(Errc::SopPackUnsigned);
    case sop::PackSignature::Standing::Tampered:
        return Error(Errc::SopPackTampered);
    case sop::PackSignature::Standing::Signed:
        break;
    }
    if (!pack.isKeyKnown && trust == PackTrust::KnownKey)
        return Error(Errc::SopIssuerUnknown);
    return {};
}

} // namespace

Result<PackWeighing> weighPack(Desk &desk, const QByteArray &file)
{
    INDARO_TRY_ASSIGN(sop::PackReading reading, sop::readPack(file));
    PackWeighing weighing{std::move(reading), sop::readSignature(file)};
    const sop::Pack &pack = weighing.reading.pack;
    if (weighing.signature.standing == sop::PackSignature::Standing::Signed) {
        INDARO_TRY_ASSIGN(weighing.isKeyKnown, isKeyKnown(desk, weighing.signature.key));
    }
    if (shipped().pack->id == pack.id)
        weighing.newestRevision = shipped().pack->revision;
    const crypto::Digest hash = crypto::hash(packBytes(file));
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT revision, hash FROM sop_pack WHERE pack_id = ?1"));
    select.bind(1, pack.id.toStdString());
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return weighing;
        weighing.newestRevision = std::max(weighing.newestRevision.value_or(0), static_cast<int>(select.integer(0)));
        weighing.isHere = weighing.isHere || isSame(select.blob(1), base::ByteView(hash.data(), hash.size()));
    }
}

Result<PackRecordId> takePack(Desk &desk, const QByteArray &file, PackTrust trust)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PackWeighing pack, weighPack(desk, file));
    if (trust != PackTrust::KnownKey && !desk.access.isDirector())
        return Error(Errc::AccessRefused, {{"action", std::string("pack")}});
    if (!pack.reading.isUsable()) {
        const auto faults =
            std::count_if(pack.reading.faults.begin(), pack.reading.faults.end(), [](const sop::PackFault &fault) {
                return sop::severityOf(fault.code) == sop::FaultSeverity::Error;
            });
        return Error(Errc::SopPackFaulty, {{"faults", static_cast<std::int64_t>(faults)}});
    }
    INDARO_TRY(checkTrust(pack, trust));
    if (pack.newestRevision && *pack.newestRevision >= pack.reading.pack.revision)
        return Error(Errc::SopPackOlder);
    INDARO_TRY_ASSIGN(const PackRecordId id, writePackRecords(desk, file, pack, trust == PackTrust::Local));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<StoredPack>> listPacks(Desk &desk)
{
    std::vector<StoredPack> packs;
    const sop::Pack &own = *shipped().pack;
    packs.push_back({{}, own.id, own.revision, own.title.fr, own.issuer});
    packs.back().isShipped = true;
    INDARO_TRY_ASSIGN(auto count, desk.db.prepare("SELECT count(*) FROM checklist c LEFT JOIN sop_pack p ON p.id = c.pack "
                                                  "WHERE ifnull(p.standing, 'shipped') = 'shipped' AND c.revision = ?1"));
    count.bind(1, static_cast<std::int64_t>(own.revision));
    INDARO_TRY(count.step());
    packs.back().checklists = static_cast<int>(count.integer(0));
    INDARO_TRY_ASSIGN(
        auto select,
        desk.db.prepare("SELECT p.id, pack_id, revision, title, issuer, standing, key, parts, taken_at, taken_by, "
                        "(SELECT count(*) FROM sop_pack_part WHERE pack = p.id), "
                        "(SELECT count(*) FROM checklist WHERE pack = p.id) FROM sop_pack p"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            break;
        StoredPack pack{select.id<sync::RecordTag>(0), toText(select, 1), static_cast<int>(select.integer(2)),
                        toText(select, 3), toText(select, 4)};
        pack.isShipped = toText(select, 5) == QStringLiteral("shipped");
        pack.isLocal = !pack.isShipped && toText(select, 5) != QStringLiteral("signed");
        if (pack.isShipped && pack.packId == own.id && pack.revision == own.revision)
            continue; // the one at the head of the list
        if (const auto key = select.blob(6); key.size() == crypto::SignPublicKey{}.size()) {
            crypto::SignPublicKey bytes{};
            std::copy(key.begin(), key.end(), bytes.begin());
            pack.keyDigits = sop::keyDigits(bytes);
        }
        pack.parts = static_cast<int>(select.integer(7));
        pack.takenAt = select.integer(8);
        if (const auto by = sync::UserId::fromBytes(select.blob(9))) {
            INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *by));
            pack.takenBy = member ? member->name : QString();
        }
        pack.partsHere = static_cast<int>(select.integer(10));
        pack.checklists = static_cast<int>(select.integer(11));
        packs.push_back(std::move(pack));
    }
    std::stable_sort(packs.begin(), packs.end(), [](const StoredPack &left, const StoredPack &right) {
        return left.packId != right.packId ? left.packId < right.packId : left.revision > right.revision;
    });
    return packs;
}

Result<QByteArray> loadPackFile(Desk &desk, const std::optional<PackRecordId> &id)
{
    if (!id)
        return sop::shippedPackFile();
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare("SELECT hash, parts, (SELECT count(*) FROM sop_pack_part WHERE pack = p.id) "
                                      "FROM sop_pack p WHERE id = ?1"));
    select.bind(1, *id);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return Error(Errc::UnknownRecord);
    if (select.integer(1) != select.integer(2))
        return Error(Errc::SopStillComing, {{"here", select.integer(2)}, {"parts", select.integer(1)}});
    const auto blob = select.blob(0);
    const base::Bytes hash(blob.begin(), blob.end());
    return joinPackParts(desk, *id, hash);
}

Result<PackInUse> loadPack(Desk &desk, const std::optional<PackRecordId> &id)
{
    if (!id)
        return shipped();
    // A revision is never changed, and each list asks for one several times. Of this thread: two vaults share nothing.
    static thread_local std::map<PackRecordId, std::shared_ptr<const sop::Pack>> read;
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT 1 FROM sop_pack WHERE id = ?1"));
    find.bind(1, *id);
    INDARO_TRY_ASSIGN(const bool isHere, find.step());
    if (const auto kept = read.find(*id); isHere && kept != read.end())
        return PackInUse{kept->second, id};
    INDARO_TRY_ASSIGN(const QByteArray file, loadPackFile(desk, id));
    INDARO_TRY_ASSIGN(sop::PackReading reading, sop::readPack(file));
    return PackInUse{read[*id] = std::make_shared<const sop::Pack>(std::move(reading.pack)), id};
}

Result<PackInUse> loadShippedPack(Desk &desk, const QString &packId, int revision)
{
    if (packId.isEmpty() || (packId == shipped().pack->id && revision == shipped().pack->revision))
        return shipped();
    if (auto earlier = earlierShipped(revision); earlier != nullptr && earlier->id == packId)
        return PackInUse{std::move(earlier), {}};
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id FROM sop_pack WHERE pack_id = ?1 AND revision = ?2"));
    select.bind(1, packId.toStdString());
    select.bind(2, static_cast<std::int64_t>(revision));
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (const auto id = found ? select.id<sync::RecordTag>(0) : std::nullopt)
        return loadPack(desk, id);
    return Error(Errc::SopPackTooNew, {{"revision", std::int64_t{revision}}});
}

Result<PackRecordId> keepShippedPack(Desk &desk)
{
    // Every laptop with this program makes the same records: whoever is first, they are one.
    const QByteArray file = sop::shippedPackFile();
    const crypto::Digest hash = crypto::hash(packBytes(file));
    const std::string digits = base::toHex(base::ByteView(hash.data(), hash.size()));
    const PackRecordId id = sync::derivedId({"sop_pack", digits});
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::sop_pack::Table, id}));
    if (isThere)
        return id;
    const sync::ChangeLog::GateLift lift(desk.log); // nobody decided anything: it came with the program
    INDARO_TRY(desk.log.birth({fields::sop_pack::Table, id}, packValues(file, *shipped().pack, "shipped")));
    INDARO_TRY(bearParts(desk, file, id, [&](qint64 part) {
        return sync::derivedId({"sop_pack_part", digits, std::to_string(part)});
    }));
    return id;
}

Result<PackInUse> newestPack(Desk &desk)
{
    // A house that took in a pack of another name follows that one: it was the later decision. Of one pack the greater
    // revision, whatever two clocks say. What only came with a program was nobody's decision.
    PackInUse best = shipped();
    bool isOursDecided = false; // the house took in a revision of the very pack that ships
    INDARO_TRY_ASSIGN(
        auto select,
        desk.db.prepare("SELECT id, standing = 'shipped' FROM sop_pack p WHERE parts = (SELECT count(*) FROM sop_pack_part "
                        "WHERE pack = p.id) AND hash IS NOT NULL ORDER BY standing = 'shipped', (SELECT max(taken_at) FROM "
                        "sop_pack q WHERE q.pack_id = p.pack_id) DESC, revision DESC, id"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return best;
        const bool isShipped = select.integer(1) != 0;
        const auto pack = loadPack(desk, select.id<sync::RecordTag>(0));
        if (!pack && isPackUnreadable(pack.error().code))
            continue;
        if (!pack)
            return pack.error();
        const bool isOurs = pack->pack->id == shipped().pack->id;
        if (!isShipped && !isOurs && !isOursDecided)
            return pack;
        isOursDecided = isOursDecided || (!isShipped && isOurs);
        // A program that is newer than the pack the house took in may bring a newer revision of the same.
        if (isOurs && pack->pack->revision > best.pack->revision)
            best = *pack;
    }
}

bool isPackUnreadable(Errc code) noexcept
{
    return code == Errc::SopStillComing || code == Errc::SopPackTooNew || code == Errc::SopPackDamaged;
}

} // namespace indaro::casework
