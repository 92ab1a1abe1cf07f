// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/interview_export.h"

#include "core/casework/attachments/attachment_store.h"
#include "core/casework/audit/audit.h"
#include "core/casework/consents/passing_on.h"
#include "core/casework/duplicates/file_merge.h"
#include "core/casework/forms/form_store.h"
#include "core/casework/import_export/record_map.h"
#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/corrections.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/row_values.h"
#include "core/forms/submission_xml.h"
#include "core/forms/workbook_writer.h"
#include "core/forms/zip_writer.h"
#include "core/model/field_table.h"
#include "core/model/said_age.h"

#include <QDateTime>
#include <QHash>
#include <QRegularExpression>
#include <QUuid>

#include <algorithm>
#include <map>
#include <set>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

const QRegularExpression &positions()
{
    static const QRegularExpression expression(u"\\[\\d+\\]"_s);
    return expression;
}

QString momentText(base::UtcMs at)
{
    return QDateTime::fromMSecsSinceEpoch(at, Qt::UTC).toString(Qt::ISODateWithMs);
}

QString momentOf(std::optional<base::UtcMs> at)
{
    return at ? momentText(*at) : QString();
}

/// "/data/child[2]/pet[1]/name" → "/data/child[2]/pet[1]"; empty outside repeats.
QString rowOf(const QString &path)
{
    const auto end = path.lastIndexOf(u']');
    return end < 0 ? QString() : path.left(end + 1);
}

QString withoutPositions(QString path)
{
    return path.remove(positions());
}

/// The tenth row after the ninth.
struct InOrderOfRows
{
    bool operator()(const QString &left, const QString &right) const { return compareVersions(left, right) < 0; }
};

/// The columns of one table in their order, those of the form first.
struct TablePlan
{
    QStringList paths; ///< of questions, without positions
    QString key;       ///< the path of the repeat, without positions; empty: the interviews
};

class ExportTables
{
public:
    ExportTables(QString formId, const forms::FormDefinition &form) : m_formId(std::move(formId))
    {
        m_root = form.item(0).path;
        for (const forms::FormItem &item : form.items()) {
            if (item.isQuestion() && !item.isMeta && item.type != forms::QuestionType::Note)
                place(item.path, repeatAround(form, item));
        }
    }
    /// A question of another version.
    void learn(const QString &path)
    {
        const QString row = withoutPositions(rowOf(path));
        place(withoutPositions(path), row);
    }
    void add(const LoadedInterview &interview, const QStringList &head, const QString &instance)
    {
        std::map<QString, QHash<QString, QString>, InOrderOfRows> rows; // row → question → value
        QStringList missing;
        QStringList said;
        rows[{}];
        for (const SavedAnswer &answer : interview.answers) {
            const QString path = withoutPositions(answer.path);
            for (QString row = rowOf(answer.path); !row.isEmpty(); row = rowOf(row.section(u'/', 0, -2)))
                rows[row]; // a row without answers of its own holds those of its rows
            const auto kept = model::KeptAnswer::of(answer.value);
            rows[rowOf(answer.path)].insert(path, kept.value);
            if (!kept.remark.isEmpty())
                said << column(answer.path) + u'=' + kept.remark;
            if (answer.missing)
                missing << column(answer.path) + u'=' + rows::fromUtf8(missingName(*answer.missing));
        }
        missing.sort();
        said.sort();
        for (const auto &[row, values] : rows) {
            const QString repeat = withoutPositions(row);
            QStringList cells = row.isEmpty() ? head : keysOf(row, instance);
            for (const QString &path : m_plans[indexOf(repeat)].paths)
                cells << values.value(path);
            if (row.isEmpty())
                cells << missing.join(u' ') << said.join(u"; "_s) << instance;
            m_rows[repeat].push_back(std::move(cells));
        }
    }
    std::vector<ExportTable> take(const QStringList &head)
    {
        std::vector<ExportTable> tables;
        for (const TablePlan &plan : m_plans) {
            ExportTable table;
            table.name = m_formId;
            if (!plan.key.isEmpty())
                table.name += u'-' + column(plan.key);
            table.columns = plan.key.isEmpty() ? head : QStringList{u"PARENT_KEY"_s, u"KEY"_s};
            for (const QString &path : plan.paths)
                table.columns << column(path, plan.key);
            if (plan.key.isEmpty())
                table.columns << u"indaro-missing"_s << u"indaro-said"_s << u"KEY"_s;
            table.rows = std::move(m_rows[plan.key]);
            tables.push_back(std::move(table));
        }
        return tables;
    }

private:
    static QString repeatAround(const forms::FormDefinition &form, const forms::FormItem &item)
    {
        for (const forms::FormItem *at = &item; at->parent >= 0; at = &form.item(at->parent)) {
            if (at->kind == forms::ItemKind::Repeat)
                return at->path;
        }
        return {};
    }
    std::size_t indexOf(const QString &repeat)
    {
        const auto found = std::find_if(m_plans.begin(), m_plans.end(), [&](const TablePlan &p) { return p.key == repeat; });
        if (found != m_plans.end())
            return static_cast<std::size_t>(found - m_plans.begin());
        m_plans.push_back({{}, repeat});
        return m_plans.size() - 1;
    }
    void place(const QString &path, const QString &repeat)
    {
        TablePlan &plan = m_plans[indexOf(repeat)];
        if (!plan.paths.contains(path))
            plan.paths << path;
    }
    /// "/data/group/question" → "group-question", in the table of a repeat from there on.
    QString column(const QString &path, const QString &around = {}) const
    {
        const QString from = around.isEmpty() ? m_root : around;
        QString rest = path.startsWith(from + u'/') ? path.mid(from.size() + 1) : path.mid(1);
        return rest.replace(u'/', u'-');
    }
    QStringList keysOf(const QString &row, const QString &instance) const
    {
        const QString parent = rowOf(row.section(u'/', 0, -2));
        const auto key = [&](const QString &of) { return of.isEmpty() ? instance : instance + u'/' + column(of); };
        return {key(parent), key(row)};
    }

    QString m_formId;
    QString m_root;
    std::vector<TablePlan> m_plans{{{}, {}}};
    std::map<QString, std::vector<QStringList>> m_rows;
};

Result<std::vector<InterviewId>> choose(Desk &desk, const InterviewChoice &choice)
{
    INDARO_TRY_ASSIGN(
        auto select, desk.db.prepare(std::string("SELECT i.id FROM interview i JOIN case_file c ON c.id = i.case_file WHERE "
                                                 "i.form_id = ?1 AND (?2 = '' OR i.form_version = ?2) AND (") +
                                     IsValidVersion +
                                     " OR (?3 AND i.status = 'draft' AND i.corrects IS NULL)) ORDER BY i.started_at, i.id"));
    select.bind(1, choice.formId.toStdString());
    select.bind(2, choice.version.toStdString());
    select.bind(3, choice.withDrafts ? 1 : 0);
    std::vector<InterviewId> chosen;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return chosen;
        chosen.push_back(*select.id<sync::RecordTag>(0));
    }
}

std::vector<forms::StoredAnswer> storedAnswers(const LoadedInterview &interview)
{
    std::vector<forms::StoredAnswer> answers;
    for (const SavedAnswer &saved : interview.answers)
        answers.push_back({saved.path,
                           {},
                           saved.missing ? forms::AnswerState::Missing : forms::AnswerState::Answered,
                           saved.missing,
                           saved.value});
    return answers;
}

QString uuidOf(const InterviewId &interview)
{
    const base::ByteView id = interview.bytes();
    const QByteArray bytes(reinterpret_cast<const char *>(id.data()), static_cast<qsizetype>(id.size()));
    return u"uuid:"_s + QUuid::fromRfc4122(bytes).toString(QUuid::WithoutBraces);
}

/// The one it came with, when it was imported.
QString instanceIdOf(const forms::FormDefinition &form, const LoadedInterview &interview)
{
    const QString path = form.item(0).path + u"/meta/instanceID"_s;
    for (const SavedAnswer &answer : interview.answers) {
        if (answer.path == path && !answer.value.isEmpty())
            return answer.value;
    }
    return uuidOf(interview.id);
}

/// What names an answer set in an export. The tables keep to the first version's name, as ODK Central's do; a submission
/// has its own and says which one it takes the place of (meta/deprecatedID).
struct ExportNames
{
    QString own;
    QString first;
    QString replaced; ///< empty: as first held
};

Result<ExportNames> namesOf(Desk &desk, const forms::FormDefinition &form, const LoadedInterview &interview)
{
    if (!interview.corrects) {
        const QString own = instanceIdOf(form, interview);
        return ExportNames{own, own, {}};
    }
    LoadedInterview before{interview.firstVersion, interview.caseFile};
    INDARO_TRY_ASSIGN(before.answers, rows::readAnswers(desk, before.id));
    const QString first = instanceIdOf(form, before);
    return ExportNames{uuidOf(interview.id), first,
                       *interview.corrects == interview.firstVersion ? first : uuidOf(*interview.corrects)};
}

/// Takes out what may not be passed on; how many answers that were.
int leaveOut(LoadedInterview &interview, const forms::FormDefinition &form, const PassingOn &leave)
{
    return static_cast<int>(std::erase_if(interview.answers, [&](const SavedAnswer &answer) {
        const forms::FormItem *item = form.findByPath(withoutPositions(answer.path));
        const auto savedTo = item == nullptr ? std::nullopt : registerFieldOf(item->saveTo);
        const bool isFile = isMediaAnswer(answer.type) && !leave.allowsFile(answer.value);
        return isFile || !leave.allowsAnswer(answer.path, savedTo, answer.compartment, answer.value);
    }));
}

/// What the answers of one interview name. Errors: FileTooLarge, the store's.
Result<void> addFiles(Desk &desk, const LoadedInterview &interview, const QString &instance, InterviewExport &out,
                      qint64 &total)
{
    for (const SavedAnswer &answer : interview.answers) {
        if (answer.value.isEmpty() || !isMediaAnswer(answer.type))
            continue;
        auto content = loadAttachment(desk, interview.id, answer.value);
        if (content) {
            total += content->size();
            if (total > LargestExport)
                return Error(Errc::FileTooLarge, {{"limit", std::int64_t{LargestExport}}});
            out.files.push_back({instance, answer.value, std::move(content).value()});
            continue;
        }
        const Errc why = content.error().code;
        if (why != Errc::UnknownRecord && why != Errc::AttachmentStillComing && why != Errc::AttachmentDamaged)
            return content.error();
        out.filesLeftOut << answer.value;
    }
    return {};
}

/// In an archive; a name that came from another program must not lead out of its folder.
QString entryName(QString name)
{
    name.replace(u'/', u'_').replace(u'\\', u'_');
    return name.startsWith(u'.') ? u'_' + name : name;
}

QString folderOf(const QString &instanceId)
{
    return entryName(QString(instanceId).remove(u"uuid:"_s));
}

QString cellText(QString text)
{
    if (!text.isEmpty() && u"=+-@\t\r"_s.contains(text.front())) {
        bool isNumber = false;
        (void)text.toDouble(&isNumber);
        if (!isNumber)
            text.prepend(u'\'');
    }
    if (text.contains(u'"') || text.contains(u',') || text.contains(u'\n') || text.contains(u'\r'))
        return u'"' + text.replace(u'"', u"\"\""_s) + u'"';
    return text;
}

/// The interviews as they may be passed on, and notes whose went to whom.
Result<std::vector<LoadedInterview>> readPassedOn(Desk &desk, const std::vector<InterviewId> &chosen,
                                                  const forms::FormDefinition &form, const Receiver &receiver,
                                                  InterviewExport &out)
{
    std::vector<LoadedInterview> interviews;
    std::vector<sync::RecordId> people;
    for (const InterviewId id : chosen) {
        INDARO_TRY_ASSIGN(auto interview, loadInterview(desk, id));
        if (desk.log.isHouseOnly(interview.caseFile)) {
            ++out.withheld;
            continue;
        }
        interview.formContent.clear();
        people.push_back(interview.caseFile);
        interviews.push_back(std::move(interview));
    }
    INDARO_TRY_ASSIGN(const auto leave, PassingOnOfAll::load(desk, receiver, people));
    out.withoutConsent = static_cast<int>(std::erase_if(
        interviews, [&](const LoadedInterview &interview) { return !leave.of(interview.caseFile).isAllowed(); }));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    std::set<sync::RecordId> noted;
    for (LoadedInterview &interview : interviews) {
        const PassingOn &hers = leave.of(interview.caseFile);
        out.answersLeftOut += leaveOut(interview, form, hers);
        if (noted.insert(interview.caseFile).second)
            INDARO_TRY(noteDisclosure(desk, interview.caseFile, "interviews", receiver, hers.groups()));
    }
    INDARO_TRY(transaction.commit());
    return interviews;
}

} // namespace

Result<InterviewExport> exportInterviews(Desk &desk, const InterviewChoice &choice, const forms::FormDefinition &form,
                                         std::string_view detail)
{
    INDARO_TRY(desk.access.mustDo(Thing::Lists));
    INDARO_TRY_ASSIGN(const auto chosen, choose(desk, choice));
    if (chosen.empty())
        return Error(Errc::NotFound);
    INDARO_TRY(recordAuditNow(desk, AuditVerb::ListExported, std::nullopt, detail));
    InterviewExport out;
    INDARO_TRY_ASSIGN(const auto interviews, readPassedOn(desk, chosen, form, choice.receiver, out));
    ExportTables tables(choice.formId, form);
    for (const LoadedInterview &interview : interviews) {
        for (const SavedAnswer &answer : interview.answers) {
            if (!answer.path.startsWith(form.item(0).path + u"/meta/"_s))
                tables.learn(answer.path);
        }
    }
    const QStringList head{u"indaro-case_code"_s, u"indaro-version"_s,    u"indaro-status"_s,      u"indaro-begun"_s,
                           u"indaro-signed"_s,    u"indaro-correction"_s, u"indaro-first_signed"_s};
    out.interviews = static_cast<int>(interviews.size());
    qint64 total = 0;
    for (const LoadedInterview &interview : interviews) {
        // By the file she has now: the code of one that was taken into it is on no other list.
        INDARO_TRY_ASSIGN(const sync::RecordId file, keptFileOf(desk, interview.caseFile));
        INDARO_TRY_ASSIGN(const auto code, desk.log.load(model::fields::case_file::CaseCode, file));
        INDARO_TRY_ASSIGN(const ExportNames names, namesOf(desk, form, interview));
        tables.add(interview,
                   {model::toText(code), interview.formVersion, interview.status, momentText(interview.startedAt),
                    momentOf(interview.signedAt), QString::number(interview.correction), momentOf(interview.firstSignedAt)},
                   names.first);
        if (choice.withFiles)
            INDARO_TRY(addFiles(desk, interview, names.own, out, total));
        out.submissions.push_back({names.own, forms::submissionXml(form, choice.formId, interview.formVersion, names.own,
                                                                   storedAnswers(interview), names.replaced)});
    }
    out.tables = tables.take(head);
    return out;
}

Result<std::vector<HeldForm>> listHeldForms(Desk &desk)
{
    INDARO_TRY_ASSIGN(auto select,
                      desk.db.prepare(std::string("SELECT i.form_id, count(*) FROM interview i JOIN case_file c "
                                                  "ON c.id = i.case_file WHERE ") +
                                      IsValidVersion + " GROUP BY i.form_id ORDER BY 1"));
    std::vector<HeldForm> held;
    for (;;) {
        INDARO_TRY_ASSIGN(const bool found, select.step());
        if (!found)
            return held;
        held.push_back({toText(select, 0), static_cast<int>(select.integer(1))});
    }
}

Result<QByteArray> packExport(const InterviewExport &exported, ExportFormat format)
{
    if (format == ExportFormat::Xlsx) {
        std::vector<forms::TextSheet> sheets;
        for (const ExportTable &table : exported.tables) {
            sheets.push_back({table.name, {table.columns}});
            sheets.back().rows.insert(sheets.back().rows.end(), table.rows.begin(), table.rows.end());
        }
        return forms::makeWorkbook(sheets);
    }
    std::vector<forms::ZipEntry> entries;
    if (format == ExportFormat::Odk) {
        for (const ExportedSubmission &one : exported.submissions)
            entries.push_back({folderOf(one.instanceId) + u"/submission.xml"_s, one.xml});
        for (const ExportedFile &file : exported.files)
            entries.push_back({folderOf(file.instanceId) + u'/' + entryName(file.name), file.content});
        return forms::makeZip(entries);
    }
    for (const ExportTable &table : exported.tables)
        entries.push_back({table.name + u".csv"_s, toCsv(table)});
    for (const ExportedFile &file : exported.files)
        entries.push_back({u"media/"_s + entryName(file.name), file.content});
    return forms::makeZip(entries);
}

QString exportSuffix(ExportFormat format)
{
    return format == ExportFormat::Xlsx ? u".xlsx"_s : u".zip"_s;
}

QByteArray toCsv(const ExportTable &table)
{
    QString out(QChar::ByteOrderMark);
    const auto line = [&out](const QStringList &cells) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            out += (i > 0 ? u","_s : QString()) + cellText(cells.at(i));
        out += u"\r\n"_s;
    };
    line(table.columns);
    for (const QStringList &row : table.rows)
        line(row);
    return out.toUtf8();
}

} // namespace indaro::casework
