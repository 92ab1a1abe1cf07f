// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtWidgets/QTreeWidget>

namespace indaro::ui::kit {

/// Titles, and beside each in a second column how it stands. Never scrolls sideways: titles and states go on in the next
/// line, and rows are as high as they need at every width. GUI thread.
class StateTree final : public QTreeWidget
{
    Q_OBJECT
public:
    explicit StateTree(QWidget *parent);
    /// The states get `percent` of the width, in pixels no less than `least` (where that is not more than half) and no more
    /// than `most`.
    void setStateWidth(int percent, int least, int most);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void distribute();
    int m_percent = 33;
    int m_least = 120;
    int m_most = 240;
};

} // namespace indaro::ui::kit
