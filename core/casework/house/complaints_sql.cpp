// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/first_values.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/routines.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr int DaysToAnswer = 7;         // [P], as step 6.6b of the procedure that ships
constexpr QStringView BoxStep = u"6.6"; // of the procedure that ships

Error complaintError(Errc code, sync::FieldId field)
{
    return {code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}}};
}

constexpr sync::FieldId in(std::uint16_t table, sync::FieldId field)
{
    return {table, field.field};
}

/// About somebody who works here.
bool isAboutStaff(const QStringList &kinds)
{
    return kinds.contains("staff"_L1) || kinds.contains("abuse"_L1);
}

/// Who opened the box beside the signed-in person; nobody where two holders of cards did, or where there is one account.
Result<std::pair<std::optional<sync::UserId>, std::string>> secondAtTheBox(Desk &desk, const std::string &agreed)
{
    constexpr std::string_view With = "with ";
    if (agreed == "by cards")
        return std::pair(std::optional<sync::UserId>(), std::string("cards"));
    if (agreed == "alone")
        return std::pair(std::optional<sync::UserId>(), agreed);
    const auto second =
        agreed.starts_with(With) ? sync::UserId::fromText(std::string_view(agreed).substr(With.size())) : std::nullopt;
    if (!second || *second == desk.log.user())
        return Error(Errc::SecondPersonNeeded);
    return std::pair(second, std::string("second"));
}

/// In which of the two tables it is. Errors: UnknownRecord, AccessRefused.
Result<std::uint16_t> tableOf(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(const bool isOpen, desk.log.exists({fields::complaint::Table, id}));
    if (isOpen)
        return fields::complaint::Table;
    INDARO_TRY_ASSIGN(const bool isReserved, desk.log.exists({fields::complaint_reserved::Table, id}));
    if (!isReserved)
        return Error(Errc::UnknownRecord);
    return desk.access.isDirector() ? Result<std::uint16_t>(fields::complaint_reserved::Table) : Error(Errc::AccessRefused);
}

Complaint readComplaint(const store::Statement &row, sync::RecordId id, const Access &access)
{
    Complaint complaint{.id = id, .isReserved = row.integer(1) != 0};
    complaint.recordedAt = row.value(11).integerOr(0);
    complaint.receivedOn = model::localDay(complaint.recordedAt).toString(Qt::ISODate);
    complaint.isAnswered = !toText(row, 10).isEmpty();
    complaint.isHidden =
        !access.mayReadTable(complaint.isReserved ? fields::complaint_reserved::Table : fields::complaint::Table);
    if (complaint.isHidden)
        return complaint;
    complaint.receivedOn = toText(row, 4);
    complaint.answeredOn = toText(row, 10);
    complaint.person = row.id<sync::RecordTag>(2);
    complaint.opening = row.id<sync::RecordTag>(3);
    complaint.way = toText(row, 5);
    complaint.kinds = toText(row, 6).split(u' ', Qt::SkipEmptyParts);
    complaint.words = toText(row, 7);
    complaint.done = toText(row, 8);
    complaint.result = toText(row, 9);
    complaint.toldAt = momentOf(row.value(12));
    complaint.toldTo = toText(row, 13);
    return complaint;
}

Result<void> checkLinks(Desk &desk, const ComplaintDraft &draft)
{
    if (draft.person) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, *draft.person}));
        if (!isThere)
            return Error(Errc::UnknownRecord);
    }
    if (draft.opening) {
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::box_opening::Table, *draft.opening}));
        if (!isThere)
            return Error(Errc::UnknownRecord);
    }
    return {};
}

} // namespace

QDate Complaint::answerBy() const
{
    const QDate received = QDate::fromString(receivedOn, Qt::ISODate);
    return received.isValid() ? received.addDays(DaysToAnswer) : QDate();
}

Result<sync::RecordId> recordBoxOpening(Desk &desk, const Value &found, const Value &note, const std::string &agreed)
{
    if (found.integer() == nullptr)
        return complaintError(Errc::InvalidArgument, fields::box_opening::Found);
    INDARO_TRY_ASSIGN(const auto second, secondAtTheBox(desk, agreed));
    INDARO_TRY_ASSIGN(const Checklist routines, loadChecklist(desk, {}));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::box_opening::OpenedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(values.add(fields::box_opening::OpenedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    if (second.first)
        INDARO_TRY(values.add(fields::box_opening::Second, idValue(sync::RecordId::sameAs(*second.first))));
    INDARO_TRY(values.add(fields::box_opening::Way, second.second));
    INDARO_TRY(values.add(fields::box_opening::Found, found));
    INDARO_TRY(values.add(fields::box_opening::Note, note));
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY(desk.log.birth({fields::box_opening::Table, id}, values.values()));
    INDARO_TRY(tickRoutine(desk, routines, BoxStep, {u"form"_s, u"signature"_s}));
    INDARO_TRY(recordAudit(desk, AuditVerb::ComplaintBoxOpened, {}, agreed));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<BoxOpening>> listBoxOpenings(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id, opened_at, opened_by, second, way, found, note "
                                                   "FROM box_opening ORDER BY opened_at DESC, id"));
    std::vector<BoxOpening> openings;
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto id = select.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        openings.push_back({*id, select.value(1).integerOr(0), select.id<sync::UserTag>(2), select.id<sync::UserTag>(3),
                            toText(select, 4), int(select.value(5).integerOr(0)), toText(select, 6)});
        return {};
    }));
    return openings;
}

Result<sync::RecordId> recordComplaint(Desk &desk, const ComplaintDraft &draft)
{
    const QStringList kinds = model::toText(draft.kinds).split(u' ', Qt::SkipEmptyParts);
    const std::uint16_t table = isAboutStaff(kinds) ? fields::complaint_reserved::Table : fields::complaint::Table;
    if (draft.way.textOr({}).empty())
        return complaintError(Errc::InvalidArgument, fields::complaint::Way);
    if (kinds.isEmpty())
        return complaintError(Errc::InvalidArgument, fields::complaint::Kinds);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkLinks(desk, draft));
    const QDate today = model::localDay(desk.clock.nowUtc());
    FirstValues values(today);
    const auto add = [&](sync::FieldId field, const Value &value) { return values.add(in(table, field), value); };
    if (draft.person)
        INDARO_TRY(add(fields::complaint::CaseFile, idValue(*draft.person)));
    if (draft.opening)
        INDARO_TRY(add(fields::complaint::Opening, idValue(*draft.opening)));
    const Value day = today.toString(Qt::ISODate).toStdString();
    INDARO_TRY(add(fields::complaint::ReceivedOn, draft.receivedOn.isNull() ? day : draft.receivedOn));
    INDARO_TRY(add(fields::complaint::Way, draft.way));
    INDARO_TRY(add(fields::complaint::Kinds, draft.kinds));
    INDARO_TRY(add(fields::complaint::Words, draft.words));
    INDARO_TRY(add(fields::complaint::RecordedAt, momentValue(desk.clock.nowUtc())));
    INDARO_TRY(add(fields::complaint::RecordedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    const auto id = sync::RecordId::make(desk.random);
    const sync::ChangeLog::GateLift lift(desk.log); // whoever hears it may write it down, and not read it again
    INDARO_TRY(desk.log.birth({table, id}, values.values()));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> answerComplaint(Desk &desk, sync::RecordId id, const Value &done, const Value &result, const Value &answeredOn)
{
    const QDate today = model::localDay(desk.clock.nowUtc());
    INDARO_TRY_ASSIGN(const std::uint16_t table, tableOf(desk, id));
    const bool isAnswer = !answeredOn.isNull();
    if (isAnswer && done.textOr({}).empty())
        return complaintError(Errc::InvalidArgument, in(table, fields::complaint::Done));
    if (isAnswer && (result.textOr({}).empty() || result == Value("open")))
        return complaintError(Errc::InvalidArgument, in(table, fields::complaint::Result));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const auto &[field, value] :
         {std::pair(fields::complaint::Done, done), std::pair(fields::complaint::Result, result),
          std::pair(fields::complaint::AnsweredOn, answeredOn)}) {
        INDARO_TRY_ASSIGN(const Value checked, model::checkField(in(table, field), value, today));
        INDARO_TRY(desk.log.edit(in(table, field), id, checked));
    }
    return transaction.commit();
}

Result<void> tellComplaint(Desk &desk, sync::RecordId id, const Value &to)
{
    INDARO_TRY_ASSIGN(const std::uint16_t table, tableOf(desk, id));
    const sync::FieldId field = in(table, fields::complaint::ToldTo);
    INDARO_TRY_ASSIGN(const Value checked, model::checkField(field, to, model::localDay(desk.clock.nowUtc())));
    if (checked.textOr({}).empty())
        return complaintError(Errc::InvalidArgument, field);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(field, id, checked));
    INDARO_TRY(desk.log.edit(in(table, fields::complaint::ToldAt), id, momentValue(desk.clock.nowUtc())));
    return transaction.commit();
}

Result<std::vector<Complaint>> listComplaints(Desk &desk)
{
    constexpr char Columns[] = "case_file, opening, received_on, way, kinds, words, done, result, answered_on, recorded_at, "
                               "told_at, told_to";
    const std::string sql = std::string("SELECT id, 0, ") + Columns + " FROM complaint UNION ALL SELECT id, 1, " + Columns +
                            " FROM complaint_reserved";
    // That there is one, since when, and whether it was answered, everybody may know: nothing else is handed out.
    INDARO_TRY_ASSIGN(auto select, desk.log.connection().prepare(sql));
    std::vector<Complaint> complaints;
    INDARO_TRY(forEachRow(select, [&]() -> Result<void> {
        const auto id = select.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        complaints.push_back(readComplaint(select, *id, desk.access));
        return {};
    }));
    std::ranges::sort(complaints, [](const Complaint &a, const Complaint &b) {
        if (a.isOpen() != b.isOpen())
            return a.isOpen();
        if (a.receivedOn != b.receivedOn)
            return a.isOpen() ? a.receivedOn < b.receivedOn : a.receivedOn > b.receivedOn;
        return a.id < b.id;
    });
    return complaints;
}

} // namespace indaro::casework
