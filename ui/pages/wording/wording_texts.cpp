// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/wording/wording_texts.h"

#include <QFile>
#include <QStringList>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

const std::vector<WordingText> &wordingTexts()
{
    static const std::vector<WordingText> texts = [] {
        std::vector<WordingText> read;
        QFile file(u":/indaro/i18n/wording.tsv"_s);
        if (!file.open(QIODevice::ReadOnly))
            return read;
        for (const QString &line : QString::fromUtf8(file.readAll()).split(u'\n', Qt::SkipEmptyParts)) {
            QStringList cells = line.split(u'\t');
            if (cells.size() != 6)
                continue;
            for (QString &cell : cells)
                cell.replace("\\n"_L1, "\n"_L1);
            read.push_back({cells[0], cells[1], cells[2], cells[3], cells[4], cells[5]});
        }
        return read;
    }();
    return texts;
}

} // namespace indaro::ui::pages
