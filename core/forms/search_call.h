// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace indaro::forms {

/// search() in the appearance of a select: search('file'), or with 'contains', 'startswith', 'endswith' or 'matches', the
/// columns looked in, what is looked for, and perhaps one more column and its value [docs.getodk.org, form-datasets].
struct SearchCall
{
    QString file;
    QStringList columns; ///< every column the filter reads
    QString filter;      ///< the same as a choice_filter; empty: all rows are offered

    [[nodiscard]] static bool isIn(const QString &appearance);
    /// Empty when there is none that is understood.
    [[nodiscard]] static std::optional<SearchCall> find(const QString &appearance);
};

} // namespace indaro::forms
