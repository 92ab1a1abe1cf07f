// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double SignatureLineHeight = 14; // mm

} // namespace

documents::Label paperWords(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

documents::TableColumn paperColumn(const QString &name, documents::Label label, double width, bool isTick)
{
    return {name, std::move(label), width, isTick};
}

SimplePaper::SimplePaper(const QString &name, documents::Label title, documents::Label subtitle)
{
    m_form.name = name;
    documents::Part part;
    part.name = name;
    part.numbered = false;
    part.title = std::move(title);
    part.subtitle = std::move(subtitle);
    m_form.parts.append(part);
}

documents::Field SimplePaper::field(documents::Label label, documents::FieldKind kind)
{
    documents::Field field;
    field.name = u"field_%1"_s.arg(++m_count);
    field.label = std::move(label);
    field.kind = kind;
    return field;
}

void SimplePaper::addLine(const Facts &facts, documents::FieldKind kind)
{
    documents::Section section;
    documents::Row row;
    for (const auto &[label, text] : facts) {
        row.fields.append(field(label, kind));
        m_data.set(row.fields.last().name, text);
    }
    section.rows.append(row);
    m_form.parts.last().sections.append(section);
}

void SimplePaper::addTable(const documents::Label &title, const QList<documents::TableColumn> &columns,
                           const QList<QStringList> &rows)
{
    if (rows.isEmpty())
        return;
    documents::Section section;
    section.title = title;
    documents::Field table = field({}, documents::FieldKind::Table);
    table.tableColumns = columns;
    section.rows.append({{table}});
    m_form.parts.last().sections.append(section);
    m_data.fields[table.name] = {{}, rows, true};
}

void SimplePaper::addNote(documents::Label words)
{
    documents::Section section;
    documents::Field note = field(std::move(words), documents::FieldKind::Note);
    note.name.clear();
    section.rows.append({{note}});
    m_form.parts.last().sections.append(section);
}

void SimplePaper::addSignatures(const QList<documents::Label> &labels)
{
    documents::Section section;
    section.together = true;
    documents::Row row;
    for (const documents::Label &label : labels) {
        row.fields.append(field(label, documents::FieldKind::Area));
        row.fields.last().height = SignatureLineHeight;
    }
    section.rows.append(row);
    m_form.parts.last().sections.append(section);
}

base::Result<print::Paper> SimplePaper::paper() const
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    return print::Paper{m_form, styles, m_data};
}

} // namespace indaro::ui::pages
