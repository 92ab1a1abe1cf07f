// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/access/things.h"
#include "core/casework/drafts.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/casework/retention/kept_numbers.h"
#include "core/casework/retention/retention.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/support/fakes.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/start/program.h"
#include "ui/kit/exercise_band.h"
#include "ui/kit/widgets.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/closing/closed_bar.h"
#include "ui/pages/directory/directory_paper.h"
#include "ui/pages/door/file_door.h"
#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/home/keeping_card.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/people/value_edit.h"
#include "ui/pages/sign_in/card_view.h"
#include "ui/pages/sign_in/new_passphrase.h"
#include "ui/pages/sign_in/recovery_kit_panel.h"
#include "ui/print/document_view.h"
#include "ui/shell/automatic_backup.h"

#include <QtCore/QTemporaryDir>
#include <QtTest/QSignalSpy>
#include <QtWidgets/QCheckBox>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

#ifdef __linux__
#include <csignal>
#include <sys/resource.h>
#endif

using namespace indaro;
using namespace indaro::tests;
namespace print = ui::print;

namespace {

const QString Second = u"cinq autres mots assez longs"_s;
const QString Third = u"trois mots bleus et ronds"_s;

/// Types the cards that are on the screen back, so that the program opens.
bool typeCardsBack(Program &p)
{
    if (!QTest::qWaitFor([&p] { return p.window()->findChildren<pages::CardView *>().size() == 3; }, 15000))
        return false;
    const auto cards = p.window()->findChildren<pages::CardView *>();
    const base::SecretBytes a = cards[0]->digits().clone();
    const base::SecretBytes b = cards[1]->digits().clone();
    if (!press(p.window(), u"The three cards are written"_s))
        return false;
    secrets(p.window())[0]->setSecret(a);
    secrets(p.window())[1]->setSecret(b);
    return press(p.window(), u"Check the cards"_s) && QTest::qWaitFor([&p] { return p.frame() != nullptr; }, 15000);
}

bool choose(QWidget *root, const QString &text)
{
    for (auto *radio : root->findChildren<QRadioButton *>()) {
        if (radio->text() == text) {
            radio->setChecked(true);
            return true;
        }
    }
    return false;
}

QString bannerText(QWidget *root)
{
    QStringList texts;
    for (auto *banner : root->findChildren<kit::Banner *>()) {
        if (banner->isVisible())
            texts.append(banner->text());
    }
    return texts.join(u'\n');
}

QPushButton *waiting(QWidget *root)
{
    for (auto *found : root->findChildren<QPushButton *>()) {
        if (found->isVisible() && found->text().startsWith(u"Wait "_s))
            return found;
    }
    return nullptr;
}

/// The line whose label this is.
QLineEdit *line(QWidget *root, const QString &label)
{
    for (auto *found : root->findChildren<QLineEdit *>()) {
        if (found->isVisible() && found->accessibleName() == label)
            return found;
    }
    return nullptr;
}

/// The list of accounts; its lines begin with their names.
QListWidget *accounts(QWidget *root)
{
    for (auto *found : root->findChildren<QListWidget *>()) {
        if (found->isVisible() && found->count() > 0 && found->item(0)->text().startsWith(u"m1"_s))
            return found;
    }
    return nullptr;
}

bool select(QWidget *root, const QString &account)
{
    return QTest::qWaitFor([&] {
        auto *list = accounts(root);
        const auto found = list == nullptr ? QList<QListWidgetItem *>() : list->findItems(account, Qt::MatchStartsWith);
        if (!found.isEmpty())
            list->setCurrentItem(found.front());
        return !found.isEmpty();
    });
}

void typeBoth(QWidget *root, const QString &passphrase, qsizetype first = 0)
{
    QTest::keyClicks(secrets(root)[first], passphrase);
    QTest::keyClicks(secrets(root)[first + 1], passphrase);
}

} // namespace

class TestVaultPages : public QObject
{
    Q_OBJECT
    QTemporaryDir m_home;
    [[nodiscard]] QString at(const QString &name) const { return m_home.path() + u'/' + name; }

private Q_SLOTS:
    void tabLeavesTheCardsAndThePassphrases()
    {
        QWidget window;
        auto *rows = new QVBoxLayout(&window);
        auto *cards = new pages::TwoCards(&window);
        auto *passphrase = new pages::NewPassphrase(&window);
        auto *after = new QPushButton(&window);
        for (QWidget *each : std::initializer_list<QWidget *>{cards, passphrase, after})
            rows->addWidget(each);
        window.show();
        window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        cards->setFocus();
        QCOMPARE(qApp->focusWidget(), static_cast<QWidget *>(secrets(cards)[0]));
        QList<QWidget *> visited;
        for (int i = 0; i < 12 && qApp->focusWidget() != after; ++i) {
            QTest::keyClick(qApp->focusWidget(), Qt::Key_Tab);
            if (qobject_cast<QToolButton *>(qApp->focusWidget()) == nullptr) // that shows what is typed
                visited.push_back(qApp->focusWidget());
        }
        auto *suggest = passphrase->findChild<QPushButton *>();
        const QList<QWidget *> expected = {secrets(cards)[1], secrets(passphrase)[0], suggest, secrets(passphrase)[1],
                                           after};
        QCOMPARE(visited, expected);
    }

    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        forgetPreferences(m_home.path());
    }

    void twoCardsOpenAndNewOnesAreDue()
    {
        const auto kit = makeVault(at(u"cards"_s));
        {
            Program p(at(u"cards"_s));
            QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
            QVERIFY(press(p.window(), u"Passphrase forgotten: use two recovery cards"_s));
            QCOMPARE(secrets(p.window()).size(), 4);
            secrets(p.window())[0]->setSecret(kit.cards[2].digits());
            secrets(p.window())[1]->setSecret(kit.cards[0].digits());
            typeBoth(p.window(), Second, 2);
            picture(p.window(), u"10-two-cards"_s);
            QVERIFY(press(p.window(), u"Open with the cards"_s));
            QVERIFY(typeCardsBack(p));
            QVERIFY(p.vault()->kitNumber() != kit.kitNumber);
            const QStringList audit = p.audit();
            QVERIFY2(!audit.filter(u"signed_in_by_recovery"_s).isEmpty(), qPrintable(audit.join(u" / "_s)));
            QVERIFY(audit.contains(u"recovery_cards_printed %1 due"_s.arg(QString::fromStdString(p.vault()->kitNumber()))));
        }
        Program p(at(u"cards"_s));
        QVERIFY(p.signIn(Second));
    }

    void cardsLeaveTheScreenWhenNobodyIsThere()
    {
        QVERIFY(QDir().mkpath(m_home.path()));
        auto clock = std::make_shared<FakeClock>();
        {
            desktop::Parts parts;
            parts.clock = clock;
            Program p(at(u"idle"_s), std::move(parts));
            QVERIFY(press(p.window(), u"Next"_s));
            QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
            if (auto *box = shown<QCheckBox>(p.window()))
                box->setChecked(true);
            QVERIFY(press(p.window(), u"Next"_s));
            QVERIFY(press(p.window(), u"Next"_s));
            clock->advance(30 * 60 * 1000); // nothing secret yet: the steps stay
            const auto lines = shown<pages::HouseStep>(p.window())->findChildren<QLineEdit *>();
            lines[0]->setText(u"Maison Ikaze"_s);
            lines[1]->setText(u"+257 22 00 00 00"_s);
            QVERIFY(press(p.window(), u"Next"_s));
            shown<pages::AccountStep>(p.window())->findChild<QLineEdit *>()->setText(u"m1"_s);
            typeBoth(p.window(), Passphrase);
            QVERIFY(press(p.window(), u"Create the vault"_s));
            QTRY_VERIFY(shown<pages::CardView>(p.window()) != nullptr);
            QCOMPARE(p.replaced, 0);
            clock->advance(9 * 60 * 1000); // copying takes time
            QTest::keyClick(p.window(), Qt::Key_Shift);
            QCOMPARE(p.replaced, 0);
            clock->advance(11 * 60 * 1000);
            QTRY_COMPARE(p.replaced, 1);
            QVERIFY(p.window() == nullptr && !p.unsaved);
        }
        desktop::Parts parts;
        parts.clock = clock;
        Program p(at(u"idle"_s), std::move(parts)); // nothing is lost, and new cards are due
        QTRY_VERIFY(shown<QComboBox>(p.window())->count() == 1);
        QTest::keyClicks(secrets(p.window()).first(), Passphrase);
        QTest::keyClick(secrets(p.window()).first(), Qt::Key_Return);
        QVERIFY(typeCardsBack(p));
        QVERIFY(p.settings(u"The house"_s) != nullptr);
        QTRY_COMPARE(line(p.window(), u"Call-back telephone"_s)->text(), u"+257 22 00 00 00"_s);
        QCOMPARE(p.audit().filter(u"recovery_cards_printed"_s).size(), 2);
    }

    void whatIsChosenAboutRolesWaitsUntilSomebodyAgrees()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"roles"_s));
        const auto box = [](QWidget *page, const char *name) {
            return page->findChild<QComboBox *>(QString::fromLatin1(name));
        };
        const auto choose = [](QComboBox *list, int index) {
            list->setCurrentIndex(index);
            Q_EMIT list->activated(index);
        };
        const auto waits = [](QWidget *page) {
            const auto *label = page->findChild<QLabel *>(u"rightsNotKept"_s);
            return label->isVisible() ? label->text() : QString();
        };
        const int guard = int(casework::Role::NightGuard);
        const int nurse = int(casework::Role::Nurse);
        const int mayWrite = int(casework::Right::Write);
        {
            Program p(at(u"roles"_s));
            QVERIFY(p.signIn());
            QWidget *page = p.settings(u"Roles"_s);
            QTRY_VERIFY(box(page, "rolesOfMember")->count() == 1);
            choose(box(page, "rightsOfRole"), guard);
            QVERIFY(box(page, "right-plans")->currentIndex() != mayWrite);
            choose(box(page, "right-plans"), mayWrite);
            choose(box(page, "rightsOfRole"), nurse);
            QVERIFY(waits(page).contains(box(page, "rightsOfRole")->itemText(guard)));
            choose(box(page, "rightsOfRole"), guard);
            QCOMPARE(box(page, "right-plans")->currentIndex(), mayWrite);
            choose(box(page, "right-plans"), int(casework::Right::None)); // as it was: no change any more
            QVERIFY(waits(page).isEmpty());
            choose(box(page, "right-plans"), mayWrite);
            page->findChild<QPushButton *>(u"giveUpRoles"_s)->click();
            QVERIFY(waits(page).isEmpty());
            QVERIFY(box(page, "right-plans")->currentIndex() != mayWrite);
            choose(box(page, "right-plans"), mayWrite);
            QVERIFY(p.settings(u"Staff"_s) != nullptr);
            QVERIFY(p.settings(u"Roles"_s) != nullptr);
            p.composition->workspace()->drain();
            QCoreApplication::processEvents();
            QCOMPARE(box(page, "right-plans")->currentIndex(), mayWrite);
        }
        Program p(at(u"roles"_s)); // locked and opened again
        QVERIFY(p.signIn());
        QWidget *page = p.settings(u"Roles"_s);
        QTRY_VERIFY(!waits(page).isEmpty());
        choose(box(page, "rightsOfRole"), guard);
        QCOMPARE(box(page, "right-plans")->currentIndex(), mayWrite);
        picture(p.window(), u"settings-roles-waiting"_s);
        QVERIFY(press(page, u"Keep these rights"_s)); // alone in the vault: nobody else could agree
        QTRY_VERIFY(waits(page).isEmpty());
        QCOMPARE(box(page, "right-plans")->currentIndex(), mayWrite);
        const auto left = std::make_shared<std::optional<bool>>();
        p.composition->workspace()->ask(
            p.window(), [](casework::Desk &desk) { return casework::findDraft(desk, "roles"); },
            [left](const base::Result<std::optional<base::Bytes>> &draft) { *left = draft && draft->has_value(); });
        QTRY_VERIFY(left->has_value());
        QVERIFY(!**left);
    }

    void accountsAreManagedByTheRuleOfTwo()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"accounts"_s));
        Program p(at(u"accounts"_s));
        QVERIFY(p.signIn());
        QWidget *page = p.settings(u"Accounts"_s);
        QVERIFY(page != nullptr);
        const auto add = [&](const QString &name, const QString &passphrase) {
            QVERIFY(press(page, u"Add an account"_s));
            shown<QLineEdit>(page)->setText(name);
            typeBoth(page, passphrase);
            QVERIFY(press(page, u"Add the account"_s)); // without a role nobody is let in
            shown<QComboBox>(page)->setCurrentIndex(shown<QComboBox>(page)->findData(u"director"_s));
            QVERIFY(press(page, u"Add the account"_s));
        };
        add(u"deuxieme"_s, Second); // alone in the vault: nobody else could agree
        QTRY_COMPARE(p.audit().front(), u"account_added alone"_s);
        QVERIFY(select(page, u"deuxieme"_s));
        add(u"troisieme"_s, Third); // from now on somebody else agrees
        QTRY_VERIFY(button(page, u"I agree"_s) != nullptr);
        for (int i = 0; i < 3; ++i) {
            QTRY_VERIFY(button(page, u"I agree"_s) != nullptr);
            QTest::keyClicks(secrets(page).last(), u"certainement faux"_s);
            QVERIFY(press(page, u"I agree"_s));
            QTRY_VERIFY(bannerText(page).contains(u"not the right one"_s));
        }
        QTRY_VERIFY(waiting(page) != nullptr && !waiting(page)->isEnabled()); // the growing delay
        QTRY_VERIFY(button(page, u"I agree"_s) != nullptr);
        QTest::keyClicks(secrets(page).last(), Second);
        QVERIFY(press(page, u"I agree"_s));
        QTRY_VERIFY(p.audit().front().startsWith(u"account_added with "_s));

        QVERIFY(select(page, u"troisieme"_s));
        QVERIFY(press(page, u"Switch off"_s));
        QTRY_COMPARE(p.audit().front(), u"account_disabled alone"_s);
        QVERIFY(select(page, u"troisieme (switched off)"_s));
        QVERIFY(press(page, u"Switch on"_s));
        QTRY_COMPARE(p.audit().front(), u"account_enabled alone"_s); // taken back

        QTRY_VERIFY(accounts(page) != nullptr && accounts(page)->findItems(u"troisieme"_s, Qt::MatchExactly).size() == 1);
        QVERIFY(select(page, u"troisieme"_s));
        QVERIFY(press(page, u"Remove…"_s));
        QTRY_VERIFY(button(page, u"I agree"_s) != nullptr);
        QCOMPARE(shown<QComboBox>(page)->count(), 1); // not the one who goes
        QCOMPARE(shown<QComboBox>(page)->currentText(), u"deuxieme"_s);
        QTest::keyClicks(secrets(page).last(), Second);
        QVERIFY(press(page, u"I agree"_s));
        QTRY_VERIFY(p.audit().front().startsWith(u"account_removed with "_s));
        QCOMPARE(p.vault()->accounts().size(), std::size_t(2));

        QVERIFY(select(page, u"deuxieme"_s));
        QVERIFY(press(page, u"Switch off"_s));
        QTRY_COMPARE(p.audit().front(), u"account_disabled alone"_s);
        QVERIFY(p.settings(u"Recovery cards"_s) != nullptr); // the others are off, and yet one is not alone
        QVERIFY(press(page, u"Make new recovery cards…"_s));
        QTRY_VERIFY(bannerText(page).contains(u"nobody else can sign in"_s));
        QVERIFY(button(page, u"I agree"_s) == nullptr);

        QVERIFY(p.settings(u"Accounts"_s) != nullptr);
        QVERIFY(press(page, u"Change my passphrase"_s));
        QCOMPARE(secrets(page).size(), 3);
        QTest::keyClicks(secrets(page)[0], Passphrase);
        typeBoth(page, Third, 1);
        QVERIFY(press(page, u"Change the passphrase"_s));
        QTRY_COMPARE(p.audit().front(), u"passphrase_changed "_s);
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(p.replaced, 1);
        Program again(at(u"accounts"_s));
        QVERIFY(again.signIn(Third));
    }

    void aBackupIsWrittenProvenAndRestoredElsewhere()
    {
        const auto kit = makeVault(at(u"original"_s));
        QString file;
        std::string series;
        {
            Program p(at(u"original"_s));
            QVERIFY(p.signIn());
            QTRY_VERIFY(bannerText(p.window()).contains(u"There is no backup yet"_s));
            QWidget *page = p.settings(u"Backup"_s);
            p.files->path = m_home.path();
            QVERIFY(press(page, u"Back up now…"_s));
            QTRY_VERIFY(bannerText(page).contains(u"read back without a fault"_s));
            QCOMPARE(p.audit().front(), u"backup_written by hand"_s);
            const QStringList found = QDir(m_home.path()).entryList({u"*.bak"_s});
            QCOMPARE(found.size(), 1);
            file = at(found.front());
            p.files->path = file;
            QVERIFY(press(page, u"Check a backup…"_s));
            QTRY_VERIFY(bannerText(page).contains(u"is whole and can be restored"_s));
            QTRY_COMPARE(p.audit().front(), u"backup_proven by hand"_s);
            QVERIFY(p.frame()->openPage(pages::HomePageId));
            QTRY_VERIFY(!bannerText(p.window()).contains(u"There is no backup yet"_s));
            QFile damaged(at(u"damaged.bak"_s));
            QVERIFY(QFile::copy(file, damaged.fileName()) && damaged.open(QIODevice::ReadWrite) &&
                    damaged.seek(damaged.size() / 2));
            QVERIFY(damaged.write("x", 1) == 1);
            damaged.close();
            page = p.settings(u"Backup"_s);
            p.files->path = damaged.fileName();
            QVERIFY(press(page, u"Check a backup…"_s));
            QTRY_VERIFY(bannerText(page).contains(u"damaged or not whole"_s));
        }
        for (const bool isByCards : {false, true}) {
            const QString folder = at(isByCards ? u"restored-by-cards"_s : u"restored"_s);
            Program p(folder);
            QVERIFY(choose(p.window(), u"Restore a backup on this computer"_s));
            QVERIFY(press(p.window(), u"Next"_s));
            QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
            if (auto *box = shown<QCheckBox>(p.window()))
                box->setChecked(true);
            QVERIFY(press(p.window(), u"Next"_s));
            QVERIFY(press(p.window(), u"Next"_s));
            p.files->path = file;
            QVERIFY(press(p.window(), u"Choose…"_s));
            QTRY_VERIFY(shown<QComboBox>(p.window()) != nullptr && shown<QComboBox>(p.window())->count() == 1);
            if (isByCards) {
                QVERIFY(choose(p.window(), u"I have two recovery cards"_s));
                QCOMPARE(secrets(p.window()).size(), 4);
                secrets(p.window())[0]->setSecret(kit.cards[1].digits());
                secrets(p.window())[1]->setSecret(kit.cards[2].digits());
                typeBoth(p.window(), Second, 2);
            } else {
                QTest::keyClicks(secrets(p.window()).first(), Passphrase);
            }
            QVERIFY(press(p.window(), u"Restore"_s));
            QVERIFY(typeCardsBack(p));
            const QString number = QString::fromStdString(p.vault()->kitNumber());
            QVERIFY(p.audit().contains(u"recovery_cards_printed %1 restore"_s.arg(number)));
            QVERIFY(p.vault()->report().formerSeries.empty()); // new from the first, so nothing to tell
        }
    }

    void theDailyBackupComesByItself()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"daily"_s));
        auto clock = std::make_shared<FakeClock>();
        desktop::Parts parts;
        parts.clock = clock;
        Program p(at(u"daily"_s), std::move(parts));
        QVERIFY(p.signIn());
        const QString target = at(u"stick"_s);
        QVERIFY(QDir().mkpath(target));
        const auto count = [&target] { return QDir(target).entryList({u"*.bak"_s}).size(); };
        shell::AutomaticBackup daily(p.vault(), *p.composition->workspace());
        const QSignalSpy written(&daily, &shell::AutomaticBackup::written);
        connect(&daily, &shell::AutomaticBackup::failed, this,
                [](const base::Error &error) { QFAIL(error.toString().c_str()); });
        const auto look = [&] {
            daily.check();
            p.composition->workspace()->drain();
            QTRY_COMPARE(p.composition->workspace()->pendingJobs(), 0);
            p.composition->workspace()->drain();
            QTRY_COMPARE(p.composition->workspace()->pendingJobs(), 0);
        };
        look(); // no folder was chosen
        QCOMPARE(count(), 0);
        QWidget *page = p.settings(u"Backup"_s);
        QTRY_VERIFY(shown<QCheckBox>(page) != nullptr &&
                    shown<QCheckBox>(page)->isChecked()); // every day, unless told otherwise
        p.files->path = target;
        QVERIFY(press(page, u"Back up now…"_s));
        QTRY_VERIFY(bannerText(page).contains(u"read back without a fault"_s));
        look(); // of today already
        QCOMPARE(count(), 1);
        clock->setUtc(clock->nowUtc() + 25LL * 60 * 60 * 1000);
        QVERIFY(QDir().rename(target, at(u"elsewhere"_s)) && QDir().mkpath(target));
        look(); // the stick is not plugged in: its empty place is not it
        QCOMPARE(count(), 0);
        QVERIFY(QDir().rmdir(target) && QDir().rename(at(u"elsewhere"_s), target));
        look();
        QTRY_COMPARE(written.count(), 1);
        QCOMPARE(count(), 2);
        QCOMPARE(p.audit().mid(0, 2), (QStringList{u"backup_proven daily"_s, u"backup_written daily"_s}));
        clock->setUtc(clock->nowUtc() + 8LL * 24 * 60 * 60 * 1000);
        QVERIFY(p.frame()->openPage(pages::HomePageId));
        QTRY_VERIFY(bannerText(p.window()).contains(u"more than a week old"_s));
    }

    void houseStaffAndComputerHaveTheirPages()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"house"_s));
        {
            Program p(at(u"house"_s));
            QVERIFY(p.signIn());
            QWidget *page = p.settings(u"The house"_s);
            const auto type = [&](const QString &label, const QString &text) {
                QTRY_VERIFY(line(page, label) != nullptr);
                QTRY_COMPARE(p.composition->workspace()->pendingJobs(), 0);
                line(page, label)->selectAll();
                QTest::keyClicks(line(page, label), text);
                QTest::keyClick(line(page, label), Qt::Key_Return);
                QTRY_COMPARE(p.composition->workspace()->pendingJobs(), 0);
            };
            type(u"Name on the forms"_s, u"Maison Amahoro"_s);
            type(u"Call-back telephone"_s, u"+257 22 11 11 11"_s);
            type(u"Call-back telephone"_s, u"+257 22 22 22 22"_s);
            type(u"E-mail (may stay empty)"_s, u"maison@example.org"_s);
            auto *address = shown<QPlainTextEdit>(page);
            address->setPlainText(u"Colline inventée 1"_s);
            p.settings(u"Staff"_s); // leaving the part saves it
            type(u"Name in the history and on forms"_s, u"Aline Invention"_s);
            type(u"Position"_s, u"directrice"_s);
            p.settings(u"This computer"_s);
            type(u"Name of this computer"_s, u"bureau"_s);
            QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
            QTRY_COMPARE(p.replaced, 1);
        }
        Program p(at(u"house"_s));
        QVERIFY(p.signIn());
        QWidget *page = p.settings(u"The house"_s);
        QTRY_COMPARE(line(page, u"Name on the forms"_s)->text(), u"Maison Amahoro"_s);
        QCOMPARE(line(page, u"E-mail (may stay empty)"_s)->text(), u"maison@example.org"_s);
        QCOMPARE(shown<QPlainTextEdit>(page)->toPlainText(), u"Colline inventée 1"_s);
        auto *history = shown<QTableWidget>(page);
        QTRY_VERIFY(history->rowCount() >= 5);
        QStringList lines;
        for (int row = 0; row < history->rowCount(); ++row)
            lines.append(history->item(row, 1)->text() + u' ' + history->item(row, 3)->text());
        for (const QString &number : {u"+257 22 11 11 11"_s, u"+257 22 22 22 22"_s})
            QCOMPARE(lines.filter(number).size(), 1);
        QVERIFY(lines.filter(u"Aline Invention, bureau"_s).size() == lines.size());
        picture(p.window(), u"c-house"_s);
        line(page, u"Name on the forms"_s)->clear(); // forms need one: the former stays
        page = p.settings(u"Staff"_s);
        QTRY_COMPARE(line(page, u"Position"_s)->text(), u"directrice"_s);
        picture(p.window(), u"d-staff"_s);
        page = p.settings(u"This computer"_s);
        QTRY_COMPARE(line(page, u"Name of this computer"_s)->text(), u"bureau"_s);
        picture(p.window(), u"e-computer"_s);
        p.settings(u"The house"_s);
        QTRY_COMPARE(line(p.window(), u"Name on the forms"_s)->text(), u"Maison Amahoro"_s);
    }

    void whoPractisesIsInAnotherVaultAndEveryPageSaysSo() // [issue 5: D4]
    {
        makeVault(at(u"house-of-work"_s));
        Program p(at(u"house-of-work"_s));
        QTRY_VERIFY(p.window()->findChild<QPushButton *>(u"practise"_s) != nullptr);
        QVERIFY(p.window()->findChild<kit::ExerciseBand *>() == nullptr);
        p.window()->findChild<QPushButton *>(u"practise"_s)->click();
        QTRY_VERIFY(shown<pages::LanguageStep>(p.window()) != nullptr);
        QTRY_VERIFY(shown<kit::ExerciseBand>(p.window()) != nullptr); // from the first page on
        QVERIFY(shown<pages::LanguageStep>(p.window())->wantsToPractise());
        QVERIFY(press(p.window(), u"Next"_s));
        QTRY_VERIFY(shown<pages::MachineStep>(p.window()) != nullptr);
        if (auto *box = shown<QCheckBox>(p.window()))
            box->setChecked(true);
        QVERIFY(press(p.window(), u"Next"_s));
        QTRY_VERIFY(shown<pages::FolderStep>(p.window()) != nullptr);
        const QString folder = shown<pages::FolderStep>(p.window())->folder();
        QVERIFY(folder != at(u"house-of-work"_s)); // beside the house's, never in it
        QVERIFY(press(p.window(), u"Next"_s));
        QTRY_VERIFY(shown<pages::AccountStep>(p.window()) != nullptr); // the house has a name: of the exercise
        shown<pages::AccountStep>(p.window())->findChild<QLineEdit *>()->setText(u"m1"_s);
        typeBoth(p.window(), Passphrase);
        QVERIFY(press(p.window(), u"Create the vault"_s));
        QVERIFY(typeCardsBack(p));
        QVERIFY(p.vault()->isTraining());
        QVERIFY(session::saysTraining(folder.toStdString()));
        QVERIFY(!session::saysTraining(at(u"house-of-work"_s).toStdString()));
        // The band is above every page, and the title says nothing else.
        for (const kit::PageId page :
             {pages::HomePageId, pages::PeoplePageId, pages::DirectoryPageId, pages::SettingsPageId}) {
            QVERIFY(p.frame()->openPage(page));
            QVERIFY(shown<kit::ExerciseBand>(p.window()) != nullptr);
            QVERIFY(shown<kit::ExerciseBand>(p.window())->text().startsWith(u"EXERCICE / EXERCISE"_s));
        }
        QCOMPARE(p.composition->window()->windowTitle(), u"Indaro – EXERCICE / EXERCISE"_s);
        picture(p.window(), u"training-settings"_s);
        QVERIFY(p.frame()->openPage(pages::HomePageId));
        picture(p.window(), u"training-home"_s);
        // Nothing there leads to another laptop.
        for (const char *page : {"sync", "join_house", "let_in", "lost_laptop"})
            QVERIFY2(!p.frame()->openPage(kit::PageId{page}), page);
        // Papers say it on each page.
        const auto paper = tests::laidOut(pages::directoryPaper({}, QDate(2026, 11, 26))).value();
        QVERIFY(!paper.isEmpty());
        for (const auto &sheet : paper) {
            const auto marks = std::ranges::count(sheet.texts, u"EXERCICE / EXERCISE"_s, &print::TextItem::text);
            QVERIFY(marks >= 3);
        }
        // It is full of invented people.
        std::optional<std::size_t> people;
        p.composition->workspace()->ask(
            p.window(), [](casework::Desk &desk) { return casework::loadPeopleInHouse(desk); },
            [&](base::Result<std::vector<casework::HouseGuest>> guests) { people = guests ? guests->size() : 0; });
        QTRY_VERIFY(people && *people >= 5);
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(p.replaced, 1);
        QVERIFY(desktop::Preferences::vaultFolder() != folder); // the next start asks for the house's passphrase
        print::setExercise(false);                              // of the next process, which this test is as well
    }

    void aFileIsClosedReadAndOnItsDayBecomesNumbers() // [issue 5: D3]
    {
        makeVault(at(u"closing"_s));
        desktop::Parts parts;
        const auto clock = std::make_shared<tests::FakeClock>();
        parts.clock = clock;
        Program p(at(u"closing"_s), std::move(parts));
        QVERIFY(p.signIn());
        const auto run = [&p](auto job) {
            auto answer = std::make_shared<std::optional<std::invoke_result_t<decltype(job), casework::Desk &>>>();
            p.composition->workspace()->ask(p.window(), std::move(job),
                                            [answer](auto result) { answer->emplace(std::move(result)); });
            INDARO_CHECK(QTest::qWaitFor([answer] { return answer->has_value(); }, 15000));
            return std::move(**answer);
        };
        const auto rose = run([](casework::Desk &desk) -> base::Result<casework::CaseId> {
                              casework::Admission admission;
                              admission.person.displayName = "Rose";
                              admission.person.sex = "F";
                              admission.person.estimatedAge = 24;
                              INDARO_TRY_ASSIGN(const auto admitted, casework::admitPerson(desk, admission));
                              casework::Exit exit;
                              exit.reason = "family_reunification";
                              INDARO_TRY(casework::recordExit(desk, admitted.id, exit));
                              return admitted.id;
                          }).value();
        QVERIFY(p.frame()->openPage(pages::CaseFilePageId, pages::OpenCaseFile{rose}));
        QTRY_VERIFY(shown<pages::ClosedBar>(p.window()) != nullptr);
        shown<pages::ClosedBar>(p.window())->findChild<QPushButton *>(u"closeFile"_s)->click();
        auto *form = p.frame()->currentPage()->findChild<pages::ActionPanel *>(u"closingForm"_s);
        QTRY_VERIFY(form->isVisible());
        const auto saysWhoseLength = [&p] {
            return std::ranges::any_of(p.frame()->currentPage()->findChildren<QLabel *>(), [](const QLabel *label) {
                return label->isVisible() && label->text().contains(u"to be confirmed by CCSPRTP"_s);
            });
        };
        QVERIFY(saysWhoseLength());
        picture(p.window(), u"closing"_s);
        for (auto *edit : form->findChildren<pages::ValueEdit *>()) {
            if (edit->field() != model::fields::retention::Reason)
                continue;
            auto *box = edit->findChild<QComboBox *>();
            box->setCurrentIndex(box->findData(u"goals_met"_s));
            Q_EMIT box->activated(box->currentIndex());
        }
        form->submit(); // nobody else can agree: alone, as the rule of two allows
        auto *state = p.frame()->currentPage()->findChild<QLabel *>(u"closingState"_s);
        QTRY_VERIFY(state->isVisible() && state->text().contains(u"the goals are reached"_s));
        QVERIFY(state->text().contains(u"to be confirmed by CCSPRTP"_s)); // beside the day
        picture(p.window(), u"closed"_s);
        QVERIFY(p.audit().join(u'\n').contains(u"file_closed goals_met until"_s));
        // It is read and takes nothing; who opens it says why.
        const auto refused = run([rose](casework::Desk &desk) {
            return casework::setField(desk, model::fields::identity::Phone, rose, "+257 22 00 00 12");
        });
        QCOMPARE(refused.error().code, base::Errc::FileSealed);
        QVERIFY(p.frame()->openPage(pages::ClosedFilesPageId));
        QTRY_COMPARE(p.frame()->currentPage()->findChild<QTableWidget *>()->rowCount(), 1);
        picture(p.window(), u"closed-files"_s);
        // Its day comes: Home says so, and nothing has gone by itself.
        const std::string today = model::localDay(clock->nowUtc()).toString(Qt::ISODate).toStdString();
        QVERIFY(run([rose, today](casework::Desk &desk) {
                    return casework::setKeepUntil(desk, rose, today, {}, {}, "alone");
                }).hasValue());
        QVERIFY(p.frame()->openPage(pages::HomePageId));
        QTRY_VERIFY(shown<pages::KeepingCard>(p.window()) != nullptr);
        QTRY_VERIFY(shown<pages::KeepingCard>(p.window())
                        ->findChildren<QPushButton *>()
                        .first()
                        ->text()
                        .contains(u"the day has come"_s));
        QVERIFY(p.frame()->openPage(pages::ClosingPageId, pages::OpenClosing{rose}));
        auto *door = p.window()->findChild<pages::FileDoor *>();
        QTRY_VERIFY(door->isVisible());
        for (auto *edit : door->findChildren<pages::ValueEdit *>()) {
            if (edit->field() == model::fields::file_opening::Reason)
                edit->findChild<QComboBox *>()->setCurrentIndex(edit->findChild<QComboBox *>()->findData(u"supervision"_s));
        }
        QVERIFY(press(door, u"Open the file"_s)); // and for the rest of the shift
        auto *numbers = p.frame()->currentPage()->findChild<QPushButton *>(u"keepNumbers"_s);
        QTRY_VERIFY(numbers->isVisible());
        numbers->click();
        QTRY_VERIFY(button(p.window(), u"Not this file"_s) != nullptr);
        picture(p.window(), u"keep-numbers"_s);
        const auto file = run([rose](casework::Desk &desk) { return casework::loadCaseFile(desk, rose); }).value();
        line(p.window(), u"To be sure: type the case code of the file"_s)
            ->setText(file.file.text(model::fields::case_file::CaseCode));
        Q_EMIT line(p.window(), u"To be sure: type the case code of the file"_s)->textEdited({});
        QVERIFY(press(p.window(), u"Erase for ever…"_s));
        QTRY_VERIFY_WITH_TIMEOUT(bannerText(p.window()).contains(u"The file is erased here"_s), 15000);
        QVERIFY(!run([rose](casework::Desk &desk) { return casework::loadCaseFile(desk, rose); }).hasValue());
        const auto kept = run([](casework::Desk &desk) { return casework::listKeptNumbers(desk); }).value();
        QCOMPARE(kept.size(), std::size_t{1});
        QCOMPARE(kept.front().ageBand, u"18_24"_s);
        QVERIFY(p.audit().join(u'\n').contains(u" reason term_over numbers"_s)); // what the certificate says it by
    }

    void theHousesVaultIsOneButtonAway()
    {
        Program p(at(u"house-of-work"_s));
        QTRY_VERIFY(p.window()->findChild<QPushButton *>(u"practise"_s) != nullptr);
        p.window()->findChild<QPushButton *>(u"practise"_s)->click();
        QTRY_VERIFY(shown<kit::ExerciseBand>(p.window()) != nullptr && shown<QComboBox>(p.window()) != nullptr);
        auto *back = p.window()->findChild<QPushButton *>(u"practise"_s);
        QCOMPARE(back->text(), u"Vault of the house"_s);
        back->click();
        QTRY_VERIFY(shown<kit::ExerciseBand>(p.window()) == nullptr);
        QVERIFY(p.signIn());
        QVERIFY(!p.vault()->isTraining());
        QVERIFY(shown<kit::ExerciseBand>(p.window()) == nullptr);
        QCOMPARE(p.composition->window()->windowTitle(), u"Indaro"_s);
        const auto paper = tests::laidOut(pages::directoryPaper({}, QDate(2026, 11, 26))).value();
        for (const auto &sheet : paper)
            QCOMPARE(std::ranges::count(sheet.texts, u"EXERCICE / EXERCISE"_s, &print::TextItem::text), std::ptrdiff_t{0});
    }

#ifdef __linux__
    void whatALockCouldNotSaveIsSaidAfterIt()
    {
        [[maybe_unused]] const auto kit = makeVault(at(u"full"_s));
        std::optional<base::Errc> why;
        {
            Program p(at(u"full"_s));
            QVERIFY(p.signIn());
            QWidget *page = p.settings(u"The house"_s);
            QTRY_VERIFY(line(page, u"Name on the forms"_s) != nullptr);
            QTRY_COMPARE(p.composition->workspace()->pendingJobs(), 0);
            std::signal(SIGXFSZ,
                        SIG_IGN); // so that writing past the limit fails with an error, as on a full disk
            rlimit before{};
            QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
            auto limited = before;
            limited.rlim_cur = 100;
            line(page, u"Name on the forms"_s)->setText(u"Maison Amahoro"_s); // no key has left the field
            QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limited), 0);
            QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
            const bool isLocked = QTest::qWaitFor([&p] { return p.replaced == 1; });
            QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
            QVERIFY(isLocked);
            why = p.unsaved;
            QVERIFY2(why == base::Errc::DiskFull, why ? base::errcName(*why).data() : "nothing");
        }
        desktop::Parts parts;
        parts.unsaved = why;
        Program p(at(u"full"_s), std::move(parts));
        QTRY_VERIFY(bannerText(p.window()).contains(u"could not be saved"_s));
        QVERIFY(bannerText(p.window()).contains(u"The disk is full."_s));
        QVERIFY(p.signIn());
        QTest::keyClick(p.window(), Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(p.replaced, 1);
        QVERIFY(!p.unsaved); // room again: nothing to say
    }
#endif
};

QTEST_MAIN(TestVaultPages)
#include "test_vault_pages.moc"
