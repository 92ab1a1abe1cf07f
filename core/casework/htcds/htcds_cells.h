// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/person_values.h"

#include <QDate>

namespace indaro::casework {

/// From the register to cells of the standard, and back. Thread of all: any.
///
/// Several values stand in one cell, separated by semicolons as its picklists with several choices are; several records (the
/// referrals of a case, the events of a journey, the actions of a plan) stand line by line, so that the third line of each
/// column of a group is about the same one. A line break inside such a line is written \n, a backslash \\.

/// What the register says of a field by itself, nothing that was kept: empty where nothing is known, or where `leave` does
/// not let it go. Not of fields with lines.
[[nodiscard]] QString registerCell(const HtcdsField &field, const PersonValues &person, const PassingOn &leave);

struct ExportedCells
{
    QStringList cells{}; ///< as htcdsColumns()
    int leftOut = 0;     ///< cells that would say something and may not go
};
/// A row of an export.
[[nodiscard]] ExportedCells exportedCells(const PersonValues &person, const PassingOn &leave);

/// What a cell says to the register.
struct ReadCell
{
    sync::FieldValues values{}; ///< to be written
    QString canonical{};        ///< the cell as an export would write it, where it was understood whole
    QString trouble{}; ///< why not whole: "code", "date", "date-future", "number", "range", "too-long"; empty: it was
};
/// Of a field with a home; of Derived, Lines and Kept nothing is read. `today`: no past date is later.
[[nodiscard]] ReadCell readHtcdsCell(const HtcdsField &field, const QString &cell, QDate today);
/// The two cells of a decision. Nobody is or is not a victim because a table says so without an authority: that is kept as
/// it came (trouble "author").
[[nodiscard]] ReadCell readDecision(const QString &status, const QString &organ);

/// What must be kept beside the register so that an export gives back what came, by the standard's names. `cells`: those
/// that came, by column; `read`: what readHtcdsCell made of them.
[[nodiscard]] std::map<QString, KeptCell> cellsToKeep(const PersonValues &person, const std::map<QString, QString> &cells,
                                                      const std::map<QString, ReadCell> &read);

} // namespace indaro::casework
