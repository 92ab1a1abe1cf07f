// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/person_index.h"

#include "core/casework/people/people_sql.h"
#include "core/casework/people/person_words.h"
#include "core/casework/people/word_index.h"
#include "core/model/field_rules.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <algorithm>
#include <bit>
#include <cstdlib>
#include <numeric>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

constexpr std::size_t ReloadAfter = 5000;

enum Flag : std::uint8_t { Gone = 1, Minor = 2, Present = 4 };

/// Everything of one line, 56 bytes; its texts lie in one string, code, display name, full name, sex, arrival, status.
struct Row
{
    CaseId id;
    base::UtcMs lastChange = 0;
    std::uint32_t text = 0;
    std::uint32_t familyUnit = 0; ///< number in the list of units; 0: none
    std::uint32_t commune = 0;    ///< hash of its phonetic key; 0: unknown
    std::uint32_t colline = 0;
    std::uint32_t birth = 0; ///< yyyymmdd, with 00 for what is not known
    std::uint32_t estimatedOn = 0;
    std::int16_t estimatedAge = -1;
    std::uint8_t lengths[6] = {};
    std::uint8_t flags = 0;
};

std::uint32_t packDate(const Value &value)
{
    if (value.text() == nullptr)
        return 0;
    const auto date = model::PartialDate::parse(QString::fromStdString(*value.text()).left(10));
    return date ? static_cast<std::uint32_t>(date->year * 10000 + date->month * 100 + date->day) : 0;
}

model::PartialDate unpackDate(std::uint32_t packed)
{
    return {static_cast<int>(packed / 10000), static_cast<int>(packed / 100 % 100), static_cast<int>(packed % 100)};
}

std::uint32_t placeHash(const Value &place)
{
    std::uint32_t hash = 2166136261U;
    bool isEmpty = true;
    for (const std::string &key : nameKeys(model::toText(place))) {
        for (const char c : key) {
            hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
            isEmpty = false;
        }
    }
    return isEmpty ? 0 : hash;
}

QString fullNameOf(const QString &family, const QString &given, const QString &knownAs)
{
    QString name = family;
    if (!given.isEmpty())
        name += (name.isEmpty() ? QString() : QStringLiteral(" ")) + given;
    if (!knownAs.isEmpty())
        name += (name.isEmpty() ? QStringLiteral("(") : QStringLiteral(" (")) + knownAs + u')';
    return name;
}

/// At most 255 bytes, whole characters.
std::string shortText(const QString &text)
{
    std::string utf8 = text.toStdString();
    if (utf8.size() > 255) {
        std::size_t end = 255;
        while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U)
            --end;
        utf8.resize(end);
    }
    return utf8;
}

} // namespace

struct PersonIndex::Entry
{
    explicit Entry(CaseId person) : id(person) {}
    CaseId id;
    bool isGone = false;
    QString texts[6]; ///< as in Row
    QString externalNumber;
    std::vector<QString> registerNumbers;
    std::vector<QString> noteTitles;
    bool isMinor = false;
    std::optional<sync::RecordId> familyUnit;
    std::uint32_t commune = 0, colline = 0, birth = 0, estimatedOn = 0;
    std::int16_t estimatedAge = -1;
    base::UtcMs lastChange = 0;

    [[nodiscard]] std::vector<std::string> words() const;
};

std::vector<std::string> PersonIndex::Entry::words() const
{
    std::vector<std::string> words;
    const auto addAll = [&](const QString &text) {
        for (std::string &word : indexWords(text))
            words.push_back(std::move(word));
    };
    for (const int i : {0, 1, 2})
        addAll(texts[i]);
    for (const QString &number : registerNumbers) {
        addAll(number);
        words.push_back(lastGroup(number));
    }
    addAll(externalNumber);
    if (!externalNumber.isEmpty())
        words.push_back(lastGroup(externalNumber));
    for (const QString &title : noteTitles)
        addAll(title);
    std::erase_if(words, [](const std::string &word) { return word.empty(); });
    return words;
}

struct PersonIndex::State
{
    std::vector<Row> rows;
    std::vector<std::uint8_t> flags; ///< of each row once more, side by side: every keystroke reads them all
    std::string texts;
    std::vector<sync::RecordId> units;
    std::vector<PersonRowId> idOrder; ///< rows sorted by id, for finding
    std::vector<PersonRowId> byChange;
    std::vector<PersonRowId> byName;
    WordIndex words;
    QDate today = QDate(2026, 1, 1);

    [[nodiscard]] std::string_view text(const Row &row, std::size_t which) const
    {
        std::size_t at = row.text;
        for (std::size_t i = 0; i < which; ++i)
            at += row.lengths[i];
        return std::string_view(texts).substr(at, row.lengths[which]);
    }
    [[nodiscard]] QString textOf(const Row &row, std::size_t which) const
    {
        const std::string_view utf8 = text(row, which);
        return QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
    }
    [[nodiscard]] QString nameKey(const Row &row) const
    {
        return model::foldName(row.lengths[2] > 0 ? textOf(row, 2) : textOf(row, 1));
    }
    std::uint32_t unitNumber(const std::optional<sync::RecordId> &unit);
    Row makeRow(const Entry &entry);
    [[nodiscard]] std::vector<PersonRowId>::const_iterator findId(const CaseId &id) const;
    void sortOrders();
    void takeOut(PersonRowId id);
    void putIn(PersonRowId id);
    /// What the flags do not tell.
    [[nodiscard]] bool passes(const Row &row, const PersonFilter &filter, std::uint32_t unit) const;
};

std::uint32_t PersonIndex::State::unitNumber(const std::optional<sync::RecordId> &unit)
{
    if (!unit)
        return 0;
    // Families are few beside people, and mostly the one just added.
    const auto found = std::find(units.rbegin(), units.rend(), *unit);
    if (found != units.rend())
        return static_cast<std::uint32_t>(units.rend() - found);
    units.push_back(*unit);
    return static_cast<std::uint32_t>(units.size());
}

Row PersonIndex::State::makeRow(const Entry &entry)
{
    Row row{entry.id};
    row.lastChange = entry.lastChange;
    row.text = static_cast<std::uint32_t>(texts.size());
    for (std::size_t i = 0; i < 6; ++i) {
        const std::string utf8 = shortText(entry.texts[i]);
        row.lengths[i] = static_cast<std::uint8_t>(utf8.size());
        texts += utf8;
    }
    row.familyUnit = unitNumber(entry.familyUnit);
    row.commune = entry.commune;
    row.colline = entry.colline;
    row.birth = entry.birth;
    row.estimatedOn = entry.estimatedOn;
    row.estimatedAge = entry.estimatedAge;
    row.flags = static_cast<std::uint8_t>((entry.isGone ? Gone : 0) | (entry.isMinor ? Minor : 0) |
                                          (entry.texts[5] == u"present" ? Present : 0));
    return row;
}

std::vector<PersonRowId>::const_iterator PersonIndex::State::findId(const CaseId &id) const
{
    const auto at = std::lower_bound(idOrder.begin(), idOrder.end(), id,
                                     [&](PersonRowId row, const CaseId &wanted) { return rows[row].id < wanted; });
    return at != idOrder.end() && rows[*at].id == id ? at : idOrder.end();
}

void PersonIndex::State::sortOrders()
{
    std::vector<std::string> keys;
    keys.reserve(rows.size());
    for (const Row &row : rows)
        keys.push_back(nameKey(row).toStdString());
    byName.resize(rows.size());
    byChange.resize(rows.size());
    for (PersonRowId i = 0; i < rows.size(); ++i)
        byName[i] = byChange[i] = i;
    std::stable_sort(byName.begin(), byName.end(), [&](auto a, auto b) { return keys[a] < keys[b]; });
    std::stable_sort(byChange.begin(), byChange.end(),
                     [&](auto a, auto b) { return rows[a].lastChange > rows[b].lastChange; });
}

void PersonIndex::State::takeOut(PersonRowId id)
{
    std::erase(byChange, id);
    std::erase(byName, id);
}

void PersonIndex::State::putIn(PersonRowId id)
{
    byChange.insert(std::upper_bound(byChange.begin(), byChange.end(), id,
                                     [&](auto a, auto b) { return rows[a].lastChange > rows[b].lastChange; }),
                    id);
    const QString key = nameKey(rows[id]);
    byName.insert(std::upper_bound(byName.begin(), byName.end(), key,
                                   [&](const QString &wanted, auto row) { return wanted < nameKey(rows[row]); }),
                  id);
}

bool PersonIndex::State::passes(const Row &row, const PersonFilter &filter, std::uint32_t unit) const
{
    return (!filter.hasFamilyUnit || row.familyUnit != 0) && (!filter.familyUnit || (row.familyUnit == unit && unit != 0)) &&
           (!filter.changedSince || row.lastChange >= *filter.changedSince);
}

PersonIndex::PersonIndex() : m_state(std::make_unique<State>()) {}
PersonIndex::~PersonIndex() = default;
PersonIndex::PersonIndex(PersonIndex &&) noexcept = default;
PersonIndex &PersonIndex::operator=(PersonIndex &&) noexcept = default;

namespace {

/// Fills what IndexRows gives; the caller adds stays, notes and the last change.
template <class Entry> void readEntry(store::Statement &row, Entry &entry)
{
    entry.texts[0] = model::toText(row.value(1));
    entry.texts[1] = model::toText(row.value(2));
    entry.texts[2] = fullNameOf(model::toText(row.value(10)), model::toText(row.value(11)), model::toText(row.value(12)));
    entry.texts[3] = model::toText(row.value(5));
    entry.texts[5] = model::toText(row.value(4));
    entry.externalNumber = model::toText(row.value(3));
    entry.estimatedAge = static_cast<std::int16_t>(std::clamp<std::int64_t>(row.value(6).integerOr(-1), -1, 999));
    entry.estimatedOn = packDate(row.value(7));
    const std::string minor = row.value(8).textOr({});
    entry.isMinor = minor == "yes" || minor == "in_doubt";
    entry.familyUnit = row.id<sync::RecordTag>(9);
    entry.birth = packDate(row.value(13));
    entry.commune = placeHash(row.value(14));
    entry.colline = placeHash(row.value(15));
}

template <class Each> Result<void> eachRow(store::Statement &rows, Each each)
{
    for (;;) {
        INDARO_TRY_ASSIGN(const bool hasRow, rows.step());
        if (!hasRow)
            return {};
        INDARO_TRY(each(rows));
    }
}

struct StayOfPerson
{
    CaseId person;
    std::string registerNumber;
    std::string arrivedAt;
};
struct NoteOfPerson
{
    CaseId person;
    std::string title;
};

/// Stays and note titles sorted by person, so that they can be merged with a scan in the order of ids.
struct Attachments
{
    std::vector<StayOfPerson> stays;
    std::vector<NoteOfPerson> notes;

    Result<void> read(Desk &desk, const char *stayQuery, const char *noteQuery, const CaseId *person)
    {
        INDARO_TRY_ASSIGN(auto stayRows, desk.db.prepare(stayQuery));
        if (person != nullptr)
            stayRows.bind(1, *person);
        INDARO_TRY(eachRow(stayRows, [&](store::Statement &row) -> Result<void> {
            if (const auto id = row.id<sync::RecordTag>(0))
                stays.push_back({*id, row.value(1).textOr({}), row.value(2).textOr({})});
            return {};
        }));
        INDARO_TRY_ASSIGN(auto noteRows, desk.db.prepare(noteQuery));
        if (person != nullptr)
            noteRows.bind(1, *person);
        INDARO_TRY(eachRow(noteRows, [&](store::Statement &row) -> Result<void> {
            if (const auto id = row.id<sync::RecordTag>(0))
                notes.push_back({*id, row.value(1).textOr({})});
            return {};
        }));
        const auto byPerson = [](const auto &a, const auto &b) { return a.person < b.person; };
        std::stable_sort(stays.begin(), stays.end(), byPerson);
        std::stable_sort(notes.begin(), notes.end(), byPerson);
        return {};
    }

    template <class Entry> void attach(Entry &entry) const
    {
        std::string newest;
        auto stay = std::lower_bound(stays.begin(), stays.end(), entry.id,
                                     [](const auto &s, const CaseId &id) { return s.person < id; });
        for (; stay != stays.end() && stay->person == entry.id; ++stay) {
            if (!stay->registerNumber.empty())
                entry.registerNumbers.push_back(QString::fromStdString(stay->registerNumber));
            newest = std::max(newest, stay->arrivedAt);
        }
        entry.texts[4] = QString::fromStdString(newest);
        auto note = std::lower_bound(notes.begin(), notes.end(), entry.id,
                                     [](const auto &n, const CaseId &id) { return n.person < id; });
        for (; note != notes.end() && note->person == entry.id; ++note)
            entry.noteTitles.push_back(QString::fromStdString(note->title));
    }
};

} // namespace

Result<PersonIndex> PersonIndex::load(Desk &desk)
{
    PersonIndex index;
    State &state = *index.m_state;
    state.today = model::localDay(desk.clock.nowUtc());
    Attachments attachments;
    INDARO_TRY(attachments.read(desk, sql::IndexStays, sql::IndexNotes, nullptr));
    INDARO_TRY_ASSIGN(auto changes, desk.db.prepare(sql::IndexChanges));
    INDARO_TRY_ASSIGN(bool hasChange, changes.step());
    INDARO_TRY_ASSIGN(auto people, desk.db.prepare(sql::IndexRows));
    const auto addPerson = [&](store::Statement &row) -> Result<void> {
        const auto id = row.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        Entry entry(*id);
        readEntry(row, entry);
        attachments.attach(entry);
        while (hasChange) { // both scans go up by id
            const auto record = changes.id<sync::RecordTag>(0);
            if (record && *record == *id)
                entry.lastChange = sync::utcMsOf(static_cast<sync::HybridTime>(changes.integer(1)));
            else if (record && *id < *record)
                break;
            INDARO_TRY_ASSIGN(hasChange, changes.step());
        }
        const auto rowId = static_cast<PersonRowId>(state.rows.size());
        state.rows.push_back(state.makeRow(entry));
        state.flags.push_back(state.rows.back().flags);
        state.idOrder.push_back(rowId);
        for (const std::string &word : entry.words())
            state.words.add(rowId, word);
        return {};
    };
    INDARO_TRY(eachRow(people, addPerson));
    state.words.build();
    state.rows.shrink_to_fit();
    state.flags.shrink_to_fit();
    state.texts.shrink_to_fit();
    state.sortOrders();
    return index;
}

Result<std::shared_ptr<const PersonIndex::Entry>> PersonIndex::loadEntry(Desk &desk, CaseId person)
{
    auto entry = std::make_shared<Entry>(person);
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare(sql::IndexOfPerson));
    find.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    entry->isGone = !found;
    if (found) {
        readEntry(find, *entry);
        Attachments attachments;
        INDARO_TRY(attachments.read(desk, sql::IndexStaysOfPerson, sql::IndexNotesOfPerson, &person));
        attachments.attach(*entry);
    }
    INDARO_TRY_ASSIGN(auto change, desk.db.prepare(sql::IndexChangeOfPerson));
    change.bind(1, person);
    INDARO_TRY_ASSIGN(const bool isChanged, change.step());
    if (isChanged)
        entry->lastChange = sync::utcMsOf(static_cast<sync::HybridTime>(change.integer(1)));
    return std::shared_ptr<const Entry>(std::move(entry));
}

void PersonIndex::apply(const std::shared_ptr<const Entry> &entry)
{
    State &state = *m_state;
    const auto known = state.findId(entry->id);
    if (known == state.idOrder.end() && entry->isGone)
        return;
    PersonRowId id = 0;
    if (known != state.idOrder.end()) {
        id = *known;
        state.takeOut(id);
        state.rows[id] = state.makeRow(*entry);
    } else {
        id = static_cast<PersonRowId>(state.rows.size());
        state.rows.push_back(state.makeRow(*entry));
        state.idOrder.insert(
            std::lower_bound(state.idOrder.begin(), state.idOrder.end(), entry->id,
                             [&](PersonRowId row, const CaseId &wanted) { return state.rows[row].id < wanted; }),
            id);
    }
    state.flags.resize(state.rows.size());
    state.flags[id] = state.rows[id].flags;
    state.putIn(id);
    state.words.replace(id, entry->isGone ? std::vector<std::string>() : entry->words());
}

bool PersonIndex::wantsReload() const
{
    return m_state->words.overlaySize() > ReloadAfter;
}

std::vector<PersonRowId> PersonIndex::search(QStringView text, const PersonFilter &filter, PersonOrder order) const
{
    const State &state = *m_state;
    const auto words = typedWords(text);
    WordIndex::Bits hits;
    for (std::size_t i = 0; i < words.size(); ++i) {
        WordIndex::Bits rows(state.rows.size() / 64 + 1);
        state.words.collect(words[i].folded, false, rows);
        if (!words[i].phonetic.empty() && words[i].phonetic != words[i].folded)
            state.words.collect(words[i].phonetic, false, rows);
        if (i == 0)
            hits = std::move(rows);
        for (std::size_t word = 0; i > 0 && word < hits.size(); ++word)
            hits[word] &= rows[word];
    }
    std::uint32_t unit = 0;
    if (filter.familyUnit) {
        const auto found = std::find(state.units.begin(), state.units.end(), *filter.familyUnit);
        unit = found == state.units.end() ? 0 : static_cast<std::uint32_t>(found - state.units.begin()) + 1;
    }
    std::size_t most = state.rows.size();
    if (!words.empty())
        most = std::accumulate(hits.begin(), hits.end(), std::size_t(0), [](std::size_t sum, std::uint64_t bits) {
            return sum + static_cast<std::size_t>(std::popcount(bits));
        });
    std::vector<PersonRowId> result;
    result.reserve(most);
    const auto wanted = static_cast<std::uint8_t>((filter.isPresent ? Present : 0) | (filter.isMinor ? Minor : 0));
    const bool needsRow = filter.hasFamilyUnit || filter.familyUnit || filter.changedSince;
    for (const PersonRowId id : order == PersonOrder::Name ? state.byName : state.byChange) {
        if (!words.empty() && (hits[id / 64] >> (id % 64) & 1U) == 0)
            continue;
        if ((state.flags[id] & (wanted | Gone)) == wanted && (!needsRow || state.passes(state.rows[id], filter, unit)))
            result.push_back(id);
    }
    return result;
}

PersonRow PersonIndex::row(PersonRowId id) const
{
    const State &state = *m_state;
    const Row &row = state.rows[id];
    std::optional<int> age;
    if (row.birth != 0)
        age = model::ageOn(unpackDate(row.birth), state.today);
    else if (row.estimatedAge >= 0)
        age = row.estimatedOn != 0 ? model::ageOn(row.estimatedAge, unpackDate(row.estimatedOn).latest(), state.today)
                                   : row.estimatedAge;
    return {row.id,
            state.textOf(row, 0),
            state.textOf(row, 1),
            state.textOf(row, 2),
            state.textOf(row, 3),
            age,
            state.textOf(row, 4),
            state.textOf(row, 5),
            (row.flags & Minor) != 0,
            (row.flags & Present) != 0,
            row.familyUnit != 0,
            row.lastChange};
}

std::optional<PersonRowId> PersonIndex::findRow(CaseId person) const
{
    const auto found = m_state->findId(person);
    if (found == m_state->idOrder.end() || (m_state->rows[*found].flags & Gone) != 0)
        return std::nullopt;
    return *found;
}

std::size_t PersonIndex::size() const
{
    const auto &flags = m_state->flags; // the rows themselves are megabytes, and the page asks at every keystroke
    return static_cast<std::size_t>(
        std::count_if(flags.begin(), flags.end(), [](std::uint8_t flag) { return (flag & Gone) == 0; }));
}

std::size_t PersonIndex::memoryBytes() const
{
    const State &state = *m_state;
    return state.rows.capacity() * sizeof(Row) + state.flags.capacity() + state.texts.capacity() +
           state.units.capacity() * 16 +
           (state.idOrder.capacity() + state.byChange.capacity() + state.byName.capacity()) * 4 + state.words.memoryBytes();
}

void PersonIndex::setToday(const QString &isoDate)
{
    m_state->today = QDate::fromString(isoDate, Qt::ISODate);
}

std::vector<PersonIndex::Similar> PersonIndex::findSimilarPeople(const PersonDraft &draft, int limit) const
{
    const State &state = *m_state;
    const auto keys =
        nameKeys(fullNameOf(model::toText(draft.familyName), model::toText(draft.givenNames), model::toText(draft.knownAs)));
    if (keys.empty() || limit <= 0)
        return {};
    std::vector<std::uint8_t> shared(state.rows.size());
    for (const std::string &key : keys) {
        WordIndex::Bits rows(state.rows.size() / 64 + 1);
        state.words.collect(key, true, rows);
        for (PersonRowId id = 0; id < state.rows.size(); ++id)
            shared[id] = static_cast<std::uint8_t>(shared[id] + (rows[id / 64] >> (id % 64) & 1U));
    }
    const std::uint32_t birth = packDate(draft.birthDate);
    const int birthYear = birth != 0 ? static_cast<int>(birth / 10000)
                          : draft.estimatedAge.integer() != nullptr
                              ? state.today.year() - static_cast<int>(*draft.estimatedAge.integer())
                              : 0;
    const std::uint32_t commune = placeHash(draft.originCommune);
    const std::uint32_t colline = placeHash(draft.originColline);
    std::vector<Similar> similar;
    for (PersonRowId id = 0; id < state.rows.size(); ++id) {
        const Row &row = state.rows[id];
        if (shared[id] * 2 < keys.size() || shared[id] == 0 || (row.flags & Gone) != 0)
            continue;
        const auto rowKeys = nameKeys(state.textOf(row, 2) + u' ' + state.textOf(row, 1));
        const auto isShared = [&](const std::string &key) {
            return std::binary_search(rowKeys.begin(), rowKeys.end(), key);
        };
        const auto count = static_cast<std::size_t>(std::count_if(keys.begin(), keys.end(), isShared));
        const int rowYear = row.birth != 0 ? static_cast<int>(row.birth / 10000)
                            : row.estimatedAge >= 0 && row.estimatedOn != 0
                                ? static_cast<int>(row.estimatedOn / 10000) - row.estimatedAge
                                : 0;
        const bool isEstimate = birth == 0 || row.birth == 0;
        Similar found{id, 0, false, false, false};
        found.isSameName = count == keys.size();
        found.isSameAge = birthYear != 0 && rowYear != 0 && std::abs(birthYear - rowYear) <= (isEstimate ? 4 : 2);
        found.isSameOrigin = (commune != 0 && commune == row.commune) || (colline != 0 && colline == row.colline);
        const bool isOtherAge = birthYear != 0 && rowYear != 0 && !found.isSameAge;
        const bool isOtherSex = draft.sex.text() != nullptr && row.lengths[3] > 0 && state.text(row, 3) != *draft.sex.text();
        found.score = static_cast<int>(60 * count / keys.size()) + (found.isSameAge ? 20 : 0) +
                      (found.isSameOrigin ? 20 : 0) - (isOtherAge ? 25 : 0) - (isOtherSex ? 30 : 0);
        if (found.score >= 50)
            similar.push_back(found);
    }
    std::stable_sort(similar.begin(), similar.end(), [](const Similar &a, const Similar &b) { return a.score > b.score; });
    if (similar.size() > static_cast<std::size_t>(limit))
        similar.resize(static_cast<std::size_t>(limit));
    return similar;
}

} // namespace indaro::casework
