// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/checklists.h"
#include "core/casework/conflicts/conflict_fields.h"

#include <optional>
#include <set>

namespace indaro::casework::rows {

/// What is the same for every checklist that is read in one go, asked once: what the account may read of health takes the
/// laptop's secrets and the whole roster to find out. For one call; nothing of it may be kept. Store thread; the store's
/// errors, and those of newestPack.
class ChecklistReading
{
public:
    [[nodiscard]] static base::Result<ChecklistReading> of(Desk &desk);
    /// For many people, of whom only what is due is asked: the marks have no names, and the people who are in no call and in
    /// no incident are known beforehand, so that not all of these are looked through for each of them.
    [[nodiscard]] static base::Result<ChecklistReading> ofMany(Desk &desk);

    [[nodiscard]] bool allows(std::uint16_t table) const { return m_readable.allows(table); }
    [[nodiscard]] const PackInUse &newest() const { return m_newest; }
    [[nodiscard]] bool withNames() const { return !m_inCalls; }
    /// False: no call (hold) names this person.
    [[nodiscard]] bool mayHaveCall(const CaseId &person) const { return !m_inCalls || m_inCalls->contains(person); }
    [[nodiscard]] bool mayHaveIncident(const CaseId &person) const
    {
        return !m_inIncidents || m_inIncidents->contains(person);
    }

private:
    ChecklistReading(Readable readable, PackInUse newest, store::Statement held)
        : m_readable(readable), m_newest(std::move(newest)), m_held(std::move(held))
    {
    }

    Readable m_readable;
    PackInUse m_newest;
    store::Statement m_held; ///< a checklist is made of sixty questions to the store
    std::optional<std::set<CaseId>> m_inCalls;
    std::optional<std::set<CaseId>> m_inIncidents;
};

/// checklistFor, where several are read.
[[nodiscard]] base::Result<Checklist> checklistFor(Desk &desk, const ChecklistOwner &owner, const ChecklistReading &reading);
/// followedPackOf, where several are read.
[[nodiscard]] base::Result<PackInUse> followedPackOf(Desk &desk, const ChecklistOwner &owner,
                                                     const ChecklistReading &reading);
/// situationFor, where several are read.
[[nodiscard]] base::Result<sop::Situation> situationFor(Desk &desk, CaseId person, const ChecklistReading &reading);

} // namespace indaro::casework::rows
