// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/finding_words.h"

#include "ui/words/french_spaces.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace indaro::ui::words {

namespace {

using indaro::forms::FindingCode;

/// {a} argument, {s} suggestion, {n} the other row or number, {c} the column. Advice with a suggestion stands before the
/// bar, the one without after it.
struct Entry
{
    FindingCode code;
    const char *english;
    const char *englishAdvice;
    const char *french;
    const char *frenchAdvice;
};

constexpr Entry Table[]{
    {FindingCode::UnknownType, "The type “{a}” is not known; the question is asked as a text.",
     "Write “{s}”, if that was meant.|Use a type of the XLSForm reference, such as text, integer, date or select_one LIST.",
     "Le type « {a} » n’est pas connu ; la question est posée comme un texte.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Utilisez un type de la référence XLSForm, par exemple text, integer, "
     "date "
     "ou select_one LISTE."},
    {FindingCode::DialectType, "The type “{a}” belongs to another program; the question is asked as a text.",
     "Nothing to do, unless the answer must be more than a text.",
     "Le type « {a} » appartient à un autre programme ; la question est posée comme un texte.",
     "Rien à faire, sauf si la réponse doit être plus qu’un texte."},
    {FindingCode::MissingName, "This row ({a}) has no name; one was made.",
     "Give it a name of its own: letters, digits and _.", "Cette ligne ({a}) n’a pas de nom ; un nom a été créé.",
     "Donnez-lui un nom à elle : des lettres, des chiffres et _."},
    {FindingCode::InvalidName, "“{a}” cannot be a name; “{s}” is used.",
     "Begin with a letter and use only letters, digits, _, - and the full stop: no blanks.",
     "« {a} » ne peut pas être un nom ; « {s} » est employé.",
     "Commencez par une lettre et n’employez que des lettres, des chiffres, _, - et le point : pas d’espace."},
    {FindingCode::DuplicateName, "The name “{a}” is already used in row {n} of the same group.",
     "Give one of the two another name.", "Le nom « {a} » est déjà employé à la ligne {n} du même groupe.",
     "Donnez un autre nom à l’une des deux."},
    {FindingCode::AmbiguousReference, "Several questions are named “{a}”; ${{a}} reads the first one, {s}.",
     "Give the questions different names.", "Plusieurs questions s’appellent « {a} » ; ${{a}} lit la première, {s}.",
     "Donnez des noms différents à ces questions."},
    {FindingCode::NameWithoutType, "The row named “{a}” has no type and is left out.", "Write its type.",
     "La ligne nommée « {a} » n’a pas de type et n’est pas reprise.", "Écrivez son type."},
    {FindingCode::MissingLabel, "“{a}” has no label in any language.", "Write what is to be read on the screen.",
     "« {a} » n’a de libellé dans aucune langue.", "Écrivez ce qui doit se lire à l’écran."},
    {FindingCode::MissingLanguage, "No column is in the language “{a}” (fr: French, rn: Kirundi).",
     "Add columns such as label::French (fr) or label::Kirundi (rn).",
     "Aucune colonne n’est dans la langue « {a} » (fr : français, rn : kirundi).",
     "Ajoutez des colonnes comme label::French (fr) ou label::Kirundi (rn)."},
    {FindingCode::MissingTranslation, "“{a}” has no text in the column {c}, though another language has one.",
     "Translate it; until then the other language is shown.",
     "« {a} » n’a pas de texte dans la colonne {c}, alors qu’une autre langue en a un.",
     "Traduisez-le ; d’ici là, l’autre langue est montrée."},
    {FindingCode::TranslationAwaited, "“{a}” waits for a translation in the column {c}, as the form says.",
     "Nothing to do before somebody has found the words.",
     "« {a} » attend une traduction dans la colonne {c}, comme le dit le formulaire.",
     "Rien à faire tant que personne n’a trouvé les mots."},
    {FindingCode::UnknownColumn, "The column “{a}” is not read.", "Nothing to do, if it is for your own notes.",
     "La colonne « {a} » n’est pas lue.", "Rien à faire, si elle sert à vos propres notes."},
    {FindingCode::MistypedColumn, "The column “{a}” is not read.", "Name it “{s}”, if that was meant.",
     "La colonne « {a} » n’est pas lue.", "Nommez-la « {s} », si c’est ce que vous vouliez."},
    {FindingCode::DuplicateColumn, "The columns “{a}” and “{s}” mean the same; the first one with a text counts.",
     "Keep one of them.", "Les colonnes « {a} » et « {s} » disent la même chose ; la première qui a un texte compte.",
     "Gardez-en une."},
    {FindingCode::UnknownAppearance, "The appearance “{a}” is not known and is ignored.",
     "Write “{s}”, if that was meant.|Take it away, or use a word of the XLSForm reference.",
     "L’apparence « {a} » n’est pas connue et n’a pas d’effet.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Supprimez-la, ou employez un mot de la référence XLSForm."},
    {FindingCode::UnbalancedGroup, "“{a}” has no partner: each begin needs its end, of the same kind.",
     "Add the missing row, or take this one away.",
     "« {a} » n’a pas de pendant : chaque begin a besoin de son end, du même genre.",
     "Ajoutez la ligne qui manque, ou supprimez celle-ci."},
    {FindingCode::UnknownChoiceList, "The sheet “choices” has no list “{a}”: nothing can be chosen.",
     "Write “{s}”, if that was meant.|Add the list to the sheet “choices”.",
     "La feuille « choices » n’a pas de liste « {a} » : il n’y a rien à choisir.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez la liste à la feuille « choices »."},
    {FindingCode::UnusedChoiceList, "No question uses the list “{a}” ({n} choices).",
     "Take it away, or use it in a question.", "Aucune question n’emploie la liste « {a} » ({n} choix).",
     "Supprimez-la, ou employez-la dans une question."},
    {FindingCode::EmptyChoiceName, "A choice of the list “{a}” has no code and is left out.", "Write its code.",
     "Un choix de la liste « {a} » n’a pas de code et n’est pas repris.", "Écrivez son code."},
    {FindingCode::DuplicateChoice, "The code “{a}” is already used in row {n} of this list: the two cannot be told apart.",
     "Give one of them another code, or write allow_choice_duplicates = yes in the settings if a filter tells them apart.",
     "Le code « {a} » est déjà employé à la ligne {n} de cette liste : rien ne distingue les deux.",
     "Donnez un autre code à l’un des deux, ou écrivez allow_choice_duplicates = yes dans les réglages si un filtre les "
     "distingue."},
    {FindingCode::ChoiceNameWithSpace, "The code “{a}” has a blank in it: selected() takes it for several codes.",
     "Write “{s}”.", "Le code « {a} » contient une espace : selected() le prend pour plusieurs codes.", "Écrivez « {s} »."},
    {FindingCode::ChoiceFallsApart,
     "The code “{a}” has a blank in it, and several may be chosen: it is stored as several answers.", "Write “{s}”.",
     "Le code « {a} » contient une espace, et plusieurs choix sont permis : il est enregistré comme plusieurs réponses.",
     "Écrivez « {s} »."},
    {FindingCode::UnknownCode, "Nothing in the list has the code “{a}”, which this cell waits for.",
     "Write “{s}”, if that was meant.|Use a code of the list.",
     "Aucun choix de la liste n’a le code « {a} », qu’attend cette cellule.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Employez un code de la liste."},
    {FindingCode::MissingFile, "The file “{a}” did not come with the form: nothing can be read of it.",
     "Name it “{s}”, if that was meant.|Put it beside the workbook, into the folder NAME-media or into the package (.zip).",
     "Le fichier « {a} » n’est pas venu avec le formulaire : rien ne peut y être lu.",
     "Nommez-le « {s} », si c’est ce que vous vouliez.|Mettez-le à côté du classeur, dans le dossier NOM-media ou dans "
     "l’archive (.zip)."},
    {FindingCode::MissingMedia, "The picture or sound “{a}” did not come with the form: the label is shown without it.",
     "Name it “{s}”, if that was meant.|Put it beside the workbook, into the folder NAME-media or into the package (.zip).",
     "L’image ou le son « {a} » n’est pas venu avec le formulaire : le libellé est montré sans.",
     "Nommez-le « {s} », si c’est ce que vous vouliez.|Mettez-le à côté du classeur, dans le dossier NOM-media ou dans "
     "l’archive (.zip)."},
    {FindingCode::BadFile, "The file “{a}” is not understood, or is too large: it reads as empty.",
     "Save it as CSV (UTF-8) with the names of the columns in its first line, as well-formed XML, or as a GeoJSON "
     "FeatureCollection, with no more than 100,000 rows.",
     "Le fichier « {a} » n’est pas compris, ou est trop grand : il se lit comme vide.",
     "Enregistrez-le en CSV (UTF-8) avec les noms des colonnes à la première ligne, en XML bien formé, ou en GeoJSON "
     "(FeatureCollection), avec 100 000 lignes au plus."},
    {FindingCode::FileNotUtf8, "The file “{a}” is not in UTF-8: letters with accents may be wrong.",
     "Save it again as “CSV UTF-8”.", "Le fichier « {a} » n’est pas en UTF-8 : des lettres accentuées peuvent être fausses.",
     "Enregistrez-le de nouveau en « CSV UTF-8 »."},
    {FindingCode::UnknownFileColumn, "What is read here has no column “{a}”.",
     "Write “{s}”, if that was meant.|Add the column, or name one that is there.",
     "Ce qui est lu ici n’a pas de colonne « {a} ».",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez la colonne, ou nommez-en une qui existe."},
    {FindingCode::UnknownInstance, "“{a}” is neither a list of the sheet “choices” nor a file that came with the form.",
     "Write “{s}”, if that was meant.|Add the list, or the file.",
     "« {a} » n’est ni une liste de la feuille « choices », ni un fichier venu avec le formulaire.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez la liste, ou le fichier."},
    {FindingCode::SameFileTwice, "The package has several files of this name; “{a}” is not taken.",
     "Keep one of them, or give them different names.", "L’archive a plusieurs fichiers de ce nom ; « {a} » n’est pas pris.",
     "Gardez-en un, ou donnez-leur des noms différents."},
    {FindingCode::UnusedFile, "Nothing in the form names the file “{a}”.", "Nothing to do, unless it was meant to be used.",
     "Rien dans le formulaire ne nomme le fichier « {a} ».", "Rien à faire, sauf s’il devait servir."},
    {FindingCode::SearchNotUnderstood, "This search() is not understood: {a}",
     "Write search('FILE') or search('FILE', 'contains', 'COLUMN', VALUE) beside a list that names the columns.",
     "Ce search() n’est pas compris : {a}",
     "Écrivez search('FICHIER') ou search('FICHIER', 'contains', 'COLONNE', VALEUR) à côté d’une liste qui nomme les "
     "colonnes."},
    {FindingCode::TooDeep, "“{a}” stands inside more than 64 groups: its rows belong to the group around it.",
     "Use fewer groups inside groups.",
     "« {a} » se trouve dans plus de 64 groupes : ses lignes appartiennent au groupe qui l’entoure.",
     "Employez moins de groupes imbriqués."},
    {FindingCode::ExpressionSyntax, "This expression is not understood and is left out: {a}",
     "Look at the character shown: a bracket, a quote, a comma or an operator is missing or too many.",
     "Cette expression n’est pas comprise et n’est pas reprise : {a}",
     "Regardez au caractère indiqué : une parenthèse, un guillemet, une virgule ou un opérateur manque ou est de trop."},
    {FindingCode::UnknownFunction, "The function {a}() is not known.",
     "Write {s}(), if that was meant.|Use another function.", "La fonction {a}() n’est pas connue.",
     "Écrivez {s}(), si c’est ce que vous vouliez.|Employez une autre fonction."},
    {FindingCode::UnknownReference, "Nothing in the form is named “{a}”: it reads as empty.",
     "Write “{s}”, if that was meant.|Use the name of a question of this form.",
     "Rien dans le formulaire ne s’appelle « {a} » : il se lit comme vide.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Employez le nom d’une question de ce formulaire."},
    {FindingCode::UnknownFilterColumn,
     "The sheet “choices” has no column “{a}”, which this filter reads: nothing is offered.",
     "Write “{s}”, if that was meant.|Add the column to the sheet “choices”.",
     "La feuille « choices » n’a pas de colonne « {a} », que lit ce filtre : rien n’est proposé.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez la colonne à la feuille « choices »."},
    {FindingCode::BareWord, "The word “{a}” stands without quotes: it reads as empty.", "Write {s}.",
     "Le mot « {a} » est écrit sans guillemets : il se lit comme vide.", "Écrivez {s}."},
    {FindingCode::DependencyCycle, "These questions wait for each other: {a}.",
     "Take one of the references out: none of them can be worked out first.",
     "Ces questions s’attendent les unes les autres : {a}.",
     "Supprimez une des références : aucune ne peut être calculée en premier."},
    {FindingCode::NeverShown, "“{a}” is never shown: its condition cannot hold.",
     "Correct the condition, or take the row away.", "« {a} » n’est jamais montrée : sa condition ne peut pas être remplie.",
     "Corrigez la condition, ou supprimez la ligne."},
    {FindingCode::RequiredNote, "“{a}” is required, but nobody can answer it.", "Leave the column {c} empty in this row.",
     "« {a} » est obligatoire, mais personne ne peut y répondre.", "Laissez la colonne {c} vide sur cette ligne."},
    {FindingCode::UnanchoredPattern, "The pattern of regex() has no ^ at its beginning or no $ at its end: {a}",
     "Indaro and ODK Collect compare the whole text, others search in it: write ^ and $, with .* where anything may stand.",
     "Le motif de regex() n’a pas de ^ au début ou pas de $ à la fin : {a}",
     "Indaro et ODK Collect comparent le texte entier, d’autres cherchent dedans : écrivez ^ et $, avec .* là où tout est "
     "permis."},
    {FindingCode::BadPattern, "The pattern of regex() is not understood and never fits: {a}",
     "Look for a bracket without its partner.", "Le motif de regex() n’est pas compris et ne convient jamais : {a}",
     "Cherchez une parenthèse ou un crochet sans son pendant."},
    {FindingCode::DateStoredAsNumber, "A day plus a number gives the number of a day, not a date: {a}",
     "Put date( … ) around it.", "Un jour plus un nombre donne le numéro d’un jour, pas une date : {a}",
     "Entourez-le de date( … )."},
    {FindingCode::UnpromisedPath, "This works here, but other programs may refuse it: {a}",
     "Nothing to do, unless the form is used elsewhere too.",
     "Ceci fonctionne ici, mais d’autres programmes peuvent le refuser : {a}",
     "Rien à faire, sauf si le formulaire sert aussi ailleurs."},
    {FindingCode::BadYesNo, "“{a}” is neither yes nor no, nor an expression: taken for no.", "Write yes or no.",
     "« {a} » n’est ni oui ni non, ni une expression : pris pour non.", "Écrivez yes ou no."},
    {FindingCode::BadParameter, "The parameter “{a}” is not understood.",
     "Write “{s}=…”, if that was meant.|Correct it or take it away.", "Le paramètre « {a} » n’est pas compris.",
     "Écrivez « {s}=… », si c’est ce que vous vouliez.|Corrigez-le ou supprimez-le."},
    {FindingCode::ErrorCell, "The cell {a} holds an error of the spreadsheet (#REF! or the like): it reads as empty.",
     "Correct its formula and save again.",
     "La cellule {a} contient une erreur du tableur (#REF! ou semblable) : elle se lit comme vide.",
     "Corrigez sa formule et enregistrez de nouveau."},
    {FindingCode::UnknownLanguage, "default_language is “{a}”, which is none of the form’s languages.",
     "Write it as in the headers.", "default_language est « {a} », qui n’est aucune des langues du formulaire.",
     "Écrivez-la comme dans les en-têtes."},
    {FindingCode::UnknownTrigger, "The column trigger names “{a}”, which is not in the form.",
     "Write “{s}”, if that was meant.|Use the name of a question.",
     "La colonne trigger nomme « {a} », qui n’est pas dans le formulaire.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Employez le nom d’une question."},
    {FindingCode::EntityName, "“{a}” cannot be the name of a list of entities; the row is left out.",
     "Use letters, digits, _ and -, with no full stop and no __ at the beginning.",
     "« {a} » ne peut pas être le nom d’une liste d’entités ; la ligne n’est pas reprise.",
     "Employez des lettres, des chiffres, _ et -, sans point et sans __ au début."},
    {FindingCode::EntityTwice, "The list “{a}” already has row {n}; this one is left out.",
     "Put both into one row, or name another list.", "La liste « {a} » a déjà la ligne {n} ; celle-ci n’est pas reprise.",
     "Réunissez les deux en une ligne, ou nommez une autre liste."},
    {FindingCode::EntityLabelMissing, "New entities of “{a}” would have no label; the row is left out.",
     "Fill the column label, or entity_id if only known ones are meant.",
     "Les nouvelles entités de « {a} » n’auraient pas de libellé ; la ligne n’est pas reprise.",
     "Remplissez la colonne label, ou entity_id s’il ne s’agit que d’entités connues."},
    {FindingCode::EntityIdMissing, "“{a}” has update_if but no entity_id: nothing says which one; the row is left out.",
     "Fill entity_id, or move the condition to create_if if new ones are meant.",
     "« {a} » a update_if mais pas entity_id : rien ne dit laquelle ; la ligne n’est pas reprise.",
     "Remplissez entity_id, ou mettez la condition dans create_if s’il s’agit de nouvelles."},
    {FindingCode::EntityUpdateMissing, "“{a}” has create_if and entity_id but no update_if; the row is left out.",
     "Fill update_if, or empty entity_id if only new ones are meant.",
     "« {a} » a create_if et entity_id mais pas update_if ; la ligne n’est pas reprise.",
     "Remplissez update_if, ou videz entity_id s’il ne s’agit que de nouvelles."},
    {FindingCode::EntityScope, "“{a}” stands in another repeat than the other answers of the entity: it is not saved.",
     "Copy it with a calculate question beside the others, or fill the column repeat of the sheet “entities”.",
     "« {a} » se trouve dans une autre répétition que les autres réponses de l’entité : elle n’est pas enregistrée.",
     "Copiez-la par une question calculate à côté des autres, ou remplissez la colonne repeat de la feuille « entities »."},
    {FindingCode::EntityVersion, "The form was made for version {a} of ODK Entities, which is newer than what is read here.",
     "Nothing of it goes into the register; the answers are kept. Ask for a newer version of this program.",
     "Le formulaire est fait pour la version {a} d’ODK Entities, plus récente que ce qui est lu ici.",
     "Rien n’en va au registre ; les réponses sont gardées. Demandez une version plus récente de ce programme."},
    {FindingCode::SaveToList, "“{a}” does not say which list of the sheet “entities” it belongs to: it is not saved.",
     "Write “{s}”, if that was meant.|Write LIST#PROPERTY.",
     "« {a} » ne dit pas à quelle liste de la feuille « entities » elle appartient : elle n’est pas enregistrée.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Écrivez LISTE#PROPRIÉTÉ."},
    {FindingCode::SaveToName, "“{a}” cannot be the name of a property: the answer is not saved.",
     "Use letters, digits, _, - and full stops, but not name, label or __ at the beginning.",
     "« {a} » ne peut pas être le nom d’une propriété : la réponse n’est pas enregistrée.",
     "Employez des lettres, des chiffres, _, - et des points, mais ni name, ni label, ni __ au début."},
    {FindingCode::SaveToTwice, "“{a}” is already saved by row {n}: this answer is not.", "Give one of the two another name.",
     "« {a} » est déjà enregistrée par la ligne {n} : cette réponse ne l’est pas.", "Donnez un autre nom à l’une des deux."},
    {FindingCode::SaveToGroup, "A group has no answer that “{a}” could keep.", "Put save_to beside a question.",
     "Un groupe n’a pas de réponse que « {a} » pourrait garder.", "Mettez save_to à côté d’une question."},
    {FindingCode::SaveToWithoutEntity, "save_to is “{a}”, but the workbook has no sheet “entities”.",
     "Add the sheet, or empty the column.", "save_to vaut « {a} », mais le classeur n’a pas de feuille « entities ».",
     "Ajoutez la feuille, ou videz la colonne."},
};

/// In one pass, so that a text of the workbook that looks like a placeholder stays as it is.
QString fill(QStringView words, const indaro::forms::Finding &finding)
{
    QString out;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const bool isPlace = words.at(i) == u'{' && i + 2 < words.size() && words.at(i + 2) == u'}';
        if (!isPlace) {
            out += words.at(i);
            continue;
        }
        switch (words.at(i + 1).unicode()) {
        case u'a':
            out += finding.argument;
            break;
        case u's':
            out += finding.suggestion;
            break;
        case u'n':
            out += QString::number(finding.other);
            break;
        default:
            out += finding.column;
            break;
        }
        i += 2;
    }
    return out;
}

} // namespace

FindingWords textOf(const indaro::forms::Finding &finding, const QString &language)
{
    const bool isFrench = language == "fr"_L1;
    for (const Entry &words : Table) {
        if (words.code != finding.code)
            continue;
        const auto shown = [&](const char *english, const char *french) {
            return isFrench ? withFrenchSpaces(QString::fromUtf8(french)) : QString::fromUtf8(english);
        };
        const QStringList advice = shown(words.englishAdvice, words.frenchAdvice).split(u'|');
        return {fill(shown(words.english, words.french), finding),
                fill(finding.suggestion.isEmpty() ? advice.last() : advice.first(), finding)};
    }
    return {};
}

} // namespace indaro::ui::words
