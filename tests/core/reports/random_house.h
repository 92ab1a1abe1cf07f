// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/core/casework/desk_fixture.h"

#include <random>

namespace indaro::tests {

/// A house with invented people, written straight through the log with whatever may stand in a field: partial dates, reasons
/// instead of answers, codes of no list, files that were merged, people of whom only numbers are kept.
class RandomHouse
{
public:
    RandomHouse(DeskFixture &fixture, unsigned seed);
    /// Days are spread over this many years until the clock's today.
    void fill(int people, int years = 3);
    /// Closes the files of most people, some twice and some by mistake. Last of all: a closed file takes nothing more.
    void closeFiles();
    /// Changes some record, or adds one, of any of the counted tables.
    void changeSomething();

private:
    int upTo(int most) { return std::uniform_int_distribution<int>(0, most)(m_random); }
    bool chance(int percent) { return upTo(99) < percent; }
    base::Value oneOf(const QStringList &codes, int missing = 12);
    base::Value someOf(const QStringList &codes);
    QDate someDay();
    base::Value dayText(QDate day, int vague = 8);
    base::Value momentOn(QDate day);
    sync::RecordId bear(std::uint16_t table, const sync::FieldValues &values);
    void bearWithId(std::uint16_t table, sync::RecordId id, const sync::FieldValues &values);
    void addPerson();
    void addStay(sync::RecordId person);
    void addEpisode(sync::RecordId person);
    void addCourse(sync::RecordId person);
    void addJustice(sync::RecordId person);
    void addReferral(sync::RecordId person);
    void addOfHouse();
    void addKept();

    DeskFixture &m_fixture;
    std::mt19937 m_random;
    QDate m_first, m_today;
    std::vector<sync::RecordId> m_people;
};

} // namespace indaro::tests
