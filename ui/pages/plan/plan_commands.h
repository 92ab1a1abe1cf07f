// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/risks/risks.h"
#include "ui/pages/case_file/action_panel.h"

namespace indaro::ui::pages::plan_commands {

/// What the forms below a plan do with what was typed. Store thread; errors as the commands of casework that they call.
using Done = base::Result<void>;

[[nodiscard]] Done writeNeed(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeAction(casework::Desk &desk, sync::RecordId need, const ActionPanel::Values &values);
[[nodiscard]] Done writeReport(casework::Desk &desk, sync::RecordId action, const ActionPanel::Values &values);
[[nodiscard]] Done writeService(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeMeeting(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeAgreement(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeSafety(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeInterests(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeAgeEvidence(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
[[nodiscard]] Done writeAge(casework::Desk &desk, sync::RecordId person, const ActionPanel::Values &values);
/// `values` also names the assessment and its heading.
[[nodiscard]] Done writeHeading(casework::Desk &desk, sync::RecordId item, const ActionPanel::Values &values);
[[nodiscard]] Done decideInterests(casework::Desk &desk, sync::RecordId assessment, const ActionPanel::Values &values,
                                   const std::string &agreed);

/// Only what was made different is in `values`; the rest stays as it is by now.
[[nodiscard]] Done changeNeed(casework::Desk &desk, sync::RecordId need, const ActionPanel::Values &values);
[[nodiscard]] Done changeAction(casework::Desk &desk, sync::RecordId action, const ActionPanel::Values &values);
[[nodiscard]] Done changeMeeting(casework::Desk &desk, sync::RecordId meeting, const ActionPanel::Values &values);

[[nodiscard]] casework::RiskDraft riskDraft(const ActionPanel::Values &values);
[[nodiscard]] Done onlyWhether(const base::Result<sync::RecordId> &made);

} // namespace indaro::ui::pages::plan_commands
