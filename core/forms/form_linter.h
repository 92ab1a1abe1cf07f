// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"
#include "core/forms/sheet_columns.h"
#include "core/forms/workbook.h"

namespace indaro::forms {

/// A text that another language has and this one has not.
struct TranslationGap
{
    QString language; ///< FormLanguage::header
    QString sheet;    ///< "survey" or "choices"
    int row = 0;
    QString column;         ///< header of the empty cell as written
    QString name;           ///< of the question or choice
    bool isAwaited = false; ///< the form itself says so: its indaro::kirundi_…status is to_translate
};

/// Every cell of labels, hints and messages that is empty in a language of the form while another language has a text, in
/// the order of the sheets. Thread: any.
[[nodiscard]] std::vector<TranslationGap> translationGaps(const Workbook &workbook, const FormDefinition &form);

/// What a careful author wants to know of a form beyond what opening it remarked (FormDefinition::findings()): `form` was
/// made of `workbook`. In the order of the checks. Takes no longer than a few passes over the form. Thread: any.
[[nodiscard]] std::vector<Finding> lint(const Workbook &workbook, const FormDefinition &form);

/// The parts of lint(): what rows and columns say by themselves, what expressions say together, and what they read of lists
/// and files.
void lintRows(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings);
void lintExpressions(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings);
void lintFiles(const Workbook &workbook, const FormDefinition &form, std::vector<Finding> &findings);

} // namespace indaro::forms
