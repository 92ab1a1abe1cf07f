// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_json.h"
#include "app/cli/exchange_loop.h"
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/sync/log_tidying.h"
#include "core/transport/folder_exchange.h"
#include "core/transport/house_server.h"

#include <QJsonArray>
#include <QSocketNotifier>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// To standard error, a line a step, for people who wait.
void tell(const transport::SyncProgress &progress)
{
    using Step = transport::SyncProgress::Step;
    const auto seconds = static_cast<long long>(progress.secondsLeft.value_or(-1));
    if (progress.step == Step::Waiting)
        std::fprintf(stderr, "indaro-cli: no answer; next attempt in %lld s\n", seconds);
    else if (progress.step == Step::Sending)
        std::fprintf(stderr, "indaro-cli: %llu of %llu changes sent%s\n",
                     static_cast<unsigned long long>(progress.changesSent),
                     static_cast<unsigned long long>(progress.changesToSend),
                     seconds > 0 ? (", about " + std::to_string(seconds) + " s left").c_str() : "");
}

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

QJsonObject toJson(const transport::SyncReport &report)
{
    const auto &in = report.intake;
    return {{u"ok"_s, !report.failure},
            {u"envelopesReceived"_s, qint64(report.envelopesReceived)},
            {u"envelopesSent"_s, qint64(report.envelopesSent)},
            {u"changesSent"_s, qint64(report.changesSent)},
            {u"receipts"_s, qint64(report.receipts)},
            {u"applied"_s, qint64(in.applied)},
            {u"waiting"_s, qint64(in.waiting)},
            {u"held"_s, qint64(in.held)},
            {u"quarantined"_s, qint64(in.quarantined)},
            {u"refused"_s, qint64(in.refused)},
            {u"needsSnapshot"_s, report.needsSnapshot},
            {u"snapshotPartsTaken"_s, qint64(report.snapshotPartsTaken)},
            {u"snapshotPartsGiven"_s, qint64(report.snapshotPartsGiven)},
            {u"mail"_s, qint64(report.mail)},
            {u"requests"_s, qint64(report.requests)},
            {u"bytesUp"_s, qint64(report.bytesUp)},
            {u"bytesDown"_s, qint64(report.bytesDown)}};
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

void append(QJsonObject &json, const QJsonObject &more)
{
    for (auto it = more.begin(); it != more.end(); ++it)
        json.insert(it.key(), it.value());
}

/// Lets go of old history (sync::tidyLog): what the desktop does in the background. Gives how many operations went.
base::Result<qint64> tidyLog(OpenVault &open)
{
    qint64 dropped = 0;
    for (bool hasMore = true; hasMore;) {
        INDARO_TRY_ASSIGN(const auto step, sync::tidyLog(open.desk().log));
        dropped += qint64(step.dropped);
        hasMore = step.hasMore;
    }
    return dropped;
}

/// What a person has to look at after an exchange; empty when nothing.
QString remarkOn(const QJsonObject &json)
{
    QStringList lines;
    if (const int count = json.value(u"conflicts"_s).toInt(); count > 0)
        lines << u"%1 open conflicts: indaro-cli conflicts lists them"_s.arg(count);
    if (const auto count = json.value(u"quarantine"_s).toArray().size(); count > 0)
        lines << u"%1 things were put aside for a person to look at"_s.arg(count);
    if (const auto count = json.value(u"alarms"_s).toArray().size(); count > 0)
        lines << u"%1 alarms are open: indaro-cli roster lists them"_s.arg(count);
    return lines.join(u"; "_s);
}

} // namespace

VerbResult syncServer(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    Loop loop;
    transport::SyncOptions options;
    options.allowsPlain = program.arguments.has(u"allow-plain-http"_s);
    options.isSlow = program.arguments.has(u"slow"_s);
    if (program.arguments.has(u"attempts"_s))
        options.attempts = program.arguments.value(u"attempts"_s).toUInt();
    options.isNeighbour = program.arguments.has(u"neighbour"_s);
    if (!program.arguments.rest.isEmpty()) {
        INDARO_TRY_ASSIGN(const QUrl url, transport::serverUrl(program.arguments.rest.front(), options.allowsPlain));
        options.url = url.toString().toStdString();
    }
    if (program.arguments.has(u"invitation-stdin"_s)) {
        INDARO_TRY_ASSIGN(options.url, joinServer(program, *open, *exchange, loop, program.arguments.rest.value(0)));
    }
    transport::HttpsTransport road(runHere(*exchange));
    transport::SyncReport report;
    bool isDone = false;
    QObject::connect(&road, &transport::HttpsTransport::progressed, &road, &tell);
    QObject::connect(&road, &transport::HttpsTransport::finished, &road, [&](const transport::SyncReport &result) {
        report = result;
        isDone = true;
        loop.quit();
    });
    road.start(options);
    if (!isDone)
        loop.run();
    INDARO_TRY(exchange::followConsents(open->desk()));
    QJsonObject json = toJson(report);
    if (!report.failure) {
        if (const auto tidied = tidyLog(*open)) // the exchange itself is done, and its report stands
            json.insert(u"oldHistoryDropped"_s, *tidied);
        else
            json.insert(u"oldHistoryError"_s, cli::toJson(tidied.error()));
    }
    INDARO_TRY_ASSIGN(const QJsonObject now, standing(*open, *exchange));
    append(json, now);
    const QString text = options.isNeighbour ? u"%1 envelopes received, %2 sent; the other laptop has them.\n"_s
                                             : u"%1 envelopes received, %2 sent; the server has signed for them.\n"_s;
    Reply reply{text.arg(report.envelopesReceived).arg(report.envelopesSent), json, remarkOn(now)};
    reply.failure = report.failure;
    return reply;
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
    INDARO_TRY(server.start(hasPort ? program.arguments.value(u"port"_s).toUShort() : transport::HouseServer::UsualPort));
    qint64 visits = 0, applied = 0;
    QObject::connect(&server, &transport::HouseServer::visited, &server, [&visits] { ++visits; });
    QObject::connect(&server, &transport::HouseServer::received, &server,
                     [&applied](const transport::Intake &intake) { applied += qint64(intake.applied); });
    const QStringList addresses = server.addresses();
    INDARO_TRY(writeOut(
        program.isJson()
            ? jsonLine({{u"ok"_s, true}, {u"addresses"_s, QJsonArray::fromStringList(addresses)}}).toStdString()
            : u"The other laptops: indaro-cli sync %1 --neighbour\n"_s.arg(addresses.join(u" or "_s)).toStdString()));
    QSocketNotifier end(fileno(stdin), QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, &end, [&loop] {
        if (std::fgetc(stdin) == EOF)
            loop.quit();
    });
    loop.run();
    server.stop();
    INDARO_TRY(exchange::followConsents(open->desk()));
    QJsonObject json{{u"ok"_s, true}, {u"visits"_s, visits}, {u"applied"_s, applied}};
    INDARO_TRY_ASSIGN(const QJsonObject now, standing(*open, *exchange));
    append(json, now);
    return Reply{u"%1 questions answered, %2 envelopes taken in.\n"_s.arg(visits).arg(applied), json, remarkOn(now)};
}

VerbResult syncFolder(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    transport::DiskFolder folder(program.arguments.rest.front().toStdU16String());
    transport::FolderOptions options;
    options.erasesConfirmed = program.arguments.has(u"erase-confirmed"_s);
    INDARO_TRY_ASSIGN(const auto report, transport::exchangeFolder(exchange->desk(), folder, options));
    INDARO_TRY(exchange::followConsents(open->desk()));
    QJsonObject json = toJson(report);
    if (!report.writeFailure) {
        if (const auto tidied = tidyLog(*open)) // the exchange itself is done, and its report stands
            json.insert(u"oldHistoryDropped"_s, *tidied);
        else
            json.insert(u"oldHistoryError"_s, cli::toJson(tidied.error()));
    }
    INDARO_TRY_ASSIGN(const QJsonObject now, standing(*open, *exchange));
    append(json, now);
    QString text = u"%1 envelopes taken in, %2 written.\n"_s.arg(report.intake.applied).arg(report.written);
    if (report.erased > 0)
        text += u"%1 bundles that every laptop has were erased.\n"_s.arg(report.erased);
    else if (!report.erasable.empty())
        text += u"%1 bundles could be erased: every laptop has them (--erase-confirmed).\n"_s.arg(report.erasable.size());
    Reply reply{text, json, remarkOn(now)};
    reply.failure = report.writeFailure;
    return reply;
}

} // namespace indaro::cli
