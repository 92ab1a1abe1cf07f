// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/qualifications.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"

#include <QCoreApplication>

namespace indaro::ui::pages {

/// What the registry says, as sentences of the language of the screens; `language` is for codes. GUI thread.
class RegistryTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::RegistryTexts)
public:
    /// A line for each of the three elements: its codes, or why none is needed, or that it is missing.
    [[nodiscard]] static QStringList elements(const casework::Elements &elements, const QString &language);
    /// What follows from them, and that it is no finding.
    [[nodiscard]] static QString conclusion(const casework::Elements &elements);
    /// What to ask about her age; empty: nothing.
    [[nodiscard]] static QString age(const casework::Elements &elements);
    /// What the episodes speak of that is not ticked; empty: nothing.
    [[nodiscard]] static QString told(const casework::Elements &elements, const QString &language);

    /// "identified as trafficked, 22/11/2026, Police"; of nobody: that nothing is decided.
    [[nodiscard]] static QString current(const casework::StatusHistory &history, casework::StatusAuthor author,
                                         const QString &language);
    /// Cells of a line of the history: who, what, when, which body, what became of it.
    [[nodiscard]] static QStringList cells(const casework::StatusDecision &decision, const QString &language);
    [[nodiscard]] static QString details(const casework::StatusDecision &decision);

    /// "10: Traite des personnes (to be verified by a jurist)", or the words of the authority.
    [[nodiscard]] static QString qualified(const casework::Qualification &one);
    [[nodiscard]] static QString summary(const casework::Qualifications &all, const QString &language);
    [[nodiscard]] static QStringList cells(const casework::Qualification &one, const QString &language);
    [[nodiscard]] static QString details(const casework::Qualification &one);

    /// "Rugari, Gasorwe, Muyinga → Kigoma, Tanzania".
    [[nodiscard]] static QString leg(const casework::Record &leg, const QString &language);
    /// "2025, forced labour".
    [[nodiscard]] static QString episode(const casework::Episode &episode, const QString &language);
    /// "BCDF-2026-0003: Filière du Golfe".
    [[nodiscard]] static QString traffickingCase(const casework::TraffickingCaseLine &line);
};

} // namespace indaro::ui::pages
