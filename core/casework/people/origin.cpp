// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/origin.h"

#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"

#include <QStringList>

#include <algorithm>

namespace indaro::casework {

using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

namespace f = model::fields;

/// Blind to case, accents and apostrophes: "MUYINGA" still is Muyinga.
bool saysAnother(const Value &written, const QString &meant)
{
    return !meant.isEmpty() && model::foldWords(model::toText(written)) != model::foldWords(meant);
}

} // namespace

std::vector<std::pair<sync::FieldId, Value Origin::*>> originMembers()
{
    return {{f::identity::OriginPlace, &Origin::place},     {f::identity::OriginProvince, &Origin::province},
            {f::identity::OriginCommune, &Origin::commune}, {f::identity::OriginZone, &Origin::zone},
            {f::identity::OriginColline, &Origin::colline}, {f::identity::OriginDivision, &Origin::division}};
}

bool isOriginWord(sync::FieldId field) noexcept
{
    return field == f::identity::OriginProvince || field == f::identity::OriginCommune || field == f::identity::OriginZone ||
           field == f::identity::OriginColline;
}

Origin Origin::of(const model::Place &place)
{
    return {model::toValue(place.code),    model::toValue(place.province),
            model::toValue(place.commune), model::toValue(place.zone),
            model::toValue(place.colline), Value(place.division == model::Division::Old ? "old" : "new")};
}

Origin Origin::ofText(const QString &text)
{
    Origin origin;
    origin.colline = model::toValue(text);
    return origin;
}

QString Origin::text() const
{
    QStringList parts;
    for (const Value *part : {&colline, &zone, &commune, &province}) {
        if (const QString word = model::toText(*part); !word.isEmpty())
            parts.push_back(word);
    }
    return parts.join(u", "_s);
}

bool Origin::isCodeRight() const
{
    const QString code = model::toText(place);
    if (code.isEmpty())
        return true;
    const auto meant = model::Gazetteer::burundi().findByCode(code);
    return meant && !saysAnother(province, meant->place.province) && !saysAnother(commune, meant->place.commune) &&
           !saysAnother(zone, meant->place.zone) && !saysAnother(colline, meant->place.colline);
}

Result<Origin> loadOrigin(Desk &desk, sync::RecordId person)
{
    Origin origin;
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({f::identity::Table, person}));
    if (!isThere)
        return origin;
    for (const auto &[field, member] : originMembers()) {
        INDARO_TRY_ASSIGN(origin.*member, desk.log.load(field, person));
    }
    return origin;
}

Result<void> dropStalePlaceCode(Desk &desk, sync::RecordId person)
{
    INDARO_TRY_ASSIGN(const Origin origin, loadOrigin(desk, person));
    if (origin.isCodeRight())
        return {};
    INDARO_TRY(desk.log.edit(f::identity::OriginPlace, person, Value()));
    INDARO_TRY(desk.log.edit(f::identity::OriginDivision, person, Value()));
    return {};
}

Result<void> setOrigin(Desk &desk, sync::RecordId person, const model::Place &place)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const Origin origin = Origin::of(place);
    for (const auto &[field, member] : originMembers())
        INDARO_TRY(desk.log.edit(field, person, origin.*member));
    return transaction.commit();
}

} // namespace indaro::casework
