// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/roles_section.h"

#include "core/casework/drafts.h"
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
constexpr std::string_view RolesDraftKey = "roles";

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
    m_giveUp = new kit::PushButton(this);
    m_giveUp->setObjectName(QStringLiteral("giveUpRoles"));
    kit::setButtonRole(m_giveUp, kit::ButtonRole::Quiet);
    m_rows->addWidget(m_giveUp, 0, Qt::AlignLeft);
    connect(m_giveUp, &QPushButton::clicked, this, &RolesSection::giveUp);
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
    m_account->setObjectName(QStringLiteral("rolesOfMember"));
    m_accountRow = new kit::FormRow(m_account, this);
    m_rows->addWidget(m_accountRow);
    auto *grid = new kit::FlowGrid(2, CellWidth);
    forEachRole([&](Role) {
        m_roles.push_back(new kit::CheckBox(this));
        connect(m_roles.back(), &QCheckBox::clicked, this, &RolesSection::rolesChosen);
        grid->addCell(m_roles.back());
    });
    m_rows->addLayout(grid);
    m_give = new kit::PushButton(this);
    kit::setButtonRole(m_give, kit::ButtonRole::Primary);
    m_rows->addWidget(m_give, 0, Qt::AlignLeft);
    m_notGiven = kit::makeLabel(kit::TextRole::Muted, this);
    m_notGiven->setObjectName(QStringLiteral("rolesNotGiven"));
    m_rows->addWidget(m_notGiven);
    connect(m_account, &QComboBox::activated, this, [this] { showMember(); });
    connect(m_give, &QPushButton::clicked, this, &RolesSection::giveRoles);
}

void RolesSection::buildWhat()
{
    m_whatTitle = kit::makeLabel(kit::TextRole::Heading, this);
    m_rows->addWidget(m_whatTitle);
    m_role = kit::makeNarrowBox(this);
    m_role->setObjectName(QStringLiteral("rightsOfRole"));
    m_roleRow = new kit::FormRow(m_role, this);
    m_rows->addWidget(m_roleRow);
    auto *grid = new kit::FlowGrid(2, CellWidth);
    for (std::size_t thing = 0; thing < casework::ThingCount; ++thing) {
        auto *rights = kit::makeNarrowBox(this);
        rights->setObjectName(QLatin1StringView("right-") + casework::toString(static_cast<Thing>(thing)));
        connect(rights, &QComboBox::activated, this, [this, thing] { rightChosen(static_cast<Thing>(thing)); });
        m_things.push_back(new kit::FormRow(rights, this));
        grid->addCell(m_things.back());
    }
    m_rows->addLayout(grid);
    m_keep = new kit::PushButton(this);
    m_rows->addWidget(m_keep, 0, Qt::AlignLeft);
    m_notKept = kit::makeLabel(kit::TextRole::Muted, this);
    m_notKept->setObjectName(QStringLiteral("rightsNotKept"));
    m_rows->addWidget(m_notKept);
    for (QLabel *line : {m_notGiven, m_notKept})
        line->setWordWrap(true);
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
            INDARO_TRY_ASSIGN(const auto draft, casework::findDraft(desk, RolesDraftKey));
            if (draft) {
                const std::string_view text = base::asText(*draft);
                loaded->draft = RoleDraft::fromText({text.data(), static_cast<qsizetype>(text.size())});
            }
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
    if (!m_draft) // from then on what is on screen is the newer one
        m_draft = m_loaded.draft.value_or(RoleDraft());
    const QByteArray before = m_draft->toText();
    pruneDraft();
    showMember();
    showRole();
    showDraft();
    if (m_draft->toText() != before)
        keepDraft(); // some of it was agreed to
}

void RolesSection::showMember()
{
    const int row = m_account->currentIndex();
    const bool isChosen = row >= 0;
    m_give->setEnabled(isChosen);
    const auto roles = isChosen ? rolesOf(m_loaded.members[static_cast<std::size_t>(row)]) : std::vector<Role>();
    forEachRole([&](Role role) {
        m_roles[static_cast<std::size_t>(role)]->setChecked(std::ranges::find(roles, role) != roles.end());
    });
}

Role RolesSection::shownRole() const
{
    return static_cast<Role>(std::max(m_role->currentIndex(), 0));
}

Right RolesSection::shownRight(Thing thing) const
{
    if (m_draft) {
        if (const auto chosen = m_draft->rights.find({shownRole(), thing}); chosen != m_draft->rights.end())
            return chosen->second;
    }
    return casework::rightOf(m_loaded.rules, shownRole(), thing);
}

void RolesSection::showRole()
{
    const bool isFixed = shownRole() == Role::Director; // nobody locks the house out of its own data
    for (std::size_t at = 0; at < m_things.size(); ++at) {
        const auto thing = static_cast<Thing>(at);
        auto *rights = qobject_cast<QComboBox *>(m_things[at]->editor());
        rights->setCurrentIndex(static_cast<int>(shownRight(thing)));
        rights->setEnabled(!isFixed && thing != Thing::House);
    }
    m_keep->setEnabled(!isFixed);
}

std::vector<Role> RolesSection::rolesOf(const Member &member) const
{
    if (m_draft) {
        if (const auto chosen = m_draft->given.find(member.id); chosen != m_draft->given.end())
            return chosen->second;
    }
    return member.roles;
}

std::vector<Role> RolesSection::tickedRoles() const
{
    std::vector<Role> roles;
    forEachRole([&](Role role) {
        if (m_roles[static_cast<std::size_t>(role)]->isChecked())
            roles.push_back(role);
    });
    return roles;
}

void RolesSection::rolesChosen()
{
    const int row = m_account->currentIndex();
    if (!m_draft || row < 0)
        return;
    m_draft->given[m_loaded.members[static_cast<std::size_t>(row)].id] = tickedRoles();
    keepDraft();
}

void RolesSection::rightChosen(Thing thing)
{
    if (!m_draft)
        return;
    const auto *rights = qobject_cast<QComboBox *>(m_things[static_cast<std::size_t>(thing)]->editor());
    m_draft->rights[{shownRole(), thing}] = static_cast<Right>(rights->currentIndex());
    keepDraft();
}

void RolesSection::pruneDraft()
{
    std::erase_if(m_draft->rights, [this](const auto &each) {
        return casework::rightOf(m_loaded.rules, each.first.first, each.first.second) == each.second;
    });
    std::erase_if(m_draft->given, [this](const auto &each) {
        const auto member = std::ranges::find(m_loaded.members, each.first, &Member::id);
        return member == m_loaded.members.end() || std::ranges::is_permutation(member->roles, each.second);
    });
}

/// At once: a choice is no typing, and the next press may be Ctrl+L.
void RolesSection::keepDraft()
{
    pruneDraft();
    showDraft();
    m_context.workspace->ask(
        this,
        [text = m_draft->isEmpty() ? QByteArray() : m_draft->toText()](casework::Desk &desk) -> Result<void> {
            if (text.isEmpty())
                return casework::discardDraft(desk, RolesDraftKey);
            return casework::saveDraft(desk, RolesDraftKey,
                                       base::asBytes({text.constData(), static_cast<std::size_t>(text.size())}));
        },
        [this](const Result<void> &kept) {
            if (!kept)
                m_banner->showError(kept.error());
        });
}

void RolesSection::showDraft()
{
    QStringList members;
    QStringList roles;
    for (const Member &member : m_loaded.members) {
        if (m_draft && m_draft->given.contains(member.id))
            members << member.name;
    }
    forEachRole([&](Role role) {
        if (m_draft && m_draft->isAbout(role))
            roles << label("staff_role", casework::toString(role));
    });
    m_notGiven->setText(tr("Chosen and not given yet: %1").arg(members.join(QStringLiteral(", "))));
    m_notGiven->setVisible(!members.isEmpty());
    m_notKept->setText(tr("Chosen and not kept yet: %1").arg(roles.join(QStringLiteral(", "))));
    m_notKept->setVisible(!roles.isEmpty());
    m_giveUp->setVisible(!members.isEmpty() || !roles.isEmpty());
}

void RolesSection::giveUp()
{
    m_draft = RoleDraft();
    keepDraft();
    showMember();
    showRole();
}

void RolesSection::giveRoles()
{
    const Member &member = m_loaded.members[static_cast<std::size_t>(m_account->currentIndex())];
    const std::vector<Role> roles = tickedRoles();
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
    m_giveUp->setText(tr("Throw away what is chosen"));
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
    showDraft();
}

} // namespace indaro::ui::pages
