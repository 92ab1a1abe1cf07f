// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QString>
#include <QStringList>

#include <functional>
#include <memory>
#include <vector>

namespace indaro::forms {

struct SyntaxNode; // expression_syntax.h

/// A parsed ODK XForms expression: immutable, cheap to copy, no evaluation state. Thread: any.
class Expression
{
public:
    /// Resolves `${name}` (and `${last-saved#name}`) to the path text that replaces it; an empty answer means the
    /// name does not exist, and the reference then evaluates to the empty text.
    using ReferenceResolver = std::function<QString(const QString &name)>;

    /// Parses one expression; typographic quotes are accepted as straight ones.
    /// Errors: ExpressionSyntax(position = 0-based character, expected = a token name).
    [[nodiscard]] static base::Result<Expression> parse(const QString &text, const ReferenceResolver &resolve = {});

    [[nodiscard]] const QString &text() const { return m_text; }
    [[nodiscard]] const SyntaxNode &root() const { return *m_root; }
    /// Names written as ${name}, in order of appearance, without repetition.
    [[nodiscard]] const QStringList &references() const { return m_references; }
    /// Names of the functions called, without repetition.
    [[nodiscard]] QStringList functions() const;

private:
    QString m_text;
    std::shared_ptr<const SyntaxNode> m_root;
    QStringList m_references;
};

} // namespace indaro::forms
