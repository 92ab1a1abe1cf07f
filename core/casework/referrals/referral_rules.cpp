// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/name_fold.h"

#include <array>

namespace indaro::casework {

namespace {

struct StatusCode
{
    ReferralStatus status;
    QLatin1StringView code;
};

constexpr std::array<StatusCode, 13> StatusCodes{{{ReferralStatus::Draft, QLatin1StringView("draft")},
                                                  {ReferralStatus::Printed, QLatin1StringView("printed")},
                                                  {ReferralStatus::Sent, QLatin1StringView("sent")},
                                                  {ReferralStatus::Received, QLatin1StringView("received")},
                                                  {ReferralStatus::Accepted, QLatin1StringView("accepted")},
                                                  {ReferralStatus::Refused, QLatin1StringView("refused")},
                                                  {ReferralStatus::InProgress, QLatin1StringView("in_progress")},
                                                  {ReferralStatus::Done, QLatin1StringView("done")},
                                                  {ReferralStatus::FedBack, QLatin1StringView("fed_back")},
                                                  {ReferralStatus::Closed, QLatin1StringView("closed")},
                                                  {ReferralStatus::Revoked, QLatin1StringView("revoked")},
                                                  {ReferralStatus::Expired, QLatin1StringView("expired")},
                                                  {ReferralStatus::Returned, QLatin1StringView("returned")}}};

/// Says nothing about where a house is, however often it stands in an address.
bool isPlain(const QString &word)
{
    static const QStringList plain{QStringLiteral("avenue"),   QStringLiteral("boulevard"), QStringLiteral("rue"),
                                   QStringLiteral("route"),    QStringLiteral("quartier"),  QStringLiteral("commune"),
                                   QStringLiteral("province"), QStringLiteral("zone"),      QStringLiteral("colline"),
                                   QStringLiteral("maison"),   QStringLiteral("numero"),    QStringLiteral("burundi"),
                                   QStringLiteral("derriere"), QStringLiteral("devant"),    QStringLiteral("pres")};
    constexpr qsizetype ShortWord = 3;
    return word.size() <= ShortWord || plain.contains(word);
}

/// The address in pieces each of which gives it away: pairs of neighbouring words, not both of them plain. An address of
/// one word is its own piece.
QStringList tellingPieces(const QString &address)
{
    const QStringList words = model::foldWords(address);
    if (words.size() == 1)
        return isPlain(words.front()) ? QStringList() : words;
    QStringList pieces;
    for (qsizetype i = 0; i + 1 < words.size(); ++i) {
        if (!isPlain(words[i]) || !isPlain(words[i + 1]))
            pieces << words[i] + QLatin1Char(' ') + words[i + 1];
    }
    return pieces;
}

/// How far a referral has come. An answer outweighs that time ran out; that it was taken back outweighs all, because the
/// receiver must be told.
int rank(ReferralStatus status)
{
    switch (status) {
    case ReferralStatus::Draft:
        return 0;
    case ReferralStatus::Printed:
        return 1;
    case ReferralStatus::Sent:
        return 2;
    case ReferralStatus::Received:
        return 3;
    case ReferralStatus::Expired:
        return 4;
    case ReferralStatus::Accepted:
    case ReferralStatus::Refused:
    case ReferralStatus::Returned:
        return 5;
    case ReferralStatus::InProgress:
        return 6;
    case ReferralStatus::Done:
        return 7;
    case ReferralStatus::FedBack:
        return 8;
    case ReferralStatus::Closed:
        return 9;
    case ReferralStatus::Revoked:
        return 10;
    }
    return 0;
}

} // namespace

bool mayFollow(ReferralStatus from, ReferralStatus to) noexcept
{
    using enum ReferralStatus;
    if (from == Revoked || from == Closed || to == Draft || to == Printed)
        return false; // over; and what is printed is said by the print itself
    if (to == Revoked)
        return true;
    if (from == Draft)
        return to == Sent;
    if (to == Closed)
        return true;
    switch (from) {
    case Returned:
        return false;
    case Refused:
        return to == FedBack;
    case FedBack: // a service goes on, and another slip comes
        return to == FedBack;
    default:
        break;
    }
    if (to == Returned)
        return from == Printed || from == Sent;
    return rank(to) > rank(from);
}

bool needsEvidence(ReferralStatus status) noexcept
{
    using enum ReferralStatus;
    return status == Received || status == Accepted || status == Refused || status == InProgress || status == Done ||
           status == FedBack || status == Returned;
}

ReferralStatus standingOf(ReferralStatus written, std::span<const HeardStatus> heard) noexcept
{
    HeardStatus last{written, 0};
    for (const HeardStatus &one : heard) {
        if (std::pair(rank(one.status), one.recordedAt) > std::pair(rank(last.status), last.recordedAt))
            last = one;
    }
    return last.status;
}

QString toCode(ReferralStatus status)
{
    for (const auto &entry : StatusCodes) {
        if (entry.status == status)
            return entry.code;
    }
    return {};
}

std::optional<ReferralStatus> referralStatusFromCode(const QString &code)
{
    for (const auto &entry : StatusCodes) {
        if (entry.code == code)
            return entry.status;
    }
    return std::nullopt;
}

const QStringList &personalLines()
{
    static const QStringList lines{
        QStringLiteral("person_name"),        QStringLiteral("birth_or_age"),      QStringLiteral("sex"),
        QStringLiteral("nationality"),        QStringLiteral("language"),          QStringLiteral("interpreter"),
        QStringLiteral("identity_papers"),    QStringLiteral("address"),           QStringLiteral("safe_contact"),
        QStringLiteral("household_size"),     QStringLiteral("special_needs"),     QStringLiteral("caregiver_name"),
        QStringLiteral("caregiver_relation"), QStringLiteral("caregiver_contact"), QStringLiteral("separated"),
        QStringLiteral("caregiver_informed")};
    return lines;
}

QStringList linesNamingTheHouse(const ReferralContent &content, const HouseDetails &house)
{
    QStringList found;
    const QStringList pieces = content.showsHouseAddress ? QStringList() : tellingPieces(house.address);
    const auto look = [&](const QString &name, const QString &value) {
        const QString words = QLatin1Char(' ') + model::foldName(value) + QLatin1Char(' ');
        for (const QString &piece : pieces) {
            if (words.contains(QLatin1Char(' ') + piece + QLatin1Char(' '))) {
                found << name;
                return;
            }
        }
    };
    for (auto line = content.form.begin(); line != content.form.end(); ++line)
        look(line.key(), line.value());
    for (auto line = content.person.begin(); line != content.person.end(); ++line) {
        if (content.shared.contains(line.key()))
            look(line.key(), line.value());
    }
    return found;
}

QMap<QString, QString> linesThatLeave(const ReferralContent &content, const HouseDetails &house)
{
    const auto location = QStringLiteral("from_location"); // the switch alone decides what stands there
    QMap<QString, QString> lines;
    for (auto line = content.form.begin(); line != content.form.end(); ++line) {
        if (line.key() != location && !line.value().isEmpty() && !personalLines().contains(line.key()))
            lines.insert(line.key(), line.value());
    }
    for (const QString &line : personalLines()) {
        if (content.shared.contains(line) && !content.person.value(line).isEmpty())
            lines.insert(line, content.person.value(line));
    }
    if (content.showsHouseAddress && !house.address.isEmpty())
        lines.insert(location, house.address);
    return lines;
}

} // namespace indaro::casework
