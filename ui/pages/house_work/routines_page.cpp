// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/routines_page.h"

#include "core/casework/audit/audit.h"
#include "core/casework/workspace.h"
#include "ui/kit/date_text.h"
#include "ui/kit/state_tree.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/house_work/house_work_papers.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int RoutineRole = Qt::UserRole + 1;
constexpr int RoutinesHeight = 340;
constexpr int GatherRoutinesMs = 200;
constexpr int RoutineMinuteMs = 60 * 1000;
constexpr int RoutineStatePercent = 33;
constexpr int RoutineStateWidthMost = 240;
constexpr int RoutineStateMargin = 16;

} // namespace

RoutinesPage::RoutinesPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_complaints(new QAction(this)), m_selfCheck(new QAction(this)),
      m_visits(new QAction(this)), m_stock(new QAction(this)), m_court(new QAction(this)), m_library(new QAction(this)),
      m_print(new QAction(this)), m_banner(new kit::Banner(this)), m_summary(kit::makeLabel(kit::TextRole::Heading, this)),
      m_tree(new kit::StateTree(this)), m_why(kit::makeLabel(kit::TextRole::Body, this)), m_done(new kit::PushButton(this)),
      m_there(new kit::PushButton(this)), m_details(new kit::PushButton(this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_summary);
    column->addWidget(m_banner);
    column->addWidget(m_tree, 1);
    column->addWidget(m_why);
    auto *buttons = new QHBoxLayout;
    for (QPushButton *button : {m_done, m_there, m_details})
        buttons->addWidget(button);
    buttons->addStretch();
    column->addLayout(buttons);
    kit::setButtonRole(m_done, kit::ButtonRole::Primary);
    kit::setButtonRole(m_details, kit::ButtonRole::Quiet);
    m_tree->setRootIsDecorated(false);
    m_tree->setMinimumHeight(RoutinesHeight);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    m_print->setShortcut(QKeySequence::Print);
    for (const auto &[action, page] : {std::pair(m_complaints, ComplaintsPageId), std::pair(m_selfCheck, SelfCheckPageId),
                                       std::pair(m_visits, VisitsPageId), std::pair(m_stock, StockPageId),
                                       std::pair(m_court, CourtDaysPageId), std::pair(m_library, LibraryPageId)})
        connect(action, &QAction::triggered, this, [this, page = page] { this->context().navigator->openPage(page); });
    connect(m_print, &QAction::triggered, this, &RoutinesPage::print);
    connect(m_tree, &QTreeWidget::currentItemChanged, this, [this] {
        if (!m_isFilling)
            showChosen();
    });
    connect(m_tree, &QTreeWidget::itemActivated, this, &RoutinesPage::goOn);
    connect(m_done, &QPushButton::clicked, this, &RoutinesPage::done);
    connect(m_there, &QPushButton::clicked, this, &RoutinesPage::goOn);
    connect(m_details, &QPushButton::clicked, this, [this] {
        if (const casework::Routine *routine = chosen())
            this->context().navigator->openPage(ChecklistPageId, OpenChecklist{std::nullopt, routine->step->id});
    });
    m_reload.setSingleShot(true);
    m_reload.setInterval(GatherRoutinesMs);
    m_minute.setInterval(RoutineMinuteMs);
    for (QTimer *timer : {&m_reload, &m_minute})
        connect(timer, &QTimer::timeout, this, [this] {
            if (isVisible())
                refresh();
        });
    connect(context.workspace, &casework::Workspace::changed, this, [this] { m_reload.start(); });
    m_minute.start();
    retranslate();
}

kit::PageId RoutinesPage::id() const
{
    return RoutinesPageId;
}

QString RoutinesPage::title() const
{
    return tr("Routines of the house");
}

QList<QAction *> RoutinesPage::toolbarActions() const
{
    return {m_complaints, m_selfCheck, m_visits, m_stock, m_court, m_library, m_print};
}

void RoutinesPage::open(const kit::PageArgument &argument)
{
    if (const auto *routine = argument.as<OpenRoutine>())
        m_chosen = routine->step;
    m_banner->dismiss();
    m_tree->setFocus();
    refresh();
}

void RoutinesPage::refresh()
{
    context().workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<const casework::Checklist>> {
            INDARO_TRY_ASSIGN(auto house, casework::loadChecklist(desk, {}));
            return std::make_shared<const casework::Checklist>(std::move(house));
        },
        [this](const base::Result<std::shared_ptr<const casework::Checklist>> &house) {
            if (!house)
                return m_banner->showError(house.error());
            m_house = *house;
            m_routines = casework::routinesOf(*m_house);
            show();
        });
}

void RoutinesPage::show()
{
    if (m_house == nullptr)
        return;
    const kit::Language language = context().translations->language();
    const QString kept = m_chosen;
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    const std::array titles{tr("Every day and night"), tr("Every week"), tr("Every month or more rarely")};
    m_isFilling = true;
    m_tree->clear();
    int late = 0;
    int today = 0;
    QTreeWidgetItem *again = nullptr;
    std::array<QTreeWidgetItem *, 3> groups{};
    for (std::size_t i = 0; i < m_routines.size(); ++i) {
        const casework::Routine &routine = m_routines[i];
        const sop::Line &line = m_house->lines[routine.line].line;
        auto *&group = groups[std::size_t(routine.rhythm)];
        if (group == nullptr) {
            group = new QTreeWidgetItem(m_tree, {titles[std::size_t(routine.rhythm)]});
            group->setFirstColumnSpanned(true);
            group->setFlags(Qt::ItemIsEnabled);
            QFont bold = group->font(0);
            bold.setBold(true);
            group->setFont(0, bold);
        }
        QStringList state{line.isOpen() ? StepTexts::due(line) : tr("done for this time")};
        if (line.missed > 0)
            state << tr("missed %n time(s) before", nullptr, line.missed);
        if (routine.last)
            state << tr("last: %1, %2").arg(kit::dateTimeText(routine.last->mark.at), routine.last->by);
        else
            state << tr("never done yet");
        auto *item = new QTreeWidgetItem(
            group, {StepTexts::words(routine.step->title, routine.step->kirundi, language), state.join(u'\n')});
        item->setData(0, RoutineRole, int(i));
        const bool isLate = line.isOpen() && (line.urgency == sop::Urgency::Late || line.missed > 0);
        if (isLate)
            item->setForeground(1, alarm);
        late += isLate ? 1 : 0;
        today += line.isOpen() && line.urgency == sop::Urgency::Today ? 1 : 0;
        if (routine.step->id == kept)
            again = item;
    }
    m_tree->expandAll();
    m_tree->setCurrentItem(again != nullptr                  ? again
                           : m_tree->topLevelItemCount() > 0 ? m_tree->topLevelItem(0)->child(0)
                                                             : nullptr);
    m_isFilling = false;
    m_summary->setText(late > 0    ? tr("%n routine(s) late", nullptr, late)
                       : today > 0 ? tr("%n routine(s) to do today", nullptr, today)
                                   : tr("Nothing is late"));
    showChosen();
}

const casework::Routine *RoutinesPage::chosen() const
{
    const auto *item = m_tree->currentItem();
    if (item == nullptr || !item->data(0, RoutineRole).isValid())
        return nullptr;
    const auto index = std::size_t(item->data(0, RoutineRole).toInt());
    return index < m_routines.size() ? &m_routines[index] : nullptr;
}

std::optional<kit::PageId> RoutinesPage::pageOf(const sop::Step &step)
{
    if (step.form == "roll-call"_L1)
        return RollCallPageId;
    if (step.form == "complaint-register"_L1)
        return ComplaintsPageId;
    if (step.form == "self-check"_L1)
        return SelfCheckPageId;
    return std::nullopt;
}

void RoutinesPage::showChosen()
{
    const casework::Routine *routine = chosen();
    for (QWidget *part : std::initializer_list<QWidget *>{m_why, m_done, m_details})
        part->setVisible(routine != nullptr);
    m_there->setVisible(routine != nullptr && pageOf(*routine->step));
    if (routine == nullptr)
        return;
    m_chosen = routine->step->id;
    m_why->setText(StepTexts::words(routine->step->why, routine->step->kirundi, context().translations->language()));
    m_done->setEnabled(m_house->lines[routine->line].line.isOpen() && !routine->isFresh);
}

void RoutinesPage::goOn()
{
    const casework::Routine *routine = chosen();
    if (routine == nullptr)
        return;
    if (const auto page = pageOf(*routine->step))
        context().navigator->openPage(*page);
    else
        done();
}

void RoutinesPage::done()
{
    const casework::Routine *routine = chosen();
    if (routine == nullptr || !m_house->lines[routine->line].line.isOpen() || routine->isFresh)
        return;
    casework::NewMark mark{
        .step = routine->step->id, .occurrence = m_house->lines[routine->line].line.occurrence, .evidence = {}, .note = {}};
    if (routine->step->evidence.contains(u"tick"_s))
        mark.evidence = {u"tick"_s}; // other evidence is named where it can be seen: on the page of the procedure
    context().workspace->ask(
        this, [mark](casework::Desk &desk) { return casework::markStep(desk, {}, mark); },
        [this](const base::Result<void> &marked) {
            if (!marked)
                return m_banner->showError(marked.error());
            context().navigator->showNotice(tr("Written down as done."));
            refresh();
        });
}

void RoutinesPage::print()
{
    if (m_house == nullptr)
        return;
    const auto paper = routinesPaper(*m_house, context().clock->nowUtc());
    if (!paper)
        return m_banner->showError(paper.error());
    printOnceNoted(
        context(), this, {*paper},
        [](casework::Desk &desk) {
            return casework::recordAuditNow(desk, casework::AuditVerb::HousePaperPrinted, {}, "routines");
        },
        [this](const base::Error &error) { m_banner->showError(error); });
}

void RoutinesPage::retranslate()
{
    m_complaints->setText(tr("Complaints"));
    m_selfCheck->setText(tr("Self-check"));
    m_visits->setText(tr("Visits and calls of the house"));
    m_stock->setText(tr("Kits and supplies"));
    m_court->setText(tr("Days at court"));
    m_library->setText(tr("Library"));
    m_print->setText(tr("Print the routines"));
    m_done->setText(tr("It is done"));
    m_there->setText(tr("Go there"));
    m_details->setText(tr("Evidence, reason, undo…"));
    m_tree->setHeaderLabels({tr("What"), tr("State")});
    // A deadline in one line wherever the titles keep more than half.
    const int deadline = m_tree->fontMetrics().horizontalAdvance(tr("Until %1").arg(u"28/11/2026 08:05"_s));
    m_tree->setStateWidth(RoutineStatePercent, deadline + RoutineStateMargin, RoutineStateWidthMost);
    m_tree->setAccessibleName(title());
    show();
}

kit::PageEntry routinesPage()
{
    return {
        RoutinesPageId, kit::PageEntry::Place::None, [] { return RoutinesPage::tr("Routines of the house"); },
        u"view-task"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new RoutinesPage(context, parent); }};
}

} // namespace indaro::ui::pages
