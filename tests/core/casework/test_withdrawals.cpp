// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/consents/consents.h"
#include "core/casework/consents/disclosures.h"
#include "core/casework/consents/due_consents.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/house_only.h"
#include "core/casework/interviews/commands.h"
#include "core/casework/people/full_file.h"
#include "core/casework/plans/meetings.h"
#include "core/casework/plans/services.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/stays/care_log.h"
#include "core/model/partial_date.h"
#include "tests/core/casework/desk_fixture.h"

#include <QTest>

#include <algorithm>

using namespace indaro;
using namespace indaro::casework;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs Day = base::UtcMs{24} * 3600 * 1000;

struct House : tests::DeskFixture
{
    sync::RecordId rose = bear({{fields::case_file::CaseCode, "K7Q2-M9XT-4"},
                                {fields::case_file::DisplayName, "Rose"},
                                {fields::case_file::IsMinor, "no"}},
                               {{fields::identity::FamilyName, "Ndayizeye"}});

    Referral prepare(const QString &agency, const QString &kind = u"health"_s)
    {
        ReferralContent content = prefillReferral(*desk, rose).value();
        content.form.insert({{u"consent_explained_by"_s, u"Odette"_s},
                             {u"consent_language"_s, u"rn"_s},
                             {u"consent_given_by"_s, u"person"_s},
                             {u"to_kind"_s, kind},
                             {u"to_agency"_s, agency}});
        return createReferral(*desk, rose, content).value();
    }
    Referral print(const QString &agency, const QString &kind = u"health"_s)
    {
        const Referral referral = prepare(agency, kind);
        return markReferralPrinted(*desk, referral.id).value();
    }
    std::vector<sync::RecordId> standingConsents()
    {
        std::vector<sync::RecordId> ids;
        const ConsentFacts facts = loadConsentFacts(*desk, rose).value();
        for (const RecordedConsent &consent : facts.consents) {
            if (standingOf(consent, facts.today) == ConsentStanding::Given)
                ids.push_back(consent.id);
        }
        return ids;
    }
    WithdrawalDraft takingBack(std::vector<sync::RecordId> consents) const
    {
        return {.consents = std::move(consents), .withdrawnBy = "person", .way = "signature"};
    }
};

/// A JPEG by its segments alone; nobody here decodes it.
QByteArray barePicture()
{
    const auto segment = [](char marker, const QByteArray &content) {
        QByteArray bytes("\xFF", 1);
        bytes += marker;
        bytes += '\0';
        bytes += static_cast<char>(content.size() + 2);
        return bytes + content;
    };
    return QByteArray("\xFF\xD8", 2) + segment('\xE0', "JFIF") + segment('\xC0', "frame") + segment('\xDA', "scan") +
           QByteArray(100, 'x') + QByteArray("\xFF\xD9", 2);
}

ConsentAct agreement()
{
    return {.recipientKind = "health",
            .decision = "yes",
            .dataGroups = "code_only health",
            .explainedBy = "social_worker",
            .language = "run",
            .givenBy = "person",
            .way = "signature"};
}

/// Which field an act lacks; empty: it is kept.
QString lackOf(House &house, sync::RecordId person, const ConsentAct &act)
{
    const auto kept = recordConsent(*house.desk, person, act);
    if (kept)
        return {};
    const auto *table = model::schema().findTable(static_cast<std::uint16_t>(kept.error().number("table")));
    const auto *field =
        table == nullptr ? nullptr : table->findField(static_cast<std::uint16_t>(kept.error().number("field")));
    return field == nullptr ? QString::fromStdString(kept.error().toString())
                            : QString::fromLatin1(field->column.data(), qsizetype(field->column.size()));
}

} // namespace

class TestWithdrawals : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aYesThatCouldBeDisputedIsNotKept()
    {
        House house;
        const auto lacking = [&](auto change) {
            ConsentAct act = agreement();
            change(act);
            return lackOf(house, house.rose, act);
        };
        QCOMPARE(lacking([](ConsentAct &a) { a.decision = {}; }), u"decision"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.decision = "perhaps"; }), u"decision"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.recipientKind = {}; }), u"recipient_kind"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.dataGroups = {}; }), u"data_groups"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.dataGroups = "location"; }), u"data_groups"_s); // is offered to nobody
        QCOMPARE(lacking([](ConsentAct &a) { a.explainedBy = {}; }), u"explained_by"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.language = {}; }), u"language"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.givenBy = {}; }), u"given_by"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.way = {}; }), u"given_how"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.way = "oral_witness"; }), u"witness"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.givenBy = "guardian"; }), u"giver_link"_s);
        QCOMPARE(lacking([](ConsentAct &a) { a.expiresOn = "2026-11-23"; }), u"expires_on"_s);
        QCOMPARE(lacking([](ConsentAct &a) {
                     a.recipientKind = "other_ngo";
                     a.dataGroups = "code_only";
                 }),
                 u"recipient"_s);
        QVERIFY(loadConsentFacts(*house.desk, house.rose)->consents.empty());
        QCOMPARE(lacking([](ConsentAct &a) { a.expiresOn = "2026-11-24"; }), QString());
        QCOMPARE(lacking([](ConsentAct &a) { a = {.recipientKind = "police", .decision = "no"}; }),
                 QString()); // a no needs nothing
        QCOMPARE(lackOf(house, sync::RecordId::make(house.random), agreement()).left(13), u"UnknownRecord"_s);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::ConsentGiven)->size(), std::size_t{1});
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::ConsentRefused)->size(), std::size_t{1});
    }

    void aChildAgreesTogetherWithWhoSpeaksForIt()
    {
        House house;
        const auto boy = house.bear({{fields::case_file::IsMinor, "in_doubt"}}, {});
        ConsentAct act = agreement();
        QCOMPARE(lackOf(house, boy, act), u"given_by"_s);
        act.givenBy = "guardian";
        act.giverLink = "tante";
        QCOMPARE(lackOf(house, boy, act), u"child_assent"_s);
        act.childAssent = "no";
        QCOMPARE(lackOf(house, boy, act), u"child_assent"_s);
        act.childAssent = "too_young";
        QCOMPARE(lackOf(house, boy, act), u"assent_words"_s);
        act.assentWords = "Il a deux ans.";
        QCOMPARE(lackOf(house, boy, act), QString());
    }

    void aNewAnswerKeepsWhatWasWithheldFromThatReceiver()
    {
        House house;
        ConsentAct act = agreement();
        act.withheldItems = {u"identity.family_name"_s};
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        house.clock.advance(Day);
        QVERIFY(recordConsent(*house.desk, house.rose, agreement()).hasValue());
        const auto facts = loadConsentFacts(*house.desk, house.rose).value();
        QCOMPARE(facts.consents.back().withheldItems, QStringList{u"identity.family_name"_s});
        QVERIFY(loadWithheld(*house.desk, house.rose, {u"health"_s, {}})->hidesField(fields::identity::FamilyName));
        QVERIFY(!loadWithheld(*house.desk, house.rose, {u"iom"_s, {}})->hidesField(fields::identity::FamilyName));
        house.clock.advance(Day);
        act = agreement(); // somebody went through the list with her: what is not ticked is let go
        act.areItemsAll = true;
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        QVERIFY(!loadWithheld(*house.desk, house.rose, {u"health"_s, {}})->hidesField(fields::identity::FamilyName));
    }

    void whatCanBeWithheldIsListedAndLetGoAgain()
    {
        House house;
        const auto withheld = [&] {
            QStringList codes;
            const auto all = listWithholdable(*house.desk, house.rose).value();
            for (const Withholdable &one : all) {
                if (one.isWithheld)
                    codes << one.code;
            }
            return codes;
        };
        QVERIFY(withheld().isEmpty());
        QVERIFY(withholdItems(*house.desk, house.rose, {u"identity.family_name"_s, u"answer:/data/x"_s}, {}).hasValue());
        QCOMPARE(withheld(), (QStringList{u"identity.family_name"_s, u"answer:/data/x"_s}));
        QVERIFY(withholdItems(*house.desk, house.rose, {u"answer:/data/x"_s}, {}).hasValue());
        QCOMPARE(withheld(), QStringList{u"answer:/data/x"_s});
        QVERIFY(withholdItems(*house.desk, house.rose, {}, {}).hasValue());
        QVERIFY(withheld().isEmpty());
    }

    void withdrawalWritesToEverybodyWhoHasSomething()
    {
        House house;
        const Referral first = house.print(u"Hôpital de Muyinga"_s);
        const Referral same = house.print(u"hopital de muyinga"_s); // another spelling: one letter
        const Referral other = house.print(u"CDS Gasorwe"_s);
        const Referral draft = house.prepare(u"CDS Gasorwe"_s);
        const Referral elsewhere = house.prepare(u"OIM Bujumbura"_s, u"iom"_s);
        auto transaction = house.db->begin();
        QVERIFY(noteDisclosure(*house.desk, house.rose, "people", {u"health"_s, u"Hôpital de Muyinga"_s}, {u"health"_s})
                    .hasValue());
        QVERIFY(transaction->commit().hasValue());
        const auto consents = house.standingConsents();
        QCOMPARE(consents.size(), std::size_t{2}); // one of each body, written down by the first print of the day

        QVERIFY(withdrawConsents(*house.desk, house.rose, {}).error().code == base::Errc::InvalidArgument);
        WithdrawalDraft oral = house.takingBack(consents);
        oral.way = "oral_witness";
        QVERIFY(withdrawConsents(*house.desk, house.rose, oral).error().code == base::Errc::InvalidArgument);
        QVERIFY(listLettersOf(*house.desk, std::nullopt)->empty());
        house.clock.advance(Day);
        const auto done = withdrawConsents(*house.desk, house.rose, house.takingBack(consents)).value();
        QCOMPARE(done.letters, 2);
        QCOMPARE(done.stoppedReferrals, 1);
        QCOMPARE(loadReferral(*house.desk, draft.id)->status, ReferralStatus::Revoked);
        QCOMPARE(loadReferral(*house.desk, elsewhere.id)->status, ReferralStatus::Draft);
        QCOMPARE(withdrawConsents(*house.desk, house.rose, house.takingBack(consents)).error().code, base::Errc::WrongState);

        const auto letters = listLettersOf(*house.desk, house.rose).value();
        QCOMPARE(letters.size(), std::size_t{2});
        QStringList serials;
        for (const WithdrawalLetter &letter : letters) {
            QVERIFY(letter.serial.startsWith(u"BCDF-2026-"_s));
            QCOMPARE(letter.wish, u"destroy"_s);
            for (const SentItem &sent : letter.sent)
                serials << sent.serial;
            serials << letter.serial;
        }
        QCOMPARE(QSet<QString>(serials.begin(), serials.end()).size(), serials.size()); // one count of papers
        for (const Referral &referral : {first, same, other})
            QVERIFY2(serials.contains(referral.serial), qPrintable(referral.serial));
        QCOMPARE(serials.count(QString()), 1); // the file has no number
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::ConsentWithdrawn)->back().detail, std::string("2"));

        // Nothing leaves by it any more.
        QCOMPARE(markReferralPrinted(*house.desk, first.id).error().text("standing"), std::string("withdrawn"));
        const auto facts = loadConsentFacts(*house.desk, house.rose).value();
        QCOMPARE(may(facts, {.receiver = {u"health"_s, u"CDS Gasorwe"_s}}).isYes(), false);
        QCOMPARE(facts.consents.back().withdrawnOn, u"2026-11-25"_s);
    }

    void whatWasPrintedAndToldIsFoundWhenItIsTakenBack()
    {
        House house;
        const Receiver hospital{u"health"_s, u"Hôpital de Muyinga"_s};
        const auto sent = [&] { return listSentOf(*house.desk, house.rose).value(); };
        const auto audits = [&](AuditVerb verb) { return listAuditOf(*house.desk, verb)->size(); };
        // For the house: in the journal, and nobody outside has it.
        QVERIFY(notePaperPrinted(*house.desk, house.rose, AuditVerb::PlanPrinted, "plan").hasValue());
        QVERIFY(noteFormPrinted(*house.desk, house.rose, "exit", 0).hasValue());
        QVERIFY(sent().empty());
        // For somebody who was not agreed to: neither.
        const PaperFor plan{hospital, u"plan"_s, u"plan"_s, {}};
        const auto refused = notePaperPrinted(*house.desk, house.rose, AuditVerb::PlanPrinted, "plan", plan);
        QCOMPARE(refused.error().text("standing"), std::string("missing"));
        QCOMPARE(noteFormPrinted(*house.desk, house.rose, "exit", 1, hospital).error().code, base::Errc::ConsentMissing);
        QCOMPARE(noteFullFilePrinted(*house.desk, house.rose, "alone", hospital).error().code, base::Errc::ConsentMissing);
        QCOMPARE(audits(AuditVerb::PlanPrinted), std::size_t{1});
        QVERIFY(sent().empty());

        ConsentAct act = agreement();
        act.dataGroups = "code_only health needs";
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        QVERIFY(noteFormPrinted(*house.desk, house.rose, "exit", 1, hospital).hasValue());
        QVERIFY(noteFullFilePrinted(*house.desk, house.rose, "alone", hospital).hasValue());
        house.clock.advance(2 * Day);
        ToldDraft told{.recipientKind = "health", .recipient = "Hopital de Muyinga", .way = "call"};
        QCOMPARE(recordTold(*house.desk, house.rose, told).error().number("field"),
                 std::int64_t(fields::disclosure::DataGroups.field));
        told.dataGroups = "health";
        told.happenedOn = "2026-11-25";
        told.what = "Les résultats attendus.";
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::None);
        told.happenedOn = "2026-12-25";
        QCOMPARE(recordTold(*house.desk, house.rose, told).error().code, base::Errc::DateInFuture);
        const auto all = sent();
        QCOMPARE(all.size(), std::size_t{3});
        QCOMPARE(all.front().kind, u"told"_s); // newest first, by the day it was told
        QCOMPARE(all.front().way, u"call"_s);
        QCOMPARE(model::localDay(all.front().sentAt), QDate(2026, 11, 25));
        QCOMPARE(all.back().dataGroups, (QStringList{u"code_only"_s, u"health"_s, u"needs"_s}));
        QCOMPARE(audits(AuditVerb::DisclosureNoted), std::size_t{1});
        QCOMPARE(audits(AuditVerb::AgainstConsent), std::size_t{0});

        // Taken back: one letter, which names all three.
        const auto done = withdrawConsents(*house.desk, house.rose, house.takingBack(house.standingConsents())).value();
        QCOMPARE(done.letters, 1);
        const auto letter = listLettersOf(*house.desk, house.rose)->front();
        QCOMPARE(letter.sent.size(), std::size_t{3});
        QCOMPARE(noteFormPrinted(*house.desk, house.rose, "exit", 1, hospital).error().text("standing"),
                 std::string("withdrawn"));
        // What is told all the same is written down as that; what the law asks for rests on no agreement.
        told.happenedOn = {};
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::Withdrawn);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::AgainstConsent)->back().detail, std::string("share_health"));
        told.isNotice = true;
        told.recipientKind = "police";
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::None);
        QCOMPARE(audits(AuditVerb::AgainstConsent), std::size_t{1});
        QCOMPARE(audits(AuditVerb::DisclosureNoted), std::size_t{3});
        const auto withNotice = sent();
        QCOMPARE(std::ranges::count(withNotice, u"notice"_s, &SentItem::kind), 1);
    }

    void whatWasToldAtAConferenceIsFoundUnderThatAgreement()
    {
        House house;
        ConsentAct act = agreement();
        act.recipientKind = {};
        act.dataGroups = {};
        act.use = "conference";
        const auto conference = recordConsent(*house.desk, house.rose, act).value();
        QVERIFY(recordTold(*house.desk, house.rose, {.recipientKind = "social", .way = "meeting", .dataGroups = "needs"})
                    .hasValue());
        QVERIFY(recordTold(*house.desk, house.rose, {.recipientKind = "police", .way = "call", .dataGroups = "needs"})
                    .hasValue());
        const auto sent = listSentUnder(*house.desk, house.rose, {conference}).value();
        QCOMPARE(sent.size(), std::size_t{1});
        QCOMPARE(sent.front().receiver.kind, u"social"_s);
        QCOMPARE(withdrawConsents(*house.desk, house.rose, house.takingBack({conference}))->letters, 1);
    }

    void aNoToAUseIsInTheJournalWhereTheThingIsDone_data()
    {
        QTest::addColumn<QString>("use");
        for (const char *use : {"photo", "conference", "family", "health_check", "interview"})
            QTest::newRow(use) << QString::fromLatin1(use);
    }
    void aNoToAUseIsInTheJournalWhereTheThingIsDone()
    {
        QFETCH(QString, use);
        House house;
        int stick = 0;
        // The thing itself, and its like that is another matter.
        const auto doIt = [&](bool isLike) {
            if (use == u"photo"_s) {
                NewAttachment kept{house.rose};
                kept.kind = isLike ? AttachmentKind::File : AttachmentKind::Image;
                kept.content =
                    isLike ? QByteArray("%PDF-1.4\n%\n") + QByteArray::number(++stick) + "\n%%EOF\n" : barePicture();
                return addAttachment(*house.desk, kept).hasValue();
            }
            if (use == u"conference"_s)
                return recordMeeting(*house.desk, house.rose, {.kind = isLike ? "staff" : "case", .present = "Odette"})
                    .hasValue();
            if (use == u"family"_s)
                return recordVisit(*house.desk, {.person = house.rose,
                                                 .kind = isLike ? "lawyer" : "family",
                                                 .way = "in_house",
                                                 .wanted = {},
                                                 .supervisedBy = {},
                                                 .note = {}})
                    .hasValue();
            if (use == u"health_check"_s)
                return recordService(*house.desk, house.rose, {.service = isLike ? "food" : "health"}).hasValue();
            return isLike || startInterview(*house.desk, {.caseFile = house.rose, .formId = u"visit"_s}).hasValue();
        };
        const auto against = [&] { return listAuditOf(*house.desk, AuditVerb::AgainstConsent).value(); };
        const auto asked = [&] { return askUse(*house.desk, house.rose, use).value(); };
        QCOMPARE(asked().why, ConsentWhy::NotAsked);
        QVERIFY(!asked().isNo() && doIt(false) && against().empty()); // nobody asked: that is no no
        ConsentAct act = agreement();
        act.recipientKind = {};
        act.dataGroups = {};
        act.use = use.toStdString();
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        QVERIFY(asked().why == ConsentWhy::None && doIt(false) && against().empty());
        house.clock.advance(Day);
        act.decision = "no";
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        QVERIFY(asked().isNo());
        QCOMPARE(asked().day, u"2026-11-25"_s);
        QVERIFY(doIt(true) && against().empty());
        QVERIFY(doIt(false)); // it has happened: written down as that
        QCOMPARE(against().size(), std::size_t{1});
        QCOMPARE(against().front().detail, use.toStdString());
        QCOMPARE(against().front().object, std::optional(house.rose));
    }

    void aNoToConferencesOrTheFamilyIsSeenByWhatIsTold()
    {
        House house;
        for (const char *use : {"conference", "family"}) {
            ConsentAct act = agreement();
            act.recipientKind = {};
            act.dataGroups = {};
            act.use = use;
            act.decision = "no";
            QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        }
        ConsentAct act = agreement();
        act.recipientKind = "social";
        act.dataGroups = "code_only needs";
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        ToldDraft told{.recipientKind = "social", .way = "call", .dataGroups = "needs"};
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::None);
        told.way = "meeting";
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::Refused);
        told = {.recipientKind = "family", .way = "call", .dataGroups = "needs"};
        QCOMPARE(recordTold(*house.desk, house.rose, told)->why, ConsentWhy::Refused);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::AgainstConsent)->size(), std::size_t{2});
        // The law names authorities, and nobody else.
        told.isNotice = true;
        QCOMPARE(recordTold(*house.desk, house.rose, told).error().number("field"),
                 std::int64_t(fields::disclosure::RecipientKind.field));
        // A meeting of the staff that becomes one with others is one.
        MeetingDraft meeting{.kind = "staff", .present = "Odette"};
        const auto id = recordMeeting(*house.desk, house.rose, meeting).value();
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::AgainstConsent)->size(), std::size_t{2});
        meeting.kind = "case";
        QVERIFY(changeMeeting(*house.desk, id, meeting).hasValue());
        QVERIFY(changeMeeting(*house.desk, id, meeting).hasValue()); // said once
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::AgainstConsent)->size(), std::size_t{3});
    }

    void aPaperOfOthersIsNoPhotographOfHers()
    {
        House house;
        ConsentAct act = agreement();
        act.recipientKind = {};
        act.dataGroups = {};
        act.use = "photo";
        act.decision = "no";
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        NewAttachment slip{.caseFile = house.rose, .kind = AttachmentKind::Image, .content = barePicture()};
        slip.isOfOthers = true;
        QVERIFY(addAttachment(*house.desk, slip).hasValue());
        QVERIFY(listAuditOf(*house.desk, AuditVerb::AgainstConsent)->empty());
        QVERIFY(isPhotograph(AttachmentKind::Video) && !isPhotograph(AttachmentKind::Audio));
    }

    void aLetterIsATaskUntilItIsPrintedAndAnswered()
    {
        House house;
        const Referral referral = house.print(u"Hôpital de Muyinga"_s);
        house.clock.advance(Day);
        QVERIFY(withdrawConsents(*house.desk, house.rose, house.takingBack(house.standingConsents())).hasValue());
        const auto due = [&] { return listDueOfConsents(*house.desk).value(); };
        QCOMPARE(due().size(), std::size_t{1});
        QCOMPARE(due().front().kind, ConsentDueKind::Letter);
        QCOMPARE(due().front().urgency, sop::Urgency::Late);
        QCOMPARE(due().front().displayName, u"Rose"_s);
        QCOMPARE(listReceiversToTell(*house.desk)->size(), std::size_t{1});
        const auto letter = due().front().record;

        QVERIFY(markLetterPrinted(*house.desk, letter).hasValue());
        QVERIFY(due().empty()); // for two weeks
        QVERIFY(listReceiversToTell(*house.desk)->empty());
        QCOMPARE(loadReferral(*house.desk, referral.id)->status, ReferralStatus::Revoked);
        const auto printedAt = loadLetter(*house.desk, letter)->printedAt;
        house.clock.advance(13 * Day);
        QVERIFY(markLetterPrinted(*house.desk, letter).hasValue()); // again: the first time counts
        QCOMPARE(loadLetter(*house.desk, letter)->printedAt, printedAt);
        QCOMPARE(listAuditOf(*house.desk, AuditVerb::WithdrawalLetterPrinted)->size(), std::size_t{2});
        house.clock.advance(2 * Day);
        QCOMPARE(due().front().kind, ConsentDueKind::Answer);
        QVERIFY(recordLetterAnswer(*house.desk, letter, {}, {}, {}).error().code == base::Errc::InvalidArgument);
        QVERIFY(recordLetterAnswer(*house.desk, letter, "part", {}, {}).hasValue());
        QCOMPARE(due().size(), std::size_t{1}); // not all of it yet
        QVERIFY(recordLetterAnswer(*house.desk, letter, "returned", {}, "Tout est là.").hasValue());
        QVERIFY(due().empty());
        QVERIFY(loadLetter(*house.desk, letter)->isAnswered());
    }

    void aCopyOutsideIsTakenBackLikeAnythingElse() // [contracts.md 3]
    {
        House house;
        QVERIFY(decideCopyOutside(*house.desk, house.rose, true).hasValue());
        const auto facts = loadConsentFacts(*house.desk, house.rose).value();
        QCOMPARE(facts.uses.size(), std::size_t{1});
        QVERIFY(!house.log->isHouseOnly(house.rose));
        const auto done = withdrawConsents(*house.desk, house.rose, house.takingBack({facts.uses.front().id})).value();
        QVERIFY(house.log->isHouseOnly(house.rose));
        QCOMPARE(house.log->history({fields::withdrawal::Table, done.id})->back().operation.dot.stream, sync::Stream::House);
    }

    void agreementsThatEndAreAskedAgain()
    {
        House house;
        ConsentAct act = agreement();
        act.expiresOn = "2026-12-31";
        QVERIFY(recordConsent(*house.desk, house.rose, act).hasValue());
        const auto due = [&] { return listDueOfConsents(*house.desk).value(); };
        QVERIFY(due().empty());
        house.clock.advance(23 * Day); // 17 December
        QCOMPARE(due().size(), std::size_t{1});
        QCOMPARE(due().front().kind, ConsentDueKind::Ends);
        QCOMPARE(due().front().urgency, sop::Urgency::Coming);
        house.clock.advance(15 * Day); // 1 January
        QCOMPARE(due().front().urgency, sop::Urgency::Late);
        ConsentAct again = agreement();
        again.expiresOn = "2027-12-31";
        QVERIFY(recordConsent(*house.desk, house.rose, again).hasValue());
        QVERIFY(due().empty()); // the last act counts
    }
};

QTEST_GUILESS_MAIN(TestWithdrawals)
#include "test_withdrawals.moc"
