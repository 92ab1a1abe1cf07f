// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/paper_reader.h"

#include "core/base/file.h"
#include "ui/print/pdf_pages.h"

#include <QBuffer>
#include <QImageReader>

#include <ZXing/ReadBarcode.h>

using namespace Qt::StringLiterals;

namespace indaro::ui::print {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t LargestPaper = std::size_t{48} * 1024 * 1024;
constexpr int LongestSide = 6000; ///< of a picture that is looked at

/// The type has another name in each version of ZXing-C++, so it is taken from the function.
template <class Found, class Options> Options optionsOf(Found (*)(const ZXing::ImageView &, const Options &));

Result<std::vector<QImage>> readPicture(const QByteArray &content)
{
    QBuffer buffer;
    buffer.setData(content);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setAutoTransform(true);
    const QSize size = reader.size();
    if (size.isValid() && (size.width() > LongestSide || size.height() > LongestSide))
        reader.setScaledSize(size.scaled(LongestSide, LongestSide, Qt::KeepAspectRatio));
    const QImage picture = reader.read();
    return picture.isNull() ? Result<std::vector<QImage>>(Error(Errc::PictureDamaged)) : std::vector{picture};
}

} // namespace

QStringList codesOnPage(const QImage &page)
{
    const QImage grey = page.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    decltype(optionsOf(&ZXing::ReadBarcodes)) options;
    options.setFormats(ZXing::BarcodeFormat::QRCode);
    QStringList found;
    for (const auto &code : ZXing::ReadBarcodes(view, options)) {
        const auto &bytes = code.bytes();
        if (code.isValid() && code.format() == ZXing::BarcodeFormat::QRCode)
            found << QString::fromUtf8(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    }
    return found;
}

Result<ScannedPaper> readPaper(const std::filesystem::path &path)
{
    INDARO_TRY_ASSIGN(const base::Bytes bytes, base::readFile(path, LargestPaper));
    ScannedPaper paper;
    const QByteArray content(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    INDARO_TRY_ASSIGN(const auto pages, isPdf(content) ? drawPdf(content) : readPicture(content));
    for (const QImage &page : pages) {
        for (const QString &text : codesOnPage(page)) {
            if (!text.startsWith("INDARO1:"_L1))
                continue; // somebody else's code
            const auto serial = documents::readSerial(text);
            paper.isAltered = paper.isAltered || !serial;
            if (serial && !paper.serial)
                paper.serial = *serial;
        }
    }
    return paper;
}

} // namespace indaro::ui::print
