// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <optional>
#include <string_view>

namespace indaro::casework {

/// What is typed on a page but is no record yet ("admit"). Kept in the encrypted file of this laptop, never synced, and
/// shown again to the same user. Durable when saveDraft returns. The key of one about a record ends with "/" and the
/// record's id as text, so that it goes when the person is erased (people/erasure.h).
[[nodiscard]] base::Result<void> saveDraft(Desk &desk, std::string_view key, base::ByteView content);
/// Nothing when this user has no draft under that key.
[[nodiscard]] base::Result<std::optional<base::Bytes>> findDraft(Desk &desk, std::string_view key);
[[nodiscard]] base::Result<void> discardDraft(Desk &desk, std::string_view key);

} // namespace indaro::casework
