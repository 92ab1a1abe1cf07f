// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/commission/national_page.h"

#include "core/casework/workspace.h"
#include "core/model/partial_date.h"
#include "core/reports/collection.h"
#include "core/reports/publications.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/list_header.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/pages/commission/figure_words.h"
#include "ui/pages/page_ids.h"

#include <QComboBox>
#include <QLabel>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int FigureTableHeight = 260;
constexpr std::size_t MostSuppressedLines = 200; // the others stand at their tables

} // namespace

struct NationalPage::Loaded
{
    std::vector<reports::Period> periods;
    std::optional<reports::Period> period;
    std::vector<reports::Table> sums; ///< empty: no packet of this period
    reports::Coverage coverage;
    std::vector<reports::PacketGap> gaps;
    std::optional<reports::Release> release; ///< of the whole year
    std::optional<base::Error> problem;      ///< why there is none
};

NationalPage::NationalPage(const kit::PageContext &context, QWidget *parent)
    : kit::Page(context, parent), m_banner(new kit::Banner(this)), m_internal(kit::makeLabel(kit::TextRole::Error, this)),
      m_coverage(kit::makeLabel(kit::TextRole::Body, this)), m_empty(kit::makeLabel(kit::TextRole::Muted, this)),
      m_definition(kit::makeLabel(kit::TextRole::Muted, this)),
      m_suppressedTitle(kit::makeLabel(kit::TextRole::Heading, this)),
      m_suppressedText(kit::makeLabel(kit::TextRole::Body, this)), m_period(kit::makeNarrowBox(this, 20)),
      m_tables(kit::makeNarrowBox(this, 24)), m_periodRow(new kit::FormRow(m_period, this)),
      m_tablesRow(new kit::FormRow(m_tables, this)), m_figures(new QTableWidget(0, 4, this)),
      m_suppressed(new QTableWidget(0, 3, this))
{
    auto *column = scrollingColumn(this);
    m_internal->setObjectName(u"internalMark"_s);
    m_period->setObjectName(u"nationalPeriod"_s);
    m_tables->setObjectName(u"nationalTables"_s);
    m_figures->setObjectName(u"nationalFigures"_s);
    m_suppressed->setObjectName(u"suppressedTable"_s);
    m_coverage->setTextFormat(Qt::PlainText);
    kit::setUpList(m_figures, {6, 3, 3, 6});
    kit::setUpList(m_suppressed, {6, 5, 6});
    for (auto *table : {m_figures, m_suppressed}) {
        kit::showWholeRows(table);
        table->setTextElideMode(Qt::ElideNone);
        table->setMinimumHeight(FigureTableHeight);
    }
    for (QWidget *part :
         std::initializer_list<QWidget *>{m_banner, m_internal, m_periodRow, m_coverage, m_empty, m_tablesRow, m_definition,
                                          m_figures, m_suppressedTitle, m_suppressedText, m_suppressed})
        column->addWidget(part);
    column->addStretch();
    connect(m_period, &QComboBox::activated, this, &NationalPage::refresh);
    connect(m_tables, &QComboBox::currentIndexChanged, this, &NationalPage::showTable);
    connect(context.workspace, &casework::Workspace::changed, this, [this] {
        if (isVisible())
            refresh();
    });
    retranslate();
}

kit::PageId NationalPage::id() const
{
    return NationalPageId;
}

QString NationalPage::title() const
{
    return tr("National figures");
}

void NationalPage::open(const kit::PageArgument &)
{
    m_banner->dismiss();
    m_period->setFocus();
    refresh();
}

void NationalPage::refresh()
{
    const QDate today = model::localDay(context().clock->nowUtc());
    context().workspace->ask(
        this,
        [today, chosen = chosenPeriod(m_period)](casework::Desk &desk) -> base::Result<std::shared_ptr<const Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(const auto counted, reports::listCountedPeriods(desk));
            loaded->periods = closedPeriods(today, counted);
            loaded->period = chosen ? *chosen : counted.empty() ? loaded->periods.front() : counted.front();
            INDARO_TRY_ASSIGN(loaded->coverage, reports::coverageOf(desk, *loaded->period));
            INDARO_TRY_ASSIGN(loaded->gaps, reports::gapsOf(desk, *loaded->period));
            auto sums = reports::sumCounts(desk, *loaded->period);
            if (!sums && sums.error().code != base::Errc::NotFound)
                return sums.error();
            if (sums) {
                loaded->sums = std::move(sums).value();
                auto release = reports::previewRelease(desk, reports::Period::ofYear(loaded->period->from.year()));
                if (release)
                    loaded->release = std::move(release).value();
                else
                    loaded->problem = release.error();
            }
            return std::shared_ptr<const Loaded>(std::move(loaded));
        },
        [this](const base::Result<std::shared_ptr<const Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            m_loaded = *loaded;
            show();
        });
}

void NationalPage::show()
{
    if (m_loaded == nullptr)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    fillPeriods(m_period, m_loaded->periods);
    m_period->setCurrentIndex(m_period->findData(m_loaded->period->code()));
    const bool isThere = !m_loaded->sums.empty();
    for (QWidget *part : std::initializer_list<QWidget *>{m_internal, m_coverage, m_tablesRow, m_definition, m_figures})
        part->setVisible(isThere);
    m_empty->setVisible(!isThere);
    QStringList names;
    for (const reports::PacketLine &line : m_loaded->coverage.here)
        names << line.senderName;
    QStringList said{tr("The sum of %n shelter(s): %1.", nullptr, int(names.size())).arg(names.join(u"; "_s))};
    if (!m_loaded->coverage.missing.isEmpty())
        said << tr("Not in it, because nothing has come: %1.").arg(m_loaded->coverage.missing.join(u"; "_s));
    if (const QString gaps = FigureWords::gaps(m_loaded->gaps); !gaps.isEmpty())
        said << gaps;
    m_coverage->setText(said.join(u'\n'));
    {
        const QSignalBlocker quiet(m_tables);
        const int before = m_tables->currentIndex();
        m_tables->clear();
        for (const reports::Table &table : m_loaded->sums)
            m_tables->addItem(FigureWords::question(table.question, language));
        m_tables->setCurrentIndex(std::clamp(before, 0, std::max(int(m_loaded->sums.size()) - 1, 0)));
    }
    if (m_loaded->problem && m_loaded->problem->code == base::Errc::NotFound)
        m_banner->keepSaying([this] {
            m_banner->showMessage(kit::Banner::Kind::Info,
                                  tr("No shelter has sent the numbers of the whole year yet: what would be published can be "
                                     "shown when one has."));
        });
    else if (m_loaded->problem)
        m_banner->showError(*m_loaded->problem);
    else
        m_banner->dismiss();
    showTable();
    showSuppressed();
}

void NationalPage::showTable()
{
    const int at = m_tables->currentIndex();
    if (m_loaded == nullptr || at < 0 || std::size_t(at) >= m_loaded->sums.size())
        return;
    const QString language = kit::Translations::code(context().translations->language());
    const reports::Table &exact = m_loaded->sums[std::size_t(at)];
    const reports::PublishedTable *published = m_loaded->release ? m_loaded->release->find(exact.question) : nullptr;
    m_definition->setText(reports::definitionOf(exact.question.indicator, language));
    std::vector<QStringList> rows;
    for (const FigureLine &line : figureLines(&exact, published)) {
        const QString shown = line.shown ? reports::textOf(*line.shown) : QString();
        const QString why = line.shown             ? FigureWords::why(line.shown->shown)
                            : published != nullptr ? tr("not published by itself")
                                                   : QString();
        rows.push_back({FigureWords::place(exact.question, line.place, language),
                        line.exact ? QString::number(line.exact->count) : QString(), shown, why});
    }
    fillRows(m_figures, rows);
}

void NationalPage::showSuppressed()
{
    const bool isThere = m_loaded->release.has_value() && !m_loaded->sums.empty();
    for (QWidget *part : std::initializer_list<QWidget *>{m_suppressedTitle, m_suppressedText, m_suppressed})
        part->setVisible(isThere);
    if (!isThere)
        return;
    const QString language = kit::Translations::code(context().translations->language());
    std::vector<QStringList> rows;
    int all = 0;
    for (const reports::Suppressed &one : m_loaded->release->suppressed) {
        if (one.question.period != *m_loaded->period)
            continue;
        if (std::size_t(all++) < MostSuppressedLines)
            rows.push_back({FigureWords::question(one.question, language),
                            FigureWords::place(one.question, one.place, language), FigureWords::why(one.why)});
    }
    QStringList said{tr("%n figure(s) of this period would not be published as they are.", nullptr, all)};
    if (std::size_t(all) > rows.size())
        said << tr("The first %1 are listed here; the others stand at their tables above.").arg(rows.size());
    m_suppressedText->setText(said.join(u' '));
    fillRows(m_suppressed, rows);
}

void NationalPage::retranslate()
{
    m_internal->setText(FigureWords::internal());
    m_periodRow->setLabel(tr("Period"));
    m_tablesRow->setLabel(tr("Table"));
    m_empty->setText(
        tr("No packet of this period has been opened yet. Open those that have come on the page “Packets of the "
           "shelters”, or choose another period."));
    m_figures->setAccessibleName(title());
    m_figures->setHorizontalHeaderLabels(
        {tr("Which figure"), tr("Exactly, INTERNAL"), tr("As published"), tr("Why it is not shown as it is")});
    m_suppressedTitle->setText(tr("What is suppressed"));
    m_suppressed->setAccessibleName(m_suppressedTitle->text());
    m_suppressed->setHorizontalHeaderLabels({tr("Table"), tr("Which figure"), tr("Why it is not shown as it is")});
    show();
}

kit::PageEntry nationalPage()
{
    return {
        NationalPageId, kit::PageEntry::Place::Statistics, [] { return NationalPage::tr("National figures"); },
        u"documentinfo"_s,
        [](const kit::PageContext &context, QWidget *parent) -> kit::Page * { return new NationalPage(context, parent); }};
}

} // namespace indaro::ui::pages
