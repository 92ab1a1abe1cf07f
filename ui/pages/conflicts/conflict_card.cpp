// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflict_card.h"

#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/reason_button.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/author_text.h"
#include "ui/models/field_label.h"
#include "ui/pages/conflicts/conflict_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QVBoxLayout>

#include <set>
#include <utility>

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int SideColumns = 2;
constexpr int SideWidth = 280;
constexpr qsizetype MostLines = 6;
constexpr qsizetype MostLetters = 160;

const sync::FieldDefinition *definitionOf(sync::FieldId field)
{
    const auto *table = model::schema().findTable(field.table);
    return table != nullptr ? table->findField(field.field) : nullptr;
}

/// What somebody begins with who makes one value of several: all texts, or all codes.
base::Value prefilled(const casework::OpenConflict &conflict)
{
    const auto *definition = definitionOf(conflict.field);
    const bool isSet = definition != nullptr && definition->type == sync::FieldType::Set;
    const bool isText =
        definition != nullptr && definition->type == sync::FieldType::Text && model::codeListOf(conflict.field).isEmpty();
    if (!isSet && !isText)
        return conflict.sides.front().value;
    QStringList parts;
    for (const auto &side : conflict.sides) {
        const QString text = model::toText(side.value);
        for (const QString &part : isSet ? text.split(QLatin1Char(' '), Qt::SkipEmptyParts) : QStringList{text}) {
            if (!part.isEmpty() && !parts.contains(part))
                parts << part;
        }
    }
    return model::toValue(parts.join(isSet ? QStringLiteral(" ") : QStringLiteral(" / ")));
}

} // namespace

ConflictCard::ConflictCard(const kit::PageContext &context, const ConflictTexts &texts,
                           const casework::OpenConflict &conflict, QWidget *parent)
    : QFrame(parent), m_context(context), m_texts(texts), m_conflict(conflict),
      m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_whose(kit::makeLabel(kit::TextRole::Muted, this)),
      m_explanation(kit::makeLabel(kit::TextRole::Body, this)), m_openFile(new kit::PushButton(this)),
      m_column(new QVBoxLayout(this)), m_sides(new QWidget(this)), m_more(new QWidget(this)),
      m_combine(new kit::PushButton(m_more)), m_leave(new kit::PushButton(m_more)), m_editor(new QWidget(this)),
      m_editorColumn(new QVBoxLayout(m_editor)), m_save(new kit::PushButton(m_editor)),
      m_cancel(new kit::PushButton(m_editor)), m_second(new SecondPersonPanel(this)), m_banner(new kit::Banner(this))
{
    kit::setCard(this);
    auto *head = new QHBoxLayout;
    head->addWidget(m_whose, 1);
    head->addWidget(m_openFile);
    kit::setButtonRole(m_openFile, kit::ButtonRole::Quiet);
    auto *more = new kit::FlowGrid(SideColumns, SideWidth, m_more);
    more->setContentsMargins(0, 0, 0, 0);
    for (QPushButton *button : {m_combine, m_leave}) {
        auto *cell = new QWidget(m_more);
        auto *row = new QHBoxLayout(cell);
        row->setContentsMargins(0, 0, 0, 0);
        row->addWidget(button);
        row->addStretch();
        more->addCell(cell);
    }
    kit::setButtonRole(m_leave, kit::ButtonRole::Quiet);
    m_editorColumn->setContentsMargins(0, 0, 0, 0);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_save);
    buttons->addWidget(m_cancel);
    buttons->addStretch();
    m_editorColumn->addLayout(buttons);
    m_column->setSpacing(kit::space::One);
    m_column->addWidget(m_title);
    m_column->addLayout(head);
    for (QWidget *part : std::initializer_list<QWidget *>{m_explanation, m_sides, m_more, m_editor, m_second, m_banner})
        m_column->addWidget(part);
    m_editor->hide();
    connect(m_openFile, &QPushButton::clicked, this,
            [this] { m_context.navigator->openPage(CaseFilePageId, OpenCaseFile{*m_conflict.person}); });
    connect(m_combine, &QPushButton::clicked, this, &ConflictCard::beginCombining);
    connect(m_leave, &QPushButton::clicked, this, [this] {
        const casework::ConflictSide &shown = m_conflict.sides.front();
        settle(shown.value, casework::Settling::BothKept, shown.device);
    });
    connect(m_save, &QPushButton::clicked, this, &ConflictCard::saveCombined);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_editor->hide();
        m_more->show();
        m_combine->setFocus();
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { deleteAgreed(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { m_sides->setEnabled(true); });
    retranslate();
}

void ConflictCard::follow(const casework::OpenConflict &conflict)
{
    casework::OpenConflict onScreen = std::exchange(m_conflict, conflict);
    onScreen.seen = conflict.seen; // something else of the record changed: nothing of it stands on the card
    if (!(onScreen == conflict))
        retranslate();
}

bool ConflictCard::isCombinable() const
{
    if (!m_conflict.isReadable || isDeletion())
        return false;
    if (casework::isAnswerTable(m_conflict.field.table)) {
        return m_conflict.question && m_conflict.field.field == fields::answer_case::Text.field &&
               m_conflict.question->type == QLatin1String("text"); // codes and dates are chosen, not written
    }
    const auto *definition = definitionOf(m_conflict.field);
    const bool isOneText =
        m_conflict.field == fields::referral::Content || m_conflict.field == fields::referral_person::Content;
    return definition != nullptr && definition->type != sync::FieldType::Blob && !isOneText &&
           !models::fieldLabel(m_conflict.field).isEmpty();
}

void ConflictCard::retranslate()
{
    m_title->setText(m_conflict.isReadable ? m_texts.fieldText(m_conflict.field, m_conflict.question)
                                           : models::tableLabel(m_conflict.field.table));
    QStringList whose{m_conflict.caseCode, m_conflict.displayName};
    whose.removeAll(QString());
    m_whose->setText(whose.join(QStringLiteral("  ·  ")));
    m_openFile->setText(tr("Open the file"));
    m_openFile->setVisible(m_conflict.person.has_value());
    m_combine->setText(tr("Write something made of both…"));
    m_leave->setText(tr("Leave it as it is; both stay in the history"));
    m_save->setText(tr("Keep this"));
    m_cancel->setText(tr("Cancel"));
    QString explanation;
    if (!m_conflict.isReadable)
        explanation =
            tr("This is in a part of the files that your account may not open. A colleague who may open it decides.");
    else if (isDeletion())
        explanation = tr("One computer deleted this while another one changed it. It is there until you decide.");
    else if (m_conflict.kind == sync::ConflictKind::MissingAndCodes)
        explanation = tr("One computer noted answers, another one noted why there is none.");
    m_explanation->setText(explanation);
    m_explanation->setVisible(!explanation.isEmpty());
    m_combine->parentWidget()->setVisible(isCombinable());
    m_leave->parentWidget()->setVisible(m_conflict.isReadable && !isDeletion());
    if (m_edit != nullptr)
        m_edit->setLanguage(kit::Translations::code(m_context.translations->language()));
    fillSides();
}

void ConflictCard::fillSides()
{
    const bool hadFocus = m_sides->isAncestorOf(focusWidget());
    auto *sides = new QWidget(this);
    sides->setEnabled(m_sides->isEnabled());
    auto *old = m_column->replaceWidget(m_sides, sides);
    delete old;
    std::exchange(m_sides, sides)->deleteLater();
    auto *grid = new kit::FlowGrid(SideColumns, SideWidth, m_sides);
    grid->setContentsMargins(0, 0, 0, 0);
    for (std::size_t i = 0; i < m_conflict.sides.size(); ++i)
        addSide(m_conflict.sides[i], i == 0);
    m_sides->setVisible(!m_conflict.sides.empty());
    if (hadFocus)
        focusFirst();
}

void ConflictCard::addSide(const casework::ConflictSide &side, bool isShown)
{
    auto *box = new QFrame(m_sides);
    kit::setCard(box);
    auto *column = new QVBoxLayout(box);
    column->setSpacing(kit::space::Half);
    auto *value = kit::makeLabel(kit::TextRole::Heading, box);
    value->setTextFormat(Qt::PlainText);
    value->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto *content = kit::makeLabel(kit::TextRole::Body, box);
    content->setTextFormat(Qt::PlainText);
    auto *author = kit::makeLabel(kit::TextRole::Muted, box);
    author->setText(models::authorText(side.author));
    auto *keep = new kit::PushButton(box);
    if (isDeletion()) {
        const bool isKept = side.value == base::Value(sync::KeepRecord);
        const QString answer = m_conflict.question ? m_conflict.question->answer : QString();
        value->setText(
            !isKept ? tr("Deleted")
            : answer.isEmpty()
                ? tr("Changed")
                : tr("Changed: %1").arg(m_texts.valueText(m_conflict.field, model::toValue(answer), m_conflict.question)));
        keep->setText(isKept ? tr("Keep it") : tr("Delete it…"));
        content->setText(isKept ? contentText() : QString());
        if (!isKept)
            kit::setButtonRole(keep, kit::ButtonRole::Danger);
    } else {
        value->setText(!side.named.isEmpty() ? side.named
                       : side.reason         ? kit::missingText(*side.reason)
                                             : m_texts.valueText(m_conflict.field, side.value, m_conflict.question));
        keep->setText(tr("Keep this one"));
    }
    keep->setAccessibleDescription(value->text());
    content->setVisible(!content->text().isEmpty());
    column->addWidget(value);
    column->addWidget(content);
    column->addWidget(author);
    if (isShown && !isDeletion()) {
        auto *mark = kit::makeLabel(kit::TextRole::Muted, box);
        mark->setText(tr("Shown in the file at present"));
        column->addWidget(mark);
    }
    column->addStretch();
    column->addWidget(keep, 0, Qt::AlignLeft);
    connect(keep, &QPushButton::clicked, this, [this, side] { decide(side); });
    static_cast<kit::FlowGrid *>(m_sides->layout())->addCell(box);
}

/// What would go: its fields, as far as a reader needs them to know it again.
QString ConflictCard::contentText() const
{
    QStringList lines;
    for (const auto &[field, value] : m_conflict.content) {
        const QString label = models::fieldLabel(field);
        if (label.isEmpty() || lines.size() >= MostLines)
            continue;
        QString text = m_texts.valueText(field, value, {}).simplified();
        if (text.size() > MostLetters)
            text = text.left(MostLetters) + QStringLiteral("…");
        lines << tr("%1: %2").arg(label, text);
    }
    return lines.join(QLatin1Char('\n'));
}

void ConflictCard::decide(const casework::ConflictSide &side)
{
    if (!isDeletion())
        return settle(side.value, casework::Settling::Chosen, side.device);
    if (side.value != base::Value(sync::KeepRecord)) {
        m_sides->setEnabled(false);
        return m_second->start(m_context.vault);
    }
    m_context.workspace->ask(
        this,
        [key = m_conflict.key, seen = m_conflict.seen](casework::Desk &desk) {
            return casework::settleDeletion(desk, key, sync::ChangeLog::Keep::Record, seen, {});
        },
        [this](const base::Result<void> &done) { finished(done); });
}

void ConflictCard::deleteAgreed(const std::string &agreed)
{
    m_context.workspace->ask(
        this,
        [key = m_conflict.key, seen = m_conflict.seen, agreed](casework::Desk &desk) {
            return casework::settleDeletion(desk, key, sync::ChangeLog::Keep::Deletion, seen, agreed);
        },
        [this](const base::Result<void> &done) { finished(done); });
}

void ConflictCard::beginCombining()
{
    const base::Value begin = prefilled(m_conflict);
    if (m_edit == nullptr && m_words == nullptr) {
        if (casework::isAnswerTable(m_conflict.field.table)) {
            m_words = new QPlainTextEdit(m_editor);
            m_words->setTabChangesFocus(true);
            m_words->setFixedHeight(kit::space::Six * 2);
            m_words->setAccessibleName(m_title->text());
            m_editorColumn->insertWidget(0, m_words);
        } else {
            m_edit = new ValueEdit(m_conflict.field, kit::Translations::code(m_context.translations->language()), m_editor);
            m_editorColumn->insertWidget(0, m_edit);
        }
        if (m_words != nullptr)
            m_words->setPlainText(model::toText(begin));
        else
            m_edit->setValue(begin);
    }
    m_more->hide();
    m_editor->show();
    if (m_words != nullptr)
        m_words->setFocus();
    else
        m_edit->setFocusToEditor();
}

void ConflictCard::saveCombined()
{
    const base::Value value = m_words != nullptr ? model::toValue(m_words->toPlainText().trimmed()) : m_edit->value();
    settle(value, casework::Settling::Combined, std::nullopt);
}

void ConflictCard::settle(const base::Value &value, casework::Settling how, const std::optional<sync::DeviceId> &follows)
{
    m_sides->setEnabled(false);
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(
        this,
        [field = m_conflict.field, record = m_conflict.key.record, value, how, seen = m_conflict.seen,
         follows](casework::Desk &desk) { return casework::settleConflict(desk, field, record, value, how, seen, follows); },
        [this](const base::Result<void> &done) { finished(done); });
}

void ConflictCard::finished(const base::Result<void> &done)
{
    m_sides->setEnabled(true);
    m_context.navigator->showSaveState(done ? kit::SaveState::Saved : kit::SaveState::NotSaved);
    if (!done)
        return m_banner->showError(done.error());
    m_banner->dismiss();
    Q_EMIT settled();
}

void ConflictCard::focusFirst()
{
    if (auto *button = m_sides->findChild<QPushButton *>())
        button->setFocus();
}

} // namespace indaro::ui::pages
