// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QMainWindow>

namespace indaro::ui::kit {

/// All below `root`, itself first, in the order it is read: as the layouts hold it, line by line, whenever it was made;
/// what no layout holds, as it stands. Of the buttons of one row the primary one comes first: on from the last field is the
/// way forward. What has the property "hasOrderOfItsOwn" keeps Qt's chain of Tab inside.
/// What is hidden is left out, but not `from` and what is around it.
[[nodiscard]] QList<QWidget *> readingOrder(QWidget &root, const QWidget *from = nullptr);

/// A window whose Tab follows the reading order. Qt's own follows the order in which widgets were made, and passes by
/// whatever stands before the focus proxy of an area.
class Window : public QMainWindow
{
    Q_OBJECT
public:
    using QMainWindow::QMainWindow;

protected:
    bool focusNextPrevChild(bool next) override;
};

} // namespace indaro::ui::kit
