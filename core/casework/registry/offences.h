// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// Offences as the law has them: data of the house, because the press reports articles and penalties inconsistently
/// [domain.md 1]. Those that came with the program are there from the first day, each to be verified by a jurist; such a one
/// becomes a record of the house when somebody first says anything of it. None is ever deleted: a qualification may name it.
struct Offence
{
    sync::RecordId id;
    bool isAsShipped = false; ///< nobody of this house has said anything of it yet
    QString code{};
    QString law{};
    QString article{};
    QString wordsFr{};
    QString wordsRn{};
    QString penalty{};
    QString verifiedBy{}; ///< a position; empty: nobody has verified it
    QString verifiedOn{};
    QString source{};
    QString retiredOn{}; ///< not used any more since

    [[nodiscard]] bool isVerified() const { return !verifiedOn.isEmpty(); }
    [[nodiscard]] bool isRetired() const { return !retiredOn.isEmpty(); }
};

/// Null: not said.
struct OffenceDraft
{
    base::Value code{}; ///< short, for ever; needed
    base::Value law{};  ///< needed
    base::Value article{};
    base::Value wordsFr{}; ///< needed
    base::Value wordsRn{};
    base::Value penalty{};
    base::Value source{};
};

/// The record an offence of this code has on every laptop.
[[nodiscard]] sync::RecordId offenceId(const QString &code);

/// Store thread; each is one transaction. Errors of all: AccessRefused (forms), model::checkField's, the store's, and where
/// said.

/// By law and article, those that are not used any more last.
[[nodiscard]] base::Result<std::vector<Offence>> listOffences(Desk &desk);
/// InvalidArgument: without a code, a law or words; RecordExists: the code is taken.
[[nodiscard]] base::Result<sync::RecordId> addOffence(Desk &desk, const OffenceDraft &draft);
/// The code stays. What a jurist verified was something else where law, article, words or penalty change: it is to be
/// verified again. Errors: UnknownRecord, InvalidArgument (without a law or words).
[[nodiscard]] base::Result<void> changeOffence(Desk &desk, sync::RecordId offence, const OffenceDraft &draft);
/// A jurist has looked at it. Errors: UnknownRecord, InvalidArgument (nobody, no day).
[[nodiscard]] base::Result<void> verifyOffence(Desk &desk, sync::RecordId offence, const base::Value &by,
                                               const base::Value &on);
/// It is not to be chosen any more, or it is again; what names it stays. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> setOffenceRetired(Desk &desk, sync::RecordId offence, bool isRetired);

namespace rows {
/// Of listOffences(), whoever is signed in; nothing when there is none.
[[nodiscard]] base::Result<std::optional<Offence>> findOffence(Desk &desk, sync::RecordId id);
} // namespace rows

} // namespace indaro::casework
