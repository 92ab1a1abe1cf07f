// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/occasions.h"

#include "core/casework/checklists/case_situation.h"
#include "core/casework/justice/justice_steps.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sop/pack_rules.h"

#include <algorithm>

namespace indaro::casework::rows {

using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// The upper bits of the log's time are milliseconds.
constexpr int CounterBits = 16;

/// What was answered in the interviews that hold, and when: a correction takes the place of what it corrects.
constexpr char AnswersOnViolence[] =
    "SELECT a.path, a.text, a.answered_at FROM answer_health a JOIN interview i ON i.id = a.interview WHERE i.case_file = "
    "?1 "
    "AND i.status IN ('draft', 'signed') AND (a.path LIKE '%/violence\\_recent' ESCAPE '\\' OR a.path LIKE "
    "'%/ep\\_sexual\\_violence' ESCAPE '\\') AND NOT EXISTS (SELECT 1 FROM interview c WHERE c.corrects = i.id AND "
    "c.status = 'signed')";
constexpr char UrgentOnArrival[] = "SELECT arrived_at FROM stay WHERE case_file = ?1 AND instr(' ' || ifnull(urgent_needs, "
                                   "'') || ' ', ' violence_72h ') > 0";
/// Asked of the police, and not taken back: what was told there, and when, is asked for from then.
constexpr char ReferralsToPolice[] =
    "SELECT printed_at FROM referral WHERE case_file = ?1 AND printed_at > 0 AND coalesce(direction, '') <> 'in' AND "
    "instr(' ' || ifnull(services, '') || ' ', ' police ') > 0 AND coalesce(status, '') NOT IN ('revoked', 'expired') AND "
    "NOT "
    "EXISTS (SELECT 1 FROM referral_step s WHERE s.referral = referral.id AND instr(' "
    "revoked expired returned ', ' ' || s.status || ' ') > 0)";
constexpr char AppointmentsAtCourt[] =
    "SELECT a.left_at, a.id FROM stay s JOIN absence a ON a.stay = s.id WHERE s.case_file = ?1 AND "
    "a.reason = 'hearing'";

class OccasionReader
{
public:
    OccasionReader(Desk &desk, CaseId person, sop::Situation &situation)
        : m_desk(desk), m_person(person), m_situation(situation)
    {
    }

    Result<void> readDisclosures()
    {
        INDARO_TRY(eachRow(AnswersOnViolence, [this](const store::Statement &row) {
            const QString answer = toText(row, 1);
            if (answer == "yes"_L1 || answer == "h72"_L1 || answer == "h120"_L1 || answer == "longer"_L1)
                disclosed({sop::Event::Disclosure, {}, row.value(2).integerOr(0)});
        }));
        INDARO_TRY(eachRow(UrgentOnArrival, [this](const store::Statement &row) {
            // Which violence is not said here: her health record may say that it was another.
            if (const auto arrival = happeningAt(sop::Event::Disclosure, toText(row, 0)))
                m_situation.happenings.push_back(*arrival);
        }));
        return readHealthRecord();
    }

    Result<void> readComplaints()
    {
        return eachRow(ReferralsToPolice, [this](const store::Statement &row) {
            m_situation.happenings.push_back({sop::Event::Complaint, {}, row.value(0).integerOr(0)});
        });
    }

    /// What the proceedings tell. Of the days that somebody noted by hand nothing is said twice.
    Result<void> readJustice()
    {
        INDARO_TRY_ASSIGN(const auto told, happeningsOfJustice(m_desk, m_person));
        const std::vector<sop::Happening> noted = m_situation.happenings;
        for (const sop::Happening &happening : told) {
            const bool isNoted = std::ranges::any_of(noted, [&](const sop::Happening &other) {
                return other.event == happening.event && model::localDay(other.at) == model::localDay(happening.at);
            });
            if (!isNoted)
                m_situation.happenings.push_back(happening);
        }
        return {};
    }

    /// Of a day that somebody recorded as a hearing nothing is said twice.
    Result<void> readHearings()
    {
        QList<QDate> known;
        for (const sop::Happening &happening : m_situation.happenings) {
            if (happening.event == sop::Event::Hearing)
                known.append(model::localDay(happening.at));
        }
        return eachRow(AppointmentsAtCourt, [this, known](const store::Statement &row) {
            const base::UtcMs at = row.value(0).integerOr(0);
            const auto id = row.blob(1);
            if (at > 0 && !known.contains(model::localDay(at)))
                m_situation.happenings.push_back(
                    {sop::Event::Hearing,
                     sop::KnownAfterwards +
                         QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(id.data()), 4).toHex()),
                     at});
        });
    }

private:
    template <class Take> Result<void> eachRow(const char *sql, Take take)
    {
        INDARO_TRY_ASSIGN(auto select, m_desk.log.connection().prepare(sql));
        select.bind(1, m_person);
        return forEachRow(select, [&]() -> Result<void> {
            take(select);
            return {};
        });
    }

    void disclosed(const sop::Happening &happening)
    {
        if (happening.at <= 0)
            return;
        m_situation.happenings.push_back(happening);
        m_situation.facts[u"sexual_violence"_s] = u"yes"_s;
    }

    /// When it first stood in her health record. What was imported was told long before: no hours count from the import.
    Result<void> readHealthRecord()
    {
        bool isWritten = false;
        INDARO_TRY(
            eachRow("SELECT 1 FROM health WHERE id = ?1 AND instr(lower(ifnull(violence_original, '')), 'sexuel') = 0 AND "
                    "instr(' ' || ifnull(violence_suffered, '') || ' ', ' sexuelle ') > 0",
                    [&](const store::Statement &) { isWritten = true; }));
        if (!isWritten)
            return {};
        INDARO_TRY_ASSIGN(const auto history, m_desk.log.history({fields::health::Table, m_person}));
        for (const sync::HistoryEntry &entry : history) {
            const QStringList kinds = model::toText(entry.value).split(u' ', Qt::SkipEmptyParts);
            if (entry.field == fields::health::ViolenceSuffered.field && kinds.contains("sexuelle"_L1)) {
                disclosed({sop::Event::Disclosure, {}, static_cast<base::UtcMs>(entry.operation.time >> CounterBits)});
                return {};
            }
        }
        return {};
    }

    Desk &m_desk;
    CaseId m_person;
    sop::Situation &m_situation;
};

} // namespace

Result<void> addOccasions(Desk &desk, CaseId person, bool withHealth, sop::Situation &situation)
{
    OccasionReader reader(desk, person, situation);
    if (withHealth)
        INDARO_TRY(reader.readDisclosures());
    INDARO_TRY(reader.readJustice());
    INDARO_TRY(reader.readComplaints());
    INDARO_TRY(reader.readHearings());
    return addStatusHappenings(desk, person, situation);
}

} // namespace indaro::casework::rows
