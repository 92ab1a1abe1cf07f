// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

using namespace Qt::StringLiterals;

namespace indaro::cli {

Arguments Arguments::parse(const QStringList &words, const QStringList &valued, const QStringList &plain)
{
    Arguments out;
    bool isRest = false;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString &word = words.at(i);
        if (isRest || !word.startsWith("--"_L1)) {
            (out.verb.isEmpty() && !isRest ? out.verb : out.rest.emplaceBack()) = word;
            continue;
        }
        if (word == "--"_L1) {
            isRest = true;
            continue;
        }
        const QString name = word.mid(2).section(u'=', 0, 0);
        if (plain.contains(name) && !word.contains(u'=')) {
            out.flags.insert(name);
        } else if (!valued.contains(name)) {
            out.problem = u"no such option: --%1"_s.arg(name);
        } else if (out.values.contains(name)) {
            out.problem = u"option given twice: --%1"_s.arg(name);
        } else if (word.contains(u'=')) {
            out.values.insert(name, word.section(u'=', 1));
        } else if (i + 1 < words.size()) {
            out.values.insert(name, words.at(++i));
        } else {
            out.problem = u"option without its value: --%1"_s.arg(name);
        }
    }
    return out;
}

} // namespace indaro::cli
