// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_round.h"
#include "app/cli/verbs.h"
#include "core/transport/house_beacon.h"
#include "core/transport/house_server.h"

#include <QJsonArray>
#include <QSocketNotifier>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

constexpr int LookMs = 6'000;         // three questions; a laptop that is there answers the first
constexpr int OthersMs = 1'000;       // after the first: another one may be the one that can be reached
constexpr unsigned FoundAttempts = 2; // what was found is a hint: the next one is tried soon

transport::HouseBeacon::Reach reachOf(const Program &program)
{
    return {.isThisMachineOnly = program.arguments.has(u"this-machine-only"_s)};
}

/// The laptops of the house that offer themselves, whoever is heard within a few seconds.
QStringList findNeighbours(const Program &program, exchange::ExchangeDesk &exchange, Loop &loop)
{
    transport::HouseBeacon beacon(reachOf(program));
    QStringList found;
    QTimer end;
    end.setSingleShot(true);
    QObject::connect(&end, &QTimer::timeout, &end, [&loop] { loop.quit(); });
    QObject::connect(&beacon, &transport::HouseBeacon::found, &end, [&](const QStringList &addresses) {
        if (found.isEmpty())
            end.start(OthersMs);
        found = addresses;
    });
    end.start(LookMs);
    beacon.look(exchange.trust().shelter());
    loop.run();
    return found;
}

/// Its sentence does not speak of a server.
base::Error inTheHouse(base::Error error)
{
    error.args.push_back({"road", std::string("house")});
    return error;
}

} // namespace

VerbResult syncNeighbour(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    if (!exchange->trust().isMember())
        return base::Error(base::Errc::NotEnrolled);
    Loop loop;
    INDARO_TRY_ASSIGN(transport::SyncOptions options, roundOptions(program));
    options.isNeighbour = true;
    QStringList addresses{QString::fromStdString(options.url)};
    if (program.arguments.rest.isEmpty()) {
        addresses = findNeighbours(program, *exchange, loop);
        if (!program.arguments.has(u"attempts"_s))
            options.attempts = FoundAttempts;
    }
    if (addresses.isEmpty())
        return base::Error(base::Errc::NetworkUnreachable, {{"road", std::string("house")}, {"found", 0}});
    transport::SyncReport report;
    QString visited;
    for (const QString &address : std::as_const(addresses)) {
        visited = address;
        options.url = address.toStdString();
        report = runRound(*exchange, loop, options);
        if (!report.failure)
            break;
        report.failure = inTheHouse(std::move(*report.failure));
    }
    QJsonObject json = toJson(report);
    json.insert(u"address"_s, visited);
    return endExchange(*open, *exchange,
                       {u"%1 received, %2 sent; the other laptop has them.\n"_s
                            .arg(counted(qint64(report.envelopesReceived), u"envelope"_s))
                            .arg(report.envelopesSent),
                        json, report.failure});
}

VerbResult houseOffer(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    if (!exchange->trust().isMember())
        return base::Error(base::Errc::NotEnrolled);
    Loop loop;
    transport::HouseServer server(runHere(*exchange));
    const bool hasPort = program.arguments.has(u"port"_s);
    const auto reach = reachOf(program);
    INDARO_TRY(server.start(hasPort ? program.arguments.value(u"port"_s).toUShort() : transport::HouseServer::UsualPort,
                            QHostAddress(reach.isThisMachineOnly ? QHostAddress::LocalHost : QHostAddress::Any)));
    qint64 visits = 0, applied = 0;
    QObject::connect(&server, &transport::HouseServer::visited, &server, [&visits] { ++visits; });
    QObject::connect(&server, &transport::HouseServer::received, &server,
                     [&applied](const transport::Intake &intake) { applied += qint64(intake.applied); });
    transport::HouseBeacon beacon(reach);
    const bool isAnnounced = !program.arguments.has(u"no-announce"_s);
    if (isAnnounced)
        beacon.announce(exchange->trust().shelter(), server.port());
    const QStringList addresses = server.addresses();
    INDARO_TRY(writeOut(program.isJson()
                            ? jsonLine({{u"ok"_s, true},
                                        {u"addresses"_s, QJsonArray::fromStringList(addresses)},
                                        {u"isAnnounced"_s, isAnnounced}})
                                  .toStdString()
                            : (isAnnounced
                                   ? u"The other laptops: indaro-cli sync --neighbour, or indaro-cli sync %1 --neighbour\n"_s
                                   : u"The other laptops: indaro-cli sync %1 --neighbour\n"_s)
                                  .arg(addresses.join(u" or "_s))
                                  .toStdString()));
    QSocketNotifier end(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &end, [&loop] {
        if (std::fgetc(stdin) == EOF)
            loop.quit();
    });
    loop.run();
    beacon.withdraw();
    server.stop();
    return endExchange(
        *open, *exchange,
        {u"%1 answered, %2 taken in.\n"_s.arg(counted(visits, u"question"_s), counted(applied, u"envelope"_s)),
         {{u"ok"_s, true}, {u"visits"_s, visits}, {u"applied"_s, applied}},
         {}});
}

} // namespace indaro::cli
