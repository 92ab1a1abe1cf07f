// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/retention/kept_numbers.h"

#include "core/casework/first_values.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sync/local_meta.h"

#include <algorithm>
#include <array>
#include <set>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;

namespace {

/// Local, and gone with forgetWhose(): a step that is done again after a power cut must not count somebody twice.
std::string pendingKey(CaseId person)
{
    return "retention.numbers/" + person.toText();
}

struct Band
{
    int below; ///< of the first number that is not in it
    const char16_t *code;
};
constexpr auto AgeBands =
    std::to_array<Band>({{12, u"under_12"}, {18, u"12_17"}, {25, u"18_24"}, {35, u"25_34"}, {200, u"35_more"}});
constexpr auto StayBands =
    std::to_array<Band>({{8, u"week"}, {32, u"month"}, {93, u"quarter"}, {184, u"half_year"}, {100'000, u"longer"}}); // days

template <std::size_t N> QString bandOf(const std::array<Band, N> &bands, qint64 number)
{
    const auto band = std::ranges::find_if(bands, [number](const Band &each) { return number < each.below; });
    return band == bands.end() || number < 0 ? QString() : QString::fromUtf16(band->code);
}

QDate dayOf(const QString &localText)
{
    return QDate::fromString(localText.left(10), Qt::ISODate);
}

struct Stays
{
    QDate first;
    qint64 days = 0;
    QString referredBy, exitReason;
};

Result<Stays> readStaysOf(store::Connection &db, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT arrived_at, left_at, referred_by, exit_reason FROM stay WHERE "
                                            "case_file = ?1 ORDER BY arrived_at, id"));
    rows.bind(1, person);
    Stays stays;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const QDate arrived = dayOf(toText(rows, 0));
        const QDate left = dayOf(toText(rows, 1));
        if (!stays.first.isValid()) {
            stays.first = arrived;
            stays.referredBy = toText(rows, 2);
        }
        if (arrived.isValid() && left.isValid())
            stays.days += std::max<qint64>(arrived.daysTo(left), 0) + 1;
        stays.exitReason = toText(rows, 3);
        return {};
    }));
    return stays;
}

Result<QStringList> exploitationOf(store::Connection &db, CaseId person)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT exploitation_type FROM episode WHERE case_file = ?1"));
    rows.bind(1, person);
    std::set<QString> kinds;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const QString kind = toText(rows, 0); !kind.isEmpty())
            kinds.insert(kind);
        return {};
    }));
    return QStringList(kinds.begin(), kinds.end());
}

Result<void> readPerson(store::Connection &db, CaseId person, QDate onDay, KeptNumbers &numbers)
{
    INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT f.sex, f.estimated_age, f.estimated_on, i.birth_date, i.origin_province "
                                            "FROM case_file f LEFT JOIN identity i ON i.id = f.id WHERE f.id = ?1"));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::case_file::Table)}});
    numbers.sex = toText(find, 0);
    numbers.province = toText(find, 4);
    const QDate estimatedOn = dayOf(toText(find, 2));
    if (const auto birth = model::PartialDate::parse(toText(find, 3)))
        numbers.ageBand = bandOf(AgeBands, model::ageOn(*birth, onDay));
    else if (const base::Value age = find.value(1); age.integer() != nullptr) {
        const int years = int(*age.integer());
        numbers.ageBand =
            bandOf(AgeBands, estimatedOn.isValid() && onDay > estimatedOn ? model::ageOn(years, estimatedOn, onDay) : years);
    }
    return {};
}

/// `db`: through which what may be read is read.
Result<KeptNumbers> countable(store::Connection &db, CaseId person, QDate today)
{
    INDARO_TRY_ASSIGN(const Stays stays, readStaysOf(db, person));
    KeptNumbers numbers;
    INDARO_TRY(readPerson(db, person, stays.first.isValid() ? stays.first : today, numbers));
    numbers.year = stays.first.isValid() ? QString::number(stays.first.year()) : QString();
    INDARO_TRY_ASSIGN(numbers.exploitation, exploitationOf(db, person));
    numbers.referredBy = stays.referredBy;
    numbers.exitReason = stays.exitReason;
    numbers.stayBand = stays.days > 0 ? bandOf(StayBands, stays.days) : QString();
    return numbers;
}

} // namespace

Result<KeptNumbers> numbersOf(Desk &desk, CaseId person)
{
    return countable(desk.db, person, model::localDay(desk.clock.nowUtc()));
}

Result<void> keepNumbers(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY_ASSIGN(const auto before, sync::findMeta(desk.log.connection(), pendingKey(person)));
    if (before)
        return {};
    // Whoever may order it: what is kept is not less because of what she or he may read.
    INDARO_TRY_ASSIGN(const KeptNumbers numbers,
                      countable(desk.log.connection(), person, model::localDay(desk.clock.nowUtc())));
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    for (const auto &[field, value] :
         sync::FieldValues{{fields::kept_numbers::Year, toValue(numbers.year)},
                           {fields::kept_numbers::Province, toValue(numbers.province)},
                           {fields::kept_numbers::Sex, toValue(numbers.sex)},
                           {fields::kept_numbers::AgeBand, toValue(numbers.ageBand)},
                           {fields::kept_numbers::Exploitation, toValue(numbers.exploitation.join(u' '))},
                           {fields::kept_numbers::ReferredBy, toValue(numbers.referredBy)},
                           {fields::kept_numbers::ExitReason, toValue(numbers.exitReason)},
                           {fields::kept_numbers::StayBand, toValue(numbers.stayBand)}})
        INDARO_TRY(values.add(field, value));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::kept_numbers::Table, id}, values.values()));
    INDARO_TRY(sync::setMeta(desk.log.connection(), pendingKey(person), id.bytes()));
    return transaction.commit();
}

Result<void> dropNumbers(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY_ASSIGN(const auto pending, sync::findMeta(desk.log.connection(), pendingKey(person)));
    const auto id = pending ? sync::RecordId::fromBytes(*pending) : std::nullopt;
    if (!id)
        return {};
    INDARO_TRY(desk.log.remove({fields::kept_numbers::Table, *id}));
    INDARO_TRY(sync::removeMeta(desk.log.connection(), pendingKey(person)));
    return transaction.commit();
}

Result<void> forgetWhose(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.log.connection().begin());
    INDARO_TRY(sync::removeMeta(desk.log.connection(), pendingKey(person)));
    return transaction.commit();
}

Result<std::vector<KeptNumbers>> listKeptNumbers(Desk &desk)
{
    INDARO_TRY_ASSIGN(
        auto rows, desk.db.prepare("SELECT year, province, sex, age_band, exploitation, referred_by, exit_reason, stay_band "
                                   "FROM kept_numbers ORDER BY year, province, sex, age_band, id"));
    std::vector<KeptNumbers> all;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        all.push_back({toText(rows, 0), toText(rows, 1), toText(rows, 2), toText(rows, 3),
                       toText(rows, 4).split(u' ', Qt::SkipEmptyParts), toText(rows, 5), toText(rows, 6), toText(rows, 7)});
        return {};
    }));
    return all;
}

} // namespace indaro::casework
