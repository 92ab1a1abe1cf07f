// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace indaro::bench {

/// The sync benchmark's workload, the same records byte for byte as its published generator makes: invented intake
/// records of 40 fields, single-field edits, and fields that two laptops change apart. Pure functions of the seed.
inline constexpr std::uint32_t WorkloadSeed = 20260601;

using SeededValue = std::variant<std::int64_t, std::string>;
struct SeededRecord
{
    std::string id; ///< base64url of 16 bytes
    std::vector<std::pair<std::string, SeededValue>> fields;
    [[nodiscard]] const SeededValue &field(const std::string &name) const;
};
struct SeededEdit
{
    std::string id;
    std::string field;
    SeededValue value;
};
struct SeededConflict
{
    std::string id;
    std::string field;
    SeededValue a;
    SeededValue b;
};

[[nodiscard]] std::vector<SeededRecord> seededRecords(int count, std::uint32_t seed = WorkloadSeed);
/// Distinct cells whose value really changes.
[[nodiscard]] std::vector<SeededEdit> seededEdits(const std::vector<SeededRecord> &records, std::size_t count,
                                                  std::uint32_t seed = WorkloadSeed);
/// Distinct cells, none of them in `taken`; both values differ from each other and from the record's.
[[nodiscard]] std::vector<SeededConflict> seededConflicts(const std::vector<SeededRecord> &records, std::size_t count,
                                                          const std::vector<SeededEdit> &taken,
                                                          std::uint32_t seed = WorkloadSeed);

/// One JSON line with its line end, as JSON.stringify writes it.
[[nodiscard]] std::string toLine(const SeededRecord &record);
[[nodiscard]] std::string toLine(const SeededEdit &edit);
[[nodiscard]] std::string toLine(const SeededConflict &conflict);

} // namespace indaro::bench
