// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/schedule.h"

#include "core/sop/pack_rules.h"

#include <QDateTime>

#include <algorithm>

namespace indaro::sop {

using base::UtcMs;
using namespace Qt::StringLiterals;

namespace {

constexpr UtcMs MinuteMs = 60 * 1000;
constexpr UtcMs HourMs = 60 * MinuteMs;
constexpr int ComingDays = 3;
/// A nightly step of fifty years; nothing in a pack may make the program count for ever.
constexpr int MostRepetitions = 20000;

constexpr struct
{
    StepState state;
    const char *text;
} StateRows[] = {{StepState::Open, "open"},
                 {StepState::Done, "done"},
                 {StepState::NotApplicable, "not_applicable"},
                 {StepState::Refused, "refused"},
                 {StepState::Waived, "waived"}};

QDateTime local(UtcMs at, const QTimeZone &zone)
{
    return QDateTime::fromMSecsSinceEpoch(at, zone);
}

UtcMs endOfDay(UtcMs at, const QTimeZone &zone)
{
    return QDateTime(local(at, zone).date(), QTime(23, 59, 59, 999), zone).toMSecsSinceEpoch();
}

bool isByTheClock(const Span &span)
{
    return span.unit == Span::Unit::Minutes || span.unit == Span::Unit::Hours;
}

/// The moment something is counted from.
struct Anchor
{
    QString instance;
    UtcMs at = 0;
    bool isWholeDay = false;
};

class Scheduler
{
public:
    Scheduler(const Pack &pack, const Situation &situation) : m_pack(pack), m_now(situation)
    {
        for (std::size_t i = 0; i < situation.marks.size(); ++i) {
            const Mark &mark = situation.marks[i];
            const QString key = keyOf(mark.step, mark.occurrence);
            const auto known = m_marks.constFind(key);
            if (known == m_marks.constEnd() || situation.marks[known.value()].at <= mark.at)
                m_marks.insert(key, i);
        }
    }

    std::vector<Line> run(Track track)
    {
        for (const Phase &phase : m_pack.phases) {
            if (phase.track != track)
                continue;
            const bool isPhaseFor = holds(phase.applies);
            for (const Step &step : phase.steps)
                addStep(phase, step, isPhaseFor && holds(step.applies));
        }
        return std::move(m_lines);
    }

private:
    /// Many steps ask the same of a case.
    bool holds(const QString &condition)
    {
        if (condition.isEmpty())
            return true;
        const auto known = m_conditions.constFind(condition);
        if (known != m_conditions.constEnd())
            return known.value();
        return m_conditions.insert(condition, applies(condition, m_now.facts)).value();
    }

    static QString keyOf(const QString &step, const QString &occurrence) { return step + u'\n' + occurrence; }

    [[nodiscard]] std::optional<std::size_t> markOf(const QString &step, const QString &occurrence) const
    {
        const auto found = m_marks.constFind(keyOf(step, occurrence));
        return found == m_marks.constEnd() ? std::nullopt : std::optional(found.value());
    }

    [[nodiscard]] StepState stateOf(std::size_t index) const
    {
        const Mark &mark = m_now.marks[index];
        return mark.isUrgent && m_now.now - mark.at >= UrgentWaiverMs ? StepState::Open : mark.state;
    }

    /// What the deadline counts from, once per time it happened.
    [[nodiscard]] std::vector<Anchor> anchorsOf(const Due &due) const
    {
        std::vector<Anchor> anchors;
        if (!due.step.isEmpty()) {
            const auto mark = markOf(due.step, {});
            if (mark && stateOf(*mark) != StepState::Open)
                anchors.push_back({{}, m_now.marks[*mark].at, false});
            return anchors;
        }
        for (const Happening &happening : m_now.happenings) {
            const bool isTooLate = due.isBefore && happening.instance.startsWith(KnownAfterwards);
            if (happening.event != due.event || isTooLate)
                continue;
            const Anchor anchor{happening.instance, happening.at, happening.isWholeDay};
            if (happensOften(due.event))
                anchors.push_back(anchor);
            else if (anchors.empty() || due.event == Event::ExitPlanned || anchor.at < anchors.front().at)
                anchors = {{{}, anchor.at, anchor.isWholeDay}};
        }
        // What comes before leaving cannot wait until she has left: the day last planned stands in.
        if (anchors.empty() && due.isBefore && due.event == Event::Exit) {
            for (const Happening &happening : m_now.happenings) {
                if (happening.event == Event::ExitPlanned)
                    anchors = {{{}, happening.at, happening.isWholeDay}};
            }
        }
        std::stable_sort(anchors.begin(), anchors.end(), [](const Anchor &a, const Anchor &b) { return a.at < b.at; });
        return anchors;
    }

    /// When a repeated step stops coming back.
    [[nodiscard]] std::optional<UtcMs> endOf(const Step &step) const
    {
        std::optional<UtcMs> end;
        for (const Happening &happening : m_now.happenings) {
            if (step.until && happening.event == *step.until && (!end || happening.at < *end))
                end = happening.at;
        }
        return end;
    }

    void addStep(const Phase &phase, const Step &step, bool isFor)
    {
        if (!step.due) {
            addLine(phase, step, isFor, {}, {}, 1, {}, false);
            return;
        }
        const std::vector<Anchor> anchors = anchorsOf(*step.due);
        if (anchors.empty()) {
            // Not counting yet: one line, so that what is coming can be read.
            if (const auto mark = markOf(step.id, {}); isFor || mark)
                addLine(phase, step, isFor, {}, {}, 1, {}, false);
            if (!m_lines.empty() && m_lines.back().step == &step && m_lines.back().isOpen())
                m_lines.back().urgency = Urgency::Waiting;
            return;
        }
        for (const Anchor &anchor : anchors) {
            const std::vector<Span> &spans = step.due->spans;
            for (std::size_t i = 0; i < spans.size(); ++i) {
                const QString number = spans.size() > 1 ? QString::number(i + 1) : QString();
                const UtcMs start =
                    anchor.isWholeDay && isByTheClock(spans[i]) ? endOfDay(anchor.at, m_now.zone) : anchor.at;
                const UtcMs due = addSpan(start, spans[i], m_now.zone, step.due->isBefore);
                const bool isWholeDay = !isByTheClock(spans[i]) || (anchor.isWholeDay && step.due->isBefore);
                if (step.repeat)
                    addRepeated(phase, step, isFor, anchor.instance, due, isWholeDay);
                else
                    addLine(phase, step, isFor, join(anchor.instance, number), anchor.instance, static_cast<int>(i) + 1, due,
                            isWholeDay);
            }
        }
    }

    static QString join(const QString &instance, const QString &number)
    {
        return instance.isEmpty() || number.isEmpty() ? instance + number : instance + u'/' + number;
    }

    [[nodiscard]] UtcMs dueTime(UtcMs first, const Span &repeat, int number) const
    {
        return number == 0 ? first : addSpan(first, repeat, m_now.zone, false, number);
    }

    /// The running time is the first one not past that nobody closed, or the last past one while the next has not begun:
    /// a weekly step is late until it is done or the next week's is due.
    void addRepeated(const Phase &phase, const Step &step, bool isFor, const QString &instance, UtcMs first, bool isWholeDay)
    {
        const std::optional<UtcMs> end = endOf(step);
        int missed = 0;
        int lastClosed = -1;
        for (int number = 0; number < MostRepetitions; ++number) {
            const UtcMs due = dueTime(first, *step.repeat, number);
            if (end && due > *end)
                break;
            const UtcMs next = dueTime(first, *step.repeat, number + 1);
            const QString occurrence = join(instance, QString::number(number + 1));
            const auto mark = markOf(step.id, occurrence);
            const bool isClosed = mark && stateOf(*mark) != StepState::Open;
            if (isClosed) {
                lastClosed = number;
                if (due > m_now.now) // closed ahead of its time: the next one is not running yet
                    break;
                continue;
            }
            const UtcMs nextEnd = isWholeDay ? endOfDay(next, m_now.zone) : next;
            if (nextEnd <= m_now.now && !(end && next > *end)) {
                ++missed;
                continue;
            }
            if (lastClosed >= 0)
                addLine(phase, step, isFor, join(instance, QString::number(lastClosed + 1)), instance, lastClosed + 1,
                        dueTime(first, *step.repeat, lastClosed), isWholeDay);
            addLine(phase, step, isFor, occurrence, instance, number + 1, due, isWholeDay);
            if (!m_lines.empty() && m_lines.back().step == &step && m_lines.back().isOpen())
                m_lines.back().missed = missed;
            return;
        }
        if (lastClosed >= 0)
            addLine(phase, step, isFor, join(instance, QString::number(lastClosed + 1)), instance, lastClosed + 1,
                    dueTime(first, *step.repeat, lastClosed), isWholeDay);
    }

    void addLine(const Phase &phase, const Step &step, bool isFor, const QString &occurrence, const QString &instance,
                 int number, std::optional<UtcMs> due, bool isWholeDay)
    {
        Line line{&phase, &step, occurrence, instance, number};
        line.mark = markOf(step.id, occurrence);
        if (!isFor && (!line.mark || m_now.marks[*line.mark].isOfRecord))
            return;
        if (line.mark)
            line.state = stateOf(*line.mark);
        line.due = due;
        line.isWholeDay = isWholeDay;
        line.urgency = urgencyOf(line);
        m_lines.push_back(line);
    }

    [[nodiscard]] Urgency urgencyOf(const Line &line) const
    {
        if (!line.isOpen() || !line.due)
            return Urgency::None;
        const UtcMs last = line.isWholeDay ? endOfDay(*line.due, m_now.zone) : *line.due;
        if (m_now.now > last)
            return Urgency::Late;
        const qint64 days = local(m_now.now, m_now.zone).date().daysTo(local(*line.due, m_now.zone).date());
        if (days <= 0)
            return Urgency::Today;
        return days <= ComingDays ? Urgency::Coming : Urgency::Later;
    }

    const Pack &m_pack;
    const Situation &m_now;
    QHash<QString, std::size_t> m_marks;
    QHash<QString, bool> m_conditions;
    std::vector<Line> m_lines;
};

} // namespace

QString toString(StepState state)
{
    for (const auto &row : StateRows) {
        if (row.state == state)
            return QString::fromLatin1(row.text);
    }
    return {};
}

std::optional<StepState> findStepState(QStringView text)
{
    for (const auto &row : StateRows) {
        if (text == QLatin1StringView(row.text))
            return row.state;
    }
    return {};
}

UtcMs addSpan(UtcMs at, const Span &span, const QTimeZone &zone, bool isEarlier, int times)
{
    const qint64 count = qint64{span.count} * times * (isEarlier ? -1 : 1);
    switch (span.unit) {
    case Span::Unit::Minutes:
        return at + count * MinuteMs;
    case Span::Unit::Hours:
        return at + count * HourMs;
    case Span::Unit::Days:
        return local(at, zone).addDays(count).toMSecsSinceEpoch();
    case Span::Unit::Weeks:
        return local(at, zone).addDays(7 * count).toMSecsSinceEpoch();
    case Span::Unit::Months:
        return local(at, zone).addMonths(static_cast<int>(count)).toMSecsSinceEpoch();
    }
    return at;
}

std::vector<Line> makeSchedule(const Pack &pack, Track track, const Situation &situation)
{
    return Scheduler(pack, situation).run(track);
}

std::vector<Line> linesThatGuard(const std::vector<Line> &lines, Action action, const QString &instance)
{
    const auto holds = [&](const Line &line) {
        const bool isOfAnother = !instance.isEmpty() && !line.instance.isEmpty() && line.instance != instance;
        return line.isOpen() && !isOfAnother && std::ranges::find(line.step->guards, action) != line.step->guards.end();
    };
    QStringList held;
    // What comes before an event holds it back from the start; what follows one, only once that has happened. What follows
    // a step held here would stand in the way the moment that one is closed, so it is named with it.
    const auto counts = [&held](const Line &line) {
        const auto &due = line.step->due;
        const bool followsOne = due && due->spans.size() == 1 && !line.step->repeat && held.contains(due->step);
        return !due || due->isBefore || line.urgency != Urgency::Waiting || followsOne;
    };
    for (qsizetype before = -1; before != held.size();) {
        before = held.size();
        for (const Line &line : lines) {
            if (holds(line) && counts(line) && !held.contains(line.step->id))
                held.append(line.step->id);
        }
    }
    std::vector<Line> found;
    std::ranges::copy_if(lines, std::back_inserter(found), [&](const Line &line) { return holds(line) && counts(line); });
    return found;
}

std::vector<Line> linesThatBlock(const std::vector<Line> &lines, const Phase &phase)
{
    std::vector<Line> found;
    for (const Line &line : lines) {
        if (line.phase == &phase)
            break;
        if (line.isOpen() && line.step->blocks && line.urgency != Urgency::Waiting)
            found.push_back(line);
    }
    return found;
}

std::vector<ClockReading> readClocks(const Pack &pack, const Situation &situation,
                                     const QHash<QString, ClockExtension> &extension)
{
    std::vector<ClockReading> readings;
    for (const ClockRule &rule : pack.clocks) {
        if (!applies(rule.applies, situation.facts))
            continue;
        std::optional<UtcMs> start;
        for (const Happening &happening : situation.happenings) {
            if (happening.event == rule.starts && (!start || happening.at < *start))
                start = happening.at;
        }
        if (!start)
            continue;
        const QDate first = local(*start, situation.zone).date();
        const UtcMs last = addSpan(*start, rule.length, situation.zone);
        ClockReading reading{&rule, *start};
        const int given = static_cast<int>(first.daysTo(local(last, situation.zone).date()));
        const ClockExtension more = extension.value(rule.name);
        reading.length = given + more.days;
        if (more.until.isValid()) // an earlier decision never makes it shorter
            reading.length = std::max(reading.length, static_cast<int>(first.daysTo(more.until)));
        reading.added = reading.length - given;
        // Whole days after the first one: at least as long as the rule says, whatever the hour it began.
        reading.end = endOfDay(local(*start, situation.zone).addDays(reading.length).toMSecsSinceEpoch(), situation.zone);
        reading.day = static_cast<int>(first.daysTo(local(situation.now, situation.zone).date())) + 1;
        reading.isOver = situation.now > reading.end;
        reading.isWarning = addSpan(reading.end, rule.warn, situation.zone, true) <= situation.now;
        readings.push_back(reading);
    }
    return readings;
}

} // namespace indaro::sop
