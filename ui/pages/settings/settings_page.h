// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/kit/page.h"
#include "ui/kit/theme.h"

QT_BEGIN_NAMESPACE
class QListWidget;
class QStackedWidget;
QT_END_NAMESPACE

namespace indaro::ui::pages {

class JournalSection;
class MachineSection;
class Section;

/// Accounts, backup, recovery cards, the house, its staff, imported forms, this laptop and what is to be checked of it, new
/// versions, its journal, language and display, about.
class SettingsPage final : public kit::Page
{
    Q_OBJECT
public:
    SettingsPage(const kit::PageContext &context, std::function<void(kit::ThemeKind)> themeChosen,
                 QWidget *parent = nullptr);
    [[nodiscard]] kit::PageId id() const override;
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
};

/// `themeChosen` applies a theme and remembers it.
[[nodiscard]] kit::PageEntry settingsPage(std::function<void(kit::ThemeKind)> themeChosen);

} // namespace indaro::ui::pages
