// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/house.h"
#include "core/session/vault.h"
#include "ui/kit/page.h"

#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace indaro::ui::pages {

/// A vault that a first page has just opened.
struct Opened
{
    std::shared_ptr<session::Vault> vault;
    std::optional<casework::HouseDetails> house; ///< from the first run only, to be stored inside
    bool isByRecovery = false;
    bool joins = false;         ///< from the first run: a further laptop of a house, to be let in by another one
    bool isNewTraining = false; ///< from the first run: a vault to practise in, to be filled with invented people
    bool isCommission = false;  ///< from the first run: the house is the commission and registers nobody
};

/// Why recovery cards were made, as the audit keeps it.
inline constexpr std::string_view KitOfFirstRun = "first_run";
inline constexpr std::string_view KitOfRestore = "restore";
inline constexpr std::string_view KitDue = "due"; ///< after a sign-in by cards, or never typed back before

/// What the pages before the program proper are given.
struct StartSetup
{
    kit::PageContext context; ///< without workspace, vault and navigator
    std::shared_ptr<const session::VaultEnvironment> environment;
    QString folder; ///< of the vault; proposed by the first run, opened by sign-in
    /// At once when a vault is open, whatever still stands between it and the program: what was typed for it is stored and
    /// the sign-in recorded, so that a lock in between loses nothing.
    std::function<void(const QString &folder, Opened)> opened;
    /// Cards were made, after opened(): for the audit.
    std::function<void(const std::string &kitNumber, std::string_view reason)> kitMade;
    /// Nothing stands in between any more: show the program. The page may be deleted by this.
    std::function<void()> ready;
    std::function<void()> switchToOther;    ///< from sign-in to "restore or new vault" and back
    std::optional<base::Errc> unsaved;      ///< why something typed before the last lock could not be saved
    QString trainingFolder{};               ///< proposed for a vault to practise in
    bool isTraining = false;                ///< the folder is that of the vault to practise in
    std::function<void()> switchTraining{}; ///< to the vault to practise in, and back to the house's
    std::function<void()> openManual{};     ///< over the page, which stays as it is; F1 does the same
};

/// A first page with nothing on it that needs hiding is not locked.
inline constexpr kit::IdleRule NothingToHide{std::chrono::milliseconds::max(), std::nullopt};
/// Cards are copied by hand, which takes longer than the three minutes of other pages; a lock makes the copy worthless.
inline constexpr kit::IdleRule CardsOnScreen{std::chrono::minutes(10), std::nullopt};

} // namespace indaro::ui::pages
