// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace indaro::forms {

/// The one of `names` that was probably meant by `wanted`: the same but for capitals and the like of "-" and "_", else at
/// most one slip for every three letters (a wrong, missing, doubled letter, or two that changed places), three at most.
/// Empty when none is that near. The first of equals. Names of more than 64 letters are not looked at. Thread: any.
[[nodiscard]] QString nearestName(const QString &wanted, const QStringList &names);

} // namespace indaro::forms
