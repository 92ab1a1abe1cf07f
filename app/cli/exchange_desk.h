// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/open_vault.h"
#include "core/transport/sync_desk.h"

#include <QJsonObject>

#include <memory>
#include <optional>

namespace indaro::cli {

/// The exchange's half of an open vault, on this thread. `open` must outlive it.
class ExchangeDesk
{
public:
    /// Errors: as sync::Trust::open.
    [[nodiscard]] static base::Result<std::unique_ptr<ExchangeDesk>> over(OpenVault &open);
    [[nodiscard]] transport::SyncDesk &desk() { return *m_desk; }
    [[nodiscard]] sync::Trust &trust() { return *m_trust; }
    [[nodiscard]] sync::Engine &engine() { return *m_engine; }
    /// A laptop of the roster by its 32 hexadecimal digits or its series. Errors: NotEnrolled, NotFound.
    [[nodiscard]] base::Result<wire::RosterDevice> findDevice(const QString &name);

private:
    ExchangeDesk() = default;
    std::optional<sync::Trust> m_trust;
    std::optional<sync::Engine> m_engine;
    std::optional<transport::SyncDesk> m_desk;
};

[[nodiscard]] QString hex(base::ByteView bytes);
/// The series printed on a laptop's papers.
[[nodiscard]] QString seriesText(const wire::DeviceId &device);
/// What every exchange ends with: open conflicts, what was put aside, alarms.
[[nodiscard]] base::Result<QJsonObject> standing(OpenVault &open, ExchangeDesk &exchange);

} // namespace indaro::cli
