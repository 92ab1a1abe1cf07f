// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_instance.h"

namespace indaro::ui::forms {

/// One screen of the interview: a top-level group, or the questions standing loose between two groups.
struct Section
{
    int groupItem = -1; ///< the group's item, or -1 for loose questions
    QStringList paths;  ///< the group's path, or those of the loose questions
    int asked = 0;      ///< relevant questions that take an answer
    int answered = 0;   ///< those with an answer or a reason why there is none
    int problems = 0;   ///< broken constraints, required and empty
    QStringList open;   ///< paths of the questions without an answer, in form order
    QStringList wrong;  ///< those with a problem
    bool isRelevant = true;
    bool isBlocked = false; ///< behind a gate that is not passed [domain.md 7.A]
};

/// The path without positions: "/data/child[2]/name" → "/data/child/name", as in FormDefinition::findByPath.
[[nodiscard]] QString withoutPositions(const QString &path);
/// True for the path itself and everything below it.
[[nodiscard]] bool isWithin(const QString &path, const QString &ancestor);
/// Takes an answer from a person: one that only names the columns of a table (appearance "label") does not.
[[nodiscard]] bool isAsked(const indaro::forms::FormItem &item);
/// A select of the appearance "label": it only gives its words and the names of its choices, as the head of a table.
[[nodiscard]] bool isHeadOnly(const indaro::forms::FormItem &item);
/// Null for a path the form does not have.
[[nodiscard]] const indaro::forms::FormItem *findItem(const indaro::forms::FormInstance &instance, const QString &path);

/// All screens of the form with their counts, in order. A gate blocks only the sections after its own.
[[nodiscard]] std::vector<Section> sectionsOf(const indaro::forms::FormInstance &instance);
/// -1 when no section has it.
[[nodiscard]] int sectionIndexOf(const std::vector<Section> &sections, const QString &path);

} // namespace indaro::ui::forms
