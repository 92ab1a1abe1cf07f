// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/exchanging_laptops.h"

#include <QTest>

using namespace indaro;
using base::Errc;
using tests::Laptop;

namespace {

constexpr wire::Group Case = 0;
constexpr wire::Group Identity = 1;

bool isSame(const base::SecretBytes *a, const base::SecretBytes *b)
{
    return a != nullptr && b != nullptr &&
           std::equal(a->view().begin(), a->view().end(), b->view().begin(), b->view().end());
}

/// A block an honest program would not write, signed with an admin's own key.
base::Bytes forge(Laptop &admin, const std::function<void(wire::RosterBlock &)> &change)
{
    const auto &head = admin.trust->chain().current();
    wire::RosterBlock block = head.block;
    block.parents = {head.hash};
    ++block.seq;
    block.issuer = admin.trust->secrets().device;
    block.author = admin.user;
    change(block);
    return wire::signRosterBlock(block, admin.trust->secrets().sign).value().bytes;
}

} // namespace

class TestTrust : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstLaptopFoundsAShelterOnce()
    {
        Laptop a(1);
        QVERIFY(!a.trust->isMember());
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        QVERIFY(a.trust->found(a.user, std::nullopt).error().code == Errc::WrongState);
        QVERIFY(a.trust->self()->isAdmin);
        const auto shelter = a.trust->shelter();
        for (wire::Group group = 0; group < wire::GroupCount; ++group)
            QVERIFY(a.trust->writingKey(group) != nullptr);
        const auto before = a.trust->writingKey(Case)->clone();
        a.restart();
        QVERIFY(a.trust->isMember() && a.trust->shelter() == shelter);
        QVERIFY(isSame(a.trust->writingKey(Case), &before));
    }

    void enrolmentGivesTheKeysAndEveryChangeOnTheWayIsSeen()
    {
        Laptop a(1), b(2), c(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        const auto request = sync::makeEnrolmentRequest(*b.trust, "KLMN", "bureau").value();
        const auto read = sync::readEnrolmentRequest(request).value();
        QCOMPARE(read.name, std::string("bureau"));
        QCOMPARE(read.code.size(), std::size_t{35}); // six groups of five digits
        for (std::size_t at = 0; at < request.size(); at += 7) {
            auto changed = request;
            changed[at] ^= std::byte{1};
            const auto other = sync::readEnrolmentRequest(changed);
            QVERIFY(!other || other->code != read.code);
        }
        QVERIFY(
            sync::approveEnrolment(*a.trust, request, "00000 00000 00000 00000 00000 00000", {}, a.user, {}).error().code ==
            Errc::EnrolmentCodeWrong);
        QCOMPARE(a.trust->state().devices.size(), std::size_t{1});
        const auto answer = sync::approveEnrolment(*a.trust, request, read.code, {}, a.user, base::asBytes("token")).value();

        const auto strange = sync::makeEnrolmentRequest(*c.trust, "KLMO", "x").value();
        QVERIFY(sync::readEnrolmentAnswer(*c.trust, strange, answer.file).error().code == Errc::EnrolmentNotForUs);
        QVERIFY(sync::readEnrolmentAnswer(*c.trust, request, answer.file).error().code == Errc::EnrolmentNotForUs);
        for (std::size_t at = 5; at < answer.file.size(); at += 31) {
            auto changed = answer.file;
            changed[at] ^= std::byte{1};
            const auto pending = sync::readEnrolmentAnswer(*b.trust, request, changed);
            QVERIFY2(!pending, qPrintable(QString::number(at)));
        }
        auto pending = sync::readEnrolmentAnswer(*b.trust, request, answer.file).value();
        QCOMPARE(base::asText(pending.secret), std::string_view("token"));
        QCOMPARE(pending.code, answer.code);
        auto again = sync::readEnrolmentAnswer(*b.trust, request, answer.file).value();
        QVERIFY(sync::finishEnrolment(*b.trust, std::move(again), read.code).error().code == Errc::EnrolmentCodeWrong);
        QVERIFY(!b.trust->isMember());
        std::string typed = answer.code; // with dashes, as somebody may write it down
        std::replace(typed.begin(), typed.end(), ' ', '-');
        QVERIFY(sync::finishEnrolment(*b.trust, std::move(pending), typed).hasValue());
        b.restart();
        for (wire::Group group = 0; group < wire::GroupCount; ++group)
            QVERIFY(isSame(a.trust->writingKey(group), b.trust->writingKey(group)));
        QVERIFY(!b.trust->self()->isAdmin);
    }

    void aRequestSaysWhoWorksOnTheLaptopAndOlderOnesDoNot()
    {
        Laptop b(2);
        const auto request = sync::makeEnrolmentRequest(*b.trust, "KLMN", "bureau", b.user).value();
        QVERIFY(sync::readEnrolmentRequest(request)->person == b.user);
        QVERIFY(!sync::readEnrolmentRequest(sync::makeEnrolmentRequest(*b.trust, "KLMN", "bureau").value())->person);
        const auto &keys = b.trust->secrets().sign;
        const auto sealed = [&](std::uint8_t version, std::size_t leftOut) { // 64 bytes of signature, and what was new in 2
            base::Bytes file(request.begin(), request.end() - 64 - static_cast<std::ptrdiff_t>(leftOut));
            file[4] = std::byte{version};
            const auto signature = crypto::sign(keys, "indaro/v1/enrol-request", file);
            file.insert(file.end(), signature.begin(), signature.end());
            return sync::readEnrolmentRequest(file);
        };
        const auto old = sealed(1, 1 + sync::UserId::Size);
        QVERIFY(old && !old->person && old->name == "bureau");
        QCOMPARE(sealed(2, 1 + sync::UserId::Size).error().code, Errc::WireDamaged);
        QCOMPARE(sealed(2, 3).error().code, Errc::WireDamaged);
        QCOMPARE(sealed(1, 0).error().code, Errc::WireDamaged);
        QCOMPARE(sealed(3, 0).error().code, Errc::WireTooNew);
    }

    void anAnswerOfSomebodyElsesShelterShowsAnotherCode()
    {
        Laptop a(1), b(2), stranger(9);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        QVERIFY(stranger.trust->found(stranger.user, std::nullopt).hasValue());
        const auto request = sync::makeEnrolmentRequest(*b.trust, "KLMN", "b").value();
        const auto code = sync::readEnrolmentRequest(request).value().code;
        const auto ours = sync::approveEnrolment(*a.trust, request, code, {}, a.user, {}).value();
        const auto theirs = sync::approveEnrolment(*stranger.trust, request, code, {}, stranger.user, {}).value();
        auto pending = sync::readEnrolmentAnswer(*b.trust, request, theirs.file).value();
        QVERIFY(sync::finishEnrolment(*b.trust, std::move(pending), ours.code).error().code == Errc::EnrolmentCodeWrong);
    }

    void compartmentsAndRightsAreWhatTheRosterGives()
    {
        Laptop a(1), guard(2), c(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, guard, {0b0001, true, {{guard.user, 0, 0b0001}}});
        QVERIFY(guard.trust->writingKey(Case) != nullptr);
        QVERIFY(guard.trust->writingKey(Identity) == nullptr);
        // The laptop is an admin's, but the person at it has no right to enrol or to shut out.
        const auto request = sync::makeEnrolmentRequest(*c.trust, "KLMN", "c").value();
        const auto code = sync::readEnrolmentRequest(request).value().code;
        const auto before = guard.trust->state();
        QVERIFY(sync::approveEnrolment(*guard.trust, request, code, {0b0001, false, {}}, guard.user, {}).error().code ==
                Errc::RosterRefused);
        const auto other = a.trust->secrets().device;
        QVERIFY(guard.trust->revoke(other, {}, {}, guard.user).error().code == Errc::RosterRefused);
        QVERIFY(guard.trust->state() == before);
        guard.restart();
        QVERIFY(guard.trust->state() == before);
        QVERIFY(a.trust->setUser({guard.user, wire::rights::Enrol, 0b0001}, a.user).hasValue());
        guard.follow(a);
        QVERIFY(sync::approveEnrolment(*guard.trust, request, code, {0b0011, false, {}}, guard.user, {}).error().code ==
                Errc::RosterRefused);
        QVERIFY(sync::approveEnrolment(*guard.trust, request, code, {0b0001, false, {}}, guard.user, {}).hasValue());
    }

    void aStolenLaptopGetsNoNewKeys()
    {
        Laptop a(1), b(2), thief(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        tests::enrol(a, thief, {wire::AllGroups, false, {{thief.user, wire::rights::All, wire::AllGroups}}});
        b.follow(a);
        const std::vector<sync::UserId> users{thief.user};
        QVERIFY(a.trust->revoke(thief.trust->secrets().device, {}, users, a.user).hasValue());
        b.follow(a);
        thief.follow(a);
        QVERIFY(isSame(a.trust->writingKey(Case), b.trust->writingKey(Case)));
        QVERIFY(thief.trust->writingKey(Case) == nullptr);
        QVERIFY(thief.trust->self()->isRevoked);
        QCOMPARE(int(a.trust->state().user(thief.user)->rights), 0);
        QCOMPARE(a.trust->state().newestEpoch(Case)->number, 2U);
        QVERIFY(thief.trust->startEpochs(thief.user).error().code == Errc::RosterRefused);
    }

    void whomAStolenAdminLetsInStaysOutside()
    {
        Laptop a(1), b(2), thief(3), accomplice(4);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        tests::enrol(a, thief, {wire::AllGroups, true, {{thief.user, wire::rights::All, wire::AllGroups}}});
        b.follow(a);
        const auto oldKey = a.trust->state().newestEpoch(Case)->keyId;
        QVERIFY(a.trust->revoke(thief.trust->secrets().device, {}, std::vector{thief.user}, a.user).hasValue());
        tests::enrol(thief, accomplice); // on a branch from before
        a.follow(thief);
        QCOMPARE(a.trust->heads().size(), std::size_t{2});
        QVERIFY(!a.trust->isToJoinBranches(a.user));
        QVERIFY(!a.trust->joinBranches(a.user).value());
        QVERIFY(a.trust->startEpochs(a.user).hasValue());
        b.follow(a);
        for (Laptop *laptop : {&a, &b}) {
            const auto state = laptop->trust->state();
            QVERIFY(state.device(accomplice.trust->secrets().device) == nullptr);
            QVERIFY(state.device(thief.trust->secrets().device)->isRevoked);
        }
        accomplice.follow(a);
        QVERIFY(!isSame(accomplice.trust->writingKey(Case), a.trust->writingKey(Case)));
        // Nor does that branch, which nobody will ever join, keep alive the keys an erasure lets go.
        QVERIFY(a.trust->dropOldEpochs(a.user).hasValue());
        b.follow(a);
        QVERIFY(b.trust->forgetDroppedKeys().hasValue());
        for (Laptop *laptop : {&a, &b})
            QVERIFY(laptop->trust->findKey(oldKey) == nullptr && laptop->trust->writingKey(Case) != nullptr);
    }

    /// An administrator shuts a laptop out; before anybody hears of it, he is shut out himself: his branch is never joined,
    /// but who heard only of it has written with its keys (simulation, seed 1490816).
    void theKeysOfABranchThatIsNeverJoinedAreTakenOver()
    {
        Laptop a(1), b(2), c(3), d(4);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
        tests::enrol(a, c);
        tests::enrol(a, d);
        for (Laptop *laptop : {&b, &c})
            laptop->follow(a);
        QVERIFY(b.trust->revoke(c.trust->secrets().device, {}, {}, b.user).hasValue());
        d.follow(b);
        const auto key = d.trust->writingKey(Case)->clone(); // it writes with this
        const auto keyId = b.trust->state().newestEpoch(Case)->keyId;
        QVERIFY(a.trust->revoke(b.trust->secrets().device, {}, {}, a.user).hasValue());
        c.follow(a);
        QVERIFY(!a.trust->isToJoinBranches(a.user));
        for (Laptop *laptop : {&a, &c})
            laptop->follow(d);
        QVERIFY(c.trust->findKey(keyId) == nullptr);
        // Nobody lets go of it before it is in the list, and only with the right to hand on keys it gets there.
        for (Laptop *laptop : {&a, &d}) {
            QCOMPARE(laptop->trust->forgetDroppedKeys().value(), std::size_t{0});
            QVERIFY(isSame(laptop->trust->findKey(keyId), &key));
        }
        d.follow(a);
        QVERIFY(a.trust->isToJoinBranches(a.user) && !d.trust->isToJoinBranches(d.user));
        QVERIFY(!a.trust->isToJoinBranches(c.user));
        QVERIFY(a.trust->joinBranches(a.user).value());
        c.follow(a);
        d.follow(a);
        QVERIFY(isSame(c.trust->findKey(keyId), &key));
        QVERIFY(!isSame(c.trust->writingKey(Case), &key) && !isSame(d.trust->writingKey(Case), &key));
        QVERIFY(c.trust->self() && !c.trust->self()->isRevoked);
        QVERIFY(!a.trust->isToJoinBranches(a.user) && !a.trust->joinBranches(a.user).value());
        // It goes with the other old keys, and is not taken over again.
        QVERIFY(a.trust->dropOldEpochs(a.user).hasValue());
        c.follow(a);
        QVERIFY(c.trust->forgetDroppedKeys().hasValue());
        for (Laptop *laptop : {&a, &c})
            QVERIFY(laptop->trust->findKey(keyId) == nullptr);
        QVERIFY(!a.trust->isToJoinBranches(a.user));
    }

    void keysThatWereNeverTakenOverGoWithAnErasureToo()
    {
        Laptop a(1), b(2), c(3);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
        tests::enrol(a, c);
        b.follow(a);
        QVERIFY(b.trust->startEpochs(b.user).hasValue());
        const auto keyId = b.trust->state().newestEpoch(Case)->keyId;
        QVERIFY(a.trust->revoke(b.trust->secrets().device, {}, {}, a.user).hasValue());
        a.follow(b);
        c.follow(a);
        QVERIFY(c.trust->findKey(keyId) != nullptr);
        QVERIFY(a.trust->dropOldEpochs(a.user).hasValue());
        c.follow(a);
        QVERIFY(c.trust->forgetDroppedKeys().hasValue());
        for (Laptop *laptop : {&a, &c}) {
            QVERIFY(laptop->trust->findKey(keyId) == nullptr && laptop->trust->state().epochOf(keyId) == nullptr);
            QVERIFY(laptop->trust->writingKey(Case) != nullptr);
        }
        QVERIFY(!a.trust->isToJoinBranches(a.user));
    }

    void twoAdministratorsApartAgreeOnAKeyAndJoin()
    {
        Laptop a(1), b(2), c(3), d(4);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
        tests::enrol(a, c);
        tests::enrol(b, d);
        QVERIFY(a.trust->startEpochs(a.user).hasValue());
        QVERIFY(b.trust->startEpochs(b.user).hasValue());
        a.follow(b);
        b.follow(a);
        QCOMPARE(a.trust->heads().size(), std::size_t{2});
        QVERIFY(a.trust->chain().current().hash == b.trust->chain().current().hash);
        const bool isForA = a.trust->isToJoinBranches(a.user); // one of them, and only when he may hand on keys
        QVERIFY(b.trust->isToJoinBranches(b.user) != isForA);
        QVERIFY(!(isForA ? a : b).trust->isToJoinBranches(c.user));
        Laptop &joining = isForA ? a : b;
        QVERIFY(joining.trust->joinBranches(joining.user).value());
        a.follow(b);
        b.follow(a);
        c.follow(a);
        d.follow(b);
        for (Laptop *laptop : {&a, &b, &c, &d}) {
            QCOMPARE(laptop->trust->heads().size(), std::size_t{1});
            QCOMPARE(laptop->trust->state().devices.size(), std::size_t{4});
            QVERIFY(isSame(a.trust->writingKey(Case), laptop->trust->writingKey(Case)));
        }
        QVERIFY(!a.trust->isToJoinBranches(a.user) && !b.trust->isToJoinBranches(b.user));
        QVERIFY(!a.trust->joinBranches(a.user).value());
    }

    /// Two administrators change the roster apart and nobody has joined their branches yet (simulation, seeds 100464,
    /// 121019).
    void whoIsLetInOnOneBranchIsKnownOnTheOther()
    {
        for (std::uint64_t seed = 1; seed <= 2; ++seed) { // either branch is the one that is followed
            Laptop a(10 * seed + 1), b(10 * seed + 2), c(10 * seed + 3), thief(10 * seed + 4);
            QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
            tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
            tests::enrol(a, thief);
            b.follow(a);
            QVERIFY(a.trust->startEpochs(a.user).hasValue());
            tests::enrol(b, c);
            a.follow(b);
            c.follow(a);
            QCOMPARE(c.trust->heads().size(), std::size_t{2});
            QVERIFY(a.trust->state().device(c.trust->secrets().device) != nullptr);
            QVERIFY(c.trust->self() && !c.trust->self()->isRevoked);
            // It writes, and the others read it.
            const auto person = c.admit("dossier", "Aline");
            const auto taken = c.sendTo(a);
            QVERIFY(taken.size() == 1 && taken.front().outcome == sync::Outcome::Applied);
            QCOMPARE(a.text(tests::Name, person), std::string("Aline"));
        }
    }

    void nobodyWritesWithAKeyThatAStolenLaptopHas()
    {
        for (std::uint64_t seed = 1; seed <= 2; ++seed) { // either branch is the one that is followed
            Laptop a(10 * seed + 1), b(10 * seed + 2), c(10 * seed + 3), thief(10 * seed + 4);
            QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
            tests::enrol(a, b, {wire::AllGroups, true, {{b.user, wire::rights::All, wire::AllGroups}}});
            tests::enrol(a, thief);
            b.follow(a);
            QVERIFY(a.trust->revoke(thief.trust->secrets().device, {}, {}, a.user).hasValue());
            tests::enrol(b, c); // who does not know it yet
            QVERIFY(c.trust->writingKey(Case) != nullptr);
            b.follow(a);
            c.follow(a);
            QVERIFY(b.trust->state().device(thief.trust->secrets().device)->isRevoked);
            QVERIFY(isSame(b.trust->writingKey(Case), a.trust->writingKey(Case)));
            QVERIFY(c.trust->writingKey(Case) == nullptr); // that one is not sealed to it yet
            const auto person = c.admit("dossier", "Aline");
            QCOMPARE(c.engine->cutPending().value(), std::size_t{0}); // and nothing is lost
            QVERIFY(b.trust->joinBranches(b.user).value());
            c.follow(b);
            a.follow(b);
            QVERIFY(c.sendTo(a).front().outcome == sync::Outcome::Applied);
            QCOMPARE(a.text(tests::Name, person), std::string("Aline"));
        }
    }

    void oldBlocksDoNoHarmAndGapsAreSaid()
    {
        Laptop a(1), b(2);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        const auto old = a.trust->blocksAfter({});
        QVERIFY(a.trust->startEpochs(a.user).hasValue());
        const auto newest = a.trust->blocksAfter({});
        QVERIFY(a.trust->startEpochs(a.user).hasValue());
        const auto all = a.trust->blocksAfter({});
        QVERIFY(b.trust->addBlocks(std::vector<base::Bytes>{all.back()}).error().code == Errc::RosterParentUnknown);
        QCOMPARE(b.trust->addBlocks(all).value().added, std::size_t{2});
        QVERIFY(sync::openAlarms(*b.db)->empty());
        QCOMPARE(b.trust->addBlocks(old).value().added, std::size_t{0}); // an old roster shown again changes nothing
        QCOMPARE(b.trust->state().newestEpoch(Case)->number, 3U);
        b.restart();
        QCOMPARE(b.trust->state().newestEpoch(Case)->number, 3U);
    }

    void swappedSealedKeysAreNoticed()
    {
        Laptop a(1), b(2);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        const auto bad = forge(a, [&](wire::RosterBlock &block) {
            wire::RosterEpoch epoch = *block.state.newestEpoch(Case);
            std::swap(epoch.devices[0].sealed, epoch.devices[1].sealed);
            epoch.number = 2;
            epoch.keyId[0] ^= std::byte{1};
            epoch.recovery.reset();
            const auto at = std::find_if(block.state.epochs.begin(), block.state.epochs.end(),
                                         [](const auto &e) { return e.group == 1; });
            block.state.epochs.insert(at, epoch);
        });
        const auto report = b.trust->addBlocks(std::vector<base::Bytes>{bad});
        QVERIFY(report.hasValue());
        QCOMPARE(report->badKeys.size(), std::size_t{1});
        QVERIFY(b.alarms() == std::vector<std::string>{"wrong-key"});
        QVERIFY(b.trust->writingKey(Case) == nullptr); // it does not write with a key that is not the one that is named
    }

    void aStrangersBlockIsRefused()
    {
        Laptop a(1), b(2), stranger(9);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        QVERIFY(stranger.trust->found(stranger.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        auto block = a.trust->chain().current().block;
        block.parents = {a.trust->chain().current().hash};
        ++block.seq;
        const auto forged = wire::signRosterBlock(block, stranger.trust->secrets().sign).value().bytes;
        QVERIFY(b.trust->addBlocks(std::vector<base::Bytes>{forged}).error().code == Errc::CryptoAuthFailed);
        const auto foreign = stranger.trust->blocksAfter({});
        QVERIFY(!b.trust->addBlocks(foreign));
        auto cut = a.trust->blocksAfter({});
        cut.back().pop_back();
        QVERIFY(!b.trust->addBlocks(cut));
    }

    void aRestoredVaultIsANewLaptopByTheWordOfTheOld()
    {
        Laptop a(1);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        const auto former = a.trust->secrets().device;
        QVERIFY(a.trust->succeed(a.user).error().code == Errc::WrongState);
        a.becomeNewDevice();
        a.restart();
        QVERIFY(a.trust->secrets().device != former);
        QVERIFY(!a.trust->self());
        QVERIFY(a.trust->succeed(a.user).hasValue());
        QVERIFY(a.trust->self()->isAdmin);
        QVERIFY(a.trust->state().device(former) != nullptr);
        QVERIFY(a.trust->writingKey(Identity) != nullptr);
        QVERIFY(a.trust->secrets().sign.publicKey != a.trust->state().device(former)->signKey);
        QVERIFY(a.trust->revoke(former, {}, {}, a.user).hasValue()); // and it can shut the old one out
    }

    void keysOfDroppedEpochsAreForgotten()
    {
        Laptop a(1), b(2);
        QVERIFY(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
        const auto old = a.trust->state().newestEpoch(Case)->keyId;
        QVERIFY(a.trust->startEpochs(a.user).hasValue());
        b.follow(a);
        QVERIFY(b.trust->findKey(old) != nullptr);
        QVERIFY(a.trust->dropOldEpochs(a.user).hasValue());
        QVERIFY(a.trust->findKey(old) == nullptr);
        const auto heads = a.trust->heads();
        QVERIFY(a.trust->dropOldEpochs(a.user).hasValue()); // by a second erasure: the roster has nothing new to say
        QCOMPARE(a.trust->heads(), heads);
        b.follow(a);
        QCOMPARE(b.trust->forgetDroppedKeys().value(), std::size_t{4});
        b.restart();
        QVERIFY(b.trust->findKey(old) == nullptr);
        QVERIFY(isSame(a.trust->writingKey(Case), b.trust->writingKey(Case)));
    }
};

QTEST_APPLESS_MAIN(TestTrust)
#include "test_trust.moc"
