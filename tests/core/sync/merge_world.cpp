// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/sync/merge_world.h"

namespace indaro::tests {

using base::Value;

namespace {

std::string dotText(const sync::Dot &dot)
{
    return dot.device.toText().substr(0, 6) + "/" + std::to_string(dot.sequence);
}

std::string valueText(const Value &value)
{
    base::ByteWriter out;
    base::encodeValue(out, value);
    return value.text() != nullptr ? '"' + *value.text() + '"' : base::toHex(out.bytes());
}

std::string describeState(const sync::RecordState &state, bool withWriters)
{
    std::string text = std::string(state.isBorn ? "born " : "unborn ") + (state.exists ? "there\n" : "gone\n");
    for (const auto &field : state.fields) {
        text += std::to_string(field.field) + " = " + valueText(field.value);
        text += field.shown ? " of " + dotText(*field.shown) : "";
        std::set<sync::Dot> leaves(field.leaves.begin(), field.leaves.end());
        for (const auto &leaf : leaves)
            text += " leaf " + dotText(leaf);
        text += "\n";
    }
    for (const auto &conflict : state.conflicts) {
        text += "conflict " + std::to_string(conflict.field) + " kind " + std::to_string(static_cast<int>(conflict.kind));
        for (const auto &other : conflict.alternatives) {
            text += " | " + valueText(other.value) + " " + dotText(other.leaf);
            if (withWriters)
                text += " by " + dotText(other.writer);
        }
        text += "\n";
    }
    for (const auto &deletion : state.deletions)
        text += "deleted " + dotText(deletion) + "\n";
    return text;
}

} // namespace

std::string describe(const sync::RecordState &state)
{
    return describeState(state, true);
}

std::string describeWithoutWriters(const sync::RecordState &state)
{
    return describeState(state, false);
}

Value MergeWorld::someValue(std::uint16_t number)
{
    if (dice(6) == 0)
        return static_cast<base::Missing>(1 + dice(4));
    if (dice(8) == 0)
        return {};
    static constexpr std::array<const char *, 5> Texts = {"Aline", "Rose", "Kevine", "Diane", ""};
    static constexpr std::array<const char *, 5> Codes = {"", "fr", "fr rn", "rn sw", "sw"};
    if (number == Name)
        return Texts[dice(Texts.size())];
    return number == Age ? Value(static_cast<std::int64_t>(15 + dice(4))) : Value(Codes[dice(Codes.size())]);
}

void MergeWorld::writeSomething(Laptop &laptop, const sync::RecordState &now)
{
    const auto number = static_cast<std::uint16_t>(1 + dice(3));
    const auto *before = now.findField(number);
    if (number == Languages && before != nullptr && before->value.text() != nullptr && dice(3) != 0) {
        static constexpr std::array<const char *, 3> Codes = {"fr", "rn", "sw"};
        const std::string each = Codes[dice(Codes.size())];
        const auto has = sync::codesOf(*before->value.text());
        const bool isThere = std::find(has.begin(), has.end(), each) != has.end();
        code(laptop, isThere ? sync::OperationKind::SetRemove : sync::OperationKind::SetAdd, each);
        return;
    }
    edit(laptop, number, someValue(number));
}

void MergeWorld::settleSomething(Laptop &laptop, const sync::RecordState &now)
{
    const auto &conflict = now.conflicts[dice(now.conflicts.size())];
    std::vector<Value> values;
    for (const auto &alternative : conflict.alternatives)
        values.push_back(alternative.value);
    if (conflict.field == 0) {
        if (dice(2) == 0) {
            const auto decision = keep(laptop);
            if (dice(3) == 0)
                undo(laptop, 0, decision, {sync::KeepRecord, sync::DeleteRecord});
        } else {
            remove(laptop);
        }
        return;
    }
    const auto decision =
        resolve(laptop, conflict.field, dice(4) == 0 ? someValue(conflict.field) : values[dice(values.size())]);
    if (dice(3) == 0)
        undo(laptop, conflict.field, decision, values);
}

void MergeWorld::step()
{
    Laptop &laptop = laptops[dice(laptops.size())];
    Laptop &other = laptops[dice(laptops.size())];
    const auto now = state(laptop);
    const std::size_t what = dice(20);
    if (what < 7) {
        if (&other != &laptop)
            sync(other, laptop);
    } else if (!now.exists) {
        const bool mayBear = !now.isBorn || !now.deletions.empty();
        if (mayBear && (laptop.known.empty() ? dice(2) == 0 : true))
            bear(laptop, {{Name, "Aline"}, {Languages, dice(2) == 0 ? "fr" : "fr rn"}});
    } else if (what == 7) {
        remove(laptop);
    } else if (what < 11 && !now.conflicts.empty()) {
        settleSomething(laptop, now);
    } else {
        writeSomething(laptop, now);
    }
}

} // namespace indaro::tests
