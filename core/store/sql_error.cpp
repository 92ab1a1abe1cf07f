// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/sql_error.h"

#include "core/base/file.h"

#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace indaro::store {

namespace {

base::Errc errcOf(sqlite3 *db, int code)
{
    using base::Errc;
    switch (code & 0xff) {
    case SQLITE_NOTADB:
        return Errc::StoreWrongKey;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Errc::StoreLocked;
    case SQLITE_CORRUPT:
        return Errc::StoreDamaged;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Errc::StoreReadOnly;
    case SQLITE_FULL:
        return Errc::DiskFull;
    case SQLITE_NOMEM:
        return Errc::OutOfMemory;
    case SQLITE_CANTOPEN:
        return Errc::FileNotWritable;
    case SQLITE_CONSTRAINT:
        if (db != nullptr && std::strcmp(sqlite3_errmsg(db), UnloggedWriteMessage) == 0)
            return Errc::StoreUnloggedWrite;
        return Errc::StoreConstraint;
    case SQLITE_IOERR: {
        const int systemCode = db != nullptr ? sqlite3_system_errno(db) : 0;
        return base::saysDiskFull(systemCode) || systemCode == EFBIG ? Errc::DiskFull : Errc::StoreFailed;
    }
    default:
        return Errc::StoreFailed;
    }
}

} // namespace

base::Error sqlError(sqlite3 *db, int code)
{
    const int extended = db != nullptr ? sqlite3_extended_errcode(db) : code;
    return {errcOf(db, code), {{"code", static_cast<std::int64_t>(extended)}}};
}

} // namespace indaro::store
