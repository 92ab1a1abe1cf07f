// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/settings_page.h"

#include "core/casework/workspace.h"
#include "ui/kit/whole_lines.h"
#include "ui/pages/page_arguments.h"
#include "ui/pages/page_ids.h"
#include "ui/pages/settings/accounts_section.h"
#include "ui/pages/settings/backup_section.h"
#include "ui/pages/settings/display_section.h"
#include "ui/pages/settings/exchange_section.h"
#include "ui/pages/settings/forms_section.h"
#include "ui/pages/settings/house_section.h"
#include "ui/pages/settings/journal_section.h"
#include "ui/pages/settings/kit_section.h"
#include "ui/pages/settings/machine_section.h"
#include "ui/pages/settings/offences_section.h"
#include "ui/pages/settings/packs_section.h"
#include "ui/pages/settings/roles_section.h"
#include "ui/pages/settings/update_section.h"
#include "ui/pages/sign_in/start.h"

#include <QtCore/QTimer>
#include <QtWidgets/QListWidget>
#include <QtWidgets/QScrollArea>
#include <QtWidgets/QStackedWidget>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {
constexpr int ListWidth = 232, NarrowListWidth = 150;
constexpr int NarrowPage = 800; ///< 1366 pixels at 200 % leave 619 points beside the places
} // namespace

SettingsPage::SettingsPage(const kit::PageContext &c, SettingsCalls calls, QWidget *parent)
    : Page(c, parent), m_list(new QListWidget(this)), m_stack(new QStackedWidget(this)),
      m_journal(new JournalSection(c, this)), m_machine(new MachineSection(c, this))
{
    auto *backup = new BackupSection(c, this);
    auto *cards = new KitSection(c, this);
    auto *update = new UpdateSection(c, this, std::move(calls.install));
    m_help = {
        {backup, BackupSettingsId}, {cards, CardSettingsId}, {m_machine, MachineSettingsId}, {update, UpdateSettingsId}};
    m_sections = {new AccountsSection(c, this),
                  backup,
                  cards,
                  new HouseSection(c, this),
                  new StaffSection(c, this),
                  new RolesSection(c, this),
                  new FormsSection(c, this),
                  new PacksSection(c, this),
                  new OffencesSection(c, this),
                  new ExchangeSection(c, this),
                  new LaptopSection(c, this),
                  m_machine,
                  update,
                  m_journal,
                  new DisplaySection(c, std::move(calls.themeChosen), this),
                  new AboutSection(c, this)};
    for (Section *section : std::as_const(m_sections)) {
        auto *scroll = new QScrollArea(m_stack);
        scroll->setWidgetResizable(true);
        scroll->setFrameShape(QFrame::NoFrame);
        // Not by aligning the section's own layout, which would cut wrapped texts short.
        auto *page = new QWidget(scroll);
        auto *columns = new QHBoxLayout;
        columns->addWidget(section, 1000);
        columns->addStretch(1);
        auto *rows = new QVBoxLayout(page);
        rows->setContentsMargins(0, 0, 0, 0);
        rows->addLayout(columns);
        rows->addStretch(1);
        scroll->setWidget(page);
        m_stack->addWidget(scroll);
        m_list->addItem(QString());
    }
    new kit::WholeLines(m_list); // Kirundi is long
    auto *layout = new QHBoxLayout(this);
    layout->addWidget(m_list);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_list);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row < 0)
            return;
        m_sections.at(m_stack->currentIndex())->flush();
        m_stack->setCurrentIndex(row);
        m_sections.at(row)->refresh();
    });
    m_list->setCurrentRow(0);
    retranslate();
}

kit::PageId SettingsPage::id() const
{
    return SettingsPageId;
}

kit::PageId SettingsPage::helpId() const
{
    const auto found = m_help.find(m_sections.at(m_stack->currentIndex()));
    return found == m_help.end() ? id() : found->second;
}

QString SettingsPage::title() const
{
    return tr("Settings");
}

void SettingsPage::open(const kit::PageArgument &argument)
{
    if (argument.as<OpenBackups>() != nullptr)
        m_list->setCurrentRow(1);
    if (argument.as<OpenMachine>() != nullptr)
        m_list->setCurrentRow(static_cast<int>(m_sections.indexOf(m_machine)));
    if (const auto *journal = argument.as<OpenJournal>()) {
        if (journal->person)
            m_journal->showPerson(*journal->person);
        m_list->setCurrentRow(static_cast<int>(m_sections.indexOf(m_journal)));
    }
    refresh();
}

/// The store refuses what is not the role's; here it is not offered either.
void SettingsPage::followRole()
{
    using casework::Thing;
    const auto &access = context().workspace->access();
    if (!access)
        return; // no job has run yet
    const bool isHouse = access->mayWrite(Thing::House);
    const bool isForms = access->mayWrite(Thing::Forms);
    // In the order of m_sections. Accounts are everybody's for their own passphrase, backups for whoever looks after the
    // computer.
    const bool isLists = access->mayDo(Thing::Lists);
    const std::initializer_list<bool> isShown{true,
                                              isHouse || isLists,
                                              isHouse,
                                              isHouse,
                                              isHouse,
                                              access->isDirector(),
                                              isForms,
                                              isForms,
                                              isForms,
                                              isLists,
                                              isHouse,
                                              true, // whoever notices it says so
                                              isHouse || isLists,
                                              access->mayRead(Thing::Journal),
                                              true,
                                              true};
    INDARO_CHECK(isShown.size() == static_cast<std::size_t>(m_sections.size()));
    for (int row = 0; row < m_list->count(); ++row)
        m_list->item(row)->setHidden(!isShown.begin()[row]);
}

void SettingsPage::refresh()
{
    followRole();
    m_sections.at(m_stack->currentIndex())->refresh();
}

bool SettingsPage::flushEdits()
{
    for (Section *section : std::as_const(m_sections))
        section->flush();
    return true;
}

kit::IdleRule SettingsPage::idleRule() const
{
    const bool isCards = std::ranges::any_of(m_sections, [](const Section *section) { return section->isShowingSecrets(); });
    return isCards ? CardsOnScreen : Page::idleRule();
}

void SettingsPage::resizeEvent(QResizeEvent *event)
{
    Page::resizeEvent(event);
    const bool isNarrow = width() < NarrowPage;
    const int edge = isNarrow ? kit::space::One : kit::space::Three;
    m_list->setFixedWidth(isNarrow ? NarrowListWidth : ListWidth);
    layout()->setContentsMargins(edge, edge, edge, edge);
    layout()->setSpacing(edge);
}

void SettingsPage::retranslate()
{
    const QString titles[] = {tr("Accounts"),
                              tr("Backup"),
                              tr("Recovery cards"),
                              tr("The house"),
                              tr("Staff"),
                              tr("Roles"),
                              tr("Forms"),
                              tr("Procedures"),
                              tr("Offences in law"),
                              tr("Exchange of data"),
                              tr("This computer"),
                              tr("Check this computer"),
                              tr("New version from a stick"),
                              tr("Journal"),
                              tr("Language and display"),
                              tr("About")};
    for (int i = 0; i < m_list->count(); ++i)
        m_list->item(i)->setText(titles[i]);
    m_list->setAccessibleName(title());
    // Other words have other heights: what is chosen stays in sight.
    QTimer::singleShot(0, m_list, [this] { m_list->scrollToItem(m_list->currentItem()); });
}

kit::PageEntry settingsPage(SettingsCalls calls)
{
    return {SettingsPageId, kit::PageEntry::Place::Settings, [] { return SettingsPage::tr("Settings"); }, u"configure"_s,
            [calls = std::move(calls)](const kit::PageContext &context, QWidget *parent) {
                return new SettingsPage(context, calls, parent);
            }};
}

} // namespace indaro::ui::pages
