// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/ui/start/house.h"

#include <functional>
#include <vector>

/// Every page of the program with something on it, for tests that look at each of them.
namespace indaro::tests {

/// What is in front when it was opened. Opening is done by English words or by ids, whatever the language.
struct Place
{
    const char *name;
    std::function<void(House &)> open;
};
/// Of a laptop alone.
[[nodiscard]] std::vector<Place> places();
/// What a house that exchanges has besides: after House::beginExchange().
[[nodiscard]] std::vector<Place> placesInHouse();

/// Called at each screen, in English, and leaves it so; the name is one word.
using Look = std::function<void(Program &, const QString &name)>;
/// A way through screens that the frame of a signed-in program does not have. It takes a folder of its own, in which is
/// nothing yet.
struct Walk
{
    const char *name;
    void (*go)(const QString &folder, const Look &at);
};
/// The first start up to the typed cards; signing in with a wrong passphrase and with cards; the pages of the commission's
/// workstation; the exercises of a vault to practise in.
[[nodiscard]] const std::vector<Walk> &firstWalks();

/// False when there are any; a test's own message is too short for them.
[[nodiscard]] bool isEmptyOrTold(const QStringList &faults);

} // namespace indaro::tests
