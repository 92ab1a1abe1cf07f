// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/list_editors.h"

#include "ui/forms/form_sections.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QAbstractListModel>
#include <QtGui/QKeyEvent>
#include <QtGui/QShortcut>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QCompleter>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

/// Words and codes, the empty choice first. An item of its own for each of twenty thousand choices would be seen.
class DropDownEditor::Model final : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;
    struct Line
    {
        QString words;
        QString code;
        friend bool operator==(const Line &, const Line &) = default;
    };
    void fill(std::vector<Line> lines)
    {
        if (lines == m_lines)
            return;
        beginResetModel();
        m_lines = std::move(lines);
        endResetModel();
    }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
    }
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override
    {
        if (!index.isValid() || index.row() >= rowCount())
            return {};
        const Line &line = m_lines[static_cast<std::size_t>(index.row())];
        if (role == Qt::DisplayRole || role == Qt::EditRole)
            return line.words;
        return role == Qt::UserRole ? QVariant(line.code) : QVariant();
    }
    /// 0 (nothing) when there is none.
    [[nodiscard]] int rowOf(const QString &code) const
    {
        const auto found =
            std::find_if(m_lines.begin(), m_lines.end(), [&code](const Line &line) { return line.code == code; });
        return found == m_lines.end() ? 0 : static_cast<int>(found - m_lines.begin());
    }

private:
    std::vector<Line> m_lines;
};

DropDownEditor::DropDownEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : QuestionEditor(parent), m_texts(texts), m_path(path), m_box(kit::makeNarrowBox(this, 14)), m_model(new Model(this))
{
    m_box->setModel(m_model);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box, 2);
    row->addStretch(1);
    m_box->setEditable(true);
    m_box->setInsertPolicy(QComboBox::NoInsert);
    m_box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_box->completer()->setFilterMode(Qt::MatchContains);
    m_box->installEventFilter(this);
    connect(m_box, &QComboBox::activated, this, [this] { settle(); });
    connect(m_box->lineEdit(), &QLineEdit::editingFinished, this, [this] { settle(); });
    refreshTexts();
}

bool DropDownEditor::eventFilter(QObject *watched, QEvent *event)
{
    // Scrolling the page must not change an answer on the way.
    if (watched == m_box && event->type() == QEvent::Wheel) {
        event->ignore();
        return true;
    }
    return QuestionEditor::eventFilter(watched, event);
}

void DropDownEditor::refreshTexts()
{
    auto choices = m_texts.filled().choices(m_path);
    const QString stamp = m_texts.stamp();
    if (m_model->rowCount() > 0 && !m_namesAnswers && stamp == m_stamp && choices == m_choices)
        return; // after every answer of the page
    m_choices = std::move(choices);
    m_stamp = stamp;
    m_namesAnswers = std::any_of(m_choices.begin(), m_choices.end(), [](const Choice *choice) {
        const auto &labels = choice->label.byLanguage;
        return std::any_of(labels.begin(), labels.end(), [](const QString &label) { return label.contains("${"_L1); });
    });
    const FormItem *item = findItem(m_texts.filled(), m_path);
    std::vector<Model::Line> lines;
    lines.reserve(m_choices.size() + 1);
    lines.push_back({});
    for (const Choice *choice : m_choices)
        lines.push_back({m_texts.plain(m_texts.choice(m_path, *item, *choice)), choice->name});
    const QSignalBlocker quiet(m_box);
    m_model->fill(std::move(lines));
    setValue(m_value);
}

void DropDownEditor::settle()
{
    const int index = m_box->findText(m_box->currentText(), Qt::MatchFixedString);
    if (index < 0)
        return setValue(m_value); // not a choice: the answer stays
    const QString code = m_box->itemData(index).toString();
    if (code == m_value)
        return;
    m_value = code;
    Q_EMIT committed(code);
}

void DropDownEditor::setValue(const QString &value)
{
    m_value = value;
    const QSignalBlocker quiet(m_box);
    m_box->setCurrentIndex(value.isEmpty() ? 0 : m_model->rowOf(value));
    m_box->lineEdit()->setCursorPosition(0);
}

void DropDownEditor::setReadOnly(bool readOnly)
{
    m_box->setEnabled(!readOnly);
}

QWidget *DropDownEditor::firstField()
{
    return m_box;
}

RankEditor::RankEditor(const FormTexts &texts, const QString &path, QWidget *parent)
    : QuestionEditor(parent), m_texts(texts), m_path(path), m_list(new QListWidget(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_list);
    m_list->setDragDropMode(QAbstractItemView::InternalMove);
    m_list->setWordWrap(true);
    m_list->setResizeMode(QListView::Adjust);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setToolTip(tr("Alt+Up and Alt+Down move a line."));
    const auto shortcut = [this](const QKeySequence &keys, int by) {
        auto *made = new QShortcut(keys, m_list);
        made->setContext(Qt::WidgetShortcut);
        connect(made, &QShortcut::activated, this, [this, by] { move(by); });
    };
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Up), -1);
    shortcut(QKeySequence(Qt::ALT | Qt::Key_Down), 1);
    connect(m_list->model(), &QAbstractItemModel::rowsMoved, this, [this] { emitOrder(); });
    fill();
}

void RankEditor::fill()
{
    const FormItem *item = findItem(m_texts.filled(), m_path);
    const auto choices = m_texts.filled().choices(m_path);
    QStringList order = m_value.split(u' ', Qt::SkipEmptyParts);
    for (const Choice *choice : choices) {
        if (!order.contains(choice->name))
            order.push_back(choice->name);
    }
    const QSignalBlocker quiet(m_list->model());
    m_list->clear();
    for (const QString &code : order) {
        const auto found =
            std::find_if(choices.begin(), choices.end(), [&code](const Choice *c) { return c->name == code; });
        if (found == choices.end())
            continue;
        auto *line = new QListWidgetItem(m_texts.plain(m_texts.choice(m_path, *item, **found)), m_list);
        line->setData(Qt::UserRole, code);
    }
    fitHeight();
}

/// All lines are in sight: an order is judged by looking at the whole of it.
void RankEditor::fitHeight()
{
    int height = 2 * m_list->frameWidth() + kit::space::Half;
    for (int row = 0; row < m_list->count(); ++row)
        height += m_list->sizeHintForRow(row);
    m_list->setFixedHeight(height);
}

void RankEditor::resizeEvent(QResizeEvent *event)
{
    QuestionEditor::resizeEvent(event);
    fitHeight(); // narrower lines wrap
}

void RankEditor::move(int by)
{
    const int from = m_list->currentRow();
    const int to = from + by;
    if (from < 0 || to < 0 || to >= m_list->count())
        return;
    m_list->insertItem(to, m_list->takeItem(from));
    m_list->setCurrentRow(to);
    emitOrder();
}

void RankEditor::emitOrder()
{
    QStringList codes;
    for (int i = 0; i < m_list->count(); ++i)
        codes.push_back(m_list->item(i)->data(Qt::UserRole).toString());
    m_value = codes.join(u' ');
    Q_EMIT committed(m_value);
}

void RankEditor::setValue(const QString &value)
{
    if (value == m_value)
        return;
    m_value = value;
    fill();
}

void RankEditor::refreshTexts()
{
    fill();
}

void RankEditor::setReadOnly(bool readOnly)
{
    m_list->setEnabled(!readOnly);
}

QWidget *RankEditor::firstField()
{
    return m_list;
}

AcknowledgeEditor::AcknowledgeEditor(QWidget *parent) : QuestionEditor(parent), m_box(new kit::CheckBox(this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->addWidget(m_box);
    refreshTexts();
    connect(m_box, &QCheckBox::toggled, this, [this](bool isOn) { Q_EMIT committed(isOn ? u"OK"_s : QString()); });
}

void AcknowledgeEditor::refreshTexts()
{
    m_box->setText(tr("Read and understood"));
}

void AcknowledgeEditor::setValue(const QString &value)
{
    const QSignalBlocker quiet(m_box);
    m_box->setChecked(value == "OK"_L1);
}

void AcknowledgeEditor::setReadOnly(bool readOnly)
{
    m_box->setEnabled(!readOnly);
}

QWidget *AcknowledgeEditor::firstField()
{
    return m_box;
}

} // namespace indaro::ui::forms
