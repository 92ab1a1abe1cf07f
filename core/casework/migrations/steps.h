// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/connection.h"

namespace indaro::casework {

/// The steps of migrations(), one file each. A step is literal SQL: it reads neither the field table nor any other SQL of
/// today, so that it makes the same tables for ever. Each runs inside migrate()'s transaction, writes permitted.

/// 1: everything the first release has. tests/fixtures/vaults/schema-1.db is a file it made.
[[nodiscard]] base::Result<void> createFirstSchema(store::Connection &db);

/// 2: what sync keeps beside the change log (sync/sync_tables.h), and bases for what is in the log already.
[[nodiscard]] base::Result<void> createSyncTables(store::Connection &db);

/// 3: finds the decisions on conflicts without reading the whole change log.
[[nodiscard]] base::Result<void> indexDecisions(store::Connection &db);

/// 4: finds the deletions, some of which are decisions.
[[nodiscard]] base::Result<void> indexDeletions(store::Connection &db);

/// 5: which records were born in what this laptop may not read (sync/hidden_births.h).
[[nodiscard]] base::Result<void> createHiddenBirths(store::Connection &db);

/// 6: imported forms, and which of them an interview is held with (forms/form_store.h).
[[nodiscard]] base::Result<void> createForms(store::Connection &db);

/// 7: pictures, recordings and files of a person (attachments/attachment_store.h).
[[nodiscard]] base::Result<void> createAttachments(store::Connection &db);
/// 8: entities of the lists forms write (entities/entity_store.h).
[[nodiscard]] base::Result<void> createEntities(store::Connection &db);

/// 9: procedure packs, and what was ticked in them (checklists/checklists.h).
[[nodiscard]] base::Result<void> createChecklists(store::Connection &db);

/// 10: rooms, places and what happens in the house day by day (stays/).
[[nodiscard]] base::Result<void> createStayTables(store::Connection &db);

/// 11: which interviews are corrections, and of what (interviews/corrections.h).
[[nodiscard]] base::Result<void> addCorrections(store::Connection &db);

/// 12: steps and events only some may know of, waivers in haste, and everybody who came by one announcement.
[[nodiscard]] base::Result<void> createHealthSteps(store::Connection &db);

/// 13: plans and services (plans/), risks and the best interests of children (risks/).
[[nodiscard]] base::Result<void> createPlanTables(store::Connection &db);
/// 14: what is given to a resident, visits and calls, contacts after the exit, longer clocks (stays/).
[[nodiscard]] base::Result<void> createCareTables(store::Connection &db);
/// 15: what roles may (access/).
[[nodiscard]] base::Result<void> createRoleTables(store::Connection &db);

/// 16: what a consent covers, what left for whom, and what was taken back (consents/).
[[nodiscard]] base::Result<void> createConsentTables(store::Connection &db);

/// 17: organisations and focal points the house can call (directory/directory.h).
[[nodiscard]] base::Result<void> createDirectory(store::Connection &db);
/// 18: complaints and the house's check of itself (house/), what is told of incidents, clocks that run to a day (stays/).
[[nodiscard]] base::Result<void> createHouseTables(store::Connection &db);
/// 19: the hash chain over the change log, openings of files outside one's own cases, and the case worker of a file.
[[nodiscard]] base::Result<void> chainTheChangeLog(store::Connection &db);
/// 20: what became of referrals, and what nobody could do (referrals/).
[[nodiscard]] base::Result<void> createReferralCourse(store::Connection &db);
/// 21: sealed packages, the key of the house, and those of other organisations (referrals/package.h).
[[nodiscard]] base::Result<void> createPackages(store::Connection &db);
/// 22: what was on paper first, the stock of kits, who needs help to leave the house, what was told outside by hand, marks
/// of an announced person, signatures of both for what is kept, and the training of who has no account.
[[nodiscard]] base::Result<void> createPaperEntries(store::Connection &db);

/// 23: the registry of trafficking cases and the proceedings (registry/), merged files (duplicates/), values exchanged with
/// others, the library (library/), numbers for the commission (core/reports).
[[nodiscard]] base::Result<void> createRegistry(store::Connection &db);
/// 24: whether somebody would rather be received and heard by a woman or by a man.
[[nodiscard]] base::Result<void> addPreferredSex(store::Connection &db);

} // namespace indaro::casework
