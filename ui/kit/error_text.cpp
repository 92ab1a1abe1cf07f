// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/error_text.h"

#include "ui/kit/error_text_attachments.h"
#include "ui/kit/error_text_packages.h"
#include "ui/kit/error_text_releases.h"

#include <QtCore/QCoreApplication>

namespace indaro::ui::kit {

namespace {

/// Translation context of all sentences below.
struct Say
{
    Q_DECLARE_TR_FUNCTIONS(ErrorText)

public:
    static QString nothingLost() { return tr("Nothing is lost."); }
    static QString notSaved() { return tr("The last change was not saved; everything before it is."); }
    /// The store's errors carry SQLite's code; without one it was another file (a backup, a PDF, a list) that failed.
    static QString notWritten(const base::Error &e)
    {
        return e.number("code") != 0 ? notSaved() : tr("This file was not written; your records in Indaro are safe.");
    }
    static QString unchanged() { return tr("Your data has not been changed."); }
    static QString again()
    {
        return tr("Try again; if it happens again, note the code at the end of this message and tell your "
                  "support.");
    }

    static ErrorText general(const base::Error &e);
    static ErrorText files(const base::Error &e);
    static ErrorText keys(const base::Error &e);
    static ErrorText store(const base::Error &e);
    static ErrorText accounts(const base::Error &e);
    static ErrorText recovery(const base::Error &e);
    static ErrorText consent(const base::Error &e);
    static ErrorText work(const base::Error &e);
    static ErrorText forms(const base::Error &e);
    static ErrorText exchange(const base::Error &e);
    static ErrorText network(const base::Error &e);
    static ErrorText house(const base::Error &e);
};

using base::Errc;

ErrorText Say::files(const base::Error &e)
{
    switch (e.code) {
    case Errc::FileNotFound:
        return {tr("The file is not there any more."), nothingLost(),
                tr("Check that the USB stick is plugged in and choose the file again.")};
    case Errc::FileNotReadable:
        return {tr("The file cannot be read."), nothingLost(), tr("Check that you may open it, or choose another file.")};
    case Errc::FileNotWritable:
        return {tr("Nothing can be written in this place."), notWritten(e),
                tr("Choose another folder, or check that the disk or USB stick is not write-protected.")};
    case Errc::DiskFull:
        return {tr("The disk is full."), notWritten(e),
                e.number("code") != 0 ? tr("Free some space on the disk, then try again.")
                                      : tr("Free some space on it or choose another place, then try again.")};
    case Errc::FileTooLarge:
        if (const auto limit = e.number("limit"); limit > 0)
            return {tr("The file is too large: no more than %1 MiB can be kept here.").arg(limit / (1024 * 1024)),
                    nothingLost(), tr("Check that it is the right file, or make it shorter or smaller.")};
        return {tr("The file is too large to be opened safely."), nothingLost(), tr("Check that it is the right file.")};
    default:
        return {};
    }
}

ErrorText Say::keys(const base::Error &e)
{
    switch (e.code) {
    case Errc::CryptoUnavailable:
        return {tr("The encryption of this computer could not be started."), unchanged(),
                tr("Install the program again; nothing is opened without encryption.")};
    case Errc::CryptoBadInput:
        return {tr("A key or a sealed piece of data has the wrong form."), unchanged(), again()};
    case Errc::CryptoAuthFailed:
        return {tr("A sealed piece of data has been changed or damaged."), unchanged(),
                tr("Use another copy, for example the newest backup.")};
    case Errc::KdfOutOfMemory:
        return {tr("There is not enough free memory to check the passphrase."), unchanged(),
                tr("Close other programs, then try again.")};
    case Errc::KdfParametersRefused:
        return {tr("The key settings stored in this folder are outside the safe limits; the file may have "
                   "been tampered with."),
                unchanged(), tr("Do not type your passphrase here. Restore the newest backup.")};
    default:
        return {};
    }
}

ErrorText Say::store(const base::Error &e)
{
    switch (e.code) {
    case Errc::StoreNotSqlcipher:
        return {tr("The encrypted database engine is missing on this computer."), unchanged(),
                tr("Install the program again with its own package.")};
    case Errc::StoreSqlcipherTooOld:
        return {tr("The encrypted database engine on this computer is too old."), unchanged(),
                tr("Install the program again with its own package; version 4.6 or newer of SQLCipher is "
                   "needed.")};
    case Errc::StorePlaintextFile:
        return {tr("The data file is not encrypted, so it is not ours and was not opened."), unchanged(),
                tr("Choose another folder, or restore the newest backup.")};
    case Errc::StoreWrongKey:
        return {tr("The data file cannot be opened with the key of this folder."), unchanged(),
                tr("The folder may mix files of two vaults. Restore the newest backup.")};
    case Errc::StoreLocked:
        return {tr("Another program is using the data file."), notSaved(), tr("Close the other program, then try again.")};
    case Errc::StoreDamaged:
        return {tr("The data file is damaged."), tr("What was saved before the newest backup is safe in that backup."),
                tr("Do not work on. Restore the newest backup and keep the damaged folder for your support.")};
    case Errc::StoreReadOnly:
        return {tr("The data file may only be read, not written."), notSaved(),
                tr("Check that the disk is not write-protected and that you may write in the folder.")};
    case Errc::StoreTooNew:
        return {tr("The data was written by a newer version of the program."), unchanged(),
                tr("Install the newest version on this computer.")};
    case Errc::StoreMigrationFailed:
        return {tr("The data could not be brought to the form this version needs."), tr("The data is as it was before."),
                tr("Go on with the former version and tell your support the code at the end of this message.")};
    case Errc::StoreConstraint:
        return {tr("Two pieces of data contradict each other, so the change was refused."), notSaved(), again()};
    case Errc::StoreUnloggedWrite:
        return {tr("A change without its history entry was refused."), notSaved(), again()};
    case Errc::StoreFailed:
        return {tr("The data file did not accept the change."), notSaved(), again()};
    case Errc::StoreWrongThread:
        return {tr("The program made a mistake while saving and stopped the change."), notSaved(), again()};
    default:
        return {};
    }
}

ErrorText Say::accounts(const base::Error &e)
{
    switch (e.code) {
    case Errc::VaultExists:
        return {tr("There are already files in this folder."), unchanged(),
                tr("Choose an empty folder, or sign in to the vault that is there.")};
    case Errc::VaultNotFound:
        return {tr("There is no vault in this folder."), unchanged(), tr("Choose the right folder, or create a vault.")};
    case Errc::VaultInUse:
        return {tr("Indaro is already open on this vault, in another window or for another user."), unchanged(),
                tr("Go to the other window, or close it first.")};
    case Errc::SlotsDamaged:
        return {tr("Both copies of the key file are damaged."),
                tr("The data itself may be whole, but cannot be opened from here."), tr("Restore the newest backup.")};
    case Errc::SlotsTooNew:
        return {tr("The key file was written by a newer version of the program."), unchanged(),
                tr("Install the newest version on this computer.")};
    case Errc::WrongPassphrase:
        if (e.text("reason") == "too-soon")
            return {tr("Too many wrong passphrases were typed for this account, so the last one was not looked at."),
                    nothingLost(), tr("Wait until the time shown is over, then type the right passphrase.")};
        return {tr("This passphrase is not the right one."), nothingLost(),
                tr("Check Caps Lock and the keyboard layout, then type it again. If it is forgotten, use two "
                   "recovery cards.")};
    case Errc::PassphraseTooWeak:
        return {tr("This passphrase is too easy to guess."), nothingLost(),
                tr("Use at least four words, or twelve characters.")};
    case Errc::UnknownUser:
        return {tr("There is no account with this name here."), nothingLost(), tr("Choose an account from the list.")};
    case Errc::UserDisabled:
        return {tr("This account has been switched off."), nothingLost(),
                tr("Ask a colleague with an account to switch it on again.")};
    case Errc::UserExists:
        return {tr("There is already an account with this name."), unchanged(), tr("Choose another name for the account.")};
    case Errc::LastUser:
        if (!e.text("role").empty())
            return {tr("This is the last director of the house, so it must stay one."), unchanged(),
                    tr("Make somebody else a director first.")};
        return {tr("This is the last account that can sign in, so it must stay."), unchanged(),
                tr("Add another account first.")};
    case Errc::SecondPersonNeeded:
        return {tr("This needs a second person: another account than yours."), unchanged(),
                tr("Ask a colleague to type their passphrase.")};
    case Errc::TrainingVault:
        return {tr("This is a training vault: everything in it is invented, and it never exchanges anything with anybody."),
                unchanged(), tr("Lock it, and sign in to the vault of the house for real work.")};
    default:
        return {};
    }
}

ErrorText Say::recovery(const base::Error &e)
{
    switch (e.code) {
    case Errc::RecoveryCodeInvalid:
        return {tr("Group %1 of the card is not right.").arg(e.number("group", 1)), nothingLost(),
                tr("Compare this group with the paper and correct it: six digits in each group, sixteen "
                   "groups.")};
    case Errc::RecoveryCardsMismatch:
        return {tr("These two cards do not belong together, or the same card was typed twice."), nothingLost(),
                tr("Use two different cards with the same kit number.")};
    case Errc::RecoveryWrongKit:
        return {tr("These cards are from another kit and do not open this vault."), nothingLost(),
                tr("Look for the cards that carry the kit number shown.")};
    case Errc::BackupDamaged:
        return {tr("This backup is damaged or not whole."), unchanged(), tr("Use another backup, and make a new one soon.")};
    case Errc::BackupTooNew:
        return {tr("This backup was made by a newer version of the program."), unchanged(),
                tr("Install the newest version on this computer.")};
    case Errc::BackupVerifyFailed:
        return {tr("The backup was written, but reading it back gave something else."),
                tr("Your data is safe on this computer; the backup is not usable."),
                tr("Use another USB stick or folder: this one may be failing.")};
    default:
        return {};
    }
}

ErrorText Say::consent(const base::Error &e)
{
    const std::string standing = e.text("standing");
    const QString askAgain = tr("Ask again and note the answer, or give the lawful reason and who approved it.");
    if (standing == "refused")
        return {tr("The person said no to this."), nothingLost(), askAgain};
    if (standing == "withdrawn")
        return {tr("The person took the agreement back."), nothingLost(), askAgain};
    if (standing == "expired")
        return {tr("The agreement was given for a time that is over."), nothingLost(), askAgain};
    if (standing == "name")
        return {tr("The person agreed to share only without the name."), nothingLost(), tr("Do not share this line.")};
    if (standing == "guardian")
        return {tr("A child does not agree alone."), nothingLost(),
                tr("Choose who has charge of the child, or give the lawful reason and who approved it.")};
    if (standing == "child")
        return {tr("The child does not agree."), nothingLost(),
                tr("Talk with the child again, or give the lawful reason and who approved it.")};
    if (standing == "group")
        return {tr("The person did not agree to pass this on to this receiver."), nothingLost(),
                tr("Leave this line empty, or ask her and write it down on the page of her consents.")};
    if (standing == "withheld")
        return {tr("The person does not want this to be passed on."), nothingLost(),
                tr("Take it out; it may also stand in another line, in other words.")};
    if (standing == "untold")
        return {tr("No director would hear of this."), nothingLost(),
                tr("The procedure of the house has no step that tells her: ask a director to sign in and send it.")};
    if (e.text("field") == "no_consent_approver")
        return {tr("Nobody has approved this yet."), nothingLost(),
                tr("Write who approved it. In danger to life that cannot wait a day nobody need be found first: set the "
                   "priority to emergency, and the director looks at it the next day.")};
    if (e.text("field") == "to_kind")
        return {tr("The person does not agree to every receiver."), nothingLost(),
                tr("Say what kind of organisation this is.")};
    return {tr("There is no consent for this."), nothingLost(),
            tr("Ask for consent and note it, or give the lawful reason and who approved it.")};
}

ErrorText Say::work(const base::Error &e)
{
    switch (e.code) {
    case Errc::UnknownRecord:
        return {tr("This file or entry does not exist any more."), unchanged(),
                tr("Go back to the list and open it again.")};
    case Errc::UnknownField:
        return {tr("This version of the program does not know a field it was given."), unchanged(),
                tr("Install the newest version on this computer.")};
    case Errc::RecordExists:
        return {tr("This entry is already there."), unchanged(), tr("Open the one that exists.")};
    case Errc::OperationDamaged:
        return {tr("An entry of the change history is damaged."), unchanged(),
                tr("Make a backup now and tell your support the code at the end of this message.")};
    case Errc::ConsentMissing:
        return consent(e);
    case Errc::ImportLineInvalid:
        return {tr("Line %1 of the file cannot be read.").arg(e.number("line", 1)), tr("Nothing of the file was taken in."),
                tr("Correct this line, then import the file again.")};
    case Errc::ValueOutOfRange:
        return {tr("This value is outside what is possible."), notSaved(), tr("Correct it, or choose why it is unknown.")};
    case Errc::DateInFuture:
        return {tr("This date is in the future."), notSaved(), tr("Check the date, and the clock of the computer.")};
    case Errc::TextTooLong:
        return {tr("This text is too long."), notSaved(), tr("Shorten it; longer stories belong in the notes.")};
    case Errc::StayOpen:
        return {tr("This person already has an open stay."), unchanged(), tr("Open the present stay, or close it first.")};
    case Errc::WrongState:
        return {tr("This can no longer be done at this stage."), unchanged(),
                tr("Look at the present state and choose what fits it.")};
    case Errc::FileSealed:
        return {tr("This file is closed, and nothing in it is changed."), unchanged(),
                tr("Open the file again first, with the reason: the button is on its page.")};
    default:
        return {};
    }
}

ErrorText Say::forms(const base::Error &e)
{
    switch (e.code) {
    case Errc::FormNotXlsx:
        return {tr("This file is not an Excel workbook (.xlsx)."), nothingLost(), tr("Choose a form saved as .xlsx.")};
    case Errc::FormOldXls:
        return {
            tr("This file is in the old Excel format (.xls), whatever its name ends in."), nothingLost(),
            tr("In Excel: open it, then File, Save As, file type “Excel Workbook (*.xlsx)”. In LibreOffice: open it, then "
               "File, Save As, file type “Excel 2007–365 (.xlsx)”. Then choose the new file here.")};
    case Errc::FormDamaged:
        return {tr("This workbook is damaged."), nothingLost(), tr("Get the form again from where it came.")};
    case Errc::FormTooLarge:
        return {tr("This workbook is too large for a form."), nothingLost(), tr("Check that it is the right file.")};
    case Errc::FormNoSurvey:
        return {tr("This workbook has no sheet named “survey”, so it is no form."), nothingLost(),
                tr("Choose another workbook.")};
    case Errc::FormSeveralWorkbooks:
        return {tr("This package has more than one workbook, so it does not say which one is the form."), nothingLost(),
                tr("Ask its author for a package with one workbook.")};
    case Errc::FormUnsafeName:
        return {tr("This package names files outside its own folder. It is damaged, or somebody means harm."), nothingLost(),
                tr("Get the form again from where it came.")};
    case Errc::FormVersionTaken:
        return {tr("Version “%1” of the form “%2” is kept here already, and this file has other content.")
                    .arg(QString::fromStdString(e.text("version")), QString::fromStdString(e.text("form"))),
                nothingLost(),
                tr("A form never changes under interviews that were held with it. Ask its author for a new version number "
                   "(sheet “settings”, column “version”).")};
    case Errc::FormStillComing:
        return {tr("This form has not all come from the other computer yet: %1 of %2 parts are here.")
                    .arg(e.number("here"))
                    .arg(e.number("parts")),
                nothingLost(), tr("Exchange again, then open it.")};
    case Errc::ExpressionSyntax:
        return {tr("A rule in the form is written wrongly."), tr("The answers already given are kept."),
                tr("Tell the author of the form.")};
    case Errc::ExpressionEvaluation:
        return {tr("A rule in the form could not be worked out."), tr("The answers already given are kept."),
                tr("Tell the author of the form.")};
    case Errc::SopPackDamaged:
        return {tr("This file is no procedure pack, or it is damaged: line %1 cannot be read.").arg(e.number("line")),
                nothingLost(), tr("Get the pack again from who issued it, or correct that line.")};
    case Errc::SopPackTooNew:
        return {tr("This procedure pack was written for a newer version of the program."), nothingLost(),
                tr("Install the newest version, then take the pack in.")};
    case Errc::SopPackFaulty:
        return {tr("This procedure pack has faults: %1.").arg(e.number("faults")), nothingLost(),
                tr("Read the list of faults, and ask who issued it for a corrected pack.")};
    case Errc::SopPackTampered:
        return {tr("This procedure pack was changed after it was signed, or its signature is damaged."), nothingLost(),
                tr("Do not follow it. Ask who issued it for the original; a director may take it in as a local pack.")};
    case Errc::SopPackUnsigned:
        return {tr("Nobody has signed this procedure pack, so nothing shows who issued it."), nothingLost(),
                tr("Ask for a signed pack, or let a director take it in as a local one.")};
    case Errc::SopIssuerUnknown:
        return {tr("This procedure pack is signed with a key that this house does not know."), nothingLost(),
                tr("Compare the 30 digits with the organisation that issued it, by telephone or in person; then a director "
                   "can accept the key.")};
    case Errc::SopPackOlder:
        return {tr("This revision of the procedure pack, or a newer one, is here already."), nothingLost(),
                tr("Nothing needs to be done.")};
    case Errc::SopStillComing:
        return {tr("This procedure pack has not all come from the other computer yet: %1 of %2 parts are here.")
                    .arg(e.number("here"))
                    .arg(e.number("parts")),
                nothingLost(), tr("Exchange again, then open the checklist.")};
    case Errc::StepsOpen:
        return {tr("A step of the procedure must come first: %1.").arg(QString::fromStdString(e.text("step"))),
                nothingLost(),
                tr("Do the step and tick it, or say on the checklist why it does not apply. A director can waive it.")};
    case Errc::TemplateDamaged:
        return {tr("The template of this document is damaged."), nothingLost(), tr("Install the program again.")};
    case Errc::PrintFailed:
        return {tr("Printing did not work."), nothingLost(),
                tr("Check that the printer is on and has paper, or save a PDF.")};
    default:
        return {};
    }
}

ErrorText Say::exchange(const base::Error &e)
{
    switch (e.code) {
    case Errc::WireDamaged:
        return {tr("Something received from another laptop or the server is damaged."), unchanged(),
                tr("It is set aside; the others go on. Let the laptop that sent it send again.")};
    case Errc::WireTooNew:
        return {tr("Something was received from a newer version of the program."), unchanged(),
                tr("Install the newest version on this computer; then it is taken in.")};
    case Errc::WireTooLarge:
        return {tr("Something received is larger than the program ever writes."), unchanged(),
                tr("It was refused. If it comes again, tell your support.")};
    case Errc::WireWrongKey:
        return {tr("This computer does not hold the key for this part of the data."), unchanged(),
                tr("If this computer should read it, ask a colleague who may enrol laptops.")};
    case Errc::WireWrongShelter:
        return {tr("This belongs to another house and was not taken in."), unchanged(),
                tr("Check that you use the right USB stick or server.")};
    case Errc::RosterRefused:
        return {tr("A change to the list of laptops and users is against the rules and was refused."), unchanged(),
                tr("Ask the director who made this change. If nobody did, tell your support.")};
    case Errc::AccessRefused:
        if (!e.text("thing").empty()) // of a role (casework/access): what kind of thing, never whose
            return {tr("Your role in the house does not include this."), unchanged(),
                    tr("Ask a director to do it with you, or to give you the role.")};
        return {tr("The server does not let this computer in."), unchanged(),
                tr("Work on as usual. Ask the director whether this laptop was removed, or join again.")};
    case Errc::InvitationInvalid:
        return {tr("This invitation is not valid: it was mistyped, used before, or has run out."), unchanged(),
                tr("Compare it letter by letter, or ask for a new one.")};
    case Errc::QuotaFull:
        return {tr("The server has no more room for this house."), nothingLost(),
                tr("Tell the people who run the server. Until then, exchange by USB stick.")};
    case Errc::RosterParentUnknown:
        return {tr("A change to the list of laptops and users came before the one it builds on."), unchanged(),
                tr("Exchange again with the laptop that sent it.")};
    case Errc::SegmentDamaged:
        return {tr("A batch of changes from another laptop cannot be read."), unchanged(),
                tr("It is set aside; the others go on. Tell your support which laptop it came from.")};
    case Errc::SegmentTooNew:
        return {tr("A batch of changes was written by a newer version of the program."), unchanged(),
                tr("Install the newest version on this computer, then take it in from the list of what was set aside.")};
    case Errc::SegmentTooLarge:
        return {tr("This change is too large to be sent to the other laptops."), tr("It is saved on this computer."),
                tr("Shorten the text or the file in it.")};
    case Errc::SyncKeyMissing:
        if (e.number("table") != 0) // somebody wanted to write there (sync::ChangeLog::setElsewhere)
            return {tr("This part of the files is kept on other laptops of the house."),
                    tr("Nothing was written, here or there."),
                    tr("Write it on a laptop that keeps this part. The administrator knows which do.")};
        return {tr("This computer does not hold a key it needs for the exchange."),
                tr("Nothing is lost: what is meant for it waits."),
                tr("Exchange with the administrator’s laptop, which hands out the keys.")};
    case Errc::SyncUnknownDevice:
        return {tr("This comes from a laptop that is not on the list of the house."), unchanged(),
                tr("If the laptop is new, exchange first with the laptop that enrolled it.")};
    case Errc::EnrolmentCodeWrong:
        return {tr("The two codes are not the same."), unchanged(),
                tr("Do not go on: somebody may have changed the file. Start again with a new file, laptop beside laptop.")};
    case Errc::EnrolmentNotForUs:
        return {tr("This answer belongs to another laptop or to an older request."), unchanged(),
                tr("Use the answer to the request this computer wrote last.")};
    default:
        return {};
    }
}

/// On the way to a laptop of the house that offers itself (road=house): nothing of it is about a server.
ErrorText Say::house(const base::Error &e)
{
    if (e.text("road") != "house")
        return {};
    switch (e.code) {
    case Errc::NetworkUnreachable:
        return {tr("No laptop answers at this address."), nothingLost(),
                tr("Check on the other laptop that it is switched on there and that both are on the same Wi-Fi, and compare "
                   "the address.")};
    case Errc::SyncUnknownDevice:
        return {tr("The laptop at this address does not belong to the house."), unchanged(),
                tr("Compare the address. If that laptop is new, exchange first with the laptop that let it in.")};
    case Errc::AccessRefused:
    case Errc::WireWrongShelter:
        return {tr("The laptop at this address does not know this one."), tr("Nothing was sent."),
                tr("If this laptop is new, the other one must first exchange with the laptop that let it in.")};
    case Errc::WireDamaged:
    case Errc::WireTooNew:
    case Errc::ServerRefused:
    case Errc::NotFound:
    case Errc::AddressNotSecure:
        return {tr("What answers at this address is not a laptop of the house, or has another version of the program."),
                unchanged(), tr("Compare the address, and install the same version on both laptops.")};
    case Errc::CertificateNotTrusted:
        return {tr("Somebody on this network stands between the two laptops."), tr("Nothing was sent."),
                tr("Do not exchange on this network. Use a USB stick and tell the director.")};
    case Errc::InvalidArgument:
        return {tr("This cannot be the address of another laptop."), unchanged(),
                tr("Type the address that stands on the other laptop, for example 192.168.1.23.")};
    case Errc::ServerBusy:
        return {tr("The other laptop has no time at the moment."), nothingLost(), tr("Try again in a minute.")};
    case Errc::RoadStopped:
        return {tr("The exchange with that laptop is stopped: it showed something that cannot be right."), nothingLost(),
                tr("Read the alarm on this page and call the director.")};
    default:
        return {};
    }
}

ErrorText Say::network(const base::Error &e)
{
    switch (e.code) {
    case Errc::NotEnrolled:
        return {tr("This computer does not belong to the laptops of the house yet."), unchanged(),
                tr("Enrol it first: it writes a request, and an administrator’s laptop answers.")};
    case Errc::DeviceRevoked:
        return {tr("This computer was removed from the laptops of the house."), unchanged(),
                tr("Ask the director. If it was a mistake, it can be enrolled again as a new laptop.")};
    case Errc::FolderUnreliable:
        return {tr("This USB stick does not give back what was written on it."),
                tr("Nothing is lost: everything is still on this computer."),
                tr("Do not use this stick any more. Take another one and exchange again.")};
    case Errc::AddressNotSecure:
        return {tr("This address is not protected on the way."), unchanged(),
                tr("Type the address with https:// at the beginning.")};
    case Errc::NetworkUnreachable:
        return {tr("The server cannot be reached."), tr("Nothing is lost: what is to be sent waits."),
                tr("Check the connection. It goes on by itself when the network is back.")};
    case Errc::ServerBusy:
        return {tr("The server has no time at the moment."), tr("Nothing is lost: what is to be sent waits."),
                tr("It is tried again by itself.")};
    case Errc::ServerRefused:
        return {tr("The server did not accept what this computer sent."), tr("Nothing is lost: what is to be sent waits."),
                tr("Install the newest version on this computer. If it happens again, tell the people who run the server.")};
    case Errc::CertificateNotTrusted:
        return {tr("This may not be the server of the house: its certificate is not known."), tr("Nothing was sent."),
                tr("Do not go on from here. Compare the number of the certificate with the people who run the server.")};
    case Errc::ClockWrong:
        return {tr("The date of this computer does not fit the certificate of the server."), tr("Nothing was sent."),
                tr("Set the date and time of this computer, then try again.")};
    case Errc::RoadStopped:
        return {tr("The exchange with this server is stopped: it showed something that cannot be right."),
                tr("Nothing is lost, and the work goes on; exchange by USB stick."),
                tr("Read the alarm and call the person it names before exchanging with this server again.")};
    default:
        return {};
    }
}

ErrorText Say::general(const base::Error &e)
{
    switch (e.code) {
    case Errc::InvalidArgument:
        return {tr("Something that was typed cannot be used."), unchanged(), tr("Check what you typed and try again.")};
    case Errc::NotFound:
        return {tr("What was looked for is not there."), nothingLost(), tr("Go back and choose again.")};
    case Errc::Cancelled:
        return {tr("This was cancelled."), nothingLost(), tr("You can start it again at any time.")};
    case Errc::OutOfMemory:
        return {tr("There is not enough free memory."), notSaved(), tr("Close other programs, then try again.")};
    case Errc::Internal:
        return {tr("The program made a mistake and stopped what it was doing."), notSaved(), again()};
    default:
        return {};
    }
}

} // namespace

ErrorText errorText(const base::Error &error)
{
    for (const auto part :
         {Say::house, Say::general, Say::files, Say::keys, Say::store, Say::accounts, Say::recovery, Say::work, Say::forms,
          attachmentErrorText, listeningErrorText, Say::exchange, packageErrorText, releaseErrorText, Say::network}) {
        ErrorText text = part(error);
        if (!text.what.isEmpty()) {
            if (text.next == Say::again() || error.code == Errc::StoreMigrationFailed ||
                error.code == Errc::OperationDamaged)
                text.next += QStringLiteral(" [%1]").arg(QString::fromStdString(std::string(base::errcName(error.code))));
            return text;
        }
    }
    return {};
}

} // namespace indaro::ui::kit
