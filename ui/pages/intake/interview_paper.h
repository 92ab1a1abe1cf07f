// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/interviews/interview_print.h"
#include "ui/forms/form_texts.h"
#include "ui/pages/intake/interview_reading.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// What a signed interview on paper is made of. Everything is only read.
struct InterviewOnPaper
{
    const forms::FormTexts &texts; ///< of the filled form
    const casework::LoadedInterview &interview;
    QString caseCode{};
    QString formTitle{};
    VersionsOfInterview versions{};
    casework::InterviewRelease release{};
    QStringList unknownPaths{}; ///< answers for which this version of the form has no question
    QDate printedOn{};
};

/// The interview for the paper file, French with the form's Kirundi beside it: which version it is and whether it holds, who
/// held and signed it, every question that was asked with its answer or why there is none, which were not asked, the
/// interviewer's own view. Nothing is cut short: a long answer goes on in further boxes. GUI thread; a long one is laid out
/// by PaperWork. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper> interviewPaper(const InterviewOnPaper &paper);

} // namespace indaro::ui::pages
