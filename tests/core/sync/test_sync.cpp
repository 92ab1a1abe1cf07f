// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/change_log.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <array>

using namespace indaro;
using base::Errc;
using base::Missing;
using base::Value;
using sync::ChangeLog;
using sync::FieldId;
using sync::RecordId;

namespace {

constexpr auto PersonFields = std::to_array<sync::FieldDefinition>(
    {{1, "name", sync::FieldType::Text}, {2, "age", sync::FieldType::Integer}, {3, "languages", sync::FieldType::Set}});
constexpr std::array<sync::TableDefinition, 1> Tables{{{1, "person", sync::Compartment::Identity, PersonFields, "name"}}};
const sync::Schema TestSchema{Tables};
constexpr FieldId Name{1, 1};
constexpr FieldId Age{1, 2};
constexpr FieldId Languages{1, 3};

struct Fixture
{
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{42};
    std::optional<store::Connection> db;
    std::optional<ChangeLog> log;
    RecordId record = RecordId::make(random);

    Fixture()
    {
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        const auto device = sync::DeviceId::make(random);
        [[maybe_unused]] const bool made = sync::createLocalMeta(*db) && ChangeLog::createTables(*db) &&
                                           sync::createSyncedTable(*db, Tables[0]) &&
                                           sync::setMeta(*db, sync::meta::DeviceId, device.bytes());
        reopen();
    }
    void reopen() { log.emplace(ChangeLog::open(*db, TestSchema, clock, sync::UserId::make(random)).value()); }
    template <class F> void inTransaction(F f)
    {
        auto transaction = db->begin();
        f();
        QVERIFY(transaction->commit().hasValue());
    }
};

} // namespace

class TestSync : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// A laptop that is given no key of a compartment could tell nobody what it wrote there.
    void whatIsKeptElsewhereTakesNothing()
    {
        Fixture f;
        f.inTransaction([&] { QVERIFY(f.log->birth({1, f.record}, {{Name, "Rose"}}).hasValue()); });
        const auto written = f.log->lastSequence(sync::Stream::General);
        QVERIFY(f.log->setElsewhere(1U << static_cast<unsigned>(sync::Compartment::Identity)).hasValue());
        f.reopen(); // it is kept, for every program that opens the vault
        const auto isRefused = [](const auto &result) {
            return !result && result.error().code == Errc::SyncKeyMissing && result.error().number("table") == 1 &&
                   result.error().number("group") == 1;
        };
        auto transaction = f.db->begin();
        QVERIFY(isRefused(f.log->edit(Age, f.record, std::int64_t{31})));
        QVERIFY(isRefused(f.log->birth({1, RecordId::make(f.random)}, {{Name, "Aline"}})));
        QVERIFY(isRefused(f.log->remove({1, f.record})));
        QVERIFY(transaction->commit().hasValue());
        QCOMPARE(f.log->lastSequence(sync::Stream::General), written);
        QCOMPARE(f.log->load(Name, f.record).value(), Value("Rose")); // what was here before stays
        QVERIFY(f.log->setElsewhere(0).hasValue());
        f.inTransaction([&] { QVERIFY(f.log->edit(Age, f.record, std::int64_t{31}).hasValue()); });
    }

    void noWriteReachesASyncedTablePastTheLog()
    {
        Fixture f;
        f.inTransaction([&] { QVERIFY(f.log->birth({1, f.record}, {{Name, "Aline"}}).hasValue()); });
        for (const char *sql : {"UPDATE person SET name = 'x'", "DELETE FROM person", "DELETE FROM operation",
                                "UPDATE operation SET user = 1", "INSERT INTO person (id) VALUES (randomblob(16))"}) {
            const auto done = f.db->execute(sql);
            QVERIFY2(!done && done.error().code == Errc::StoreUnloggedWrite, sql);
        }
        QCOMPARE(f.log->load(Name, f.record).value().textOr({}), std::string("Aline"));
    }

    void birthEditAndHistoryTellWhoAndFromWhat()
    {
        Fixture f;
        f.inTransaction([&] {
            QVERIFY(f.log->birth({1, f.record}, {{Name, "Aline"}, {Age, Missing::DoesNotKnow}}).hasValue());
            QVERIFY(f.log->birth({1, f.record}, {}).error().code == Errc::RecordExists);
        });
        const auto born = f.log->head(Age, f.record).value();
        f.clock.advance(1000);
        f.inTransaction([&] {
            QVERIFY(f.log->edit(Age, f.record, 19).value());
            QVERIFY(!f.log->edit(Age, f.record, 19).value()); // nothing new, nothing logged
            QVERIFY(f.log->edit(Age, f.record, "nineteen").error().code == Errc::UnknownField);
            QVERIFY(f.log->edit(Name, RecordId::make(f.random), "x").error().code == Errc::UnknownRecord);
        });
        const auto history = f.log->history({1, f.record}).value();
        QCOMPARE(history.size(), std::size_t(3));
        QVERIFY(history[1].value == Value(Missing::DoesNotKnow));
        QVERIFY(history[2].value == Value(19));
        QVERIFY(history[2].operation.bases == std::vector{born});
        QVERIFY(history[2].isLocal);
        QCOMPARE(sync::utcMsOf(history[2].operation.time), f.clock.nowUtc());
    }

    void setsAreLoggedCodeByCode()
    {
        Fixture f;
        f.inTransaction([&] { QVERIFY(f.log->birth({1, f.record}, {{Languages, "rn  fr rn"}}).hasValue()); });
        QCOMPARE(f.log->load(Languages, f.record).value().textOr({}), std::string("fr rn"));
        f.inTransaction([&] { QVERIFY(f.log->edit(Languages, f.record, "rn sw").value()); });
        f.inTransaction([&] { QVERIFY(f.log->edit(Languages, f.record, Missing::Refused).value()); });
        f.inTransaction([&] { QVERIFY(f.log->edit(Languages, f.record, "").value()); });
        const auto history = f.log->history({1, f.record}).value();
        QCOMPARE(history.size(), std::size_t(5));
        QCOMPARE(history[3].operation.bases.size(), std::size_t(2)); // who wrote the codes it takes away
        QVERIFY(history[1].operation.kind == sync::OperationKind::SetAdd);
        QVERIFY(history[1].value == Value("fr rn sw"));
        QVERIFY(history[2].operation.kind == sync::OperationKind::SetRemove);
        QVERIFY(history[2].value == Value("rn sw"));
        QVERIFY(history[3].value == Value(Missing::Refused));
        QVERIFY(history[4].value == Value(""));
    }

    void sequencesHaveNoGapsAfterARollbackOrAReopen()
    {
        Fixture f;
        {
            auto transaction = f.db->begin();
            QVERIFY(f.log->birth({1, f.record}, {{Name, "lost"}}).hasValue());
        }
        f.inTransaction([&] { QCOMPARE(f.log->birth({1, f.record}, {{Name, "kept"}}).value().sequence, std::uint64_t(1)); });
        f.reopen();
        f.inTransaction([&] { QVERIFY(f.log->edit(Name, f.record, "again").value()); });
        QCOMPARE(f.log->head(Name, f.record).value().sequence, std::uint64_t(2));
    }

    void orderSurvivesAClockAt2009And2039()
    {
        Fixture f;
        f.inTransaction([&] { QVERIFY(f.log->birth({1, f.record}, {{Name, "0"}}).hasValue()); });
        int n = 0;
        for (const base::UtcMs utc : {2'177'452'800'000LL, 1'230'768'000'000LL, -5LL, 2'177'452'800'000LL}) {
            f.clock.setUtc(utc);
            f.reopen();
            f.inTransaction([&] { QVERIFY(f.log->edit(Name, f.record, std::to_string(++n)).value()); });
        }
        const auto history = f.log->history({1, f.record}).value();
        for (std::size_t i = 0; i < history.size(); ++i)
            QCOMPARE(history[i].value.textOr({}), std::to_string(i));
    }

    void aTombstoneKeepsTheHistory()
    {
        Fixture f;
        f.inTransaction([&] { QVERIFY(f.log->birth({1, f.record}, {{Name, "Aline"}}).hasValue()); });
        f.inTransaction([&] { QVERIFY(f.log->remove({1, f.record}).hasValue()); });
        QVERIFY(!f.log->exists({1, f.record}).value());
        QVERIFY(f.log->load(Name, f.record).error().code == Errc::UnknownRecord);
        QCOMPARE(f.log->history({1, f.record}).value().size(), std::size_t(2));
    }
};

QTEST_APPLESS_MAIN(TestSync)
#include "test_sync.moc"
