// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/plans/services.h"

#include "core/casework/consents/use_rule.h"
#include "core/casework/plans/needs.h"
#include "core/casework/plans/record_rows.h"
#include "core/casework/stays/stay_lookup.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

namespace fields = model::fields;
using base::Errc;
using base::Error;
using base::Result;
using base::Value;

namespace {

Value given(const std::optional<sync::RecordId> &id)
{
    return id ? idValue(*id) : Value();
}

Result<void> checkService(const ServiceDraft &draft)
{
    const std::string answer = draft.answer.textOr({});
    if (draft.service.textOr({}).empty())
        return neededField(fields::service_given::Service);
    if (answer.empty())
        return neededField(fields::service_given::Answer);
    const bool isElsewhere = answer == "given_elsewhere" || answer == "referred";
    if (isElsewhere && draft.provider.textOr({}).empty() && draft.providerName.textOr({}).empty())
        return neededField(fields::service_given::Provider);
    if ((answer == "declined" || answer == "unavailable") && draft.note.textOr({}).empty())
        return neededField(fields::service_given::Note);
    return {};
}

/// The table of the action it is part of decides, else the service itself.
Result<std::uint16_t> serviceTable(Desk &desk, CaseId person, const ServiceDraft &draft)
{
    bool isHealth = isHealthService(draft.service.textOr({}));
    if (draft.action) {
        INDARO_TRY_ASSIGN(const PlanRecord action,
                          findRecord(desk, *draft.action, {fields::plan_action::Table, fields::plan_action_health::Table}));
        if (action.idOf(fields::plan_action::CaseFile) != person)
            return Error(Errc::UnknownRecord, {{"table", std::int64_t(fields::plan_action::Table)}});
        isHealth = isHealth || action.record.table == fields::plan_action_health::Table;
    }
    return isHealth ? fields::service_given_health::Table : fields::service_given::Table;
}

GivenService toService(const PlanRecord &record)
{
    GivenService service{.id = record.id(), .isHidden = record.isHidden};
    service.service = record.text(fields::service_given::Service);
    service.answer = record.text(fields::service_given::Answer);
    service.provider = record.text(fields::service_given::Provider);
    service.providerName = record.text(fields::service_given::ProviderName);
    service.givenOn = record.text(fields::service_given::GivenOn);
    service.within = record.text(fields::service_given::Within);
    service.quantity = record.text(fields::service_given::Quantity);
    service.cost = record.momentAt(fields::service_given::Cost);
    service.note = record.text(fields::service_given::Note);
    service.action = record.idOf(fields::service_given::PlanAction);
    service.referral = record.idOf(fields::service_given::Referral);
    service.recordedAt = record.momentAt(fields::service_given::RecordedAt).value_or(0);
    return service;
}

} // namespace

Result<sync::RecordId> recordService(Desk &desk, CaseId person, const ServiceDraft &draft)
{
    INDARO_TRY(checkService(draft));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(checkPerson(desk, person));
    INDARO_TRY_ASSIGN(const std::uint16_t table, serviceTable(desk, person, draft));
    const bool isHouse = draft.answer == Value("given_here") && draft.provider.isNull();
    const Value today = model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate).toStdString();
    INDARO_TRY_ASSIGN(const auto id,
                      bearRecord(desk, table,
                                 {{fields::service_given::CaseFile, idValue(person)},
                                  {fields::service_given::PlanAction, given(draft.action)},
                                  {fields::service_given::Service, draft.service},
                                  {fields::service_given::Answer, draft.answer},
                                  {fields::service_given::Provider, isHouse ? Value("house") : draft.provider},
                                  {fields::service_given::ProviderName, draft.providerName},
                                  {fields::service_given::GivenOn, draft.givenOn.isNull() ? today : draft.givenOn},
                                  {fields::service_given::Within, draft.within},
                                  {fields::service_given::Quantity, draft.quantity},
                                  {fields::service_given::Cost, draft.cost},
                                  {fields::service_given::Note, draft.note},
                                  {fields::service_given::Referral, given(draft.referral)},
                                  {fields::service_given::RecordedAt, momentValue(desk.clock.nowUtc())},
                                  {fields::service_given::RecordedBy, ownAccount(desk)}}));
    if (isHealthService(draft.service.textOr({})))
        INDARO_TRY(rows::noteUse(desk, person, consent_uses::HealthCheck));
    INDARO_TRY(transaction.commit());
    return id;
}

Result<void> takeBackService(Desk &desk, sync::RecordId id)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const PlanRecord service,
                      findRecord(desk, id, {fields::service_given::Table, fields::service_given_health::Table}));
    INDARO_TRY(desk.log.remove({service.record.table, id}));
    return transaction.commit();
}

Result<std::vector<GivenService>> listServicesOf(Desk &desk, CaseId person)
{
    INDARO_TRY_ASSIGN(const auto records,
                      recordsAbout(desk, person, {fields::service_given::Table, fields::service_given_health::Table}));
    std::vector<GivenService> services;
    for (const PlanRecord &record : records)
        services.push_back(toService(record));
    std::ranges::stable_sort(services, [](const GivenService &a, const GivenService &b) {
        return a.givenOn != b.givenOn ? a.givenOn > b.givenOn : a.recordedAt > b.recordedAt;
    });
    return services;
}

} // namespace indaro::casework
