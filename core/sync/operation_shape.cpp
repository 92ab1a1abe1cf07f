// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/apply.h"

#include <algorithm>
#include <limits>

namespace indaro::sync {

namespace {

constexpr std::uint64_t LargestNumber = std::numeric_limits<std::int64_t>::max(); // SQLite's columns are signed
constexpr std::size_t MostDots = 4096;

bool isDot(const Dot &dot)
{
    return dot.sequence >= 1 && dot.sequence <= LargestNumber &&
           (dot.stream == Stream::General || dot.stream == Stream::House);
}

bool isFrameGood(const Operation &operation)
{
    return isDot(operation.dot) && operation.time <= LargestNumber && operation.bases.size() <= MostDots &&
           operation.seen.size() <= MostDots && std::all_of(operation.bases.begin(), operation.bases.end(), isDot) &&
           std::all_of(operation.seen.begin(), operation.seen.end(), isDot) &&
           (operation.kind == OperationKind::Delete || operation.seen.empty());
}

Shape worse(Shape a, Shape b)
{
    return std::max(a, b);
}

Shape shapeOfValue(const TableDefinition &table, const FieldValue &value)
{
    const FieldDefinition *field = table.findField(value.first);
    if (field == nullptr)
        return value.first == 0 ? Shape::Bad : Shape::Unknown;
    return fits(*field, value.second) ? Shape::Good : Shape::Bad;
}

Shape shapeOfBirth(const TableDefinition &table, const Operation &birth)
{
    Shape shape = birth.field == 0 ? Shape::Good : Shape::Bad;
    std::vector<std::uint16_t> fields;
    for (const FieldValue &value : birth.values) {
        shape = worse(shape, value.second.isNull() ? Shape::Bad : shapeOfValue(table, value));
        fields.push_back(value.first);
    }
    std::sort(fields.begin(), fields.end());
    return std::adjacent_find(fields.begin(), fields.end()) == fields.end() ? shape : Shape::Bad;
}

Shape shapeOfCode(const TableDefinition &table, const Operation &change)
{
    if (change.values.size() != 1 || change.values.front().first != change.field || change.field == 0)
        return Shape::Bad;
    const FieldDefinition *field = table.findField(change.field);
    if (field == nullptr)
        return Shape::Unknown;
    const std::string *code = change.values.front().second.text();
    const bool isOneCode =
        code != nullptr && !code->empty() && canonicalSet(*code) == *code && code->find(' ') == std::string::npos;
    return field->type == FieldType::Set && isOneCode ? Shape::Good : Shape::Bad;
}

Shape shapeOfDecision(const TableDefinition &table, const Operation &decision)
{
    if (decision.values.empty())
        return Shape::Bad;
    Shape shape = Shape::Good;
    for (const FieldValue &value : decision.values) {
        if (value.first != decision.field)
            return Shape::Bad;
        if (decision.field != 0)
            shape = worse(shape, shapeOfValue(table, value));
        else if (value.second != base::Value(KeepRecord) && value.second != base::Value(DeleteRecord))
            return Shape::Bad;
    }
    return shape;
}

} // namespace

Shape shapeOf(const Schema &schema, const Operation &operation)
{
    if (!isFrameGood(operation) || operation.table == 0)
        return Shape::Bad;
    const TableDefinition *table = schema.findTable(operation.table);
    if (table == nullptr)
        return Shape::Unknown;
    switch (operation.kind) {
    case OperationKind::Birth:
        return shapeOfBirth(*table, operation);
    case OperationKind::Edit:
        if (operation.values.size() != 1 || operation.values.front().first != operation.field)
            return Shape::Bad;
        return shapeOfValue(*table, operation.values.front());
    case OperationKind::SetAdd:
    case OperationKind::SetRemove:
        return shapeOfCode(*table, operation);
    case OperationKind::Resolve:
        return shapeOfDecision(*table, operation);
    case OperationKind::Delete:
        return operation.field == 0 && operation.values.empty() ? Shape::Good : Shape::Bad;
    case OperationKind::Erase:
        return operation.field == 0 && operation.values.empty() && table->owner.kind == Ownership::Kind::Itself ? Shape::Good
                                                                                                                : Shape::Bad;
    }
    return Shape::Bad;
}

} // namespace indaro::sync
