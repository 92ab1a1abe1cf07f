// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/place_panel.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/stay/stay_texts.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ChoicesHeight = 190;

} // namespace

PlacePanel::PlacePanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_name(kit::makeLabel(kit::TextRole::Heading, this)),
      m_facts(kit::makeLabel(kit::TextRole::Muted, this)), m_now(kit::makeLabel(kit::TextRole::Body, this)),
      m_stay(new kit::PushButton(this)), m_notHere(kit::makeLabel(kit::TextRole::Muted, this)),
      m_where(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_list(new QListWidget(this)),
      m_none(kit::makeLabel(kit::TextRole::Body, this)), m_warnings(kit::makeLabel(kit::TextRole::Body, this)),
      m_reason(kit::makeNarrowBox(this)), m_note(new QPlainTextEdit(this)), m_reasonRow(new kit::FormRow(m_reason, this)),
      m_noteRow(new kit::FormRow(m_note, this)), m_problem(kit::makeLabel(kit::TextRole::Body, this)),
      m_guards(new GuardPanel(context, this)), m_give(new kit::PushButton(this)), m_release(new kit::PushButton(this)),
      m_apartTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)), m_apartFrom(kit::makeNarrowBox(this)),
      m_apartWhy(kit::makeNarrowBox(this)), m_apart(new kit::PushButton(this))
{
    kit::setCard(this);
    kit::setButtonRole(m_give, kit::ButtonRole::Primary);
    for (auto *quiet : {m_stay, m_release})
        kit::setButtonRole(quiet, kit::ButtonRole::Quiet);
    for (auto *red : {m_warnings, m_problem})
        red->setProperty("textRole", u"error"_s);
    m_list->setWordWrap(true);
    m_list->setMinimumHeight(ChoicesHeight);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setTabKeyNavigation(false);
    m_note->setTabChangesFocus(true);
    m_note->setFixedHeight(kit::space::Six);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_name, m_facts, m_now})
        column->addWidget(part);
    column->addWidget(m_stay, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_notHere, m_where, m_list, m_none, m_warnings, m_reasonRow,
                                                          m_noteRow, m_problem, m_guards})
        column->addWidget(part);
    column->addWidget(m_give, 0, Qt::AlignLeft);
    column->addWidget(m_release, 0, Qt::AlignLeft);
    column->addWidget(m_apartTitle);
    column->addWidget(m_apartFrom);
    column->addWidget(m_apartWhy);
    column->addWidget(m_apart, 0, Qt::AlignLeft);
    column->addStretch();
    connect(m_list, &QListWidget::currentRowChanged, this, &PlacePanel::choose);
    connect(m_list, &QListWidget::itemActivated, this, &PlacePanel::give);
    connect(m_give, &QPushButton::clicked, this, &PlacePanel::give);
    connect(m_release, &QPushButton::clicked, this, &PlacePanel::release);
    connect(m_apart, &QPushButton::clicked, this, &PlacePanel::keepApart);
    connect(m_apartFrom, &QComboBox::currentIndexChanged, this, &PlacePanel::showApart);
    connect(m_stay, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(StayPageId, OpenStay{*m_person}); });
    m_problem->hide();
}

void PlacePanel::show(std::shared_ptr<const casework::HouseTonight> house, casework::CaseId person)
{
    const bool isOther = person != m_person;
    m_house = std::move(house);
    m_person = person;
    if (isOther) {
        m_reason->setCurrentIndex(0);
        m_note->clear();
        m_problem->hide();
        m_guards->dismiss();
    }
    const auto *who = m_house->findSleeper(person);
    if (who == nullptr)
        return;
    const kit::Language language = m_context.translations->language();
    m_name->setText(StayTexts::name(*who));
    m_facts->setText(StayTexts::person(*who, language));
    const auto *berth = who->berth();
    QStringList now{berth == nullptr ? tr("No place was given yet.")
                                     : tr("Sleeps: %1").arg(StayTexts::placeInRoom(*m_house, berth->place, language))};
    if (who->absence)
        now << StayTexts::absence(*who->absence, language);
    m_now->setText(now.join(u'\n'));
    m_release->setVisible(berth != nullptr);
    m_give->setText(berth == nullptr ? tr("Give this place") : tr("Move there"));
    fillChoices();
    fillOthers();
    followRole();
}

/// Who gives no places reads where somebody sleeps, and is told why nothing more is offered.
void PlacePanel::followRole()
{
    const auto &access = m_context.workspace->access();
    m_stay->setVisible(!access || access->mayRead(casework::Thing::Register));
    const bool mayGive = !access || access->mayWrite(casework::Thing::Rooms);
    m_notHere->setVisible(!mayGive);
    for (QWidget *part : std::initializer_list<QWidget *>{m_where, m_give, m_apartTitle, m_apartFrom, m_apart})
        part->setVisible(mayGive);
    if (mayGive)
        return;
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_list, m_none, m_warnings, m_reasonRow, m_noteRow, m_release, m_apartWhy})
        part->hide();
}

void PlacePanel::begin()
{
    if (m_list->isVisibleTo(this))
        m_list->setFocus();
}

void PlacePanel::addChoice(Choice choice)
{
    auto *item = new QListWidgetItem(textOf(choice), m_list);
    item->setIcon(kit::icon(choice.warnings.empty() ? u"checkmark"_s : u"data-warning"_s));
    m_choices.push_back(std::move(choice));
}

/// A bed is shared within a family only: a baby with her mother.
void PlacePanel::addSharedPlaces(const casework::Sleeper &who)
{
    for (const casework::Sleeper &other : m_house->sleepers) {
        if (other.person == who.person || !who.isFamilyOf(other) || other.berth() == nullptr || other.berth()->sharesWith)
            continue;
        std::vector<casework::PlaceWish> wishes{{who.person, other.berth()->place, other.person}};
        auto warnings = casework::warningsFor(*m_house, wishes);
        addChoice({std::move(wishes), std::move(warnings)});
    }
}

void PlacePanel::fillChoices()
{
    m_isFilling = true;
    const std::vector<casework::PlaceWish> chosen =
        m_list->currentRow() >= 0 && std::size_t(m_list->currentRow()) < m_choices.size()
            ? m_choices[std::size_t(m_list->currentRow())].wishes
            : std::vector<casework::PlaceWish>();
    m_list->clear();
    m_choices.clear();
    const auto *who = m_house->findSleeper(*m_person);
    const bool hasFamily =
        std::any_of(m_house->sleepers.begin(), m_house->sleepers.end(),
                    [who](const casework::Sleeper &other) { return other.person != who->person && who->isFamilyOf(other); });
    for (auto &proposal : casework::proposePlaces(*m_house, *m_person)) {
        if (hasFamily)
            addChoice({std::move(proposal.wishes), std::move(proposal.warnings), true});
    }
    addSharedPlaces(*who);
    const std::size_t first = m_choices.size();
    std::vector<Choice> alone;
    for (const casework::PlaceTonight &place : m_house->places) {
        const auto *room = m_house->findRoom(place.room);
        const bool isHers = who->berth() != nullptr && who->berth()->place == place.id;
        if (room == nullptr || room->isClosed() || !place.isUsable() || place.taken >= place.sleeps || isHers)
            continue;
        std::vector<casework::PlaceWish> wishes{{*m_person, place.id, std::nullopt}};
        auto warnings = casework::warningsFor(*m_house, wishes);
        alone.push_back({std::move(wishes), std::move(warnings)});
    }
    std::stable_sort(alone.begin(), alone.end(),
                     [](const Choice &a, const Choice &b) { return a.warnings.size() < b.warnings.size(); });
    for (Choice &choice : alone)
        addChoice(std::move(choice));
    m_none->setVisible(m_choices.empty());
    m_list->setVisible(!m_choices.empty());
    m_give->setEnabled(!m_choices.empty());
    int row = m_choices.empty() ? -1 : hasFamily || first == 0 ? 0 : int(std::min(first, m_choices.size() - 1));
    for (std::size_t i = 0; i < m_choices.size(); ++i) {
        if (!chosen.empty() && m_choices[i].wishes == chosen)
            row = int(i);
    }
    m_list->setCurrentRow(row);
    m_isFilling = false;
    choose();
}

QString PlacePanel::textOf(const Choice &choice) const
{
    const kit::Language language = m_context.translations->language();
    QStringList lines;
    for (const casework::PlaceWish &wish : choice.wishes) {
        const auto *who = m_house->findSleeper(wish.person);
        const auto *other = wish.sharesWith ? m_house->findSleeper(*wish.sharesWith) : nullptr;
        QString where = StayTexts::placeInRoom(*m_house, wish.place, language);
        if (other != nullptr)
            where = tr("with %1: %2").arg(StayTexts::name(*other), where);
        lines << (choice.isFamily && who != nullptr ? tr("%1: %2").arg(StayTexts::name(*who), where) : where);
    }
    if (!choice.warnings.empty())
        lines << tr("%n thing(s) to look at", nullptr, int(choice.warnings.size()));
    return lines.join(u'\n');
}

void PlacePanel::choose()
{
    if (m_isFilling)
        return;
    const int row = m_list->currentRow();
    showWarnings(row < 0 ? std::vector<casework::HouseWarning>() : m_choices[std::size_t(row)].warnings);
}

void PlacePanel::showWarnings(const std::vector<casework::HouseWarning> &warnings)
{
    QStringList sentences;
    for (const auto &warning : warnings)
        sentences << StayTexts::warning(warning, *m_house);
    m_warnings->setText(sentences.join(u'\n'));
    for (QWidget *part : std::initializer_list<QWidget *>{m_warnings, m_reasonRow, m_noteRow})
        part->setVisible(!sentences.isEmpty());
}

void PlacePanel::give()
{
    const int row = m_list->currentRow();
    if (row < 0 || !m_give->isEnabled())
        return;
    Choice &choice = m_choices[std::size_t(row)];
    if (!choice.warnings.empty() && m_reason->currentData().toString().isEmpty()) {
        m_reasonRow->setMessage(tr("Say why it is right all the same: the reason is kept."));
        m_reason->setFocus();
        return;
    }
    m_reasonRow->clearMessage();
    m_problem->hide();
    m_give->setEnabled(false);
    casework::AllocationRequest request{choice.wishes, choice.warnings, codeIn(m_reason),
                                        model::toValue(m_note->toPlainText())};
    struct Given
    {
        casework::AllocationOutcome outcome{};
        std::vector<casework::GuardedAction> heldBack{}; ///< a step must come first
    };
    m_context.workspace->ask(
        this,
        [request, newcomers = newcomersAmong(choice.wishes)](casework::Desk &desk) -> base::Result<Given> {
            Given given;
            for (const casework::CaseId &person : newcomers) {
                const casework::GuardedAction action{sop::Action::Allocation, person};
                INDARO_TRY_ASSIGN(const casework::Blockade blockade, casework::blockadeOf(desk, action));
                if (blockade.isBlocked())
                    given.heldBack.push_back(action);
            }
            if (!given.heldBack.empty())
                return given;
            INDARO_TRY_ASSIGN(given.outcome, casework::allocate(desk, request));
            return given;
        },
        [this, person = m_person](const base::Result<Given> &given) {
            m_give->setEnabled(true);
            if (person != m_person)
                return;
            if (!given)
                return showProblem(kit::errorText(given.error()).whole());
            if (!given->heldBack.empty())
                return m_guards->ask(given->heldBack, [this] { give(); });
            take(given->outcome);
        });
}

/// Those of them who have no place yet: who is inside already is only moved.
std::vector<casework::CaseId> PlacePanel::newcomersAmong(const std::vector<casework::PlaceWish> &wishes) const
{
    std::vector<casework::CaseId> newcomers;
    for (const casework::PlaceWish &wish : wishes) {
        const casework::Sleeper *who = m_house->findSleeper(wish.person);
        if (who != nullptr && who->berth() == nullptr)
            newcomers.push_back(wish.person);
    }
    return newcomers;
}

void PlacePanel::take(const casework::AllocationOutcome &outcome)
{
    if (!outcome.isDone) { // the house has changed since: what it makes to look at now
        if (const int now = m_list->currentRow(); now >= 0)
            m_choices[std::size_t(now)].warnings = outcome.warnings;
        showWarnings(outcome.warnings);
        return showProblem(tr("Nothing was changed: look at this first, then say why it is right."));
    }
    m_reason->setCurrentIndex(0);
    m_note->clear();
    m_context.navigator->showNotice(tr("The place is given."));
    Q_EMIT moved();
}

void PlacePanel::release()
{
    m_context.workspace->ask(
        this, [person = *m_person](casework::Desk &desk) { return casework::releasePlace(desk, person); },
        [this](const base::Result<void> &done) {
            if (!done)
                return showProblem(kit::errorText(done.error()).whole());
            Q_EMIT moved();
        });
}

void PlacePanel::fillOthers()
{
    const QString chosen = m_apartFrom->currentData().toString();
    m_apartFrom->clear();
    m_apartFrom->addItem(u"—"_s, QString());
    for (const casework::Sleeper &other : m_house->sleepers) {
        if (other.person != m_person)
            m_apartFrom->addItem(StayTexts::name(other), QString::fromStdString(other.person.toText()));
    }
    m_apartFrom->setCurrentIndex(std::max(0, m_apartFrom->findData(chosen)));
    QStringList apart;
    for (const casework::KeptApart &pair : m_house->keptApart) {
        if (pair.person == m_person || pair.other == m_person)
            apart << StayTexts::name(*m_house->findSleeper(pair.person == m_person ? pair.other : pair.person));
    }
    m_apartTitle->setText(apart.isEmpty() ? tr("Never house together with")
                                          : tr("Never house together with (now: %1)").arg(apart.join(u", "_s)));
    showApart();
}

bool PlacePanel::isApartFrom(casework::CaseId other) const
{
    return std::ranges::any_of(m_house->keptApart, [&](const casework::KeptApart &pair) {
        return (pair.person == m_person && pair.other == other) || (pair.other == m_person && pair.person == other);
    });
}

void PlacePanel::showApart()
{
    if (m_house == nullptr)
        return;
    const auto other = sync::RecordId::fromText(m_apartFrom->currentData().toString().toStdString());
    const bool isApart = other && isApartFrom(*other);
    m_apartWhy->setVisible(!isApart);
    m_apart->setText(isApart ? tr("No longer keep apart…") : tr("Keep apart"));
}

void PlacePanel::liftApart(casework::CaseId other)
{
    m_context.ask->ask(
        this,
        {.title = tr("No longer keep apart"),
         .text = tr("Somebody wrote down that these two must not be housed together. Is that over, and have "
                    "both said so?"),
         .detail = {},
         .choices = {tr("Keep them apart"), tr("It is over")},
         .isDangerous = true},
        [this, person = *m_person, other](int choice) {
            if (choice != 1)
                return;
            m_context.workspace->ask(
                this, [person, other](casework::Desk &desk) { return casework::liftKeepApart(desk, person, other); },
                [this](const base::Result<void> &done) {
                    if (!done)
                        return showProblem(kit::errorText(done.error()).whole());
                    m_apartFrom->setCurrentIndex(0);
                    Q_EMIT moved();
                });
        });
}

void PlacePanel::keepApart()
{
    const auto other = sync::RecordId::fromText(m_apartFrom->currentData().toString().toStdString());
    if (!other)
        return m_apartFrom->setFocus();
    if (isApartFrom(*other))
        return liftApart(*other);
    m_context.workspace->ask(
        this,
        [person = *m_person, other = *other, why = codeIn(m_apartWhy)](casework::Desk &desk) {
            return casework::keepApart(desk, person, other, why);
        },
        [this](const base::Result<void> &done) {
            if (!done)
                return showProblem(kit::errorText(done.error()).whole());
            m_apartFrom->setCurrentIndex(0);
            m_apartWhy->setCurrentIndex(0);
            Q_EMIT moved();
        });
}

void PlacePanel::showProblem(const QString &text)
{
    m_problem->setText(text);
    m_problem->show();
    kit::scrollTo(m_problem);
}

void PlacePanel::retranslate()
{
    const kit::Language language = m_context.translations->language();
    m_guards->retranslate();
    m_stay->setText(tr("The stay of this person"));
    m_notHere->setText(tr("Your role gives no places: a social worker or the director does."));
    m_where->setText(tr("Where to"));
    m_list->setAccessibleName(tr("Where to"));
    m_none->setText(tr("No place is free. Free one, set up another in a room, or write down that the house is full."));
    m_reasonRow->setLabel(tr("Why it is right all the same"));
    m_noteRow->setLabel(tr("In words (no names)"));
    m_release->setText(tr("Take the place away"));
    m_apartFrom->setAccessibleName(tr("Never house together with"));
    m_apartWhy->setAccessibleName(tr("Why they are kept apart"));
    showApart();
    fillWithCodes(m_reason, u"allocation_override"_s, language);
    fillWithCodes(m_apartWhy, u"keep_apart_reason"_s, language);
    if (m_house != nullptr && m_person && m_house->findSleeper(*m_person) != nullptr)
        show(m_house, *m_person);
}

} // namespace indaro::ui::pages
