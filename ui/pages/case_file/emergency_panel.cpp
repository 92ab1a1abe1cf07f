// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/emergency_panel.h"

#include "core/casework/workspace.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/kit/wrapping_buttons.h"
#include "ui/pages/case_file/action_panel.h"
#include "ui/pages/case_file/file_words.h"
#include "ui/pages/settings/journal_texts.h"

#include <QCheckBox>
#include <QEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace indaro::ui::pages {

namespace fields = model::fields;
using casework::Compartments;
using sync::Compartment;

EmergencyPanel::EmergencyPanel(const kit::PageContext &context, QWidget *parent)
    : QWidget(parent), m_context(context), m_begin(new kit::PushButton(this)),
      m_title(kit::makeLabel(kit::TextRole::Heading, this)), m_text(kit::makeLabel(kit::TextRole::Body, this))
{
    setObjectName(QStringLiteral("emergency"));
    m_begin->setObjectName(QStringLiteral("breakGlass"));
    kit::setButtonRole(m_begin, kit::ButtonRole::Quiet);
    // The compartments travel beside the fields, as a Set of their names would.
    m_ask = new ActionPanel(
        context, "glass", {fields::file_opening::Reason, fields::file_opening::Note},
        [](casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values) -> base::Result<void> {
            const auto text = [&values](sync::FieldId field) { return QString::fromStdString(values.at(field).textOr({})); };
            const auto parts = values.at(fields::file_opening::Compartments).integerOr(0);
            INDARO_TRY(casework::breakGlass(desk, person, static_cast<Compartments>(parts),
                                            {text(fields::file_opening::Reason), text(fields::file_opening::Note)}));
            return {};
        },
        this);
    auto *parts = new QWidget(m_ask);
    auto *partRows = new QVBoxLayout(parts);
    partRows->setContentsMargins(0, 0, 0, 0);
    for (const Compartment part : {Compartment::Identity, Compartment::Health, Compartment::Perpetrator}) {
        auto *box = new kit::CheckBox(parts);
        m_parts.emplace_back(part, box);
        partRows->addWidget(box);
    }
    m_ask->addMore(parts, [this](ActionPanel::Values &values) {
        std::int64_t chosen = 0;
        for (const auto &[part, box] : m_parts)
            chosen |= box->isVisibleTo(m_ask) && box->isChecked() ? casework::bitOf(part) : 0;
        values[fields::file_opening::Compartments] = chosen;
        return true;
    });
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kit::space::One);
    column->addWidget(m_begin, 0, Qt::AlignLeft);
    for (QWidget *part : std::initializer_list<QWidget *>{m_ask, m_title, m_text})
        column->addWidget(part);
    connect(m_begin, &QPushButton::clicked, this, [this] {
        if (m_person)
            m_ask->begin(*m_person);
    });
    connect(m_ask, &ActionPanel::submitted, this, &EmergencyPanel::read);
    m_closes.setSingleShot(true);
    connect(&m_closes, &QTimer::timeout, this, &EmergencyPanel::read);
    show({});
    hide();
    retranslate();
}

Compartments EmergencyPanel::closedParts() const
{
    const auto &access = m_context.workspace->access();
    Compartments closed = 0;
    for (const auto &[part, thing] : {std::pair(Compartment::Identity, casework::Thing::Identity),
                                      std::pair(Compartment::Health, casework::Thing::Health),
                                      std::pair(Compartment::Perpetrator, casework::Thing::Perpetrators)})
        if (access && !access->mayRead(thing))
            closed = static_cast<Compartments>(closed | casework::bitOf(part));
    return closed;
}

void EmergencyPanel::showPerson(const std::optional<sync::RecordId> &person)
{
    const Compartments closed = closedParts();
    setVisible(person && closed != 0);
    if (m_person != person) {
        m_ask->flush();
        m_ask->hide();
        show({});
    }
    m_person = person;
    for (const auto &[part, box] : m_parts)
        box->setVisible((closed & casework::bitOf(part)) != 0);
    if (m_person && closed != 0)
        read();
}

void EmergencyPanel::read()
{
    if (!m_person)
        return;
    m_context.workspace->ask(
        this,
        [person = *m_person](casework::Desk &desk) -> base::Result<Behind> {
            INDARO_TRY_ASSIGN(auto behind, casework::loadBehindGlass(desk, person));
            return behind ? std::make_shared<const casework::BehindGlass>(std::move(*behind)) : Behind();
        },
        [this, reading = ++m_reading](const base::Result<Behind> &behind) {
            if (reading == m_reading)
                show(behind ? *behind : Behind());
        });
}

void EmergencyPanel::show(const Behind &behind)
{
    m_behind = behind;
    m_closes.stop();
    m_begin->setVisible(behind == nullptr);
    m_title->setVisible(behind != nullptr);
    m_text->setVisible(behind != nullptr);
    m_text->clear();
    if (behind == nullptr)
        return;
    const base::UtcMs left = behind->until - m_context.clock->nowUtc();
    m_closes.start(std::chrono::milliseconds(std::max<base::UtcMs>(left, 0) + 1));
    m_title->setText(tr("Open until %1, to you alone: %2")
                         .arg(kit::timeText(behind->until), JournalTexts::compartments(behind->compartments)));
    const QString language = kit::Translations::code(m_context.translations->language());
    const FileWords words(language, nullptr);
    QStringList lines;
    for (const casework::Record &record : behind->records) {
        for (const auto &[label, text] : words.facts(record))
            lines.append(tr("%1: %2").arg(label, text));
    }
    m_text->setText(lines.isEmpty() ? tr("Nothing is written there.") : lines.join(QLatin1Char('\n')));
}

void EmergencyPanel::changeEvent(QEvent *event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::LanguageChange)
        retranslate();
}

void EmergencyPanel::retranslate()
{
    m_begin->setText(tr("Open in an emergency what my role does not show…"));
    m_ask->setTexts(tr("Open for half an hour; the director is told"), tr("Open it now"));
    for (const auto &[part, box] : m_parts)
        box->setText(JournalTexts::compartments(casework::bitOf(part)));
    show(m_behind);
}

} // namespace indaro::ui::pages
