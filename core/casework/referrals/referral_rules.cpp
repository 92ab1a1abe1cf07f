// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/house/house.h"
#include "core/casework/referrals/referrals.h"
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

} // namespace

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

} // namespace indaro::casework
