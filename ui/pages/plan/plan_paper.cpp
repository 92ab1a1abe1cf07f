// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_paper.h"

#include "core/casework/consents/redaction.h"
#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "ui/models/code_label.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QList<QStringList> planRows(const PlanOfPerson &whole)
{
    const QString french = u"fr"_s;
    QList<QStringList> rows;
    for (const casework::Need &need : whole.plan.needs) {
        if (need.isHidden)
            continue;
        rows.append({PlanTexts::need(need, french), {}, {}, {}});
        for (const casework::PlanAction &action : need.actions)
            rows.append({u"– "_s + action.what, PlanTexts::who(action, whole, french), PlanTexts::date(action.dueOn),
                         PlanTexts::actionState(action, french)});
    }
    return rows;
}

} // namespace

base::Result<QList<print::Page>> planPaper(const PlanOfPerson &hers)
{
    PlanOfPerson whole = hers;
    casework::leaveOut(whole.plan, hers.withheld);
    whole.displayName = hers.withheld.allowed(model::fields::case_file::DisplayName, hers.displayName);
    whole.caseCode = hers.withheld.allowed(model::fields::case_file::CaseCode, hers.caseCode);
    SimplePaper sheet(u"plan"_s, paperWords("Plan individuel", "Umugambi w’umuntu", "Individual plan"));
    const casework::AgreedPlan agreed =
        whole.plan.agreed.empty() ? casework::AgreedPlan{.id = whole.person} : whole.plan.agreed.front();
    sheet.addLine({{paperWords("Code", "Inomero", "Code"), whole.caseCode},
                   {paperWords("Nom d’usage", "Izina", "Name shown in the house"), whole.displayName},
                   {paperWords("Convenu le", "Vyemejwe itariki", "Agreed on"), PlanTexts::date(agreed.agreedOn)},
                   {paperWords("Lieu", "Ikibanza", "Place"), agreed.place}});
    const QList<documents::TableColumn> columns{
        {u"what"_s, paperWords("Besoin, objectif, action", "Ivyo akeneye n’ibizokorwa", "Need, goal, action"), 0, false},
        {u"who"_s, paperWords("Qui", "Nde", "Who"), 40, false},
        {u"when"_s, paperWords("Pour quand", "Ryari", "Until"), 24, false},
        {u"state"_s, paperWords("Où cela en est", "Aho bigeze", "State"), 44, false}};
    sheet.addTable(paperWords("Ce qui est prévu", "Ibitegekanijwe", "What is planned"), columns, planRows(whole));
    const auto several = documents::FieldKind::Multiline;
    sheet.addLine({{paperWords("Ce que la personne ne veut pas", "Ivyo umuntu adashaka", "What the person does not want"),
                    agreed.refused}},
                  several);
    sheet.addLine({{paperWords("La sortie, telle qu’on y pense", "Ukugenda", "The way out"), agreed.wayOut}}, several);
    sheet.addLine(
        {{paperWords("À revoir le", "Bizosubira kurabwa itariki", "Looked at again on"), PlanTexts::date(agreed.reviewOn)}});
    sheet.addSignatures({paperWords("La personne", "Umuntu nyene", "The person"),
                         paperWords("Pour la maison", "Uwuserukira ikigo", "For the house"),
                         paperWords("Direction", "Umuyobozi", "Supervisor")});
    return sheet.pages();
}

base::Result<QList<print::Page>> interestsPaper(const PlanOfPerson &whole, const casework::BestInterests &interests)
{
    const QString french = u"fr"_s;
    SimplePaper sheet(
        u"best_interests"_s,
        interests.isDetermination()
            ? paperWords("Détermination de l’intérêt supérieur de l’enfant", "", "Best interests determination")
            : paperWords("Évaluation de l’intérêt supérieur de l’enfant", "", "Best interests assessment"));
    const auto allowed = [&](sync::FieldId field, const QString &text) { return whole.withheld.allowed(field, text); };
    namespace fields = model::fields;
    sheet.addLine(
        {{paperWords("Code", "Inomero", "Code"), allowed(fields::case_file::CaseCode, whole.caseCode)},
         {paperWords("Nom d’usage", "Izina", "Name shown in the house"),
          allowed(fields::case_file::DisplayName, whole.displayName)},
         {paperWords("Occasion", "", "Occasion"), models::codeLabel(u"bia_occasion"_s, interests.occasion, french)}});
    const auto several = documents::FieldKind::Multiline;
    sheet.addLine({{paperWords("Question à décider", "", "Question to decide"),
                    allowed(fields::best_interests::Question, interests.question)}},
                  several);
    QList<QStringList> rows;
    for (const auto &code : model::CodeList::byName(u"bia_item"_s).codes()) {
        const casework::BestInterestsItem *item = interests.find(code.code);
        const std::uint16_t table = code.code == "health"_L1 || code.code == "needs"_L1
                                        ? fields::best_interests_item_health::Table
                                        : fields::best_interests_item::Table;
        const auto said = [&](sync::FieldId field, const QString &text) { return allowed({table, field.field}, text); };
        rows.append({code.french, item == nullptr ? QString() : said(fields::best_interests_item::Words, item->words),
                     item == nullptr ? QString() : said(fields::best_interests_item::FromWhom, item->fromWhom)});
    }
    sheet.addTable(paperWords("Ce que l’on sait", "Ivyo bizwi", "What is known"),
                   {paperColumn(u"item"_s, paperWords("Rubrique", "", "Heading"), 56),
                    paperColumn(u"words"_s, paperWords("Ce que l’on sait", "Ivyo bizwi", "What is known")),
                    paperColumn(u"from"_s, paperWords("Par qui", "Nde yabivuze", "From whom"), 36)},
                   rows);
    sheet.addLine({{paperWords("Décision", "Ingingo", "Decision"),
                    interests.result.isEmpty() ? QString() : models::codeLabel(u"bia_result"_s, interests.result, french)},
                   {paperWords("À revoir le", "Bizosubira kurabwa itariki", "Looked at again on"),
                    PlanTexts::date(interests.lookAgainOn)}});
    sheet.addLine(
        {{paperWords("Motifs", "Impamvu", "Reasons"), allowed(fields::best_interests::Reasons, interests.reasons)}},
        several);
    sheet.addLine({{paperWords("Comment on l’a dit à l’enfant", "Ingene umwana yabibwiwe", "How the child was told"),
                    allowed(fields::best_interests::ChildTold, interests.childTold)}},
                  several);
    sheet.addLine({{paperWords("Membres de la commission", "Abagize umugwi", "Members of the panel"),
                    allowed(fields::best_interests::PanelNames, interests.panelNames)}},
                  several);
    sheet.addSignatures({paperWords("Services sociaux", "", "Social services"),
                         paperWords("Pour la maison", "Uwuserukira ikigo", "For the house"),
                         paperWords("Direction", "Umuyobozi", "Supervisor")});
    return sheet.pages();
}

base::Result<QList<print::Page>> safePaper(const casework::SafetyPlan &plan, const casework::Withheld &withheld)
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
    return sheet.pages();
}

} // namespace indaro::ui::pages
