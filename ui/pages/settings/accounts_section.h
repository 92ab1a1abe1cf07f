// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/audit/audit.h"
#include "core/session/vault.h"
#include "ui/pages/settings/section.h"
#include "ui/pages/sign_in/new_passphrase.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <functional>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QComboBox;
class QListWidget;
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Add, switch off and on, remove, and the own passphrase. Whoever has to agree is asked [session::SecondPersonRule].
class AccountsSection final : public Section
{
    Q_OBJECT
public:
    AccountsSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    QWidget *buildList();
    QWidget *buildAdd();
    QWidget *buildChange();
    [[nodiscard]] const session::AccountInfo *selected() const;
    void selectionChanged();
    void showAccounts();
    using Agreed = std::shared_ptr<session::Approval>;
    /// Runs `then` as soon as somebody else has agreed, or nobody has to.
    void withAgreement(std::function<void(Agreed)> then, const std::string &except = {});
    void agreed(const Agreed &approval);
    void addAccount();
    void addAgreed(const Agreed &approval);
    void giveRole(const sync::UserId &account, const QString &label, const std::string &agreed);
    void changePassphrase();
    void toggleDisabled();
    void switchOff(const session::AccountInfo &account);
    void switchOn(const session::AccountInfo &account, const Agreed &approval);
    void beginRemove();
    void removeAgreed(const session::AccountInfo &account, const Agreed &approval);
    /// `account` and `detail` go into the audit.
    void finished(const base::Result<void> &result, casework::AuditVerb verb, const QString &good,
                  std::optional<sync::UserId> account = std::nullopt, const std::string &detail = {});

    std::vector<session::AccountInfo> m_accounts;
    QStackedWidget *m_stack;
    QListWidget *m_list;
    QPushButton *m_add, *m_change, *m_disable, *m_remove;
    QLineEdit *m_newLabel;
    kit::FormRow *m_newLabelRow;
    QComboBox *m_newRole;
    kit::FormRow *m_newRoleRow;
    NewPassphrase *m_addPassphrase, *m_changedPassphrase;
    kit::SecretField *m_present;
    kit::FormRow *m_presentRow;
    SecondPersonPanel *m_second;
    std::function<void(Agreed)> m_then;
    std::shared_ptr<base::SecretBytes> m_typed; ///< of the new account, while a second person is asked
    RetryWait *m_wait;
    QList<QPushButton *> m_cancels;
    QPushButton *m_doAdd, *m_doChange;
};

} // namespace indaro::ui::pages
