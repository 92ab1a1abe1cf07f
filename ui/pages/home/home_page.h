// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/backups/backups.h"
#include "core/casework/checklists/guards.h"
#include "ui/kit/page.h"

QT_BEGIN_NAMESPACE
class QFrame;
class QLabel;
class QScrollArea;
class QVBoxLayout;
QT_END_NAMESPACE

namespace indaro::ui::kit {
class Banner;
}

namespace indaro::ui::pages {

class AccountabilityCard;
class ConsentsCard;
class DueGroups;
class IncomingCard;
class KeepingCard;
class MachineLine;

/// What matters when the day begins: receivers of a referral who must be told that the agreement was taken back, what waits
/// to be decided after an exchange, who sleeps in the house tonight, interviews to finish, referrals without an answer.
class HomePage final : public kit::Page
{
    Q_OBJECT
public:
    explicit HomePage(const kit::PageContext &context, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Loaded;
    struct Card
    {
        QFrame *frame = nullptr;
        QLabel *title = nullptr;
        QVBoxLayout *lines = nullptr;
        int used = 0; ///< lines of the present state; the widgets behind them are left from the state before
    };
    Card makeCard(QVBoxLayout *column);
    void show(const Loaded &loaded);
    void refreshWaivers();
    void showWaivers();
    void noteWaiversSeen();
    void showDecide(const Loaded &loaded);
    /// Warns when the last backup is a week old or there was none.
    void showBackup(const casework::BackupStatus &status);
    /// Hides the cards of parts the role does not read.
    void showForRole();
    void showToTell(const Loaded &loaded);
    /// Takes the widget that stood in this place before, so that a change elsewhere does not take the keyboard focus away.
    void addLine(Card &card, const QString &text, std::function<void()> go);
    static void dropTheRest(Card &card);

    QLabel *m_problem;
    kit::Banner *m_backupWarning;
    MachineLine *m_machine;
    QLabel *m_backup;
    Card m_toTell; ///< hidden when there is nobody
    Card m_decide;
    Card m_waivers; ///< what was waived in haste; only a director's, hidden when there is nothing
    AccountabilityCard *m_accountability;
    DueGroups *m_due;
    ConsentsCard *m_consents;
    IncomingCard *m_incoming;
    KeepingCard *m_keeping;
    Card m_tonight;
    Card m_drafts;
    Card m_unanswered;
    std::shared_ptr<Loaded> m_loaded;
    std::shared_ptr<std::vector<casework::UrgentWaiver>> m_urgent;
};

[[nodiscard]] kit::PageEntry homePage();

} // namespace indaro::ui::pages
