// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/interview_draft.h"

namespace indaro::ui::pages {

/// What a page shows before an interview is chosen.
struct InterviewsOfPerson
{
    std::vector<casework::InterviewLine> lines{};
    QString caseCode{};
};

/// What a page shows of one interview.
struct OpenedInterview
{
    casework::LoadedInterview interview;
    std::vector<casework::OpenAlert> alerts{};
    QString caseCode{};
    std::shared_ptr<const casework::HouseLists> lists{}; ///< the lists of the house its form reads; null: none
};

/// A version of an interview, and what it says otherwise than the version it was made from.
struct ShownVersion
{
    casework::InterviewVersion version;
    std::vector<casework::AnswerChange> changes{};
};
struct VersionsOfInterview
{
    std::vector<ShownVersion> versions{}; ///< as first held first
    bool mayCorrect = false;

    [[nodiscard]] const casework::InterviewVersion *findValid() const;
    [[nodiscard]] const casework::InterviewVersion *find(const casework::InterviewId &id) const;
};

/// Store thread, one job each. Errors: UnknownRecord and the store's.
[[nodiscard]] base::Result<InterviewsOfPerson> readInterviewsOf(casework::Desk &desk, sync::RecordId person);
[[nodiscard]] base::Result<OpenedInterview> readInterview(casework::Desk &desk, casework::InterviewId interview);
[[nodiscard]] base::Result<VersionsOfInterview> readVersions(casework::Desk &desk, casework::InterviewId interview);

} // namespace indaro::ui::pages
