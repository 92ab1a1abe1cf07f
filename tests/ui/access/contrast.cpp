// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/access/contrast.h"

#include "tests/ui/access/seen.h"
#include "tests/ui/start/survey.h"
#include "ui/kit/theme.h"

#include <QtCore/QHash>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QAbstractSpinBox>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QScrollBar>
#include <QtWidgets/QStyleOption>
#include <QtWidgets/QTabBar>
#include <QtWidgets/QTextEdit>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

constexpr double Words = 4.5, LargeWords = 3.0, Bounds = 3.0;
/// Letters are painted at twice their size, so that their stems are wide enough to have their colour.
constexpr int Scale = 2;

using Counts = QHash<QRgb, int>;

QRgb mostFrequent(const Counts &counts)
{
    QRgb best = 0;
    int most = -1;
    for (auto each = counts.cbegin(); each != counts.cend(); ++each) {
        if (each.value() > most || (each.value() == most && each.key() < best)) {
            most = each.value();
            best = each.key();
        }
    }
    return best;
}

double ratioOf(QRgb one, QRgb other)
{
    return ui::kit::contrastRatio(QColor(one), QColor(other));
}

/// Of the colours in a line of words the furthest from the background that is no rarity.
PaintedLine lineOf(const Counts &ink, QRgb back, const QRect &place)
{
    constexpr int Share = 4;
    int most = 0;
    for (const int count : ink)
        most = std::max(most, count);
    PaintedLine line{place, QColor(back), QColor(back), 1};
    for (auto each = ink.cbegin(); each != ink.cend(); ++each) {
        const double ratio = ratioOf(each.key(), back);
        if (each.value() * Share >= most && ratio > line.ratio) {
            line.ratio = ratio;
            line.words = QColor(each.key());
        }
    }
    return line;
}

Counts countsIn(const QImage &picture, const QRect &place)
{
    Counts all;
    for (int y = place.top(); y <= place.bottom(); ++y) {
        const auto *row = reinterpret_cast<const QRgb *>(picture.constScanLine(y));
        for (int x = place.left(); x <= place.right();) { // most points are like the one before
            const int from = x;
            while (x <= place.right() && row[x] == row[from])
                ++x;
            all[row[from] | 0xFF000000U] += x - from;
        }
    }
    return all;
}

/// What differs visibly from `back`.
class Ink
{
public:
    Ink(const QImage &picture, QRgb back) : m_picture(picture), m_back(back) {}

    [[nodiscard]] bool isAt(int x, int y)
    {
        constexpr double Visible = 1.15;
        const QRgb color = colorAt(x, y);
        if (color == m_last)
            return m_isLastInk; // most points are like the one before
        m_last = color;
        const auto known = m_isInk.constFind(color);
        m_isLastInk = known != m_isInk.cend() ? *known : *m_isInk.insert(color, ratioOf(color, m_back) >= Visible);
        return m_isLastInk;
    }
    [[nodiscard]] QRgb colorAt(int x, int y) const
    {
        return reinterpret_cast<const QRgb *>(m_picture.constScanLine(y))[x] | 0xFF000000U;
    }
    /// The rows and columns of `within` that have any: from, to; what is further apart than `gap` are two.
    [[nodiscard]] QList<std::pair<int, int>> parts(const QRect &within, Qt::Orientation along, int gap)
    {
        const bool isDown = along == Qt::Vertical;
        QList<std::pair<int, int>> out;
        for (int a = isDown ? within.top() : within.left(); a <= (isDown ? within.bottom() : within.right()); ++a) {
            bool hasAny = false;
            for (int b = isDown ? within.left() : within.top(); b <= (isDown ? within.right() : within.bottom()) && !hasAny;
                 ++b)
                hasAny = isDown ? isAt(b, a) : isAt(a, b);
            if (!hasAny)
                continue;
            if (out.isEmpty() || a - out.last().second > gap)
                out.append({a, a});
            else
                out.last().second = a;
        }
        return out;
    }
    /// How often each colour is there; not in lines that are drawn, as the frame around what has the keyboard: no letter has
    /// one so long.
    [[nodiscard]] Counts counts(const QRect &within)
    {
        constexpr int LongestInLetters = 24 * Scale;
        Counts out;
        for (int y = within.top(); y <= within.bottom(); ++y) {
            for (int x = within.left(); x <= within.right();) {
                const int from = x;
                while (x <= within.right() && colorAt(x, y) == colorAt(from, y))
                    ++x;
                if (x - from <= LongestInLetters && isAt(from, y))
                    out[colorAt(from, y)] += x - from;
            }
        }
        return out;
    }

private:
    const QImage &m_picture;
    QRgb m_back, m_last = m_back;
    bool m_isLastInk = false;
    QHash<QRgb, bool> m_isInk;
};

QList<PaintedLine> linesOn(const QImage &picture, const QRect &place, QRgb back);

/// The words on a box of a colour of its own, a badge say: they are read on that, whatever is around it. None: it is no
/// such box.
QList<PaintedLine> linesOnBox(const QImage &picture, const QRect &part, QRgb around)
{
    constexpr int Corner = 8 * Scale; // where a round corner mixes both colours
    constexpr int LeastWidth = 12 * Scale, LeastHeight = 8 * Scale, Outside = 5, Filled = 2;
    if (part.width() < LeastWidth || part.height() < LeastHeight)
        return {};
    const Counts all = countsIn(picture, part);
    const QRgb fill = mostFrequent(all);
    const int area = part.width() * part.height();
    if (fill == around || all.value(around) * Outside > area || all.value(fill) * Filled < area)
        return {};
    const int inset = std::min(Corner, part.width() / 4);
    return linesOn(picture, part.adjusted(inset, 0, -inset, 0), fill);
}

QList<PaintedLine> linesOn(const QImage &picture, const QRect &place, QRgb back)
{
    constexpr int LeastHeight = 3 * Scale; // less is a line that is drawn, or the accent of a letter
    constexpr int LeastInk = 6 * Scale;
    constexpr int BetweenLines = Scale, BetweenParts = 8 * Scale;
    QList<PaintedLine> lines;
    Ink ink(picture, back);
    for (const auto &[top, bottom] : ink.parts(place, Qt::Vertical, BetweenLines)) {
        if (bottom - top + 1 < LeastHeight)
            continue;
        const QRect row(QPoint(place.left(), top), QPoint(place.right(), bottom));
        Counts words;
        for (const auto &[left, right] : ink.parts(row, Qt::Horizontal, BetweenParts)) {
            QRect part(QPoint(left, top), QPoint(right, bottom));
            const auto high = ink.parts(part, Qt::Vertical, row.height());
            part.setTop(high.first().first);
            part.setBottom(high.last().second);
            const QList<PaintedLine> onBox = linesOnBox(picture, part, back);
            lines += onBox;
            if (!onBox.isEmpty())
                continue;
            const Counts counts = ink.counts(part);
            for (auto each = counts.cbegin(); each != counts.cend(); ++each)
                words[each.key()] += each.value();
        }
        if (std::accumulate(words.cbegin(), words.cend(), 0) >= LeastInk)
            lines.append(lineOf(words, back, row));
    }
    return lines;
}

bool isLarge(const QFont &font)
{
    const int pixels = QFontInfo(font).pixelSize();
    return pixels >= 24 || (pixels >= 19 && font.weight() >= QFont::Bold);
}

class Measure
{
public:
    Measure(QMainWindow &window, QString name) : m_window(window), m_name(std::move(name))
    {
        QImage picture(window.size() * Scale, QImage::Format_RGB32);
        picture.setDevicePixelRatio(Scale);
        picture.fill(Qt::white);
        window.render(&picture);
        picture.setDevicePixelRatio(1);
        m_picture = picture;
    }
    QStringList faults;

    /// Words of `widget` in `room` of it.
    void words(QWidget &widget, const QRect &room, const QString &text, bool isPicture = false)
    {
        if (text.trimmed().isEmpty() || !widget.isEnabled())
            return;
        const QRect seen = room & widget.visibleRegion().boundingRect();
        if (seen.width() < room.width() / 2 || seen.height() < room.height() || seen.isEmpty())
            return; // the rest of a list that scrolls
        const bool isSign = std::ranges::none_of(text, [](QChar each) { return each.isLetterOrNumber(); });
        if (isSign && !isPicture)
            return sign(widget, seen, text);
        const QList<PaintedLine> lines = paintedLines(m_picture, inPicture(widget, seen));
        if (lines.isEmpty())
            return say(widget, text, u"is not seen at all"_s);
        const double least = isPicture || isLarge(widget.font()) ? LargeWords : Words;
        for (const PaintedLine &line : lines) {
            if (line.ratio < least)
                return say(widget, text,
                           u"%1 on %2 is %3:1, not %4:1"_s.arg(line.words.name(), line.back.name())
                               .arg(line.ratio, 0, 'f', 2)
                               .arg(least, 0, 'f', 1));
        }
    }
    /// A dash is lower than a line of words: what stands out most counts.
    void sign(QWidget &widget, const QRect &room, const QString &text)
    {
        const QRect place = inPicture(widget, room) & m_picture.rect();
        if (place.isEmpty())
            return say(widget, text, u"is not seen at all"_s);
        const QRgb back = m_picture.pixel(place.topLeft());
        double best = 1;
        for (int y = place.top(); y <= place.bottom(); ++y) {
            for (int x = place.left(); x <= place.right(); ++x)
                best = std::max(best, ratioOf(back, m_picture.pixel(x, y)));
        }
        if (best < Words)
            say(widget, text, u"is %1:1 on %2"_s.arg(best, 0, 'f', 2).arg(QColor(back).name()));
    }
    /// The bound of `room`, looked for on a way from outside to the middle of it.
    void bound(QWidget &widget, const QRect &room, const QString &text)
    {
        constexpr int Out = 3, In = 4;
        const QRect way = inPicture(widget, QRect(room.left() - Out, room.center().y(), Out + In, 1)) & m_picture.rect();
        if (!widget.isEnabled() || way.isEmpty() || !widget.visibleRegion().contains(room.center()))
            return;
        const QRgb outside = m_picture.pixel(way.left(), way.top());
        double best = 1;
        for (int x = way.left(); x <= way.right(); ++x)
            best = std::max(best, ratioOf(outside, m_picture.pixel(x, way.top())));
        if (best < Bounds)
            say(widget, text, u"its edge is %1:1 on %2"_s.arg(best, 0, 'f', 2).arg(QColor(outside).name()));
    }

private:
    [[nodiscard]] QRect inPicture(const QWidget &widget, const QRect &room) const
    {
        return {widget.mapTo(&m_window, room.topLeft()) * Scale, room.size() * Scale};
    }
    void say(QWidget &widget, const QString &text, const QString &what)
    {
        faults.append(u"%1: “%2” %3: %4"_s.arg(m_name, QString(text).left(50).replace(u'\n', u' '), what, called(&widget)));
    }
    QMainWindow &m_window;
    QString m_name;
    QImage m_picture;
};

/// Until nothing scrolls, or the window is as tall as a test may paint.
void unroll(QMainWindow &window)
{
    constexpr int Tallest = 3600;
    settleAt(window, WholeScreen);
    for (int turn = 0; turn < 4; ++turn) {
        int more = 0;
        for (const auto *area : visible<QAbstractScrollArea>(window))
            more = std::max(more, area->verticalScrollBar()->isVisible() ? area->verticalScrollBar()->maximum() : 0);
        if (more == 0 || window.height() >= Tallest)
            return;
        settleAt(window, QSize(window.width(), std::min(window.height() + more + 8, Tallest)));
    }
}

void lookAtViews(QMainWindow &window, Measure &measure)
{
    constexpr int Edge = 3; // a bound, the line between cells
    constexpr int Rows = 40;
    for (auto *view : visible<QAbstractItemView>(window)) {
        if (auto *header = qobject_cast<QHeaderView *>(view)) {
            for (int section = 0; section < header->count() && header->orientation() == Qt::Horizontal; ++section) {
                if (!header->isSectionHidden(section))
                    measure.words(
                        *header->viewport(),
                        QRect(header->sectionViewportPosition(section), 0, header->sectionSize(section), header->height())
                            .adjusted(Edge, Edge, -Edge, -Edge),
                        header->model()->headerData(section, Qt::Horizontal).toString());
            }
            continue;
        }
        const QAbstractItemModel *model = view->model();
        if (model == nullptr)
            continue;
        const int rows = std::min(model->rowCount(view->rootIndex()), Rows);
        for (int row = 0; row < rows; ++row) {
            for (int column = 0; column < model->columnCount(view->rootIndex()); ++column) {
                const QModelIndex cell = model->index(row, column, view->rootIndex());
                const QRect place = view->visualRect(cell).adjusted(Edge, Edge, -Edge, -Edge);
                if (place.isValid() && (cell.flags() & Qt::ItemIsEnabled) != 0 && view->indexWidget(cell) == nullptr)
                    measure.words(*view->viewport(), place, cell.data().toString());
            }
        }
    }
}

QRect indicatorOf(const QAbstractButton &box)
{
    QStyleOptionButton option;
    option.initFrom(&box);
    option.text = box.text();
    return box.style()->subElementRect(qobject_cast<const QCheckBox *>(&box) != nullptr ? QStyle::SE_CheckBoxIndicator
                                                                                        : QStyle::SE_RadioButtonIndicator,
                                       &option, &box);
}

} // namespace

QList<PaintedLine> paintedLines(const QImage &picture, const QRect &room)
{
    const QRect place = room & picture.rect();
    return place.isEmpty() ? QList<PaintedLine>() : linesOn(picture, place, mostFrequent(countsIn(picture, place)));
}

QStringList contrastFaults(QMainWindow &window, const QString &name)
{
    constexpr int Edge = 3;
    unroll(window);
    Measure measure(window, name);
    for (auto *label : visible<QLabel>(window)) {
        if (!label->text().isEmpty())
            measure.words(*label, label->contentsRect(), label->text());
    }
    for (auto *button : visible<QAbstractButton>(window)) {
        const bool isIconOnly = button->property("toolButtonStyle").isValid() && !button->icon().isNull() &&
                                button->property("toolButtonStyle").toInt() == Qt::ToolButtonIconOnly;
        const bool isTicked =
            qobject_cast<QCheckBox *>(button) != nullptr || qobject_cast<QRadioButton *>(button) != nullptr;
        QRect room = button->rect().adjusted(Edge, Edge, -Edge, -Edge);
        if (isTicked) {
            const QRect box = indicatorOf(*button);
            measure.bound(*button, box, button->text());
            room.setLeft(box.right() + Edge);
        }
        if (isIconOnly)
            measure.words(*button, room, nameOf(button), true); // a picture: 3:1 [WCAG 1.4.11]
        else
            measure.words(*button, room, button->text());
    }
    for (auto *edit : visible<QLineEdit>(window)) {
        QStyleOptionFrame option;
        option.initFrom(edit);
        const QRect room = edit->style()->subElementRect(QStyle::SE_LineEditContents, &option, edit);
        measure.words(*edit, room, edit->text().isEmpty() ? edit->placeholderText() : edit->displayText());
        if (qobject_cast<QComboBox *>(edit->parentWidget()) == nullptr &&
            qobject_cast<QAbstractSpinBox *>(edit->parentWidget()) == nullptr)
            measure.bound(*edit, edit->rect(), nameOf(edit));
    }
    for (auto *box : visible<QComboBox>(window)) {
        QStyleOptionComboBox option;
        option.initFrom(box);
        option.editable = box->isEditable();
        if (!box->isEditable())
            measure.words(*box,
                          box->style()->subControlRect(QStyle::CC_ComboBox, &option, QStyle::SC_ComboBoxEditField, box),
                          box->currentText());
        measure.bound(*box, box->rect(), nameOf(box));
    }
    for (auto *edit : visible<QPlainTextEdit>(window)) {
        const QString text = edit->toPlainText();
        measure.words(*edit->viewport(), edit->viewport()->rect(), text.isEmpty() ? edit->placeholderText() : text);
        measure.bound(*edit, edit->rect(), nameOf(edit));
    }
    for (auto *text : visible<QTextEdit>(window))
        measure.words(*text->viewport(), text->viewport()->rect(), text->toPlainText());
    for (auto *tabs : visible<QTabBar>(window)) {
        for (int tab = 0; tab < tabs->count(); ++tab)
            measure.words(*tabs, tabs->tabRect(tab).adjusted(Edge, Edge, -Edge, -Edge), tabs->tabText(tab));
    }
    lookAtViews(window, measure);
    return measure.faults;
}

} // namespace indaro::tests
