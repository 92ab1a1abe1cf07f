// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/intake/interviews_page.h"

#include "core/casework/interviews/queries.h"
#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/models/field_label.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/questionnaires/house_questionnaires.h"

#include <QtGui/QAction>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QTableWidget>
#include <QtWidgets/QVBoxLayout>

namespace indaro::ui::pages {

using namespace Qt::StringLiterals;

InterviewsPage::InterviewsPage(const kit::PageContext &context, QWidget *parent)
    : Page(context, parent), m_blank(new QAction(this)), m_banner(new kit::Banner(this)),
      m_empty(new kit::EmptyState(u"view-conversation-balloon"_s, this)), m_table(new QTableWidget(0, 5, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->addWidget(m_banner);
    column->addWidget(m_empty, 1);
    column->addWidget(m_table, 1);
    kit::setUpList(m_table, {4, 5, 6, 5, 3});
    m_table->hide();
    connect(m_blank, &QAction::triggered, this, [this] {
        (void)this->context().navigator->openPage(PaperFormsPageId,
                                                  OpenPaperForms{{}, HouseQuestionnaires::nameOf(u"indaro_intake"_s)});
    });
    connect(m_table, &QTableWidget::cellActivated, this, [this](int row) { openRow(row); });
    connect(m_empty, &kit::EmptyState::started, this, [this] { (void)this->context().navigator->openPage(PeoplePageId); });
    retranslate();
}

kit::PageId InterviewsPage::id() const
{
    return InterviewsPageId;
}

QString InterviewsPage::title() const
{
    return tr("Interviews");
}

QList<QAction *> InterviewsPage::toolbarActions() const
{
    return {m_blank};
}

void InterviewsPage::open(const kit::PageArgument &)
{
    refresh();
}

void InterviewsPage::refresh()
{
    context().workspace->ask(
        this, [](casework::Desk &desk) { return casework::listInterviewDrafts(desk); },
        [this](base::Result<std::vector<casework::InterviewLine>> lines) {
            if (lines)
                show(lines.value());
            else
                m_banner->showError(lines.error());
        });
}

void InterviewsPage::show(const std::vector<casework::InterviewLine> &lines)
{
    m_lines = lines;
    m_table->setRowCount(static_cast<int>(lines.size()));
    int row = 0;
    for (const casework::InterviewLine &line : lines) {
        int columnIndex = 0;
        QString form = line.formTitle.isEmpty() ? models::formLabel(line.formId) : line.formTitle;
        if (line.correction > 0)
            form = tr("%1 (correction)").arg(form);
        for (const QString &text :
             {line.caseCode, line.displayName, form, kit::dateTimeText(line.startedAt), QString::number(line.sittings)})
            m_table->setItem(row, columnIndex++, new QTableWidgetItem(text));
        ++row;
    }
    m_table->setVisible(!lines.empty());
    m_empty->setVisible(lines.empty());
    if (!lines.empty())
        m_table->setCurrentCell(0, 0);
}

void InterviewsPage::openRow(int row)
{
    if (row < 0 || row >= static_cast<int>(m_lines.size()))
        return;
    const casework::InterviewLine &line = m_lines[static_cast<std::size_t>(row)];
    (void)context().navigator->openPage(IntakePageId, OpenInterview{line.caseFile, line.id});
}

void InterviewsPage::retranslate()
{
    m_blank->setText(tr("Blank questionnaires on paper"));
    m_table->setAccessibleName(title());
    m_table->setHorizontalHeaderLabels({tr("Case code"), tr("Called"), tr("Form"), tr("Begun"), tr("Sittings")});
    m_empty->setTexts(tr("No interview is open"), tr("Interviews that were begun and not yet signed stand here. A new one "
                                                     "begins in the file of the person."));
    m_empty->setActionText(tr("Choose a person"));
    if (!m_lines.empty())
        show(std::vector(m_lines)); // the forms' names
}

kit::PageEntry interviewsPage()
{
    return {
        InterviewsPageId, kit::PageEntry::Place::Interviews, [] { return InterviewsPage::tr("Interviews"); },
        u"view-conversation-balloon"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new InterviewsPage(context, parent); }};
}

} // namespace indaro::ui::pages
