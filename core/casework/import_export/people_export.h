// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"

#include <functional>
#include <string_view>
#include <unordered_set>

namespace indaro::casework {

/// Takes some whole lines of UTF-8; an error stops the export.
using ExportSink = std::function<base::Result<void>(std::string_view lines)>;

struct ExportedPeople
{
    std::int64_t people = 0;
    std::int64_t withheld = 0;       ///< who said no to copies outside the house (house/house_only.h)
    std::int64_t withoutConsent = 0; ///< who did not agree that this receiver gets anything
    std::int64_t merged = 0; ///< files that were taken into another one, by which she is in it
};

/// Writes everybody but those who said no to copies outside the house as JSON lines, in the order of their ids: what
/// importPeople() took in comes back value for value, with every change made since. What is unknown has no key. The export
/// is logged in the audit before the first line leaves; what somebody withholds is in no line, and a receiver that is named
/// gets those who agreed to it, with the groups of data they agreed to (consents/passing_on.h); `detail` (a code, never a
/// name) says with whom. Errors: the sink's and the store's. Thread: the store's. Precondition: no transaction is open.
[[nodiscard]] base::Result<ExportedPeople> exportPeople(Desk &desk, std::string_view detail, const ExportSink &sink,
                                                        const Receiver &receiver = {});

/// Every case code of the vault. Errors: the store's.
[[nodiscard]] base::Result<std::unordered_set<std::string>> loadCaseCodes(Desk &desk);

} // namespace indaro::casework
