// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gazetteer.h"

#include "core/base/error.h"
#include "core/model/csv.h"
#include "core/model/name_fold.h"

#include <algorithm>
#include <map>
#include <unordered_map>

namespace indaro::model {

using namespace Qt::StringLiterals;

namespace {

constexpr QChar Separator(u'\n');

QString pathOf(QStringView division, const QString &province, const QString &commune, const QString &zone,
               const QString &colline)
{
    return division.toString() + Separator + province + Separator + commune + Separator + zone + Separator + colline;
}

/// The words of a name as keys, each after a blank: " mulama i" for "Murama I".
QString searchKey(const QString &name)
{
    QString key;
    for (const QString &word : foldWords(name))
        key += u' ' + phoneticKey(word);
    return key;
}

PlaceLevel levelOf(const QString &text)
{
    if (text == u"province")
        return PlaceLevel::Province;
    if (text == u"commune")
        return PlaceLevel::Commune;
    return text == u"zone" ? PlaceLevel::Zone : PlaceLevel::Colline;
}

} // namespace

Gazetteer::Gazetteer()
{
    std::unordered_map<std::string, std::uint32_t> known;
    const auto intern = [&](const QString &value) {
        const std::string utf8 = value.toStdString();
        const auto [at, isNew] = known.try_emplace(utf8, static_cast<std::uint32_t>(m_texts.size()));
        if (isNew)
            m_texts.append(utf8).push_back('\0');
        return at->second;
    };
    std::map<QString, std::int32_t> entryByPath;
    const auto entryAt = [&](const QString &path) {
        const auto found = entryByPath.find(path);
        return found == entryByPath.end() ? -1 : found->second;
    };
    const auto rows = readCsvResource(u":/indaro/gazetteer/places.csv"_s);
    for (const QStringList &row : rows) { // 0 division 1 level 2 province 3 commune 4 zone 5 colline 6 code
        INDARO_CHECK(row.size() >= 7);
        entryByPath[pathOf(row[0], row[2], row[3], row[4], row[5])] = static_cast<std::int32_t>(m_entries.size());
        const PlaceLevel level = levelOf(row[1]);
        const QString &name = row[2 + static_cast<int>(level)];
        m_entries.push_back({intern(row[6]), intern(name), intern(searchKey(name)), -1, -1, -1,
                             row[0] == u"old" ? Division::Old : Division::New, level});
    }
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const QStringList &row = rows[i];
        m_entries[i].province = entryAt(pathOf(row[0], row[2], {}, {}, {}));
        m_entries[i].commune = row[3].isEmpty() ? -1 : entryAt(pathOf(row[0], row[2], row[3], {}, {}));
        m_entries[i].zone = row[4].isEmpty() ? -1 : entryAt(pathOf(row[0], row[2], row[3], row[4], {}));
    }
    for (const QStringList &row : readCsvResource(u":/indaro/gazetteer/old_to_new.csv"_s)) {
        INDARO_CHECK(row.size() >= 8);
        const std::int32_t from = entryAt(pathOf(u"old", row[0], row[1], {}, row[2]));
        if (from < 0)
            continue;
        m_moves.push_back({from, entryAt(pathOf(u"new", row[3], {}, {}, {})),
                           entryAt(pathOf(u"new", row[3], row[4], {}, {})),
                           row[5].isEmpty() ? -1 : entryAt(pathOf(u"new", row[3], row[4], row[5], {})),
                           row[6].isEmpty() ? -1 : entryAt(pathOf(u"new", row[3], row[4], row[5], row[6])), intern(row[7])});
    }
    std::stable_sort(m_moves.begin(), m_moves.end(), [](const Move &a, const Move &b) { return a.from < b.from; });
    m_texts.shrink_to_fit();
    m_entries.shrink_to_fit();
    m_moves.shrink_to_fit();
}

const Gazetteer &Gazetteer::burundi()
{
    static const Gazetteer places;
    return places;
}

QString Gazetteer::text(std::uint32_t at) const
{
    return QString::fromUtf8(m_texts.data() + at);
}

QString Gazetteer::nameOf(std::int32_t entry) const
{
    return entry < 0 ? QString() : text(m_entries[static_cast<std::size_t>(entry)].name);
}

Place Gazetteer::placeAt(std::size_t index) const
{
    const Entry &entry = m_entries[index];
    const QString name = text(entry.name);
    return {text(entry.code),
            entry.division,
            entry.level,
            name,
            nameOf(entry.province),
            nameOf(entry.commune),
            nameOf(entry.zone),
            entry.level == PlaceLevel::Colline ? name : QString()};
}

PlaceMatch Gazetteer::matchAt(std::size_t index) const
{
    PlaceMatch match{placeAt(index), {}, {}};
    const auto number = static_cast<std::int32_t>(index);
    const auto [first, last] = std::equal_range(m_moves.begin(), m_moves.end(), Move{number, 0, 0, 0, 0, 0},
                                                [](const Move &a, const Move &b) { return a.from < b.from; });
    for (auto move = first; move != last; ++move)
        match.today.push_back(
            {nameOf(move->province), nameOf(move->commune), nameOf(move->zone), nameOf(move->colline), text(move->quality)});
    if (match.place.division == Division::Old)
        return match;
    for (const Move &move : m_moves) {
        const Entry &from = m_entries[static_cast<std::size_t>(move.from)];
        const std::int32_t target = match.place.level == PlaceLevel::Colline ? move.colline
                                    : match.place.level == PlaceLevel::Zone  ? move.zone
                                    : match.place.level == PlaceLevel::Commune && from.level == PlaceLevel::Commune
                                        ? move.commune
                                        : -1;
        if (target != number)
            continue;
        QString former = nameOf(from.province) + u", "_s + nameOf(from.commune);
        if (match.place.level == PlaceLevel::Colline)
            former += u", "_s + text(from.name);
        if (std::find(match.formerly.begin(), match.formerly.end(), former) == match.formerly.end())
            match.formerly.push_back(former);
    }
    return match;
}

bool Gazetteer::isWithin(std::string_view word, std::int32_t entry) const
{
    return entry >= 0 && std::string_view(m_texts.data() + m_entries[static_cast<std::size_t>(entry)].key).find(word) !=
                             std::string_view::npos;
}

std::optional<int> Gazetteer::closeness(const Entry &entry, const std::string &wanted,
                                        const std::vector<std::string> &words) const
{
    const std::string_view have(m_texts.data() + entry.key);
    if (const std::size_t at = have.find(wanted); at != std::string_view::npos)
        return have.size() == wanted.size() ? 0 : at == 0 ? 1 : 2;
    // "Gasorwe, Muyinga" in any order: its own name first, the places around it for the rest.
    std::size_t own = 0;
    std::size_t ownLetters = 0;
    for (const std::string &word : words) {
        if (have.find(word) != std::string_view::npos) {
            ++own;
            ownLetters += word.size();
        } else if (!isWithin(word, entry.zone) && !isWithin(word, entry.commune) && !isWithin(word, entry.province)) {
            return std::nullopt;
        }
    }
    if (own == 0)
        return std::nullopt;
    return ownLetters == have.size() ? 3 : 4;
}

std::vector<PlaceMatch> Gazetteer::findPlaces(QStringView typed, int limit) const
{
    const QString key = searchKey(typed.toString());
    if (key.isEmpty() || limit <= 0)
        return {};
    const std::string wanted = key.toStdString();
    std::vector<std::string> words;
    for (const QString &word : key.split(u' ', Qt::SkipEmptyParts))
        words.push_back(' ' + word.toStdString());
    struct Hit
    {
        int rank;
        std::size_t entry;
    };
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (const auto close = closeness(m_entries[i], wanted, words))
            hits.push_back({*close * 8 + static_cast<int>(m_entries[i].level), i});
    }
    std::stable_sort(hits.begin(), hits.end(), [](const Hit &a, const Hit &b) { return a.rank < b.rank; });
    if (hits.size() > static_cast<std::size_t>(limit))
        hits.resize(static_cast<std::size_t>(limit));
    std::vector<PlaceMatch> matches;
    for (const Hit &hit : hits)
        matches.push_back(matchAt(hit.entry));
    return matches;
}

std::optional<PlaceMatch> Gazetteer::findByCode(QStringView code) const
{
    const std::string wanted = code.toString().toStdString();
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (wanted == m_texts.data() + m_entries[i].code)
            return matchAt(i);
    }
    return std::nullopt;
}

} // namespace indaro::model
