// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/simulation/sim_house.h"

namespace indaro::tests {

using base::Errc;
using base::Result;
using Kind = SimStep::Kind;

std::vector<sync::RecordId> World::everybody(SimLaptop &who, std::string_view table)
{
    std::vector<sync::RecordId> all;
    auto rows = who.db->prepare("SELECT id FROM " + std::string(table) + " ORDER BY id");
    while (rows) {
        const auto row = rows->step();
        if (!row || !*row)
            break;
        all.push_back(*rows->id<sync::RecordTag>(0));
    }
    return all;
}

std::optional<sync::RecordId> World::somebody(SimLaptop &who, std::string_view table)
{
    const auto all = everybody(who, table);
    if (all.empty())
        return std::nullopt;
    return all[m_dice(all.size())];
}

Result<void> World::work(Kind kind, SimLaptop &who)
{
    if (kind == Kind::Admit) {
        const auto id = sync::RecordId::make(who.random);
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->birth({1, id}, {{person::Name, "n" + std::to_string(m_dice(9))},
                                                {person::Age, static_cast<std::int64_t>(m_dice(60))},
                                                {person::Languages, m_dice(2) == 0 ? "fr rn" : "sw"}}));
            return {};
        });
    }
    if (kind == Kind::Crowd || kind == Kind::Clearance)
        return workOnMany(kind, who);
    const auto found = somebody(who);
    return found ? workOn(kind, who, *found) : Result<void>();
}

/// So many at once that a laptop that did not write it asks a person before it lets that in.
Result<void> World::workOnMany(Kind kind, SimLaptop &who)
{
    const auto all = kind == Kind::Clearance ? everybody(who, "person") : std::vector<sync::RecordId>();
    return inTransaction(who, [&]() -> Result<void> {
        for (const auto &person : all)
            INDARO_TRY(who.log->remove({1, person}));
        for (std::size_t i = 0; kind == Kind::Crowd && i < 7; ++i)
            INDARO_TRY(who.log->birth({1, sync::RecordId::make(who.random)}, {{person::Name, "c" + std::to_string(i)}}));
        return {};
    });
}

Result<void> World::workOn(Kind kind, SimLaptop &who, const sync::RecordId &person)
{
    const sync::FieldId field = m_dice(3) == 0 ? person::Age : person::Name;
    const base::Value value = field == person::Age ? base::Value(static_cast<std::int64_t>(m_dice(5)))
                                                   : base::Value("v" + std::to_string(m_dice(7)));
    switch (kind) {
    case Kind::Note: {
        const auto id = sync::RecordId::make(who.random);
        const auto pageId = sync::RecordId::make(who.random);
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->birth({2, id}, {{note::Person, idBytes(person)}, {note::Body, "b"}}));
            if (m_dice(3) == 0)
                INDARO_TRY(who.log->birth({3, pageId}, {{page::Note, idBytes(id)}, {page::Text, "t"}}));
            return {};
        });
    }
    case Kind::Edit:
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->edit(field, person, value));
            return {};
        });
    case Kind::OpenForm: {
        INDARO_TRY_ASSIGN(auto seen, who.log->look(field, person));
        OpenForm form{field, person, std::move(seen), {}};
        INDARO_TRY_ASSIGN(const auto operations, who.log->rows().ofRecord({1, person}));
        for (const auto &operation : operations)
            form.past.insert(operation.dot);
        m_forms[who.index].push_back(std::move(form));
        return {};
    }
    case Kind::Codes: {
        static constexpr std::string_view Choices[] = {"fr", "rn", "fr rn", "sw", "en fr", ""};
        return inTransaction(who, [&]() -> Result<void> {
            INDARO_TRY(who.log->edit(person::Languages, person, Choices[m_dice(std::size(Choices))]));
            return {};
        });
    }
    case Kind::Remove: {
        const auto noteId = m_dice(2) == 0 ? somebody(who, "note") : std::nullopt;
        return inTransaction(who, [&] {
            return who.log->remove(noteId ? sync::RecordKey{2, *noteId} : sync::RecordKey{1, person});
        });
    }
    default: // HouseOnly
        count(Event::HouseOnly);
        return inTransaction(who, [&] { return who.log->setHouseOnly(person, !who.log->isHouseOnly(person)); });
    }
}

Result<void> World::saveForm(SimLaptop &who)
{
    auto &forms = m_forms[who.index];
    if (forms.empty())
        return {};
    const OpenForm form = forms.back();
    forms.pop_back();
    const base::Value value = form.field == person::Age ? base::Value(static_cast<std::int64_t>(m_dice(5)))
                                                        : base::Value("f" + std::to_string(m_dice(5)));
    const auto saved = inTransaction(who, [&]() -> Result<void> {
        INDARO_TRY(who.log->edit(form.field, form.record, value, form.seen));
        return {};
    });
    if (!who.disk.isOff()) {
        if (hadTrouble(who))
            who.disk.repair();
        if (auto failure = m_model.noteWritten(who, &form.past); !failure.empty())
            fail(failure);
    }
    count(Event::FormSaved, saved ? 1 : 0);
    if (!saved && saved.error().code == Errc::UnknownRecord) // removed meanwhile
        return {};
    return saved;
}

/// Whether there was anything to decide.
Result<bool> World::settleSomething(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(const auto open, who.log->conflicts());
    if (open.empty())
        return false;
    const auto &[key, conflict, seen] = open[m_dice(open.size())];
    count(Event::Settled);
    if (conflict.field == 0) {
        const auto what = m_dice(2) == 0 ? sync::ChangeLog::Keep::Record : sync::ChangeLog::Keep::Deletion;
        INDARO_TRY(inTransaction(who, [&, &k = key, &s = seen] { return who.log->resolveDeletion(k, what, s); }));
        return true;
    }
    const auto value = conflict.alternatives[m_dice(conflict.alternatives.size())].value;
    INDARO_TRY(inTransaction(who, [&, &k = key, &c = conflict, &s = seen] {
        return who.log->resolve({k.table, c.field}, k.record, value, s);
    }));
    return true;
}

Result<void> World::undoSomething(SimLaptop &who)
{
    INDARO_TRY_ASSIGN(auto rows, who.db->prepare("SELECT record_table, record, field FROM operation WHERE kind = 6 "
                                                 "ORDER BY record, record_table, field"));
    std::vector<std::pair<sync::RecordKey, std::uint16_t>> decided;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool row, rows.step());
        if (!row)
            break;
        decided.push_back({{static_cast<std::uint16_t>(rows.integer(0)), *rows.id<sync::RecordTag>(1)},
                           static_cast<std::uint16_t>(rows.integer(2))});
    }
    if (decided.empty())
        return {};
    const auto &[key, field] = decided[m_dice(decided.size())];
    const auto undone = inTransaction(who, [&, &k = key, f = field] {
        return who.log->undoResolve({k.table, f}, k.record);
    });
    count(Event::SettlingUndone, undone ? 1 : 0);
    const bool isPast = !undone && (undone.error().code == Errc::WrongState || undone.error().code == Errc::UnknownRecord);
    return isPast ? Result<void>() : undone;
}

} // namespace indaro::tests
