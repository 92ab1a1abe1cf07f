// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/match_index.h"

#include <algorithm>

namespace indaro::casework {

namespace {

/// A part of a name this rare pairs everybody who has it; more of them need a second thing in common.
constexpr std::size_t FewOfOnePart = 24;
/// Two parts that so many share say nothing: who has them is found by another two.
constexpr std::size_t MostOfTwoParts = 400;
constexpr std::size_t EndLetters = 4; ///< letters of a beginning or an end

using Part = std::uint64_t;

class Hasher
{
public:
    Hasher &operator<<(std::string_view text)
    {
        for (const char c : text)
            m_hash = (m_hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        m_hash = (m_hash ^ 0xFFU) * 1099511628211ULL;
        return *this;
    }
    Hasher &operator<<(std::uint64_t number)
    {
        for (int i = 0; i < 8; ++i)
            m_hash = (m_hash ^ (number >> (8 * i) & 0xFFU)) * 1099511628211ULL;
        return *this;
    }
    [[nodiscard]] Part value() const { return m_hash; }

private:
    Part m_hash = 14695981039346656037ULL;
};

/// What one word of a name is found by although it is spelled otherwise.
struct WordParts
{
    std::vector<Part> whole{}; ///< its consonants, its sound, its sound without a lost nasal
    std::vector<Part> ends{};  ///< its beginning and its end
    unsigned char initial = 0; ///< the first letter of its sound
};

WordParts partsOf(const NameWord &word)
{
    WordParts parts;
    if (word.bones.size() >= 2)
        parts.whole.push_back((Hasher() << "bones" << word.bones).value());
    for (const std::string &key : word.keys) {
        parts.whole.push_back((Hasher() << "sound" << key).value());
        if (key.size() >= EndLetters) {
            parts.ends.push_back((Hasher() << "beginning" << std::string_view(key).substr(0, EndLetters)).value());
            parts.ends.push_back((Hasher() << "end" << std::string_view(key).substr(key.size() - EndLetters)).value());
        }
    }
    parts.whole.push_back((Hasher() << "loose" << word.loose).value());
    parts.initial = static_cast<unsigned char>(word.loose.front());
    return parts;
}

void keepEachOnce(std::vector<Part> &parts)
{
    std::ranges::sort(parts);
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
}

std::vector<WordParts> partsOf(const MatchFacts &facts)
{
    std::vector<WordParts> parts;
    std::string together;
    for (const NameWord &word : facts.names) {
        parts.push_back(partsOf(word));
        together += word.keys.front();
    }
    for (const NameWord &word : facts.knownAs)
        parts.push_back(partsOf(word));
    if (facts.names.size() > 1) // a name that is written in two words here, and in one there
        parts.push_back({.whole = {(Hasher() << "sound" << together).value()}});
    return parts;
}

/// Every four years of the time she may have been born in, and of the years around it that are near enough.
std::vector<std::uint64_t> yearsOf(const MatchFacts &facts)
{
    std::vector<std::uint64_t> years;
    if (!facts.bornFrom.isValid())
        return years;
    constexpr int Step = 4;
    constexpr int Near = 2;
    for (int year = (facts.bornFrom.year() - Near) / Step; year <= (facts.bornUntil.year() + Near) / Step; ++year)
        years.push_back(static_cast<std::uint64_t>(year));
    return years;
}

std::vector<Part> singlesOf(const std::vector<WordParts> &words)
{
    std::vector<Part> singles;
    for (const WordParts &word : words) {
        singles.insert(singles.end(), word.whole.begin(), word.whole.end());
        singles.insert(singles.end(), word.ends.begin(), word.ends.end());
    }
    keepEachOnce(singles);
    return singles;
}

void addJoints(const std::vector<Part> &some, const std::vector<Part> &others, std::vector<Part> &joints)
{
    for (const Part one : some) {
        for (const Part other : others)
            joints.push_back((Hasher() << "names" << std::min(one, other) << std::max(one, other)).value());
    }
}

/// Two things together, by which a pair is found.
std::vector<Part> jointsOf(const MatchFacts &facts, const std::vector<WordParts> &words)
{
    std::vector<Part> joints;
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (std::size_t j = i + 1; j < words.size(); ++j) {
            addJoints(words[i].whole, words[j].whole, joints);
            addJoints(words[i].whole, words[j].ends, joints);
            addJoints(words[i].ends, words[j].whole, joints);
        }
    }
    const auto years = yearsOf(facts);
    for (const WordParts &word : words) {
        for (const Part part : word.whole) {
            for (const std::uint64_t year : years)
                joints.push_back((Hasher() << "year" << part << year).value());
        }
        // Many names begin or end alike: with the age goes the letter another one begins with.
        for (const WordParts &other : words) {
            if (&other == &word || other.initial == 0)
                continue;
            for (const Part part : word.ends) {
                for (const std::uint64_t year : years)
                    joints.push_back((Hasher() << "letter" << part << year << std::uint64_t(other.initial)).value());
            }
        }
    }
    for (const Part part : singlesOf(words)) {
        for (const std::uint32_t commune : facts.communes)
            joints.push_back((Hasher() << "commune" << part << std::uint64_t(commune)).value());
    }
    for (const std::string &phone : facts.phones)
        joints.push_back((Hasher() << "phone" << phone).value());
    keepEachOnce(joints);
    return joints;
}

using Entries = std::vector<std::pair<Part, std::uint32_t>>;

/// Calls `take(first, last)` for each run of entries with one part.
template <class Take> void forEachPart(const Entries &entries, Take take)
{
    for (std::size_t first = 0; first < entries.size();) {
        std::size_t last = first + 1;
        while (last < entries.size() && entries[last].first == entries[first].first)
            ++last;
        take(first, last);
        first = last;
    }
}

bool isBetter(const MatchScore &one, const MatchScore &other)
{
    return one.points > other.points;
}

} // namespace

MatchIndex::MatchIndex(std::vector<MatchFacts> facts) : m_facts(std::move(facts))
{
    for (std::uint32_t row = 0; row < m_facts.size(); ++row) {
        if (m_facts[row].file)
            m_byFile.emplace(*m_facts[row].file, row);
        const auto words = partsOf(m_facts[row]);
        for (const Part part : singlesOf(words))
            m_single.emplace_back(part, row);
        for (const Part joint : jointsOf(m_facts[row], words))
            m_joint.emplace_back(joint, row);
    }
    std::ranges::sort(m_single);
    std::ranges::sort(m_joint);
}

std::optional<std::size_t> MatchIndex::find(const CaseId &file) const
{
    const auto found = m_byFile.find(file);
    return found != m_byFile.end() ? std::optional(found->second) : std::nullopt;
}

std::vector<FileMatch> MatchIndex::matchesOf(const MatchFacts &person, std::size_t limit) const
{
    std::vector<std::uint32_t> rows;
    const auto addRows = [&rows](const Entries &entries, Part part) {
        const auto [first, last] = std::ranges::equal_range(entries, part, {}, &Entries::value_type::first);
        for (auto entry = first; entry != last; ++entry)
            rows.push_back(entry->second);
    };
    const auto words = partsOf(person);
    for (const Part part : singlesOf(words))
        addRows(m_single, part);
    std::ranges::sort(rows);
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    std::vector<FileMatch> matches;
    for (const std::uint32_t row : rows) {
        if (person.file && m_facts[row].file == person.file)
            continue;
        if (auto score = matchOf(person, m_facts[row]))
            matches.push_back({row, std::move(*score)});
    }
    std::ranges::stable_sort(matches, isBetter, &FileMatch::score);
    if (matches.size() > limit)
        matches.resize(limit);
    return matches;
}

std::vector<FilePair> MatchIndex::pairs() const
{
    std::vector<std::uint64_t> found;
    const auto addAll = [&found](const Entries &entries, std::size_t first, std::size_t last) {
        for (std::size_t i = first; i < last; ++i) {
            for (std::size_t j = i + 1; j < last; ++j)
                found.push_back(std::uint64_t(entries[i].second) << 32U | entries[j].second);
        }
    };
    const auto keepOnce = [&found] {
        std::ranges::sort(found);
        found.erase(std::unique(found.begin(), found.end()), found.end());
    };
    forEachPart(m_single, [&](std::size_t first, std::size_t last) {
        if (last - first <= FewOfOnePart)
            addAll(m_single, first, last);
    });
    keepOnce();
    constexpr std::size_t ManyBeforeSorting = 4'000'000;
    std::size_t next = std::max(found.size() * 2, ManyBeforeSorting);
    forEachPart(m_joint, [&](std::size_t first, std::size_t last) {
        if (last - first > MostOfTwoParts)
            return;
        addAll(m_joint, first, last);
        if (found.size() > next) { // most are the same few again
            keepOnce();
            next = std::max(found.size() * 2, ManyBeforeSorting);
        }
    });
    keepOnce();
    std::vector<FilePair> pairs;
    for (const std::uint64_t pair : found) {
        const auto one = static_cast<std::size_t>(pair >> 32U);
        const auto other = static_cast<std::size_t>(pair & 0xFFFFFFFFU);
        if (auto score = matchOf(m_facts[one], m_facts[other]))
            pairs.push_back({one, other, std::move(*score)});
    }
    std::ranges::stable_sort(pairs, isBetter, &FilePair::score);
    return pairs;
}

} // namespace indaro::casework
