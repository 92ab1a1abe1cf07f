// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/merge_field.h"

#include <algorithm>
#include <set>

namespace indaro::sync {

using base::Value;

namespace {

bool isWholeValue(const Operation &operation, std::uint16_t field)
{
    return operation.kind == OperationKind::Birth ||
           ((operation.kind == OperationKind::Edit || operation.kind == OperationKind::Resolve) && operation.field == field);
}

bool isCodeChange(const Operation &operation, std::uint16_t field)
{
    return (operation.kind == OperationKind::SetAdd || operation.kind == OperationKind::SetRemove) &&
           operation.field == field;
}

std::string codeOf(const Operation &operation)
{
    return operation.values.empty() ? std::string() : operation.values.front().second.textOr({});
}

/// The values an operation gives one field: one, or several of an undone decision.
std::vector<const Value *> valuesOf(const Operation &operation, std::uint16_t field)
{
    std::vector<const Value *> values;
    if (!isWholeValue(operation, field))
        return values;
    for (const auto &[number, value] : operation.values) {
        if (number == field)
            values.push_back(&value);
        if (number == field && operation.kind != OperationKind::Resolve)
            break;
    }
    return values;
}

/// Whether value number `index` of the operation was replaced by one that names it. An edit of an undone
/// decision replaces only its first value, the one its writer saw in the field: the others stay open.
bool isReplaced(const RecordOperations &record, const Operation &operation, std::uint16_t field, std::size_t index)
{
    for (const auto &[base, successor] : record.successors(operation.dot)) {
        if (successor->field != field)
            continue;
        if (successor->kind == OperationKind::Resolve || (successor->kind == OperationKind::Edit && index == 0))
            return true;
    }
    return false;
}

bool isCodeReplaced(const RecordOperations &record, const Operation &operation, std::uint16_t field, std::string_view code)
{
    const auto named = record.successors(operation.dot);
    return std::any_of(named.begin(), named.end(), [&](const auto &entry) {
        return isCodeChange(*entry.second, field) && codeOf(*entry.second) == code;
    });
}

/// A value that nobody who saw it has replaced.
struct Leaf
{
    const Operation *operation;
    std::size_t index; ///< of the operation's values
    Value value;
};

bool isNewer(const Leaf &a, const Leaf &b)
{
    if (a.operation != b.operation)
        return isShownBefore(*a.operation, *b.operation);
    return a.index < b.index;
}

std::vector<Leaf> wholeLeaves(const RecordOperations &record, std::uint16_t field)
{
    std::vector<Leaf> leaves;
    for (const Operation *operation : record.all()) {
        if (!record.isLive(*operation))
            continue;
        const auto values = valuesOf(*operation, field);
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (!isReplaced(record, *operation, field, i))
                leaves.push_back({operation, i, *values[i]});
        }
    }
    std::sort(leaves.begin(), leaves.end(), isNewer);
    return leaves;
}

/// Who first wrote a value that now stands in an undone decision.
const Operation &writerOf(const RecordOperations &record, std::uint16_t field, const Leaf &leaf)
{
    if (leaf.operation->kind != OperationKind::Resolve || leaf.operation->values.size() < 2)
        return *leaf.operation;
    const Operation *writer = nullptr;
    for (const Operation *operation : record.all()) {
        const auto values = valuesOf(*operation, field);
        if (values.size() == 1 && *values.front() == leaf.value && !isShownBefore(*operation, *leaf.operation) &&
            (writer == nullptr || isShownBefore(*operation, *writer)))
            writer = operation;
    }
    return writer != nullptr ? *writer : *leaf.operation;
}

void addDot(std::vector<Dot> &dots, const Dot &dot)
{
    if (std::find(dots.begin(), dots.end(), dot) == dots.end())
        dots.push_back(dot);
}

Alternative alternativeOf(const RecordOperations &record, std::uint16_t field, const Leaf &leaf)
{
    const Operation &writer = writerOf(record, field, leaf);
    return {leaf.value, leaf.operation->dot, writer.dot, writer.time, writer.user};
}

/// One alternative per distinct value, the newest leaf of each. `leaves` are sorted, newest first.
std::vector<Alternative> alternativesOf(const RecordOperations &record, std::uint16_t field, const std::vector<Leaf> &leaves)
{
    std::vector<Alternative> alternatives;
    for (const Leaf &leaf : leaves) {
        const bool isKnown = std::any_of(alternatives.begin(), alternatives.end(),
                                         [&](const Alternative &other) { return other.value == leaf.value; });
        if (!isKnown)
            alternatives.push_back(alternativeOf(record, field, leaf));
    }
    return alternatives;
}

FieldMerge mergeRegister(const RecordOperations &record, std::uint16_t field)
{
    FieldMerge merged{{field, {}, {}, {}, {}}, {}, false};
    const auto leaves = wholeLeaves(record, field);
    if (leaves.empty())
        return merged;
    merged.isWritten = true;
    merged.state.value = leaves.front().value;
    merged.state.shown = leaves.front().operation->dot;
    for (const Leaf &leaf : leaves) {
        addDot(merged.state.leaves, leaf.operation->dot);
        if (leaf.index == 0 && leaf.value == merged.state.value)
            addDot(merged.state.replaced, leaf.operation->dot);
    }
    auto alternatives = alternativesOf(record, field, leaves);
    if (alternatives.size() > 1)
        merged.conflict = Conflict{field, ConflictKind::Edit, leaves.front().operation->time, std::move(alternatives)};
    return merged;
}

/// Who last said yes or no to one code.
struct CodeLeaf
{
    const Operation *operation;
    bool isAdd;
};

std::map<std::string, std::vector<CodeLeaf>> leavesByCode(const RecordOperations &record, std::uint16_t field)
{
    std::map<std::string, std::vector<CodeLeaf>> leaves;
    for (const Operation *operation : record.all()) {
        if (!record.isLive(*operation))
            continue;
        if (isCodeChange(*operation, field)) {
            const std::string code = codeOf(*operation);
            if (!isReplaced(record, *operation, field, 0) && !isCodeReplaced(record, *operation, field, code))
                leaves[code].push_back({operation, operation->kind == OperationKind::SetAdd});
            continue;
        }
        const auto values = valuesOf(*operation, field);
        std::set<std::string> codes;
        for (std::size_t i = 0; i < values.size(); ++i) {
            if (values[i]->text() == nullptr || isReplaced(record, *operation, field, i))
                continue;
            for (auto &code : codesOf(*values[i]->text())) {
                if (!isCodeReplaced(record, *operation, field, code) && codes.insert(code).second)
                    leaves[code].push_back({operation, true});
            }
        }
    }
    return leaves;
}

/// Codes are merged one by one, so that of a text only "there is an answer" is left for the whole.
std::vector<Leaf> answersAsWhole(const RecordOperations &record, std::uint16_t field)
{
    auto leaves = wholeLeaves(record, field);
    for (Leaf &leaf : leaves) {
        if (leaf.value.text() != nullptr)
            leaf.value = "";
    }
    return leaves;
}

struct SetParts
{
    std::string text;                  ///< codes present
    const Operation *newest = nullptr; ///< who added the last of them
    bool hasCodeChange = false;
};

SetParts gatherCodes(const std::map<std::string, std::vector<CodeLeaf>> &byCode, FieldState &state)
{
    SetParts parts;
    for (const auto &[code, leaves] : byCode) {
        const bool isPresent = std::any_of(leaves.begin(), leaves.end(), [](const CodeLeaf &leaf) { return leaf.isAdd; });
        if (isPresent)
            parts.text += (parts.text.empty() ? "" : " ") + code;
        for (const CodeLeaf &leaf : leaves) {
            addDot(state.leaves, leaf.operation->dot);
            parts.hasCodeChange = parts.hasCodeChange || leaf.operation->kind == OperationKind::SetAdd ||
                                  leaf.operation->kind == OperationKind::SetRemove;
            if (!isPresent)
                continue;
            addDot(state.replaced, leaf.operation->dot);
            if (leaf.isAdd && (parts.newest == nullptr || isShownBefore(*leaf.operation, *parts.newest)))
                parts.newest = leaf.operation;
        }
    }
    return parts;
}

FieldMerge mergeSet(const RecordOperations &record, std::uint16_t field)
{
    FieldMerge merged{{field, {}, {}, {}, {}}, {}, false};
    FieldState &state = merged.state;
    const auto whole = answersAsWhole(record, field);
    const SetParts codes = gatherCodes(leavesByCode(record, field), state);
    merged.isWritten = !whole.empty() || codes.hasCodeChange;
    if (!merged.isWritten)
        return merged;
    const bool hasCodes = !codes.text.empty();
    state.value = hasCodes || whole.empty() ? Value(codes.text) : whole.front().value;
    state.shown = hasCodes        ? std::optional(codes.newest->dot)
                  : whole.empty() ? std::nullopt
                                  : std::optional(whole.front().operation->dot);
    const Value shownWhole = hasCodes ? Value("") : state.value;
    for (const Leaf &leaf : whole) {
        addDot(state.leaves, leaf.operation->dot);
        if (leaf.index == 0 && leaf.value == shownWhole)
            addDot(state.replaced, leaf.operation->dot);
    }
    auto alternatives = alternativesOf(record, field, whole);
    if (hasCodes) {
        std::erase_if(alternatives, [](const Alternative &other) { return !other.value.isMissing(); });
        if (!alternatives.empty())
            alternatives.insert(alternatives.begin(), alternativeOf(record, field, {codes.newest, 0, Value(codes.text)}));
    }
    if (alternatives.size() > 1) {
        HybridTime since = whole.front().operation->time;
        if (codes.newest != nullptr)
            since = std::max(since, codes.newest->time);
        merged.conflict =
            Conflict{field, hasCodes ? ConflictKind::MissingAndCodes : ConflictKind::Edit, since, std::move(alternatives)};
    }
    return merged;
}

} // namespace

FieldMerge mergeOneField(const RecordOperations &record, const FieldDefinition &field)
{
    return field.type == FieldType::Set ? mergeSet(record, field.field) : mergeRegister(record, field.field);
}

std::vector<Dot> codeLeaves(const RecordOperations &record, std::uint16_t field, std::string_view code)
{
    const auto byCode = leavesByCode(record, field);
    const auto found = byCode.find(std::string(code));
    std::vector<Dot> dots;
    if (found != byCode.end()) {
        for (const CodeLeaf &leaf : found->second)
            addDot(dots, leaf.operation->dot);
    }
    return dots;
}

void standingsOfField(const RecordOperations &record, const FieldDefinition &field,
                      std::map<std::pair<Dot, std::uint16_t>, Standing> &out)
{
    const FieldMerge merged = mergeOneField(record, field);
    const auto isIn = [](const std::vector<Dot> &dots, const Dot &dot) {
        return std::find(dots.begin(), dots.end(), dot) != dots.end();
    };
    for (const Operation *operation : record.all()) {
        if (valuesOf(*operation, field.field).empty() && !isCodeChange(*operation, field.field))
            continue;
        Standing &standing = out[{operation->dot, field.field}];
        if (!isIn(merged.state.leaves, operation->dot))
            standing = record.isNamedByDecision(*operation, field.field) ? Standing::Settled : Standing::Superseded;
        else if (merged.conflict && operation->dot != merged.state.shown && !isCodeChange(*operation, field.field) &&
                 !isIn(merged.state.replaced, operation->dot))
            standing = Standing::Open;
        else
            standing = Standing::Shown;
    }
}

} // namespace indaro::sync
