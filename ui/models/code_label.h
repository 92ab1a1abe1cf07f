// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/sync/schema.h"

#include <QString>

namespace indaro::ui::models {

/// The label of one code in the language of the screens ("fr", "rn", "en"). In Kirundi an unreviewed label is marked
/// and stands together with the French. An unknown (imported) code is shown as it is.
[[nodiscard]] QString codeLabel(const QString &listName, const QString &code, const QString &language);
/// Several codes of a Set, separated by commas.
[[nodiscard]] QString codeLabels(const QString &listName, const QString &codes, const QString &language);
/// What a field's value looks like to a reader: label of a code, dd/MM/yyyy, number, "25.000 FBu", text, reason, or "—" for
/// nothing.
[[nodiscard]] QString valueText(sync::FieldId field, const base::Value &value, const QString &language);

} // namespace indaro::ui::models
