// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/referrals/referrals.h"
#include "tests/year/year_house.h"

namespace indaro::tests {

/// Does what the script says by the program's own commands, and writes into the truth what became of it.
class YearDeeds
{
public:
    explicit YearDeeds(YearHouse &house) : m_house(house), m_truth(house.truth) {}
    void perform(const Entry &entry);

private:
    void admit(YearLaptop &at, std::size_t person);
    void readmit(YearLaptop &at, std::size_t person, std::size_t stay);
    void leave(YearLaptop &at, std::size_t person, std::size_t stay);
    void refuse(YearLaptop &at, std::size_t person);
    void writeNote(YearLaptop &at, std::size_t item);
    void beginInterview(YearLaptop &at, std::size_t item);
    void answerQuestions(YearLaptop &at, std::size_t item);
    void signInterview(YearLaptop &at, std::size_t item);
    void tick(YearLaptop &at, std::size_t item);
    void writeReferral(YearLaptop &at, std::size_t item);
    void sendReferral(YearLaptop &at, std::size_t item);
    void sendPackage(YearLaptop &at, std::size_t item);
    void hearOfReferral(YearLaptop &at, std::size_t item);
    void hearByPackage(YearLaptop &at, std::size_t item);
    void merge(YearLaptop &at, std::size_t item);

    /// Her file as it is now.
    [[nodiscard]] sync::RecordId file(std::size_t person) const;
    /// An id by a text only one record has; nothing: there is none. Stops the year when there are two.
    [[nodiscard]] static std::optional<sync::RecordId> find(YearLaptop &at, const std::string &sql,
                                                            const base::Value &value);
    [[nodiscard]] base::Result<casework::ReferralStatus> standing(YearLaptop &at, std::size_t item) const;

    YearHouse &m_house;
    Truth &m_truth;
};

} // namespace indaro::tests
