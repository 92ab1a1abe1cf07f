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

    /// design/sync.md: the server is killed in the middle of an upload; nothing is lost, and not more than the envelope
    /// under way is sent again.
    void aServerKilledInTheMiddle()
    {
        constexpr int Texts = 12;
        constexpr int Size = 60'000;
        QVERIFY(m_house.inside('a', [this](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
            for (int i = 0; i < Texts; ++i) {
                std::string noise; // does not compress to much less than three quarters
                for (int k = 0; k < Size; ++k)
                    noise += static_cast<char>('0' + QRandomGenerator::global()->bounded(64));
                const auto person = sync::RecordId::fromText(m_ids.at(i).toStdString());
                INDARO_TRY(desk.log.edit(model::fields::identity::Occupation, *person, std::string_view(noise)));
            }
            return transaction.commit();
        }));
        tests::CuttingProxy proxy(m_port);
        // The same access under the proxy's address.
        QVERIFY(m_house.inside('a', [&](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(auto access, transport::findServer(desk.db));
            access->url = proxy.url().toStdString();
            return transport::keepServer(desk.db, *access);
        }));
        bool wasKilled = false;
        proxy.whenUp(200'000, [this, &wasKilled] {
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
        // Everything once, the piece under way again (on this fast link: all of it), and the small talk of the rounds. The
        // goal is one envelope.
        const qint64 once = qint64{Texts} * Size * 3 / 4;
        QVERIFY2(proxy.bytesUp() <= 2 * once + 20'000,
                 (QByteArray::number(proxy.bytesUp()) + " of " + QByteArray::number(once)).constData());
        QCOMPARE(sync('b').exitCode, 0);
        QCOMPARE(m_house.people('b'), m_house.people('a'));
    }
};

QTEST_GUILESS_MAIN(TestCliServer)
#include "test_cli_server.moc"
