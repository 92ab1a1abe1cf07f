// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/paper_forms/paper_form_data.h"

#include "core/casework/consents/redaction.h"
#include "core/casework/justice/justice_course.h"
#include "core/casework/registry/status_decisions.h"
#include "core/model/field_name.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "ui/models/code_label.h"
#include "ui/pages/consents/consent_texts.h"

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace fields = model::fields;

namespace {

/// Lines of an assessment that is done again and again: on paper stand those of the newest.
struct LinesOf
{
    sync::FieldId link;
    std::uint16_t whole;
};
const LinesOf *linesOf(std::uint16_t table)
{
    static const std::array<LinesOf, 5> links{
        {{fields::risk_line::Assessment, fields::risk_assessment::Table},
         {fields::risk_line_health::Assessment, fields::risk_assessment::Table},
         {fields::risk_line_perpetrator::Assessment, fields::risk_assessment::Table},
         {fields::best_interests_item::BestInterests, fields::best_interests::Table},
         {fields::best_interests_item_health::BestInterests, fields::best_interests::Table}}};
    const auto found = std::ranges::find(links, table, [](const LinesOf &lines) { return lines.link.table; });
    return found == links.end() ? nullptr : &*found;
}

template <class Each> void forEachField(const documents::Template &form, Each each)
{
    for (const documents::Part &part : form.parts)
        for (const documents::Section &section : part.sections)
            for (const documents::Row &row : section.rows)
                for (const documents::Field &field : row.fields)
                    each(field);
}

/// What is not known is left to the pen; why it is not known is said.
QString textOf(sync::FieldId field, const base::Value &value)
{
    const bool isEmpty = value.isNull() || (value.text() != nullptr && value.text()->empty());
    const bool isId = value.bytes() != nullptr; // of a record or an account: no words for a reader
    if (isEmpty || isId)
        return {};
    if (field == fields::consent::Purpose && value.text() != nullptr)
        return ConsentTexts::purposeWords(model::toText(value), u"fr"_s); // two lists hold its words
    if (field == fields::consent::Recipient && value.text() != nullptr)
        return models::codeLabel(u"consent_recipient"_s, model::toText(value), u"fr"_s); // a name, or the code of a kind
    return models::valueText(field, value, u"fr"_s);
}

bool namesRecord(const base::Value &value, const sync::RecordId &id)
{
    return value == base::Value(base::Bytes(id.bytes().begin(), id.bytes().end()));
}

/// A decision of this author on the status that nobody has corrected or taken back (registry/status_decisions.h).
bool isStandingDecision(const casework::Record &record, const casework::FullFile &file, casework::StatusAuthor author)
{
    namespace decision = fields::status_decision;
    return record.table == decision::Table && record.text(decision::Author) == casework::toCode(author) &&
           casework::traffickingStatusFromCode(record.text(decision::Status)) &&
           std::ranges::none_of(file.records, [&](const casework::Record &other) {
               return other.table == decision::Table && namesRecord(other.value(decision::Corrects), record.id);
           });
}

/// What the house has concluded last.
const casework::Record *conclusionOf(const casework::FullFile &file)
{
    namespace decision = fields::status_decision;
    const auto when = [](const casework::Record &record) {
        return std::pair(record.text(decision::DecidedOn).left(10), record.value(decision::RecordedAt).integerOr(0));
    };
    const casework::Record *last = nullptr;
    for (const casework::Record &record : file.records) {
        if (isStandingDecision(record, file, casework::StatusAuthor::House) &&
            (last == nullptr || when(*last) <= when(record)))
            last = &record;
    }
    return last;
}

const casework::Record *newest(const casework::FullFile &file, std::uint16_t table)
{
    if (table == fields::status_decision::Table)
        return conclusionOf(file);
    const auto found = std::find_if(file.records.rbegin(), file.records.rend(),
                                    [table](const casework::Record &record) { return record.table == table; });
    return found == file.records.rend() ? nullptr : &*found;
}

void fillField(const documents::Field &field, const casework::FullFile &file, documents::DocumentData &data)
{
    const auto of = model::fieldNamed(field.of);
    const casework::Record *record = of ? newest(file, of->table) : nullptr;
    if (record == nullptr)
        return;
    const base::Value value = record->value(*of);
    const bool isChoice = field.kind == documents::FieldKind::Choice || field.kind == documents::FieldKind::MultiChoice;
    if (isChoice)
        return data.choose(field.name, model::toText(value).split(u' ', Qt::SkipEmptyParts));
    if (const QString text = textOf(*of, value); !text.isEmpty())
        data.set(field.name, text);
}

bool isOfNewest(const casework::Record &record, const casework::FullFile &file)
{
    const LinesOf *lines = linesOf(record.table);
    if (lines == nullptr)
        return true;
    const casework::Record *whole = newest(file, lines->whole);
    return whole != nullptr &&
           record.value(lines->link) == base::Value(base::Bytes(whole->id.bytes().begin(), whole->id.bytes().end()));
}

/// Beside the house's conclusion stand the authorities' in a table.
bool isOfAuthority(const casework::Record &record, const casework::FullFile &file)
{
    return record.table != fields::status_decision::Table ||
           isStandingDecision(record, file, casework::StatusAuthor::Authority);
}

/// Of the proceedings what holds: not what was corrected, nor what the house notes beside it (justice/justice_course.h).
bool isStandingAct(const casework::Record &record, const casework::FullFile &file)
{
    namespace act = fields::justice_event;
    if (record.table != act::Table)
        return true;
    const QString kind = record.text(act::Kind);
    const bool isNoted = (kind == casework::justice_kinds::NoConsent && !record.value(act::Follows).isNull()) ||
                         (kind == casework::justice_kinds::WrittenInError && !record.value(act::Corrects).isNull());
    return !isNoted && std::ranges::none_of(file.records, [&](const casework::Record &other) {
        return other.table == act::Table && namesRecord(other.value(act::Corrects), record.id);
    });
}

void fillTable(const documents::Field &field, const casework::FullFile &file, documents::DocumentData &data)
{
    const auto table = model::tableNamed(field.records);
    QList<QStringList> rows;
    for (const casework::Record &record : file.records) {
        if (!table || record.table != *table || !isOfNewest(record, file) || !isStandingAct(record, file) ||
            !isOfAuthority(record, file))
            continue;
        QStringList row;
        for (const documents::TableColumn &column : field.tableColumns) {
            const auto of = model::fieldNamed(column.of);
            row.append(of && of->table == record.table ? textOf(*of, record.value(*of)) : QString());
        }
        rows.append(row);
    }
    if (!rows.isEmpty())
        data.fields[field.name] = {{}, rows, true};
}

} // namespace

std::vector<std::uint16_t> tablesOf(const documents::Template &form)
{
    std::vector<std::uint16_t> tables;
    const auto add = [&tables](std::optional<std::uint16_t> table) {
        if (table && std::ranges::find(tables, *table) == tables.end())
            tables.push_back(*table);
    };
    forEachField(form, [&add](const documents::Field &field) {
        if (const auto of = model::fieldNamed(field.of))
            add(of->table);
        const auto records = model::tableNamed(field.records);
        add(records);
        if (const LinesOf *lines = records ? linesOf(*records) : nullptr)
            add(lines->whole);
    });
    return tables;
}

documents::DocumentData filledForm(const documents::Template &form, const casework::FullFile &whole,
                                   const casework::Withheld &withheld)
{
    casework::FullFile file = whole;
    casework::leaveOut(file, withheld);
    documents::DocumentData data;
    forEachField(form, [&](const documents::Field &field) {
        if (!field.records.isEmpty())
            fillTable(field, file, data);
        else if (!field.of.isEmpty())
            fillField(field, file, data);
    });
    return data;
}

} // namespace indaro::ui::pages
