// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/pages/commission/packet_post.h"

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

class MailboxPanel;

/// The commission's first page: packets of numbers are opened from a stick or a folder or fetched from a server, and for
/// each shelter and period it stands here whether one has come, came late, was corrected, and what the correction changed.
class PacketsPage final : public kit::Page
{
    Q_OBJECT
public:
    /// `post`: the road of the server; null where there is none.
    explicit PacketsPage(const kit::PageContext &context, PacketPost *post = nullptr, QWidget *parent = nullptr);
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

    MailboxPanel *m_mailbox = nullptr;
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

/// `post` outlives the pages; null: packets come by stick only.
[[nodiscard]] kit::PageEntry packetsPage(PacketPost *post = nullptr);

} // namespace indaro::ui::pages
