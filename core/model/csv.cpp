// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/csv.h"

#include "core/base/error.h"

#include <QFile>

namespace indaro::model {

std::vector<QStringList> parseCsv(const QByteArray &utf8)
{
    std::vector<QStringList> rows;
    QStringList row;
    QString cell;
    bool isQuoted = false;
    const auto endRow = [&] {
        row.append(cell);
        cell.clear();
        if (row.size() > 1 || !row.front().isEmpty())
            rows.push_back(row);
        row.clear();
    };
    const QString text = QString::fromUtf8(utf8);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (isQuoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                isQuoted = false;
        } else if (c == u'"') {
            isQuoted = true;
        } else if (c == u',') {
            row.append(cell);
            cell.clear();
        } else if (c == u'\n') {
            endRow();
        } else if (c != u'\r') {
            cell += c;
        }
    }
    if (!cell.isEmpty() || !row.isEmpty())
        endRow();
    if (!rows.empty())
        rows.erase(rows.begin());
    return rows;
}

std::vector<QStringList> readCsvResource(const QString &path)
{
    QFile file(path);
    const bool isOpen = file.open(QIODevice::ReadOnly);
    INDARO_CHECK(isOpen);
    return parseCsv(file.readAll());
}

} // namespace indaro::model
