// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/directory/directory_search.h"

#include "core/model/code_list.h"
#include "core/model/name_fold.h"

#include <algorithm>
#include <map>

using namespace Qt::StringLiterals;

namespace indaro::casework {

namespace {

/// What a code is called in every language, for who searches in another one than the screen's.
QString namesOf(const QString &list, const QString &code)
{
    const model::Code *entry = model::CodeList::byName(list).find(code);
    return entry == nullptr ? code : QStringList{entry->french, entry->english, entry->kirundi}.join(u' ');
}

QStringList wordsOf(const DirectoryEntry &entry)
{
    QStringList all{entry.name,  entry.place,   entry.area, entry.phone,
                    entry.email, entry.contact, entry.note, namesOf(u"directory_category"_s, entry.category)};
    for (const QString &service : entry.services)
        all << namesOf(u"referral_service"_s, service);
    return model::foldWords(all.join(u' '));
}

bool hasAll(const QStringList &words, const QStringList &beginnings)
{
    return std::ranges::all_of(beginnings, [&](const QString &beginning) {
        return std::ranges::any_of(words, [&](const QString &word) { return word.startsWith(beginning); });
    });
}

} // namespace

std::vector<DirectoryEntry> filterDirectory(const std::vector<DirectoryEntry> &entries, const DirectoryFilter &filter,
                                            QDate today)
{
    const QStringList beginnings = model::foldWords(filter.words);
    std::vector<DirectoryEntry> found;
    for (const DirectoryEntry &entry : entries) {
        if ((filter.service.isEmpty() || entry.services.contains(filter.service)) &&
            (filter.place.isEmpty() || entry.place == filter.place) && (!filter.isToCall || entry.isToCall(today)) &&
            (beginnings.isEmpty() || hasAll(wordsOf(entry), beginnings)))
            found.push_back(entry);
    }
    // Whose own name and place say it come first: notes and contacts name other organisations.
    std::ranges::stable_partition(found, [&](const DirectoryEntry &entry) {
        return beginnings.isEmpty() || hasAll(model::foldWords(entry.name + u' ' + entry.place), beginnings);
    });
    return found;
}

QStringList placesOf(const std::vector<DirectoryEntry> &entries)
{
    std::map<QString, QString> places; // folded → as written
    for (const DirectoryEntry &entry : entries) {
        if (!entry.place.isEmpty())
            places.emplace(model::foldName(entry.place), entry.place);
    }
    QStringList names;
    for (const auto &[folded, name] : places)
        names << name;
    return names;
}

QStringList servicesOf(const std::vector<DirectoryEntry> &entries)
{
    QStringList services;
    for (const model::Code &code : model::CodeList::byName(u"referral_service"_s).codes()) {
        if (std::ranges::any_of(entries, [&](const DirectoryEntry &entry) { return entry.services.contains(code.code); }))
            services << code.code;
    }
    return services;
}

} // namespace indaro::casework
