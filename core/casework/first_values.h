// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/model/field_rules.h"
#include "core/sync/change_log.h"

#include <initializer_list>

namespace indaro::casework {

/// Collects the checked first values of a record; what is nothing is left out.
class FirstValues
{
public:
    explicit FirstValues(QDate today) : m_today(today) {}
    /// Errors: model::checkField's.
    [[nodiscard]] base::Result<void> add(sync::FieldId field, const base::Value &value)
    {
        INDARO_TRY_ASSIGN(base::Value checked, model::checkField(field, value, m_today));
        if (!checked.isNull())
            m_values.emplace_back(field, std::move(checked));
        return {};
    }
    [[nodiscard]] base::Result<void> addAll(std::initializer_list<std::pair<sync::FieldId, const base::Value *>> pairs)
    {
        for (const auto &[field, value] : pairs)
            INDARO_TRY(add(field, *value));
        return {};
    }
    [[nodiscard]] const sync::FieldValues &values() const { return m_values; }

private:
    QDate m_today;
    sync::FieldValues m_values;
};

} // namespace indaro::casework
