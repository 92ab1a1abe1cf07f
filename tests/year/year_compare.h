// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/year/year_house.h"

#include <QStringList>

namespace indaro::tests {

/// Every record of the truth is in this vault as it was written, once, and there are no others; the chains are whole, and
/// nothing waits for a person.
void compareWithTruth(YearLaptop &laptop, const Truth &truth);
/// The tables of every report and of every packet, of each quarter and of the year, are what the hand counts.
void compareNumbers(YearLaptop &laptop, const Truth &truth, QDate today);
/// What the program asks its people to decide, by table and field; not what it noted itself on two laptops, such as the
/// minute at which each began the same checklist.
[[nodiscard]] QStringList openQuestions(YearLaptop &laptop);
/// Two laptops of a house hold the same rows, byte by byte.
void compareReplicas(YearLaptop &one, YearLaptop &other);

} // namespace indaro::tests
