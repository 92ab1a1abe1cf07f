// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/clocks.h"
#include "core/casework/stays/house_tonight.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QBoxLayout;
class QLabel;
class QTreeWidgetItem;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
class StateTree;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class HoldPanel;
class PlacePanel;
class RoomPanel;

/// The house tonight: who sleeps where, room by room, with what is free, what is promised by telephone and what somebody
/// must look at; beside it (below it where the window is narrow) what can be done about the line in front. Shows what the
/// night guard may see and no more. Opened with OpenHouse, or with nothing.
class HousePage final : public kit::Page
{
    Q_OBJECT
public:
    explicit HousePage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum class Kind { None, Person, Room, Hold };
    /// What a line stands for.
    struct Front
    {
        Kind kind = Kind::None;
        QString id{};
    };
    void makeActions();
    void followRole();
    void refreshClocks();
    void show();
    void fillTree();
    void addToLookAt();
    void addRooms();
    void addPlace(QTreeWidgetItem *room, const casework::PlaceTonight &place);
    void addHomeless();
    void addHolds();
    QTreeWidgetItem *addLine(QTreeWidgetItem *parent, const Front &front, const QString &what, const QString &how,
                             bool isAlarm = false);
    [[nodiscard]] QString stateOf(const casework::Sleeper &who) const;
    void choose();
    void showFront();
    void showOnly(QWidget *panel);
    void markChosen();

    std::shared_ptr<const casework::HouseTonight> m_house;
    std::shared_ptr<const std::vector<casework::ClocksOf>> m_clocks; ///< none where the account may not read procedures
    Front m_front;
    bool m_isFilling = false;
    bool m_isArriving = false; ///< the line in front is to be scrolled to
    QTimer m_reload;
    QTimer m_minute; ///< a hold runs out while the page is open
    QAction *m_announce;
    QAction *m_refuse;
    QAction *m_rollCall;
    QAction *m_routines;
    QAction *m_incidents;
    QAction *m_addRoom;
    kit::Banner *m_banner;
    QLabel *m_figures;
    kit::EmptyState *m_empty;
    QBoxLayout *m_split;
    kit::StateTree *m_tree;
    QWidget *m_side;
    QLabel *m_hint;
    PlacePanel *m_placePanel;
    HoldPanel *m_holdPanel;
    RoomPanel *m_roomPanel;
};

[[nodiscard]] kit::PageEntry housePage();

} // namespace indaro::ui::pages
