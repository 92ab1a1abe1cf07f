// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/machine_look.h"

#include <QWidget>

namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// One line on the first page when the laptop needs somebody today: its disk fails or is almost full, its date is wrong. The
/// age of the backup is said there already. Hidden while there is nothing. GUI thread.
class MachineLine final : public QWidget
{
    Q_OBJECT
public:
    MachineLine(const kit::PageContext &context, QWidget *parent,
                MakeSurroundings make = machine::Surroundings::ofThisMachine);
    /// Looks again when the last look is half an hour old: disks wake up for it.
    void refresh();
    void retranslate();

private:
    kit::PageContext m_context;
    MakeSurroundings m_make;
    kit::Banner *m_banner;
    std::optional<machine::Result> m_urgent;
    std::optional<std::int64_t> m_lookedMs; ///< by the monotonic clock
};

} // namespace indaro::ui::pages
