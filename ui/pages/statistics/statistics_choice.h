// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/table.h"
#include "ui/kit/page.h"

#include <QWidget>

#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLineEdit;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class FormRow;
class TypingPause;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// What is counted, of which days, divided by what, and who of them alone. Offers only what the indicator allows.
class StatisticsChoice final : public QWidget
{
    Q_OBJECT
public:
    StatisticsChoice(const kit::PageContext &context, QWidget *parent);
    ~StatisticsChoice() override;
    /// Nothing while the days of a period of one's own are not both there.
    [[nodiscard]] std::optional<reports::Question> question() const;
    void setPeriod(const reports::Period &period);
    void takeAllFiltersAway();
    void retranslate();

Q_SIGNALS:
    /// question() is another one.
    void changed();

private:
    [[nodiscard]] reports::Indicator indicator() const;
    [[nodiscard]] reports::PeriodKind periodKind() const;
    [[nodiscard]] std::optional<reports::Period> period() const;
    [[nodiscard]] reports::Dimension dimensionOf(const QComboBox *box) const;
    void makeRows();
    void connectBoxes();
    void fillIndicators();
    void fillPeriodKinds();
    void fillPeriods();
    void fillWithDimensions(QComboBox *box, const QString &nothing, reports::Dimension except, bool needsCodes);
    void fillDimensions();
    void fillColumns();
    void fillCodes();
    void dropWhatIsNotAllowed();
    void showFilters();
    void addFilter();
    void tell();

    kit::PageContext m_context;
    QComboBox *m_indicator, *m_kind, *m_period, *m_rows, *m_columns, *m_filterBy, *m_code;
    QLineEdit *m_from, *m_until;
    kit::FormRow *m_indicatorRow, *m_kindRow, *m_periodRow, *m_fromRow, *m_untilRow, *m_rowsRow, *m_columnsRow, *m_filterRow,
        *m_codeRow;
    QPushButton *m_add;
    QVBoxLayout *m_filterLines;
    std::vector<reports::Filter> m_filters;
    std::unique_ptr<kit::TypingPause> m_pause; ///< of somebody who types a day
};

} // namespace indaro::ui::pages
