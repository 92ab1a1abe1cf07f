// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/nearest_name.h"

#include <algorithm>
#include <cstdlib>
#include <vector>

using namespace Qt::StringLiterals;

namespace indaro::forms {

namespace {

constexpr qsizetype LongestName = 64;

QString plain(const QString &name)
{
    QString out = name.toLower();
    out.replace(u'-', u'_').replace(u' ', u'_').replace(u'.', u'_');
    return out;
}

/// Slips from one to the other: a letter more, less or wrong, or two neighbours that changed places.
int slips(const QString &a, const QString &b)
{
    const auto width = static_cast<std::size_t>(b.size()) + 1;
    std::vector<int> before(width);
    std::vector<int> above(width);
    std::vector<int> row(width);
    for (std::size_t j = 0; j < width; ++j)
        above[j] = static_cast<int>(j);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = static_cast<int>(i);
        for (std::size_t j = 1; j < width; ++j) {
            const auto k = static_cast<qsizetype>(j);
            const bool same = a.at(i - 1) == b.at(k - 1);
            row[j] = std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (same ? 0 : 1)});
            if (i > 1 && k > 1 && a.at(i - 1) == b.at(k - 2) && a.at(i - 2) == b.at(k - 1))
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(above);
        above.swap(row);
    }
    return above.back();
}

} // namespace

QString nearestName(const QString &wanted, const QStringList &names)
{
    const QString a = plain(wanted);
    if (a.isEmpty() || a.size() > LongestName)
        return {};
    int fewest = static_cast<int>(std::min<qsizetype>(a.size() / 4, 3)) + 1;
    QString best;
    for (const QString &name : names) {
        if (name == wanted || name.size() > LongestName || std::abs(name.size() - a.size()) >= fewest)
            continue;
        const int distance = slips(a, plain(name));
        if (distance < fewest) {
            fewest = distance;
            best = name;
        }
        if (fewest == 0)
            break;
    }
    return best;
}

} // namespace indaro::forms
