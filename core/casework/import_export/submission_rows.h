// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/value.h"
#include "core/casework/import_export/submission_tables.h"
#include "core/forms/form_definition.h"

#include <QHash>
#include <QMap>
#include <QSet>

#include <optional>
#include <vector>

namespace indaro::casework {

/// One line of a table of submissions, sorted out.
struct SubmittedRow
{
    QString table{}; ///< empty: the submissions themselves
    int line = 0;    ///< of the table, its head being 1
    QString key{};   ///< KEY, instanceID
    QString parentKey{};
    QString index{}; ///< the keys of KoboToolbox
    QString parentIndex{};
    QString parentTable{};
    QString begun{};
    QString finished{};
    QString caseCode{};
    QString withoutAnswer{};      ///< indaro-missing
    QString said{};               ///< indaro-said
    QMap<int, QString> answers{}; ///< item → cell
};

/// One answer in its place: "/data/child[2]/name".
struct SubmittedAnswer
{
    QString path{};
    int item = 0;
    QString cell{};
    QString table{};
    int line = 0;
    std::optional<base::Missing> missing{}; ///< why there is none
};

/// The tables of one file put together: which are the submissions, which the rows of which repeat, and what hangs on what.
class SubmissionRows
{
public:
    SubmissionRows(const forms::FormDefinition &form, const std::vector<SubmissionTable> &tables);

    [[nodiscard]] const std::vector<SubmittedRow> &submissions() const { return m_submissions; }
    /// Whether any column of any table names a question.
    [[nodiscard]] bool isOfForm() const { return m_isOfForm; }
    /// Columns that mean nothing in this form, of a repeat as "table: column"; tables of no repeat.
    [[nodiscard]] const QStringList &notRead() const { return m_notRead; }
    [[nodiscard]] const QStringList &otherTables() const { return m_otherTables; }
    /// The answers of a submission and of the rows that hang on it, rows in the order of their tables; with what our own
    /// export says beside them: reasons why there is none, and the age a date stands for.
    [[nodiscard]] std::vector<SubmittedAnswer> answersOf(const SubmittedRow &submission);
    /// Rows that were asked for by no submission so far: "table: line".
    [[nodiscard]] QStringList orphans() const;

private:
    struct RepeatRow
    {
        const forms::FormItem *repeat = nullptr;
        SubmittedRow row{};
    };
    void read(const SubmissionTable &table, const forms::FormItem *repeat);
    [[nodiscard]] QStringList keysOf(const SubmittedRow &row) const;
    [[nodiscard]] QString parentOf(const SubmittedRow &row) const;
    void addRows(const SubmittedRow &parent, const QString &plainPath, const QString &path,
                 std::vector<SubmittedAnswer> &out);

    const forms::FormDefinition &m_form;
    QString m_mainName;
    std::vector<SubmittedRow> m_submissions;
    std::vector<RepeatRow> m_rows;
    QMultiHash<QString, std::size_t> m_rowsOf; ///< key of the parent → rows, newest first
    QSet<std::size_t> m_placed;
    bool m_isOfForm = false;
    QStringList m_notRead;
    QStringList m_otherTables;
};

} // namespace indaro::casework
