// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/roads/sync_cards.h"

QT_BEGIN_NAMESPACE
class QCheckBox;
QT_END_NAMESPACE

namespace indaro::ui::roads {

/// The road of the house's own Wi-Fi: the switch that lets other laptops come, the address to be read aloud, and going to a
/// laptop that offers itself.
class HouseCard final : public Card
{
    Q_OBJECT
public:
    HouseCard(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent);
    void show(const exchange::Standing &standing) override;

protected:
    /// Others are looked for while somebody sees the card.
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void showNetwork();
    void showOffer(const exchange::HouseNetwork &house);
    void showFound(const exchange::HouseNetwork &house);
    void showVisit(const exchange::HouseNetwork &house);
    void visit();
    QCheckBox *m_offer;
    QWidget *m_offered;
    QLabel *m_addressTitle, *m_address, *m_visitor;
    QLabel *m_foundText;
    QVBoxLayout *m_foundRows;
    QList<QPushButton *> m_found; ///< one for each laptop that offers itself
    QStringList m_foundShown;
    kit::FormRow *m_other;
    QPushButton *m_visit;
    kit::ProgressPanel *m_progress;
};

} // namespace indaro::ui::roads
