// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/help_source.h"
#include "ui/kit/page.h"
#include "ui/kit/theme.h"
#include "ui/pages/settings/install_window.h"

#include <functional>
#include <map>

QT_BEGIN_NAMESPACE
class QListWidget;
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class JournalSection;
class MachineSection;
class Section;

/// Parts of the settings the manual helps with in a task of their own; with the others it helps as with the page.
inline constexpr kit::PageId BackupSettingsId{"settings_backup"};
inline constexpr kit::PageId CardSettingsId{"settings_cards"};
inline constexpr kit::PageId MachineSettingsId{"settings_machine"};
inline constexpr kit::PageId UpdateSettingsId{"settings_update"};

/// What the settings leave to the program.
struct SettingsCalls
{
    std::function<void(kit::ThemeKind)> themeChosen; ///< applies a theme and remembers it
    /// Closes everything and installs; none where there is nothing to be installed from here.
    std::function<void(const Installation &)> install;
};

/// Accounts, backup, recovery cards, the house, its staff, imported forms, this laptop and what is to be checked of it, new
/// versions, its journal, language and display, about.
class SettingsPage final : public kit::Page, public kit::HelpSource
{
    Q_OBJECT
public:
    SettingsPage(const kit::PageContext &context, SettingsCalls calls, QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
    [[nodiscard]] kit::PageId helpId() const override;
    [[nodiscard]] QString title() const override;
    void open(const kit::PageArgument &argument) override;
    void refresh() override;
    [[nodiscard]] bool flushEdits() override;
    [[nodiscard]] kit::IdleRule idleRule() const override;

protected:
    void followRole();
    void retranslate() override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QListWidget *m_list;
    QStackedWidget *m_stack;
    JournalSection *m_journal;
    MachineSection *m_machine;
    QList<Section *> m_sections;
    std::map<const Section *, kit::PageId> m_help; ///< of those that have a task of their own
};

[[nodiscard]] kit::PageEntry settingsPage(SettingsCalls calls);

} // namespace indaro::ui::pages
