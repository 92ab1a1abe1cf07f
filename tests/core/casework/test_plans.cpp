// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/house.h"
#include "core/casework/house/house_only.h"
#include "core/casework/people/commands.h"
#include "core/casework/plans/due_plans.h"
#include "core/casework/plans/support_plans.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/risks/risks.h"
#include "core/casework/risks/safety_plans.h"
#include "core/model/code_list.h"
#include "core/sync/apply.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Hour = 3'600'000;
constexpr base::UtcMs Day = 24 * Hour;

/// A laptop of the house with three accounts; a social worker is signed in, at ten in the morning.
struct Office : tests::DeskFixture
{
    sync::UserId worker;
    sync::UserId director;
    sync::UserId guard;

    explicit Office(unsigned seed = 20261126)
        : DeskFixture(seed), worker(log->user()), director(sync::UserId::make(random)), guard(sync::UserId::make(random))
    {
        clock.advance(8 * Hour);
        staff(worker, u"social_worker"_s);
        staff(director, u"director"_s);
        staff(guard, u"night_guard"_s);
        takeRoles();
    }
    void staff(const sync::UserId &id, const QString &role)
    {
        INDARO_CHECK(saveStaff(*desk, {.id = id, .name = role, .position = {}, .phone = {}, .role = role}).hasValue());
    }
    CaseId admit(const char *name, int age)
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.sex = "F";
        admission.person.estimatedAge = age;
        return admitPerson(*desk, admission).value().id;
    }
    std::string by(const sync::UserId &second) const { return "with " + second.toText(); }
    int count(const char *table)
    {
        auto rows = db->prepare(std::string("SELECT count(*) FROM ") + table);
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
    std::vector<std::string> audited(AuditVerb verb)
    {
        std::vector<std::string> details;
        Desk everybodys{*db, *log, clock, random, Access::everything()}; // the journal is the director's
        const auto entries = listAuditOf(everybodys, verb).value();
        for (const AuditEntry &entry : entries)
            details.push_back(entry.detail);
        return details;
    }
    void tick(CaseId person, const char *step, const char *evidence)
    {
        INDARO_CHECK(
            markStep(*desk, person,
                     {.step = QString::fromLatin1(step), .occurrence = {}, .evidence = {QString::fromLatin1(evidence)}})
                .hasValue());
    }
    void takeFrom(Office &other)
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(other.log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        auto transaction = db->begin();
        INDARO_CHECK(sync::applyOperations(*log, all).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
};

NeedDraft need(const char *area, const char *state = "soon", const char *what = "ce qu’elle dit")
{
    return {.area = area, .state = state, .what = what, .goal = "other", .goalWords = "un but"};
}

ActionDraft action(const char *what, const char *dueOn = "2026-11-30")
{
    return {.what = what, .responsible = "assistante sociale", .provider = {}, .dueOn = dueOn};
}

AgreementDraft agreement(const char *reviewed = nullptr)
{
    AgreementDraft draft;
    draft.signedHow = "thumb";
    if (reviewed != nullptr)
        draft.reviewed = reviewed;
    return draft;
}

RiskLineDraft line(std::string_view domain, int likelihood, int severity)
{
    RiskLineDraft draft;
    draft.domain = domain;
    draft.sign = "un signe";
    draft.likelihood = likelihood;
    draft.severity = severity;
    draft.measures = "accompany";
    return draft;
}

/// Every domain without danger, but these.
RiskDraft risks(std::vector<RiskLineDraft> but = {})
{
    RiskDraft draft;
    draft.withPerson = "yes";
    draft.lines = std::move(but);
    for (const std::string_view domain : RiskDomains) {
        if (std::ranges::none_of(draft.lines, [&](const auto &each) { return each.domain == Value(domain); }))
            draft.lines.push_back(line(domain, 1, 1));
    }
    return draft;
}

std::vector<PlanDueKind> kindsOf(const std::vector<DueOfPlan> &due)
{
    std::vector<PlanDueKind> kinds;
    for (const DueOfPlan &each : due)
        kinds.push_back(each.kind);
    return kinds;
}

bool isDue(Office &office, PlanDueKind kind)
{
    const auto kinds = kindsOf(listDueOfPlans(*office.desk).value());
    return std::ranges::find(kinds, kind) != kinds.end();
}

} // namespace

class TestPlans : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNeedHasAGoalActionsAndWhatCameOfThem() // domain.md 3.5, 5 (4.4, 6.4)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        const auto trade = addNeed(*office.desk, her, need("trade")).value();
        const auto safety = addNeed(*office.desk, her, need("safety", "now")).value();
        QVERIFY(addNeed(*office.desk, her, need("moon")).error().code == Errc::InvalidArgument);
        QVERIFY(addNeed(*office.desk, sync::RecordId::make(office.random), need("trade")).error().code ==
                Errc::UnknownRecord);
        const auto sewing = addAction(*office.desk, trade, action("cours de couture", "2026-12-15")).value();
        const auto early = addAction(*office.desk, trade, action("visite de l’atelier", "2026-11-24")).value();
        ActionDraft nobody = action("x");
        nobody.responsible = {};
        QVERIFY(addAction(*office.desk, trade, nobody).error().code == Errc::InvalidArgument);
        QVERIFY(addAction(*office.desk, her, action("x")).error().code == Errc::UnknownRecord);

        auto needs = listNeedsOf(*office.desk, her).value();
        QCOMPARE(needs.size(), std::size_t{2});
        QVERIFY(needs[0].id == safety && needs[1].id == trade); // by the list of areas
        QCOMPARE(needs[1].actions.size(), std::size_t{2});
        QVERIFY(needs[1].actions[0].id == early && needs[1].actions[1].id == sewing);
        QVERIFY(!needs[1].actions[0].isLate(QDate(2026, 11, 24)) && needs[1].actions[0].isLate(QDate(2026, 11, 25)));

        QVERIFY(reportAction(*office.desk, early, "not_done", {}).error().code == Errc::InvalidArgument); // why?
        QVERIFY(reportAction(*office.desk, early, "soon", "x").error().code == Errc::InvalidArgument);
        QVERIFY(reportAction(*office.desk, early, "not_done", "atelier fermé").hasValue());
        QVERIFY(changeAction(*office.desk, early, action("autre chose")).error().code == Errc::WrongState);
        QVERIFY(reportAction(*office.desk, sewing, "under_way", "a commencé").hasValue());
        QVERIFY(reportAction(*office.desk, sewing, "done", {}, "2027-01-01").error().code == Errc::DateInFuture);
        needs = listNeedsOf(*office.desk, her).value();
        QCOMPARE(needs[1].actions[0].endedOn, u"2026-11-24"_s);
        QVERIFY(!needs[1].actions[0].isOpen() && needs[1].actions[1].isOpen());
        QCOMPARE(needs[1].actions[1].result, u"a commencé"_s);
        QVERIFY(dropNeed(*office.desk, trade).error().code == Errc::WrongState);
        QVERIFY(dropNeed(*office.desk, safety).hasValue());
        QCOMPARE(listNeedsOf(*office.desk, her)->size(), std::size_t{1});
    }

    void everyAreaAndHeadingOfTheListsIsKnown()
    {
        Office office;
        const auto child = office.admit("Kevin", 14);
        for (const auto &code : model::CodeList::byName(u"plan_area"_s).codes())
            QVERIFY2(addNeed(*office.desk, child, need(code.code.toLatin1().constData())).hasValue(), qPrintable(code.code));
        const auto interests = beginBestInterests(*office.desk, child, "school", "Quelle école ?").value();
        for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes())
            QVERIFY2(putBestInterestsItem(*office.desk, interests, code.code.toStdString(), "x").hasValue(),
                     qPrintable(code.code));
        std::set<QString> domains;
        for (const auto &code : model::CodeList::byName(u"risk_domain"_s).codes())
            domains.insert(code.code);
        std::set<QString> asked;
        for (const std::string_view domain : RiskDomains)
            asked.insert(QLatin1StringView(domain.data(), qsizetype(domain.size())));
        QVERIFY(domains == asked);
    }

    void whatIsOfBodyAndMindIsInItsCompartment() // domain.md 7.B I, issue D1
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        const auto health = addNeed(*office.desk, her, need("health")).value();
        QVERIFY(addNeed(*office.desk, her, need("mind")).hasValue());
        const auto papers = addNeed(*office.desk, her, need("papers")).value();
        const auto visit = addAction(*office.desk, health, action("consultation")).value();
        QVERIFY(addAction(*office.desk, papers, action("commune")).hasValue());
        QCOMPARE(office.count("need_health"), 2);
        QCOMPARE(office.count("need"), 1);
        QCOMPARE(office.count("plan_action_health"), 1);
        QCOMPARE(office.count("plan_action"), 1);
        for (const char *service : {"health", "sexual_violence_care", "mhpss", "disability", "education"})
            QVERIFY(recordService(*office.desk, her, {.service = service}).hasValue());
        QVERIFY(recordService(*office.desk, her, {.service = "transport", .action = visit}).hasValue()); // to the hospital
        QCOMPARE(office.count("service_given_health"), 5);
        QCOMPARE(office.count("service_given"), 1);
        QVERIFY(assessRisks(*office.desk, her, risks()).hasValue());
        QCOMPARE(office.count("risk_line"), 6);
        QCOMPARE(office.count("risk_line_health"), 1);
        QCOMPARE(office.count("risk_line_perpetrator"), 1);
        const auto compartment = [](const char *table) { return model::schema().findTable(table)->compartment; };
        QVERIFY(compartment("need_health") == sync::Compartment::Health);
        QVERIFY(compartment("plan_action_health") == sync::Compartment::Health);
        QVERIFY(compartment("service_given_health") == sync::Compartment::Health);
        QVERIFY(compartment("risk_line_health") == sync::Compartment::Health);
        QVERIFY(compartment("best_interests_item_health") == sync::Compartment::Health);
        QVERIFY(compartment("risk_line_perpetrator") == sync::Compartment::Perpetrator);
        QVERIFY(compartment("safety_plan") == sync::Compartment::Identity);
    }

    void aServiceSaysWhoGaveItOrWhyItWasNot() // domain.md 3.5, 6.1 (34)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        const auto other = office.admit("Aline", 25);
        const auto theirs =
            addAction(*office.desk, addNeed(*office.desk, other, need("trade")).value(), action("x")).value();
        const auto fails = [&](const ServiceDraft &draft) { return recordService(*office.desk, her, draft).error().code; };
        QVERIFY(fails({.service = {}}) == Errc::InvalidArgument);
        QVERIFY(fails({.service = "food", .answer = "given_elsewhere"}) == Errc::InvalidArgument);
        QVERIFY(fails({.service = "food", .answer = "declined"}) == Errc::InvalidArgument);
        QVERIFY(fails({.service = "food", .givenOn = "2027-01-01"}) == Errc::DateInFuture);
        QVERIFY(fails({.service = "food", .cost = -1}) == Errc::ValueOutOfRange);
        QVERIFY(fails({.service = "food", .action = theirs}) == Errc::UnknownRecord);
        const auto kit = recordService(*office.desk, her, {.service = "items", .quantity = "1 kit", .cost = 12'000}).value();
        QVERIFY(recordService(*office.desk, her,
                              {.service = "legal_aid", .answer = "referred", .provider = "ngo", .givenOn = "2026-11-20"})
                    .hasValue());
        auto services = listServicesOf(*office.desk, her).value();
        QCOMPARE(services.size(), std::size_t{2});
        QVERIFY(services[0].id == kit);
        QCOMPARE(services[0].provider, u"house"_s);
        QCOMPARE(services[0].givenOn, u"2026-11-24"_s);
        QCOMPARE(services[0].cost, std::optional<std::int64_t>(12'000));
        QVERIFY(takeBackService(*office.desk, kit).hasValue());
        QVERIFY(takeBackService(*office.desk, kit).error().code == Errc::UnknownRecord);
        QCOMPARE(listServicesOf(*office.desk, her)->size(), std::size_t{1});
    }

    void aConferenceHasMinutesThatEnd() // domain.md 5 (4.7)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        MeetingDraft draft;
        draft.kind = "case";
        QVERIFY(recordMeeting(*office.desk, her, draft).error().code == Errc::InvalidArgument); // nobody there
        draft.present = "la maison\nCDFC";
        draft.person = "n’a pas voulu venir";
        const auto meeting = recordMeeting(*office.desk, her, draft).value();
        QVERIFY(closeMeeting(*office.desk, meeting).error().code == Errc::InvalidArgument);
        draft.minutes = "Ce qui a été dit.";
        draft.nextOn = "2026-12-24";
        office.clock.advance(Hour);
        QVERIFY(changeMeeting(*office.desk, meeting, draft).hasValue());
        ActionDraft decided = action("inscrire à l’école");
        decided.meeting = meeting;
        QVERIFY(addAction(*office.desk, addNeed(*office.desk, her, need("school")).value(), decided).hasValue());
        QVERIFY(closeMeeting(*office.desk, meeting).hasValue());
        QVERIFY(changeMeeting(*office.desk, meeting, draft).error().code == Errc::WrongState);
        QVERIFY(closeMeeting(*office.desk, meeting).error().code == Errc::WrongState);
        const auto meetings = listMeetingsOf(*office.desk, her).value();
        QCOMPARE(meetings[0].heldAt, u"2026-11-24T10:00"_s); // changing the minutes does not move the day
        QCOMPARE(meetings[0].present, u"la maison\nCDFC"_s);
        QVERIFY(meetings[0].closedAt && meetings[0].recordedBy == office.worker);
        QVERIFY(listNeedsOf(*office.desk, her)->front().actions[0].meeting == meeting);
        QCOMPARE(office.audited(AuditVerb::MinutesClosed), std::vector<std::string>{"case"});
    }

    void aPlanIsAgreedReviewedAndChangesAfterwards() // domain.md 5 (4.4, 6.4)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        QVERIFY(agreePlan(*office.desk, her, agreement()).error().code == Errc::WrongState); // nothing in it
        const auto trade = addNeed(*office.desk, her, need("trade")).value();
        QVERIFY(agreePlan(*office.desk, her, {}).error().code == Errc::InvalidArgument); // signed how?
        AgreementDraft notSigned = agreement();
        notSigned.signedHow = base::Missing::Refused; // it is her plan: she may not want to sign it
        QVERIFY(agreePlan(*office.desk, her, notSigned).hasValue());
        QVERIFY(listAgreedPlansOf(*office.desk, her)->front().isSignatureRefused);
        auto plan = loadSupportPlan(*office.desk, her).value();
        QVERIFY(!plan.isChangedSince);
        QCOMPARE(plan.agreed[0].number, 1);
        QCOMPARE(plan.agreed[0].reviewOn, u"2026-12-08"_s);
        office.clock.advance(Hour);
        const auto sewing = addAction(*office.desk, trade, action("couture")).value();
        QVERIFY(loadSupportPlan(*office.desk, her)->isChangedSince);
        QVERIFY(agreePlan(*office.desk, her, agreement()).error().code == Errc::InvalidArgument); // what was reviewed?
        QVERIFY(agreePlan(*office.desk, her, agreement("la couture est nouvelle")).hasValue());
        office.clock.advance(Hour);
        QVERIFY(reportAction(*office.desk, sewing, "done", "a fini").hasValue()); // how it goes is not another plan
        plan = loadSupportPlan(*office.desk, her).value();
        QVERIFY(!plan.isChangedSince);
        QCOMPARE(plan.agreed.size(), std::size_t{2});
        QCOMPARE(plan.agreed[0].number, 2);
        QVERIFY(agreePlan(*office.desk, her, agreement("rien de nouveau")).hasValue());
        QCOMPARE(listAgreedPlansOf(*office.desk, her)->front().reviewOn, u"2026-12-24"_s); // then monthly
    }

    void aSupervisorApprovesOnTheSameLaptop() // domain.md 3.4, 5 (4.6)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        QVERIFY(addNeed(*office.desk, her, need("trade")).hasValue());
        const auto plan = agreePlan(*office.desk, her, agreement()).value();
        const auto answer = [&](const char *result, const char *reason, const std::string &agreed) {
            const auto answered = answerApproval(*office.desk, plan, result, reason, agreed);
            return answered ? Errc() : answered.error().code;
        };
        QVERIFY(answer("maybe", "x", office.by(office.director)) == Errc::InvalidArgument);
        QVERIFY(answer("sent_back", "", office.by(office.director)) == Errc::InvalidArgument); // why?
        QVERIFY(answer("approved", "", {}) == Errc::AccessRefused);                            // no director
        QVERIFY(answer("approved", "", office.by(office.guard)) == Errc::AccessRefused);
        QVERIFY(answer("approved", "", office.by(office.director)) == Errc::StepsOpen); // 4.1, 4.4 are not done
        QVERIFY(askApproval(*office.desk, plan).hasValue());
        QVERIFY(askApproval(*office.desk, plan).error().code == Errc::WrongState);
        QVERIFY(isDue(office, PlanDueKind::Approval));
        QVERIFY(answer("sent_back", "quel est son souhait ?", office.by(office.director)) == Errc());
        QVERIFY(!isDue(office, PlanDueKind::Approval));
        auto agreed = listAgreedPlansOf(*office.desk, her).value();
        QVERIFY(agreed[0].approval && !agreed[0].approval->isApproved());
        QVERIFY(agreed[0].approval->answeredBy == office.director);
        QCOMPARE(agreed[0].approval->way, u"second"_s);
        QVERIFY(loadSituation(*office.desk, her)->facts.value(u"high_risk"_s) == u"no"_s);

        office.clock.advance(Hour);
        for (const char *step : {"2.13", "4.1", "4.2"})
            office.tick(her, step, "form");
        QVERIFY(markStep(*office.desk, her, {.step = u"4.4"_s, .evidence = {u"form"_s, u"signature"_s}}).hasValue());
        QVERIFY(askApproval(*office.desk, plan).hasValue());
        office.signIn(office.director); // at her own desk: she did not write it
        office.clock.advance(Hour);
        QVERIFY(answer("approved", "", {}) == Errc());
        QVERIFY(answer("approved", "", {}) == Errc::WrongState);
        QVERIFY(askApproval(*office.desk, plan).error().code == Errc::WrongState);
        agreed = listAgreedPlansOf(*office.desk, her).value();
        QVERIFY(agreed[0].approval->isApproved());
        QVERIFY(agreed[0].approval->askedBy == office.worker && agreed[0].approval->answeredBy == office.director);
        QCOMPARE(agreed[0].approval->way, u"signed_in"_s);
        QCOMPARE(listApprovalsOf(*office.desk, her)->size(), std::size_t{2});
        QCOMPARE(office.audited(AuditVerb::ApprovalSentBack),
                 std::vector<std::string>{"plan by " + office.director.toText() + " second"});
        QCOMPARE(office.audited(AuditVerb::ApprovalGiven),
                 std::vector<std::string>{"plan by " + office.director.toText() + " signed_in"});
        const auto situation = loadSituation(*office.desk, her).value(); // deadlines after the plan begin to count
        QVERIFY(std::ranges::any_of(situation.happenings, [&](const sop::Happening &happening) {
            return happening.event == sop::Event::Plan && happening.at == office.clock.nowUtc();
        }));
    }

    void aDirectorWhoWroteItNeedsSomebodyWhoReadsFiles()
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        office.signIn(office.director);
        SafetyPlanDraft draft;
        draft.steps = "J’appelle.";
        const auto plan = writeSafetyPlan(*office.desk, her, draft).value();
        QVERIFY(answerApproval(*office.desk, plan, "approved", {}).error().code == Errc::SecondPersonNeeded);
        QVERIFY(answerApproval(*office.desk, plan, "approved", {}, office.by(office.guard)).error().code ==
                Errc::AccessRefused);
        QVERIFY(answerApproval(*office.desk, plan, "approved", {}, office.by(office.worker)).hasValue());
        const auto approvals = listApprovalsOf(*office.desk, her).value();
        QVERIFY(approvals[0].answeredBy == office.worker);
        QCOMPARE(approvals[0].kind, u"safety_plan"_s);
        const auto again = [&](const char *agreed) {
            SafetyPlanDraft next = draft;
            next.whyNew = "un appel";
            const auto version = writeSafetyPlan(*office.desk, her, next).value();
            return answerApproval(*office.desk, version, "approved", {}, agreed).hasValue() &&
                   listApprovalsOf(*office.desk, her)->size() > 0;
        };
        QVERIFY(again("alone") && again("by cards"));
    }

    void theWorstDomainWins() // domain.md 7.C
    {
        for (const auto &[likelihood, severity, level] :
             std::initializer_list<std::tuple<int, int, RiskLevel>>{{1, 1, RiskLevel::Low},
                                                                    {2, 1, RiskLevel::Low},
                                                                    {1, 2, RiskLevel::Low},
                                                                    {3, 1, RiskLevel::Medium},
                                                                    {1, 3, RiskLevel::Medium},
                                                                    {2, 2, RiskLevel::Medium},
                                                                    {3, 2, RiskLevel::High},
                                                                    {2, 3, RiskLevel::High},
                                                                    {3, 3, RiskLevel::High}})
            QVERIFY(riskLevelOf(likelihood, severity) == level);
        Office office;
        const auto her = office.admit("Rose", 30);
        const auto fails = [&](const RiskDraft &draft) { return assessRisks(*office.desk, her, draft).error().code; };
        QVERIFY(fails({}) == Errc::InvalidArgument);
        QVERIFY(fails(risks({line("moon", 1, 1)})) == Errc::InvalidArgument);
        QVERIFY(fails(risks({line("digital", 1, 1), line("digital", 2, 1)})) == Errc::InvalidArgument);
        QVERIFY(fails(risks({line("digital", 4, 1)})) == Errc::InvalidArgument);
        RiskDraft half = risks();
        half.lines[3].severity = Value();
        QVERIFY(fails(half) == Errc::InvalidArgument);
        QVERIFY(assessRisks(*office.desk, her, risks()).hasValue());
        QVERIFY(listRisksOf(*office.desk, her)->front().level == RiskLevel::Low);
        office.clock.advance(Hour);
        QVERIFY(assessRisks(*office.desk, her, risks({line("children", 3, 3)})).hasValue()); // seven low ones do not help
        const auto all = listRisksOf(*office.desk, her).value();
        QVERIFY(all.front().worst == RiskLevel::High && all.front().level == RiskLevel::High);
        QCOMPARE(all.front().lines.size(), RiskDomains.size());
        QCOMPARE(all.front().lines[0].domain, u"traffickers"_s);
        QCOMPARE(all.front().lines[6].measures, QStringList{u"accompany"_s});
        QCOMPARE(office.audited(AuditVerb::RisksAssessed), (std::vector<std::string>{"low low", "high high"}));
        QVERIFY(loadSituation(*office.desk, her)->facts.value(u"high_risk"_s) == u"yes"_s);
    }

    void whatNobodyAskedIsNotSafe() // domain.md 7.C
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        RiskDraft one;
        one.lines = {line("digital", 1, 1)};
        QVERIFY(assessRisks(*office.desk, her, one).hasValue());
        QVERIFY(listRisksOf(*office.desk, her)->front().level == RiskLevel::Medium);
        office.clock.advance(Hour);
        RiskDraft silent = risks();
        silent.lines[0].likelihood = base::Missing::Refused;
        silent.lines[0].severity = base::Missing::Refused;
        QVERIFY(assessRisks(*office.desk, her, silent).hasValue());
        const auto newest = listRisksOf(*office.desk, her)->front();
        QVERIFY(newest.level == RiskLevel::Medium);
        QVERIFY(!newest.lines[0].level);
    }

    void upIsFreeAndDownNeedsAnApproval() // domain.md 7.C
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        RiskDraft up = risks();
        up.level = RiskLevel::High;
        QVERIFY(assessRisks(*office.desk, her, up).error().code == Errc::InvalidArgument); // why?
        up.changeReason = "own_view";
        QVERIFY(assessRisks(*office.desk, her, up).hasValue());
        office.clock.advance(Hour);
        RiskDraft down = risks({line("inside", 3, 3)});
        down.level = RiskLevel::Low;
        down.changeReason = "measure";
        const auto fails = [&](const std::string &agreed) {
            return assessRisks(*office.desk, her, down, agreed).error().code;
        };
        QVERIFY(fails({}) == Errc::AccessRefused);
        QVERIFY(fails(office.by(office.guard)) == Errc::AccessRefused);
        QCOMPARE(listRisksOf(*office.desk, her)->size(), std::size_t{1}); // nothing of it was kept
        QVERIFY(assessRisks(*office.desk, her, down, office.by(office.director)).hasValue());
        const auto risk = listRisksOf(*office.desk, her)->front();
        QVERIFY(risk.worst == RiskLevel::High && risk.level == RiskLevel::Low);
        QCOMPARE(risk.changeReason, u"measure"_s);
        const auto approvals = listApprovalsOf(*office.desk, her).value();
        QCOMPARE(approvals.size(), std::size_t{1});
        QVERIFY(approvals[0].subject == risk.id && approvals[0].answeredBy == office.director);
        QCOMPARE(approvals[0].kind, u"risk_down"_s);
        office.signIn(office.director);
        QVERIFY(fails({}) == Errc::SecondPersonNeeded); // not even a director by herself
    }

    void theLevelDrivesTheNextDay_data()
    {
        QTest::addColumn<int>("severity");
        QTest::addColumn<qint64>("span");
        QTest::newRow("high") << 3 << qint64(Day);
        QTest::newRow("medium") << 2 << qint64(7 * Day);
        QTest::newRow("low") << 0 << qint64(30 * Day);
    }
    void theLevelDrivesTheNextDay() // domain.md 7.C: 24 h, 7 days, 30 days
    {
        QFETCH(int, severity);
        QFETCH(qint64, span);
        Office office;
        const auto her = office.admit("Rose", 30);
        const base::UtcMs now = office.clock.nowUtc();
        QVERIFY(assessRisks(*office.desk, her, severity > 0 ? risks({line("outside", 2, severity)}) : risks()).hasValue());
        QCOMPARE(listRisksOf(*office.desk, her)->front().reviewAt, now + span);
        SafetyPlanDraft plan;
        plan.steps = "J’appelle.";
        QVERIFY(isDue(office, PlanDueKind::SafetyPlan));
        QVERIFY(writeSafetyPlan(*office.desk, her, plan).hasValue());
        QVERIFY(!isDue(office, PlanDueKind::SafetyPlan));
        office.clock.setUtc(now + span - Hour);
        auto due = listDueOfPlans(*office.desk).value();
        QCOMPARE(due.size(), std::size_t{1});
        QVERIFY(due[0].kind == PlanDueKind::RiskReview && due[0].urgency == sop::Urgency::Today && due[0].person == her);
        office.clock.setUtc(now + span + Hour);
        QVERIFY(listDueOfPlans(*office.desk)->front().urgency == sop::Urgency::Late);
        QVERIFY(assessRisks(*office.desk, her, risks()).hasValue()); // the new one takes its place
        QVERIFY(!isDue(office, PlanDueKind::RiskReview));
        QVERIFY(isDue(office, PlanDueKind::SafetyPlan)); // the plan answers the assessment before
        Exit exit;
        exit.reason = "family_reunification";
        QVERIFY(recordExit(*office.desk, her, exit).hasValue());
        office.clock.advance(40 * Day);
        QVERIFY(listDueOfPlans(*office.desk)->empty()); // nobody is in the house any more
    }

    void theWayHomeIsARiskOfItsOwn() // domain.md 5 (9.2)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        RiskDraft home = risks({line("community", 3, 3)});
        home.about = "return";
        QVERIFY(assessRisks(*office.desk, her, home).hasValue());
        office.clock.advance(Hour);
        QVERIFY(assessRisks(*office.desk, her, risks()).hasValue());
        QVERIFY(loadSituation(*office.desk, her)->facts.value(u"high_risk"_s) == u"yes"_s);
        home.about = "elsewhere";
        QVERIFY(assessRisks(*office.desk, her, home).error().code == Errc::InvalidArgument);
        office.clock.advance(2 * Day);
        const auto due = listDueOfPlans(*office.desk).value();
        QCOMPARE(std::ranges::count(due, PlanDueKind::RiskReview, &DueOfPlan::kind), 1); // of the return alone
    }

    void actionsAndReviewsAreDueOnTheirDay()
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        const auto trade = addNeed(*office.desk, her, need("trade")).value();
        const auto sewing = addAction(*office.desk, trade, action("couture", "2026-11-28")).value();
        QVERIFY(addAction(*office.desk, trade, action("un jour", "")).hasValue()); // without a day it is never due
        QVERIFY(listDueOfPlans(*office.desk)->empty());                            // in four days
        office.clock.advance(Day);
        auto due = listDueOfPlans(*office.desk).value();
        QCOMPARE(due.size(), std::size_t{1});
        QVERIFY(due[0].record == sewing && due[0].urgency == sop::Urgency::Coming && due[0].isWholeDay);
        QCOMPARE(due[0].words, u"couture"_s);
        QCOMPARE(due[0].displayName, u"Rose"_s);
        office.clock.advance(3 * Day);
        QVERIFY(listDueOfPlans(*office.desk)->front().urgency == sop::Urgency::Today);
        office.clock.advance(Day);
        QVERIFY(listDueOfPlans(*office.desk)->front().urgency == sop::Urgency::Late);
        QVERIFY(reportAction(*office.desk, sewing, "done", {}).hasValue());
        QVERIFY(listDueOfPlans(*office.desk)->empty());
        QVERIFY(agreePlan(*office.desk, her, agreement()).hasValue());
        office.clock.advance(14 * Day);
        QVERIFY(isDue(office, PlanDueKind::PlanReview));
    }

    void aSafetyPlanHasVersions() // domain.md 5 (4.2)
    {
        Office office;
        const auto her = office.admit("Rose", 30);
        SafetyPlanDraft draft;
        QVERIFY(writeSafetyPlan(*office.desk, her, draft).error().code == Errc::InvalidArgument);
        draft.steps = "Je vais chez la voisine.";
        draft.measures = "phone accompany";
        QVERIFY(writeSafetyPlan(*office.desk, her, draft).hasValue());
        draft.steps = "J’appelle la maison.";
        QVERIFY(writeSafetyPlan(*office.desk, her, draft).error().code == Errc::InvalidArgument); // what has happened?
        draft.whyNew = "un appel";
        const auto risk = assessRisks(*office.desk, her, risks()).value();
        QVERIFY(writeSafetyPlan(*office.desk, her, draft).hasValue());
        const auto plans = listSafetyPlansOf(*office.desk, her).value();
        QCOMPARE(plans.size(), std::size_t{2});
        QCOMPARE(plans[0].number, 2);
        QVERIFY(plans[0].assessment == risk && !plans[1].assessment);
        QCOMPARE(plans[1].steps, u"Je vais chez la voisine."_s);
        QCOMPARE(plans[1].measures, (QStringList{u"accompany"_s, u"phone"_s}));
    }

    void aPaperSheCarriesSaysNothingDangerous_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("help") << u"Mardi 9 h, traitement, Mme Violette, tél. 79 000 000"_s << QStringList();
        QTest::newRow("french") << u"Victime de la traite, d’exploitation"_s
                                << QStringList{u"Victime"_s, u"traite"_s, u"exploitation"_s};
        QTest::newRow("english") << u"trafficking"_s << QStringList{u"trafficking"_s};
        QTest::newRow("trade in people") << u"urudandaza rw’abantu"_s << QStringList{u"urudandaza rw’abantu"_s};
        QTest::newRow("a trader") << u"Umudandaza ku isoko, urudandaza rw’imyenda"_s << QStringList();
        QTest::newRow("slavery") << u"ubuja"_s << QStringList{u"ubuja"_s};
    }
    void aPaperSheCarriesSaysNothingDangerous() // domain.md 4.12
    {
        QFETCH(QString, text);
        QFETCH(QStringList, expected);
        QCOMPARE(dangerousWordsIn(text), expected);
    }

    void theBestInterestsOfAChild() // domain.md 5.C C7
    {
        Office office;
        const auto adult = office.admit("Rose", 30);
        QVERIFY(beginBestInterests(*office.desk, adult, "exit", "x").error().code == Errc::WrongState);
        const auto doubt = office.admit("Inès", 18); // an estimate near 18 is a doubt, and a doubt is a child
        QVERIFY(isTreatedAsChild(*office.desk, doubt).value() && !isTreatedAsChild(*office.desk, adult).value());
        const auto begin = [&](const char *occasion) {
            return beginBestInterests(*office.desk, doubt, occasion, "Où peut-elle vivre ?").value();
        };
        const auto school = begin("school");
        BestInterestsDecision decision;
        const auto fails = [&](sync::RecordId id, const std::string &agreed = {}) {
            const auto decided = decideBestInterests(*office.desk, id, decision, agreed);
            return decided ? Errc() : decided.error().code;
        };
        QVERIFY(fails(school) == Errc::InvalidArgument);
        decision.result = "as_asked";
        decision.reasons = "parce que";
        QVERIFY(fails(school) == Errc::InvalidArgument); // nobody asked her
        QVERIFY(putBestInterestsItem(*office.desk, school, "views", base::Missing::NotAsked).hasValue());
        QVERIFY(fails(school) == Errc::InvalidArgument);
        QVERIFY(putBestInterestsItem(*office.desk, school, "views", "Je veux apprendre.").hasValue());
        QVERIFY(putBestInterestsItem(*office.desk, school, "needs", "lunettes", "infirmière").hasValue());
        QVERIFY(putBestInterestsItem(*office.desk, school, "moon", "x").error().code == Errc::InvalidArgument);
        QVERIFY(fails(school) == Errc()); // an assessment of the house itself
        QVERIFY(fails(school) == Errc::WrongState);
        QVERIFY(putBestInterestsItem(*office.desk, school, "views", "x").error().code == Errc::WrongState);
        QCOMPARE(office.count("best_interests_item_health"), 1);

        office.clock.advance(Hour);
        const auto border = begin("border");
        QVERIFY(putBestInterestsItem(*office.desk, border, "views", base::Missing::Refused).hasValue());
        decision.result = "border";
        QVERIFY(fails(border, office.by(office.director)) == Errc::InvalidArgument); // no panel
        decision.panel = "shelter police";
        decision.panelNames = "A\nB";
        QVERIFY(fails(border, office.by(office.director)) == Errc::InvalidArgument); // without social services
        decision.panel = "social police";
        QVERIFY(fails(border) == Errc::AccessRefused);
        decision.result = "more";
        QVERIFY(fails(border, office.by(office.director)) == Errc::InvalidArgument); // when is it looked at again?
        decision.lookAgainOn = "2026-11-26";
        QVERIFY(fails(border, office.by(office.director)) == Errc());
        const auto all = listBestInterestsOf(*office.desk, doubt).value();
        QCOMPARE(all.size(), std::size_t{2});
        QVERIFY(all[0].id == border && all[0].isDetermination() && !all[1].isDetermination());
        QCOMPARE(all[0].panel, (QStringList{u"police"_s, u"social"_s}));
        QCOMPARE(all[1].find(u"views")->words, u"Je veux apprendre."_s);
        QCOMPARE(listApprovalsOf(*office.desk, doubt)->front().kind, u"best_interests"_s);
        QVERIFY(isDue(office, PlanDueKind::BestInterests));
        QCOMPARE(office.audited(AuditVerb::BestInterestsDecided),
                 (std::vector<std::string>{"school as_asked", "border more"}));
    }

    void aDoubtEndsWithEvidenceOnly() // domain.md 5.C C1
    {
        Office office;
        const auto her = office.admit("Inès", 18);
        QVERIFY(settleAge(*office.desk, her, "no").error().code == Errc::WrongState);
        QVERIFY(settleAge(*office.desk, her, "perhaps").error().code == Errc::InvalidArgument);
        QVERIFY(recordAgeEvidence(*office.desk, her, {.proof = {}, .says = "no"}).error().code == Errc::InvalidArgument);
        QVERIFY(recordAgeEvidence(*office.desk, her, {.proof = "looks", .says = "no"}).hasValue());
        QVERIFY(settleAge(*office.desk, her, "no").error().code == Errc::WrongState); // looks are never enough
        QVERIFY(recordAgeEvidence(*office.desk, her, {.proof = "school_paper", .says = "yes"}).hasValue());
        QVERIFY(settleAge(*office.desk, her, "no").error().code == Errc::WrongState);
        QVERIFY(isTreatedAsChild(*office.desk, her).value());
        QVERIFY(recordAgeEvidence(*office.desk, her, {.proof = "birth_paper", .says = "no"}).hasValue());
        QVERIFY(settleAge(*office.desk, her, "no").hasValue());
        QVERIFY(!isTreatedAsChild(*office.desk, her).value());
        QVERIFY(settleAge(*office.desk, her, "in_doubt").hasValue()); // a doubt needs no proof
        QVERIFY(isTreatedAsChild(*office.desk, her).value());
        QCOMPARE(listAgeEvidenceOf(*office.desk, her)->size(), std::size_t{3});
        QCOMPARE(office.audited(AuditVerb::AgeSettled), (std::vector<std::string>{"no", "in_doubt"}));
    }

    void twoLaptopsLoseNothing()
    {
        Office here;
        const auto her = here.admit("Inès", 15);
        QVERIFY(addNeed(*here.desk, her, need("trade")).hasValue());
        const auto school = beginBestInterests(*here.desk, her, "school", "x").value();
        Office there(7);
        there.takeFrom(here);
        for (Office *one : {&here, &there}) {
            const bool isHere = one == &here;
            QVERIFY(agreePlan(*one->desk, her, agreement()).hasValue());
            QVERIFY(putBestInterestsItem(*one->desk, school, "views", isHere ? "ici" : "là-bas").hasValue());
            QVERIFY(assessRisks(*one->desk, her, isHere ? risks() : risks({line("inside", 3, 3)})).hasValue());
            one->clock.advance(Hour);
        }
        here.takeFrom(there);
        there.takeFrom(here);
        for (Office *one : {&here, &there}) {
            QCOMPARE(listAgreedPlansOf(*one->desk, her)->size(), std::size_t{2}); // both stand
            QCOMPARE(listRisksOf(*one->desk, her)->size(), std::size_t{2});
            QCOMPARE(listBestInterestsOf(*one->desk, her)->front().items.size(), std::size_t{1});
            QCOMPARE(one->log->conflictCount().value(), std::size_t{1}); // of what the child said: both versions are kept
        }
    }

    void whatIsHersStaysInTheHouseAndGoesWithHer() // contracts.md 3 and 6
    {
        Office office;
        const auto her = office.admit("Inès", 15);
        QVERIFY(decideCopyOutside(*office.desk, her, false).hasValue());
        const auto before = office.log->lastSequence(sync::Stream::General);
        const auto health = addNeed(*office.desk, her, need("health")).value();
        const auto trade = addNeed(*office.desk, her, need("trade")).value();
        QVERIFY(addAction(*office.desk, health, action("consultation")).hasValue());
        const auto sewing = addAction(*office.desk, trade, action("couture")).value();
        QVERIFY(reportAction(*office.desk, sewing, "done", "fini").hasValue());
        for (const char *service : {"health", "food"})
            QVERIFY(recordService(*office.desk, her, {.service = service}).hasValue());
        MeetingDraft meeting;
        meeting.kind = "child_team";
        meeting.present = "A";
        QVERIFY(recordMeeting(*office.desk, her, meeting).hasValue());
        const auto plan = agreePlan(*office.desk, her, agreement()).value();
        QVERIFY(askApproval(*office.desk, plan).hasValue());
        QVERIFY(assessRisks(*office.desk, her, risks()).hasValue());
        SafetyPlanDraft safety;
        safety.steps = "x";
        QVERIFY(writeSafetyPlan(*office.desk, her, safety).hasValue());
        const auto school = beginBestInterests(*office.desk, her, "school", "x").value();
        for (const char *item : {"views", "health"})
            QVERIFY(putBestInterestsItem(*office.desk, school, item, "x").hasValue());
        QVERIFY(recordAgeEvidence(*office.desk, her, {.proof = "baptism", .says = "yes"}).hasValue());
        QCOMPARE(office.log->lastSequence(sync::Stream::General), before); // nothing of it leaves

        constexpr const char *Tables[] = {"need",
                                          "need_health",
                                          "plan_action",
                                          "plan_action_health",
                                          "service_given",
                                          "meeting",
                                          "support_plan",
                                          "approval",
                                          "risk_assessment",
                                          "service_given_health",
                                          "risk_line",
                                          "safety_plan",
                                          "risk_line_health",
                                          "best_interests",
                                          "risk_line_perpetrator",
                                          "age_evidence",
                                          "best_interests_item",
                                          "best_interests_item_health"};
        for (const char *table : Tables)
            QVERIFY2(office.count(table) > 0, table);
        auto transaction = office.db->begin();
        QVERIFY(sync::eraseRecords(*office.log, {f::case_file::Table, her}).hasValue());
        QVERIFY(transaction->commit().hasValue());
        for (const char *table : Tables)
            QVERIFY2(office.count(table) == 0, table);
    }
};

QTEST_APPLESS_MAIN(TestPlans)
#include "test_plans.moc"
