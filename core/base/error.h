// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <source_location>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace indaro::base {

/// The closed list of everything that can go wrong. Each code has a sentence with a next step in three
/// languages in ui/kit/error_text.cpp; a test enumerates the list. Names are part of the command line's
/// output: never reuse one.
#define INDARO_ERRC_LIST(X)                                                                                                 \
    /* base */                                                                                                              \
    X(InvalidArgument)                                                                                                      \
    X(NotFound)                                                                                                             \
    X(Cancelled)                                                                                                            \
    X(FileNotFound)                                                                                                         \
    X(FileNotReadable)                                                                                                      \
    X(FileNotWritable)                                                                                                      \
    X(DiskFull)                                                                                                             \
    X(FileTooLarge)                                                                                                         \
    X(OutOfMemory)                                                                                                          \
    X(Internal)                                                                                                             \
    /* crypto */                                                                                                            \
    X(CryptoUnavailable)                                                                                                    \
    X(CryptoBadInput)                                                                                                       \
    X(CryptoAuthFailed)                                                                                                     \
    X(KdfOutOfMemory)                                                                                                       \
    X(KdfParametersRefused)                                                                                                 \
    /* store */                                                                                                             \
    X(StoreNotSqlcipher)                                                                                                    \
    X(StoreSqlcipherTooOld)                                                                                                 \
    X(StorePlaintextFile)                                                                                                   \
    X(StoreWrongKey)                                                                                                        \
    X(StoreLocked)                                                                                                          \
    X(StoreDamaged)                                                                                                         \
    X(StoreReadOnly)                                                                                                        \
    X(StoreTooNew)                                                                                                          \
    X(StoreMigrationFailed)                                                                                                 \
    X(StoreConstraint)                                                                                                      \
    X(StoreUnloggedWrite)                                                                                                   \
    X(StoreFailed)                                                                                                          \
    X(StoreWrongThread)                                                                                                     \
    /* wire */                                                                                                              \
    X(WireDamaged)                                                                                                          \
    X(WireTooNew)                                                                                                           \
    X(WireTooLarge)                                                                                                         \
    X(WireWrongKey)                                                                                                         \
    X(WireWrongShelter)                                                                                                     \
    X(RosterRefused)                                                                                                        \
    X(RosterParentUnknown)                                                                                                  \
    X(PackageNotOne)                                                                                                        \
    X(PackageTooNew)                                                                                                        \
    X(PackageTruncated)                                                                                                     \
    X(PackageAltered)                                                                                                       \
    X(PackageWrongRecipient)                                                                                                \
    X(PackageExpired)                                                                                                       \
    X(PackageReplayed)                                                                                                      \
    X(PackageSenderUnknown)                                                                                                 \
    X(PackageAnswerStrange)                                                                                                 \
    X(PartnerKeyMissing)                                                                                                    \
    X(PartnerKeyNotCompared)                                                                                                \
    X(PartnerCodeWrong)                                                                                                     \
    X(OrganisationKeyMissing)                                                                                               \
    /* relay */                                                                                                             \
    X(AccessRefused)                                                                                                        \
    X(InvitationInvalid)                                                                                                    \
    X(QuotaFull)                                                                                                            \
    /* sync */                                                                                                              \
    X(UnknownRecord)                                                                                                        \
    X(UnknownField)                                                                                                         \
    X(RecordExists)                                                                                                         \
    X(OperationDamaged)                                                                                                     \
    X(SegmentDamaged)                                                                                                       \
    X(SegmentTooNew)                                                                                                        \
    X(SegmentTooLarge)                                                                                                      \
    X(SyncKeyMissing)                                                                                                       \
    X(SyncUnknownDevice)                                                                                                    \
    X(EnrolmentCodeWrong)                                                                                                   \
    X(EnrolmentNotForUs)                                                                                                    \
    /* transport */                                                                                                         \
    X(NotEnrolled)                                                                                                          \
    X(AddressNotSecure)                                                                                                     \
    X(NetworkUnreachable)                                                                                                   \
    X(ServerBusy)                                                                                                           \
    X(ServerRefused)                                                                                                        \
    X(CertificateNotTrusted)                                                                                                \
    X(ClockWrong)                                                                                                           \
    X(DeviceRevoked)                                                                                                        \
    X(RoadStopped)                                                                                                          \
    X(FolderUnreliable)                                                                                                     \
    /* session */                                                                                                           \
    X(VaultExists)                                                                                                          \
    X(VaultNotFound)                                                                                                        \
    X(VaultInUse)                                                                                                           \
    X(SlotsDamaged)                                                                                                         \
    X(SlotsTooNew)                                                                                                          \
    X(WrongPassphrase)                                                                                                      \
    X(PassphraseTooWeak)                                                                                                    \
    X(UnknownUser)                                                                                                          \
    X(UserDisabled)                                                                                                         \
    X(UserExists)                                                                                                           \
    X(LastUser)                                                                                                             \
    X(RecoveryCodeInvalid)                                                                                                  \
    X(RecoveryCardsMismatch)                                                                                                \
    X(RecoveryWrongKit)                                                                                                     \
    X(BackupDamaged)                                                                                                        \
    X(BackupTooNew)                                                                                                         \
    X(BackupVerifyFailed)                                                                                                   \
    X(SecondPersonNeeded)                                                                                                   \
    X(TrainingVault)                                                                                                        \
    /* casework */                                                                                                          \
    X(ConsentMissing)                                                                                                       \
    X(ImportLineInvalid)                                                                                                    \
    X(ValueOutOfRange)                                                                                                      \
    X(DateInFuture)                                                                                                         \
    X(TextTooLong)                                                                                                          \
    X(StayOpen)                                                                                                             \
    X(WrongState)                                                                                                           \
    X(FileSealed)                                                                                                           \
    X(FiguresNotSafe)                                                                                                       \
    /* forms */                                                                                                             \
    X(FormNotXlsx)                                                                                                          \
    X(FormOldXls)                                                                                                           \
    X(FormDamaged)                                                                                                          \
    X(FormTooLarge)                                                                                                         \
    X(FormNoSurvey)                                                                                                         \
    X(FormSeveralWorkbooks)                                                                                                 \
    X(FormUnsafeName)                                                                                                       \
    X(FormVersionTaken)                                                                                                     \
    X(FormStillComing)                                                                                                      \
    X(ExpressionSyntax)                                                                                                     \
    X(ExpressionEvaluation)                                                                                                 \
    /* sop */                                                                                                               \
    X(SopPackDamaged)                                                                                                       \
    X(SopPackTooNew)                                                                                                        \
    X(SopPackFaulty)                                                                                                        \
    X(SopPackTampered)                                                                                                      \
    X(SopPackUnsigned)                                                                                                      \
    X(SopIssuerUnknown)                                                                                                     \
    X(SopPackOlder)                                                                                                         \
    X(SopStillComing)                                                                                                       \
    X(StepsOpen)                                                                                                            \
    /* attachments */                                                                                                       \
    X(AttachmentStillComing)                                                                                                \
    X(AttachmentDamaged)                                                                                                    \
    X(MediaTypeRefused)                                                                                                     \
    X(PictureDamaged)                                                                                                       \
    X(PictureTooLarge)                                                                                                      \
    X(RecordingDamaged)                                                                                                     \
    X(RecordingTooLong)                                                                                                     \
    X(PlayerMissing)                                                                                                        \
    X(PlayerStuck)                                                                                                          \
    X(LoudspeakerMissing)                                                                                                   \
    /* documents */                                                                                                         \
    X(TemplateDamaged)                                                                                                      \
    X(PrintFailed)                                                                                                          \
    /* release */                                                                                                           \
    X(ReleaseNotOne)                                                                                                        \
    X(ReleaseKeysMissing)                                                                                                   \
    X(ReleaseNotSigned)                                                                                                     \
    X(ReleaseDamaged)                                                                                                       \
    X(ReleaseNotNewer)                                                                                                      \
    X(ReleaseOtherSystem)                                                                                                   \
    X(UpdateFailed)

enum class Errc : std::uint16_t {
#define INDARO_X(name) name,
    INDARO_ERRC_LIST(INDARO_X)
#undef INDARO_X
};

/// Stable English identifier of a code ("StoreWrongKey"), for logs and for machines reading --json.
[[nodiscard]] std::string_view errcName(Errc code) noexcept;
/// Every code once, in order.
[[nodiscard]] const std::vector<Errc> &allErrc();

/// A harmless parameter: a number, or a text that names no person (a sheet, a cell, a file name the user
/// chose).
struct ErrorArg
{
    std::string name;
    std::variant<std::int64_t, std::string> value;
    friend bool operator==(const ErrorArg &, const ErrorArg &) = default;
};

/// A code and harmless parameters. Sentences are made only in ui; never put an answer, a name or a secret in
/// here.
struct [[nodiscard]] Error
{
    Error(Errc errc, std::vector<ErrorArg> arguments = {}, std::source_location here = std::source_location::current())
        : code(errc), args(std::move(arguments)), where(here)
    {
    }

    Errc code;
    std::vector<ErrorArg> args;
    std::source_location where;

    /// "StoreWrongKey(code=26)": for logs, the command line and test failures.
    [[nodiscard]] std::string toString() const;
    [[nodiscard]] std::int64_t number(std::string_view name, std::int64_t otherwise = 0) const;
    [[nodiscard]] std::string text(std::string_view name) const;
};

/// A programmer's mistake: prints the place and stops at once. Every accepted change is already committed.
[[noreturn]] void failCheck(const char *condition, std::source_location here = std::source_location::current());

} // namespace indaro::base

#define INDARO_CHECK(condition)                                                                                             \
    do {                                                                                                                    \
        if (!(condition)) [[unlikely]]                                                                                      \
            ::indaro::base::failCheck(#condition);                                                                          \
    } while (false)
