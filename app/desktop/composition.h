// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/clock.h"
#include "core/casework/workspace.h"
#include "core/crypto/system_random.h"
#include "core/exchange/exchange.h"
#include "core/reports/house_mode.h"
#include "core/session/vault.h"
#include "ui/kit/ask.h"
#include "ui/kit/cut_text.h"
#include "ui/kit/translations.h"
#include "ui/pages/commission/packet_post.h"
#include "ui/pages/settings/install_window.h"
#include "ui/pages/sign_in/start.h"
#include "ui/shell/automatic_backup.h"
#include "ui/shell/main_window.h"
#include "ui/shell/screen_watch.h"

#include <QtCore/QPointer>
#include <QtCore/QTimer>
#include <QtWidgets/QMainWindow>

#include <functional>
#include <memory>
#include <optional>

QT_BEGIN_NAMESPACE
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {
class StartManual;
}

namespace indaro::desktop {

/// What a run of the program may replace; the defaults are the program's. The guided tour and the tests
/// compose others.
struct Parts
{
    std::shared_ptr<ui::kit::Ask> ask = std::make_shared<ui::kit::MessageBoxAsk>();
    std::shared_ptr<ui::kit::FileAsk> files = std::make_shared<ui::kit::DialogFileAsk>();
    std::shared_ptr<const base::Clock> clock = std::make_shared<base::SystemClock>();
    crypto::KdfPolicy kdf{};
    transport::HouseBeacon::Reach neighbours{};
    /// Called when everything is closed and wiped; the program replaces its process here. `unsaved`: why something typed
    /// last could not be saved, for the next process to say.
    std::function<void(std::optional<base::Errc> unsaved)> replaceProcess;
    /// The same, but the next process installs a new version first. None: nothing is installed from here.
    std::function<void(const ui::pages::Installation &)> install;
    /// What the process before this one could not save.
    std::optional<base::Errc> unsaved;
};

/// Builds the program and wires it: first run or sign-in, then the frame over an open vault, then lock.
class Composition final : public QObject
{
    Q_OBJECT
public:
    /// `folder`: of the vault, or where the first run proposes to make one.
    Composition(Parts parts, QString folder);
    ~Composition() override;
    /// Shows the first window.
    void start();
    [[nodiscard]] QMainWindow *window() const noexcept;
    /// Null before somebody signed in.
    [[nodiscard]] casework::Workspace *workspace() const noexcept { return m_workspace.get(); }
    /// Null before somebody signed in.
    [[nodiscard]] exchange::Exchange *exchange() const noexcept { return m_exchange.get(); }
    [[nodiscard]] ui::kit::Translations &translations() noexcept { return m_translations; }

private:
    [[nodiscard]] ui::kit::PageContext context();
    void showFirstRun();
    void showSignIn();
    void switchTraining();
    void showStart(ui::kit::Page *page);
    /// Of the first pages, the one there is; null when somebody has signed in.
    [[nodiscard]] ui::kit::Page *startPage() const;
    void switchStartManual();
    void closeStartManual();
    [[nodiscard]] ui::pages::StartSetup startSetup(std::function<void()> switchToOther);
    /// Locks the first pages too, as soon as there is something on them to hide.
    void watchStart();
    void lockStart();
    void open(const QString &folder, const ui::pages::Opened &opened);
    void enter();
    void recordKit(const std::string &kitNumber, std::string_view reason);
    void showFindings();
    void showProblem(const base::Error &error);
    void recordStart(const ui::pages::Opened &opened);
    void showFrame(reports::HouseMode mode);
    /// Roles were changed while somebody is signed in: what the pages show may no longer be for them.
    void tellOfNewRole();
    void startBackups();
    void followSaving();
    void followExchange();
    void goOnWithLaptops();
    void showExchange();
    void lock();
    [[nodiscard]] std::function<void(const ui::pages::Installation &)> installation();

    Parts m_parts;
    std::optional<ui::pages::Installation> m_installation; ///< what locking leads to, if not to the sign-in
    QString m_folder;
    QString m_houseFolder;     ///< of the vault of the house, while somebody practises
    bool m_isTraining = false; ///< the folder is that of the vault to practise in
    crypto::SystemRandom m_random;
    std::shared_ptr<const session::VaultEnvironment> m_environment;
    ui::kit::Translations m_translations;
    ui::kit::CutTextTips m_tips;
    std::shared_ptr<session::Vault> m_vault; ///< outlives the connection inside the workspace
    std::unique_ptr<casework::Workspace> m_workspace;
    std::unique_ptr<exchange::Exchange> m_exchange;
    std::unique_ptr<ui::pages::PacketPost> m_post;
    std::unique_ptr<ui::shell::AutomaticBackup> m_backup;
    ui::shell::ScreenWatch m_screenWatch;
    QTimer m_savingTimer;
    std::unique_ptr<QMainWindow> m_start;
    QStackedWidget *m_startPages = nullptr;         ///< in that window: the first page, and the manual over it
    QPointer<ui::pages::StartManual> m_startManual; ///< while it is read
    QPointer<QWidget> m_beforeManual;               ///< what had the keyboard
    bool m_isLocking = false;
    bool m_hasGoneOn = false;            ///< with what a lock has cut short
    std::optional<base::Errc> m_failure; ///< the last one of the disk or the file that the store told
    std::unique_ptr<ui::shell::MainWindow> m_frame;
};

} // namespace indaro::desktop
