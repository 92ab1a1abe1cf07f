// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/journal.h"

#include "core/casework/house/house.h"
#include "core/model/partial_date.h"

#include <QDateTime>
#include <QTimeZone>

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;

namespace {

QDate mondayOf(QDate day)
{
    return day.addDays(1 - day.dayOfWeek());
}

base::UtcMs startOf(QDate day)
{
    return QDateTime(day, QTime(0, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}

std::string isoOf(QDate day)
{
    return day.toString(Qt::ISODate).toStdString();
}

/// "…wrong before: 3" of a sign-in's line (signInDetail).
int failuresIn(std::string_view detail)
{
    constexpr std::string_view Key = "wrong before: ";
    const auto at = detail.find(Key);
    int failures = 0;
    if (at != std::string_view::npos)
        std::from_chars(detail.data() + at + Key.size(), detail.data() + detail.size(), failures);
    return failures;
}

void count(JournalWeek &week, AccountWeek &account, AuditVerb verb, std::string_view detail)
{
    switch (verb) {
    case AuditVerb::SignedIn:
    case AuditVerb::SignedInByRecovery:
        ++account.signIns;
        account.failures += failuresIn(detail);
        return;
    case AuditVerb::FileOpened: {
        ++account.openings;
        const auto line = readOpeningLine(detail);
        account.outside += int(line && line->ground == OpeningGround::Outside);
        return;
    }
    case AuditVerb::UnfiledScanOpened: // of nobody yet: on no ground but the work
        ++account.openings;
        return;
    case AuditVerb::GlassBroken:
        ++account.glasses;
        return;
    case AuditVerb::AllocationOverridden:
        ++account.overrides;
        ++week.overrides;
        return;
    case AuditVerb::StepsWaived:
        ++account.overrides;
        ++week.waivers;
        return;
    case AuditVerb::StepsWaivedUrgently:
        ++account.overrides;
        ++week.urgentWaivers;
        return;
    case AuditVerb::AgainstConsent:
        ++account.overrides;
        return;
    case AuditVerb::ActionWithoutSteps:
        ++account.overrides;
        ++week.actionsWithoutSteps;
        return;
    case AuditVerb::ListExported:
    case AuditVerb::DirectoryWritten:
    case AuditVerb::CountsSealed:
    case AuditVerb::FiguresPublished:
        ++account.exports;
        return;
    case AuditVerb::ReferralPrinted:
    case AuditVerb::ReferralPrintedAgain:
    case AuditVerb::ReferralSent:
    case AuditVerb::ReminderPrinted:
    case AuditVerb::FormPrinted:
    case AuditVerb::CounterReferralPrinted:
    case AuditVerb::BlankFormPrinted:
    case AuditVerb::RecoveryCardsPrinted:
    case AuditVerb::ChecklistPrinted:
    case AuditVerb::RollCallPrinted:
    case AuditVerb::EvacuationListPrinted:
    case AuditVerb::PlanPrinted:
    case AuditVerb::CustodyReceiptPrinted:
    case AuditVerb::WeeklyPagePrinted:
    case AuditVerb::FullFilePrinted:
    case AuditVerb::WithdrawalLetterPrinted:
    case AuditVerb::ClosingPrinted:
    case AuditVerb::HousePaperPrinted:
    case AuditVerb::InterviewPrinted:
    case AuditVerb::NumbersPrinted:
        ++account.prints;
        return;
    case AuditVerb::LaptopEnrolled:
        ++week.laptopsLetIn;
        return;
    case AuditVerb::LaptopShutOut:
        ++week.laptopsShutOut;
        return;
    case AuditVerb::OlderThanAnchor:
    case AuditVerb::BecameNewDevice:
        ++week.anchorFindings;
        return;
    case AuditVerb::PersonDeleted:
        ++week.deletions;
        return;
    case AuditVerb::PersonErased:
        ++week.erasures;
        return;
    default: // in the journal, but no figure of the page
        return;
    }
}

Result<std::int64_t> lastLineBefore(Desk &desk, base::UtcMs until)
{
    INDARO_TRY_ASSIGN(const auto last, findAudit(desk, {.until = until, .limit = 1}));
    return last.empty() ? 0 : last.front().sequence;
}

} // namespace

Result<JournalWeek> loadJournalWeek(Desk &desk, QDate monday)
{
    JournalWeek week{mondayOf(monday)};
    const base::UtcMs from = startOf(week.monday);
    const base::UtcMs until = startOf(week.monday.addDays(7));
    INDARO_TRY_ASSIGN(const auto entries,
                      findAudit(desk, {.from = from, .until = until, .limit = std::numeric_limits<int>::max()}));
    std::map<sync::UserId, AccountWeek> accounts;
    for (const AuditEntry &entry : entries) {
        auto &account = accounts.try_emplace(entry.user, AccountWeek{entry.user, {}}).first->second;
        if (const auto verb = findAuditVerb(entry.verb))
            count(week, account, *verb, entry.detail);
    }
    for (auto &[id, account] : accounts) {
        INDARO_TRY_ASSIGN(const auto member, findStaff(desk, id));
        account.name = member ? member->name : QString();
        week.accounts.push_back(account);
    }
    std::ranges::sort(week.accounts, {}, [](const AccountWeek &each) { return std::pair(each.name, each.account); });
    INDARO_TRY_ASSIGN(auto reasoned, listReasonedOpenings(desk, from, until));
    for (ReasonedOpening &opening : reasoned)
        (opening.isGlass ? week.glasses : week.outside).push_back(std::move(opening));
    INDARO_TRY_ASSIGN(week.laptop, laptopName(desk, desk.log.device()));
    INDARO_TRY_ASSIGN(week.series, thisSeries(desk));
    INDARO_TRY_ASSIGN(week.audit, checkAuditChain(desk));
    INDARO_TRY_ASSIGN(week.log, checkChangeLog(desk));
    INDARO_TRY_ASSIGN(week.lastLine, lastLineBefore(desk, until));
    INDARO_TRY_ASSIGN(week.digits, auditDigits(desk, week.lastLine));
    return week;
}

Result<std::optional<QDate>> dueJournalWeek(Desk &desk)
{
    if (!desk.access.mayRead(Thing::Journal))
        return std::optional<QDate>();
    const QDate thisMonday = mondayOf(model::localDay(desk.clock.nowUtc()));
    const QDate monday = thisMonday.addDays(-7);
    INDARO_TRY_ASSIGN(const auto before, lastLineBefore(desk, startOf(thisMonday)));
    if (before == 0)
        return std::optional<QDate>();
    INDARO_TRY_ASSIGN(const auto printed,
                      findAudit(desk, {.verbs = {AuditVerb::WeeklyPagePrinted}, .detail = isoOf(monday), .limit = 1}));
    return printed.empty() ? std::optional(monday) : std::nullopt;
}

Result<void> noteJournalWeekPrinted(Desk &desk, QDate monday)
{
    INDARO_TRY(desk.access.mustRead(Thing::Journal));
    return recordAuditNow(desk, AuditVerb::WeeklyPagePrinted, std::nullopt, isoOf(mondayOf(monday)));
}

} // namespace indaro::casework
