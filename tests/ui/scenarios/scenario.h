// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/holds.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/widgets.h"

#include <QListWidget>

/// What the scenarios of whole nights and whole stays do in the pages, in the two languages of the house.
namespace indaro::tests {

inline void addLanguages()
{
    QTest::addColumn<kit::Language>("language");
    QTest::newRow("fr") << kit::Language::French;
    QTest::newRow("rn") << kit::Language::Kirundi;
}

/// Presses what says this in the language of the screen.
inline void pressSaid(QWidget *in, const char *english)
{
    QPushButton *button = nullptr; // shown with the next turn of the event loop
    QTRY_VERIFY2((button = buttonOf(in, said(english))) != nullptr && button->isEnabled(), english);
    button->click();
}

/// A picture of this step of the scenario, named with the language of the row.
inline void shotOf(const HouseProgram &program, const char *name)
{
    program.shot((std::string(name) + '-' + QTest::currentDataTag()).c_str());
}

/// Counts of the refused calls of all time.
inline casework::RefusalCount refusalsOf(HouseProgram &program)
{
    return program
        .run([now = program.clock.nowUtc()](casework::Desk &desk) { return casework::countRefusals(desk, 0, now + 1); })
        .value();
}

/// Everybody who belongs to the house tonight, by the name shown in it.
inline casework::CaseId idOf(HouseProgram &program, const QString &name)
{
    const auto house = program.tonight();
    const auto found = std::ranges::find(house.sleepers, name, &casework::Sleeper::displayName);
    INDARO_CHECK(found != house.sleepers.end());
    return found->person;
}

} // namespace indaro::tests
