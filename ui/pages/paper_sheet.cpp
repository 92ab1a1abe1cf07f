// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double SignatureHeight = 13; // mm

documents::Field paperField(const QString &name, documents::Label label, documents::FieldKind kind)
{
    documents::Field field;
    field.name = name;
    field.label = std::move(label);
    field.kind = kind;
    return field;
}

} // namespace

documents::Label PaperSheet::label(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

documents::TableColumn PaperSheet::column(const QString &name, documents::Label label, double width, bool isTick)
{
    return {name, std::move(label), width, isTick};
}

PaperSheet::PaperSheet(const QString &name, documents::Label title)
{
    m_form.name = name;
    documents::Part part;
    part.name = name;
    part.numbered = false;
    part.title = std::move(title);
    m_form.parts.append(part);
}

void PaperSheet::addLine(const QList<std::pair<documents::Label, QString>> &facts, documents::FieldKind kind)
{
    documents::Section section;
    documents::Row row;
    for (const auto &[label, text] : facts) {
        const QString name = u"fact_%1"_s.arg(++m_count);
        row.fields.append(paperField(name, label, kind));
        m_data.set(name, text);
    }
    section.rows.append(row);
    m_form.parts.last().sections.append(section);
}

void PaperSheet::addTable(const documents::Label &title, const QList<documents::TableColumn> &columns,
                          const QList<QStringList> &rows, qsizetype rowsTogether)
{
    for (qsizetype first = 0; first < rows.size(); first += rowsTogether) {
        documents::Section section;
        section.title = first == 0 ? title : documents::Label();
        documents::Field table = paperField(u"table_%1"_s.arg(++m_count), {}, documents::FieldKind::Table);
        table.tableColumns = columns;
        section.rows.append({{table}});
        m_form.parts.last().sections.append(section);
        m_data.fields[table.name] = {{}, rows.mid(first, rowsTogether), true};
    }
}

void PaperSheet::addSignatures(const QList<documents::Label> &labels)
{
    documents::Section section;
    section.together = true;
    documents::Row row;
    for (const documents::Label &label : labels) {
        documents::Field area = paperField(u"sign_%1"_s.arg(++m_count), label, documents::FieldKind::Area);
        area.height = SignatureHeight;
        row.fields.append(area);
    }
    section.rows.append(row);
    m_form.parts.last().sections.append(section);
}

void PaperSheet::addSignatures()
{
    addSignatures({label("Fait par", "Vyakozwe na", "Done by"), label("Heure", "Isaha", "Time"),
                   label("Signature", "Umukono", "Signature")});
}

base::Result<QList<print::Page>> PaperSheet::pages() const
{
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    return print::layOutAllCopies(m_form, styles, m_data);
}

} // namespace indaro::ui::pages
