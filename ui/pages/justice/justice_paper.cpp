// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/justice/justice_paper.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString courtWord(const QString &list, const QString &code)
{
    const model::Code *found = model::CodeList::byName(list).find(code);
    return found == nullptr ? code : found->french;
}

QStringList courtLine(const casework::CourtDay &day)
{
    const casework::JusticeEvent &event = day.event;
    QStringList where{event.authority.isEmpty() ? QString() : courtWord(u"justice_authority"_s, event.authority),
                      event.authorityName, event.reference};
    where.removeAll(QString());
    QStringList state{courtWord(u"justice_event"_s, event.kind), courtWord(u"hearing_state"_s, event.state)};
    if (day.isWithoutConsent)
        state << (day.isWithdrawn ? u"ACCORD RETIRÉ OU REFUSÉ : ne pas agir au nom de la personne"_s
                                  : u"accord à demander avant"_s);
    return {kit::dateText(event.happenedOn),
            event.happenedAt,
            event.displayName,
            where.join(u", "_s),
            state.join(u", "_s),
            QString()};
}

} // namespace

base::Result<print::Paper> courtDaysPaper(const std::vector<casework::CourtDay> &days, QDate from, QDate to)
{
    SimplePaper paper(
        u"court_days"_s, paperWords("Jours d’audience", "", "Days at court"),
        paperWords("Pour la personne qui accompagne. Reste dans la maison.", "", "For who goes along. Stays in the house."));
    paper.addLine({{paperWords("Du", "kuva", "From"), kit::dateText(from)},
                   {paperWords("Au", "gushika", "Until"), kit::dateText(to)}});
    QList<QStringList> rows;
    for (const casework::CourtDay &day : days)
        rows.append(courtLine(day));
    paper.addTable(paperWords("Chaque jour", "Buri musi", "Each day"),
                   {paperColumn(u"day"_s, paperWords("Jour", "umusi", "Day"), 24),
                    paperColumn(u"hour"_s, paperWords("Heure", "isaha", "Hour"), 16),
                    paperColumn(u"who"_s, paperWords("Nom dans la maison", "", "Name in the house"), 34),
                    paperColumn(u"where"_s, paperWords("Où, numéro", "", "Where, number")),
                    paperColumn(u"state"_s, paperWords("État", "", "State"), 44),
                    paperColumn(u"escort"_s, paperWords("Qui accompagne", "uwuherekeza", "Who goes along"), 28)},
                   rows);
    if (rows.isEmpty())
        paper.addNote(paperWords("Aucun jour n’est noté dans ce temps.", "", "No day is written down in this time."));
    return paper.paper();
}

} // namespace indaro::ui::pages
