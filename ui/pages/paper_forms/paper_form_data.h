// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/withheld.h"
#include "core/casework/people/full_file.h"
#include "core/documents/document.h"

namespace indaro::ui::pages {

/// The tables of the register a form is filled from.
[[nodiscard]] std::vector<std::uint16_t> tablesOf(const documents::Template &form);

/// What the register says in the fields of a form: of a table with several records of a person the newest one, in a table of
/// the form all of them, the oldest first; of acts of the proceedings those that hold; of an assessment that is done again only the lines of the newest. Nothing that is
/// withheld is in it, and what the signed-in person may not read was never in `file`; both are left blank for the pen. Dates
/// are dd/MM/yyyy, words French [contracts.md 11]. Thread: GUI.
[[nodiscard]] documents::DocumentData filledForm(const documents::Template &form, const casework::FullFile &file,
                                                 const casework::Withheld &withheld);

} // namespace indaro::ui::pages
