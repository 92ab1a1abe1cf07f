// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/directory_detail.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/widgets.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/pages/case_file/record_section.h"
#include "ui/pages/directory/partner_key_panel.h"

#include <QLabel>
#include <QLineEdit>
#include <QStyle>
#include <QVBoxLayout>

#include <array>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

constexpr std::array DirectoryFields{
    fields::directory_entry::Name,    fields::directory_entry::Category, fields::directory_entry::Phone,
    fields::directory_entry::Contact, fields::directory_entry::Email,    fields::directory_entry::Place,
    fields::directory_entry::Area,    fields::directory_entry::Services, fields::directory_entry::Hours,
    fields::directory_entry::Cost,    fields::directory_entry::Consent,  fields::directory_entry::Note};

} // namespace

DirectoryDetail::DirectoryDetail(const kit::PageContext &context, QWidget *parent)
    : QFrame(parent), m_context(context), m_name(kit::makeLabel(kit::TextRole::Heading, this)),
      m_asked(kit::makeLabel(kit::TextRole::Body, this)), m_facts(kit::makeLabel(kit::TextRole::Body, this)),
      m_verified(new kit::PushButton(this)), m_change(new kit::PushButton(this)), m_gone(new kit::PushButton(this)),
      m_fields(new RecordSection(context, this)), m_key(new PartnerKeyPanel(context, this))
{
    kit::setCard(this);
    m_verified->setObjectName(u"directoryVerified"_s);
    m_change->setObjectName(u"directoryChange"_s);
    m_gone->setObjectName(u"directoryGone"_s);
    m_asked->setObjectName(u"directoryAsked"_s);
    m_facts->setObjectName(u"directoryFacts"_s);
    m_facts->setTextFormat(Qt::PlainText);
    auto *column = new QVBoxLayout(this);
    column->setSpacing(kit::space::One);
    for (QLabel *label : {m_name, m_facts, m_asked})
        column->addWidget(label);
    for (auto *button : {m_verified, m_change, m_gone})
        column->addWidget(button, 0, Qt::AlignLeft);
    column->addWidget(m_fields);
    column->addWidget(m_key);
    for (const sync::FieldId field : DirectoryFields)
        m_fields->addField(field, true);
    m_fields->hide();
    hide();
    connect(m_verified, &QPushButton::clicked, this,
            [this] { run(casework::noteVerified, tr("Written down: they were asked today.")); });
    connect(m_change, &QPushButton::clicked, this, &DirectoryDetail::beginChanging);
    connect(m_gone, &QPushButton::clicked, this, [this] {
        const bool isClosed = m_entry && m_entry->isClosed;
        run([isClosed](casework::Desk &desk,
                       casework::DirectoryId id) { return casework::setDirectoryEntryClosed(desk, id, !isClosed); },
            isClosed ? tr("It is offered again.") : tr("It is not offered any more, and nobody is asked to call it."));
    });
}

void DirectoryDetail::run(Command command, const QString &notice)
{
    if (!m_entry)
        return;
    m_fields->flush();
    m_context.workspace->ask(
        this, [command = std::move(command), id = m_entry->id](casework::Desk &desk) { return command(desk, id); },
        [this, notice](const base::Result<void> &done) {
            if (!done)
                return Q_EMIT failed(done.error());
            if (!notice.isEmpty())
                m_context.navigator->showNotice(notice);
            Q_EMIT changed();
        });
}

void DirectoryDetail::show(const casework::DirectoryEntry &entry)
{
    if (m_entry && m_entry->id != entry.id) {
        m_fields->flush();
        m_isChanging = false;
        m_fields->show({}, {});
    }
    m_entry = entry;
    m_fields->setVisible(m_isChanging);
    showTexts();
    setVisible(true);
    m_key->showEntry(entry.id, entry.name);
    if (m_isChanging)
        loadRecord();
}

void DirectoryDetail::beginChanging()
{
    if (!m_entry)
        return;
    m_context.workspace->ask(
        this, [id = m_entry->id](casework::Desk &desk) { return casework::adoptDirectoryEntry(desk, id); },
        [this, id = m_entry->id](const base::Result<void> &done) {
            if (!done)
                return Q_EMIT failed(done.error());
            if (!m_entry || m_entry->id != id)
                return; // another one by now
            m_isChanging = true;
            m_fields->show({}, {});
            m_fields->setVisible(true);
            m_takesFocus = true;
            loadRecord();
            kit::scrollTo(m_fields);
        });
}

/// With who wrote what last, as everywhere a record is changed field by field.
void DirectoryDetail::loadRecord()
{
    struct Loaded
    {
        std::vector<casework::Record> record;
        RecordSection::Standings standings;
    };
    const sync::RecordKey key{fields::directory_entry::Table, m_entry->id};
    m_context.workspace->ask(
        this,
        [key](casework::Desk &desk) -> base::Result<std::shared_ptr<Loaded>> {
            auto loaded = std::make_shared<Loaded>();
            INDARO_TRY_ASSIGN(auto record, casework::loadRecord(desk, key.table, key.record));
            loaded->record.push_back(std::move(record));
            INDARO_TRY_ASSIGN(auto standings, casework::loadStanding(desk, key));
            for (auto &standing : standings)
                loaded->standings.emplace(standing.field, std::move(standing));
            return loaded;
        },
        [this, id = key.record](const base::Result<std::shared_ptr<Loaded>> &loaded) {
            if (!m_entry || m_entry->id != id || !m_isChanging)
                return;
            if (!loaded)
                return Q_EMIT failed(loaded.error());
            m_fields->show((*loaded)->record, (*loaded)->standings);
            if (auto *first = m_fields->findChild<QLineEdit *>(); std::exchange(m_takesFocus, false) && first != nullptr)
                first->setFocus();
        });
}

void DirectoryDetail::showTexts()
{
    const QString language = kit::Translations::code(m_context.translations->language());
    const QDate today = model::localDay(m_context.clock->nowUtc());
    m_name->setText(m_entry->isClosed ? tr("%1 (not there any more)").arg(m_entry->name) : m_entry->name);
    QStringList lines;
    const auto add = [&](sync::FieldId field, const QString &text) {
        if (!text.isEmpty())
            lines << tr("%1: %2").arg(models::fieldLabel(field), text);
    };
    add(fields::directory_entry::Category, models::codeLabel(u"directory_category"_s, m_entry->category, language));
    add(fields::directory_entry::Services,
        models::codeLabels(u"referral_service"_s, m_entry->services.join(u' '), language));
    add(fields::directory_entry::Place, m_entry->place);
    add(fields::directory_entry::Area, m_entry->area);
    add(fields::directory_entry::Phone, m_entry->phone);
    add(fields::directory_entry::Contact, m_entry->contact);
    add(fields::directory_entry::Email, m_entry->email);
    add(fields::directory_entry::Hours, m_entry->hours);
    add(fields::directory_entry::Cost, m_entry->cost);
    add(fields::directory_entry::Consent, m_entry->consent);
    add(fields::directory_entry::Note, m_entry->note);
    add(fields::directory_entry::Source, m_entry->source);
    m_facts->setText(lines.join(u'\n'));
    const bool isToCall = m_entry->isToCall(today);
    if (!m_entry->verifiedOn)
        m_asked->setText(tr("Nobody of the house has asked them yet: nothing of this is verified."));
    else if (m_entry->verifiedBy.isEmpty())
        m_asked->setText(tr("Verified on %1").arg(kit::dateText(*m_entry->verifiedOn)));
    else
        m_asked->setText(tr("Verified on %1 by %2").arg(kit::dateText(*m_entry->verifiedOn), m_entry->verifiedBy));
    m_asked->setProperty("textRole", isToCall ? u"error"_s : u"muted"_s);
    m_asked->style()->unpolish(m_asked);
    m_asked->style()->polish(m_asked);
    m_verified->setVisible(!m_entry->isClosed);
    kit::setButtonRole(m_verified, isToCall ? kit::ButtonRole::Primary : kit::ButtonRole::Normal);
    m_gone->setText(m_entry->isClosed ? tr("It is there again") : tr("It is not there any more"));
}

void DirectoryDetail::flush()
{
    m_fields->flush();
}

void DirectoryDetail::retranslate()
{
    m_verified->setText(tr("I asked them today: all of this is right"));
    m_change->setText(tr("Change what is written…"));
    m_key->retranslate();
    m_fields->setTitle(tr("What is known of it"));
    m_fields->setLanguage(kit::Translations::code(m_context.translations->language()));
    if (m_entry)
        showTexts();
}

} // namespace indaro::ui::pages
