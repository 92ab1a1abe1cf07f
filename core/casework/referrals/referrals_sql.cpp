// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/audit/audit.h"
#include "core/casework/house/house.h"
#include "core/casework/referrals/referral_consent.h"
#include "core/casework/referrals/referral_course.h"
#include "core/casework/row_values.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using model::toValue;
using sync::RecordId;

namespace {

constexpr qsizetype ContentLimit = 200'000; // characters of one referral, all fields together

std::optional<base::UtcMs> toMoment(const store::Statement &row, int column)
{
    return row.isNull(column) ? std::nullopt : std::optional<base::UtcMs>(row.integer(column));
}

QJsonObject toJson(const QMap<QString, QString> &map)
{
    QJsonObject object;
    for (auto it = map.begin(); it != map.end(); ++it) {
        if (!it.value().isEmpty())
            object.insert(it.key(), it.value());
    }
    return object;
}

QMap<QString, QString> fromJson(const QJsonObject &object)
{
    QMap<QString, QString> map;
    for (auto it = object.begin(); it != object.end(); ++it)
        map.insert(it.key(), it.value().toString());
    return map;
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

/// Keys are sorted by QJsonObject, so that equal contents are equal texts and no change is logged for nothing.
QString formText(const ReferralContent &content)
{
    QJsonObject object{{QStringLiteral("form"), toJson(content.form)}};
    if (content.showsHouseAddress)
        object.insert(QStringLiteral("shows_house_address"), true);
    return compact(object);
}

Result<void> checkLength(const ReferralContent &content)
{
    if (formText(content).size() + compact(toJson(content.person)).size() > ContentLimit)
        return Error(Errc::TextTooLong, {{"field", std::string("referral")}, {"limit", ContentLimit}});
    return {};
}

sync::FieldValues referralValues(const ReferralContent &content)
{
    const auto form = [&](const char *name) { return toValue(content.form.value(QLatin1StringView(name)).trimmed()); };
    return {{fields::referral::Content, toValue(formText(content))},
            {fields::referral::Shared, Value(content.shared.join(QLatin1Char(' ')).toStdString())},
            {fields::referral::Services, form("services")},
            {fields::referral::Priority, form("priority")},
            {fields::referral::ReceiverAgency, form("to_agency")},
            {fields::referral::ConsentGround, form("no_consent_ground")},
            {fields::referral::ApprovedBy, form("no_consent_approver")}};
}

constexpr char SummaryColumns[] =
    "SELECT r.id, r.case_file, c.case_code, r.serial, r.status, r.priority, r.receiver_agency, r.written_at, r.printed_at "
    "FROM referral r LEFT JOIN case_file c ON c.id = r.case_file ";

Result<std::vector<ReferralSummary>> readSummaries(store::Statement &rows, const HeardOfReferrals &heard)
{
    std::vector<ReferralSummary> found;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            return found;
        const auto id = rows.id<sync::RecordTag>(0);
        const auto caseFile = rows.id<sync::RecordTag>(1);
        if (!id || !caseFile)
            return Error(Errc::StoreDamaged);
        ReferralSummary summary{
            *id,
            *caseFile,
            toText(rows, 2),
            toText(rows, 3),
            standingOf(referralStatusFromCode(toText(rows, 4)).value_or(ReferralStatus::Draft), heard.value(heardKey(*id))),
            toText(rows, 5),
            toText(rows, 6),
            toText(rows, 7),
            toMoment(rows, 8),
            std::nullopt};
        if (summary.printedAt)
            summary.dueAt = *summary.printedAt + answerPeriod(summary.priority);
        found.push_back(std::move(summary));
    }
}

} // namespace

bool waitsForAnswer(ReferralStatus status) noexcept
{
    return status == ReferralStatus::Printed || status == ReferralStatus::Sent || status == ReferralStatus::Received;
}

QByteArray heardKey(const RecordId &referral)
{
    return QByteArray(reinterpret_cast<const char *>(referral.bytes().data()), qsizetype(referral.bytes().size()));
}

base::UtcMs answerPeriod(const QString &priority) noexcept
{
    constexpr base::UtcMs HourMs = 3'600'000;
    if (priority == QLatin1StringView("emergency"))
        return 24 * HourMs;
    if (priority == QLatin1StringView("urgent"))
        return 72 * HourMs;
    return 14 * 24 * HourMs;
}

Result<HeardOfReferrals> loadHeard(Desk &desk, const std::optional<RecordId> &caseFile)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string("SELECT referral, status, recorded_at FROM referral_step ") +
                                                 (caseFile ? "WHERE case_file = ?1" : "")));
    if (caseFile)
        rows.bind(1, *caseFile);
    HeardOfReferrals heard;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto referral = rows.id<sync::RecordTag>(0);
        const auto status = referralStatusFromCode(toText(rows, 1));
        if (referral && status)
            heard[heardKey(*referral)].push_back({*status, rows.value(2).integerOr(0)});
        return {};
    }));
    return heard;
}

Result<ReferralContent> prefillReferral(Desk &desk, RecordId caseFile)
{
    ReferralContent content;
    {
        INDARO_TRY_ASSIGN(
            auto find,
            desk.db.prepare("SELECT c.case_code, c.sex, c.estimated_age, c.is_minor, c.languages, "
                            "c.interpreter_needed, i.family_name, i.given_names, i.known_as, i.birth_date, "
                            "i.nationality, i.main_language, i.phone, i.safe_contact, i.origin_province, "
                            "i.origin_commune, i.origin_zone, i.origin_colline, i.identity_papers, "
                            "i.papers_held_by, h.special_needs, h.pregnant, i.contact_person, i.contact_relation, "
                            "i.contact_phone FROM case_file c LEFT JOIN identity i ON i.id = c.id "
                            "LEFT JOIN health h ON h.id = c.id WHERE c.id = ?1"));
        find.bind(1, caseFile);
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (!found)
            return Error(Errc::UnknownRecord);
        const auto text = [&](int column) {
            const Value value = find.value(column);
            if (const auto *number = value.integer())
                return QString::number(*number);
            return QString::fromStdString(value.textOr({}));
        };
        const auto joined = [&](std::initializer_list<int> columns, QLatin1StringView separator) {
            QStringList parts;
            for (const int column : columns) {
                if (!text(column).isEmpty())
                    parts << text(column);
            }
            return parts.join(separator);
        };
        content.form.insert(QStringLiteral("case_code"), text(0));
        const QMap<QString, QString> sexes{{QStringLiteral("F"), QStringLiteral("female")},
                                           {QStringLiteral("M"), QStringLiteral("male")},
                                           {QStringLiteral("X"), QStringLiteral("other")}};
        const std::pair<const char *, QString> personal[] = {
            {"person_name", joined({6, 7}, QLatin1StringView(" "))},
            {"birth_or_age", text(9).isEmpty() ? text(2) : text(9)},
            {"sex", sexes.value(text(1))},
            {"nationality", text(10)},
            {"language", text(11).isEmpty() ? text(4) : text(11)},
            {"interpreter", text(5)},
            {"identity_papers", joined({18, 19}, QLatin1StringView(" — "))},
            {"address", joined({17, 16, 15, 14}, QLatin1StringView(", "))},
            {"safe_contact", joined({12, 13}, QLatin1StringView(" — "))},
            {"special_needs", text(20)},
            {"caregiver_name", text(22)},
            {"caregiver_relation", text(23)},
            {"caregiver_contact", text(24)},
        };
        for (const auto &[name, value] : personal) {
            if (!value.isEmpty())
                content.person.insert(QLatin1StringView(name), value);
        }
    }
    INDARO_TRY_ASSIGN(const HouseDetails house, loadHouse(desk));
    INDARO_TRY_ASSIGN(const auto staff, findStaff(desk, desk.log.user()));
    content.form.insert(QStringLiteral("from_agency"), house.name);
    const auto both = [](const QString &one, const QString &other) {
        return one.isEmpty() || other.isEmpty() ? one + other : one + QStringLiteral(" — ") + other;
    };
    content.form.insert(QStringLiteral("from_phone"), both(house.callBackPhone, house.email));
    if (staff)
        content.form.insert(QStringLiteral("from_worker"), both(staff->name, staff->position));
    content.form.insert(QStringLiteral("priority"), QStringLiteral("normal"));
    content.form.insert(QStringLiteral("direction"), QStringLiteral("out"));
    content.form.insert(QStringLiteral("referral_date"), model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate));
    content.form.removeIf([](const auto &line) { return line.value().isEmpty(); });
    return content;
}

Result<Referral> createReferral(Desk &desk, RecordId caseFile, const ReferralContent &content)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkLength(content));
    INDARO_TRY_ASSIGN(const bool exists, desk.log.exists({fields::case_file::Table, caseFile}));
    if (!exists)
        return Error(Errc::UnknownRecord);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId id,
                      rows::bearReferral(desk, caseFile, content,
                                         {{fields::referral::Direction, "out"},
                                          {fields::referral::Status, toCode(ReferralStatus::Draft).toStdString()}}));
    INDARO_TRY(transaction.commit());
    return loadReferral(desk, id);
}

Result<RecordId> rows::bearReferral(Desk &desk, RecordId caseFile, const ReferralContent &content,
                                    const sync::FieldValues &more)
{
    INDARO_TRY(checkLength(content));
    const QDateTime now = model::localTime(desk.clock.nowUtc());
    const RecordId id = RecordId::make(desk.random);
    INDARO_TRY_ASSIGN(const QString serial, nextSerial(desk));
    const base::Bytes caseBytes(caseFile.bytes().begin(), caseFile.bytes().end());
    sync::FieldValues values = referralValues(content);
    values.insert(values.end(),
                  {{fields::referral::CaseFile, caseBytes},
                   {fields::referral::Serial, serial.toStdString()},
                   {fields::referral::WrittenAt, now.toString(QStringLiteral("yyyy-MM-ddTHH:mm")).toStdString()}});
    values.insert(values.end(), more.begin(), more.end());
    INDARO_TRY(desk.log.birth({fields::referral::Table, id}, values));
    INDARO_TRY(desk.log.birth({fields::referral_person::Table, id},
                              {{fields::referral_person::CaseFile, caseBytes},
                               {fields::referral_person::Content, compact(toJson(content.person)).toStdString()}}));
    return id;
}

Result<void> saveReferral(Desk &desk, RecordId id, const ReferralContent &content)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY(checkLength(content));
    INDARO_TRY_ASSIGN(const Referral present, loadReferral(desk, id));
    if (present.status != ReferralStatus::Draft)
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    for (const auto &[field, value] : referralValues(content))
        INDARO_TRY(desk.log.edit(field, id, value));
    INDARO_TRY(desk.log.edit(fields::referral_person::Content, id, compact(toJson(content.person)).toStdString()));
    return transaction.commit();
}

Result<std::vector<HeardStatus>> heardOf(Desk &desk, RecordId referral)
{
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare("SELECT status, recorded_at FROM referral_step WHERE referral = ?1"));
    rows.bind(1, referral);
    std::vector<HeardStatus> heard;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        if (const auto status = referralStatusFromCode(toText(rows, 0)))
            heard.push_back({*status, rows.value(1).integerOr(0)});
        return {};
    }));
    return heard;
}

Result<Referral> loadReferral(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto find,
                      desk.db.prepare("SELECT r.case_file, r.serial, r.status, r.written_at, r.printed_at, r.answered_at, "
                                      "r.content, r.shared, p.content, r.partner_number, r.direction FROM referral r "
                                      "LEFT JOIN referral_person p ON p.id = r.id WHERE r.id = ?1"));
    find.bind(1, id);
    INDARO_TRY_ASSIGN(const bool found, find.step());
    const auto caseFile = found ? find.id<sync::RecordTag>(0) : std::nullopt;
    if (!caseFile)
        return Error(Errc::UnknownRecord);
    const auto object = [&](int column) { return QJsonDocument::fromJson(toText(find, column).toUtf8()).object(); };
    const auto codes = [&](int column) { return toText(find, column).split(QLatin1Char(' '), Qt::SkipEmptyParts); };
    INDARO_TRY_ASSIGN(const auto heard, heardOf(desk, id));
    const QJsonObject form = object(6);
    Referral referral{id,
                      *caseFile,
                      toText(find, 1),
                      standingOf(referralStatusFromCode(toText(find, 2)).value_or(ReferralStatus::Draft), heard),
                      toText(find, 3),
                      toMoment(find, 4),
                      toMoment(find, 5),
                      {},
                      toText(find, 9),
                      toText(find, 10) == QLatin1StringView("in")};
    referral.content = {fromJson(form.value(QStringLiteral("form")).toObject()), fromJson(object(8)), codes(7),
                        form.value(QStringLiteral("shows_house_address")).toBool()};
    return referral;
}

namespace {

/// Errors: as checkReferralPrint.
Result<rows::Leave> mayPrint(Desk &desk, const Referral &referral)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    if (referral.status == ReferralStatus::Closed || referral.status == ReferralStatus::Revoked)
        return Error(Errc::WrongState);
    rows::Leave leave;
    INDARO_TRY_ASSIGN(leave.facts, rows::loadFactsForRule(desk, referral.caseFile));
    INDARO_TRY_ASSIGN(leave.rule, checkReferralConsent(referral.content, leave.facts));
    INDARO_TRY(rows::tellDirectorOf(desk, referral, leave.rule));
    return leave;
}

} // namespace

bool isPrintedAgain(const Referral &referral) noexcept
{
    return referral.printedAt.has_value();
}

Result<Referral> checkReferralPrint(Desk &desk, RecordId id)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(Referral referral, loadReferral(desk, id));
    if (referral.isIncoming) // theirs; what goes back is the slip
        return Error(Errc::WrongState);
    INDARO_TRY(mayPrint(desk, referral));
    return referral;
}

Result<Referral> markReferralPrinted(Desk &desk, RecordId id, const std::optional<ReferralContent> &printed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(Referral referral, loadReferral(desk, id));
    const bool isOther = printed && referral.content != *printed;
    if (isOther && referral.status != ReferralStatus::Draft)
        return Error(Errc::WrongState);
    if (isOther) {
        INDARO_TRY(saveReferral(desk, id, *printed));
        INDARO_TRY_ASSIGN(referral, loadReferral(desk, id));
    }
    INDARO_TRY_ASSIGN(const rows::Leave leave, mayPrint(desk, referral));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    if (referral.status == ReferralStatus::Draft) {
        INDARO_TRY(desk.log.edit(fields::referral::Status, id, toCode(ReferralStatus::Printed).toStdString()));
        INDARO_TRY(desk.log.edit(fields::referral::PrintedAt, id, desk.clock.nowUtc()));
        if (leave.rule == ConsentRule::Given)
            INDARO_TRY(keepPrintedConsent(desk, referral, leave.facts));
    }
    std::string detail = referral.serial.toStdString();
    if (leave.rule != ConsentRule::Given)
        detail += " no_consent:" + referral.content.form.value(QStringLiteral("no_consent_ground")).toStdString();
    const AuditVerb verb = isPrintedAgain(referral) ? AuditVerb::ReferralPrintedAgain : AuditVerb::ReferralPrinted;
    INDARO_TRY(recordAudit(desk, verb, id, detail));
    INDARO_TRY(transaction.commit());
    return loadReferral(desk, id);
}

Result<std::vector<ReferralSummary>> listReferrals(Desk &desk, const std::optional<RecordId> &caseFile)
{
    INDARO_TRY_ASSIGN(const HeardOfReferrals heard, loadHeard(desk, caseFile));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SummaryColumns) + (caseFile ? "WHERE r.case_file = ?1 " : "") +
                                                 "ORDER BY r.written_at DESC, r.serial DESC"));
    if (caseFile)
        rows.bind(1, *caseFile);
    return readSummaries(rows, heard);
}

Result<std::vector<ReferralSummary>> listUnansweredReferrals(Desk &desk)
{
    INDARO_TRY_ASSIGN(const HeardOfReferrals heard, loadHeard(desk, std::nullopt));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SummaryColumns) +
                                                 "WHERE r.printed_at IS NOT NULL AND r.answered_at IS NULL"));
    INDARO_TRY_ASSIGN(auto found, readSummaries(rows, heard));
    std::erase_if(found, [](const ReferralSummary &one) { return !waitsForAnswer(one.status); });
    std::ranges::stable_sort(found, {}, [](const ReferralSummary &summary) { return summary.dueAt.value_or(0); });
    return found;
}

Result<std::vector<ReferralSummary>> listReceiversToTell(Desk &desk)
{
    INDARO_TRY_ASSIGN(const HeardOfReferrals heard, loadHeard(desk, std::nullopt));
    INDARO_TRY_ASSIGN(auto rows, desk.db.prepare(std::string(SummaryColumns) +
                                                 "WHERE r.printed_at IS NOT NULL "
                                                 "AND EXISTS (SELECT 1 FROM consent k WHERE k.case_file = r.case_file "
                                                 "AND (k.decision = 'no' OR k.withdrawn_on <> '')) ORDER BY r.printed_at"));
    INDARO_TRY_ASSIGN(const auto candidates, readSummaries(rows, heard));
    std::vector<ReferralSummary> found;
    for (const ReferralSummary &candidate : candidates) {
        INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, candidate.id));
        INDARO_TRY_ASSIGN(const ConsentFacts facts, rows::loadFactsForRule(desk, candidate.caseFile));
        if (mustTellReceiver(referral, facts))
            found.push_back(candidate);
    }
    return found;
}

} // namespace indaro::casework
