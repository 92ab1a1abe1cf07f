// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fakes.h"
#include "tests/support/machine_tree.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/home/machine_line.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/settings/machine_section.h"
#include "ui/words/machine_words.h"

#include <QtGui/QClipboard>
#include <QtTest/QtTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QPushButton>

#include <set>

using namespace indaro;
using namespace indaro::ui;
using namespace Qt::StringLiterals;

namespace {

/// Remembers where somebody was sent.
struct Sent final : kit::Navigator
{
    std::optional<kit::PageId> page;
    kit::PageArgument argument;
    bool openPage(kit::PageId id, kit::PageArgument with) override
    {
        page = id;
        argument = std::move(with);
        return true;
    }
    void back() override {}
    [[nodiscard]] bool canGoBack() const override { return false; }
    void showSaveState(kit::SaveState) override {}
    void showNotice(const QString &) override {}
    void lockNow() override {}
};

/// A laptop in a folder, which the screens look at on threads of their own.
struct Desk
{
    tests::MachineTree tree;
    tests::FakeClock clock;
    kit::Translations translations;
    Sent sent;
    std::shared_ptr<std::atomic<int>> looks = std::make_shared<std::atomic<int>>(0);

    explicit Desk(kit::Language language = kit::Language::English) { translations.setLanguage(language); }
    ~Desk() { translations.setLanguage(kit::Language::English); }
    [[nodiscard]] kit::PageContext context()
    {
        kit::PageContext made;
        made.translations = &translations;
        made.navigator = &sent;
        made.clock = &clock;
        return made;
    }
    /// Of the tree as it is now.
    [[nodiscard]] pages::MakeSurroundings surroundings()
    {
        return [here = tree.surroundings(), looks = looks](const std::filesystem::path &) {
            ++*looks;
            return here;
        };
    }
};

QString wordsIn(const QWidget *widget)
{
    QString out;
    for (const QLabel *label : widget->findChildren<QLabel *>()) {
        if (label->isVisibleTo(widget->window()))
            out += label->text() + u'\n';
    }
    return out;
}

} // namespace

class TestMachineSection : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { kit::applyTheme(*qApp, kit::ThemeKind::Light); }

    void everyFindingHasItsWords()
    {
        std::set<QString> seen;
        for (int number = 0; number <= int(machine::Finding::Last); ++number) {
            const machine::Result result{machine::Check::Swap, machine::Finding(number), machine::Verdict::ToDo};
            for (const QString &language : {u"en"_s, u"fr"_s}) {
                const words::MachineWords said = words::textOf(result, language);
                const QString all = said.title + said.what + said.steps.join(u' ');
                QVERIFY2(!said.what.isEmpty() && !said.title.isEmpty() && !said.state.isEmpty(), qPrintable(all));
                QVERIFY2(seen.insert(said.what).second, qPrintable(said.what)); // nobody else's, and translated
                QVERIFY2(!all.contains(u'\''), qPrintable(all));
                QVERIFY2(!all.contains(u"victime"_s), qPrintable(all));
                if (language == "fr"_L1)
                    QVERIFY2(!all.contains(u" :"_s) && !all.contains(u" ?"_s), qPrintable(all)); // spaces that do not break
            }
        }
    }

    /// What is to do or not known says what to do; what is good asks for nothing.
    void stepsStandWhereThereIsSomethingToDo()
    {
        machine::MachineState nothing;
        machine::MachineState bad;
        bad.vaultDisk = bad.temporaryFiles = machine::Protection::Plain;
        bad.swap = std::vector{machine::SwapArea{"/dev/sda5", machine::Protection::Plain, 1}};
        bad.hibernation = machine::Hibernation::InTheClear;
        bad.dumpsMemory = true;
        bad.room = machine::Room{1, 2};
        bad.disk = machine::DiskHealth::Failing;
        bad.clock = machine::ClockState::BatteryDead;
        bad.spool = machine::PrintSpool::KeepsPapers;
        machine::MachineState good;
        good.vaultDisk = good.temporaryFiles = machine::Protection::Encrypted;
        good.swap = std::vector<machine::SwapArea>();
        good.hibernation = machine::Hibernation::Impossible;
        good.dumpsMemory = false;
        good.room = machine::Room{std::uint64_t{50} << 30, std::uint64_t{100} << 30};
        good.disk = machine::DiskHealth::Good;
        good.clock = machine::ClockState::Plausible;
        good.spool = machine::PrintSpool::KeepsNothing;
        using Age = machine::BackupAge;
        for (const auto &[state, age] :
             {std::pair(nothing, Age::NotKnown), std::pair(bad, Age::Old), std::pair(good, Age::Recent)}) {
            for (const machine::Result &result : machine::judge(state, age)) {
                const auto english = words::textOf(result, u"en"_s);
                const auto french = words::textOf(result, u"fr"_s);
                QCOMPARE(english.steps.isEmpty(), result.verdict == machine::Verdict::Good);
                QCOMPARE(english.steps.size(), french.steps.size());
                QVERIFY2(!english.what.contains(u"%1"_s) && !french.what.contains(u"%1"_s), qPrintable(english.what));
            }
        }
        QVERIFY(words::textOf(machine::judge(good, {}).at(1), u"fr"_s).what.contains(u"50,0"_s));
    }

    void whatIsToDoStandsFirstAndInWords()
    {
        Desk desk;
        desk.tree.plainLaptop();
        desk.tree.says("/usr/sbin/smartctl -j -H /dev/sda", "{\"smart_status\": {\"passed\": false}}");
        desk.tree.write("/run/systemd/timesync/synchronized", "");
        pages::MachineSection section(desk.context(), nullptr, desk.surroundings());
        section.show();
        section.refresh();
        auto *sum = section.findChild<QLabel *>(u"machineSum"_s);
        QTRY_VERIFY(sum->text().startsWith(u"To do: 4."_s)); // health, disk, swap, temporary files
        const QString said = wordsIn(&section);
        const auto place = [&said](const QString &what) { return said.indexOf(what); };
        QVERIFY(place(u"Is the disk healthy?  ·  to do"_s) >= 0);
        QVERIFY(place(u"Is the disk healthy?"_s) < place(u"Is the disk encrypted?  ·  to do"_s));
        QVERIFY(place(u"Is the disk encrypted?"_s) <
                place(u"Does hibernation write everything to the disk?  ·  not known"_s));
        QVERIFY(place(u"Is there a recent backup?  ·  not known"_s) >= 0);
        QVERIFY(place(u"not known"_s) < place(u"Are date and hour right?  ·  good"_s));
        QVERIFY(said.contains(u"1. Make a backup now"_s));
    }

    void itIsLookedAtAgainWhenAsked()
    {
        Desk desk;
        desk.tree.encryptedLaptop();
        pages::MachineSection section(desk.context(), nullptr, desk.surroundings());
        section.show();
        auto *again = section.findChild<QPushButton *>(u"machineAgain"_s);
        again->click();
        QVERIFY(!again->isEnabled());
        section.refresh(); // it is looking already
        QTRY_VERIFY(again->isEnabled());
        QCOMPARE(desk.looks->load(), 1);
        again->click();
        QTRY_COMPARE(desk.looks->load(), 2);
        QTRY_VERIFY(again->isEnabled());
    }

    void theListCanBeSentToATechnician()
    {
        Desk desk(kit::Language::French);
        desk.tree.plainLaptop();
        pages::MachineSection section(desk.context(), nullptr, desk.surroundings());
        section.show();
        auto *copy = section.findChild<QPushButton *>(u"machineCopy"_s);
        QVERIFY(!copy->isEnabled());
        section.refresh();
        QTRY_VERIFY(copy->isEnabled() && section.findChild<QPushButton *>(u"machineAgain"_s)->isEnabled());
        copy->click();
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.contains(u"chiffré"_s) && text.contains(u"à faire"_s) && text.contains(u"1. "_s), qPrintable(text));
        QVERIFY2(!text.contains(u"odette"_s), qPrintable(text)); // the folder names a person
    }

    void theManualIsOneStepAway()
    {
        Desk desk;
        pages::MachineSection section(desk.context(), nullptr, desk.surroundings());
        section.show();
        for (auto *button : section.findChildren<QPushButton *>()) {
            if (button->text() == u"How to do this, in the manual"_s)
                button->click();
        }
        QVERIFY(desk.sent.page == pages::ManualPageId);
        const auto *task = desk.sent.argument.as<pages::OpenManual>();
        QVERIFY(task != nullptr);
        QFile index(u":/indaro/manual/index.csv"_s);
        QVERIFY(index.open(QIODevice::ReadOnly));
        const QString known = QString::fromUtf8(index.readAll());
        QVERIFY(known.contains(QString(u'\n' + task->task + u',')));
    }

    void theFirstPageSaysOnlyWhatCannotWait()
    {
        Desk desk;
        desk.tree.plainLaptop(); // much to do, nothing today
        desk.tree.write("/run/systemd/timesync/synchronized", "");
        pages::MachineLine calm(desk.context(), nullptr, desk.surroundings());
        calm.refresh();
        QTRY_COMPARE(desk.looks->load(), 1);
        calm.refresh(); // a minute later
        desk.clock.advance(60'000);
        QCOMPARE(desk.looks->load(), 1);
        desk.clock.advance(31 * 60'000);
        calm.refresh();
        QTRY_COMPARE(desk.looks->load(), 2);
        QVERIFY(calm.isHidden());

        desk.tree.says("/usr/sbin/smartctl -j -H /dev/sda", "{\"smart_status\": {\"passed\": false}}");
        pages::MachineLine line(desk.context(), nullptr, desk.surroundings());
        QVERIFY(line.isHidden());
        line.refresh();
        QTRY_VERIFY(line.isVisible());
        const auto *banner = line.findChild<kit::Banner *>();
        QVERIFY2(banner->text().contains(u"wearing out"_s), qPrintable(banner->text()));
        line.findChild<QPushButton *>()->click();
        QVERIFY(desk.sent.page == pages::SettingsPageId);
        QVERIFY(desk.sent.argument.as<pages::OpenMachine>() != nullptr);
        desk.translations.setLanguage(kit::Language::French);
        line.retranslate();
        QVERIFY2(banner->text().contains(u"s’use"_s), qPrintable(banner->text()));
    }
};

QTEST_MAIN(TestMachineSection)
#include "test_machine_section.moc"
