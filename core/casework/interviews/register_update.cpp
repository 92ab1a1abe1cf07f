// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/origin.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"
#include "core/model/place_text.h"
#include "core/model/said_age.h"

#include <array>
#include <cstdlib>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;

namespace {

// Forms speak their authors' language; these are the register's names for the same thing.
struct Synonym
{
    std::string_view property;
    sync::FieldId field;
};
constexpr std::array Synonyms = {
    Synonym{"age_years", fields::case_file::EstimatedAge},
    Synonym{"age", fields::case_file::EstimatedAge},
    Synonym{"gender", fields::case_file::Sex},
};

// What a form may never change: it identifies the file, or follows from other fields.
constexpr std::array Protected = {fields::case_file::CaseCode, fields::case_file::Status, fields::case_file::FamilyUnit,
                                  fields::case_file::OpenedAt};

std::optional<sync::FieldId> findRegisterField(std::string_view property)
{
    for (const Synonym &synonym : Synonyms) {
        if (synonym.property == property)
            return synonym.field;
    }
    for (const std::uint16_t number : {fields::case_file::Table, fields::identity::Table, fields::health::Table}) {
        for (const sync::FieldDefinition &field : model::schema().findTable(number)->fields) {
            if (field.column != property)
                continue;
            const sync::FieldId id{number, field.field};
            if (std::find(Protected.begin(), Protected.end(), id) == Protected.end())
                return id;
        }
    }
    return std::nullopt;
}

sync::FieldType typeOf(sync::FieldId field)
{
    return model::schema().findTable(field.table)->findField(field.field)->type;
}

/// HTCDS codes of a sex where the register has its own.
std::string registerCode(sync::FieldId field, const QString &answer)
{
    if (field == fields::case_file::Sex) {
        const QString folded = answer.toLower();
        if (folded == QLatin1StringView("female"))
            return "F";
        if (folded == QLatin1StringView("male"))
            return "M";
        if (folded != QLatin1StringView("f") && folded != QLatin1StringView("m"))
            return "X";
        return folded.toUpper().toStdString();
    }
    return answer.toStdString();
}

/// Null when the answer does not fit the field: a form may not push a text into a number.
Value convert(sync::FieldId field, const QString &answer)
{
    switch (typeOf(field)) {
    case sync::FieldType::Integer: {
        bool ok = false;
        const double number = answer.toDouble(&ok);
        return ok && number == static_cast<double>(static_cast<std::int64_t>(number))
                   ? Value(static_cast<std::int64_t>(number))
                   : Value();
    }
    case sync::FieldType::Real: {
        bool ok = false;
        const double number = answer.toDouble(&ok);
        return ok ? Value(number) : Value();
    }
    case sync::FieldType::Set:
        return sync::canonicalSet(answer.toStdString());
    case sync::FieldType::Text:
        return registerCode(field, answer);
    case sync::FieldType::Blob:
        break;
    }
    return {};
}

Result<Value> registerValue(Desk &desk, sync::FieldId field, sync::RecordId caseFile)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({field.table, caseFile}));
    if (!isThere)
        return Value();
    return desk.log.load(field, caseFile);
}

Value shownOrigin(const Origin &origin)
{
    if (const QString text = origin.text(); !text.isEmpty())
        return model::toValue(text);
    for (const Value *part : {&origin.colline, &origin.commune, &origin.province}) {
        if (part->missing() != nullptr)
            return *part;
    }
    return {};
}

/// Nothing when the register says the same place, in whatever spelling.
Result<std::optional<RegisterDifference>> compareOrigin(Desk &desk, sync::RecordId caseFile, const QString &property,
                                                        const QString &answer)
{
    INDARO_TRY_ASSIGN(const Origin known, loadOrigin(desk, caseFile));
    const model::PlaceAnswer said = model::readPlaceAnswer(answer);
    const Origin asked = said.known ? Origin::of(said.known->place) : Origin::ofText(said.text);
    if (asked == known || (!said.known && model::foldWords(said.text) == model::foldWords(known.text())))
        return std::optional<RegisterDifference>();
    RegisterDifference difference{property, fields::identity::OriginPlace, shownOrigin(known), model::toValue(said.text)};
    for (const auto &[field, member] : originMembers()) {
        if (known.*member != asked.*member)
            difference.parts.push_back({field, known.*member, asked.*member});
    }
    return std::optional(std::move(difference));
}

std::int64_t yearsOf(const model::SaidAge &said)
{
    constexpr std::int64_t Months = 12;
    return said.isMonths ? said.number / Months : said.number;
}

/// Whether an age that was said is what the birth date says too: a year more or less, but never a child for an adult.
bool isAgeOf(const model::PartialDate &birth, std::int64_t age, QDate day)
{
    constexpr std::int64_t Adult = 18;
    const std::int64_t known = model::ageOn(birth, day);
    return std::abs(known - age) <= 1 && (known < Adult) == (age < Adult);
}

/// An estimate is an age and the day it was made: a birth date made of it would pass for one that somebody knew.
/// Nothing when the register has that age of about that day, or a birth date that says the same; beside one that does not,
/// it is for a person to decide. `day` may be invalid: then only the age is compared.
Result<std::optional<RegisterDifference>> compareEstimate(Desk &desk, sync::RecordId caseFile, const QString &property,
                                                          std::int64_t age, QDate day)
{
    INDARO_TRY_ASSIGN(const Value known, registerValue(desk, fields::case_file::EstimatedAge, caseFile));
    INDARO_TRY_ASSIGN(const Value since, registerValue(desk, fields::case_file::EstimatedOn, caseFile));
    if (known == Value(age)) {
        // Sixteen then and sixteen now are not the same: the register would count on from then, and take a child for grown.
        const QDate before = QDate::fromString(model::toText(since), Qt::ISODate);
        if (!day.isValid() || !before.isValid() || before.addYears(1) > day)
            return std::optional<RegisterDifference>();
        return std::optional(RegisterDifference{property, fields::case_file::EstimatedOn, since,
                                                Value(day.toString(Qt::ISODate).toStdString())});
    }
    RegisterDifference difference{property, fields::case_file::EstimatedAge, known, Value(age)};
    difference.parts = {{fields::case_file::EstimatedAge, known, Value(age)}};
    if (day.isValid())
        difference.parts.push_back({fields::case_file::EstimatedOn, since, Value(day.toString(Qt::ISODate).toStdString())});
    INDARO_TRY_ASSIGN(const Value birth, registerValue(desk, fields::identity::BirthDate, caseFile));
    if (const auto date = model::PartialDate::parse(model::toText(birth))) {
        if (day.isValid() && isAgeOf(*date, age, day))
            return std::optional<RegisterDifference>();
        difference.registerValue = birth; // what stands against it, so that nothing is ticked beforehand
    }
    return std::optional(std::move(difference));
}

/// The register's estimate, when it is the one that was said.
Result<std::optional<RegisterDifference>> withdrawnEstimate(Desk &desk, sync::RecordId caseFile, const QString &property,
                                                            const model::SaidAge &said)
{
    INDARO_TRY_ASSIGN(const Value age, registerValue(desk, fields::case_file::EstimatedAge, caseFile));
    INDARO_TRY_ASSIGN(const Value since, registerValue(desk, fields::case_file::EstimatedOn, caseFile));
    if (age != Value(yearsOf(said)) || since != Value(said.on.toString(Qt::ISODate).toStdString()))
        return std::optional<RegisterDifference>();
    RegisterDifference difference{property, fields::case_file::EstimatedAge, age, Value()};
    difference.parts = {{fields::case_file::EstimatedAge, age, Value()}, {fields::case_file::EstimatedOn, since, Value()}};
    return std::optional(std::move(difference));
}

/// What the register has from the version before, and this one says no more.
Result<std::optional<RegisterDifference>> compareWithdrawn(Desk &desk, sync::RecordId caseFile, const QString &property,
                                                           sync::FieldId field,
                                                           const std::vector<std::pair<QString, QString>> &former)
{
    const auto said = std::find_if(former.begin(), former.end(), [&](const auto &each) { return each.first == property; });
    if (said == former.end() || said->second.isEmpty())
        return std::optional<RegisterDifference>();
    if (field == fields::identity::OriginPlace) {
        INDARO_TRY_ASSIGN(auto difference, compareOrigin(desk, caseFile, property, said->second));
        if (difference)
            return std::optional<RegisterDifference>(); // the register says something else by now
        INDARO_TRY_ASSIGN(const Origin known, loadOrigin(desk, caseFile));
        RegisterDifference withdrawn{property, field, shownOrigin(known), Value()};
        for (const auto &[part, member] : originMembers()) {
            if (!(known.*member).isNull())
                withdrawn.parts.push_back({part, known.*member, Value()});
        }
        return std::optional(std::move(withdrawn));
    }
    const auto kept = model::KeptAnswer::of(said->second);
    if (const auto estimate = model::SaidAge::parse(kept.remark); estimate && field == fields::identity::BirthDate)
        return withdrawnEstimate(desk, caseFile, property, *estimate);
    INDARO_TRY_ASSIGN(const Value known, registerValue(desk, field, caseFile));
    if (known.isNull() || known != convert(field, kept.value))
        return std::optional<RegisterDifference>();
    return std::optional(RegisterDifference{property, field, known, Value()});
}

Result<void> applyPart(Desk &desk, sync::RecordId caseFile, const RegisterPart &part)
{
    INDARO_TRY_ASSIGN(const Value known, registerValue(desk, part.field, caseFile));
    if (known != part.registerValue)
        return Error(Errc::WrongState);
    INDARO_TRY(rows::put(desk, {part.field.table, caseFile}, {{part.field, part.interviewValue}}));
    return {};
}

} // namespace

bool isRegisterProperty(const QString &property)
{
    return registerFieldOf(property).has_value();
}

std::optional<sync::FieldId> registerFieldOf(const QString &property)
{
    return findRegisterField(property.toStdString());
}

Result<RegisterComparison> compareWithRegister(Desk &desk, sync::RecordId caseFile,
                                               const std::vector<std::pair<QString, QString>> &properties,
                                               const std::vector<std::pair<QString, QString>> &former, QDate day)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, caseFile}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    RegisterComparison comparison;
    auto asked = properties;
    for (const auto &[property, said] : former) {
        if (std::none_of(properties.begin(), properties.end(), [&](const auto &each) { return each.first == property; }))
            asked.emplace_back(property, QString());
    }
    for (const auto &[property, answer] : asked) {
        const auto field = findRegisterField(property.toStdString());
        if (!field) {
            comparison.unknownProperties.push_back(property);
            continue;
        }
        if (answer.isEmpty()) {
            INDARO_TRY_ASSIGN(auto withdrawn, compareWithdrawn(desk, caseFile, property, *field, former));
            if (withdrawn)
                comparison.differences.push_back(std::move(*withdrawn));
            continue;
        }
        if (*field == fields::identity::OriginPlace) {
            INDARO_TRY_ASSIGN(auto difference, compareOrigin(desk, caseFile, property, answer));
            if (difference)
                comparison.differences.push_back(std::move(*difference));
            continue;
        }
        const auto kept = model::KeptAnswer::of(answer);
        const Value said = convert(*field, kept.value);
        if (said.isNull())
            continue;
        const auto estimate = model::SaidAge::parse(kept.remark);
        const bool isEstimate = *field == fields::identity::BirthDate && estimate;
        if (isEstimate || *field == fields::case_file::EstimatedAge) {
            const std::int64_t age = isEstimate ? yearsOf(*estimate) : *said.integer();
            INDARO_TRY_ASSIGN(auto difference,
                              compareEstimate(desk, caseFile, property, age, isEstimate ? estimate->on : day));
            if (difference)
                comparison.differences.push_back(std::move(*difference));
            continue;
        }
        INDARO_TRY_ASSIGN(const Value known, registerValue(desk, *field, caseFile));
        if (known != said)
            comparison.differences.push_back({property, *field, known, said});
    }
    return comparison;
}

Result<void> applyToRegister(Desk &desk, sync::RecordId caseFile, std::span<const RegisterDifference> confirmed)
{
    for (const RegisterDifference &line : confirmed) {
        INDARO_TRY(desk.access.checkWrite(line.field.table));
        for (const RegisterPart &part : line.parts)
            INDARO_TRY(desk.access.checkWrite(part.field.table));
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const RegisterDifference &line : confirmed) {
        if (line.parts.empty())
            INDARO_TRY(applyPart(desk, caseFile, {line.field, line.registerValue, line.interviewValue}));
        for (const RegisterPart &part : line.parts)
            INDARO_TRY(applyPart(desk, caseFile, part));
    }
    INDARO_TRY(dropStalePlaceCode(desk, caseFile)); // a form may name the parts of a place one by one
    return transaction.commit();
}

} // namespace indaro::casework
