// SPDX-License-Identifier: GPL-3.0-or-later
// Prints the one page that goes with the stick: indaro-guide guide.html OUT.pdf VERSION
#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtGui/QAbstractTextDocumentLayout>
#include <QtGui/QGuiApplication>
#include <QtGui/QPageSize>
#include <QtGui/QPainter>
#include <QtGui/QPdfWriter>
#include <QtGui/QTextDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

int main(int argc, char **argv)
{
    const QGuiApplication application(argc, argv);
    const QStringList words = QGuiApplication::arguments();
    if (words.size() != 4) {
        std::fprintf(stderr, "usage: indaro-guide guide.html OUT.pdf VERSION\n");
        return 2;
    }
    QFile in(words.at(1));
    if (!in.open(QIODevice::ReadOnly)) {
        std::fprintf(stderr, "%s cannot be read\n", qPrintable(words.at(1)));
        return 1;
    }
    QDir().mkpath(QFileInfo(words.at(2)).absolutePath());
    QPdfWriter writer(words.at(2));
    writer.setPageSize(QPageSize(QPageSize::A4));
    constexpr int Dpi = 300;
    constexpr double MarginMm = 14;
    writer.setResolution(Dpi);
    writer.setPageMargins({MarginMm, MarginMm, MarginMm, MarginMm}, QPageLayout::Millimeter);
    writer.setTitle(u"Indaro"_s);
    QTextDocument page;
    page.setDefaultFont(QFont(u"Noto Sans"_s, 10));
    page.documentLayout()->setPaintDevice(&writer);
    page.setHtml(QString::fromUtf8(in.readAll()).replace(u"@VERSION@"_s, words.at(3)));
    page.setDocumentMargin(0);
    page.setPageSize(QSizeF(writer.width(), writer.height()));
    if (page.pageCount() != 1) {
        std::fprintf(stderr, "the guide is %d pages long, it must be one\n", page.pageCount());
        return 1;
    }
    QPainter painter(&writer);
    page.drawContents(&painter);
    return painter.end() ? 0 : 1;
}
