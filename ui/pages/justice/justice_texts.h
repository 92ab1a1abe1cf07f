// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/justice/hearings.h"

#include <QCoreApplication>

namespace indaro::ui::pages {

/// What is said of the proceedings, for their page, the days at court and Home. `language`: en, fr, rn.
struct JusticeTexts
{
    Q_DECLARE_TR_FUNCTIONS(JusticeTexts)
public:
    [[nodiscard]] static QString stage(casework::JusticeStage stage);
    /// "complaint lodged, since 02/03/2026; police, Muyinga; number RMP 12/2026", and what follows, a line each.
    [[nodiscard]] static QString course(const casework::JusticeCourse &course, const QString &language);
    [[nodiscard]] static QString next(const casework::JusticeNext &next);
    /// What the person said of cooperating.
    [[nodiscard]] static QString consent(const casework::UseAnswer &consent);
    /// What a day at court asks for.
    [[nodiscard]] static QString due(const casework::DueHearing &due, const QString &language);
    /// Day and hour.
    [[nodiscard]] static QString when(const casework::JusticeEvent &event);
    /// Authority, its name, the number.
    [[nodiscard]] static QString where(const casework::JusticeEvent &event, const QString &language);
    /// State, result, measures, money, words, and why it was done without agreement.
    [[nodiscard]] static QString told(const casework::JusticeEvent &event, const QString &language);
    [[nodiscard]] static QString money(std::int64_t amount);
};

} // namespace indaro::ui::pages
