// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/question_numbers.h"

namespace indaro::documents {

using namespace Qt::StringLiterals;
using forms::FormItem;
using forms::ItemKind;

bool isAskedOnPaper(const FormItem &item)
{
    const bool isHead = item.hasChoices() && item.hasAppearance(u"label"_s);
    return item.isAsked() && !item.isMeta && !isHead;
}

QuestionNumbers::QuestionNumbers(const forms::FormDefinition &form) : m_form(form), m_numbers(form.items().size(), 0)
{
    // The items stand in the order of the survey.
    for (const FormItem &item : form.items()) {
        if (isAskedOnPaper(item))
            m_numbers[static_cast<std::size_t>(item.index)] = ++m_count;
    }
}

std::optional<int> QuestionNumbers::of(int item) const
{
    const int number = item >= 0 ? m_numbers.at(static_cast<std::size_t>(item)) : 0;
    return number > 0 ? std::optional(number) : std::nullopt;
}

int QuestionNumbers::repeatAround(int item) const
{
    for (int at = m_form.item(item).parent; at > 0; at = m_form.item(at).parent) {
        if (m_form.item(at).kind == ItemKind::Repeat)
            return at;
    }
    return 0;
}

bool QuestionNumbers::isWithin(int item, int ancestor) const
{
    for (int at = item; at >= 0; at = m_form.item(at).parent) {
        if (at == ancestor)
            return true;
    }
    return false;
}

std::optional<int> QuestionNumbers::after(int item) const
{
    const int repeat = repeatAround(item);
    for (const FormItem &next : m_form.items()) {
        if (next.index <= item || isWithin(next.index, item))
            continue;
        if (!isWithin(next.index, repeat))
            return {};
        if (const auto number = of(next.index))
            return number;
    }
    return {};
}

} // namespace indaro::documents
