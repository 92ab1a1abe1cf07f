// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/person_values.h"

namespace indaro::casework {

/// The fields of the standard that have a line for each of several records (htcds_cells.h). Thread of all: any.

/// Those of one person: what came in before what the house has written since.
class LinesOfPerson
{
public:
    LinesOfPerson(const PersonValues &person, const PassingOn &leave);
    /// Of a field with lines.
    [[nodiscard]] QString cell(const HtcdsField &field) const;

private:
    std::map<QString, QString> m_cells; ///< by the standard's name
};

/// As cellsToKeep, of the fields with lines: of a group whose columns came, all of them or none.
[[nodiscard]] std::map<QString, KeptCell> linesToKeep(const PersonValues &person, const std::map<QString, QString> &cells);

} // namespace indaro::casework
