// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
#include "tests/support/closed_guards.h"
#include "tests/ui/start/program.h"
#include "ui/forms/form_view.h"
#include "ui/kit/widgets.h"
#include "ui/pages/intake/form_library.h"
#include "ui/pages/intake/intake_page.h"
#include "ui/pages/intake/interview_session.h"
#include "ui/pages/page_arguments.h"
#include "ui/roads/sync_page.h"

#include <QtGui/QAction>

namespace indaro::tests {

inline constexpr int Patience = 20'000;

/// What stands on the screen for an English text.
inline QString said(const char *english)
{
    const QString text = QCoreApplication::translate("indaro", english);
    return text.isEmpty() ? QString::fromLatin1(english) : text;
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

inline desktop::Parts unhurried()
{
    desktop::Parts parts;
    parts.clock = std::make_shared<NobodyIsIdle>();
    return parts;
}

/// A house with a mother and her child, an interview begun, a referral and a note.
struct House : Program
{
    template <class Job> auto run(Job job) const
    {
        std::optional<std::invoke_result_t<Job, casework::Desk &>> answer;
        composition->workspace()->ask(window(), std::move(job), [&](auto result) { answer.emplace(std::move(result)); });
        INDARO_CHECK(QTest::qWaitFor([&] { return answer.has_value(); }, Patience));
        return std::move(*answer);
    }
    /// The vault must be there; `folder` is its.
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
            banner->dismiss();   // "cut off": read once
        turnNotes(*page, false); // on half a screen they lie over the questions
        INDARO_CHECK(QTest::qWaitFor([page] { return page->formView()->isVisible(); }, Patience));
        wait();
        return page;
    }
    static void turnNotes(const pages::IntakePage &page, bool isOn)
    {
        for (auto *action : page.findChildren<QAction *>()) {
            if (action->shortcut() == QKeySequence(Qt::Key_F7))
                action->setChecked(isOn);
        }
    }
    void notes(bool isOn)
    {
        turnNotes(*interview(), isOn);
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

} // namespace indaro::tests
