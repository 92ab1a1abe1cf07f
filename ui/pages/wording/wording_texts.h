// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace indaro::ui::pages {

/// One text of the program with its translations, as the tables of translations/ and the code lists have it.
struct WordingText
{
    QString kind;    ///< "screens" or "code lists"
    QString key;     ///< the English, or the list and the code
    QString english; ///< counted forms are one text with %n
    QString french;  ///< "singular||plural" where something is counted
    QString kirundi; ///< the same; empty: none yet
    QString level;   ///< reviewed, high, medium, low, none (translations/kirundi.py)
};

/// What the build wrote into :/indaro/i18n/wording.tsv, in its order. Thread: any.
[[nodiscard]] const std::vector<WordingText> &wordingTexts();

} // namespace indaro::ui::pages
