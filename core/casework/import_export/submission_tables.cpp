// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_tables.h"

#include "core/forms/workbook.h"
#include "core/forms/zip_reader.h"

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

QString withoutEnding(const QString &name)
{
    const qsizetype dot = name.lastIndexOf(u'.');
    return dot > 0 ? name.left(dot) : name;
}

Result<std::vector<SubmissionTable>> tablesOfArchive(const QByteArray &bytes)
{
    INDARO_TRY_ASSIGN(const auto entries, forms::readZip(bytes, {u".csv"_s}));
    std::vector<SubmissionTable> tables;
    for (const forms::ZipEntry &entry : entries) {
        INDARO_TRY_ASSIGN(CsvTable table, readCsv(entry.content));
        tables.push_back({withoutEnding(entry.name), std::move(table)});
    }
    return tables;
}

std::vector<SubmissionTable> tablesOfWorkbook(const forms::Workbook &workbook)
{
    std::vector<SubmissionTable> tables;
    for (const forms::Sheet &sheet : workbook.sheets()) {
        if (sheet.rows.empty())
            continue;
        SubmissionTable one{sheet.name.trimmed(), {sheet.rows.front().cells, {}}};
        for (auto row = sheet.rows.begin() + 1; row != sheet.rows.end(); ++row) {
            QStringList cells = row->cells;
            one.table.columns.resize(std::max(one.table.columns.size(), cells.size()));
            cells.resize(one.table.columns.size());
            one.table.rows.push_back(std::move(cells));
        }
        for (QStringList &cells : one.table.rows)
            cells.resize(one.table.columns.size());
        tables.push_back(std::move(one));
    }
    return tables;
}

} // namespace

Result<std::vector<SubmissionTable>> readSubmissionTables(const QByteArray &bytes, const QString &fileName)
{
    std::vector<SubmissionTable> tables;
    const bool isZip = bytes.startsWith("PK");
    const bool isOldWorkbook = bytes.startsWith(QByteArray::fromHex("d0cf11e0"));
    auto workbook = isZip || isOldWorkbook ? forms::Workbook::read(bytes, forms::Workbook::Reading::AllSheets)
                                           : Result<forms::Workbook>(Error(Errc::FormNotXlsx));
    if (workbook) {
        tables = tablesOfWorkbook(*workbook);
    } else if (workbook.error().code != Errc::FormNotXlsx) {
        return workbook.error();
    } else if (isZip) {
        INDARO_TRY_ASSIGN(tables, tablesOfArchive(bytes));
    } else {
        INDARO_TRY_ASSIGN(CsvTable table, readCsv(bytes));
        tables.push_back({withoutEnding(fileName), std::move(table)});
    }
    if (tables.empty())
        return Error(Errc::NotFound);
    return tables;
}

Result<QHash<QString, QByteArray>> readSubmissionFiles(const QByteArray &bytes)
{
    QHash<QString, QByteArray> files;
    if (!bytes.startsWith("PK") || forms::Workbook::read(bytes, forms::Workbook::Reading::AllSheets))
        return files;
    // What a media answer may name (media_type.cpp); what else lies in an archive is no answer.
    INDARO_TRY_ASSIGN(auto entries,
                      forms::readZip(bytes, {u".jpg"_s, u".jpeg"_s, u".png"_s,  u".gif"_s,  u".bmp"_s, u".webp"_s, u".mp3"_s,
                                             u".m4a"_s, u".amr"_s,  u".ogg"_s,  u".opus"_s, u".wav"_s, u".flac"_s, u".aac"_s,
                                             u".mp4"_s, u".3gp"_s,  u".webm"_s, u".mkv"_s,  u".avi"_s, u".mov"_s,  u".pdf"_s,
                                             u".doc"_s, u".docx"_s, u".txt"_s,  u".odt"_s}));
    for (forms::ZipEntry &entry : entries)
        files.insert(entry.name, std::move(entry.content));
    return files;
}

} // namespace indaro::casework
