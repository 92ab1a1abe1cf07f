// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/theme.h"
#include "ui/kit/translations.h"

#include <QtCore/QByteArray>
#include <QtCore/QString>

namespace indaro::desktop {

/// All that is kept outside the vault: language, colours, window geometry, the vault's folder. Nothing
/// personal.
class Preferences
{
public:
    [[nodiscard]] static ui::kit::Language language();
    static void setLanguage(ui::kit::Language language);
    [[nodiscard]] static ui::kit::ThemeKind theme();
    static void setTheme(ui::kit::ThemeKind theme);
    [[nodiscard]] static QByteArray geometry();
    static void setGeometry(const QByteArray &geometry);
    /// The proposal of the first run when nothing was stored.
    [[nodiscard]] static QString vaultFolder();
    static void setVaultFolder(const QString &folder);
    /// Of the vault to practise in: beside this one, the house's, unless another was chosen.
    [[nodiscard]] static QString trainingFolder(const QString &houseFolder);
    static void setTrainingFolder(const QString &folder);
};

} // namespace indaro::desktop
