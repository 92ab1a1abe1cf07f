// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> addCorrections(store::Connection &db)
{
    return db.execute(R"(
ALTER TABLE interview ADD COLUMN corrects blob CHECK (corrects IS NULL OR typeof(corrects) IN ('blob', 'blob'));
ALTER TABLE interview ADD COLUMN first_version blob CHECK (first_version IS NULL OR typeof(first_version) IN ('blob', 'blob'));
ALTER TABLE interview ADD COLUMN correction integer CHECK (correction IS NULL OR typeof(correction) IN ('integer', 'blob'));
ALTER TABLE interview ADD COLUMN correction_reason text CHECK (correction_reason IS NULL OR typeof(correction_reason) IN ('text', 'blob'));
CREATE INDEX interview_by_first_version ON interview (first_version);
)");
}

} // namespace indaro::casework
