// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/wording/wording.h"

#include "core/base/clock.h"
#include "core/sync/local_meta.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using namespace Qt::StringLiterals;

namespace {

/// Before each key of `local_meta` that holds a remark.
constexpr std::string_view RemarkKeys = "wording/";

constexpr std::array VerdictNames{"good"_L1, "changed"_L1, "wrong"_L1};

std::string remarkKey(const QString &kind, const QString &key)
{
    return std::string(RemarkKeys) + QString(kind + u'/' + key).toStdString();
}

QSet<QString> placeholdersIn(const QString &text)
{
    static const QRegularExpression holder(u"%(?:L?[0-9]|n)"_s);
    QSet<QString> found;
    for (auto one = holder.globalMatch(text); one.hasNext();)
        found.insert(one.next().captured());
    return found;
}

Error invalid(const char *field)
{
    return {Errc::InvalidArgument, {{"field", std::string(field)}}};
}

Result<void> checkRemark(const WordingRemark &remark)
{
    if (remark.key.isEmpty() || remark.kind.isEmpty())
        return invalid("key");
    if (remark.reviewer.trimmed().isEmpty())
        return invalid("reviewer");
    for (const QString &text : {remark.key, remark.kirundi, remark.note, remark.reviewer}) {
        if (text.size() > WordingLimit)
            return Error(Errc::TextTooLong, {{"limit", std::int64_t{WordingLimit}}});
    }
    if (remark.verdict == WordingVerdict::Wrong)
        return {};
    if (remark.kirundi.trimmed().isEmpty())
        return invalid("kirundi");
    if (remark.kind != "screens"_L1)
        return {};
    const QStringList forms = remark.kirundi.split(PluralForms);
    if (forms.size() != (remark.key.contains("%n"_L1) ? 2 : 1))
        return invalid("plural");
    for (const QString &form : forms) {
        if (placeholdersIn(form) != placeholdersIn(remark.key))
            return invalid("placeholders");
    }
    return {};
}

QString cell(QString text)
{
    return text.replace(u'\t', u' ').replace(u'\r', u' ').replace(u"\n"_s, u"\\n"_s);
}

} // namespace

Result<void> keepWordingRemark(Desk &desk, const WordingRemark &remark)
{
    INDARO_TRY(checkRemark(remark));
    const QJsonObject said{{u"kind"_s, remark.kind},
                           {u"key"_s, remark.key},
                           {u"verdict"_s, VerdictNames.at(std::size_t(remark.verdict))},
                           {u"kirundi"_s, remark.verdict == WordingVerdict::Wrong ? QString() : remark.kirundi.trimmed()},
                           {u"note"_s, remark.note.trimmed()},
                           {u"reviewer"_s, remark.reviewer.trimmed()},
                           {u"at"_s, double(desk.clock.nowUtc())}};
    const std::string bytes = QJsonDocument(said).toJson(QJsonDocument::Compact).toStdString();
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::setMeta(desk.db, remarkKey(remark.kind, remark.key), base::asBytes(bytes)));
    return transaction.commit();
}

Result<void> dropWordingRemark(Desk &desk, const QString &kind, const QString &key)
{
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY(sync::removeMeta(desk.db, remarkKey(kind, key)));
    return transaction.commit();
}

Result<std::vector<WordingRemark>> listWordingRemarks(Desk &desk)
{
    std::vector<WordingRemark> remarks;
    INDARO_TRY_ASSIGN(auto find, desk.db.prepare("SELECT value FROM local_meta WHERE substr(key, 1, ?1) = ?2 ORDER BY key"));
    find.bind(1, std::int64_t(RemarkKeys.size()));
    find.bind(2, RemarkKeys);
    while (true) {
        INDARO_TRY_ASSIGN(const bool found, find.step());
        if (!found)
            return remarks;
        const auto text = base::asText(find.blob(0));
        const QJsonObject said =
            QJsonDocument::fromJson(QByteArray(text.data(), static_cast<qsizetype>(text.size()))).object();
        WordingRemark remark;
        remark.kind = said.value("kind"_L1).toString();
        remark.key = said.value("key"_L1).toString();
        const auto verdict = std::find(VerdictNames.begin(), VerdictNames.end(), said.value("verdict"_L1).toString());
        if (remark.key.isEmpty() || verdict == VerdictNames.end())
            continue; // of a newer program
        remark.verdict = static_cast<WordingVerdict>(verdict - VerdictNames.begin());
        remark.kirundi = said.value("kirundi"_L1).toString();
        remark.note = said.value("note"_L1).toString();
        remark.reviewer = said.value("reviewer"_L1).toString();
        remark.at = base::UtcMs(said.value("at"_L1).toDouble());
        remarks.push_back(std::move(remark));
    }
}

QByteArray wordingFile(const std::vector<WordingRemark> &remarks)
{
    QString lines = u"kind\tkey\tverdict\tkirundi\tnote\treviewer\tat\n"_s;
    for (const WordingRemark &remark : remarks) {
        const QStringList cells{remark.kind,
                                cell(remark.key),
                                VerdictNames.at(std::size_t(remark.verdict)),
                                cell(remark.kirundi),
                                cell(remark.note),
                                cell(remark.reviewer),
                                QString::number(remark.at)};
        lines += cells.join(u'\t') + u'\n';
    }
    return lines.toUtf8();
}

} // namespace indaro::casework
