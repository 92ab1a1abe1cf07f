// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/sign_in/sign_in_page.h"

#include "core/base/clock.h"
#include "ui/kit/background.h"
#include "ui/kit/error_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/sign_in/findings.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>
#include <QtWidgets/QVBoxLayout>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int FormWidth = 440;
constexpr int CardsWidth = 680;
} // namespace

SignInPage::SignInPage(StartSetup setup, QWidget *parent)
    : Page(setup.context, parent), m_setup(std::move(setup)), m_stack(new QStackedWidget(this)),
      m_banner(new kit::Banner(this)), m_progress(new kit::ProgressPanel(this))
{
    auto *column = new QWidget;
    column->setMaximumWidth(CardsWidth);
    auto *rows = new QVBoxLayout(column);
    rows->addStretch(1);
    rows->addWidget(m_banner);
    m_stack->addWidget(buildPassphrase());
    m_stack->addWidget(buildRecovery());
    m_kitPanel = new RecoveryKitPanel(context(), this);
    m_stack->addWidget(m_kitPanel);
    rows->addWidget(m_stack);
    rows->addWidget(m_progress);
    rows->addStretch(2);
    auto *scroll = new QScrollArea(this);
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto *middle = new QWidget;
    auto *sides = new QHBoxLayout(middle);
    sides->addStretch(1);
    sides->addWidget(column, 1000); // up to its greatest width
    sides->addStretch(1);
    scroll->setWidget(middle);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(scroll);
    connect(m_kitPanel, &RecoveryKitPanel::confirmed, this, [this] { m_setup.ready(); });
    m_waitTimer.setInterval(500);
    connect(&m_waitTimer, &QTimer::timeout, this, &SignInPage::updateWait);
    connect(m_labels, &QComboBox::currentIndexChanged, this, [this] {
        const int at = m_labels->currentIndex();
        if (at >= 0 && static_cast<std::size_t>(at) < m_accounts.size())
            m_waitUntilMs = context().clock->monotonicMs() + m_accounts[static_cast<std::size_t>(at)].retryAfterMs;
        updateWait();
        m_secret->setFocus();
    });
    retranslate();
}

QWidget *SignInPage::buildPassphrase()
{
    auto *middle = new QWidget(m_stack);
    auto *sides = new QHBoxLayout(middle);
    sides->setContentsMargins(0, 0, 0, 0);
    auto *form = new QWidget(middle);
    form->setMaximumWidth(FormWidth);
    sides->addStretch(1);
    sides->addWidget(form, 1000);
    sides->addStretch(1);
    auto *layout = new QVBoxLayout(form);
    m_title = kit::makeLabel(kit::TextRole::Title, form);
    m_labels = new QComboBox(form);
    m_labelRow = new kit::FormRow(m_labels, form);
    m_secret = new kit::SecretField(form);
    m_secretRow = new kit::FormRow(m_secret, form);
    m_signIn = new kit::PushButton(form);
    kit::setButtonRole(m_signIn, kit::ButtonRole::Primary);
    m_forgot = new kit::PushButton(form);
    m_other = new kit::PushButton(form);
    m_practise = new kit::PushButton(form);
    m_practise->setObjectName(u"practise"_s);
    m_manual = new kit::PushButton(form);
    m_manual->setObjectName(u"openManual"_s);
    for (auto *button : {m_forgot, m_other, m_practise, m_manual})
        kit::setButtonRole(button, kit::ButtonRole::Quiet);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_title, m_labelRow, m_secretRow, m_signIn, m_forgot, m_other,
                                                            m_practise, m_manual})
        layout->addWidget(widget);
    layout->addStretch(1);
    setFocusProxy(m_secret);
    connect(m_secret, &kit::SecretField::submitted, this, &SignInPage::signIn);
    connect(m_signIn, &QPushButton::clicked, this, &SignInPage::signIn);
    connect(m_forgot, &QPushButton::clicked, this, [this] {
        m_banner->dismiss();
        m_stack->setCurrentIndex(1);
        m_cards->setFocus();
    });
    connect(m_other, &QPushButton::clicked, this, [this] { m_setup.switchToOther(); });
    m_other->setVisible(!m_setup.isTraining); // there is nothing to restore or to join
    m_practise->setVisible(bool(m_setup.switchTraining));
    connect(m_practise, &QPushButton::clicked, this, [this] { m_setup.switchTraining(); });
    m_manual->setVisible(bool(m_setup.openManual));
    connect(m_manual, &QPushButton::clicked, this, [this] { m_setup.openManual(); });
    return middle;
}

QWidget *SignInPage::buildRecovery()
{
    auto *form = new QWidget(m_stack);
    auto *layout = new QVBoxLayout(form);
    m_recoveryTitle = kit::makeLabel(kit::TextRole::Title, form);
    m_recoveryLabels = new QComboBox(form);
    m_recoveryLabelRow = new kit::FormRow(m_recoveryLabels, form);
    m_cards = new TwoCards(form);
    m_newPassphrase = new NewPassphrase(form);
    m_recover = new kit::PushButton(form);
    kit::setButtonRole(m_recover, kit::ButtonRole::Primary);
    m_toPassphrase = new kit::PushButton(form);
    kit::setButtonRole(m_toPassphrase, kit::ButtonRole::Quiet);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_recoveryTitle, m_cards, m_recoveryLabelRow, m_newPassphrase,
                                                            m_recover, m_toPassphrase})
        layout->addWidget(widget);
    connect(m_recover, &QPushButton::clicked, this, &SignInPage::recover);
    connect(m_toPassphrase, &QPushButton::clicked, this, [this] {
        m_cards->clear();
        m_newPassphrase->clear();
        m_banner->dismiss();
        m_stack->setCurrentIndex(0);
    });
    return form;
}

kit::PageId SignInPage::id() const
{
    return kit::PageId{"sign_in"};
}

QString SignInPage::title() const
{
    return tr("Sign in");
}

void SignInPage::refresh()
{
    kit::runInBackground(
        this,
        [environment = m_setup.environment, folder = m_setup.folder.toStdString()] {
            return session::listAccounts(*environment, folder);
        },
        [this](base::Result<std::vector<session::AccountInfo>> accounts) {
            if (!accounts) {
                failed(accounts.error());
                return;
            }
            const QString before = m_labels->currentText();
            m_accounts.clear();
            m_labels->clear();
            m_recoveryLabels->clear();
            for (auto &account : accounts.value()) {
                m_recoveryLabels->addItem(QString::fromStdString(account.label));
                if (account.isDisabled)
                    continue;
                m_accounts.push_back(account);
                m_labels->addItem(QString::fromStdString(account.label));
            }
            if (const int at = m_labels->findText(before); at >= 0)
                m_labels->setCurrentIndex(at);
        });
}

void SignInPage::signIn()
{
    if (m_isBusy || m_labels->currentIndex() < 0 || context().clock->monotonicMs() < m_waitUntilMs)
        return;
    if (m_secret->isEmpty()) {
        m_secretRow->setMessage(tr("Type the passphrase of this account."));
        m_secret->setFocus();
        return;
    }
    m_secretRow->clearMessage();
    setBusy(true, tr("Opening…"));
    auto secret = std::make_shared<base::SecretBytes>(m_secret->takeSecret());
    kit::runInBackground(
        this,
        [environment = m_setup.environment, folder = m_setup.folder.toStdString(),
         label = m_labels->currentText().toStdString(),
         secret] { return session::unlock(*environment, folder, label, *secret); },
        [this](base::Result<session::Vault> vault) {
            setBusy(false);
            if (!vault)
                failed(vault.error());
            else
                afterUnlock(std::make_shared<session::Vault>(std::move(vault).value()), false);
        });
}

void SignInPage::recover()
{
    if (m_isBusy)
        return;
    auto pair = m_cards->check();
    if (!pair)
        return;
    auto passphrase = m_newPassphrase->check();
    if (!passphrase)
        return;
    setBusy(true, tr("Opening with the cards…"));
    auto cards = std::make_shared<TwoCards::Pair>(std::move(*pair));
    auto secret = std::make_shared<base::SecretBytes>(std::move(*passphrase));
    kit::runInBackground(
        this,
        [environment = m_setup.environment, folder = m_setup.folder.toStdString(),
         label = m_recoveryLabels->currentText().toStdString(), cards,
         secret] { return session::unlockByRecovery(*environment, folder, cards->one, cards->other, label, *secret); },
        [this](base::Result<session::Vault> vault) {
            setBusy(false);
            if (!vault) {
                failed(vault.error());
                return;
            }
            m_cards->clear();
            m_newPassphrase->clear();
            afterUnlock(std::make_shared<session::Vault>(std::move(vault).value()), true);
        });
}

void SignInPage::afterUnlock(std::shared_ptr<session::Vault> vault, bool isByRecovery)
{
    m_banner->dismiss();
    m_isOpen = true;
    m_setup.opened(m_setup.folder, Opened{.vault = vault, .house = {}, .isByRecovery = isByRecovery});
    if (!vault->mustRenewKit()) {
        m_setup.ready();
        return;
    }
    setBusy(true, tr("Making new recovery cards…"));
    kit::runInBackground(
        this, [vault] { return vault->renewDueKit(); },
        [this, vault](base::Result<session::RecoveryKit> kit) {
            setBusy(false);
            if (!kit) {
                failed(kit.error());
                return;
            }
            m_setup.kitMade(kit->kitNumber, KitDue);
            m_stack->setCurrentWidget(m_kitPanel);
            m_kitPanel->start(vault, std::move(kit).value());
        });
}

kit::IdleRule SignInPage::idleRule() const
{
    if (m_stack->currentWidget() == m_kitPanel)
        return CardsOnScreen;
    const bool isTyped = !m_secret->isEmpty() || !m_cards->isEmpty() || !m_newPassphrase->isEmpty();
    return m_isOpen || m_isBusy || isTyped ? kit::IdleRule{} : NothingToHide;
}

void SignInPage::open(const kit::PageArgument &argument)
{
    Page::open(argument);
    if (m_setup.unsaved)
        m_banner->showMessage(kit::Banner::Kind::Error, unsavedText(*m_setup.unsaved));
}

void SignInPage::failed(const base::Error &error)
{
    m_banner->showError(error);
    if (error.code == base::Errc::WrongPassphrase) {
        m_waitUntilMs = context().clock->monotonicMs() + error.number("retryAfterMs");
        updateWait();
    }
    if (m_signIn->isEnabled())
        m_secret->setFocus();
}

void SignInPage::setBusy(bool isBusy, const QString &what)
{
    m_isBusy = isBusy;
    m_stack->setEnabled(!isBusy);
    if (isBusy)
        m_progress->start(what, false);
    else
        m_progress->finish();
}

void SignInPage::updateWait()
{
    const std::int64_t left = m_waitUntilMs - context().clock->monotonicMs();
    m_signIn->setEnabled(left <= 0);
    if (left > 0) {
        m_signIn->setText(tr("Wait %n second(s)", nullptr, static_cast<int>((left + 999) / 1000)));
        m_waitTimer.start();
    } else {
        m_signIn->setText(tr("Sign in"));
        m_waitTimer.stop();
    }
}

void SignInPage::retranslate()
{
    m_title->setText(tr("Sign in"));
    m_labelRow->setLabel(tr("Account"));
    m_secretRow->setLabel(tr("Passphrase"));
    m_forgot->setText(tr("Passphrase forgotten: use two recovery cards"));
    m_other->setText(tr("Restore a backup, or create another vault"));
    m_manual->setText(tr("Manual (F1)"));
    m_practise->setText(m_setup.isTraining ? tr("Vault of the house") : tr("Training vault"));
    m_recoveryTitle->setText(tr("Sign in with two recovery cards"));
    m_recoveryLabelRow->setLabel(tr("Account that gets a new passphrase"));
    m_recover->setText(tr("Open with the cards"));
    m_toPassphrase->setText(tr("Back to the passphrase"));
    updateWait();
}

} // namespace indaro::ui::pages
