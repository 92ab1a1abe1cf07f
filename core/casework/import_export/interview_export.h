// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/casework/consents/consent_rule.h"
#include "core/forms/form_definition.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

#include <vector>

namespace indaro::casework {

/// Which interviews leave the vault.
struct InterviewChoice
{
    QString formId{};
    QString version{};       ///< empty: every version
    bool withDrafts = false; ///< else signed ones only; of a corrected one, the version that holds alone
    bool withFiles = true;   ///< pictures and recordings; an Excel workbook has no place for them
    Receiver receiver{};     ///< whom the file is for; nobody named: the house itself
};

/// One table of an export: the interviews, or the rows of one repeat.
struct ExportTable
{
    QString name; ///< the form's id, with the names of the repeats behind it: "intake", "intake-child"
    QStringList columns;
    std::vector<QStringList> rows;
};

/// One interview as an ODK submission.
struct ExportedSubmission
{
    QString instanceId; ///< "uuid:…"
    QByteArray xml;
};

/// A picture, recording or file that an answer names; the tables and submissions hold its name.
struct ExportedFile
{
    QString instanceId; ///< of the interview
    QString name;
    QByteArray content;
};

struct InterviewExport
{
    int interviews = 0;
    int withheld = 0;                ///< of people who said no to copies outside the house (house/house_only.h)
    int withoutConsent = 0;          ///< of people who did not agree that this receiver gets anything
    int answersLeftOut = 0;          ///< withheld, or of a group of data that was not agreed to
    std::vector<ExportTable> tables; ///< the interviews first
    std::vector<ExportedSubmission> submissions;
    std::vector<ExportedFile> files;
    QStringList filesLeftOut; ///< named by an answer, and not (all) on this laptop or damaged
};

/// The pictures and recordings of one export together, in memory.
inline constexpr qint64 LargestExport = qint64{256} * 1024 * 1024;

/// Every interview of a form with all its answers, as ODK Central names things: columns "group-question", repeats in tables
/// of their own whose rows name their parent, `KEY` for the interview. What a person would not or could not say is empty
/// and named in the column `indaro-missing`; a date that was an age has what was said in `indaro-said` ("birth_date=17y
/// 2026-11-24 J. N.": years or months, the day it was said, who took it down). `indaro-correction` is 0 for an interview as
/// it was first signed, else the number of the correction that holds (its reason stays in the house); `KEY` stays that of
/// the first version, and the ODK submission of a correction names the one it takes the place of (meta/deprecatedID). `form`
/// gives the order; answers of other versions follow behind. Interviews of people who said no to copies outside the house
/// are left out and counted, and so are those who do not agree to a receiver that is named; of the others, only what they
/// agreed to, and nothing they withhold, is in any part of the file (consents/passing_on.h). A list of people [contracts.md
/// 9]: written down in the audit before anything is given; `detail` (a code, never a name) says who agreed. Errors: NotFound
/// (no such interview), FileTooLarge (limit=: its pictures and recordings are more than LargestExport), the store's. Thread:
/// the store's.
[[nodiscard]] base::Result<InterviewExport> exportInterviews(Desk &desk, const InterviewChoice &choice,
                                                             const forms::FormDefinition &form, std::string_view detail);

enum class ExportFormat {
    Csv,  ///< a zip of tables, and pictures and recordings in its folder "media", as ODK Central gives it
    Xlsx, ///< a sheet for each table; pictures and recordings by name alone
    Odk   ///< a zip with a folder for each submission and what it names, as ODK's clients keep them
};
/// The bytes of the file. Errors: Internal. Thread: any.
[[nodiscard]] base::Result<QByteArray> packExport(const InterviewExport &exported, ExportFormat format);
/// How its name ends: ".zip", ".xlsx".
[[nodiscard]] QString exportSuffix(ExportFormat format);

/// A form interviews were held with.
struct HeldForm
{
    QString formId;
    int signedInterviews = 0;
    friend bool operator==(const HeldForm &, const HeldForm &) = default;
};
/// Of signed interviews, by id. Errors: the store's. Thread: the store's.
[[nodiscard]] base::Result<std::vector<HeldForm>> listHeldForms(Desk &desk);

/// A table as CSV: RFC 4180, UTF-8 with a byte order mark so that spreadsheets read the accents. A cell that a spreadsheet
/// would take for a formula gets an apostrophe in front. Thread: any.
[[nodiscard]] QByteArray toCsv(const ExportTable &table);

} // namespace indaro::casework
