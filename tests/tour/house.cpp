// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field_table.h"
#include "tests/tour/tour.h"

#include <QtCore/QFileInfo>
#include <QtTest/QTest>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSpinBox>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace fields = model::fields;

/// A room is set up, the family sleeps in it, the night guard looks who is there, and the list for an alarm is printed.
void Tour::house()
{
    goTo(u"The house tonight"_s);
    waitForVault();
    pictures(u"house-empty"_s);
    m_robot.press(u"Set up the first room"_s);
    m_robot.fill(fields::room::Name, u"F"_s);
    m_robot.fill(fields::room::RoomFor, u"families"_s);
    m_robot.all<QSpinBox>().first()->setValue(4);
    pictures(u"house-new-room"_s);
    m_robot.press(u"Add the room"_s);
    auto *board = m_robot.first<QTreeWidget>(u"the board of the house"_s);
    m_robot.until(u"the beds of the room"_s,
                  [board] { return !board->findItems(u"F1"_s, Qt::MatchStartsWith | Qt::MatchRecursive).isEmpty(); });
    board->setCurrentItem(board->topLevelItem(0)->child(0)); // the first who has no place
    m_robot.until(u"the places that are free"_s, [this] {
        return !m_robot.all<QListWidget>().isEmpty() && m_robot.all<QListWidget>().first()->count() > 0;
    });
    pictures(u"house-places"_s);
    m_robot.press(u"Give this place"_s);
    auto *reason = m_robot.named<QLineEdit>(u"guardReason"_s);
    m_robot.type(reason, u"Il fait nuit, les enfants dorment debout"_s); // the step before it waits until the morning
    pictures(u"house-guard"_s);
    m_robot.click(m_robot.named<QPushButton>(u"guardUrgent"_s));
    m_robot.until(u"the family in the room"_s, [board] {
        const auto beds = board->findItems(u"F1"_s, Qt::MatchStartsWith | Qt::MatchRecursive);
        return !beds.isEmpty() && beds.first()->text(0).contains(u"Béa"_s);
    });
    pictures(u"house-board"_s);
    rollCall();
    m_robot.key(m_robot.window(), Qt::Key_E, Qt::ControlModifier);
    waitForVault();
    pictures(u"evacuation"_s);
    m_ask->choice = 1;
    m_fileAsk->path = m_out.filePath(u"evacuation.pdf"_s);
    m_robot.press(u"Save as PDF"_s);
    m_robot.until(u"the PDF of the evacuation list"_s, [this] { return QFileInfo(m_fileAsk->path).size() > 0; });
    m_files.append(m_fileAsk->path);
    m_ask->choice = 0;
    openMother();
    m_robot.key(m_robot.window(), Qt::Key_D, Qt::ControlModifier);
    waitForVault();
    pictures(u"stay"_s);
    m_robot.press(u"Take into custody"_s);
    waitForVault();
    pictures(u"stay-custody"_s);
    openMother();
    m_robot.key(m_robot.window(), Qt::Key_D, Qt::ControlModifier | Qt::ShiftModifier);
    waitForVault();
    pictures(u"plan"_s);
    m_robot.press(u"Assess the risks"_s);
    waitForVault();
    pictures(u"plan-risks"_s);
    houseWork();
}

/// What the house does for itself: routines, complaints, the check of itself, visits.
void Tour::houseWork()
{
    goTo(u"The house tonight"_s);
    waitForVault();
    m_robot.press(u"Routines"_s);
    waitForVault();
    pictures(u"routines"_s);
    m_robot.press(u"Complaints"_s);
    waitForVault();
    m_robot.press(u"Write down a complaint"_s);
    waitForVault();
    pictures(u"complaints"_s);
    m_robot.key(m_robot.window(), Qt::Key_Left, Qt::AltModifier);
    waitForVault();
    m_robot.press(u"Self-check"_s);
    waitForVault();
    m_robot.press(u"Begin a new round"_s);
    waitForVault();
    pictures(u"self-check"_s);
    m_robot.key(m_robot.window(), Qt::Key_Left, Qt::AltModifier);
    waitForVault();
    m_robot.press(u"Visits and calls of the house"_s);
    waitForVault();
    pictures(u"visits"_s);
}

void Tour::rollCall()
{
    m_robot.press(u"Roll-call"_s);
    waitForVault();
    auto *table = m_robot.first<QTableWidget>(u"the roll-call"_s);
    for (int row = 0; row < table->rowCount(); ++row) {
        m_robot.key(table, Qt::Key_1);
        waitForVault();
    }
    pictures(u"roll-call"_s);
    m_robot.press(u"Finish the roll-call"_s);
    waitForVault();
    m_robot.press(u"Incidents"_s);
    waitForVault();
    pictures(u"incidents-empty"_s);
}

} // namespace indaro::tour
