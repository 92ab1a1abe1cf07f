// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/consents/use_rule.h"
#include "core/casework/consents/withdrawals.h"
#include "core/casework/house/house.h"
#include "core/casework/house/house_only.h"
#include "core/casework/justice/justice_events.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/referrals/referral_course.h"
#include "core/model/field_table.h"
#include "core/model/name_fold.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>
#include <map>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

bool isBack(ReferralStatus status)
{
    return status == ReferralStatus::Revoked || status == ReferralStatus::Returned;
}

base::UtcMs noonOf(QDate day)
{
    return QDateTime(day, QTime(12, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

Result<void> addReferrals(Desk &desk, CaseId person, std::vector<SentItem> &sent)
{
    INDARO_TRY_ASSIGN(const auto referrals, listReferrals(desk, person));
    for (const ReferralSummary &one : referrals) {
        if (!one.printedAt || isBack(one.status))
            continue;
        INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, one.id));
        sent.push_back({.kind = u"referral"_s,
                        .receiver = requestOf(referral.content).receiver,
                        .serial = one.serial,
                        .referral = one.id,
                        .sentAt = *one.printedAt});
    }
    return {};
}

Result<void> addFiles(Desk &desk, CaseId person, std::vector<SentItem> &sent)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT kind, recipient_kind, recipient, data_groups, sent_at, way, "
                                                 "happened_on, what FROM disclosure WHERE case_file = ?1"));
    rows.bind(1, person);
    return forEachRow(rows, [&]() -> Result<void> {
        const QDate told = QDate::fromString(toText(rows, 6), Qt::ISODate);
        sent.push_back({.kind = toText(rows, 0),
                        .receiver = {toText(rows, 1), toText(rows, 2)},
                        .sentAt = told.isValid() ? noonOf(told) : rows.integer(4),
                        .dataGroups = toText(rows, 3).split(u' ', Qt::SkipEmptyParts),
                        .way = toText(rows, 5),
                        .what = toText(rows, 7)});
        return {};
    });
}

std::vector<const RecordedConsent *> chosenOf(const ConsentFacts &facts, const std::vector<RecordId> &ids)
{
    std::vector<const RecordedConsent *> chosen;
    for (const auto *all : {&facts.consents, &facts.uses}) {
        for (const RecordedConsent &consent : *all) {
            if (std::ranges::find(ids, consent.id) != ids.end())
                chosen.push_back(&consent);
        }
    }
    return chosen;
}

Result<void> checkWithdrawal(const WithdrawalDraft &draft, const ConsentFacts &facts)
{
    const auto chosen = chosenOf(facts, draft.consents);
    if (chosen.empty() || chosen.size() != draft.consents.size())
        return neededField(fields::withdrawal::Consents);
    for (const RecordedConsent *consent : chosen) {
        if (consent->decision != "yes"_L1 || !consent->withdrawnOn.isEmpty())
            return Error(Errc::WrongState);
    }
    if (!draft.withdrawnBy.isKnown())
        return neededField(fields::withdrawal::WithdrawnBy);
    if (!draft.way.isKnown())
        return neededField(fields::withdrawal::Way);
    if (model::toText(draft.way) == "oral_witness"_L1 && !draft.witness.isKnown())
        return neededField(fields::withdrawal::Witness);
    return {};
}

QStringList textsOf(const std::vector<RecordId> &ids)
{
    QStringList texts;
    for (const RecordId &id : ids)
        texts << QString::fromStdString(id.toText());
    return texts;
}

/// "BCDF-2026-0004;referral;2026-11-24": what the letter says, and what it still says when the records have changed.
QString lineOf(const SentItem &sent)
{
    return QStringList{sent.serial, sent.kind, model::localDay(sent.sentAt).toString(Qt::ISODate)}.join(u';');
}

Result<void> bearLetter(Desk &desk, CaseId person, RecordId withdrawal, const std::vector<SentItem> &sent)
{
    INDARO_TRY_ASSIGN(const QString serial, nextSerial(desk));
    QStringList lines;
    std::vector<RecordId> referrals;
    for (const SentItem &one : sent) {
        lines << lineOf(one);
        if (one.referral)
            referrals.push_back(*one.referral);
    }
    INDARO_TRY(bearRecord(desk, fields::withdrawal_letter::Table,
                          {{fields::withdrawal_letter::CaseFile, idValue(person)},
                           {fields::withdrawal_letter::Withdrawal, idValue(withdrawal)},
                           {fields::withdrawal_letter::Serial, serial.toStdString()},
                           {fields::withdrawal_letter::RecipientKind, model::toValue(sent.front().receiver.kind)},
                           {fields::withdrawal_letter::Recipient, model::toValue(sent.front().receiver.name)},
                           {fields::withdrawal_letter::Referrals, model::toValue(textsOf(referrals).join(u' '))},
                           {fields::withdrawal_letter::Sent, lines.join(u'\n').toStdString()},
                           {fields::withdrawal_letter::WrittenAt, desk.clock.nowUtc()}}));
    return {};
}

/// One letter for each receiver, whatever spelling of the name.
Result<int> bearLetters(Desk &desk, CaseId person, RecordId withdrawal, const std::vector<SentItem> &sent)
{
    std::map<QString, std::vector<SentItem>> byReceiver;
    for (const SentItem &one : sent)
        byReceiver[one.receiver.kind + u'/' + model::foldName(one.receiver.name)].push_back(one);
    for (const auto &[receiver, items] : byReceiver)
        INDARO_TRY(bearLetter(desk, person, withdrawal, items));
    return static_cast<int>(byReceiver.size());
}

/// Referrals in preparation by one of these acts go nowhere.
Result<int> stopDrafts(Desk &desk, CaseId person, const std::vector<const RecordedConsent *> &consents)
{
    INDARO_TRY_ASSIGN(const auto referrals, listReferrals(desk, person));
    int stopped = 0;
    for (const ReferralSummary &one : referrals) {
        if (one.status != ReferralStatus::Draft)
            continue;
        INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, one.id));
        const ConsentRequest asked = requestOf(referral.content);
        if (std::ranges::none_of(consents, [&](const RecordedConsent *consent) { return speaksAbout(*consent, asked); }))
            continue;
        INDARO_TRY(rows::bearStep(desk, referral, {.status = ReferralStatus::Revoked, .evidence = "own"}));
        ++stopped;
    }
    return stopped;
}

constexpr char LetterColumns[] =
    "SELECT l.id, l.case_file, l.withdrawal, c.case_code, l.serial, l.recipient_kind, l.recipient, l.sent, w.wish, "
    "l.written_at, l.printed_at, l.answer, l.answered_on, l.answer_note, l.referrals FROM withdrawal_letter l "
    "LEFT JOIN withdrawal w ON w.id = l.withdrawal LEFT JOIN case_file c ON c.id = l.case_file ";

std::vector<SentItem> sentIn(const store::Statement &row)
{
    std::vector<SentItem> sent;
    for (const QString &line : toText(row, 7).split(u'\n', Qt::SkipEmptyParts)) {
        const QStringList parts = line.split(u';');
        const QDate day = QDate::fromString(parts.value(2), Qt::ISODate);
        sent.push_back({.kind = parts.value(1),
                        .receiver = {toText(row, 5), toText(row, 6)},
                        .serial = parts.value(0),
                        .sentAt = noonOf(day)});
    }
    return sent;
}

Result<WithdrawalLetter> readLetter(const store::Statement &row)
{
    const auto id = row.id<sync::RecordTag>(0), person = row.id<sync::RecordTag>(1), withdrawal = row.id<sync::RecordTag>(2);
    if (!id || !person || !withdrawal)
        return Error(Errc::StoreDamaged);
    return WithdrawalLetter{.id = *id,
                            .person = *person,
                            .withdrawal = *withdrawal,
                            .caseCode = toText(row, 3),
                            .serial = toText(row, 4),
                            .receiver = {toText(row, 5), toText(row, 6)},
                            .sent = sentIn(row),
                            .wish = toText(row, 8),
                            .writtenAt = row.integer(9),
                            .printedAt = row.isNull(10) ? std::nullopt : std::optional<base::UtcMs>(row.integer(10)),
                            .answer = toText(row, 11),
                            .answeredOn = toText(row, 12),
                            .answerNote = toText(row, 13)};
}

Result<QStringList> referralsOf(Desk &desk, RecordId letter)
{
    INDARO_TRY_ASSIGN(const Value referrals, desk.log.load(fields::withdrawal_letter::Referrals, letter));
    return model::toText(referrals).split(u' ', Qt::SkipEmptyParts);
}

} // namespace

bool isAbout(const RecordedConsent &consent, const SentItem &sent)
{
    if (consent.purpose == QLatin1StringView(consent_purposes::Withhold))
        return false;
    if (consent.purpose == QLatin1StringView(consent_uses::Conference))
        return sent.way == "meeting"_L1;
    if (consent.purpose == QLatin1StringView(consent_uses::Family))
        return sent.receiver.kind == "family"_L1;
    if (consent.purpose == "referral"_L1 && !consent.recipient.isEmpty()) // who is told of one is told of all they have
        return model::foldName(consent.recipient) == model::foldName(sent.receiver.name);
    const char *purpose = sent.referral ? consent_purposes::Referral : consent_purposes::Share;
    return speaksAbout(consent, {.purpose = QString::fromLatin1(purpose), .receiver = sent.receiver});
}

bool WithdrawalLetter::isAnswered() const
{
    return !answer.isEmpty() && answer != "asked"_L1 && answer != "no_answer"_L1 && answer != "part"_L1;
}

Result<std::vector<SentItem>> listSentOf(Desk &desk, CaseId person)
{
    std::vector<SentItem> sent;
    INDARO_TRY(addReferrals(desk, person, sent));
    INDARO_TRY(addFiles(desk, person, sent));
    std::ranges::stable_sort(sent, std::greater<>(), &SentItem::sentAt);
    return sent;
}

Result<std::vector<SentItem>> listSentUnder(Desk &desk, CaseId person, const std::vector<RecordId> &consents)
{
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    INDARO_TRY_ASSIGN(auto sent, listSentOf(desk, person));
    const auto chosen = chosenOf(facts, consents);
    std::erase_if(sent, [&](const SentItem &one) {
        return std::ranges::none_of(chosen, [&](const RecordedConsent *consent) { return isAbout(*consent, one); });
    });
    return sent;
}

Result<WithdrawalResult> withdrawConsents(Desk &desk, CaseId person, const WithdrawalDraft &draft)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, person));
    INDARO_TRY(checkWithdrawal(draft, facts));
    INDARO_TRY_ASSIGN(const auto sent, listSentUnder(desk, person, draft.consents));
    const Value day =
        draft.effectiveOn.isKnown() ? draft.effectiveOn : Value(facts.today.toString(Qt::ISODate).toStdString());
    const auto chosen = chosenOf(facts, draft.consents);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (std::ranges::any_of(chosen, [](const auto *one) { return one->purpose == QLatin1StringView(CopyOutsidePurpose); }))
        INDARO_TRY(desk.log.setHouseOnly(person, true)); // first, so that this itself stays in the house
    INDARO_TRY_ASSIGN(const RecordId id,
                      bearRecord(desk, fields::withdrawal::Table,
                                 {{fields::withdrawal::CaseFile, idValue(person)},
                                  {fields::withdrawal::Consents, model::toValue(textsOf(draft.consents).join(u' '))},
                                  {fields::withdrawal::EffectiveOn, day},
                                  {fields::withdrawal::WithdrawnBy, draft.withdrawnBy},
                                  {fields::withdrawal::Way, draft.way},
                                  {fields::withdrawal::Witness, draft.witness},
                                  {fields::withdrawal::Language, draft.language},
                                  {fields::withdrawal::Wish, draft.wish.isKnown() ? draft.wish : Value("destroy")},
                                  {fields::withdrawal::Note, draft.note},
                                  {fields::withdrawal::RecordedAt, desk.clock.nowUtc()},
                                  {fields::withdrawal::RecordedBy, ownAccount(desk)}}));
    for (const RecordId &consent : draft.consents)
        INDARO_TRY(
            changeRecord(desk, consent, {{fields::consent::WithdrawnOn, day}, {fields::consent::Withdrawal, idValue(id)}}));
    WithdrawalResult result{.id = id};
    INDARO_TRY_ASSIGN(result.stoppedReferrals, stopDrafts(desk, person, chosen));
    if (std::ranges::any_of(chosen,
                            [](const auto *one) { return one->purpose == QLatin1StringView(consent_uses::Justice); }))
        INDARO_TRY(rows::openWithdrawnJustice(desk, person, id));
    INDARO_TRY_ASSIGN(result.letters, bearLetters(desk, person, id, sent));
    INDARO_TRY(followCopyOutside(desk)); // it may have been about a copy outside the house
    INDARO_TRY(recordAudit(desk, AuditVerb::ConsentWithdrawn, person, std::to_string(result.letters)));
    INDARO_TRY(transaction.commit());
    return result;
}

Result<std::vector<WithdrawalLetter>> listLettersOf(Desk &desk, const std::optional<CaseId> &person)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(LetterColumns) + (person ? "WHERE l.case_file = ?1 " : "") +
                                                 "ORDER BY l.written_at DESC, l.serial"));
    if (person)
        rows.bind(1, *person);
    std::vector<WithdrawalLetter> letters;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto letter, readLetter(rows));
        letters.push_back(std::move(letter));
        return {};
    }));
    return letters;
}

Result<WithdrawalLetter> loadLetter(Desk &desk, RecordId letter)
{
    INDARO_TRY_ASSIGN(auto row, desk.db.prepare(std::string(LetterColumns) + "WHERE l.id = ?1"));
    row.bind(1, letter);
    INDARO_TRY_ASSIGN(const bool found, row.step());
    if (!found)
        return Error(Errc::UnknownRecord);
    return readLetter(row);
}

Result<void> markLetterPrinted(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const WithdrawalLetter letter, loadLetter(desk, id));
    INDARO_TRY_ASSIGN(const QStringList referrals, referralsOf(desk, id));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (!letter.printedAt) {
        INDARO_TRY(changeRecord(desk, id,
                                {{fields::withdrawal_letter::PrintedAt, desk.clock.nowUtc()},
                                 {fields::withdrawal_letter::PrintedBy, ownAccount(desk)},
                                 {fields::withdrawal_letter::Answer,
                                  letter.answer.isEmpty() ? Value("asked") : model::toValue(letter.answer)}}));
        for (const QString &text : referrals) {
            const auto referral = RecordId::fromText(text.toStdString());
            INDARO_TRY_ASSIGN(const bool isThere,
                              referral ? desk.log.exists({fields::referral::Table, *referral}) : Result<bool>(false));
            if (!isThere)
                continue;
            INDARO_TRY_ASSIGN(const Referral told, loadReferral(desk, *referral));
            if (told.status != ReferralStatus::Revoked)
                INDARO_TRY(rows::bearStep(desk, told, {.status = ReferralStatus::Revoked, .evidence = "own"}));
        }
    }
    INDARO_TRY(recordAudit(desk, AuditVerb::WithdrawalLetterPrinted, id, letter.serial.toStdString()));
    return transaction.commit();
}

Result<void> recordLetterAnswer(Desk &desk, RecordId id, const Value &answer, const Value &answeredOn, const Value &note)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(loadLetter(desk, id));
    if (!answer.isKnown())
        return neededField(fields::withdrawal_letter::Answer);
    const std::string today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(changeRecord(desk, id,
                            {{fields::withdrawal_letter::Answer, answer},
                             {fields::withdrawal_letter::AnsweredOn, answeredOn.isKnown() ? answeredOn : Value(today)},
                             {fields::withdrawal_letter::AnswerNote, note}}));
    return transaction.commit();
}

} // namespace indaro::casework
