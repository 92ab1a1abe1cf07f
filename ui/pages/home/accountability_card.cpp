// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/home/accountability_card.h"

#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/settings/journal_texts.h"

#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

struct AccountabilityCard::Loaded
{
    std::vector<casework::ReasonedOpening> glasses;
    std::optional<QDate> week;
};

AccountabilityCard::AccountabilityCard(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_lines(new QVBoxLayout)
{
    setObjectName(QStringLiteral("accountability"));
    kit::setCard(this);
    m_lines->setSpacing(kit::space::Half);
    auto *column = new QVBoxLayout(this);
    column->addWidget(m_title);
    column->addLayout(m_lines);
    hide();
}

void AccountabilityCard::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->glasses, casework::listUnseenGlasses(desk));
            INDARO_TRY_ASSIGN(loaded->week, casework::dueJournalWeek(desk));
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return; // the page says what is wrong with the vault
            const bool isSame = m_loaded != nullptr && m_loaded->week == (*loaded)->week &&
                                std::ranges::equal(m_loaded->glasses, (*loaded)->glasses, {},
                                                   &casework::ReasonedOpening::record, &casework::ReasonedOpening::record);
            m_loaded = *loaded;
            if (!isSame) // else what stands there keeps the keyboard
                show();
        });
}

void AccountabilityCard::retranslate()
{
    if (m_loaded != nullptr)
        show();
}

QPushButton *AccountabilityCard::addButton(const QString &text)
{
    auto *button = new kit::PushButton(text, this);
    kit::setButtonRole(button, kit::ButtonRole::Quiet);
    m_lines->addWidget(button, 0, Qt::AlignLeft);
    return button;
}

void AccountabilityCard::show()
{
    while (auto *item = m_lines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const bool hasGlasses = !m_loaded->glasses.empty();
    setVisible(hasGlasses || m_loaded->week);
    setProperty("banner", hasGlasses ? QStringLiteral("warning") : QVariant());
    setProperty("surface", hasGlasses ? QVariant() : QStringLiteral("card"));
    style()->unpolish(this); // its frame says which of the two it is
    style()->polish(this);
    m_title->setText(hasGlasses ? tr("Emergency openings to look at") : tr("The journal"));
    const QString language = kit::Translations::code(m_context.translations->language());
    for (const casework::ReasonedOpening &glass : m_loaded->glasses) {
        QStringList facts{kit::dateTimeText(glass.at),
                          JournalTexts::who(glass.by),
                          glass.displayName,
                          glass.caseCode,
                          JournalTexts::compartments(glass.compartments),
                          JournalTexts::reason(glass.reason, language)};
        facts.removeAll(QString());
        auto *button = addButton(facts.join(QStringLiteral("  ·  ")));
        connect(button, &QPushButton::clicked, this,
                [this, person = glass.person] { m_context.navigator->openPage(SettingsPageId, OpenJournal{person}); });
    }
    if (hasGlasses) {
        auto *seen = addButton(tr("I have looked at these openings"));
        seen->setObjectName(QStringLiteral("glassesSeen"));
        connect(seen, &QPushButton::clicked, this, &AccountabilityCard::noteSeen);
    }
    if (m_loaded->week) {
        auto *week = addButton(tr("The page of the week of %1 is to be printed").arg(kit::dateText(*m_loaded->week)));
        week->setObjectName(QStringLiteral("printWeek"));
        connect(week, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(SettingsPageId, OpenJournal{}); });
    }
}

void AccountabilityCard::noteSeen()
{
    m_context.workspace->ask(
        this,
        [loaded = m_loaded](casework::Desk &desk) -> base::Result<void> {
            for (const casework::ReasonedOpening &glass : loaded->glasses) {
                const auto seen = casework::seeGlass(desk, glass.record);
                if (!seen && seen.error().code != base::Errc::WrongState) // another director has
                    return seen.error();
            }
            return {};
        },
        [this](const base::Result<void> &seen) {
            if (!seen)
                m_context.navigator->showNotice(kit::errorText(seen.error()).whole());
            refresh();
        });
}

} // namespace indaro::ui::pages
