// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/people/people_page.h"

#include "core/base/clock.h"
#include "core/casework/audit/openings.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/error_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/hint.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/person_list_model.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/people/admit_page.h"

#include <QAction>
#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QResizeEvent>
#include <QScrollBar>
#include <QStackedWidget>
#include <QTableView>
#include <QTimeZone>
#include <QVBoxLayout>

namespace indaro::ui::pages {

namespace {
constexpr int NarrowTable = 860;
constexpr int LowPage = 420;
constexpr int LookMs = 120;
constexpr int SearchRestsMs = 2000;

/// "Today" begins at midnight in Burundi, as the dates on screen do.
base::UtcMs startOfDay(QDate day)
{
    return QDateTime(day, QTime(0, 0), QTimeZone(model::LocalOffsetSeconds)).toMSecsSinceEpoch();
}
} // namespace

PeoplePage::PeoplePage(const kit::PageContext &context, const MakePersonMarks &makeMarks, QWidget *parent)
    : kit::Page(context, parent), m_directory(models::PeopleDirectory::of(context.workspace)),
      m_model(new models::PersonListModel(m_directory, this)), m_admit(new QAction(this)), m_closedFiles(new QAction(this)),
      m_cases(new QAction(this)), m_duplicates(new QAction(this)), m_search(new QLineEdit(this)),
      m_filters(new kit::PushButton(this)), m_filterPart(new QWidget(this)), m_present(new kit::CheckBox(this)),
      m_minors(new kit::CheckBox(this)), m_families(new kit::CheckBox(this)), m_since(new QComboBox(this)),
      m_order(new QComboBox(this)), m_count(kit::makeLabel(kit::TextRole::Muted, this)),
      m_emptyText(kit::makeLabel(kit::TextRole::Body, this)), m_stack(new QStackedWidget(this)),
      m_table(new QTableView(this))
{
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    m_table->installEventFilter(this);
    constexpr int FilterWidth = 150;
    auto *filters =
        new kit::FlowGrid(4, FilterWidth, m_filterPart); // side by side in Kirundi they are wider than a screen at 200 %
    for (QWidget *widget : std::initializer_list<QWidget *>{m_present, m_minors, m_families, m_since})
        filters->addCell(widget);
    m_order->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_order->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed); // in two languages it gives way to what is typed
    m_order->setMinimumContentsLength(8);
    auto *top = new QHBoxLayout; // so that the filters fit a screen at 200 %
    top->setSpacing(kit::space::Two);
    top->addWidget(m_search, 1);
    top->addWidget(m_order);
    top->addWidget(m_filters);
    m_filters->setCheckable(true);
    connect(m_filters, &QPushButton::toggled, this, &PeoplePage::arrangeFilters);
    m_table->setModel(m_model);
    kit::setUpList(m_table, {9, 5, 4, 4, 6, 4, 5});
    m_table->verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    m_table->verticalHeader()->setDefaultSectionSize(kit::space::Four);
    m_emptyText->setAlignment(Qt::AlignCenter);
    m_stack->addWidget(m_table);
    m_stack->addWidget(m_emptyText);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Two);
    column->setSpacing(kit::space::Two);
    column->addLayout(top);
    column->addWidget(m_filterPart);
    column->addWidget(m_stack, 1);
    column->addWidget(m_count);
    connect(m_search, &QLineEdit::textChanged, this, &PeoplePage::search);
    m_searchRests.setSingleShot(true);
    m_searchRests.setInterval(SearchRestsMs);
    connect(m_search, &QLineEdit::textChanged, &m_searchRests, qOverload<>(&QTimer::start));
    connect(&m_searchRests, &QTimer::timeout, this, [this] {
        if (!m_search->text().trimmed().isEmpty())
            noteShown(m_model->rowCount());
    });
    for (auto *box : {m_present, m_minors, m_families})
        connect(box, &QCheckBox::toggled, this, &PeoplePage::search);
    for (auto *choice : {m_since, m_order})
        connect(choice, &QComboBox::currentIndexChanged, this, &PeoplePage::search);
    connect(m_model, &QAbstractItemModel::modelReset, this, &PeoplePage::showState);
    connect(m_table, &QTableView::activated, this, &PeoplePage::openRow);
    connect(m_table, &QTableView::doubleClicked, this, &PeoplePage::openRow);
    m_admit->setShortcut(QKeySequence(QStringLiteral("Ctrl+N")));
    connect(m_admit, &QAction::triggered, this, [this] { this->context().navigator->openPage(AdmitPageId); });
    connect(m_closedFiles, &QAction::triggered, this, [this] { this->context().navigator->openPage(ClosedFilesPageId); });
    connect(m_cases, &QAction::triggered, this, [this] { this->context().navigator->openPage(TraffickingCasesPageId); });
    connect(m_duplicates, &QAction::triggered, this, [this] { this->context().navigator->openPage(DuplicatesPageId); });
    useMarks(makeMarks ? makeMarks(this) : nullptr);
    setFocusProxy(m_search); // who comes here types a name
    retranslate();
}

void PeoplePage::useMarks(PersonMarks *marks)
{
    m_marks = marks;
    m_table->setColumnHidden(models::PersonListModel::Mark, true);
    if (marks == nullptr)
        return;
    m_model->setMark([marks] { return marks->heading(); },
                     [marks](const casework::CaseId &person) { return marks->textOf(person); });
    m_lookSoon.setSingleShot(true);
    m_lookSoon.setInterval(LookMs);
    connect(&m_lookSoon, &QTimer::timeout, this, &PeoplePage::lookAtRows);
    const auto soon = qOverload<>(&QTimer::start);
    connect(m_model, &QAbstractItemModel::modelReset, &m_lookSoon, soon);
    connect(m_table->verticalScrollBar(), &QScrollBar::valueChanged, &m_lookSoon, soon);
    const auto follow = [this] {
        showMarks();
        m_model->markChanged();
    };
    connect(marks, &PersonMarks::changed, this, follow);
    follow();
}

/// Where there is room for it: the case code comes first.
void PeoplePage::showMarks()
{
    const bool isShown = m_marks != nullptr && m_marks->isWanted() && m_table->width() >= NarrowTable;
    if (m_table->isColumnHidden(models::PersonListModel::Mark) != isShown)
        return;
    m_table->setColumnHidden(models::PersonListModel::Mark, !isShown);
    m_lookSoon.start();
}

void PeoplePage::lookAtRows()
{
    if (!isVisible() || !m_marks->isWanted())
        return;
    const int first = m_table->rowAt(0);
    const int end = m_table->rowAt(m_table->viewport()->height() - 1);
    std::vector<casework::CaseId> people;
    for (int row = std::max(first, 0); row <= (end < 0 ? m_model->rowCount() - 1 : end); ++row) {
        if (const auto person = m_model->personAt(row))
            people.push_back(*person);
    }
    m_marks->look(std::move(people));
}

kit::PageId PeoplePage::id() const
{
    return PeoplePageId;
}

QString PeoplePage::title() const
{
    return tr("People");
}

QList<QAction *> PeoplePage::toolbarActions() const
{
    const auto &access = context().workspace->access();
    const bool isCases = !access || access->mayRead(casework::Thing::Story);
    return isCases ? QList{m_admit, m_closedFiles, m_cases, m_duplicates} : QList{m_admit, m_closedFiles, m_duplicates};
}

bool PeoplePage::focusSearch()
{
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    return true;
}

void PeoplePage::retranslate()
{
    m_admit->setText(tr("Admit a person"));
    m_closedFiles->setText(tr("Closed files"));
    m_cases->setText(tr("Trafficking cases"));
    m_duplicates->setText(tr("Possible duplicates"));
    kit::setHint(m_search, tr("Search by name, code, register number or note"));
    m_search->setAccessibleName(kit::hintOf(m_search));
    m_table->setAccessibleName(title());
    m_present->setText(tr("In the house now"));
    m_minors->setText(tr("Under 18"));
    m_families->setText(tr("In a family unit"));
    arrangeFilters();
    const QSignalBlocker sinceBlocker(m_since);
    const int since = std::max(m_since->currentIndex(), 0);
    m_since->clear();
    m_since->addItem(tr("Changed at any time"));
    m_since->addItem(tr("Changed today"), 0);
    m_since->addItem(tr("Changed in the last 7 days"), 6);
    m_since->addItem(tr("Changed in the last 30 days"), 29);
    m_since->setCurrentIndex(since);
    m_since->setAccessibleName(tr("Last change"));
    const QSignalBlocker blocker(m_order);
    const int order = std::max(m_order->currentIndex(), 0);
    m_order->clear();
    m_order->addItem(tr("Last changed first"));
    m_order->addItem(tr("By name"));
    m_order->setCurrentIndex(order);
    m_model->setLanguage(kit::Translations::code(context().translations->language()));
    showState();
}

int PeoplePage::filtersInUse() const
{
    return int(m_present->isChecked()) + int(m_minors->isChecked()) + int(m_families->isChecked()) +
           int(m_since->currentIndex() > 0);
}

void PeoplePage::arrangeFilters()
{
    const bool isLow = height() < LowPage;
    m_filters->setVisible(isLow);
    for (QWidget *part : std::initializer_list<QWidget *>{m_filterPart, m_order})
        part->setVisible(!isLow || m_filters->isChecked());
    m_count->setVisible(!isLow);
    const int used = filtersInUse();
    m_filters->setText(used > 0 ? tr("Filters: %1").arg(used) : tr("Filters"));
}

void PeoplePage::resizeEvent(QResizeEvent *event)
{
    kit::Page::resizeEvent(event);
    arrangeFilters();
}

void PeoplePage::search()
{
    arrangeFilters();
    casework::PersonFilter filter;
    filter.isPresent = m_present->isChecked();
    filter.isMinor = m_minors->isChecked();
    filter.hasFamilyUnit = m_families->isChecked();
    if (const QVariant daysBack = m_since->currentData(); daysBack.isValid())
        filter.changedSince = startOfDay(model::localDay(context().clock->nowUtc()).addDays(-daysBack.toInt()));
    m_model->setSearch(m_search->text(), filter,
                       m_order->currentIndex() == 1 ? casework::PersonOrder::Name : casework::PersonOrder::LastChange);
}

void PeoplePage::open(const kit::PageArgument &argument)
{
    kit::Page::open(argument);
    noteShown(std::nullopt);
}

void PeoplePage::noteShown(std::optional<int> found)
{
    context().workspace->ask(
        this, [found](casework::Desk &desk) { return casework::noteListShown(desk, found); },
        [this](const base::Result<void> &noted) {
            if (!noted)
                context().navigator->showNotice(kit::errorText(noted.error()).whole());
        });
}

void PeoplePage::showState()
{
    const int found = m_model->rowCount();
    const bool hasAnyone = m_directory->index() != nullptr && m_directory->index()->size() > 0;
    m_count->setText(tr("%n person(s)", nullptr, found));
    m_stack->setCurrentIndex(found > 0 ? 0 : 1);
    if (m_directory->isLoading())
        m_emptyText->setText(tr("Reading the register…"));
    else if (hasAnyone)
        m_emptyText->setText(tr("Nobody matches. Try fewer letters or another spelling, or take the filters away."));
    else
        m_emptyText->setText(tr("The register is empty. Press “Admit a person” (Ctrl+N) when somebody arrives: "
                                "it takes about three minutes, and everything that is not known can stay open."));
    if (found > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

void PeoplePage::openRow(const QModelIndex &index)
{
    if (const auto person = m_model->personAt(index.row()))
        context().navigator->openPage(CaseFilePageId, OpenCaseFile{*person});
}

bool PeoplePage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_search && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key == Qt::Key_Down) {
            m_table->setFocus(Qt::TabFocusReason);
            return true;
        }
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            openRow(m_table->currentIndex());
            return true;
        }
    }
    if (watched == m_table && event->type() == QEvent::Resize) {
        // The name comes first: at 200 % the columns that help least give way to it.
        const bool isNarrow = m_table->width() < NarrowTable;
        for (const auto column : {models::PersonListModel::Sex, models::PersonListModel::Presence})
            m_table->setColumnHidden(column, isNarrow);
        showMarks();
    }
    if (watched == m_table && m_marks != nullptr && (event->type() == QEvent::Resize || event->type() == QEvent::Show))
        m_lookSoon.start();
    return kit::Page::eventFilter(watched, event);
}

kit::PageEntry peoplePage(MakePersonMarks makeMarks)
{
    return {PeoplePageId, kit::PageEntry::Place::People, [] { return PeoplePage::tr("People"); },
            QStringLiteral("system-users"),
            [makeMarks = std::move(makeMarks)](const kit::PageContext &context, QWidget *parent) -> kit::Page * {
                return new PeoplePage(context, makeMarks, parent);
            }};
}

} // namespace indaro::ui::pages
