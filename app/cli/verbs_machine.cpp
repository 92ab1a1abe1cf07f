// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/verbs.h"
#include "core/casework/backups/backups.h"
#include "core/machine/findings.h"
#include "ui/words/machine_words.h"

#include <QDir>
#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace indaro::cli {

namespace {

using machine::Verdict;

/// Another root than "/" is a test's: files of a machine in a folder, and programs in it that answer.
machine::Surroundings surroundingsOf(const Program &program)
{
    const bool hasVault = program.arguments.has(u"vault"_s);
    const std::filesystem::path vault =
        hasVault ? program.path(u"vault"_s) : std::filesystem::path(QDir::homePath().toStdU16String());
    machine::Surroundings here = machine::Surroundings::ofThisMachine(vault);
    if (!program.arguments.has(u"root"_s))
        return here;
    here.root = program.path(u"root"_s);
    here.vault = vault;
    here.temporary = "/tmp";
    here.ask = [root = here.root](std::vector<std::string> words) {
        words.front() = (root / std::filesystem::path(words.front()).relative_path()).string();
        return base::askProgram(words);
    };
    return here;
}

/// Only who signs in learns the age of the last backup: it is kept inside the vault.
base::Result<std::optional<machine::BackupAge>> backupAge(Program &program)
{
    const Arguments &given = program.arguments;
    if (!given.has(u"vault"_s) || !given.has(u"user"_s) || !given.has(u"passphrase-stdin"_s))
        return std::optional(machine::BackupAge::NotKnown);
    INDARO_TRY_ASSIGN(auto open, OpenVault::signIn(program));
    if (open->vault().isTraining())
        return std::optional<machine::BackupAge>();
    INDARO_TRY_ASSIGN(const casework::BackupStatus status, casework::loadBackupStatus(open->desk()));
    if (!status.lastWritten)
        return std::optional(machine::BackupAge::Never);
    return std::optional(casework::isBackupOld(status, program.clock.nowUtc()) ? machine::BackupAge::Old
                                                                               : machine::BackupAge::Recent);
}

QString linesOf(const machine::Result &result, const QString &language)
{
    const ui::words::MachineWords words = ui::words::textOf(result, language);
    QString out = u"[%1] %2\n    %3\n"_s.arg(words.state, words.title, words.what);
    for (qsizetype i = 0; i < words.steps.size(); ++i)
        out += u"    %1. %2\n"_s.arg(QString::number(i + 1), words.steps.at(i));
    return out;
}

QJsonObject jsonOf(const machine::Result &result)
{
    QJsonObject json{{u"check"_s, QString::fromLatin1(machine::nameOf(result.check))},
                     {u"verdict"_s, QString::fromLatin1(machine::nameOf(result.verdict))},
                     {u"urgent"_s, result.isUrgent}};
    for (const QString &language : {u"en"_s, u"fr"_s}) {
        const ui::words::MachineWords words = ui::words::textOf(result, language);
        json.insert(u"text_"_s + language, words.what);
        json.insert(u"steps_"_s + language, QJsonArray::fromStringList(words.steps));
    }
    return json;
}

} // namespace

VerbResult checkMachine(Program &program)
{
    const QString asked = program.arguments.value(u"lang"_s);
    if (!asked.isEmpty() && asked != "en"_L1 && asked != "fr"_L1)
        return base::Error(base::Errc::InvalidArgument, {{"option", std::string("lang")}});
    INDARO_TRY_ASSIGN(const std::optional<machine::BackupAge> backup, backupAge(program));
    const auto results = machine::judge(machine::lookAtMachine(surroundingsOf(program)), backup);
    Reply reply;
    QJsonArray checks;
    std::int64_t toDo = 0;
    std::int64_t notKnown = 0;
    for (const machine::Result &result : results) {
        reply.text += linesOf(result, asked == "fr"_L1 ? u"fr"_s : u"en"_s);
        checks.append(jsonOf(result));
        toDo += result.verdict == Verdict::ToDo ? 1 : 0;
        notKnown += result.verdict == Verdict::NotKnown ? 1 : 0;
    }
    reply.json = {{u"ok"_s, true}, {u"toDo"_s, qint64(toDo)}, {u"notKnown"_s, qint64(notKnown)}, {u"checks"_s, checks}};
    reply.remark = u"%1 to do, %2 not known"_s.arg(toDo).arg(notKnown);
    reply.exitCode = toDo > 0 ? 1 : 0;
    return reply;
}

} // namespace indaro::cli
