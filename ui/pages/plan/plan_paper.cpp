// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_paper.h"

#include "core/casework/consents/redaction.h"
#include "core/model/code_list.h"
#include "core/model/field_name.h"
#include "core/model/field_table.h"
#include "ui/models/code_label.h"
#include "ui/pages/simple_paper.h"

#include <map>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

/// Words of a code in the language of the paper.
QString planCode(const QString &list, const QString &code)
{
    return code.isEmpty() ? QString() : models::codeLabel(list, code, u"fr"_s);
}

/// The tables of the form, as it names their columns: what she needs, and what is done for it; of health apart.
void fillPlanTables(const PlanOfPerson &whole, documents::DocumentData &data)
{
    const QString french = u"fr"_s;
    QList<QStringList> needs;
    QList<QStringList> actions;
    QList<QStringList> health;
    for (const casework::Need &need : whole.plan.needs) {
        if (need.isHidden)
            continue;
        needs.append({planCode(u"plan_area"_s, need.area), need.what, planCode(u"plan_goal"_s, need.goal), need.goalWords});
        for (const casework::PlanAction &action : need.actions) {
            casework::PlanAction whoever = action;
            whoever.provider.clear(); // has a column of its own
            (casework::isHealthArea(need.area.toStdString()) ? health : actions)
                .append({action.what, PlanTexts::who(whoever, whole, french),
                         planCode(u"service_provider"_s, action.provider), PlanTexts::date(action.dueOn),
                         PlanTexts::actionState(action, french)});
        }
    }
    const auto put = [&data](const QString &table, const QList<QStringList> &rows) {
        if (!rows.isEmpty())
            data.fields[table] = {{}, rows, true};
    };
    put(u"need"_s, needs);
    put(u"plan_action"_s, actions);
    put(u"plan_action_health"_s, health);
}

} // namespace

base::Result<print::Paper> planPaper(const PlanOfPerson &hers)
{
    PlanOfPerson whole = hers;
    casework::leaveOut(whole.plan, hers.withheld);
    whole.displayName = hers.withheld.allowed(model::fields::case_file::DisplayName, hers.displayName);
    whole.caseCode = hers.withheld.allowed(model::fields::case_file::CaseCode, hers.caseCode);
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(u"plan"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::DocumentData data;
    const auto set = [&data](const char16_t *field, const QString &text) {
        if (!text.isEmpty())
            data.set(QString::fromUtf16(field), text);
    };
    set(u"case_file.case_code", whole.caseCode);
    set(u"case_file.display_name", whole.displayName);
    if (!whole.plan.agreed.empty()) {
        const casework::AgreedPlan &agreed = whole.plan.agreed.front();
        set(u"support_plan.number", agreed.number > 0 ? QString::number(agreed.number) : QString());
        set(u"support_plan.agreed_on", PlanTexts::date(agreed.agreedOn));
        set(u"support_plan.place", agreed.place);
        set(u"support_plan.review_on", PlanTexts::date(agreed.reviewOn));
        set(u"support_plan.refused", agreed.refused);
        set(u"support_plan.way_out", agreed.wayOut);
    }
    fillPlanTables(whole, data);
    return print::Paper{form, styles, data};
}

base::Result<print::Paper> interestsPaper(const PlanOfPerson &whole, const casework::BestInterests &interests)
{
    namespace fields = model::fields;
    INDARO_TRY_ASSIGN(documents::Template form, documents::loadBuiltinTemplate(u"best_interests"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    form.parts.first().subtitle =
        interests.isDetermination()
            ? paperWords("Détermination de l’intérêt supérieur de l’enfant", "", "Best interests determination")
            : paperWords("Évaluation de l’intérêt supérieur de l’enfant", "", "Best interests assessment");
    documents::DocumentData data;
    const auto set = [&](sync::FieldId field, const QString &text) {
        if (const QString allowed = whole.withheld.allowed(field, text); !allowed.isEmpty())
            data.set(model::fieldName(field), allowed);
    };
    const auto choose = [&](sync::FieldId field, const QStringList &codes) {
        if (!codes.isEmpty() && !whole.withheld.hidesField(field))
            data.choose(model::fieldName(field), codes);
    };
    set(fields::case_file::CaseCode, whole.caseCode);
    set(fields::case_file::DisplayName, whole.displayName);
    choose(fields::best_interests::Occasion, {interests.occasion});
    set(fields::best_interests::Question, interests.question);
    choose(fields::best_interests::Panel, interests.panel);
    set(fields::best_interests::PanelNames, interests.panelNames);
    if (!interests.result.isEmpty())
        choose(fields::best_interests::Result, {interests.result});
    set(fields::best_interests::Reasons, interests.reasons);
    set(fields::best_interests::ChildTold, interests.childTold);
    set(fields::best_interests::LookAgainOn, PlanTexts::date(interests.lookAgainOn));
    // Every heading has its line, written under or still empty for the pen; of health apart.
    std::map<std::uint16_t, QList<QStringList>> rows;
    for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes()) {
        const casework::BestInterestsItem *item = interests.find(code.code);
        const std::uint16_t table = code.code == "health"_L1 || code.code == "needs"_L1
                                        ? fields::best_interests_item_health::Table
                                        : fields::best_interests_item::Table;
        const auto said = [&](sync::FieldId field, const QString &text) {
            return whole.withheld.allowed({table, field.field}, text);
        };
        rows[table].append({code.french, item == nullptr ? QString() : said(fields::best_interests_item::Words, item->words),
                            item == nullptr ? QString() : said(fields::best_interests_item::FromWhom, item->fromWhom)});
    }
    data.fields[u"best_interests_item"_s] = {{}, rows[fields::best_interests_item::Table], true};
    data.fields[u"best_interests_item_health"_s] = {{}, rows[fields::best_interests_item_health::Table], true};
    return print::Paper{form, styles, data};
}

base::Result<print::Paper> safePaper(const casework::SafetyPlan &plan, const casework::Withheld &withheld)
{
    if (plan.safeText.isEmpty() || !casework::dangerousWordsIn(plan.safeText).isEmpty())
        return base::Error(base::Errc::InvalidArgument,
                           {{"table", std::int64_t(model::fields::safety_plan::Table)},
                            {"field", std::int64_t(model::fields::safety_plan::SafeText.field)}});
    casework::SafetyPlan carried = plan;
    casework::leaveOut(carried, withheld);
    if (carried.safeText.isEmpty())
        return base::Error(base::Errc::ConsentMissing,
                           {{"field", std::string("safe_text")}, {"standing", std::string("withheld")}});
    SimplePaper sheet(u"carry"_s, paperWords("Aide-mémoire", "Ivyo kwibuka", "To remember"));
    sheet.addLine({{documents::Label(), carried.safeText}}, documents::FieldKind::Multiline);
    return sheet.paper();
}

} // namespace indaro::ui::pages
