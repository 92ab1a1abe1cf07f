// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/session/vault.h"
#include "ui/kit/page.h"

#include <memory>
#include <optional>

namespace indaro::ui::pages {

/// An opened vault on its way from the first pages to the signed-in program.
struct Opened
{
    std::shared_ptr<session::Vault> vault;
    std::optional<casework::HouseDetails> house; ///< from the first run only, to be stored inside
    bool isByRecovery = false;
};

/// What the pages before sign-in are given.
struct StartSetup
{
    kit::PageContext context; ///< without workspace, vault and navigator
    std::shared_ptr<const session::VaultEnvironment> environment;
    QString folder; ///< of the vault; proposed by the first run, opened by sign-in
    std::function<void(const QString &folder, Opened)> opened;
    std::function<void()> switchToOther; ///< from sign-in to "restore or new vault" and back
};

} // namespace indaro::ui::pages
