// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/pages/first_run/first_run_steps.h"
#include "ui/pages/sign_in/start.h"

#include <QtCore/QTimer>

#include <atomic>

QT_BEGIN_NAMESPACE
class QScrollArea;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// From nothing to a vault: language, what the machine risks, folder, house, account, recovery cards typed
/// back. Or from a backup: the same with the backup's house and accounts. Ends by StartSetup::ready.
class FirstRunPage final : public kit::Page
{
    Q_OBJECT
public:
    /// `isVaultThere`: offers the way back to sign-in.
    FirstRunPage(StartSetup setup, bool isVaultThere, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    [[nodiscard]] kit::IdleRule idleRule() const override;

protected:
    void retranslate() override;
    /// Enter goes on, as "Next" does.
    void keyPressEvent(QKeyEvent *event) override;

private:
    void go(int by);
    [[nodiscard]] std::vector<QWidget *> path() const;
    void showStep(QWidget *step);
    void createVault();
    void restoreVault();
    void vaultMade(base::Result<session::CreatedVault> made, bool isRestored);
    void setBusy(bool isBusy, const QString &what = {});

    StartSetup m_setup;
    bool m_isOpen = false; ///< the vault; only its cards are still due
    std::shared_ptr<std::atomic<int>> m_permille;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    QTimer m_poll;
    QLabel *m_where;
    kit::Banner *m_banner;
    QWidget *m_steps;
    QWidget *m_step = nullptr; ///< the one in front
    QScrollArea *m_scroll;
    LanguageStep *m_language;
    MachineStep *m_machine;
    FolderStep *m_folder;
    HouseStep *m_house;
    AccountStep *m_account;
    RestoreStep *m_restore;
    RecoveryKitPanel *m_kit;
    kit::ProgressPanel *m_progress;
    QPushButton *m_back, *m_next, *m_signIn, *m_manual;
};

} // namespace indaro::ui::pages
