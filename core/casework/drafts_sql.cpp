// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/drafts.h"

namespace indaro::casework {

using base::Result;

namespace {

std::string keyOf(const Desk &desk, std::string_view key)
{
    return base::toHex(desk.log.user().bytes()) + "/" + std::string(key);
}

} // namespace

Result<void> saveDraft(Desk &desk, std::string_view key, base::ByteView content)
{
    INDARO_TRY_ASSIGN(auto put, desk.db.prepare("INSERT INTO draft (key, user, saved_at, content) VALUES (?1, ?2, ?3, ?4) "
                                                "ON CONFLICT (key) DO UPDATE SET saved_at = excluded.saved_at, "
                                                "content = excluded.content"));
    put.bind(1, keyOf(desk, key));
    put.bind(2, desk.log.user());
    put.bind(3, desk.clock.nowUtc());
    put.bind(4, content);
    return put.run();
}

Result<std::optional<base::Bytes>> findDraft(Desk &desk, std::string_view key)
{
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT content FROM draft WHERE key = ?1"));
    find.bind(1, keyOf(desk, key));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    if (!found)
        return std::optional<base::Bytes>();
    const base::ByteView bytes = find.blob(0);
    return std::optional(base::Bytes(bytes.begin(), bytes.end()));
}

Result<void> discardDraft(Desk &desk, std::string_view key)
{
    INDARO_TRY_ASSIGN(auto gone, desk.db.prepare("DELETE FROM draft WHERE key = ?1"));
    gone.bind(1, keyOf(desk, key));
    return gone.run();
}

} // namespace indaro::casework
