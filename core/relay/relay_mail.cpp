// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/system_random.h"
#include "core/relay/relay.h"

#include <algorithm>

namespace indaro::relay {

using base::Errc;
using base::Error;

namespace {

Error tooLarge(base::ByteView bytes)
{
    return Error(Errc::WireTooLarge, {{"bytes", static_cast<std::int64_t>(bytes.size())}});
}

} // namespace

base::Result<MailId> Relay::sendMail(const Caller &caller, const ShelterId &recipient, base::ByteView bytes)
{
    INDARO_TRY(needMember(caller));
    if (bytes.empty() || bytes.size() > wire::MaxPackage)
        return tooLarge(bytes);
    INDARO_TRY_ASSIGN(auto work, m_store->write(recipient));
    INDARO_TRY_ASSIGN(const auto shelter, work->shelter(recipient));
    if (!shelter)
        return Error(Errc::NotFound);
    INDARO_TRY_ASSIGN(const auto waiting, work->mail(recipient));
    std::uint64_t size = bytes.size();
    for (const MailRow &row : waiting)
        size += row.size;
    if (waiting.size() >= m_policy.mailCount || size > m_policy.mailBytes)
        return Error(Errc::QuotaFull);
    crypto::SystemRandom random;
    const base::UtcMs now = m_clock->nowUtc();
    const MailRow row{MailId::make(random), static_cast<std::uint32_t>(bytes.size()), now, now + m_policy.mailLifetime};
    INDARO_TRY(work->addMail(recipient, row, bytes));
    INDARO_TRY(work->commit());
    return row.id;
}

base::Result<std::vector<MailRow>> Relay::mail(const Caller &caller)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    return work->mail(*caller.shelter);
}

base::Result<base::Bytes> Relay::mailBytes(const Caller &caller, const MailId &id)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->read());
    INDARO_TRY_ASSIGN(auto found, work->mailBytes(*caller.shelter, id));
    if (!found)
        return Error(Errc::NotFound);
    return std::move(*found);
}

base::Result<void> Relay::removeMail(const Caller &caller, const MailId &id)
{
    INDARO_TRY(needMember(caller));
    INDARO_TRY_ASSIGN(auto work, m_store->write(caller.shelter));
    INDARO_TRY_ASSIGN(const bool found, work->removeMail(*caller.shelter, id));
    if (!found)
        return Error(Errc::NotFound);
    return work->commit();
}

} // namespace indaro::relay
