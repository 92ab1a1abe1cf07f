// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/house_section.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/session/vault.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/commission/mode_panel.h"
#include "ui/pages/page_ids.h"

#include <QtWidgets/QComboBox>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPlainTextEdit>
#include <QtWidgets/QPushButton>

#include <algorithm>

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

QString typed(const kit::FormRow *row)
{
    return qobject_cast<QLineEdit *>(row->editor())->text().simplified();
}

/// What is being typed right now is not overwritten by what was read.
void fill(kit::FormRow *row, const QString &text)
{
    auto *line = qobject_cast<QLineEdit *>(row->editor());
    if (!line->hasFocus() || !line->isModified())
        line->setText(text);
    row->clearMessage();
}

} // namespace

SavedSection::SavedSection(const kit::PageContext &context, QWidget *parent)
    : Section(context, parent), m_history(new HistoryPanel(context, this))
{
}

kit::FormRow *SavedSection::addLine(int limit)
{
    auto *line = new QLineEdit(this);
    line->setMaxLength(limit);
    auto *row = new kit::FormRow(line, this);
    m_rows->addWidget(row);
    connect(line, &QLineEdit::editingFinished, this, [this] { flush(); });
    connect(line, &QLineEdit::textEdited, row, [row] { row->clearMessage(); });
    return row;
}

void SavedSection::addHistory()
{
    m_rows->addWidget(m_history);
}

void SavedSection::retranslate()
{
    m_history->retranslate();
}

void SavedSection::store(std::function<base::Result<void>(casework::Desk &)> save)
{
    m_context.workspace->ask(this, std::move(save), [this](base::Result<void> saved) {
        if (!saved) {
            m_context.navigator->showSaveState(kit::SaveState::NotSaved);
            m_banner->showError(saved.error());
            return;
        }
        m_context.navigator->showSaveState(kit::SaveState::Saved);
        m_banner->dismiss();
        m_history->showRecords(m_keys);
    });
}

void SavedSection::showHistory(Keys keys)
{
    m_keys = std::move(keys);
    m_history->showRecords(m_keys);
}

HouseSection::HouseSection(const kit::PageContext &context, QWidget *parent)
    : SavedSection(context, parent), m_name(addLine(120)), m_phone(addLine(60)), m_email(addLine(120)),
      m_addressRow(nullptr), m_address(new QPlainTextEdit(this)), m_mode(new ModePanel(context, this))
{
    m_address->setMaximumHeight(72);
    m_address->setTabChangesFocus(true);
    m_address->installEventFilter(this);
    m_addressRow = new kit::FormRow(m_address, this);
    m_rows->addWidget(m_addressRow);
    connect(m_address, &QPlainTextEdit::textChanged, m_addressRow, [this] { m_addressRow->clearMessage(); });
    addHistory();
    m_rows->addWidget(m_mode);
    retranslate();
}

bool HouseSection::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_address && event->type() == QEvent::FocusOut)
        flush();
    return SavedSection::eventFilter(watched, event);
}

void HouseSection::refresh()
{
    flush();
    m_mode->refresh();
    m_context.workspace->ask(
        this, [](casework::Desk &desk) { return casework::loadHouse(desk); },
        [this](const base::Result<casework::HouseDetails> &house) {
            if (!house) {
                m_banner->showError(house.error());
                return;
            }
            m_saved = *house;
            fill(m_name, house->name);
            fill(m_phone, house->callBackPhone);
            fill(m_email, house->email);
            if (!m_address->hasFocus())
                m_address->setPlainText(house->address);
            showHistory([](casework::Desk &desk) { return casework::houseRecords(desk); });
        });
}

void HouseSection::flush()
{
    if (!m_saved)
        return;
    casework::HouseDetails now{typed(m_name), typed(m_phone), typed(m_email), m_address->toPlainText().trimmed()};
    // What forms must carry keeps its former value, and the others are saved.
    if (now.name.isEmpty()) {
        m_name->setMessage(tr("Write how the house is called on its forms."));
        now.name = m_saved->name;
    }
    if (now.callBackPhone.isEmpty()) {
        m_phone->setMessage(tr("Write a number partners can call back: it is printed in place of the address."));
        now.callBackPhone = m_saved->callBackPhone;
    }
    if (now.address.size() > 500) {
        m_addressRow->setMessage(tr("This is too long for an address: 500 characters at most. It is not saved like this."));
        now.address = m_saved->address;
    }
    if (now == *m_saved)
        return;
    m_saved = now;
    store([now](casework::Desk &desk) { return casework::saveHouse(desk, now); });
}

void HouseSection::retranslate()
{
    SavedSection::retranslate();
    m_mode->retranslate();
    m_title->setText(tr("The house"));
    m_text->setText(tr("This is kept inside the vault only. What you change is saved when you leave the field."));
    m_name->setLabel(tr("Name on the forms"));
    m_name->setHint(tr("A neutral name protects the people who carry the paper."));
    m_phone->setLabel(tr("Call-back telephone"));
    m_email->setLabel(tr("E-mail (may stay empty)"));
    m_addressRow->setLabel(tr("Address (may stay empty)"));
    m_addressRow->setHint(tr("Whoever knows the address can find the people in the house. It is never printed, unless you "
                             "switch it on for one receiver."));
}

StaffSection::StaffSection(const kit::PageContext &context, QWidget *parent)
    : SavedSection(context, parent), m_account(new QComboBox(this)), m_accountRow(new kit::FormRow(m_account, this))
{
    m_rows->addWidget(m_accountRow);
    m_name = addLine(120);
    m_position = addLine(120);
    m_phone = addLine(60);
    m_training = new kit::PushButton(this);
    kit::setButtonRole(m_training, kit::ButtonRole::Quiet);
    m_rows->addWidget(m_training, 0, Qt::AlignLeft);
    addHistory();
    connect(m_training, &QPushButton::clicked, this, [this] { m_context.navigator->openPage(TrainingPageId); });
    connect(m_account, &QComboBox::activated, this, [this](int row) {
        flush();
        m_shown = static_cast<std::size_t>(std::max(row, 0));
        showMember();
    });
    retranslate();
}

void StaffSection::refresh()
{
    flush();
    m_context.workspace->ask(
        this,
        [vault = m_context.vault](casework::Desk &desk) -> base::Result<std::vector<Member>> {
            std::vector<Member> members;
            for (const auto &account : vault->accounts()) {
                INDARO_TRY_ASSIGN(auto known, casework::findStaff(desk, account.id));
                const QString label = QString::fromStdString(account.label);
                if (!known)
                    known = casework::StaffMember{.id = account.id, .name = label, .position = {}, .phone = {}};
                members.push_back({label, std::move(*known)});
            }
            return members;
        },
        [this](base::Result<std::vector<Member>> members) {
            if (!members) {
                m_banner->showError(members.error());
                return;
            }
            m_members = std::move(*members);
            const auto &access = m_context.workspace->access();
            m_training->setVisible(!access || access->mayRead(casework::Thing::House));
            m_shown = std::min(m_shown, m_members.empty() ? 0 : m_members.size() - 1);
            m_account->clear();
            for (const auto &member : m_members)
                m_account->addItem(member.label);
            m_account->setCurrentIndex(static_cast<int>(m_shown));
            showMember();
        });
}

void StaffSection::showMember()
{
    if (m_members.empty())
        return;
    const auto &member = m_members[m_shown].staff;
    fill(m_name, member.name);
    fill(m_position, member.position);
    fill(m_phone, member.phone);
    showHistory([id = member.id](casework::Desk &) -> base::Result<std::vector<sync::RecordKey>> {
        return std::vector{sync::RecordKey{fields::staff::Table, sync::RecordId::sameAs(id)}};
    });
}

void StaffSection::flush()
{
    if (m_members.empty())
        return;
    auto &member = m_members[m_shown].staff;
    auto now = member;
    now.name = typed(m_name);
    now.position = typed(m_position);
    now.phone = typed(m_phone);
    if (now.name.isEmpty()) {
        m_name->setMessage(tr("Write a name: the history says who changed what by it."));
        now.name = member.name;
    }
    if (now.name == member.name && now.position == member.position && now.phone == member.phone)
        return;
    member = now;
    store([now](casework::Desk &desk) { return casework::saveStaff(desk, now); });
}

void StaffSection::retranslate()
{
    SavedSection::retranslate();
    m_title->setText(tr("Staff"));
    m_text->setText(tr("Who stands behind each account. Names are kept inside the vault only; before signing "
                       "in, only the name "
                       "of the account can be read."));
    m_accountRow->setLabel(tr("Account"));
    m_name->setLabel(tr("Name in the history and on forms"));
    m_position->setLabel(tr("Position"));
    m_phone->setLabel(tr("Telephone"));
    m_training->setText(tr("Training of the staff"));
}

LaptopSection::LaptopSection(const kit::PageContext &context, QWidget *parent)
    : SavedSection(context, parent), m_name(addLine(60))
{
    addHistory();
    retranslate();
}

void LaptopSection::refresh()
{
    flush();
    m_context.workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::pair<QString, QString>> {
            INDARO_TRY_ASSIGN(const QString series, casework::thisSeries(desk));
            INDARO_TRY_ASSIGN(const QString name, casework::laptopName(desk, desk.log.device()));
            return std::pair(name == series ? QString() : name, series);
        },
        [this](const base::Result<std::pair<QString, QString>> &laptop) {
            if (!laptop) {
                m_banner->showError(laptop.error());
                return;
            }
            m_saved = laptop->first;
            m_series = laptop->second;
            fill(m_name, laptop->first);
            retranslate();
            showHistory([](casework::Desk &desk) -> base::Result<std::vector<sync::RecordKey>> {
                return std::vector{sync::RecordKey{fields::laptop::Table, sync::RecordId::sameAs(desk.log.device())}};
            });
        });
}

void LaptopSection::flush()
{
    if (!m_saved || typed(m_name) == *m_saved)
        return;
    m_saved = typed(m_name);
    store([name = *m_saved](casework::Desk &desk) { return casework::saveThisLaptop(desk, name); });
}

void LaptopSection::retranslate()
{
    SavedSection::retranslate();
    m_title->setText(tr("This computer"));
    m_text->setText(tr("The history says on which computer something was changed, by this name. Every number "
                       "given here begins "
                       "with the letters %1, which stay.")
                        .arg(m_series));
    m_name->setLabel(tr("Name of this computer"));
    m_name->setHint(tr("For example “office” or “reception”; it may stay empty."));
}

} // namespace indaro::ui::pages
