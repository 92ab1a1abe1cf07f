// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/duplicates/file_merge.h"

#include <QCoreApplication>

namespace indaro::ui::pages {

/// What is said of two files that may be one person's.
struct DuplicateTexts
{
    Q_DECLARE_TR_FUNCTIONS(DuplicateTexts)
public:
    /// One reason in words.
    [[nodiscard]] static QString sign(casework::MatchSign sign);
    /// What speaks for it and what against it, a line each.
    [[nodiscard]] static QString reasons(const casework::MatchScore &score);
    /// The same for a cell of a list: what speaks for it, the strongest first.
    [[nodiscard]] static QString shortReasons(const casework::MatchScore &score);
    /// What somebody said of the two; "not looked at yet" where nobody did.
    [[nodiscard]] static QString answer(const casework::DuplicateCandidate &candidate, const QString &language);
    /// A group of fields as it is called: by its first field, an origin by its own name.
    [[nodiscard]] static QString fieldName(const casework::ComparedField &field);
    /// What one side says of it: "—" for nothing.
    [[nodiscard]] static QString value(const casework::ComparedField &field, const std::vector<base::Value> &values,
                                       const QString &language);
    /// What an undoing left, a line each.
    [[nodiscard]] static QString left(const casework::UndoneMerge &undone);
};

} // namespace indaro::ui::pages
