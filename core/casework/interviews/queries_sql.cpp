// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/forms/form_store.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <algorithm>
#include <set>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

const std::string &lineColumns()
{
    static const std::string columns =
        std::string(
            "SELECT i.id, i.case_file, c.case_code, c.display_name, i.form_id, i.status, "
            "i.started_at, i.signed_at, (SELECT count(*) FROM sitting s WHERE s.interview = i.id), "
            "(SELECT f.title FROM form f WHERE f.id = i.form), ifnull(i.correction, 0), i.signed_at IS NOT NULL AND NOT ") +
        IsValidVersion + ", " + IsParallelVersion + " FROM interview i JOIN case_file c ON c.id = i.case_file ";
    return columns;
}

Result<std::vector<InterviewLine>> readLines(store::Statement select)
{
    std::vector<InterviewLine> lines;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return lines;
        InterviewLine line{*select.id<sync::RecordTag>(0), *select.id<sync::RecordTag>(1)};
        line.caseCode = toText(select, 2);
        line.displayName = toText(select, 3);
        line.formId = toText(select, 4);
        line.status = toText(select, 5);
        line.startedAt = select.integer(6);
        if (!select.isNull(7))
            line.signedAt = select.integer(7);
        line.sittings = static_cast<int>(select.integer(8));
        line.formTitle = toText(select, 9);
        line.correction = static_cast<int>(select.integer(10));
        line.isCorrected = select.integer(11) != 0;
        line.isParallel = select.integer(12) != 0;
        if (line.signedAt && line.correction > 0)
            line.status = QStringLiteral("signed"); // also when another laptop gave it up meanwhile
        lines.push_back(std::move(line));
    }
}

/// Of a correction that has none of its own, the one of the version it was made from.
Result<QString> readInterviewerView(Desk &desk, InterviewId interview)
{
    std::set<InterviewId> seen; // what came from other laptops may say anything
    for (std::optional<InterviewId> at = interview; at && seen.insert(*at).second;) {
        INDARO_TRY_ASSIGN(auto select,
                          desk.db.prepare("SELECT (SELECT body FROM note WHERE id = ?1), (SELECT corrects FROM interview "
                                          "WHERE id = ?2), EXISTS (SELECT 1 FROM note WHERE id = ?1)"));
        select.bind(1, sync::derivedId({"interviewer_view", rows::idText(*at)}));
        select.bind(2, *at);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found || select.integer(2) != 0)
            return found ? toText(select, 0) : QString();
        at = select.isNull(1) ? std::nullopt : select.id<sync::RecordTag>(1);
    }
    return QString();
}

/// What makes it a correction, and of what.
Result<void> readCorrection(Desk &desk, LoadedInterview &loaded)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT i.corrects, i.first_version, i.correction, i.correction_reason, "
                                                   "f.signed_at FROM interview i LEFT JOIN interview f ON "
                                                   "f.id = ifnull(i.first_version, i.id) WHERE i.id = ?1"));
    select.bind(1, loaded.id);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (found && !select.isNull(4))
        loaded.firstSignedAt = select.integer(4);
    if (!found || select.isNull(0))
        return {};
    loaded.corrects = select.id<sync::RecordTag>(0);
    loaded.firstVersion = select.id<sync::RecordTag>(1).value_or(loaded.id);
    loaded.correction = static_cast<int>(select.integer(2));
    loaded.correctionReason = toText(select, 3);
    if (loaded.corrects && loaded.sittings.empty()) {
        INDARO_TRY_ASSIGN(const auto before, rows::readSittings(desk, *loaded.corrects));
        if (!before.empty())
            loaded.formerHead = before.back().head;
    }
    return {};
}

} // namespace

const Sitting *LoadedInterview::findOpenSitting() const
{
    const auto open = std::find_if(sittings.rbegin(), sittings.rend(), [](const Sitting &s) { return !s.stoppedAt; });
    return open == sittings.rend() ? nullptr : &*open;
}

Result<LoadedInterview> loadInterview(Desk &desk, InterviewId interview)
{
    INDARO_TRY(desk.access.mustRead(Thing::Story)); // what somebody is still typing of it is in no table of its part
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT case_file, form_id, form_version, status, started_at, "
                                                   "signed_at, last_path, main_language, form_content, form "
                                                   "FROM interview WHERE id = ?1"));
    select.bind(1, interview);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    const auto caseFile = found ? select.id<sync::RecordTag>(0) : std::nullopt;
    if (!caseFile)
        return Error(Errc::UnknownRecord);
    LoadedInterview loaded{interview, *caseFile};
    loaded.formId = toText(select, 1);
    loaded.formVersion = toText(select, 2);
    loaded.status = toText(select, 3);
    loaded.startedAt = select.integer(4);
    if (!select.isNull(5))
        loaded.signedAt = select.integer(5);
    if (loaded.signedAt && loaded.status == QLatin1StringView("given_up"))
        loaded.status = QStringLiteral("signed"); // another laptop gave up the correction meanwhile
    loaded.lastPath = toText(select, 6);
    loaded.mainLanguage = toText(select, 7);
    const std::string_view content = base::asText(select.blob(8));
    loaded.formContent = QByteArray(content.data(), static_cast<qsizetype>(content.size()));
    if (!select.isNull(9))
        loaded.form = select.id<sync::RecordTag>(9);
    else if (loaded.formContent.isEmpty()) { // shipped with some version of the program, or brought in since
        INDARO_TRY_ASSIGN(loaded.form, findForm(desk, loaded.formId, loaded.formVersion));
    }
    if (loaded.form) {
        INDARO_TRY_ASSIGN(loaded.formContent, rows::formContentOf(desk, *loaded.form));
    }
    INDARO_TRY_ASSIGN(const auto place, rows::readPlace(desk, interview));
    if (place) {
        loaded.lastPath = place->lastPath;
        loaded.lastSavedAt = place->savedAt;
        loaded.unfinished = place->unfinished;
        loaded.late = place->late;
    }
    INDARO_TRY_ASSIGN(loaded.interviewerView, readInterviewerView(desk, interview));
    INDARO_TRY_ASSIGN(loaded.sittings, rows::readSittings(desk, interview));
    INDARO_TRY_ASSIGN(loaded.answers, rows::readAnswers(desk, interview));
    INDARO_TRY(readCorrection(desk, loaded));
    INDARO_TRY_ASSIGN(loaded.paper, paperEntryOf(desk, {model::fields::interview::Table, loaded.firstVersion}));
    return loaded;
}

Result<std::vector<InterviewLine>> listInterviews(Desk &desk, sync::RecordId caseFile)
{
    INDARO_TRY_ASSIGN(
        auto select,
        desk.db.prepare(
            lineColumns() +
            "WHERE i.case_file = ?1 AND (i.status <> 'given_up' OR i.signed_at IS NOT NULL) ORDER BY i.started_at DESC"));
    select.bind(1, caseFile);
    return readLines(std::move(select));
}

Result<std::vector<InterviewLine>> listInterviewDrafts(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare(lineColumns() + "WHERE i.status = 'draft' ORDER BY i.started_at DESC"));
    return readLines(std::move(select));
}

Result<std::vector<SavedAnswer>> loadLastSaved(Desk &desk, sync::RecordId caseFile, const QString &formId)
{
    std::optional<InterviewId> last;
    {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare(std::string("SELECT i.id FROM interview i WHERE i.case_file = ?1 AND "
                                                                   "i.form_id = ?2 AND ") +
                                                       IsValidVersion + " ORDER BY i.started_at DESC, i.id LIMIT 1"));
        select.bind(1, caseFile);
        select.bind(2, formId.toStdString());
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (found)
            last = select.id<sync::RecordTag>(0);
    }
    return last ? rows::readAnswers(desk, *last) : Result<std::vector<SavedAnswer>>(std::vector<SavedAnswer>());
}

Result<std::vector<OpenAlert>> listOpenAlerts(Desk &desk, sync::RecordId caseFile)
{
    if (!desk.access.mayRead(Thing::Procedure))
        return std::vector<OpenAlert>();
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id, substr(kind, 7), raised_at, source FROM task WHERE "
                                                   "case_file = ?1 AND kind LIKE 'alert\\_%' ESCAPE '\\' "
                                                   "AND done_at IS NULL ORDER BY raised_at, kind"));
    select.bind(1, caseFile);
    std::vector<OpenAlert> alerts;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return alerts;
        alerts.push_back(
            {*select.id<sync::RecordTag>(0), toText(select, 1), select.integer(2), select.id<sync::RecordTag>(3)});
    }
}

} // namespace indaro::casework
