// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/full_file.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// The whole file on paper, in the language of the screens, marked internal: every kind of record with what stands in it; an
/// answer of an interview under the name of its question. GUI thread. Errors: FileNotFound, TemplateDamaged.
[[nodiscard]] base::Result<QList<print::Page>> fullFilePaper(const casework::FullFile &file, const QString &language,
                                                             base::UtcMs now);

} // namespace indaro::ui::pages
