// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view PreferenceColumns[] = {
    "preferred_sex text CHECK (preferred_sex IS NULL OR typeof(preferred_sex) IN ('text', 'blob'))",
};

} // namespace

base::Result<void> addPreferredSex(store::Connection &db)
{
    return store::addColumns(db, "case_file", PreferenceColumns);
}

} // namespace indaro::casework
