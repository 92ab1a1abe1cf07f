// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/justice/hearings.h"
#include "ui/kit/page.h"

#include <QDate>

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

/// Days at court of everybody: a month as a calendar, or what is to come as a list. A day that is planned although somebody
/// does not agree to cooperate is marked. The list goes on paper for those alone who may have it.
class CourtDaysPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit CourtDaysPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    [[nodiscard]] bool isMonth() const;
    [[nodiscard]] std::pair<QDate, QDate> range() const;
    void move(int months);
    void show();
    void showMonth();
    void showList();
    void printList();

    std::shared_ptr<const Loaded> m_loaded;
    QDate m_month; ///< its first day
    int m_asked = 0;
    QAction *m_print;
    kit::Banner *m_banner;
    QComboBox *m_view;
    QPushButton *m_before;
    QPushButton *m_after;
    QLabel *m_monthTitle;
    QTableWidget *m_grid;
    QLabel *m_empty;
    QTableWidget *m_list;
};

[[nodiscard]] kit::PageEntry courtDaysPage();

} // namespace indaro::ui::pages
