// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/audit/openings.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/erasure.h"
#include "core/sync/log_tidying.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using base::Errc;
using sync::ChainFault;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Minute = 60'000;
constexpr base::UtcMs Hour = 60 * Minute;

/// A vault in which several accounts work in turn, each with a role.
struct Office : tests::DeskFixture
{
    sync::UserId director = log->user();
    sync::UserId worker = sync::UserId::make(random);
    sync::UserId guard = sync::UserId::make(random);

    Office()
    {
        employ(director, u"director"_s, u"Mariam"_s);
        employ(worker, u"social_worker"_s, u"Jean"_s);
        employ(guard, u"night_guard"_s, u"Odette"_s);
    }
    void employ(const sync::UserId &id, const QString &role, const QString &name)
    {
        StaffMember member{.id = id, .name = name, .position = {}, .phone = {}};
        member.role = role;
        INDARO_CHECK(saveStaff(*desk, member).hasValue());
    }
    CaseId admit(const char *name)
    {
        Admission admission;
        admission.person.familyName = name;
        admission.person.sex = "F";
        return admitPerson(*desk, admission).value().id;
    }
    /// What only a director reads, whoever is signed in.
    [[nodiscard]] std::vector<std::string> openings()
    {
        std::vector<std::string> details;
        auto rows = db->prepare("SELECT detail FROM audit WHERE verb = 'file_opened' ORDER BY sequence");
        while (rows->step().value())
            details.push_back(rows->text(0));
        return details;
    }
    [[nodiscard]] std::int64_t number(const std::string &sql)
    {
        auto row = db->prepare(sql);
        INDARO_CHECK(row->step().value());
        return row->integer(0);
    }
    /// Into the file as somebody does who has the key and SQL, and took the triggers away.
    void tamper(const char *sql)
    {
        const store::Connection::WritePermit permit(*db);
        INDARO_CHECK(db->execute("DROP TRIGGER IF EXISTS audit_keeps_rows").hasValue());
        INDARO_CHECK(db->execute(sql).hasValue());
    }
};

const OpeningReason OnDuty{u"on_duty"_s, {}};

} // namespace

class TestAudit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerbHasANameOfItsOwn()
    {
        std::set<std::string_view> names;
        for (const AuditVerb verb : auditVerbs()) {
            QVERIFY(names.insert(auditVerbName(verb)).second);
            QVERIFY(findAuditVerb(auditVerbName(verb)) == verb);
        }
        QVERIFY(!findAuditVerb("no_such_verb"));
    }

    void anOwnCaseIsLoggedAndAsksNothing()
    {
        Office office;
        office.signIn(office.worker);
        const CaseId rose = office.admit("Ndayizeye");
        QVERIFY(noteOpening(*office.desk, {rose}).value() == OpeningGround::OwnCase);
        const auto interview = sync::RecordId::make(office.random);
        QVERIFY(noteOpening(*office.desk, {rose, OpenedThing::Interview, interview}).hasValue());
        const auto lines = office.openings();
        QCOMPARE(lines,
                 (std::vector<std::string>{"own_case file", "own_case interview object=" + base::toHex(interview.bytes())}));
        const auto line = readOpeningLine(lines.back());
        QVERIFY(line && line->ground == OpeningGround::OwnCase && line->thing == OpenedThing::Interview);
        QVERIFY(line->object == interview && !line->opening);
    }

    void lookingAgainIsOneLineUntilAnHourIsOver()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        for (int i = 0; i < 3; ++i) {
            QVERIFY(noteOpening(*office.desk, {rose}).hasValue());
            office.clock.advance(10 * Minute);
        }
        QCOMPARE(office.openings().size(), std::size_t{1});
        office.clock.advance(OneOpening);
        QVERIFY(noteOpening(*office.desk, {rose}).hasValue());
        QCOMPARE(office.openings().size(), std::size_t{2});
        office.signIn(office.worker); // somebody else is another line
        QVERIFY(noteOpening(*office.desk, {rose, OpenedThing::Stay}).hasValue());
        QCOMPARE(office.openings().back(), std::string("on_duty stay"));
    }

    void aFileOfOthersAsksAReasonOnce()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        office.signIn(office.worker);
        QVERIFY(!noteOpening(*office.desk, {rose}).value()); // a reason is needed
        QVERIFY(office.openings().empty());
        QCOMPARE(office.number("SELECT count(*) FROM file_opening"), std::int64_t{0});
        const Opening opening{rose, OpenedThing::File, {}, {u"stands_in"_s, u"Odette is ill"_s}};
        QVERIFY(noteOpening(*office.desk, opening).value() == OpeningGround::Outside);
        const auto line = readOpeningLine(office.openings().back());
        QVERIFY(line && line->ground == OpeningGround::Outside && line->opening);
        QVERIFY(noteOpening(*office.desk, {rose, OpenedThing::Plan}).hasValue()); // the same shift, the same file
        QCOMPARE(office.number("SELECT count(*) FROM file_opening"), std::int64_t{1});
        const CaseId other = [&] {
            office.signIn(office.director);
            return office.admit("Ininahazwe");
        }();
        office.signIn(office.worker);
        QVERIFY(!noteOpening(*office.desk, {other}).value());
        office.clock.advance(ReasonStands + 1);
        QVERIFY(!noteOpening(*office.desk, {rose}).value()); // a reason is needed
    }

    void aReasonIsOneOfTheListAndOtherNeedsWords()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        office.signIn(office.worker);
        const auto field = [&](const OpeningReason &reason) {
            const auto noted = noteOpening(*office.desk, {rose, OpenedThing::File, {}, reason});
            return noted ? std::int64_t{0} : noted.error().number("field");
        };
        QCOMPARE(field({u"because"_s, {}}), std::int64_t{fields::file_opening::Reason.field});
        QCOMPARE(field({u"other"_s, u"  "_s}), std::int64_t{fields::file_opening::Note.field});
        QCOMPARE(office.number("SELECT count(*) FROM file_opening"), std::int64_t{0});
        QCOMPARE(field({u"other"_s, u"the court asked"_s}), std::int64_t{0});
        QCOMPARE(noteOpening(*office.desk, {sync::RecordId::make(office.random)}).error().code, Errc::UnknownRecord);
    }

    void theCaseWorkerIsAtHomeInTheFile()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        office.signIn(office.guard);
        QCOMPARE(nameCaseWorker(*office.desk, rose, office.guard).error().code, Errc::AccessRefused);
        office.signIn(office.director);
        QVERIFY(!caseWorkerOf(*office.desk, rose).value());
        QCOMPARE(nameCaseWorker(*office.desk, rose, sync::UserId::make(office.random)).error().code, Errc::NotFound);
        QVERIFY(nameCaseWorker(*office.desk, rose, office.worker).hasValue());
        office.signIn(office.worker);
        QVERIFY(caseWorkerOf(*office.desk, rose).value() == office.worker);
        QVERIFY(noteOpening(*office.desk, {rose}).value() == OpeningGround::OwnCase);
        QVERIFY(nameCaseWorker(*office.desk, rose, office.guard).hasValue()); // she hands it over
        office.clock.advance(ReasonStands + 1);
        QVERIFY(!noteOpening(*office.desk, {rose}).value()); // a reason is needed
    }

    void brokenGlassClosesByItselfAndTheDirectorLooksAtIt()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        const CaseId other = office.admit("Ininahazwe");
        office.signIn(office.guard);
        const auto wish = bitOf(sync::Compartment::Health);
        const auto named = static_cast<Compartments>(wish | bitOf(sync::Compartment::Identity));
        QCOMPARE(breakGlass(*office.desk, rose, named, {u"emergency"_s, u"she fainted"_s}).error().code,
                 Errc::AccessRefused); // never to a guard [contracts.md 4]
        QCOMPARE(breakGlass(*office.desk, rose, bitOf(sync::Compartment::Case), OnDuty).error().code, Errc::InvalidArgument);
        QCOMPARE(breakGlass(*office.desk, rose, wish, {}).error().code, Errc::InvalidArgument);
        const auto glass = breakGlass(*office.desk, rose, wish, {u"emergency"_s, u"she fainted"_s}).value();
        QCOMPARE(brokenGlass(*office.desk, rose).value(), wish);
        QCOMPARE(brokenGlass(*office.desk, other).value(), Compartments{0}); // this file only
        QVERIFY(noteOpening(*office.desk, {rose}).value() == OpeningGround::BrokenGlass);
        const auto behind = loadBehindGlass(*office.desk, rose).value();
        QVERIFY(behind && behind->until == office.clock.nowUtc() + GlassStaysBroken);
        QVERIFY(std::ranges::find(behind->records, fields::health::Table, &Record::table) != behind->records.end());
        QVERIFY(std::ranges::none_of(behind->records, [](const Record &record) {
            return record.table == fields::perpetrator::Table || record.table == fields::case_file::Table ||
                   record.table == fields::identity::Table;
        }));
        QVERIFY(!loadBehindGlass(*office.desk, other).value());
        QVERIFY(listUnseenGlasses(*office.desk)->empty());
        QCOMPARE(seeGlass(*office.desk, glass).error().code, Errc::AccessRefused);
        office.signIn(office.worker); // and this account only
        QCOMPARE(brokenGlass(*office.desk, rose).value(), Compartments{0});
        office.signIn(office.guard);
        office.clock.advance(GlassStaysBroken);
        QCOMPARE(brokenGlass(*office.desk, rose).value(), Compartments{0});

        office.signIn(office.director);
        const auto unseen = listUnseenGlasses(*office.desk).value();
        QCOMPARE(unseen.size(), std::size_t{1});
        QCOMPARE(unseen.front().by, u"Odette"_s);
        QCOMPARE(unseen.front().reason.words, u"she fainted"_s);
        QCOMPARE(unseen.front().compartments, wish);
        QVERIFY(unseen.front().person == rose);
        QVERIFY(seeGlass(*office.desk, glass).hasValue());
        QVERIFY(listUnseenGlasses(*office.desk)->empty());
        QCOMPARE(seeGlass(*office.desk, glass).error().code, Errc::WrongState);
        QCOMPARE(listAuditOf(*office.desk, AuditVerb::GlassBroken)->size(), std::size_t{1});
        QCOMPARE(listAuditOf(*office.desk, AuditVerb::GlassSeen)->size(), std::size_t{1});
    }

    void theDirectorAsksByPersonAccountKindAndTime()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        const CaseId other = office.admit("Ininahazwe");
        const auto begin = office.clock.nowUtc();
        QVERIFY(noteOpening(*office.desk, {rose}).hasValue());
        office.clock.advance(Hour);
        QVERIFY(noteListShown(*office.desk, 3).hasValue());
        office.signIn(office.worker);
        QVERIFY(noteOpening(*office.desk, {rose, OpenedThing::File, {}, OnDuty}).hasValue());
        QCOMPARE(findAudit(*office.desk, {}).error().code, Errc::AccessRefused);
        office.clock.advance(Hour);
        office.signIn(office.director);
        QVERIFY(noteOpening(*office.desk, {other}).hasValue());

        const auto found = [&](AuditFilter filter) { return findAudit(*office.desk, filter).value(); };
        QCOMPARE(found({.person = rose}).size(), std::size_t{2});
        QCOMPARE(found({.user = office.worker}).size(), std::size_t{1});
        QCOMPARE(found({.verbs = {AuditVerb::ListShown}}).front().detail, std::string("found 3"));
        QCOMPARE(found({.verbs = {AuditVerb::FileOpened}, .detail = "outside"}).size(), std::size_t{1});
        QCOMPARE(found({.from = begin, .until = begin + Hour}).size(), std::size_t{1});
        const auto all = found({});
        const auto first = found({.limit = 2});
        const auto rest = found({.below = first.back().sequence, .limit = 100});
        QCOMPARE(first.size() + rest.size(), all.size());
        QCOMPARE(rest.front().sequence, first.back().sequence - 1);
        QCOMPARE(listReasonedOpenings(*office.desk, begin, begin + 3 * Hour)->size(), std::size_t{1});
        QVERIFY(listReasonedOpenings(*office.desk, begin, begin + Hour)->empty());
    }

    void aLineThatWasChangedTakenAwayOrMovedIsFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("kind");
        const auto changed = static_cast<int>(ChainFault::Kind::LineChanged);
        const auto missing = static_cast<int>(ChainFault::Kind::LineMissing);
        QTest::newRow("deleted") << QByteArray("DELETE FROM audit WHERE sequence = 4") << 4 << missing;
        QTest::newRow("first deleted") << QByteArray("DELETE FROM audit WHERE sequence = 1") << 1 << missing;
        QTest::newRow("verb") << QByteArray("UPDATE audit SET verb = 'signed_in' WHERE sequence = 3") << 3 << changed;
        QTest::newRow("detail") << QByteArray("UPDATE audit SET detail = 'own_case file' WHERE sequence = 3") << 3
                                << changed;
        QTest::newRow("time") << QByteArray("UPDATE audit SET at = at + 1 WHERE sequence = 6") << 6 << changed;
        QTest::newRow("who") << QByteArray("UPDATE audit SET user = x'00' WHERE sequence = 6") << 6 << changed;
        QTest::newRow("object") << QByteArray("UPDATE audit SET object = NULL WHERE sequence = 5") << 5 << changed;
        QTest::newRow("said to be erased")
            << QByteArray("UPDATE audit SET detail = '', salt = x'', commitment = x'00' WHERE sequence = 5") << 5 << changed;
        QTest::newRow("swapped") << QByteArray(
                                        "UPDATE audit SET sequence = 99 WHERE sequence = 4; UPDATE audit SET sequence = 4 "
                                        "WHERE sequence = 5; UPDATE audit SET sequence = 5 WHERE sequence = 99")
                                 << 4 << changed;
        QTest::newRow("closed up") << QByteArray(
                                          "DELETE FROM audit WHERE sequence = 3; UPDATE audit SET sequence = sequence - 1 "
                                          "WHERE sequence > 3")
                                   << 3 << changed;
        QTest::newRow("put in") << QByteArray(
                                       "UPDATE audit SET sequence = -sequence WHERE sequence > 4; UPDATE audit SET "
                                       "sequence = 1 - sequence WHERE sequence < 0; INSERT INTO audit SELECT 5, at, user, "
                                       "verb, object, detail, salt, commitment, chain FROM audit WHERE sequence = 2")
                                << 5 << changed;
    }
    void aLineThatWasChangedTakenAwayOrMovedIsFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, line);
        QFETCH(int, kind);
        Office office;
        const auto begin = office.clock.nowUtc();
        for (int i = 0; i < 8; ++i) {
            office.clock.advance(Minute);
            QVERIFY(
                recordAuditNow(*office.desk, AuditVerb::FileOpened, sync::RecordId::make(office.random), std::to_string(i))
                    .hasValue());
        }
        QCOMPARE(checkAuditChain(*office.desk)->lines, std::uint64_t{8});
        QVERIFY(!checkAuditChain(*office.desk)->fault);
        const std::string digits = auditDigits(*office.desk, 8).value();
        QCOMPARE(digits.size(), std::size_t{10});
        office.tamper(sql.constData());
        const auto check = checkAuditChain(*office.desk).value();
        QVERIFY(check.fault);
        QCOMPARE(static_cast<int>(check.fault->line), line);
        QCOMPARE(static_cast<int>(check.fault->kind), kind);
        QCOMPARE(check.lines, check.fault->line - 1);
        QCOMPARE(check.fault->before, line == 1 ? std::nullopt : std::optional(begin + (line - 1) * Minute));
        QVERIFY(!check.fault->after || *check.fault->after > check.fault->before.value_or(0));
        QCOMPARE(verifyAuditChain(*office.desk).error().number("sequence"), std::int64_t{line});
    }

    void theChangeLogsChainHoldsThroughEverythingThatIsAllowed()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        const CaseId other = office.admit("Ininahazwe");
        for (int i = 0; i < 5; ++i)
            QVERIFY(setField(*office.desk, fields::case_file::DisplayName, rose, "Rose " + std::to_string(i)).hasValue());
        QVERIFY(setField(*office.desk, fields::case_file::Languages, rose, "fr rn").hasValue());
        QVERIFY(addNote(*office.desk, other, "Visite", "Ndayizeye", "observation").hasValue());
        auto check = checkChangeLog(*office.desk).value();
        QVERIFY(!check.fault);
        QCOMPARE(check.lines, static_cast<std::uint64_t>(office.number("SELECT count(*) FROM operation")));
        {
            auto transaction = office.db->begin();
            QVERIFY(sync::eraseRecords(*office.log, {fields::case_file::Table, other}).hasValue());
            QVERIFY(office.log->logErasure({fields::case_file::Table, other}).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        QVERIFY(followErasures(*office.desk).hasValue());
        QVERIFY(!checkChangeLog(*office.desk)->fault);
        QVERIFY(!checkAuditChain(*office.desk)->fault);
        QVERIFY(office.number("SELECT count(*) FROM operation_line WHERE removes IS NOT NULL") > 0);
        QCOMPARE(office.number("SELECT count(*) FROM operation_line l JOIN operation_line r ON r.removes = l.number WHERE "
                               "length(l.salt) > 0"),
                 std::int64_t{0}); // nobody can try what the erased lines were made of
    }

    void whatTheLogLetsGoIsInItsChain()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        for (int i = 0; i < 5; ++i)
            QVERIFY(setField(*office.desk, fields::case_file::DisplayName, rose, "Rose " + std::to_string(i)).hasValue());
        const auto operations = office.log->rows().ofRecord({fields::case_file::Table, rose}).value();
        {
            auto transaction = office.db->begin();
            const store::Connection::WritePermit permit(*office.db);
            QVERIFY(office.log->rows().remove(operations.at(1)).hasValue());
            QVERIFY(office.log->rows().replaceContent(operations.at(0)).hasValue());
            QVERIFY(office.log->rows().insert(operations.at(1)).hasValue()); // and came again
            QVERIFY(office.log->rows().remove(operations.at(2)).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        const auto check = checkChangeLog(*office.desk).value();
        QVERIFY(!check.fault);
        QCOMPARE(office.number("SELECT count(*) FROM operation_line WHERE removes IS NOT NULL"), std::int64_t{3});
    }

    void theChangeLogIsSearchedInSteps()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        for (int i = 0; i < 9; ++i)
            QVERIFY(setField(*office.desk, fields::case_file::DisplayName, rose, "Rose " + std::to_string(i)).hasValue());
        sync::LogCheck check(office.log->rows(), *office.db);
        int steps = 0;
        for (; !check.isDone(); ++steps) {
            QVERIFY(check.step(4).hasValue());
            if (steps == 1) { // somebody goes on working, and what was looked at is let go
                const auto operations = office.log->rows().ofRecord({fields::case_file::Table, rose}).value();
                auto transaction = office.db->begin();
                const store::Connection::WritePermit permit(*office.db);
                QVERIFY(office.log->rows().remove(operations.at(0)).hasValue());
                QVERIFY(transaction->commit().hasValue());
            }
        }
        QVERIFY(steps > 3);
        QVERIFY(!check.fault());
    }

    void anOperationThatWasTamperedWithIsFound_data()
    {
        QTest::addColumn<QByteArray>("sql");
        QTest::addColumn<int>("line");
        QTest::addColumn<int>("kind");
        using enum ChainFault::Kind;
        const auto row = [](const char *name, const char *sql, int line, ChainFault::Kind kind) {
            QTest::newRow(name) << QByteArray(sql) << line << static_cast<int>(kind);
        };
        // Line n is operation n of the one laptop.
        row("operation deleted", "DELETE FROM operation WHERE sequence = 7", 7, ContentMissing);
        row("value changed",
            "UPDATE operation SET content = (SELECT content FROM operation WHERE sequence = 6) WHERE sequence = 7", 7,
            ContentChanged);
        row("writer changed",
            "INSERT INTO log_user (id) VALUES (randomblob(16)); UPDATE operation SET user = (SELECT max(number) "
            "FROM log_user) WHERE sequence = 8",
            8, ContentChanged);
        row("time changed", "UPDATE operation SET time = time + 65536 WHERE sequence = 5", 5, ContentChanged);
        row("no operation any more", "UPDATE operation SET content = x'ffff' WHERE sequence = 6", 6, ContentMissing);
        row("two swapped",
            "UPDATE operation SET sequence = 999 WHERE sequence = 6; UPDATE operation SET sequence = 6 WHERE "
            "sequence = 7; UPDATE operation SET sequence = 7 WHERE sequence = 999",
            6, ContentChanged);
        row("one put in",
            "INSERT INTO operation SELECT device, stream, 999, kind, time, user, record_table, record, field, content, "
            "base_device, base_stream, base_sequence FROM operation WHERE sequence = 7",
            0, ContentUnknown);
        row("line deleted", "DELETE FROM operation_line WHERE number = 5", 5, LineMissing);
        row("both deleted", "DELETE FROM operation WHERE sequence = 5; DELETE FROM operation_line WHERE number = 5", 5,
            LineMissing);
        row("line's commitment", "UPDATE operation_line SET commitment = randomblob(16) WHERE number = 5", 5, LineChanged);
        row("said to be let go",
            "DELETE FROM operation WHERE sequence = 5; UPDATE operation_line SET salt = x'' WHERE number = 5", 5,
            ContentMissing);
        row("let go by a line of somebody's own",
            "DELETE FROM operation WHERE sequence = 5; UPDATE operation_line SET salt = x'' "
            "WHERE number = 5; INSERT INTO operation_line SELECT max(number) + 1, device, stream, 5, 5, x'', x'', "
            "randomblob(16) "
            "FROM operation_line",
            0, LineChanged);
    }
    void anOperationThatWasTamperedWithIsFound()
    {
        QFETCH(QByteArray, sql);
        QFETCH(int, line);
        QFETCH(int, kind);
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        for (int i = 0; i < 9; ++i) {
            office.clock.advance(Minute);
            QVERIFY(setField(*office.desk, fields::case_file::DisplayName, rose, "Rose " + std::to_string(i)).hasValue());
        }
        const auto good = checkChangeLog(*office.desk).value();
        QVERIFY(!good.fault && good.lines > 9);
        office.tamper(sql.constData());
        const auto check = checkChangeLog(*office.desk).value();
        QVERIFY(check.fault);
        QCOMPARE(static_cast<int>(check.fault->kind), kind);
        if (line > 0) {
            QCOMPARE(static_cast<int>(check.fault->line), line);
            QCOMPARE(check.lines, static_cast<std::uint64_t>(line - 1));
            QVERIFY(check.fault->before && check.fault->after && *check.fault->before <= *check.fault->after);
        }
    }

    void theAnchorsPositionTellsOfACutAtTheEnd()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        QVERIFY(noteOpening(*office.desk, {rose}).hasValue());
        const auto before = readHistory(*office.db, std::nullopt).value();
        QVERIFY(setField(*office.desk, fields::case_file::DisplayName, rose, "Rose").hasValue());
        QVERIFY(noteListShown(*office.desk, {}).hasValue());
        const auto now = readHistory(*office.db, std::nullopt).value();
        QVERIFY(now.logLines > before.logLines && now.auditLines > before.auditLines);
        QVERIFY(now.logHead != before.logHead);
        const auto then = readHistory(*office.db, before).value();
        QVERIFY(then.logHead == before.logHead && then.auditHead == before.auditHead);
        office.tamper(
            "DELETE FROM operation_line WHERE number = (SELECT max(number) FROM operation_line); DELETE FROM audit WHERE "
            "sequence = (SELECT max(sequence) FROM audit); DELETE FROM operation WHERE sequence = (SELECT max(sequence) "
            "FROM operation)");
        QVERIFY(!checkAuditChain(*office.desk)->fault && !checkChangeLog(*office.desk)->fault); // each in itself whole
        const auto cut = readHistory(*office.db, now).value();
        QVERIFY(cut.logLines < now.logLines && cut.auditLines < now.auditLines && cut.operations < now.operations);
    }

    void anErasedPersonsReasonsGoAndTheChainStands()
    {
        Office office;
        const CaseId rose = office.admit("Ndayizeye");
        office.signIn(office.worker);
        QVERIFY(noteOpening(*office.desk, {rose, OpenedThing::File, {}, {u"other"_s, u"Ndayizeye asked"_s}}).hasValue());
        office.signIn(office.director);
        {
            auto transaction = office.db->begin();
            QVERIFY(sync::eraseRecords(*office.log, {fields::case_file::Table, rose}).hasValue());
            QVERIFY(transaction->commit().hasValue());
        }
        QVERIFY(followErasures(*office.desk).hasValue());
        QCOMPARE(office.number("SELECT count(*) FROM file_opening"), std::int64_t{0});
        QCOMPARE(office.number("SELECT count(*) FROM operation WHERE instr(content, CAST('Ndayizeye' AS BLOB)) > 0"),
                 std::int64_t{0});
        QVERIFY(!checkAuditChain(*office.desk)->fault && !checkChangeLog(*office.desk)->fault);
        const auto lines = listAuditOf(*office.desk, AuditVerb::FileOpened).value();
        QCOMPARE(lines.size(), std::size_t{1});
        QCOMPARE(lines.front().detail, std::string());
        QVERIFY(!readOpeningLine(lines.front().detail));
    }
};

QTEST_APPLESS_MAIN(TestAudit)
#include "test_audit.moc"
