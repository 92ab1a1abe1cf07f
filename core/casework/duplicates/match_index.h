// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/duplicates/match_score.h"

#include <memory>
#include <span>
#include <unordered_map>

namespace indaro::casework {

/// A file that may be somebody's, and why.
struct FileMatch
{
    std::size_t file; ///< number in MatchIndex::facts()
    MatchScore score;
};
struct FilePair
{
    std::size_t one, other; ///< one < other
    MatchScore score;
};

/// Every file of the house as it is compared, in memory: names as they sound, days, places; found by parts of these, so that
/// nobody is compared with everybody. Read on the store thread from everything, whoever is signed in: what it says of whom
/// is for duplicates.h to hold back. Never changes; any thread may ask it.
class MatchIndex
{
public:
    /// One pass over files, identities and stays; files that were taken into another one are left out. Errors: the store's.
    [[nodiscard]] static base::Result<std::shared_ptr<const MatchIndex>> load(Desk &desk);
    explicit MatchIndex(std::vector<MatchFacts> facts);

    [[nodiscard]] std::span<const MatchFacts> facts() const { return m_facts; }
    [[nodiscard]] std::optional<std::size_t> find(const CaseId &file) const;
    /// Files that may be this person's, best first, at most `limit`; never the file itself.
    [[nodiscard]] std::vector<FileMatch> matchesOf(const MatchFacts &person, std::size_t limit) const;
    /// Every pair of files that may be one person's, best first.
    [[nodiscard]] std::vector<FilePair> pairs() const;

private:
    std::vector<MatchFacts> m_facts;
    std::unordered_map<CaseId, std::size_t> m_byFile;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_single; ///< one part of a name, and who has it; sorted
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_joint;  ///< two parts together; sorted
};

/// What somebody who is only typed in is compared by.
[[nodiscard]] MatchFacts factsOf(const PersonDraft &person, QDate today);

} // namespace indaro::casework
