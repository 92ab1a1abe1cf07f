// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/form_definition.h"

#include <QString>

#include <optional>
#include <vector>

namespace indaro::documents {

/// The numbers the questions of a form have on paper: 1, 2, 3 … in the order of the form, the same on a blank and on a
/// filled one. A question inside a repeat has one number, in each of its blocks. The definition must outlive it.
class QuestionNumbers
{
public:
    explicit QuestionNumbers(const forms::FormDefinition &form);

    [[nodiscard]] const forms::FormDefinition &form() const { return m_form; }
    /// Nothing for what is not asked: notes, calculations, groups.
    [[nodiscard]] std::optional<int> of(int item) const;
    /// The first question after this item and all it holds; nothing at the end of the form. Within a repeat: of the same
    /// repeat.
    [[nodiscard]] std::optional<int> after(int item) const;
    [[nodiscard]] int count() const { return m_count; }

private:
    [[nodiscard]] int repeatAround(int item) const;
    [[nodiscard]] bool isWithin(int item, int ancestor) const;

    const forms::FormDefinition &m_form;
    std::vector<int> m_numbers; ///< by item; 0: none
    int m_count = 0;
};

/// Whether the paper asks it: a select that only heads a table (appearance "label") is words.
[[nodiscard]] bool isAskedOnPaper(const forms::FormItem &item);

} // namespace indaro::documents
