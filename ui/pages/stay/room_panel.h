// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/queries.h"
#include "core/casework/stays/house_tonight.h"
#include "ui/kit/page.h"
#include "ui/pages/case_file/record_section.h"

#include <QFrame>

#include <memory>

QT_BEGIN_NAMESPACE
class QLabel;
class QListWidget;
class QPushButton;
class QSpinBox;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
}

namespace indaro::ui::pages {

class ActionPanel;

/// Sets up a room and its places: a new one with as many beds as it has, or what is said of one that is there. Every field
/// saves itself. GUI thread.
class RoomPanel final : public QFrame
{
    Q_OBJECT
public:
    explicit RoomPanel(const kit::PageContext &context, QWidget *parent);

    /// Asks for a new room.
    void beginNew();
    void show(std::shared_ptr<const casework::HouseTonight> house, casework::RoomId room);
    void retranslate();
    void flush();

Q_SIGNALS:
    /// A room or a place was added.
    void changed();

private:
    void makeNew();
    void takeNothing();
    void fillPlaces();
    void choosePlace();
    void loadRecords();

    kit::PageContext m_context;
    std::shared_ptr<const casework::HouseTonight> m_house;
    std::optional<casework::RoomId> m_room;
    std::optional<casework::PlaceId> m_chosen;
    bool m_isFilling = false;
    ActionPanel *m_new;
    QSpinBox *m_beds;
    QSpinBox *m_mats;
    kit::FormRow *m_bedsRow;
    kit::FormRow *m_matsRow;
    QWidget *m_present; ///< what is there, once a room is shown
    RecordSection *m_roomFields;
    QLabel *m_placesTitle;
    QListWidget *m_places;
    RecordSection *m_placeFields;
    QPushButton *m_addPlace;
    ActionPanel *m_newPlace;
};

} // namespace indaro::ui::pages
