// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// A service somebody got, from the house or from whom, or did not get and why [domain.md 3.5, 6.1 (34)].
struct ServiceDraft
{
    base::Value service{};             ///< codelist referral_service; needed
    base::Value answer = "given_here"; ///< codelist service_answer
    base::Value provider{};            ///< codelist service_provider; given here: the house
    base::Value providerName{};
    base::Value givenOn{}; ///< a date; Null: today
    base::Value within{};  ///< codelist service_time: how soon it was needed
    base::Value quantity{};
    base::Value cost{}; ///< FBu
    base::Value note{};
    std::optional<sync::RecordId> action{}; ///< of the plan, that it is part of
    std::optional<sync::RecordId> referral{};
};

struct GivenService
{
    sync::RecordId id;
    bool isHidden = false; ///< in a part of the file this account may not open: all texts are empty
    QString service{};
    QString answer{};
    QString provider{};
    QString providerName{};
    QString givenOn{};
    QString within{};
    QString quantity{};
    std::optional<std::int64_t> cost{};
    QString note{};
    std::optional<sync::RecordId> action{};
    std::optional<sync::RecordId> referral{};
    base::UtcMs recordedAt = 0;
};

/// Store thread; each is one transaction. Errors of all: model::checkField's, the store's, and where said.

/// Of health and mind, or part of an action of that kind: in the health compartment. Errors: UnknownRecord (no such person,
/// action; an action of somebody else), InvalidArgument (no service; given elsewhere and nobody named; not given, and no
/// word why), DateInFuture.
[[nodiscard]] base::Result<sync::RecordId> recordService(Desk &desk, CaseId person, const ServiceDraft &draft);
/// Written by mistake. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> takeBackService(Desk &desk, sync::RecordId service);
/// Newest day first; those this account may not read last.
[[nodiscard]] base::Result<std::vector<GivenService>> listServicesOf(Desk &desk, CaseId person);

} // namespace indaro::casework
