// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/report_paper.h"

#include "core/reports/report_words.h"
#include "ui/kit/date_text.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double ReportNumberPoints = 17;
constexpr double ReportSentencePoints = 9;
constexpr double ReportNotePoints = 7.5;
constexpr double BulletinNotePoints = 6.7; // of the bulletin, whose two pages are full
constexpr double BulletinNumberPoints = 22;
constexpr double BulletinBarMm = 4.4;
constexpr double BulletinBarPoints = 7.6;
constexpr qsizetype NumbersInRow = 3;
constexpr qsizetype NumbersOfBulletin = 4;
constexpr std::size_t LeastContents = 6; // sections; fewer are seen without
constexpr double ReportCellMm = 24;
constexpr double WideCellMm = 34;    // where there is one figure in a row
constexpr qsizetype MostColumns = 8; // of figures; a wider table goes on below itself
constexpr double WhichTableMm = 58;
constexpr double WhyMm = 40;
constexpr double ReportTableMm = 187;     // inside the frame of a section
constexpr double ReportNamesMm = 48;      // least width of the names
constexpr std::int64_t LeastLongest = 40; // a bar of "< 11" is never the longest
constexpr std::int64_t SmallLength = 10;  // of such a bar
constexpr int FullBar = 1000;

using documents::FieldKind;
using documents::KirundiStatus;
using documents::Label;
using reports::ReportDocument;

/// French, and below it the Kirundi with its mark where there is some.
QString inCell(const Label &label)
{
    if (label.kirundi == label.french || label.kirundi.isEmpty())
        return label.french;
    return label.french + u'\n' + label.kirundi + (label.kirundiStatus == KirundiStatus::Unreviewed ? u"°"_s : QString());
}

class ReportSheet
{
public:
    ReportSheet(const ReportDocument &report, QDate madeOn)
        : m_report(report), m_madeOn(kit::dateText(madeOn)), m_words(report.languages)
    {
        m_form.name = u"report"_s;
        if (report.name == reports::ReportName::AnnualBulletin)
            makeBulletin();
        else
            makeReport();
    }
    documents::Template form() { return std::move(m_form); }
    documents::DocumentData data() { return std::move(m_data); }

private:
    void beginPart(bool goesOn)
    {
        documents::Part part;
        part.name = u"part_%1"_s.arg(m_form.parts.size());
        part.title = m_words.heading(m_report.title, m_report.period);
        if (isBulletin())
            part.subtitle = m_words.text(u"bulletin_about"_s);
        part.numbered = false;
        part.goesOn = goesOn;
        m_form.parts.append(part);
    }
    documents::Section &begin(const Label &title, bool isTogether = false)
    {
        documents::Section section;
        section.title = title;
        section.together = isTogether;
        m_form.parts.last().sections.append(section);
        return m_form.parts.last().sections.last();
    }
    [[nodiscard]] documents::Field field(const Label &label, FieldKind kind)
    {
        documents::Field made;
        made.name = u"field_%1"_s.arg(++m_count);
        made.label = label;
        made.kind = kind;
        return made;
    }
    [[nodiscard]] static documents::Field note(const Label &words, double points)
    {
        documents::Field made;
        made.kind = FieldKind::Note;
        made.label = words;
        made.points = points;
        return made;
    }
    /// A section without rows has no place on paper.
    void endSection()
    {
        auto &sections = m_form.parts.last().sections;
        if (!sections.isEmpty() && sections.last().rows.isEmpty())
            sections.removeLast();
    }

    void addFacts()
    {
        documents::Section &section = begin({});
        documents::Row row;
        for (const auto &[label, text] : {std::pair(m_words.text(u"period"_s), inCell(m_report.periodWords)),
                                          std::pair(m_words.text(u"made_on"_s), m_madeOn)}) {
            row.fields.append(field(label, FieldKind::Multiline));
            row.fields.last().height = 5;
            m_data.set(row.fields.last().name, text);
        }
        section.rows.append(row);
        documents::Section &channel = begin({});
        channel.rows.append({{note(m_report.channelWords, m_report.isInside() ? 12 : ReportSentencePoints)}});
    }

    [[nodiscard]] bool isBulletin() const { return m_report.name == reports::ReportName::AnnualBulletin; }

    void addNumbers(qsizetype most, qsizetype inRow, double points)
    {
        documents::Section &section = begin(m_words.text(u"figures"_s), true);
        documents::Row row;
        qsizetype count = 0;
        for (const reports::ReportNumber &number : m_report.numbers) {
            if (count++ == most)
                break;
            documents::Field made = field(number.name, FieldKind::Text);
            made.points = points;
            m_data.set(made.name, number.text);
            row.fields.append(made);
            if (row.fields.size() == inRow) {
                section.rows.append(row);
                row = {};
            }
        }
        if (!row.fields.isEmpty())
            section.rows.append(row);
        endSection();
    }

    void addSummary()
    {
        documents::Section &section = begin(m_words.text(u"in_short"_s));
        for (const Label &sentence : m_report.summary)
            section.rows.append({{note(sentence, ReportSentencePoints)}});
        endSection();
    }

    [[nodiscard]] static std::int64_t longestOf(const reports::ReportChart &chart)
    {
        std::int64_t longest = LeastLongest;
        for (const reports::ReportBar &bar : chart.bars)
            longest = std::max(longest, bar.number.value_or(0));
        return longest;
    }

    [[nodiscard]] documents::Field chart(const reports::ReportChart &chart, std::int64_t longest)
    {
        documents::Field made = field(chart.title, FieldKind::Bars);
        if (isBulletin()) {
            made.height = BulletinBarMm;
            made.points = BulletinBarPoints;
        }
        documents::FieldValue value;
        for (const reports::ReportBar &bar : chart.bars) {
            const std::int64_t length = bar.isSmall ? SmallLength : bar.number.value_or(0);
            const QString look = bar.isSmall ? u"hatched"_s : bar.number.value_or(0) > 0 ? u"full"_s : QString();
            value.rows.append({inCell(bar.name), bar.text, QString::number(int(length * FullBar / longest)), look});
        }
        m_data.fields[made.name] = value;
        return made;
    }

    /// Side by side, and what is not drawn below each. Bars of one section have one scale; those of the bulletin, which
    /// answers several questions in one, each its own.
    void addCharts(documents::Section &section, const std::vector<reports::ReportChart> &charts)
    {
        std::int64_t longest = 0;
        for (const reports::ReportChart &each : charts)
            longest = std::max(longest, longestOf(each));
        documents::Row bars;
        documents::Row notes;
        bool hasNotes = false;
        for (const reports::ReportChart &each : charts) {
            bars.fields.append(chart(each, isBulletin() ? longestOf(each) : longest));
            notes.fields.append(note(each.note, notePoints()));
            hasNotes = hasNotes || !each.note.isEmpty();
        }
        if (!bars.fields.isEmpty())
            section.rows.append(bars);
        if (hasNotes)
            section.rows.append(notes);
    }

    /// Its figures stand at the ends of the bars: a table below would say the same again.
    [[nodiscard]] static bool isDrawnBy(const reports::ReportTable &table, const std::vector<reports::ReportChart> &charts)
    {
        return charts.size() == 1 && table.columns.size() == 2 && charts.front().bars.size() + 1 == table.rows.size();
    }

    void addBarsWithTotal(documents::Section &section, const reports::ReportChart &given, const reports::ReportTable &table)
    {
        reports::ReportChart whole = given;
        whole.title = table.columns.at(1);
        whole.bars.push_back({table.rows.back().name, table.rows.back().cells.value(0)});
        section.rows.append({{chart(whole, longestOf(given))}});
    }

    /// Its names, and of its columns those from `first` on.
    [[nodiscard]] documents::Field table(const reports::ReportTable &table, qsizetype first, qsizetype count)
    {
        documents::Field made = field({}, FieldKind::Table);
        const auto widthOf = [&](qsizetype column) {
            if (table.isOfWords)
                return column == 0 ? WhichTableMm : column == count ? 0.0 : WhyMm;
            if (column == 0)
                return 0.0;
            return std::min(count == 1 ? WideCellMm : ReportCellMm, (ReportTableMm - ReportNamesMm) / double(count));
        };
        for (qsizetype i = 0; i <= count; ++i) {
            documents::TableColumn column;
            column.name = u"column_%1"_s.arg(i);
            column.label = table.columns[i == 0 ? 0 : first + i];
            column.width = widthOf(i);
            column.figures = i > 0 && !table.isOfWords;
            made.tableColumns.append(column);
        }
        documents::FieldValue value;
        for (const reports::ReportRow &row : table.rows)
            value.rows.append(QStringList{inCell(row.name)} + row.cells.mid(first, count));
        m_data.fields[made.name] = value;
        return made;
    }

    /// A table with more columns than stand beside each other goes on in another below it, with the same names.
    void addTable(documents::Section &section, const reports::ReportTable &given)
    {
        const qsizetype all = given.columns.size() - 1;
        const qsizetype tables = std::max<qsizetype>(1, (all + MostColumns - 1) / MostColumns);
        for (qsizetype i = 0; i < tables; ++i) {
            const qsizetype first = all * i / tables;
            section.rows.append({{table(given, first, all * (i + 1) / tables - first)}});
        }
    }

    [[nodiscard]] double notePoints() const { return isBulletin() ? BulletinNotePoints : ReportNotePoints; }

    void fillSection(const reports::ReportSection &given)
    {
        documents::Section &section = begin(given.title, isBulletin());
        for (const Label &sentence : given.sentences)
            section.rows.append({{note(sentence, ReportSentencePoints)}});
        const bool isAllDrawn = given.table && isDrawnBy(*given.table, given.charts);
        if (isAllDrawn)
            addBarsWithTotal(section, given.charts.front(), *given.table);
        else
            addCharts(section, given.charts);
        if (given.table && !isAllDrawn)
            addTable(section, *given.table);
        for (const Label &words : given.notes)
            section.rows.append({{note(words, notePoints())}});
        endSection();
    }

    void addDefinitions()
    {
        documents::Section &section = begin(m_words.text(u"definitions"_s));
        for (const reports::ReportDefinition &definition : m_report.definitions) {
            documents::Field made = note(definition.words, notePoints());
            made.label.french = definition.name.french + u"\u00a0: "_s + definition.words.french;
            // Kirundi only where both have some.
            const bool isBoth =
                definition.words.kirundi != definition.words.french && definition.name.kirundi != definition.name.french;
            made.label.kirundi = isBoth ? definition.name.kirundi + u": "_s + definition.words.kirundi : made.label.french;
            section.rows.append({{made}});
        }
        if (!m_report.translationWords.isEmpty())
            section.rows.append({{note(m_report.translationWords, notePoints())}});
        endSection();
    }

    void addSuppressed()
    {
        if (m_report.suppressedWords.isEmpty() && !m_report.suppressed)
            return;
        documents::Section &section = begin(m_words.text(u"suppressed"_s));
        for (const Label &words : m_report.suppressedWords)
            section.rows.append({{note(words, notePoints())}});
        if (m_report.suppressed)
            addTable(section, *m_report.suppressed);
    }

    /// In two columns, in the order they are read.
    void addContents()
    {
        const auto &all = m_report.sections;
        if (all.size() < LeastContents)
            return;
        documents::Section &section = begin(m_words.text(u"contents"_s), true);
        const std::size_t half = (all.size() + 1) / 2;
        for (std::size_t i = 0; i < half; ++i) {
            documents::Row row;
            for (const std::size_t at : {i, half + i})
                row.fields.append(note(at < all.size() ? all[at].title : Label(), ReportNotePoints));
            section.rows.append(row);
        }
    }

    void makeReport()
    {
        beginPart(false);
        addFacts();
        addNumbers(NumbersInRow * 2, NumbersInRow, ReportNumberPoints);
        addSummary();
        addContents();
        for (const reports::ReportSection &section : m_report.sections)
            fillSection(section);
        addDefinitions();
        addSuppressed();
    }

    /// Two pages: the figures, half of the questions and how it is counted on the first.
    void makeBulletin()
    {
        beginPart(false);
        addFacts();
        addNumbers(NumbersOfBulletin, NumbersOfBulletin, BulletinNumberPoints);
        const std::size_t half = (m_report.sections.size() + 1) / 2;
        for (std::size_t i = 0; i < half; ++i)
            fillSection(m_report.sections[i]);
        addDefinitions();
        beginPart(true);
        for (std::size_t i = half; i < m_report.sections.size(); ++i)
            fillSection(m_report.sections[i]);
        addSuppressed();
    }

    const ReportDocument &m_report;
    QString m_madeOn;
    reports::ReportWords m_words;
    documents::Template m_form;
    documents::DocumentData m_data;
    int m_count = 0;
};

} // namespace

base::Result<print::Paper> reportPaper(const ReportDocument &report, QDate madeOn)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    ReportSheet sheet(report, madeOn);
    return print::Paper{sheet.form(), styles, sheet.data()};
}

} // namespace indaro::ui::pages
