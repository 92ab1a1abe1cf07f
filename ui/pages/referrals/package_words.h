// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/organisation_keys.h"
#include "core/casework/referrals/package.h"
#include "core/documents/document.h"

#include <QCoreApplication>
#include <QMap>
#include <QStringList>

namespace indaro::ui::pages {

/// What the screens say of sealed packages and of what is in them. `language`: "fr", "rn", "en". GUI thread.
class PackageWords
{
    Q_DECLARE_TR_FUNCTIONS(indaro::ui::pages::PackageWords)
public:
    /// Each line of a referral or a slip as "label: value", in the order of the paper form; what the form does not have
    /// comes last under its own name. A value of several lines is set in, so that none of it can pass for a line.
    [[nodiscard]] static QStringList lines(const documents::Template &form, const QMap<QString, QString> &lines,
                                           const QString &language);
    [[nodiscard]] static QString label(const documents::Template &form, const QString &name, const QString &language);
    /// Whether the digits of this key were compared, by whom and when; and what may happen while they were not.
    [[nodiscard]] static QString standing(const casework::PartnerKey &key);
    [[nodiscard]] static QString danger(const QString &organisation);
    /// How the 30 digits are compared by telephone, step by step.
    [[nodiscard]] static QString howToCompare(const QString &organisation);
    /// After a file that was not written, or that could not be noted: whether it is still on the stick.
    [[nodiscard]] static QString notLeft(const QString &fileName, bool isLeftBehind);
    /// What a signed answer said.
    [[nodiscard]] static QString answer(const casework::TakenAnswer &taken, const QString &language);
};

/// "accepted", "refused", "received, not decided yet".
[[nodiscard]] QString packageAnswerText(wire::PackageAnswer answer);

} // namespace indaro::ui::pages
