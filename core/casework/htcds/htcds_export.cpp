// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_export.h"

#include "core/casework/audit/audit.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_cells.h"
#include "core/model/field_rules.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Result;

namespace {

namespace v = model::fields;

/// The first day she came, else the day her file was opened.
QString registrationDay(const PersonValues &person)
{
    QString first;
    for (const ValueRow &stay : person.of(v::stay::Table)) {
        const auto arrived = stay.values.find(v::stay::ArrivedAt.field);
        const QString day = arrived == stay.values.end() ? QString() : model::toText(arrived->second).left(10);
        if (!day.isEmpty() && (first.isEmpty() || day < first))
            first = day;
    }
    if (!first.isEmpty())
        return first;
    const base::Value openedAt = person.value(v::case_file::OpenedAt);
    const auto *opened = openedAt.integer();
    return opened == nullptr ? QString() : model::localDay(*opened).toString(Qt::ISODate);
}

bool isInPeriod(const QString &day, const ExchangeOrder &order)
{
    if (!order.from && !order.until)
        return true;
    const QDate date = QDate::fromString(day, Qt::ISODate);
    return date.isValid() && (!order.from || date >= *order.from) && (!order.until || date <= *order.until);
}

int estimatedAgeOn(const PersonValues &person, const QString &day)
{
    const base::Value value = person.value(v::case_file::EstimatedAge);
    const auto *age = value.integer();
    const QDate on = QDate::fromString(person.text(v::case_file::EstimatedOn), Qt::ISODate);
    const QDate then = QDate::fromString(day, Qt::ISODate);
    if (age == nullptr)
        return -1;
    return on.isValid() && then.isValid() && then > on ? model::ageOn(static_cast<int>(*age), on, then)
                                                       : static_cast<int>(*age);
}

QString longestDuration(const PersonValues &person, const PassingOn &leave)
{
    std::int64_t longest = -1;
    for (const ValueRow &episode : person.of(v::episode::Table)) {
        const auto months = episode.values.find(v::episode::DurationMonths.field);
        if (months != episode.values.end() && months->second.integer() != nullptr && leave.allowsRecord(episode.id))
            longest = std::max(longest, *months->second.integer());
    }
    return longest < 0 || !leave.allowsField(v::episode::DurationMonths) ? QString() : QString::number(longest);
}

} // namespace

namespace rows {

Result<ChosenPeople> choosePeople(Desk &desk, const ExchangeOrder &order)
{
    INDARO_TRY(mustReadWholePeople(desk));
    ChosenPeople chosen;
    INDARO_TRY_ASSIGN(const auto all, loadPersonValues(desk));
    std::vector<sync::RecordId> ids;
    for (const auto &[id, person] : all) {
        if (!desk.log.isHouseOnly(id))
            ids.push_back(id);
    }
    INDARO_TRY_ASSIGN(const PassingOnOfAll leave, PassingOnOfAll::load(desk, order.receiver, ids));
    for (const auto &[id, person] : all) {
        if (person.text(v::case_file::Status) == "merged"_L1) // she is in the table by the file that is kept
            continue;
        const QString day = registrationDay(person);
        if (!isInPeriod(day, order)) {
            ++chosen.counts.outsidePeriod;
        } else if (desk.log.isHouseOnly(id)) {
            ++chosen.counts.houseOnly;
        } else if (const PassingOn &hers = leave.of(id); !hers.isAllowed()) {
            ++chosen.counts.withoutConsent;
        } else {
            ExportedCells exported = exportedCells(person, hers);
            chosen.counts.cellsLeftOut += exported.leftOut;
            const int age = hers.allowsField(v::case_file::EstimatedAge) ? estimatedAgeOn(person, day) : -1;
            chosen.people.push_back({id, std::move(exported.cells), day, age, longestDuration(person, hers)});
            chosen.groups.emplace(id, hers.groups());
        }
    }
    std::stable_sort(chosen.people.begin(), chosen.people.end(), [](const ExchangePerson &one, const ExchangePerson &other) {
        return one.cells.front() < other.cells.front();
    });
    chosen.counts.rows = static_cast<int>(chosen.people.size());
    return chosen;
}

bool saysWhoAgreed(std::string_view agreed)
{
    return !QString::fromUtf8(agreed.data(), static_cast<qsizetype>(agreed.size())).trimmed().isEmpty();
}

Result<void> noteExchange(Desk &desk, const ChosenPeople &chosen, const ExchangeOrder &order, const char *kind,
                          std::string_view agreed)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(recordAudit(desk, AuditVerb::ListExported, std::nullopt, std::string(kind) + ' ' + std::string(agreed)));
    for (const auto &[person, groups] : chosen.groups)
        INDARO_TRY(noteDisclosure(desk, person, "people", order.receiver, groups));
    return transaction.commit();
}

} // namespace rows

Result<ExchangePreview> previewHtcds(Desk &desk, const ExchangeOrder &order)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY_ASSIGN(const rows::ChosenPeople chosen, rows::choosePeople(desk, order));
    return chosen.counts;
}

Result<ExchangeExport> exportHtcds(Desk &desk, const ExchangeOrder &order, std::string_view agreed)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    if (!rows::saysWhoAgreed(agreed))
        return base::Error(base::Errc::SecondPersonNeeded);
    INDARO_TRY_ASSIGN(const rows::ChosenPeople chosen, rows::choosePeople(desk, order));
    std::vector<QStringList> table;
    for (const ExchangePerson &person : chosen.people)
        table.push_back(person.cells);
    ExchangeExport out{chosen.counts, {}, {}};
    if (order.format == ExchangeFormat::Xlsx) {
        INDARO_TRY_ASSIGN(out.file, toExchangeXlsx(u"HTCDS"_s, htcdsColumns(), table));
    } else {
        out.file = toExchangeCsv(htcdsColumns(), table);
    }
    ManifestFacts facts{.standard = u"HTCDS 2.0"_s,
                        .rows = chosen.counts.rows,
                        .columns = htcdsColumns(),
                        .from = order.from ? order.from->toString(Qt::ISODate) : QString(),
                        .until = order.until ? order.until->toString(Qt::ISODate) : QString(),
                        .receiver = order.receiver,
                        .agreement = order.agreement,
                        .secondPerson = QString::fromUtf8(agreed.data(), static_cast<qsizetype>(agreed.size()))};
    INDARO_TRY_ASSIGN(out.manifest, rows::signManifest(desk, std::move(facts), out.file));
    INDARO_TRY(rows::noteExchange(desk, chosen, order, "htcds", agreed));
    return out;
}

} // namespace indaro::casework
