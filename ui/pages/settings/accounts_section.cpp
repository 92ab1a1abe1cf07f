// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/accounts_section.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "ui/kit/ask.h"
#include "ui/kit/background.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QStackedWidget>

#include <utility>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int AccountButtonWidth = 220; ///< French is long, and the screen may be at 200 %
} // namespace

AccountsSection::AccountsSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_stack(new QStackedWidget(this))
{
    for (QWidget *form : {buildList(), buildAdd(), buildChange()})
        m_stack->addWidget(form);
    m_rows->addWidget(m_stack);
    m_second = new SecondPersonPanel(this);
    m_rows->addWidget(m_second);
    connect(m_second, &SecondPersonPanel::agreed, this, &AccountsSection::agreed);
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] {
        m_then = {};
        m_typed.reset();
        m_stack->setEnabled(true);
    });
    retranslate();
}

QWidget *AccountsSection::buildList()
{
    auto *form = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    m_list = new QListWidget(form);
    m_list->setMinimumHeight(160);
    layout->addWidget(m_list);
    auto *buttons = new kit::FlowGrid(2, AccountButtonWidth);
    m_add = new kit::PushButton(form);
    m_change = new kit::PushButton(form);
    m_disable = new kit::PushButton(form);
    m_remove = new kit::PushButton(form);
    kit::setButtonRole(m_add, kit::ButtonRole::Primary);
    kit::setButtonRole(m_remove, kit::ButtonRole::Danger);
    for (auto *button : {m_add, m_change, m_disable, m_remove})
        buttons->addCell(button);
    layout->addLayout(buttons);
    connect(m_list, &QListWidget::currentRowChanged, this, &AccountsSection::selectionChanged);
    connect(m_add, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        m_stack->setCurrentIndex(1);
        m_newLabel->setFocus();
    });
    connect(m_change, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        m_stack->setCurrentIndex(2);
        m_present->setFocus();
    });
    connect(m_disable, &QPushButton::clicked, this, &AccountsSection::toggleDisabled);
    connect(m_remove, &QPushButton::clicked, this, &AccountsSection::beginRemove);
    return form;
}

namespace {

QPushButton *addButtons(QVBoxLayout *layout, QPushButton *act, QWidget *form)
{
    auto *cancel = new kit::PushButton(form);
    auto *buttons = new kit::FlowGrid(2, AccountButtonWidth);
    buttons->addCell(cancel);
    buttons->addCell(act);
    layout->addLayout(buttons);
    layout->addStretch(1);
    return cancel;
}

} // namespace

QWidget *AccountsSection::buildAdd()
{
    auto *form = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    m_newLabel = new QLineEdit(form);
    m_newLabel->setMaxLength(40);
    m_newLabelRow = new kit::FormRow(m_newLabel, form);
    m_newRole = kit::makeNarrowBox(form, 16);
    m_newRoleRow = new kit::FormRow(m_newRole, form);
    m_addPassphrase = new NewPassphrase(form);
    m_doAdd = new kit::PushButton(form);
    kit::setButtonRole(m_doAdd, kit::ButtonRole::Primary);
    layout->addWidget(m_newLabelRow);
    layout->addWidget(m_newRoleRow);
    layout->addWidget(m_addPassphrase);
    m_cancels.append(addButtons(layout, m_doAdd, form));
    connect(m_doAdd, &QPushButton::clicked, this, &AccountsSection::addAccount);
    connect(m_cancels.last(), &QPushButton::clicked, this, [this] {
        m_addPassphrase->clear();
        m_stack->setCurrentIndex(0);
    });
    return form;
}

QWidget *AccountsSection::buildChange()
{
    auto *form = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(form);
    layout->setContentsMargins(0, 0, 0, 0);
    m_present = new kit::SecretField(form);
    m_presentRow = new kit::FormRow(m_present, form);
    m_changedPassphrase = new NewPassphrase(form);
    m_doChange = new kit::PushButton(form);
    kit::setButtonRole(m_doChange, kit::ButtonRole::Primary);
    layout->addWidget(m_presentRow);
    layout->addWidget(m_changedPassphrase);
    m_cancels.append(addButtons(layout, m_doChange, form));
    m_wait = new RetryWait(m_doChange);
    connect(m_doChange, &QPushButton::clicked, this, &AccountsSection::changePassphrase);
    connect(m_cancels.last(), &QPushButton::clicked, this, [this] {
        m_present->clear();
        m_changedPassphrase->clear();
        m_stack->setCurrentIndex(0);
    });
    return form;
}

void AccountsSection::refresh()
{
    kit::runInBackground(
        this, [vault = m_context.vault] { return vault->accounts(); },
        [this](std::vector<session::AccountInfo> accounts) {
            m_accounts = std::move(accounts);
            showAccounts();
        });
}

void AccountsSection::showAccounts()
{
    const int row = m_list->currentRow();
    m_list->clear();
    for (const auto &account : m_accounts) {
        const QString label = QString::fromStdString(account.label);
        const bool isOwn = account.id == m_context.vault->userId();
        m_list->addItem(isOwn ? tr("%1 (you)").arg(label) : account.isDisabled ? tr("%1 (switched off)").arg(label) : label);
    }
    m_list->setCurrentRow(row);
    const auto &access = m_context.workspace->access();
    const bool isDirector = !access || access->isDirector();
    for (QWidget *button : {m_add, m_disable, m_remove})
        button->setVisible(isDirector);
    selectionChanged();
}

const session::AccountInfo *AccountsSection::selected() const
{
    const int row = m_list->currentRow();
    return row < 0 || static_cast<std::size_t>(row) >= m_accounts.size() ? nullptr
                                                                         : &m_accounts[static_cast<std::size_t>(row)];
}

void AccountsSection::selectionChanged()
{
    const auto *account = selected();
    const bool isOther = account != nullptr && account->id != m_context.vault->userId();
    m_disable->setEnabled(isOther);
    m_remove->setEnabled(isOther);
    m_disable->setText(account != nullptr && account->isDisabled ? tr("Switch on") : tr("Switch off"));
}

void AccountsSection::finished(const base::Result<void> &result, casework::AuditVerb verb, const QString &good,
                               std::optional<sync::UserId> account, const std::string &detail)
{
    m_stack->setEnabled(true);
    if (!result) {
        m_banner->showError(result.error());
        return;
    }
    m_stack->setCurrentIndex(0);
    m_banner->showMessage(kit::Banner::Kind::Good, good);
    std::optional<sync::RecordId> object;
    if (account)
        object = sync::RecordId::sameAs(*account);
    m_context.workspace->ask(
        this, [verb, object, detail](casework::Desk &desk) { return casework::recordAuditNow(desk, verb, object, detail); },
        [this](base::Result<void> logged) {
            if (!logged)
                m_banner->showError(logged.error());
        });
    refresh();
}

void AccountsSection::withAgreement(std::function<void(Agreed)> then, const std::string &except)
{
    m_then = std::move(then);
    m_banner->dismiss();
    m_stack->setEnabled(false);
    m_second->start(m_context.vault, except);
}

void AccountsSection::agreed(const Agreed &approval)
{
    if (const auto then = std::exchange(m_then, {}))
        then(approval);
}

void AccountsSection::addAccount()
{
    if (m_newLabel->text().simplified().isEmpty()) {
        m_newLabelRow->setMessage(tr("Choose a name for the account."));
        return;
    }
    m_newLabelRow->clearMessage();
    if (m_newRole->currentIndex() < 0) {
        m_newRoleRow->setMessage(tr("Choose what this person does in the house. It can be changed under Roles."));
        return;
    }
    m_newRoleRow->clearMessage();
    auto passphrase = m_addPassphrase->check();
    if (!passphrase)
        return;
    m_typed = std::make_shared<base::SecretBytes>(std::move(*passphrase));
    withAgreement([this](const Agreed &approval) { addAgreed(approval); });
}

void AccountsSection::addAgreed(const Agreed &approval)
{
    kit::runInBackground(
        this,
        [vault = m_context.vault, label = m_newLabel->text().simplified().toStdString(), secret = std::exchange(m_typed, {}),
         approval] { return vault->addAccount(label, *secret, *approval); },
        [this, approval](base::Result<sync::UserId> added) {
            if (!added) {
                finished(added.error(), casework::AuditVerb::AccountAdded, {});
                return;
            }
            giveRole(*added, m_newLabel->text().simplified(), approval->auditDetail());
        });
}

/// An account without a role may sign in and sees nothing: nothing is open between the two steps.
void AccountsSection::giveRole(const sync::UserId &account, const QString &label, const std::string &agreed)
{
    casework::StaffMember member{.id = account, .name = label, .position = {}, .phone = {}};
    member.role = m_newRole->currentData().toString();
    m_context.workspace->ask(
        this, [member](casework::Desk &desk) { return casework::saveStaff(desk, member); },
        [this, account, agreed](const base::Result<void> &given) {
            m_newLabel->clear();
            m_newRole->setCurrentIndex(-1);
            m_addPassphrase->clear();
            finished({}, casework::AuditVerb::AccountAdded, tr("The account can sign in now."), account, agreed);
            if (!given)
                m_banner->showError(given.error());
        });
}

void AccountsSection::changePassphrase()
{
    auto next = m_changedPassphrase->check();
    if (!next)
        return;
    m_stack->setEnabled(false);
    auto present = std::make_shared<base::SecretBytes>(m_present->takeSecret());
    auto secret = std::make_shared<base::SecretBytes>(std::move(*next));
    kit::runInBackground(
        this,
        [vault = m_context.vault, present, secret] {
            return vault->changePassphrase(vault->userLabel(), *present, *secret);
        },
        [this](base::Result<void> result) {
            if (result)
                m_changedPassphrase->clear();
            finished(result, casework::AuditVerb::PassphraseChanged,
                     tr("Your passphrase is changed. Backups made before still open with the former one."),
                     m_context.vault->userId());
            if (!result)
                m_wait->start(result.error().number("retryAfterMs"));
        });
}

void AccountsSection::toggleDisabled()
{
    const auto *account = selected();
    if (account == nullptr)
        return;
    if (account->isDisabled) {
        switchOn(*account, nullptr);
        return;
    }
    kit::Question question;
    question.title = u"Indaro"_s;
    question.text = tr("Switch this account off?");
    question.detail =
        tr("It can no longer sign in. You need nobody for this, so that it can be done at once; but for 30 days "
           "what needs two persons goes on needing a second one.");
    question.choices = {tr("Leave it on"), tr("Switch off")};
    question.isDangerous = true;
    m_context.ask->ask(this, question, [this, chosen = *account](int choice) {
        if (choice == 1)
            switchOff(chosen);
    });
}

void AccountsSection::switchOff(const session::AccountInfo &account)
{
    m_stack->setEnabled(false);
    kit::runInBackground(
        this, [vault = m_context.vault, label = account.label] { return vault->disableAccount(label); },
        [this, id = account.id](base::Result<void> result) {
            finished(result, casework::AuditVerb::AccountDisabled, tr("The account can no longer sign in."), id, "alone");
        });
}

void AccountsSection::switchOn(const session::AccountInfo &account, const Agreed &approval)
{
    m_stack->setEnabled(false);
    kit::runInBackground(
        this,
        [vault = m_context.vault, label = account.label, approval] { return vault->enableAccount(label, approval.get()); },
        [this, account, approval](base::Result<void> result) {
            if (!result && result.error().code == base::Errc::SecondPersonNeeded && !approval) {
                withAgreement([this, account](const Agreed &given) { switchOn(account, given); });
                return;
            }
            finished(result, casework::AuditVerb::AccountEnabled,
                     tr("The account is switched on and signs in with its passphrase as before."), account.id,
                     approval ? approval->auditDetail() : "alone");
        });
}

void AccountsSection::beginRemove()
{
    const auto *account = selected();
    if (account == nullptr)
        return;
    kit::Question question;
    question.title = u"Indaro"_s;
    question.text = tr("The account “%1” is removed for good and the key of the vault is changed.")
                        .arg(QString::fromStdString(account->label));
    question.choices = {tr("Cancel"), tr("Remove for good")};
    question.isDangerous = true;
    m_context.ask->ask(this, question, [this, chosen = *account](int choice) {
        if (choice == 1)
            withAgreement([this, chosen](const Agreed &approval) { removeAgreed(chosen, approval); }, chosen.label);
    });
}

void AccountsSection::removeAgreed(const session::AccountInfo &account, const Agreed &approval)
{
    m_context.workspace->ask(
        this,
        [vault = m_context.vault, label = account.label, approval](casework::Desk &desk) {
            return vault->removeAccount(label, desk.log.connection(), *approval);
        },
        [this, id = account.id, approval](base::Result<void> result) {
            finished(result, casework::AuditVerb::AccountRemoved,
                     tr("The account is removed. Older backups still open with its passphrase: replace them "
                        "soon."),
                     id, approval->auditDetail());
        });
}

void AccountsSection::retranslate()
{
    m_title->setText(tr("Accounts"));
    m_list->setAccessibleName(m_title->text());
    m_text->setText(tr("Everybody signs in with an account of their own, so that the history says who changed what."));
    m_add->setText(tr("Add an account"));
    m_change->setText(tr("Change my passphrase"));
    m_remove->setText(tr("Remove…"));
    m_newLabelRow->setLabel(tr("Name of the account"));
    m_newLabelRow->setHint(tr("It is readable before signing in: initials or a nickname will do, no full name."));
    m_newRoleRow->setLabel(tr("Role in the house"));
    const int role = m_newRole->currentIndex();
    m_newRole->clear();
    for (std::size_t each = 0; each < casework::RoleCount; ++each) {
        const QString code(casework::toString(static_cast<casework::Role>(each)));
        m_newRole->addItem(
            models::codeLabel(u"staff_role"_s, code, kit::Translations::code(m_context.translations->language())), code);
    }
    m_newRole->setCurrentIndex(role);
    m_presentRow->setLabel(tr("Present passphrase"));
    m_doAdd->setText(tr("Add the account"));
    m_wait->setText(tr("Change the passphrase"));
    for (auto *cancel : std::as_const(m_cancels))
        cancel->setText(tr("Cancel"));
    showAccounts();
}

} // namespace indaro::ui::pages
