// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/casework/people/authors.h"
#include "core/casework/people/person_draft.h"

#include <optional>
#include <vector>

namespace indaro::casework {

/// Queries about what several laptops wrote in the same place [core/sync/MERGE.md]; store thread; all may fail with the
/// store's errors.

/// False for the program's own bookkeeping ("answered at", ids, the place code beside its words): nobody can decide
/// it by reading, and it follows what is decided beside it.
[[nodiscard]] bool isDecidedByPeople(sync::FieldId field) noexcept;

struct ConflictSide
{
    base::Value value; ///< of a deletion: sync::KeepRecord or sync::DeleteRecord
    QString named;     ///< stands for a value that is an id: who is in the family unit
    Author author;
    std::optional<sync::DeviceId> device{}; ///< of the author
    /// Of an answer without a value: why there is none, which another column holds.
    std::optional<base::Missing> reason{};
    friend bool operator==(const ConflictSide &, const ConflictSide &) = default;
};

/// Which question an answer was given to.
struct AskedQuestion
{
    QString formId;
    QByteArray formContent; ///< empty: the form came with the program
    QString path;
    QString type;
    QString answer; ///< what stands there now, as readAnswers gives it
    friend bool operator==(const AskedQuestion &, const AskedQuestion &) = default;
};

struct OpenConflict
{
    sync::RecordKey key;
    sync::FieldId field; ///< field 0: the record was deleted here and changed there
    sync::ConflictKind kind;
    /// False: this account may not open the compartment it is in. Then there is no person, no question and no side.
    bool isReadable = true;
    std::optional<CaseId> person{};
    QString caseCode{};
    QString displayName{};
    std::optional<AskedQuestion> question{}; ///< of an answer
    std::vector<ConflictSide> sides{};       ///< the first is the one shown everywhere else
    /// Of a deletion: what people wrote in the record that would go.
    std::vector<std::pair<sync::FieldId, base::Value>> content{};
    std::vector<sync::Dot> seen{}; ///< what it was made of: settleConflict decides about this and no more
    friend bool operator==(const OpenConflict &, const OpenConflict &) = default;
};

struct OpenConflicts
{
    std::vector<OpenConflict> list; ///< longest open first
    std::size_t count = 0;          ///< all there are
};
[[nodiscard]] base::Result<OpenConflicts> listConflicts(Desk &desk, std::size_t limit);
/// How many a person has to decide: of everybody, or of one person's file.
[[nodiscard]] base::Result<std::size_t> countConflicts(Desk &desk, const std::optional<CaseId> &person = {});

/// A decision on a conflict that stands, made here or elsewhere.
struct Decision
{
    sync::RecordKey key;
    sync::FieldId field;
    base::Value value; ///< field 0: sync::KeepRecord or sync::DeleteRecord
    QString named{};
    std::optional<CaseId> person{};
    QString caseCode{};
    std::optional<AskedQuestion> question{};
    Author author{};
    friend bool operator==(const Decision &, const Decision &) = default;
};
/// As many as a list of them shows.
inline constexpr std::size_t MostDecisions = 50;
/// Newest first. Without those of compartments this account may not open.
[[nodiscard]] base::Result<std::vector<Decision>> listDecisions(Desk &desk, std::size_t limit = MostDecisions);
/// Whether that list has any.
[[nodiscard]] base::Result<bool> hasDecisions(Desk &desk);

/// How a field of an open page stands: whose value it shows, and what else somebody wrote.
struct FieldStanding
{
    sync::FieldId field;
    base::Value value;
    Author author{}; ///< of what is shown
    std::optional<sync::DeviceId> device{};
    std::vector<ConflictSide> others{};
    std::vector<sync::Dot> seen{}; ///< as of OpenConflict
};
/// Of every field somebody wrote; empty when there is no such record.
[[nodiscard]] base::Result<std::vector<FieldStanding>> loadStanding(Desk &desk, sync::RecordKey key);

/// How an answer of an open interview stands.
struct AnswerStanding
{
    QString path;
    QString type;
    sync::Compartment compartment;
    struct Side
    {
        QString value; ///< as ODK stores it
        std::optional<base::Missing> missing{};
        Author author{};
        /// The same answer, whoever gave it.
        friend bool operator==(const Side &a, const Side &b) { return a.value == b.value && a.missing == b.missing; }
    };
    Side shown;
    std::vector<Side> others{};
    std::vector<sync::Dot> seen{}; ///< as of OpenConflict
};
/// Of those of these records that are answers of this interview and can be read.
[[nodiscard]] base::Result<std::vector<AnswerStanding>> loadAnswerStandings(Desk &desk, sync::RecordId interview,
                                                                            const std::vector<sync::RecordKey> &records);
/// Of all its answers that can be read.
[[nodiscard]] base::Result<std::vector<AnswerStanding>> loadAnswerStandings(Desk &desk, sync::RecordId interview);

} // namespace indaro::casework
