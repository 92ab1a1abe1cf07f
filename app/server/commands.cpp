// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/commands.h"

#include "app/server/postgres_store.h"
#include "app/server/sqlite_store.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string_view>

namespace indaro::server {

using base::Error;
using base::Result;
using relay::Relay;

namespace {

constexpr base::UtcMs Day = base::UtcMs{24} * 3600 * 1000;

template <class Id> std::optional<Id> idOf(const std::string &text)
{
    const auto bytes = base::fromHex(text);
    return bytes ? Id::fromBytes(*bytes) : std::nullopt;
}

std::string hex(base::ByteView bytes)
{
    return base::toHex(bytes);
}

Result<std::string> invite(Relay &relay, const Options &options)
{
    std::string text;
    if (options.command == "invite-shelter") {
        INDARO_TRY_ASSIGN(const auto code, relay.inviteShelter(options.days * Day));
        text = code + "\nGive this code, the address of this server and its key to the director of the "
                      "shelter, by word of mouth"
                      " or on paper.\n";
    } else if (options.command == "invite-commission") {
        INDARO_TRY_ASSIGN(const auto code, relay.inviteReceiver(options.days * Day));
        text = code + "\nGive this code and the address of this server to the commission, by word of mouth or on paper: "
                      "its workstation then fetches the packets sealed to its key.\n";
    } else {
        const auto shelter = options.words.empty() ? std::nullopt : idOf<relay::ShelterId>(options.words[0]);
        if (!shelter)
            return Error(base::Errc::InvalidArgument);
        INDARO_TRY_ASSIGN(const auto code, relay.inviteDevice(*shelter, options.days * Day));
        text = code + "\nOne laptop of this shelter joins with this code.\n";
    }
    return text + "It works once, within " + std::to_string(options.days) +
           " days. Key of this server: " + hex(relay.publicKey()) + "\n";
}

Result<std::string> list(Relay &relay)
{
    INDARO_TRY_ASSIGN(const auto shelters, relay.report());
    std::string out;
    for (const auto &shelter : shelters) {
        out += hex(shelter.id.bytes()) + "  " + std::to_string(shelter.row.total) + " envelopes in all, " +
               std::to_string(shelter.row.bytes / wire::KiB) + " KiB kept, " +
               std::to_string(shelter.row.quarantineBytes / wire::KiB) + " KiB in quarantine\n";
        for (const auto &device : shelter.devices) {
            const bool hasToken =
                std::find(shelter.withToken.begin(), shelter.withToken.end(), device.id) != shelter.withToken.end();
            out += "  " + hex(device.id.bytes()) + (device.isAdmin ? "  admin" : "") +
                   (device.isRevoked ? "  revoked" : "") + (hasToken ? "  has access" : "") + "\n";
        }
    }
    return out.empty() ? "no shelter yet\n" : out;
}

Result<std::string> revoke(Relay &relay, const Options &options)
{
    const std::string word = options.words.empty() ? "" : options.words[0];
    const auto device = idOf<relay::DeviceId>(word);
    if (!device && word != "commission")
        return Error(base::Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(const auto count, relay.revokeToken(device));
    return std::to_string(count) + (count == 1 ? " token ended\n" : " tokens ended\n");
}

Result<std::string> backup(const Options &options)
{
    if (!options.database.empty() || options.words.size() != 1)
        return Error(base::Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(const auto store, SqliteStore::open(options.folder));
    INDARO_TRY(store->backupTo(options.words[0]));
    return "copied to " + options.words[0] + "; it holds the key of the copy, so keep it as you keep the server\n";
}

/// Only serving makes a database. A command that made an empty one in the wrong folder would be a backup of nothing that
/// reports success: the folder is the caller's home unless it is named, and the service's is another one.
bool hasNoDatabase(const Options &options)
{
    constexpr std::array<std::string_view, 6> Commands{"invite-shelter", "invite-device", "invite-commission",
                                                       "list",           "revoke-token",  "backup"};
    std::error_code ec;
    return options.database.empty() && std::find(Commands.begin(), Commands.end(), options.command) != Commands.end() &&
           !std::filesystem::exists(std::filesystem::path(options.folder) / "relay.db", ec);
}

Result<std::string> run(const Options &options, const base::Clock &clock)
{
    if (options.command == "backup")
        return backup(options);
    INDARO_TRY_ASSIGN(const auto store, openStore(options));
    INDARO_TRY_ASSIGN(auto relay, Relay::open(*store, clock, options.policy));
    if (options.command == "invite-shelter" || options.command == "invite-device" || options.command == "invite-commission")
        return invite(relay, options);
    if (options.command == "list")
        return list(relay);
    if (options.command == "revoke-token")
        return revoke(relay, options);
    return Error(base::Errc::InvalidArgument);
}

} // namespace

Result<std::unique_ptr<relay::RelayStore>> openStore(const Options &options)
{
    if (!options.database.empty()) {
        INDARO_TRY_ASSIGN(auto store, PostgresStore::open(options.database));
        return std::unique_ptr<relay::RelayStore>(std::move(store));
    }
    INDARO_TRY_ASSIGN(auto store, SqliteStore::open(options.folder));
    return std::unique_ptr<relay::RelayStore>(std::move(store));
}

int runCommand(const Options &options, const base::Clock &clock)
{
    if (hasNoDatabase(options)) {
        std::fprintf(
            stderr,
            "indaro-server: %s: there is no database in %s; name its folder with --data, or use indaro-server-admin "
            "for the one of the service\n",
            options.command.c_str(), options.folder.c_str());
        return 2;
    }
    const auto text = run(options, clock);
    if (text) {
        std::fputs(text.value().c_str(), stdout);
        return 0;
    }
    std::fprintf(stderr, "indaro-server: %s: %s\n", options.command.c_str(), text.error().toString().c_str());
    if (text.error().code == base::Errc::InvalidArgument)
        std::fputs(helpText().c_str(), stderr);
    return text.error().code == base::Errc::InvalidArgument ? 2 : 1;
}

} // namespace indaro::server
