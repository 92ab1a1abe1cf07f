// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/relay/rate_limiter.h"
#include "tests/support/joined_shelter.h"
#include "tests/support/memory_relay_store.h"
#include "tests/support/relay_contract.h"

#include <QTest>

using namespace indaro;

class TestRelay : public tests::RelayContract
{
    Q_OBJECT
public:
    std::unique_ptr<relay::RelayStore> makeEmpty() override { return std::make_unique<tests::MemoryRelayStore>(); }
    std::unique_ptr<relay::RelayStore> makeAnother() override { return memory().another(); }

private:
    [[nodiscard]] tests::MemoryRelayStore &memory() { return static_cast<tests::MemoryRelayStore &>(*m_store); }

private Q_SLOTS:
    void anIdleSyncWritesNothing()
    {
        m_store = makeEmpty();
        relay::Relay relay = openRelay();
        tests::Joined j(relay, m_random);
        (void)tests::upload(relay, j.a(relay), {j.shelter.seal(j.shelter.a, 10)});
        const wire::SyncRequest request{1000, {}, {{{j.shelter.a.id, wire::Stream::General}, 1}}};
        QVERIFY(relay.sync(j.a(relay), wire::encodeSyncRequest(request)));
        const auto before = memory().snapshot();
        QVERIFY(relay.sync(j.a(relay), wire::encodeSyncRequest(request)));
        QVERIFY(memory().snapshot() == before);
        QVERIFY(relay.sync(j.a(relay), wire::encodeSyncRequest({1000, {}, {}})));
        QVERIFY(memory().snapshot() != before);
    }

    void aFailedCommitAcknowledgesNothing()
    {
        m_store = makeEmpty();
        relay::Relay relay = openRelay();
        tests::Joined j(relay, m_random);
        const auto caller = j.a(relay);
        const auto one = j.shelter.seal(j.shelter.a, 10);
        const auto block = j.shelter.next([](wire::RosterBlock &b) { b.time = 3; });
        memory().failCommits(2);
        QVERIFY(!relay.upload(caller, one));
        QVERIFY(!relay.addRosterBlocks(caller, wire::encodeRosterBlocks(std::array{block.bytes})));
        QVERIFY((tests::upload(relay, caller, {one}) == std::vector{wire::ItemStatus::Stored}));
        QVERIFY((relay.addRosterBlocks(caller, wire::encodeRosterBlocks(std::array{block.bytes})).value().items ==
                 std::vector{wire::ItemStatus::Stored}));
    }

    void aBucketFillsWithTime()
    {
        relay::RateLimiter limiter(3, 2, 2);
        for (int i = 0; i < 3; ++i)
            QVERIFY(limiter.allows("a", 0));
        QVERIFY(!limiter.allows("a", 0));
        for (int i = 0; i < 3; ++i)
            QVERIFY(limiter.allows("b", 0));
        QVERIFY(limiter.allows("a", 500));
        QVERIFY(!limiter.allows("a", 500));
        limiter.charge("a", 500, 100);
        QVERIFY(!limiter.allows("a", 1900)); // in debt by one burst: 1.5 s more than without
        QVERIFY(limiter.allows("a", 2600));
        limiter.charge("a", 2600, 100);
        limiter.charge("b", 2600, 100);
        // The table is full of callers in use: a stranger waits; once one is quiet it is forgotten.
        QVERIFY(!limiter.allows("c", 2700));
        QVERIFY(limiter.allows("c", 9000));
        QVERIFY(limiter.size() <= 2);
    }
};

QTEST_APPLESS_MAIN(TestRelay)
#include "test_relay.moc"
