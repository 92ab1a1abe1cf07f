// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/options.h"

#include <charconv>
#include <cstdlib>
#include <functional>

namespace indaro::server {

using base::Errc;
using base::Error;

namespace {

struct Option
{
    const char *name;
    const char *value; ///< what stands after it in the help; null for a switch
    const char *help;
    std::function<bool(Options &, const std::string &)> set;
};

template <class T> bool toNumber(const std::string &text, T least, T most, T &out)
{
    T value{};
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    if (result.ec != std::errc() || result.ptr != text.data() + text.size() || value < least || value > most)
        return false;
    out = value;
    return true;
}

bool setListen(Options &o, const std::string &text)
{
    const auto colon = text.rfind(':');
    if (colon == std::string::npos || colon == 0)
        return false;
    o.http.address = text.substr(0, colon);
    if (o.http.address.size() > 2 && o.http.address.front() == '[' && o.http.address.back() == ']')
        o.http.address = o.http.address.substr(1, o.http.address.size() - 2);
    return toNumber<std::uint16_t>(text.substr(colon + 1), 0, 65535, o.http.port);
}

bool setMegabytes(Options &o, const std::string &text)
{
    std::uint64_t megabytes = 0;
    if (!toNumber<std::uint64_t>(text, 1, 1'000'000, megabytes))
        return false;
    o.policy.bytes = megabytes * wire::MiB;
    return true;
}

bool setRate(Options &o, const std::string &text)
{
    int rate = 0;
    if (!toNumber(text, 1, 1'000'000, rate))
        return false;
    o.http.requestsPerSecond = rate;
    o.http.requestBurst = rate * 10;
    return true;
}

const std::vector<Option> &allOptions()
{
    static const std::vector<Option> all{
        {"--data", "FOLDER", "folder of the embedded database",
         [](Options &o, const std::string &v) { return !(o.folder = v).empty(); }},
        {"--database", "URL", "postgresql://… instead (better: INDARO_DATABASE in the environment)",
         [](Options &o, const std::string &v) { return (o.database = v).starts_with("postgres"); }},
        {"--workers", "N", "connections to PostgreSQL (4)",
         [](Options &o, const std::string &v) { return toNumber(v, 1, 64, o.workers); }},
        {"--listen", "ADDRESS:PORT", "where to listen (127.0.0.1:8437; port 0: any)", setListen},
        {"--certificate", "FILE", "PEM chain: serve TLS 1.3",
         [](Options &o, const std::string &v) { return !(o.http.certificateFile = v).empty(); }},
        {"--key", "FILE", "PEM private key of the certificate",
         [](Options &o, const std::string &v) { return !(o.http.keyFile = v).empty(); }},
        {"--behind-proxy", nullptr, "a reverse proxy on this machine or network does TLS and sets X-Forwarded-For",
         [](Options &o, const std::string &) { return o.http.isBehindProxy = true; }},
        {"--connections", "N", "most connections at a time (512)",
         [](Options &o, const std::string &v) { return toNumber<std::size_t>(v, 8, 100'000, o.http.connections); }},
        {"--rate", "N", "requests a second per laptop and per address, ten times that at once (20)", setRate},
        {"--quota", "MIB", "most a shelter may keep here (2048)", setMegabytes},
        {"--days", "N", "how long an invitation is valid (7)",
         [](Options &o, const std::string &v) { return toNumber(v, 1, 90, o.days); }},
    };
    return all;
}

std::string defaultFolder()
{
    if (const char *state = std::getenv("STATE_DIRECTORY"))
        return state;
    if (const char *home = std::getenv("HOME"))
        return std::string(home) + "/.local/share/indaro-server";
    return "indaro-server-data";
}

} // namespace

std::string helpText()
{
    std::string out = "indaro-server: keeps what it cannot read, so that the laptops of a shelter meet.\n\n"
                      "  indaro-server [serve]                 answers laptops until SIGTERM\n"
                      "  indaro-server invite-shelter          prints a one-time code with which a shelter joins\n"
                      "  indaro-server invite-device SHELTER   prints a one-time code for one laptop of a shelter\n"
                      "  indaro-server list                    shelters, laptops, sizes\n"
                      "  indaro-server revoke-token DEVICE     ends the access of a laptop (or: commission)\n"
                      "  indaro-server invite-commission       prints a one-time code with which a commission fetches its "
                      "packets\n"
                      "  indaro-server backup FOLDER           copies the embedded database while the server runs\n\n"
                      "Ids are 32 hexadecimal digits. Options:\n";
    for (const Option &option : allOptions()) {
        std::string start =
            std::string("  ") + option.name + (option.value != nullptr ? std::string(" ") + option.value : "");
        start.resize(std::max<std::size_t>(start.size() + 2, 30), ' ');
        out += start + option.help + "\n";
    }
    return out;
}

base::Result<Options> readOptions(const std::vector<std::string> &arguments, std::string &complaint)
{
    Options options;
    if (const char *database = std::getenv("INDARO_DATABASE"))
        options.database = database;
    bool hasCommand = false;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const std::string &argument = arguments[i];
        if (!argument.starts_with("--")) {
            (hasCommand ? options.words.emplace_back() : options.command) = argument;
            hasCommand = true;
            continue;
        }
        const Option *found = nullptr;
        for (const Option &option : allOptions())
            if (argument == option.name)
                found = &option;
        if (found == nullptr) {
            complaint = "unknown option " + argument;
            return Error(Errc::InvalidArgument);
        }
        std::string value;
        if (found->value != nullptr) {
            if (i + 1 >= arguments.size()) {
                complaint = argument + " needs a value";
                return Error(Errc::InvalidArgument);
            }
            value = arguments[++i];
        }
        if (!found->set(options, value)) {
            complaint = argument + ": not a value for it";
            return Error(Errc::InvalidArgument);
        }
    }
    if (options.http.certificateFile.empty() != options.http.keyFile.empty()) {
        complaint = "--certificate and --key go together";
        return Error(Errc::InvalidArgument);
    }
    const bool isPublic = options.http.address != "127.0.0.1" && options.http.address != "::1";
    if (isPublic && options.http.certificateFile.empty() && !options.http.isBehindProxy) {
        complaint = "tokens would travel in the clear: give --certificate and --key, or --behind-proxy";
        return Error(Errc::InvalidArgument);
    }
    if (options.folder.empty())
        options.folder = defaultFolder();
    return options;
}

} // namespace indaro::server
