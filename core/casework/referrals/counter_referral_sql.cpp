// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/referrals/counter_referral.h"

#include "core/casework/first_values.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/row_values.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace indaro::casework {

namespace fields = model::fields;
using namespace Qt::StringLiterals;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using sync::RecordId;

namespace {

constexpr qsizetype SlipLimit = 40'000; // characters, all fields together

QString contentText(const QMap<QString, QString> &form)
{
    QJsonObject object;
    for (auto line = form.begin(); line != form.end(); ++line) {
        if (!line.value().trimmed().isEmpty())
            object.insert(line.key(), line.value().trimmed());
    }
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

QString decisionOf(const CounterReferral &slip)
{
    return slip.form.value(u"slip_decision"_s);
}

Result<void> checkSlip(const Referral &referral, const CounterReferral &slip)
{
    if (!mayFollow(referral.status, ReferralStatus::FedBack))
        return Error(Errc::WrongState);
    if (decisionOf(slip).isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("slip_decision")}});
    if (decisionOf(slip) == "refused"_L1 && slip.form.value(u"slip_refusal"_s).trimmed().isEmpty())
        return Error(Errc::InvalidArgument, {{"field", std::string("slip_refusal")}});
    if (contentText(slip.form).size() > SlipLimit)
        return Error(Errc::TextTooLong, {{"field", std::string("slip")}, {"limit", std::int64_t(SlipLimit)}});
    return {};
}

/// What the slip proves, in the order it happened; what was known already is not said again.
std::vector<ReferralStatus> stepsProven(const Referral &referral, const CounterReferral &slip)
{
    std::vector<ReferralStatus> steps{ReferralStatus::Received,
                                      decisionOf(slip) == "refused"_L1 ? ReferralStatus::Refused : ReferralStatus::Accepted};
    std::erase_if(steps, [&](ReferralStatus step) { return !mayFollow(referral.status, step); });
    steps.push_back(ReferralStatus::FedBack);
    return steps;
}

Result<void> bearSteps(Desk &desk, const Referral &referral, const CounterReferral &slip)
{
    for (const ReferralStatus step : stepsProven(referral, slip)) {
        ReferralStepDraft draft{.status = step, .evidence = slip.evidence, .paperOn = slip.paperOn};
        if (step == ReferralStatus::Received) {
            // "Last Friday" stays on the slip as it was written; the step has the hour it was typed.
            if (const auto at = model::parseLocalMoment(slip.form.value(u"slip_received_date"_s)))
                draft.happenedAt = at->toStdString();
            draft.spokeTo = model::toValue(slip.form.value(u"slip_received_by"_s));
        }
        if (step == ReferralStatus::FedBack) {
            draft.attachment = slip.attachment;
            draft.way = slip.way;
        }
        INDARO_TRY(rows::bearStep(desk, referral, draft));
        INDARO_TRY(rows::noteAnswered(desk, referral, step));
    }
    return {};
}

Result<void> bearHealth(Desk &desk, const Referral &referral, RecordId id, const CounterReferral &slip)
{
    if (slip.result.trimmed().isEmpty() && slip.recommendations.trimmed().isEmpty())
        return {};
    FirstValues values(model::localDay(desk.clock.nowUtc()));
    INDARO_TRY(values.add(fields::referral_slip_health::CaseFile, idValue(referral.caseFile)));
    INDARO_TRY(values.add(fields::referral_slip_health::Result, model::toValue(slip.result)));
    INDARO_TRY(values.add(fields::referral_slip_health::Recommendations, model::toValue(slip.recommendations)));
    INDARO_TRY(desk.log.birth({fields::referral_slip_health::Table, id}, values.values()));
    return {};
}

} // namespace

Result<RecordId> takeInSlip(Desk &desk, RecordId id, const CounterReferral &slip)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const RecordId record, rows::bearSlip(desk, id, slip));
    INDARO_TRY(transaction.commit());
    return record;
}

Result<RecordId> rows::bearSlip(Desk &desk, RecordId id, const CounterReferral &slip)
{
    INDARO_TRY(desk.access.mustDo(Thing::Consents));
    INDARO_TRY_ASSIGN(const Referral referral, loadReferral(desk, id));
    INDARO_TRY(checkSlip(referral, slip));
    const auto form = [&](const char *name) { return model::toValue(slip.form.value(QLatin1StringView(name)).trimmed()); };
    INDARO_TRY_ASSIGN(const RecordId record,
                      bearRecord(desk, fields::referral_slip::Table,
                                 {{fields::referral_slip::CaseFile, idValue(referral.caseFile)},
                                  {fields::referral_slip::Referral, idValue(id)},
                                  {fields::referral_slip::Content, model::toValue(contentText(slip.form))},
                                  {fields::referral_slip::Decision, form("slip_decision")},
                                  {fields::referral_slip::Refusal, form("slip_refusal")},
                                  {fields::referral_slip::Came, form("slip_came")},
                                  {fields::referral_slip::Cost, form("slip_cost")},
                                  {fields::referral_slip::Evidence, slip.evidence},
                                  {fields::referral_slip::PaperOn, slip.paperOn},
                                  {fields::referral_slip::RecordedAt, momentValue(desk.clock.nowUtc())},
                                  {fields::referral_slip::RecordedBy, ownAccount(desk)}}));
    INDARO_TRY(bearHealth(desk, referral, record, slip));
    for (const auto &[service, answer] : slip.services)
        INDARO_TRY(rows::putServiceAnswer(desk, referral, service, answer));
    INDARO_TRY(bearSteps(desk, referral, slip));
    return record;
}

Result<std::vector<ReceivedSlip>> listSlipsOf(Desk &desk, RecordId referral)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto rows,
                      desk.db.prepare("SELECT s.id, s.content, s.evidence, s.paper_on, s.recorded_at, f.name, h.id, "
                                      "h.result, h.recommendations FROM referral_slip s "
                                      "LEFT JOIN referral_slip_health h ON h.id = s.id "
                                      "LEFT JOIN staff f ON f.id = s.recorded_by WHERE s.referral = ?1 "
                                      "ORDER BY s.recorded_at DESC, s.id"));
    rows.bind(1, referral);
    std::vector<ReceivedSlip> slips;
    INDARO_TRY(forEachRow(rows, [&]() -> Result<void> {
        const auto id = rows.id<sync::RecordTag>(0);
        if (!id)
            return Error(Errc::StoreDamaged);
        ReceivedSlip slip{.id = *id,
                          .result = toText(rows, 7),
                          .recommendations = toText(rows, 8),
                          .evidence = toText(rows, 2),
                          .paperOn = toText(rows, 3),
                          .recordedAt = rows.value(4).integerOr(0),
                          .recordedBy = toText(rows, 5)};
        slip.isHealthHidden = !rows.isNull(6) && !desk.access.mayRead(Thing::Health);
        const QJsonObject content = QJsonDocument::fromJson(toText(rows, 1).toUtf8()).object();
        for (auto line = content.begin(); line != content.end(); ++line)
            slip.form.insert(line.key(), line.value().toString());
        slips.push_back(std::move(slip));
        return {};
    }));
    return slips;
}

Result<RecordId> findReferralBySerial(Desk &desk, const QString &serial)
{
    INDARO_TRY(desk.access.mustRead(Thing::Consents));
    INDARO_TRY_ASSIGN(auto row, desk.db.prepare("SELECT id FROM referral WHERE serial = ?1"));
    row.bind(1, serial.toStdString());
    INDARO_TRY_ASSIGN(const bool found, row.step());
    const auto id = found ? row.id<sync::RecordTag>(0) : std::nullopt;
    if (!id)
        return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::referral::Table)}});
    return *id;
}

} // namespace indaro::casework
