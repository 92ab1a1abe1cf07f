// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/documents/document.h"
#include "ui/print/document_view.h"

namespace indaro::ui::pages {

/// A label of a paper in French and Kirundi, English for the screen. Kirundi is a draft of ours and marked as one; without
/// any, a dotted line stands to write on.
[[nodiscard]] documents::Label paperWords(const char *french, const char *kirundi, const char *english);
/// A width of 0 takes what is left.
[[nodiscard]] documents::TableColumn paperColumn(const QString &name, documents::Label label, double width = 0,
                                                 bool isTick = false);

/// A paper of one part that is made of lines, tables and places to sign: what needs no template of its own. GUI thread.
class SimplePaper
{
public:
    using Facts = QList<std::pair<documents::Label, QString>>;
    SimplePaper(const QString &name, documents::Label title, documents::Label subtitle = {});
    /// Facts side by side.
    void addLine(const Facts &facts, documents::FieldKind kind = documents::FieldKind::Text);
    /// Nothing where there are no rows.
    void addTable(const documents::Label &title, const QList<documents::TableColumn> &columns,
                  const QList<QStringList> &rows);
    void addNote(documents::Label words);
    void addSignatures(const QList<documents::Label> &labels);
    /// Errors: FileNotFound, TemplateDamaged.
    [[nodiscard]] base::Result<print::Paper> paper() const;

private:
    [[nodiscard]] documents::Field field(documents::Label label, documents::FieldKind kind);
    documents::Template m_form;
    documents::DocumentData m_data;
    int m_count = 0;
};

} // namespace indaro::ui::pages
