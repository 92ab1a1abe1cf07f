// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

namespace indaro::cli {

/// The lines of a referral or of a slip in words, one a line, in the order of the paper form; what the form does not have
/// comes last under its own name. `language`: fr or rn (French where there is no Kirundi). Errors: TemplateDamaged.
[[nodiscard]] base::Result<QString> packageText(const QMap<QString, QString> &lines, const QString &language);

} // namespace indaro::cli
