// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/operation.h"

#include <map>
#include <optional>
#include <span>
#include <vector>

/// The merge: what a record is, as a pure function of the SET of operations on it. The order in which they
/// came, and how often, never matters. MERGE.md says the rules in one page; core/sync/apply.h is the part
/// with a store.
namespace indaro::sync {

enum class ConflictKind : std::uint8_t {
    Edit = 1,           ///< several values of one field, none of whose writers had seen the other
    Deletion = 2,       ///< field 0: somebody deleted what somebody else changed meanwhile
    MissingAndCodes = 3 ///< a Set: somebody chose codes, somebody else wrote why there are none
};

/// One of the values an open conflict offers.
struct Alternative
{
    base::Value value; ///< of a deletion: the texts KeepRecord or DeleteRecord
    Dot leaf;          ///< the operation that holds it now: what a decision names
    Dot writer;        ///< who first wrote it, when an undone decision holds it now; else `leaf`
    HybridTime time;   ///< of `writer`
    UserId user;       ///< of `writer`
};

struct Conflict
{
    std::uint16_t field; ///< 0 for a deletion
    ConflictKind kind;
    HybridTime since;                      ///< of the newest operation that takes part: the same on every device
    std::vector<Alternative> alternatives; ///< the first is the one shown
};

struct FieldState
{
    std::uint16_t field;
    base::Value value;         ///< what is shown
    std::optional<Dot> shown;  ///< the newest operation that holds it
    std::vector<Dot> replaced; ///< bases of an edit by somebody who sees `value`
    std::vector<Dot> leaves;   ///< bases of a decision by somebody who sees everything
};

struct RecordState
{
    bool isBorn = false;             ///< a birth has come; without one there is nothing to show yet
    bool exists = false;             ///< there is a row: born, and not deleted by somebody who had seen everything
    std::vector<FieldState> fields;  ///< in the table's order; fields nobody ever wrote are left out
    std::vector<Conflict> conflicts; ///< a deletion first, then in the table's order; none when there is no row
    std::vector<Dot> deletions;      ///< Deletes that are neither kept from nor followed by a new birth
    std::vector<Dot> operations;     ///< all it was made of, sorted: what somebody who looks at it has seen

    [[nodiscard]] const FieldState *findField(std::uint16_t field) const;
};

/// `operations`: all of one record, in any order, doubles allowed. Total: any operations give a state.
[[nodiscard]] RecordState mergeRecord(const TableDefinition &table, std::span<const Operation> operations);
/// The same for one field and no conflicts of others: what an edit needs to know.
[[nodiscard]] FieldState mergeField(const FieldDefinition &field, std::span<const Operation> operations);
/// Bases of a SetAdd or SetRemove by somebody who sees everything: who added or removed this code last.
[[nodiscard]] std::vector<Dot> leavesOfCode(const FieldDefinition &field, std::span<const Operation> operations,
                                            std::string_view code);

/// What became of one operation's value of one field.
enum class Standing : std::uint8_t {
    Shown,      ///< holds, alone or together with what else is shown
    Open,       ///< one of the values nobody has decided between
    Superseded, ///< replaced by somebody who had seen it
    Settled,    ///< replaced by a decision
    Buried      ///< went with a deletion
};
/// For every operation and field it wrote (0: the deletion, or its decision).
[[nodiscard]] std::map<std::pair<Dot, std::uint16_t>, Standing> standings(const TableDefinition &table,
                                                                          std::span<const Operation> operations);

/// The codes of a Set's text.
[[nodiscard]] std::vector<std::string> codesOf(std::string_view text);
/// Sorted, without doubles, one space between: the one spelling of a Set's codes.
[[nodiscard]] std::string canonicalSet(std::string_view codes);

} // namespace indaro::sync
