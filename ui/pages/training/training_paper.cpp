// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/training/training_paper.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype TrainingRows = 14;
constexpr double TrainingDateWidth = 26; // mm
constexpr double TrainingRevisionWidth = 24;

QString trainingWord(const char16_t *list, const QString &code)
{
    return code.isEmpty() ? QString() : model::CodeList::byName(QString::fromUtf16(list)).label(code, u"fr");
}

} // namespace

base::Result<QList<print::Page>> trainingPaper(const casework::TrainingState &state,
                                               const std::vector<casework::Training> &trainings, QDate today)
{
    PaperSheet paper(u"training"_s,
                     PaperSheet::label("Formation du personnel", "Ukwigishwa kw’abakozi", "Training of the staff"));
    paper.addLine({{PaperSheet::label("Établi le", "Yakozwe itariki", "Made on"), kit::dateText(today)},
                   {PaperSheet::label("Procédure, révision", "Igitabu c’intambuko, inomero", "Procedure, revision"),
                    u"%1 / %2"_s.arg(state.packId).arg(state.revision)}});
    QList<QStringList> staff;
    for (const casework::StaffTraining &line : state.staff)
        staff.append({line.name, line.revision ? QString::number(*line.revision) : u"–"_s, kit::dateText(line.trainedOn),
                      line.isTrained ? u"1"_s : QString()});
    auto trained =
        PaperSheet::column(u"trained"_s, PaperSheet::label("Formé", "Yarigishijwe", "Trained"), TrainingRevisionWidth);
    trained.tick = true;
    paper.addTable(
        PaperSheet::label("La procédure actuelle", "Igitabu c’intambuko gikoreshwa", "The present procedure"),
        {PaperSheet::column(u"who"_s, PaperSheet::label("Nom", "Izina", "Name")),
         PaperSheet::column(u"revision"_s, PaperSheet::label("Révision", "Inomero", "Revision"), TrainingRevisionWidth),
         PaperSheet::column(u"on"_s, PaperSheet::label("Le", "Itariki", "On"), TrainingDateWidth), trained},
        staff, TrainingRows);
    QList<QStringList> all;
    for (const casework::Training &training : trainings)
        all.append({kit::dateText(training.trainedOn), training.staffName, trainingWord(u"training_kind", training.kind),
                    training.trainedBy, trainingWord(u"training_proof", training.proof)});
    paper.addTable(PaperSheet::label("Toutes les formations", "Inyigisho zose", "All trainings"),
                   {PaperSheet::column(u"on"_s, PaperSheet::label("Le", "Itariki", "On"), TrainingDateWidth),
                    PaperSheet::column(u"who"_s, PaperSheet::label("Nom", "Izina", "Name")),
                    PaperSheet::column(u"what"_s, PaperSheet::label("Sur", "Ivyigishijwe", "In")),
                    PaperSheet::column(u"by"_s, PaperSheet::label("Par", "Uwigishije", "By")),
                    PaperSheet::column(u"proof"_s, PaperSheet::label("Preuve", "Icemeza", "Proof"))},
                   all, TrainingRows);
    paper.addSignatures(
        {PaperSheet::label("Direction", "Umuyobozi", "Director"), PaperSheet::label("Date", "Itariki", "Date")});
    return paper.pages();
}

} // namespace indaro::ui::pages
