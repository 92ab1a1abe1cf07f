// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document.h"

namespace indaro::documents {

/// What the register knows of a field a form is bound to ("stay.exit_reason"): how it is written on paper, and its choices
/// in both languages. Thread: any.
struct RegisterField
{
    FieldKind kind = FieldKind::Text;
    QList<Option> options{};
};
/// Empty when the register has no such field.
[[nodiscard]] std::optional<RegisterField> findRegisterField(const QString &name);
/// Whether the register has a table of that name.
[[nodiscard]] bool isRegisterTable(const QString &name);

} // namespace indaro::documents
