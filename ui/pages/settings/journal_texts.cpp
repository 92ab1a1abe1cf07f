// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/journal_texts.h"

#include "core/documents/serial.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"

#include <map>

namespace indaro::ui::pages {

using casework::AuditVerb;
using casework::OpenedThing;
using casework::OpeningGround;

namespace {

/// %1: the code of the file, the name of the account, the number it is about.
const std::map<AuditVerb, const char *> &sentences()
{
    static const std::map<AuditVerb, const char *> all{
        {AuditVerb::SignedIn, QT_TRANSLATE_NOOP("JournalTexts", "Signed in")},
        {AuditVerb::SignedInByRecovery, QT_TRANSLATE_NOOP("JournalTexts", "Signed in with two recovery cards")},
        {AuditVerb::FileOpened, QT_TRANSLATE_NOOP("JournalTexts", "Opened the file %1")},
        {AuditVerb::ReferralPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a referral of %1")},
        {AuditVerb::ReferralSent, QT_TRANSLATE_NOOP("JournalTexts", "Sent a referral of %1 without paper")},
        {AuditVerb::ReminderPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a reminder about a referral of %1")},
        {AuditVerb::FormPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a form of %1")},
        {AuditVerb::PackageSealed, QT_TRANSLATE_NOOP("JournalTexts", "Sealed a referral of %1 into a package")},
        {AuditVerb::PackageOpened, QT_TRANSLATE_NOOP("JournalTexts", "Opened a sealed package")},
        {AuditVerb::PackageAnswered, QT_TRANSLATE_NOOP("JournalTexts", "Answered a sealed package")},
        {AuditVerb::PackageAnswerTaken, QT_TRANSLATE_NOOP("JournalTexts", "Took in the answer to a sealed package")},
        {AuditVerb::OrganisationKeyMade, QT_TRANSLATE_NOOP("JournalTexts", "Made the key of the house for sealed packages")},
        {AuditVerb::PartnerKeyChanged,
         QT_TRANSLATE_NOOP("JournalTexts", "Changed the key of an organisation in the directory")},
        {AuditVerb::PartnerKeyCompared, QT_TRANSLATE_NOOP("JournalTexts", "Compared the key of an organisation")},
        {AuditVerb::ReferralTypedIn, QT_TRANSLATE_NOOP("JournalTexts", "Typed in a referral that came on paper")},
        {AuditVerb::CounterReferralPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the answer to a referral about %1")},
        {AuditVerb::PaperTypedIn, QT_TRANSLATE_NOOP("JournalTexts", "Typed in what was written on paper about %1")},
        {AuditVerb::DisclosureNoted, QT_TRANSLATE_NOOP("JournalTexts", "Noted what was told or given outside about %1")},
        {AuditVerb::AgainstConsent, QT_TRANSLATE_NOOP("JournalTexts", "Went on although %1 had said no")},
        {AuditVerb::ReferralFiled, QT_TRANSLATE_NOOP("JournalTexts", "Filed a referral that came in with %1")},
        {AuditVerb::IncomingForgotten,
         QT_TRANSLATE_NOOP("JournalTexts", "Forgot what a referral said that nobody had filed")},
        {AuditVerb::ReferralPrintedAgain, QT_TRANSLATE_NOOP("JournalTexts", "Printed a referral of %1 again, as a copy")},
        {AuditVerb::DirectoryWritten, QT_TRANSLATE_NOOP("JournalTexts", "Wrote the signed directory to a file")},
        {AuditVerb::DirectoryTakenIn, QT_TRANSLATE_NOOP("JournalTexts", "Took organisations in from a signed directory")},
        {AuditVerb::NumbersPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed exact numbers of the house")},
        {AuditVerb::CountsSealed, QT_TRANSLATE_NOOP("JournalTexts", "Sealed the numbers of a period for the commission")},
        {AuditVerb::CountsOpened, QT_TRANSLATE_NOOP("JournalTexts", "Opened the numbers of a house")},
        {AuditVerb::FiguresPublished, QT_TRANSLATE_NOOP("JournalTexts", "Published the figures of a year")},
        {AuditVerb::HouseModeChanged,
         QT_TRANSLATE_NOOP("JournalTexts", "Changed whether this is a shelter or the commission")},
        {AuditVerb::PaperNumberTaken, QT_TRANSLATE_NOOP("JournalTexts", "Took a number for a paper: %1")},
        {AuditVerb::PaperNumberUsed, QT_TRANSLATE_NOOP("JournalTexts", "The paper with this number is there: %1")},
        {AuditVerb::PaperNumberVoid, QT_TRANSLATE_NOOP("JournalTexts", "No paper came of this number, it is void: %1")},
        {AuditVerb::UnfiledScanOpened,
         QT_TRANSLATE_NOOP("JournalTexts", "Looked at a scan of a referral that nobody had filed")},
        {AuditVerb::BlankFormPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a blank form")},
        {AuditVerb::RecoveryCardsPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Made new recovery cards")},
        {AuditVerb::ListExported, QT_TRANSLATE_NOOP("JournalTexts", "Exported a list of persons")},
        {AuditVerb::BackupWritten, QT_TRANSLATE_NOOP("JournalTexts", "Wrote a backup")},
        {AuditVerb::AccountAdded, QT_TRANSLATE_NOOP("JournalTexts", "Made the account of %1")},
        {AuditVerb::AccountDisabled, QT_TRANSLATE_NOOP("JournalTexts", "Disabled the account of %1")},
        {AuditVerb::AccountEnabled, QT_TRANSLATE_NOOP("JournalTexts", "Enabled the account of %1 again")},
        {AuditVerb::AccountRemoved, QT_TRANSLATE_NOOP("JournalTexts", "Removed the account of %1")},
        {AuditVerb::PassphraseChanged, QT_TRANSLATE_NOOP("JournalTexts", "Changed a passphrase")},
        {AuditVerb::PersonDeleted, QT_TRANSLATE_NOOP("JournalTexts", "Deleted the file %1")},
        {AuditVerb::PeopleImported, QT_TRANSLATE_NOOP("JournalTexts", "Took persons in from a file: %1")},
        {AuditVerb::ConsentGiven, QT_TRANSLATE_NOOP("JournalTexts", "Recorded the agreement to a referral of %1")},
        {AuditVerb::ConsentRefused, QT_TRANSLATE_NOOP("JournalTexts", "Recorded that %1 does not agree to a referral")},
        {AuditVerb::OlderThanAnchor,
         QT_TRANSLATE_NOOP("JournalTexts", "The vault was not the one that was last written on this computer")},
        {AuditVerb::BecameNewDevice,
         QT_TRANSLATE_NOOP("JournalTexts", "The vault became a new computer with a new series; before: %1")},
        {AuditVerb::BackupProven, QT_TRANSLATE_NOOP("JournalTexts", "Proved a backup by opening it")},
        {AuditVerb::LaptopEnrolled, QT_TRANSLATE_NOOP("JournalTexts", "Let a computer into the house")},
        {AuditVerb::LaptopShutOut, QT_TRANSLATE_NOOP("JournalTexts", "Shut a computer out of the house")},
        {AuditVerb::ShelterJoined, QT_TRANSLATE_NOOP("JournalTexts", "Joined this computer to the house")},
        {AuditVerb::ConflictSettled, QT_TRANSLATE_NOOP("JournalTexts", "Settled what was written differently about %1")},
        {AuditVerb::DecisionTakenBack, QT_TRANSLATE_NOOP("JournalTexts", "Took a decision about %1 back")},
        {AuditVerb::HeldBatchLetIn, QT_TRANSLATE_NOOP("JournalTexts", "Let many deletions of another computer in")},
        {AuditVerb::HeldBatchKeptOut, QT_TRANSLATE_NOOP("JournalTexts", "Kept many deletions of another computer out")},
        {AuditVerb::LaptopRightsChanged, QT_TRANSLATE_NOOP("JournalTexts", "Changed the rights of a computer")},
        {AuditVerb::ChecklistPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the checklist of %1")},
        {AuditVerb::PersonErased, QT_TRANSLATE_NOOP("JournalTexts", "Erased a person everywhere")},
        {AuditVerb::AllocationOverridden, QT_TRANSLATE_NOOP("JournalTexts", "Gave %1 a place in spite of a warning")},
        {AuditVerb::RollCallPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the roll-call")},
        {AuditVerb::EvacuationListPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the evacuation list")},
        {AuditVerb::RisksAssessed, QT_TRANSLATE_NOOP("JournalTexts", "Assessed the risks of %1")},
        {AuditVerb::ApprovalGiven, QT_TRANSLATE_NOOP("JournalTexts", "Approved a paper of the file %1")},
        {AuditVerb::ApprovalSentBack, QT_TRANSLATE_NOOP("JournalTexts", "Sent a paper of the file %1 back")},
        {AuditVerb::MinutesClosed, QT_TRANSLATE_NOOP("JournalTexts", "Closed the minutes of a conference")},
        {AuditVerb::BestInterestsDecided, QT_TRANSLATE_NOOP("JournalTexts", "Recorded the best interests of the child %1")},
        {AuditVerb::AgeSettled, QT_TRANSLATE_NOOP("JournalTexts", "Settled whether %1 is under 18")},
        {AuditVerb::PlanPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the plan of %1")},
        {AuditVerb::CustodyReceiptPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a receipt for belongings of %1")},
        {AuditVerb::CorrectionBegun, QT_TRANSLATE_NOOP("JournalTexts", "Began to correct a signed interview of %1")},
        {AuditVerb::InterviewCorrected, QT_TRANSLATE_NOOP("JournalTexts", "Corrected a signed interview of %1")},
        {AuditVerb::CorrectionGivenUp, QT_TRANSLATE_NOOP("JournalTexts", "Gave up the correction of an interview")},
        {AuditVerb::StepsWaived, QT_TRANSLATE_NOOP("JournalTexts", "Waived steps of the procedure of %1")},
        {AuditVerb::StepsWaivedUrgently,
         QT_TRANSLATE_NOOP("JournalTexts", "Passed over steps of the procedure of %1 in haste")},
        {AuditVerb::ActionWithoutSteps,
         QT_TRANSLATE_NOOP("JournalTexts", "Something was done for %1 before the steps the procedure asks for")},
        {AuditVerb::RolesGiven, QT_TRANSLATE_NOOP("JournalTexts", "Gave %1 other roles")},
        {AuditVerb::RoleRuleChanged, QT_TRANSLATE_NOOP("JournalTexts", "Changed what a role may see or do")},
        {AuditVerb::ConsentWithdrawn, QT_TRANSLATE_NOOP("JournalTexts", "Recorded that %1 takes an agreement back")},
        {AuditVerb::WithdrawalLetterPrinted,
         QT_TRANSLATE_NOOP("JournalTexts", "Printed a letter about an agreement of %1 that was taken back")},
        {AuditVerb::FileClosed, QT_TRANSLATE_NOOP("JournalTexts", "Closed the file %1")},
        {AuditVerb::FileReopened, QT_TRANSLATE_NOOP("JournalTexts", "Opened the closed file %1 again")},
        {AuditVerb::RetentionChanged, QT_TRANSLATE_NOOP("JournalTexts", "Changed how long the file %1 is kept")},
        {AuditVerb::ClosingPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the closing of the file %1")},
        {AuditVerb::StaffTrained, QT_TRANSLATE_NOOP("JournalTexts", "Recorded a training of staff")},
        {AuditVerb::ComplaintBoxOpened, QT_TRANSLATE_NOOP("JournalTexts", "Opened the complaint box")},
        {AuditVerb::SelfCheckClosed, QT_TRANSLATE_NOOP("JournalTexts", "Closed a self-check of the house")},
        {AuditVerb::HousePaperPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed a paper of the house")},
        {AuditVerb::InterviewPrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed an interview of %1")},
        {AuditVerb::ListShown, QT_TRANSLATE_NOOP("JournalTexts", "Looked at the list of persons")},
        {AuditVerb::GlassBroken,
         QT_TRANSLATE_NOOP("JournalTexts", "Opened for half an hour what the role does not see of %1")},
        {AuditVerb::GlassSeen, QT_TRANSLATE_NOOP("JournalTexts", "Looked at an emergency opening of %1")},
        {AuditVerb::CaseWorkerNamed, QT_TRANSLATE_NOOP("JournalTexts", "Named the case worker of %1")},
        {AuditVerb::JournalShown, QT_TRANSLATE_NOOP("JournalTexts", "Read the journal")},
        {AuditVerb::WeeklyPagePrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the page of the week of %1")},
        {AuditVerb::DuplicateAnswered,
         QT_TRANSLATE_NOOP("JournalTexts", "Said whether the file %1 and another are of one person")},
        {AuditVerb::FilesMerged, QT_TRANSLATE_NOOP("JournalTexts", "Made the file %1 one with another")},
        {AuditVerb::MergeUndone, QT_TRANSLATE_NOOP("JournalTexts", "Took the file %1 and another apart again")},
        {AuditVerb::FullFilePrinted, QT_TRANSLATE_NOOP("JournalTexts", "Printed the whole file %1")},
    };
    return all;
}

/// Whose %1 is the detail itself: a count, letters, a day.
bool isAboutDetail(AuditVerb verb)
{
    return verb == AuditVerb::PeopleImported || verb == AuditVerb::BecameNewDevice || verb == AuditVerb::WeeklyPagePrinted ||
           verb == AuditVerb::PaperNumberTaken;
}

} // namespace

bool JournalTexts::has(AuditVerb verb)
{
    return sentences().contains(verb);
}

QString JournalTexts::who(const QString &name)
{
    return name.isEmpty() ? tr("an account without a name") : name;
}

QString JournalTexts::what(const casework::JournalLine &line)
{
    const auto verb = casework::findAuditVerb(line.entry.verb);
    const auto found = verb ? sentences().find(*verb) : sentences().end();
    const QString detail = QString::fromStdString(line.entry.detail);
    if (found == sentences().end())
        return tr("A line of another version of the program: %1").arg(QString::fromStdString(line.entry.verb));
    QString code = line.caseCode.isEmpty() ? line.about : line.caseCode;
    if (code.isEmpty())
        code = line.entry.object ? tr("(erased)") : tr("(the house)");
    if (line.opening && line.opening->thing != OpenedThing::File) {
        switch (line.opening->thing) {
        case OpenedThing::Plan:
            return tr("Opened the plan of %1").arg(code);
        case OpenedThing::Procedure:
            return tr("Opened the checklist of %1").arg(code);
        case OpenedThing::Interview:
            return tr("Opened an interview of %1").arg(code);
        case OpenedThing::Referral:
            return tr("Opened a referral of %1").arg(code);
        case OpenedThing::Attachment:
            return tr("Looked at an attachment of %1").arg(code);
        case OpenedThing::Stay:
            return tr("Opened the days of %1 in the house").arg(code);
        case OpenedThing::File:
            break;
        }
    }
    if (verb == AuditVerb::ListShown && detail.startsWith(QLatin1String("found ")))
        return tr("Searched the list of persons; found: %1").arg(detail.mid(6));
    const QString text = QCoreApplication::translate("JournalTexts", found->second);
    if (!text.contains(QLatin1String("%1")))
        return text;
    if (const QString serial = detail.section(u' ', 0, 0);
        verb == AuditVerb::FullFilePrinted && documents::Serial::fromText(serial))
        return tr("Printed the whole file %1: paper %2").arg(code, serial);
    if (verb == AuditVerb::WeeklyPagePrinted)
        return text.arg(kit::dateText(detail));
    if (verb == AuditVerb::PaperNumberVoid || verb == AuditVerb::PaperNumberUsed) // why, or what, stands before it
        return text.arg(detail.section(u' ', 1));
    return text.arg(isAboutDetail(*verb) ? detail : code);
}

QString JournalTexts::reason(const casework::OpeningReason &reason, const QString &language)
{
    const QString label = models::codeLabel(QStringLiteral("file_access_reason"), reason.code, language);
    return reason.words.isEmpty() ? label : label + QStringLiteral(": ") + reason.words;
}

QString JournalTexts::why(const casework::JournalLine &line, const QString &language)
{
    if (line.reason)
        return reason(*line.reason, language);
    if (!line.second.isEmpty())
        return tr("agreed to by %1").arg(line.second);
    if (line.isAlone)
        return tr("nobody else could agree");
    if (line.opening) {
        switch (line.opening->ground) {
        case OpeningGround::OwnCase:
            return tr("own case");
        case OpeningGround::Director:
            return tr("as director");
        case OpeningGround::Outside:
            return tr("not an own case; the reason was erased");
        case OpeningGround::BrokenGlass:
            return tr("during an emergency opening");
        case OpeningGround::OnDuty:
            return tr("on duty");
        }
    }
    const auto verb = casework::findAuditVerb(line.entry.verb);
    const QString detail = QString::fromStdString(line.entry.detail);
    if (verb == AuditVerb::StepsWaived || verb == AuditVerb::StepsWaivedUrgently || verb == AuditVerb::ActionWithoutSteps)
        return tr("steps: %1").arg(detail.section(QLatin1Char(' '), 1));
    if (verb == AuditVerb::SignedIn && detail.contains(QLatin1String("wrong before: ")))
        return tr("wrong passphrases before: %1").arg(detail.section(QLatin1String("wrong before: "), 1));
    if (verb == AuditVerb::PaperTypedIn)
        return typedAgainWhy(detail.section(u' ', -1));
    return {};
}

QString JournalTexts::kind(casework::JournalKind kind)
{
    using casework::JournalKind;
    switch (kind) {
    case JournalKind::Everything:
        return tr("Everything");
    case JournalKind::Openings:
        return tr("Files opened");
    case JournalKind::Outside:
        return tr("Files opened that are not own cases");
    case JournalKind::BrokenGlass:
        return tr("Emergency openings");
    case JournalKind::Overrides:
        return tr("Warnings and steps passed over");
    case JournalKind::Paper:
        return tr("Printed and exported");
    case JournalKind::SignIns:
        return tr("Sign-ins");
    case JournalKind::Accounts:
        return tr("Accounts and cards");
    case JournalKind::Laptops:
        return tr("Computers and backups");
    }
    return {};
}

namespace {

QString moment(const std::optional<base::UtcMs> &at)
{
    return at ? kit::dateTimeText(*at) : QStringLiteral("—");
}

} // namespace

QString JournalTexts::chains(const casework::ChainCheck &audit, const casework::ChainCheck &log)
{
    QStringList texts;
    if (!audit.fault && !log.fault)
        texts.append(
            tr("Nothing was removed or changed, up to line %1 of the journal and line %2 of the history of changes.")
                .arg(audit.lines)
                .arg(log.lines));
    if (audit.fault)
        texts.append(
            tr("The journal was tampered with at line %1, between %2 and %3. The lines before it are good. Keep this "
               "computer as it is, and compare with the printed pages of the weeks.")
                .arg(audit.fault->line)
                .arg(moment(audit.fault->before), moment(audit.fault->after)));
    if (log.fault && log.fault->line == 0)
        texts.append(tr("Something was put into the history of changes that the program did not write; it says it is of %1. "
                        "Keep this computer as it is, and compare with another computer of the house.")
                         .arg(moment(log.fault->before)));
    else if (log.fault)
        texts.append(
            tr("The history of changes was tampered with at line %1, between %2 and %3. The lines before it are good. "
               "Keep this computer as it is, and compare with another computer of the house.")
                .arg(log.fault->line)
                .arg(moment(log.fault->before), moment(log.fault->after)));
    return texts.join(QLatin1Char('\n'));
}

QString JournalTexts::compartments(casework::Compartments compartments)
{
    QStringList names;
    if ((compartments & casework::bitOf(sync::Compartment::Identity)) != 0)
        names.append(tr("who she is and where"));
    if ((compartments & casework::bitOf(sync::Compartment::Health)) != 0)
        names.append(tr("health"));
    if ((compartments & casework::bitOf(sync::Compartment::Perpetrator)) != 0)
        names.append(tr("alleged perpetrators"));
    return names.join(QStringLiteral(", "));
}

} // namespace indaro::ui::pages
