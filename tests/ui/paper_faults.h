// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/print/document_view.h"

#include <QRegularExpression>
#include <QStringList>

#include <algorithm>

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

/// As the screens have it done on a thread.
inline base::Result<QList<ui::print::Page>> laidOut(const base::Result<QList<ui::print::Paper>> &papers)
{
    if (!papers)
        return papers.error();
    ui::print::PaperProgress progress;
    return ui::print::layOutPapers(*papers, progress);
}

inline base::Result<QList<ui::print::Page>> laidOut(const base::Result<ui::print::Paper> &paper)
{
    if (!paper)
        return paper.error();
    return laidOut(base::Result<QList<ui::print::Paper>>(QList<ui::print::Paper>{*paper}));
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

/// Empty when the last page of each part has something to say: no page that is nearly empty (below `least` of its height
/// nothing stands), and no box alone that is not the rest of the one before, as signatures under nothing.
inline QString lastPageFaultOf(const QList<ui::print::Page> &pages, double least)
{
    static const QRegularExpression number(u"^page / urupapuro (\\d+)/(\\d+)$"_s);
    for (qsizetype p = 0; p < pages.size(); ++p) {
        const auto &page = pages[p];
        bool isLastOfSeveral = false;
        bool isContinued = false;
        for (const auto &item : page.texts) {
            const auto found = number.match(item.text);
            isLastOfSeveral = isLastOfSeveral ||
                              (found.hasMatch() && found.captured(1) == found.captured(2) && found.captured(1) != "1"_L1);
            isContinued = isContinued || item.text.endsWith(u"(suite)"_s);
        }
        if (!isLastOfSeveral)
            continue;
        int boxes = 0;
        double bottom = 0;
        for (const auto &shape : page.shapes) {
            if (shape.kind != ui::print::ShapeItem::Kind::Box)
                continue;
            bottom = std::max(bottom, shape.rect.bottom());
            boxes += shape.thickness > 0.3 ? 1 : 0; // of a section
        }
        if (boxes < 2 && !isContinued)
            return u"page %1: one box alone"_s.arg(p + 1);
        if (bottom < least * page.height)
            return u"page %1: ends at %2 of %3 mm"_s.arg(p + 1).arg(bottom).arg(page.height);
    }
    return {};
}

} // namespace indaro::tests
