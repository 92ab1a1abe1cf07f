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

} // namespace

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
