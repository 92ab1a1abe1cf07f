// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include "core/store/migration.h"

namespace indaro::casework {

namespace {

constexpr std::string_view InterviewColumns[] = {
    "corrects blob CHECK (corrects IS NULL OR typeof(corrects) IN ('blob', 'blob'))",
    "first_version blob CHECK (first_version IS NULL OR typeof(first_version) IN ('blob', 'blob'))",
    "correction integer CHECK (correction IS NULL OR typeof(correction) IN ('integer', 'blob'))",
    "correction_reason text CHECK (correction_reason IS NULL OR typeof(correction_reason) IN ('text', 'blob'))",
};

} // namespace

base::Result<void> addCorrections(store::Connection &db)
{
    INDARO_TRY(store::addColumns(db, "interview", InterviewColumns));
    return db.execute(R"(
CREATE INDEX interview_by_first_version ON interview (first_version);
)");
}

} // namespace indaro::casework
