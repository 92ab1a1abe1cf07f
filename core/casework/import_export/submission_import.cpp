// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_import.h"

#include "core/casework/audit/audit.h"
#include "core/casework/entities/entity_store.h"
#include "core/casework/house/house.h"
#include "core/casework/import_export/submission_rows.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/people/queries.h"
#include "core/casework/row_values.h"
#include "core/model/case_code.h"
#include "core/model/field_table.h"
#include "core/sync/derived_id.h"

#include <QDateTime>
#include <QSet>
#include <QUuid>

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

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

/// An interview that was held here and left as a file has its own id for a name (interview_export_sql.cpp).
std::optional<InterviewId> heldInterview(const QString &instanceId)
{
    const QUuid uuid = QUuid::fromString(QStringView(instanceId).mid(5));
    const QByteArray bytes = uuid.toRfc4122();
    return uuid.isNull() ? std::nullopt : InterviewId::fromBytes(std::as_bytes(std::span(bytes.cbegin(), bytes.cend())));
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
    SubmissionTaker(Desk &desk, const SubmissionForm &form, const std::vector<SubmissionTable> &tables,
                    const SubmissionFiles &files)
        : m_desk(desk), m_form(form), m_rows(*form.definition, tables), m_files(files)
    {
    }
    Result<SubmissionReport> take()
    {
        if (!m_rows.isOfForm())
            return Error(Errc::NotFound);
        m_report.notRead = m_rows.notRead();
        m_report.otherTables = m_rows.otherTables();
        INDARO_TRY_ASSIGN(auto transaction, m_desk.db.begin());
        INDARO_TRY_ASSIGN(m_lists, loadEntityLists(m_desk, *m_form.definition));
        for (const SubmittedRow &submission : m_rows.submissions())
            INDARO_TRY(takeOne(submission));
        m_report.orphans = m_rows.orphans();
        m_report.keptBack.removeDuplicates();
        if (m_report.taken > 0)
            INDARO_TRY(recordAudit(m_desk, AuditVerb::PeopleImported, std::nullopt, std::to_string(m_report.taken)));
        INDARO_TRY(transaction.commit());
        return std::move(m_report);
    }

private:
    Result<void> takeOne(const SubmittedRow &submission)
    {
        const auto answers = m_rows.answersOf(submission); // also of one that is here: its rows are no orphans
        if (submission.key.isEmpty()) {
            m_report.noIdentity << QString::number(submission.line);
            return {};
        }
        const QString instanceId = submission.key.startsWith("uuid:"_L1) ? submission.key : u"uuid:"_s + submission.key;
        const InterviewId id = sync::derivedId({"submission", instanceId.toStdString()});
        INDARO_TRY_ASSIGN(const bool isThere, isHere(id, heldInterview(instanceId)));
        if (isThere) {
            ++m_report.alreadyHere;
            return {};
        }
        INDARO_TRY_ASSIGN(const auto file, fileFor(submission, instanceId));
        const base::UtcMs signedAt = momentOf(submission.finished, m_desk.clock.nowUtc());
        INDARO_TRY(m_desk.log.birth({fields::interview::Table, id},
                                    {{fields::interview::CaseFile, idValue(file)},
                                     {fields::interview::FormId, rows::textValue(m_form.formId)},
                                     {fields::interview::FormVersion, rows::textValue(m_form.version)},
                                     {fields::interview::Status, "signed"},
                                     {fields::interview::StartedAt, momentOf(submission.begun, signedAt)},
                                     {fields::interview::SignedAt, signedAt},
                                     {fields::interview::Form, m_form.record ? idValue(*m_form.record) : Value()}}));
        std::vector<AnswerDraft> drafts = draftsOf(answers);
        drafts.push_back({m_form.definition->item(0).path + u"/meta/instanceID"_s, u"text"_s, instanceId, std::nullopt,
                          sync::Compartment::Case});
        const RuledSubmission ruled = runRules(*m_form.definition, drafts, file, signedAt, m_lists.get());
        drafts.insert(drafts.end(), ruled.calculated.begin(), ruled.calculated.end());
        for (const AnswerDraft &draft : drafts)
            INDARO_TRY(rows::putAnswer(m_desk, id, draft));
        for (const AnswerDraft &draft : drafts) {
            if (isMediaAnswer(draft.type) && !draft.value.isEmpty())
                INDARO_TRY(takeFile(file, id, draft));
        }
        INDARO_TRY(writeEntities(m_desk, id, ruled.entities.drafts));
        m_report.listRows += static_cast<int>(ruled.entities.drafts.size());
        m_report.keptBack << ruled.entities.keptBack;
        tellFindings(ruled, answers, submission);
        ++m_report.taken;
        return {};
    }

    Result<bool> isHere(InterviewId taken, std::optional<InterviewId> held) const
    {
        INDARO_TRY_ASSIGN(const bool isTaken, m_desk.log.exists({fields::interview::Table, taken}));
        if (isTaken || !held)
            return isTaken;
        return m_desk.log.exists({fields::interview::Table, *held});
    }

    /// What cannot be kept is said; the answer stays.
    Result<void> takeFile(sync::RecordId file, InterviewId interview, const AnswerDraft &draft)
    {
        const auto found = m_files.content.constFind(draft.value);
        if (found == m_files.content.constEnd()) {
            m_report.filesMissing << draft.value;
            return {};
        }
        NewAttachment attachment{file, interview, draft.path, attachmentKindOf(draft.type), draft.compartment,
                                 {},   {},        *found};
        if (m_files.prepare) {
            auto prepared = m_files.prepare(attachment.kind, *found);
            if (!prepared) {
                m_report.filesMissing << draft.value;
                return {};
            }
            attachment.content = std::move(prepared).value();
        }
        const auto kept = addSubmittedAttachment(m_desk, attachment, draft.value);
        if (kept) {
            ++m_report.filesTaken;
            return {};
        }
        const Errc why = kept.error().code;
        if (why != Errc::InvalidArgument && why != Errc::FileTooLarge && why != Errc::MediaTypeRefused &&
            why != Errc::PictureDamaged)
            return kept.error();
        m_report.filesMissing << draft.value;
        return {};
    }

    /// What the cells say, as it is to be kept. What is not understood is reported.
    std::vector<AnswerDraft> draftsOf(const std::vector<SubmittedAnswer> &answers)
    {
        std::vector<AnswerDraft> drafts;
        m_odd.clear();
        for (const SubmittedAnswer &answer : answers) {
            const forms::FormItem &item = m_form.definition->item(answer.item);
            AnswerDraft draft{answer.path, forms::toString(item.type), answer.cell, answer.missing,
                              compartmentOf(*m_form.definition, item)};
            if (!answer.missing && !understand(item, draft)) {
                m_odd.insert(answer.path);
                m_report.oddValues.push_back(
                    {OddValue::Why::NotUnderstood, answer.table, answer.line, item.name, answer.cell});
            }
            drafts.push_back(std::move(draft));
        }
        return drafts;
    }

    /// False: it is kept as it was written.
    bool understand(const forms::FormItem &item, AnswerDraft &draft) const
    {
        bool isUnderstood = true;
        if (const auto *list = item.hasChoices() ? m_form.definition->findChoiceList(item.listName) : nullptr) {
            const bool isMultiple = item.type == forms::QuestionType::SelectMultiple;
            QStringList codes;
            for (const QString &part : isMultiple ? draft.value.split(u' ', Qt::SkipEmptyParts) : QStringList{draft.value}) {
                const QString code = codeOf(*list, part);
                isUnderstood = isUnderstood && (!code.isEmpty() || (item.orOther && part == "other"_L1));
                codes << (code.isEmpty() ? part : code);
            }
            draft.value = codes.join(u' ');
        }
        const bool isNumber = item.type == forms::QuestionType::Integer || item.type == forms::QuestionType::Decimal ||
                              item.type == forms::QuestionType::Range;
        if (isNumber) {
            bool isRead = false;
            (void)draft.value.toDouble(&isRead);
            if (!isRead)
                draft.type = u"text"_s;
            isUnderstood = isRead;
        }
        return isUnderstood;
    }

    void tellFindings(const RuledSubmission &ruled, const std::vector<SubmittedAnswer> &answers,
                      const SubmittedRow &submission)
    {
        for (const RuledSubmission::Finding &finding : ruled.findings) {
            if (m_odd.contains(finding.path))
                continue; // of that value enough was said
            const auto answer = std::find_if(answers.begin(), answers.end(),
                                             [&](const SubmittedAnswer &each) { return each.path == finding.path; });
            const bool isGiven = answer != answers.end();
            m_report.oddValues.push_back({finding.why, isGiven ? answer->table : QString(),
                                          isGiven ? answer->line : submission.line, finding.path.section(u'/', -1),
                                          finding.value});
        }
    }

    Result<sync::RecordId> fileFor(const SubmittedRow &submission, const QString &instanceId)
    {
        if (!submission.caseCode.isEmpty()) {
            auto known = loadPersonByCode(m_desk, submission.caseCode);
            if (known || (known.error().code != Errc::NotFound && known.error().code != Errc::InvalidArgument))
                return known;
        }
        const auto file = sync::derivedId({"submission_file", instanceId.toStdString()});
        const QString name = u"%1 %2"_s.arg(m_form.definition->settings().title.left(60), instanceId.right(6));
        CodeOfSubmission random(instanceId);
        INDARO_TRY(m_desk.log.birth({fields::case_file::Table, file},
                                    {{fields::case_file::CaseCode, model::makeCaseCode(random)},
                                     {fields::case_file::DisplayName, name.trimmed().toStdString()},
                                     {fields::case_file::Status, "registered"},
                                     {fields::case_file::OpenedAt, m_desk.clock.nowUtc()}}));
        INDARO_TRY(m_desk.log.birth({fields::identity::Table, file}, {}));
        if (!m_desk.log.isElsewhere(sync::Compartment::Health))
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
    SubmissionRows m_rows;
    std::shared_ptr<const HouseLists> m_lists;
    QSet<QString> m_odd; ///< paths of the submission at hand whose values were not understood
    const SubmissionFiles &m_files;
    SubmissionReport m_report;
};

} // namespace

Result<SubmissionReport> importSubmissions(Desk &desk, const SubmissionForm &form,
                                           const std::vector<SubmissionTable> &tables, const SubmissionFiles &files)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY_ASSIGN(const bool isCommission, isCommissionVault(desk));
    if (isCommission)
        return Error(Errc::WrongState); // it registers nobody
    return SubmissionTaker(desk, form, tables, files).take();
}

} // namespace indaro::casework
