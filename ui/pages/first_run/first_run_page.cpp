// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/first_run/first_run_page.h"

#include "core/base/clock.h"
#include "ui/kit/background.h"
#include "ui/kit/theme.h"
#include "ui/kit/wrapping_buttons.h"

#include <QtGui/QKeyEvent>
#include <QtWidgets/QApplication>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

FirstRunPage::FirstRunPage(StartSetup setup, bool isVaultThere, QWidget *parent)
    : Page(setup.context, parent), m_setup(std::move(setup)), m_where(kit::makeLabel(kit::TextRole::Muted, this)),
      m_banner(new kit::Banner(this)), m_steps(new QWidget(this)), m_scroll(new QScrollArea(this)),
      m_progress(new kit::ProgressPanel(this)), m_back(new kit::PushButton(this)), m_next(new kit::PushButton(this)),
      m_signIn(new kit::PushButton(this)), m_manual(new kit::PushButton(this))
{
    const kit::PageContext &c = context();
    m_language = new LanguageStep(*c.translations, m_steps);
    m_machine = new MachineStep(m_steps);
    m_folder = new FolderStep(*c.files, m_setup.folder, m_steps);
    m_house = new HouseStep(m_steps);
    m_account = new AccountStep(m_steps);
    m_restore = new RestoreStep(*c.files, m_steps);
    m_kit = new RecoveryKitPanel(c, m_steps);
    // No QStackedWidget: it is as tall as its tallest step, and short ones would scroll.
    auto *inFront = new QVBoxLayout(m_steps);
    inFront->setContentsMargins(0, 0, 0, 0);
    for (QWidget *step :
         std::initializer_list<QWidget *>{m_language, m_machine, m_folder, m_house, m_account, m_restore, m_kit}) {
        step->hide();
        inFront->addWidget(step);
    }

    auto *column = new QWidget;
    column->setMaximumWidth(kit::space::ReadingWidth);
    auto *rows = new QVBoxLayout(column);
    rows->setContentsMargins(kit::space::Three, kit::space::Four, kit::space::Three, kit::space::Three);
    rows->setSpacing(kit::space::Two);
    rows->addWidget(m_where);
    rows->addWidget(m_steps, 1);
    rows->addWidget(m_banner);
    rows->addWidget(m_progress);
    auto *foot = new QWidget; // below what scrolls: the way on is in sight at any size
    foot->setMaximumWidth(kit::space::ReadingWidth);
    auto *buttons = new QHBoxLayout(foot);
    buttons->setContentsMargins(kit::space::Three, kit::space::One, kit::space::Three, kit::space::Two);
    buttons->addWidget(m_back);
    buttons->addWidget(m_signIn);
    buttons->addStretch(1);
    buttons->addWidget(m_manual);
    buttons->addWidget(m_next);
    const auto inTheMiddle = [](QWidget *what, QBoxLayout *sides) {
        sides->setContentsMargins(0, 0, 0, 0);
        sides->addStretch(1);
        sides->addWidget(what, 1000); // up to its greatest width
        sides->addStretch(1);
    };
    auto *middle = new QWidget;
    inTheMiddle(column, new QHBoxLayout(middle));
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setWidget(middle);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_scroll, 1);
    auto *below = new QHBoxLayout;
    inTheMiddle(foot, below);
    layout->addLayout(below);
    setTabOrder(m_next, m_back); // on from the last field is the way forward

    kit::setButtonRole(m_next, kit::ButtonRole::Primary);
    kit::setButtonRole(m_signIn, kit::ButtonRole::Quiet);
    kit::setButtonRole(m_manual, kit::ButtonRole::Quiet);
    m_manual->setVisible(bool(m_setup.openManual));
    connect(m_manual, &QPushButton::clicked, this, [this] { m_setup.openManual(); });
    m_signIn->setVisible(isVaultThere || m_setup.isTraining);
    if (m_setup.isTraining)
        m_language->offerPractiseOnly();
    connect(m_next, &QPushButton::clicked, this, [this] { go(1); });
    connect(m_back, &QPushButton::clicked, this, [this] { go(-1); });
    connect(m_account, &Step::submitted, this, [this] { go(1); });
    connect(m_signIn, &QPushButton::clicked, this, [this] {
        if (m_setup.isTraining)
            m_setup.switchTraining();
        else
            m_setup.switchToOther();
    });
    connect(m_progress, &kit::ProgressPanel::cancelled, this, [this] { m_isCancelled->store(true); });
    connect(m_kit, &RecoveryKitPanel::confirmed, this, [this] { m_setup.ready(); });
    m_poll.setInterval(100);
    connect(&m_poll, &QTimer::timeout, this, [this] { m_progress->setPermille(m_permille->load()); });
    showStep(m_language);
    retranslate();
}

kit::PageId FirstRunPage::id() const
{
    return kit::PageId{"first_run"};
}

QString FirstRunPage::title() const
{
    return tr("First steps");
}

std::vector<QWidget *> FirstRunPage::path() const
{
    if (m_language->wantsRestore())
        return {m_language, m_machine, m_folder, m_restore, m_kit};
    if (m_language->wantsToJoin() || m_language->wantsToPractise()) // the house has a name already
        return {m_language, m_machine, m_folder, m_account, m_kit};
    return {m_language, m_machine, m_folder, m_house, m_account, m_kit};
}

void FirstRunPage::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    const bool isOnButton = qobject_cast<QPushButton *>(QApplication::focusWidget()) != nullptr;
    if (isEnter && !event->isAutoRepeat() && !isOnButton && m_next->isVisible() && m_next->isEnabled())
        go(1);
    else
        Page::keyPressEvent(event);
}

void FirstRunPage::go(int by)
{
    auto *step = qobject_cast<Step *>(m_step);
    if (step == nullptr || (by > 0 && !step->isComplete()))
        return;
    m_banner->dismiss();
    if (by > 0 && step == m_account) {
        createVault();
        return;
    }
    if (by > 0 && step == m_restore) {
        restoreVault();
        return;
    }
    const auto steps = path();
    const auto at = std::find(steps.begin(), steps.end(), step) - steps.begin() + by;
    if (at < 0 || at >= static_cast<std::ptrdiff_t>(steps.size()))
        return;
    if (step == m_language)
        m_folder->propose(m_language->wantsToPractise() ? m_setup.trainingFolder : m_setup.folder);
    showStep(steps[static_cast<std::size_t>(at)]);
}

void FirstRunPage::showStep(QWidget *step)
{
    if (m_step != nullptr)
        m_step->hide();
    m_step = step;
    step->show();
    m_scroll->ensureVisible(0, 0);
    step->setFocus();
    if (step == m_machine) {
        kit::runInBackground(
            this,
            [folder = std::filesystem::path(m_setup.folder.toStdU16String())] {
                return machine::lookAtMemoryAndDisk(machine::Surroundings::ofThisMachine(folder));
            },
            [this](const machine::MachineState &state) { m_machine->setState(state); });
    }
    retranslate();
}

void FirstRunPage::createVault()
{
    setBusy(true, tr("Making the keys and the encrypted file…"));
    const bool hasName = !m_language->wantsToJoin() && !m_language->wantsToPractise();
    const QString house = hasName ? m_house->name() : QString();
    auto request = std::make_shared<session::CreateRequest>(session::CreateRequest{
        house.toStdString(), m_account->label().toStdString(), m_account->takePassphrase(), m_language->wantsToPractise()});
    kit::runInBackground(
        this,
        [environment = m_setup.environment, folder = m_folder->folder().toStdString(), request] {
            return session::createVault(*environment, folder, *request);
        },
        [this](base::Result<session::CreatedVault> made) { vaultMade(std::move(made), false); });
}

void FirstRunPage::restoreVault()
{
    m_permille = std::make_shared<std::atomic<int>>(0);
    m_isCancelled = std::make_shared<std::atomic<bool>>(false);
    setBusy(true, tr("Reading and checking the backup…"));
    m_progress->start(tr("Reading and checking the backup…"), true);
    m_poll.start();
    auto key = std::make_shared<session::BackupKey>(m_restore->takeKey());
    kit::runInBackground(
        this,
        [environment = m_setup.environment, file = m_restore->file().toStdString(),
         folder = m_folder->folder().toStdString(), key, permille = m_permille, isCancelled = m_isCancelled] {
            return session::restoreBackup(*environment, file, folder, *key, [&](int done) {
                permille->store(done);
                return !isCancelled->load();
            });
        },
        [this](base::Result<session::CreatedVault> made) { vaultMade(std::move(made), true); });
}

void FirstRunPage::vaultMade(base::Result<session::CreatedVault> made, bool isRestored)
{
    m_poll.stop();
    setBusy(false);
    if (!made) {
        m_banner->showError(made.error());
        return;
    }
    session::CreatedVault created = std::move(made).value();
    m_isOpen = true;
    Opened opened{
        .vault = std::make_shared<session::Vault>(std::move(created.vault)), .house = {}, .isByRecovery = isRestored};
    opened.joins = !isRestored && m_language->wantsToJoin();
    opened.isNewTraining = !isRestored && m_language->wantsToPractise();
    if (!isRestored && !opened.joins && !opened.isNewTraining)
        opened.house = casework::HouseDetails{m_house->name(), m_house->phone(), {}, m_house->address()};
    opened.isCommission = opened.house.has_value() && m_house->isCommission();
    const auto vault = opened.vault;
    m_setup.opened(m_folder->folder(), std::move(opened));
    m_setup.kitMade(created.kit.kitNumber, isRestored ? KitOfRestore : KitOfFirstRun);
    m_kit->start(vault, std::move(created.kit));
    showStep(m_kit);
}

kit::IdleRule FirstRunPage::idleRule() const
{
    if (m_step == m_kit)
        return CardsOnScreen;
    const bool isTyped = !m_account->isSecretEmpty() || !m_restore->isSecretEmpty();
    return m_isOpen || !m_steps->isEnabled() || isTyped ? kit::IdleRule{} : NothingToHide;
}

void FirstRunPage::setBusy(bool isBusy, const QString &what)
{
    m_steps->setEnabled(!isBusy);
    m_back->setEnabled(!isBusy);
    m_next->setEnabled(!isBusy);
    m_signIn->setEnabled(!isBusy);
    if (isBusy)
        m_progress->start(what, false);
    else
        m_progress->finish();
}

void FirstRunPage::retranslate()
{
    const auto steps = path();
    const auto at = std::find(steps.begin(), steps.end(), m_step) - steps.begin();
    m_where->setText(tr("Step %1 of %2").arg(at + 1).arg(steps.size()));
    m_back->setText(tr("Back"));
    m_next->setText(m_step == m_account ? tr("Create the vault") : m_step == m_restore ? tr("Restore") : tr("Next"));
    m_signIn->setText(tr("Back to signing in"));
    m_manual->setText(tr("Manual (F1)"));
    const bool isKit = m_step == m_kit;
    m_back->setVisible(at > 0 && !isKit); // the vault exists now: there is no way back
    m_next->setVisible(!isKit);
}

} // namespace indaro::ui::pages
