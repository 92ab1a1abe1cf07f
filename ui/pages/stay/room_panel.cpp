// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/room_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/stay/stay_texts.h"

#include <QLabel>
#include <QListWidget>
#include <QSpinBox>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr int MostBeds = 60;
constexpr int PlaceListHeight = 150;
/// How many beds and mats a new room has; no field of a record, so it stands under numbers no field has.
constexpr sync::FieldId Beds{fields::room::Table, 901};
constexpr sync::FieldId Mats{fields::room::Table, 902};

/// Beds are called after their room: F1, F2, F3.
base::Result<void> addRoomWithPlaces(casework::Desk &desk, const ActionPanel::Values &values)
{
    INDARO_TRY_ASSIGN(const casework::RoomId room,
                      casework::addRoom(desk, {.name = values.at(fields::room::Name),
                                               .roomFor = values.at(fields::room::RoomFor),
                                               .usableCapacity = values.at(fields::room::UsableCapacity),
                                               .state = {},
                                               .stateWhy = {}}));
    const std::string name = values.at(fields::room::Name).textOr({});
    for (std::int64_t i = 1; i <= values.at(Beds).integerOr(0); ++i) {
        INDARO_TRY(
            casework::addPlace(desk, room, {.label = name + std::to_string(i), .kind = "bed", .state = {}, .stateWhy = {}}));
    }
    if (const auto mats = values.at(Mats).integerOr(0); mats > 0) {
        INDARO_TRY(casework::addPlace(
            desk, room,
            {.label = {}, .kind = "mat", .isNumbered = false, .sleeps = int(mats), .state = {}, .stateWhy = {}}));
    }
    return {};
}

} // namespace

RoomPanel::RoomPanel(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_present(new QWidget(this)), m_roomFields(new RecordSection(context, m_present)),
      m_placesTitle(kit::makeLabel(kit::TextRole::Heading, m_present)), m_places(new QListWidget(m_present)),
      m_placeFields(new RecordSection(context, m_present)), m_addPlace(new kit::PushButton(m_present))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    makeNew();
    column->addWidget(m_new);
    column->addWidget(m_present);
    column->addStretch();
    for (const auto field : {fields::room::Name, fields::room::RoomFor, fields::room::UsableCapacity, fields::room::State,
                             fields::room::StateWhy})
        m_roomFields->addField(field, true);
    for (const auto field :
         {fields::place::Label, fields::place::Kind, fields::place::Sleeps, fields::place::State, fields::place::StateWhy})
        m_placeFields->addField(field, true);
    m_newPlace = new ActionPanel(
        context, "place", {fields::place::Kind, fields::place::Label, fields::place::Sleeps},
        [](casework::Desk &desk, sync::RecordId room, const ActionPanel::Values &values) -> base::Result<void> {
            // Without a label nobody tells them apart: then it is as many of a kind as there are.
            const bool isNumbered = !values.at(fields::place::Label).textOr({}).empty();
            INDARO_TRY(casework::addPlace(desk, room,
                                          {.label = values.at(fields::place::Label),
                                           .kind = values.at(fields::place::Kind),
                                           .isNumbered = isNumbered,
                                           .sleeps = int(values.at(fields::place::Sleeps).integerOr(1)),
                                           .state = {},
                                           .stateWhy = {}}));
            return {};
        },
        m_present);
    auto *present = new QVBoxLayout(m_present);
    present->setContentsMargins(0, 0, 0, 0);
    present->addWidget(m_roomFields);
    present->addWidget(m_placesTitle);
    present->addWidget(m_places);
    present->addWidget(m_addPlace, 0, Qt::AlignLeft);
    present->addWidget(m_newPlace);
    present->addWidget(m_placeFields);
    m_places->setFixedHeight(PlaceListHeight);
    connect(m_places, &QListWidget::currentRowChanged, this, &RoomPanel::choosePlace);
    connect(m_addPlace, &QPushButton::clicked, this, [this] { m_newPlace->begin(*m_room); });
    connect(m_newPlace, &ActionPanel::submitted, this, &RoomPanel::changed);
    connect(m_new, &ActionPanel::submitted, this, &RoomPanel::changed);
    m_present->hide();
    takeNothing();
}

/// Until the records are read, nothing can be typed that would belong to none.
void RoomPanel::takeNothing()
{
    m_roomFields->show({}, {});
    m_placeFields->show({}, {});
}

void RoomPanel::makeNew()
{
    m_new = new ActionPanel(m_context, "room", {fields::room::Name, fields::room::RoomFor, fields::room::UsableCapacity},
                            addRoomWithPlaces, this);
    m_beds = new QSpinBox(m_new);
    m_mats = new QSpinBox(m_new);
    m_bedsRow = new kit::FormRow(m_beds, m_new);
    m_matsRow = new kit::FormRow(m_mats, m_new);
    for (auto *box : {m_beds, m_mats})
        box->setRange(0, MostBeds);
    m_beds->setValue(1);
    m_new->addMore(m_bedsRow, [this](ActionPanel::Values &values) {
        values[Beds] = std::int64_t(m_beds->value());
        return true;
    });
    m_new->addMore(m_matsRow, [this](ActionPanel::Values &values) {
        values[Mats] = std::int64_t(m_mats->value());
        return true;
    });
}

void RoomPanel::beginNew()
{
    m_present->hide();
    m_room.reset();
    m_new->begin();
}

void RoomPanel::show(std::shared_ptr<const casework::HouseTonight> house, casework::RoomId room)
{
    m_new->hide();
    if (m_room != room) {
        m_roomFields->flush();
        m_placeFields->flush();
        m_chosen.reset();
        m_newPlace->hide();
        takeNothing();
    }
    m_house = std::move(house);
    const auto &access = m_context.workspace->access();
    m_addPlace->setVisible(!access || access->mayWrite(casework::Thing::Rooms));
    m_room = room;
    m_present->show();
    fillPlaces();
    loadRecords();
}

void RoomPanel::fillPlaces()
{
    const kit::Language language = m_context.translations->language();
    m_isFilling = true;
    m_places->clear();
    int row = 0;
    for (const casework::PlaceTonight &place : m_house->places) {
        if (place.room != *m_room)
            continue;
        if (!m_chosen)
            m_chosen = place.id;
        if (m_chosen == place.id)
            row = m_places->count();
        auto *item =
            new QListWidgetItem(place.sleeps > 1 ? tr("%1: %2").arg(StayTexts::place(place, language)).arg(place.sleeps)
                                                 : StayTexts::place(place, language),
                                m_places);
        item->setData(Qt::UserRole, QString::fromStdString(place.id.toText()));
    }
    m_places->setCurrentRow(m_places->count() == 0 ? -1 : row);
    m_places->setVisible(m_places->count() > 0);
    m_placeFields->setVisible(m_places->count() > 0);
    m_isFilling = false;
}

void RoomPanel::choosePlace()
{
    if (m_isFilling || m_places->currentItem() == nullptr)
        return;
    m_chosen = sync::RecordId::fromText(m_places->currentItem()->data(Qt::UserRole).toString().toStdString());
    loadRecords();
}

/// Of the room and of the chosen place, with who wrote what last.
void RoomPanel::loadRecords()
{
    struct Loaded
    {
        std::vector<casework::Record> room, place;
        RecordSection::Standings standings;
    };
    std::vector<sync::RecordKey> keys{{fields::room::Table, *m_room}};
    if (m_chosen)
        keys.push_back({fields::place::Table, *m_chosen});
    m_context.workspace->ask(
        this,
        [keys](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            for (const sync::RecordKey &key : keys) {
                INDARO_TRY_ASSIGN(auto record, casework::loadRecord(desk, key.table, key.record));
                (key.table == fields::room::Table ? loaded->room : loaded->place).push_back(std::move(record));
                INDARO_TRY_ASSIGN(auto of, casework::loadStanding(desk, key));
                for (auto &standing : of)
                    loaded->standings.emplace(standing.field, std::move(standing));
            }
            return loaded;
        },
        [this, room = m_room, chosen = m_chosen](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if (!loaded || room != m_room || chosen != m_chosen)
                return; // gone, or another one by now
            m_roomFields->show((*loaded)->room, (*loaded)->standings);
            m_placeFields->show((*loaded)->place, (*loaded)->standings);
        });
}

void RoomPanel::flush()
{
    m_new->flush();
    m_newPlace->flush();
    m_roomFields->flush();
    m_placeFields->flush();
}

void RoomPanel::retranslate()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    m_new->setTexts(tr("A new room"), tr("Add the room"));
    m_bedsRow->setLabel(tr("Beds with a number"));
    m_bedsRow->setHint(tr("They are called after the room: F1, F2, F3. Each can be renamed."));
    m_matsRow->setLabel(tr("Mats or mattresses without a number"));
    m_roomFields->setTitle(tr("The room"));
    m_roomFields->setLanguage(language);
    m_placesTitle->setText(tr("Places in this room"));
    m_places->setAccessibleName(tr("Places in this room"));
    m_addPlace->setText(tr("Add a place"));
    m_newPlace->setTexts(tr("A new place: with a label, one bed; without, several that nobody tells apart"),
                         tr("Add the place"));
    m_placeFields->setTitle(tr("This place"));
    m_placeFields->setLanguage(language);
    if (m_house != nullptr && m_room && m_house->findRoom(*m_room) != nullptr)
        fillPlaces();
}

} // namespace indaro::ui::pages
