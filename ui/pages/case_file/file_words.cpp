// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/case_file/file_words.h"

#include "core/casework/referrals/referrals.h"
#include "core/documents/document.h"
#include "core/model/code_list.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/sop/schedule.h"
#include "ui/kit/date_text.h"
#include "ui/models/code_label.h"
#include "ui/models/field_label.h"
#include "ui/pages/case_file/file_labels.h"
#include "ui/pages/checklist/step_texts.h"
#include "ui/pages/consents/consent_texts.h"
#include "ui/pages/referrals/referrals_page.h"

#include <QCoreApplication>
#include <QJsonDocument>
#include <QJsonObject>

#include <map>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

QString said(const char *text)
{
    return QCoreApplication::translate("FilePaper", text);
}

kit::Language languageOf(const QString &code)
{
    return code == "rn"_L1 ? kit::Language::Kirundi : code == "en"_L1 ? kit::Language::English : kit::Language::French;
}

/// Codes that are in no code list of the house, by the column they stand in.
QString wordsOfCode(std::string_view column, const QString &code)
{
    using Words = std::map<QString, const char *>;
    static const std::map<std::string_view, Words> all{
        {"status",
         {{u"draft"_s, QT_TRANSLATE_NOOP("FilePaper", "not signed yet")},
          {u"signed"_s, QT_TRANSLATE_NOOP("FilePaper", "signed")},
          {u"given_up"_s, QT_TRANSLATE_NOOP("FilePaper", "given up")}}},
        {"kind",
         {{u"image"_s, QT_TRANSLATE_NOOP("FilePaper", "picture")},
          {u"signature"_s, QT_TRANSLATE_NOOP("FilePaper", "signature")},
          {u"audio"_s, QT_TRANSLATE_NOOP("FilePaper", "sound recording")},
          {u"video"_s, QT_TRANSLATE_NOOP("FilePaper", "film")},
          {u"file"_s, QT_TRANSLATE_NOOP("FilePaper", "document")},
          {u"referral"_s, QT_TRANSLATE_NOOP("FilePaper", "referral")},
          {u"counter_referral"_s, QT_TRANSLATE_NOOP("FilePaper", "counter-referral")},
          {u"alert_danger_to_life"_s, QT_TRANSLATE_NOOP("FilePaper", "Danger to life")},
          {u"alert_suicidal_thoughts"_s, QT_TRANSLATE_NOOP("FilePaper", "Thoughts of suicide")},
          {u"alert_trafficker_near"_s, QT_TRANSLATE_NOOP("FilePaper", "Those who exploited her may be near")},
          {u"alert_child_without_guardian"_s,
           QT_TRANSLATE_NOOP("FilePaper", "A child without an adult who answers for her or him")},
          {u"justice_withdrawn"_s,
           QT_TRANSLATE_NOOP("FilePaper", "Took back the agreement to cooperate: what becomes of the days at court")}}},
        {"way",
         {{u"second"_s, QT_TRANSLATE_NOOP("FilePaper", "a second person")},
          {u"cards"_s, QT_TRANSLATE_NOOP("FilePaper", "two holders of recovery cards")},
          {u"alone"_s, QT_TRANSLATE_NOOP("FilePaper", "nobody else could")}}},
        {"stop_reason",
         {{u"finished"_s, QT_TRANSLATE_NOOP("FilePaper", "finished")},
          {u"interrupted"_s, QT_TRANSLATE_NOOP("FilePaper", "interrupted")},
          {u"enough"_s, QT_TRANSLATE_NOOP("FilePaper", "enough for that day")},
          {u"tired"_s, QT_TRANSLATE_NOOP("FilePaper", "the person was tired or upset")},
          {u"asked"_s, QT_TRANSLATE_NOOP("FilePaper", "the person asked to stop")},
          {u"other"_s, QT_TRANSLATE_NOOP("FilePaper", "something else came up")}}},
        {"about",
         {{u"here"_s, QT_TRANSLATE_NOOP("FilePaper", "in the house")},
          {u"return"_s, QT_TRANSLATE_NOOP("FilePaper", "on the return")}}},
        {"main_language",
         {{u"fr"_s, QT_TRANSLATE_NOOP("FilePaper", "French")},
          {u"rn"_s, QT_TRANSLATE_NOOP("FilePaper", "Kirundi")},
          {u"en"_s, QT_TRANSLATE_NOOP("FilePaper", "English")}}},
        {"origin_division",
         {{u"old"_s, QT_TRANSLATE_NOOP("FilePaper", "the 18 provinces of before")},
          {u"new"_s, QT_TRANSLATE_NOOP("FilePaper", "the 5 provinces of today")}}},
        {"direction",
         {{u"out"_s, QT_TRANSLATE_NOOP("FilePaper", "from the house")},
          {u"in"_s, QT_TRANSLATE_NOOP("FilePaper", "to the house")}}},
        {"overridden",
         {{u"room_closed"_s, QT_TRANSLATE_NOOP("FilePaper", "the room is closed")},
          {u"place_closed"_s, QT_TRANSLATE_NOOP("FilePaper", "the place is out of use")},
          {u"over_capacity"_s, QT_TRANSLATE_NOOP("FilePaper", "more people than may sleep there")},
          {u"two_in_one_place"_s, QT_TRANSLATE_NOOP("FilePaper", "two in one place")},
          {u"place_overfull"_s, QT_TRANSLATE_NOOP("FilePaper", "more people than places of this kind")},
          {u"one_in_two_places"_s, QT_TRANSLATE_NOOP("FilePaper", "one person in two places")},
          {u"room_for"_s, QT_TRANSLATE_NOOP("FilePaper", "the room is for others")},
          {u"sexes"_s, QT_TRANSLATE_NOOP("FilePaper", "women and men in one room")},
          {u"adult_and_child"_s, QT_TRANSLATE_NOOP("FilePaper", "a child with adults who are not its family")},
          {u"care"_s, QT_TRANSLATE_NOOP("FilePaper", "what this person needs")},
          {u"kept_apart_room"_s, QT_TRANSLATE_NOOP("FilePaper", "two in one room who are kept apart")},
          {u"kept_apart_house"_s, QT_TRANSLATE_NOOP("FilePaper", "two in the house who are kept apart")},
          {u"family_apart"_s, QT_TRANSLATE_NOOP("FilePaper", "a family in several rooms")},
          {u"held_place"_s, QT_TRANSLATE_NOOP("FilePaper", "a place that was promised by telephone")},
          {u"isolation_shared"_s, QT_TRANSLATE_NOOP("FilePaper", "the room for isolation is shared")}}}};
    const auto words = all.find(column);
    if (words == all.end())
        return {};
    const auto found = words->second.find(code);
    return found == words->second.end() ? QString() : said(found->second);
}

const documents::Template *referralForm()
{
    static const auto form = documents::loadBuiltinTemplate(u"referral"_s);
    return form.hasValue() ? &*form : nullptr;
}

QString inLanguage(const documents::Label &label, const QString &language)
{
    return language == "en"_L1 && !label.english.isEmpty() ? label.english : label.french;
}

/// What the form of a referral calls its line.
QString referralLine(const QString &name, const QString &language)
{
    const documents::Field *field = referralForm() == nullptr ? nullptr : referralForm()->field(name);
    return field == nullptr ? QString() : inLanguage(field->label, language);
}

QString referralValue(const QString &name, const QString &value, const QString &language)
{
    const documents::Field *field = referralForm() == nullptr ? nullptr : referralForm()->field(name);
    if (field == nullptr || field->options.isEmpty())
        return kit::dateText(value);
    QStringList texts;
    for (const QString &code : value.split(u' ', Qt::SkipEmptyParts)) {
        for (const documents::Option &option : field->options) {
            if (option.name == code)
                texts << inLanguage(option.label, language);
        }
    }
    return texts.join(u", "_s);
}

bool isOfSteps(std::uint16_t table)
{
    return table == fields::step_mark::Table || table == fields::step_mark_health::Table;
}

bool isEvent(std::uint16_t table)
{
    return table == fields::case_event::Table || table == fields::case_event_health::Table;
}

} // namespace

FileWords::FileWords(QString language, std::shared_ptr<const sop::Pack> pack)
    : m_language(std::move(language)), m_pack(std::move(pack))
{
}

QString FileWords::title(std::uint16_t table)
{
    const QString label = models::tableLabel(table);
    return label.isEmpty() ? said(QT_TRANSLATE_NOOP("FilePaper", "Other records")) : label;
}

QString FileWords::label(sync::FieldId field)
{
    return fileLabel(field);
}

FileWords::Facts FileWords::facts(const casework::Record &record) const
{
    Facts facts;
    for (const sync::FieldDefinition &definition : model::schema().findTable(record.table)->fields) {
        const sync::FieldId field{record.table, definition.field};
        const base::Value value = record.value(field);
        if (value.isNull() || value.bytes() != nullptr)
            continue;
        if (field == fields::referral::Content || field == fields::referral_person::Content ||
            field == fields::referral_slip::Content) {
            facts += referralFacts(model::toText(value));
            continue;
        }
        const QString name = label(field);
        if (!name.isEmpty())
            facts.append({name, text(record, field, value)});
    }
    const QString form = record.text(fields::interview::FormId); // of another one its own paper has the title
    if (const QString name = models::formLabel(form); !form.isEmpty() && name != form)
        facts.prepend({title(record.table), name});
    return facts;
}

QString FileWords::text(const casework::Record &record, sync::FieldId field, const base::Value &value) const
{
    const QString raw = model::toText(value);
    if (raw.isEmpty() || !model::codeListOf(field).isEmpty())
        return models::valueText(field, value, m_language);
    const auto *definition = model::schema().findTable(field.table)->findField(field.field);
    if (definition->type != sync::FieldType::Set) {
        const QString words = codeText(record, field, raw);
        return words.isEmpty() ? models::valueText(field, value, m_language) : words;
    }
    QStringList texts;
    for (const QString &code : raw.split(u' ', Qt::SkipEmptyParts)) {
        const QString words = codeText(record, field, code);
        texts << (words.isEmpty() ? QString(code).replace(u'_', u' ') : words);
    }
    texts.removeDuplicates();
    return texts.join(u", "_s);
}

QString FileWords::codeText(const casework::Record &record, sync::FieldId field, const QString &code) const
{
    const auto *definition = model::schema().findTable(field.table)->findField(field.field);
    const std::string_view column = definition->column;
    if (isOfSteps(field.table)) {
        if (column == "step")
            return stepText(code);
        if (column == "evidence")
            return StepTexts::evidence(code);
        if (column == "urgent")
            return models::codeLabel(u"answer_yes_no"_s, code, m_language);
        if (const auto state = sop::findStepState(code); column == "state" && state)
            return StepTexts::state(*state);
    }
    if (const auto event = sop::findEvent(code); isEvent(field.table) && column == "kind" && event)
        return StepTexts::event(*event);
    if (field == fields::consent::Purpose) {
        casework::RecordedConsent consent{.id = record.id};
        consent.purpose = code;
        return ConsentTexts::purpose(consent, m_language);
    }
    if (field == fields::consent::WithheldItems)
        return withheldText(code);
    if (const auto status = casework::referralStatusFromCode(code); field == fields::referral::Status && status)
        return referralStatusText(*status);
    if (field == fields::referral::Services)
        return models::codeLabel(u"referral_service"_s, code, m_language);
    if (field == fields::referral::Shared)
        return referralLine(code, m_language);
    if (field == fields::referral::Priority)
        return referralValue(u"priority"_s, code, m_language);
    if (field == fields::referral::ConsentGround)
        return referralValue(u"no_consent_ground"_s, code, m_language);
    if (field == fields::clock_extension::Clock && m_pack != nullptr) {
        for (const sop::ClockRule &rule : m_pack->clocks) {
            if (rule.name == code)
                return StepTexts::words(rule.title, m_pack->kirundi, languageOf(m_language));
        }
    }
    if (field == fields::identity::MainLanguage && model::CodeList::byName(u"language"_s).find(code) != nullptr)
        return models::codeLabel(u"language"_s, code, m_language);
    return wordsOfCode(column, code);
}

QString FileWords::stepText(const QString &step) const
{
    const sop::Step *known = m_pack == nullptr ? nullptr : m_pack->findStep(step);
    return known == nullptr ? step : step + u"  "_s + StepTexts::words(known->title, known->kirundi, languageOf(m_language));
}

/// "identity.phone", "group:health", "record:…", "answer:/data/town" [casework/consents/withheld.h].
QString FileWords::withheldText(const QString &code) const
{
    if (code.startsWith("group:"_L1))
        return models::codeLabel(u"consent_data_group"_s, code.mid(6), m_language);
    if (code.startsWith("record:"_L1))
        return said(QT_TRANSLATE_NOOP("FilePaper", "one record of this file"));
    if (code.startsWith("answer:"_L1))
        return said(QT_TRANSLATE_NOOP("FilePaper", "an answer of an interview"));
    for (const sync::TableDefinition &table : model::schema().tables()) {
        for (const sync::FieldDefinition &field : table.fields) {
            const sync::FieldId id{table.table, field.field};
            if (casework::withheldField(id) == code)
                return label(id);
        }
    }
    return {};
}

FileWords::Facts FileWords::referralFacts(const QString &json) const
{
    Facts facts;
    const QJsonObject whole = QJsonDocument::fromJson(json.toUtf8()).object();
    const QJsonObject lines = whole.contains("form"_L1) ? whole.value("form"_L1).toObject() : whole;
    static const QStringList FieldsOfTheirOwn{
        u"priority"_s,      u"services"_s,     u"to_agency"_s, u"no_consent_ground"_s, u"no_consent_approver"_s,
        u"slip_decision"_s, u"slip_refusal"_s, u"slip_came"_s, u"slip_cost"_s};
    for (auto line = lines.begin(); line != lines.end(); ++line) {
        if (FieldsOfTheirOwn.contains(line.key()))
            continue;
        const QString name = referralLine(line.key(), m_language);
        const QString value = referralValue(line.key(), line.value().toString(), m_language);
        if (!name.isEmpty() && !value.isEmpty())
            facts.append({name, value});
    }
    return facts;
}

} // namespace indaro::ui::pages
