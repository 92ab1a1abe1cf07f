// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/offences.h"

#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/model/csv.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

enum OffenceColumn { CodeColumn, LawColumn, ArticleColumn, FrenchColumn, KirundiColumn, PenaltyColumn, SourceColumn };
constexpr int OffenceColumns = 7;

const std::vector<Offence> &shippedOffences()
{
    static const std::vector<Offence> offences = [] {
        std::vector<Offence> all;
        for (const QStringList &row : model::readCsvResource(u":/indaro/codelists/law-offences.csv"_s)) {
            INDARO_CHECK(row.size() == OffenceColumns);
            all.push_back({.id = offenceId(row[CodeColumn]),
                           .isAsShipped = true,
                           .code = row[CodeColumn],
                           .law = row[LawColumn],
                           .article = row[ArticleColumn],
                           .wordsFr = row[FrenchColumn],
                           .wordsRn = row[KirundiColumn],
                           .penalty = row[PenaltyColumn],
                           .source = row[SourceColumn]});
        }
        return all;
    }();
    return offences;
}

const Offence *shippedOffence(sync::RecordId id)
{
    const auto &all = shippedOffences();
    const auto found = std::ranges::find(all, id, &Offence::id);
    return found != all.end() ? &*found : nullptr;
}

sync::FieldValues shippedOffenceValues(const Offence &offence)
{
    using model::toValue;
    return {{fields::offence::Code, toValue(offence.code)},       {fields::offence::Law, toValue(offence.law)},
            {fields::offence::Article, toValue(offence.article)}, {fields::offence::WordsFr, toValue(offence.wordsFr)},
            {fields::offence::WordsRn, toValue(offence.wordsRn)}, {fields::offence::Penalty, toValue(offence.penalty)},
            {fields::offence::Source, toValue(offence.source)}};
}

Result<void> bearOffence(Desk &desk, sync::RecordId id, const sync::FieldValues &said)
{
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] : said)
        INDARO_TRY(values.add(field, value));
    INDARO_TRY(desk.log.birth({fields::offence::Table, id}, values.values()));
    return {};
}

/// In the caller's transaction: the record of an offence that came with the program.
Result<void> adoptOffence(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::offence::Table, id}));
    if (isThere)
        return {};
    const Offence *shipped = shippedOffence(id);
    if (shipped == nullptr)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::offence::Table)}});
    return bearOffence(desk, id, shippedOffenceValues(*shipped));
}

Result<std::vector<Offence>> readOffences(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT id, code, law, article, words_fr, words_rn, penalty, verified_by, "
                                            "verified_on, source, retired_on FROM offence"));
    std::vector<Offence> offences;
    std::set<sync::RecordId> known;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        known.insert(*id);
        offences.push_back({.id = *id,
                            .code = toText(rows, 1),
                            .law = toText(rows, 2),
                            .article = toText(rows, 3),
                            .wordsFr = toText(rows, 4),
                            .wordsRn = toText(rows, 5),
                            .penalty = toText(rows, 6),
                            .verifiedBy = toText(rows, 7),
                            .verifiedOn = toText(rows, 8),
                            .source = toText(rows, 9),
                            .retiredOn = toText(rows, 10)});
        return {};
    }));
    for (const Offence &one : shippedOffences()) {
        if (!known.contains(one.id))
            offences.push_back(one);
    }
    return offences;
}

/// "10" comes after "4".
std::tuple<bool, QString, int, QString, QString> offenceOrder(const Offence &offence)
{
    return {offence.isRetired(), offence.law, offence.article.section(u' ', 0, 0).toInt(), offence.article, offence.code};
}

Result<void> checkOffence(const OffenceDraft &draft)
{
    for (const auto &[field, value] :
         {std::pair(fields::offence::Law, draft.law), std::pair(fields::offence::WordsFr, draft.wordsFr)}) {
        if (value.textOr({}).empty())
            return neededField(field);
    }
    return {};
}

} // namespace

sync::RecordId offenceId(const QString &code)
{
    const std::array<sync::FieldValue, 1> about{sync::FieldValue{fields::offence::Code.field, code.toStdString()}};
    return *sync::derivedIdOf(model::schema().findTable(fields::offence::Table)->derived, about);
}

Result<std::vector<Offence>> listOffences(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Forms));
    INDARO_TRY_ASSIGN(auto offences, readOffences(desk.db));
    std::ranges::sort(offences, {}, offenceOrder);
    return offences;
}

Result<std::optional<Offence>> rows::findOffence(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const auto offences, readOffences(desk.log.connection()));
    const auto found = std::ranges::find(offences, id, &Offence::id);
    return found != offences.end() ? std::optional(*found) : std::nullopt;
}

Result<sync::RecordId> addOffence(Desk &desk, const OffenceDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY_ASSIGN(const Value code,
                      model::checkField(fields::offence::Code, draft.code, model::localDay(desk.clock.nowUtc())));
    if (code.textOr({}).empty())
        return neededField(fields::offence::Code);
    INDARO_TRY(checkOffence(draft));
    const sync::RecordId id = offenceId(model::toText(code));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::offence::Table, id}));
    if (isThere || shippedOffence(id) != nullptr)
        return Error(Errc::RecordExists, {{"table", std::int64_t(fields::offence::Table)}});
    INDARO_TRY(bearOffence(desk, id,
                           {{fields::offence::Code, code},
                            {fields::offence::Law, draft.law},
                            {fields::offence::Article, draft.article},
                            {fields::offence::WordsFr, draft.wordsFr},
                            {fields::offence::WordsRn, draft.wordsRn},
                            {fields::offence::Penalty, draft.penalty},
                            {fields::offence::Source, draft.source}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> changeOffence(Desk &desk, sync::RecordId id, const OffenceDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    INDARO_TRY(checkOffence(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(adoptOffence(desk, id));
    INDARO_TRY_ASSIGN(const bool isAnother, changeRecord(desk, id,
                                                         {{fields::offence::Law, draft.law},
                                                          {fields::offence::Article, draft.article},
                                                          {fields::offence::WordsFr, draft.wordsFr},
                                                          {fields::offence::Penalty, draft.penalty}}));
    INDARO_TRY(changeRecord(desk, id, {{fields::offence::WordsRn, draft.wordsRn}, {fields::offence::Source, draft.source}}));
    if (isAnother)
        INDARO_TRY(changeRecord(desk, id, {{fields::offence::VerifiedBy, Value()}, {fields::offence::VerifiedOn, Value()}}));
    return transaction.commit();
}

Result<void> verifyOffence(Desk &desk, sync::RecordId id, const Value &by, const Value &on)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    if (by.textOr({}).empty())
        return neededField(fields::offence::VerifiedBy);
    if (on.textOr({}).empty())
        return neededField(fields::offence::VerifiedOn);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(adoptOffence(desk, id));
    INDARO_TRY(changeRecord(desk, id, {{fields::offence::VerifiedBy, by}, {fields::offence::VerifiedOn, on}}));
    return transaction.commit();
}

Result<void> setOffenceRetired(Desk &desk, sync::RecordId id, bool isRetired)
{
    INDARO_TRY(desk.access.mustDo(Thing::Forms));
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(adoptOffence(desk, id));
    INDARO_TRY(changeRecord(desk, id, {{fields::offence::RetiredOn, isRetired ? today : Value()}}));
    return transaction.commit();
}

} // namespace indaro::casework
