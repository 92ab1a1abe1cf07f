// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/journal.h"
#include "core/casework/house/house.h"
#include "core/reports/publications.h"
#include "tests/core/reports/invented_tables.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/pages/reports/report_paper.h"
#include "ui/print/preview_widget.h"

#include <QFile>
#include <QTemporaryDir>

using namespace indaro;
using namespace indaro::tests;
using casework::AuditVerb;
using reports::ReportLanguages;
using reports::ReportName;

namespace {

/// Two people in the house, and an account of this role on the page of the reports.
struct ReportsProgram : HouseProgram
{
    kit::Page *page = nullptr;

    explicit ReportsProgram(const char *role = "director")
    {
        admit("Kanarizina", "F", 30);
        admit("Jean", "M", 8);
        INDARO_CHECK(
            run([user = user, role](casework::Desk &desk) {
                return casework::saveStaff(
                    desk, {.id = user, .name = u"Odette"_s, .position = {}, .phone = {}, .role = QString::fromLatin1(role)});
            }).hasValue());
        const bool isDirector = std::string_view(role) == "director";
        INDARO_CHECK(QTest::qWaitFor([this, isDirector] {
            return workspace->access() && !workspace->access()->roles().empty() &&
                   workspace->access()->isDirector() == isDirector;
        }));
        clock.advance(30 * 24 * Hour); // the month they came in is over
        page = open<kit::Page>(pages::ReportsPageId);
    }
    [[nodiscard]] QAction *action(const QString &text) const
    {
        for (QAction *each : page->toolbarActions()) {
            if (each->text() == text)
                return each;
        }
        return nullptr;
    }
    void choose(const char *box, const QVariant &data)
    {
        auto *choice = page->findChild<QComboBox *>(QLatin1String(box));
        const int index = choice->findData(data);
        QVERIFY2(index >= 0, qPrintable(data.toString()));
        choice->setCurrentIndex(index);
    }
    [[nodiscard]] qsizetype pageCount() const { return page->findChild<ui::print::PreviewWidget *>()->pageCount(); }
    [[nodiscard]] int lines(AuditVerb verb)
    {
        const auto journal = run([](casework::Desk &desk) { return casework::listJournal(desk, {}); }).value();
        return int(std::ranges::count_if(
            journal, [verb](const auto &line) { return line.entry.verb == casework::auditVerbName(verb); }));
    }
};

const QString PublishText = u"Publish these figures (with a second person)…"_s;

base::Result<reports::ReportDocument> invented(ReportName name, ReportLanguages languages, std::int64_t scale)
{
    const auto period = inventedPeriod(name);
    INDARO_TRY_ASSIGN(const auto questions, reports::questionsOf(name, period));
    std::vector<reports::Table> exact;
    std::vector<reports::PublishedTable> published;
    std::vector<reports::Suppressed> suppressed;
    for (const reports::Question &question : questions) {
        exact.push_back(inventedTable(question, scale));
        published.push_back(inventedPublished(question, scale));
        for (const QString &row : published.back().rows.codes)
            suppressed.push_back({question, {row, {}}, reports::Shown::Small});
    }
    if (reports::channelOf(name) == reports::Channel::Inside)
        return reports::makeReport(name, period, languages, exact);
    return reports::makeReport(name, period, languages, published, suppressed);
}

/// Where the last frame of a section ends.
double lowestFrame(const ui::print::Page &page)
{
    double lowest = 0;
    for (const auto &shape : page.shapes) {
        if (shape.kind == ui::print::ShapeItem::Kind::Box)
            lowest = std::max(lowest, shape.rect.bottom());
    }
    return lowest;
}

} // namespace

class TestUiReports : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aDirectorPrintsTheMonthAndItIsInTheJournal()
    {
        ReportsProgram program;
        QTRY_VERIFY(program.pageCount() > 1);
        QCOMPARE(program.page->findChild<QComboBox *>(u"reportPeriod"_s)->currentData().toString(), u"2026-11"_s);
        program.shot("reports");
        const auto report = program.run([](casework::Desk &desk) {
            return reports::loadReport(desk, ReportName::MonthlyHouse, reports::Period::ofMonth(2026, 11),
                                       ReportLanguages::French);
        });
        const auto paper = laidOut(pages::reportPaper(report.value(), QDate(2026, 12, 24))).value();
        QVERIFY(wordsOn(paper).contains(u"2 personnes étaient hébergées."_s));
        QVERIFY(wordsOn(paper).filter(u"Kanarizina"_s).isEmpty());
        QAction *pdf = program.action(u"Save as PDF"_s);
        QTRY_VERIFY(pdf->isEnabled());
        QCOMPARE(program.lines(AuditVerb::NumbersPrinted), 0);
        program.ask.choice = 1; // the PDF all the same
        const QTemporaryDir folder;
        program.files.path = folder.filePath(u"month.pdf"_s);
        pdf->trigger();
        QTRY_VERIFY(QFile::exists(program.files.path));
        QTRY_COMPARE(program.lines(AuditVerb::NumbersPrinted), 1);
        QCOMPARE(program.files.suggested, u"report.pdf"_s); // neither a house nor a period
    }

    void whoIsNoDirectorReadsTheMonthAndDoesNotPrintIt()
    {
        ReportsProgram program("social_worker");
        QTRY_VERIFY(program.pageCount() > 1);
        QVERIFY(says(program.page, u"A director prints it"_s));
        QVERIFY(!program.action(u"Print"_s)->isEnabled());
        QVERIFY(!program.action(u"Save as PDF"_s)->isEnabled());
    }

    /// Nothing per shelter is published [contracts.md 8 (b)]; test_ui_commission has the reports that are handed out.
    void aHouseOffersOnlyTheReportForInside()
    {
        ReportsProgram program;
        QTRY_VERIFY(program.pageCount() > 1);
        auto *reports = program.page->findChild<QComboBox *>(u"report"_s);
        QCOMPARE(reports->count(), 1);
        QCOMPARE(reports->currentData().toString(), u"monthly_house"_s);
        QAction *publish = program.action(PublishText);
        QVERIFY(publish != nullptr && !publish->isVisible() && !publish->isEnabled());
        QTRY_VERIFY(program.action(u"Print"_s)->isEnabled()); // the house prints its own month
        publish->trigger();                                   // and nothing happens
        QVERIFY(program.run([](casework::Desk &desk) { return reports::listPublications(desk); })->empty());
    }

    /// Heads of narrow columns would be cut inside their words.
    void aWideTableGoesOnBelowItself()
    {
        const auto report = invented(ReportName::MonthlyHouse, ReportLanguages::KirundiFrench, 12).value();
        const auto paper = pages::reportPaper(report, QDate(2026, 1, 3)).value();
        int tables = 0;
        int wide = 0; // tables below each other
        for (const auto &part : paper.form.parts) {
            for (const auto &section : part.sections) {
                int here = 0;
                for (const auto &row : section.rows) {
                    for (const auto &field : row.fields) {
                        if (field.kind != documents::FieldKind::Table)
                            continue;
                        ++here;
                        QVERIFY2(field.tableColumns.size() <= 9, qPrintable(section.title.french));
                        for (const QStringList &line : paper.data.fields.value(field.name).rows)
                            QCOMPARE(line.size(), field.tableColumns.size());
                    }
                }
                tables += here;
                wide += here > 1 ? 1 : 0;
            }
        }
        QVERIFY(tables > 3 && wide > 0);
    }

    void theBulletinSaysWhatItIsAboutAndMarksItsKirundi()
    {
        const auto report = invented(ReportName::AnnualBulletin, ReportLanguages::KirundiFrench, 5000).value();
        const auto pages = laidOut(pages::reportPaper(report, QDate(2026, 1, 3))).value();
        const QStringList words = wordsOn(pages);
        QVERIFY(words.contains(u"Bulletin annuel – 2025"_s));
        QVERIFY(words.contains(u"Traite des personnes au Burundi"_s));
        QVERIFY(words.contains(u"Ubufasha baronse°"_s) && words.contains(u"Ce qui a été fait pour elles"_s));
    }

    void theBulletinFillsItsTwoPages_data()
    {
        QTest::addColumn<int>("scale");
        QTest::addColumn<bool>("isFrench");
        for (const int scale : {12, 5000}) {
            QTest::addRow("%d-fr", scale) << scale << true;
            QTest::addRow("%d-rn", scale) << scale << false;
        }
    }
    void theBulletinFillsItsTwoPages()
    {
        QFETCH(int, scale);
        QFETCH(bool, isFrench);
        const auto languages = isFrench ? ReportLanguages::French : ReportLanguages::KirundiFrench;
        const auto report = invented(ReportName::AnnualBulletin, languages, scale).value();
        const auto pages = laidOut(pages::reportPaper(report, QDate(2026, 1, 3))).value();
        QCOMPARE(pages.size(), 2);
        for (const auto &page : pages) {
            const double filled = lowestFrame(page) / page.height;
            QVERIFY2(filled >= 0.8 && filled < 1, qPrintable(QString::number(filled)));
        }
        QCOMPARE(pages.first().icons.size(), 4); // a tile for each figure
        const QStringList words = wordsOn(pages);
        for (std::size_t i = 0; i < report.definitions.size(); ++i) { // of the figures that stand there
            const QString how = report.definitions[i].name.french + u"\u00a0: "_s + report.definitions[i].words.french;
            QCOMPARE(words.contains(how), i < 4);
        }
    }

    /// What it is, of when, whether it may be handed on, and where things stand: on a page of its own.
    void aLongReportBeginsWithATitlePage_data()
    {
        QTest::addColumn<int>("name");
        for (const ReportName name :
             {ReportName::MonthlyHouse, ReportName::QuarterlyCommission, ReportName::TipTables, ReportName::DonorSheet})
            QTest::newRow(reports::toCode(name).data()) << int(name);
    }
    void aLongReportBeginsWithATitlePage()
    {
        QFETCH(int, name);
        const auto report = invented(static_cast<ReportName>(name), ReportLanguages::French, 5000).value();
        const auto pages = laidOut(pages::reportPaper(report, QDate(2026, 1, 3))).value();
        QVERIFY(pages.size() > 1);
        const QStringList cover = wordsOn({pages.first()});
        QVERIFY(cover.contains(report.periodWords.french));
        QVERIFY(cover.contains(report.channelWords.french));
        QVERIFY(cover.contains(u"03/01/2026"_s));
        QCOMPARE(cover.contains(u"la commission nationale"_s), !report.isInside()); // nothing names a house
        const auto largest = std::ranges::max_element(pages.first().texts, {}, &ui::print::TextItem::points);
        QVERIFY(largest->points >= 24 && largest->text.startsWith(report.title.french));
        // Each line of the contents tells the page on which its section stands.
        for (const reports::ReportSection &section : report.sections) {
            const auto line = std::ranges::find(pages.first().texts, section.title.french, &ui::print::TextItem::text);
            QVERIFY2(line != pages.first().texts.end(), qPrintable(section.title.french));
            const auto number = std::ranges::find_if(pages.first().texts, [&](const auto &item) {
                return item.bold && item.rect.left() > line->rect.right() - 0.1 &&
                       item.rect.left() < line->rect.right() + 1 && std::abs(item.rect.top() - line->rect.top()) < 0.1;
            });
            QVERIFY2(number != pages.first().texts.end(), qPrintable(section.title.french));
            const int page = number->text.toInt();
            QVERIFY2(page > 1 && page <= pages.size(), qPrintable(number->text));
            QVERIFY2(wordsOn({pages.at(page - 1)}).contains(section.title.french), qPrintable(section.title.french));
        }
        for (qsizetype page = 1; page < pages.size(); ++page) // a page that is lost says whose it is
            QCOMPARE(!wordsOn({pages.at(page)}).filter(u"INTERNE"_s).isEmpty(), report.isInside());
    }

    /// A bar that tells "fewer than 11" is told from one that is a number without colours.
    void aHatchedBarHasStrokesFromEdgeToEdge()
    {
        const auto report = invented(ReportName::TipTables, ReportLanguages::French, 5000).value();
        const auto pages = laidOut(pages::reportPaper(report, QDate(2026, 1, 3))).value();
        using Kind = ui::print::ShapeItem::Kind;
        int hatched = 0;
        for (const auto &page : pages) {
            for (const auto &bar : page.shapes) {
                if (bar.kind != Kind::Box || bar.rect.height() > 5 || bar.thickness < 0.29 || bar.thickness > 0.31)
                    continue;
                const auto strokes = std::ranges::count_if(page.shapes, [&](const auto &shape) {
                    return shape.kind == Kind::Line && shape.rect.width() > 0 &&
                           bar.rect.adjusted(-0.01, -0.01, 0.01, 0.01).contains(shape.rect);
                });
                QVERIFY2(strokes >= 4, qPrintable(QString::number(strokes)));
                ++hatched;
            }
        }
        QVERIFY(hatched > 0);
    }

    void noReportIsClippedWithNothingOrWithMuch_data()
    {
        QTest::addColumn<int>("name");
        QTest::addColumn<int>("scale");
        for (int name = 0; name < int(reports::ReportCount); ++name) {
            for (const int scale : {0, 12, 5000}) {
                const QString row = reports::toCode(static_cast<ReportName>(name)) + u"-%1"_s.arg(scale);
                QTest::newRow(qPrintable(row)) << name << scale;
            }
        }
    }
    void noReportIsClippedWithNothingOrWithMuch()
    {
        QFETCH(int, name);
        QFETCH(int, scale);
        for (const auto languages : {ReportLanguages::French, ReportLanguages::KirundiFrench}) {
            const auto report = invented(static_cast<ReportName>(name), languages, scale);
            QVERIFY(report.hasValue());
            const auto pages = laidOut(pages::reportPaper(*report, QDate(2026, 1, 3)));
            QVERIFY(pages.hasValue() && !pages->isEmpty());
            keepPaper(*pages, u"report-%1-%2-%3"_s.arg(QString(reports::toCode(report->name)), QString::number(scale),
                                                       languages == ReportLanguages::French ? u"fr"_s : u"rn"_s));
            const QString fault = faultOf(*pages);
            QVERIFY2(fault.isEmpty(), qPrintable(fault));
            for (const QString &words : wordsOn(*pages)) // "…" alone is a hidden figure
                QVERIFY2(words.size() == 1 || !words.endsWith(u'…'), qPrintable(words));
            if (report->name == ReportName::AnnualBulletin)
                QCOMPARE(pages->size(), 2);
            const QStringList numbers =
                wordsOn(*pages).filter(u"page / urupapuro %1/%1"_s.arg(pages->size())); // counted through
            QCOMPARE(numbers.size(), 1);
            QCOMPARE(!wordsOn(*pages).filter(u"INTERNE"_s).isEmpty(), report->isInside());
        }
    }
};

QTEST_MAIN(TestUiReports)
#include "test_ui_reports.moc"
