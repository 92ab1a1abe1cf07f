// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_rows.h"

#include "core/casework/import_export/answer_remarks.h"
#include "core/casework/import_export/submission_columns.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype LongestSheetName = 31;

bool isYes(const QString &cell)
{
    const QString text = cell.trimmed().toLower();
    return text == "1"_L1 || text == "true"_L1 || text == "yes"_L1;
}

/// A cell that an export shielded from spreadsheets (toCsv).
QString unshielded(QString cell)
{
    if (cell.size() > 1 && cell.front() == u'\'' && u"=+-@\t\r"_s.contains(cell[1]))
        cell.remove(0, 1);
    return cell;
}

/// Where a cell that is no answer belongs; null: nowhere.
QString *placeOf(SubmittedRow &row, SubmissionColumn::Kind kind)
{
    switch (kind) {
    case SubmissionColumn::Kind::InstanceId:
        return row.key.isEmpty() ? &row.key : nullptr;
    case SubmissionColumn::Kind::ParentKey:
        return &row.parentKey;
    case SubmissionColumn::Kind::Index:
        return &row.index;
    case SubmissionColumn::Kind::ParentIndex:
        return &row.parentIndex;
    case SubmissionColumn::Kind::ParentTable:
        return &row.parentTable;
    case SubmissionColumn::Kind::Begun:
        return &row.begun;
    case SubmissionColumn::Kind::Finished:
        return &row.finished;
    case SubmissionColumn::Kind::CaseCode:
        return &row.caseCode;
    case SubmissionColumn::Kind::WithoutAnswer:
        return &row.withoutAnswer;
    case SubmissionColumn::Kind::Said:
        return &row.said;
    case SubmissionColumn::Kind::Answer:
    case SubmissionColumn::Kind::Code:
    case SubmissionColumn::Kind::Unknown:
    case SubmissionColumn::Kind::Ignored:
        break;
    }
    return nullptr;
}

SubmittedRow sortOut(const std::vector<SubmissionColumn> &columns, const QStringList &cells)
{
    SubmittedRow row;
    QMap<int, QStringList> ticked; // item → codes with a column of their own
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const SubmissionColumn &column = columns[i];
        const QString cell = unshielded(cells.value(static_cast<qsizetype>(i)).trimmed());
        if (cell.isEmpty())
            continue;
        if (column.kind == SubmissionColumn::Kind::Code) {
            if (isYes(cell))
                ticked[column.item->index] << column.code;
            continue;
        }
        if (column.item != nullptr)
            row.answers[column.item->index] = cell;
        if (QString *place = placeOf(row, column.kind))
            *place = cell;
    }
    for (auto codes = ticked.begin(); codes != ticked.end(); ++codes) {
        if (!row.answers.contains(codes.key()))
            row.answers[codes.key()] = codes->join(u' ');
    }
    return row;
}

bool hangsOnAnother(const SubmissionTable &table)
{
    return std::any_of(table.table.columns.begin(), table.table.columns.end(), [](const QString &column) {
        const QString head = column.trimmed().toLower();
        return head == "parent_key"_L1 || head == "_parent_index"_L1;
    });
}

/// As _parent_table_name may say it in full.
QString indexKey(const QString &table, const QString &index)
{
    return table.left(LongestSheetName) + u'#' + index;
}

} // namespace

SubmissionRows::SubmissionRows(const forms::FormDefinition &form, const std::vector<SubmissionTable> &tables) : m_form(form)
{
    const auto main = std::find_if(tables.begin(), tables.end(), [&](const SubmissionTable &table) {
        return !hangsOnAnother(table) && (tables.size() == 1 || findRepeatOf(form, table.name) == nullptr);
    });
    for (auto table = tables.begin(); table != tables.end(); ++table) {
        const forms::FormItem *repeat = table == main ? nullptr : findRepeatOf(form, table->name);
        if (table == main || repeat != nullptr)
            read(*table, repeat);
        else
            m_otherTables << table->name;
    }
    for (std::size_t i = 0; i < m_rows.size(); ++i)
        m_rowsOf.insert(parentOf(m_rows[i].row), i);
}

void SubmissionRows::read(const SubmissionTable &table, const forms::FormItem *repeat)
{
    const auto columns = recogniseColumns(m_form, table.table.columns, repeat);
    if (repeat == nullptr)
        m_mainName = table.name;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_isOfForm = m_isOfForm || columns[i].item != nullptr;
        const QString head = table.table.columns.at(static_cast<qsizetype>(i));
        if (columns[i].kind == SubmissionColumn::Kind::Unknown)
            m_notRead << (repeat == nullptr ? head : table.name + u": "_s + head);
    }
    for (std::size_t i = 0; i < table.table.rows.size(); ++i) {
        SubmittedRow row = sortOut(columns, table.table.rows[i]);
        row.line = static_cast<int>(i) + 2;
        row.table = repeat == nullptr ? QString() : table.name;
        if (repeat == nullptr)
            m_submissions.push_back(std::move(row));
        else
            m_rows.push_back({repeat, std::move(row)});
    }
}

QStringList SubmissionRows::keysOf(const SubmittedRow &row) const
{
    QStringList keys;
    if (!row.key.isEmpty())
        keys << row.key;
    if (!row.index.isEmpty())
        keys << indexKey(row.table.isEmpty() ? m_mainName : row.table, row.index);
    return keys;
}

QString SubmissionRows::parentOf(const SubmittedRow &row) const
{
    if (!row.parentKey.isEmpty())
        return row.parentKey;
    return indexKey(row.parentTable.isEmpty() ? m_mainName : row.parentTable, row.parentIndex);
}

std::vector<SubmittedAnswer> SubmissionRows::answersOf(const SubmittedRow &submission)
{
    std::vector<SubmittedAnswer> out;
    for (auto answer = submission.answers.begin(); answer != submission.answers.end(); ++answer)
        out.push_back({m_form.item(answer.key()).path, answer.key(), *answer, {}, submission.line});
    addRows(submission, m_form.item(0).path, m_form.item(0).path, out);
    addReasons(m_form, submission, out);
    addSaidAges(m_form, submission.said, out);
    return out;
}

void SubmissionRows::addRows(const SubmittedRow &parent, const QString &plainPath, const QString &path,
                             std::vector<SubmittedAnswer> &out)
{
    std::vector<std::size_t> rows;
    for (const QString &key : keysOf(parent)) {
        for (const std::size_t row : m_rowsOf.values(key))
            rows.push_back(row);
    }
    std::sort(rows.begin(), rows.end());
    QHash<int, int> positions; // of each repeat
    for (const std::size_t index : rows) {
        const RepeatRow &one = m_rows[index];
        if (!one.repeat->path.startsWith(plainPath + u'/') || m_placed.contains(index))
            continue;
        m_placed.insert(index); // first: a row that names itself as its parent ends here
        const QString rowPath =
            path + one.repeat->path.mid(plainPath.size()) + u"[%1]"_s.arg(++positions[one.repeat->index]);
        for (auto answer = one.row.answers.begin(); answer != one.row.answers.end(); ++answer)
            out.push_back({rowPath + m_form.item(answer.key()).path.mid(one.repeat->path.size()), answer.key(), *answer,
                           one.row.table, one.row.line});
        addRows(one.row, one.repeat->path, rowPath, out);
    }
}

QStringList SubmissionRows::orphans() const
{
    QStringList lines;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (!m_placed.contains(i))
            lines << u"%1: %2"_s.arg(m_rows[i].row.table).arg(m_rows[i].row.line);
    }
    return lines;
}

} // namespace indaro::casework
