// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <QByteArray>

namespace indaro::forms {

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
    int expressions = 0;
    std::vector<FormLanguage> languages;
    std::vector<Finding> findings;

    [[nodiscard]] QByteArray toJson() const;
};

[[nodiscard]] FormReport makeReport(const FormDefinition &form);

} // namespace indaro::forms
