// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sop/pack.h"

namespace indaro::sop {

/// What the parts of a pack must be to each other: ids once, names that exist, deadlines that do not wait for each other.
/// Appends to `faults`. Thread: any.
void checkPack(const Pack &pack, std::vector<PackFault> &faults);

// The words a pack may use.
[[nodiscard]] const QStringList &eventNames();
[[nodiscard]] const QStringList &actionNames();
[[nodiscard]] const QStringList &kirundiNames();  ///< unreviewed, reviewed, attested, missing
[[nodiscard]] const QStringList &clockNames();    ///< reflection, stay
[[nodiscard]] const QStringList &evidenceKinds(); ///< what shows that a step was done; "record:" and each of recordKinds()
[[nodiscard]] const QStringList &documentCodes(); ///< the forms of domain.md 5.D
[[nodiscard]] const QStringList &factNames();     ///< what `applies` may ask of a case

/// A record of the program that closes a step whose evidence names it ("record:bed"), without a tick.
struct RecordKind
{
    QString name;
    bool comesOften = false; ///< one for each time of a step that comes back with its event: else for a step that comes once
};
[[nodiscard]] const std::vector<RecordKind> &recordKinds();
/// Whether such a record can say which time of the step it proves. None can of a step of the house, or of one that repeats.
[[nodiscard]] bool canClose(const RecordKind &kind, const Step &step, Track track);
/// The evidence that names it: "record:bed".
[[nodiscard]] QString evidenceOf(const RecordKind &kind);
/// An event that was known only when it had begun: nothing is due before it. Its instance begins so.
inline constexpr QChar KnownAfterwards = u'~';
/// "bed" of "record:bed"; empty when this evidence names no record.
[[nodiscard]] QString recordNamedBy(const QString &evidence);

} // namespace indaro::sop
