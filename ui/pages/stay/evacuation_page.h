// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/stays/roll_call.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class ActionPanel;

/// Who must be counted outside when the house is left at once. One step from every page, and one more prints it: on the
/// printer of the machine, without a question. Names, rooms, ages and the help somebody needs to get out; never why.
class EvacuationPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit EvacuationPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    void makeHelp();
    void show();
    void askHelp();
    /// What is printed is as the house is in that moment: read anew, noted in the audit chain, then made.
    void makePaper(bool isForPrinter);
    void print(const casework::EvacuationList &list);
    void writePdf(const casework::EvacuationList &list);

    std::shared_ptr<const casework::EvacuationList> m_list;
    QAction *m_pdf;
    kit::Banner *m_banner;
    QLabel *m_count;
    QPushButton *m_print;
    QLabel *m_empty;
    QTableWidget *m_table;
    QPushButton *m_help;
    ActionPanel *m_helpForm = nullptr;
};

[[nodiscard]] kit::PageEntry evacuationPage();

} // namespace indaro::ui::pages
