// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/htcds/htcds_cells.h"

#include <string>

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

    /// What a line says, and by what it is known.
    struct Line
    {
        QString caseCode{};   ///< in its one spelling; empty: none
        QString number{};     ///< as it stands
        QString mark{};       ///< what finds its file again where it has neither; or empty
        QString identifier{}; ///< the first of them that says something
        const std::map<QString, QString> &cells;
    };
    /// What became of a line of somebody who is here.
    enum class Merged { Closed, Nothing, Filled };

    explicit HtcdsWriter(Desk &where);
    /// Before the others. Errors: the store's.
    [[nodiscard]] base::Result<void> start();

    /// The id of the file a line makes: on every laptop of the house the same, so that the same table taken in on two of
    /// them makes one file. Of somebody who was erased it is another one: her records never come back. Errors: the store's.
    [[nodiscard]] base::Result<sync::RecordId> idOf(const Line &line) const;
    /// A new file of this id; a line without a case code gets one, again the same everywhere.
    [[nodiscard]] base::Result<NewFile> create(const sync::RecordId &id, const Line &line,
                                               std::vector<CellTrouble> &troubles);
    /// Fills what is empty in a file that is here. Closed: nothing is written. Nothing: there was nothing to write.
    [[nodiscard]] base::Result<Merged> merge(const sync::RecordId &file, const Line &line,
                                             std::vector<CellTrouble> &troubles);

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
    [[nodiscard]] base::Result<sync::RecordId> rowFor(const PersonValues &person, std::uint16_t table);
    /// The id of a row the line at work makes: the same wherever it is taken in.
    [[nodiscard]] base::Result<sync::RecordId> newRow(const PersonValues &person, std::uint16_t table,
                                                      std::string_view what);
    [[nodiscard]] base::Result<void> put(PersonValues &person, const sync::FieldValues &values);
    /// Referrals and steps of a plan that are known whole become records; where one does not, it is told.
    [[nodiscard]] base::Result<void> putLines(PersonValues &person, const std::map<QString, QString> &cells,
                                              std::vector<CellTrouble> &troubles);
    void begin(const Line &line);

    Desk &m_desk;
    QDate m_today;
    std::string m_house{};                               ///< the id of the house as bytes; empty: it has no name yet
    std::string m_lineDigest{};                          ///< of the line at work: what it is known by, and all its cells
    std::map<std::uint16_t, sync::RecordId> m_targets{}; ///< of the line at work: the row of each table it fills
};

} // namespace indaro::casework
