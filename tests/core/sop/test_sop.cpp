// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/crypto/initialise.h"
#include "core/sop/pack.h"
#include "core/sop/pack_edit.h"
#include "core/sop/pack_rules.h"
#include "core/sop/pack_signature.h"
#include "core/sop/schedule.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::sop;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone Zone{QByteArrayLiteral("Africa/Bujumbura")};

base::UtcMs at(const char *text)
{
    return QDateTime(QDateTime::fromString(QString::fromLatin1(text), u"yyyy-MM-dd HH:mm"_s).date(),
                     QDateTime::fromString(QString::fromLatin1(text), u"yyyy-MM-dd HH:mm"_s).time(), Zone)
        .toMSecsSinceEpoch();
}

QString shown(std::optional<base::UtcMs> moment)
{
    return moment ? QDateTime::fromMSecsSinceEpoch(*moment, Zone).toString(u"yyyy-MM-dd HH:mm"_s) : u"-"_s;
}

/// A pack of three phases; `extra` is laid behind the last step.
QByteArray pack(const QByteArray &extra = {})
{
    return R"([pack]
format = 1
id = "test"
revision = 3
title = { en = "Test", fr = "Essai", rn = "Igerageza" }
about = { en = "About", fr = "À propos" }
issuer = "House"
issued_on = "2026-11-26"

[[source]]
key = "SA2"
title = "A norm"

[[role]]
code = "SW"
title = { en = "Social worker", fr = "Assistante sociale" }

[[role]]
code = "DIR"
title = { en = "Director", fr = "Directrice" }

[clock.reflection]
title = { en = "Reflection", fr = "Réflexion" }
starts = "presumption"
length = "30 days"
warn = "7 days"
applies = "${child} = 'no'"

[[phase]]
id = "1"
track = "person"
title = { en = "Arrival", fr = "Arrivée" }

[[phase.step]]
id = "1.1"
title = { en = "Consent", fr = "Consentement" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
evidence = ["signature"]
form = "consent-data"
blocks = true
guards = ["interview-start"]
source = ["SA2"]

[[phase.step]]
id = "1.2"
title = { en = "Needs", fr = "Besoins" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW", "DIR"]
due = { after = "admission", within = "24 hours" }
source = ["SA2"]

[[phase]]
id = "2"
track = "person"
title = { en = "Stay", fr = "Séjour" }

[[phase.step]]
id = "2.1"
title = { en = "Contact note", fr = "Note de contact" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
due = { after = "admission", within = "1 week" }
repeat = "1 week"
until = "exit"
to_confirm = true

[[phase.step]]
id = "2.2"
title = { en = "Approval", fr = "Approbation" }
why = { en = "Why", fr = "Pourquoi" }
who = ["DIR"]
due = { after = "step:1.2", within = "3 days" }
to_confirm = true

[[phase.step]]
id = "2.3"
title = { en = "Answer", fr = "Réponse" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
due = { after = "referral-sent", within = "72 hours" }
source = ["SA2"]

[[phase.step]]
id = "2.4"
title = { en = "Guardian", fr = "Tuteur" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
applies = "${child} != 'no'"
source = ["SA2"]

[[phase.step]]
id = "2.5"
title = { en = "Before leaving", fr = "Avant le départ" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
due = { before = "exit-planned", by = "3 weeks" }
guards = ["exit"]
source = ["SA2"]

[[phase.step]]
id = "2.6"
title = { en = "Follow-up", fr = "Suivi" }
why = { en = "Why", fr = "Pourquoi" }
who = ["SW"]
due = { after = "exit", within = ["1 week", "1 month"] }
source = ["SA2"]
)" + extra;
}

PackReading read(const QByteArray &file)
{
    auto reading = readPack(file);
    return reading ? *reading : PackReading{};
}

QByteArray step(const QByteArray &more)
{
    return "\n[[phase.step]]\nid = \"9.9\"\ntitle = { en = \"a\", fr = \"b\", rn = \"c\" }\n"
           "why = { en = \"a\", fr = \"b\", rn = \"c\" }\nwho = [\"SW\"]\n" +
           more;
}

const Line *find(const std::vector<Line> &lines, const char *id, const QString &occurrence = {})
{
    const auto found = std::find_if(lines.begin(), lines.end(), [&](const Line &line) {
        return line.step->id == QLatin1StringView(id) && line.occurrence == occurrence;
    });
    return found == lines.end() ? nullptr : &*found;
}

Urgency urgencyNow(const Pack &pack, const Situation &now, const char *id)
{
    const std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
    const Line *line = find(lines, id);
    return line == nullptr ? Urgency::None : line->urgency;
}

Situation arrived()
{
    Situation now;
    now.happenings = {{Event::Admission, {}, at("2026-11-01 20:00")}};
    now.facts = {{u"child"_s, u"no"_s}};
    now.now = at("2026-11-02 08:00");
    return now;
}

} // namespace

class TestSop final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QVERIFY(crypto::initialise()); }

    void thePackThatShipsIsWhole()
    {
        const auto reading = readShippedPack();
        QVERIFY2(reading, reading ? "" : reading.error().toString().c_str());
        for (const PackFault &fault : reading->faults) {
            if (severityOf(fault.code) != FaultSeverity::Note)
                qWarning().noquote() << fault.line << fault.place << toString(fault.code) << fault.argument
                                     << fault.suggestion;
        }
        QVERIFY(reading->isUsable());
        const Pack &pack = reading->pack;
        QVERIFY(pack.stepCount() >= 100);
        for (const char *id : {"0.1", "1.1", "2.13", "3.4", "4.4", "5.5", "6.2", "7.2", "8.1", "9.6", "10.3"})
            QVERIFY2(pack.findStep(QString::fromLatin1(id)) != nullptr, id);
        const Step *needs = pack.findStep(u"2.13");
        QCOMPARE(needs->due->spans, std::vector<Span>({{24, Span::Unit::Hours}}));
        QVERIFY(needs->blocks);
        QVERIFY(needs->sources.contains("SA2"_L1));
        QVERIFY(!pack.findStep(u"4.7")->sources.isEmpty());
    }

    void aPackIsWrittenAsItWasRead()
    {
        const auto reading = readShippedPack();
        QVERIFY(reading);
        const QByteArray once = writePack(reading->pack);
        const auto again = readPack(once);
        QVERIFY(again && again->isUsable());
        QCOMPARE(writePack(again->pack), once);
        QCOMPARE(again->pack.stepCount(), reading->pack.stepCount());
        const Step *a = reading->pack.findStep(u"2.12");
        const Step *b = again->pack.findStep(u"2.12");
        QCOMPARE(b->why, a->why);
        QCOMPARE(b->due, a->due);
        QCOMPARE(b->guards, a->guards);
        QCOMPARE(b->kirundi, a->kirundi);
    }

    void everyFaultIsNamedWithItsLine_data()
    {
        QTest::addColumn<QByteArray>("extra");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("argument");
        QTest::addColumn<QString>("suggestion");
        const auto row = [](const char *name, const QByteArray &extra, const char *argument, const char *suggestion = "") {
            QTest::newRow(name) << extra << QString::fromLatin1(QByteArray(name).split(' ').first())
                                << QString::fromUtf8(argument) << QString::fromUtf8(suggestion);
        };
        row("UnknownKey", step("source = [\"SA2\"]\nsources = [\"SA2\"]\n"), "sources", "source");
        row("WrongKind", step("source = [\"SA2\"]\nblocks = \"yes\"\n"), "blocks");
        row("DuplicateId", step("source = [\"SA2\"]\n") + step("source = [\"SA2\"]\n"), "9.9");
        row("UnknownRole", step("source = [\"SA2\"]\n").replace("[\"SW\"]", "[\"SWW\"]"), "SWW");
        row("UnknownSource", step("source = [\"SA3\"]\n"), "SA3");
        row("UnknownEvent", step("source = [\"SA2\"]\ndue = { after = \"admision\", within = \"1 day\" }\n"), "admision",
            "admission");
        row("UnknownStep", step("source = [\"SA2\"]\ndue = { after = \"step:7.7\", within = \"1 day\" }\n"), "7.7");
        row("UnknownAction", step("source = [\"SA2\"]\nguards = [\"interview_start\"]\n"), "interview_start",
            "interview-start");
        row("UnknownEvidence", step("source = [\"SA2\"]\nevidence = [\"photo\"]\n"), "photo");
        row("UnknownEvidence of a record", step("source = [\"SA2\"]\nevidence = [\"record:bd\"]\n"), "record:bd",
            "record:bed");
        row("RecordMisplaced", step("source = [\"SA2\"]\nevidence = [\"record:referral-answer\"]\n"),
            "record:referral-answer");
        row("RecordMisplaced often",
            step("source = [\"SA2\"]\nevidence = [\"record:bed\"]\ndue = { after = \"incident\", within = \"1 day\" }\n"),
            "record:bed");
        row("RecordMisplaced again",
            step("source = [\"SA2\"]\nevidence = [\"record:risk\"]\ndue = { after = \"exit\", within = [\"1 day\", \"1 "
                 "week\"] "
                 "}\n"),
            "record:risk");
        row("UnknownForm", step("source = [\"SA2\"]\nform = \"riks\"\n"), "riks", "risk");
        row("UnknownFact", step("source = [\"SA2\"]\napplies = \"${chld} = 'no'\"\n"), "chld", "child");
        row("BadExpression", step("source = [\"SA2\"]\napplies = \"${child} = \"\n"), "${child} = ");
        row("BadSpan", step("source = [\"SA2\"]\ndue = { after = \"admission\", within = \"soon\" }\n"), "soon");
        row("DueTwice",
            step("source = [\"SA2\"]\ndue = { after = \"exit\", before = \"exit\", within = \"1 day\", by = \"1 day\" }\n"),
            "due");
        row("RepeatWithoutDue", step("source = [\"SA2\"]\nrepeat = \"1 week\"\n"), "9.9");
        row("NoSource", step(""), "9.9");
        row("HouseEvent", step("source = [\"SA2\"]\ndue = { after = \"house\", within = \"1 day\" }\n"), "house");
        row("WaitsForItself", step("source = [\"SA2\"]\ndue = { after = \"step:9.9\", within = \"1 day\" }\n"), "9.9 → 9.9");
        row("EmptyText", step("source = [\"SA2\"]\n").replace("fr = \"b\"", "fr = \" \""), "title.fr");
        row("EmptyText of a source", "\n[[source]]\nkey = \"\"\ntitle = \"x\"\n", "key");
        row("MissingKirundi", step("source = [\"SA2\"]\n").replace(", rn = \"c\"", ""), "title");
        row("MissingKey", step("source = [\"SA2\"]\n").replace("who = [\"SW\"]\n", ""), "who");
        row("BadValue", step("source = [\"SA2\"]\nrn_status = \"reviewd\"\n"), "reviewd", "reviewed");
        row("EmptyPhase", "\n[[phase]]\nid = \"3\"\ntrack = \"person\"\ntitle = { en = \"a\", fr = \"b\", rn = \"c\" }\n",
            "3");
        row("BadId", step("source = [\"SA2\"]\n").replace("\"9.9\"", "\"9 9\""), "9 9");
    }
    void everyFaultIsNamedWithItsLine()
    {
        QFETCH(QByteArray, extra);
        QFETCH(QString, code);
        QFETCH(QString, argument);
        QFETCH(QString, suggestion);
        const QByteArray good = pack();
        QVERIFY(read(good).isUsable());
        const int firstLine = static_cast<int>(good.count('\n'));
        const PackReading reading = read(good + extra);
        const auto found = std::find_if(reading.faults.begin(), reading.faults.end(), [&](const PackFault &fault) {
            return toString(fault.code) == code && fault.argument == argument && fault.line > firstLine;
        });
        QVERIFY(found != reading.faults.end());
        QCOMPARE(found->suggestion, suggestion);
        QVERIFY(found->line <= firstLine + extra.count('\n') + 1);
        QCOMPARE(reading.isUsable(), severityOf(found->code) != FaultSeverity::Error);
    }

    void whatIsNoPackIsRefused()
    {
        const auto broken = readPack(pack("\n[[phase]\n"));
        QVERIFY(!broken);
        QCOMPARE(broken.error().code, base::Errc::SopPackDamaged);
        QCOMPARE(broken.error().number("line"), pack().count('\n') + 2);
        QCOMPARE(readPack({}).error().code, base::Errc::SopPackDamaged);
        QCOMPARE(readPack("\xff\xfe[pack]").error().code, base::Errc::SopPackDamaged);
        QCOMPARE(readPack(QByteArray(LargestPack + 1, ' ')).error().code, base::Errc::FileTooLarge);
        QCOMPARE(readPack(pack().replace("format = 1", "format = 2")).error().code, base::Errc::SopPackTooNew);
        QCOMPARE(readPack(QByteArray(100000, '[')).error().code, base::Errc::SopPackDamaged);
        for (const QByteArray &odd :
             {QByteArray("\xc3\xa9 = 1\n"), QByteArray("a = \"\"\"b\"\"\"\n"), QByteArray("a = \"b\nc\"\n"),
              QByteArray("a = \"x\" \xc2\xa1\n"), QByteArray("a = \'\'\'b\'\'\'\n")}) {
            const auto refused = readPack(pack() + odd);
            QVERIFY(!refused);
            QCOMPARE(refused.error().code, base::Errc::SopPackDamaged);
            QCOMPARE(refused.error().number("line"), pack().count('\n') + 1);
        }
        QVERIFY(!read("[pack]\nformat = 1\n").isUsable());
        QVERIFY(!read("pack = 7\nphase = \"no\"\n").isUsable());
    }

    void aSignatureHoldsEveryByte()
    {
        const crypto::SignKeyPair keys = crypto::makeSignKeyPair();
        const QByteArray file = signPack(pack(), keys);
        QCOMPARE(readSignature(file).standing, PackSignature::Standing::Signed);
        QCOMPARE(readSignature(file).key, keys.publicKey);
        QVERIFY(read(file).isUsable());
        QCOMPARE(withoutSignature(file), pack());
        QCOMPARE(signPack(file, keys), file);
        QCOMPARE(readSignature(pack()).standing, PackSignature::Standing::Unsigned);
        for (qsizetype i = 0; i < file.size() - 1; i += 7) {
            QByteArray changed = file;
            changed[i] = static_cast<char>(changed.at(i) ^ 1);
            QVERIFY(readSignature(changed).standing != PackSignature::Standing::Signed);
        }
        QCOMPARE(readSignature(file.left(file.size() - 20)).standing, PackSignature::Standing::Tampered);
        QCOMPARE(keyDigits(keys.publicKey).size(), 35);
        QVERIFY(keyDigits(keys.publicKey) != keyDigits(crypto::makeSignKeyPair().publicKey));
    }

    void deadlinesCountFromWhatHappened()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
        QCOMPARE(shown(find(lines, "1.2")->due), u"2026-11-02 20:00"_s);
        QCOMPARE(find(lines, "1.2")->urgency, Urgency::Today);
        QCOMPARE(find(lines, "2.2")->urgency, Urgency::Waiting);
        QVERIFY(find(lines, "2.4") == nullptr);
        now.now = at("2026-11-02 20:01");
        QCOMPARE(urgencyNow(pack, now, "1.2"), Urgency::Late);
        now.marks = {{u"1.2"_s, {}, StepState::Done, at("2026-11-02 21:00")}};
        lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "1.2")->state == StepState::Done);
        QCOMPARE(find(lines, "1.2")->urgency, Urgency::None);
        QCOMPARE(shown(find(lines, "2.2")->due), u"2026-11-05 21:00"_s);
        now.marks.push_back({u"1.2"_s, {}, StepState::Open, at("2026-11-02 21:05")});
        lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "1.2")->isOpen());
        QCOMPARE(find(lines, "2.2")->urgency, Urgency::Waiting);
        now.facts[u"child"_s] = u"in_doubt"_s;
        lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "2.4") != nullptr);
    }

    void aDayWithoutItsHourIsNotLateBeforeItEnds()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        now.happenings = {{Event::Admission, {}, at("2026-11-01 00:00"), true}};
        now.now = at("2026-11-02 23:30");
        QCOMPARE(urgencyNow(pack, now, "1.2"), Urgency::Today);
        now.now = at("2026-11-03 00:01");
        QCOMPARE(urgencyNow(pack, now, "1.2"), Urgency::Late);
    }

    void hoursStayHoursWhereOnlyTheDayIsKnown()
    {
        const Pack pack =
            read(::pack(step("source = [\"SA2\"]\ndue = { after = \"disclosure\", within = \"3 hours\" }\n"))).pack;
        Situation now = arrived();
        now.happenings.push_back({Event::Disclosure, {}, at("2026-11-02 00:00"), true});
        now.now = at("2026-11-03 02:50");
        QCOMPARE(urgencyNow(pack, now, "9.9"), Urgency::Today);
        now.now = at("2026-11-03 03:01");
        QCOMPARE(urgencyNow(pack, now, "9.9"), Urgency::Late);
    }

    void whatComesBeforeLeavingFollowsTheDayLastPlanned()
    {
        const QByteArray before = step("source = [\"SA2\"]\ndue = { before = \"exit\", by = \"1 week\" }\n");
        const Pack pack = read(::pack(before)).pack;
        Situation now = arrived();
        QCOMPARE(urgencyNow(pack, now, "9.9"), Urgency::Waiting);
        now.happenings.push_back({Event::ExitPlanned, {}, at("2026-12-01 00:00"), true});
        now.happenings.push_back({Event::ExitPlanned, {}, at("2026-12-20 00:00"), true});
        const std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
        QCOMPARE(shown(find(lines, "9.9")->due).left(10), u"2026-12-13"_s);
    }

    void aStepComesBackForEachReferral()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        now.happenings.push_back({Event::ReferralSent, u"b"_s, at("2026-11-03 10:00")});
        now.happenings.push_back({Event::ReferralSent, u"a"_s, at("2026-11-02 10:00")});
        now.marks = {{u"2.3"_s, u"a"_s, StepState::Done, at("2026-11-04 10:00")}};
        now.now = at("2026-11-06 10:30");
        const std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "2.3", u"a"_s)->state == StepState::Done);
        QCOMPARE(find(lines, "2.3", u"b"_s)->urgency, Urgency::Late);
        QVERIFY(find(lines, "2.3", u"a"_s) < find(lines, "2.3", u"b"_s));
    }

    void aRepeatedStepRunsUntilItsEnd()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        now.now = at("2026-11-09 09:00");
        std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
        QCOMPARE(find(lines, "2.1", u"1"_s)->urgency, Urgency::Late);
        now.marks = {{u"2.1"_s, u"1"_s, StepState::Done, at("2026-11-09 10:00")}};
        lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "2.1", u"1"_s)->state == StepState::Done);
        QCOMPARE(shown(find(lines, "2.1", u"2"_s)->due), u"2026-11-15 20:00"_s);
        now.now = at("2026-12-08 09:00"); // five weeks on: three were missed, the fifth runs
        lines = makeSchedule(pack, Track::Person, now);
        QCOMPARE(find(lines, "2.1", u"5"_s)->missed, 3);
        QCOMPARE(find(lines, "2.1", u"5"_s)->urgency, Urgency::Late);
        now.happenings.push_back({Event::Exit, {}, at("2026-11-20 08:00")});
        lines = makeSchedule(pack, Track::Person, now);
        QVERIFY(find(lines, "2.1", u"5"_s) == nullptr);
        QCOMPARE(find(lines, "2.1", u"2"_s)->urgency, Urgency::Late);
        QCOMPARE(shown(find(lines, "2.6", u"1"_s)->due), u"2026-11-27 08:00"_s);
        QCOMPARE(shown(find(lines, "2.6", u"2"_s)->due), u"2026-12-20 08:00"_s);
    }

    void everyDeadlineOfTwoYearsIsDueOnce()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        QStringList fired;
        // A worker who ticks, each morning, what became late.
        for (int day = 0; day < 730; ++day) {
            now.now = addSpan(at("2026-11-02 08:00"), {day, Span::Unit::Days}, Zone);
            for (const Line &line : makeSchedule(pack, Track::Person, now)) {
                if (line.urgency != Urgency::Late)
                    continue;
                fired.append(line.step->id + u'/' + line.occurrence);
                now.marks.push_back({line.step->id, line.occurrence, StepState::Done, now.now});
            }
        }
        QCOMPARE(fired.removeDuplicates(), 0);
        QCOMPARE(fired.filter(u"2.1/"_s).size(), 104);
        QCOMPARE(fired.size(), 106);
    }

    void aGuardHoldsUntilItsStepIsClosed()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        std::vector<Line> lines = makeSchedule(pack, Track::Person, now);
        QCOMPARE(linesThatGuard(lines, Action::InterviewStart).size(), std::size_t{1});
        QCOMPARE(linesThatGuard(lines, Action::Exit).size(), std::size_t{1});
        QCOMPARE(linesThatGuard(lines, Action::Closure).size(), std::size_t{0});
        QCOMPARE(linesThatBlock(lines, pack.phases[1]).size(), std::size_t{1});
        for (const StepState state : {StepState::Done, StepState::NotApplicable, StepState::Refused, StepState::Waived}) {
            now.marks = {{u"1.1"_s, {}, state, now.now}};
            lines = makeSchedule(pack, Track::Person, now);
            QVERIFY(linesThatGuard(lines, Action::InterviewStart).empty());
            QVERIFY(linesThatBlock(lines, pack.phases[1]).empty());
        }
    }

    /// Or a waiver of all that is named is answered with the next one.
    void whatFollowsAStepThatGuardsIsNamedWithIt()
    {
        const Pack shipped = readShippedPack()->pack;
        Situation now = arrived();
        const auto named = [&] {
            QStringList ids;
            for (const Line &line : linesThatGuard(makeSchedule(shipped, Track::Person, now), Action::PlanApprove))
                ids.append(line.step->id);
            return ids;
        };
        QCOMPARE(named(), (QStringList{u"2.13"_s, u"4.1"_s, u"4.2"_s, u"4.4"_s})); // 4.2 counts from 4.1
        for (const QString &step : named())
            now.marks.push_back({step, {}, StepState::Waived, now.now});
        QCOMPARE(named(), QStringList());
        now.marks.erase(now.marks.begin() + 2);
        QCOMPARE(named(), QStringList{u"4.2"_s});
        QVERIFY(linesThatGuard(makeSchedule(shipped, Track::Person, arrived()), Action::Erasure).empty());
    }

    void theClocksOfAResidentRun()
    {
        const Pack pack = read(::pack()).pack;
        Situation now = arrived();
        QVERIFY(readClocks(pack, now).empty());
        now.happenings.push_back({Event::Presumption, {}, at("2026-11-05 15:00")});
        now.now = at("2026-11-05 16:00");
        ClockReading clock = readClocks(pack, now).front();
        QCOMPARE(clock.day, 1);
        QCOMPARE(clock.length, 30);
        QCOMPARE(shown(clock.end), u"2026-12-05 23:59"_s); // thirty days, whatever the hour
        QVERIFY(!clock.isWarning && !clock.isOver);
        now.now = at("2026-11-29 10:00");
        clock = readClocks(pack, now).front();
        QVERIFY(clock.isWarning && !clock.isOver);
        now.now = at("2026-12-06 00:00");
        QVERIFY(readClocks(pack, now).front().isOver);
        clock = readClocks(pack, now, {{u"reflection"_s, {.days = 10}}}).front();
        QCOMPARE(shown(clock.end), u"2026-12-15 23:59"_s);
        now.facts[u"child"_s] = u"yes"_s; // a child has a protection measure instead
        QVERIFY(readClocks(pack, now).empty());
    }

    void aConditionThatCannotBeWorkedOutHolds()
    {
        QVERIFY(applies({}, {}));
        QVERIFY(applies(u"${child} = 'yes'"_s, {{u"child"_s, u"yes"_s}}));
        QVERIFY(!applies(u"${child} = 'yes'"_s, {}));
        QVERIFY(applies(u"${child} != 'no'"_s, {}));
        QVERIFY(applies(u"${age} < 18"_s, {{u"age"_s, u"15"_s}}));
        QVERIFY(!applies(u"${age} < 18"_s, {{u"age"_s, u"18"_s}}));
        QVERIFY(applies(u"nonsense("_s, {}));
    }

    void aPackIsChangedStepByStep()
    {
        Pack edited = readPack(pack())->pack;
        QCOMPARE(duplicateStep(edited, u"1.2"), u"1.2b"_s);
        QCOMPARE(duplicateStep(edited, u"1.2"), u"1.2c"_s);
        QVERIFY(removeStep(edited, u"1.2b"));
        QCOMPARE(duplicateStep(edited, u"1.2", {u"1.2b"_s}), u"1.2d"_s); // never the id of one that was taken out
        QCOMPARE(edited.phases[0].steps[1].title, edited.findStep(u"1.2d")->title);
        QVERIFY(moveStep(edited, u"1.1", false));
        QCOMPARE(edited.phases[0].steps[1].id, u"1.1"_s);
        QVERIFY(moveStep(edited, u"2.1", true)); // over the border of a phase
        QCOMPARE(edited.phases[0].steps.back().id, u"2.1"_s);
        QVERIFY(!moveStep(edited, edited.phases[0].steps.front().id, true));
        QVERIFY(!moveStep(edited, u"9.9", true) && !removeStep(edited, u"9.9") && duplicateStep(edited, u"9.9").isEmpty());
        const QString added = addStep(edited, u"2");
        QVERIFY(!added.isEmpty());
        PackReading reading = readPack(writePack(edited)).value();
        QVERIFY(!reading.isUsable()); // it has no words yet
        findStep(edited, added)->title = {u"New"_s, u"Nouveau"_s, {}};
        findStep(edited, added)->why = {u"Why"_s, u"Pourquoi"_s, {}};
        findStep(edited, added)->allowsUrgentWaiver = true;
        reading = readPack(writePack(edited)).value();
        QVERIFY(reading.isUsable());
        QVERIFY(reading.pack.findStep(added)->allowsUrgentWaiver);
        QCOMPARE(reading.pack.stepCount(), edited.stepCount());
    }

    void whatProvesAStepIsChanged()
    {
        Pack edited = readPack(pack())->pack;
        Step &step = *findStep(edited, u"1.2");
        step.evidence = {u"form"_s, u"record:bed"_s, u"later-kind"_s};
        setEvidence(step, u"signature"_s, true);
        setEvidence(step, u"signature"_s, true); // once
        setEvidence(step, u"form"_s, false);
        QCOMPARE(step.evidence, (QStringList{u"record:bed"_s, u"later-kind"_s, u"signature"_s}));
        setRecords(step, {u"record:plan"_s, u"record:risk"_s});
        QCOMPARE(step.evidence, (QStringList{u"record:plan"_s, u"record:risk"_s, u"later-kind"_s, u"signature"_s}));
        QCOMPARE(recordsOf(step), (QStringList{u"record:plan"_s, u"record:risk"_s}));
        setRecords(step, {});
        QCOMPARE(step.evidence, (QStringList{u"later-kind"_s, u"signature"_s}));
        QCOMPARE(phaseOf(edited, u"1.2")->id, u"1"_s);
        QVERIFY(phaseOf(edited, u"9.9") == nullptr);
    }

    void whatHealthSaysIsNotSaidByAStep()
    {
        const Pack shipped = readShippedPack()->pack;
        QVERIFY(isHealthStep(shipped, u"2.3"));
        QVERIFY(!isHealthStep(shipped, u"2.4") && !isHealthStep(shipped, u"7.2") && !isHealthStep(shipped, u"none"));
        Pack own = shipped;
        findStep(own, u"2.4")->due = Due{Event::Always, u"2.3"_s, false, {{1, Span::Unit::Days}}};
        QVERIFY(isHealthStep(own, u"2.4")); // it counts from one
    }

    void aWaiverInHasteHoldsForADay()
    {
        const Pack waived = readPack(pack())->pack;
        Situation now;
        now.now = 1'795'500'000'000;
        now.happenings.push_back({Event::Admission, {}, now.now - 3600 * 1000});
        now.marks.push_back({u"1.1"_s, {}, StepState::Waived, now.now - UrgentWaiverMs + 1, true});
        QVERIFY(linesThatGuard(makeSchedule(waived, Track::Person, now), Action::InterviewStart).empty());
        now.now += 1;
        QCOMPARE(linesThatGuard(makeSchedule(waived, Track::Person, now), Action::InterviewStart).size(), std::size_t{1});
        now.marks.front().isUrgent = false; // a director's holds
        QVERIFY(linesThatGuard(makeSchedule(waived, Track::Person, now), Action::InterviewStart).empty());
    }
};

QTEST_GUILESS_MAIN(TestSop)
#include "test_sop.moc"
