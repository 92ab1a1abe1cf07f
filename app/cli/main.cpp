// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/base/process.h"
#include "core/crypto/initialise.h"

#include <array>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace indaro;

namespace {

constexpr int Failed = 1;
constexpr int Misused = 2;

enum class Needs { Nothing, Account, Vault };

struct Verb
{
    const char *name;
    const char *usage;
    const char *summary;
    Needs needs;
    const char *required; ///< one option, or ""
    int fewest, most;     ///< words beside options
    cli::VerbResult (*run)(cli::Program &);
};

constexpr auto Verbs = std::to_array<Verb>({
    {"init", "--shelter NAME", "make a vault; prints the three recovery cards, once", Needs::Vault, "shelter", 0, 0,
     cli::init},
    {"unlock-check", "", "open the vault and close it again", Needs::Vault, "", 0, 0, cli::unlockCheck},
    {"import-people", "FILE.jsonl", "take in people, one JSON object a line; all or nothing", Needs::Vault, "", 1, 1,
     cli::importPeople},
    {"export-htcds", "FILE [--csv|--xlsx] [--for KIND[:NAME]] [--from DAY] [--until DAY] [--second-user NAME]",
     "everybody as a table of the Human Trafficking Case Data Standard 2.0, a row for each file, with a signed manifest "
     "beside it (FILE.manifest.json)",
     Needs::Vault, "", 1, 1, cli::exportHtcds},
    {"import-htcds", "FILE [--out REPORT.csv]",
     "take in a table of that standard, its survey form or its templates, .csv or .xlsx: every line is taken in, merged or "
     "listed with the reason",
     Needs::Vault, "", 1, 1, cli::importHtcds},
    {"export-ctdc", "FILE --for KIND:NAME --agreement REFERENCE [--from DAY] [--until DAY] [--second-user NAME]",
     "a table in the columns of CTDC's codebook in which every row stands 11 times or more; for a receiver with an "
     "agreement",
     Needs::Vault, "for", 1, 1, cli::exportCtdc},
    {"verify-export", "FILE [--manifest FILE]", "whether a table is the one its signed manifest speaks of; needs no vault",
     Needs::Nothing, "", 1, 1, cli::verifyExport},
    {"export-people", "[FILE] [--for KIND[:NAME]] [--second-user NAME]",
     "write everybody as JSON lines, without what somebody withholds; --for (iom, health, police …, with the name of one "
     "body): only those who agreed to it, with what they agreed to",
     Needs::Vault, "", 0, 1, cli::exportPeople},
    {"list", "[--search TEXT] [--second-user NAME]", "list people", Needs::Vault, "", 0, 0, cli::list},
    {"show", "CODE [--second-user NAME]", "show one person's file", Needs::Vault, "", 1, 1, cli::show},
    {"report", "NAME --period PERIOD [--exact]",
     "the tables of a report as JSON; NAME: monthly_house, quarterly_commission, annual_bulletin, tip_tables, donor_sheet, "
     "or "
     "one number (people, admissions …, with --by DIMENSION[,DIMENSION]); PERIOD: 2026, 2026-Q3, 2026-07 or "
     "2026-01-05..2026-02-03. Exact numbers are a director's, and the journal says that they were given out; of what is "
     "handed out, without --exact, the figures that were published",
     Needs::Vault, "period", 1, 1, cli::report},
    {"seal-counts", "DIR --period PERIOD [--for COMMISSION]",
     "seal the numbers of a year or quarter that is over for the commission, and write them as one file into DIR; --for: "
     "its "
     "name in the directory, where there is more than one. It gets exact counts and no person; sealed again, a period is a "
     "new revision that replaces the one before",
     Needs::Vault, "period", 1, 1, cli::sealCounts},
    {"open-counts", "FILE", "on the commission's workstation: take in the numbers a house sealed for it", Needs::Vault, "",
     1, 1, cli::openCounts},
    {"backup", "--to DIR", "write an encrypted backup, read it back and compare", Needs::Vault, "to", 0, 0, cli::backup},
    {"restore", "FILE --into DIR [--cards]", "make a new vault from a backup, as a new laptop", Needs::Account, "into", 1, 1,
     cli::restore},
    {"verify", "[BACKUP]", "check the vault and its audit, or a backup", Needs::Account, "", 0, 1, cli::verify},
    {"sync", "[URL] [--invitation-stdin [--certificate HEX]] [--slow] [--attempts N] [--allow-plain-http] [--neighbour]",
     "exchange with a server, the first time with its invitation; --neighbour: with the laptop that shows this address, or, "
     "without one, with a laptop of the house that is heard on this network within a few seconds",
     Needs::Vault, "", 0, 1, cli::syncServer},
    {"house-offer", "[--port N] [--no-announce] [--this-machine-only]",
     "answer the other laptops of the house on its own network until standard input ends; it says on the network that it is "
     "there, under a random name only laptops of the house know as theirs, unless --no-announce; --this-machine-only (sync "
     "--neighbour has it too): to try it out, nothing leaves by a network",
     Needs::Vault, "", 0, 0, cli::houseOffer},
    {"sync-folder", "DIR [--erase-confirmed]", "exchange over a USB stick or any folder, both ways", Needs::Vault, "", 1, 1,
     cli::syncFolder},
    {"conflicts", "[--second-user NAME]", "what two people wrote at the same time", Needs::Vault, "", 0, 0, cli::conflicts},
    {"resolve", "CONFLICT --choose N | --text T | --delete | --keep | --undo",
     "settle one; --undo opens again, by the same name, what was decided", Needs::Vault, "", 1, 1, cli::resolve},
    {"enrol-request", "--out FILE [--name NAME]", "on a new laptop: ask to belong to the house; shows code A", Needs::Vault,
     "out", 0, 0, cli::enrolRequest},
    {"enrol-approve",
     "REQUEST --out FILE [--code A] [--admin] [--may-decide] [--compartments LIST] [--with-user ID,…] "
     "[--second-user NAME] [--allow-plain-http]",
     "on an administrator's laptop: shows code A, or with --code lets it in and shows code B; with a connection the answer "
     "brings access to the house's server. --admin: the laptop may let others in and shut them out, in the hands of "
     "somebody "
     "who may; --may-decide: the person who asked may; --with-user: who else works on it; --compartments: what it keeps, of "
     "case,identity,health,perpetrator (the guard's laptop: case), all when it is not said",
     Needs::Vault, "out", 1, 1, cli::enrolApprove},
    {"enrol-finish", "RESPONSE [--code B]", "on the new laptop: shows code B, or with --code joins", Needs::Vault, "", 1, 1,
     cli::enrolFinish},
    {"revoke", "LAPTOP [--disable-user ID,…]", "shut a lost or stolen laptop out, by its series or id", Needs::Vault, "", 1,
     1, cli::revoke},
    {"roster", "[--found]", "laptops, users, servers and alarms; --found: this is the first laptop of a house", Needs::Vault,
     "", 0, 0, cli::roster},
    {"erase", "CODE [--reason WHY] [--yes] [--second-user NAME]",
     "erase one person's file for ever, here and on every laptop of the house; WHY, kept in the audit: asked, term_over, "
     "mistake, ordered, other; without --yes the case code is read once more from standard input, after the passphrases",
     Needs::Vault, "", 1, 1, cli::erase},
    {"erasures", "[--certificate ORDER --out FILE.txt] [--again ORDER --second-user NAME]",
     "what was erased in the house, by order, as far as this laptop has heard: which laptops have confirmed, and whether "
     "the old keys are gone; "
     "--certificate writes that down in French and English, with nobody's name; --again gives an order anew that nobody "
     "will finish, because its laptop was shut out or its author may not erase any more",
     Needs::Vault, "", 0, 0, cli::erasures},
    {"forms", "", "the imported forms: id, version, title, languages, questions, interviews, state", Needs::Vault, "", 0, 0,
     cli::listForms},
    {"form-import", "FILE", "keep a partner's form; look at it with form-check first", Needs::Vault, "", 1, 1,
     cli::formImport},
    {"export-interviews",
     "FORM --out FILE [--format csv|xlsx|odk] [--form-version V] [--definition FILE.xlsx] [--drafts] [--for KIND[:NAME]] "
     "--second-user NAME",
     "the signed interviews held with a form; csv: a zip of tables, one for the interviews and one for each repeat; xlsx: "
     "the same as "
     "sheets; odk: a zip of ODK submissions. --definition: the workbook of a form that comes with the program",
     Needs::Vault, "out", 1, 1, cli::exportInterviews},
    {"import-submissions", "FORM FILE [--form-version V] [--definition FILE.xlsx]",
     "take in submissions exported by ODK Central or KoboToolbox as signed interviews; again the same file changes nothing",
     Needs::Vault, "", 2, 2, cli::importSubmissions},
    {"update",
     "verify DIR | apply DIR [--vault DIR --user NAME --passphrase-stdin] [--backup-to DIR] | vault-back --vault DIR",
     "a new release from a stick. verify: who signed it and whether every file is as it was signed; apply: install it, with "
     "the "
     "password of the computer's administrator, and let it open the vault; when that fails, the former program and the "
     "former "
     "vault are put back. vault-back: put the vault back by hand after a power cut in the middle of that. The version only "
     "goes up",
     Needs::Nothing, "", 1, 2, cli::update},
    {"machine", "[--vault DIR [--user NAME --passphrase-stdin]] [--lang en|fr]",
     "what this laptop does to memory, disk and paper behind the program's back: disk and its health, free space, clock, "
     "swap, "
     "hibernation, temporary files, print service, memory dumps; each good, to do (with the steps) or not known. As root "
     "the "
     "health of the disk is asked of smartctl; the age of the last backup only with an account. Exit code 1: something is "
     "to do",
     Needs::Nothing, "", 0, 0, cli::checkMachine},
    {"form-check", "FILE [--lang en|fr]",
     "what a form (.xlsx, or .zip with its files) holds and what is wrong with it, in English and French; exit code 0 "
     "clean, 1 warnings, 2 errors",
     Needs::Nothing, "", 1, 1, cli::formCheck},
    {"sop-check", "PACK.toml [--lang en|fr]",
     "what a procedure pack holds, who signed it and what is wrong with it, with the line, in English and French; exit "
     "code 0 clean, 1 warnings, 2 errors",
     Needs::Nothing, "", 1, 1, cli::sopCheck},
    {"open-package",
     "PACKAGE --key FILE --passphrase-stdin --code DIGITS [--lang fr|rn] [--receipt received|accept|refuse [--reason WHY] "
     "[--note TEXT] --out FILE] | make-key DIR --passphrase-stdin",
     "for who has no vault: show what a house has sealed, and write the signed answer for it. make-key, once: makes the key "
     "(a file under a passphrase), its public line and the 30 digits to read to the house. --code: the 30 digits of the "
     "house, as it has read them; without them it says whose package it claims to be and opens nothing. WHY: capacity, "
     "group, "
     "place, absent, person, unsafe, other",
     Needs::Nothing, "", 1, 2, cli::openPackage},
    {"form-eval", "[--context XML|FILE|-] [--node PATH] [--tz Z] [--now T] [--lang L] EXPR",
     "work out an expression: type<TAB>value", Needs::Nothing, "", 1, 1, cli::formEval},
    {"form-run", "FILE --script ANSWERS.jsonl [--now T] [--tz Z] [--lang L]",
     "answer a form step by step and print what stands after each, one line of JSON a step; a recorded session brings its "
     "own moment and time zone unless --now and --tz say others",
     Needs::Nothing, "script", 1, 1, cli::formRun},
});

const QStringList Valued{
    u"vault"_s,     u"user"_s,      u"second-user"_s,  u"shelter"_s,      u"search"_s,    u"to"_s,           u"into"_s,
    u"context"_s,   u"node"_s,      u"tz"_s,           u"now"_s,          u"lang"_s,      u"certificate"_s,  u"attempts"_s,
    u"choose"_s,    u"text"_s,      u"out"_s,          u"name"_s,         u"format"_s,    u"form-version"_s, u"definition"_s,
    u"code"_s,      u"with-user"_s, u"compartments"_s, u"disable-user"_s, u"port"_s,      u"script"_s,       u"reason"_s,
    u"again"_s,     u"for"_s,       u"key"_s,          u"receipt"_s,      u"note"_s,      u"from"_s,         u"until"_s,
    u"agreement"_s, u"manifest"_s,  u"period"_s,       u"by"_s,           u"backup-to"_s, u"root"_s};
const QStringList Plain{u"passphrase-stdin"_s,
                        u"json"_s,
                        u"cards"_s,
                        u"exact"_s,
                        u"help"_s,
                        u"version"_s,
                        u"invitation-stdin"_s,
                        u"slow"_s,
                        u"neighbour"_s,
                        u"no-announce"_s,
                        u"this-machine-only"_s,
                        u"allow-plain-http"_s,
                        u"erase-confirmed"_s,
                        u"delete"_s,
                        u"keep"_s,
                        u"undo"_s,
                        u"admin"_s,
                        u"may-decide"_s,
                        u"found"_s,
                        u"drafts"_s,
                        u"yes"_s,
                        u"csv"_s,
                        u"xlsx"_s};

void say(const QString &text)
{
    std::fprintf(stderr, "indaro-cli: %s\n", text.toUtf8().constData());
}

QString help()
{
    QString text = u"indaro-cli VERB [--vault DIR --user NAME --passphrase-stdin] [--json] ...\n\n"_s;
    for (const Verb &verb : Verbs)
        text += u"  %1 %2\n      %3\n"_s.arg(QString::fromUtf8(verb.name), QString::fromUtf8(verb.usage),
                                             QString::fromUtf8(verb.summary));
    return text +
           u"\nSecrets are read from standard input, one a line, and never from the command line or the environment: "
           "the passphrase of --user first, then that of --second-user (asked for by export-people, export-htcds, "
           "export-ctdc, list, show, conflicts, "
           "enrol-approve, erase and resolve --delete when the vault has two active accounts or more), then the invitation "
           "of "
           "sync. restore --cards reads two cards and a new passphrase.\n"
           "Words after -- are not options. Exit code: 0 done, 1 failed, 2 not understood. Messages are on standard "
           "error; --json makes the answer, or the error, one line of JSON on standard output.\n"_s;
}

/// Empty when the verb has what it needs.
QString whatIsMissing(const Verb &verb, const cli::Arguments &given)
{
    if (!given.problem.isEmpty())
        return given.problem;
    if (given.rest.size() < verb.fewest || given.rest.size() > verb.most)
        return u"usage: indaro-cli %1 %2"_s.arg(QString::fromUtf8(verb.name), QString::fromUtf8(verb.usage));
    const bool needsVault = verb.needs == Needs::Vault || (given.verb == "verify"_L1 && given.rest.isEmpty());
    if (needsVault && given.value(u"vault"_s).isEmpty())
        return u"--vault DIR is needed"_s;
    if (verb.needs != Needs::Nothing && given.value(u"user"_s).isEmpty())
        return u"--user NAME is needed"_s;
    if (verb.needs != Needs::Nothing && !given.has(u"passphrase-stdin"_s) && !given.has(u"cards"_s))
        return u"--passphrase-stdin is needed: a passphrase is read from standard input only"_s;
    if (given.verb == "update"_L1)
        return cli::whatUpdateMisses(given);
    const QString required = QString::fromUtf8(verb.required);
    return required.isEmpty() || given.has(required) ? QString() : u"--%1 is needed"_s.arg(required);
}

int print(const cli::Program &program, const cli::VerbResult &result)
{
    if (!result) {
        say(QString::fromStdString(result.error().toString()) + u": "_s + cli::explain(result.error()));
        if (program.isJson())
            (void)cli::writeOut(cli::jsonLine({{u"ok"_s, false}, {u"error"_s, cli::toJson(result.error())}}).toStdString());
        return Failed;
    }
    const cli::Reply &reply = *result;
    if (!reply.isWritten) {
        QJsonObject json = reply.json;
        if (reply.failure) {
            json.insert(u"ok"_s, false);
            json.insert(u"error"_s, cli::toJson(*reply.failure));
        }
        const QByteArray out = program.isJson() ? cli::jsonLine(json) : reply.text.toUtf8();
        if (const auto written = cli::writeOut(out.toStdString()); !written) {
            say(QString::fromStdString(written.error().toString()));
            return Failed;
        }
    }
    if (!reply.remark.isEmpty())
        say(reply.remark);
    if (reply.failure)
        say(QString::fromStdString(reply.failure->toString()) + u": "_s + cli::explain(*reply.failure));
    return reply.exitCode.value_or(reply.failure ? Failed : 0);
}

} // namespace

int main(int argc, char **argv)
{
    base::hardenProcess();
    cli::prepareSecretInput();
    QStringList words;
    for (int i = 1; i < argc; ++i)
        words.append(QString::fromUtf8(argv[i]));
    cli::Arguments given = cli::Arguments::parse(words, Valued, Plain);
    if (given.has(u"help"_s) || given.verb == "help"_L1 || given.has(u"version"_s)) {
        const QString text = given.has(u"version"_s) ? QStringLiteral("indaro-cli " INDARO_VERSION "\n") : help();
        return cli::writeOut(text.toStdString()) ? 0 : Failed;
    }
    const auto verb =
        std::find_if(Verbs.begin(), Verbs.end(), [&](const Verb &v) { return given.verb == QLatin1StringView(v.name); });
    if (verb == Verbs.end()) {
        say(given.verb.isEmpty() ? u"a verb is needed; --help lists them"_s
                                 : u"no such verb: %1; --help lists them"_s.arg(given.verb));
        return Misused;
    }
    if (const QString missing = whatIsMissing(*verb, given); !missing.isEmpty()) {
        say(missing);
        return Misused;
    }
    if (const auto ready = crypto::initialise(); !ready) {
        say(QString::fromStdString(ready.error().toString()));
        return Failed;
    }
    cli::Program program(std::move(given));
    return print(program, verb->run(program));
}
