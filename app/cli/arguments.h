// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QSet>
#include <QString>
#include <QStringList>

namespace indaro::cli {

/// A command line taken apart: the verb, options with a value, options without one, the rest.
struct Arguments
{
    QString verb;
    QHash<QString, QString> values; ///< by name without "--"
    QSet<QString> flags;
    QStringList rest;
    QString problem; ///< why it cannot be understood; empty when it can

    /// `--name value`, `--name=value`; after `--` everything is rest. `valued` and `plain` are the options there are.
    [[nodiscard]] static Arguments parse(const QStringList &words, const QStringList &valued, const QStringList &plain);
    [[nodiscard]] bool has(const QString &name) const { return values.contains(name) || flags.contains(name); }
    [[nodiscard]] QString value(const QString &name) const { return values.value(name); }
};

} // namespace indaro::cli
