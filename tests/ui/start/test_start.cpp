// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/start/program.h"
#include "tests/ui/start/test_every_page.h"
#include "ui/kit/widgets.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/sign_in/card_view.h"

#include <QtCore/QTemporaryDir>
#include <QtWidgets/QCheckBox>

using namespace indaro;
using namespace indaro::ui;
using namespace indaro::tests;

class TestStart : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    QString m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
        m_folder = m_home.path() + u"/vault"_s;
    }

    void theFirstRunMakesAVaultAndInsistsOnTheCards()
    {
        Program p(m_folder);
        picture(p.window(), u"1-welcome"_s);
        QVERIFY(press(p.window(), u"Next"_s));
        QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
        picture(p.window(), u"2-machine"_s);
        if (auto *box = shown<QCheckBox>(p.window()))
            box->setChecked(true);
        QVERIFY(press(p.window(), u"Next"_s));
        picture(p.window(), u"3-folder"_s);
        QVERIFY(press(p.window(), u"Next"_s));
        QVERIFY(press(p.window(), u"Next"_s)); // refuses: nothing typed yet
        picture(p.window(), u"4-house"_s);
        QVERIFY(shown<pages::HouseStep>(p.window()) != nullptr);
        const auto lines = shown<pages::HouseStep>(p.window())->findChildren<QLineEdit *>();
        lines[0]->setText(u"Maison Ikaze"_s);
        Q_EMIT lines[0]->textEdited({});
        lines[1]->setText(u"+257 22 00 00 00"_s);
        Q_EMIT lines[1]->textEdited({});
        QVERIFY(press(p.window(), u"Next"_s));
        auto *account = shown<pages::AccountStep>(p.window());
        QVERIFY(account != nullptr);
        account->findChild<QLineEdit *>()->setText(u"m1"_s);
        for (auto *field : secrets(p.window()))
            QTest::keyClicks(field, Passphrase);
        picture(p.window(), u"5-account"_s);
        QVERIFY(press(p.window(), u"Create the vault"_s));
        QTRY_VERIFY(p.window()->findChild<pages::CardView *>() != nullptr);
        picture(p.window(), u"6-cards"_s);
        QVERIFY(p.frame() == nullptr);
        const QStringList audit = p.audit();
        QCOMPARE(audit.filter(QRegularExpression(u"^recovery_cards_printed \\d{6} first_run$"_s)).size(), 1);
        QVERIFY(press(p.window(), u"The three cards are written"_s));
        for (auto *field : secrets(p.window()))
            QTest::keyClicks(field, u"123456"_s);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        picture(p.window(), u"7-type-back"_s);
        QVERIFY(p.frame() == nullptr);                               // wrong cards open nothing
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier); // the lock key works with cards about
        QTRY_COMPARE(p.replaced, 1);
        QVERIFY(p.composition->workspace() == nullptr && p.window() == nullptr);
    }

    void aVaultWhoseCardsWereNeverTypedBackAsksAgainAtSignIn()
    {
        Program p(m_folder);
        QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
        picture(p.window(), u"8-sign-in"_s);
        QTest::keyClicks(secrets(p.window()).first(), u"certainement faux"_s);
        QVERIFY(press(p.window(), u"Sign in"_s));
        QTRY_VERIFY(button(p.window(), u"Sign in"_s) != nullptr);
        picture(p.window(), u"9-wrong"_s);
        QVERIFY(shown<kit::Banner>(p.window()) != nullptr);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QTRY_VERIFY(p.window()->findChild<pages::CardView *>() != nullptr);
        QVERIFY(p.frame() == nullptr);
        const auto cards = p.window()->findChildren<pages::CardView *>();
        QCOMPARE(cards.size(), 3);
        const base::SecretBytes a = cards[0]->digits().clone();
        const base::SecretBytes c = cards[2]->digits().clone();
        QVERIFY(press(p.window(), u"The three cards are written"_s));
        secrets(p.window())[0]->setSecret(c);
        secrets(p.window())[1]->setSecret(c);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        QVERIFY(p.frame() == nullptr); // the same card twice is one card
        secrets(p.window())[1]->setSecret(a);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        QTRY_VERIFY(p.frame() != nullptr);
        QCOMPARE(p.audit().filter(QRegularExpression(u"^recovery_cards_printed \\d{6} due$"_s)).size(), 1);
        auto *frame = p.frame();
        QVERIFY(frame->openPage(pages::SettingsPageId));
        auto *list = frame->currentPage()->findChild<QListWidget *>();
        QVERIFY(list != nullptr);
        for (int row = 0; row < list->count(); ++row) {
            list->setCurrentRow(row);
            p.composition->workspace()->drain();
            QTRY_VERIFY(p.composition->workspace()->pendingJobs() == 0);
            picture(p.window(), u"a%1-settings"_s.arg(row));
        }
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(p.replaced, 1);
        QVERIFY(p.composition->workspace() == nullptr);
    }

    void afterLockingThePassphraseAloneOpens()
    {
        Program p(m_folder);
        QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QTRY_VERIFY(p.composition->workspace() != nullptr);
        QCOMPARE(p.window()->windowTitle(), u"Indaro"_s);
    }

    void aVersionIsInstalledOnceTheVaultIsClosed()
    {
        desktop::Preferences::setLanguage(kit::Language::English);
        const QString folder = m_home.filePath(u"update"_s);
        makeVault(folder);
        Program p(folder);
        QVERIFY(p.signIn());
        auto *page = p.settings(u"New version from a stick"_s);
        QVERIFY(page != nullptr);
        auto *install = page->findChild<QPushButton *>(u"installVersion"_s);
        QVERIFY(install != nullptr && !install->isVisible()); // no stick was looked at
        install->click();
        QTRY_VERIFY(p.installed);
        QVERIFY(p.wasFreeToInstall);
        QCOMPARE(p.installed->user, u"m1"_s);
        QCOMPARE(QDir(p.installed->vault), QDir(folder));
        QCOMPARE(p.replaced, 0);
        QVERIFY(p.window() == nullptr);
    }

    void whoPractisesInstallsNothing()
    {
        desktop::Preferences::setLanguage(kit::Language::English);
        const QString folder = m_home.filePath(u"update-training"_s);
        makeVault(folder, true);
        Program p(folder);
        QVERIFY(p.signIn());
        auto *page = p.settings(u"New version from a stick"_s);
        QVERIFY(page != nullptr);
        QVERIFY(!page->findChild<QPushButton *>(u"installVersion"_s)->isEnabled());
    }

    void newCardsNeedASecondPerson()
    {
        Program p(m_folder);
        QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QTRY_VERIFY(p.frame() != nullptr);
        QCOMPARE(p.audit().filter(QRegularExpression(u"^recovery_cards_printed \\d{6} due$"_s)).size(), 1);
        auto *frame = p.frame();
        QVERIFY(frame->openPage(pages::SettingsPageId));
        const auto vault = (frame->currentPage()->*&Opened::context)().vault;
        const QString other = u"cinq autres mots assez longs"_s;
        const auto alone = vault->approveAlone();
        QVERIFY(alone && vault->addAccount("deuxieme", secretOf(other), *alone).hasValue());
        const std::string former = vault->kitNumber();
        auto *list = frame->currentPage()->findChild<QListWidget *>();
        const QString renew = u"Make new recovery cards…"_s;
        for (int row = 0; row < list->count() && button(p.window(), renew) == nullptr; ++row)
            list->setCurrentRow(row);
        QVERIFY(press(p.window(), renew));
        QTRY_VERIFY(button(p.window(), u"I agree"_s) != nullptr);
        picture(p.window(), u"b-second-person"_s);
        QTest::keyClicks(secrets(p.window()).first(), u"certainement faux"_s);
        QVERIFY(press(p.window(), u"I agree"_s));
        QTRY_VERIFY(button(p.window(), u"I agree"_s) != nullptr);
        QVERIFY(vault->kitNumber() == former);
        QVERIFY(shown<pages::CardView>(p.window()) == nullptr);
        QTest::keyClicks(secrets(p.window()).first(), other);
        QVERIFY(press(p.window(), u"I agree"_s));
        QTRY_VERIFY(shown<pages::CardView>(p.window()) != nullptr);
        const QString line = u"recovery_cards_printed %1 with "_s.arg(QString::fromStdString(vault->kitNumber()));
        QVERIFY(vault->kitNumber() != former);
        QVERIFY(p.audit().front().startsWith(line));
    }
};

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    TestStart start;
    TestEveryPage everyPage;
    return QTest::qExec(&start, argc, argv) + QTest::qExec(&everyPage, argc, argv);
}

#include "test_start.moc"
