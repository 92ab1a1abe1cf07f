// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/evacuation_page.h"

#include "core/casework/workspace.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/list_header.h"
#include "ui/kit/scroll_body.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/stay/stay_papers.h"
#include "ui/pages/stay/stay_texts.h"

#include <QAction>
#include <QLabel>
#include <QPrinter>
#include <QPrinterInfo>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int EvacuationHeight = 180; ///< a screen at 200 % shows some people, and scrolls
} // namespace

EvacuationPage::EvacuationPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_pdf(new QAction(this)), m_banner(new kit::Banner(this)),
      m_count(kit::makeLabel(kit::TextRole::Heading, this)), m_print(new kit::PushButton(this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_table(new QTableWidget(0, 6, this)),
      m_help(new kit::PushButton(this))
{
    QVBoxLayout *column = (new kit::ScrollBody(this))->column();
    column->setSpacing(kit::space::Two);
    kit::setButtonRole(m_print, kit::ButtonRole::Primary);
    m_print->setObjectName(u"printEvacuationList"_s);
    column->addWidget(m_banner);
    column->addWidget(m_count);
    column->addWidget(m_print, 0, Qt::AlignLeft);
    column->addWidget(m_empty);
    column->addWidget(m_table, 1);
    column->addWidget(m_help, 0, Qt::AlignLeft);
    makeHelp();
    column->addWidget(m_helpForm);
    kit::setUpList(m_table, {3, 4, 3, 4, 3, 3});
    m_table->setMinimumHeight(EvacuationHeight);
    setFocusProxy(m_print);
    m_empty->hide(); // until it is known who is here
    connect(m_print, &QPushButton::clicked, this, [this] { makePaper(true); });
    connect(m_pdf, &QAction::triggered, this, [this] { makePaper(false); });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

void EvacuationPage::makeHelp()
{
    m_helpForm = new ActionPanel(
        context(), "help_to_leave", {model::fields::stay::HelpToLeave},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) {
            return casework::setHelpToLeave(desk, person, values.at(model::fields::stay::HelpToLeave));
        },
        this);
    m_help->setObjectName(u"helpToLeave"_s);
    m_helpForm->setObjectName(u"helpForm"_s);
    connect(m_help, &QPushButton::clicked, this, &EvacuationPage::askHelp);
    connect(m_table, &QTableWidget::cellActivated, this, &EvacuationPage::askHelp);
    connect(m_helpForm, &ActionPanel::submitted, this, [this] {
        m_table->setFocus();
        refresh();
    });
}

void EvacuationPage::askHelp()
{
    const int row = m_table->currentRow();
    if (m_list == nullptr || row < 0 || std::size_t(row) >= m_list->lines.size())
        return;
    const casework::EvacuationLine &line = m_list->lines[std::size_t(row)];
    m_helpForm->setTexts(tr("What %1 needs to get out of the house, not why").arg(line.displayName), tr("Write it down"));
    m_helpForm->beginProposed(line.person,
                              {{model::fields::stay::HelpToLeave, model::toValue(line.helpToLeave.join(u' '))}});
}

kit::PageId EvacuationPage::id() const
{
    return EvacuationPageId;
}

QString EvacuationPage::title() const
{
    return tr("Evacuation list");
}

QList<QAction *> EvacuationPage::toolbarActions() const
{
    return {m_pdf};
}

void EvacuationPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    refresh();
}

void EvacuationPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::EvacuationList>> {
            INDARO_TRY_ASSIGN(auto list, casework::loadEvacuationList(desk));
            return std::make_shared<const casework::EvacuationList>(std::move(list));
        },
        [this](const base::Result<std::shared_ptr<const casework::EvacuationList>> &list) {
            if (!list)
                return m_banner->showError(list.error());
            m_list = *list;
            show();
        });
}

void EvacuationPage::show()
{
    if (m_list == nullptr)
        return;
    const kit::Language language = context().translations->language();
    m_count->setText(tr("To be counted: %1. Need help: %2. Out for a time: %3.")
                         .arg(m_list->inHouse)
                         .arg(m_list->needHelp)
                         .arg(m_list->away));
    m_empty->setVisible(m_list->lines.empty());
    m_table->setVisible(!m_list->lines.empty());
    m_help->setVisible(!m_list->lines.empty());
    const int kept = m_table->currentRow();
    m_table->setRowCount(int(m_list->lines.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const casework::EvacuationLine &line = m_list->lines[std::size_t(row)];
        QStringList age{line.age == casework::AgeGroup::Adult ? QString() : tr("under 18"),
                        line.years ? tr("%n year(s)", nullptr, *line.years) : QString()};
        age.removeAll(QString());
        const QStringList cells{line.roomName.isEmpty() ? tr("no place") : line.roomName,
                                line.displayName,
                                line.age == casework::AgeGroup::Adult ? QString() : age.join(u", "_s),
                                StayTexts::helpToLeave(line.helpToLeave, language),
                                line.withWhom,
                                line.absence ? StayTexts::absence(*line.absence, language) : QString()};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_table->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    if (m_table->rowCount() > 0)
        m_table->setCurrentCell(std::clamp(kept, 0, m_table->rowCount() - 1), 0);
}

void EvacuationPage::makePaper(bool isForPrinter)
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::EvacuationList>> {
            INDARO_TRY_ASSIGN(auto list, casework::loadEvacuationList(desk));
            INDARO_TRY(casework::noteEvacuationListPrinted(desk));
            return std::make_shared<const casework::EvacuationList>(std::move(list));
        },
        [this, isForPrinter](const base::Result<std::shared_ptr<const casework::EvacuationList>> &list) {
            if (!list)
                return m_banner->showError(list.error());
            isForPrinter ? print(**list) : writePdf(**list);
        });
}

/// In an emergency nobody answers a dialog: with a printer of the machine the paper comes at once.
void EvacuationPage::print(const casework::EvacuationList &list)
{
    const auto paper = evacuationPaper(list);
    if (!paper)
        return m_banner->showError(paper.error());
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const QPrinterInfo usual = QPrinterInfo::defaultPrinter();
    if (usual.isNull())
        return printPapersOf(this, {*paper}, failed);
    PaperWork::of(this)->layOutToGive(
        {*paper},
        [this, usual, failed](const QList<print::Page> &pages) {
            PaperWork::of(this)->printPages(
                pages, std::make_shared<QPrinter>(usual, QPrinter::HighResolution), failed, [this, usual] {
                    context().navigator->showNotice(
                        tr("The evacuation list is at the printer “%1”.").arg(usual.description()));
                });
        },
        failed);
}

void EvacuationPage::writePdf(const casework::EvacuationList &list)
{
    const auto paper = evacuationPaper(list);
    if (!paper)
        return m_banner->showError(paper.error());
    writePapersOf(context(), this, {*paper}, tr("evacuation") + u".pdf"_s,
                  [this](const base::Error &error) { m_banner->showError(error); });
}

void EvacuationPage::retranslate()
{
    m_print->setText(tr("Print it now"));
    m_pdf->setText(tr("Save as PDF"));
    m_help->setText(tr("Help this person needs…"));
    m_empty->setText(tr("Nobody is registered in the house."));
    m_table->setAccessibleName(tr("Who must be counted"));
    m_table->setHorizontalHeaderLabels(
        {tr("Room"), tr("Name shown in the house"), tr("Age"), tr("Help needed"), tr("With"), tr("Out for a time")});
    show();
}

kit::PageEntry evacuationPage()
{
    return {
        EvacuationPageId,
        kit::PageEntry::Place::None,
        [] { return EvacuationPage::tr("Evacuation list"); },
        u"evacuation-list"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new EvacuationPage(context, parent); },
        true};
}

} // namespace indaro::ui::pages
