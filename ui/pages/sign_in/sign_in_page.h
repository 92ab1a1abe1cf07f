// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/secret_field.h"
#include "ui/kit/widgets.h"
#include "ui/pages/sign_in/new_passphrase.h"
#include "ui/pages/sign_in/recovery_kit_panel.h"
#include "ui/pages/sign_in/start.h"

#include <QtCore/QTimer>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Choose an account, type the passphrase; or two recovery cards and a new passphrase, after which new cards
/// are due.
class SignInPage final : public kit::Page
{
    Q_OBJECT
public:
    explicit SignInPage(StartSetup setup, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] QString title() const override;
    /// Reads the account labels again.
    void refresh() override;
    void open(const kit::PageArgument &argument) override;
    [[nodiscard]] kit::IdleRule idleRule() const override;

protected:
    void retranslate() override;

private:
    QWidget *buildPassphrase();
    QWidget *buildRecovery();
    void signIn();
    void recover();
    void afterUnlock(std::shared_ptr<session::Vault> vault, bool isByRecovery);
    void failed(const base::Error &error);
    void setBusy(bool isBusy, const QString &what = {});
    void updateWait();

    StartSetup m_setup;
    std::vector<session::AccountInfo> m_accounts;
    std::int64_t m_waitUntilMs = 0; ///< monotonic
    QTimer m_waitTimer;
    bool m_isBusy = false;
    bool m_isOpen = false; ///< the vault; only its cards are still due

    QStackedWidget *m_stack;
    QLabel *m_title, *m_recoveryTitle;
    QComboBox *m_labels, *m_recoveryLabels;
    kit::FormRow *m_labelRow, *m_secretRow, *m_recoveryLabelRow;
    kit::SecretField *m_secret;
    TwoCards *m_cards;
    NewPassphrase *m_newPassphrase;
    RecoveryKitPanel *m_kitPanel;
    QPushButton *m_signIn, *m_forgot, *m_other, *m_practise, *m_manual, *m_recover, *m_toPassphrase;
    kit::Banner *m_banner;
    kit::ProgressPanel *m_progress;
};

} // namespace indaro::ui::pages
