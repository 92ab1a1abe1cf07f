// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/directory/directory_file.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/plans/record_rows.h"
#include "core/model/field_table.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

namespace {

Errc errorOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

struct Giver : tests::DeskFixture
{
    QString name;
    OwnOrganisationKey own = makeOrganisationKey(*desk).value();
    Giver(unsigned seed, QString called) : DeskFixture(seed), name(std::move(called)) {}

    void know(const Giver &other, bool isCompared = true)
    {
        const auto id = add(other.name.toStdString());
        INDARO_CHECK(setPartnerKey(*desk, id, other.own.text).hasValue());
        if (isCompared)
            INDARO_CHECK(notePartnerKeyCompared(*desk, id, other.own.code).hasValue());
    }
    DirectoryId add(const std::string &called, const std::string &phone = "22 00 00 00")
    {
        return addToDirectory(*desk, {.name = called, .category = "ngo", .services = "health legal_aid", .phone = phone})
            .value();
    }
    void change(DirectoryId id, sync::FieldId field, const std::string &text)
    {
        auto transaction = db->begin();
        INDARO_CHECK(changeRecord(*desk, id, {{field, text}}).hasValue() && transaction->commit().hasValue());
    }
    [[nodiscard]] const DirectoryEntry *find(const QString &called)
    {
        entries = listDirectory(*desk).value();
        const auto found = std::ranges::find(entries, called, &DirectoryEntry::name);
        return found == entries.end() ? nullptr : &*found;
    }
    base::Bytes file() { return signedDirectory(*desk).value(); }
    std::vector<DirectoryEntry> entries{};
};

std::vector<DirectoryId> all(const DirectoryNews &news)
{
    std::vector<DirectoryId> ids;
    for (const DirectoryChange &change : news.changes)
        ids.push_back(change.entry);
    return ids;
}

const DirectoryChange *changeNamed(const DirectoryNews &news, const QString &name)
{
    const auto found = std::ranges::find(news.changes, name, &DirectoryChange::name);
    return found == news.changes.end() ? nullptr : &*found;
}

} // namespace

class TestDirectoryFile : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsNewAndWhatDiffersIsSeenAndTakenOneByOne()
    {
        Giver commission(1, u"CCSPRTP"_s);
        Giver house(2, u"Maison Inzira"_s);
        house.know(commission);
        const auto theirs = commission.add("Clinique Amahoro");
        commission.change(theirs, fields::directory_entry::Note, "canari: de nous à nous");
        commission.add("Avocats sans peur", "22 11 11 11");
        const auto ours = house.add("avocats sans peur", "22 99 99 99"); // the same, written otherwise
        const base::Bytes file = commission.file();
        const auto news = readDirectoryFile(*house.desk, file).value();
        QCOMPARE(news.signer, u"CCSPRTP"_s);
        const DirectoryChange *added = changeNamed(news, u"Clinique Amahoro"_s);
        QVERIFY(added != nullptr && added->isNew);
        const DirectoryChange *changed = changeNamed(news, u"Avocats sans peur"_s);
        QVERIFY(changed != nullptr && !changed->isNew && changed->entry == ours);
        QVERIFY(std::ranges::any_of(changed->fields, [](const DirectoryChange::Field &field) {
            return field.field == fields::directory_entry::Phone && field.before == "22 99 99 99"_L1 &&
                   field.after == "22 11 11 11"_L1;
        }));
        QVERIFY(house.find(u"Clinique Amahoro"_s) == nullptr); // looking takes nothing
        QCOMPARE(takeInDirectoryFile(*house.desk, file, {added->entry}).value(), 1);
        QVERIFY(house.find(u"Clinique Amahoro"_s) != nullptr);
        QVERIFY(house.find(u"Clinique Amahoro"_s)->note.isEmpty()); // theirs alone
        QCOMPARE(house.find(u"avocats sans peur"_s)->phone, u"22 99 99 99"_s);
        QCOMPARE(takeInDirectoryFile(*house.desk, file, {ours}).value(), 1);
        QCOMPARE(house.find(u"Avocats sans peur"_s)->phone, u"22 11 11 11"_s);
        QVERIFY(readDirectoryFile(*house.desk, file)->changes.empty());                   // the same file again
        const auto taken = listAuditOf(*house.desk, AuditVerb::DirectoryTakenIn).value(); // by its own name in the journal
        QCOMPARE(taken.size(), std::size_t(2));
        QCOMPARE(QString::fromStdString(taken[0].detail), QString(commission.own.code + u": 1"_s));
        QVERIFY(listAuditOf(*house.desk, AuditVerb::PartnerKeyChanged)->size() == 1); // when the commission was met
        QCOMPARE(listAuditOf(*commission.desk, AuditVerb::DirectoryWritten)->size(), std::size_t(1));
        QVERIFY(listAuditOf(*commission.desk, AuditVerb::ListExported)->empty());
        QCOMPARE(takeInDirectoryFile(*house.desk, file, {}).value(), 0);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::DirectoryTakenIn)->size(), std::size_t(2)); // nothing was taken
    }

    void aKeyThatComesWithItIsOneNobodyHasCompared()
    {
        Giver commission(1, u"CCSPRTP"_s);
        Giver hospital(3, u"Hôpital de Muyinga"_s);
        commission.know(hospital);
        Giver house(2, u"Maison Inzira"_s);
        house.know(commission);
        commission.know(house);
        const base::Bytes file = commission.file();
        const auto news = readDirectoryFile(*house.desk, file).value();
        QCOMPARE(changeNamed(news, u"Hôpital de Muyinga"_s)->key, hospital.own.text);
        QVERIFY(takeInDirectoryFile(*house.desk, file, all(news)).hasValue());
        const auto key = partnerKeyOf(*house.desk, house.find(u"Hôpital de Muyinga"_s)->id).value();
        QVERIFY(key && key->key == hospital.own.key && !key->isCompared);
        // A key that was compared and comes back as another one is one nobody has compared either.
        const auto before = house.find(u"CCSPRTP"_s)->id;
        Giver other(4, u"Autre"_s);
        QVERIFY(setPartnerKey(*commission.desk, commission.add("CCSPRTP"), other.own.text).hasValue());
        const base::Bytes forged = commission.file();
        QVERIFY(takeInDirectoryFile(*house.desk, forged, {before}).hasValue());
        QVERIFY(!partnerKeyOf(*house.desk, before).value()->isCompared);
    }

    void onlyWhoseKeyWasComparedIsBelieved()
    {
        Giver stranger(1, u"Inconnu"_s);
        Giver house(2, u"Maison Inzira"_s);
        stranger.add("Clinique Amahoro");
        base::Bytes file = stranger.file();
        const auto unknown = readDirectoryFile(*house.desk, file);
        QVERIFY(errorOf(unknown) == Errc::PackageSenderUnknown);
        QCOMPARE(QString::fromStdString(unknown.error().text("digits")), stranger.own.code);
        house.know(stranger, false);
        QVERIFY(errorOf(takeInDirectoryFile(*house.desk, file, {})) == Errc::PackageSenderUnknown);
        QVERIFY(readDirectoryFile(*stranger.desk, file)->signer.isEmpty()); // one's own
        for (const std::size_t at : {std::size_t{6}, file.size() / 2, file.size() - 1}) {
            base::Bytes changed = file;
            changed[at] ^= std::byte{1};
            QVERIFY(errorOf(readDirectoryFile(*stranger.desk, changed)) == Errc::WireDamaged);
        }
        QVERIFY(errorOf(readDirectoryFile(*stranger.desk, base::ByteView(file).first(file.size() - 1))) ==
                Errc::WireDamaged);
        QVERIFY(errorOf(readDirectoryFile(*stranger.desk, base::asBytes("rien de tout cela"))) == Errc::WireDamaged);
        file[4] = std::byte{9};
        QVERIFY(errorOf(readDirectoryFile(*stranger.desk, file)) == Errc::WireTooNew);
    }
};

QTEST_APPLESS_MAIN(TestDirectoryFile)
#include "test_directory_file.moc"
