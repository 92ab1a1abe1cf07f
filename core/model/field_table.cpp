// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/field_table.h"

#include <array>

namespace indaro::model {

namespace {

#define INDARO_X(number, name, column, type) sync::FieldDefinition{number, #column, sync::FieldType::type},
#define INDARO_T(number, name, compartment, list, indexed) constexpr auto name##Fields = std::to_array({list(INDARO_X)});
INDARO_TABLE_LIST(INDARO_T)
#undef INDARO_T
#undef INDARO_X

constexpr auto Tables = std::to_array<sync::TableDefinition>({
#define INDARO_T(number, name, compartment, list, indexed)                                                             \
    {number, #name, sync::Compartment::compartment, name##Fields, indexed},
    INDARO_TABLE_LIST(INDARO_T)
#undef INDARO_T
});

} // namespace

const sync::Schema &schema()
{
    static const sync::Schema product{Tables};
    return product;
}

} // namespace indaro::model
