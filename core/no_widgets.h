// SPDX-License-Identifier: GPL-3.0-or-later
// Force-included into every core library. It claims the include guards of the widget and SQL headers, so that in core
// such a class stays an incomplete type even if some library leaks its include path (a poison pragma is no help: Qt's
// own qobject.h names QWidget).
#pragma once
#define QAPPLICATION_H
#define QDIALOG_H
#define QMESSAGEBOX_H
#define QSQLDATABASE_H
#define QSQLQUERY_H
#define QWIDGET_H
