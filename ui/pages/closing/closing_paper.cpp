// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closing_paper.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString inFrench(const char16_t *list, const QString &code)
{
    return code.isEmpty() ? QString() : model::CodeList::byName(QString::fromUtf16(list)).label(code, u"fr");
}

} // namespace

base::Result<QList<print::Page>> closingPaper(const casework::Closing &closing, const QString &caseCode)
{
    const auto several = documents::FieldKind::Multiline;
    PaperSheet paper(u"closing"_s, PaperSheet::label("Clôture d’un dossier", "Kwugara dosiye", "Closing of a file"));
    paper.addLine(
        {{PaperSheet::label("Code", "Inomero", "Code"), caseCode},
         {PaperSheet::label("Clos le", "Yugawe itariki", "Closed on"), kit::dateText(model::localDay(closing.closedAt))}});
    paper.addLine({{PaperSheet::label("Motif", "Impamvu", "Reason"), inFrench(u"closing_reason", closing.reason)}});
    paper.addLine({{PaperSheet::label("Ce qui reste à dire", "", "What is left to say"), closing.note}}, several);
    paper.addLine({{PaperSheet::label("Gardé jusqu’au", "Ibikwa gushika", "Kept until"),
                    closing.keepUntil ? kit::dateText(*closing.keepUntil) : QString()},
                   {PaperSheet::label("Pourquoi jusque-là", "Impamvu", "Why until then"),
                    inFrench(u"retention_basis", closing.basis)}});
    if (!closing.basisNote.isEmpty())
        paper.addLine({{PaperSheet::label("En mots", "Mu majambo", "In words"), closing.basisNote}}, several);
    paper.addLine({{PaperSheet::label("Convenu pour ce jour", "Ivyumvikanyweko kuri uwo musi", "Agreed for that day"),
                    inFrench(u"retention_end", closing.atEnd)}});
    paper.addSignatures(
        {PaperSheet::label("La personne, si elle est là", "Umuntu nyene, iyo ahari", "The person, if present"),
         PaperSheet::label("Pour la maison", "Uwuserukira ikigo", "For the house"),
         PaperSheet::label("Direction", "Umuyobozi", "Supervisor")});
    return paper.pages();
}

} // namespace indaro::ui::pages
