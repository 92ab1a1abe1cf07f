// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/house.h"
#include "core/wire/invitation.h"
#include "core/wire/roster_rules.h"
#include "core/wire/snapshot_manifest.h"
#include "tests/core/wire/vectors.h"
#include "tests/support/fakes.h"

namespace indaro::tests {

namespace {

using namespace wire;

QByteArray toArray(base::ByteView bytes)
{
    return QByteArray(reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size()));
}

/// Makes the originals, then spoils each in every way that has a name.
class Maker
{
public:
    VectorSet make()
    {
        makeKeys();
        envelopes();
        resignedEnvelopes();
        receipts();
        haveStatements();
        manifests();
        rosters();
        bodies();
        joins();
        houseMessages();
        wishes();
        return m_set;
    }

private:
    base::Bytes bytes(std::size_t size)
    {
        base::Bytes out(size);
        m_random.fill(out);
        return out;
    }
    template <std::size_t N> std::array<std::byte, N> array()
    {
        std::array<std::byte, N> out{};
        m_random.fill(out);
        return out;
    }
    crypto::SignKeyPair signKeys(const QString &name)
    {
        auto pair = crypto::signKeyPairFromSeed(base::SecretBytes::copyOf(bytes(32))).value();
        m_set.keys[name] = toArray(pair.publicKey);
        return pair;
    }
    void makeKeys()
    {
        m_device = signKeys(QStringLiteral("device"));
        m_other = signKeys(QStringLiteral("other"));
        m_server = signKeys(QStringLiteral("server"));
        for (int i = 0; i < 4; ++i) {
            m_epoch[static_cast<std::size_t>(i)] = base::SecretBytes::copyOf(bytes(32));
            m_set.keys[QStringLiteral("epoch%1").arg(i)] = toArray(m_epoch[static_cast<std::size_t>(i)].view());
        }
        m_set.keys[QStringLiteral("wrong")] = toArray(bytes(32));
    }

    void add(Vector vector)
    {
        vector.expect = judge(vector, m_set.keys);
        m_set.vectors.push_back(std::move(vector));
    }
    Vector original(const char *kind, const QString &name, base::Bytes content, const char *signKey = "")
    {
        Vector vector;
        vector.kind = QString::fromLatin1(kind);
        vector.name = name;
        vector.bytes = std::move(content);
        vector.signKey = QString::fromLatin1(signKey);
        return vector;
    }
    /// Must be accepted.
    Vector good(Vector vector)
    {
        add(vector);
        INDARO_CHECK(m_set.vectors.back().expect.startsWith(QStringLiteral("ok ")));
        return m_set.vectors.back();
    }
    /// Must be refused.
    void bad(const Vector &from, const QString &how, const std::function<void(Vector &)> &spoil)
    {
        Vector vector = from;
        vector.base = from.name;
        vector.name = from.name + QStringLiteral(", ") + how;
        spoil(vector);
        if (vector.keep >= 0)
            vector.bytes.resize(static_cast<std::size_t>(vector.keep));
        for (const auto &[offset, edit] : vector.edits)
            std::memcpy(vector.bytes.data() + offset, edit.constData(), static_cast<std::size_t>(edit.size()));
        const auto *more = reinterpret_cast<const std::byte *>(vector.append.constData());
        vector.bytes.insert(vector.bytes.end(), more, more + vector.append.size());
        add(vector);
        INDARO_CHECK(!m_set.vectors.back().expect.startsWith(QStringLiteral("ok ")));
    }
    void set(const Vector &from, const QString &how, std::size_t offset, base::ByteView value)
    {
        bad(from, how, [&](Vector &v) { v.edits.push_back({static_cast<qsizetype>(offset), toArray(value)}); });
    }
    void set8(const Vector &from, const QString &how, std::size_t offset, std::uint8_t value)
    {
        set(from, how, offset, std::array{static_cast<std::byte>(value)});
    }
    void set32(const Vector &from, const QString &how, std::size_t offset, std::uint32_t value)
    {
        base::ByteWriter out;
        out.u32(value);
        set(from, how, offset, out.bytes());
    }
    void set64(const Vector &from, const QString &how, std::size_t offset, std::uint64_t value)
    {
        base::ByteWriter out;
        out.u64(value);
        set(from, how, offset, out.bytes());
    }
    void flip(const Vector &from, std::size_t offset)
    {
        set8(from, QStringLiteral("byte %1 flipped").arg(offset), offset,
             std::to_integer<std::uint8_t>(from.bytes[offset] ^ std::byte{1}));
    }
    void flipAll(const Vector &from, std::size_t begin, std::size_t end, std::size_t step = 1)
    {
        for (std::size_t at = begin; at < end; at += step)
            flip(from, at);
    }
    void cut(const Vector &from, std::size_t keep)
    {
        bad(from, QStringLiteral("cut to %1").arg(keep), [&](Vector &v) { v.keep = static_cast<qsizetype>(keep); });
    }
    void lengthen(const Vector &from)
    {
        bad(from, QStringLiteral("one byte more"), [](Vector &v) { v.append = QByteArray(1, '\0'); });
    }
    void signedByAnother(const Vector &from)
    {
        bad(from, QStringLiteral("checked with another key"), [](Vector &v) { v.signKey = QStringLiteral("other"); });
    }

    base::Bytes seal(EnvelopeType type, Stream stream, std::uint64_t number, const std::vector<std::size_t> &sizes)
    {
        std::vector<base::Bytes> plains;
        std::vector<SectionToSeal> sections;
        for (const std::size_t size : sizes)
            plains.push_back(bytes(size));
        for (std::size_t i = 0; i < sizes.size(); ++i)
            sections.push_back({static_cast<Group>(i), &m_epoch[i], plains[i]});
        const EnvelopeHeader header{type,       stream, m_shelter,
                                    m_deviceId, number, number == 1 ? crypto::Digest{} : array<32>()};
        return sealEnvelope(header, sections, m_device, array<24>()).value();
    }
    Vector envelope(const char *name, base::Bytes content, int keys)
    {
        Vector vector = original("envelope", QString::fromLatin1(name), std::move(content), "device");
        for (int i = 0; i < keys; ++i)
            vector.openKeys << QStringLiteral("epoch%1").arg(i);
        return good(vector);
    }

    void envelopes()
    {
        const Vector small =
            envelope("envelope of one section", seal(EnvelopeType::Operations, Stream::General, 1, {10}), 1);
        const Vector four =
            envelope("envelope of four sections", seal(EnvelopeType::Operations, Stream::House, 7, {300, 0, 255, 256}), 4);
        envelope("envelope read without the keys of two compartments",
                 seal(EnvelopeType::Operations, Stream::General, 2, {40, 40, 40}), 1);
        envelope("snapshot part", seal(EnvelopeType::Snapshot, Stream::General, 3, {1000}), 1);
        for (const std::size_t size : {254U, 255U, 256U, 287U, 511U, 512U, 1023U, 4095U})
            envelope(QStringLiteral("section of %1 bytes").arg(size).toLatin1().constData(),
                     seal(EnvelopeType::Operations, Stream::General, 1, {size}), 1);
        flipAll(small, 0, EnvelopeHeaderSize + SectionEntrySize);
        flipAll(small, EnvelopeHeaderSize + SectionEntrySize, small.bytes.size(), 16);
        flipAll(four, EnvelopeHeaderSize, EnvelopeHeaderSize + 4 * SectionEntrySize, 5);
        flipAll(four, EnvelopeHeaderSize + 4 * SectionEntrySize, four.bytes.size(), 97);
        for (const std::size_t keep : {0U, 1U, 4U, 5U, 8U, 107U, 108U, 109U, 144U, 145U, 146U})
            cut(small, keep);
        cut(small, small.bytes.size() - 1);
        cut(small, small.bytes.size() - SignatureSize);
        lengthen(small);
        signedByAnother(small);
        const std::size_t length = EnvelopeHeaderSize + 33;
        for (const std::uint32_t lie : {0U, 1U, 171U, 271U, 273U, 0x7fffffffU, 0x80000000U, 0xffffffffU}) {
            set32(small, QStringLiteral("total says %1").arg(lie), 104, lie);
            set32(small, QStringLiteral("section says %1").arg(lie), length, lie);
        }
        for (const std::uint8_t value : std::array<std::uint8_t, 3>{0, 2, 255})
            set8(small, QStringLiteral("version %1").arg(value), 4, value);
        for (const std::uint8_t value : std::array<std::uint8_t, 4>{0, 2, 3, 255})
            set8(small, QStringLiteral("type %1").arg(value), 5, value);
        for (const std::uint8_t value : std::array<std::uint8_t, 5>{0, 2, 4, 5, 255})
            set8(small, QStringLiteral("%1 sections").arg(value), 7, value);
        for (const std::uint64_t value : {std::uint64_t{0}, std::uint64_t{2}, MaxNumber, MaxNumber + 1, ~std::uint64_t{0}})
            set64(small, QStringLiteral("number %1").arg(value), 40, value);
        bad(small, QStringLiteral("opened with another key"), [](Vector &v) { v.openKeys = {QStringLiteral("wrong")}; });
        bad(four, QStringLiteral("opened with the keys of two compartments swapped"), [](Vector &v) {
            v.openKeys = {QStringLiteral("epoch1"), QStringLiteral("epoch0")};
        });
        m_envelope = small.bytes;
        m_second = four.bytes;
    }

    /// A device of the shelter itself signs something wrong: only what is inside can tell.
    void resigned(const char *name, const std::function<void(base::Bytes &)> &change)
    {
        base::Bytes content = m_second;
        content.resize(content.size() - SignatureSize);
        change(content);
        const auto signature = crypto::sign(m_device, EnvelopeContext, crypto::hash(content));
        content.insert(content.end(), signature.begin(), signature.end());
        Vector vector = original("envelope", QString::fromLatin1(name), std::move(content), "device");
        for (int i = 0; i < 4; ++i)
            vector.openKeys << QStringLiteral("epoch%1").arg(i);
        add(vector);
        INDARO_CHECK(!m_set.vectors.back().expect.startsWith(QStringLiteral("ok ")));
    }
    void resignedEnvelopes()
    {
        const auto swapFirst = [](base::Bytes &content, std::size_t at) { content[at] ^= std::byte{1}; };
        resigned("signed anew as another type", [](base::Bytes &c) { c[5] = std::byte{2}; });
        resigned("signed anew for the other stream", [](base::Bytes &c) { c[6] = std::byte{0}; });
        resigned("signed anew for another shelter", [&](base::Bytes &c) { swapFirst(c, 8); });
        resigned("signed anew for another device", [&](base::Bytes &c) { swapFirst(c, 24); });
        resigned("signed anew with another number", [&](base::Bytes &c) { swapFirst(c, 41); });
        resigned("signed anew with another prev", [&](base::Bytes &c) { swapFirst(c, 48); });
        resigned("signed anew with another nonce", [&](base::Bytes &c) { swapFirst(c, 80); });
        resigned("signed anew with another key id", [&](base::Bytes &c) { swapFirst(c, EnvelopeHeaderSize + 1); });
        resigned("signed anew with the groups out of order", [](base::Bytes &c) {
            std::swap(c[EnvelopeHeaderSize + SectionEntrySize], c[EnvelopeHeaderSize + 2 * SectionEntrySize]);
        });
        resigned("signed anew without group 0", [](base::Bytes &c) { c[EnvelopeHeaderSize] = std::byte{1}; });
        resigned("signed anew with a fifth group",
                 [](base::Bytes &c) { c[EnvelopeHeaderSize + 3 * SectionEntrySize] = std::byte{4}; });
        resigned("signed anew with one key for two groups", [](base::Bytes &c) {
            std::copy_n(c.begin() + EnvelopeHeaderSize + 1, 32, c.begin() + EnvelopeHeaderSize + SectionEntrySize + 1);
        });
        resigned("signed anew with two sections exchanged", [](base::Bytes &c) {
            const auto start = c.begin() + EnvelopeHeaderSize + 4 * SectionEntrySize;
            std::swap_ranges(start, start + 272, start + 320);
        });
        base::Bytes twisted = m_second;
        twisted.resize(twisted.size() - SignatureSize);
        const auto wrong = crypto::sign(m_device, ReceiptContext, crypto::hash(twisted));
        twisted.insert(twisted.end(), wrong.begin(), wrong.end());
        add(original("envelope", QStringLiteral("envelope signed under the receipt's context"), twisted, "device"));
        damagedPadding();
    }
    /// A writer of the shelter that pads wrongly: sealed and signed well, refused all the same.
    void damagedPadding()
    {
        const std::array<std::pair<const char *, std::function<void(base::Bytes &)>>, 4> ways{
            {{"padding without its mark", [](base::Bytes &p) { std::fill(p.begin(), p.end(), std::byte{0}); }},
             {"padding with another mark", [](base::Bytes &p) { p.back() = std::byte{1}; }},
             {"padding not empty", [](base::Bytes &p) { p[p.size() - 1] = std::byte{7}; }},
             {"padding of a size nobody writes", [](base::Bytes &p) {
                  p.assign(301, std::byte{0});
                  p[10] = std::byte{0x80};
              }}}};
        for (const auto &[name, spoil] : ways) {
            base::Bytes plain(256, std::byte{0});
            plain[10] = std::byte{0x80};
            spoil(plain);
            base::ByteWriter out;
            out.raw(base::ByteView(m_envelope).first(104));
            const std::size_t total = EnvelopeHeaderSize + SectionEntrySize + plain.size() + 16 + SignatureSize;
            out.u32(static_cast<std::uint32_t>(total));
            out.u8(0);
            out.raw(keyIdOf(m_epoch[0]));
            out.u32(static_cast<std::uint32_t>(plain.size() + 16));
            base::Bytes associated = out.bytes();
            associated.push_back(std::byte{0});
            crypto::AeadNonce nonce{};
            std::copy_n(m_envelope.begin() + 80, 24, nonce.begin());
            out.raw(crypto::sealAeadDetached(m_epoch[0], nonce, plain, associated));
            out.raw(crypto::sign(m_device, EnvelopeContext, crypto::hash(out.bytes())));
            Vector vector = original("envelope", QString::fromLatin1(name), std::move(out).take(), "device");
            vector.openKeys << QStringLiteral("epoch0");
            add(vector);
            INDARO_CHECK(m_set.vectors.back().expect == QStringLiteral("WireDamaged"));
        }
    }

    void receipts()
    {
        const Receipt receipt{m_shelter, {m_deviceId, Stream::General}, 9, array<32>(), 1234, 1'795'478'400'000};
        const Vector from = good(original("receipt", QStringLiteral("receipt"), signReceipt(receipt, m_server), "server"));
        m_receipt = from.bytes;
        flipAll(from, 0, ReceiptSize, 2);
        cut(from, 0);
        cut(from, ReceiptSize - 1);
        lengthen(from);
        signedByAnother(from);
        set8(from, QStringLiteral("stream 2"), 37, 2);
        set64(from, QStringLiteral("number 0"), 38, 0);
        Vector wrong = from;
        wrong.name = QStringLiteral("receipt signed under another context");
        const auto signature = crypto::sign(m_server, HaveContext, base::ByteView(wrong.bytes).first(ReceiptSize - 64));
        std::copy(signature.begin(), signature.end(), wrong.bytes.end() - 64);
        add(wrong);
    }

    void haveStatements()
    {
        const HaveStatement statement{m_shelter,
                                      m_deviceId,
                                      1'795'478'400'000,
                                      {{{m_deviceId, Stream::General}, 127, array<16>()},
                                       {{m_deviceId, Stream::House}, 128, array<16>()},
                                       {{m_later, Stream::General}, MaxNumber, array<16>()}}};
        const Vector from =
            good(original("have", QStringLiteral("have statement"), signHaveStatement(statement, m_device), "device"));
        good(original("have", QStringLiteral("have statement of nothing"),
                      signHaveStatement({m_shelter, m_deviceId, 0, {}}, m_device), "device"));
        flipAll(from, 0, from.bytes.size(), 3);
        for (const std::size_t keep : {0U, 44U, 45U, 46U, 47U, 63U, 65U, 100U})
            cut(from, keep);
        cut(from, from.bytes.size() - 1);
        lengthen(from);
        signedByAnother(from);
        set8(from, QStringLiteral("count says 2"), 45, 2);
        set8(from, QStringLiteral("count says 4"), 45, 4);
        set(from, QStringLiteral("count says 65535"), 45, std::array{std::byte{255}, std::byte{255}});
        set8(from, QStringLiteral("stream 2"), 63, 2);
        set8(from, QStringLiteral("number in a longer form"), 64, 0x80);
    }

    void manifests()
    {
        const SnapshotManifest manifest{m_shelter,
                                        m_deviceId,
                                        3,
                                        Stream::General,
                                        1'795'478'400'000,
                                        {{{m_deviceId, Stream::General}, 40}, {{m_later, Stream::General}, 300}},
                                        {{array<32>(), 262144}, {array<32>(), 1000}}};
        const Vector from = good(
            original("manifest", QStringLiteral("snapshot manifest"), signSnapshotManifest(manifest, m_device), "device"));
        m_manifest = from.bytes;
        flipAll(from, 0, from.bytes.size(), 5);
        for (const std::size_t keep : {0U, 5U, 53U, 55U, 80U, 95U, 97U, 120U})
            cut(from, keep);
        lengthen(from);
        signedByAnother(from);
        set64(from, QStringLiteral("snapshot 0"), 37, 0);
    }

    RosterBlock rosterBlock()
    {
        RosterBlock block{m_shelter, 1, {}, m_deviceId, m_user, 1'795'478'400'000, {}};
        block.state.devices.push_back({m_deviceId, m_device.publicKey, array<32>(), AllGroups, true, false, {}});
        block.state.users.push_back({m_user, rights::All, AllGroups});
        for (Group group = 0; group < GroupCount; ++group)
            block.state.epochs.push_back({group,
                                          1,
                                          keyIdOf(m_epoch[group]),
                                          {{m_deviceId, array<SealedKeySize>()}},
                                          RosterEpoch::ForRecovery{array<32>(), array<SealedKeySize>()}});
        block.state.recoveryKey = array<32>();
        block.state.servers.push_back({m_server.publicKey, "https://sync.example.org"});
        return block;
    }
    void rosters()
    {
        const RosterBlock genesis = rosterBlock();
        const auto first = signRosterBlock(genesis, m_device).value();
        const Vector from = good(original("roster", QStringLiteral("first roster block"), first.bytes, "device"));
        RosterBlock next = genesis;
        next.seq = 5;
        next.parents = {array<32>(), array<32>()};
        std::sort(next.parents.begin(), next.parents.end());
        next.state.devices.push_back({m_later,
                                      m_other.publicKey,
                                      array<32>(),
                                      3,
                                      false,
                                      true,
                                      {{Stream::General, 12, array<32>()}, {Stream::House, 1, array<32>()}}});
        next.state.recoveryKey.reset();
        next.state.epochs[1].recovery.reset();
        next.state.epochs[2].devices.clear();
        const Vector merge = good(original("roster", QStringLiteral("roster block of two parents"),
                                           signRosterBlock(next, m_device).value().bytes, "device"));
        flipAll(from, 0, from.bytes.size(), 7);
        flipAll(merge, 0, merge.bytes.size(), 13);
        for (std::size_t keep = 0; keep < from.bytes.size(); keep += 61)
            cut(from, keep);
        lengthen(from);
        signedByAnother(from);
        set(from, QStringLiteral("devices say 65535"), 70, std::array{std::byte{255}, std::byte{255}});
        set(from, QStringLiteral("devices say 200"), 70, std::array{std::byte{200}, std::byte{0}});
        set8(from, QStringLiteral("three parents"), 29, 3);
        m_genesis = first.bytes;
    }

    void bodies()
    {
        const HaveVector have{
            {{m_deviceId, Stream::General}, 5}, {{m_deviceId, Stream::House}, 1}, {{m_later, Stream::General}, 70000}};
        const Vector request = good(
            original("sync-request", QStringLiteral("sync request"), encodeSyncRequest({1 << 20, {array<16>()}, have})));
        good(original("sync-request", QStringLiteral("first sync request"), encodeSyncRequest({65536, {}, {}})));
        for (std::size_t keep = 0; keep < request.bytes.size(); keep += 5)
            cut(request, keep);
        lengthen(request);
        set8(request, QStringLiteral("nine heads"), 5, 9);
        set8(request, QStringLiteral("version 2"), 0, 2);

        SyncAnswerHead head{true, false, 2, have, {m_genesis}, 2};
        base::Bytes body = encodeSyncAnswerHead(head, {});
        body.insert(body.end(), m_envelope.begin(), m_envelope.end());
        body.insert(body.end(), m_second.begin(), m_second.end());
        Vector vector = original("sync-answer", QStringLiteral("sync answer"), body);
        base::ByteWriter nothing;
        encodeHaveVector(nothing, {});
        vector.asked = nothing.bytes();
        const Vector answer = good(vector);
        base::ByteWriter asked;
        encodeHaveVector(asked, have);
        Vector same = original("sync-answer", QStringLiteral("sync answer with nothing new"),
                               encodeSyncAnswerHead({false, false, 0, have, {}, 0}, have));
        same.asked = asked.bytes();
        good(same);
        for (std::size_t keep = 0; keep < answer.bytes.size(); keep += 203)
            cut(answer, keep);
        lengthen(answer);
        set8(answer, QStringLiteral("flag 8"), 1, 8);
        set32(answer, QStringLiteral("announces 3 envelopes"), 4, 3);
        set32(answer, QStringLiteral("announces 1 envelope"), 4, 1);
        set32(answer, QStringLiteral("head says 4 GB"), 8, 0xffffffffU);

        const Vector upload = good(
            original("upload-answer", QStringLiteral("upload answer"),
                     encodeUploadAnswer({{ItemStatus::Stored, ItemStatus::Fork, ItemStatus::Quarantined}, {m_receipt}})));
        for (const std::size_t keep : {0U, 2U, 4U, 7U, 100U})
            cut(upload, keep);
        lengthen(upload);
        set8(upload, QStringLiteral("unknown status"), 3, ItemStatusCount);
        set(upload, QStringLiteral("says 65535 items"), 1, std::array{std::byte{255}, std::byte{255}});

        const Vector blocks =
            good(original("roster-blocks", QStringLiteral("roster blocks"), encodeRosterBlocks(std::array{m_genesis})));
        for (const std::size_t keep : {0U, 2U, 6U, 100U})
            cut(blocks, keep);
        lengthen(blocks);
        set32(blocks, QStringLiteral("block says 4 GB"), 3, 0xffffffffU);
        set(blocks, QStringLiteral("says 65535 blocks"), 1, std::array{std::byte{255}, std::byte{255}});
    }

    void houseMessages()
    {
        const Vector offer = good(original("house-offer", QStringLiteral("house offer"),
                                           signHouseOffer({m_deviceId, array<32>()}, m_device), "device"));
        flipAll(offer, 0, offer.bytes.size(), 3);
        for (const std::size_t keep : {0U, 4U, 5U, 21U, 53U, 100U, 116U})
            cut(offer, keep);
        lengthen(offer);
        signedByAnother(offer);
        set8(offer, QStringLiteral("version 2"), 4, 2);
        set8(offer, QStringLiteral("version 0"), 4, 0);
        const Vector visit =
            good(original("house-visit", QStringLiteral("house visit"),
                          signHouseVisit({m_shelter, m_deviceId, array<32>(), {m_genesis}}, m_device), "device"));
        good(original("house-visit", QStringLiteral("house visit without blocks"),
                      signHouseVisit({m_shelter, m_deviceId, array<32>(), {}}, m_device), "device"));
        flipAll(visit, 0, 75, 3);
        flipAll(visit, 75, visit.bytes.size(), 101);
        for (const std::size_t keep : {0U, 5U, 21U, 37U, 69U, 71U, 75U, 120U})
            cut(visit, keep);
        lengthen(visit);
        signedByAnother(visit);
        set8(visit, QStringLiteral("version 2"), 4, 2);
        set(visit, QStringLiteral("says 65535 blocks"), 69, std::array{std::byte{255}, std::byte{255}});
        set32(visit, QStringLiteral("block says 4 GB"), 71, 0xffffffffU);
    }

    /// Requests and answers of version 2.
    void wishes()
    {
        const HaveVector have{{{m_deviceId, Stream::General}, 5}};
        for (const auto &[name, snapshot, goesOn] :
             {std::tuple("snapshot", true, false), std::tuple("going on", false, true), std::tuple("both", true, true)})
            good(original("sync-request", QStringLiteral("sync request that wishes for ") + QString::fromUtf8(name),
                          encodeSyncRequest({1 << 20, {array<16>()}, have, snapshot, goesOn})));
        const Vector request = original("sync-request", QStringLiteral("sync request of version 2"),
                                        encodeSyncRequest({1 << 20, {array<16>()}, have, true, true}));
        good(request);
        for (std::size_t keep = 0; keep < request.bytes.size(); keep += 5)
            cut(request, keep);
        lengthen(request);
        set8(request, QStringLiteral("no wish"), 1, 0);
        set8(request, QStringLiteral("a wish of later"), 1, 4);
        set8(request, QStringLiteral("version 3"), 0, 3);

        SyncAnswerHead head{
            false, false, 0, have, {}, 1, true, KeptUpload{{m_later, Stream::General}, 3, 1000, array<16>()}, m_manifest, 2};
        base::Bytes body = encodeSyncAnswerHead(head, {});
        for (const auto &one : {m_envelope, m_second, m_envelope})
            body.insert(body.end(), one.begin(), one.end());
        base::ByteWriter nothing;
        encodeHaveVector(nothing, {});
        Vector vector = original("sync-answer", QStringLiteral("sync answer with all of version 2"), body);
        vector.asked = nothing.bytes();
        const Vector answer = good(vector);
        for (std::size_t keep = 0; keep < answer.bytes.size(); keep += 203)
            cut(answer, keep);
        lengthen(answer);
        set8(answer, QStringLiteral("version 1"), 0, 1);
        set8(answer, QStringLiteral("only old flags"), 1, 0);
        set8(answer, QStringLiteral("flag 64"), 1, 64 + 8 + 16 + 32);
        set32(answer, QStringLiteral("announces 3 envelopes"), 4, 3);
        // Behind the head's own twelve bytes: the vector of one entry, no blocks, then what was kept.
        constexpr std::size_t Kept = 12 + 2 + 18 + 2;
        set8(answer, QStringLiteral("kept of a third stream"), Kept + 16, 2);
        set(answer, QStringLiteral("kept of number 0"), Kept + 17, std::array<std::byte, 8>{});
        set32(answer, QStringLiteral("kept nothing"), Kept + 25, 0);
        set32(answer, QStringLiteral("manifest says 4 GB"), Kept + 45, 0xffffffffU);
        Vector known = original("sync-answer", QStringLiteral("sync answer that knows the roster"),
                                encodeSyncAnswerHead({false, false, 0, have, {}, 0, true, {}, {}, 0}, {}));
        known.asked = nothing.bytes();
        good(known);
    }

    void joins()
    {
        const JoinRequest request{"0123456789ABCDEFGHJK", m_shelter, m_deviceId, {m_genesis}};
        const Vector join =
            good(original("join", QStringLiteral("join request"), signJoinRequest(request, m_device), "device"));
        flipAll(join, 0, 70, 3);
        flipAll(join, 70, join.bytes.size(), 101);
        for (const std::size_t keep : {0U, 5U, 25U, 41U, 57U, 59U, 63U, 100U})
            cut(join, keep);
        lengthen(join);
        signedByAnother(join);
        set8(join, QStringLiteral("code with a letter that is none"), 5, 'U');
        set8(join, QStringLiteral("code in small letters"), 15, 'a');
        const Vector answer = good(
            original("join-answer", QStringLiteral("join answer"), encodeJoinAnswer({array<16>(), m_server.publicKey})));
        for (const std::size_t keep : {0U, 1U, 17U, 48U})
            cut(answer, keep);
        lengthen(answer);
        set8(answer, QStringLiteral("version 2"), 0, 2);
    }

    SeededRandom m_random{20261125};
    VectorSet m_set;
    crypto::SignKeyPair m_device;
    crypto::SignKeyPair m_other;
    crypto::SignKeyPair m_server;
    std::array<base::SecretBytes, 4> m_epoch;
    ShelterId m_shelter = ShelterId::make(m_random);
    DeviceId m_deviceId = *DeviceId::fromBytes(base::Bytes(16, std::byte{0x11}));
    DeviceId m_later = *DeviceId::fromBytes(base::Bytes(16, std::byte{0x22}));
    UserId m_user = UserId::make(m_random);
    base::Bytes m_envelope;
    base::Bytes m_second;
    base::Bytes m_receipt;
    base::Bytes m_genesis;
    base::Bytes m_manifest;
};

} // namespace

VectorSet makeVectors()
{
    return Maker().make();
}

} // namespace indaro::tests
