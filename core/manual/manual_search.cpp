// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/manual/manual_search.h"

#include "core/model/name_fold.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::manual {

namespace {

constexpr int NotFound = 3;

QString foldedWithSpace(const QString &text)
{
    return u' ' + model::foldName(text);
}

} // namespace

ManualIndex::ManualIndex(const Manual &manual, const QString &language)
{
    for (const Task &task : manual.tasks()) {
        Entry entry{.task = &task, .title = {}, .keywords = {}, .text = {}};
        for (const QString &shown : shownLanguages(task, language)) {
            entry.title += foldedWithSpace(task.text(shown).title);
            entry.keywords += foldedWithSpace(task.text(shown).keywords.join(u' '));
            entry.text += foldedWithSpace(manual.plainText(task, shown));
        }
        m_entries.push_back(std::move(entry));
    }
}

std::vector<const Task *> ManualIndex::find(const QString &query) const
{
    const QStringList words = model::foldWords(query);
    std::vector<std::pair<int, const Task *>> hits;
    for (const Entry &entry : m_entries) {
        int rank = 0; // of the word that is found last
        for (const QString &word : words) {
            const QString begins = u' ' + word;
            rank = std::max(rank, entry.title.contains(begins)      ? 0
                                  : entry.keywords.contains(begins) ? 1
                                  : entry.text.contains(begins)     ? 2
                                                                    : NotFound);
        }
        if (rank < NotFound)
            hits.emplace_back(rank, entry.task);
    }
    std::stable_sort(hits.begin(), hits.end(), [](const auto &a, const auto &b) { return a.first < b.first; });
    std::vector<const Task *> tasks;
    for (const auto &[rank, task] : hits)
        tasks.push_back(task);
    return tasks;
}

} // namespace indaro::manual
