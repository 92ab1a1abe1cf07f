// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour about what guides a stay: the procedure, what was agreed to, and whom the house knows.
#include "tests/tour/tour.h"
#include "ui/charts/chart_view.h"
#include "ui/print/preview_widget.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::tour {

void Tour::life()
{
    procedure();
    goTo(u"Directory"_s);
    waitForVault();
    pictures(u"directory"_s);
    statistics();
}

/// How many were in the house, by age, and who is behind the first bar.
void Tour::statistics()
{
    goTo(u"Statistics"_s);
    waitForVault();
    auto *rows = m_robot.named<QComboBox>(u"rows"_s);
    const int ages = rows->findData(u"age_band"_s);
    while (rows->currentIndex() < ages)
        m_robot.key(rows, Qt::Key_Down);
    waitForVault();
    pictures(u"statistics"_s);
    darkPicture(u"statistics"_s);
    auto *chart = m_robot.first<ui::charts::ChartView>(u"the bars"_s);
    m_robot.reveal(chart);
    m_robot.key(chart->focusProxy(), Qt::Key_Home);
    const auto isEmptyBar = [chart] {
        const auto &data = chart->data();
        for (int row = 0; row < int(data.rows.size()); ++row) {
            if (data.at(row, 0).place == chart->current())
                return data.at(row, 0).value == 0.0;
        }
        return false;
    };
    for (int step = 0; step < int(chart->data().rows.size()) && isEmptyBar(); ++step)
        m_robot.key(chart->focusProxy(), Qt::Key_Down);
    m_robot.key(chart->focusProxy(), Qt::Key_Return);
    auto *behind = m_robot.named<QTableWidget>(u"behind"_s);
    m_robot.until(u"who is behind the bar"_s, [behind] { return behind->isVisible() && behind->rowCount() > 0; });
    pictures(u"statistics-behind"_s);
    goTo(u"Reports"_s);
    waitForVault();
    auto *paper = m_robot.first<ui::print::PreviewWidget>(u"the report"_s);
    m_robot.until(u"the report of the month"_s, [paper] { return paper->pageCount() > 0; });
    pictures(u"reports"_s);
    goTo(u"People"_s);
    waitForVault();
    m_robot.press(u"Possible duplicates"_s);
    waitForVault();
    pictures(u"duplicates"_s);
}

/// What is next for the mother, what she has agreed to, and what happened to her in the words of the law.
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
    openMother();
    m_robot.key(m_robot.window(), Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    waitForVault();
    pictures(u"registry"_s);
    m_robot.key(m_robot.window(), Qt::Key_J, Qt::ControlModifier | Qt::ShiftModifier);
    waitForVault();
    pictures(u"justice"_s);
}

} // namespace indaro::tour
