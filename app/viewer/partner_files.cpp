// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/partner_files.h"

#include "core/base/file.h"
#include "core/crypto/comparison_code.h"
#include "core/session/passphrase.h"
#include "core/wire/limits.h"

using namespace Qt::StringLiterals;

namespace indaro::viewer {

using base::Errc;
using base::Error;
using base::Result;

namespace {

Result<std::shared_ptr<const PartnerPair>> pairFrom(const base::SecretBytes &seed)
{
    INDARO_TRY_ASSIGN(auto secrets, wire::organisationFromSeed(seed));
    const wire::OrganisationKey key = secrets.publicKey();
    return std::make_shared<const PartnerPair>(PartnerPair{std::move(secrets),
                                                           QString::fromStdString(wire::organisationKeyText(key)),
                                                           QString::fromStdString(wire::comparisonCodeOf(key))});
}

} // namespace

bool hasKey(const std::filesystem::path &folder)
{
    std::error_code failed;
    return std::filesystem::exists(folder / KeyFileName, failed) || std::filesystem::exists(folder / PublicFileName, failed);
}

Result<std::shared_ptr<const PartnerPair>> makePair(const std::filesystem::path &folder, const base::SecretBytes &passphrase,
                                                    const crypto::KdfPolicy &policy)
{
    if (hasKey(folder))
        return Error(Errc::FileNotWritable);
    INDARO_TRY(session::checkPassphrase(passphrase));
    const auto seed = wire::makeOrganisationSeed();
    INDARO_TRY_ASSIGN(const auto sealed, wire::sealOrganisationSeed(seed, passphrase, policy));
    INDARO_TRY_ASSIGN(auto pair, pairFrom(seed));
    INDARO_TRY(base::writeFileDurably(folder / KeyFileName, sealed));
    const std::string line = (pair->text + u'\n').toStdString();
    if (auto written = base::writeFileDurably(folder / PublicFileName, base::asBytes(line)); !written) {
        std::error_code ignored; // half a key would only stand in the way of the next try
        std::filesystem::remove(folder / KeyFileName, ignored);
        return written.error();
    }
    return pair;
}

Result<std::shared_ptr<const PartnerPair>> openPair(const std::filesystem::path &keyFile,
                                                    const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy)
{
    INDARO_TRY_ASSIGN(const auto file, base::readFile(keyFile, wire::MaxSmallBody));
    INDARO_TRY_ASSIGN(const auto seed, wire::openOrganisationSeed(file, passphrase, policy));
    return pairFrom(seed);
}

Result<std::shared_ptr<const OpenFile>> openFor(const PartnerPair &pair, base::ByteView file, const QString &heard,
                                                base::UtcMs now)
{
    const std::string digits = heard.toStdString();
    const wire::PackageRules rules{
        now, [&](const wire::OrganisationKey &sender) { return crypto::isSameCode(wire::comparisonCodeOf(sender), digits); },
        [](const wire::PackageId &) { return false; }}; // to look twice at a file one keeps is no repetition
    INDARO_TRY_ASSIGN(auto package, wire::openPackage(file, pair.secrets, rules));
    auto open = std::make_shared<OpenFile>(OpenFile{std::move(package)});
    if (open->package.cover.kind == wire::PackageKind::Referral) {
        INDARO_TRY_ASSIGN(open->referral, casework::decodePackagedReferral(open->package.content));
        open->serial = open->referral->serial;
        open->lines = open->referral->lines;
    } else {
        INDARO_TRY_ASSIGN(const auto slip, casework::decodePackagedSlip(open->package.content));
        open->serial = slip.serial;
        open->lines = slip.lines;
    }
    return std::shared_ptr<const OpenFile>(std::move(open));
}

Result<base::Bytes> answerTo(const PartnerPair &pair, const OpenFile &file, wire::PackageAnswer answer,
                             const QString &reason, const QString &note, base::UtcMs now)
{
    const bool isRefusal = answer == wire::PackageAnswer::Refused;
    if (isRefusal && reason.isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("reason")}});
    const wire::PackageReply reply{
        file.package.cover.id,       file.package.hash, answer, now, isRefusal ? reason.toStdString() : std::string(), {},
        note.trimmed().toStdString()};
    return wire::sealPackageReply(reply, file.package.sender, pair.secrets);
}

QString answerFileName(const OpenFile &file)
{
    constexpr std::size_t Digits = 8;
    return u"indaro-%1.answer.indaro"_s.arg(
        QString::fromStdString(base::toHex(file.package.cover.id.bytes()).substr(0, Digits)));
}

} // namespace indaro::viewer
