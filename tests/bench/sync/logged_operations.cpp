// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sync/logged_operations.h"

namespace indaro::bench {

using sync::Operation;

namespace {

constexpr char SelectOperations[] =
    "SELECT o.kind, d.id, o.stream, o.sequence, o.time, u.id, o.record_table, o.record, o.field, o.content, bd.id, "
    "o.base_stream, o.base_sequence FROM operation o JOIN log_device d ON d.number = o.device "
    "JOIN log_user u ON u.number = o.user LEFT JOIN log_device bd ON bd.number = o.base_device "
    "WHERE o.sequence > ?1 ORDER BY o.sequence";

sync::Dot dotAt(store::Statement &row, int column)
{
    return {*row.id<sync::DeviceTag>(column), static_cast<sync::Stream>(row.integer(column + 1)),
            static_cast<std::uint64_t>(row.integer(column + 2))};
}

} // namespace

std::vector<Operation> loggedOperations(store::Connection &db, std::uint64_t after)
{
    auto rows = db.prepare(SelectOperations).value();
    rows.bind(1, static_cast<std::int64_t>(after));
    std::vector<Operation> out;
    while (rows.step().value()) {
        Operation operation{static_cast<sync::OperationKind>(rows.integer(0)),
                            dotAt(rows, 1),
                            static_cast<sync::HybridTime>(rows.integer(4)),
                            *rows.id<sync::UserTag>(5),
                            static_cast<std::uint16_t>(rows.integer(6)),
                            *rows.id<sync::RecordTag>(7),
                            static_cast<std::uint16_t>(rows.integer(8)),
                            {},
                            {},
                            {}};
        INDARO_CHECK(sync::decodeContent(rows.blob(9), operation).hasValue());
        if (!rows.isNull(10))
            operation.bases.push_back(dotAt(rows, 10));
        out.push_back(std::move(operation));
    }
    return out;
}

void NamedRecords::add(std::span<const Operation> operations)
{
    for (const auto &operation : operations) {
        m_records.emplace(operation.dot, operation.record);
        if (operation.kind == sync::OperationKind::Birth) {
            m_origins.emplace(operation.record, operation.dot);
            m_births.emplace(std::pair(operation.table, operation.record), operation.dot);
        }
    }
}

sync::RecordNames NamedRecords::names() const
{
    return {[this](std::uint16_t table, const sync::RecordId &record) {
                const auto found = m_births.find({table, record});
                return found == m_births.end() ? std::nullopt : std::optional(found->second);
            },
            [this](const sync::RecordId &record) {
                const auto found = m_origins.find(record);
                return found == m_origins.end() ? std::nullopt : std::optional(found->second);
            }};
}

std::optional<sync::RecordId> NamedRecords::recordOf(const sync::Dot &dot) const
{
    const auto found = m_records.find(dot);
    return found == m_records.end() ? std::nullopt : std::optional(found->second);
}

} // namespace indaro::bench
