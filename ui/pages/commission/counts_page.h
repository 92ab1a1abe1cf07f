// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/count_packet.h"
#include "ui/pages/commission/packet_post.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QLabel;
class QPushButton;
class QTableWidget;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// A shelter's numbers of a period, sealed for the commission: exactly what would leave, to whom and whether its key was
/// compared; then the file, written onto a
/// stick or sent by the server, and what was sent before.
class CountsPage final : public kit::Page
{
    Q_OBJECT
public:
    /// `post`: the road of the server; null where there is none.
    explicit CountsPage(const kit::PageContext &context, PacketPost *post = nullptr, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    void show();
    void showReceiver();
    void showTable();
    void showSent();
    void chooseFolder();
    void sealThen(std::function<void()> next);
    void write(const QString &folder);
    void chooseServer();
    void send();

    kit::Banner *m_banner;
    QLabel *m_what, *m_key, *m_leaves, *m_sentTitle, *m_noneSent;
    QComboBox *m_commission, *m_period, *m_tables;
    kit::FormRow *m_commissionRow, *m_periodRow, *m_tablesRow;
    QTableWidget *m_figures, *m_sent;
    QPushButton *m_directory, *m_seal, *m_send;
    PacketPost *m_post;
    std::shared_ptr<const Loaded> m_loaded;
    std::shared_ptr<const reports::SealedCounts> m_unwritten; ///< sealed, but on no stick yet
    std::optional<reports::Period> m_unwrittenPeriod;
};

/// `post` outlives the pages; null: packets leave by stick only.
[[nodiscard]] kit::PageEntry countsPage(PacketPost *post = nullptr);

} // namespace indaro::ui::pages
