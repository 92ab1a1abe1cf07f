// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/consent_rule.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/house/house.h"
#include "core/casework/import_export/interview_export.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/interview_print.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/migrations.h"
#include "core/forms/form_package.h"
#include "core/forms/workbook.h"
#include "core/forms/workbook_writer.h"
#include "core/model/field_table.h"
#include "core/model/place_text.h"
#include "core/model/said_age.h"
#include "core/sync/local_meta.h"
#include "tests/support/fakes.h"
#include "tests/support/temp_store.h"

#include <QTest>

#include <map>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// A vault with one file, which can be dropped without any farewell and opened again.
struct House
{
    tests::TempStore temp;
    tests::FakeClock clock;
    tests::SeededRandom random{11};
    sync::UserId user = sync::UserId::make(random);
    std::optional<store::Connection> db;
    std::optional<sync::ChangeLog> log;
    Access access = Access::everything();
    std::optional<Desk> desk;
    std::optional<sync::RecordId> person;

    House()
    {
        db.emplace(temp.open(store::Connection::Mode::Create).value());
        [[maybe_unused]] const bool made =
            store::migrate(*db, migrations(), {}).hasValue() &&
            sync::setMeta(*db, sync::meta::DeviceId, sync::DeviceId::make(random).bytes()).hasValue() &&
            sync::setMeta(*db, sync::meta::Series, base::asBytes("BCDF")).hasValue();
        sit();
        person = sync::RecordId::make(random);
        auto transaction = db->begin().value();
        [[maybe_unused]] const bool born =
            log->birth({fields::case_file::Table, *person},
                       {{fields::case_file::DisplayName, "Rose"}, {fields::case_file::CaseCode, "K7Q2"}})
                .hasValue() &&
            log->birth({fields::identity::Table, *person}, {{fields::identity::FamilyName, "Niyonzima"}}).hasValue() &&
            transaction.commit().hasValue();
    }
    void sit()
    {
        log.emplace(sync::ChangeLog::open(*db, model::schema(), clock, user).value());
        access = Access::of(*log).value();
        log->setGate(&access);
        desk.emplace(Desk{*db, *log, clock, random, access});
    }
    void cutThePower()
    {
        desk.reset();
        log.reset();
        db.reset();
        db.emplace(temp.open(store::Connection::Mode::ReadWrite).value());
        sit();
    }
    InterviewId start() { return startInterview(*desk, {*person, u"intake"_s, u"1"_s, u"rn"_s, {}}).value(); }
    std::int64_t count(const std::string &table)
    {
        auto select = db->prepare("SELECT count(*) FROM " + table).value();
        return select.step().value() ? select.integer(0) : -1;
    }
};

AnswerDraft answer(const char *path, const char *type, const QString &value,
                   sync::Compartment compartment = sync::Compartment::Case)
{
    return {QString::fromLatin1(path), QString::fromLatin1(type), value, std::nullopt, compartment};
}

std::shared_ptr<const forms::FormDefinition> formOf(const QList<QStringList> &rows,
                                                    const QList<QStringList> &entityRows = {})
{
    forms::Sheet entities;
    entities.name = u"entities"_s;
    for (const QStringList &row : entityRows)
        entities.rows.push_back({static_cast<int>(entities.rows.size()) + 1, row});
    forms::Sheet survey;
    survey.name = u"survey"_s;
    for (const QStringList &row : rows)
        survey.rows.push_back({static_cast<int>(survey.rows.size()) + 1, row});
    forms::Sheet choices;
    choices.name = u"choices"_s;
    choices.rows = {{1, {u"list_name"_s, u"name"_s, u"label"_s}},
                    {2, {u"yes_no_later"_s, u"yes"_s, u"Oui"_s}},
                    {3, {u"yes_no_later"_s, u"no"_s, u"Non"_s}}};
    return std::make_shared<const forms::FormDefinition>(
        forms::FormDefinition::fromWorkbook(forms::Workbook::fromSheets({survey, choices, entities}), u"f"_s).value());
}

std::map<QString, QString> valuesOf(const LoadedInterview &loaded)
{
    std::map<QString, QString> values;
    for (const SavedAnswer &saved : loaded.answers)
        values[saved.path] = saved.missing ? u"?%1"_s.arg(static_cast<int>(*saved.missing)) : saved.value;
    return values;
}

} // namespace

class TestInterviews : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyAcknowledgedAnswerSurvivesACut()
    {
        House house;
        const InterviewId id = house.start();
        std::map<QString, QString> given;
        for (int i = 0; i < 40; ++i) {
            const QString path = u"/data/q%1"_s.arg(i % 17);
            const QString value = u"réponse n° %1"_s.arg(i);
            QVERIFY(saveAnswer(*house.desk, id, {path, u"text"_s, value, std::nullopt}).hasValue());
            given[path] = value;
            if (i % 5 == 0)
                house.cutThePower();
            QCOMPARE(valuesOf(loadInterview(*house.desk, id).value()), given);
        }
    }

    void answersComeBackAsTheyWereTyped_data()
    {
        QTest::addColumn<QString>("type");
        QTest::addColumn<QString>("value");
        QTest::newRow("text") << u"text"_s << u"l’oncle, « 12 » 😀"_s;
        QTest::newRow("integer") << u"integer"_s << u"14"_s;
        QTest::newRow("decimal") << u"decimal"_s << u"2.5"_s;
        QTest::newRow("decimal with a zero") << u"decimal"_s << u"2.50"_s;
        QTest::newRow("twenty digits") << u"integer"_s << u"12345678901234567890"_s;
        QTest::newRow("codes") << u"select_multiple"_s << u"a b c"_s;
        QTest::newRow("rank keeps its order") << u"rank"_s << u"c a b"_s;
        QTest::newRow("part of a date") << u"date"_s << u"2009-02"_s;
    }
    void answersComeBackAsTheyWereTyped()
    {
        QFETCH(QString, type);
        QFETCH(QString, value);
        House house;
        const InterviewId id = house.start();
        QVERIFY(saveAnswer(*house.desk, id, {u"/data/q"_s, type, u"1"_s, std::nullopt}).hasValue());
        QVERIFY(saveAnswer(*house.desk, id, {u"/data/q"_s, type, value, std::nullopt}).hasValue());
        QCOMPARE(valuesOf(loadInterview(*house.desk, id).value()).at(u"/data/q"_s), value);
        QVERIFY(saveAnswer(*house.desk, id, {u"/data/q"_s, type, {}, base::Missing::Refused}).hasValue());
        QCOMPARE(valuesOf(loadInterview(*house.desk, id).value()).at(u"/data/q"_s), u"?2"_s);
        QVERIFY(saveAnswer(*house.desk, id, {u"/data/q"_s, type, {}, std::nullopt}).hasValue());
        QVERIFY(loadInterview(*house.desk, id).value().answers.empty());
    }

    void aNumberThatIsNoneIsRefusedAndNothingIsWritten()
    {
        House house;
        const InterviewId id = house.start();
        const std::vector<AnswerDraft> two = {answer("/data/a", "text", u"kept?"_s),
                                              answer("/data/n", "integer", u"twelve"_s)};
        QCOMPARE(saveAnswers(*house.desk, id, two, {}).error().code, base::Errc::InvalidArgument);
        QVERIFY(loadInterview(*house.desk, id).value().answers.empty());
    }

    void anAnswerIsInTheTableOfItsCompartmentAndNowhereElse()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/pain", "text", u"dos"_s, sync::Compartment::Health)).hasValue());
        QCOMPARE(house.count("answer_health"), 1);
        QCOMPARE(house.count("answer_case") + house.count("answer_identity") + house.count("answer_perpetrator"), 0);
        QVERIFY(
            saveAnswer(*house.desk, id, answer("/data/who", "text", u"Pio"_s, sync::Compartment::Perpetrator)).hasValue());
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/name", "text", u"Ana"_s, sync::Compartment::Identity)).hasValue());
        QCOMPARE(house.count("answer_perpetrator"), 1);
        QCOMPARE(house.count("answer_identity"), 1);
        QCOMPARE(house.count("answer_health"), 1);
        QCOMPARE(loadInterview(*house.desk, id).value().answers.size(), std::size_t(3));
    }

    void whatWasBeingTypedComesBackWithoutBeingAnAnswer()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(keepTyping(*house.desk, id, u"/data/age"_s, u"douze"_s).hasValue());
        QVERIFY(keepTyping(*house.desk, id, u"/data/story"_s, u"Elle"_s).hasValue());
        QVERIFY(keepTyping(*house.desk, id, u"/data/name"_s, {}).hasValue());
        QVERIFY(keepTyping(*house.desk, id, u"/data/story"_s, u"Elle a di"_s).hasValue());
        house.cutThePower();
        auto loaded = loadInterview(*house.desk, id).value();
        const std::vector<UnfinishedText> kept = {
            {u"/data/age"_s, u"douze"_s}, {u"/data/name"_s, {}}, {u"/data/story"_s, u"Elle a di"_s}};
        QCOMPARE(loaded.unfinished, kept);
        QCOMPARE(loaded.lastPath, u"/data/story"_s);
        QVERIFY(loaded.answers.empty());
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/story", "text", u"Elle a dit"_s)).hasValue());
        QVERIFY(forgetTyping(*house.desk, id, u"/data/name"_s).hasValue());
        QVERIFY(forgetTyping(*house.desk, id, u"/data/nothing"_s).hasValue());
        house.cutThePower();
        loaded = loadInterview(*house.desk, id).value();
        QCOMPARE(loaded.unfinished, std::vector<UnfinishedText>{kept.front()});
    }

    void aSittingThatWasCutIsClosedAtItsLastAnswer()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(openSitting(*house.desk, id, {u"J. N."_s, {}, u"rn"_s, u"salle 2"_s, {}}).hasValue());
        house.clock.advance(60'000);
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/a", "text", u"x"_s)).hasValue());
        const auto lastAnswer = house.clock.nowUtc();
        house.clock.advance(3'600'000);
        house.cutThePower();
        auto loaded = loadInterview(*house.desk, id).value();
        QVERIFY(loaded.findOpenSitting() != nullptr);
        QCOMPARE(*loaded.lastSavedAt, lastAnswer);
        const auto second = openSitting(*house.desk, id, {u"J. N."_s, {}, u"rn"_s, {}, {}}).value();
        loaded = loadInterview(*house.desk, id).value();
        QCOMPARE(loaded.sittings.size(), std::size_t(2));
        QCOMPARE(*loaded.sittings[0].stoppedAt, lastAnswer);
        QCOMPARE(loaded.sittings[0].stopReason, u"interrupted"_s);
        QCOMPARE(loaded.sittings[1].number, 2);
        QCOMPARE(second.number, 2);
        QCOMPARE(second.startedAt, loaded.sittings[1].startedAt);
        QVERIFY(closeSitting(*house.desk, second.id, u"tired"_s).hasValue());
        QCOMPARE(closeSitting(*house.desk, second.id, u"tired"_s).error().code, base::Errc::WrongState);
        QVERIFY(loadInterview(*house.desk, id).value().findOpenSitting() == nullptr);
    }

    void theInterviewersViewIsANoteOfItsOwn()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(saveInterviewerNote(*house.desk, id, u"fatiguée"_s).hasValue());
        QVERIFY(saveInterviewerNote(*house.desk, id, u"très fatiguée"_s).hasValue());
        QCOMPARE(house.count("note WHERE kind = 'interviewer_view'"), 1);
        const auto loaded = loadInterview(*house.desk, id).value();
        QCOMPARE(loaded.interviewerView, u"très fatiguée"_s);
        QVERIFY(loaded.answers.empty());
    }

    void anAlertIsRaisedOnce()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(raiseAlert(*house.desk, *house.person, u"suicidal_thoughts"_s, id).value());
        house.cutThePower();
        QVERIFY(!raiseAlert(*house.desk, *house.person, u"suicidal_thoughts"_s, id).value());
        QVERIFY(raiseAlert(*house.desk, *house.person, u"trafficker_near"_s, id).value());
        const auto alerts = listOpenAlerts(*house.desk, *house.person).value();
        QCOMPARE(alerts.size(), std::size_t(2));
        QCOMPARE(alerts[0].kind, u"suicidal_thoughts"_s);
    }

    void consentIsOneRowPerPurposeAndFollowsTheAnswer()
    {
        House house;
        const InterviewId id = house.start();
        ConsentDraft consent;
        consent.purpose = u"interview"_s;
        consent.decision = u"yes"_s;
        const ConsentDraft silent{u"photo"_s};
        const std::vector<ConsentDraft> first = {consent, silent};
        QVERIFY(recordConsents(*house.desk, id, first).hasValue());
        QCOMPARE(house.count("consent"), 1);
        consent.decision = u"no"_s;
        QVERIFY(recordConsents(*house.desk, id, {&consent, 1}).hasValue());
        QCOMPARE(house.count("consent WHERE purpose = 'interview' AND decision = 'no'"), 1);
        QCOMPARE(house.count("consent"), 1);
    }

    void theRegisterChangesOnlyWhatWasConfirmed()
    {
        House house;
        const auto compared = compareWithRegister(*house.desk, *house.person,
                                                  {{u"family_name"_s, u"Niyonsaba"_s},
                                                   {u"given_names"_s, u"Ana"_s},
                                                   {u"age_years"_s, u"17"_s},
                                                   {u"disability"_s, u"hearing walking"_s},
                                                   {u"phone"_s, {}},
                                                   {u"case_code"_s, u"HACK"_s},
                                                   {u"shoe_size"_s, u"38"_s}})
                                  .value();
        QCOMPARE(compared.unknownProperties, (QStringList{u"case_code"_s, u"shoe_size"_s}));
        QCOMPARE(compared.differences.size(), std::size_t(4));
        QCOMPARE(compared.differences[0].registerValue, base::Value("Niyonzima"));
        const std::vector<RegisterDifference> confirmed = {compared.differences[0], compared.differences[3]};
        QVERIFY(applyToRegister(*house.desk, *house.person, confirmed).hasValue());
        QCOMPARE(house.log->load(fields::identity::FamilyName, *house.person).value(), base::Value("Niyonsaba"));
        QCOMPARE(house.log->load(fields::health::Disability, *house.person).value(), base::Value("hearing walking"));
        QVERIFY(house.log->load(fields::identity::GivenNames, *house.person).value().isNull());
        QCOMPARE(house.log->history({fields::identity::Table, *house.person}).value().back().value,
                 base::Value("Niyonsaba"));
        // shown once, changed since: must be looked at again
        QCOMPARE(applyToRegister(*house.desk, *house.person, confirmed).error().code, base::Errc::WrongState);
    }

    void theRegisterTakesNoAnswerAboutSomebodyElse()
    {
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s},
                                  {u"text"_s, u"who"_s, u"W"_s},
                                  {u"text"_s, u"sex"_s, u"S"_s, u"person#sex"_s},
                                  {u"text"_s, u"village"_s, u"V"_s, u"home#origin_place"_s},
                                  {u"begin repeat"_s, u"child"_s, u"C"_s},
                                  {u"text"_s, u"name"_s, u"N"_s, u"children#given_names"_s},
                                  {u"end repeat"_s}},
                                 {{u"list_name"_s, u"label"_s, u"entity_id"_s, u"create_if"_s},
                                  {u"person"_s, u""_s, u"${who}"_s},
                                  {u"home"_s, u"${village}"_s, u""_s, u"${village} != ''"_s},
                                  {u"children"_s, u"${name}"_s}});
        const auto herself = sync::RecordId::fromBytes(base::Bytes(16, std::byte{7})).value();
        const auto another = sync::RecordId::fromBytes(base::Bytes(16, std::byte{9})).value();
        forms::FormInstance instance(form, {});
        using Answers = std::vector<std::pair<QString, QString>>;
        QVERIFY(instance.setAnswer(u"/data/who"_s, QString::fromStdString(herself.toText())).hasValue());
        QVERIFY(instance.setAnswer(u"/data/sex"_s, u"F"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/child[1]/name"_s, u"Aline"_s).hasValue());
        QCOMPARE(registerAnswers(instance, herself), (Answers{{u"sex"_s, u"F"_s}}));
        QCOMPARE(registerAnswers(instance, another), Answers());
        QVERIFY(instance.setAnswer(u"/data/village"_s, u"Gasorwe"_s).hasValue());
        QCOMPARE(registerAnswers(instance, another), (Answers{{u"origin_place"_s, u"Gasorwe"_s}}));
    }

    void listsAFormWritesComeBackAndAreCorrected()
    {
        House house;
        const auto census =
            formOf({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s, u"indaro::compartment"_s},
                    {u"text"_s, u"family"_s, u"F"_s, u"households#family"_s, u"identity"_s},
                    {u"text"_s, u"illness"_s, u"I"_s, u"households#illness"_s, u"health"_s},
                    {u"begin repeat"_s, u"child"_s, u"C"_s},
                    {u"text"_s, u"given"_s, u"G"_s, u"children#given"_s, u"identity"_s},
                    {u"end repeat"_s}},
                   {{u"list_name"_s, u"label"_s, u"entity_id"_s, u"create_if"_s, u"update_if"_s},
                    {u"households"_s, u"${family}"_s, u"concat('h-', ${family})"_s, u"true()"_s, u"true()"_s},
                    {u"children"_s, u"concat(${given}, ${illness})"_s}});
        QVERIFY2(census->findings().empty(), "the form is understood");
        forms::FormEnvironment environment;
        environment.random = &house.random;
        forms::FormInstance held(census, environment);
        QVERIFY(held.setAnswer(u"/data/family"_s, u"Ndayisenga"_s).hasValue());
        QVERIFY(held.setAnswer(u"/data/illness"_s, u"asthme"_s).hasValue());
        QVERIFY(held.setAnswer(u"/data/child[1]/given"_s, u"Aline"_s).hasValue());
        const EntityDrafts first = entityDrafts(held, *house.person);
        QCOMPARE(first.keptBack, (QStringList{u"households: illness"_s, u"children: label"_s}));
        const InterviewId id = house.start();
        QVERIFY(signInterview(*house.desk, id, {}, first.drafts).hasValue());
        QCOMPARE(house.count("entity"), 2);

        const auto reading =
            formOf({{u"type"_s, u"name"_s, u"label"_s, u"calculation"_s},
                    {u"select_one_from_file households.csv"_s, u"home"_s, u"H"_s},
                    {u"calculate"_s, u"ill"_s, u""_s, u"pulldata('households', 'illness', 'name', ${home})"_s},
                    {u"calculate"_s, u"all"_s, u""_s, u"count(instance('children')/root/item)"_s}});
        QCOMPARE(reading->entityListsRead(), (QStringList{u"households"_s, u"children"_s}));
        const auto read = [&](const QString &dataset) {
            return loadEntityLists(*house.desk, *reading).value()->entityList(dataset);
        };
        using Rows = std::vector<QStringList>;
        QCOMPARE(read(u"households"_s)->columns, (QStringList{u"name"_s, u"label"_s, u"__version"_s, u"family"_s}));
        QCOMPARE(read(u"households"_s)->rows, (Rows{{u"h-Ndayisenga"_s, u"Ndayisenga"_s, u"1"_s, u"Ndayisenga"_s}}));
        QCOMPARE(read(u"children"_s)->rows.size(), 1u);
        QVERIFY(!read(u"teachers"_s));
        const auto lists = loadEntityLists(*house.desk, *reading).value();
        environment.entityLists = lists.get();
        forms::FormInstance later(reading, environment);
        QCOMPARE(later.choices(u"/data/home"_s).size(), std::size_t{1});
        QVERIFY(later.setAnswer(u"/data/home"_s, u"h-Ndayisenga"_s).hasValue());
        QCOMPARE(later.state(u"/data/ill"_s)->value, QString());
        QCOMPARE(later.state(u"/data/all"_s)->value, u"1"_s);

        const auto writes = [&](InterviewId interview, const std::vector<EntityDraft> &drafts) {
            auto transaction = house.db->begin().value();
            return writeEntities(*house.desk, interview, drafts).hasValue() && transaction.commit().hasValue();
        };
        const auto operations = house.count("operation");
        QVERIFY(writes(id, first.drafts));
        QCOMPARE(house.count("operation"), operations); // the same again writes nothing
        std::vector<EntityDraft> corrected{first.drafts.front()};
        corrected[0].properties = {{u"family"_s, u"Ndayishimiye"_s}};
        QVERIFY(writes(id, corrected)); // the child is withdrawn, the household corrected
        QVERIFY(!read(u"children"_s));
        QCOMPARE(read(u"households"_s)->rows, (Rows{{u"h-Ndayisenga"_s, u"Ndayisenga"_s, u"2"_s, u"Ndayishimiye"_s}}));
        QVERIFY(writes(id, first.drafts)); // a withdrawn one may come again
        QCOMPARE(read(u"children"_s)->rows.size(), 1u);

        // Another interview changes the household; the first one corrected again does not undo that.
        house.clock.advance(1000);
        const InterviewId second = house.start();
        const EntityDraft moved{forms::EntityAction::Kind::Update,
                                u"households"_s,
                                u"h-Ndayisenga"_s,
                                {},
                                u"3"_s,
                                {{u"family"_s, u"Hakizimana"_s}, {u"commune"_s, u"Muyinga"_s}}};
        const EntityDraft unknown{forms::EntityAction::Kind::Update, u"households"_s, u"h-x"_s, u"X"_s, {}, {}};
        QVERIFY(writes(second, {moved, unknown}));
        QVERIFY(writes(id, corrected));
        QCOMPARE(read(u"households"_s)->rows,
                 (Rows{{u"h-Ndayisenga"_s, u"Ndayisenga"_s, u"5"_s, u"Hakizimana"_s, u"Muyinga"_s}}));
    }

    void aListThatCameWithTheFormGrows()
    {
        House house;
        const auto package = [] {
            forms::FormPackage made;
            made.workbook = forms::makeWorkbook({{u"survey"_s,
                                                  {{u"type"_s, u"name"_s, u"label"_s},
                                                   {u"select_one_from_file people.csv"_s, u"who"_s, u"W"_s},
                                                   {u"select_one_from_file schools.csv"_s, u"school"_s, u"S"_s}}}})
                                .value();
            made.workbookName = u"f.xlsx"_s;
            made.files.insert(u"schools.csv"_s, "name,label\ns1,Ecole Rumonge\n");
            made.files.insert(u"people.csv"_s, "name,label\nt1,Teacher\n");
            return made;
        }();
        const auto form = forms::FormDefinition::fromPackage(package, u"f"_s).value();
        QVERIFY(!loadEntityLists(*house.desk, form).value()->entityList(u"schools"_s)); // the file says it all
        auto transaction = house.db->begin().value();
        using Kind = forms::EntityAction::Kind;
        QVERIFY(writeEntities(*house.desk, house.person.value(),
                              {{Kind::Update, u"schools"_s, u"s1"_s, u"Ecole de Rumonge"_s, {}, {{u"pupils"_s, u"40"_s}}},
                               {Kind::Create, u"schools"_s, u"s2"_s, u"Ecole Kayanza"_s, {}, {}}})
                    .hasValue());
        QVERIFY(transaction.commit().hasValue());
        const auto lists = loadEntityLists(*house.desk, form).value();
        QCOMPARE(lists->entityList(u"schools"_s)->rows,
                 (std::vector<QStringList>{{u"s1"_s, u"Ecole de Rumonge"_s, u"1"_s, u"40"_s},
                                           {u"s2"_s, u"Ecole Kayanza"_s, u"1"_s, QString()}}));
        QVERIFY(!lists->entityList(u"people"_s)); // a form's own file of that name is not the register
    }

    void theRegisterIsGivenAsFarAsItMayBeRead()
    {
        House house;
        const QList<QStringList> rows = {{u"type"_s, u"name"_s, u"label"_s},
                                         {u"select_one_from_file people.csv"_s, u"who"_s, u"W"_s}};
        const auto partners = formOf(rows);
        QList<QStringList> withCompartments = rows;
        withCompartments[0] << u"indaro::compartment"_s;
        withCompartments[1] << u"case"_s;
        const auto ours = formOf(withCompartments);
        auto transaction = house.db->begin().value();
        QVERIFY(
            house.log->birth({fields::health::Table, *house.person}, {{fields::health::Complaint, "asthme"}}).hasValue());
        QVERIFY(house.log->edit(fields::case_file::EstimatedAge, *house.person, std::int64_t{17}).hasValue());
        QVERIFY(transaction.commit().hasValue());
        const auto list = [&](const auto &form) {
            return loadEntityLists(*house.desk, *form).value()->entityList(u"people"_s).value();
        };
        const auto cell = [&](const forms::TextTable &table, const QString &column) {
            const qsizetype place = table.columns.indexOf(column);
            return place < 0 ? u"no such column"_s : table.rows.front().at(place);
        };
        const forms::TextTable whole = list(partners);
        QCOMPARE(cell(whole, u"name"_s), QString::fromStdString(house.person->toText()));
        QCOMPARE(cell(whole, u"label"_s), u"Rose K7Q2"_s);
        QCOMPARE(cell(whole, u"estimated_age"_s), u"17"_s);
        QCOMPARE(cell(whole, u"family_name"_s), u"Niyonzima"_s);
        QVERIFY(cell(whole, u"__version"_s).toLongLong() > 0);
        const forms::TextTable narrow = list(ours); // its answers are read by more people than a family name
        QCOMPARE(cell(narrow, u"family_name"_s), u"no such column"_s);
        QCOMPARE(cell(narrow, u"estimated_age"_s), u"17"_s);
        for (const forms::TextTable &one : {whole, narrow}) {
            for (const char *column : {"complaint", "family_unit", "consent_sharing", "opened_at"})
                QCOMPARE(cell(one, QString::fromLatin1(column)), u"no such column"_s);
        }
    }

    void ofHerselfOnlyWhatTheRegisterHasNoFieldForIsListed()
    {
        House house;
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s, u"save_to"_s},
                                  {u"text"_s, u"who"_s, u"W"_s},
                                  {u"text"_s, u"name"_s, u"N"_s, u"people#family_name"_s},
                                  {u"text"_s, u"shoe"_s, u"S"_s, u"people#shoe_size"_s},
                                  {u"select_one_from_file people.csv"_s, u"any"_s, u"A"_s}},
                                 {{u"list_name"_s, u"label"_s, u"entity_id"_s}, {u"people"_s, u""_s, u"${who}"_s}});
        forms::FormInstance instance(form, {});
        const QString self = QString::fromStdString(house.person->toText());
        QVERIFY(instance.setAnswer(u"/data/name"_s, u"Other"_s).hasValue());
        QVERIFY(instance.setAnswer(u"/data/who"_s, self).hasValue());
        QVERIFY(entityDrafts(instance, *house.person).drafts.size() == 1u); // an unanswered shoe size clears it
        QVERIFY(instance.setAnswer(u"/data/shoe"_s, u"38"_s).hasValue());
        const EntityDrafts drafts = entityDrafts(instance, *house.person);
        QCOMPARE(drafts.drafts.front().properties, (std::vector<std::pair<QString, QString>>{{u"shoe_size"_s, u"38"_s}}));
        QVERIFY(signInterview(*house.desk, house.start(), {}, drafts.drafts).hasValue());
        const auto table = loadEntityLists(*house.desk, *form).value()->entityList(u"people"_s).value();
        QCOMPARE(table.rows.size(), 1u);
        QCOMPARE(table.rows[0].at(table.columns.indexOf(u"shoe_size"_s)), u"38"_s);
        QCOMPARE(table.rows[0].at(table.columns.indexOf(u"label"_s)), u"Rose K7Q2"_s);
        const EntityDrafts others = entityDrafts(instance, sync::RecordId::make(house.random));
        QVERIFY(others.drafts.empty());
        QCOMPARE(others.aboutOthers, QStringList{u"people: "_s + self});
    }

    void aPlaceOfOriginIsOneLineAndSixFields()
    {
        House house;
        const auto compare = [&house](const QString &answer) {
            return compareWithRegister(*house.desk, *house.person, {{u"origin_place"_s, answer}}).value().differences;
        };
        const auto load = [&house](sync::FieldId field) { return house.log->load(field, *house.person).value(); };
        const auto gasorwe = model::Gazetteer::burundi().findByCode(u"BDI012004")->place;
        auto lines = compare(model::placeAnswer(gasorwe));
        QCOMPARE(lines.size(), std::size_t(1));
        QVERIFY(lines[0].registerValue.isNull());
        QCOMPARE(lines[0].interviewValue, base::Value("Gasorwe, Muyinga"));
        QVERIFY(applyToRegister(*house.desk, *house.person, lines).hasValue());
        QCOMPARE(load(fields::identity::OriginPlace), base::Value("BDI012004"));
        QCOMPARE(load(fields::identity::OriginCommune), base::Value("Gasorwe"));
        QCOMPARE(load(fields::identity::OriginDivision), base::Value("old"));
        QVERIFY(compare(model::placeAnswer(gasorwe)).empty());
        QVERIFY(compare(u"gasorwe, MUYINGA"_s).empty()); // the same words, typed

        lines = compare(u"près du lac, Kivu"_s); // in no list: kept as said, and no code beside it
        QCOMPARE(lines.size(), std::size_t(1));
        QCOMPARE(lines[0].registerValue, base::Value("Gasorwe, Muyinga"));
        QVERIFY(applyToRegister(*house.desk, *house.person, lines).hasValue());
        QVERIFY(load(fields::identity::OriginPlace).isNull());
        QVERIFY(load(fields::identity::OriginProvince).isNull());
        QCOMPARE(load(fields::identity::OriginColline), base::Value("près du lac, Kivu"));
        QCOMPARE(applyToRegister(*house.desk, *house.person, lines).error().code, base::Errc::WrongState);
    }

    void signingDropsWhatIsHiddenAndClosesTheInterview()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(openSitting(*house.desk, id, {}).hasValue());
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/shown", "text", u"a"_s)).hasValue());
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/hidden", "text", u"b"_s, sync::Compartment::Health)).hasValue());
        QCOMPARE(listInterviewDrafts(*house.desk).value().size(), std::size_t(1));
        QVERIFY(signInterview(*house.desk, id, {u"/data/hidden"_s}).hasValue());
        const auto loaded = loadInterview(*house.desk, id).value();
        QCOMPARE(loaded.answers.size(), std::size_t(1));
        QCOMPARE(loaded.status, u"signed"_s);
        QVERIFY(loaded.findOpenSitting() == nullptr);
        QCOMPARE(house.count("answer_health"), 0);
        QCOMPARE(house.count("draft"), 0);
        QVERIFY(listInterviewDrafts(*house.desk).value().empty());
        QCOMPARE(listInterviews(*house.desk, *house.person).value().size(), std::size_t(1));
        QCOMPARE(saveAnswer(*house.desk, id, answer("/data/shown", "text", u"z"_s)).error().code, base::Errc::WrongState);
        QCOMPARE(signInterview(*house.desk, id, {}).error().code, base::Errc::WrongState);
    }

    void aCorrectionTakesThePlaceOfWhatWasSignedAndLeavesItAsItWas()
    {
        House house;
        const InterviewId first = house.start();
        QVERIFY(openSitting(*house.desk, first, {u"J. N."_s, {}, {}, u"salle 2"_s}).hasValue());
        QVERIFY(saveAnswer(*house.desk, first, answer("/data/name", "text", u"Ana"_s)).hasValue());
        QVERIFY(
            saveAnswer(*house.desk, first, answer("/data/ill", "text", u"asthme"_s, sync::Compartment::Health)).hasValue());
        QVERIFY(saveInterviewerNote(*house.desk, first, u"calme"_s).hasValue());
        QCOMPARE(startCorrection(*house.desk, first, u"faute"_s).error().code, base::Errc::WrongState); // still a draft
        QVERIFY(signInterview(*house.desk, first, {}).hasValue());
        const auto asSigned = loadInterview(*house.desk, first).value();
        house.clock.advance(3'600'000);

        QCOMPARE(startCorrection(*house.desk, first, u"  \n "_s).error().code, base::Errc::InvalidArgument);
        const InterviewId second = startCorrection(*house.desk, first, u"Elle a dit Anna."_s).value();
        QCOMPARE(startCorrection(*house.desk, first, u"encore"_s).error().code, base::Errc::WrongState); // one at a time
        const auto draft = loadInterview(*house.desk, second).value();
        QCOMPARE(valuesOf(draft), valuesOf(asSigned));
        for (const SavedAnswer &saved : draft.answers)
            QVERIFY(std::find(asSigned.answers.begin(), asSigned.answers.end(), saved) != asSigned.answers.end());
        QCOMPARE(draft.status, u"draft"_s);
        QCOMPARE(draft.correction, 1);
        QCOMPARE(draft.correctionReason, u"Elle a dit Anna."_s);
        QVERIFY(draft.corrects == first && draft.firstVersion == first);
        QCOMPARE(draft.firstSignedAt, asSigned.signedAt);
        QCOMPARE(draft.formerHead->interviewer, u"J. N."_s);
        QCOMPARE(draft.interviewerView, u"calme"_s);
        QVERIFY(!loadInterview(*house.desk, first)->corrects);
        QCOMPARE(findValid(listVersions(*house.desk, second).value())->id, first); // until it is signed

        QVERIFY(saveAnswer(*house.desk, second, answer("/data/name", "text", u"Anna"_s)).hasValue());
        QVERIFY(saveAnswer(*house.desk, second, answer("/data/ill", "text", {}, sync::Compartment::Health)).hasValue());
        QVERIFY(saveInterviewerNote(*house.desk, second, u"pressée"_s).hasValue());
        house.clock.advance(60'000);
        QVERIFY(signInterview(*house.desk, second, {}).hasValue());
        const auto kept = loadInterview(*house.desk, first).value();
        QCOMPARE(valuesOf(kept), valuesOf(asSigned));
        QCOMPARE(kept.signedAt, asSigned.signedAt);
        QCOMPARE(kept.interviewerView, u"calme"_s);
        const auto corrected = loadInterview(*house.desk, second).value();
        QCOMPARE(valuesOf(corrected), (std::map<QString, QString>{{u"/data/name"_s, u"Anna"_s}}));
        const auto changes = changesBetween(kept.answers, corrected.answers);
        QCOMPARE(changes.size(), std::size_t(2));
        QCOMPARE(changes[0].path, u"/data/ill"_s);
        QVERIFY(changes[0].before && !changes[0].after);
        QCOMPARE(changes[1].after->value, u"Anna"_s);

        const auto versions = listVersions(*house.desk, first).value();
        QCOMPARE(versions.size(), std::size_t(2));
        QVERIFY(!versions[0].isValid && versions[1].isValid);
        QCOMPARE(versions[1].reason, u"Elle a dit Anna."_s);
        QVERIFY(versions[0].signedBy && versions[1].signedBy);
        QCOMPARE(versions[1].signedBy->at - versions[0].signedBy->at, base::UtcMs{3'660'000});
        const auto lines = listInterviews(*house.desk, *house.person).value();
        QCOMPARE(lines.size(), std::size_t(2));
        QVERIFY(lines[0].correction == 1 && !lines[0].isCorrected && lines[1].isCorrected);
        QCOMPARE(startCorrection(*house.desk, first, u"x"_s).error().code, base::Errc::WrongState); // holds no more

        const InterviewId third = startCorrection(*house.desk, second, u"Non, Ana."_s).value();
        QVERIFY(giveUpCorrection(*house.desk, third).hasValue());
        QCOMPARE(saveAnswer(*house.desk, third, answer("/data/name", "text", u"z"_s)).error().code, base::Errc::WrongState);
        QCOMPARE(giveUpCorrection(*house.desk, second).error().code, base::Errc::WrongState);
        QCOMPARE(listInterviews(*house.desk, *house.person)->size(), std::size_t(2));
        QVERIFY(listInterviewDrafts(*house.desk)->empty());
        QCOMPARE(listVersions(*house.desk, first)->size(), std::size_t(3)); // nothing is hidden
        QCOMPARE(house.count("audit WHERE verb = 'correction_begun'"), 2);
        QCOMPARE(house.count("audit WHERE verb = 'interview_corrected'"), 1);
        QCOMPARE(house.count("audit WHERE verb = 'correction_given_up'"), 1);
    }

    void aCorrectionCorrectsConsentsEntitiesAndTheRegister()
    {
        House house;
        const InterviewId first = house.start();
        const ConsentDraft yes{u"interview"_s, {}, u"yes"_s};
        QVERIFY(recordConsents(*house.desk, first, {&yes, 1}).hasValue());
        const EntityDraft ann{forms::EntityAction::Kind::Create, u"children"_s, u"c-1"_s, u"Ann"_s, {},
                              {{u"given"_s, u"Ann"_s}}};
        const EntityDraft bob{forms::EntityAction::Kind::Create, u"children"_s, u"c-2"_s, u"Bob"_s, {}, {}};
        QVERIFY(signInterview(*house.desk, first, {}, {ann, bob}).hasValue());
        const std::vector<std::pair<QString, QString>> said = {
            {u"given_names"_s, u"Ana"_s}, {u"phone"_s, u"79 000 000"_s}, {u"origin_place"_s, u"Kayanza"_s}};
        auto compared = compareWithRegister(*house.desk, *house.person, said).value();
        QVERIFY(applyToRegister(*house.desk, *house.person, compared.differences).hasValue());

        const InterviewId second = startCorrection(*house.desk, first, u"mal compris"_s).value();
        EntityDraft anna = ann;
        anna.properties = {{u"given"_s, u"Anna"_s}};
        const ConsentDraft no{u"interview"_s, {}, u"no"_s};
        QVERIFY(signInterview(*house.desk, second, {}, {anna}, {&no, 1}).hasValue());
        QCOMPARE(house.count("entity"), 1); // Bob is withdrawn, Ann corrected in her own record
        QCOMPARE(house.count("entity WHERE version = 2 AND properties LIKE '%Anna%'"), 1);
        QCOMPARE(house.count("consent"), 1);
        QCOMPARE(house.count("consent WHERE decision = 'no'"), 1);

        // What the correction takes away is offered to be taken out of the register; what was changed there since is not.
        compared =
            compareWithRegister(*house.desk, *house.person, {{u"given_names"_s, u"Anna"_s}, {u"phone"_s, {}}}, said).value();
        QCOMPARE(compared.differences.size(), std::size_t(3));
        QCOMPARE(compared.differences[1].field, fields::identity::Phone);
        QVERIFY(compared.differences[1].interviewValue.isNull());
        QVERIFY(applyToRegister(*house.desk, *house.person, compared.differences).hasValue());
        QCOMPARE(house.log->load(fields::identity::GivenNames, *house.person).value(), base::Value("Anna"));
        QVERIFY(house.log->load(fields::identity::Phone, *house.person)->isNull());
        QVERIFY(house.log->load(fields::identity::OriginColline, *house.person)->isNull());
        QVERIFY(house.log->history({fields::identity::Table, *house.person})->size() > 3); // and all of it is in her history
        QVERIFY(compareWithRegister(*house.desk, *house.person, {{u"given_names"_s, u"Anna"_s}}, said)->differences.empty());
    }

    void anAgeThatWasSaidIsTheRegistersEstimateOfThatDay()
    {
        House house;
        const QString said = model::KeptAnswer{u"2009-01-01"_s, u"17y 2026-11-20 J. N."_s}.whole();
        const auto compared = compareWithRegister(*house.desk, *house.person, {{u"birth_date"_s, said}}).value();
        QCOMPARE(compared.differences.size(), std::size_t(1));
        QCOMPARE(compared.differences[0].field, fields::case_file::EstimatedAge); // no birth date that nobody knew
        QVERIFY(applyToRegister(*house.desk, *house.person, compared.differences).hasValue());
        QCOMPARE(house.log->load(fields::case_file::EstimatedAge, *house.person).value(), base::Value(std::int64_t{17}));
        QCOMPARE(house.log->load(fields::case_file::EstimatedOn, *house.person).value(), base::Value("2026-11-20"));
        QVERIFY(house.log->load(fields::identity::BirthDate, *house.person)->isNull());
        QVERIFY(compareWithRegister(*house.desk, *house.person, {{u"birth_date"_s, said}})->differences.empty());
        // A correction that takes it away offers to take it out of the register.
        const auto withdrawn = compareWithRegister(*house.desk, *house.person, {}, {{u"birth_date"_s, said}}).value();
        QCOMPARE(withdrawn.differences.size(), std::size_t(1));
        QVERIFY(withdrawn.differences[0].interviewValue.isNull());
        QCOMPARE(withdrawn.differences[0].parts.size(), std::size_t(2));
        // A number of years is of the day of the interview.
        const auto years =
            compareWithRegister(*house.desk, *house.person, {{u"age_years"_s, u"18"_s}}, {}, QDate(2026, 11, 23)).value();
        QVERIFY(applyToRegister(*house.desk, *house.person, years.differences).hasValue());
        QCOMPARE(house.log->load(fields::case_file::EstimatedOn, *house.person).value(), base::Value("2026-11-23"));
        // The same number two years later is another age.
        const auto later =
            compareWithRegister(*house.desk, *house.person, {{u"age_years"_s, u"18"_s}}, {}, QDate(2028, 11, 23)).value();
        QCOMPARE(later.differences.size(), std::size_t(1));
        QCOMPARE(later.differences[0].field, fields::case_file::EstimatedOn);

        const InterviewId id = house.start();
        QVERIFY(saveAnswer(*house.desk, id, answer("/data/birth_date", "date", said)).hasValue());
        QVERIFY(signInterview(*house.desk, id, {}).hasValue());
        const auto form =
            formOf({{u"type"_s, u"name"_s, u"label"_s, u"appearance"_s}, {u"date"_s, u"birth_date"_s, u"Née"_s, u"year"_s}});
        const auto exported = exportInterviews(*house.desk, {u"intake"_s}, *form, "test").value();
        const ExportTable &table = exported.tables.front();
        const auto cell = [&](const QString &column) { return table.rows.front().value(table.columns.indexOf(column)); };
        QVERIFY2(table.rows.front().contains(u"2009-01-01"_s), qPrintable(table.rows.front().join(u'|')));
        QVERIFY(cell(u"indaro-said"_s).endsWith(u"birth_date=17y 2026-11-20 J. N."_s));
        QVERIFY(!exported.submissions.front().xml.contains("17y"));
    }

    void anAgeThatWasSaidStandsAgainstTheBirthDateThatIsKnown()
    {
        House house;
        auto transaction = house.db->begin().value();
        QVERIFY(house.log->edit(fields::identity::BirthDate, *house.person, "2008-03-01").hasValue()); // eighteen by then
        QVERIFY(transaction.commit().hasValue());
        const auto compare = [&](const QString &age) {
            const QString said = model::KeptAnswer{u"2008"_s, age + u" 2026-11-20 J. N."_s}.whole();
            return compareWithRegister(*house.desk, *house.person, {{u"birth_date"_s, said}}).value().differences;
        };
        QVERIFY(compare(u"18y"_s).empty());
        QVERIFY(compare(u"19y"_s).empty());        // as exact as an age that is said
        for (const char *other : {"17y", "25y"}) { // a child or not; another person
            const auto differences = compare(QString::fromLatin1(other));
            QCOMPARE(differences.size(), std::size_t(1));
            QCOMPARE(differences[0].field, fields::case_file::EstimatedAge);
            QCOMPARE(differences[0].registerValue, base::Value("2008-03-01")); // there is something to lose
        }
        QVERIFY(applyToRegister(*house.desk, *house.person, compare(u"25y"_s)).hasValue());
        QCOMPARE(house.log->load(fields::identity::BirthDate, *house.person).value(), base::Value("2008-03-01"));
        QCOMPARE(house.log->load(fields::case_file::EstimatedAge, *house.person).value(), base::Value(std::int64_t{25}));
    }

    void aSignedInterviewIsPrintedByADirector() // [contracts.md 9]
    {
        House house;
        const InterviewId id = house.start();
        QCOMPARE(mayPrintInterview(*house.desk, id).error().code, base::Errc::WrongState); // it may still change
        QVERIFY(signInterview(*house.desk, id, {}).hasValue());
        const Access worker = Access::forRoles(*house.log, {Role::SocialWorker}).value();
        Desk other{house.desk->db, house.desk->log, house.desk->clock, house.desk->random, worker};
        QCOMPARE(mayPrintInterview(other, id).error().code, base::Errc::AccessRefused);
        QCOMPARE(releaseForPrint(other, id, "alone").error().code, base::Errc::AccessRefused);
        QCOMPARE(house.count("audit WHERE verb = 'interview_printed'"), 0);
        QVERIFY(mayPrintInterview(*house.desk, id).hasValue());
        QVERIFY(house.log->setElsewhere(1U << static_cast<unsigned>(sync::Compartment::Perpetrator)).hasValue());
        const InterviewRelease release = releaseForPrint(*house.desk, id, "with somebody").value();
        QCOMPARE(release.elsewhere, std::vector{sync::Compartment::Perpetrator}); // the paper says what it lacks
        QVERIFY(!release.staysInHouse);
        QVERIFY(release.serial.startsWith(u"BCDF-"_s) && release.serial.endsWith(u"-0001"_s));
        QCOMPARE(
            house.count("audit WHERE verb = 'interview_printed' AND detail LIKE 'correction 0, with somebody, BCDF-%-0001'"),
            1);
    }

    void whatWasSavedLastIsHersAndNobodyElses()
    {
        House house;
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s, u"default"_s, u"calculation"_s},
                                  {u"begin_group"_s, u"g"_s, u"G"_s},
                                  {u"text"_s, u"village"_s, u"V"_s, u"${last-saved#village}"_s},
                                  {u"end_group"_s},
                                  {u"calculate"_s, u"before"_s, u""_s, u""_s, u"concat('<', ${last-saved#village}, '>')"_s},
                                  {u"text"_s, u"odd"_s, u"O"_s, u"${last-saved#nothing}"_s}});
        QCOMPARE(form->findings().size(), std::size_t(1)); // there is no question "nothing"
        const InterviewId first = house.start();
        QVERIFY(saveAnswer(*house.desk, first, answer("/data/g/village", "text", u"Rutana"_s)).hasValue());
        QVERIFY(loadLastSaved(*house.desk, *house.person, u"intake"_s)->empty()); // a draft
        QVERIFY(signInterview(*house.desk, first, {}).hasValue());
        const auto saved = restorable(*form, loadLastSaved(*house.desk, *house.person, u"intake"_s).value());
        QVERIFY(loadLastSaved(*house.desk, *house.person, u"other"_s)->empty());
        QVERIFY(loadLastSaved(*house.desk, sync::RecordId::make(house.random), u"intake"_s)->empty());
        forms::FormEnvironment environment;
        environment.lastSaved = &saved;
        const forms::FormInstance next(form, environment);
        QCOMPARE(next.state(u"/data/g/village"_s)->value, u"Rutana"_s);
        QCOMPARE(next.state(u"/data/before"_s)->value, u"<Rutana>"_s);
        QCOMPARE(forms::FormInstance(form, {}).state(u"/data/before"_s)->value, u"<>"_s);
        // A correction is what was saved last from its signature on.
        const InterviewId correction = startCorrection(*house.desk, first, u"mal compris"_s).value();
        QVERIFY(saveAnswer(*house.desk, correction, answer("/data/g/village", "text", u"Ruyigi"_s)).hasValue());
        QCOMPARE(loadLastSaved(*house.desk, *house.person, u"intake"_s)->front().value, u"Rutana"_s);
        QVERIFY(signInterview(*house.desk, correction, {}).hasValue());
        QCOMPARE(loadLastSaved(*house.desk, *house.person, u"intake"_s)->front().value, u"Ruyigi"_s);
    }

    void aDangerThatACorrectionSaysIsRaised()
    {
        House house;
        const InterviewId first = house.start();
        QVERIFY(raiseAlert(*house.desk, *house.person, u"danger"_s, first).value());
        const InterviewId correction = InterviewId::make(house.random);
        // The same answer, copied: open or done with, it is the same danger.
        QVERIFY(!raiseAlert(*house.desk, *house.person, u"danger"_s, correction, first).value());
        auto transaction = house.db->begin().value();
        const auto task = listOpenAlerts(*house.desk, *house.person)->front().task;
        QVERIFY(house.log->edit(fields::task::DoneAt, task, std::int64_t{1}).hasValue());
        QVERIFY(transaction.commit().hasValue());
        QVERIFY(!raiseAlert(*house.desk, *house.person, u"danger"_s, correction, first).value());
        // Said anew in the correction after it was dealt with.
        QVERIFY(raiseAlert(*house.desk, *house.person, u"danger"_s, correction, first, true).value());
        QVERIFY(raiseAlert(*house.desk, *house.person, u"other"_s, correction, first, true).value());
        QCOMPARE(listOpenAlerts(*house.desk, *house.person)->size(), std::size_t(2));
    }

    void onlyWhoHeldOrSignedItAndDirectorsCorrect()
    {
        House house;
        const InterviewId id = house.start();
        QVERIFY(signInterview(*house.desk, id, {}).hasValue());
        const auto sitDown = [&](sync::UserId user, const QString &role) {
            house.desk.reset();
            house.user = user;
            house.sit();
            house.log->setGate(nullptr); // whoever gave the role
            QVERIFY(saveStaff(*house.desk, {user, u"Invented"_s, {}, {}, role}).hasValue());
            house.sit();
        };
        const sync::UserId interviewer = house.user;
        sitDown(sync::UserId::make(house.random), u"social_worker"_s);
        QCOMPARE(startCorrection(*house.desk, id, u"x"_s).error().code, base::Errc::AccessRefused);
        QVERIFY(!mayCorrect(*house.desk, id).value());
        sitDown(sync::UserId::make(house.random), u"director"_s);
        QVERIFY(mayCorrect(*house.desk, id).value());
        sitDown(interviewer, u"social_worker"_s);
        QVERIFY(startCorrection(*house.desk, id, u"x"_s).hasValue());
        QVERIFY(house.log->setElsewhere(1U << static_cast<unsigned>(sync::Compartment::Health)).hasValue());
        const InterviewId other = house.start();
        QVERIFY(signInterview(*house.desk, other, {}).hasValue());
        // it would be signed without what this laptop does not hold
        QCOMPARE(startCorrection(*house.desk, other, u"x"_s).error().code, base::Errc::SyncKeyMissing);
    }

    void aQuestionHasTheCompartmentOfItsRowElseOfItsGroup()
    {
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s, u"indaro::compartment"_s},
                                  {u"text"_s, u"loose"_s, u"L"_s},
                                  {u"begin_group"_s, u"g"_s, u"G"_s, u"health"_s},
                                  {u"text"_s, u"inherits"_s, u"I"_s},
                                  {u"text"_s, u"own"_s, u"O"_s, u"perpetrator"_s},
                                  {u"end_group"_s}});
        const auto of = [&](const char *name) { return compartmentOf(*form, *form->findByName(QString::fromLatin1(name))); };
        QCOMPARE(of("loose"), sync::Compartment::Case);
        QCOMPARE(of("inherits"), sync::Compartment::Health);
        QCOMPARE(of("own"), sync::Compartment::Perpetrator);
        const auto foreign = formOf({{u"type"_s, u"name"_s, u"label"_s}, {u"text"_s, u"any"_s, u"A"_s}});
        QCOMPARE(compartmentOf(*foreign, *foreign->findByName(u"any"_s)), sync::Compartment::Identity);
    }

    void consentsAreReadFromTheAnswersWithTheirOwnOrTheCommonDetails()
    {
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s},
                                  {u"text"_s, u"consent_language"_s, u"L"_s},
                                  {u"select_one yes_no_later"_s, u"consent_interview"_s, u"I"_s},
                                  {u"select_one yes_no_later"_s, u"consent_share_health"_s, u"S"_s},
                                  {u"text"_s, u"consent_share_health_language"_s, u"SL"_s},
                                  {u"text"_s, u"consent_words"_s, u"W"_s}});
        tests::FakeClock clock;
        forms::FormEnvironment environment;
        environment.clock = &clock;
        forms::FormInstance instance(form, environment);
        for (const auto &[path, value] : {std::pair{u"/data/consent_language"_s, u"rn"_s},
                                          {u"/data/consent_interview"_s, u"yes"_s},
                                          {u"/data/consent_share_health_language"_s, u"sw"_s}})
            QVERIFY(instance.setAnswer(path, value).hasValue());
        QVERIFY(instance.setMissing(u"/data/consent_share_health"_s, base::Missing::Refused).hasValue());
        const auto consents = consentsOf(instance);
        QCOMPARE(consents.size(), std::size_t(2));
        QCOMPARE(consents[0].purpose, u"interview"_s);
        QCOMPARE(consents[0].decision, u"yes"_s);
        QCOMPARE(consents[0].language, u"rn"_s);
        QCOMPARE(consents[1].recipient, u"health"_s);
        QCOMPARE(consents[1].missing, std::optional(base::Missing::Refused));
        QCOMPARE(consents[1].language, u"sw"_s);
    }

    void aChildsConsentsSayWhoGaveThemAndWhatItSaidItself_data()
    {
        QTest::addColumn<QString>("given");        // question=answer, separated by ;
        QTest::addColumn<QStringList>("expected"); // given by, link, assent, its words
        const auto row = [](const char *name, const char *given, const QStringList &expected) {
            QTest::newRow(name) << QString::fromUtf8(given) << expected;
        };
        row("a grown-up", "age_gate=adult", {u"person"_s, {}, {}, {}});
        row("a guardian and the child",
            "age_gate=child;guardian_present=yes;guardian_link=mother;guardian_consent=yes;"
            "child_assent=yes;child_assent_words=ego",
            {u"guardian"_s, u"Mère"_s, u"yes"_s, u"ego"_s});
        row("the authority",
            "age_gate=doubt;guardian_present=yes;guardian_link=authority;guardian_consent=yes;child_assent=no",
            {u"authority"_s, u"Autorité de protection de l’enfant"_s, u"no"_s, {}});
        row("a relation in own words stays where names are kept",
            "age_gate=child;guardian_present=yes;guardian_link=other;guardian_link_other=Nibigira;guardian_consent=yes",
            {u"guardian"_s, u"Autre"_s, {}, {}});
        row("the guardian will decide later",
            "age_gate=child;guardian_present=yes;guardian_link=mother;guardian_consent=later;"
            "guardian_waiver_by=Marie;child_assent=later",
            {u"person"_s, {}, {}, {}});
        row("no guardian, and a supervisor who lets it go on",
            "age_gate=child;guardian_present=no;guardian_waiver_by=Marie;guardian_waiver_reason=nuit;child_assent=yes",
            {u"person"_s, {}, u"yes"_s, {}});
        row("nobody was asked for", "age_gate=child", {{}, {}, {}, {}});
    }
    void aChildsConsentsSayWhoGaveThemAndWhatItSaidItself() // by the questions of the form that ships
    {
        QFETCH(QString, given);
        QFETCH(QStringList, expected);
        const auto form = std::make_shared<const forms::FormDefinition>(
            forms::FormDefinition::load(INDARO_SOURCE_DIR "/resources/forms/intake/intake.xlsx").value());
        tests::FakeClock clock;
        forms::FormEnvironment environment;
        environment.clock = &clock;
        forms::FormInstance instance(form, environment);
        const auto set = [&](const QString &name, const QString &value) {
            INDARO_CHECK(instance.setAnswer(form->findByName(name)->path, value).hasValue());
        };
        for (const QString &answer : given.split(u';'))
            set(answer.section(u'=', 0, 0), answer.section(u'=', 1));
        for (const auto &[name, value] : {std::pair{u"consent_way"_s, u"oral_witness"_s},
                                          {u"consent_witness"_s, u"Odette"_s},
                                          {u"consent_interview"_s, u"yes"_s},
                                          {u"consent_stay"_s, u"yes"_s},
                                          {u"consent_stay_particular"_s, u"differs"_s},
                                          {u"consent_stay_way"_s, u"thumb"_s},
                                          {u"consent_photo"_s, u"yes"_s},
                                          {u"consent_photo_particular"_s, u"differs"_s},
                                          {u"consent_photo_way"_s, u"oral_witness"_s},
                                          {u"consent_photo_witness"_s, u"Chantal"_s}})
            set(name, value);
        std::map<QString, ConsentDraft> consents;
        for (const ConsentDraft &consent : consentsOf(instance))
            consents[consent.purpose] = consent;
        const ConsentDraft &interview = consents.at(u"interview"_s);
        QCOMPARE((QStringList{interview.givenBy, interview.giverLink, interview.childAssent, interview.assentWords}),
                 expected);
        QCOMPARE(interview.witness, u"Odette"_s);
        QCOMPARE(consents.at(u"stay"_s).givenHow, u"thumb"_s);
        QCOMPARE(consents.at(u"stay"_s).witness, QString()); // hers was of the others
        QCOMPARE(consents.at(u"photo"_s).witness, u"Chantal"_s);

        House house;
        const InterviewId id = house.start();
        QVERIFY(recordConsents(*house.desk, id, std::vector{interview}).hasValue());
        const auto kept = loadConsentFacts(*house.desk, *house.person).value().uses.front();
        QCOMPARE((QStringList{kept.givenBy, kept.giverLink, kept.childAssent, kept.assentWords}), expected);
        QCOMPARE(kept.witness, u"Odette"_s);
    }

    void whatIsAskedOnceForAllBodiesHoldsForEach()
    {
        const auto form = formOf({{u"type"_s, u"name"_s, u"label"_s},
                                  {u"select_one yes_no_later"_s, u"consent_share_iom"_s, u"I"_s},
                                  {u"select_one yes_no_later"_s, u"consent_share_other_ngo"_s, u"N"_s},
                                  {u"text"_s, u"consent_share_other_name"_s, u"ON"_s},
                                  {u"date"_s, u"consent_share_expires"_s, u"E"_s},
                                  {u"date"_s, u"consent_share_withdrawn_on"_s, u"W"_s},
                                  {u"text"_s, u"consent_share_withheld"_s, u"H"_s}});
        tests::FakeClock clock;
        forms::FormEnvironment environment;
        environment.clock = &clock;
        forms::FormInstance instance(form, environment);
        for (const auto &[path, value] : {std::pair{u"/data/consent_share_iom"_s, u"yes"_s},
                                          {u"/data/consent_share_other_ngo"_s, u"yes"_s},
                                          {u"/data/consent_share_other_name"_s, u"Maison Ejo"_s},
                                          {u"/data/consent_share_expires"_s, u"2026-12-31"_s},
                                          {u"/data/consent_share_withdrawn_on"_s, u"2026-11-23"_s},
                                          {u"/data/consent_share_withheld"_s, u"the phone"_s}})
            QVERIFY(instance.setAnswer(path, value).hasValue());
        const auto consents = consentsOf(instance);
        QCOMPARE(consents.size(), std::size_t(2));
        for (const auto &consent : consents) {
            QCOMPARE(consent.expiresOn, u"2026-12-31"_s);
            QCOMPARE(consent.withdrawnOn, u"2026-11-23"_s);
            QCOMPARE(consent.withheld, u"the phone"_s);
        }
        QCOMPARE(consents[0].recipient, u"iom"_s);
        QCOMPARE(consents[1].recipient, u"Maison Ejo"_s);
    }

    void unknownRecordsAreSaidToBeUnknown()
    {
        House house;
        const auto nobody = sync::RecordId::make(house.random);
        QCOMPARE(startInterview(*house.desk, {nobody, u"intake"_s, {}, {}, {}}).error().code, base::Errc::UnknownRecord);
        QCOMPARE(startInterview(*house.desk, {*house.person, {}, {}, {}, {}}).error().code, base::Errc::InvalidArgument);
        QCOMPARE(loadInterview(*house.desk, nobody).error().code, base::Errc::UnknownRecord);
        QCOMPARE(saveAnswer(*house.desk, nobody, answer("/data/a", "text", u"x"_s)).error().code, base::Errc::UnknownRecord);
        QCOMPARE(raiseAlert(*house.desk, nobody, u"x"_s, nobody).error().code, base::Errc::UnknownRecord);
    }
};

QTEST_GUILESS_MAIN(TestInterviews)
#include "test_interviews.moc"
