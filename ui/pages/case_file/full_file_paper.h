// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/case_file/whole_file.h"
#include "ui/print/document_view.h"

namespace indaro::casework {
class Workspace;
}

namespace indaro::ui::pages {

/// The whole file on paper, in the language of the screens, marked internal: every kind of record with what stands in it, in
/// words and never in codes; then each interview as it is printed alone, question by question. `language`: fr, rn, en.
/// GUI thread; PaperWork lays it out. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<QList<print::Paper>> fullFilePaper(const WholeFile &whole, const QString &language,
                                                              casework::Workspace &workspace, const base::Clock &clock);

} // namespace indaro::ui::pages
