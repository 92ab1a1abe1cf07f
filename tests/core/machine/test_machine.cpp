// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/machine/findings.h"
#include "tests/support/machine_tree.h"

#include <QTest>

#include <set>

using namespace indaro;
using machine::Check;
using machine::ClockState;
using machine::DiskHealth;
using machine::Finding;
using machine::Hibernation;
using machine::PrintSpool;
using machine::Protection;
using machine::Verdict;
using tests::MachineTree;

namespace {

constexpr base::UtcMs Day = 86'400'000;

const char *const HealthWords = "/usr/sbin/smartctl -j -H /dev/sda";

machine::Hibernation hibernation(const MachineTree &tree)
{
    const machine::Surroundings here = tree.surroundings();
    return machine::hibernationOf(here, machine::swapAreas(here));
}

Protection swapOf(const MachineTree &tree)
{
    return machine::protectionOf(machine::swapAreas(tree.surroundings()));
}

Protection diskOf(const MachineTree &tree, const char *path = "/home/odette/house")
{
    return machine::protectionOf(tree.surroundings(), path);
}

machine::Result found(const std::vector<machine::Result> &results, Check check)
{
    for (const machine::Result &result : results) {
        if (result.check == check)
            return result;
    }
    return {};
}

/// A file of the tree that was written `before` now.
void touch(const MachineTree &tree, const char *path, base::UtcMs at)
{
    tree.write(path, "x");
    const std::chrono::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(at)};
    std::filesystem::last_write_time(tree.real(path), std::chrono::file_clock::from_sys(moment));
}

} // namespace

class TestMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingCanBeToldOfAnEmptyMachine()
    {
        const MachineTree tree;
        tree.remove("/proc");
        machine::Surroundings here = tree.surroundings();
        here.room = {};
        here.dumpsMemory = {};
        tree.write("/etc/cups/cupsd.conf/is-a-folder", ""); // there, and not to be read
        const auto results = machine::judge(machine::lookAtMachine(here), machine::BackupAge::NotKnown);
        QCOMPARE(results.size(), std::size_t(10));
        for (const machine::Result &result : results) {
            QVERIFY2(result.verdict == Verdict::NotKnown, machine::nameOf(result.check));
            QVERIFY(!result.isUrgent);
        }
    }

    void theDiskOfAnEncryptedLaptop()
    {
        MachineTree tree;
        QCOMPARE(diskOf(tree), Protection::NotKnown);
        tree.encryptedLaptop();
        QCOMPARE(diskOf(tree), Protection::Encrypted);
        QCOMPARE(diskOf(tree, "/boot/grub"), Protection::Plain);
        QCOMPARE(diskOf(tree, "/bootleg"), Protection::Encrypted); // another folder, though it begins alike
        tree.mount("/tmp", "0:40", "tmpfs", "tmpfs");
        QCOMPARE(diskOf(tree, "/tmp"), Protection::InMemory);
        tree.mount("/home/odette/with\\040space", "8:1", "ext4", "/dev/sda1");
        QCOMPARE(diskOf(tree, "/home/odette/with space/house"), Protection::Plain);
        tree.mount("/net", "0:50", "nfs4", "server:/export");
        QCOMPARE(diskOf(tree, "/net/house"), Protection::NotKnown);
    }

    void aStackIsAsWeakAsItsWeakestDisk()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        tree.disk("sdb", "8:16");
        tree.mapped("dm-3", "254:3", "house-wide", "LVM-wide", {"dm-0", "sdb"});
        tree.mount("/home", "254:3", "ext4", "/dev/mapper/house-wide");
        QCOMPARE(diskOf(tree), Protection::Plain);
        // A disk below that nothing is known of.
        tree.mapped("dm-4", "254:4", "house-odd", "LVM-odd", {"dm-0", "gone"});
        tree.mount("/home", "254:4", "ext4", "/dev/mapper/house-odd");
        QCOMPARE(diskOf(tree), Protection::NotKnown);
    }

    void aFileSystemWithANumberOfItsOwnIsFollowedByItsName()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        tree.mount("/home", "0:33", "btrfs", "/dev/mapper/sda5_crypt");
        QCOMPARE(diskOf(tree), Protection::Encrypted);
        tree.mount("/home", "0:33", "btrfs", "/dev/sda1");
        QCOMPARE(diskOf(tree), Protection::Plain);
        tree.mount("/home", "0:33", "overlay", "overlay");
        QCOMPARE(diskOf(tree), Protection::NotKnown);
    }

    void aFileAsDiskIsWhereTheFileIs()
    {
        MachineTree tree;
        tree.plainLaptop();
        tree.mapped("loop0", "7:0", "", "", {});
        tree.write("/sys/devices/loop0/loop/backing_file", "/srv/house.img\n");
        tree.mount("/home", "7:0", "ext4", "/dev/loop0");
        QCOMPARE(diskOf(tree), Protection::Plain);
    }

    void swap()
    {
        MachineTree tree;
        QCOMPARE(swapOf(tree), Protection::InMemory); // none
        tree.encryptedLaptop();
        QCOMPARE(swapOf(tree), Protection::Encrypted);
        tree.swap("/dev/dm-2 partition 8388608 0 -2\n/dev/sda1 partition 1024 0 -3\n");
        QCOMPARE(swapOf(tree), Protection::Plain);
        tree.swap("/dev/gone partition 1024 0 -3\n/dev/dm-2 partition 8388608 0 -2\n");
        QCOMPARE(swapOf(tree), Protection::NotKnown);
        tree.swap("/swapfile file 1024 0 -2\n");
        QCOMPARE(swapOf(tree), Protection::Encrypted);
        tree.swap("/boot/swapfile file 1024 0 -2\n");
        QCOMPARE(swapOf(tree), Protection::Plain);
        tree.remove("/proc/swaps");
        QCOMPARE(swapOf(tree), Protection::NotKnown);
    }

    void compressedMemoryIsNotOnTheDisk()
    {
        MachineTree tree;
        tree.plainLaptop();
        tree.mapped("zram0", "251:0", "", "", {});
        tree.write("/sys/devices/zram0/comp_algorithm", "lzo [zstd]\n");
        tree.write("/sys/devices/zram0/backing_dev", "none\n");
        tree.swap("/dev/zram0 partition 4194304 0 100\n");
        QCOMPARE(swapOf(tree), Protection::InMemory);
        QCOMPARE(hibernation(tree), Hibernation::NotKnown); // the kernel has not said
        tree.write("/sys/power/state", "freeze mem disk\n");
        tree.write("/sys/power/disk", "[platform] shutdown reboot suspend test_resume\n");
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.write("/sys/devices/zram0/backing_dev", "/dev/sda5\n"); // it writes there what is cold
        QCOMPARE(swapOf(tree), Protection::NotKnown);
    }

    void hibernationIsWhatItWritesTo()
    {
        MachineTree tree;
        tree.plainLaptop();
        tree.write("/sys/power/state", "freeze mem\n");
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.write("/sys/power/state", "freeze mem disk\n");
        tree.write("/sys/power/disk", "[platform] shutdown reboot suspend test_resume\n");
        QCOMPARE(hibernation(tree), Hibernation::InTheClear);
        tree.write("/sys/power/disk", "[disabled]\n"); // a locked-down kernel
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.write("/sys/power/disk", "[platform] shutdown\n");
        tree.swap("/dev/sda5 partition 1000000 0 -2\n"); // an eighth of the memory
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.write("/proc/cmdline", "root=/dev/sda1 resume=UUID=0123\n"); // told where to wake up: somebody means it
        QCOMPARE(hibernation(tree), Hibernation::InTheClear);
        tree.swap("");
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.remove("/proc/swaps");
        QCOMPARE(hibernation(tree), Hibernation::NotKnown);

        MachineTree encrypted;
        encrypted.encryptedLaptop();
        encrypted.write("/sys/power/state", "freeze mem disk\n");
        encrypted.write("/sys/power/disk", "[platform] shutdown\n");
        QCOMPARE(hibernation(encrypted), Hibernation::Encrypted);
    }

    /// What the advice tells the technician to do makes the line good.
    void hibernationThatWasForbidden()
    {
        MachineTree tree;
        tree.plainLaptop();
        tree.write("/sys/power/state", "freeze mem disk\n");
        tree.write("/sys/power/disk", "[platform] shutdown\n");
        tree.write("/etc/systemd/sleep.conf", "[Sleep]\n#AllowHibernation=no\n");
        QCOMPARE(hibernation(tree), Hibernation::InTheClear);
        tree.write("/etc/systemd/sleep.conf.d/house.conf", "[Sleep]\nAllowHibernation = no\n");
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
        tree.remove("/etc/systemd/sleep.conf.d");
        QCOMPARE(hibernation(tree), Hibernation::InTheClear);
        tree.link("/etc/systemd/system/hibernate.target", "/dev/null");
        QCOMPARE(hibernation(tree), Hibernation::Impossible);
    }

    void theDiskSaysWhetherItIsWell()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown); // nobody to ask
        tree.says(HealthWords, "{\"smartctl\": {\"exit_status\": 2}}", 2);        // not an administrator
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown);
        tree.says(HealthWords, "no JSON at all");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown);
        tree.says(HealthWords, "{\"smart_status\": {\"passed\": true}}", 64); // an old error in its log
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Good);
        tree.says(HealthWords, "{\"smart_status\": {\"passed\": false}}", 8);
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Failing);
    }

    void theFileSystemCountsErrors()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        tree.says(HealthWords, "{\"smart_status\": {\"passed\": true}}");
        tree.write("/sys/fs/ext4/dm-1/errors_count", "0\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Good);
        tree.write("/sys/fs/ext4/dm-1/errors_count", "3\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::FileSystemErrors);
    }

    void twoDisksAreAsWellAsTheWorse()
    {
        MachineTree tree;
        tree.disk("sda", "8:0");
        tree.disk("sdb", "8:16");
        tree.mapped("dm-0", "254:0", "wide", "LVM-wide", {"sda", "sdb"});
        tree.mount("/", "254:0", "ext4", "/dev/mapper/wide");
        tree.says(HealthWords, "{\"smart_status\": {\"passed\": true}}");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown); // of the second nothing is known
        tree.says("/usr/sbin/smartctl -j -H /dev/sdb", "{\"smart_status\": {\"passed\": false}}");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Failing);
    }

    /// The eMMC of the cheapest laptops tells everybody.
    void aCardTellsItsWear()
    {
        MachineTree tree;
        tree.disk("mmcblk0", "179:0");
        tree.partition("mmcblk0", "mmcblk0p2", "179:2");
        tree.mount("/", "179:2", "ext4", "/dev/mmcblk0p2");
        tree.write("/sys/devices/mmcblk0/device/pre_eol_info", "0x01\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Good);
        tree.write("/sys/devices/mmcblk0/device/pre_eol_info", "0x03\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Failing);
        tree.write("/sys/devices/mmcblk0/device/pre_eol_info", "0x00\n"); // "not defined"
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown);
    }

    void udisksIsAskedWhereSmartctlMayNot()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        const std::string disk = "/usr/bin/udisksctl info -b /dev/sda";
        const std::string drive = "/usr/bin/udisksctl info -d House_Disk_42";
        const std::string ata = "  org.freedesktop.UDisks2.Drive.Ata:\n    SmartEnabled:               true\n";
        tree.says(disk, "/org/freedesktop/UDisks2/block_devices/sda:\n  org.freedesktop.UDisks2.Block:\n"
                        "    Drive:                      '/org/freedesktop/UDisks2/drives/House_Disk_42'\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown);
        tree.says(drive, ata + "    SmartFailing:               false\n    SmartUpdated:               1700000000\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Good);
        tree.says(drive, ata + "    SmartFailing:               true\n    SmartUpdated:               1700000000\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Failing);
        // It has never asked the disk: false stands there all the same.
        tree.says(drive, ata + "    SmartFailing:               false\n    SmartUpdated:               0\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::NotKnown);
        tree.says(drive, "  org.freedesktop.UDisks2.NVMe.Controller:\n    SmartCriticalWarning:       \n"
                         "    SmartUpdated:               1700000000\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Good);
        tree.says(drive, "  org.freedesktop.UDisks2.NVMe.Controller:\n    SmartCriticalWarning:       spare\n"
                         "    SmartUpdated:               1700000000\n");
        QCOMPARE(machine::diskHealth(tree.surroundings()), DiskHealth::Failing);
    }

    void theClockIsComparedWithWhatIsRemembered()
    {
        MachineTree tree;
        machine::Surroundings here = tree.surroundings();
        QCOMPARE(machine::clockState(here), ClockState::NotKnown);
        touch(tree, "/var/lib/dpkg/status", MachineTree::Now - 90 * Day);
        QCOMPARE(machine::clockState(here), ClockState::Plausible);
        here.newestInVault = MachineTree::Now + 2 * Day;
        QCOMPARE(machine::clockState(here), ClockState::BehindItself);
        here.newestInVault = MachineTree::Now + Day / 2; // a laptop set from another time zone
        QCOMPARE(machine::clockState(here), ClockState::Plausible);
        touch(tree, "/var/lib/systemd/timesync/clock", MachineTree::Now + 30 * Day);
        QCOMPARE(machine::clockState(here), ClockState::BehindItself);
        tree.remove("/var");
        tree.write("/sys/class/rtc/rtc0/since_epoch", QByteArray::number(qint64(MachineTree::Now / 1000 + 7200)));
        here.newestInVault = MachineTree::Now;
        QCOMPARE(machine::clockState(here), ClockState::Plausible); // it runs in local time
        tree.write("/sys/class/rtc/rtc0/since_epoch", "1230768060\n");
        QCOMPARE(machine::clockState(here), ClockState::BatteryDead);
        here.now = 1'230'768'000'000; // 2009
        QCOMPARE(machine::clockState(here), ClockState::Implausible);
        here.now = 4'102'444'800'000; // 2100
        QCOMPARE(machine::clockState(here), ClockState::Implausible);
    }

    void aTimeServerWasHeard()
    {
        MachineTree tree;
        machine::Surroundings here = tree.surroundings();
        here.newestInVault = MachineTree::Now;
        tree.says("/usr/bin/timedatectl show --property=NTPSynchronized", "NTPSynchronized=no\n");
        here.ask = tree.surroundings().ask;
        QCOMPARE(machine::clockState(here), ClockState::Plausible);
        tree.says("/usr/bin/timedatectl show --property=NTPSynchronized", "NTPSynchronized=yes\n");
        here.ask = tree.surroundings().ask;
        QCOMPARE(machine::clockState(here), ClockState::Synchronised);
        here.ask = {};
        QCOMPARE(machine::clockState(here), ClockState::Plausible);
        tree.write("/run/systemd/timesync/synchronized", "");
        QCOMPARE(machine::clockState(here), ClockState::Synchronised);
    }

    /// Of a system that is laid out in another way nothing is called good.
    void anotherSystemIsNotKnown()
    {
        const MachineTree tree;
        tree.remove("/etc");
        tree.remove("/proc");
        QCOMPARE(machine::printSpool(tree.surroundings()), PrintSpool::NotKnown);
        for (const machine::Result &result : machine::judge(machine::lookAtMachine(tree.surroundings()), std::nullopt)) {
            if (result.check == machine::Check::Swap || result.check == machine::Check::Hibernation ||
                result.check == machine::Check::DiskEncryption || result.check == machine::Check::PrintSpool)
                QCOMPARE(result.verdict, machine::Verdict::NotKnown);
        }
    }

    void thePrintServiceKeepsUnlessItIsTold_data()
    {
        QTest::addColumn<QByteArray>("told");
        QTest::addColumn<bool>("isKept");
        QTest::newRow("as it comes") << QByteArray("Listen /run/cups/cups.sock\n") << true;
        QTest::newRow("no files") << QByteArray("PreserveJobFiles No\n") << false;
        QTest::newRow("no jobs") << QByteArray("preservejobhistory off\n") << false;
        QTest::newRow("nought seconds") << QByteArray("  PreserveJobFiles 0\n") << false;
        QTest::newRow("an hour") << QByteArray("PreserveJobFiles 3600\n") << true;
        QTest::newRow("for ever") << QByteArray("PreserveJobFiles Yes\n") << true;
        QTest::newRow("a remark") << QByteArray("#PreserveJobFiles No\n") << true;
        QTest::newRow("the last one counts") << QByteArray("PreserveJobFiles No\nPreserveJobFiles Yes\n") << true;
    }

    void thePrintServiceKeepsUnlessItIsTold()
    {
        QFETCH(const QByteArray, told);
        QFETCH(const bool, isKept);
        MachineTree tree;
        QCOMPARE(machine::printSpool(tree.surroundings()), PrintSpool::NoService);
        tree.write("/usr/sbin/cupsd", "");
        QCOMPARE(machine::printSpool(tree.surroundings()), PrintSpool::NotKnown);
        tree.write("/etc/cups/cupsd.conf", told);
        const PrintSpool expected = isKept ? PrintSpool::KeepsPapers : PrintSpool::KeepsNothing;
        QCOMPARE(machine::printSpool(tree.surroundings()), expected);
        tree.write("/etc/cups/client.conf", "# ServerName far\nServerName /run/cups/cups.sock\n");
        QCOMPARE(machine::printSpool(tree.surroundings()), expected);
        tree.write("/etc/cups/client.conf", "ServerName printers.example\n");
        QCOMPARE(machine::printSpool(tree.surroundings()), PrintSpool::NotKnown);
    }

    void whatIsUrgent()
    {
        machine::MachineState state;
        state.disk = DiskHealth::Failing;
        state.room = machine::Room{machine::AlmostNone - 1, std::uint64_t{100} << 30};
        state.clock = ClockState::BehindItself;
        auto results = machine::judge(state, machine::BackupAge::Never);
        for (const Check check : {Check::DiskHealth, Check::Room, Check::Clock, Check::Backup}) {
            QVERIFY2(found(results, check).isUrgent, machine::nameOf(check));
            QCOMPARE(found(results, check).verdict, Verdict::ToDo);
        }
        state.room = machine::Room{machine::AlmostNone, std::uint64_t{100} << 30};
        state.clock = ClockState::BatteryDead;
        state.swap = std::vector{machine::SwapArea{"/dev/sda5", Protection::Plain, 1}};
        state.vaultDisk = Protection::Plain;
        state.temporaryFiles = Protection::Plain;
        state.hibernation = Hibernation::InTheClear;
        state.spool = PrintSpool::KeepsPapers;
        state.dumpsMemory = true;
        results = machine::judge(state, std::nullopt);
        QCOMPARE(results.size(), std::size_t(9)); // a training vault has no backup
        for (const machine::Result &result : results) {
            QVERIFY2(result.verdict == Verdict::ToDo, machine::nameOf(result.check));
            QCOMPARE(result.isUrgent, result.check == Check::DiskHealth);
        }
        state.room->free = machine::LowRoom;
        QCOMPARE(found(machine::judge(state, std::nullopt), Check::Room).finding, Finding::RoomGood);
    }

    void aLaptopThatIsLookedAfter()
    {
        MachineTree tree;
        tree.encryptedLaptop();
        tree.mount("/tmp", "0:40", "tmpfs", "tmpfs");
        tree.says(HealthWords, "{\"smart_status\": {\"passed\": true}}");
        tree.write("/sys/power/state", "freeze mem disk\n");
        tree.write("/sys/power/disk", "[platform] shutdown\n");
        tree.write("/etc/cups/cupsd.conf", "PreserveJobFiles No\nPreserveJobHistory No\n");
        machine::Surroundings here = tree.surroundings();
        here.newestInVault = MachineTree::Now;
        std::set<std::string> names;
        for (const machine::Result &result : machine::judge(machine::lookAtMachine(here), machine::BackupAge::Recent)) {
            QVERIFY2(result.verdict == Verdict::Good, machine::nameOf(result.check));
            names.insert(machine::nameOf(result.check));
        }
        QCOMPARE(names.size(), std::size_t(10));
    }

    void aProgramIsAskedAndEnded()
    {
        const auto said = base::askProgram({"/bin/sh", "-c", "echo heard; exit 3"});
        QVERIFY(said.has_value());
        QCOMPARE(said->exitCode, 3);
        QCOMPARE(said->output, std::string("heard\n"));
        QVERIFY(!base::askProgram({"/nowhere/at/all"}) || base::askProgram({"/nowhere/at/all"})->exitCode == 127);
        QVERIFY(!base::askProgram({"/bin/sh", "-c", "kill -9 $$"}));
        QVERIFY(!base::askProgram({"/bin/sh", "-c", "exec sleep 600"}, std::chrono::milliseconds(50)));
        QVERIFY(!base::askProgram({"/bin/sh", "-c", "exec >&-; exec sleep 600"}, std::chrono::milliseconds(50)));
        QVERIFY(!base::askProgram({"/bin/sh", "-c", "exec yes"}));
    }

    void thisProcessSaysWhetherItWouldBeWrittenDown()
    {
        QCOMPARE(base::mayDumpMemory(), std::optional(true));
        base::hardenProcess();
        QCOMPARE(base::mayDumpMemory(), std::optional(false));
    }

    /// A paper on its way to the printer is a file in the clear for a moment.
    void temporaryFilesStayInMemoryWhereTheyCan()
    {
        const QByteArray formerly = qgetenv("TMPDIR");
        const QByteArray formerSession = qgetenv("XDG_RUNTIME_DIR");
        const auto put = [](const char *name, const QByteArray &value) {
            return value.isEmpty() ? qunsetenv(name) : qputenv(name, value);
        };
        QVERIFY(put("XDG_RUNTIME_DIR", "/proc")); // no memory to write to
        QVERIFY(qunsetenv("TMPDIR"));
        QVERIFY(!base::keepTemporaryFilesInMemory());
        QVERIFY(!qEnvironmentVariableIsSet("TMPDIR"));
        machine::Surroundings here = tests::MachineTree().surroundings();
        here.root = "/";
        std::error_code ec;
        const bool isMemory = machine::protectionOf(here, "/dev/shm") == Protection::InMemory &&
                              std::filesystem::space("/dev/shm", ec).available >= std::uint64_t{64} << 20;
        QVERIFY(put("XDG_RUNTIME_DIR", "/dev/shm"));
        QCOMPARE(base::keepTemporaryFilesInMemory(), isMemory);
        if (isMemory) {
            QCOMPARE(std::filesystem::temp_directory_path(), std::filesystem::path("/dev/shm"));
            QVERIFY(put("TMPDIR", "/tmp")); // somebody has said where
            QVERIFY(!base::keepTemporaryFilesInMemory());
            QCOMPARE(qgetenv("TMPDIR"), QByteArray("/tmp"));
        }
        put("TMPDIR", formerly);
        put("XDG_RUNTIME_DIR", formerSession);
    }

    void thisMachineCanBeLookedAt()
    {
        const QTemporaryDir folder;
        const auto here =
            machine::Surroundings::ofThisMachine(folder.filePath(QStringLiteral("not/there/yet")).toStdString());
        const machine::MachineState state = machine::lookAtMachine(here);
        QVERIFY(state.room.has_value() && state.room->free <= state.room->total);
        QVERIFY(state.dumpsMemory.has_value());
        QVERIFY(state.clock != ClockState::NotKnown);
    }
};

QTEST_GUILESS_MAIN(TestMachine)
#include "test_machine.moc"
