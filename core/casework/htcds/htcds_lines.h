// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/person_values.h"

#include <QDate>

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

/// What came in for one record of a group, by the standard's names.
using CameLine = std::map<QString, QString>;
/// The lines of a group of an import, each by itself. None where the columns have not the same number of lines: nobody can
/// tell then which belong together.
[[nodiscard]] std::vector<CameLine> linesThatCame(const QString &group, const std::map<QString, QString> &cells);

/// A record a line makes, to be written by whoever has its id.
struct RecordOfLine
{
    sync::FieldValues values{}; ///< of a referral, or of an action
    sync::FieldValues need{};   ///< of an action: what it was done for; two of one objective are of one need
    QString objective{};        ///< what tells the need
};
/// A referral that was made and is over, known whole: to whom, on which day, for which services of ours. Nothing: not so.
[[nodiscard]] std::optional<RecordOfLine> referralOfLine(const CameLine &line, QDate today);
/// A step of a plan that has ended, of an area the register keeps outside health, with what it was for. What goes on still
/// is nobody's task here before somebody of the house has taken it on. Nothing: not so.
[[nodiscard]] std::optional<RecordOfLine> actionOfLine(const CameLine &line, QDate today);

/// As cellsToKeep, of the fields with lines: of a group whose columns came, all of them or none.
[[nodiscard]] std::map<QString, KeptCell> linesToKeep(const PersonValues &person, const std::map<QString, QString> &cells);

} // namespace indaro::casework
