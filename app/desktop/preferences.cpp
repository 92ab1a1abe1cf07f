// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/preferences.h"

#include <QtCore/QCoreApplication>
#include <QtCore/QSettings>
#include <QtCore/QStandardPaths>

using namespace Qt::StringLiterals;

namespace indaro::desktop {

namespace {
/// Always an .ini file: Qt's native format leads nowhere here, so that Qt's file dialog remembers no folders
/// (ui/kit/ask.cpp).
QSettings settings()
{
    return {QSettings::IniFormat, QSettings::UserScope, QCoreApplication::organizationName(),
            QCoreApplication::applicationName()};
}
} // namespace

ui::kit::Language Preferences::language()
{
    return ui::kit::Translations::fromCode(settings().value(u"language"_s).toString());
}

void Preferences::setLanguage(ui::kit::Language language)
{
    settings().setValue(u"language"_s, ui::kit::Translations::code(language));
}

ui::kit::ThemeKind Preferences::theme()
{
    return settings().value(u"theme"_s).toString() == u"dark" ? ui::kit::ThemeKind::Dark : ui::kit::ThemeKind::Light;
}

void Preferences::setTheme(ui::kit::ThemeKind theme)
{
    settings().setValue(u"theme"_s, theme == ui::kit::ThemeKind::Dark ? u"dark"_s : u"light"_s);
}

QByteArray Preferences::geometry()
{
    return settings().value(u"geometry"_s).toByteArray();
}

void Preferences::setGeometry(const QByteArray &geometry)
{
    settings().setValue(u"geometry"_s, geometry);
}

QString Preferences::vaultFolder()
{
    const QString proposed = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation) + u"/indaro/vault"_s;
    return settings().value(u"vaultFolder"_s, proposed).toString();
}

void Preferences::setVaultFolder(const QString &folder)
{
    settings().setValue(u"vaultFolder"_s, folder);
}

QString Preferences::trainingFolder(const QString &houseFolder)
{
    return settings().value(u"trainingFolder"_s, houseFolder + u"-exercice"_s).toString();
}

void Preferences::setTrainingFolder(const QString &folder)
{
    settings().setValue(u"trainingFolder"_s, folder);
}

} // namespace indaro::desktop
