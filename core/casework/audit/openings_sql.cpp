// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/openings.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/hold_steps.h"
#include "core/casework/first_values.h"
#include "core/casework/house/house.h"
#include "core/casework/people/full_file.h"
#include "core/casework/retention/retention.h"
#include "core/casework/row_values.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <array>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

using sync::Compartment;

template <class E> struct Word
{
    E what;
    std::string_view name;
};
constexpr auto Grounds = std::to_array<Word<OpeningGround>>({
    {OpeningGround::OwnCase, "own_case"},
    {OpeningGround::Director, "director"},
    {OpeningGround::Outside, "outside"},
    {OpeningGround::BrokenGlass, "broken_glass"},
    {OpeningGround::OnDuty, "on_duty"},
});
constexpr auto Things = std::to_array<Word<OpenedThing>>({
    {OpenedThing::File, "file"},
    {OpenedThing::Plan, "plan"},
    {OpenedThing::Procedure, "procedure"},
    {OpenedThing::Interview, "interview"},
    {OpenedThing::Referral, "referral"},
    {OpenedThing::Attachment, "attachment"},
    {OpenedThing::Stay, "stay"},
});
constexpr auto ClosedCompartments = std::to_array<Word<Compartment>>({
    {Compartment::Identity, "identity"},
    {Compartment::Health, "health"},
    {Compartment::Perpetrator, "perpetrator"},
});

template <class List, class E> std::string_view nameIn(const List &list, E what)
{
    return std::ranges::find(list, what, [](const auto &word) { return word.what; })->name;
}

template <class List> auto findIn(const List &list, std::string_view name)
{
    const auto found = std::ranges::find(list, name, [](const auto &word) { return word.name; });
    return found == list.end() ? std::nullopt : std::optional(found->what);
}

std::string compartmentNames(Compartments compartments)
{
    std::string names;
    for (const auto &[compartment, name] : ClosedCompartments) {
        if ((compartments & bitOf(compartment)) != 0)
            names.append(names.empty() ? "" : " ").append(name);
    }
    return names;
}

Compartments compartmentsOf(const QString &names)
{
    Compartments compartments = 0;
    for (const QString &name : names.split(u' ', Qt::SkipEmptyParts)) {
        if (const auto compartment = findIn(ClosedCompartments, name.toStdString()))
            compartments |= bitOf(*compartment);
    }
    return compartments;
}

Error invalid(sync::FieldId field)
{
    return Error(Errc::InvalidArgument, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}});
}

Result<void> checkReason(const OpeningReason &reason)
{
    if (model::CodeList::byName(u"file_access_reason"_s).find(reason.code) == nullptr)
        return invalid(fields::file_opening::Reason);
    if (reason.code == "other"_L1 && reason.words.trimmed().isEmpty())
        return invalid(fields::file_opening::Note);
    return {};
}

Result<void> checkPersonThere(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, person}));
    return isThere ? Result<void>() : Error(Errc::UnknownRecord);
}

/// In the caller's transaction.
Result<sync::RecordId> bearOpening(Desk &desk, CaseId person, const OpeningReason &reason, std::string_view ground,
                                   Compartments compartments)
{
    const base::UtcMs now = desk.clock.nowUtc();
    FirstValues values(model::localDay(now));
    INDARO_TRY(values.add(fields::file_opening::CaseFile, idValue(person)));
    INDARO_TRY(values.add(fields::file_opening::OpenedAt, Value(std::int64_t{now})));
    INDARO_TRY(values.add(fields::file_opening::OpenedBy, idValue(sync::RecordId::sameAs(desk.log.user()))));
    INDARO_TRY(values.add(fields::file_opening::Ground, Value(std::string(ground))));
    INDARO_TRY(values.add(fields::file_opening::Reason, Value(reason.code.toStdString())));
    INDARO_TRY(values.add(fields::file_opening::Note, Value(reason.words.toStdString())));
    if (compartments != 0) {
        INDARO_TRY(values.add(fields::file_opening::OpenUntil, Value(std::int64_t{now + GlassStaysBroken})));
        INDARO_TRY(values.add(fields::file_opening::Compartments, Value(compartmentNames(compartments))));
    }
    const auto id = sync::RecordId::make(desk.random);
    const sync::ChangeLog::GateLift lift(desk.log); // whoever opens a file writes why, and only directors read it
    INDARO_TRY(desk.log.birth({fields::file_opening::Table, id}, values.values()));
    return id;
}

Result<bool> isOwnCase(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto worker, caseWorkerOf(desk, person));
    INDARO_TRY_ASSIGN(const auto author, rows::authorOf(desk, {fields::case_file::Table, person}));
    return worker == desk.log.user() || author == desk.log.user();
}

/// The reason this account gave for this file, if it still stands.
Result<std::optional<sync::RecordId>> standingReason(Desk &desk, CaseId person)
{
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(auto find,
                      desk.log.connection().prepare(
                          "SELECT id FROM file_opening WHERE case_file = ?1 AND opened_by = ?2 AND opened_at > ?3 "
                          "AND opened_at <= ?4 ORDER BY opened_at DESC LIMIT 1"));
    find.bind(1, person);
    find.bind(2, desk.log.user());
    find.bind(3, now - ReasonStands);
    find.bind(4, now);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<sync::RecordTag>(0) : std::nullopt;
}

Result<bool> isJustLogged(Desk &desk, AuditVerb verb, sync::RecordId object, std::string_view detail)
{
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT 1 FROM audit WHERE object = ?1 AND user = ?2 AND verb = ?3 AND detail = ?4 AND "
                                     "at > ?5 AND at <= ?6 LIMIT 1"));
    find.bind(1, object);
    find.bind(2, desk.log.user());
    find.bind(3, auditVerbName(verb));
    find.bind(4, detail);
    find.bind(5, now - OneOpening);
    find.bind(6, now);
    return find.step();
}

Result<bool> isListJustLogged(Desk &desk, std::string_view detail)
{
    // It names nobody, so no index finds it: a busy hour is well within the newest lines.
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT 1 FROM (SELECT at, user, verb, detail FROM audit ORDER BY sequence DESC LIMIT "
                                     "500) WHERE user = ?1 AND verb = ?2 AND detail = ?3 AND at > ?4 AND at <= ?5 LIMIT 1"));
    const base::UtcMs now = desk.clock.nowUtc();
    find.bind(1, desk.log.user());
    find.bind(2, auditVerbName(AuditVerb::ListShown));
    find.bind(3, detail);
    find.bind(4, now - OneOpening);
    find.bind(5, now);
    return find.step();
}

Result<OpeningGround> groundOf(Desk &desk, const Opening &opening)
{
    INDARO_TRY_ASSIGN(const bool isOwn, isOwnCase(desk, opening.person));
    if (isOwn)
        return OpeningGround::OwnCase;
    if (desk.access.isDirector())
        return OpeningGround::Director;
    INDARO_TRY_ASSIGN(const Compartments broken, brokenGlass(desk, opening.person));
    if (broken != 0)
        return OpeningGround::BrokenGlass;
    return opening.thing == OpenedThing::Stay ? OpeningGround::OnDuty : OpeningGround::Outside;
}

std::string openingLine(const Opening &opening, OpeningGround ground, const std::optional<sync::RecordId> &reason)
{
    std::string line(nameIn(Grounds, ground));
    line.append(" ").append(nameIn(Things, opening.thing));
    if (opening.object)
        line += " object=" + base::toHex(opening.object->bytes());
    if (reason)
        line += " opening=" + base::toHex(reason->bytes());
    return line;
}

constexpr char ReasonedColumns[] =
    "SELECT o.id, o.case_file, f.case_code, f.display_name, o.opened_by, o.opened_at, o.ground, "
    "o.reason, o.note, o.compartments, o.open_until, o.seen_at FROM file_opening o LEFT JOIN "
    "case_file f ON f.id = o.case_file WHERE ";

Result<std::vector<ReasonedOpening>> readReasoned(Desk &desk, store::Statement &row)
{
    std::vector<ReasonedOpening> openings;
    INDARO_TRY(forEachRow(row, [&]() -> Result<void> {
        const auto id = row.id<sync::RecordTag>(0);
        const auto account = row.id<sync::UserTag>(4);
        if (!id || !account)
            return {}; // written by a program that says it otherwise
        ReasonedOpening opening{*id, row.id<sync::RecordTag>(1), toText(row, 2), toText(row, 3), *account};
        opening.at = row.integer(5);
        opening.isGlass = toText(row, 6) == "broken_glass"_L1;
        opening.reason = {toText(row, 7), toText(row, 8)};
        opening.compartments = compartmentsOf(toText(row, 9));
        if (!row.isNull(10))
            opening.until = row.integer(10);
        if (!row.isNull(11))
            opening.seenAt = row.integer(11);
        openings.push_back(std::move(opening));
        return {};
    }));
    for (ReasonedOpening &opening : openings) {
        INDARO_TRY_ASSIGN(const auto member, findStaff(desk, opening.account));
        opening.by = member ? member->name : QString();
    }
    return openings;
}

} // namespace

Result<std::optional<sync::UserId>> rows::authorOf(Desk &desk, const sync::RecordKey &record)
{
    INDARO_TRY_ASSIGN(auto find, desk.log.connection().prepare(
                                     "SELECT u.id FROM operation o JOIN log_user u ON u.number = o.user WHERE o.record = ?1 "
                                     "AND o.record_table = ?2 AND o.kind = ?3 ORDER BY o.time LIMIT 1"));
    find.bind(1, record.record);
    find.bind(2, int{record.table});
    find.bind(3, static_cast<int>(sync::OperationKind::Birth));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    return found ? find.id<sync::UserTag>(0) : std::nullopt;
}

Result<std::optional<OpeningGround>> noteOpening(Desk &desk, const Opening &opening)
{
    INDARO_TRY(checkPersonThere(desk, opening.person));
    INDARO_TRY_ASSIGN(const OpeningGround ground, groundOf(desk, opening));
    std::optional<sync::RecordId> reason;
    // A closed file is opened by nobody for nothing, whoever's case it was.
    INDARO_TRY_ASSIGN(const bool isClosed, isFileClosed(desk, opening.person));
    const bool needsReason = ground == OpeningGround::Outside || isClosed;
    if (needsReason) {
        INDARO_TRY_ASSIGN(reason, standingReason(desk, opening.person));
        if (!reason && opening.reason.code.isEmpty())
            return std::optional<OpeningGround>();
        if (!reason)
            INDARO_TRY(checkReason(opening.reason));
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (needsReason && !reason) {
        INDARO_TRY_ASSIGN(reason, bearOpening(desk, opening.person, opening.reason, nameIn(Grounds, ground), 0));
    }
    const std::string line = openingLine(opening, ground, reason);
    INDARO_TRY_ASSIGN(const bool isLogged, isJustLogged(desk, AuditVerb::FileOpened, opening.person, line));
    if (!isLogged)
        INDARO_TRY(recordAudit(desk, AuditVerb::FileOpened, opening.person, line));
    INDARO_TRY(rows::carryLateHoldSteps(desk, opening.person));
    INDARO_TRY(transaction.commit());
    return std::optional(ground);
}

Result<void> noteListShown(Desk &desk, std::optional<int> found)
{
    const std::string detail = found ? "found " + std::to_string(*found) : "all";
    INDARO_TRY_ASSIGN(const bool isLogged, isListJustLogged(desk, detail));
    return isLogged ? Result<void>() : recordAuditNow(desk, AuditVerb::ListShown, std::nullopt, detail);
}

Result<void> noteUnfiledScanOpened(Desk &desk, sync::RecordId scan, std::string_view number)
{
    INDARO_TRY_ASSIGN(const bool isLogged, isJustLogged(desk, AuditVerb::UnfiledScanOpened, scan, number));
    return isLogged ? Result<void>() : recordAuditNow(desk, AuditVerb::UnfiledScanOpened, scan, number);
}

std::optional<OpeningLine> readOpeningLine(std::string_view detail)
{
    const QStringList words = QString::fromUtf8(detail.data(), static_cast<qsizetype>(detail.size())).split(u' ');
    const auto ground = findIn(Grounds, words.value(0).toStdString());
    const auto thing = findIn(Things, words.value(1).toStdString());
    if (!ground || !thing)
        return {};
    OpeningLine line{*ground, *thing};
    for (const QString &word : words.mid(2)) {
        const auto bytes = base::fromHex(word.section(u'=', 1).toStdString());
        const auto id = bytes ? sync::RecordId::fromBytes(*bytes) : std::nullopt;
        (word.startsWith("object="_L1) ? line.object : line.opening) = id;
    }
    return line;
}

Result<sync::RecordId> breakGlass(Desk &desk, CaseId person, Compartments compartments, const OpeningReason &reason)
{
    INDARO_TRY(checkPersonThere(desk, person));
    INDARO_TRY(checkReason(reason));
    const std::string names = compartmentNames(compartments);
    if (names.empty())
        return invalid(fields::file_opening::Compartments);
    if ((compartments & bitOf(sync::Compartment::Identity)) != 0)
        INDARO_TRY(desk.access.mustRead(Thing::Register));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id,
                      bearOpening(desk, person, reason, nameIn(Grounds, OpeningGround::BrokenGlass), compartments));
    INDARO_TRY(recordAudit(desk, AuditVerb::GlassBroken, person, names + " opening=" + base::toHex(id.bytes())));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<std::pair<CaseId, Compartments>>> brokenGlasses(Desk &desk)
{
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                     "SELECT case_file, compartments FROM file_opening WHERE ground = 'broken_glass' AND "
                                     "opened_by = ?1 AND opened_at <= ?2 AND open_until > ?2"));
    rows.bind(1, desk.log.user());
    rows.bind(2, now);
    std::vector<std::pair<CaseId, Compartments>> broken;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto person = rows.id<sync::RecordTag>(0);
        if (!person)
            return {};
        const auto same = std::ranges::find(broken, *person, [](const auto &pair) { return pair.first; });
        if (same == broken.end())
            broken.emplace_back(*person, compartmentsOf(toText(rows, 1)));
        else
            same->second |= compartmentsOf(toText(rows, 1));
        return {};
    }));
    return broken;
}

Result<Compartments> brokenGlass(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto broken, brokenGlasses(desk));
    const auto hers = std::ranges::find(broken, person, [](const auto &pair) { return pair.first; });
    return hers == broken.end() ? Compartments{0} : hers->second;
}

Result<std::optional<BehindGlass>> loadBehindGlass(Desk &desk, CaseId person)
{
    BehindGlass behind;
    INDARO_TRY_ASSIGN(behind.compartments, brokenGlass(desk, person));
    if (behind.compartments == 0)
        return std::optional<BehindGlass>();
    {
        INDARO_TRY_ASSIGN(auto until,
                          desk.log.connection().prepare(
                              "SELECT max(open_until) FROM file_opening WHERE ground = 'broken_glass' AND case_file "
                              "= ?1 AND opened_by = ?2 AND opened_at <= ?3"));
        until.bind(1, person);
        until.bind(2, desk.log.user());
        until.bind(3, desk.clock.nowUtc());
        INDARO_TRY_ASSIGN([[maybe_unused]] const bool row, until.step());
        behind.until = until.integer(0);
    }
    const sync::ChangeLog::GateLift lift(desk.log);
    Desk whole{desk.log.connection(), desk.log, desk.clock, desk.random, Access::everything()};
    INDARO_TRY_ASSIGN(behind.records, loadCompartments(whole, person, behind.compartments));
    return std::optional(std::move(behind));
}

Result<std::vector<ReasonedOpening>> listReasonedOpenings(Desk &desk, base::UtcMs from, base::UtcMs until)
{
    INDARO_TRY(desk.access.mustRead(Thing::Journal));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(ReasonedColumns) +
                                                 "o.opened_at >= ?1 AND o.opened_at < ?2 ORDER BY o.opened_at, o.id"));
    rows.bind(1, from);
    rows.bind(2, until);
    return readReasoned(desk, rows);
}

Result<std::vector<ReasonedOpening>> listUnseenGlasses(Desk &desk)
{
    if (!desk.access.mayRead(Thing::Journal))
        return std::vector<ReasonedOpening>();
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare(std::string(ReasonedColumns) +
                                      "o.ground = 'broken_glass' AND o.seen_at IS NULL ORDER BY o.opened_at, o.id"));
    return readReasoned(desk, rows);
}

Result<void> seeGlass(Desk &desk, sync::RecordId glass)
{
    INDARO_TRY(desk.access.mustDo(Thing::Journal));
    INDARO_TRY_ASSIGN(const Value seen, desk.log.load(fields::file_opening::SeenAt, glass));
    if (!seen.isNull())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const Value person, desk.log.load(fields::file_opening::CaseFile, glass));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(desk.log.edit(fields::file_opening::SeenAt, glass, Value(std::int64_t{desk.clock.nowUtc()})));
    INDARO_TRY(desk.log.edit(fields::file_opening::SeenBy, glass, idValue(sync::RecordId::sameAs(desk.log.user()))));
    INDARO_TRY(recordAudit(desk, AuditVerb::GlassSeen,
                           person.bytes() != nullptr ? sync::RecordId::fromBytes(*person.bytes()) : std::nullopt,
                           "opening=" + base::toHex(glass.bytes())));
    return transaction.commit();
}

Result<std::optional<sync::UserId>> caseWorkerOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const Value worker, desk.log.load(fields::case_file::CaseWorker, person));
    return worker.bytes() != nullptr ? sync::UserId::fromBytes(*worker.bytes()) : std::nullopt;
}

Result<void> nameCaseWorker(Desk &desk, CaseId person, const std::optional<sync::UserId> &account)
{
    INDARO_TRY_ASSIGN(const bool isOwn, isOwnCase(desk, person));
    if (!isOwn && !desk.access.isDirector())
        return Error(Errc::AccessRefused);
    if (account) {
        INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *account));
        if (!member)
            return Error(Errc::NotFound);
    }
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(
        desk.log.edit(fields::case_file::CaseWorker, person, account ? idValue(sync::RecordId::sameAs(*account)) : Value()));
    INDARO_TRY(recordAudit(desk, AuditVerb::CaseWorkerNamed, person, account ? base::toHex(account->bytes()) : "none"));
    return transaction.commit();
}

} // namespace indaro::casework
