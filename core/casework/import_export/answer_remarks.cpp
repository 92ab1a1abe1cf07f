// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/import_export/answer_remarks.h"

#include "core/casework/import_export/record_map.h"
#include "core/model/partial_date.h"
#include "core/model/said_age.h"

#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cstdlib>

namespace indaro::casework {

using namespace Qt::StringLiterals;

namespace {

/// "/data/group/child[2]/name" as an export writes it: "group-child[2]-name".
QString columnOf(const forms::FormDefinition &form, const QString &path)
{
    return path.mid(form.item(0).path.size() + 1).replace(u'/', u'-');
}

QString columnWithoutRows(QString column)
{
    static const QRegularExpression positions(u"\\[\\d+\\]"_s);
    return column.remove(positions);
}

/// The path of a question with the rows it stands in; empty when they are not as many as the form has repeats around it.
QString pathWithRows(const forms::FormDefinition &form, const forms::FormItem &question, const QString &column)
{
    static const QRegularExpression position(u"\\[(\\d{1,4})\\]"_s);
    auto rows = position.globalMatch(column);
    QList<const forms::FormItem *> around;
    for (const forms::FormItem *at = &question; at->parent >= 0; at = &form.item(at->parent))
        around.prepend(at);
    QString path = form.item(0).path;
    for (const forms::FormItem *item : std::as_const(around)) {
        path += u'/' + item->name;
        if (item->kind != forms::ItemKind::Repeat)
            continue;
        if (!rows.hasNext())
            return {};
        path += rows.next().captured(0);
    }
    return rows.hasNext() ? QString() : path;
}

std::optional<base::Missing> reasonOf(const QString &name)
{
    constexpr std::array Reasons = {base::Missing::NotAsked, base::Missing::Refused, base::Missing::DoesNotKnow,
                                    base::Missing::Stopped};
    const auto found = std::find_if(Reasons.begin(), Reasons.end(),
                                    [&](base::Missing reason) { return name.toStdString() == missingName(reason); });
    return found == Reasons.end() ? std::nullopt : std::optional(*found);
}

/// Whether the date is the one that was counted back from what was said.
bool isCountedBack(const QString &date, const model::SaidAge &said)
{
    const auto birth = model::PartialDate::parse(date);
    if (!birth)
        return false;
    const QDate back = said.isMonths ? said.on.addMonths(-said.number) : said.on.addYears(-said.number);
    return birth->year == back.year() && (birth->month == 0 || !said.isMonths || birth->month == back.month());
}

} // namespace

void addReasons(const forms::FormDefinition &form, const SubmittedRow &submission, std::vector<SubmittedAnswer> &answers)
{
    QHash<QString, const forms::FormItem *> questions;
    const QStringList reasons = submission.withoutAnswer.split(u' ', Qt::SkipEmptyParts);
    if (reasons.isEmpty())
        return;
    for (const forms::FormItem &item : form.items()) {
        if (item.isAsked())
            questions.insert(columnOf(form, item.path), &item);
    }
    for (const QString &one : reasons) {
        const QString column = one.section(u'=', 0, 0);
        const forms::FormItem *item = questions.value(columnWithoutRows(column));
        const auto reason = reasonOf(one.section(u'=', 1));
        const QString path = item != nullptr && reason ? pathWithRows(form, *item, column) : QString();
        const bool isAnswered =
            std::any_of(answers.begin(), answers.end(), [&](const auto &each) { return each.path == path; });
        if (!path.isEmpty() && !isAnswered)
            answers.push_back({path, item->index, {}, {}, submission.line, reason});
    }
}

void addSaidAges(const forms::FormDefinition &form, const QString &said, std::vector<SubmittedAnswer> &answers)
{
    static const QRegularExpression begin(u"(?:^|; )([^=;\\s]+)=(?=\\d{1,4}[ym] \\d{4}-\\d{2}-\\d{2})"_s);
    QHash<QString, QString> remarks; // column → what was said; a name may hold a semicolon
    QString column;
    qsizetype from = 0;
    auto matches = begin.globalMatch(said);
    while (matches.hasNext()) {
        const auto match = matches.next();
        if (!column.isEmpty())
            remarks.insert(column, said.mid(from, match.capturedStart() - from));
        column = match.captured(1);
        from = match.capturedEnd();
    }
    if (!column.isEmpty())
        remarks.insert(column, said.mid(from));
    for (SubmittedAnswer &answer : answers) {
        const QString remark = remarks.value(columnOf(form, answer.path));
        const auto age = model::SaidAge::parse(remark);
        if (age && form.item(answer.item).type == forms::QuestionType::Date && isCountedBack(answer.cell, *age))
            answer.cell = model::KeptAnswer{answer.cell, remark}.whole();
    }
}

} // namespace indaro::casework
