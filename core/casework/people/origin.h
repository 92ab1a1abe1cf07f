// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/model/gazetteer.h"

#include <QString>

namespace indaro::casework {

/// Where a person comes from: six fields of her identity that belong together. The words are what people read; the code
/// and the division say which place of the gazetteer they mean, and go as soon as the words say something else.
struct Origin
{
    base::Value place{}; ///< gazetteer code
    base::Value province{};
    base::Value commune{};
    base::Value zone{};
    base::Value colline{};
    base::Value division{}; ///< old, new

    [[nodiscard]] static Origin of(const model::Place &place);
    /// A place that is in no list, as it was said. It stands in the colline, the smallest place; nothing is guessed.
    [[nodiscard]] static Origin ofText(const QString &text);
    /// "Rugari, Gasorwe, Muyinga"; empty when nothing is known.
    [[nodiscard]] QString text() const;
    /// False when a code is there and one of the words names another place than it does.
    [[nodiscard]] bool isCodeRight() const;
    friend bool operator==(const Origin &, const Origin &) = default;
};

/// The fields of an Origin, in the table of identities.
[[nodiscard]] bool isOriginWord(sync::FieldId field) noexcept;
[[nodiscard]] std::vector<std::pair<sync::FieldId, base::Value Origin::*>> originMembers();

/// Null values when there is no identity. Store thread, as all below.
[[nodiscard]] base::Result<Origin> loadOrigin(Desk &desk, sync::RecordId person);
/// After one of the words was changed: takes away a code that means another place. The caller holds the transaction.
[[nodiscard]] base::Result<void> dropStalePlaceCode(Desk &desk, sync::RecordId person);
/// A place chosen in the gazetteer: all six fields in one transaction. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> setOrigin(Desk &desk, sync::RecordId person, const model::Place &place);

} // namespace indaro::casework
