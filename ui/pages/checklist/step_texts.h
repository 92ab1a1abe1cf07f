// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/schedule.h"
#include "ui/kit/translations.h"

#include <QCoreApplication>
#include <QString>

namespace indaro::ui::pages {

/// What the pages about procedures say of a step, in the language of the screens.
class StepTexts
{
    Q_DECLARE_TR_FUNCTIONS(StepTexts)
public:
    /// French or English; in Kirundi the draft with its mark and the French, or the French alone.
    [[nodiscard]] static QString words(const sop::Words &words, sop::Kirundi kirundi, kit::Language language);
    /// Of something whose page says the rest: enough to know it by, the Kirundi draft with its mark and the French each.
    [[nodiscard]] static QString firstWords(const QString &words);
    /// "Late since 24/11/2026 08:00", "Today until 21:40", "Until 26/11/2026", "When: exit"; empty without a deadline.
    [[nodiscard]] static QString due(const sop::Line &line);
    [[nodiscard]] static QString state(sop::StepState state);
    [[nodiscard]] static QString evidence(const QString &kind);
    /// What of the program proves a step: of evidence that names a record.
    [[nodiscard]] static QString recordText(const QString &kind);
    [[nodiscard]] static QString event(sop::Event event);
    [[nodiscard]] static QString action(sop::Action action);
    /// "Social worker, Interpreter".
    [[nodiscard]] static QString who(const sop::Pack &pack, const sop::Step &step, kit::Language language);
    /// After something that was recorded: which steps were open before it is not in the journal (casework::Unguarded).
    [[nodiscard]] static QString notNoted();
    /// Where the rule comes from, and whether CCSPRTP still has to confirm it.
    [[nodiscard]] static QString source(const sop::Pack &pack, const sop::Step &step);
};

} // namespace indaro::ui::pages
