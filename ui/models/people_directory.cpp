// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/people_directory.h"

#include "core/base/process.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <set>

namespace indaro::ui::models {

namespace fields = model::fields;

namespace {

/// Beyond this many people in one change (an import) a fresh load is cheaper.
constexpr std::size_t ReloadBeyond = 500;

bool isShownInList(std::uint16_t table)
{
    return table == fields::case_file::Table || table == fields::identity::Table || table == fields::stay::Table ||
           table == fields::note::Table;
}

/// Whose file a changed record belongs to: stays and notes name it, the others have its id.
base::Result<std::set<casework::CaseId>> peopleOf(casework::Desk &desk, const std::set<sync::RecordKey> &keys)
{
    std::set<casework::CaseId> people;
    for (const auto &key : keys) {
        if (key.table != fields::stay::Table && key.table != fields::note::Table) {
            people.insert(key.record);
            continue;
        }
        const auto field = key.table == fields::stay::Table ? fields::stay::CaseFile : fields::note::CaseFile;
        const auto owner = desk.log.load(field, key.record);
        if (!owner || owner->bytes() == nullptr)
            continue; // deleted meanwhile
        if (const auto id = casework::CaseId::fromBytes(*owner->bytes()))
            people.insert(*id);
    }
    return people;
}

} // namespace

PeopleDirectory *PeopleDirectory::of(casework::Workspace *workspace)
{
    if (auto *existing = workspace->findChild<PeopleDirectory *>(QString(), Qt::FindDirectChildrenOnly))
        return existing;
    return new PeopleDirectory(workspace);
}

PeopleDirectory::PeopleDirectory(casework::Workspace *workspace) : QObject(workspace), m_workspace(workspace)
{
    connect(workspace, &casework::Workspace::changed, this, &PeopleDirectory::follow);
    reload();
}

void PeopleDirectory::reload()
{
    if (m_loading) {
        m_isStale = true;
        return;
    }
    m_loading = true;
    m_isStale = false;
    m_workspace->ask(
        this,
        [](casework::Desk &desk) -> base::Result<std::shared_ptr<casework::PersonIndex>> {
            INDARO_TRY_ASSIGN(auto index, casework::PersonIndex::load(desk));
            index.setToday(model::localDay(desk.clock.nowUtc()).toString(Qt::ISODate));
            base::returnFreeMemory(); // building took several times what stays
            return std::make_shared<casework::PersonIndex>(std::move(index));
        },
        [this](base::Result<std::shared_ptr<casework::PersonIndex>> loaded) {
            m_loading = false;
            if (!loaded) {
                Q_EMIT failed(loaded.error());
                return;
            }
            m_index.emplace(std::move(**loaded));
            Q_EMIT changed();
            if (m_isStale)
                reload();
        });
}

void PeopleDirectory::follow(const casework::Changes &changes)
{
    std::set<sync::RecordKey> keys;
    for (const auto &change : changes) {
        if (isShownInList(change.key.table))
            keys.insert(change.key);
    }
    if (keys.empty())
        return;
    if (m_loading || !m_index || keys.size() > ReloadBeyond || m_index->wantsReload()) {
        reload();
        return;
    }
    using Entries = std::vector<std::shared_ptr<const casework::PersonIndex::Entry>>;
    m_workspace->ask(
        this,
        [keys](casework::Desk &desk) -> base::Result<Entries> {
            INDARO_TRY_ASSIGN(const auto people, peopleOf(desk, keys));
            Entries entries;
            for (const auto &person : people) {
                INDARO_TRY_ASSIGN(auto entry, casework::PersonIndex::loadEntry(desk, person));
                entries.push_back(std::move(entry));
            }
            return entries;
        },
        [this](base::Result<Entries> entries) {
            if (!entries) {
                Q_EMIT failed(entries.error());
                return;
            }
            if (m_loading || !m_index)
                return;
            for (const auto &entry : *entries)
                m_index->apply(entry);
            Q_EMIT changed();
        });
}

} // namespace indaro::ui::models
