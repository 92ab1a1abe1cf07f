// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/authors.h"

#include "core/casework/people/people_sql.h"
#include "core/model/field_rules.h"

namespace indaro::casework {

using base::Result;

Result<Author> Authors::find(const sync::UserId &user, const sync::DeviceId &device, sync::HybridTime time)
{
    INDARO_TRY_ASSIGN(const Names staff, look(sql::StaffName, user.bytes()));
    INDARO_TRY_ASSIGN(const Names laptop, look(sql::LaptopName, device.bytes()));
    return Author{staff.first, laptop.first, laptop.second, device == m_desk.log.device(), sync::utcMsOf(time)};
}

Result<Authors::Names> Authors::look(const char *query, base::ByteView id)
{
    const auto key = std::make_pair(query, base::toHex(id));
    if (const auto known = m_names.find(key); known != m_names.end())
        return known->second;
    INDARO_TRY_ASSIGN(auto find, m_desk.db.prepare(query));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    Names names;
    if (found)
        names = {model::toText(find.value(0)), find.columnCount() > 1 ? model::toText(find.value(1)) : QString()};
    return m_names[key] = names;
}

} // namespace indaro::casework
