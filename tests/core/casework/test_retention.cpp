// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/audit/openings.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/needs.h"
#include "core/casework/retention/kept_numbers.h"
#include "core/casework/retention/retention.h"
#include "core/casework/retention/retention_rules.h"
#include "core/casework/stays/care_log.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
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

constexpr base::UtcMs Day = 24 * 3'600'000;

/// A director is signed in; a social worker is the second person.
struct Archive : tests::DeskFixture
{
    sync::UserId worker;
    std::string agreed;

    explicit Archive(unsigned seed = 20261127)
        : DeskFixture(seed), worker(sync::UserId::make(random)), agreed("with " + worker.toText())
    {
        for (const auto &[id, role] : {std::pair(log->user(), u"director"_s), std::pair(worker, u"social_worker"_s)})
            INDARO_CHECK(saveStaff(*desk, {.id = id, .name = role, .position = {}, .phone = {}, .role = role}).hasValue());
    }
    CaseId admit(const char *name, int age)
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.familyName = name;
        admission.person.sex = "F";
        admission.person.estimatedAge = age;
        admission.person.originProvince = "Muyinga";
        admission.stay.referredBy = "iom";
        return admitPerson(*desk, admission).value().id;
    }
    void leave(CaseId person)
    {
        Exit exit;
        exit.reason = "family_reunification";
        INDARO_CHECK(recordExit(*desk, person, exit).hasValue());
    }
    /// What the procedure wants before a file is closed is waived, as a director may.
    CaseId left(const char *name, int age = 30)
    {
        const CaseId person = admit(name, age);
        clock.advance(20 * Day);
        leave(person);
        return person;
    }
    ClosingDraft draft(const char *until = nullptr)
    {
        ClosingDraft closing;
        closing.reason = "goals_met";
        if (until != nullptr)
            closing.keepUntil = until;
        return closing;
    }
    void close(CaseId person) { INDARO_CHECK(closeFile(*desk, person, draft(), agreed).hasValue()); }
    QDate today() { return model::localDay(clock.nowUtc()); }
    void takeFrom(Archive &other)
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
    int count(const char *table)
    {
        auto rows = db->prepare(std::string("SELECT count(*) FROM ") + table);
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
};

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

} // namespace

class TestRetention : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileIsClosedWithASupervisorAndKeptUntilADay()
    {
        Archive house;
        const CaseId rose = house.admit("Rose", 30);
        QCOMPARE(codeOf(closeFile(*house.desk, rose, house.draft(), house.agreed)), Errc::StayOpen);
        house.clock.advance(20 * Day);
        house.leave(rose);
        ClosingDraft draft;
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::InvalidArgument); // why?
        draft = house.draft();
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft)), Errc::SecondPersonNeeded);
        draft.basis = "trial";
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::InvalidArgument); // in words
        draft.basisNote = "Audience attendue.";
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::InvalidArgument); // until when?
        draft.keepUntil = "2026-01-01";
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::ValueOutOfRange);
        draft.keepUntil = "2029";
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::InvalidArgument); // a day, not a year
        draft.keepUntil = "2029-06-30";
        QCOMPARE(house.count("retention"), 0);
        QVERIFY(closeFile(*house.desk, rose, draft, house.agreed).hasValue());
        const Closing closing = lastClosing(*house.desk, rose).value().value();
        QVERIFY(closing.isClosed());
        QCOMPARE(closing.keepUntil, std::optional(QDate(2029, 6, 30)));
        QCOMPARE(closing.basis, u"trial"_s);
        QCOMPARE(closing.atEnd, u"deidentify"_s);
        QCOMPARE(codeOf(closeFile(*house.desk, rose, draft, house.agreed)), Errc::WrongState);
        const auto approvals = listApprovalsOf(*house.desk, rose).value();
        QCOMPARE(approvals.size(), std::size_t{1});
        QCOMPARE(approvals.front().kind, u"closure"_s);
        QVERIFY(approvals.front().isApproved());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::FileClosed).value().back().detail,
                 std::string("goals_met until 2029-06-30"));
    }

    void theFormIsTheEvidenceOfItsSteps()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        const Blockade before = blockadeOf(*house.desk, {sop::Action::Closure, rose}).value();
        QVERIFY(before.isBlocked()); // the pack wants the decision with the supervisor
        house.close(rose);
        QVERIFY(!blockadeOf(*house.desk, {sop::Action::Closure, rose}).value().isBlocked());
        const auto list = loadChecklist(*house.desk, rose).value();
        const auto step =
            std::ranges::find(list.lines, u"10.3"_s, [](const ChecklistLine &line) { return line.line.step->id; });
        QVERIFY(step != list.lines.end() && !step->line.isOpen());
        // What follows the closing counts from it.
        const auto &happened = list.situation.happenings;
        QVERIFY(std::ranges::any_of(happened, [](const auto &one) { return one.event == sop::Event::Closure; }));
    }

    void theRuleSaysUntilWhen()
    {
        const QDate closed(2026, 11, 26);
        QCOMPARE(keepUntilBy(closed, false, {}), QDate(2028, 11, 26));
        QCOMPARE(keepUntilBy(closed, false, QDate(2015, 1, 1)), QDate(2028, 11, 26));
        QCOMPARE(keepUntilBy(closed, true, {}), QDate(2028, 11, 26));
        QCOMPARE(keepUntilBy(closed, true, QDate(2015, 3, 1)), QDate(2035, 3, 1)); // a child may ask for it later
        QVERIFY(isRetentionToConfirm()); // both lengths are our own: nobody may take them for a law
        Archive house;
        const CaseId rose = house.left("Rose", 30);
        QCOMPARE(keepUntilByRule(*house.desk, rose).value(), house.today().addMonths(24));
        const CaseId child = house.admit("Iteka", 10);
        QCOMPARE(keepUntilByRule(*house.desk, child).value(), house.today().addYears(10));
        QVERIFY(codeOf(keepUntilByRule(*house.desk, sync::RecordId::make(house.random))) == Errc::UnknownRecord);
    }

    void aClosedFileTakesNothing()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        const CaseId ines = house.admit("Inès", 28);
        const auto note = addNote(*house.desk, rose, "Sortie", "Tout va bien.", "other").value();
        house.close(rose);
        const int operations = house.count("operation");
        QCOMPARE(codeOf(setField(*house.desk, f::identity::Phone, rose, "+257 22 00 00 07")), Errc::FileSealed);
        QCOMPARE(codeOf(setField(*house.desk, f::note::Body, note, "Autre")), Errc::FileSealed);
        QCOMPARE(codeOf(addNote(*house.desk, rose, "Encore", "Un mot.", "other")), Errc::FileSealed);
        QCOMPARE(codeOf(addNeed(
                     *house.desk, rose,
                     {.area = "housing", .state = "soon", .what = "un toit", .goal = "other", .goalWords = "un toit"})),
                 Errc::FileSealed);
        QCOMPARE(house.count("operation"), operations); // not half of it
        QVERIFY(house.log->load(f::identity::Phone, rose).value().isNull());
        QVERIFY(setField(*house.desk, f::identity::Phone, ines, "+257 22 00 00 08").value()); // hers alone is closed
        // It can be opened again, with a reason.
        QCOMPARE(codeOf(reopenFile(*house.desk, rose, {}, {})), Errc::InvalidArgument);
        QVERIFY(reopenFile(*house.desk, rose, "asked", "Elle demande une attestation.").hasValue());
        QVERIFY(setField(*house.desk, f::identity::Phone, rose, "+257 22 00 00 07").value());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::FileReopened).value().back().detail, std::string("asked"));
        QCOMPARE(codeOf(reopenFile(*house.desk, rose, "asked", {})), Errc::WrongState);
        const Closing closing = lastClosing(*house.desk, rose).value().value();
        QVERIFY(!closing.isClosed());
        QCOMPARE(closing.reopenedNote, u"Elle demande une attestation."_s);
        house.close(rose); // and closed again, as another closing
        QCOMPARE(house.count("retention"), 2);
        QCOMPARE(codeOf(setField(*house.desk, f::identity::Phone, rose, "+257 22 00 00 09")), Errc::FileSealed);
    }

    void aClosedFileIsOpenedByNobodyForNothing()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        QVERIFY(noteOpening(*house.desk, {.person = rose}).value().has_value()); // a director's own
        house.close(rose);
        QVERIFY(!noteOpening(*house.desk, {.person = rose}).value()); // why?
        QVERIFY(noteOpening(*house.desk, {.person = rose, .reason = {u"own_request"_s, {}}}).value().has_value());
        QVERIFY(house.count("file_opening") == 1);                               // kept with the file, sealed as it is
        QVERIFY(noteOpening(*house.desk, {.person = rose}).value().has_value()); // for a shift
        house.clock.advance(Day);
        QVERIFY(!noteOpening(*house.desk, {.person = rose}).value());
    }

    void whoComesBackFindsHerFileOpen()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        house.close(rose);
        QVERIFY(readmitPerson(*house.desk, rose, {}).hasValue());
        QVERIFY(!lastClosing(*house.desk, rose).value().value().isClosed());
        QCOMPARE(lastClosing(*house.desk, rose).value().value().reopenedWhy, u"came_back"_s);
    }

    void aClosingOfAnotherLaptopSealsHereToo()
    {
        Archive first;
        Archive second(9);
        const CaseId rose = first.left("Rose");
        second.takeFrom(first);
        second.clock.advance(20 * Day);
        first.close(rose);
        QVERIFY(setField(*second.desk, f::identity::Phone, rose, "+257 22 00 00 10").value()); // does not know yet
        second.takeFrom(first);
        QCOMPARE(codeOf(setField(*second.desk, f::identity::KnownAs, rose, "Rosa")), Errc::FileSealed);
        first.takeFrom(second); // what was written before it heard of the closing is not lost
        QVERIFY(first.log->load(f::identity::Phone, rose).value() == Value("+257 22 00 00 10"));
        // Both close it anew at once: opening ends both.
        QVERIFY(reopenFile(*first.desk, rose, "mistake", {}).hasValue());
        second.takeFrom(first);
        second.close(rose);
        first.close(rose);
        first.takeFrom(second);
        QCOMPARE(listClosedFiles(*first.desk).value().size(), std::size_t{1});
        QVERIFY(reopenFile(*first.desk, rose, "mistake", {}).hasValue());
        QVERIFY(setField(*first.desk, f::identity::KnownAs, rose, "Rosa").value());
        QVERIFY(listClosedFiles(*first.desk).value().empty());
    }

    void aPowerCutWhileClosingLeavesItOpen()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        {
            auto outer = house.db->begin(); // what closeFile() began is given up
            QVERIFY(house.log
                        ->birth({f::retention::Table, sync::RecordId::make(house.random)},
                                {{f::retention::CaseFile, Value(base::Bytes(rose.bytes().begin(), rose.bytes().end()))}})
                        .hasValue());
        }
        QVERIFY(setField(*house.desk, f::identity::Phone, rose, "+257 22 00 00 11").value());
    }

    void theDayComes()
    {
        Archive house;
        const CaseId rose = house.left("Rose");
        const CaseId ines = house.left("Inès");
        house.close(rose);
        QVERIFY(closeFile(*house.desk, ines, house.draft("2027-02-01"), house.agreed).hasValue());
        QVERIFY(listFilesToDecide(*house.desk, 10).value().empty());
        house.clock.advance(20 * Day);
        const auto coming = listFilesToDecide(*house.desk, 30).value();
        QCOMPARE(coming.size(), std::size_t{1});
        QVERIFY(coming.front().person == ines);
        QCOMPARE(listClosedFiles(*house.desk).value().front().person, ines); // the nearest day first
        QCOMPARE(codeOf(setKeepUntil(*house.desk, ines, "2030-01-10", "trial", {}, house.agreed)), Errc::InvalidArgument);
        QCOMPARE(codeOf(setKeepUntil(*house.desk, ines, "2030-01-10", "trial", "Appel.")), Errc::SecondPersonNeeded);
        QVERIFY(setKeepUntil(*house.desk, ines, "2030-01-10", "trial", "Appel.", house.agreed).hasValue());
        QVERIFY(listFilesToDecide(*house.desk, 30).value().empty());
        QCOMPARE(lastClosing(*house.desk, ines).value()->basisNote, u"Appel."_s);
    }

    void onlyNumbersAreKeptOfHer()
    {
        Archive house;
        const CaseId rose = house.left("Rose", 16);
        const KeptNumbers numbers = numbersOf(*house.desk, rose).value();
        QCOMPARE(numbers.year, u"2026"_s);
        QCOMPARE(numbers.province, u"Muyinga"_s);
        QCOMPARE(numbers.sex, u"F"_s);
        QCOMPARE(numbers.ageBand, u"12_17"_s);
        QCOMPARE(numbers.exitReason, u"family_reunification"_s);
        QCOMPARE(numbers.stayBand, u"month"_s);
        QVERIFY(keepNumbers(*house.desk, rose).hasValue());
        QVERIFY(keepNumbers(*house.desk, rose).hasValue()); // again, after a cut: counted once
        QCOMPARE(listKeptNumbers(*house.desk).value(), std::vector<KeptNumbers>{numbers});
        QVERIFY(forgetWhose(*house.desk, rose).hasValue());
        for (const char *table : {"age_band", "stay_band"}) {
            const QString code = QLatin1String(table) == "age_band"_L1 ? numbers.ageBand : numbers.stayBand;
            QVERIFY(model::CodeList::byName(QString::fromLatin1(table)).find(code) != nullptr);
        }
        // Nobody's: it would stay when anybody is erased, and no field can hold whose it was.
        const auto *table = model::schema().findTable(f::kept_numbers::Table);
        QVERIFY(table->owner.kind == sync::Ownership::Kind::Nobody);
        for (const auto &field : table->fields)
            QVERIFY(field.type != sync::FieldType::Blob && field.type != sync::FieldType::Integer);
    }
};

QTEST_APPLESS_MAIN(TestRetention)
#include "test_retention.moc"
