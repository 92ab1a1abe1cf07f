// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/derived_values.h"

#include "core/model/partial_date.h"

namespace indaro::casework {

using base::Value;

namespace {

std::string firstWord(const Value &name)
{
    const std::string text = name.textOr({});
    return text.substr(0, text.find(' '));
}

} // namespace

Value displayNameOf(const PersonDraft &person)
{
    for (const Value *name : {&person.displayName, &person.knownAs}) {
        if (!name->textOr({}).empty())
            return *name;
    }
    if (const std::string given = firstWord(person.givenNames); !given.empty())
        return given;
    return person.familyName.text() != nullptr ? person.familyName : Value();
}

Value minorOf(const PersonDraft &person, QDate today)
{
    if (!person.isMinor.isNull())
        return person.isMinor;
    if (person.birthDate.text() != nullptr) {
        if (const auto birth = model::PartialDate::parse(QString::fromStdString(*person.birthDate.text()))) {
            const bool isSurelyAdult = model::ageOn(*birth, today) >= 18;
            return isSurelyAdult ? "no" : birth->earliest().addYears(18) > today ? "yes" : "in_doubt";
        }
    }
    if (const auto *age = person.estimatedAge.integer())
        return *age < 18 ? "yes" : *age < 21 ? "in_doubt" : "no"; // an estimate near 18 is a doubt [domain.md 5.C]
    return {};
}

} // namespace indaro::casework
