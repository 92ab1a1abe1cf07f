// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/retention/kept_numbers.h"
#include "core/casework/retention/retention.h"

#include <QCoreApplication>

namespace indaro::ui::pages {

/// What is said of a closed file, for its page, the list and the card of Home.
struct ClosingTexts
{
    Q_DECLARE_TR_FUNCTIONS(ClosingTexts)
public:
    /// "Closed on 26/11/2026: the goals are reached. Kept until 26/11/2028 …", a line each.
    [[nodiscard]] static QString state(const casework::Closing &closing, const QString &language);
    /// That the length is nobody's law yet, where it comes from the rule; empty otherwise.
    [[nodiscard]] static QString ruleStanding(const QString &basis);
    /// The day until which it is kept, and whether that has come.
    [[nodiscard]] static QString keptUntil(const casework::Closing &closing, QDate today);
    /// What would be kept of somebody, a line each; "nothing is known" where there is nothing.
    [[nodiscard]] static QString numbers(const casework::KeptNumbers &numbers, const QString &language);
};

} // namespace indaro::ui::pages
