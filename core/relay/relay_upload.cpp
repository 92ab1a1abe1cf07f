// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/relay.h"

#include <algorithm>
#include <set>

namespace indaro::relay {

using base::Errc;
using base::Error;
using wire::ItemStatus;

/// One upload under the shelter's lock: judges each envelope, gathers what is accepted, and writes it stream
/// by stream.
class Intake
{
public:
    Intake(const Relay &relay, RelayWork &work, const ShelterId &shelter, wire::RosterState roster)
        : m_relay(relay), m_work(work), m_shelter(shelter), m_roster(std::move(roster))
    {
    }

    base::Result<void> begin()
    {
        INDARO_TRY_ASSIGN(m_streams, m_work.streams(m_shelter));
        INDARO_TRY_ASSIGN(const auto row, m_work.shelter(m_shelter));
        m_row = row.value_or(ShelterRow());
        return {};
    }

    base::Result<ItemStatus> take(base::ByteView bytes)
    {
        const auto parsed = wire::parseEnvelope(bytes);
        if (!parsed)
            return parsed.error().code == Errc::WireTooLarge ? ItemStatus::TooLarge : ItemStatus::Damaged;
        const wire::EnvelopeView &envelope = parsed.value();
        if (envelope.header.shelter != m_shelter)
            return ItemStatus::WrongShelter;
        if (envelope.header.type != wire::EnvelopeType::Operations)
            return ItemStatus::WrongType;
        if (envelope.header.stream == wire::Stream::House && !m_relay.m_policy.takesHouse)
            return ItemStatus::HouseRefused;
        const auto *device = m_roster.device(envelope.header.device);
        if (device == nullptr)
            return ItemStatus::UnknownDevice;
        if (!wire::verifyEnvelope(envelope, device->signKey))
            return ItemStatus::BadSignature;
        return place(envelope, *device);
    }

    /// Writes what was gathered. After it receipts() may be made, and only after the commit may they leave.
    base::Result<void> flush()
    {
        for (const auto &[key, pending] : m_pending)
            INDARO_TRY(m_work.append(m_shelter, key, pending));
        return {};
    }

    [[nodiscard]] std::vector<base::Bytes> receipts() const
    {
        std::vector<base::Bytes> out;
        for (const StreamKey &key : m_touched) {
            const auto at = m_streams.find(key);
            if (at != m_streams.end())
                out.push_back(wire::signReceipt(
                    {m_shelter, key, at->second.number, at->second.hash, m_row.total, m_relay.m_clock->nowUtc()},
                    m_relay.m_keys));
        }
        return out;
    }

    [[nodiscard]] bool hasChanged() const { return m_hasChanged; }

private:
    base::Result<ItemStatus> place(const wire::EnvelopeView &envelope, const wire::RosterDevice &device)
    {
        const StreamKey key = envelope.key();
        const std::uint64_t number = envelope.header.number;
        if (device.isRevoked) {
            const auto cut = std::find_if(device.cuts.begin(), device.cuts.end(),
                                          [&](const wire::Cut &c) { return c.stream == key.stream; });
            if (cut == device.cuts.end() || number > cut->number)
                return quarantine(envelope, ItemStatus::Quarantined);
            if (number == cut->number && cut->hash != envelope.hash)
                return quarantine(envelope, ItemStatus::Fork);
        }
        const auto at = m_streams.find(key);
        const std::uint64_t newest = at == m_streams.end() ? 0 : at->second.number;
        if (number <= newest) {
            INDARO_TRY_ASSIGN(const auto hash, hashOf(key, number));
            if (hash != envelope.hash)
                return quarantine(envelope, ItemStatus::Fork);
            m_touched.insert(key);
            return ItemStatus::AlreadyThere;
        }
        if (number > newest + 1)
            return ItemStatus::Gap;
        if (newest > 0 && at->second.hash != envelope.header.prev)
            return quarantine(envelope, ItemStatus::ChainBroken);
        if (m_row.bytes + envelope.whole.size() > m_relay.m_policy.bytes)
            return ItemStatus::QuotaFull;
        m_row.bytes += envelope.whole.size();
        ++m_row.total;
        m_pending[key].push_back({number, envelope.hash, envelope.whole});
        const std::uint64_t dropped = at == m_streams.end() ? 0 : at->second.dropped;
        m_streams.insert_or_assign(key, StreamRow{number, envelope.hash, dropped});
        m_touched.insert(key);
        m_hasChanged = true;
        return ItemStatus::Stored;
    }

    base::Result<std::optional<crypto::Digest>> hashOf(const StreamKey &key, std::uint64_t number)
    {
        const auto pending = m_pending.find(key);
        if (pending != m_pending.end() && number >= pending->second.front().number)
            return std::optional(pending->second[number - pending->second.front().number].hash);
        return m_work.envelopeHash(m_shelter, key, number);
    }

    /// Kept as evidence or for a human, as long as there is room; the verdict is the same without.
    base::Result<ItemStatus> quarantine(const wire::EnvelopeView &envelope, ItemStatus reason)
    {
        if (m_row.quarantineBytes + envelope.whole.size() > m_relay.m_policy.quarantineBytes)
            return reason == ItemStatus::Quarantined ? ItemStatus::QuotaFull : reason;
        m_row.quarantineBytes += envelope.whole.size();
        m_hasChanged = true;
        INDARO_TRY(m_work.addQuarantined(
            m_shelter, envelope.hash, {reason, {envelope.whole.begin(), envelope.whole.end()}, m_relay.m_clock->nowUtc()}));
        return reason;
    }

    const Relay &m_relay;
    RelayWork &m_work;
    ShelterId m_shelter;
    wire::RosterState m_roster;
    ShelterRow m_row;
    std::map<StreamKey, StreamRow> m_streams;
    std::map<StreamKey, std::vector<NewEnvelope>> m_pending;
    std::set<StreamKey> m_touched;
    bool m_hasChanged = false;
};

base::Result<wire::UploadAnswer> Relay::upload(const Caller &caller, base::ByteView body)
{
    if (caller.role != Role::Device || !caller.shelter)
        return Error(Errc::AccessRefused);
    if (body.size() > wire::MaxUpload)
        return Error(Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(body.size())}});
    const auto cut = wire::cutEnvelopes(body);
    if (cut.envelopes.size() >= wire::MaxUploadItems)
        return Error(Errc::WireTooLarge, {{"entries", static_cast<std::int64_t>(cut.envelopes.size())}});
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const auto chain, chainOf(*work, *caller.shelter));
    Intake intake(*this, *work, *caller.shelter, chain->state());
    INDARO_TRY(intake.begin());
    wire::UploadAnswer answer;
    for (const base::ByteView envelope : cut.envelopes) {
        INDARO_TRY_ASSIGN(const auto status, intake.take(envelope));
        answer.items.push_back(status);
    }
    if (!cut.rest.empty())
        answer.items.push_back(ItemStatus::Damaged);
    if (intake.hasChanged()) {
        INDARO_TRY(intake.flush());
        INDARO_TRY(work->commit());
    }
    if (!caller.isRevoked)
        answer.receipts = intake.receipts();
    return answer;
}

} // namespace indaro::relay
