// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/allocation_rules.h"
#include "core/casework/stays/clocks.h"
#include "core/casework/stays/custody.h"
#include "core/casework/stays/holds.h"
#include "core/casework/stays/incidents.h"
#include "ui/kit/translations.h"

#include <QCoreApplication>
#include <QString>

QT_BEGIN_NAMESPACE
class QComboBox;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What the pages about the house say, in the language of the screens. People are named as the night guard may see them:
/// by the name shown in the house.
class StayTexts
{
    Q_DECLARE_TR_FUNCTIONS(StayTexts)
public:
    [[nodiscard]] static QString name(const casework::Sleeper &who);
    /// "F2" or "mats"; with the room before it where it says so.
    [[nodiscard]] static QString place(const casework::PlaceTonight &place, kit::Language language);
    [[nodiscard]] static QString placeInRoom(const casework::HouseTonight &house, casework::PlaceId place,
                                             kit::Language language);
    /// Why it is not used: "out of use · leaks".
    [[nodiscard]] static QString placeState(const casework::PlaceTonight &place, kit::Language language);
    /// "Room F · women".
    [[nodiscard]] static QString room(const casework::RoomTonight &room, kit::Language language);
    /// "2 of 3 taken, 1 free", or why it is closed.
    [[nodiscard]] static QString roomState(const casework::RoomTonight &room, kit::Language language);
    /// Woman, girl, adult, child …: what the rules look at.
    [[nodiscard]] static QString person(const casework::Sleeper &who, kit::Language language);
    /// What she needs to leave the house in danger: "help to walk, has to be woken". Empty: nothing.
    [[nodiscard]] static QString helpToLeave(const QStringList &codes, kit::Language language);
    /// "24/11/2026 22:10 · passport · given back: not signed by the person".
    [[nodiscard]] static QString unsignedMovement(const casework::UnsignedMovement &open, kit::Language language);
    /// One finding as a sentence that names who and where.
    [[nodiscard]] static QString warning(const casework::HouseWarning &warning, const casework::HouseTonight &house);
    [[nodiscard]] static QString hold(const casework::HoldTonight &hold);
    /// "Out since 14:00, expected 18:30".
    [[nodiscard]] static QString absence(const casework::AbsenceNow &absence, kit::Language language);
    /// "3 of 4 places usable tonight · 2 taken · 1 kept · 0 free".
    [[nodiscard]] static QString figures(const casework::HouseTonight &house);
    [[nodiscard]] static QString clockTitle(const casework::ClockNow &clock, kit::Language language);
    /// "Reflection: day 23 of 30, until 24/12/2026 · 7 days left".
    [[nodiscard]] static QString clock(const casework::ClockNow &clock, kit::Language language);
    /// "Reflection 23/30", with "!" when its end is near.
    [[nodiscard]] static QString shortClock(const casework::ClockNow &clock, kit::Language language);
    /// "24/11/2026 22:10 · threat · serious · somebody must still be told".
    /// What kind it was, as far as this account may know.
    [[nodiscard]] static QString incidentKinds(const casework::Incident &incident, kit::Language language);
    [[nodiscard]] static QString incident(const casework::Incident &incident, kit::Language language);
    /// "After one week" … "After twelve months" for contact 1 … 5.
    [[nodiscard]] static QString followUp(int number);
    /// "18:30" of today (or of tomorrow, when that hour of today has passed), or "24/11/2026 18:30".
    [[nodiscard]] static std::optional<base::UtcMs> moment(const QString &typed, base::UtcMs now);
    /// An hour in the past: "18:30" is today's, or yesterday's when it has not come yet.
    [[nodiscard]] static std::optional<base::UtcMs> pastMoment(const QString &typed, base::UtcMs now);
};

/// Fills a box with the codes of a list, an empty choice first; what was chosen stays chosen.
void fillWithCodes(QComboBox *box, const QString &list, kit::Language language);
/// The code chosen in such a box as a value; Null where none is.
[[nodiscard]] base::Value codeIn(const QComboBox *box);

} // namespace indaro::ui::pages
