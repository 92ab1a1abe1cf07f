// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/base/process.h"
#include "core/casework/audit/audit.h"
#include "core/release/stick.h"
#include "core/release/update.h"
#include "core/session/backup.h"
#include "core/session/vault_copy.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

using base::Errc;
using base::Error;
using base::Result;

/// Another root than "/" is a test's: an installation in a folder, without an administrator.
std::filesystem::path rootOf(const Program &program)
{
    return program.arguments.has(u"root"_s) ? program.path(u"root"_s) : std::filesystem::path("/");
}

struct CheckedRelease
{
    release::Release release;
    release::System here;
};

/// Everything that is checked before anything is done.
Result<CheckedRelease> checkStick(const Program &program, const std::filesystem::path &stick)
{
    const std::filesystem::path root = rootOf(program);
    const auto installed = release::Version::parse(INDARO_VERSION);
    INDARO_CHECK(installed.has_value());
    INDARO_TRY_ASSIGN(const auto keys, release::readReleaseKeys(release::releaseKeyFolder(root)));
    INDARO_TRY_ASSIGN(release::Release found, release::readStick(stick, keys));
    INDARO_TRY_ASSIGN(const auto mark, release::readVersionMark(release::versionMarkFile(root)));
    INDARO_TRY_ASSIGN(release::System here, release::thisSystem());
    INDARO_TRY(release::mayFollow(found, *installed, mark, here));
    return CheckedRelease{std::move(found), std::move(here)};
}

Reply sayChecked(const CheckedRelease &checked)
{
    const release::Release &found = checked.release;
    QJsonArray signers;
    QStringList names;
    for (const std::string &name : found.signedBy) {
        signers.append(QString::fromStdString(name));
        names.append(QString::fromStdString(name));
    }
    qint64 bytes = 0;
    for (const release::StickFile &file : found.files)
        bytes += qint64(file.bytes);
    const QString version = QString::fromStdString(found.version.toString());
    return Reply{u"Indaro %1 of %2, signed by %3; %4, every one as it was signed; for this system (%5)\n"_s.arg(
                     version, QString::fromStdString(found.day), names.join(u", "_s),
                     counted(std::int64_t(found.files.size()), u"file"_s), QString::fromStdString(checked.here.folder())),
                 {{u"ok"_s, true},
                  {u"version"_s, version},
                  {u"day"_s, QString::fromStdString(found.day)},
                  {u"signedBy"_s, signers},
                  {u"files"_s, qint64(found.files.size())},
                  {u"bytes"_s, bytes},
                  {u"folder"_s, QString::fromStdString(checked.here.folder())}},
                 {}};
}

/// Runs the root's half, asking for the administrator's password where we are not root.
Result<void> runInstaller(const Program &program, const std::vector<std::string> &words)
{
    const std::filesystem::path root = rootOf(program);
    const auto failed = [](const char *why) {
        return Error(Errc::UpdateFailed, {{"undone", std::int64_t{1}}, {"step", "install"}, {"why", why}});
    };
    std::vector<std::string> command{(root / "usr/lib/indaro/indaro-update-install").string()};
    command.insert(command.end(), words.begin(), words.end());
    if (program.arguments.has(u"root"_s))
        command.insert(command.end(), {"--root", root.string()});
    const bool isAsked = !program.arguments.has(u"root"_s) && !base::isAdministrator();
    if (isAsked)
        command.insert(command.begin(), qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY")
                                            ? "pkexec"
                                            : "sudo");
    const auto code = base::runProgram(command);
    // What pkexec answers when nobody gave the password (126), or could not be asked for it (127).
    if (!code)
        return failed("no answer");
    if (isAsked && (*code == 126 || *code == 127))
        return failed("administrator");
    if (*code != 0)
        return failed("installer");
    return {};
}

/// By the program that is here: a wrong passphrase must show before anything is installed.
Result<void> openWithThisOne(Program &program, const base::SecretBytes &passphrase, const std::filesystem::path &vaultFolder)
{
    INDARO_TRY_ASSIGN(session::Vault vault, session::unlock(program.environment, vaultFolder, program.user(), passphrase));
    INDARO_TRY_ASSIGN(auto open, OpenVault::over(program, std::move(vault)));
    INDARO_TRY(casework::recordFindings(open->desk(), open->vault().report()));
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::SignedIn, std::nullopt,
                                        casework::signInDetail("cli", open->vault().report())));
    if (!program.arguments.has(u"backup-to"_s))
        return {};
    INDARO_TRY(casework::recordAuditNow(open->desk(), casework::AuditVerb::BackupWritten, std::nullopt));
    INDARO_TRY(session::writeBackup(open->vault(), open->db(), program.path(u"backup-to"_s)));
    return {};
}

/// The installed program, which is by now another one than this.
Result<void> openWithNewOne(const Program &program, const base::SecretBytes &passphrase,
                            const std::filesystem::path &vaultFolder)
{
    base::SecretBytes line(passphrase.size() + 1);
    std::ranges::copy(passphrase.view(), line.span().begin());
    line.span().back() = std::byte{'\n'};
    constexpr std::chrono::hours Longest{24}; // a large vault is brought up to date on a slow disk
    const auto answer = base::askProgram({(rootOf(program) / "usr/bin/indaro-cli").string(), "unlock-check", "--vault",
                                          vaultFolder.string(), "--user", program.user(), "--passphrase-stdin", "--json"},
                                         Longest, line.view());
    if (answer && answer->exitCode == 0)
        return {};
    const QJsonObject said =
        QJsonDocument::fromJson(QByteArray::fromStdString(answer ? answer->output : std::string())).object();
    const auto inUse = base::errcName(Errc::VaultInUse);
    if (said.value("error"_L1).toObject().value("code"_L1).toString().toStdString() == inUse)
        return Error(Errc::VaultInUse);
    return Error(Errc::StoreMigrationFailed);
}

VerbResult apply(Program &program, const std::filesystem::path &stick)
{
    INDARO_TRY_ASSIGN(const CheckedRelease checked, checkStick(program, stick));
    const std::string absolute = std::filesystem::absolute(stick).string();
    const auto install = [&program, absolute] { return runInstaller(program, {"install", absolute}); };
    if (!program.arguments.has(u"vault"_s)) {
        INDARO_TRY(install());
        return sayChecked(checked);
    }
    const std::filesystem::path vault = program.path(u"vault"_s);
    INDARO_TRY_ASSIGN(const base::SecretBytes passphrase, readSecretLine());
    INDARO_TRY(openWithThisOne(program, passphrase, vault));
    INDARO_TRY(release::applyUpdate(vault, {install, [&] { return openWithNewOne(program, passphrase, vault); },
                                            [&program] { return runInstaller(program, {"back"}); }}));
    Reply reply = sayChecked(checked);
    reply.remark = u"Installed, and the vault was opened by it."_s;
    return reply;
}

} // namespace

QString whatUpdateMisses(const Arguments &given)
{
    const QString what = given.rest.value(0);
    const bool takesStick = what == "verify"_L1 || what == "apply"_L1;
    if ((!takesStick && what != "vault-back"_L1) || given.rest.size() != (takesStick ? 2 : 1))
        return u"usage: indaro-cli update verify DIR | apply DIR | vault-back --vault DIR"_s;
    if (what == "vault-back"_L1 && !given.has(u"vault"_s))
        return u"--vault DIR is needed"_s;
    if (what == "apply"_L1 && given.has(u"vault"_s) && (!given.has(u"user"_s) || !given.has(u"passphrase-stdin"_s)))
        return u"--user NAME and --passphrase-stdin are needed to open the vault"_s;
    return {};
}

VerbResult update(Program &program)
{
    const QString what = program.arguments.rest.front();
    if (what == "vault-back"_L1) {
        INDARO_TRY(session::putVaultCopyBack(program.path(u"vault"_s)));
        INDARO_TRY(session::dropVaultCopy(program.path(u"vault"_s)));
        return Reply{u"the vault is what it was before the update\n"_s, {{u"ok"_s, true}}, {}};
    }
    const std::filesystem::path stick = program.arguments.rest.back().toStdU16String();
    if (what == "apply"_L1)
        return apply(program, stick);
    INDARO_TRY_ASSIGN(const CheckedRelease checked, checkStick(program, stick));
    return sayChecked(checked);
}

} // namespace indaro::cli
