// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/node.h"

#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr int MaxDepth = 1000;

void appendText(const Node &node, QString &out)
{
    if (!node.relevant)
        return;
    switch (node.kind) {
    case NodeKind::Text:
        out += node.value;
        break;
    case NodeKind::Document:
    case NodeKind::Element:
        out += node.value;
        for (const auto &child : node.children)
            appendText(*child, out);
        break;
    case NodeKind::Attribute:
    case NodeKind::Comment:
    case NodeKind::Instruction:
        break;
    }
}

/// From how many children on a search through all of them costs more than one in a sorted list.
constexpr std::size_t ManyChildren = 8;

void notePlaces(Node &node)
{
    node.placeByName.clear();
    if (node.children.size() < ManyChildren)
        return;
    node.placeByName.reserve(node.children.size());
    for (std::size_t place = 0; place < node.children.size(); ++place)
        node.placeByName.emplace_back(qHash(node.children[place]->name), place);
    std::sort(node.placeByName.begin(), node.placeByName.end());
}

void number(Node &node, int &next)
{
    node.order = next++;
    notePlaces(node);
    for (const auto &attribute : node.attributes)
        attribute->order = next++;
    for (const auto &child : node.children)
        number(*child, next);
}

Node *append(Node &parent, NodeKind kind, const QString &value)
{
    auto node = std::make_unique<Node>();
    node->kind = kind;
    node->value = value;
    node->parent = &parent;
    parent.placeByName.clear();
    parent.children.push_back(std::move(node));
    return parent.children.back().get();
}

void readElement(const QXmlStreamReader &reader, Node &element, XmlDocument &document)
{
    element.name = reader.name().toString();
    element.prefix = reader.prefix().toString();
    element.namespaceUri = reader.namespaceUri().toString();
    for (const auto &declaration : reader.namespaceDeclarations())
        document.namespaceByPrefix.insert(declaration.prefix().toString(), declaration.namespaceUri().toString());
    for (const auto &attribute : reader.attributes()) {
        auto node = std::make_unique<Node>();
        node->kind = NodeKind::Attribute;
        node->name = attribute.name().toString();
        node->prefix = attribute.prefix().toString();
        node->namespaceUri = attribute.namespaceUri().toString();
        node->value = attribute.value().toString();
        node->parent = &element;
        element.attributes.push_back(std::move(node));
    }
}

} // namespace

Node *Node::addElement(const QString &localName, const QString &text)
{
    Node *child = append(*this, NodeKind::Element, text);
    child->name = localName;
    return child;
}

bool Node::isRelevant() const
{
    for (const Node *node = this; node != nullptr; node = node->parent) {
        if (!node->relevant)
            return false;
    }
    return true;
}

QString Node::stringValue() const
{
    if (!isRelevant())
        return {};
    if (children.empty() || (kind != NodeKind::Element && kind != NodeKind::Document))
        return value;
    QString out;
    appendText(*this, out);
    return out;
}

QString Node::attribute(const QString &localName) const
{
    for (const auto &candidate : attributes) {
        if (candidate->name == localName)
            return candidate->value;
    }
    return {};
}

const Node *Node::root() const
{
    const Node *node = this;
    while (node->parent != nullptr)
        node = node->parent;
    return node;
}

void renumber(Node &root)
{
    int next = 0;
    number(root, next);
}

base::Result<XmlDocument> XmlDocument::parse(const QString &xml)
{
    XmlDocument document;
    document.root = std::make_unique<Node>();
    document.root->kind = NodeKind::Document;
    QXmlStreamReader reader(xml);
    Node *current = document.root.get();
    int depth = 0;
    bool refused = false;
    while (!reader.atEnd() && !refused) {
        switch (reader.readNext()) {
        case QXmlStreamReader::DTD:
            refused = !reader.entityDeclarations().isEmpty();
            break;
        case QXmlStreamReader::StartElement:
            current = append(*current, NodeKind::Element, {});
            readElement(reader, *current, document);
            refused = ++depth > MaxDepth;
            break;
        case QXmlStreamReader::EndElement:
            current = current->parent;
            --depth;
            break;
        case QXmlStreamReader::Characters:
            if (current->kind == NodeKind::Document)
                break;
            // Text and CDATA side by side are one text node in XPath.
            if (!current->children.empty() && current->children.back()->kind == NodeKind::Text)
                current->children.back()->value += reader.text();
            else
                append(*current, NodeKind::Text, reader.text().toString());
            break;
        case QXmlStreamReader::Comment:
            append(*current, NodeKind::Comment, reader.text().toString());
            break;
        case QXmlStreamReader::ProcessingInstruction: {
            Node *node = append(*current, NodeKind::Instruction, reader.processingInstructionData().toString());
            node->name = reader.processingInstructionTarget().toString();
            break;
        }
        default:
            break;
        }
    }
    if (refused || reader.hasError()) {
        return base::Error(base::Errc::InvalidArgument, {{"line", reader.lineNumber()}, {"column", reader.columnNumber()}});
    }
    renumber(*document.root);
    return document;
}

} // namespace indaro::forms
