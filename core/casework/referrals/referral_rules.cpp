// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/referrals.h"

#include <array>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

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

Result<ConsentRule> checkReferralConsent(const ReferralContent &content)
{
    const auto isEmpty = [&](const char *field) {
        return content.form.value(QLatin1StringView(field)).trimmed().isEmpty();
    };
    if (!isEmpty("no_consent_ground")) {
        if (isEmpty("no_consent_approver"))
            return Error(Errc::ConsentMissing, {{"field", std::string("no_consent_approver")}});
        return ConsentRule::LawfulException;
    }
    for (const char *field : {"consent_explained_by", "consent_language", "consent_given_by"}) {
        if (isEmpty(field))
            return Error(Errc::ConsentMissing, {{"field", std::string(field)}});
    }
    return ConsentRule::Given;
}

} // namespace indaro::casework
