// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"

namespace indaro::sop {

/// Changes to a pack that somebody writes. What a step is called stays what it is called: ticks are carried over by it, so a
/// new step never gets the id of another one, not even of one that was taken out (`taken`). Thread: any.

/// The step, to be changed in place; null when there is none of that id.
[[nodiscard]] Step *findStep(Pack &pack, QStringView id);

/// An id nobody has: "2.13" becomes "2.13b", "2.13c", …
[[nodiscard]] QString freeStepId(const Pack &pack, const QString &near, const QStringList &taken = {});

/// An empty step at the end of a phase, with the role and source of the step before it. Empty: no such phase.
QString addStep(Pack &pack, QStringView phase, const QStringList &taken = {});
/// A copy after the step; its id. Empty: no such step.
QString duplicateStep(Pack &pack, QStringView id, const QStringList &taken = {});
/// One place up or down, over the border of a phase too, but never between the person's and the house's. False: it cannot.
bool moveStep(Pack &pack, QStringView id, bool isUp);
/// False: no such step.
bool removeStep(Pack &pack, QStringView id);

/// The phase the step stands in; null when there is none of that id.
[[nodiscard]] const Phase *phaseOf(const Pack &pack, QStringView id);

/// Adds a kind of evidence at the end, or takes it out. What else proves the step keeps its order, known here or not.
void setEvidence(Step &step, const QString &kind, bool isWanted);
/// The evidence of a step that names records ("record:bed"), in its order.
[[nodiscard]] QStringList recordsOf(const Step &step);
/// In place of those it has, before its other evidence. Empty: nothing but a tick closes it.
void setRecords(Step &step, const QStringList &records);

} // namespace indaro::sop
