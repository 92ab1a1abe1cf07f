// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/action_row.h"
#include "ui/kit/ask.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/shell/main_window.h"

#include <QtGui/QAction>
#include <QtTest/QSignalSpy>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QDialog>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QToolButton>
#include <QtWidgets/QVBoxLayout>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

struct HandClock final : base::Clock
{
    [[nodiscard]] base::UtcMs nowUtc() const override { return 0; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return ms; }
    std::int64_t ms = 0;
};

struct ScriptedAsk final : kit::Ask
{
    void ask(QWidget *, const kit::Question &question, std::function<void(int)> answered) override
    {
        asked.append(question.text);
        answered(0);
    }
    QStringList asked;
};

/// Stands for any page: one field that is "saved" when flushed.
class FieldPage final : public kit::Page
{
public:
    FieldPage(kit::PageId page, const kit::PageContext &context, QStringList &saved, QWidget *parent)
        : Page(context, parent), m_id(page), m_saved(saved), m_line(new QLineEdit(this))
    {
        (new QVBoxLayout(this))->addWidget(m_line);
        setFocusProxy(m_line);
    }
    [[nodiscard]] kit::PageId id() const override { return m_id; }
    [[nodiscard]] QString title() const override { return u"Field"_s; }
    void open(const kit::PageArgument &argument) override
    {
        if (const auto *number = argument.as<int>())
            opened.append(*number);
        if (const auto *help = argument.as<kit::HelpFor>())
            helped.append(QString::fromUtf8(help->page.name().data(), qsizetype(help->page.name().size())));
    }
    [[nodiscard]] bool flushEdits() override
    {
        m_saved.append(m_line->text());
        return !refuses;
    }
    [[nodiscard]] kit::IdleRule idleRule() const override { return rule; }
    void blank() override { ++blanked; }
    [[nodiscard]] QList<QAction *> toolbarActions() const override { return actions; }

    QList<QAction *> actions;
    QList<int> opened;
    QStringList helped; ///< the pages it was opened to help with
    bool refuses = false;
    kit::IdleRule rule;
    int blanked = 0;

private:
    kit::PageId m_id;
    QStringList &m_saved;
    QLineEdit *m_line;
};

constexpr kit::PageId One{"one"}, Two{"two"}, Deep{"deep"};

struct Frame
{
    /// `manual`: which page is it.
    explicit Frame(std::optional<kit::PageId> manual = {})
    {
        shell::PageRegistry registry;
        using Place = kit::PageEntry::Place;
        for (const auto &[id, place] : {std::pair{Two, Place::People}, {One, Place::Home}, {Deep, Place::None}}) {
            registry.add({id, place, [] { return u"Name"_s; }, u"go-home"_s,
                          [this, page = id](const kit::PageContext &context, QWidget *parent) {
                              return new FieldPage(page, context, saved, parent);
                          },
                          id == Deep});
        }
        kit::PageContext context;
        context.clock = &clock;
        context.translations = &translations;
        context.ask = &ask;
        window = std::make_unique<shell::MainWindow>(
            std::move(registry), shell::FrameSetup{context, u"m1"_s, [this] { ++locks; }, {}, {}, manual});
        window->resize(1366, 768);
        window->openPage(One);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    FieldPage *page() const { return static_cast<FieldPage *>(window->currentPage()); }

    HandClock clock;
    ScriptedAsk ask;
    kit::Translations translations;
    QStringList saved;
    int locks = 0;
    std::unique_ptr<shell::MainWindow> window;
};

} // namespace

class TestUiShell : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { kit::applyTheme(*qApp, kit::ThemeKind::Light); }

    void theKeyboardReachesEveryPlaceInTheirOrder()
    {
        Frame f;
        QTest::keyClick(f.window.get(), Qt::Key_2, Qt::ControlModifier);
        QVERIFY(f.page()->id() == Two);
        QTest::keyClick(f.window.get(), Qt::Key_1, Qt::ControlModifier);
        QVERIFY(f.page()->id() == One);
        QTest::keyClick(f.window.get(), Qt::Key_Left, Qt::AltModifier);
        QVERIFY(f.page()->id() == Two);
        QTest::keyClick(f.window.get(), Qt::Key_F1);
        QCOMPARE(f.ask.asked.size(), 1);
    }

    void theManualHelpsWithThePageInFrontAndLeadsBack()
    {
        Frame f(Deep);
        QTest::keyClick(f.window.get(), Qt::Key_F1);
        QVERIFY(f.page()->id() == Deep);
        QCOMPARE(f.page()->helped, QStringList{u"one"_s});
        QVERIFY(f.ask.asked.isEmpty());
        QVERIFY(f.window->openPage(Deep, 7)); // something else is read in it
        QTest::keyClick(f.window.get(), Qt::Key_F1);
        QVERIFY(f.page()->id() == One);
        QTest::keyClick(f.window.get(), Qt::Key_F1, Qt::ShiftModifier);
        QCOMPARE(f.ask.asked.size(), 1); // the keys
        f.page()->refuses = true;        // what is typed there cannot be accepted as it stands: it is not left
        QTest::keyClick(f.window.get(), Qt::Key_F1);
        QVERIFY(f.page()->id() == One);
    }

    void whatMustBeAtHandIsOneKeyFromEveryPage()
    {
        Frame f;
        for (const auto key : {Qt::Key_1, Qt::Key_2}) {
            QTest::keyClick(f.window.get(), key, Qt::ControlModifier);
            QTest::keyClick(f.window.get(), Qt::Key_E, Qt::ControlModifier);
            QVERIFY(f.page()->id() == Deep);
        }
        f.window->back();
        QVERIFY(f.page()->id() == Two);
    }

    void goingBackOpensWithTheArgumentOfThatTime()
    {
        Frame f;
        QVERIFY(f.window->openPage(Deep, 7));
        QVERIFY(f.window->openPage(Deep, 8));
        f.window->back();
        QCOMPARE(f.page()->opened, (QList<int>{7, 8, 7}));
        f.window->back();
        QVERIFY(f.page()->id() == One);
        QVERIFY(!f.window->canGoBack());
        QVERIFY(!f.window->openPage(kit::PageId{"nowhere"}));
    }

    void aPageThatRefusesIsNotLeft()
    {
        Frame f;
        f.page()->refuses = true;
        QVERIFY(!f.window->openPage(Two));
        QVERIFY(f.page()->id() == One);
        QVERIFY(!f.window->close());
        f.page()->refuses = false;
        QVERIFY(f.window->openPage(Two));
    }

    void lockingKeepsEveryKeystrokeOfEveryPageAndHappensOnce()
    {
        Frame f;
        QTest::keyClicks(f.window->currentPage()->focusProxy(), u"abc"_s);
        QVERIFY(f.window->openPage(Two));
        QTest::keyClicks(f.window->currentPage()->focusProxy(), u"not yet acceptable"_s);
        f.page()->refuses = true;
        f.saved.clear();
        QTest::keyClick(f.window.get(), Qt::Key_L, Qt::ControlModifier);
        QCOMPARE(f.locks, 1);
        QCOMPARE(f.saved, (QStringList{u"abc"_s, u"not yet acceptable"_s}));
        QVERIFY(!f.window->isVisible());
        f.window->lockNow();
        QCOMPARE(f.locks, 1);
    }

    void threeIdleMinutesLockAndATouchPutsThemOff()
    {
        Frame f;
        f.window->idleLock().start();
        f.clock.ms = 179'999;
        f.window->idleLock().check();
        QCOMPARE(f.locks, 0);
        QTest::keyClick(f.window->currentPage()->focusProxy(), Qt::Key_A);
        f.clock.ms = 180'000 + 179'998;
        f.window->idleLock().check();
        QCOMPARE(f.locks, 0);
        f.clock.ms = 360'000;
        f.window->idleLock().check();
        QCOMPARE(f.locks, 1);
    }

    void theKeyThatWakesTheMachineComesTooLate()
    {
        Frame f;
        f.window->idleLock().start();
        f.clock.ms = 8 * 3600 * 1000; // a night with the lid closed, no timer ran
        QTest::keyClick(f.window->currentPage()->focusProxy(), Qt::Key_A);
        QCOMPARE(f.locks, 1);
    }

    void duringAnInterviewIdlenessBlanksFirstAndLocksLater()
    {
        Frame f;
        f.page()->rule = {std::chrono::minutes(20), std::chrono::minutes(3)};
        f.window->idleLock().start();
        f.clock.ms = 3 * 60'000;
        f.window->idleLock().check();
        f.window->idleLock().check();
        QCOMPARE(f.page()->blanked, 1);
        QCOMPARE(f.locks, 0);
        f.clock.ms = 20 * 60'000;
        f.window->idleLock().check();
        QCOMPARE(f.locks, 1);
    }

    void f12HidesAnInterviewAndLocksEverythingElse()
    {
        Frame f;
        f.page()->rule = {std::chrono::minutes(20), std::chrono::minutes(3)};
        QTest::keyClick(f.window.get(), Qt::Key_F12);
        QCOMPARE(f.page()->blanked, 1);
        QCOMPARE(f.locks, 0);
        f.page()->rule = {};
        QTest::keyClick(f.window.get(), Qt::Key_F12);
        QCOMPARE(f.locks, 1);
    }

    void theLockKeysWorkWhileADialogIsOpen()
    {
        Frame f;
        QDialog dialog(f.window.get());
        dialog.open();
        QVERIFY(QTest::qWaitForWindowActive(&dialog));
        f.page()->rule = {std::chrono::minutes(20), std::chrono::minutes(3)};
        QTest::keyClick(&dialog, Qt::Key_F12);
        QTRY_COMPARE(f.page()->blanked, 1);
        QCOMPARE(f.locks, 0);
        QTest::keyClick(&dialog, Qt::Key_L, Qt::ControlModifier);
        QTRY_COMPARE(f.locks, 1);
    }

    void theTitleOfTheWindowIsNeutral()
    {
        Frame f;
        f.window->openPage(Deep, 3);
        QCOMPARE(f.window->windowTitle(), u"Indaro"_s);
    }

    void theLanguageChangesWithTheWindowOpen()
    {
        Frame f;
        f.translations.setLanguage(kit::Language::French);
        QCoreApplication::processEvents();
        QVERIFY(f.window->isVisible());
    }

    void whatTheFooterSaysFollowsTheLanguage()
    {
        Frame f;
        f.translations.setLanguage(kit::Language::English);
        f.window->showSaveState(kit::SaveState::Saved);
        const auto says = [&f](const QString &text) {
            const auto labels = f.window->findChildren<QLabel *>();
            return std::any_of(labels.begin(), labels.end(), [&text](const QLabel *label) { return label->text() == text; });
        };
        QVERIFY(says(u"Everything is saved"_s));
        f.translations.setLanguage(kit::Language::French);
        QTRY_VERIFY(!says(u"Everything is saved"_s));
        QCOMPARE(f.window->saveState(), kit::SaveState::Saved);
    }

    void longActionsNeverMakeTheWindowWiderThanTheScreen()
    {
        Frame f;
        auto *row = f.window->findChild<kit::ActionRow *>();
        QVERIFY(row != nullptr);
        for (int i = 0; i < 5; ++i)
            f.page()->actions.append(new QAction(u"Ongerako insiguro° · Ajouter une note %1"_s.arg(i), f.page()));
        Q_EMIT f.page()->toolbarActionsChanged();
        for (const int width : {1366, 683}) {
            f.window->resize(width, 384);
            QCoreApplication::processEvents();
            f.window->resize(width, 384); // the side bar has become narrow only now
            QCOMPARE(f.window->width(), width);
            const QList<QAction *> hidden = row->hiddenActions();
            QVERIFY(!hidden.isEmpty());
            QCOMPARE(hidden.last(), f.page()->actions.last()); // in their order, the last ones go first
            QSignalSpy done(hidden.first(), &QAction::triggered);
            hidden.first()->trigger();
            QCOMPARE(done.size(), 1);
        }
        f.window->resize(2600, 384);
        QTRY_VERIFY(row->hiddenActions().isEmpty());
        // What does not apply has no button at all, and comes back when it does.
        const auto buttons = [row] {
            QStringList texts;
            for (auto *button : row->findChildren<QToolButton *>()) {
                if (button->isVisible())
                    texts.append(button->text());
            }
            return texts;
        };
        const QString last = f.page()->actions.last()->text();
        QTRY_VERIFY(buttons().contains(last));
        f.page()->actions.last()->setVisible(false);
        QTRY_VERIFY(!buttons().contains(last) && buttons().size() == f.page()->actions.size() - 1);
        f.page()->actions.last()->setVisible(true);
        QTRY_VERIFY(buttons().contains(last));
    }
};

QTEST_MAIN(TestUiShell)
#include "test_ui_shell.moc"
