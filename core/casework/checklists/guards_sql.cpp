// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/guards.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/step_marks.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// "exit 9.5 9.6": never a step about health, whose name says what she has.
std::string auditDetail(const GuardedAction &action, const Blockade &blockade)
{
    std::string detail = sop::toString(action.action).toStdString();
    for (const ChecklistLine &line : blockade.list.lines) {
        if (!sop::isHealthStep(*blockade.list.pack, *line.line.phase, *line.line.step))
            detail += ' ' + line.line.step->id.toStdString();
    }
    return detail;
}

/// Marks waived in haste that nobody has looked at, of one table.
Result<void> addUrgentWaivers(Desk &desk, std::uint16_t table, std::vector<UrgentWaiver> &waivers)
{
    const std::string name(model::schema().findTable(table)->name);
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare("SELECT m.id, m.case_file, f.case_code, f.display_name, m.step, m.occurrence, m.note, "
                                      "m.marked_by, m.marked_at FROM " +
                                      name +
                                      " m LEFT JOIN case_file f ON f.id = m.case_file WHERE m.urgent = 'yes' AND m.seen_at "
                                      "IS NULL"));
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return {};
        const auto id = select.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        UrgentWaiver waiver{{table, *id}, select.id<sync::RecordTag>(1), toText(select, 2), toText(select, 3)};
        waiver.step = toText(select, 4);
        waiver.occurrence = toText(select, 5);
        waiver.reason = toText(select, 6);
        waiver.at = select.integer(8);
        if (const auto user = sync::UserId::fromBytes(select.blob(7))) {
            INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *user));
            waiver.by = member ? member->name : QString();
        }
        waivers.push_back(std::move(waiver));
    }
}

} // namespace

Result<Blockade> blockadeOf(Desk &desk, const GuardedAction &action)
{
    auto loaded = rows::checklistFor(desk, action.person);
    if (!loaded && isPackUnreadable(loaded.error().code))
        return Blockade{}; // a file that has not come yet is no reason to leave somebody outside
    if (!loaded)
        return loaded.error();
    Blockade blockade{*std::move(loaded)};
    INDARO_TRY_ASSIGN(const base::Value name, desk.log.load(fields::case_file::DisplayName, action.person));
    blockade.displayName = QString::fromStdString(name.textOr({}));
    std::vector<sop::Line> lines;
    for (const ChecklistLine &line : blockade.list.lines)
        lines.push_back(line.line);
    const std::vector<sop::Line> held = sop::linesThatGuard(lines, action.action, action.instance);
    std::erase_if(blockade.list.lines, [&](const ChecklistLine &line) {
        return std::none_of(held.begin(), held.end(), [&](const sop::Line &other) {
            return other.step == line.line.step && other.occurrence == line.line.occurrence;
        });
    });
    blockade.mayWaive = desk.access.isDirector();
    blockade.mayWaiveUrgently = blockade.isBlocked() && std::all_of(held.begin(), held.end(), [](const sop::Line &line) {
                                    return line.step->allowsUrgentWaiver;
                                });
    return blockade;
}

Result<void> checkGuards(Desk &desk, const GuardedAction &action)
{
    INDARO_TRY_ASSIGN(const Blockade blockade, blockadeOf(desk, action));
    if (!blockade.isBlocked())
        return {};
    const auto &lines = blockade.list.lines;
    return Error(Errc::StepsOpen,
                 {{"step", lines.front().line.step->id.toStdString()}, {"steps", static_cast<std::int64_t>(lines.size())}});
}

Result<void> waiveGuards(Desk &desk, const GuardedAction &action, const QString &reason, bool isUrgent)
{
    INDARO_TRY(Readable::of(desk)); // the first one of a laptop writes, and not within another transaction
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Blockade blockade, blockadeOf(desk, action));
    for (const ChecklistLine &line : blockade.list.lines) {
        NewMark mark{line.line.step->id, line.line.occurrence, sop::StepState::Waived, {}, reason};
        mark.isUrgent = isUrgent;
        INDARO_TRY(rows::markWithin(desk, action.person, mark));
    }
    if (blockade.isBlocked())
        INDARO_TRY(recordAudit(desk, isUrgent ? AuditVerb::StepsWaivedUrgently : AuditVerb::StepsWaived, action.person,
                               auditDetail(action, blockade)));
    return transaction.commit();
}

Result<QStringList> noteUnguarded(Desk &desk, const GuardedAction &action)
{
    INDARO_TRY_ASSIGN(const Blockade blockade, blockadeOf(desk, action));
    QStringList missing;
    for (const ChecklistLine &line : blockade.list.lines)
        missing.append(line.line.step->id);
    if (blockade.isBlocked())
        INDARO_TRY(recordAuditNow(desk, AuditVerb::ActionWithoutSteps, action.person, auditDetail(action, blockade)));
    return missing;
}

Unguarded tellUnguarded(Desk &desk, const GuardedAction &action)
{
    auto missing = noteUnguarded(desk, action);
    return missing ? Unguarded{std::move(missing).value()} : Unguarded{{}, false};
}

Result<bool> tellOfHaste(Desk &desk, const GuardedAction &action, const QString &reason)
{
    INDARO_TRY(Readable::of(desk)); // as in waiveGuards
    auto loaded = rows::checklistFor(desk, action.person);
    if (!loaded && isPackUnreadable(loaded.error().code))
        return false;
    if (!loaded)
        return loaded.error();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    bool isTold = false;
    for (const ChecklistLine &line : loaded->lines) {
        const sop::Step &step = *line.line.step;
        const bool isOfAnother = !line.line.instance.isEmpty() && line.line.instance != action.instance;
        if (std::ranges::find(step.guards, action.action) == step.guards.end() || !step.allowsUrgentWaiver || isOfAnother)
            continue;
        isTold = true;
        const bool isWaived = line.line.state == sop::StepState::Waived && !line.marks.empty();
        if (isWaived && line.marks.front().mark.isUrgent) // just now, to get this far
            continue;
        NewMark mark{step.id, line.line.occurrence, sop::StepState::Waived, {}, reason};
        mark.isUrgent = true;
        INDARO_TRY(rows::markWithin(desk, action.person, mark));
    }
    INDARO_TRY(transaction.commit());
    return isTold;
}

Result<std::vector<UrgentWaiver>> listUrgentWaivers(Desk &desk)
{
    std::vector<UrgentWaiver> waivers;
    INDARO_TRY_ASSIGN(const Readable readable, Readable::of(desk));
    INDARO_TRY(addUrgentWaivers(desk, fields::step_mark::Table, waivers));
    if (readable.allows(fields::step_mark_health::Table))
        INDARO_TRY(addUrgentWaivers(desk, fields::step_mark_health::Table, waivers));
    std::sort(waivers.begin(), waivers.end(), [](const UrgentWaiver &left, const UrgentWaiver &right) {
        return left.at != right.at ? left.at < right.at : left.record < right.record;
    });
    for (UrgentWaiver &waiver : waivers) {
        const auto pack = rows::followedPackOf(desk, waiver.owner);
        if (!pack && !isPackUnreadable(pack.error().code))
            return pack.error();
        waiver.pack = pack ? pack->pack : nullptr;
    }
    return waivers;
}

Result<bool> isWaiverReviewer(Desk &desk)
{
    return desk.access.isDirector();
}

Result<void> noteWaiverSeen(Desk &desk, const sync::RecordKey &record)
{
    const bool isMark = record.table == fields::step_mark::Table || record.table == fields::step_mark_health::Table;
    if (!desk.access.isDirector() || !isMark)
        return Error(Errc::AccessRefused);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    const auto user = desk.log.user();
    INDARO_TRY(desk.log.edit({record.table, fields::step_mark::SeenAt.field}, record.record, desk.clock.nowUtc()));
    INDARO_TRY(desk.log.edit({record.table, fields::step_mark::SeenBy.field}, record.record,
                             base::Bytes(user.bytes().begin(), user.bytes().end())));
    return transaction.commit();
}

} // namespace indaro::casework
