// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/registry/status_history.h"

#include "core/sop/pack.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

constexpr std::array<QLatin1StringView, 2> AuthorCodes{"house"_L1, "authority"_L1};
constexpr std::array<QLatin1StringView, 4> TraffickingStatusCodes{"presumed"_L1, "identified"_L1, "not_victim"_L1,
                                                                  "unclear"_L1};

/// An event of the procedure that says what somebody decided.
struct EventOfStatus
{
    sop::Event event;
    StatusAuthor author;
    TraffickingStatus status;
};
constexpr EventOfStatus EventsOfStatus[] = {
    {sop::Event::Presumption, StatusAuthor::House, TraffickingStatus::Presumed},
    {sop::Event::NotVictim, StatusAuthor::House, TraffickingStatus::NotVictim},
    {sop::Event::Identification, StatusAuthor::Authority, TraffickingStatus::Identified},
    // A conclusion of which nobody recorded what it was; left out where the house has said it.
    {sop::Event::StatusDecision, StatusAuthor::House, TraffickingStatus::Unclear},
};

bool isSameDay(const QString &one, const QString &other)
{
    return one.left(10) == other.left(10);
}

/// What was recorded as an event, where no decision of that day says the same. In the order they were recorded.
void addEvents(std::vector<StatusDecision> &decisions, const std::vector<StatusEvent> &events,
               const std::function<bool(const StatusDecision &)> &isTaken)
{
    std::vector<StatusDecision> conclusions;
    for (const StatusEvent &event : events) {
        const auto kind = sop::findEvent(event.kind);
        const auto *of =
            std::ranges::find_if(EventsOfStatus, [&](const EventOfStatus &one) { return kind && one.event == *kind; });
        if (of == std::end(EventsOfStatus))
            continue;
        StatusDecision told{.id = event.id,
                            .author = of->author,
                            .status = of->status,
                            .decidedOn = event.happenedAt,
                            .reasons = event.note,
                            .isEvent = true,
                            .recordedAt = event.recordedAt,
                            .recordedBy = event.recordedBy};
        if (isTaken && !isTaken(told))
            continue;
        if (of->event == sop::Event::StatusDecision) {
            conclusions.push_back(std::move(told));
            continue;
        }
        const bool isKnown = std::ranges::any_of(decisions, [&](const StatusDecision &one) {
            return one.author == told.author && one.status == told.status && !one.isWrong &&
                   isSameDay(one.decidedOn, told.decidedOn);
        });
        if (!isKnown)
            decisions.push_back(std::move(told));
    }
    const bool hasHouseSaid = std::ranges::any_of(
        decisions, [](const StatusDecision &one) { return one.author == StatusAuthor::House && one.holds(); });
    if (!hasHouseSaid)
        decisions.insert(decisions.end(), conclusions.begin(), conclusions.end());
}

} // namespace

QLatin1StringView toCode(StatusAuthor author) noexcept
{
    return AuthorCodes[static_cast<std::size_t>(author)];
}

QLatin1StringView toCode(TraffickingStatus status) noexcept
{
    return TraffickingStatusCodes[static_cast<std::size_t>(status)];
}

std::optional<StatusAuthor> statusAuthorFromCode(QStringView code) noexcept
{
    const auto *found = std::find(AuthorCodes.begin(), AuthorCodes.end(), code);
    return found != AuthorCodes.end() ? std::optional(static_cast<StatusAuthor>(found - AuthorCodes.begin())) : std::nullopt;
}

std::optional<TraffickingStatus> traffickingStatusFromCode(QStringView code) noexcept
{
    const auto *found = std::find(TraffickingStatusCodes.begin(), TraffickingStatusCodes.end(), code);
    return found != TraffickingStatusCodes.end()
               ? std::optional(static_cast<TraffickingStatus>(found - TraffickingStatusCodes.begin()))
               : std::nullopt;
}

bool mayDecide(StatusAuthor author, TraffickingStatus status) noexcept
{
    return author == StatusAuthor::Authority || status != TraffickingStatus::Identified;
}

const StatusDecision *StatusHistory::current(StatusAuthor author) const
{
    const auto found = std::find_if(all.rbegin(), all.rend(),
                                    [author](const StatusDecision &one) { return one.author == author && one.holds(); });
    return found != all.rend() ? &*found : nullptr;
}

const StatusDecision *StatusHistory::deciding() const
{
    const StatusDecision *house = current(StatusAuthor::House);
    const StatusDecision *authority = current(StatusAuthor::Authority);
    if (authority != nullptr && (house == nullptr || authority->status == TraffickingStatus::Identified))
        return authority;
    return house;
}

std::optional<TraffickingStatus> StatusHistory::status() const
{
    const StatusDecision *decision = deciding();
    return decision != nullptr ? decision->status : std::nullopt;
}

StatusHistory makeStatusHistory(std::vector<StatusDecision> decisions, const std::vector<StatusEvent> &events,
                                const std::function<bool(const StatusDecision &)> &isTaken)
{
    std::set<sync::RecordId> wrong;
    for (const StatusDecision &one : decisions) {
        if (one.corrects)
            wrong.insert(*one.corrects);
    }
    for (StatusDecision &one : decisions)
        one.isWrong = wrong.contains(one.id);
    if (isTaken)
        std::erase_if(decisions, [&](const StatusDecision &one) { return !isTaken(one); });
    addEvents(decisions, events, isTaken);
    std::ranges::sort(decisions, [](const StatusDecision &a, const StatusDecision &b) {
        return std::tuple(a.decidedOn.left(10), a.recordedAt, a.id) < std::tuple(b.decidedOn.left(10), b.recordedAt, b.id);
    });
    return {std::move(decisions)};
}

QStringList statusEventKinds()
{
    QStringList kinds;
    for (const EventOfStatus &one : EventsOfStatus)
        kinds << sop::toString(one.event);
    return kinds;
}

} // namespace indaro::casework
