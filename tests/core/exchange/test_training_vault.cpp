// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/queries.h"
#include "core/casework/training/invented_house.h"
#include "core/exchange/exchange_desk.h"
#include "core/exchange/joining.h"
#include "core/sync/training_mark.h"
#include "core/transport/exchange_folder.h"
#include "core/transport/folder_exchange.h"
#include "core/transport/server_access.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>

using namespace indaro;
using namespace Qt::StringLiterals;
using base::Errc;

namespace {

struct Laptop : tests::DeskFixture
{
    std::unique_ptr<exchange::ExchangeDesk> exchange;

    explicit Laptop(unsigned seed, bool isTraining, const char *series) : DeskFixture(seed)
    {
        INDARO_CHECK(sync::setMeta(*db, sync::meta::Series, base::asBytes(std::string_view(series))).hasValue());
        if (isTraining)
            INDARO_CHECK(sync::markAsTraining(*db).hasValue());
        exchange = exchange::ExchangeDesk::open(*desk).value();
    }
    int count(const char *table)
    {
        auto rows = db->prepare(std::string("SELECT count(*) FROM ") + table);
        INDARO_CHECK(rows->step().value());
        return int(rows->integer(0));
    }
};

template <class T> Errc codeOf(const base::Result<T> &result)
{
    return result ? Errc::Internal : result.error().code;
}

exchange::LetIn letIn(const QString &code)
{
    exchange::LetIn how;
    how.typedCode = code;
    how.agreed = "alone";
    return how;
}

} // namespace

/// [issue 5: D4] A training vault can never sync: each road there is into a house or out of one refuses it by a code of its
/// own, and leaves nothing behind.
class TestTrainingVault : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void itFoundsNoHouse()
    {
        Laptop training(1, true, "BCDF");
        QCOMPARE(codeOf(exchange::foundHouse(*training.desk, *training.exchange)), Errc::TrainingVault);
        QCOMPARE(codeOf(training.exchange->trust().found(training.log->user(), std::nullopt)), Errc::TrainingVault);
        QVERIFY(!training.exchange->trust().isMember());
        QCOMPARE(training.count("roster_block"), 0);
        QCOMPARE(training.count("epoch_key"), 0);
    }

    void itAsksNobodyToBeLetIn()
    {
        Laptop training(1, true, "BCDF");
        QCOMPARE(codeOf(exchange::beginJoining(*training.desk)), Errc::TrainingVault);
        QCOMPARE(codeOf(exchange::requestToJoin(*training.desk, *training.exchange, u"exercice"_s)), Errc::TrainingVault);
        QCOMPARE(codeOf(sync::makeEnrolmentRequest(training.exchange->trust(), "BCDF", "exercice")), Errc::TrainingVault);
        QVERIFY(!exchange::findJoining(*training.desk, *training.exchange).value());
    }

    void itLetsNobodyIn()
    {
        Laptop training(1, true, "BCDF");
        Laptop real(2, false, "KLMN");
        const auto request = exchange::requestToJoin(*real.desk, *real.exchange, u"bureau"_s).value();
        QCOMPARE(codeOf(exchange::letLaptopIn(*training.desk, *training.exchange, request.file, letIn(request.code))),
                 Errc::TrainingVault);
        QCOMPARE(codeOf(exchange::addAccess(*training.desk, *training.exchange, request.file, {})), Errc::TrainingVault);
        QCOMPARE(codeOf(sync::approveEnrolment(training.exchange->trust(), request.file, request.code.toStdString(), {},
                                               training.log->user(), {})),
                 Errc::TrainingVault);
        QVERIFY(!training.exchange->trust().isMember());
    }

    void itTakesNoAnswerOfARealHouse() // a vault that was real when it asked, say, and whose file was marked since
    {
        Laptop real(2, false, "KLMN");
        Laptop asking(3, false, "PQRS");
        const auto request = exchange::requestToJoin(*asking.desk, *asking.exchange, u"bureau"_s).value();
        const auto answer = exchange::letLaptopIn(*real.desk, *real.exchange, request.file, letIn(request.code)).value();
        auto pending = exchange::readAnswer(*asking.desk, *asking.exchange, answer.file).value();
        QVERIFY(sync::markAsTraining(*asking.db).hasValue());
        QCOMPARE(codeOf(exchange::readAnswer(*asking.desk, *asking.exchange, answer.file)), Errc::TrainingVault);
        QCOMPARE(codeOf(exchange::finishJoining(*asking.desk, *asking.exchange, answer.file,
                                                QString::fromStdString(answer.code))),
                 Errc::TrainingVault);
        QCOMPARE(codeOf(sync::finishEnrolment(asking.exchange->trust(), std::move(pending), answer.code)),
                 Errc::TrainingVault); // the roster itself refuses
        QVERIFY(!asking.exchange->trust().isMember());
    }

    void itKeepsNoAccessToAServer()
    {
        Laptop training(1, true, "BCDF");
        transport::ServerAccess access;
        access.url = "https://relais.example";
        QCOMPARE(codeOf(transport::keepServer(*training.db, access)), Errc::TrainingVault);
        QVERIFY(!transport::findServer(*training.db, access.url).value());
    }

    void itWritesNothingOntoAStick()
    {
        Laptop training(1, true, "BCDF");
        QVERIFY(casework::fillWithInventedPeople(*training.desk).hasValue());
        const QTemporaryDir stick;
        transport::DiskFolder folder(std::filesystem::path(stick.path().toStdString()));
        QCOMPARE(codeOf(transport::exchangeFolder(training.exchange->desk(), folder, {})), Errc::TrainingVault);
        QVERIFY(std::filesystem::is_empty(stick.path().toStdString()));
    }

    void itCutsNothingThatCouldTravel()
    {
        Laptop training(1, true, "BCDF");
        QVERIFY(casework::fillWithInventedPeople(*training.desk).hasValue());
        QVERIFY(!training.exchange->engine().cutPending().hasValue()); // it has no keys, and no house to say it is of
        QCOMPARE(training.count("envelope"), 0);
    }

    void itTakesNothingOfARealHouse()
    {
        Laptop real(2, false, "KLMN");
        QVERIFY(exchange::foundHouse(*real.desk, *real.exchange).hasValue());
        real.bear({{model::fields::case_file::DisplayName, "Rose"}}, {});
        QVERIFY(real.exchange->engine().cutPending().hasValue());
        const auto envelopes = real.exchange->engine().envelopesFor({}, std::size_t{1} << 24U, true).value().envelopes;
        QVERIFY(!envelopes.empty());
        Laptop training(1, true, "BCDF");
        for (const base::Bytes &envelope : envelopes)
            (void)training.exchange->engine().takeIn(envelope, {sync::Road::Kind::Folder, "test"});
        QCOMPARE(training.count("case_file"), 0);
    }

    void onlyATrainingVaultIsFilledWithInventedPeople()
    {
        Laptop real(2, false, "KLMN");
        QCOMPARE(codeOf(casework::fillWithInventedPeople(*real.desk)), Errc::WrongState);
        QCOMPARE(real.count("case_file"), 0);
        Laptop training(1, true, "BCDF");
        QVERIFY(casework::fillWithInventedPeople(*training.desk).hasValue());
        QVERIFY(training.count("case_file") >= 5);
        QVERIFY(training.count("room") >= 3 && training.count("incident") == 1 && training.count("need") == 1);
        auto names = training.db->prepare("SELECT display_name FROM case_file").value();
        while (names.step().value())
            QVERIFY(QString::fromStdString(names.text(0)).contains(u"(exercice)"_s));         // nobody can be taken for real
        QCOMPARE(codeOf(casework::fillWithInventedPeople(*training.desk)), Errc::WrongState); // once
    }
};

QTEST_APPLESS_MAIN(TestTrainingVault)
#include "test_training_vault.moc"
