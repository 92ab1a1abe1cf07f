// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/reply.h"

#include <QJsonDocument>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace indaro::cli {

using base::Errc;

base::Result<void> writeOut(std::string_view text)
{
    if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0)
        return base::Error(Errc::FileNotWritable, {{"file", std::string("standard output")}});
    return {};
}

QByteArray jsonLine(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

QString counted(std::int64_t count, const QString &thing, const QString &things)
{
    const QString &word = count == 1 ? thing : things;
    return u"%1 %2"_s.arg(count).arg(word.isEmpty() ? thing + u's' : word);
}

QString explain(const base::Error &error)
{
    switch (error.code) {
    case Errc::WrongPassphrase:
        if (error.text("reason") == "too-soon")
            return u"too many wrong passphrases: wait %1 ms"_s.arg(error.number("retryAfterMs"));
        return u"the passphrase is wrong"_s;
    case Errc::UnknownUser:
        return u"no account has this name"_s;
    case Errc::UserDisabled:
        return u"this account is disabled"_s;
    case Errc::VaultNotFound:
        return u"there is no vault in this folder"_s;
    case Errc::VaultExists:
        return u"the folder is not empty"_s;
    case Errc::VaultInUse:
        return u"another program has this vault open; close it first"_s;
    case Errc::PassphraseTooWeak:
        return u"a passphrase needs 12 characters or 4 words"_s;
    case Errc::SecondPersonNeeded:
        return u"a second person must agree: --second-user NAME, that passphrase as second line of standard input"_s;
    case Errc::ImportLineInvalid:
        return u"line %1 of the file cannot be taken in (%2%3); nothing of the file was"_s.arg(error.number("line"))
            .arg(QString::fromStdString(error.text("reason")),
                 error.text("key").empty() ? QString() : u", "_s + QString::fromStdString(error.text("key")));
    case Errc::BackupDamaged:
        return u"the backup is damaged or was changed"_s;
    case Errc::StoreDamaged:
        return u"the vault is damaged or was changed"_s;
    case Errc::SlotsDamaged:
        return u"both copies of the key file are damaged"_s;
    case Errc::RecoveryCodeInvalid:
        return u"the digits of a card are wrong in group %1"_s.arg(error.number("group"));
    case Errc::RecoveryCardsMismatch:
        return u"these two cards do not belong together"_s;
    case Errc::RecoveryWrongKit:
        return u"these cards are of another kit"_s;
    case Errc::FileNotFound:
        return u"the file does not exist"_s;
    case Errc::FileNotReadable:
        return u"the file cannot be read"_s;
    case Errc::FileNotWritable:
        return u"this cannot be written"_s;
    case Errc::DiskFull:
        return u"the disk is full"_s;
    case Errc::ReleaseNotOne:
        return u"there is no release of Indaro in this folder, or one of a form this program does not know"_s;
    case Errc::ReleaseKeysMissing:
        return u"this program has no keys of releases, so it can trust none"_s;
    case Errc::ReleaseNotSigned:
        return u"%1 of the keys this computer trusts have signed this release, %2 are needed: do not install it"_s
            .arg(error.number("good"))
            .arg(error.number("needed"));
    case Errc::ReleaseDamaged:
        return u"the file %1 is missing, damaged or not as it was signed: copy the release to the stick again"_s.arg(
            QString::fromStdString(error.text("file")));
    case Errc::ReleaseNotNewer:
        return u"the release is version %1, and this computer has had %2: only a newer one is installed"_s.arg(
            QString::fromStdString(error.text("offered")), QString::fromStdString(error.text("here")));
    case Errc::ReleaseOtherSystem:
        return u"the release has no packages for this system (%1)"_s.arg(QString::fromStdString(error.text("here")));
    case Errc::UpdateFailed:
        if (error.text("why") == "administrator")
            return u"nobody gave the administrator's password; nothing was installed"_s;
        if (error.text("why") == "no answer")
            return u"the installer ended without saying how; the vault is as it was: look which version is installed (dpkg -l indaro)"_s;
        if (error.number("undone") == 1)
            return u"the update did not work and was undone: the former program and the former vault are in place (%1)"_s
                .arg(QString::fromStdString(error.text("why")));
        return u"the update did not work, and not everything could be put back (%1, %2): the copy of the vault beside its "
               u"folder "
               "is whole; do not delete it. Install the former packages, then: indaro-cli update vault-back"_s.arg(
                   QString::fromStdString(error.text("step")), QString::fromStdString(error.text("why")));
    case Errc::NotFound:
        return u"nothing is known by this name or code"_s;
    case Errc::InvalidArgument:
        return u"this cannot be understood"_s;
    case Errc::NotEnrolled:
        return u"this laptop does not belong to a house with several laptops yet: enrol-request, or roster --found on the first one"_s;
    case Errc::DeviceRevoked:
        return u"this laptop was shut out"_s;
    case Errc::EnrolmentCodeWrong:
        return u"the codes are not the same: do not go on, somebody may have changed the file"_s;
    case Errc::EnrolmentNotForUs:
        return u"this answer belongs to another request"_s;
    case Errc::RosterRefused:
        if (error.text("why") == "the author lacks the right")
            return u"the house has not given this person the right to do this; somebody who may let laptops in and shut them out can, or can give it"_s;
        return u"the rules of the list of laptops forbid this"_s;
    case Errc::AddressNotSecure:
        return u"plain http is for this machine only, unless --allow-plain-http"_s;
    case Errc::NetworkUnreachable:
        if (error.text("road") == "house")
            return u"no laptop of the house is found there: house-offer on the other one, both on the same network, or sync with the address it shows; what is to be sent waits"_s;
        return u"the server cannot be reached; what is to be sent waits"_s;
    case Errc::ServerBusy:
        return u"the server has no time; what is to be sent waits"_s;
    case Errc::ServerRefused:
        return u"the server did not accept this"_s;
    case Errc::SyncUnknownDevice:
        return u"this is no laptop of the house"_s;
    case Errc::AccessRefused:
        if (!error.text("thing").empty())
            return u"the role of this account does not include this"_s;
        if (error.text("road") == "house")
            return u"that laptop does not know this one as one of the house"_s;
        return u"the server does not know this laptop: join with --invitation-stdin"_s;
    case Errc::InvitationInvalid:
        return u"the invitation is mistyped, used, or has run out"_s;
    case Errc::QuotaFull:
        return u"the server has no more room for this house"_s;
    case Errc::CertificateNotTrusted:
        if (error.text("road") == "house")
            return u"who answers there is not the laptop it says it is: somebody may be in between"_s;
        return u"the certificate is not known. If the people who run the server read out the same key fingerprint, join with --certificate"_s;
    case Errc::ClockWrong:
        return u"the date of this machine does not fit the certificate"_s;
    case Errc::RoadStopped:
        return u"an alarm about this server is open; exchange by folder until a person has looked"_s;
    case Errc::FolderUnreliable:
        return u"the stick does not give back what was written: use another one"_s;
    case Errc::FormNotXlsx:
        return u"this is no Excel workbook (.xlsx)"_s;
    case Errc::FormOldXls:
        return u"this is an old Excel workbook (.xls): save it as .xlsx in Excel or LibreOffice"_s;
    case Errc::FormDamaged:
        return u"this workbook is damaged: get it again from where it came"_s;
    case Errc::FormTooLarge:
        return u"this workbook is too large for a form"_s;
    case Errc::FormNoSurvey:
        return u"this workbook has no sheet named survey with questions: it is no form"_s;
    case Errc::FormSeveralWorkbooks:
        return u"this package has more than one workbook"_s;
    case Errc::FormUnsafeName:
        return u"this package names files outside its own folder"_s;
    case Errc::FormVersionTaken:
        return u"this version of the form is kept already with other content: its author must change the version"_s;
    case Errc::FormStillComing:
        return u"this form has not all come from the other laptop yet: exchange again"_s;
    case Errc::AttachmentStillComing:
        return u"this has not all come from the other laptop yet: exchange again"_s;
    case Errc::AttachmentDamaged:
        return u"this is not what was added: bring it back from a backup"_s;
    case Errc::PackageNotOne:
        return u"this file is not a sealed package"_s;
    case Errc::PackageTooNew:
        return u"this package was made by a newer version of the program"_s;
    case Errc::PackageTruncated:
        return u"a part of this package is missing: copy it again"_s;
    case Errc::PackageAltered:
        return u"this package is not as it was sealed: ask the sender for it again"_s;
    case Errc::PackageWrongRecipient:
        return u"this package is sealed to another organisation"_s;
    case Errc::PackageExpired:
        return u"the last day on which this package may be opened has passed"_s;
    case Errc::PackageSenderUnknown:
        return u"the sender says its 30 digits are %1: compare them with those the organisation reads to you, then repeat "
               "with --code"_s.arg(QString::fromStdString(error.text("digits")));
    case Errc::ExpressionSyntax:
    case Errc::ExpressionEvaluation:
        return u"the expression cannot be worked out"_s;
    default:
        return u"failed"_s;
    }
}

QJsonObject toJson(const base::Error &error)
{
    const auto name = base::errcName(error.code);
    QJsonObject out{{u"code"_s, QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size()))},
                    {u"text"_s, explain(error)}};
    for (const auto &arg : error.args) {
        if (const auto *number = std::get_if<std::int64_t>(&arg.value))
            out.insert(QString::fromStdString(arg.name), qint64(*number));
        else
            out.insert(QString::fromStdString(arg.name), QString::fromStdString(std::get<std::string>(arg.value)));
    }
    return out;
}

} // namespace indaro::cli
