// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/machine_tree.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;

namespace {

struct MachineRun
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
};

MachineRun look(const tests::MachineTree &tree, const QStringList &more = {})
{
    QProcess process;
    process.start(QStringLiteral(INDARO_CLI),
                  QStringList{u"machine"_s, u"--root"_s, QString::fromStdString(tree.root().string()), u"--vault"_s,
                              u"/home/odette/house"_s} +
                      more);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QHash<QString, QString> verdictsOf(const MachineRun &run)
{
    QHash<QString, QString> verdicts;
    const QJsonArray checks = QJsonDocument::fromJson(run.out).object().value(u"checks"_s).toArray();
    for (const QJsonValue &check : checks)
        verdicts.insert(check[u"check"_s].toString(), check[u"verdict"_s].toString());
    return verdicts;
}

/// A laptop nobody has to see to, with a smartctl of its own.
void lookAfter(tests::MachineTree &tree)
{
    tree.encryptedLaptop();
    tree.mount("/tmp", "0:40", "tmpfs", "tmpfs");
    tree.write("/sys/power/state", "freeze mem\n");
    tree.write("/run/systemd/timesync/synchronized", "");
    tree.writeProgram("/usr/sbin/smartctl",
                      "#!/bin/sh\n[ \"$*\" = '-j -H /dev/sda' ] && echo '{\"smart_status\":{\"passed\":true}}'\n");
}

} // namespace

/// What the technician sees of a laptop, and what a script learns by the exit code.
class TestCliMachine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLaptopThatIsLookedAfterEndsWithNought()
    {
        tests::MachineTree tree;
        lookAfter(tree);
        const MachineRun run = look(tree, {u"--json"_s});
        const auto verdicts = verdictsOf(run);
        // Of the free space the program asks this machine itself, whose disk may be almost full.
        const bool isFull = verdicts.value(u"free_space"_s) == u"to_do"_s;
        QVERIFY2(run.exitCode == (isFull ? 1 : 0), (run.out + run.errors).constData());
        QCOMPARE(verdicts.size(), qsizetype(10));
        QCOMPARE(verdicts.value(u"backup"_s), u"not_known"_s); // nobody has signed in
        for (const char *check : {"disk_health", "disk_encryption", "swap", "hibernation", "temporary_files", "print_spool",
                                  "memory_dumps", "clock"})
            QVERIFY2(verdicts.value(QString::fromLatin1(check)) == u"good"_s, run.out.constData());
    }

    void whatIsToDoIsSaidAndEndsWithOne()
    {
        tests::MachineTree tree;
        lookAfter(tree);
        tree.write("/etc/cups/cupsd.conf", "Listen /run/cups/cups.sock\n");
        const MachineRun run = look(tree, {u"--json"_s});
        QCOMPARE(run.exitCode, 1);
        QCOMPARE(verdictsOf(run).value(u"print_spool"_s), u"to_do"_s);
        const MachineRun english = look(tree);
        QCOMPARE(english.exitCode, 1);
        QVERIFY2(english.out.contains("[to do] Does the computer keep printed papers?"), english.out.constData());
        QVERIFY2(english.out.contains("PreserveJobFiles No"), english.out.constData());
        QVERIFY2(english.errors.contains(" to do, 1 not known"), english.errors.constData());
        const MachineRun french = look(tree, {u"--lang"_s, u"fr"_s});
        QVERIFY2(french.out.contains("[à faire] L’ordinateur garde-t-il les papiers imprimés"), french.out.constData());
    }

    void aFailingDiskIsUrgent()
    {
        tests::MachineTree tree;
        lookAfter(tree);
        tree.writeProgram("/usr/sbin/smartctl", "#!/bin/sh\necho '{\"smart_status\":{\"passed\":false}}'\nexit 8\n");
        const MachineRun run = look(tree, {u"--json"_s});
        QCOMPARE(run.exitCode, 1);
        const QJsonObject first = QJsonDocument::fromJson(run.out).object().value(u"checks"_s).toArray().at(0).toObject();
        QCOMPARE(first.value(u"check"_s).toString(), u"disk_health"_s);
        QVERIFY(first.value(u"urgent"_s).toBool());
        QVERIFY(!first.value(u"steps_fr"_s).toArray().isEmpty());
    }

    void whatCannotBeToldIsNotGood()
    {
        const tests::MachineTree tree;
        const auto verdicts = verdictsOf(look(tree, {u"--json"_s}));
        for (const char *check : {"disk_health", "disk_encryption", "temporary_files", "hibernation"})
            QVERIFY2(verdicts.value(QString::fromLatin1(check)) == u"not_known"_s, check);
    }

    void anotherLanguageIsRefused()
    {
        const tests::MachineTree tree;
        const MachineRun run = look(tree, {u"--lang"_s, u"sw"_s, u"--json"_s});
        QCOMPARE(run.exitCode, 1);
        QVERIFY(run.out.contains("InvalidArgument"));
    }
};

QTEST_GUILESS_MAIN(TestCliMachine)
#include "test_cli_machine.moc"
