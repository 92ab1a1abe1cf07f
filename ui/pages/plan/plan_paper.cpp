// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_paper.h"

#include "core/casework/consents/redaction.h"
#include "core/model/field_table.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype PlanRows = 12; // a table is never split over two pages, and these lines are long

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
    PaperSheet sheet(u"plan"_s, PaperSheet::label("Plan individuel", "Umugambi w’umuntu", "Individual plan"));
    const casework::AgreedPlan agreed =
        whole.plan.agreed.empty() ? casework::AgreedPlan{.id = whole.person} : whole.plan.agreed.front();
    sheet.addLine({{PaperSheet::label("Code", "Inomero", "Code"), whole.caseCode},
                   {PaperSheet::label("Nom d’usage", "Izina", "Name shown in the house"), whole.displayName},
                   {PaperSheet::label("Convenu le", "Vyemejwe itariki", "Agreed on"), PlanTexts::date(agreed.agreedOn)},
                   {PaperSheet::label("Lieu", "Ikibanza", "Place"), agreed.place}});
    const QList<documents::TableColumn> columns{
        {u"what"_s, PaperSheet::label("Besoin, objectif, action", "Ivyo akeneye n’ibizokorwa", "Need, goal, action"), 0,
         false},
        {u"who"_s, PaperSheet::label("Qui", "Nde", "Who"), 40, false},
        {u"when"_s, PaperSheet::label("Pour quand", "Ryari", "Until"), 24, false},
        {u"state"_s, PaperSheet::label("Où cela en est", "Aho bigeze", "State"), 44, false}};
    sheet.addTable(PaperSheet::label("Ce qui est prévu", "Ibitegekanijwe", "What is planned"), columns, planRows(whole),
                   PlanRows);
    const auto several = documents::FieldKind::Multiline;
    sheet.addLine(
        {{PaperSheet::label("Ce que la personne ne veut pas", "Ivyo umuntu adashaka", "What the person does not want"),
          agreed.refused}},
        several);
    sheet.addLine({{PaperSheet::label("La sortie, telle qu’on y pense", "Ukugenda", "The way out"), agreed.wayOut}},
                  several);
    sheet.addLine({{PaperSheet::label("À revoir le", "Bizosubira kurabwa itariki", "Looked at again on"),
                    PlanTexts::date(agreed.reviewOn)}});
    sheet.addSignatures({PaperSheet::label("La personne", "Umuntu nyene", "The person"),
                         PaperSheet::label("Pour la maison", "Uwuserukira ikigo", "For the house"),
                         PaperSheet::label("Direction", "Umuyobozi", "Supervisor")});
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
    PaperSheet sheet(u"carry"_s, PaperSheet::label("Aide-mémoire", "Ivyo kwibuka", "To remember"));
    sheet.addLine({{documents::Label(), carried.safeText}}, documents::FieldKind::Multiline);
    return sheet.pages();
}

} // namespace indaro::ui::pages
