// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/desktop/composition.h"
#include "tests/support/scripted_ask.h"
#include "tests/tour/robot.h"

#include <QtCore/QDir>

#include <memory>

namespace indaro::tests {
struct Colleague;
}

namespace indaro::tour {

/// One shelter day through the real program, composed as app/desktop composes it, with production key derivation.
/// Only questions and file dialogs are answered by a script, and locking closes the program and starts it anew in this
/// process; tests/faults/lock_probe replaces the process for real.
class Tour
{
public:
    /// `out` takes pictures and PDFs; `vault` is made, or opened by runScaled().
    Tour(QDir out, QString vault);
    /// First run to search. Ends the process when anything is missing.
    void run();
    /// A few pages of a vault a tour has made, as on a screen at 200 %.
    void runScaled();
    /// Pictures and PDFs, in order.
    [[nodiscard]] const QStringList &files() const { return m_files; }
    /// What must be found in no file but a PDF somebody asked for.
    [[nodiscard]] static QStringList canaries();

private:
    void startProgram();
    void firstRun();
    void typeCardsBack();
    void emptyPages();
    void admit();
    void caseFile();
    void openMother();
    /// Of the first person found by these letters.
    void openFile(const QString &name);
    void interview();
    void pauseInterview();
    void stopInterview();
    /// Looks through the sections until the question is on screen.
    QWidget *question(const QString &name);
    void choose(const QString &name, int number);
    void answer(const QString &name, const QString &text);
    void referral();
    void writeReferral();
    void printReferral();
    /// Waits for what is saved after a pause in typing.
    void waitForDraft();
    void house();
    void rollCall();
    void houseWork();
    void life();
    void statistics();
    void procedure();
    void leaving();
    void closeFile();
    void training();
    void chooseSection(const QString &name); ///< of the settings
    void week();
    void exchange();
    void exchangeByStick();
    /// Both laptops have what the other one wrote.
    void meet(tests::Colleague &colleague);
    void disagree(tests::Colleague &colleague);
    void decide();
    void showErasing();
    void holdABatch(tests::Colleague &colleague);
    /// Runs job(Desk &, ExchangeDesk &) on the store thread.
    template <class Job> auto run(Job job);
    void lockAndUnlock();
    void search();
    void manual();
    void manualPictures();
    void settings();
    void signIn();
    void goTo(const QString &place);
    void setLanguage(ui::kit::Language language);
    void save(const QString &name);
    /// The same page in French, Kirundi and English; ends in English, the language the tour reads.
    void pictures(const QString &name);
    void darkPicture(const QString &name);
    void waitForVault();

    inline static const QString Leaver = QStringLiteral("Zzpartantecanari");

    QDir m_out;
    QString m_vault;
    QStringList m_files;
    int m_number = 0;
    int m_locks = 0;
    std::shared_ptr<tests::ScriptedAsk> m_ask = std::make_shared<tests::ScriptedAsk>();
    std::shared_ptr<tests::ScriptedFileAsk> m_fileAsk = std::make_shared<tests::ScriptedFileAsk>();
    std::unique_ptr<desktop::Composition> m_program;
    Robot m_robot;
};

} // namespace indaro::tour
