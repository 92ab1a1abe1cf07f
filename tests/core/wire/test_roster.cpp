// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/wire/envelope.h"
#include "core/wire/roster_rules.h"
#include "tests/support/fakes.h"

#include <QTest>

using namespace indaro;
using namespace indaro::wire;
using base::Errc;

namespace {

struct Laptop
{
    DeviceId id;
    crypto::SignKeyPair sign = crypto::makeSignKeyPair();
    crypto::BoxKeyPair box = crypto::makeBoxKeyPair();

    [[nodiscard]] RosterDevice entry(bool isAdmin, GroupMask groups = AllGroups) const
    {
        return {id, sign.publicKey, box.publicKey, groups, isAdmin, false, {}};
    }
};

template <class List, class Item, class Key> void insert(List &list, Item item, Key key)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const auto &i) { return key(item) < key(i); });
    list.insert(at, std::move(item));
}

/// A shelter of two admin laptops (a, b) and one ordinary (c), whose every step can be spoilt.
struct Shelter
{
    tests::SeededRandom random{11};
    ShelterId id = ShelterId::make(random);
    UserId director = UserId::make(random);
    UserId guard = UserId::make(random);
    Laptop a{DeviceId::make(random)};
    Laptop b{DeviceId::make(random)};
    Laptop c{DeviceId::make(random)};

    RosterEpoch epoch(Group group, std::uint32_t number, const std::vector<const Laptop *> &readers)
    {
        RosterEpoch out{group, number, keyIdOf(crypto::randomSecret(32)), {}, {}};
        for (const Laptop *reader : readers)
            insert(out.devices, RosterEpoch::ForDevice{reader->id, {}}, [](const auto &d) { return d.device; });
        return out;
    }
    SignedRosterBlock genesis()
    {
        RosterBlock block{id, 1, {}, a.id, director, 0, {}};
        block.state.devices.push_back(a.entry(true));
        block.state.users.push_back({director, rights::All, AllGroups});
        for (Group group = 0; group < GroupCount; ++group)
            block.state.epochs.push_back(epoch(group, 1, {&a}));
        return signRosterBlock(block, a.sign).value();
    }
    /// A block after these parents with what they give, changed by `edit`.
    SignedRosterBlock after(const std::vector<const SignedRosterBlock *> &parents, const Laptop &issuer,
                            const std::function<void(RosterBlock &)> &edit)
    {
        RosterBlock block{id, 0, {}, issuer.id, director, 0, mergedState(parents)};
        for (const auto *parent : parents) {
            block.seq = std::max(block.seq, parent->block.seq + 1);
            block.parents.push_back(parent->hash);
        }
        std::sort(block.parents.begin(), block.parents.end());
        edit(block);
        return signRosterBlock(block, issuer.sign).value();
    }
};

void addDevice(RosterBlock &block, const RosterDevice &device)
{
    insert(block.state.devices, device, [](const auto &d) { return d.id; });
}

RosterDevice &deviceIn(RosterBlock &block, const Laptop &laptop)
{
    return *std::find_if(block.state.devices.begin(), block.state.devices.end(),
                         [&](const auto &d) { return d.id == laptop.id; });
}

void addEpoch(RosterBlock &block, RosterEpoch epoch)
{
    insert(block.state.epochs, std::move(epoch), [](const auto &e) { return std::tuple(e.group, e.number, e.keyId); });
}

QString whyNot(const base::Result<void> &result)
{
    return result ? QStringLiteral("accepted") : QString::fromStdString(result.error().toString());
}

} // namespace

class TestRoster : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void aShelterGrowsAndShutsOut()
    {
        Shelter s;
        const auto one = s.genesis();
        auto chain = RosterChain::start(one).value();
        const auto two = s.after({&one}, s.a, [&](RosterBlock &block) {
            addDevice(block, s.b.entry(true));
            for (auto &epoch : block.state.epochs)
                insert(epoch.devices, RosterEpoch::ForDevice{s.b.id, {}}, [](const auto &d) { return d.device; });
        });
        QVERIFY(chain.add(two).value());
        QVERIFY(!chain.add(two).value());
        const auto three = s.after({&two}, s.b, [&](RosterBlock &block) { revoke(s, block, s.a, {&s.b}); });
        QVERIFY(chain.add(three).value());
        QCOMPARE(chain.heads().size(), std::size_t{1});
        QVERIFY(chain.state().device(s.a.id)->isRevoked);
        QCOMPARE(chain.state().newestEpoch(0)->number, 2U);
        // The same from bytes, and the missing tail of somebody who knows the second block.
        const auto again = RosterChain::load(std::array{one.bytes, two.bytes, three.bytes}).value();
        QVERIFY(again.current().hash == three.hash);
        std::array<std::byte, 16> known{};
        std::copy_n(two.hash.begin(), 16, known.begin());
        const auto tail = again.blocksAfter({&known, 1});
        QCOMPARE(tail.size(), std::size_t{1});
        QVERIFY(tail[0]->hash == three.hash);
        QCOMPARE(again.blocksAfter({}).size(), std::size_t{3});
        QVERIFY(again.blocksAfter({})[0]->hash == one.hash);
        const auto orphan = RosterChain::load(std::array{one.bytes, three.bytes});
        QVERIFY(!orphan && orphan.error().code == Errc::RosterParentUnknown);
    }

    /// Two branches without each other took the same key over, and one had it as its own before.
    void aKeyOfABranchThatIsNeverJoinedIsOld()
    {
        Shelter s;
        const auto one = s.genesis();
        const auto two = s.after({&one}, s.a, [&](RosterBlock &block) { addDevice(block, s.b.entry(true)); });
        const auto left = s.epoch(0, 2, {&s.a, &s.b});
        const auto lost = s.after({&two}, s.b, [&](RosterBlock &block) { addEpoch(block, left); });
        const auto three = s.after({&two}, s.a, [&](RosterBlock &block) { revoke(s, block, s.b, {&s.a}); });
        auto chain = RosterChain::load(std::array{one.bytes, two.bytes, lost.bytes, three.bytes}).value();
        QCOMPARE(chain.epochsLeftBehind().size(), std::size_t{1});
        QVERIFY(chain.epochsLeftBehind()[0] == left);
        const auto take = [&](RosterBlock &block) { addEpoch(block, {0, 0, left.keyId, {}, {}}); };
        const auto four = s.after({&three}, s.a, take);
        QVERIFY(chain.add(four).value());
        QVERIFY(chain.epochsLeftBehind().empty());
        QCOMPARE(chain.state().epochOf(left.keyId)->number, 0U);
        QVERIFY(chain.state().newestEpoch(0)->keyId != left.keyId);
        const auto again = s.after({&three}, s.a, [&](RosterBlock &block) {
            take(block);
            addDevice(block, s.c.entry(false));
        });
        QVERIFY(chain.add(again).value());
        QVERIFY(chain.add(s.after({&four, &again}, s.a, [](RosterBlock &) {})).value());
        // It stays old where a branch has it as its own.
        const std::array both{&lost, &again};
        QCOMPARE(mergedState(both).epochOf(left.keyId)->number, 0U);
        QCOMPARE(std::ranges::count(mergedState(both).epochs, left.keyId, &RosterEpoch::keyId), std::ptrdiff_t{1});
    }

    void whatARosterMayNotDo_data()
    {
        QTest::addColumn<int>("which");
        for (std::size_t i = 0; i < forbidden().size(); ++i)
            QTest::newRow(forbidden()[i].first) << static_cast<int>(i);
    }
    void whatARosterMayNotDo()
    {
        QFETCH(int, which);
        Shelter s;
        const auto one = s.genesis();
        const auto two = s.after({&one}, s.a, [&](RosterBlock &block) {
            addDevice(block, s.b.entry(true, 0b0011));
            addDevice(block, s.c.entry(false, 0b0001));
            insert(block.state.users, RosterUser{s.guard, 0, 0b0001}, [](const auto &u) { return u.id; });
        });
        QCOMPARE(whyNot(checkBlock(two, std::array{&one})), QStringLiteral("accepted"));
        const auto three = s.after({&two}, s.a, [&](RosterBlock &block) { revoke(s, block, s.c, {&s.a}); });
        QCOMPARE(whyNot(checkBlock(three, std::array{&two})), QStringLiteral("accepted"));
        const auto spoilt = forbidden()[static_cast<std::size_t>(which)].second(s, three);
        const auto verdict = checkBlock(spoilt, std::array{&three});
        QVERIFY2(!verdict, "accepted");
        QVERIFY2(verdict.error().code == Errc::RosterRefused || verdict.error().code == Errc::CryptoAuthFailed,
                 qPrintable(whyNot(verdict)));
    }

    void aFirstBlockIsAlone()
    {
        Shelter s;
        const auto spoilt = [&](const std::function<void(RosterBlock &)> &edit) {
            RosterBlock block = s.genesis().block;
            edit(block);
            return checkGenesis(signRosterBlock(block, s.a.sign).value());
        };
        QCOMPARE(whyNot(spoilt([](RosterBlock &) {})), QStringLiteral("accepted"));
        QVERIFY(!spoilt([](RosterBlock &b) { b.seq = 2; }));
        QVERIFY(!spoilt([&](RosterBlock &b) { addDevice(b, s.b.entry(true)); }));
        QVERIFY(!spoilt([&](RosterBlock &b) { b.author = s.guard; }));
        QVERIFY(!spoilt([](RosterBlock &b) { b.state.users[0].rights = rights::Enrol; }));
        QVERIFY(!spoilt([](RosterBlock &b) { b.state.devices[0].isAdmin = false; }));
        QVERIFY(!spoilt([](RosterBlock &b) { b.state.epochs[0].number = 2; }));
        QVERIFY(!spoilt([&](RosterBlock &b) { b.issuer = s.b.id; }));
        auto forged = s.genesis();
        forged.signature[3] ^= std::byte{1};
        QVERIFY(checkGenesis(forged).error().code == Errc::CryptoAuthFailed);
    }

    void twoBranchesAreFollowedAndUnited()
    {
        Shelter s;
        const auto one = s.genesis();
        const auto two = s.after({&one}, s.a, [&](RosterBlock &b) { addDevice(b, s.b.entry(true)); });
        const auto left = s.after({&two}, s.a, [&](RosterBlock &b) { addDevice(b, s.c.entry(false)); });
        const auto right = s.after({&two}, s.b, [&](RosterBlock &b) {
            b.state.servers.push_back({crypto::makeSignKeyPair().publicKey, "https://sync.example.org"});
        });
        auto chain = RosterChain::load(std::array{one.bytes, two.bytes, left.bytes, right.bytes}).value();
        QCOMPARE(chain.heads().size(), std::size_t{2});
        QVERIFY(!chain.isContested());
        QVERIFY(chain.current().hash == std::max(left.hash, right.hash)); // equal seq: the greater hash
        // Nobody has joined them yet: what either says is known, whichever is followed.
        QVERIFY(chain.state().device(s.c.id) != nullptr);
        QCOMPARE(chain.state().servers.size(), std::size_t{1});
        QVERIFY(chain.state().epochs == chain.current().block.state.epochs);
        const auto united = s.after(chain.heads(), s.b, [](RosterBlock &) {});
        QVERIFY(chain.add(united).value());
        QCOMPARE(chain.heads().size(), std::size_t{1});
        QVERIFY(chain.state().device(s.c.id) != nullptr);
        QCOMPARE(chain.state().servers.size(), std::size_t{1});
        // In another order of arrival the same comes out.
        const auto other =
            RosterChain::load(std::array{one.bytes, two.bytes, right.bytes, left.bytes, united.bytes}).value();
        QVERIFY(other.state() == chain.state());
    }

    void aStolenAdminCannotOutrunItsRevocation()
    {
        Shelter s;
        const auto one = s.genesis();
        const auto two = s.after({&one}, s.a, [&](RosterBlock &b) { addDevice(b, s.b.entry(true)); });
        const auto revoked = s.after({&two}, s.a, [&](RosterBlock &b) { revoke(s, b, s.b, {&s.a}); });
        auto chain = RosterChain::load(std::array{one.bytes, two.bytes, revoked.bytes}).value();
        // The thief goes on from before, and longer than the honest branch is.
        auto last = two;
        for (int i = 0; i < 5; ++i) {
            last = s.after({&last}, s.b, [&](RosterBlock &b) { b.time = i; });
            QVERIFY(chain.add(last).value());
        }
        QCOMPARE(chain.heads().size(), std::size_t{2});
        QVERIFY(chain.current().hash == revoked.hash);
        QVERIFY(!chain.isContested());
        // He cannot unite the branches: he is no admin in one of them.
        const auto united = s.after({&revoked, &last}, s.b, [](RosterBlock &) {});
        QVERIFY(!chain.add(united));
        // If he shuts the honest laptop out in his branch, only people can tell who is who.
        const auto back = s.after({&last}, s.b, [&](RosterBlock &b) { revoke(s, b, s.a, {&s.b}); });
        QVERIFY(chain.add(back).value());
        QVERIFY(chain.isContested());
    }

    void aBlockOfAnotherShelterIsRefused()
    {
        Shelter s;
        const auto one = s.genesis();
        auto chain = RosterChain::start(one).value();
        s.id = ShelterId::make(s.random);
        QVERIFY(chain.add(s.after({&one}, s.a, [](RosterBlock &) {})).error().code == Errc::WireWrongShelter);
        QVERIFY(!chain.add(s.genesis()));
    }

private:
    static void revoke(Shelter &s, RosterBlock &block, const Laptop &laptop, const std::vector<const Laptop *> &rest)
    {
        RosterDevice &device = deviceIn(block, laptop);
        device.isRevoked = true;
        device.cuts = {{Stream::General, 5, {}}};
        for (Group group = 0; group < GroupCount; ++group)
            addEpoch(block, s.epoch(group, block.state.newestEpoch(group)->number + 1, rest));
    }

    using Forbidden = std::pair<const char *, std::function<SignedRosterBlock(Shelter &, const SignedRosterBlock &)>>;
    static Forbidden edit(const char *name, std::function<void(Shelter &, RosterBlock &)> change)
    {
        return {name, [change = std::move(change)](Shelter &s, const SignedRosterBlock &parent) {
                    return s.after({&parent}, s.a, [&](RosterBlock &block) { change(s, block); });
                }};
    }
    static const std::vector<Forbidden> &forbidden()
    {
        static const std::vector<Forbidden> all{
            {"issued by a device that is no admin",
             [](Shelter &s, const auto &p) { return s.after({&p}, s.c, [](RosterBlock &) {}); }},
            {"signed by another",
             [](Shelter &s, const auto &p) {
                 return signRosterBlock(s.after({&p}, s.a, [](RosterBlock &) {}).block, s.b.sign).value();
             }},
            edit("seq skips", [](Shelter &, RosterBlock &b) { ++b.seq; }),
            edit("a device is gone",
                 [](Shelter &s, RosterBlock &b) {
                     std::erase_if(b.state.devices, [&](const auto &d) { return d.id == s.b.id; });
                 }),
            edit("a device gets another key",
                 [](Shelter &s, RosterBlock &b) { deviceIn(b, s.b).signKey = crypto::makeSignKeyPair().publicKey; }),
            edit("a revoked device comes back",
                 [](Shelter &s, RosterBlock &b) {
                     deviceIn(b, s.c).isRevoked = false;
                     deviceIn(b, s.c).cuts.clear();
                 }),
            edit("a cut goes back", [](Shelter &s, RosterBlock &b) { deviceIn(b, s.c).cuts[0].number = 4; }),
            edit("a cut names another envelope",
                 [](Shelter &s, RosterBlock &b) { deviceIn(b, s.c).cuts[0].hash[0] = std::byte{9}; }),
            edit("a key is enrolled twice",
                 [](Shelter &s, RosterBlock &b) {
                     RosterDevice copy = s.b.entry(false);
                     copy.id = DeviceId::make(s.random);
                     addDevice(b, copy);
                 }),
            edit("the author lacks the right",
                 [](Shelter &s, RosterBlock &b) {
                     b.author = s.guard;
                     deviceIn(b, s.b).groups = 0;
                 }),
            edit("the author makes himself director",
                 [](Shelter &s, RosterBlock &b) {
                     b.author = s.guard;
                     for (auto &user : b.state.users)
                         user.rights = rights::All;
                 }),
            edit("the author is a stranger", [](Shelter &s, RosterBlock &b) { b.author = UserId::make(s.random); }),
            edit("a user is gone",
                 [](Shelter &s, RosterBlock &b) {
                     std::erase_if(b.state.users, [&](const auto &u) { return u.id == s.guard; });
                 }),
            edit("no admin is left",
                 [](Shelter &, RosterBlock &b) {
                     for (auto &device : b.state.devices)
                         device.isAdmin = false;
                 }),
            edit("the newest epoch is sealed to a revoked device",
                 [](Shelter &s, RosterBlock &b) {
                     addEpoch(b, s.epoch(0, 3, {&s.a, &s.c}));
                 }),
            edit("the newest epoch is sealed past the compartments",
                 [](Shelter &s, RosterBlock &b) {
                     addEpoch(b, s.epoch(3, 3, {&s.a, &s.b}));
                 }),
            edit("the newest epoch is sealed to a stranger",
                 [](Shelter &s, RosterBlock &b) {
                     addEpoch(b, s.epoch(0, 3, {&s.a, std::make_unique<Laptop>(Laptop{DeviceId::make(s.random)}).get()}));
                 }),
            edit("an epoch skips a number", [](Shelter &s, RosterBlock &b) { addEpoch(b, s.epoch(0, 9, {&s.a})); }),
            edit("a key is taken over without the right",
                 [](Shelter &s, RosterBlock &b) {
                     b.author = s.guard;
                     addEpoch(b, s.epoch(0, 0, {}));
                 }),
            edit("the newest epoch gives way to a key of another branch",
                 [](Shelter &s, RosterBlock &b) {
                     std::erase_if(b.state.epochs, [](const auto &e) { return e.group == 1; });
                     addEpoch(b, s.epoch(1, 0, {&s.a}));
                 }),
            edit("the newest epoch is dropped",
                 [](Shelter &, RosterBlock &b) {
                     std::erase_if(b.state.epochs, [](const auto &e) { return e.group == 1 && e.number == 2; });
                 }),
            edit("a sealed key is exchanged",
                 [](Shelter &, RosterBlock &b) { b.state.epochs[1].devices[0].sealed[7] = std::byte{1}; }),
            edit("the copies of the newest epoch are taken away",
                 [](Shelter &, RosterBlock &b) { b.state.epochs[1].devices.clear(); }),
            edit("a key id changes its number", [](Shelter &, RosterBlock &b) { b.state.epochs[1].number = 5; }),
            edit("an epoch is erased without the right",
                 [](Shelter &s, RosterBlock &b) {
                     b.author = s.guard;
                     b.state.epochs.erase(b.state.epochs.begin());
                 }),
            edit("a server is named without the right",
                 [](Shelter &s, RosterBlock &b) {
                     b.author = s.guard;
                     b.state.servers.push_back({{}, "https://x.example"});
                 }),
        };
        return all;
    }
};

QTEST_APPLESS_MAIN(TestRoster)
#include "test_roster.moc"
