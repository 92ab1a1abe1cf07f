// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/house/house_only.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/people/queries.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/retention/retention.h"
#include "core/casework/stays/allocations.h"
#include "core/model/code_list.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/two_files.h"

#include <QTest>

#include <random>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
using tests::differenceOf;
using tests::TwoFiles;
namespace f = model::fields;

namespace {

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

/// A file with a row or more in most tables a person has.
void fillFile(TwoFiles &house, CaseId person, std::mt19937 &random)
{
    const auto bear = [&](std::uint16_t table, sync::FieldValues values) {
        values.emplace_back(sync::FieldId{table, 1}, TwoFiles::bytesOf(person)); // case_file is the first field of each
        house.commit([&] { return house.log->birth({table, sync::RecordId::make(house.random)}, values); });
    };
    const auto roll = [&](int sides) { return int(random() % unsigned(sides)); };
    for (int i = roll(3); i >= 0; --i)
        bear(f::note::Table, {{f::note::Title, "note " + std::to_string(roll(9))}, {f::note::Kind, "observation"}});
    bear(f::episode::Table, {{f::episode::Place, "Kigoma"}, {f::episode::Controls, "Threats DebtBondage"}});
    bear(f::perpetrator::Table, {{f::perpetrator::Relation, "friend"}});
    bear(f::task::Table, {{f::task::Kind, "call_back"}});
    bear(f::need_health::Table, {{f::need_health::What, "glasses"}});
    bear(f::safety_plan::Table, {});
    bear(f::justice_event::Table, {{f::justice_event::Kind, "complaint"}});
    if (roll(2) == 0)
        bear(f::kept_value::Table, {{f::kept_value::Column, "Remarks"}, {f::kept_value::Value, std::to_string(roll(99))}});
    const auto edit = [&](sync::FieldId field, const Value &value) {
        house.commit([&] { return house.log->edit(field, person, value); });
    };
    edit(f::identity::Nationality, roll(2) == 0 ? "BI" : "TZ");
    if (roll(2) == 0)
        edit(f::identity::Phone, "79 00 00 0" + std::to_string(roll(9)));
    if (roll(2) == 0)
        edit(f::identity::BirthDate, "200" + std::to_string(roll(9)));
    edit(f::health::SpecialNeeds, roll(2) == 0 ? "wheelchair diet" : "diet glasses");
    if (roll(2) == 0)
        edit(f::case_file::Languages, roll(2) == 0 ? "rn fr" : "sw rn");
    if (roll(2) == 0)
        house.commit([&] {
            return house.log->birth({f::registry::Table, person},
                                    {{f::registry::CaseFile, TwoFiles::bytesOf(person)},
                                     {f::registry::Acts, roll(2) == 0 ? "recruit transport" : "harbour"}});
        });
}

std::vector<MergeChoice> someChoices(TwoFiles &house, CaseId one, CaseId other, std::mt19937 &random)
{
    std::vector<MergeChoice> choices;
    const FileComparison comparison = compareFiles(*house.desk, one, other).value();
    for (const ComparedField &field : comparison.fields) {
        const auto roll = random() % (field.isSet ? 4U : 3U);
        if (roll > 0) // 0: as it is proposed
            choices.push_back({field.lead, roll == 1 ? MergeSide::Kept : roll == 2 ? MergeSide::Other : MergeSide::Both});
    }
    return choices;
}

sync::Stream streamOfLast(TwoFiles &house, sync::RecordKey key)
{
    return house.log->history(key).value().back().operation.dot.stream;
}

} // namespace

class TestFileMerges : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void ofTwoMergedFilesOneIsAVictimOfTheirCase()
    {
        TwoFiles house;
        const CaseId older = house.left("Niyonzima", "Claudine");
        const CaseId newer = house.admit("Nionzima", "Klodine");
        TraffickingCaseDraft draft;
        draft.title = "Kigoma";
        const auto network = openTraffickingCase(*house.desk, draft).value();
        QVERIFY(joinVictim(*house.desk, network, older, {}).hasValue());
        QVERIFY(joinVictim(*house.desk, network, newer, {}).hasValue());
        QCOMPARE(loadTraffickingCase(*house.desk, network)->line.victims, 2);
        const auto merge = house.merge(newer, older);
        QVERIFY(merge.hasValue());
        const auto after = loadTraffickingCase(*house.desk, network).value();
        QCOMPARE(after.line.victims, 1);
        QCOMPARE(after.victims.size(), std::size_t{1});
        QVERIFY(after.victims.front().person == older);
        QVERIFY(house.undo(*merge).hasValue());
        QCOMPARE(loadTraffickingCase(*house.desk, network)->victims.size(), std::size_t{2});
    }

    void aListOfPeopleHasHerOnce()
    {
        TwoFiles house;
        const CaseId older = house.left("Niyonzima", "Claudine");
        const CaseId newer = house.admit("Nionzima", "Klodine");
        ExportedPeople done;
        const auto written = [&](const Receiver &receiver) {
            QByteArray all;
            done = exportPeople(
                       *house.desk, "test",
                       [&all](std::string_view lines) {
                           all.append(lines.data(), qsizetype(lines.size()));
                           return base::Result<void>();
                       },
                       receiver)
                       .value();
            return all;
        };
        QCOMPARE(written({}).count('\n'), 2);
        QVERIFY(house.merge(newer, older).hasValue());
        const QByteArray out = written({});
        QCOMPARE(out.count('\n'), 1);
        QCOMPARE(done.people, std::int64_t{1});
        QCOMPARE(done.merged, std::int64_t{1});
        QVERIFY(out.contains(QByteArray::fromStdString(older.toText())));
        QVERIFY(!out.contains(QByteArray::fromStdString(newer.toText())));
        (void)written({u"iom"_s, u"OIM"_s});
        QCOMPARE(done.withoutConsent, std::int64_t{1}); // nor is she counted twice among those who did not agree
    }

    void everythingGoesToTheOlderFile()
    {
        TwoFiles house;
        const CaseId older = house.left("Niyonzima", "Claudine");
        const CaseId newer = house.admit("Nionzima", "Klodine");
        const auto note = addNote(*house.desk, newer, "Arrival", "she came at night", "observation").value();
        house.commit([&] { return house.log->edit(f::identity::Phone, newer, "79 00 00 01"); });
        const FileComparison comparison = compareFiles(*house.desk, newer, older).value();
        QVERIFY(comparison.kept.id == older && comparison.other.id == newer);
        QVERIFY(comparison.other.isInHouse && !comparison.kept.isInHouse);
        QCOMPARE(comparison.other.stays, std::size_t{1});
        QVERIFY(comparison.score.isMatch());
        const auto family = std::ranges::find(comparison.fields, f::identity::FamilyName, &ComparedField::lead);
        QVERIFY(family != comparison.fields.end() && family->isDiffering && proposedSide(*family) == MergeSide::Kept);
        const auto phone = std::ranges::find(comparison.fields, f::identity::Phone, &ComparedField::lead);
        QVERIFY(phone != comparison.fields.end() && !phone->isDiffering && proposedSide(*phone) == MergeSide::Other);
        const auto merge = house.merge(newer, older, {{f::identity::GivenNames, MergeSide::Other}});
        QVERIFY2(merge.hasValue(), merge ? "" : merge.error().toString().c_str());
        QVERIFY(house.value(f::identity::FamilyName, older) == Value("Niyonzima"));
        QVERIFY(house.value(f::identity::GivenNames, older) == Value("Klodine"));
        QVERIFY(house.value(f::identity::Phone, older) == Value("79 00 00 01"));
        QVERIFY(house.value(f::note::CaseFile, note) == TwoFiles::bytesOf(older));
        QVERIFY(house.value(f::stay::CaseFile, newer) == TwoFiles::bytesOf(older)); // her first stay has her id
        QVERIFY(house.value(f::case_file::Status, older) == Value("present"));
        QVERIFY(house.value(f::case_file::Status, newer) == Value("merged"));
        QVERIFY(model::CodeList::byName(u"case_status"_s).find(u"merged") != nullptr);
        QVERIFY(model::CodeList::byName(u"reopening_reason"_s).find(u"merged") != nullptr);
        // What stood before is in the history of both.
        QVERIFY(loadFieldHistory(*house.desk, f::identity::GivenNames, older).value().size() == 2);
        QVERIFY(loadFieldHistory(*house.desk, f::identity::GivenNames, newer).value().size() == 1);
        QVERIFY(keptFileOf(*house.desk, newer).value() == older);
        QVERIFY(keptFileOf(*house.desk, older).value() == older);
        QCOMPARE(filesOfPerson(*house.desk, older).value().size(), std::size_t{2});
        QVERIFY(listDuplicateCandidates(*house.desk).value().empty());
        QCOMPARE(listMergesOf(*house.desk, newer).value().size(), std::size_t{1});
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::FilesMerged).value().size(), std::size_t{2});
        QVERIFY(codeOf(house.merge(older, newer)) == Errc::WrongState);
        QVERIFY(codeOf(compareFiles(*house.desk, older, newer)) == Errc::WrongState);
        // She left and came back: the question follows from it.
        QCOMPARE(listReturnedPeople(*house.desk).value().size(), std::size_t{1});
    }

    void nobodyMergesAloneOrByMistake()
    {
        TwoFiles house;
        const CaseId one = house.admit("Niyonzima", "Claudine");
        const CaseId other = house.admit("Nionzima", "Klodine");
        const auto before = house.rows({});
        QVERIFY(codeOf(house.merge(one, one)) == Errc::InvalidArgument);
        QVERIFY(codeOf(house.merge(one, sync::RecordId::make(house.random))) == Errc::UnknownRecord);
        QVERIFY(codeOf(house.merge(one, other)) == Errc::StayOpen); // she cannot be in the house twice
        house.leave(one);
        QVERIFY(codeOf(mergeFiles(*house.desk, one, other, {}, {}, house.agreed)) == Errc::InvalidArgument);
        QVERIFY(codeOf(mergeFiles(*house.desk, one, other, {}, "alike", {})) == Errc::SecondPersonNeeded);
        const std::string herself = "with " + house.log->user().toText();
        QVERIFY(codeOf(mergeFiles(*house.desk, one, other, {}, "alike", herself)) == Errc::SecondPersonNeeded);
        QVERIFY(codeOf(house.merge(one, other, {{f::identity::Phone, MergeSide::Both}})) == Errc::InvalidArgument);
        QVERIFY(codeOf(house.merge(one, other, {{f::case_file::CaseCode, MergeSide::Other}})) == Errc::InvalidArgument);
        QVERIFY(listMergesOf(*house.desk, one).value().empty());
        QVERIFY(before != house.rows({})); // she left, and nothing else
        const auto merge = house.merge(one, other).value();
        QVERIFY(codeOf(undoMerge(*house.desk, merge, {}, house.agreed)) == Errc::InvalidArgument);
        QVERIFY(codeOf(undoMerge(*house.desk, merge, "x", {})) == Errc::SecondPersonNeeded);
        QVERIFY(house.undo(merge).hasValue());
        QVERIFY(codeOf(house.undo(merge)) == Errc::WrongState);
    }

    void undoingPutsEveryRowBack() // property
    {
        for (unsigned seed = 1; seed <= 12; ++seed) {
            qInfo() << "seed" << seed;
            TwoFiles house(seed);
            std::mt19937 random(seed);
            const CaseId third = house.left("Irakoze", "Divine");
            const CaseId one = house.left("Niyonzima", "Claudine");
            const CaseId other = random() % 2 == 0 ? house.left("Nionzima", "Klodine") : house.admit("Nionzima", "Klodine");
            fillFile(house, one, random);
            fillFile(house, other, random);
            if (random() % 2 == 0)
                QVERIFY(keepApart(*house.desk, other, third, {}).hasValue());
            if (random() % 2 == 0)
                QVERIFY(keepApart(*house.desk, one, third, {}).hasValue());
            if (random() % 2 == 0)
                QVERIFY(decideCopyOutside(*house.desk, one, random() % 2 == 0).hasValue());
            house.clock.advance(TwoFiles::Day);
            if (random() % 2 == 0)
                QVERIFY(decideCopyOutside(*house.desk, other, random() % 2 == 0).hasValue());
            if (random() % 3 == 0)
                house.seal(one);
            const auto before = house.rows();
            const bool isHouseOnly = house.log->isHouseOnly(one);
            const bool isOtherHouseOnly = house.log->isHouseOnly(other);
            const auto merge = house.merge(one, other, someChoices(house, one, other, random));
            QVERIFY2(merge.hasValue(), merge ? "" : merge.error().toString().c_str());
            const auto merged = house.rows();
            QVERIFY(merged != before);
            const CaseId emptied = listMergesOf(*house.desk, one).value().front().other;
            for (const std::string &row : house.rowsNaming(emptied, {"file_merge", "merged_record"})) {
                // Nothing of hers is left there but what is of the file itself.
                const std::string table = row.substr(0, row.find(' '));
                const std::set<std::string> stays{"case_file",     "identity",   "health",        "registry",   "keep_apart",
                                                  "checklist",     "stay",       "consent",       "kept_value", "retention",
                                                  "stay_location", "allocation", "follow_up_plan"};
                QVERIFY2(stays.contains(table), row.c_str());
            }
            const auto undone = house.undo(*merge);
            QVERIFY2(undone.hasValue(), undone ? "" : undone.error().toString().c_str());
            QVERIFY(undone->left.empty() && undone->moved > 0);
            const auto after = house.rows();
            QVERIFY2(after == before, qPrintable(differenceOf(before, after)));
            QCOMPARE(house.log->isHouseOnly(one), isHouseOnly);
            QCOMPARE(house.log->isHouseOnly(other), isOtherHouseOnly);
            QVERIFY(keptFileOf(*house.desk, other).value() == other);
            // And once more: a merge that was undone is no hindrance.
            const auto again = house.merge(one, other);
            QVERIFY2(again.hasValue(), again ? "" : again.error().toString().c_str());
            QVERIFY(house.undo(*again).hasValue());
            const auto last = house.rows();
            QVERIFY2(last == before, qPrintable(differenceOf(before, last)));
        }
    }

    void whatWasChangedSinceStays()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        const auto note = addNote(*house.desk, other, "Before", {}, "observation").value();
        const auto merge = house.merge(one, other, {{f::identity::GivenNames, MergeSide::Other}}).value();
        QVERIFY(setField(*house.desk, f::identity::GivenNames, one, "Claudia").value());
        QVERIFY(setField(*house.desk, f::note::Body, note, "written afterwards").value());
        const auto since = addNote(*house.desk, one, "Since", {}, "observation").value();
        const auto undone = house.undo(merge).value();
        QCOMPARE(undone.left.size(), std::size_t{1});
        QVERIFY((undone.left.front().record == sync::RecordKey{f::identity::Table, one}));
        QCOMPARE(undone.left.front().field, f::identity::GivenNames.field);
        QVERIFY(house.value(f::identity::GivenNames, one) == Value("Claudia"));
        QVERIFY(house.value(f::identity::GivenNames, other) == Value("Klodine"));
        QVERIFY(house.value(f::note::CaseFile, note) == TwoFiles::bytesOf(other)); // with what was written into it
        QVERIFY(house.value(f::note::Body, note) == Value("written afterwards"));
        QVERIFY(house.value(f::note::CaseFile, since) == TwoFiles::bytesOf(one));
    }

    void aClosedFileIsOpenedForItAndClosedAgain()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        house.seal(one);
        house.seal(other);
        const auto merge = house.merge(one, other).value();
        QVERIFY(!isFileClosed(*house.desk, one).value());
        QVERIFY(addNote(*house.desk, one, "open", {}, "observation").hasValue());
        house.seal(one);
        QVERIFY(codeOf(house.undo(merge)) == Errc::FileSealed);
        QVERIFY(reopenFile(*house.desk, one, "asked", {}).hasValue());
        QVERIFY(house.undo(merge).hasValue());
        QVERIFY(isFileClosed(*house.desk, one).value() && isFileClosed(*house.desk, other).value());
        QVERIFY(codeOf(addNote(*house.desk, other, "no", {}, "observation")) == Errc::FileSealed);
    }

    void aNoOfEitherHoldsUntilSheIsAskedAgain()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        QVERIFY(decideCopyOutside(*house.desk, one, false).hasValue());
        const auto consent = [&](CaseId file, const char *decision, const char *day) {
            house.commit([&] {
                return house.log->birth({f::consent::Table, sync::RecordId::make(house.random)},
                                        {{f::consent::CaseFile, TwoFiles::bytesOf(file)},
                                         {f::consent::Purpose, "share_police"},
                                         {f::consent::RecipientKind, "police"},
                                         {f::consent::Decision, decision},
                                         {f::consent::GivenOn, day}});
            });
        };
        consent(one, "no", "2026-12-01");
        consent(other, "yes", "2027-01-05");
        house.clock.advance(TwoFiles::Day);
        QVERIFY(decideCopyOutside(*house.desk, other, true).hasValue());
        const auto note = addNote(*house.desk, other, "hers", {}, "observation").value();
        QVERIFY(streamOfLast(house, {f::note::Table, note}) == sync::Stream::General);
        const auto merge = house.merge(one, other).value();
        QVERIFY(house.log->isHouseOnly(one) && house.log->isHouseOnly(other));
        QVERIFY(streamOfLast(house, {f::note::Table, note}) == sync::Stream::House); // from the moving on
        QVERIFY(streamOfLast(house, {f::case_file::Table, other}) == sync::Stream::House);
        QVERIFY(streamOfLast(house, {f::file_merge::Table, merge}) == sync::Stream::House);
        const auto standing = [&](const QString &purpose) {
            const ConsentFacts facts = loadConsentFacts(*house.desk, one).value();
            for (const RecordedConsent *act : lastActs(facts)) {
                if (act->purpose == purpose)
                    return standingOf(*act, facts.today);
            }
            return ConsentStanding::Undecided;
        };
        QVERIFY(standing(u"share_police"_s) == ConsentStanding::Refused);
        QVERIFY(standing(u"copy_outside"_s) == ConsentStanding::Refused);
        // She is asked again, on a later day: her word counts.
        house.clock.advance(400 * TwoFiles::Day);
        consent(one, "yes", "2028-02-01");
        QVERIFY(standing(u"share_police"_s) == ConsentStanding::Given);
        QVERIFY(decideCopyOutside(*house.desk, one, true).hasValue());
        house.follow();
        QVERIFY(!house.log->isHouseOnly(one) && !house.log->isHouseOnly(other));
    }

    void whomTheOtherMustNotMeetTheKeptOneMustNotMeet()
    {
        TwoFiles house;
        const CaseId third = house.admit("Irakoze", "Divine");
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        QVERIFY(keepApart(*house.desk, other, third, {}).hasValue());
        const auto merge = house.merge(one, other).value();
        QVERIFY(liftKeepApart(*house.desk, one, third).hasValue()); // there is one
        const auto undone = house.undo(merge).value();
        QCOMPARE(undone.left.size(), std::size_t{1}); // somebody decided about it meanwhile
        QVERIFY(undone.left.front().record.table == f::keep_apart::Table);
    }

    void whoIsTakenOutOfACaseStaysOutWhenMergesAreFollowed()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        const auto network = openTraffickingCase(*house.desk, {.title = "Filière du lac", .note = {}}).value();
        QVERIFY(joinVictim(*house.desk, network, one, {}).hasValue());
        QVERIFY(joinVictim(*house.desk, network, other, {}).hasValue());
        const auto merge = house.merge(one, other).value();
        house.clock.advance(TwoFiles::Day);
        QVERIFY(removeVictim(*house.desk, network, one).hasValue());
        house.follow();
        QVERIFY(loadTraffickingCase(*house.desk, network)->victims.empty());
        // Of the two only the kept one was taken out.
        QVERIFY(house.undo(merge).hasValue());
        const auto after = loadTraffickingCase(*house.desk, network).value();
        QCOMPARE(after.victims.size(), std::size_t{1});
        QVERIFY(after.victims.front().person == other);
    }

    void aMergeCanBeUndoneUpToItsLastDay()
    {
        for (const base::UtcMs late : {base::UtcMs(0), base::UtcMs(1)}) {
            TwoFiles house;
            const CaseId one = house.left("Niyonzima", "Claudine");
            const CaseId other = house.left("Nionzima", "Klodine");
            const auto merge = house.merge(one, other).value();
            house.clock.setUtc(listMergesOf(*house.desk, one).value().front().mergedAt + MergeCanBeUndone + late);
            const auto undone = house.undo(merge);
            QCOMPARE(undone.hasValue(), late == 0);
            if (!undone)
                QVERIFY(codeOf(undone) == Errc::WrongState);
            QVERIFY(keptFileOf(*house.desk, other).value() == (late == 0 ? other : one));
        }
    }

    void aCaseFollowsHerIntoTheFileThatIsKept()
    {
        TwoFiles house;
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        const auto first = openTraffickingCase(*house.desk, {.title = "Filière du Golfe", .note = {}}).value();
        const auto second = openTraffickingCase(*house.desk, {.title = "Filière du lac", .note = {}}).value();
        QVERIFY(joinVictim(*house.desk, first, one, {}).hasValue());
        QVERIFY(removeVictim(*house.desk, first, one).hasValue());
        QVERIFY(joinVictim(*house.desk, first, other, {}).hasValue());
        QVERIFY(joinVictim(*house.desk, second, other, {}).hasValue());
        const auto before = house.rows();
        const auto merge = house.merge(one, other).value();
        QCOMPARE(listTraffickingCasesOf(*house.desk, one).value().size(), std::size_t{2});
        QVERIFY(listTraffickingCasesOf(*house.desk, other).value().empty());
        // Her place in the case has its id from the other file.
        QVERIFY(codeOf(joinVictim(*house.desk, second, one, {})) == Errc::RecordExists);
        QVERIFY(house.undo(merge).hasValue());
        QVERIFY2(house.rows() == before, qPrintable(differenceOf(before, house.rows())));
        QVERIFY(house.merge(one, other).hasValue());
        for (const auto &network : {first, second}) {
            QVERIFY(removeVictim(*house.desk, network, one).hasValue());
            QVERIFY(loadTraffickingCase(*house.desk, network).value().victims.empty());
            QVERIFY(joinVictim(*house.desk, network, one, {}).hasValue());
            QCOMPARE(loadTraffickingCase(*house.desk, network).value().victims.size(), std::size_t{1});
        }
    }

    void erasingThePersonErasesBothFiles() // [ERASE-1]
    {
        TwoFiles house;
        std::mt19937 random(7);
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        fillFile(house, one, random);
        fillFile(house, other, random);
        QVERIFY(house.merge(one, other).hasValue());
        const auto files = filesOfPerson(*house.desk, one).value();
        QCOMPARE(files.size(), std::size_t{2});
        for (const CaseId &file : files)
            house.commit([&] { return sync::eraseRecords(*house.log, {f::case_file::Table, file}); });
        QVERIFY(house.rowsNaming(one).empty() && house.rowsNaming(other).empty());
        for (const sync::Operation &operation : house.operations())
            QVERIFY(operation.record != one && operation.record != other);
    }

    void erasingOneOfTwoWhoWereTakenApartLeavesTheOther() // [ERASE-1]
    {
        TwoFiles house;
        std::mt19937 random(8);
        const CaseId one = house.left("Niyonzima", "Claudine");
        const CaseId other = house.left("Nionzima", "Klodine");
        fillFile(house, one, random);
        fillFile(house, other, random);
        const auto hers = house.rowsNaming(other);
        const auto merge = house.merge(one, other).value();
        QVERIFY(house.undo(merge).hasValue());
        QCOMPARE(filesOfPerson(*house.desk, one).value().size(), std::size_t{1});
        house.commit([&] { return sync::eraseRecords(*house.log, {f::case_file::Table, one}); });
        QVERIFY(house.rowsNaming(one).empty());
        QCOMPARE(house.rowsNaming(other), hers);
    }

    void twoLaptopsThatMergeTheSameTwoAreOfOneMind() // property
    {
        for (unsigned seed = 1; seed <= 6; ++seed) {
            qInfo() << "seed" << seed;
            TwoFiles here(seed);
            TwoFiles there(seed + 1000);
            std::mt19937 random(seed);
            const CaseId one = here.left("Niyonzima", "Claudine");
            const CaseId other = here.left("Nionzima", "Klodine");
            fillFile(here, one, random);
            fillFile(here, other, random);
            QVERIFY(decideCopyOutside(*here.desk, one, false).hasValue());
            here.clock.advance(TwoFiles::Day);
            QVERIFY(decideCopyOutside(*here.desk, other, true).hasValue());
            exchange(here, there);
            there.clock.setUtc(here.clock.nowUtc() + 5000);
            there.commit([&] { return followCopyOutside(*there.desk); });
            QVERIFY(there.log->isHouseOnly(one) && !there.log->isHouseOnly(other));
            const auto consent = [](TwoFiles &house, CaseId file, const char *decision, const char *day) {
                const auto id = sync::RecordId::make(house.random);
                house.commit([&] {
                    return house.log->birth({f::consent::Table, id}, {{f::consent::CaseFile, TwoFiles::bytesOf(file)},
                                                                      {f::consent::Purpose, "share_police"},
                                                                      {f::consent::RecipientKind, "police"},
                                                                      {f::consent::Decision, decision},
                                                                      {f::consent::GivenOn, day}});
                });
                return id;
            };
            consent(here, one, "yes", "2027-01-05");
            exchange(here, there);
            const auto isPoliceRefused = [](TwoFiles &house, CaseId file) {
                const ConsentFacts facts = loadConsentFacts(*house.desk, file).value();
                return std::ranges::any_of(lastActs(facts), [&](const RecordedConsent *act) {
                    return act->purpose == "share_police"_L1 && standingOf(*act, facts.today) == ConsentStanding::Refused;
                });
            };
            const auto before = here.rows();
            // Each decides for itself, naming them the other way round; one of them writes on into the emptied file.
            const auto merge = here.merge(one, other, someChoices(here, one, other, random));
            const auto straggler = addNote(*there.desk, other, "late", {}, "observation").value();
            const auto lateNo = consent(there, other, "no", "2026-12-20"); // said before the yes of the file that is kept
            const bool isBoth = random() % 2 == 0;
            if (isBoth)
                QVERIFY(there.merge(other, one, someChoices(there, one, other, random)).hasValue());
            exchange(here, there);
            here.follow();
            there.follow();
            exchange(here, there);
            const auto mine = here.rows({});
            const auto theirs = there.rows({});
            QVERIFY2(mine == theirs, qPrintable(differenceOf(mine, theirs)));
            for (TwoFiles *house : {&here, &there}) {
                QVERIFY(keptFileOf(*house->desk, other).value() == one);
                QVERIFY(house->value(f::note::CaseFile, straggler) == TwoFiles::bytesOf(one));
                QVERIFY(house->log->isHouseOnly(one) && house->log->isHouseOnly(other));
                QVERIFY(house->value(f::consent::CaseFile, lateNo) == TwoFiles::bytesOf(one));
                QVERIFY(isPoliceRefused(*house, one));
                QCOMPARE(listMergesOf(*house->desk, one).value().size(), isBoth ? std::size_t{2} : std::size_t{1});
            }
            // Undone on one of them: both merges are, and what came late is the other file's again.
            QVERIFY(there.undo(*merge).hasValue());
            // What is written then reaches this laptop before the word that they are two again: it is moved, and goes back.
            const auto after = addNote(*there.desk, other, "after", {}, "observation").value();
            auto early = there.operations();
            std::erase_if(early, [&](const sync::Operation &operation) { return operation.record != after; });
            here.take(early);
            here.follow();
            QVERIFY(here.value(f::note::CaseFile, after) == TwoFiles::bytesOf(one));
            exchange(here, there);
            here.follow();
            there.follow();
            exchange(here, there);
            QVERIFY(here.value(f::note::CaseFile, after) == TwoFiles::bytesOf(other));
            QVERIFY2(here.rows({}) == there.rows({}), qPrintable(differenceOf(here.rows({}), there.rows({}))));
            QVERIFY(here.value(f::note::CaseFile, straggler) == TwoFiles::bytesOf(other));
            QVERIFY(keptFileOf(*here.desk, other).value() == other);
            QVERIFY(here.value(f::consent::CaseFile, lateNo) == TwoFiles::bytesOf(other));
            QVERIFY(isPoliceRefused(here, other) && !isPoliceRefused(here, one)); // the copy is gone with the merge
            if (!isBoth) { // two who chose apart may have left a dispute, which stays for somebody to decide
                auto last = here.rows();
                for (const auto &note : {straggler, after})
                    last.erase("note " + base::toHex(note.bytes()));
                last.erase("consent " + base::toHex(lateNo.bytes()));
                QVERIFY2(last == before, qPrintable(differenceOf(before, last)));
            }
        }
    }
};

QTEST_APPLESS_MAIN(TestFileMerges)
#include "test_file_merges.moc"
