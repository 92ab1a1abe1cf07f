// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/commission/packet_files.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// The commission's first page: packets of numbers are opened from a stick or a folder, and for each shelter and period it
/// stands here whether one has come, came late, was corrected, and what the correction changed.
class PacketsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit PacketsPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void takenIn(const PacketOutcomes &outcomes);
    void show();
    void showOutcomes();
    void showChosen();

    QAction *m_folder, *m_file;
    kit::Banner *m_banner;
    QLabel *m_outcomesTitle, *m_summary, *m_empty, *m_detailTitle, *m_detail;
    QTableWidget *m_outcomesTable, *m_table, *m_changes;
    QComboBox *m_period;
    kit::FormRow *m_periodRow;
    std::shared_ptr<const Loaded> m_loaded;
    PacketOutcomes m_outcomes;
    bool m_isFilling = false;
};

[[nodiscard]] kit::PageEntry packetsPage();

} // namespace indaro::ui::pages
