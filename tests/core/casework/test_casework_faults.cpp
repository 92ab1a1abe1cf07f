// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/model/field_table.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#ifdef __linux__
#include <csignal>
#include <sys/resource.h>
#endif

using namespace indaro;
using namespace indaro::casework;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs In2009 = 1'230'768'000'000;
constexpr base::UtcMs In2039 = 2'177'452'800'000;
constexpr base::UtcMs In2026 = 1'795'478'400'000;

Admission aPerson(const std::string &name)
{
    Admission admission;
    admission.person.familyName = Value(name);
    admission.person.estimatedAge = 20;
    return admission;
}

std::int64_t count(store::Connection &db, const char *table)
{
    auto select = db.prepare(std::string("SELECT count(*) FROM ") + table).value();
    INDARO_CHECK(select.step().value());
    return select.integer(0);
}

} // namespace

class TestCaseworkFaults : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aDeadClockBatteryLosesAndReordersNothing()
    {
        tests::DeskFixture house;
        const auto first = admitPerson(*house.desk, aPerson("Niyonzima"));
        QVERIFY(first.hasValue());
        int number = 1;
        for (const base::UtcMs now : {In2009, In2039, In2026, In2009}) {
            house.clock.setUtc(now);
            ++number;
            const auto admitted = admitPerson(*house.desk, aPerson("Ndayizeye"));
            QVERIFY2(admitted.hasValue(), admitted ? "" : admitted.error().toString().c_str());
            QCOMPARE(admitted->registerNumber, QStringLiteral("BCDF-%1").arg(number, 4, 10, QLatin1Char('0')));
            const std::string name = "name " + std::to_string(number);
            QVERIFY(setField(*house.desk, f::identity::KnownAs, first->id, Value(name)).value());
            // What was written last is what is shown, whatever the wall clock said.
            QCOMPARE(loadCaseFile(*house.desk, first->id)->identity.text(f::identity::KnownAs),
                     QString::fromStdString(name));
            const auto history = loadFieldHistory(*house.desk, f::identity::KnownAs, first->id);
            QVERIFY(history.hasValue());
            QCOMPARE(history->back().value, Value(name));
        }
        QVERIFY(house.db->checkIntegrity().hasValue());
    }

    void aBirthAfterTheWrongTodayIsRefusedWithItsReason()
    {
        tests::DeskFixture house;
        house.clock.setUtc(In2009);
        auto child = aPerson("Ineza");
        child.person.birthDate = "2015-03-01";
        const auto refused = admitPerson(*house.desk, child);
        QVERIFY(!refused);
        QCOMPARE(refused.error().code, Errc::DateInFuture);
        QCOMPARE(count(*house.db, "case_file"), 0);
    }

    void onAFullDiskAnAdmissionHappensWhollyOrNotAtAll()
    {
#ifdef __linux__
        tests::DeskFixture house;
        std::signal(SIGXFSZ, SIG_IGN); // so that writing past the limit fails with an error, as on a full disk
        rlimit before{};
        QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
        auto limited = before;
        limited.rlim_cur = static_cast<rlim_t>(std::filesystem::file_size(house.temp.path())) + 64 * 1024;
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &limited), 0);
        int admitted = 0;
        std::optional<base::Error> error;
        while (!error && admitted < 2000) {
            const auto done = admitPerson(*house.desk, aPerson("Niyonkuru " + std::string(60, 'x')));
            if (done)
                ++admitted;
            else
                error = done.error();
        }
        const auto again = admitPerson(*house.desk, aPerson(std::string(60, 'y')));
        QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
        QVERIFY(error.has_value());
        QVERIFY2(error->code == Errc::DiskFull, error->toString().c_str());
        QVERIFY(admitted > 0);
        admitted += again.hasValue() ? 1 : 0;
        for (const char *table : {"case_file", "identity", "stay"})
            QCOMPARE(count(*house.db, table), admitted);
        QVERIFY(house.db->checkIntegrity().hasValue());
        const auto after = admitPerson(*house.desk, aPerson("Ineza")); // room again: the register goes on without a gap
        QVERIFY(after.hasValue());
        QCOMPARE(after->registerNumber, QStringLiteral("BCDF-%1").arg(admitted + 1, 4, 10, QLatin1Char('0')));
        house.desk.reset();
        house.log.reset();
        house.db.reset();
        auto reopened = house.temp.open(store::Connection::Mode::ReadWrite);
        QVERIFY(reopened.hasValue());
        QCOMPARE(count(*reopened, "case_file"), admitted + 1);
#else
        QFAIL("no limit on the size of files here: what a full disk does is not tested on this system");
#endif
    }
};

QTEST_GUILESS_MAIN(TestCaseworkFaults)
#include "test_casework_faults.moc"
