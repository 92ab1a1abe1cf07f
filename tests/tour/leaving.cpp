// SPDX-License-Identifier: GPL-3.0-or-later
// The part of the tour about the end of a stay, and about what the house shows of its own work.
#include "core/model/field_table.h"
#include "tests/tour/tour.h"

#include <QtCore/QFileInfo>
#include <QtWidgets/QListWidget>

using namespace Qt::StringLiterals;

namespace indaro::tour {

namespace fields = model::fields;

/// Somebody who stayed a short time leaves, and her file is closed. Then the trainings, and the week for the director.
void Tour::leaving()
{
    goTo(u"People"_s);
    m_robot.press(u"Admit a person"_s);
    waitForVault();
    m_robot.fill(fields::identity::FamilyName, Leaver);
    m_robot.fill(fields::case_file::DisplayName, u"Odile"_s);
    m_robot.fill(fields::case_file::Sex, u"F"_s);
    m_robot.fill(fields::case_file::EstimatedAge, u"31"_s);
    m_robot.press(u"Admit (Ctrl+Enter)"_s);
    waitForVault();
    m_robot.press(u"Leaves the house"_s);
    waitForVault();
    m_robot.fill(fields::stay::ExitReason, u"family_reunification"_s);
    m_robot.fill(fields::stay_location::ExitDestination, u"family"_s);
    m_robot.fill(fields::stay::ExitSafety, u"assessed_safe"_s);
    m_robot.fill(fields::follow_up_plan::Agreed, u"yes"_s);
    waitForDraft();
    pictures(u"exit"_s);
    m_robot.press(u"Record the exit"_s);
    waitForVault();
    pictures(u"stay-after-exit"_s);
    closeFile();
    training();
    week();
}

void Tour::closeFile()
{
    openFile(Leaver);
    m_robot.press(u"Close the file…"_s);
    waitForVault();
    m_robot.fill(fields::retention::Reason, u"asked"_s);
    m_robot.fill(fields::retention::AtEnd, u"look_again"_s);
    waitForDraft();
    pictures(u"closing"_s);
    m_robot.press(u"Close the file"_s);
    m_robot.until(u"the closed file"_s, [this] { return m_robot.hasButton(u"Open the file again…"_s); });
    pictures(u"closed"_s);
    goTo(u"People"_s);
    m_robot.press(u"Closed files"_s);
    waitForVault();
    pictures(u"closed-files"_s);
}

void Tour::chooseSection(const QString &name)
{
    auto *sections = m_robot.first<QListWidget>(u"the sections of the settings"_s);
    const auto found = sections->findItems(name, Qt::MatchExactly);
    if (found.isEmpty())
        m_robot.fail(u"no section of the settings is called "_s + name);
    sections->setCurrentItem(found.first());
    waitForVault();
}

void Tour::training()
{
    goTo(u"Settings"_s);
    waitForVault();
    chooseSection(u"Staff"_s);
    m_robot.press(u"Training of the staff"_s);
    waitForVault();
    m_robot.press(u"Write down a training"_s);
    waitForVault();
    m_robot.fill(fields::training::Kind, u"procedures"_s);
    m_robot.fill(fields::training::TrainedBy, u"une formatrice de la commission"_s);
    m_robot.fill(fields::training::Proof, u"signed_list"_s);
    waitForDraft();
    pictures(u"training"_s);
    m_robot.press(u"Write it down"_s);
    waitForVault();
    pictures(u"training-record"_s);
}

/// The journal, and its page of a week as the director prints it.
void Tour::week()
{
    goTo(u"Settings"_s);
    waitForVault();
    chooseSection(u"Journal"_s);
    m_ask->choice = 1;
    m_fileAsk->path = m_out.filePath(u"week.pdf"_s);
    m_robot.press(u"Save the page of last week"_s);
    m_robot.until(u"the PDF of the week"_s, [this] { return QFileInfo(m_fileAsk->path).size() > 0; });
    m_files.append(m_fileAsk->path);
    m_ask->choice = 0;
    waitForVault();
    pictures(u"journal-week"_s);
}

} // namespace indaro::tour
