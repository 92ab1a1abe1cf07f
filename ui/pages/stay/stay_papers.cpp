// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_papers.h"

#include "core/casework/consents/redaction.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double TickWidth = 18; // mm
constexpr double RoomWidth = 34;
constexpr double PaperMarkWidth = 18;
constexpr double NotCheckedWidth = 22; // its Kirundi is one long word
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
    SimplePaper paper(u"evacuation"_s, paperWords("Liste d’évacuation : compter chaque personne dehors",
                                                  "Urutonde rwo gusohoka mu nzu: harura umuntu wese hanze",
                                                  "Evacuation list: count everybody outside"));
    paper.addLine({{paperWords("Établie le", "Yakozwe itariki", "Made on"), kit::dateTimeText(list.at)},
                   {paperWords("Dans la maison", "Bari mu nzu", "In the house"), QString::number(list.inHouse)},
                   {paperWords("Sortis", "Bagiye hanze", "Out"), QString::number(list.away)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"room"_s, paperWords("Chambre", "Icumba", "Room"), RoomWidth),
        paperColumn(u"name"_s, paperWords("Nom d’usage", "Izina", "Name shown in the house")),
        paperColumn(u"age"_s, paperWords("Âge", "Imyaka", "Age"), AgeWidth),
        paperColumn(u"with"_s, paperWords("Avec", "Hamwe na", "With")),
        paperColumn(u"seen"_s, paperWords("Vu", "Yabonetse", "Seen"), TickWidth, true)};
    QList<QStringList> here;
    QList<QStringList> away;
    for (const casework::EvacuationLine &line : list.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName, ageOnPaper(line.age, line.years),
                        line.absence ? absenceOnPaper(*line.absence) : line.withWhom, QString()};
        (line.absence ? away : here).append(row);
    }
    paper.addTable(paperWords("À compter", "Abo guharura", "To be counted"), columns, here);
    paper.addTable(paperWords("Sortis pour un temps", "Abasohotse akanya", "Out for a time"), columns, away);
    paper.addSignatures({paperWords("Fait par", "Vyakozwe na", "Done by"), paperWords("Heure", "Isaha", "Time"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.pages();
}

base::Result<QList<print::Page>> rollCallPaper(const casework::RollCall &call)
{
    SimplePaper paper(u"roll_call"_s,
                      paperWords("Appel du soir", "Guhamagara abari mu nzu ku mugoroba", "Nightly roll-call"));
    paper.addLine(
        {{paperWords("Nuit du", "Ijoro ry’itariki", "Night of"), kit::dateText(call.night)},
         {paperWords("Personnes", "Abantu", "People"), QString::number(call.lines.size())},
         {paperWords("Terminé", "Vyarangiye", "Finished"), call.doneAt ? kit::dateTimeText(*call.doneAt) : u"–"_s}});
    QList<documents::TableColumn> columns{
        paperColumn(u"room"_s, paperWords("Chambre", "Icumba", "Room"), RoomWidth),
        paperColumn(u"name"_s, paperWords("Nom d’usage", "Izina", "Name shown in the house"))};
    const QStringList marks{u"present"_s, u"expected_away"_s, u"late"_s, u"missing"_s, u"not_checked"_s};
    for (const QString &mark : marks) {
        const model::Code *code = model::CodeList::byName(u"roll_call_mark"_s).find(mark);
        columns.append(paperColumn(mark, {code->french, code->kirundi, code->english, documents::KirundiStatus::Unreviewed},
                                   mark == "not_checked"_L1 ? NotCheckedWidth : PaperMarkWidth, true));
    }
    columns.append(paperColumn(u"note"_s, paperWords("Note", "", "Note"), 30));
    QList<QStringList> rows;
    for (const casework::RollCallLine &line : call.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName};
        for (const QString &mark : marks)
            row << (line.mark == mark ? u"1"_s : QString());
        row << (line.note.isEmpty() && line.absence ? absenceOnPaper(*line.absence) : line.note);
        rows.append(row);
    }
    paper.addTable(paperWords("Chaque personne", "Umuntu wese", "Everybody"), columns, rows);
    paper.addSignatures({paperWords("Fait par", "Vyakozwe na", "Done by"), paperWords("Heure", "Isaha", "Time"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.pages();
}

base::Result<QList<print::Page>> custodyReceipt(const std::vector<casework::CustodyItem> &all, const QString &whose,
                                                base::UtcMs now, const casework::Withheld &withheld)
{
    std::vector<casework::CustodyItem> items = all;
    casework::leaveOut(items, withheld);
    SimplePaper paper(u"custody"_s,
                      paperWords("Reçu des effets gardés", "Urupapuro rw’ibibikijwe", "Receipt of belongings"));
    paper.addLine({{paperWords("Pour", "Vya", "For"), withheld.allowed(whose)},
                   {paperWords("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"what"_s, paperWords("Objet", "Ikintu", "Thing"), 44),
        paperColumn(u"which"_s, paperWords("Description", "", "Description")),
        paperColumn(u"in"_s, paperWords("Reçu", "Cakiriwe", "Taken in"), 26),
        paperColumn(u"out"_s, paperWords("Rendu ou remis", "Casubijwe canke cahawe abandi", "Given back or handed over"),
                    34),
        paperColumn(u"here"_s, paperWords("Encore gardé", "Kikibikijwe", "Still kept"), 26)};
    QList<QStringList> rows;
    for (const casework::CustodyItem &item : items) {
        const model::Code *kind = model::CodeList::byName(u"custody_item"_s).find(item.kind);
        QString what = kind == nullptr ? item.kind : kind->french;
        if (kind != nullptr && !kind->kirundi.isEmpty())
            what += u" / "_s + kind->kirundi + u"°"_s;
        const auto amount = [&item](std::int64_t count) {
            if (count == 0)
                return QString();
            const bool isFrancs = item.currency == "BIF"_L1 || item.currency == "FBu"_L1;
            return isFrancs ? kit::amountText(count)
                            : QStringList{QString::number(count), item.currency}.join(u' ').trimmed();
        };
        rows.append({what, item.description, amount(item.received), amount(item.returned + item.handedOver + item.lent),
                     amount(item.held)});
    }
    paper.addTable(paperWords("Effets", "Ibintu", "Things"), columns, rows);
    paper.addSignatures({paperWords("Signature de la personne", "Umukono wa nyene ibintu", "Signature of the person"),
                         paperWords("Signature du personnel", "Umukono w’umukozi", "Signature of staff"),
                         paperWords("Date", "Itariki", "Date")});
    return paper.pages();
}

} // namespace indaro::ui::pages
