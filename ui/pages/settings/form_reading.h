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

/// Any thread; takes as long as the workbook is large. Errors: FileNotReadable, FileTooLarge (limit= bytes), and what
/// FormDefinition::fromBytes says.
[[nodiscard]] base::Result<ReadForm> readForm(const QString &path);
[[nodiscard]] base::Result<ReadForm> readForm(const QByteArray &content, const QString &fileName);

} // namespace indaro::ui::pages
