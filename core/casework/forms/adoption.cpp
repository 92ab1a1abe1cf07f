// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/casework/forms/adoption.h"

#include "core/casework/interviews/answer_rows.h"
#include "core/casework/interviews/form_mapping.h"
#include "core/casework/interviews/queries.h"
#include "core/casework/row_values.h"
#include "core/forms/form_comparison.h"
#include "core/model/field_table.h"

#include <QRegularExpression>
#include <QSet>

#include <algorithm>

namespace indaro::casework {

using base::Errc;
using base::Error;
using base::Result;
using base::Value;
using namespace Qt::StringLiterals;
namespace fields = model::fields;

namespace {

const QRegularExpression &rowPosition()
{
    static const QRegularExpression expression(u"\\[(\\d+)\\]"_s);
    return expression;
}

QString bare(QString path)
{
    return path.remove(rowPosition());
}

/// `to` with the positions of `from`, row by row. Empty: it is in more or fewer repeats than before.
QString withPositionsOf(const QString &from, const QString &to, const forms::FormDefinition &newer)
{
    QStringList positions;
    for (auto found = rowPosition().globalMatch(from); found.hasNext();)
        positions << found.next().captured();
    QString path;
    QString walked;
    for (const QString &name : to.split(u'/', Qt::SkipEmptyParts)) {
        walked += u'/' + name;
        path += u'/' + name;
        const forms::FormItem *item = newer.findByPath(walked);
        if (item == nullptr || item->kind != forms::ItemKind::Repeat)
            continue;
        if (positions.isEmpty())
            return {};
        path += positions.takeFirst();
    }
    return positions.isEmpty() ? path : QString();
}

bool isOffered(const SavedAnswer &answer, const forms::FormItem &item, const forms::FormDefinition &newer)
{
    const auto *list = item.hasChoices() ? newer.findChoiceList(item.listName) : nullptr;
    if (list == nullptr || answer.missing)
        return true;
    const QStringList codes = answer.value.split(u' ', Qt::SkipEmptyParts);
    return std::all_of(codes.begin(), codes.end(), [&](const QString &code) {
        return list->findChoice(code) != nullptr || (item.orOther && code == "other"_L1);
    });
}

} // namespace

AdoptionPlan planAdoption(const std::vector<SavedAnswer> &answers, const forms::FormDefinition &older,
                          const forms::FormDefinition &newer)
{
    const auto matched = forms::matchPaths(older, newer);
    AdoptionPlan plan;
    for (const SavedAnswer &answer : answers) {
        const forms::FormItem *item = newer.findByPath(matched.value(bare(answer.path)));
        const QString to = item != nullptr ? withPositionsOf(answer.path, item->path, newer) : QString();
        if (to.isEmpty()) {
            plan.homeless.push_back(answer);
            continue;
        }
        if (to == answer.path && answer.compartment == compartmentOf(newer, *item))
            ++plan.staying;
        else
            plan.moving.push_back({answer.path, to});
        if (!isOffered(answer, *item, newer))
            plan.notOffered.push_back(answer);
    }
    QSet<QString> known;
    for (const QString &path : matched)
        known.insert(path);
    for (const forms::FormItem &item : newer.items()) {
        if (item.isQuestion() && item.isAsked() && !item.isMeta && !known.contains(item.path))
            plan.newQuestions << item.path;
    }
    return plan;
}

Result<void> adoptDraft(Desk &desk, InterviewId interview, const AdoptionPlan &plan, const AdoptingForm &form)
{
    INDARO_TRY(desk.access.mustDo(Thing::Story));
    INDARO_TRY_ASSIGN(auto transaction, desk.db.begin());
    INDARO_TRY_ASSIGN(const Value status, desk.log.load(fields::interview::Status, interview));
    INDARO_TRY_ASSIGN(const Value corrects, desk.log.load(fields::interview::Corrects, interview));
    if (status != Value("draft") || !corrects.isNull())
        return Error(Errc::WrongState);
    INDARO_TRY_ASSIGN(const auto answers, rows::readAnswers(desk, interview));
    const auto known = static_cast<std::size_t>(plan.staying) + plan.moving.size() + plan.homeless.size();
    if (answers.size() != known)
        return Error(Errc::WrongState);
    std::vector<AnswerDraft> moved;
    QStringList left;
    for (const AdoptionPlan::Move &move : plan.moving) {
        const auto answer =
            std::find_if(answers.begin(), answers.end(), [&](const SavedAnswer &each) { return each.path == move.from; });
        const forms::FormItem *item = form.definition->findByPath(bare(move.to));
        if (answer == answers.end() || item == nullptr)
            return Error(Errc::WrongState);
        moved.push_back(
            {move.to, answer->type, answer->value, answer->missing, compartmentOf(*form.definition, *item), std::nullopt});
        left << move.from;
    }
    INDARO_TRY(rows::dropAnswers(desk, interview, left)); // first: one may move to where another stood
    for (const AnswerDraft &answer : moved)
        INDARO_TRY(rows::putAnswer(desk, interview, answer));
    INDARO_TRY(desk.log.edit(fields::interview::FormVersion, interview, rows::textValue(form.version)));
    INDARO_TRY(desk.log.edit(fields::interview::Form, interview, form.record ? idValue(*form.record) : Value()));
    INDARO_TRY(desk.log.edit(fields::interview::FormContent, interview, Value()));
    INDARO_TRY_ASSIGN(auto place, rows::readPlace(desk, interview));
    if (place) {
        for (UnfinishedText &text : place->unfinished) {
            for (const AdoptionPlan::Move &move : plan.moving)
                text.path = text.path == move.from ? move.to : text.path;
        }
        INDARO_TRY(rows::writePlace(desk, interview, *place));
    }
    return transaction.commit();
}

} // namespace indaro::casework
