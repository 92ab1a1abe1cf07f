// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonObject>
#include <QString>

#include <cstdint>
#include <optional>
#include <string_view>

namespace indaro::cli {

/// What a verb says when it went well: for people, and with --json for machines. Neither when it has written its
/// answer itself (an export, recovery cards).
struct Reply
{
    QString text;
    QJsonObject json;
    QString remark; ///< to standard error
    bool isWritten = false;
    /// It went well in part: the answer says what was done, and this why the rest was not. The exit code is that of a
    /// failure; `json` gets "ok": false and the error.
    std::optional<base::Error> failure{};
    std::optional<int> exitCode{}; ///< where the verb has its own meaning for it
};

/// Writes to standard output at once. Errors: FileNotWritable.
[[nodiscard]] base::Result<void> writeOut(std::string_view text);

/// One line of compact JSON with a line end.
[[nodiscard]] QByteArray jsonLine(const QJsonObject &object);

/// "1 envelope", "2 envelopes": `things` where an s is not enough.
[[nodiscard]] QString counted(std::int64_t count, const QString &thing, const QString &things = {});
/// A short English text of an error, for standard error; the code itself is for machines.
[[nodiscard]] QString explain(const base::Error &error);
[[nodiscard]] QJsonObject toJson(const base::Error &error);

} // namespace indaro::cli
