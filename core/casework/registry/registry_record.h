// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/registry/elements.h"
#include "core/casework/registry/episodes.h"

namespace indaro::casework {

/// What a person's file says of trafficking in the words of the law, with her episodes and their routes: the registry record
/// that a prosecutor and the commission understand [domain.md 3.7].
struct RegistryOfPerson
{
    Record record; ///< of the table registry; every field is nothing until it was begun
    bool isBegun = false;
    std::vector<Episode> episodes{};
    Elements elements{};
    QString beganOn{}; ///< the first day any episode tells of
};

/// Store thread. Errors: UnknownRecord, AccessRefused (story), and the store's. How old she was is worked out from what the
/// whole file holds, whoever is signed in; what is handed out of it is only whether she counts as a child.
[[nodiscard]] base::Result<RegistryOfPerson> loadRegistry(Desk &desk, CaseId person);

/// Several fields of the record at once, which is made where it is not there yet; what a page does field by field goes by
/// setField (people/commands.h), which makes it too. One transaction. Errors: as above, model::checkField's, InvalidArgument
/// (a field of another table, or one the program writes).
[[nodiscard]] base::Result<void> putRegistry(Desk &desk, CaseId person, const sync::FieldValues &facts);

} // namespace indaro::casework
