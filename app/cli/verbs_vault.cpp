// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/session/backup.h"

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
    INDARO_TRY(casework::verifyAuditChain(open->desk()));
    INDARO_TRY_ASSIGN(const auto newest, casework::listAudit(open->desk(), 1));
    const qint64 lines = newest.empty() ? 0 : newest.front().sequence;
    return Reply{u"The vault is whole, and so is its audit of %1 lines.\n"_s.arg(lines),
                 {{u"ok"_s, true}, {u"auditLines"_s, lines}},
                 {}};
}

} // namespace indaro::cli
