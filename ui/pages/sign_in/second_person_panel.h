// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/widgets.h"
#include "ui/pages/sign_in/retry_wait.h"

#include <memory>

QT_BEGIN_NAMESPACE
class QComboBox;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// A second colleague agrees by typing their own passphrase on this laptop [contracts.md 9]. Inline, no dialog.
/// GUI thread; the passphrase is checked on a background thread.
class SecondPersonPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit SecondPersonPanel(QWidget *parent = nullptr);
    /// Shows the panel, or emits agreed() soon when session::SecondPersonRule needs nobody. `except`: an account that may
    /// not agree, because it is about itself.
    void start(std::shared_ptr<session::Vault> vault, const std::string &except = {});

Q_SIGNALS:
    /// For one action.
    void agreed(const std::shared_ptr<indaro::session::Approval> &approval);
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    using Answer = base::Result<std::shared_ptr<session::Approval>>;
    void offer(const session::SecondPersonRule &rule, const std::string &except);
    void verify();
    void verified(const Answer &approval);
    void retranslate();
    std::shared_ptr<session::Vault> m_vault;
    QComboBox *m_label;
    kit::SecretField *m_secret;
    kit::FormRow *m_labelRow, *m_secretRow;
    kit::Banner *m_banner;
    QPushButton *m_agree, *m_cancel;
    RetryWait *m_wait;
};

} // namespace indaro::ui::pages
