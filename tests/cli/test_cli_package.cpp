// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/package.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace indaro;
namespace fields = model::fields;

namespace {

const QByteArray Passphrase = "soleil panier riviere tambour\n";

struct Run
{
    int exitCode = -1;
    QByteArray out;
    QByteArray errors;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QString code() const { return json().value(u"error"_s).toObject().value(u"code"_s).toString(); }
};

Run run(const QStringList &arguments, const QByteArray &input = Passphrase)
{
    QProcess process;
    process.start(QStringLiteral(INDARO_CLI), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(120'000) || process.exitStatus() != QProcess::NormalExit)
        return {};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

/// A house that refers to a clinic without Indaro.
struct House : tests::DeskFixture
{
    sync::RecordId rose = bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"}, {fields::case_file::IsMinor, "no"}}, {});
    casework::OwnOrganisationKey own = casework::makeOrganisationKey(*desk).value();
    std::optional<casework::DirectoryId> clinic{};

    House() { clock.setUtc(base::SystemClock().nowUtc()); } // the program reads the hour of the machine

    void meet(const QString &key, const QString &code)
    {
        clinic = casework::addToDirectory(*desk, {.name = "Clinique Inzira", .category = "hospital"}).value();
        INDARO_CHECK(casework::setPartnerKey(*desk, *clinic, key).hasValue());
        INDARO_CHECK(casework::notePartnerKeyCompared(*desk, *clinic, code).hasValue());
    }
    sync::RecordId write()
    {
        casework::ReferralContent content;
        content.form = {{u"case_code"_s, u"K7Q2-M9XT-4"_s},
                        {u"consent_explained_by"_s, u"Odette"_s},
                        {u"consent_language"_s, u"rn"_s},
                        {u"consent_given_by"_s, u"person"_s},
                        {u"to_agency"_s, u"Clinique Inzira"_s},
                        {u"to_kind"_s, u"health"_s},
                        {u"priority"_s, u"urgent"_s},
                        {u"services"_s, u"health"_s},
                        {u"description"_s, u"Une plaie au bras."_s}};
        content.person = {{u"person_name"_s, u"canari7281"_s}, {u"sex"_s, u"female"_s}};
        content.shared = {u"sex"_s};
        return casework::createReferral(*desk, rose, content).value().id;
    }
};

} // namespace

/// One partner over a day: it makes its key, opens what a house sealed, and answers.
class TestCliPackage : public QObject
{
    Q_OBJECT

    QTemporaryDir m_dir;
    std::optional<House> m_house;
    std::optional<sync::RecordId> m_referral;
    QString m_secret;

    [[nodiscard]] QString path(const QString &name) const { return m_dir.filePath(name); }
    QString write(const QString &name, const base::Bytes &bytes)
    {
        QFile file(path(name));
        const bool isWritten =
            file.open(QIODevice::WriteOnly) &&
            file.write(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())) == qsizetype(bytes.size());
        return isWritten ? file.fileName() : QString();
    }
    base::Bytes read(const QString &name)
    {
        QFile file(path(name));
        if (!file.open(QIODevice::ReadOnly))
            return {};
        const QByteArray all = file.readAll();
        const auto view = base::asBytes({all.constData(), std::size_t(all.size())});
        return {view.begin(), view.end()};
    }
    QStringList opening(const QString &package, const QStringList &more = {})
    {
        return QStringList{u"open-package"_s, path(package), u"--key"_s, m_secret, u"--passphrase-stdin"_s, u"--json"_s} +
               more;
    }
    QStringList heard() { return {u"--code"_s, m_house->own.code}; }

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_dir.isValid());
        m_house.emplace();
    }

    void aPartnerMakesItsKeyOnce()
    {
        const QStringList make{u"open-package"_s, u"make-key"_s, path(u"clinic"_s), u"--passphrase-stdin"_s, u"--json"_s};
        QCOMPARE(run(make, "court\n").code(), u"PassphraseTooWeak"_s);
        const Run made = run(make);
        QCOMPARE(made.exitCode, 0);
        m_secret = path(u"clinic/indaro-organisation.key"_s);
        const QString key = made.json().value(u"key"_s).toString();
        QCOMPARE(QString::fromUtf8(QByteArray(
                     reinterpret_cast<const char *>(read(u"clinic/indaro-organisation-public.txt"_s).data()), key.size())),
                 key);
        QVERIFY(run(make).exitCode != 0); // nothing is written over
        m_house->meet(key, made.json().value(u"code"_s).toString());
        m_referral = m_house->write();
        const auto sealed = casework::sealReferral(*m_house->desk, *m_referral, {.partner = *m_house->clinic}).value();
        QVERIFY(!write(u"p.indaro"_s, sealed.bytes).isEmpty());
    }

    void nothingIsShownBeforeTheDigitsAreCompared()
    {
        const Run unheard = run(opening(u"p.indaro"_s));
        QCOMPARE(unheard.code(), u"PackageSenderUnknown"_s);
        QVERIFY(!unheard.out.contains("plaie"));
        QCOMPARE(unheard.json().value(u"error"_s).toObject().value(u"text"_s).toString().contains(m_house->own.code), true);
        QCOMPARE(run(opening(u"p.indaro"_s, {u"--code"_s, u"00000 00000 00000 00000 00000 00000"_s})).code(),
                 u"PackageSenderUnknown"_s);
        QCOMPARE(run(opening(u"p.indaro"_s, heard()), "un autre mot de passe\n").code(), u"WrongPassphrase"_s);
    }

    void itShowsWhatWasSealedInBothLanguages()
    {
        const Run shown = run(opening(u"p.indaro"_s, heard()));
        QCOMPARE(shown.exitCode, 0);
        const QJsonObject lines = shown.json().value(u"lines"_s).toObject();
        QCOMPARE(lines.value(u"description"_s).toString(), u"Une plaie au bras."_s);
        QCOMPARE(lines.value(u"sex"_s).toString(), u"female"_s);
        QVERIFY(!shown.out.contains("canari7281")); // not shared
        QStringList words = opening(u"p.indaro"_s, heard());
        words.removeAll(u"--json"_s);
        const QByteArray french = run(words).out;
        const QByteArray kirundi = run(words + QStringList{u"--lang"_s, u"rn"_s}).out;
        QVERIFY(french.contains("Une plaie au bras.") && !french.contains("female"));
        QVERIFY(kirundi.contains("Une plaie au bras.") && kirundi != french);
        QVERIFY(run(words + QStringList{u"--lang"_s, u"xx"_s}).exitCode != 0);
    }

    void itsAnswerProvesTheStepInTheHouse()
    {
        const auto answered = [&](const QStringList &how, const QString &file) {
            return run(opening(u"p.indaro"_s, heard() + how + QStringList{u"--out"_s, path(file)}));
        };
        QCOMPARE(answered({u"--receipt"_s, u"refuse"_s}, u"no.indaro"_s).code(), u"InvalidArgument"_s); // no reason
        QCOMPARE(answered({u"--receipt"_s, u"perhaps"_s}, u"no.indaro"_s).code(), u"InvalidArgument"_s);
        QVERIFY(!QFile::exists(path(u"no.indaro"_s)));
        QCOMPARE(answered({u"--receipt"_s, u"accept"_s, u"--note"_s, u"Lundi à 9 h"_s}, u"yes.indaro"_s).exitCode, 0);
        const auto taken = casework::takeInPackageAnswer(*m_house->desk, read(u"yes.indaro"_s)).value();
        QVERIFY(taken.referral == *m_referral && taken.answer == wire::PackageAnswer::Accepted);
        QCOMPARE(taken.note, u"Lundi à 9 h"_s);
        QVERIFY(casework::loadReferral(*m_house->desk, *m_referral)->status == casework::ReferralStatus::Accepted);

        const auto second = m_house->write();
        const auto sealed = casework::sealReferral(*m_house->desk, second, {.partner = *m_house->clinic}).value();
        QVERIFY(!write(u"p.indaro"_s, sealed.bytes).isEmpty());
        QCOMPARE(answered({u"--receipt"_s, u"refuse"_s, u"--reason"_s, u"capacity"_s}, u"no.indaro"_s).exitCode, 0);
        QCOMPARE(casework::takeInPackageAnswer(*m_house->desk, read(u"no.indaro"_s))->reason, u"capacity"_s);
        QVERIFY(casework::loadReferral(*m_house->desk, second)->status == casework::ReferralStatus::Refused);
    }

    void whatIsNotRightIsRefusedByName()
    {
        base::Bytes file = read(u"p.indaro"_s);
        QVERIFY(!write(u"cut.indaro"_s, base::Bytes(file.begin(), file.end() - 1)).isEmpty());
        QCOMPARE(run(opening(u"cut.indaro"_s, heard())).code(), u"PackageTruncated"_s);
        file[file.size() / 2] ^= std::byte{1};
        QVERIFY(!write(u"altered.indaro"_s, file).isEmpty());
        QCOMPARE(run(opening(u"altered.indaro"_s, heard())).code(), u"PackageAltered"_s);
        QCOMPARE(run(opening(u"clinic/indaro-organisation-public.txt"_s, heard())).code(), u"PackageNotOne"_s);

        const QString other = path(u"other"_s);
        QCOMPARE(run({u"open-package"_s, u"make-key"_s, other, u"--passphrase-stdin"_s}).exitCode, 0);
        QStringList elsewhere = opening(u"p.indaro"_s, heard());
        elsewhere[elsewhere.indexOf(m_secret)] = other + u"/indaro-organisation.key"_s;
        QCOMPARE(run(elsewhere).code(), u"PackageWrongRecipient"_s);

        m_house->clock.advance(-40 * qint64(86'400'000)); // sealed forty days ago, for thirty
        const auto old = casework::sealReferral(*m_house->desk, m_house->write(), {.partner = *m_house->clinic}).value();
        QVERIFY(!write(u"old.indaro"_s, old.bytes).isEmpty());
        QCOMPARE(run(opening(u"old.indaro"_s, heard())).code(), u"PackageExpired"_s);
    }
};

QTEST_GUILESS_MAIN(TestCliPackage)
#include "test_cli_package.moc"
