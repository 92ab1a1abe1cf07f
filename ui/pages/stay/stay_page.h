// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/guards.h"
#include "core/casework/desk.h"
#include "core/casework/stays/custody.h"
#include "ui/kit/page.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QAction;
class QComboBox;
class QLabel;
class QLineEdit;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE
namespace indaro::ui::kit {
class Banner;
class FormRow;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

class ActionPanel;
class StayCards;
struct StayNow;

/// The stay of one person day by day: her clocks, where she sleeps, when she is out, what the house keeps for her and gave
/// her, visits and calls, incidents, and the contacts after she has left. Opened with OpenStay.
class StayPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit StayPage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] QList<QAction *> toolbarActions() const override;

protected:
    void retranslate() override;

private:
    void makeActions();
    void makePanels(QVBoxLayout *column);
    void makeDayPanels();
    void makeCustodyPanels();
    void tellVisit(const casework::Unguarded &unguarded);
    void begin(ActionPanel *panel);
    void show();
    void showHeading();
    void fillChoices();
    void comeBack();
    void printReceipt();
    void printSupplies();
    void signMovement(sync::RecordId movement, casework::CustodySigner signer);

    std::optional<sync::RecordId> m_person;
    std::shared_ptr<const StayNow> m_loaded;
    QAction *m_place, *m_out, *m_back, *m_take, *m_move, *m_give, *m_visit, *m_incident, *m_exit, *m_contact, *m_receipt,
        *m_supplies;
    QScrollArea *m_scroll;
    QLabel *m_heading;
    QLabel *m_facts;
    kit::Banner *m_banner;
    ActionPanel *m_absence, *m_custody, *m_custodyStep, *m_supply, *m_visitForm, *m_contactForm, *m_clock;
    QLineEdit *m_expected, *m_visitAt;
    QComboBox *m_item, *m_number, *m_which;
    kit::FormRow *m_expectedRow, *m_visitRow, *m_itemRow, *m_numberRow, *m_whichRow;
    std::vector<ActionPanel *> m_panels;
    StayCards *m_cards;
};

[[nodiscard]] kit::PageEntry stayPage();

} // namespace indaro::ui::pages
