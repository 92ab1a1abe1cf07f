// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/disclosures.h"
#include "core/casework/people/queries.h"

namespace indaro::casework {

/// Everything that is kept about one person: what leaves the house on paper only when a second person agrees
/// [contracts.md 9]. The bytes of attachments are not in it, nor who opened the file.
struct FullFile
{
    CaseId person;
    QString caseCode, displayName;
    std::vector<Record> records; ///< by table, in each the oldest first
};
/// Store thread. Errors: AccessRefused (only a director), UnknownRecord, and the store's.
[[nodiscard]] base::Result<FullFile> loadFullFile(Desk &desk, CaseId person);
/// The records of these compartments (bit c: sync::Compartment c), without answers and attachments: what an emergency needs.
/// Errors: the store's. `desk` reads everything; who may call it asks before.
[[nodiscard]] base::Result<std::vector<Record>> loadCompartments(Desk &desk, CaseId person, std::uint8_t compartments);
/// The records of these tables, as the signed-in person reads them: what fills a paper form. Errors: UnknownRecord, and the
/// store's.
[[nodiscard]] base::Result<FullFile> loadRecordsForPaper(Desk &desk, CaseId person,
                                                         const std::vector<std::uint16_t> &tables);
/// A form of hers is printed, for the house or for a receiver: written down with its name, under as many numbers as it has
/// numbered parts, which are returned. Errors: ConsentMissing (notePaper), and the store's.
[[nodiscard]] base::Result<QStringList> noteFormPrinted(Desk &desk, CaseId person, std::string_view form, int numbers,
                                                        const Receiver &receiver = {});
/// The same in two steps, for a screen: the numbers are on the paper before it is there, and it is written down when it is.
/// A number of a paper that never came to be is used by no other: it stays void in the register of numbers
/// (paper/serial_register.h). Errors: the store's.
[[nodiscard]] base::Result<QStringList> takeFormNumbers(Desk &desk, int numbers);
/// Errors: ConsentMissing (notePaper), WrongState (one of the numbers is void), and the store's.
[[nodiscard]] base::Result<void> noteNumberedForm(Desk &desk, CaseId person, std::string_view form,
                                                  const QStringList &serials, const Receiver &receiver = {});
/// It leaves on paper, for the house or for a receiver, under the number that is returned [contracts.md 10] and stands in
/// the audit, void until noteNumbersUsed; `agreed`: session::Approval::auditDetail. Errors: AccessRefused, ConsentMissing
/// (notePaper), and the store's.
[[nodiscard]] base::Result<QString> noteFullFilePrinted(Desk &desk, CaseId person, std::string_view agreed,
                                                        const Receiver &receiver = {});

} // namespace indaro::casework
