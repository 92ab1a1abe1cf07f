// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/preferences.h"

#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

namespace indaro::desktop {

ui::kit::Language Preferences::language()
{
    return ui::kit::Translations::fromCode(QSettings().value(u"language"_s).toString());
}

void Preferences::setLanguage(ui::kit::Language language)
{
    QSettings().setValue(u"language"_s, ui::kit::Translations::code(language));
}

ui::kit::ThemeKind Preferences::theme()
{
    return QSettings().value(u"theme"_s).toString() == u"dark" ? ui::kit::ThemeKind::Dark : ui::kit::ThemeKind::Light;
}

void Preferences::setTheme(ui::kit::ThemeKind theme)
{
    QSettings().setValue(u"theme"_s, theme == ui::kit::ThemeKind::Dark ? u"dark"_s : u"light"_s);
}

QByteArray Preferences::geometry()
{
    return QSettings().value(u"geometry"_s).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    QSettings().setValue(u"geometry"_s, geometry);
}

QString Preferences::vaultFolder()
{
    const QString proposed = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/indaro/vault"_s;
    return QSettings().value(u"vaultFolder"_s, proposed).toString();
}

void Preferences::setVaultFolder(const QString &folder)
{
    QSettings().setValue(u"vaultFolder"_s, folder);
}

} // namespace indaro::desktop
