// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/desk.h"
#include "core/casework/htcds/htcds_manifest.h"

#include <QDate>

#include <optional>

namespace indaro::casework {

enum class ExchangeFormat : std::uint8_t { Csv, Xlsx };

/// Which files go into a table that leaves, and to whom.
struct ExchangeOrder
{
    Receiver receiver{};         ///< nobody named: the house itself
    std::optional<QDate> from{}; ///< of the day she came, else the day her file was opened; both included
    std::optional<QDate> until{};
    ExchangeFormat format = ExchangeFormat::Csv;
    QString agreement{}; ///< of CTDC: the number or date of the agreement the receiver holds
};

/// What would leave: numbers alone.
struct ExchangePreview
{
    int rows = 0;
    int houseOnly = 0;      ///< who said no to copies outside the house (house/house_only.h)
    int withoutConsent = 0; ///< who did not agree that this receiver gets anything
    int outsidePeriod = 0;
    int cellsLeftOut = 0; ///< of those who are in it: withheld, or of a group of data that was not agreed to
    friend bool operator==(const ExchangePreview &, const ExchangePreview &) = default;
};
/// Errors: AccessRefused (also of who does not read everything of a row), the store's. Thread: the store's.
[[nodiscard]] base::Result<ExchangePreview> previewHtcds(Desk &desk, const ExchangeOrder &order);

struct ExchangeExport
{
    ExchangePreview counts{};
    QByteArray file{};
    QByteArray manifest{};
};

/// One row for each file of a person, in the order of their case codes, with every field of the standard under its name
/// (htcds_map.h) and the two numbers beside it. Who said no is not in it; what is withheld, or of a group that was not
/// agreed to, is empty (consents/passing_on.h). Several choices of a cell are separated by semicolons, several records stand
/// line by line (htcds_cells.h). A CSV file gives back every text exactly; in a workbook control characters become blanks
/// and ends of lines the usual ones. What importHtcds() took in goes out to the letter as long as nobody has changed it
/// here.
///
/// A list of people [contracts.md 9]: `agreed` says who the second person was, for the journal and the manifest, and is
/// written before anything is given. Notes for each person that it went to a receiver that is named. Errors: AccessRefused;
/// SecondPersonNeeded (nobody); TextTooLong (limit=, a cell is longer than a workbook takes); the store's; signManifest()'s.
/// Thread: the store's.
[[nodiscard]] base::Result<ExchangeExport> exportHtcds(Desk &desk, const ExchangeOrder &order, std::string_view agreed);

/// A person who may be in the table, with what may be said of her.
struct ExchangePerson
{
    sync::RecordId id;
    QStringList cells;        ///< as htcdsColumns()
    QString registeredOn;     ///< ISO day she came, else of the opening of the file
    int estimatedAge = -1;    ///< on that day; -1: not known
    QString durationMonths{}; ///< of the longest episode
};
namespace rows {
/// Those an order takes, in the order of their case codes. Counts who is left out. Errors: the store's.
struct ChosenPeople
{
    ExchangePreview counts{};
    std::vector<ExchangePerson> people{};
    std::map<sync::RecordId, QStringList> groups{}; ///< what may be said to the receiver, for the disclosure
};
[[nodiscard]] base::Result<ChosenPeople> choosePeople(Desk &desk, const ExchangeOrder &order);
/// Blanks are nobody.
[[nodiscard]] bool saysWhoAgreed(std::string_view agreed);
/// Before a table is given: the journal, and for each person that it went. One transaction. Errors: the store's.
[[nodiscard]] base::Result<void> noteExchange(Desk &desk, const ChosenPeople &chosen, const ExchangeOrder &order,
                                              const char *kind, std::string_view agreed);
} // namespace rows

} // namespace indaro::casework
