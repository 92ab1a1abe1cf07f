// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/section_page.h"

#include "ui/forms/choice_table.h"
#include "ui/forms/form_sections.h"
#include "ui/forms/repeat_table.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

SectionPage::SectionPage(const FormTexts &texts, const QStringList &topPaths, const QHash<QString, QString> &openRows,
                         QWidget *parent)
    : QWidget(parent), m_texts(texts), m_topPaths(topPaths), m_openRows(openRows)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Four);
    layout->setSpacing(kit::space::One);
    QStringList loose;
    for (const QString &path : topPaths) {
        const FormItem *item = findItem(texts.filled(), path);
        if (item != nullptr && item->kind == ItemKind::Group)
            addChildren(texts.filled().childPaths(path), layout, 0);
        else
            loose.push_back(path);
    }
    addChildren(loose, layout, 0);
    layout->addStretch();
    nameButtons();
    refreshAll();
}

void SectionPage::addChildren(const QStringList &paths, QBoxLayout *layout, int depth)
{
    for (int i = 0; i < paths.size(); ++i) {
        const auto part = choiceTableAt(m_texts, paths, i);
        if (!part) {
            addNode(paths.at(i), layout, depth);
            continue;
        }
        auto *table = new ChoiceTable(m_texts, paths.at(part->head), part->first > part->head, this);
        for (i = part->first; i <= part->last; ++i)
            table->addRow(addQuestion(paths.at(i), table->rowsLayout()));
        i = part->last;
        layout->addWidget(table);
        m_tables.push_back(table);
    }
}

void SectionPage::addNode(const QString &path, QBoxLayout *layout, int depth)
{
    const FormItem *item = findItem(m_texts.filled(), path);
    if (item == nullptr)
        return;
    switch (item->kind) {
    case ItemKind::Question:
        if (isAsked(*item) || item->type == QuestionType::Note || isHeadOnly(*item))
            addQuestion(path, layout);
        break;
    case ItemKind::Group:
        addGroup(path, layout, depth);
        break;
    case ItemKind::Repeat:
        addRepeat(path, layout, depth);
        break;
    case ItemKind::Root:
        break;
    }
}

QuestionWidget *SectionPage::addQuestion(const QString &path, QBoxLayout *layout)
{
    auto *question = new QuestionWidget(m_texts, path, this);
    layout->addWidget(question);
    m_questions.push_back(question);
    m_questionByPath.insert(path, question);
    connect(question, &QuestionWidget::committed, this, &SectionPage::committed);
    connect(question, &QuestionWidget::typed, this, &SectionPage::typed);
    connect(question, &QuestionWidget::missingChosen, this, &SectionPage::missingChosen);
    connect(question, &QuestionWidget::clearRequested, this, &SectionPage::clearRequested);
    connect(question, &QuestionWidget::finished, this, &SectionPage::finished);
    connect(question, &QuestionWidget::otherTaken, this, &SectionPage::otherTaken);
    connect(question, &QuestionWidget::ownKept, this, &SectionPage::ownKept);
    return question;
}

void SectionPage::addGroup(const QString &path, QBoxLayout *layout, int depth)
{
    auto *box = new QFrame(this);
    kit::setCard(box);
    auto *inside = new QVBoxLayout(box);
    inside->setContentsMargins(kit::space::Two, kit::space::One, kit::space::Two, kit::space::One);
    auto *title = new QLabel(box);
    title->setTextFormat(Qt::RichText);
    title->setWordWrap(true);
    inside->addWidget(title);
    m_titles.push_back({path, title, 0});
    addChildren(m_texts.filled().childPaths(path), inside, depth + 1);
    m_boxByPath.insert(path, box);
    layout->addWidget(box);
}

void SectionPage::addRepeat(const QString &path, QBoxLayout *layout, int depth)
{
    auto *box = new QWidget(this);
    auto *inside = new QVBoxLayout(box);
    inside->setContentsMargins(0, kit::space::One, 0, kit::space::One);
    const QStringList rows = m_texts.filled().childPaths(path);
    const int open = std::max(static_cast<int>(rows.indexOf(m_openRows.value(path))), 0);
    const auto counted = m_texts.filled().countedRows(path);
    if (rows.size() > 1) {
        auto *table = new RepeatTable(m_texts, path, box);
        inside->addWidget(table);
        m_repeats.push_back(table);
        connect(table, &RepeatTable::rowChosen, this, [this, rows](int row) { Q_EMIT openRowRequested(rows.value(row)); });
        table->setOpenRow(open);
    }
    if (open < rows.size())
        addRow(rows.at(open), open + 1, !counted || open >= *counted, inside, depth);
    if (!counted) { // else the form says how many there are
        auto *add = new kit::PushButton(box);
        m_addByPath.insert(path, add);
        add->setObjectName(u"add"_s);
        connect(add, &QPushButton::clicked, this, [this, path] { Q_EMIT addRowRequested(path); });
        inside->addWidget(add, 0, Qt::AlignLeft);
    }
    m_boxByPath.insert(path, box);
    layout->addWidget(box);
}

void SectionPage::addRow(const QString &rowPath, int number, bool canBeRemoved, QBoxLayout *layout, int depth)
{
    auto *card = new QFrame(layout->parentWidget());
    kit::setCard(card);
    auto *inside = new QVBoxLayout(card);
    inside->setContentsMargins(kit::space::Two, kit::space::One, kit::space::Two, kit::space::One);
    auto *head = new QHBoxLayout;
    auto *title = new QLabel(card);
    title->setTextFormat(Qt::RichText);
    title->setWordWrap(true);
    head->addWidget(title, 1);
    m_titles.push_back({rowPath.left(rowPath.lastIndexOf(u'[')), title, number});
    if (canBeRemoved) {
        auto *remove = new kit::PushButton(card);
        m_removes.push_back(remove);
        remove->setObjectName(u"remove"_s);
        kit::setButtonRole(remove, kit::ButtonRole::Quiet);
        connect(remove, &QPushButton::clicked, this, [this, rowPath] { Q_EMIT removeRowRequested(rowPath); });
        head->addWidget(remove, 0, Qt::AlignTop);
    }
    inside->addLayout(head);
    addChildren(m_texts.filled().childPaths(rowPath), inside, depth + 1);
    layout->addWidget(card);
}

bool SectionPage::showHidden(const QuestionWidget *question, const NodeState &state)
{
    const bool isGiven = state.answer != AnswerState::Unanswered || !state.notOffered.isEmpty();
    const FormItem &item = *findItem(m_texts.filled(), state.path);
    const bool isKept = !state.relevant && isGiven && isAsked(item) && !m_texts.isReadOnly();
    QLabel *line = m_hiddenByPath.value(state.path);
    if (!isKept) {
        if (line != nullptr)
            line->hide();
        return false;
    }
    if (line == nullptr) {
        line = kit::makeLabel(kit::TextRole::Muted, question->parentWidget());
        line->setObjectName(u"hiddenAnswer"_s);
        line->setTextFormat(Qt::PlainText);
        auto *layout = qobject_cast<QBoxLayout *>(question->parentWidget()->layout());
        layout->insertWidget(layout->indexOf(question) + 1, line);
        m_hiddenByPath.insert(state.path, line);
    }
    const Bilingual label = m_texts.label(state.path, item);
    line->setText(
        tr("Not asked now because of another answer: %1 — %2. It does not count, comes back with its question, and is "
           "dropped when the interview is signed.")
            .arg(label.isEmpty() ? item.name : m_texts.largeLine(label),
                 m_texts.answer(state.path, item, state.notOffered.isEmpty() ? state.whole() : state.notOffered,
                                state.missing)));
    line->show();
    return true;
}

void SectionPage::setTitle(const Title &title)
{
    const FormItem *item = findItem(m_texts.filled(), title.path);
    const Bilingual text = m_texts.label(title.path, *item);
    QString html = m_texts.html(text, true);
    if (title.row > 0)
        html =
            u"<div><b>%1</b></div>%2"_s.arg(tr("No. %1").arg(title.row).toHtmlEscaped(), text.isEmpty() ? QString() : html);
    title.label->setText(html);
    title.label->setVisible(title.row > 0 || !text.isEmpty());
}

void SectionPage::refreshAll(const QString &except)
{
    QStringList hidden;
    for (QuestionWidget *question : std::as_const(m_questions)) {
        const auto state = m_texts.filled().state(question->path());
        if (!state)
            continue;
        if (question->path() != except)
            question->refresh(*state);
        if (showHidden(question, *state))
            hidden.push_back(question->path());
    }
    for (auto it = m_boxByPath.cbegin(); it != m_boxByPath.cend(); ++it) {
        const auto state = m_texts.filled().state(it.key());
        const bool isAnyKept =
            std::any_of(hidden.begin(), hidden.end(), [&it](const QString &path) { return isWithin(path, it.key()); });
        it.value()->setVisible(!state || state->relevant || isAnyKept);
    }
    for (const Title &title : std::as_const(m_titles))
        setTitle(title);
    for (ChoiceTable *table : std::as_const(m_tables))
        table->refresh();
    if (m_repeats.isEmpty())
        return;
    const auto states = m_texts.filled().allStates();
    for (RepeatTable *table : std::as_const(m_repeats))
        table->refresh(states);
}

void SectionPage::nameButtons()
{
    for (QPushButton *remove : std::as_const(m_removes))
        remove->setText(tr("Remove"));
    for (auto it = m_addByPath.cbegin(); it != m_addByPath.cend(); ++it)
        it.value()->setText(
            tr("Add: %1").arg(m_texts.largeLine(m_texts.label(it.key(), *findItem(m_texts.filled(), it.key())))));
}

void SectionPage::refreshTexts()
{
    nameButtons();
    for (QuestionWidget *question : std::as_const(m_questions))
        question->refreshTexts();
    for (RepeatTable *table : std::as_const(m_repeats))
        table->refreshTexts();
    refreshAll();
}

QuestionWidget *SectionPage::findQuestion(const QString &path) const
{
    return m_questionByPath.value(path);
}

QList<QuestionWidget *> SectionPage::openQuestions() const
{
    QList<QuestionWidget *> open;
    for (QuestionWidget *question : m_questions) {
        if (question->takesAnswer() && question->isVisibleTo(this))
            open.push_back(question);
    }
    return open;
}

} // namespace indaro::ui::forms
