// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/documents/serial.h"

#include <QImage>

#include <filesystem>
#include <vector>

namespace indaro::ui::print {

/// A paper of ours that came back, as a scanner or a camera saw it. Nothing is written anywhere: a PDF is drawn by
/// drawPdf().

/// What the codes on it say.
struct ScannedPaper
{
    std::optional<documents::Serial> serial; ///< of the first code that is one of ours and whole
    bool isAltered = false;                  ///< a code of ours whose check letters do not fit its number
};
/// Looks at the pages of a picture (PNG, JPEG …) or a PDF, its first eight pages. Thread: any; takes seconds.
/// Errors: FileNotFound, FileNotReadable, FileTooLarge (limit= bytes), PictureDamaged (neither a picture nor a PDF that can
/// be drawn), MediaTypeRefused (wanted=image, type=pdf: what draws PDFs is not installed).
[[nodiscard]] base::Result<ScannedPaper> readPaper(const std::filesystem::path &path);

/// The texts of the QR codes on one page, in no order.
[[nodiscard]] QStringList codesOnPage(const QImage &page);

} // namespace indaro::ui::print
