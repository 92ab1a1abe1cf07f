// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/second_person_panel.h"

#include "ui/kit/background.h"

#include <QtCore/QEvent>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QHBoxLayout>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

SecondPersonPanel::SecondPersonPanel(QWidget *parent)
    : QWidget(parent), m_label(new QComboBox(this)), m_secret(new kit::SecretField(this)),
      m_labelRow(new kit::FormRow(m_label, this)), m_secretRow(new kit::FormRow(m_secret, this)),
      m_banner(new kit::Banner(this)), m_agree(new QPushButton(this)), m_cancel(new QPushButton(this))
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

void SecondPersonPanel::start(std::shared_ptr<session::Vault> vault)
{
    m_vault = std::move(vault);
    m_secret->clear();
    m_banner->dismiss();
    kit::runInBackground(
        this, [open = m_vault] { return open->accounts(); },
        [this](std::vector<session::AccountInfo> accounts) { offer(accounts); });
}

void SecondPersonPanel::offer(const std::vector<session::AccountInfo> &accounts)
{
    m_label->clear();
    for (const auto &account : accounts) {
        if (account.id != m_vault->userId() && !account.isDisabled)
            m_label->addItem(QString::fromStdString(account.label));
    }
    if (m_label->count() == 0) {
        hide();
        Q_EMIT agreed();
        return;
    }
    show();
    m_secret->setFocus();
}

void SecondPersonPanel::verify()
{
    if (!m_agree->isEnabled())
        return; // Enter pressed again while the first try is being checked
    m_agree->setEnabled(false);
    m_cancel->setEnabled(false);
    auto secret = std::make_shared<base::SecretBytes>(m_secret->takeSecret());
    kit::runInBackground(
        this,
        [vault = m_vault, label = m_label->currentText().toStdString(), secret]() -> base::Result<void> {
            INDARO_TRY(vault->verifyPassphrase(label, *secret));
            return {};
        },
        [this](base::Result<void> verified) {
            m_agree->setEnabled(true);
            m_cancel->setEnabled(true);
            if (!verified) {
                m_banner->showError(verified.error());
                m_secret->setFocus();
                return;
            }
            hide();
            Q_EMIT agreed();
        });
}

void SecondPersonPanel::retranslate()
{
    m_labelRow->setLabel(tr("Second person"));
    m_secretRow->setLabel(tr("Passphrase of the second person"));
    m_agree->setText(tr("I agree"));
    m_cancel->setText(tr("Cancel"));
}

void SecondPersonPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

} // namespace indaro::ui::pages
