// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/erasure.h"
#include "core/sync/apply.h"
#include "desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using tests::DeskFixture;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Hour = 3600 * 1000;
constexpr base::UtcMs Day = 24 * Hour;

CaseId admit(DeskFixture &house, int age, const char *sex = "F")
{
    Admission admission;
    admission.person.givenNames = base::Value(std::string("Odette"));
    admission.person.sex = base::Value(std::string(sex));
    admission.person.estimatedAge = base::Value(std::int64_t{age});
    return admitPerson(*house.desk, admission).value().id;
}

const ChecklistLine *find(const Checklist &list, const char *step, const QString &occurrence = {})
{
    for (const ChecklistLine &line : list.lines) {
        if (line.line.step->id == QLatin1StringView(step) && (occurrence.isNull() || line.line.occurrence == occurrence))
            return &line;
    }
    return nullptr;
}

sop::StepState stateOf(DeskFixture &house, const ChecklistOwner &owner, const char *step)
{
    const Checklist list = loadChecklist(*house.desk, owner).value();
    const ChecklistLine *line = find(list, step);
    INDARO_CHECK(line != nullptr);
    return line->line.state;
}

/// The shipped pack as a newer revision, one step with another deadline, one gone and one new.
sop::Pack newerPack()
{
    sop::Pack pack = sop::readShippedPack().value().pack;
    pack.revision += 1;
    for (sop::Phase &phase : pack.phases) {
        std::erase_if(phase.steps, [](const sop::Step &step) { return step.id == u"4.7"_s; });
        for (sop::Step &step : phase.steps) {
            if (step.id == u"2.13"_s)
                step.due->spans = {{12, sop::Span::Unit::Hours}};
        }
        if (phase.id == u"2"_s) {
            sop::Step step = phase.steps.front();
            step.id = u"2.99"_s;
            step.guards.clear();
            phase.steps.push_back(step);
        }
    }
    return pack;
}

std::vector<sync::Operation> operationsOf(DeskFixture &laptop)
{
    return laptop.log->rows().ofDevice(laptop.log->device(), sync::Stream::General, 1, 100'000).value();
}

void take(DeskFixture &laptop, const std::vector<sync::Operation> &operations)
{
    auto transaction = laptop.db->begin();
    INDARO_CHECK(sync::applyOperations(*laptop.log, operations).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

} // namespace

class TestChecklists final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCaseFollowsTheProcedureFromItsAdmission()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(!list.isBegun && !list.packRecord);
        QVERIFY(list.lines.size() > 60);
        QVERIFY(find(list, "2.13") != nullptr);
        QCOMPARE(find(list, "2.13")->line.urgency, sop::Urgency::Coming);
        QCOMPARE(list.situation.facts.value(u"sex"_s), u"female"_s);
        house.clock.advance(25 * Hour);
        list = loadChecklist(*house.desk, person).value();
        QCOMPARE(find(list, "2.13")->line.urgency, sop::Urgency::Late);
    }

    void aChildHasTheStepsOfAChild()
    {
        DeskFixture house;
        const Checklist child = loadChecklist(*house.desk, admit(house, 12)).value();
        const Checklist adult = loadChecklist(*house.desk, admit(house, 40)).value();
        QVERIFY(find(child, "C2a") != nullptr);
        QVERIFY(find(adult, "C2a") == nullptr);
    }

    void whatIsTickedSaysByWhomAndCanBeTakenBack()
    {
        DeskFixture house;
        QVERIFY(saveStaff(*house.desk, {house.log->user(), u"Aline"_s, {}, {}}).hasValue());
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Done, {u"tick"_s}, u"Sous la pluie."_s})
                    .hasValue());
        Checklist list = loadChecklist(*house.desk, person).value();
        QVERIFY(list.isBegun);
        const ChecklistLine *line = find(list, "2.1");
        QVERIFY(line->line.state == sop::StepState::Done);
        QCOMPARE(line->marks.size(), std::size_t{1});
        QCOMPARE(line->marks[0].by, u"Aline"_s);
        QCOMPARE(line->marks[0].note, u"Sous la pluie."_s);
        QCOMPARE(line->marks[0].evidence, QStringList{u"tick"_s});
        house.clock.advance(Hour);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Open}).hasValue());
        list = loadChecklist(*house.desk, person).value();
        QVERIFY(find(list, "2.1")->line.isOpen());
        QCOMPARE(find(list, "2.1")->marks.size(), std::size_t{2});
    }

    void aReasonIsAskedWhereAStepIsClosedUndone()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        for (const sop::StepState state : {sop::StepState::NotApplicable, sop::StepState::Refused, sop::StepState::Waived}) {
            const auto refused = markStep(*house.desk, person, {u"2.14"_s, {}, state, {}, u"  "_s});
            QCOMPARE(refused.error().code, base::Errc::InvalidArgument);
            QVERIFY(markStep(*house.desk, person, {u"2.14"_s, {}, state, {}, u"Elle ne veut pas."_s}).hasValue());
            QVERIFY(stateOf(house, person, "2.14") == state);
            house.clock.advance(Hour);
        }
        QCOMPARE(markStep(*house.desk, person, {u"77"_s}).error().code, base::Errc::NotFound);
        QVERIFY(saveStaff(*house.desk, {house.log->user(), u"Aline"_s, {}, {}, u"social_worker"_s}).hasValue());
        QCOMPARE(markStep(*house.desk, person, {u"2.14"_s, {}, sop::StepState::Waived, {}, u"Pressé."_s}).error().code,
                 base::Errc::AccessRefused);
    }

    void everyGuardHoldsUntilItsStepsAreClosed()
    {
        DeskFixture house;
        for (const sop::Action action : sop::allActions()) {
            const CaseId person = admit(house, 16);
            Exit exit;
            exit.reason = base::Value(std::string("planned_reintegration"));
            QVERIFY(recordExit(*house.desk, person, exit).hasValue());
            // All that may ever hold something back has happened.
            for (const sop::Event event : recordableEvents())
                QVERIFY(recordEvent(*house.desk, person, event, u"2026-11-24"_s).hasValue());
            // Closing one may let another begin to count.
            for (int round = 0; round < 5; ++round) {
                const auto held = openGuards(*house.desk, person, action);
                QVERIFY(held.hasValue());
                const auto checked = checkGuards(*house.desk, person, action);
                QCOMPARE(checked.hasValue(), held->lines.empty());
                if (round == 0)
                    QVERIFY2(!held->lines.empty(), qPrintable(sop::toString(action)));
                if (held->lines.empty())
                    break;
                QCOMPARE(checked.error().code, base::Errc::StepsOpen);
                QVERIFY(held->pack->findStep(QString::fromStdString(checked.error().text("step"))) != nullptr);
                for (const ChecklistLine &line : held->lines)
                    QVERIFY(markStep(*house.desk, person,
                                     {line.line.step->id, line.line.occurrence, sop::StepState::Waived, {}, u"Essai."_s})
                                .hasValue());
            }
            QVERIFY2(checkGuards(*house.desk, person, action).hasValue(), qPrintable(sop::toString(action)));
        }
        const CaseId other = admit(house, 30);
        QCOMPARE(checkGuards(*house.desk, other, sop::Action::InterviewStart).error().code, base::Errc::StepsOpen);
    }

    void eventsAreRecordedWhereNothingElseTellsThem()
    {
        DeskFixture house;
        const CaseId person = admit(house, 30);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Presumption, u"2026-11-24"_s).hasValue());
        const Checklist list = loadChecklist(*house.desk, person).value();
        QCOMPARE(list.situation.facts.value(u"status"_s), u"presumed"_s);
        QVERIFY(!list.clocks.empty());
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Admission, u"2026-11-24"_s).error().code,
                 base::Errc::InvalidArgument);
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Incident, u"2036-11-24"_s).error().code,
                 base::Errc::DateInFuture);
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Hearing, u"2036-11-24T09:00"_s).hasValue());
        QCOMPARE(recordEvent(*house.desk, person, sop::Event::Incident, u"hier"_s).error().code,
                 base::Errc::InvalidArgument);
        QCOMPARE(
            recordEvent(*house.desk, sync::RecordId::make(house.random), sop::Event::Plan, u"2026-11-24"_s).error().code,
            base::Errc::UnknownRecord);
    }

    void aCaseKeepsItsPackUntilSomebodyMovesIt()
    {
        DeskFixture house;
        const CaseId old = admit(house, 30);
        QVERIFY(markStep(*house.desk, old, {u"2.1"_s}).hasValue());
        const sop::Pack newer = newerPack();
        const QByteArray file = sop::writePack(newer);
        QCOMPARE(takePack(*house.desk, file, PackTrust::KnownKey).error().code, base::Errc::SopPackUnsigned);
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        const QByteArray signedFile = sop::signPack(file, keys);
        QByteArray changed = signedFile;
        changed[20] = static_cast<char>(changed.at(20) + 1);
        QCOMPARE(weighPack(*house.desk, signedFile)->isKeyKnown, false);
        QCOMPARE(takePack(*house.desk, signedFile, PackTrust::KnownKey).error().code, base::Errc::SopIssuerUnknown);
        const auto taken = takePack(*house.desk, signedFile, PackTrust::AcceptKey);
        QVERIFY2(taken.hasValue(), taken ? "" : taken.error().toString().c_str());
        QCOMPARE(takePack(*house.desk, signedFile, PackTrust::KnownKey).error().code, base::Errc::SopPackOlder);
        QVERIFY(weighPack(*house.desk, signedFile)->isKeyKnown);

        const CaseId fresh = admit(house, 30);
        QCOMPARE(loadChecklist(*house.desk, fresh)->pack->revision, newer.revision);
        Checklist list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, newer.revision - 1);
        QCOMPARE(list.newerRevision, std::optional(newer.revision));
        const PackDifference difference = comparePacks(*list.pack, newer);
        QCOMPARE(difference.added, QStringList{u"2.99"_s});
        QCOMPARE(difference.removed, QStringList{u"4.7"_s});
        QCOMPARE(difference.changed, QStringList{u"2.13"_s});
        QVERIFY(moveToPack(*house.desk, old, *taken).hasValue());
        list = loadChecklist(*house.desk, old).value();
        QCOMPARE(list.pack->revision, newer.revision);
        QVERIFY(!list.newerRevision);
        QVERIFY(find(list, "2.1")->line.state == sop::StepState::Done);
        QVERIFY(find(list, "4.7") == nullptr);

        const auto packs = listPacks(*house.desk).value();
        QCOMPARE(packs.size(), std::size_t{2});
        QCOMPARE(packs[0].keyDigits, sop::keyDigits(keys.publicKey));
        QCOMPARE(packs[0].checklists, 1);
        QVERIFY(packs[0].isWhole());
    }

    void aTamperedOrFaultyPackIsNotFollowed()
    {
        DeskFixture house;
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        QByteArray file = sop::signPack(sop::writePack(newerPack()), keys);
        file.replace("12 hours", "99 hours");
        QCOMPARE(takePack(*house.desk, file, PackTrust::AcceptKey).error().code, base::Errc::SopPackTampered);
        QVERIFY(takePack(*house.desk, file, PackTrust::Local).hasValue()); // a director vouches for it
        QCOMPARE(listPacks(*house.desk).value()[0].isLocal, true);
        QByteArray faulty = sop::writePack(newerPack());
        faulty.replace("\"admission\"", "\"admision\"");
        faulty.replace("revision = 2", "revision = 9");
        QCOMPARE(takePack(*house.desk, faulty, PackTrust::Local).error().code, base::Errc::SopPackFaulty);
        QCOMPARE(takePack(*house.desk, "hello", PackTrust::Local).error().code, base::Errc::SopPackDamaged);
        QCOMPARE(listPacks(*house.desk).value().size(), std::size_t{2});
    }

    void twoLaptopsTickOneChecklist()
    {
        DeskFixture first;
        DeskFixture second(20261125);
        const CaseId person = admit(first, 25);
        take(second, operationsOf(first));
        QVERIFY(markStep(*first.desk, person, {u"2.1"_s}).hasValue());
        second.clock.advance(Hour);
        QVERIFY(markStep(*second.desk, person, {u"2.4"_s}).hasValue());
        QVERIFY(
            markStep(*second.desk, person, {u"2.1"_s, {}, sop::StepState::NotApplicable, {}, u"Déjà fait."_s}).hasValue());
        const auto mine = operationsOf(first);
        const auto yours = operationsOf(second);
        take(first, yours);
        take(second, mine);
        for (DeskFixture *laptop : {&first, &second}) {
            QVERIFY(stateOf(*laptop, person, "2.4") == sop::StepState::Done);
            QVERIFY(stateOf(*laptop, person, "2.1") == sop::StepState::NotApplicable); // the later word
            QCOMPARE(find(loadChecklist(*laptop->desk, person).value(), "2.1")->marks.size(), std::size_t{2});
        }
    }

    void anUndoHoldsWhateverTheClocksSay()
    {
        DeskFixture fast;
        DeskFixture slow(20261125);
        const CaseId person = admit(fast, 25);
        fast.clock.advance(2 * Day); // its battery is dead
        QVERIFY(markStep(*fast.desk, person, {u"2.1"_s}).hasValue());
        take(slow, operationsOf(fast));
        QVERIFY(stateOf(slow, person, "2.1") == sop::StepState::Done);
        QVERIFY(markStep(*slow.desk, person, {u"2.1"_s, {}, sop::StepState::Open}).hasValue());
        QVERIFY(stateOf(slow, person, "2.1") == sop::StepState::Open);
        take(fast, operationsOf(slow));
        QVERIFY(stateOf(fast, person, "2.1") == sop::StepState::Open);
    }

    void aPersonWhoComesBackBeginsAnew()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s}).hasValue());
        house.clock.advance(10 * Day);
        Exit exit;
        exit.reason = base::Value(std::string("planned_reintegration"));
        QVERIFY(recordExit(*house.desk, person, exit).hasValue());
        house.clock.advance(200 * Day);
        QVERIFY(readmitPerson(*house.desk, person, {}).hasValue());
        QVERIFY(stateOf(house, person, "2.1") == sop::StepState::Open);
        QCOMPARE(checkGuards(*house.desk, person, sop::Action::InterviewStart).error().code, base::Errc::StepsOpen);
    }

    void whatShePermitsIsWhatTheFormAsks()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto say = [&](const char *purpose, const char *decision) {
            auto transaction = house.db->begin();
            INDARO_CHECK(house.log
                             ->birth({fields::consent::Table, sync::RecordId::make(house.random)},
                                     {{fields::consent::CaseFile, base::Bytes(person.bytes().begin(), person.bytes().end())},
                                      {fields::consent::Purpose, std::string(purpose)},
                                      {fields::consent::Decision, std::string(decision)}})
                             .hasValue());
            INDARO_CHECK(transaction->commit().hasValue());
        };
        say("after_exit", "non");
        say("identification", "later");
        say("police_notes", "oui");
        const auto facts = loadChecklist(*house.desk, person)->situation.facts;
        QCOMPARE(facts.value(u"consent_contact_after"_s), u"no"_s);
        QCOMPARE(facts.value(u"consent_identification"_s), u"later"_s);
        QCOMPARE(facts.value(u"consent_justice"_s), u"yes"_s);
    }

    void whatIsDueIsListedForEachRole()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        const auto all = listDueSteps(*house.desk).value();
        QVERIFY(!all.empty());
        for (std::size_t i = 1; i < all.size(); ++i)
            QVERIFY(all[i - 1].line.urgency != sop::Urgency::Coming || all[i].line.urgency != sop::Urgency::Late);
        const auto nurse = listDueSteps(*house.desk, u"NUR"_s).value();
        QVERIFY(!nurse.empty() && nurse.size() < all.size());
        for (const DueStep &step : nurse)
            QCOMPARE(step.line.step->who.first(), u"NUR"_s);
        house.clock.advance(3 * Day);
        const auto later = listDueSteps(*house.desk).value();
        QVERIFY(std::any_of(later.begin(), later.end(), [&](const DueStep &step) {
            return step.owner == person && step.line.step->id == u"2.13"_s && step.line.urgency == sop::Urgency::Late;
        }));
        QVERIFY(std::any_of(later.begin(), later.end(), [](const DueStep &step) { return !step.owner; }));
    }

    void theHouseHasRoutinesOfItsOwn()
    {
        DeskFixture house;
        Checklist list = loadChecklist(*house.desk, {}).value();
        QVERIFY(!list.lines.empty());
        for (const ChecklistLine &line : list.lines)
            QVERIFY(line.line.phase->track == sop::Track::House);
        const QString step = list.lines.front().line.step->id;
        QVERIFY(markStep(*house.desk, {}, {step, list.lines.front().line.occurrence}).hasValue());
        list = loadChecklist(*house.desk, {}).value();
        QVERIFY(list.isBegun);
        QVERIFY(list.lines.front().line.state == sop::StepState::Done);
    }

    void whatWasTickedIsHersSoThatAnErasureFindsIt()
    {
        DeskFixture house;
        const CaseId person = admit(house, 25);
        QVERIFY(markStep(*house.desk, person, {u"2.1"_s, {}, sop::StepState::Done, {}, u"SecretNote"_s}).hasValue());
        QVERIFY(recordEvent(*house.desk, person, sop::Event::Incident, u"2026-11-24"_s, u"SecretEvent"_s).hasValue());
        const auto owned = [&](std::uint16_t table, const char *sql) {
            auto select = house.db->prepare(sql);
            INDARO_CHECK(select->step().value());
            const auto owner = house.log->ownerOf({table, *select->id<sync::RecordTag>(0)}).value();
            return owner == std::optional<sync::RecordId>(person);
        };
        QVERIFY(owned(fields::step_mark::Table, "SELECT id FROM step_mark"));
        QVERIFY(owned(fields::case_event::Table, "SELECT id FROM case_event"));
        QVERIFY(owned(fields::checklist::Table, "SELECT id FROM checklist"));
    }
};

QTEST_GUILESS_MAIN(TestChecklists)
#include "test_checklists.moc"
