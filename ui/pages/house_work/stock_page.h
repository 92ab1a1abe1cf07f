// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/stock.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;

/// Kits and supplies: what there is, what came and went, and the list that is signed for what was handed out. What is given
/// to a person is written down on the page of her stay, and counts here.
class StockPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit StockPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void makeForm(QWidget *body);
    void show();
    void showStock();
    void showMoves();
    void printStock();
    void printGiven();

    std::shared_ptr<const Loaded> m_loaded;
    QAction *m_new;
    QAction *m_print;
    QAction *m_signatures;
    kit::Banner *m_banner;
    ActionPanel *m_form;
    QLabel *m_empty;
    QTableWidget *m_stock;
    QLabel *m_movesTitle;
    QTableWidget *m_moves;
};

[[nodiscard]] kit::PageEntry stockPage();

} // namespace indaro::ui::pages
