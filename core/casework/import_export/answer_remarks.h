// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/import_export/submission_rows.h"

namespace indaro::casework {

/// What our own export says beside the answers of an interview, read back. Thread: any.

/// `indaro-missing`: "group-child[2]-name=refused", separated by blanks. A reason for a question that is answered, or that
/// this form does not have, is left out.
void addReasons(const forms::FormDefinition &form, const SubmittedRow &submission, std::vector<SubmittedAnswer> &answers);
/// `indaro-said`: "birth_date=17y 2026-11-24 J. N.", separated by "; ". It goes with the date that was counted back from it;
/// beside another date, which somebody wrote into the file since, it would be untrue and is left out.
void addSaidAges(const forms::FormDefinition &form, const QString &said, std::vector<SubmittedAnswer> &answers);

} // namespace indaro::casework
