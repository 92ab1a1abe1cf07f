// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <QHash>

namespace indaro::forms {

/// What of a question differs between two versions.
enum class Aspect {
    Place, ///< it stands in another group; the texts are paths
    Type,
    Label,
    Hint,
    Choices, ///< lines "code: label": those that went, those that came
    ChoiceFilter,
    Relevant,
    Constraint,
    ConstraintMessage,
    Calculation,
    Required,
    ReadOnly,
    Default,
    Appearance,
    RepeatCount
};

struct AspectChange
{
    Aspect aspect;
    QString language{}; ///< header of the newer version's language, of texts; empty: unnamed, or no text
    QString before{};
    QString after{};
    friend bool operator==(const AspectChange &, const AspectChange &) = default;
};

struct ItemChange
{
    enum class Kind { Added, Removed, Changed };
    Kind kind;
    QString path;                        ///< in the newer version; of a removed one in the older
    QString label;                       ///< in the first language that has one, else its name
    std::vector<AspectChange> aspects{}; ///< of a changed one
};

/// Every question, group and repeat that came, went or changed: in the order of the newer version, what went last.
/// One that moved to another group is the same when its name is the only one of its kind in both. Thread: any.
[[nodiscard]] std::vector<ItemChange> compareForms(const FormDefinition &older, const FormDefinition &newer);

/// Paths of the older version (without positions of rows) → the path of the same question in the newer one.
[[nodiscard]] QHash<QString, QString> matchPaths(const FormDefinition &older, const FormDefinition &newer);

} // namespace indaro::forms
