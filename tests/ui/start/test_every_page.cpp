// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/start/test_every_page.h"
#include "tests/support/closed_guards.h"

#include "core/casework/consents/consents.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/stays/house_tonight.h"
#include "core/exchange/joining.h"
#include "core/model/field_table.h"
#include "tests/ui/start/program.h"
#include "tests/ui/start/survey.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/form_view.h"
#include "ui/kit/widgets.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/roads/sync_page.h"

#include <QtGui/QAction>
#include <QtWidgets/QCheckBox>

namespace indaro::tests {

namespace {

constexpr int Patience = 20'000;

/// What stands on the screen for an English text.
QString said(const char *english)
{
    const QString text = QCoreApplication::translate("indaro", english);
    return text.isEmpty() ? QString::fromLatin1(english) : text;
}

/// False when there are any; a test's own message is too short for them.
bool isEmptyOrTold(const QStringList &faults)
{
    for (const QString &fault : faults)
        qWarning("%s", qPrintable(fault));
    return faults.isEmpty();
}

/// Nobody presses a key for minutes while pages are looked at: on a slow machine the program would lock itself meanwhile.
class NobodyIsIdle final : public base::Clock
{
public:
    [[nodiscard]] base::UtcMs nowUtc() const override { return m_clock.nowUtc(); }
    [[nodiscard]] std::int64_t monotonicMs() const override { return 0; }

private:
    base::SystemClock m_clock;
};

desktop::Parts unhurried()
{
    desktop::Parts parts;
    parts.clock = std::make_shared<NobodyIsIdle>();
    return parts;
}

} // namespace

/// A house with a mother and her child, an interview begun, a referral and a note.
struct TestEveryPage::House : Program
{
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    explicit House(const QString &folder) : Program(folder, unhurried())
    {
        INDARO_CHECK(signIn());
        INDARO_CHECK(QTest::qWaitFor([this] { return composition->exchange()->standing().has_value(); }, Patience));
        casework::Admission admission;
        admission.person.familyName = std::string_view("Ndayizeye Nshimirimana");
        admission.person.givenNames = std::string_view("Marie-Espérance Goreth");
        admission.person.sex = "F";
        admission.person.estimatedAge = std::int64_t{31};
        admission.children.resize(1);
        admission.children[0].givenNames = std::string_view("Iteka");
        admission.children[0].estimatedAge = std::int64_t{6};
        const auto admitted =
            run([admission](casework::Desk &desk) { return casework::admitPerson(desk, admission); }).value();
        mother = admitted.id;
        child = admitted.children.front();
        INDARO_CHECK(run([id = *mother](casework::Desk &desk) {
            return casework::addNote(desk, id, "Première nuit", "Elle a peu dormi.", "other");
        }));
    }
    void setUpRooms()
    {
        INDARO_CHECK(run([](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto house, casework::loadHouseTonight(desk));
            if (!house.rooms.empty())
                return {}; // in the other language already
            INDARO_TRY_ASSIGN(
                const auto room,
                casework::addRoom(desk,
                                  {.name = "F", .roomFor = "women", .usableCapacity = {}, .state = {}, .stateWhy = {}}));
            INDARO_TRY(casework::addPlace(desk, room, {.label = "F1", .kind = "bed", .state = {}, .stateWhy = {}}));
            return {};
        }));
    }
    /// One receiver of a long name who may be given something, and one who may not.
    void answerAboutReceivers()
    {
        INDARO_CHECK(run([id = *mother](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto facts, casework::loadConsentFacts(desk, id));
            if (!facts.consents.empty())
                return {}; // in the other language already
            casework::ConsentAct act;
            act.explainedBy = "social_worker";
            act.language = "run";
            act.readAloud = "yes";
            act.givenBy = "person";
            act.way = "thumb";
            act.witness = "Odette";
            for (const auto &[kind, decision] : {std::pair("health", "yes"), std::pair("police", "no")}) {
                act.recipientKind = kind;
                act.recipient = std::string_view("Centre intégré de Muyinga, service de garde");
                act.decision = decision;
                act.dataGroups = std::string_view(decision) == "yes" ? base::Value("code_only needs") : base::Value();
                INDARO_TRY(casework::recordConsent(desk, id, act));
            }
            return {};
        }));
    }
    /// A registry record with an episode and its route, both authors of the status, and a case with a suspect.
    void writeRegistry()
    {
        INDARO_CHECK(run([id = *mother](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto cases, casework::listTraffickingCases(desk));
            if (!cases.empty())
                return {}; // in the other language already
            namespace g = model::fields::registry;
            INDARO_TRY(casework::putRegistry(desk, id, {{g::Acts, "recruitment transport"}, {g::Purposes, "servitude"}}));
            INDARO_TRY_ASSIGN(const auto episode,
                              casework::addEpisode(desk, id,
                                                   {{model::fields::episode::StartedOn, "2024-03"},
                                                    {model::fields::episode::Controls, "PhysicalThreats"}}));
            INDARO_TRY(casework::addRouteLeg(
                desk, episode,
                {{model::fields::route_leg::FromPlace, "Gasorwe"}, {model::fields::route_leg::ToCountry, "TZ"}}));
            INDARO_TRY(casework::recordStatusDecision(desk, id, {.decidedOn = "2024-11-20", .reasons = "Signes"}));
            INDARO_TRY(casework::recordStatusDecision(desk, id,
                                                      {.author = casework::StatusAuthor::Authority,
                                                       .status = casework::TraffickingStatus::Identified,
                                                       .organ = "NonPoliceGovernmentalOrganization",
                                                       .decidedOn = "2024-11-24"}));
            INDARO_TRY(casework::recordQualification(desk, {.person = id,
                                                            .offence = casework::offenceId(u"code-penal-enlevement"_s),
                                                            .decidedOn = "2024-11-22",
                                                            .authority = "police_minors"}));
            INDARO_TRY_ASSIGN(const auto network, casework::openTraffickingCase(desk, {.title = "Filière du Golfe"}));
            INDARO_TRY(casework::joinVictim(desk, network, id, {}));
            INDARO_TRY_ASSIGN(const auto suspect, casework::addSuspect(desk, {.knownAs = "Karenzo", .state = "wanted"}));
            return casework::putSuspectInCase(desk, network, suspect, "RecruiterOrIntermediary BrokerTravelAgent", {});
        }));
    }
    kit::Page *open(kit::PageId page, kit::PageArgument argument = {})
    {
        INDARO_CHECK(frame()->openPage(page, std::move(argument)));
        wait();
        return frame()->currentPage();
    }
    void wait() const
    {
        INDARO_CHECK(QTest::qWaitFor([this] { return composition->workspace()->pendingJobs() == 0; }, Patience));
        QCoreApplication::processEvents();
    }
    void bringToFront() const // keys go where the keyboard is
    {
        window()->activateWindow();
        INDARO_CHECK(QTest::qWaitForWindowActive(window()));
    }
    void beginExchange()
    {
        press(open(ui::roads::SyncPageId), u"Begin an exchange here…"_s);
        INDARO_CHECK(QTest::qWaitFor(
            [this] { return composition->exchange()->standing()->membership == exchange::Standing::Membership::Member; },
            Patience));
    }
    /// One of the actions of the page in front, by its English words.
    void act(const char *english)
    {
        for (QAction *each : frame()->currentPage()->toolbarActions()) {
            if (each->text() == said(english))
                each->trigger();
        }
        wait();
    }
    pages::IntakePage *interview()
    {
        auto *page = qobject_cast<pages::IntakePage *>(open(pages::IntakePageId, pages::OpenInterview{*mother, started}));
        if (!started) {
            INDARO_CHECK(
                run([id = *mother](casework::Desk &desk) { return tests::closeInterviewGuards(desk, id); }).hasValue());
            auto *begin = page->findChild<QPushButton *>(u"begin"_s);
            INDARO_CHECK(QTest::qWaitFor([begin] { return begin->isVisible() && begin->isEnabled(); }, Patience));
            begin->click();
            INDARO_CHECK(QTest::qWaitFor([page] { return page->formView()->texts() != nullptr; }, Patience));
            started = page->session()->loaded().id;
        }
        press(page, said("Back to the questions"));
        for (auto *banner : page->findChildren<kit::Banner *>())
            banner->dismiss(); // "cut off": read once
        INDARO_CHECK(QTest::qWaitFor([page] { return page->formView()->isVisible(); }, Patience));
        wait();
        return page;
    }
    void notes(bool isOn)
    {
        for (auto *action : interview()->findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::Key_F7))
                action->setChecked(isOn);
        }
        wait();
    }
    /// A signed one, of the child.
    pages::IntakePage *signedInterview()
    {
        if (!held) {
            const auto &form = pages::shippedForms().front();
            held = run([person = *child, &form](casework::Desk &desk) -> base::Result<sync::RecordId> {
                       INDARO_TRY(tests::closeInterviewGuards(desk, person));
                       INDARO_TRY_ASSIGN(const auto id,
                                         casework::startInterview(desk, {person, form.id, form.version, u"fr"_s}));
                       INDARO_TRY(casework::signInterview(desk, id, {}));
                       return id;
                   }).value();
        }
        auto *page = qobject_cast<pages::IntakePage *>(open(pages::IntakePageId, pages::OpenInterview{*child, held}));
        INDARO_CHECK(QTest::qWaitFor([page] { return page->formView()->isVisible(); }, Patience));
        wait();
        return page;
    }
    std::optional<sync::RecordId> mother, child, started, held;
};

struct TestEveryPage::Place
{
    const char *name;
    std::function<void(House &)> open;
};

std::vector<TestEveryPage::Place> TestEveryPage::places()
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
        plain("incoming", pages::IncomingPageId),
        plain("referrals", pages::ReferralsPageId)};
    for (const char *part : {"Accounts", "Backup", "Recovery cards", "The house", "Staff", "Roles", "Forms",
                             "Offences in law", "This computer", "Journal", "Language and display", "About"})
        all.push_back({part, [part](House &house) { INDARO_CHECK(house.settings(said(part)) != nullptr); }});
    all.push_back(Place{"erase", [](House &house) { house.open(pages::ErasePageId, pages::OpenErase{*house.mother}); }});
    all.push_back(plain("erase-whom", pages::ErasePageId));
    all.push_back(plain("exchange-alone", ui::roads::SyncPageId));
    all.push_back(plain("join-house", ui::roads::JoinHousePageId));
    return all;
}

std::vector<TestEveryPage::Place> TestEveryPage::placesInHouse()
{
    std::vector<Place> all;
    for (const auto &[name, page] :
         {std::pair("exchange", ui::roads::SyncPageId), std::pair("let-in", ui::roads::LetInPageId),
          std::pair("lost-laptop", ui::roads::LostLaptopPageId), std::pair("conflicts", pages::ConflictsPageId)})
        all.push_back({name, [page = page](House &house) { house.open(page); }});
    return all;
}

TestEveryPage::TestEveryPage() = default;
TestEveryPage::~TestEveryPage() = default;

void TestEveryPage::initTestCase()
{
    QVERIFY(crypto::initialise().hasValue());
    forgetPreferences(m_home.path());
    makeVault(m_home.filePath(u"house"_s));
    m_house = std::make_unique<House>(m_home.filePath(u"house"_s));
}

void TestEveryPage::cleanupTestCase()
{
    m_house.reset();
}

void TestEveryPage::theFirstStepsFit()
{
    Program p(m_home.filePath(u"new"_s));
    QStringList faults;
    const auto look = [&](const QString &name) {
        faults += cutWordsEverywhere(*p.composition->window(), p.composition->translations(), name);
    };
    look(u"first-run-1-language"_s);
    QVERIFY(press(p.window(), u"Next"_s));
    QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
    QTRY_VERIFY(shown<QCheckBox>(p.window()) != nullptr || button(p.window(), u"Next"_s) != nullptr);
    look(u"first-run-2-computer"_s);
    if (auto *box = shown<QCheckBox>(p.window()))
        box->setChecked(true);
    QVERIFY(press(p.window(), u"Next"_s));
    look(u"first-run-3-folder"_s);
    QVERIFY(press(p.window(), u"Next"_s));
    const auto lines = shown<pages::HouseStep>(p.window())->findChildren<QLineEdit *>();
    look(u"first-run-4-house"_s);
    lines[0]->setText(u"Maison Ikaze"_s);
    lines[1]->setText(u"+257 22 00 00 00"_s);
    QVERIFY(press(p.window(), u"Next"_s));
    look(u"first-run-5-account"_s);
    shown<pages::AccountStep>(p.window())->findChild<QLineEdit *>()->setText(u"m1"_s);
    for (auto *field : secrets(p.window()))
        QTest::keyClicks(field, Passphrase);
    QVERIFY(press(p.window(), u"Create the vault"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shown<pages::CardView>(p.window()) != nullptr, Patience);
    look(u"first-run-6-cards"_s);
    QVERIFY(press(p.window(), u"The three cards are written"_s));
    look(u"first-run-7-typed"_s);
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::signingInFits()
{
    const auto cards = makeVault(m_home.filePath(u"cards"_s));
    Program p(m_home.filePath(u"cards"_s));
    QStringList faults;
    const auto look = [&](const QString &name) {
        faults += cutWordsEverywhere(*p.composition->window(), p.composition->translations(), name);
    };
    QTRY_VERIFY(shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() == 1);
    look(u"sign-in-1"_s);
    QTest::keyClicks(secrets(p.window()).first(), u"certainement faux"_s);
    QVERIFY(press(p.window(), u"Sign in"_s));
    QTRY_VERIFY_WITH_TIMEOUT(button(p.window(), u"Sign in"_s) != nullptr, Patience);
    look(u"sign-in-2-wrong"_s);
    QVERIFY(press(p.window(), u"Passphrase forgotten: use two recovery cards"_s));
    look(u"sign-in-3-cards"_s);
    secrets(p.window())[0]->setSecret(cards.cards[2].digits());
    secrets(p.window())[1]->setSecret(cards.cards[0].digits());
    for (int i = 2; i < 4; ++i)
        QTest::keyClicks(secrets(p.window())[i], u"cinq autres mots assez longs"_s);
    look(u"sign-in-4-cards-typed"_s);
    QVERIFY(press(p.window(), u"Open with the cards"_s));
    QTRY_VERIFY_WITH_TIMEOUT(shown<pages::CardView>(p.window()) != nullptr, Patience);
    look(u"sign-in-5-new-cards"_s);
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::thePagesFit_data()
{
    QTest::addColumn<kit::Language>("language");
    QTest::addColumn<bool>("isInHouse");
    // A row for each language: all pages there are change with it, and a row has its time.
    for (const bool isInHouse : {false, true}) {
        for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English})
            QTest::addRow("%s, %s", isInHouse ? "a laptop of a house that exchanges" : "a laptop alone",
                          qPrintable(kit::Translations::code(language)))
                << language << isInHouse;
    }
}

void TestEveryPage::thePagesFit()
{
    QFETCH(const kit::Language, language);
    QFETCH(const bool, isInHouse);
    House &house = *m_house;
    auto &translations = house.composition->translations();
    if (isInHouse && !m_isInHouse) {
        translations.setLanguage(kit::Language::English);
        house.beginExchange();
        m_isInHouse = true;
    }
    translations.setLanguage(language);
    QStringList faults;
    for (const Place &place : isInHouse ? placesInHouse() : places()) {
        place.open(house);
        house.wait();
        faults += cutWordsOnBothScreens(*house.composition->window(), translations, QString::fromLatin1(place.name));
    }
    QVERIFY(isEmptyOrTold(faults));
}

/// The same program on the commission's workstation: it is chosen, and its pages come with the next sign-in.
void TestEveryPage::theCommissionsPagesFit()
{
    const QString folder = m_home.filePath(u"commission"_s);
    makeVault(folder);
    {
        Program shelter(folder, unhurried());
        QVERIFY(shelter.signIn());
        QVERIFY(shelter.settings(said("The house")) != nullptr);
        auto *change = shelter.window()->findChild<QPushButton *>(u"modeChange"_s);
        QTRY_VERIFY_WITH_TIMEOUT(change->isVisible(), Patience);
        change->click(); // and agreed to
        QTRY_VERIFY_WITH_TIMEOUT(button(shelter.window(), said("Sign in again")) != nullptr, Patience);
    }
    Program p(folder, unhurried());
    QVERIFY(p.signIn());
    QVERIFY(p.frame()->currentPage()->id() == pages::PacketsPageId);
    QVERIFY(!p.frame()->openPage(pages::AdmitPageId));
    QVERIFY(!p.frame()->openPage(pages::PeoplePageId));
    QStringList faults;
    for (const auto &[name, page] :
         {std::pair("packets", pages::PacketsPageId), std::pair("national", pages::NationalPageId),
          std::pair("publications", pages::PublicationsPageId), std::pair("directory", pages::DirectoryPageId),
          std::pair("exchange", ui::roads::SyncPageId)}) {
        QVERIFY(p.frame()->openPage(page));
        QTRY_COMPARE_WITH_TIMEOUT(p.composition->workspace()->pendingJobs(), 0, Patience);
        faults += cutWordsEverywhere(*p.composition->window(), p.composition->translations(),
                                     u"commission-"_s + QString::fromLatin1(name));
        settleAt(*p.composition->window(), WholeScreen);
        p.window()->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(p.window()));
        faults += keyboardFaults(*p.composition->window(), u"commission-"_s + QString::fromLatin1(name));
    }
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::everySectionOfAnInterviewFits()
{
    House &house = *m_house;
    auto &window = *house.composition->window();
    auto &translations = house.composition->translations();
    translations.setLanguage(kit::Language::English); // in which the pages are found by their words
    settleAt(window, HalfScreen);
    auto *page = house.interview();
    auto &form = page->session()->form();
    auto *view = page->formView();
    const auto answer = [&](const char *name, const QString &value) {
        const auto *item = form.definition().findByName(QString::fromLatin1(name));
        INDARO_CHECK(item != nullptr && form.setAnswer(item->path, value).hasValue());
    };
    for (const char *name : {"consent_understood", "consent_interview", "consent_keep_file"})
        answer(name, u"yes"_s);
    answer("age_gate", u"adult"_s);
    view->showChanges(true);
    QStringList faults;
    for (const auto language : {kit::Language::French, kit::Language::Kirundi}) {
        translations.setLanguage(language);
        int shownSections = 0;
        for (const auto &section : ui::forms::sectionsOf(form)) {
            if (!section.isRelevant || section.paths.isEmpty())
                continue;
            QVERIFY2(!section.isBlocked, qPrintable(section.paths.first()));
            view->goTo(section.paths.first());
            house.wait();
            settleAt(window, HalfScreen);
            QVERIFY(view->isVisible());
            ++shownSections;
            const QString name = u"%1 in %2"_s.arg(section.paths.first(), kit::Translations::code(language));
            for (const QString &fault : cutWords(window, HalfScreen))
                faults.append(name + u": "_s + fault);
        }
        QVERIFY2(shownSections >= 12, qPrintable(QString::number(shownSections))); // A to N, but what only some are asked
    }
    QVERIFY(isEmptyOrTold(faults));
}

void TestEveryPage::noPageNeedsAMouse()
{
    House &house = *m_house;
    house.composition->translations().setLanguage(kit::Language::English);
    QStringList faults;
    std::vector<Place> all = places();
    for (Place &place : placesInHouse())
        all.push_back(std::move(place));
    for (const Place &place : all) {
        place.open(house);
        house.wait();
        settleAt(*house.composition->window(), WholeScreen);
        house.bringToFront();
        faults += keyboardFaults(*house.composition->window(), QString::fromLatin1(place.name));
    }
    QVERIFY(isEmptyOrTold(faults));
}

} // namespace indaro::tests
