// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/house_page.h"

#include "core/casework/stays/allocation_rules.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/state_tree.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/stay/hold_panel.h"
#include "ui/pages/stay/place_panel.h"
#include "ui/pages/stay/room_panel.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QScrollBar>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int SleeperPercent = 50; ///< of the board, for who somebody is: names are short
constexpr int SleeperWidthLeast = 140;
constexpr int SleeperWidthMost = 320;

constexpr int KindRole = Qt::UserRole + 1;
constexpr int IdRole = Qt::UserRole + 2;
constexpr int NarrowHouse = 900; // below this the panel stands under the board
constexpr int BoardMinimum = 300;
constexpr int GatherHouseMs = 200;
constexpr int HouseMinuteMs = 60 * 1000;

template <class Id> QString idText(const Id &id)
{
    return QString::fromStdString(id.toText());
}

} // namespace

HousePage::HousePage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_announce(new QAction(this)), m_refuse(new QAction(this)), m_rollCall(new QAction(this)),
      m_routines(new QAction(this)), m_incidents(new QAction(this)), m_addRoom(new QAction(this)),
      m_banner(new kit::Banner(this)), m_figures(kit::makeLabel(kit::TextRole::Heading, this)),
      m_empty(new kit::EmptyState(u"house-tonight"_s, this)), m_split(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_tree(new kit::StateTree(this)), m_side(new QWidget(this)), m_hint(kit::makeLabel(kit::TextRole::Muted, m_side)),
      m_placePanel(new PlacePanel(context, m_side)), m_holdPanel(new HoldPanel(context, m_side)),
      m_roomPanel(new RoomPanel(context, m_side))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_figures);
    column->addWidget(m_banner);
    column->addWidget(m_empty);
    column->addLayout(m_split, 1);
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_tree, 3);
    m_split->addWidget(m_side, 2);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    for (QWidget *panel : std::initializer_list<QWidget *>{m_hint, m_placePanel, m_holdPanel, m_roomPanel})
        side->addWidget(panel);
    side->addStretch();
    m_tree->setStateWidth(SleeperPercent, SleeperWidthLeast, SleeperWidthMost);
    m_tree->setHeaderHidden(true);
    m_tree->setMinimumHeight(BoardMinimum);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    makeActions();
    for (QWidget *panel : std::initializer_list<QWidget *>{m_empty, m_placePanel, m_holdPanel, m_roomPanel})
        panel->hide();
    m_reload.setSingleShot(true);
    m_reload.setInterval(GatherHouseMs);
    for (QTimer *timer : {&m_reload, &m_minute}) {
        connect(timer, &QTimer::timeout, this, [this] {
            if (isVisible())
                refresh();
        });
    }
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            refreshClocks();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] { m_reload.start(); });
    connect(context.workspace, &casework::Workspace::accessChanged, this, &HousePage::show);
    m_minute.start(HouseMinuteMs);
    retranslate();
}

void HousePage::makeActions()
{
    m_announce->setShortcut(QKeySequence(u"Ctrl+Shift+N"_s));
    connect(m_announce, &QAction::triggered, this, [this] {
        if (m_house == nullptr)
            return;
        m_front = {};
        showOnly(m_holdPanel);
        m_holdPanel->beginAnnouncing(m_house);
    });
    connect(m_refuse, &QAction::triggered, this, [this] {
        m_front = {};
        showOnly(m_holdPanel);
        m_holdPanel->beginRefusing();
    });
    const auto addRoom = [this] {
        m_front = {};
        m_empty->hide();
        m_side->show();
        showOnly(m_roomPanel);
        m_roomPanel->beginNew();
    };
    connect(m_addRoom, &QAction::triggered, this, addRoom);
    connect(m_empty, &kit::EmptyState::started, this, addRoom);
    connect(m_rollCall, &QAction::triggered, this, [this] { context().navigator->openPage(RollCallPageId); });
    connect(m_incidents, &QAction::triggered, this, [this] { context().navigator->openPage(IncidentsPageId); });
    connect(m_routines, &QAction::triggered, this, [this] { context().navigator->openPage(RoutinesPageId); });
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &HousePage::choose);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] {
        if (m_front.kind == Kind::Person)
            m_placePanel->begin();
    });
    connect(m_placePanel, &PlacePanel::moved, this, &HousePage::refresh);
    const auto leaveForm = [this] {
        if (m_front.kind == Kind::None) { // a call or a room that was new: the form is gone, and the board shows it
            showOnly(m_hint);
            m_tree->setFocus();
        }
        refresh();
    };
    connect(m_holdPanel, &HoldPanel::changed, this, leaveForm);
    connect(m_holdPanel, &HoldPanel::left, this, leaveForm);
    connect(m_roomPanel, &RoomPanel::changed, this, leaveForm);
}

kit::PageId HousePage::id() const
{
    return HousePageId;
}

QString HousePage::title() const
{
    return tr("The house tonight");
}

QList<QAction *> HousePage::toolbarActions() const
{
    return {m_rollCall, m_announce, m_refuse, m_routines, m_incidents, m_addRoom};
}

void HousePage::open(const kit::PageArgument &argument)
{
    if (const auto *whom = argument.as<OpenHouse>())
        m_front = {Kind::Person, idText(whom->person)};
    m_isArriving = true;
    m_tree->setFocus();
    refresh();
    refreshClocks();
}

/// Apart from the board, which must not wait for the procedures of everybody.
void HousePage::refreshClocks()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const std::vector<casework::ClocksOf>>> {
            INDARO_TRY_ASSIGN(auto clocks, casework::loadClocks(desk));
            return std::make_shared<const std::vector<casework::ClocksOf>>(std::move(clocks));
        },
        [this](const base::Result<std::shared_ptr<const std::vector<casework::ClocksOf>>> &clocks) {
            m_clocks = clocks ? *clocks : nullptr;
            show();
        });
}

bool HousePage::flushEdits()
{
    m_holdPanel->flush();
    m_roomPanel->flush();
    return true;
}

void HousePage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::HouseTonight>> {
            INDARO_TRY_ASSIGN(auto house, casework::loadHouseTonight(desk));
            return std::make_shared<const casework::HouseTonight>(std::move(house));
        },
        [this](const base::Result<std::shared_ptr<const casework::HouseTonight>> &house) {
            if (!house)
                return m_banner->showError(house.error());
            m_house = *house;
            show();
        });
}

/// What the role does not do has no button that would only refuse.
void HousePage::followRole()
{
    const auto &access = context().workspace->access();
    const auto may = [&access](casework::Thing thing, casework::Right right) {
        return !access || access->rightTo(thing) >= right;
    };
    m_addRoom->setVisible(may(casework::Thing::Rooms, casework::Right::Write));
    for (auto *action : {m_announce, m_refuse})
        action->setVisible(may(casework::Thing::Night, casework::Right::Write));
    m_rollCall->setVisible(may(casework::Thing::Night, casework::Right::Read));
    m_incidents->setVisible(may(casework::Thing::Incidents, casework::Right::Read));
    m_empty->setActionText(m_addRoom->isVisible() ? tr("Set up the first room") : QString());
}

void HousePage::show()
{
    followRole();
    if (m_house == nullptr)
        return;
    const bool isSetUp = !m_house->rooms.empty();
    const bool isAsking = m_roomPanel->isVisibleTo(this);
    m_empty->setVisible(!isSetUp && !isAsking);
    m_figures->setVisible(isSetUp);
    m_tree->setVisible(isSetUp || !m_house->sleepers.empty());
    m_side->setVisible(isSetUp || isAsking);
    m_figures->setText(StayTexts::figures(*m_house));
    fillTree();
    showFront();
}

QTreeWidgetItem *HousePage::addLine(QTreeWidgetItem *parent, const Front &front, const QString &what, const QString &how,
                                    bool isAlarm)
{
    auto *item = parent == nullptr ? new QTreeWidgetItem(m_tree) : new QTreeWidgetItem(parent);
    item->setText(0, what);
    item->setText(1, how);
    item->setData(0, KindRole, int(front.kind));
    item->setData(0, IdRole, front.id);
    for (int column : {0, 1})
        item->setTextAlignment(column, Qt::AlignTop | Qt::AlignLeft);
    if (parent == nullptr) {
        QFont font = item->font(0);
        font.setBold(true);
        item->setFont(0, font);
    }
    if (isAlarm) {
        item->setForeground(1, kit::colors(kit::currentTheme()).errorText);
        item->setIcon(0, kit::icon(u"data-warning"_s));
    }
    return item;
}

void HousePage::fillTree()
{
    m_isFilling = true;
    const int place = m_tree->verticalScrollBar()->value(); // who reads the lower rooms stays there
    m_tree->clear();
    addToLookAt();
    addHomeless();
    addRooms();
    addHolds();
    m_tree->expandAll();
    markChosen();
    m_tree->verticalScrollBar()->setValue(place);
    if (m_isArriving && m_tree->currentItem() != nullptr)
        m_tree->scrollToItem(m_tree->currentItem());
    m_isArriving = false;
    m_isFilling = false;
}

/// What the rules find in the house as it is, each leading to somebody it is about.
void HousePage::addToLookAt()
{
    const auto warnings = casework::warningsOf(*m_house);
    if (warnings.empty())
        return;
    auto *group = addLine(nullptr, {}, tr("To look at: %n thing(s)", nullptr, int(warnings.size())), {}, true);
    for (const casework::HouseWarning &warning : warnings) {
        const Front front = warning.person ? Front{Kind::Person, idText(*warning.person)}
                            : warning.room ? Front{Kind::Room, idText(*warning.room)}
                                           : Front{};
        auto *line = addLine(group, front, StayTexts::warning(warning, *m_house), {});
        line->setFirstColumnSpanned(true);
    }
}

void HousePage::addRooms()
{
    const kit::Language language = context().translations->language();
    for (const casework::RoomTonight &room : m_house->rooms) {
        auto *item = addLine(nullptr, {Kind::Room, idText(room.id)}, StayTexts::room(room, language),
                             StayTexts::roomState(room, language), room.free() < 0);
        for (const casework::PlaceTonight &place : m_house->places) {
            if (place.room == room.id)
                addPlace(item, place);
        }
    }
}

/// A bed and who sleeps in it are one line; who shares it, and those on places without a number, stand below.
void HousePage::addPlace(QTreeWidgetItem *room, const casework::PlaceTonight &place)
{
    const kit::Language language = context().translations->language();
    std::vector<const casework::Sleeper *> here;
    for (const casework::Sleeper &who : m_house->sleepers) {
        if (who.berth() != nullptr && who.berth()->place == place.id)
            here.push_back(&who);
    }
    std::stable_sort(here.begin(), here.end(),
                     [](const auto *a, const auto *b) { return !a->berth()->sharesWith && b->berth()->sharesWith; });
    const QString name = StayTexts::place(place, language);
    QTreeWidgetItem *line = nullptr;
    if (place.isNumbered && !here.empty()) {
        line = addLine(room, {Kind::Person, idText(here.front()->person)},
                       tr("%1: %2").arg(name, StayTexts::name(*here.front())), stateOf(*here.front()),
                       here.front()->absence && here.front()->absence->isLate);
        here.erase(here.begin());
    } else {
        const QString state = !place.isUsable()  ? StayTexts::placeState(place, language)
                              : place.isNumbered ? tr("free")
                                                 : tr("%1 of %2 taken").arg(place.taken).arg(place.sleeps);
        line = addLine(room, {Kind::Room, idText(place.room)}, name, state);
    }
    for (const casework::Sleeper *who : here) {
        const QString text =
            who->berth()->sharesWith ? tr("%1, in the same place").arg(StayTexts::name(*who)) : StayTexts::name(*who);
        addLine(line, {Kind::Person, idText(who->person)}, text, stateOf(*who), who->absence && who->absence->isLate);
    }
}

QString HousePage::stateOf(const casework::Sleeper &who) const
{
    const kit::Language language = context().translations->language();
    if (who.absence)
        return StayTexts::absence(*who.absence, language);
    QStringList parts;
    for (const casework::ClocksOf &of : m_clocks == nullptr ? std::vector<casework::ClocksOf>() : *m_clocks) {
        for (const casework::ClockNow &clock : of.clocks) {
            if (of.person == who.person)
                parts << StayTexts::shortClock(clock, language);
        }
    }
    parts << StayTexts::person(who, language);
    if (!who.helpToLeave.isEmpty())
        parts << tr("in danger: %1").arg(StayTexts::helpToLeave(who.helpToLeave, language));
    return parts.join(u"  ·  "_s);
}

void HousePage::addHomeless()
{
    std::vector<const casework::Sleeper *> without;
    for (const casework::Sleeper &who : m_house->sleepers) {
        if (who.berth() == nullptr)
            without.push_back(&who);
    }
    if (without.empty())
        return;
    auto *group =
        addLine(nullptr, {}, tr("In the house without a place: %n person(s)", nullptr, int(without.size())), {}, true);
    for (const casework::Sleeper *who : without)
        addLine(group, {Kind::Person, idText(who->person)}, StayTexts::name(*who), stateOf(*who));
}

void HousePage::addHolds()
{
    if (m_house->holds.empty())
        return;
    auto *group = addLine(nullptr, {}, tr("Announced by telephone"), {});
    for (const casework::HoldTonight &hold : m_house->holds) {
        const auto *room = hold.room ? m_house->findRoom(*hold.room) : nullptr;
        addLine(group, {Kind::Hold, idText(hold.id)}, StayTexts::hold(hold), room == nullptr ? tr("any room") : room->name,
                hold.isExpired);
    }
}

void HousePage::markChosen()
{
    if (m_front.kind == Kind::None)
        return;
    QTreeWidgetItem *found = nullptr;
    const std::function<void(QTreeWidgetItem *)> look = [&](QTreeWidgetItem *item) {
        // The last one: her own line, not what is to look at about her above.
        if (item->data(0, KindRole).toInt() == int(m_front.kind) && item->data(0, IdRole).toString() == m_front.id &&
            (found == nullptr || m_front.kind != Kind::Room))
            found = item;
        for (int i = 0; i < item->childCount(); ++i)
            look(item->child(i));
    };
    for (int i = 0; i < m_tree->topLevelItemCount(); ++i)
        look(m_tree->topLevelItem(i));
    if (found != nullptr) {
        m_tree->setCurrentItem(found);
    }
}

void HousePage::choose()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    if (m_isFilling || item == nullptr)
        return;
    m_front = {static_cast<Kind>(item->data(0, KindRole).toInt()), item->data(0, IdRole).toString()};
    if (m_front.kind == Kind::None)
        showOnly(m_hint);
    showFront();
}

/// What stands beside the board follows the line in front; a form that was begun stays until it is done or left.
void HousePage::showFront()
{
    const auto id = sync::RecordId::fromText(m_front.id.toStdString());
    switch (id ? m_front.kind : Kind::None) {
    case Kind::Person:
        if (m_house->findSleeper(*id) == nullptr)
            return showOnly(m_hint);
        m_placePanel->show(m_house, *id);
        return showOnly(m_placePanel);
    case Kind::Room:
        if (m_house->findRoom(*id) == nullptr)
            return showOnly(m_hint);
        m_roomPanel->show(m_house, *id);
        return showOnly(m_roomPanel);
    case Kind::Hold:
        if (std::none_of(m_house->holds.begin(), m_house->holds.end(), [&](const auto &hold) { return hold.id == *id; }))
            return showOnly(m_hint);
        m_holdPanel->show(m_house, *id);
        return showOnly(m_holdPanel);
    case Kind::None:
        return;
    }
}

void HousePage::showOnly(QWidget *panel)
{
    for (QWidget *each : std::initializer_list<QWidget *>{m_hint, m_placePanel, m_holdPanel, m_roomPanel})
        each->setVisible(each == panel);
}

void HousePage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    m_split->setDirection(width() < NarrowHouse ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
}

void HousePage::retranslate()
{
    m_announce->setText(tr("Somebody is announced"));
    m_refuse->setText(tr("No place: refuse"));
    m_rollCall->setText(tr("Roll-call"));
    m_incidents->setText(tr("Incidents"));
    m_routines->setText(tr("Routines"));
    m_addRoom->setText(tr("New room"));
    m_tree->setAccessibleName(tr("Rooms, places and people"));
    m_hint->setText(tr("Choose a line of the board. Enter on a person leads to the places that are free; a room shows its "
                       "beds and what may be used tonight."));
    m_empty->setTexts(
        tr("No room is set up yet"),
        tr("Write down the rooms of the house and their beds or mats. Then this page says who sleeps where, what "
           "is free tonight, and warns when a child would be beside a grown-up who is not of the family."));
    m_placePanel->retranslate();
    m_holdPanel->retranslate();
    m_roomPanel->retranslate();
    show();
}

kit::PageEntry housePage()
{
    return {HousePageId, kit::PageEntry::Place::House, [] { return HousePage::tr("The house tonight"); }, u"house-tonight"_s,
            [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new HousePage(context, parent); }};
}

} // namespace indaro::ui::pages
