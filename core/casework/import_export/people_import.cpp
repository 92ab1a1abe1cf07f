// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/people_import.h"

#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/import_export/people_export.h"
#include "core/casework/import_export/record_map.h"
#include "core/casework/people/derived_values.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::FieldValues;

namespace {

namespace f = model::fields;

constexpr qint64 LongestLine = 4 * 1024 * 1024;
/// People checked, sorted by id and written together: neighbours share pages, so that far fewer are encrypted twice.
constexpr std::size_t BatchSize = 8192;

struct Person
{
    sync::RecordId id;
    std::int64_t line;
    std::vector<FieldValues> parts; ///< as RecordMap::parts
};

Error lineError(std::int64_t line, const char *reason, const QString &key = {})
{
    std::vector<base::ErrorArg> args{{"line", line}, {"reason", std::string(reason)}};
    if (!key.isEmpty())
        args.push_back({"key", key.left(40).toStdString()});
    return Error(Errc::ImportLineInvalid, std::move(args));
}

/// Control characters other than line ends and tabs, halves of a surrogate pair, and the marks that turn the direction
/// of writing: they could not be given back, or could hide what a line says.
bool hasForbiddenCharacter(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (c >= 0x20 && c < 0x7F)
            continue;
        if ((c < 0x20 && c != u'\n' && c != u'\r' && c != u'\t') || (c >= 0x202A && c <= 0x202E) ||
            (c >= 0x2066 && c <= 0x2069))
            return true;
        if (QChar::isHighSurrogate(c)) {
            if (i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
                return true;
            ++i;
        } else if (QChar::isLowSurrogate(c)) {
            return true;
        }
    }
    return false;
}

qsizetype characters(QStringView text)
{
    return std::count_if(text.begin(), text.end(), [](QChar c) { return !c.isLowSurrogate(); });
}

bool isIsoDate(const QString &text)
{
    const auto date = model::PartialDate::parse(text);
    return date && date->toIso() == text;
}

bool isIsoMoment(const QString &text)
{
    if (isIsoDate(text))
        return true;
    const auto moment = model::parseLocalMoment(text);
    return moment && *moment == text;
}

/// Null, or why the text may not stand in this field.
const char *refuseText(const model::FieldLimits &limits, const QString &text)
{
    if (text.isEmpty())
        return nullptr;
    switch (limits.shape) {
    case model::ValueShape::Date:
        return isIsoDate(text) ? nullptr : "date";
    case model::ValueShape::Moment:
        return isIsoMoment(text) ? nullptr : "date";
    case model::ValueShape::Text:
        if (hasForbiddenCharacter(text))
            return "characters";
        return text.size() > limits.max && characters(text) > limits.max ? "too-long" : nullptr;
    case model::ValueShape::Number:
    case model::ValueShape::Other:
        break;
    }
    return "type";
}

std::optional<base::Missing> missingOf(const QJsonObject &object)
{
    if (object.size() != 1)
        return std::nullopt;
    const std::string name = object.value(QLatin1StringView(MissingKey)).toString().toStdString();
    for (const auto reason :
         {base::Missing::NotAsked, base::Missing::Refused, base::Missing::DoesNotKnow, base::Missing::Stopped}) {
        if (missingName(reason) == name)
            return reason;
    }
    return std::nullopt;
}

struct ReadValue
{
    Value value;
    const char *refusal = nullptr;
};

ReadValue readValue(const MappedKey &key, const QJsonValue &json)
{
    switch (json.type()) {
    case QJsonValue::Null:
        return {base::Missing::NotAsked};
    case QJsonValue::Object:
        if (const auto reason = missingOf(json.toObject()))
            return {*reason};
        break;
    case QJsonValue::String: {
        const QString text = json.toString();
        if (const char *refusal = refuseText(key.limits, text))
            return {{}, refusal};
        return {text.toStdString()};
    }
    case QJsonValue::Double: {
        if (key.limits.shape != model::ValueShape::Number)
            break;
        const qint64 number = json.toInteger(std::numeric_limits<qint64>::min());
        if (number == std::numeric_limits<qint64>::min())
            break; // has a fraction, or is beyond 64 bits
        if (number < key.limits.min || number > key.limits.max)
            return {{}, "range"};
        return {std::int64_t(number)};
    }
    default:
        break;
    }
    return {{}, "type"};
}

Result<Person> readPerson(const QByteArray &line, std::int64_t number)
{
    const RecordMap &map = RecordMap::people();
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (error.error == QJsonParseError::IllegalUTF8String)
        return lineError(number, "encoding");
    if (error.error != QJsonParseError::NoError)
        return lineError(number, "json");
    if (!document.isObject())
        return lineError(number, "object");
    const QJsonObject object = document.object();
    const auto id = sync::RecordId::fromText(object.value(QLatin1StringView("id")).toString().toStdString());
    if (!id)
        return lineError(number, "id", QStringLiteral("id"));
    Person person{*id, number, std::vector<FieldValues>(map.parts.size())};
    for (auto entry = object.begin(); entry != object.end(); ++entry) {
        const QString name = entry.key();
        const auto found = map.indexByKey.constFind(name);
        if (found == map.indexByKey.constEnd()) {
            if (name == QLatin1StringView("id"))
                continue;
            return lineError(number, "unknown-key", name);
        }
        const MappedKey &key = map.keys[*found];
        ReadValue read = readValue(key, entry.value());
        if (read.refusal != nullptr)
            return lineError(number, read.refusal, name);
        if (key.field == f::health::ViolenceSuffered && read.value.text() != nullptr)
            person.parts[key.part].emplace_back(f::health::ViolenceOriginal, read.value);
        person.parts[key.part].emplace_back(key.field, std::move(read.value));
    }
    return person;
}

/// One import at work inside its transaction.
class Import
{
public:
    explicit Import(Desk &desk) : m_desk(desk), m_today(model::localDay(desk.clock.nowUtc())) {}

    Result<void> start()
    {
        INDARO_TRY_ASSIGN(m_codes, loadCaseCodes(m_desk));
        return {};
    }
    Result<void> add(Person person)
    {
        m_batch.push_back(std::move(person));
        return m_batch.size() < BatchSize ? Result<void>() : flush();
    }
    Result<void> flush();
    [[nodiscard]] std::int64_t count() const { return m_count; }

private:
    void complete(Person &person);
    std::string freshCode();

    Desk &m_desk;
    QDate m_today;
    std::unordered_set<std::string> m_codes;
    std::vector<Person> m_batch;
    std::int64_t m_count = 0;
};

const Value *find(const Person &person, sync::FieldId field)
{
    const FieldValues &values = person.parts[RecordMap::people().partOf(field.table)];
    const auto found = std::find_if(values.begin(), values.end(), [&](const auto &pair) { return pair.first == field; });
    return found == values.end() ? nullptr : &found->second;
}

Value valueOr(const Person &person, sync::FieldId field)
{
    const Value *value = find(person, field);
    return value != nullptr && value->isKnown() && value->textOr(" ") != "" ? *value : Value();
}

std::string Import::freshCode()
{
    for (;;) {
        std::string code = model::makeCaseCode(m_desk.random);
        if (m_codes.insert(code).second)
            return code;
    }
}

/// What the program itself knows of every file: its code, the name to call her by, whether she is a minor.
void Import::complete(Person &person)
{
    const RecordMap &map = RecordMap::people();
    PersonDraft draft;
    draft.givenNames = valueOr(person, f::identity::GivenNames);
    draft.familyName = valueOr(person, f::identity::FamilyName);
    draft.birthDate = valueOr(person, f::identity::BirthDate);
    Value estimatedOn;
    if (const Value age = valueOr(person, f::case_file::EstimatedAge); age.integer() != nullptr) {
        const std::string arrived = valueOr(person, f::stay::ArrivedAt).textOr({}).substr(0, 10);
        const QDate day = QDate::fromString(QString::fromStdString(arrived), Qt::ISODate);
        const QDate on = day.isValid() ? day : m_today; // an estimate is of the day she came
        estimatedOn = on.toString(Qt::ISODate).toStdString();
        draft.estimatedAge = std::int64_t(model::ageOn(static_cast<int>(*age.integer()), on, std::max(on, m_today)));
    }
    const base::Bytes self(person.id.bytes().begin(), person.id.bytes().end());
    for (std::size_t part = 0; part < map.parts.size(); ++part) {
        FieldValues &values = person.parts[part];
        const std::uint16_t table = map.parts[part];
        if (table == f::case_file::Table) {
            values.emplace_back(f::case_file::CaseCode, freshCode());
            values.emplace_back(f::case_file::DisplayName, displayNameOf(draft));
            values.emplace_back(f::case_file::Status, "registered");
            values.emplace_back(f::case_file::EstimatedOn, std::move(estimatedOn));
            values.emplace_back(f::case_file::IsMinor, minorOf(draft, m_today));
            values.emplace_back(f::case_file::OpenedAt, std::int64_t(m_desk.clock.nowUtc()));
        } else if (table == f::note::Table && !values.empty()) {
            values.emplace_back(f::note::CaseFile, self);
            values.emplace_back(f::note::Kind, "observation");
        } else if (table == f::stay::Table && !values.empty()) {
            values.emplace_back(f::stay::CaseFile, self);
        } else if (table == f::episode::Table && !values.empty()) {
            values.emplace_back(f::episode::CaseFile, self);
        }
    }
}

Result<void> Import::flush()
{
    const RecordMap &map = RecordMap::people();
    std::stable_sort(m_batch.begin(), m_batch.end(), [](const Person &a, const Person &b) { return a.id < b.id; });
    for (Person &person : m_batch)
        complete(person);
    for (std::size_t part = 0; part < map.parts.size(); ++part) {
        const std::uint16_t table = map.parts[part];
        const bool isOptional = table == f::stay::Table || table == f::episode::Table || table == f::note::Table;
        for (const Person &person : m_batch) {
            if (isOptional && person.parts[part].empty())
                continue;
            if (const auto born = m_desk.log.birth({table, person.id}, person.parts[part]); !born) {
                return born.error().code == Errc::RecordExists ? lineError(person.line, "id-known", QStringLiteral("id"))
                                                               : born.error();
            }
        }
    }
    m_count += static_cast<std::int64_t>(m_batch.size());
    m_batch.clear();
    return {};
}

Result<void> readLines(QFile &source, Import &import)
{
    for (std::int64_t number = 1; !source.atEnd(); ++number) {
        QByteArray line = source.readLine(LongestLine);
        if (line.isEmpty())
            return Error(Errc::FileNotReadable);
        if (line.size() >= LongestLine - 1 && !line.endsWith('\n'))
            return lineError(number, "too-long");
        if (number == 1 && line.startsWith("\xEF\xBB\xBF"))
            line.remove(0, 3);
        if (line.trimmed().isEmpty())
            continue;
        INDARO_TRY_ASSIGN(Person person, readPerson(line, number));
        INDARO_TRY(import.add(std::move(person)));
    }
    return import.flush();
}

} // namespace

Result<std::int64_t> importPeople(Desk &desk, const std::filesystem::path &file)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY_ASSIGN(const bool isCommission, isCommissionVault(desk));
    if (isCommission)
        return Error(Errc::WrongState); // it registers nobody
    QFile source(file);
    if (!source.exists())
        return Error(Errc::FileNotFound);
    if (!source.open(QIODevice::ReadOnly))
        return Error(Errc::FileNotReadable);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    Import import(desk);
    INDARO_TRY(import.start());
    INDARO_TRY(readLines(source, import));
    INDARO_TRY(recordAudit(desk, AuditVerb::PeopleImported, std::nullopt, std::to_string(import.count())));
    INDARO_TRY(transaction.commit());
    return import.count();
}

} // namespace indaro::casework
