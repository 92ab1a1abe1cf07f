// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QObject>

namespace indaro::ui::kit {

/// Whatever is cut for want of room (a cell or head of a list, the text of a box, the example in an empty field)
/// is said in full under the mouse, unless it has a tooltip of its own. One for the whole program:
/// `qApp->installEventFilter(…)`. Screen readers get the whole text anyway.
class CutTextTips final : public QObject
{
    Q_OBJECT
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace indaro::ui::kit
