// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/closing/closing_paper.h"

#include "core/casework/retention/retention_rules.h"
#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

QString inFrench(const char16_t *list, const QString &code)
{
    return code.isEmpty() ? QString() : model::CodeList::byName(QString::fromUtf16(list)).label(code, u"fr");
}

/// Who signs reads that the length is nobody's law.
QString basisOnPaper(const QString &basis)
{
    const QString text = inFrench(u"retention_basis", basis);
    return basis == "rule"_L1 && casework::isRetentionToConfirm() ? text + u" (à confirmer par la CCSPRTP)"_s : text;
}

} // namespace

base::Result<QList<print::Page>> closingPaper(const casework::Closing &closing, const QString &caseCode)
{
    const auto several = documents::FieldKind::Multiline;
    SimplePaper paper(u"closing"_s, paperWords("Clôture d’un dossier", "Kwugara dosiye", "Closing of a file"));
    paper.addLine(
        {{paperWords("Code", "Inomero", "Code"), caseCode},
         {paperWords("Clos le", "Yugawe itariki", "Closed on"), kit::dateText(model::localDay(closing.closedAt))}});
    paper.addLine({{paperWords("Motif", "Impamvu", "Reason"), inFrench(u"closing_reason", closing.reason)}});
    paper.addLine({{paperWords("Ce qui reste à dire", "", "What is left to say"), closing.note}}, several);
    paper.addLine({{paperWords("Gardé jusqu’au", "Ibikwa gushika", "Kept until"),
                    closing.keepUntil ? kit::dateText(*closing.keepUntil) : QString()},
                   {paperWords("Pourquoi jusque-là", "Impamvu", "Why until then"), basisOnPaper(closing.basis)}});
    if (!closing.basisNote.isEmpty())
        paper.addLine({{paperWords("En mots", "Mu majambo", "In words"), closing.basisNote}}, several);
    paper.addLine({{paperWords("Convenu pour ce jour", "Ivyumvikanyweko kuri uwo musi", "Agreed for that day"),
                    inFrench(u"retention_end", closing.atEnd)}});
    paper.addSignatures({paperWords("La personne, si elle est là", "Umuntu nyene, iyo ahari", "The person, if present"),
                         paperWords("Pour la maison", "Uwuserukira ikigo", "For the house"),
                         paperWords("Direction", "Umuyobozi", "Supervisor")});
    return paper.pages();
}

} // namespace indaro::ui::pages
