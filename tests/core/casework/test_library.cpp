// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory.h"
#include "core/casework/directory/organisation_keys.h"
#include "core/casework/library/library.h"
#include "core/model/field_table.h"
#include "core/sync/apply.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace fields = model::fields;

namespace {

struct House : tests::DeskFixture
{
    QString name;
    std::optional<OwnOrganisationKey> own;
    explicit House(unsigned seed = 20261124, QString called = {}) : DeskFixture(seed), name(std::move(called))
    {
        if (!name.isEmpty())
            own = makeOrganisationKey(*desk).value();
    }
    void know(const House &other, bool isCompared = true)
    {
        const auto id =
            addToDirectory(
                *desk, {.name = other.name.toStdString(), .category = "ngo", .services = "health", .phone = "22 00 00 00"})
                .value();
        INDARO_CHECK(setPartnerKey(*desk, id, other.own->text).hasValue());
        if (isCompared)
            INDARO_CHECK(notePartnerKeyCompared(*desk, id, other.own->code).hasValue());
    }
    /// What another laptop wrote into its library.
    void takeLibraryOf(House &laptop)
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(laptop.log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             if (operation.table == fields::library_document::Table ||
                                 operation.table == fields::library_part::Table)
                                 all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        auto transaction = db->begin();
        INDARO_CHECK(sync::applyOperations(*log, all).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    static NewLibraryDocument law(const QByteArray &content)
    {
        return {.title = "Loi n° 1/28 contre la traite",
                .kind = "law",
                .version = "2014",
                .issuer = "Assemblée",
                .content = content};
    }
    std::int64_t count(const char *sql)
    {
        auto row = db->prepare(sql);
        INDARO_CHECK(row->step().value());
        return row->integer(0);
    }
};

Errc errorOf(const auto &result)
{
    return result ? Errc::Internal : result.error().code;
}

/// Of several parts, no two the same.
QByteArray longText()
{
    QByteArray text;
    for (int line = 0; text.size() < 100'000; ++line)
        text += "Article " + QByteArray::number(line) + " : nul n'est tenu en esclavage.\n";
    return text;
}

const QByteArray Pdf("%PDF-1.4\n% rien de plus, mais assez long pour un fichier\n%%EOF\n");

} // namespace

/// Laws, procedures, leaflets in the vault [issue 6, 8].
class TestLibrary : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFileComesBackAsItWas()
    {
        House house;
        const QByteArray content = longText();
        const auto kept = addToLibrary(*house.desk, House::law(content));
        QVERIFY2(kept.hasValue(), kept ? "" : kept.error().toString().c_str());
        QVERIFY(!kept->wasThere);
        QCOMPARE(loadLibraryFile(*house.desk, kept->id).value(), content);
        QCOMPARE(house.count("SELECT count(*) FROM library_part"), std::int64_t{4});
        QVERIFY(house.count("SELECT max(length(bytes)) FROM library_part") <= 32 * 1024);
        const auto all = listLibrary(*house.desk).value();
        QCOMPARE(all.size(), std::size_t{1});
        QVERIFY(all.front().isWhole() && all.front().isCurrent());
        QCOMPARE(all.front().mediaType, u"text/plain"_s);
        QCOMPARE(all.front().size, qint64(content.size()));
        const auto again = addToLibrary(*house.desk, House::law(content)).value();
        QVERIFY(again.wasThere && again.id == kept->id);
        QCOMPARE(house.count("SELECT count(*) FROM library_document"), std::int64_t{1});
    }

    void whatIsNotReadHereIsRefusedWhole()
    {
        House house;
        const auto refused = [&](const NewLibraryDocument &document) {
            return errorOf(addToLibrary(*house.desk, document));
        };
        QVERIFY(refused(House::law({})) == Errc::InvalidArgument);
        QVERIFY(refused(House::law(QByteArray(LargestLibraryFile + 1, 'x'))) == Errc::FileTooLarge);
        QVERIFY(refused(House::law(QByteArray("PK\x03\x04", 4) + QByteArray(100, '\0'))) == Errc::MediaTypeRefused);
        QVERIFY(refused(House::law(QByteArray("\xFF\xD8\xFF\xE0", 4) + QByteArray(100, 'x'))) == Errc::PictureDamaged);
        NewLibraryDocument nameless = House::law(Pdf);
        nameless.title = {};
        QVERIFY(refused(nameless) == Errc::InvalidArgument);
        NewLibraryDocument strange = House::law(Pdf);
        strange.kind = "novel";
        QVERIFY(refused(strange) == Errc::InvalidArgument);
        QCOMPARE(house.count("SELECT count(*) FROM library_document"), std::int64_t{0});
        QCOMPARE(house.count("SELECT count(*) FROM library_part"), std::int64_t{0});
    }

    void aNewVersionReplacesAndTheOldStaysReadable()
    {
        House house;
        const auto first = addToLibrary(*house.desk, House::law(Pdf)).value().id;
        house.clock.advance(1000);
        NewLibraryDocument next = House::law(Pdf + "plus");
        next.title = "A : la loi, texte de 2026";
        next.version = "2026";
        next.replaces = first;
        const auto second = addToLibrary(*house.desk, next).value().id;
        NewLibraryDocument third = House::law(Pdf + "encore");
        third.replaces = first;
        QVERIFY(errorOf(addToLibrary(*house.desk, third)) == Errc::WrongState);
        third.replaces = sync::RecordId::make(house.random);
        QVERIFY(errorOf(addToLibrary(*house.desk, third)) == Errc::UnknownRecord);
        NewLibraryDocument between = House::law(Pdf + "autre");
        between.title = "Guide";
        QVERIFY(addToLibrary(*house.desk, between).hasValue());
        const auto all = listLibrary(*house.desk).value();
        QCOMPARE(all.size(), std::size_t{3});
        QVERIFY(all[0].id == second && all[0].isCurrent()); // the newest, and right below it what it replaced
        QVERIFY(all[1].id == first && !all[1].isCurrent() && all[1].replacedBy == second);
        QCOMPARE(all[2].title, u"Guide"_s);
        QCOMPARE(loadLibraryFile(*house.desk, first).value(), Pdf);

        QVERIFY(setWithdrawn(*house.desk, second, true).hasValue());
        QVERIFY(!listLibrary(*house.desk).value()[0].isCurrent());
        QCOMPARE(loadLibraryFile(*house.desk, second).value(), Pdf + "plus");
        QVERIFY(setWithdrawn(*house.desk, second, false).hasValue());
        QVERIFY(listLibrary(*house.desk).value()[0].isCurrent());
    }

    void everyWordIsLookedFor()
    {
        House house;
        NewLibraryDocument guide = House::law(Pdf);
        guide.title = "Mécanisme national de référence";
        guide.words = "orientation protection";
        QVERIFY(addToLibrary(*house.desk, guide).hasValue());
        QVERIFY(addToLibrary(*house.desk, House::law(Pdf + "x")).hasValue());
        const auto all = listLibrary(*house.desk).value();
        const auto found = [&](const QString &words) { return searchLibrary(all, words).size(); };
        QCOMPARE(found({}), std::size_t{2});
        QCOMPARE(found(u"mecanisme REFERENCE"_s), std::size_t{1});
        QCOMPARE(found(u"protection nationale"_s), std::size_t{0});
        QCOMPARE(found(u"protection national"_s), std::size_t{1});
        QCOMPARE(found(u"assemblee 2014"_s), std::size_t{2});
        NewLibraryDocument leaflet = House::law(Pdf + "y");
        leaflet.title = "Vos droits";
        leaflet.kind = "leaflet";
        leaflet.language = "rn";
        leaflet.publishedOn = "2019-05";
        QVERIFY(addToLibrary(*house.desk, leaflet).hasValue());
        const auto more = listLibrary(*house.desk).value();
        for (const QString &words : {u"VOS ikirundi"_s, u"droits 2019"_s, u"depliant kirundi"_s, u"LEAFLET droits"_s}) {
            const auto one = searchLibrary(more, words);
            QVERIFY2(one.size() == 1 && one[0].title == u"Vos droits"_s, qPrintable(words));
        }
        QCOMPARE(searchLibrary(more, u"vos droits 2020"_s).size(), std::size_t{0});
    }

    void whatIsStillComingOrWasChangedIsNotShown()
    {
        House house;
        const auto id = addToLibrary(*house.desk, House::law(longText())).value().id;
        const store::Connection::WritePermit permit(*house.db); // what nobody here may do
        QVERIFY(house.db->execute("UPDATE library_part SET bytes = zeroblob(length(bytes)) WHERE number = 1").hasValue());
        QVERIFY(errorOf(loadLibraryFile(*house.desk, id)) == Errc::AttachmentDamaged);
        QVERIFY(house.db->execute("DELETE FROM library_part WHERE number = 2").hasValue());
        const auto coming = loadLibraryFile(*house.desk, id);
        QVERIFY(errorOf(coming) == Errc::AttachmentStillComing);
        QCOMPARE(coming.error().number("here"), std::int64_t{3});
        QCOMPARE(coming.error().number("parts"), std::int64_t{4});
        QVERIFY(!listLibrary(*house.desk).value().front().isWhole());
    }

    void aBundleBringsThemToAnotherHouse()
    {
        House giver(1, u"Maison Inzira"_s);
        House taker(2, u"Maison Amahoro"_s);
        taker.know(giver);
        const auto first = addToLibrary(*giver.desk, House::law(longText())).value().id;
        NewLibraryDocument next = House::law(Pdf);
        next.version = "2026";
        next.replaces = first;
        const auto second = addToLibrary(*giver.desk, next).value().id;
        const base::Bytes file = libraryBundle(*giver.desk, {first, second}).value();
        const LibraryNews news = readLibraryBundle(*taker.desk, file).value();
        QCOMPARE(news.signer, u"Maison Inzira"_s);
        QCOMPARE(news.documents.size(), std::size_t{2});
        QVERIFY(!news.documents[0].isHere);
        QCOMPARE(takeInLibraryBundle(*taker.desk, file, {second}).value(), 1); // without the one it replaces
        QCOMPARE(loadLibraryFile(*taker.desk, second).value(), Pdf);
        QCOMPARE(takeInLibraryBundle(*taker.desk, file, {first, second}).value(), 1);
        QCOMPARE(loadLibraryFile(*taker.desk, first).value(), longText());
        QCOMPARE(listLibrary(*taker.desk).value().front().issuer, u"Assemblée"_s);
        QVERIFY(readLibraryBundle(*taker.desk, file).value().documents[1].isHere);
        QCOMPARE(takeInLibraryBundle(*taker.desk, file, {first, second}).value(), 0);

        House stranger(3, u"Autre maison"_s);
        QVERIFY(errorOf(readLibraryBundle(*stranger.desk, file)) == Errc::PackageSenderUnknown);
        stranger.know(giver, false);
        QVERIFY(errorOf(takeInLibraryBundle(*stranger.desk, file, {first})) == Errc::PackageSenderUnknown);
        for (const std::size_t at : {std::size_t{20}, file.size() / 2, file.size() - 1}) {
            base::Bytes changed = file;
            changed[at] ^= std::byte{1};
            QVERIFY(!readLibraryBundle(*taker.desk, changed).hasValue());
        }
        base::Bytes longer = file;
        longer.push_back(std::byte{0});
        QVERIFY(errorOf(readLibraryBundle(*taker.desk, longer)) == Errc::WireDamaged);
        QVERIFY(errorOf(readLibraryBundle(*taker.desk, base::ByteView(file).first(file.size() - 1))) == Errc::WireDamaged);
        QVERIFY(errorOf(readLibraryBundle(*taker.desk, base::asBytes("rien"))) == Errc::WireDamaged);
        QVERIFY(errorOf(libraryBundle(*stranger.desk, {first})) == Errc::UnknownRecord);
    }

    void twoLaptopsThatTakeInTheSameBundleHaveOneFile()
    {
        House giver(1, u"Maison Inzira"_s);
        House one(2, u"Maison Amahoro"_s);
        House other(3, u"Maison Amahoro"_s);
        const auto id = addToLibrary(*giver.desk, House::law(longText())).value().id;
        const base::Bytes file = libraryBundle(*giver.desk, {id}).value();
        for (House *laptop : {&one, &other}) {
            laptop->know(giver);
            QCOMPARE(takeInLibraryBundle(*laptop->desk, file, {id}).value(), 1);
        }
        one.takeLibraryOf(other);
        other.takeLibraryOf(one);
        for (House *laptop : {&one, &other}) {
            QCOMPARE(laptop->count("SELECT count(*) FROM library_part"), std::int64_t{4});
            QCOMPARE(listLibrary(*laptop->desk).value().front().partsHere, qint64{4});
            QCOMPARE(loadLibraryFile(*laptop->desk, id).value(), longText());
        }
        // Parts an older program wrote twice, each with an id of its own.
        const auto again = sync::RecordId::make(one.random);
        const auto bytes = [](const sync::RecordId &of) { return base::Bytes(of.bytes().begin(), of.bytes().end()); };
        auto part = one.db->prepare("SELECT bytes FROM library_part WHERE number = 2");
        QVERIFY(part->step().value());
        const base::Bytes cut(part->blob(0).begin(), part->blob(0).end());
        part->reset();
        auto transaction = one.db->begin();
        QVERIFY(one.log
                    ->birth({fields::library_part::Table, again}, {{fields::library_part::Document, bytes(id)},
                                                                   {fields::library_part::Number, std::int64_t{2}},
                                                                   {fields::library_part::Bytes, cut}})
                    .hasValue());
        QVERIFY(transaction->commit().hasValue());
        QCOMPARE(loadLibraryFile(*one.desk, id).value(), longText());
    }

    void withoutAKeyNothingIsGivenOut()
    {
        House house;
        const auto id = addToLibrary(*house.desk, House::law(Pdf)).value().id;
        QVERIFY(errorOf(libraryBundle(*house.desk, {id})) == Errc::OrganisationKeyMissing);
    }
};

QTEST_GUILESS_MAIN(TestLibrary)
#include "test_library.moc"
