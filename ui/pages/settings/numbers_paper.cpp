// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/settings/numbers_paper.h"

#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

using casework::NumberedThing;
using casework::NumberLine;
using casework::NumberState;

namespace {

constexpr double NumbersSerialWidth = 36; // mm
constexpr double NumbersDayWidth = 34;    // mm
constexpr double NumbersByWidth = 36;     // mm

QString numberedThingText(const NumberLine &line)
{
    switch (line.thing) {
    case NumberedThing::Referral:
        return u"référence"_s;
    case NumberedThing::Letter:
        return u"lettre de retrait d’un accord"_s;
    case NumberedThing::TraffickingCase:
        return u"affaire"_s;
    case NumberedThing::Form: {
        if (line.form == "custody"_L1) // made without a template
            return u"reçu des effets gardés"_s;
        const auto form = documents::loadBuiltinTemplate(line.form);
        return u"formulaire : "_s + (form && !form->parts.isEmpty() ? form->parts.first().title.french : line.form);
    }
    case NumberedThing::FullFile:
        return u"dossier entier"_s;
    case NumberedThing::Interview:
        return u"entretien"_s;
    case NumberedThing::Nothing:
        break;
    }
    return u"papier, contenu effacé depuis"_s;
}

QString numberStateText(const NumberLine &line)
{
    if (line.state == NumberState::Used)
        return numberedThingText(line);
    if (line.state == NumberState::NoTrace)
        return u"plus aucune trace : ce qui le portait a été effacé"_s;
    if (line.reason == "stopped"_L1)
        return u"ANNULÉ : arrêté avant d’être sur papier"_s;
    if (line.reason == "failed"_L1)
        return u"ANNULÉ : l’imprimante ou le fichier a échoué"_s;
    if (line.reason == "unrecorded"_L1)
        return u"ANNULÉ : n’a pas pu être inscrit au journal, à ne pas remettre"_s;
    return u"ANNULÉ : abandonné avant l’impression"_s;
}

} // namespace

base::Result<print::Paper> numbersPaper(const std::vector<NumberLine> &numbers, int year, base::UtcMs now)
{
    SimplePaper paper(u"numbers"_s, paperWords("Registre des numéros de papiers", "", "Register of the numbers of papers"),
                      paperWords("Document interne", "", "Internal document"));
    const auto voided = std::ranges::count(numbers, NumberState::Void, &NumberLine::state);
    paper.addLine({{paperWords("Année", "Umwaka", "Year"), QString::number(year)},
                   {paperWords("Numéros", "", "Numbers"), QString::number(numbers.size())},
                   {paperWords("dont annulés", "", "of these void"), QString::number(voided)},
                   {paperWords("Imprimé le", "Yasohowe itariki", "Printed on"), kit::dateTimeText(now)}});
    QList<QStringList> rows;
    for (const NumberLine &line : numbers)
        rows.append({line.serial, numberStateText(line), line.at > 0 ? kit::dateTimeText(line.at) : u"—"_s,
                     line.by.isEmpty() ? u"—"_s : line.by});
    paper.addTable(
        paperWords("Chaque numéro de cet ordinateur, sans lacune", "", "Every number of this computer, without a gap"),
        {paperColumn(u"number"_s, paperWords("Numéro", "", "Number"), NumbersSerialWidth),
         paperColumn(u"state"_s, paperWords("Ce qui le porte", "", "What bears it")),
         paperColumn(u"at"_s, paperWords("Quand", "", "When"), NumbersDayWidth),
         paperColumn(u"by"_s, paperWords("Compte", "", "Account"), NumbersByWidth)},
        rows);
    paper.addSignatures({paperWords("Contrôlé par, le", "", "Checked by, on"), paperWords("Signature", "", "Signature")});
    return paper.paper();
}

} // namespace indaro::ui::pages
