// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack_edit.h"

#include "core/sop/pack_rules.h"

#include <algorithm>

namespace indaro::sop {

namespace {

/// Where a step stands: the phase and the place in it.
struct StepPlace
{
    std::size_t phase = 0;
    std::size_t step = 0;
};

std::optional<StepPlace> placeOf(const Pack &pack, QStringView id)
{
    for (std::size_t phase = 0; phase < pack.phases.size(); ++phase) {
        const auto &steps = pack.phases[phase].steps;
        for (std::size_t step = 0; step < steps.size(); ++step) {
            if (steps[step].id == id)
                return StepPlace{phase, step};
        }
    }
    return std::nullopt;
}

std::ptrdiff_t signedIndex(std::size_t index)
{
    return static_cast<std::ptrdiff_t>(index);
}

} // namespace

Step *findStep(Pack &pack, QStringView id)
{
    const auto place = placeOf(pack, id);
    return place ? &pack.phases[place->phase].steps[place->step] : nullptr;
}

QString freeStepId(const Pack &pack, const QString &near, const QStringList &taken)
{
    const auto isTaken = [&](const QString &id) { return taken.contains(id) || pack.findStep(id) != nullptr; };
    for (char16_t letter = u'b'; letter <= u'z'; ++letter) {
        if (const QString id = near + QChar(letter); !isTaken(id))
            return id;
    }
    for (int number = 2;; ++number) {
        if (const QString id = near + QLatin1Char('-') + QString::number(number); !isTaken(id))
            return id;
    }
}

QString addStep(Pack &pack, QStringView phase, const QStringList &taken)
{
    const auto found =
        std::find_if(pack.phases.begin(), pack.phases.end(), [phase](const Phase &each) { return each.id == phase; });
    if (found == pack.phases.end())
        return {};
    Step step;
    const QString next = found->id + QLatin1Char('.') + QString::number(found->steps.size() + 1);
    step.id = taken.contains(next) || pack.findStep(next) != nullptr ? freeStepId(pack, next, taken) : next;
    step.who = found->steps.empty() ? (pack.roles.empty() ? QStringList() : QStringList{pack.roles.front().code})
                                    : QStringList{found->steps.back().who.value(0)};
    step.evidence = QStringList{QStringLiteral("tick")};
    step.kirundi = Kirundi::Missing;
    step.isToConfirm = true; // nobody has confirmed what a house writes for itself
    found->steps.push_back(step);
    return step.id;
}

QString duplicateStep(Pack &pack, QStringView id, const QStringList &taken)
{
    const auto place = placeOf(pack, id);
    if (!place)
        return {};
    auto &steps = pack.phases[place->phase].steps;
    Step copy = steps[place->step];
    copy.id = freeStepId(pack, copy.id, taken);
    const QString made = copy.id;
    steps.insert(steps.begin() + signedIndex(place->step) + 1, std::move(copy));
    return made;
}

bool moveStep(Pack &pack, QStringView id, bool isUp)
{
    const auto place = placeOf(pack, id);
    if (!place)
        return false;
    auto &steps = pack.phases[place->phase].steps;
    const bool isAtEdge = isUp ? place->step == 0 : place->step + 1 == steps.size();
    if (!isAtEdge) {
        std::swap(steps[place->step], steps[isUp ? place->step - 1 : place->step + 1]);
        return true;
    }
    if (isUp ? place->phase == 0 : place->phase + 1 == pack.phases.size())
        return false;
    Phase &other = pack.phases[isUp ? place->phase - 1 : place->phase + 1];
    if (other.track != pack.phases[place->phase].track)
        return false;
    Step moved = std::move(steps[place->step]);
    steps.erase(steps.begin() + signedIndex(place->step));
    other.steps.insert(isUp ? other.steps.end() : other.steps.begin(), std::move(moved));
    return true;
}

bool removeStep(Pack &pack, QStringView id)
{
    const auto place = placeOf(pack, id);
    if (!place)
        return false;
    auto &steps = pack.phases[place->phase].steps;
    steps.erase(steps.begin() + signedIndex(place->step));
    return true;
}

const Phase *phaseOf(const Pack &pack, QStringView id)
{
    const auto place = placeOf(pack, id);
    return place ? &pack.phases[place->phase] : nullptr;
}

void setEvidence(Step &step, const QString &kind, bool isWanted)
{
    if (!isWanted)
        step.evidence.removeAll(kind);
    else if (!step.evidence.contains(kind))
        step.evidence.append(kind);
}

QStringList recordsOf(const Step &step)
{
    QStringList records;
    for (const QString &evidence : step.evidence) {
        if (!recordNamedBy(evidence).isEmpty())
            records.append(evidence);
    }
    return records;
}

void setRecords(Step &step, const QStringList &records)
{
    for (const QString &gone : recordsOf(step))
        step.evidence.removeAll(gone);
    step.evidence = records + step.evidence;
}

} // namespace indaro::sop
