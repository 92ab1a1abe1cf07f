// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/condition_words.h"
#include "core/forms/expression_syntax.h"

#include <optional>
#include <utility>

namespace indaro::documents {

/// A part of a condition, said.
struct Spoken
{
    enum class Kind { Always, Never, One, And, Or };
    Kind kind = Kind::One;
    QString french{};
    QString kirundi{};
    bool isWhole = true;
    int isAnswered = -1; ///< it only says that this item has an answer
    int about = -1;      ///< it says something of the answer of this item, which then has one
};

/// Walks an expression and says it, a part after the other (condition_words.h is the door).
class ConditionSpeaker
{
public:
    /// `depth`: how many calculations led here.
    ConditionSpeaker(const forms::FormItem &item, const QuestionNumbers &numbers, const ChoiceWords &choice, int depth = 0)
        : m_item(item), m_numbers(numbers), m_choice(choice), m_depth(depth)
    {
    }

    [[nodiscard]] Spoken say(const forms::SyntaxNode &node, bool isNegated = false) const;
    /// "0" and "120" of ". >= 0 and . <= 120".
    [[nodiscard]] std::optional<std::pair<QString, QString>> rangeOfSelf(const forms::SyntaxNode &node) const;

private:
    /// What a comparison speaks of.
    struct Subject
    {
        enum class What { Answer, Ticks, Letters };
        What what = What::Answer;
        const forms::FormItem *item = nullptr;
        bool isSelf = false;
    };
    [[nodiscard]] Spoken sayJoined(const forms::SyntaxNode &node, bool isNegated) const;
    [[nodiscard]] Spoken sayComparison(const forms::SyntaxNode &node, bool isNegated) const;
    [[nodiscard]] std::optional<Spoken> sayCompared(const Subject &subject, forms::Operator op,
                                                    const forms::SyntaxNode &value) const;
    [[nodiscard]] std::optional<Spoken> sayEqual(const Subject &subject, bool isEqual, const QString &value) const;
    [[nodiscard]] Spoken sayTicked(const forms::SyntaxNode &call, bool isNegated) const;
    [[nodiscard]] std::optional<Spoken> sayCalculated(const forms::FormItem &item, bool isEqual, const QString &value) const;
    [[nodiscard]] Spoken sayHasAnswer(const Subject &subject, bool hasOne) const;
    [[nodiscard]] Spoken formula(const forms::SyntaxNode &node, bool isNegated) const;

    [[nodiscard]] std::optional<Subject> subjectOf(const forms::SyntaxNode &node) const;
    [[nodiscard]] std::optional<std::pair<QString, QString>> valueWords(const forms::SyntaxNode &node) const;
    [[nodiscard]] std::pair<QString, QString> choiceLabel(const forms::FormItem &item, const QString &code) const;
    [[nodiscard]] QString frenchOf(const Subject &subject) const;
    [[nodiscard]] QString kirundiOf(const Subject &subject) const;

    const forms::FormItem &m_item;
    const QuestionNumbers &m_numbers;
    const ChoiceWords &m_choice;
    int m_depth;
};

} // namespace indaro::documents
