// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/exchange_loop.h"
#include "app/cli/open_vault.h"
#include "app/cli/reply.h"

#include <QJsonObject>

namespace indaro::cli {

/// What --slow, --attempts, --allow-plain-http and the address say. Errors: as transport::serverUrl.
[[nodiscard]] base::Result<transport::SyncOptions> roundOptions(const Program &program);
/// One round with a server or a neighbour, its progress on standard error for people who wait.
[[nodiscard]] transport::SyncReport runRound(exchange::ExchangeDesk &exchange, Loop &loop,
                                             const transport::SyncOptions &options);
[[nodiscard]] QJsonObject toJson(const transport::SyncReport &report);

/// What a verb that exchanges says at its end.
struct Exchanged
{
    QString text;
    QJsonObject json;
    std::optional<base::Error> failure; ///< what was done before it stays done
};
/// What is due after an exchange over any road: the consents that came are followed, old history goes when everything was
/// exchanged, and the reply says what a person has to look at. Errors: the store's.
[[nodiscard]] base::Result<Reply> endExchange(OpenVault &open, exchange::ExchangeDesk &exchange, Exchanged done);

} // namespace indaro::cli
