// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/wire/beacon.h"

#include "core/crypto/hash.h"
#include "core/wire/invitation.h"

#include <algorithm>

namespace indaro::wire {

namespace {

using Labels = std::vector<std::string>;

constexpr std::string_view NameContext = "indaro/v1/beacon";
constexpr std::size_t Half = 8; // bytes of a name's random part, and of its tag
constexpr std::uint16_t TypeA = 1, TypePtr = 12, TypeTxt = 16, TypeSrv = 33, TypeAny = 255;
constexpr std::uint16_t ClassIn = 1, ClassMask = 0x7fff, FlushCache = 0x8000;
constexpr std::uint16_t Response = 0x8000, Authoritative = 0x0400, OpcodeMask = 0x7800;
constexpr std::uint32_t Lifetime = 120; // seconds: what RFC 6762 gives to what depends on an address
constexpr std::size_t MaxLabel = 63, MaxName = 255, MaxRecords = 64;

const Labels &service()
{
    static const Labels labels{"_https", "_tcp", "local"};
    return labels;
}

char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool isSame(const Labels &one, const Labels &other)
{
    return std::ranges::equal(
        one, other, [](const std::string &a, const std::string &b) { return std::ranges::equal(a, b, {}, lower, lower); });
}

/// DNS counts in network order.
class Message
{
public:
    void u16(std::uint16_t value)
    {
        m_out.u8(static_cast<std::uint8_t>(value >> 8U));
        m_out.u8(static_cast<std::uint8_t>(value & 0xffU));
    }
    void u32(std::uint32_t value)
    {
        u16(static_cast<std::uint16_t>(value >> 16U));
        u16(static_cast<std::uint16_t>(value & 0xffffU));
    }
    void raw(base::ByteView bytes) { m_out.raw(bytes); }
    void name(const Labels &labels)
    {
        for (const std::string &label : labels) {
            m_out.u8(static_cast<std::uint8_t>(label.size()));
            m_out.raw(base::asBytes(label));
        }
        m_out.u8(0);
    }
    void head(std::uint16_t flags, std::uint16_t questions, std::uint16_t answers)
    {
        for (const std::uint16_t value : {std::uint16_t{0}, flags, questions, answers, std::uint16_t{0}, std::uint16_t{0}})
            u16(value);
    }
    void record(const Labels &owner, std::uint16_t type, std::uint16_t kind, std::uint32_t lifetime, base::ByteView data)
    {
        name(owner);
        u16(type);
        u16(kind);
        u32(lifetime);
        u16(static_cast<std::uint16_t>(data.size()));
        raw(data);
    }
    [[nodiscard]] base::Bytes take() && { return std::move(m_out).take(); }

private:
    base::ByteWriter m_out;
};

/// Reads a message anybody may have sent. After the first thing that does not fit, isValid() is false and everything is
/// zero or empty.
class Reader
{
public:
    explicit Reader(base::ByteView message) : m_all(message) {}
    [[nodiscard]] bool isValid() const { return m_isValid; }

    std::uint16_t u16()
    {
        const auto bytes = take(2);
        return bytes.empty() ? std::uint16_t{0}
                             : static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[0]) << 8U |
                                                          std::to_integer<unsigned>(bytes[1]));
    }
    std::uint32_t u32()
    {
        const std::uint32_t high = u16();
        return high << 16U | u16();
    }
    void skip(std::size_t count) { (void)take(count); }

    Labels name()
    {
        Labels labels;
        std::size_t length = 0;
        std::size_t at = m_at;
        std::size_t end = 0; // of the name where it stands; what it points to lies before
        while (at < m_all.size()) {
            const auto size = std::to_integer<std::size_t>(m_all[at]);
            if (size == 0) {
                m_at = end != 0 ? end : at + 1;
                return labels;
            }
            if ((size & 0xc0U) == 0xc0U) {
                if (at + 1 >= m_all.size())
                    break;
                const std::size_t to = (size & 0x3fU) << 8U | std::to_integer<std::size_t>(m_all[at + 1]);
                end = end != 0 ? end : at + 2;
                if (to >= at) // only ever backwards: no circle
                    break;
                at = to;
                continue;
            }
            length += size + 1;
            if (size > MaxLabel || length > MaxName || at + 1 + size > m_all.size())
                break;
            labels.emplace_back(base::asText(m_all.subspan(at + 1, size)));
            at += 1 + size;
        }
        m_isValid = false;
        return {};
    }

private:
    base::ByteView take(std::size_t count)
    {
        if (!m_isValid || m_all.size() - m_at < count) {
            m_isValid = false;
            return {};
        }
        const auto bytes = m_all.subspan(m_at, count);
        m_at += count;
        return bytes;
    }
    base::ByteView m_all;
    std::size_t m_at = 0;
    bool m_isValid = true;
};

struct Head
{
    bool isResponse = false;
    std::size_t questions = 0, records = 0;
};

/// Nothing: no message for us.
std::optional<Head> readHead(Reader &in)
{
    in.skip(2);
    const std::uint16_t flags = in.u16();
    Head head{(flags & Response) != 0, in.u16(), 0};
    for (int section = 0; section < 3; ++section)
        head.records += in.u16();
    if (!in.isValid() || (flags & OpcodeMask) != 0 || head.questions > MaxRecords || head.records > MaxRecords)
        return std::nullopt;
    return head;
}

std::string tagOf(const ShelterId &shelter, base::ByteView random)
{
    base::ByteWriter out;
    out.text(NameContext);
    out.raw(shelter.bytes());
    out.raw(random);
    return base::toHex(base::ByteView(crypto::hash(out.bytes())).first(Half));
}

/// Of a SRV record, whose data come next.
std::optional<Beacon> readService(Reader &in, const Labels &owner, std::uint32_t lifetime)
{
    in.skip(4); // priority and weight
    const std::uint16_t port = in.u16();
    if (!in.isValid() || owner.empty() || !isSame({owner.begin() + 1, owner.end()}, service()))
        return std::nullopt;
    return Beacon{owner.front(), port, lifetime == 0};
}

} // namespace

std::string makeBeaconName(const ShelterId &shelter)
{
    const Token random = makeToken();
    const auto half = base::ByteView(random).first(Half);
    return base::toHex(half) + tagOf(shelter, half);
}

bool isBeaconOf(const ShelterId &shelter, std::string_view name)
{
    if (name.size() != 4 * Half)
        return false;
    const auto random = base::fromHex(name.substr(0, 2 * Half));
    return random && tagOf(shelter, *random) == name.substr(2 * Half);
}

base::Bytes encodeBeaconQuestion()
{
    Message out;
    out.head(0, 1, 0);
    out.name(service());
    out.u16(TypePtr);
    out.u16(ClassIn);
    return std::move(out).take();
}

bool asksForBeacons(base::ByteView message)
{
    Reader in(message);
    const auto head = readHead(in);
    if (!head || head->isResponse)
        return false;
    for (std::size_t i = 0; i < head->questions && in.isValid(); ++i) {
        const Labels name = in.name();
        const std::uint16_t type = in.u16();
        const std::uint16_t kind = in.u16() & ClassMask;
        if (in.isValid() && kind == ClassIn && (type == TypePtr || type == TypeAny) && isSame(name, service()))
            return true;
    }
    return false;
}

base::Bytes encodeBeacon(const Beacon &beacon, std::span<const std::uint8_t, 4> address)
{
    Labels instance = service();
    instance.insert(instance.begin(), beacon.name);
    const Labels host{beacon.name, "local"};
    Message pointer, where;
    pointer.name(instance);
    where.u16(0);
    where.u16(0);
    where.u16(beacon.port);
    where.name(host);
    const std::byte nothing{0};
    const std::uint32_t lifetime = beacon.isGone ? 0 : Lifetime;
    Message out;
    out.head(Response | Authoritative, 0, 4);
    out.record(service(), TypePtr, ClassIn, lifetime, std::move(pointer).take());
    out.record(instance, TypeSrv, ClassIn | FlushCache, lifetime, std::move(where).take());
    out.record(instance, TypeTxt, ClassIn | FlushCache, lifetime, base::ByteView(&nothing, 1));
    out.record(host, TypeA, ClassIn | FlushCache, lifetime, std::as_bytes(address));
    return std::move(out).take();
}

std::vector<Beacon> decodeBeacons(base::ByteView message)
{
    std::vector<Beacon> found;
    if (message.size() > MaxBeaconMessage)
        return found;
    Reader in(message);
    const auto head = readHead(in);
    if (!head || !head->isResponse)
        return found;
    for (std::size_t i = 0; i < head->questions; ++i) {
        (void)in.name();
        in.skip(4);
    }
    for (std::size_t i = 0; i < head->records && in.isValid(); ++i) {
        const Labels owner = in.name();
        const std::uint16_t type = in.u16();
        const std::uint16_t kind = in.u16() & ClassMask;
        const std::uint32_t lifetime = in.u32();
        const std::size_t size = in.u16();
        Reader data = in;
        in.skip(size);
        if (!in.isValid() || type != TypeSrv || kind != ClassIn || size < 6)
            continue;
        if (auto beacon = readService(data, owner, lifetime))
            found.push_back(std::move(*beacon));
    }
    return found;
}

} // namespace indaro::wire
