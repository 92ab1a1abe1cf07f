// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/base/secret_bytes.h"
#include "ui/kit/widgets.h"
#include "ui/kit/window.h"

#include <functional>
#include <string>
#include <vector>

namespace indaro::ui::kit {
class SecretField;
} // namespace indaro::ui::kit

namespace indaro::ui::pages {

/// Which new version goes onto this computer, and whose vault shows that it works.
struct Installation
{
    QString stick; ///< the folder with RELEASE
    QString vault, user;
    QString version; ///< to be shown
};

/// How `indaro-cli` is called for it; the passphrase and a line end are its input.
[[nodiscard]] std::vector<std::string> installWords(const QString &cli, const Installation &what);
/// What it answered (one line of JSON) as a value: an error by its code with its parameters; UpdateFailed (undone=0,
/// why="no answer") where it ended without saying how, of which nobody can know what it has done.
[[nodiscard]] base::Result<void> installAnswer(int exitCode, const std::string &output);

/// The new version is installed while the program itself is closed: its vault must be free, and its files are replaced. This
/// window is all there is meanwhile, in a process of its own that never opens the vault. It asks for the passphrase, so that
/// the new version can show that it reads the data, and leaves the rest to `indaro-cli`, which asks for the administrator.
class InstallWindow final : public kit::Window
{
    Q_OBJECT
public:
    /// `install`: runs on a thread of its own. `goOn`: starts the program again, on the GUI thread; false when it could not.
    InstallWindow(Installation what, std::function<base::Result<void>(const base::SecretBytes &passphrase)> install,
                  std::function<bool()> goOn);

protected:
    void changeEvent(QEvent *event) override;
    /// Not while it installs: what is half done is told by nobody then.
    void closeEvent(QCloseEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    void begin();
    void ended(const base::Result<void> &result);
    void retranslate();
    enum class State : std::uint8_t { Asking, Installing, Installed, Failed };
    void enterState(State state);

    Installation m_what;
    std::function<base::Result<void>(const base::SecretBytes &)> m_install;
    std::function<bool()> m_goOn;
    State m_state = State::Asking;
    QLabel *m_title, *m_text;
    kit::Banner *m_banner;
    kit::SecretField *m_secret;
    kit::FormRow *m_secretRow;
    kit::ProgressPanel *m_progress;
    QPushButton *m_begin, *m_open;
};

} // namespace indaro::ui::pages
