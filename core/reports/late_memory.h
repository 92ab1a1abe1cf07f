// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/checklists/due_steps.h"

#include <QDate>

#include <map>
#include <set>
#include <vector>

namespace indaro::reports {

/// The late steps of everybody, kept in memory: only who was written about since, or of whom a step grows late by waiting,
/// is asked anew. A step may wait for nearly any record of a person, by the words of a procedure that a house can change, so
/// whatever names her counts. Never written anywhere. Private to core/reports; store thread; errors: the store's.
class LateMemory
{
public:
    /// Nothing that is known holds any more: another log, lines that are gone.
    void forget();
    [[nodiscard]] bool isEmpty() const { return m_late.empty(); }
    /// These records were written since, here or elsewhere.
    [[nodiscard]] base::Result<void> touch(casework::Desk &desk, const std::set<sync::RecordKey> &written);
    /// Asks whoever has to be asked; `whole`: a desk that sees everything.
    [[nodiscard]] base::Result<void> bringUp(casework::Desk &whole);
    /// Of everybody who ever stayed, after bringUp().
    [[nodiscard]] const std::map<casework::CaseId, casework::rows::LateSteps> &all() const { return m_late; }
    [[nodiscard]] int asked() const noexcept { return m_asked; } ///< how many people, all times together

private:
    [[nodiscard]] base::Result<void> forgetNamed(casework::Desk &desk, const sync::RecordKey &written);

    std::map<casework::CaseId, casework::rows::LateSteps> m_late;
    QDate m_day{};             ///< ages, and agreements that end, are of a day
    base::UtcMs m_askedAt = 0; ///< of the last of them
    bool m_withHealth = false; ///< whoever is signed in
    int m_asked = 0;
};

} // namespace indaro::reports
