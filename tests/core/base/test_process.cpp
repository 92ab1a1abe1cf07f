// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/file.h"
#include "core/base/path.h"
#include "core/base/process.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

using namespace indaro::base;

namespace {

std::string self; ///< this program, run again as another one

constexpr int SaidWell = 7;
constexpr int Different = 8;
const std::string Input = "une ligne\nNzambimana É ŋ\n";

/// Words that a wrong quoting takes apart, joins or loses.
const std::vector<std::string> HardWords{
    "",       "a b",   "\"",        "a\"b",     "\\",          "a\\", "a\\\\\"b\\",  "C:\\Program Files\\",
    "%PATH%", "^&|<>", "'",         "*",        "a\tb",        "é ŋ", "--x=\"y z\"", "\\\"\\\\\"",
    "$HOME",  "`x`",   "trailing ", " leading", "\\\\server\\"};

std::vector<std::string> again(const char *what, const std::vector<std::string> &words = {})
{
    std::vector<std::string> all{self, what};
    all.insert(all.end(), words.begin(), words.end());
    return all;
}

int sayWords(int argc, char **argv)
{
    for (int i = 2; i < argc; ++i) {
        std::fputs(toHex(asBytes(argv[i])).c_str(), stdout);
        std::putc('\n', stdout);
    }
    return SaidWell;
}

int compareInput()
{
    std::string got;
    for (int letter = std::getchar(); letter != EOF; letter = std::getchar()) {
        if (letter != '\r') // a C runtime may take line ends as text
            got += static_cast<char>(letter);
    }
    return got == Input ? SaidWell : Different;
}

} // namespace

class TestProcess : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyWordArrivesAsItIs()
    {
        const auto answer = askProgram(again("--say-words", HardWords), std::chrono::seconds(60));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->exitCode, SaidWell);
        std::string expected;
        for (const std::string &word : HardWords)
            expected += toHex(asBytes(word)) + "\n";
        std::string said = answer->output;
        std::erase(said, '\r');
#ifdef _WIN32
        // The words of main() are in the code page of the machine, where not every letter is; the order and the number must
        // hold.
        QCOMPARE(std::count(said.begin(), said.end(), '\n'), std::count(expected.begin(), expected.end(), '\n'));
        const auto letters = toHex(asBytes(HardWords[13])) + "\n";
        const auto at = expected.find(letters);
        QCOMPARE(said.substr(0, at), expected.substr(0, at));
        const auto behind = expected.substr(at + letters.size());
        QVERIFY(said.ends_with(behind));
#else
        QCOMPARE(said, expected);
#endif
    }

    void theInputArrivesWholeAndItsEndIsSeen()
    {
        const auto answer = askProgram(again("--compare-input"), std::chrono::seconds(60), asBytes(Input));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->exitCode, SaidWell);
        QCOMPARE(runProgram(again("--compare-input"), asBytes(Input)).value_or(-1), SaidWell);
        QCOMPARE(runProgram(again("--compare-input"), asBytes(Input + "x")).value_or(-1), Different);
        QCOMPARE(runProgram(again("--compare-input")).value_or(-1), Different);
    }

    void whoDoesNotReadOrEndIsNotWaitedForForEver()
    {
        const std::string much(std::size_t{1} << 20, 'x');
        ignoreBrokenPipes();
        QCOMPARE(runProgram(again("--say-words"), asBytes(much)).value_or(-1), SaidWell);
        const auto before = SystemClock().monotonicMs();
        QVERIFY(!askProgram(again("--wait"), std::chrono::milliseconds(300)));
        QVERIFY(SystemClock().monotonicMs() - before < 60'000);
    }

    void whatSaysTooMuchIsStopped()
    {
        QVERIFY(!askProgram(again("--say-much"), std::chrono::seconds(60)));
    }

    void whatIsNotThereIsNotStarted()
    {
        QVERIFY(!runProgram({self + "-not-there"}));
        QVERIFY(!askProgram({"indaro-no-such-program"}));
        const QTemporaryDir dir;
        const std::filesystem::path script = pathOf(dir.path().toStdString()) / "x.bat";
        QVERIFY(writeFileDurably(script, asBytes("exit 0\n")).hasValue());
        QVERIFY(!runProgram({utf8Of(script)})); // not executable on Linux, read by a shell on Windows
    }

    void aHardenedProcessRunsAndLeavesNoDump()
    {
        const auto answer = askProgram(again("--hardened"), std::chrono::seconds(60));
        QVERIFY(answer.has_value());
        QCOMPARE(answer->exitCode, SaidWell);
        QVERIFY(answer->output.find("may dump") == std::string::npos);
    }

    void pathsAreTextAndBack()
    {
        for (const char *name : {"plain", "Nzambimana É", "ŋ", "a b"})
            QCOMPARE(utf8Of(pathOf(name)), std::string(name));
        const QTemporaryDir dir;
        const auto file = pathOf(dir.path().toStdString()) / pathOf("Nzambimana É ŋ");
        QVERIFY(writeFileDurably(file, asBytes("x")).hasValue());
        QVERIFY(readFile(file, 10).hasValue());
        int found = 0;
        for (const auto &entry : std::filesystem::directory_iterator(file.parent_path()))
            found += utf8Of(entry.path().filename()) == "Nzambimana É ŋ" ? 1 : 0;
        QCOMPARE(found, 1);
    }

    void aFileIsItselfAfterRenamingAndWriting()
    {
        const QTemporaryDir dir;
        const auto one = pathOf(dir.path().toStdString()) / "one";
        const auto two = pathOf(dir.path().toStdString()) / "two";
        QVERIFY(ensurePrivateFile(one).hasValue());
        const std::string identity = fileIdentity(one);
        QVERIFY(!identity.empty());
        // Births within one tick of the system's clock are told as one.
        QVERIFY(QTest::qWaitFor([&] {
            std::filesystem::remove(two);
            std::filesystem::copy_file(one, two);
            return fileIdentity(two) != identity;
        }));
        std::filesystem::remove(two);
        std::filesystem::rename(one, two);
        QCOMPARE(fileIdentity(two), identity);
        QVERIFY(syncFile(two).hasValue());
        QCOMPARE(fileIdentity(two), identity);
        QVERIFY(fileIdentity(one).empty());
    }

    void aLockIsGoneWithItsProcess()
    {
        const QTemporaryDir dir;
        const auto file = pathOf(dir.path().toStdString()) / "lock";
        QCOMPARE(runProgram(again("--lock", {toHex(asBytes(utf8Of(file)))})).value_or(-1), SaidWell);
        const auto held = FileLock::acquire(file);
        QVERIFY(held.hasValue());
        QCOMPARE(runProgram(again("--lock", {toHex(asBytes(utf8Of(file)))})).value_or(-1), Different);
    }

    void pagesCanBeLockedAndTimeGoesOn()
    {
        std::vector<std::byte> memory(64 * 1024);
        (void)lockPages(memory.data(), memory.size()); // may be refused; the memory stays usable
        memory.back() = std::byte{1};
        const SystemClock clock;
        const auto first = clock.monotonicMs();
        QVERIFY(clock.monotonicMs() >= first);
        QVERIFY(clock.nowUtc() > 1'600'000'000'000);
    }
};

int main(int argc, char **argv)
{
    const std::string_view what = argc > 1 ? argv[1] : "";
    if (what == "--say-words")
        return sayWords(argc, argv);
    if (what == "--compare-input")
        return compareInput();
    if (what == "--wait") {
        for (volatile bool isWaiting = true; isWaiting;) {
        }
    }
    if (what == "--say-much") {
        for (int i = 0; i < 3 * 1024; ++i)
            std::fputs(std::string(1024, 'x').c_str(), stdout);
        return SaidWell;
    }
    if (what == "--hardened") {
        hardenProcess();
        const auto mayDump = mayDumpMemory();
        std::puts(mayDump && *mayDump ? "may dump" : "well");
        return SaidWell;
    }
    if (what == "--lock") {
        const auto lock = FileLock::acquire(pathOf(asText(fromHex(argc > 2 ? argv[2] : "").value())));
        return lock ? SaidWell : lock.error().code == Errc::VaultInUse ? Different : 1;
    }
    self = utf8Of(std::filesystem::absolute(pathOf(argv[0])));
    TestProcess test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_process.moc"
