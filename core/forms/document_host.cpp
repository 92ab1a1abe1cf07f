// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/document_host.h"

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

const Node *findElement(const Node &from, QLatin1StringView name, const QString &id)
{
    for (const auto &child : from.children) {
        if (child->name == name && (id.isNull() || child->attribute(u"id"_s) == id))
            return child.get();
        if (const Node *found = findElement(*child, name, id))
            return found;
    }
    return nullptr;
}

bool matchesTest(const Node &node, const QString &test)
{
    if (test == "text()"_L1)
        return node.kind == NodeKind::Text;
    if (test == "comment()"_L1)
        return node.kind == NodeKind::Comment;
    if (test == "processing-instruction()"_L1)
        return node.kind == NodeKind::Instruction;
    return node.kind == NodeKind::Element && (test == "*"_L1 || node.name == test.section(u':', -1));
}

} // namespace

DocumentHost::DocumentHost(XmlDocument document) : m_document(std::move(document))
{
    namespaceByPrefix = m_document.namespaceByPrefix;
    namespaceByPrefix.insert(u"xhtml"_s, u"http://www.w3.org/1999/xhtml"_s);
    namespaceByPrefix.insert(u"h"_s, u"http://www.w3.org/1999/xhtml"_s);
}

const Node *DocumentHost::findInstance(const QString &id) const
{
    return findElement(*m_document.root, "instance"_L1, id.isNull() ? u""_s : id);
}

NodeSet DocumentHost::findItext(const QString &id) const
{
    const Node *itext = findElement(*m_document.root, "itext"_L1, QString());
    const Node *chosen = nullptr;
    for (const auto &translation : itext == nullptr ? m_document.root->attributes : itext->children) {
        if (translation->name != "translation"_L1)
            continue;
        const bool isDefault = !translation->attribute(u"default"_s).isEmpty();
        if (chosen == nullptr || (itextLanguage.isEmpty() && isDefault) ||
            (!itextLanguage.isEmpty() && translation->attribute(u"lang"_s) == itextLanguage))
            chosen = translation.get();
    }
    const Node *text = chosen == nullptr ? nullptr : findElement(*chosen, "text"_L1, id);
    NodeSet out;
    for (std::size_t i = 0; text != nullptr && i < text->children.size(); ++i) {
        if (text->children[i]->name == "value"_L1)
            out.push_back(text->children[i].get());
    }
    return out;
}

const Node *DocumentHost::locate(const QString &path) const
{
    const Node *node = m_document.root.get();
    for (const QString &part : path.split(u'/', Qt::SkipEmptyParts)) {
        if (part.startsWith(u'@')) {
            const QString name = part.mid(1).section(u':', -1);
            const Node *found = nullptr;
            for (const auto &attribute : node->attributes) {
                if (attribute->name == name)
                    found = attribute.get();
            }
            if (found == nullptr)
                return nullptr;
            node = found;
            continue;
        }
        const QString test = part.section(u'[', 0, 0);
        int wanted = part.contains(u'[') ? part.section(u'[', 1).chopped(1).toInt() : 1;
        const Node *found = nullptr;
        for (const auto &child : node->children) {
            if (matchesTest(*child, test) && --wanted == 0) {
                found = child.get();
                break;
            }
        }
        if (found == nullptr)
            return nullptr;
        node = found;
    }
    return node;
}

base::Result<XValue> DocumentHost::evaluate(const Expression &expression, const Node &context) const
{
    const Node *root = m_document.root.get();
    for (const Node *up = &context; up != nullptr; up = up->parent) {
        if (up->name == "instance"_L1 && up->parent != nullptr && up->parent->name == "model"_L1)
            root = up;
    }
    return Evaluator(*this, context, *root).evaluate(expression);
}

QString typeName(const XValue &value)
{
    static const QStringList names{u"boolean"_s, u"number"_s, u"string"_s, u"date"_s, u"nodeset"_s};
    return names.at(static_cast<qsizetype>(value.index()));
}

} // namespace indaro::forms
