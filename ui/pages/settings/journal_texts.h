// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/journal.h"

#include <QCoreApplication>

namespace indaro::ui::pages {

/// The journal in plain words. GUI thread.
class JournalTexts
{
    Q_DECLARE_TR_FUNCTIONS(JournalTexts)
public:
    /// What was done, one sentence; it names a resident by the code of her file only.
    [[nodiscard]] static QString what(const casework::JournalLine &line);
    /// On what ground, for what reason, who agreed; may be empty.
    [[nodiscard]] static QString why(const casework::JournalLine &line, const QString &language);
    /// Who: the name, else something that says there is none.
    [[nodiscard]] static QString who(const QString &name);
    [[nodiscard]] static QString reason(const casework::OpeningReason &reason, const QString &language);
    [[nodiscard]] static QString kind(casework::JournalKind kind);
    /// Whether the two chains hold, and how far; of the anchor only what this sign-in found.
    [[nodiscard]] static QString chains(const casework::ChainCheck &audit, const casework::ChainCheck &log);
    [[nodiscard]] static QString compartments(casework::Compartments compartments);
    /// A sentence stands for each verb; the test asks.
    [[nodiscard]] static bool has(casework::AuditVerb verb);
};

} // namespace indaro::ui::pages
