// SPDX-License-Identifier: GPL-3.0-or-later
// Force-included into every core library: a widget, SQL driver or database handle of Qt in core does not compile.
#pragma once
#if defined(__GNUC__)
#pragma GCC poison QApplication QWidget QMessageBox QDialog QSqlDatabase QSqlQuery
#endif
