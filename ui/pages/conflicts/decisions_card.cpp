// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/decisions_card.h"

#include "core/casework/conflicts/commands.h"
#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/author_text.h"
#include "ui/pages/conflicts/conflict_texts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

DecisionsCard::DecisionsCard(const kit::PageContext &context, const ConflictTexts &texts, QWidget *parent)
    : QFrame(parent), m_context(context), m_texts(texts), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_lines(new QVBoxLayout), m_banner(new kit::Banner(this))
{
    kit::setCard(this);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addWidget(m_banner);
    column->addLayout(m_lines);
    m_lines->setSpacing(kit::space::Half);
    retranslate();
}

void DecisionsCard::show(std::vector<casework::Decision> decisions)
{
    if (decisions == m_decisions)
        return; // whoever stands on a button here stays there
    m_decisions = std::move(decisions);
    fill();
}

void DecisionsCard::retranslate()
{
    m_title->setText(tr("Decided"));
    fill();
}

void DecisionsCard::fill()
{
    while (auto *item = m_lines->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
    for (const auto &decision : m_decisions) {
        const QString value =
            decision.field.field == 0   ? (decision.value == base::Value(sync::DeleteRecord) ? tr("Deleted") : tr("Kept"))
            : !decision.named.isEmpty() ? decision.named
                                        : m_texts.valueText(decision.field, decision.value, decision.question);
        QStringList parts{decision.caseCode, m_texts.fieldText(decision.field, decision.question), value};
        parts.removeAll(QString());
        addLine(parts.join(QStringLiteral("  ·  ")) + QLatin1Char('\n') + models::authorText(decision.author),
                decision.field, decision.key.record);
    }
    setVisible(!m_decisions.empty());
}

void DecisionsCard::addLine(const QString &text, sync::FieldId field, sync::RecordId record)
{
    auto *line = new QWidget(this);
    auto *row = new QHBoxLayout(line);
    row->setContentsMargins(0, 0, 0, 0);
    auto *words = kit::makeLabel(kit::TextRole::Body, line);
    words->setTextFormat(Qt::PlainText);
    words->setText(text);
    auto *undo = new kit::PushButton(tr("Take the decision back"), line);
    kit::setButtonRole(undo, kit::ButtonRole::Quiet);
    undo->setAccessibleDescription(text);
    connect(undo, &QPushButton::clicked, this, [this, field, record] { this->undo(field, record); });
    row->addWidget(words, 1);
    row->addWidget(undo, 0, Qt::AlignTop);
    m_lines->addWidget(line);
}

void DecisionsCard::undo(sync::FieldId field, sync::RecordId record)
{
    m_context.workspace->ask(
        this, [field, record](casework::Desk &desk) { return casework::takeBack(desk, field, record); },
        [this](const base::Result<void> &done) {
            if (!done)
                return m_banner->showError(done.error());
            m_banner->dismiss();
            Q_EMIT takenBack();
        });
}

} // namespace indaro::ui::pages
