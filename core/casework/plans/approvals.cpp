// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/approvals.h"

#include "core/casework/access/role_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/guards.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

/// What can be approved: its kind, and who wrote it.
struct SubjectKind
{
    std::uint16_t table;
    const char *kind; ///< codelist approval_kind
    sync::FieldId author;
};
constexpr SubjectKind SubjectKinds[] = {
    {fields::support_plan::Table, "plan", fields::support_plan::WrittenBy},
    {fields::safety_plan::Table, "safety_plan", fields::safety_plan::WrittenBy},
    {fields::risk_assessment::Table, "risk_down", fields::risk_assessment::AssessedBy},
    {fields::best_interests::Table, "best_interests", fields::best_interests::DecidedBy},
};

struct ApprovalSubject
{
    CaseId person;
    const SubjectKind *kind;
    std::optional<sync::UserId> author{};
};

Result<ApprovalSubject> findSubject(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const PlanRecord record, findRecord(desk, id,
                                                          {fields::support_plan::Table, fields::safety_plan::Table,
                                                           fields::risk_assessment::Table, fields::best_interests::Table}));
    const auto *kind = std::ranges::find(SubjectKinds, record.record.table, &SubjectKind::table);
    INDARO_TRY_ASSIGN(const CaseId person, personOf(record));
    ApprovalSubject subject{person, kind};
    if (const auto author = record.idOf(kind->author))
        subject.author = sync::UserId::sameAs(*author);
    return subject;
}

bool isSupervisor(const std::vector<Role> &roles)
{
    return std::ranges::find(roles, Role::Director) != roles.end();
}

/// Who reads the stories in the files may agree to what is in them [contracts.md 4]: not whoever happens to have a
/// passphrase.
Result<bool> isReaderOfFiles(Desk &desk, const std::vector<Role> &roles)
{
    INDARO_TRY_ASSIGN(const Access access, Access::forRoles(desk.log, roles));
    return access.mayRead(Thing::Story) && access.mayRead(Thing::Plans);
}

GivenApproval toApproval(const PlanRecord &record)
{
    const auto account = [&](sync::FieldId field) -> std::optional<sync::UserId> {
        const auto id = record.idOf(field);
        return id ? std::optional(sync::UserId::sameAs(*id)) : std::nullopt;
    };
    GivenApproval approval{.id = record.id()};
    approval.kind = record.text(fields::approval::Kind);
    approval.subject = record.idOf(fields::approval::Subject);
    approval.result = record.text(fields::approval::Result);
    approval.reason = record.text(fields::approval::Reason);
    approval.askedAt = record.momentAt(fields::approval::AskedAt).value_or(0);
    approval.askedBy = account(fields::approval::AskedBy);
    approval.answeredAt = record.momentAt(fields::approval::AnsweredAt);
    approval.answeredBy = account(fields::approval::AnsweredBy);
    approval.way = record.text(fields::approval::Way);
    return approval;
}

/// What was said of a subject so far, newest first.
Result<std::vector<GivenApproval>> approvalsOf(Desk &desk, const ApprovalSubject &subject, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(auto approvals, listApprovalsOf(desk, subject.person));
    std::erase_if(approvals, [&](const GivenApproval &approval) { return approval.subject != id; });
    return approvals;
}

std::optional<sync::UserId> secondOf(const std::string &agreed)
{
    constexpr std::string_view With = "with ";
    return agreed.starts_with(With) ? sync::UserId::fromText(std::string_view(agreed).substr(With.size())) : std::nullopt;
}

sync::FieldValues answerValues(Desk &desk, const Value &result, const Value &reason, const Approver &approver)
{
    return {{fields::approval::Result, result},
            {fields::approval::Reason, reason},
            {fields::approval::AnsweredAt, momentValue(desk.clock.nowUtc())},
            {fields::approval::AnsweredBy, idValue(sync::RecordId::sameAs(approver.id))},
            {fields::approval::Way, approver.way}};
}

Result<void> noteApproval(Desk &desk, CaseId person, std::string_view kind, std::string_view result,
                          const Approver &approver)
{
    const bool isBack = result == "sent_back";
    return recordAudit(desk, isBack ? AuditVerb::ApprovalSentBack : AuditVerb::ApprovalGiven, person,
                       std::string(kind) + " by " + approver.id.toText() + " " + approver.way);
}

} // namespace

bool GivenApproval::isApproved() const
{
    return result == "approved"_L1 || result == "changed"_L1;
}

Result<Approver> approverOf(Desk &desk, const std::optional<sync::UserId> &author, const std::string &agreed)
{
    const sync::UserId user = desk.log.user();
    if (agreed == "by cards") // two holders of cards have agreed, whoever signs in with them
        return Approver{user, "cards"};
    const bool isUserSupervisor = desk.access.isDirector();
    if (const auto second = secondOf(agreed); second && *second != user) {
        INDARO_TRY_ASSIGN(const auto roles, rolesOf(desk.log, *second));
        if (isSupervisor(roles))
            return Approver{*second, "second"};
        INDARO_TRY_ASSIGN(const bool isReader, isReaderOfFiles(desk, roles));
        if (!isUserSupervisor || !isReader)
            return Error(Errc::AccessRefused);
        return Approver{author == user ? *second : user, "second"}; // she is the director, and a colleague agreed with her
    }
    if (!isUserSupervisor)
        return Error(Errc::AccessRefused);
    if (agreed == "alone")
        return Approver{user, "alone"};
    if (!author || *author == user)
        return Error(Errc::SecondPersonNeeded);
    return Approver{user, "signed_in"};
}

Result<void> keepApproval(Desk &desk, CaseId person, std::string_view kind, sync::RecordId subject, const Approver &approver,
                          const Value &reason)
{
    sync::FieldValues values = answerValues(desk, "approved", reason, approver);
    values.insert(values.begin(), {{fields::approval::CaseFile, idValue(person)},
                                   {fields::approval::Kind, kind},
                                   {fields::approval::Subject, idValue(subject)}});
    INDARO_TRY(bearRecord(desk, fields::approval::Table, values));
    return noteApproval(desk, person, kind, "approved", approver);
}

Result<sync::RecordId> askApproval(Desk &desk, sync::RecordId subjectId)
{
    INDARO_TRY(desk.access.mustDo(Thing::Plans));
    INDARO_TRY_ASSIGN(const ApprovalSubject subject, findSubject(desk, subjectId));
    INDARO_TRY_ASSIGN(const auto before, approvalsOf(desk, subject, subjectId));
    if (!before.empty() && (!before.front().answeredAt || before.front().isApproved()))
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::approval::Table,
                                                {{fields::approval::CaseFile, idValue(subject.person)},
                                                 {fields::approval::Kind, subject.kind->kind},
                                                 {fields::approval::Subject, idValue(subjectId)},
                                                 {fields::approval::Result, "asked"},
                                                 {fields::approval::AskedAt, momentValue(desk.clock.nowUtc())},
                                                 {fields::approval::AskedBy, ownAccount(desk)}}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> answerApproval(Desk &desk, sync::RecordId subjectId, const Value &result, const Value &reason,
                            const std::string &agreed)
{
    const std::string code = result.textOr({});
    if (code != "approved" && code != "changed" && code != "sent_back")
        return neededField(fields::approval::Result);
    if (code != "approved" && reason.textOr({}).empty())
        return neededField(fields::approval::Reason);
    INDARO_TRY_ASSIGN(const ApprovalSubject subject, findSubject(desk, subjectId));
    INDARO_TRY_ASSIGN(const auto before, approvalsOf(desk, subject, subjectId));
    if (!before.empty() && before.front().isApproved())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const Approver approver, approverOf(desk, subject.author, agreed));
    if (code != "sent_back" && subject.kind->table == fields::support_plan::Table)
        INDARO_TRY(checkGuards(desk, {sop::Action::PlanApprove, subject.person}));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const auto values = answerValues(desk, result, reason, approver);
    if (!before.empty() && !before.front().answeredAt) {
        INDARO_TRY(changeRecord(desk, before.front().id, values));
    } else {
        sync::FieldValues whole{{fields::approval::CaseFile, idValue(subject.person)},
                                {fields::approval::Kind, subject.kind->kind},
                                {fields::approval::Subject, idValue(subjectId)}};
        whole.insert(whole.end(), values.begin(), values.end());
        INDARO_TRY(bearRecord(desk, fields::approval::Table, whole));
    }
    INDARO_TRY(noteApproval(desk, subject.person, subject.kind->kind, code, approver));
    return transaction.commit();
}

Result<std::vector<GivenApproval>> listApprovalsOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records, recordsAbout(desk, person, {fields::approval::Table}));
    std::vector<GivenApproval> approvals;
    for (const PlanRecord &record : records)
        approvals.push_back(toApproval(record));
    std::ranges::stable_sort(approvals, std::ranges::greater{},
                             [](const GivenApproval &approval) { return approval.answeredAt.value_or(approval.askedAt); });
    return approvals;
}

} // namespace indaro::casework
