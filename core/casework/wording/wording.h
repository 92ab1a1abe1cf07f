// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"

#include <QString>

#include <cstdint>
#include <vector>

namespace indaro::casework {

/// What a speaker of Kirundi says of one text of the program [domain.md 3.9 "complete, reviewed by a speaker"].
enum class WordingVerdict : std::uint8_t {
    Good,    ///< as it is
    Changed, ///< it should say what `kirundi` says
    Wrong    ///< it should not be said; the French stands alone until somebody knows better
};

/// One remark about one text. It names no person of a file; it stays on this laptop until it is exported, and belongs to
/// nobody's file.
struct WordingRemark
{
    QString kind; ///< "screens" or "code lists"
    QString key;  ///< the English text, or the name of the list and the code: "sex/F"
    WordingVerdict verdict = WordingVerdict::Good;
    QString kirundi;    ///< what was approved, or what it should say; the counted forms parted by "||". Empty when wrong
    QString note;       ///< why
    QString reviewer;   ///< as the reviewer wants to be named
    base::UtcMs at = 0; ///< set when it is kept
};

inline constexpr qsizetype WordingLimit = 4000; ///< characters of one text
/// What separates singular and plural of a text that counts.
inline constexpr QLatin1StringView PluralForms("||");

/// Keeps one remark in place of an earlier one about the same text. Runs on the store thread, one transaction.
/// Errors: InvalidArgument (argument "field": "key", "kirundi" when it is missing, "placeholders" when what is put in
/// differs from the English, "plural" when there are not as many forms as in the English, "reviewer"), TextTooLong, and the
/// store's.
[[nodiscard]] base::Result<void> keepWordingRemark(Desk &desk, const WordingRemark &remark);
/// As if nothing had been said about this text. Errors: the store's.
[[nodiscard]] base::Result<void> dropWordingRemark(Desk &desk, const QString &kind, const QString &key);
/// All remarks of this laptop, by key. Errors: the store's.
[[nodiscard]] base::Result<std::vector<WordingRemark>> listWordingRemarks(Desk &desk);

/// The file that translations/kirundi.py --take reads: one remark a line, columns parted by tabs, UTF-8. Thread: any.
[[nodiscard]] QByteArray wordingFile(const std::vector<WordingRemark> &remarks);

} // namespace indaro::casework
