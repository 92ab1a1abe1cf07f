// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/forms/form_store.h"
#include "core/forms/form_report.h"

#include <memory>

namespace indaro::ui::pages {

/// A file somebody chose, read and looked through; nothing of it is kept yet.
struct ReadForm
{
    casework::NewForm form;
    indaro::forms::FormReport report;
    std::shared_ptr<const indaro::forms::FormDefinition> definition;
    bool isShipped = false; ///< this version came with the program
};

/// A workbook with the files beside it that it names, or a package. Any thread; takes as long as the workbook is large.
/// Errors: FileTooLarge (limit= bytes), and what FormPackage::fromFile and FormDefinition::fromWorkbook say.
[[nodiscard]] base::Result<ReadForm> readForm(const QString &path);

/// The form interviews are held with now: the newest version kept, else the one that came with the program.
struct UsedForm
{
    std::optional<casework::FormRecordId> record{};
    casework::FormFacts facts{};
    std::shared_ptr<const indaro::forms::FormDefinition> definition{};
};
/// The store thread. Errors: NotFound, and what loadFormContent and FormDefinition::fromBytes say.
[[nodiscard]] base::Result<UsedForm> findUsedForm(casework::Desk &desk, const QString &formId);

} // namespace indaro::ui::pages
