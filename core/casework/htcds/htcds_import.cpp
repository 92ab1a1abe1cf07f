// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/htcds/htcds_import.h"

#include "core/casework/audit/audit.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/htcds/exchange_table.h"
#include "core/casework/htcds/htcds_heading.h"
#include "core/casework/htcds/htcds_writer.h"
#include "core/casework/import_export/people_export.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"

#include <algorithm>

namespace indaro::casework {

using namespace Qt::StringLiterals;
using base::Result;
using sync::RecordId;

namespace {

/// One import at work inside its transaction.
class HtcdsImport
{
public:
    /// `digest`: of the file, by which a line that names nobody is known.
    HtcdsImport(Desk &desk, const HtcdsHeading &heading, HtcdsImportReport &report, QString digest)
        : m_desk(desk), m_heading(heading), m_report(report), m_digest(std::move(digest)), m_writer(desk)
    {
    }
    Result<void> start()
    {
        INDARO_TRY(m_writer.start());
        INDARO_TRY_ASSIGN(const auto people, rows::loadPersonValues(m_desk));
        for (const auto &[id, person] : people) {
            // A file that was taken into another one is found by its number, and what comes in is written into that one.
            INDARO_TRY_ASSIGN(const RecordId kept, keptFileOf(m_desk, id));
            learn(m_byCode, person.text(model::fields::case_file::CaseCode), kept);
            learnNumber(person.text(model::fields::case_file::ExternalNumber), kept);
        }
        INDARO_TRY_ASSIGN(m_byRow, rows::loadKeptRows(m_desk));
        for (auto &[mark, id] : m_byRow) {
            INDARO_TRY_ASSIGN(id, keptFileOf(m_desk, id));
        }
        return {};
    }
    Result<void> take(const ExchangeRow &row)
    {
        ++m_report.rows;
        m_line = row.line;
        if (!row.isWhole)
            return refuse(u"row"_s);
        for (qsizetype i = m_heading.width; i < row.cells.size(); ++i) {
            if (!row.cells.at(i).trimmed().isEmpty())
                return refuse(u"columns"_s);
        }
        std::map<QString, QString> cells;
        bool saysAnything = false;
        for (const auto &[column, at] : m_heading.columns) {
            const QString cell = row.cells.value(at);
            if (cell.size() > LongestHtcdsCell)
                return refuse(u"too-long"_s);
            saysAnything = saysAnything || !cell.trimmed().isEmpty();
            cells.emplace(column, cell);
        }
        if (!saysAnything)
            return refuse(u"nothing"_s);
        if (row.isOtherwiseEncoded)
            m_report.cells.push_back({m_line, {}, u"encoding"_s});
        for (const int at : row.formulas) {
            if (m_heading.isRead(at))
                m_report.cells.push_back({m_line, m_heading.headings.value(at), u"formula"_s});
        }
        return takeCells(cells);
    }

private:
    using Files = std::map<QString, RecordId>;

    static void learn(Files &files, const QString &key, const RecordId &id)
    {
        if (!key.isEmpty())
            files.emplace(key, id);
    }
    /// Numbers of others may come twice: then they tell nobody.
    void learnNumber(const QString &number, const RecordId &id)
    {
        if (const QString key = number.trimmed(); !key.isEmpty()) {
            auto &files = m_byNumber[key];
            if (std::ranges::find(files, id) == files.end())
                files.push_back(id);
        }
    }
    Result<void> refuse(const QString &reason)
    {
        m_report.notTaken.push_back({m_line, {}, reason});
        return {};
    }
    static std::optional<RecordId> in(const Files &files, const QString &key)
    {
        const auto found = key.isEmpty() ? files.end() : files.find(key);
        return found == files.end() ? std::nullopt : std::optional(found->second);
    }

    Result<void> takeCells(const std::map<QString, QString> &cells)
    {
        const auto cell = [&cells](QStringView column) {
            const auto found = cells.find(column.toString());
            return found == cells.end() ? QString() : found->second.trimmed();
        };
        QString code = cell(HtcdsCaseCode);
        if (!code.isEmpty()) {
            const auto parsed = model::parseCaseCode(code.toStdString());
            if (!parsed)
                return refuse(u"case-code"_s);
            code = QString::fromStdString(*parsed);
        }
        const auto came = cells.find(HtcdsExternalNumber.toString());
        const QString number = came == cells.end() || came->second.trimmed().isEmpty() ? QString() : came->second;
        const QString mark = markOf(cells, cell(HtcdsSubmission), code, number);
        std::optional<RecordId> here = in(m_byCode, code);
        if (!here && code.isEmpty()) { // a case code says more than somebody else's number
            const auto known = m_byNumber.find(number.trimmed());
            if (known != m_byNumber.end() && known->second.size() > 1)
                return refuse(u"two-files"_s);
            here = known != m_byNumber.end() ? std::optional(known->second.front()) : in(m_byRow, mark);
        }
        const QString identifier = !code.isEmpty()     ? u"code:"_s + code
                                   : !number.isEmpty() ? u"number:"_s + number.trimmed()
                                                       : mark;
        const HtcdsWriter::Line line{code, number, mark, identifier, cells};
        INDARO_TRY_ASSIGN(const RecordId id, m_writer.idOf(line));
        if (!here) { // its number was changed here since it came
            INDARO_TRY_ASSIGN(const bool isThere, m_desk.log.exists({model::fields::case_file::Table, id}));
            if (isThere) {
                INDARO_TRY_ASSIGN(here, keptFileOf(m_desk, id));
            }
        }
        std::vector<HtcdsWriter::CellTrouble> troubles;
        if (here) {
            INDARO_TRY_ASSIGN(const HtcdsWriter::Merged merged, m_writer.merge(*here, line, troubles));
            if (merged == HtcdsWriter::Merged::Closed)
                return refuse(u"closed"_s);
            ++m_report.merged;
            m_report.unchanged += merged == HtcdsWriter::Merged::Nothing ? 1 : 0;
        } else {
            INDARO_TRY_ASSIGN(const HtcdsWriter::NewFile file, m_writer.create(id, line, troubles));
            learn(m_byCode, file.caseCode, file.id);
            learnNumber(number, file.id);
            learn(m_byRow, mark, file.id);
            ++m_report.imported;
        }
        for (const HtcdsWriter::CellTrouble &one : troubles)
            m_report.cells.push_back({m_line, m_heading.headingOf(one.column), one.reason});
        return {};
    }

    /// What finds her again when her line has no number of a case: the number of the submission, or the line itself where
    /// it names somebody. Two lines that name nobody are two people: only the same line of the same file is the same one.
    QString markOf(const std::map<QString, QString> &cells, const QString &submission, const QString &code,
                   const QString &number) const
    {
        if (!submission.isEmpty())
            return u"submission:"_s + submission;
        if (!code.isEmpty() || !number.isEmpty())
            return {};
        const auto said = [&cells](QStringView column) {
            const auto found = cells.find(column.toString());
            return found != cells.end() && !found->second.trimmed().isEmpty();
        };
        if (!said(u"prs_FirstName") && !said(u"prs_SecondName"))
            return u"row:"_s + HtcdsWriter::digestOf(m_digest + u' ' + QString::number(m_line));
        QString whole;
        for (const auto &[column, text] : cells) {
            if (!text.isEmpty())
                whole += column + u'\x1F' + text + u'\x1E';
        }
        return u"line:"_s + HtcdsWriter::digestOf(whole);
    }

    Desk &m_desk;
    const HtcdsHeading &m_heading;
    HtcdsImportReport &m_report;
    QString m_digest;
    HtcdsWriter m_writer;
    Files m_byCode;
    std::map<QString, std::vector<RecordId>> m_byNumber;
    Files m_byRow;
    int m_line = 0;
};

} // namespace

Result<HtcdsImportReport> importHtcds(Desk &desk, const QByteArray &bytes)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY(rows::mustReadWholePeople(desk));
    INDARO_TRY_ASSIGN(ExchangeTable table, readExchangeTable(bytes));
    HtcdsHeading heading = readHtcdsHeading(table);
    if (heading.columns.empty())
        return base::Error(base::Errc::NotFound);
    HtcdsImportReport report;
    report.encoding = table.encoding;
    report.columnsNotRead = heading.notRead;
    report.labelsThatDisagree = heading.disagreeing;
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    HtcdsImport import(desk, heading, report, HtcdsWriter::digestOf(QString::fromLatin1(bytes.toHex())));
    INDARO_TRY(import.start());
    for (const ExchangeRow &row : table.rows)
        INDARO_TRY(import.take(row));
    INDARO_TRY(recordAudit(desk, AuditVerb::PeopleImported, std::nullopt, std::to_string(report.imported)));
    INDARO_TRY(transaction.commit());
    return report;
}

QByteArray toCsv(const HtcdsImportReport &report)
{
    std::vector<QStringList> lines;
    const auto add = [&lines](const std::vector<ExchangeFinding> &findings, const QString &taken) {
        for (const ExchangeFinding &one : findings)
            lines.push_back({QString::number(one.line), taken, one.column, one.reason});
    };
    add(report.notTaken, u"no"_s);
    add(report.cells, u"yes"_s);
    for (const QString &column : report.columnsNotRead)
        lines.push_back({u"1"_s, u"yes"_s, column, u"not-read"_s});
    for (const QString &column : report.labelsThatDisagree)
        lines.push_back({u"2"_s, u"yes"_s, column, u"label-disagrees"_s});
    lines.push_back({QString(), QString(), u"rows"_s, QString::number(report.rows)});
    lines.push_back({QString(), QString(), u"imported"_s, QString::number(report.imported)});
    lines.push_back({QString(), QString(), u"merged"_s, QString::number(report.merged)});
    lines.push_back({QString(), QString(), u"unchanged"_s, QString::number(report.unchanged)});
    return toExchangeCsv({u"line"_s, u"taken"_s, u"column"_s, u"reason"_s}, lines);
}

} // namespace indaro::casework
