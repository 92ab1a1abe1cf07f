// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/incoming_card.h"

#include "core/casework/referrals/incoming.h"
#include "core/casework/referrals/internal_referrals.h"
#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostIncoming = 5; // the first page is for the whole day

} // namespace

struct IncomingCard::Loaded
{
    std::vector<casework::InternalReferral> inside;
    std::vector<casework::IncomingPackage> owed;
    std::vector<casework::IncomingPackage> toForget;
};

IncomingCard::IncomingCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_lines(new QVBoxLayout)
{
    kit::setCard(this);
    setObjectName(u"incomingCard"_s);
    m_lines->setSpacing(kit::space::Half);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(m_lines);
    hide();
}

void IncomingCard::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            if (!desk.access.mayRead(casework::Thing::Consents))
                return std::shared_ptr<const Loaded>(std::move(loaded));
            INDARO_TRY_ASSIGN(loaded->inside, casework::listInternalReferralsForMe(desk));
            if (desk.access.mayDo(casework::Thing::Consents)) {
                INDARO_TRY_ASSIGN(loaded->owed, casework::listIncomingPackages(desk));
                std::erase_if(loaded->owed,
                              [](const casework::IncomingPackage &each) { return !casework::owesAnswer(each); });
                std::ranges::stable_sort(loaded->owed, {}, casework::answerDueAt); // the most pressing first
                INDARO_TRY_ASSIGN(loaded->toForget, casework::listIncomingToForget(desk));
            }
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return; // the page says what is wrong with the vault
            m_loaded = *loaded;
            showLines();
        });
}

void IncomingCard::addLine(const QString &text, kit::PageArgument argument)
{
    auto *button = new kit::PushButton(QString(text).replace(u'&', u"&&"_s), this);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    connect(button, &QPushButton::clicked, this,
            [this, argument = std::move(argument)] { m_context.navigator->openPage(IncomingPageId, argument); });
    m_lines->addWidget(button, 0, Qt::AlignLeft);
}

void IncomingCard::showLines()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(m_context.translations->language());
    QList<std::pair<QString, kit::PageArgument>> lines;
    for (const casework::InternalReferral &each : m_loaded->inside) {
        const QString role = models::codeLabel(u"staff_role"_s, each.toRole, language);
        if (each.rung == casework::Rung::Director && each.mayEnd) {
            lines.append({tr("Nobody has answered the question about %1 to %2 since %3")
                              .arg(each.caseCode, role, kit::dateTimeText(each.dueAt)),
                          {}});
            continue;
        }
        lines.append({each.isForMe
                          ? tr("Asked of you (%1): %2, by %3").arg(role, each.caseCode, kit::dateTimeText(each.dueAt))
                          : tr("Your question about %1 to %2: %3").arg(each.caseCode, role, referralStatusText(each.status)),
                      {}});
    }
    for (std::size_t i = 0; i < std::min(m_loaded->owed.size(), MostIncoming); ++i) {
        const casework::IncomingPackage &each = m_loaded->owed[i];
        lines.append(
            {tr("%1 waits for an answer until %2").arg(each.partnerName, kit::dateTimeText(casework::answerDueAt(each))),
             OpenIncoming{each.id}});
    }
    for (const casework::IncomingPackage &each : m_loaded->toForget)
        lines.append({tr("Nobody has filed the referral of %1: what it says is to be forgotten").arg(each.partnerName),
                      OpenIncoming{each.id}});
    setVisible(!lines.isEmpty());
    QStringList shown{m_title->text()};
    for (const auto &[text, argument] : lines)
        shown << text;
    if (std::exchange(m_shown, shown) == shown)
        return;
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        item->widget()->deleteLater();
        delete item;
    }
    for (const auto &[text, argument] : lines)
        addLine(text, argument);
}

void IncomingCard::retranslate()
{
    m_title->setText(tr("What came in"));
    showLines();
}

} // namespace indaro::ui::pages
