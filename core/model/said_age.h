// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDate>
#include <QString>

#include <optional>

namespace indaro::model {

/// What somebody said in place of a date: "about 17 years". The day counted back from it is a guess; this is what it was
/// made of, kept with the answer, so that everybody can see what was said, when, and who took it down.
struct SaidAge
{
    int number = 0;
    bool isMonths = false;
    QDate on{};   ///< the day it was said
    QString by{}; ///< who took it down, as the head of the sitting names her; may be empty

    /// "17y 2026-11-24 J. N.", "6m 2026-11-24"
    [[nodiscard]] QString toText() const;
    [[nodiscard]] static std::optional<SaidAge> parse(const QString &text);
    friend bool operator==(const SaidAge &, const SaidAge &) = default;
};

/// An answer as it is kept: its value, and behind a character nobody types how it was said. Both are one thing: they are
/// saved, disputed and decided together.
struct KeptAnswer
{
    QString value{};
    QString remark{}; ///< SaidAge::toText(); usually empty
    [[nodiscard]] QString whole() const;
    [[nodiscard]] static KeptAnswer of(const QString &whole);
};

} // namespace indaro::model
