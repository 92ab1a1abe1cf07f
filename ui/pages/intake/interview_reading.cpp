// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interview_reading.h"

#include "core/casework/interviews/queries.h"
#include "core/model/field_table.h"

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

} // namespace indaro::ui::pages
