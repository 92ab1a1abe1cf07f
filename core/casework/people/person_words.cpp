// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/people/person_words.h"

#include "core/model/name_fold.h"

#include <algorithm>

namespace indaro::casework {

namespace {

bool hasDigit(QStringView word)
{
    return std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); });
}

std::string codeWord(QStringView word)
{
    std::string code;
    for (const char c : model::foldName(word).toStdString()) {
        if (c != ' ')
            code += c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;
    }
    return code;
}

} // namespace

std::vector<TypedWord> typedWords(QStringView text)
{
    std::vector<TypedWord> words;
    const QString simplified = text.toString().simplified();
    for (const QString &part : simplified.split(u' ', Qt::SkipEmptyParts)) {
        if (hasDigit(part)) {
            const std::string code = codeWord(part);
            words.push_back({code, code});
            continue;
        }
        for (const QString &word : model::foldWords(part))
            words.push_back({word.toStdString(), model::phoneticKey(word).toStdString()});
    }
    return words;
}

std::vector<std::string> indexWords(QStringView text)
{
    std::vector<std::string> words;
    for (TypedWord &word : typedWords(text)) {
        if (word.phonetic != word.folded && !word.phonetic.empty())
            words.push_back(std::move(word.phonetic));
        words.push_back(std::move(word.folded));
    }
    return words;
}

std::string lastGroup(QStringView code)
{
    const qsizetype dash = code.lastIndexOf(u'-');
    return dash < 0 ? std::string() : codeWord(code.mid(dash + 1));
}

std::vector<std::string> nameKeys(QStringView names)
{
    std::vector<std::string> keys;
    for (const QString &word : model::foldWords(names))
        keys.push_back(model::phoneticKey(word).toStdString());
    std::sort(keys.begin(), keys.end());
    keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
    return keys;
}

} // namespace indaro::casework
