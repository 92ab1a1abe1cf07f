// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/conflicts/conflicts_page.h"

#include "core/casework/workspace.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/conflicts/conflict_card.h"
#include "ui/pages/conflicts/conflict_texts.h"
#include "ui/pages/conflicts/decisions_card.h"
#include "ui/pages/conflicts/held_card.h"
#include "ui/pages/page_ids.h"

#include <QFrame>
#include <QLabel>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

namespace {

constexpr std::size_t MostShown = 50; // the rest appears as these are decided
constexpr int ReloadMs = 300;

} // namespace

struct ConflictsPage::Loaded
{
    casework::OpenConflicts open;
    std::vector<casework::Decision> decisions;
    std::vector<casework::HeldBatch> held;
};

ConflictsPage::ConflictsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_texts(new ConflictTexts(*context.clock, this)), m_banner(new kit::Banner(this)),
      m_intro(kit::makeLabel(kit::TextRole::Body, this)), m_more(kit::makeLabel(kit::TextRole::Muted, this)),
      m_empty(new kit::EmptyState(QStringLiteral("checkmark"), this)), m_heldColumn(new QVBoxLayout),
      m_conflictColumn(new QVBoxLayout), m_decisions(new DecisionsCard(context, *m_texts, this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    m_heldColumn->setSpacing(kit::space::Two);
    m_conflictColumn->setSpacing(kit::space::Two);
    column->addWidget(m_banner);
    column->addWidget(m_empty);
    column->addLayout(m_heldColumn);
    column->addWidget(m_intro);
    column->addLayout(m_conflictColumn);
    column->addWidget(m_more);
    column->addWidget(m_decisions);
    column->addStretch();
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus); // the keyboard goes to what is decided
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (QWidget *part : std::initializer_list<QWidget *>{m_empty, m_intro, m_more, m_decisions})
        part->hide();
    connect(m_texts, &ConflictTexts::known, this, &ConflictsPage::retranslateCards);
    connect(m_decisions, &DecisionsCard::takenBack, this, &ConflictsPage::refresh);
    m_reload.setSingleShot(true);
    m_reload.setInterval(ReloadMs);
    connect(&m_reload, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (!m_reload.isActive())
            m_reload.start();
    });
    retranslate();
}

kit::PageId ConflictsPage::id() const
{
    return ConflictsPageId;
}

QString ConflictsPage::title() const
{
    return tr("To decide");
}

void ConflictsPage::open(const kit::PageArgument &)
{
    refresh();
}

void ConflictsPage::refresh()
{
    if (m_isLoading) {
        m_mustLoadAgain = true;
        return;
    }
    m_isLoading = true;
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->open, casework::listConflicts(desk, MostShown));
            INDARO_TRY_ASSIGN(loaded->decisions, casework::listDecisions(desk));
            INDARO_TRY_ASSIGN(loaded->held, casework::listHeldBatches(desk));
            return loaded;
        },
        [this](const base::Result<std::shared_ptr<Loaded>> &answer) {
            m_isLoading = false;
            loaded(answer);
            if (std::exchange(m_mustLoadAgain, false))
                refresh();
        });
}

void ConflictsPage::loaded(const base::Result<std::shared_ptr<Loaded>> &answer)
{
    if (!answer)
        return m_banner->showError(answer.error());
    m_banner->dismiss();
    m_loaded = *answer;
    std::vector<casework::AskedQuestion> questions;
    for (const auto &conflict : m_loaded->open.list) {
        if (conflict.question)
            questions.push_back(*conflict.question);
    }
    for (const auto &decision : m_loaded->decisions) {
        if (decision.question)
            questions.push_back(*decision.question);
    }
    m_texts->learn(questions);
    show();
}

/// The words are others now, whatever is in the cards.
void ConflictsPage::retranslateCards()
{
    m_texts->setLanguage(kit::Translations::code(context().translations->language()));
    for (auto *card : m_held)
        card->retranslate();
    for (auto *card : m_cards)
        card->retranslate();
    m_decisions->retranslate();
}

void ConflictsPage::show()
{
    if (!m_loaded)
        return;
    m_texts->setLanguage(kit::Translations::code(context().translations->language()));
    showHeld();
    showConflicts();
    m_decisions->show(m_loaded->decisions);
    const std::size_t open = m_loaded->open.count;
    m_empty->setVisible(open == 0 && m_loaded->held.empty());
    m_intro->setVisible(open > 0);
    m_intro->setText(tr("%n thing(s) were written differently on two computers while they were apart. Nothing is lost: "
                        "everything written is kept. Say what holds.",
                        nullptr, int(open)));
    m_more->setVisible(open > m_loaded->open.list.size());
    m_more->setText(tr("%n more appear(s) here when these are decided.", nullptr, int(open - m_loaded->open.list.size())));
}

void ConflictsPage::showHeld()
{
    std::erase_if(m_held, [this](HeldCard *card) {
        const bool isGone = std::none_of(m_loaded->held.begin(), m_loaded->held.end(),
                                         [card](const auto &batch) { return batch.id == card->batch(); });
        if (isGone)
            card->deleteLater();
        return isGone;
    });
    for (const auto &batch : m_loaded->held) {
        const auto known =
            std::find_if(m_held.begin(), m_held.end(), [&](const HeldCard *card) { return card->batch() == batch.id; });
        if (known != m_held.end()) {
            (*known)->follow(batch);
            continue;
        }
        auto *card = new HeldCard(context(), batch, this);
        connect(card, &HeldCard::settled, this, &ConflictsPage::refresh);
        m_heldColumn->addWidget(card);
        m_held.push_back(card);
    }
}

/// A card stays where it is while its conflict is open: somebody may be writing in it.
void ConflictsPage::showConflicts()
{
    std::vector<ConflictCard *> cards;
    for (const auto &conflict : m_loaded->open.list) {
        const auto known = std::find_if(m_cards.begin(), m_cards.end(), [&](const ConflictCard *card) {
            return card->conflict().key == conflict.key && card->conflict().field == conflict.field;
        });
        ConflictCard *card = nullptr;
        if (known != m_cards.end()) {
            card = *known;
            m_cards.erase(known);
            card->follow(conflict);
        } else {
            card = new ConflictCard(context(), *m_texts, conflict, this);
            connect(card, &ConflictCard::settled, this, [this, card] { settled(card); });
        }
        const auto place = static_cast<int>(cards.size());
        if (m_conflictColumn->indexOf(card) != place)
            m_conflictColumn->insertWidget(place, card);
        cards.push_back(card);
    }
    for (ConflictCard *card : m_cards) {
        card->hide();
        card->deleteLater();
    }
    m_cards = std::move(cards);
}

void ConflictsPage::settled(ConflictCard *card)
{
    const auto at = std::find(m_cards.begin(), m_cards.end(), card);
    if (at != m_cards.end() && at + 1 != m_cards.end())
        (*(at + 1))->focusFirst();
    context().navigator->showNotice(tr("Decided. It can be undone below."));
    refresh();
}

void ConflictsPage::retranslate()
{
    m_empty->setTexts(tr("Nothing to decide"),
                      tr("When two computers of the house write something different in the same place while they are apart, "
                         "both values are kept and appear here after an exchange, side by side. So does a batch that would "
                         "delete unusually much."));
    retranslateCards();
    show();
}

kit::PageEntry conflictsPage()
{
    return {
        ConflictsPageId, kit::PageEntry::Place::None, [] { return ConflictsPage::tr("To decide"); },
        QStringLiteral("view-task"),
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ConflictsPage(context, parent); }};
}

} // namespace indaro::ui::pages
