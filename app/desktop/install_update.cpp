// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/desktop/install_update.h"

#include "app/desktop/preferences.h"
#include "core/base/process.h"
#include "ui/kit/cut_text.h"

#include <QtCore/QFileInfo>
#include <QtCore/QProcess>
#include <QtWidgets/QApplication>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace indaro::desktop {

namespace {

/// As good as none: what is ended half way leaves a computer of which nobody knows what is on it, and somebody may have to
/// fetch the administrator first.
constexpr std::chrono::hours Longest{24 * 365};

base::Result<void> install(const std::vector<std::string> &words, const base::SecretBytes &passphrase)
{
    base::SecretBytes line(passphrase.size() + 1);
    std::ranges::copy(passphrase.view(), line.span().begin());
    line.span().back() = std::byte{'\n'};
    const auto answer = base::askProgram(words, Longest, line.view());
    return answer ? ui::pages::installAnswer(answer->exitCode, answer->output) : ui::pages::installAnswer(-1, {});
}

} // namespace

std::vector<std::string> installArguments(const ui::pages::Installation &what)
{
    return {"--install-update", what.stick.toStdString(), "--vault",           what.vault.toStdString(),
            "--install-for",    what.user.toStdString(),  "--install-version", what.version.toStdString()};
}

int runInstallation(const ui::pages::Installation &what, const QString &program)
{
    ui::kit::Translations translations;
    translations.setLanguage(Preferences::language());
    ui::kit::applyTheme(*qApp, Preferences::theme());
    ui::kit::CutTextTips tips;
    qApp->installEventFilter(&tips);
    const QString cli = QFileInfo(program).absolutePath() + u"/indaro-cli"_s;
    ui::pages::InstallWindow window(
        what,
        [words = ui::pages::installWords(cli, what)](const base::SecretBytes &passphrase) {
            return install(words, passphrase);
        },
        [&what, &program] {
            // Not this process again: its file is the former version's by now.
            if (!QProcess::startDetached(program, {u"--vault"_s, what.vault}))
                return false;
            QCoreApplication::quit();
            return true;
        });
    window.show();
    return QApplication::exec();
}

} // namespace indaro::desktop
