// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/release/stick.h"
#include "ui/pages/settings/install_window.h"
#include "ui/pages/settings/section.h"

#include <QtCore/QTimer>

#include <atomic>
#include <filesystem>
#include <functional>
#include <optional>

QT_BEGIN_NAMESPACE
class QLineEdit;
class QPushButton;
QT_END_NAMESPACE

namespace indaro::ui::pages {

/// What runs here, to compare a stick with. A test composes another one.
struct UpdatePlace
{
    std::filesystem::path root = "/";
    std::optional<release::Version> installed; ///< nothing: not a program that was released
    [[nodiscard]] static UpdatePlace ofThisProgram();
};

/// A new version of the program on a stick: what it is, who signed it, whether every file is as it was signed, and what to
/// do next. It installs nothing itself, because that needs the password of the computer's administrator and the vault closed
/// (InstallWindow, or `indaro-cli update apply` in a terminal).
class UpdateSection final : public Section
{
    Q_OBJECT
public:
    /// `install`: closes the vault and begins; none where nothing can be installed from here.
    UpdateSection(const kit::PageContext &context, QWidget *parent, std::function<void(const Installation &)> install,
                  UpdatePlace place = UpdatePlace::ofThisProgram());
    void refresh() override;

protected:
    void retranslate() override;

private:
    struct Looked
    {
        release::Release release;
        base::Result<void> mayFollow;
    };
    void look(const QString &folder);
    void showFound();
    [[nodiscard]] Installation installation() const;
    UpdatePlace m_place;
    std::function<void(const Installation &)> m_install;
    QPushButton *m_look, *m_begin;
    kit::ProgressPanel *m_progress;
    QLabel *m_found, *m_next, *m_byTerminal;
    QLineEdit *m_command;
    QString m_folder;
    std::optional<Looked> m_looked;
    std::shared_ptr<std::atomic<int>> m_permille;
    std::shared_ptr<std::atomic<bool>> m_isCancelled;
    QTimer m_poll;
};

} // namespace indaro::ui::pages
