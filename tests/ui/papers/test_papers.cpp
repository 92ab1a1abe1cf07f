// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/complaints.h"
#include "core/casework/house/routines.h"
#include "core/casework/house/self_check.h"
#include "core/casework/people/full_file.h"
#include "core/casework/risks/best_interests.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "tests/ui/stay/house_program.h"
#include "ui/kit/date_text.h"
#include "ui/pages/case_file/full_file_paper.h"
#include "ui/pages/checklist/checklist_paper.h"
#include "ui/pages/closing/closing_paper.h"
#include "ui/pages/consents/letter_paper.h"
#include "ui/pages/house_work/house_work_papers.h"
#include "ui/pages/plan/plan_paper.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/roads/erasure_certificate.h"

using namespace indaro;
using namespace indaro::tests;
using Papers = base::Result<QList<ui::print::Page>>;

namespace {

/// The last word of every long text: it must come out of the printer too.
const QString Last = u"dernièrement"_s;

/// As somebody writes who has a lot to say; `words` of them.
QString said(int words)
{
    return u"elle raconte ce qui s’est passé "_s.repeated(words / 6) + Last;
}

QStringList wordsOn(const QList<ui::print::Page> &pages)
{
    QStringList words;
    for (const auto &page : pages) {
        for (const auto &item : page.texts)
            words.append(item.text);
    }
    return words;
}

/// Empty when every text stays in its box and on the page, and no two texts touch.
QString faultOf(const QList<ui::print::Page> &pages)
{
    for (qsizetype p = 0; p < pages.size(); ++p) {
        const QRectF paper(0, 0, pages[p].width, pages[p].height);
        const auto &texts = pages[p].texts;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const QRectF box = texts[i].box.adjusted(-0.05, -0.05, 0.05, 0.05);
            if (!box.contains(texts[i].rect) || !paper.contains(texts[i].rect))
                return u"page %1: \"%2\" leaves its box"_s.arg(p + 1).arg(texts[i].text.left(60));
            for (qsizetype j = i + 1; j < texts.size(); ++j) {
                const QRectF both = texts[i].rect.intersected(texts[j].rect);
                if (both.width() > 0.05 && both.height() > 0.05)
                    return u"page %1: \"%2\" over \"%3\""_s.arg(p + 1).arg(texts[i].text.left(40), texts[j].text.left(40));
            }
        }
        for (const auto &shape : pages[p].shapes) {
            if (shape.rect.left() < 0 || shape.rect.top() < 0 || shape.rect.right() > paper.width() ||
                shape.rect.bottom() > paper.height())
                return u"page %1: a line leaves the page"_s.arg(p + 1);
        }
    }
    return {};
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
        check("plan-empty", pages::planPaper(whole), 0);
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
        check("plan", pages::planPaper(whole), 8 + 24 + 2);
    }

    void theBestInterestsOfAChild()
    {
        pages::PlanOfPerson whole{sync::RecordId::make(m_random)};
        whole.displayName = u"Iteka"_s;
        whole.caseCode = u"K7Q2-9FXM-3"_s;
        casework::BestInterests interests{.id = sync::RecordId::make(m_random)};
        check("interests-empty", pages::interestsPaper(whole, interests), 0);
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
        check("interests", pages::interestsPaper(whole, interests), written);
    }

    void thePaperToCarry()
    {
        casework::SafetyPlan plan{.id = sync::RecordId::make(m_random)};
        plan.safeText = u"Téléphoner à ma tante."_s;
        check("carry", pages::safePaper(plan, {}), 0);
    }

    void theRegisterOfComplaints()
    {
        check("complaints-empty", pages::complaintsPaper({}, 0), 0);
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
        check("complaints", pages::complaintsPaper(complaints, 1'795'478'400'000), 60);
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
        check("self-check-blank", pages::selfCheckPaper(round, {}, true), 0);
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
        check("self-check", pages::selfCheckPaper(round, actions, false), qsizetype(actions.size()) * 2);
        const auto house = program.run([](casework::Desk &desk) { return casework::loadChecklist(desk, std::nullopt); });
        QVERIFY(house.hasValue());
        check("routines", pages::routinesPaper(*house, program.clock.nowUtc()), 0);
    }

    void theLettersOfAWithdrawal()
    {
        casework::WithdrawalLetter letter{.id = sync::RecordId::make(m_random),
                                          .person = sync::RecordId::make(m_random),
                                          .withdrawal = sync::RecordId::make(m_random)};
        letter.receiver = {u"hospital"_s, {}};
        letter.writtenAt = 1'795'478'400'000;
        check("letter-short", pages::letterPaper(letter, {}), 0);
        letter.serial = u"BCDF-2026-0042"_s;
        letter.receiver.name = u"Association pour l’accompagnement des femmes et des enfants de la province de Muyinga"_s;
        letter.wish = u"return"_s;
        for (int i = 0; i < 45; ++i)
            letter.sent.push_back({.kind = u"referral"_s,
                                   .receiver = letter.receiver,
                                   .serial = u"BCDF-2026-%1"_s.arg(i, 4, 10, QChar(u'0')),
                                   .sentAt = letter.writtenAt});
        const auto paper =
            pages::letterPaper(letter, {u"Maison Ikaze"_s, u"+257 22 00 00 12"_s, {}, u"Quartier du Marché, Muyinga"_s});
        check("letter", paper, 0);
        QCOMPARE(wordsOn(*paper).filter(u"BCDF-2026-00"_s).size() >= 45, true);
    }

    void thePapersOfTheNight()
    {
        casework::EvacuationList list;
        casework::RollCall call;
        call.night = QDate(2026, 11, 27);
        check("evacuation-empty", pages::evacuationPaper(list), 0);
        check("roll-call-empty", pages::rollCallPaper(call), 0);
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
        check("evacuation", pages::evacuationPaper(list), 0);
        check("roll-call", pages::rollCallPaper(call), 6);
    }

    void whatIsKeptForAPersonAndTheEndOfAFile()
    {
        std::vector<casework::CustodyItem> items;
        check("custody-empty", pages::custodyReceipt(items, u"Rose"_s, 0), 0);
        for (int i = 0; i < 20; ++i) {
            casework::CustodyItem item{.id = sync::RecordId::make(m_random), .person = sync::RecordId::make(m_random)};
            item.kind = u"money"_s;
            item.description = said(20);
            item.currency = u"BIF"_s;
            item.received = 1'250'000;
            item.held = 1'250'000;
            items.push_back(item);
        }
        check("custody", pages::custodyReceipt(items, u"Rose"_s, 1'795'478'400'000), 20);
        casework::Closing closing{.id = sync::RecordId::make(m_random), .person = sync::RecordId::make(m_random)};
        check("closing-short", pages::closingPaper(closing, u"K7Q2-9FXM-3"_s), 0);
        closing.reason = u"goals_met"_s;
        closing.note = said(300);
        closing.basis = u"rule"_s;
        closing.basisNote = said(100);
        closing.atEnd = u"deidentify"_s;
        check("closing", pages::closingPaper(closing, u"K7Q2-9FXM-3"_s), 2);
    }

    void theCertificateOfAnErasure()
    {
        const sync::DeviceId laptop = sync::DeviceId::make(m_random);
        exchange::Erasure erasure{
            .name = u"E-BCDF-417"_s, .order = {{laptop, sync::Stream::General, 417}, 0}, .certificate = {0, {}, 0}};
        erasure.order.at = 1'795'478'400'000;
        erasure.isFromHere = true;
        check("certificate", ui::roads::erasureCertificate(erasure, {}, erasure.order.at), 0);
        const QString at = kit::dateTimeText(erasure.order.at);
        const auto timesOf = [&] {
            return wordsOn(*ui::roads::erasureCertificate(erasure, {}, erasure.order.at)).count(at);
        };
        const auto before = timesOf();
        erasure.hasKeptNumbers = true; // then it says when
        QCOMPARE(timesOf(), before + 1);
        check("certificate-numbers", ui::roads::erasureCertificate(erasure, u"K7Q2-9FXM-3"_s, erasure.order.at), 0);
    }

    void theChecklistAndTheWholeFile()
    {
        HouseProgram program;
        const auto her = program.admit("Rose", "F", 16);
        const auto list = program.run([her](casework::Desk &desk) { return casework::loadChecklist(desk, her); });
        QVERIFY(list.hasValue());
        check("checklist", pages::checklistPaper(*list, u"K7Q2-9FXM-3"_s, false), 0);
        check("checklist-blank", pages::checklistPaper(*list, {}, true), 0);
        QVERIFY(program
                    .run([her](casework::Desk &desk) {
                        return casework::addNote(desk, her, std::string_view("Ce qu’elle dit"),
                                                 std::string_view(said(900).toStdString()), std::string_view("observation"));
                    })
                    .hasValue());
        const auto file = program.run([her](casework::Desk &desk) { return casework::loadFullFile(desk, her); });
        QVERIFY(file.hasValue());
        for (const QString &language : {u"fr"_s, u"rn"_s})
            check(qPrintable(u"whole-"_s + language), pages::fullFilePaper(*file, language, program.clock.nowUtc()), 1);
    }
};

QTEST_MAIN(TestPapers)
#include "test_papers.moc"
