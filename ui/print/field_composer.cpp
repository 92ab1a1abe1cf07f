// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/field_composer.h"

#include "ui/print/text_fit.h"

#include <algorithm>

namespace indaro::ui::print {

using namespace Qt::StringLiterals;
using documents::Field;
using documents::FieldKind;
using documents::KirundiStatus;
using documents::Label;

namespace {

constexpr double kPad = 1.2;         // mm between a cell's frame and its text
constexpr double kWide = 80;         // from here on French and Kirundi stand side by side
constexpr double kWritingLine = 6.2; // mm between two lines for the pen
constexpr double kMarked = 34;       // below this an asterisk stands for "to be translated"
constexpr double kBeside = 10;       // least room for a dotted line beside a label
constexpr double kDottedLine = 3.2;  // mm for the empty line of a missing translation
constexpr double kTickBox = 2.9;
constexpr double kPageNumber = 9; // mm at the end of a line of the contents
constexpr double kTableRow = 6;   // least height of a row of a table
constexpr double kAnyHeight = 1e6;

/// Kirundi beside French, and what was not communicated: second, but black enough for a copy of a copy.
QColor faded()
{
    return QColor(0x3f, 0x48, 0x50);
}

QColor hairline()
{
    return QColor(0x6a, 0x76, 0x7f);
}

} // namespace

QColor FieldComposer::secondInk()
{
    return faded();
}

double FieldComposer::text(Page *page, const QString &raw, const Look &look, QPointF at, double width, const QRectF &box,
                           double most, bool multiline) const
{
    QString clean = cleanText(raw, multiline);
    if (clean.isEmpty())
        return 0;
    double points = look.points;
    const auto heightAt = [&](const QString &words, double size) {
        return measure(words, fontOf(m_styles.fontFamily, size, look.bold, look.italic), width).height();
    };
    double height = heightAt(clean, points);
    while (height > most && points > m_styles.leastPoints) {
        points = std::max(m_styles.leastPoints, points - 0.5);
        height = heightAt(clean, points);
    }
    if (height > most) {
        qsizetype fits = 0;
        for (qsizetype low = 0, high = clean.size(); low <= high;) {
            const qsizetype middle = (low + high) / 2;
            if (heightAt(clean.left(middle) + u'…', points) <= most) {
                fits = middle;
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        clean = clean.left(fits) + u'…';
        height = heightAt(clean, points);
    }
    if (page != nullptr)
        page->texts.append(
            {box, QRectF(at, QSizeF(width, height)), clean, points, look.bold, look.italic, look.colour, look.alignment});
    return height;
}

QColor FieldComposer::colourOf(const Field &field) const
{
    return QColor(field.colour.isEmpty() ? m_styles.accent : field.colour);
}

QString FieldComposer::kirundiOf(const Label &label) const
{
    if (label.kirundiStatus != KirundiStatus::Unreviewed || label.kirundi.isEmpty())
        return label.kirundi;
    m_usedUnreviewed = true;
    return label.kirundi + u'°';
}

double FieldComposer::kirundi(Page *page, const Label &label, const Look &look, QPointF at, double width,
                              const QRectF &box) const
{
    Look italic = look;
    italic.bold = false;
    italic.italic = true;
    if (label.kirundiStatus != KirundiStatus::ToTranslate)
        return text(page, kirundiOf(label), italic, at, width, box);
    // A narrow place carries a sign explained in the footer instead of the words "to be translated".
    m_usedToTranslate = true;
    const QString mark = width < kMarked ? u"*"_s : m_styles.toTranslate.french;
    Look hint = italic;
    hint.points = m_styles.leastPoints;
    hint.colour = faded();
    const double word = measure(mark, fontOf(m_styles.fontFamily, hint.points, false, true), 60).width() + 0.6;
    const double height = text(page, mark, hint, {at.x() + width - word, at.y()}, word, box);
    if (page != nullptr && width > word + 3)
        page->shapes.append(
            {ShapeItem::Kind::Dotted, QRectF(at.x(), at.y() + kDottedLine - 0.5, width - word - 0.8, 0), hairline(), 0.2});
    return std::max(height, kDottedLine);
}

double FieldComposer::label(Page *page, const Label &label, const Look &look, QPointF at, double width,
                            const QRectF &box) const
{
    if (label.isEmpty())
        return 0;
    if (label.french == label.kirundi)
        return text(page, label.french, look, at, width, box);
    Look right = look;
    right.colour = look.bold ? look.colour : faded();
    if (label.french.isEmpty())
        return kirundi(page, label, right, at, width, box);
    if (width >= kWide) {
        const double half = width / 2 - 1;
        const double left = text(page, label.french, look, at, half, box);
        return std::max(left, kirundi(page, label, right, {at.x() + half + 2, at.y()}, half, box));
    }
    // A short Kirundi label, or the empty line of a missing one, finds room beside a short French label.
    const double french =
        measure(label.french, fontOf(m_styles.fontFamily, look.points, look.bold, look.italic), 400).width() + 0.4;
    const double rest = width - french - 1.6;
    const bool isAtTheEnd = look.alignment.testFlag(Qt::AlignRight); // as the figures below a head
    const double wanted =
        label.kirundiStatus == KirundiStatus::ToTranslate
            ? kBeside
            : measure(kirundiOf(label), fontOf(m_styles.fontFamily, look.points, false, true), 400).width() + 0.4;
    if (!label.french.isEmpty() && rest >= wanted) {
        const double x = at.x() + (isAtTheEnd ? rest - wanted : 0);
        const double left = text(page, label.french, look, {x, at.y()}, french, box);
        return std::max(left, kirundi(page, label, right, {x + french + 1.6, at.y()}, isAtTheEnd ? wanted : rest, box));
    }
    const double top = text(page, label.french, look, at, width, box);
    return top + kirundi(page, label, right, {at.x(), at.y() + top}, width, box);
}

void FieldComposer::writingLines(Page *page, const QRectF &space, bool isOne) const
{
    if (page == nullptr)
        return;
    // Above the first line a hand needs a little less than between two: the label over it is small.
    const int lines = isOne ? 1 : std::max(1, static_cast<int>((space.height() + 1.8) / kWritingLine));
    for (int i = 0; i < lines; ++i)
        page->shapes.append({ShapeItem::Kind::Dotted,
                             QRectF(space.left(), space.bottom() - 0.8 - i * kWritingLine, space.width(), 0), hairline(),
                             0.2});
}

double FieldComposer::value(Page *page, const Field &field, const QRectF &space) const
{
    const documents::FieldValue given = m_data.fields.value(field.name);
    const bool multiline = field.kind == FieldKind::Multiline;
    const double least = field.height > 0 ? field.height : multiline ? 2 * kWritingLine : 4.9;
    if (given.shared && (given.values.isEmpty() || cleanText(given.values.join(u'\n'), multiline).isEmpty())) {
        writingLines(page, space, field.kind == FieldKind::Date);
        return least;
    }
    Look look = ink(field.points > 0 ? field.points : m_styles.valuePoints);
    look.bold = field.points > m_styles.valuePoints;
    if (!given.shared) {
        look.italic = true;
        look.bold = false;
        look.colour = faded();
        look.points = m_styles.labelPoints + 0.5;
    }
    const QString words = given.shared ? given.values.join(multiline ? u"\n"_s : u", "_s) : m_styles.notShared.french;
    return std::max(least, text(page, words, look, space.topLeft(), space.width(), space, m_tallest, multiline) + 0.6);
}

double FieldComposer::option(Page *page, const documents::Option &option, bool ticked, QPointF at, double width,
                             const QRectF &box) const
{
    const QRectF mark(at.x(), at.y() + 0.3, kTickBox, kTickBox);
    if (page != nullptr) {
        page->shapes.append({ShapeItem::Kind::TickBox, mark, QColor(m_styles.ink), 0.25});
        if (ticked)
            page->shapes.append({ShapeItem::Kind::Tick, mark.adjusted(0.4, 0.4, -0.4, -0.4), QColor(m_styles.ink), 0.5});
    }
    const double left = at.x() + kTickBox + 1.2;
    const double room = width - kTickBox - 1.8;
    const Look look = ink(m_styles.labelPoints + 0.3);
    Look second = look;
    second.colour = faded();
    const QFont plain = fontOf(m_styles.fontFamily, look.points, false, false);
    const double french = measure(option.label.french, plain, 400).width() + 0.4;
    const double rest = room - french - 1.6;
    const bool toTranslate = option.label.kirundiStatus == KirundiStatus::ToTranslate;
    const double wanted =
        toTranslate
            ? 9
            : measure(kirundiOf(option.label), fontOf(m_styles.fontFamily, look.points, false, true), 400).width() + 0.4;
    if (wanted <= rest) {
        const double height = text(page, option.label.french, look, {left, at.y()}, french, box);
        return std::max(height, kirundi(page, option.label, second, {left + french + 1.6, at.y()}, rest, box));
    }
    const double top = text(page, option.label.french, look, {left, at.y()}, room, box);
    return top + kirundi(page, option.label, second, {left, at.y() + top}, room, box);
}

double FieldComposer::options(Page *page, const Field &field, QPointF at, double width, const QRectF &box) const
{
    const documents::FieldValue given = m_data.fields.value(field.name);
    if (!given.shared)
        return value(page, field, QRectF(at, QSizeF(width, 5.2)));
    const double column = width / field.columns;
    double y = at.y();
    for (qsizetype i = 0; i < field.options.size(); i += field.columns) {
        double tallest = kTickBox + 0.8;
        for (qsizetype c = 0; c < field.columns && i + c < field.options.size(); ++c) {
            const documents::Option &one = field.options[i + c];
            tallest = std::max(
                tallest, option(page, one, given.values.contains(one.name), {at.x() + column * double(c), y}, column, box));
        }
        y += tallest + 0.7;
    }
    return y - at.y();
}

QList<double> FieldComposer::tableWidths(const Field &field, double width)
{
    double fixed = 0;
    qsizetype open = 0;
    for (const documents::TableColumn &column : field.tableColumns) {
        fixed += column.width;
        open += column.width > 0 ? 0 : 1;
    }
    QList<double> widths;
    for (const documents::TableColumn &column : field.tableColumns)
        widths.append(column.width > 0 ? column.width : (width - fixed) / double(open));
    return widths;
}

QString FieldComposer::takeWhatFits(QString &words, double width) const
{
    const QFont font = fontOf(m_styles.fontFamily, m_styles.valuePoints - 0.5, false, false);
    words = cleanText(words, true);
    qsizetype fits = words.size();
    if (measure(words, font, width).height() > m_tallest) {
        for (qsizetype low = 1, high = words.size(); low <= high;) {
            const qsizetype middle = (low + high) / 2;
            const bool isShort = measure(words.left(middle), font, width).height() <= m_tallest;
            fits = isShort ? middle : fits;
            (isShort ? low : high) = isShort ? middle + 1 : middle - 1;
        }
        const qsizetype blank = words.lastIndexOf(u' ', fits);
        fits = blank > 0 ? blank : fits;
    }
    const QString taken = words.left(fits);
    words = words.mid(fits).trimmed();
    return taken;
}

QList<QStringList> FieldComposer::tableRows(const Field &field, double width) const
{
    const documents::FieldValue kept = m_data.fields.value(field.name);
    const QList<double> widths = tableWidths(field, width - 2 * kPad);
    QList<QStringList> rows;
    for (QStringList left : kept.shared ? kept.rows : QList<QStringList>{{m_styles.notShared.french}}) {
        left = left.mid(0, widths.size());
        do {
            QStringList row;
            for (qsizetype c = 0; c < left.size(); ++c)
                row.append(takeWhatFits(left[c], widths[c] - 2 * kPad));
            rows.append(row);
        } while (!left.join(QString()).isEmpty());
    }
    while (rows.size() < field.blankRows)
        rows.append(QStringList());
    return rows;
}

double FieldComposer::tableRow(Page *page, const Field &field, const QStringList *row, QPointF at,
                               const QList<double> &widths) const
{
    double height = row == nullptr ? 4 : std::max(kTableRow, field.height);
    for (int pass = 0; pass < (page == nullptr ? 1 : 2); ++pass) {
        Page *target = pass == 1 ? page : nullptr;
        double x = at.x();
        for (qsizetype c = 0; c < widths.size(); ++c) {
            const QRectF cell(x, at.y(), widths[c], height);
            const QPointF inside(x + kPad, at.y() + 0.8);
            double needed = 0;
            Look head = ink(m_styles.labelPoints);
            Look figure = ink(m_styles.valuePoints - 0.5);
            if (field.tableColumns[c].figures)
                head.alignment = figure.alignment = Qt::AlignRight;
            if (row == nullptr)
                needed = label(target, field.tableColumns[c].label, head, inside, widths[c] - 2 * kPad, cell);
            else if (field.tableColumns[c].tick)
                tickCell(target, row->value(c) == u"1", cell);
            else
                needed = text(target, row->value(c), figure, inside, widths[c] - 2 * kPad, cell, kAnyHeight, true);
            if (target != nullptr)
                target->shapes.append({ShapeItem::Kind::Box, cell, hairline(), 0.15});
            height = pass == 0 ? std::max(height, needed + 1.6) : height;
            x += widths[c];
        }
    }
    return height;
}

void FieldComposer::tickCell(Page *page, bool isTicked, const QRectF &cell) const
{
    if (page == nullptr)
        return;
    const QRectF mark(cell.center().x() - kTickBox / 2, cell.center().y() - kTickBox / 2, kTickBox, kTickBox);
    page->shapes.append({ShapeItem::Kind::TickBox, mark, QColor(m_styles.ink), 0.25});
    if (isTicked)
        page->shapes.append({ShapeItem::Kind::Tick, mark.adjusted(0.4, 0.4, -0.4, -0.4), QColor(m_styles.ink), 0.5});
}

QList<double> FieldComposer::tableHeights(const Field &field, const QList<QStringList> &rows, double width) const
{
    const QList<double> widths = tableWidths(field, width - 2 * kPad);
    QList<double> heights;
    for (const QStringList &row : rows)
        heights.append(tableRow(nullptr, field, &row, {}, widths));
    return heights;
}

double FieldComposer::table(Page *page, const Field &field, const QList<QStringList> &rows, QPointF at, double width,
                            bool isFirst) const
{
    const QPointF inside(at.x() + kPad, at.y() + 0.8);
    const QList<double> widths = tableWidths(field, width - 2 * kPad);
    Look look = ink(m_styles.labelPoints);
    look.colour = QColor(m_styles.accent);
    double y = inside.y() + 0.7;
    if (isFirst)
        y += label(page, field.label, look, inside, width - 2 * kPad, QRectF(at, QSizeF(width, m_tallest)));
    y += tableRow(page, field, nullptr, {inside.x(), y}, widths);
    for (const QStringList &row : rows)
        y += tableRow(page, field, &row, {inside.x(), y}, widths);
    const double height = y + 0.7 - at.y();
    if (page != nullptr)
        page->shapes.append({ShapeItem::Kind::Box, QRectF(at, QSizeF(width, height)), hairline(), 0.15});
    return height;
}

double FieldComposer::tearOff(Page *page, const Field &field, QPointF at, double width, const QRectF &box) const
{
    Look look = ink(m_styles.leastPoints);
    look.colour = faded();
    look.alignment = Qt::AlignHCenter;
    const double height = text(page, field.label.french, look, {at.x(), at.y() + 2.2}, width, box);
    if (page != nullptr)
        page->shapes.append({ShapeItem::Kind::Dashed, QRectF(0, at.y() + 1.4, m_styles.pageWidth, 0), faded(), 0.25});
    return height + 3.4;
}

/// Words of weight have a colour and are bold.
double FieldComposer::note(Page *page, const Field &field, QPointF at, double width, const QRectF &box) const
{
    const QPointF inside(at.x() + kPad, at.y() + 0.8);
    const bool hasPage = !field.pageOf.isEmpty();
    const double inner = width - 2 * kPad - (hasPage ? kPageNumber : 0);
    Look look = ink(field.points > 0 ? field.points : m_styles.labelPoints + 0.5);
    if (!field.colour.isEmpty()) {
        look.colour = colourOf(field);
        look.bold = true;
    }
    const double height = label(page, field.label, look, inside, inner, box);
    if (page != nullptr && hasPage) {
        const QRectF number(inside.x() + inner, inside.y(), kPageNumber, height);
        page->sectionPages.append(
            {box, number, field.pageOf, look.points, true, false, QColor(m_styles.accent), Qt::AlignRight});
        page->shapes.append(
            {ShapeItem::Kind::Dotted, QRectF(inside.x(), box.bottom() - 0.3, inner + kPageNumber, 0), hairline(), 0.15});
    }
    return height + 1.5;
}

double FieldComposer::field(Page *page, const Field &field, QPointF at, double width, double height) const
{
    const QRectF box(at, QSizeF(width, height));
    if (field.kind == FieldKind::TearOff)
        return tearOff(page, field, at, width, box);
    if (field.kind == FieldKind::Table)
        return table(page, field, tableRows(field, width), at, width, true);
    if (field.kind == FieldKind::Figure)
        return figure(page, field, at, width, height);
    if (field.kind == FieldKind::Note)
        return note(page, field, at, width, box);
    const QPointF inside(at.x() + kPad, at.y() + 0.8);
    const double inner = width - 2 * kPad;
    Look look = ink(m_styles.labelPoints);
    look.colour = colourOf(field);
    if (field.kind == FieldKind::Bars && field.points > 0) {
        look.points = field.points;
        look.bold = true;
    }
    double y = inside.y() + label(page, field.label, look, inside, inner, box);
    switch (field.kind) {
    case FieldKind::Note:
    case FieldKind::TearOff:
    case FieldKind::Table:
    case FieldKind::Figure:
        break; // above
    case FieldKind::Area:
        y += std::max(field.height, 8.0);
        break;
    case FieldKind::Bars:
        y += 0.7;
        y += bars(page, field, {inside.x(), y}, inner, box);
        break;
    case FieldKind::Choice:
    case FieldKind::MultiChoice:
        y += 0.7;
        y += options(page, field, {inside.x(), y}, inner, box);
        break;
    case FieldKind::Text:
    case FieldKind::Date:
    case FieldKind::Multiline: {
        y += 0.3;
        // Large figures side by side stand on one line, however long what stands over them.
        if (height > 0 && field.kind == FieldKind::Text && field.points > m_styles.valuePoints &&
            !m_data.fields.value(field.name).values.isEmpty())
            y = std::max(y, at.y() + height - 0.7 - value(nullptr, field, QRectF(inside.x(), y, inner, 0)));
        const double room = std::max(0.0, at.y() + height - y);
        y += value(page, field, QRectF(inside.x(), y, inner, room));
        break;
    }
    }
    const double needed = y + 0.7 - at.y();
    if (page != nullptr)
        page->shapes.append({ShapeItem::Kind::Box, QRectF(at, QSizeF(width, std::max(height, needed))), hairline(), 0.15});
    return needed;
}

} // namespace indaro::ui::print
