// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/reports/report_paper.h"

#include "core/reports/report_words.h"
#include "ui/kit/date_text.h"

#include <algorithm>
#include <array>
#include <iterator>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double ReportNumberPoints = 17;
constexpr double ReportSentencePoints = 9;
constexpr double ReportNotePoints = 7.5;
constexpr double BulletinNotePoints = 6.7; // of the bulletin, whose two pages are full
constexpr double CoverPoints = 10;
constexpr double CoverContentsPoints = 8;
constexpr double CoverLegendMm = 94;
constexpr double WarningPoints = 18; // of "INTERNAL": nobody hands it on by mistake
constexpr auto WarningColour = "#9b1c1c"_L1;
constexpr qsizetype NumbersInRow = 3;
constexpr std::size_t NumbersOfBulletin = 4;
// In the order of the numbers: people admitted, identified, who had a service, nights. All as dark as each other in a copy.
constexpr std::array<QLatin1StringView, NumbersOfBulletin> TileIcons{"system-users"_L1, "checkmark"_L1, "view-task"_L1,
                                                                     "house-tonight"_L1};
constexpr std::array<QLatin1StringView, NumbersOfBulletin> BulletinColours{"#1f4e5f"_L1, "#8a3b1e"_L1, "#5b3a78"_L1,
                                                                           "#2f5d34"_L1};
constexpr qsizetype MostBarsOfChart = 8; // of the bulletin
constexpr qsizetype LeastBarsOfChart = 2;
constexpr int BulletinSteps = 40; // from the smallest bars to the largest
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

/// How a page of the bulletin uses its room.
struct BulletinPage
{
    qsizetype bars = MostBarsOfChart;
    int step = 0;

    [[nodiscard]] double between(double least, double most) const { return least + (most - least) * step / BulletinSteps; }
};
using BulletinPages = std::array<BulletinPage, 2>;

class ReportSheet
{
public:
    ReportSheet(const ReportDocument &report, QDate madeOn, const BulletinPages &pages = {})
        : m_report(report), m_madeOn(kit::dateText(madeOn)), m_pages(pages), m_words(report.languages)
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
        const bool isCover = !isBulletin() && !goesOn; // where the period stands below
        part.title = isCover ? m_report.title : m_words.heading(m_report.title, m_report.period);
        if (isBulletin())
            part.subtitle = m_words.text(u"bulletin_about"_s);
        else if (isCover)
            part.subtitle = m_report.periodWords;
        part.numbered = false;
        part.goesOn = goesOn;
        part.masthead = !goesOn;
        part.internal = goesOn && m_report.isInside(); // on each of the other pages
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

    /// What may be done with it. A warning is seen before anything else.
    void addChannel()
    {
        const bool isWarning = m_report.isInside() || m_report.isProvisional;
        documents::Section &section = begin({});
        section.framed = isWarning;
        documents::Field words = note(m_report.channelWords, isWarning ? WarningPoints : CoverPoints);
        if (isWarning)
            words.colour = WarningColour;
        section.rows.append({{words}});
    }

    /// Who made it stands only on what the commission hands out: nothing names a house.
    void addFacts()
    {
        QList<std::pair<Label, QString>> facts{{m_words.text(u"made_on"_s), m_madeOn}};
        if (!m_report.isInside())
            facts.append({m_words.text(u"made_by"_s), inCell(m_words.text(u"commission"_s))});
        documents::Row row;
        for (const auto &[label, text] : facts) {
            row.fields.append(field(label, FieldKind::Multiline));
            row.fields.last().height = 5;
            m_data.set(row.fields.last().name, text);
        }
        begin({}).rows.append(row);
    }

    [[nodiscard]] bool isBulletin() const { return m_report.name == reports::ReportName::AnnualBulletin; }

    void addNumbers()
    {
        documents::Section &section = begin(m_words.text(u"figures"_s), true);
        section.name = u"figures"_s;
        documents::Row row;
        for (const reports::ReportNumber &number : m_report.numbers) {
            if (section.rows.size() == 2)
                break;
            documents::Field made = field(number.name, FieldKind::Text);
            made.points = ReportNumberPoints;
            m_data.set(made.name, number.text);
            row.fields.append(made);
            if (row.fields.size() == NumbersInRow) {
                section.rows.append(row);
                row = {};
            }
        }
        if (!row.fields.isEmpty())
            section.rows.append(row);
        endSection();
    }

    /// The figures one remembers.
    void addTiles()
    {
        documents::Section &section = begin({}, true);
        section.framed = false;
        documents::Row row;
        for (std::size_t i = 0; i < std::min(NumbersOfBulletin, m_report.numbers.size()); ++i) {
            documents::Field made = field(m_report.numbers[i].name, FieldKind::Figure);
            made.points = m_size.between(22, 34);
            made.height = m_size.between(26, 56);
            made.icon = TileIcons[i];
            made.colour = BulletinColours[i];
            m_data.set(made.name, m_report.numbers[i].text);
            row.fields.append(made);
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
            made.height = m_size.between(4.4, 15);
            made.points = m_size.between(7.6, 13);
            made.gap = m_size.between(1.3, 20);
            made.colour = m_colour;
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

    /// Where the names take two lines a page of the bulletin may hold fewer bars.
    void keepToRoom(reports::ReportChart &chart) const
    {
        if (!isBulletin() || chart.isWhole || std::ssize(chart.bars) <= m_size.bars)
            return;
        chart.bars.erase(chart.bars.begin() + m_size.bars, chart.bars.end());
        chart.note = m_words.text(u"smaller_rows"_s);
    }

    /// Side by side, and what is not drawn below each. Bars of one section have one scale; those of the bulletin, which
    /// answers several questions in one, each its own.
    void addCharts(documents::Section &section, std::vector<reports::ReportChart> charts)
    {
        std::int64_t longest = 0;
        for (reports::ReportChart &each : charts) {
            keepToRoom(each);
            longest = std::max(longest, longestOf(each));
        }
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

    /// Of what is told about a chart; how it is counted stands small at the foot of the bulletin.
    [[nodiscard]] double notePoints() const
    {
        return isBulletin() ? m_size.between(BulletinNotePoints, 8.5) : ReportNotePoints;
    }
    [[nodiscard]] double smallPoints() const { return isBulletin() ? BulletinNotePoints : ReportNotePoints; }

    [[nodiscard]] static QString nameOf(std::size_t section) { return u"section_%1"_s.arg(section); }

    void fillSection(std::size_t index)
    {
        const reports::ReportSection &given = m_report.sections[index];
        if (isBulletin())
            m_colour = BulletinColours[index % BulletinColours.size()];
        documents::Section &section = begin(given.title, isBulletin());
        section.name = nameOf(index);
        section.colour = m_colour;
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

    /// Of the first numbers, which stand in the same order.
    void addDefinitions(std::size_t most)
    {
        documents::Section &section = begin(m_words.text(u"definitions"_s));
        section.name = u"definitions"_s;
        for (std::size_t i = 0; i < std::min(most, m_report.definitions.size()); ++i) {
            const reports::ReportDefinition &definition = m_report.definitions[i];
            documents::Field made = note(definition.words, smallPoints());
            made.label.french = definition.name.french + u"\u00a0: "_s + definition.words.french;
            // Kirundi only where both have some.
            const bool isBoth =
                definition.words.kirundi != definition.words.french && definition.name.kirundi != definition.name.french;
            made.label.kirundi = isBoth ? definition.name.kirundi + u": "_s + definition.words.kirundi : made.label.french;
            section.rows.append({{made}});
        }
        if (!m_report.translationWords.isEmpty())
            section.rows.append({{note(m_report.translationWords, smallPoints())}});
        endSection();
    }

    void addSuppressed()
    {
        if (!hasSuppressed())
            return;
        documents::Section &section = begin(m_words.text(u"suppressed"_s));
        section.name = u"suppressed"_s;
        for (const Label &words : m_report.suppressedWords)
            section.rows.append({{note(words, smallPoints())}});
        if (m_report.suppressed)
            addTable(section, *m_report.suppressed);
    }

    [[nodiscard]] bool hasSuppressed() const { return !m_report.suppressedWords.isEmpty() || m_report.suppressed; }

    /// In two columns, in the order they are read, with their pages.
    void addContents()
    {
        QList<std::pair<Label, QString>> all{{m_words.text(u"figures"_s), u"figures"_s}};
        for (std::size_t i = 0; i < m_report.sections.size(); ++i)
            all.append({m_report.sections[i].title, nameOf(i)});
        all.append({m_words.text(u"definitions"_s), u"definitions"_s});
        if (hasSuppressed())
            all.append({m_words.text(u"suppressed"_s), u"suppressed"_s});
        documents::Section &section = begin(m_words.text(u"contents"_s), true);
        const qsizetype half = (all.size() + 1) / 2;
        for (qsizetype i = 0; i < half; ++i) {
            documents::Row row;
            for (const qsizetype at : {i, half + i}) {
                const auto &[title, name] = all.value(at);
                row.fields.append(note(title, CoverContentsPoints));
                row.fields.last().pageOf = name;
            }
            section.rows.append(row);
        }
    }

    void addHowToRead()
    {
        documents::Section &section = begin(m_words.text(u"reading"_s), true);
        section.rows.append({{note(m_words.text(u"reading_bars"_s), CoverContentsPoints)}});
        if (m_report.isInside())
            return; // every figure is told
        section.rows.append({{note(m_words.text(u"how_to_read"_s), CoverContentsPoints)}});
        documents::Field legend = field({}, FieldKind::Bars);
        legend.width = CoverLegendMm;
        m_data.fields[legend.name].rows.append(
            {inCell(m_words.text(u"why_small"_s)), u"< 11"_s, QString::number(FullBar / 2), u"hatched"_s});
        section.rows.append({{legend}});
    }

    void makeReport()
    {
        beginPart(false);
        addChannel();
        addFacts();
        addContents();
        addHowToRead();
        beginPart(true);
        addNumbers();
        addSummary();
        for (std::size_t i = 0; i < m_report.sections.size(); ++i)
            fillSection(i);
        addDefinitions(m_report.definitions.size());
        addSuppressed();
    }

    /// "Établi par : la commission nationale".
    [[nodiscard]] Label told(const Label &what, const Label &value) const
    {
        return m_words.text(u"by_one"_s, {what, value});
    }

    /// Small, at the foot of a page.
    void addFoot(const QList<Label> &all)
    {
        documents::Section &section = begin({});
        section.framed = false;
        documents::Row row;
        for (const Label &words : all)
            row.fields.append(note(words, BulletinNotePoints));
        section.rows.append(row);
    }

    /// Two pages to hang up: the figures and half of the questions, the other half and how it is counted.
    void makeBulletin()
    {
        beginPart(false);
        m_size = m_pages[0];
        if (m_report.isProvisional)
            addChannel();
        addTiles();
        const std::size_t half = (m_report.sections.size() + 1) / 2;
        for (std::size_t i = 0; i < half; ++i)
            fillSection(i);
        if (!m_report.isProvisional)
            addFoot({m_report.channelWords});
        beginPart(true);
        m_size = m_pages[1];
        for (std::size_t i = half; i < m_report.sections.size(); ++i)
            fillSection(i);
        m_colour.clear();
        addDefinitions(NumbersOfBulletin);
        addSuppressed();
        addFoot({told(m_words.text(u"made_on"_s), reports::ReportWords::same(m_madeOn)),
                 told(m_words.text(u"made_by"_s), m_words.text(u"commission"_s)),
                 told(m_words.text(u"period"_s), m_report.periodWords)});
    }

    const ReportDocument &m_report;
    QString m_madeOn;
    BulletinPages m_pages;
    reports::ReportWords m_words;
    documents::Template m_form;
    documents::DocumentData m_data;
    int m_count = 0;
    QString m_colour; ///< of the section of the bulletin that is being filled
    BulletinPage m_size;
};

/// As many bars as a page holds, and these as large as it holds them: each of the two is full, and none goes over.
void fitBulletin(print::Paper &paper, const print::CountPages &pagesOf, const ReportDocument &report, QDate madeOn)
{
    BulletinPages pages;
    const auto isOnOne = [&](qsizetype page) {
        ReportSheet sheet(report, madeOn, pages);
        documents::Template form = sheet.form();
        form.parts = {form.parts.at(page)};
        return pagesOf(form, sheet.data()) == 1;
    };
    for (qsizetype page = 0; page < std::ssize(pages); ++page) {
        BulletinPage &size = pages[std::size_t(page)];
        while (size.bars > LeastBarsOfChart && !isOnOne(page))
            --size.bars;
        int largest = 0;
        for (int low = 1, high = BulletinSteps; low <= high;) {
            size.step = (low + high) / 2;
            const bool isFitting = isOnOne(page);
            largest = isFitting ? size.step : largest;
            (isFitting ? low : high) = isFitting ? size.step + 1 : size.step - 1;
        }
        size.step = largest;
    }
    ReportSheet sheet(report, madeOn, pages);
    paper.form = sheet.form();
    paper.data = sheet.data();
}

} // namespace

base::Result<print::Paper> reportPaper(const ReportDocument &report, QDate madeOn)
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    ReportSheet sheet(report, madeOn);
    print::Paper paper{sheet.form(), styles, sheet.data()};
    if (report.name == reports::ReportName::AnnualBulletin)
        paper.fit = [report, madeOn](print::Paper &given, const print::CountPages &pagesOf) {
            fitBulletin(given, pagesOf, report, madeOn);
        };
    return paper;
}

} // namespace indaro::ui::pages
