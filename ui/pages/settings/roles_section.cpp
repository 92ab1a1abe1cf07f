// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/roles_section.h"

#include "core/casework/house/house.h"
#include "core/casework/workspace.h"
#include "ui/kit/combo_box.h"
#include "ui/kit/flow_grid.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"

#include <QtWidgets/QCheckBox>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QPushButton>

#include <algorithm>
#include <utility>

namespace indaro::ui::pages {

using base::Result;
using casework::Right;
using casework::Role;
using casework::Thing;

namespace {

constexpr int CellWidth = 250; ///< two columns where there is room, one on a small screen at 200 %
constexpr int RightCount = 3;

template <class Each> void forEachRole(Each each)
{
    for (std::size_t role = 0; role < casework::RoleCount; ++role)
        each(static_cast<Role>(role));
}

} // namespace

RolesSection::RolesSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_second(new SecondPersonPanel(this))
{
    buildWho();
    buildWhat();
    m_rows->addWidget(m_second);
    connect(m_second, &SecondPersonPanel::agreed, this, [this](const std::shared_ptr<session::Approval> &approval) {
        m_context.workspace->ask(
            this,
            [change = std::exchange(m_waiting, {}), agreed = approval->auditDetail()](casework::Desk &desk) {
                return change(desk, agreed);
            },
            [this](const Result<void> &done) {
                setEnabled(true);
                if (!done)
                    return m_banner->showError(done.error());
                m_banner->showMessage(kit::Banner::Kind::Good, m_good);
                refresh();
            });
    });
    connect(m_second, &SecondPersonPanel::cancelled, this, [this] { m_waiting = {}; });
    retranslate();
}

void RolesSection::buildWho()
{
    m_account = kit::makeNarrowBox(this);
    m_accountRow = new kit::FormRow(m_account, this);
    m_rows->addWidget(m_accountRow);
    auto *grid = new kit::FlowGrid(2, CellWidth);
    forEachRole([&](Role) {
        m_roles.push_back(new kit::CheckBox(this));
        grid->addCell(m_roles.back());
    });
    m_rows->addLayout(grid);
    m_give = new kit::PushButton(this);
    kit::setButtonRole(m_give, kit::ButtonRole::Primary);
    m_rows->addWidget(m_give, 0, Qt::AlignLeft);
    connect(m_account, &QComboBox::activated, this, [this] { showMember(); });
    connect(m_give, &QPushButton::clicked, this, &RolesSection::giveRoles);
}

void RolesSection::buildWhat()
{
    m_whatTitle = kit::makeLabel(kit::TextRole::Heading, this);
    m_rows->addWidget(m_whatTitle);
    m_role = kit::makeNarrowBox(this);
    m_roleRow = new kit::FormRow(m_role, this);
    m_rows->addWidget(m_roleRow);
    auto *grid = new kit::FlowGrid(2, CellWidth);
    for (std::size_t thing = 0; thing < casework::ThingCount; ++thing) {
        m_things.push_back(new kit::FormRow(kit::makeNarrowBox(this), this));
        grid->addCell(m_things.back());
    }
    m_rows->addLayout(grid);
    m_keep = new kit::PushButton(this);
    m_rows->addWidget(m_keep, 0, Qt::AlignLeft);
    connect(m_role, &QComboBox::activated, this, [this] { showRole(); });
    connect(m_keep, &QPushButton::clicked, this, &RolesSection::keepRights);
}

void RolesSection::refresh()
{
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(const auto staff, casework::listStaff(desk));
            for (const auto &member : staff) {
                INDARO_TRY_ASSIGN(auto roles, casework::rolesOf(desk.log, member.id));
                loaded->members.push_back({member.id, member.name, std::move(roles)});
            }
            INDARO_TRY_ASSIGN(loaded->rules, casework::listRoleRules(desk.log));
            return loaded;
        },
        [this](const Result<std::shared_ptr<Loaded>> &loaded) {
            if (!loaded)
                return m_banner->showError(loaded.error());
            show(**loaded);
        });
}

void RolesSection::show(Loaded loaded)
{
    const int chosen = std::max(m_account->currentIndex(), 0);
    m_loaded = std::move(loaded);
    m_account->clear();
    for (const Member &member : m_loaded.members)
        m_account->addItem(member.name);
    m_account->setCurrentIndex(std::min(chosen, m_account->count() - 1));
    showMember();
    showRole();
}

void RolesSection::showMember()
{
    const int row = m_account->currentIndex();
    const bool isChosen = row >= 0;
    m_give->setEnabled(isChosen);
    const auto roles = isChosen ? m_loaded.members[static_cast<std::size_t>(row)].roles : std::vector<Role>();
    forEachRole([&](Role role) {
        m_roles[static_cast<std::size_t>(role)]->setChecked(std::ranges::find(roles, role) != roles.end());
    });
}

Role RolesSection::shownRole() const
{
    return static_cast<Role>(std::max(m_role->currentIndex(), 0));
}

void RolesSection::showRole()
{
    const bool isFixed = shownRole() == Role::Director; // nobody locks the house out of its own data
    for (std::size_t at = 0; at < m_things.size(); ++at) {
        const auto thing = static_cast<Thing>(at);
        auto *rights = qobject_cast<QComboBox *>(m_things[at]->editor());
        rights->setCurrentIndex(static_cast<int>(casework::rightOf(m_loaded.rules, shownRole(), thing)));
        rights->setEnabled(!isFixed && thing != Thing::House);
    }
    m_keep->setEnabled(!isFixed);
}

void RolesSection::giveRoles()
{
    const Member &member = m_loaded.members[static_cast<std::size_t>(m_account->currentIndex())];
    std::vector<Role> roles;
    forEachRole([&](Role role) {
        if (m_roles[static_cast<std::size_t>(role)]->isChecked())
            roles.push_back(role);
    });
    change([id = member.id, roles](casework::Desk &desk,
                                   const std::string &agreed) { return casework::giveRoles(desk, id, roles, agreed); },
           tr("The roles are given. They hold here at once, and on the other computers after the next exchange."));
}

void RolesSection::keepRights()
{
    std::vector<casework::RoleRule> changed;
    for (std::size_t at = 0; at < m_things.size(); ++at) {
        const auto thing = static_cast<Thing>(at);
        const auto right = static_cast<Right>(qobject_cast<QComboBox *>(m_things[at]->editor())->currentIndex());
        if (right != casework::rightOf(m_loaded.rules, shownRole(), thing))
            changed.push_back({shownRole(), thing, right});
    }
    if (changed.empty())
        return m_banner->showMessage(kit::Banner::Kind::Info, tr("Nothing was changed."));
    change(
        [changed](casework::Desk &desk, const std::string &agreed) -> Result<void> {
            for (const auto &rule : changed)
                INDARO_TRY(casework::setRoleRule(desk, rule, agreed));
            return {};
        },
        tr("The rights are kept. They hold here at once, and on the other computers after the next exchange."));
}

void RolesSection::change(Change change, const QString &good)
{
    m_banner->dismiss();
    m_waiting = std::move(change);
    m_good = good;
    m_second->start(m_context.vault);
}

QString RolesSection::label(const char *list, QLatin1String code) const
{
    return models::codeLabel(QString::fromLatin1(list), QString(code),
                             kit::Translations::code(m_context.translations->language()));
}

void RolesSection::retranslate()
{
    m_title->setText(tr("Roles"));
    m_text->setText(tr("Each account sees and writes what its roles need, and no more. Whoever has no role sees nothing."));
    m_accountRow->setLabel(tr("Member of staff"));
    m_give->setText(tr("Give these roles"));
    m_whatTitle->setText(tr("What a role sees and writes"));
    m_roleRow->setLabel(tr("Role"));
    m_keep->setText(tr("Keep these rights"));
    const int role = std::max(m_role->currentIndex(), 0);
    m_role->clear();
    forEachRole([&](Role each) {
        m_roles[static_cast<std::size_t>(each)]->setText(label("staff_role", casework::toString(each)));
        m_role->addItem(label("staff_role", casework::toString(each)));
    });
    m_role->setCurrentIndex(role);
    for (std::size_t at = 0; at < m_things.size(); ++at) {
        QString thing = label("access_thing", casework::toString(static_cast<Thing>(at)));
        m_things[at]->setLabel(thing.replace(0, 1, thing.front().toUpper())); // it begins a line
        auto *rights = qobject_cast<QComboBox *>(m_things[at]->editor());
        const int right = std::max(rights->currentIndex(), 0);
        rights->clear();
        for (int each = 0; each < RightCount; ++each)
            rights->addItem(label("access_right", casework::toString(static_cast<Right>(each))));
        rights->setCurrentIndex(right);
    }
}

} // namespace indaro::ui::pages
