// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/sop/pack.h"

#include <QHash>
#include <QTimeZone>

namespace indaro::sop {

/// Works out, for one case or for the house, what is to be done and by when: a pure function of the pack, of what happened,
/// of what is known and of what was ticked. Nothing is remembered between two calls, so a laptop that slept for weeks, or
/// whose clock was set, shows the same as one that never did. Thread: any.

/// Something that happened.
struct Happening
{
    Event event = Event::Always;
    QString instance{}; ///< which one, where an event can happen several times: the id of a referral, a hearing …
    base::UtcMs at = 0;
    bool isWholeDay = false; ///< only the day is known; deadlines then count from the end of that day
    friend bool operator==(const Happening &, const Happening &) = default;
};

/// What is known of a case, by the names of factNames(); what is not there reads as empty.
using Facts = QHash<QString, QString>;

enum class StepState { Open, Done, NotApplicable, Refused, Waived };
[[nodiscard]] QString toString(StepState state); ///< "done", "not_applicable", "refused", "waived", "open"
[[nodiscard]] std::optional<StepState> findStepState(QStringView text);

/// What somebody said of a step. The latest one counts; "open" takes an earlier one back.
struct Mark
{
    QString step;
    QString occurrence{}; ///< of a step that comes back (Line::occurrence)
    StepState state = StepState::Done;
    base::UtcMs at = 0;
    bool isUrgent = false;   ///< waived in haste: holds for UrgentWaiverMs, then the step stands open again
    bool isOfRecord = false; ///< nobody's word: a record of the program proves it, where the step applies
};

/// A waiver in haste helps through the night; what was left out is asked for again the day after.
inline constexpr base::UtcMs UrgentWaiverMs = base::UtcMs{24} * 3600 * 1000;

enum class Urgency {
    None,    ///< closed, or without a deadline
    Waiting, ///< what it counts from has not happened
    Later,
    Coming, ///< due within three days
    Today,  ///< due today, not yet past
    Late
};

/// One line of a checklist.
struct Line
{
    const Phase *phase = nullptr; ///< in the pack given; dies with it
    const Step *step = nullptr;
    QString occurrence{}; ///< empty where the step comes once; else which time: "referral id", "3", "referral id/3"
    QString instance{};   ///< of the event it counts from; empty where that happens once
    int number = 1;       ///< which time of a step that comes back
    StepState state = StepState::Open;
    std::optional<std::size_t> mark{}; ///< index of the mark that counts
    std::optional<base::UtcMs> due{};
    bool isWholeDay = false; ///< due at some time of that day
    Urgency urgency = Urgency::None;
    int missed = 0; ///< earlier times of a repeated step that nobody closed

    [[nodiscard]] bool isOpen() const { return state == StepState::Open; }
};

struct Situation
{
    std::vector<Happening> happenings{};
    Facts facts{};
    std::vector<Mark> marks{};
    base::UtcMs now = 0;
    base::UtcMs since = 0; ///< this stay of a person who came back; what was ticked before belongs to an earlier one
    QTimeZone zone{QByteArrayLiteral("Africa/Bujumbura")};
};

/// The lines of a track in the order of the pack. Steps that do not apply are left out, unless somebody marked them.
/// Of a step that is repeated, the time that is running now, and the latest closed one before it.
[[nodiscard]] std::vector<Line> makeSchedule(const Pack &pack, Track track, const Situation &situation);

/// The open lines that hold back `action`: what guards it, applies, and counts already, or will the moment another of them
/// is closed. `instance`: the one it is about, where it can be taken several times (the serial of a referral); what belongs
/// to another one does not hold it back.
[[nodiscard]] std::vector<Line> linesThatGuard(const std::vector<Line> &lines, Action action, const QString &instance = {});
/// The open blocking lines of the phases before `phase`, which should be closed before it is begun.
[[nodiscard]] std::vector<Line> linesThatBlock(const std::vector<Line> &lines, const Phase &phase);

/// A clock of a resident, running or not.
struct ClockReading
{
    const ClockRule *rule = nullptr;
    base::UtcMs start = 0;
    base::UtcMs end = 0;    ///< the end of its last day
    int day = 0;            ///< 1 on the first day
    int length = 0;         ///< days
    int added = 0;          ///< of them, those the rule does not give
    bool isWarning = false; ///< the end is nearer than the rule's warning, or past
    bool isOver = false;
};
/// A clock runs longer than its rule says: to the end of a day, decided once or on two laptops at once. Before there was
/// such a day, days were added.
struct ClockExtension
{
    int days = 0;
    QDate until{};
};
/// The clocks that apply and have started. `extension`: by the name of the clock.
[[nodiscard]] std::vector<ClockReading> readClocks(const Pack &pack, const Situation &situation,
                                                   const QHash<QString, ClockExtension> &extension = {});

/// Whether a condition holds for a case; an empty one does. A condition that cannot be worked out holds: a step too many is
/// better than one too few.
[[nodiscard]] bool applies(const QString &condition, const Facts &facts);

/// `at` and a span later (or earlier): minutes and hours by the clock, days and more by the calendar of `zone`.
[[nodiscard]] base::UtcMs addSpan(base::UtcMs at, const Span &span, const QTimeZone &zone, bool isEarlier = false,
                                  int times = 1);

} // namespace indaro::sop
