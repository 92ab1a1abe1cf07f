// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/document_view.h"
#include "ui/print/field_composer.h"
#include "ui/print/text_fit.h"

#include <algorithm>
#include <atomic>
#include <memory>
#include <utility>
#include <vector>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;
using documents::Field;
using documents::FieldKind;
using documents::Label;
using documents::Part;
using documents::Section;

namespace {

constexpr qsizetype MostLeading = 3; // rows of words before what they lead to
constexpr double kFooter = 7;
constexpr double kGap = 1.0;
constexpr double MastheadPad = 5;     // mm
constexpr double MastheadPoints = 26; // of the title on its ground
constexpr double MastheadSecond = 13;
constexpr double MastheadThird = 14;   // of what stands below
constexpr double ColouredPoints = 11;  // of a title on colour
constexpr qsizetype LeastOverleaf = 3; // rows of a table

/// Rows placed so far, of all that will be.
struct RowsPlaced
{
    PaperProgress *progress = nullptr; ///< null: nobody looks
    std::int64_t done = 0;
    std::int64_t all = 0;

    void add(std::int64_t rows)
    {
        done += rows;
        if (progress != nullptr)
            progress->setDone(done, all);
    }
    [[nodiscard]] bool isCancelled() const { return progress != nullptr && progress->isCancelled(); }
};

/// What one row of a template counts for: a table as many as it has lines.
std::int64_t rowsIn(const documents::Row &row, const documents::DocumentData &data)
{
    std::int64_t rows = 1;
    for (const Field &field : row.fields)
        rows += field.kind == FieldKind::Table ? data.fields.value(field.name).rows.size() : 0;
    return rows;
}

std::int64_t rowsIn(const documents::Template &form, const documents::DocumentData &data)
{
    std::int64_t rows = 0;
    for (const Part &part : form.parts)
        for (const Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                rows += rowsIn(row, data);
    return rows;
}

class PartLayout
{
public:
    PartLayout(const documents::Template &form, const documents::Styles &styles, const documents::DocumentData &data,
               const Part &part, int copy, RowsPlaced &placed)
        : m_form(form), m_styles(styles), m_data(data), m_part(part), m_copy(copy), m_compose(styles, data), m_placed(placed)
    {
        m_compose.setTallest(tallest());
    }

    void run()
    {
        newPage();
        for (qsizetype i = 0; i < m_part.sections.size() && !m_placed.isCancelled(); ++i)
            place(m_part.sections[i], heightOfSignatures(i));
        closeSection();
    }
    [[nodiscard]] qsizetype count() const { return m_pages.size(); }
    /// On which of its pages a section begins that has a name; from 0.
    [[nodiscard]] const QHash<QString, qsizetype> &sectionPages() const { return m_sectionPages; }
    /// `before`: pages of the parts it goes on from; `all`: with those and the ones that go on from it.
    QList<Page> numbered(qsizetype before, qsizetype all)
    {
        for (qsizetype i = 0; i < m_pages.size(); ++i)
            footer(m_pages[i], before + i + 1, all);
        return m_pages;
    }

private:
    [[nodiscard]] double left() const { return m_styles.margin; }
    [[nodiscard]] double width() const { return m_styles.pageWidth - 2 * m_styles.margin; }
    [[nodiscard]] double bottom() const { return m_styles.pageHeight - m_styles.margin - kFooter; }
    /// What a row of a table, or one value, may be at most: a page has more room than this below its header.
    [[nodiscard]] double tallest() const { return m_styles.pageHeight - 2 * m_styles.margin - kFooter - 70; }
    Page *page() { return &m_pages.last(); }
    [[nodiscard]] FieldComposer::Look look(double points, bool bold = false) const
    {
        FieldComposer::Look out = m_compose.ink(points);
        out.bold = bold;
        return out;
    }

    void newPage()
    {
        Page fresh;
        fresh.width = m_styles.pageWidth;
        fresh.height = m_styles.pageHeight;
        fresh.fontFamily = m_styles.fontFamily;
        m_pages.append(fresh);
        if (m_part.masthead && m_pages.size() == 1)
            masthead();
        else
            header(m_pages.size() == 1);
        m_isFresh = true;
    }

    /// The title white on colour, over what is hung up or begins with a page of its own.
    void masthead()
    {
        const double top = m_styles.margin;
        const double x = left() + MastheadPad;
        const double across = width() - 2 * MastheadPad;
        const auto white = [this](double points) {
            FieldComposer::Look out = look(points, true);
            out.colour = QColor(Qt::white);
            return out;
        };
        Label kirundi = m_part.title;
        kirundi.french.clear();
        const bool isBoth = !kirundi.kirundi.isEmpty() && kirundi.kirundi != m_part.title.french;
        const auto words = [&](Page *target, const QRectF &box) {
            double y = top + MastheadPad;
            y += m_compose.text(target, m_part.title.french, white(MastheadPoints), {x, y}, across, box);
            if (isBoth)
                y += m_compose.label(target, kirundi, white(MastheadSecond), {x, y}, across, box);
            y += 2;
            return y + m_compose.label(target, m_part.subtitle, white(MastheadThird), {x, y}, across, box);
        };
        const QRectF ground(left(), top, width(), words(nullptr, {}) + MastheadPad - top);
        page()->shapes.append({ShapeItem::Kind::Fill, ground, QColor(m_styles.accent), 0});
        words(page(), ground);
        m_y = ground.bottom() + 1.6;
    }

    /// Title left, serial and copy in the middle, QR code right; the following pages carry it smaller.
    void header(bool first)
    {
        const double qr = m_data.serials.contains(m_part.name) && m_part.numbered ? (first ? 19 : 12.5) : 0;
        const double numbers = m_part.numbered ? 56 : 0;
        const double titleWidth = width() - qr - numbers - (m_part.numbered ? 18 : 6);
        m_top = m_styles.margin;
        if (first && !m_part.tearOff.isEmpty())
            m_top = tearLine();
        const QRectF box(left(), m_top, width(), 60);
        double y = m_top;
        FieldComposer::Look title = look(first ? m_styles.titlePoints : 10, true);
        title.colour = QColor(m_styles.accent);
        y += m_compose.text(page(), m_part.title.french, title, {left(), y}, titleWidth, box);
        Label kirundi = m_part.title;
        kirundi.french.clear();
        FieldComposer::Look second = look(first ? 8.6 : 8);
        if (!kirundi.kirundi.isEmpty() && kirundi.kirundi != m_part.title.french)
            y += m_compose.label(page(), kirundi, second, {left(), y}, titleWidth, box);
        if (first && !m_part.subtitle.isEmpty())
            y += 0.6 + m_compose.label(page(), m_part.subtitle, look(m_styles.labelPoints), {left(), y + 0.6},
                                       std::min(titleWidth, 79.9), box);
        if (m_part.internal) {
            FieldComposer::Look strong = look(m_styles.sectionPoints, true);
            strong.colour = QColor(0x9b, 0x1c, 0x1c);
            y += 0.6 + m_compose.text(page(), m_styles.internalNote.french, strong, {left(), y + 0.6}, titleWidth, box);
        }
        if (m_part.numbered)
            y = std::max(y, numberBlock(first, qr, numbers, box));
        m_y = y + 1.6;
        page()->shapes.append({ShapeItem::Kind::Line, QRectF(left(), m_y, width(), 0), QColor(m_styles.accent), 0.6});
        m_y += 0.8;
    }

    /// The slip is stapled to the form above this line and torn off along it, so its number stays with it.
    /// Returns where the header may begin.
    double tearLine()
    {
        constexpr double Staple = 3; // mm below the margin, where a staple still holds
        const double y = m_styles.margin + Staple;
        page()->shapes.append({ShapeItem::Kind::Dashed, QRectF(0, y, m_styles.pageWidth, 0), m_compose.secondInk(), 0.3});
        FieldComposer::Look small = look(m_styles.leastPoints);
        small.alignment = Qt::AlignHCenter;
        const double height =
            m_compose.text(page(), m_part.tearOff.french, small, {left(), y + 0.5}, width(), QRectF(left(), y, width(), 6));
        return y + height + 2;
    }

    double numberBlock(bool first, double qr, double numbers, const QRectF &box)
    {
        const double x = left() + width() - qr - numbers - 2;
        const bool known = m_data.serials.contains(m_part.name);
        double y = m_top;
        FieldComposer::Look small = look(m_styles.labelPoints);
        small.alignment = Qt::AlignRight;
        FieldComposer::Look strong = look(12, true);
        strong.alignment = Qt::AlignRight;
        if (first)
            y += m_compose.text(page(), u"N° / Inomero"_s, small, {x, y}, numbers, box);
        if (known) {
            const documents::Serial serial = m_data.serials.value(m_part.name);
            y += m_compose.text(page(), serial.toText(), strong, {x, y}, numbers, box);
            y += m_compose.text(page(), u"code de contrôle : %1"_s.arg(documents::checkCode(serial)), small, {x, y}, numbers,
                                box);
            if (auto code = documents::makeQrCode(documents::qrPayload(serial)))
                page()->qrs.append({QRectF(left() + width() - qr, m_top, qr, qr), *code, documents::qrPayload(serial)});
        } else {
            page()->shapes.append(
                {ShapeItem::Kind::Dotted, QRectF(x + 6, y + 4.8, numbers - 6, 0), QColor(m_styles.ink), 0.2});
            y += 6;
        }
        if (m_form.copies > 1) {
            const Label &who = m_styles.copies[m_copy - 1];
            const QString sign = who.kirundiStatus == documents::KirundiStatus::Unreviewed ? u"°"_s : QString();
            const QString number = u"Exemplaire / kopi %1/%2"_s.arg(m_copy).arg(m_form.copies);
            const QString names = who.french + u" / "_s + who.kirundi + sign;
            FieldComposer::Look to = small;
            to.bold = true;
            if (first) {
                y += m_compose.text(page(), number, small, {x, y}, numbers, box);
                y += m_compose.text(page(), names, to, {x, y}, numbers, box);
            } else {
                y += m_compose.text(page(), u"%1 : %2"_s.arg(number, names), small, {x - 12, y}, numbers + 12, box);
            }
        }
        return std::max(y, known ? m_top + qr : y);
    }

    void footer(Page &target, qsizetype number, qsizetype all)
    {
        const double y = bottom() + 2.4;
        target.shapes.append({ShapeItem::Kind::Line, QRectF(left(), y, width(), 0), QColor(m_styles.accent), 0.25});
        const QRectF box(left(), y, width(), m_styles.margin + kFooter - 2.4 - 3);
        FieldComposer::Look small = look(m_styles.leastPoints);
        small.colour = m_compose.secondInk();
        QStringList notes;
        if (m_compose.usedUnreviewed())
            notes.append(m_styles.unreviewedNote.french);
        if (m_compose.usedToTranslate())
            notes.append(u"* "_s + m_styles.toTranslate.french);
        m_compose.text(&target, notes.join(u"   "_s), small, {left(), y + 0.8}, width() * 0.6, box);
        small.alignment = Qt::AlignRight;
        m_compose.text(&target, u"page / urupapuro %1/%2"_s.arg(number).arg(all), small, {left() + width() * 0.62, y + 0.8},
                       width() * 0.38, box);
    }

    double bandHeight(const Section &section, const Label &title, Page *target, double y)
    {
        const bool isColoured = !section.colour.isEmpty();
        const QRectF box(left(), y, width(), 40);
        FieldComposer::Look strong = look(isColoured ? ColouredPoints : m_styles.sectionPoints, true);
        strong.colour = isColoured ? QColor(Qt::white) : QColor(m_styles.accent);
        return m_compose.label(target, title, strong, {left() + 1.6, y + 0.7}, width() - 3.2, box) + 1.4;
    }

    void openSection(const Section &section, const Label &title)
    {
        m_sectionTop = m_y;
        if (title.isEmpty())
            return;
        const double height = bandHeight(section, title, nullptr, m_y);
        const QColor ground(section.colour.isEmpty() ? m_styles.band : section.colour);
        page()->shapes.append({ShapeItem::Kind::Fill, QRectF(left(), m_y, width(), height), ground, 0});
        bandHeight(section, title, page(), m_y);
        m_y += height;
    }

    void closeSection()
    {
        if (m_y > m_sectionTop && m_sectionTop > 0 && m_framed)
            page()->shapes.append({ShapeItem::Kind::Box, QRectF(left(), m_sectionTop, width(), m_y - m_sectionTop),
                                   QColor(m_styles.accent), 0.35});
        m_sectionTop = 0;
    }

    [[nodiscard]] QList<double> widthsOf(const documents::Row &row) const
    {
        double fixed = 0;
        int open = 0;
        for (const Field &field : row.fields) {
            fixed += field.width;
            open += field.width > 0 ? 0 : 1;
        }
        // A template that asks for more than the page gives is squeezed rather than printed over the edge.
        const double squeeze = fixed > 0 && (fixed > width() || open == 0) ? width() / fixed : 1;
        QList<double> out;
        for (const Field &field : row.fields)
            out.append(field.width > 0 ? field.width * squeeze : std::max(0.0, width() - fixed) / open);
        return out;
    }

    /// Measured once: it is asked for again by each row that leads to it.
    double rowHeight(const documents::Row &row, const QList<double> &widths)
    {
        if (const auto known = m_heights.constFind(&row); known != m_heights.constEnd())
            return *known;
        double height = 0;
        for (qsizetype i = 0; i < row.fields.size(); ++i)
            height = std::max(height, m_compose.field(nullptr, row.fields[i], {0, 0}, widths[i], 0));
        m_heights.insert(&row, height);
        return height;
    }

    [[nodiscard]] static bool isTable(const documents::Row &row)
    {
        return row.fields.size() == 1 && row.fields.first().kind == FieldKind::Table;
    }

    [[nodiscard]] static bool isNote(const documents::Row &row)
    {
        return row.fields.size() == 1 && row.fields.first().kind == FieldKind::Note;
    }

    /// What must find room for the row to begin on a page: of a table its head and one row, of two rows both.
    double leastHeight(const documents::Row &row, const QList<double> &widths)
    {
        if (!isTable(row))
            return rowHeight(row, widths);
        const Field &field = row.fields.first();
        const QList<QStringList> rows = m_compose.tableRows(field, widths.first());
        const bool isPair = rows.size() == 2 && isShortPair(m_compose.tableHeights(field, rows, widths.first()), 0, 1);
        return m_compose.table(nullptr, field, rows.mid(0, isPair ? 2 : 1), {0, 0}, widths.first(), true);
    }

    [[nodiscard]] bool isShortPair(const QList<double> &heights, qsizetype one, qsizetype other) const
    {
        return heights[one] + heights[other] <= tallest();
    }

    /// Of what a part ends with, where it stands below this section: signatures alone on a page sign nothing, so the last
    /// row above goes overleaf with them. 0: something else stands below.
    double heightOfSignatures(qsizetype above)
    {
        const Section &last = m_part.sections.last();
        if (above + 2 != m_part.sections.size() || !last.together)
            return 0;
        double height = kGap + bandHeight(last, last.title, nullptr, 0);
        for (const documents::Row &row : last.rows)
            height += rowHeight(row, widthsOf(row));
        return height;
    }

    /// Words that lead to what stands below them stay with it: when to ask a question, the question, and its answer.
    /// `after`: what stays with the last row of the section.
    double heightWithNext(const Section &section, qsizetype index, double after)
    {
        const auto least = [&](qsizetype at) { return leastHeight(section.rows[at], widthsOf(section.rows[at])); };
        const qsizetype last = std::min(index + MostLeading, section.rows.size() - 1);
        qsizetype led = index;
        while (led < last && isNote(section.rows[led]))
            ++led;
        if (isNote(section.rows[led]))
            led = std::min(index + 1, last); // words that lead to more words
        double height = least(index);
        for (qsizetype at = index + 1; at <= led && height + least(at) <= tallest(); ++at)
            height += least(at);
        if (isTable(section.rows[led]))
            return height;
        const double notes = heightOfLastNotes(section, led);
        height += height + notes <= tallest() ? notes : 0;
        const bool isToTheEnd = led == section.rows.size() - 1 || notes > 0;
        return isToTheEnd && height + after <= tallest() ? height + after : height;
    }

    /// A few short notes a section ends with stay with what they are about. 0: something else follows on this row, or they
    /// are long.
    double heightOfLastNotes(const Section &section, qsizetype row)
    {
        double height = 0;
        for (qsizetype at = row + 1; at < section.rows.size(); ++at) {
            const auto &fields = section.rows[at].fields;
            if (!std::ranges::all_of(fields, [](const Field &field) { return field.kind == FieldKind::Note; }))
                return 0;
            height += rowHeight(section.rows[at], widthsOf(section.rows[at]));
        }
        return height <= tallest() / 4 ? height : 0;
    }

    void goOnOverleaf(const Section &section)
    {
        closeSection();
        newPage();
        Label again = section.title;
        const bool isOneLanguage = again.kirundi == again.french;
        if (!again.french.isEmpty())
            again.french += u" (suite)"_s;
        if (isOneLanguage)
            again.kirundi = again.french;
        openSection(section, again);
        m_isFresh = false;
    }

    /// As many rows as the page has room for, the others overleaf under the same head.
    void placeTable(const Section &section, const Field &field, double across, double after)
    {
        const QList<QStringList> rows = m_compose.tableRows(field, across);
        const QList<double> heights = m_compose.tableHeights(field, rows, across);
        bool isOverleaf = false;
        for (qsizetype next = 0; (next == 0 || next < rows.size()) && !m_placed.isCancelled();) {
            double height = m_compose.table(nullptr, field, {}, {0, 0}, across, next == 0);
            qsizetype count = 0;
            for (; next + count < rows.size() && m_y + height + heights[next + count] <= bottom(); ++count)
                height += heights[next + count];
            // No row goes overleaf alone.
            const bool leavesOne = count > 0 && next + count + 1 == rows.size();
            if (leavesOne && (count > 1 || !isOverleaf) && isShortPair(heights, next + count - 1, next + count))
                --count;
            const bool leavesTwo = !leavesOne && next + count + 2 == rows.size() && count > LeastOverleaf;
            if (leavesTwo && isShortPair(heights, next + count - 1, next + count))
                --count;
            const bool leavesSignatures = next + count == rows.size() && after > 0 && m_y + height + after > bottom();
            if (leavesSignatures && count > 2 && isShortPair(heights, rows.size() - 2, rows.size() - 1))
                count -= 2; // they go with what they sign, or what is noted about them
            if (count == 0 && isOverleaf && !rows.isEmpty())
                count = 1; // no page has more room: rather over the edge than paper without end
            if (count > 0 || rows.isEmpty())
                m_y += m_compose.table(page(), field, rows.mid(next, count), {left(), m_y}, across, next == 0);
            next += count;
            if (rows.isEmpty())
                return;
            isOverleaf = next < rows.size();
            if (isOverleaf)
                goOnOverleaf(section);
        }
    }

    void place(const Section &section, double after)
    {
        closeSection();
        m_framed = section.framed && section.rows.first().fields.first().kind != FieldKind::TearOff;
        m_y += kGap;
        double needed =
            bandHeight(section, section.title, nullptr, 0) + heightWithNext(section, 0, section.together ? 0 : after);
        for (qsizetype i = 1; section.together && i < section.rows.size(); ++i)
            needed += rowHeight(section.rows[i], widthsOf(section.rows[i]));
        if (section.together && needed + after <= tallest())
            needed += after;
        if (m_y + needed > bottom() && !m_isFresh)
            newPage();
        openSection(section, section.title);
        if (!section.name.isEmpty())
            m_sectionPages.insert(section.name, m_pages.size() - 1);
        m_isFresh = false;
        for (qsizetype index = 0; index < section.rows.size() && !m_placed.isCancelled(); ++index) {
            const documents::Row &row = section.rows[index];
            const QList<double> widths = widthsOf(row);
            m_placed.add(rowsIn(row, m_data));
            if (isTable(row) && !section.together) {
                const double notes = heightOfLastNotes(section, index);
                const bool isToTheEnd = index == section.rows.size() - 1 || notes > 0;
                placeTable(section, row.fields.first(), widths.first(), notes + (isToTheEnd ? after : 0));
                continue;
            }
            const double height = rowHeight(row, widths);
            if (m_y + heightWithNext(section, index, section.together ? 0 : after) > bottom())
                goOnOverleaf(section);
            double x = left();
            for (qsizetype i = 0; i < row.fields.size(); ++i) {
                m_compose.field(page(), row.fields[i], {x, m_y}, widths[i], height);
                x += widths[i];
            }
            m_y += height;
        }
    }

    const documents::Template &m_form;
    const documents::Styles &m_styles;
    const documents::DocumentData &m_data;
    const Part &m_part;
    int m_copy;
    FieldComposer m_compose;
    RowsPlaced &m_placed;
    QList<Page> m_pages;
    QHash<const documents::Row *, double> m_heights; ///< of the rows of the part, which outlives this
    QHash<QString, qsizetype> m_sectionPages;
    double m_y = 0;
    double m_top = 0; ///< of the header
    double m_sectionTop = 0;
    bool m_framed = true;
    bool m_isFresh = true; ///< nothing but the header stands on the page
};

/// A process serves one vault, and a vault is a training vault for ever.
std::atomic<bool> exercise{false};

constexpr double MarkPoints = 54;
constexpr double MarkHeight = 26; // mm

/// Under everything else, at these heights, so that no part of the page can be cut off without it.
void markAcross(Page &page, const QString &words, const QColor &colour, std::initializer_list<double> heights)
{
    for (const double at : heights) {
        TextItem mark;
        mark.text = words;
        mark.box = QRectF(0, page.height * at - MarkHeight / 2, page.width, MarkHeight);
        mark.rect = mark.box;
        mark.points = MarkPoints;
        mark.bold = true;
        mark.colour = colour; // light enough to read what stands over it
        mark.alignment = Qt::AlignCenter;
        page.texts.prepend(mark);
    }
}

void markExercise(Page &page)
{
    markAcross(page, u"EXERCICE / EXERCISE"_s, QColor(0xe3, 0xc8, 0xee), {0.2, 0.5, 0.8});
}

} // namespace

void setExercise(bool isExercise)
{
    exercise = isExercise;
}

void markCopy(QList<Page> &pages)
{
    for (Page &page : pages) // between the words of an exercise
        markAcross(page, u"COPIE / KOPI"_s, QColor(0xdc, 0xdc, 0xdc), {0.35, 0.65});
}

namespace {

/// Now that every page has its number.
void writeSectionPages(QList<Page> &pages, const QHash<QString, qsizetype> &numbers)
{
    for (Page &page : pages) {
        for (TextItem item : std::exchange(page.sectionPages, {})) {
            item.text = numbers.contains(item.text) ? QString::number(numbers.value(item.text)) : QString();
            if (!item.text.isEmpty())
                page.texts.append(item);
        }
    }
}

QList<Page> layOutCopy(const documents::Template &form, const documents::Styles &styles, const documents::DocumentData &data,
                       int copy, RowsPlaced &placed)
{
    std::vector<std::unique_ptr<PartLayout>> parts;
    for (const Part &part : form.parts) {
        parts.push_back(std::make_unique<PartLayout>(form, styles, data, part, std::clamp(copy, 1, form.copies), placed));
        parts.back()->run();
        if (placed.isCancelled())
            return {};
    }
    QList<Page> pages;
    QHash<QString, qsizetype> numbers;
    for (std::size_t first = 0; first < parts.size();) {
        std::size_t end = first + 1;
        qsizetype all = parts[first]->count();
        for (; end < parts.size() && form.parts[qsizetype(end)].goesOn; ++end)
            all += parts[end]->count();
        for (qsizetype before = 0; first < end; ++first) {
            pages += parts[first]->numbered(before, all);
            for (auto [name, at] : parts[first]->sectionPages().asKeyValueRange())
                numbers.insert(name, before + at + 1);
            before += parts[first]->count();
        }
    }
    writeSectionPages(pages, numbers);
    if (exercise)
        std::ranges::for_each(pages, markExercise);
    return pages;
}

} // namespace

QList<Page> layOut(const documents::Template &form, const documents::Styles &styles, const documents::DocumentData &data,
                   int copy)
{
    RowsPlaced unwatched;
    return layOutCopy(form, styles, data, copy, unwatched);
}

QList<Page> layOutAllCopies(const documents::Template &form, const documents::Styles &styles,
                            const documents::DocumentData &data)
{
    QList<Page> pages;
    for (int copy = 1; copy <= form.copies; ++copy)
        pages += layOut(form, styles, data, copy);
    return pages;
}

base::Result<QList<Page>> layOutPapers(const QList<Paper> &papers, PaperProgress &progress)
{
    RowsPlaced placed{&progress};
    for (const Paper &paper : papers)
        placed.all += rowsIn(paper.form, paper.data) * (paper.copy > 0 ? 1 : paper.form.copies);
    QList<Page> pages;
    for (Paper paper : papers) {
        if (paper.fit && !progress.isCancelled())
            paper.fit(paper, [styles = paper.styles](const auto &form, const auto &data) {
                return layOut(form, styles, data, 1).size();
            });
        QList<Page> its;
        const int last = paper.copy > 0 ? paper.copy : paper.form.copies;
        for (int copy = std::max(paper.copy, 1); copy <= last; ++copy)
            its += layOutCopy(paper.form, paper.styles, paper.data, copy, placed);
        if (paper.finish && !progress.isCancelled()) {
            const qsizetype laidOut = its.size();
            paper.finish(its);
            if (exercise)
                std::for_each(its.begin() + laidOut, its.end(), markExercise);
        }
        pages += its;
    }
    return progress.isCancelled() ? base::Result<QList<Page>>(base::Error(base::Errc::Cancelled)) : std::move(pages);
}

} // namespace indaro::ui::print
