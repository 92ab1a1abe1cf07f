// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sync/schema.h"

#include <QString>
#include <QStringList>
#include <QStringView>

#include <optional>
#include <vector>

namespace indaro::casework {

/// The checked-in mapping of the Human Trafficking Case Data Standard 2.0 [domain.md 2.9]: resources/codelists/htcds-map.csv
/// (every field of the standard, once, in its order), htcds-aliases.csv (how others spell the fields), htcds-code-map.csv
/// (our codes and the standard's) and htcds-codes.csv (the standard's own lists). Read once. Thread of all: any.

/// How a field of the standard is told by the register, and taken into it.
enum class HtcdsConversion : std::uint8_t {
    Text, ///< the words as they are; of several records, one after the other
    Date, ///< ISO; a year or a month where no more is known
    Number,
    Code,      ///< one code by a code map
    Codes,     ///< a set of the standard's own codes
    Country,   ///< ISO 3166 alpha-2
    Languages, ///< the other languages than the main one
    Types,     ///< the kinds of exploitation of all episodes
    Methods,   ///< how she was recruited: the registry's and each episode's
    Controls,  ///< the methods of control of all episodes, and that papers were kept
    Status,    ///< of all decisions the one that counts outside
    Organ,     ///< who took that decision
    Comment,   ///< observations
    Derived,   ///< worked out going out; kept as it came
    Lines,     ///< a line for each of several records, worked out going out; kept as it came
    Kept       ///< no field of the register
};

struct HtcdsField
{
    QString name;
    QString label;
    sync::FieldId home; ///< of Kept: the value of the table it is kept in
    HtcdsConversion conversion = HtcdsConversion::Kept;
    QString codeList{}; ///< of htcds-codes.csv; empty: none
    QString codeMap{};  ///< of htcds-code-map.csv; empty: our codes are the standard's
    QString lines{};    ///< fields whose lines belong together
    sync::FieldId kept; ///< where what came is kept: kept_value, kept_value_identity or kept_value_perpetrator
};

/// In the order of the standard: the order of the columns of an export.
[[nodiscard]] const std::vector<HtcdsField> &htcdsFields();
/// Null: not of the standard.
[[nodiscard]] const HtcdsField *findHtcdsField(QStringView name);

/// Columns beside the standard's, which has no number of a case. They stand first.
inline constexpr QStringView HtcdsCaseCode = u"ext_CaseCode";
inline constexpr QStringView HtcdsExternalNumber = u"ext_ExternalNumber";
/// Read and never written: the number a survey program gave a submission.
inline constexpr QStringView HtcdsSubmission = u"ext_Submission";
/// Those that are written, then the standard's.
[[nodiscard]] QStringList htcdsColumns();

/// The field, or one of the columns above, that a heading means: its name, an alias, a label only one field has; case,
/// blanks around it and the groups of a survey before it ("group/prs_Title", "group-prs_Title") do not matter. Empty: none.
[[nodiscard]] QString htcdsColumnNamed(const QString &heading);

/// Our code as the standard writes it; a code it has no counterpart of, to the letter.
[[nodiscard]] QString toStandardCode(const HtcdsField &field, const QString &ours);
/// What a cell says in the standard's spelling: one of its codes, or a label, or one of our own codes. Nothing: unknown.
struct HtcdsCode
{
    QString standard;
    QString ours; ///< empty: the register has no counterpart
};
[[nodiscard]] std::optional<HtcdsCode> readHtcdsCode(const HtcdsField &field, const QString &written);
/// ISO 3166-1 alpha-3 of alpha-2, which CTDC writes; empty: unknown.
[[nodiscard]] QString alpha3Of(const QString &alpha2);

} // namespace indaro::casework
