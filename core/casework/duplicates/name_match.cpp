// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/duplicates/name_match.h"

#include "core/model/name_fold.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <numeric>

namespace indaro::casework {

namespace {

constexpr std::size_t MostWords = 6; ///< of one name; more are somebody's whole sentence

/// Beside names, never a name: "of", "the child of", and French ones.
constexpr auto Particles = std::to_array<std::string_view>(
    {"wa", "ba", "ya", "za", "ka", "mwa", "na", "de", "du", "la", "le", "mwene", "bene", "dit", "dite", "alias"});

bool isParticle(const QString &folded)
{
    return std::ranges::find(Particles, folded.toStdString()) != Particles.end();
}

bool isVowel(char c)
{
    return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

void put(std::string &key, char c)
{
    if (key.empty() || key.back() != c)
        key += c;
}

/// What a letter stands for at this place, with what follows; how many letters were taken is added to `at`.
/// `softC`: a c before a, o, u is Kirundi's (as in "ciza"), not French k.
void appendSound(std::string &key, std::string_view word, std::size_t &at, bool softC)
{
    const auto has = [&](std::string_view text) { return word.substr(at, text.size()) == text; };
    const auto take = [&](std::size_t letters, std::string_view sound) {
        for (const char c : sound)
            put(key, c);
        at += letters;
    };
    struct Group
    {
        std::string_view written, sound;
    };
    // Longest first.
    static constexpr auto Groups = std::to_array<Group>(
        {{"tsh", "s"}, {"tch", "s"}, {"sch", "s"}, {"eau", "o"}, {"ou", "u"}, {"au", "o"}, {"ph", "f"}, {"pf", "f"},
         {"qu", "k"},  {"ck", "k"},  {"gn", "ni"}, {"ts", "s"},  {"tc", "s"}, {"ch", "s"}, {"sh", "s"}, {"dz", "z"},
         {"dj", "j"},  {"zh", "j"},  {"bw", "b"},  {"bg", "b"},  {"mw", "m"}, {"mg", "m"}, {"vy", "v"}});
    for (const Group &group : Groups) {
        if (has(group.written))
            return take(group.written.size(), group.sound);
    }
    const char c = word[at];
    const char next = at + 1 < word.size() ? word[at + 1] : '\0';
    switch (c) {
    case 'h':
        return take(1, "");
    case 'r':
        return take(1, "l");
    case 'y':
        return take(1, "i");
    case 'w': // between u and a vowel it is heard (Nduwimana), else it is a glide
        return take(1, !key.empty() && key.back() == 'u' ? "w" : "u");
    case 'q':
        return take(1, "k");
    case 'x':
        return take(1, "ks");
    case 'c': {
        const bool isSoft = next == 'e' || next == 'i' || next == 'y' || (softC && isVowel(next));
        return take(1, isSoft ? "s" : "k");
    }
    default:
        return take(1, std::string_view(&word[at], 1));
    }
}

std::string soundOf(std::string_view word, bool softC)
{
    std::string key;
    for (std::size_t at = 0; at < word.size();)
        appendSound(key, word, at, softC);
    // A glide between a consonant and a vowel is heard or not: Rwasa, Ruasa, Rasa.
    std::string plain;
    for (std::size_t i = 0; i < key.size(); ++i) {
        const bool isGlide = key[i] == 'u' && i > 0 && i + 1 < key.size() && !isVowel(key[i - 1]) && isVowel(key[i + 1]);
        if (!isGlide)
            put(plain, key[i]);
    }
    return plain;
}

std::string withoutNasal(const std::string &key)
{
    const bool isNasal = key.size() > 4 && (key[0] == 'n' || key[0] == 'm') && !isVowel(key[1]);
    return isNasal ? key.substr(1) : key;
}

std::string consonantsOf(const std::string &key)
{
    std::string bones;
    for (const char c : key) {
        if (!isVowel(c) && c != 'w')
            put(bones, c);
    }
    return bones;
}

NameWord wordOf(const QString &folded)
{
    NameWord word{folded.toStdString(), {}, {}, {}};
    const bool isPlain = std::ranges::all_of(word.folded, [](char c) { return c >= 'a' && c <= 'z'; });
    word.keys.push_back(isPlain ? soundOf(word.folded, false) : word.folded);
    if (isPlain && word.folded.find('c') != std::string::npos) {
        if (std::string soft = soundOf(word.folded, true); soft != word.keys.front())
            word.keys.push_back(std::move(soft));
    }
    std::erase(word.keys, std::string());
    if (word.keys.empty())
        word.keys.push_back(word.folded); // a lone h
    word.loose = withoutNasal(word.keys.front());
    word.bones = consonantsOf(word.keys.front());
    return word;
}

/// Letters to add, drop, change or swap, up to 3.
int distance(std::string_view one, std::string_view other)
{
    constexpr int Far = 3;
    if (std::abs(static_cast<int>(one.size()) - static_cast<int>(other.size())) >= Far || one.size() > 40 ||
        other.size() > 40)
        return Far;
    std::array<std::array<int, 42>, 3> rows{};
    std::iota(rows[0].begin(), rows[0].end(), 0);
    for (std::size_t i = 1; i <= one.size(); ++i) {
        auto &row = rows[i % 3];
        const auto &above = rows[(i + 2) % 3];
        const auto &twoAbove = rows[(i + 1) % 3];
        row[0] = static_cast<int>(i);
        int least = row[0];
        for (std::size_t j = 1; j <= other.size(); ++j) {
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (one[i - 1] == other[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1])
                row[j] = std::min(row[j], twoAbove[j - 2] + 1);
            least = std::min(least, row[j]);
        }
        if (least >= Far)
            return Far;
    }
    return std::min(rows[one.size() % 3][other.size()], Far);
}

int keyLikeness(const std::string &one, const std::string &other)
{
    const std::size_t shorter = std::min(one.size(), other.size());
    const std::size_t longer = std::max(one.size(), other.size());
    if (longer >= 5 && shorter >= 4) {
        const int far = distance(one, other);
        if (far == 1)
            return 85;
        if (far == 2 && shorter >= 9)
            return 75;
    }
    const bool isBeginning = shorter >= 4 && longer > shorter && one.compare(0, shorter, other, 0, shorter) == 0;
    return isBeginning ? 70 : 0;
}

/// How much each word of one may be each of the other. At most MostWords of each.
using LikenessTable = std::array<std::array<int, MostWords>, MostWords>;

struct Assignment
{
    int sum = 0;
    std::size_t pairs = 0;
    std::array<int, MostWords> partner{};
};

struct Search
{
    const LikenessTable &table;
    std::size_t rows, columns;
    Assignment now{}, best{};
};

/// The best way to give each word of one at most one word of the other: tried all, there are few.
void assign(Search &search, std::size_t at, unsigned used)
{
    Assignment &now = search.now;
    if (at == search.rows) {
        if (now.sum > search.best.sum)
            search.best = now;
        return;
    }
    now.partner[at] = -1;
    assign(search, at + 1, used);
    for (std::size_t j = 0; j < search.columns; ++j) {
        const int like = search.table[at][j];
        if ((used >> j & 1U) != 0 || like == 0)
            continue;
        now.partner[at] = static_cast<int>(j);
        now.sum += like;
        ++now.pairs;
        assign(search, at + 1, used | 1U << j);
        now.sum -= like;
        --now.pairs;
    }
    now.partner[at] = -1;
}

bool isListedFirst(const std::vector<NameWord> &one, const std::vector<NameWord> &other)
{
    return std::ranges::lexicographical_compare(one, other, {}, &NameWord::folded, &NameWord::folded);
}

std::string joined(const std::vector<NameWord> &words)
{
    std::string all;
    for (const NameWord &word : words)
        all += word.keys.front();
    return all;
}

} // namespace

std::vector<NameWord> nameWords(QStringView name)
{
    const QStringList folded = model::foldWords(name);
    const bool areAllSmall = std::ranges::all_of(folded, isParticle);
    std::vector<NameWord> words;
    for (const QString &word : folded) {
        if (words.size() < MostWords && (areAllSmall || !isParticle(word)))
            words.push_back(wordOf(word));
    }
    return words;
}

int likeness(const NameWord &one, const NameWord &other)
{
    if (one.folded == other.folded)
        return 100;
    int best = 0;
    for (const std::string &key : one.keys) {
        for (const std::string &otherKey : other.keys)
            best = std::max(best, key == otherKey ? 97 : keyLikeness(key, otherKey));
    }
    if (best < 90 && one.loose == other.loose)
        best = 90;
    if (best < 80 && one.bones.size() >= 3 && one.bones == other.bones)
        best = 80;
    return best;
}

NameLikeness likeness(const std::vector<NameWord> &one, const std::vector<NameWord> &other)
{
    if (one.empty() || other.empty())
        return {};
    if (isListedFirst(other, one)) // of two ways that are as good the same one is taken, whoever is asked about whom
        return likeness(other, one);
    // "Ndayi Zeye" and "Ndayizeye" are one word, written in two.
    if (one.size() != other.size() && joined(one) == joined(other))
        return {97, true, false, true, false};
    LikenessTable table{};
    bool isAny = false;
    for (std::size_t i = 0; i < one.size(); ++i) {
        for (std::size_t j = 0; j < other.size(); ++j) {
            table[i][j] = likeness(one[i], other[j]);
            isAny = isAny || table[i][j] > 0;
        }
    }
    if (!isAny)
        return {};
    Search search{table, one.size(), other.size()};
    assign(search, 0, 0);
    const Assignment &best = search.best;
    NameLikeness found;
    found.isOneWordOnly = std::min(one.size(), other.size()) == 1;
    const std::size_t fewer = std::min(one.size(), other.size());
    const std::size_t more = std::max(one.size(), other.size());
    found.isWhole = best.pairs == more;
    found.isExact = found.isWhole && best.sum == static_cast<int>(100 * more);
    int last = -1;
    found.isInOrder = true;
    for (std::size_t i = 0; i < one.size(); ++i) {
        if (best.partner[i] < 0)
            continue;
        found.isInOrder = found.isInOrder && best.partner[i] > last;
        last = best.partner[i];
    }
    // Seven parts of ten for what the shorter name says, three for what only the longer one does.
    found.percent = best.sum * 7 / static_cast<int>(10 * fewer) + best.sum * 3 / static_cast<int>(10 * more);
    found.percent = std::min(found.percent, 100);
    return found;
}

} // namespace indaro::casework
