// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/openings.h"
#include "ui/kit/door.h"

QT_BEGIN_NAMESPACE
class QLabel;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;

/// Whose file a page is opened with, and what of it; nothing when it is about nobody.
[[nodiscard]] std::optional<casework::Opening> openingOf(const kit::PageArgument &argument);

/// Writes each opening of a file into the log before its page is opened, and asks for the reason where the file is not one's
/// own case (casework/audit/openings.h). No page about a person is opened past it.
class FileDoor final : public kit::Door
{
    Q_OBJECT
public:
    explicit FileDoor(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] bool isBefore(const kit::PageArgument &argument) const override;
    void ask(const kit::PageArgument &argument, std::function<void()> open) override;
    void leave() override;

protected:
    void changeEvent(QEvent *event) override;

private:
    void note();
    void goOn();
    void retranslate();

    kit::PageContext m_context;
    std::optional<casework::Opening> m_opening;
    std::function<void()> m_open;
    int m_visit = 0; ///< counts ask() and leave(): an answer to an earlier one is nobody's any more
    QLabel *m_text;
    kit::Banner *m_problem;
    ActionPanel *m_reason;
};

} // namespace indaro::ui::pages
