// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen_watch.h"

#ifdef INDARO_HAS_DBUS
#include <QtDBus/QDBusConnection>
#endif

namespace indaro::ui::shell {

using namespace Qt::StringLiterals;

ScreenWatch::ScreenWatch(QObject *parent) : QObject(parent)
{
#ifdef INDARO_HAS_DBUS
    // D-Bus calls its receivers by name; a bus that is missing makes connect() return false and nothing else.
    auto bus = QDBusConnection::systemBus();
    bus.connect(u"org.freedesktop.login1"_s, {}, u"org.freedesktop.login1.Session"_s, u"Lock"_s, this, SLOT(onLock()));
    bus.connect(u"org.freedesktop.login1"_s, u"/org/freedesktop/login1"_s, u"org.freedesktop.login1.Manager"_s,
                u"PrepareForSleep"_s, this, SLOT(onPrepareForSleep(bool)));
    auto session = QDBusConnection::sessionBus();
    session.connect({}, {}, u"org.freedesktop.ScreenSaver"_s, u"ActiveChanged"_s, this, SLOT(onScreenSaver(bool)));
    session.connect({}, {}, u"org.gnome.ScreenSaver"_s, u"ActiveChanged"_s, this, SLOT(onScreenSaver(bool)));
#endif
}

void ScreenWatch::onLock()
{
    Q_EMIT lockWanted();
}

void ScreenWatch::onPrepareForSleep(bool isGoingToSleep)
{
    if (isGoingToSleep)
        Q_EMIT lockWanted();
}

void ScreenWatch::onScreenSaver(bool isActive)
{
    if (isActive)
        Q_EMIT lockWanted();
}

} // namespace indaro::ui::shell
