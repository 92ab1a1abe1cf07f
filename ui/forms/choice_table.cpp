// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/choice_table.h"

#include "ui/forms/form_sections.h"
#include "ui/kit/theme.h"

#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLabel>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

namespace {

constexpr int MostColumns = 12;
constexpr int LeastColumn = 40;
constexpr int LeastWords = 150;

bool isSelect(const FormItem *item)
{
    return item != nullptr && (item->type == QuestionType::SelectOne || item->type == QuestionType::SelectMultiple);
}

/// One whose choices are always the same ones.
bool isRowOf(const FormItem *item, const FormItem &head)
{
    return isSelect(item) && item->listName == head.listName && !item->choiceFilter;
}

} // namespace

std::optional<ChoiceTablePart> choiceTableAt(const FormTexts &texts, const QStringList &paths, int at)
{
    const FormItem *head = findItem(texts.filled(), paths.at(at));
    if (!isSelect(head) || head->choiceFilter)
        return std::nullopt;
    const FormItem &group = texts.filled().definition().item(std::max(head->parent, 0));
    const bool isTableList = group.hasAppearance(u"table-list"_s);
    const bool isHead = head->hasAppearance(u"label"_s);
    if (!isHead && !head->hasAppearance(u"list"_s) && !isTableList)
        return std::nullopt;
    int last = at;
    for (int i = at + 1; i < paths.size(); ++i) {
        const FormItem *row = findItem(texts.filled(), paths.at(i));
        const bool isMeant = row != nullptr && (isTableList || row->hasAppearance(u"list-nolabel"_s) ||
                                                (isHead && row->hasAppearance(u"list"_s)));
        if (!isMeant || !isRowOf(row, *head))
            break;
        last = i;
    }
    const auto columns = texts.filled().choices(paths.at(at)).size();
    if (last == at || columns < 1 || columns > MostColumns)
        return std::nullopt;
    return ChoiceTablePart{at, isHead ? at + 1 : at, last};
}

ChoiceTable::ChoiceTable(const FormTexts &texts, const QString &headPath, bool hasTitle, QWidget *parent)
    : QWidget(parent), m_texts(texts), m_headPath(headPath), m_layout(new QVBoxLayout(this)), m_head(new QWidget(this)),
      m_reasons(new QWidget(m_head))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(kit::space::Half);
    if (hasTitle) {
        m_title = new QLabel(this);
        m_title->setTextFormat(Qt::RichText);
        m_title->setWordWrap(true);
        m_layout->addWidget(m_title);
    }
    m_layout->addWidget(m_head);
    const auto shared = [](QWidget *widget) {
        widget->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred); // widths are by share, as in the rows
        return widget;
    };
    auto *row = new QHBoxLayout(m_head);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(kit::space::Two);
    row->addWidget(shared(new QWidget(m_head)), QuestionWidget::WordsShare);
    auto *columns = new QWidget(m_head);
    row->addWidget(shared(columns), QuestionWidget::ColumnsShare);
    row->addWidget(m_reasons);
    auto *words = new QHBoxLayout(columns);
    words->setContentsMargins(0, 0, 0, 0);
    words->setSpacing(kit::space::Two);
    for (std::size_t i = 0; i < texts.filled().choices(headPath).size(); ++i) {
        auto *column = new QLabel(columns);
        column->setTextFormat(Qt::RichText);
        column->setWordWrap(true);
        column->setAlignment(Qt::AlignHCenter | Qt::AlignBottom);
        shared(column);
        words->addWidget(column, 1);
        m_columns.push_back(column);
    }
    refresh();
}

void ChoiceTable::addRow(QuestionWidget *row)
{
    row->setInTable();
    m_rows.push_back(row);
}

void ChoiceTable::refresh()
{
    const FormItem &item = *findItem(m_texts.filled(), m_headPath);
    const auto choices = m_texts.filled().choices(m_headPath);
    for (std::size_t i = 0; i < std::min(choices.size(), m_columns.size()); ++i)
        m_columns[i]->setText(
            u"<div align='center'>%1</div>"_s.arg(m_texts.html(m_texts.choice(m_headPath, item, *choices[i]), false)));
    if (m_title != nullptr)
        m_title->setText(m_texts.html(m_texts.label(m_headPath, item), true));
    arrange();
}

void ChoiceTable::arrange()
{
    int reasons = 0;
    bool isAnyShown = false;
    for (const QuestionWidget *row : m_rows) {
        reasons = std::max(reasons, row->reasonWidth());
        isAnyShown = isAnyShown || !row->isHidden();
    }
    m_reasons->setFixedWidth(reasons);
    const int count = static_cast<int>(m_columns.size());
    constexpr int Shares = QuestionWidget::WordsShare + QuestionWidget::ColumnsShare;
    const int usable = width() - reasons - 2 * kit::space::Two;
    const int column = (usable * QuestionWidget::ColumnsShare / Shares - (count - 1) * kit::space::Two) / std::max(count, 1);
    int widest = LeastColumn;
    for (const QLabel *words : m_columns)
        widest = std::max(widest, words->minimumSizeHint().width());
    const bool isTabular = column >= widest && usable * QuestionWidget::WordsShare / Shares >= LeastWords;
    m_head->setVisible(isTabular && isAnyShown);
    if (m_title != nullptr)
        m_title->setVisible(isAnyShown);
    for (QuestionWidget *row : m_rows)
        row->setTabular(isTabular);
}

void ChoiceTable::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

} // namespace indaro::ui::forms
