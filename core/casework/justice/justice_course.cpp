// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/justice/justice_course.h"

#include "core/model/partial_date.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

constexpr int PrepareDays = 7;

/// By day; a partial one stands at its first day.
bool isEarlierAct(const JusticeEvent &one, const JusticeEvent &other)
{
    if (one.happenedOn != other.happenedOn)
        return one.happenedOn < other.happenedOn;
    if (one.happenedAt != other.happenedAt)
        return one.happenedAt < other.happenedAt;
    return one.recordedAt != other.recordedAt ? one.recordedAt < other.recordedAt : one.id < other.id;
}

std::optional<JusticeStage> stageBroughtBy(const JusticeEvent &event, JusticeStage before)
{
    using namespace justice_kinds;
    const QString &kind = event.kind;
    if (kind == Complaint)
        return JusticeStage::Complaint;
    if (kind == Investigation)
        return JusticeStage::Investigation;
    if (kind == Prosecution)
        return JusticeStage::Prosecution;
    if (kind == Judgment)
        return JusticeStage::Judgment;
    if (kind == Appeal || kind == AppealOwn)
        return JusticeStage::Appeal;
    if (kind == Final)
        return JusticeStage::Ended;
    if (kind == Dismissed)
        return JusticeStage::Dismissed;
    if (kind == Statement)
        return before == JusticeStage::None ? std::optional(JusticeStage::Complaint) : std::nullopt;
    if (kind == Hearing && event.state != hearing_states::Cancelled)
        return before == JusticeStage::Appeal ? std::nullopt : std::optional(JusticeStage::Hearings);
    return std::nullopt;
}

class CourseReader
{
public:
    CourseReader(const std::vector<JusticeEvent> &standing, QDate today, const QString &risksOn)
        : m_events(standing), m_today(today.toString(Qt::ISODate)), m_risksOn(risksOn)
    {
    }
    JusticeCourse read()
    {
        for (const JusticeEvent &event : m_events)
            take(event);
        addHearings();
        if (m_free != nullptr && m_risksOn < m_free->happenedOn)
            add(JusticeNextKind::TellOfAccused, *m_free);
        addOfStage();
        addOfMoney();
        if (m_asked != nullptr && !m_course.protectionAsked.isEmpty())
            add(JusticeNextKind::AskProtection, *m_asked);
        std::ranges::stable_sort(m_course.next, {}, [](const JusticeNext &next) { return rankOf(next.kind); });
        return std::move(m_course);
    }

private:
    /// What cannot wait, what has a day, what is asked for when there is time.
    static int rankOf(JusticeNextKind kind)
    {
        switch (kind) {
        case JusticeNextKind::TellOfAccused:
            return 0;
        case JusticeNextKind::NoteOutcome:
            return 1;
        case JusticeNextKind::Hearing:
            return 2;
        default:
            return 3;
        }
    }
    void add(JusticeNextKind kind, const JusticeEvent &event)
    {
        m_course.next.push_back({kind, event.id, event.happenedOn});
    }

    void take(const JusticeEvent &event)
    {
        if (const auto stage = stageBroughtBy(event, m_course.stage)) {
            m_course.stage = *stage;
            m_course.since = event.happenedOn;
            m_brought = &event;
        }
        takeNames(event);
        takeMoney(event);
        takeProtection(event);
        if (event.kind == justice_kinds::Judgment)
            m_course.result = event.result;
        if (event.kind == justice_kinds::LegalAid)
            m_course.hasLegalAid = true;
        if (event.kind == justice_kinds::Arrested || isAccusedFree(event.kind)) {
            m_course.accused = event.kind;
            m_course.accusedOn = event.happenedOn;
            m_free = isAccusedFree(event.kind) ? &event : nullptr;
        }
    }
    /// Whoever has the matter now; a number stays until another is written.
    void takeNames(const JusticeEvent &event)
    {
        const bool isOfMatter = event.kind != justice_kinds::LegalAid && event.happenedOn <= m_today;
        if (isOfMatter && !event.authority.isEmpty()) {
            m_course.authority = event.authority;
            m_course.authorityName = event.authorityName;
        }
        if (!event.reference.isEmpty() && event.kind != justice_kinds::LegalAid)
            m_course.reference = event.reference;
    }
    void takeMoney(const JusticeEvent &event)
    {
        const std::int64_t amount = event.amount.value_or(0);
        if (event.kind == justice_kinds::Claimed) {
            m_course.claimed = amount;
            m_course.hasClaim = true;
            m_claim = &event;
        } else if (event.kind == justice_kinds::Awarded) {
            m_course.awarded = amount;
            m_course.hasAward = true;
            m_award = &event;
        } else if (event.kind == justice_kinds::Paid) {
            m_course.paid += amount;
        }
    }
    void takeProtection(const JusticeEvent &event)
    {
        const bool isAsked = event.kind == justice_kinds::ProtectionRequested;
        const bool isGranted = event.kind == justice_kinds::ProtectionGranted;
        if (!isAsked && !isGranted && event.kind != justice_kinds::ProtectionRefused)
            return;
        for (const QString &measure : event.protection) {
            for (QStringList *list : {&m_course.protectionAsked, &m_course.protectionGranted, &m_course.protectionRefused})
                list->removeAll(measure);
            (isAsked     ? m_course.protectionAsked
             : isGranted ? m_course.protectionGranted
                         : m_course.protectionRefused)
                .append(measure);
        }
        if (isAsked)
            m_asked = &event;
    }

    void addHearings()
    {
        for (const JusticeEvent &event : m_events) {
            if (!event.isOpen())
                continue;
            m_hasDay = m_hasDay || event.kind == justice_kinds::Hearing;
            add(event.happenedOn < m_today ? JusticeNextKind::NoteOutcome : JusticeNextKind::Hearing, event);
        }
    }
    void addOfStage()
    {
        if (m_brought == nullptr)
            return;
        switch (m_course.stage) {
        case JusticeStage::Complaint:
            if (m_course.reference.isEmpty())
                add(JusticeNextKind::AskReference, *m_brought);
            add(JusticeNextKind::AskInvestigation, *m_brought);
            break;
        case JusticeStage::Investigation:
            add(JusticeNextKind::AskProsecution, *m_brought);
            break;
        case JusticeStage::Prosecution:
        case JusticeStage::Appeal:
            if (!m_hasDay)
                add(JusticeNextKind::AskHearing, *m_brought);
            break;
        case JusticeStage::Hearings:
            if (!m_hasDay)
                add(m_brought->state == hearing_states::Adjourned ? JusticeNextKind::AskHearing
                                                                  : JusticeNextKind::AskJudgment,
                    *m_brought);
            break;
        case JusticeStage::Judgment:
            add(JusticeNextKind::ExplainJudgment, *m_brought);
            break;
        case JusticeStage::None:
        case JusticeStage::Ended:
        case JusticeStage::Dismissed:
            break;
        }
    }
    void addOfMoney()
    {
        const bool mayClaim = m_course.stage == JusticeStage::Prosecution || m_course.stage == JusticeStage::Hearings ||
                              (m_course.stage == JusticeStage::Judgment && m_course.result.startsWith("convicted"_L1));
        if (m_course.hasAward) {
            if (m_course.owed() > 0)
                add(JusticeNextKind::FollowPayment, *m_award);
        } else if (m_course.hasClaim) {
            if (m_claim->result != "refused"_L1 && m_claim->result != "taken_back"_L1)
                add(JusticeNextKind::AskAward, *m_claim);
        } else if (mayClaim && m_brought != nullptr) {
            add(JusticeNextKind::ClaimCompensation, *m_brought);
        }
    }

    const std::vector<JusticeEvent> &m_events;
    QString m_today;
    QString m_risksOn;
    JusticeCourse m_course;
    const JusticeEvent *m_brought = nullptr; ///< to this stage
    const JusticeEvent *m_free = nullptr;
    const JusticeEvent *m_claim = nullptr;
    const JusticeEvent *m_award = nullptr;
    const JusticeEvent *m_asked = nullptr;
    bool m_hasDay = false;
};

} // namespace

bool isInHerName(QStringView kind) noexcept
{
    using namespace justice_kinds;
    return kind == Complaint || kind == Statement || kind == Hearing || kind == AppealOwn || kind == Claimed ||
           kind == ProtectionRequested;
}

bool isAppointmentKind(QStringView kind) noexcept
{
    return kind == justice_kinds::Hearing || kind == justice_kinds::Statement;
}

bool isAccusedFree(QStringView kind) noexcept
{
    return kind == justice_kinds::Released || kind == justice_kinds::Escaped;
}

bool JusticeEvent::isAppointment() const
{
    return isAppointmentKind(kind) && !state.isEmpty();
}

bool JusticeEvent::isOpen() const
{
    return isAppointment() && !isReplaced && (state == hearing_states::Planned || state == hearing_states::Prepared);
}

void settleCorrections(std::vector<JusticeEvent> &events)
{
    std::map<sync::RecordId, const JusticeEvent *> byId;
    for (const JusticeEvent &event : events)
        byId.emplace(event.id, &event);
    struct FirstAct
    {
        sync::RecordId root;
        std::size_t steps = 0; ///< how many corrections lie between
    };
    const auto originOf = [&](const JusticeEvent &event) {
        const JusticeEvent *at = &event;
        std::size_t steps = 0;
        for (; at->corrects && steps < events.size(); ++steps) { // a ring is nobody's
            const auto before = byId.find(*at->corrects);
            if (before == byId.end())
                return FirstAct{*at->corrects, steps + 1};
            at = before->second;
        }
        return FirstAct{at->id, steps};
    };
    struct Holder
    {
        const JusticeEvent *event = nullptr;
        std::size_t steps = 0;
    };
    // What corrects another holds against it whatever a clock said; only of two corrections of the same the later one does.
    std::map<sync::RecordId, Holder> last;
    for (JusticeEvent &event : events) {
        const FirstAct origin = originOf(event);
        event.root = origin.root;
        const auto first = byId.find(event.root);
        event.firstRecordedAt = first != byId.end() ? first->second->recordedAt : event.recordedAt;
        Holder &holds = last[event.root];
        if (holds.event == nullptr || std::tuple(holds.steps, holds.event->recordedAt, holds.event->id) <
                                          std::tuple(origin.steps, event.recordedAt, event.id))
            holds = {&event, origin.steps};
    }
    std::map<sync::RecordId, QString> reasons;
    for (JusticeEvent &event : events) {
        event.isReplaced = last[event.root].event != &event || event.kind == justice_kinds::WrittenInError;
        const auto of = event.follows ? byId.find(*event.follows) : byId.end();
        if (event.kind == justice_kinds::NoConsent && of != byId.end())
            reasons[of->second->root] = event.what;
    }
    for (JusticeEvent &event : events) {
        if (const auto reason = reasons.find(event.root); reason != reasons.end())
            event.whyWithoutConsent = reason->second;
    }
}

std::vector<JusticeEvent> standingOf(const std::vector<JusticeEvent> &events)
{
    std::vector<JusticeEvent> standing;
    std::ranges::copy_if(events, std::back_inserter(standing), [](const JusticeEvent &event) {
        return !event.isReplaced && event.kind != justice_kinds::NoConsent;
    });
    std::ranges::stable_sort(standing, isEarlierAct);
    return standing;
}

JusticeCourse courseOf(const std::vector<JusticeEvent> &standing, QDate today, const QString &risksOn)
{
    return CourseReader(standing, today, risksOn).read();
}

std::vector<HearingReminder> remindersOf(const JusticeEvent &event, QDate today)
{
    const QDate day = event.day();
    if (!event.isAppointment() || event.isReplaced || event.closedAt || !day.isValid())
        return {};
    const QDate written = model::localDay(event.recordedAt);
    std::vector<HearingReminder> reminders;
    if (event.isOpen()) {
        // On the day itself there is nothing left to prepare a week ahead; known late, it is due when it is known.
        if (event.state == hearing_states::Planned && today < day)
            reminders.push_back({HearingStage::Prepare, std::max(day.addDays(-PrepareDays), std::min(written, day))});
        reminders.push_back({HearingStage::Accompany, day});
    } else if (event.state != hearing_states::Cancelled) {
        reminders.push_back({HearingStage::Debrief, std::max(day.addDays(1), written)});
    }
    return reminders;
}

} // namespace indaro::casework
