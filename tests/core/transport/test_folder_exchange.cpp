// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file.h"
#include "core/transport/folder_exchange.h"
#include "tests/core/sync/exchanging_laptops.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <map>

using namespace indaro;
using base::Errc;
using tests::Label;
using tests::Laptop;
using tests::Rooms;

namespace {

/// A stick in memory that can be spoilt.
class FakeStick final : public transport::ExchangeFolder
{
public:
    std::map<std::string, base::Bytes> files;
    std::size_t capacity = std::size_t{1} << 30U;     ///< what it says it has
    std::size_t realCapacity = std::size_t{1} << 30U; ///< beyond it, what was written first is overwritten
    bool isReadOnly = false;
    std::function<void(const std::string &)> beforeWrite; ///< may spoil anything

    base::Result<std::vector<std::string>> list() override
    {
        std::vector<std::string> names;
        for (const auto &[name, content] : files)
            names.push_back(name);
        return names;
    }
    base::Result<base::Bytes> read(const std::string &name, std::size_t limit) override
    {
        const auto file = files.find(name);
        if (file == files.end())
            return base::Error(Errc::FileNotFound);
        if (file->second.size() > limit)
            return base::Error(Errc::FileTooLarge);
        return file->second;
    }
    base::Result<void> write(const std::string &name, base::ByteView content) override
    {
        if (beforeWrite)
            beforeWrite(name);
        if (isReadOnly)
            return base::Error(Errc::FileNotWritable);
        if (used() + content.size() > capacity)
            return base::Error(Errc::DiskFull);
        files[name] = base::Bytes(content.begin(), content.end());
        m_order.push_back(name);
        if (used() > realCapacity && m_order.size() > 1) {
            auto &first = files[m_order.front()];
            std::fill(first.begin(), first.end(), std::byte{0});
        }
        return {};
    }
    base::Result<void> remove(const std::string &name) override
    {
        if (isReadOnly)
            return base::Error(Errc::FileNotWritable);
        files.erase(name);
        return {};
    }
    [[nodiscard]] std::size_t used() const
    {
        std::size_t bytes = 0;
        for (const auto &[name, content] : files)
            bytes += content.size();
        return bytes;
    }
    [[nodiscard]] std::vector<std::string> named(std::string_view prefix) const
    {
        std::vector<std::string> out;
        for (const auto &[name, content] : files) {
            if (name.starts_with(prefix))
                out.push_back(name);
        }
        return out;
    }

private:
    std::vector<std::string> m_order;
};

/// Two laptops of one house that have never exchanged anything but the enrolment.
struct House
{
    Laptop a{1};
    Laptop b{2};
    House()
    {
        INDARO_CHECK(a.trust->found(a.user, std::nullopt).hasValue());
        tests::enrol(a, b);
    }
};

base::Result<transport::FolderReport> visit(Laptop &laptop, transport::ExchangeFolder &folder,
                                            const transport::FolderOptions &options = {})
{
    transport::SyncDesk desk{*laptop.db, *laptop.trust, *laptop.engine, laptop.clock};
    return transport::exchangeFolder(desk, folder, options);
}

} // namespace

class TestFolderExchange : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void bothWaysAndAgain()
    {
        House house;
        FakeStick stick;
        const auto room = house.a.admit("premier", "Nadine Exemple");
        const auto other = house.b.admit("second", "Aline Exemple");
        QCOMPARE(visit(house.a, stick)->written, std::size_t{1});
        const auto second = visit(house.b, stick);
        QCOMPARE(second->intake.applied, std::size_t{1});
        QCOMPARE(second->written, std::size_t{1});
        QCOMPARE(house.b.text(Label, room), std::string("premier"));
        const auto third = visit(house.a, stick);
        QCOMPARE(third->intake.applied, std::size_t{1});
        QCOMPARE(house.a.text(Label, other), std::string("second"));
        // Again and again: nothing new is written, not even a date.
        const auto before = stick.files;
        const auto fourth = visit(house.a, stick);
        QCOMPARE(fourth->intake.applied + fourth->written, std::size_t{0});
        QVERIFY(stick.files == before);
    }

    void houseStreamTravelsToo()
    {
        House house;
        FakeStick stick;
        const auto room = house.a.admit("premier", "Nadine Exemple");
        house.a.inTransaction([&] { QVERIFY(house.a.log->setHouseOnly(room, true).hasValue()); });
        house.a.edit(Label, room, std::string_view("reste ici"));
        QVERIFY(visit(house.a, stick).hasValue() && visit(house.b, stick).hasValue());
        QCOMPARE(house.b.text(Label, room), std::string("reste ici"));
        QVERIFY(house.a.engine->have(false).value() != house.a.engine->have(true).value());
    }

    void saysWhenABundleCanBeErased()
    {
        House house;
        FakeStick stick;
        (void)house.a.admit("premier", "Nadine Exemple");
        const auto first = visit(house.a, stick);
        QVERIFY(first->erasable.empty() && first->upToDate.empty());
        const auto second = visit(house.b, stick);
        QCOMPARE(second->erasable.size(), std::size_t{1}); // it has signed for it itself
        QCOMPARE(stick.named("b-").size(), std::size_t{1});
        const auto third = visit(house.a, stick, {true, {}});
        QCOMPARE(third->erased, std::size_t{1});
        QCOMPARE(third->upToDate, std::vector<wire::DeviceId>{house.b.trust->secrets().device});
        QVERIFY(stick.named("b-").empty());
        QCOMPARE(visit(house.b, stick)->written, std::size_t{0}); // and nobody puts it back
    }

    void aNewcomerFindsEverything()
    {
        House house;
        FakeStick stick;
        const auto room = house.a.admit("premier", "Nadine Exemple");
        QVERIFY(visit(house.a, stick).hasValue() && visit(house.b, stick).hasValue());
        QVERIFY(visit(house.a, stick, {true, {}}).hasValue());
        Laptop c{3};
        tests::enrol(house.a, c);
        const auto again = visit(house.a, stick);
        QCOMPARE(again->written, std::size_t{1});
        QVERIFY(again->erasable.empty());
        QVERIFY(visit(c, stick).hasValue());
        QCOMPARE(c.text(Label, room), std::string("premier"));
        // The other laptop learns of it from the stick's roster, before anything the newcomer wrote.
        const auto own = c.admit("troisieme", "Claudine Exemple");
        QVERIFY(visit(c, stick).hasValue());
        const auto taken = visit(house.b, stick);
        QVERIFY(taken->intake.rosterBlocks > 0);
        QCOMPARE(house.b.text(Label, own), std::string("troisieme"));
        QCOMPARE(stick.named("r-").size(), std::size_t{1}); // the older list went
    }

    void aFullStickLeavesNothingHalf()
    {
        House house;
        FakeStick stick;
        const auto room = house.b.admit("second", "Aline Exemple");
        QVERIFY(visit(house.b, stick).hasValue());
        (void)house.a.admit("premier", "Nadine Exemple");
        stick.capacity = stick.used() + 10;
        const auto report = visit(house.a, stick);
        QVERIFY(report->writeFailure && report->writeFailure->code == Errc::DiskFull);
        QCOMPARE(house.a.text(Label, room), std::string("second")); // what could be read counts
        stick.capacity = std::size_t{1} << 30U;
        QVERIFY(!visit(house.a, stick)->writeFailure);
        QCOMPARE(visit(house.b, stick)->intake.applied, std::size_t{1});
    }

    void aReadOnlyStickIsStillRead()
    {
        House house;
        FakeStick stick;
        const auto room = house.b.admit("second", "Aline Exemple");
        QVERIFY(visit(house.b, stick).hasValue());
        stick.isReadOnly = true;
        const auto report = visit(house.a, stick);
        QVERIFY(report->writeFailure && report->writeFailure->code == Errc::FileNotWritable);
        QCOMPARE(house.a.text(Label, room), std::string("second"));
    }

    void aStickThatLiesAboutItsSizeIsFoundOut()
    {
        House house;
        FakeStick stick;
        (void)house.a.admit("premier", "Nadine Exemple");
        stick.realCapacity = 1500; // the list of laptops is written first and then overwritten
        const auto report = visit(house.a, stick);
        QVERIFY(report->writeFailure && report->writeFailure->code == Errc::FolderUnreliable);
        // What is bad was taken away: nobody can take it for good.
        for (const auto &[name, content] : stick.files)
            QVERIFY2(std::any_of(content.begin(), content.end(), [](std::byte b) { return b != std::byte{0}; }),
                     name.c_str());
    }

    void aTruncatedBundleGivesWhatIsWhole()
    {
        House house;
        FakeStick stick;
        const auto first = house.a.admit("premier", "Nadine Exemple");
        QVERIFY(house.a.engine->cutPending().hasValue());
        const auto last = house.a.admit("dernier", "Aline Exemple");
        QVERIFY(visit(house.a, stick).hasValue());
        auto &bundle = stick.files[stick.named("b-").front()];
        bundle.resize(bundle.size() - 5);
        const auto report = visit(house.b, stick);
        QCOMPARE(report->intake.applied, std::size_t{1});
        QCOMPARE(report->damagedFiles, std::size_t{1});
        QCOMPARE(house.b.text(Label, first), std::string("premier"));
        QCOMPARE(house.b.text(Label, last), std::string("UnknownRecord"));
        // The writer sees what is missing and writes that again, and only that.
        QCOMPARE(visit(house.a, stick)->written, std::size_t{1});
        QVERIFY(visit(house.b, stick).hasValue());
        QCOMPARE(house.b.text(Label, last), std::string("dernier"));
    }

    void aBadSectorIsDamageAndNoForgery()
    {
        House house;
        FakeStick stick;
        const auto room = house.a.admit("premier", "Nadine Exemple");
        QVERIFY(visit(house.a, stick).hasValue());
        const std::string name = stick.named("b-").front();
        const auto whole = stick.files[name];
        std::size_t damaged = 0; // where the shelter's name is hit, it is a file of another house
        for (std::size_t at = 40; at < whole.size(); at += 37) {
            stick.files[name] = whole;
            stick.files[name][at] ^= std::byte{1};
            const auto report = visit(house.b, stick);
            QVERIFY(report.hasValue());
            QCOMPARE(report->intake.applied, std::size_t{0});
            damaged += report->damagedFiles;
            QVERIFY(house.b.alarms().empty() || house.b.alarms() == std::vector<std::string>{"new-device"});
        }
        QVERIFY(damaged > 0);
        stick.files[name] = whole;
        QVERIFY(visit(house.b, stick).hasValue());
        QCOMPARE(house.b.text(Label, room), std::string("premier"));
    }

    void copiedAndStrangeFilesDoNoHarm()
    {
        House house, neighbours;
        FakeStick stick;
        const auto room = house.a.admit("premier", "Nadine Exemple");
        QVERIFY(visit(house.a, stick).hasValue());
        (void)neighbours.a.admit("ailleurs", "Claudine Exemple");
        QVERIFY(visit(neighbours.a, stick).hasValue());
        const auto bundle = stick.files[stick.named("b-").front()];
        stick.files["photo.jpg"] = {std::byte{1}, std::byte{2}};
        stick.files["b-00112233445566778899aabbccddeeff.dat"] = bundle; // a copy under another name
        stick.files["h-00112233445566778899aabbccddeeff.dat"] = {std::byte{7}};
        stick.files["r-00112233445566778899aabbccddeeff.dat"] = {std::byte{7}};
        stick.files["b-ffeeddccbbaa99887766554433221100.dat"] = base::Bytes(3000, std::byte{0x49});
        const auto names = stick.files.size();
        const auto report = visit(house.b, stick);
        QCOMPARE(report->intake.applied, std::size_t{1});
        QVERIFY(report->strangeFiles > 0 && report->damagedFiles > 0);
        QCOMPARE(report->intake.quarantined, std::size_t{0});
        QCOMPARE(house.b.text(Label, room), std::string("premier"));
        QVERIFY(stick.files.size() >= names); // nothing of others was removed
        QVERIFY(stick.files.contains("photo.jpg"));
        QVERIFY(house.b.alarms().empty() || house.b.alarms() == std::vector<std::string>{"new-device"});
    }

    void whatAPulledOutStickLeftIsCleared()
    {
        House house;
        FakeStick stick;
        (void)house.a.admit("premier", "Nadine Exemple");
        stick.files["b-00112233445566778899aabbccddeeff.dat.new"] = base::Bytes(100, std::byte{1});
        QVERIFY(visit(house.a, stick).hasValue());
        QVERIFY(!stick.files.contains("b-00112233445566778899aabbccddeeff.dat.new"));
    }

    void aShutOutLaptopIsToldAndWritesNothing()
    {
        House house;
        FakeStick stick;
        const auto cuts = house.a.engine->cutsOf(house.b.trust->secrets().device).value();
        QVERIFY(house.a.trust->revoke(house.b.trust->secrets().device, cuts, {}, house.a.user).hasValue());
        QVERIFY(visit(house.a, stick).hasValue());
        (void)house.b.admit("second", "Aline Exemple");
        const auto files = stick.files;
        const auto report = visit(house.b, stick);
        QVERIFY(!report && report.error().code == Errc::DeviceRevoked);
        QVERIFY(stick.files == files);
    }

    void aRealFolder()
    {
        House house;
        QTemporaryDir dir;
        transport::DiskFolder folder(dir.path().toStdString());
        const auto room = house.a.admit("premier", "Nadine Exemple");
        QVERIFY(!visit(house.a, folder)->writeFailure);
        QVERIFY(!visit(house.b, folder)->writeFailure);
        QCOMPARE(house.b.text(Label, room), std::string("premier"));
        const QStringList names = QDir(dir.filePath(QStringLiteral("data"))).entryList(QDir::Files);
        QCOMPARE(names.size(), 4); // list of laptops, bundle, two statements
        for (const QString &name : names)
            QVERIFY(transport::kindOf(name.toStdString()) < transport::FileKind::Unfinished);
        transport::DiskFolder gone(dir.filePath(QStringLiteral("no such")).toStdString());
        const auto report = visit(house.a, gone);
        QVERIFY(!report && report.error().code == Errc::FileNotFound);
    }

    void onlyMembersExchange()
    {
        Laptop alone{9};
        FakeStick stick;
        const auto report = visit(alone, stick);
        QVERIFY(!report && report.error().code == Errc::NotEnrolled);
    }
};

QTEST_GUILESS_MAIN(TestFolderExchange)
#include "test_folder_exchange.moc"
