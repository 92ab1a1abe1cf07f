// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/two_lines.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

QString inTwoLines(const QString &text, const QFontMetrics &metrics, int room)
{
    if (metrics.horizontalAdvance(text) <= room)
        return text;
    const auto longer = [&](qsizetype at) {
        return std::max(metrics.horizontalAdvance(text.left(at)), metrics.horizontalAdvance(text.mid(at + 1)));
    };
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(u' '); at >= 0; at = text.indexOf(u' ', at + 1)) {
        if (best < 0 || longer(at) < longer(best))
            best = at;
    }
    const auto fit = [&](const QString &line) { return metrics.elidedText(line, Qt::ElideRight, room); };
    return best < 0 ? fit(text) : fit(text.left(best)) + u'\n' + fit(text.mid(best + 1));
}

} // namespace indaro::ui::kit
