// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/documents/serial.h"
#include "core/forms/form_definition.h"
#include "ui/print/document_view.h"

#include <memory>
#include <optional>

namespace indaro::ui::pages {

/// Whom a blank questionnaire is printed for; nothing: for whoever comes.
struct QuestionnaireHead
{
    QString caseCode{};
    std::optional<documents::Serial> serial{}; ///< by which its answers find their file again
};

/// Any form of an interview on paper, for the pen: every question with its number, in both languages of the form; in words
/// when it is asked; boxes to tick, lines, blocks of repeats; what an answer must be. GUI thread; PaperWork lays it out.
/// Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<print::Paper>
blankQuestionnaire(const std::shared_ptr<const indaro::forms::FormDefinition> &form, const QuestionnaireHead &head = {});

/// Blocks of a repeat on a blank paper: as many as its count says where that is a number, otherwise a few.
[[nodiscard]] int blankRows(const indaro::forms::FormDefinition &form, const indaro::forms::FormItem &repeat);

} // namespace indaro::ui::pages
