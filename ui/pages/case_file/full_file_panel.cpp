// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/full_file_panel.h"

#include "core/casework/paper/serial_register.h"
#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/full_file_paper.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <QEvent>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

FullFilePanel::FullFilePanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_print(new kit::PushButton(this)),
      m_forWhom(new ForWhom(context, QStringLiteral("file"), {}, this)), m_second(new SecondPersonPanel(this)),
      m_banner(new kit::Banner(this))
{
    m_print->setObjectName(QStringLiteral("printFullFile"));
    kit::setButtonRole(m_print, kit::ButtonRole::Quiet);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addWidget(m_forWhom);
    column->addWidget(m_print, 0, Qt::AlignLeft);
    column->addWidget(m_banner);
    column->addWidget(m_second);
    m_second->hide();
    connect(m_print, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        m_asked = m_person;
        allowPrint();
        m_second->start(m_context.vault);
    });
    connect(m_second, &SecondPersonPanel::agreed, this, &FullFilePanel::print);
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] {
        m_asked.reset();
        allowPrint();
    });
    connect(m_forWhom, &ForWhom::changed, this, [this] {
        if (!m_forWhom->isChosen()) { // what was agreed to was for somebody
            m_asked.reset();
            m_second->hide();
        }
        allowPrint();
    });
    m_print->setEnabled(false);
    retranslate();
}

void FullFilePanel::showPerson(const std::optional<sync::RecordId> &person)
{
    if (m_person == person)
        return; // read again: an agreement under way goes on
    m_person = person;
    m_asked.reset();
    m_forWhom->showPerson(person);
    m_second->hide();
    m_banner->dismiss();
    allowPrint();
}

/// One agreement at a time, for somebody who was chosen; why not stands above it.
void FullFilePanel::allowPrint()
{
    m_print->setEnabled(m_person.has_value() && m_forWhom->isChosen() && !m_asked);
}

void FullFilePanel::print(const std::shared_ptr<session::Approval> &approval)
{
    if (!m_person || m_asked != m_person)
        return;
    m_asked.reset();
    const casework::Receiver receiver = m_forWhom->paper().receiver;
    m_forWhom->reset();
    using Loaded = std::shared_ptr<const WholeFile>;
    m_context.workspace->ask(
        this,
        [person = *m_person, agreed = approval->auditDetail(), receiver](casework::Desk &desk) -> base::Result<Loaded> {
            INDARO_TRY_ASSIGN(auto whole, readWholeFile(desk, person, receiver));
            INDARO_TRY_ASSIGN(whole.serial, casework::noteFullFilePrinted(desk, person, agreed, receiver));
            return std::make_shared<const WholeFile>(std::move(whole));
        },
        [this](const base::Result<Loaded> &whole) {
            if (!whole)
                return m_banner->showError(whole.error());
            const auto papers = fullFilePaper(**whole, kit::Translations::code(m_context.translations->language()),
                                              *m_context.workspace, *m_context.clock);
            if (!papers)
                return m_banner->showError(papers.error());
            const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
            const auto printed = [this, failed, serial = whole.value()->serial] {
                m_context.workspace->ask(
                    this,
                    [serial](casework::Desk &desk) {
                        return casework::noteNumbersUsed(desk, casework::FullFilePaper, {serial});
                    },
                    [failed](const base::Result<void> &used) {
                        if (!used)
                            failed(used.error());
                    });
            };
            PaperWork::of(this)->layOutToGive(
                *papers,
                [this, failed, printed](const QList<print::Page> &pages) { printPagesOf(this, pages, failed, printed); },
                failed);
        });
}

void FullFilePanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void FullFilePanel::retranslate()
{
    m_print->setText(tr("Print the whole file (with a second person)…"));
}

} // namespace indaro::ui::pages
