// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/counter_referral.h"
#include "core/casework/referrals/ladder.h"

#include <QCoreApplication>
#include <QString>

namespace indaro::ui::pages {

/// What the screens say of what became of a referral. `language`: "fr", "rn", "en". GUI thread.
class CourseTexts
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::CourseTexts)
public:
    /// "24/11/2026 21:40  ·  accepted  ·  telephone call  ·  Jeanne  ·  noted by Odette"
    [[nodiscard]] static QString step(const casework::ReferralStep &step, const QString &language);
    [[nodiscard]] static QString call(const casework::ReferralCall &call, const QString &language);
    /// "Health: given, 24/11/2026"
    [[nodiscard]] static QString service(const casework::ServiceAnswer &answer, const QString &language);
    [[nodiscard]] static QString slip(const casework::ReceivedSlip &slip, const QString &language);
    /// How long nobody has answered, and who is to be asked now.
    [[nodiscard]] static QString ladder(const casework::WaitingReferral &waiting, const QString &language);
    [[nodiscard]] static QString contact(const casework::LadderContact &contact);
};

} // namespace indaro::ui::pages
