// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/transport/server_access.h"
#include "tests/cli/cutting_proxy.h"
#include "tests/cli/two_vaults.h"

#include <QDir>
#include <QJsonArray>
#include <QProcess>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;
using tests::CliRun;
using tests::TwoVaults;

/// Two vaults and a real server; the steps follow each other.
class TestCliServer : public QObject
{
    Q_OBJECT

    TwoVaults m_house;
    QProcess m_server;
    quint16 m_port = 0;
    QString m_url;
    QStringList m_ids;

    [[nodiscard]] bool startServer()
    {
        m_server.start(QStringLiteral(INDARO_SERVER),
                       {u"--data"_s, m_house.path(u"server"_s), u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port)});
        QByteArray said;
        static const QRegularExpression listening(u"listening on http://127\\.0\\.0\\.1:(\\d+)"_s);
        while (m_server.waitForReadyRead(60'000)) {
            said += m_server.readAllStandardOutput();
            if (const auto match = listening.match(QString::fromUtf8(said)); match.hasMatch()) {
                m_port = match.captured(1).toUShort();
                m_url = u"http://127.0.0.1:%1"_s.arg(m_port);
                return true;
            }
        }
        return false;
    }
    /// What an administrator of the server reads out.
    [[nodiscard]] QByteArray invitation(const QStringList &command) const
    {
        QProcess process;
        process.start(QStringLiteral(INDARO_SERVER), command + QStringList{u"--data"_s, m_house.path(u"server"_s)});
        (void)process.waitForFinished(60'000);
        static const QRegularExpression code(u"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}"_s);
        return code.match(QString::fromUtf8(process.readAllStandardOutput())).captured().toUtf8() + '\n';
    }
    [[nodiscard]] CliRun sync(char laptop, const QStringList &more = {}) const
    {
        return m_house.run(laptop, QStringList{u"sync"_s} + more);
    }

    /// A new laptop of the house: what was said when it was let in, and when it joined.
    [[nodiscard]] std::pair<CliRun, CliRun> enrol(char laptop) const
    {
        const CliRun made = m_house.run(laptop, {u"init"_s, u"--shelter"_s, u"Inzu"_s});
        const QString request = m_house.path(u"request-"_s + QLatin1Char(laptop));
        const QString answer = m_house.path(u"answer-"_s + QLatin1Char(laptop));
        const QString code = m_house.run(laptop, {u"enrol-request"_s, u"--out"_s, request}).json()[u"codeA"_s].toString();
        const CliRun approved = m_house.run('a', {u"enrol-approve"_s, request, u"--out"_s, answer, u"--code"_s, code});
        const QString codeB = approved.json()[u"codeB"_s].toString();
        return {approved, m_house.run(laptop, {u"enrol-finish"_s, answer, u"--code"_s, codeB})};
    }
    /// Long texts that hardly compress, one a person.
    [[nodiscard]] bool writeNoise(int first, int count, int size) const
    {
        return m_house.inside('a', [&](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
            for (int i = first; i < first + count; ++i) {
                std::string noise; // of 64 letters: three quarters of it cannot be compressed
                for (int k = 0; k < size; ++k)
                    noise += static_cast<char>('0' + QRandomGenerator::global()->bounded(64));
                const auto person = sync::RecordId::fromText(m_ids.at(i).toStdString());
                INDARO_TRY(desk.log.edit(model::fields::identity::Occupation, *person, std::string_view(noise)));
            }
            return transaction.commit();
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        QCOMPARE(m_house.make(25), QByteArray());
        m_ids = m_house.people('a').keys();
        m_ids.sort();
        QVERIFY(startServer());
    }
    void cleanupTestCase()
    {
        m_server.terminate();
        QVERIFY(m_server.waitForFinished(60'000));
    }

    void bothJoinAndMeet()
    {
        QCOMPARE(sync('a', {m_url}).code(), u"AccessRefused"_s);
        QCOMPARE(m_house.run('a', {u"sync"_s, m_url, u"--invitation-stdin"_s}, "AAAAA-AAAAA-AAAAA-AAAAA\n").code(),
                 u"InvitationInvalid"_s);
        const CliRun first =
            m_house.run('a', {u"sync"_s, m_url, u"--invitation-stdin"_s}, invitation({u"invite-shelter"_s}));
        QVERIFY2(first.exitCode == 0, first.all().constData());
        QVERIFY(first.json().value(u"receipts"_s).toInt() > 0);
        // The other laptop hears of the server by stick, then joins with an invitation of its own.
        QVERIFY(QDir().mkpath(m_house.path(u"stick"_s)));
        QCOMPARE(m_house.run('b', {u"sync"_s, m_url, u"--invitation-stdin"_s}, "AAAAA-AAAAA-AAAAA-AAAAA\n").code(),
                 u"RosterRefused"_s);
        for (const char laptop : {'a', 'b'})
            QCOMPARE(m_house.run(laptop, {u"sync-folder"_s, m_house.path(u"stick"_s)}).exitCode, 0);
        const QString shelter = m_house.run('a', {u"roster"_s}).json().value(u"shelter"_s).toString();
        const CliRun second =
            m_house.run('b', {u"sync"_s, m_url, u"--invitation-stdin"_s}, invitation({u"invite-device"_s, shelter}));
        QVERIFY2(second.exitCode == 0, second.all().constData());
        QCOMPARE(m_house.people('b'), m_house.people('a'));
    }

    void apartAndTogetherAgain()
    {
        QVERIFY(m_house.rename('a', m_ids.at(2), u"Chez A"_s));
        QVERIFY(m_house.rename('b', m_ids.at(2), u"Chez B"_s));
        for (const char laptop : {'a', 'b', 'a'}) {
            const CliRun done = sync(laptop);
            QVERIFY2(done.exitCode == 0, done.all().constData());
        }
        QCOMPARE(m_house.people('b'), m_house.people('a'));
        const QJsonObject list = m_house.run('b', {u"conflicts"_s}).json();
        QCOMPARE(list.value(u"count"_s).toInt(), 1);
        const CliRun settled =
            m_house.run('b', {u"resolve"_s, list.value(u"conflicts"_s)[0][u"conflict"_s].toString(), u"--choose"_s, u"2"_s});
        QVERIFY2(settled.exitCode == 0, settled.all().constData());
        QVERIFY(sync('b').exitCode == 0 && sync('a').exitCode == 0);
        QCOMPARE(m_house.run('a', {u"conflicts"_s}).json().value(u"count"_s).toInt(), 0);
        const QJsonObject idle = sync('a').json();
        QCOMPARE(idle.value(u"requests"_s).toInt(), 1);
    }

    /// The approving laptop asks for the new one's access, and its answer brings it.
    void aThirdLaptopNeedsNoInvitation()
    {
        const auto [approved, finished] = enrol('c');
        QVERIFY2(approved.json()[u"hasServerAccess"_s].toBool(), approved.all().constData());
        QVERIFY2(finished.exitCode == 0, finished.all().constData());
        QCOMPARE(finished.json()[u"server"_s].toString(), m_url);
        const CliRun met = sync('c');
        QVERIFY2(met.exitCode == 0, met.all().constData());
        QCOMPARE(m_house.people('c'), m_house.people('a'));
        // Without the server the enrolment goes on without it.
        m_server.kill();
        QVERIFY(m_server.waitForFinished(60'000));
        const auto [apart, joined] = enrol('d');
        QVERIFY2(apart.exitCode == 0 && !apart.json()[u"hasServerAccess"_s].toBool(), apart.all().constData());
        QVERIFY(apart.errors.contains("NetworkUnreachable"));
        QVERIFY2(joined.exitCode == 0, joined.all().constData());
        QCOMPARE(joined.json()[u"server"_s].toString(), QString());
        QCOMPARE(sync('d').code(), u"AccessRefused"_s);
        QVERIFY(startServer());
    }

    /// design/sync.md: the server is killed in the middle of an upload; nothing is lost, and not more than the envelope
    /// under way is sent again.
    void aServerKilledInTheMiddle()
    {
        constexpr int Texts = 8;
        constexpr int Size = 60'000;
        QVERIFY(writeNoise(0, Texts, Size));
        tests::CuttingProxy proxy(m_port);
        proxy.setRate(120'000);
        // The same access under the proxy's address.
        QVERIFY(m_house.inside('a', [&](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto access, transport::findServer(desk.db));
            access->url = proxy.url().toStdString();
            access->bytesPerSecond = 0; // what it was without the proxy says nothing
            return transport::keepServer(desk.db, *access);
        }));
        bool wasKilled = false;
        proxy.whenUp(225'000, [this, &wasKilled] {
            m_server.kill();
            wasKilled = m_server.waitForFinished(60'000) && startServer();
        });
        QProcess laptop;
        laptop.start(QStringLiteral(INDARO_CLI), {u"sync"_s, u"--vault"_s, m_house.path(u"a"_s), u"--user"_s,
                                                  u"directrice"_s, u"--passphrase-stdin"_s, u"--json"_s});
        laptop.write(QByteArray(TwoVaults::Passphrase) + '\n');
        laptop.closeWriteChannel();
        QTRY_VERIFY_WITH_TIMEOUT(laptop.state() == QProcess::NotRunning, 240'000);
        const CliRun done{laptop.exitCode(), laptop.readAllStandardOutput(), laptop.readAllStandardError()};
        QVERIFY2(done.exitCode == 0, done.all().constData());
        QVERIFY(wasKilled);
        // Everything once, the envelope under way again, and the small talk of the rounds.
        const QJsonObject report = done.json();
        const qint64 talk = 2'000 * (report.value(u"requests"_s).toInt() + 2);
        qint64 all = 0, largest = 0;
        QVERIFY(m_house.inside('a', [&](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto sizes,
                              desk.db.prepare("SELECT length(bytes) FROM envelope WHERE device = ?1 AND stream = 0 "
                                              "ORDER BY number DESC LIMIT ?2"));
            sizes.bind(1, desk.log.device());
            sizes.bind(2, std::int64_t{Texts});
            for (;;) {
                INDARO_TRY_ASSIGN(const bool row, sizes.step());
                if (!row)
                    return {};
                all += sizes.integer(0);
                largest = std::max<qint64>(largest, sizes.integer(0));
            }
        }));
        QVERIFY(largest > 40'000 && largest < 60'000); // one text each
        QVERIFY2(proxy.bytesUp() <= all + largest + talk,
                 (QByteArray::number(proxy.bytesUp()) + " of " + QByteArray::number(all)).constData());
        QCOMPARE(sync('b').exitCode, 0);
        QCOMPARE(m_house.people('b'), m_house.people('a'));
        // From now on by the server's own address again.
        QVERIFY(m_house.inside('a', [&](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto access, transport::findServer(desk.db));
            access->url = m_url.toStdString();
            return transport::keepServer(desk.db, *access);
        }));
    }

    /// Once a newcomer would have to fetch more than a megabyte of envelopes, there is a snapshot, and he takes it.
    void aNewcomerTakesTheSnapshot()
    {
        QVERIFY(writeNoise(0, 25, 60'000));
        const CliRun given = sync('a');
        QVERIFY2(given.exitCode == 0, given.all().constData());
        const int parts = given.json()[u"snapshotPartsGiven"_s].toInt();
        QVERIFY2(parts >= 4, given.all().constData());
        QCOMPARE(sync('a').json()[u"snapshotPartsGiven"_s].toInt(), 0); // not again
        QCOMPARE(sync('b').json()[u"snapshotPartsGiven"_s].toInt(), 0);
        QVERIFY(m_house.rename('a', m_ids.at(1), u"Apres l'instantane"_s)); // newer than the snapshot
        QCOMPARE(sync('a').exitCode, 0);
        const auto [approved, finished] = enrol('e');
        QVERIFY2(finished.exitCode == 0, (approved.all() + finished.all()).constData());
        const CliRun taken = sync('e');
        QVERIFY2(taken.exitCode == 0, taken.all().constData());
        QCOMPARE(taken.json()[u"snapshotPartsTaken"_s].toInt(), parts);
        QVERIFY2(taken.json()[u"envelopesReceived"_s].toInt() <= 3, taken.all().constData());
        QVERIFY2(taken.json()[u"requests"_s].toInt() <= parts + 5, taken.all().constData());
        QCOMPARE(m_house.people('e'), m_house.people('a'));
        QVERIFY(m_house.rename('e', m_ids.at(2), u"Venue de la nouvelle"_s));
        QVERIFY(sync('e').exitCode == 0 && sync('a').exitCode == 0);
        QCOMPARE(m_house.people('a'), m_house.people('e'));
    }

    /// By stick from a laptop that never had the envelopes itself.
    void aSnapshotTravelsByStickToo()
    {
        QVERIFY(QDir().mkpath(m_house.path(u"other stick"_s)));
        const auto visit = [this](char laptop) {
            return m_house.run(laptop, {u"sync-folder"_s, m_house.path(u"other stick"_s)});
        };
        const auto [approved, finished] = enrol('f');
        QVERIFY2(finished.exitCode == 0, (approved.all() + finished.all()).constData());
        QCOMPARE(sync('e').exitCode, 0); // hears of the new laptop
        for (int i = 0; i < 2; ++i) {
            const CliRun written = visit('e');
            QVERIFY2(written.exitCode == 0 && !written.json()[u"needsSnapshot"_s].toBool(), written.all().constData());
            const auto snapshots = QDir(m_house.path(u"other stick"_s) + u"/data"_s).entryList({u"s-*.dat"_s}, QDir::Files);
            QCOMPARE(snapshots.size(), 1); // and no second one for the same
        }
        const CliRun taken = visit('f');
        QVERIFY2(taken.exitCode == 0, taken.all().constData());
        QVERIFY2(taken.json()[u"snapshotPartsTaken"_s].toInt() >= 4, taken.all().constData());
        QCOMPARE(m_house.people('f'), m_house.people('a'));
    }
};

QTEST_GUILESS_MAIN(TestCliServer)
#include "test_cli_server.moc"
