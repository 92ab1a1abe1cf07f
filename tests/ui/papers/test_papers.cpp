// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/full_file.h"
#include "core/casework/referrals/referrals.h"
#include "core/casework/risks/best_interests.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/allocation_rules.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "tests/support/closed_guards.h"
#include "tests/ui/paper_faults.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/date_text.h"
#include "ui/pages/case_file/file_words.h"
#include "ui/pages/case_file/full_file_paper.h"
#include "ui/pages/checklist/checklist_paper.h"
#include "ui/pages/closing/closing_paper.h"
#include "ui/pages/consents/letter_paper.h"
#include "ui/pages/house_work/house_work_papers.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/roads/erasure_certificate.h"

#include <map>

using namespace indaro;
using namespace indaro::tests;
namespace f = model::fields;
using Papers = base::Result<QList<ui::print::Page>>;

namespace {

/// The last word of every long text: it must come out of the printer too.
const QString Last = u"dernièrement"_s;

/// As somebody writes who has a lot to say; `words` of them.
QString said(int words)
{
    return u"elle raconte ce qui s’est passé "_s.repeated(words / 6) + Last;
}

} // namespace

/// What leaves the printer, with nothing in it and with much: whole, and nothing over anything else.
class TestPapers : public QObject
{
    Q_OBJECT
    SeededRandom m_random{5};

    /// `longTexts`: how many were written at length, each of which ends in Last.
    void check(const char *name, const Papers &paper, qsizetype longTexts)
    {
        QVERIFY2(paper.hasValue() && !paper->isEmpty(), name);
        keepPaper(*paper, QString::fromLatin1(name));
        const QString fault = faultOf(*paper);
        QVERIFY2(fault.isEmpty(), qPrintable(QString::fromLatin1(name) + u": "_s + fault));
        const QStringList words = wordsOn(*paper);
        QVERIFY2(words.filter(u"…"_s).isEmpty(), qPrintable(words.filter(u"…"_s).value(0)));
        qsizetype whole = 0;
        for (const QString &text : words)
            whole += text.count(Last);
        QCOMPARE(whole, longTexts);
    }

private Q_SLOTS:
    void thePlan()
    {
        pages::PlanOfPerson whole{sync::RecordId::make(m_random)};
        check("plan-empty", tests::laidOut(pages::planPaper(whole)), 0);
        whole.displayName = u"Rose"_s;
        whole.caseCode = u"K7Q2-9FXM-3"_s;
        for (int n = 0; n < 8; ++n) {
            casework::Need need{.id = sync::RecordId::make(m_random)};
            need.area = u"safety"_s;
            need.state = u"soon"_s;
            need.what = said(60);
            for (int a = 0; a < 3; ++a) {
                casework::PlanAction action{.id = sync::RecordId::make(m_random)};
                action.what = said(40);
                action.responsible = u"l’assistante sociale avec la commune"_s;
                action.dueOn = u"2026-12-15"_s;
                need.actions.push_back(action);
            }
            whole.plan.needs.push_back(need);
        }
        casework::AgreedPlan agreed{.id = sync::RecordId::make(m_random)};
        agreed.agreedOn = u"2026-11-27"_s;
        agreed.place = u"Muyinga"_s;
        agreed.refused = said(200);
        agreed.wayOut = said(200);
        whole.plan.agreed.push_back(agreed);
        check("plan", tests::laidOut(pages::planPaper(whole)), 8 + 24 + 2);
    }

    void theBestInterestsOfAChild()
    {
        pages::PlanOfPerson whole{sync::RecordId::make(m_random)};
        whole.displayName = u"Iteka"_s;
        whole.caseCode = u"K7Q2-9FXM-3"_s;
        casework::BestInterests interests{.id = sync::RecordId::make(m_random)};
        check("interests-empty", tests::laidOut(pages::interestsPaper(whole, interests)), 0);
        interests.occasion = u"placement"_s;
        interests.question = said(60);
        interests.reasons = said(300);
        interests.childTold = said(100);
        interests.panelNames = u"Une psychologue\nUn agent social de la province\nLa directrice"_s;
        qsizetype written = 3;
        for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes()) {
            casework::BestInterestsItem item{.id = sync::RecordId::make(m_random)};
            item.item = code.code;
            item.words = said(written % 3 == 0 ? 900 : 120);
            item.fromWhom = u"l’enfant, avec l’interprète"_s;
            interests.items.push_back(item);
            ++written;
        }
        check("interests", tests::laidOut(pages::interestsPaper(whole, interests)), written);
    }

    void thePaperToCarry()
    {
        casework::SafetyPlan plan{.id = sync::RecordId::make(m_random)};
        plan.safeText = u"Téléphoner à ma tante."_s;
        check("carry", tests::laidOut(pages::safePaper(plan, {})), 0);
    }

    void theRegisterOfComplaints()
    {
        check("complaints-empty", tests::laidOut(pages::complaintsPaper({}, 0)), 0);
        std::vector<casework::Complaint> complaints;
        for (int i = 0; i < 30; ++i) {
            casework::Complaint complaint{.id = sync::RecordId::make(m_random)};
            complaint.receivedOn = u"2026-11-%1"_s.arg(i % 28 + 1, 2, 10, QChar(u'0'));
            complaint.kinds = {u"food"_s, u"privacy"_s};
            complaint.words = said(i == 3 ? 1500 : 60);
            complaint.done = said(30);
            complaint.answeredOn = i % 2 == 0 ? complaint.receivedOn : QString();
            complaints.push_back(complaint);
        }
        check("complaints", tests::laidOut(pages::complaintsPaper(complaints, 1'795'478'400'000)), 60);
    }

    void theSelfCheckAndTheRoutines()
    {
        HouseProgram program;
        program.cutPower();
        const auto checks = program.run([](casework::Desk &desk) -> base::Result<std::vector<casework::SelfCheck>> {
            INDARO_TRY(casework::beginSelfCheck(desk));
            return casework::listSelfChecks(desk);
        });
        QVERIFY(checks.hasValue());
        casework::SelfCheck round = checks->front();
        check("self-check-blank", tests::laidOut(pages::selfCheckPaper(round, {}, true)), 0);
        std::vector<casework::SelfCheckLine> actions;
        for (const sop::Step *step : casework::selfCheckItems(*round.pack)) {
            casework::SelfCheckLine line{.id = sync::RecordId::make(m_random), .check = round.id};
            line.item = step->id;
            line.answer = u"partly"_s;
            line.evidence = said(50);
            line.action = said(30);
            line.who = u"la directrice et le gardien"_s;
            line.untilOn = u"2027-01-15"_s;
            round.lines.push_back(line);
            actions.push_back(line);
        }
        check("self-check", tests::laidOut(pages::selfCheckPaper(round, actions, false)), qsizetype(actions.size()) * 2);
        const auto house = program.run([](casework::Desk &desk) { return casework::loadChecklist(desk, std::nullopt); });
        QVERIFY(house.hasValue());
        check("routines", tests::laidOut(pages::routinesPaper(*house, program.clock.nowUtc())), 0);
    }

    void theLettersOfAWithdrawal()
    {
        casework::WithdrawalLetter letter{.id = sync::RecordId::make(m_random),
                                          .person = sync::RecordId::make(m_random),
                                          .withdrawal = sync::RecordId::make(m_random)};
        letter.receiver = {u"hospital"_s, {}};
        letter.writtenAt = 1'795'478'400'000;
        check("letter-short", tests::laidOut(pages::letterPaper(letter, {})), 0);
        letter.serial = u"BCDF-2026-0042"_s;
        letter.receiver.name = u"Association pour l’accompagnement des femmes et des enfants de la province de Muyinga"_s;
        letter.wish = u"return"_s;
        for (int i = 0; i < 45; ++i)
            letter.sent.push_back({.kind = u"referral"_s,
                                   .receiver = letter.receiver,
                                   .serial = u"BCDF-2026-%1"_s.arg(i, 4, 10, QChar(u'0')),
                                   .sentAt = letter.writtenAt});
        const auto paper = tests::laidOut(
            pages::letterPaper(letter, {u"Maison Ikaze"_s, u"+257 22 00 00 12"_s, {}, u"Quartier du Marché, Muyinga"_s}));
        check("letter", paper, 0);
        QCOMPARE(wordsOn(*paper).filter(u"BCDF-2026-00"_s).size() >= 45, true);
    }

    void thePapersOfTheNight()
    {
        casework::EvacuationList list;
        casework::RollCall call;
        call.night = QDate(2026, 11, 27);
        check("evacuation-empty", tests::laidOut(pages::evacuationPaper(list)), 0);
        check("roll-call-empty", tests::laidOut(pages::rollCallPaper(call)), 0);
        for (int i = 0; i < 60; ++i) {
            const QString name = i % 4 == 0 ? u"Marie-Espérance Consolata, la grande"_s : u"Rose %1"_s.arg(i);
            const QString room = u"Chambre des mères avec enfants"_s;
            std::optional<casework::AbsenceNow> absence;
            if (i > 50)
                absence = casework::AbsenceNow{.id = sync::RecordId::make(m_random),
                                               .leftAt = 1'795'478'400'000,
                                               .expectedAt = 1'795'578'400'000,
                                               .reason = u"school"_s};
            list.lines.push_back({.person = sync::RecordId::make(m_random),
                                  .displayName = name,
                                  .roomName = room,
                                  .placeLabel = u"lit %1"_s.arg(i),
                                  .age = i % 3 == 0 ? casework::AgeGroup::Child : casework::AgeGroup::Adult,
                                  .years = 7,
                                  .withWhom = i % 3 == 0 ? u"Rose, Marie-Espérance Consolata"_s : QString(),
                                  .absence = absence});
            casework::RollCallLine line{.person = sync::RecordId::make(m_random), .stay = sync::RecordId::make(m_random)};
            line.displayName = name;
            line.roomName = room;
            line.placeLabel = u"lit %1"_s.arg(i);
            line.absence = absence;
            line.mark = i % 2 == 0 ? u"present"_s : QString();
            line.note = i % 10 == 0 ? said(20) : QString();
            call.lines.push_back(line);
        }
        list.inHouse = 51;
        list.away = 9;
        check("evacuation", tests::laidOut(pages::evacuationPaper(list)), 0);
        check("roll-call", tests::laidOut(pages::rollCallPaper(call)), 6);
    }

    void whatIsKeptForAPersonAndTheEndOfAFile()
    {
        std::vector<casework::CustodyItem> items;
        check("custody-empty", tests::laidOut(pages::custodyReceipt(items, u"Rose"_s, 0)), 0);
        for (int i = 0; i < 20; ++i) {
            casework::CustodyItem item{.id = sync::RecordId::make(m_random), .person = sync::RecordId::make(m_random)};
            item.kind = u"money"_s;
            item.description = said(20);
            item.currency = u"BIF"_s;
            item.received = 1'250'000;
            item.held = 1'250'000;
            items.push_back(item);
        }
        check("custody", tests::laidOut(pages::custodyReceipt(items, u"Rose"_s, 1'795'478'400'000)), 20);
        casework::Closing closing{.id = sync::RecordId::make(m_random), .person = sync::RecordId::make(m_random)};
        check("closing-short", tests::laidOut(pages::closingPaper(closing, u"K7Q2-9FXM-3"_s)), 0);
        closing.reason = u"goals_met"_s;
        closing.note = said(300);
        closing.basis = u"rule"_s;
        closing.basisNote = said(100);
        closing.atEnd = u"deidentify"_s;
        check("closing", tests::laidOut(pages::closingPaper(closing, u"K7Q2-9FXM-3"_s)), 2);
        const auto says = [&closing] {
            return !wordsOn(*tests::laidOut(pages::closingPaper(closing, {})))
                        .filter(u"à confirmer par la CCSPRTP"_s)
                        .isEmpty();
        };
        QVERIFY(says()); // who signs reads whose length it is
        closing.basis = u"trial"_s;
        QVERIFY(!says());
    }

    void theCertificateOfAnErasure()
    {
        const sync::DeviceId laptop = sync::DeviceId::make(m_random);
        exchange::Erasure erasure{
            .name = u"E-BCDF-417"_s, .order = {{laptop, sync::Stream::General, 417}, 0}, .certificate = {0, {}, 0}};
        erasure.order.at = 1'795'478'400'000;
        erasure.isFromHere = true;
        check("certificate", tests::laidOut(ui::roads::erasureCertificate(erasure, {}, erasure.order.at)), 0);
        const QString at = kit::dateTimeText(erasure.order.at);
        const auto timesOf = [&] {
            return wordsOn(*tests::laidOut(ui::roads::erasureCertificate(erasure, {}, erasure.order.at))).count(at);
        };
        const auto before = timesOf();
        erasure.hasKeptNumbers = true; // then it says when
        QCOMPARE(timesOf(), before + 1);
        check("certificate-numbers",
              tests::laidOut(ui::roads::erasureCertificate(erasure, u"K7Q2-9FXM-3"_s, erasure.order.at)), 0);
    }

    void theChecklistAndTheWholeFile()
    {
        HouseProgram program;
        const auto her = program.admit("Rose", "F", 16);
        const auto list = program.run([her](casework::Desk &desk) { return casework::loadChecklist(desk, her); });
        QVERIFY(list.hasValue());
        check("checklist", tests::laidOut(pages::checklistPaper(*list, u"K7Q2-9FXM-3"_s, false)), 0);
        check("checklist-blank", tests::laidOut(pages::checklistPaper(*list, {}, true)), 0);
        QVERIFY(program
                    .run([her](casework::Desk &desk) {
                        return casework::addNote(desk, her, std::string_view("Ce qu’elle dit"),
                                                 std::string_view(said(900).toStdString()), std::string_view("observation"));
                    })
                    .hasValue());
        const auto whole = wholeFile(program, her);
        for (const QString &language : {u"fr"_s, u"rn"_s})
            check(qPrintable(u"whole-"_s + language), paperOf(program, *whole, language), 1);
    }

    /// Nothing that is kept is left out without somebody having said so here, and what is on paper has a name.
    void everyFieldOfAPersonHasAName()
    {
        HouseProgram program(kit::Language::French);
        for (const sync::TableDefinition &table : model::schema().tables()) {
            if (!isOfPersons(table))
                continue;
            for (const sync::FieldDefinition &field : table.fields) {
                const QString column = columnOf(field);
                const QString label = pages::FileWords::label({table.table, field.field});
                const bool isHidden = field.type == sync::FieldType::Blob || ForTheProgram.contains(column) ||
                                      table.table == f::entity::Table || isAnswerTable(table) ||
                                      sync::FieldId{table.table, field.field} == f::withdrawal_letter::Sent;
                QVERIFY2(isHidden || (!label.isEmpty() && label != column && !label.contains(u'_')),
                         qPrintable(QString::fromUtf8(table.name.data(), qsizetype(table.name.size())) + u'.' + column));
            }
        }
    }

    /// Every field of every table of a person, with every code of its list: no code is on the paper.
    void theWholeFileSaysWordsAndNoCodes_data()
    {
        QTest::addColumn<int>("language");
        QTest::newRow("fr") << int(kit::Language::French);
        QTest::newRow("rn") << int(kit::Language::Kirundi);
    }
    void theWholeFileSaysWordsAndNoCodes()
    {
        QFETCH(const int, language);
        HouseProgram program(static_cast<kit::Language>(language));
        pages::WholeFile whole{{sync::RecordId::make(m_random), u"K7Q2-9FXM-3"_s, u"Rose"_s, {}}};
        whole.pack = program.run([](casework::Desk &desk) { return casework::loadChecklist(desk, {}); }).value().pack;
        for (const sync::TableDefinition &table : model::schema().tables()) {
            if (isOfPersons(table) && !isAnswerTable(table)) {
                for (qsizetype which = 0; which < mostCodes(table); ++which)
                    whole.file.records.push_back(recordWith(table, which));
            }
        }
        QVERIFY(whole.file.records.size() > 300);
        const auto paper = paperOf(program, whole, kit::Translations::code(program.translations.language()));
        QVERIFY(paper.hasValue());
        keepPaper(*paper, u"codes-"_s + QString::fromLatin1(QTest::currentDataTag()));
        const QStringList codes = codesOn(*paper);
        QVERIFY2(codes.isEmpty(), qPrintable(codes.join(u'\n')));
    }

    /// A file as it comes about, with an interview: its questions and answers in words, every page of it numbered.
    void anInterviewIsInTheWholeFileQuestionByQuestion()
    {
        HouseProgram program(kit::Language::French);
        const auto her = program.admit("Rose", "F", 24);
        const pages::FormEntry &form = pages::shippedForms().front();
        const auto held = program.run([her, &form](casework::Desk &desk) -> base::Result<casework::InterviewId> {
            INDARO_TRY(closeInterviewGuards(desk, her));
            INDARO_TRY_ASSIGN(const auto id, casework::startInterview(desk, {her, form.id, form.version, u"fr"_s}));
            std::vector<casework::AnswerDraft> answers;
            for (const auto &[name, value] :
                 {std::pair(u"consent_understood"_s, u"yes"_s), std::pair(u"consent_interview"_s, u"yes"_s),
                  std::pair(u"consent_keep_file"_s, u"yes"_s), std::pair(u"age_gate"_s, u"adult"_s)}) {
                const auto *item = form.definition->findByName(name);
                INDARO_CHECK(item != nullptr);
                answers.push_back({.path = item->path, .type = u"select_one"_s, .value = value});
            }
            INDARO_TRY(casework::saveAnswers(desk, id, answers, {}));
            INDARO_TRY(casework::signInterview(desk, id, {}));
            return id;
        });
        QVERIFY(held.hasValue());
        auto whole = wholeFile(program, her);
        QCOMPARE(whole->interviews.size(), std::size_t{1});
        whole->serial = u"BCDF-2026-0042"_s;
        const auto paper = paperOf(program, *whole, u"fr"_s);
        QVERIFY(paper.hasValue());
        keepPaper(*paper, u"whole-interview"_s);
        const QString text = wordsOn(*paper).join(u'\n');
        QVERIFY(text.contains(u"BCDF-2026-0042"_s));
        const auto *question = form.definition->findByName(u"age_gate"_s);
        QVERIFY2(!text.contains(u"age_gate"_s) && question != nullptr, "a question under the name of its column");
        QVERIFY(text.contains(u"signée"_s, Qt::CaseInsensitive));
        const QStringList codes = codesOn(*paper, form.definition.get());
        QVERIFY2(codes.isEmpty(), qPrintable(codes.join(u'\n')));
        // What is withheld is not on its pages either.
        const auto saysAdult = [&] {
            return !wordsOn(*paperOf(program, *whole, u"fr"_s)).filter(u"Adulte (18"_s).isEmpty();
        };
        QVERIFY(saysAdult());
        whole->withheld.add({casework::withheldAnswer(question->path), {}, {}});
        QVERIFY(!saysAdult());
    }

private:
    static bool isAnswerTable(const sync::TableDefinition &table) { return table.name.starts_with("answer_"); }
    static bool isOfPersons(const sync::TableDefinition &table)
    {
        return table.owner.kind != sync::Ownership::Kind::Nobody && table.table != f::file_opening::Table &&
               !table.name.starts_with("attachment_part");
    }
    static QString columnOf(const sync::FieldDefinition &field)
    {
        return QString::fromUtf8(field.column.data(), qsizetype(field.column.size()));
    }
    /// Codes a field may hold: of its list, or what the program itself writes there.
    static QStringList codesOf(sync::FieldId field, const QString &column)
    {
        QStringList codes;
        if (const QString list = model::codeListOf(field); !list.isEmpty()) {
            for (const auto &code : model::CodeList::byName(list).codes())
                codes << code.code;
            return codes;
        }
        static const std::map<sync::FieldId, QStringList> Written{
            {f::interview::Status, {u"draft"_s, u"signed"_s, u"given_up"_s}},
            {f::interview::MainLanguage, {u"fr"_s, u"rn"_s}},
            {f::sitting::StopReason, {u"finished"_s, u"interrupted"_s, u"enough"_s, u"tired"_s, u"asked"_s, u"other"_s}},
            {f::risk_assessment::About, {u"here"_s, u"return"_s}},
            {f::approval::Way, {u"second"_s, u"cards"_s, u"alone"_s}},
            {f::clock_extension::Clock, {u"reflection"_s, u"stay"_s}},
            {f::task::Kind,
             {u"alert_danger_to_life"_s, u"alert_suicidal_thoughts"_s, u"alert_trafficker_near"_s,
              u"alert_child_without_guardian"_s}},
            {f::identity::OriginDivision, {u"old"_s, u"new"_s}},
            {f::referral::Direction, {u"out"_s}},
            {f::referral::Status, {u"draft"_s, u"in_progress"_s, u"fed_back"_s, u"returned"_s}},
            {f::referral::Priority, {u"emergency"_s, u"urgent"_s, u"routine"_s}},
            {f::referral::Services, {u"health"_s, u"legal_aid"_s}},
            {f::referral::Shared, casework::personalLines()},
            {f::allocation::Overridden, overriddenCodes()},
            {f::consent::WithheldItems, {u"identity.phone"_s, u"group:health"_s, u"answer:/data/town"_s}}};
        if (const auto found = Written.find(field); found != Written.end())
            return found->second;
        if (field == f::consent::Purpose) {
            for (const char *list : {"consent_purpose", "consent_use"}) {
                for (const auto &code : model::CodeList::byName(QString::fromLatin1(list)).codes())
                    codes << code.code;
            }
        }
        if (field.table == f::case_event::Table || field.table == f::case_event_health::Table) {
            for (const sop::Event event : sop::allEvents()) {
                if (column == u"kind")
                    codes << sop::toString(event);
            }
        }
        if (field.table == f::step_mark::Table || field.table == f::step_mark_health::Table) {
            if (column == u"state")
                codes = {u"done"_s, u"not_applicable"_s, u"refused"_s, u"waived"_s, u"open"_s};
            if (column == u"evidence")
                codes = {u"tick"_s, u"note"_s, u"call-note"_s, u"form"_s, u"document"_s, u"signature"_s, u"record"_s};
            if (column == u"urgent")
                codes = {u"yes"_s};
            if (column == u"step")
                codes = {u"2.5"_s};
        }
        if (column == u"kind" && QByteArrayView(model::schema().findTable(field.table)->name).startsWith("attachment_"))
            codes = {u"image"_s, u"signature"_s, u"audio"_s, u"video"_s, u"file"_s};
        return codes;
    }
    static QStringList overriddenCodes()
    {
        QStringList codes;
        for (int rule = 0; rule <= int(casework::HouseRule::HeldPlace); ++rule)
            codes << QString::fromUtf8(casework::houseRuleCode(static_cast<casework::HouseRule>(rule)).data());
        return codes;
    }
    static qsizetype mostCodes(const sync::TableDefinition &table)
    {
        qsizetype most = 1;
        for (const sync::FieldDefinition &field : table.fields)
            most = std::max(most, codesOf({table.table, field.field}, columnOf(field)).size());
        return most;
    }
    /// Each field with its `which`th code, or with what no code is.
    casework::Record recordWith(const sync::TableDefinition &table, qsizetype which)
    {
        casework::Record record{table.table, sync::RecordId::make(m_random), {}};
        for (const sync::FieldDefinition &field : table.fields) {
            const sync::FieldId id{table.table, field.field};
            const QStringList codes = codesOf(id, columnOf(field));
            base::Value value("Texte libre");
            if (field.type == sync::FieldType::Blob)
                value = casework::idValue(record.id);
            else if (field.type == sync::FieldType::Integer)
                value = std::int64_t{1'795'478'400'000};
            else if (field.type == sync::FieldType::Real)
                value = 1.5;
            else if (id == f::referral::Content)
                value = R"({"form":{"priority":"urgent","to_kind":"health"},"shows_house_address":true})";
            else if (id == f::referral_slip::Content)
                value = R"({"slip_decision":"partly","slip_alone":"with","slip_received_by":"Jeanne"})";
            else if (id == f::referral_person::Content)
                value = R"({"name":"Rose"})";
            else if (ForTheProgram.contains(columnOf(field)) || table.table == f::entity::Table)
                value = "a_code_only_the_program_needs";
            else if (!codes.isEmpty())
                value = field.type == sync::FieldType::Set ? codes.join(u' ').toStdString()
                                                           : codes.at(which % codes.size()).toStdString();
            record.values.push_back(value);
        }
        return record;
    }
    /// What looks like a code: words joined by "_", ids, and each code of any list that is not also its own label.
    /// `form`: whose choices are words of their own, whatever list has one of them as a code.
    static QStringList codesOn(const QList<ui::print::Page> &paper, const forms::FormDefinition *form = nullptr)
    {
        static const QRegularExpression Joined(u"[a-z0-9]+_[a-z0-9_]+|[0-9a-f]{32}|group:|record:|answer:"_s);
        QSet<QString> labels{u"placement"_s}; // the same word in French, in a choice of the form that ships
        QSet<QString> codes;
        for (const QString &name : model::CodeList::names()) {
            for (const auto &code : model::CodeList::byName(name).codes()) {
                codes.insert(code.code);
                for (const QString &label : {code.french, code.kirundi}) {
                    for (const QString &part : label.split(u", "_s))
                        labels.insert(part.toLower());
                }
            }
        }
        for (const auto &list : form != nullptr ? form->choiceLists() : std::vector<forms::ChoiceList>()) {
            for (const forms::Choice &choice : list.choices) {
                for (const QString &label : choice.label.byLanguage) {
                    for (const QString &part : label.split(u", "_s))
                        labels.insert(part.toLower());
                }
            }
        }
        QStringList found;
        for (const QString &text : wordsOn(paper)) {
            if (const auto match = Joined.match(text); match.hasMatch())
                found << u"\"%1\" in \"%2\""_s.arg(match.captured(), text.left(60));
            for (const QString &part : text.split(u", "_s)) {
                if (codes.contains(part) && part.front().isLetter() && !labels.contains(part.toLower()))
                    found << u"\"%1\" in \"%2\""_s.arg(part, text.left(60));
            }
        }
        found.removeDuplicates();
        return found;
    }
    static Papers paperOf(HouseProgram &program, const pages::WholeFile &whole, const QString &language)
    {
        return laidOut(pages::fullFilePaper(whole, language, *program.workspace, program.clock));
    }
    static std::shared_ptr<pages::WholeFile> wholeFile(HouseProgram &program, casework::CaseId person)
    {
        return program
            .run([person](casework::Desk &desk) -> base::Result<std::shared_ptr<pages::WholeFile>> {
                INDARO_TRY_ASSIGN(auto whole, pages::readWholeFile(desk, person));
                return std::make_shared<pages::WholeFile>(std::move(whole));
            })
            .value();
    }
    inline static const QStringList ForTheProgram{
        u"scope"_s,     u"pack_id"_s,    u"form_id"_s,    u"form_version"_s, u"last_path"_s, u"path"_s,
        u"type"_s,      u"occurrence"_s, u"others"_s,     u"consents"_s,     u"referrals"_s, u"media_type"_s,
        u"file_name"_s, u"size"_s,       u"parts"_s,      u"origin_place"_s, u"sent"_s,      u"record_table"_s,
        u"fields"_s,    u"form"_s,       u"place_code"_s, u"from_code"_s,    u"to_code"_s,   u"column_name"_s};
};

QTEST_MAIN(TestPapers)
#include "test_papers.moc"
