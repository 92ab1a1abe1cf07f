// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/checklists.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/redaction.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/full_file.h"
#include "core/casework/registry/offences.h"
#include "core/casework/registry/registry_record.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/registry/trafficking_cases.h"
#include "core/casework/stays/clocks.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/partial_date.h"
#include "core/sync/apply.h"
#include "core/sync/snapshot.h"
#include "tests/core/casework/desk_fixture.h"

#include <QRegularExpression>
#include <QTest>

#include <algorithm>
#include <random>
#include <set>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Value;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Hour = 3'600'000;

struct Shelter : tests::DeskFixture
{
    sync::UserId director;

    explicit Shelter(unsigned seed = 20261128) : DeskFixture(seed), director(log->user())
    {
        clock.advance(8 * Hour);
        INDARO_CHECK(staff(director, u"director"_s));
    }
    bool staff(const sync::UserId &id, const QString &role)
    {
        return saveStaff(*desk, {.id = id, .name = role, .position = {}, .phone = {}, .role = role}).hasValue();
    }
    /// From now on somebody with this role is signed in.
    void seat(const QString &role)
    {
        signIn(director);
        const auto user = sync::UserId::make(random);
        INDARO_CHECK(staff(user, role));
        signIn(user);
    }
    CaseId admit(const char *name, int age = 30, const char *family = "Ntirampeba")
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.familyName = family;
        admission.person.sex = "F";
        admission.person.estimatedAge = age;
        return admitPerson(*desk, admission).value().id;
    }
    int count(const std::string &sql)
    {
        auto rows = db->prepare(sql);
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
    bool erase(const CaseId &person)
    {
        auto transaction = db->begin();
        return sync::eraseRecords(*log, {f::case_file::Table, person}).hasValue() && transaction->commit().hasValue();
    }
    void takeFrom(Shelter &other)
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
    sync::RecordId decide(CaseId who, TraffickingStatus status, const char *on, const char *reasons = "signes")
    {
        return recordStatusDecision(*desk, who, {.status = status, .decidedOn = on, .reasons = reasons}).value();
    }
    sync::RecordId identify(CaseId who, TraffickingStatus status, const char *on)
    {
        return recordStatusDecision(
                   *desk, who, {.author = StatusAuthor::Authority, .status = status, .organ = "Police", .decidedOn = on})
            .value();
    }
    /// How often an event is in what the procedure counts from.
    int happened(CaseId who, sop::Event event)
    {
        const auto situation = loadSituationOf(who);
        return int(std::ranges::count(situation.happenings, event, &sop::Happening::event));
    }
    QString statusFact(CaseId who) { return loadSituationOf(who).facts.value(u"status"_s); }

private:
    sop::Situation loadSituationOf(CaseId who) { return loadChecklist(*desk, who).value().situation; }
};

/// Written once more, in another way, from the law: which of the three must still be written.
bool isWritten(int how)
{
    return how == 2;
}

struct TruthRow
{
    int acts, means, purposes; ///< 0 nothing, 1 words, 2 a code
    std::optional<int> ageThen;
    QString isMinor;
};

AgeThen expectedAge(const TruthRow &row)
{
    // What was written of the age then, against what stands in the file of today.
    if (row.ageThen && *row.ageThen <= 17)
        return AgeThen::Child;
    if (row.ageThen)
        return row.isMinor == u"no" || row.isMinor.isEmpty() ? AgeThen::Adult : AgeThen::Doubtful;
    if (row.isMinor == u"yes")
        return AgeThen::Child;
    return row.isMinor == u"no" ? AgeThen::AdultNow : AgeThen::Doubtful;
}

QString randomDate(std::mt19937 &random, int fromYear, int toYear)
{
    const int year = std::uniform_int_distribution(fromYear, toYear)(random);
    const int month = std::uniform_int_distribution(1, 12)(random);
    const int day = std::uniform_int_distribution(1, 28)(random);
    switch (std::uniform_int_distribution(0, 2)(random)) {
    case 0:
        return QString::number(year);
    case 1:
        return QDate(year, month, day).toString(u"yyyy-MM"_s);
    default:
        return QDate(year, month, day).toString(Qt::ISODate);
    }
}

/// Every day a partial date may mean, or enough of them: the ends, and some between.
QList<QDate> daysOf(const QString &text, std::mt19937 &random)
{
    const model::PartialDate date = model::PartialDate::parse(text).value();
    QList<QDate> days{date.earliest(), date.latest()};
    const int span = int(date.earliest().daysTo(date.latest()));
    for (int i = 0; i < 30 && span > 0; ++i)
        days.append(date.earliest().addDays(std::uniform_int_distribution(0, span)(random)));
    return days;
}

} // namespace

class TestRegistry : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theElementsAgreeWithATruthTable()
    {
        int rows = 0;
        for (int acts = 0; acts < 3; ++acts)
            for (int means = 0; means < 3; ++means)
                for (int purposes = 0; purposes < 3; ++purposes)
                    for (const std::optional<int> age :
                         {std::optional<int>(), std::optional(0), std::optional(17), std::optional(18), std::optional(40)})
                        for (const char *minor : {"", "yes", "no", "in_doubt"}) {
                            checkRow({acts, means, purposes, age, QString::fromLatin1(minor)});
                            ++rows;
                        }
        QCOMPARE(rows, 27 * 5 * 4);
    }

    void theAgeThenIsADoubtWhereTheDatesAllowBoth()
    {
        const auto seed = std::random_device()();
        qInfo("seed %u", seed);
        std::mt19937 random(seed);
        int doubts = 0;
        for (int i = 0; i < 400; ++i) {
            const QString birth = randomDate(random, 1990, 2012);
            const QString began = randomDate(random, 2012, 2026);
            bool isEverChild = false;
            bool isEverAdult = false;
            for (const QDate &born : daysOf(birth, random)) {
                for (const QDate &day : daysOf(began, random))
                    (born.addYears(18) <= day ? isEverAdult : isEverChild) = true;
            }
            const AgeThen expected = isEverChild && isEverAdult ? AgeThen::Doubtful
                                     : isEverChild              ? AgeThen::Child
                                                                : AgeThen::Adult;
            doubts += expected == AgeThen::Doubtful ? 1 : 0;
            QVERIFY2(ageThenByBirth(birth, began) == expected, qPrintable(birth + u" / "_s + began));
        }
        QVERIFY(doubts > 0); // or nothing was shown of them
        QVERIFY(!ageThenByBirth({}, u"2020"_s) && !ageThenByBirth(u"1990"_s, {}));
        QVERIFY(ageThenByEstimate(20, u"2026-11-24"_s, u"2026-01"_s) == AgeThen::Doubtful);
        QVERIFY(ageThenByEstimate(20, u"2026-11-24"_s, u"2023-01"_s) == AgeThen::Child);
        QVERIFY(ageThenByEstimate(30, u"2026-11-24"_s, u"2023-01"_s) == AgeThen::Adult);
    }

    void whatTheEpisodesTellIsShownAndNeverTakenOver()
    {
        ElementFacts facts;
        facts.isMinor = u"no"_s;
        facts.ageWhenTrafficked = 25;
        facts.exploitationTypes = QStringList{u"travail_force"_s, u"travail_force"_s};
        facts.controls = QStringList{u"PhysicalThreats"_s, u"ThreatsLawEnforcement"_s};
        facts.recruitmentMethods = QStringList{u"enlevement"_s};
        facts.arePapersWithheld = true;
        const Elements elements = elementsOf(facts);
        QCOMPARE(elements.of(Element::Purpose).told, QStringList{u"forced_labour"_s});
        QCOMPARE(elements.of(Element::Means).told, (QStringList{u"threat"_s, u"abduction"_s, u"coercion"_s}));
        QVERIFY(!elements.isComplete());
        QCOMPARE(int(elements.missing().size()), 3);
        facts.means = QStringList{u"threat"_s, u"abduction"_s, u"coercion"_s};
        QVERIFY(elementsOf(facts).of(Element::Means).told.isEmpty());
        // What is told is a code of the lists, or the page could not say it.
        for (const QString &code : elements.of(Element::Means).told)
            QVERIFY(model::CodeList::byName(u"trafficking_means"_s).find(code) != nullptr);
        QVERIFY(model::CodeList::byName(u"trafficking_purpose"_s).find(u"forced_labour"_s) != nullptr);
    }

    void theFirstFieldMakesTheRecord()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose", 30);
        const auto before = loadRegistry(*house.desk, rose).value();
        QVERIFY(!before.isBegun);
        QVERIFY(before.elements.ageThen == AgeThen::AdultNow && before.elements.isAgeMissing);
        QVERIFY(setField(*house.desk, f::registry::Acts, rose, "recruitment transport").value());
        QVERIFY(
            putRegistry(*house.desk, rose, {{f::registry::Purposes, "forced_labour"}, {f::registry::AgeWhenTrafficked, 16}})
                .hasValue());
        const auto after = loadRegistry(*house.desk, rose).value();
        QVERIFY(after.isBegun && after.elements.isComplete());
        QVERIFY(after.elements.of(Element::Means).state == ElementState::NotNeeded);
        QCOMPARE(after.elements.of(Element::Act).codes, (QStringList{u"recruitment"_s, u"transport"_s}));
        QVERIFY(after.record.value(f::registry::ChangedAt).integerOr(0) > 0);
        QCOMPARE(putRegistry(*house.desk, rose, {{f::registry::ChangedAt, 5}}).error().code, Errc::InvalidArgument);
        QCOMPARE(putRegistry(*house.desk, rose, {{f::registry::AgeWhenTrafficked, 300}}).error().code,
                 Errc::ValueOutOfRange);
        QCOMPARE(loadRegistry(*house.desk, sync::RecordId::make(house.random)).error().code, Errc::UnknownRecord);
    }

    void aRouteIsInOrderAndKnowsItsPlaces()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const auto later = addEpisode(*house.desk, rose, {{f::episode::StartedOn, "2025"}}).value();
        const auto first = addEpisode(*house.desk, rose, {{f::episode::StartedOn, "2023-04"}}).value();
        QCOMPARE(addEpisode(*house.desk, rose, {{f::episode::CaseFile, idValueOf(rose)}}).error().code,
                 Errc::InvalidArgument);
        const auto one =
            addRouteLeg(*house.desk, first, {{f::route_leg::ToCountry, "TZ"}, {f::route_leg::LeftOn, "2023-02"}}).value();
        const auto two = addRouteLeg(*house.desk, first, {{f::route_leg::ToCountry, "OM"}}).value();
        const auto place = model::Gazetteer::burundi().findPlaces(u"Gasorwe").front().place;
        QVERIFY(setLegPlace(*house.desk, one, LegEnd::From, place).hasValue());
        auto episodes = listEpisodesOf(*house.desk, rose).value();
        QCOMPARE(int(episodes.size()), 2);
        QVERIFY(episodes.front().record.id == first && episodes.back().record.id == later);
        QCOMPARE(beganOn(episodes.front()), u"2023-02"_s);
        QCOMPARE(int(episodes.front().legs.size()), 2);
        QCOMPARE(episodes.front().legs[1].text(f::route_leg::FromCountry), u"TZ"_s); // where the one before ended
        QCOMPARE(episodes.front().legs[0].text(f::route_leg::FromCode), place.code);
        QCOMPARE(episodes.front().legs[0].text(f::route_leg::FromCountry), u"BI"_s);
        // Other words mean another place; the same words in another spelling do not.
        const QString words = episodes.front().legs[0].text(f::route_leg::FromPlace);
        QVERIFY(setField(*house.desk, f::route_leg::FromPlace, one, words.toUpper().toStdString()).hasValue());
        QVERIFY(!house.log->load(f::route_leg::FromCode, one).value().isNull());
        QVERIFY(setField(*house.desk, f::route_leg::FromPlace, one, "Kigoma").hasValue());
        QVERIFY(house.log->load(f::route_leg::FromCode, one).value().isNull());
        QVERIFY(moveRouteLeg(*house.desk, two, LegMove::Earlier).hasValue());
        QVERIFY(moveRouteLeg(*house.desk, two, LegMove::Earlier).hasValue()); // is the first already
        episodes = listEpisodesOf(*house.desk, rose).value();
        QVERIFY(episodes.front().legs[0].id == two && episodes.front().legs[1].id == one);
        QCOMPARE(setField(*house.desk, f::route_leg::Number, one, 7).error().code, Errc::InvalidArgument);
        QVERIFY(removeEpisode(*house.desk, first).hasValue());
        QCOMPARE(house.count("SELECT count(*) FROM route_leg"), 0);
        QCOMPARE(int(listEpisodesOf(*house.desk, rose).value().size()), 1);
    }

    void neitherAuthorOverwritesTheOther()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        QVERIFY(!listStatusOf(*house.desk, rose).value().status());
        house.decide(rose, TraffickingStatus::Presumed, "2026-11-20");
        house.clock.advance(Hour);
        house.identify(rose, TraffickingStatus::NotVictim, "2026-11-22");
        auto history = listStatusOf(*house.desk, rose).value();
        QVERIFY(history.current(StatusAuthor::House)->status == TraffickingStatus::Presumed);
        QVERIFY(history.current(StatusAuthor::Authority)->status == TraffickingStatus::NotVictim);
        QVERIFY(history.status() == TraffickingStatus::Presumed); // no help depends on the authority
        QCOMPARE(house.statusFact(rose), u"presumed"_s);
        house.clock.advance(Hour);
        house.identify(rose, TraffickingStatus::Identified, "2026-11-23");
        history = listStatusOf(*house.desk, rose).value();
        QCOMPARE(int(history.all.size()), 3);
        QVERIFY(history.status() == TraffickingStatus::Identified);
        QVERIFY(history.current(StatusAuthor::House)->status == TraffickingStatus::Presumed);
        QCOMPARE(history.current(StatusAuthor::House)->organ, u"NGO"_s);

        const auto code = [&](const StatusDecisionDraft &draft) {
            const auto answer = recordStatusDecision(*house.desk, rose, draft);
            return answer ? Errc::Internal : answer.error().code;
        };
        QCOMPARE(code({.status = TraffickingStatus::Identified, .decidedOn = "2026-11-20", .reasons = "x"}),
                 Errc::InvalidArgument);                                    // the house never identifies
        QCOMPARE(code({.decidedOn = "2026-11-20"}), Errc::InvalidArgument); // without reasons
        QCOMPARE(code({.decidedOn = "2026-11", .reasons = "x"}), Errc::InvalidArgument);
        QCOMPARE(code({.decidedOn = "2026-12-20", .reasons = "x"}), Errc::DateInFuture);
        for (const char *organ : {"", "NGO"})
            QCOMPARE(code({.author = StatusAuthor::Authority, .organ = organ, .decidedOn = "2026-11-20"}),
                     Errc::InvalidArgument);
        QCOMPARE(setField(*house.desk, f::status_decision::Status, history.all[0].id, "unclear").error().code,
                 Errc::InvalidArgument); // never changed
    }

    void aWronglyWrittenDecisionIsCorrectedAndStays()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const auto wrong = house.decide(rose, TraffickingStatus::NotVictim, "2026-11-20");
        QCOMPARE(house.statusFact(rose), u"not_victim"_s);
        house.clock.advance(Hour);
        const auto right =
            correctStatusDecision(*house.desk, wrong,
                                  {.status = TraffickingStatus::Presumed, .decidedOn = "2026-11-21", .reasons = "signes"})
                .value();
        auto history = listStatusOf(*house.desk, rose).value();
        QCOMPARE(int(history.all.size()), 2);
        QVERIFY(history.all[0].isWrong && !history.all[0].holds() && history.all[1].id == right);
        QCOMPARE(house.statusFact(rose), u"presumed"_s);
        QCOMPARE(house.happened(rose, sop::Event::NotVictim), 0); // what never was, is counted from by nothing
        QCOMPARE(house.happened(rose, sop::Event::Presumption), 1);
        // What an authority decided is not replaced by what the house thinks of it, nor the other way round.
        const auto theirs = house.identify(rose, TraffickingStatus::NotVictim, "2026-11-22");
        const StatusDecisionDraft ours{
            .status = TraffickingStatus::Presumed, .decidedOn = "2026-11-22", .reasons = "nous pensons autrement"};
        QCOMPARE(correctStatusDecision(*house.desk, theirs, ours).error().code, Errc::WrongState);
        const StatusDecisionDraft police{.author = StatusAuthor::Authority,
                                         .status = TraffickingStatus::Identified,
                                         .organ = "Police",
                                         .decidedOn = "2026-11-22"};
        QCOMPARE(correctStatusDecision(*house.desk, right, police).error().code, Errc::WrongState);
        QVERIFY(listStatusOf(*house.desk, rose).value().current(StatusAuthor::Authority)->id == theirs);
        QVERIFY(takeBackStatusDecision(*house.desk, theirs, "autre personne").hasValue());
        QCOMPARE(correctStatusDecision(*house.desk, wrong, {.decidedOn = "2026-11-21", .reasons = "x"}).error().code,
                 Errc::WrongState);
        house.clock.advance(Hour);
        QCOMPARE(takeBackStatusDecision(*house.desk, right, {}).error().code, Errc::InvalidArgument);
        QVERIFY(takeBackStatusDecision(*house.desk, right, "autre personne").hasValue());
        history = listStatusOf(*house.desk, rose).value();
        QCOMPARE(int(history.all.size()), 5);
        QVERIFY(history.current(StatusAuthor::House) == nullptr && !history.status());
        QCOMPARE(house.statusFact(rose), u"none"_s);
    }

    void theProcedureCountsFromADecisionOnce()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        // Recorded in the procedure, and shown here.
        QVERIFY(recordEvent(*house.desk, rose, sop::Event::Presumption, u"2026-11-23"_s, u"vu"_s).hasValue());
        auto history = listStatusOf(*house.desk, rose).value();
        QCOMPARE(int(history.all.size()), 1);
        QVERIFY(history.all[0].isEvent && history.status() == TraffickingStatus::Presumed);
        QCOMPARE(
            correctStatusDecision(*house.desk, history.all[0].id, {.decidedOn = "2026-11-23", .reasons = "x"}).error().code,
            Errc::WrongState);
        // The same day with its reasons: one line, one happening.
        house.decide(rose, TraffickingStatus::Presumed, "2026-11-23");
        history = listStatusOf(*house.desk, rose).value();
        QCOMPARE(int(history.all.size()), 1);
        QVERIFY(!history.all[0].isEvent);
        QCOMPARE(house.happened(rose, sop::Event::Presumption), 1);
        QCOMPARE(house.happened(rose, sop::Event::StatusDecision), 1);

        const CaseId ines = house.admit("Ines");
        QVERIFY(clockStart(house, ines, u"reflection"_s) == 0); // has not begun
        house.identify(ines, TraffickingStatus::Identified, "2026-11-24");
        QCOMPARE(house.happened(ines, sop::Event::Identification), 1);
        QCOMPARE(house.happened(ines, sop::Event::Presumption), 1);
        QVERIFY(clockStart(house, ines, u"reflection"_s) > 0); // the recovery time runs
        QCOMPARE(house.statusFact(ines), u"identified"_s);
        QCOMPARE(house.count("SELECT count(*) FROM case_event"), 1); // nobody records it a second time
    }

    void twoLaptopsKeepBothDecisions()
    {
        Shelter office(1);
        Shelter night(2);
        const CaseId rose = office.admit("Rose");
        night.takeFrom(office);
        office.decide(rose, TraffickingStatus::Presumed, "2026-11-20");
        night.clock.advance(Hour);
        night.identify(rose, TraffickingStatus::Identified, "2026-11-21");
        QVERIFY(setField(*office.desk, f::registry::Acts, rose, "recruitment").hasValue());
        QVERIFY(setField(*night.desk, f::registry::Purposes, rose, "sexual").hasValue()); // each has begun the record
        night.takeFrom(office);
        office.takeFrom(night);
        for (Shelter *house : {&office, &night}) {
            const auto history = listStatusOf(*house->desk, rose).value();
            QVERIFY(history.current(StatusAuthor::House)->status == TraffickingStatus::Presumed);
            QVERIFY(history.current(StatusAuthor::Authority)->status == TraffickingStatus::Identified);
            const auto registry = loadRegistry(*house->desk, rose).value();
            QCOMPARE(registry.record.text(f::registry::Acts), u"recruitment"_s);
            QCOMPARE(registry.record.text(f::registry::Purposes), u"sexual"_s);
        }
    }

    void offencesAreDataToBeVerified()
    {
        Shelter house;
        auto offences = listOffences(*house.desk).value();
        QVERIFY(offences.size() >= 4);
        for (const Offence &one : offences)
            QVERIFY2(one.isAsShipped && !one.isVerified() && !one.source.isEmpty(), qPrintable(one.code));
        const auto article = offenceId(u"traite-10"_s);
        QVERIFY(verifyOffence(*house.desk, article, "juriste de la commission", "2026-11-20").hasValue());
        QCOMPARE(verifyOffence(*house.desk, article, {}, "2026-11-20").error().code, Errc::InvalidArgument);
        const auto find = [&](const sync::RecordId &id) {
            const auto all = listOffences(*house.desk).value();
            return *std::ranges::find(all, id, &Offence::id);
        };
        QVERIFY(find(article).isVerified() && !find(article).isAsShipped);
        Offence present = find(article);
        OffenceDraft same{.law = present.law.toStdString(),
                          .article = present.article.toStdString(),
                          .wordsFr = present.wordsFr.toStdString(),
                          .penalty = present.penalty.toStdString(),
                          .source = "Bulletin officiel"};
        QVERIFY(changeOffence(*house.desk, article, same).hasValue());
        QVERIFY(find(article).isVerified()); // the source alone
        same.penalty = "5 à 10 ans";
        QVERIFY(changeOffence(*house.desk, article, same).hasValue());
        QVERIFY(!find(article).isVerified()); // something else was verified
        QVERIFY(setOffenceRetired(*house.desk, article, true).hasValue());
        offences = listOffences(*house.desk).value();
        QVERIFY(offences.back().id == article && offences.back().isRetired());
        QVERIFY(setOffenceRetired(*house.desk, article, false).hasValue());
        QVERIFY(!find(article).isRetired());
        QCOMPARE(addOffence(*house.desk, {.code = "traite-4", .law = "L", .wordsFr = "W"}).error().code, Errc::RecordExists);
        QVERIFY(addOffence(*house.desk, {.code = "vol", .law = "Code pénal", .wordsFr = "Vol"}).hasValue());
        QCOMPARE(addOffence(*house.desk, {.code = "vol", .law = "L", .wordsFr = "W"}).error().code, Errc::RecordExists);
        QCOMPARE(addOffence(*house.desk, {.code = "x", .wordsFr = "W"}).error().code, Errc::InvalidArgument);
    }

    void theFirstAndTheLastQualificationStandBesideEachOther()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const auto offence = offenceId(u"code-penal-enlevement"_s);
        const auto record = [&](const char *on, const std::optional<sync::RecordId> &of, const char *words) {
            return recordQualification(*house.desk, {.person = rose,
                                                     .offence = of,
                                                     .words = words == nullptr ? Value() : Value(words),
                                                     .decidedOn = on,
                                                     .authority = "police",
                                                     .decidedBy = "OPJ"})
                .value();
        };
        QVERIFY(listQualificationsOf(*house.desk, rose).value().initial() == nullptr);
        record("2026-11-10", offence, nullptr);
        const auto only = listQualificationsOf(*house.desk, rose).value();
        QVERIFY(only.initial() == only.current() && !only.hasChanged());
        QVERIFY(!only.initial()->isOffenceVerified && !only.initial()->offenceWords.isEmpty());
        const auto wrong = record("2026-11-20", std::nullopt, "vol");
        house.clock.advance(Hour);
        const auto right = correctQualification(
                               *house.desk, wrong,
                               {.offence = offenceId(u"traite-10"_s), .decidedOn = "2026-11-20", .authority = "prosecution"})
                               .value();
        auto all = listQualificationsOf(*house.desk, rose).value();
        QCOMPARE(int(all.all.size()), 3);
        QCOMPARE(all.initial()->offenceCode, u"code-penal-enlevement"_s);
        QVERIFY(all.hasChanged() && all.current()->id == right);
        QVERIFY(all.current()->person == rose);
        QVERIFY(std::ranges::find(all.all, wrong, &Qualification::id)->isWrong);
        QVERIFY(takeBackQualification(*house.desk, right, "autre dossier").hasValue());
        all = listQualificationsOf(*house.desk, rose).value();
        QVERIFY(!all.hasChanged() && all.current()->offence == offence);
        QCOMPARE(takeBackQualification(*house.desk, right, "encore").error().code, Errc::WrongState);
        QCOMPARE(recordQualification(*house.desk, {.words = "vol", .decidedOn = "2026", .authority = "police"}).error().code,
                 Errc::InvalidArgument); // of nobody
        QCOMPARE(recordQualification(*house.desk, {.person = rose, .decidedOn = "2026", .authority = "police"}).error().code,
                 Errc::InvalidArgument); // of nothing
        QCOMPARE(setField(*house.desk, f::qualification::Words, wrong, "autre").error().code, Errc::InvalidArgument);
    }

    void aTraffickingCaseJoinsPersonsAndSuspects()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const CaseId ines = house.admit("Ines", 15, "Habonimana");
        QCOMPARE(openTraffickingCase(*house.desk, {}).error().code, Errc::InvalidArgument);
        const auto network = openTraffickingCase(*house.desk, {.title = "Filière du Golfe", .note = {}}).value();
        auto lines = listTraffickingCases(*house.desk).value();
        QCOMPARE(int(lines.size()), 1);
        QVERIFY2(QRegularExpression(u"^[A-Z]{4}-\\d{4}-\\d{4}$"_s).match(lines.front().number).hasMatch(),
                 qPrintable(lines.front().number));
        QCOMPARE(setField(*house.desk, f::trafficking_case::Number, network, "X").error().code, Errc::InvalidArgument);
        QVERIFY(joinVictim(*house.desk, network, rose, {}).hasValue());
        QVERIFY(joinVictim(*house.desk, network, ines, "même recruteur").hasValue());
        QCOMPARE(joinVictim(*house.desk, network, rose, {}).error().code, Errc::RecordExists);
        const auto suspect = addSuspect(*house.desk, {.knownAs = "Karenzo", .state = "free"}).value();
        QCOMPARE(addSuspect(*house.desk, {.sex = "M"}).error().code, Errc::InvalidArgument);
        QVERIFY(putSuspectInCase(*house.desk, network, suspect, "RecruiterOrIntermediary", "à la gare").hasValue());
        QVERIFY(putSuspectInCase(*house.desk, network, suspect, "RecruiterOrIntermediary Transporter", {}).hasValue());
        auto found = loadTraffickingCase(*house.desk, network).value();
        QCOMPARE(int(found.victims.size()), 2);
        QCOMPARE(found.suspects.count, 1);
        QCOMPARE(found.suspects.list.front().roles, (QStringList{u"RecruiterOrIntermediary"_s, u"Transporter"_s}));
        QVERIFY(!found.isNameInTitle);
        QVERIFY(setField(*house.desk, f::trafficking_case::Title, network, "Affaire HABONIMANA").hasValue());
        QVERIFY(loadTraffickingCase(*house.desk, network).value().isNameInTitle);
        QVERIFY(removeVictim(*house.desk, network, ines).hasValue());
        QVERIFY(!loadTraffickingCase(*house.desk, network).value().isNameInTitle);
        QCOMPARE(listTraffickingCases(*house.desk).value().front().victims, 1);
        QVERIFY(listTraffickingCasesOf(*house.desk, ines).value().empty());
        QVERIFY(joinVictim(*house.desk, network, ines, {}).hasValue()); // after all
        QCOMPARE(int(listTraffickingCasesOf(*house.desk, ines).value().size()), 1);
        QVERIFY(removeSuspectFromCase(*house.desk, network, suspect).hasValue());
        QCOMPARE(listTraffickingCases(*house.desk).value().front().suspects, 0);
    }

    void whatSheToldIsLinkedToASuspect()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const CaseId ines = house.admit("Ines");
        const auto told = addPerpetrator(*house.desk, rose, {.name = "Karenzo", .roles = "Transporter"}).value();
        const auto also = addPerpetrator(*house.desk, ines, {.description = "grand, un taxi jaune"}).value();
        QCOMPARE(addPerpetrator(*house.desk, ines, {.roles = "Transporter"}).error().code, Errc::InvalidArgument);
        const auto suspect = suspectFromPerpetrator(*house.desk, told).value();
        QCOMPARE(suspectFromPerpetrator(*house.desk, told).error().code, Errc::WrongState);
        QVERIFY(linkPerpetrator(*house.desk, also, suspect).hasValue());
        auto suspects = listSuspects(*house.desk).value();
        QCOMPARE(int(suspects.size()), 1);
        QCOMPARE(suspects.front().knownAs, u"Karenzo"_s);
        QCOMPARE(suspects.front().tellers, 2);
        QVERIFY(!suspects.front().code.contains("Karenzo"_L1));
        QCOMPARE(listPerpetratorsOf(*house.desk, ines).value().list.front().suspectCode, suspects.front().code);
        QCOMPARE(removeSuspect(*house.desk, suspect, "deux fois").error().code, Errc::WrongState);
        QVERIFY(linkPerpetrator(*house.desk, also, std::nullopt).hasValue());
        QVERIFY(linkPerpetrator(*house.desk, told, std::nullopt).hasValue());
        QCOMPARE(removeSuspect(*house.desk, suspect, {}).error().code, Errc::InvalidArgument);
        QVERIFY(removeSuspect(*house.desk, suspect, "deux fois le même").hasValue());
        const auto history = house.log->history({f::suspect::Table, suspect}).value();
        QVERIFY(std::ranges::any_of(history, [](const sync::HistoryEntry &was) {
            return was.field == f::suspect::Note.field && was.value == Value("deux fois le même");
        }));
        QVERIFY(listSuspects(*house.desk).value().empty());
        QCOMPARE(listPerpetratorsOf(*house.desk, rose).value().count, 1); // her own words stay
    }

    void withoutTheRightOnlyTheNumberIsKnown()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const auto network = openTraffickingCase(*house.desk, {.title = "Filière"}).value();
        QVERIFY(joinVictim(*house.desk, network, rose, {}).hasValue());
        const auto suspect = addSuspect(*house.desk, {.knownAs = "Karenzo"}).value();
        const auto removed = addSuspect(*house.desk, {.knownAs = "Autre"}).value();
        QVERIFY(putSuspectInCase(*house.desk, network, suspect, "Transporter", "au nord").hasValue());
        QVERIFY(putSuspectInCase(*house.desk, network, removed, {}, {}).hasValue());
        QVERIFY(removeSuspectFromCase(*house.desk, network, removed).hasValue());
        QVERIFY(addPerpetrator(*house.desk, rose, {.name = "Karenzo"}).hasValue());
        QVERIFY(setField(*house.desk, f::trafficking_case::Title, network, "Filière Karenzo").hasValue());
        QVERIFY(loadTraffickingCase(*house.desk, network).value().isNameInTitle);
        house.seat(u"psychologist"_s); // reads stories, and not who did it
        const auto found = loadTraffickingCase(*house.desk, network).value();
        QVERIFY(!found.isNameInTitle); // nobody finds a suspect's name by trying titles
        QVERIFY(found.suspects.isHidden && found.suspects.list.empty());
        QCOMPARE(found.suspects.count, 1);
        const auto told = listPerpetratorsOf(*house.desk, rose).value();
        QVERIFY(told.isHidden && told.list.empty());
        QCOMPARE(told.count, 1);
        QCOMPARE(listSuspects(*house.desk).error().code, Errc::AccessRefused);
        QCOMPARE(putSuspectInCase(*house.desk, network, suspect, {}, {}).error().code, Errc::AccessRefused);
        house.seat(u"nurse"_s); // does not read stories
        QCOMPARE(loadTraffickingCase(*house.desk, network).error().code, Errc::AccessRefused);
        QCOMPARE(loadRegistry(*house.desk, rose).error().code, Errc::AccessRefused);
        QVERIFY(listStatusOf(*house.desk, rose).hasValue()); // the procedure is hers too
    }

    void anErasedPersonLeavesTheCaseAndTheSuspect()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        const CaseId ines = house.admit("Ines");
        const auto network = openTraffickingCase(*house.desk, {.title = "Filière"}).value();
        const auto suspect = addSuspect(*house.desk, {.knownAs = "Karenzo"}).value();
        QVERIFY(putSuspectInCase(*house.desk, network, suspect, "Transporter", {}).hasValue());
        for (const CaseId who : {rose, ines}) {
            QVERIFY(joinVictim(*house.desk, network, who, {}).hasValue());
            QVERIFY(putRegistry(*house.desk, who, {{f::registry::Acts, "transport"}}).hasValue());
            const auto episode = addEpisode(*house.desk, who, {{f::episode::StartedOn, "2025"}}).value();
            QVERIFY(addRouteLeg(*house.desk, episode, {{f::route_leg::ToCountry, "TZ"}}).hasValue());
            house.decide(who, TraffickingStatus::Presumed, "2026-11-20");
            QVERIFY(recordQualification(*house.desk,
                                        {.person = who, .words = "vol", .decidedOn = "2026-11-20", .authority = "police"})
                        .hasValue());
            QVERIFY(linkPerpetrator(*house.desk, addPerpetrator(*house.desk, who, {.name = "Karenzo"}).value(), suspect)
                        .hasValue());
        }
        QVERIFY(recordQualification(
                    *house.desk,
                    {.traffickingCase = network, .words = "traite", .decidedOn = "2026-11-21", .authority = "prosecution"})
                    .hasValue());
        QCOMPARE(int(listQualificationsOf(*house.desk, rose).value().all.size()), 2); // and that of the case
        QVERIFY(house.erase(rose));
        for (const char *table : {"registry", "episode", "route_leg", "status_decision", "case_victim", "perpetrator"})
            QCOMPARE(house.count("SELECT count(*) FROM " + std::string(table)), 1); // the other's
        QCOMPARE(house.count("SELECT count(*) FROM qualification"), 2);
        const auto found = loadTraffickingCase(*house.desk, network).value();
        QCOMPARE(int(found.victims.size()), 1);
        QVERIFY(found.victims.front().person == ines);
        QCOMPARE(found.suspects.count, 1);
        QCOMPARE(listSuspects(*house.desk).value().front().tellers, 1);
        QCOMPARE(found.qualifications.current()->words, u"traite"_s);
    }

    void whatIsWithheldDoesNotLeave()
    {
        Shelter house;
        const CaseId rose = house.admit("Rose");
        QVERIFY(putRegistry(*house.desk, rose,
                            {{f::registry::ActWords, "Conduite à Kigoma de nuit"}, {f::registry::Acts, "transport"}})
                    .hasValue());
        const auto episode = addEpisode(*house.desk, rose, {{f::episode::Work, "ménage chez un commerçant"}}).value();
        QVERIFY(addRouteLeg(*house.desk, episode, {{f::route_leg::ToPlace, "Kigoma"}}).hasValue());
        house.decide(rose, TraffickingStatus::Presumed, "2026-11-20", "elle l’a dit");
        const auto offered = listWithholdable(*house.desk, rose).value();
        const auto has = [&](const QString &code) {
            return std::ranges::find(offered, code, &Withholdable::code) != offered.end();
        };
        QVERIFY(has(withheldField(f::registry::ActWords)));
        QVERIFY(has(withheldRecord(episode)));
        Withheld withheld;
        withheld.add({withheldField(f::registry::ActWords), {}, {}});
        withheld.add({withheldRecord(episode), {}, {}});
        FullFile file = loadFullFile(*house.desk, rose).value();
        const auto tables = [&] {
            std::set<std::uint16_t> all;
            for (const Record &record : file.records)
                all.insert(record.table);
            return all;
        };
        QVERIFY(tables().contains(f::route_leg::Table) && tables().contains(f::status_decision::Table));
        leaveOut(file, withheld);
        QVERIFY(!tables().contains(f::episode::Table));
        QVERIFY(!tables().contains(f::route_leg::Table)); // hangs on the episode
        const auto registry = std::ranges::find(file.records, f::registry::Table, &Record::table);
        QVERIFY(registry != file.records.end());
        QCOMPARE(registry->text(f::registry::ActWords), QString());
        QCOMPARE(registry->text(f::registry::Acts), u"transport"_s);
    }

    void everyCodeOfARegistryFieldIsInItsList()
    {
        const std::pair<sync::FieldId, const char *> some[] = {{f::registry::Acts, "recruitment"},
                                                               {f::registry::Means, "payment"},
                                                               {f::registry::Purposes, "organs"},
                                                               {f::registry::RelationToTrafficker, "Familial"},
                                                               {f::registry::RecruitmentSites, "WhatsApp"},
                                                               {f::registry::RecruitmentMethods, "AtWork"},
                                                               {f::episode::Sector, "A_AgricultureForestryAndFishing"},
                                                               {f::episode::Controls, "WithholdsDocuments"},
                                                               {f::episode::SexExploitation, "Prostitution"},
                                                               {f::route_leg::ToCountry, "OM"},
                                                               {f::route_leg::Crossing, "beside_post"},
                                                               {f::status_decision::Organ, "CourtOrProsecution"},
                                                               {f::status_decision::Status, "identified"},
                                                               {f::suspect::State, "wanted"},
                                                               {f::suspect_in_case::Roles, "Exploiter"},
                                                               {f::qualification::Authority, "prosecution"}};
        for (const auto &[field, code] : some) {
            const QString list = model::codeListOf(field);
            QVERIFY2(!list.isEmpty(), code);
            QVERIFY2(model::CodeList::byName(list).find(QString::fromLatin1(code)) != nullptr, code);
        }
        for (int at = 0; at < 4; ++at) {
            const auto status = static_cast<TraffickingStatus>(at);
            QVERIFY(model::CodeList::byName(u"trafficking_status"_s).find(QString(toCode(status))) != nullptr);
            QVERIFY(traffickingStatusFromCode(QString(toCode(status))) == status);
        }
    }

private:
    static Value idValueOf(const sync::RecordId &id) { return base::Bytes(id.bytes().begin(), id.bytes().end()); }

    /// When a clock of hers began; 0: it has not.
    static base::UtcMs clockStart(Shelter &house, CaseId who, const QString &name)
    {
        const auto clocks = loadClocksOf(*house.desk, who).value();
        for (const ClockNow &clock : clocks) {
            if (clock.name == name)
                return clock.start;
        }
        return 0;
    }

    static void checkRow(const TruthRow &row)
    {
        ElementFacts facts;
        const auto fill = [](int how, QStringList &codes, bool &hasWords, const char *code) {
            if (how == 2)
                codes.append(QString::fromLatin1(code));
            hasWords = how >= 1;
        };
        fill(row.acts, facts.acts, facts.hasActWords, "transport");
        fill(row.means, facts.means, facts.hasMeansWords, "force");
        fill(row.purposes, facts.purposes, facts.hasPurposeWords, "sexual");
        facts.ageWhenTrafficked = row.ageThen;
        facts.isMinor = row.isMinor;
        const Elements elements = elementsOf(facts);
        const AgeThen age = expectedAge(row);
        const bool isChild = age == AgeThen::Child || age == AgeThen::Doubtful;
        const bool isComplete = isWritten(row.acts) && isWritten(row.purposes) && (isChild || isWritten(row.means));
        const QByteArray what = u"%1%2%3 %4 %5"_s.arg(row.acts)
                                    .arg(row.means)
                                    .arg(row.purposes)
                                    .arg(row.ageThen.value_or(-1))
                                    .arg(row.isMinor)
                                    .toUtf8();
        QVERIFY2(elements.ageThen == age, what.constData());
        QVERIFY2(elements.isChild() == isChild, what.constData());
        QVERIFY2(elements.isComplete() == isComplete, what.constData());
        QVERIFY2((elements.of(Element::Means).state == ElementState::NotNeeded) == (isChild && !isWritten(row.means)),
                 what.constData());
        QVERIFY2((elements.of(Element::Act).state == ElementState::InWords) == (row.acts == 1), what.constData());
        QVERIFY2(elements.agesContradict == (row.ageThen.value_or(0) >= 18 && row.isMinor == u"yes"), what.constData());
        QVERIFY2(elements.isAgeMissing == (age == AgeThen::AdultNow || (age == AgeThen::Doubtful && !row.ageThen)),
                 what.constData());
    }
};

QTEST_GUILESS_MAIN(TestRegistry)
#include "test_registry.moc"
