// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace indaro::tests {

/// What long runs of the simulation have found, beyond those in test_simulation.cpp: each the house of its seed, with the
/// fewest steps that went wrong.
class TestFoundSeeds : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Written with the keys of an administrator who was shut out: whom that one had shut out could not read it.
    void whatWasWrittenUnderALostAdminsKeysIsRead();
    void aVisitorsWordUnderALostAdminsKeysIsRead();
    void aBranchOfManyLaptopsIsReadToo();
    // The power failed between the news of a lost laptop and what they ask for.
    void aPowerCutAfterTheNewsLosesNothingHandedOn();
    // A note about an erased person that only a lost laptop had.
    void aLostLaptopsNoteAboutAnErasedPersonHoldsNothingUp();
    // Shut out by two, one of whom could not write it down.
    void whoWasShutOutElsewhereStaysShutOut();
    // The server's newest snapshot was of a laptop that was shut out: nobody takes it, and what it covered was let go.
    void aNewcomerIsGivenASnapshotOfALaptopOfTheHouse();
    // An administrator who knows that it was shut out is told so when it orders an erasure.
    void whoWasShutOutOrdersNoErasure();
    // Two shut out one each, apart: while the branches are not joined there is no key to seal a snapshot with.
    void aSnapshotWaitsForTheBranchesToBeJoined();
    // The news of a person that only two lost laptops ever had.
    void whatOnlyLostLaptopsHadStaysUnknown();
};

} // namespace indaro::tests
