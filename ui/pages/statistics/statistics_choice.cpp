// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/statistics/statistics_choice.h"

#include "core/base/clock.h"
#include "core/model/partial_date.h"
#include "ui/charts/chart_data.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/date_text.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/typing_pause.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/statistics/statistics_texts.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QStandardItemModel>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using reports::Dimension;
using reports::Indicator;
using reports::Period;
using reports::PeriodKind;

namespace {

constexpr int StatisticsColumns = 4;
constexpr int StatisticsWidth = 200;
constexpr int YearsBack = 10;
constexpr int QuartersBack = 12;
constexpr int MonthsBack = 36;

/// Chooses the entry with this data; the first that can be chosen where there is none.
void chooseData(QComboBox *box, const QVariant &data)
{
    int index = box->findData(data);
    const auto *items = qobject_cast<QStandardItemModel *>(box->model());
    for (int row = 0; index < 0 && row < box->count(); ++row) {
        if (items == nullptr || items->item(row)->isEnabled())
            index = row;
    }
    box->setCurrentIndex(index);
}

std::optional<QDate> dayIn(const QLineEdit *edit)
{
    const auto iso = kit::parsePartialDate(edit->text());
    const QDate day = iso ? QDate::fromString(*iso, Qt::ISODate) : QDate();
    return day.isValid() ? std::optional(day) : std::nullopt;
}

Period periodBefore(const Period &period)
{
    return Period::around(period.from.addDays(-1), period.kind());
}

} // namespace

StatisticsChoice::StatisticsChoice(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_add(new kit::PushButton(this)), m_filterLines(new QVBoxLayout),
      m_pause(std::make_unique<kit::TypingPause>(kit::TypingPause::Draft, kit::TypingPause::Draft))
{
    makeRows();
    auto *grid = new kit::FlowGrid(StatisticsColumns, StatisticsWidth);
    for (auto *row :
         {m_indicatorRow, m_kindRow, m_periodRow, m_fromRow, m_untilRow, m_rowsRow, m_columnsRow, m_filterRow, m_codeRow})
        grid->addCell(row);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addLayout(grid);
    column->addWidget(m_add, 0, Qt::AlignLeft);
    column->addLayout(m_filterLines);
    setFocusProxy(m_indicator);
    m_indicator->setObjectName(u"indicator"_s);
    m_kind->setObjectName(u"periodKind"_s);
    m_period->setObjectName(u"period"_s);
    m_from->setObjectName(u"periodFrom"_s);
    m_until->setObjectName(u"periodUntil"_s);
    m_rows->setObjectName(u"rows"_s);
    m_columns->setObjectName(u"columns"_s);
    m_filterBy->setObjectName(u"filterBy"_s);
    m_code->setObjectName(u"filterCode"_s);
    m_add->setObjectName(u"addFilter"_s);
    connectBoxes();
    retranslate();
}

StatisticsChoice::~StatisticsChoice() = default;

void StatisticsChoice::makeRows()
{
    const auto box = [this](QComboBox *&member, kit::FormRow *&row) {
        member = kit::makeNarrowBox(this);
        row = new kit::FormRow(member, this);
    };
    box(m_indicator, m_indicatorRow);
    box(m_kind, m_kindRow);
    box(m_period, m_periodRow);
    box(m_rows, m_rowsRow);
    box(m_columns, m_columnsRow);
    box(m_filterBy, m_filterRow);
    box(m_code, m_codeRow);
    m_from = new QLineEdit(this);
    m_until = new QLineEdit(this);
    m_fromRow = new kit::FormRow(m_from, this);
    m_untilRow = new kit::FormRow(m_until, this);
}

void StatisticsChoice::connectBoxes()
{
    connect(m_indicator, &QComboBox::currentIndexChanged, this, [this] {
        dropWhatIsNotAllowed();
        fillDimensions();
        tell();
    });
    connect(m_kind, &QComboBox::currentIndexChanged, this, [this] {
        fillPeriods();
        tell();
    });
    connect(m_period, &QComboBox::currentIndexChanged, this, &StatisticsChoice::tell);
    connect(m_rows, &QComboBox::currentIndexChanged, this, [this] {
        fillColumns();
        tell();
    });
    connect(m_columns, &QComboBox::currentIndexChanged, this, &StatisticsChoice::tell);
    connect(m_filterBy, &QComboBox::currentIndexChanged, this, &StatisticsChoice::fillCodes);
    connect(m_add, &QPushButton::clicked, this, &StatisticsChoice::addFilter);
    for (auto *edit : {m_from, m_until}) {
        connect(edit, &QLineEdit::textEdited, this, [this] { m_pause->touchWhole(); });
        connect(edit, &QLineEdit::editingFinished, this, [this] {
            if (m_pause->isActive()) {
                m_pause->stop();
                tell();
            }
        });
    }
    connect(m_pause.get(), &QTimer::timeout, this, &StatisticsChoice::tell);
}

Indicator StatisticsChoice::indicator() const
{
    return reports::findIndicator(m_indicator->currentData().toString()).value_or(Indicator::People);
}

PeriodKind StatisticsChoice::periodKind() const
{
    return static_cast<PeriodKind>(m_kind->currentData().toInt());
}

std::optional<Period> StatisticsChoice::period() const
{
    if (periodKind() != PeriodKind::Days) {
        const auto chosen = Period::parse(m_period->currentData().toString());
        return chosen ? std::optional(*chosen) : std::nullopt;
    }
    const auto from = dayIn(m_from);
    const auto until = dayIn(m_until);
    if (!from || !until || *until < *from)
        return std::nullopt;
    return Period{*from, *until};
}

Dimension StatisticsChoice::dimensionOf(const QComboBox *box) const
{
    return reports::findDimension(box->currentData().toString()).value_or(Dimension::None);
}

std::optional<reports::Question> StatisticsChoice::question() const
{
    const auto days = period();
    if (!days)
        return std::nullopt;
    return reports::Question{indicator(), *days, dimensionOf(m_rows), dimensionOf(m_columns), m_filters};
}

void StatisticsChoice::setPeriod(const Period &period)
{
    {
        const QSignalBlocker quiet(m_kind);
        chooseData(m_kind, int(period.kind()));
    }
    fillPeriods();
    const QSignalBlocker quiet(m_period);
    chooseData(m_period, period.code());
    m_from->setText(kit::dateText(period.from));
    m_until->setText(kit::dateText(period.until));
    tell();
}

void StatisticsChoice::takeAllFiltersAway()
{
    m_filters.clear();
    showFilters();
    tell();
}

/// The days that are typed are told of when they are wrong; until then what was counted last stays.
void StatisticsChoice::tell()
{
    const bool isTyped = periodKind() == PeriodKind::Days && !m_from->text().isEmpty() && !m_until->text().isEmpty();
    m_untilRow->setMessage(isTyped && !period() ? tr("Write two days, the first one before the last: 05/01/2026.")
                                                : QString());
    Q_EMIT changed();
}

void StatisticsChoice::fillIndicators()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    const QVariant before =
        m_indicator->count() == 0 ? QVariant(QString(reports::infoOf(Indicator::People).code)) : m_indicator->currentData();
    const QSignalBlocker quiet(m_indicator);
    m_indicator->clear();
    auto *items = qobject_cast<QStandardItemModel *>(m_indicator->model());
    for (const IndicatorGroup &group : indicatorGroups()) {
        m_indicator->addItem(group.title);
        items->item(m_indicator->count() - 1)->setEnabled(false); // a heading, which the arrow keys pass by
        for (const Indicator each : group.indicators)
            m_indicator->addItem(reports::titleOf(each, language), QString(reports::infoOf(each).code));
    }
    chooseData(m_indicator, before);
}

void StatisticsChoice::fillPeriodKinds()
{
    const QVariant before = m_kind->count() == 0 ? QVariant(int(PeriodKind::Year)) : m_kind->currentData();
    const QSignalBlocker quiet(m_kind);
    m_kind->clear();
    m_kind->addItem(tr("A month"), int(PeriodKind::Month));
    m_kind->addItem(tr("A quarter"), int(PeriodKind::Quarter));
    m_kind->addItem(tr("A year"), int(PeriodKind::Year));
    m_kind->addItem(tr("Days of your choice"), int(PeriodKind::Days));
    chooseData(m_kind, before);
}

void StatisticsChoice::fillPeriods()
{
    const PeriodKind kind = periodKind();
    const bool isOwn = kind == PeriodKind::Days;
    m_periodRow->setVisible(!isOwn);
    m_fromRow->setVisible(isOwn);
    m_untilRow->setVisible(isOwn);
    if (isOwn)
        return;
    const QString language = kit::Translations::code(m_context.translations->language());
    const QVariant before = m_period->currentData();
    const QSignalBlocker quiet(m_period);
    m_period->clear();
    Period period = Period::around(model::localDay(m_context.clock->nowUtc()), kind);
    const int many = kind == PeriodKind::Year ? YearsBack : kind == PeriodKind::Quarter ? QuartersBack : MonthsBack;
    for (int i = 0; i < many; ++i, period = periodBefore(period))
        m_period->addItem(charts::periodText(period, language), period.code());
    chooseData(m_period, before);
}

void StatisticsChoice::fillWithDimensions(QComboBox *box, const QString &nothing, Dimension except, bool needsCodes)
{
    const QString language = kit::Translations::code(m_context.translations->language());
    const QVariant before = box->currentData();
    const QSignalBlocker quiet(box);
    box->clear();
    box->addItem(nothing, QString());
    for (const Dimension each : reports::allDimensions()) {
        if (each != except && reports::allows(indicator(), each) && (!needsCodes || !reports::codesOf(each).empty()))
            box->addItem(reports::titleOf(each, language), QString(reports::infoOf(each).code));
    }
    chooseData(box, before);
}

void StatisticsChoice::fillDimensions()
{
    fillWithDimensions(m_rows, tr("not divided"), Dimension::None, false);
    fillColumns();
    fillWithDimensions(m_filterBy, tr("everybody and everything"), Dimension::None, true);
    fillCodes();
    showFilters();
}

void StatisticsChoice::fillColumns()
{
    const Dimension rows = dimensionOf(m_rows);
    fillWithDimensions(m_columns, tr("not divided further"), rows, false);
    m_columns->setEnabled(rows != Dimension::None);
    if (rows == Dimension::None) {
        const QSignalBlocker quiet(m_columns);
        m_columns->setCurrentIndex(0);
    }
}

void StatisticsChoice::fillCodes()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    const Dimension dimension = dimensionOf(m_filterBy);
    m_codeRow->setVisible(dimension != Dimension::None);
    m_add->setVisible(dimension != Dimension::None);
    const QVariant before = m_code->currentData();
    m_code->clear();
    if (dimension == Dimension::None)
        return;
    for (const QString &code : reports::codesOf(dimension))
        m_code->addItem(charts::codeText(dimension, code, language), code);
    chooseData(m_code, before);
}

void StatisticsChoice::addFilter()
{
    const Dimension dimension = dimensionOf(m_filterBy);
    const QString code = m_code->currentData().toString();
    auto filter = std::ranges::find(m_filters, dimension, &reports::Filter::dimension);
    if (filter == m_filters.end())
        filter = m_filters.insert(m_filters.end(), {dimension, {}});
    if (!filter->codes.contains(code))
        filter->codes.append(code);
    showFilters();
    tell();
}

void StatisticsChoice::dropWhatIsNotAllowed()
{
    std::erase_if(m_filters,
                  [this](const reports::Filter &filter) { return !reports::allows(indicator(), filter.dimension); });
}

void StatisticsChoice::showFilters()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    while (QLayoutItem *item = m_filterLines->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    for (const reports::Filter &filter : m_filters) {
        auto *line = new kit::PushButton(tr("Only %1 – take away").arg(filterText(filter, language)), this);
        line->setObjectName(u"filterLine"_s);
        kit::setButtonRole(line, kit::ButtonRole::Quiet);
        connect(line, &QPushButton::clicked, this, [this, dimension = filter.dimension] {
            std::erase_if(m_filters, [dimension](const reports::Filter &each) { return each.dimension == dimension; });
            m_filterBy->setFocus(); // the button is about to go
            showFilters();
            tell();
        });
        m_filterLines->addWidget(line, 0, Qt::AlignLeft);
    }
}

void StatisticsChoice::retranslate()
{
    m_indicatorRow->setLabel(tr("What is counted"));
    m_kindRow->setLabel(tr("Of which time"));
    m_periodRow->setLabel(tr("Which period"));
    m_fromRow->setLabel(tr("From (day)"));
    m_untilRow->setLabel(tr("Until (day)"));
    m_rowsRow->setLabel(tr("Divided by"));
    m_columnsRow->setLabel(tr("and by"));
    m_filterRow->setLabel(tr("Who or what alone"));
    m_codeRow->setLabel(tr("Which of them"));
    m_add->setText(tr("Count only these"));
    fillIndicators();
    fillPeriodKinds();
    fillPeriods();
    fillDimensions();
}

} // namespace indaro::ui::pages
