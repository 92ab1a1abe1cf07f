// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QList>
#include <QtCore/QPointer>
#include <QtWidgets/QWidget>

#include <vector>

class QAction;
class QMenu;
class QToolButton;

namespace indaro::ui::kit {

/// The actions of a page beside each other, as many as there is room for; the others stand in a menu at the end. Two
/// languages in one label must never make the window wider than the screen (1366 points, 683 at 200 %).
class ActionRow final : public QWidget
{
    Q_OBJECT
public:
    explicit ActionRow(QWidget *parent = nullptr);

    /// Replaces what was there. The actions are not owned and may change their text or go at any time; one that is not
    /// visible has no button.
    void setActions(const QList<QAction *> &actions);
    /// Those that stand in the menu now, in their order.
    [[nodiscard]] QList<QAction *> hiddenActions() const;

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;
    bool event(QEvent *event) override;

private:
    void retranslate();
    void makeButtons();
    void arrange();
    [[nodiscard]] int widthOf(std::size_t count) const;

    QList<QPointer<QAction>> m_actions;
    std::vector<QToolButton *> m_buttons;
    QToolButton *m_more;
    QMenu *m_menu;
};

} // namespace indaro::ui::kit
