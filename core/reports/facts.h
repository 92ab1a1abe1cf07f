// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/reports/table.h"

#include <QHash>

#include <array>
#include <map>
#include <optional>
#include <unordered_map>
#include <vector>

/// What a number is made of, before it is grouped: a fact for each night, stay, referral …, and what is known of the people
/// they are about. Read through the whole connection, whoever asks (counting.h says who may). Private to core/reports.
namespace indaro::reports {

/// Texts as small numbers; 0 is the empty one.
class Texts
{
public:
    Texts() { number(QString()); }
    int number(const QString &text);
    [[nodiscard]] const QString &text(int number) const { return m_texts[std::size_t(number)]; }

private:
    QHash<QString, int> m_numbers;
    std::vector<QString> m_texts;
};

/// A text column as a code: what was said, why it was not ("refused"), or nothing.
[[nodiscard]] QString codeOf(const base::Value &value);

/// The days a text may mean; nothing when it is no date. "2026-11-24T21:40" is one day, "2026-11" a month of them.
struct DayRange
{
    QDate from;
    QDate until;
    [[nodiscard]] bool isWhole() const { return from == until; }
};
[[nodiscard]] std::optional<DayRange> dayRangeOf(const QString &text);
/// yes, no, or nobody knows
enum class Within : std::uint8_t { Yes, No, Unsure };
[[nodiscard]] Within isWithin(const DayRange &days, const Period &period);

/// How many slots for its own dimensions a fact has.
inline constexpr std::size_t OwnSlots = 4;

struct Fact
{
    int who = -1;  ///< in Facts::people; of Training: a number of a member of staff
    QDate day{};   ///< when it happened
    QDate ageOn{}; ///< the day on which her age is looked at
    std::int64_t count = 1;
    std::int64_t sum = 0;
    std::optional<double> measured{};
    std::array<int, OwnSlots> own{}; ///< Texts numbers, of Facts::own; several codes are separated by a space
};

/// The people of the register, as far as these dimensions ask; whoever was merged into another file is that other one. Those
/// who were erased come last, with what was kept of them.
class People
{
public:
    /// Errors: the store's.
    [[nodiscard]] static base::Result<People> load(casework::Desk &desk, const Question &question, Texts &texts);

    /// Of a file, or nothing: there is none.
    [[nodiscard]] std::optional<int> find(const std::optional<sync::RecordId> &file) const;
    [[nodiscard]] std::size_t size() const { return m_ids.size(); }
    [[nodiscard]] const sync::RecordId &id(int who) const { return m_ids[std::size_t(who)]; }
    /// Her codes in a personal dimension, one Texts number with all of them.
    [[nodiscard]] int codes(int who, Dimension dimension, QDate ageOn, Texts &texts) const;

    /// Somebody of whom nothing else is: her codes, and what her first stay says.
    struct Kept
    {
        int who;
        int year;
        int referredBy; ///< Texts number
    };
    [[nodiscard]] const std::vector<Kept> &kept() const { return m_kept; }

private:
    struct Age
    {
        QString birth{};
        std::optional<int> estimate{};
        QDate estimatedOn{};
        int band = 0; ///< of somebody who was erased: Texts number
    };
    [[nodiscard]] base::Result<void> loadFiles(casework::Desk &desk, Texts &texts);
    [[nodiscard]] base::Result<void> loadMerges(casework::Desk &desk);
    [[nodiscard]] base::Result<void> loadIdentities(casework::Desk &desk, bool old, bool now, Texts &texts);
    [[nodiscard]] base::Result<void> loadEpisodes(casework::Desk &desk, const std::vector<Dimension> &dimensions,
                                                  Texts &texts);
    [[nodiscard]] base::Result<void> loadRelations(casework::Desk &desk, Texts &texts);
    [[nodiscard]] base::Result<void> loadStatuses(casework::Desk &desk, QDate until, Texts &texts);
    [[nodiscard]] base::Result<void> loadKept(casework::Desk &desk, Texts &texts);
    std::vector<int> &column(Dimension dimension);

    std::vector<sync::RecordId> m_ids;
    std::unordered_map<sync::RecordId, int> m_numbers;
    std::map<Dimension, std::vector<int>> m_columns;
    std::vector<Age> m_ages;
    std::vector<Kept> m_kept;
};

struct Facts
{
    Texts texts{};
    People people{};
    std::array<Dimension, OwnSlots> own{}; ///< what the slots of a fact hold
    std::vector<Fact> facts{};
    std::map<QString, std::int64_t> notCounted{};
    std::optional<base::UtcMs> holdsUntil{}; ///< Table::holdsUntil

    void leaveOut(const char *why, std::int64_t count = 1) { notCounted[QString::fromLatin1(why)] += count; }
};

/// Whose facts are in no number that leaves the house: she said no to it, or took it back. As numbers of `people`.
[[nodiscard]] base::Result<std::vector<int>> notToBeCounted(casework::Desk &desk, const People &people);

class LateMemory;

/// All facts of a question's period; filters and dimensions are the caller's. Errors: the store's.
[[nodiscard]] base::Result<Facts> loadFacts(casework::Desk &desk, const Question &question, LateMemory *late = nullptr);
/// count(), with what is known of late steps already.
[[nodiscard]] base::Result<Table> countWith(casework::Desk &desk, const Question &question, LateMemory *late);

// The files beside this one: add the facts of one kind.
namespace facts {
/// What the signed-in account may see of a person; nothing: there is no such file.
struct ShownAs
{
    QString caseCode{};
    QString displayName{};
};
[[nodiscard]] base::Result<std::optional<ShownAs>> shownAs(casework::Desk &desk, const sync::RecordId &person);
/// Every stay that may touch the period; of all times where `isAllTimes`. By arrival.
struct Stay
{
    sync::RecordId id;
    int who = -1;
    QString arrivedText{};
    std::optional<DayRange> arrived{};
    bool isOpen = true; ///< no exit is written
    std::optional<DayRange> left{};
    int referredBy = 0;
    int exitReason = 0;
    int exitSafety = 0;
    int destination = 0;
};
[[nodiscard]] base::Result<std::vector<Stay>> readStays(casework::Desk &desk, Facts &facts, const Period &period,
                                                        bool isAllTimes);
[[nodiscard]] base::Result<void> addStayFacts(casework::Desk &desk, const Question &question, QDate today, Facts &facts);
[[nodiscard]] base::Result<void> addStepFacts(casework::Desk &desk, const Question &question, base::UtcMs now, Facts &facts);
[[nodiscard]] base::Result<void> addFollowUpFacts(casework::Desk &desk, const Question &question, QDate today, Facts &facts);
/// `memory`: what is known of it already; none: everybody is asked.
[[nodiscard]] base::Result<void> addOverdueFacts(casework::Desk &desk, LateMemory *memory, Facts &facts);
[[nodiscard]] base::Result<void> addEventFacts(casework::Desk &desk, const Question &question, QDate today, Facts &facts);
} // namespace facts

} // namespace indaro::reports
