// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/referrals/receiver_choice.h"

#include "core/casework/directory/directory_search.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/kit/theme.h"
#include "ui/kit/translations.h"
#include "ui/models/code_label.h"
#include "ui/pages/referrals/form_field_edit.h"

#include <QLabel>
#include <QLineEdit>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr int ShortestTyped = 2;
constexpr std::size_t MostReceivers = 12;

/// The paper knows fewer kinds of organisations than the directory.
QString kindOnPaper(const QString &category)
{
    static const QMap<QString, QString> kinds{
        {u"integrated_centre"_s, u"health"_s}, {u"hospital"_s, u"health"_s},      {u"health_centre"_s, u"health"_s},
        {u"mental_health"_s, u"health"_s},     {u"family_centre"_s, u"social"_s}, {u"social_services"_s, u"social"_s},
        {u"police_unit"_s, u"police"_s},       {u"justice"_s, u"justice"_s},      {u"commission"_s, u"commission"_s},
        {u"embassy"_s, u"embassy"_s},          {u"ngo"_s, u"other_ngo"_s},        {u"shelter"_s, u"other_ngo"_s},
        {u"legal_aid"_s, u"other_ngo"_s},
    };
    return kinds.value(category, u"other"_s);
}

QString receiverWords(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

} // namespace

ReceiverChoice::ReceiverChoice(const kit::PageContext &context, const std::vector<FormFieldEdit *> &edits,
                               FormFieldEdit *agency)
    : kit::LineSuggestions(agency->line(), Enter::TakesTyped, agency), m_context(context), m_agency(agency),
      m_asked(kit::makeLabel(kit::TextRole::Muted, agency))
{
    for (FormFieldEdit *edit : edits)
        m_lines.insert(edit->name(), edit);
    m_asked->setObjectName(u"receiverAsked"_s);
    m_asked->hide();
    agency->addBelow(this);
    agency->addBelow(m_asked);
}

void ReceiverChoice::setEntries(std::vector<casework::DirectoryEntry> entries)
{
    std::erase_if(entries, [](const casework::DirectoryEntry &entry) { return entry.isClosed; });
    m_entries = std::move(entries);
    m_filled.clear();
    showAsked();
}

QStringList ReceiverChoice::look(const QString &typed)
{
    m_matches.clear();
    if (typed.trimmed().size() >= ShortestTyped)
        m_matches = casework::filterDirectory(m_entries, {.words = typed, .service = {}, .place = {}}, {});
    if (m_matches.size() > MostReceivers)
        m_matches.erase(m_matches.begin() + MostReceivers, m_matches.end());
    const QString language = kit::Translations::code(m_context.translations->language());
    QStringList texts;
    for (const casework::DirectoryEntry &entry : m_matches)
        texts << receiverWords(
            {entry.name, entry.place, models::codeLabels(u"referral_service"_s, entry.services.join(u' '), language)});
    showAsked();
    return texts;
}

void ReceiverChoice::take(int row)
{
    const casework::DirectoryEntry entry = m_matches[static_cast<std::size_t>(row)];
    m_agency->setValue(entry.name);
    fill(u"to_worker"_s, entry.contact);
    fill(u"to_kind"_s, kindOnPaper(entry.category));
    fill(u"to_phone"_s, receiverWords({entry.phone, entry.email}));
    fill(u"to_location"_s, receiverWords({entry.place, entry.hours.simplified()}));
    showAsked();
    Q_EMIT filled();
}

void ReceiverChoice::fill(const QString &name, const QString &value)
{
    FormFieldEdit *line = m_lines.value(name);
    if (line == nullptr || (!line->value().isEmpty() && line->value() != m_filled.value(name)))
        return; // somebody wrote it
    line->setValue(value);
    m_filled.insert(name, line->value());
}

void ReceiverChoice::showAsked()
{
    const QString typed = m_agency->value().trimmed();
    const auto entry = std::ranges::find(m_entries, typed, &casework::DirectoryEntry::name);
    m_asked->setVisible(!typed.isEmpty() && entry != m_entries.end());
    if (entry == m_entries.end())
        return;
    const QDate today = model::localDay(m_context.clock->nowUtc());
    if (!entry->verifiedOn)
        m_asked->setText(tr("Nobody of the house has asked this organisation yet: ring before you print."));
    else if (entry->isToCall(today))
        m_asked->setText(tr("Last asked on %1: ring before you print.").arg(kit::dateText(*entry->verifiedOn)));
    else
        m_asked->setText(tr("In the directory, verified on %1.").arg(kit::dateText(*entry->verifiedOn)));
}

} // namespace indaro::ui::pages
