// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>

#include <functional>

namespace indaro::tests {

struct CliRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
    [[nodiscard]] QJsonObject json() const;
    [[nodiscard]] QString code() const;
    /// For a failed comparison.
    [[nodiscard]] QByteArray all() const { return out + errors; }
};

/// Two laptops of one invented house, each a real vault worked on by real runs of indaro-cli.
class TwoVaults
{
public:
    static constexpr auto Passphrase = "soleil panier riviere tambour";

    /// Makes both, gives A `people` invented people, and enrols B by two files. Empty, or what went wrong.
    [[nodiscard]] QByteArray make(int people);
    /// On laptop 'a' or 'b', with --json. `further` lines follow the passphrase on standard input.
    [[nodiscard]] CliRun run(char laptop, const QStringList &words, const QByteArray &further = {}) const;
    /// Everybody by id as export-people writes them.
    [[nodiscard]] QHash<QString, QJsonObject> people(char laptop) const;
    /// Does something to a vault as the desktop program would. False when the vault does not open.
    [[nodiscard]] bool inside(char laptop, const std::function<base::Result<void>(casework::Desk &)> &work) const;
    /// Changes the family name of one of the people.
    [[nodiscard]] bool rename(char laptop, const QString &id, const QString &name) const;
    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] static QString nameOf(const QJsonObject &person);

private:
    QTemporaryDir m_dir;
};

} // namespace indaro::tests
