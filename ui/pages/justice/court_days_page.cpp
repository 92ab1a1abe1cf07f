// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/justice/court_days_page.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/pages/justice/justice_paper.h"
#include "ui/pages/justice/justice_texts.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QAction>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int MonthFieldWidth = 180;
constexpr int DaysOfWeek = 7;
constexpr int WeeksShown = 6;
constexpr int CourtListHeight = 220;
constexpr int DaysBack = 14; ///< of the list: what came of them may still have to be written
constexpr int DaysAhead = 365;

QDate firstCell(QDate month)
{
    return month.addDays(1 - month.dayOfWeek()); // a Monday
}

QString monthName(QDate month, kit::Language language)
{
    const QString name = language == kit::Language::Kirundi
                             ? kit::kirundiMonth(month.month())
                             : QLocale(language == kit::Language::English ? QLocale::English : QLocale::French)
                                   .standaloneMonthName(month.month());
    return name + u' ' + QString::number(month.year());
}

} // namespace

struct CourtDaysPage::Loaded
{
    std::vector<casework::CourtDay> days;
    bool mayPrint = false;
};

CourtDaysPage::CourtDaysPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_print(new QAction(this)), m_banner(new kit::Banner(this)),
      m_view(kit::makeNarrowBox(this, 20)), m_before(new kit::PushButton(this)), m_after(new kit::PushButton(this)),
      m_monthTitle(kit::makeLabel(kit::TextRole::Heading, this)), m_grid(new QTableWidget(WeeksShown, DaysOfWeek, this)),
      m_empty(kit::makeLabel(kit::TextRole::Muted, this)), m_list(new QTableWidget(0, 4, this))
{
    const QDate today = model::localDay(context.clock->nowUtc());
    m_month = QDate(today.year(), today.month(), 1);
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    column->addWidget(m_banner);
    column->addWidget(m_view, 0, Qt::AlignLeft);
    auto *months = new kit::FlowGrid(3, MonthFieldWidth); // below each other where two languages make the buttons wide
    months->addCell(m_before);
    months->addCell(m_monthTitle);
    months->addCell(m_after);
    m_monthTitle->setAlignment(Qt::AlignCenter);
    column->addLayout(months);
    column->addWidget(m_grid);
    column->addWidget(m_empty);
    column->addWidget(m_list);
    column->addStretch();
    m_grid->verticalHeader()->hide();
    m_grid->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_grid->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_grid->setWordWrap(true);
    m_grid->setTabKeyNavigation(false);
    m_grid->setObjectName(u"courtMonth"_s);
    kit::setUpList(m_list, {4, 5, 6, 8});
    m_list->setMinimumHeight(CourtListHeight);
    kit::showWholeRows(m_list);
    m_list->setTextElideMode(Qt::ElideNone);
    m_list->setObjectName(u"courtDays"_s);
    m_view->addItems({QString(), QString()});
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, &CourtDaysPage::printList);
    connect(m_before, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_after, &QPushButton::clicked, this, [this] { move(1); });
    connect(m_view, &QComboBox::currentIndexChanged, this, &CourtDaysPage::refresh);
    connect(m_grid, &QTableWidget::cellActivated, this, [this](int row, int cell) {
        const QString day = firstCell(m_month).addDays(row * DaysOfWeek + cell).toString(Qt::ISODate);
        for (int i = 0; m_loaded != nullptr && i < m_list->rowCount(); ++i) {
            if (m_loaded->days[std::size_t(i)].event.happenedOn == day) {
                m_list->setCurrentCell(i, 0);
                m_list->setFocus();
                return;
            }
        }
    });
    connect(m_list, &QTableWidget::cellActivated, this, [this](int row) {
        if (m_loaded != nullptr && std::size_t(row) < m_loaded->days.size())
            this->context().navigator->openPage(JusticePageId, OpenJustice{m_loaded->days[std::size_t(row)].event.person});
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId CourtDaysPage::id() const
{
    return CourtDaysPageId;
}

QString CourtDaysPage::title() const
{
    return tr("Days at court");
}

QList<QAction *> CourtDaysPage::toolbarActions() const
{
    return {m_print};
}

void CourtDaysPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_list->setFocus();
    refresh();
}

bool CourtDaysPage::isMonth() const
{
    return m_view->currentIndex() <= 0;
}

std::pair<QDate, QDate> CourtDaysPage::range() const
{
    if (isMonth()) {
        const QDate first = firstCell(m_month);
        return {first, first.addDays(WeeksShown * DaysOfWeek - 1)};
    }
    const QDate today = model::localDay(context().clock->nowUtc());
    return {today.addDays(-DaysBack), today.addDays(DaysAhead)};
}

void CourtDaysPage::move(int months)
{
    m_month = m_month.addMonths(months);
    refresh();
}

void CourtDaysPage::refresh()
{
    context().workspace->ask(
        this,
        [range = range()](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(loaded->days, casework::listCourtDays(desk, range.first, range.second));
            loaded->mayPrint = casework::mayPrintCourtDays(desk.access);
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this, asked = ++m_asked](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (asked != m_asked)
                return; // of another month
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void CourtDaysPage::show()
{
    if (m_loaded == nullptr)
        return;
    for (QWidget *part : std::initializer_list<QWidget *>{m_before, m_monthTitle, m_after, m_grid})
        part->setVisible(isMonth());
    m_print->setVisible(m_loaded->mayPrint);
    m_print->setEnabled(m_loaded->mayPrint);
    showMonth();
    showList();
}

void CourtDaysPage::showMonth()
{
    m_monthTitle->setText(monthName(m_month, context().translations->language()));
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    const QColor muted = kit::colors(kit::currentTheme()).muted;
    const QDate today = model::localDay(context().clock->nowUtc());
    for (int i = 0; i < WeeksShown * DaysOfWeek; ++i) {
        const QDate day = firstCell(m_month).addDays(i);
        QStringList lines{day == today ? u"[%1]"_s.arg(day.day()) : QString::number(day.day())};
        bool isAlarm = false;
        for (const casework::CourtDay &each : m_loaded->days) {
            const bool isOff = each.event.state == casework::hearing_states::Cancelled;
            if (each.event.day() != day || isOff)
                continue;
            lines << QString(each.event.happenedAt + u' ' + each.event.displayName).trimmed();
            isAlarm = isAlarm || each.isWithdrawn;
        }
        auto *item = new QTableWidgetItem(lines.join(u'\n'));
        item->setTextAlignment(Qt::AlignLeft | Qt::AlignTop);
        if (isAlarm)
            item->setForeground(alarm);
        else if (day.month() != m_month.month())
            item->setForeground(muted);
        m_grid->setItem(i / DaysOfWeek, i % DaysOfWeek, item);
    }
    m_grid->resizeRowsToContents();
    int height = m_grid->horizontalHeader()->sizeHint().height() + 2 * m_grid->frameWidth();
    for (int row = 0; row < WeeksShown; ++row)
        height += m_grid->rowHeight(row);
    m_grid->setFixedHeight(height);
}

void CourtDaysPage::showList()
{
    const QString language = kit::Translations::code(context().translations->language());
    const QColor alarm = kit::colors(kit::currentTheme()).errorText;
    const int kept = m_list->currentRow();
    m_list->setRowCount(int(m_loaded->days.size()));
    for (int row = 0; row < m_list->rowCount(); ++row) {
        const casework::CourtDay &day = m_loaded->days[std::size_t(row)];
        QStringList state{models::codeLabel(u"justice_event"_s, day.event.kind, language),
                          JusticeTexts::told(day.event, language)};
        if (day.isWithdrawn)
            state << tr("does not agree to cooperate (any more)");
        else if (day.isWithoutConsent)
            state << tr("not asked yet about cooperating");
        state.removeAll(QString());
        const QStringList cells{JusticeTexts::when(day.event),
                                QStringList{day.event.caseCode, day.event.displayName}.join(u"  ·  "_s),
                                JusticeTexts::where(day.event, language), state.join(u"  ·  "_s)};
        for (int cell = 0; cell < cells.size(); ++cell) {
            auto *item = new QTableWidgetItem(cells[cell]);
            if (day.isWithdrawn)
                item->setForeground(alarm);
            m_list->setItem(row, cell, item);
        }
    }
    m_list->resizeRowsToContents();
    m_list->setVisible(m_list->rowCount() > 0);
    m_empty->setVisible(m_list->rowCount() == 0);
    if (m_list->rowCount() > 0)
        m_list->setCurrentCell(std::clamp(kept, 0, m_list->rowCount() - 1), 0);
}

void CourtDaysPage::printList()
{
    const auto [from, to] = range();
    context().workspace->ask(
        this, [from = from, to = to](casework::Desk &desk) { return casework::courtDaysForPaper(desk, from, to); },
        [this, from = from, to = to](const base::Result<std::vector<casework::CourtDay>> &days) {
            const auto paper = days ? courtDaysPaper(*days, from, to) : base::Result<print::Paper>(days.error());
            if (!paper)
                return m_banner->showError(paper.error());
            printPapersOf(this, {*paper}, [this](const base::Error &error) { m_banner->showError(error); });
        });
}

void CourtDaysPage::retranslate()
{
    m_print->setText(tr("Print these days"));
    m_view->setItemText(0, tr("A month"));
    m_view->setItemText(1, tr("What is to come, as a list"));
    m_view->setAccessibleName(tr("How the days are shown"));
    m_before->setText(tr("The month before"));
    m_after->setText(tr("The month after"));
    m_grid->setHorizontalHeaderLabels({tr("Mon"), tr("Tue"), tr("Wed"), tr("Thu"), tr("Fri"), tr("Sat"), tr("Sun")});
    m_grid->setAccessibleName(tr("A month"));
    m_empty->setText(
        tr("No day at court is written down in this time. A hearing or a statement stands here as soon as it is "
           "written on the page of a person, with a reminder to prepare it a week before."));
    m_list->setAccessibleName(title());
    m_list->setHorizontalHeaderLabels({tr("When"), tr("Who"), tr("Authority and number"), tr("State")});
    show();
}

kit::PageEntry courtDaysPage()
{
    return {
        CourtDaysPageId, kit::PageEntry::Place::None, [] { return CourtDaysPage::tr("Days at court"); },
        u"appointment-new"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new CourtDaysPage(context, parent); }};
}

} // namespace indaro::ui::pages
