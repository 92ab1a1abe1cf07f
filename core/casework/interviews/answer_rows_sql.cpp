// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/interviews/answer_rows.h"

#include "core/casework/conflicts/commands.h"
#include "core/casework/forms/form_store.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <QLocale>
#include <QSet>

#include <algorithm>
#include <array>

namespace indaro::casework::rows {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
namespace fields = model::fields;
using namespace Qt::StringLiterals;

namespace {

// The four answer tables have one shape, so the case table's field numbers stand for all.
namespace answer = fields::answer_case;

constexpr std::array Compartments = {sync::Compartment::Case, sync::Compartment::Identity, sync::Compartment::Health,
                                     sync::Compartment::Perpetrator};

std::string answerSql(std::string_view verb, sync::Compartment compartment, std::string_view rest)
{
    const sync::TableDefinition *table = model::schema().findTable(answerTable(compartment));
    return std::string(verb) + std::string(table->name) + std::string(rest);
}

bool isNumber(const QString &type)
{
    return type == "integer"_L1 || type == "decimal"_L1 || type == "range"_L1;
}

/// What a saved answer may change: its text, number and codes.
using AnswerValues = std::array<Value, 3>;

/// In one statement, because every answer waits for it. std::nullopt: not answered before.
Result<std::optional<AnswerValues>> findAnswer(Desk &desk, sync::Compartment compartment, const sync::RecordId &record)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare(answerSql("SELECT text, number, codes FROM ", compartment, " WHERE id = ?1")));
    select.bind(1, record);
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return std::optional<AnswerValues>();
    return std::optional(AnswerValues{select.value(0), select.value(1), select.value(2)});
}

/// Which column an answer of this type stands in.
Result<AnswerValues> columnsOf(const QString &type, const QString &value, const std::optional<base::Missing> &missing)
{
    AnswerValues columns{Value(), Value(), Value("")};
    auto &[text, number, codes] = columns;
    if (missing) {
        text = *missing;
    } else if (type == "select_multiple"_L1) {
        codes = value.toStdString();
    } else if (isNumber(type) && !value.isEmpty()) {
        bool ok = false;
        const double parsed = value.toDouble(&ok);
        if (!ok)
            return Error(Errc::InvalidArgument);
        number = parsed;
        if (answerNumberText(parsed) != value)
            text = value.toStdString(); // "007" and 20 digits come back as they were written
    } else {
        text = textValue(value);
    }
    return columns;
}

sync::RecordKey keyOf(InterviewId interview, const AnswerDraft &draft)
{
    return {answerTable(draft.compartment), sync::derivedId({"answer", idText(interview), draft.path.toStdString()})};
}

constexpr std::array Columns{answer::Text, answer::Number, answer::Codes};

/// Changes those columns that differ, each against what the page knew of it.
Result<void> editAnswer(Desk &desk, sync::RecordKey key, const AnswerDraft &draft, const AnswerValues &before,
                        const AnswerValues &after)
{
    std::optional<AnswerValues> known;
    const bool isEmpty = before[0].isNull() && before[1].isNull() && before[2].textOr({}).empty();
    if (draft.known && !draft.known->isThere && isEmpty)
        known = before; // a cleared answer is none
    if (draft.known && draft.known->isThere) {
        if (auto columns = columnsOf(draft.type, draft.known->value, draft.known->missing))
            known = std::move(columns).value();
    }
    for (std::size_t i = 0; i < Columns.size(); ++i) {
        const sync::FieldId field{key.table, Columns[i].field};
        if (!draft.known || (known && before[i] == (*known)[i])) {
            if (before[i] != after[i])
                INDARO_TRY(desk.log.edit(field, key.record, after[i]));
            continue;
        }
        const std::optional<Value> seen = known ? std::optional((*known)[i]) : std::nullopt;
        const bool isUntouched = seen ? after[i] == *seen : after[i].isNull() || after[i] == Value("");
        if (!isUntouched && before[i] != after[i])
            INDARO_TRY(editExpecting(desk, field, key.record, after[i], seen));
    }
    return {};
}

constexpr std::uint8_t NoReason = 0xFF; // of an answer that is kept in a draft

std::string placeKey(const InterviewId &interview)
{
    return "interview/" + interview.toText();
}

} // namespace

std::uint16_t answerTable(sync::Compartment compartment) noexcept
{
    switch (compartment) {
    case sync::Compartment::Case:
        return fields::answer_case::Table;
    case sync::Compartment::Identity:
        return fields::answer_identity::Table;
    case sync::Compartment::Health:
        return fields::answer_health::Table;
    case sync::Compartment::Perpetrator:
        return fields::answer_perpetrator::Table;
    }
    return fields::answer_identity::Table;
}

std::string_view idText(const sync::RecordId &id) noexcept
{
    return base::asText(id.bytes());
}

QString answerNumberText(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString fromUtf8(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

Value textValue(const QString &text)
{
    return text.isEmpty() ? Value() : Value(text.toStdString());
}

Result<void> put(Desk &desk, sync::RecordKey key, const sync::FieldValues &values)
{
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (!isThere) {
        INDARO_TRY(desk.log.birth(key, values));
        return {};
    }
    for (const auto &[field, value] : values)
        INDARO_TRY(desk.log.edit(field, key.record, value));
    return {};
}

Result<void> putAnswer(Desk &desk, InterviewId interview, const AnswerDraft &draft, std::optional<base::UtcMs> firstGivenAt)
{
    if (draft.path.isEmpty())
        return Error(Errc::InvalidArgument);
    INDARO_TRY_ASSIGN(const AnswerValues after, columnsOf(draft.type, draft.value, draft.missing));
    const sync::RecordKey key = keyOf(interview, draft);
    INDARO_TRY_ASSIGN(const auto before, findAnswer(desk, draft.compartment, key.record));
    if (before)
        return editAnswer(desk, key, draft, *before, after);
    if (!draft.missing && draft.value.isEmpty())
        return {}; // nothing to clear
    const auto field = [&key](sync::FieldId id) { return sync::FieldId{key.table, id.field}; };
    INDARO_TRY(
        desk.log.birth(key, {{field(answer::Interview), base::Bytes(interview.bytes().begin(), interview.bytes().end())},
                             {field(answer::Path), draft.path.toStdString()},
                             {field(answer::Type), draft.type.toStdString()},
                             {field(answer::Text), after[0]},
                             {field(answer::Number), after[1]},
                             {field(answer::Codes), after[2]},
                             {field(answer::AnsweredAt), firstGivenAt.value_or(desk.clock.nowUtc())}}));
    return {};
}

Result<void> settleAnswer(Desk &desk, InterviewId interview, const AnswerDraft &draft, const std::vector<sync::Dot> &seen)
{
    const sync::RecordKey key = keyOf(interview, draft);
    INDARO_TRY_ASSIGN(const AnswerValues after, columnsOf(draft.type, draft.value, draft.missing));
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(key));
    if (!isThere)
        return putAnswer(desk, interview, draft);
    INDARO_TRY_ASSIGN(const auto state, stateAsSeen(desk, key, seen));
    std::vector<std::uint16_t> decided;
    for (const sync::Conflict &conflict : state.conflicts) {
        if (conflict.field == 0)
            continue;
        const auto column =
            std::find_if(Columns.begin(), Columns.end(), [&](sync::FieldId each) { return each.field == conflict.field; });
        const Value &holds = column != Columns.end() ? after[static_cast<std::size_t>(column - Columns.begin())]
                                                     : conflict.alternatives.front().value; // "answered at"
        INDARO_TRY(desk.log.resolve({key.table, conflict.field}, key.record, holds, seen));
        decided.push_back(conflict.field);
    }
    for (std::size_t i = 0; i < Columns.size(); ++i) { // and what nobody disputes
        const sync::FieldState *shown = state.findField(Columns[i].field);
        if (std::find(decided.begin(), decided.end(), Columns[i].field) == decided.end())
            INDARO_TRY(editExpecting(desk, {key.table, Columns[i].field}, key.record, after[i],
                                     shown != nullptr ? shown->value : Value()));
    }
    return {};
}

Result<std::vector<SavedAnswer>> readAnswers(Desk &desk, InterviewId interview)
{
    std::vector<SavedAnswer> answers;
    for (const sync::Compartment compartment : Compartments) {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare(answerSql("SELECT path, type, text, number, codes, answered_at FROM ",
                                                                 compartment, " WHERE interview = ?1")));
        select.bind(1, interview);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                break;
            SavedAnswer saved{fromUtf8(select.textView(0)), fromUtf8(select.textView(1)), {}, {}, compartment, 0};
            const Value text = select.value(2);
            if (text.missing() != nullptr)
                saved.missing = *text.missing();
            else if (text.text() != nullptr)
                saved.value = fromUtf8(*text.text());
            else if (!select.isNull(3))
                saved.value = answerNumberText(select.real(3));
            else
                saved.value = fromUtf8(select.textView(4));
            saved.answeredAt = select.integer(5);
            if (saved.missing || !saved.value.isEmpty())
                answers.push_back(std::move(saved));
        }
    }
    return answers;
}

Result<std::vector<sync::RecordKey>> answerRecords(Desk &desk, InterviewId interview)
{
    std::vector<sync::RecordKey> records;
    for (const sync::Compartment compartment : Compartments) {
        INDARO_TRY_ASSIGN(auto select, desk.db.prepare(answerSql("SELECT id FROM ", compartment, " WHERE interview = ?1")));
        select.bind(1, interview);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                break;
            if (const auto id = select.id<sync::RecordTag>(0))
                records.push_back({answerTable(compartment), *id});
        }
    }
    return records;
}

Result<void> dropAnswers(Desk &desk, InterviewId interview, const QStringList &paths)
{
    const QSet<QString> hidden(paths.begin(), paths.end());
    std::vector<sync::RecordKey> doomed;
    for (const sync::Compartment compartment : Compartments) {
        // Really empty or hidden, not only for whoever signs.
        INDARO_TRY_ASSIGN(auto select,
                          desk.log.connection().prepare(answerSql("SELECT id, path, text IS NULL AND number IS NULL AND "
                                                                  "ifnull(codes, '') = '' FROM ",
                                                                  compartment, " WHERE interview = ?1")));
        select.bind(1, interview);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                break;
            const auto id = select.id<sync::RecordTag>(0);
            if (id && (select.integer(2) != 0 || hidden.contains(fromUtf8(select.textView(1)))))
                doomed.push_back({answerTable(compartment), *id});
        }
    }
    for (const sync::RecordKey &key : doomed)
        INDARO_TRY(desk.log.remove(key));
    return {};
}

Result<std::optional<Place>> readPlace(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT saved_at, content FROM draft WHERE key = ?1"));
    select.bind(1, placeKey(interview));
    INDARO_TRY_ASSIGN(const bool found, select.step());
    if (!found)
        return std::optional<Place>();
    Place place;
    place.savedAt = select.integer(0);
    base::ByteReader in(select.blob(1));
    place.lastPath = fromUtf8(in.text());
    const int texts = in.u16();
    for (int i = 0; i < texts && in.isValid(); ++i) {
        QString path = fromUtf8(in.text());
        place.unfinished.push_back({std::move(path), fromUtf8(in.text())});
    }
    const int late = in.isValid() && !in.atEnd() ? in.u16() : 0; // an older program wrote none
    for (int i = 0; i < late && in.isValid(); ++i) {
        LateAnswer answer{fromUtf8(in.text()), fromUtf8(in.text()), {}};
        if (const auto reason = in.u8(); reason != NoReason)
            answer.missing = static_cast<base::Missing>(reason);
        place.late.push_back(std::move(answer));
    }
    if (!in.isValid())
        return std::optional<Place>();
    return std::optional<Place>(std::move(place));
}

Result<void> writePlace(Desk &desk, InterviewId interview, const Place &place)
{
    base::ByteWriter out;
    out.text(place.lastPath.toStdString());
    out.u16(static_cast<std::uint16_t>(place.unfinished.size()));
    for (const UnfinishedText &unfinished : place.unfinished) {
        out.text(unfinished.path.toStdString());
        out.text(unfinished.text.toStdString());
    }
    out.u16(static_cast<std::uint16_t>(place.late.size()));
    for (const LateAnswer &late : place.late) {
        out.text(late.path.toStdString());
        out.text(late.value.toStdString());
        out.u8(late.missing ? static_cast<std::uint8_t>(*late.missing) : NoReason);
    }
    INDARO_TRY_ASSIGN(auto upsert,
                      desk.db.prepare("INSERT INTO draft (key, user, saved_at, content) VALUES (?1, ?2, ?3, ?4) "
                                      "ON CONFLICT (key) DO UPDATE SET user = excluded.user, "
                                      "saved_at = excluded.saved_at, content = excluded.content"));
    upsert.bind(1, placeKey(interview));
    upsert.bind(2, desk.log.user());
    upsert.bind(3, place.savedAt);
    upsert.bind(4, base::ByteView(out.bytes()));
    return upsert.run();
}

Result<void> dropPlace(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto drop, desk.db.prepare("DELETE FROM draft WHERE key = ?1"));
    drop.bind(1, placeKey(interview));
    return drop.run();
}

Result<QByteArray> formContentOf(Desk &desk, sync::RecordId form)
{
    auto content = loadFormContent(desk, form);
    if (!content) {
        const Errc why = content.error().code;
        if (why == Errc::UnknownRecord || why == Errc::FormStillComing || why == Errc::FormDamaged)
            return QByteArray();
    }
    return content;
}

Result<std::vector<Sitting>> readSittings(Desk &desk, InterviewId interview)
{
    INDARO_TRY_ASSIGN(auto select, desk.db.prepare("SELECT id, number, interviewer, interpreter, language, place, "
                                                   "others_present, started_at, stopped_at, stop_reason "
                                                   "FROM sitting WHERE interview = ?1 ORDER BY number, started_at"));
    select.bind(1, interview);
    std::vector<Sitting> sittings;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return sittings;
        const auto text = [&select](int column) {
            const Value value = select.value(column);
            return value.text() != nullptr ? fromUtf8(*value.text()) : QString();
        };
        Sitting sitting{*select.id<sync::RecordTag>(0),
                        static_cast<int>(select.integer(1)),
                        {text(2), text(3), text(4), text(5), text(6)},
                        select.integer(7),
                        std::nullopt,
                        text(9)};
        if (!select.isNull(8))
            sitting.stoppedAt = select.integer(8);
        sittings.push_back(std::move(sitting));
    }
}

} // namespace indaro::casework::rows
