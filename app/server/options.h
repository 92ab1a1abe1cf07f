// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/server/http_server.h"
#include "core/relay/relay.h"

#include <string>
#include <vector>

namespace indaro::server {

struct Options
{
    std::string command = "serve";
    std::vector<std::string> words; ///< what follows the command
    std::string folder;             ///< of the embedded store
    std::string database;           ///< postgresql://…; empty = embedded
    int workers = 4;                ///< connections to PostgreSQL
    int days = 7;                   ///< an invitation is valid
    HttpOptions http;
    relay::RelayPolicy policy;
};

/// The text of --help.
[[nodiscard]] std::string helpText();

/// From the command line and the environment (INDARO_DATABASE, so that a password stands in no list of
/// processes; STATE_DIRECTORY of systemd). `complaint` says in English what is wrong. Errors:
/// InvalidArgument.
[[nodiscard]] base::Result<Options> readOptions(const std::vector<std::string> &arguments, std::string &complaint);

} // namespace indaro::server
