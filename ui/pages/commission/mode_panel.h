// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/house_mode.h"
#include "ui/kit/page.h"

#include <QFrame>

#include <optional>

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// In the settings: whether this vault is a shelter's or the commission's workstation, and the change from one to the other
/// while nobody is registered. GUI thread.
class ModePanel final : public QFrame
{
    Q_OBJECT
public:
    ModePanel(const kit::PageContext &context, QWidget *parent);
    void refresh();
    void retranslate();

private:
    void askFirst();
    void change();
    void showWords();

    kit::PageContext m_context;
    QLabel *m_title, *m_text;
    kit::Banner *m_banner;
    QPushButton *m_change;
    std::optional<reports::HouseMode> m_mode;
    bool m_isChanged = false; ///< the frame still has the pages of the other one
};

} // namespace indaro::ui::pages
