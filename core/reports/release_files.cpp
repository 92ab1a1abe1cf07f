// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/reports/release_files.h"

#include "core/base/file.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/crypto/hash.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace indaro::reports {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ManifestName = "manifest.json"_L1;
constexpr int ManifestVersion = 1;
constexpr std::size_t MostReleaseFile = std::size_t{16} << 20;

base::Bytes bytesOf(const QByteArray &text)
{
    const auto bytes = base::asBytes(std::string_view(text.constData(), std::size_t(text.size())));
    return {bytes.begin(), bytes.end()};
}

QString csvRow(const QStringList &cells)
{
    QStringList written;
    for (const QString &cell : cells)
        written << csvCell(cell);
    return written.join(u',') + u"\r\n"_s;
}

ReleaseFile csvFile(const QString &name, const QString &rows)
{
    return {name, bytesOf(QByteArray("\xEF\xBB\xBF") + rows.toUtf8())};
}

/// The same name for the same question, with nothing in it that a file system refuses.
QString fileNameOfTable(const Question &question)
{
    QStringList parts{question.period.code(), infoOf(question.indicator).code};
    for (const Dimension dimension : {question.rows, question.columns}) {
        if (dimension != Dimension::None)
            parts << infoOf(dimension).code;
    }
    for (const Filter &filter : question.filters)
        parts << infoOf(filter.dimension).code << filter.codes.join(u'+');
    return parts.join(u'-') + u".csv"_s;
}

QString measureText(const PublishedCell &cell)
{
    return cell.measure ? QString::number(*cell.measure, 'f', 0) : QString();
}

bool hasMeasure(const PublishedTable &table)
{
    const auto has = [](const PublishedCell &cell) { return cell.measure.has_value(); };
    return has(table.total) || std::ranges::any_of(table.rowTotals, has);
}

/// Rows of codes and their words; the last row and the last column are the totals.
QString rowsOf(const PublishedTable &table, QStringView language)
{
    const IndicatorInfo &info = infoOf(table.question.indicator);
    const QString total = u"total"_s;
    const bool isMeasured = hasMeasure(table);
    QStringList head{u"code"_s, table.rows.dimension == Dimension::None ? titleOf(table.question.indicator, language)
                                                                        : titleOf(table.rows.dimension, language)};
    for (const QString &code : table.columns.codes)
        head << labelOf(table.columns.dimension, code, language);
    head << total;
    if (isMeasured)
        head << titleOf(info.measure, language);
    QString rows = csvRow(head);
    for (std::size_t row = 0; row < table.rows.codes.size(); ++row) {
        QStringList cells{table.rows.codes[row], labelOf(table.rows.dimension, table.rows.codes[row], language)};
        for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
            cells << textOf(table.at(row, column));
        cells << textOf(table.rowTotals[row]);
        if (isMeasured)
            cells << measureText(table.rowTotals[row]);
        rows += csvRow(cells);
    }
    QStringList last{u"total"_s, total};
    for (std::size_t column = 0; column < table.columns.codes.size(); ++column)
        last << textOf(column < table.columnTotals.size() ? table.columnTotals[column] : PublishedCell());
    last << textOf(table.total);
    if (isMeasured)
        last << measureText(table.total);
    return rows + csvRow(last);
}

QString whyText(Shown why)
{
    switch (why) {
    case Shown::Small:
        return u"small"_s;
    case Shown::Hidden:
        return u"hidden"_s;
    case Shown::Kept:
        return u"kept"_s;
    case Shown::Number:
        break;
    }
    return {};
}

QString suppressedRows(const Release &release)
{
    QString rows = csvRow({u"table"_s, u"row"_s, u"column"_s, u"why"_s});
    for (const Suppressed &one : release.suppressed)
        rows += csvRow({fileNameOfTable(one.question), one.place.row.value_or(QString()),
                        one.place.column.value_or(QString()), whyText(one.why)});
    return rows;
}

QString definitionRows(const Release &release, QStringView language)
{
    std::vector<Indicator> told;
    QString rows = csvRow({u"code"_s, u"name"_s, u"counted"_s});
    for (const PublishedTable &table : release.tables) {
        const Indicator indicator = table.question.indicator;
        if (std::ranges::find(told, indicator) != told.end())
            continue;
        told.push_back(indicator);
        rows += csvRow({infoOf(indicator).code, titleOf(indicator, language), definitionOf(indicator, language)});
    }
    return rows;
}

ReleaseFile manifestOf(const Publication &publication, const std::vector<ReleaseFile> &files)
{
    QJsonArray list;
    for (const ReleaseFile &file : files)
        list.append(QJsonObject{{u"name"_s, file.name},
                                {u"bytes"_s, double(file.bytes.size())},
                                {u"blake2b_256"_s, QString::fromStdString(base::toHex(crypto::hash(file.bytes)))}});
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(publication.publishedAt, Qt::UTC);
    const QJsonObject json{{u"release"_s, ManifestVersion},
                           {u"kind"_s, publication.kind == PublicationKind::National ? u"national"_s : u"house"_s},
                           {u"period"_s, publication.period.code()},
                           {u"number"_s, publication.number},
                           {u"published_at"_s, at.toString(Qt::ISODate)},
                           {u"packets"_s, publication.packets},
                           {u"content_blake2b_256"_s, QString::fromStdString(base::toHex(publication.hash))},
                           {u"rules"_s, QJsonObject{{u"small"_s, SmallCount},
                                                    {u"small_stands_until"_s, SmallStandsUpTo}, // in a later release
                                                    {u"rounded_to"_s, RoundTo}}},
                           {u"files"_s, list}};
    return {QString(ManifestName), bytesOf(QJsonDocument(json).toJson(QJsonDocument::Indented))};
}

bool isThere(const std::filesystem::path &folder, const std::vector<ReleaseFile> &files)
{
    return std::ranges::all_of(files, [&](const ReleaseFile &file) {
        const auto found = base::readFile(folder / file.name.toStdU16String(), MostReleaseFile);
        return found && *found == file.bytes;
    });
}

Result<void> writeAll(const std::filesystem::path &folder, const std::vector<ReleaseFile> &files)
{
    for (const ReleaseFile &file : files)
        INDARO_TRY(base::writeFileDurably(folder / file.name.toStdU16String(), file.bytes));
    return base::syncFolder(folder);
}

} // namespace

QString csvCell(const QString &text)
{
    QString cell = casework::neutralCell(text);
    if (!cell.contains(u',') && !cell.contains(u'"') && !cell.contains(u'\n') && !cell.contains(u'\r'))
        return cell;
    return u'"' + cell.replace(u'"', u"\"\""_s) + u'"';
}

std::vector<ReleaseFile> releaseFiles(const Publication &publication, QStringView language)
{
    std::vector<ReleaseFile> files;
    for (const PublishedTable &table : publication.release.tables)
        files.push_back(csvFile(fileNameOfTable(table.question), rowsOf(table, language)));
    files.push_back(csvFile(u"suppressed.csv"_s, suppressedRows(publication.release)));
    files.push_back(csvFile(u"definitions.csv"_s, definitionRows(publication.release, language)));
    files.push_back(manifestOf(publication, files));
    return files;
}

QString releaseFolderName(const Publication &publication)
{
    return u"indaro-%1-%2"_s.arg(publication.period.code()).arg(publication.number);
}

Result<void> writeReleaseFolder(const std::filesystem::path &folder, const QString &name,
                                const std::vector<ReleaseFile> &files)
{
    namespace fs = std::filesystem;
    const fs::path whole = folder / name.toStdU16String();
    const fs::path part = folder / QString(name + u".part"_s).toStdU16String();
    std::error_code failed;
    if (fs::exists(whole, failed))
        return isThere(whole, files) ? Result<void>() : Error(Errc::RecordExists);
    fs::remove_all(part, failed); // of a write that was cut off
    if (!fs::create_directory(part, failed))
        return Error(Errc::FileNotWritable);
    if (const auto written = writeAll(part, files); !written) {
        fs::remove_all(part, failed);
        return written.error();
    }
    fs::rename(part, whole, failed);
    if (failed) {
        fs::remove_all(part, failed);
        return Error(Errc::FileNotWritable);
    }
    return base::syncFolder(folder);
}

namespace {

QStringList codesOfBoth(const Axis &one, const Axis &other)
{
    QStringList codes(one.codes.begin(), one.codes.end());
    for (const QString &code : other.codes) {
        if (!codes.contains(code))
            codes.append(code);
    }
    return codes;
}

} // namespace

std::vector<ShownChange> changesBetween(const Release &before, const Release &after)
{
    std::vector<ShownChange> changes;
    const auto look = [&](const PublishedTable &one, const PublishedTable &other, const CellPlace &place) {
        const PublishedCell was = cellAt(one, place);
        const PublishedCell now = cellAt(other, place);
        if (textOf(was) != textOf(now))
            changes.push_back({other.question, place, was, now});
    };
    for (const PublishedTable &table : after.tables) {
        const PublishedTable *same = before.find(table.question);
        if (same == nullptr) {
            changes.push_back({table.question, {}, {}, table.total});
            continue;
        }
        look(*same, table, {});
        const QStringList columns = codesOfBoth(same->columns, table.columns);
        for (const QString &row : codesOfBoth(same->rows, table.rows)) { // a row may be there once only
            look(*same, table, {row, {}});
            for (const QString &column : columns)
                look(*same, table, {row, column});
        }
        for (const QString &column : columns)
            look(*same, table, {{}, column});
    }
    for (const PublishedTable &table : before.tables) {
        if (after.find(table.question) == nullptr)
            changes.push_back({table.question, {}, table.total, {}});
    }
    return changes;
}

} // namespace indaro::reports
