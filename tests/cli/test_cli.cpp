// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/migrations.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/queries.h"
#include "core/crypto/initialise.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "tests/cli/quick_slot.h"
#include "tests/support/fakes.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <random>

using namespace Qt::StringLiterals;
using namespace indaro;

namespace {

const QByteArray Passphrase = "soleil panier riviere tambour";
const QByteArray SecondPassphrase = "mangue colline bouteille papier";

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString code() const { return json().value(u"error"_s).toObject().value(u"code"_s).toString(); }
};

Run run(const QStringList &arguments, const QByteArray &input = {})
{
    QProcess process;
    process.start(QStringLiteral(INDARO_CLI), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// Invented people over the same keys as a real file: accents, apostrophes, other scripts, nulls, empty texts, gaps.
QByteArray makePeople(int count)
{
    const QStringList texts{u"Ndayishimiye"_s,       u"w’Imana d'Arc"_s,
                            u"Égide \"Zéphyrin\""_s, u"كريمة"_s,
                            u"line\nbreak\ttab"_s,   u""_s,
                            u"😀 back\\slash"_s,      u" spaces kept "_s,
                            u"code_inconnu"_s,       u"2 psychologique physique"_s};
    const QSet<QString> dates{u"date_admission"_s, u"date_naissance"_s, u"date_depart"_s, u"date_retour"_s,
                              u"date_orientation"_s};
    const QSet<QString> numbers{u"age_estime"_s, u"nombre_enfants"_s, u"salaire_promis_bif"_s, u"salaire_percu_bif"_s,
                                u"duree_exploitation_mois"_s};
    QFile map(QStringLiteral(INDARO_SOURCE_DIR "/resources/codelists/import-map.csv"));
    if (!map.open(QIODevice::ReadOnly))
        return {};
    QStringList keys;
    for (const QByteArray &line : map.readAll().split('\n').mid(1)) {
        if (!line.isEmpty())
            keys.append(QString::fromUtf8(line.split(',').first()));
    }
    std::mt19937 engine(20261124);
    const auto pick = [&engine](qsizetype bound) { return static_cast<qsizetype>(engine() % static_cast<unsigned>(bound)); };
    tests::SeededRandom random(7);
    QByteArray out;
    for (int i = 0; i < count; ++i) {
        QJsonObject person{{u"id"_s, QString::fromStdString(sync::RecordId::make(random).toText())}};
        for (const QString &key : keys) {
            const qsizetype what = pick(10);
            if (what == 0)
                continue;
            if (what == 1)
                person.insert(key, QJsonValue());
            else if (numbers.contains(key))
                person.insert(key, int(pick(30)));
            else if (dates.contains(key))
                person.insert(key,
                              QStringList{u"2019"_s, u"2021-03"_s, u"2024-02-29"_s, u"2039-12-31"_s, u""_s}.at(pick(5)));
            else
                person.insert(key, texts.at(pick(texts.size())));
        }
        person.insert(u"numero_dossier"_s, u"MUY-2026-%1"_s.arg(i, 5, 10, QChar(u'0')));
        out += QJsonDocument(person).toJson(QJsonDocument::Compact) + '\n';
    }
    return out;
}

QHash<QString, QJsonObject> byId(const QByteArray &lines)
{
    QHash<QString, QJsonObject> out;
    for (const QByteArray &line : lines.split('\n')) {
        if (!line.isEmpty()) {
            const QJsonObject person = QJsonDocument::fromJson(line).object();
            out.insert(person.value(u"id"_s).toString(), person);
        }
    }
    return out;
}

} // namespace

/// The steps follow each other over one vault, as a day does.
class TestCli : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    QByteArray m_people = makePeople(300);
    QByteArray m_exported;
    QString m_backup;
    QStringList m_cards;

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        return file.open(QIODevice::WriteOnly) && file.write(content) == content.size() ? file.fileName() : QString();
    }
    [[nodiscard]] QStringList with(QStringList words, const QString &vault = u"vault"_s) const
    {
        return words << u"--vault"_s << path(vault) << u"--user"_s << u"directrice"_s << u"--passphrase-stdin"_s
                     << u"--json"_s;
    }
    [[nodiscard]] Run ask(const QStringList &words) const { return run(with(words), Passphrase + '\n'); }

    /// Does something to the vault as the desktop program would.
    template <class Work> void insideVault(Work work)
    {
        crypto::SystemRandom random;
        const base::SystemClock clock;
        const session::VaultEnvironment environment{random, clock, casework::migrations(), {}, {}, casework::readHistory};
        const auto secret =
            base::SecretBytes::copyOf(base::asBytes({Passphrase.constData(), std::size_t(Passphrase.size())}));
        auto vault = session::unlock(environment, path(u"vault"_s).toStdString(), "directrice", secret);
        QVERIFY(vault.hasValue());
        auto db = vault->takeConnection();
        auto log = sync::ChangeLog::open(db, model::schema(), clock, vault->userId());
        QVERIFY(log.hasValue());
        casework::Desk desk{db, *log, clock, random, casework::Access::everything()};
        work(*vault, desk);
    }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(crypto::initialise().hasValue());
        QVERIFY(m_people.size() > 10'000);
        const Run made = run(with({u"init"_s, u"--shelter"_s, u"Inzu"_s}), Passphrase + '\n');
        QCOMPARE(made.exitCode, 0);
        for (const auto &card : made.json().value(u"cards"_s).toArray())
            m_cards.append(card.toObject().value(u"digits"_s).toString());
        QCOMPARE(m_cards.size(), 3);
        QCOMPARE(m_cards.first().split(u' ').size(), 16);
        QCOMPARE(made.json().value(u"series"_s).toString().size(), 4);
        QCOMPARE(run(with({u"init"_s, u"--shelter"_s, u"Inzu"_s}), Passphrase + '\n').code(), u"VaultExists"_s);
        QVERIFY(tests::useQuickSlot(path(u"vault"_s).toStdString(), "directrice", Passphrase.toStdString()));
    }

    void aWrongPassphraseOpensNothing()
    {
        QCOMPARE(ask({u"unlock-check"_s}).exitCode, 0);
        const Run wrong = run(with({u"unlock-check"_s}), "not the passphrase at all\n");
        QCOMPARE(wrong.exitCode, 1);
        QCOMPARE(wrong.code(), u"WrongPassphrase"_s);
        QVERIFY(wrong.errors.contains("WrongPassphrase"));
        QCOMPARE(run(with({u"unlock-check"_s})).exitCode, 1);
    }

    void whatIsNotUnderstoodIsRefusedBeforeAnythingOpens()
    {
        QCOMPARE(run({}).exitCode, 2);
        QCOMPARE(run({u"dance"_s}).exitCode, 2);
        QCOMPARE(run({u"list"_s, u"--passphrase"_s, u"x"_s}).exitCode, 2);
        QCOMPARE(run({u"list"_s, u"--vault"_s, path(u"vault"_s), u"--user"_s, u"directrice"_s}).exitCode, 2);
        QCOMPARE(run({u"--help"_s}).exitCode, 0);
    }

    void aBadLineLeavesNothing_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QString>("reason");
        QTest::newRow("not JSON") << QByteArray("{\"id\":") << u"json"_s;
        QTest::newRow("no id") << QByteArray(R"({"nom":"A"})") << u"id"_s;
        QTest::newRow("unknown key") << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","pointure":"41"})") << u"unknown-key"_s;
        QTest::newRow("text for a number")
            << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","age_estime":"41"})") << u"type"_s;
        QTest::newRow("fraction") << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","age_estime":4.5})") << u"type"_s;
        QTest::newRow("age 200") << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","age_estime":200})") << u"range"_s;
        QTest::newRow("no such day") << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","date_naissance":"2021-02-30"})")
                                     << u"date"_s;
        QTest::newRow("endless name") << "{\"id\":\"NrryNHYyNvS0_HfyD6MnmA\",\"nom\":\"" + QByteArray(10'000, 'a') + "\"}"
                                      << u"too-long"_s;
        QTest::newRow("half a character") << QByteArray(R"({"id":"NrryNHYyNvS0_HfyD6MnmA","nom":"\ud83d"})")
                                          << u"characters"_s;
        QTest::newRow("not UTF-8") << QByteArray("{\"id\":\"NrryNHYyNvS0_HfyD6MnmA\",\"nom\":\"\xff\"}") << u"encoding"_s;
        QTest::newRow("the same person twice") << m_people.split('\n').first() << u"id-known"_s;
    }
    void aBadLineLeavesNothing()
    {
        QFETCH(QByteArray, line);
        QFETCH(QString, reason);
        const QString file = write(u"bad.jsonl"_s, m_people.split('\n').first() + '\n' + line + '\n');
        const Run refused = ask({u"import-people"_s, file});
        QCOMPARE(refused.exitCode, 1);
        const QJsonObject error = refused.json().value(u"error"_s).toObject();
        QCOMPARE(error.value(u"code"_s).toString(), u"ImportLineInvalid"_s);
        QCOMPARE(error.value(u"reason"_s).toString(), reason);
        if (reason != "id-known"_L1)
            QCOMPARE(error.value(u"line"_s).toInt(), 2);
    }

    void whatWasTakenInComesBackValueForValue()
    {
        QCOMPARE(ask({u"export-people"_s}).out, QByteArray()); // the bad files left nothing
        const Run taken = ask({u"import-people"_s, write(u"people.jsonl"_s, m_people)});
        QCOMPARE(taken.json().value(u"people"_s).toInt(), 300);
        const Run back = ask({u"export-people"_s});
        QCOMPARE(back.exitCode, 0);
        m_exported = back.out;
        const auto before = byId(m_people);
        const auto after = byId(m_exported);
        QCOMPARE(after.size(), 300);
        for (auto it = before.begin(); it != before.end(); ++it)
            QCOMPARE(after.value(it.key()), it.value());
        QCOMPARE(ask({u"export-people"_s, path(u"out.jsonl"_s)}).json().value(u"people"_s).toInt(), 300);
        QFile file(path(u"out.jsonl"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), m_exported);
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        // A receiver that is named gets nobody who was not asked; one of a kind that is not known, nothing.
        const Run hospital = ask({u"export-people"_s, path(u"health.jsonl"_s), u"--for"_s, u"health:Ngozi"_s});
        QCOMPARE(hospital.json().value(u"people"_s).toInt(), 0);
        QCOMPARE(hospital.json().value(u"without_consent"_s).toInt(), 300);
        QCOMPARE(ask({u"export-people"_s, path(u"x.jsonl"_s), u"--for"_s, u"newspaper"_s}).code(), u"InvalidArgument"_s);
        QVERIFY(!QFile::exists(path(u"x.jsonl"_s)));
    }

    void aTableOfTheStandardComesBackWithItsManifest()
    {
        const QString table = path(u"htcds.csv"_s);
        const Run out = ask({u"export-htcds"_s, table});
        QCOMPARE(out.exitCode, 0);
        QCOMPARE(out.json().value(u"rows"_s).toInt(), 300);
        QFile file(table);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(file.readAll().contains("MUY-2026-00017"));
        QVERIFY(!(file.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        const Run proven = run({u"verify-export"_s, table, u"--json"_s});
        QCOMPARE(proven.exitCode, 0);
        QCOMPARE(proven.json().value(u"rows"_s).toInt(), 300);
        QCOMPARE(proven.json().value(u"digits"_s).toString().remove(u' ').size(), 30);
        const QString other = write(u"other.csv"_s, "prs_FirstName\r\nRose\r\n");
        const Run wrong = run({u"verify-export"_s, other, u"--manifest"_s, table + u".manifest.json"_s, u"--json"_s});
        QCOMPARE(wrong.exitCode, 1);
        QCOMPARE(wrong.code(), u"WireDamaged"_s);
        // What is here already is merged, and says nothing new.
        const Run again = ask({u"import-htcds"_s, table, u"--out"_s, path(u"report.csv"_s)});
        QCOMPARE(again.json().value(u"rows"_s).toInt(), 300);
        QCOMPARE(again.json().value(u"merged"_s).toInt(), 300);
        QVERIFY(again.json().value(u"not_taken"_s).toArray().isEmpty());
        QVERIFY(QFile::exists(path(u"report.csv"_s)));
        QCOMPARE(ask({u"export-people"_s}).out, m_exported);
        // Nobody agreed to a receiver, and a day that is none is refused before anything is written.
        const Run hospital = ask({u"export-htcds"_s, path(u"hospital.xlsx"_s), u"--xlsx"_s, u"--for"_s, u"health:Ngozi"_s});
        QCOMPARE(hospital.json().value(u"rows"_s).toInt(), 0);
        QCOMPARE(hospital.json().value(u"without_consent"_s).toInt(), 300);
        QCOMPARE(ask({u"export-htcds"_s, path(u"no.csv"_s), u"--from"_s, u"2026-13-01"_s}).code(), u"InvalidArgument"_s);
        QVERIFY(!QFile::exists(path(u"no.csv"_s)));
        QCOMPARE(ask({u"export-ctdc"_s, path(u"c.csv"_s), u"--for"_s, u"iom:OIM"_s, u"--agreement"_s, u"2026-04"_s}).code(),
                 u"ValueOutOfRange"_s);
        QVERIFY(!QFile::exists(path(u"c.csv"_s)));
    }

    void listAndShowFindAPerson()
    {
        const QJsonArray found = ask({u"list"_s, u"--search"_s, u"MUY-2026-00017"_s}).json().value(u"people"_s).toArray();
        QCOMPARE(found.size(), 1);
        const QJsonObject row = found.first().toObject();
        QVERIFY(!row.value(u"isPresent"_s).toBool());
        const Run shown = ask({u"show"_s, row.value(u"caseCode"_s).toString()});
        QCOMPARE(shown.exitCode, 0);
        QCOMPARE(shown.json().value(u"id"_s), row.value(u"id"_s));
        QCOMPARE(shown.json().value(u"case_file"_s).toObject().value(u"external_number"_s).toString(), u"MUY-2026-00017"_s);
        QCOMPARE(ask({u"show"_s, u"0000-0000-0"_s}).exitCode, 1);
    }

    void anEditMadeInTheProgramIsExported()
    {
        QString changed;
        for (const QJsonObject &person : byId(m_people)) {
            if (person.value(u"violences_subies"_s).isString() && person.contains(u"nom"_s))
                changed = person.value(u"id"_s).toString();
        }
        const auto id = sync::RecordId::fromText(changed.toStdString());
        QVERIFY(id.has_value());
        insideVault([&](session::Vault &, casework::Desk &desk) {
            QVERIFY(casework::setField(desk, model::fields::identity::FamilyName, *id, "Nouvelle").hasValue());
            QVERIFY(casework::setField(desk, model::fields::health::ViolenceSuffered, *id, "zeta alpha").hasValue());
            QVERIFY(casework::setField(desk, model::fields::identity::Phone, *id, base::Missing::Refused).hasValue());
        });
        auto expected = byId(m_exported);
        expected[changed].insert(u"nom"_s, u"Nouvelle"_s);
        expected[changed].insert(u"violences_subies"_s, u"alpha zeta"_s);
        expected[changed].insert(u"telephone"_s, QJsonObject{{u"missing"_s, u"refused"_s}});
        m_exported = ask({u"export-people"_s}).out;
        QCOMPARE(byId(m_exported), expected);
    }

    void aFormIsKeptAndWhatWasAnsweredWithItLeavesAndComesBack()
    {
        const QString workbook = QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/forms/open/getodk__whova_form.xlsx");
        const QJsonObject kept = ask({u"form-import"_s, workbook}).json();
        QVERIFY(kept.value(u"new"_s).toBool());
        QVERIFY(!ask({u"form-import"_s, workbook}).json().value(u"new"_s).toBool());
        const QString form = kept.value(u"form"_s).toString();
        const QJsonArray forms = ask({u"forms"_s}).json().value(u"forms"_s).toArray();
        QCOMPARE(forms.size(), 1);
        QCOMPARE(forms.first().toObject().value(u"state"_s).toString(), u"offered"_s);
        const QString code = ask({u"list"_s, u"--search"_s, u"MUY-2026-00017"_s})
                                 .json()
                                 .value(u"people"_s)
                                 .toArray()
                                 .first()
                                 .toObject()
                                 .value(u"caseCode"_s)
                                 .toString();
        const QString csv = write(u"submissions.csv"_s, "case_code,KEY,respondent_backgr-Id10007,shoe_size\n" +
                                                            code.toUtf8() + ",uuid:11,Aline,40\n");
        const QJsonObject taken = ask({u"import-submissions"_s, form, csv}).json();
        QCOMPARE(taken.value(u"taken"_s).toInt(), 1);
        QCOMPARE(taken.value(u"newFiles"_s).toInt(), 0);
        QCOMPARE(taken.value(u"notRead"_s).toArray(), QJsonArray{u"shoe_size"_s});
        QCOMPARE(ask({u"import-submissions"_s, form, csv}).json().value(u"alreadyHere"_s).toInt(), 1);
        for (const QString &format : {u"csv"_s, u"xlsx"_s, u"odk"_s}) {
            const QString file = path(u"interviews."_s + format);
            const Run left = ask({u"export-interviews"_s, form, u"--out"_s, file, u"--format"_s, format});
            QCOMPARE(left.json().value(u"interviews"_s).toInt(), 1);
            QFile written(file);
            QVERIFY(written.open(QIODevice::ReadOnly));
            QVERIFY(written.readAll().startsWith("PK"));
            QVERIFY(!(written.permissions() & (QFile::ReadGroup | QFile::ReadOther)));
        }
        QCOMPARE(ask({u"export-interviews"_s, u"nothing"_s, u"--out"_s, path(u"x"_s)}).code(), u"NotFound"_s);
    }

    void anOpenVaultIsNotOpenedTwice()
    {
        insideVault([&](session::Vault &, casework::Desk &) { QCOMPARE(ask({u"unlock-check"_s}).code(), u"VaultInUse"_s); });
    }

    void aBackupGivesEverythingBackElsewhere()
    {
        QVERIFY(QDir(m_dir.path()).mkdir(u"stick"_s));
        m_backup = ask({u"backup"_s, u"--to"_s, path(u"stick"_s)}).json().value(u"file"_s).toString();
        QVERIFY(QFile::exists(m_backup));
        QCOMPARE(ask({u"verify"_s}).exitCode, 0);
        QCOMPARE(ask({u"verify"_s, m_backup}).exitCode, 0);
        const QStringList user{u"--user"_s, u"directrice"_s, u"--json"_s};
        QCOMPARE(run(QStringList{u"verify"_s, m_backup, u"--passphrase-stdin"_s} + user, Passphrase + '\n').exitCode, 0);
        QCOMPARE(run(QStringList{u"restore"_s, m_backup, u"--into"_s, path(u"other"_s), u"--passphrase-stdin"_s} + user,
                     Passphrase + '\n')
                     .exitCode,
                 0);
        QCOMPARE(run(with({u"export-people"_s}, u"other"_s), Passphrase + '\n').out, m_exported);
        const QByteArray cards = m_cards.at(2).toUtf8() + '\n' + m_cards.at(0).toUtf8() + '\n' + SecondPassphrase + '\n';
        QCOMPARE(
            run(QStringList{u"restore"_s, m_backup, u"--into"_s, path(u"third"_s), u"--cards"_s} + user, cards).exitCode, 0);
        QCOMPARE(run(with({u"export-people"_s}, u"third"_s), SecondPassphrase + '\n').out, m_exported);
    }

    void aFlippedByteInABackupIsSeen()
    {
        QFile file(m_backup);
        QVERIFY(file.open(QIODevice::ReadWrite));
        const qint64 at = file.size() / 2;
        QVERIFY(file.seek(at));
        char byte = 0;
        QVERIFY(file.getChar(&byte) && file.seek(at) && file.putChar(static_cast<char>(byte ^ 4)));
        file.close();
        QCOMPARE(ask({u"verify"_s, m_backup}).code(), u"BackupDamaged"_s);
    }

    void aCopiedVaultIsANewLaptop()
    {
        const QJsonObject here = ask({u"unlock-check"_s}).json();
        QCOMPARE(here.value(u"anchor"_s).toString(), u"good"_s);
        QCOMPARE(here.value(u"formerSeries"_s).toString(), QString());
        std::filesystem::copy(path(u"vault"_s).toStdString(), path(u"copy"_s).toStdString(),
                              std::filesystem::copy_options::recursive);
        const QStringList words = with({u"unlock-check"_s}, u"copy"_s);
        const QJsonObject first = run(words, Passphrase + '\n').json();
        const QJsonObject second = run(words, Passphrase + '\n').json();
        QCOMPARE(first.value(u"formerSeries"_s), here.value(u"series"_s));
        QVERIFY(first.value(u"series"_s) != here.value(u"series"_s));
        QCOMPARE(second.value(u"series"_s), first.value(u"series"_s));
        QCOMPARE(second.value(u"formerSeries"_s).toString(), QString());
        QCOMPARE(ask({u"unlock-check"_s}).json().value(u"series"_s), here.value(u"series"_s));
    }

    void anOlderDatabaseInItsPlaceIsNoticed()
    {
        std::filesystem::copy(path(u"vault"_s).toStdString(), path(u"older"_s).toStdString(),
                              std::filesystem::copy_options::recursive);
        const QStringList words = with({u"unlock-check"_s}, u"older"_s);
        QCOMPARE(run(words, Passphrase + '\n').exitCode, 0); // now at home here
        QFile file(path(u"older/vault.db"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray former = file.readAll();
        file.close();
        const QString series = run(words, Passphrase + '\n').json().value(u"series"_s).toString();
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(former) == former.size());
        file.close();
        const QJsonObject noticed = run(words, Passphrase + '\n').json();
        QCOMPARE(noticed.value(u"anchor"_s).toString(), u"older"_s);
        QCOMPARE(noticed.value(u"formerSeries"_s).toString(), series);
        QCOMPARE(run(words, Passphrase + '\n').json().value(u"anchor"_s).toString(), u"good"_s);
    }

    void twoAccountsMeanTwoPeople()
    {
        insideVault([](session::Vault &vault, casework::Desk &) {
            const auto secret = base::SecretBytes::copyOf(
                base::asBytes({SecondPassphrase.constData(), std::size_t(SecondPassphrase.size())}));
            const auto alone = vault.approveAlone();
            QVERIFY(alone && vault.addAccount("infirmiere", secret, *alone).hasValue());
        });
        QCOMPARE(ask({u"erase"_s, u"whoever"_s, u"--yes"_s}).code(), u"SecondPersonNeeded"_s);
        QString code;
        insideVault([&code](session::Vault &, casework::Desk &desk) {
            casework::Admission admission;
            admission.person.displayName = base::Value(std::string("Mukamana"));
            const auto her = casework::admitPerson(desk, admission);
            QVERIFY(her && casework::recordEvent(desk, her->id, sop::Event::Closure, u"2026-11-24"_s));
            code = casework::loadCaseFile(desk, her->id).value().file.text(model::fields::case_file::CaseCode);
        });
        // What the procedure holds back needs nobody to agree to it; her own wish does.
        QCOMPARE(ask({u"erase"_s, code, u"--reason"_s, u"term_over"_s, u"--yes"_s}).code(), u"StepsOpen"_s);
        QCOMPARE(ask({u"erase"_s, code, u"--reason"_s, u"asked"_s, u"--yes"_s}).code(), u"SecondPersonNeeded"_s);
        for (const QString &verb : {u"export-people"_s, u"list"_s}) {
            QCOMPARE(ask({verb}).code(), u"SecondPersonNeeded"_s);
            const QStringList words = with({verb, u"--second-user"_s, u"infirmiere"_s});
            QCOMPARE(run(words, Passphrase + '\n' + Passphrase + '\n').code(), u"WrongPassphrase"_s);
            QCOMPARE(run(with({verb, u"--second-user"_s, u"directrice"_s}), Passphrase + '\n' + Passphrase + '\n').code(),
                     u"SecondPersonNeeded"_s);
            QCOMPARE(run(words, Passphrase + '\n' + SecondPassphrase + '\n').exitCode, 0);
        }
    }

    void formsAreChecked()
    {
        const QString forms = QStringLiteral(INDARO_SOURCE_DIR "/resources/forms/");
        // the survey of HTCDS has warnings, and test_linter lists them; our own forms have none
        const QMap<QString, int> exitCodes{{u"htcds/htcds_xlsform"_s, 1},
                                           {u"intake/intake"_s, 0},
                                           {u"indicators/indicators"_s, 0},
                                           {u"first_contact/first_contact"_s, 0}};
        for (auto form = exitCodes.begin(); form != exitCodes.end(); ++form) {
            const Run checked = run({u"form-check"_s, forms + form.key() + u".xlsx"_s, u"--json"_s});
            QCOMPARE(checked.exitCode, form.value());
            QVERIFY(checked.json().value(u"ok"_s).toBool());
            QVERIFY(checked.json().value(u"questions"_s).toInt() > 20);
            QVERIFY(checked.json().value(u"choices"_s).toInt() > 50);
            QCOMPARE(checked.json().value(u"expressions_failed"_s).toInt(), 0);
            for (const auto &value : checked.json().value(u"findings"_s).toArray()) {
                const QJsonObject finding = value.toObject();
                for (const QString &key :
                     {u"code"_s, u"severity"_s, u"sheet"_s, u"text_en"_s, u"text_fr"_s, u"advice_en"_s, u"advice_fr"_s})
                    QVERIFY2(!finding.value(key).toString().isEmpty(), qPrintable(key));
                QVERIFY(!finding.value(u"text_fr"_s).toString().contains(u"{a}"_s));
            }
        }
        const QString other = QStringLiteral(INDARO_SOURCE_DIR "/tests/fixtures/forms/open/");
        const Run french = run({u"form-check"_s, other + u"medic__over_5_screening.xlsx"_s, u"--lang"_s, u"fr"_s});
        QCOMPARE(french.exitCode, 2);
        const QString read = QString::fromUtf8(french.out);
        QVERIFY(read.contains(u"erreur DependencyCycle\u00a0: feuille survey, ligne 2, colonne relevant\n"_s));
        QVERIFY(read.contains(u"Ces questions s’attendent les unes les autres\u00a0: inputs → source → inputs."_s));
        QVERIFY(read.contains(u"questions\u00a0: "_s) && read.contains(u"langue en\u00a0: "_s));
        for (const char *english : {"rows ", "language ", "warning", "errors ", "character "})
            QVERIFY2(!french.out.contains(english), english); // one language means one
        const QByteArray both = run({u"form-check"_s, other + u"medic__over_5_screening.xlsx"_s}).out;
        QVERIFY(both.contains("error DependencyCycle: survey row 2, relevant\n"));
        QVERIFY(both.contains("questions ") && QString::fromUtf8(both).contains(u"questions\u00a0: "_s));
        const Run none = run({u"form-check"_s, QStringLiteral(INDARO_SOURCE_DIR "/README.md"), u"--json"_s});
        QCOMPARE(none.exitCode, 2);
        QCOMPARE(none.code(), u"FormNotXlsx"_s);
    }

    void aFileThatIsNoFormIsExplained()
    {
        QFile form(QStringLiteral(INDARO_SOURCE_DIR "/resources/forms/intake/intake.xlsx"));
        QVERIFY(form.open(QIODevice::ReadOnly));
        const QByteArray whole = form.readAll();
        QVERIFY(!write(u"old.xlsx"_s, QByteArray::fromHex("d0cf11e0a1b11ae1") + QByteArray(600, '\0')).isEmpty());
        QVERIFY(!write(u"cut.xlsx"_s, whole.left(whole.size() / 2)).isEmpty());
        const QMap<QString, std::pair<QString, QString>> expected{
            {u"old.xlsx"_s, {u"LibreOffice: open it, then File, Save As"_s, u"dans l’ancien format Excel (.xls)"_s}},
            {u"cut.xlsx"_s, {u"This workbook is damaged. Get the form again"_s, u"Ce classeur est endommagé. Demandez"_s}},
            {u"none.xlsx"_s, {u"There is no such file. Check the name"_s, u"Ce fichier n’existe pas. Vérifiez"_s}}};
        for (auto file = expected.begin(); file != expected.end(); ++file) {
            const Run both = run({u"form-check"_s, path(file.key())});
            QCOMPARE(both.exitCode, 2);
            QVERIFY2(QString::fromUtf8(both.out).contains(file->first), both.out.constData());
            QVERIFY2(QString::fromUtf8(both.out).contains(file->second), both.out.constData());
            const Run french = run({u"form-check"_s, path(file.key()), u"--lang"_s, u"fr"_s});
            QVERIFY(!QString::fromUtf8(french.out).contains(file->first));
            QVERIFY(QString::fromUtf8(french.out).contains(file->second));
            const QJsonObject json = run({u"form-check"_s, path(file.key()), u"--json"_s}).json();
            QVERIFY(!json.value(u"ok"_s).toBool(true));
            for (const QString &key : {u"text_en"_s, u"text_fr"_s, u"advice_en"_s, u"advice_fr"_s})
                QVERIFY2(!json.value(key).toString().isEmpty(), qPrintable(key));
        }
    }

    void procedurePacksAreChecked()
    {
        const QString shipped = QStringLiteral(INDARO_SOURCE_DIR "/resources/sop/shelter-burundi.toml");
        const Run good = run({u"sop-check"_s, shipped, u"--json"_s});
        QCOMPARE(good.exitCode, 0);
        QVERIFY(good.json().value(u"steps"_s).toInt() > 100);
        QCOMPARE(good.json().value(u"signature"_s).toString(), u"unsigned"_s);

        QFile file(shipped);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray content = file.readAll();
        const qsizetype at = content.indexOf("who = [\"SW\"");
        // A fault of a step is shown with the line its table begins on.
        const qint64 line = content.left(content.lastIndexOf("[[phase.step]]", at)).count('\n') + 1;
        content.replace(at, 11, "who = [\"XX\"");
        const QString spoilt = m_dir.filePath(u"spoilt.toml"_s);
        QFile out(spoilt);
        QVERIFY(out.open(QIODevice::WriteOnly) && out.write(content) == content.size());
        out.close();
        const Run bad = run({u"sop-check"_s, spoilt, u"--json"_s});
        QCOMPARE(bad.exitCode, 2);
        QStringList found;
        for (const auto &value : bad.json().value(u"findings"_s).toArray()) {
            const QJsonObject fault = value.toObject();
            for (const QString &key : {u"code"_s, u"place"_s, u"text_en"_s, u"text_fr"_s, u"advice_en"_s, u"advice_fr"_s})
                QVERIFY2(!fault.value(key).toString().isEmpty(), qPrintable(key));
            if (fault.value(u"code"_s).toString() == "UnknownRole"_L1)
                found.append(fault.value(u"argument"_s).toString());
        }
        QCOMPARE(found, QStringList{u"XX"_s});
        const Run french = run({u"sop-check"_s, spoilt, u"--lang"_s, u"fr"_s});
        QVERIFY(french.out.contains("UnknownRole: line " + QByteArray::number(line) + ','));
        const Run none = run({u"sop-check"_s, QStringLiteral(INDARO_SOURCE_DIR "/README.md"), u"--json"_s});
        QCOMPARE(none.exitCode, 2);
        QCOMPARE(none.code(), u"SopPackDamaged"_s);
    }

    void expressionsAreWorkedOut()
    {
        const QString xml = u"<a><b>3</b><b>4</b></a>"_s;
        QCOMPARE(run({u"form-eval"_s, u"--context"_s, xml, u"--node"_s, u"/a"_s, u"sum(b)"_s}).out,
                 QByteArray("number\t7\n"));
        QCOMPARE(run({u"form-eval"_s, u"--context"_s, u"-"_s, u"--node"_s, u"/a/b[2]"_s, u". > 3"_s}, xml.toUtf8()).out,
                 QByteArray("boolean\ttrue\n"));
        QCOMPARE(run({u"form-eval"_s, u"--now"_s, u"2026-11-24T23:30:00Z"_s, u"--tz"_s, u"Africa/Bujumbura"_s,
                      u"string(today())"_s})
                     .out,
                 QByteArray("string\t2026-11-25\n"));
        QCOMPARE(run({u"form-eval"_s, u"-1 + 3"_s}).out, QByteArray("number\t2\n"));
        QCOMPARE(run({u"form-eval"_s, u"1 +"_s, u"--json"_s}).code(), u"ExpressionSyntax"_s);
        QCOMPARE(run({u"form-eval"_s, u"--tz"_s, u"Moon/Crater"_s, u"1"_s}).exitCode, 1);
    }

    void formRunTellsWhatStandsAfterEachStep()
    {
        const QString form = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/getodk__whova_form.xlsx"_s;
        QVERIFY(!write(u"steps.jsonl"_s,
                       "{\"ref\":\"/data/consented/deceased_CRVS/info_on_deceased/Id10019\",\"set\":\"female\"}\n"
                       "{\"ref\":\"/data/respondent_backgr/Id10007\",\"set\":\"Rose Exemple\"}\n")
                     .isEmpty());
        const QStringList words{u"form-run"_s, form,
                                u"--script"_s, path(u"steps.jsonl"_s),
                                u"--now"_s,    u"2026-11-24T23:30:00Z"_s,
                                u"--tz"_s,     u"Africa/Bujumbura"_s};
        const Run done = run(words);
        QCOMPARE(done.exitCode, 0);
        const QList<QByteArray> lines = done.out.trimmed().split('\n');
        QCOMPARE(lines.size(), 3);
        const QJsonObject head = QJsonDocument::fromJson(lines.at(0)).object();
        QCOMPARE(head.value(u"now"_s).toString(), u"2026-11-25T01:30:00+02:00"_s);
        QVERIFY(head.value(u"initial"_s).toObject().size() > 500);
        const QJsonObject named = QJsonDocument::fromJson(lines.at(2)).object().value(u"changed"_s).toObject();
        QCOMPARE(named.value(u"/data/respondent_backgr/Id10007"_s).toObject().value(u"v"_s).toString(), u"Rose Exemple"_s);
        QVERIFY(!write(u"steps.jsonl"_s, "{\"ref\":\"/data/nowhere\",\"set\":\"1\"}\n").isEmpty());
        QCOMPARE(run(words + QStringList{u"--json"_s}).code(), u"NotFound"_s);
    }

    /// Its answer is a recording again: what it prints can be fed to it.
    void aRecordedSessionBringsItsOwnMoment()
    {
        const QString form = QStringLiteral(INDARO_SOURCE_DIR) + u"/tests/fixtures/forms/open/correlaid__testB.xlsx"_s;
        const QByteArray recorded =
            "{\"form\":\"x\",\"now\":\"2026-01-15T12:34:56-07:00\",\"tz\":\"America/Phoenix\",\"initial\":{}}\n"
            "{\"step\":1,\"ref\":\"/data/project_id\",\"set\":\"project-beta\",\"changed\":{}}\n";
        QVERIFY(!write(u"recorded.jsonl"_s, recorded).isEmpty());
        const Run first = run({u"form-run"_s, form, u"--script"_s, path(u"recorded.jsonl"_s)});
        QCOMPARE(first.exitCode, 0);
        const QJsonObject head = QJsonDocument::fromJson(first.out.split('\n').first()).object();
        QCOMPARE(head.value(u"tz"_s).toString(), u"America/Phoenix"_s);
        QVERIFY(head.value(u"initial"_s)
                    .toObject()
                    .value(u"/data/start"_s)
                    .toObject()
                    .value(u"v"_s)
                    .toString()
                    .startsWith(u"2026-01-15T12:34:56"_s));
        QVERIFY(!write(u"again.jsonl"_s, first.out).isEmpty());
        const Run again = run({u"form-run"_s, form, u"--script"_s, path(u"again.jsonl"_s)});
        QCOMPARE(again.out.split('\n').value(1), first.out.split('\n').value(1)); // the head has an id made by chance
        QVERIFY(again.out.contains("\"now\":\"2026-01-15T12:34:56-07:00\""));
        const Run other =
            run({u"form-run"_s, form, u"--script"_s, path(u"again.jsonl"_s), u"--tz"_s, u"Africa/Bujumbura"_s});
        QVERIFY(other.out.contains("Africa/Bujumbura"));
    }
};

QTEST_GUILESS_MAIN(TestCli)
#include "test_cli.moc"
