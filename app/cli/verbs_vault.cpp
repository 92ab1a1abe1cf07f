// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/session/backup.h"

#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

constexpr auto CardsRemark = u"Write the cards down and give each to another institution; they are shown only this once. "
                             "The desktop program will ask for a card at the next sign-in.";

QString anchorName(session::AnchorFinding finding)
{
    using enum session::AnchorFinding;
    switch (finding) {
    case Good:
        return u"good"_s;
    case Missing:
        return u"missing"_s;
    case Damaged:
        return u"damaged"_s;
    case Older:
        return u"older"_s;
    case OtherHistory:
        return u"other-history"_s;
    }
    return {};
}

QJsonObject describe(const session::BackupInfo &info)
{
    return {{u"ok"_s, true},
            {u"bytes"_s, qint64(info.bytes)},
            {u"createdUtc"_s, qint64(info.createdUtc)},
            {u"kitNumber"_s, QString::fromStdString(info.kitNumber)}};
}

QString kindName(sync::ChainFault::Kind kind)
{
    using enum sync::ChainFault::Kind;
    switch (kind) {
    case LineMissing:
        return u"line-missing"_s;
    case LineChanged:
        return u"line-changed"_s;
    case ContentMissing:
        return u"content-missing"_s;
    case ContentChanged:
        return u"content-changed"_s;
    case ContentUnknown:
        return u"content-unknown"_s;
    }
    return {};
}

QString momentText(const std::optional<base::UtcMs> &at)
{
    return at ? QDateTime::fromMSecsSinceEpoch(*at, QTimeZone::utc()).toString(Qt::ISODate) : u"nothing"_s;
}

QString sentence(const QString &chain, const casework::ChainCheck &check)
{
    if (!check.fault)
        return u"The %1 is whole: %2.\n"_s.arg(chain, counted(qint64(check.lines), u"line"_s));
    return u"The %1 was TAMPERED WITH at line %2 (%3), between %4 and %5; %6 before it good.\n"_s.arg(chain)
        .arg(check.fault->line)
        .arg(kindName(check.fault->kind), momentText(check.fault->before), momentText(check.fault->after),
             counted(qint64(check.lines), u"line"_s));
}

QJsonObject describe(const casework::ChainCheck &check)
{
    QJsonObject out{{u"lines"_s, qint64(check.lines)}};
    if (check.fault)
        out.insert(u"fault"_s, QJsonObject{{u"line"_s, qint64(check.fault->line)},
                                           {u"kind"_s, kindName(check.fault->kind)},
                                           {u"before"_s, momentText(check.fault->before)},
                                           {u"after"_s, momentText(check.fault->after)}});
    return out;
}

VerbResult verifyBackupFile(Program &program)
{
    const std::filesystem::path file = program.arguments.rest.front().toStdU16String();
    session::BackupInfo info;
    if (program.arguments.has(u"vault"_s)) {
        INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
        INDARO_TRY_ASSIGN(info, session::verifyBackup(open->vault(), file));
    } else {
        INDARO_TRY_ASSIGN(base::SecretBytes passphrase, readSecretLine());
        const session::BackupKey key = session::PassphraseKey{program.user(), std::move(passphrase)};
        INDARO_TRY_ASSIGN(info,
                          session::verifyBackup(program.environment, file, key, std::filesystem::temp_directory_path()));
    }
    return Reply{
        u"The backup is whole: %1 bytes, cards of kit %2.\n"_s.arg(info.bytes).arg(QString::fromStdString(info.kitNumber)),
        describe(info),
        {}};
}

} // namespace

base::Result<void> printKit(const Program &program, const session::RecoveryKit &kit, const QJsonObject &about)
{
    // The digits go from locked memory straight to standard output; they are digits and blanks, so JSON needs no escapes.
    const bool isJson = program.isJson();
    QByteArray head;
    if (isJson) {
        head = jsonLine(about);
        head.chop(2);
        head += R"(,"cards":[)";
    } else {
        head = "Series " + about.value(u"series"_s).toString().toUtf8() + ", recovery kit " +
               QByteArray::fromStdString(kit.kitNumber) + "\n";
    }
    INDARO_TRY(writeOut({head.constData(), static_cast<std::size_t>(head.size())}));
    for (std::size_t i = 0; i < kit.cards.size(); ++i) {
        const std::string letter(1, session::RecoveryKit::letter(i));
        INDARO_TRY(writeOut(isJson ? (i == 0 ? "" : ",") + (R"({"card":")" + letter + R"(","digits":")")
                                   : "Card " + letter + ": "));
        INDARO_TRY(writeSecret(kit.cards[i].digits()));
        INDARO_TRY(writeOut(isJson ? "\"}" : "\n"));
    }
    return isJson ? writeOut("]}\n") : base::Result<void>();
}

VerbResult init(Program &program)
{
    const QString shelter = program.arguments.value(u"shelter"_s);
    INDARO_TRY_ASSIGN(base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(auto created, session::createVault(program.environment, program.path(u"vault"_s),
                                                         {shelter.toStdString(), program.user(), std::move(passphrase)}));
    INDARO_TRY_ASSIGN(auto open, OpenVault::over(program, std::move(created.vault)));
    INDARO_TRY(casework::saveHouse(open->desk(), {shelter, {}, {}, {}}));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::RecoveryCardsPrinted, std::nullopt,
                                        created.kit.kitNumber));
    INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(open->desk()));
    INDARO_TRY(
        printKit(program, created.kit,
                 {{u"ok"_s, true}, {u"series"_s, series}, {u"kitNumber"_s, QString::fromStdString(created.kit.kitNumber)}}));
    return Reply{{}, {}, QString::fromUtf16(CardsRemark), true};
}

VerbResult unlockCheck(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    const auto &report = open->vault().report();
    INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(open->desk()));
    const QString user = QString::fromStdString(open->vault().userLabel());
    const QJsonObject json{{u"ok"_s, true},
                           {u"user"_s, user},
                           {u"series"_s, series},
                           {u"kitNumber"_s, QString::fromStdString(open->vault().kitNumber())},
                           {u"mustRenewKit"_s, open->vault().mustRenewKit()},
                           {u"failuresBefore"_s, qint64(report.failuresBefore)},
                           {u"slotCopyRepaired"_s, report.wasSlotCopyDamaged},
                           {u"anchor"_s, anchorName(report.anchor)},
                           {u"formerSeries"_s, QString::fromStdString(report.formerSeries)},
                           {u"accounts"_s, qint64(open->vault().accounts().size())}};
    return Reply{u"The vault opens for %1, series %2.\n"_s.arg(user, series), json, {}};
}

VerbResult verify(Program &program)
{
    if (!program.arguments.rest.isEmpty())
        return verifyBackupFile(program);
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY(open->db().checkIntegrity());
    INDARO_TRY_ASSIGN(const auto audit, casework::checkAuditChain(open->desk()));
    INDARO_TRY_ASSIGN(const auto log, casework::checkChangeLog(open->desk()));
    const auto anchor = open->vault().report().anchor;
    const bool isGood = !audit.fault && !log.fault && anchor == session::AnchorFinding::Good;
    Reply reply{sentence(u"audit"_s, audit) + sentence(u"change log"_s, log),
                {{u"ok"_s, isGood},
                 {u"auditLines"_s, qint64(audit.lines)},
                 {u"audit"_s, describe(audit)},
                 {u"changeLog"_s, describe(log)},
                 {u"anchor"_s, anchorName(anchor)}},
                {}};
    if (!isGood)
        reply.failure = base::Error(base::Errc::StoreDamaged);
    return reply;
}

} // namespace indaro::cli
