// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "core/exchange/shutting_out.h"
#include "ui/roads/wizard_page.h"

#include <optional>

QT_BEGIN_NAMESPACE
class QListWidget;
QT_END_NAMESPACE

namespace indaro::ui::roads {

/// A laptop was lost or stolen: which one, what can be read on it, shut it out, print the risk sheet. Five clicks from the
/// page about the exchange.
class LostLaptopPage final : public WizardPage
{
    Q_OBJECT
public:
    LostLaptopPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;

protected:
    void retranslateStep() override;
    void next() override;

private:
    enum Step : int { Which, Consequences, Done };
    void showLaptops();
    void load();
    void showRisk();
    void shutOut();
    void printSheet();
    exchange::Exchange &m_exchange;
    QListWidget *m_laptops;
    QWidget *m_risk;
    QLabel *m_riskText, *m_usersText;
    QListWidget *m_users;
    QPushButton *m_pdf;
    std::optional<exchange::RiskReport> m_report;
};

} // namespace indaro::ui::roads
