// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/care_log.h"

namespace indaro::casework {

/// What the house has in stock of a kind of supply [domain.md 5: 0.6]: what was counted last, what came and went since, and
/// what was given to people since (care_log.h), which nobody writes down twice.
struct StockLine
{
    QString kind{}; ///< codelist supply_kind
    QString item{}; ///< which one, where somebody keeps several of a kind apart; else empty
    std::int64_t counted = 0;
    std::optional<base::UtcMs>
        countedAt{}; ///< none: never counted, and `left` is what came in without what there was before
    std::optional<sync::UserId> countedBy{};
    std::int64_t received = 0; ///< since it was counted
    std::int64_t out = 0;      ///< given out otherwise, or lost
    std::int64_t toPeople = 0;
    std::int64_t left = 0; ///< below zero: more went out than anybody wrote down as there
    std::optional<std::int64_t> lowAt{};

    [[nodiscard]] bool isLow() const { return lowAt && left <= *lowAt; }
};

struct StockMoveDraft
{
    base::Value kind;   ///< needed
    base::Value item{}; ///< as it is written in the other moves
    base::Value move;   ///< codelist stock_move; needed
    std::int64_t amount = 0;
    base::Value lowAt{}; ///< of a count: from how few on it is said on the start page
    base::Value note{};
};
struct StockMove
{
    sync::RecordId id;
    QString kind{};
    QString item{};
    QString move{};
    std::int64_t amount = 0;
    QString note{};
    base::UtcMs movedAt = 0;
    std::optional<sync::UserId> movedBy{};
    QString staffName{};
};
/// Something given to a person, for the list that is signed: of everybody.
struct SupplyGiven
{
    CaseId person;
    QString displayName{};
    Supply supply;
};

/// Store thread; the command is one transaction. Errors of all: model::checkField's, the store's, and where said. Who does
/// not read what is given (Thing::Care) gets empty lists.

/// By kind. What was given to people counts in the line of its kind without an item.
[[nodiscard]] base::Result<std::vector<StockLine>> listStock(Desk &desk);
/// Newest first.
[[nodiscard]] base::Result<std::vector<StockMove>> listStockMoves(Desk &desk);
/// A count does the routine of the house that asks for it. Errors: InvalidArgument (no kind, no move), ValueOutOfRange (below zero; of what is not counted, nothing).
[[nodiscard]] base::Result<sync::RecordId> recordStockMove(Desk &desk, const StockMoveDraft &draft);
/// Of these local days, oldest first: of one person, or of everybody.
[[nodiscard]] base::Result<std::vector<SupplyGiven>> listSuppliesGiven(Desk &desk, QDate from, QDate to,
                                                                       const std::optional<CaseId> &person = {});

} // namespace indaro::casework
