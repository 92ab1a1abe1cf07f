// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/consents_card.h"

#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/consents/consent_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostConsentLines = 6; // the first page is for the whole day

} // namespace

ConsentsCard::ConsentsCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_lines(new QVBoxLayout)
{
    kit::setCard(this);
    setObjectName(u"dueConsents"_s);
    m_lines->setSpacing(kit::space::Half);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(m_lines);
    hide();
}

void ConsentsCard::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const std::vector<casework::DueOfConsent>>> {
            INDARO_TRY_ASSIGN(auto due, casework::listDueOfConsents(desk));
            return std::make_shared<const std::vector<casework::DueOfConsent>>(std::move(due));
        },
        [this](const base::Result<std::shared_ptr<const std::vector<casework::DueOfConsent>>> &due) {
            if (!due || (m_due != nullptr && **due == *m_due))
                return; // the page says what is wrong with the vault; what stands there already keeps the keyboard
            m_due = *due;
            show(*m_due);
        });
}

void ConsentsCard::retranslate()
{
    if (m_due != nullptr)
        show(*m_due);
}

void ConsentsCard::show(const std::vector<casework::DueOfConsent> &due)
{
    while (auto *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    setVisible(!due.empty());
    m_title->setText(tr("Consents"));
    const QString language = kit::Translations::code(m_context.translations->language());
    for (std::size_t i = 0; i < due.size() && i < MostConsentLines; ++i) {
        const casework::DueOfConsent &one = due[i];
        const QString receiver = ConsentTexts::receiver(one.receiver, language);
        QString what;
        switch (one.kind) {
        case casework::ConsentDueKind::Letter:
            what = tr("agreement taken back: letter %1 to %2").arg(one.words, receiver);
            break;
        case casework::ConsentDueKind::Answer:
            what = tr("no answer to letter %1 from %2").arg(one.words, receiver);
            break;
        case casework::ConsentDueKind::Ends:
            what = tr("the agreement ends, ask again: %1")
                       .arg(ConsentTexts::purpose({.id = one.record,
                                                   .purpose = one.words,
                                                   .recipientKind = one.receiver.kind,
                                                   .recipient = one.receiver.name},
                                                  language));
            break;
        }
        sop::Line when;
        when.due = one.due;
        when.isWholeDay = one.kind == casework::ConsentDueKind::Ends;
        when.urgency = one.urgency;
        auto *button = new kit::PushButton(QStringList{StepTexts::due(when), one.displayName, what}.join(u"  ·  "_s), this);
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
        connect(button, &QPushButton::clicked, this,
                [this, person = one.person] { m_context.navigator->openPage(ConsentsPageId, OpenConsents{person}); });
        m_lines->addWidget(button, 0, Qt::AlignLeft);
    }
    if (due.size() > MostConsentLines) {
        auto *more = kit::makeLabel(kit::TextRole::Muted, this);
        more->setText(tr("%n more about consents", nullptr, int(due.size() - MostConsentLines)));
        m_lines->addWidget(more);
    }
}

} // namespace indaro::ui::pages
