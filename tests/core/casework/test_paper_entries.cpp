// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/paper/paper_entries.h"
#include "core/casework/paper/serial_register.h"

#include "core/casework/audit/audit.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/checklists/checklists.h"
#include "core/casework/house/house.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/people/commands.h"
#include "core/casework/people/full_file.h"
#include "core/casework/referrals/referrals.h"
#include "core/model/partial_date.h"
#include "desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace f = model::fields;

namespace {

constexpr base::UtcMs Hour = base::UtcMs(3600) * 1000;
constexpr base::UtcMs Day = 24 * Hour;

/// A desk whose jobs are followed as the Workspace follows them.
struct Typist : tests::DeskFixture
{
    CaseId rose;
    std::vector<WrittenField> written;

    Typist() : rose(CaseId::make(random))
    {
        INDARO_CHECK(
            saveStaff(*desk, {.id = log->user(), .name = u"Odette"_s, .position = {}, .phone = {}, .role = u"director"_s})
                .hasValue());
        rose = admit("Rose");
        log->setListener([this](const sync::RecordKey &key, std::uint16_t field, bool) { written.push_back({key, field}); });
    }
    CaseId admit(const char *name)
    {
        Admission admission;
        admission.person.displayName = name;
        admission.person.sex = "F";
        admission.person.estimatedAge = std::int64_t{30};
        return admitPerson(*desk, admission).value().id;
    }
    /// The day as it is written, some days before today.
    QString daysAgo(int days) const { return model::localDay(clock.nowUtc() - days * Day).toString(Qt::ISODate); }
    template <class Job> auto run(Job job)
    {
        written.clear();
        auto answer = job();
        const auto done = std::exchange(written, {});
        INDARO_CHECK(noteTypedFromPaper(*desk, done).hasValue());
        written.clear();
        return answer;
    }
    bool setName(const CaseId &person, const char *name)
    {
        return run([&] { return setField(*desk, f::case_file::DisplayName, person, std::string(name)); }).hasValue();
    }
    std::vector<AuditEntry> journal() { return listAuditOf(*desk, AuditVerb::PaperTypedIn).value(); }
};

} // namespace

class TestPaperEntries : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatIsSavedMeanwhileSaysSo()
    {
        Typist typist;
        const QString paperOn = typist.daysAgo(2);
        QVERIFY(typist.setName(typist.rose, "Rosa")); // before
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, {paperOn, u"exit"_s, u" qkrt-2026-0042 "_s, u"La gardienne"_s}));
        QVERIFY(typist.setName(typist.rose, "Rose-Marie"));
        const auto entries = paperEntriesOf(*typist.desk, typist.rose).value();
        QCOMPARE(entries.size(), std::size_t{1});
        QVERIFY(entries.front().record == (sync::RecordKey{f::case_file::Table, typist.rose}));
        QCOMPARE(entries.front().fields, QStringList{u"display_name"_s});
        QCOMPARE(entries.front().source, (PaperSource{paperOn, u"exit"_s, u"QKRT-2026-0042"_s, u"La gardienne"_s}));
        QCOMPARE(entries.front().typedBy, u"Odette"_s);
        QCOMPARE(entries.front().typedAt, typist.clock.nowUtc());
        // The same again is no second mark, another person's is none, and after the end nothing is.
        QVERIFY(typist.setName(typist.rose, "Rose"));
        const CaseId aline = typist.run([&] { return typist.admit("Aline"); });
        QVERIFY(typist.setName(aline, "Aline-Rose"));
        QVERIFY(endPaperEntry(*typist.desk));
        QVERIFY(typist.run([&] { return setField(*typist.desk, f::case_file::Sex, typist.rose, std::string("M")); }));
        QCOMPARE(paperEntriesOf(*typist.desk, typist.rose).value().size(), std::size_t{1});
        QVERIFY(paperEntriesOf(*typist.desk, aline).value().empty());
        // One line in the journal for the paper.
        QCOMPARE(typist.journal().size(), std::size_t{1});
        QVERIFY(typist.journal().front().object == typist.rose);
        QCOMPARE(typist.journal().front().detail, (paperOn + u" QKRT-2026-0042"_s).toStdString());
    }

    void itIsAskedForADayThatWas()
    {
        Typist typist;
        for (const QString &day : {QString(), u"2026-11"_s, u"hier"_s})
            QVERIFY2(beginPaperEntry(*typist.desk, typist.rose, {.paperOn = day}).error().code ==
                         base::Errc::InvalidArgument,
                     qPrintable(day));
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, {.paperOn = typist.daysAgo(-1)}).error().code ==
                base::Errc::DateInFuture);
        QVERIFY(beginPaperEntry(*typist.desk, CaseId::make(typist.random), {.paperOn = typist.daysAgo(1)}).error().code ==
                base::Errc::UnknownRecord);
        QVERIFY(!paperEntryUnderWay(*typist.desk).value());
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, {.paperOn = typist.daysAgo(0)}));
        QVERIFY(paperEntryUnderWay(*typist.desk).value()->person == typist.rose);
    }

    /// What counts from an interview counts from when it was held, not from when it was typed.
    void anInterviewOnPaperIsAsOldAsThePaper()
    {
        Typist typist;
        typist.clock.advance(20 * Day);
        const QString paperOn = typist.daysAgo(3);
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, {.paperOn = paperOn, .serial = u"BCDF-2026-0001"_s}));
        const auto id =
            typist.run([&] {
                      return startInterview(*typist.desk, {typist.rose, u"indaro_intake"_s, u"1"_s, u"fr"_s, {}});
                  })
                .value();
        auto loaded = loadInterview(*typist.desk, id).value();
        QVERIFY(loaded.paper.has_value());
        QCOMPARE(loaded.paper->source.paperOn, paperOn);
        QCOMPARE(model::localDay(loaded.startedAt).toString(Qt::ISODate), paperOn);
        // Answers and sittings are marked by their interview alone.
        QVERIFY(typist.run([&] { return openSitting(*typist.desk, id, {.interviewer = u"J. N."_s}); }));
        QVERIFY(typist.run([&] {
            return saveAnswer(*typist.desk, id, {u"/data/story"_s, u"text"_s, u"dit"_s, {}, sync::Compartment::Case});
        }));
        QCOMPARE(paperEntriesOf(*typist.desk, typist.rose).value().size(), std::size_t{1});
        QVERIFY(endPaperEntry(*typist.desk));
        typist.clock.advance(Day);
        QVERIFY(signInterview(*typist.desk, id, {}));
        const auto heldOn = [&] {
            for (const auto &happening : rows::situationFor(*typist.desk, typist.rose).value().happenings)
                if (happening.event == sop::Event::Interview)
                    return model::localDay(happening.at).toString(Qt::ISODate);
            return QString();
        };
        QCOMPARE(heldOn(), paperOn);
        // One that was typed as it was held is as old as its signature.
        const auto second = startInterview(*typist.desk, {typist.rose, u"indaro_intake"_s, u"1"_s, u"fr"_s, {}}).value();
        QCOMPARE(loadInterview(*typist.desk, second)->startedAt, typist.clock.nowUtc());
        QVERIFY(!loadInterview(*typist.desk, second)->paper);
    }

    /// A tick on paper is as old as the paper, and so is what is due from it on.
    void aTickOnPaperIsAsOldAsThePaper()
    {
        Typist typist;
        typist.clock.advance(20 * Day);
        const auto line = [&typist](const QString &step) {
            const Checklist list = loadChecklist(*typist.desk, typist.rose).value();
            const auto found =
                std::ranges::find_if(list.lines, [&step](const ChecklistLine &each) { return each.line.step->id == step; });
            INDARO_CHECK(found != list.lines.end());
            return std::pair(found->marks.empty() ? base::UtcMs(0) : found->marks.front().mark.at,
                             found->line.due.value_or(0));
        };
        const auto mark = [&typist](const QString &step, const QString &doneAt,
                                    sop::StepState state = sop::StepState::Done) {
            NewMark said{.step = step, .occurrence = {}, .state = state, .evidence = {}, .note = u"Comme écrit."_s};
            said.doneAt = doneAt;
            return typist.run([&] { return markStep(*typist.desk, typist.rose, said); });
        };
        // With its hour.
        const QString paperOn = typist.daysAgo(5);
        QVERIFY(mark(u"4.4"_s, paperOn + u"T09:30"_s));
        const base::UtcMs at = line(u"4.4"_s).first;
        QCOMPARE(model::localIsoMinute(at), paperOn + u"T09:30"_s);
        // Three days after the plan was signed, as the paper says.
        QCOMPARE(model::localDay(line(u"4.6"_s).second), model::localDay(at).addDays(3));
        // Without one it is noon; and while papers of hers are typed in, nobody has to say the day again.
        QVERIFY(mark(u"4.1"_s, paperOn));
        QCOMPARE(model::localIsoMinute(line(u"4.1"_s).first), paperOn + u"T12:00"_s);
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, {.paperOn = typist.daysAgo(4)}));
        QVERIFY(mark(u"4.5"_s, {}));
        QCOMPARE(model::localIsoMinute(line(u"4.5"_s).first), typist.daysAgo(4) + u"T12:00"_s);
        // It says so beside itself.
        const auto entries = paperEntriesOf(*typist.desk, typist.rose).value();
        QVERIFY(std::ranges::any_of(entries, [](const PaperEntry &entry) {
            return entry.record.table == f::step_mark::Table && entry.fields.isEmpty();
        }));
        // What is decided now is of now, and nothing is before what it answers.
        QVERIFY(mark(u"4.5"_s, {}, sop::StepState::Open));
        QCOMPARE(line(u"4.5"_s).first, typist.clock.nowUtc());
        QVERIFY(mark(u"4.5"_s, {}));
        QCOMPARE(line(u"4.5"_s).first, typist.clock.nowUtc() + 1);
        QVERIFY(mark(u"2.13"_s, {}, sop::StepState::Waived));
        QCOMPARE(line(u"2.13"_s).first, typist.clock.nowUtc());
        QVERIFY(endPaperEntry(*typist.desk));
        // A day that is none, and one that is still to come.
        for (const QString &day : {u"2026-11"_s, u"hier"_s, u"2026-11-24T25:00"_s}) {
            const auto refused = mark(u"2.14"_s, day);
            QVERIFY2(!refused && refused.error().code == base::Errc::InvalidArgument, qPrintable(day));
        }
        for (const QString &day : {typist.daysAgo(-1), typist.daysAgo(0) + u"T23:59"_s}) {
            const auto refused = mark(u"2.14"_s, day);
            QVERIFY2(!refused && refused.error().code == base::Errc::DateInFuture, qPrintable(day));
        }
    }

    void aNumberFindsItsFile()
    {
        Typist typist;
        const QStringList serials = noteFormPrinted(*typist.desk, typist.rose, "safety_plan", 2).value();
        QCOMPARE(serials.size(), qsizetype(2));
        for (const QString &serial : serials)
            QVERIFY(fileOfSerial(*typist.desk, serial.toLower()).value() == typist.rose);
        QVERIFY(!fileOfSerial(*typist.desk, u"BCDF-2026-9999"_s).value());
        QVERIFY(!fileOfSerial(*typist.desk, serials.front().chopped(1)).value()); // a piece of one is none
        QVERIFY(!fileOfSerial(*typist.desk, QString()).value());
    }

    /// A control finds every number, from the first to the last, and what became of it.
    void everyNumberIsAccountedFor()
    {
        Typist typist;
        const int year = model::localDay(typist.clock.nowUtc()).year();
        QVERIFY(listNumbers(*typist.desk, year)->empty());
        const QString letter = noteFormPrinted(*typist.desk, typist.rose, "exit", 1).value().front();
        const QStringList printed = takeFormNumbers(*typist.desk, 2).value();
        QVERIFY(noteNumberedForm(*typist.desk, typist.rose, "safety_plan", printed).hasValue());
        const QString stopped = takeFormNumbers(*typist.desk, 1).value().front();
        QVERIFY(voidNumbers(*typist.desk, {stopped}, VoidReason::Stopped).hasValue());
        const QString givenUp = takeFormNumbers(*typist.desk, 1).value().front(); // a dialog was closed, or the laptop
        const QString whole = noteFullFilePrinted(*typist.desk, typist.rose, "alone").value(); // agreed to, not printed yet
        const QString referral = createReferral(*typist.desk, typist.rose, {}).value().serial;
        const auto numbers = listNumbers(*typist.desk, year).value();
        QStringList serials;
        for (const NumberLine &line : numbers)
            serials << line.serial;
        QCOMPARE(serials, (QStringList{letter, printed[0], printed[1], stopped, givenUp, whole, referral})); // no gap
        const auto isA = [&](std::size_t at, NumberState state, NumberedThing thing, const QString &more) {
            const NumberLine &line = numbers[at];
            return line.state == state && line.thing == thing && line.form + line.reason == more && line.at > 0;
        };
        QVERIFY(isA(0, NumberState::Used, NumberedThing::Form, u"exit"_s));
        QVERIFY(isA(1, NumberState::Used, NumberedThing::Form, u"safety_plan"_s));
        QVERIFY(isA(2, NumberState::Used, NumberedThing::Form, u"safety_plan"_s));
        QVERIFY(isA(3, NumberState::Void, NumberedThing::Nothing, u"stopped"_s));
        QVERIFY(isA(4, NumberState::Void, NumberedThing::Nothing, QString()));
        QVERIFY(isA(5, NumberState::Void, NumberedThing::Nothing, QString()));
        QVERIFY(isA(6, NumberState::Used, NumberedThing::Referral, QString()));
        QCOMPARE(numbers[6].at / 60'000, typist.clock.nowUtc() / 60'000); // written down as a local hour
        // What is void stays it, what is used too, and one that was never taken is neither.
        const auto late = noteNumberedForm(*typist.desk, typist.rose, "exit", {stopped});
        QVERIFY(!late && late.error().code == base::Errc::WrongState);
        for (const QString &serial : {printed[0], u"BCDF-2026-9999"_s}) {
            const auto refused = voidNumbers(*typist.desk, {serial}, VoidReason::Failed);
            QVERIFY(!refused && refused.error().code == base::Errc::WrongState);
        }
        QCOMPARE(listNumbers(*typist.desk, year).value(), numbers);
        QVERIFY(noteNumbersUsed(*typist.desk, FullFilePaper, {whole}).hasValue()); // when the printer has it
        QVERIFY(listNumbers(*typist.desk, year).value()[5].thing == NumberedThing::FullFile);
        QVERIFY(listNumbers(*typist.desk, year + 1)->empty());
    }

    void aPaperThatWasTypedInBeforeIsNoticed()
    {
        Typist typist;
        const QString serial = noteFormPrinted(*typist.desk, typist.rose, "exit", 1).value().front();
        QVERIFY(paperOfSerial(*typist.desk, serial).value() == (NumberedPaper{typist.rose, u"exit"_s}));
        const PaperSource numbered{.paperOn = typist.daysAgo(2), .serial = serial, .writtenBy = u"La gardienne"_s};
        const auto like = [&typist](const PaperSource &source) {
            return papersLikeThis(*typist.desk, typist.rose, source).value().size();
        };
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, numbered));
        // The number says which form it is.
        QCOMPARE(paperEntryUnderWay(*typist.desk).value()->source.form, u"exit"_s);
        QVERIFY(typist.setName(typist.rose, "Rosa"));
        QCOMPARE(paperEntriesOf(*typist.desk, typist.rose)->front().source.form, u"exit"_s);
        QVERIFY(endPaperEntry(*typist.desk));
        // The same number, whatever day is said; the same form of that day without one; and nothing else.
        typist.clock.advance(Day);
        const QString thatDay = numbered.paperOn;
        QCOMPARE(like({.paperOn = typist.daysAgo(0), .serial = serial.toLower()}), std::size_t{1});
        QCOMPARE(like({.paperOn = thatDay, .form = u"exit"_s}), std::size_t{1});
        QCOMPARE(like({.paperOn = thatDay, .form = u"plan"_s}), std::size_t{0});
        QCOMPARE(like({.paperOn = thatDay}), std::size_t{0});
        QCOMPARE(like({.paperOn = thatDay, .form = u"exit"_s, .serial = u"QKRT-2026-0001"_s}), std::size_t{0});
        QCOMPARE(like({.paperOn = typist.daysAgo(0), .form = u"exit"_s}), std::size_t{0});
        const CaseId aline = typist.admit("Aline");
        QVERIFY(papersLikeThis(*typist.desk, aline, numbered)->empty());
        // It goes on with a reason only, which stands in the journal.
        for (const QString &reason : {QString(), u"why not"_s}) {
            PaperSource again = numbered;
            again.again = reason;
            const auto refused = beginPaperEntry(*typist.desk, typist.rose, again);
            QVERIFY2(!refused && refused.error().text("field") == "again", qPrintable(reason));
        }
        QVERIFY(!paperEntryUnderWay(*typist.desk).value());
        PaperSource rest = numbered;
        rest.again = u"rest"_s;
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, rest));
        QVERIFY(typist.run([&] { return setField(*typist.desk, f::case_file::Sex, typist.rose, std::string("M")); }));
        const auto journal = typist.journal();
        QCOMPARE(journal.size(), std::size_t{2});
        QVERIFY(std::ranges::any_of(journal, [&](const AuditEntry &line) {
            return line.detail == (thatDay + u' ' + serial + u" rest"_s).toStdString();
        }));
        // While it is typed in, it is no second one.
        const PaperSource same = paperEntryUnderWay(*typist.desk).value()->source;
        QCOMPARE(like(same), std::size_t{0});
        QVERIFY(endPaperEntry(*typist.desk));
        // A reason where none is needed is not kept.
        PaperSource fresh{.paperOn = typist.daysAgo(9), .again = u"other"_s};
        QVERIFY(beginPaperEntry(*typist.desk, typist.rose, fresh));
        QVERIFY(paperEntryUnderWay(*typist.desk).value()->source.again.isEmpty());
        // Papers without a number: of the same day.
        QVERIFY(typist.setName(typist.rose, "Rosette"));
        QVERIFY(endPaperEntry(*typist.desk));
        QCOMPARE(like({.paperOn = typist.daysAgo(9)}), std::size_t{1});
    }

    void theDayOfAPaperIsItsNoon()
    {
        const base::UtcMs typed = model::localTime(0).toMSecsSinceEpoch() + 400 * Day + 15 * Hour;
        const QString day = model::localDay(typed - 3 * Day).toString(Qt::ISODate);
        QCOMPARE(model::localIsoMinute(paperMoment(day, typed)), day + u"T12:00"_s);
        QCOMPARE(paperMoment(model::localDay(typed).toString(Qt::ISODate), typed), typed); // typed the same day
        QCOMPARE(paperMoment({}, typed), typed);
    }
};

QTEST_GUILESS_MAIN(TestPaperEntries)
#include "test_paper_entries.moc"
