// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/release/stick.h"
#include "tests/support/signed_stick.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;
using base::Errc;

namespace {

const QString Bookworm = u"bookworm amd64"_s;

base::Result<release::Release> read(const test::SignedStick &stick, const release::Progress &progress = {})
{
    const auto keys = release::readReleaseKeys(release::releaseKeyFolder(stick.root().toStdString()));
    if (!keys)
        return keys.error();
    return release::readStick(stick.folder().toStdString(), *keys, progress);
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(not there)");
}

} // namespace

#define COMPARE_ERROR(result, expected)                                                                                     \
    do {                                                                                                                    \
        const auto &got = (result);                                                                                         \
        QVERIFY2(!got, "it was accepted");                                                                                  \
        QCOMPARE(QString::fromStdString(got.error().toString()).section(u'(', 0, 0),                                        \
                 QString::fromUtf8(base::errcName(expected)));                                                              \
    } while (false)

class TestRelease : public QObject
{
    Q_OBJECT
    std::unique_ptr<test::SignedStick> m_stick;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        if (test::SignedStick::isPossible())
            m_stick = std::make_unique<test::SignedStick>();
    }

    void aGoodReleaseIsReadWhole()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        m_stick->make(u"0.2.0"_s, Bookworm, {u"cibitoke"_s, u"amahoro"_s});
        std::vector<int> told;
        const auto found = read(*m_stick, [&told](int permille) {
            told.push_back(permille);
            return true;
        });
        QVERIFY2(found, found ? "" : found.error().toString().c_str());
        QCOMPARE(found->version.toString(), std::string("0.2.0"));
        QCOMPARE(found->day, std::string("2026-11-28"));
        QCOMPARE(found->systems, (std::vector<release::System>{{"bookworm", "amd64"}}));
        QCOMPARE(found->signedBy, (std::vector<std::string>{"cibitoke", "amahoro"}));
        QCOMPARE(found->comment, std::string("signed by cibitoke"));
        QCOMPARE(found->files.size(), std::size_t{3});
        QVERIFY(std::ranges::is_sorted(told));
        QCOMPARE(told.back(), 1000);
        // What else lies on the stick is not of the release, and does no harm.
        m_stick->write(u"photos.zip"_s, "x");
        QVERIFY(read(*m_stick));
        COMPARE_ERROR(read(*m_stick, [](int) { return false; }), Errc::Cancelled);
    }

    void twoDifferentHoldersMustHaveSigned()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        m_stick->make(u"0.2.0"_s, Bookworm, {});
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        for (const QStringList &signers :
             {QStringList{u"amahoro"_s}, QStringList{u"amahoro"_s, u"amahoro"_s}, QStringList{u"amahoro"_s, u"stranger"_s},
              QStringList{u"stranger"_s, u"stranger"_s}}) {
            m_stick->sign(signers);
            COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        }
        m_stick->sign({u"stranger"_s, u"bujumbura"_s, u"cibitoke"_s});
        const auto found = read(*m_stick);
        QVERIFY(found);
        QCOMPARE(found->signedBy, (std::vector<std::string>{"bujumbura", "cibitoke"}));
        // One key under two names is one holder.
        const QString keys = m_stick->root() + u"/usr/share/indaro/release-keys/"_s;
        QVERIFY(QFile::copy(keys + u"amahoro.pub"_s, keys + u"zulu.pub"_s));
        m_stick->sign({u"amahoro"_s, u"amahoro"_s});
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        QVERIFY(QFile::remove(keys + u"zulu.pub"_s));
    }

    void aComputerWithoutTwoKeysTrustsNothing()
    {
        const QTemporaryDir keys;
        COMPARE_ERROR(release::readReleaseKeys(keys.path().toStdString()), Errc::ReleaseKeysMissing);
        COMPARE_ERROR(release::readReleaseKeys(keys.filePath(u"none"_s).toStdString()), Errc::ReleaseKeysMissing);
        test::SignedStick::writeTo(keys.filePath(u"a.pub"_s), "rubbish\n");
        COMPARE_ERROR(release::readReleaseKeys(keys.path().toStdString()), Errc::ReleaseDamaged);
    }

    void whatWasChangedAfterSigningIsFound()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        const QStringList both{u"amahoro"_s, u"bujumbura"_s};
        const QString package = u"bookworm-amd64/indaro_0.2.0+x_amd64.deb"_s;
        m_stick->make(u"0.2.0"_s, Bookworm, both);
        QByteArray bytes = contentOf(m_stick->folder() + u'/' + package);
        bytes[bytes.size() - 1] = char(bytes.back() ^ 1);
        m_stick->write(package, bytes);
        const auto changed = read(*m_stick);
        COMPARE_ERROR(changed, Errc::ReleaseDamaged);
        QCOMPARE(QString::fromStdString(changed.error().text("file")), package);
        bytes.chop(1);
        m_stick->write(package, bytes);
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        QVERIFY(QFile::remove(m_stick->folder() + u'/' + package));
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        // The list made to fit: then the signatures do not.
        m_stick->write(package, "other");
        m_stick->list();
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotSigned);
        m_stick->make(u"0.2.0"_s, Bookworm, both);
        m_stick->write(u"RELEASE"_s, "indaro-release 1\nversion 9.0.0\nsystem bookworm amd64\n");
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseDamaged);
        QVERIFY(QFile::remove(m_stick->folder() + u"/RELEASE"_s));
        COMPARE_ERROR(read(*m_stick), Errc::ReleaseNotOne);
    }

    /// Even those who may sign cannot name a file elsewhere, by mistake or otherwise.
    void aListThatLeadsElsewhereIsRefused_data()
    {
        QTest::addColumn<QByteArray>("line");
        const QByteArray digest(64, 'a');
        for (const char *path : {"../vault.db", "/etc/passwd", "a/../../b", "a//b", "./a", "-rf", "a b", "a\\b", "a/", ""})
            QTest::newRow(path) << digest + "  " + path + "\n";
        QTest::newRow("short digest") << digest.left(63) + "  a\n";
        QTest::newRow("capitals") << QByteArray(64, 'A') + "  a\n";
        QTest::newRow("no line end") << digest + "  a";
        QTest::newRow("twice") << digest + "  a\n" + digest + "  a\n";
    }
    void aListThatLeadsElsewhereIsRefused()
    {
        QVERIFY2(m_stick != nullptr, "minisign is not installed");
        QFETCH(const QByteArray, line);
        m_stick->make(u"0.2.0"_s, Bookworm, {});
        const QString list = m_stick->folder() + u"/SHA256SUMS"_s;
        test::SignedStick::writeTo(list, contentOf(list) + line);
        m_stick->sign({u"amahoro"_s, u"bujumbura"_s});
        const auto found = read(*m_stick);
        COMPARE_ERROR(found, Errc::ReleaseDamaged);
        QCOMPARE(found.error().text("file"), std::string("SHA256SUMS"));
    }
};

QTEST_GUILESS_MAIN(TestRelease)
#include "test_release.moc"
