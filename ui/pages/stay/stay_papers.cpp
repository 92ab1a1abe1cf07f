// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_papers.h"

#include "core/casework/consents/redaction.h"

#include "core/model/code_list.h"
#include "core/model/field_table.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"
#include "ui/pages/simple_paper.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr double TickWidth = 18; // mm
constexpr double RoomWidth = 34;
constexpr double AgeWidth = 22;
constexpr double WithWidth = 30;
constexpr double SupplyDateWidth = 24;
constexpr double SignatureWidth = 46;
constexpr double StockWidth = 20;

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

/// In both languages: whoever carries somebody out reads one of them.
QString helpOnPaper(const QStringList &codes)
{
    QStringList words;
    for (const QString &each : codes) {
        const model::Code *code = model::CodeList::byName(u"help_to_leave"_s).find(each);
        words << (code == nullptr           ? each
                  : code->kirundi.isEmpty() ? code->french
                                            : u"%1 / %2°"_s.arg(code->french, code->kirundi));
    }
    return words.join(u"; "_s);
}

} // namespace

base::Result<print::Paper> evacuationPaper(const casework::EvacuationList &list)
{
    SimplePaper paper(u"evacuation"_s, paperWords("Liste d’évacuation : compter chaque personne dehors",
                                                  "Urutonde rwo gusohoka mu nzu: harura umuntu wese hanze",
                                                  "Evacuation list: count everybody outside"));
    paper.addLine({{paperWords("Établie le", "Yakozwe itariki", "Made on"), kit::dateTimeText(list.at)},
                   {paperWords("Dans la maison", "Bari mu nzu", "In the house"), QString::number(list.inHouse)},
                   {paperWords("À aider", "Abo gufasha", "Need help"), QString::number(list.needHelp)},
                   {paperWords("Sortis", "Bagiye hanze", "Out"), QString::number(list.away)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"room"_s, paperWords("Chambre", "Icumba", "Room"), RoomWidth),
        paperColumn(u"name"_s, paperWords("Nom d’usage", "Izina", "Name shown in the house")),
        paperColumn(u"age"_s, paperWords("Âge", "Imyaka", "Age"), AgeWidth),
        paperColumn(u"help"_s, paperWords("Aide pour sortir", "Gufashwa gusohoka", "Help to get out")),
        paperColumn(u"with"_s, paperWords("Avec", "Hamwe na", "With"), WithWidth),
        paperColumn(u"seen"_s, paperWords("Vu", "Yabonetse", "Seen"), TickWidth, true)};
    QList<QStringList> here;
    QList<QStringList> away;
    for (const casework::EvacuationLine &line : list.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel),
                        line.displayName,
                        ageOnPaper(line.age, line.years),
                        helpOnPaper(line.helpToLeave),
                        line.absence ? absenceOnPaper(*line.absence) : line.withWhom,
                        QString()};
        (line.absence ? away : here).append(row);
    }
    paper.addTable(paperWords("À compter", "Abo guharura", "To be counted"), columns, here);
    paper.addTable(paperWords("Sortis pour un temps", "Abasohotse akanya", "Out for a time"), columns, away);
    paper.addSignatures({paperWords("Fait par", "Vyakozwe na", "Done by"), paperWords("Heure", "Isaha", "Time"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.paper();
}

base::Result<print::Paper> rollCallPaper(const casework::RollCall &call)
{
    INDARO_TRY_ASSIGN(const documents::Template form, documents::loadBuiltinTemplate(u"roll_call"_s));
    INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
    documents::DocumentData data;
    data.set(u"night"_s, kit::dateText(call.night));
    if (call.doneAt) // until then the pen
        data.set(u"hour"_s, kit::timeText(*call.doneAt));
    data.set(u"expected"_s, QString::number(call.lines.size()));
    if (call.doneAt)
        data.set(u"present_count"_s, QString::number(call.marked(u"present")));
    QList<QStringList> rows;
    for (const casework::RollCallLine &line : call.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName};
        // In the order of the columns of the form.
        for (const QString &mark : {u"present"_s, u"expected_away"_s, u"late"_s, u"missing"_s, u"not_checked"_s})
            row << (line.mark == mark ? u"1"_s : QString());
        row << (line.note.isEmpty() && line.absence ? absenceOnPaper(*line.absence) : line.note);
        rows.append(row);
    }
    if (!rows.isEmpty())
        data.fields[u"people"_s] = {{}, rows, true};
    return print::Paper{form, styles, data};
}

base::Result<print::Paper> custodyReceipt(const std::vector<casework::CustodyItem> &all, const QString &whose,
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
    INDARO_TRY_ASSIGN(auto whole, paper.paper());
    whole.form.parts.first().numbered = true; // it is kept, and shown when something is given back
    return whole;
}

base::Result<print::Paper> suppliesPaper(const std::vector<casework::SupplyGiven> &given, QDate from, QDate to,
                                         const casework::Withheld &withheld)
{
    SimplePaper paper(u"supplies"_s,
                      paperWords("Remise de kits et de fournitures", "Gutanga ibikoresho", "Kits and supplies handed over"));
    paper.addLine({{paperWords("Du", "Kuva itariki", "From"), kit::dateText(from)},
                   {paperWords("Au", "Gushika itariki", "To"), kit::dateText(to)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"on"_s, paperWords("Le", "Itariki", "On"), SupplyDateWidth),
        paperColumn(u"name"_s, paperWords("Nom d’usage", "Izina", "Name shown in the house")),
        paperColumn(u"what"_s, paperWords("Objet", "Ikintu", "Thing"), 44),
        paperColumn(u"amount"_s, paperWords("Combien", "Bingahe", "How many"), TickWidth),
        paperColumn(u"signature"_s, paperWords("Signature ou empreinte", "Umukono canke igikumu", "Signature or thumbprint"),
                    SignatureWidth)};
    QList<QStringList> rows;
    for (const casework::SupplyGiven &each : given) {
        if (withheld.hidesRecord(each.supply.id))
            continue;
        const model::Code *kind = model::CodeList::byName(u"supply_kind"_s).find(each.supply.kind);
        QStringList what{kind == nullptr           ? each.supply.kind
                         : kind->kirundi.isEmpty() ? kind->french
                                                   : u"%1 / %2°"_s.arg(kind->french, kind->kirundi),
                         withheld.allowed(model::fields::supply::Description, each.supply.description)};
        what.removeAll(QString());
        const bool isMoney = each.supply.kind == "cash"_L1 || each.supply.kind == "transport"_L1;
        rows.append({kit::dateText(model::localDay(each.supply.givenAt)),
                     withheld.allowed(model::fields::case_file::DisplayName, each.displayName), what.join(u": "_s),
                     isMoney ? kit::amountText(each.supply.amount) : QString::number(each.supply.amount),
                     each.supply.signedHow == "yes"_L1 ? u"signé / yarasinye°"_s : QString()});
    }
    paper.addTable(paperWords("Remis à chaque personne", "Ivyahawe umuntu wese", "Handed to each person"), columns, rows);
    paper.addSignatures({paperWords("Remis par", "Uwatanze", "Handed over by"), paperWords("Date", "Itariki", "Date"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.paper();
}

base::Result<print::Paper> stockPaper(const std::vector<casework::StockLine> &stock, base::UtcMs now)
{
    SimplePaper paper(u"stock"_s, paperWords("Stock de kits et de fournitures", "Ibikoresho biri mu bubiko",
                                             "Stock of kits and supplies"));
    paper.addLine({{paperWords("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"what"_s, paperWords("Objet", "Ikintu", "Thing")),
        paperColumn(u"counted"_s, paperWords("Compté le", "Vyaharuwe itariki", "Counted on"), SupplyDateWidth),
        paperColumn(u"then"_s, paperWords("Il y avait", "Hari", "There were"), StockWidth),
        paperColumn(u"in"_s, paperWords("Reçu", "Vyarashitse", "Received"), StockWidth),
        paperColumn(u"out"_s, paperWords("Sorti", "Vyaratanzwe", "Out"), StockWidth),
        paperColumn(u"left"_s, paperWords("Il reste", "Hasigaye", "Left"), StockWidth),
        paperColumn(u"hand"_s, paperWords("Compté à la main", "Vyaharuwe n’intoke", "Counted by hand"), 30)};
    QList<QStringList> rows;
    for (const casework::StockLine &line : stock) {
        const model::Code *kind = model::CodeList::byName(u"supply_kind"_s).find(line.kind);
        QStringList what{kind == nullptr           ? line.kind
                         : kind->kirundi.isEmpty() ? kind->french
                                                   : u"%1 / %2°"_s.arg(kind->french, kind->kirundi),
                         line.item};
        what.removeAll(QString());
        rows.append({what.join(u": "_s), line.countedAt ? kit::dateText(model::localDay(*line.countedAt)) : u"–"_s,
                     QString::number(line.counted), QString::number(line.received),
                     QString::number(line.out + line.toPeople), QString::number(line.left), QString()});
    }
    paper.addTable(paperWords("Ce qu’il y a", "Ibihari", "What there is"), columns, rows);
    paper.addSignatures({paperWords("Compté par", "Uwaharuye", "Counted by"), paperWords("Date", "Itariki", "Date"),
                         paperWords("Signature", "Umukono", "Signature")});
    return paper.paper();
}

} // namespace indaro::ui::pages
