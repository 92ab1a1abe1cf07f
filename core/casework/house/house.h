// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::casework {

/// The house as its forms show it. The address is in the location compartment and printed only where a referral
/// switches it on for one receiver [domain.md 4.19].
struct HouseDetails
{
    QString name;
    QString callBackPhone;
    QString email;
    QString address;
    friend bool operator==(const HouseDetails &, const HouseDetails &) = default;
};

/// Empty details when nothing was entered yet. Errors: the store's.
[[nodiscard]] base::Result<HouseDetails> loadHouse(Desk &desk);
/// Changes only what differs. Errors: TextTooLong (field=…, limit=…), and the store's.
[[nodiscard]] base::Result<void> saveHouse(Desk &desk, const HouseDetails &details);

/// The records those details are in, for their history; none when nothing was entered yet. Errors: the store's.
[[nodiscard]] base::Result<std::vector<sync::RecordKey>> houseRecords(Desk &desk);
/// Whether this vault is the commission's workstation (reports/house_mode.h), which registers nobody. Any account. A vault
/// with people in it is a shelter's, whatever two laptops that had not met decided.
[[nodiscard]] base::Result<bool> isCommissionVault(Desk &desk);

/// A member of staff by name, inside the vault only; sign-in knows nothing but an account label.
struct StaffMember
{
    sync::UserId id; ///< the account
    QString name;
    QString position;
    QString phone;
    QString role = {}; ///< codes of roles, separated by spaces [access/role_store.h]
    bool isActive = true;
};

[[nodiscard]] base::Result<std::vector<StaffMember>> listStaff(Desk &desk);
/// The member, or nothing when the account has no name yet. Errors: the store's.
[[nodiscard]] base::Result<std::optional<StaffMember>> findStaff(Desk &desk, sync::UserId id);
/// Adds or changes. Errors: TextTooLong, and the store's.
[[nodiscard]] base::Result<void> saveStaff(Desk &desk, const StaffMember &member);

/// Makes this laptop known by a name ("office laptop") and its series; idempotent. Errors: TextTooLong, the store's.
[[nodiscard]] base::Result<void> saveThisLaptop(Desk &desk, const QString &name);
/// The name staff gave a laptop, else its series letters, else an empty text.
[[nodiscard]] base::Result<QString> laptopName(Desk &desk, const sync::DeviceId &device);
/// The 4 letters every number of this laptop starts with [contracts.md 2]. Errors: NotFound, the store's.
[[nodiscard]] base::Result<QString> thisSeries(Desk &desk);

/// The next number of a gap-free count of this laptop, e.g. "register" or "referral-2026": 1, 2, 3 … Taken inside the
/// caller's transaction, so a number is used exactly when its record is. A restored vault has another series and starts
/// at 1 again. Errors: NotFound (no series), and the store's.
[[nodiscard]] base::Result<std::int64_t> nextNumber(Desk &desk, std::string_view count);
/// The last one that was taken of this count; 0: none yet. As nextNumber.
[[nodiscard]] base::Result<std::int64_t> lastNumber(Desk &desk, std::string_view count);
/// The number of the next paper that bears one, SERIES-YEAR-NNNN [contracts.md 10]: one count of all of them. As nextNumber.
[[nodiscard]] base::Result<QString> nextSerial(Desk &desk);
/// The count it is taken from, of one year.
[[nodiscard]] std::string paperCount(int year);

} // namespace indaro::casework
