// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"

#include <QDate>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace indaro::casework {

using DirectoryId = sync::RecordId;

/// What is said of an organisation; see model::fields::directory_entry. Null: not said.
struct DirectoryDraft
{
    base::Value name{};
    base::Value category{};
    base::Value services{};
    base::Value place{};
    base::Value area{};
    base::Value phone{};
    base::Value contact{};
};

/// An organisation or a focal point [domain.md 3.6]. The ones that came with the program are there from the first day, to be
/// verified; such a one becomes a record of the house, and travels to its other laptops, when somebody first says anything
/// of it.
struct DirectoryEntry
{
    DirectoryId id;
    bool isAsShipped = false; ///< nobody of this house has said anything of it yet
    QString category{};
    QString name{};
    QString place{};
    QString area{};
    QStringList services{};
    QString hours{};
    QString cost{};
    QString phone{};
    QString email{};
    QString contact{};
    QString consent{};
    QString note{};
    QString source{};
    std::optional<QDate> verifiedOn{};
    QString verifiedBy{}; ///< of the staff record; empty: unknown
    bool isClosed = false;

    /// The day on which it is called again to hear whether all of this still holds; nothing: it was never called.
    [[nodiscard]] std::optional<QDate> callOn() const;
    [[nodiscard]] bool isToCall(QDate today) const;
};

/// Step 0.4 of the procedure: every three months.
inline constexpr int CallEveryMonths = 3;

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// By name as it is read, those that are not there any more last.
[[nodiscard]] base::Result<std::vector<DirectoryEntry>> listDirectory(Desk &desk);
/// InvalidArgument: without a name or a category.
[[nodiscard]] base::Result<DirectoryId> addToDirectory(Desk &desk, const DirectoryDraft &draft);
/// Makes one that came with the program a record, so that its fields can be changed; nothing when it is one. UnknownRecord.
[[nodiscard]] base::Result<void> adoptDirectoryEntry(Desk &desk, DirectoryId entry);
/// Somebody of the house has asked the organisation itself today, and what is written is right. UnknownRecord.
[[nodiscard]] base::Result<void> noteVerified(Desk &desk, DirectoryId entry);
/// It is not there any more, or it is again. UnknownRecord.
[[nodiscard]] base::Result<void> setDirectoryEntryClosed(Desk &desk, DirectoryId entry, bool isClosed);

} // namespace indaro::casework
