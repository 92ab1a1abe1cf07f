// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/documents/condition_words.h"

#include "core/documents/condition_speaker.h"

namespace indaro::documents {

using namespace Qt::StringLiterals;

namespace {

Label draft(const QString &french, const QString &kirundi)
{
    return {french, kirundi, french, kirundi.isEmpty() ? KirundiStatus::ToTranslate : KirundiStatus::Unreviewed};
}

} // namespace

std::optional<ConditionWords> conditionOf(const forms::Expression &condition, const forms::FormItem &item,
                                          const QuestionNumbers &numbers, const ChoiceWords &choice)
{
    const Spoken spoken = ConditionSpeaker(item, numbers, choice).say(condition.root());
    if (spoken.kind == Spoken::Kind::Always)
        return {};
    const bool isNever = spoken.kind == Spoken::Kind::Never;
    return ConditionWords{spoken.french, spoken.kirundi, spoken.isWhole, isNever};
}

Label skipWords(const ConditionWords &condition, int last, const QuestionNumbers &numbers)
{
    if (condition.isNever)
        return draft(u"→ Ne se pose pas."_s, {});
    const auto next = numbers.after(last);
    if (!next || !condition.isWhole)
        return draft(u"→ Seulement si "_s + condition.french + u'.', u"→ Gusa nimba "_s + condition.kirundi + u'.');
    return draft(u"→ Si "_s + condition.french + u", continuez ; sinon, allez à la question %1."_s.arg(*next),
                 u"→ Nimba "_s + condition.kirundi + u", bandanya; atari ivyo, genda ku kibazo ca %1."_s.arg(*next));
}

Label ruleWords(const forms::Expression &constraint, const forms::FormItem &item, const QuestionNumbers &numbers,
                const ChoiceWords &choice)
{
    const ConditionSpeaker speaker(item, numbers, choice);
    if (const auto range = speaker.rangeOfSelf(constraint.root()))
        return draft(u"de %1 à %2"_s.arg(range->first, range->second),
                     u"kuva %1 gushika %2"_s.arg(range->first, range->second));
    const Spoken spoken = speaker.say(constraint.root());
    const bool isFixed = spoken.kind == Spoken::Kind::Always || spoken.kind == Spoken::Kind::Never;
    if (isFixed || !spoken.isWhole)
        return {};
    return draft(spoken.french, spoken.kirundi);
}

} // namespace indaro::documents
