// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/sync/counted_server.h"

#include "tests/bench/bench.h"

#include <QDirIterator>
#include <QRegularExpression>
#include <QTest>

using namespace Qt::StringLiterals;

namespace indaro::bench {

namespace {

constexpr int Patience = 600'000;

transport::RunOnStore runHere(transport::SyncDesk &desk)
{
    return [&desk](auto work, auto done) {
        work(desk);
        done();
    };
}

} // namespace

CountedServer::CountedServer()
{
    m_server.start(QStringLiteral(INDARO_SERVER), {u"--data"_s, m_folder.path(), u"--listen"_s, u"127.0.0.1:0"_s});
    QByteArray said;
    static const QRegularExpression listening(u"listening on http://127\\.0\\.0\\.1:(\\d+)"_s);
    QRegularExpressionMatch match;
    while (!match.hasMatch()) {
        if (!m_server.waitForReadyRead(60'000))
            qFatal("the server did not start");
        said += m_server.readAllStandardOutput();
        match = listening.match(QString::fromUtf8(said));
    }
    m_proxy = std::make_unique<tests::CuttingProxy>(match.captured(1).toUShort());
}

CountedServer::~CountedServer()
{
    m_server.kill();
    m_server.waitForFinished();
}

QString CountedServer::run(const QStringList &words) const
{
    QProcess process;
    process.start(QStringLiteral(INDARO_SERVER), words + QStringList{u"--data"_s, m_folder.path()});
    if (!process.waitForFinished(60'000))
        qFatal("an administrator's command did not end");
    return QString::fromUtf8(process.readAllStandardOutput()).section(u'\n', 0, 0).section(u' ', 0, 0);
}

void CountedServer::join(transport::SyncDesk &desk, sync::UserId author)
{
    transport::HttpsTransport road(runHere(desk));
    std::optional<base::Result<std::string>> joined;
    road.join({m_proxy->url(), run({u"invite-shelter"_s}).toStdString(), {}, false, author},
              [&joined](base::Result<std::string> result) { joined = std::move(result); });
    if (!QTest::qWaitFor([&joined] { return joined.has_value(); }, Patience))
        qFatal("joining did not end");
    must(std::move(*joined));
}

base::Bytes CountedServer::admit(transport::SyncDesk &desk, const wire::DeviceId &device)
{
    transport::HttpsTransport road(runHere(desk));
    std::optional<base::Result<base::Bytes>> secret;
    road.admit({{}, false, device}, [&secret](base::Result<base::Bytes> result) { secret = std::move(result); });
    if (!QTest::qWaitFor([&secret] { return secret.has_value(); }, Patience))
        qFatal("asking for a token did not end");
    return must(std::move(*secret));
}

CountedServer::Exchange CountedServer::sync(transport::SyncDesk &desk, const transport::SyncOptions &options)
{
    transport::HttpsTransport road(runHere(desk));
    Exchange exchange;
    bool isDone = false;
    QObject::connect(&road, &transport::HttpsTransport::finished, &road, [&](const transport::SyncReport &report) {
        exchange.report = report;
        isDone = true;
    });
    m_proxy->forget();
    const Stopwatch watch;
    const double before = threadCpuMs();
    road.start(options);
    if (!QTest::qWaitFor([&isDone] { return isDone; }, Patience))
        qFatal("the round did not end");
    exchange.ms = watch.ms();
    exchange.processorMs = threadCpuMs() - before;
    exchange.up = m_proxy->bytesUp();
    exchange.down = m_proxy->bytesDown();
    return exchange;
}

qint64 CountedServer::diskBytes() const
{
    qint64 bytes = 0;
    QDirIterator files(m_folder.path(), QDir::Files, QDirIterator::Subdirectories);
    while (files.hasNext()) {
        files.next();
        bytes += files.fileInfo().size();
    }
    return bytes;
}

double CountedServer::memoryMiB() const
{
    QFile status(u"/proc/%1/status"_s.arg(m_server.processId()));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    static const QRegularExpression most(u"VmHWM:\\s+(\\d+)"_s);
    return most.match(QString::fromUtf8(status.readAll())).captured(1).toDouble() / 1024;
}

} // namespace indaro::bench
