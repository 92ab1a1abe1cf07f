// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace indaro::ui::shell {

/// Tells when the desktop locks its screen or the machine is about to sleep (lid), through systemd-logind.
/// Without QtDBus, or without logind, it stays silent and the idle lock alone remains.
class ScreenWatch final : public QObject
{
    Q_OBJECT
public:
    explicit ScreenWatch(QObject *parent = nullptr);

Q_SIGNALS:
    void lockWanted();

private Q_SLOTS:
    void onLock();
    void onPrepareForSleep(bool isGoingToSleep);
    void onScreenSaver(bool isActive);
};

} // namespace indaro::ui::shell
