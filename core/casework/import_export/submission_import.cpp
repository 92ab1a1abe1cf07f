// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_import.h"

#include "core/casework/audit/audit.h"
#include "core/casework/import_export/submission_columns.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/people/queries.h"
#include "core/casework/row_values.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <QDateTime>
#include <QMap>

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

/// One line of the table, sorted out.
struct Submission
{
    int line = 0;
    QString instanceId{};
    QString begun{};
    QString finished{};
    QString caseCode{};
    QMap<int, QString> answers{};    ///< item → value
    QMap<int, QStringList> ticked{}; ///< item → codes with a column of their own
};

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

Submission sortOut(const std::vector<SubmissionColumn> &columns, const QStringList &cells, int line)
{
    Submission submission{line};
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const SubmissionColumn &column = columns[i];
        const QString cell = unshielded(cells.value(static_cast<qsizetype>(i)).trimmed());
        if (cell.isEmpty())
            continue;
        if (column.item != nullptr && column.kind != SubmissionColumn::Kind::Code)
            submission.answers[column.item->index] = cell;
        switch (column.kind) {
        case SubmissionColumn::Kind::Code:
            if (isYes(cell))
                submission.ticked[column.item->index] << column.code;
            break;
        case SubmissionColumn::Kind::InstanceId:
            if (submission.instanceId.isEmpty())
                submission.instanceId = cell.startsWith("uuid:"_L1) ? cell : u"uuid:"_s + cell;
            break;
        case SubmissionColumn::Kind::Begun:
            submission.begun = cell;
            break;
        case SubmissionColumn::Kind::Finished:
            submission.finished = cell;
            break;
        case SubmissionColumn::Kind::CaseCode:
            submission.caseCode = cell;
            break;
        case SubmissionColumn::Kind::Answer:
        case SubmissionColumn::Kind::Unknown:
        case SubmissionColumn::Kind::Ignored:
            break;
        }
    }
    for (auto ticked = submission.ticked.begin(); ticked != submission.ticked.end(); ++ticked) {
        if (!submission.answers.contains(ticked.key()))
            submission.answers[ticked.key()] = ticked->join(u' ');
    }
    return submission;
}

/// The code a cell means in a list: itself, or the code of the only label that reads so. Empty: neither.
QString codeOf(const forms::ChoiceList &list, const QString &cell)
{
    if (list.findChoice(cell) != nullptr)
        return cell;
    QString found;
    for (const forms::Choice &choice : list.choices) {
        for (const QString &label : choice.label.byLanguage) {
            if (label != cell || choice.name == found)
                continue;
            if (!found.isEmpty())
                return {};
            found = choice.name;
        }
    }
    return found;
}

/// The same code on every laptop that takes this submission in, or the two files would dispute it.
class CodeOfSubmission final : public base::Random
{
public:
    explicit CodeOfSubmission(const QString &instanceId) : m_instanceId(instanceId.toStdString()) {}
    void fill(std::span<std::byte> buffer) override
    {
        for (std::byte &byte : buffer) {
            if (m_used % sync::RecordId::Size == 0)
                m_block = sync::derivedId({"submission_code", m_instanceId, std::to_string(m_used)});
            byte = m_block->bytes()[m_used++ % sync::RecordId::Size];
        }
    }

private:
    std::string m_instanceId;
    std::optional<sync::RecordId> m_block{};
    std::size_t m_used = 0;
};

class SubmissionTaker
{
public:
    SubmissionTaker(Desk &desk, const SubmissionForm &form, const CsvTable &table)
        : m_desk(desk), m_form(form), m_table(table), m_columns(recogniseColumns(*form.definition, table.columns))
    {
    }
    Result<SubmissionReport> take()
    {
        bool isOfForm = false;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            isOfForm = isOfForm || m_columns[i].item != nullptr;
            if (m_columns[i].kind == SubmissionColumn::Kind::Unknown)
                m_report.notRead << m_table.columns.at(static_cast<qsizetype>(i));
        }
        if (!isOfForm)
            return Error(Errc::NotFound);
        INDARO_TRY_ASSIGN(auto transaction, m_desk.db.begin());
        for (std::size_t row = 0; row < m_table.rows.size(); ++row)
            INDARO_TRY(takeOne(sortOut(m_columns, m_table.rows[row], static_cast<int>(row) + 2)));
        if (m_report.taken > 0)
            INDARO_TRY(recordAudit(m_desk, AuditVerb::PeopleImported, std::nullopt, std::to_string(m_report.taken)));
        INDARO_TRY(transaction.commit());
        return std::move(m_report);
    }

private:
    Result<void> takeOne(const Submission &submission)
    {
        if (submission.instanceId.isEmpty()) {
            m_report.noIdentity << QString::number(submission.line);
            return {};
        }
        const InterviewId id = sync::derivedId({"submission", submission.instanceId.toStdString()});
        INDARO_TRY_ASSIGN(const bool isThere, m_desk.log.exists({fields::interview::Table, id}));
        if (isThere) {
            ++m_report.alreadyHere;
            return {};
        }
        INDARO_TRY_ASSIGN(const auto file, fileFor(submission));
        const base::UtcMs now = m_desk.clock.nowUtc();
        const base::UtcMs signedAt = momentOf(submission.finished, now);
        INDARO_TRY(m_desk.log.birth({fields::interview::Table, id},
                                    {{fields::interview::CaseFile, idValue(file)},
                                     {fields::interview::FormId, rows::textValue(m_form.formId)},
                                     {fields::interview::FormVersion, rows::textValue(m_form.version)},
                                     {fields::interview::Status, "signed"},
                                     {fields::interview::StartedAt, momentOf(submission.begun, signedAt)},
                                     {fields::interview::SignedAt, signedAt},
                                     {fields::interview::Form, m_form.record ? idValue(*m_form.record) : Value()}}));
        for (auto answer = submission.answers.begin(); answer != submission.answers.end(); ++answer)
            INDARO_TRY(writeAnswer(id, m_form.definition->item(answer.key()), answer.value(), submission.line));
        INDARO_TRY(rows::putAnswer(m_desk, id,
                                   {m_form.definition->item(0).path + u"/meta/instanceID"_s, u"text"_s,
                                    submission.instanceId, std::nullopt, sync::Compartment::Case}));
        ++m_report.taken;
        return {};
    }

    Result<void> writeAnswer(InterviewId id, const forms::FormItem &item, const QString &cell, int line)
    {
        QString type = forms::toString(item.type);
        QString value = cell;
        bool isOdd = false;
        if (const auto *list = item.hasChoices() ? m_form.definition->findChoiceList(item.listName) : nullptr) {
            const bool isMultiple = item.type == forms::QuestionType::SelectMultiple;
            QStringList codes;
            for (const QString &part : isMultiple ? cell.split(u' ', Qt::SkipEmptyParts) : QStringList{cell}) {
                const QString code = codeOf(*list, part);
                isOdd = isOdd || (code.isEmpty() && !(item.orOther && part == "other"_L1));
                codes << (code.isEmpty() ? part : code);
            }
            value = codes.join(u' ');
        }
        const bool isNumber = item.type == forms::QuestionType::Integer || item.type == forms::QuestionType::Decimal ||
                              item.type == forms::QuestionType::Range;
        if (isNumber) {
            bool isRead = false;
            (void)value.toDouble(&isRead);
            if (!isRead) { // kept as it was written
                isOdd = true;
                type = u"text"_s;
            }
        }
        if (isOdd)
            m_report.oddValues.push_back({line, item.name, cell});
        return rows::putAnswer(m_desk, id, {item.path, type, value, std::nullopt, compartmentOf(*m_form.definition, item)});
    }

    Result<sync::RecordId> fileFor(const Submission &submission)
    {
        if (!submission.caseCode.isEmpty()) {
            auto known = loadPersonByCode(m_desk, submission.caseCode);
            if (known || (known.error().code != Errc::NotFound && known.error().code != Errc::InvalidArgument))
                return known;
        }
        const auto file = sync::derivedId({"submission_file", submission.instanceId.toStdString()});
        const QString name = u"%1 %2"_s.arg(m_form.definition->settings().title.left(60), submission.instanceId.right(6));
        CodeOfSubmission random(submission.instanceId);
        INDARO_TRY(m_desk.log.birth({fields::case_file::Table, file},
                                    {{fields::case_file::CaseCode, model::makeCaseCode(random)},
                                     {fields::case_file::DisplayName, name.trimmed().toStdString()},
                                     {fields::case_file::Status, "registered"},
                                     {fields::case_file::OpenedAt, m_desk.clock.nowUtc()}}));
        INDARO_TRY(m_desk.log.birth({fields::identity::Table, file}, {}));
        INDARO_TRY(m_desk.log.birth({fields::health::Table, file}, {}));
        ++m_report.newFiles;
        return file;
    }

    static base::UtcMs momentOf(const QString &text, base::UtcMs otherwise)
    {
        QDateTime moment = QDateTime::fromString(text, Qt::ISODateWithMs);
        if (moment.isValid() && moment.timeSpec() == Qt::LocalTime)
            moment.setTimeSpec(Qt::UTC); // KoboToolbox writes UTC without saying so
        return moment.isValid() ? moment.toMSecsSinceEpoch() : otherwise;
    }

    Desk &m_desk;
    const SubmissionForm &m_form;
    const CsvTable &m_table;
    std::vector<SubmissionColumn> m_columns;
    SubmissionReport m_report;
};

} // namespace

Result<SubmissionReport> importSubmissions(Desk &desk, const SubmissionForm &form, const CsvTable &table)
{
    return SubmissionTaker(desk, form, table).take();
}

} // namespace indaro::casework
