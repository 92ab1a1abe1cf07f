// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/migrations.h"

#include "core/casework/migrations/steps.h"

namespace indaro::casework {

namespace {

constexpr store::Migration Steps[] = {
    {1, "first schema", createFirstSchema},    {2, "sync", createSyncTables},
    {3, "decisions", indexDecisions},          {4, "deletions", indexDeletions},
    {5, "hidden births", createHiddenBirths},  {6, "forms", createForms},
    {7, "attachments", createAttachments},     {8, "entities", createEntities},
    {9, "checklists", createChecklists},       {10, "stays", createStayTables},
    {11, "corrections", addCorrections},       {12, "health steps", createHealthSteps},
    {13, "plans and risks", createPlanTables}, {14, "care", createCareTables},
    {15, "roles", createRoleTables},           {16, "consents", createConsentTables},
    {17, "directory", createDirectory},        {18, "house", createHouseTables},
    {19, "accountability", chainTheChangeLog}, {20, "course of referrals", createReferralCourse},
    {21, "sealed packages", createPackages},   {22, "paper and stock", createPaperEntries},
    {23, "registry", createRegistry},          {24, "preferred sex", addPreferredSex},
};

} // namespace

std::span<const store::Migration> migrations()
{
    return Steps;
}

} // namespace indaro::casework
