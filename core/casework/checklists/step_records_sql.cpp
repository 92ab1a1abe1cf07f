// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/step_records.h"

#include "core/casework/audit/openings.h"
#include "core/casework/checklists/case_situation.h"
#include "core/casework/consents/consent_rule.h"
#include "core/casework/house/house.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/registry/status_decisions.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "core/sop/pack_rules.h"

#include <algorithm>
#include <map>

namespace indaro::casework::rows {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// A record that proves a step, this time of it.
struct Proof
{
    sync::RecordKey record;
    base::UtcMs at = 0;
    std::optional<sync::UserId> by{};
    QString occurrence{};
    QString paperOn{}; ///< it was written on paper that day, and typed in at `at`

    /// When it was done.
    [[nodiscard]] base::UtcMs doneAt() const { return paperMoment(paperOn, at); }
};

/// Where the records of a kind are found: id, when (a moment, or a local day or time), who (null: who first wrote it down),
/// which time of the step.
struct Source
{
    const char *kind;
    std::uint16_t table;
    const char *sql;
};
/// Then or later, or she would not: that is the mark of an answer nobody got, no text.
#define INDARO_SIGNED_BY_HER "(ifnull(signed, '') = 'yes' OR ifnull(signed, '') = x'02' OR ifnull(signed_on, '') <> '')"
#define INDARO_ACCEPTED(row) "instr(' accepted in_progress done fed_back ', ' ' || " row ".status || ' ') > 0"
constexpr Source Sources[] = {
    {"register", fields::stay::Table, "SELECT id, arrived_at, NULL, NULL FROM stay WHERE case_file = ?1"},
    {"child-track", fields::case_file::Table,
     "SELECT id, opened_at, NULL, NULL FROM case_file WHERE id = ?1 AND is_minor IN ('yes', 'in_doubt')"},
    {"bed", fields::allocation::Table, "SELECT id, since_at, NULL, NULL FROM allocation WHERE case_file = ?1"},
    {"bed-without-warning", fields::allocation::Table,
     "SELECT id, since_at, NULL, NULL FROM allocation WHERE case_file = ?1 AND ifnull(overridden, '') = ''"},
    {"custody", fields::custody::Table,
     "SELECT id, moved_at, moved_by, NULL FROM custody WHERE case_file = ?1 AND move = 'taken_in' "
     "AND " INDARO_SIGNED_BY_HER},
    // She is leaving, each thing that was kept for her went out again, nothing is lent or missing, and it is signed.
    {"custody-settled", fields::custody::Table,
     "SELECT id, max(moved_at), moved_by, NULL FROM custody WHERE case_file = ?1 AND move IN ('returned', 'handed_over') "
     "AND NOT EXISTS (SELECT 1 FROM custody t WHERE t.case_file = ?1 AND t.item IS NULL AND ifnull(t.amount, 1) <> (SELECT "
     "total(ifnull(m.amount, 1)) FROM custody m WHERE m.case_file = ?1 AND m.item = t.id AND m.move IN ('returned', "
     "'handed_over'))) "
     "AND NOT EXISTS (SELECT 1 FROM custody WHERE case_file = ?1 AND move IN ('returned', 'handed_over') AND "
     "(staff_signed = 'no' OR NOT " INDARO_SIGNED_BY_HER ")) "
     "AND (EXISTS (SELECT 1 FROM case_event e WHERE e.case_file = ?1 AND e.kind = 'exit-planned' AND e.happened_at >= "
     "(SELECT substr(max(arrived_at), 1, 10) FROM stay WHERE case_file = ?1)) OR EXISTS (SELECT 1 FROM stay s WHERE "
     "s.case_file = ?1 AND s.left_at IS NOT NULL AND s.arrived_at = (SELECT max(arrived_at) FROM stay WHERE case_file = "
     "?1))) GROUP BY case_file"},
    {"hold", fields::hold::Table,
     "SELECT id, announced_at, NULL, NULL FROM hold WHERE case_file = ?1 OR instr(others, lower(hex(?1))) > 0"},
    // Written down, and, where it is serious, told.
    {"incident", fields::incident::Table,
     "SELECT id, CASE WHEN severity IN ('serious', 'life') THEN escalated_at ELSE reported_at END AS at, reported_by, "
     "lower(substr(hex(id), 1, 8)) FROM incident WHERE (case_file = ?1 OR instr(others, lower(hex(?1))) > 0) AND at > 0"},
    {"interview", fields::interview::Table,
     "SELECT id, signed_at, NULL, NULL FROM interview WHERE case_file = ?1 AND status = 'signed' AND corrects IS NULL"},
    {"risk", fields::risk_assessment::Table,
     "SELECT id, assessed_at, assessed_by, NULL FROM risk_assessment WHERE case_file = ?1 AND about = 'here'"},
    {"risk-with-person", fields::risk_assessment::Table,
     "SELECT id, assessed_at, assessed_by, NULL FROM risk_assessment WHERE case_file = ?1 AND about = 'here' AND "
     "with_person = 'yes'"},
    {"risk-return", fields::risk_assessment::Table,
     "SELECT id, assessed_at, assessed_by, NULL FROM risk_assessment WHERE case_file = ?1 AND about = 'return'"},
    {"safety-plan", fields::safety_plan::Table,
     "SELECT id, written_at, written_by, NULL FROM safety_plan WHERE case_file = ?1"},
    {"plan", fields::support_plan::Table,
     "SELECT id, written_at, written_by, NULL FROM support_plan WHERE case_file = ?1 AND ifnull(signed, '') <> ''"},
    {"plan-approval", fields::approval::Table,
     "SELECT id, answered_at, answered_by, NULL FROM approval WHERE case_file = ?1 AND kind = 'plan' AND result IN "
     "('approved', 'changed')"},
    {"referral-answer", fields::referral::Table,
     "SELECT id, answered_at, NULL, serial FROM referral WHERE case_file = ?1 AND answered_at > 0 AND coalesce(direction, "
     "'') "
     "<> 'in'"},
    {"referral-printed", fields::referral::Table,
     "SELECT id, printed_at, NULL, serial FROM referral WHERE case_file = ?1 AND printed_at > 0 AND coalesce(direction, '') "
     "<> 'in'"},
    // It was accepted, or what nobody could do for her is noted. No IN of four: SQLite would make a table of it each time.
    {"referral-settled", fields::referral::Table,
     "SELECT r.id, coalesce(r.answered_at, (SELECT min(u.recorded_at) FROM unmet_need u WHERE u.case_file = ?1 AND "
     "u.referral = r.id)) AS at, NULL, r.serial FROM referral r WHERE r.case_file = ?1 AND at > 0 AND coalesce(r.direction, "
     "'') <> 'in' AND (" INDARO_ACCEPTED("r") " OR EXISTS (SELECT 1 FROM referral_step s WHERE s.referral = r.id "
                                              "AND " INDARO_ACCEPTED("s") ") OR EXISTS (SELECT 1 FROM unmet_need u WHERE "
                                                                          "u.case_file = ?1 AND u.referral = r.id))"},
    {"retention", fields::retention::Table,
     "SELECT id, closed_at, closed_by, NULL FROM retention WHERE case_file = ?1 AND reopened_at IS NULL AND "
     "ifnull(keep_until, '') <> ''"},
};

#undef INDARO_ACCEPTED
#undef INDARO_SIGNED_BY_HER

/// When a record was made: a moment, or the local day or time somebody wrote.
base::UtcMs momentOf(const base::Value &value)
{
    if (const auto moment = value.integerOr(0); moment > 0)
        return moment;
    const auto happening = happeningAt(sop::Event::Always, model::toText(value));
    return happening ? happening->at : 0;
}

class ProofReader
{
public:
    ProofReader(Desk &desk, CaseId person, base::UtcMs since, const ChecklistReading &reading)
        : m_desk(desk), m_person(person), m_since(since), m_reading(reading)
    {
    }

    /// Oldest first. Several steps may be proven by the same.
    Result<std::vector<Proof>> of(const QString &kind)
    {
        if (const auto known = m_known.find(kind); known != m_known.end())
            return known->second;
        std::vector<Proof> proofs;
        if (kind == "consent-stay"_L1)
            INDARO_TRY(addConsent(u"stay"_s, proofs));
        if (kind == "consent-file"_L1)
            INDARO_TRY(addConsent(u"keep_file"_s, proofs));
        if (kind == "status-house"_L1)
            INDARO_TRY(addDecisions(StatusAuthor::House, proofs));
        if (kind == "status-authority"_L1)
            INDARO_TRY(addDecisions(StatusAuthor::Authority, proofs));
        for (const Source &source : Sources) {
            if (kind == QLatin1StringView(source.kind) && mayHave(source))
                INDARO_TRY(addRows(source, proofs));
        }
        std::ranges::sort(proofs, {}, [](const Proof &proof) { return std::pair(proof.at, proof.record); });
        return m_known[kind] = std::move(proofs);
    }

    Result<QString> nameOf(const Proof &proof)
    {
        std::optional<sync::UserId> by = proof.by;
        if (!by) {
            INDARO_TRY_ASSIGN(by, authorOf(m_desk, proof.record));
        }
        if (!by)
            return QString();
        if (!m_names.contains(*by)) {
            INDARO_TRY_ASSIGN(const auto member, findStaff(m_desk, *by));
            m_names[*by] = member ? member->name : QString();
        }
        return m_names[*by];
    }

private:
    /// Calls and incidents are looked through from the first to the last.
    [[nodiscard]] bool mayHave(const Source &source) const
    {
        return (source.table != fields::hold::Table || m_reading.mayHaveCall(m_person)) &&
               (source.table != fields::incident::Table || m_reading.mayHaveIncident(m_person));
    }

    Result<void> addRows(const Source &source, std::vector<Proof> &proofs)
    {
        INDARO_TRY_ASSIGN(auto select, m_desk.log.connection().prepare(source.sql));
        select.bind(1, m_person);
        return forEachRow(select, [&]() -> Result<void> {
            const auto id = select.id<sync::RecordTag>(0);
            if (!id)
                return Error(Errc::StoreDamaged);
            const base::UtcMs at = momentOf(select.value(1));
            if (at <= 0)
                return {};
            proofs.push_back({{source.table, *id}, at, select.id<sync::UserTag>(2), toText(select, 3)});
            const bool isOfRecording = select.value(1).integerOr(0) > 0; // not the day somebody wrote into it
            if (!isOfRecording)
                return {};
            INDARO_TRY_ASSIGN(proofs.back().paperOn, paperDayOf(*id));
            return {};
        });
    }

    /// Empty when it was not on paper first.
    Result<QString> paperDayOf(const sync::RecordId &record)
    {
        INDARO_TRY_ASSIGN(auto select,
                          m_desk.log.connection().prepare("SELECT min(paper_on) FROM paper_entry WHERE record = "
                                                          "?1 AND ifnull(fields, '') = ''"));
        select.bind(1, record);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        return found ? toText(select, 0) : QString();
    }

    /// An agreement that holds by the rule [casework/consents]: of a child not its own alone.
    Result<void> addConsent(const QString &purpose, std::vector<Proof> &proofs)
    {
        if (!m_facts) {
            INDARO_TRY_ASSIGN(m_facts, loadFactsForRule(m_desk, m_person));
        }
        const ConsentAnswer answer = may(*m_facts, {.purpose = purpose});
        if (!answer.isYes() || answer.by == nullptr)
            return {};
        INDARO_TRY_ASSIGN(auto select, m_desk.log.connection().prepare(
                                           "SELECT ifnull(recorded_at, given_on), recorded_by FROM consent WHERE id = ?1"));
        select.bind(1, answer.by->id);
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (const base::UtcMs at = found ? momentOf(select.value(0)) : 0; at > 0)
            proofs.push_back({{fields::consent::Table, answer.by->id}, at, select.id<sync::UserTag>(1)});
        return {};
    }

    /// Decisions on her status that stand [registry/status_decisions.h], of this stay by their day: an earlier stay's that
    /// is corrected today proves nothing of this one. An event somebody noted has no reasons, and is no decision.
    Result<void> addDecisions(StatusAuthor author, std::vector<Proof> &proofs)
    {
        INDARO_TRY_ASSIGN(const StatusHistory history, statusOf(m_desk, m_person));
        for (const StatusDecision &one : history.all) {
            const auto day = model::PartialDate::parse(one.decidedOn.left(10));
            const bool isOfThisStay = day && day->latest() >= model::localDay(m_since);
            if (one.author != author || !one.holds() || one.isEvent || one.recordedAt <= 0 || !isOfThisStay)
                continue;
            proofs.push_back({{fields::status_decision::Table, one.id}, one.recordedAt});
            proofs.back().paperOn = one.decidedOn.left(10); // done that day, written down at that moment
        }
        return {};
    }

    Desk &m_desk;
    CaseId m_person;
    base::UtcMs m_since;
    const ChecklistReading &m_reading;
    std::map<QString, std::vector<Proof>> m_known;
    std::optional<ConsentFacts> m_facts;
    std::map<sync::UserId, QString> m_names;
};

/// From when a record proves this time of a step, after what people said of it; empty where their word stands.
std::optional<base::UtcMs> openSince(const std::vector<StepMark> &marks, const QString &step, const QString &occurrence,
                                     base::UtcMs since)
{
    std::optional<base::UtcMs> from = since;
    for (const StepMark &mark : marks) {
        if (mark.mark.step != step || mark.mark.occurrence != occurrence || mark.mark.at < since || mark.mark.isUrgent)
            continue;
        from = mark.mark.state == sop::StepState::Open ? std::optional(mark.mark.at + 1) : std::nullopt;
    }
    return from;
}

} // namespace

Result<std::vector<StepMark>> marksOfRecords(Desk &desk, CaseId person, const sop::Pack &pack,
                                             const std::vector<StepMark> &marks, base::UtcMs since,
                                             const ChecklistReading &reading)
{
    std::vector<StepMark> proven;
    const bool mayReadHealth = reading.allows(fields::step_mark_health::Table);
    ProofReader reader(desk, person, since, reading);
    const auto prove = [&](const sop::Step &step, const QString &evidence) -> Result<void> {
        INDARO_TRY_ASSIGN(const auto proofs, reader.of(sop::recordNamedBy(evidence)));
        QStringList done;
        for (const Proof &proof : proofs) {
            const auto from = openSince(marks, step.id, proof.occurrence, since);
            if (!from || proof.at < *from || done.contains(proof.occurrence))
                continue;
            done.append(proof.occurrence);
            StepMark mark{{step.id, proof.occurrence, sop::StepState::Done, proof.doneAt()}, {evidence}};
            mark.mark.isOfRecord = true;
            mark.record = proof.record;
            if (reading.withNames()) {
                INDARO_TRY_ASSIGN(mark.by, reader.nameOf(proof));
            }
            proven.push_back(std::move(mark));
        }
        return {};
    };
    for (const sop::Phase &phase : pack.phases) {
        if (phase.track != sop::Track::Person)
            continue;
        for (const sop::Step &step : phase.steps) {
            for (const QString &evidence : step.evidence) {
                const bool isNamed = !sop::recordNamedBy(evidence).isEmpty();
                if (isNamed && (mayReadHealth || !sop::isHealthStep(pack, phase, step)))
                    INDARO_TRY(prove(step, evidence));
            }
        }
    }
    return proven;
}

} // namespace indaro::casework::rows
