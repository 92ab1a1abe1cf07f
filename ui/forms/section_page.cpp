// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/forms/section_page.h"

#include "ui/forms/form_sections.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::forms {

using namespace indaro::forms;
using namespace Qt::StringLiterals;

SectionPage::SectionPage(const FormTexts &texts, const QStringList &topPaths, QWidget *parent)
    : QWidget(parent), m_texts(texts), m_topPaths(topPaths)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Four);
    layout->setSpacing(kit::space::One);
    for (const QString &path : topPaths) {
        const FormItem *item = findItem(texts.filled(), path);
        if (item != nullptr && item->kind == ItemKind::Group) {
            for (const QString &child : texts.filled().childPaths(path))
                addNode(child, layout, 0);
        } else {
            addNode(path, layout, 0);
        }
    }
    layout->addStretch();
    refreshAll();
}

void SectionPage::addNode(const QString &path, QBoxLayout *layout, int depth)
{
    const FormItem *item = findItem(m_texts.filled(), path);
    if (item == nullptr)
        return;
    switch (item->kind) {
    case ItemKind::Question:
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

void SectionPage::addQuestion(const QString &path, QBoxLayout *layout)
{
    const FormItem *item = findItem(m_texts.filled(), path);
    if (!item->isAsked() && item->type != QuestionType::Note)
        return;
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
    for (const QString &child : m_texts.filled().childPaths(path))
        addNode(child, inside, depth + 1);
    m_boxByPath.insert(path, box);
    layout->addWidget(box);
}

void SectionPage::addRepeat(const QString &path, QBoxLayout *layout, int depth)
{
    auto *box = new QWidget(this);
    auto *inside = new QVBoxLayout(box);
    inside->setContentsMargins(0, kit::space::One, 0, kit::space::One);
    int number = 0;
    for (const QString &row : m_texts.filled().childPaths(path)) {
        auto *card = new QFrame(box);
        kit::setCard(card);
        auto *cardLayout = new QVBoxLayout(card);
        cardLayout->setContentsMargins(kit::space::Two, kit::space::One, kit::space::Two, kit::space::One);
        auto *head = new QHBoxLayout;
        auto *title = new QLabel(card);
        title->setTextFormat(Qt::RichText);
        title->setWordWrap(true);
        head->addWidget(title, 1);
        m_titles.push_back({path, title, ++number});
        auto *remove = new kit::PushButton(tr("Remove"), card);
        remove->setObjectName(u"remove"_s);
        kit::setButtonRole(remove, kit::ButtonRole::Quiet);
        connect(remove, &QPushButton::clicked, this, [this, row] { Q_EMIT removeRowRequested(row); });
        head->addWidget(remove, 0, Qt::AlignTop);
        cardLayout->addLayout(head);
        for (const QString &child : m_texts.filled().childPaths(row))
            addNode(child, cardLayout, depth + 1);
        inside->addWidget(card);
    }
    auto *add = new kit::PushButton(box);
    add->setText(tr("Add: %1").arg(m_texts.largeLine(m_texts.label(path, *findItem(m_texts.filled(), path)))));
    add->setObjectName(u"add"_s);
    connect(add, &QPushButton::clicked, this, [this, path] { Q_EMIT addRowRequested(path); });
    inside->addWidget(add, 0, Qt::AlignLeft);
    m_boxByPath.insert(path, box);
    layout->addWidget(box);
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
    for (auto it = m_boxByPath.cbegin(); it != m_boxByPath.cend(); ++it) {
        const auto state = m_texts.filled().state(it.key());
        it.value()->setVisible(!state || state->relevant);
    }
    for (QuestionWidget *question : std::as_const(m_questions)) {
        if (const auto state = m_texts.filled().state(question->path()); state && question->path() != except)
            question->refresh(*state);
    }
    for (const Title &title : std::as_const(m_titles))
        setTitle(title);
}

void SectionPage::refreshTexts()
{
    for (QuestionWidget *question : std::as_const(m_questions))
        question->refreshTexts();
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
