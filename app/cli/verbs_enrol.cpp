// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_desk.h"
#include "app/cli/exchange_loop.h"
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/sync/enrolment.h"
#include "core/sync/local_meta.h"
#include "core/wire/limits.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

constexpr std::string_view RequestKey = "enrolment_request"; // the answer belongs to these very bytes
constexpr std::size_t LargestFile = 8 * wire::MiB;

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

base::Result<base::Bytes> readGiven(const Program &program)
{
    return base::readFile(program.arguments.rest.front().toStdU16String(), LargestFile);
}

/// A printed number must belong to one laptop [contracts.md 2].
base::Result<void> checkSeries(ExchangeDesk &exchange, const sync::EnrolmentRequest &request)
{
    for (const auto &device : exchange.trust().state().devices) {
        if (device.id != request.device && seriesText(device.id) == fromStd(request.series))
            return base::Error(base::Errc::RosterRefused, {{"why", std::string("series taken")}});
    }
    return {};
}

/// `--with-user ID`: somebody who works on the new laptop and gets what the person who signs may give.
base::Result<std::vector<wire::RosterUser>> newUsers(const Program &program)
{
    std::vector<wire::RosterUser> users;
    for (const QString &word : program.arguments.value(u"with-user"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto id = wire::UserId::fromText(word.toStdString());
        if (!id)
            return base::Error(base::Errc::InvalidArgument, {{"what", std::string("with-user")}});
        users.push_back({*id, wire::rights::All, wire::AllGroups});
    }
    return users;
}

/// The new laptop's own access to the house's server, when that can be asked now; what the answer then carries.
base::Result<base::Bytes> admitAtServer(const Program &program, ExchangeDesk &exchange, const wire::DeviceId &device)
{
    Loop loop;
    transport::HttpsTransport road(runHere(exchange));
    std::optional<base::Result<base::Bytes>> secret;
    road.admit({{}, program.arguments.has(u"allow-plain-http"_s), device}, [&](base::Result<base::Bytes> result) {
        secret = std::move(result);
        loop.quit();
    });
    if (!secret)
        loop.run();
    return std::move(*secret);
}

} // namespace

VerbResult enrolRequest(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, ExchangeDesk::over(*open));
    INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(open->desk()));
    const std::string name = program.arguments.value(u"name"_s).toStdString();
    INDARO_TRY_ASSIGN(const base::Bytes file, sync::makeEnrolmentRequest(exchange->trust(), series.toStdString(), name));
    INDARO_TRY_ASSIGN(const auto request, sync::readEnrolmentRequest(file));
    INDARO_TRY_ASSIGN(auto transaction, open->db().begin());
    INDARO_TRY(sync::setMeta(open->db(), RequestKey, file));
    INDARO_TRY(transaction.commit());
    INDARO_TRY(base::writeFileDurably(program.path(u"out"_s), file));
    return Reply{u"Code A: %1\n"_s.arg(fromStd(request.code)),
                 {{u"ok"_s, true},
                  {u"codeA"_s, fromStd(request.code)},
                  {u"device"_s, hex(request.device.bytes())},
                  {u"series"_s, series},
                  {u"user"_s, fromStd(open->vault().userId().toText())}},
                 u"Take the file to the administrator's laptop and compare code A there."_s};
}

VerbResult enrolApprove(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const base::Bytes file, readGiven(program));
    INDARO_TRY_ASSIGN(const auto request, sync::readEnrolmentRequest(file));
    if (!program.arguments.has(u"code"_s))
        return Reply{
            u"Code A: %1\n"_s.arg(fromStd(request.code)),
            {{u"ok"_s, true},
             {u"approved"_s, false},
             {u"codeA"_s, fromStd(request.code)},
             {u"device"_s, hex(request.device.bytes())}},
            u"Nothing was done. If the new laptop shows the same code, repeat with --code and the code it shows."_s};
    INDARO_TRY_ASSIGN(const std::string agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(auto exchange, ExchangeDesk::over(*open));
    const auto author = open->vault().userId();
    if (!sync::isSameCode(request.code, program.arguments.value(u"code"_s).toStdString()))
        return base::Error(base::Errc::EnrolmentCodeWrong);
    if (!exchange->trust().isMember()) // the first other laptop makes this one the first of a shelter
        INDARO_TRY(exchange->trust().found(author, std::nullopt));
    INDARO_TRY(checkSeries(*exchange, request));
    sync::Trust::Grant grant;
    grant.isAdmin = program.arguments.has(u"admin"_s);
    INDARO_TRY_ASSIGN(grant.users, newUsers(program));
    const std::string codeA = program.arguments.value(u"code"_s).toStdString();
    INDARO_TRY_ASSIGN(auto answer, sync::approveEnrolment(exchange->trust(), file, codeA, grant, author, {}));
    const auto secret = admitAtServer(program, *exchange, request.device);
    if (secret) { // the same answer once more, with what only the new laptop may read
        INDARO_TRY_ASSIGN(answer, sync::approveEnrolment(exchange->trust(), file, codeA, grant, author, *secret));
    }
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::LaptopEnrolled, std::nullopt,
                                        base::toHex(request.device.bytes()) + " " + agreed));
    INDARO_TRY(base::writeFileDurably(program.path(u"out"_s), answer.file));
    const bool hasServer = secret || secret.error().code != base::Errc::NotFound;
    const QString remark = secret || !hasServer
                               ? QString()
                               : u" The server could not be asked (%1): the new laptop will need an invitation of its own, "
                                 "or repeat this with a connection."_s.arg(fromStd(secret.error().toString()));
    return Reply{u"Code B: %1\n"_s.arg(fromStd(answer.code)),
                 {{u"ok"_s, true},
                  {u"approved"_s, true},
                  {u"codeA"_s, fromStd(request.code)},
                  {u"codeB"_s, fromStd(answer.code)},
                  {u"device"_s, hex(request.device.bytes())},
                  {u"hasServerAccess"_s, secret.hasValue()}},
                 u"Take the file back to the new laptop and compare code B there."_s + remark};
}

VerbResult enrolFinish(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, ExchangeDesk::over(*open));
    INDARO_TRY_ASSIGN(const base::Bytes file, readGiven(program));
    INDARO_TRY_ASSIGN(const auto request, sync::findMeta(open->db(), RequestKey));
    if (!request)
        return base::Error(base::Errc::EnrolmentNotForUs);
    INDARO_TRY_ASSIGN(auto pending, sync::readEnrolmentAnswer(exchange->trust(), *request, file));
    const QString code = fromStd(pending.code);
    const base::Bytes secret = pending.secret;
    if (!program.arguments.has(u"code"_s))
        return Reply{
            u"Code B: %1\n"_s.arg(code),
            {{u"ok"_s, true}, {u"finished"_s, false}, {u"codeB"_s, code}},
            u"Nothing was done. If the administrator's laptop shows the same code, repeat with --code and the code it shows."_s};
    INDARO_TRY(
        sync::finishEnrolment(exchange->trust(), std::move(pending), program.arguments.value(u"code"_s).toStdString()));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::ShelterJoined, std::nullopt,
                                        base::toHex(exchange->trust().shelter().bytes())));
    const auto server = transport::keepAdmission(open->db(), exchange->trust(), secret);
    return Reply{u"This laptop belongs to the house now.\n"_s,
                 {{u"ok"_s, true},
                  {u"finished"_s, true},
                  {u"codeB"_s, code},
                  {u"server"_s, fromStd(server.valueOr({}))},
                  {u"shelter"_s, hex(exchange->trust().shelter().bytes())}},
                 server ? QString()
                        : u"The access to the server that came with the answer cannot be used: %1"_s.arg(
                              fromStd(server.error().toString()))};
}

VerbResult revoke(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, ExchangeDesk::over(*open));
    INDARO_TRY_ASSIGN(const auto device, exchange->findDevice(program.arguments.rest.front()));
    std::vector<wire::UserId> disabled;
    for (const QString &word : program.arguments.value(u"disable-user"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto id = wire::UserId::fromText(word.toStdString());
        if (!id)
            return base::Error(base::Errc::InvalidArgument, {{"what", std::string("disable-user")}});
        disabled.push_back(*id);
    }
    INDARO_TRY_ASSIGN(const auto cuts, exchange->engine().cutsOf(device.id));
    INDARO_TRY(exchange->trust().revoke(device.id, cuts, disabled, open->vault().userId()));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::LaptopShutOut, std::nullopt,
                                        base::toHex(device.id.bytes())));
    return Reply{
        u"Laptop %1 is shut out. What was on it can be read by whoever knows a passphrase of it.\n"_s.arg(
            seriesText(device.id)),
        {{u"ok"_s, true}, {u"device"_s, hex(device.id.bytes())}, {u"series"_s, seriesText(device.id)}},
        u"The other laptops learn of it at their next exchange. Everybody who used it must change the passphrase."_s};
}

VerbResult roster(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, ExchangeDesk::over(*open));
    sync::Trust &trust = exchange->trust();
    if (program.arguments.has(u"found"_s)) {
        INDARO_TRY(trust.found(open->vault().userId(), std::nullopt));
        INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::ShelterJoined, std::nullopt,
                                            base::toHex(trust.shelter().bytes())));
    }
    if (!trust.isMember())
        return base::Error(base::Errc::NotEnrolled);
    const auto state = trust.state();
    QString text;
    QJsonArray devices, users, servers;
    for (const auto &device : state.devices) {
        const bool isSelf = device.id == trust.secrets().device;
        text += QStringList{seriesText(device.id), hex(device.id.bytes()),
                            device.isRevoked ? u"shut out"_s
                            : device.isAdmin ? u"administrator"_s
                                             : u"laptop"_s,
                            isSelf ? u"this laptop"_s : QString()}
                    .join(u'\t') +
                u'\n';
        devices.append(QJsonObject{{u"device"_s, hex(device.id.bytes())},
                                   {u"series"_s, seriesText(device.id)},
                                   {u"isAdmin"_s, device.isAdmin},
                                   {u"isRevoked"_s, device.isRevoked},
                                   {u"groups"_s, int(device.groups)},
                                   {u"isThis"_s, isSelf}});
    }
    for (const auto &user : state.users)
        users.append(QJsonObject{
            {u"user"_s, fromStd(user.id.toText())}, {u"rights"_s, int(user.rights)}, {u"groups"_s, int(user.groups)}});
    for (const auto &server : state.servers)
        servers.append(QJsonObject{{u"url"_s, fromStd(server.url)}, {u"key"_s, hex(server.signKey)}});
    INDARO_TRY_ASSIGN(QJsonObject json, standing(*open, *exchange));
    for (const QJsonValue alarm : json.value(u"alarms"_s).toArray())
        text += u"alarm\t%1\t%2\n"_s.arg(alarm[u"kind"_s].toString(), alarm[u"detail"_s].toString());
    json.insert(u"ok"_s, true);
    json.insert(u"shelter"_s, hex(trust.shelter().bytes()));
    json.insert(u"sequence"_s, qint64(trust.chain().current().block.seq));
    json.insert(u"isContested"_s, trust.chain().isContested());
    json.insert(u"devices"_s, devices);
    json.insert(u"users"_s, users);
    json.insert(u"servers"_s, servers);
    return Reply{text, json, {}};
}

} // namespace indaro::cli
