// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/referrals/counter_referral.h"

#include <QMap>
#include <QString>
#include <QStringList>

namespace indaro::casework {

/// What is inside a sealed package: UTF-8, canonical JSON, which a partner without Indaro reads with the stand-alone viewer.
/// A newer program may add keys; who reads leaves out what it does not know. Thread of all: any.

/// Which list of services the codes of this house are of; it stands on the paper too.
[[nodiscard]] int servicesVersion();

/// A referral, line by line as it would stand on the paper (linesOnForm).
struct PackagedReferral
{
    QString serial{};               ///< of the sender
    QString writtenAt{};            ///< local, ISO
    QMap<QString, QString> lines{}; ///< by the field names of resources/templates/referral
    int servicesVersion = 0;        ///< of the sender's list of services (servicesVersion()); 0: it was not said
    friend bool operator==(const PackagedReferral &, const PackagedReferral &) = default;
};
[[nodiscard]] base::Bytes encodePackage(const PackagedReferral &referral);
/// Errors: PackageTooNew, WireTooLarge, InvalidArgument (field=content: it is none).
[[nodiscard]] base::Result<PackagedReferral> decodePackagedReferral(base::ByteView content);

/// What this house has answered to a referral nobody has filed yet: kept beside what it says, until the referral has a step
/// that can say it.
struct AnswerBeforeFiling
{
    QString way{};  ///< codelist referral_way: how they were told
    QString note{}; ///< what they were told besides
    friend bool operator==(const AnswerBeforeFiling &, const AnswerBeforeFiling &) = default;
};
/// The kept content with this beside it; with nothing, what a sender has put there is taken out.
[[nodiscard]] base::Bytes withAnswer(base::ByteView content, const AnswerBeforeFiling &answer);
/// Nothing where nothing was said.
[[nodiscard]] AnswerBeforeFiling answerIn(base::ByteView content);

/// What comes back of one, by the field names of the slip.
struct PackagedSlip
{
    QString serial{}; ///< of the referral it answers: the sender's of that one
    QString number{}; ///< what the answering house calls it
    QMap<QString, QString> lines{};
    QMap<QString, QMap<QString, QString>> services{}; ///< service → answer, reason, answered_on, note
    int servicesVersion = 0;                          ///< as above
};
[[nodiscard]] base::Bytes encodePackage(const PackagedSlip &slip);
/// Errors: as decodePackagedReferral.
[[nodiscard]] base::Result<PackagedSlip> decodePackagedSlip(base::ByteView content);
/// The lines of a slip that is to go back, what is of body and mind with them; and back.
[[nodiscard]] PackagedSlip packagedSlip(const CounterReferral &slip);
[[nodiscard]] CounterReferral counterReferralOf(const PackagedSlip &slip);

/// The referral as this house keeps it: what came in, its services by the codes of this house, a code nobody here knows
/// as "other" with the original text beside it [domain.md 6.3], and which list it is of where that is another one.
[[nodiscard]] ReferralContent incomingContent(const PackagedReferral &referral);
/// What the form of an admission may begin with; nothing that was not said.
[[nodiscard]] PersonDraft personIn(const PackagedReferral &referral);

} // namespace indaro::casework
