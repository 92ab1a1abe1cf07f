// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/stays/stock.h"

#include "core/casework/first_values.h"
#include "core/casework/house/routines.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>
#include <map>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;

namespace {

constexpr QStringView StockStep = u"0.6"; ///< of the procedure: the stock is counted

base::UtcMs beginningOf(QDate day)
{
    return day.startOfDay(QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

/// A count says how many there are at that moment, whatever was written before it.
void addStockMove(StockLine &line, const StockMove &move, const Value &lowAt)
{
    if (move.move == "counted"_L1) {
        line = {.kind = line.kind,
                .item = line.item,
                .counted = move.amount,
                .countedAt = move.movedAt,
                .countedBy = move.movedBy,
                .lowAt = line.lowAt};
    } else {
        (move.move == "received"_L1 ? line.received : line.out) += move.amount;
    }
    if (const std::int64_t *low = lowAt.integer())
        line.lowAt = *low;
}

struct WrittenMove
{
    StockMove move;
    Value lowAt;
};

/// Oldest first.
Result<std::vector<WrittenMove>> readStockMoves(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT m.id, m.kind, m.item, m.move, m.amount, m.low_at, m.note, m.moved_at, "
                                      "m.moved_by, s.name FROM stock_move m LEFT JOIN staff s ON s.id = m.moved_by "
                                      "ORDER BY m.moved_at, m.id"));
    std::vector<WrittenMove> moves;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        moves.push_back({{*id, toText(rows, 1), toText(rows, 2), toText(rows, 3), rows.value(4).integerOr(0),
                          toText(rows, 6), rows.value(7).integerOr(0), rows.id<sync::UserTag>(8), toText(rows, 9)},
                         rows.value(5)});
        return {};
    }));
    return moves;
}

} // namespace

Result<std::vector<StockLine>> listStock(Desk &desk)
{
    std::vector<StockLine> lines;
    if (!desk.access.mayRead(Thing::Care))
        return lines;
    std::map<std::pair<QString, QString>, StockLine> byKind;
    INDARO_TRY_ASSIGN(const auto moves, readStockMoves(desk));
    for (const WrittenMove &each : moves) {
        StockLine &line = byKind[{each.move.kind, each.move.item}];
        line.kind = each.move.kind;
        line.item = each.move.item;
        addStockMove(line, each.move, each.lowAt);
    }
    INDARO_TRY_ASSIGN(auto given, desk.db.prepare("SELECT kind, amount, given_at FROM supply"));
    INDARO_TRY(forEachRow(given, [&]() -> Result<void> {
        const auto found = byKind.find({toText(given, 0), QString()});
        if (found != byKind.end() && given.value(2).integerOr(0) > found->second.countedAt.value_or(0))
            found->second.toPeople += given.value(1).integerOr(1);
        return {};
    }));
    for (auto &[key, line] : byKind) {
        line.left = line.counted + line.received - line.out - line.toPeople;
        lines.push_back(std::move(line));
    }
    return lines;
}

Result<std::vector<StockMove>> listStockMoves(Desk &desk)
{
    std::vector<StockMove> moves;
    if (!desk.access.mayRead(Thing::Care))
        return moves;
    INDARO_TRY_ASSIGN(auto written, readStockMoves(desk));
    for (WrittenMove &each : written)
        moves.push_back(std::move(each.move));
    std::ranges::reverse(moves);
    return moves;
}

Result<sync::RecordId> recordStockMove(Desk &desk, const StockMoveDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Care));
    const auto wrong = [](Errc code, sync::FieldId field) {
        return Error(code, {{"table", std::int64_t(field.table)}, {"field", std::int64_t(field.field)}});
    };
    if (draft.kind.textOr({}).empty())
        return wrong(Errc::InvalidArgument, fields::stock_move::Kind);
    const std::string move = draft.move.textOr({});
    if (move.empty())
        return wrong(Errc::InvalidArgument, fields::stock_move::Move);
    const bool isCount = move == "counted";
    if (draft.amount < (isCount ? 0 : 1))
        return wrong(Errc::ValueOutOfRange, fields::stock_move::Amount);
    const auto routines = loadChecklist(desk, {}); // one that cannot be read here asks for nothing
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const auto id, bearRecord(desk, fields::stock_move::Table,
                                                {{fields::stock_move::Kind, draft.kind},
                                                 {fields::stock_move::Item, draft.item},
                                                 {fields::stock_move::Move, draft.move},
                                                 {fields::stock_move::Amount, draft.amount},
                                                 {fields::stock_move::LowAt, isCount ? draft.lowAt : Value()},
                                                 {fields::stock_move::Note, draft.note},
                                                 {fields::stock_move::MovedAt, momentValue(desk.clock.nowUtc())},
                                                 {fields::stock_move::MovedBy, ownAccount(desk)}}));
    if (isCount && routines)
        INDARO_TRY(tickRoutine(desk, *routines, StockStep, {u"record"_s}));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<std::vector<SupplyGiven>> listSuppliesGiven(Desk &desk, QDate from, QDate to, const std::optional<CaseId> &person)
{
    std::vector<SupplyGiven> given;
    if (!desk.access.mayRead(Thing::Care))
        return given;
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT u.id, u.case_file, c.display_name, u.kind, u.description, u.amount, "
                                      "u.given_at, u.given_by, u.signed FROM supply u LEFT JOIN case_file c ON c.id = "
                                      "u.case_file WHERE u.given_at >= ?1 AND u.given_at < ?2 ORDER BY u.given_at, u.id"));
    rows.bind(1, beginningOf(from));
    rows.bind(2, beginningOf(to.addDays(1)));
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        const auto whose = rows.id<sync::RecordTag>(1);
        if (!id || !whose)
            return Error(Errc::StoreDamaged);
        if (!person || *person == *whose)
            given.push_back({*whose, toText(rows, 2),
                             Supply{*id, toText(rows, 3), toText(rows, 4), rows.value(5).integerOr(1),
                                    rows.value(6).integerOr(0), rows.id<sync::UserTag>(7), toText(rows, 8)}});
        return {};
    }));
    return given;
}

} // namespace indaro::casework
