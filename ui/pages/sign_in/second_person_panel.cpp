// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/second_person_panel.h"

#include "ui/kit/background.h"
#include "ui/kit/date_text.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

SecondPersonPanel::SecondPersonPanel(QWidget *parent)
    : QWidget(parent), m_label(new QComboBox(this)), m_secret(new kit::SecretField(this)),
      m_labelRow(new kit::FormRow(m_label, this)), m_secretRow(new kit::FormRow(m_secret, this)),
      m_banner(new kit::Banner(this)), m_agree(new kit::PushButton(this)), m_cancel(new kit::PushButton(this)),
      m_wait(new RetryWait(m_agree))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_labelRow, m_secretRow, m_banner})
        layout->addWidget(widget);
    auto *buttons = new QHBoxLayout;
    buttons->addWidget(m_agree);
    buttons->addWidget(m_cancel);
    buttons->addStretch(1);
    layout->addLayout(buttons);
    connect(m_agree, &QPushButton::clicked, this, &SecondPersonPanel::verify);
    connect(m_secret, &kit::SecretField::submitted, this, &SecondPersonPanel::verify);
    connect(m_cancel, &QPushButton::clicked, this, [this] {
        m_secret->clear();
        hide();
        Q_EMIT cancelled();
    });
    hide();
    retranslate();
}

void SecondPersonPanel::start(std::shared_ptr<session::Vault> vault, const std::string &except)
{
    m_vault = std::move(vault);
    m_secret->clear();
    m_banner->dismiss();
    kit::runInBackground(
        this,
        [open = m_vault]() -> Answer {
            INDARO_TRY_ASSIGN(auto alone, open->approveAlone());
            return std::make_shared<session::Approval>(std::move(alone));
        },
        [this, except](Answer alone) {
            if (alone) {
                hide();
                Q_EMIT agreed(*alone);
                return;
            }
            kit::runInBackground(
                this, [open = m_vault] { return open->secondPersonRule(); },
                [this, except](const session::SecondPersonRule &rule) { offer(rule, except); });
        });
}

void SecondPersonPanel::offer(const session::SecondPersonRule &rule, const std::string &except)
{
    m_label->clear();
    for (const auto &label : rule.labels) {
        if (label != except)
            m_label->addItem(QString::fromStdString(label));
    }
    const bool canAgree = m_label->count() > 0;
    for (QWidget *widget : std::initializer_list<QWidget *>{m_labelRow, m_secretRow, m_agree})
        widget->setVisible(canAgree);
    show();
    kit::scrollTo(this); // it may stand below what is seen
    if (canAgree) {
        m_secret->setFocus();
        return;
    }
    m_banner->showMessage(
        kit::Banner::Kind::Warning,
        rule.until > 0
            ? tr("This needs a second person, and nobody else can sign in at present. Switch a colleague's account "
                 "on again, or sign in with two recovery cards: then their holders have agreed. Otherwise it can "
                 "be done alone from %1.")
                  .arg(kit::dateTimeText(rule.until))
            : tr("This needs a second person who is neither you nor the one it is about. Add an account for a "
                 "third person first, or sign in with two recovery cards: then their holders have agreed."));
    m_cancel->setFocus();
}

void SecondPersonPanel::verify()
{
    if (!m_agree->isEnabled())
        return; // Enter pressed again while the first try is being checked, or too soon
    m_agree->setEnabled(false);
    m_cancel->setEnabled(false);
    auto secret = std::make_shared<base::SecretBytes>(m_secret->takeSecret());
    kit::runInBackground(
        this,
        [vault = m_vault, label = m_label->currentText().toStdString(), secret]() -> Answer {
            INDARO_TRY_ASSIGN(auto approval, vault->approveWith(label, *secret));
            return std::make_shared<session::Approval>(std::move(approval));
        },
        [this](const Answer &approval) { verified(approval); });
}

void SecondPersonPanel::verified(const Answer &approval)
{
    m_agree->setEnabled(true);
    m_cancel->setEnabled(true);
    if (!approval) {
        m_banner->showError(approval.error());
        m_wait->start(approval.error().number("retryAfterMs"));
        m_secret->setFocus();
        return;
    }
    hide();
    Q_EMIT agreed(*approval);
}

void SecondPersonPanel::retranslate()
{
    m_labelRow->setLabel(tr("Second person"));
    m_secretRow->setLabel(tr("Passphrase of the second person"));
    m_wait->setText(tr("I agree"));
    m_cancel->setText(tr("Cancel"));
}

void SecondPersonPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
