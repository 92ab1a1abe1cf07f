// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/training_paper.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double TrainingDateWidth = 26; // mm
constexpr double TrainingRevisionWidth = 24;

QString trainingWord(const char16_t *list, const QString &code)
{
    return code.isEmpty() ? QString() : model::CodeList::byName(QString::fromUtf16(list)).label(code, u"fr");
}

} // namespace

base::Result<print::Paper> trainingPaper(const casework::TrainingState &state,
                                         const std::vector<casework::Training> &trainings, QDate today)
{
    SimplePaper paper(u"training"_s, paperWords("Formation du personnel", "Ukwigishwa kw’abakozi", "Training of the staff"));
    paper.addLine({{paperWords("Établi le", "Yakozwe itariki", "Made on"), kit::dateText(today)},
                   {paperWords("Procédure, révision", "Igitabu c’intambuko, inomero", "Procedure, revision"),
                    u"%1 / %2"_s.arg(state.packId).arg(state.revision)}});
    QList<QStringList> staff;
    for (const casework::StaffTraining &line : state.staff)
        staff.append({line.name, line.revision ? QString::number(*line.revision) : u"–"_s, kit::dateText(line.trainedOn),
                      line.isTrained ? u"1"_s : QString()});
    for (const casework::OutsideTraining &other : state.others) {
        QStringList who{other.name, other.position};
        who.removeAll(QString());
        staff.append({who.join(u", "_s), other.revision ? QString::number(*other.revision) : u"–"_s,
                      kit::dateText(other.trainedOn), other.isTrained ? u"1"_s : QString()});
    }
    auto trained = paperColumn(u"trained"_s, paperWords("Formé", "Yarigishijwe", "Trained"), TrainingRevisionWidth);
    trained.tick = true;
    paper.addTable(paperWords("La procédure actuelle", "Igitabu c’intambuko gikoreshwa", "The present procedure"),
                   {paperColumn(u"who"_s, paperWords("Nom", "Izina", "Name")),
                    paperColumn(u"revision"_s, paperWords("Révision", "Inomero", "Revision"), TrainingRevisionWidth),
                    paperColumn(u"on"_s, paperWords("Le", "Itariki", "On"), TrainingDateWidth), trained},
                   staff);
    QList<QStringList> all;
    for (const casework::Training &training : trainings)
        all.append({kit::dateText(training.trainedOn), training.staffName, trainingWord(u"training_kind", training.kind),
                    training.trainedBy, trainingWord(u"training_proof", training.proof)});
    paper.addTable(paperWords("Toutes les formations", "Inyigisho zose", "All trainings"),
                   {paperColumn(u"on"_s, paperWords("Le", "Itariki", "On"), TrainingDateWidth),
                    paperColumn(u"who"_s, paperWords("Nom", "Izina", "Name")),
                    paperColumn(u"what"_s, paperWords("Sur", "Ivyigishijwe", "In")),
                    paperColumn(u"by"_s, paperWords("Par", "Uwigishije", "By")),
                    paperColumn(u"proof"_s, paperWords("Preuve", "Icemeza", "Proof"))},
                   all);
    paper.addSignatures({paperWords("Direction", "Umuyobozi", "Director"), paperWords("Date", "Itariki", "Date")});
    return paper.paper();
}

} // namespace indaro::ui::pages
