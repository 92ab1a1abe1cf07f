// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/drafts.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/erasure.h"
#include "core/casework/people/person_index.h"
#include "core/casework/people/queries.h"
#include "core/casework/referrals/incoming.h"
#include "core/casework/retention/kept_numbers.h"
#include "core/casework/retention/retention.h"
#include "core/exchange/erasing.h"
#include "core/exchange/exchange_desk.h"
#include "core/exchange/joining.h"
#include "core/session/former_database.h"
#include "tests/core/casework/desk_fixture.h"
#include "tests/core/exchange/decrypted_pages.h"
#include "tests/core/exchange/marked_person.h"

#include <QFile>
#include <QTest>

#include <algorithm>
#include <set>

using namespace indaro;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
using tests::countIn;
using tests::Mark;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Day = 24 * 3'600'000;

/// A laptop with the product's tables and its half of the exchange.
struct Laptop : tests::DeskFixture
{
    std::unique_ptr<exchange::ExchangeDesk> exchange;

    explicit Laptop(unsigned seed, const char *series) : DeskFixture(seed)
    {
        INDARO_CHECK(sync::setMeta(*db, sync::meta::Series, base::asBytes(std::string_view(series))).hasValue());
        exchange = exchange::ExchangeDesk::open(*desk).value();
    }
    void take(std::span<const base::Bytes> envelopes)
    {
        for (const base::Bytes &envelope : envelopes)
            INDARO_CHECK(exchange->engine().takeIn(envelope, {sync::Road::Kind::House, "test"}).hasValue());
        INDARO_CHECK(casework::followErasures(*desk).hasValue());
    }
    /// What the other lacks, as it would lie on a server.
    std::vector<base::Bytes> envelopesFor(Laptop &other)
    {
        INDARO_CHECK(exchange->engine().cutPending().hasValue());
        return exchange->engine()
            .envelopesFor(other.exchange->engine().have(true).value(), std::size_t{1} << 24U, true)
            .value()
            .envelopes;
    }
    void follow(Laptop &other)
    {
        INDARO_CHECK(exchange->trust().addBlocks(other.exchange->trust().blocksAfter(exchange->trust().heads())).hasValue());
    }
    void hearOf(Laptop &other)
    {
        INDARO_CHECK(exchange->engine()
                         .noteHeads(other.log->device().bytes(), other.exchange->engine().heads(true).value(),
                                    {sync::Road::Kind::House, "test"})
                         .hasValue());
    }
    void openAgain()
    {
        exchange.reset();
        exchange = exchange::ExchangeDesk::open(*desk).value();
    }
    std::string pages() const
    {
        const auto plain = tests::decryptedPages(temp.path(), temp.key());
        INDARO_CHECK(plain.has_value() && plain->find("CREATE TABLE case_file") != std::string::npos); // it was read right
        return *plain;
    }
    /// Every value of every table, synced or not.
    std::string everything()
    {
        std::vector<std::string> tables;
        {
            auto names = db->prepare("SELECT name FROM sqlite_master WHERE type = 'table'").value();
            while (names.step().value())
                tables.push_back(names.text(0));
        }
        std::string all;
        for (const std::string &table : tables) {
            auto rows = db->prepare("SELECT * FROM \"" + table + "\"").value();
            auto columns = db->prepare("SELECT count(*) FROM pragma_table_info('" + table + "')").value();
            INDARO_CHECK(columns.step().value());
            while (rows.step().value()) {
                for (int column = 0; column < int(columns.integer(0)); ++column) {
                    all += rows.text(column) + '\n';
                    all += base::asText(rows.blob(column));
                    all += '\n';
                }
            }
        }
        return all;
    }
};

/// Two laptops of one house; the second has been let in with two people and two codes.
struct House
{
    Laptop a{1, "BCDF"};
    Laptop b{2, "KLMN"};

    House()
    {
        INDARO_CHECK(exchange::foundHouse(*a.desk, *a.exchange).hasValue());
        const auto request = exchange::requestToJoin(*b.desk, *b.exchange, u"bureau"_s).value();
        exchange::LetIn how;
        how.typedCode = request.code;
        how.agreed = "alone";
        const auto answer = exchange::letLaptopIn(*a.desk, *a.exchange, request.file, how).value();
        INDARO_CHECK(
            exchange::finishJoining(*b.desk, *b.exchange, answer.file, QString::fromStdString(answer.code)).hasValue());
    }
    void exchangeAll()
    {
        a.follow(b);
        b.follow(a);
        b.take(a.envelopesFor(b));
        a.take(b.envelopesFor(a));
        a.hearOf(b);
        b.hearOf(a);
    }
};

/// Somebody of whom there is something everywhere, beside somebody who stays.
casework::CaseId markedPerson(Laptop &laptop)
{
    const auto person = sync::RecordId::make(laptop.random);
    {
        auto transaction = laptop.db->begin();
        INDARO_CHECK(tests::bearMarked(*laptop.log, laptop.random, person) > 30);
        INDARO_CHECK(transaction->commit().hasValue());
    }
    const std::string draft = "note/" + person.toText();
    INDARO_CHECK(
        casework::saveDraft(*laptop.desk, draft, base::Bytes(base::asBytes(Mark).begin(), base::asBytes(Mark).end()))
            .hasValue());
    INDARO_CHECK(
        casework::recordAuditNow(*laptop.desk, casework::AuditVerb::FileOpened, person, std::string(Mark)).hasValue());
    return person;
}

void fillHouse(Laptop &laptop, int people)
{
    for (int i = 0; i < people; ++i) {
        casework::Admission admission;
        admission.person.displayName = Value("Invitée " + std::to_string(i));
        INDARO_CHECK(casework::admitPerson(*laptop.desk, admission).hasValue());
    }
}

} // namespace

/// [issue 5: D3] Erased data is gone from tables, search index, change log, what a server holds, and free pages, while the
/// audit chain still verifies.
class TestErasedData : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingOfHerIsInTheFileOfALaptopAlone()
    {
        Laptop laptop(3, "BCDF");
        fillHouse(laptop, 40);
        const auto person = markedPerson(laptop);
        fillHouse(laptop, 10);
        QVERIFY(countIn(laptop.pages(), Mark) > 100); // the way of looking finds her
        QVERIFY(countIn(laptop.everything(), Mark) > 100);
        QVERIFY(exchange::erasePerson(*laptop.desk, *laptop.exchange, person, "alone", exchange::ErasureReason::Asked)
                    .hasValue());
        QCOMPARE(countIn(laptop.everything(), Mark), std::size_t{0});
        QCOMPARE(countIn(laptop.pages(), Mark), std::size_t{0});
        QVERIFY(casework::verifyAuditChain(*laptop.desk).hasValue());
        QCOMPARE(casework::loadCaseFile(*laptop.desk, person).error().code, Errc::UnknownRecord);
        QVERIFY(laptop.db->checkIntegrity().hasValue());
    }

    /// What a referral said that nobody filed, with its scan: on its day it is forgotten, and then it is in no table, no
    /// history and no page, on the other laptop too. That it came, and from whom, stays.
    void whatNobodyFiledIsGoneFromTheFile()
    {
        House house;
        fillHouse(house.a, 20);
        const QString canary = QString::fromUtf8(Mark.data(), qsizetype(Mark.size()));
        const auto id =
            casework::takeInPaperReferral(
                *house.a.desk, {u"CIM-17"_s, {{u"from_agency"_s, u"Centre de Muyinga"_s}, {u"person_name"_s, canary}}})
                .value();
        QByteArray scan = "%PDF-1.4 ";
        while (scan.size() < 100'000) // several parts
            scan += QByteArray(Mark.data(), qsizetype(Mark.size())) + ' ';
        QVERIFY(casework::attachIncomingScan(*house.a.desk, id, {casework::AttachmentKind::File, canary, scan}).hasValue());
        // Answered before anybody files it: written a second time, with what was said.
        QVERIFY(casework::recordIncomingAnswer(*house.a.desk, id, {.answer = wire::PackageAnswer::Received, .note = canary},
                                               "phone")
                    .hasValue());
        const auto filed =
            casework::takeInPaperReferral(*house.a.desk,
                                          {u"CIM-18"_s, {{u"from_agency"_s, u"Commune"_s}, {u"person_name"_s, u"Aline"_s}}})
                .value();
        const auto kept =
            casework::attachIncomingScan(
                *house.a.desk, filed, {casework::AttachmentKind::File, u"fiche"_s, "%PDF-1.4 kept " + QByteArray(90, 'k')})
                .value();
        fillHouse(house.a, 10);
        house.exchangeAll();
        QVERIFY(countIn(house.b.pages(), Mark) > 100); // the way of looking finds it
        const auto due = casework::forgetDueAt(casework::loadIncomingPackage(*house.a.desk, id).value());
        house.a.clock.setUtc(*due);
        house.b.clock.setUtc(*due);
        QVERIFY(casework::forgetIncoming(*house.a.desk, id).hasValue());
        QCOMPARE(countIn(house.a.everything(), Mark), std::size_t{0}); // at once
        QCOMPARE(countIn(house.a.pages(), Mark), std::size_t{0});
        house.exchangeAll();
        QCOMPARE(countIn(house.b.everything(), Mark), std::size_t{0});
        QCOMPARE(countIn(house.b.pages(), Mark), std::size_t{0});
        for (Laptop *laptop : {&house.a, &house.b}) {
            QVERIFY(casework::verifyAuditChain(*laptop->desk).hasValue());
            QVERIFY(!casework::checkChangeLog(*laptop->desk).value().fault);
            QVERIFY(laptop->db->checkIntegrity().hasValue());
            const auto left = casework::loadIncomingPackage(*laptop->desk, id).value();
            QVERIFY(left.content.lines.isEmpty() && left.partnerName == u"Centre de Muyinga"_s);
            QVERIFY(!casework::loadIncomingPackage(*laptop->desk, filed).value().content.lines.isEmpty());
            QVERIFY(casework::loadAttachment(*laptop->desk, kept).value().startsWith("%PDF-1.4 kept"));
        }
        house.exchangeAll(); // and nothing of it comes back
        QCOMPARE(countIn(house.a.everything(), Mark) + countIn(house.b.everything(), Mark), std::size_t{0});
    }

    /// The procedure holds back what the house does of itself, never her wish.
    void theProcedureIsAskedUnlessSheWantsIt()
    {
        using exchange::ErasureReason;
        Laptop laptop(5, "BCDF");
        const auto person = markedPerson(laptop);
        QVERIFY(casework::recordEvent(*laptop.desk, person, sop::Event::Closure, u"2026-11-24"_s).hasValue());
        for (const auto reason : {ErasureReason::TermOver, ErasureReason::Other}) {
            const auto may = exchange::mayErase(*laptop.desk, *laptop.exchange, person, reason);
            QCOMPARE(may.error().code, Errc::StepsOpen); // before anybody is asked to agree
            const auto refused = exchange::erasePerson(*laptop.desk, *laptop.exchange, person, "alone", reason);
            QCOMPARE(refused.error().code, Errc::StepsOpen);
            QCOMPARE(QString::fromStdString(refused.error().text("step")), u"10.4"_s);
        }
        QVERIFY(countIn(laptop.everything(), Mark) > 100); // nothing of it was begun
        QVERIFY(exchange::mayErase(*laptop.desk, *laptop.exchange, person, ErasureReason::Asked).hasValue());
        QVERIFY(exchange::erasePerson(*laptop.desk, *laptop.exchange, person, "alone", ErasureReason::Asked).hasValue());
        QCOMPARE(countIn(laptop.everything(), Mark), std::size_t{0});
    }

    void theSearchDoesNotFindHer()
    {
        Laptop laptop(4, "BCDF");
        casework::Admission admission;
        admission.person.displayName = Value(std::string(Mark));
        admission.person.familyName = Value(std::string(Mark));
        const auto person = casework::admitPerson(*laptop.desk, admission).value().id;
        const auto found = [&] {
            const auto index = casework::PersonIndex::load(*laptop.desk);
            return index->search(QString::fromUtf8(Mark.data(), qsizetype(Mark.size()))).size();
        };
        QCOMPARE(found(), std::size_t{1});
        QVERIFY(exchange::erasePerson(*laptop.desk, *laptop.exchange, person, "alone").hasValue());
        QCOMPARE(found(), std::size_t{0});
    }

    void theFileFromBeforeTheLastSchemaGoes()
    {
        Laptop laptop(5, "BCDF");
        const auto former = laptop.temp.path().parent_path() / session::FormerDatabaseName;
        QVERIFY(laptop.db->backupTo(former, laptop.temp.key()).hasValue());
        QVERIFY(std::filesystem::exists(former));
        const auto person = markedPerson(laptop);
        QVERIFY(exchange::erasePerson(*laptop.desk, *laptop.exchange, person, "alone").hasValue());
        QVERIFY(!std::filesystem::exists(former));
    }

    void nothingOfHerIsOnAnotherLaptopOrCanBeReadFromAServer()
    {
        House house;
        fillHouse(house.a, 20);
        const auto person = markedPerson(house.a);
        const auto onServer = house.a.envelopesFor(house.b); // a copy of what a server was given
        QVERIFY(!onServer.empty());
        house.exchangeAll();
        QVERIFY(countIn(house.b.everything(), Mark) > 100);
        std::set<crypto::Digest> oldKeys;
        for (const auto &epoch : house.a.exchange->trust().state().epochs)
            oldKeys.insert(epoch.keyId);
        std::vector<std::string> oldSecrets;
        for (const auto &key : oldKeys) {
            const auto *secret = house.a.exchange->trust().findKey(key);
            QVERIFY(secret != nullptr);
            oldSecrets.emplace_back(reinterpret_cast<const char *>(secret->data()), secret->size());
        }
        QVERIFY(countIn(house.a.pages(), oldSecrets.front()) > 0);
        QVERIFY(exchange::erasePerson(*house.a.desk, *house.a.exchange, person, "alone").hasValue());
        house.exchangeAll(); // the order goes out
        house.exchangeAll(); // and the word that it was carried out comes back
        house.a.openAgain(); // where the keys go
        house.exchangeAll();
        house.b.openAgain();
        house.exchangeAll();
        for (Laptop *laptop : {&house.a, &house.b}) {
            QCOMPARE(countIn(laptop->everything(), Mark), std::size_t{0});
            QCOMPARE(countIn(laptop->pages(), Mark), std::size_t{0});
            QVERIFY(casework::verifyAuditChain(*laptop->desk).hasValue());
            for (const auto &key : oldKeys)
                QVERIFY(laptop->exchange->trust().findKey(key) == nullptr);
        }
        // What the server was given before opens with no key there is any more, on no laptop.
        for (Laptop *laptop : {&house.a, &house.b}) {
            for (const base::Bytes &envelope : onServer)
                (void)laptop->exchange->engine().takeIn(envelope, {sync::Road::Kind::Server, "test"});
            QCOMPARE(countIn(laptop->everything(), Mark), std::size_t{0});
        }
        // And what is sent from now on does not hold her: a third laptop that gets all of it never hears of her.
        Laptop third(7, "TVWX");
        const auto request = exchange::requestToJoin(*third.desk, *third.exchange, u"nouveau"_s).value();
        exchange::LetIn how;
        how.typedCode = request.code;
        how.agreed = "alone";
        const auto answer = exchange::letLaptopIn(*house.a.desk, *house.a.exchange, request.file, how).value();
        QVERIFY(exchange::finishJoining(*third.desk, *third.exchange, answer.file, QString::fromStdString(answer.code))
                    .hasValue());
        for (const base::Bytes &envelope : onServer)
            (void)third.exchange->engine().takeIn(envelope, {sync::Road::Kind::Server, "test"});
        QCOMPARE(countIn(third.everything(), Mark), std::size_t{0});
        QCOMPARE(countIn(third.pages(), Mark), std::size_t{0});
    }

    void onItsDayOnlyNumbersStayOfAClosedFile()
    {
        Laptop laptop(8, "BCDF");
        casework::Admission admission;
        admission.person.displayName = Value(std::string(Mark));
        admission.person.familyName = Value(std::string(Mark));
        admission.person.sex = "F";
        admission.person.estimatedAge = 16;
        admission.person.originProvince = "Muyinga";
        const auto person = casework::admitPerson(*laptop.desk, admission).value().id;
        QCOMPARE(exchange::deidentifyPerson(*laptop.desk, *laptop.exchange, person, "alone").error().code, Errc::WrongState);
        laptop.clock.advance(9 * Day);
        casework::Exit exit;
        exit.reason = "family_reunification";
        QVERIFY(casework::recordExit(*laptop.desk, person, exit).hasValue());
        casework::ClosingDraft closing;
        closing.reason = "goals_met";
        QVERIFY(casework::closeFile(*laptop.desk, person, closing, "alone").hasValue());
        laptop.clock.advance(1500 * Day); // sixteen then: kept until twenty
        QCOMPARE(casework::listFilesToDecide(*laptop.desk, 0).value().size(),
                 std::size_t{1}); // proposed, and never by itself
        QVERIFY(casework::loadCaseFile(*laptop.desk, person).hasValue());
        const auto expected = casework::numbersOf(*laptop.desk, person).value();
        const auto erasure = exchange::deidentifyPerson(*laptop.desk, *laptop.exchange, person, "alone").value();
        QCOMPARE(erasure.reason, std::optional(exchange::ErasureReason::TermOver));
        QCOMPARE(casework::listKeptNumbers(*laptop.desk).value(), std::vector<casework::KeptNumbers>{expected});
        QCOMPARE(expected.ageBand, u"12_17"_s);
        QCOMPARE(countIn(laptop.everything(), Mark), std::size_t{0});
        QCOMPARE(countIn(laptop.pages(), Mark), std::size_t{0});
        QVERIFY(casework::listClosedFiles(*laptop.desk).value().empty());
        QVERIFY(casework::verifyAuditChain(*laptop.desk).hasValue());
        // Who later erases somebody after an order that failed keeps no number of her.
        const auto second = casework::admitPerson(*laptop.desk, admission).value().id;
        QVERIFY(casework::keepNumbers(*laptop.desk, second).hasValue());
        QCOMPARE(casework::listKeptNumbers(*laptop.desk).value().size(), std::size_t{2});
        QVERIFY(exchange::erasePerson(*laptop.desk, *laptop.exchange, second, "alone").hasValue());
        QCOMPARE(casework::listKeptNumbers(*laptop.desk).value().size(), std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestErasedData)
#include "test_erased_data.moc"
