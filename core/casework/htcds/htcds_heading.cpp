// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_heading.h"

#include "core/casework/htcds/htcds_map.h"

#include <QSet>

#include <algorithm>

namespace indaro::casework {

namespace {

/// The label of a field, for comparing.
QString labelOf(const QString &column)
{
    const HtcdsField *field = findHtcdsField(column);
    return field == nullptr ? QString() : field->label.simplified().toLower();
}

bool isLabel(const QString &text)
{
    static const QSet<QString> labels = [] {
        QSet<QString> all;
        for (const HtcdsField &field : htcdsFields())
            all.insert(field.label.simplified().toLower());
        return all;
    }();
    return labels.contains(text.simplified().toLower());
}

/// At least three cells, and nearly all of what it says, are labels of the standard.
bool isLineOfLabels(const QStringList &cells)
{
    qsizetype said = 0;
    qsizetype labels = 0;
    for (const QString &cell : cells) {
        said += cell.trimmed().isEmpty() ? 0 : 1;
        labels += isLabel(cell) ? 1 : 0;
    }
    return labels >= 3 && labels * 10 >= said * 8;
}

} // namespace

bool HtcdsHeading::isRead(qsizetype at) const
{
    return std::ranges::any_of(columns, [at](const auto &column) { return column.second == at; });
}

QString HtcdsHeading::headingOf(const QString &column) const
{
    const auto found = columns.find(column);
    return found == columns.end() ? column : headings.value(found->second);
}

HtcdsHeading readHtcdsHeading(ExchangeTable &table)
{
    HtcdsHeading heading;
    heading.headings = table.columns;
    QStringList labels;
    if (!table.rows.empty() && isLineOfLabels(table.rows.front().cells)) {
        labels = table.rows.front().cells;
        table.rows.erase(table.rows.begin());
    }
    heading.width = std::max(table.columns.size(), labels.size());
    for (qsizetype at = 0; at < heading.width; ++at) {
        const QString written = table.columns.value(at).trimmed();
        const QString label = labels.value(at).trimmed();
        const QString column = htcdsColumnNamed(written.isEmpty() ? label : written);
        if (written.isEmpty() && at < heading.headings.size())
            heading.headings[at] = label;
        else if (written.isEmpty())
            heading.headings << label;
        if (column.isEmpty() || heading.columns.contains(column)) {
            if (!written.isEmpty() || !label.isEmpty())
                heading.notRead << (written.isEmpty() ? label : written);
            continue;
        }
        if (!written.isEmpty() && !label.isEmpty() && labelOf(column) != label.simplified().toLower())
            heading.disagreeing << written;
        heading.columns.emplace(column, at);
    }
    // The numbers of lines and the like under no heading are nobody's: they are not more cells than headings.
    return heading;
}

} // namespace indaro::casework
