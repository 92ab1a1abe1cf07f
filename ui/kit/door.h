// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"

#include <functional>

namespace indaro::ui::kit {

/// Stands before the pages about a person: the frame asks it before such a page is opened, and shows it in the page's place
/// when it has a question. GUI thread.
class Door : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;
    /// Whether it must be asked before a page is opened with this.
    [[nodiscard]] virtual bool isBefore(const PageArgument &argument) const = 0;
    /// Calls `open` later, once the page may be opened: whoever went elsewhere meanwhile has called leave().
    virtual void ask(const PageArgument &argument, std::function<void()> open) = 0;
    /// The page is not wanted any more.
    virtual void leave() = 0;

Q_SIGNALS:
    /// It has a question: show it.
    void hasQuestion();
};

} // namespace indaro::ui::kit
