// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"

#include <QJsonValue>
#include <QString>

#include <string_view>

namespace indaro::cli {

[[nodiscard]] QString fromView(std::string_view text);
/// A text, a number, base64url of bytes, or {"missing": why}.
[[nodiscard]] QJsonValue toJson(const base::Value &value);

} // namespace indaro::cli
