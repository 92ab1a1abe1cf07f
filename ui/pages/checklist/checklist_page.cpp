// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/checklist/checklist_page.h"

#include "core/casework/checklists/guards.h"
#include "core/casework/people/queries.h"
#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapped_titles.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/checklist/guard_panel.h"
#include "ui/pages/checklist/step_panel.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/consents/for_whom.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"

#include <QAction>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollArea>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace {

constexpr int LineRole = Qt::UserRole + 1;
constexpr int NarrowWidth = 900; // below this the step stands under the list
constexpr int TreeMinimum = 260;
constexpr int GatherMs = 200;
constexpr int MinuteMs = 60 * 1000;

constexpr qsizetype MostNamed = 6;

/// Steps by their names; of many the first ones, and how many more.
QString namesOf(const sop::Pack &pack, const QStringList &ids, kit::Language language)
{
    QStringList names;
    for (const QString &id : ids.first(std::min(ids.size(), MostNamed))) {
        const sop::Step *step = pack.findStep(id);
        names << (step == nullptr ? id
                                  : QStringLiteral("%1 %2").arg(id, StepTexts::words(step->title, step->kirundi, language)));
    }
    if (ids.isEmpty())
        return ChecklistPage::tr("none");
    if (ids.size() > MostNamed)
        names << ChecklistPage::tr("%n more", nullptr, int(ids.size() - MostNamed));
    return names.join(QStringLiteral("  ·  "));
}

QString keyOf(const casework::ChecklistLine &line)
{
    return line.line.step->id + u'\n' + line.line.occurrence;
}

} // namespace

ChecklistPage::ChecklistPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_pdf(new QAction(this)), m_printBlank(new QAction(this)),
      m_banner(new kit::Banner(this)), m_heading(kit::makeLabel(kit::TextRole::Title, this)),
      m_clocks(kit::makeLabel(kit::TextRole::Body, this)), m_filter(kit::makeNarrowBox(this, 20)),
      m_role(kit::makeNarrowBox(this, 20)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_tree(new QTreeWidget(this)), m_panel(new StepPanel(context, this)), m_split(new QBoxLayout(QBoxLayout::LeftToRight)),
      m_forWhom(new ForWhom(context, QStringLiteral("checklist"), QStringLiteral("plan"), this)),
      m_eventBox(new QWidget(this)), m_eventTitle(kit::makeLabel(kit::TextRole::Heading, m_eventBox)),
      m_event(kit::makeNarrowBox(m_eventBox, 16)), m_eventDate(new QLineEdit), m_eventTime(new QLineEdit),
      m_eventNote(new QLineEdit), m_eventRow(new kit::FormRow(m_event, m_eventBox)),
      m_dateRow(new kit::FormRow(m_eventDate, m_eventBox)), m_timeRow(new kit::FormRow(m_eventTime, m_eventBox)),
      m_eventNoteRow(new kit::FormRow(m_eventNote, m_eventBox)), m_recordEvent(new kit::PushButton(m_eventBox)),
      m_guards(new GuardPanel(context, this))
{
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    auto *filters = new QHBoxLayout;
    filters->addWidget(m_filter);
    filters->addWidget(m_role);
    filters->addStretch();
    column->addWidget(m_heading);
    column->addWidget(m_clocks);
    column->addWidget(m_banner);
    column->addLayout(filters);
    column->addWidget(m_empty);
    column->addLayout(m_split, 1);
    column->addWidget(m_forWhom);
    m_forWhom->hide();
    connect(m_forWhom, &ForWhom::changed, this, &ChecklistPage::allowPrint);
    auto *narrow = new QHBoxLayout; // which reckons the height of texts with the width they get
    narrow->addWidget(m_eventBox, 1);
    narrow->addStretch();
    column->addLayout(narrow);
    m_split->setSpacing(kit::space::Two);
    m_split->addWidget(m_tree, 3);
    m_split->addWidget(m_panel, 2);
    m_tree->setColumnCount(2);
    m_tree->setHeaderHidden(true);
    m_tree->setRootIsDecorated(false);
    m_tree->setWordWrap(true);
    m_tree->setItemDelegate(new kit::WrappedTitles(m_tree));
    m_tree->setAlternatingRowColors(false);
    m_tree->setMinimumHeight(TreeMinimum);
    m_tree->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_tree->header()->setStretchLastSection(false);
    m_tree->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_tree->header()->setSectionResizeMode(1, QHeaderView::Fixed);
    auto *event = new QVBoxLayout(m_eventBox);
    event->setContentsMargins(0, 0, 0, 0);
    for (QWidget *part : std::initializer_list<QWidget *>{m_eventTitle, m_eventRow, m_dateRow, m_timeRow, m_eventNoteRow})
        event->addWidget(part);
    event->addWidget(m_recordEvent, 0, Qt::AlignLeft);
    event->addWidget(m_guards);
    m_eventDate->setObjectName(QStringLiteral("eventDate"));
    m_eventBox->setMaximumWidth(kit::space::ReadingWidth);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (int i = 0; i < 3; ++i)
        m_filter->addItem(QString());
    for (const sop::Event each : casework::recordableEvents())
        m_event->addItem(QString(), int(each));
    for (QComboBox *box : {m_filter, m_role}) {
        connect(box, &QComboBox::currentIndexChanged, this, [this] {
            if (m_isFilling)
                return;
            m_linked.clear();
            showLines();
        });
    }
    connect(m_tree, &QTreeWidget::currentItemChanged, this, &ChecklistPage::chooseLine);
    connect(m_tree, &QTreeWidget::itemActivated, this, [this] { m_panel->markDone(); });
    connect(m_panel, &StepPanel::marked, this, &ChecklistPage::refresh);
    connect(m_recordEvent, &QPushButton::clicked, this, &ChecklistPage::recordEvent);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, [this] { putChecklist(false, PaperRoad::Printer); });
    connect(m_pdf, &QAction::triggered, this, [this] { putChecklist(false, PaperRoad::Pdf); });
    connect(m_printBlank, &QAction::triggered, this, [this] { putChecklist(true, PaperRoad::Printer); });
    m_reload.setSingleShot(true);
    m_reload.setInterval(GatherMs);
    connect(&m_reload, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] { m_reload.start(); });
    m_minute.setInterval(MinuteMs);
    connect(&m_minute, &QTimer::timeout, this, [this] {
        if (isVisible())
            refresh();
    });
    m_minute.start();
    retranslate();
}

kit::PageId ChecklistPage::id() const
{
    return ChecklistPageId;
}

QString ChecklistPage::title() const
{
    return m_owner ? tr("Procedure") : tr("Procedure of the house");
}

void ChecklistPage::open(const kit::PageArgument &argument)
{
    const auto *whose = argument.as<OpenChecklist>();
    const casework::ChecklistOwner owner = whose == nullptr ? casework::ChecklistOwner() : whose->person;
    m_linked = whose == nullptr ? QString() : whose->step;
    if (owner != m_owner || m_list == nullptr) {
        m_panel->clear();
        m_owner = owner;
        m_list.reset();
        m_chosen = whose == nullptr ? QString() : whose->step;
        m_isDifferenceShown = false;
        m_name.clear();
        m_caseCode.clear();
        m_forWhom->showPerson(m_owner);
        m_forWhom->setVisible(m_owner.has_value());
        allowPrint();
        m_heading->clear();
        m_clocks->clear();
        m_eventDate->clear();
        m_eventTime->clear();
        m_eventNote->clear();
        m_dateRow->clearMessage();
        m_timeRow->clearMessage();
        m_guards->dismiss();
        m_eventBox->hide(); // until it is known whose it is
        m_isFilling = true;
        m_tree->clear();
        m_isFilling = false;
        Q_EMIT titleChanged();
    } else if (whose != nullptr && !whose->step.isEmpty()) {
        m_chosen = whose->step;
    }
    refresh();
}

QList<QAction *> ChecklistPage::toolbarActions() const
{
    return {m_print, m_pdf, m_printBlank};
}

bool ChecklistPage::flushEdits()
{
    m_panel->flush();
    return true;
}

void ChecklistPage::refresh()
{
    struct Loaded
    {
        casework::Checklist list;
        QString name;
        QString code;
    };
    context().workspace->ask(
        this,
        [owner = m_owner](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            INDARO_TRY_ASSIGN(casework::Checklist list, casework::loadChecklist(desk, owner));
            auto loaded = std::make_shared<Loaded>(Loaded{std::move(list), {}, {}});
            if (owner) {
                INDARO_TRY_ASSIGN(const casework::Record file,
                                  casework::loadRecord(desk, model::fields::case_file::Table, *owner));
                loaded->code = file.text(model::fields::case_file::CaseCode);
                loaded->name = QStringList{file.text(model::fields::case_file::DisplayName),
                                           file.text(model::fields::case_file::CaseCode)}
                                   .join(QStringLiteral("  ·  "));
            }
            return loaded;
        },
        [this, owner = m_owner](const base::Result<std::shared_ptr<Loaded>> &answer) {
            if (owner != m_owner)
                return;
            if (!answer)
                return m_banner->showError(answer.error());
            m_name = (*answer)->name;
            m_caseCode = (*answer)->code;
            m_list = std::shared_ptr<const casework::Checklist>(*answer, &(*answer)->list);
            show();
        });
}

void ChecklistPage::show()
{
    if (m_list == nullptr)
        return;
    showHeader();
    fillRoles();
    showLines();
}

void ChecklistPage::showHeader()
{
    const kit::Language language = context().translations->language();
    const sop::Pack &pack = *m_list->pack;
    const QString packName =
        tr("%1, revision %2").arg(StepTexts::words(pack.title, pack.kirundi, language)).arg(pack.revision);
    m_heading->setText(m_owner ? m_name : tr("Procedure of the house"));
    QStringList lines{packName};
    for (const sop::ClockReading &clock : m_list->clocks) {
        const QString name = StepTexts::words(clock.rule->title, pack.kirundi, language);
        const QString end = kit::dateText(model::localTime(clock.end).date());
        lines.append(clock.isOver ? tr("%1: over since %2").arg(name, end)
                                  : tr("%1: day %2 of %3, until %4").arg(name).arg(clock.day).arg(clock.length).arg(end));
    }
    if (m_list->hidesHealth)
        lines.append(tr("Steps about health are seen by those who may read the health record."));
    m_clocks->setText(lines.join(u'\n'));
    showEventChoices();
    m_eventBox->setVisible(m_owner.has_value());
    if (!m_list->newerRevision) {
        m_isDifferenceShown = false;
        m_banner->dismiss();
    } else if (!m_isDifferenceShown) { // what is being read stays, whatever changes meanwhile
        m_banner->showAction(
            kit::Banner::Kind::Info,
            (m_list->newerIsOther
                 ? tr("The house follows another procedure now, revision %1. This checklist keeps the one it "
                      "began with until somebody moves it; what is ticked stays ticked.")
                 : tr("A newer revision of this procedure is in the house: %1. This checklist keeps the one "
                      "it began with until somebody moves it; what is ticked stays ticked."))
                .arg(*m_list->newerRevision),
            tr("See and move"), [this] { moveToNewest(); });
    }
}

void ChecklistPage::fillRoles()
{
    const QString chosen = m_role->currentData().toString();
    m_isFilling = true;
    m_role->clear();
    m_role->addItem(tr("Everybody's steps"), QString());
    for (const sop::Role &role : m_list->pack->roles)
        m_role->addItem(StepTexts::words(role.title, m_list->pack->kirundi, context().translations->language()), role.code);
    m_role->setCurrentIndex(std::max(0, m_role->findData(chosen)));
    m_isFilling = false;
}

bool ChecklistPage::isShown(const casework::ChecklistLine &line) const
{
    if (!m_linked.isEmpty() && line.line.step->id == m_linked)
        return true;
    const QString role = m_role->currentData().toString();
    if (!role.isEmpty() && !line.line.step->who.contains(role))
        return false;
    switch (static_cast<Filter>(m_filter->currentIndex())) {
    case Filter::Now: {
        const sop::Urgency urgency = line.line.urgency;
        const bool isDue =
            urgency == sop::Urgency::Late || urgency == sop::Urgency::Today || urgency == sop::Urgency::Coming;
        return line.line.isOpen() && (isDue || (line.line.step->blocks && urgency == sop::Urgency::None));
    }
    case Filter::Open:
        return line.line.isOpen();
    case Filter::All:
        return true;
    }
    return true;
}

void ChecklistPage::showLines()
{
    if (m_list == nullptr)
        return;
    const kit::Language language = context().translations->language();
    const kit::Colors &colors = kit::colors(kit::currentTheme());
    m_isFilling = true;
    m_tree->clear();
    m_tree->setColumnWidth(1, std::clamp(m_tree->viewport()->width() / 3, 120, 240));
    QTreeWidgetItem *phaseItem = nullptr;
    const sop::Phase *phase = nullptr;
    QTreeWidgetItem *chosen = nullptr;
    for (std::size_t i = 0; i < m_list->lines.size(); ++i) {
        const casework::ChecklistLine &line = m_list->lines[i];
        if (!isShown(line))
            continue;
        if (line.line.phase != phase) {
            phase = line.line.phase;
            phaseItem = new QTreeWidgetItem(
                m_tree,
                {QStringLiteral("%1  %2").arg(phase->id, StepTexts::words(phase->title, m_list->pack->kirundi, language))});
            phaseItem->setFirstColumnSpanned(true);
            phaseItem->setFlags(Qt::ItemIsEnabled);
            QFont font = phaseItem->font(0);
            font.setBold(true);
            phaseItem->setFont(0, font);
        }
        const sop::Step &step = *line.line.step;
        const QString state = line.line.isOpen() ? StepTexts::due(line.line) : StepTexts::state(line.line.state);
        auto *item = new QTreeWidgetItem(
            phaseItem, {QStringLiteral("%1  %2").arg(step.id, StepTexts::words(step.title, step.kirundi, language)), state});
        item->setData(0, LineRole, QVariant::fromValue(static_cast<qulonglong>(i)));
        item->setTextAlignment(1, Qt::AlignTop | Qt::AlignLeft);
        const bool isLate = line.line.urgency == sop::Urgency::Late;
        item->setIcon(0, kit::icon(!line.line.isOpen() ? QStringLiteral("checkmark")
                                   : isLate            ? QStringLiteral("data-warning")
                                                       : QStringLiteral("view-task")));
        if (isLate)
            item->setForeground(1, colors.errorText);
        if (keyOf(line) == m_chosen || (chosen == nullptr && step.id == m_chosen))
            chosen = item;
    }
    m_tree->expandAll();
    m_isFilling = false;
    const bool isEmpty = m_tree->topLevelItemCount() == 0;
    m_empty->setVisible(isEmpty);
    m_tree->setVisible(!isEmpty);
    if (chosen != nullptr) {
        m_tree->setCurrentItem(chosen);
        m_tree->scrollToItem(chosen);
        chooseLine();
    } else {
        m_panel->clear();
    }
}

void ChecklistPage::chooseLine()
{
    const QTreeWidgetItem *item = m_tree->currentItem();
    if (m_isFilling || item == nullptr || !item->data(0, LineRole).isValid())
        return;
    const auto line = static_cast<std::size_t>(item->data(0, LineRole).toULongLong());
    m_chosen = keyOf(m_list->lines[line]);
    m_panel->show(m_owner, m_list, line);
}

void ChecklistPage::moveToNewest()
{
    struct Newer
    {
        casework::PackInUse newest;
        casework::PackDifference difference;
    };
    context().workspace->ask(
        this,
        [list = m_list](casework::Desk &desk) -> base::Result<std::shared_ptr<Newer>> {
            INDARO_TRY_ASSIGN(casework::PackInUse newest, casework::newestPack(desk));
            auto difference = casework::comparePacks(*list->pack, *newest.pack);
            return std::make_shared<Newer>(Newer{std::move(newest), std::move(difference)});
        },
        [this, old = m_list->pack, owner = m_owner](const base::Result<std::shared_ptr<Newer>> &newer) {
            if (owner != m_owner)
                return;
            if (!newer)
                return m_banner->showError(newer.error());
            const casework::PackDifference &difference = (*newer)->difference;
            const sop::Pack &pack = *(*newer)->newest.pack;
            const kit::Language language = context().translations->language();
            m_isDifferenceShown = true;
            m_banner->showAction(
                kit::Banner::Kind::Info,
                tr("Revision %1. New steps: %2. Steps that go: %3. Steps that change: %4.")
                    .arg(pack.revision)
                    .arg(namesOf(pack, difference.added, language), namesOf(*old, difference.removed, language),
                         namesOf(pack, difference.changed, language)),
                tr("Move this checklist to it"), [this, id = (*newer)->newest.id] {
                    context().workspace->ask(
                        this, [owner = m_owner, id](casework::Desk &desk) { return casework::moveToPack(desk, owner, id); },
                        [this](const base::Result<void> &moved) {
                            if (!moved)
                                return m_banner->showError(moved.error());
                            refresh();
                        });
                });
        });
}

void ChecklistPage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    const auto direction = width() < NarrowWidth ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight;
    m_split->setDirection(direction);
    m_tree->setColumnWidth(1, std::clamp(m_tree->viewport()->width() / 3, 120, 240));
    m_tree->doItemsLayout(); // rows follow the width
}

void ChecklistPage::retranslate()
{
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_printBlank->setText(tr("Print blank"));
    m_filter->setItemText(0, tr("To do now"));
    m_filter->setItemText(1, tr("All that is open"));
    m_filter->setItemText(2, tr("Everything"));
    m_filter->setAccessibleName(tr("Which steps are shown"));
    m_role->setAccessibleName(tr("Whose steps are shown"));
    m_tree->setAccessibleName(tr("Steps"));
    m_empty->setText(tr("Nothing to do now. What comes later is under “All that is open”."));
    m_eventTitle->setText(tr("Something happened"));
    m_eventRow->setLabel(tr("What"));
    m_dateRow->setLabel(tr("On"));
    m_dateRow->setHint(tr("Day, for example 24/11/2026"));
    m_timeRow->setLabel(tr("At"));
    m_timeRow->setHint(tr("Time, for example 21:40; empty when only the day is known"));
    m_eventNoteRow->setLabel(tr("Note"));
    m_guards->retranslate();
    m_recordEvent->setText(tr("Record"));
    for (int i = 0; i < m_event->count(); ++i)
        m_event->setItemText(i, StepTexts::event(static_cast<sop::Event>(m_event->itemData(i).toInt())));
    m_panel->retranslate();
    allowPrint();
    m_isDifferenceShown = false;
    show();
}

kit::PageEntry checklistPage()
{
    return {
        ChecklistPageId, kit::PageEntry::Place::Checklists, [] { return ChecklistPage::tr("Procedure of the house"); },
        QStringLiteral("view-task"),
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new ChecklistPage(context, parent); }};
}

} // namespace indaro::ui::pages
