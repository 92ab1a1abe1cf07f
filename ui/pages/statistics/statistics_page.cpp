// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/statistics/statistics_page.h"

#include "core/base/file.h"
#include "core/casework/audit/openings.h"
#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/usable_places.h"
#include "ui/charts/chart_view.h"
#include "ui/charts/number_table.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/noted_paper.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/referrals/referrals_page.h"
#include "ui/pages/statistics/statistics_choice.h"
#include "ui/pages/statistics/statistics_paper.h"
#include "ui/pages/statistics/statistics_texts.h"

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QLabel>
#include <QScrollArea>
#include <QTableView>
#include <QTableWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using charts::ChartKind;

namespace {

constexpr int NumbersHeight = 200;
constexpr int SlowAfterMs = 300;

} // namespace

struct StatisticsPage::Counted
{
    reports::Table table;
    bool maySeeBehind = false;
    std::optional<int> places{}; ///< of today, where the people of a night are shown
    std::optional<int> share{};  ///< of them, in percent
};

struct StatisticsPage::Behind
{
    reports::CellPlace place;
    std::vector<reports::PersonBehind> people;
};

StatisticsPage::StatisticsPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_cache(std::make_shared<reports::CountCache>()), m_print(new QAction(this)),
      m_pdf(new QAction(this)), m_csv(new QAction(this)), m_copyPicture(new QAction(this)), m_copyTable(new QAction(this)),
      m_banner(new kit::Banner(this)), m_choice(new StatisticsChoice(context, this)),
      m_progress(new kit::ProgressPanel(this)), m_card(new QFrame(this)),
      m_total(kit::makeLabel(kit::TextRole::Title, m_card)), m_what(kit::makeLabel(kit::TextRole::Body, m_card)),
      m_share(kit::makeLabel(kit::TextRole::Body, m_card)), m_notCounted(kit::makeLabel(kit::TextRole::Muted, m_card)),
      m_how(kit::makeLabel(kit::TextRole::Body, m_card)), m_hint(kit::makeLabel(kit::TextRole::Muted, this)),
      m_howButton(new kit::PushButton(m_card)), m_behindAll(new kit::PushButton(m_card)),
      m_chart(new charts::ChartView(this)), m_numbers(new charts::NumberTable(this)), m_table(new QTableView(this)),
      m_empty(new kit::EmptyState(u"office-chart-bar"_s, this)), m_behindTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_behindNote(kit::makeLabel(kit::TextRole::Muted, this)), m_behind(new QTableWidget(0, 3, this))
{
    makeBody();
    makeActions();
    m_slow.setSingleShot(true);
    m_slow.setInterval(SlowAfterMs);
    connect(&m_slow, &QTimer::timeout, this, [this] { m_progress->start(tr("Counting…"), false); });
    connect(m_choice, &StatisticsChoice::changed, this, &StatisticsPage::count);
    connect(m_chart, &charts::ChartView::cellChosen, this, &StatisticsPage::askBehind);
    connect(m_table, &QTableView::activated, this, [this](const QModelIndex &index) {
        if (const auto place = m_numbers->placeOf(index))
            askBehind(*place);
    });
    connect(m_behindAll, &QPushButton::clicked, this, [this] { askBehind({}); });
    connect(m_behind, &QTableWidget::activated, this, [this](const QModelIndex &index) { openPerson(index.row()); });
    connect(m_howButton, &QPushButton::clicked, this, [this] {
        m_how->setVisible(!m_how->isVisible());
        showHow();
    });
    connect(m_empty, &kit::EmptyState::started, this, [this] {
        m_choice->takeAllFiltersAway();
        m_choice->setPeriod(
            reports::Period::around(model::localDay(this->context().clock->nowUtc()), reports::PeriodKind::Year));
    });
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    connect(context.workspace, &casework::Workspace::accessChanged, this, &StatisticsPage::followRole);
    followRole();
    retranslate();
}

void StatisticsPage::makeBody()
{
    kit::setCard(m_card);
    auto *inCard = new QVBoxLayout(m_card);
    inCard->setContentsMargins(kit::space::Two, kit::space::Two, kit::space::Two, kit::space::Two);
    inCard->setSpacing(kit::space::One);
    for (QWidget *part : std::initializer_list<QWidget *>{m_total, m_what, m_share, m_notCounted})
        inCard->addWidget(part);
    inCard->addWidget(m_behindAll, 0, Qt::AlignLeft);
    inCard->addWidget(m_howButton, 0, Qt::AlignLeft);
    inCard->addWidget(m_how);
    kit::setButtonRole(m_behindAll, kit::ButtonRole::Quiet);
    kit::setButtonRole(m_howButton, kit::ButtonRole::Quiet);
    m_howButton->setObjectName(u"howCounted"_s);
    m_behindAll->setObjectName(u"whoIsBehind"_s);
    m_how->setObjectName(u"definition"_s);
    m_total->setObjectName(u"total"_s);
    m_share->setObjectName(u"shareOfPlaces"_s);
    m_behind->setObjectName(u"behind"_s);
    m_table->setObjectName(u"numbers"_s);
    m_table->setModel(m_numbers);
    auto *scroll = new QScrollArea(this);
    auto *body = new QWidget(scroll);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(kit::space::Three, kit::space::Two, kit::space::Three, kit::space::Three);
    column->setSpacing(kit::space::Two);
    for (QWidget *part : std::initializer_list<QWidget *>{m_banner, m_choice, m_progress, m_card, m_empty, m_hint, m_chart,
                                                          m_table, m_behindTitle, m_behindNote, m_behind})
        column->addWidget(part);
    column->addStretch();
    kit::setUpList(m_behind, {4, 6, 3});
    kit::showWholeRows(m_behind);
    m_table->setMinimumHeight(NumbersHeight);
    m_behind->setMinimumHeight(NumbersHeight);
    scroll->setWidget(body);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(scroll);
    for (QWidget *part : std::initializer_list<QWidget *>{m_progress, m_card, m_empty, m_hint, m_chart, m_table,
                                                          m_behindTitle, m_behindNote, m_behind, m_how})
        part->hide(); // until something is counted
}

void StatisticsPage::makeActions()
{
    m_print->setShortcut(QKeySequence::Print);
    connect(m_print, &QAction::triggered, this, &StatisticsPage::print);
    connect(m_pdf, &QAction::triggered, this, &StatisticsPage::savePdf);
    connect(m_csv, &QAction::triggered, this, &StatisticsPage::saveCsv);
    connect(m_copyPicture, &QAction::triggered, this, &StatisticsPage::copyPicture);
    connect(m_copyTable, &QAction::triggered, this, &StatisticsPage::copyTable);
}

/// What takes exact numbers off the screen is the director's [contracts.md 9].
void StatisticsPage::followRole()
{
    const auto &access = context().workspace->access();
    const bool mayTake = access && access->isDirector();
    for (QAction *action : toolbarActions())
        action->setVisible(mayTake);
    Q_EMIT toolbarActionsChanged();
}

kit::PageId StatisticsPage::id() const
{
    return StatisticsPageId;
}

QString StatisticsPage::title() const
{
    return tr("Statistics");
}

QList<QAction *> StatisticsPage::toolbarActions() const
{
    return {m_print, m_pdf, m_csv, m_copyPicture, m_copyTable};
}

QString StatisticsPage::language() const
{
    return kit::Translations::code(context().translations->language());
}

void StatisticsPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_choice->setFocus();
    followRole();
    refresh();
}

void StatisticsPage::refresh()
{
    count();
}

void StatisticsPage::count()
{
    const auto question = m_choice->question();
    if (!question)
        return; // the choice says what is missing
    m_slow.start();
    context().workspace->ask(
        this,
        [cache = m_cache, question = *question](casework::Desk &desk) -> base::Result<std::shared_ptr<const Counted>> {
            auto counted = std::make_shared<Counted>();
            INDARO_TRY_ASSIGN(counted->table, cache->count(desk, question));
            counted->maySeeBehind = reports::maySeeBehind(desk, question).hasValue();
            if (question.indicator == reports::Indicator::Occupancy) {
                INDARO_TRY_ASSIGN(counted->places, reports::usablePlaces(desk));
                counted->share = reports::shareOfPlaces(question, counted->table.total.measure, counted->places);
            }
            return std::shared_ptr<const Counted>(std::move(counted));
        },
        [this, asked = ++m_asked](const base::Result<std::shared_ptr<const Counted>> &counted) {
            if (asked != m_asked)
                return; // something else was chosen meanwhile
            m_slow.stop();
            m_progress->finish();
            if (counted)
                return take(*counted);
            m_counted.reset();
            show();
            m_banner->showError(counted.error());
        });
}

/// A number that came out the same leaves the page as it is: the bar in front, the list behind it.
void StatisticsPage::take(std::shared_ptr<const Counted> counted)
{
    const bool isSame = m_counted && m_counted->table == counted->table &&
                        m_counted->maySeeBehind == counted->maySeeBehind && m_counted->places == counted->places;
    m_counted = std::move(counted);
    if (isSame)
        return;
    m_banner->dismiss();
    m_people.reset();
    show();
}

void StatisticsPage::show()
{
    const bool isThere = m_counted != nullptr;
    const bool isEmpty = isThere && m_counted->table.total.count == 0;
    const charts::ChartData drawn = isThere ? charts::chartOf(m_counted->table, language()) : charts::ChartData();
    const bool hasChart = isThere && !isEmpty && drawn.kind != ChartKind::None;
    m_chart->setData(drawn);
    m_card->setVisible(isThere);
    m_chart->setVisible(hasChart);
    m_table->setVisible(hasChart);
    m_empty->setVisible(isEmpty);
    m_hint->setVisible(isThere && !isEmpty && !hasChart);
    for (QAction *action : toolbarActions())
        action->setEnabled(isThere);
    m_copyPicture->setEnabled(hasChart);
    if (isThere) {
        m_total->setText(drawn.total.inTable);
        const QString what = u"%1, %2"_s.arg(drawn.title, drawn.period);
        const bool isSaidTwice = drawn.title.startsWith(drawn.inTable, Qt::CaseInsensitive);
        m_what->setText(isSaidTwice ? what : tr("%1: %2").arg(drawn.inTable, what));
        const QStringList notCounted = notCountedTexts(m_counted->table, language());
        m_notCounted->setText(notCounted.isEmpty() ? QString() : tr("Not counted:") + u'\n' + notCounted.join(u'\n'));
        m_notCounted->setVisible(!notCounted.isEmpty());
        m_share->setVisible(m_counted->share.has_value());
        m_share->setText(m_counted->share ? shareOfPlacesText(*m_counted->share, *m_counted->places) : QString());
        m_behindAll->setVisible(m_counted->maySeeBehind && !isEmpty);
        showHow();
        showTable();
        showNothing();
    }
    showBehind();
}

void StatisticsPage::showHow()
{
    m_howButton->setText(m_how->isVisible() ? tr("Close the explanation") : tr("How is this counted?"));
    if (!m_counted)
        return;
    m_how->setText(howCountedTexts(m_counted->table, m_counted->share.has_value(), language()).join(u"\n\n"_s));
}

void StatisticsPage::showTable()
{
    m_numbers->setData(charts::chartOf(m_counted->table, language()), tr("Total"));
    kit::setUpList(m_table, m_numbers->shares());
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems); // each number leads to its own people
    kit::showWholeRows(m_table);
    m_table->resizeRowsToContents();
    m_table->setAccessibleName(m_chart->data().title);
}

void StatisticsPage::showNothing()
{
    const bool hasFilters = !m_counted->table.question.filters.empty();
    m_empty->setTexts(tr("Nothing to count in this time"),
                      hasFilters
                          ? tr("Nothing of the kind was written down for those you chose. Take the choice away, or "
                               "choose a longer time.")
                          : tr("Numbers come from what is written down every day: admissions, services, referrals, "
                               "steps of the procedure. Choose a longer time, or look here again once some are there."));
    m_empty->setActionText(tr("Count all of this year"));
}

QString StatisticsPage::placeText(const reports::CellPlace &place) const
{
    const reports::Table &table = m_counted->table;
    QStringList words;
    const auto add = [&](const reports::Axis &axis, const std::optional<QString> &code) {
        if (code)
            words.append(tr("%1: %2").arg(reports::titleOf(axis.dimension, language()),
                                          charts::codeText(axis.dimension, *code, language())));
    };
    add(table.rows, place.row);
    add(table.columns, place.column);
    words.append(m_chart->data().title);
    return words.join(u", "_s);
}

void StatisticsPage::askBehind(const reports::CellPlace &place)
{
    if (!m_counted)
        return;
    const reports::Question question = m_counted->table.question;
    if (!reports::infoOf(question.indicator).isOfPersons)
        return m_banner->showMessage(
            kit::Banner::Kind::Info,
            tr("This number is not made of people in the register, so there is no list behind it."));
    if (!m_counted->maySeeBehind)
        return m_banner->showMessage(kit::Banner::Kind::Info,
                                     tr("Your role sees this number, but not who is behind it. A director can show you."));
    context().workspace->ask(
        this,
        [question, place](casework::Desk &desk) -> base::Result<std::shared_ptr<const Behind>> {
            auto behind = std::make_shared<Behind>();
            behind->place = place;
            INDARO_TRY_ASSIGN(behind->people, reports::peopleBehind(desk, question, place));
            INDARO_TRY(casework::noteListShown(desk, int(behind->people.size())));
            return std::shared_ptr<const Behind>(std::move(behind));
        },
        [this, question](const base::Result<std::shared_ptr<const Behind>> &behind) {
            if (!behind)
                return m_banner->showError(behind.error());
            if (!m_counted || !(m_counted->table.question == question))
                return; // it is of a number that is not shown any more
            m_people = *behind;
            showBehind();
            m_behind->setFocus();
            kit::scrollTo(m_behind);
        });
}

void StatisticsPage::showBehind()
{
    const bool isThere = m_people != nullptr && m_counted != nullptr;
    m_behindTitle->setVisible(isThere);
    m_behind->setVisible(isThere && !m_people->people.empty());
    m_behindNote->setVisible(false);
    if (!isThere)
        return;
    m_behindTitle->setText(placeText(m_people->place));
    m_behind->setAccessibleName(m_behindTitle->text());
    m_behind->setRowCount(int(m_people->people.size()));
    for (int row = 0; row < m_behind->rowCount(); ++row) {
        const reports::PersonBehind &person = m_people->people[std::size_t(row)];
        const QStringList cells{person.caseCode, person.displayName, QString::number(person.times)};
        for (int cell = 0; cell < cells.size(); ++cell)
            m_behind->setItem(row, cell, new QTableWidgetItem(cells[cell]));
    }
    if (m_behind->rowCount() > 0)
        m_behind->setCurrentCell(0, 0);
    m_behind->resizeRowsToContents();
    const int counted = int(reports::cellAt(m_counted->table, m_people->place).persons);
    const int missing = counted - m_behind->rowCount();
    QStringList notes;
    if (counted == 0)
        notes.append(tr("Nobody is behind this number."));
    if (missing > 0)
        notes.append(
            tr("%n person(s) more are counted whose file was erased; nothing else of them is kept.", nullptr, missing));
    m_behindNote->setText(notes.join(u'\n'));
    m_behindNote->setVisible(!notes.isEmpty());
}

void StatisticsPage::openPerson(int row)
{
    if (m_people && row >= 0 && std::size_t(row) < m_people->people.size())
        context().navigator->openPage(CaseFilePageId, OpenCaseFile{m_people->people[std::size_t(row)].person});
}

/// That these numbers were printed, and of which period.
std::function<base::Result<void>(casework::Desk &)> StatisticsPage::note() const
{
    const reports::Question &question = m_counted->table.question;
    return [what = u"%1 %2"_s.arg(reports::infoOf(question.indicator).code, question.period.code())](casework::Desk &desk) {
        return reports::noteNumbersPrinted(desk, what);
    };
}

void StatisticsPage::noted(std::function<void()> then)
{
    if (!m_counted)
        return;
    context().workspace->ask(this, note(), [this, then = std::move(then)](const base::Result<void> &done) {
        if (!done)
            return m_banner->showError(done.error());
        then();
    });
}

void StatisticsPage::print()
{
    putTable(true);
}

void StatisticsPage::savePdf()
{
    putTable(false);
}

void StatisticsPage::putTable(bool isForPrinter)
{
    if (!m_counted)
        return;
    const auto paper = statisticsPaper(m_counted->table, model::localDay(context().clock->nowUtc()));
    if (!paper)
        return m_banner->showError(paper.error());
    const auto failed = [this](const base::Error &error) { m_banner->showError(error); };
    if (isForPrinter)
        return printOnceNoted(context(), this, {*paper}, note(), failed);
    putOnPaper(context(), this, PaperRoad::Pdf,
               {.papers = {*paper}, .fileName = u"indaro.pdf"_s, .note = note(), .failed = failed});
}

void StatisticsPage::saveCsv()
{
    if (!m_counted)
        return;
    context().files->saveFile(
        this, tr("Save the table for a spreadsheet"), u"indaro.csv"_s, u"CSV (*.csv)"_s,
        [this, bytes = statisticsCsv(m_counted->table, language())](const QString &path) {
            noted([this, bytes, path] {
                kit::runInBackground(
                    this,
                    [bytes, path = std::filesystem::path(path.toStdString())] {
                        return base::writeFileDurably(
                            path, base::asBytes(std::string_view(bytes.constData(), std::size_t(bytes.size()))));
                    },
                    [this](const base::Result<void> &done) {
                        if (!done)
                            return m_banner->showError(done.error());
                        context().navigator->showNotice(tr("The table is written. It holds exact numbers: keep it inside."));
                    });
            });
        });
}

void StatisticsPage::copyPicture()
{
    noted([this] {
        QGuiApplication::clipboard()->setImage(m_chart->picture(internalMark(language())));
        context().navigator->showNotice(tr("The picture is copied."));
    });
}

void StatisticsPage::copyTable()
{
    noted([this] {
        QGuiApplication::clipboard()->setText(internalMark(language()) + u'\n' + m_chart->data().title + u", "_s +
                                              m_chart->data().period + u'\n' + m_numbers->toText());
        context().navigator->showNotice(tr("The table is copied."));
    });
}

void StatisticsPage::retranslate()
{
    m_print->setText(tr("Print"));
    m_pdf->setText(tr("Save as PDF"));
    m_csv->setText(tr("Save the table for a spreadsheet"));
    m_copyPicture->setText(tr("Copy the picture"));
    m_copyTable->setText(tr("Copy the table"));
    m_behindAll->setText(tr("Who is behind this number"));
    m_hint->setText(tr("Choose by what to divide the number, and it is shown as a picture and as a table."));
    m_behind->setHorizontalHeaderLabels({tr("Case code"), tr("Called"), tr("How often")});
    m_choice->retranslate();
    show();
}

kit::PageEntry statisticsPage()
{
    return {
        StatisticsPageId, kit::PageEntry::Place::Statistics, [] { return StatisticsPage::tr("Statistics"); },
        u"office-chart-bar"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new StatisticsPage(context, parent); }};
}

} // namespace indaro::ui::pages
