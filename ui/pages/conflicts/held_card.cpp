// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/held_card.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/ask.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/author_text.h"
#include "ui/models/field_label.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

HeldCard::HeldCard(const kit::PageContext &context, casework::HeldBatch batch, QWidget *parent)
    : QFrame(parent), m_context(context), m_batch(std::move(batch)), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_from(kit::makeLabel(kit::TextRole::Muted, this)), m_losses(kit::makeLabel(kit::TextRole::Body, this)),
      m_sample(kit::makeLabel(kit::TextRole::Body, this)), m_letIn(new kit::PushButton(this)),
      m_keepOut(new kit::PushButton(this)), m_second(new SecondPersonPanel(this)), m_banner(new kit::Banner(this))
{
    kit::setCard(this);
    m_sample->setTextFormat(Qt::PlainText);
    m_losses->setTextFormat(Qt::PlainText);
    kit::setButtonRole(m_letIn, kit::ButtonRole::Danger);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_keepOut);
    buttons->addWidget(m_letIn);
    buttons->addStretch();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_from, m_losses, m_sample})
        column->addWidget(part);
    column->addLayout(buttons);
    column->addWidget(m_second);
    column->addWidget(m_banner);
    connect(m_letIn, &QPushButton::clicked, this, [this] {
        setAsking(true);
        m_second->start(m_context.vault);
    });
    connect(m_second, &SecondPersonPanel::agreed, this,
            [this](const std::shared_ptr<session::Approval> &approval) { letIn(approval->auditDetail()); });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { setAsking(false); });
    connect(m_keepOut, &QPushButton::clicked, this, &HeldCard::askToKeepOut);
    retranslate();
}

void HeldCard::follow(casework::HeldBatch batch)
{
    if (batch == m_batch)
        return;
    m_batch = std::move(batch);
    retranslate();
}

void HeldCard::setAsking(bool isAsking)
{
    m_isAsking = isAsking;
    m_letIn->setEnabled(!isAsking && !m_batch.losses.empty());
}

QString HeldCard::lossesText() const
{
    QStringList lines;
    for (const auto &loss : m_batch.losses) {
        const QString record = models::tableLabel(loss.table);
        lines << QStringLiteral("%1  ·  %2")
                     .arg(record.isEmpty() ? tr("Other entries") : record,
                          tr("%1 of %2 would go").arg(loss.gone).arg(loss.present));
    }
    return lines.join(QLatin1Char('\n'));
}

void HeldCard::retranslate()
{
    m_title->setText(tr("Another computer deleted unusually much. Nothing has gone here yet."));
    const bool isRead = !m_batch.losses.empty();
    m_from->setText(isRead ? models::authorText(m_batch.author)
                           : tr("Received %1").arg(kit::dateText(model::localIsoMinute(m_batch.receivedAt))));
    m_losses->setText(isRead ? lossesText()
                             : tr("It cannot be read at present, because something it builds on has not come yet. "
                                  "Exchange with the other computers first."));
    QStringList lines;
    for (const auto &line : m_batch.sample) {
        const QString whose = QStringList{line.caseCode, line.displayName}.join(QStringLiteral("  ·  "));
        lines << (line.caseCode.isEmpty() ? models::tableLabel(line.table) : whose);
    }
    lines.removeAll(QString());
    m_sample->setText(lines.isEmpty() ? QString() : tr("Among them:") + QLatin1Char('\n') + lines.join(QLatin1Char('\n')));
    m_sample->setVisible(!lines.isEmpty());
    m_letIn->setText(tr("Let it be deleted here too…"));
    setAsking(m_isAsking);
    m_keepOut->setText(tr("Keep it out…"));
}

void HeldCard::letIn(const std::string &agreed)
{
    m_context.workspace->ask(
        this, [id = m_batch.id, agreed](casework::Desk &desk) { return casework::letBatchIn(desk, id, agreed); },
        [this](const base::Result<void> &done) { finished(done); });
}

void HeldCard::askToKeepOut()
{
    kit::Question question;
    question.title = QStringLiteral("Indaro");
    question.text = tr("Keep this batch out?");
    question.detail = tr("Nothing of it happens on this computer, also what else it holds. The other computers are not "
                         "changed: speak with whoever deleted it. The batch itself is kept.");
    question.choices = {tr("Cancel"), tr("Keep it out")};
    m_context.ask->ask(this, question, [this](int choice) {
        if (choice != 1)
            return;
        m_context.workspace->ask(
            this, [id = m_batch.id](casework::Desk &desk) { return casework::keepBatchOut(desk, id); },
            [this](const base::Result<void> &done) { finished(done); });
    });
}

void HeldCard::finished(const base::Result<void> &done)
{
    setAsking(false);
    if (!done)
        return m_banner->showError(done.error());
    Q_EMIT settled();
}

} // namespace indaro::ui::pages
