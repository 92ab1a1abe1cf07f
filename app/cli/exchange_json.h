// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/open_vault.h"
#include "core/exchange/exchange_desk.h"

#include <QJsonObject>

namespace indaro::cli {

/// What every exchange ends with: open conflicts, what was put aside, alarms.
[[nodiscard]] base::Result<QJsonObject> standing(OpenVault &open, exchange::ExchangeDesk &exchange);

} // namespace indaro::cli
