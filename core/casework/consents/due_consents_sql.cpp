// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/consents/due_consents.h"
#include "core/casework/row_values.h"
#include "core/model/partial_date.h"

#include <QTimeZone>

#include <algorithm>

namespace indaro::casework {

using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr base::UtcMs AnswerMs = base::UtcMs{14} * 24 * 3600 * 1000;
constexpr int SoonOver = 14;   // days before the end
constexpr int LatelyOver = 30; // and after it: later nobody needs to be asked about this any more

sop::Urgency urgencyAt(base::UtcMs due, base::UtcMs now)
{
    if (due < now)
        return sop::Urgency::Late;
    return model::localDay(due) == model::localDay(now) ? sop::Urgency::Today : sop::Urgency::Coming;
}

struct Named
{
    QString caseCode;
    QString displayName;
};

Result<Named> nameOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(auto row, desk.db.prepare("SELECT case_code, display_name FROM case_file WHERE id = ?1"));
    row.bind(1, person);
    INDARO_TRY_ASSIGN(const bool found, row.step());
    return found ? Named{toText(row, 0), toText(row, 1)} : Named{};
}

Result<void> addLetters(Desk &desk, std::vector<DueOfConsent> &due)
{
    const base::UtcMs now = desk.clock.nowUtc();
    INDARO_TRY_ASSIGN(const auto letters, listLettersOf(desk, std::nullopt));
    for (const WithdrawalLetter &letter : letters) {
        if (letter.isAnswered())
            continue;
        INDARO_TRY_ASSIGN(const Named whose, nameOf(desk, letter.person));
        DueOfConsent one{.person = letter.person,
                         .caseCode = whose.caseCode,
                         .displayName = whose.displayName,
                         .kind = letter.printedAt ? ConsentDueKind::Answer : ConsentDueKind::Letter,
                         .record = letter.id,
                         .words = letter.serial,
                         .receiver = letter.receiver};
        one.due = letter.printedAt ? *letter.printedAt + AnswerMs : letter.writtenAt;
        one.urgency = letter.printedAt ? urgencyAt(one.due, now) : sop::Urgency::Late;
        if (!letter.printedAt || one.due < now)
            due.push_back(std::move(one));
    }
    return {};
}

/// People with an agreement that ends about now; whether it is still the last word is looked at one by one.
Result<std::vector<CaseId>> peopleWithEnds(Desk &desk, QDate today)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT DISTINCT case_file FROM consent WHERE decision = 'yes' AND "
                                                 "withdrawn_on IS NULL AND expires_on BETWEEN ?1 AND ?2"));
    rows.bind(1, today.addDays(-LatelyOver).toString(Qt::ISODate).toStdString());
    rows.bind(2, today.addDays(SoonOver).toString(Qt::ISODate).toStdString());
    std::vector<CaseId> people;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto person = rows.id<sync::RecordTag>(0))
            people.push_back(*person);
        return {};
    }));
    return people;
}

Result<void> addEnds(Desk &desk, std::vector<DueOfConsent> &due)
{
    const base::UtcMs now = desk.clock.nowUtc();
    const QDate today = model::localDay(now);
    INDARO_TRY_ASSIGN(const auto people, peopleWithEnds(desk, today));
    for (const CaseId person : people) {
        const auto facts = loadConsentFacts(desk, person);
        if (!facts && facts.error().code == base::Errc::UnknownRecord)
            continue; // her file is on its way from another laptop
        if (!facts)
            return facts.error();
        INDARO_TRY_ASSIGN(const Named whose, nameOf(desk, person));
        for (const RecordedConsent *last : lastActs(*facts)) {
            const QDate end = QDate::fromString(last->expiresOn.left(10), Qt::ISODate);
            const ConsentStanding standing = standingOf(*last, today);
            const bool isAboutNow = end.isValid() && end >= today.addDays(-LatelyOver) && end <= today.addDays(SoonOver);
            if (!isAboutNow || (standing != ConsentStanding::Given && standing != ConsentStanding::Expired))
                continue;
            DueOfConsent one{.person = person,
                             .caseCode = whose.caseCode,
                             .displayName = whose.displayName,
                             .kind = ConsentDueKind::Ends,
                             .record = last->id,
                             .words = last->purpose,
                             .receiver = {last->recipientKind, last->recipient}};
            one.due = QDateTime(end.addDays(1), QTime(0, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch() - 1;
            one.urgency = urgencyAt(one.due, now);
            due.push_back(std::move(one));
        }
    }
    return {};
}

} // namespace

Result<std::vector<DueOfConsent>> listDueOfConsents(Desk &desk)
{
    std::vector<DueOfConsent> due;
    INDARO_TRY(addLetters(desk, due));
    INDARO_TRY(addEnds(desk, due));
    std::ranges::stable_sort(due, {}, &DueOfConsent::due);
    return due;
}

} // namespace indaro::casework
