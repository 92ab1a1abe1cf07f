// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/server/commands.h"
#include "app/server/metrics.h"
#include "app/server/workers.h"
#include "core/base/log.h"
#include "core/base/process.h"
#include "core/crypto/initialise.h"

#include <cstdio>

using namespace indaro;

namespace {

int fail(const char *what, const base::Error &error)
{
    std::fprintf(stderr, "indaro-server: %s: %s\n", what, error.toString().c_str());
    return 1;
}

/// What stands on the screen of who starts it for the first time.
void sayWhatNext(const server::Options &options, std::uint16_t port)
{
    const bool isTls = !options.http.certificateFile.empty();
    std::printf("listening on %s://%s:%u\n", isTls ? "https" : "http", options.http.address.c_str(),
                static_cast<unsigned>(port));
    const std::string where =
        options.database.empty() ? " --data '" + options.folder + "'" : " (with the same INDARO_DATABASE)";
    std::printf("keeps its data in %s\n", options.database.empty() ? options.folder.c_str() : "PostgreSQL");
    if (!isTls)
        std::printf("plain HTTP: laptops elsewhere need a certificate (--certificate, --key) or a reverse "
                    "proxy in front\n");
    std::printf("next: 'indaro-server invite-shelter%s' prints the code with which a shelter joins; "
                "'indaro-server --help' "
                "lists the rest\n",
                where.c_str());
    std::fflush(stdout);
}

int serve(const server::Options &options, const base::Clock &clock)
{
    base::ignoreBrokenPipes();
    server::Metrics metrics;
    server::Workers workers(clock, options.policy, metrics);
    // SQLite has one writer; a second thread would only wait for the first.
    const int count = options.database.empty() ? 1 : options.workers;
    for (int i = 0; i < count; ++i) {
        if (const auto added = workers.add([&] { return server::openStore(options); }); !added)
            return fail("the database cannot be used", added.error());
    }
    base::logEvent("started", {{"workers", count}});
    const auto served =
        server::serveHttp(options.http, workers, metrics, [&](std::uint16_t port) { sayWhatNext(options, port); });
    if (!served)
        return fail("cannot listen", served.error());
    base::logEvent("stopped");
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + std::min(argc, 1), argv + argc);
    for (const std::string &argument : arguments)
        if (argument == "--help" || argument == "help") {
            std::fputs(server::helpText().c_str(), stdout);
            return 0;
        }
    if (const auto ready = crypto::initialise(); !ready)
        return fail("encryption cannot be started", ready.error());
    base::hardenProcess();
    std::string complaint;
    const auto options = server::readOptions(arguments, complaint);
    if (!options) {
        std::fprintf(stderr, "indaro-server: %s\n", complaint.c_str());
        return 2;
    }
    const base::SystemClock clock;
    return options.value().command == "serve" ? serve(options.value(), clock) : server::runCommand(options.value(), clock);
}
