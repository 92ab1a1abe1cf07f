// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack.h"

#include <QFile>

#include <algorithm>

namespace indaro::sop {

namespace {

struct EventRow
{
    Event event;
    const char *text;
    bool each;
};
constexpr EventRow EventRows[] = {
#define INDARO_X(name, text, each) {Event::name, text, each},
    INDARO_SOP_EVENT_LIST(INDARO_X)
#undef INDARO_X
};

struct ActionRow
{
    Action action;
    const char *text;
};
constexpr ActionRow ActionRows[] = {
#define INDARO_X(name, text) {Action::name, text},
    INDARO_SOP_ACTION_LIST(INDARO_X)
#undef INDARO_X
};

struct UnitRow
{
    Span::Unit unit;
    const char *one;
    const char *many;
};
constexpr UnitRow UnitRows[] = {{Span::Unit::Minutes, "minute", "minutes"},
                                {Span::Unit::Hours, "hour", "hours"},
                                {Span::Unit::Days, "day", "days"},
                                {Span::Unit::Weeks, "week", "weeks"},
                                {Span::Unit::Months, "month", "months"}};

template <class Rows, class Want> auto *findRow(const Rows &rows, Want want)
{
    const auto at = std::find_if(std::begin(rows), std::end(rows), want);
    return at == std::end(rows) ? nullptr : &*at;
}

template <class Items, class Want> auto findIn(const Items &items, Want want)
{
    const auto at = std::find_if(items.begin(), items.end(), want);
    return at == items.end() ? nullptr : &*at;
}

} // namespace

QString toString(Event event)
{
    const EventRow *row = findRow(EventRows, [&](const EventRow &candidate) { return candidate.event == event; });
    return row == nullptr ? QString() : QString::fromLatin1(row->text);
}

std::optional<Event> findEvent(QStringView text)
{
    const EventRow *row =
        findRow(EventRows, [&](const EventRow &candidate) { return text == QLatin1StringView(candidate.text); });
    return row == nullptr ? std::nullopt : std::optional(row->event);
}

bool happensOften(Event event)
{
    const EventRow *row = findRow(EventRows, [&](const EventRow &candidate) { return candidate.event == event; });
    return row != nullptr && row->each;
}

const std::vector<Event> &allEvents()
{
    static const std::vector<Event> all = [] {
        std::vector<Event> events;
        for (const EventRow &row : EventRows)
            events.push_back(row.event);
        return events;
    }();
    return all;
}

QString toString(Action action)
{
    const ActionRow *row = findRow(ActionRows, [&](const ActionRow &candidate) { return candidate.action == action; });
    return row == nullptr ? QString() : QString::fromLatin1(row->text);
}

std::optional<Action> findAction(QStringView text)
{
    const ActionRow *row =
        findRow(ActionRows, [&](const ActionRow &candidate) { return text == QLatin1StringView(candidate.text); });
    return row == nullptr ? std::nullopt : std::optional(row->action);
}

const std::vector<Action> &allActions()
{
    static const std::vector<Action> all = [] {
        std::vector<Action> actions;
        for (const ActionRow &row : ActionRows)
            actions.push_back(row.action);
        return actions;
    }();
    return all;
}

std::optional<Span> findSpan(QStringView text)
{
    const qsizetype blank = text.indexOf(u' ');
    if (blank < 1 || blank > 4)
        return {};
    bool isNumber = false;
    const int count = text.left(blank).toInt(&isNumber);
    const QStringView unit = text.mid(blank + 1);
    const UnitRow *row = findRow(UnitRows, [&](const UnitRow &candidate) {
        return unit == QLatin1StringView(candidate.one) || unit == QLatin1StringView(candidate.many);
    });
    if (!isNumber || count < 0 || row == nullptr)
        return {};
    return Span{count, row->unit};
}

QString toString(const Span &span)
{
    const UnitRow *row = findRow(UnitRows, [&](const UnitRow &candidate) { return candidate.unit == span.unit; });
    return QStringLiteral("%1 %2").arg(span.count).arg(QLatin1StringView(span.count == 1 ? row->one : row->many));
}

const Step *Pack::findStep(QStringView wanted) const
{
    for (const Phase &phase : phases) {
        if (const Step *step = findIn(phase.steps, [&](const Step &candidate) { return candidate.id == wanted; }))
            return step;
    }
    return nullptr;
}

const Role *Pack::findRole(QStringView code) const
{
    return findIn(roles, [&](const Role &role) { return role.code == code; });
}

const Source *Pack::findSource(QStringView key) const
{
    return findIn(sources, [&](const Source &source) { return source.key == key; });
}

const ClockRule *Pack::findClock(QStringView name) const
{
    return findIn(clocks, [&](const ClockRule &clock) { return clock.name == name; });
}

std::size_t Pack::stepCount() const
{
    std::size_t count = 0;
    for (const Phase &phase : phases)
        count += phase.steps.size();
    return count;
}

bool PackReading::isUsable() const
{
    return std::none_of(faults.begin(), faults.end(),
                        [](const PackFault &fault) { return severityOf(fault.code) == FaultSeverity::Error; });
}

QByteArray shippedPackFile()
{
    QFile file(QStringLiteral(":/indaro/sop/shelter-burundi.toml"));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

QByteArray earlierShippedPackFile(int revision)
{
    QFile file(QStringLiteral(":/indaro/sop/earlier/shelter-burundi.%1.toml").arg(revision));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

base::Result<PackReading> readShippedPack()
{
    return readPack(shippedPackFile());
}

} // namespace indaro::sop
