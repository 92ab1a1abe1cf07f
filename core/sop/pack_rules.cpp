// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sop/pack_rules.h"

#include "core/forms/expression.h"
#include "core/forms/nearest_name.h"

#include <QHash>
#include <QRegularExpression>

#include <algorithm>

namespace indaro::sop {

using namespace Qt::StringLiterals;

namespace {
constexpr QLatin1StringView RecordPrefix("record:");
} // namespace

const QStringList &eventNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Event event : allEvents())
            list.append(toString(event));
        return list;
    }();
    return names;
}

const QStringList &actionNames()
{
    static const QStringList names = [] {
        QStringList list;
        for (const Action action : allActions())
            list.append(toString(action));
        return list;
    }();
    return names;
}

const QStringList &kirundiNames()
{
    static const QStringList names{u"unreviewed"_s, u"reviewed"_s, u"attested"_s, u"missing"_s};
    return names;
}

const QStringList &clockNames()
{
    static const QStringList names{u"reflection"_s, u"stay"_s};
    return names;
}

const QStringList &evidenceKinds()
{
    static const QStringList names = [] {
        QStringList list{u"tick"_s, u"note"_s, u"call-note"_s, u"form"_s, u"document"_s, u"signature"_s, u"record"_s};
        for (const RecordKind &kind : recordKinds())
            list.append(evidenceOf(kind));
        return list;
    }();
    return names;
}

const std::vector<RecordKind> &recordKinds()
{
    static const std::vector<RecordKind> kinds{{u"bed"_s},
                                               {u"bed-without-warning"_s},
                                               {u"child-track"_s},
                                               {u"consent-file"_s},
                                               {u"consent-stay"_s},
                                               {u"custody"_s},
                                               {u"custody-settled"_s},
                                               {u"hold"_s},
                                               {u"incident"_s, true},
                                               {u"interview"_s},
                                               {u"plan"_s},
                                               {u"plan-approval"_s},
                                               {u"referral-answer"_s, true},
                                               {u"referral-printed"_s, true},
                                               {u"referral-settled"_s, true},
                                               {u"register"_s},
                                               {u"retention"_s},
                                               {u"risk"_s},
                                               {u"risk-return"_s},
                                               {u"risk-with-person"_s},
                                               {u"safety-plan"_s},
                                               {u"status-authority"_s},
                                               {u"status-house"_s}};
    return kinds;
}

bool canClose(const RecordKind &kind, const Step &step, Track track)
{
    const auto &due = step.due;
    const bool isOfEvent = due && due->step.isEmpty() && happensOften(due->event);
    const bool comesAgain = step.repeat || (due && due->spans.size() > 1);
    return track == Track::Person && !comesAgain && isOfEvent == kind.comesOften;
}

QString evidenceOf(const RecordKind &kind)
{
    return RecordPrefix + kind.name;
}

QString recordNamedBy(const QString &evidence)
{
    return evidence.startsWith(RecordPrefix) ? evidence.mid(RecordPrefix.size()) : QString();
}

const QStringList &documentCodes()
{
    static const QStringList names{u"register"_s,
                                   u"consent-admission"_s,
                                   u"consent-data"_s,
                                   u"stay-agreement"_s,
                                   u"house-rules"_s,
                                   u"rights-leaflet"_s,
                                   u"safe-slip"_s,
                                   u"inventory"_s,
                                   u"triage"_s,
                                   u"needs"_s,
                                   u"risk"_s,
                                   u"safety-plan"_s,
                                   u"interview"_s,
                                   u"status-decision"_s,
                                   u"reflection-slip"_s,
                                   u"reflection-decision"_s,
                                   u"plan"_s,
                                   u"plan-review"_s,
                                   u"conference-minutes"_s,
                                   u"referral"_s,
                                   u"counter-referral"_s,
                                   u"reminder-letter"_s,
                                   u"incident"_s,
                                   u"roll-call"_s,
                                   u"visit-log"_s,
                                   u"child-notification"_s,
                                   u"best-interests"_s,
                                   u"justice-event"_s,
                                   u"exit"_s,
                                   u"follow-up"_s,
                                   u"closure"_s,
                                   u"retention-certificate"_s,
                                   u"quarterly-report"_s,
                                   u"self-check"_s,
                                   u"complaint-register"_s};
    return names;
}

const QStringList &factNames()
{
    static const QStringList names{u"announced"_s,
                                   u"admitted"_s,
                                   u"left_without_notice"_s,
                                   u"child"_s,
                                   u"age"_s,
                                   u"sex"_s,
                                   u"pregnant"_s,
                                   u"foreigner"_s,
                                   u"sexual_violence"_s,
                                   u"status"_s,
                                   u"disability"_s,
                                   u"accompanied_children"_s,
                                   u"consent_identification"_s,
                                   u"consent_justice"_s,
                                   u"consent_contact_after"_s,
                                   u"several_agencies"_s,
                                   u"detained"_s,
                                   u"interpreter"_s,
                                   u"high_risk"_s};
    return names;
}

namespace {

class Checker
{
public:
    Checker(const Pack &pack, std::vector<PackFault> &faults) : m_pack(pack), m_faults(faults) {}

    void run()
    {
        checkIdText(m_pack.id, 1, u"pack"_s);
        for (const ClockRule &clock : m_pack.clocks) {
            checkNames(clock.sources, PackFaultCode::UnknownSource, sourceKeys(), 0, "clock "_L1 + clock.name);
            checkExpression(clock.applies, 0, "clock "_L1 + clock.name);
        }
        for (const Phase &phase : m_pack.phases)
            checkPhase(phase);
        checkCycles();
    }

private:
    void report(PackFaultCode code, int line, const QString &place, const QString &argument, const QString &suggestion = {},
                int other = 0)
    {
        m_faults.push_back({code, line, place, argument, suggestion, other});
    }

    QStringList sourceKeys() const
    {
        QStringList keys;
        for (const Source &source : m_pack.sources)
            keys.append(source.key);
        return keys;
    }

    QStringList roleCodes() const
    {
        QStringList codes;
        for (const Role &role : m_pack.roles)
            codes.append(role.code);
        return codes;
    }

    void checkIdText(const QString &id, int line, const QString &place)
    {
        static const QRegularExpression good(u"^[A-Za-z0-9][A-Za-z0-9.-]{0,39}$"_s);
        if (!id.isEmpty() && !good.match(id).hasMatch())
            report(PackFaultCode::BadId, line, place, id);
    }

    void checkOnce(QHash<QString, int> &seen, const QString &id, int line, const QString &place)
    {
        if (id.isEmpty())
            return;
        if (const int first = seen.value(id, 0); first != 0)
            report(PackFaultCode::DuplicateId, line, place, id, {}, first);
        else
            seen.insert(id, line);
    }

    void checkNames(const QStringList &names, PackFaultCode code, const QStringList &known, int line, const QString &place)
    {
        for (const QString &name : names) {
            if (!known.contains(name))
                report(code, line, place, name, forms::nearestName(name, known));
        }
    }

    void checkExpression(const QString &text, int line, const QString &place)
    {
        if (text.isEmpty())
            return;
        const auto parsed = forms::Expression::parse(text, [](const QString &name) { return "/case/"_L1 + name; });
        if (!parsed) {
            int position = 0;
            for (const base::ErrorArg &argument : parsed.error().args) {
                if (argument.name == "position" && std::holds_alternative<std::int64_t>(argument.value))
                    position = static_cast<int>(std::get<std::int64_t>(argument.value)) + 1;
            }
            report(PackFaultCode::BadExpression, line, place, text, {}, position);
            return;
        }
        checkNames(parsed->references(), PackFaultCode::UnknownFact, factNames(), line, place);
    }

    void checkPhase(const Phase &phase)
    {
        const QString place = "phase "_L1 + phase.id;
        checkIdText(phase.id, phase.line, place);
        checkOnce(m_phaseIds, phase.id, phase.line, place);
        checkExpression(phase.applies, phase.line, place);
        if (phase.steps.empty())
            report(PackFaultCode::EmptyPhase, phase.line, place, phase.id);
        for (const Step &step : phase.steps)
            checkStep(step, phase.track);
    }

    void checkStep(const Step &step, Track track)
    {
        const QString place = "step "_L1 + step.id;
        checkIdText(step.id, step.line, place);
        checkOnce(m_stepIds, step.id, step.line, place);
        checkNames(step.who, PackFaultCode::UnknownRole, roleCodes(), step.line, place);
        checkNames(step.sources, PackFaultCode::UnknownSource, sourceKeys(), step.line, place);
        checkNames(step.evidence, PackFaultCode::UnknownEvidence, evidenceKinds(), step.line, place);
        checkRecords(step, track);
        if (!step.form.isEmpty())
            checkNames({step.form}, PackFaultCode::UnknownForm, documentCodes(), step.line, place);
        checkExpression(step.applies, step.line, place);
        if (step.sources.isEmpty() && !step.isToConfirm)
            report(PackFaultCode::NoSource, step.line, place, step.id);
        if ((step.repeat && !step.due) || (step.until && !step.repeat))
            report(PackFaultCode::RepeatWithoutDue, step.line, place, step.id);
        if (!step.due)
            return;
        if (!step.due->step.isEmpty() && m_pack.findStep(step.due->step) == nullptr)
            report(PackFaultCode::UnknownStep, step.line, place, step.due->step);
        const bool isOfHouse = step.due->event == Event::House;
        if (step.due->step.isEmpty() && isOfHouse != (track == Track::House))
            report(PackFaultCode::HouseEvent, step.line, place, toString(step.due->event));
    }

    /// One record cannot say which time of a step that comes back it proves, and none is about the house.
    void checkRecords(const Step &step, Track track)
    {
        for (const QString &evidence : step.evidence) {
            for (const RecordKind &kind : recordKinds()) {
                if (evidenceOf(kind) == evidence && !canClose(kind, step, track))
                    report(PackFaultCode::RecordMisplaced, step.line, "step "_L1 + step.id, evidence);
            }
        }
    }

    /// A deadline that counts from a step counts from that one's end: in a ring nobody could begin.
    void checkCycles()
    {
        QHash<QString, int> done;
        for (const Phase &phase : m_pack.phases) {
            for (const Step &step : phase.steps) {
                QStringList way;
                const Step *at = &step;
                while (at != nullptr && at->due && !at->due->step.isEmpty() && !done.contains(at->id) &&
                       !way.contains(at->id)) {
                    way.append(at->id);
                    at = m_pack.findStep(at->due->step);
                }
                if (at != nullptr && way.contains(at->id)) {
                    way = way.mid(way.indexOf(at->id));
                    way.append(at->id);
                    report(PackFaultCode::WaitsForItself, step.line, "step "_L1 + step.id, way.join(u" → "_s));
                }
                for (const QString &id : way)
                    done.insert(id, 1);
            }
        }
    }

    const Pack &m_pack;
    std::vector<PackFault> &m_faults;
    QHash<QString, int> m_phaseIds;
    QHash<QString, int> m_stepIds;
};

} // namespace

void checkPack(const Pack &pack, std::vector<PackFault> &faults)
{
    Checker(pack, faults).run();
}

} // namespace indaro::sop
