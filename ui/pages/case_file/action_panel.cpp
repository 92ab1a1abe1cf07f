// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/action_panel.h"

#include "core/casework/workspace.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/pages/people/value_edit.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace indaro::ui::pages {

ActionPanel::ActionPanel(const kit::PageContext &context, std::initializer_list<sync::FieldId> fields, Command command,
                         QWidget *parent)
    : QFrame(parent), m_context(context), m_command(std::move(command)), m_title(kit::makeLabel(kit::TextRole::Heading, this)),
      m_problem(kit::makeLabel(kit::TextRole::Body, this)), m_submit(new QPushButton(this)), m_cancel(new QPushButton(this))
{
    kit::setCard(this);
    m_problem->setProperty("textRole", QStringLiteral("error"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(kit::space::Three);
    grid->setVerticalSpacing(kit::space::Two);
    grid->setColumnStretch(0, 1);
    grid->setColumnStretch(1, 1);
    int cell = 0;
    for (const sync::FieldId field : fields) {
        auto *edit = new ValueEdit(field, kit::Translations::code(context.translations->language()), this);
        grid->addWidget(edit, cell / 2, cell % 2, Qt::AlignTop);
        m_edits.push_back(edit);
        ++cell;
    }
    kit::setButtonRole(m_submit, kit::ButtonRole::Primary);
    auto *buttons = new QHBoxLayout;
    buttons->addStretch();
    buttons->addWidget(m_cancel);
    buttons->addWidget(m_submit);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_title);
    column->addWidget(m_problem);
    column->addLayout(grid);
    column->addLayout(buttons);
    connect(m_submit, &QPushButton::clicked, this, &ActionPanel::submit);
    connect(m_cancel, &QPushButton::clicked, this, &QWidget::hide);
    hide();
}

void ActionPanel::setTexts(const QString &title, const QString &button)
{
    m_title->setText(title);
    m_submit->setText(button);
    m_cancel->setText(tr("Not now"));
    for (auto *edit : m_edits)
        edit->setLanguage(kit::Translations::code(m_context.translations->language()));
}

void ActionPanel::begin(sync::RecordId person)
{
    m_person = person;
    m_problem->hide();
    for (auto *edit : m_edits) {
        edit->flush();
        edit->setValue({});
    }
    show();
    m_edits.front()->setFocusToEditor();
}

void ActionPanel::submit()
{
    if (!m_person)
        return;
    Values values;
    for (auto *edit : m_edits)
        values.emplace(edit->field(), edit->value());
    m_submit->setEnabled(false);
    m_context.workspace->ask(
        this, [command = m_command, person = *m_person, values](casework::Desk &desk) { return command(desk, person, values); },
        [this](base::Result<void> done) {
            m_submit->setEnabled(true);
            m_problem->setVisible(!done);
            if (done)
                hide();
            else
                m_problem->setText(kit::errorText(done.error()).whole());
        });
}

} // namespace indaro::ui::pages
