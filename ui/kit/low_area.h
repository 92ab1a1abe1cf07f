// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

class QVBoxLayout;

namespace indaro::ui::kit {

/// What stands above the work of a page (banners, questions, choices): as tall as it wants to be where there is room,
/// scrolled on a low screen, so that the work below keeps its place and the window can be as low as half a small screen.
/// Takes no height while nothing in it is shown. GUI thread.
class LowArea final : public QScrollArea
{
    Q_OBJECT
public:
    explicit LowArea(QWidget *parent);
    /// Where its widgets go, from above.
    [[nodiscard]] QVBoxLayout *column() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QVBoxLayout *m_column;
};

} // namespace indaro::ui::kit
