// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/forms/evaluator.h"

namespace indaro::forms {

/// Evaluates expressions over a plain XML document (`form-eval`, tests). Thread: the one that made it.
class DocumentHost final : public ExpressionHost
{
public:
    explicit DocumentHost(XmlDocument document);

    [[nodiscard]] const Node *findInstance(const QString &id) const override;
    [[nodiscard]] QString choiceName(const QString &, const QString &, const Node &) const override { return {}; }
    [[nodiscard]] NodeSet findItext(const QString &id) const override;

    /// "/data/group[2]/@id", "/a/text()[1]": names compared without their namespaces. Null when there is none.
    [[nodiscard]] const Node *locate(const QString &path) const;
    /// Absolute paths start at the primary instance when the context lies inside one, else at the document.
    [[nodiscard]] base::Result<XValue> evaluate(const Expression &expression, const Node &context) const;

    QString itextLanguage; ///< lang attribute of the translation; empty = the default one

private:
    XmlDocument m_document;
};

/// "boolean", "number", "string", "date" or "nodeset", as form-eval prints it.
[[nodiscard]] QString typeName(const XValue &value);

} // namespace indaro::forms
