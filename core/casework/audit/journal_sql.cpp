// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/journal.h"

#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
namespace fields = model::fields;

namespace {

std::vector<AuditVerb> verbsOf(JournalKind kind)
{
    using enum AuditVerb;
    switch (kind) {
    case JournalKind::Everything:
        return {};
    case JournalKind::Openings:
        return {FileOpened, ListShown, UnfiledScanOpened};
    case JournalKind::Outside:
        return {FileOpened};
    case JournalKind::BrokenGlass:
        return {GlassBroken, GlassSeen};
    case JournalKind::Overrides:
        return {AllocationOverridden, StepsWaived, StepsWaivedUrgently, ActionWithoutSteps, HeldBatchLetIn, AgainstConsent};
    case JournalKind::Paper:
        return {ReferralPrinted,  BlankFormPrinted,        RecoveryCardsPrinted, ListExported,           ChecklistPrinted,
                RollCallPrinted,  EvacuationListPrinted,   PlanPrinted,          CustodyReceiptPrinted,  WeeklyPagePrinted,
                FullFilePrinted,  WithdrawalLetterPrinted, ClosingPrinted,       HousePaperPrinted,      InterviewPrinted,
                ReferralSent,     ReminderPrinted,         FormPrinted,          PackageSealed,          PackageOpened,
                PackageAnswered,  PackageAnswerTaken,      ReferralTypedIn,      CounterReferralPrinted, PaperTypedIn,
                DisclosureNoted,  ReferralFiled,           IncomingForgotten,    ReferralPrintedAgain,   DirectoryWritten,
                DirectoryTakenIn, NumbersPrinted,          CountsSealed,         CountsOpened,           FiguresPublished,
                PaperNumberTaken, PaperNumberUsed,         PaperNumberVoid};
    case JournalKind::SignIns:
        return {SignedIn, SignedInByRecovery};
    case JournalKind::Accounts:
        return {AccountAdded,         AccountDisabled, AccountEnabled, AccountRemoved, PassphraseChanged,
                RecoveryCardsPrinted, CaseWorkerNamed, RolesGiven,     RoleRuleChanged};
    case JournalKind::Laptops:
        return {OlderThanAnchor,     BecameNewDevice,   BackupWritten,       BackupProven,
                LaptopEnrolled,      LaptopShutOut,     LaptopRightsChanged, ShelterJoined,
                OrganisationKeyMade, PartnerKeyChanged, PartnerKeyCompared,  HouseModeChanged};
    }
    return {};
}

/// Names and codes, each looked up once.
class Names
{
public:
    explicit Names(Desk &desk) : m_desk(desk) {}
    Result<QString> account(const sync::UserId &id)
    {
        const auto known = m_accounts.find(id);
        if (known != m_accounts.end())
            return known->second;
        INDARO_TRY_ASSIGN(const auto member, findStaff(m_desk, id));
        return m_accounts[id] = member ? member->name : QString();
    }
    /// Of the file a record is, or belongs to.
    Result<QString> caseCode(const sync::RecordId &object)
    {
        INDARO_TRY_ASSIGN(
            auto find,
            m_desk.log.connection().prepare(
                "SELECT case_code FROM case_file WHERE id = coalesce((SELECT case_file FROM interview WHERE id = ?1), "
                "(SELECT "
                "case_file FROM referral WHERE id = ?1), (SELECT case_file FROM attachment_case WHERE id = ?1), (SELECT "
                "case_file FROM attachment_identity WHERE id = ?1), (SELECT case_file FROM attachment_health WHERE id = "
                "?1), "
                "(SELECT case_file FROM attachment_perpetrator WHERE id = ?1), ?1)"));
        find.bind(1, object);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        return found ? toText(find, 0) : QString();
    }
    Result<std::optional<OpeningReason>> reason(const sync::RecordId &opening)
    {
        INDARO_TRY_ASSIGN(auto find, m_desk.log.connection().prepare("SELECT reason, note FROM file_opening WHERE id = ?1"));
        find.bind(1, opening);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        return found ? std::optional(OpeningReason{toText(find, 0), toText(find, 1)}) : std::nullopt;
    }

private:
    Desk &m_desk;
    std::map<sync::UserId, QString> m_accounts;
};

/// What a detail names after "opening=".
std::optional<sync::RecordId> openingNamed(std::string_view detail)
{
    constexpr std::string_view Key = "opening=";
    const auto at = detail.find(Key);
    if (at == std::string_view::npos)
        return {};
    const auto bytes = base::fromHex(detail.substr(at + Key.size()));
    return bytes ? sync::RecordId::fromBytes(*bytes) : std::nullopt;
}

/// Who agreed, as session::Approval::auditDetail says it.
std::optional<sync::UserId> secondNamed(std::string_view detail)
{
    constexpr std::string_view Key = "with ";
    const auto at = detail.find(Key);
    return at == std::string_view::npos ? std::nullopt
                                        : sync::UserId::fromText(detail.substr(at + Key.size(), 2 * sync::UserId::Size));
}

Result<JournalLine> lineOf(Names &names, AuditEntry entry)
{
    JournalLine line{std::move(entry), {}, {}, {}, {}};
    INDARO_TRY_ASSIGN(line.by, names.account(line.entry.user));
    if (line.entry.object) {
        INDARO_TRY_ASSIGN(line.caseCode, names.caseCode(*line.entry.object));
        if (line.caseCode.isEmpty()) {
            INDARO_TRY_ASSIGN(line.about, names.account(sync::UserId::sameAs(*line.entry.object)));
        }
    }
    if (findAuditVerb(line.entry.verb) == AuditVerb::FileOpened)
        line.opening = readOpeningLine(line.entry.detail);
    if (const auto second = secondNamed(line.entry.detail)) {
        INDARO_TRY_ASSIGN(line.second, names.account(*second));
    }
    line.isAlone = line.entry.detail.ends_with("alone");
    if (const auto opening = openingNamed(line.entry.detail)) {
        INDARO_TRY_ASSIGN(line.reason, names.reason(*opening));
    }
    return line;
}

} // namespace

Result<std::vector<JournalLine>> listJournal(Desk &desk, const JournalFilter &filter)
{
    AuditFilter asked{filter.person, filter.user,  verbsOf(filter.kind), {},
                      filter.from,   filter.until, filter.below,         filter.limit};
    if (filter.kind == JournalKind::Outside)
        asked.detail = "outside ";
    INDARO_TRY_ASSIGN(auto entries, findAudit(desk, asked));
    Names names(desk);
    std::vector<JournalLine> lines;
    for (AuditEntry &entry : entries) {
        INDARO_TRY_ASSIGN(auto line, lineOf(names, std::move(entry)));
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<void> noteJournalShown(Desk &desk)
{
    INDARO_TRY(desk.access.mustRead(Thing::Journal));
    INDARO_TRY_ASSIGN(const auto last, findAudit(desk, {.user = desk.log.user(),
                                                        .verbs = {AuditVerb::JournalShown},
                                                        .from = desk.clock.nowUtc() - OneOpening,
                                                        .limit = 1}));
    return last.empty() ? recordAuditNow(desk, AuditVerb::JournalShown, std::nullopt) : Result<void>();
}

} // namespace indaro::casework
