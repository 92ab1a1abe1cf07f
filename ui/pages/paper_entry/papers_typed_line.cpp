// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_entry/papers_typed_line.h"

#include "core/casework/workspace.h"
#include "ui/pages/paper_entry/paper_entry_texts.h"

#include <QEvent>

namespace indaro::ui::pages {

PapersTypedLine::PapersTypedLine(const kit::PageContext &context, QWidget *parent) : QLabel(parent), m_context(context)
{
    setObjectName(QStringLiteral("papersTypedIn"));
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    hide();
}

void PapersTypedLine::showPerson(const std::optional<sync::RecordId> &person)
{
    if (m_person != person)
        m_entries.clear();
    m_person = person;
    say();
    if (!person)
        return;
    m_context.workspace->ask(
        this, [person = *person](casework::Desk &desk) { return casework::paperEntriesOf(desk, person); },
        [this, person](const base::Result<std::vector<casework::PaperEntry>> &entries) {
            if (m_person != person || !entries)
                return; // another file by now; the page says what is wrong with the vault
            m_entries = *entries;
            say();
        });
}

void PapersTypedLine::say()
{
    setText(papersTypedIn(m_entries));
    setVisible(!m_entries.empty());
}

void PapersTypedLine::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        say();
}

} // namespace indaro::ui::pages
