// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/composition.h"
#include "app/desktop/preferences.h"
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "core/crypto/initialise.h"
#include "ui/kit/ask.h"
#include "ui/kit/page.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/theme.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/sign_in/card_view.h"

#include <QtCore/QDir>
#include <QtCore/QSettings>
#include <QtCore/QTemporaryDir>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

const QString Passphrase = u"quatre mots bien choisis"_s;

/// Where to put pictures of each screen; nothing is written unless asked for.
void picture(QWidget *window, const QString &name)
{
    const QString folder = qEnvironmentVariable("INDARO_PICTURES");
    if (folder.isEmpty())
        return;
    QDir().mkpath(folder);
    window->resize(1366, 768);
    for (const auto kind : {kit::ThemeKind::Dark, kit::ThemeKind::Light}) {
        kit::applyTheme(*qApp, kind);
        QCoreApplication::processEvents();
        window->grab().save(
            u"%1/%2-%3.png"_s.arg(folder, name, kind == kit::ThemeKind::Dark ? u"dark"_s : u"light"_s));
    }
}

template <class T> T *shown(QWidget *root)
{
    for (T *found : root->findChildren<T *>()) {
        if (found->isVisible())
            return found;
    }
    return nullptr;
}

QPushButton *button(QWidget *root, const QString &text)
{
    for (auto *found : root->findChildren<QPushButton *>()) {
        if (found->isVisible() && found->isEnabled() && found->text() == text)
            return found;
    }
    return nullptr;
}

bool press(QWidget *root, const QString &text)
{
    QPushButton *found = button(root, text);
    if (found != nullptr)
        found->click();
    return found != nullptr;
}

QList<kit::SecretField *> secrets(QWidget *root)
{
    QList<kit::SecretField *> out;
    for (auto *field : root->findChildren<kit::SecretField *>()) {
        if (field->isVisible())
            out.append(field);
    }
    return out;
}

/// Presses the last choice of every question.
class Agrees final : public kit::Ask
{
public:
    void ask(QWidget *, const kit::Question &question, std::function<void(int)> answered) override
    {
        answered(static_cast<int>(question.choices.size()) - 1);
    }
};

/// Lets the test reach the vault a page was given.
struct Opened : kit::Page
{
    using kit::Page::context;
};

base::SecretBytes secretOf(const QString &text)
{
    kit::SecretField field;
    QTest::keyClicks(&field, text);
    return field.takeSecret();
}

struct Program
{
    explicit Program(const QString &folder)
    {
        desktop::Parts parts;
        parts.kdf = {{crypto::MiB, 1}, {crypto::MiB / 64, 1}, {512 * crypto::MiB, 6}};
        parts.ask = std::make_unique<Agrees>();
        parts.replaceProcess = [this] { ++replaced; };
        composition = std::make_unique<desktop::Composition>(std::move(parts), folder);
        composition->start();
    }
    [[nodiscard]] QWidget *window() const { return composition->window(); }
    int replaced = 0;
    std::unique_ptr<desktop::Composition> composition;
};

} // namespace

class TestStart : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    QString m_folder;

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        QCoreApplication::setOrganizationName(u"indaro-test"_s);
        QCoreApplication::setApplicationName(u"indaro-test"_s);
        QSettings::setDefaultFormat(QSettings::IniFormat);
        QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_home.path());
        desktop::Preferences::setLanguage(kit::Language::English);
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
        QVERIFY(p.composition->workspace() == nullptr);
        QVERIFY(press(p.window(), u"The three cards are written"_s));
        for (auto *field : secrets(p.window()))
            QTest::keyClicks(field, u"123456"_s);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        picture(p.window(), u"7-type-back"_s);
        QVERIFY(p.composition->workspace() == nullptr); // wrong cards open nothing
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
        QVERIFY(p.composition->workspace() == nullptr);
        const auto cards = p.window()->findChildren<pages::CardView *>();
        QCOMPARE(cards.size(), 3);
        const base::SecretBytes a = cards[0]->digits().clone();
        const base::SecretBytes c = cards[2]->digits().clone();
        QVERIFY(press(p.window(), u"The three cards are written"_s));
        secrets(p.window())[0]->setSecret(c);
        secrets(p.window())[1]->setSecret(c);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        QVERIFY(p.composition->workspace() == nullptr); // the same card twice is one card
        secrets(p.window())[1]->setSecret(a);
        QVERIFY(press(p.window(), u"Check the cards"_s));
        QTRY_VERIFY(p.composition->workspace() != nullptr);
        auto *frame = qobject_cast<shell::MainWindow *>(p.window());
        QVERIFY(frame != nullptr && frame->openPage(pages::SettingsPageId));
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

    void newCardsNeedASecondPerson()
    {
        Program p(m_folder);
        QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QTRY_VERIFY(p.composition->workspace() != nullptr);
        auto *frame = qobject_cast<shell::MainWindow *>(p.window());
        QVERIFY(frame != nullptr && frame->openPage(pages::SettingsPageId));
        const auto vault = (frame->currentPage()->*&Opened::context)().vault;
        const QString other = u"cinq autres mots assez longs"_s;
        QVERIFY(vault->addAccount("deuxieme", secretOf(other)).hasValue());
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
        bool isRecorded = false;
        p.composition->workspace()->ask(
            p.window(), [](casework::Desk &desk) { return casework::listAudit(desk, 5); },
            [&isRecorded, &former, number = vault->kitNumber()](base::Result<std::vector<casework::AuditEntry>> lines) {
                for (const auto &line : lines.value())
                    isRecorded = isRecorded || (line.detail == number && number != former);
            });
        QTRY_VERIFY(isRecorded);
    }
};

QTEST_MAIN(TestStart)
#include "test_start.moc"
