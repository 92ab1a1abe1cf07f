// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/settings/install_window.h"

#include <QtCore/QMutex>
#include <QtCore/QSemaphore>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>

#include <atomic>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

const pages::Installation What{u"/media/stick/l'été"_s, u"/home/a/vault"_s, u"directrice"_s, u"0.2.0"_s};

/// The window, with an installer that waits until it is told how it ends.
struct Screen
{
    explicit Screen(kit::Language language = kit::Language::English)
    {
        translations.setLanguage(language);
        window = std::make_unique<pages::InstallWindow>(
            What,
            [this](const base::SecretBytes &passphrase) {
                {
                    const QMutexLocker lock(&mutex);
                    given = std::string(base::asText(passphrase.view()));
                }
                isRunning = true;
                started.release();
                mayEnd.acquire();
                const QMutexLocker lock(&mutex);
                isRunning = false;
                return result;
            },
            [this] {
                ++goneOn;
                return canStart;
            });
        window->show();
    }
    ~Screen()
    {
        mayEnd.release(); // a job that nobody let end
        while (isRunning.load())
            QCoreApplication::processEvents();
        translations.setLanguage(kit::Language::English);
    }
    [[nodiscard]] QPushButton *begin() const { return window->findChild<QPushButton *>(u"beginInstalling"_s); }
    [[nodiscard]] QPushButton *open() const { return window->findChild<QPushButton *>(u"openIndaro"_s); }
    [[nodiscard]] kit::SecretField *secret() const { return window->findChild<kit::SecretField *>(); }
    [[nodiscard]] QString banner() const
    {
        const auto *banner = window->findChild<kit::Banner *>();
        return banner->isVisible() ? banner->text() : QString();
    }
    [[nodiscard]] QString words() const
    {
        QString out;
        for (const QLabel *label : window->findChildren<QLabel *>()) {
            if (label->isVisible())
                out += label->text() + u'\n';
        }
        return out;
    }
    void type(const QString &passphrase)
    {
        secret()->setFocus();
        QTest::keyClicks(secret(), passphrase);
    }
    void end(base::Result<void> how)
    {
        started.acquire();
        {
            const QMutexLocker lock(&mutex);
            result = std::move(how);
        }
        mayEnd.release();
    }

    kit::Translations translations;
    QMutex mutex;
    QSemaphore started, mayEnd;
    std::string given;
    base::Result<void> result;
    std::atomic<bool> isRunning = false;
    int goneOn = 0;
    bool canStart = true;
    std::unique_ptr<pages::InstallWindow> window;
};

base::Error failure(const char *why, std::int64_t undone = 1)
{
    return base::Error(base::Errc::UpdateFailed, {{"undone", undone}, {"step", "install"}, {"why", why}});
}

} // namespace

class TestInstallWindow : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise());
        kit::applyTheme(*qApp, kit::ThemeKind::Light);
    }

    void theCommandLineToolIsCalledWithoutAShell()
    {
        const std::vector<std::string> words{"/usr/bin/indaro-cli", "update", "apply",      "/media/stick/l'été", "--vault",
                                             "/home/a/vault",       "--user", "directrice", "--passphrase-stdin", "--json"};
        QVERIFY(pages::installWords(u"/usr/bin/indaro-cli"_s, What) == words);
    }

    void whatItAnswersIsUnderstood()
    {
        QVERIFY(pages::installAnswer(0, R"({"ok":true,"version":"0.2.0"})"));
        const auto notNewer = pages::installAnswer(
            1, R"({"ok":false,"error":{"code":"ReleaseNotNewer","text":"…","offered":"0.1.0","here":"0.2.0"}})");
        QCOMPARE(notNewer.error().code, base::Errc::ReleaseNotNewer);
        QCOMPARE(notNewer.error().text("here"), std::string("0.2.0"));
        QVERIFY(notNewer.error().text("text").empty()); // sentences are the screen's
        const auto failed = pages::installAnswer(
            1, R"({"ok":false,"error":{"code":"UpdateFailed","undone":0,"step":"vault","why":"DiskFull"}})");
        QCOMPARE(failed.error().code, base::Errc::UpdateFailed);
        QCOMPARE(failed.error().number("undone", 7), std::int64_t{0});
        for (const auto &[code, said] : {std::pair(0, ""), std::pair(139, "{"), std::pair(0, R"({"ok":false})"),
                                         std::pair(1, R"({"ok":true})"), std::pair(-1, "[1]")})
            QCOMPARE(pages::installAnswer(code, said).error().text("why"), std::string("no answer"));
    }

    void itAsksInstallsAndOpensAgain()
    {
        Screen s;
        QVERIFY(s.words().contains(u"Install Indaro 0.2.0"_s));
        QVERIFY(s.words().contains(u"Passphrase of directrice"_s));
        QVERIFY(!s.window->windowTitle().contains(u"directrice"_s));
        QVERIFY(!s.begin()->isEnabled());
        s.type(u"soleil panier"_s);
        QVERIFY(s.begin()->isEnabled());
        QTest::keyClick(s.secret(), Qt::Key_Return);
        QVERIFY(s.secret()->isEmpty());
        QVERIFY(s.words().contains(u"Do not switch the computer off."_s));
        QVERIFY(!s.begin()->isVisible() && !s.open()->isVisible() && !s.secret()->isVisible());
        QVERIFY(!s.window->close()); // what is half done would be told by nobody
        s.end({});
        QTRY_VERIFY(s.words().contains(u"Indaro 0.2.0 is installed"_s));
        QCOMPARE(s.given, std::string("soleil panier"));
        QVERIFY(s.open()->hasFocus());
        QTest::keyClick(s.open(), Qt::Key_Return);
        QCOMPARE(s.goneOn, 1);
        QCOMPARE(s.banner(), QString());
        s.canStart = false;
        s.open()->click();
        QVERIFY(s.banner().contains(u"could not be started"_s));
    }

    void aWrongPassphraseOrNoAdministratorIsTriedAgain()
    {
        Screen s;
        for (const auto &error : {base::Error(base::Errc::WrongPassphrase), failure("administrator")}) {
            s.type(u"une phrase"_s);
            s.begin()->click();
            s.end(error);
            QTRY_VERIFY(!s.banner().isEmpty());
            QVERIFY(s.secret()->isVisible() && s.secret()->hasFocus());
            QVERIFY(s.open()->isVisible());
        }
        QVERIFY(s.banner().contains(u"administrator"_s) && s.banner().contains(u"Nothing was installed"_s));
        s.open()->click(); // not now
        QCOMPARE(s.goneOn, 1);
    }

    void aVersionThatDoesNotWorkIsNotTriedAgain()
    {
        Screen s;
        s.type(u"une phrase"_s);
        s.begin()->click();
        s.end(failure("StoreMigrationFailed"));
        QTRY_VERIFY(s.banner().contains(u"the former version and your data are in place again"_s));
        QVERIFY(!s.secret()->isVisible() && !s.begin()->isVisible());
        QVERIFY(s.open()->isVisible());
        QVERIFY(s.window->close());
    }

    void whatNobodyKnowsIsNotCalledUndone()
    {
        Screen s;
        s.type(u"une phrase"_s);
        s.begin()->click();
        s.end(pages::installAnswer(139, {}));
        QTRY_VERIFY(s.banner().contains(u"Do not delete anything"_s));
        QVERIFY(!s.banner().contains(u"in place again"_s));
        QVERIFY(!s.begin()->isVisible() && s.open()->isVisible());
    }

    void aPassphraseDoesNotWaitForWhoeverComesNext()
    {
        Screen s;
        s.type(u"une phrase"_s);
        QWidget other;
        other.show();
        QApplication::setActiveWindow(&other);
        QTRY_VERIFY(s.secret()->isEmpty());
        QVERIFY(!s.begin()->isEnabled());
    }

    void itFitsInEveryLanguage()
    {
        for (const auto language : {kit::Language::French, kit::Language::Kirundi, kit::Language::English}) {
            Screen s(language);
            s.window->resize(683, 384);
            QTRY_COMPARE(s.window->size(), QSize(683, 384));
            for (const QPushButton *button : {s.begin(), s.open()})
                QVERIFY2(button->width() + 1 >= button->minimumSizeHint().width(), qPrintable(button->text()));
            for (const QLabel *label : s.window->findChildren<QLabel *>()) {
                if (label->isVisible() && label->wordWrap())
                    QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
            }
            QVERIFY(!s.begin()->text().isEmpty() && !s.secret()->accessibleName().isEmpty());
        }
    }
};

QTEST_MAIN(TestInstallWindow)
#include "test_install_window.moc"
