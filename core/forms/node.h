// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

#include <memory>
#include <vector>

namespace indaro::forms {

enum class NodeKind : quint8 { Document, Element, Attribute, Text, Comment, Instruction };

/// One node of the tree expressions are evaluated over. The same type carries a form being filled, its choice lists
/// and a plain XML document, so that one evaluator serves them all. A form's leaf elements hold their answer in
/// `value` and have no text children; elements read from XML have text children.
struct Node
{
    NodeKind kind = NodeKind::Element;
    QString name; ///< local name; target of an instruction
    QString prefix;
    QString namespaceUri;
    QString value;
    Node *parent = nullptr;
    std::vector<std::unique_ptr<Node>> children;
    std::vector<std::unique_ptr<Node>> attributes;
    bool relevant = true; ///< false: reads as empty and is left out of node-sets, with everything below
    int order = 0;        ///< document order after renumber()
    int item = -1;        ///< index of the form item, for a form's own nodes
    int slot = -1;        ///< index of the answer in FormInstance

    Node *addElement(const QString &localName, const QString &text = {});
    [[nodiscard]] bool isRelevant() const;
    /// The XPath string-value; empty for anything not relevant.
    [[nodiscard]] QString stringValue() const;
    [[nodiscard]] QString attribute(const QString &localName) const;
    [[nodiscard]] const Node *root() const;
};

/// Numbers the tree in document order; needed after its structure changed.
void renumber(Node &root);

/// A plain XML document and the prefixes it declares.
struct XmlDocument
{
    std::unique_ptr<Node> root; ///< kind Document
    QHash<QString, QString> namespaceByPrefix;

    /// Errors: InvalidArgument(line, column) when not well-formed, nested deeper than 1,000 elements, or when it
    /// declares entities: nothing outside the text is ever read.
    [[nodiscard]] static base::Result<XmlDocument> parse(const QString &xml);
};

} // namespace indaro::forms
