// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <filesystem>

namespace indaro::casework {

/// Takes in a file of people, one JSON object a line: `id` (16 bytes in base64url, required) and the keys of
/// resources/codelists/import-map.csv. The file is taken in whole or not at all, and the import is logged in the audit.
///
/// Values are kept exactly as they stand, unknown codes too; only types, lengths and ranges are checked, and that dates
/// are dates (2009, 2009-02, 2009-02-22). A key that is not there is unknown, null is "not asked", {"missing":"refused"}
/// any other reason. The id becomes that of the case file. Nobody imported counts as being in the house: her stay takes
/// no register number and her status is `registered`.
///
/// Returns how many people came in. Errors: FileNotFound, FileNotReadable; ImportLineInvalid(line, reason, key) with
/// reason json, encoding, object, too-long, id, id-known, unknown-key, type, range, date or characters; WrongState (the commission's
/// workstation registers nobody); and the store's.
/// Thread: the store's. Precondition: no transaction is open.
[[nodiscard]] base::Result<std::int64_t> importPeople(Desk &desk, const std::filesystem::path &file);

} // namespace indaro::casework
