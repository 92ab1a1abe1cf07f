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
constexpr qsizetype NumbersInRow = 3;
constexpr double ReportCellMm = 24;
constexpr double ReportTableMm = 187;     // inside the frame of a section
constexpr double ReportNamesMm = 48;      // least width of the names
constexpr std::int64_t LeastLongest = 10; // a bar of "< 11" is not the longest unless there is no other
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
        part.title = m_report.title;
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

    void addNumbers(qsizetype most)
    {
        documents::Section &section = begin(m_words.text(u"figures"_s), true);
        documents::Row row;
        qsizetype count = 0;
        for (const reports::ReportNumber &number : m_report.numbers) {
            if (count++ == most)
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

    void addSummary()
    {
        documents::Section &section = begin(m_words.text(u"in_short"_s));
        for (const Label &sentence : m_report.summary)
            section.rows.append({{note(sentence, ReportSentencePoints)}});
        endSection();
    }

    [[nodiscard]] documents::Field chart(const reports::ReportChart &chart)
    {
        documents::Field made = field(chart.title, FieldKind::Bars);
        std::int64_t longest = LeastLongest;
        for (const reports::ReportBar &bar : chart.bars)
            longest = std::max(longest, bar.number.value_or(0));
        documents::FieldValue value;
        for (const reports::ReportBar &bar : chart.bars) {
            const std::int64_t length = bar.isSmall ? LeastLongest : bar.number.value_or(0);
            const QString look = bar.isSmall ? u"hatched"_s : bar.number.value_or(0) > 0 ? u"full"_s : QString();
            value.rows.append({inCell(bar.name), bar.text, QString::number(int(length * FullBar / longest)), look});
        }
        m_data.fields[made.name] = value;
        return made;
    }

    [[nodiscard]] documents::Field table(const reports::ReportTable &table)
    {
        documents::Field made = field({}, FieldKind::Table);
        const qsizetype others = table.columns.size() - 1;
        const double width =
            table.isOfWords || others == 0 ? 0 : std::min(ReportCellMm, (ReportTableMm - ReportNamesMm) / double(others));
        for (qsizetype i = 0; i < table.columns.size(); ++i) {
            documents::TableColumn column;
            column.name = u"column_%1"_s.arg(i);
            column.label = table.columns[i];
            column.width = i == 0 ? 0 : width;
            made.tableColumns.append(column);
        }
        documents::FieldValue value;
        for (const reports::ReportRow &row : table.rows)
            value.rows.append(QStringList{inCell(row.name)} + row.cells);
        m_data.fields[made.name] = value;
        return made;
    }

    [[nodiscard]] double notePoints() const
    {
        return m_report.name == reports::ReportName::AnnualBulletin ? BulletinNotePoints : ReportNotePoints;
    }

    void fillSection(const reports::ReportSection &given)
    {
        documents::Section &section = begin(given.title);
        for (const Label &sentence : given.sentences)
            section.rows.append({{note(sentence, ReportSentencePoints)}});
        documents::Row charts;
        for (const reports::ReportChart &each : given.charts)
            charts.fields.append(chart(each));
        if (!charts.fields.isEmpty())
            section.rows.append(charts);
        if (given.table)
            section.rows.append({{table(*given.table)}});
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
            section.rows.append({{table(*m_report.suppressed)}});
    }

    void addContents()
    {
        documents::Section &section = begin(m_words.text(u"contents"_s));
        for (const reports::ReportSection &each : m_report.sections)
            section.rows.append({{note(each.title, ReportNotePoints)}});
        endSection();
    }

    void makeReport()
    {
        beginPart(false);
        addFacts();
        addNumbers(NumbersInRow * 2);
        addContents();
        beginPart(true);
        addSummary();
        for (const reports::ReportSection &section : m_report.sections)
            fillSection(section);
        addDefinitions();
        addSuppressed();
    }

    /// The first half of its sections on the first page.
    void makeBulletin()
    {
        beginPart(false);
        addFacts();
        addNumbers(NumbersInRow);
        const std::size_t half = (m_report.sections.size() + 1) / 2;
        for (std::size_t i = 0; i < half; ++i)
            fillSection(m_report.sections[i]);
        beginPart(true);
        for (std::size_t i = half; i < m_report.sections.size(); ++i)
            fillSection(m_report.sections[i]);
        addDefinitions();
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
