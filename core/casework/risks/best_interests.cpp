// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/risks/best_interests.h"

#include "core/casework/audit/audit.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/plans/approvals.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr auto BestInterestsHeadings = std::to_array<std::string_view>(
    {"views",     "understands", "age",    "safety_here", "safety_there", "family",  "family_part",
     "who_gains", "siblings",    "bonds",  "guardian",    "earlier_care", "health",  "needs",
     "school",    "language",    "papers", "community",   "choices",      "disagree"});

std::uint16_t itemTable(std::string_view item)
{
    const bool isHealth = item == "health" || item == "needs";
    return isHealth ? fields::best_interests_item_health::Table : fields::best_interests_item::Table;
}

bool needsPanel(QStringView occasion)
{
    return occasion == "separation"_L1 || occasion == "long_care"_L1 || occasion == "border"_L1;
}

Result<PlanRecord> findUndecided(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(PlanRecord record, findRecord(desk, id, {fields::best_interests::Table}));
    if (record.momentAt(fields::best_interests::DecidedAt))
        return Error(Errc::WrongState);
    return record;
}

sync::RecordKey itemKey(sync::RecordId assessment, const std::string &item)
{
    return {itemTable(item), bestInterestsItemId(assessment, item)};
}

/// Nobody decides about a child without having asked it, or having said that it would not or could not answer.
Result<void> checkViews(Desk &desk, sync::RecordId assessment)
{
    const sync::RecordKey views = itemKey(assessment, "views");
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(views));
    if (!isThere)
        return neededField(fields::best_interests_item::Words);
    INDARO_TRY_ASSIGN(const Value words, desk.log.load(fields::best_interests_item::Words, views.record));
    return words.isNull() || words == Value(base::Missing::NotAsked) ? neededField(fields::best_interests_item::Words)
                                                                     : Result<void>();
}

Result<void> checkDecision(const PlanRecord &record, const BestInterestsDecision &decision)
{
    if (decision.result.textOr({}).empty())
        return neededField(fields::best_interests::Result);
    if (decision.reasons.textOr({}).empty())
        return neededField(fields::best_interests::Reasons);
    if (decision.result == Value("more") && decision.lookAgainOn.textOr({}).empty())
        return neededField(fields::best_interests::LookAgainOn);
    if (!needsPanel(record.text(fields::best_interests::Occasion)))
        return {};
    const QStringList panel = model::toText(decision.panel).split(u' ', Qt::SkipEmptyParts);
    if (!panel.contains("social"_L1) || panel.size() < 2)
        return neededField(fields::best_interests::Panel);
    if (decision.panelNames.textOr({}).empty())
        return neededField(fields::best_interests::PanelNames);
    return {};
}

BestInterests toBestInterests(const PlanRecord &record)
{
    BestInterests interests{.id = record.id()};
    interests.occasion = record.text(fields::best_interests::Occasion);
    interests.question = record.text(fields::best_interests::Question);
    interests.panel = record.text(fields::best_interests::Panel).split(u' ', Qt::SkipEmptyParts);
    interests.panelNames = record.text(fields::best_interests::PanelNames);
    interests.meeting = record.idOf(fields::best_interests::Meeting);
    interests.result = record.text(fields::best_interests::Result);
    interests.reasons = record.text(fields::best_interests::Reasons);
    interests.childTold = record.text(fields::best_interests::ChildTold);
    interests.lookAgainOn = record.text(fields::best_interests::LookAgainOn);
    interests.begunAt = record.momentAt(fields::best_interests::BegunAt).value_or(0);
    interests.decidedAt = record.momentAt(fields::best_interests::DecidedAt);
    return interests;
}

BestInterestsItem toItem(const PlanRecord &record)
{
    return {.id = record.id(),
            .isHidden = record.isHidden,
            .item = record.text(fields::best_interests_item::Item),
            .words = record.text(fields::best_interests_item::Words),
            .fromWhom = record.text(fields::best_interests_item::FromWhom)};
}

std::ptrdiff_t placeOfHeading(const BestInterestsItem &item)
{
    return std::ranges::find(BestInterestsHeadings, item.item.toStdString()) - BestInterestsHeadings.begin();
}

} // namespace

sync::RecordId bestInterestsItemId(sync::RecordId assessment, std::string_view item)
{
    return sync::derivedId({"best_interests_item", rows::idText(assessment), item});
}

bool BestInterests::isDetermination() const
{
    return needsPanel(occasion);
}

const BestInterestsItem *BestInterests::find(QStringView item) const
{
    const auto found = std::ranges::find_if(items, [&](const BestInterestsItem &each) { return each.item == item; });
    return found != items.end() ? &*found : nullptr;
}

Result<bool> isTreatedAsChild(Desk &desk, CaseId person)
{
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const Value minor, desk.log.load(fields::case_file::IsMinor, person));
    return minor.textOr({}) != "no";
}

Result<sync::RecordId> beginBestInterests(Desk &desk, CaseId person, const Value &occasion, const Value &question)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    if (occasion.textOr({}).empty())
        return neededField(fields::best_interests::Occasion);
    if (question.textOr({}).empty())
        return neededField(fields::best_interests::Question);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isChild, isTreatedAsChild(desk, person));
    if (!isChild)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::best_interests::Table,
                                                {{fields::best_interests::CaseFile, idValue(person)},
                                                 {fields::best_interests::Occasion, occasion},
                                                 {fields::best_interests::Question, question},
                                                 {fields::best_interests::BegunAt, momentValue(desk.clock.nowUtc())},
                                                 {fields::best_interests::BegunBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> putBestInterestsItem(Desk &desk, sync::RecordId id, const Value &item, const Value &words,
                                  const Value &fromWhom)
{
    const std::string heading = item.textOr({});
    if (std::ranges::find(BestInterestsHeadings, heading) == BestInterestsHeadings.end())
        return neededField(fields::best_interests_item::Item);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord record, findUndecided(desk, id));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(record));
    const sync::RecordKey key = itemKey(id, heading);
    sync::FieldValues values{{fieldIn(key.table, fields::best_interests_item::CaseFile), idValue(person)},
                             {fieldIn(key.table, fields::best_interests_item::BestInterests), idValue(id)},
                             {fieldIn(key.table, fields::best_interests_item::Item), item},
                             {fieldIn(key.table, fields::best_interests_item::Words), words},
                             {fieldIn(key.table, fields::best_interests_item::FromWhom), fromWhom}};
    for (auto &[field, value] : values) {
        INDARO_TRY_ASSIGN(value, model::checkField(field, value, model::localDay(desk.clock.nowUtc())));
    }
    INDARO_TRY(rows::put(desk, key, values));
    return transaction.commit();
}

Result<void> decideBestInterests(Desk &desk, sync::RecordId id, const BestInterestsDecision &decision,
                                 const std::string &agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord record, findUndecided(desk, id));
    INDARO_TRY_ASSIGN(const CaseId person, personOf(record));
    INDARO_TRY(checkDecision(record, decision));
    INDARO_TRY(checkViews(desk, id));
    if (decision.meeting)
        INDARO_TRY(findRecord(desk, *decision.meeting, {fields::meeting::Table}));
    const bool isDetermination = needsPanel(record.text(fields::best_interests::Occasion));
    if (isDetermination) {
        INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, desk.log.user(), agreed));
        INDARO_TRY(keepApproval(desk, person, "best_interests", id, approver, {}));
    }
    INDARO_TRY(changeRecord(desk, id,
                            {{fields::best_interests::Panel, decision.panel},
                             {fields::best_interests::PanelNames, decision.panelNames},
                             {fields::best_interests::Meeting, decision.meeting ? idValue(*decision.meeting) : Value()},
                             {fields::best_interests::Result, decision.result},
                             {fields::best_interests::Reasons, decision.reasons},
                             {fields::best_interests::ChildTold, decision.childTold},
                             {fields::best_interests::LookAgainOn, decision.lookAgainOn},
                             {fields::best_interests::DecidedAt, momentValue(desk.clock.nowUtc())},
                             {fields::best_interests::DecidedBy, ownAccount(desk)}}));
    INDARO_TRY(recordAudit(desk, AuditVerb::BestInterestsDecided, person,
                           record.text(fields::best_interests::Occasion).toStdString() + " " + decision.result.textOr({})));
    return transaction.commit();
}

Result<std::vector<BestInterests>> listBestInterestsOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::best_interests::Table}));
    INDARO_TRY_ASSIGN(
        const auto items,
        recordsAbout(desk, person, {fields::best_interests_item::Table, fields::best_interests_item_health::Table}));
    std::vector<BestInterests> all;
    for (const PlanRecord &record : records) {
        BestInterests interests = toBestInterests(record);
        for (const PlanRecord &item : items) {
            if (item.idOf(fields::best_interests_item::BestInterests) == interests.id)
                interests.items.push_back(toItem(item));
        }
        std::ranges::stable_sort(interests.items, {}, placeOfHeading);
        all.push_back(std::move(interests));
    }
    std::ranges::stable_sort(all, std::ranges::greater{}, &BestInterests::begunAt);
    return all;
}

Result<sync::RecordId> recordAgeEvidence(Desk &desk, CaseId person, const AgeEvidenceDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    if (draft.proof.textOr({}).empty())
        return neededField(fields::age_evidence::Proof);
    if (draft.says.textOr({}).empty())
        return neededField(fields::age_evidence::Says);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, fields::age_evidence::Table,
                                 {{fields::age_evidence::CaseFile, idValue(person)},
                                  {fields::age_evidence::Proof, draft.proof},
                                  {fields::age_evidence::Says, draft.says},
                                  {fields::age_evidence::Words, draft.words},
                                  {fields::age_evidence::FoundOn, draft.foundOn.isNull() ? today : draft.foundOn},
                                  {fields::age_evidence::RecordedAt, momentValue(desk.clock.nowUtc())},
                                  {fields::age_evidence::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<AgeEvidence>> listAgeEvidenceOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::age_evidence::Table}));
    std::vector<AgeEvidence> evidence;
    for (const PlanRecord &record : records) {
        evidence.push_back({.id = record.id(),
                            .isHidden = record.isHidden,
                            .proof = record.text(fields::age_evidence::Proof),
                            .says = record.text(fields::age_evidence::Says),
                            .words = record.text(fields::age_evidence::Words),
                            .foundOn = record.text(fields::age_evidence::FoundOn),
                            .recordedAt = record.momentAt(fields::age_evidence::RecordedAt).value_or(0)});
    }
    std::ranges::stable_sort(evidence, std::ranges::greater{}, &AgeEvidence::recordedAt);
    return evidence;
}

Result<void> settleAge(Desk &desk, CaseId person, const Value &isMinor)
{
    INDARO_TRY(desk.access.mustDo(Thing::Register));
    const std::string answer = isMinor.textOr({});
    if (answer != "yes" && answer != "no" && answer != "in_doubt")
        return neededField(fields::case_file::IsMinor);
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const auto evidence, listAgeEvidenceOf(desk, person));
    const bool hasProof = std::ranges::any_of(
        evidence, [](const AgeEvidence &each) { return each.says == "no"_L1 && each.proof != "looks"_L1; });
    if (answer == "no" && !hasProof)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::case_file::IsMinor, person, isMinor));
    INDARO_TRY(recordAudit(desk, AuditVerb::AgeSettled, person, answer));
    return transaction.commit();
}

} // namespace indaro::casework
