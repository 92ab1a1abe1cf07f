// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/machine/findings.h"

#include <QString>
#include <QStringList>

namespace indaro::ui::words {

/// One check of the laptop, for people who are no technicians.
struct MachineWords
{
    QString title;     ///< what is checked
    QString state;     ///< "good", "to do" or "not known", as a word
    QString what;      ///< what was found, and what it means for the people in the house
    QStringList steps; ///< what to do, in order; empty where there is nothing to do
};

/// `language` is "en" or "fr".
[[nodiscard]] MachineWords textOf(const machine::Result &result, const QString &language);

} // namespace indaro::ui::words
