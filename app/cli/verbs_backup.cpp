// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/session/backup.h"

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

/// --cards: two cards and a new passphrase, one line each; else the passphrase of --user on the day of the backup.
base::Result<session::BackupKey> readBackupKey(const Program &program)
{
    if (!program.arguments.has(u"cards"_s)) {
        INDARO_TRY_ASSIGN(base::SecretBytes passphrase, readSecretLine());
        return session::BackupKey(session::PassphraseKey{program.user(), std::move(passphrase)});
    }
    INDARO_TRY_ASSIGN(const base::SecretBytes one, readSecretLine());
    INDARO_TRY_ASSIGN(const base::SecretBytes other, readSecretLine());
    INDARO_TRY_ASSIGN(base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(auto first, session::RecoveryCard::parse(one));
    INDARO_TRY_ASSIGN(auto second, session::RecoveryCard::parse(other));
    return session::BackupKey(session::CardsKey{std::move(first), std::move(second), program.user(), std::move(passphrase)});
}

} // namespace

VerbResult backup(Program &program)
{
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::BackupWritten, std::nullopt));
    INDARO_TRY_ASSIGN(const auto info, session::writeBackup(open->vault(), open->db(), program.path(u"to"_s)));
    const QString file = QString::fromStdU16String(info.file.u16string());
    return Reply{file + u'\n',
                 {{u"ok"_s, true},
                  {u"file"_s, file},
                  {u"bytes"_s, qint64(info.bytes)},
                  {u"createdUtc"_s, qint64(info.createdUtc)},
                  {u"kitNumber"_s, QString::fromStdString(info.kitNumber)}},
                 u"Written, read back and compared."_s};
}

VerbResult restore(Program &program)
{
    INDARO_TRY_ASSIGN(const session::BackupKey key, readBackupKey(program));
    INDARO_TRY_ASSIGN(auto created,
                      session::restoreBackup(program.environment, program.arguments.rest.front().toStdU16String(),
                                             program.path(u"into"_s), key));
    INDARO_TRY_ASSIGN(auto open, OpenVault::over(program, std::move(created.vault)));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::RecoveryCardsPrinted, std::nullopt,
                                        created.kit.kitNumber));
    INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(open->desk()));
    INDARO_TRY(
        printKit(program, created.kit,
                 {{u"ok"_s, true}, {u"series"_s, series}, {u"kitNumber"_s, QString::fromStdString(created.kit.kitNumber)}}));
    return Reply{{},
                 {},
                 u"Restored as a new laptop with new recovery cards, shown only this once; the former cards open "
                 "only the former vault and its backups."_s,
                 true};
}

} // namespace indaro::cli
