// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/attachments/attachment_store.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/consents/data_groups.h"
#include "core/casework/row_values.h"
#include "core/model/field_name.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using sync::RecordId;

namespace {

/// The last change of a record orders acts of one day: the log's time, not the wall's.
constexpr char ConsentsOfFile[] =
    "SELECT c.id, c.purpose, c.recipient_kind, c.recipient, c.decision, c.data_groups, c.withheld_items, c.withheld, "
    "c.explained_by, c.language, c.read_aloud, c.interpreter, c.given_by, c.giver_link, c.given_how, c.witness, "
    "c.child_assent, c.assent_words, c.given_on, c.expires_on, c.withdrawn_on, c.interview, "
    "(SELECT max(o.time) FROM operation o WHERE o.record_table = ?2 AND o.record = c.id) "
    "FROM consent c WHERE c.case_file = ?1";

constexpr sync::FieldId AnswerTexts[] = {fields::answer_case::Text, fields::answer_identity::Text,
                                         fields::answer_health::Text, fields::answer_perpetrator::Text};
constexpr sync::FieldId FileNames[] = {fields::attachment_case::FileName, fields::attachment_identity::FileName,
                                       fields::attachment_health::FileName, fields::attachment_perpetrator::FileName};

bool isAboutPassingOn(const QString &purpose)
{
    return purpose == "referral"_L1 || purpose == "police_notes"_L1 || purpose.startsWith("share_"_L1) ||
           purpose == QLatin1StringView(consent_purposes::Withhold);
}

QStringList codesIn(const store::Statement &row, int column)
{
    return toText(row, column).split(u' ', Qt::SkipEmptyParts);
}

Result<RecordedConsent> readConsent(const store::Statement &row)
{
    const auto id = row.id<sync::RecordTag>(0);
    if (!id)
        return Error(Errc::StoreDamaged);
    return RecordedConsent{.id = *id,
                           .purpose = toText(row, 1),
                           .recipientKind = toText(row, 2),
                           .recipient = toText(row, 3),
                           .decision = toText(row, 4),
                           .dataGroups = codesIn(row, 5),
                           .withheldItems = codesIn(row, 6),
                           .withheld = toText(row, 7),
                           .explainedBy = toText(row, 8),
                           .language = toText(row, 9),
                           .readAloud = toText(row, 10),
                           .interpreter = toText(row, 11),
                           .givenBy = toText(row, 12),
                           .giverLink = toText(row, 13),
                           .givenHow = toText(row, 14),
                           .witness = toText(row, 15),
                           .childAssent = toText(row, 16),
                           .assentWords = toText(row, 17),
                           .givenOn = toText(row, 18),
                           .expiresOn = toText(row, 19),
                           .withdrawnOn = toText(row, 20),
                           .interview = row.id<sync::RecordTag>(21)};
}

Result<void> readConsents(store::Connection &db, RecordId caseFile, ConsentFacts &facts)
{
    INDARO_TRY_ASSIGN(auto rows, db.prepare(ConsentsOfFile));
    rows.bind(1, caseFile);
    rows.bind(2, std::int64_t(fields::consent::Table));
    std::vector<std::pair<std::int64_t, RecordedConsent>> found;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        INDARO_TRY_ASSIGN(auto consent, readConsent(rows));
        found.emplace_back(rows.integer(22), std::move(consent));
        return {};
    }));
    std::ranges::stable_sort(found, [](const auto &one, const auto &other) {
        const QString day = one.second.day(), otherDay = other.second.day();
        return day == otherDay ? one.first < other.first : day < otherDay;
    });
    for (auto &[time, consent] : found)
        (isAboutPassingOn(consent.purpose) ? facts.consents : facts.uses).push_back(std::move(consent));
    return {};
}

QString textOf(const base::Value &value)
{
    if (const auto *number = value.integer())
        return QString::number(*number);
    return model::toText(value);
}

/// What stands in one field of the person, in every record of hers.
Result<void> readField(store::Connection &db, RecordId person, sync::FieldId field, WithheldItem &item)
{
    const sync::TableDefinition *table = model::schema().findTable(field.table);
    if (table == nullptr || !model::codeListOf(field).isEmpty()) // a code is no text that could be found elsewhere
        return {};
    const char *owner = nullptr;
    if (table->owner.kind == sync::Ownership::Kind::Itself)
        owner = "id";
    else if (table->findField(table->owner.field) != nullptr && table->owner.through == fields::case_file::Table)
        owner = "case_file";
    const sync::FieldDefinition *column = table->findField(field.field);
    if (owner == nullptr || column == nullptr || column->type == sync::FieldType::Blob)
        return {};
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT " + std::string(column->column) + " FROM " + std::string(table->name) +
                                            " WHERE " + owner + " = ?1"));
    rows.bind(1, person);
    return forEachRow(rows, [&]() -> Result<void> {
        item.values << tellingWords(textOf(rows.value(0)));
        return {};
    });
}

Result<void> readAnswer(store::Connection &db, RecordId person, const QString &path, WithheldItem &item)
{
    for (const sync::FieldId field : AnswerTexts) {
        const std::string table(model::schema().findTable(field.table)->name);
        INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT a.path, a.type, a.text FROM " + table +
                                                " a JOIN interview i ON i.id = a.interview WHERE i.case_file = ?1"));
        rows.bind(1, person);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (pathWithoutPositions(toText(rows, 0)) != path)
                return {};
            if (isMediaAnswer(toText(rows, 1)))
                item.files << toText(rows, 2);
            else if (!toText(rows, 1).startsWith("select"_L1))
                item.values << tellingWords(toText(rows, 2));
            return {};
        }));
    }
    return {};
}

/// What a record of these tables says that may have been typed somewhere else: a name and a number by themselves, of
/// anything else only a phrase, since one word of it ("papers", a town) stands in much that has nothing to do with it.
struct ToldText
{
    sync::FieldId field;
    sync::FieldId link{}; ///< the record it hangs on; nothing: it is that record
};
constexpr int FewestWords = 3;
constexpr sync::FieldId NamesOfRecords[] = {fields::perpetrator::Name, fields::perpetrator::Contact,
                                            fields::justice_event::Reference};
constexpr ToldText PhrasesOfRecords[] = {
    {fields::perpetrator::Description},
    {fields::perpetrator::Place},
    {fields::need::What},
    {fields::need::GoalWords},
    {fields::need_health::What},
    {fields::need_health::GoalWords},
    {fields::plan_action::What},
    {fields::plan_action::Result},
    {fields::plan_action_health::What},
    {fields::plan_action_health::Result},
    {fields::plan_action::What, fields::plan_action::Need},
    {fields::plan_action::Result, fields::plan_action::Need},
    {fields::plan_action_health::What, fields::plan_action_health::Need},
    {fields::plan_action_health::Result, fields::plan_action_health::Need},
    {fields::service_given::ProviderName},
    {fields::service_given::Note},
    {fields::service_given_health::ProviderName},
    {fields::service_given_health::Note},
    {fields::risk_line::Sign, fields::risk_line::Assessment},
    {fields::risk_line::Reason, fields::risk_line::Assessment},
    {fields::risk_line::MeasureWords, fields::risk_line::Assessment},
    {fields::risk_line_health::Sign, fields::risk_line_health::Assessment},
    {fields::risk_line_health::Reason, fields::risk_line_health::Assessment},
    {fields::risk_line_perpetrator::Sign, fields::risk_line_perpetrator::Assessment},
    {fields::risk_line_perpetrator::Reason, fields::risk_line_perpetrator::Assessment},
    {fields::incident::What},
    {fields::incident_story::What},
    {fields::incident_story::Done},
    {fields::incident_story::Outcome},
    {fields::incident_story_health::What},
    {fields::incident_story_health::Done},
    {fields::incident_story_health::Outcome},
    {fields::justice_event::What},
    {fields::justice_event::LegalAid},
};

Result<QStringList> textsIn(store::Connection &db, RecordId record, sync::FieldId field, sync::FieldId link)
{
    const sync::TableDefinition *table = model::schema().findTable(field.table);
    const std::string where = link.table == 0 ? "id" : std::string(table->findField(link.field)->column);
    QStringList texts;
    INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT " + std::string(table->findField(field.field)->column) + " FROM " +
                                            std::string(table->name) + " WHERE " + where + " = ?1"));
    rows.bind(1, record);
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        texts << tellingWords(toText(rows, 0));
        return {};
    }));
    return texts;
}

Result<void> readTexts(store::Connection &db, RecordId record, WithheldItem &item)
{
    for (const sync::FieldId field : NamesOfRecords) {
        INDARO_TRY_ASSIGN(const QStringList names, textsIn(db, record, field, {}));
        item.values << names;
    }
    for (const ToldText &told : PhrasesOfRecords) {
        INDARO_TRY_ASSIGN(const QStringList phrases, textsIn(db, record, told.field, told.link));
        std::ranges::copy_if(phrases, std::back_inserter(item.values),
                             [](const QString &phrase) { return phrase.count(u' ') + 1 >= FewestWords; });
    }
    return {};
}

/// An act of the proceedings is withheld with every version of it: the wrong one said the same.
Result<void> readVersions(store::Connection &db, RecordId record, WithheldItem &item)
{
    INDARO_TRY_ASSIGN(auto rows,
                      db.prepare("WITH RECURSIVE versions (id) AS (SELECT ?1 UNION SELECT e.id FROM justice_event e "
                                 "JOIN versions v ON e.corrects = v.id UNION SELECT e.corrects FROM justice_event e "
                                 "JOIN versions v ON e.id = v.id WHERE e.corrects IS NOT NULL) "
                                 "SELECT id FROM versions WHERE id <> ?1"));
    rows.bind(1, record);
    std::vector<RecordId> versions;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto id = rows.id<sync::RecordTag>(0))
            versions.push_back(*id);
        return {};
    }));
    for (const RecordId &version : versions) {
        item.also << withheldRecord(version);
        INDARO_TRY(readTexts(db, version, item));
    }
    return {};
}

/// Of a picture or a recording, its name; of what is told in a few words, these; of a note nothing: it is where it is.
Result<void> readRecord(store::Connection &db, RecordId record, WithheldItem &item)
{
    INDARO_TRY(readTexts(db, record, item));
    INDARO_TRY(readVersions(db, record, item));
    for (const sync::FieldId field : FileNames) {
        const std::string table(model::schema().findTable(field.table)->name);
        INDARO_TRY_ASSIGN(auto rows, db.prepare("SELECT file_name FROM " + table + " WHERE id = ?1"));
        rows.bind(1, record);
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            item.files << toText(rows, 0);
            return {};
        }));
    }
    return {};
}

Result<WithheldItem> readItem(store::Connection &db, RecordId person, const QString &code)
{
    WithheldItem item{.code = code};
    if (code.startsWith("group:"_L1)) {
        for (const sync::FieldId field : fieldsOf(code.mid(6)))
            INDARO_TRY(readField(db, person, field, item));
    } else if (code.startsWith("answer:"_L1)) {
        INDARO_TRY(readAnswer(db, person, code.mid(7), item));
    } else if (code.startsWith("record:"_L1)) {
        if (const auto record = RecordId::fromText(code.mid(7).toStdString()))
            INDARO_TRY(readRecord(db, *record, item));
    } else if (const auto field = model::fieldNamed(code)) {
        INDARO_TRY(readField(db, person, *field, item));
    }
    return item;
}

Result<ConsentFacts> readFacts(store::Connection &db, RecordId caseFile, QDate today)
{
    ConsentFacts facts;
    facts.today = today;
    {
        INDARO_TRY_ASSIGN(auto find, db.prepare("SELECT c.is_minor, c.consent_sharing, i.birth_date FROM case_file c "
                                                "LEFT JOIN identity i ON i.id = c.id WHERE c.id = ?1"));
        find.bind(1, caseFile);
        INDARO_TRY_ASSIGN(const bool isFound, find.step());
        if (!isFound)
            return Error(Errc::UnknownRecord);
        const QString isMinor = toText(find, 0);
        const auto birth = model::PartialDate::parse(toText(find, 2));
        facts.isChild = isMinor == "in_doubt"_L1 || (birth ? model::ageOn(*birth, facts.today) < 18 : isMinor == "yes"_L1);
        const QString sharing = toText(find, 1);
        facts.isNameWithheld = sharing == "oui_anonyme"_L1;
        if (sharing == "non"_L1) // undated, so any consent given later counts for more
            facts.consents.push_back({.id = caseFile, .purpose = u"register"_s, .decision = u"no"_s});
    }
    INDARO_TRY(readConsents(db, caseFile, facts));
    for (const RecordedConsent &consent : facts.consents) {
        for (const QString &code : consent.withheldItems) {
            if (facts.items.contains(code))
                continue;
            INDARO_TRY_ASSIGN(auto item, readItem(db, caseFile, code));
            facts.items.emplace(code, std::move(item));
        }
    }
    return facts;
}

} // namespace

Result<ConsentFacts> loadConsentFacts(Desk &desk, RecordId caseFile)
{
    return readFacts(desk.db, caseFile, model::localDay(desk.clock.nowUtc()));
}

Result<ConsentFacts> rows::loadFactsForRule(Desk &desk, RecordId caseFile)
{
    return readFacts(desk.log.connection(), caseFile, model::localDay(desk.clock.nowUtc()));
}

Result<Withheld> loadWithheld(Desk &desk, RecordId caseFile, const Receiver &receiver)
{
    INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, caseFile));
    return withheldFrom(facts, {.receiver = receiver});
}

Result<std::map<RecordId, Withheld>> loadAllWithheld(Desk &desk)
{
    std::vector<RecordId> people;
    {
        INDARO_TRY_ASSIGN(auto rows, desk.log.connection().prepare(
                                         "SELECT DISTINCT k.case_file FROM consent k JOIN case_file c ON c.id = k.case_file "
                                         "WHERE k.withheld_items <> '' ORDER BY 1"));
        INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
            if (const auto person = rows.id<sync::RecordTag>(0))
                people.push_back(*person);
            return {};
        }));
    }
    std::map<RecordId, Withheld> all;
    for (const RecordId &person : people) {
        INDARO_TRY_ASSIGN(auto withheld, loadWithheld(desk, person));
        if (!withheld.isEmpty())
            all.emplace(person, std::move(withheld));
    }
    return all;
}

} // namespace indaro::casework
