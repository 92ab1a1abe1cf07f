// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>

#include <functional>

QT_BEGIN_NAMESPACE
class QWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Ask;
}

namespace indaro::ui::pages {

/// The questions that stop the work of an interview. What follows is called later, on the GUI thread, and only when the
/// answer is not "go on as before".

/// `stop` gets the reason as it is kept: enough, tired, asked, other.
void askWhyToStop(kit::Ask &ask, QWidget *page, std::function<void(const QString &)> stop);
/// Of a correction that is not to be.
void askToGiveUp(kit::Ask &ask, QWidget *page, std::function<void()> giveUp);
/// Of what was typed into an interview that another computer had signed.
void askToLetGo(kit::Ask &ask, QWidget *page, std::function<void()> letGo);
/// `unfinished`: texts in the fields that are no answers and would go.
void askToSign(kit::Ask &ask, QWidget *page, int unfinished, std::function<void()> sign);

} // namespace indaro::ui::pages
