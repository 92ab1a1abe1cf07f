// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace indaro::casework {

/// What one line of the people list shows.
struct PersonRow
{
    CaseId id;
    QString caseCode;
    QString displayName;
    QString fullName; ///< family name, given names, (known as)
    QString sex;
    std::optional<int> age; ///< today, from birth date or estimate
    QString arrivedAt;      ///< of the last stay
    QString status;         ///< codelist case_status
    bool isMinor;           ///< yes or in doubt
    bool isPresent;
    bool hasFamilyUnit;
    base::UtcMs lastChange;
};

struct PersonFilter
{
    bool isPresent = false;
    bool isMinor = false;
    std::optional<sync::RecordId> familyUnit;
    bool hasFamilyUnit = false;
    std::optional<base::UtcMs> changedSince;
};

enum class PersonOrder { LastChange, Name };

/// Handle of a person inside the index; valid until the index is loaded anew.
using PersonRowId = std::uint32_t;

/// The people list in memory: search-as-you-type over names, known-as, codes, register numbers and note titles, in any
/// order of words, blind to accents, case, apostrophes and the usual spelling variants. About 150 bytes a person.
/// Build it on the store thread, then move it to the GUI thread; afterwards it belongs to one thread.
class PersonIndex
{
public:
    PersonIndex();
    ~PersonIndex();
    PersonIndex(PersonIndex &&) noexcept;
    PersonIndex &operator=(PersonIndex &&) noexcept;

    /// One pass over the vault. Errors: the store's.
    [[nodiscard]] static base::Result<PersonIndex> load(Desk &desk);

    /// What an update needs from the vault: read it on the store thread, apply it where the index lives.
    struct Entry;
    /// Works for a deleted person too: applying it takes the row away. Errors: the store's.
    [[nodiscard]] static base::Result<std::shared_ptr<const Entry>> loadEntry(Desk &desk, CaseId person);
    void apply(const std::shared_ptr<const Entry> &entry);
    /// After very many updates (an import) a fresh load() is better than going on.
    [[nodiscard]] bool wantsReload() const;

    /// Everybody who matches all words of `text` (each may be the beginning of a word), in the asked order.
    [[nodiscard]] std::vector<PersonRowId> search(QStringView text, const PersonFilter &filter = {},
                                                  PersonOrder order = PersonOrder::LastChange) const;
    [[nodiscard]] PersonRow row(PersonRowId id) const;
    [[nodiscard]] std::optional<PersonRowId> findRow(CaseId person) const;
    [[nodiscard]] std::size_t size() const;
    [[nodiscard]] std::size_t memoryBytes() const;
    /// Needed for ages: the local day, as of which row() computes them.
    void setToday(const QString &isoDate);

    struct Similar
    {
        PersonRowId row;
        int score;         ///< 0…100
        bool isSameName;   ///< all names alike, in any order
        bool isSameOrigin; ///< commune or colline alike
        bool isSameAge;    ///< birth years at most 2 apart (estimates: 4)
    };
    /// "Possible earlier stay": people who resemble the draft, best first, at most `limit`.
    [[nodiscard]] std::vector<Similar> findSimilarPeople(const PersonDraft &draft, int limit = 5) const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace indaro::casework
