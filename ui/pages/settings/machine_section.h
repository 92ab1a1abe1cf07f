// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/settings/machine_look.h"
#include "ui/pages/settings/section.h"

QT_BEGIN_NAMESPACE
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What this laptop does to memory, disk and paper behind the program's back: each check as good, to do or not known, what
/// it means for the people in the house, and what to do, step by step [security.md 2.13]. What is to do stands first.
class MachineSection final : public Section
{
    Q_OBJECT
public:
    MachineSection(const kit::PageContext &context, QWidget *parent,
                   MakeSurroundings make = machine::Surroundings::ofThisMachine);
    void refresh() override;

protected:
    void retranslate() override;

private:
    void showResults();
    void addCheck(const machine::Result &result);
    [[nodiscard]] QString asText() const;
    MakeSurroundings m_make;
    QPushButton *m_again, *m_copy, *m_manual;
    QLabel *m_sum;
    QVBoxLayout *m_checks;
    MachineResults m_results; ///< in the order they are shown
    bool m_isLooking = false;
};

} // namespace indaro::ui::pages
