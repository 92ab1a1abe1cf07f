// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/consent_rule.h"
#include "core/casework/duplicates/merge_rows.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>

namespace indaro::casework::rows {

namespace fields = model::fields;
using base::Result;
using base::Value;

namespace {

bool maySpeakOfOne(const QString &one, const QString &other)
{
    return one.isEmpty() || other.isEmpty() || model::foldName(one) == model::foldName(other);
}

/// Whether a yes of one file would overrule this act of the other once they are one: the last act about a receiver counts.
bool wouldOverrule(const RecordedConsent &yes, const RecordedConsent &act, QDate today)
{
    return standingOf(yes, today) == ConsentStanding::Given && yes.purpose == act.purpose &&
           maySpeakOfOne(yes.recipientKind, act.recipientKind) && maySpeakOfOne(yes.recipient, act.recipient) &&
           yes.day() >= act.day();
}

const RecordedConsent *lastOverruling(const ConsentFacts &facts, const RecordedConsent &act)
{
    const RecordedConsent *last = nullptr;
    for (const auto *all : {&facts.consents, &facts.uses}) {
        for (const RecordedConsent &consent : *all) {
            if (wouldOverrule(consent, act, facts.today) && (last == nullptr || last->day() <= consent.day()))
                last = &consent;
        }
    }
    return last;
}

Value codesValue(QStringList codes)
{
    codes.sort();
    codes.removeDuplicates();
    return codes.isEmpty() ? Value() : Value(codes.join(u' ').toStdString());
}

/// Only what both agreed to; an act that names no groups leaves it to the other.
QStringList narrower(const QStringList &one, const QStringList &other)
{
    if (one.isEmpty() || other.isEmpty())
        return one.isEmpty() ? other : one;
    QStringList both;
    for (const QString &code : one) {
        if (other.contains(code))
            both << code;
    }
    return both;
}

void addCarried(const ConsentFacts &mine, const ConsentFacts &theirs, std::vector<CarriedConsent> &carried)
{
    namespace c = fields::consent;
    for (const RecordedConsent *act : lastActs(mine)) {
        const ConsentStanding standing = standingOf(*act, mine.today);
        const bool isRefusal = standing == ConsentStanding::Refused || standing == ConsentStanding::Withdrawn;
        const bool isLimited = standing == ConsentStanding::Given &&
                               (!act->withheldItems.isEmpty() || !act->withheld.isEmpty() || !act->dataGroups.isEmpty());
        const RecordedConsent *yes = isRefusal || isLimited ? lastOverruling(theirs, *act) : nullptr;
        if (yes == nullptr)
            continue;
        // On the day of the yes and written after it, so that the next time she is asked overrules both.
        const Value day = yes->day().isEmpty() ? Value() : Value(yes->day().toStdString());
        if (isRefusal) {
            carried.push_back(
                {act->id, {{c::Decision, "no"}, {c::GivenOn, day}, {c::WithdrawnOn, {}}, {c::Withdrawal, {}}}});
            continue;
        }
        const QStringList groups = narrower(act->dataGroups, yes->dataGroups);
        const bool isNothingLeft = groups.isEmpty() && !act->dataGroups.isEmpty() && !yes->dataGroups.isEmpty();
        QStringList words{yes->withheld, act->withheld};
        words.removeAll(QString());
        words.removeDuplicates();
        carried.push_back({yes->id,
                           {{c::Decision, isNothingLeft ? "no" : "yes"},
                            {c::GivenOn, day},
                            {c::DataGroups, codesValue(groups)},
                            {c::WithheldItems, codesValue(yes->withheldItems + act->withheldItems)},
                            {c::Withheld, words.isEmpty() ? Value() : Value(words.join(u' ').toStdString())}}});
    }
}

} // namespace

Result<std::vector<CarriedConsent>> refusalsToCarry(Desk &desk, CaseId kept, CaseId other)
{
    INDARO_TRY_ASSIGN(const ConsentFacts mine, loadFactsForRule(desk, kept));
    INDARO_TRY_ASSIGN(const ConsentFacts theirs, loadFactsForRule(desk, other));
    std::vector<CarriedConsent> carried;
    addCarried(mine, theirs, carried);
    addCarried(theirs, mine, carried);
    // Written in this order: of two about one receiver on one day the refusal is the last.
    std::ranges::stable_sort(carried, {},
                             [](const CarriedConsent &act) { return act.changes.front().second == Value("no"); });
    return carried;
}

Result<std::vector<CarriedConsent>> lateRefusals(Desk &desk, const MergePair &pair)
{
    const sync::TableDefinition *table = model::schema().findTable(fields::consent::Table);
    if (desk.log.isElsewhere(table->compartment)) // moveRecords() leaves them too
        return std::vector<CarriedConsent>();
    INDARO_TRY_ASSIGN(const auto late, recordsToMove(desk, *table, pair.other, pair.kept));
    return late.empty() ? std::vector<CarriedConsent>() : refusalsToCarry(desk, pair.kept, pair.other);
}

Result<void> carryRefusals(Desk &desk, const MergePair &pair, const std::vector<CarriedConsent> &acts)
{
    namespace c = fields::consent;
    const sync::TableDefinition *table = model::schema().findTable(c::Table);
    for (const CarriedConsent &act : acts) {
        INDARO_TRY_ASSIGN(const auto source, valuesOf(desk, {c::Table, act.source}));
        if (!source)
            continue;
        sync::FieldValues values;
        for (std::size_t i = 0; i < table->fields.size(); ++i) {
            const sync::FieldId field{c::Table, table->fields[i].field};
            const auto change = std::ranges::find(act.changes, field, &std::pair<sync::FieldId, Value>::first);
            if (field == c::CaseFile)
                values.emplace_back(field, idValue(pair.kept));
            else if (change != act.changes.end())
                values.emplace_back(field, change->second);
            else if (field != c::Interview) // it is no answer of that interview, and no correction of it may change it
                values.emplace_back(field, (*source)[i]);
        }
        std::erase_if(values, [](const auto &value) { return value.second.isNull(); });
        // The same on two laptops that put the same files together.
        const std::string day = act.changes[1].second.textOr({});
        const sync::RecordKey key{c::Table, sync::derivedId({"carried_consent", base::asText(act.source.bytes()),
                                                             base::asText(pair.kept.bytes()), day})};
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
        if (!isThere)
            INDARO_TRY(desk.log.birth(key, values));
        INDARO_TRY(rememberRecord(desk, pair, key));
    }
    return {};
}

} // namespace indaro::casework::rows
