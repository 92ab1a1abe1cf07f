// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/year/year_house.h"
#include "tests/year/year_server.h"

namespace indaro::tests {

/// What goes wrong in a year, and what is done about it. Each checks on the spot what must be so.
class YearEvents
{
public:
    YearEvents(YearHouse &house, YearServer &server) : m_house(house), m_server(server) {}

    /// Two people write the same field at two laptops that have not met: both stand, a person decides.
    void writeTheSameApart();
    void settleWhatIsOpen();
    /// A laptop is stolen with two notes nobody else has. It is shut out; what its thief sends is refused by the server, and
    /// put aside by the house.
    void stealSecond();
    /// A new laptop in its place.
    void replaceStolen();
    /// Commands end with DiskFull and write nothing; when there is room again they go on.
    void fillDisk();
    /// A signed stick with the next version: the first try fails and takes everything back, the second is the update.
    void updateFirst();
    /// What the new version writes comes to the laptop with the old one, which keeps it without understanding it.
    void writeWishes();
    /// The other laptop, a week later: it understands now what came before.
    void updateSecond();
    /// The clock of the first laptop falls to the year 2000, and comes back a day later.
    void killBattery();
    void replaceBattery();
    /// The other one is set to 2031 by mistake: the first is told when what it wrote comes.
    void setClockAhead();
    void setClockRight();
    void endServer();
    /// To the stick, each month; the last is read back.
    void backUp();
    /// The disk of the first laptop dies; its backup goes on as a new device of the house.
    void restoreFirst();
    [[nodiscard]] std::size_t wishes() const { return m_wishes; }

private:
    [[nodiscard]] YearLaptop &first() { return *m_house.slots[0]; }
    [[nodiscard]] YearLaptop &second() { return *m_house.slots[1]; }
    /// Somebody both laptops know and who is there in this month.
    [[nodiscard]] std::size_t somebody();
    void writeNoteAt(YearLaptop &laptop, bool isStolen);
    void update(YearLaptop &laptop, bool breaksFirst);

    YearHouse &m_house;
    YearServer &m_server;
    std::filesystem::path m_lastBackup;
    std::size_t m_apart = 0, m_wishes = 0;
    std::size_t m_clockPerson = 0;
};

} // namespace indaro::tests
