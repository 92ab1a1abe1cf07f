// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

#include <QStringList>

/// What is wrong with a paper that can be seen without eyes.
namespace indaro::tests {

using namespace Qt::StringLiterals;

/// Every text of every page.
inline QStringList wordsOn(const QList<ui::print::Page> &pages)
{
    QStringList words;
    for (const auto &page : pages) {
        for (const auto &item : page.texts)
            words.append(item.text);
    }
    return words;
}

/// Empty when every text stays in its box and on the page, and no two texts touch.
inline QString faultOf(const QList<ui::print::Page> &pages)
{
    for (qsizetype p = 0; p < pages.size(); ++p) {
        const QRectF paper(0, 0, pages[p].width, pages[p].height);
        const auto &texts = pages[p].texts;
        for (qsizetype i = 0; i < texts.size(); ++i) {
            const QRectF box = texts[i].box.adjusted(-0.05, -0.05, 0.05, 0.05);
            if (!box.contains(texts[i].rect) || !paper.contains(texts[i].rect))
                return u"page %1: \"%2\" leaves its box"_s.arg(p + 1).arg(texts[i].text.left(60));
            if (texts[i].points < 6.5 - 1e-6)
                return u"page %1: \"%2\" is too small"_s.arg(p + 1).arg(texts[i].text.left(60));
            for (qsizetype j = i + 1; j < texts.size(); ++j) {
                const QRectF both = texts[i].rect.intersected(texts[j].rect);
                if (both.width() > 0.05 && both.height() > 0.05)
                    return u"page %1: \"%2\" over \"%3\""_s.arg(p + 1).arg(texts[i].text.left(40), texts[j].text.left(40));
            }
        }
        for (const auto &shape : pages[p].shapes) {
            if (shape.rect.left() < 0 || shape.rect.top() < 0 || shape.rect.right() > paper.width() ||
                shape.rect.bottom() > paper.height())
                return u"page %1: a line leaves the page"_s.arg(p + 1);
        }
    }
    return {};
}

} // namespace indaro::tests
