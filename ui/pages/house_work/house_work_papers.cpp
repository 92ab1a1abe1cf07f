// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/house_work/house_work_papers.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype RoutinesTogether = 9; // titles of two lines, French and Kirundi
constexpr qsizetype ComplaintsTogether = 8;
constexpr qsizetype QuestionsTogether = 7;
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
        return PaperSheet::label("Chaque jour et chaque nuit", "Buri musi n’ijoro", "Every day and night");
    case casework::RoutineRhythm::Weekly:
        return PaperSheet::label("Chaque semaine", "Buri ndwi", "Every week");
    case casework::RoutineRhythm::Rarer:
        break;
    }
    return PaperSheet::label("Chaque mois ou plus rarement", "Buri kwezi canke gake", "Every month or more rarely");
}

void addActions(PaperSheet &paper, const std::vector<casework::SelfCheckLine> &actions, bool isBlank)
{
    const QList<documents::TableColumn> columns{
        PaperSheet::column(u"what"_s, PaperSheet::label("Ce qui est à faire", "Ibizokorwa", "What is to be done")),
        PaperSheet::column(u"who"_s, PaperSheet::label("Qui", "Nde", "Who"), 40),
        PaperSheet::column(u"until"_s, PaperSheet::label("Jusqu’au", "Gushika", "Until"), DateWidthMm),
        PaperSheet::column(u"done"_s, PaperSheet::label("Fait", "Vyakozwe", "Done"), CheckWidthMm, true)};
    QList<QStringList> rows;
    for (const casework::SelfCheckLine &action : actions)
        rows.append({u"%1: %2"_s.arg(action.item, action.action), action.who, kit::dateText(action.untilOn),
                     action.doneOn.isEmpty() ? QString() : u"1"_s});
    for (int i = 0; isBlank && i < 6; ++i)
        rows.append({QString(), QString(), QString(), QString()});
    paper.addTable(PaperSheet::label("Liste d’actions", "Urutonde rw’ibizokorwa", "Action list"), columns, rows,
                   QuestionsTogether);
}

} // namespace

base::Result<QList<print::Page>> routinesPaper(const casework::Checklist &house, base::UtcMs now)
{
    PaperSheet paper(u"routines"_s, PaperSheet::label("Les routines de la maison", "Ibikorwa vy’imisi yose vyo mu kigo",
                                                      "The routines of the house"));
    paper.addLine({{PaperSheet::label("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        PaperSheet::column(u"what"_s, PaperSheet::label("Quoi", "Iki", "What")),
        PaperSheet::column(u"last"_s, PaperSheet::label("Fait la dernière fois", "Vyakozwe ubwanyuma", "Last done"), 40),
        PaperSheet::column(u"next"_s, PaperSheet::label("À faire avant", "Bizokorwa imbere ya", "To be done by"),
                           DateWidthMm),
        PaperSheet::column(u"done"_s, PaperSheet::label("Fait", "Vyakozwe", "Done"), CheckWidthMm, true)};
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
        paper.addTable(rhythmLabel(rhythm), columns, rows, RoutinesTogether);
    }
    return paper.pages();
}

base::Result<QList<print::Page>> complaintsPaper(const std::vector<casework::Complaint> &complaints, base::UtcMs now)
{
    PaperSheet paper(u"complaints"_s,
                     PaperSheet::label("Registre des plaintes", "Urutonde rw’imyidogo", "Register of complaints"));
    QList<QStringList> rows;
    int reserved = 0;
    for (const casework::Complaint &complaint : complaints) {
        if (complaint.isReserved) {
            ++reserved;
            continue;
        }
        rows.append({kit::dateText(complaint.receivedOn), frenchCodes(u"complaint_kind"_s, complaint.kinds), complaint.words,
                     complaint.done, kit::dateText(complaint.answeredOn)});
    }
    paper.addLine({{PaperSheet::label("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)},
                   {PaperSheet::label("Plaintes", "Imyidogo", "Complaints"), QString::number(rows.size())},
                   {PaperSheet::label("Réservées à la direction", "", "Kept for the director"), QString::number(reserved)}});
    paper.addTable(
        PaperSheet::label("Chaque plainte", "Umwidogo wose", "Every complaint"),
        {PaperSheet::column(u"on"_s, PaperSheet::label("Reçue le", "Yashitse itariki", "Received on"), DateWidthMm),
         PaperSheet::column(u"kind"_s, PaperSheet::label("À quel sujet", "Ivyerekeye", "About"), 32),
         PaperSheet::column(u"words"_s, PaperSheet::label("Ce qui est dit", "Ivyavuzwe", "What it says")),
         PaperSheet::column(u"done"_s, PaperSheet::label("Suite donnée", "Icakozwe", "What was done"), 48),
         PaperSheet::column(u"answered"_s, PaperSheet::label("Réponse le", "Inyishu itariki", "Answered on"), DateWidthMm)},
        rows, ComplaintsTogether);
    paper.addSignatures({PaperSheet::label("Lu par", "Yasomwe na", "Read by"), PaperSheet::label("Date", "Itariki", "Date"),
                         PaperSheet::label("Signature", "Umukono", "Signature")});
    return paper.pages();
}

base::Result<QList<print::Page>> selfCheckPaper(const casework::SelfCheck &check,
                                                const std::vector<casework::SelfCheckLine> &actions, bool isBlank)
{
    PaperSheet paper(u"self_check"_s,
                     PaperSheet::label("Autocontrôle de la maison", "Ukwisuzuma kw’ikigo", "Self-check of the house"));
    const auto score = check.score();
    paper.addLine(
        {{PaperSheet::label("Numéro", "Inomero", "Number"), isBlank ? QString() : QString::number(check.number)},
         {PaperSheet::label("Commencé le", "Yatanguye itariki", "Begun on"),
          isBlank ? QString() : kit::dateTimeText(check.begunAt)},
         {PaperSheet::label("Terminé le", "Vyarangiye itariki", "Finished on"),
          isBlank || !check.closedAt ? QString() : kit::dateTimeText(*check.closedAt)},
         {PaperSheet::label("Atteint", "Vyashitsweko", "Reached"), isBlank || !score ? QString() : u"%1 %"_s.arg(*score)}});
    QList<QStringList> rows;
    if (check.pack != nullptr) {
        for (const sop::Step *item : casework::selfCheckItems(*check.pack)) {
            const casework::SelfCheckLine *line = isBlank ? nullptr : check.find(item->id);
            rows.append({item->id, bothWords(*item),
                         line == nullptr ? QString() : frenchCodes(u"self_check_answer"_s, {line->answer}),
                         line == nullptr ? QString() : line->evidence});
        }
    }
    paper.addTable(PaperSheet::label("Questions", "Ibibazo", "Questions"),
                   {PaperSheet::column(u"id"_s, PaperSheet::label("N°", "", "No."), 12),
                    PaperSheet::column(u"what"_s, PaperSheet::label("Question", "Ikibazo", "Question")),
                    PaperSheet::column(u"answer"_s, PaperSheet::label("Réponse", "Inyishu", "Answer"), DateWidthMm),
                    PaperSheet::column(u"shown"_s, PaperSheet::label("Ce qui le montre", "Ikibemeza", "What shows it"), 44)},
                   rows, QuestionsTogether);
    addActions(paper, isBlank ? std::vector<casework::SelfCheckLine>() : actions, isBlank);
    paper.addSignatures({PaperSheet::label("Direction", "Umuyobozi", "Director"),
                         PaperSheet::label("Date", "Itariki", "Date"),
                         PaperSheet::label("Signature", "Umukono", "Signature")});
    return paper.pages();
}

} // namespace indaro::ui::pages
