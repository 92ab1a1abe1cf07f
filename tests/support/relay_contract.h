// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/relay/relay.h"
#include "tests/support/fakes.h"

#include <QtCore/QObject>

namespace indaro::tests {

/// What every store must do, and what the rules give on it. A test program derives from it and says how a
/// store is made.
class RelayContract : public QObject
{
    Q_OBJECT
public:
    /// A store with nothing in it; the former ones are not used any more.
    virtual std::unique_ptr<relay::RelayStore> makeEmpty() = 0;
    /// Another one on the same data, as another process has.
    virtual std::unique_ptr<relay::RelayStore> makeAnother() = 0;

private Q_SLOTS:
    void initTestCase();
    // The store
    void nothingIsThereBeforeTheCommit();
    void appendsAreConsecutiveAndCounted();
    void rangesAreBoundedByBytes();
    void droppedEnvelopesLeaveTheirHash();
    void snapshotsComeInParts();
    void invitationsAreTakenOnce();
    void mailWaitsUntilItRunsOut();
    void tokensAreFoundAndRemoved();
    void packetsWaitAndAreClosed();
    void twoStoresSeeTheSame();
    // The rules
    void theIdentityStays();
    void aShelterJoinsOnce();
    void aDeviceJoinsOnItsOwnWordOnly();
    void anUploadIsJudgedItemByItem();
    void theSameUploadAgainChangesNothing();
    void forksAreRefusedAndKept();
    void aRevokedLaptopEndsAtItsCut();
    void whatCameAfterTheCutIsNoLongerShown();
    void theHouseStreamStaysAtHome();
    void aNewcomerGetsEverythingInSteps();
    void rosterBlocksAreJudged();
    void anAdminLaptopAdmitsAnother();
    void aFullShelterIsToldSo();
    void aSnapshotFreesTheServer();
    void sealedPackagesReachTheirShelter();
    void packetsReachTheirReceiverOnly();
    void aMailboxBelongsToItsKey();
    void aMailboxHasLimits();
    void revokedTokensEnd();

protected:
    [[nodiscard]] relay::Relay openRelay(const relay::RelayPolicy &policy = {});
    FakeClock m_clock;
    SeededRandom m_random{5};
    std::unique_ptr<relay::RelayStore> m_store;
};

} // namespace indaro::tests
