// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/reports/count_packet.h"
#include "core/reports/counting.h"
#include "core/reports/publications.h"
#include "core/reports/report_plans.h"
#include "core/wire/limits.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <filesystem>

namespace indaro::cli {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

Error notAReport(const char *option)
{
    return {Errc::InvalidArgument, {{"option", std::string(option)}}};
}

/// One number: its code, and --by what it is divided.
Result<reports::Question> questionOf(const Program &program, reports::Indicator indicator, const reports::Period &period)
{
    reports::Question question{.indicator = indicator, .period = period};
    const QStringList by = program.arguments.value(u"by"_s).split(u',', Qt::SkipEmptyParts);
    if (by.size() > 2)
        return notAReport("by");
    for (qsizetype at = 0; at < by.size(); ++at) {
        const auto dimension = reports::findDimension(by[at]);
        if (!dimension)
            return notAReport("by");
        (at == 0 ? question.rows : question.columns) = *dimension;
    }
    INDARO_TRY(reports::checkQuestion(question));
    return question;
}

Reply replyOfTables(const QString &name, const reports::Period &period, const QJsonArray &tables, bool isExact)
{
    const QJsonObject json{
        {u"ok"_s, true}, {u"report"_s, name}, {u"period"_s, period.code()}, {u"exact"_s, isExact}, {u"tables"_s, tables}};
    return Reply{QString::fromUtf8(QJsonDocument(json).toJson()), json,
                 isExact ? u"Exact numbers, for inside the house: whoever reads them can tell who few people are."_s
                         : QString()};
}

Result<Reply> exactReply(OpenVault &open, const QString &name, const reports::Period &period,
                         const std::vector<reports::Table> &counted)
{
    INDARO_TRY(reports::noteNumbersPrinted(open.desk(), QString(name + u' ' + period.code())));
    QJsonArray tables;
    for (const reports::Table &table : counted)
        tables.append(reports::toJson(table));
    return replyOfTables(name, period, tables, true);
}

} // namespace

VerbResult report(Program &program)
{
    const QString name = program.arguments.rest.front();
    INDARO_TRY_ASSIGN(const reports::Period period, reports::Period::parse(program.arguments.value(u"period"_s)));
    const auto planned = reports::findReport(name);
    const auto indicator = reports::findIndicator(name);
    if (!planned && !indicator)
        return notAReport("NAME");
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    if (indicator) {
        INDARO_TRY_ASSIGN(const auto question, questionOf(program, *indicator, period));
        INDARO_TRY_ASSIGN(reports::Table table, reports::count(open->desk(), question));
        return exactReply(*open, name, period, {std::move(table)});
    }
    if (reports::channelOf(*planned) == reports::Channel::Inside || program.arguments.has(u"exact"_s)) {
        INDARO_TRY_ASSIGN(const auto tables, reports::countReport(open->desk(), *planned, period));
        return exactReply(*open, name, period, tables);
    }
    INDARO_TRY_ASSIGN(auto published, reports::publishedReport(open->desk(), *planned, period));
    reports::Release release{period, std::move(published), {}};
    return replyOfTables(name, period, reports::toJson(release)[u"tables"_s].toArray(), false);
}

VerbResult sealCounts(Program &program)
{
    INDARO_TRY_ASSIGN(const reports::Period period, reports::Period::parse(program.arguments.value(u"period"_s)));
    const std::filesystem::path folder = program.arguments.rest.front().toStdU16String();
    if (!std::filesystem::is_directory(folder))
        return Error(Errc::FileNotWritable); // before anything is sealed and noted
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const auto commissions, reports::listCommissions(open->desk()));
    INDARO_TRY_ASSIGN(auto partners, casework::listPartnerKeys(open->desk()));
    const QString wanted = program.arguments.value(u"for"_s);
    std::erase_if(partners, [&](const casework::PartnerKey &partner) {
        const bool isCommission = std::ranges::find(commissions, partner.entry) != commissions.end();
        return !isCommission || (!wanted.isEmpty() && partner.name != wanted);
    });
    if (partners.empty())
        return Error(Errc::PartnerKeyMissing);
    if (partners.size() > 1)
        return notAReport("for");
    INDARO_TRY_ASSIGN(const auto sealed, reports::sealCounts(open->desk(), period, partners.front().entry));
    INDARO_TRY(base::writeFileDurably(folder / sealed.fileName.toStdU16String(), sealed.bytes));
    return Reply{
        u"%1\n"_s.arg(sealed.fileName),
        {{u"ok"_s, true}, {u"file"_s, sealed.fileName}, {u"period"_s, period.code()}, {u"revision"_s, sealed.revision}},
        u"Nobody but the commission can open it."_s};
}

VerbResult openCounts(Program &program)
{
    INDARO_TRY_ASSIGN(const auto file, base::readFile(program.arguments.rest.front().toStdU16String(), wire::MaxPackage));
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY_ASSIGN(const auto opened, reports::openCounts(open->desk(), file));
    QJsonArray changes;
    for (const reports::PacketChange &change : opened.changes)
        changes.append(QJsonObject{{u"question"_s, reports::toJson(change.question)},
                                   {u"before"_s, double(change.before)},
                                   {u"after"_s, double(change.after)}});
    QJsonArray missing;
    for (const reports::Question &question : opened.missing)
        missing.append(question.key());
    const QString text = u"%1 %2, %3\n"_s.arg(opened.line.senderName, opened.line.period.code()).arg(opened.line.revision);
    return Reply{text,
                 {{u"ok"_s, true},
                  {u"sender"_s, opened.line.senderName},
                  {u"period"_s, opened.line.period.code()},
                  {u"revision"_s, opened.line.revision},
                  {u"holds"_s, opened.line.holds},
                  {u"late"_s, opened.line.isLate},
                  {u"missing"_s, missing},
                  {u"unknown"_s, opened.unknown},
                  {u"changes"_s, changes}},
                 {}};
}

} // namespace indaro::cli
