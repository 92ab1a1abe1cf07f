// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/stay/stay_papers.h"

#include "core/casework/consents/redaction.h"

#include "core/model/code_list.h"
#include "core/model/partial_date.h"
#include "ui/kit/date_text.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype RowsOfTable = 22; // a table is never split over two pages
constexpr double TickWidth = 14;      // mm
constexpr double RoomWidth = 34;
constexpr double AgeWidth = 24;

documents::Label paperLabel(const char *french, const char *kirundi, const char *english)
{
    const QString draft = QString::fromUtf8(kirundi);
    return {QString::fromUtf8(french), draft, QString::fromUtf8(english),
            draft.isEmpty() ? documents::KirundiStatus::ToTranslate : documents::KirundiStatus::Unreviewed};
}

documents::Field lineField(const QString &name, documents::Label label)
{
    documents::Field field;
    field.name = name;
    field.label = std::move(label);
    return field;
}

/// One part with a head of fields; lists are added as tables.
struct HousePaper
{
    documents::Template form;
    documents::DocumentData data;

    HousePaper(const QString &name, documents::Label title)
    {
        form.name = name;
        documents::Part part;
        part.name = name;
        part.numbered = false;
        part.title = std::move(title);
        form.parts.append(part);
    }
    void addHead(const QList<std::pair<documents::Label, QString>> &facts)
    {
        documents::Section head;
        documents::Row row;
        for (const auto &[label, text] : facts) {
            const QString name = u"head_%1"_s.arg(row.fields.size());
            row.fields.append(lineField(name, label));
            data.set(name, text);
        }
        head.rows.append(row);
        form.parts.last().sections.append(head);
    }
    void addTable(documents::Label title, const QList<documents::TableColumn> &columns, const QList<QStringList> &rows)
    {
        for (qsizetype first = 0; first < rows.size(); first += RowsOfTable) {
            documents::Section section;
            section.title = first == 0 ? title : documents::Label();
            documents::Field table;
            table.name = u"table_%1_%2"_s.arg(form.parts.last().sections.size()).arg(first);
            table.kind = documents::FieldKind::Table;
            table.tableColumns = columns;
            section.rows.append({{table}});
            form.parts.last().sections.append(section);
            data.fields[table.name] = {{}, rows.mid(first, RowsOfTable), true};
        }
    }
    void addSignatures(const QList<documents::Label> &labels = {paperLabel("Fait par", "Vyakozwe na", "Done by"),
                                                                paperLabel("Heure", "Isaha", "Time"),
                                                                paperLabel("Signature", "Umukono", "Signature")})
    {
        documents::Section section;
        section.together = true;
        documents::Row row;
        for (const documents::Label &label : labels) {
            documents::Field area = lineField(u"sign_%1"_s.arg(row.fields.size()), label);
            area.kind = documents::FieldKind::Area;
            area.height = 12;
            row.fields.append(area);
        }
        section.rows.append(row);
        form.parts.last().sections.append(section);
    }
    [[nodiscard]] base::Result<QList<print::Page>> pages() const
    {
        INDARO_TRY_ASSIGN(const auto styles, documents::loadBuiltinStyles());
        return print::layOutAllCopies(form, styles, data);
    }
};

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

documents::TableColumn paperColumn(const QString &name, documents::Label label, double width = 0, bool isTick = false)
{
    return {name, std::move(label), width, isTick};
}

} // namespace

base::Result<QList<print::Page>> evacuationPaper(const casework::EvacuationList &list)
{
    HousePaper paper(u"evacuation"_s, paperLabel("Liste d’évacuation : compter chaque personne dehors",
                                                 "Urutonde rwo gusohoka mu nzu: harura umuntu wese hanze",
                                                 "Evacuation list: count everybody outside"));
    paper.addHead({{paperLabel("Établie le", "Yakozwe itariki", "Made on"), kit::dateTimeText(list.at)},
                   {paperLabel("Dans la maison", "Bari mu nzu", "In the house"), QString::number(list.inHouse)},
                   {paperLabel("Sortis", "Bagiye hanze", "Out"), QString::number(list.away)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"room"_s, paperLabel("Chambre", "Icumba", "Room"), RoomWidth),
        paperColumn(u"name"_s, paperLabel("Nom d’usage", "Izina", "Name shown in the house")),
        paperColumn(u"age"_s, paperLabel("Âge", "Imyaka", "Age"), AgeWidth),
        paperColumn(u"with"_s, paperLabel("Avec", "Hamwe na", "With")),
        paperColumn(u"seen"_s, paperLabel("Vu", "Yabonetse", "Seen"), TickWidth, true)};
    QList<QStringList> here;
    QList<QStringList> away;
    for (const casework::EvacuationLine &line : list.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName, ageOnPaper(line.age, line.years),
                        line.absence ? absenceOnPaper(*line.absence) : line.withWhom, QString()};
        (line.absence ? away : here).append(row);
    }
    paper.addTable(paperLabel("À compter", "Abo guharura", "To be counted"), columns, here);
    paper.addTable(paperLabel("Sortis pour un temps", "Abasohotse akanya", "Out for a time"), columns, away);
    paper.addSignatures();
    return paper.pages();
}

base::Result<QList<print::Page>> rollCallPaper(const casework::RollCall &call)
{
    HousePaper paper(u"roll_call"_s,
                     paperLabel("Appel du soir", "Guhamagara abari mu nzu ku mugoroba", "Nightly roll-call"));
    paper.addHead(
        {{paperLabel("Nuit du", "Ijoro ry’itariki", "Night of"), kit::dateText(call.night)},
         {paperLabel("Personnes", "Abantu", "People"), QString::number(call.lines.size())},
         {paperLabel("Terminé", "Vyarangiye", "Finished"), call.doneAt ? kit::dateTimeText(*call.doneAt) : u"–"_s}});
    QList<documents::TableColumn> columns{
        paperColumn(u"room"_s, paperLabel("Chambre", "Icumba", "Room"), RoomWidth),
        paperColumn(u"name"_s, paperLabel("Nom d’usage", "Izina", "Name shown in the house"))};
    const QStringList marks{u"present"_s, u"expected_away"_s, u"late"_s, u"missing"_s, u"not_checked"_s};
    for (const QString &mark : marks) {
        const model::Code *code = model::CodeList::byName(u"roll_call_mark"_s).find(mark);
        columns.append(
            paperColumn(mark, {code->french, code->kirundi, code->english, documents::KirundiStatus::Unreviewed}, 18, true));
    }
    columns.append(paperColumn(u"note"_s, paperLabel("Note", "", "Note"), 32));
    QList<QStringList> rows;
    for (const casework::RollCallLine &line : call.lines) {
        QStringList row{roomAndPlace(line.roomName, line.placeLabel), line.displayName};
        for (const QString &mark : marks)
            row << (line.mark == mark ? u"1"_s : QString());
        row << (line.note.isEmpty() && line.absence ? absenceOnPaper(*line.absence) : line.note);
        rows.append(row);
    }
    paper.addTable(paperLabel("Chaque personne", "Umuntu wese", "Everybody"), columns, rows);
    paper.addSignatures();
    return paper.pages();
}

base::Result<QList<print::Page>> custodyReceipt(const std::vector<casework::CustodyItem> &all, const QString &whose,
                                                base::UtcMs now, const casework::Withheld &withheld)
{
    std::vector<casework::CustodyItem> items = all;
    casework::leaveOut(items, withheld);
    HousePaper paper(u"custody"_s, paperLabel("Reçu des effets gardés", "Urupapuro rw’ibibikijwe", "Receipt of belongings"));
    paper.addHead({{paperLabel("Pour", "Vya", "For"), withheld.allowed(whose)},
                   {paperLabel("Établi le", "Yakozwe itariki", "Made on"), kit::dateTimeText(now)}});
    const QList<documents::TableColumn> columns{
        paperColumn(u"what"_s, paperLabel("Objet", "Ikintu", "Thing"), 44),
        paperColumn(u"which"_s, paperLabel("Description", "", "Description")),
        paperColumn(u"in"_s, paperLabel("Reçu", "Cakiriwe", "Taken in"), 26),
        paperColumn(u"out"_s, paperLabel("Rendu ou remis", "Casubijwe canke cahawe abandi", "Given back or handed over"),
                    34),
        paperColumn(u"here"_s, paperLabel("Encore gardé", "Kikibikijwe", "Still kept"), 26)};
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
    paper.addTable(paperLabel("Effets", "Ibintu", "Things"), columns, rows);
    paper.addSignatures({paperLabel("Signature de la personne", "Umukono wa nyene ibintu", "Signature of the person"),
                         paperLabel("Signature du personnel", "Umukono w’umukozi", "Signature of staff"),
                         paperLabel("Date", "Itariki", "Date")});
    return paper.pages();
}

} // namespace indaro::ui::pages
