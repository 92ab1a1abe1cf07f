// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/forms/form_store.h"
#include "core/forms/form_definition.h"
#include "ui/forms/choice_overlay.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace indaro::ui::pages {

/// A form an interview can be held with.
struct FormEntry
{
    QString id;
    QString version;
    QString title;
    QString fileName{};
    bool isShipped = true;
    QByteArray content;
    /// The record of an imported form; unset: shipped, or a file that was chosen and is kept when an interview begins.
    std::optional<casework::FormRecordId> record{};
    /// Null for an imported form that only stands in a list: it is read when an interview is opened.
    std::shared_ptr<const indaro::forms::FormDefinition> definition;
};

/// The workbooks of `folder`'s subfolders, the intake first. A workbook that does not open is left out.
/// Reads files: run it in the background.
[[nodiscard]] std::vector<FormEntry> loadForms(const QString &folder = QStringLiteral(":/indaro/forms"));
/// Those that came with the program, read once. Thread: any, in the background the first time.
[[nodiscard]] const std::vector<FormEntry> &shippedForms();
/// Whether a kept form is one that came with this or an earlier program: such a one has the name of the workbook without its
/// ending, an imported one the name of its file.
[[nodiscard]] bool cameWithProgram(const casework::StoredForm &form);
/// A workbook somebody chose, or one kept in an interview. Errors: as FormDefinition::fromBytes.
[[nodiscard]] base::Result<FormEntry> loadForm(const QByteArray &content, const QString &name);
/// The record an interview with this form names: its own, else the form is kept now, one that comes with the program too:
/// the next program may come with another version, and the other laptops of the house may have one. Unset: another workbook
/// is kept under the version of a shipped form. Errors: casework::keepForm()'s. Thread: the store's.
[[nodiscard]] base::Result<std::optional<casework::FormRecordId>> keepForInterviews(casework::Desk &desk,
                                                                                    const FormEntry &form);
/// French for the choices of forms that have none.
[[nodiscard]] ui::forms::ChoiceOverlay frenchOverlay();
/// Null when there is none.
[[nodiscard]] const FormEntry *findForm(const std::vector<FormEntry> &entries, const QString &formId);

} // namespace indaro::ui::pages
