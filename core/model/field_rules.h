// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/value.h"
#include "core/sync/schema.h"

#include <QDate>
#include <QString>

namespace indaro::model {

/// What staff may write into a field: the value cleaned and in its one spelling, or why not. An empty text becomes Null;
/// a base::Missing reason is always allowed. `today` is the local day.
/// Errors, all with args table and field: UnknownField; InvalidArgument (wrong type, no such date); TextTooLong(length,
/// limit); DateInFuture (births, arrivals, exits); ValueOutOfRange(min, max).
[[nodiscard]] base::Result<base::Value> checkField(sync::FieldId field, const base::Value &value, QDate today);

enum class ValueShape : std::uint8_t { Text, Date, Moment, Number, Other };
/// What checkField allows, for who checks very many values in one go (an import). `max` is in characters for Text;
/// `min` and `max` are the values themselves for Number.
struct FieldLimits
{
    ValueShape shape = ValueShape::Other;
    std::int64_t min = 0;
    std::int64_t max = 0;
};
/// Precondition: a field of the schema.
[[nodiscard]] FieldLimits limitsOf(sync::FieldId field);

/// The name of the code list a field's codes come from; empty when it has none.
[[nodiscard]] QString codeListOf(sync::FieldId field);

[[nodiscard]] inline QString toText(const base::Value &value)
{
    return value.text() != nullptr ? QString::fromStdString(*value.text()) : QString();
}
[[nodiscard]] inline base::Value toValue(const QString &text)
{
    return text.isEmpty() ? base::Value() : base::Value(text.toStdString());
}

} // namespace indaro::model
