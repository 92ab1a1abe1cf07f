// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/figure_words.h"

#include "ui/kit/theme.h"

#include <QComboBox>
#include <QScrollArea>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <set>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int YearsOffered = 3;
constexpr int QuartersOffered = 8;

bool isCodeOf(const reports::Axis &axis, const QString &code)
{
    return std::ranges::find(axis.codes, code) != axis.codes.end();
}

/// Those of both tables, the exact one's first.
std::vector<QString> codesOfBoth(const reports::Axis *one, const reports::Axis *other)
{
    std::vector<QString> codes = one != nullptr ? one->codes : std::vector<QString>();
    if (other != nullptr) {
        for (const QString &code : other->codes) {
            if (std::ranges::find(codes, code) == codes.end())
                codes.push_back(code);
        }
    }
    return codes;
}

FigureLine figureAt(const reports::Table *exact, const reports::PublishedTable *published, const reports::CellPlace &place)
{
    FigureLine line{place, {}, {}};
    if (exact != nullptr)
        line.exact = reports::cellAt(*exact, place);
    // A row that is not published by itself (a country few people went to) has no figure, rather than a small one.
    const bool isShown = published != nullptr && (!place.row || isCodeOf(published->rows, *place.row)) &&
                         (!place.column || isCodeOf(published->columns, *place.column));
    if (isShown)
        line.shown = reports::cellAt(*published, place);
    return line;
}

} // namespace

QString FigureWords::period(const reports::Period &period)
{
    if (period.kind() != reports::PeriodKind::Quarter)
        return period.code();
    const int year = period.from.year();
    switch (period.from.month()) {
    case 1:
        return tr("%1, January to March").arg(year);
    case 4:
        return tr("%1, April to June").arg(year);
    case 7:
        return tr("%1, July to September").arg(year);
    default:
        return tr("%1, October to December").arg(year);
    }
}

QString FigureWords::question(const reports::Question &question, const QString &language)
{
    const QString what = reports::titleOf(question.indicator, language);
    if (question.rows == reports::Dimension::None)
        return what;
    const QString rows = reports::titleOf(question.rows, language);
    if (question.columns == reports::Dimension::None)
        return tr("%1, by %2").arg(what, rows);
    return tr("%1, by %2 and %3").arg(what, rows, reports::titleOf(question.columns, language));
}

QString FigureWords::place(const reports::Question &question, const reports::CellPlace &place, const QString &language)
{
    QStringList words;
    if (place.row)
        words << reports::labelOf(question.rows, *place.row, language);
    if (place.column)
        words << reports::labelOf(question.columns, *place.column, language);
    return words.isEmpty() ? tr("all together") : words.join(u"  ·  "_s);
}

QString FigureWords::why(reports::Shown shown)
{
    switch (shown) {
    case reports::Shown::Small:
        return tr("10 people or fewer, or none; once published like this, it stands until there are more than 21");
    case reports::Shown::Hidden:
        return tr("hidden, because another figure could be worked out from it");
    case reports::Shown::Kept:
        return tr("as it was published before: it has changed too little");
    case reports::Shown::Number:
        break;
    }
    return {};
}

QString FigureWords::gaps(const std::vector<reports::PacketGap> &gaps)
{
    QStringList names;
    std::set<QString> tables;
    for (const reports::PacketGap &gap : gaps) {
        if (gap.missing.empty())
            continue; // what is not known here changes nothing
        names << gap.senderName;
        for (const reports::Question &question : gap.missing)
            tables.insert(question.key());
    }
    if (names.empty())
        return {};
    names.removeDuplicates();
    return tr("%n table(s) were not sent by %1, whose program is another version. They are not published until every "
              "shelter "
              "has sent them.",
              nullptr, int(tables.size()))
        .arg(names.join(u"; "_s));
}

QString FigureWords::internal()
{
    return tr("INTERNAL, exact numbers: for this screen only. Small numbers can tell who somebody is. What is handed out is "
              "what stands under “As published”.");
}

std::vector<FigureLine> figureLines(const reports::Table *exact, const reports::PublishedTable *published)
{
    std::vector<FigureLine> lines;
    const auto rows =
        codesOfBoth(exact != nullptr ? &exact->rows : nullptr, published != nullptr ? &published->rows : nullptr);
    const auto columns =
        codesOfBoth(exact != nullptr ? &exact->columns : nullptr, published != nullptr ? &published->columns : nullptr);
    for (const QString &row : rows) {
        lines.push_back(figureAt(exact, published, {row, {}}));
        for (const QString &column : columns)
            lines.push_back(figureAt(exact, published, {row, column}));
    }
    for (const QString &column : columns)
        lines.push_back(figureAt(exact, published, {{}, column}));
    lines.push_back(figureAt(exact, published, {}));
    return lines;
}

std::vector<reports::Period> closedPeriods(QDate today, const std::vector<reports::Period> &more)
{
    using reports::Period;
    std::vector<Period> periods;
    for (int back = 1; back <= YearsOffered; ++back)
        periods.push_back(Period::ofYear(today.year() - back));
    Period quarter = Period::around(today, reports::PeriodKind::Quarter);
    for (int back = 0; back < QuartersOffered; ++back) {
        quarter = Period::around(quarter.from.addDays(-1), reports::PeriodKind::Quarter);
        periods.push_back(quarter);
    }
    for (const Period &each : more) {
        if (std::ranges::find(periods, each) == periods.end())
            periods.push_back(each);
    }
    // A year stands before its own quarters.
    std::ranges::sort(periods, [](const Period &one, const Period &other) {
        return one.until != other.until ? one.until > other.until : one.from < other.from;
    });
    return periods;
}

void fillPeriods(QComboBox *box, const std::vector<reports::Period> &periods)
{
    const QSignalBlocker quiet(box);
    const QVariant before = box->currentData();
    box->clear();
    for (const reports::Period &period : periods)
        box->addItem(FigureWords::period(period), period.code());
    const int again = box->findData(before);
    box->setCurrentIndex(std::max(again, periods.empty() ? -1 : 0));
}

std::optional<reports::Period> chosenPeriod(const QComboBox *box)
{
    const auto period = reports::Period::parse(box->currentData().toString());
    return period ? std::optional(*period) : std::nullopt;
}

QVBoxLayout *scrollingColumn(QWidget *page)
{
    auto *scroll = new QScrollArea(page);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(page);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    return column;
}

void fillRows(QTableWidget *table, const std::vector<QStringList> &rows)
{
    table->setRowCount(int(rows.size()));
    for (int row = 0; row < table->rowCount(); ++row) {
        const QStringList &cells = rows[std::size_t(row)];
        for (int cell = 0; cell < table->columnCount(); ++cell)
            table->setItem(row, cell, new QTableWidgetItem(cells.value(cell)));
    }
    table->resizeRowsToContents();
}

} // namespace indaro::ui::pages
