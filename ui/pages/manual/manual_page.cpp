// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/manual/manual_page.h"

#include "core/base/result.h"
#include "ui/kit/hint.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/whole_lines.h"
#include "ui/kit/widgets.h"
#include "ui/models/code_label.h"
#include "ui/pages/manual/manual_paper.h"
#include "ui/pages/manual/manual_texts.h"
#include "ui/pages/manual/manual_view.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/paper_work.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QLabel>
#include <QListWidget>
#include <QResizeEvent>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int TaskListWidth = 300;
constexpr int NarrowManual = 760; ///< below it the list stands above the text
constexpr int LowListHeight = 110;
constexpr int TaskRole = Qt::UserRole;

} // namespace

ManualPage::ManualPage(const kit::PageContext &context, QString pictures, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_printAll(new QAction(this)), m_pdf(new QAction(this)),
      m_side(new QWidget(this)), m_search(new kit::SearchField(m_side)), m_list(new QListWidget(m_side)),
      m_nothing(kit::makeLabel(kit::TextRole::Muted, m_side)), m_view(new ManualView(std::move(pictures), this)),
      m_banner(new kit::Banner(this))
{
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(kit::space::Two, kit::space::Two, kit::space::Two, kit::space::Two);
    rows->setSpacing(kit::space::One);
    rows->addWidget(m_banner);
    m_columns = new QBoxLayout(QBoxLayout::LeftToRight);
    m_columns->setSpacing(kit::space::Two);
    auto *side = new QVBoxLayout(m_side);
    side->setContentsMargins(0, 0, 0, 0);
    side->setSpacing(kit::space::One);
    side->addWidget(m_search);
    side->addWidget(m_nothing);
    side->addWidget(m_list, 1);
    m_columns->addWidget(m_side);
    m_columns->addWidget(m_view, 1);
    rows->addLayout(m_columns, 1);
    m_list->setObjectName(u"tasks"_s);
    new kit::WholeLines(m_list);
    m_nothing->hide();
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] {
        if (m_task != nullptr)
            put({m_task}, true);
    });
    connect(m_pdf, &QAction::triggered, this, [this] {
        if (m_task != nullptr)
            put({m_task}, false);
    });
    connect(m_printAll, &QAction::triggered, this, [this] {
        std::vector<const manual::Task *> all;
        for (const manual::Task &each : programManual().tasks())
            all.push_back(&each);
        put(all, true);
    });
    connect(m_search, &QLineEdit::textChanged, this, &ManualPage::fillList);
    connect(m_search, &kit::SearchField::movedOn, this, [this] {
        if (m_list->count() == 0)
            return;
        if (m_list->currentRow() < 0)
            m_list->setCurrentRow(m_search->text().trimmed().isEmpty() ? 1 : 0); // below the head of the first group
        m_list->setFocus();
    });
    connect(m_list, &QListWidget::currentItemChanged, this, [this](const QListWidgetItem *item) {
        if (item != nullptr && !m_isFilling)
            choose(item->data(TaskRole).toString());
    });
    connect(m_list, &QListWidget::itemActivated, this, [this] { m_view->setFocus(); });
    connect(m_view, &ManualView::taskChosen, this, [this](const QString &task) {
        m_search->clear(); // the task may be none of those that were found
        if (auto *navigator = this->context().navigator)
            navigator->openPage(ManualPageId, OpenManual{task}); // "back" comes here again
        else
            read(task);
    });
    setFocusProxy(m_search);
    retranslate();
}

kit::PageId ManualPage::id() const
{
    return ManualPageId;
}

QString ManualPage::title() const
{
    return tr("Manual");
}

QList<QAction *> ManualPage::toolbarActions() const
{
    return {m_print, m_printAll, m_pdf};
}

QString ManualPage::language() const
{
    return kit::Translations::code(context().translations->language());
}

QString ManualPage::task() const
{
    return m_task != nullptr ? m_task->id : QString();
}

void ManualPage::open(const kit::PageArgument &argument)
{
    m_banner->dismiss();
    const manual::Manual &all = programManual();
    const manual::Task *wanted = m_task != nullptr ? m_task : &all.tasks().front();
    if (const auto *task = argument.as<OpenManual>()) {
        if (const manual::Task *found = all.find(task->task))
            wanted = found;
    } else if (const auto *help = argument.as<kit::HelpFor>()) {
        m_search->clear();
        if (const manual::Task *found = all.forPage(help->page.name()))
            wanted = found;
    }
    read(wanted->id);
    if (argument.as<kit::HelpFor>() != nullptr || argument.as<OpenManual>() != nullptr)
        m_view->setFocus(); // she asked for this one: it is read by the arrow keys at once
    else
        m_search->setFocus();
}

bool ManualPage::focusSearch()
{
    m_search->setFocus();
    m_search->selectAll();
    return true;
}

void ManualPage::choose(const QString &task)
{
    read(task);
    if (context().navigator != nullptr)
        context().navigator->keepPlace(OpenManual{task});
}

void ManualPage::read(const QString &task)
{
    const manual::Task *found = programManual().find(task);
    if (found == nullptr)
        return;
    m_task = found;
    m_view->showTask(*found, language());
    m_isFilling = true;
    for (int row = 0; row < m_list->count(); ++row) {
        if (m_list->item(row)->data(TaskRole).toString() == task)
            m_list->setCurrentRow(row);
    }
    m_isFilling = false;
}

void ManualPage::fillList()
{
    if (!m_index)
        return;
    m_isFilling = true;
    m_list->clear();
    const bool isSearching = !m_search->text().trimmed().isEmpty();
    QString group;
    for (const manual::Task *task : m_index->find(m_search->text())) {
        if (!isSearching && task->group != group) { // what is found stands in the order of how well it fits
            group = task->group;
            auto *head = new QListWidgetItem(models::codeLabel(u"manual_group"_s, group, language()), m_list);
            head->setFlags(Qt::NoItemFlags);
            QFont bold = m_list->font();
            bold.setBold(true);
            head->setFont(bold);
        }
        const QStringList languages = manual::shownLanguages(*task, language());
        QString words = task->text(languages.last()).title;
        if (languages.size() > 1)
            words = task->text(languages.first()).title + QChar(kit::UnreviewedMark) + u" · "_s + words;
        auto *item = new QListWidgetItem(words, m_list);
        item->setData(TaskRole, task->id);
        if (task == m_task)
            m_list->setCurrentItem(item);
    }
    m_isFilling = false;
    m_nothing->setVisible(m_list->count() == 0);
    m_list->setVisible(m_list->count() > 0);
}

void ManualPage::put(const std::vector<const manual::Task *> &tasks, bool isForPrinter)
{
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    const auto paper = manualPaper(programManual(), tasks, language());
    if (!paper)
        return failed(paper.error());
    PaperWork::of(this)->layOutToGive(
        {*paper},
        [this, isForPrinter, failed](const QList<print::Page> &pages) {
            if (isForPrinter)
                printPagesOf(this, pages, failed);
            else
                writePdfOf(context(), this, pages, u"indaro.pdf"_s, failed);
        },
        failed);
}

void ManualPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    const bool isNarrow = width() < NarrowManual;
    m_columns->setDirection(isNarrow ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    m_list->setMaximumHeight(isNarrow ? LowListHeight : QWIDGETSIZE_MAX);
    m_side->setMaximumWidth(isNarrow ? QWIDGETSIZE_MAX : TaskListWidth);
    m_side->setMinimumWidth(isNarrow ? 0 : TaskListWidth);
}

void ManualPage::retranslate()
{
    m_print->setText(tr("Print this task"));
    m_printAll->setText(tr("Print the whole manual"));
    m_pdf->setText(tr("Save as PDF"));
    kit::setHint(m_search, tr("Search the manual"));
    m_search->setAccessibleName(tr("Search the manual"));
    m_list->setAccessibleName(tr("Tasks of the manual"));
    m_nothing->setText(tr("Nothing in the manual has all these words. Try one of them alone."));
    m_index.emplace(programManual(), language());
    fillList();
    if (m_task != nullptr)
        m_view->showTask(*m_task, language());
}

kit::PageEntry manualPage(const QString &pictures)
{
    return {ManualPageId, kit::PageEntry::Place::None, [] { return ManualPage::tr("Manual"); }, u"help-contextual"_s,
            [pictures](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new ManualPage(context, pictures, parent);
            }};
}

} // namespace indaro::ui::pages
