// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/roads/exchange_texts.h"

#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"

#include <QtCore/QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::roads {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(Words)
};

/// The laptop an alarm's detail is about, as staff call it.
QString laptopIn(const std::string &detail, const exchange::Standing &standing)
{
    static constexpr std::string_view Key = "device=";
    const auto at = detail.find(Key);
    const auto id = at == std::string::npos ? std::string() : detail.substr(at + Key.size(), 32);
    for (const auto &laptop : standing.laptops) {
        if (base::toHex(laptop.id.bytes()) == id)
            return laptop.name;
    }
    return Words::tr("a laptop that is not on the list");
}

bool isByServer(const std::string &detail)
{
    return detail.find("road=server:") != std::string::npos;
}

QString number(std::uint64_t value)
{
    return QString::number(value);
}

QString receivedText(std::uint64_t packets)
{
    return Words::tr("%n packet(s) received.", nullptr, static_cast<int>(packets));
}

/// The last exchange, or that there was none yet.
QString lastText(const exchange::Standing &standing)
{
    if (!standing.last)
        return Words::tr("Nothing has been exchanged yet");
    return Words::tr("Last exchange: %1").arg(kit::dateTimeText(standing.last->at));
}

AlarmText roadAlarm(const QString &what, bool isByServer)
{
    if (isByServer)
        return {what,
                Words::tr("Work goes on as usual. The exchange with this server is stopped; use a USB stick meanwhile. "
                          "Call the person who runs the server and the director before you confirm here.")};
    return {what,
            Words::tr("Work goes on as usual. Keep the stick or laptop it came from apart and call the director before "
                      "you confirm here.")};
}

AlarmText securityAlarm(const sync::Alarm &alarm, const QString &laptop)
{
    using Kind = sync::AlarmKind;
    const bool byServer = isByServer(alarm.detail);
    switch (alarm.kind) {
    case Kind::Fork:
        return roadAlarm(
            Words::tr("Two different histories of one laptop were shown: %1. It may have been copied, or somebody "
                      "shows different things to different laptops.")
                .arg(laptop),
            byServer);
    case Kind::Rollback:
        return roadAlarm(Words::tr("Changes of %1 that were there before are missing now.").arg(laptop), byServer);
    case Kind::ChainBroken:
        return roadAlarm(Words::tr("What came from %1 does not follow what it wrote before.").arg(laptop), byServer);
    case Kind::Forged:
        return roadAlarm(
            Words::tr("Something came in the name of %1 that it did not sign. It was not taken in.").arg(laptop), byServer);
    case Kind::HouseOnServer:
        return roadAlarm(Words::tr("Files that must not leave the house came from a server."), byServer);
    case Kind::ReceiptWrong:
        return roadAlarm(Words::tr("The server signed for something else than this laptop had sent."), true);
    default:
        return {};
    }
}

AlarmText houseAlarm(const sync::Alarm &alarm, const QString &laptop)
{
    using Kind = sync::AlarmKind;
    switch (alarm.kind) {
    case Kind::CopiedVault:
        return {
            Words::tr("Somebody else works with a copy of this laptop’s vault."),
            Words::tr("Work goes on. Find out whether somebody restored a backup of this laptop or copied it, and call the "
                      "director. If nobody did, treat this laptop as stolen.")};
    case Kind::WrongKey:
        return {Words::tr("The list of the house gave this laptop a key that is not the right one."),
                Words::tr("Work goes on. Do not let any laptop in until the director has looked at the list.")};
    case Kind::ClockAhead:
        return {Words::tr("The clock of %1 is more than a day ahead.").arg(laptop),
                Words::tr("Nothing is lost. Set the date and time of that laptop."), false};
    case Kind::Contested:
        return {Words::tr("Two administrators have shut each other’s laptops out."),
                Words::tr("Work goes on. The people of the house must decide together which laptop stays.")};
    case Kind::NewDevice:
        return {Words::tr("A laptop was let into the house: %1.").arg(laptop),
                Words::tr("If you know it, confirm. If nobody of the house let it in, call the director at once."), false};
    default:
        return {};
    }
}

} // namespace

ExchangeLine exchangeLine(const exchange::Exchange &exchange)
{
    const auto &standing = exchange.standing();
    using Membership = exchange::Standing::Membership;
    if (!standing || standing->membership == Membership::None)
        return {};
    if (standing->membership != Membership::Member)
        return {Words::tr("This laptop does not exchange: see “Exchange”"), {}, ExchangeLine::Mark::Alarm};
    const bool isAlarm =
        std::ranges::any_of(standing->alarms, [&](const auto &alarm) { return alarmText(alarm, *standing).isUrgent; });
    if (isAlarm)
        return {Words::tr("Alarm: see “Exchange”. Work goes on"), {}, ExchangeLine::Mark::Alarm};
    if (exchange.isServerBusy() && exchange.progress().step == transport::SyncProgress::Step::Sending)
        return {progressText(exchange.progress()), {}, ExchangeLine::Mark::None};
    const bool needsEyes = !standing->alarms.empty() || !standing->quarantine.empty();
    const auto mark = needsEyes ? ExchangeLine::Mark::Notice : ExchangeLine::Mark::None;
    if (standing->counts.waiting > 0)
        return {Words::tr("Saved here; %n change(s) wait.", nullptr, static_cast<int>(standing->counts.waiting)),
                lastText(*standing), mark};
    return {lastText(*standing), {}, mark};
}

AlarmText alarmText(const sync::Alarm &alarm, const exchange::Standing &standing)
{
    const QString laptop = laptopIn(alarm.detail, standing);
    AlarmText text = securityAlarm(alarm, laptop);
    return text.what.isEmpty() ? houseAlarm(alarm, laptop) : text;
}

QString asideText(const sync::QuarantineLine &line, const exchange::Standing &standing)
{
    const QString laptop = line.key ? laptopIn("device=" + base::toHex(line.key->device.bytes()), standing) : QString();
    if (line.reason == "Held")
        return Words::tr("From %1: it would take away an unusual share of the files (%2). Nothing was taken away.")
            .arg(laptop, QString::fromStdString(line.detail));
    if (line.reason == "Revoked")
        return Words::tr("From %1: written after the laptop was shut out.").arg(laptop);
    if (line.reason == sync::alarmName(sync::AlarmKind::CopiedVault))
        return Words::tr("In the name of this laptop, but not written by it.");
    for (const auto code : base::allErrc()) {
        if (line.reason == base::errcName(code))
            return Words::tr("From %1: %2").arg(laptop, kit::errorText(base::Error(code)).what);
    }
    return Words::tr("From %1: it does not follow what the laptop wrote before.").arg(laptop);
}

bool mayBeLetIn(const sync::QuarantineLine &line)
{
    return line.reason != sync::alarmName(sync::AlarmKind::CopiedVault) &&
           line.reason != sync::alarmName(sync::AlarmKind::ChainBroken) &&
           line.reason != sync::alarmName(sync::AlarmKind::Fork);
}

QString progressText(const transport::SyncProgress &progress)
{
    using Step = transport::SyncProgress::Step;
    const auto seconds = progress.secondsLeft.value_or(-1);
    const int minutes = static_cast<int>((seconds + 59) / 60);
    const int toSend = static_cast<int>(progress.changesToSend);
    switch (progress.step) {
    case Step::Preparing:
        return Words::tr("Preparing what has to be sent…");
    case Step::Receiving:
        if (progress.envelopesToReceive == 0)
            return Words::tr("Asking the server for news…");
        return Words::tr("Receiving: %1 of %n packet(s)", nullptr, static_cast<int>(progress.envelopesToReceive))
            .arg(number(progress.envelopesReceived));
    case Step::Sending:
        if (seconds < 0)
            return Words::tr("%1 of %n change(s) sent", nullptr, toSend).arg(number(progress.changesSent));
        if (seconds < 60)
            return Words::tr("%1 of %n change(s) sent, less than a minute left", nullptr, toSend)
                .arg(number(progress.changesSent));
        return Words::tr("%1 of %n change(s) sent, %2 min left", nullptr, toSend)
            .arg(number(progress.changesSent))
            .arg(minutes);
    case Step::Waiting:
        return Words::tr("No answer. Next attempt in %1 s; nothing is lost").arg(std::max<std::int64_t>(1, seconds));
    }
    return {};
}

QString reportText(const std::optional<transport::SyncReport> &report)
{
    if (!report)
        return {};
    if (report->failure) {
        const auto text = kit::errorText(*report->failure);
        return text.whole();
    }
    if (report->envelopesSent == 0 && report->envelopesReceived == 0)
        return Words::tr("Nothing new on either side. The server has everything of this laptop.");
    return Words::tr("%n change(s) sent and signed for.", nullptr, static_cast<int>(report->changesSent)) + u' ' +
           receivedText(report->envelopesReceived);
}

QString visitText(const transport::SyncProgress &progress)
{
    if (progress.step == transport::SyncProgress::Step::Receiving && progress.envelopesToReceive == 0)
        return Words::tr("Asking the other laptop for news…");
    return progressText(progress);
}

QString visitReportText(const transport::SyncReport &report)
{
    if (report.failure)
        return kit::errorText(*report.failure).whole();
    if (report.envelopesSent == 0 && report.envelopesReceived == 0)
        return Words::tr("Nothing new on either side: both laptops have the same.");
    return Words::tr("The two laptops have exchanged: %n change(s) given.", nullptr, static_cast<int>(report.changesSent)) +
           u' ' + receivedText(report.envelopesReceived);
}

QString folderText(const transport::FolderReport &report)
{
    QStringList lines;
    const auto &intake = report.intake;
    lines << (intake.applied == 0 ? Words::tr("Nothing new was on the stick.")
                                  : Words::tr("%n packet(s) taken in.", nullptr, static_cast<int>(intake.applied)));
    if (intake.waiting > 0)
        lines << Words::tr("%n packet(s) wait for another one that has not come yet.", nullptr,
                           static_cast<int>(intake.waiting));
    if (intake.held + intake.quarantined > 0)
        lines << Words::tr("%n packet(s) were put aside: see below.", nullptr,
                           static_cast<int>(intake.held + intake.quarantined));
    if (report.damagedFiles > 0)
        lines << Words::tr("%n file(s) on the stick are damaged; what was whole in them counts.", nullptr,
                           static_cast<int>(report.damagedFiles));
    if (report.writeFailure) {
        lines << kit::errorText(*report.writeFailure).whole();
        return lines.join(u'\n');
    }
    lines << (report.written == 0 ? Words::tr("The stick already held everything of this laptop.")
                                  : Words::tr("%n packet(s) written and read back without a fault.", nullptr,
                                              static_cast<int>(report.written)));
    if (report.erased > 0)
        lines << Words::tr("%n old bundle(s) erased.", nullptr, static_cast<int>(report.erased));
    else if (!report.erasable.empty())
        lines << Words::tr("Every laptop has said that it holds %n bundle(s): you may erase them from the stick.", nullptr,
                           static_cast<int>(report.erasable.size()));
    if (report.needsSnapshot)
        lines << Words::tr("A laptop that was away very long needs more than the stick can bring: use the server for it.");
    return lines.join(u'\n');
}

QString countsHeading(const exchange::Standing &standing)
{
    const auto &counts = standing.counts;
    if (counts.waiting == 0 && counts.written > 0)
        return Words::tr("Everything written here is also somewhere else");
    return Words::tr("%n change(s) are on this laptop only", nullptr, static_cast<int>(counts.waiting));
}

QString countsText(const exchange::Standing &standing)
{
    const auto &counts = standing.counts;
    QStringList lines{Words::tr("Changes written on this laptop: %1. Signed for by a server: %2. Nowhere else yet: %3.")
                          .arg(number(counts.written), number(counts.stored), number(counts.waiting))};
    if (counts.house > 0)
        lines << Words::tr("%n of them may travel by USB stick or inside the house only, because the person wishes it.",
                           nullptr, static_cast<int>(counts.house));
    if (standing.waitingForOthers > 0)
        lines << Words::tr("%n packet(s) of other laptops wait for one that comes before them.", nullptr,
                           static_cast<int>(standing.waitingForOthers));
    return lines.join(u'\n');
}

QString fileProgressText(const exchange::FileProgress &progress)
{
    if (!progress.isMember)
        return {};
    const QString laptops = QStringList(progress.laptops.begin(), progress.laptops.end()).join(u", "_s);
    if (progress.isHouseOnly && progress.laptops.empty())
        return Words::tr("On this laptop only; travels by USB stick or inside the house");
    if (!progress.laptops.empty() && progress.isStored)
        return Words::tr("Received by %1; stored by the server").arg(laptops);
    if (!progress.laptops.empty())
        return Words::tr("Received by %1").arg(laptops);
    if (progress.isStored)
        return Words::tr("Stored by the server");
    return progress.isCut ? Words::tr("Waiting to be sent") : Words::tr("On this laptop only");
}

QString fileProgressWord(const exchange::FileProgress &progress)
{
    if (!progress.isMember)
        return {};
    if (!progress.laptops.empty())
        return Words::tr("Received");
    if (progress.isStored)
        return Words::tr("At the server");
    return progress.isCut && !progress.isHouseOnly ? Words::tr("Waiting") : Words::tr("Here only");
}

QString progressHeading()
{
    return Words::tr("Exchange");
}

QString whenText(base::UtcMs at, base::UtcMs now)
{
    const QDate day = model::localDay(at);
    const QDate today = model::localDay(now);
    if (day == today)
        return Words::tr("today %1").arg(kit::timeText(at));
    if (day.addDays(1) == today)
        return Words::tr("yesterday %1").arg(kit::timeText(at));
    return kit::dateTimeText(at);
}

} // namespace indaro::ui::roads
