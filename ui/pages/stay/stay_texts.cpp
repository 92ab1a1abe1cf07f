// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_texts.h"

#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/pages/checklist/step_texts.h"

#include <QComboBox>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr base::UtcMs DayMs = 24 * 3'600'000LL;

QString codeOf(const QString &list, const QString &code, kit::Language language)
{
    return code.isEmpty() ? QString() : models::codeLabel(list, code, kit::Translations::code(language));
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u"  ·  "_s);
}

std::optional<base::UtcMs> localMoment(QDate day, QTime time)
{
    if (!day.isValid() || !time.isValid())
        return std::nullopt;
    return QDateTime(day, time, Qt::OffsetFromUTC, model::LocalOffsetSeconds).toMSecsSinceEpoch();
}

/// An hour alone is on `today`.
std::optional<base::UtcMs> readMoment(const QString &typed, QDate today, bool &isHourAlone)
{
    static const QRegularExpression Pattern(
        u"^(?:(\\d{1,2})[/.-](\\d{1,2})[/.-](\\d{4})\\s+)?(\\d{1,2})(?:[:hH](\\d{2})?)?$"_s);
    const auto match = Pattern.match(typed.trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    isHourAlone = match.captured(1).isEmpty();
    const QDate day =
        isHourAlone ? today : QDate(match.captured(3).toInt(), match.captured(2).toInt(), match.captured(1).toInt());
    return localMoment(day, QTime(match.captured(4).toInt(), match.captured(5).toInt()));
}

QString nameOf(const casework::HouseTonight &house, const std::optional<casework::CaseId> &person)
{
    const auto *who = person ? house.findSleeper(*person) : nullptr;
    return who == nullptr ? QString() : StayTexts::name(*who);
}

QString roomOf(const casework::HouseTonight &house, const std::optional<casework::RoomId> &id)
{
    const auto *room = id ? house.findRoom(*id) : nullptr;
    return room == nullptr ? QString() : room->name;
}

QString placeLabel(const casework::HouseTonight &house, const std::optional<casework::PlaceId> &id)
{
    const auto *place = id ? house.findPlace(*id) : nullptr;
    return place == nullptr ? QString() : place->label;
}

} // namespace

QString StayTexts::name(const casework::Sleeper &who)
{
    return who.displayName.isEmpty() ? who.caseCode : who.displayName;
}

QString StayTexts::place(const casework::PlaceTonight &place, kit::Language language)
{
    const QString kind = codeOf(u"place_kind"_s, place.kind, language);
    if (place.label.isEmpty())
        return kind.isEmpty() ? tr("places without a number") : kind;
    return kind.isEmpty() ? place.label : tr("%1 (%2)").arg(place.label, kind);
}

QString StayTexts::placeInRoom(const casework::HouseTonight &house, casework::PlaceId id, kit::Language language)
{
    const auto *where = house.findPlace(id);
    if (where == nullptr)
        return {};
    return joined({roomOf(house, where->room), place(*where, language)});
}

QString StayTexts::placeState(const casework::PlaceTonight &place, kit::Language language)
{
    return joined({codeOf(u"place_state"_s, place.state, language), place.stateWhy});
}

QString StayTexts::room(const casework::RoomTonight &room, kit::Language language)
{
    return joined({room.name, codeOf(u"room_for"_s, room.roomFor, language)});
}

QString StayTexts::roomState(const casework::RoomTonight &room, kit::Language language)
{
    if (room.isClosed())
        return joined({codeOf(u"place_state"_s, room.state, language), room.stateWhy});
    QStringList parts{tr("%1 of %2 taken").arg(room.taken).arg(room.usable)};
    if (room.usable < room.places)
        parts << tr("%n place(s) in all", nullptr, room.places);
    if (room.held > 0)
        parts << tr("%n kept", nullptr, room.held);
    const int free = room.free();
    parts << (free < 0 ? tr("%n too many", nullptr, -free) : free == 0 ? tr("full") : tr("%n free", nullptr, free));
    return joined(parts);
}

QString StayTexts::person(const casework::Sleeper &who, kit::Language language)
{
    QStringList parts{codeOf(u"sex"_s, who.sex, language)};
    parts << (who.age == casework::AgeGroup::Adult   ? tr("grown up")
              : who.age == casework::AgeGroup::Child ? tr("under 18")
                                                     : tr("age in doubt: treated as a child"));
    if (who.years)
        parts << tr("%n year(s)", nullptr, *who.years);
    parts << codeOf(u"family_role"_s, who.familyRole, language);
    return joined(parts);
}

QString StayTexts::helpToLeave(const QStringList &codes, kit::Language language)
{
    QStringList words;
    for (const QString &code : codes)
        words << codeOf(u"help_to_leave"_s, code, language);
    return words.join(u", "_s);
}

QString StayTexts::unsignedMovement(const casework::UnsignedMovement &open, kit::Language language)
{
    const casework::CustodyMovement &movement = open.movement;
    const QString missing = movement.isSignedByHouse()    ? tr("not signed by the person")
                            : movement.isSignedByPerson() ? tr("not signed for the house")
                                                          : tr("signed by nobody");
    return joined({kit::dateTimeText(movement.movedAt), codeOf(u"custody_item"_s, open.kind, language), open.description,
                   codeOf(u"custody_move"_s, movement.move, language), missing});
}

QString StayTexts::warning(const casework::HouseWarning &warning, const casework::HouseTonight &house)
{
    using Rule = casework::HouseRule;
    const QString who = nameOf(house, warning.person);
    const QString other = nameOf(house, warning.other);
    const QString where = roomOf(house, warning.room);
    const QString bed = placeLabel(house, warning.place);
    switch (warning.rule) {
    case Rule::RoomClosed:
        return tr("Room %1 is closed, and somebody sleeps there.").arg(where);
    case Rule::PlaceClosed:
        return tr("Place %1 in room %2 is not to be used.").arg(bed, where);
    case Rule::OverCapacity:
        return tr("Room %1: %2 sleep there, %3 may.").arg(where).arg(warning.count).arg(warning.limit);
    case Rule::TwoInOnePlace:
        return tr("%1 and %2 have the same place.").arg(who, other);
    case Rule::PlaceOverfull:
        return tr("Place %1: %2 sleep there, there is room for %3.").arg(bed).arg(warning.count).arg(warning.limit);
    case Rule::OneInTwoPlaces:
        return tr("%1 was given two places, on two computers.").arg(who);
    case Rule::RoomFor:
        return tr("%1 in room %2, which is for others.").arg(who, where);
    case Rule::Sexes:
        return tr("%1 and %2: a man and a woman, not of one family, in one room.").arg(who, other);
    case Rule::AdultAndChild:
        return warning.isInDoubt
                   ? tr("%1 and %2 in one room, not of one family, and the age of one is not sure.").arg(who, other)
                   : tr("%1 and %2 in one room: a child with a grown-up who is not of the family.").arg(who, other);
    case Rule::NoBed:
        return tr("%1 is pregnant and would not sleep on a bed.").arg(who);
    case Rule::CareNeeded:
        return tr("%1: ask the nurse before giving this place.").arg(who);
    case Rule::KeptApartRoom:
        return tr("%1 and %2 must not be in one room.").arg(who, other);
    case Rule::KeptApartHouse:
        return tr("%1 and %2 must not be housed together.").arg(who, other);
    case Rule::FamilyApart:
        return tr("%1 and %2 are of one family and would not sleep in one room.").arg(who, other);
    case Rule::IsolationShared:
        return tr("%1 and %2 share the room for the ill.").arg(who, other);
    case Rule::HeldPlace:
        return where.isEmpty() ? tr("A place promised by telephone would be gone.")
                               : tr("A place in room %1 promised by telephone would be gone.").arg(where);
    }
    return {};
}

QString StayTexts::hold(const casework::HoldTonight &hold)
{
    QStringList parts{hold.shownAs.isEmpty() ? tr("somebody announced") : hold.shownAs,
                      tr("%n person(s)", nullptr, hold.people)};
    const QString until = kit::dateTimeText(hold.expiresAt);
    parts << (hold.isExpired ? tr("time ran out %1").arg(until) : tr("kept until %1").arg(until));
    return joined(parts);
}

QString StayTexts::absence(const casework::AbsenceNow &absence, kit::Language language)
{
    QStringList parts{tr("out since %1").arg(kit::dateTimeText(absence.leftAt))};
    if (absence.expectedAt)
        parts << (absence.isLate ? tr("late: expected %1") : tr("expected %1")).arg(kit::dateTimeText(*absence.expectedAt));
    parts << codeOf(u"absence_reason"_s, absence.reason, language);
    return joined(parts);
}

QString StayTexts::figures(const casework::HouseTonight &house)
{
    return joined({tr("%1 of %2 places usable tonight").arg(house.usable()).arg(house.placesTotal()),
                   tr("%n taken", nullptr, house.taken()), tr("%n kept", nullptr, house.held()),
                   house.isFull() ? tr("full") : tr("%n free", nullptr, house.free())});
}

QString StayTexts::clockTitle(const casework::ClockNow &clock, kit::Language language)
{
    return StepTexts::words(clock.title, sop::Kirundi::Unreviewed, language);
}

QString StayTexts::clock(const casework::ClockNow &clock, kit::Language language)
{
    const QString until = kit::dateText(model::localDay(clock.end));
    QStringList parts{
        tr("%1: day %2 of %3, until %4").arg(clockTitle(clock, language)).arg(clock.day).arg(clock.length).arg(until)};
    const int left = clock.length - clock.day;
    parts << (clock.isOver      ? tr("it is over")
              : clock.isWarning ? tr("%n day(s) left", nullptr, std::max(0, left))
                                : QString());
    if (clock.added > 0)
        parts << tr("%n day(s) were added", nullptr, clock.added);
    if (clock.isToConfirm)
        parts << tr("length to be confirmed by CCSPRTP");
    return joined(parts);
}

QString StayTexts::shortClock(const casework::ClockNow &clock, kit::Language language)
{
    const QString text = tr("%1: day %2 of %3").arg(clockTitle(clock, language)).arg(clock.day).arg(clock.length);
    return clock.isWarning ? text + u" !"_s : text;
}

QString StayTexts::incidentKinds(const casework::Incident &incident, kit::Language language)
{
    QStringList kinds;
    if (!incident.kinds.isEmpty())
        kinds << models::codeLabels(u"incident_kind"_s, incident.kinds.join(u' '), kit::Translations::code(language));
    if (incident.isHidden)
        kinds << tr("kept with the health record");
    return kinds.join(u", "_s);
}

QString StayTexts::incident(const casework::Incident &incident, kit::Language language)
{
    QStringList parts{kit::dateTimeText(incident.happenedAt), incidentKinds(incident, language),
                      codeOf(u"incident_severity"_s, incident.severity, language)};
    parts << (incident.closedAt            ? tr("closed")
              : incident.needsEscalation() ? tr("the director must still be told")
              : incident.escalatedAt       ? tr("told: %1").arg(incident.escalatedTo)
                                           : tr("open"));
    return joined(parts);
}

QString StayTexts::followUp(int number)
{
    switch (number) {
    case 1:
        return tr("After one week");
    case 2:
        return tr("After one month");
    case 3:
        return tr("After three months");
    case 4:
        return tr("After six months");
    case 5:
        return tr("After twelve months");
    default:
        return tr("Between the agreed ones");
    }
}

std::optional<base::UtcMs> StayTexts::moment(const QString &typed, base::UtcMs now)
{
    bool isHourAlone = false;
    const auto at = readMoment(typed, model::localDay(now), isHourAlone);
    return at && isHourAlone && *at < now ? *at + DayMs : at;
}

std::optional<base::UtcMs> StayTexts::pastMoment(const QString &typed, base::UtcMs now)
{
    bool isHourAlone = false;
    const auto at = readMoment(typed, model::localDay(now), isHourAlone);
    return at && isHourAlone && *at > now ? *at - DayMs : at;
}

void fillWithCodes(QComboBox *box, const QString &list, kit::Language language)
{
    const QString chosen = box->currentData().toString();
    box->clear();
    box->addItem(u"—"_s, QString());
    for (const model::Code &code : model::CodeList::byName(list).codes())
        box->addItem(models::codeLabel(list, code.code, kit::Translations::code(language)), code.code);
    box->setCurrentIndex(std::max(0, box->findData(chosen)));
}

base::Value codeIn(const QComboBox *box)
{
    return model::toValue(box->currentData().toString());
}

} // namespace indaro::ui::pages
