// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QImage>

#include <vector>

namespace indaro::ui::print {

[[nodiscard]] bool isPdf(const QByteArray &content);

struct PdfDrawing
{
    int longestSide = 2400; ///< of a page, in points of the picture, however large it says it is
    int lastPage = 8;
    bool isGrey = true;
};
/// The pages of a PDF as pictures: drawn by a process of its own (pdftoppm) that gets the bytes through memory and is
/// confined (base::Confinement), so that a document of a stranger reaches neither a key nor a file. Nothing is written
/// anywhere. Thread: any; takes seconds. Errors: PictureDamaged (it cannot be drawn, or not within a minute),
/// MediaTypeRefused (wanted=image, type=pdf: what draws PDFs is not installed).
[[nodiscard]] base::Result<std::vector<QImage>> drawPdf(const QByteArray &content, const PdfDrawing &how = {});

/// One page under the other, with a line between them. Null for none.
[[nodiscard]] QImage pagesBelowEachOther(const std::vector<QImage> &pages);

} // namespace indaro::ui::print
