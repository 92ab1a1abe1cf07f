// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/package_text.h"
#include "app/cli/secret_input.h"
#include "app/cli/verbs.h"
#include "core/base/file.h"
#include "core/casework/referrals/package_content.h"
#include "core/crypto/comparison_code.h"
#include "core/model/code_list.h"
#include "core/session/passphrase.h"
#include "core/wire/limits.h"
#include "core/wire/package_reply.h"

#include <QDateTime>

/// open-package: for partners without Indaro. No vault; the key is a file of its own under a passphrase.
using namespace Qt::StringLiterals;

namespace indaro::cli {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr auto SecretName = "indaro-organisation.key";
constexpr auto PublicName = "indaro-organisation-public.txt";

QString codeInWords(const wire::OrganisationKey &key)
{
    return QString::fromStdString(wire::comparisonCodeOf(key));
}

Error wrongOption(const char *option)
{
    return {Errc::InvalidArgument, {{"option", std::string(option)}}};
}

/// The two files; nothing is written over.
VerbResult makeKey(Program &program)
{
    const std::filesystem::path folder = program.arguments.rest.at(1).toStdU16String();
    if (std::filesystem::exists(folder / SecretName) || std::filesystem::exists(folder / PublicName))
        return Error(Errc::FileNotWritable);
    INDARO_TRY_ASSIGN(const auto passphrase, readSecretLine());
    INDARO_TRY(session::checkPassphrase(passphrase));
    const auto seed = wire::makeOrganisationSeed();
    INDARO_TRY_ASSIGN(const auto secrets, wire::organisationFromSeed(seed));
    INDARO_TRY_ASSIGN(const auto sealed, wire::sealOrganisationSeed(seed, passphrase, program.environment.kdf));
    std::error_code failed;
    std::filesystem::create_directories(folder, failed); // what is wrong with it shows when it is written to
    const std::string line = wire::organisationKeyText(secrets.publicKey());
    INDARO_TRY(base::writeFileDurably(folder / SecretName, sealed));
    INDARO_TRY(base::writeFileDurably(folder / PublicName, base::asBytes(line + '\n')));
    const QString code = codeInWords(secrets.publicKey());
    return Reply{
        u"%1\n%2\n"_s.arg(QString::fromStdString(line), code),
        {{u"ok"_s, true}, {u"key"_s, QString::fromStdString(line)}, {u"code"_s, code}},
        u"Give %1 to the houses that refer to you, and read them the 30 digits. Keep %2 and its passphrase: without "
        "them nothing that is sealed to you can be opened."_s.arg(QLatin1StringView(PublicName),
                                                                  QLatin1StringView(SecretName))};
}

Result<wire::OrganisationSecrets> openKey(Program &program)
{
    if (!program.arguments.has(u"key"_s))
        return wrongOption("key");
    INDARO_TRY_ASSIGN(const auto file, base::readFile(program.path(u"key"_s), wire::MaxSmallBody));
    INDARO_TRY_ASSIGN(const auto passphrase, readSecretLine());
    INDARO_TRY_ASSIGN(const auto seed, wire::openOrganisationSeed(file, passphrase, program.environment.kdf));
    return wire::organisationFromSeed(seed);
}

/// --receipt: which answer is given, or none.
Result<std::optional<wire::PackageAnswer>> answerAsked(const Program &program)
{
    const QString asked = program.arguments.value(u"receipt"_s);
    if (!program.arguments.has(u"receipt"_s))
        return std::optional<wire::PackageAnswer>();
    if (!program.arguments.has(u"out"_s))
        return wrongOption("out");
    if (asked == "received"_L1)
        return std::optional(wire::PackageAnswer::Received);
    if (asked == "accept"_L1)
        return std::optional(wire::PackageAnswer::Accepted);
    if (asked != "refuse"_L1)
        return wrongOption("receipt");
    const auto &reasons = model::CodeList::byName(u"referral_refusal"_s);
    if (reasons.find(program.arguments.value(u"reason"_s)) == nullptr)
        return wrongOption("reason");
    return std::optional(wire::PackageAnswer::Refused);
}

Result<void> writeAnswer(Program &program, const wire::OpenedPackage &opened, const wire::OrganisationSecrets &own,
                         wire::PackageAnswer answer)
{
    const bool isRefusal = answer == wire::PackageAnswer::Refused;
    const wire::PackageReply reply{opened.cover.id,
                                   opened.hash,
                                   answer,
                                   program.clock.nowUtc(),
                                   isRefusal ? program.arguments.value(u"reason"_s).toStdString() : std::string(),
                                   {},
                                   program.arguments.value(u"note"_s).toStdString()};
    INDARO_TRY_ASSIGN(const auto file, wire::sealPackageReply(reply, opened.sender, own));
    return base::writeFileDurably(program.path(u"out"_s), file);
}

struct Shown
{
    QString kind;
    QString serial;
    QMap<QString, QString> lines;
};

Result<Shown> contentOf(const wire::OpenedPackage &opened)
{
    if (opened.cover.kind == wire::PackageKind::Referral) {
        INDARO_TRY_ASSIGN(const auto referral, casework::decodePackagedReferral(opened.content));
        return Shown{u"referral"_s, referral.serial, referral.lines};
    }
    INDARO_TRY_ASSIGN(const auto slip, casework::decodePackagedSlip(opened.content));
    return Shown{u"counter_referral"_s, slip.serial, slip.lines};
}

Result<Reply> replyOf(const Program &program, const wire::OpenedPackage &opened)
{
    INDARO_TRY_ASSIGN(const Shown shown, contentOf(opened));
    const QString language = program.arguments.has(u"lang"_s) ? program.arguments.value(u"lang"_s) : u"fr"_s;
    if (language != "fr"_L1 && language != "rn"_L1)
        return wrongOption("lang");
    INDARO_TRY_ASSIGN(const QString text, packageText(shown.lines, language));
    QJsonObject lines;
    for (auto line = shown.lines.begin(); line != shown.lines.end(); ++line)
        lines.insert(line.key(), line.value());
    const QString expires = QDateTime::fromMSecsSinceEpoch(opened.cover.expiresAt, Qt::UTC).toString(Qt::ISODate);
    return Reply{shown.serial + u'\n' + text,
                 {{u"ok"_s, true},
                  {u"kind"_s, shown.kind},
                  {u"serial"_s, shown.serial},
                  {u"sender"_s, codeInWords(opened.sender)},
                  {u"expires"_s, expires},
                  {u"lines"_s, lines}},
                 {}};
}

} // namespace

VerbResult openPackage(Program &program)
{
    const QStringList &words = program.arguments.rest;
    if (words.front() == "make-key"_L1)
        return words.size() == 2 ? makeKey(program) : VerbResult(wrongOption("make-key"));
    INDARO_TRY_ASSIGN(const auto answer, answerAsked(program));
    INDARO_TRY_ASSIGN(const auto file, base::readFile(words.front().toStdU16String(), wire::MaxPackage));
    INDARO_TRY_ASSIGN(const auto own, openKey(program));
    const std::string heard = program.arguments.value(u"code"_s).toStdString();
    const wire::PackageRules rules{
        program.clock.nowUtc(),
        // Who has no directory says whom the package should come from by the digits that were read to him.
        [&](const wire::OrganisationKey &sender) { return crypto::isSameCode(wire::comparisonCodeOf(sender), heard); },
        [](const wire::PackageId &) { return false; }}; // to look twice at a file one keeps is no repetition
    INDARO_TRY_ASSIGN(const auto opened, wire::openPackage(file, own, rules));
    INDARO_TRY_ASSIGN(Reply reply, replyOf(program, opened));
    if (answer)
        INDARO_TRY(writeAnswer(program, opened, own, *answer));
    return reply;
}

} // namespace indaro::cli
