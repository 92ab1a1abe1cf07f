// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/crypto/hash.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

constexpr std::size_t SaltSize = 16;

base::Bytes toBytes(const crypto::Digest &digest)
{
    return {digest.begin(), digest.end()};
}

crypto::Digest commitmentOf(const AuditEntry &entry, base::ByteView salt)
{
    base::ByteWriter out;
    out.text("indaro/audit/content");
    out.blob(salt);
    out.u64(static_cast<std::uint64_t>(entry.at));
    out.raw(entry.user.bytes());
    out.text(entry.verb);
    out.blob(entry.object ? entry.object->bytes() : base::ByteView());
    out.text(entry.detail);
    return crypto::hash(out.bytes());
}

crypto::Digest chainOf(std::int64_t sequence, base::ByteView before, base::ByteView commitment)
{
    base::ByteWriter out;
    out.text("indaro/audit/chain");
    out.u64(static_cast<std::uint64_t>(sequence));
    out.blob(before);
    out.blob(commitment);
    return crypto::hash(out.bytes());
}

Result<AuditEntry> readEntry(store::Statement &row)
{
    const auto user = row.id<sync::UserTag>(2);
    if (!user)
        return Error(Errc::StoreDamaged, {{"sequence", row.integer(0)}});
    return AuditEntry{row.integer(0), row.integer(1), *user, row.text(3), row.id<sync::RecordTag>(4), row.text(5)};
}

Result<std::vector<AuditEntry>> readEntries(store::Statement &rows)
{
    std::vector<AuditEntry> entries;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return entries;
        INDARO_TRY_ASSIGN(auto entry, readEntry(rows));
        entries.push_back(std::move(entry));
    }
}

} // namespace

std::string_view auditVerbName(AuditVerb verb) noexcept
{
    switch (verb) {
    case AuditVerb::SignedIn:
        return "signed_in";
    case AuditVerb::SignedInByRecovery:
        return "signed_in_by_recovery";
    case AuditVerb::FileOpened:
        return "file_opened";
    case AuditVerb::ReferralPrinted:
        return "referral_printed";
    case AuditVerb::BlankFormPrinted:
        return "blank_form_printed";
    case AuditVerb::RecoveryCardsPrinted:
        return "recovery_cards_printed";
    case AuditVerb::ListExported:
        return "list_exported";
    case AuditVerb::BackupWritten:
        return "backup_written";
    case AuditVerb::AccountAdded:
        return "account_added";
    case AuditVerb::AccountDisabled:
        return "account_disabled";
    case AuditVerb::AccountEnabled:
        return "account_enabled";
    case AuditVerb::AccountRemoved:
        return "account_removed";
    case AuditVerb::PassphraseChanged:
        return "passphrase_changed";
    case AuditVerb::PersonDeleted:
        return "person_deleted";
    case AuditVerb::PeopleImported:
        return "people_imported";
    case AuditVerb::ConsentGiven:
        return "consent_given";
    case AuditVerb::ConsentRefused:
        return "consent_refused";
    case AuditVerb::OlderThanAnchor:
        return "older_than_anchor";
    case AuditVerb::BecameNewDevice:
        return "became_new_device";
    case AuditVerb::BackupProven:
        return "backup_proven";
    case AuditVerb::LaptopEnrolled:
        return "laptop_enrolled";
    case AuditVerb::LaptopShutOut:
        return "laptop_shut_out";
    case AuditVerb::LaptopRightsChanged:
        return "laptop_rights_changed";
    case AuditVerb::ChecklistPrinted:
        return "checklist_printed";
    case AuditVerb::PersonErased:
        return "person_erased";
    case AuditVerb::AllocationOverridden:
        return "allocation_overridden";
    case AuditVerb::RollCallPrinted:
        return "roll_call_printed";
    case AuditVerb::EvacuationListPrinted:
        return "evacuation_list_printed";
    case AuditVerb::RisksAssessed:
        return "risks_assessed";
    case AuditVerb::ApprovalGiven:
        return "approval_given";
    case AuditVerb::ApprovalSentBack:
        return "approval_sent_back";
    case AuditVerb::MinutesClosed:
        return "minutes_closed";
    case AuditVerb::BestInterestsDecided:
        return "best_interests_decided";
    case AuditVerb::AgeSettled:
        return "age_settled";
    case AuditVerb::PlanPrinted:
        return "plan_printed";
    case AuditVerb::CustodyReceiptPrinted:
        return "custody_receipt_printed";
    case AuditVerb::CorrectionBegun:
        return "correction_begun";
    case AuditVerb::InterviewCorrected:
        return "interview_corrected";
    case AuditVerb::CorrectionGivenUp:
        return "correction_given_up";
    case AuditVerb::StepsWaived:
        return "steps_waived";
    case AuditVerb::StepsWaivedUrgently:
        return "steps_waived_urgently";
    case AuditVerb::ActionWithoutSteps:
        return "action_without_steps";
    case AuditVerb::InterviewPrinted:
        return "interview_printed";
    case AuditVerb::ShelterJoined:
        return "shelter_joined";
    case AuditVerb::DecisionTakenBack:
        return "decision_taken_back";
    case AuditVerb::HeldBatchLetIn:
        return "held_batch_let_in";
    case AuditVerb::HeldBatchKeptOut:
        return "held_batch_kept_out";
    case AuditVerb::ConflictSettled:
        return "conflict_settled";
    }
    return "unknown";
}

Result<void> recordAudit(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object, std::string_view detail)
{
    INDARO_CHECK(desk.db.isInTransaction());
    AuditEntry entry{1, desk.clock.nowUtc(), desk.log.user(), std::string(auditVerbName(verb)), object, std::string(detail)};
    base::Bytes before;
    {
        INDARO_TRY_ASSIGN(auto last, desk.db.prepare("SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1"));
        INDARO_TRY_ASSIGN(const bool found, last.step());
        if (found) {
            entry.sequence = last.integer(0) + 1;
            before.assign(last.blob(1).begin(), last.blob(1).end());
        }
    }
    base::Bytes salt(SaltSize);
    desk.random.fill(salt);
    const auto commitment = commitmentOf(entry, salt);
    INDARO_TRY_ASSIGN(auto insert, desk.db.prepare("INSERT INTO audit (sequence, at, user, verb, object, detail, salt, "
                                                   "commitment, chain) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    insert.bind(1, entry.sequence);
    insert.bind(2, entry.at);
    insert.bind(3, entry.user);
    insert.bind(4, entry.verb);
    if (entry.object)
        insert.bind(5, *entry.object);
    insert.bind(6, entry.detail);
    insert.bind(7, base::ByteView(salt));
    insert.bind(8, base::ByteView(commitment));
    insert.bind(9, base::ByteView(chainOf(entry.sequence, before, toBytes(commitment))));
    return insert.run();
}

Result<void> recordAuditNow(Desk &desk, AuditVerb verb, const std::optional<sync::RecordId> &object, std::string_view detail)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(recordAudit(desk, verb, object, detail));
    return transaction.commit();
}

namespace {

std::string_view findingName(session::AnchorFinding finding)
{
    using enum session::AnchorFinding;
    switch (finding) {
    case Good:
        return {};
    case Missing:
        return "missing";
    case Damaged:
        return "damaged";
    case Older:
        return "older";
    case OtherHistory:
        return "other_history";
    }
    return {};
}

} // namespace

Result<void> recordFindings(Desk &desk, const session::UnlockReport &report)
{
    if (report.anchor != session::AnchorFinding::Good)
        INDARO_TRY(recordAuditNow(desk, AuditVerb::OlderThanAnchor, std::nullopt, findingName(report.anchor)));
    if (!report.formerSeries.empty())
        INDARO_TRY(recordAuditNow(desk, AuditVerb::BecameNewDevice, std::nullopt, report.formerSeries));
    return {};
}

std::string signInDetail(std::string_view how, const session::UnlockReport &report)
{
    std::string detail(how);
    if (report.failuresBefore > 0)
        detail += (detail.empty() ? "wrong before: " : ", wrong before: ") + std::to_string(report.failuresBefore);
    return detail;
}

Result<std::vector<AuditEntry>> listAudit(Desk &desk, int limit)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT sequence, at, user, verb, object, detail FROM audit "
                                                 "ORDER BY sequence DESC LIMIT ?1"));
    rows.bind(1, limit);
    return readEntries(rows);
}

Result<std::vector<AuditEntry>> listAuditOf(Desk &desk, AuditVerb verb)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT sequence, at, user, verb, object, detail FROM audit "
                                                 "WHERE verb = ?1 ORDER BY sequence"));
    rows.bind(1, auditVerbName(verb));
    return readEntries(rows);
}

Result<session::HistoryPosition> readHistory(store::Connection &db, std::optional<std::uint64_t> atLine)
{
    session::HistoryPosition position;
    {
        // Per device and stream, so that each maximum is one look into the index. The last operation of one may have been
        // compacted or erased: then its envelope, or of this laptop what was written down before, says how far it was.
        INDARO_TRY_ASSIGN(auto count,
                          db.prepare("SELECT coalesce(sum(max("
                                     "coalesce((SELECT max(o.sequence) FROM operation o WHERE o.device = d.number AND "
                                     "o.stream = s.stream), 0), "
                                     "coalesce((SELECT c.sequence FROM compacted c WHERE c.device = d.id AND "
                                     "c.stream = s.stream), 0), "
                                     "coalesce((SELECT e.last_sequence FROM envelope e WHERE e.device = d.id AND "
                                     "e.stream = s.stream ORDER BY e.number DESC LIMIT 1), 0))), 0) FROM log_device d, "
                                     "(SELECT 0 AS stream UNION ALL SELECT 1) s"));
        INDARO_TRY(count.step());
        position.operations = static_cast<std::uint64_t>(count.integer(0));
    }
    INDARO_TRY_ASSIGN(auto last, db.prepare("SELECT coalesce(max(sequence), 0) FROM audit"));
    INDARO_TRY(last.step());
    position.auditLines = static_cast<std::uint64_t>(last.integer(0));
    INDARO_TRY_ASSIGN(auto line, db.prepare("SELECT chain FROM audit WHERE sequence = ?1"));
    line.bind(1, static_cast<std::int64_t>(atLine.value_or(position.auditLines)));
    INDARO_TRY_ASSIGN(const bool found, line.step());
    if (found && line.blob(0).size() == position.auditHead.size())
        std::ranges::copy(line.blob(0), position.auditHead.begin());
    return position;
}

Result<void> eraseAuditContent(Desk &desk)
{
    // Without the salt nobody can find out by trying what the commitment that stays was made of.
    INDARO_TRY_ASSIGN(auto erase, desk.db.prepare("UPDATE audit SET detail = '', salt = x'' WHERE length(salt) > 0 AND "
                                                  "object IN (SELECT record FROM erased)"));
    return erase.run();
}

Result<void> verifyAuditChain(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT sequence, at, user, verb, object, detail, salt, commitment, chain "
                                                 "FROM audit ORDER BY sequence"));
    base::Bytes before;
    for (std::int64_t expected = 1;; ++expected) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return {};
        INDARO_TRY_ASSIGN(const auto entry, readEntry(rows));
        const bool isErased = rows.blob(6).empty() && entry.detail.empty();
        const auto commitment = toBytes(commitmentOf(entry, rows.blob(6)));
        const auto chain = toBytes(chainOf(expected, before, rows.blob(7)));
        if (entry.sequence != expected || (!isErased && !std::ranges::equal(commitment, rows.blob(7))) ||
            !std::ranges::equal(chain, rows.blob(8)))
            return Error(Errc::StoreDamaged, {{"sequence", expected}});
        before = chain;
    }
}

} // namespace indaro::casework
