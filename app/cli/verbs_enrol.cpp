// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/exchange_json.h"
#include "app/cli/exchange_loop.h"
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/exchange/joining.h"
#include "core/exchange/shutting_out.h"
#include "core/wire/limits.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

constexpr std::size_t LargestFile = 8 * wire::MiB;

QString fromStd(const std::string &text)
{
    return QString::fromStdString(text);
}

base::Result<base::Bytes> readGiven(const Program &program)
{
    return base::readFile(program.arguments.rest.front().toStdU16String(), LargestFile);
}

/// `--with-user ID`: people who work on the new laptop beside the one who asked.
base::Result<std::vector<sync::UserId>> newUsers(const Program &program)
{
    std::vector<sync::UserId> users;
    for (const QString &word : program.arguments.value(u"with-user"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto id = wire::UserId::fromText(word.toStdString());
        if (!id)
            return base::Error(base::Errc::InvalidArgument, {{"what", std::string("with-user")}});
        users.push_back(*id);
    }
    return users;
}

/// `--compartments case,identity`: what the new laptop gets keys of; all of them when it is not said.
base::Result<wire::GroupMask> newCompartments(const Program &program)
{
    if (!program.arguments.has(u"compartments"_s))
        return wire::AllGroups;
    static const QStringList Names{u"case"_s, u"identity"_s, u"health"_s, u"perpetrator"_s}; // as sync::Compartment counts
    unsigned groups = 0;
    for (const QString &word : program.arguments.value(u"compartments"_s).split(u',', Qt::SkipEmptyParts)) {
        const qsizetype place = Names.indexOf(word.trimmed().toLower());
        if (place < 0)
            return base::Error(base::Errc::InvalidArgument, {{"what", std::string("compartments")}});
        groups |= 1U << static_cast<unsigned>(place);
    }
    return static_cast<wire::GroupMask>(groups);
}

/// The new laptop's own access to the house's server, when that can be asked now; what the answer then carries.
base::Result<base::Bytes> admitAtServer(const Program &program, exchange::ExchangeDesk &exchange,
                                        const wire::DeviceId &device)
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
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    INDARO_TRY_ASSIGN(const auto request,
                      exchange::requestToJoin(open->desk(), *exchange, program.arguments.value(u"name"_s)));
    INDARO_TRY(base::writeFileDurably(program.path(u"out"_s), request.file));
    return Reply{u"Code A: %1\n"_s.arg(request.code),
                 {{u"ok"_s, true},
                  {u"codeA"_s, request.code},
                  {u"device"_s, exchange::hex(request.device.bytes())},
                  {u"series"_s, request.series},
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
             {u"device"_s, exchange::hex(request.device.bytes())}},
            u"Nothing was done. If the new laptop shows the same code, repeat with --code and the code it shows."_s};
    if (!sync::isSameCode(request.code, program.arguments.value(u"code"_s).toStdString()))
        return base::Error(base::Errc::EnrolmentCodeWrong);
    exchange::LetIn how{program.arguments.value(u"code"_s),
                        program.arguments.has(u"admin"_s),
                        program.arguments.has(u"may-decide"_s),
                        {},
                        {}};
    INDARO_TRY_ASSIGN(how.others, newUsers(program));
    INDARO_TRY_ASSIGN(how.groups, newCompartments(program));
    INDARO_TRY_ASSIGN(how.agreed, open->secondPerson(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    INDARO_TRY_ASSIGN(auto answer, exchange::letLaptopIn(open->desk(), *exchange, file, how));
    const auto secret = admitAtServer(program, *exchange, request.device);
    if (secret) { // the same answer once more, with what only the new laptop may read
        INDARO_TRY_ASSIGN(answer, exchange::addAccess(open->desk(), *exchange, file, *secret));
    }
    INDARO_TRY(base::writeFileDurably(program.path(u"out"_s), answer.file));
    INDARO_TRY(exchange::endLettingIn(open->desk())); // whoever types commands repeats this one
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
                  {u"device"_s, exchange::hex(request.device.bytes())},
                  {u"hasServerAccess"_s, secret.hasValue()}},
                 u"Take the file back to the new laptop and compare code B there."_s + remark};
}

VerbResult enrolFinish(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    INDARO_TRY_ASSIGN(const base::Bytes file, readGiven(program));
    INDARO_TRY_ASSIGN(const auto pending, exchange::readAnswer(open->desk(), *exchange, file));
    const QString code = fromStd(pending.code);
    if (!program.arguments.has(u"code"_s))
        return Reply{
            u"Code B: %1\n"_s.arg(code),
            {{u"ok"_s, true}, {u"finished"_s, false}, {u"codeB"_s, code}},
            u"Nothing was done. If the administrator's laptop shows the same code, repeat with --code and the code it shows."_s};
    INDARO_TRY_ASSIGN(const std::string server,
                      exchange::finishJoining(open->desk(), *exchange, file, program.arguments.value(u"code"_s)));
    return Reply{u"This laptop belongs to the house now.\n"_s,
                 {{u"ok"_s, true},
                  {u"finished"_s, true},
                  {u"codeB"_s, code},
                  {u"server"_s, fromStd(server)},
                  {u"shelter"_s, exchange::hex(exchange->trust().shelter().bytes())}},
                 server.empty() && !pending.secret.empty()
                     ? u"The access to the server that came with the answer cannot be used: ask for an invitation."_s
                     : QString()};
}

VerbResult revoke(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    INDARO_TRY_ASSIGN(const auto device, exchange->findDevice(program.arguments.rest.front()));
    std::vector<wire::UserId> disabled;
    for (const QString &word : program.arguments.value(u"disable-user"_s).split(u',', Qt::SkipEmptyParts)) {
        const auto id = wire::UserId::fromText(word.toStdString());
        if (!id)
            return base::Error(base::Errc::InvalidArgument, {{"what", std::string("disable-user")}});
        disabled.push_back(*id);
    }
    INDARO_TRY(exchange::shutLaptopOut(open->desk(), *exchange, device.id, disabled));
    return Reply{
        u"Laptop %1 is shut out. What was on it can be read by whoever knows a passphrase of it.\n"_s.arg(
            exchange::seriesText(device.id)),
        {{u"ok"_s, true}, {u"device"_s, exchange::hex(device.id.bytes())}, {u"series"_s, exchange::seriesText(device.id)}},
        u"The other laptops learn of it at their next exchange. Everybody who used it must change the passphrase."_s};
}

VerbResult roster(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(auto exchange, exchange::ExchangeDesk::open(open->desk()));
    sync::Trust &trust = exchange->trust();
    if (program.arguments.has(u"found"_s))
        INDARO_TRY(exchange::foundHouse(open->desk(), *exchange));
    if (!trust.isMember())
        return base::Error(base::Errc::NotEnrolled);
    const auto state = trust.state();
    QString text;
    QJsonArray devices, users, servers;
    for (const auto &device : state.devices) {
        const bool isSelf = device.id == trust.secrets().device;
        text += QStringList{exchange::seriesText(device.id), exchange::hex(device.id.bytes()),
                            device.isRevoked ? u"shut out"_s
                            : device.isAdmin ? u"administrator"_s
                                             : u"laptop"_s,
                            isSelf ? u"this laptop"_s : QString()}
                    .join(u'\t') +
                u'\n';
        devices.append(QJsonObject{{u"device"_s, exchange::hex(device.id.bytes())},
                                   {u"series"_s, exchange::seriesText(device.id)},
                                   {u"isAdmin"_s, device.isAdmin},
                                   {u"isRevoked"_s, device.isRevoked},
                                   {u"groups"_s, int(device.groups)},
                                   {u"isThis"_s, isSelf}});
    }
    for (const auto &user : state.users)
        users.append(QJsonObject{
            {u"user"_s, fromStd(user.id.toText())}, {u"rights"_s, int(user.rights)}, {u"groups"_s, int(user.groups)}});
    for (const auto &server : state.servers)
        servers.append(QJsonObject{{u"url"_s, fromStd(server.url)}, {u"key"_s, exchange::hex(server.signKey)}});
    INDARO_TRY_ASSIGN(QJsonObject json, standing(*open, *exchange));
    for (const QJsonValue alarm : json.value(u"alarms"_s).toArray())
        text += u"alarm\t%1\t%2\n"_s.arg(alarm[u"kind"_s].toString(), alarm[u"detail"_s].toString());
    json.insert(u"ok"_s, true);
    json.insert(u"shelter"_s, exchange::hex(trust.shelter().bytes()));
    json.insert(u"sequence"_s, qint64(trust.chain().current().block.seq));
    json.insert(u"isContested"_s, trust.chain().isContested());
    json.insert(u"devices"_s, devices);
    json.insert(u"users"_s, users);
    json.insert(u"servers"_s, servers);
    return Reply{text, json, {}};
}

} // namespace indaro::cli
