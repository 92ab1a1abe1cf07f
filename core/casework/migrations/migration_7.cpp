// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations/steps.h"

#include <string>

namespace indaro::casework {

namespace {

/// NAME stands for a table's: the four of a kind have one shape.
constexpr char Attachment[] = R"(
CREATE TABLE NAME (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    interview blob CHECK (interview IS NULL OR typeof(interview) IN ('blob', 'blob')),
    path text CHECK (path IS NULL OR typeof(path) IN ('text', 'blob')),
    kind text CHECK (kind IS NULL OR typeof(kind) IN ('text', 'blob')),
    media_type text CHECK (media_type IS NULL OR typeof(media_type) IN ('text', 'blob')),
    title text CHECK (title IS NULL OR typeof(title) IN ('text', 'blob')),
    file_name text CHECK (file_name IS NULL OR typeof(file_name) IN ('text', 'blob')),
    size integer CHECK (size IS NULL OR typeof(size) IN ('integer', 'blob')),
    hash blob CHECK (hash IS NULL OR typeof(hash) IN ('blob', 'blob')),
    parts integer CHECK (parts IS NULL OR typeof(parts) IN ('integer', 'blob')),
    added_at integer CHECK (added_at IS NULL OR typeof(added_at) IN ('integer', 'blob')),
    added_by blob CHECK (added_by IS NULL OR typeof(added_by) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX NAME_by_case_file ON NAME (case_file);
)";

constexpr char AttachmentPart[] = R"(
CREATE TABLE NAME (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    case_file blob CHECK (case_file IS NULL OR typeof(case_file) IN ('blob', 'blob')),
    attachment blob CHECK (attachment IS NULL OR typeof(attachment) IN ('blob', 'blob')),
    number integer CHECK (number IS NULL OR typeof(number) IN ('integer', 'blob')),
    content blob CHECK (content IS NULL OR typeof(content) IN ('blob', 'blob'))
) WITHOUT ROWID;
CREATE INDEX NAME_by_attachment ON NAME (attachment);
)";

constexpr char Guards[] = R"(
CREATE TRIGGER NAME_guard_INSERT BEFORE INSERT ON NAME WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER NAME_guard_UPDATE BEFORE UPDATE ON NAME WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
CREATE TRIGGER NAME_guard_DELETE BEFORE DELETE ON NAME WHEN indaro_log_permit() = 0
    BEGIN SELECT RAISE(ABORT, 'unlogged write'); END;
)";

std::string named(std::string sql, const std::string &name)
{
    for (std::size_t at = 0; (at = sql.find("NAME", at)) != std::string::npos; at += name.size())
        sql.replace(at, 4, name);
    return sql;
}

} // namespace

base::Result<void> createAttachments(store::Connection &db)
{
    for (const std::string compartment : {"case", "identity", "health", "perpetrator"}) {
        const std::string name = "attachment_" + compartment;
        const std::string part = "attachment_part_" + compartment;
        INDARO_TRY(db.execute(named(Attachment, name) + named(Guards, name)));
        INDARO_TRY(db.execute(named(AttachmentPart, part) + named(Guards, part)));
    }
    return {};
}

} // namespace indaro::casework
