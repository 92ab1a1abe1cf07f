// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace indaro::sop {

/// Everything that may be wrong with a pack. Sentences are made in ui; the names are part of the command line's output:
/// never reuse one. A pack with an Error is not taken into use.
#define INDARO_PACK_FAULT_LIST(X)                                                                                           \
    X(UnknownKey, Error)    /* a key the format has not; suggestion: one that it has */                                     \
    X(MissingKey, Error)    /* argument: the key */                                                                         \
    X(WrongKind, Error)     /* a number where a text belongs, …; argument: the key */                                     \
    X(EmptyText, Error)     /* a text in English or French is empty or missing; argument: "title.fr" */                     \
    X(MissingKirundi, Note) /* argument: "title", "why" */                                                                  \
    X(DuplicateId, Error)   /* argument: the id; other: the line it was first used on */                                    \
    X(BadId, Error)         /* letters, digits, dots and hyphens only */                                                    \
    X(UnknownRole, Error)   /* argument, suggestion */                                                                      \
    X(UnknownSource, Error)                                                                                                 \
    X(UnknownEvent, Error)                                                                                                  \
    X(UnknownStep, Error)   /* due counts from a step the pack has not */                                                   \
    X(UnknownAction, Error) /* guards */                                                                                    \
    X(UnknownEvidence, Error)                                                                                               \
    X(UnknownForm, Error)                                                                                                   \
    X(UnknownFact, Error)   /* applies asks for something that is not known of a case */                                    \
    X(BadExpression, Error) /* applies is not understood; other: the character, from 1 */                                   \
    X(BadSpan, Error)       /* "3 days" was expected; argument: what stands there */                                        \
    X(BadDate, Error)                                                                                                       \
    X(BadValue, Error)         /* not one of the words that are allowed; argument: the key */                               \
    X(DueTwice, Error)         /* both after and before, or neither */                                                      \
    X(WaitsForItself, Error)   /* deadlines count from each other; argument: "4.1 → 4.2 → 4.1" */                       \
    X(RepeatWithoutDue, Error) /* repeat needs a first time; until needs repeat */                                          \
    X(EmptyPhase, Warning)                                                                                                  \
    X(NoSource, Warning)      /* neither a source nor "to be confirmed" */                                                  \
    X(RecordMisplaced, Error) /* evidence: a record that cannot say which time of the step it proves; argument */           \
    X(HouseEvent, Error)      /* a step of the house counts from an event of a person, or the other way round */

enum class PackFaultCode {
#define INDARO_X(name, severity) name,
    INDARO_PACK_FAULT_LIST(INDARO_X)
#undef INDARO_X
};

/// Note: worth knowing. Warning: may not do what its author meant. Error: the pack cannot be used.
enum class FaultSeverity { Note, Warning, Error };

/// Stable English name of a code ("UnknownKey"), for --json and tests.
[[nodiscard]] QString toString(PackFaultCode code);
[[nodiscard]] FaultSeverity severityOf(PackFaultCode code);
[[nodiscard]] QString toString(FaultSeverity severity);
[[nodiscard]] const std::vector<PackFaultCode> &allPackFaultCodes();

struct PackFault
{
    PackFaultCode code;
    int line = 0;    ///< of the file, from 1
    QString place{}; ///< "step 2.13", "phase 2", "pack", "clock stay": ids as written
    QString argument{};
    QString suggestion{}; ///< what was probably meant; may be empty
    int other = 0;        ///< another line or a position; 0: none
    friend bool operator==(const PackFault &, const PackFault &) = default;
};

} // namespace indaro::sop
