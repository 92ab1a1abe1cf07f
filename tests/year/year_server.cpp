// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/year/year_server.h"

#include "core/casework/directory/organisation_keys.h"
#include "core/wire/invitation.h"
#include "core/wire/packet_mail.h"

#include <QDir>
#include <QEventLoop>
#include <QProcessEnvironment>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace indaro::tests {

using base::Errc;
using base::Error;
using base::Result;

namespace {

QProcessEnvironment withDatabase()
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    const QString named = environment.value(u"INDARO_TEST_POSTGRES"_s);
    needs(!named.isEmpty(), "INDARO_TEST_POSTGRES names a PostgreSQL: run this below tests/server/postgres_cluster.py");
    // libpq's "host=… dbname=…" in the spelling the server takes.
    static const QRegularExpression pair(u"(\\w+)=(\\S+)"_s);
    QHash<QString, QString> words;
    for (auto match = pair.globalMatch(named); match.hasNext();) {
        const auto found = match.next();
        words.insert(found.captured(1), found.captured(2));
    }
    environment.insert(u"INDARO_DATABASE"_s,
                       u"postgresql:///%1?host=%2&user=%3"_s.arg(words[u"dbname"_s], words[u"host"_s], words[u"user"_s]));
    return environment;
}

/// The vault's part runs at once, on this one thread.
transport::RunOnStore runHere(YearLaptop &laptop)
{
    return [&laptop](auto work, auto done) {
        work(laptop.exchange().desk());
        done();
    };
}

/// Waits for an answer that comes in the event loop.
template <class T> class Answer
{
public:
    void give(T value)
    {
        m_value = std::move(value);
        m_loop.quit();
    }
    T take()
    {
        if (!m_value)
            m_loop.exec();
        return std::move(*m_value);
    }

private:
    std::optional<T> m_value;
    QEventLoop m_loop;
};

} // namespace

YearServer::~YearServer()
{
    if (isRunning())
        kill();
}

void YearServer::start()
{
    m_process = std::make_unique<QProcess>();
    m_process->setProcessEnvironment(withDatabase());
    m_process->setStandardErrorFile(QDir(m_scratch).filePath(u"server.log"_s), QIODevice::Append);
    m_process->start(QStringLiteral(INDARO_SERVER),
                     {u"--listen"_s, u"127.0.0.1:%1"_s.arg(m_port), u"--rate"_s, u"100000"_s});
    QByteArray said;
    static const QRegularExpression listening(u"listening on http://127\\.0\\.0\\.1:(\\d+)"_s);
    while (m_process->waitForReadyRead(60'000)) {
        said += m_process->readAllStandardOutput();
        if (const auto match = listening.match(QString::fromUtf8(said)); match.hasMatch()) {
            m_port = match.captured(1).toUShort();
            return;
        }
    }
    endYear("the server does not start: " + said.toStdString());
}

void YearServer::kill()
{
    m_process->kill();
    m_process->waitForFinished(60'000);
    m_process.reset();
}

std::string YearServer::invitation(const QStringList &command)
{
    QProcess process;
    process.setProcessEnvironment(withDatabase());
    process.start(QStringLiteral(INDARO_SERVER), command);
    needs(process.waitForFinished(60'000) && process.exitCode() == 0, "an invitation of the server");
    static const QRegularExpression code(u"[0-9A-HJKMNP-TV-Z]{5}(?:-[0-9A-HJKMNP-TV-Z]{5}){3}"_s);
    const auto match = code.match(QString::fromUtf8(process.readAllStandardOutput()));
    needs(match.hasMatch(), "the invitation has a code");
    return match.captured().toStdString();
}

std::uint64_t YearServer::bytes()
{
    QProcess process;
    const QStringList tools = QDir(u"/usr/lib/postgresql"_s).entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    needs(!tools.isEmpty(), "PostgreSQL is installed");
    process.start(
        u"/usr/lib/postgresql/%1/bin/psql"_s.arg(tools.back()),
        {qEnvironmentVariable("INDARO_TEST_POSTGRES"), u"-Atc"_s, u"SELECT pg_database_size(current_database())"_s});
    needs(process.waitForFinished(60'000) && process.exitCode() == 0, "the size of the server's database");
    return process.readAllStandardOutput().trimmed().toULongLong();
}

Result<std::string> YearServer::join(YearLaptop &laptop, const std::string &code)
{
    transport::HttpsTransport road(runHere(laptop));
    Answer<Result<std::string>> answer;
    road.join({url(), code, {}, false, laptop.vault().userId()},
              [&](Result<std::string> joined) { answer.give(std::move(joined)); });
    return answer.take();
}

Result<base::Bytes> YearServer::admit(YearLaptop &admin, const sync::DeviceId &device)
{
    transport::HttpsTransport road(runHere(admin));
    Answer<Result<base::Bytes>> answer;
    road.admit({{}, false, device}, [&](Result<base::Bytes> secret) { answer.give(std::move(secret)); });
    return answer.take();
}

transport::SyncReport YearServer::exchange(YearLaptop &laptop)
{
    transport::HttpsTransport road(runHere(laptop));
    Answer<transport::SyncReport> answer;
    QObject::connect(&road, &transport::HttpsTransport::finished, &road,
                     [&](const transport::SyncReport &report) { answer.give(report); });
    transport::SyncOptions options;
    options.attempts = 1;
    road.start(options);
    return answer.take();
}

transport::CourierReport YearServer::carry(YearLaptop &laptop, const transport::OpenPacket &open)
{
    transport::PacketCourier courier(runHere(laptop));
    Answer<transport::CourierReport> answer;
    QObject::connect(&courier, &transport::PacketCourier::finished, &courier,
                     [&](const transport::CourierReport &report) { answer.give(report); });
    transport::CourierErrands errands;
    errands.isByHand = true;
    errands.open = open;
    courier.start(std::move(errands));
    return answer.take();
}

Result<std::string> YearServer::joinMailbox(YearLaptop &commission, const std::string &code)
{
    const auto normal = wire::normalInvitationCode(code);
    if (!normal)
        return Error(Errc::InvitationInvalid);
    INDARO_TRY_ASSIGN(const auto own, casework::rows::organisationSecrets(commission.desk()));
    transport::PacketCourier courier(runHere(commission));
    Answer<Result<std::string>> answer;
    courier.join(
        {url(), {}, wire::fingerprintOf(own.front().publicKey()), wire::signReceiverRequest(*normal, own.front()), false},
        [&](Result<std::string> joined) { answer.give(std::move(joined)); });
    return answer.take();
}

} // namespace indaro::tests
