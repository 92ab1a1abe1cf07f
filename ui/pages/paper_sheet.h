// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// A paper of one part: lines of fields, tables, room for signatures. Kirundi without a reviewed source is marked.
///
///     PaperSheet sheet(u"roll_call"_s, PaperSheet::label("Appel du soir", "Guhamagara", "Nightly roll-call"));
class PaperSheet
{
public:
    /// Kirundi may be empty: to be translated.
    [[nodiscard]] static documents::Label label(const char *french, const char *kirundi, const char *english);
    /// A width of 0 takes what is left.
    [[nodiscard]] static documents::TableColumn column(const QString &name, documents::Label label, double width = 0,
                                                       bool isTick = false);

    PaperSheet(const QString &name, documents::Label title);
    void addLine(const QList<std::pair<documents::Label, QString>> &facts,
                 documents::FieldKind kind = documents::FieldKind::Text);
    /// A table is never split over two pages: `rowsTogether` stand in one, the others in the next.
    void addTable(const documents::Label &title, const QList<documents::TableColumn> &columns,
                  const QList<QStringList> &rows, qsizetype rowsTogether);
    void addSignatures(const QList<documents::Label> &labels);
    /// Done by, time, signature.
    void addSignatures();
    /// Errors: FileNotFound, TemplateDamaged. GUI thread.
    [[nodiscard]] base::Result<QList<print::Page>> pages() const;

private:
    documents::Template m_form;
    documents::DocumentData m_data;
    int m_count = 0;
};

} // namespace indaro::ui::pages
