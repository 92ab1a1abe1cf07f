// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/reports/count_packet.h"
#include "ui/kit/page.h"

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
/// compared; then the file, written onto a stick, and what was sent before.
class CountsPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit CountsPage(const kit::PageContext &context, QWidget *parent = nullptr);
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
    void seal(const QString &folder);
    void write(const QString &folder);

    kit::Banner *m_banner;
    QLabel *m_what, *m_key, *m_leaves, *m_sentTitle, *m_noneSent;
    QComboBox *m_commission, *m_period, *m_tables;
    kit::FormRow *m_commissionRow, *m_periodRow, *m_tablesRow;
    QTableWidget *m_figures, *m_sent;
    QPushButton *m_directory, *m_seal;
    std::shared_ptr<const Loaded> m_loaded;
    std::shared_ptr<const reports::SealedCounts> m_unwritten; ///< sealed, but on no stick yet
    std::optional<reports::Period> m_unwrittenPeriod;
};

[[nodiscard]] kit::PageEntry countsPage();

} // namespace indaro::ui::pages
