// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace indaro::model {

/// The division of the country a place belongs to: 18 provinces until 2025, 5 since.
enum class Division : std::uint8_t { Old, New };
enum class PlaceLevel : std::uint8_t { Province, Commune, Zone, Colline };

struct Place
{
    QString code; ///< old: BDI012004 (collines: commune code/name); new: BI-CO-01-02 …
    Division division;
    PlaceLevel level;
    QString name;
    QString province;
    QString commune; ///< empty above
    QString zone;    ///< new division only
    QString colline;
};

/// Where an old place lies today. Our own derivation, to be confirmed [decisions.md 14].
struct PlaceMapping
{
    QString province;
    QString commune;
    QString zone;    ///< may be empty: not known
    QString colline; ///< likewise
    QString quality; ///< whole, part, exact, fuzzy, commune_only …
};

struct PlaceMatch
{
    Place place;
    std::vector<PlaceMapping> today; ///< for an old place; several when a commune was divided
    std::vector<QString> formerly;   ///< for a new place: the old "province, commune" it is made of
};

/// Burundi's places, both divisions with their mapping; about 1 MB, loaded once, then read-only. Thread: any.
class Gazetteer
{
public:
    [[nodiscard]] static const Gazetteer &burundi();

    /// Places whose name, or a word of it, begins like `typed`, blind to accents and spelling variants; exact and wider
    /// places first, old and new side by side. Then those with one of the typed words in their own name and the others in
    /// the names of the places around them, in any order: "Gasorwe, Muyinga", "muyinga gasorwe".
    [[nodiscard]] std::vector<PlaceMatch> findPlaces(QStringView typed, int limit = 20) const;
    [[nodiscard]] std::optional<PlaceMatch> findByCode(QStringView code) const;
    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    Gazetteer();
    struct Entry
    {
        std::uint32_t code, name, key;        ///< into m_texts
        std::int32_t province, commune, zone; ///< into m_entries; -1: none
        Division division;
        PlaceLevel level;
    };
    struct Move
    {
        std::int32_t from;                             ///< old entry
        std::int32_t province, commune, zone, colline; ///< new entries; -1: not known
        std::uint32_t quality;
    };
    [[nodiscard]] bool isWithin(std::string_view word, std::int32_t entry) const;
    /// 0 exact … 4; nothing: no match. `wanted` is the search key of all `words` together.
    [[nodiscard]] std::optional<int> closeness(const Entry &entry, const std::string &wanted,
                                               const std::vector<std::string> &words) const;
    [[nodiscard]] QString text(std::uint32_t at) const;
    [[nodiscard]] QString nameOf(std::int32_t entry) const;
    [[nodiscard]] Place placeAt(std::size_t entry) const;
    [[nodiscard]] PlaceMatch matchAt(std::size_t entry) const;

    std::string m_texts; ///< zero-terminated UTF-8, each text once
    std::vector<Entry> m_entries;
    std::vector<Move> m_moves; ///< sorted by `from`
};

} // namespace indaro::model
