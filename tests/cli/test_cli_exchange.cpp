// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/people/commands.h"
#include "core/crypto/initialise.h"
#include "core/model/field_table.h"
#include "core/sync/local_meta.h"
#include "core/wire/roster.h"
#include "tests/cli/quick_slot.h"
#include "tests/cli/two_vaults.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QProcess>
#include <QTest>

#include <filesystem>

using namespace Qt::StringLiterals;
using namespace indaro;
using tests::CliRun;
using tests::TwoVaults;

/// The steps follow each other over two vaults, as weeks in a house do.
class TestCliExchange : public QObject
{
    Q_OBJECT

    TwoVaults m_house;
    QStringList m_ids;
    QString m_codeOfN; ///< what the laptop n compares to join

    [[nodiscard]] CliRun visit(char laptop) const
    {
        return m_house.run(laptop, {u"sync-folder"_s, m_house.path(u"stick"_s)});
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        QVERIFY(QDir().mkpath(m_house.path(u"stick"_s)));
        QCOMPARE(m_house.make(25), QByteArray());
        m_ids = m_house.people('a').keys();
        m_ids.sort();
        QCOMPARE(m_ids.size(), 25);
    }

    void theListOfLaptops()
    {
        const CliRun roster = m_house.run('b', {u"roster"_s});
        QCOMPARE(roster.exitCode, 0);
        QCOMPARE(roster.json().value(u"devices"_s).toArray().size(), 2);
        QCOMPARE(m_house.run('a', {u"roster"_s}).json().value(u"shelter"_s), roster.json().value(u"shelter"_s));
        // Whoever works on the new laptop is in the list, and decides nothing about laptops.
        const auto users = roster.json().value(u"users"_s).toArray();
        QCOMPARE(users.size(), 2);
        QCOMPARE(users[0][u"rights"_s].toInt() + users[1][u"rights"_s].toInt(), int(wire::rights::All));
        QCOMPARE(users[0][u"groups"_s], users[1][u"groups"_s]);
        // Somebody in between: the code does not fit, and nothing happens.
        QCOMPARE(m_house
                     .run('a', {u"enrol-approve"_s, m_house.path(u"request"_s), u"--out"_s, m_house.path(u"x"_s),
                                u"--code"_s, u"12345"_s})
                     .code(),
                 u"EnrolmentCodeWrong"_s);
        QVERIFY(!QFile::exists(m_house.path(u"x"_s)));
    }

    void everybodyTravelsByStick()
    {
        const CliRun out = visit('a');
        QVERIFY2(out.exitCode == 0, out.all().constData());
        QVERIFY(out.json().value(u"written"_s).toInt() > 0);
        const CliRun in = visit('b');
        QVERIFY2(in.exitCode == 0, in.all().constData());
        QCOMPARE(in.json().value(u"quarantined"_s).toInt() + in.json().value(u"refused"_s).toInt(), 0);
        QCOMPARE(m_house.people('b'), m_house.people('a'));
        QVERIFY(visit('a').json().value(u"erasable"_s).toInt() > 0);
        QCOMPARE(in.json().value(u"oldHistoryDropped"_s), QJsonValue(0)); // it has looked, and all is young
        QVERIFY(m_house.inside('b', [](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto tidied, sync::findMeta(desk.db, "sync.tidied"));
            // Whoever lets go of the last operation of a laptop has not gone back in time.
            INDARO_TRY_ASSIGN(const auto before, casework::readHistory(desk.db, std::nullopt));
            INDARO_TRY_ASSIGN(auto transaction, desk.db.begin()); // and never committed
            const store::Connection::WritePermit permit(desk.db);
            INDARO_TRY(desk.db.execute("DELETE FROM operation WHERE sequence > 10"));
            INDARO_TRY_ASSIGN(const auto after, casework::readHistory(desk.db, std::nullopt));
            return tidied && before == after ? base::Result<void>() : base::Error(base::Errc::NotFound);
        }));
    }

    void apartAndTogetherAgain()
    {
        QVERIFY(m_house.rename('a', m_ids.at(0), u"Premiere"_s));
        QVERIFY(m_house.rename('b', m_ids.at(1), u"Deuxieme"_s));
        QVERIFY(m_house.rename('a', m_ids.at(2), u"Chez A"_s)); // both change the same field
        QVERIFY(m_house.rename('b', m_ids.at(2), u"Chez B"_s));
        for (const char laptop : {'a', 'b', 'a'}) {
            const CliRun done = visit(laptop);
            QVERIFY2(done.exitCode == 0, done.all().constData());
        }
        const auto a = m_house.people('a');
        QCOMPARE(m_house.people('b'), a);
        QCOMPARE(TwoVaults::nameOf(a.value(m_ids.at(0))), u"Premiere"_s);
        QCOMPARE(TwoVaults::nameOf(a.value(m_ids.at(1))), u"Deuxieme"_s);
        for (const char laptop : {'a', 'b'}) {
            const QJsonObject list = m_house.run(laptop, {u"conflicts"_s}).json();
            QCOMPARE(list.value(u"count"_s).toInt(), 1);
            const QJsonObject conflict = list.value(u"conflicts"_s)[0].toObject();
            QCOMPARE(conflict.value(u"field"_s).toString(), u"family_name"_s);
            QStringList values;
            for (const QJsonValue one : conflict.value(u"alternatives"_s).toArray())
                values << one[u"value"_s].toString();
            values.sort();
            QCOMPARE(values, (QStringList{u"Chez A"_s, u"Chez B"_s}));
        }
    }

    void aDecisionTravels()
    {
        const QString name = m_house.run('b', {u"conflicts"_s}).json().value(u"conflicts"_s)[0][u"conflict"_s].toString();
        QCOMPARE(m_house.run('b', {u"resolve"_s, name}).code(), u"InvalidArgument"_s);
        QCOMPARE(m_house.run('b', {u"resolve"_s, name, u"--delete"_s}).code(), u"InvalidArgument"_s);
        QCOMPARE(m_house.run('b', {u"resolve"_s, name, u"--choose"_s, u"3"_s}).code(), u"InvalidArgument"_s);
        QCOMPARE(m_house.run('b', {u"resolve"_s, u"2.x.1"_s, u"--choose"_s, u"1"_s}).code(), u"NotFound"_s);
        const CliRun settled = m_house.run('b', {u"resolve"_s, name, u"--text"_s, u"Chez A et B"_s});
        QVERIFY2(settled.exitCode == 0, settled.all().constData());
        QVERIFY(visit('b').exitCode == 0 && visit('a').exitCode == 0);
        QCOMPARE(m_house.run('a', {u"conflicts"_s}).json().value(u"count"_s).toInt(), 0);
        QCOMPARE(TwoVaults::nameOf(m_house.people('a').value(m_ids.at(2))), u"Chez A et B"_s);
        QCOMPARE(m_house.people('b'), m_house.people('a'));
    }

    void aDecisionIsTakenBack()
    {
        const QString name = u"%1.%2.%3"_s.arg(model::fields::identity::Table)
                                 .arg(m_ids.at(2))
                                 .arg(model::fields::identity::FamilyName.field);
        QCOMPARE(m_house.run('a', {u"resolve"_s, u"nonsense"_s, u"--undo"_s}).code(), u"NotFound"_s);
        QCOMPARE(m_house.run('a', {u"resolve"_s, name, u"--undo"_s, u"--keep"_s}).code(), u"InvalidArgument"_s);
        const CliRun undone = m_house.run('a', {u"resolve"_s, name, u"--undo"_s});
        QVERIFY2(undone.exitCode == 0, undone.all().constData());
        QCOMPARE(undone.json().value(u"left"_s).toInt(), 1);
        QCOMPARE(m_house.run('a', {u"resolve"_s, name, u"--undo"_s}).code(), u"WrongState"_s); // open already
        QVERIFY(visit('a').exitCode == 0 && visit('b').exitCode == 0);
        const QJsonObject open = m_house.run('b', {u"conflicts"_s}).json().value(u"conflicts"_s)[0].toObject();
        QCOMPARE(open.value(u"conflict"_s).toString(), name);
        QCOMPARE(open.value(u"alternatives"_s).toArray().size(), 2);
        QCOMPARE(m_house.run('b', {u"resolve"_s, name, u"--choose"_s, u"1"_s}).exitCode, 0);
        QVERIFY(visit('b').exitCode == 0 && visit('a').exitCode == 0);
        QCOMPARE(m_house.run('a', {u"conflicts"_s}).json().value(u"count"_s).toInt(), 0);
        QCOMPARE(m_house.people('b'), m_house.people('a'));
    }

    void aStickThatIsNotThere()
    {
        QCOMPARE(m_house.run('a', {u"sync-folder"_s, m_house.path(u"no such folder"_s)}).code(), u"FileNotFound"_s);
        QCOMPARE(m_house.run('a', {u"sync"_s, u"http://192.168.1.9"_s}).code(), u"AddressNotSecure"_s);
        QCOMPARE(m_house.run('a', {u"sync"_s}).code(), u"AccessRefused"_s);
    }

    /// One laptop offers itself, the other goes there by the address it shows; a stranger gets nothing.
    void onTheHousesOwnNetwork()
    {
        QVERIFY(m_house.rename('a', m_ids.at(4), u"Par le reseau A"_s));
        QVERIFY(m_house.rename('b', m_ids.at(5), u"Par le reseau B"_s));
        QProcess offering;
        offering.start(QStringLiteral(INDARO_CLI),
                       {u"house-offer"_s, u"--port"_s, u"0"_s, u"--vault"_s, m_house.path(u"a"_s), u"--user"_s,
                        u"directrice"_s, u"--passphrase-stdin"_s, u"--json"_s});
        offering.write(QByteArray(TwoVaults::Passphrase) + '\n');
        QVERIFY(offering.waitForReadyRead(60'000));
        const CliRun said{0, offering.readLine(), {}};
        const QString shown = said.json()[u"addresses"_s][0].toString();
        const QString address = u"127.0.0.1:"_s + shown.section(u':', -1);
        const CliRun met = m_house.run('b', {u"sync"_s, address, u"--neighbour"_s});
        QVERIFY2(met.exitCode == 0, met.all().constData());
        QVERIFY(met.json()[u"envelopesReceived"_s].toInt() > 0 && met.json()[u"envelopesSent"_s].toInt() > 0);
        QCOMPARE(m_house.run('b', {u"sync"_s, address, u"--neighbour"_s}).json()[u"envelopesSent"_s].toInt(), 0);
        QCOMPARE(m_house.run('s', {u"init"_s, u"--shelter"_s, u"Ailleurs"_s}).exitCode, 0);
        QCOMPARE(m_house.run('s', {u"roster"_s, u"--found"_s}).exitCode, 0);
        QCOMPARE(m_house.run('s', {u"sync"_s, address, u"--neighbour"_s}).code(), u"SyncUnknownDevice"_s);
        offering.closeWriteChannel();
        QVERIFY(offering.waitForFinished(60'000));
        const CliRun ended{offering.exitCode(), offering.readAllStandardOutput(), offering.readAllStandardError()};
        QVERIFY2(ended.exitCode == 0 && ended.json()[u"applied"_s].toInt() > 0, ended.all().constData());
        QCOMPARE(m_house.people('b'), m_house.people('a'));
        QCOMPARE(TwoVaults::nameOf(m_house.people('a').value(m_ids.at(5))), u"Par le reseau B"_s);
    }

    /// Nobody types an address: the offering laptop is heard, one that keeps silent is not, and nobody hears another house.
    void foundOnTheHousesOwnNetwork()
    {
        QVERIFY(m_house.rename('a', m_ids.at(8), u"Trouvee"_s));
        const auto offer = [this](QProcess &offering, const QStringList &how) {
            offering.start(QStringLiteral(INDARO_CLI),
                           QStringList{u"house-offer"_s, u"--port"_s, u"0"_s, u"--this-machine-only"_s, u"--vault"_s,
                                       m_house.path(u"a"_s), u"--user"_s, u"directrice"_s, u"--passphrase-stdin"_s,
                                       u"--json"_s} +
                               how);
            offering.write(QByteArray(TwoVaults::Passphrase) + '\n');
            return offering.waitForReadyRead(60'000) ? CliRun{0, offering.readLine(), {}} : CliRun{};
        };
        const QStringList look{u"sync"_s, u"--neighbour"_s, u"--this-machine-only"_s};
        QProcess silent;
        QCOMPARE(offer(silent, {u"--no-announce"_s}).json()[u"isAnnounced"_s], QJsonValue(false));
        QCOMPARE(m_house.run('b', look).code(), u"NetworkUnreachable"_s);
        silent.closeWriteChannel();
        QVERIFY(silent.waitForFinished(60'000));
        QProcess offering;
        const CliRun said = offer(offering, {});
        const CliRun met = m_house.run('b', look);
        QVERIFY2(met.exitCode == 0, met.all().constData());
        QCOMPARE(met.json()[u"address"_s], said.json()[u"addresses"_s][0]);
        QCOMPARE(TwoVaults::nameOf(m_house.people('b').value(m_ids.at(8))), u"Trouvee"_s);
        QCOMPARE(m_house.run('s', look).code(), u"NetworkUnreachable"_s);
        offering.closeWriteChannel();
        QVERIFY(offering.waitForFinished(60'000));
        const CliRun ended{offering.exitCode(), offering.readAllStandardOutput(), offering.readAllStandardError()};
        QVERIFY2(ended.json().contains(u"oldHistoryDropped"_s), ended.all().constData());
    }

    /// One person goes from both laptops, the order says who has done it, and the certificate names nobody.
    void anErasureReachesBothLaptops()
    {
        const QString id = m_ids.at(9);
        QString code;
        for (const QJsonValue row : m_house.run('a', {u"list"_s}).json()[u"people"_s].toArray())
            code = row[u"id"_s].toString() == id ? row[u"caseCode"_s].toString() : code;
        QVERIFY(m_house.rename('a', id, u"Kanariya"_s));
        QVERIFY(visit('a').exitCode == 0 && visit('b').exitCode == 0 && visit('a').exitCode == 0);
        QCOMPARE(TwoVaults::nameOf(m_house.people('b').value(id)), u"Kanariya"_s);

        QCOMPARE(m_house.run('b', {u"erase"_s, code, u"--yes"_s}).code(), u"RosterRefused"_s); // she decides nothing
        const CliRun asked = m_house.run('a', {u"erase"_s, code});
        QVERIFY2(asked.exitCode == 0 && asked.json()[u"erased"_s] == QJsonValue(false), asked.all().constData());
        QVERIFY(asked.errors.contains(code.toUtf8()) && !asked.all().contains("Kanariya"));
        QCOMPARE(m_house.run('a', {u"erase"_s, code}, "MUY-2026-00001\n").code(), u"InvalidArgument"_s);
        QCOMPARE(m_house.people('a').size(), 25);

        QCOMPARE(m_house.run('a', {u"erase"_s, code, u"--reason"_s, u"whim"_s}).code(), u"InvalidArgument"_s);
        const CliRun erased =
            m_house.run('a', {u"erase"_s, code, u"--reason"_s, u"term_over"_s}, code.toLower().toUtf8() + '\n');
        QVERIFY2(erased.exitCode == 0 && erased.json()[u"erased"_s].toBool(), erased.all().constData());
        QCOMPARE(erased.json()[u"waiting"_s].toArray().size(), 1);
        const QString order = erased.json()[u"erasure"_s].toString();
        QCOMPARE(m_house.run('a', {u"erase"_s, code, u"--yes"_s}).code(), u"NotFound"_s);
        QVERIFY(m_house.inside('a', [&order](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto audit, casework::listAudit(desk, 5));
            const bool isKept = std::ranges::any_of(audit, [&](const auto &entry) {
                return entry.verb == "person_erased" && !entry.object && entry.detail.starts_with(order.toStdString() + " ");
            });
            return isKept ? base::Result<void>() : base::Error(base::Errc::NotFound);
        }));
        const auto now = [this] { return m_house.run('a', {u"erasures"_s}).json()[u"erasures"_s][0].toObject(); };
        QVERIFY(!now()[u"oldKeysGone"_s].toBool(true));
        for (const char laptop : {'a', 'b', 'a', 'b', 'a'}) {
            const CliRun done = visit(laptop);
            QVERIFY2(done.exitCode == 0, done.all().constData());
            QCOMPARE(done.json()[u"held"_s].toInt() + done.json()[u"quarantined"_s].toInt(), 0);
        }
        for (const char laptop : {'a', 'b'}) {
            QCOMPARE(m_house.run(laptop, {u"show"_s, code}).code(), u"NotFound"_s);
            QVERIFY(!m_house.people(laptop).contains(id));
            QCOMPARE(m_house.people(laptop).size(), 24);
        }
        const QJsonObject everywhere = now();
        QCOMPARE(everywhere[u"erasure"_s].toString(), order);
        QCOMPARE(everywhere[u"confirmed"_s].toArray().size(), 2);
        QVERIFY(everywhere[u"waiting"_s].toArray().isEmpty() && everywhere[u"behind"_s].toArray().isEmpty());
        QVERIFY(everywhere[u"oldKeysGone"_s].toBool());
        QCOMPARE(everywhere[u"backupsBefore"_s], everywhere[u"orderedAt"_s]);
        QCOMPARE(everywhere[u"confirmedAt"_s].toObject().size(), 2);
        QCOMPARE(everywhere[u"reason"_s].toString(), u"term_over"_s);
        QVERIFY(visit('a').exitCode == 0 && visit('b').exitCode == 0); // and both go on with the new keys alone
        QCOMPARE(m_house.people('b'), m_house.people('a'));
        // The other laptop lists the same order under the same name, and knows who gave it and that it is over.
        const QJsonObject heard = m_house.run('b', {u"erasures"_s}).json()[u"erasures"_s][0].toObject();
        for (const QString &same : {u"erasure"_s, u"orderedAt"_s, u"orderedOn"_s, u"orderedBy"_s, u"confirmed"_s})
            QCOMPARE(heard[same], everywhere[same]);
        QVERIFY(everywhere[u"orderedHere"_s].toBool() && !heard[u"orderedHere"_s].toBool(true));
        QVERIFY(heard[u"oldKeysGone"_s].toBool() && heard[u"reason"_s].isNull());

        QCOMPARE(m_house.run('a', {u"erasures"_s, u"--certificate"_s, order}).code(), u"InvalidArgument"_s);
        const QString paper = m_house.path(u"certificate.txt"_s);
        QCOMPARE(m_house.run('a', {u"erasures"_s, u"--certificate"_s, u"E-XXXX-9"_s, u"--out"_s, paper}).code(),
                 u"NotFound"_s);
        QCOMPARE(m_house.run('a', {u"erasures"_s, u"--certificate"_s, order, u"--out"_s, paper}).exitCode, 0);
        QFile file(paper);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(file.readAll());
        for (const QJsonValue laptop : everywhere[u"confirmed"_s].toArray())
            QCOMPARE(text.count(u"  - "_s + laptop.toString() + u'\n'), 2); // in both languages
        QVERIFY(text.contains(order) && text.contains(u"sauvegardes"_s) && text.contains(u"backups"_s));
        QVERIFY(!text.contains(code) && !text.contains(id) && !text.contains(u"Kanariya"_s));
    }

    /// In no house there is nobody to tell: she goes from the one vault there is.
    void anErasureOnALaptopThatWorksAlone()
    {
        QCOMPARE(m_house.run('e', {u"init"_s, u"--shelter"_s, u"Hirya"_s}).exitCode, 0);
        QVERIFY(tests::useQuickSlot(m_house.path(u"e"_s).toStdString(), "directrice", TwoVaults::Passphrase));
        QCOMPARE(m_house.run('e', {u"import-people"_s, m_house.path(u"people.jsonl"_s)}).exitCode, 0);
        const QJsonObject her = m_house.run('e', {u"list"_s}).json()[u"people"_s][0].toObject();
        const CliRun erased = m_house.run('e', {u"erase"_s, her[u"caseCode"_s].toString(), u"--yes"_s});
        QVERIFY2(erased.exitCode == 0, erased.all().constData());
        QVERIFY(!m_house.people('e').contains(her[u"id"_s].toString()));
        const QJsonObject line = m_house.run('e', {u"erasures"_s}).json()[u"erasures"_s][0].toObject();
        QCOMPARE(line[u"confirmed"_s].toArray().size(), 1);
        QVERIFY(line[u"waiting"_s].toArray().isEmpty());
        QCOMPARE(m_house.run('e', {u"verify"_s}).exitCode, 0); // the audit's chain among it
    }

    void aStolenLaptop()
    {
        QString stolen;
        for (const QJsonValue device : m_house.run('a', {u"roster"_s}).json().value(u"devices"_s).toArray()) {
            if (!device[u"isThis"_s].toBool())
                stolen = device[u"series"_s].toString();
        }
        QVERIFY(m_house.rename('b', m_ids.at(3), u"Apres le vol"_s));
        const CliRun done = m_house.run('a', {u"revoke"_s, stolen});
        QVERIFY2(done.exitCode == 0, done.all().constData());
        QCOMPARE(visit('a').exitCode, 0);
        QCOMPARE(visit('b').code(), u"DeviceRevoked"_s);
        QCOMPARE(visit('a').exitCode, 0);
        QVERIFY(TwoVaults::nameOf(m_house.people('a').value(m_ids.at(3))) != u"Apres le vol"_s);
    }

    /// The right to decide about laptops is given only when somebody says so, and the audit keeps it.
    void aSecondAdministratorTakesThePlaceOfTheStolenLaptop()
    {
        QCOMPARE(m_house.run('n', {u"init"_s, u"--shelter"_s, u"Ikaze"_s}).exitCode, 0);
        const QString request = m_house.path(u"request-n"_s);
        const CliRun asked = m_house.run('n', {u"enrol-request"_s, u"--out"_s, request, u"--name"_s, u"cuisine"_s});
        const CliRun approved =
            m_house.run('a', {u"enrol-approve"_s, request, u"--out"_s, m_house.path(u"answer-n"_s), u"--code"_s,
                              asked.json()[u"codeA"_s].toString(), u"--admin"_s, u"--may-decide"_s});
        QVERIFY2(approved.exitCode == 0, approved.all().constData());
        m_codeOfN = approved.json()[u"codeB"_s].toString();
        const QString person = asked.json()[u"user"_s].toString();
        const auto users = m_house.run('a', {u"roster"_s}).json().value(u"users"_s).toArray();
        QCOMPARE(users.size(), 3);
        for (const QJsonValue user : users) {
            if (user[u"user"_s].toString() == person)
                QCOMPARE(user[u"rights"_s].toInt(), int(wire::rights::All));
        }
        QVERIFY(m_house.inside('a', [&person](casework::Desk &desk) -> base::Result<void> {
            INDARO_TRY_ASSIGN(const auto audit, casework::listAudit(desk, 5));
            const bool isKept = std::ranges::any_of(audit, [&](const auto &entry) {
                return entry.verb == "laptop_rights_changed" && entry.detail == person.toStdString() + " may decide";
            });
            return isKept ? base::Result<void>() : base::Error(base::Errc::NotFound);
        }));
    }

    /// A copied folder becomes a laptop of its own by the word of the one it was copied from, as in the desktop program.
    void aCopiedVaultTakesAPlaceOfItsOwn()
    {
        QVERIFY(m_house.rename('a', m_ids.at(6), u"Avant la copie"_s)); // not sent yet
        std::filesystem::copy(m_house.path(u"a"_s).toStdString(), m_house.path(u"k"_s).toStdString(),
                              std::filesystem::copy_options::recursive);
        const auto self = [](const CliRun &roster) {
            for (const QJsonValue device : roster.json().value(u"devices"_s).toArray()) {
                if (device[u"isThis"_s].toBool())
                    return device.toObject();
            }
            return QJsonObject();
        };
        const CliRun copy = m_house.run('k', {u"roster"_s});
        QVERIFY2(copy.exitCode == 0 && !self(copy).isEmpty(), copy.all().constData());
        QVERIFY(!self(copy).value(u"isRevoked"_s).toBool(true));
        QVERIFY(self(copy).value(u"series"_s) != self(m_house.run('a', {u"roster"_s})).value(u"series"_s));
        QVERIFY(m_house.rename('k', m_ids.at(7), u"Sur la copie"_s));
        for (const char laptop : {'k', 'a', 'k'}) {
            const CliRun done = visit(laptop);
            QVERIFY2(done.exitCode == 0, done.all().constData());
        }
        QCOMPARE(m_house.people('k'), m_house.people('a'));
        QCOMPARE(TwoVaults::nameOf(m_house.people('a').value(m_ids.at(7))), u"Sur la copie"_s);
    }

    /// Whoever may erase gives an order anew that went with its laptop.
    void anOrderOfALaptopThatWasShutOutIsGivenAgain()
    {
        const CliRun joined = m_house.run('n', {u"enrol-finish"_s, m_house.path(u"answer-n"_s), u"--code"_s, m_codeOfN});
        QVERIFY2(joined.exitCode == 0, joined.all().constData());
        QVERIFY(tests::useQuickSlot(m_house.path(u"n"_s).toStdString(), "directrice", TwoVaults::Passphrase));
        for (const char laptop : {'n', 'a', 'n'}) // the old envelopes are gone: it is given a snapshot once it is known
            QCOMPARE(visit(laptop).exitCode, 0);
        const QString her = m_ids.at(12);
        QString code;
        for (const QJsonValue row : m_house.run('n', {u"list"_s}).json()[u"people"_s].toArray())
            code = row[u"id"_s].toString() == her ? row[u"caseCode"_s].toString() : code;
        QVERIFY(!code.isEmpty());
        const CliRun erased = m_house.run('n', {u"erase"_s, code, u"--yes"_s});
        QVERIFY2(erased.exitCode == 0, erased.all().constData());
        const QString former = erased.json()[u"erasure"_s].toString();
        QVERIFY(visit('n').exitCode == 0 && visit('a').exitCode == 0);
        QVERIFY(!m_house.people('a').contains(her));
        const auto line = [this](const QString &name) {
            for (const QJsonValue one : m_house.run('a', {u"erasures"_s}).json()[u"erasures"_s].toArray()) {
                if (one[u"erasure"_s].toString() == name)
                    return one.toObject();
            }
            return QJsonObject();
        };
        QCOMPARE(line(former)[u"mustBeOrderedAgain"_s], QJsonValue(false));
        QCOMPARE(m_house.run('a', {u"erasures"_s, u"--again"_s, former}).code(), u"WrongState"_s);
        QCOMPARE(m_house.run('a', {u"revoke"_s, former.section(u'-', 1, 1)}).exitCode, 0);
        QCOMPARE(line(former)[u"mustBeOrderedAgain"_s], QJsonValue(true));
        QCOMPARE(m_house.run('a', {u"erasures"_s, u"--again"_s, u"E-XXXX-9"_s}).code(), u"NotFound"_s);
        const CliRun again = m_house.run('a', {u"erasures"_s, u"--again"_s, former});
        QVERIFY2(again.exitCode == 0, again.all().constData());
        const QString name = again.json()[u"erasure"_s].toString();
        QVERIFY(name != former);
        QCOMPARE(line(former)[u"orderedAgainAs"_s].toString(), name);
        QCOMPARE(line(former)[u"mustBeOrderedAgain"_s], QJsonValue(false));
        // When the copied vault has carried it out the keys go, and the former order is over with it.
        for (const char laptop : {'a', 'k', 'a', 'k', 'a'})
            QCOMPARE(visit(laptop).exitCode, 0);
        QVERIFY(line(name)[u"oldKeysGone"_s].toBool() && line(former)[u"oldKeysGone"_s].toBool());
    }

    /// The guard's laptop: who stays where, and neither names nor health; nobody is admitted on it.
    void aLaptopForTheNightIsGivenNoNames()
    {
        QVERIFY(m_house.inside('a', [this](casework::Desk &desk) -> base::Result<void> {
            const auto person = sync::RecordId::fromText(m_ids.at(6).toStdString());
            INDARO_TRY(casework::setField(desk, model::fields::health::Medicines, *person, std::string_view("Aspirine")));
            return {};
        }));
        QCOMPARE(m_house.run('g', {u"init"_s, u"--shelter"_s, u"Ikaze"_s}).exitCode, 0);
        const QString request = m_house.path(u"request-g"_s);
        const QString answer = m_house.path(u"answer-g"_s);
        const QString codeA = m_house.run('g', {u"enrol-request"_s, u"--out"_s, request}).json()[u"codeA"_s].toString();
        const auto approve = [&](const QStringList &more) {
            return m_house.run('a', QStringList{u"enrol-approve"_s, request, u"--out"_s, answer, u"--code"_s, codeA} + more);
        };
        for (const QStringList &wrong :
             {QStringList{u"--compartments"_s, u"case,names"_s}, QStringList{u"--compartments"_s, u"identity"_s},
              QStringList{u"--compartments"_s, u"case"_s, u"--admin"_s}})
            QCOMPARE(approve(wrong).code(), u"InvalidArgument"_s);
        const CliRun approved = approve({u"--compartments"_s, u"case"_s});
        QVERIFY2(approved.exitCode == 0, approved.all().constData());
        const CliRun joined =
            m_house.run('g', {u"enrol-finish"_s, answer, u"--code"_s, approved.json()[u"codeB"_s].toString()});
        QVERIFY2(joined.exitCode == 0, joined.all().constData());
        QVERIFY(tests::useQuickSlot(m_house.path(u"g"_s).toStdString(), "directrice", TwoVaults::Passphrase));
        for (const char laptop : {'g', 'a', 'g'}) {
            const CliRun done = visit(laptop);
            QVERIFY2(done.exitCode == 0, done.all().constData());
        }
        const auto countOn = [this](char laptop, const char *rows) {
            std::int64_t count = -1;
            (void)m_house.inside(laptop, [&](casework::Desk &desk) -> base::Result<void> {
                INDARO_TRY_ASSIGN(auto counted, desk.log.connection().prepare(std::string("SELECT count(*) FROM ") + rows));
                INDARO_TRY(counted.step());
                count = counted.integer(0);
                return {};
            });
            return count;
        };
        constexpr const char *Medicines = "health WHERE coalesce(complaint, medicines) IS NOT NULL";
        constexpr const char *Logged = "operation WHERE instr(content, CAST('Aspirine' AS BLOB)) > 0";
        QCOMPARE(countOn('a', Medicines), 1);
        QCOMPARE(countOn('a', Logged), 1);
        QVERIFY(countOn('g', "case_file") > 0);
        QCOMPARE(countOn('g', "identity"), 0);
        // That there is a health record of everybody is no news, and comes with the skeleton; what it says does not.
        QCOMPARE(countOn('g', Medicines), 0);
        QCOMPARE(countOn('g', Logged), 0);
        const auto before = countOn('g', "case_file");
        QFile arrival(m_house.path(u"arrival.jsonl"_s));
        QVERIFY(arrival.open(QIODevice::WriteOnly));
        arrival.write(R"({"id":"AZDzonxBfQ6KVT9rLJ0eRw","nom":"Ininahazwe","age_estime":22})"
                      "\n");
        arrival.close();
        const CliRun refused = m_house.run('g', {u"import-people"_s, arrival.fileName()});
        QCOMPARE(refused.code(), u"SyncKeyMissing"_s);
        QCOMPARE(countOn('g', "case_file"), before); // all or nothing
        for (const QJsonValue device : m_house.run('a', {u"roster"_s}).json().value(u"devices"_s).toArray()) {
            if (device[u"device"_s] == approved.json()[u"device"_s])
                QCOMPARE(device[u"groups"_s].toInt(), 1);
        }
    }
};

QTEST_GUILESS_MAIN(TestCliExchange)
#include "test_cli_exchange.moc"
