// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/match_index.h"

#include <string_view>

namespace indaro::casework {

/// Files that may be one person's [domain.md 4.17]: shown to a person, who says what they are; the program never puts two
/// files together by itself. Who may not read identities learns that a file may match and its code, never why.
/// Store thread. Errors of all: the store's, and where said.

/// A file that may be of somebody who is typed in just now.
struct PossibleMatch
{
    CaseId file;
    QString caseCode{};
    MatchScore score{};  ///< nothing in it for who may not read identities
    bool isBack = false; ///< she was here before, and may have come back [domain.md 10.2 "re-open, never a new file"]
};
/// Best first, at most `limit`. `index` may be some minutes old: it is what a page keeps while somebody types.
[[nodiscard]] base::Result<std::vector<PossibleMatch>> possibleMatches(Desk &desk, const MatchIndex &index,
                                                                       const PersonDraft &person, std::size_t limit = 3);

/// What somebody said of two files: codelist duplicate_answer.
namespace duplicate_answers {
inline constexpr char Same[] = "same";
inline constexpr char Different[] = "different";
inline constexpr char Later[] = "later";
} // namespace duplicate_answers

struct DuplicateAnswer
{
    QString answer{};
    QString reason{};
    base::UtcMs at = 0;
    std::optional<sync::UserId> by{};
};

/// Two files that may be one person's.
struct DuplicateCandidate
{
    CaseId one, other;
    QString oneCode{}, otherCode{};
    QString oneName{}, otherName{};          ///< as they are shown in the house; empty for who may not read identities
    MatchScore score{};                      ///< likewise
    std::optional<DuplicateAnswer> answer{}; ///< the last one
    bool isAskedAgain = false;               ///< "different" was said, and what they are compared by has changed since
};
/// Those nobody has decided on, best first: not asked yet, put off, said to be the same and not merged yet, or asked again.
/// Whether something has changed since is told by the time of the log, not by the wall's.
[[nodiscard]] base::Result<std::vector<DuplicateCandidate>> listDuplicateCandidates(Desk &desk);
/// What was said of these two, if anything.
[[nodiscard]] base::Result<std::optional<DuplicateAnswer>> duplicateAnswerOf(Desk &desk, CaseId one, CaseId other);
/// Remembers it, in the place of what was said before. Errors: AccessRefused (identities must be read, the register
/// written), UnknownRecord, InvalidArgument (no such answer; the same file twice; no reason for "same" or "different").
[[nodiscard]] base::Result<void> answerDuplicate(Desk &desk, CaseId one, CaseId other, const base::Value &answer,
                                                 const base::Value &reason);

/// Somebody who had left came back, and nobody has said whether she was trafficked again. A question, never an answer.
struct ReturnedPerson
{
    CaseId person;
    QString caseCode{};
    QString leftOn{}; ///< of the stay before, ISO
    QString cameOn{}; ///< of the last one
};
/// The last to come first; nothing for who does not read the register and the story.
[[nodiscard]] base::Result<std::vector<ReturnedPerson>> listReturnedPeople(Desk &desk);
/// The answer, in the registry record of her file: yes, no, unknown. Errors: InvalidArgument, UnknownRecord, AccessRefused.
[[nodiscard]] base::Result<void> answerRetrafficked(Desk &desk, CaseId person, const base::Value &answer);

} // namespace indaro::casework
