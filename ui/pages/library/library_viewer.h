// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "ui/print/document_view.h"

#include <QFrame>
#include <QImage>

#include <functional>
#include <vector>

QT_BEGIN_NAMESPACE
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QScrollArea;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// A document of the library, or a scan that waits to be filed, read from memory: a text as text, a picture and the pages of a PDF (drawn by a confined
/// process, print/pdf_pages.h) below each other. GUI thread.
class LibraryViewer final : public QFrame
{
    Q_OBJECT
public:
    explicit LibraryViewer(QWidget *parent);
    void read(const QString &title, const QByteArray &content, const QString &mediaType);
    void close();
    void retranslate();
    [[nodiscard]] bool isReading() const { return !m_titleText.isEmpty(); }

    /// The document as pages to be printed, drawn in the background. `done` on the GUI thread, while `context` is there.
    static void pagesOf(QObject *context, const QByteArray &content, const QString &mediaType,
                        std::function<void(const base::Result<QList<print::Page>> &)> done);

Q_SIGNALS:
    void failed(const base::Error &error);
    void closed();

private:
    void showPictures(const std::vector<QImage> &pictures);
    QString m_titleText;
    int m_reading = 0; ///< an earlier answer is nobody's any more
    int m_shown = 0;   ///< pages that are drawn, where there are more; else 0
    QLabel *m_title;
    QLabel *m_said;
    QPlainTextEdit *m_text;
    QScrollArea *m_scroll;
    QLabel *m_picture;
    QPushButton *m_close;
};

} // namespace indaro::ui::pages
