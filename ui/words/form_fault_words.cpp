// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/form_fault_words.h"

#include "ui/words/french_spaces.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::words {

namespace {

using base::Errc;

struct FormFaultEntry
{
    Errc code;
    const char *english;
    const char *englishAdvice;
    const char *french;
    const char *frenchAdvice;
};

constexpr FormFaultEntry FormFaultTable[]{
    {Errc::FileNotFound, "There is no such file.", "Check the name and the folder.", "Ce fichier n’existe pas.",
     "Vérifiez le nom et le dossier."},
    {Errc::FileNotReadable, "This file cannot be read.", "Check the stick or disk, and who may read the file.",
     "Ce fichier ne peut pas être lu.", "Vérifiez la clé ou le disque, et qui a le droit de lire le fichier."},
    {Errc::FormNotXlsx, "This file is not an Excel workbook (.xlsx).", "Choose a form saved as .xlsx.",
     "Ce fichier n’est pas un classeur Excel (.xlsx).", "Choisissez un formulaire enregistré en .xlsx."},
    {Errc::FormOldXls, "This file is in the old Excel format (.xls), whatever its name ends in.",
     "In Excel: open it, then File, Save As, file type “Excel Workbook (*.xlsx)”. In LibreOffice: open it, then File, Save "
     "As, file type “Excel 2007–365 (.xlsx)”.",
     "Ce fichier est dans l’ancien format Excel (.xls), quelle que soit la fin de son nom.",
     "Dans Excel : ouvrez-le, puis Fichier, Enregistrer sous, type « Classeur Excel (*.xlsx) ». Dans LibreOffice : "
     "ouvrez-le, puis Fichier, Enregistrer sous, type « Excel 2007–365 (.xlsx) »."},
    {Errc::FormDamaged, "This workbook is damaged.", "Get the form again from where it came.", "Ce classeur est endommagé.",
     "Demandez de nouveau le formulaire à qui l’a donné."},
    {Errc::FormTooLarge, "This workbook is too large for a form: unpacked, it would fill the memory.",
     "Check that it is the right file.",
     "Ce classeur est trop grand pour un formulaire : une fois déplié, il remplirait la mémoire.",
     "Vérifiez que c’est le bon fichier."},
    {Errc::FormNoSurvey, "This workbook has no sheet named “survey” with questions in it, so it is no form.",
     "Choose another workbook.",
     "Ce classeur n’a pas de feuille nommée « survey » avec des questions : ce n’est pas un formulaire.",
     "Choisissez un autre classeur."},
    {Errc::FormSeveralWorkbooks, "This package has more than one workbook, so it does not say which one is the form.",
     "Ask its author for a package with one workbook.",
     "Cette archive (.zip) contient plusieurs classeurs, et rien ne dit lequel est le formulaire.",
     "Demandez à son auteur une archive (.zip) avec un seul classeur."},
    {Errc::FormUnsafeName, "This package names files outside its own folder. It is damaged, or somebody means harm.",
     "Get the form again from where it came.",
     "Cette archive (.zip) nomme des fichiers hors de son propre dossier. Elle est endommagée, ou quelqu’un veut nuire.",
     "Demandez de nouveau le formulaire à qui l’a donné."},
};

} // namespace

std::optional<FindingWords> formFaultText(const base::Error &error, const QString &language)
{
    for (const FormFaultEntry &words : FormFaultTable) {
        if (words.code != error.code)
            continue;
        if (language == "fr"_L1)
            return FindingWords{withFrenchSpaces(QString::fromUtf8(words.french)),
                                withFrenchSpaces(QString::fromUtf8(words.frenchAdvice))};
        return FindingWords{QString::fromUtf8(words.english), QString::fromUtf8(words.englishAdvice)};
    }
    return std::nullopt;
}

} // namespace indaro::ui::words
