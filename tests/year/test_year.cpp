// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "tests/year/year_commission.h"
#include "tests/year/year_compare.h"
#include "tests/year/year_curves.h"
#include "tests/year/year_events.h"

#include <QTest>

#include <cstdio>
#include <random>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

/// Set INDARO_SEED to live a year again.
std::uint64_t seedOfToday()
{
    const bool isGiven = qEnvironmentVariableIsSet("INDARO_SEED");
    const std::uint64_t seed = isGiven ? qEnvironmentVariable("INDARO_SEED").toULongLong() : std::random_device()();
    std::printf("seed %llu\n", static_cast<unsigned long long>(seed));
    std::fflush(stdout);
    return seed;
}

/// No network in these months: the antenna is down.
bool isStickMonth(int month)
{
    return month == 2 || month == 5 || month == 9;
}

class Year
{
public:
    explicit Year(std::uint64_t seed)
        : m_server(m_folder.path()), m_house(seed, m_folder.path().toStdString()), m_events(m_house, m_server)
    {
    }

    void live()
    {
        m_server.start();
        m_house.server = &m_server;
        m_house.setUp();
        m_commission = std::make_unique<YearCommission>(m_house, m_server);
        m_house.meet();
        for (std::size_t day = 0; day < m_house.script.days.size(); ++day) {
            m_house.beginDay(day);
            takeInQuarter();
            beforeWork();
            m_house.live(day);
            exchange(day);
            m_house.endDay(day);
            afterWork();
            if (m_house.today.day() == m_house.today.daysInMonth())
                endMonth();
        }
        end();
    }

    /// What must not stay behind when the year ends early.
    void cleanUp()
    {
        if (m_server.isRunning())
            m_server.kill();
        m_folder.remove();
    }

private:
    void exchange(std::size_t day)
    {
        if (!isStickMonth(m_house.today.month()))
            m_house.exchangeByServer();
        else if (day % 3 == 0)
            m_house.exchangeByStick();
    }
    [[nodiscard]] bool is(int month, int day) const { return m_house.today.month() == month && m_house.today.day() == day; }
    void beforeWork()
    {
        if (is(2, 12) || is(9, 14))
            m_events.writeTheSameApart();
        if (is(3, 10))
            m_house.endAccount(*m_house.slots[0], "travailleuse");
        if (is(4, 17))
            m_events.replaceStolen();
        if (is(5, 20))
            m_events.fillDisk();
        if (is(6, 15)) {
            m_events.updateFirst();
            m_events.writeWishes();
        }
        if (is(6, 22))
            m_events.updateSecond();
        if (is(7, 8))
            m_events.killBattery();
        if (is(7, 9))
            m_events.replaceBattery();
        if (is(7, 20))
            m_events.setClockAhead();
        if (is(7, 20))
            m_events.setClockRight();
        if (is(8, 19))
            m_events.endServer();
        if (is(10, 5))
            m_house.endAccount(*m_house.slots[1], "animatrice");
    }
    void afterWork()
    {
        if (is(2, 12) || is(9, 14)) {
            m_house.exchangeByStick();
            m_events.settleWhatIsOpen();
            m_house.exchangeByStick();
        }
        if (is(4, 14))
            m_events.stealSecond();
        if (is(9, 28)) {
            m_house.exchangeByStick();
            m_events.restoreFirst();
        }
    }
    /// In the first days of a quarter the house sends the numbers of the one before.
    void takeInQuarter()
    {
        const int month = m_house.today.month();
        if (m_house.today.day() == 3 && month % 3 == 1 && month > 1)
            m_commission->takeIn(reports::Period::ofQuarter(YearOfScript, (month - 1) / 3));
    }
    void endMonth()
    {
        m_events.backUp();
        m_curves.measure(m_house, m_server);
        const YearHouse::Counts &counts = m_house.counts;
        std::printf(
            "%s: %zu power cuts, %zu commands, %zu again after a cut, %zu saved before it was said, %zu cut once said\n",
            qPrintable(m_house.today.toString(u"yyyy-MM")), counts.cuts, counts.works, counts.againAfterCut,
            counts.doneBeforeCut, counts.cutOnceSaved);
        std::fflush(stdout);
    }

    void end()
    {
        m_house.beginDay(m_house.script.days.size() + 2); // the third of January
        m_house.meet();
        for (const auto &laptop : m_house.slots) {
            m_house.signIn(*laptop, "directrice");
            needs(laptop->number("SELECT count(*) FROM wish") == std::int64_t(m_events.wishes()), "every wish is there");
            compareWithTruth(*laptop, m_house.truth);
            compareNumbers(*laptop, m_house.truth, m_house.today);
        }
        compareReplicas(*m_house.slots[0], *m_house.slots[1]);
        checkFigures();
        // What the server keeps is everything: a new laptop that never saw the stick.
        auto former = std::move(m_house.slots[1]);
        former->close();
        m_house.gone.push_back(std::move(former));
        auto newcomer = m_house.makeLaptop("D", {"educatrice"});
        newcomer->close();
        newcomer->install(nextProgram());
        m_house.signIn(*newcomer, "directrice");
        m_house.join(1, std::move(newcomer));
        m_house.exchangeByServer();
        m_house.exchangeByServer();
        compareWithTruth(*m_house.slots[1], m_house.truth);
        compareNumbers(*m_house.slots[1], m_house.truth, m_house.today);
        compareReplicas(*m_house.slots[0], *m_house.slots[1]);
        // The last packets, corrected ones of the quarters among them, and the national report.
        for (int quarter = 1; quarter <= 4; ++quarter)
            m_commission->takeIn(reports::Period::ofQuarter(YearOfScript, quarter));
        m_commission->takeIn(reports::Period::ofYear(YearOfScript));
        m_commission->publishYear();
        m_curves.print();
        const QString file = QStringLiteral(INDARO_BINARY_DIR) + u"/year.csv"_s;
        needs(m_curves.write(file), "the curves are written");
        std::printf("written to %s\n", qPrintable(file));
    }
    /// The figures of the issue, all of them.
    void checkFigures()
    {
        const Truth &truth = m_house.truth;
        std::size_t lines = 0, referrals = 0;
        for (const TruePerson &person : truth.people)
            lines +=
                std::size_t(std::ranges::count_if(person.stays, [](const TrueStay &stay) { return stay.id.has_value(); }));
        for (const TrueReferral &referral : truth.referrals)
            referrals += referral.isOut ? 1 : 0;
        needs(lines == std::size_t(AdmissionsOfYear), "300 lines of the register");
        needs(referrals == std::size_t(12 * ReferralsOfMonth), "40 referrals a month");
        needs(m_house.counts.cuts >= m_house.script.days.size(), "a power cut every day");
        needs(m_house.counts.doneBeforeCut + m_house.counts.cutOnceSaved > 0,
              "the power goes when something was just saved");
        needs(std::ranges::any_of(truth.merges, &TrueMerge::isDone), "somebody was registered twice, and found");
        YearDisk::Counts disks;
        const auto add = [&disks](const YearLaptop &laptop) {
            const auto &counts = laptop.disk.counts();
            disks.unfinished += counts.unfinished;
            disks.lost += counts.lost;
            disks.torn += counts.torn;
        };
        for (const auto &laptop : m_house.slots)
            add(*laptop);
        for (const auto &laptop : m_house.gone)
            add(*laptop);
        std::printf("%zu power cuts, %llu of them in the middle of writing: %llu writes lost, %llu torn\n",
                    m_house.counts.cuts, static_cast<unsigned long long>(disks.unfinished),
                    static_cast<unsigned long long>(disks.lost), static_cast<unsigned long long>(disks.torn));
        needs(disks.unfinished >= 20 && disks.lost > 0 && disks.torn > 0, "the power goes while something is written");
    }

    QTemporaryDir m_folder;
    YearServer m_server;
    YearHouse m_house;
    YearEvents m_events;
    std::unique_ptr<YearCommission> m_commission;
    YearCurves m_curves;
};

} // namespace

class TestYear : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise().hasValue()); }

    void aYearOfOneHouse()
    {
        const std::uint64_t seed = seedOfToday();
        Year year(seed);
        prepareEndOfYear("seed " + std::to_string(seed) + ": ", [&year] { year.cleanUp(); });
        year.live();
        prepareEndOfYear({}, {});
    }
};

} // namespace indaro::tests

int main(int count, char **arguments)
{
    qputenv("QTEST_FUNCTION_TIMEOUT", "3600000"); // a year is longer than Qt's five minutes; ctest ends what hangs
    const QCoreApplication application(count, arguments);
    indaro::tests::TestYear test;
    return QTest::qExec(&test, count, arguments);
}

#include "test_year.moc"
