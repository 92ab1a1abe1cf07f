// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closed_bar.h"

#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/closing/closing_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

ClosedBar::ClosedBar(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_text(kit::makeLabel(kit::TextRole::Body, this)),
      m_button(new kit::PushButton(this))
{
    setObjectName(u"closedBar"_s);
    m_button->setObjectName(u"closeFile"_s);
    kit::setButtonRole(m_button, kit::ButtonRole::Quiet);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    column->addWidget(m_text);
    column->addWidget(m_button, 0, Qt::AlignLeft);
    connect(m_button, &QPushButton::clicked, this, [this] {
        if (m_person)
            m_context.navigator->openPage(ClosingPageId, OpenClosing{*m_person});
    });
    hide();
}

void ClosedBar::showNobody()
{
    m_person.reset();
    m_closing.reset();
    hide();
}

void ClosedBar::showPerson(const casework::CaseId &person, bool isPresent)
{
    m_person = person;
    m_isPresent = isPresent;
    m_context.workspace->ask(
        this, [person](casework::Desk &desk) { return casework::lastClosing(desk, person); },
        [this, person](const base::Result<std::optional<casework::Closing>> &closing) {
            if (m_person != person || !closing)
                return; // another file by now; the page says what is wrong with the vault
            m_closing = *closing;
            show();
            Q_EMIT told(m_closing && m_closing->isClosed());
        });
}

void ClosedBar::show()
{
    const bool isClosed = m_closing && m_closing->isClosed();
    setVisible(m_person && (isClosed || !m_isPresent));
    m_text->setVisible(isClosed);
    setProperty("banner", isClosed ? QVariant(u"info"_s) : QVariant());
    style()->unpolish(this);
    style()->polish(this);
    if (isClosed)
        m_text->setText(tr("This file is closed: it can be read, and takes nothing.") + u'\n' +
                        ClosingTexts::state(*m_closing, kit::Translations::code(m_context.translations->language())));
    m_button->setText(isClosed ? tr("Open the file again, or decide on it…") : tr("Close the file…"));
}

void ClosedBar::retranslate()
{
    if (m_person)
        show();
}

} // namespace indaro::ui::pages
