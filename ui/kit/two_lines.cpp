// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/kit/two_lines.h"

#include "ui/kit/translations.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::kit {

namespace {

const QString BetweenLanguages = u" · "_s;

QString filled(const QString &text, const QFontMetrics &metrics, int room)
{
    QString lines, line;
    for (const QString &word : text.split(u' ')) {
        const QString longer = line.isEmpty() ? word : line + u' ' + word;
        if (!line.isEmpty() && metrics.size(Qt::TextShowMnemonic, longer).width() > room) {
            lines += line + u'\n';
            line = word;
        } else {
            line = longer;
        }
    }
    return lines + line;
}

/// What Translations makes of a Kirundi draft and its French.
struct Pair
{
    QString draft, french; ///< the draft with its mark, or none
};

Pair pairOf(const QString &text)
{
    for (const QString &between : {BetweenLanguages, u"\n"_s}) {
        if (const qsizetype at = text.indexOf(UnreviewedMark + between); at >= 0)
            return {text.left(at + 1), text.mid(at + 1 + between.size())};
    }
    return {{}, text};
}

} // namespace

QString withoutDraft(const QString &text)
{
    return pairOf(text).french;
}

QString besideEachOther(const QStringList &texts, const QString &between)
{
    QStringList drafts, french;
    for (const QString &text : texts) {
        const Pair pair = pairOf(text);
        french.append(pair.french);
        drafts.append(pair.draft.isEmpty() ? pair.french : pair.draft);
    }
    return drafts == french ? french.join(between) : drafts.join(between) + u'\n' + french.join(between);
}

QString inLines(const QString &text, const QFontMetrics &metrics, int room)
{
    if (metrics.size(Qt::TextShowMnemonic, text).width() <= room)
        return text;
    QStringList lines = text.split(u'\n');
    for (QString &line : lines) {
        if (metrics.size(Qt::TextShowMnemonic, line).width() <= room)
            continue;
        QStringList parts = line.split(UnreviewedMark + BetweenLanguages);
        for (qsizetype i = 0; i + 1 < parts.size(); ++i)
            parts[i] += UnreviewedMark;
        for (QString &part : parts)
            part = filled(part, metrics, room);
        line = parts.join(u'\n');
    }
    return lines.join(u'\n');
}

QString inTwoLines(const QString &text, const QFontMetrics &metrics, int room)
{
    if (metrics.horizontalAdvance(text) <= room)
        return text;
    const auto longer = [&](qsizetype at) {
        return std::max(metrics.horizontalAdvance(text.left(at)), metrics.horizontalAdvance(text.mid(at + 1)));
    };
    if (const qsizetype between = text.indexOf(UnreviewedMark + BetweenLanguages); between >= 0) {
        const QString draft = text.left(between) + UnreviewedMark;
        const QString french = text.mid(draft.size() + BetweenLanguages.size());
        if (std::max(metrics.horizontalAdvance(draft), metrics.horizontalAdvance(french)) <= room)
            return draft + u'\n' + french;
    }
    qsizetype best = -1;
    for (qsizetype at = text.indexOf(u' '); at >= 0; at = text.indexOf(u' ', at + 1)) {
        if (best < 0 || longer(at) < longer(best))
            best = at;
    }
    const auto fit = [&](const QString &line) { return metrics.elidedText(line, Qt::ElideRight, room); };
    return best < 0 ? fit(text) : fit(text.left(best)) + u'\n' + fit(text.mid(best + 1));
}

} // namespace indaro::ui::kit
