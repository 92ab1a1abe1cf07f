// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/evaluator.h"
#include "core/forms/expression.h"
#include "core/sop/pack_rules.h"
#include "core/sop/schedule.h"

namespace indaro::sop {

using namespace Qt::StringLiterals;

namespace {

/// A case has no lists and no texts of its own.
class CaseHost final : public forms::ExpressionHost
{
public:
    [[nodiscard]] const forms::Node *findInstance(const QString &) const override { return nullptr; }
    [[nodiscard]] QString choiceName(const QString &, const QString &, const forms::Node &) const override { return {}; }
    [[nodiscard]] forms::NodeSet findItext(const QString &) const override { return {}; }
    [[nodiscard]] bool readsNothingAsEmpty() const override { return true; }
};

bool asksHealth(const QString &condition)
{
    return condition.contains("${sexual_violence}"_L1) || condition.contains("${pregnant}"_L1) ||
           condition.contains("${disability}"_L1);
}

bool isHealthStepWithin(const Pack &pack, const Phase &phase, const Step &step, std::size_t depth)
{
    if (asksHealth(phase.applies) || asksHealth(step.applies))
        return true;
    if (!step.due || depth == 0) // steps that wait for each other are no usable pack
        return false;
    if (step.due->step.isEmpty())
        return step.due->event == Event::Disclosure;
    for (const Phase &other : pack.phases) {
        for (const Step &before : other.steps) {
            if (before.id == step.due->step)
                return isHealthStepWithin(pack, other, before, depth - 1);
        }
    }
    return false;
}

} // namespace

bool isHealthStep(const Pack &pack, const Phase &phase, const Step &step)
{
    return isHealthStepWithin(pack, phase, step, pack.stepCount());
}

bool isHealthStep(const Pack &pack, QStringView id)
{
    for (const Phase &phase : pack.phases) {
        for (const Step &step : phase.steps) {
            if (step.id == id)
                return isHealthStep(pack, phase, step);
        }
    }
    return false;
}

bool applies(const QString &condition, const Facts &facts)
{
    if (condition.isEmpty())
        return true;
    const auto expression = forms::Expression::parse(condition, [](const QString &name) { return "/case/"_L1 + name; });
    if (!expression)
        return true;
    forms::Node document;
    document.kind = forms::NodeKind::Document;
    forms::Node *root = document.addElement(u"case"_s);
    for (const QString &name : factNames())
        root->addElement(name, facts.value(name));
    forms::renumber(document);
    CaseHost host;
    const auto value = forms::Evaluator(host, *root, document).evaluate(*expression);
    return !value || forms::toBoolean(*value);
}

} // namespace indaro::sop
