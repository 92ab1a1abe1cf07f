// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"
#include "core/casework/house/house.h"
#include "core/casework/people/commands.h"
#include "core/sync/apply.h"
#include "tests/core/casework/desk_fixture.h"

#include <QStringList>

#include <map>
#include <set>
#include <string>

namespace indaro::tests {

/// A house in which a director is signed in and a social worker is the second person, with what a test about two files of
/// one person needs. Every person is invented.
struct TwoFiles : DeskFixture
{
    static constexpr base::UtcMs Day = base::UtcMs(24) * 3'600'000;
    sync::UserId worker;
    std::string agreed;

    explicit TwoFiles(unsigned seed = 20261128)
        : DeskFixture(seed), worker(sync::UserId::make(random)), agreed("with " + worker.toText())
    {
        using namespace Qt::StringLiterals;
        for (const auto &[id, role] : {std::pair(log->user(), u"director"_s), std::pair(worker, u"social_worker"_s)})
            INDARO_CHECK(
                casework::saveStaff(*desk, {.id = id, .name = role, .position = {}, .phone = {}, .role = role}).hasValue());
        takeRoles();
    }
    casework::CaseId admit(const char *family, const char *given, int age = 19, const char *commune = "Gasorwe")
    {
        casework::Admission admission;
        admission.person.familyName = family;
        admission.person.givenNames = given;
        admission.person.sex = "F";
        admission.person.estimatedAge = age;
        admission.person.originProvince = "Muyinga";
        admission.person.originCommune = commune;
        clock.advance(Day);
        return casework::admitPerson(*desk, admission).value().id;
    }
    void leave(casework::CaseId person)
    {
        clock.advance(20 * Day);
        casework::Exit exit;
        exit.reason = "family_reunification";
        INDARO_CHECK(casework::recordExit(*desk, person, exit).hasValue());
        clock.advance(5 * Day);
    }
    casework::CaseId left(const char *family, const char *given, int age = 19)
    {
        const auto person = admit(family, given, age);
        leave(person);
        return person;
    }
    /// Runs `work()` in a transaction of its own; a failure stops the test.
    template <class Work> void commit(Work work)
    {
        auto transaction = db->begin();
        INDARO_CHECK(transaction.hasValue());
        const auto done = work();
        INDARO_CHECK(done.hasValue());
        INDARO_CHECK(transaction->commit().hasValue());
    }
    /// Closed and sealed, without the steps the procedure wants before.
    sync::RecordId seal(casework::CaseId person)
    {
        const auto closing = sync::RecordId::make(random);
        commit([&] {
            return log->birth({model::fields::retention::Table, closing},
                              {{model::fields::retention::CaseFile, bytesOf(person)},
                               {model::fields::retention::ClosedAt, std::int64_t(clock.nowUtc())},
                               {model::fields::retention::Reason, "goals_met"}});
        });
        return closing;
    }
    static base::Value bytesOf(const sync::RecordId &id) { return base::Bytes(id.bytes().begin(), id.bytes().end()); }

    base::Result<sync::RecordId> merge(casework::CaseId one, casework::CaseId other,
                                       const std::vector<casework::MergeChoice> &choices = {})
    {
        return casework::mergeFiles(*desk, one, other, choices, "the same scar, and she says so", agreed);
    }
    base::Result<casework::UndoneMerge> undo(sync::RecordId merge)
    {
        return casework::undoMerge(*desk, merge, "they were two sisters", agreed);
    }
    base::Value value(sync::FieldId field, sync::RecordId record) { return log->load(field, record).value(); }

    /// Every row of every table about anything, as text, but for these tables.
    std::map<std::string, std::string> rows(const std::set<std::string> &without = {"file_merge", "merged_record"})
    {
        std::map<std::string, std::string> all;
        for (const auto &table : model::schema().tables()) {
            const std::string name(table.name);
            if (without.contains(name))
                continue;
            std::string sql = "SELECT id";
            for (const auto &field : table.fields)
                sql += ", " + std::string(field.column);
            auto select = db->prepare(sql + " FROM " + name);
            INDARO_CHECK(select.hasValue());
            while (select->step().value()) {
                base::ByteWriter out;
                for (std::size_t i = 0; i < table.fields.size(); ++i)
                    base::encodeValue(out, select->value(static_cast<int>(i) + 1));
                all[name + " " + base::toHex(select->blob(0))] = base::toHex(out.bytes());
            }
        }
        return all;
    }
    /// The rows in which this id stands, as theirs or as whose they are.
    std::vector<std::string> rowsNaming(const sync::RecordId &id, const std::set<std::string> &without = {})
    {
        std::vector<std::string> found;
        const std::string hex = base::toHex(id.bytes());
        for (const auto &[key, values] : rows(without)) {
            if (key.find(hex) != std::string::npos || values.find(hex) != std::string::npos)
                found.push_back(key);
        }
        return found;
    }
    std::vector<sync::Operation> operations()
    {
        std::vector<sync::Operation> all;
        INDARO_CHECK(log->rows()
                         .forEach([&](sync::Operation &&operation) -> base::Result<bool> {
                             all.push_back(std::move(operation));
                             return true;
                         })
                         .hasValue());
        return all;
    }
    void take(const std::vector<sync::Operation> &operations)
    {
        commit([&] { return sync::applyOperations(*log, operations); });
    }
    void follow()
    {
        commit([&] { return casework::followMerges(*desk); });
    }
};

/// What differs, for a failure's own text.
inline QString differenceOf(const std::map<std::string, std::string> &one, const std::map<std::string, std::string> &other)
{
    using namespace Qt::StringLiterals;
    QStringList lines;
    for (const auto &[key, values] : one) {
        const auto found = other.find(key);
        if (found == other.end())
            lines << u"gone: "_s + QString::fromStdString(key);
        else if (found->second != values)
            lines << u"changed: "_s + QString::fromStdString(key);
    }
    for (const auto &[key, values] : other) {
        if (!one.contains(key))
            lines << u"new: "_s + QString::fromStdString(key);
    }
    return lines.join(u'\n');
}

/// Each takes everything the other has.
inline void exchange(TwoFiles &one, TwoFiles &other)
{
    const auto mine = one.operations();
    one.take(other.operations());
    other.take(mine);
}

} // namespace indaro::tests
