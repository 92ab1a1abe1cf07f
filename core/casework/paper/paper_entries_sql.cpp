// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/paper/paper_entries.h"

#include "core/casework/audit/audit.h"
#include "core/casework/conflicts/conflict_fields.h"
#include "core/casework/drafts.h"
#include "core/casework/house/house.h"
#include "core/casework/row_values.h"
#include "core/model/field_name.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QDateTime>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTimeZone>

#include <algorithm>
#include <array>
#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

constexpr base::UtcMs HalfDayMs = base::UtcMs(12) * 3600 * 1000;

/// As a draft, whose key ends with the person: it goes with her (drafts.h).
constexpr std::string_view UnderWayKey = "paper_entry/";

base::Bytes toBytes(const PaperSource &source)
{
    const QJsonObject object{{u"on"_s, source.paperOn},
                             {u"form"_s, source.form},
                             {u"serial"_s, source.serial},
                             {u"by"_s, source.writtenBy},
                             {u"again"_s, source.again}};
    const QByteArray json = QJsonDocument(object).toJson(QJsonDocument::Compact);
    const auto bytes = base::asBytes({json.constData(), std::size_t(json.size())});
    return {bytes.begin(), bytes.end()};
}

PaperSource sourceFrom(base::ByteView bytes)
{
    const QByteArray json(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size()));
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    return {object[u"on"_s].toString(), object[u"form"_s].toString(), object[u"serial"_s].toString(),
            object[u"by"_s].toString(), object[u"again"_s].toString()};
}

/// What the program keeps beside what somebody typed. Answers are marked by their interview.
bool isMarked(std::uint16_t table)
{
    static constexpr std::array<std::uint16_t, 11> Beside{fields::paper_entry::Table,
                                                          fields::file_opening::Table,
                                                          fields::task::Table,
                                                          fields::entity::Table,
                                                          fields::sitting::Table,
                                                          fields::checklist::Table,
                                                          fields::attachment_part_case::Table,
                                                          fields::attachment_part_identity::Table,
                                                          fields::attachment_part_health::Table,
                                                          fields::attachment_part_perpetrator::Table,
                                                          fields::disclosure::Table};
    return !isAnswerTable(table) && std::ranges::find(Beside, table) == Beside.end();
}

QString columnOf(const sync::RecordKey &key, std::uint16_t field)
{
    return model::fieldName({key.table, field}).section(u'.', 1);
}

/// What is marked already as typed from this very paper: a record, and of it the columns (none: all of it).
Result<std::map<sync::RecordKey, QStringList>> markedAlready(Desk &desk, const PaperEntryUnderWay &underWay)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare(
                          "SELECT record, record_table, fields FROM paper_entry WHERE case_file = ?1 AND paper_on "
                          "= ?2 AND ifnull(serial, '') = ?3 AND recorded_by = ?4"));
    rows.bind(1, underWay.person);
    rows.bind(2, underWay.source.paperOn.toStdString());
    rows.bind(3, underWay.source.serial.toStdString());
    rows.bind(4, desk.log.user());
    std::map<sync::RecordKey, QStringList> marked;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto record = rows.id<sync::RecordTag>(0);
        if (!record)
            return Error(Errc::StoreDamaged);
        const auto of = sync::RecordKey{std::uint16_t(rows.integer(1)), *record};
        const QStringList columns = toText(rows, 2).split(u' ', Qt::SkipEmptyParts);
        const bool isWhole = columns.isEmpty() || (marked.contains(of) && marked[of].isEmpty());
        marked[of] = isWhole ? QStringList() : marked[of] + columns;
        return {};
    }));
    return marked;
}

/// One line of the journal for one paper, however many records it fills.
Result<void> auditOnce(Desk &desk, const PaperEntryUnderWay &underWay)
{
    std::string detail = underWay.source.paperOn.toStdString();
    if (!underWay.source.serial.isEmpty())
        detail += ' ' + underWay.source.serial.toStdString();
    if (!underWay.source.again.isEmpty())
        detail += ' ' + underWay.source.again.toStdString();
    {
        INDARO_TRY_ASSIGN(auto known,
                          desk.log.connection().prepare(
                              "SELECT 1 FROM audit WHERE object = ?1 AND user = ?2 AND verb = ?3 AND detail = ?4 LIMIT 1"));
        known.bind(1, underWay.person);
        known.bind(2, desk.log.user());
        known.bind(3, auditVerbName(AuditVerb::PaperTypedIn));
        known.bind(4, detail);
        INDARO_TRY_ASSIGN(const bool isThere, known.step());
        if (isThere)
            return {};
    }
    return recordAudit(desk, AuditVerb::PaperTypedIn, underWay.person, detail);
}

Result<void> bearEntry(Desk &desk, const PaperEntryUnderWay &underWay, const sync::RecordKey &record,
                       const QStringList &columns)
{
    const auto &user = desk.log.user();
    sync::FieldValues values{{fields::paper_entry::CaseFile, idValue(underWay.person)},
                             {fields::paper_entry::Record, idValue(record.record)},
                             {fields::paper_entry::RecordTable, std::int64_t{record.table}},
                             {fields::paper_entry::PaperOn, underWay.source.paperOn.toStdString()},
                             {fields::paper_entry::RecordedAt, desk.clock.nowUtc()},
                             {fields::paper_entry::RecordedBy, base::Bytes(user.bytes().begin(), user.bytes().end())}};
    const auto add = [&values](sync::FieldId field, const QString &text) {
        if (!text.isEmpty())
            values.emplace_back(field, text.toStdString());
    };
    add(fields::paper_entry::Fields, columns.join(u' '));
    add(fields::paper_entry::Form, underWay.source.form);
    add(fields::paper_entry::Serial, underWay.source.serial);
    add(fields::paper_entry::WrittenBy, underWay.source.writtenBy);
    INDARO_TRY(desk.log.birth({fields::paper_entry::Table, sync::RecordId::make(desk.random)}, values));
    return {};
}

} // namespace

base::UtcMs paperMoment(const QString &paperOn, base::UtcMs typed)
{
    const auto day = model::PartialDate::parse(paperOn);
    if (!day || day->day == 0 || day->earliest() >= model::localDay(typed))
        return typed;
    const QDateTime midnight(day->earliest(), QTime(0, 0), QTimeZone(model::LocalOffsetSeconds));
    return midnight.toMSecsSinceEpoch() + HalfDayMs;
}

Result<void> beginPaperEntry(Desk &desk, const sync::RecordId &person, const PaperSource &source)
{
    const auto day = model::PartialDate::parse(source.paperOn);
    const auto fault = [](Errc code) {
        return Error(code, {{"table", std::int64_t(fields::paper_entry::Table)},
                            {"field", std::int64_t(fields::paper_entry::PaperOn.field)}});
    };
    if (!day || day->day == 0)
        return fault(Errc::InvalidArgument);
    if (day->earliest() > model::localDay(desk.clock.nowUtc()))
        return fault(Errc::DateInFuture);
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, person}));
    if (!isThere)
        return Error(Errc::UnknownRecord);
    PaperSource kept = source;
    kept.paperOn = day->toIso();
    kept.serial = source.serial.trimmed().toUpper();
    kept.writtenBy = source.writtenBy.trimmed();
    if (kept.form.isEmpty()) { // whose number it is says which form
        INDARO_TRY_ASSIGN(const auto printed, paperOfSerial(desk, kept.serial));
        if (printed && printed->person == person)
            kept.form = printed->form;
    }
    INDARO_TRY_ASSIGN(const auto before, papersLikeThis(desk, person, kept));
    static constexpr std::array<QStringView, 3> Reasons{u"rest", u"other", u"wrong"};
    if (!before.empty() && std::ranges::find(Reasons, QStringView(kept.again)) == Reasons.end())
        return Error(Errc::InvalidArgument, {{"field", std::string("again")}});
    if (before.empty())
        kept.again.clear();
    INDARO_TRY(endPaperEntry(desk));
    return saveDraft(desk, std::string(UnderWayKey) + person.toText(), toBytes(kept));
}

Result<void> endPaperEntry(Desk &desk)
{
    INDARO_TRY_ASSIGN(const auto underWay, paperEntryUnderWay(desk));
    if (!underWay)
        return {};
    return discardDraft(desk, std::string(UnderWayKey) + underWay->person.toText());
}

Result<std::optional<PaperEntryUnderWay>> paperEntryUnderWay(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT key, content FROM draft WHERE user = ?1 AND key LIKE ?2"));
    rows.bind(1, desk.log.user());
    rows.bind(2, "%/" + std::string(UnderWayKey) + "%");
    INDARO_TRY_ASSIGN(const bool found, rows.step());
    if (!found)
        return std::optional<PaperEntryUnderWay>();
    const std::string key(rows.text(0));
    const auto person = sync::RecordId::fromText(key.substr(key.rfind('/') + 1));
    if (!person)
        return std::optional<PaperEntryUnderWay>();
    return std::optional(PaperEntryUnderWay{*person, sourceFrom(rows.blob(1))});
}

Result<void> noteTypedFromPaper(Desk &desk, std::span<const WrittenField> written)
{
    INDARO_TRY_ASSIGN(const auto underWay, paperEntryUnderWay(desk));
    if (!underWay)
        return {};
    std::map<sync::RecordKey, QStringList> touched; // no column: the record as a whole
    for (const WrittenField &each : written) {
        if (!isMarked(each.key.table))
            continue;
        INDARO_TRY_ASSIGN(const auto owner, desk.log.ownerOf(each.key));
        INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists(each.key));
        if (owner != underWay->person || !isThere)
            continue;
        const bool isBorn = each.field == 0;
        const bool isWhole = isBorn || (touched.contains(each.key) && touched[each.key].isEmpty());
        touched[each.key] = isWhole ? QStringList() : touched[each.key] << columnOf(each.key, each.field);
    }
    INDARO_TRY_ASSIGN(const auto before, markedAlready(desk, *underWay));
    for (const auto &[record, columns] : before) {
        const auto again = touched.find(record);
        if (again == touched.end())
            continue;
        QStringList fresh = again->second;
        fresh.removeIf([&columns](const QString &column) { return columns.contains(column); });
        if (columns.isEmpty() || fresh.isEmpty())
            touched.erase(again);
        else
            again->second = fresh;
    }
    if (touched.empty())
        return {};
    const sync::ChangeLog::GateLift lift(desk.log); // it goes with what she was allowed to write
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (auto &[record, columns] : touched) {
        columns.removeDuplicates();
        INDARO_TRY(bearEntry(desk, *underWay, record, columns));
    }
    INDARO_TRY(auditOnce(desk, *underWay));
    return transaction.commit();
}

namespace {

Result<std::vector<PaperEntry>> readEntries(Desk &desk, store::Statement &rows)
{
    std::vector<PaperEntry> entries;
    std::map<sync::UserId, QString> names;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto record = rows.id<sync::RecordTag>(0);
        if (!record)
            return Error(Errc::StoreDamaged);
        PaperEntry entry{{std::uint16_t(rows.integer(1)), *record}};
        entry.fields = toText(rows, 2).split(u' ', Qt::SkipEmptyParts);
        entry.source = {toText(rows, 3), toText(rows, 4), toText(rows, 5), toText(rows, 6), {}};
        entry.typedAt = rows.integer(7);
        if (const auto user = sync::UserId::fromBytes(rows.blob(8))) {
            if (!names.contains(*user)) {
                INDARO_TRY_ASSIGN(const auto member, findStaff(desk, *user));
                names[*user] = member ? member->name : QString();
            }
            entry.typedBy = names[*user];
        }
        entries.push_back(std::move(entry));
        return {};
    }));
    return entries;
}

constexpr char EntryColumns[] = "SELECT record, record_table, fields, paper_on, form, serial, written_by, recorded_at, "
                                "recorded_by FROM paper_entry ";

} // namespace

Result<std::vector<PaperEntry>> paperEntriesOf(Desk &desk, const sync::RecordId &person)
{
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare(std::string(EntryColumns) + "WHERE case_file = ?1 ORDER BY recorded_at DESC, id"));
    rows.bind(1, person);
    return readEntries(desk, rows);
}

Result<std::vector<PaperEntry>> papersLikeThis(Desk &desk, const sync::RecordId &person, const PaperSource &source)
{
    const std::string serial = source.serial.trimmed().toUpper().toStdString();
    INDARO_TRY_ASSIGN(const auto underWay, paperEntryUnderWay(desk));
    if (underWay && underWay->person == person && underWay->source.paperOn == source.paperOn &&
        underWay->source.serial.toStdString() == serial && underWay->source.form == source.form &&
        underWay->source.writtenBy == source.writtenBy.trimmed())
        return std::vector<PaperEntry>();
    // Also what another role typed: that there was such a paper, and by whom it was typed, and nothing that stands on it.
    INDARO_TRY_ASSIGN(auto rows,
                      desk.log.connection().prepare("SELECT record, record_table, NULL, paper_on, form, serial, NULL, "
                                                    "recorded_at, recorded_by FROM paper_entry WHERE "
                                                    "case_file = ?1 AND ((?2 <> '' AND ifnull(serial, '') = ?2) OR "
                                                    "(paper_on = ?3 AND ifnull(form, '') = ?4 AND (?2 = "
                                                    "'' OR ifnull(serial, '') = ''))) ORDER BY recorded_at DESC, id"));
    rows.bind(1, person);
    rows.bind(2, serial);
    rows.bind(3, source.paperOn.toStdString());
    rows.bind(4, source.form.toStdString());
    INDARO_TRY_ASSIGN(auto found, readEntries(desk, rows));
    INDARO_TRY_ASSIGN(const auto readable, paperEntriesOf(desk, person));
    for (PaperEntry &entry : found) {
        const auto known = std::ranges::find_if(readable, [&entry](const PaperEntry &each) {
            return each.record == entry.record && each.typedAt == entry.typedAt;
        });
        if (known != readable.end())
            entry = *known;
    }
    return found;
}

Result<std::optional<PaperEntry>> paperEntryOf(Desk &desk, const sync::RecordKey &record)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(EntryColumns) +
                                                 "WHERE record = ?1 AND record_table = ?2 AND ifnull(fields, '') = '' "
                                                 "ORDER BY recorded_at, id LIMIT 1"));
    rows.bind(1, record.record);
    rows.bind(2, std::int64_t{record.table});
    INDARO_TRY_ASSIGN(auto entries, readEntries(desk, rows));
    return entries.empty() ? std::nullopt : std::optional(std::move(entries.front()));
}

Result<std::optional<NumberedPaper>> paperOfSerial(Desk &desk, const QString &serial)
{
    const std::string wanted = serial.trimmed().toUpper().toStdString();
    if (wanted.empty())
        return std::optional<NumberedPaper>();
    // The journal of this laptop says what was printed for whom; whoever types may not read it, and hears no more than that.
    INDARO_TRY_ASSIGN(
        auto find,
        desk.log.connection().prepare(
            "SELECT object, form FROM (SELECT object, substr(detail, 1, instr(detail, ' ') - 1) AS form, 0 AS "
            "rank FROM audit WHERE verb IN (?1, ?3, ?4) AND instr(' ' || detail || ' ', ' ' || ?2 || ' ') > 0 UNION ALL "
            "SELECT case_file, 'referral', 1 FROM referral WHERE serial = ?2) WHERE object IS NOT NULL ORDER "
            "BY rank LIMIT 1"));
    find.bind(1, auditVerbName(AuditVerb::FormPrinted));
    find.bind(2, wanted);
    find.bind(3, auditVerbName(AuditVerb::PlanPrinted));
    find.bind(4, auditVerbName(AuditVerb::ClosingPrinted));
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto person = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    if (!person)
        return std::optional<NumberedPaper>();
    NumberedPaper paper{*person, toText(find, 1)};
    INDARO_TRY_ASSIGN(const bool isThere, desk.log.exists({fields::case_file::Table, *person}));
    return isThere ? std::optional(std::move(paper)) : std::nullopt;
}

Result<std::optional<sync::RecordId>> fileOfSerial(Desk &desk, const QString &serial)
{
    INDARO_TRY_ASSIGN(const auto paper, paperOfSerial(desk, serial));
    return paper ? std::optional(paper->person) : std::nullopt;
}

} // namespace indaro::casework
