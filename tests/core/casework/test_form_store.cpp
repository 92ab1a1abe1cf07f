// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/forms/form_store.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/sync/apply.h"
#include "desk_fixture.h"

#include <QTest>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
using tests::DeskFixture;
namespace fields = model::fields;

namespace {

/// Bytes that do not repeat, as those of a zip.
QByteArray bytesOf(qsizetype size, unsigned char seed)
{
    QByteArray bytes(size, '\0');
    unsigned value = seed;
    for (char &byte : bytes) {
        value = value * 1664525U + 1013904223U;
        byte = static_cast<char>(value >> 24U);
    }
    return bytes;
}

NewForm formOf(const QString &version, const QByteArray &content, const QString &id = u"unicef_intake"_s)
{
    return {
        {id, version, u"Accueil, version %1"_s.arg(version), {u"French"_s, u"Kirundi"_s}, 42}, u"accueil.xlsx"_s, content};
}

std::vector<sync::Operation> operationsOf(DeskFixture &laptop)
{
    return laptop.log->rows().ofDevice(laptop.log->device(), sync::Stream::General, 1, 100'000).value();
}

/// As the exchange gives them to another laptop.
void take(DeskFixture &laptop, const std::vector<sync::Operation> &operations)
{
    auto transaction = laptop.db->begin();
    INDARO_CHECK(sync::applyOperations(*laptop.log, operations).hasValue());
    INDARO_CHECK(transaction->commit().hasValue());
}

} // namespace

class TestFormStore : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFormComesBackAsItWasKept()
    {
        DeskFixture here;
        for (const qsizetype size : {qsizetype{16}, qsizetype{32768}, qsizetype{32769}, qsizetype{300'003}}) {
            const QByteArray content = bytesOf(size, 7);
            const auto kept = keepForm(*here.desk, formOf(QString::number(size), content));
            QVERIFY(kept.hasValue());
            QVERIFY(!kept->wasThere);
            QCOMPARE(loadFormContent(*here.desk, kept->id).value(), content);
        }
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms.size(), std::size_t(4));
        QCOMPARE(forms[0].facts.formId, u"unicef_intake"_s);
        QCOMPARE(forms[0].facts.languages, (QStringList{u"French"_s, u"Kirundi"_s}));
        QCOMPARE(forms[0].facts.questions, 42);
        QCOMPARE(forms[0].fileName, u"accueil.xlsx"_s);
        QVERIFY(std::all_of(forms.begin(), forms.end(), [](const StoredForm &form) { return form.isWhole(); }));
        auto longest = here.db->prepare("SELECT max(length(content)), min(length(content)) FROM form_part").value();
        QVERIFY(longest.step().value());
        QVERIFY(longest.integer(0) <= 32 * 1024 && longest.integer(1) > 1); // one byte would read as a reason
    }

    void theSameBytesAreThereAlreadyAndOtherBytesAreRefused()
    {
        DeskFixture here;
        const auto first = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 1))).value();
        const auto again = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 1))).value();
        QVERIFY(again.wasThere);
        QVERIFY(again.id == first.id);
        const auto other = keepForm(*here.desk, formOf(u"3"_s, bytesOf(900, 2)));
        QVERIFY(!other);
        QCOMPARE(other.error().code, base::Errc::FormVersionTaken);
        QCOMPARE(QString::fromStdString(other.error().text("version")), u"3"_s);
        QVERIFY(keepForm(*here.desk, formOf(u"4"_s, bytesOf(900, 2))).hasValue());
        QCOMPARE(listForms(*here.desk)->size(), std::size_t(2));
        const auto huge = keepForm(*here.desk, formOf(u"5"_s, QByteArray(LargestForm + 1, 'x')));
        QCOMPARE(huge.error().code, base::Errc::FileTooLarge);
        QCOMPARE(huge.error().number("limit"), LargestForm);
        QCOMPARE(keepForm(*here.desk, formOf(u"6"_s, {})).error().code, base::Errc::InvalidArgument);
        QCOMPARE(listForms(*here.desk)->size(), std::size_t(2)); // nothing of what was refused
    }

    void theNewestVersionIsOfferedUnlessItIsRetired()
    {
        DeskFixture here;
        QVERIFY(keepForm(*here.desk, formOf(u"2.10"_s, bytesOf(100, 1))).hasValue());
        QVERIFY(keepForm(*here.desk, formOf(u"2.9"_s, bytesOf(100, 2))).hasValue()); // an older one, brought in later
        QVERIFY(keepForm(*here.desk, formOf(u"1"_s, bytesOf(100, 3), u"visit"_s)).hasValue());
        const auto offer = [&] {
            QStringList texts;
            for (const StoredForm &form : offeredForms(listForms(*here.desk).value()))
                texts << form.facts.formId + u' ' + form.facts.version;
            texts.sort();
            return texts;
        };
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.10"_s, u"visit 1"_s}));
        const auto newest = findForm(*here.desk, u"unicef_intake"_s, u"2.10"_s).value();
        QVERIFY(newest.has_value());
        QVERIFY(setFormRetired(*here.desk, *newest, true).hasValue());
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.9"_s, u"visit 1"_s}));
        QVERIFY(setFormRetired(*here.desk, *newest, false).hasValue());
        QCOMPARE(offer(), (QStringList{u"unicef_intake 2.10"_s, u"visit 1"_s}));
        QCOMPARE(setFormRetired(*here.desk, sync::RecordId::make(here.random), true).error().code,
                 base::Errc::UnknownRecord);
    }

    void versionsAreComparedAsPeopleReadThem()
    {
        QVERIFY(compareVersions(u"2.9"_s, u"2.10"_s) < 0);
        QVERIFY(compareVersions(u"20240201"_s, u"20231231"_s) > 0);
        QVERIFY(compareVersions(u"v2"_s, u"v02"_s) == 0);
        QVERIFY(compareVersions({}, u"1"_s) < 0);
        QVERIFY(compareVersions(u"1"_s, u"1b"_s) < 0);
    }

    void anInterviewKeepsTheVersionItWasBegunWith()
    {
        DeskFixture here;
        const auto person = here.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const QByteArray old = bytesOf(70'000, 1);
        const auto form = keepForm(*here.desk, formOf(u"1"_s, old)).value().id;
        const auto interview = startInterview(*here.desk, {person, u"unicef_intake"_s, u"1"_s, u"rn"_s, form}).value();
        QVERIFY(keepForm(*here.desk, formOf(u"2"_s, bytesOf(70'000, 2))).hasValue());
        QVERIFY(setFormRetired(*here.desk, form, true).hasValue());
        const auto loaded = loadInterview(*here.desk, interview).value();
        QVERIFY(loaded.form == form);
        QCOMPARE(loaded.formVersion, u"1"_s);
        QCOMPARE(loaded.formContent, old);
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms[1].facts.version, u"1"_s);
        QCOMPARE(forms[1].drafts, 1);
        QVERIFY(signInterview(*here.desk, interview, {}).hasValue());
        QCOMPARE(listForms(*here.desk).value()[1].signedInterviews, 1);
        QCOMPARE(startInterview(*here.desk, {person, u"x"_s, {}, {}, sync::RecordId::make(here.random)}).error().code,
                 base::Errc::UnknownRecord);
    }

    void aFormThatHasNotAllComeIsNotOpened()
    {
        DeskFixture here;
        DeskFixture there{77};
        const auto person = here.bear({{fields::case_file::DisplayName, "Rose"}}, {});
        const QByteArray content = bytesOf(200'000, 1);
        const auto form = keepForm(*here.desk, formOf(u"1"_s, content)).value().id;
        const auto interview = startInterview(*here.desk, {person, u"unicef_intake"_s, u"1"_s, u"rn"_s, form}).value();
        auto all = operationsOf(here);
        const auto isPart = [](const sync::Operation &operation) { return operation.table == fields::form_part::Table; };
        const auto last = std::find_if(all.rbegin(), all.rend(), isPart);
        const sync::Operation lastPart = *last;
        all.erase(std::next(last).base());
        take(there, all);
        const auto listed = listForms(*there.desk).value();
        QCOMPARE(listed.size(), std::size_t(1));
        QVERIFY(!listed[0].isWhole());
        QVERIFY(offeredForms(listed).empty());
        const auto early = loadFormContent(*there.desk, form);
        QCOMPARE(early.error().code, base::Errc::FormStillComing);
        QCOMPARE(early.error().number("parts"), 7);
        QCOMPARE(early.error().number("here"), 6);
        QVERIFY(!findForm(*there.desk, u"unicef_intake"_s, u"1"_s).value().has_value());
        auto waiting = loadInterview(*there.desk, interview).value();
        QVERIFY(waiting.form == form && waiting.formContent.isEmpty());
        take(there, {lastPart});
        QCOMPARE(loadFormContent(*there.desk, form).value(), content);
        QCOMPARE(loadInterview(*there.desk, interview)->formContent, content);
    }

    void whatTwoLaptopsBroughtInIsListedOnce()
    {
        DeskFixture here;
        DeskFixture there{77};
        const auto mine = keepForm(*here.desk, formOf(u"1"_s, bytesOf(100'000, 1))).value().id;
        const auto theirs = keepForm(*there.desk, formOf(u"1"_s, bytesOf(100'000, 1))).value().id;
        QVERIFY(keepForm(*there.desk, formOf(u"2"_s, bytesOf(500, 3))).hasValue());
        QVERIFY(keepForm(*here.desk, formOf(u"2"_s, bytesOf(500, 2))).hasValue());
        take(here, operationsOf(there));
        const auto forms = listForms(*here.desk).value();
        QCOMPARE(forms.size(), std::size_t(3));
        QVERIFY(forms[0].hasTwin && forms[1].hasTwin); // version 2, in two contents
        QVERIFY(!forms[2].hasTwin);
        QVERIFY(setFormRetired(*here.desk, theirs, true).hasValue());
        QVERIFY(listForms(*here.desk).value()[2].isRetired);
        QVERIFY(loadFormContent(*here.desk, mine).hasValue() && loadFormContent(*here.desk, theirs).hasValue());
    }

    void aDamagedFormSaysSo()
    {
        DeskFixture here;
        const auto form = keepForm(*here.desk, formOf(u"1"_s, bytesOf(500, 1))).value().id;
        {
            const store::Connection::WritePermit permit(*here.db);
            QVERIFY(here.db->execute("UPDATE form_part SET content = zeroblob(500)").hasValue());
        }
        QCOMPARE(loadFormContent(*here.desk, form).error().code, base::Errc::FormDamaged);
    }
};

QTEST_GUILESS_MAIN(TestFormStore)
#include "test_form_store.moc"
