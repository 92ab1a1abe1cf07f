// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/people/person_draft.h"
#include "core/casework/people/queries.h"
#include "core/model/gazetteer.h"
#include "core/sync/change_log.h"

#include <QString>

#include <vector>

namespace indaro::casework {

/// Episodes of exploitation, and the legs of the journey to each [domain.md 7.B F, G]. Their fields save themselves
/// (people/commands.h setField); here they come and go, and get places of the gazetteer.
struct Episode
{
    Record record;
    std::vector<Record> legs{}; ///< in the order of the journey
};

/// Store thread; each is one transaction. Errors of all: AccessRefused (story), model::checkField's, the store's, and where
/// said.

/// By the first day each tells of; those without one last.
[[nodiscard]] base::Result<std::vector<Episode>> listEpisodesOf(Desk &desk, CaseId person);
/// The first day an episode, or a leg of it, tells of: ISO, whole or partial; empty when it tells none.
[[nodiscard]] QString beganOn(const Episode &episode);

/// `facts`: fields of the episode, may be empty. Errors: UnknownRecord (no such person), InvalidArgument (a field of another
/// table, or whose it is).
[[nodiscard]] base::Result<sync::RecordId> addEpisode(Desk &desk, CaseId person, const sync::FieldValues &facts);
/// With its legs. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> removeEpisode(Desk &desk, sync::RecordId episode);

/// After the others; it begins where the last one ended, unless said otherwise. Errors: as addEpisode.
[[nodiscard]] base::Result<sync::RecordId> addRouteLeg(Desk &desk, sync::RecordId episode, const sync::FieldValues &facts);
[[nodiscard]] base::Result<void> removeRouteLeg(Desk &desk, sync::RecordId leg);
/// One place earlier or later on the journey; nothing at its end. Errors: UnknownRecord.
enum class LegMove : std::uint8_t { Earlier, Later };
[[nodiscard]] base::Result<void> moveRouteLeg(Desk &desk, sync::RecordId leg, LegMove move);

enum class LegEnd : std::uint8_t { From, To };
/// A place chosen in the gazetteer: its words, its code, and Burundi as the country. Errors: UnknownRecord.
[[nodiscard]] base::Result<void> setLegPlace(Desk &desk, sync::RecordId leg, LegEnd end, const model::Place &place);
[[nodiscard]] base::Result<void> setEpisodePlace(Desk &desk, sync::RecordId episode, const model::Place &place);

} // namespace indaro::casework
