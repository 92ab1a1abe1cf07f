// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/locked_blocks.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <charconv>
#include <fcntl.h>
#include <fstream>
#include <span>
#include <sqlite3.h>
#include <string>
#include <string_view>
#include <sys/resource.h>
#include <unistd.h>
#include <vector>

using namespace indaro;
using store::Connection;

namespace {

/// Is the page of this address locked into memory? By the flags the kernel shows of its mapping.
bool isLocked(const void *address)
{
    std::ifstream maps("/proc/self/smaps");
    bool isHere = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        const char *end = line.data() + line.size();
        const auto first = std::from_chars(line.data(), end, from, 16);
        if (first.ec == std::errc() && first.ptr < end && *first.ptr == '-') {
            std::from_chars(first.ptr + 1, end, to, 16);
            const auto at = reinterpret_cast<std::uintptr_t>(address);
            isHere = at >= from && at < to;
        } else if (isHere && line.starts_with("VmFlags:")) {
            return line.find(" lo") != std::string::npos;
        }
    }
    return false;
}

constexpr std::string_view HiddenName =
    "\x14\x3e\x3b\x23\x33\x20\x3f\x23\x3f\x77\x39\x3b\x34\x3b\x28\x23"; // each byte ^ 0x5a

/// The name itself, which must stand nowhere but where SQLite puts it: the caller wipes this.
std::array<char, HiddenName.size()> nameInClear()
{
    std::array<char, HiddenName.size()> name{};
    std::transform(HiddenName.begin(), HiddenName.end(), name.begin(), [](char c) { return static_cast<char>(c ^ 0x5a); });
    return name;
}

/// How often the name stands in what this process may write to.
int copiesInMemory()
{
    std::ifstream maps("/proc/self/maps");
    const int memory = open("/proc/self/mem", O_RDONLY | O_CLOEXEC); // no stream: its buffer would keep a copy
    std::vector<std::pair<std::uintptr_t, std::uintptr_t>> ranges;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t from = 0;
        std::uintptr_t to = 0;
        const auto first = std::from_chars(line.data(), line.data() + line.size(), from, 16);
        const auto second = std::from_chars(first.ptr + 1, line.data() + line.size(), to, 16);
        if (std::string_view(second.ptr, 3) == " rw" && line.find("[v") == std::string::npos)
            ranges.emplace_back(from, to);
    }
    int copies = 0;
    std::vector<char> page(1 << 16);
    for (const auto &[from, to] : ranges) {
        // Steps overlap, so that a name across two of them is seen; the buffer itself holds what was read, wiped below.
        for (std::uintptr_t at = from; at < to; at += page.size() - HiddenName.size()) {
            const auto size = std::min<std::uintptr_t>(page.size(), to - at);
            if (reinterpret_cast<std::uintptr_t>(page.data()) < at + size &&
                at < reinterpret_cast<std::uintptr_t>(page.data()) + page.size())
                continue;
            const auto got = pread(memory, page.data(), size, static_cast<off_t>(at));
            for (std::size_t i = 0; i + HiddenName.size() <= static_cast<std::size_t>(std::max<ssize_t>(got, 0)); ++i)
                copies += std::equal(HiddenName.begin(), HiddenName.end(), page.begin() + static_cast<std::ptrdiff_t>(i),
                                     [](char hidden, char seen) { return (hidden ^ 0x5a) == seen; })
                              ? 1
                              : 0;
            std::fill(page.begin(), page.end(), '\0');
        }
    }
    close(memory);
    return copies;
}

std::span<unsigned char> makeBlock(std::size_t size)
{
    auto *block = static_cast<unsigned char *>(sqlite3_malloc64(size));
    std::fill_n(block, size, 0xA5);
    return {block, size};
}

} // namespace

class TestLockedBlocks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase()
    {
        rlimit limit{};
        getrlimit(RLIMIT_MEMLOCK, &limit);
        QVERIFY2(limit.rlim_cur >= 1 << 20, "this account may lock too little memory (ulimit -l) to test the locking");
        const tests::TempStore temp;
        QVERIFY(temp.open(Connection::Mode::Create).hasValue()); // as the program does: opening is what installs it
    }

    void blocksOfEverySizeAreLockedAndHoldWhatIsWritten()
    {
        std::vector<std::span<unsigned char>> all;
        for (const std::size_t size : {1, 8, 31, 32, 33, 40, 41, 64, 65, 100, 1000, 2047, 2048, 2049, 5000, 70'000})
            all.push_back(makeBlock(size));
        for (const auto block : all) {
            QVERIFY2(isLocked(block.data()), qPrintable(QString::number(block.size())));
            QVERIFY(isLocked(block.data() + block.size() - 1));
            QVERIFY(sqlite3_msize(block.data()) >= block.size());
            QVERIFY(reinterpret_cast<std::uintptr_t>(block.data()) % 8 == 0);
            QVERIFY(
                std::all_of(block.begin(), block.end(), [](unsigned char byte) { return byte == 0xA5; })); // none overlaps
        }
        for (const auto block : all)
            sqlite3_free(block.data());
    }

    void aConnectionThatClosesUnlocksNothingOfOthers()
    {
        std::vector<std::span<unsigned char>> before;
        for (std::size_t size = 16; size <= 2048; size += 16)
            before.push_back(makeBlock(size));
        const tests::TempStore temp;
        QVERIFY(temp.open(Connection::Mode::Create).hasValue());
        const auto isUnlocked = [](std::span<unsigned char> block) { return !isLocked(block.data()); };
        QVERIFY(std::none_of(before.begin(), before.end(), isUnlocked));
        for (const auto block : before)
            sqlite3_free(block.data());
    }

    void aFreedBlockIsWipedAndItsNeighbourStaysLocked()
    {
        const auto first = makeBlock(100);
        const auto second = makeBlock(100);
        sqlite3_free(first.data());
        // The slab is still there, so looking at what was freed is looking at its memory.
        QVERIFY(std::all_of(first.begin(), first.end(), [](unsigned char byte) { return byte == 0; }));
        QVERIFY(isLocked(second.data()));
        QVERIFY(std::all_of(second.begin(), second.end(), [](unsigned char byte) { return byte == 0xA5; }));
        sqlite3_free(second.data());
    }

    void aBlockThatGrowsKeepsItsContentAndLeavesNoneBehind()
    {
        const auto small = makeBlock(48);
        auto *grown = static_cast<unsigned char *>(sqlite3_realloc64(small.data(), 4000));
        QVERIFY(grown != small.data());
        QVERIFY(std::all_of(grown, grown + 48, [](unsigned char byte) { return byte == 0xA5; }));
        QVERIFY(std::all_of(small.begin(), small.end(), [](unsigned char byte) { return byte == 0; }));
        QVERIFY(isLocked(grown));
        sqlite3_free(grown);
    }

    void aFreedBlockIsUsedAgain()
    {
        const auto before = sqlite3_memory_used();
        const auto first = makeBlock(200);
        const auto *address = first.data();
        sqlite3_free(first.data());
        const auto second = makeBlock(200);
        QVERIFY(second.data() == address);
        sqlite3_free(second.data());
        QCOMPARE(sqlite3_memory_used(), before);
    }

    void noNameStaysWhenItsConnectionIsClosed()
    {
        const tests::TempStore temp;
        auto name = nameInClear();
        {
            auto db = temp.open(Connection::Mode::Create);
            QVERIFY(db->execute("CREATE TABLE t (name TEXT); CREATE INDEX t_by_name ON t (name)").hasValue());
            for (int i = 0; i < 200; ++i) {
                auto insert = db->prepare("INSERT INTO t (name) VALUES (?1)");
                insert->bind(1, std::string_view(name.data(), name.size()));
                QVERIFY(insert->run().hasValue());
            }
            auto find = db->prepare("SELECT name || ', ' || name, count(*) FROM t GROUP BY name ORDER BY 1");
            QVERIFY(find->step().value());
            QCOMPARE(find->integer(1), 200);
            QVERIFY(copiesInMemory() > 200); // the scan sees them while they are there
        }
        name.fill('\0');
        QCOMPARE(copiesInMemory(), 0);
    }

    void memorySecurityIsOn()
    {
        const tests::TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        auto ask = db->prepare("PRAGMA cipher_memory_security");
        QVERIFY(ask->step().value());
        QCOMPARE(ask->text(0), std::string("1"));
    }
};

QTEST_APPLESS_MAIN(TestLockedBlocks)
#include "test_locked_blocks.moc"
