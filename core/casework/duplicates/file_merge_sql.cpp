// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/file_merge.h"

#include "core/casework/audit/audit.h"
#include "core/casework/duplicates/merge_rows.h"
#include "core/casework/house/house_only.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/retention/retention.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"

#include <algorithm>
#include <limits>
#include <tuple>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

const Value Merged("merged"); ///< codelist case_status

struct FileEnds
{
    CaseId kept, other;
};

/// The older file; of two as old the lesser id: whoever decides it, on whichever laptop, it is the same one.
Result<FileEnds> endsOf(Desk &desk, CaseId one, CaseId other)
{
    if (one == other)
        return neededField(fields::file_merge::OtherFile);
    const auto age = [&desk](CaseId file) -> Result<std::tuple<std::int64_t, CaseId>> {
        INDARO_TRY_ASSIGN(const auto values, rows::valuesOf(desk, {fields::case_file::Table, file}));
        if (!values)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
        if ((*values)[fields::case_file::Status.field - 1] == Merged)
            return Error(Errc::WrongState);
        const Value &openedAt = (*values)[fields::case_file::OpenedAt.field - 1];
        return std::tuple(openedAt.integerOr(std::numeric_limits<std::int64_t>::max()), file);
    };
    INDARO_TRY_ASSIGN(const auto ageOfOne, age(one));
    INDARO_TRY_ASSIGN(const auto ageOfOther, age(other));
    return ageOfOne < ageOfOther ? FileEnds{one, other} : FileEnds{other, one};
}

Result<bool> hasOpenStay(Desk &desk, CaseId file)
{
    INDARO_TRY_ASSIGN(auto find,
                      desk.log.connection().prepare("SELECT 1 FROM stay WHERE case_file = ?1 AND left_at IS NULL LIMIT 1"));
    find.bind(1, file);
    return find.step();
}

Result<ComparedFile> describeFile(Desk &desk, CaseId file, CaseId kept)
{
    ComparedFile described{.id = file};
    INDARO_TRY_ASSIGN(const auto record, loadRecord(desk, fields::case_file::Table, file));
    described.caseCode = record.text(fields::case_file::CaseCode);
    described.displayName = record.text(fields::case_file::DisplayName);
    described.status = record.text(fields::case_file::Status);
    described.openedAt = momentOf(record.value(fields::case_file::OpenedAt));
    INDARO_TRY_ASSIGN(described.isInHouse, hasOpenStay(desk, file));
    INDARO_TRY_ASSIGN(described.isClosed, isFileClosed(desk, file));
    for (const auto *table : rows::movableTables()) {
        INDARO_TRY_ASSIGN(const auto records, rows::recordsToMove(desk, *table, file, kept == file ? file : kept));
        described.records += records.size();
        if (table->table == fields::stay::Table)
            described.stays = records.size();
    }
    return described;
}

Result<void> mustMerge(Desk &desk)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    INDARO_TRY(desk.access.mustRead(Thing::Identity));
    if (desk.log.elsewhere() != 0) // half of a file would go, and nobody here could see what is left behind
        return Error(Errc::SyncKeyMissing, {{"table", std::int64_t(fields::file_merge::Table)}});
    return {};
}

MergeSide chosenSide(Desk &desk, const ComparedField &field, const std::vector<MergeChoice> &choices)
{
    const auto choice = std::ranges::find(choices, field.lead, &MergeChoice::lead);
    // What somebody does not see she does not decide.
    const bool isHers = choice != choices.end() && desk.access.mayReadField(field.lead);
    return isHers ? choice->side : proposedSide(field);
}

Value together(const Value &kept, const Value &other)
{
    return Value(kept.textOr({}) + ' ' + other.textOr({}));
}

/// Writes what was chosen into the kept file.
Result<void> combine(Desk &desk, const rows::MergePair &pair, const std::vector<ComparedField> &compared,
                     const std::vector<MergeChoice> &choices)
{
    std::uint16_t table = 0;
    bool isThere = false;
    bool isOtherThere = false;
    for (const ComparedField &field : compared) {
        if (field.lead.table != table) {
            table = field.lead.table;
            INDARO_TRY_ASSIGN(isThere, desk.log.exists({table, pair.kept}));
            INDARO_TRY_ASSIGN(isOtherThere, desk.log.exists({table, pair.other}));
            if (!isThere && isOtherThere) {
                sync::FieldValues first;
                if (table == fields::registry::Table)
                    first.emplace_back(fields::registry::CaseFile, idValue(pair.kept));
                INDARO_TRY(desk.log.birth({table, pair.kept}, first));
                isThere = true;
            }
            if (isThere)
                INDARO_TRY(rows::rememberRecord(desk, pair, {table, pair.kept}));
        }
        if (!isThere || !isOtherThere)
            continue;
        const MergeSide side = chosenSide(desk, field, choices);
        for (std::size_t i = 0; i < field.members.size() && side != MergeSide::Kept; ++i) {
            // What stands beside a Set says how that one was written: of both together it says nothing.
            const Value ofBoth = i == 0 ? together(field.kept[i], field.other[i]) : Value();
            const Value &value = side == MergeSide::Both ? ofBoth : field.other[i];
            INDARO_TRY(desk.log.edit(field.members[i], pair.kept, value));
        }
    }
    return {};
}

/// In the house, has left, only registered: what one of the two says that is more.
Value statusOfBoth(const Value &kept, const Value &other)
{
    for (const char *status : {"present", "left"}) {
        if (kept == Value(status) || other == Value(status))
            return Value(status);
    }
    return kept.isKnown() ? kept : other;
}

Result<void> settleFiles(Desk &desk, const rows::MergePair &pair)
{
    INDARO_TRY_ASSIGN(const Value kept, desk.log.load(fields::case_file::Status, pair.kept));
    INDARO_TRY_ASSIGN(const Value other, desk.log.load(fields::case_file::Status, pair.other));
    INDARO_TRY(desk.log.edit(fields::case_file::Status, pair.kept, statusOfBoth(kept, other)));
    INDARO_TRY(desk.log.edit(fields::case_file::Status, pair.other, Merged));
    INDARO_TRY(desk.log.edit(fields::case_file::FamilyUnit, pair.other, Value())); // one person is one member of a family
    return rows::rememberRecord(desk, pair, {fields::case_file::Table, pair.other});
}

Result<std::vector<sync::RecordId>> openClosingsOf(Desk &desk, const FileEnds &ends)
{
    std::vector<sync::RecordId> closings;
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT id FROM retention WHERE (case_file = ?1 OR case_file = ?2) AND "
                                                    "reopened_at IS NULL ORDER BY id"));
    rows.bind(1, ends.kept);
    rows.bind(2, ends.other);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            closings.push_back(*id);
        return {};
    }));
    return closings;
}

Result<void> checkChoices(const std::vector<MergeChoice> &choices)
{
    for (const MergeChoice &choice : choices) {
        const auto field = std::ranges::find(rows::comparedFields(), choice.lead, &ComparedField::lead);
        if (field == rows::comparedFields().end() || (choice.side == MergeSide::Both && !field->isSet))
            return neededField(choice.lead);
    }
    return {};
}

} // namespace

bool ComparedField::isEmpty() const
{
    return !rows::isAnyKnown(kept) && !rows::isAnyKnown(other);
}

MergeSide proposedSide(const ComparedField &field)
{
    if (!rows::isAnyKnown(field.other))
        return MergeSide::Kept;
    if (!rows::isAnyKnown(field.kept))
        return MergeSide::Other;
    return field.isSet && field.members.size() == 1 ? MergeSide::Both : MergeSide::Kept;
}

Result<FileComparison> compareFiles(Desk &desk, CaseId one, CaseId other)
{
    INDARO_TRY(desk.access.mustRead(Thing::Identity));
    INDARO_TRY_ASSIGN(const FileEnds ends, endsOf(desk, one, other));
    FileComparison comparison{.kept = {.id = ends.kept}, .other = {.id = ends.other}};
    INDARO_TRY_ASSIGN(comparison.kept, describeFile(desk, ends.kept, ends.kept));
    INDARO_TRY_ASSIGN(comparison.other, describeFile(desk, ends.other, ends.kept));
    INDARO_TRY_ASSIGN(comparison.fields, rows::fieldsOf(desk, ends.kept, ends.other));
    std::erase_if(comparison.fields, [&desk](const ComparedField &field) {
        return field.isEmpty() || !std::ranges::all_of(field.members, [&desk](sync::FieldId member) {
                   return desk.access.mayReadField(member);
               });
    });
    std::ranges::stable_sort(comparison.fields, {}, [](const ComparedField &field) { // who she is comes first
        return field.lead.table == fields::identity::Table ? 0 : static_cast<int>(field.lead.table);
    });
    INDARO_TRY_ASSIGN(const auto index, MatchIndex::load(desk));
    const auto keptAt = index->find(ends.kept);
    const auto otherAt = index->find(ends.other);
    if (keptAt && otherAt)
        comparison.score = scoreOf(index->facts()[*keptAt], index->facts()[*otherAt]);
    INDARO_TRY_ASSIGN(comparison.answer, duplicateAnswerOf(desk, one, other));
    return comparison;
}

Result<sync::RecordId> mergeFiles(Desk &desk, CaseId one, CaseId other, const std::vector<MergeChoice> &choices,
                                  const Value &reason, const std::string &agreed)
{
    INDARO_TRY(mustMerge(desk));
    INDARO_TRY(checkChoices(choices));
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const Value words, model::checkField(fields::file_merge::Reason, reason, today));
    if (words.textOr({}).empty())
        return neededField(fields::file_merge::Reason);
    INDARO_TRY_ASSIGN(const FileEnds ends, endsOf(desk, one, other));
    INDARO_TRY_ASSIGN(const bool isIn, hasOpenStay(desk, ends.kept));
    INDARO_TRY_ASSIGN(const bool isOtherIn, hasOpenStay(desk, ends.other));
    if (isIn && isOtherIn)
        return Error(Errc::StayOpen);
    INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, desk.log.user(), agreed)); // last: somebody is asked for it
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    // Whoever may do this may not write into every part: what is moved is moved whole.
    const sync::ChangeLog::GateLift lift(desk.log);
    if (desk.log.isHouseOnly(ends.kept) || desk.log.isHouseOnly(ends.other)) { // first: what follows is of both
        INDARO_TRY(desk.log.setHouseOnly(ends.kept, true));
        INDARO_TRY(desk.log.setHouseOnly(ends.other, true));
    }
    const rows::MergePair pair{sync::RecordId::make(desk.random), ends.kept, ends.other};
    INDARO_TRY_ASSIGN(const auto closings, openClosingsOf(desk, ends));
    INDARO_TRY(rows::reopenIfClosed(desk, ends.kept, rows::ReopenedToMerge)); // a closed file takes nothing
    INDARO_TRY(rows::reopenIfClosed(desk, ends.other, rows::ReopenedToMerge));
    // Its birth is the first word of the merge in the log, its reason the last: what stands between is the merge's.
    INDARO_TRY(desk.log.birth({fields::file_merge::Table, pair.merge},
                              {{fields::file_merge::CaseFile, idValue(pair.kept)},
                               {fields::file_merge::OtherFile, idValue(pair.other)},
                               {fields::file_merge::MergedAt, momentValue(desk.clock.nowUtc())},
                               {fields::file_merge::MergedBy, ownAccount(desk)}}));
    for (const sync::RecordId &closing : closings)
        INDARO_TRY(rows::rememberRecord(desk, pair, {fields::retention::Table, closing}));
    INDARO_TRY_ASSIGN(const auto compared, rows::fieldsOf(desk, ends.kept, ends.other));
    INDARO_TRY_ASSIGN(const auto carried, rows::refusalsToCarry(desk, ends.kept, ends.other));
    INDARO_TRY(combine(desk, pair, compared, choices));
    INDARO_TRY(rows::moveRecords(desk, pair));
    INDARO_TRY(rows::carryRefusals(desk, pair, carried));
    INDARO_TRY(rows::carryKeptApart(desk, pair));
    INDARO_TRY(settleFiles(desk, pair));
    INDARO_TRY(rows::noteDecidedValues(desk, pair));
    INDARO_TRY(desk.log.edit(fields::file_merge::Reason, pair.merge, words));
    INDARO_TRY(followCopyOutside(desk));
    INDARO_TRY(recordAudit(desk, AuditVerb::FilesMerged, ends.kept, approver.id.toText() + " " + approver.way));
    INDARO_TRY(recordAudit(desk, AuditVerb::FilesMerged, ends.other, approver.id.toText() + " " + approver.way));
    INDARO_TRY(transaction.commit());
    return pair.merge;
}

Result<CaseId> keptFileOf(Desk &desk, CaseId file)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare("SELECT case_file FROM file_merge WHERE other_file = ?1 AND "
                                                               "undone_at IS NULL ORDER BY merged_at, id LIMIT 1"));
    for (int steps = 0; steps < 16; ++steps) { // three files of one person are two merges; more than a few are a circle
        find.bind(1, file);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        const auto kept = found ? find.id<sync::RecordTag>(0) : std::nullopt;
        find.reset();
        INDARO_TRY_ASSIGN(const bool isThere,
                          kept ? desk.log.exists({fields::case_file::Table, *kept}) : Result<bool>(false));
        if (!isThere)
            break;
        file = *kept;
    }
    return file;
}

Result<std::vector<CaseId>> filesOfPerson(Desk &desk, CaseId file)
{
    std::vector<CaseId> files{file};
    INDARO_TRY_ASSIGN(const auto pairs, rows::mergesThatHold(desk));
    for (std::size_t next = 0; next < files.size(); ++next) {
        for (const rows::MergePair &pair : pairs) {
            if (pair.kept != files[next] && pair.other != files[next])
                continue;
            const CaseId found = pair.kept == files[next] ? pair.other : pair.kept;
            if (std::ranges::find(files, found) == files.end())
                files.push_back(found);
        }
    }
    return files;
}

Result<void> followMerges(Desk &desk)
{
    const sync::ChangeLog::GateLift lift(desk.log);
    INDARO_TRY(rows::giveBackLate(desk));
    INDARO_TRY(rows::takeBackLateValues(desk));
    INDARO_TRY_ASSIGN(const auto pairs, rows::mergesThatHold(desk));
    for (const rows::MergePair &pair : pairs) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, pair.kept}));
        INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, pair.kept));
        INDARO_TRY_ASSIGN(const bool isOtherClosed, isFileClosed(desk, pair.other));
        if (!isThere || isClosed || isOtherClosed) // a closed file takes nothing; it is followed when it is opened
            continue;
        // Before it is moved: a no that comes late is as good as one that was there.
        INDARO_TRY_ASSIGN(const auto carried, rows::lateRefusals(desk, pair));
        INDARO_TRY(rows::moveRecords(desk, pair));
        INDARO_TRY(rows::carryRefusals(desk, pair, carried));
        INDARO_TRY(rows::carryKeptApart(desk, pair));
        INDARO_TRY(rows::carryLateValues(desk, pair, pairs));
    }
    if (pairs.empty())
        return {};
    INDARO_TRY(followCopyOutside(desk)); // what was moved may be a refusal
    for (const rows::MergePair &pair : pairs)
        INDARO_TRY(desk.log.setHouseOnly(pair.other, desk.log.isHouseOnly(pair.kept)));
    return {};
}

Result<std::vector<FileMerge>> listMergesOf(Desk &desk, CaseId file)
{
    std::vector<FileMerge> merges;
    if (!desk.access.mayRead(Thing::Register))
        return merges;
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT m.id, m.case_file, m.other_file, k.case_code, o.case_code, m.merged_at, "
                                      "m.merged_by, m.reason, m.undone_at, m.undone_why FROM file_merge m "
                                      "LEFT JOIN case_file k ON k.id = m.case_file LEFT JOIN case_file o ON o.id = "
                                      "m.other_file WHERE m.case_file = ?1 OR m.other_file = ?1 ORDER BY m.merged_at DESC, "
                                      "m.id"));
    rows.bind(1, file);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto kept = rows.id<sync::RecordTag>(1);
        const auto other = rows.id<sync::RecordTag>(2);
        if (!id || !kept || !other)
            return Error(Errc::StoreDamaged);
        merges.push_back({*id, *kept, *other, toText(rows, 3), toText(rows, 4), rows.value(5).integerOr(0),
                          rows.id<sync::UserTag>(6), toText(rows, 7), momentOf(rows.value(8)), toText(rows, 9)});
        return {};
    }));
    return merges;
}

} // namespace indaro::casework
