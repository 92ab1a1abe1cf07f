// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <QSignalSpy>
#include <QTest>

#include <set>

using namespace indaro;
namespace fields = model::fields;

namespace {

struct Fixture
{
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{7};
    std::unique_ptr<casework::Workspace> workspace;

    Fixture()
    {
        auto db = temp.open(store::Connection::Mode::Create).value();
        const auto device = sync::DeviceId::make(random);
        [[maybe_unused]] const bool made = store::migrate(db, casework::migrations(), {}).hasValue() &&
                                           sync::setMeta(db, sync::meta::DeviceId, device.bytes()).hasValue();
        workspace = std::make_unique<casework::Workspace>(std::move(db), sync::UserId::make(random), clock, random);
    }
};

base::Result<sync::RecordId> addPerson(casework::Desk &desk, bool commit)
{
    const auto id = sync::RecordId::make(desk.random);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN([[maybe_unused]] const auto dot,
                      desk.log.birth({fields::case_file::Table, id}, {{fields::case_file::DisplayName, "Rose"}}));
    if (commit)
        INDARO_TRY(transaction.commit());
    return id;
}

} // namespace

class TestWorkspace : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSchemaHasEveryFieldOfTheTableOnce()
    {
        for (const auto &table : model::schema().tables()) {
            std::set<std::uint16_t> numbers;
            std::set<std::string_view> columns;
            for (const auto &field : table.fields) {
                numbers.insert(field.field);
                columns.insert(field.column);
            }
            QCOMPARE(numbers.size(), table.fields.size());
            QCOMPARE(columns.size(), table.fields.size());
        }
    }

    void answersComeBackOnThisThreadAndChangesAreTold()
    {
        Fixture f;
        QSignalSpy changed(f.workspace.get(), &casework::Workspace::changed);
        bool answered = false;
        QThread *const gui = QThread::currentThread();
        f.workspace->ask(
            this, [](casework::Desk &desk) { return addPerson(desk, true); },
            [&](base::Result<sync::RecordId> id) { answered = id.hasValue() && QThread::currentThread() == gui; });
        QTRY_VERIFY(answered);
        QTRY_COMPARE(changed.size(), 1);
        QTRY_COMPARE(f.workspace->pendingJobs(), 0);
    }

    void aRolledBackCommandTellsNothing()
    {
        Fixture f;
        QSignalSpy changed(f.workspace.get(), &casework::Workspace::changed);
        bool answered = false;
        f.workspace->ask(
            this, [](casework::Desk &desk) { return addPerson(desk, false); },
            [&](base::Result<sync::RecordId>) { answered = true; });
        QTRY_VERIFY(answered);
        QTRY_COMPARE(f.workspace->pendingJobs(), 0);
        QCOMPARE(changed.size(), 0);
    }

    void whatIsCommittedBesideSomethingRolledBackIsTold()
    {
        Fixture f;
        QSignalSpy changed(f.workspace.get(), &casework::Workspace::changed);
        // As an exchange does: one batch is taken in, the next is held and given up, the one after is taken in.
        std::optional<base::Result<std::vector<sync::RecordId>>> answer;
        f.workspace->ask(
            this,
            [](casework::Desk &desk) -> base::Result<std::vector<sync::RecordId>> {
                INDARO_TRY_ASSIGN(const auto first, addPerson(desk, true));
                INDARO_TRY_ASSIGN(const auto given, addPerson(desk, false));
                INDARO_TRY_ASSIGN(const auto last, addPerson(desk, true));
                return std::vector{first, given, last};
            },
            [&](base::Result<std::vector<sync::RecordId>> done) { answer = std::move(done); });
        QTRY_VERIFY(answer.has_value());
        QVERIFY(answer->hasValue());
        QTRY_COMPARE(changed.size(), 1);
        std::set<sync::RecordId> told;
        const auto changes = changed.front().front().value<casework::Changes>();
        for (const auto &change : changes)
            told.insert(change.key.record);
        const auto &ids = **answer;
        QCOMPARE(told, (std::set<sync::RecordId>{ids[0], ids[2]}));
    }

    void aPageThatClosedMeanwhileIsNotCalled()
    {
        Fixture f;
        bool called = false;
        auto page = std::make_unique<QObject>();
        f.workspace->ask(
            page.get(), [](casework::Desk &desk) { return addPerson(desk, true); },
            [&](base::Result<sync::RecordId>) { called = true; });
        page.reset();
        f.workspace->drain();
        QTRY_COMPARE(f.workspace->pendingJobs(), 0);
        QVERIFY(!called);
    }
};

QTEST_GUILESS_MAIN(TestWorkspace)
#include "test_workspace.moc"
