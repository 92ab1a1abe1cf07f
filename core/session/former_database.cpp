// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/session/former_database.h"

#include <string>

namespace indaro::session {

using base::Errc;
using base::Result;

Result<void> removeFormerDatabase(store::Connection &db)
{
    INDARO_TRY_ASSIGN(auto files, db.prepare("SELECT file FROM pragma_database_list WHERE name = 'main'"));
    INDARO_TRY_ASSIGN(const bool found, files.step());
    const std::string file = found ? files.text(0) : std::string();
    if (file.empty())
        return {};          // in memory
    std::error_code failed; // what is not there is removed
    std::filesystem::remove(std::filesystem::path(file).parent_path() / FormerDatabaseName, failed);
    return failed ? Result<void>(Errc::FileNotWritable) : Result<void>();
}

} // namespace indaro::session
