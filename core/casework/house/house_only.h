// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

namespace indaro::casework {

/// The purpose of the consent that asks whether a copy nobody outside can read may leave the house. Who says no, or takes
/// her yes back, has her records travel by USB stick and house Wi-Fi only [contracts.md 3].
inline constexpr char CopyOutsidePurpose[] = "copy_outside";

/// Writes down the person's decision as a consent of hers, and acts on it at once: what is written after a no goes to the
/// house stream. What had left before stays where it is. Errors: UnknownRecord, and the store's.
[[nodiscard]] base::Result<void> decideCopyOutside(Desk &desk, sync::RecordId person, bool isAllowed);

/// Makes the change log's house mode follow all consents; after consents came from another laptop or an interview. Inside
/// the caller's transaction. Errors: the store's.
[[nodiscard]] base::Result<void> followCopyOutside(Desk &desk);

} // namespace indaro::casework
