// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <string>
#include <string_view>
#include <vector>

namespace indaro::casework {

/// One word of a name as it may be written by whoever hears it [domain.md 4.17]. Kirundi and French are spelled by ear in
/// interviews: l and r are one sound, long vowels are written single or double, y and i, w and u stand for each other, nk
/// and nc, ts and c, b and bw, French ou, ph, qu, gn; h comes and goes; and the nasal of a beginning (N-, M-) is often lost.
struct NameWord
{
    std::string folded{};            ///< lower case without accents
    std::vector<std::string> keys{}; ///< what it sounds like; two where a letter (c) has two sounds
    std::string loose{};             ///< without the nasal at its beginning
    std::string bones{};             ///< its consonants

    friend bool operator==(const NameWord &, const NameWord &) = default;
};

/// The words of a name. Small words that stand beside names (wa, ya, de …) are left out, unless there is nothing else.
[[nodiscard]] std::vector<NameWord> nameWords(QStringView name);

/// How much one word may be the other, 0…100; the same both ways. 100: written alike; 97: sounds alike; below: one letter
/// differs, one is the beginning of the other, or the vowels do. 0: two names.
[[nodiscard]] int likeness(const NameWord &one, const NameWord &other);

/// How much two names may be one person's, in any order of words, 0…100; the same both ways.
struct NameLikeness
{
    int percent = 0;
    bool isWhole = false;       ///< every word of both found its like
    bool isExact = false;       ///< and all of them are written alike
    bool isInOrder = false;     ///< in the order in which they stand
    bool isOneWordOnly = false; ///< one of the two is a single word: somebody known by one name
};
[[nodiscard]] NameLikeness likeness(const std::vector<NameWord> &one, const std::vector<NameWord> &other);

} // namespace indaro::casework
