// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/directory/directory.h"
#include "core/reports/period.h"
#include "core/reports/suppression.h"
#include "tests/year/year_house.h"
#include "tests/year/year_server.h"

namespace indaro::tests {

/// The workstation of the national commission: a vault of its own that registers nobody, takes in what the house sealed for
/// it, adds up, and publishes.
class YearCommission
{
public:
    /// It and the house exchange keys; both compare them.
    YearCommission(YearHouse &house, YearServer &server);

    /// The house counts a period that is over and sends the packet by the server; the commission fetches and opens it, and
    /// both say that it was read.
    void takeIn(const reports::Period &period);
    /// What the commission has of the period is what the truth said when it was counted.
    void compare(const reports::Period &period);
    /// The year is published; what is shown obeys the rule of small figures, checked here by its own words.
    void publishYear();

private:
    YearHouse &m_house;
    YearServer &m_server;
    YearLaptop m_workstation;
    YearAccount m_director, m_second;
    std::optional<casework::DirectoryId> m_entry;        ///< of the commission, in the house's directory
    std::map<QString, std::vector<TrueTable>> m_counted; ///< by period, in the order of releaseQuestions()
};

/// What a published table may say of these exact figures; empty: nothing is wrong.
[[nodiscard]] QString faultOf(const reports::PublishedTable &shown, const TrueTable &truth);

} // namespace indaro::tests
