// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour about what guides a stay: the procedure, what was agreed to, leaving, and what stays afterwards.
#include "core/model/field_table.h"
#include "tests/tour/tour.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QTreeWidget>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace fields = model::fields;

namespace {

const QString Gone = u"Joie"_s;

} // namespace

void Tour::life()
{
    procedure();
    goTo(u"Directory"_s);
    waitForVault();
    pictures(u"directory"_s);
    leaveTheHouse();
    training();
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

/// Somebody who came by mistake leaves again; her file is closed, and kept as long as the rule of the house says.
void Tour::leaveTheHouse()
{
    goTo(u"People"_s);
    m_robot.press(u"Admit a person"_s);
    waitForVault();
    m_robot.fill(fields::identity::KnownAs, Gone);
    m_robot.press(u"Admit (Ctrl+Enter)"_s);
    m_robot.until(u"the file of the second one"_s, [this] { return m_robot.hasButton(u"Leaves the house"_s); });
    waitForVault();
    m_robot.press(u"Leaves the house"_s);
    waitForVault();
    m_robot.fill(fields::stay::ExitReason, u"own_choice"_s);
    pictures(u"exit"_s);
    m_robot.press(u"Record the exit"_s);
    waitForVault();
    m_robot.key(m_robot.window(), Qt::Key_Left, Qt::AltModifier);
    waitForVault();
    m_robot.press(u"Close the file…"_s);
    waitForVault();
    pictures(u"closing"_s);
    goTo(u"People"_s);
    m_robot.press(u"Closed files"_s);
    waitForVault();
    pictures(u"closed-files"_s);
}

void Tour::training()
{
    openSettings(u"Staff"_s);
    m_robot.press(u"Training of the staff"_s);
    waitForVault();
    pictures(u"training"_s);
}

/// The page of last week, as the director keeps it on paper.
void Tour::weekPage()
{
    openSettings(u"Journal"_s);
    m_ask->choice = 1;
    m_fileAsk->path = m_out.filePath(u"week.pdf"_s);
    m_robot.press(u"Save the page of last week"_s);
    m_robot.until(u"the PDF of the week"_s, [this] { return QFileInfo(m_fileAsk->path).size() > 0; });
    m_files.append(m_fileAsk->path);
    m_ask->choice = 0;
}

void Tour::openSettings(const QString &part)
{
    goTo(u"Settings"_s);
    waitForVault();
    auto *sections = m_robot.first<QListWidget>(u"the sections of the settings"_s);
    const auto found = sections->findItems(part, Qt::MatchExactly);
    if (found.isEmpty())
        m_robot.fail(u"no part of the settings is called "_s + part);
    sections->setCurrentItem(found.first());
    waitForVault();
}

} // namespace indaro::tour
