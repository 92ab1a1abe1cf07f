// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/change_log.h"

#include <random>
#include <string>
#include <vector>

namespace indaro::bench {

struct GeneratedRecord
{
    std::uint16_t table;
    sync::RecordId id;
    sync::FieldValues values;
};
using GeneratedPerson = std::vector<GeneratedRecord>;

/// Invented people with names and places as they sound in Burundi. The same for the same seed.
class PeopleGenerator
{
public:
    explicit PeopleGenerator(std::uint64_t seed) : m_engine(seed) {}

    /// What the people list needs: file, identity, stay, now and then a titled note; a quarter are in family units.
    [[nodiscard]] GeneratedPerson listed(const sync::RecordId &id);
    /// 40 fields over six tables, as a bulk import brings them.
    [[nodiscard]] GeneratedPerson imported(const sync::RecordId &id);

    [[nodiscard]] std::string familyName();
    [[nodiscard]] std::string givenName();
    [[nodiscard]] std::string place();
    /// What somebody may type to find a person: names in either order, misspelt now and then, codes, pieces of them.
    [[nodiscard]] std::string query();
    [[nodiscard]] sync::RecordId id();
    [[nodiscard]] int number(int from, int to); ///< both ends included

private:
    [[nodiscard]] std::string pick(const std::vector<std::string> &list);
    [[nodiscard]] std::string day(int fromYear, int toYear);
    [[nodiscard]] std::string code();
    std::mt19937_64 m_engine;
    std::vector<sync::RecordId> m_families;
    int m_count = 0;
};

} // namespace indaro::bench
