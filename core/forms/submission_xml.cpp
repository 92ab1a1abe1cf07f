// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/submission_xml.h"

#include <QRegularExpression>
#include <QSet>
#include <QXmlStreamWriter>

#include <algorithm>

namespace indaro::forms {

using namespace Qt::StringLiterals;

namespace {

/// Writes a form's items in their order; what answers there are decides how many rows a repeat has.
class SubmissionWriter
{
public:
    SubmissionWriter(const FormDefinition &form, const std::vector<StoredAnswer> &answers, QXmlStreamWriter &xml)
        : m_form(form), m_xml(xml)
    {
        for (const StoredAnswer &answer : answers) {
            m_values.insert(answer.path, answer.state == AnswerState::Answered ? answer.value : QString());
            countRows(answer.path);
        }
    }
    /// The children of an item whose own element is open; `path` is its path with positions.
    void writeChildren(const FormItem &parent, const QString &path)
    {
        for (const int index : parent.children)
            writeItem(m_form.item(index), path);
    }

private:
    void countRows(const QString &path)
    {
        static const QRegularExpression position(u"\\[(\\d+)\\]"_s);
        for (auto found = position.globalMatch(path); found.hasNext();) {
            const auto match = found.next();
            int &rows = m_rows[path.left(match.capturedStart())];
            rows = std::max(rows, match.captured(1).toInt());
        }
    }
    void writeItem(const FormItem &item, const QString &parentPath)
    {
        if (item.isMeta)
            return; // written by itself
        const QString path = parentPath + u'/' + item.name;
        if (item.kind == ItemKind::Repeat) {
            for (int row = 1; row <= m_rows.value(path); ++row) {
                m_xml.writeStartElement(item.name);
                writeChildren(item, u"%1[%2]"_s.arg(path).arg(row));
                m_xml.writeEndElement();
            }
        } else if (item.kind == ItemKind::Group) {
            m_xml.writeStartElement(item.name);
            writeChildren(item, path);
            m_xml.writeEndElement();
        } else {
            m_xml.writeTextElement(item.name, m_values.value(path));
        }
    }

    const FormDefinition &m_form;
    QXmlStreamWriter &m_xml;
    QHash<QString, QString> m_values;
    QHash<QString, int> m_rows; ///< path of a repeat, rows around it with their positions → greatest position
};

} // namespace

QByteArray submissionXml(const FormDefinition &form, const QString &formId, const QString &version,
                         const QString &instanceId, const std::vector<StoredAnswer> &answers, const QString &replaced)
{
    QByteArray out;
    QXmlStreamWriter xml(&out);
    xml.writeStartDocument();
    xml.writeStartElement(form.item(0).name);
    xml.writeNamespace(u"http://openrosa.org/xforms"_s, u"orx"_s);
    xml.writeAttribute(u"id"_s, formId);
    if (!version.isEmpty())
        xml.writeAttribute(u"version"_s, version);
    SubmissionWriter(form, answers, xml).writeChildren(form.item(0), form.item(0).path);
    xml.writeStartElement(u"http://openrosa.org/xforms"_s, u"meta"_s);
    xml.writeTextElement(u"http://openrosa.org/xforms"_s, u"instanceID"_s, instanceId);
    if (!replaced.isEmpty())
        xml.writeTextElement(u"http://openrosa.org/xforms"_s, u"deprecatedID"_s, replaced);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndDocument();
    return out;
}

} // namespace indaro::forms
