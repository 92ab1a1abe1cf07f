// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/migrations.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/reports/count_packet.h"
#include "core/reports/house_mode.h"
#include "core/reports/publications.h"
#include "core/session/vault.h"
#include "tests/cli/quick_slot.h"

#include <QDate>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;
namespace fields = model::fields;
using casework::AuditVerb;

namespace {

constexpr auto Passphrase = "soleil panier riviere tambour";
constexpr int Women = 43; // rounded, no figure of a publication is this one

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString code() const { return json()[u"error"_s].toObject()[u"code"_s].toString(); }
    [[nodiscard]] QByteArray all() const { return out + errors; }
};

/// The first number of the total of a table.
int totalOf(const QJsonValue &table)
{
    return table.toObject()[u"total"_s].toArray().first().toInt(-1);
}

/// Every figure of the published tables, as a reader has them: numbers, and "<11" or "hidden".
void collectFigures(const QJsonValue &value, QList<int> &numbers, QStringList &others)
{
    if (value.isDouble())
        numbers << int(value.toDouble());
    if (value.isString())
        others << value.toString();
    for (const QJsonValue &each : value.toArray())
        collectFigures(each, numbers, others);
}

} // namespace

/// The numbers of a house and of the commission on the command line: two real vaults, real runs of the program.
class TestCliCounts : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    const QString m_year = QString::number(QDate::currentDate().year() - 1);

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QStringList packets() const { return QDir(path(u"stick"_s)).entryList({u"*.counts"_s}, QDir::Files); }
    [[nodiscard]] Run run(const QString &vault, const QStringList &words) const
    {
        QProcess process;
        process.start(QStringLiteral(INDARO_CLI),
                      words + QStringList{u"--vault"_s, path(vault), u"--user"_s, u"directrice"_s, u"--passphrase-stdin"_s,
                                          u"--json"_s});
        process.write(QByteArray(Passphrase) + '\n');
        process.closeWriteChannel();
        if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
            return {};
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    [[nodiscard]] Run house(const QStringList &words) const { return run(u"house"_s, words); }
    [[nodiscard]] Run commission(const QStringList &words) const { return run(u"commission"_s, words); }

    /// Does something to a vault as the desktop program would.
    template <class Work> auto inside(const QString &name, Work work)
    {
        crypto::SystemRandom random;
        const base::SystemClock clock;
        const session::VaultEnvironment environment{random, clock, casework::migrations(), {}, {}, casework::readHistory};
        auto vault = session::unlock(environment, path(name).toStdString(), "directrice",
                                     base::SecretBytes::copyOf(base::asBytes(std::string_view(Passphrase))));
        INDARO_CHECK(vault.hasValue());
        auto db = vault->takeConnection();
        auto log = sync::ChangeLog::open(db, model::schema(), clock, vault->userId());
        INDARO_CHECK(log.hasValue());
        casework::Desk desk{db, *log, clock, random, casework::Access::everything()};
        return work(desk);
    }
    [[nodiscard]] std::size_t audits(const QString &name, AuditVerb verb)
    {
        return inside(name, [verb](casework::Desk &desk) { return casework::listAuditOf(desk, verb)->size(); });
    }
    void meet(const QString &name, const char *called, const char *category, const casework::OwnOrganisationKey &key)
    {
        inside(name, [&](casework::Desk &desk) {
            const auto entry = casework::addToDirectory(desk, {.name = called, .category = category}).value();
            INDARO_CHECK(casework::setPartnerKey(desk, entry, key.text).hasValue());
            INDARO_CHECK(casework::notePartnerKeyCompared(desk, entry, key.code).hasValue());
        });
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        QVERIFY(QDir().mkpath(path(u"stick"_s)));
        for (const QString &vault : {u"house"_s, u"commission"_s}) {
            const Run made = run(vault, {u"init"_s, u"--shelter"_s, u"Inzu"_s});
            QVERIFY2(made.exitCode == 0, made.all().constData());
            QVERIFY(tests::useQuickSlot(path(vault).toStdString(), "directrice", Passphrase));
        }
        inside(u"house"_s, [this](casework::Desk &desk) {
            auto transaction = desk.db.begin();
            INDARO_CHECK(transaction.hasValue());
            const std::string day = m_year.toStdString() + "-05-05";
            for (int i = 0; i < Women; ++i) {
                const auto id = sync::RecordId::make(desk.random);
                INDARO_CHECK(desk.log
                                 .birth({fields::case_file::Table, id},
                                        {{fields::case_file::Sex, "F"}, {fields::case_file::IsMinor, "no"}})
                                 .hasValue());
                INDARO_CHECK(desk.log
                                 .birth({fields::stay::Table, sync::RecordId::make(desk.random)},
                                        {{fields::stay::CaseFile, base::Bytes(id.bytes().begin(), id.bytes().end())},
                                         {fields::stay::ArrivedAt, std::string_view(day)}})
                                 .hasValue());
            }
            INDARO_CHECK(transaction->commit().hasValue());
        });
        const auto keyIn = [this](const QString &vault) {
            return inside(vault, [](casework::Desk &desk) { return casework::makeOrganisationKey(desk).value(); });
        };
        const auto own = keyIn(u"house"_s);
        const auto other = keyIn(u"commission"_s);
        meet(u"house"_s, "La commission", "commission", other);
        meet(u"commission"_s, "Maison Inzira", "shelter", own);
        inside(u"commission"_s, [](casework::Desk &desk) {
            INDARO_CHECK(reports::setHouseMode(desk, reports::HouseMode::Commission).hasValue());
        });
    }

    void aHouseReportsExactlyAndTheJournalSaysSo()
    {
        const Run people = house({u"report"_s, u"people"_s, u"--period"_s, m_year});
        QVERIFY2(people.exitCode == 0, people.all().constData());
        QVERIFY(people.json()[u"exact"_s].toBool());
        QCOMPARE(people.json()[u"period"_s].toString(), m_year);
        QCOMPARE(totalOf(people.json()[u"tables"_s].toArray().first()), Women);
        const Run bySex = house({u"report"_s, u"new_people"_s, u"--period"_s, m_year, u"--by"_s, u"sex"_s});
        const QJsonObject table = bySex.json()[u"tables"_s].toArray().first().toObject();
        QCOMPARE(table[u"question"_s].toObject()[u"rows"_s].toString(), u"sex"_s);
        QVERIFY(table[u"row_codes"_s].toArray().contains(u"F"_s));
        const Run month = house({u"report"_s, u"monthly_house"_s, u"--period"_s, m_year + u"-05"_s});
        QVERIFY2(month.exitCode == 0, month.all().constData());
        QVERIFY(month.json()[u"tables"_s].toArray().size() > 10);
        QCOMPARE(audits(u"house"_s, AuditVerb::NumbersPrinted), std::size_t{3});
    }

    void whatIsNotUnderstoodIsRefused()
    {
        QCOMPARE(house({u"report"_s, u"weather"_s, u"--period"_s, m_year}).code(), u"InvalidArgument"_s);
        QCOMPARE(house({u"report"_s, u"people"_s, u"--period"_s, u"soon"_s}).code(), u"InvalidArgument"_s);
        QCOMPARE(house({u"report"_s, u"people"_s, u"--period"_s, m_year, u"--by"_s, u"sex,age_band,status"_s}).code(),
                 u"InvalidArgument"_s);
        QCOMPARE(house({u"report"_s, u"monthly_house"_s, u"--period"_s, m_year}).code(), u"InvalidArgument"_s);
        QVERIFY(house({u"report"_s, u"people"_s}).exitCode != 0);                // of no period
        QCOMPARE(audits(u"house"_s, AuditVerb::NumbersPrinted), std::size_t{3}); // nothing more was given out
    }

    void aHouseHandsNoReportOut()
    {
        for (const QString &name : {u"annual_bulletin"_s, u"tip_tables"_s, u"donor_sheet"_s}) {
            const Run refused = house({u"report"_s, name, u"--period"_s, m_year});
            QVERIFY(refused.exitCode != 0);
            QCOMPARE(refused.code(), u"WrongState"_s);
        }
    }

    void aYearIsSealedAndOpened()
    {
        const Run sealed = house({u"seal-counts"_s, path(u"stick"_s), u"--period"_s, m_year});
        QVERIFY2(sealed.exitCode == 0, sealed.all().constData());
        QCOMPARE(sealed.json()[u"revision"_s].toInt(), 1);
        QCOMPARE(packets(), QStringList{sealed.json()[u"file"_s].toString()});
        QCOMPARE(audits(u"house"_s, AuditVerb::CountsSealed), std::size_t{1});
        const QString file = path(u"stick/"_s + packets().first());

        QCOMPARE(house({u"open-counts"_s, file}).code(), u"WrongState"_s); // the house opens none
        const Run opened = commission({u"open-counts"_s, file});
        QVERIFY2(opened.exitCode == 0, opened.all().constData());
        QCOMPARE(opened.json()[u"sender"_s].toString(), u"Maison Inzira"_s);
        QCOMPARE(opened.json()[u"period"_s].toString(), m_year);
        QVERIFY(opened.json()[u"holds"_s].toBool());
        QVERIFY(opened.json()[u"missing"_s].isArray() && opened.json()[u"missing"_s].toArray().isEmpty());
        QCOMPARE(opened.json()[u"unknown"_s].toInt(-1), 0);
        QCOMPARE(commission({u"open-counts"_s, file}).code(), u"PackageReplayed"_s);
        const auto sum = inside(u"commission"_s, [this](casework::Desk &desk) {
            return reports::sumCounts(desk, reports::Period::parse(m_year).value()).value().front().total.count;
        });
        QCOMPARE(sum, std::int64_t{Women});

        const Run again = house({u"seal-counts"_s, path(u"stick"_s), u"--period"_s, m_year, u"--for"_s, u"La commission"_s});
        QCOMPARE(again.json()[u"revision"_s].toInt(), 2);
        QCOMPARE(packets().size(), 2);
    }

    void whatMayNotBeSealedLeavesNoFile()
    {
        const auto before = packets();
        const QString now = QString::number(QDate::currentDate().year());
        const QString stick = path(u"stick"_s);
        QCOMPARE(house({u"seal-counts"_s, stick, u"--period"_s, now}).code(), u"InvalidArgument"_s); // not over yet
        QCOMPARE(house({u"seal-counts"_s, stick, u"--period"_s, m_year + u"-05"_s}).code(), u"InvalidArgument"_s);
        QCOMPARE(house({u"seal-counts"_s, stick, u"--period"_s, m_year, u"--for"_s, u"Nobody"_s}).code(),
                 u"PartnerKeyMissing"_s);
        QCOMPARE(house({u"seal-counts"_s, path(u"no-stick"_s), u"--period"_s, m_year}).code(), u"FileNotWritable"_s);
        QCOMPARE(commission({u"seal-counts"_s, stick, u"--period"_s, m_year}).exitCode == 0, false);
        QCOMPARE(packets(), before);
        QCOMPARE(audits(u"house"_s, AuditVerb::CountsSealed), std::size_t{2});
    }

    void theCommissionHandsOutWhatItPublished()
    {
        QCOMPARE(commission({u"report"_s, u"tip_tables"_s, u"--period"_s, m_year}).code(), u"NotFound"_s);
        inside(u"commission"_s, [this](casework::Desk &desk) {
            const auto year = reports::Period::parse(m_year).value();
            const auto seen = reports::previewRelease(desk, year).value();
            INDARO_CHECK(reports::publish(desk, year, seen, "second=abc").hasValue());
        });
        const Run published = commission({u"report"_s, u"tip_tables"_s, u"--period"_s, m_year});
        QVERIFY2(published.exitCode == 0, published.all().constData());
        QVERIFY(!published.json()[u"exact"_s].toBool(true));
        const QJsonArray tables = published.json()[u"tables"_s].toArray();
        QVERIFY(tables.size() > 5);
        QList<int> numbers;
        QStringList others;
        for (const QJsonValue &table : tables) {
            for (const QString &part : {u"total"_s, u"row_totals"_s, u"column_totals"_s, u"cells"_s})
                collectFigures(table.toObject()[part], numbers, others);
        }
        QVERIFY(others.contains(u"<11"_s) && others.size() > 20);
        for (const int number : numbers)
            QVERIFY2(number >= 10 && number % reports::RoundTo == 0, qPrintable(QString::number(number)));
    }
};

QTEST_GUILESS_MAIN(TestCliCounts)
#include "test_cli_counts.moc"
