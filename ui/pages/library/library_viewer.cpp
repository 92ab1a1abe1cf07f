// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/library/library_viewer.h"

#include "ui/kit/background.h"
#include "ui/kit/picture.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/print/pdf_pages.h"

#include <QAbstractTextDocumentLayout>
#include <QLabel>
#include <QPainter>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTextDocument>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using base::Result;

namespace {

constexpr QSize LargestLibraryPicture(4000, 4000);
constexpr int LibraryViewHeight = 420;
constexpr int LibraryPageSide = 1400; ///< on the screen: it can be read
constexpr int PrintedSide = 2400;
constexpr int MostPagesShown = 40;
constexpr int MostPagesPrinted = 200;
constexpr double SheetWidth = 210;  // mm
constexpr double SheetHeight = 297; // mm
constexpr double SheetMargin = 10;  // mm
constexpr int TextPointsPerMm = 6;  ///< 150 dots an inch

/// A text on sheets of A4.
std::vector<QImage> drawText(const QString &text)
{
    const QSizeF area((SheetWidth - 2 * SheetMargin) * TextPointsPerMm, (SheetHeight - 2 * SheetMargin) * TextPointsPerMm);
    QTextDocument document;
    QFont font = document.defaultFont();
    font.setPixelSize(4 * TextPointsPerMm); // four millimetres
    document.setDefaultFont(font);
    qsizetype end = text.size(); // empty lines at the end would be an empty sheet
    while (end > 0 && text.at(end - 1).isSpace())
        --end;
    document.setPlainText(text.first(end));
    document.setPageSize(area);
    QAbstractTextDocumentLayout::PaintContext ink;
    ink.palette.setColor(QPalette::Text, Qt::black); // whatever the screen is like
    std::vector<QImage> sheets;
    for (int page = 0; page < std::min(document.pageCount(), MostPagesPrinted); ++page) {
        QImage sheet(area.toSize(), QImage::Format_Grayscale8);
        sheet.fill(Qt::white);
        QPainter painter(&sheet);
        painter.translate(0, -page * area.height());
        ink.clip = QRectF(QPointF(0, page * area.height()), area);
        document.documentLayout()->draw(&painter, ink);
        painter.end();
        sheets.push_back(std::move(sheet));
    }
    return sheets;
}

Result<std::vector<QImage>> drawDocument(const QByteArray &content, const QString &mediaType, int side, int pages)
{
    if (mediaType == "text/plain"_L1)
        return drawText(QString::fromUtf8(content));
    if (print::isPdf(content))
        return print::drawPdf(content, {side, pages, false});
    INDARO_TRY_ASSIGN(QImage picture, kit::readPicture(content, LargestLibraryPicture));
    std::vector<QImage> pictures;
    pictures.push_back(std::move(picture));
    return pictures;
}

print::Page sheetOf(const QImage &picture)
{
    const QSizeF room(SheetWidth - 2 * SheetMargin, SheetHeight - 2 * SheetMargin);
    const QSizeF size = QSizeF(picture.size()).scaled(room, Qt::KeepAspectRatio);
    print::Page page;
    page.pictures.append({QRectF(QPointF((SheetWidth - size.width()) / 2, SheetMargin), size), picture});
    return page;
}

} // namespace

LibraryViewer::LibraryViewer(QWidget *parent)
    : QFrame(parent), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_said(kit::makeLabel(kit::TextRole::Muted, this)), m_text(new QPlainTextEdit(this)), m_scroll(new QScrollArea(this)),
      m_picture(new QLabel(m_scroll)), m_close(new kit::PushButton(this))
{
    kit::setCard(this);
    setObjectName(u"libraryViewer"_s);
    m_picture->setObjectName(u"libraryPicture"_s);
    m_close->setObjectName(u"libraryViewerClose"_s);
    m_title->setTextFormat(Qt::PlainText); // named by whoever made the file
    m_text->setReadOnly(true);
    m_text->setTabChangesFocus(true);
    m_text->setMinimumHeight(LibraryViewHeight);
    m_scroll->setWidget(m_picture);
    m_scroll->setFixedHeight(LibraryViewHeight);
    m_scroll->setAlignment(Qt::AlignCenter);
    kit::setButtonRole(m_close, kit::ButtonRole::Quiet);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_said, m_text, m_scroll})
        column->addWidget(part);
    column->addWidget(m_close, 0, Qt::AlignRight);
    connect(m_close, &QPushButton::clicked, this, [this] {
        close();
        Q_EMIT closed();
    });
    hide();
}

void LibraryViewer::read(const QString &title, const QByteArray &content, const QString &mediaType)
{
    m_titleText = title;
    m_shown = 0;
    ++m_reading; // what was being drawn is another document
    const bool isText = mediaType == "text/plain"_L1;
    m_text->setVisible(isText);
    m_scroll->hide();
    m_text->setPlainText(isText ? QString::fromUtf8(content) : QString());
    m_text->setAccessibleName(title);
    m_picture->clear();
    m_picture->setAccessibleName(title);
    show();
    retranslate();
    kit::scrollTo(this);
    if (isText)
        return m_text->setFocus(Qt::TabFocusReason);
    kit::runInBackground(
        this, [content, mediaType] { return drawDocument(content, mediaType, LibraryPageSide, MostPagesShown + 1); },
        [this, reading = m_reading](Result<std::vector<QImage>> drawn) {
            if (reading != m_reading)
                return;
            if (!drawn) {
                close();
                Q_EMIT failed(drawn.error());
                return;
            }
            showPictures(*drawn);
        });
}

void LibraryViewer::showPictures(const std::vector<QImage> &pictures)
{
    std::vector<QImage> shown = pictures;
    if (shown.size() > std::size_t(MostPagesShown)) {
        shown.resize(std::size_t(MostPagesShown));
        m_shown = MostPagesShown;
    }
    m_picture->setPixmap(QPixmap::fromImage(print::pagesBelowEachOther(shown)));
    m_picture->adjustSize();
    m_scroll->show();
    retranslate();
    m_close->setFocus(Qt::TabFocusReason);
}

void LibraryViewer::close()
{
    ++m_reading;
    m_titleText.clear();
    m_text->clear();
    m_picture->clear();
    hide();
}

void LibraryViewer::retranslate()
{
    m_title->setText(m_titleText);
    m_said->setText(m_shown == 0 ? QString()
                                 : tr("Only the first %1 pages are shown here. The whole document is kept.").arg(m_shown));
    m_said->setVisible(m_shown > 0);
    m_close->setText(tr("Close the document"));
}

void LibraryViewer::pagesOf(QObject *context, const QByteArray &content, const QString &mediaType,
                            std::function<void(const Result<QList<print::Page>> &)> done)
{
    kit::runInBackground(
        context, [content, mediaType] { return drawDocument(content, mediaType, PrintedSide, MostPagesPrinted); },
        [done = std::move(done)](const Result<std::vector<QImage>> &drawn) {
            if (!drawn)
                return done(drawn.error());
            QList<print::Page> pages;
            for (const QImage &each : *drawn)
                pages.append(sheetOf(each));
            done(pages);
        });
}

} // namespace indaro::ui::pages
