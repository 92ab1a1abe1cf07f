// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStringView>

#include <string>
#include <vector>

namespace indaro::casework {

/// The words of a text as the people list indexes them: names folded and by their phonetic key; a word with a digit in
/// it (a code) as one word without separators, in which O is 0 and I and L are 1.
[[nodiscard]] std::vector<std::string> indexWords(QStringView text);

/// One typed word: a row matches when one of its words begins with one of these.
struct TypedWord
{
    std::string folded;
    std::string phonetic;
};
[[nodiscard]] std::vector<TypedWord> typedWords(QStringView text);

/// The last part of a number such as ABCD-0012: "0012".
[[nodiscard]] std::string lastGroup(QStringView code);

/// Phonetic keys of a person's names, sorted, each once.
[[nodiscard]] std::vector<std::string> nameKeys(QStringView names);

} // namespace indaro::casework
