// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/crypto/minisign.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace Qt::StringLiterals;
using namespace indaro;

namespace {

/// Somebody else's: the secret key was thrown away.
constexpr std::string_view Key = "untrusted comment: minisign public key 3EC345C44C98D892\n"
                                 "RWSS2JhMxEXDPhQP3FCU1IyhBvbHa0URap5RKaWppY6CvfWERmz0oFh8\n";

/// Verified as a whole: key file, signature file, content.
bool isGood(std::string_view key, std::string_view signature, std::string_view content)
{
    const auto readKey = crypto::readMinisignKey(key);
    const auto readSignature = crypto::readMinisignSignature(signature);
    return readKey && readSignature && crypto::verifyMinisign(*readKey, *readSignature, base::asBytes(content));
}

} // namespace

class TestMinisignProgram : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    /// Against the program itself, with keys of this moment.
    void agreesWithTheProgram()
    {
        const QString program = QStandardPaths::findExecutable(u"minisign"_s);
        QVERIFY2(!program.isEmpty(), "minisign is not installed");
        const QTemporaryDir folder;
        const auto run = [&](const QStringList &words) {
            QProcess process;
            process.setWorkingDirectory(folder.path());
            process.start(program, words);
            process.closeWriteChannel();
            return process.waitForFinished(60'000) && process.exitCode() == 0;
        };
        const auto read = [&](const QString &name) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string();
        };
        QVERIFY(run({u"-G"_s, u"-W"_s, u"-p"_s, u"k.pub"_s, u"-s"_s, u"k.key"_s}));
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        for (const int size : {0, 1, 127, 128, 129, 100'000}) {
            QByteArray content(size, '\0');
            for (char &c : content)
                c = char(random());
            QFile file(folder.filePath(u"f"_s));
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(content) == size);
            file.close();
            const QString comment = u"version é %1"_s.arg(size);
            QVERIFY(run({u"-S"_s, u"-s"_s, u"k.key"_s, u"-m"_s, u"f"_s, u"-x"_s, u"f.sig"_s, u"-t"_s, comment}));
            QVERIFY(isGood(read(u"k.pub"_s), read(u"f.sig"_s), content.toStdString()));
            QCOMPARE(crypto::readMinisignSignature(read(u"f.sig"_s))->trustedComment, comment.toStdString());
            QVERIFY(!isGood(read(u"k.pub"_s), read(u"f.sig"_s), content.toStdString() + 'x'));
            QVERIFY(!isGood(Key, read(u"f.sig"_s), content.toStdString()));
        }
    }
};

QTEST_GUILESS_MAIN(TestMinisignProgram)
#include "test_minisign_program.moc"
