// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_round.h"

#include "app/cli/exchange_json.h"
#include "core/sync/log_tidying.h"

#include <QJsonArray>

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
        lines << u"%1: indaro-cli conflicts lists them"_s.arg(counted(count, u"open conflict"_s));
    if (const auto count = json.value(u"quarantine"_s).toArray().size(); count > 0)
        lines << u"%1 put aside for a person to look at"_s.arg(counted(count, u"thing was"_s, u"things were"_s));
    if (const auto count = json.value(u"alarms"_s).toArray().size(); count > 0)
        lines << u"%1 open: indaro-cli roster lists them"_s.arg(counted(count, u"alarm is"_s, u"alarms are"_s));
    return lines.join(u"; "_s);
}

} // namespace

base::Result<transport::SyncOptions> roundOptions(const Program &program)
{
    transport::SyncOptions options;
    options.allowsPlain = program.arguments.has(u"allow-plain-http"_s);
    options.isSlow = program.arguments.has(u"slow"_s);
    if (program.arguments.has(u"attempts"_s))
        options.attempts = program.arguments.value(u"attempts"_s).toUInt();
    if (!program.arguments.rest.isEmpty()) {
        INDARO_TRY_ASSIGN(const QUrl url, transport::serverUrl(program.arguments.rest.front(), options.allowsPlain));
        options.url = url.toString().toStdString();
    }
    return options;
}

transport::SyncReport runRound(exchange::ExchangeDesk &exchange, Loop &loop, const transport::SyncOptions &options)
{
    transport::HttpsTransport road(runHere(exchange));
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
    return report;
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

base::Result<Reply> endExchange(OpenVault &open, exchange::ExchangeDesk &exchange, Exchanged done)
{
    INDARO_TRY(exchange::followConsents(open.desk()));
    if (!done.failure) {
        if (const auto tidied = tidyLog(open)) // the exchange itself is done, and its report stands
            done.json.insert(u"oldHistoryDropped"_s, *tidied);
        else
            done.json.insert(u"oldHistoryError"_s, toJson(tidied.error()));
    }
    INDARO_TRY_ASSIGN(const QJsonObject now, standing(open, exchange));
    for (auto it = now.begin(); it != now.end(); ++it)
        done.json.insert(it.key(), it.value());
    Reply reply{done.text, done.json, remarkOn(now)};
    reply.failure = done.failure;
    return reply;
}

} // namespace indaro::cli
