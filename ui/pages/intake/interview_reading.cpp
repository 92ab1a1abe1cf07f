// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_reading.h"

#include "core/casework/interviews/queries.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::ui::pages {

using base::Result;

namespace {

Result<QString> caseCodeOf(casework::Desk &desk, sync::RecordId person)
{
    INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, person));
    return QString::fromStdString(code.textOr(""));
}

} // namespace

Result<InterviewsOfPerson> readInterviewsOf(casework::Desk &desk, sync::RecordId person)
{
    InterviewsOfPerson read;
    INDARO_TRY_ASSIGN(read.lines, casework::listInterviews(desk, person));
    INDARO_TRY_ASSIGN(read.caseCode, caseCodeOf(desk, person));
    return read;
}

Result<OpenedInterview> readInterview(casework::Desk &desk, casework::InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto loaded, casework::loadInterview(desk, interview));
    OpenedInterview read{std::move(loaded)};
    INDARO_TRY_ASSIGN(read.alerts, casework::listOpenAlerts(desk, read.interview.caseFile));
    INDARO_TRY_ASSIGN(read.caseCode, caseCodeOf(desk, read.interview.caseFile));
    return read;
}

const casework::InterviewVersion *VersionsOfInterview::findValid() const
{
    const auto valid = std::find_if(versions.begin(), versions.end(), [](const auto &each) { return each.version.isValid; });
    return valid != versions.end() ? &valid->version : nullptr;
}

const casework::InterviewVersion *VersionsOfInterview::find(const casework::InterviewId &id) const
{
    const auto found =
        std::find_if(versions.begin(), versions.end(), [&](const auto &each) { return each.version.id == id; });
    return found != versions.end() ? &found->version : nullptr;
}

Result<VersionsOfInterview> readVersions(casework::Desk &desk, casework::InterviewId interview)
{
    VersionsOfInterview read;
    INDARO_TRY_ASSIGN(auto versions, casework::listVersions(desk, interview));
    INDARO_TRY_ASSIGN(read.mayCorrect, casework::mayCorrect(desk, interview));
    for (casework::InterviewVersion &version : versions) {
        ShownVersion shown{std::move(version)};
        if (shown.version.corrects) {
            INDARO_TRY_ASSIGN(shown.changes, casework::loadChanges(desk, *shown.version.corrects, shown.version.id));
        }
        read.versions.push_back(std::move(shown));
    }
    return read;
}

} // namespace indaro::ui::pages
