// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/house/due_board.h"
#include "ui/kit/page.h"

#include <QTimer>
#include <QWidget>

#include <array>
#include <memory>

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What is late, due today and coming, in three calm groups on the first page: one's own role first, a director sees
/// everybody's. A line leads to where it is done; a routine of the house can be ticked there. Read anew when something
/// changed and while the page is open each minute, by the clock of that moment: what the computer slept through is there
/// when it wakes.
class DueGroups final : public QWidget
{
    Q_OBJECT
public:
    explicit DueGroups(const kit::PageContext &context, QWidget *parent);
    /// Reads anew; what stood there stays until then.
    void refresh();
    /// After a change of language.
    void retranslate();

Q_SIGNALS:
    void failed(const indaro::base::Error &error);

private:
    struct Group
    {
        QFrame *frame = nullptr;
        QLabel *title = nullptr;
        QVBoxLayout *lines = nullptr;
        QPushButton *more = nullptr;
        bool isWhole = false; ///< somebody wants to see all of it
        QStringList shown{};  ///< what stands there, so that what stays the same keeps the keyboard
    };
    Group makeGroup(const char *name, QVBoxLayout *column);
    void show();
    void fill(Group &group, const std::vector<const casework::DueThing *> &things);
    void addLine(Group &group, const casework::DueThing &thing);
    [[nodiscard]] QString textOf(const casework::DueThing &thing) const;
    [[nodiscard]] QString planText(const casework::DueOfPlan &plan) const;
    /// A routine of the house that asks for nothing but a tick.
    [[nodiscard]] static bool isTickedHere(const casework::DueThing &thing);
    void goTo(const casework::DueThing &thing);
    void tick(const casework::DueThing &thing);

    kit::PageContext m_context;
    std::shared_ptr<const casework::DueBoard> m_board;
    std::array<Group, 3> m_groups; ///< late, today, coming
    QTimer m_minute;
};

} // namespace indaro::ui::pages
