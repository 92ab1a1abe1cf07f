// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/code_list.h"

#include "core/base/error.h"
#include "core/model/csv.h"

#include <QDir>

#include <algorithm>
#include <map>

namespace indaro::model {

using namespace Qt::StringLiterals;

struct CodeListTable
{
    std::map<QString, CodeList> listByName;
    std::vector<QString> names;

    CodeListTable()
    {
        const QDir folder(u":/indaro/codelists"_s);
        for (const QString &file : folder.entryList({u"*.csv"_s}, QDir::Files, QDir::Name)) {
            if (file.contains(u'-')) // tables of another shape: htcds-codes, import-map, list-versions
                continue;
            const QString name = file.chopped(4);
            CodeList list;
            for (const QStringList &row : readCsvResource(folder.filePath(file))) {
                INDARO_CHECK(row.size() == 6);
                list.m_codes.push_back({row[0], row[1], row[2], row[3], row[4], row[5]});
            }
            listByName.emplace(name, std::move(list));
            names.push_back(name);
        }
        for (const QStringList &row : readCsvResource(folder.filePath(u"list-versions.csv"_s))) {
            const auto list = listByName.find(row.value(0));
            INDARO_CHECK(row.size() == 3 && list != listByName.end());
            list->second.m_version = row[1].toInt();
        }
    }
};

namespace {

const CodeListTable &table()
{
    static const CodeListTable lists; // read-only after the first use
    return lists;
}

} // namespace

const CodeList &CodeList::byName(const QString &name)
{
    const auto found = table().listByName.find(name);
    INDARO_CHECK(found != table().listByName.end());
    return found->second;
}

const std::vector<QString> &CodeList::names()
{
    return table().names;
}

const Code *CodeList::find(QStringView code) const
{
    const auto found = std::find_if(m_codes.begin(), m_codes.end(), [&](const Code &c) { return c.code == code; });
    return found == m_codes.end() ? nullptr : &*found;
}

QString CodeList::label(QStringView code, QStringView language) const
{
    const Code *found = find(code);
    if (found == nullptr)
        return code.toString();
    if (language == u"en")
        return found->english;
    return language == u"rn" && !found->kirundi.isEmpty() ? found->kirundi : found->french;
}

} // namespace indaro::model
