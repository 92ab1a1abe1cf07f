// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ownership.h"

#include "core/base/bytes.h"

namespace indaro::sync {

namespace {

/// "0011… aabb…": what is no id is left out.
std::vector<RecordId> idsInSet(std::string_view codes)
{
    std::vector<RecordId> ids;
    while (!codes.empty()) {
        const auto end = codes.find(' ');
        const auto bytes = base::fromHex(codes.substr(0, end));
        if (const auto id = bytes ? RecordId::fromBytes(*bytes) : std::nullopt)
            ids.push_back(*id);
        codes = end == std::string_view::npos ? std::string_view() : codes.substr(end + 1);
    }
    return ids;
}

} // namespace

std::vector<RecordId> ownersNamed(const TableDefinition &table, std::uint16_t field, const base::Value &value)
{
    const Ownership &owner = table.owner;
    if (owner.kind != Ownership::Kind::Field || field == 0 || (field != owner.field && field != owner.also))
        return {};
    if (const std::string *codes = value.text(); codes != nullptr && field == owner.also)
        return idsInSet(*codes);
    const auto id = value.bytes() != nullptr ? RecordId::fromBytes(*value.bytes()) : std::nullopt;
    return id ? std::vector{*id} : std::vector<RecordId>();
}

std::vector<RecordId> ownersNamed(const TableDefinition &table, const Operation &operation)
{
    std::vector<RecordId> owners;
    for (const auto &[field, value] : operation.values) {
        for (const RecordId &owner : ownersNamed(table, field, value))
            owners.push_back(owner);
    }
    return owners;
}

} // namespace indaro::sync
