// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations.h"
#include "core/model/field_table.h"
#include "core/sync/change_log.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <QRegularExpression>
#include <QTest>

#include <map>

using namespace indaro;
using store::Connection;
namespace fields = model::fields;

namespace {

/// The file a version was frozen with.
std::filesystem::path fixtureOf(int version)
{
    return std::filesystem::path(INDARO_SOURCE_DIR) / "tests/fixtures/vaults" /
           ("schema-" + std::to_string(version) + ".db");
}

/// name → SQL of everything in the file, its white space made one: a step is written in lines, the field table's SQL is
/// not, and ALTER TABLE leaves what was there.
std::map<std::string, QString> schemaOf(Connection &db)
{
    static const QRegularExpression around(QStringLiteral("\\s*([(),])\\s*"));
    std::map<std::string, QString> schema;
    auto rows = db.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name");
    while (rows && rows->step().value()) {
        schema[rows->text(0)] = QString::fromStdString(rows->text(1)).simplified().replace(around, QStringLiteral("\\1"));
    }
    return schema;
}

/// Compares name by name, so that a failure shows the SQL that differs.
void compareSchemas(const std::map<std::string, QString> &actual, const std::map<std::string, QString> &expected)
{
    for (const auto &[name, sql] : expected)
        QCOMPARE(actual.contains(name) ? actual.at(name) : QString(), sql);
    for (const auto &[name, sql] : actual)
        QCOMPARE(sql, expected.contains(name) ? expected.at(name) : QString());
}

} // namespace

class TestMigrations : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void anUpgradedFileHasTheTablesTheFieldTableDescribes()
    {
        const tests::TempStore upgraded;
        auto db = upgraded.open(Connection::Mode::Create);
        QVERIFY(store::migrate(*db, casework::migrations(), {}).hasValue());
        const tests::TempStore scratch;
        auto fresh = scratch.open(Connection::Mode::Create);
        QVERIFY(sync::createLocalMeta(*fresh).hasValue());
        QVERIFY(sync::ChangeLog::createTables(*fresh).hasValue());
        for (const auto &table : model::schema().tables())
            QVERIFY(sync::createSyncedTable(*fresh, table).hasValue());
        auto described = schemaOf(*fresh);
        const auto actual = schemaOf(*db);
        for (const std::string local :
             {"audit", "audit_by_object", "audit_keeps_rows", "draft"}) // not synced: no field table has them
            described[local] = actual.contains(local) ? actual.at(local) : QString();
        compareSchemas(actual, described); // a field added without a migration shows here, and what its step must make
    }

    void aStepMakesForEverWhatItMadeWhenItWasFrozen()
    {
        const auto steps = casework::migrations();
        for (std::size_t count = 1; count <= steps.size(); ++count) {
            const tests::TempStore temp;
            std::filesystem::copy_file(fixtureOf(static_cast<int>(count)), temp.path());
            auto frozen = temp.open(Connection::Mode::ReadWrite);
            QVERIFY2(frozen.hasValue(), frozen ? "" : frozen.error().toString().c_str());
            const tests::TempStore scratch;
            auto made = scratch.open(Connection::Mode::Create);
            QVERIFY(store::migrate(*made, steps.first(count), {}).hasValue());
            compareSchemas(schemaOf(*made), schemaOf(*frozen));
        }
    }

    void whatOneLaptopWroteBeforeThereWasSyncHasNoConflicts()
    {
        const tests::TempStore temp;
        auto db = temp.open(Connection::Mode::Create);
        QVERIFY(store::migrate(*db, casework::migrations().first(1), {}).hasValue());
        tests::SeededRandom random{3};
        const auto device = sync::DeviceId::make(random);
        const auto person = sync::RecordId::make(random);
        QVERIFY(sync::setMeta(*db, sync::meta::DeviceId, device.bytes()).hasValue());
        {
            const Connection::WritePermit permit(*db);
            auto names = db->prepare("INSERT INTO log_device (number, id) VALUES (1, ?1)");
            names->bind(1, device);
            QVERIFY(names->run().hasValue());
            QVERIFY(db->execute("INSERT INTO log_user (number, id) VALUES (1, randomblob(16))").hasValue());
            int sequence = 0;
            const auto log = [&](int kind, int field, std::optional<base::Value> value, int replaced) {
                base::ByteWriter content;
                if (value)
                    sync::encodeValues(content, {{static_cast<std::uint16_t>(kind == 1 ? 11 : field), *value}});
                auto put =
                    db->prepare("INSERT INTO operation VALUES (1, 0, ?1, ?2, ?1 * 65536, 1, 1, ?3, ?4, ?5, ?6, ?7, ?8)");
                put->bind(1, ++sequence);
                put->bind(2, kind);
                put->bind(3, person);
                put->bind(4, field);
                put->bind(5, base::ByteView(content.bytes()));
                if (replaced > 0) {
                    put->bind(6, 1);
                    put->bind(7, 0);
                    put->bind(8, replaced);
                }
                QVERIFY(put->run().hasValue());
            };
            // As the first program wrote it: languages "fr", "rn" too, refused, "sw"; deleted; born again.
            log(1, 0, "fr", 0);
            log(3, 11, "rn", 1);
            log(2, 11, base::Missing::Refused, 2);
            log(2, 11, "sw", 3);
            log(5, 0, std::nullopt, 1);
            log(1, 0, "fr rn", 0);
            log(2, 11, base::Missing::NotAsked, 6);
        }
        QVERIFY(store::migrate(*db, casework::migrations(), {}).hasValue());
        tests::FakeClock clock;
        auto changes = sync::ChangeLog::open(*db, model::schema(), clock, sync::UserId::make(random)).value();
        const auto state = changes.state({fields::case_file::Table, person}).value();
        QVERIFY(state.exists);
        QVERIFY(state.conflicts.empty());
        QVERIFY(state.findField(fields::case_file::Languages.field)->value == base::Value(base::Missing::NotAsked));
    }

    void aFileOfEveryVersionOpensAndKeepsItsPeople()
    {
        const int newest = casework::migrations().back().version;
        if (const int written = qEnvironmentVariableIntValue("INDARO_WRITE_FIXTURE"); written > 0) { // once for each step
            // From the one before it: what writes today may write what a file of then has no table for.
            const tests::TempStore temp;
            std::filesystem::copy_file(fixtureOf(written - 1), temp.path());
            {
                auto db = temp.open(Connection::Mode::ReadWrite);
                QVERIFY(store::migrate(*db, casework::migrations().first(static_cast<std::size_t>(written)), {}).hasValue());
            }
            QVERIFY2(std::filesystem::copy_file(temp.path(), fixtureOf(written)), "a frozen file is never rewritten");
        }
        for (int version = 1; version <= newest; ++version) {
            const tests::TempStore temp;
            const auto fixture = fixtureOf(version);
            QVERIFY2(std::filesystem::exists(fixture), fixture.c_str());
            std::filesystem::copy_file(fixture, temp.path());
            auto db = temp.open(Connection::Mode::ReadWrite);
            QVERIFY2(db.hasValue(), db ? "" : db.error().toString().c_str());
            QCOMPARE(db->schemaVersion().value(), version);
            QVERIFY(store::migrate(*db, casework::migrations(), [] { return base::Result<void>(); }).hasValue());
            QVERIFY(db->checkIntegrity().hasValue());
            const tests::TempStore scratch;
            auto fresh = scratch.open(Connection::Mode::Create);
            QVERIFY(store::migrate(*fresh, casework::migrations(), {}).hasValue());
            compareSchemas(schemaOf(*db), schemaOf(*fresh));
            auto unchained = db->prepare("SELECT count(*) FROM operation o WHERE NOT EXISTS (SELECT 1 FROM operation_line l "
                                         "WHERE l.device = o.device AND l.stream = o.stream AND l.sequence = o.sequence)");
            QVERIFY(unchained->step().value());
            QCOMPARE(unchained->integer(0), std::int64_t{0});
            auto find = db->prepare("SELECT family_name, birth_date FROM identity");
            QVERIFY(find->step().value());
            QCOMPARE(QString::fromStdString(find->text(0)), QStringLiteral("Ndayizeye"));
            QVERIFY(find->value(1) == base::Value(base::Missing::Refused));
        }
    }
};

QTEST_APPLESS_MAIN(TestMigrations)
#include "test_migrations.moc"
