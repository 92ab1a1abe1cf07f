// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/erasing.h"

#include <QJsonObject>
#include <QStringList>

namespace indaro::cli {

/// An erasure with the laptops by the names people know them by.
struct ErasureView
{
    const exchange::Erasure *erasure;
    QString orderedOn;
    QStringList confirmed, waiting;
    QStringList behind; ///< confirmed, but the old keys must stay for them
    QStringList unreachable;
};

[[nodiscard]] QJsonObject toJson(const ErasureView &view);
/// For people, some lines.
[[nodiscard]] QString erasureLines(const ErasureView &view);
/// What is put into a drawer: French, then English. Nobody's name, nothing that says whom it was about.
[[nodiscard]] QString certificateText(const ErasureView &view, base::UtcMs writtenAt);

} // namespace indaro::cli
