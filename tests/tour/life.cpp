// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour about what guides a stay: the procedure, what was agreed to, and whom the house knows.
#include "tests/tour/tour.h"

#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::tour {

void Tour::life()
{
    procedure();
    goTo(u"Directory"_s);
    waitForVault();
    pictures(u"directory"_s);
}

/// What is next for the mother, and what she has agreed to.
void Tour::procedure()
{
    openMother();
    m_robot.key(m_robot.window(), Qt::Key_T, Qt::ControlModifier);
    waitForVault();
    auto *tree = m_robot.first<QTreeWidget>(u"the procedure"_s);
    m_robot.until(u"the steps of the procedure"_s, [tree] { return tree->topLevelItemCount() > 0; });
    tree->setCurrentItem(tree->topLevelItem(0)->child(0));
    pictures(u"checklist"_s);
    openMother();
    m_robot.key(m_robot.window(), Qt::Key_A, Qt::ControlModifier | Qt::ShiftModifier);
    waitForVault();
    pictures(u"consents"_s);
}

} // namespace indaro::tour
