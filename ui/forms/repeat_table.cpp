// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/repeat_table.h"

#include "ui/forms/form_sections.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t MostAnswers = 3;
constexpr int MostLines = 7; ///< more are scrolled to

/// The first questions of a row that say something in one line; those of repeats within it are its own affair.
void collectColumns(const FormDefinition &form, const FormItem &parent, std::vector<int> &columns)
{
    for (const int child : parent.children) {
        const FormItem &item = form.item(child);
        if (item.kind == ItemKind::Group)
            collectColumns(form, item, columns);
        else if (item.isQuestion() && isAsked(item) && columns.size() < MostAnswers)
            columns.push_back(child);
    }
}

} // namespace

RepeatTable::RepeatTable(const FormTexts &texts, const QString &repeatPath, QWidget *parent)
    : QTableWidget(parent), m_texts(texts), m_path(repeatPath)
{
    setObjectName(u"rows"_s);
    collectColumns(texts.filled().definition(), *findItem(texts.filled(), repeatPath), m_items);
    const int answers = static_cast<int>(m_items.size());
    setColumnCount(answers + 2);
    std::vector<int> shares(static_cast<std::size_t>(answers) + 2, 3);
    shares.front() = 1;
    kit::setUpList(this, std::move(shares));
    // Rows grow once their words are laid out.
    connect(verticalHeader(), &QHeaderView::sectionResized, this, [this] {
        if (!std::exchange(m_isFitAsked, true))
            QMetaObject::invokeMethod(this, &RepeatTable::fitHeight, Qt::QueuedConnection);
    });
    setRowCount(static_cast<int>(texts.filled().childPaths(repeatPath).size()));
    connect(this, &QTableWidget::cellClicked, this, &RepeatTable::rowChosen);
    connect(this, &QTableWidget::cellActivated, this, &RepeatTable::rowChosen);
    refreshTexts();
}

void RepeatTable::refreshTexts()
{
    QStringList heads{tr("No.")};
    for (const int index : m_items) {
        const FormItem &item = m_texts.filled().definition().item(index);
        const Bilingual label = m_texts.label(m_path, item);
        heads << (label.isEmpty() ? item.name : m_texts.largeLine(label).simplified());
    }
    constexpr qsizetype LongestHead = 40;
    for (QString &head : heads)
        head = head.size() > LongestHead ? head.left(LongestHead - 1).trimmed() + u'…' : head;
    heads << tr("State");
    setHorizontalHeaderLabels(heads);
    setAccessibleName(m_texts.largeLine(m_texts.label(m_path, *findItem(m_texts.filled(), m_path))));
}

void RepeatTable::setCell(int row, int column, const QString &text)
{
    if (QTableWidgetItem *cell = item(row, column); cell == nullptr) {
        setItem(row, column, new QTableWidgetItem(text));
    } else if (cell->text() != text) {
        cell->setText(text);
    }
    item(row, column)->setToolTip(text);
}

void RepeatTable::refresh(const std::vector<NodeState> &states)
{
    struct Row
    {
        QStringList answers;
        int asked = 0;
        int answered = 0;
        int problems = 0;
    };
    std::vector<Row> rows(static_cast<std::size_t>(rowCount()), Row{QStringList(int(m_items.size())), 0, 0, 0});
    const QString start = m_path + u'[';
    for (const NodeState &state : states) {
        const FormItem &item = m_texts.filled().definition().item(state.item);
        if (!state.path.startsWith(start) || !item.isQuestion() || !isAsked(item) || !state.relevant)
            continue;
        const qsizetype close = state.path.indexOf(u']', start.size());
        const auto number = state.path.mid(start.size(), close - start.size()).toUInt();
        if (number < 1 || number > rows.size())
            continue;
        Row &row = rows[number - 1];
        ++row.asked;
        row.answered += state.answer != AnswerState::Unanswered ? 1 : 0;
        row.problems += !state.constraintHolds || !state.requiredHolds ? 1 : 0;
        const auto column = std::find(m_items.begin(), m_items.end(), state.item);
        if (column != m_items.end())
            row.answers[column - m_items.begin()] = m_texts.answer(state.path, item, state.whole(), state.missing);
    }
    const auto counted = m_texts.filled().countedRows(m_path);
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    for (int i = 0; i < rowCount(); ++i) {
        const Row &row = rows[static_cast<std::size_t>(i)];
        const bool isCounted = !counted || i < *counted;
        QString state = tr("%1 of %2 answered").arg(row.answered).arg(row.asked);
        if (row.problems > 0)
            state += u" · "_s + tr("%n to look at", nullptr, row.problems);
        if (!isCounted)
            state = tr("No longer counted; kept until you remove it");
        setCell(i, 0, QString::number(i + 1));
        for (int column = 0; column < static_cast<int>(row.answers.size()); ++column)
            setCell(i, column + 1, row.answers.at(column).simplified());
        setCell(i, columnCount() - 1, state);
        item(i, columnCount() - 1)
            ->setForeground(!isCounted         ? colors.warningText
                            : row.problems > 0 ? colors.errorText
                                               : colors.text);
    }
    fitHeight();
}

void RepeatTable::fitHeight()
{
    m_isFitAsked = false;
    int lines = 0;
    for (int i = 0; i < std::min(rowCount(), MostLines); ++i)
        lines += rowHeight(i);
    setFixedHeight(horizontalHeader()->sizeHint().height() + lines + 2 * frameWidth() + kit::space::Half);
}

void RepeatTable::resizeEvent(QResizeEvent *event)
{
    QTableWidget::resizeEvent(event);
    fitHeight(); // heads go on in a second line
}

void RepeatTable::setOpenRow(int row)
{
    setCurrentCell(row, 0);
    if (QTableWidgetItem *cell = item(row, 0))
        scrollToItem(cell);
}

} // namespace indaro::ui::forms
