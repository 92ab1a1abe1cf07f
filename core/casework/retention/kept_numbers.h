// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// What is kept of a person of whom nothing else is [domain.md 4.25, 10.4]: enough to be counted, too little to be found by.
/// No name, no number, no day, no words; the record belongs to nobody and names nobody. Small cells are kept back where
/// numbers leave the house [contracts.md 8], not here.
struct KeptNumbers
{
    QString year{};             ///< of the first arrival
    QString province{};         ///< of origin
    QString sex{};              ///< codelist sex
    QString ageBand{};          ///< codelist age_band, at the first arrival
    QStringList exploitation{}; ///< codelist exploitation_type
    QString referredBy{};       ///< codelist referral_source
    QString exitReason{};       ///< codelist exit_reason
    QString stayBand{};         ///< codelist stay_band: how long in the house, all stays together
    friend bool operator==(const KeptNumbers &, const KeptNumbers &) = default;
};

/// Store thread. Errors of all: the store's, and where said.

/// What would be kept of her. Errors: UnknownRecord.
[[nodiscard]] base::Result<KeptNumbers> numbersOf(Desk &desk, CaseId person);
/// Makes that record, once for each person however often it is called until forgetWhose(). In a transaction of its own.
[[nodiscard]] base::Result<void> keepNumbers(Desk &desk, CaseId person);
/// Takes that record back, where one was made and she was not erased after all; nothing otherwise. In a transaction of its
/// own.
[[nodiscard]] base::Result<void> dropNumbers(Desk &desk, CaseId person);
/// She is erased: this laptop lets go of which record was made for her. In a transaction of its own.
[[nodiscard]] base::Result<void> forgetWhose(Desk &desk, CaseId person);
/// Of everybody, in no order that says when each was written.
[[nodiscard]] base::Result<std::vector<KeptNumbers>> listKeptNumbers(Desk &desk);

} // namespace indaro::casework
