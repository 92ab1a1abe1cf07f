// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory.h"
#include "core/casework/directory/directory_search.h"
#include "core/casework/directory/shipped_institutions.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/sync/apply.h"
#include "core/sync/derived_id.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Day = 24 * 3'600'000;

struct Office : tests::DeskFixture
{
    explicit Office(unsigned seed = 20261126) : DeskFixture(seed)
    {
        INDARO_CHECK(saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}}).hasValue());
    }
    std::vector<DirectoryEntry> list() { return listDirectory(*desk).value(); }
    DirectoryEntry find(DirectoryId id)
    {
        const auto all = list();
        return *std::ranges::find(all, id, &DirectoryEntry::id);
    }
    QDate today() const { return QDate(2026, 11, 24).addDays((clock.nowUtc() - start) / Day); }
    int records()
    {
        auto rows = db->prepare("SELECT count(*) FROM directory_entry");
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
    void takeFrom(Office &other)
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(other.log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        auto transaction = db->begin();
        INDARO_CHECK(sync::applyOperations(*log, all).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    base::UtcMs start = clock.nowUtc();
};

DirectoryId shippedId(const char *name)
{
    const auto &all = shippedInstitutions();
    return std::ranges::find(all, std::string(name), &ShippedInstitution::shipped)->entry.id;
}

} // namespace

class TestDirectory : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewHouseFindsTheKnownInstitutionsToBeVerified()
    {
        Office office;
        const auto all = office.list();
        QCOMPARE(all.size(), shippedInstitutions().size());
        QCOMPARE(office.records(), 0);
        std::set<DirectoryId> ids;
        for (const DirectoryEntry &entry : all) {
            QVERIFY(entry.isAsShipped);
            QVERIFY(!entry.name.isEmpty());
            QVERIFY2(!entry.verifiedOn && entry.phone.isEmpty(), qPrintable(entry.name)); // nothing unproven ships as known
            QVERIFY(entry.isToCall(office.today()));
            QVERIFY2(!entry.note.contains(u"verif") && !entry.note.startsWith(u"À vérifier"), qPrintable(entry.note));
            QVERIFY2(entry.note.isEmpty() || entry.note.front().isUpper(), qPrintable(entry.note));
            QVERIFY(model::CodeList::byName(u"directory_category"_s).find(entry.category) != nullptr);
            for (const QString &service : entry.services)
                QVERIFY(model::CodeList::byName(u"referral_service"_s).find(service) != nullptr);
            QVERIFY(ids.insert(entry.id).second);
        }
        const auto has = [&](const char *category) {
            return std::ranges::count(all, QString::fromLatin1(category), &DirectoryEntry::category);
        };
        QVERIFY(has("media") > 0 && has("disaster_risk") > 0); // categories like the others
    }

    void everyInstitutionTheSettingNamesShips() // [domain.md 1]
    {
        Office office;
        QString names;
        for (const DirectoryEntry &entry : office.list())
            names += entry.name + u' ' + entry.place + u'\n';
        for (const QString &name :
             {u"Centre intégré de Muyinga"_s, u"Centre intégré de Cibitoke"_s, u"Centre intégré de Makamba"_s,
              u"Centre Humura Gitega"_s, u"Centre Seruka Bujumbura"_s, u"CDFC"_s, u"CPPE"_s, u"CCSPRTP"_s, u"OIM"_s,
              u"UNICEF"_s, u"HCR"_s, u"AAJVD Muyinga"_s, u"SOJPAE"_s, u"Centre Mpore Mwana Makamba"_s, u"CNIDH"_s,
              u"Association des femmes juristes"_s})
            QVERIFY2(names.contains(name), qPrintable(name));
    }

    void whatShipsFitsTheFields()
    {
        for (const ShippedInstitution &one : shippedInstitutions()) {
            Office office;
            const auto adopted = adoptDirectoryEntry(*office.desk, one.entry.id);
            QVERIFY2(adopted.hasValue(), one.shipped.c_str());
            const DirectoryEntry held = office.find(one.entry.id);
            QVERIFY(!held.isAsShipped);
            QCOMPARE(held.name, one.entry.name);
            QCOMPARE(held.note, one.entry.note);
            QCOMPARE(held.source, one.entry.source);
            QStringList services = one.entry.services;
            services.sort();
            QCOMPARE(held.services, services); // a set has no order
        }
    }

    void oneThatShipsBecomesARecordOnceItIsSpokenOf()
    {
        Office office;
        const auto id = shippedId("integrated-centre-muyinga");
        QVERIFY(noteVerified(*office.desk, id).hasValue());
        QCOMPARE(office.records(), 1);
        QCOMPARE(office.list().size(), shippedInstitutions().size()); // in the place of the one that came
        const DirectoryEntry entry = office.find(id);
        QCOMPARE(entry.name, u"Centre intégré de Muyinga"_s);
        QCOMPARE(entry.verifiedOn, std::optional(office.today()));
        QCOMPARE(entry.verifiedBy, u"Odette"_s);
        const Value shipped = office.log->load(f::directory_entry::Shipped, id).value();
        QVERIFY(sync::derivedIdOf(model::schema().findTable(f::directory_entry::Table)->derived,
                                  std::vector<sync::FieldValue>{{f::directory_entry::Shipped.field, shipped}}) == id);
        QVERIFY(adoptDirectoryEntry(*office.desk, id).hasValue()); // a second time: nothing
        QCOMPARE(office.records(), 1);
        QVERIFY(setField(*office.desk, f::directory_entry::Phone, id, "+257 22 00 00 01").value());
        QCOMPARE(office.find(id).phone, u"+257 22 00 00 01"_s);
        QCOMPARE(office.find(id).verifiedOn, std::optional(office.today()));
    }

    void itIsCalledAgainAfterThreeMonths()
    {
        Office office;
        const auto id = shippedId("ccsprtp");
        QVERIFY(noteVerified(*office.desk, id).hasValue());
        QVERIFY(!office.find(id).isToCall(office.today()));
        QCOMPARE(*office.find(id).callOn(), QDate(2027, 2, 24));
        QVERIFY(!office.find(id).isToCall(QDate(2027, 2, 23)));
        QVERIFY(office.find(id).isToCall(QDate(2027, 2, 24)));
        office.clock.advance(100 * Day);
        QVERIFY(office.find(id).isToCall(office.today()));
        QVERIFY(noteVerified(*office.desk, id).hasValue());
        QCOMPARE(office.find(id).verifiedOn, std::optional(QDate(2027, 3, 4)));
    }

    void oneThatIsGoneIsNotCalledAndStandsLast()
    {
        Office office;
        const auto id = shippedId("aajvd");
        QVERIFY(setDirectoryEntryClosed(*office.desk, id, true).hasValue());
        QVERIFY(office.find(id).isClosed);
        QVERIFY(!office.find(id).isToCall(office.today()));
        QVERIFY(office.list().back().id == id);
        QVERIFY(setDirectoryEntryClosed(*office.desk, id, false).hasValue());
        QVERIFY(office.find(id).isToCall(office.today()));
        QVERIFY(office.list().back().id != id);
    }

    void theHouseAddsItsOwn()
    {
        Office office;
        const auto id = addToDirectory(*office.desk, {.name = "Radio Isango",
                                                      .category = "media",
                                                      .services = {},
                                                      .place = "Muyinga",
                                                      .area = "Muyinga, Kirundo",
                                                      .phone = "+257 22 00 00 02",
                                                      .contact = "rédaction"})
                            .value();
        const DirectoryEntry entry = office.find(id);
        QVERIFY(!entry.isAsShipped);
        QCOMPARE(entry.category, u"media"_s);
        QCOMPARE(entry.area, u"Muyinga, Kirundo"_s);
        QVERIFY(entry.isToCall(office.today()));
        const auto nameless = addToDirectory(*office.desk, {.category = "media"});
        QCOMPARE(nameless.error().code, Errc::InvalidArgument);
        QCOMPARE(nameless.error().number("field"), std::int64_t(f::directory_entry::Name.field));
        const auto unsorted = addToDirectory(*office.desk, {.name = "X"});
        QCOMPARE(unsorted.error().number("field"), std::int64_t(f::directory_entry::Category.field));
        QCOMPARE(office.records(), 1);
    }

    void onlyCommandsSayThatItWasVerified()
    {
        Office office;
        const auto id = addToDirectory(*office.desk, {.name = "Seruka", .category = "ngo"}).value();
        for (const auto field : {f::directory_entry::VerifiedOn, f::directory_entry::Closed, f::directory_entry::Shipped})
            QCOMPARE(setField(*office.desk, field, id, "2026-11-01").error().code, Errc::InvalidArgument);
        const auto unknown = sync::RecordId::make(office.random);
        QCOMPARE(noteVerified(*office.desk, unknown).error().code, Errc::UnknownRecord);
        QCOMPARE(adoptDirectoryEntry(*office.desk, unknown).error().code, Errc::UnknownRecord);
        QCOMPARE(setDirectoryEntryClosed(*office.desk, unknown, true).error().code, Errc::UnknownRecord);
    }

    void itIsSearchedByWordServiceAndPlace()
    {
        Office office;
        const auto all = office.list();
        const auto names = [&](const DirectoryFilter &filter) {
            QStringList found;
            for (const auto &entry : filterDirectory(all, filter, office.today()))
                found << entry.name;
            return found;
        };
        const QStringList centres = names({.words = u"INTEGRE muy"_s, .service = {}, .place = {}});
        QVERIFY(centres.value(0) == u"Centre intégré de Muyinga"_s && !centres.contains(u"Centre Seruka"_s));
        QVERIFY(names({.words = u"igipolisi"_s, .service = {}, .place = {}}).size() >=
                2); // in Kirundi, whatever the screen's language
        QVERIFY(names({.words = u"police"_s, .service = {}, .place = {}}).size() >= 2);
        const QStringList shelters = names({.words = {}, .service = u"shelter"_s, .place = {}});
        QVERIFY(shelters.contains(u"Centre Mpore Mwana"_s) && !shelters.contains(u"Centre Seruka"_s));
        QCOMPARE(names({.words = {}, .service = u"legal_aid"_s, .place = u"Makamba"_s}),
                 QStringList(u"Centre intégré de Makamba"_s));
        QVERIFY(names({.words = u"zzz"_s, .service = {}, .place = {}}).isEmpty());
        QCOMPARE(names({}).size(), qsizetype(all.size()));
        QVERIFY(placesOf(all).contains(u"Muyinga"_s) && !placesOf(all).contains(QString()));
        QVERIFY(servicesOf(all).contains(u"shelter"_s) && !servicesOf(all).contains(u"cash"_s));
        QVERIFY(noteVerified(*office.desk, shippedId("ccsprtp")).hasValue());
        const auto toCall =
            filterDirectory(office.list(), {.words = {}, .service = {}, .place = {}, .isToCall = true}, office.today());
        QCOMPARE(toCall.size(), all.size() - 1);
    }

    void twoLaptopsThatSpeakOfTheSameOneHaveOneRecord()
    {
        Office first;
        Office second(7);
        const auto id = shippedId("integrated-centre-humura");
        QVERIFY(adoptDirectoryEntry(*first.desk, id).hasValue());
        QVERIFY(setField(*first.desk, f::directory_entry::Phone, id, "+257 22 00 00 03").value());
        QVERIFY(noteVerified(*second.desk, id).hasValue());
        first.takeFrom(second);
        second.takeFrom(first);
        for (Office *office : {&first, &second}) {
            QCOMPARE(office->records(), 1);
            QCOMPARE(office->find(id).phone, u"+257 22 00 00 03"_s);
            QCOMPARE(office->find(id).verifiedOn, std::optional(office->today()));
            QCOMPARE(office->log->conflictCount().value(), std::size_t{0}); // both were born with the same words
        }
    }
};

QTEST_APPLESS_MAIN(TestDirectory)
#include "test_directory.moc"
