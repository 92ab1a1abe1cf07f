// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QHash>
#include <QString>

#include <algorithm>
#include <memory>
#include <utility>
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
    /// Hash of the name and place of every child, in that order, where they are many; empty while that is not known.
    std::vector<std::pair<std::size_t, std::size_t>> placeByName;

    Node *addElement(const QString &localName, const QString &text = {});
    [[nodiscard]] bool isRelevant() const;
    /// The XPath string-value; empty for anything not relevant.
    [[nodiscard]] QString stringValue() const;
    [[nodiscard]] QString attribute(const QString &localName) const;
    [[nodiscard]] const Node *root() const;
    /// Calls visit(child) for each child that may have that name, in document order: all that have it, and perhaps others.
    template <class Visit> void visitNamed(std::size_t nameHash, Visit visit) const
    {
        if (placeByName.empty()) {
            for (const auto &child : children)
                visit(*child);
            return;
        }
        auto at = std::lower_bound(placeByName.begin(), placeByName.end(), std::pair(nameHash, std::size_t{0}));
        for (; at != placeByName.end() && at->first == nameHash; ++at)
            visit(*children[at->second]);
    }
};

/// Numbers the tree in document order and notes where the many children of a node are; needed after its structure changed.
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
