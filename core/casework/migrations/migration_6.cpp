// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

namespace indaro::casework {

base::Result<void> createForms(store::Connection &db)
{
    return db.execute(R"(
CREATE TABLE form (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form_id text CHECK (form_id IS NULL OR typeof(form_id) IN ('text', 'blob')),
    version text CHECK (version IS NULL OR typeof(version) IN ('text', 'blob')),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    file_name text CHECK (file_name IS NULL OR typeof(file_name) IN ('text', 'blob')),
    languages text CHECK (languages IS NULL OR typeof(languages) IN ('text', 'blob')),
    questions integer CHECK (questions IS NULL OR typeof(questions) IN ('integer', 'blob')),
    size integer CHECK (size IS NULL OR typeof(size) IN ('integer', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    parts integer CHECK (parts IS NULL OR typeof(parts) IN ('integer', 'blob')),
    imported_at integer CHECK (imported_at IS NULL OR typeof(imported_at) IN ('integer', 'blob')),
    imported_by blob CHECK (imported_by IS NULL OR typeof(imported_by) IN ('blob', 'blob')),
    retired text CHECK (retired IS NULL OR typeof(retired) IN ('text', 'blob'))
) WITHOUT ROWID;
CREATE TRIGGER form_guard_INSERT BEFORE INSERT ON form WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER form_guard_UPDATE BEFORE UPDATE ON form WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER form_guard_DELETE BEFORE DELETE ON form WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TABLE form_part (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    form blob CHECK (form IS NULL OR typeof(form) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    content blob CHECK (content IS NULL OR typeof(content) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX form_part_by_form ON form_part (form);
CREATE TRIGGER form_part_guard_INSERT BEFORE INSERT ON form_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER form_part_guard_UPDATE BEFORE UPDATE ON form_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER form_part_guard_DELETE BEFORE DELETE ON form_part WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
ALTER TABLE interview ADD COLUMN form blob CHECK (form IS NULL OR typeof(form) IN ('blob', 'blob'));
)");
}

} // namespace indaro::casework
