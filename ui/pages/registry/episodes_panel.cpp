// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/registry/episodes_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/people/place_edit.h"
#include "ui/pages/registry/registry_texts.h"

#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;
namespace episode_f = fields::episode;
namespace leg_f = fields::route_leg;

namespace {

constexpr int RouteHeight = 110;
constexpr int RouteButtons = 4;
constexpr int RouteButtonWidth = 170;

} // namespace

EpisodesPanel::EpisodesPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_choice(kit::makeNarrowBox(this, 24)),
      m_add(new kit::PushButton(this)), m_remove(new kit::PushButton(this)), m_fields(new RecordSection(context, this)),
      m_place(new PlaceEdit(m_fields)), m_routeTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_routeEmpty(kit::makeLabel(kit::TextRole::Muted, this)), m_route(new QListWidget(this)),
      m_addLeg(new kit::PushButton(this)), m_earlier(new kit::PushButton(this)), m_later(new kit::PushButton(this)),
      m_removeLeg(new kit::PushButton(this)), m_legFields(new RecordSection(context, this)),
      m_fromTitle(kit::makeLabel(kit::TextRole::FieldLabel, this)),
      m_toTitle(kit::makeLabel(kit::TextRole::FieldLabel, this))
{
    kit::setCard(this);
    setObjectName(u"episodesPanel"_s);
    m_choice->setObjectName(u"episodeChoice"_s);
    m_route->setObjectName(u"route"_s);
    m_route->setMaximumHeight(RouteHeight);
    m_route->setWordWrap(true);
    makeSections();
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_title, m_empty, m_choice})
        column->addWidget(part);
    for (auto *button : {m_add, m_remove})
        column->addWidget(button, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_fields, m_routeTitle, m_routeEmpty, m_route})
        column->addWidget(part);
    auto *buttons = new kit::FlowGrid(RouteButtons, RouteButtonWidth);
    for (auto *button : {m_addLeg, m_earlier, m_later, m_removeLeg})
        buttons->addCell(button);
    column->addLayout(buttons);
    column->addWidget(m_legFields);
    connectParts();
    retranslate();
}

void EpisodesPanel::makeSections()
{
    m_fields->addOnTop(m_place);
    for (const sync::FieldId field :
         {episode_f::StartedOn, episode_f::EndedOn, episode_f::ExploitationType, episode_f::Sector, episode_f::Place,
          episode_f::RecruitmentMethod, episode_f::RecruitmentPlace, episode_f::DocumentsWithheld, episode_f::PayPromised,
          episode_f::PayReceived, episode_f::DurationMonths, episode_f::LeftOn, episode_f::ReturnedOn,
          episode_f::DestinationCountry, episode_f::TransitCountry})
        m_fields->addField(field);
    for (const sync::FieldId field :
         {episode_f::OtherTypes, episode_f::SexExploitation, episode_f::Controls, episode_f::Work})
        m_fields->addField(field, true);
    m_from = new PlaceEdit(m_legFields);
    m_to = new PlaceEdit(m_legFields);
    m_from->setObjectName(u"legFrom"_s);
    m_to->setObjectName(u"legTo"_s);
    for (QWidget *part : std::initializer_list<QWidget *>{m_fromTitle, m_from, m_toTitle, m_to})
        m_legFields->addOnTop(part);
    for (const sync::FieldId field : {leg_f::FromPlace, leg_f::FromCountry, leg_f::ToPlace, leg_f::ToCountry, leg_f::LeftOn,
                                      leg_f::ArrivedOn, leg_f::Transport, leg_f::Crossing})
        m_legFields->addField(field);
    for (const sync::FieldId field : {leg_f::Escort, leg_f::Note})
        m_legFields->addField(field, true);
}

void EpisodesPanel::connectParts()
{
    connect(m_choice, &QComboBox::currentIndexChanged, this, [this] {
        if (m_isFilling)
            return;
        m_episode = sync::RecordId::fromText(m_choice->currentData().toString().toStdString());
        m_leg.reset();
        showEpisode();
    });
    connect(m_route, &QListWidget::currentRowChanged, this, [this](int row) {
        if (m_isFilling || row < 0)
            return;
        m_leg = sync::RecordId::fromText(m_route->item(row)->data(Qt::UserRole).toString().toStdString());
        showLeg();
    });
    connect(m_add, &QPushButton::clicked, this, [this] {
        if (!m_person)
            return;
        run([person = *m_person](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(casework::addEpisode(desk, person, {}));
            return {};
        });
        m_episode.reset(); // the one without a day is the last: show it
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        const auto *episode = chosenEpisode();
        if (episode == nullptr)
            return;
        m_context.ask->ask(this,
                           {tr("An episode"),
                            tr("Take this episode out, with its route?"),
                            tr("What was written stays in the history of the file."),
                            {tr("Keep it"), tr("Take it out")},
                            0,
                            true},
                           [this, id = episode->record.id](int choice) {
                               if (choice == 1)
                                   run([id](casework::Desk &desk) { return casework::removeEpisode(desk, id); });
                           });
    });
    connect(m_addLeg, &QPushButton::clicked, this, [this] {
        if (!m_episode)
            return;
        m_leg.reset(); // the new one is the last
        run([episode = *m_episode](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY(casework::addRouteLeg(desk, episode, {}));
            return {};
        });
    });
    const auto onLeg = [this](auto command) {
        if (m_leg)
            run([command, leg = *m_leg](casework::Desk &desk) { return command(desk, leg); });
    };
    connect(m_earlier, &QPushButton::clicked, this, [onLeg] {
        onLeg([](casework::Desk &desk, sync::RecordId leg) {
            return casework::moveRouteLeg(desk, leg, casework::LegMove::Earlier);
        });
    });
    connect(m_later, &QPushButton::clicked, this, [onLeg] {
        onLeg([](casework::Desk &desk, sync::RecordId leg) {
            return casework::moveRouteLeg(desk, leg, casework::LegMove::Later);
        });
    });
    connect(m_removeLeg, &QPushButton::clicked, this, [onLeg] {
        onLeg([](casework::Desk &desk, sync::RecordId leg) { return casework::removeRouteLeg(desk, leg); });
    });
    connect(m_place, &PlaceEdit::placeChosen, this, [this](const model::Place &place) {
        if (m_episode)
            run([place, id = *m_episode](casework::Desk &desk) { return casework::setEpisodePlace(desk, id, place); });
    });
    const auto chosenFor = [this](casework::LegEnd end) {
        return [this, end](const model::Place &place) {
            if (m_leg)
                run([place, end, id = *m_leg](casework::Desk &desk) { return casework::setLegPlace(desk, id, end, place); });
        };
    };
    connect(m_from, &PlaceEdit::placeChosen, this, chosenFor(casework::LegEnd::From));
    connect(m_to, &PlaceEdit::placeChosen, this, chosenFor(casework::LegEnd::To));
}

QString EpisodesPanel::language() const
{
    return kit::Translations::code(m_context.translations->language());
}

void EpisodesPanel::run(Command command)
{
    flush();
    m_context.navigator->showSaveState(kit::SaveState::Saving);
    m_context.workspace->ask(this, std::move(command), [this](const base::Result<void> &done) {
        m_context.navigator->showSaveState(done ? kit::SaveState::Saved : kit::SaveState::NotSaved);
        if (!done)
            return Q_EMIT failed(done.error());
        Q_EMIT written();
    });
}

void EpisodesPanel::show(sync::RecordId person, const std::vector<casework::Episode> &episodes, bool mayWrite)
{
    if (m_person != person) {
        m_episode.reset();
        m_leg.reset();
    }
    m_person = person;
    m_episodes = episodes;
    m_mayWrite = mayWrite;
    fill();
}

void EpisodesPanel::showNobody()
{
    m_person.reset();
    m_episodes.clear();
    m_episode.reset();
    m_leg.reset();
    m_mayWrite = false;
    fill();
}

void EpisodesPanel::fill()
{
    m_isFilling = true;
    if (chosenEpisode() == nullptr)
        m_episode = m_episodes.empty() ? std::nullopt : std::optional(m_episodes.back().record.id);
    m_choice->clear();
    for (const casework::Episode &episode : m_episodes)
        m_choice->addItem(RegistryTexts::episode(episode, language()), QString::fromStdString(episode.record.id.toText()));
    if (m_episode)
        m_choice->setCurrentIndex(m_choice->findData(QString::fromStdString(m_episode->toText())));
    m_isFilling = false;
    m_empty->setVisible(m_episodes.empty());
    m_choice->setVisible(m_episodes.size() > 1);
    m_add->setVisible(m_mayWrite);
    showEpisode();
}

const casework::Episode *EpisodesPanel::chosenEpisode() const
{
    const auto found = std::ranges::find_if(
        m_episodes, [this](const casework::Episode &episode) { return m_episode && episode.record.id == *m_episode; });
    return found != m_episodes.end() ? &*found : nullptr;
}

const casework::Record *EpisodesPanel::chosenLeg() const
{
    const casework::Episode *episode = chosenEpisode();
    if (episode == nullptr || !m_leg)
        return nullptr;
    const auto found = std::ranges::find(episode->legs, *m_leg, &casework::Record::id);
    return found != episode->legs.end() ? &*found : nullptr;
}

void EpisodesPanel::showEpisode()
{
    const casework::Episode *episode = chosenEpisode();
    const bool isShown = episode != nullptr;
    for (QWidget *part : std::initializer_list<QWidget *>{m_fields, m_routeTitle})
        part->setVisible(isShown);
    m_remove->setVisible(isShown && m_mayWrite);
    m_addLeg->setVisible(isShown && m_mayWrite);
    m_place->setEnabled(m_mayWrite);
    m_fields->setEnabled(m_mayWrite);
    showRecord(m_fields, isShown ? std::optional(sync::RecordKey{episode_f::Table, episode->record.id}) : std::nullopt);
    if (isShown)
        fillLegs(*episode);
    m_route->setVisible(isShown && !episode->legs.empty());
    m_routeEmpty->setVisible(isShown && episode->legs.empty());
    showLeg();
}

/// With who wrote what last, as everywhere a record is changed field by field.
void EpisodesPanel::showRecord(RecordSection *section, const std::optional<sync::RecordKey> &key)
{
    auto &shown = section == m_fields ? m_shownEpisode : m_shownLeg;
    if (!key || shown != key->record)
        section->show({}, {}); // until the other one is read, nothing of this one may be written to
    shown = key ? std::optional(key->record) : std::nullopt;
    if (!key)
        return;
    struct Loaded
    {
        std::vector<casework::Record> record;
        RecordSection::Standings standings;
    };
    m_context.workspace->ask(
        this,
        [key = *key](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(auto record, casework::loadRecord(desk, key.table, key.record));
            loaded->record.push_back(std::move(record));
            INDARO_TRY_ASSIGN(auto standings, casework::loadStanding(desk, key));
            for (auto &standing : standings)
                loaded->standings.emplace(standing.field, std::move(standing));
            return loaded;
        },
        [this, section, id = key->record](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if ((section == m_fields ? m_shownEpisode : m_shownLeg) == id && loaded)
                section->show((*loaded)->record, (*loaded)->standings);
        });
}

void EpisodesPanel::fillLegs(const casework::Episode &episode)
{
    m_isFilling = true;
    if (chosenLeg() == nullptr)
        m_leg = episode.legs.empty() ? std::nullopt : std::optional(episode.legs.back().id);
    m_route->clear();
    int number = 0;
    for (const casework::Record &leg : episode.legs) {
        auto *item = new QListWidgetItem(u"%1.  %2"_s.arg(++number).arg(RegistryTexts::leg(leg, language())), m_route);
        item->setData(Qt::UserRole, QString::fromStdString(leg.id.toText()));
        if (m_leg && leg.id == *m_leg)
            m_route->setCurrentItem(item);
    }
    m_isFilling = false;
}

void EpisodesPanel::showLeg()
{
    const casework::Record *leg = chosenLeg();
    const bool isShown = leg != nullptr;
    for (auto *button : {m_earlier, m_later, m_removeLeg})
        button->setVisible(isShown && m_mayWrite);
    m_legFields->setVisible(isShown);
    m_legFields->setEnabled(m_mayWrite);
    showRecord(m_legFields, isShown ? std::optional(sync::RecordKey{leg_f::Table, leg->id}) : std::nullopt);
}

void EpisodesPanel::flush()
{
    m_fields->flush();
    m_legFields->flush();
}

void EpisodesPanel::retranslate()
{
    m_title->setText(tr("Episodes of exploitation"));
    m_empty->setText(tr("No episode is written down yet. Begin with what is known; every field may wait."));
    m_choice->setAccessibleName(m_title->text());
    m_add->setText(tr("Write down an episode"));
    m_remove->setText(tr("Take this episode out…"));
    m_fields->setTitle(tr("This episode"));
    m_routeTitle->setText(tr("The route to it"));
    m_routeEmpty->setText(tr("No leg of the journey is written down yet."));
    m_route->setAccessibleName(m_routeTitle->text());
    m_addLeg->setText(tr("Add a leg"));
    m_earlier->setText(tr("Earlier on the way"));
    m_later->setText(tr("Later on the way"));
    m_removeLeg->setText(tr("Take this leg out"));
    m_legFields->setTitle(tr("This leg"));
    m_fromTitle->setText(tr("Where it began"));
    m_toTitle->setText(tr("Where it ended"));
    for (auto *place : {m_place, m_from, m_to})
        place->retranslate();
    for (auto *section : {m_fields, m_legFields})
        section->setLanguage(language());
    if (m_person)
        fill();
}

} // namespace indaro::ui::pages
