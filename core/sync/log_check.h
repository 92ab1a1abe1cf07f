// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sync/operation_rows.h"

#include <optional>
#include <set>

namespace indaro::sync {

/// Where a chain of lines was tampered with, and when: between the two moments where those lines still say one. Used of the
/// change log and of the audit (casework/audit).
struct ChainFault
{
    enum class Kind : std::uint8_t {
        LineMissing, ///< of that number, or the lines were moved
        LineChanged,
        ContentMissing, ///< what the line tells of was taken away
        ContentChanged,
        ContentUnknown, ///< no line tells of it: it was put there past the log
    };
    Kind kind;
    std::uint64_t line; ///< ContentUnknown: 0
    std::optional<base::UtcMs> before{}, after{};
    friend bool operator==(const ChainFault &, const ChainFault &) = default;
};

/// Goes through the whole change log once and finds its first fault. In steps, so that the saves of a running program come
/// in between; what is written meanwhile is gone through too. Lives on the store thread.
///
///     for (LogCheck check(log); !check.isDone();)
///         INDARO_TRY(check.step(2000));
class LogCheck
{
public:
    explicit LogCheck(OperationRows &rows, store::Connection &db) : m_rows(&rows), m_db(&db) {}
    /// Looks at up to `limit` lines. Errors: the store's.
    [[nodiscard]] base::Result<void> step(std::size_t limit);
    [[nodiscard]] bool isDone() const noexcept { return m_isDone; }
    /// How many lines are good; all of them, when there is no fault.
    [[nodiscard]] std::uint64_t lines() const noexcept { return m_last; }
    [[nodiscard]] const std::optional<ChainFault> &fault() const noexcept { return m_fault; }

private:
    struct Line;
    [[nodiscard]] base::Result<std::vector<Line>> read(std::size_t limit);
    [[nodiscard]] base::Result<std::optional<ChainFault::Kind>> judge(const Line &line);
    [[nodiscard]] base::Result<std::optional<ChainFault::Kind>> judgeRemoval(const Line &line);
    [[nodiscard]] base::Result<std::optional<Operation>> operationOf(const Line &line);
    [[nodiscard]] base::Result<void> finish();
    [[nodiscard]] base::Result<void> found(ChainFault::Kind kind, std::uint64_t line);
    [[nodiscard]] base::Result<std::optional<base::UtcMs>> timeBeside(std::uint64_t line, bool isBefore);

    OperationRows *m_rows;
    store::Connection *m_db;
    std::uint64_t m_last = 0;
    base::Bytes m_chain;
    std::set<std::int64_t> m_letGo; ///< lines whose content went, and the line that says so is still to come
    std::optional<ChainFault> m_fault;
    bool m_isDone = false;
};

} // namespace indaro::sync
