// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/checklists/case_situation.h"

#include "core/casework/checklists/checklist_reading.h"
#include "core/casework/checklists/occasions.h"
#include "core/casework/paper/paper_entries.h"
#include "core/casework/row_values.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QDateTime>

#include <map>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

const QTimeZone &localZone()
{
    static const QTimeZone zone(model::LocalOffsetSeconds);
    return zone;
}

/// Codes of the register are French, those of a condition English.
QString yesNo(const QString &code)
{
    if (code == "oui"_L1 || code == "yes"_L1)
        return u"yes"_s;
    if (code == "non"_L1 || code == "no"_L1)
        return u"no"_s;
    return u"unknown"_s;
}

QString sexOf(const QString &code)
{
    if (code == "F"_L1 || code == "female"_L1)
        return u"female"_s;
    if (code == "M"_L1 || code == "male"_L1)
        return u"male"_s;
    return code.isEmpty() ? u"unknown"_s : u"other"_s;
}

/// What is true of a person whatever stay it is.
bool isOfHerLife(sop::Event event)
{
    return event == sop::Event::Always || event == sop::Event::Birthday18;
}

class SituationReader
{
public:
    SituationReader(Desk &desk, CaseId person, const rows::ChecklistReading &reading)
        : m_desk(desk), m_person(person), m_reading(reading)
    {
    }

    Result<sop::Situation> read()
    {
        m_now.now = m_desk.clock.nowUtc();
        m_now.zone = localZone();
        m_mayReadHealth = m_reading.allows(model::fields::health::Table);
        INDARO_TRY(readPapers());
        INDARO_TRY(readFile());
        INDARO_TRY(readIdentity());
        INDARO_TRY(readHealth());
        INDARO_TRY(readStays());
        INDARO_TRY(readHolds());
        INDARO_TRY(readConsents());
        INDARO_TRY(readContact());
        INDARO_TRY(readInterviews());
        INDARO_TRY(readReferrals());
        INDARO_TRY(readEvents());
        INDARO_TRY(readClosing());
        INDARO_TRY(readPlans());
        INDARO_TRY(readRisks());
        INDARO_TRY(readIncidents());
        INDARO_TRY(rows::addOccasions(m_desk, m_person, m_mayReadHealth, m_now));
        keepThisStay();
        return std::move(m_now);
    }

private:
    /// Calls `take(row)` for each row about the person. What is due must not depend on who looks: it is read through the
    /// log's own door, and loadChecklist hands out no more of it than is for whoever asks.
    template <class Take> Result<void> each(const char *sql, Take take)
    {
        INDARO_TRY_ASSIGN(auto select, m_desk.log.connection().prepare(sql));
        select.bind(1, m_person);
        for (;;) {
            INDARO_TRY_ASSIGN(const bool found, select.step());
            if (!found)
                return {};
            take(select);
        }
    }

    /// Of a person who came back, no deadline counts from what happened in an earlier stay: what was ticked then does not
    /// count either. What is known of her stays known. A day without an hour is of the stay that began on it.
    void keepThisStay()
    {
        if (m_now.since <= 0)
            return;
        const QDate first = model::localDay(m_now.since);
        std::erase_if(m_now.happenings, [&](const sop::Happening &happening) {
            if (isOfHerLife(happening.event))
                return false;
            return happening.isWholeDay ? model::localDay(happening.at) < first : happening.at < m_now.since;
        });
    }

    /// What was written on paper first happened on the day of the paper, not when somebody typed it.
    Result<void> readPapers()
    {
        return each("SELECT record, paper_on FROM paper_entry WHERE case_file = ?1 AND ifnull(fields, '') = '' ORDER BY "
                    "paper_on DESC",
                    [&](const store::Statement &row) {
                        if (const auto record = row.id<sync::RecordTag>(0))
                            m_papers[*record] = toText(row, 1);
                    });
    }

    base::UtcMs heldAt(const store::Statement &row, int idColumn, base::UtcMs typed) const
    {
        const auto record = row.id<sync::RecordTag>(idColumn);
        const auto paper = record ? m_papers.find(*record) : m_papers.end();
        return paper == m_papers.end() || typed <= 0 ? typed : paperMoment(paper->second, typed);
    }

    void happened(sop::Event event, base::UtcMs at, const QString &instance = {})
    {
        if (at > 0)
            m_now.happenings.push_back({event, instance, at});
    }

    void begunOn(sop::Event event, const QString &localText, const QString &instance)
    {
        if (auto happening = happeningAt(event, localText, instance))
            m_now.happenings.push_back(*happening);
    }

    void happenedOn(sop::Event event, const QString &localText)
    {
        if (auto happening = happeningAt(event, localText))
            m_now.happenings.push_back(*happening);
    }

    Result<void> readFile()
    {
        bool isThere = false;
        INDARO_TRY(each("SELECT is_minor, sex, estimated_age, interpreter_needed, opened_at, status, estimated_on, "
                        "(SELECT count(*) FROM case_file c WHERE c.family_unit = f.family_unit AND c.id <> f.id AND "
                        "c.is_minor = 'yes'), detained FROM case_file f WHERE id = ?1",
                        [&](const store::Statement &row) {
                            isThere = true;
                            const QString minor = toText(row, 0);
                            // Doubtful age is treated as a child's [domain.md 5.C].
                            m_now.facts[u"child"_s] = minor.isEmpty() ? u"in_doubt"_s : minor;
                            m_now.facts[u"sex"_s] = sexOf(toText(row, 1));
                            if (const QString age = toText(row, 2); !age.isEmpty())
                                m_now.facts[u"age"_s] = age;
                            m_now.facts[u"interpreter"_s] = yesNo(toText(row, 3));
                            happened(sop::Event::Always, row.integer(4));
                            m_now.facts[u"accompanied_children"_s] = QString::number(row.integer(7));
                            m_now.facts[u"status"_s] = u"none"_s;
                            m_now.facts[u"detained"_s] = yesNo(toText(row, 8));
                            m_now.facts[u"several_agencies"_s] = u"no"_s;
                            m_now.facts[u"high_risk"_s] = u"no"_s;
                            m_now.facts[u"announced"_s] = u"no"_s;
                            m_now.facts[u"left_without_notice"_s] = u"no"_s;
                        }));
        return isThere ? Result<void>() : Error(Errc::UnknownRecord);
    }

    Result<void> readIdentity()
    {
        return each("SELECT birth_date, nationality FROM identity WHERE id = ?1", [&](const store::Statement &row) {
            const QString nationality = toText(row, 1);
            m_now.facts[u"foreigner"_s] = nationality.isEmpty() ? u"unknown"_s
                                          : nationality.startsWith("burundai"_L1, Qt::CaseInsensitive) ||
                                                  nationality.startsWith("umurundi"_L1, Qt::CaseInsensitive) ||
                                                  nationality == "BI"_L1 || nationality == "BDI"_L1
                                              ? u"no"_s
                                              : u"yes"_s;
            const auto birth = model::PartialDate::parse(toText(row, 0));
            if (!birth)
                return;
            const QDate today = QDateTime::fromMSecsSinceEpoch(m_now.now, m_now.zone).date();
            m_now.facts[u"age"_s] = QString::number(model::ageOn(*birth, today));
            if (birth->day > 0)
                happenedOn(sop::Event::Birthday18, birth->earliest().addYears(18).toString(Qt::ISODate));
        });
    }

    Result<void> readHealth()
    {
        if (!m_mayReadHealth)
            return {}; // a step that only some persons have would say what she has
        return each("SELECT pregnant, disability, violence_suffered FROM health WHERE id = ?1",
                    [&](const store::Statement &row) {
                        m_now.facts[u"pregnant"_s] = yesNo(toText(row, 0));
                        const QStringList disability = toText(row, 1).split(u' ', Qt::SkipEmptyParts);
                        m_now.facts[u"disability"_s] = disability.isEmpty()                     ? u"unknown"_s
                                                       : disability == QStringList{u"aucune"_s} ? u"no"_s
                                                                                                : u"yes"_s;
                        const QStringList violence = toText(row, 2).split(u' ', Qt::SkipEmptyParts);
                        m_now.facts[u"sexual_violence"_s] = violence.contains("sexuelle"_L1) ? u"yes"_s
                                                            : violence.isEmpty()             ? u"unknown"_s
                                                                                             : u"no"_s;
                    });
    }

    Result<void> readStays()
    {
        // The stay that counts is the last one: a person who comes back is admitted anew.
        QString arrived;
        QString left;
        int stays = 0;
        QString reason;
        INDARO_TRY(each("SELECT arrived_at, left_at, exit_reason FROM stay WHERE case_file = ?1 ORDER BY arrived_at",
                        [&](const store::Statement &row) {
                            ++stays;
                            if (const auto before = happeningAt(sop::Event::Exit, left))
                                m_leftBefore = before->at;
                            arrived = toText(row, 0);
                            left = toText(row, 1);
                            reason = toText(row, 2);
                        }));
        m_now.facts[u"admitted"_s] = stays > 0 ? u"yes"_s : u"no"_s;
        if (reason == "left_without_notice"_L1 && !left.isEmpty())
            m_now.facts[u"left_without_notice"_s] = u"yes"_s;
        happenedOn(sop::Event::Arrival, arrived);
        happenedOn(sop::Event::Admission, arrived);
        happenedOn(sop::Event::Exit, left);
        if (const auto began = happeningAt(sop::Event::Arrival, arrived); began && stays > 1)
            m_now.since = began->at;
        return {};
    }

    /// The call that announced her. Of somebody who comes back, the stay begins with the call since she left.
    Result<void> readHolds()
    {
        if (!m_reading.mayHaveCall(m_person))
            return {};
        base::UtcMs announced = 0;
        INDARO_TRY(each("SELECT announced_at FROM hold WHERE case_file = ?1 OR instr(others, lower(hex(?1))) > 0",
                        [&](const store::Statement &row) { announced = std::max(announced, row.integer(0)); }));
        const bool isOfEarlierStay = m_now.since > 0 && announced <= m_leftBefore;
        if (announced == 0 || isOfEarlierStay)
            return {};
        happened(sop::Event::Announcement, announced);
        m_now.facts[u"announced"_s] = u"yes"_s;
        if (m_now.since > 0)
            m_now.since = std::min(m_now.since, announced);
        return {};
    }

    Result<void> readConsents()
    {
        // The last word counts: an interview without a date on its consents is as late as itself, an act outside any as late
        // as its recording. Who was asked about justice itself has said more than who was asked about notes to the police.
        bool isJusticeAsked = false;
        return each("SELECT c.purpose, c.decision, c.given_on, c.withdrawn_on FROM consent c LEFT JOIN interview i ON "
                    "i.id = c.interview WHERE c.case_file = ?1 "
                    "ORDER BY coalesce(i.signed_at, i.started_at, c.recorded_at), c.given_on, c.id",
                    [this, isJusticeAsked](const store::Statement &row) mutable {
                        const QString purpose = toText(row, 0);
                        const QString decision = !toText(row, 3).isEmpty()      ? u"withdrawn"_s
                                                 : toText(row, 1) == "later"_L1 ? u"later"_s
                                                                                : yesNo(toText(row, 1));
                        if (purpose == "justice"_L1)
                            isJusticeAsked = true;
                        if (purpose == "justice"_L1 || (purpose == "police_notes"_L1 && !isJusticeAsked))
                            m_now.facts[u"consent_justice"_s] = decision;
                        else if (purpose == "identification"_L1)
                            m_now.facts[u"consent_identification"_s] = decision;
                        else if (purpose == "after_exit"_L1)
                            m_now.facts[u"consent_contact_after"_s] = decision;
                        else if (purpose == "register"_L1 || purpose == "keep_file"_L1)
                            happenedOn(sop::Event::ConsentData, toText(row, 2));
                    });
    }

    /// What was agreed at the exit, and what was said since, is later than any interview.
    Result<void> readContact()
    {
        INDARO_TRY(
            each("SELECT p.agreed FROM follow_up_plan p JOIN stay s ON s.id = p.id WHERE s.case_file = ?1 AND "
                 "s.left_at IS NOT NULL AND p.agreed IS NOT NULL ORDER BY s.left_at, s.id",
                 [&](const store::Statement &row) { m_now.facts[u"consent_contact_after"_s] = yesNo(toText(row, 0)); }));
        return each("SELECT f.stay FROM follow_up f WHERE f.case_file = ?1 AND f.result = 'no_more_contact'",
                    [&](const store::Statement &) { m_now.facts[u"consent_contact_after"_s] = u"withdrawn"_s; });
    }

    Result<void> readInterviews()
    {
        return each("SELECT signed_at, id FROM interview WHERE case_file = ?1 AND status = 'signed' AND corrects IS NULL "
                    "ORDER BY signed_at",
                    [&](const store::Statement &row) { happened(sop::Event::Interview, heldAt(row, 1, row.integer(0))); });
    }

    Result<void> readReferrals()
    {
        int agencies = 0;
        INDARO_TRY(each(
            "SELECT serial, printed_at, answered_at, written_at, status IN ('revoked', 'expired') OR EXISTS (SELECT 1 "
            "FROM referral_step s WHERE s.referral = r.id AND s.status IN ('revoked', 'expired')) "
            "FROM referral r WHERE case_file = ?1 AND coalesce(direction, '') NOT IN ('in', 'internal') ORDER BY printed_at",
            [&](const store::Statement &row) {
                const QString serial = toText(row, 0);
                const bool isOver = row.integer(4) != 0;
                // What never left the house and never will asks for nothing.
                if (row.integer(1) > 0 || !isOver)
                    begunOn(sop::Event::ReferralDraft, toText(row, 3), serial);
                agencies += row.integer(1) > 0 ? 1 : 0;
                happened(sop::Event::ReferralSent, row.integer(1), serial);
                happened(sop::Event::ReferralAnswered, row.integer(2), serial);
            }));
        if (agencies > 1)
            m_now.facts[u"several_agencies"_s] = u"yes"_s;
        return {};
    }

    /// Of a file that is closed now: what follows the closing counts from then.
    Result<void> readClosing()
    {
        return each("SELECT max(closed_at) FROM retention WHERE case_file = ?1 AND reopened_at IS NULL",
                    [&](const store::Statement &row) { happened(sop::Event::Closure, row.value(0).integerOr(0)); });
    }

    Result<void> readEvents()
    {
        const char *sql =
            m_mayReadHealth
                ? "SELECT kind, happened_at, id, recorded_at AS at FROM case_event WHERE case_file = ?1 UNION ALL SELECT "
                  "kind, "
                  "happened_at, id, recorded_at FROM case_event_health WHERE case_file = ?1 ORDER BY at, id"
                : "SELECT kind, happened_at, id, recorded_at FROM case_event WHERE case_file = ?1 ORDER BY recorded_at, id";
        return each(sql, [&](const store::Statement &row) {
            const auto event = sop::findEvent(toText(row, 0));
            if (!event)
                return;
            const auto id = row.blob(2);
            const QString instance =
                sop::happensOften(*event)
                    ? QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(id.data()), 4).toHex())
                    : QString();
            if (*event == sop::Event::Disclosure && !m_mayReadHealth)
                return;
            auto happening = happeningAt(*event, toText(row, 1), instance);
            if (!happening)
                return;
            if (*event == sop::Event::Announcement && m_now.since > 0 && happening->at <= m_leftBefore)
                return; // of an earlier stay
            // Only the day was written: it had happened when somebody wrote it down.
            const bool mayLieAhead = *event == sop::Event::Hearing || *event == sop::Event::ExitPlanned;
            if (happening->isWholeDay && !mayLieAhead &&
                model::localTime(row.integer(3)).date() == model::localTime(happening->at).date()) {
                happening->at = row.integer(3);
                happening->isWholeDay = false;
            }
            m_now.happenings.push_back(*happening);
            if (*event == sop::Event::Announcement)
                m_now.facts[u"announced"_s] = u"yes"_s;
            else if (*event == sop::Event::StatusDecision && m_now.facts[u"status"_s] == u"none"_s)
                m_now.facts[u"status"_s] = u"unclear"_s; // until what was concluded is recorded too
            else if (*event == sop::Event::Presumption)
                m_now.facts[u"status"_s] = u"presumed"_s;
            else if (*event == sop::Event::NotVictim)
                setNotVictim(*happening);
            else if (*event == sop::Event::Identification)
                setIdentified(*happening);
            else if (*event == sop::Event::Disclosure)
                m_now.facts[u"sexual_violence"_s] = u"yes"_s;
        });
    }

    /// Who was identified formally is no less than presumed: what counts from that counts from now at the latest
    /// [domain.md 5.1].
    void setIdentified(const sop::Happening &identification)
    {
        m_now.facts[u"status"_s] = u"identified"_s;
        sop::Happening presumption = identification;
        presumption.event = sop::Event::Presumption;
        m_now.happenings.push_back(std::move(presumption));
    }

    /// It is the conclusion, whether or not that was recorded by itself.
    void setNotVictim(const sop::Happening &conclusion)
    {
        m_now.facts[u"status"_s] = u"not_victim"_s;
        sop::Happening decision = conclusion;
        decision.event = sop::Event::StatusDecision;
        m_now.happenings.push_back(std::move(decision));
    }

    /// What was recorded of the house and concerns her. What kind it was is not said here.
    Result<void> readIncidents()
    {
        if (!m_reading.mayHaveIncident(m_person))
            return {};
        return each("SELECT happened_at, id FROM incident WHERE case_file = ?1 OR instr(others, lower(hex(?1))) > 0",
                    [&](const store::Statement &row) {
                        const auto id = row.blob(1);
                        happened(sop::Event::Incident, row.value(0).integerOr(0),
                                 QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(id.data()), 4).toHex()));
                    });
    }

    /// The plan of this stay counts from its first approval.
    Result<void> readPlans()
    {
        return each("SELECT answered_at, id FROM approval WHERE case_file = ?1 AND kind = 'plan' AND result IN ('approved', "
                    "'changed') ORDER BY answered_at DESC",
                    [&](const store::Statement &row) {
                        const base::UtcMs at = heldAt(row, 1, row.integer(0));
                        if (at >= m_now.since)
                            happened(sop::Event::Plan, at);
                    });
    }

    /// High while the newest assessment of the house, or of the way home, says so.
    Result<void> readRisks()
    {
        QString here;
        QString onReturn;
        INDARO_TRY(
            each("SELECT assessed_at, id, about, level FROM risk_assessment WHERE case_file = ?1 ORDER BY assessed_at",
                 [&](const store::Statement &row) {
                     const auto id = row.blob(1);
                     happened(sop::Event::RiskAssessment, heldAt(row, 1, row.integer(0)),
                              QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(id.data()), 4).toHex()));
                     (toText(row, 2) == "return"_L1 ? onReturn : here) = toText(row, 3);
                 }));
        if (here == "high"_L1 || onReturn == "high"_L1)
            m_now.facts[u"high_risk"_s] = u"yes"_s;
        return {};
    }

    Desk &m_desk;
    CaseId m_person;
    const rows::ChecklistReading &m_reading;
    std::map<sync::RecordId, QString> m_papers; ///< by record, the day of its paper
    bool m_mayReadHealth = false;
    base::UtcMs m_leftBefore = 0; ///< the end of the stay before this one
    sop::Situation m_now;
};

} // namespace

std::optional<sop::Happening> happeningAt(sop::Event event, const QString &localText, const QString &instance)
{
    const QDate day = QDate::fromString(localText.left(10), Qt::ISODate);
    if (!day.isValid())
        return {};
    const QTime time = QTime::fromString(localText.mid(11), Qt::ISODate);
    const bool isWholeDay = !time.isValid();
    return sop::Happening{event, instance, QDateTime(day, isWholeDay ? QTime(0, 0) : time, localZone()).toMSecsSinceEpoch(),
                          isWholeDay};
}

Result<sop::Situation> rows::situationFor(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto reading, ChecklistReading::of(desk));
    return situationFor(desk, person, reading);
}

Result<sop::Situation> rows::situationFor(Desk &desk, CaseId person, const ChecklistReading &reading)
{
    return SituationReader(desk, person, reading).read();
}

void rows::keepForReader(const Access &access, sop::Situation &situation)
{
    if (!access.mayRead(Thing::Identity) || !access.mayRead(Thing::Consents) || !access.mayRead(Thing::Story) ||
        !access.mayRead(Thing::Plans))
        situation.facts.clear(); // where she is from, what she agreed to
}

Result<sop::Situation> loadSituation(Desk &desk, CaseId person)
{
    INDARO_TRY(desk.access.mustRead(Thing::Procedure));
    INDARO_TRY_ASSIGN(auto situation, rows::situationFor(desk, person));
    rows::keepForReader(desk.access, situation);
    return situation;
}

} // namespace indaro::casework
