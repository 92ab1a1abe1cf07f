// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/start/every_page.h"

#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/print/document_view.h"

#include <QtWidgets/QCheckBox>

namespace indaro::tests {

std::vector<Place> places()
{
    const auto plain = [](const char *name, kit::PageId page) {
        return Place{name, [page](House &house) { house.open(page); }};
    };
    const auto file = [](House &house) { house.open(pages::CaseFilePageId, pages::OpenCaseFile{*house.mother}); };
    std::vector<Place> all{
        plain("home", pages::HomePageId),
        plain("people", pages::PeoplePageId),
        plain("admit", pages::AdmitPageId),
        plain("house-empty", pages::HousePageId),
        Place{"house-tonight",
              [](House &house) {
                  house.setUpRooms();
                  house.open(pages::HousePageId, pages::OpenHouse{*house.mother});
              }},
        Place{"house-announce",
              [](House &house) {
                  house.open(pages::HousePageId);
                  house.act("Somebody is announced");
              }},
        plain("roll-call", pages::RollCallPageId),
        plain("evacuation", pages::EvacuationPageId),
        Place{"consents", [](House &house) { house.open(pages::ConsentsPageId, pages::OpenConsents{*house.mother}); }},
        Place{"consents_answer",
              [](House &house) {
                  press(house.open(pages::ConsentsPageId, pages::OpenConsents{*house.mother}), said("Write down an answer"));
              }},
        Place{"consents-filled",
              [](House &house) {
                  house.answerAboutReceivers();
                  house.open(pages::ConsentsPageId, pages::OpenConsents{*house.mother});
              }},
        Place{"consents_back",
              [](House &house) {
                  press(house.open(pages::ConsentsPageId, pages::OpenConsents{*house.mother}),
                        said("Take an agreement back"));
              }},
        plain("directory", pages::DirectoryPageId),
        Place{"directory-change",
              [](House &house) { press(house.open(pages::DirectoryPageId), said("Change what is written…")); }},
        Place{"directory-add",
              [](House &house) {
                  house.open(pages::DirectoryPageId);
                  house.act("Add an organisation");
              }},
        plain("closed-files", pages::ClosedFilesPageId),
        plain("duplicates", pages::DuplicatesPageId),
        Place{"file-pair",
              [](House &house) {
                  house.open(pages::FilePairPageId, pages::OpenFilePair{*house.mother, *house.child});
              }},
        Place{"closing", [](House &house) { house.open(pages::ClosingPageId, pages::OpenClosing{*house.child}); }},
        plain("training", pages::TrainingPageId),
        plain("statistics", pages::StatisticsPageId),
        plain("reports", pages::ReportsPageId),
        Place{"statistics-divided",
              [](House &house) {
                  auto *page = house.open(pages::StatisticsPageId);
                  for (const auto &[box, code] : {std::pair("rows", "age_band"), std::pair("columns", "sex")}) {
                      auto *choice = page->findChild<QComboBox *>(QLatin1String(box));
                      choice->setCurrentIndex(choice->findData(QString::fromLatin1(code)));
                  }
                  house.wait();
                  page->findChild<QPushButton *>(u"howCounted"_s)->click();
                  page->findChild<QPushButton *>(u"whoIsBehind"_s)->click();
                  house.wait();
              }},
        plain("paper-forms", pages::PaperFormsPageId),
        Place{"paper-forms-filled",
              [](House &house) {
                  house.open(pages::PaperFormsPageId, pages::OpenPaperForms{*house.child, u"exit"_s});
              }},
        Place{"training-add",
              [](House &house) {
                  house.open(pages::TrainingPageId);
                  house.act("Write down a training");
              }},
        Place{"plan", [](House &house) { house.open(pages::PlanPageId, pages::OpenPlan{*house.mother}); }},
        Place{"plan-need",
              [](House &house) { press(house.open(pages::PlanPageId, pages::OpenPlan{*house.mother}), said("New need")); }},
        Place{"plan-risks",
              [](House &house) {
                  press(house.open(pages::PlanPageId, pages::OpenPlan{*house.mother}), said("Assess the risks"));
              }},
        Place{"plan-best-interests",
              [](House &house) {
                  press(house.open(pages::PlanPageId, pages::OpenPlan{*house.child}), said("Best interests"));
              }},
        Place{
            "plan-age",
            [](House &house) { press(house.open(pages::PlanPageId, pages::OpenPlan{*house.child}), said("Proof of age")); }},
        Place{"registry-empty", [](House &house) { house.open(pages::RegistryPageId, pages::OpenRegistry{*house.child}); }},
        Place{"registry",
              [](House &house) {
                  house.writeRegistry();
                  house.open(pages::RegistryPageId, pages::OpenRegistry{*house.mother});
              }},
        Place{"registry-status",
              [](House &house) {
                  press(house.open(pages::RegistryPageId, pages::OpenRegistry{*house.mother}),
                        said("Write down what an authority decided…"));
              }},
        Place{"registry-qualification",
              [](House &house) {
                  press(house.open(pages::RegistryPageId, pages::OpenRegistry{*house.mother}),
                        said("Write down a qualification…"));
              }},
        Place{"trafficking-cases",
              [](House &house) {
                  house.writeRegistry();
                  house.open(pages::TraffickingCasesPageId);
              }},
        Place{"trafficking-suspect",
              [](House &house) {
                  auto *page = house.open(pages::TraffickingCasesPageId);
                  house.wait(); // the list, and then the case in front
                  press(page, said("A new suspect…"));
              }},
        Place{"justice", [](House &house) { house.open(pages::JusticePageId, pages::OpenJustice{*house.mother}); }},
        Place{"justice-act",
              [](House &house) {
                  house.open(pages::JusticePageId, pages::OpenJustice{*house.mother});
                  house.act("Write down an act");
              }},
        plain("court-days", pages::CourtDaysPageId),
        plain("library", pages::LibraryPageId),
        Place{"manual",
              [](House &house) { house.open(pages::ManualPageId)->findChild<QLineEdit *>()->clear(); }},
        Place{"manual-task",
              [](House &house) { house.open(pages::ManualPageId, pages::OpenManual{u"night-arrival"_s}); }},
        Place{"manual-search",
              [](House &house) {
                  house.open(pages::ManualPageId)->findChild<QLineEdit *>()->setText(u"zzznichts"_s);
              }},
        Place{"wording",
              [](House &house) {
                  house.open(pages::WordingPageId);
                  house.open(pages::PeoplePageId);
                  house.bringToFront();
                  QTest::keyClick(house.window(), Qt::Key_F9, Qt::ShiftModifier);
                  INDARO_CHECK(QTest::qWaitFor(
                      [&house] { return house.frame()->currentPage()->id() == pages::WordingPageId; }, Patience));
                  house.wait();
              }},
        plain("routines", pages::RoutinesPageId),
        plain("complaints", pages::ComplaintsPageId),
        Place{"complaint",
              [](House &house) {
                  house.open(pages::ComplaintsPageId);
                  house.act("Write down a complaint");
              }},
        plain("self-check-empty", pages::SelfCheckPageId),
        Place{"self-check",
              [](House &house) {
                  house.open(pages::SelfCheckPageId);
                  house.act("Begin a new round"); // once, and from then on it is there
              }},
        Place{"visits",
              [](House &house) {
                  house.open(pages::VisitsPageId);
                  house.act("Write down a visit or a call");
              }},
        Place{"stay", [](House &house) { house.open(pages::StayPageId, pages::OpenStay{*house.mother}); }},
        Place{"stay-custody",
              [](House &house) {
                  house.open(pages::StayPageId, pages::OpenStay{*house.mother});
                  house.act("Take into custody");
              }},
        Place{"incident",
              [](House &house) {
                  house.open(pages::IncidentsPageId);
                  house.act("Write down an incident");
              }},
        Place{"admit-child", [](House &house) { press(house.open(pages::AdmitPageId), said("Add a child")); }},
        Place{"case-file", file},
        Place{"case-file-exit",
              [file](House &house) {
                  file(house);
                  house.act("Leaves the house");
              }},
        Place{"case-file-note",
              [file](House &house) {
                  file(house);
                  house.act("Add a note");
              }},
        Place{"interview-start",
              [](House &house) {
                  auto *page = house.open(pages::IntakePageId, pages::OpenInterview{*house.child, std::nullopt});
                  auto *begin = page->findChild<QPushButton *>(u"begin"_s);
                  INDARO_CHECK(QTest::qWaitFor([begin] { return begin->isEnabled(); }, Patience));
              }},
        Place{"interview", [](House &house) { house.interview(); }},
        Place{"interview-notes", [](House &house) { house.notes(true); }},
        Place{"interview-review",
              [](House &house) {
                  house.notes(false);
                  house.act("Review");
              }},
        Place{"interview-signed", [](House &house) { house.signedInterview(); }},
        Place{"interview-versions",
              [](House &house) {
                  house.signedInterview();
                  house.act("Correct this interview …");
              }},
        plain("interviews", pages::InterviewsPageId),
        Place{"referral",
              [](House &house) { house.open(pages::ReferralPageId, pages::OpenReferral{*house.mother, std::nullopt}); }},
        plain("counts-for-commission", pages::CountsPageId),
        Place{"checklist",
              [](House &house) { house.open(pages::ChecklistPageId, pages::OpenChecklist{*house.mother}); }},
        Place{"checklist-house", [](House &house) { house.open(pages::ChecklistPageId); }},
        Place{"exit", [](House &house) { house.open(pages::ExitPageId, pages::OpenStay{*house.child}); }},
        plain("incidents", pages::IncidentsPageId),
        plain("stock", pages::StockPageId),
        plain("paper-entry", pages::PaperEntryPageId),
        Place{"paper-entry-of-her",
              [](House &house) { house.open(pages::PaperEntryPageId, pages::OpenPaperEntry{*house.mother}); }},
        plain("incoming", pages::IncomingPageId),
        plain("referrals", pages::ReferralsPageId)};
    for (const char *part :
         {"Accounts", "Backup", "Recovery cards", "The house", "Staff", "Roles", "Forms", "Offences in law", "This computer",
          "Check this computer", "New version from a stick", "Journal", "Language and display", "About"})
        all.push_back({part, [part](House &house) { INDARO_CHECK(house.settings(said(part)) != nullptr); }});
    all.push_back(Place{"erase", [](House &house) { house.open(pages::ErasePageId, pages::OpenErase{*house.mother}); }});
    all.push_back(plain("erase-whom", pages::ErasePageId));
    all.push_back(plain("exchange-alone", ui::roads::SyncPageId));
    all.push_back(plain("join-house", ui::roads::JoinHousePageId));
    return all;
}

std::vector<Place> placesInHouse()
{
    std::vector<Place> all;
    for (const auto &[name, page] :
         {std::pair("exchange", ui::roads::SyncPageId), std::pair("let-in", ui::roads::LetInPageId),
          std::pair("lost-laptop", ui::roads::LostLaptopPageId), std::pair("conflicts", pages::ConflictsPageId)})
        all.push_back({name, [page = page](House &house) { house.open(page); }});
    return all;
}

namespace {

void throughTheFirstSteps(const QString &folder, const Look &at)
{
    Program p(folder);
    const auto look = [&](const QString &name) { at(p, name); };
    look(u"first-run-1-language"_s);
    INDARO_CHECK(press(p.window(), u"Next"_s));
    INDARO_CHECK(QTest::qWaitFor([&] { return shown<pages::MachineStep>(p.window()) != nullptr; }, Patience));
    INDARO_CHECK(QTest::qWaitFor(
        [&] { return shown<QCheckBox>(p.window()) != nullptr || button(p.window(), u"Next"_s) != nullptr; }, Patience));
    look(u"first-run-2-computer"_s);
    if (auto *box = shown<QCheckBox>(p.window()))
        box->setChecked(true);
    INDARO_CHECK(press(p.window(), u"Next"_s));
    look(u"first-run-3-folder"_s);
    INDARO_CHECK(press(p.window(), u"Next"_s));
    const auto lines = shown<pages::HouseStep>(p.window())->findChildren<QLineEdit *>();
    look(u"first-run-4-house"_s);
    lines[0]->setText(u"Maison Ikaze"_s);
    lines[1]->setText(u"+257 22 00 00 00"_s);
    INDARO_CHECK(press(p.window(), u"Next"_s));
    look(u"first-run-5-account"_s);
    shown<pages::AccountStep>(p.window())->findChild<QLineEdit *>()->setText(u"m1"_s);
    for (auto *field : secrets(p.window()))
        QTest::keyClicks(field, Passphrase);
    INDARO_CHECK(press(p.window(), u"Create the vault"_s));
    INDARO_CHECK(QTest::qWaitFor([&] { return shown<pages::CardView>(p.window()) != nullptr; }, Patience));
    look(u"first-run-6-cards"_s);
    INDARO_CHECK(press(p.window(), u"The three cards are written"_s));
    look(u"first-run-7-typed"_s);
}

void throughSigningIn(const QString &folder, const Look &at)
{
    const auto cards = makeVault(folder);
    Program p(folder);
    const auto look = [&](const QString &name) { at(p, name); };
    INDARO_CHECK(QTest::qWaitFor(
        [&] { return shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() == 1; }, Patience));
    look(u"sign-in-1"_s);
    QTest::keyClicks(secrets(p.window()).first(), u"certainement faux"_s);
    INDARO_CHECK(press(p.window(), u"Sign in"_s));
    INDARO_CHECK(QTest::qWaitFor([&] { return button(p.window(), u"Sign in"_s) != nullptr; }, Patience));
    look(u"sign-in-2-wrong"_s);
    INDARO_CHECK(press(p.window(), u"Passphrase forgotten: use two recovery cards"_s));
    look(u"sign-in-3-cards"_s);
    secrets(p.window())[0]->setSecret(cards.cards[2].digits());
    secrets(p.window())[1]->setSecret(cards.cards[0].digits());
    for (int i = 2; i < 4; ++i)
        QTest::keyClicks(secrets(p.window())[i], u"cinq autres mots assez longs"_s);
    look(u"sign-in-4-cards-typed"_s);
    INDARO_CHECK(press(p.window(), u"Open with the cards"_s));
    INDARO_CHECK(QTest::qWaitFor([&] { return shown<pages::CardView>(p.window()) != nullptr; }, Patience));
    look(u"sign-in-5-new-cards"_s);
}

void throughTheCommissionsPages(const QString &folder, const Look &at)
{
    makeVault(folder);
    {
        Program shelter(folder, unhurried());
        INDARO_CHECK(shelter.signIn());
        INDARO_CHECK(shelter.settings(said("The house")) != nullptr);
        auto *change = shelter.window()->findChild<QPushButton *>(u"modeChange"_s);
        INDARO_CHECK(QTest::qWaitFor([&] { return change->isVisible(); }, Patience));
        change->click(); // and agreed to
        INDARO_CHECK(QTest::qWaitFor([&] { return button(shelter.window(), said("Sign in again")) != nullptr; }, Patience));
    }
    Program p(folder, unhurried());
    INDARO_CHECK(p.signIn());
    INDARO_CHECK(p.frame()->currentPage()->id() == pages::PacketsPageId);
    INDARO_CHECK(!p.frame()->openPage(pages::AdmitPageId));
    INDARO_CHECK(!p.frame()->openPage(pages::PeoplePageId));
    for (const auto &[name, page] :
         {std::pair("packets", pages::PacketsPageId), std::pair("national", pages::NationalPageId),
          std::pair("publications", pages::PublicationsPageId), std::pair("reports", pages::ReportsPageId),
          std::pair("directory", pages::DirectoryPageId), std::pair("exchange", ui::roads::SyncPageId)}) {
        INDARO_CHECK(p.frame()->openPage(page));
        INDARO_CHECK(QTest::qWaitFor([&p] { return p.composition->workspace()->pendingJobs() == 0; }, Patience));
        at(p, u"commission-"_s + QString::fromLatin1(name));
    }
}

void throughTheExercises(const QString &folder, const Look &at)
{
    makeVault(folder, true);
    Program p(folder, unhurried());
    INDARO_CHECK(p.signIn());
    INDARO_CHECK(p.frame()->openPage(pages::ExercisesPageId));
    INDARO_CHECK(QTest::qWaitFor([&p] { return p.frame()->currentPage()->findChild<QFrame *>(u"exercise_5"_s) != nullptr; },
                                 Patience));
    at(p, u"exercises"_s);
    ui::print::setExercise(false); // of the next process, which this test is as well
}

} // namespace

const std::vector<Walk> &firstWalks()
{
    static const std::vector<Walk> All{{"first-steps", throughTheFirstSteps},
                                       {"signing-in", throughSigningIn},
                                       {"commission", throughTheCommissionsPages},
                                       {"practise", throughTheExercises}};
    return All;
}

bool isEmptyOrTold(const QStringList &faults)
{
    for (const QString &fault : faults)
        qWarning("%s", qPrintable(fault));
    return faults.isEmpty();
}

} // namespace indaro::tests
