// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// What a consent speaks about is a group of data (codelist consent_data_group), not a field: "health", "where she lives".
/// Which field is in which group stands in resources/codelists/field-groups.csv, a line for every field of the field table;
/// a test fails when one is missing. Thread of all: any.

/// Says nothing of a person by itself: ids, who recorded it, the house's own records.
inline constexpr char NoGroup[] = "none";

/// The number a file is known by outside: without it nothing that is passed on could be found again, so it goes with
/// whatever was agreed to.
inline constexpr char CodeGroup[] = "code_only";

/// The group of a field; NoGroup too for one the product does not have.
[[nodiscard]] QString groupOf(sync::FieldId field);
/// Every field of a group.
[[nodiscard]] std::vector<sync::FieldId> fieldsOf(const QString &group);

/// What a line of the paper form of a referral says, and the fields it is filled from
/// (resources/codelists/referral-groups.csv). One that is not in the table says nothing of the person.
struct ReferralLine
{
    QString name{};
    QString group = QString::fromLatin1(NoGroup);
    std::vector<sync::FieldId> fields{};
};
[[nodiscard]] ReferralLine referralLine(const QString &name);
/// All that are in the table.
[[nodiscard]] QStringList referralLineNames();

/// The groups a receiver of this kind is offered (resources/codelists/consent-offer.csv): at once, or only when she is asked
/// about each.
enum class Offer : std::uint8_t { First, Ask };
[[nodiscard]] QStringList offeredGroups(const QString &recipientKind, Offer offer);

} // namespace indaro::casework
