// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/package_content.h"
#include "core/wire/package_reply.h"

#include <QString>

#include <filesystem>
#include <memory>
#include <optional>

namespace indaro::viewer {

/// What a partner without Indaro does with files: a key pair of its own, a package that was sealed to it, the answer.
/// Nothing is kept but the two files of the key. Thread of all: any; those with a passphrase take a second.

inline constexpr char KeyFileName[] = "indaro-organisation.key";
inline constexpr char PublicFileName[] = "indaro-organisation-public.txt";

/// The pair that is open, and what others are given of it.
struct PartnerPair
{
    wire::OrganisationSecrets secrets;
    QString text{}; ///< the line houses write into their directory
    QString code{}; ///< its 30 digits
};
/// Whether there is a key in this folder: another one is never written over it.
[[nodiscard]] bool hasKey(const std::filesystem::path &folder);
/// Makes a pair and writes both files, or none; nothing is written over. Errors: FileNotWritable (a key is there already, or
/// the folder is closed), PassphraseTooWeak, DiskFull, KdfOutOfMemory.
[[nodiscard]] base::Result<std::shared_ptr<const PartnerPair>>
makePair(const std::filesystem::path &folder, const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);
/// Errors: FileNotFound, FileNotReadable, WireDamaged, WireTooNew, WrongPassphrase, KdfOutOfMemory.
[[nodiscard]] base::Result<std::shared_ptr<const PartnerPair>>
openPair(const std::filesystem::path &keyFile, const base::SecretBytes &passphrase, const crypto::KdfPolicy &policy);

/// A package as it lies open.
struct OpenFile
{
    wire::OpenedPackage package;
    QString serial{};
    QMap<QString, QString> lines{};
    std::optional<casework::PackagedReferral> referral{}; ///< nothing: it is a slip
};
/// `heard`: the 30 digits the sender read out. Without a directory they alone say who it is from. Errors: those of
/// wire::openPackage and decodePackagedReferral; PackageSenderUnknown (digits=) while they are not those of the sender.
[[nodiscard]] base::Result<std::shared_ptr<const OpenFile>> openFor(const PartnerPair &pair, base::ByteView file,
                                                                    const QString &heard, base::UtcMs now);

/// The signed answer, for its file. `reason`: codelist referral_refusal, where it is refused. Errors: InvalidArgument
/// (field=reason), TextTooLong.
[[nodiscard]] base::Result<base::Bytes> answerTo(const PartnerPair &pair, const OpenFile &file, wire::PackageAnswer answer,
                                                 const QString &reason, const QString &note, base::UtcMs now);
/// A proposal that says nothing.
[[nodiscard]] QString answerFileName(const OpenFile &file);

} // namespace indaro::viewer
