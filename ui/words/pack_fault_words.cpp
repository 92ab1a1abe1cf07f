// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/pack_fault_words.h"

#include "ui/words/french_spaces.h"

#include <QStringList>

using namespace Qt::StringLiterals;

namespace indaro::ui::words {

namespace {

/// {a} argument, {s} suggestion, {n} the other line or position. Advice with a suggestion stands before the bar, the one
/// without after it.
struct FaultEntry
{
    sop::PackFaultCode code;
    const char *english;
    const char *englishAdvice;
    const char *french;
    const char *frenchAdvice;
};

constexpr FaultEntry FaultTable[]{
    {sop::PackFaultCode::UnknownKey, "The key “{a}” is not part of the format.",
     "Write “{s}”, if that was meant.|Remove it, or see which keys there are in the description of the format.",
     "La clé « {a} » ne fait pas partie du format.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Supprimez-la, ou voyez quelles clés existent dans la description du "
     "format."},
    {sop::PackFaultCode::MissingKey, "“{a}” is missing.", "Add it.", "Il manque « {a} ».", "Ajoutez-le."},
    {sop::PackFaultCode::WrongKind, "“{a}” has the wrong kind of value.",
     "Look how other steps write it: a text in quotes, a list in brackets, true or false without quotes.",
     "« {a} » n’a pas une valeur du bon genre.",
     "Regardez comment d’autres étapes l’écrivent : un texte entre guillemets, une liste entre crochets, true ou false sans "
     "guillemets."},
    {sop::PackFaultCode::EmptyText, "The text “{a}” is empty.", "English and French are always needed; Kirundi may wait.",
     "Le texte « {a} » est vide.", "L’anglais et le français sont toujours nécessaires ; le kirundi peut attendre."},
    {sop::PackFaultCode::MissingKirundi, "The text “{a}” has no Kirundi yet.",
     "Nothing to do: the French is shown with a mark until somebody adds it.", "Le texte « {a} » n’a pas encore de kirundi.",
     "Rien à faire : le français est montré avec une marque jusqu’à ce que quelqu’un l’ajoute."},
    {sop::PackFaultCode::DuplicateId, "The id “{a}” is already used in line {n}.", "Give one of the two another id.",
     "L’identifiant « {a} » est déjà employé à la ligne {n}.", "Donnez un autre identifiant à l’un des deux."},
    {sop::PackFaultCode::BadId, "“{a}” cannot be an id.",
     "Use up to 40 letters, digits, full stops and hyphens, without blanks.", "« {a} » ne peut pas être un identifiant.",
     "Employez jusqu’à 40 lettres, chiffres, points et traits d’union, sans espace."},
    {sop::PackFaultCode::UnknownRole, "The pack has no role “{a}”.",
     "Write “{s}”, if that was meant.|Add the role at the top of the pack.",
     "Le recueil de procédures n’a pas de rôle « {a} ».",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez le rôle en haut du recueil."},
    {sop::PackFaultCode::UnknownSource, "The pack has no source “{a}”.",
     "Write “{s}”, if that was meant.|Add the source at the top of the pack.",
     "Le recueil de procédures n’a pas de source « {a} ».",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Ajoutez la source en haut du recueil."},
    {sop::PackFaultCode::UnknownEvent, "Nothing called “{a}” can happen.",
     "Write “{s}”, if that was meant.|Choose an event of the list in the description of the format.",
     "Rien de ce qui s’appelle « {a} » ne peut arriver.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Choisissez un événement de la liste dans la description du format."},
    {sop::PackFaultCode::UnknownStep, "The deadline counts from the step “{a}”, which the pack has not.",
     "Check the id of that step.", "Le délai compte à partir de l’étape « {a} », que le recueil n’a pas.",
     "Vérifiez l’identifiant de cette étape."},
    {sop::PackFaultCode::UnknownAction, "No step can hold back “{a}”.",
     "Write “{s}”, if that was meant.|Choose an action of the list in the description of the format.",
     "Aucune étape ne peut retenir « {a} ».",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Choisissez une action de la liste dans la description du format."},
    {sop::PackFaultCode::UnknownEvidence, "“{a}” is no kind of evidence.",
     "Write “{s}”, if that was meant.|Use tick, note, call-note, form, document, signature, record or “record:” with one of its names.",
     "« {a} » n’est pas un genre de preuve.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Employez tick, note, call-note, form, document, signature, record ou « record: » avec un de ses noms."},
    {sop::PackFaultCode::RecordMisplaced, "“{a}” does not say which time of this step it proves.",
     "Use “record” for a step of the house or one that comes back, and “record:referral-answer” for one of each referral.",
     "« {a} » ne dit pas quelle fois de cette étape il prouve.",
     "Employez « record » pour une étape de la maison ou qui revient, et « record:referral-answer » pour chaque référence."},
    {sop::PackFaultCode::UnknownForm, "“{a}” is no form of the program.",
     "Write “{s}”, if that was meant.|Choose a form of the list in the description of the format.",
     "« {a} » n’est pas un formulaire du programme.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Choisissez un formulaire de la liste dans la description du format."},
    {sop::PackFaultCode::UnknownFact, "The condition asks for “{a}”, which is not known of a case.",
     "Write “${{s}}”, if that was meant.|Use a name of the list in the description of the format.",
     "La condition demande « {a} », qu’aucun dossier ne connaît.",
     "Écrivez « ${{s}} », si c’est ce que vous vouliez.|Employez un nom de la liste dans la description du format."},
    {sop::PackFaultCode::BadExpression, "The condition “{a}” is not understood (character {n}).",
     "Write it as in a form, for example ${child} != 'no'.", "La condition « {a} » n’est pas comprise (caractère {n}).",
     "Écrivez-la comme dans un formulaire, par exemple ${child} != 'no'."},
    {sop::PackFaultCode::BadSpan, "“{a}” is no length of time.",
     "Write a number and a unit, for example \"24 hours\", \"3 days\", \"2 weeks\" or \"1 month\".",
     "« {a} » n’est pas une durée.",
     "Écrivez un nombre et une unité, par exemple \"24 hours\", \"3 days\", \"2 weeks\" ou \"1 month\"."},
    {sop::PackFaultCode::BadDate, "“{a}” is no date.", "Write it as 2026-11-26.", "« {a} » n’est pas une date.",
     "Écrivez-la ainsi : 2026-11-26."},
    {sop::PackFaultCode::BadValue, "“{a}” is not one of the words allowed here.",
     "Write “{s}”, if that was meant.|See the description of the format.", "« {a} » n’est pas un des mots permis ici.",
     "Écrivez « {s} », si c’est ce que vous vouliez.|Voyez la description du format."},
    {sop::PackFaultCode::DueTwice, "The deadline says both “after” and “before”, or neither.", "Write one of them.",
     "Le délai dit à la fois « after » et « before », ou aucun des deux.", "Écrivez l’un des deux."},
    {sop::PackFaultCode::WaitsForItself, "These deadlines count from each other: {a}.",
     "Let one of them count from an event.", "Ces délais comptent les uns à partir des autres : {a}.",
     "Faites compter l’un d’eux à partir d’un événement."},
    {sop::PackFaultCode::RepeatWithoutDue,
     "The step comes back, but has no first time; or it has an end without coming back.",
     "Add “due”, or remove “repeat” or “until”.",
     "L’étape revient, mais n’a pas de première fois ; ou elle a une fin sans revenir.",
     "Ajoutez « due », ou supprimez « repeat » ou « until »."},
    {sop::PackFaultCode::EmptyPhase, "The phase “{a}” has no step.", "Add steps, or remove the phase.",
     "La phase « {a} » n’a aucune étape.", "Ajoutez des étapes, ou supprimez la phase."},
    {sop::PackFaultCode::NoSource, "The step “{a}” names no source and is not marked to be confirmed.",
     "Name where the rule comes from, or write to_confirm = true.",
     "L’étape « {a} » ne nomme aucune source et n’est pas marquée à confirmer.",
     "Dites d’où vient la règle, ou écrivez to_confirm = true."},
    {sop::PackFaultCode::HouseEvent, "“{a}” does not belong to this kind of phase.",
     "Steps of the house count from “house”; steps of a person from what happens to the person.",
     "« {a} » ne va pas avec ce genre de phase.",
     "Les étapes de la maison comptent à partir de « house » ; celles d’une personne, à partir de ce qui lui arrive."},
};

/// In one pass, so that a text of the pack that looks like a placeholder stays as it is.
QString fillFault(QStringView words, const sop::PackFault &fault)
{
    QString out;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QStringView three = words.mid(i, 3);
        if (three == u"{a}")
            out += fault.argument;
        else if (three == u"{s}")
            out += fault.suggestion;
        else if (three == u"{n}")
            out += QString::number(fault.other);
        else {
            out += words.at(i);
            continue;
        }
        i += 2;
    }
    return out;
}

} // namespace

PackFaultWords textOf(const sop::PackFault &fault, const QString &language)
{
    const bool isFrench = language == "fr"_L1;
    for (const FaultEntry &words : FaultTable) {
        if (words.code != fault.code)
            continue;
        const auto shown = [&](const char *english, const char *french) {
            return isFrench ? withFrenchSpaces(QString::fromUtf8(french)) : QString::fromUtf8(english);
        };
        const QStringList advice = shown(words.englishAdvice, words.frenchAdvice).split(u'|');
        return {fillFault(shown(words.english, words.french), fault),
                fillFault(fault.suggestion.isEmpty() ? advice.last() : advice.first(), fault)};
    }
    return {};
}

} // namespace indaro::ui::words
