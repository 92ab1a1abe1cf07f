// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/submission_columns.h"

#include <QHash>
#include <QSet>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

using ColumnKind = SubmissionColumn::Kind;

/// What the two servers and we ourselves write beside the answers, in lower case.
const QHash<QString, ColumnKind> &ownColumns()
{
    static const QHash<QString, ColumnKind> columns = [] {
        QHash<QString, ColumnKind> all;
        const auto add = [&all](ColumnKind kind, std::initializer_list<const char16_t *> heads) {
            for (const char16_t *head : heads)
                all.insert(QString::fromUtf16(head), kind);
        };
        add(ColumnKind::InstanceId,
            {u"key", u"meta/instanceid", u"meta-instanceid", u"instanceid", u"_uuid", u"meta:instanceid"});
        add(ColumnKind::Begun, {u"start", u"indaro/begun"});
        add(ColumnKind::Finished, {u"end", u"submissiondate", u"_submission_time", u"indaro/signed"});
        add(ColumnKind::CaseCode, {u"case_code", u"indaro/case_code"});
        add(ColumnKind::ParentKey, {u"parent_key"});
        add(ColumnKind::Index, {u"_index"});
        add(ColumnKind::ParentIndex, {u"_parent_index"});
        add(ColumnKind::ParentTable, {u"_parent_table_name"});
        add(ColumnKind::WithoutAnswer, {u"indaro/missing"});
        add(ColumnKind::Said, {u"indaro/said"});
        add(ColumnKind::Ignored, {u"today",
                                  u"username",
                                  u"deviceid",
                                  u"phonenumber",
                                  u"subscriberid",
                                  u"simserial",
                                  u"simid",
                                  u"__version__",
                                  u"_id",
                                  u"_tags",
                                  u"_notes",
                                  u"_validation_status",
                                  u"_status",
                                  u"_submitted_by",
                                  u"_attachments",
                                  u"_geolocation",
                                  u"_xform_id_string",
                                  u"formhub/uuid",
                                  u"meta/instancename",
                                  u"meta/rootuuid",
                                  u"meta/deprecatedid",
                                  u"submitterid",
                                  u"submittername",
                                  u"attachmentspresent",
                                  u"attachmentsexpected",
                                  u"status",
                                  u"reviewstate",
                                  u"edits",
                                  u"formversion",
                                  u"instancename",
                                  u"indaro/version",
                                  u"indaro/status",
                                  u"indaro/correction",
                                  u"indaro/first_signed"});
        return all;
    }();
    return columns;
}

/// Both spellings of a path as one: "group-question", "group/question".
QString slashed(QString head)
{
    head = head.trimmed();
    return head.replace(u'-', u'/').replace(u':', u'/');
}

/// "_submission__uuid" of the rows of a repeat (KoboToolbox), "SET-OF-child" of what they hang on (Central).
bool isBesideRows(const QString &head)
{
    return head.startsWith("_submission_"_L1) || head.startsWith("set-of-"_L1, Qt::CaseInsensitive);
}

/// Heads that mean one question of the submissions, or of the rows of one repeat: there by the path from the form's top or
/// from the repeat.
class Heads
{
public:
    Heads(const forms::FormDefinition &form, const forms::FormItem *repeat)
    {
        for (const forms::FormItem &item : form.items()) {
            if (!item.isQuestion() || item.isMeta || repeatAround(form, item) != repeat ||
                item.type == forms::QuestionType::Note)
                continue;
            if (repeat != nullptr)
                m_byPath.insert(slashed(item.path.mid(repeat->path.size() + 1)), &item);
            m_byPath.insert(slashed(item.path.section(u'/', 2)), &item);
            m_repeated += m_byName.contains(item.name) ? QSet<QString>{item.name} : QSet<QString>{};
            m_byName.insert(item.name, &item);
        }
        for (const QString &name : m_repeated)
            m_byName.remove(name);
    }
    [[nodiscard]] const forms::FormItem *find(const QString &head) const
    {
        const forms::FormItem *item = m_byPath.value(head);
        return item != nullptr ? item : m_byName.value(head);
    }

private:
    QHash<QString, const forms::FormItem *> m_byPath;
    QHash<QString, const forms::FormItem *> m_byName;
    QSet<QString> m_repeated;
};

/// Some questions say what the interview itself must know, too.
ColumnKind kindOf(const forms::FormItem &item)
{
    if (item.name == "case_code"_L1)
        return ColumnKind::CaseCode;
    if (item.typeText == "start"_L1)
        return ColumnKind::Begun;
    return item.typeText == "end"_L1 ? ColumnKind::Finished : ColumnKind::Answer;
}

/// "services/medical": the choice "medical" of the question "services".
SubmissionColumn codeColumn(const forms::FormDefinition &form, const Heads &heads, const QString &written)
{
    for (qsizetype cut = written.size() - 1; cut > 0; --cut) {
        if (written[cut] != u'/' && written[cut] != u'-')
            continue;
        const forms::FormItem *item = heads.find(slashed(written.left(cut)));
        const bool isMultiple = item != nullptr && item->type == forms::QuestionType::SelectMultiple;
        const auto *list = isMultiple ? form.findChoiceList(item->listName) : nullptr;
        const QString code = written.mid(cut + 1);
        if (list != nullptr && (list->findChoice(code) != nullptr || (item->orOther && code == "other"_L1)))
            return {ColumnKind::Code, item, code};
    }
    return {};
}

} // namespace

const forms::FormItem *repeatAround(const forms::FormDefinition &form, const forms::FormItem &item)
{
    for (int at = item.parent; at >= 0; at = form.item(at).parent) {
        if (form.item(at).kind == forms::ItemKind::Repeat)
            return &form.item(at);
    }
    return nullptr;
}

const forms::FormItem *findRepeatOf(const forms::FormDefinition &form, const QString &table)
{
    constexpr qsizetype LongestSheetName = 31;
    const forms::FormItem *found = nullptr;
    qsizetype longest = 0;
    bool isUnclear = false;
    const QString written = slashed(table);
    for (const forms::FormItem &item : form.items()) {
        if (item.kind != forms::ItemKind::Repeat)
            continue;
        const QString path = slashed(item.path.section(u'/', 2));
        const bool isPath = written == path || written.endsWith(u'/' + path);
        const bool isName = written == slashed(item.name).left(LongestSheetName);
        const qsizetype matched = isPath ? path.size() : isName ? 1 : 0;
        isUnclear = matched > 0 && matched == longest ? true : isUnclear && matched <= longest;
        if (matched > longest) {
            found = &item;
            longest = matched;
        }
    }
    return isUnclear ? nullptr : found;
}

std::vector<SubmissionColumn> recogniseColumns(const forms::FormDefinition &form, const QStringList &heads,
                                               const forms::FormItem *repeat)
{
    const Heads known(form, repeat);
    std::vector<SubmissionColumn> columns;
    for (const QString &head : heads) {
        const QString written = slashed(head);
        const auto own = ownColumns().find(written.toLower());
        const auto ownAsWritten = ownColumns().find(head.trimmed().toLower());
        const forms::FormItem *item = known.find(written);
        if (item != nullptr)
            columns.push_back({kindOf(*item), item, {}});
        else if (own != ownColumns().end())
            columns.push_back({*own, nullptr, {}});
        else if (ownAsWritten != ownColumns().end())
            columns.push_back({*ownAsWritten, nullptr, {}});
        else if (isBesideRows(head.trimmed()))
            columns.push_back({ColumnKind::Ignored, nullptr, {}});
        else
            columns.push_back(codeColumn(form, known, head.trimmed()));
    }
    return columns;
}

} // namespace indaro::casework
