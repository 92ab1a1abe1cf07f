// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_draft.h"

#include <QString>

namespace indaro::ui::models {

/// How an interview stands in a list: "signed", "correction 1, signed", "not finished: continue".
[[nodiscard]] QString interviewState(const casework::InterviewLine &line);

} // namespace indaro::ui::models
