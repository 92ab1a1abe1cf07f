// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/access/role_store.h"
#include "core/session/vault.h"
#include "ui/pages/settings/role_draft.h"
#include "ui/pages/settings/section.h"
#include "ui/pages/sign_in/second_person_panel.h"

#include <functional>
#include <memory>
#include <optional>
#include <vector>

QT_BEGIN_NAMESPACE
class QCheckBox;
class QComboBox;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// Who has which role, and what each role sees and writes. Directors change it, with somebody who agrees
/// [session::SecondPersonRule]; it holds on every laptop of the house after its next exchange.
/// What is chosen and not agreed to yet is a draft of this laptop, whatever else is looked at meanwhile.
class RolesSection final : public Section
{
    Q_OBJECT
public:
    RolesSection(const kit::PageContext &context, QWidget *parent);
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Member
    {
        sync::UserId id;
        QString name;
        std::vector<casework::Role> roles;
    };
    struct Loaded
    {
        std::vector<Member> members;
        std::vector<casework::RoleRule> rules;
        std::optional<RoleDraft> draft; ///< of an earlier time
    };
    using Change = std::function<base::Result<void>(casework::Desk &, const std::string &agreed)>;
    void buildWho();
    void buildWhat();
    void show(Loaded loaded);
    void showMember();
    void showRole();
    [[nodiscard]] casework::Role shownRole() const;
    [[nodiscard]] casework::Right shownRight(casework::Thing thing) const;
    /// The ticks of the shown member, the rights of the shown role, into the draft.
    void rolesChosen();
    void rightChosen(casework::Thing thing);
    /// What stands like that in the vault by now is no draft any more.
    void pruneDraft();
    void keepDraft();
    void showDraft();
    void giveUp();
    [[nodiscard]] std::vector<casework::Role> rolesOf(const Member &member) const;
    [[nodiscard]] std::vector<casework::Role> tickedRoles() const;
    void giveRoles();
    void keepRights();
    /// Asks who agrees, then does it and says `good`.
    void change(Change change, const QString &good);
    [[nodiscard]] QString label(const char *list, QLatin1String code) const;

    Loaded m_loaded;
    std::optional<RoleDraft> m_draft; ///< nothing until it was read
    QLabel *m_notGiven, *m_notKept;   ///< whose choice waits
    QPushButton *m_giveUp;
    QLabel *m_whatTitle;
    QComboBox *m_account, *m_role;
    kit::FormRow *m_accountRow, *m_roleRow;
    std::vector<QCheckBox *> m_roles;     ///< one for each Role
    std::vector<kit::FormRow *> m_things; ///< one for each Thing, with a combo box of rights
    QPushButton *m_give, *m_keep;
    SecondPersonPanel *m_second;
    Change m_waiting;
    QString m_good;
};

} // namespace indaro::ui::pages
