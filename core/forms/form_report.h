// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_linter.h"

#include <QJsonObject>

namespace indaro::forms {

/// What a language lacks: rows where another language has a text.
struct LanguageReport
{
    FormLanguage language;
    int missing = 0; ///< cells
    int awaited = 0; ///< of them the form itself says that they wait for a translation
    std::vector<int> surveyRows;
    std::vector<int> choiceRows;
};

/// What `form-check` says about a workbook.
struct FormReport
{
    QString formId;
    QString title;
    QString version;
    int rows = 0;      ///< survey rows read, group edges not counted twice
    int questions = 0; ///< items that take or compute a value; notes not counted
    int notes = 0;
    int groups = 0;
    int repeats = 0;
    int choiceLists = 0;
    int choices = 0;
    int expressions = 0;       ///< understood; "yes" and "no" not counted
    int expressionsFailed = 0; ///< not understood, each with its finding
    std::vector<LanguageReport> languages;
    std::vector<NamedFile> files;  ///< that the form names
    std::vector<Finding> findings; ///< of opening and of lint(), by sheet and row

    /// Note when there is no finding at all.
    [[nodiscard]] Severity worst() const;
    [[nodiscard]] QJsonObject toJson() const;
};

/// `form` was made of `workbook`.
[[nodiscard]] FormReport makeReport(const Workbook &workbook, const FormDefinition &form);

} // namespace indaro::forms
