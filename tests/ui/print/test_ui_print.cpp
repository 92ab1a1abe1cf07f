// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/paper_faults.h"
#include "ui/print/document_view.h"
#include "ui/print/preview_widget.h"
#include "ui/print/text_fit.h"

#include <QDir>
#include <QFile>
#include <QPrinter>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::ui::print;
using namespace Qt::StringLiterals;

namespace {

const QString kCanary = u"Zuzanakanari"_s;

/// Fills every field the way `text` says; all options ticked.
documents::DocumentData filled(const documents::Template &form, const QString &text)
{
    documents::DocumentData data;
    for (const documents::Part &part : form.parts) {
        if (part.numbered)
            data.serials[part.name] = documents::Serial{u"QKRT"_s, 2026, 42 + int(data.serials.size())};
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields) {
                    QStringList names;
                    for (const documents::Option &option : field.options)
                        names.append(option.name);
                    if (!names.isEmpty())
                        data.choose(field.name, names);
                    else if (field.kind == documents::FieldKind::Table)
                        data.fields[field.name].rows = {{text, text, u"1"_s, u"1"_s, QString()}, {text}};
                    else if (field.kind == documents::FieldKind::Date)
                        data.set(field.name, u"24/11/2026 08:30"_s);
                    else if (!field.name.isEmpty())
                        data.set(field.name, text);
                }
    }
    return data;
}

void lengthen(documents::Template &form)
{
    const auto longer = [](documents::Label &label) {
        label.kirundi = u"Uwakorewe urudandaza rw'abantu ataraba uwukuze imbere y'amategeko mu gihugu c'inkomoko yiwe"_s;
        label.kirundiStatus = documents::KirundiStatus::Unreviewed;
    };
    for (documents::Part &part : form.parts) {
        longer(part.title);
        for (documents::Section &section : part.sections) {
            longer(section.title);
            for (documents::Row &row : section.rows)
                for (documents::Field &field : row.fields) {
                    longer(field.label);
                    for (documents::Option &option : field.options)
                        longer(option.label);
                    for (documents::TableColumn &column : field.tableColumns)
                        longer(column.label);
                }
        }
    }
}

/// A form of one section with these rows, each of one field.
documents::Template formOf(const QList<documents::Field> &fields)
{
    const documents::Label title{u"Essai"_s, u"ikigeragezo"_s, u"Trial"_s, documents::KirundiStatus::Attested};
    documents::Section section;
    section.title = title;
    for (const documents::Field &field : fields)
        section.rows.append({{field}});
    documents::Part part;
    part.name = u"trial"_s;
    part.title = title;
    part.sections = {section};
    documents::Template form;
    form.name = part.name;
    form.parts = {part};
    return form;
}

documents::Field fieldOf(const QString &name, documents::FieldKind kind, double height)
{
    documents::Field field;
    field.name = kind == documents::FieldKind::Note ? QString() : name;
    field.kind = kind;
    field.label = {name, name, name, documents::KirundiStatus::Attested};
    field.height = height;
    return field;
}

documents::Field tableOf(int rows)
{
    documents::Field table = fieldOf(u"lignes"_s, documents::FieldKind::Table, 0);
    documents::TableColumn column;
    column.name = u"what"_s;
    column.label = fieldOf(u"quoi"_s, documents::FieldKind::Text, 0).label;
    table.tableColumns = {column};
    table.blankRows = rows;
    return table;
}

/// The page on which this text stands; -1 where it stands nowhere.
qsizetype pageOf(const QList<Page> &pages, const QString &text)
{
    for (qsizetype p = 0; p < pages.size(); ++p) {
        for (const TextItem &item : pages[p].texts) {
            if (item.text == text)
                return p;
        }
    }
    return -1;
}

QString outputOf(const QString &tool, const QStringList &arguments)
{
    QProcess process;
    process.start(tool, arguments);
    return process.waitForFinished() ? QString::fromUtf8(process.readAllStandardOutput()) : QString();
}

std::filesystem::path pathIn(const QString &folder, const QString &name)
{
    return (folder + u'/' + name).toStdString();
}

/// What ISO 19005-1 level B asks of the objects of a file and forbids in them, as far as it can be read without a validator
/// (none is in Debian): version, output intent with its profile, an identifier, one table of objects in the clear; no
/// transparency, no script, no action, no enclosure, no encryption, no newer compression. Empty when all is well.
QString archiveFaultOf(const QByteArray &file)
{
    QByteArray objects; // the dictionaries, without what is in the streams
    qsizetype at = 0;
    for (qsizetype begin = file.indexOf("stream\n"); begin >= 0; begin = file.indexOf("stream\n", at)) {
        objects += file.mid(at, begin - at);
        at = file.indexOf("endstream", begin);
        if (at < 0)
            return u"a stream does not end"_s;
        at += 9;
    }
    objects += file.mid(at);
    if (!file.startsWith("%PDF-1.4"))
        return u"not version 1.4"_s;
    for (const char *wanted :
         {"/OutputIntents", "/GTS_PDFA1", "/DestOutputProfile", "/Metadata", "/ID", "xref\n", "trailer"})
        if (!objects.contains(wanted))
            return u"without "_s + QLatin1StringView(wanted);
    for (const char *never :
         {"/Encrypt", "/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/EmbeddedFiles", "/SMask", "/Transparency",
          "/LZWDecode", "/JPXDecode", "/ObjStm", "/XRef", "/AcroForm", "/Movie", "/Sound", "/OCProperties"})
        if (const qsizetype found = objects.indexOf(never);
            found >= 0 && !QChar::isLetter(uint(uchar(objects.at(found + qsizetype(qstrlen(never)))))) &&
            !objects.mid(found).startsWith("/SMask /None"))
            return u"with "_s + QString::fromLatin1(objects.mid(found, 40));
    static const QRegularExpression opacity(u"/(?:ca|CA) (?!1(?:\\.0*)?\\b)[0-9.]+"_s);
    const auto faint = opacity.match(QString::fromLatin1(objects));
    return faint.hasMatch() ? u"transparent: "_s + faint.captured() : QString();
}

} // namespace

class TestUiPrint : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        auto styles = documents::loadBuiltinStyles();
        QVERIFY2(styles.hasValue(), styles ? "" : styles.error().toString().c_str());
        m_styles = *styles;
    }

    void nothingLeavesItsBoxOrOverlaps_data()
    {
        QTest::addColumn<QString>("form");
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("longLabels");
        const QList<std::pair<QString, QString>> texts{
            {u"blank"_s, QString()},
            {u"normal"_s, u"Association Exemple"_s},
            {u"60 characters"_s, u"Nshimirimana-Ndayishimiye Marie-Goreth Consolata Ntahomvukiye"_s},
            {u"one long word"_s, QString(120, u'W')},
            {u"2000 characters"_s, u"Uwo muntu akeneye ubufasha. "_s.repeated(72).left(2000)},
            {u"emoji"_s, u"😀 👩‍👧 bonjour 🏠"_s.repeated(4)},
            {u"right to left"_s, u"مرحبا بالعالم שלום עולם "_s.repeated(6)},
            {u"controls"_s, u"a\n\n\r\tb\u0007c\u2028d"_s}};
        for (const QString &form : {u"referral"_s, u"recovery_card"_s}) {
            for (const auto &[name, text] : texts) {
                QTest::newRow(qPrintable(form + u' ' + name)) << form << text << false;
                QTest::newRow(qPrintable(form + u' ' + name + u" long labels"_s)) << form << text << true;
            }
        }
    }

    void nothingLeavesItsBoxOrOverlaps()
    {
        QFETCH(QString, form);
        QFETCH(QString, text);
        QFETCH(bool, longLabels);
        auto loaded = documents::loadBuiltinTemplate(form);
        QVERIFY2(loaded.hasValue(), loaded ? "" : loaded.error().toString().c_str());
        if (longLabels)
            lengthen(*loaded);
        const documents::DocumentData data = text.isEmpty() ? documents::DocumentData() : filled(*loaded, text);
        for (int copy = 1; copy <= loaded->copies; ++copy) {
            const QList<Page> pages = layOut(*loaded, m_styles, data, copy);
            QVERIFY(pages.size() >= loaded->parts.size());
            const QString problem = indaro::tests::faultOf(pages);
            QVERIFY2(problem.isEmpty(), qPrintable(problem));
        }
    }

    /// A copy of a copy keeps what is darker than middle grey and loses the rest, bands included.
    void everyLineAndLetterSurvivesThePhotocopier()
    {
        constexpr int Kept = 128, Gone = 215;
        for (const QString &name : {u"referral"_s, u"recovery_card"_s}) {
            const auto form = documents::loadBuiltinTemplate(name);
            for (const Page &page : layOut(*form, m_styles, filled(*form, u"Exemple"_s), 1)) {
                for (const TextItem &item : page.texts)
                    QVERIFY2(qGray(item.colour.rgb()) < Kept, qPrintable(item.text));
                for (const ShapeItem &shape : page.shapes) {
                    const int grey = qGray(shape.colour.rgb());
                    QVERIFY(shape.kind == ShapeItem::Kind::Fill ? grey > Gone : grey < Kept);
                }
            }
        }
    }

    void thereIsRoomToSignToStampAndForAThumb()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        for (const char *name : {"sign_sender", "sign_person", "thumb_person", "stamp_sender", "slip_sign", "slip_stamp"})
            QVERIFY2(form->field(QString::fromLatin1(name))->height >= 24, name);
        QVERIFY(form->field(u"thumb_person"_s)->width >= 25);
        QVERIFY(form->field(u"stamp_sender"_s)->width >= 40); // a round stamp of an office
    }

    /// The signatures belong to one page: somebody signs what is above the line.
    void signaturesStayTogether()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        for (const QString &text :
             {QString(), u"Exemple"_s, u"Nshimirimana-Ndayishimiye Marie-Goreth Consolata Ntahomvukiye"_s,
              u"Une ligne du motif.\n"_s.repeated(10)}) {
            QStringList titles;
            for (const Page &page :
                 layOut(*form, m_styles, text.isEmpty() ? documents::DocumentData() : filled(*form, text), 1))
                for (const TextItem &item : page.texts)
                    titles << item.text;
            QVERIFY(titles.contains(u"10. Signatures"_s));
            QVERIFY(!titles.contains(u"10. Signatures (suite)"_s));
        }
    }

    void theOverlapCheckCanFail()
    {
        Page page;
        const TextItem one{QRectF(0, 0, 50, 5), QRectF(0, 0, 50, 5), u"a"_s, 9, false, false, Qt::black, Qt::AlignLeft};
        page.texts = {one, one};
        QVERIFY(!indaro::tests::faultOf({page}).isEmpty());
        page.texts = {one};
        QVERIFY(indaro::tests::faultOf({page}).isEmpty());
        page.texts[0].rect.setHeight(6);
        QVERIFY(!indaro::tests::faultOf({page}).isEmpty());
    }

    void longFreeTextIsPrintedWhole()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        documents::DocumentData data;
        const QString story = u"Mot "_s.repeated(499) + u"fin."_s;
        data.set(u"description"_s, story);
        QString printed;
        for (const Page &page : layOut(*form, m_styles, data, 1))
            for (const TextItem &item : page.texts)
                printed += item.text;
        QVERIFY(printed.contains(story));
    }

    void referralFitsTwoPagesAndASlip()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        QCOMPARE(layOut(*form, m_styles, {}, 1).size(), 3);
        QCOMPARE(layOut(*form, m_styles, filled(*form, u"Exemple"_s), 2).size(), 3);
    }

    void whatIsNotSharedIsNotPrintedAndQrCodesNameNobody()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        documents::DocumentData data = filled(*form, kCanary);
        for (auto &field : data.fields)
            field.shared = false;
        int codes = 0;
        for (const Page &page : layOut(*form, m_styles, data, 1)) {
            for (const TextItem &item : page.texts)
                QVERIFY(!item.text.contains(kCanary));
            for (const QrItem &qr : page.qrs) {
                ++codes;
                QVERIFY(documents::readSerial(qr.payload).hasValue());
                QCOMPARE(qr.payload, documents::qrPayload(*documents::readSerial(qr.payload)));
                QCOMPARE(qr.code.modules.size(), qsizetype(qr.code.size) * qr.code.size);
            }
        }
        QCOMPARE(codes, 3);
    }

    void pdfHasItsPagesItsFontsAndNoNames()
    {
        const QString tool = QStandardPaths::findExecutable(u"pdffonts"_s);
        QVERIFY2(!tool.isEmpty(), "poppler-utils is missing: packaging/test.sh installs it");
        const QTemporaryDir dir;
        const QString kept = qEnvironmentVariable("INDARO_KEEP_PDF");
        const QString folder = kept.isEmpty() ? dir.path() : kept;
        for (const QString &name : {u"referral"_s, u"recovery_card"_s}) {
            const auto form = documents::loadBuiltinTemplate(name);
            auto longLabels = *form;
            lengthen(longLabels);
            const QString longName = u"Nshimirimana-Ndayishimiye Marie-Goreth Consolata Ntahomvukiye"_s;
            const std::pair<QString, QList<Page>> papers[] = {
                {u"blank"_s, layOutAllCopies(*form, m_styles, documents::DocumentData())},
                {u"filled"_s, layOutAllCopies(*form, m_styles, filled(*form, u"Exemple 123"_s))},
                {u"long"_s, layOutAllCopies(longLabels, m_styles, filled(*form, longName))},
                {u"blank_long"_s, layOutAllCopies(longLabels, m_styles, documents::DocumentData())}};
            for (const auto &[kind, pages] : papers) {
                const QString file = name + u'_' + kind + u".pdf"_s;
                QVERIFY(exportPdf(pages, pathIn(folder, file)).hasValue());
                QProcess fonts;
                fonts.start(tool, {folder + u'/' + file});
                QVERIFY(fonts.waitForFinished());
                const QStringList lines = QString::fromUtf8(fonts.readAllStandardOutput()).split(u'\n', Qt::SkipEmptyParts);
                QVERIFY(lines.size() > 2);
                for (const QString &line : lines.mid(2))
                    QVERIFY2(line.contains(u"NotoSans"_s) && line.contains(u" yes "_s), qPrintable(line));
                QProcess info;
                info.start(u"pdfinfo"_s, {folder + u'/' + file});
                QVERIFY(info.waitForFinished());
                const QString facts = QString::fromUtf8(info.readAllStandardOutput());
                QVERIFY2(facts.contains(QRegularExpression(u"Pages: +%1\\n"_s.arg(pages.size()))), qPrintable(facts));
                QVERIFY2(facts.contains(u"A4"_s), qPrintable(facts));
                QVERIFY(facts.contains(QRegularExpression(u"Title: +Document\\n"_s)));
                QVERIFY(!facts.contains(u"Author"_s));
                QProcess words;
                words.start(u"pdftotext"_s, {u"-raw"_s, folder + u'/' + file, u"-"_s});
                QVERIFY(words.waitForFinished());
                const QString text = QString::fromUtf8(words.readAllStandardOutput());
                for (int copy = 1; copy <= form->copies && form->copies > 1; ++copy)
                    QVERIFY2(text.contains(u"%1/%2"_s.arg(copy).arg(form->copies)), qPrintable(file));
                if (kind == "long"_L1) // whole, in every field that shows it: lines may break between the words only
                    QVERIFY2(text.count(u"Ntahomvukiye"_s) >= form->copies, qPrintable(file));
            }
        }
        if (kept.isEmpty())
            QCOMPARE(QDir(folder).entryList(QDir::Files | QDir::Hidden).size(), 8);
    }

    void everyPdfIsForTheArchiveAndNamesNobody_data()
    {
        QTest::addColumn<QString>("form");
        for (const QString &form : documents::builtinTemplateNames())
            QTest::newRow(qPrintable(form)) << form;
    }

    void everyPdfIsForTheArchiveAndNamesNobody()
    {
        QFETCH(QString, form);
        const QTemporaryDir dir;
        const QString file = dir.filePath(u"Nshimirimana.pdf"_s);
        const auto pages = layOutAllCopies(*documents::loadBuiltinTemplate(form), m_styles,
                                           filled(*documents::loadBuiltinTemplate(form), kCanary));
        QVERIFY(exportPdf(pages, file.toStdString()).hasValue());
        const QStringList fonts = outputOf(u"pdffonts"_s, {file}).split(u'\n', Qt::SkipEmptyParts).mid(2);
        QVERIFY(!fonts.isEmpty());
        for (const QString &font : fonts) // name, type, encoding, embedded
            QVERIFY2(font.contains(QRegularExpression(u"^[A-Z+]*NotoSans\\S* +CID TrueType +\\S+ +yes "_s)),
                     qPrintable(font));
        const QString meta = outputOf(u"pdfinfo"_s, {u"-meta"_s, file});
        QVERIFY2(meta.contains(u"pdfaid:part=\"1\""_s) && meta.contains(u"pdfaid:conformance=\"B\""_s), qPrintable(meta));
        const QString said = meta + outputOf(u"pdfinfo"_s, {file});
        for (const QString &word : {kCanary, u"Nshimirimana"_s, dir.path(), QDir::homePath(), u"Indaro"_s, u"Author"_s})
            QVERIFY2(!said.contains(word, Qt::CaseInsensitive), qPrintable(said));
        const QString author = qEnvironmentVariable("USER");
        QVERIFY2(author.isEmpty() || !said.contains(author), qPrintable(said));
        QFile written(file);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QString fault = archiveFaultOf(written.readAll());
        QVERIFY2(fault.isEmpty(), qPrintable(form + u": "_s + fault));
        // And as somebody else reads it, who is shown that a spoiled one is found.
        QProcess checker;
        checker.start(QString::fromUtf8(INDARO_PYTHON), {u"-B"_s, QString::fromUtf8(INDARO_CHECK_PDFA), u"--prove"_s, file});
        QVERIFY(checker.waitForFinished());
        const QByteArray found = checker.readAllStandardOutput() + checker.readAllStandardError();
        QVERIFY2(checker.exitStatus() == QProcess::NormalExit && checker.exitCode() == 0, found.constData());
        QVERIFY2(written.size() < 120000 * pages.size(), qPrintable(QString::number(written.size())));
        QVERIFY2(outputOf(u"pdftotext"_s, {file, u"-"_s}).contains(u"page / urupapuro 1/"_s), qPrintable(file));
    }

    void noRowAndNoLeadStandsAlone()
    {
        // Wherever the end of the page falls, a table leaves no row alone overleaf, and the words that lead to a box stay
        // with it.
        for (int filler = 100; filler <= 245; filler += 3) {
            const QList<Page> pages = layOut(formOf({fieldOf(u"vide"_s, documents::FieldKind::Area, filler), tableOf(2),
                                                     fieldOf(u"Ce qui suit"_s, documents::FieldKind::Note, 0),
                                                     fieldOf(u"cadre"_s, documents::FieldKind::Area, 30)}),
                                             m_styles, {}, 1);
            QCOMPARE(tests::faultOf(pages), QString());
            QCOMPARE(pageOf(pages, u"Ce qui suit"_s), pageOf(pages, u"cadre"_s));
            int heads = 0;
            for (const QString &word : tests::wordsOn(pages))
                heads += word == u"quoi"_s ? 1 : 0;
            QCOMPARE(heads, 1); // two rows are not parted
        }
        for (int rows = 20; rows <= 60; ++rows) {
            const QList<Page> pages = layOut(formOf({tableOf(rows)}), m_styles, {}, 1);
            for (const Page &page : pages) {
                const auto boxes = std::ranges::count(page.shapes, ShapeItem::Kind::Box, &ShapeItem::kind);
                QVERIFY2(boxes >= 5, qPrintable(QString::number(rows))); // section, table, head and two rows
            }
        }
    }

    void wordsToReadAreAsLargeAsTheFormWants()
    {
        documents::Field note = fieldOf(u"Lisez-moi"_s, documents::FieldKind::Note, 0);
        note.points = 11;
        const Page page = layOut(formOf({note}), m_styles, {}, 1).first();
        const auto found = std::ranges::find(page.texts, u"Lisez-moi"_s, &TextItem::text);
        QVERIFY(found != page.texts.end());
        QCOMPARE(found->points, 11.0);
    }

    void aTableHasRowsAsHighAsTheFormWants()
    {
        const auto heightOf = [this](double row) {
            documents::Field table = tableOf(4);
            table.height = row;
            const Page page = layOut(formOf({table}), m_styles, {}, 1).first();
            double bottom = 0;
            for (const ShapeItem &shape : page.shapes)
                bottom = shape.kind == ShapeItem::Kind::Box ? std::max(bottom, shape.rect.bottom()) : bottom;
            return bottom;
        };
        QVERIFY(std::abs(heightOf(11) - heightOf(0) - 4 * (11 - 6)) < 0.01);
    }

    void noLineBeginsWithAMark()
    {
        const QString words = u"Qui vient ; qui part : quand ? Non ! « Oui » dit."_s;
        for (int width = 16; width < 80; ++width) {
            QTextLayout layout(words, fontOf(m_styles.fontFamily, 9, false, false));
            layLines(layout, width, Qt::AlignLeft);
            for (int i = 0; i < layout.lineCount(); ++i) {
                const QTextLine line = layout.lineAt(i);
                const QString text = layout.text().mid(line.textStart(), line.textLength());
                QVERIFY2(!QStringView(u";:?!»").contains(text.front()), qPrintable(text));
                QVERIFY2(!text.trimmed().endsWith(u'«'), qPrintable(text));
            }
        }
    }

    void exportSaysWhyItFailed()
    {
        Page page;
        QVERIFY(exportPdf({}, "/nowhere/x.pdf").error().code == base::Errc::PrintFailed);
        QVERIFY(exportPdf({page}, "/nowhere/x.pdf").error().code == base::Errc::FileNotWritable);
    }

    void previewShowsPagesAndZooms()
    {
        const auto form = documents::loadBuiltinTemplate(u"referral"_s);
        PreviewWidget preview;
        preview.resize(700, 500);
        preview.show();
        preview.setPages(layOut(*form, m_styles, {}, 1));
        QCOMPARE(preview.pageCount(), 3);
        QTest::keyClick(&preview, Qt::Key_PageDown);
        QCOMPARE(preview.currentPage(), 1);
        QTest::keyClick(&preview, Qt::Key_Home);
        QCOMPARE(preview.currentPage(), 0);
        preview.setZoom(100);
        QCOMPARE(preview.zoom(), 6.0);
        QTest::keyClick(&preview, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(preview.zoom(), 1.0);
        preview.setPages({});
        QCOMPARE(preview.pageCount(), 0);
        QTest::keyClick(&preview, Qt::Key_End);
    }

private:
    documents::Styles m_styles;
};

QTEST_MAIN(TestUiPrint)
#include "test_ui_print.moc"
