// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/training/training.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/pack_store.h"
#include "core/casework/house/house.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;

namespace {

constexpr std::string_view Procedures = "procedures"; ///< of codelist training_kind

Result<void> checkTraining(Desk &desk, const TrainingDraft &draft)
{
    if (!draft.account && draft.personName.textOr({}).empty())
        return Error(Errc::InvalidArgument, {{"table", std::int64_t(fields::training::Table)},
                                             {"field", std::int64_t(fields::training::Account.field)}});
    if (draft.account) {
        INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *draft.account));
        if (!member)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::staff::Table)}});
    }
    for (const auto &[field, value] :
         {std::pair(fields::training::Kind, &draft.kind), std::pair(fields::training::TrainedBy, &draft.trainedBy),
          std::pair(fields::training::Proof, &draft.proof)}) {
        if (value->textOr({}).empty())
            return neededField(field);
    }
    return {};
}

Training readTraining(const store::Statement &row, sync::RecordId id)
{
    Training training{.id = id};
    training.account = row.id<sync::UserTag>(1);
    training.staffName = toText(row, 2);
    training.kind = toText(row, 3);
    training.packId = toText(row, 4);
    if (const auto revision = momentOf(row.value(5)))
        training.revision = int(*revision);
    training.trainedOn = toText(row, 6);
    training.trainedBy = toText(row, 7);
    training.proof = toText(row, 8);
    training.note = toText(row, 9);
    training.recordedAt = row.value(10).integerOr(0);
    if (!training.account)
        training.staffName = toText(row, 11);
    training.position = toText(row, 12);
    return training;
}

} // namespace

std::size_t TrainingState::untrained() const
{
    return std::size_t(std::ranges::count(staff, false, &StaffTraining::isTrained));
}

Result<sync::RecordId> recordTraining(Desk &desk, const TrainingDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY(checkTraining(desk, draft));
    Value packId;
    Value revision;
    if (draft.kind == Value(Procedures)) {
        INDARO_TRY_ASSIGN(const PackInUse pack, newestPack(desk));
        packId = toValue(pack.pack->id);
        revision = std::int64_t(pack.pack->revision);
    }
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(
        const auto id,
        bearRecord(desk, fields::training::Table,
                   {{fields::training::Account, draft.account ? idValue(sync::RecordId::sameAs(*draft.account)) : Value()},
                    {fields::training::PersonName, draft.account ? Value() : draft.personName},
                    {fields::training::Position, draft.account ? Value() : draft.position},
                    {fields::training::Kind, draft.kind},
                    {fields::training::PackId, packId},
                    {fields::training::Revision, revision},
                    {fields::training::TrainedOn, draft.trainedOn.isNull() ? today : draft.trainedOn},
                    {fields::training::TrainedBy, draft.trainedBy},
                    {fields::training::Proof, draft.proof},
                    {fields::training::Note, draft.note},
                    {fields::training::RecordedAt, momentValue(desk.clock.nowUtc())},
                    {fields::training::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::StaffTrained, id,
                           draft.kind.textOr({}) + (revision.isNull() ? "" : " " + std::to_string(revision.integerOr(0)))));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> takeBackTraining(Desk &desk, sync::RecordId training)
{
    INDARO_TRY(desk.access.mustDo(Thing::House));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.remove({fields::training::Table, training}));
    return transaction.commit();
}

Result<std::vector<Training>> listTrainings(Desk &desk, const std::optional<sync::UserId> &account)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT t.id, t.account, s.name, t.kind, t.pack_id, t.revision, t.trained_on, "
                                   "t.trained_by, t.proof, t.note, t.recorded_at, t.person_name, t.position FROM training t "
                                   "LEFT JOIN staff s ON s.id = t.account ORDER BY t.trained_on DESC, t.recorded_at DESC, "
                                   "t.id"));
    std::vector<Training> trainings;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Training training = readTraining(rows, *id);
        if (!account || training.account == *account)
            trainings.push_back(std::move(training));
        return {};
    }));
    return trainings;
}

Result<TrainingState> loadTrainingState(Desk &desk)
{
    INDARO_TRY_ASSIGN(const PackInUse present, newestPack(desk));
    INDARO_TRY_ASSIGN(const auto trainings, listTrainings(desk));
    INDARO_TRY_ASSIGN(const auto staff, listStaff(desk));
    TrainingState state{.packId = present.pack->id, .revision = present.pack->revision};
    for (const StaffMember &member : staff) {
        if (!member.isActive)
            continue;
        StaffTraining line{member.id, member.name};
        for (const Training &training : trainings) { // newest day first
            if (training.account != member.id || training.packId != state.packId || !training.revision)
                continue;
            if (!line.revision || *training.revision > *line.revision) {
                line.revision = training.revision;
                line.trainedOn = training.trainedOn;
            }
        }
        line.isTrained = line.revision && *line.revision >= state.revision;
        state.staff.push_back(std::move(line));
    }
    std::ranges::stable_sort(state.staff, {}, &StaffTraining::isTrained);
    std::map<QString, OutsideTraining> others;
    for (const Training &training : trainings) { // newest day first
        if (training.account)
            continue;
        OutsideTraining &other = others[training.staffName];
        other.name = training.staffName;
        if (other.position.isEmpty())
            other.position = training.position;
        const bool isOfPresent = training.packId == state.packId && training.revision;
        if (isOfPresent && (!other.revision || *training.revision > *other.revision)) {
            other.revision = training.revision;
            other.trainedOn = training.trainedOn;
        }
        other.isTrained = other.revision && *other.revision >= state.revision;
    }
    for (auto &[name, other] : others)
        state.others.push_back(std::move(other));
    return state;
}

} // namespace indaro::casework
