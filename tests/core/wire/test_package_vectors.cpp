// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/wire/package_reply.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace indaro;
using namespace indaro::wire;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

QJsonObject fixture()
{
    QFile file(QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/wire/packages.json"));
    INDARO_CHECK(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

base::Bytes bytesOf(const QByteArray &array)
{
    const auto view = base::asBytes({array.constData(), std::size_t(array.size())});
    return {view.begin(), view.end()};
}

base::Bytes fromHex(const QJsonValue &value)
{
    return bytesOf(QByteArray::fromHex(value.toString().toLatin1()));
}

QString hexOf(base::ByteView bytes)
{
    return QString::fromStdString(base::toHex(bytes));
}

OrganisationSecrets organisation(const QJsonObject &all, const QString &name)
{
    const base::Bytes seed = fromHex(all["organisations"_L1].toObject()[name].toObject()["seed"_L1]);
    return organisationFromSeed(base::SecretBytes::copyOf(seed)).value();
}

/// The cover as the fixture writes it.
QJsonObject coverOf(const PackageCover &cover)
{
    return {{u"kind"_s, int(cover.kind)},         {u"id"_s, hexOf(cover.id.bytes())},
            {u"made"_s, qint64(cover.madeAt)},    {u"expires"_s, qint64(cover.expiresAt)},
            {u"consent"_s, hexOf(cover.consent)}, {u"in_reply_to"_s, hexOf(cover.inReplyTo)}};
}

} // namespace

/// Files another implementation has written, which this program must read for ever.
class TestPackageVectors : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void aSeedMakesTheSameKeyForEver()
    {
        const QJsonObject all = fixture();
        const QJsonObject named = all["organisations"_L1].toObject();
        QCOMPARE(named.size(), 2);
        for (auto each = named.begin(); each != named.end(); ++each) {
            const QJsonObject said = each.value().toObject();
            const OrganisationKey key = organisation(all, each.key()).publicKey();
            QCOMPARE(QString::fromStdString(organisationKeyText(key)), said["text"_L1].toString());
            QCOMPARE(QString::fromStdString(comparisonCodeOf(key)), said["code"_L1].toString());
            QCOMPARE(hexOf(fingerprintOf(key)), said["fingerprint"_L1].toString());
            QVERIFY(parseOrganisationKeyText(said["text"_L1].toString().toStdString()).value() == key);
        }
    }

    void everyPackageIsReadAndNoneThatWasChanged()
    {
        const QJsonObject all = fixture();
        const auto sender = organisation(all, u"sender"_s);
        const auto recipient = organisation(all, u"recipient"_s);
        const PackageRules rules{0, [&](const OrganisationKey &key) { return key == sender.publicKey(); },
                                 [](const PackageId &) { return false; }};
        const QJsonArray packages = all["packages"_L1].toArray();
        QCOMPARE(packages.size(), 3);
        for (const QJsonValue &each : packages) {
            const QJsonObject said = each.toObject();
            base::Bytes file = bytesOf(QByteArray::fromBase64(said["file"_L1].toString().toLatin1()));
            const auto opened = openPackage(file, recipient, rules);
            QVERIFY2(opened.hasValue(), qPrintable(said["name"_L1].toString()));
            QCOMPARE(QJsonDocument(coverOf(opened->cover)), QJsonDocument(said["cover"_L1].toObject()));
            QCOMPARE(qint64(opened->content.size()), said["size"_L1].toInteger());
            QCOMPARE(hexOf(crypto::hash(opened->content)), said["content_hash"_L1].toString());
            QCOMPARE(hexOf(opened->device), all["device"_L1].toString());
            QVERIFY(opened->sender == sender.publicKey());
            QVERIFY(openPackage(file, sender, rules).error().code == Errc::PackageWrongRecipient);
            file.back() ^= std::byte{1};
            QVERIFY(openPackage(file, recipient, rules).error().code == Errc::PackageAltered);
        }
    }

    void everyAnswerIsRead()
    {
        const QJsonObject all = fixture();
        const auto sender = organisation(all, u"sender"_s);
        const QJsonArray answers = all["answers"_L1].toArray();
        QCOMPARE(answers.size(), 3);
        for (const QJsonValue &each : answers) {
            const QJsonObject said = each.toObject()["said"_L1].toObject();
            const base::Bytes file = bytesOf(QByteArray::fromBase64(each.toObject()["file"_L1].toString().toLatin1()));
            QVERIFY(organisationFileOf(file) == OrganisationFile::Reply);
            const auto opened = openPackageReply(file, sender);
            QVERIFY(opened.hasValue());
            const PackageReply &reply = opened->reply;
            QCOMPARE(int(reply.answer), said["answer"_L1].toInt());
            QCOMPARE(hexOf(reply.package.bytes()), said["package"_L1].toString());
            QCOMPARE(hexOf(reply.hash), said["hash"_L1].toString());
            QCOMPARE(qint64(reply.at), said["at"_L1].toInteger());
            QCOMPARE(QString::fromStdString(reply.reason), said["reason"_L1].toString());
            QCOMPARE(QString::fromStdString(reply.number), said["number"_L1].toString());
            QCOMPARE(QString::fromStdString(reply.note), said["note"_L1].toString());
            QVERIFY(opened->signer == organisation(all, u"recipient"_s).publicKey());
        }
    }
};

QTEST_APPLESS_MAIN(TestPackageVectors)
#include "test_package_vectors.moc"
