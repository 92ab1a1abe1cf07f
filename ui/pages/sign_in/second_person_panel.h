// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"
#include "ui/kit/secret_field.h"
#include "ui/kit/widgets.h"

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
    /// Shows the panel, or emits agreed() at once when the vault has only one active account.
    void start(std::shared_ptr<session::Vault> vault);

Q_SIGNALS:
    /// The passphrase of another active account was right, or there is no other active account.
    void agreed();
    void cancelled();

protected:
    void changeEvent(QEvent *event) override;

private:
    void offer(const std::vector<session::AccountInfo> &accounts);
    void verify();
    void retranslate();
    std::shared_ptr<session::Vault> m_vault;
    QComboBox *m_label;
    kit::SecretField *m_secret;
    kit::FormRow *m_labelRow, *m_secretRow;
    kit::Banner *m_banner;
    QPushButton *m_agree, *m_cancel;
};

} // namespace indaro::ui::pages
