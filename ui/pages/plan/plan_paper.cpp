// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/plan/plan_paper.h"

#include "core/casework/consents/redaction.h"
#include "core/model/field_table.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype PlanRows = 12; // a table is never split over two pages, and these lines are long

documents::Label planLabel(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

documents::Field planField(const QString &name, documents::Label label,
                           documents::FieldKind kind = documents::FieldKind::Text, double height = 0)
{
    documents::Field field;
    field.name = name;
    field.label = std::move(label);
    field.kind = kind;
    if (height > 0)
        field.height = height;
    return field;
}

/// A page of one part: its rows, and what stands in them.
class PlanSheet
{
public:
    PlanSheet(const QString &name, documents::Label title)
    {
        m_form.name = name;
        documents::Part part;
        part.name = name;
        part.numbered = false;
        part.title = std::move(title);
        m_form.parts.append(part);
    }
    void addLine(const QList<std::pair<documents::Label, QString>> &facts,
                 documents::FieldKind kind = documents::FieldKind::Text)
    {
        documents::Section section;
        documents::Row row;
        for (const auto &[label, text] : facts) {
            const QString name = u"fact_%1"_s.arg(++m_count);
            row.fields.append(planField(name, label, kind));
            m_data.set(name, text);
        }
        section.rows.append(row);
        m_form.parts.last().sections.append(section);
    }
    void addTable(const documents::Label &title, const QList<documents::TableColumn> &columns,
                  const QList<QStringList> &rows)
    {
        for (qsizetype first = 0; first < rows.size(); first += PlanRows) {
            documents::Section section;
            section.title = first == 0 ? title : documents::Label();
            documents::Field table = planField(u"table_%1"_s.arg(++m_count), {}, documents::FieldKind::Table);
            table.tableColumns = columns;
            section.rows.append({{table}});
            m_form.parts.last().sections.append(section);
            m_data.fields[table.name] = {{}, rows.mid(first, PlanRows), true};
        }
    }
    void addSignatures(const QList<documents::Label> &labels)
    {
        documents::Section section;
        section.together = true;
        documents::Row row;
        for (const auto &label : labels)
            row.fields.append(planField(u"sign_%1"_s.arg(++m_count), label, documents::FieldKind::Area, 14));
        section.rows.append(row);
        m_form.parts.last().sections.append(section);
    }
    [[nodiscard]] base::Result<QList<print::Page>> pages() const
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        return print::layOutAllCopies(m_form, styles, m_data);
    }

private:
    documents::Template m_form;
    documents::DocumentData m_data;
    int m_count = 0;
};

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
    PlanSheet sheet(u"plan"_s, planLabel("Plan individuel", "Umugambi w’umuntu", "Individual plan"));
    const casework::AgreedPlan agreed =
        whole.plan.agreed.empty() ? casework::AgreedPlan{.id = whole.person} : whole.plan.agreed.front();
    sheet.addLine({{planLabel("Code", "Inomero", "Code"), whole.caseCode},
                   {planLabel("Nom d’usage", "Izina", "Name shown in the house"), whole.displayName},
                   {planLabel("Convenu le", "Vyemejwe itariki", "Agreed on"), PlanTexts::date(agreed.agreedOn)},
                   {planLabel("Lieu", "Ikibanza", "Place"), agreed.place}});
    const QList<documents::TableColumn> columns{
        {u"what"_s, planLabel("Besoin, objectif, action", "Ivyo akeneye n’ibizokorwa", "Need, goal, action"), 0, false},
        {u"who"_s, planLabel("Qui", "Nde", "Who"), 40, false},
        {u"when"_s, planLabel("Pour quand", "Ryari", "Until"), 24, false},
        {u"state"_s, planLabel("Où cela en est", "Aho bigeze", "State"), 44, false}};
    sheet.addTable(planLabel("Ce qui est prévu", "Ibitegekanijwe", "What is planned"), columns, planRows(whole));
    const auto several = documents::FieldKind::Multiline;
    sheet.addLine({{planLabel("Ce que la personne ne veut pas", "Ivyo umuntu adashaka", "What the person does not want"),
                    agreed.refused}},
                  several);
    sheet.addLine({{planLabel("La sortie, telle qu’on y pense", "Ukugenda", "The way out"), agreed.wayOut}}, several);
    sheet.addLine(
        {{planLabel("À revoir le", "Bizosubira kurabwa itariki", "Looked at again on"), PlanTexts::date(agreed.reviewOn)}});
    sheet.addSignatures({planLabel("La personne", "Umuntu nyene", "The person"),
                         planLabel("Pour la maison", "Uwuserukira ikigo", "For the house"),
                         planLabel("Direction", "Umuyobozi", "Supervisor")});
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
    PlanSheet sheet(u"carry"_s, planLabel("Aide-mémoire", "Ivyo kwibuka", "To remember"));
    sheet.addLine({{documents::Label(), carried.safeText}}, documents::FieldKind::Multiline);
    return sheet.pages();
}

} // namespace indaro::ui::pages
