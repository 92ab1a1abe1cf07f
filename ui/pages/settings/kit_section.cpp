// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/kit_section.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtWidgets/QPushButton>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

KitSection::KitSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_renew(new kit::PushButton(this)), m_second(new SecondPersonPanel(this)),
      m_panel(new RecoveryKitPanel(context, this))
{
    m_rows->addWidget(m_renew, 0, Qt::AlignLeft);
    m_rows->addWidget(m_second);
    m_rows->addWidget(m_panel);
    m_panel->hide();
    connect(m_renew, &QPushButton::clicked, this, [this] {
        kit::Question question;
        question.title = u"Indaro"_s;
        question.text = tr("Make new recovery cards?");
        question.detail = tr("From that moment the present cards open nothing any more, except backups made before.");
        question.choices = {tr("Keep the present cards"), tr("Make new cards")};
        question.isDangerous = true;
        m_context.ask->ask(this, question, [this](int choice) {
            if (choice != 1)
                return;
            m_renew->setEnabled(false);
            m_second->start(m_context.vault);
        });
    });
    connect(m_second, &SecondPersonPanel::agreed, this, &KitSection::renew);
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { m_renew->setEnabled(true); });
    connect(m_panel, &RecoveryKitPanel::confirmed, this, [this] {
        m_panel->hide();
        m_renew->setEnabled(true);
        m_banner->showMessage(kit::Banner::Kind::Good, tr("The new cards are valid. Destroy the former ones."));
        retranslate();
    });
    retranslate();
}

void KitSection::refresh()
{
    retranslate();
}

bool KitSection::isShowingSecrets() const
{
    return m_panel->isAtWork();
}

void KitSection::renew(const std::shared_ptr<session::Approval> &approval)
{
    m_renew->setEnabled(false);
    kit::runInBackground(
        this, [vault = m_context.vault, approval] { return vault->renewRecoveryKit(*approval); },
        [this, approval](base::Result<session::RecoveryKit> kit) {
            if (!kit) {
                m_renew->setEnabled(true);
                m_banner->showError(kit.error());
                return;
            }
            showKit(std::move(kit).value(), approval->auditDetail());
        });
}

void KitSection::showKit(session::RecoveryKit kit, const std::string &agreed)
{
    m_banner->dismiss();
    // The kit is in force already: the cards are shown even if the line in the audit could not be written, or
    // nobody would hold valid ones; the failure is said above them.
    m_context.workspace->ask(
        this,
        [detail = kit.kitNumber + ' ' + agreed](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::RecoveryCardsPrinted, std::nullopt, detail);
        },
        [this](base::Result<void> recorded) {
            if (!recorded)
                m_banner->showError(recorded.error());
        });
    m_panel->start(m_context.vault, std::move(kit));
    m_panel->show();
}

void KitSection::retranslate()
{
    m_title->setText(tr("Recovery cards"));
    m_text->setText(tr("Kit in force: %1. Make new cards when a holder leaves, when a card is lost, or when "
                       "two cards have "
                       "been together in the wrong hands.")
                        .arg(QString::fromStdString(m_context.vault->kitNumber())));
    m_renew->setText(tr("Make new recovery cards…"));
}

} // namespace indaro::ui::pages
