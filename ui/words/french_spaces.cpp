// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/french_spaces.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::words {

QString withFrenchSpaces(QString words)
{
    for (const QChar mark : u";?!"_s)
        words.replace(u' ' + QString(mark), u'\u202f' + QString(mark));
    for (const QChar mark : u":»"_s)
        words.replace(u' ' + QString(mark), u'\u00a0' + QString(mark));
    return words.replace(u"« "_s, u"«\u00a0"_s);
}

} // namespace indaro::ui::words
