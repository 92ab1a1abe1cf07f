// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/two_vaults.h"

#include "core/casework/migrations.h"
#include "core/crypto/system_random.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "tests/cli/quick_slot.h"
#include "tests/support/fakes.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace indaro::tests {

namespace {

QByteArray inventedPeople(int count)
{
    static const QStringList names{u"Ndayishimiye"_s, u"Exemple"_s, u"Inventé"_s, u"Nkurunziza"_s};
    SeededRandom random(7);
    QByteArray out;
    for (int i = 0; i < count; ++i) {
        const QJsonObject person{{u"id"_s, QString::fromStdString(sync::RecordId::make(random).toText())},
                                 {u"nom"_s, names.at(i % names.size())},
                                 {u"age_estime"_s, 15 + i % 40},
                                 {u"numero_dossier"_s, u"MUY-2026-%1"_s.arg(i, 5, 10, QChar(u'0'))}};
        out += QJsonDocument(person).toJson(QJsonDocument::Compact) + '\n';
    }
    return out;
}

} // namespace

QJsonObject CliRun::json() const
{
    return QJsonDocument::fromJson(out).object();
}

QString CliRun::code() const
{
    return json().value(u"error"_s).toObject().value(u"code"_s).toString();
}

CliRun TwoVaults::run(char laptop, const QStringList &words, const QByteArray &further) const
{
    QProcess process;
    process.start(QStringLiteral(INDARO_CLI),
                  words + QStringList{u"--vault"_s, path(QString(QLatin1Char(laptop))), u"--user"_s, u"directrice"_s,
                                      u"--passphrase-stdin"_s, u"--json"_s});
    process.write(QByteArray(Passphrase) + '\n' + further);
    process.closeWriteChannel();
    if (!process.waitForFinished(240'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray TwoVaults::make(int people)
{
    for (const char laptop : {'a', 'b'}) {
        const CliRun made = run(laptop, {u"init"_s, u"--shelter"_s, u"Inzu"_s});
        if (made.exitCode != 0)
            return made.all();
        if (!useQuickSlot(path(QString(QLatin1Char(laptop))).toStdString(), "directrice", Passphrase))
            return "no quick slot";
    }
    QFile file(path(u"people.jsonl"_s));
    if (!file.open(QIODevice::WriteOnly) || file.write(inventedPeople(people)) < 0)
        return "people.jsonl";
    file.close();
    const QString request = path(u"request"_s);
    const QString answer = path(u"answer"_s);
    for (const auto &[laptop, words] : std::initializer_list<std::pair<char, QStringList>>{
             {'a', {u"import-people"_s, file.fileName()}},
             {'b', {u"enrol-request"_s, u"--out"_s, request, u"--name"_s, u"bureau"_s}}}) {
        const CliRun done = run(laptop, words);
        if (done.exitCode != 0)
            return done.all();
    }
    const QString codeA =
        run('b', {u"enrol-request"_s, u"--out"_s, request, u"--name"_s, u"bureau"_s}).json().value(u"codeA"_s).toString();
    const CliRun approved = run('a', {u"enrol-approve"_s, request, u"--out"_s, answer, u"--code"_s, codeA});
    const CliRun finished = run('b', {u"enrol-finish"_s, answer, u"--code"_s, approved.json().value(u"codeB"_s).toString()});
    return finished.exitCode == 0 ? QByteArray() : approved.all() + finished.all();
}

QHash<QString, QJsonObject> TwoVaults::people(char laptop) const
{
    QHash<QString, QJsonObject> out;
    for (const QByteArray &line : run(laptop, {u"export-people"_s}).out.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject person = QJsonDocument::fromJson(line).object();
        out.insert(person.value(u"id"_s).toString(), person);
    }
    return out;
}

bool TwoVaults::inside(char laptop, const std::function<base::Result<void>(casework::Desk &)> &work) const
{
    crypto::SystemRandom random;
    const base::SystemClock clock;
    const session::VaultEnvironment environment{random, clock, casework::migrations(), {}, {}};
    const auto secret = base::SecretBytes::copyOf(base::asBytes(Passphrase));
    auto vault = session::unlock(environment, path(QString(QLatin1Char(laptop))).toStdString(), "directrice", secret);
    if (!vault)
        return false;
    auto db = vault->takeConnection();
    auto log = sync::ChangeLog::open(db, model::schema(), clock, vault->userId());
    if (!log)
        return false;
    casework::Desk desk{db, *log, clock, random, casework::Access::everything()};
    return work(desk).hasValue();
}

bool TwoVaults::rename(char laptop, const QString &id, const QString &name) const
{
    const auto person = sync::RecordId::fromText(id.toStdString());
    return person && inside(laptop, [&](casework::Desk &desk) -> base::Result<void> {
               INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
               const std::string text = name.toStdString();
               INDARO_TRY(desk.log.edit(model::fields::identity::FamilyName, *person, std::string_view(text)));
               return transaction.commit();
           });
}

QString TwoVaults::nameOf(const QJsonObject &person)
{
    return person.value(u"nom"_s).toString();
}

} // namespace indaro::tests
