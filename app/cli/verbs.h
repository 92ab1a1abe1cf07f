// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/open_vault.h"
#include "app/cli/reply.h"
#include "core/casework/consents/consent_rule.h"

namespace indaro::cli {

/// Each verb does its work and says what came of it; main() prints. Errors: those of what it calls.
using VerbResult = base::Result<Reply>;

/// --for KIND[:NAME]: whom a file is for; nobody: the house itself. Errors: InvalidArgument (no such kind of receiver).
base::Result<casework::Receiver> receiverOf(const Program &program);

VerbResult init(Program &program);
VerbResult unlockCheck(Program &program);
VerbResult verify(Program &program);

VerbResult importPeople(Program &program);
VerbResult exportPeople(Program &program);
VerbResult exportHtcds(Program &program);
VerbResult exportCtdc(Program &program);
VerbResult importHtcds(Program &program);
VerbResult verifyExport(Program &program);
VerbResult list(Program &program);
VerbResult show(Program &program);

/// report, seal-counts, open-counts [contracts.md 15].
VerbResult report(Program &program);
VerbResult sealCounts(Program &program);
VerbResult openCounts(Program &program);

VerbResult backup(Program &program);
VerbResult restore(Program &program);

VerbResult syncServer(Program &program);
/// sync --neighbour.
VerbResult syncNeighbour(Program &program);
VerbResult syncFolder(Program &program);
VerbResult houseOffer(Program &program);
VerbResult conflicts(Program &program);
VerbResult resolve(Program &program);

VerbResult enrolRequest(Program &program);
VerbResult enrolApprove(Program &program);
VerbResult enrolFinish(Program &program);
VerbResult revoke(Program &program);
VerbResult roster(Program &program);

VerbResult erase(Program &program);
VerbResult erasures(Program &program);

VerbResult listForms(Program &program);
VerbResult formImport(Program &program);
VerbResult exportInterviews(Program &program);
VerbResult importSubmissions(Program &program);

/// open-package, for partners without a vault.
VerbResult openPackage(Program &program);

/// update verify | apply | vault-back (core/release).
VerbResult update(Program &program);
/// What its words lack, as main() says it; empty when nothing does.
QString whatUpdateMisses(const Arguments &given);

/// What this laptop does to memory, disk and paper behind our back (core/machine).
VerbResult checkMachine(Program &program);

VerbResult formCheck(Program &program);
VerbResult sopCheck(Program &program);
VerbResult formEval(Program &program);
VerbResult formRun(Program &program);

/// Prints a kit's cards, once: after this they exist on paper only. `about` goes before them.
base::Result<void> printKit(const Program &program, const session::RecoveryKit &kit, const QJsonObject &about);

} // namespace indaro::cli
