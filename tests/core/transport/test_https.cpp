// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/transport/auto_sync.h"
#include "core/transport/house_server.h"
#include "tests/core/sync/exchanging_laptops.h"
#include "tests/core/transport/scripted_server.h"

#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace indaro;
using base::Errc;
using tests::Label;
using tests::Laptop;
using tests::ScriptedServer;

namespace {

QByteArray toQt(base::ByteView bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}
base::ByteView fromQt(const QByteArray &bytes)
{
    return base::asBytes({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

/// What a relay keeps of one shelter, without its checks: the transport's other side.
class Relay
{
public:
    crypto::SignKeyPair keys = crypto::makeSignKeyPair();
    std::map<wire::StreamKey, std::vector<base::Bytes>> streams;
    wire::ShelterId shelter;
    std::uint64_t total = 0;
    bool hasRoster = false;
    std::size_t uploads = 0, stored = 0, repeated = 0, resumed = 0;

    explicit Relay(const wire::ShelterId &id) : shelter(id) {}

    wire::HaveVector have() const
    {
        wire::HaveVector out;
        for (const auto &[key, envelopes] : streams)
            out[key] = envelopes.size();
        return out;
    }
    QByteArray sync(const QByteArray &body) const
    {
        const auto request = wire::decodeSyncRequest(fromQt(body)).value();
        wire::SyncAnswerHead head;
        head.have = have();
        head.knowsRoster = hasRoster;
        std::vector<base::Bytes> lacking;
        for (const auto &[key, envelopes] : streams) {
            for (std::uint64_t n = wire::numberIn(request.have, key); n < envelopes.size(); ++n)
                lacking.push_back(envelopes[n]);
        }
        head.envelopes = static_cast<std::uint32_t>(lacking.size());
        QByteArray out = toQt(wire::encodeSyncAnswerHead(head, request.have));
        for (const auto &envelope : lacking)
            out += toQt(envelope);
        return out;
    }
    QByteArray upload(const QByteArray &body)
    {
        ++uploads;
        wire::UploadAnswer answer;
        std::set<wire::StreamKey> touched;
        for (const auto &bytes : wire::cutEnvelopes(fromQt(body)).envelopes) {
            const auto view = wire::parseEnvelope(bytes).value();
            auto &stream = streams[view.key()];
            touched.insert(view.key());
            if (view.header.number <= stream.size()) {
                ++repeated;
                answer.items.push_back(wire::ItemStatus::AlreadyThere);
                continue;
            }
            stream.emplace_back(bytes.begin(), bytes.end());
            ++total;
            ++stored;
            answer.items.push_back(wire::ItemStatus::Stored);
        }
        for (const auto &key : touched) {
            const auto &stream = streams[key];
            answer.receipts.push_back(
                wire::signReceipt({shelter, key, stream.size(), wire::envelopeHash(stream.back()), total, 1}, keys));
        }
        return toQt(wire::encodeUploadAnswer(answer));
    }
    ScriptedServer::Reply answer(const ScriptedServer::Request &request)
    {
        if (request.path.endsWith("/sync"))
            return {200, sync(request.body)};
        if (request.path.endsWith("/roster")) {
            hasRoster = true;
            wire::UploadAnswer out;
            out.items.assign(wire::decodeRosterBlocks(fromQt(request.body)).value().size(), wire::ItemStatus::Stored);
            return {200, toQt(wire::encodeUploadAnswer(out))};
        }
        if (request.path.contains("/envelopes/"))
            return one(request);
        return {200, upload(request.body)};
    }
    /// One envelope, or what comes after the bytes of a Range.
    ScriptedServer::Reply one(const ScriptedServer::Request &request)
    {
        const QByteArrayList parts = request.path.split('/'); // … device, stream, number
        const auto device = wire::DeviceId::fromBytes(*base::fromHex(parts.at(parts.size() - 3).toStdString()));
        const auto &stream = streams.at({*device, static_cast<wire::Stream>(parts.at(parts.size() - 2).toInt())});
        const QByteArray bytes = toQt(stream.at(parts.last().toULongLong() - 1));
        const qsizetype range = request.head.toLower().indexOf("range: bytes=");
        if (range < 0)
            return {200, bytes};
        ++resumed;
        const QByteArray from = request.head.mid(range + 13);
        return {206, bytes.mid(from.first(from.indexOf('-')).toLongLong())};
    }
};

struct House
{
    Laptop a{1};
    Laptop b{2};
    House()
    {
        INDARO_CHECK(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
    }
};

transport::SyncReport exchange(Laptop &laptop, const ScriptedServer &server, const Relay &relay, unsigned attempts = 3)
{
    transport::SyncDesk desk{*laptop.db, *laptop.trust, *laptop.engine, laptop.clock};
    const std::string url = server.url().toStdString();
    if (!transport::findServer(*laptop.db, url).value()) {
        transport::ServerAccess access;
        access.url = url;
        access.serverKey = relay.keys.publicKey;
        INDARO_CHECK(transport::keepServer(*laptop.db, access).hasValue());
    }
    transport::HttpsTransport road([&desk](auto work, auto done) {
        work(desk);
        done();
    });
    transport::SyncReport report;
    bool isDone = false;
    QObject::connect(&road, &transport::HttpsTransport::finished, &road, [&](const transport::SyncReport &result) {
        report = result;
        isDone = true;
    });
    transport::SyncOptions options;
    options.url = url;
    options.attempts = attempts;
    road.start(options);
    if (!QTest::qWaitFor([&isDone] { return isDone; }, 30'000))
        qFatal("the round did not end");
    return report;
}

/// With the laptop that shows this address.
transport::SyncReport visit(Laptop &laptop, const std::string &address)
{
    transport::SyncDesk desk{*laptop.db, *laptop.trust, *laptop.engine, laptop.clock};
    transport::HttpsTransport road([&desk](auto work, auto done) {
        work(desk);
        done();
    });
    QSignalSpy ends(&road, &transport::HttpsTransport::finished);
    transport::SyncOptions options;
    options.url = address;
    options.isNeighbour = true;
    options.attempts = 1;
    road.start(options);
    if (ends.isEmpty() && !ends.wait(30'000))
        qFatal("the round did not end");
    return ends.first().at(0).value<transport::SyncReport>();
}

} // namespace

class TestHttps : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothWaysAndReceipts()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        const auto room = house.a.admit("premier", "Nadine Exemple");
        const auto up = exchange(house.a, server, relay);
        QVERIFY2(!up.failure, up.failure ? up.failure->toString().c_str() : "");
        QCOMPARE(up.envelopesSent, std::uint64_t{1});
        QCOMPARE(up.receipts, std::size_t{1});
        QCOMPARE(up.changesSent, std::uint64_t{2});
        const auto progress = house.a.engine->progressOf({1, room}).value();
        QCOMPARE(progress.servers, std::set<std::string>{base::toHex(relay.keys.publicKey)});
        const auto down = exchange(house.b, server, relay);
        QVERIFY(!down.failure);
        QCOMPARE(down.intake.applied, std::size_t{1});
        QCOMPARE(house.b.text(Label, room), std::string("premier"));
    }

    /// design/sync.md 4: at most half a kilobyte, headers included, and one round trip.
    void anIdleExchangeIsSmall()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        (void)house.a.admit("premier", "Nadine Exemple");
        (void)house.b.admit("second", "Aline Exemple");
        QVERIFY(!exchange(house.a, server, relay).failure && !exchange(house.b, server, relay).failure);
        QVERIFY(!exchange(house.a, server, relay).failure);
        const auto requests = server.requests().size();
        const auto bytes = server.bytesIn() + server.bytesOut();
        QVERIFY(!exchange(house.a, server, relay).failure);
        QCOMPARE(server.requests().size(), requests + 1);
        const auto idle = server.bytesIn() + server.bytesOut() - bytes;
        QVERIFY2(idle <= 512, (QByteArray::number(idle) + " bytes: " + server.requests().last().head).constData());
    }

    void whatCameBeforeTheLinkWasCutCounts()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        bool isCut = false;
        ScriptedServer server([&](const auto &request) {
            auto reply = relay.answer(request);
            if (isCut && request.path.endsWith("/sync") && reply.body.size() > 3000) {
                isCut = false;
                reply.cutAfter = reply.body.size() - 100; // all but the end of the last envelope
            }
            return reply;
        });
        for (int i = 0; i < 5; ++i) {
            (void)house.a.admit("chambre", "Nadine Exemple");
            QVERIFY(house.a.engine->cutPending().hasValue());
        }
        QVERIFY(!exchange(house.a, server, relay).failure);
        isCut = true;
        const auto before = server.bytesOut();
        const auto down = exchange(house.b, server, relay);
        QVERIFY(!down.failure && !isCut);
        QCOMPARE(relay.resumed, std::size_t{1}); // only the hundred bytes that were missing of the last
        qint64 once = 0;
        for (const auto &envelope : relay.streams.begin()->second)
            once += qint64(envelope.size());
        QVERIFY2(server.bytesOut() - before < once + 1'500, qPrintable(QString::number(server.bytesOut() - before - once)));
        QCOMPARE(down.intake.applied, std::size_t{5});
        QCOMPARE(down.envelopesReceived, std::uint64_t{5}); // none came twice
    }

    void anUploadThatWasCutIsNotRepeated()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        bool isCut = true;
        ScriptedServer server([&](const auto &request) {
            auto reply = relay.answer(request);
            if (isCut && request.path.endsWith("/envelopes")) {
                isCut = false;
                reply.cutAfter = 0; // stored, and the answer never arrived
            }
            return reply;
        });
        (void)house.a.admit("premier", "Nadine Exemple");
        const auto up = exchange(house.a, server, relay);
        QVERIFY(!up.failure);
        QCOMPARE(relay.stored, std::size_t{1});
        QCOMPARE(relay.repeated, std::size_t{0}); // the next round asked what is there
    }

    void refusalsHaveCodes_data()
    {
        QTest::addColumn<int>("status");
        QTest::addColumn<QByteArray>("word");
        QTest::addColumn<int>("code");
        QTest::newRow("token") << 401 << QByteArray("token\n") << int(Errc::AccessRefused);
        QTest::newRow("revoked") << 403 << QByteArray("revoked\n") << int(Errc::DeviceRevoked);
        QTest::newRow("quota") << 507 << QByteArray("quota\n") << int(Errc::QuotaFull);
        QTest::newRow("busy") << 503 << QByteArray("try-again\n") << int(Errc::ServerBusy);
        QTest::newRow("hotel") << 302 << QByteArray("<html>") << int(Errc::ServerRefused);
        QTest::newRow("portal") << 200 << QByteArray("<html>log in</html>") << int(Errc::WireTooNew);
    }
    void refusalsHaveCodes()
    {
        QFETCH(int, status);
        QFETCH(QByteArray, word);
        QFETCH(int, code);
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &) { return ScriptedServer::Reply{status, word, "Location: /login\r\n"}; });
        const auto report = exchange(house.a, server, relay, 1);
        QVERIFY(report.failure);
        QVERIFY2(int(report.failure->code) == code || (status == 200 && report.failure->code == Errc::WireDamaged),
                 report.failure->toString().c_str());
        QCOMPARE(server.requests().size(), 1);
    }

    void aServerThatForgetsIsStopped()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        (void)house.a.admit("premier", "Nadine Exemple");
        QVERIFY(!exchange(house.a, server, relay).failure);
        relay.streams.clear();
        const auto report = exchange(house.a, server, relay);
        QVERIFY(report.failure && report.failure->code == Errc::RoadStopped);
        const auto requests = server.requests().size();
        QVERIFY(exchange(house.a, server, relay).failure);
        QCOMPARE(server.requests().size(), requests); // not asked again before a person has looked
        QVERIFY(std::ranges::count(house.a.alarms(), "rollback") == 1);
    }

    void aReceiptOfAnotherServerIsNoProof()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &request) { return relay.answer(request); });
        const auto room = house.a.admit("premier", "Nadine Exemple");
        const auto pinned = relay.keys.publicKey;
        INDARO_CHECK(transport::keepServer(*house.a.db, {server.url().toStdString(), pinned, {}, {}, {}, 0}).hasValue());
        relay.keys = crypto::makeSignKeyPair();
        const auto report = exchange(house.a, server, relay);
        QVERIFY(report.failure);
        QVERIFY(house.a.engine->progressOf({1, room}).value().servers.empty());
    }

    /// A house with a certificate of its own: only the key that people compared is accepted, and nothing is sent before.
    void aCertificateOfOnesOwn()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        ScriptedServer server([&](const auto &request) { return relay.answer(request); }, ScriptedServer::Speaks::Https);
        transport::ServerAccess access;
        access.url = server.url().toStdString();
        access.serverKey = relay.keys.publicKey;
        QVERIFY(transport::keepServer(*house.a.db, access).hasValue());
        const auto unknown = exchange(house.a, server, relay);
        QVERIFY2(unknown.failure && unknown.failure->code == Errc::CertificateNotTrusted,
                 unknown.failure ? unknown.failure->toString().c_str() : "");
        const auto fingerprint = base::fromHex(unknown.failure->text("fingerprint"));
        QCOMPARE(unknown.failure->text("fingerprint"),
                 std::string("7ecdfe33c61b0221d4803761414d61c164478b89b3ca2caa0085c1c37089c27b"));
        QCOMPARE(server.requests().size(), 0);
        access.certificate.emplace().fill(std::byte{7});
        QVERIFY(transport::keepServer(*house.a.db, access).hasValue());
        const auto other = exchange(house.a, server, relay);
        QVERIFY(other.failure && other.failure->number("wasPinned") == 1);
        QCOMPARE(server.requests().size(), 0);
        std::copy(fingerprint->begin(), fingerprint->end(), access.certificate->begin());
        QVERIFY(transport::keepServer(*house.a.db, access).hasValue());
        const auto pinned = exchange(house.a, server, relay);
        QVERIFY2(!pinned.failure, pinned.failure ? pinned.failure->toString().c_str() : "");
    }

    /// Two laptops on the house's own network, without a server.
    void aNeighbourThatOffersItself()
    {
        House house;
        Laptop stranger{3};
        QVERIFY(stranger.trust->found(stranger.user, std::nullopt).hasValue());
        const auto room = house.a.admit("de a", "Nadine Exemple");
        const auto other = house.b.admit("de b", "Aline Exemple");
        transport::SyncDesk desk{*house.a.db, *house.a.trust, *house.a.engine, house.a.clock};
        transport::HouseServer server([&desk](auto work, auto done) {
            work(desk);
            done();
        });
        QVERIFY(server.start(0, QHostAddress(QHostAddress::LocalHost)).hasValue());
        QSignalSpy received(&server, &transport::HouseServer::received);
        const std::string address = server.addresses().front().toStdString();
        const auto met = visit(house.b, address);
        QVERIFY2(!met.failure, met.failure ? met.failure->toString().c_str() : "");
        QCOMPARE(house.a.text(Label, other), std::string("de b"));
        QCOMPARE(house.b.text(Label, room), std::string("de a"));
        QCOMPARE(received.size(), 1);
        // Each knows that the other has it: who offers from what the visitor said the next time.
        QVERIFY(house.b.engine->progressOf({1, other}).value().laptops.contains(house.a.log->device()));
        QVERIFY(!visit(house.b, address).failure);
        QVERIFY(house.a.engine->progressOf({1, room}).value().laptops.contains(house.b.log->device()));
        QVERIFY(house.a.alarms().empty() && house.b.alarms().empty());
        const auto refused = visit(stranger, address);
        QVERIFY(refused.failure && refused.failure->code == Errc::SyncUnknownDevice);
        QVERIFY(visit(house.a, address).failure->code == Errc::InvalidArgument);
        server.stop();
        QVERIFY(visit(house.b, address).failure->code == Errc::NetworkUnreachable);
    }

    /// The laptop that offers itself began with a snapshot, so it has no envelopes to give a newcomer: it makes one.
    void aNeighbourGivesASnapshot()
    {
        House house;
        const auto room = house.a.admit("de a", "Nadine Exemple");
        house.a.inTransaction([&] { QVERIFY(house.a.log->setHouseOnly(room, true).hasValue()); });
        house.a.edit(Label, room, std::string_view("reste ici"));
        const auto other = house.a.admit("de a aussi", "Aline Exemple");
        house.a.sendTo(house.b);
        house.b.inTransaction([&] {
            const auto have = house.b.engine->have(true).value();
            QVERIFY(sync::EnvelopeRows(*house.b.db).letGo(have).hasValue());
        });
        Laptop newcomer{3};
        tests::enrol(house.a, newcomer);
        const auto own = newcomer.admit("de la nouvelle", "Rose Exemple");
        transport::SyncDesk desk{*house.b.db, *house.b.trust, *house.b.engine, house.b.clock};
        transport::HouseServer server([&desk](auto work, auto done) {
            work(desk);
            done();
        });
        QVERIFY(server.start(0, QHostAddress(QHostAddress::LocalHost)).hasValue());
        const std::string address = server.addresses().front().toStdString();
        const auto met = visit(newcomer, address);
        QVERIFY2(!met.failure, met.failure ? met.failure->toString().c_str() : "");
        QVERIFY(met.snapshotPartsTaken == 1 && !met.needsSnapshot);
        QCOMPARE(newcomer.text(Label, room), std::string("reste ici")); // what stays in the house is in it
        QCOMPARE(newcomer.text(Label, other), std::string("de a aussi"));
        QCOMPARE(house.b.text(Label, own), std::string("de la nouvelle"));
        QCOMPARE(newcomer.engine->have(true).value(), house.b.engine->have(true).value());
        QCOMPARE(visit(newcomer, address).snapshotPartsTaken, std::size_t{0});
        QVERIFY(house.b.alarms().empty() && newcomer.alarms().empty());
    }

    /// Somebody on the same Wi-Fi shows the neighbour's signed offer over a certificate of his own.
    void somebodyInBetweenHearsNothing()
    {
        House house;
        crypto::Digest real{};
        real.fill(std::byte{3});
        ScriptedServer between(
            [&](const auto &) {
                const auto offer = wire::signHouseOffer({house.a.log->device(), real}, house.a.trust->secrets().sign);
                return ScriptedServer::Reply{200, toQt(offer)};
            },
            ScriptedServer::Speaks::Https);
        const auto met = visit(house.b, between.url().toStdString());
        QVERIFY2(met.failure && met.failure->code == Errc::CertificateNotTrusted,
                 met.failure ? met.failure->toString().c_str() : "");
        QCOMPARE(between.requests().size(), 1); // the question who it is, and nothing else
        // A visit made for one connection is worth nothing on another.
        transport::SyncDesk desk{*house.a.db, *house.a.trust, *house.a.engine, house.a.clock};
        const auto body =
            wire::signHouseVisit({house.a.trust->shelter(), house.b.log->device(), real, {}}, house.b.trust->secrets().sign);
        QVERIFY(transport::welcome(desk, body, real).hasValue());
        QVERIFY(transport::welcome(desk, body, crypto::Digest{}).error().code == Errc::AccessRefused);
        auto changed = body;
        changed.back() ^= std::byte{1};
        QVERIFY(transport::welcome(desk, changed, real).error().code == Errc::CryptoAuthFailed);
        changed.pop_back();
        QVERIFY(transport::welcome(desk, changed, real).error().code == Errc::WireDamaged);
    }

    void noServerAtAll()
    {
        House house;
        Relay relay(house.a.trust->shelter());
        QString url;
        {
            ScriptedServer server([](const auto &) { return ScriptedServer::Reply{}; });
            url = server.url();
        }
        INDARO_CHECK(
            transport::keepServer(*house.a.db, {url.toStdString(), relay.keys.publicKey, {}, {}, {}, 0}).hasValue());
        transport::SyncDesk desk{*house.a.db, *house.a.trust, *house.a.engine, house.a.clock};
        transport::HttpsTransport road([&desk](auto work, auto done) {
            work(desk);
            done();
        });
        QSignalSpy steps(&road, &transport::HttpsTransport::progressed);
        QSignalSpy ends(&road, &transport::HttpsTransport::finished);
        road.start({url.toStdString(), false, 10, false});
        QTRY_VERIFY(!steps.isEmpty() &&
                    steps.last().at(0).value<transport::SyncProgress>().step == transport::SyncProgress::Step::Waiting);
        road.cancel();
        QCOMPARE(ends.size(), 1);
        QVERIFY(ends.first().at(0).value<transport::SyncReport>().failure->code == Errc::Cancelled);
    }

    void addresses()
    {
        QCOMPARE(transport::serverUrl(u"serveur.example.org/"_s, false)->toString(), u"https://serveur.example.org"_s);
        QCOMPARE(transport::serverUrl(u"http://127.0.0.1:8437"_s, false)->toString(), u"http://127.0.0.1:8437"_s);
        QVERIFY(transport::serverUrl(u"http://192.168.1.5:8437"_s, true).hasValue());
        QVERIFY(transport::serverUrl(u"http://192.168.1.5:8437"_s, false).error().code == Errc::AddressNotSecure);
        for (const QString &bad :
             {u""_s, u"ftp://x.org"_s, u"https://a b"_s, u"https://u:p@x.org"_s, u"https://x.org/?a=1"_s})
            QVERIFY2(!transport::serverUrl(bad, true).hasValue(), qPrintable(bad));
    }

    void pieces()
    {
        transport::LinkEstimate link;
        link.carried(5'000, 1'000); // 2G
        QCOMPARE(link.pieceSize(), std::size_t{50'000});
        QCOMPARE(link.secondsFor(100'000).value(), std::int64_t{20});
        QCOMPARE(link.envelopeSize(), std::size_t{25'000});
        link.dropped();
        QCOMPARE(link.pieceSize(), std::size_t{25'000});
        QCOMPARE(link.envelopeSize(), transport::LinkEstimate::Smallest);
        for (int i = 0; i < 100; ++i)
            link.dropped();
        QCOMPARE(link.pieceSize(), transport::LinkEstimate::Smallest);
        link.carried(100'000, 1);
        QCOMPARE(link.pieceSize(), transport::LinkEstimate::Largest);
        QCOMPARE(link.envelopeSize(), transport::LinkEstimate::Smallest); // it has just dropped
        link.carried(10'000'000, 100);
        QCOMPARE(link.pieceSize(), transport::LinkEstimate::Largest);
        QCOMPARE(link.envelopeSize(), transport::LinkEstimate::LargestEnvelope);
        link.dropped();
        QCOMPARE(link.pieceSize(), transport::LinkEstimate::Largest / 2); // from what a piece was, not from the rate
        QCOMPARE(transport::retryDelayMs(1, 1.0), std::int64_t{1'000});
        QCOMPARE(transport::retryDelayMs(3, 0.0), std::int64_t{2'000});
        QCOMPARE(transport::retryDelayMs(60, 1.0), std::int64_t{300'000});
        QCOMPARE(transport::retryDelayMs(1, 0.5, 10'000), std::int64_t{10'000});
    }

    void whenToExchangeByItself()
    {
        transport::SyncSchedule schedule(false);
        QVERIFY(schedule.isDue(0));
        schedule.ended(true, false, 0, 1.0);
        QVERIFY(!schedule.isDue(599'999) && schedule.isDue(600'000));
        schedule.wrote(1'000);
        QVERIFY(!schedule.isDue(20'999) && schedule.isDue(21'000));
        schedule.ended(false, true, 30'000, 1.0); // no network
        schedule.wrote(31'000);
        QVERIFY(!schedule.isDue(45'999) && schedule.isDue(46'000));
        schedule.linkAppeared(40'000);
        QVERIFY(schedule.isDue(40'000));
        schedule.ended(false, false, 50'000, 1.0); // an alarm, a certificate: a person must look
        QVERIFY(!schedule.isDue(100'000'000) && schedule.needsPerson());
        schedule.ended(true, false, 60'000, 1.0); // started by hand, and good
        QVERIFY(schedule.isDue(660'000));
        transport::SyncSchedule metered(true);
        metered.ended(true, false, 0, 1.0);
        QVERIFY(!metered.isDue(3'599'999) && metered.isDue(3'600'000));
    }
};

QTEST_GUILESS_MAIN(TestHttps)
#include "test_https.moc"
