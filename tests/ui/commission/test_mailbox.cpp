// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/exchange/joining.h"
#include "tests/cli/cutting_proxy.h"
#include "tests/ui/commission/office_program.h"
#include "tests/ui/commission/running_server.h"
#include "ui/kit/widgets.h"
#include "ui/roads/server_post.h"

#include <QAction>

using namespace indaro;
using namespace indaro::tests;
using namespace Qt::StringLiterals;

namespace {

/// A program with its exchange, as the desktop program has it.
struct NetworkedOffice : OfficeProgram
{
    std::unique_ptr<exchange::Exchange> exchange;
    std::unique_ptr<pages::PacketPost> post;

    explicit NetworkedOffice(QString called) : OfficeProgram(std::move(called), [this] { return post.get(); })
    {
        exchange = std::make_unique<exchange::Exchange>(*workspace);
        post = ui::roads::serverPost(*exchange);
        exchange->start();
        INDARO_CHECK(QTest::qWaitFor([this] { return exchange->packets().has_value(); }, Busy));
    }
    ~NetworkedOffice()
    {
        exchange->stop();
        workspace->drain();
        window.reset(); // its pages hold the post
    }
    void becomeCommission()
    {
        INDARO_CHECK(run([](casework::Desk &desk) {
                         return reports::setHouseMode(desk, reports::HouseMode::Commission);
                     }).hasValue());
    }
    /// A house of one laptop, with access to the server at this address.
    [[nodiscard]] bool joinServer(const QString &url, const QString &code)
    {
        std::optional<bool> isFounded, isJoined;
        exchange->change(window.get(), &exchange::foundHouse,
                         [&](const base::Result<void> &done) { isFounded = done.hasValue(); });
        if (!QTest::qWaitFor([&] { return isFounded.has_value(); }, Busy) || !*isFounded)
            return false;
        exchange->joinServer({url, code.toStdString(), {}, false, workspace->user()}, window.get(),
                             [&](const base::Result<std::string> &done) { isJoined = done.hasValue(); });
        return QTest::qWaitFor([&] { return isJoined.has_value(); }, Busy) && *isJoined &&
               QTest::qWaitFor([this] { return post->canSend(); }, Busy);
    }
    /// On the page of the commission, with the keyboard's text and the button.
    [[nodiscard]] bool joinMailbox(const QString &url, const QString &code)
    {
        auto *page = open<pages::PacketsPage>(pages::PacketsPageId);
        part<QPushButton>(page, "mailboxOpenJoin")->click();
        QTest::keyClicks(part<QLineEdit>(page, "mailboxAddress"), url);
        QTest::keyClicks(part<QLineEdit>(page, "mailboxCode"), code);
        part<QPushButton>(page, "mailboxJoin")->click();
        // It looks into the mailbox at once.
        return QTest::qWaitFor([&] { return part<QLabel>(page, "mailboxText")->text().contains(url); }, Busy) &&
               QTest::qWaitFor([this] { return !post->isBusy() && post->mailboxes().front().lookedAt != 0; }, Busy);
    }
    /// The numbers of 2025, sealed and given to the server's road on the page of the shelter.
    [[nodiscard]] bool sendYear()
    {
        auto *page = open<pages::CountsPage>(pages::CountsPageId);
        auto *leaves = part<QLabel>(page, "countsLeaves");
        auto *button = part<QPushButton>(page, "countsSend");
        if (!QTest::qWaitFor([&] { return part<QComboBox>(page, "countsPeriod")->count() > 0; }, Busy))
            return false;
        choosePeriod(page, "countsPeriod", u"2025"_s);
        if (!QTest::qWaitFor([&] { return workspace->pendingJobs() == 0; }, Busy))
            return false;
        QCoreApplication::processEvents();
        if (!QTest::qWaitFor([&] { return button->isEnabled() && leaves->text().contains(u"of 2025."_s); }, Busy))
            return false;
        const std::size_t before = post->sent().size();
        button->click();
        return QTest::qWaitFor([&] { return post->sent().size() > before; }, Busy);
    }
    /// What the page of the shelter says of the newest packet.
    [[nodiscard]] QString wayOfNewest() { return cell(part<QTableWidget>(window->currentPage(), "countsSent"), 0, 5); }
    /// A round somebody asked for, to its end; how many packets were looked at, -1: it failed.
    [[nodiscard]] int carry()
    {
        std::optional<int> count;
        const auto watch = QObject::connect(exchange.get(), &exchange::Exchange::packetsCarried, window.get(),
                                            [&](const transport::CourierReport &report, bool wasByHand) {
                                                if (wasByHand)
                                                    count = report.failure ? -1 : int(report.fetched.size());
                                            });
        exchange->carryPacketsNow();
        const bool isOver = QTest::qWaitFor([&] { return count.has_value(); }, 2 * Busy);
        QObject::disconnect(watch);
        return isOver ? *count : -2;
    }
    [[nodiscard]] bool queue(const base::Bytes &packet)
    {
        std::optional<bool> isQueued;
        post->send(packet, window.get(), [&](const base::Result<void> &done) { isQueued = done.hasValue(); });
        return QTest::qWaitFor([&] { return isQueued.has_value(); }, Busy) && *isQueued;
    }
};

/// The shelter knows the commission, the commission the shelter, and both the server.
struct Country
{
    RunningServer server;
    bool isRunning = server.start();
    NetworkedOffice shelter{u"Maison Inzira"_s};
    NetworkedOffice commission{u"La commission"_s};

    explicit Country(bool isCompared = true)
    {
        commission.becomeCommission();
        shelter.meet(commission, "commission");
        commission.meet(shelter, "shelter", isCompared);
        shelter.admit(12);
    }
    [[nodiscard]] bool join()
    {
        return isRunning && shelter.joinServer(server.url(), server.invitation(u"invite-shelter"_s)) &&
               commission.joinMailbox(server.url(), server.invitation(u"invite-commission"_s));
    }
    [[nodiscard]] QTableWidget *outcomes() const
    {
        return part<QTableWidget>(commission.window->currentPage(), "packetOutcomes");
    }
    [[nodiscard]] QTableWidget *apart() const
    {
        return part<QTableWidget>(commission.window->currentPage(), "mailboxApart");
    }
};

} // namespace

/// Real programs' halves with a real server between them.
class TestMailbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void countsLeaveAndTheCommissionsWordComesBack()
    {
        Country country;
        QVERIFY(country.join());
        QVERIFY(country.shelter.sendYear());
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"the server has it"_s), Busy);
        country.shelter.shot(u"counts-by-server"_s);

        auto *page = country.commission.open<pages::PacketsPage>(pages::PacketsPageId);
        part<QPushButton>(page, "mailboxFetch")->click();
        auto *shelters = part<QTableWidget>(page, "shelterTable");
        QTRY_COMPARE_WITH_TIMEOUT(cell(country.outcomes(), 0, 1), u"Maison Inzira, 2025: taken in."_s, Busy);
        QTRY_COMPARE_WITH_TIMEOUT(cell(shelters, 0, 1), u"it has come"_s, Busy);
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});
        country.commission.shot(u"commission-mailbox"_s);

        // "Read" only by the commission's own signature.
        QVERIFY(country.shelter.wayOfNewest().startsWith(u"the server has it"_s));
        QCOMPARE(country.shelter.carry(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"the commission has read it"_s), Busy);
        QCOMPARE(country.commission.carry(), 0);
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});
    }

    void withoutAServerNothingIsOfferedThatCannotWork()
    {
        NetworkedOffice shelter(u"Maison Inzira"_s);
        auto *page = shelter.open<pages::CountsPage>(pages::CountsPageId);
        QTRY_VERIFY_WITH_TIMEOUT(part<QComboBox>(page, "countsPeriod")->count() > 0, Busy);
        QVERIFY(part<QPushButton>(page, "countsSend")->isHidden());
        QVERIFY(part<QPushButton>(page, "countsSeal")->isVisible());
    }

    void aServerThatIsAwayForWeeksLosesNothing()
    {
        Country country;
        QVERIFY(country.join());
        country.server.kill();
        QVERIFY(country.shelter.sendYear());
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"waits on this laptop"_s), Busy);
        QCOMPARE(country.shelter.carry(), -1);
        QVERIFY(country.shelter.wayOfNewest().startsWith(u"waits on this laptop"_s)); // and nothing else is said
        country.shelter.clock.advance(std::int64_t{40} * 24 * 3'600'000);
        QVERIFY(country.server.start());
        QCOMPARE(country.shelter.carry(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"the server has it"_s), Busy);
        QCOMPARE(country.commission.carry(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(cell(country.outcomes(), 0, 1), u"Maison Inzira, 2025: taken in."_s, Busy);
    }

    /// The server is killed while a packet is under way to it, and the link to the commission is cut again and again.
    void linksThatAreCutCarryItOnce()
    {
        Country country;
        QVERIFY(country.isRunning);
        CuttingProxy up(country.server.port());
        CuttingProxy down(country.server.port());
        QVERIFY(country.shelter.joinServer(up.url(), country.server.invitation(u"invite-shelter"_s)));
        QVERIFY(country.commission.joinMailbox(down.url(), country.server.invitation(u"invite-commission"_s)));
        QTRY_COMPARE_WITH_TIMEOUT(country.shelter.exchange->isServerBusy(), false, Busy);
        bool wasKilled = false;
        up.forget();
        up.whenUp(4'500, [&] {
            country.server.kill();
            wasKilled = country.server.start();
        });
        QVERIFY(country.shelter.sendYear());
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"the server has it"_s), 2 * Busy);
        QVERIFY(wasKilled);
        down.cutEvery(9'000);
        QCOMPARE(country.commission.carry(), 1);
        QVERIFY(down.connections() > 1);
        QTRY_COMPARE_WITH_TIMEOUT(cell(country.outcomes(), 0, 1), u"Maison Inzira, 2025: taken in."_s, Busy);
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});
    }

    void aKeyNobodyComparedIsKeptApartUntilSomebodyDoes()
    {
        Country country(false);
        QVERIFY(country.join());
        QVERIFY(country.shelter.sendYear());
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.wayOfNewest().startsWith(u"the server has it"_s), Busy);
        QVERIFY(country.commission.carry() >= 0);
        QTRY_COMPARE_WITH_TIMEOUT(country.apart()->rowCount(), 1, Busy);
        QVERIFY(cell(country.apart(), 0, 1).contains(country.shelter.key().code)); // the digits to compare
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{0});
        country.commission.shot(u"commission-mailbox-apart"_s);
        QVERIFY(country.shelter.carry() == 0 && country.shelter.wayOfNewest().startsWith(u"the server has it"_s));

        QVERIFY(country.commission
                    .run([code = country.shelter.key().code](casework::Desk &desk) -> base::Result<void> {
                        INDARO_TRY_ASSIGN(const auto partners, casework::listPartnerKeys(desk));
                        return casework::notePartnerKeyCompared(desk, partners.front().entry, code);
                    })
                    .hasValue());
        QCOMPARE(country.commission.carry(), 1);
        QTRY_COMPARE_WITH_TIMEOUT(country.apart()->rowCount(), 0, Busy);
        QTRY_COMPARE_WITH_TIMEOUT(cell(country.outcomes(), 0, 1), u"Maison Inzira, 2025: taken in."_s, Busy);
    }

    /// From a stick and by the server: counted once, and answered.
    void theSamePacketByTwoRoadsIsCountedOnce()
    {
        Country country;
        QVERIFY(country.join());
        QTemporaryDir stick;
        const QString file = sealYear(country.shelter, stick.path());
        QVERIFY(!file.isEmpty());
        auto *page = country.commission.open<pages::PacketsPage>(pages::PacketsPageId);
        country.commission.files.path = stick.path();
        page->toolbarActions().at(0)->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(cell(country.outcomes(), 0, 1), u"Maison Inzira, 2025: taken in."_s, Busy);
        const auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        QVERIFY(country.shelter.queue(bytes) && country.shelter.queue(bytes));
        QVERIFY(country.shelter.carry() == 0);
        QCOMPARE(country.shelter.post->sent().size(), std::size_t{1});
        QVERIFY(country.commission.carry() >= 0);
        QTRY_VERIFY_WITH_TIMEOUT(cell(country.outcomes(), 0, 1).contains(u"Nothing is counted twice"_s), Busy);
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{1});
        QCOMPARE(country.shelter.carry(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.post->sent().front().state == pages::PacketPost::State::Read, Busy);
    }

    void whatWasChangedOnTheWayIsKeptApartAndTakenAway()
    {
        Country country;
        QVERIFY(country.join());
        QTemporaryDir stick;
        const QString file = sealYear(country.shelter, stick.path());
        QVERIFY(!file.isEmpty());
        auto bytes = base::readFile(file.toStdU16String(), MostOfFile).value();
        bytes[bytes.size() - 40] ^= std::byte{1};
        QVERIFY(country.shelter.queue(bytes));
        QCOMPARE(country.shelter.carry(), 0);
        QVERIFY(country.commission.carry() >= 0);
        QTRY_COMPARE_WITH_TIMEOUT(country.apart()->rowCount(), 1, Busy);
        QVERIFY(cell(country.apart(), 0, 1).contains(u"not as it was sealed"_s));
        QCOMPARE(country.commission.audits(casework::AuditVerb::CountsOpened), std::size_t{0});
        country.apart()->setCurrentCell(0, 0);
        country.commission.ask.choice = 1;
        part<QPushButton>(country.commission.window->currentPage(), "mailboxTakeAway")->click();
        QTRY_COMPARE_WITH_TIMEOUT(country.apart()->rowCount(), 0, Busy);
        QCOMPARE(country.shelter.carry(), 0);
        QTRY_VERIFY_WITH_TIMEOUT(country.shelter.post->sent().front().state == pages::PacketPost::State::TakenAway, Busy);
    }

    void anInvitationIsForOneWorkstation()
    {
        Country country;
        QVERIFY(country.isRunning);
        const QString code = country.server.invitation(u"invite-commission"_s);
        QVERIFY(country.commission.joinMailbox(country.server.url(), code));
        NetworkedOffice other(u"Quelqu’un"_s);
        other.becomeCommission();
        (void)other.key();
        auto *page = other.open<pages::PacketsPage>(pages::PacketsPageId);
        part<QPushButton>(page, "mailboxOpenJoin")->click();
        QTest::keyClicks(part<QLineEdit>(page, "mailboxAddress"), country.server.url());
        QTest::keyClicks(part<QLineEdit>(page, "mailboxCode"), code);
        part<QPushButton>(page, "mailboxJoin")->click();
        const auto isTold = [page] {
            const auto banners = page->findChildren<ui::kit::Banner *>();
            return std::ranges::any_of(banners, [](const ui::kit::Banner *banner) {
                return banner->isVisible() && banner->text().contains(u"invitation"_s, Qt::CaseInsensitive);
            });
        };
        QTRY_VERIFY_WITH_TIMEOUT(isTold(), Busy);
        QVERIFY(other.post->mailboxes().empty());
    }
};

QTEST_MAIN(TestMailbox)
#include "test_mailbox.moc"
