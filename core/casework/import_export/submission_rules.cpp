// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_rules.h"

#include "core/casework/interviews/form_mapping.h"
#include "core/model/said_age.h"

#include <QHash>

#include <algorithm>
#include <array>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

/// The moment the submission was made.
class StoppedClock final : public base::Clock
{
public:
    explicit StoppedClock(base::UtcMs at) : m_at(at) {}
    [[nodiscard]] base::UtcMs nowUtc() const override { return m_at; }
    [[nodiscard]] std::int64_t monotonicMs() const override { return m_at; }

private:
    base::UtcMs m_at;
};

bool dependsOnTheMoment(const forms::FormItem &item)
{
    constexpr std::array Names = {"random"_L1, "uuid"_L1, "now"_L1, "today"_L1, "once"_L1, "pulldata"_L1, "instance"_L1};
    const QStringList called = item.calculation ? item.calculation->functions() : QStringList();
    return std::any_of(Names.begin(), Names.end(), [&called](QLatin1StringView name) { return called.contains(name); });
}

/// "2.50" is 2.5.
bool isSameValue(const QString &left, const QString &right)
{
    bool areNumbers[2] = {};
    const double numbers[2] = {left.toDouble(&areNumbers[0]), right.toDouble(&areNumbers[1])};
    return left == right || (areNumbers[0] && areNumbers[1] && numbers[0] == numbers[1]);
}

class RuleReader
{
public:
    RuleReader(const forms::FormDefinition &form, const std::vector<AnswerDraft> &answers) : m_form(form)
    {
        for (const AnswerDraft &answer : answers)
            m_given.insert(answer.path, model::KeptAnswer::of(answer.value).value);
    }
    void read(const forms::NodeState &state)
    {
        const forms::FormItem &item = m_form.item(state.item);
        if (!item.isQuestion() || item.isMeta || item.type == forms::QuestionType::Note)
            return;
        const QString given = m_given.value(state.path);
        if (!given.isEmpty() && !state.relevant)
            return find(OddValue::Why::NotAsked, state, given);
        if (item.calculation && !item.isAsked())
            return readCalculated(item, state, given);
        if (!given.isEmpty() && !state.notOffered.isEmpty())
            find(OddValue::Why::NotOffered, state, given);
        else if (!given.isEmpty() && !state.constraintHolds)
            find(OddValue::Why::AgainstConstraint, state, given);
        else if (given.isEmpty() && !state.requiredHolds)
            find(OddValue::Why::Unanswered, state, {});
    }
    RuledSubmission take() { return std::move(m_out); }

private:
    void readCalculated(const forms::FormItem &item, const forms::NodeState &state, const QString &given)
    {
        if (given.isEmpty() && state.relevant && state.answer == forms::AnswerState::Answered)
            m_out.calculated.push_back(answerDraft(m_form, state));
        else if (!given.isEmpty() && !isSameValue(given, state.value) && !dependsOnTheMoment(item))
            find(OddValue::Why::CalculatedOtherwise, state, given);
    }
    void find(OddValue::Why why, const forms::NodeState &state, const QString &value)
    {
        m_out.findings.push_back({why, state.path, value});
    }

    const forms::FormDefinition &m_form;
    QHash<QString, QString> m_given;
    RuledSubmission m_out;
};

} // namespace

RuledSubmission runRules(const forms::FormDefinition &form, const std::vector<AnswerDraft> &answers, sync::RecordId caseFile,
                         base::UtcMs at, const forms::EntityLists *lists)
{
    const StoppedClock clock(at);
    forms::FormEnvironment environment;
    environment.clock = &clock;
    environment.entityLists = lists;
    // Not owned: the instance is gone before the form is.
    forms::FormInstance instance({std::shared_ptr<const void>(), &form}, environment);
    std::vector<SavedAnswer> saved;
    for (const AnswerDraft &answer : answers)
        saved.push_back({answer.path, answer.type, answer.value, answer.missing, answer.compartment});
    const QStringList unknown = instance.restore(restorable(form, saved));
    RuleReader reader(form, answers);
    for (const forms::NodeState &state : instance.allStates())
        reader.read(state);
    RuledSubmission ruled = reader.take();
    for (const QString &path : unknown) // a row of a repeat that cannot be: said, and kept
        ruled.findings.push_back({OddValue::Why::NotAsked, path, {}});
    ruled.entities = entityDrafts(instance, caseFile);
    return ruled;
}

} // namespace indaro::casework
