// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/exchange_desk.h"

#include "core/casework/duplicates/file_merge.h"
#include "core/casework/house/house_only.h"
#include "core/casework/people/erasure.h"
#include "core/exchange/erasing.h"
#include "core/session/vault.h"
#include "core/sync/device_secrets.h"
#include "core/sync/inherited.h"

#include <algorithm>

namespace indaro::exchange {

using base::Errc;
using base::Error;
using base::Result;

ExchangeDesk::ExchangeDesk(casework::Desk &desk, sync::Trust trust)
    : m_trust(std::move(trust)), m_engine(desk.log, m_trust), m_desk{desk.log.connection(), m_trust, m_engine, desk.clock}
{
}

Result<std::unique_ptr<ExchangeDesk>> ExchangeDesk::open(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(auto trust, sync::Trust::open(desk.log.connection(), desk.clock));
    std::unique_ptr<ExchangeDesk> opened(new ExchangeDesk(desk, std::move(trust)));
    if (opened->m_trust.isMember())
        INDARO_TRY(opened->takeUp(desk));
    else
        INDARO_TRY(casework::followErasures(desk)); // a laptop alone forgets, too
    return opened;
}

Result<void> ExchangeDesk::takeUp(casework::Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto former, sync::formerDeviceSecrets(desk.log.connection()));
    if (former && !m_trust.self()) {
        // First what that laptop had not sent: should the power fail between the two, the place is taken next time.
        INDARO_TRY_ASSIGN(const auto inherited, sync::readInherited(desk.log.connection()));
        if (std::ranges::none_of(inherited, [&](const auto &range) { return range.device == former->device; }))
            INDARO_TRY(m_engine.inherit(former->device));
        const auto taken = m_trust.succeed(desk.log.user());
        // Refused: the former laptop may not vouch for it, and people enrol it like any other.
        if (!taken && taken.error().code != Errc::RosterRefused && taken.error().code != Errc::WrongState)
            return taken.error();
    }
    INDARO_TRY(followCompartments(desk));
    INDARO_TRY(casework::followErasures(desk)); // of what came before a power cut
    if (m_trust.isToJoinBranches(desk.log.user()))
        INDARO_TRY(m_trust.joinBranches(desk.log.user()));
    INDARO_TRY(finishErasures(desk, m_trust));
    INDARO_TRY(m_engine.keepPutAsideReadable(sync::Engine::KeysThatGo::DroppedByRoster));
    INDARO_TRY(m_trust.forgetDroppedKeys());
    INDARO_TRY(m_engine.followRoster());
    INDARO_TRY_ASSIGN(const auto taken, m_engine.retryWaiting());
    return taken.envelopes > 0 ? followConsents(desk) : Result<void>();
}

Result<void> ExchangeDesk::followCompartments(casework::Desk &desk)
{
    const auto self = m_trust.self();
    if (!self) // what a laptop that is not listed writes is sent once somebody has let it in
        return {};
    return desk.log.setElsewhere(static_cast<std::uint8_t>(wire::AllGroups & ~self->groups));
}

Result<wire::RosterDevice> ExchangeDesk::findDevice(const QString &name)
{
    if (!m_trust.isMember())
        return Error(Errc::NotEnrolled);
    for (const auto &device : m_trust.state().devices) {
        if (hex(device.id.bytes()) == name.toLower() || seriesText(device.id) == name.toUpper())
            return device;
    }
    return Error(Errc::NotFound);
}

QString hex(base::ByteView bytes)
{
    return QString::fromStdString(base::toHex(bytes));
}

QString seriesText(const wire::DeviceId &device)
{
    return QString::fromStdString(session::seriesOf(device.bytes()));
}

Result<void> followConsents(casework::Desk &desk)
{
    INDARO_TRY(casework::followErasures(desk));
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY(casework::followCopyOutside(desk));
    INDARO_TRY(casework::followMerges(desk));
    return transaction.commit();
}

} // namespace indaro::exchange
