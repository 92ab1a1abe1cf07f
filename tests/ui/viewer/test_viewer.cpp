// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/viewer/viewer_window.h"
#include "core/base/file.h"
#include "core/crypto/initialise.h"
#include "tests/support/fakes.h"
#include "tests/support/scripted_ask.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;
using base::Errc;
using viewer::ViewerWindow;

namespace {

const QString Words = u"quatre mots bien choisis"_s;
constexpr base::UtcMs DayMs = 86'400'000;

crypto::KdfPolicy quickKdf()
{
    return {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
}

/// A partner at a window, and the house that writes to it.
struct Partner
{
    bool isCryptoReady = crypto::initialise().hasValue();
    tests::FakeClock clock;
    tests::SeededRandom random{5};
    tests::ScriptedFileAsk files;
    QTemporaryDir folder;
    kit::Translations translations;
    std::unique_ptr<ViewerWindow> window;
    wire::OrganisationSecrets house = wire::organisationFromSeed(wire::makeOrganisationSeed()).value();
    crypto::SignKeyPair laptop = crypto::makeSignKeyPair();

    explicit Partner(kit::Language language)
    {
        INDARO_CHECK(isCryptoReady);
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
        translations.setLanguage(language);
        window = std::make_unique<ViewerWindow>(ViewerWindow::World{&translations, &files, &clock, quickKdf()});
        window->resize(820, 900);
        window->show();
    }
    template <class T> T *find(const char *name) const { return window->findChild<T *>(QLatin1StringView(name)); }
    void click(const char *name) const
    {
        QVERIFY2(find<QPushButton>(name)->isEnabled(), name);
        find<QPushButton>(name)->click();
    }
    [[nodiscard]] QString path(const QString &name) const { return folder.filePath(name); }
    [[nodiscard]] QString houseDigits() const { return QString::fromStdString(wire::comparisonCodeOf(house.publicKey())); }
    /// A new key, made at the window.
    [[nodiscard]] wire::OrganisationKey makeKey()
    {
        for (const char *field : {"passphrase", "passphraseAgain"})
            QTest::keyClicks(find<kit::SecretField>(field), Words);
        files.path = folder.path();
        click("makeKey");
        const bool isMade = QTest::qWaitFor([this] { return find<QLabel>("code")->isVisible(); }, 20'000);
        const auto line = isMade ? base::readFile(path(QString::fromLatin1(viewer::PublicFileName)).toStdU16String(), 4096)
                                 : base::Result<base::Bytes>(base::Error(Errc::Internal));
        return line ? wire::parseOrganisationKeyText(base::asText(*line)).value() : wire::OrganisationKey();
    }
    /// A referral of the house for this key, on the stick.
    QString sealFor(const wire::OrganisationKey &key, base::UtcMs expiresAt)
    {
        const auto content = casework::encodePackage(casework::PackagedReferral{
            u"BCDF-2026-0007"_s,
            u"2026-11-24T08:00"_s,
            {{u"services"_s, u"health"_s}, {u"description"_s, u"Une consultation."_s}, {u"sex"_s, u"female"_s}}});
        const wire::PackageCover cover{
            wire::PackageKind::Referral, wire::PackageId::make(random), clock.nowUtc(), expiresAt, {}, {}};
        const auto file = wire::sealPackage(cover, content, key, house, laptop).value();
        const QString name = path(u"indaro-12345678.indaro"_s);
        INDARO_CHECK(base::writeFileDurably(name.toStdU16String(), file).hasValue());
        return name;
    }
    void shot(const QString &name) const
    {
        const QString pictures = qEnvironmentVariable("INDARO_SCREENSHOTS");
        QApplication::processEvents();
        if (!pictures.isEmpty())
            window->grab().save(QDir(pictures).filePath(name + u".png"_s));
    }
};

} // namespace

class TestViewer : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aPartnerMakesAKeyReadsAndAnswers_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("fr") << int(kit::Language::French);
        QTest::newRow("rn") << int(kit::Language::Kirundi);
        QTest::newRow("en") << int(kit::Language::English);
    }
    void aPartnerMakesAKeyReadsAndAnswers()
    {
        QFETCH(int, language);
        const QString tag = QLatin1StringView(QTest::currentDataTag());
        Partner partner(static_cast<kit::Language>(language));
        partner.shot(u"viewer_start_"_s + tag);
        const auto key = partner.makeKey();
        QCOMPARE(partner.find<QLabel>("code")->text(), QString::fromStdString(wire::comparisonCodeOf(key)));

        const QString file = partner.sealFor(key, partner.clock.nowUtc() + 14 * DayMs);
        partner.files.path = file;
        partner.click("openPackage");
        QTRY_VERIFY(partner.find<QLineEdit>("digits")->isVisible()); // nothing is shown before it is known who sealed it
        QVERIFY(!partner.find<QLabel>("lines")->isVisible());
        QTest::keyClicks(partner.find<QLineEdit>("digits"), u"00000 00000 00000 00000 00000 00000"_s);
        partner.click("look");
        QVERIFY(!partner.find<QLabel>("lines")->isVisible());
        partner.shot(u"viewer_digits_"_s + tag);
        partner.find<QLineEdit>("digits")->setText(partner.houseDigits().remove(u' '));
        partner.click("look");
        QTRY_VERIFY(partner.find<QLabel>("lines")->isVisible());
        QVERIFY(partner.find<QLabel>("lines")->text().contains(u"Une consultation."_s));
        QVERIFY(partner.find<QLabel>("lines")->text().contains(u"BCDF-2026-0007"_s));
        partner.shot(u"viewer_open_"_s + tag);

        auto *answer = partner.find<QComboBox>("answer");
        answer->setCurrentIndex(answer->findData(int(wire::PackageAnswer::Refused)));
        partner.files.path = partner.path(u"answer.indaro"_s);
        partner.click("writeAnswer"); // why not?
        QCoreApplication::processEvents();
        QVERIFY(!QFile::exists(partner.files.path));
        auto *reason = partner.find<QComboBox>("reason");
        QTRY_VERIFY(reason->isVisible());
        reason->setCurrentIndex(reason->findData(u"capacity"_s));
        QTest::keyClicks(partner.find<QLineEdit>("note"), u"Essayez vendredi"_s);
        partner.click("writeAnswer");
        QTRY_VERIFY(QFile::exists(partner.files.path));
        QVERIFY(partner.files.suggested.endsWith(u".answer.indaro"_s));
        partner.shot(u"viewer_answered_"_s + tag);
        const auto written = base::readFile(partner.files.path.toStdU16String(), 65536).value();
        const auto reply = wire::openPackageReply(written, partner.house).value();
        QVERIFY(reply.reply.answer == wire::PackageAnswer::Refused && reply.signer == key);
        QCOMPARE(QString::fromStdString(reply.reply.reason), u"capacity"_s);
        QCOMPARE(QString::fromStdString(reply.reply.note), u"Essayez vendredi"_s);
        partner.window->forget(); // as after five minutes in which nobody was there
        QVERIFY(!partner.find<QLabel>("code")->isVisible() && !partner.find<QLabel>("lines")->isVisible());
        QVERIFY(partner.find<QLabel>("lines")->text().isEmpty());
        // Nothing is kept but the two files of the key, what came, and the answer.
        QCOMPARE(QDir(partner.folder.path()).entryList(QDir::Files | QDir::Hidden).size(), qsizetype(4));
    }

    void theKeyOpensAgainWithItsPassphraseOnly()
    {
        Partner partner(kit::Language::English);
        const auto key = partner.makeKey();
        Partner again(kit::Language::English);
        const QString file = partner.path(QString::fromLatin1(viewer::KeyFileName));
        QTest::keyClicks(again.find<kit::SecretField>("passphrase"), u"autre chose que cela"_s);
        again.files.path = file;
        again.click("openKey");
        QTRY_VERIFY_WITH_TIMEOUT(again.window->findChild<kit::Banner *>()->isVisible(), 20'000);
        QVERIFY(!again.find<QLabel>("code")->isVisible());
        QTest::keyClicks(again.find<kit::SecretField>("passphrase"), Words);
        again.click("openKey");
        QTRY_VERIFY_WITH_TIMEOUT(again.find<QLabel>("code")->isVisible(), 20'000);
        QCOMPARE(again.find<QLabel>("code")->text(), QString::fromStdString(wire::comparisonCodeOf(key)));
        const auto twice = viewer::makePair(partner.folder.path().toStdU16String(), base::SecretBytes(), quickKdf());
        QVERIFY(!twice && twice.error().code == Errc::FileNotWritable); // a key is never written over
    }

    void whatIsNotForThisKeyOrTooOldIsRefused()
    {
        Partner partner(kit::Language::English);
        const auto key = partner.makeKey();
        const auto stranger = wire::organisationFromSeed(wire::makeOrganisationSeed()).value();
        const auto refusalOf = [&](const QString &file) {
            const auto bytes = base::readFile(file.toStdU16String(), 1'000'000).value();
            const auto pair = viewer::openPair(
                                  partner.path(QString::fromLatin1(viewer::KeyFileName)).toStdU16String(),
                                  [] {
                                      kit::SecretField field;
                                      QTest::keyClicks(&field, Words);
                                      return field.takeSecret();
                                  }(),
                                  quickKdf())
                                  .value();
            const auto open = viewer::openFor(*pair, bytes, partner.houseDigits(), partner.clock.nowUtc());
            return open ? Errc::Internal : open.error().code;
        };
        QVERIFY(refusalOf(partner.sealFor(stranger.publicKey(), partner.clock.nowUtc() + DayMs)) ==
                Errc::PackageWrongRecipient);
        QVERIFY(refusalOf(partner.sealFor(key, partner.clock.nowUtc())) == Errc::PackageExpired);
        QVERIFY(refusalOf(partner.sealFor(key, partner.clock.nowUtc() + DayMs)) == Errc::Internal); // it opens
        // The window says it, and shows nothing.
        partner.files.path = partner.sealFor(stranger.publicKey(), partner.clock.nowUtc() + DayMs);
        partner.click("openPackage");
        QTRY_VERIFY(partner.window->findChild<kit::Banner *>()->isVisible());
        QVERIFY(!partner.find<QLabel>("lines")->isVisible() && !partner.find<QLineEdit>("digits")->isVisible());
    }
};

QTEST_MAIN(TestViewer)
#include "test_viewer.moc"
