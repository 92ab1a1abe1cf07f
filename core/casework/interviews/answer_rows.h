// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/desk.h"
#include "core/casework/interviews/interview_draft.h"

#include <initializer_list>
#include <string_view>

namespace indaro::casework::rows {

/// Number of the answer table of a compartment.
[[nodiscard]] std::uint16_t answerTable(sync::Compartment compartment) noexcept;

[[nodiscard]] std::string_view idText(const sync::RecordId &id) noexcept;

[[nodiscard]] QString fromUtf8(std::string_view text);
/// As an answer of a number is kept: "2.5".
[[nodiscard]] QString answerNumberText(double number);
/// Null for the empty text.
[[nodiscard]] base::Value textValue(const QString &text);

/// Makes the record with these values, or changes those of its fields that differ.
[[nodiscard]] base::Result<void> put(Desk &desk, sync::RecordKey key, const sync::FieldValues &values);

/// Writes one answer; the caller holds the transaction. `firstGivenAt`: of one that was given before and is new here; unset:
/// now. Errors: InvalidArgument (no path; not a number).
[[nodiscard]] base::Result<void> putAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer,
                                           std::optional<base::UtcMs> firstGivenAt = {});
/// The same as a decision: where several values stand, this one holds from now on.
[[nodiscard]] base::Result<void> settleAnswer(Desk &desk, InterviewId interview, const AnswerDraft &answer,
                                              const std::vector<sync::Dot> &seen);
/// All answers of an interview, those cleared left out.
[[nodiscard]] base::Result<std::vector<SavedAnswer>> readAnswers(Desk &desk, InterviewId interview);
/// Their records, those of cleared ones too.
[[nodiscard]] base::Result<std::vector<sync::RecordKey>> answerRecords(Desk &desk, InterviewId interview);
/// Deletes the rows of these paths and every cleared one.
[[nodiscard]] base::Result<void> dropAnswers(Desk &desk, InterviewId interview, const QStringList &paths);

/// What this laptop keeps of an interview beside its records: never logged, never sent.
struct Place
{
    QString lastPath;
    std::vector<UnfinishedText> unfinished;
    std::vector<LateAnswer> late{};
    base::UtcMs savedAt = 0;
};
[[nodiscard]] base::Result<std::optional<Place>> readPlace(Desk &desk, InterviewId interview);
[[nodiscard]] base::Result<void> writePlace(Desk &desk, InterviewId interview, const Place &place);
[[nodiscard]] base::Result<void> dropPlace(Desk &desk, InterviewId interview);

/// The file of an imported form; empty when it is not here, not all here or damaged.
[[nodiscard]] base::Result<QByteArray> formContentOf(Desk &desk, sync::RecordId form);

[[nodiscard]] base::Result<std::vector<Sitting>> readSittings(Desk &desk, InterviewId interview);

} // namespace indaro::casework::rows
