// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/house_work_papers.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double DateWidthMm = 26; // mm
constexpr double CheckWidthMm = 14;

/// French, and below it the Kirundi with its mark where there is some.
QString bothWords(const sop::Step &step)
{
    const bool hasKirundi = !step.title.rn.isEmpty() && step.kirundi != sop::Kirundi::Missing;
    return hasKirundi
               ? step.title.fr + u"\n"_s + step.title.rn + (step.kirundi == sop::Kirundi::Reviewed ? QString() : u"°"_s)
               : step.title.fr;
}

QString frenchCodes(const QString &list, const QStringList &codes)
{
    QStringList words;
    for (const QString &code : codes) {
        const model::Code *found = model::CodeList::byName(list).find(code);
        words << (found == nullptr ? code : found->french);
    }
    return words.join(u", "_s);
}

documents::Label rhythmLabel(casework::RoutineRhythm rhythm)
{
    switch (rhythm) {
    case casework::RoutineRhythm::Daily:
        return paperWords("Chaque jour et chaque nuit", "Buri musi n’ijoro", "Every day and night");
    case casework::RoutineRhythm::Weekly:
        return paperWords("Chaque semaine", "Buri ndwi", "Every week");
    case casework::RoutineRhythm::Rarer:
        break;
    }
    return paperWords("Chaque mois ou plus rarement", "Buri kwezi canke gake", "Every month or more rarely");
}

void addActions(SimplePaper &paper, const std::vector<casework::SelfCheckLine> &actions, bool isBlank)
{
    const QList<documents::TableColumn> columns{
        paperColumn(u"what"_s, paperWords("Ce qui est à faire", "Ibizokorwa", "What is to be done")),
        paperColumn(u"who"_s, paperWords("Qui", "Nde", "Who"), 40),
        paperColumn(u"until"_s, paperWords("Jusqu’au", "Gushika", "Until"), DateWidthMm),
        paperColumn(u"done"_s, paperWords("Fait", "Vyakozwe", "Done"), CheckWidthMm, true)};
    QList<QStringList> rows;
    for (const casework::SelfCheckLine &action : actions)
        rows.append({u"%1\u00a0: %2"_s.arg(action.item, action.action), action.who, kit::dateText(action.untilOn),
                     action.doneOn.isEmpty() ? QString() : u"1"_s});
    for (int i = 0; isBlank && i < 6; ++i)
        rows.append({QString(), QString(), QString(), QString()});
    paper.addTable(paperWords("Liste d’actions", "Urutonde rw’ibizokorwa", "Action list"), columns, rows);
}

} // namespace

base::Result<print::Paper> routinesPaper(const casework::Checklist &house, base::UtcMs now)
{
    SimplePaper paper(u"routines"_s, paperWords("Les routines de la maison", "Ibikorwa vy’imisi yose vyo mu kigo",
                                                "The routines of the house"));
    paper.addLine({{paperWords("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"what"_s, paperWords("Quoi", "Iki", "What")),
        paperColumn(u"last"_s, paperWords("Fait la dernière fois", "Vyakozwe ubwanyuma", "Last done"), 40),
        paperColumn(u"next"_s, paperWords("À faire avant", "Bizokorwa imbere ya", "To be done by"), DateWidthMm),
        paperColumn(u"done"_s, paperWords("Fait", "Vyakozwe", "Done"), CheckWidthMm, true)};
    const auto routines = casework::routinesOf(house);
    for (const auto rhythm :
         {casework::RoutineRhythm::Daily, casework::RoutineRhythm::Weekly, casework::RoutineRhythm::Rarer}) {
        QList<QStringList> rows;
        for (const casework::Routine &routine : routines) {
            if (routine.rhythm != rhythm)
                continue;
            const sop::Line &line = house.lines[routine.line].line;
            QStringList last;
            if (routine.last)
                last = {kit::dateTimeText(routine.last->mark.at), routine.last->by};
            last.removeAll(QString());
            rows.append({bothWords(*routine.step), last.join(u"\n"_s),
                         line.isOpen() && line.due ? kit::dateTimeText(*line.due) : QString(), QString()});
        }
        paper.addTable(rhythmLabel(rhythm), columns, rows);
    }
    return paper.paper();
}

base::Result<print::Paper> complaintsPaper(const std::vector<casework::Complaint> &complaints, base::UtcMs now)
{
    SimplePaper paper(u"complaints"_s,
                      paperWords("Registre des plaintes", "Urutonde rw’imyidogo", "Register of complaints"));
    QList<QStringList> rows;
    int reserved = 0;
    for (const casework::Complaint &complaint : complaints) {
        if (complaint.isReserved) {
            ++reserved;
            continue;
        }
        const bool isNamed = complaint.person.has_value(); // what she said under her name stays in her file
        rows.append({kit::dateText(complaint.receivedOn), frenchCodes(u"complaint_kind"_s, complaint.kinds),
                     isNamed ? QString() : complaint.words, isNamed ? QString() : complaint.done,
                     kit::dateText(complaint.answeredOn)});
    }
    paper.addLine({{paperWords("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)},
                   {paperWords("Plaintes", "Imyidogo", "Complaints"), QString::number(rows.size())},
                   {paperWords("Réservées à la direction", "", "Kept for the director"), QString::number(reserved)}});
    paper.addTable(paperWords("Chaque plainte", "Umwidogo wose", "Every complaint"),
                   {paperColumn(u"on"_s, paperWords("Reçue le", "Yashitse itariki", "Received on"), DateWidthMm),
                    paperColumn(u"kind"_s, paperWords("À quel sujet", "Ivyerekeye", "About"), 32),
                    paperColumn(u"words"_s, paperWords("Ce qui est dit", "Ivyavuzwe", "What it says")),
                    paperColumn(u"done"_s, paperWords("Suite donnée", "Icakozwe", "What was done"), 48),
                    paperColumn(u"answered"_s, paperWords("Réponse le", "Inyishu itariki", "Answered on"), DateWidthMm)},
                   rows);
    paper.addSignatures({paperWords("Lu par", "Yasomwe na", "Read by"), paperWords("Date", "Itariki", "Date"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.paper();
}

base::Result<print::Paper> selfCheckPaper(const casework::SelfCheck &check,
                                          const std::vector<casework::SelfCheckLine> &actions, bool isBlank)
{
    SimplePaper paper(u"self_check"_s,
                      paperWords("Autocontrôle de la maison", "Ukwisuzuma kw’ikigo", "Self-check of the house"));
    const auto score = check.score();
    paper.addLine(
        {{paperWords("Numéro", "Inomero", "Number"), isBlank ? QString() : QString::number(check.number)},
         {paperWords("Commencé le", "Yatanguye itariki", "Begun on"),
          isBlank ? QString() : kit::dateTimeText(check.begunAt)},
         {paperWords("Terminé le", "Vyarangiye itariki", "Finished on"),
          isBlank || !check.closedAt ? QString() : kit::dateTimeText(*check.closedAt)},
         {paperWords("Atteint", "Vyashitsweko", "Reached"), isBlank || !score ? QString() : u"%1 %"_s.arg(*score)}});
    QList<QStringList> rows;
    if (check.pack != nullptr) {
        for (const sop::Step *item : casework::selfCheckItems(*check.pack)) {
            const casework::SelfCheckLine *line = isBlank ? nullptr : check.find(item->id);
            rows.append({item->id, bothWords(*item),
                         line == nullptr ? QString() : frenchCodes(u"self_check_answer"_s, {line->answer}),
                         line == nullptr ? QString() : line->evidence});
        }
    }
    paper.addTable(paperWords("Questions", "Ibibazo", "Questions"),
                   {paperColumn(u"id"_s, {u"N°"_s, u"N°"_s, u"No."_s, documents::KirundiStatus::Attested}, 12),
                    paperColumn(u"what"_s, paperWords("Question", "Ikibazo", "Question")),
                    paperColumn(u"answer"_s, paperWords("Réponse", "Inyishu", "Answer"), DateWidthMm),
                    paperColumn(u"shown"_s, paperWords("Ce qui le montre", "Ikibemeza", "What shows it"), 44)},
                   rows);
    addActions(paper, isBlank ? std::vector<casework::SelfCheckLine>() : actions, isBlank);
    paper.addSignatures({paperWords("Direction", "Umuyobozi", "Director"), paperWords("Date", "Itariki", "Date"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.paper();
}

} // namespace indaro::ui::pages
