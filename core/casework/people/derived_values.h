// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/people/person_draft.h"

#include <QDate>

namespace indaro::casework {

/// The name the house calls her by, when none was chosen: known-as, the first given name, or the family name.
[[nodiscard]] base::Value displayNameOf(const PersonDraft &person);

/// "yes", "no" or "in_doubt" from the birth date, else from the age estimated as of `today`; Null when neither is known.
/// An estimate near 18 is a doubt [domain.md 5.C].
[[nodiscard]] base::Value minorOf(const PersonDraft &person, QDate today);

} // namespace indaro::casework
