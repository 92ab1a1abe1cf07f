// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/transport/sync_desk.h"

#include <QString>

#include <memory>

namespace indaro::exchange {

/// The exchange's half of an open vault, beside the change log on the store thread: who belongs to the house, and the
/// engine that cuts and takes in. Holds nothing that has to be closed.
class ExchangeDesk
{
public:
    /// Does what is due when a vault opens: a copied or restored one takes its place in the house as a new laptop, by the
    /// word of the one it was copied from, and carries on what that one had not sent; the old keys of an
    /// erasure every laptop has confirmed go, those the house has dropped are forgotten; what waited is tried again.
    /// `desk.log` and its connection outlive it. Errors: as sync::Trust::open, and the store's.
    [[nodiscard]] static base::Result<std::unique_ptr<ExchangeDesk>> open(casework::Desk &desk);
    ExchangeDesk(const ExchangeDesk &) = delete;
    ExchangeDesk &operator=(const ExchangeDesk &) = delete;

    [[nodiscard]] transport::SyncDesk &desk() { return m_desk; }
    [[nodiscard]] sync::Trust &trust() { return m_trust; }
    [[nodiscard]] sync::Engine &engine() { return m_engine; }
    /// Writes down which compartments the house gives this laptop no key of: nobody writes there any more (ChangeLog::
    /// setElsewhere). Whenever the list of laptops may have changed. Errors: the store's.
    [[nodiscard]] base::Result<void> followCompartments(casework::Desk &desk);
    /// A laptop of the roster by its 32 hexadecimal digits or its series. Errors: NotEnrolled, NotFound.
    [[nodiscard]] base::Result<wire::RosterDevice> findDevice(const QString &name);

private:
    ExchangeDesk(casework::Desk &desk, sync::Trust trust);
    [[nodiscard]] base::Result<void> takeUp(casework::Desk &desk);
    sync::Trust m_trust;
    sync::Engine m_engine;
    transport::SyncDesk m_desk;
};

[[nodiscard]] QString hex(base::ByteView bytes);
/// The series printed on a laptop's papers.
[[nodiscard]] QString seriesText(const wire::DeviceId &device);

/// Consents that came from another laptop decide which stream is written to from now on [contracts.md 3]: after something
/// was taken in. A transaction of its own. Errors: the store's.
[[nodiscard]] base::Result<void> followConsents(casework::Desk &desk);

} // namespace indaro::exchange
