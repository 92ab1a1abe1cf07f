// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/session/vault.h"
#include "ui/pages/settings/section.h"
#include "ui/pages/sign_in/new_passphrase.h"

QT_BEGIN_NAMESPACE
class QComboBox;
class QListWidget;
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::casework {
enum class AuditVerb : std::uint8_t;
}

namespace indaro::ui::pages {

/// Add, disable, remove (with a second person's passphrase) and the own passphrase.
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
    QWidget *buildRemove();
    [[nodiscard]] const session::AccountInfo *selected() const;
    void selectionChanged();
    void addAccount();
    void changePassphrase();
    void toggleDisabled();
    void beginRemove();
    void removeAccount();
    void removeConfirmed(const std::string &label);
    void finished(const base::Result<void> &result, casework::AuditVerb verb, const QString &good);

    std::vector<session::AccountInfo> m_accounts;
    QStackedWidget *m_stack;
    QListWidget *m_list;
    QPushButton *m_add, *m_change, *m_disable, *m_remove;
    QLineEdit *m_newLabel;
    kit::FormRow *m_newLabelRow;
    NewPassphrase *m_addPassphrase, *m_changedPassphrase;
    kit::SecretField *m_present, *m_second;
    kit::FormRow *m_presentRow, *m_secondLabelRow, *m_secondRow;
    QComboBox *m_secondLabel;
    QLabel *m_removeText;
    QList<QPushButton *> m_cancels;
    QPushButton *m_doAdd, *m_doChange, *m_doRemove;
};

} // namespace indaro::ui::pages
