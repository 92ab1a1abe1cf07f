// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/register_field.h"

#include "core/model/code_list.h"
#include "core/model/field_name.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"

using namespace Qt::StringLiterals;

namespace indaro::documents {

namespace {

bool isMoment(const QString &name)
{
    return name.endsWith("_at"_L1) || name.endsWith("_on"_L1);
}

Label labelOf(const model::Code &code)
{
    const bool isAttested = code.kirundiStatus == "high"_L1;
    const KirundiStatus status = code.kirundi.isEmpty() ? KirundiStatus::ToTranslate
                                 : isAttested           ? KirundiStatus::Attested
                                                        : KirundiStatus::Unreviewed;
    return {code.french, code.kirundi, code.english, status};
}

} // namespace

std::optional<RegisterField> findRegisterField(const QString &name)
{
    const auto field = model::fieldNamed(name);
    if (!field)
        return {};
    RegisterField found;
    if (const QString list = model::codeListOf(*field); !list.isEmpty()) {
        const auto *column = model::schema().findTable(field->table)->findField(field->field);
        found.kind = column->type == sync::FieldType::Set ? FieldKind::MultiChoice : FieldKind::Choice;
        for (const model::Code &code : model::CodeList::byName(list).codes())
            found.options.append({code.code, labelOf(code)});
        return found;
    }
    const model::ValueShape shape = model::limitsOf(*field).shape;
    if (shape == model::ValueShape::Date || shape == model::ValueShape::Moment || isMoment(name))
        found.kind = FieldKind::Date;
    return found;
}

bool isRegisterTable(const QString &name)
{
    return model::tableNamed(name).has_value();
}

} // namespace indaro::documents
