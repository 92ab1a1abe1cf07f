// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/counting.h"
#include "ui/kit/page.h"

#include <QTimer>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QFrame;
class QLabel;
class QModelIndex;
class QPushButton;
class QTableView;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class EmptyState;
class ProgressPanel;
} // namespace indaro::ui::kit
namespace indaro::ui::charts {
class ChartView;
class NumberTable;
} // namespace indaro::ui::charts

namespace indaro::ui::pages {

class StatisticsChoice;

/// The exact numbers of the house, for inside [contracts.md 8 (a)]: what is counted and of when is chosen at the top, the
/// number and what is not in it stand below, then the bars and the same as a table. A bar leads to who is behind it, if the
/// role may see that. What leaves the screen is marked as internal, the director's, and noted.
class StatisticsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit StatisticsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Counted;
    struct Behind;
    void makeBody();
    void makeActions();
    void followRole();
    [[nodiscard]] QString language() const;
    /// Forgets what stands there and counts anew.
    void count();
    void take(std::shared_ptr<const Counted> counted);
    void show();
    void showHow();
    void showTable();
    void showNothing();
    void askBehind(const reports::CellPlace &place);
    void showBehind();
    void openPerson(int row);
    [[nodiscard]] QString placeText(const reports::CellPlace &place) const;
    /// Writes it into the journal, then calls `then`.
    void noted(std::function<void()> then);
    void print();
    void savePdf();
    void putTable(bool isForPrinter);
    [[nodiscard]] std::function<base::Result<void>(casework::Desk &)> note() const;
    void saveCsv();
    void copyPicture();
    void copyTable();

    std::shared_ptr<reports::CountCache> m_cache; ///< touched on the store thread only
    std::shared_ptr<const Counted> m_counted;
    std::shared_ptr<const Behind> m_people;
    int m_asked = 0; ///< answers to earlier choices are not shown
    QTimer m_slow;   ///< a number that is there at once needs no progress
    QAction *m_print, *m_pdf, *m_csv, *m_copyPicture, *m_copyTable;
    kit::Banner *m_banner;
    StatisticsChoice *m_choice;
    kit::ProgressPanel *m_progress;
    QFrame *m_card;
    QLabel *m_total, *m_what, *m_share, *m_notCounted, *m_how, *m_hint;
    QPushButton *m_howButton, *m_behindAll;
    charts::ChartView *m_chart;
    charts::NumberTable *m_numbers;
    QTableView *m_table;
    kit::EmptyState *m_empty;
    QLabel *m_behindTitle, *m_behindNote;
    QTableWidget *m_behind;
};

[[nodiscard]] kit::PageEntry statisticsPage();

} // namespace indaro::ui::pages
