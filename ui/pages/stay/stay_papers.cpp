// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_papers.h"

#include "core/casework/consents/redaction.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype RowsOfTable = 22; // a table is never split over two pages
constexpr double TickWidth = 14;      // mm
constexpr double RoomWidth = 34;
constexpr double AgeWidth = 24;

QString roomAndPlace(const QString &room, const QString &place)
{
    QStringList parts{room, place};
    parts.removeAll(QString());
    return parts.isEmpty() ? u"–"_s : parts.join(u" · "_s);
}

QString ageOnPaper(casework::AgeGroup age, const std::optional<int> &years)
{
    if (age == casework::AgeGroup::Adult)
        return {};
    return years ? u"< 18 (%1)"_s.arg(*years) : u"< 18"_s;
}

QString absenceOnPaper(const casework::AbsenceNow &absence)
{
    QString text = u"→ "_s + kit::dateTimeText(absence.leftAt);
    if (absence.expectedAt)
        text += u"  ← "_s + kit::dateTimeText(*absence.expectedAt);
    return text;
}

} // namespace

base::Result<QList<print::Page>> evacuationPaper(const casework::EvacuationList &list)
{
    PaperSheet paper(u"evacuation"_s, PaperSheet::label("Liste d’évacuation : compter chaque personne dehors",
                                                        "Urutonde rwo gusohoka mu nzu: harura umuntu wese hanze",
                                                        "Evacuation list: count everybody outside"));
    paper.addLine({{PaperSheet::label("Établie le", "Yakozwe itariki", "Made on"), kit::dateTimeText(list.at)},
                   {PaperSheet::label("Dans la maison", "Bari mu nzu", "In the house"), QString::number(list.inHouse)},
                   {PaperSheet::label("Sortis", "Bagiye hanze", "Out"), QString::number(list.away)}});
    const QList<documents::TableColumn> columns{
        PaperSheet::column(u"room"_s, PaperSheet::label("Chambre", "Icumba", "Room"), RoomWidth),
        PaperSheet::column(u"name"_s, PaperSheet::label("Nom d’usage", "Izina", "Name shown in the house")),
        PaperSheet::column(u"age"_s, PaperSheet::label("Âge", "Imyaka", "Age"), AgeWidth),
        PaperSheet::column(u"with"_s, PaperSheet::label("Avec", "Hamwe na", "With")),
        PaperSheet::column(u"seen"_s, PaperSheet::label("Vu", "Yabonetse", "Seen"), TickWidth, true)};
    QList<QStringList> here;
    QList<QStringList> away;
    for (const casework::EvacuationLine &line : list.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName, ageOnPaper(line.age, line.years),
                        line.absence ? absenceOnPaper(*line.absence) : line.withWhom, QString()};
        (line.absence ? away : here).append(row);
    }
    paper.addTable(PaperSheet::label("À compter", "Abo guharura", "To be counted"), columns, here, RowsOfTable);
    paper.addTable(PaperSheet::label("Sortis pour un temps", "Abasohotse akanya", "Out for a time"), columns, away,
                   RowsOfTable);
    paper.addSignatures();
    return paper.pages();
}

base::Result<QList<print::Page>> rollCallPaper(const casework::RollCall &call)
{
    PaperSheet paper(u"roll_call"_s,
                     PaperSheet::label("Appel du soir", "Guhamagara abari mu nzu ku mugoroba", "Nightly roll-call"));
    paper.addLine(
        {{PaperSheet::label("Nuit du", "Ijoro ry’itariki", "Night of"), kit::dateText(call.night)},
         {PaperSheet::label("Personnes", "Abantu", "People"), QString::number(call.lines.size())},
         {PaperSheet::label("Terminé", "Vyarangiye", "Finished"), call.doneAt ? kit::dateTimeText(*call.doneAt) : u"–"_s}});
    QList<documents::TableColumn> columns{
        PaperSheet::column(u"room"_s, PaperSheet::label("Chambre", "Icumba", "Room"), RoomWidth),
        PaperSheet::column(u"name"_s, PaperSheet::label("Nom d’usage", "Izina", "Name shown in the house"))};
    const QStringList marks{u"present"_s, u"expected_away"_s, u"late"_s, u"missing"_s, u"not_checked"_s};
    for (const QString &mark : marks) {
        const model::Code *code = model::CodeList::byName(u"roll_call_mark"_s).find(mark);
        columns.append(PaperSheet::column(
            mark, {code->french, code->kirundi, code->english, documents::KirundiStatus::Unreviewed}, 18, true));
    }
    columns.append(PaperSheet::column(u"note"_s, PaperSheet::label("Note", "", "Note"), 32));
    QList<QStringList> rows;
    for (const casework::RollCallLine &line : call.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName};
        for (const QString &mark : marks)
            row << (line.mark == mark ? u"1"_s : QString());
        row << (line.note.isEmpty() && line.absence ? absenceOnPaper(*line.absence) : line.note);
        rows.append(row);
    }
    paper.addTable(PaperSheet::label("Chaque personne", "Umuntu wese", "Everybody"), columns, rows, RowsOfTable);
    paper.addSignatures();
    return paper.pages();
}

base::Result<QList<print::Page>> custodyReceipt(const std::vector<casework::CustodyItem> &all, const QString &whose,
                                                base::UtcMs now, const casework::Withheld &withheld)
{
    std::vector<casework::CustodyItem> items = all;
    casework::leaveOut(items, withheld);
    PaperSheet paper(u"custody"_s,
                     PaperSheet::label("Reçu des effets gardés", "Urupapuro rw’ibibikijwe", "Receipt of belongings"));
    paper.addLine({{PaperSheet::label("Pour", "Vya", "For"), withheld.allowed(whose)},
                   {PaperSheet::label("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        PaperSheet::column(u"what"_s, PaperSheet::label("Objet", "Ikintu", "Thing"), 44),
        PaperSheet::column(u"which"_s, PaperSheet::label("Description", "", "Description")),
        PaperSheet::column(u"in"_s, PaperSheet::label("Reçu", "Cakiriwe", "Taken in"), 26),
        PaperSheet::column(
            u"out"_s, PaperSheet::label("Rendu ou remis", "Casubijwe canke cahawe abandi", "Given back or handed over"), 34),
        PaperSheet::column(u"here"_s, PaperSheet::label("Encore gardé", "Kikibikijwe", "Still kept"), 26)};
    QList<QStringList> rows;
    for (const casework::CustodyItem &item : items) {
        const model::Code *kind = model::CodeList::byName(u"custody_item"_s).find(item.kind);
        QString what = kind == nullptr ? item.kind : kind->french;
        if (kind != nullptr && !kind->kirundi.isEmpty())
            what += u" / "_s + kind->kirundi + u"°"_s;
        const auto amount = [&item](std::int64_t count) {
            return count == 0 ? QString() : QStringList{QString::number(count), item.currency}.join(u' ').trimmed();
        };
        rows.append({what, item.description, amount(item.received), amount(item.returned + item.handedOver + item.lent),
                     amount(item.held)});
    }
    paper.addTable(PaperSheet::label("Effets", "Ibintu", "Things"), columns, rows, RowsOfTable);
    paper.addSignatures({PaperSheet::label("Signature de la personne", "Umukono wa nyene ibintu", "Signature of the person"),
                         PaperSheet::label("Signature du personnel", "Umukono w’umukozi", "Signature of staff"),
                         PaperSheet::label("Date", "Itariki", "Date")});
    return paper.pages();
}

} // namespace indaro::ui::pages
