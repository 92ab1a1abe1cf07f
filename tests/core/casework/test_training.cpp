// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/checklists/pack_store.h"
#include "core/casework/house/house.h"
#include "core/casework/training/training.h"
#include "core/model/field_rules.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using base::Errc;
namespace f = model::fields;

namespace {

struct Staffroom : tests::DeskFixture
{
    sync::UserId odette = log->user();
    sync::UserId aline = sync::UserId::make(random);
    sync::UserId former = sync::UserId::make(random);

    Staffroom()
    {
        staff(odette, u"Odette"_s, true);
        staff(aline, u"Aline"_s, true);
        staff(former, u"Révérien"_s, false);
    }
    void staff(const sync::UserId &id, const QString &name, bool isActive)
    {
        StaffMember member{.id = id, .name = name, .position = {}, .phone = {}};
        member.isActive = isActive;
        INDARO_CHECK(saveStaff(*desk, member).hasValue());
    }
    TrainingDraft draft(const sync::UserId &account, const char *kind = "procedures")
    {
        return {.account = account, .kind = kind, .trainedBy = "OIM", .proof = "signed_list"};
    }
    int newest() { return newestPack(*desk).value().pack->revision; }
    /// As it stands after a newer revision of the procedure has come: the record says an older one.
    void age(sync::RecordId training)
    {
        auto transaction = db->begin();
        INDARO_CHECK(log->edit(f::training::Revision, training, std::int64_t(newest() - 1)).hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
};

} // namespace

class TestTraining : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whoHasNoAccountHasARecordToo()
    {
        Staffroom house;
        auto draft = house.draft(house.odette);
        draft.account.reset();
        QVERIFY(recordTraining(*house.desk, draft).error().code == Errc::InvalidArgument); // nobody
        draft.personName = "Déo";
        draft.position = "gardien d’une agence";
        const auto id = recordTraining(*house.desk, draft).value();
        QCOMPARE(listTrainings(*house.desk).value().front().staffName, u"Déo"_s);
        auto state = loadTrainingState(*house.desk).value();
        QCOMPARE(state.untrained(), std::size_t{2}); // the members of staff are as before
        QCOMPARE(state.others.size(), std::size_t{1});
        QVERIFY(state.others[0].isTrained && state.others[0].position == u"gardien d’une agence"_s);
        house.age(id);
        state = loadTrainingState(*house.desk).value();
        QVERIFY(!state.others[0].isTrained && state.others[0].revision == house.newest() - 1);
        draft.account = house.odette; // an account says who it is
        const auto hers = recordTraining(*house.desk, draft).value();
        const auto all = listTrainings(*house.desk, house.odette).value();
        QVERIFY(all.size() == 1 && all[0].id == hers && all[0].staffName == u"Odette"_s && all[0].position.isEmpty());
    }

    void whoWasTrainedInWhat()
    {
        Staffroom house;
        QCOMPARE(loadTrainingState(*house.desk).value().untrained(), std::size_t{2}); // who has left is asked for nothing
        QVERIFY(recordTraining(*house.desk, house.draft(house.aline)).hasValue());
        const auto state = loadTrainingState(*house.desk).value();
        QCOMPARE(state.revision, house.newest());
        QCOMPARE(state.untrained(), std::size_t{1});
        QCOMPARE(state.staff.front().name, u"Odette"_s); // who lacks it first
        QVERIFY(state.staff.back().isTrained);
        QCOMPARE(state.staff.back().trainedOn, u"2026-11-24"_s);
        const auto trainings = listTrainings(*house.desk, house.aline).value();
        QCOMPARE(trainings.size(), std::size_t{1});
        QCOMPARE(trainings.front().revision, std::optional(house.newest()));
        QCOMPARE(trainings.front().staffName, u"Aline"_s);
        QCOMPARE(trainings.front().trainedBy, u"OIM"_s);
        QVERIFY(listTrainings(*house.desk, house.odette).value().empty());
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::StaffTrained).value().back().detail,
                 "procedures " + std::to_string(house.newest()));
    }

    void anotherTrainingIsNotTheProcedures()
    {
        Staffroom house;
        QVERIFY(recordTraining(*house.desk, house.draft(house.aline, "first_aid")).hasValue());
        QCOMPARE(loadTrainingState(*house.desk).value().untrained(), std::size_t{2});
        QVERIFY(!listTrainings(*house.desk).value().front().revision);
    }

    void aNewRevisionWantsANewTraining()
    {
        Staffroom house;
        const auto id = recordTraining(*house.desk, house.draft(house.aline)).value();
        house.age(id);
        const auto state = loadTrainingState(*house.desk).value();
        QCOMPARE(state.untrained(), std::size_t{2});
        const auto aline = std::ranges::find(state.staff, u"Aline"_s, &StaffTraining::name);
        QCOMPARE(aline->revision, std::optional(house.newest() - 1)); // what she was trained in is said
        QVERIFY(recordTraining(*house.desk, house.draft(house.aline)).hasValue());
        QCOMPARE(loadTrainingState(*house.desk).value().untrained(), std::size_t{1});
    }

    void whatIsMissingIsSaid()
    {
        Staffroom house;
        const auto field = [&](TrainingDraft draft) {
            const auto recorded = recordTraining(*house.desk, draft);
            return recorded ? 0 : recorded.error().number("field");
        };
        auto draft = house.draft(house.aline);
        draft.kind = {};
        QCOMPARE(field(draft), std::int64_t(f::training::Kind.field));
        draft = house.draft(house.aline);
        draft.trainedBy = {};
        QCOMPARE(field(draft), std::int64_t(f::training::TrainedBy.field));
        draft = house.draft(house.aline);
        draft.proof = {};
        QCOMPARE(field(draft), std::int64_t(f::training::Proof.field));
        draft = house.draft(house.aline);
        draft.trainedOn = "2027-01-01";
        QCOMPARE(recordTraining(*house.desk, draft).error().code, Errc::DateInFuture);
        draft = house.draft(sync::UserId::make(house.random));
        QCOMPARE(recordTraining(*house.desk, draft).error().code, Errc::UnknownRecord);
        QVERIFY(listTrainings(*house.desk).value().empty());
        const auto id = recordTraining(*house.desk, house.draft(house.aline)).value();
        QVERIFY(takeBackTraining(*house.desk, id).hasValue());
        QVERIFY(listTrainings(*house.desk).value().empty());
        QCOMPARE(takeBackTraining(*house.desk, id).error().code, Errc::UnknownRecord);
    }
};

QTEST_APPLESS_MAIN(TestTraining)
#include "test_training.moc"
