// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/directory/directory_paper.h"

#include "core/model/code_list.h"
#include "ui/kit/date_text.h"
#include "ui/pages/paper_sheet.h"

using namespace Qt::StringLiterals;

namespace indaro::ui::pages {

namespace {

constexpr qsizetype RowsTogether = 8; // some have three lines
constexpr double PlaceWidth = 24;     // mm
constexpr double PhoneWidth = 40;
constexpr double HoursWidth = 34;
constexpr double AskedWidth = 24;

QString french(const QString &list, const QString &code)
{
    return model::CodeList::byName(list).label(code, u"fr");
}

QString lines(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u'\n');
}

QStringList rowOf(const casework::DirectoryEntry &entry, QDate today)
{
    QStringList services;
    for (const QString &service : entry.services)
        services << french(u"referral_service"_s, service);
    const QString asked = entry.verifiedOn ? kit::dateText(*entry.verifiedOn) : u"?"_s;
    return {
        lines({entry.name, services.isEmpty() ? french(u"directory_category"_s, entry.category) : services.join(u", "_s)}),
        lines({entry.place, entry.area}), lines({entry.phone, entry.contact, entry.email}), lines({entry.hours, entry.cost}),
        entry.isToCall(today) && entry.verifiedOn ? asked + u" ?"_s : asked};
}

} // namespace

base::Result<QList<print::Page>> directoryPaper(const std::vector<casework::DirectoryEntry> &entries, QDate today)
{
    PaperSheet paper(u"directory"_s, PaperSheet::label("Qui peut aider", "Abashobora gufasha", "Who can help"));
    paper.addLine({{PaperSheet::label("Imprimé le", "Yasohowe itariki", "Printed on"), kit::dateText(today)}});
    paper.addLine({{PaperSheet::label("« ? » : pas vérifié depuis trois mois. Téléphoner d’abord.",
                                      "« ? » : hashize amezi atatu bitasuzumwe. Banza uhamagare.",
                                      "“?”: not verified for three months. Ring first."),
                    QString()}},
                  documents::FieldKind::Note);
    const QList<documents::TableColumn> columns{
        PaperSheet::column(u"who"_s,
                           PaperSheet::label("Organisation, services", "Ishirahamwe, ubufasha", "Organisation, services")),
        PaperSheet::column(u"where"_s, PaperSheet::label("Lieu", "Aho riri", "Place"), PlaceWidth),
        PaperSheet::column(u"phone"_s,
                           PaperSheet::label("Téléphone, contact", "Terefone, uwo guhamagara", "Telephone, contact"),
                           PhoneWidth),
        PaperSheet::column(u"hours"_s, PaperSheet::label("Heures, coût", "Amasaha, amahera", "Hours, cost"), HoursWidth),
        PaperSheet::column(u"asked"_s, PaperSheet::label("Vérifié le", "Vyasuzumwe itariki", "Verified on"), AskedWidth)};
    QList<QStringList> rows;
    for (const casework::DirectoryEntry &entry : entries) {
        if (!entry.isClosed)
            rows.append(rowOf(entry, today));
    }
    paper.addTable({}, columns, rows, RowsTogether);
    return paper.pages();
}

} // namespace indaro::ui::pages
