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
        add(ColumnKind::Ignored, {u"today",
                                  u"username",
                                  u"deviceid",
                                  u"phonenumber",
                                  u"subscriberid",
                                  u"simserial",
                                  u"simid",
                                  u"__version__",
                                  u"_id",
                                  u"_index",
                                  u"_parent_index",
                                  u"_parent_table_name",
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
                                  u"parent_key",
                                  u"instancename",
                                  u"indaro/version",
                                  u"indaro/status",
                                  u"indaro/missing"});
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

/// Heads that mean one question.
class Heads
{
public:
    explicit Heads(const forms::FormDefinition &form)
    {
        for (const forms::FormItem &item : form.items()) {
            if (!item.isQuestion() || item.isMeta || item.repeatDepth > 0 || item.type == forms::QuestionType::Note)
                continue;
            const QString path = slashed(item.path.section(u'/', 2));
            m_byPath.insert(path, &item);
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

std::vector<SubmissionColumn> recogniseColumns(const forms::FormDefinition &form, const QStringList &heads)
{
    const Heads known(form);
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
        else
            columns.push_back(codeColumn(form, known, head.trimmed()));
    }
    return columns;
}

} // namespace indaro::casework
