// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_round.h"
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/transport/folder_exchange.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

base::Result<std::string> joinServer(Program &program, OpenVault &open, exchange::ExchangeDesk &exchange, Loop &loop,
                                     const QString &url)
{
    INDARO_TRY_ASSIGN(const base::SecretBytes code, readSecretLine());
    transport::HttpsTransport road(runHere(exchange));
    std::optional<base::Result<std::string>> joined;
    road.join({url, std::string(base::asText(code.view())), program.arguments.value(u"certificate"_s).toStdString(),
               program.arguments.has(u"allow-plain-http"_s), open.vault().userId()},
              [&](base::Result<std::string> result) {
                  joined = std::move(result);
                  loop.quit();
              });
    if (!joined)
        loop.run();
    return *joined;
}

QJsonObject toJson(const transport::FolderReport &report)
{
    const auto &in = report.intake;
    QJsonArray upToDate;
    for (const auto &device : report.upToDate)
        upToDate.append(exchange::seriesText(device));
    return {{u"ok"_s, !report.writeFailure},
            {u"applied"_s, qint64(in.applied)},
            {u"known"_s, qint64(in.known)},
            {u"waiting"_s, qint64(in.waiting)},
            {u"held"_s, qint64(in.held)},
            {u"quarantined"_s, qint64(in.quarantined)},
            {u"refused"_s, qint64(in.refused)},
            {u"rosterBlocks"_s, qint64(in.rosterBlocks)},
            {u"snapshotPartsTaken"_s, qint64(in.snapshotParts)},
            {u"strangeFiles"_s, qint64(report.strangeFiles)},
            {u"damagedFiles"_s, qint64(report.damagedFiles)},
            {u"written"_s, qint64(report.written)},
            {u"bytesWritten"_s, qint64(report.bytesWritten)},
            {u"needsSnapshot"_s, report.needsSnapshot},
            {u"erasable"_s, qint64(report.erasable.size())},
            {u"erasableBytes"_s, qint64(report.erasableBytes)},
            {u"erased"_s, qint64(report.erased)},
            {u"upToDate"_s, upToDate}};
}

} // namespace

VerbResult syncServer(Program &program)
{
    if (program.arguments.has(u"neighbour"_s))
        return syncNeighbour(program);
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    Loop loop;
    INDARO_TRY_ASSIGN(transport::SyncOptions options, roundOptions(program));
    if (program.arguments.has(u"invitation-stdin"_s)) {
        INDARO_TRY_ASSIGN(options.url, joinServer(program, *open, *exchange, loop, program.arguments.rest.value(0)));
    }
    const auto report = runRound(*exchange, loop, options);
    return endExchange(*open, *exchange,
                       {u"%1 received, %2 sent; the server has signed for them.\n"_s
                            .arg(counted(qint64(report.envelopesReceived), u"envelope"_s))
                            .arg(report.envelopesSent),
                        toJson(report), report.failure});
}

VerbResult syncFolder(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    transport::DiskFolder folder(program.arguments.rest.front().toStdU16String());
    transport::FolderOptions options;
    options.erasesConfirmed = program.arguments.has(u"erase-confirmed"_s);
    INDARO_TRY_ASSIGN(const auto report, transport::exchangeFolder(exchange->desk(), folder, options));
    QString text =
        u"%1 taken in, %2 written.\n"_s.arg(counted(qint64(report.intake.applied), u"envelope"_s)).arg(report.written);
    if (report.erased > 0)
        text += u"%1 erased, which every laptop has.\n"_s.arg(
            counted(qint64(report.erased), u"bundle was"_s, u"bundles were"_s));
    else if (!report.erasable.empty())
        text += u"%1 be erased, which every laptop has (--erase-confirmed).\n"_s.arg(
            counted(qint64(report.erasable.size()), u"bundle could"_s, u"bundles could"_s));
    return endExchange(*open, *exchange, {text, toJson(report), report.writeFailure});
}

} // namespace indaro::cli
