// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/exchange/exchange.h"
#include "ui/kit/page.h"
#include "ui/kit/widgets.h"

QT_BEGIN_NAMESPACE
class QLabel;
class QPushButton;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::roads {

inline constexpr kit::PageId SyncPageId{"sync"};
inline constexpr kit::PageId LetInPageId{"let_in"};
inline constexpr kit::PageId JoinHousePageId{"join_house"};
inline constexpr kit::PageId LostLaptopPageId{"lost_laptop"};

/// What the page about the exchange is opened with when a wizard has just come to its end: exchange with this folder.
struct ExchangeWithFolder
{
    QString folder;
};

class AlarmsCard;
class AsideCard;
class Card;
class StickCard;

/// The exchange with the other laptops: alarms, what waits, the roads, the laptops of the house, what was put aside. On a
/// laptop that belongs to no house yet: what an exchange is, and the two ways to begin.
class SyncPage final : public kit::Page
{
    Q_OBJECT
public:
    SyncPage(const kit::PageContext &context, exchange::Exchange &exchange, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    QWidget *buildStart();
    void show();
    void followMode();
    void found();
    void tellFounded();
    void giveUp();
    exchange::Exchange &m_exchange;
    kit::Banner *m_banner;
    QWidget *m_start;
    QString m_foundedText; ///< as it was said last, in the language of then
    QLabel *m_startTitle, *m_startText, *m_foundText, *m_joinText, *m_aloneText;
    QPushButton *m_found, *m_join, *m_giveUp, *m_again;
    QWidget *m_cards;
    QList<Card *> m_all;
    StickCard *m_stick;
    QPushButton *m_erase;  ///< erasing people, and what came of it: also on a laptop that works alone
    QPushButton *m_counts; ///< a shelter’s way to the numbers it seals for the commission
    QString m_dueFolder;   ///< to exchange with as soon as this laptop is known to be a member
};

/// `exchange` outlives the pages.
[[nodiscard]] kit::PageEntry syncPage(exchange::Exchange &exchange);
[[nodiscard]] kit::PageEntry letInPage(exchange::Exchange &exchange);
[[nodiscard]] kit::PageEntry joinHousePage(exchange::Exchange &exchange);
[[nodiscard]] kit::PageEntry lostLaptopPage(exchange::Exchange &exchange);

} // namespace indaro::ui::roads
