// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/htcds_cells.h"

namespace indaro::casework {

/// Writes the cells of lines into files, inside the transaction of an import. Store thread. Errors: the store's.
class HtcdsWriter
{
public:
    struct CellTrouble
    {
        QString column; ///< the standard's name
        QString reason; ///< ExchangeFinding::reason
    };
    struct NewFile
    {
        sync::RecordId id;
        QString caseCode;
    };

    explicit HtcdsWriter(Desk &where);

    /// A new file; `caseCode`: in its one spelling, or empty for a fresh one. `mark`: what finds it again, or empty.
    [[nodiscard]] base::Result<NewFile> create(const QString &caseCode, const QString &number, const QString &mark,
                                               const std::map<QString, QString> &cells, std::vector<CellTrouble> &troubles);
    /// Fills what is empty in a file that is here. False, and nothing is written: it is closed.
    [[nodiscard]] base::Result<bool> merge(const sync::RecordId &file, const QString &number,
                                           const std::map<QString, QString> &cells, std::vector<CellTrouble> &troubles);

    /// A name for a text of any length.
    [[nodiscard]] static QString digestOf(const QString &text);

private:
    using Reads = std::map<QString, ReadCell>;
    [[nodiscard]] Reads readAll(const std::map<QString, QString> &cells, std::vector<CellTrouble> &troubles) const;
    [[nodiscard]] base::Result<void> bearRows(const PersonValues &before, PersonValues &after);
    [[nodiscard]] base::Result<void> bearKept(const sync::RecordId &file, const std::map<QString, KeptCell> &keep);
    [[nodiscard]] base::Result<void> bearKeptText(const sync::RecordId &file, std::uint16_t table, const QString &name,
                                                  const QString &text);
    /// Where a value of this table goes: the file's own row, its only one, or a new one.
    [[nodiscard]] sync::RecordId rowFor(const PersonValues &person, std::uint16_t table);
    void put(PersonValues &person, const sync::FieldValues &values);

    Desk &m_desk;
    QDate m_today;
    std::map<std::uint16_t, sync::RecordId> m_targets{}; ///< of the line at work: the row of each table it fills
};

} // namespace indaro::casework
