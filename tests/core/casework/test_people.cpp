// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/conflicts/commands.h"
#include "core/casework/conflicts/queries.h"
#include "core/casework/drafts.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/erasure.h"
#include "core/casework/people/full_file.h"
#include "core/casework/people/origin.h"
#include "core/casework/people/person_index.h"
#include "core/casework/people/queries.h"
#include "core/casework/stays/allocations.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "core/casework/stays/rooms.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/sync/apply.h"
#include "core/sync/segment.h"
#include "tests/core/casework/desk_fixture.h"
#include "tests/support/colleague.h"

#include <QTest>

#include <set>

using namespace indaro;
using namespace indaro::casework;
using base::Errc;
using base::Missing;
using base::Value;
namespace f = model::fields;

namespace {

struct House : tests::DeskFixture
{
    Admitted admit(const char *family, const char *given, const char *sex = "F", int age = 24)
    {
        Admission admission;
        admission.person.familyName = family;
        admission.person.givenNames = given;
        admission.person.sex = sex;
        admission.person.estimatedAge = age;
        return admitPerson(*desk, admission).value();
    }
    PersonIndex index() { return PersonIndex::load(*desk).value(); }
    void takeFrom(House &other)
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

QStringList namesOf(const PersonIndex &index, const char16_t *text, const PersonFilter &filter = {})
{
    QStringList names;
    for (const PersonRowId id : index.search(QString::fromUtf16(text), filter))
        names.append(index.row(id).fullName);
    names.sort();
    return names;
}

using tests::Colleague;

constexpr const char *Canary = "Kwizerazzyqx";

/// Both learn what the other knows: the list of laptops, and what was written.
void exchange(Colleague &a, Colleague &b)
{
    for (const auto &[from, to] : {std::pair(&a, &b), std::pair(&b, &a)}) {
        INDARO_CHECK(to->trust->addBlocks(from->trust->blocksAfter(to->trust->heads())).hasValue());
        INDARO_CHECK(from->engine->cutPending().hasValue());
        const auto batch = from->engine->envelopesFor(to->engine->have(true).value(), std::size_t{1} << 24U, true).value();
        for (const auto &envelope : batch.envelopes)
            INDARO_CHECK(to->engine->takeIn(envelope, {sync::Road::Kind::House, "t"}).hasValue());
        INDARO_CHECK(to->engine
                         ->noteHeads(from->trust->secrets().device.bytes(), from->engine->heads(true).value(),
                                     {sync::Road::Kind::House, "t"})
                         .hasValue());
    }
}

bool hasCanary(base::ByteView bytes)
{
    return base::asText(bytes).find(Canary) != std::string_view::npos;
}

/// Whether a key that is still here opens something sealed in which she is.
bool opensToHer(Colleague &laptop, base::ByteView bytes)
{
    const auto view = wire::parseEnvelope(bytes);
    if (!view)
        return false;
    sync::SectionBytes plain;
    for (std::size_t i = 0; i < view->sections.size(); ++i) {
        if (const auto *key = laptop.trust->findKey(view->sections[i].keyId))
            plain[view->sections[i].group] = wire::openSection(*view, i, *key).value();
    }
    if (!plain[0])
        return false;
    base::ByteReader in(*plain[0]);
    (void)in.u8();
    INDARO_CHECK(wire::decodeHeads(in).hasValue());
    auto sections = sync::viewsOf(plain);
    sections[0] = in.raw(in.remaining());
    tests::SeededRandom random(1);
    const sync::RecordLookup any{[&random](const sync::Dot &) { return std::optional(sync::RecordId::make(random)); }, {}};
    const auto segment = sync::decodeSegment(sections, view->header.device, model::schema(), any).value();
    return std::any_of(segment.operations.begin(), segment.operations.end(),
                       [](const auto &operation) { return hasCanary(sync::encodeContent(operation)); });
}

/// Every column of every table of the decrypted file, and what the keys in it open.
QStringList whereSheIs(Colleague &laptop)
{
    QStringList found;
    std::vector<std::string> tables;
    auto names = laptop.db->prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").value();
    while (names.step().value())
        tables.push_back(names.text(0));
    for (const std::string &table : tables) {
        std::vector<std::string> columns;
        auto info = laptop.db->prepare("SELECT name FROM pragma_table_info('" + table + "')").value();
        while (info.step().value())
            columns.push_back(info.text(0));
        for (const std::string &column : columns) {
            auto rows = laptop.db->prepare("SELECT CAST(\"" + column + "\" AS BLOB) FROM \"" + table + "\"").value();
            while (rows.step().value()) {
                const base::Bytes cell(rows.blob(0).begin(), rows.blob(0).end());
                if (hasCanary(cell) || (column == "bytes" && opensToHer(laptop, cell)))
                    found.append(QString::fromStdString(table + "." + column));
            }
        }
    }
    found.removeDuplicates();
    return found;
}

std::int64_t countOf(Colleague &laptop, const char *table)
{
    auto count = laptop.db->prepare(std::string("SELECT count(*) FROM ") + table).value();
    INDARO_CHECK(count.step().value());
    return count.integer(0);
}

/// What the procedure and the house say of her, alone and beside somebody who came with her: that one is returned.
CaseId speakOfHer(Colleague &here, CaseId her)
{
    Admission admission;
    admission.person.displayName = "Aline";
    admission.person.sex = "F";
    admission.person.estimatedAge = 30;
    const CaseId beside = admitPerson(*here.desk, admission).value().id;
    const QString canary = QLatin1String(Canary);
    NewMark mark{QStringLiteral("2.1"), {}, sop::StepState::Done, {}, canary};
    INDARO_CHECK(markStep(*here.desk, her, mark).hasValue());
    INDARO_CHECK(recordEvent(*here.desk, her, sop::Event::Disclosure, QStringLiteral("2026-11-24"), canary).hasValue());
    INDARO_CHECK(markStep(*here.desk, her, {QStringLiteral("2.3"), {}, sop::StepState::Done, {}, canary}).hasValue());
    INDARO_CHECK(waiveGuards(*here.desk, {sop::Action::Allocation, her}, canary, true).hasValue());
    INDARO_CHECK(saveDraft(*here.desk, "step/2.4//" + her.toText(), base::asBytes(Canary)).hasValue());

    RoomDraft room;
    room.name = "Femmes";
    PlaceDraft bed;
    bed.label = "1";
    bed.kind = "bed";
    const PlaceId place = addPlace(*here.desk, addRoom(*here.desk, room).value(), bed).value();
    AllocationRequest request;
    request.wishes = {{her, place}, {beside, place, her}};
    request.seen = warningsFor(loadHouseTonight(*here.desk).value(), request.wishes);
    request.reason = "no_other_place";
    request.note = Canary;
    INDARO_CHECK(allocate(*here.desk, request)->isDone);
    INDARO_CHECK(keepApart(*here.desk, beside, her, {}).hasValue());
    IncidentDraft incident;
    incident.people = {beside, her};
    incident.kinds = "threat";
    incident.severity = "minor";
    INDARO_CHECK(recordIncident(*here.desk, incident).hasValue());
    HoldDraft hold;
    hold.shownAs = Canary;
    hold.expiresAt = here.clock.nowUtc() + 3'600'000;
    INDARO_CHECK(holdArrived(*here.desk, announce(*here.desk, hold).value(), beside, {her}).hasValue());
    CustodyDraft kept;
    kept.kind = "phone";
    kept.description = Canary;
    INDARO_CHECK(takeIntoCustody(*here.desk, her, kept).hasValue());
    return beside;
}

} // namespace

class TestPeople : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDecisionIsAboutWhatWasOnTheScreen()
    {
        House here;
        House there;
        House third;
        for (House *house : {&there, &third}) { // laptops of their own, all three
            house->random = tests::SeededRandom(house == &there ? 2 : 3);
            INDARO_CHECK(
                sync::setMeta(*house->db, sync::meta::DeviceId, sync::DeviceId::make(house->random).bytes()).hasValue());
            house->log.emplace(
                sync::ChangeLog::open(*house->db, model::schema(), house->clock, sync::UserId::make(house->random)).value());
        }
        const auto id = here.bear({{f::case_file::DisplayName, "Rose"}}, {{f::identity::FamilyName, "Ndayizeye"}});
        there.takeFrom(here);
        third.takeFrom(here);
        const auto name = [id](House &house, const char *text) {
            house.clock.advance(1000);
            INDARO_CHECK(setField(*house.desk, f::case_file::DisplayName, id, text).hasValue());
        };
        name(here, "Rose A.");
        name(there, "Rose B.");
        name(third, "Rose C.");
        here.takeFrom(there);
        const auto shown = listConflicts(*here.desk, 10).value();
        const auto beside = loadStanding(*here.desk, {f::case_file::Table, id}).value();
        QCOMPARE(shown.list.size(), std::size_t{1});
        here.takeFrom(third); // while the card is on the screen
        QVERIFY(
            settleConflict(*here.desk, f::case_file::DisplayName, id, "Rose A.", Settling::Chosen, shown.list.front().seen)
                .hasValue());
        auto left = listConflicts(*here.desk, 10).value();
        QCOMPARE(left.list.size(), std::size_t{1});
        QCOMPARE(left.list.front().sides.size(), std::size_t{2});
        QVERIFY(left.list.front().sides[1].value == Value("Rose C."));
        // The same from the field of a file that was opened before: what it never showed is not written over.
        QVERIFY(!beside.empty());
        QVERIFY(settleField(*here.desk, f::case_file::DisplayName, id, "Rose B.", beside.front().seen).hasValue());
        QCOMPARE(listConflicts(*here.desk, 10).value().list.size(), std::size_t{1});
        left = listConflicts(*here.desk, 10).value();
        QVERIFY(
            settleConflict(*here.desk, f::case_file::DisplayName, id, "Rose C.", Settling::Chosen, left.list.front().seen)
                .hasValue());
        QVERIFY(listConflicts(*here.desk, 10).value().list.empty());
    }

    void anErasureLeavesNothingOfHerInAnyVault() // [ERASE-2]
    {
        Colleague here;
        Colleague there(here.clock.nowUtc(), 5);
        QVERIFY(here.trust->found(here.user, std::nullopt).hasValue());
        there.join([&here](auto job) { return job(*here.trust); }, here.user);
        Admission admission;
        admission.person.familyName = Canary;
        admission.person.sex = "F";
        admission.person.preferredSex = Canary; // an unknown code is kept, as an imported one is
        const auto her = admitPerson(*here.desk, admission).value().id;
        std::vector<sync::RecordKey> notes;
        for (int i = 0; i < 8; ++i)
            notes.push_back({f::note::Table, addNote(*here.desk, her, "Visite", Canary, "observation").value()});
        const auto interview = startInterview(*here.desk, {.caseFile = her, .formId = QStringLiteral("x")}).value();
        QVERIFY(openSitting(*here.desk, interview, {}).hasValue());
        const AnswerDraft answer{.path = QStringLiteral("/data/a"),
                                 .type = QStringLiteral("text"),
                                 .value = QLatin1String(Canary),
                                 .compartment = sync::Compartment::Health};
        QVERIFY(saveAnswer(*here.desk, interview, answer).hasValue());
        const CaseId beside = speakOfHer(here, her);
        exchange(here, there);
        for (Colleague *one : {&here, &there}) {
            // On both: what is typed and no answer yet, an action begun, a line of the audit that says too much, a conflict.
            QVERIFY(keepTyping(*one->desk, interview, QStringLiteral("/data/b"), QLatin1String(Canary)).hasValue());
            QVERIFY(saveDraft(*one->desk, "exit/" + her.toText(), base::asBytes(Canary)).hasValue());
            QVERIFY(recordAuditNow(*one->desk, AuditVerb::FileOpened, her, Canary).hasValue());
            one->edit(f::case_file::DisplayName, her, std::string(Canary) + (one == &here ? " A." : " B."));
        }
        QVERIFY(saveDraft(*here.desk, "admit", base::asBytes("somebody else")).hasValue());
        exchange(here, there);
        QCOMPARE(here.log->conflictCount().value(), std::size_t{1});
        // And an envelope that was put aside, and was to stay out.
        QVERIFY(addNote(*there.desk, her, "Held", Canary, "observation").hasValue());
        there.remove(notes);
        exchange(here, there);
        QCOMPARE(here.engine->quarantine()->size(), std::size_t{1});
        QVERIFY(here.engine->settle(here.engine->quarantine()->front().id).hasValue());
        QVERIFY(!whereSheIs(here).isEmpty() && !whereSheIs(there).isEmpty()); // the search finds what there is

        const auto order = sync::orderErasure(*here.log, *here.trust, *here.engine, {f::case_file::Table, her}, {}).value();
        QVERIFY(followErasures(*here.desk).hasValue());
        QCOMPARE(certificateOf(*here.desk, *here.trust, order)->progress.waiting.size(), std::size_t{1});
        for (int round = 0; round < 3; ++round) {
            exchange(here, there);
            QVERIFY(followErasures(*there.desk).hasValue());
        }
        const auto certificate = certificateOf(*here.desk, *here.trust, order).value();
        QVERIFY(certificate.progress.isComplete());
        QCOMPARE(certificate.backupsBefore, order.at); // older copies of a vault nobody can reach from here
        QVERIFY(sync::finishErasure(*here.log, *here.trust, order).hasValue());
        exchange(here, there);
        QVERIFY(there.trust->forgetDroppedKeys().hasValue());
        for (Colleague *one : {&here, &there}) {
            QCOMPARE(whereSheIs(*one), QStringList());
            QVERIFY(verifyAuditChain(*one->desk).hasValue());
            QCOMPARE(one->log->conflictCount().value(), std::size_t{0});
            // What named her beside somebody else is gone, and what happened to the other one is still in her file.
            for (const char *table :
                 {"keep_apart", "hold", "incident_person", "checklist", "step_mark", "case_event_health", "allocation"})
                QCOMPARE(countOf(*one, table), std::int64_t{0});
            QVERIFY(listIncidents(*one->desk, beside)->front().people == std::vector{beside});
        }
        QVERIFY(findDraft(*here.desk, "admit")->has_value()); // nobody else's
        // A page that was open meanwhile keeps a draft once more.
        QVERIFY(saveDraft(*here.desk, "exit/" + her.toText(), base::asBytes(Canary)).hasValue());
        QVERIFY(followErasures(*here.desk).hasValue());
        QCOMPARE(whereSheIs(here), QStringList());
    }

    void aMotherWithTwoChildrenGetsThreeFilesInOneUnit()
    {
        House f;
        Admission admission;
        admission.person.familyName = "  Niyonzima\n";
        admission.person.givenNames = "Rose Aline";
        admission.person.sex = "F";
        admission.person.birthDate = Missing::DoesNotKnow;
        admission.person.estimatedAge = 27;
        admission.stay.referredBy = "police";
        admission.stay.urgentNeeds = "medical clothes";
        admission.children.resize(2);
        admission.children[0].givenNames = "Divine";
        admission.children[0].estimatedAge = 6;
        admission.children[1].givenNames = "Blaise";
        admission.children[1].birthDate = "2025-03";
        const auto admitted = admitPerson(*f.desk, admission).value();
        QCOMPARE(admitted.children.size(), std::size_t(2));
        QCOMPARE(admitted.registerNumber, QStringLiteral("BCDF-0001"));

        const auto file = loadCaseFile(*f.desk, admitted.id).value();
        QCOMPARE(file.identity.text(f::identity::FamilyName), QStringLiteral("Niyonzima"));
        QVERIFY(file.identity.value(f::identity::BirthDate) == Value(Missing::DoesNotKnow));
        QCOMPARE(file.file.text(f::case_file::DisplayName), QStringLiteral("Rose"));
        QCOMPARE(file.file.text(f::case_file::IsMinor), QStringLiteral("no"));
        QCOMPARE(file.file.text(f::case_file::FamilyRole), QStringLiteral("mother"));
        QCOMPARE(file.stays.size(), std::size_t(1));
        QCOMPARE(file.stays.front().text(f::stay::ArrivedAt), QStringLiteral("2026-11-24T02:00"));
        QCOMPARE(file.stays.front().text(f::stay::UrgentNeeds), QStringLiteral("clothes medical"));
        QCOMPARE(file.family.size(), std::size_t(2));
        const auto child = loadCaseFile(*f.desk, admitted.children[1]).value();
        QCOMPARE(child.file.text(f::case_file::IsMinor), QStringLiteral("yes"));
        QCOMPARE(child.stays.front().text(f::stay::RegisterNumber), QStringLiteral("BCDF-0003"));
        QVERIFY(child.file.text(f::case_file::CaseCode) != file.file.text(f::case_file::CaseCode));
        QCOMPARE(loadPeopleInHouse(*f.desk).value().size(), std::size_t(3));
        QVERIFY(loadPersonByCode(*f.desk, admitted.caseCode.toLower().remove(u'-')).value() == admitted.id);
    }

    /// [domain.md 5 (2.1)]. Each person of an admission is asked for herself.
    void whoIsToReceiveHerIsKeptOfEachPersonAndCorrected()
    {
        House f;
        Admission admission;
        admission.person.givenNames = "Rose";
        admission.person.preferredSex = "female";
        admission.children.resize(2);
        admission.children[0].givenNames = "Divine";
        admission.children[0].preferredSex = Missing::NotAsked;
        admission.children[1].givenNames = "Blaise";
        const auto admitted = admitPerson(*f.desk, admission).value();
        const auto kept = [&f](CaseId person) {
            return loadCaseFile(*f.desk, person).value().file.value(f::case_file::PreferredSex);
        };
        QVERIFY(kept(admitted.id) == Value("female"));
        QVERIFY(kept(admitted.children[0]) == Value(Missing::NotAsked));
        QVERIFY(kept(admitted.children[1]).isNull());
        QVERIFY(setField(*f.desk, f::case_file::PreferredSex, admitted.id, "no_preference").value());
        QVERIFY(kept(admitted.id) == Value("no_preference"));
        const auto whole = loadFullFile(*f.desk, admitted.id).value();
        const auto file = std::ranges::find(whole.records, f::case_file::Table, &Record::table);
        QVERIFY(file != whole.records.end() && file->text(f::case_file::PreferredSex) == QStringLiteral("no_preference"));
        QCOMPARE(model::CodeList::byName(QStringLiteral("preferred_sex")).label(u"female", u"fr"),
                 QStringLiteral("une femme"));
    }

    void aRefusedAdmissionWritesNothingAndLeavesNoGap()
    {
        House f;
        f.admit("Minani", "Claudine");
        Admission bad;
        bad.person.familyName = "Kabura";
        bad.children.resize(1);
        bad.children[0].birthDate = "2031-01-01";
        const auto refused = admitPerson(*f.desk, bad);
        QVERIFY(!refused && refused.error().code == Errc::DateInFuture);
        QCOMPARE(f.admit("Ciza", "Odette").registerNumber, QStringLiteral("BCDF-0002"));
        QCOMPARE(f.index().size(), std::size_t(2));
        for (const auto &[value, code] :
             std::initializer_list<std::pair<Value, Errc>>{{200, Errc::ValueOutOfRange}, {"old", Errc::InvalidArgument}}) {
            Admission admission;
            admission.person.estimatedAge = value;
            QVERIFY(admitPerson(*f.desk, admission).error().code == code);
        }
    }

    void exitAndReturnMakeTwoStaysInOneFile()
    {
        House f;
        const auto rose = f.admit("Niyonzima", "Rose");
        QVERIFY(readmitPerson(*f.desk, rose.id, {}).error().code == Errc::StayOpen);
        Exit exit;
        QVERIFY(recordExit(*f.desk, rose.id, exit).error().code == Errc::InvalidArgument);
        exit.reason = "family_reunification";
        exit.leftAt = "2026-11-01";
        QVERIFY(recordExit(*f.desk, rose.id, exit).error().code == Errc::ValueOutOfRange);
        exit.leftAt = "2026-11-24";
        exit.destination = "family";
        exit.destinationDetail = "Colline Mukoni";
        QVERIFY(recordExit(*f.desk, rose.id, exit).hasValue());
        QVERIFY(recordExit(*f.desk, rose.id, exit).error().code == Errc::WrongState);
        QVERIFY(loadPeopleInHouse(*f.desk).value().empty());
        f.clock.advance(std::int64_t(40) * 86'400'000);
        QCOMPARE(readmitPerson(*f.desk, rose.id, {}).value().registerNumber, QStringLiteral("BCDF-0002"));
        const auto file = loadCaseFile(*f.desk, rose.id).value();
        QCOMPARE(file.stays.size(), std::size_t(2));
        QCOMPARE(file.stays.front().text(f::stay::RegisterNumber), QStringLiteral("BCDF-0002"));
        QCOMPARE(file.stayLocations.size(), std::size_t(1));
        QVERIFY(file.isPresent);
        tests::SeededRandom other(99);
        QVERIFY(readmitPerson(*f.desk, sync::RecordId::make(other), {}).error().code == Errc::UnknownRecord);
    }

    void everyFieldKeepsItsHistoryWithStaffAndLaptop()
    {
        House f;
        const auto rose = f.admit("Niyonzima", "Rose");
        {
            auto transaction = f.db->begin();
            QVERIFY(f.log->birth({f::staff::Table, sync::RecordId::sameAs(f.log->user())}, {{f::staff::Name, "D. Kaneza"}})
                        .hasValue());
            QVERIFY(f.log
                        ->birth({f::laptop::Table, sync::RecordId::sameAs(f.log->device())},
                                {{f::laptop::Name, "Bureau"}, {f::laptop::Series, "BCDF"}})
                        .hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        f.clock.advance(60'000);
        QVERIFY(setField(*f.desk, f::identity::KnownAs, rose.id, " Mama\r\nKevin ").value());
        QVERIFY(!setField(*f.desk, f::identity::KnownAs, rose.id, "Mama Kevin").value());
        QVERIFY(setField(*f.desk, f::identity::KnownAs, rose.id, Missing::Refused).value());
        const auto history = loadFieldHistory(*f.desk, f::identity::KnownAs, rose.id).value();
        QCOMPARE(history.size(), std::size_t(2));
        QVERIFY(history[0].value == Value("Mama Kevin"));
        QCOMPARE(history[0].staffName, QStringLiteral("D. Kaneza"));
        QCOMPARE(history[0].laptopName, QStringLiteral("Bureau"));
        QVERIFY(history[0].isThisLaptop);
        QVERIFY(history[1].value == Value(Missing::Refused));
        const auto all = loadPersonHistory(*f.desk, rose.id, 3).value();
        QCOMPARE(all.size(), std::size_t(3));
        QVERIFY(all[0].value == Value(Missing::Refused));
        QVERIFY(setField(*f.desk, f::case_file::CaseCode, rose.id, "X").error().code == Errc::InvalidArgument);
        QVERIFY(setField(*f.desk, f::identity::BirthDate, rose.id, "2040").error().code == Errc::DateInFuture);
        QVERIFY(!f.db->isInTransaction());
    }

    void aPlaceCorrectedByHandLosesTheCodeOfAnother()
    {
        House h;
        Admission admission;
        admission.person.familyName = "Niyonzima";
        admission.person.originPlace = "BDI012004"; // Gasorwe, Muyinga
        admission.person.originDivision = "old";
        admission.person.originCommune = "gasorwe";
        admission.person.originProvince = "Muyinga";
        const auto right = admitPerson(*h.desk, admission).value().id;
        const auto load = [&h](sync::FieldId field, CaseId id) { return h.log->load(field, id).value(); };
        QCOMPARE(load(f::identity::OriginPlace, right), Value("BDI012004"));
        QVERIFY(setField(*h.desk, f::identity::OriginColline, right, "Rugari").value()); // says more, not something else
        QCOMPARE(load(f::identity::OriginPlace, right), Value("BDI012004"));
        QVERIFY(setField(*h.desk, f::identity::OriginCommune, right, "Giteranyi").value());
        QVERIFY(load(f::identity::OriginPlace, right).isNull());
        QVERIFY(load(f::identity::OriginDivision, right).isNull());
        QCOMPARE(load(f::identity::OriginProvince, right), Value("Muyinga"));

        const auto place = model::Gazetteer::burundi().findByCode(u"BDI012004")->place;
        QVERIFY(setOrigin(*h.desk, right, place).hasValue());
        QCOMPARE(load(f::identity::OriginPlace, right), Value("BDI012004"));
        QCOMPARE(load(f::identity::OriginCommune, right), Value("Gasorwe"));
        QVERIFY(load(f::identity::OriginColline, right).isNull());

        admission.person.originCommune = "Giteranyi"; // changed after the place was chosen
        const auto wrong = admitPerson(*h.desk, admission).value().id;
        QVERIFY(load(f::identity::OriginPlace, wrong).isNull());
        QVERIFY(load(f::identity::OriginDivision, wrong).isNull());
        QCOMPARE(load(f::identity::OriginCommune, wrong), Value("Giteranyi"));
    }

    void theListIsFoundByNamesInAnyOrderAndSpelling()
    {
        House f;
        f.admit("Niyonzima", "Rose");
        f.admit("Hakizimana", "Espérance");
        const auto child = f.admit("Nshimirimana", "Jean-Bosco", "M", 9);
        const auto index = f.index();
        QCOMPARE(index.size(), std::size_t(3));
        QCOMPARE(namesOf(index, u"rose niy"), QStringList{QStringLiteral("Niyonzima Rose")});
        QCOMPARE(namesOf(index, u"nionz"), QStringList{QStringLiteral("Niyonzima Rose")});
        QCOMPARE(namesOf(index, u"ESPÉR aki"), QStringList{QStringLiteral("Hakizimana Espérance")});
        QCOMPARE(namesOf(index, u"bosco nsimil"), QStringList{QStringLiteral("Nshimirimana Jean-Bosco")});
        QCOMPARE(namesOf(index, child.caseCode.left(6).toStdU16String().c_str()),
                 QStringList{QStringLiteral("Nshimirimana Jean-Bosco")});
        QCOMPARE(namesOf(index, u"0002"), QStringList{QStringLiteral("Hakizimana Espérance")});
        QVERIFY(namesOf(index, u"rose bosco").isEmpty());
        PersonFilter minors;
        minors.isMinor = true;
        QCOMPARE(namesOf(index, u"", minors), QStringList{QStringLiteral("Nshimirimana Jean-Bosco")});
        QCOMPARE(index.search(u"").size(), std::size_t(3));
    }

    void theListFollowsEveryChange()
    {
        House f;
        const auto rose = f.admit("Niyonzima", "Rose");
        f.admit("Ciza", "Odette");
        auto index = f.index();
        f.clock.advance(1000);
        QVERIFY(setField(*f.desk, f::identity::FamilyName, rose.id, "Bukuru").hasValue());
        QVERIFY(addNote(*f.desk, rose.id, "Visite du médecin", "…", "observation").hasValue());
        index.apply(PersonIndex::loadEntry(*f.desk, rose.id).value());
        QVERIFY(namesOf(index, u"niyonzima").isEmpty());
        QCOMPARE(namesOf(index, u"bukuru"), QStringList{QStringLiteral("Bukuru Rose")});
        QCOMPARE(namesOf(index, u"medecin"), QStringList{QStringLiteral("Bukuru Rose")});
        QVERIFY(index.row(index.search(u"").front()).id == rose.id);
        const auto fresh = f.admit("Minani", "Vestine");
        index.apply(PersonIndex::loadEntry(*f.desk, fresh.id).value());
        QCOMPARE(index.size(), std::size_t(3));
        QCOMPARE(namesOf(index, u"vestine"), QStringList{QStringLiteral("Minani Vestine")});
        {
            auto transaction = f.db->begin();
            QVERIFY(f.log->remove({f::case_file::Table, rose.id}).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        index.apply(PersonIndex::loadEntry(*f.desk, rose.id).value());
        QCOMPARE(index.size(), std::size_t(2));
        QVERIFY(namesOf(index, u"bukuru").isEmpty() && !index.findRow(rose.id));
    }

    void aPossibleEarlierStayIsShown()
    {
        House f;
        const auto rose = f.admit("Niyonzima", "Rose", "F", 24);
        f.admit("Niyonzima", "Blaise", "M", 50);
        f.admit("Ciza", "Odette");
        const auto index = f.index();
        PersonDraft draft;
        draft.familyName = "ROSE";
        draft.givenNames = "Nionzima";
        draft.sex = "F";
        draft.estimatedAge = 26;
        const auto similar = index.findSimilarPeople(draft);
        QCOMPARE(similar.size(), std::size_t(1));
        QVERIFY(index.row(similar.front().row).id == rose.id);
        QVERIFY(similar.front().isSameName && similar.front().isSameAge && similar.front().score >= 80);
        draft.familyName = "Kabura";
        draft.givenNames = "Yvette";
        QVERIFY(index.findSimilarPeople(draft).empty());
    }

    void familyUnitsAreJoinedAndLeft()
    {
        House f;
        const auto mother = f.admit("Ciza", "Odette");
        const auto child = f.admit("Ciza", "Blaise", "M", 5);
        QVERIFY(joinFamilyUnit(*f.desk, child.id, mother.id, "child").hasValue());
        QCOMPARE(loadCaseFile(*f.desk, mother.id).value().family.size(), std::size_t(1));
        PersonFilter unit;
        unit.hasFamilyUnit = true;
        QCOMPARE(namesOf(f.index(), u"", unit).size(), qsizetype(2));
        QVERIFY(leaveFamilyUnit(*f.desk, child.id).hasValue());
        QVERIFY(loadCaseFile(*f.desk, mother.id).value().family.empty());
        QVERIFY(joinFamilyUnit(*f.desk, child.id, child.id, {}).error().code == Errc::InvalidArgument);
    }
};

QTEST_APPLESS_MAIN(TestPeople)
#include "test_people.moc"
