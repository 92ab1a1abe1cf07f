// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/test_found_seeds.h"

#include "tests/simulation/sim_world.h"

#include <QTest>

namespace indaro::tests {

namespace {

using Kind = SimStep::Kind;

/// What went wrong in the house of this seed when only this happens; empty: all is well.
std::string runAsSeed(std::uint64_t seed, std::vector<SimStep> steps)
{
    SimPlan plan = planOf(seed);
    plan.steps = std::move(steps);
    std::string trace;
    return runPlan(plan, &trace).empty() ? std::string() : trace;
}

#define QVERIFY_WELL(expression)                                                                                            \
    do {                                                                                                                    \
        const std::string why = (expression);                                                                               \
        QVERIFY2(why.empty(), why.c_str());                                                                                 \
    } while (false)

} // namespace

void TestFoundSeeds::whatWasWrittenUnderALostAdminsKeysIsRead() // seed 1490816
{
    QVERIFY(planOf(1490816).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(1490816, {{Kind::Admit, 0, 3, 749379172},
                                     {Kind::Revoke, 1, 2, 57201097},
                                     {Kind::Revoke, 0, 1, 899801484},
                                     {Kind::Meet, 1, 3, 680801154}}));
}

void TestFoundSeeds::aVisitorsWordUnderALostAdminsKeysIsRead() // seed 1418058
{
    QVERIFY(planOf(1418058).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(1418058, {{Kind::Revoke, 1, 3, 186574115},
                                     {Kind::Admit, 4, 5, 769235259},
                                     {Kind::Revoke, 0, 1, 520513300},
                                     {Kind::HouseNet, 4, 1, 625646726}}));
}

void TestFoundSeeds::aBranchOfManyLaptopsIsReadToo() // seed 1468260
{
    QVERIFY(planOf(1468260).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(1468260, {{Kind::Admit, 5, 0, 666872779},
                                     {Kind::Revoke, 0, 1, 628977920},
                                     {Kind::HouseNet, 3, 5, 759364680},
                                     {Kind::Revoke, 1, 5, 254068959},
                                     {Kind::Meet, 2, 1, 853484044},
                                     {Kind::Meet, 2, 3, 519452223}}));
}

void TestFoundSeeds::aPowerCutAfterTheNewsLosesNothingHandedOn() // seed 1453790
{
    QVERIFY(planOf(1453790).usesOnlyServer);
    QVERIFY_WELL(runAsSeed(1453790, {{Kind::Admit, 2, 0, 487299038},
                                     {Kind::Server, 2, 0, 973267229},
                                     {Kind::Server, 1, 2, 765628},
                                     {Kind::Revoke, 0, 2, 410100964},
                                     {Kind::Server, 0, 1, 338002656},
                                     {Kind::PowerCutSoon, 1, 2, 762646509},
                                     {Kind::Server, 1, 0, 271310314}}));
}

void TestFoundSeeds::aLostLaptopsNoteAboutAnErasedPersonHoldsNothingUp() // seed 1474958
{
    QVERIFY(planOf(1474958).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(1474958, {{Kind::Admit, 1, 0, 567335553},
                                     {Kind::Meet, 1, 0, 960303428},
                                     {Kind::Erase, 0, 0, 69677950},
                                     {Kind::Note, 1, 0, 703424029},
                                     {Kind::Meet, 2, 1, 218194570},
                                     {Kind::Remove, 2, 1, 999997003},
                                     {Kind::Revoke, 0, 1, 108145188}}));
}

void TestFoundSeeds::whoWasShutOutElsewhereStaysShutOut() // seed 1487849
{
    QVERIFY(planOf(1487849).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(1487849, {{Kind::Revoke, 1, 2, 984185791},
                                     {Kind::Meet, 1, 2, 930447140},
                                     {Kind::PowerCutSoon, 0, 1, 537650655},
                                     {Kind::Revoke, 0, 2, 269956334},
                                     {Kind::Server, 2, 0, 165834133}}));
}

void TestFoundSeeds::aNewcomerIsGivenASnapshotOfALaptopOfTheHouse() // seed 3012514
{
    QVERIFY(planOf(3012514).usesOnlyServer && planOf(3012514).givesSnapshots);
    QVERIFY_WELL(runAsSeed(3012514, {{Kind::Admit, 0, 1, 608106800},
                                     {Kind::Server, 1, 0, 598081221},
                                     {Kind::Server, 0, 2, 213550453},
                                     {Kind::Codes, 0, 2, 51336909},
                                     {Kind::Server, 0, 2, 380443726},
                                     {Kind::Edit, 0, 2, 943608738},
                                     {Kind::Server, 0, 2, 38021495},
                                     {Kind::Edit, 1, 0, 669100935},
                                     {Kind::Server, 1, 2, 344581349},
                                     {Kind::Revoke, 0, 1, 747178939},
                                     {Kind::Enrol, 0, 2, 480602344}}));
}

void TestFoundSeeds::whoWasShutOutOrdersNoErasure() // seed 4015267
{
    QVERIFY(planOf(4015267).shutsOutAdmins);
    QVERIFY_WELL(runAsSeed(4015267, {{Kind::Admit, 1, 0, 770493775},
                                     {Kind::Revoke, 0, 1, 443353511},
                                     {Kind::Meet, 0, 1, 265788361},
                                     {Kind::Erase, 1, 0, 612854531}}));
}

void TestFoundSeeds::aSnapshotWaitsForTheBranchesToBeJoined() // seed 4024912
{
    QVERIFY_WELL(runAsSeed(4024912, {{Kind::Revoke, 1, 3, 390036415},
                                     {Kind::Revoke, 0, 2, 842798552},
                                     {Kind::Meet, 0, 1, 146496532},
                                     {Kind::Snapshot, 1, 0, 633215753}}));
}

void TestFoundSeeds::whatOnlyLostLaptopsHadStaysUnknown() // seed 4027061
{
    QVERIFY_WELL(runAsSeed(4027061, {{Kind::Admit, 2, 0, 502298389},
                                     {Kind::Meet, 2, 3, 449743531},
                                     {Kind::Revoke, 0, 2, 477576092},
                                     {Kind::Codes, 3, 2, 733581212},
                                     {Kind::Server, 3, 2, 265593012},
                                     {Kind::Server, 0, 1, 895108478},
                                     {Kind::Revoke, 0, 3, 796945782}}));
}

} // namespace indaro::tests
