// SPDX-License-Identifier: GPL-3.0-or-later
// Reads the QR codes back from the pages as a scanner or a copier would see them, by a decoder that is not
// ours.
#include "ui/print/document_view.h"
#include "ui/print/paper_reader.h"

#include <QImage>
#include <QPainter>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace indaro;
using namespace indaro::ui::print;
using namespace Qt::StringLiterals;

namespace {

const QString kName = u"Nshimirimana-Ndayishimiye Marie-Goreth Consolata Ntahomvukiye"_s;
const documents::Serial kSerial{u"QKRT"_s, 2026, 42};

documents::DocumentData filled(const documents::Template &form)
{
    documents::DocumentData data;
    for (const documents::Part &part : form.parts) {
        data.serials[part.name] = kSerial;
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields) {
                    if (field.options.isEmpty() && !field.name.isEmpty() && field.kind != documents::FieldKind::Table)
                        data.set(field.name, kName);
                }
    }
    return data;
}

QImage turned(const QImage &page, double degrees)
{
    QImage out(page.size(), QImage::Format_Grayscale8);
    out.fill(Qt::white);
    QPainter painter(&out);
    painter.setRenderHint(QPainter::SmoothPixmapTransform);
    painter.translate(page.rect().center());
    painter.rotate(degrees);
    painter.translate(-page.rect().center());
    painter.drawImage(0, 0, page);
    return out;
}

/// Calls `each(value)` for every pixel and keeps what it gives.
template <class Each> QImage through(const QImage &page, Each each)
{
    QImage out = page.convertToFormat(QImage::Format_Grayscale8);
    for (int y = 0; y < out.height(); ++y) {
        uchar *line = out.scanLine(y);
        for (int x = 0; x < out.width(); ++x)
            line[x] = uchar(std::clamp(each(int(line[x])), 0, 255));
    }
    return out;
}

QImage noisy(const QImage &page)
{
    std::mt19937 engine(7); // the same grain every time
    std::normal_distribution<double> grain(0, 40);
    return through(page, [&](int grey) { return grey + int(grain(engine)); });
}

QImage photocopied(const QImage &page)
{
    std::mt19937 engine(11);
    std::uniform_int_distribution<int> speck(0, 499);
    return through(page, [&](int grey) { return speck(engine) == 0 ? 0 : grey < 150 ? 0 : 255; });
}

QImage faded(const QImage &page)
{
    return through(page, [](int grey) { return 110 + grey * 90 / 255; });
}

} // namespace

class TestQrOnPaper : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        const QString tool = QStandardPaths::findExecutable(u"pdftoppm"_s);
        QVERIFY2(!tool.isEmpty(), "poppler-utils is missing: packaging/test.sh installs it");
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        const auto styles = documents::loadBuiltinStyles();
        QVERIFY(form.hasValue() && styles.hasValue());
        const QList<Page> pages = layOutAllCopies(*form, *styles, filled(*form));
        m_pageCount = pages.size();
        const QString pdf = m_folder.filePath(u"referral.pdf"_s);
        QVERIFY(exportPdf(pages, std::filesystem::path(pdf.toStdString())).hasValue());
        for (const int dpi : {150, 300}) {
            QProcess render;
            // The upper sixth of each page, as one lays a paper under a hand scanner.
            const QStringList top{u"-x"_s, u"0"_s,
                                  u"-y"_s, u"0"_s,
                                  u"-W"_s, QString::number(dpi * 210 / 25),
                                  u"-H"_s, QString::number(dpi * 2)};
            render.start(tool, QStringList{u"-r"_s, QString::number(dpi), u"-gray"_s, u"-png"_s} + top +
                                   QStringList{pdf, m_folder.filePath(QString::number(dpi))});
            QVERIFY(render.waitForFinished(120'000));
            QCOMPARE(render.exitCode(), 0);
        }
    }

    void everyCopyIsReadBack_data()
    {
        QTest::addColumn<int>("dpi");
        QTest::addColumn<QString>("how");
        for (const int dpi : {150, 300}) {
            for (const QString &how :
                 {u"clean"_s, u"noisy"_s, u"photocopied"_s, u"faded"_s, u"turned"_s, u"turned photocopy"_s})
                QTest::newRow(qPrintable(u"%1 dpi %2"_s.arg(dpi).arg(how))) << dpi << how;
        }
    }

    void everyCopyIsReadBack()
    {
        QFETCH(int, dpi);
        QFETCH(QString, how);
        const QStringList files = QDir(m_folder.path()).entryList({u"%1-*.png"_s.arg(dpi)}, QDir::Files, QDir::Name);
        QCOMPARE(files.size(), m_pageCount);
        for (const QString &file : files) {
            QImage page(m_folder.filePath(file));
            QVERIFY(!page.isNull());
            if (how == u"noisy")
                page = noisy(page);
            else if (how == u"photocopied")
                page = photocopied(page);
            else if (how == u"faded")
                page = faded(page);
            else if (how == u"turned")
                page = turned(page, 2.5);
            else if (how == u"turned photocopy")
                page = photocopied(turned(page, -1.5));
            // Serial and check code, character for character; so nothing else can be in it.
            QCOMPARE(codesOnPage(page), QStringList{u"INDARO1:QKRT-2026-0042:"_s + documents::checkCode(kSerial)});
        }
    }

    void aCodeMadeUnreadableIsNotRead()
    {
        QImage page(m_folder.filePath(QDir(m_folder.path()).entryList({u"150-*.png"_s}, QDir::Files, QDir::Name).first()));
        QPainter(&page).fillRect(page.width() * 3 / 4, 0, page.width() / 4, page.height() * 2 / 3, Qt::gray);
        QVERIFY(codesOnPage(page).isEmpty());
    }

private:
    QTemporaryDir m_folder;
    qsizetype m_pageCount = 0;
};

QTEST_MAIN(TestQrOnPaper)
#include "test_qr_on_paper.moc"
